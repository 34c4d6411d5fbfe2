"""The program is killed at a random moment while a section of a self-assessment is being written."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

from app.commands.start_assessment import StartAssessments
from app.store import drafts
from app.store.opening import open_store
from app.store.verifying import verify
from tests.faults.section_typist import SECTION, text_of
from tests.faults.typed_until_killed import typed_until_killed
from tests.plans import ACTOR, Q4, make_plan

LONGEST = 5.0


def typing_kills(count: int, seed: int = 5) -> list[str]:
    """What was lost beyond two seconds, or damaged, in so many kills; empty where all held."""
    rnd = random.Random(seed)
    found: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = make_plan(folder)
        store.change(StartAssessments((1,), Q4), ACTOR)
        store.close()
        for number in range(count):
            place = folder / f"kill {number}"
            place.mkdir()
            path = Path(shutil.copy(folder / "small.plan", place / "small.plan"))
            found += [f"kill {number}: {what}" for what in _kill(path, place / "home", rnd.uniform(0.3, LONGEST))]
            shutil.rmtree(place)
    return found


def _kill(path: Path, home: Path, seconds: float) -> list[str]:
    safe, typed = typed_until_killed(seconds, "tests.faults.section_typist", str(path), str(home))
    store = open_store(path)
    try:
        if not verify(store.raw).sound:
            return ["the store is damaged"]
        with store.reading() as session:
            kept = [draft for draft in drafts.listed(session) if draft.place and draft.place.field == SECTION]
    finally:
        store.close()
    text = kept[0].body.removeprefix("<p>").removesuffix("</p>") if kept else ""
    if text != text_of(len(text)):
        return [f"what was kept is not what was typed: {text[-40:]!r}"]
    return [f"{typed - len(text)} of {typed} letters lost, {safe} were older than two seconds"] if len(text) < safe else []

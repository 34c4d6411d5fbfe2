"""The program is killed at a random moment while a section of a self-assessment is being written."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.commands.start_assessment import StartAssessments
from app.store import drafts
from app.store.opening import open_store
from app.store.verifying import verify
from tests.conftest import ROOT
from tests.faults.section_typist import SECTION, text_of
from tests.plans import ACTOR, Q4, make_plan

LOST_AT_MOST = 2.0
SLACK = 0.25
"""Seconds allowed above it for a machine that does something else just then."""
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
    safe, typed = _typed_until_killed(path, home, seconds)
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


def _typed_until_killed(path: Path, home: Path, seconds: float) -> tuple[int, int]:
    """Letters typed two seconds before the kill, and at the kill."""
    command = [sys.executable, "-m", "tests.faults.section_typist", str(path), str(home)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    told: list[tuple[float, int]] = []
    try:
        for line in child.stdout:
            told.append((time.perf_counter(), int(line)))
            if told[-1][0] - told[0][0] >= seconds:
                break
    finally:
        child.kill()
        child.wait(timeout=20)
        child.stdout.close()
    if not told:
        return 0, 0
    end = told[-1][0]
    return max((count for at, count in told if at <= end - LOST_AT_MOST - SLACK), default=0), told[-1][1]

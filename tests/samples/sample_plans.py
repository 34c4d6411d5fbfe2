"""Both samples' files as plain data, and each loaded into a store."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from app.commands.load_sample import LoadSample
from app.commands.sample_files import SAMPLES
from app.rules.changes import Actor
from app.store.opening import create_store
from app.store.store import Store

PLAN, PUBLISHED = "hampshire-2010", "hampshire-published"
NAMES = (PLAN, PUBLISHED)
ACTOR = Actor("tester", "Head of Improvement")


@cache
def data(sample: str, noun: str) -> Any:
    return json.loads((SAMPLES / sample / f"{noun}.json").read_text(encoding="utf-8"))


def own_files(sample: str) -> list[Path]:
    return sorted((SAMPLES / sample).iterdir())


def loaded(folder: Path, name: str, samples: Path = SAMPLES) -> Store:
    store = create_store(folder / f"{name}.plan", name=name)
    try:
        store.change(LoadSample(name, samples), ACTOR)
    except BaseException:
        store.close()
        raise
    return store

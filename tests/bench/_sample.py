"""The sample plan in a store of its own, and whose workbooks are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.commands.load_sample import LoadSample
from app.rules.lists import current
from app.rules.period import Period
from app.store.opening import create_store
from app.store.queries.lists import lists, quarters
from app.store.store import Store
from tests.plans import ACTOR


def sample_store(folder: Path) -> Store:
    store = create_store(folder / "sample.plan", name="Sample")
    store.change(LoadSample("hampshire-2010"), ACTOR)
    return store


def departments(session: Any) -> Iterator[tuple[int, Period]]:
    quarter = quarters(session)[-1]
    for each in current(lists(session).departments):
        yield each.id, quarter

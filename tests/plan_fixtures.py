"""A store with the small plan, opened for one test and closed after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.store import Store
from tests.plans import make_plan


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_plan(tmp_path)
    yield made
    made.close()

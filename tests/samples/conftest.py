"""Each sample loaded once for all tests of this folder, which only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.store.store import Store
from tests.samples.sample_plans import PLAN, PUBLISHED, loaded


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = loaded(tmp_path_factory.mktemp("plan"), PLAN)
    yield made
    made.close()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = loaded(tmp_path_factory.mktemp("published"), PUBLISHED)
    yield made
    made.close()

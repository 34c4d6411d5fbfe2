"""A view of a page (filters, grouping, columns) saved under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedView:
    """`page` is the page's key ("board", "indicators"); `body` is whatever that page's view state says."""

    id: int
    version: int
    name: str
    page: str
    body: Mapping[str, object]

"""A plan with everything in it, table by table, as it is carried from one store to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.rules.quarter_book import QuarterBook

Stored = str | int | float | None
"""A value as the store holds it: days and moments as ISO text, periods as their keys, yes and no as 1 and 0."""


class Kind(StrEnum):
    TEXT = "text"
    WHOLE = "whole"
    REAL = "real"
    DAY = "day"
    MOMENT = "moment"
    YES_NO = "yes_no"
    PERIOD = "period"
    DATA = "data"
    """Plain data as JSON."""
    LINK = "link"
    """The id of a row in another table."""


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """`leads_to`: the table that a link names. `default`: what a plan written before the column was there has."""

    name: str
    kind: Kind
    empty: bool = False
    leads_to: str = ""
    default: Stored = None


@dataclass(frozen=True, slots=True)
class StoredTable:
    name: str
    columns: tuple[StoredColumn, ...]
    rows: tuple[tuple[Stored, ...], ...]


@dataclass(frozen=True, slots=True)
class Original:
    """A file kept byte for byte. `kept` is False where its bytes are gone."""

    sha256: str
    size: int
    name: str
    kept: bool


@dataclass(frozen=True, slots=True)
class WholePlan:
    """`key` tells this plan from any other. `changes` are the history's headings: when, who, what, why, how."""

    name: str
    key: str
    schema: int
    tables: tuple[StoredTable, ...]
    originals: tuple[Original, ...] = ()
    changes: tuple[tuple[Stored, ...], ...] = ()
    names: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    """What rows are called, by table and id, for whoever reads the file."""

    @property
    def rows(self) -> int:
        return sum(len(table.rows) for table in self.tables)


@dataclass(frozen=True, slots=True)
class Everything:
    """All that goes into one workbook, read at one time."""

    plan: WholePlan
    quarter: QuarterBook | None
    """The newest quarter, to be read; None where the plan has none yet."""

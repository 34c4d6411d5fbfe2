"""Whoever leaves takes everything along: no table of the store is missing from the whole plan without a reason."""

from __future__ import annotations

from sqlalchemy import REAL, Integer, LargeBinary, Text

from app.exchange.plan_layout import ABOUT, CHANGES, LONG_TEXTS, ORIGINALS, heading, sheet_name, told_heading
from app.models import Base
from app.store.queries.whole_plan import NOT_CARRIED, carried_tables, columns_of_table


def test_every_table_is_carried_or_told_why_not() -> None:
    carried = {table.name for table in carried_tables()}
    assert carried & NOT_CARRIED.keys() == set()
    missing = set(Base.metadata.tables) - carried - NOT_CARRIED.keys()
    assert missing == set(), f"{missing} is in no whole plan: make it an Entity, or say in NOT_CARRIED why not"
    assert NOT_CARRIED.keys() <= set(Base.metadata.tables)


def test_every_sheet_and_every_heading_has_a_name_of_its_own() -> None:
    names = [sheet_name(table.name) for table in carried_tables()]
    names += [ABOUT, CHANGES, LONG_TEXTS, ORIGINALS]
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) <= 31
    for table in carried_tables():
        columns = columns_of_table(table)
        heads = [heading(column) for column in columns]
        heads += [told for column in columns if (told := told_heading(column, heads))]
        assert len(set(heads)) == len(heads), table.name


def test_every_column_is_of_a_kind_that_a_cell_can_hold() -> None:
    """Bytes belong into `blob`, where they travel as originals."""
    for table in carried_tables():
        for column in table.columns:
            stored = getattr(column.type, "impl", column.type)
            kind = stored.__class__ if not isinstance(stored, type) else stored
            place = f"{table.name}.{column.name}"
            assert issubclass(kind, (Integer, REAL, Text)) and not issubclass(kind, LargeBinary), place

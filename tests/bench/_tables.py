"""Plain tables of readings for the benches of import and export, and a store that knows their indicators."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from app.commands.load_sample import blank
from app.models.lists import Locality
from app.models.plan import Quarter
from app.rules.indicator import Frequency, Polarity, Shape, YearKind
from app.rules.period import Period
from app.store.opening import create_store
from app.store.recording import insert_rows
from app.store.store import Store
from tests.plans import ACTOR, Q4

PERIODS = 40
HEADINGS = ("Code", "Title", "Department", "Unit", "Period", "Value", "Status", "Numerator", "Denominator", "Note")


def table(rows: int) -> list[tuple[Any, ...]]:
    """Each indicator's last forty quarters, as a department would write them."""
    made, random = [], Random(7)
    for at in range(rows):
        number, back = divmod(at, PERIODS)
        made.append((
            f"X {number + 1}", f"Indicator {number + 1} of the table", f"Department {number % 6}", "%",
            Q4.shift(-back).label, round(random.uniform(10, 90), 2), "final", random.randint(1, 500),
            random.randint(500, 900), f"As counted in the return of week {at % 52}",
        ))  # fmt: skip
    return made


def workbook(path: Path, rows: list[tuple[Any, ...]]) -> Path:
    """As Excel would save it."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Values")
        for line, row in enumerate((HEADINGS, *rows)):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(line, column, cell)
                else:
                    sheet.write_number(line, column, cell)
    return path


class _Indicators:
    label = "Make the indicators"

    def __init__(self, count: int) -> None:
        self._count = count

    def do(self, session: Any) -> None:
        session.add(Locality(name="Hampshire", short="", position=0))
        session.add(Quarter(period=Period.quarter(2009, 4), frozen=False))
        session.flush()
        usual = {**blank("indicator"), "unit": "%", "decimals": 1, "polarity": Polarity.HIGHER,
                 "frequency": Frequency.QUARTERLY, "year_kind": YearKind.FINANCIAL, "shape": Shape.SNAPSHOT}  # fmt: skip
        made = ({**usual, "code": f"X {at}", "title": f"Indicator {at} of the table"} for at in range(1, self._count + 1))
        insert_rows(session, "indicator", list(made))


def store_of(folder: Path, rows: int) -> Store:
    """A store with the table's indicators and no figures."""
    folder.mkdir(parents=True, exist_ok=True)
    store = create_store(folder / "bench.plan", name="Bench")
    store.change(_Indicators(rows // PERIODS), ACTOR)
    return store

"""A mapping while it is made: what the workbook shows, what each column may be, which names wait for an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.exchange.cell_names import cell_name, column_letters
from app.exchange.cells import read_words
from app.exchange.draft_periods import DraftPeriods
from app.exchange.foreign_file import ForeignFile
from app.exchange.headings import LOOK_FOR
from app.exchange.mapping_fit import heading_texts, headings_at
from app.exchange.mapping_periods import HeadingRow, period_blocks
from app.exchange.name_proposals import Proposal, Proposer
from app.exchange.read_return import GridSheet
from app.rules.indicator import Status
from app.rules.period import Period
from app.rules.readings_now import MeasuredIndicator
from app.rules.return_mapping import (
    FIGURES,
    MEANINGS,
    NOT_OURS,
    MappedColumn,
    PeriodColumns,
    ReturnMapping,
    gaps,
    plain_name,
)

ROWS_SHOWN, COLUMNS_SHOWN = 14, 40
MOST_NAMES = 2_000
_PERIODS_AT_LEAST = 2
_OF_ROW = tuple(meaning for meaning, _ in MEANINGS if meaning not in ("period", *FIGURES))
"""What a column can be where each period has columns of its own."""
_SAID = {
    "code": ("code", "indicator code", "ref", "reference", "ni", "number", "no", "id"),
    "title": ("indicator", "title", "name", "measure", "description", "performance indicator", "pi"),
    "period": ("period", "quarter", "reporting period", "date"),
    "value": ("value", "actual", "figure", "result", "reading", "latest", "outturn", "performance", "this quarter"),
    "numerator": ("numerator", "count"),
    "denominator": ("denominator", "base", "cohort", "out of"),
    "status": ("status", "state", "provisional or final", "provisional final"),
    "note": ("note", "notes", "comment", "comments", "commentary", "remarks"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DraftName:
    """A name in the workbook: where it first stands, what is proposed, and what was chosen (None: nothing yet)."""

    key: str
    text: str
    cell: str
    proposal: Proposal
    chosen: int | None


class MappingDraft:
    """Attributes: file, sheet, row (of the headings, 0 for none), columns (by meaning), department_id, its
    indicators, status, quarter; by_period and periods, where each period has columns of its own.
    """

    def __init__(self, file: ForeignFile, known: Sequence[ReturnMapping], quarter: Period) -> None:
        self.file, self.quarter = file, quarter
        self.by_period = False
        self.periods = DraftPeriods(HeadingRow({}, {}), quarter)
        self._known = known
        self.department_id: int | None = None
        self.status = Status.PROVISIONAL
        self.indicators: Sequence[MeasuredIndicator] = ()
        self._proposer = Proposer(())
        self._proposed: dict[tuple[str, str], Proposal] = {}
        self._answers: dict[str, int] = {}
        self.columns: dict[str, int] = {}
        self.row = 0
        best = max(file.visible, key=lambda sheet: _headings_in(sheet)[1], default=None)
        self.sheet = best or GridSheet("", "visible", {}, ())
        self.set_sheet(self.sheet.name)

    # What is chosen

    def set_sheet(self, name: str) -> None:
        self.sheet = next((each for each in self.file.visible if each.name == name), self.sheet)
        self.set_row(_headings_in(self.sheet)[0])

    def set_row(self, row: int) -> None:
        """The row of the headings; what they say proposes what the columns are."""
        self.row = row
        self._propose_columns()

    def set_column(self, meaning: str, column: int) -> None:
        """`column` 0: none. A column is one thing only."""
        self._free(column, meaning)
        if column:
            self.columns[meaning] = column

    def _free(self, column: int, meaning: str = "") -> None:
        for other in [key for key, at in self.columns.items() if at == column or key == meaning]:
            del self.columns[other]
        self.periods.free(column)

    def set_quarter(self, quarter: Period) -> None:
        self.quarter = quarter
        self.periods.set_quarter(quarter)

    def set_by_period(self, by_period: bool) -> None:
        """Columns of their own for each period, as the headings propose; or one column of figures."""
        row, self.by_period = self._heading_row(), by_period
        self.periods = DraftPeriods(row, self.quarter)
        if by_period:
            self.columns = {key: at for key, at in self.columns.items() if key in _OF_ROW}
            self.periods = DraftPeriods.proposed(row, self.quarter, set(self.columns.values()))
            if not self.periods:
                self.periods.add()

    def set_period_column(self, at: int, meaning: str, column: int) -> None:
        self._free(column)
        self.periods.set_column(at, meaning, column)

    def _heading_row(self) -> HeadingRow:
        return headings_at(self.sheet, self.row, heading_texts(self.sheet) if self.row else {})

    def _propose_columns(self) -> None:
        """What the headings say; columns by period where two name one and no other column is the value."""
        self.columns = _meanings(self.headings(), self._remembered())
        row, own = self._heading_row(), self._own()
        taken = {at for key, at in self.columns.items() if key in _OF_ROW}
        blocks = period_blocks(own[0], row, self.quarter, taken) if own and own[0].periods else ()
        proposed = DraftPeriods.proposed(row, self.quarter, taken)
        self.set_by_period(bool(blocks) or ("value" not in self.columns and len(proposed) >= _PERIODS_AT_LEAST))
        if blocks:
            self.periods = DraftPeriods.as_mapped(row, self.quarter, blocks)

    def set_department(self, department_id: int, indicators: Sequence[MeasuredIndicator]) -> None:
        """Names are matched to the department's own indicators alone; what it mapped before is remembered."""
        self.department_id, self.indicators = department_id, indicators
        self._proposer, self._proposed = Proposer(indicators), {}
        ids = {each.id for each in indicators} | {NOT_OURS}
        self._answers = {
            name: said for each in reversed(self._own()) for name, said in each.names.items() if said in ids
        }
        before = self._own()
        self.status = before[0].status if before else self.status
        if before:
            self._propose_columns()

    def answer(self, key: str, indicator_id: int | None) -> None:
        """An indicator's id, NOT_OURS, or None to leave it open."""
        if indicator_id is None:
            self._answers.pop(key, None)
        else:
            self._answers[key] = indicator_id

    def accept_proposals(self) -> int:
        """Every proposal that waits is taken, because someone says so; how many."""
        waiting = [name for name in self.names() if name.chosen is None and name.proposal.indicator]
        for name in waiting:
            self._answers[name.key] = name.proposal.indicator.id if name.proposal.indicator else NOT_OURS
        return len(waiting)

    # What there is to see

    @property
    def last_column(self) -> int:
        return min(max((column for _, column in self.sheet.cells), default=0), COLUMNS_SHOWN)

    def headings(self) -> dict[int, str]:
        """By column; empty where the row says nothing."""
        return dict(self._heading_row().texts)

    def shown(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The sheet's first rows that hold anything: number and texts, as one would read them."""
        numbers = [row for row in self.sheet.rows if row <= max(LOOK_FOR, self.row)][: max(ROWS_SHOWN, 1)]
        if self.row and self.row not in numbers:
            numbers = [*numbers, *(row for row in self.sheet.rows if row >= self.row)][: ROWS_SHOWN * 2]
        across = range(1, self.last_column + 1)
        return tuple(
            (row, tuple(read_words(self.sheet.cell(row, column))[:80] for column in across)) for row in numbers
        )

    def column_words(self, column: int) -> str:
        heading = self.headings().get(column, "")
        return f"{column_letters(column)}  {heading}".strip()[:60]

    def names(self) -> tuple[DraftName, ...]:
        """Each name below the headings once, if its row holds a figure; unsure ones first, then in the sheet's order."""
        found = list(self._names())
        return tuple(sorted(found, key=lambda each: each.chosen is not None))

    def _names(self) -> Iterator[DraftName]:
        seen: set[str] = set()
        title, code = (self.columns.get(key, 0) for key in ("title", "code"))
        figures = self._figure_columns()
        for row in self.sheet.rows if figures and (title or code) else ():
            texts = [read_words(self.sheet.cell(row, at)) if at else "" for at in (code, title)]
            text, key = texts[1] or texts[0], plain_name(texts[1] or texts[0])
            if row <= self.row or not key or key in seen:
                continue
            if all(self.sheet.cell(row, column) is None for column in figures):
                continue
            seen.add(key)
            proposal = self._propose(texts[0], texts[1])
            sure = proposal.indicator.id if proposal.certain and proposal.indicator else None
            yield DraftName(key, text, cell_name(row, title or code), proposal, self._answers.get(key, sure))
            if len(seen) >= MOST_NAMES:
                return

    def _figure_columns(self) -> list[int]:
        if not self.by_period:
            return [self.columns["value"]] if "value" in self.columns else []
        return list(self.periods.columns())

    def _propose(self, code: str, title: str) -> Proposal:
        if (code, title) not in self._proposed:
            self._proposed[code, title] = self._proposer.propose(code, title)
        return self._proposed[code, title]

    # What comes of it

    def lacks(self) -> tuple[str, ...]:
        """What is still to be said: "department", "row", "period", "value", "name" ..."""
        found = [] if self.department_id is not None else ["department"]
        if not self.row or {*self.columns.values(), *self.periods.columns()} - set(self.headings()):
            found.append("row")
        if self.periods.waits:
            return (*found, "period")
        return (*found, *gaps(self.mapping()))

    def mapping(self) -> ReturnMapping:
        """As it is to be kept; in place of the department's earlier one of the same columns."""
        headings = self.headings()
        columns = {
            meaning: MappedColumn(self.columns[meaning], headings.get(self.columns[meaning], ""))
            for meaning, _ in MEANINGS
            if meaning in self.columns
        }
        periods = self.periods.kept()
        before = next((each for each in self._own() if _same(each, columns, periods)), None)
        names = {name.key: name.chosen for name in self.names() if name.chosen is not None}
        return ReturnMapping(
            self.department_id or 0, self.sheet.name, columns, {**(before.names if before else {}), **names},
            self.status, periods, before.id if before else None, before.version if before else None,
        )  # fmt: skip

    def _own(self) -> list[ReturnMapping]:
        return [each for each in self._known if each.department_id == self.department_id]

    def _remembered(self) -> dict[str, str]:
        """Meanings by plain heading, as the department's columns were mapped before."""
        return {
            plain_name(column.heading): meaning
            for each in reversed(self._own())
            for meaning, column in each.columns.items()
        }


def _same(
    mapping: ReturnMapping, columns: Mapping[str, MappedColumn], periods: Sequence[PeriodColumns]
) -> bool:
    """Of the same columns; one by period takes the place of the one before, whose periods are over."""

    def told(each: Mapping[str, MappedColumn]) -> dict[str, str]:
        return {meaning: plain_name(column.heading) for meaning, column in each.items()}

    return told(mapping.columns) == told(columns) and bool(mapping.periods) == bool(periods)


def _headings_in(sheet: GridSheet) -> tuple[int, int]:
    """The row that reads most like headings, and how much: known words count for more than mere texts."""
    best = (0, 0)
    for row, texts in heading_texts(sheet).items():
        words = sum(1 for text in texts.values() if not text.replace(".", "").isdigit())
        score = 10 * len(_meanings(texts, {})) + min(words, 9)
        if len(texts) > 1 and score > best[1]:
            best = (row, score)
    return best


def _meanings(texts: Mapping[int, str], remembered: Mapping[str, str]) -> dict[str, int]:
    """The column of each meaning whose heading says it, in so many words; the first such column."""
    said = {word: meaning for meaning, words in _SAID.items() for word in words} | dict(remembered)
    found: dict[str, int] = {}
    for column, text in sorted(texts.items()):
        meaning = said.get(plain_name(text))
        if meaning is not None:
            found.setdefault(meaning, column)
    return found

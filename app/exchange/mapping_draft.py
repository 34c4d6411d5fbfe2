"""A mapping while it is made: what the workbook shows, what each column may be, which names wait for an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.exchange.cell_names import cell_name, column_letters
from app.exchange.cells import read_words
from app.exchange.foreign_file import ForeignFile
from app.exchange.headings import LOOK_FOR
from app.exchange.mapping_fit import heading_texts
from app.exchange.name_proposals import Proposal, Proposer
from app.exchange.read_return import GridSheet
from app.rules.indicator import Status
from app.rules.readings_now import MeasuredIndicator
from app.rules.return_mapping import MEANINGS, NOT_OURS, MappedColumn, ReturnMapping, gaps, plain_name

ROWS_SHOWN, COLUMNS_SHOWN = 14, 40
MOST_NAMES = 2_000
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
    indicators, status.
    """

    def __init__(self, file: ForeignFile, known: Sequence[ReturnMapping] = ()) -> None:
        self.file = file
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
        self.columns = _meanings(self.headings(), self._remembered())

    def set_column(self, meaning: str, column: int) -> None:
        """`column` 0: none. A column is one thing only."""
        for other in [key for key, at in self.columns.items() if at == column or key == meaning]:
            del self.columns[other]
        if column:
            self.columns[meaning] = column

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
        self.columns = _meanings(self.headings(), self._remembered()) if before else self.columns

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
        return heading_texts(self.sheet).get(self.row, {}) if self.row else {}

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
        title, code, value = (self.columns.get(key, 0) for key in ("title", "code", "value"))
        for row in self.sheet.rows if value and (title or code) else ():
            texts = [read_words(self.sheet.cell(row, at)) if at else "" for at in (code, title)]
            text, key = texts[1] or texts[0], plain_name(texts[1] or texts[0])
            if row <= self.row or not key or key in seen or self.sheet.cell(row, value) is None:
                continue
            seen.add(key)
            proposal = self._propose(texts[0], texts[1])
            sure = proposal.indicator.id if proposal.certain and proposal.indicator else None
            yield DraftName(key, text, cell_name(row, title or code), proposal, self._answers.get(key, sure))
            if len(seen) >= MOST_NAMES:
                return

    def _propose(self, code: str, title: str) -> Proposal:
        if (code, title) not in self._proposed:
            self._proposed[code, title] = self._proposer.propose(code, title)
        return self._proposed[code, title]

    # What comes of it

    def lacks(self) -> tuple[str, ...]:
        """What is still to be said: "department", "row", "value", "name"."""
        found = [] if self.department_id is not None else ["department"]
        if not self.row or any(column not in self.headings() for column in self.columns.values()):
            found.append("row")
        return (*found, *gaps(self.mapping()))

    def mapping(self) -> ReturnMapping:
        """As it is to be kept; in place of the department's earlier one of the same columns."""
        headings = self.headings()
        columns = {
            meaning: MappedColumn(self.columns[meaning], headings.get(self.columns[meaning], ""))
            for meaning, _ in MEANINGS
            if meaning in self.columns
        }
        before = next((each for each in self._own() if _same(each, columns)), None)
        names = {name.key: name.chosen for name in self.names() if name.chosen is not None}
        return ReturnMapping(
            self.department_id or 0, self.sheet.name, columns, {**(before.names if before else {}), **names},
            self.status, before.id if before else None, before.version if before else None,
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


def _same(mapping: ReturnMapping, columns: Mapping[str, MappedColumn]) -> bool:
    def told(each: Mapping[str, MappedColumn]) -> dict[str, str]:
        return {meaning: plain_name(column.heading) for meaning, column in each.items()}

    return told(mapping.columns) == told(columns)


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

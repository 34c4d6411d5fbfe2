"""Freezing a quarter: what is open before it, what was reported, and what was restated since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.rules.errors import Problem
from app.rules.flags import red_without_action
from app.rules.issue import Card
from app.rules.period import Period
from app.rules.returns import ReturnsMatrix, Standing
from app.rules.texts import REASON_LIMIT, text_problem

RED_WITHOUT_ACTION = "red_without_action"
RETURN_MISSING = "return_missing"
ASSESSMENT_UNSIGNED = "assessment_unsigned"
PERSONAL_DATA = "personal_data"
_OWED = (Standing.LATE, Standing.ISSUED, Standing.EXPECTED)


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """One thing that a reader of the paper would ask about. `names`: issues or departments."""

    code: str
    names: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True)
class FrozenQuarter:
    """One edition of what was reported. `entries` and `head`: how far the history went that the paper saw."""

    id: int
    quarter: Period
    edition: int
    at: datetime
    by: str
    reason: str
    pack: str
    open_matters: tuple[OpenMatter, ...]
    entries: int
    head: str
    program: str
    pdf_sha256: str
    public_sha256: str
    snapshot_sha256: str

    @property
    def paper(self) -> str:
        """What it is called where something is refused because of it."""
        return paper_name(self.quarter, self.edition)


@dataclass(frozen=True, slots=True)
class Restatement:
    """A figure that the last paper printed otherwise. Texts as printed."""

    indicator_id: int
    code: str
    title: str
    period: Period
    reported_in: Period
    before: str
    after: str

    @property
    def footnote(self) -> str:
        """ "6.1% reported in 2009/10 Q2; now 6.4%"."""
        return f"{self.before} reported in {self.reported_in.label}; now {self.after or 'withdrawn'}"


def paper_name(quarter: Period, edition: int = 1) -> str:
    name = f"the Corporate Dashboard of {quarter.label}"
    return f"{name} (version {edition})" if edition > 1 else name


def open_matters(
    cards: Iterable[Card],
    actions: Mapping[int, int],
    returns: ReturnsMatrix,
    quarter: Period,
    unsigned: Iterable[str] = (),
    personal: Iterable[str] = (),
) -> tuple[OpenMatter, ...]:
    """What is open before a quarter is frozen. `actions`: open ones by issue; `unsigned`: departments; `personal`:
    what seems to hold personal data, and which."""
    names = {each.id: each.name for each in returns.departments}
    cells = (returns.cells.get((each.id, quarter)) for each in returns.departments)
    groups = {
        RED_WITHOUT_ACTION: [
            card.title for card in cards
            if red_without_action(card.category, card.rag, actions.get(card.issue_id, 0))
        ],
        RETURN_MISSING: [names[cell.department_id] for cell in cells if cell and cell.standing in _OWED],
        ASSESSMENT_UNSIGNED: list(unsigned),
        PERSONAL_DATA: list(personal),
    }  # fmt: skip
    return tuple(OpenMatter(code, tuple(found)) for code, found in groups.items() if found)


def reason_problem(matters: Iterable[OpenMatter], reason: str, *, edition: int) -> Problem | None:
    """A reason is wanted where something is open, and for every correction."""
    wanted = edition > 1 or any(matters)
    return text_problem("reason", reason, REASON_LIMIT, required=wanted, lines=True)

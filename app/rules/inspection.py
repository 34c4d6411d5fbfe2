"""Inspections (5.1): who inspects what, the results by year on the inspectorate's own scale, what they recommend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.indicator import Direction
from app.rules.period import Period


class RecommendationState(StrEnum):
    """What became of a recommendation. TAKEN_UP: as an issue or an action, which is linked."""

    OPEN = "open"
    TAKEN_UP = "taken_up"
    DONE = "done"
    NOT_PURSUED = "not_pursued"

    @property
    def title(self) -> str:  # type: ignore[override]
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Inspectorate:
    """One who judges one thing. `scale` holds its own words from the lowest to the highest; `aimed` is one of them."""

    id: int
    version: int
    name: str
    title: str
    subject: str
    scale: tuple[str, ...]
    aimed: str
    aim_note: str = ""
    scale_note: str = ""
    department_id: int | None = None
    retired: bool = False

    def level(self, rating: str) -> int | None:
        """Its place on the scale from 1, or None for a word that is not on it."""
        return self.scale.index(rating) + 1 if rating in self.scale else None


@dataclass(frozen=True, slots=True)
class InspectionResult:
    """One judgement. `year`: the financial year in which it was given; `rating` empty where only words were."""

    id: int
    version: int
    inspectorate_id: int
    year: Period
    rating: str
    published: date | None = None
    source: str = ""
    note: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What an inspectorate asks for. `issue_id` and `action_id`: what it became."""

    id: int
    version: int
    inspectorate_id: int
    year: Period
    title: str
    note: str
    state: RecommendationState
    owner_post_id: int | None = None
    due: date | None = None
    issue_id: int | None = None
    issue_title: str = ""
    action_id: int | None = None
    action_title: str = ""
    reason: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Inspections:
    """Inspectorates down, years across (oldest first). `results` by inspectorate and year."""

    inspectorates: tuple[Inspectorate, ...]
    years: tuple[Period, ...]
    results: Mapping[tuple[int, Period], InspectionResult]
    recommendations: tuple[Recommendation, ...] = ()

    def inspectorate(self, inspectorate_id: int | None) -> Inspectorate | None:
        return next((each for each in self.inspectorates if each.id == inspectorate_id), None)

    def of(self, inspectorate_id: int) -> tuple[InspectionResult, ...]:
        """Its results, oldest first."""
        return tuple(
            self.results[inspectorate_id, year] for year in self.years if (inspectorate_id, year) in self.results
        )

    def recommended(self, inspectorate_id: int) -> tuple[Recommendation, ...]:
        return tuple(each for each in self.recommendations if each.inspectorate_id == inspectorate_id)


def movement_of(inspectorate: Inspectorate, results: tuple[InspectionResult, ...]) -> Direction:
    """The newest rating against the one before it; unknown where either is missing or not on the scale."""
    levels = [level for each in results if (level := inspectorate.level(each.rating)) is not None]
    if len(levels) < 2:
        return Direction.UNKNOWN
    before, now = levels[-2:]
    return Direction.SAME if now == before else Direction.BETTER if now > before else Direction.WORSE


def below_aim(inspectorate: Inspectorate, rating: str) -> int | None:
    """How many steps the rating is below the one aimed for; 0 where it is reached, None where it cannot be said."""
    now, aimed = inspectorate.level(rating), inspectorate.level(inspectorate.aimed)
    return None if now is None or aimed is None else max(0, aimed - now)

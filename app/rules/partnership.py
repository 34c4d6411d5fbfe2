"""The plan seen with its partners: what is shared, on whom an issue depends, and where links and words are missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.rules.category import Category
from app.rules.errors import Problem
from app.rules.horizon import Horizon, horizon_of
from app.rules.indicator import Polarity, format_value
from app.rules.issue import Control, Item, Responsibility
from app.rules.lists import name_of
from app.rules.period import Period
from app.rules.readings import sound
from app.rules.series import Place, Series
from app.rules.texts import NOTE_LIMIT, TITLE_LIMIT, text_problem

CONTROL_WORDS = {
    Control.DIRECT: "Direct", Control.PARTLY: "Partly the council's", Control.PARTNERS: "Mainly partners'",
}  # fmt: skip
CONSIDERATIONS = (
    ("equality", "Equality and diversity"),
    ("community_safety", "Community safety"),
    ("sustainability", "Sustainability"),
)
"""The cross-cutting considerations: field and heading."""
LINKS = (("budget_link", "Budget"), ("service_plan_link", "Service plan"))


@dataclass(frozen=True, slots=True)
class PartnerTarget:
    """`period` is when it is to be reached; `measure` says its unit in words."""

    id: int
    version: int
    partner_id: int
    issue_id: int | None
    indicator_id: int | None
    title: str
    measure: str
    period: Period | None
    target: float | None
    source: str
    retired: bool = False

    @property
    def level(self) -> str:
        """ "860 four-week quitters in 2010/11"; empty where no level is said."""
        figure = "" if self.target is None else format_value(self.target, "", _decimals(self.target))
        by = f"by {self.period.label}" if self.period else ""
        return " ".join(part for part in (figure, self.measure if figure else "", by) if part)


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """The council's own figure of an indicator that a partner's target is held against. Texts as papers print them."""

    code: str
    title: str
    latest: str = ""
    period: Period | None = None
    target: str = ""

    @property
    def words(self) -> str:
        """ "NI 123: 846 in 2009/10 Q4, target 900"."""
        if not self.latest or self.period is None:
            return f"{self.code}: no figure yet"
        target = f", target {self.target}" if self.target else ", no target"
        return f"{self.code}: {self.latest} in {self.period.label}{target}"


@dataclass(frozen=True, slots=True)
class Tie:
    """A partner of an issue. `id` and `version` are the link's."""

    id: int
    version: int
    partner_id: int
    dependency: str = ""


@dataclass(frozen=True, slots=True)
class SharedIssue:
    id: int
    title: str
    category: Category
    control: Control | None = None
    responsibility: Responsibility | None = None
    shift_years: int | None = None
    laa_overlap: str = ""
    budget_link: str = ""
    service_plan_link: str = ""
    resources: str = ""
    equality: str = ""
    community_safety: str = ""
    sustainability: str = ""
    ties: tuple[Tie, ...] = ()
    localities: tuple[int, ...] = ()

    @property
    def missing_links(self) -> tuple[str, ...]:
        return tuple(words for name, words in LINKS if not getattr(self, name).strip())

    @property
    def missing_considerations(self) -> tuple[str, ...]:
        return tuple(words for name, words in CONSIDERATIONS if not getattr(self, name).strip())

    @property
    def depends(self) -> bool:
        """How it depends on one of its partners is said."""
        return any(tie.dependency.strip() for tie in self.ties)

    @property
    def horizon(self) -> Horizon | None:
        """By which it is judged; None: nobody said what it takes."""
        return horizon_of(self.control, self.shift_years, depends=self.depends)


@dataclass(frozen=True, slots=True)
class Overlap:
    """An issue beside one target of a partner's; either may be missing."""

    issue: SharedIssue | None
    target: PartnerTarget | None


@dataclass(frozen=True, slots=True)
class Dependence:
    """An issue and one of its partners, or none."""

    issue: SharedIssue
    tie: Tie | None


@dataclass(frozen=True, slots=True)
class Partnership:
    """`issues` are those of the plan at the quarter, in its order; `districts` without the whole county."""

    quarter: Period
    issues: tuple[SharedIssue, ...] = ()
    targets: tuple[PartnerTarget, ...] = ()
    partners: tuple[Item, ...] = ()
    districts: tuple[Item, ...] = ()
    indicators: tuple[Item, ...] = ()
    """That a partner's target can be held against."""
    own: Mapping[int, OwnFigure] = field(default_factory=dict)
    """By indicator: of those that one is."""

    def own_figure(self, target: PartnerTarget | None) -> str:
        """What stands beside the target; empty where it names no indicator of ours."""
        found = self.own.get(target.indicator_id or 0) if target is not None else None
        return found.words if found is not None else ""

    def partner(self, partner_id: int | None) -> str:
        return name_of(self.partners, partner_id)

    def overlaps(self, *, retired: bool = False) -> tuple[Overlap, ...]:
        """What the council and its partners both aim for; a partner's target that no issue answers comes last."""
        shown = [each for each in self.targets if retired or not each.retired]
        found: list[Overlap] = []
        known = {issue.id for issue in self.issues}
        for issue in self.issues:
            own = [each for each in shown if each.issue_id == issue.id]
            found += [Overlap(issue, each) for each in own]
            if not own and (issue.laa_overlap.strip() or issue.ties):
                found.append(Overlap(issue, None))
        return (*found, *(Overlap(None, each) for each in shown if each.issue_id not in known))

    def dependences(self) -> tuple[Dependence, ...]:
        return tuple(Dependence(issue, tie) for issue in self.issues for tie in issue.ties or (None,))


@dataclass(frozen=True, slots=True)
class DistrictFigure:
    """A district's own figures of an indicator, `series` the county's."""

    series: Series
    place: Place
    issue_id: int | None = None
    issue: str = ""
    category: Category | None = None
    """Of that issue."""

    @property
    def own(self) -> str:
        latest = self._latest
        return "" if latest is None else self._printed(latest[1])

    @property
    def period(self) -> Period | None:
        return self._latest[0] if self._latest else None

    @property
    def county(self) -> str:
        """The whole county's figure of the same period."""
        value = self._county
        return "" if value is None else self._printed(value)

    @property
    def compared(self) -> str:
        """In words; better or worse where the indicator says which way is good."""
        latest, county = self._latest, self._county
        if latest is None or county is None:
            return "Nothing to compare"
        if latest[1] == county:
            return "As the county"
        above, polarity = latest[1] > county, self.series.indicator.polarity
        if polarity in (Polarity.HIGHER, Polarity.LOWER):
            return "Better than the county" if above is (polarity is Polarity.HIGHER) else "Worse than the county"
        return "Above the county" if above else "Below the county"

    @property
    def _latest(self) -> tuple[Period, float] | None:
        known = [(each.period, each.value) for each in self.place.readings if each.value is not None]
        return known[-1] if known else None

    @property
    def _county(self) -> float | None:
        at = self.period
        return next((each.value for each in self.series.readings if each.period == at), None)

    def _printed(self, value: float) -> str:
        return format_value(value, self.series.indicator.unit, self.series.indicator.decimals)


@dataclass(frozen=True, slots=True)
class District:
    """One district's page: the issues it was named for, and its figures beside the county's."""

    id: int
    name: str
    quarter: Period
    issues: tuple[SharedIssue, ...] = ()
    figures: tuple[DistrictFigure, ...] = ()

    def lines(self) -> tuple[tuple[SharedIssue | None, DistrictFigure | None], ...]:
        """Issues with figures of the district, then figures of other issues, then issues that have none."""
        named = {issue.id for issue in self.issues}
        measured = {each.issue_id for each in self.figures}
        return (
            *((issue, each) for issue in self.issues for each in self.figures if each.issue_id == issue.id),
            *((None, each) for each in self.figures if each.issue_id not in named),
            *((issue, None) for issue in self.issues if issue.id not in measured),
        )


def target_problems(title: str, measure: str, target: float | None, source: str) -> tuple[Problem, ...]:
    """Why a partner's target cannot be kept so."""
    found = [
        text_problem("title", title, TITLE_LIMIT, required=True),
        text_problem("measure", measure, TITLE_LIMIT),
        text_problem("source", source, NOTE_LIMIT, lines=True),
    ]
    if target is not None and sound(target) is None:
        found.append(Problem("target_not_a_number", {"field": "target"}))
    return tuple(problem for problem in found if problem is not None)


def _decimals(value: float) -> int:
    text = f"{value:.6f}".rstrip("0").partition(".")[2]
    return len(text)

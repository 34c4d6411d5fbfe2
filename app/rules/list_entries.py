"""The lists that are data as one edits them: their columns, what uses an entry, and what may not be done to one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.rules.decision import Authority
from app.rules.errors import Problem
from app.rules.lists import WHOLE_COUNTY
from app.rules.texts import NOTE_LIMIT, POST_LIMIT, TITLE_LIMIT, text_problem

_SHORT = 12


@dataclass(frozen=True, slots=True)
class ListColumn:
    """`choices` pairs stored values with words; without them the column is a text."""

    name: str
    head: str
    limit: int = TITLE_LIMIT
    choices: tuple[tuple[Any, str], ...] = ()
    required: bool = False
    share: int = -2

    def shown(self, value: Any) -> str:
        return next((words for stored, words in self.choices if stored == value), str(value or ""))


@dataclass(frozen=True, slots=True)
class ListKind:
    """`noun` is the list's table; `one` an entry in words, `about` what the list is for."""

    noun: str
    title: str
    one: str
    about: str
    columns: tuple[ListColumn, ...]
    used: bool = True
    """Something can point to its entries."""

    def column(self, name: str) -> ListColumn | None:
        return next((each for each in self.columns if each.name == name), None)


@dataclass(frozen=True, slots=True)
class Use:
    """That `count` things of a noun use an entry, and the first of them, to go there."""

    noun: str
    count: int
    thing: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """`values` by column. `key` names what has no row of its own yet."""

    id: int
    version: int
    values: Mapping[str, Any]
    retired: bool = False
    uses: tuple[Use, ...] = ()
    key: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.values.get("name", ""))

    @property
    def used(self) -> int:
        return sum(use.count for use in self.uses)


@dataclass(frozen=True, slots=True)
class EntryName:
    """An entry by what it is called, for finding it: `about` is its short form or full name, `more` its meaning."""

    noun: str
    id: int
    name: str
    about: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class EditedList:
    kind: ListKind
    entries: tuple[Entry, ...]


def _name(limit: int = TITLE_LIMIT, head: str = "Name") -> ListColumn:
    return ListColumn("name", head, limit, required=True, share=-6)


def _short(head: str) -> ListColumn:
    return ListColumn("short", head, _SHORT)


_AUTHORITIES = ((Authority.INTERIM.value, "Interim until confirmed"), (Authority.CONFIRMS.value, "Confirms or refuses"))
_VERIFIED = ((1, "Yes"), (0, "Not verified"))
_PLAIN = (_name(),)

KINDS: tuple[ListKind, ...] = (
    ListKind("aim", "Aims", "aim", "The plan's aims: the swimlanes of the board.", _PLAIN),
    ListKind("theme", "Plan themes", "plan theme", "The themes under which the plan groups its issues.", _PLAIN),
    ListKind("strategy_link", "Corporate Strategy links", "Corporate Strategy link",
             "The Corporate Strategy's aims, as council papers name them.", _PLAIN),
    ListKind("department", "Departments", "department", "Who leads, reports and answers for issues and indicators.",
             (_name(), _short("Code"))),
    ListKind("post", "Posts", "post", "Posts, not people: leads, owners, and who one acts as.",
             (_name(POST_LIMIT), _short("Initials"))),
    ListKind("portfolio", "Executive portfolios", "executive portfolio", "What each Executive Member answers for.",
             _PLAIN),
    ListKind("body", "Bodies", "body", "Who decides. The word of a body with interim authority holds until another "
             "body confirms or refuses it.",
             (ListColumn("name", "Short name", TITLE_LIMIT, required=True, share=-2),
              ListColumn("title", "Full name", TITLE_LIMIT, share=-5),
              ListColumn("authority", "Its decision", 20, _AUTHORITIES, required=True, share=-3))),
    ListKind("partner", "Partners", "partner", "Those outside the council on whom issues depend.",
             (_name(), _short("Short"))),
    ListKind("locality", "Localities", "locality", "The county as a whole, which county figures carry, and its "
             "districts.", _PLAIN),
    ListKind("glossary", "Glossary", "glossary entry", "What abbreviations stand for. One that no source expands is "
             "marked as not verified.",
             (ListColumn("name", "Abbreviation", TITLE_LIMIT, required=True, share=-2),
              ListColumn("short", "Stands for", TITLE_LIMIT, share=-4),
              ListColumn("meaning", "Meaning", NOTE_LIMIT, share=-6),
              ListColumn("verified", "Verified", 1, _VERIFIED, share=-2)), used=False),
    ListKind("strand", "Strength strands", "strand", "The strands of organisational strength.", _PLAIN),
    ListKind("comparator", "Comparators", "comparator", "Places that indicators are compared with, by set: nation, "
             "region or neighbour.", (_name(), _short("Set"))),
    ListKind("inspectorate", "Inspectorates", "inspectorate", "Who judges the council, each on a rating scale of its "
             "own, from the lowest to the highest.",
             (ListColumn("name", "Short name", TITLE_LIMIT, required=True, share=-2),
              ListColumn("subject", "What it judges", TITLE_LIMIT, share=-4),
              ListColumn("scale", "Rating scale", share=-6))),
)  # fmt: skip
BY_NOUN: dict[str, ListKind] = {kind.noun: kind for kind in KINDS}


def same_name(one: str, other: str) -> bool:
    """A name that differs in case or spaces alone is the same to a reader."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def value_problem(kind: ListKind, column: str, value: Any, others: Iterable[str]) -> Problem | None:
    """Why the value cannot stand in the column, or None. `others`: the names of the list's other entries."""
    found = kind.column(column)
    if found is None:
        return Problem("field_unknown", {"field": column})
    if found.choices:
        known = value in [stored for stored, _ in found.choices]
        return None if known else Problem("choice_unknown", {"field": column, "value": str(value)[:80]})
    if not isinstance(value, str):
        return Problem("field_kind", {"field": column, "kind": "text"})
    problem = text_problem(column, value, found.limit, required=found.required, lines=column == "meaning")
    if problem is None and column == "name":
        twin = next((other for other in others if same_name(other, value)), None)
        if twin is not None:
            return Problem("list_name_twice", {"field": "name", "name": twin, "one": kind.one})
    return problem


def leaving_problem(kind: ListKind, entry: Entry, *, for_good: bool) -> Problem | None:
    """Why an entry cannot be retired, or removed for good. What is used is only ever retired."""
    facts = {"noun": kind.noun, "one": kind.one, "name": entry.name}
    if kind.noun == "locality" and entry.id == WHOLE_COUNTY:
        return Problem("list_entry_needed", facts)
    if for_good and entry.uses:
        told = tuple((use.noun, use.count, use.title) for use in entry.uses)
        return Problem("list_entry_in_use", {**facts, "uses": told})
    return None


def in_new_order(ids: Sequence[int], moved: int, to: int) -> tuple[int, ...]:
    """`moved` taken out and put in at `to`, as the list then counts."""
    rest = [each for each in ids if each != moved]
    at = max(0, min(to, len(rest)))
    return (*rest[:at], moved, *rest[at:])


NOUNS: dict[str, tuple[str, str]] = {
    "issue": ("issue", "issues"), "indicator": ("indicator", "indicators"), "decision": ("decision", "decisions"),
    "initiative": ("initiative", "initiatives"), "meeting": ("meeting", "meetings"),
    "inspectorate": ("inspectorate", "inspectorates"), "recommendation": ("recommendation", "recommendations"),
    "department_return": ("return", "returns"), "return_request": ("return asked for", "returns asked for"),
    "assessment": ("self-assessment", "self-assessments"), "post_role": ("role", "roles"),
    "return_mapping": ("mapping of a return", "mappings of returns"), "document": ("document", "documents"),
    "reading": ("figure", "figures"), "document_link": ("document", "documents"),
    "assessment_text": ("self-assessment", "self-assessments"), "comparator_value": ("value", "values"),
    "inspection_result": ("inspection result", "inspection results"),
}  # fmt: skip


def uses_in_words(uses: Iterable[tuple[str, int]]) -> str:
    """"3 issues and 1 indicator"."""
    told = []
    for noun, count in uses:
        one, many = NOUNS.get(noun, ("other entry", "other entries"))
        told.append(f"{count:,} {one if count == 1 else many}")
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)

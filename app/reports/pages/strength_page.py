"""Organisational strength: three strands, their initiatives, and how each stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from app.reports.pages.words import counted, day, paragraphs
from app.rules.papers import PackOptions, PageChoice, PageKind
from app.rules.papers_content import Block, Cell, Column, Heading, Page, Paragraph, Part, Table, Tile, Tone
from app.rules.papers_facts import QuarterFacts
from app.rules.strength import Initiative, Progress, RiskLevel, Strength

_T = TypeVar("_T")
_SAVED = 4
"""The column of savings, left out of a strand that has none."""
CONCERN = (Progress.SOME_CONCERN, Progress.OFF_TRACK)
_INKS = {
    Progress.COMPLETE: "green", Progress.ON_TRACK: "green", Progress.SOME_CONCERN: "amber", Progress.OFF_TRACK: "red",
    Progress.NOT_STARTED: "neither", Progress.NOT_KNOWN: "neither",
}  # fmt: skip
_LETTERS = {Progress.SOME_CONCERN: "A", Progress.OFF_TRACK: "R", Progress.ON_TRACK: "G", Progress.COMPLETE: "G"}
_ORDER = (
    Progress.COMPLETE, Progress.ON_TRACK, Progress.SOME_CONCERN, Progress.OFF_TRACK, Progress.NOT_STARTED,
    Progress.NOT_KNOWN,
)  # fmt: skip


def strength_tile(facts: QuarterFacts) -> Tile:
    """The block of the summary."""
    found = facts.strength
    if found is None or not found.initiatives:
        return Tile("Organisational strength", "second", "", "Nothing is recorded in the plan yet")
    counts = found.counts()
    shown = [each for each in _ORDER if counts[each]]
    return Tile(
        "Organisational strength", "second", str(len(found.initiatives)),
        " · ".join(f"{counts[each]} {each.title.lower()}" for each in shown),
        tuple(Part(counts[each], _INKS[each], _LETTERS.get(each, "")) for each in shown),
        _before(found),
    )  # fmt: skip


def _before(found: Strength) -> str:
    """Last quarter's, of the same initiatives."""
    earlier = found.quarter.shift(-1)
    states = [status.state for each in found.initiatives if (status := each.status_at(earlier))]
    if not states:
        return ""
    concern = sum(1 for each in states if each in CONCERN)
    return f"Last quarter {len(states)}: {concern} of concern"


def strength(facts: QuarterFacts, choice: PageChoice, options: PackOptions) -> Iterator[Page]:
    found = facts.strength
    blocks: list[Block] = []
    for strand in found.strands if found else ():
        blocks.append(Heading(strand.name))
        if strand.initiatives and found:
            blocks.append(_table(found, strand.name, strand.initiatives))
        else:
            blocks.append(Paragraph("No initiative is recorded for this strand.", Tone.QUIET))
    if not blocks:
        blocks.append(Paragraph("Nothing is recorded on organisational strength yet."))
    count = len(found.initiatives) if found else 0
    yield Page(
        choice=0, kind=PageKind.STRENGTH, subject=None, title="Organisational strength",
        subtitle=facts.quarter.long_label, about=(counted(count, "initiative"),), blocks=tuple(blocks),
    )  # fmt: skip


def _table(found: Strength, title: str, initiatives: tuple[Initiative, ...]) -> Table:
    columns: tuple[Column, ...] = (
        Column("Initiative", 3.6), Column("Progress", 1.3), Column("What happened, and what is next", 4.0),
        Column("Next milestone", 2.2), Column("Saved", 1.1, right=True), Column("Risk", 2.0),
    )  # fmt: skip
    rows = [_row(found, each) for each in initiatives]
    if not any(row[_SAVED].text or row[_SAVED].detail for row in rows):
        columns, rows = _without(columns, _SAVED), [_without(row, _SAVED) for row in rows]
    return Table(title, columns, tuple(rows))


def _without(cells: tuple[_T, ...], at: int) -> tuple[_T, ...]:
    return (*cells[:at], *cells[at + 1 :])


def _row(found: Strength, each: Initiative) -> tuple[Cell, ...]:
    status, coming = each.status_at(found.quarter), each.next_milestone(found.quarter.last_day)
    owner = next((post.name for post in found.posts if post.id == each.owner_post_id), "")
    state = status.state if status else Progress.NOT_KNOWN
    since = f"as of {status.quarter.label}" if status and status.quarter != found.quarter else ""
    concern = state in CONCERN
    note = " ".join(paragraphs(status.note)) if status else ""
    saved = f"£{status.saved:,}" if status and status.saved is not None else ""
    risk = status.risk.title if status and status.risk is not RiskLevel.NOT_KNOWN else ""
    return (
        Cell(each.title, owner or "No owner named", strong=True),
        Cell(state.title, since, strong=concern),
        Cell(note, "" if note or not each.about else each.about),
        Cell(coming.title, f"due {day(coming.due)}" if coming.due else "") if coming else Cell("None open"),
        Cell(saved, f"of £{each.target:,}" if each.target else ""),
        Cell(risk or "Not known", status.risk_note if status and concern else ""),
    )

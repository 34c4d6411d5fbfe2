"""The record of a meeting in words: each issue with what was decided, what was said, what was agreed by whom."""

from __future__ import annotations

from collections.abc import Iterator

from app.rules.category import Category
from app.rules.decision import Decision, Stage
from app.rules.issue import Item
from app.rules.lists import name_of
from app.rules.meetings import Meeting, MeetingItem, may_decide
from app.rules.papers import PackOptions, PageKind
from app.rules.papers_content import (
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Furniture,
    Heading,
    PackContent,
    Page,
    Paragraph,
    Table,
    Tone,
)
from app.rules.period import Period
from app.rules.readiness import Condition

TITLE = "Record of decisions"


def record_of(meeting: Meeting, quarter: Period, posts: tuple[Item, ...], *, head: str = "") -> PackContent:
    """`posts`: who may own an action. `head`: of the history, as every paper carries it."""
    blocks = tuple(_blocks(meeting, posts))
    about = (f"{meeting.held_on:%d/%m/%Y}", meeting.bodies)
    page = Page(0, PageKind.DECISIONS, None, TITLE, meeting.title, about, blocks=blocks)
    options = PackOptions(landscape=False, draft=False, audience=meeting.bodies)
    furniture = Furniture(
        title=f"{TITLE}: {meeting.title}", council="", quarter=quarter.label, draft="", illustrative="", marking="",
        item="", as_at=f"As recorded by {meeting.held_on:%d/%m/%Y}", head=head, public="",
    )  # fmt: skip
    return PackContent(quarter, furniture, options, (page,))


def _blocks(meeting: Meeting, posts: tuple[Item, ...]) -> Iterator[Block]:
    yield Facts(
        (("Meeting", meeting.title), ("Bodies", meeting.bodies), ("Date", f"{meeting.held_on:%d/%m/%Y}"),
         ("Minute reference", meeting.minute), ("Issues on the agenda", str(len(meeting.items))))
    )  # fmt: skip
    if meeting.note:
        yield Paragraph(meeting.note, Tone.QUIET)
    if not meeting.items:
        yield Paragraph("Nothing stood on the agenda.", Tone.LEAD)
        return
    yield Paragraph(_summary(meeting), Tone.LEAD)
    for number, item in enumerate(meeting.items, 1):
        yield Heading(f"{number}. {item.issue_title}")
        yield from _item(item, meeting)
    rows = [(item, action) for item in meeting.items for action in item.actions]
    if rows:
        yield Heading("Actions agreed")
        columns = (Column("Action", 3), Column("Issue", 2), Column("Owner", 2), Column("Due"))
        yield Table("Actions agreed at the meeting", columns, tuple(
            (Cell(action.title), Cell(item.issue_title), Cell(name_of(posts, action.owner_post_id) or "No owner"),
             Cell(f"{action.due:%d/%m/%Y}" if action.due else "No date"))
            for item, action in rows
        ))  # fmt: skip


def _summary(meeting: Meeting) -> str:
    """ "3 moves were confirmed and 1 was refused; 2 are still to be decided."."""
    stages = [item.decision.stage for item in meeting.items if item.decision is not None]
    waiting = len(meeting.pending)
    said = []
    for stage, words in ((Stage.CONFIRMED, "confirmed"), (Stage.INTERIM, "agreed, interim"), (Stage.REFUSED, "refused")):
        count = stages.count(stage) if not (stage is Stage.INTERIM and waiting) else 0
        if count:
            said.append(f"{count} {words}")
    if waiting:
        said.append(f"{waiting} still to be decided")
    noun = "Of what was put to the meeting: " if said else "Nothing was put to the meeting for decision."
    return noun + (", ".join(said) + "." if said else "")


def _item(item: MeetingItem, meeting: Meeting) -> Iterator[Block]:
    decision = item.decision
    if decision is None:
        yield Paragraph("For discussion; no move was proposed.", label="Decision:")
    elif may_decide(meeting.authority, decision):
        yield Paragraph(f"{_way(decision)}: not decided.", label="Decision:")
    else:
        by = f" by {decision.body}" if decision.body else ""
        stands = f"{_way(decision)}: {decision.stage.value}{by}, from {decision.effective.label}."
        yield Paragraph(stands, label="Decision:")
    if decision is not None:
        yield from _why(decision)
    if item.note:
        yield Paragraph(item.note, label="Minute:")
    if item.actions:
        yield Bullets(tuple(f"Action: {action.title}" for action in item.actions))


def _why(decision: Decision) -> Iterator[Block]:
    named = (
        ("Reason:", decision.reason),
        ("Exception, because:", decision.exception_reason),
        ("A criterion not met:", decision.criteria_reason),
        ("Size of the plan:", decision.growth_reason),
        ("Condition:", decision.condition),
    )
    for label, words in named:
        if words:
            yield Paragraph(words, label=label)
    for waiver in decision.waivers:
        known = waiver.condition in set(Condition)
        title = Condition(waiver.condition).title if known else waiver.condition
        yield Paragraph(f"{title}. {waiver.reason}", label="Waived:")


def _way(decision: Decision) -> str:
    if decision.origin is None or decision.origin is Category.LEFT:
        return f"To {decision.target.title}"
    return f"{decision.origin.title} to {decision.target.title}"

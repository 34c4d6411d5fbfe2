"""What the lines of the team's list and of the calendar say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.rules.period import Period
from app.rules.quarter_calendar import CalendarEntry, CalendarEvent, CalendarKind, CalendarState
from app.rules.todo import Since, Todo, TodoKind
from app.views.shared.dates import day as day_words

KINDS = {
    TodoKind.RETURN_LATE: "Return late",
    TodoKind.ASSESSMENT_UNSIGNED: "Self-assessment not signed",
    TodoKind.SIGN_OFF: "Sign-off pending",
    TodoKind.CONDITION_DUE: "Condition of a decision due",
    TodoKind.RED_WITHOUT_ACTION: "Red without action",
    TodoKind.ACTION_OVERDUE: "Action or milestone overdue",
    TodoKind.NO_LEAD: "No lead person",
    TodoKind.NO_STEP: "No step in the plan this quarter",
    TodoKind.PROCEED_OR_NOT: "Proceed, or decide not to?",
    TodoKind.REVIEW_PAST: "Review date past",
    TodoKind.TARGET_ENDS: "Last target ends",
    TodoKind.NO_COMPARATOR: "Nothing to compare with",
    TodoKind.DRAFT_UNSAVED: "Text not saved",
}
WAYS = {
    TodoKind.RETURN_LATE: "Remind, or import",
    TodoKind.ASSESSMENT_UNSIGNED: "Open it",
    TodoKind.SIGN_OFF: "Record the decision",
    TodoKind.CONDITION_DUE: "Tick it off",
    TodoKind.RED_WITHOUT_ACTION: "Add an action",
    TodoKind.ACTION_OVERDUE: "Say how far it is",
    TodoKind.NO_LEAD: "Name a lead",
    TodoKind.NO_STEP: "Write the next step",
    TodoKind.PROCEED_OR_NOT: "Look at its readiness",
    TodoKind.REVIEW_PAST: "Review it",
    TodoKind.TARGET_ENDS: "Set the next target",
    TodoKind.NO_COMPARATOR: "Add a comparison",
    TodoKind.DRAFT_UNSAVED: "Put it back",
}
CALENDAR_KINDS = {
    CalendarKind.MEETING: "Meeting",
    CalendarKind.RETURN: "Return due",
    CalendarKind.ASSESSMENT: "Self-assessment due",
    CalendarKind.FIGURES: "Figures due",
    CalendarKind.ACTION: "Action due",
    CalendarKind.MILESTONE: "Milestone",
    CalendarKind.CONDITION: "Condition due",
    CalendarKind.RECOMMENDATION: "Recommendation due",
    CalendarKind.REVIEW: "Review",
    CalendarKind.TARGET: "Target ends",
}
STATES = {
    CalendarState.DUE: "Due", CalendarState.DONE: "Done", CalendarState.LATE: "Late",
    CalendarState.NOT_COLLECTED: "Not collected", CalendarState.NONE: "",
}  # fmt: skip
TONES = {CalendarState.DONE: "green", CalendarState.LATE: "red", CalendarState.DUE: "neutral"}
_HERE = {
    CalendarKind.MEETING: "Held", CalendarKind.RETURN: "Here", CalendarKind.ASSESSMENT: "Signed",
    CalendarKind.FIGURES: "Here", CalendarKind.CONDITION: "Met",
}  # fmt: skip


def when(one: Todo) -> str:
    """ "due 14/04/2010", "since 10/02/2010"."""
    if one.day is None:
        return "no day set" if one.kind is TodoKind.CONDITION_DUE else ""
    return f"{'since' if one.since is Since.SINCE else 'due'} {day_words(one.day)}"


def detail(one: Todo) -> str:
    """What of the thing, in a few words."""
    text = " ".join(one.detail.split())
    if one.kind is TodoKind.SIGN_OFF:
        return f"Interim by {text}: waits for CMT or Cabinet" if text else "Proposed: waits for a body"
    if one.kind is TodoKind.ASSESSMENT_UNSIGNED:
        return f"Stage: {text.lower()}" if text else "Not begun"
    if one.kind is TodoKind.RED_WITHOUT_ACTION:
        return f"{text} is red" if text else ""
    if one.kind is TodoKind.TARGET_ENDS:
        return f"Last target is for {text}"
    return text


def state_words(entry: CalendarEntry) -> str:
    """ "12 of 15 here", "Signed", "Late"."""
    if entry.kind is CalendarKind.FIGURES and entry.count > 1 and entry.here < entry.count:
        late = ", late" if entry.state is CalendarState.LATE else ""
        return f"{entry.here} of {entry.count} here{late}"
    if entry.state is CalendarState.DONE:
        return _HERE.get(entry.kind, STATES[entry.state])
    if entry.kind is CalendarKind.MEETING:
        return "Planned"
    return STATES[entry.state]


def about(entry: CalendarEntry) -> str:
    """The thing of an entry, with what of it."""
    text = " ".join(entry.detail.split())
    if entry.kind is CalendarKind.FIGURES and entry.place.noun != "indicator":
        return f"{entry.count} figure{'' if entry.count == 1 else 's'} for {text}"
    if entry.kind is CalendarKind.FIGURES:
        return f"{entry.about}, for {text}"
    if entry.kind is CalendarKind.TARGET and not entry.about:
        return f"{entry.count} target{'' if entry.count == 1 else 's'} for {text}"
    if entry.kind is CalendarKind.TARGET:
        return f"{entry.about}: last target, for {text}"
    if entry.kind in (CalendarKind.RETURN, CalendarKind.ASSESSMENT):
        return f"{entry.about}, {text}"
    if entry.kind in (CalendarKind.ACTION, CalendarKind.MILESTONE, CalendarKind.CONDITION):
        return f"{text} ({entry.about})"
    return f"{entry.about} ({text})" if text else entry.about


def event_of(entry: CalendarEntry, plan: str, departments: Mapping[int, str]) -> CalendarEvent:
    """The entry as another calendar shows it. `plan` keeps events of two plans apart."""
    kind = CALENDAR_KINDS[entry.kind]
    lines = (departments.get(entry.department_id or 0, ""), state_words(entry))
    return CalendarEvent(
        f"{entry.uid}@{plan}.driving-success", entry.day, f"{kind}: {about(entry)}",
        "\n".join(line for line in lines if line), kind,
    )  # fmt: skip


def weekday(day: date) -> str:
    """ "Wed 14/04/2010"."""
    return f"{_DAYS[day.weekday()]} {day_words(day)}"


def month(day: date, quarter: Period) -> str:
    """The heading above a month's entries; what comes after the quarter is said to."""
    after = ", after the quarter's end" if day > quarter.last_day else ""
    return f"{_MONTHS[day.month - 1]} {day.year}{after}"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

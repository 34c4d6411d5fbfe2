"""What the sheet "Read me" says, and the reminder to those who are late."""

from __future__ import annotations

from datetime import date

from app.rules.indicator import Polarity
from app.rules.period import Period
from app.rules.return_form import REASONS, ReturnForm
from app.rules.returns import COUNTED_DAYS, lateness

BETTER = {Polarity.HIGHER: "higher", Polarity.LOWER: "lower", Polarity.BAND: "in a band", Polarity.NONE: "–"}


def read_me_lines(form: ReturnForm) -> list[tuple[str, str]]:
    """Name and text of each line."""
    return [
        ("Department", form.department.name),
        ("Quarter", form.quarter.long_label),
        ("Please return by", f"{form.due:%d/%m/%Y}"),
        ("To", "the Corporate Performance Team"),
        ("Form", f"{form.form}"),
        ("", ""),
        ("Values", "One row for each of your figures. Type the figure alone: no unit, no percent sign. Say whether it "
                   "is provisional or final. Rows of earlier periods are those still provisional."),
        ("No figure", f"Leave the cell empty and choose the reason: {', '.join(REASONS)}."),
        ("Before", "The four figures before, counted in the indicator's own periods: quarters, terms or years."),
        ("Issues", "Progress, risk and next step of the issues your department leads. Change what has changed."),
        ("Self-assessment", "One text for each section."),
        ("Actions", "Owner, due date, how much is done. New actions go into the empty rows."),
        ("Please do not", "rename sheets, add columns or paste over locked cells. Formulas are read by the value they "
                          "show."),
    ]  # fmt: skip


def chaser(quarter: Period, due: date, days_late: int, department: str) -> str:
    """The text of a reminder, to be pasted into a message."""
    counted = f"is {lateness(due, days_late)} late" if days_late <= COUNTED_DAYS else "has not come"
    return (
        f"{department}: your return for {quarter.long_label} was due on {due:%d/%m/%Y} and {counted}. "
        "Please fill in the workbook we sent and return it to the Corporate Performance Team. If figures are still "
        "missing, leave their cells empty, choose the reason beside them, and send what you have."
    )

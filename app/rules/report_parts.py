"""The parts of the decision report and the update report: which there are, and what stands in them at first.

A body is paragraphs with an empty line between; one that begins with "- " is a bullet.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.rules.errors import Problem
from app.rules.papers import PageKind
from app.rules.texts import NOTE_LIMIT, TITLE_LIMIT, text_problem


@dataclass(frozen=True, slots=True)
class ReportPart:
    """`short`: one line in the head of the report. `numbered`: its paragraphs carry numbers.

    Where `first_words` are empty the plan itself fills the part, if it can. Links to previous decisions and background
    documents are a row a line: title; reference; date, and document; location.
    """

    key: str
    title: str
    first_words: str
    short: bool = False
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """What an author wrote, with the version that a change must name."""

    key: str
    body: str
    version: int


_HEAD = (
    ReportPart("decision_maker", "Decision Maker", "Cabinet", short=True),
    ReportPart("decision_date", "Date of Decision", "", short=True),
    ReportPart("title", "Decision Title", "Driving Success: Corporate Dashboard, {quarter}", short=True),
    ReportPart("reference", "Decision Reference", "", short=True),
    ReportPart("report_from", "Report From", "The Chief Executive's Department", short=True),
    ReportPart("contact", "Contact name", "Head of Improvement", short=True),
    ReportPart("telephone", "Tel", "", short=True),
)
_FOOT = (
    ReportPart("previous", "Links to previous Member decisions", "", numbered=False),
    ReportPart("background", "Background documents", "", numbered=False),
    ReportPart("equalities", "Equalities Impact Assessment", (
        "An initial assessment of equalities issues suggests the nature and focus of this plan will have a positive "
        "impact on dealing with inequalities. A full Equalities Impact Assessment will be conducted on the final plan."
    )),
    ReportPart("crime", "Impact on Crime and Disorder", (
        "Crime and disorder as well as some of the causes of this are tackled or closely monitored as part of the "
        "Corporate Improvement Plan and the wider approach."
    )),
    ReportPart("carbon", (
        "How does what is being proposed impact on our carbon footprint / energy consumption?"
    ), "", numbered=False),
    ReportPart("adaptation", (
        "How does what is being proposed consider the need to adapt to climate change, and be resilient to its longer "
        "term impacts?"
    ), "", numbered=False),
)  # fmt: skip

_DECISION = (
    *_HEAD,
    ReportPart("introduction", "Introduction", (
        "This report tells Cabinet how the {plan} stood at the end of {quarter}: progress and risk against "
        "organisational strength, continual departmental improvement, the Corporate Hot List and the Corporate "
        "Improvement Plan.\n\n"
        "Driving Success is based on the principle that Chief Officers, Executive Members and departments own and "
        "lead their own performance management and improvement. The plan draws out those issues which need greater "
        "visibility, focus or collective action."
    )),
    ReportPart("context", "Contextual Information", ""),
    ReportPart("conclusion", "Conclusion", (
        "The Corporate Performance and Efficiency Group continues to manage the plan on behalf of CMT and Cabinet, "
        "who ultimately own it."
    )),
    ReportPart("recommendations", "Recommendations", (
        "- Consider and comment on progress and risk in the quarter.\n\n"
        "- Ask the Head of Improvement to continue to bring relevant Driving Success update reports."
    )),
    *_FOOT,
)  # fmt: skip
_UPDATE = (
    *_HEAD[:2],
    ReportPart("title", "Title", "Driving Success update report, {quarter}", short=True),
    *_HEAD[3:],
    ReportPart("introduction", "Introduction", (
        "This update report follows Cabinet's request that the Head of Improvement continue to bring relevant "
        "Driving Success update reports. It tells what has changed since the last quarter."
    )),
    ReportPart("conclusion", "Next steps", ""),
)  # fmt: skip
REPORTS: dict[PageKind, tuple[ReportPart, ...]] = {
    PageKind.DECISION_REPORT: _DECISION,
    PageKind.UPDATE_REPORT: _UPDATE,
}


def part_of(kind: str, key: str) -> ReportPart | None:
    parts = next((parts for report, parts in REPORTS.items() if report.value == kind), ())
    return next((part for part in parts if part.key == key), None)


def check_part(kind: str, key: str, body: str) -> Problem | None:
    """Why the text cannot stand in the report's part, or None."""
    part = part_of(kind, key)
    if part is None:
        return Problem("report_part_unknown", {"kind": kind, "part": key})
    return text_problem(part.title, body, TITLE_LIMIT if part.short else NOTE_LIMIT, lines=not part.short)

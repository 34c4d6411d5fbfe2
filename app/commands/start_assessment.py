"""Begin the self-assessments of a quarter: each starts from the department's last one, its text marked as carried."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.commands.assessment_rows import new_text, note_event
from app.models.assessment import AssessmentRow
from app.models.lists import Department
from app.rules.assessment import AssessmentStage, SectionText
from app.rules.assessment_stages import start_problem
from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.rules.rich_text import evidence_in, paragraph_mark, paragraphs, pictures_in
from app.rules.rich_text_reading import read_html
from app.store.queries.assessment_lists import acting, sections
from app.store.queries.assessments import last_quarter, quarters_of, texts_of
from app.store.queries.lists import is_frozen, quarters


@dataclass(frozen=True)
class StartAssessments:
    """One for each of these departments. A rating is never carried: it is given anew each quarter."""

    department_ids: tuple[int, ...]
    quarter: Period
    by: str = ""

    @property
    def label(self) -> str:
        what = "self-assessment" if len(self.department_ids) == 1 else f"{len(self.department_ids)} self-assessments"
        return f"Start {what} for {self.quarter.label}"

    def do(self, session: Session) -> None:
        if self.quarter not in quarters(session):
            known = quarters(session)
            facts = {"quarter": self.quarter.label, "first": known[0].label, "last": known[-1].label} if known else {}
            raise Refused(Problem("quarter_unknown", facts))
        for department_id in self.department_ids:
            start(session, department_id, self.quarter, self.by)


def start(session: Session, department_id: int, quarter: Period, by: str) -> AssessmentRow:
    """Raises Refused gone, assessment_exists, or the rules' reason."""
    department = session.get(Department, department_id)
    if department is None:
        raise Refused(Problem("gone", {"noun": "department", "id": department_id}))
    if quarter in quarters_of(session, department_id):
        facts = {"department": department.name, "quarter": quarter.label}
        raise Refused(Problem("assessment_exists", facts))
    why = start_problem(
        acting(session, by, department_id), department.name, quarter.label, frozen=is_frozen(session, quarter)
    )
    if why is not None:
        raise Refused(why)
    row = AssessmentRow(
        department_id=department_id, quarter=quarter, stage=AssessmentStage.DRAFT, events=[], snapshot={},
        illustrative=False,
    )  # fmt: skip
    note_event(row, AssessmentStage.DRAFT, by)
    session.add(row)
    session.flush()
    before = last_quarter(session, department_id, quarter)
    texts = texts_of(session, department_id, before) if before else {}
    for section in sections(session, quarter):
        _carry(session, row.id, section.key, texts.get(section.key), before)
    return row


def _carry(session: Session, assessment_id: int, key: str, last: SectionText | None, before: Period | None) -> None:
    text = new_text(session, assessment_id, key)
    if last is None or not (last.plain or last.risk or last.html):
        return
    blocks = read_html(last.html)
    marks = [paragraph.mark for paragraph in paragraphs(blocks)]
    marks += [paragraph_mark(last.risk)] if last.risk else []
    text.html, text.plain, text.risk = last.html, last.plain, last.risk
    text.evidence = [ref.href for ref in evidence_in(blocks)]
    text.pictures = [address.removeprefix("picture:") for address in pictures_in(blocks)]
    text.carried, text.carried_from = list(dict.fromkeys(marks)), before

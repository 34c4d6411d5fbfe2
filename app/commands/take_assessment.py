"""Take sections in that came back as Word or in a department's return, as one change with one undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.assessment_rows import new_text, require, text_row
from app.commands.judge_section import put_judgement, put_risk
from app.commands.start_assessment import start
from app.commands.write_section import put_text, still_carried
from app.models.assessment import AssessmentRow, AssessmentTextRow
from app.rules.assessment import AssessmentStage
from app.rules.assessment_stages import Step
from app.rules.errors import Refused
from app.rules.period import Period
from app.rules.rich_text import from_plain, to_plain
from app.rules.rich_text_reading import read_html
from app.store.queries.assessment_lists import sections


@dataclass(frozen=True, slots=True)
class TakenSection:
    """`html` and `risk` None: left as they are. `version` of the SectionText it was compared with. `judged`: fields
    of JudgeSection with their values, `why` of the rating."""

    key: str
    version: int | None
    html: str | None = None
    risk: str | None = None
    judged: tuple[tuple[str, str | None], ...] = ()
    why: str = ""


@dataclass(frozen=True)
class TakeSections:
    """All of them or none. `source`: the file's name, for the undo menu."""

    assessment_id: int
    sections: tuple[TakenSection, ...]
    source: str
    by: str = ""

    @property
    def label(self) -> str:
        count = len(self.sections)
        return f"Take {count} section{'' if count == 1 else 's'} from {self.source}"

    def do(self, session: Session) -> None:
        one, _ = require(session, self.assessment_id, Step.EDIT, self.by)
        for each in self.sections:
            row = text_row(session, self.assessment_id, each.key, each.version)
            if each.risk is not None:
                put_risk(row, each.risk)
            for field, value in each.judged:
                put_judgement(one, row, field, value, each.why)
            if each.html is not None:
                put_text(session, row, read_html(each.html))
            else:
                row.carried = still_carried(row.carried, read_html(row.html), row.risk)


def take_return_texts(
    session: Session, department_id: int, quarter: Period, texts: Mapping[str, str], by: str
) -> bool:
    """Texts of a return into the department's assessment, which is begun where it was not. They are the
    department's own words, whoever imports them. False where it is no draft any more: they stay with the return."""
    row = session.scalar(
        select(AssessmentRow).where(
            AssessmentRow.department_id == department_id, AssessmentRow.quarter == quarter
        )
    )
    if row is None:
        try:
            row = start(session, department_id, quarter, by)
        except Refused:
            return False
    if row.stage is not AssessmentStage.DRAFT:
        return False
    known = {section.key for section in sections(session, quarter)}
    asked = select(AssessmentTextRow).where(AssessmentTextRow.assessment_id == row.id)
    there = {text.section_key: text for text in session.scalars(asked)}
    for key, said in texts.items():
        if key not in known:
            continue
        blocks = from_plain(said)
        text = there.get(key) or new_text(session, row.id, key)
        if to_plain(blocks) != text.plain:
            put_text(session, text, blocks)
    return True



"""Write a section of a self-assessment, or confirm what it carries from last quarter."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.commands.assessment_rows import require, text_row
from app.models.assessment import HTML, AssessmentTextRow
from app.rules.assessment_stages import Step
from app.rules.errors import Problem, Refused
from app.rules.rich_text import (
    PICTURE,
    Block,
    evidence_in,
    paragraph_mark,
    paragraphs,
    pictures_in,
    to_html,
    to_plain,
    with_pictures,
)
from app.rules.rich_text_reading import read_html
from app.rules.texts import DRAFT_LIMIT, NOTE_LIMIT
from app.store import blobs

MOST_PICTURE = 500_000
"""Bytes of one picture."""


@dataclass(frozen=True)
class WriteSection:
    """`html` may hold anything: what is stored is the subset of app.rules.rich_text. `version` is that of the
    SectionText its author saw. `title` of the section, for the undo menu."""

    assessment_id: int
    section_key: str
    version: int | None
    html: str
    by: str = ""
    title: str = ""

    @property
    def label(self) -> str:
        return f"Write “{self.title or self.section_key}”"

    def do(self, session: Session) -> None:
        require(session, self.assessment_id, Step.EDIT, self.by)
        row = text_row(session, self.assessment_id, self.section_key, self.version)
        if len(self.html) > DRAFT_LIMIT:
            facts = {"field": "section", "limit": NOTE_LIMIT, "length": len(self.html)}
            raise Refused(Problem("text_too_long", facts))
        put_text(session, row, read_html(self.html))


@dataclass(frozen=True)
class ConfirmCarried:
    """Text carried from last quarter still holds: the paragraphs with these marks, or (None) all of the section."""

    assessment_id: int
    section_key: str
    version: int
    marks: tuple[str, ...] | None = None
    by: str = ""
    title: str = ""

    @property
    def label(self) -> str:
        return f"Confirm carried text of “{self.title or self.section_key}”"

    def do(self, session: Session) -> None:
        require(session, self.assessment_id, Step.EDIT, self.by)
        row = text_row(session, self.assessment_id, self.section_key, self.version)
        row.carried = [mark for mark in row.carried if self.marks is not None and mark not in self.marks]


def put_text(session: Session, row: AssessmentTextRow, blocks: tuple[Block, ...]) -> None:
    """Store a section's text; pictures go beside it. A carried paragraph that was changed is carried no more."""
    kept = with_pictures(blocks, {address: _kept(session, address) for address in pictures_in(blocks)})
    html, plain = to_html(kept), to_plain(kept)
    if len(plain) > NOTE_LIMIT or len(html) > HTML:
        raise Refused(Problem("text_too_long", {"field": "section", "limit": NOTE_LIMIT, "length": len(plain)}))
    row.html, row.plain = html, plain
    row.evidence = [ref.href for ref in evidence_in(kept)]
    row.pictures = [address.removeprefix(PICTURE) for address in pictures_in(kept)]
    row.carried = still_carried(row.carried, kept, row.risk)


def still_carried(marks: Iterable[str], blocks: Iterable[Block], risk: str) -> list[str]:
    there = {paragraph.mark for paragraph in paragraphs(blocks)} | {paragraph_mark(risk)}
    return [mark for mark in marks if mark in there]


def _kept(session: Session, address: str) -> str:
    """The address under which the store keeps it. One that was copied from elsewhere is left out."""
    if address.startswith(PICTURE):
        asked = "SELECT 1 FROM blob WHERE sha256 = ?"
        there = session.connection().exec_driver_sql(asked, (address.removeprefix(PICTURE),)).first()
        return address if there else ""
    try:
        data = base64.b64decode(address.partition(",")[2], validate=False)
    except (binascii.Error, ValueError):
        return ""
    if len(data) > MOST_PICTURE:
        raise Refused(Problem("picture_too_large", {"size": len(data), "limit": MOST_PICTURE}))
    return PICTURE + blobs.keep(session, data) if data else ""

"""A self-assessment as a Word file: real headings, lists and tables, what it cites as numbered notes.

A department without the program can change it there and send it back: see `assessment_word_child`.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from app.exchange.assessment_word_layout import (
    EVIDENCE_ID,
    IDENTITY,
    JUDGEMENTS,
    NOTE,
    NOTES,
    PROMPT,
    RISK,
    SECTION_ID,
    Identity,
)
from app.exchange.assessment_word_text import WordText
from app.rules.assessment import Assessment
from app.rules.assessment_evidence import EvidenceItem, EvidenceRef
from app.rules.assessment_returned import NOT_JUDGED, NOT_RATED
from app.rules.assessment_sections import Section
from app.rules.rich_text import evidence_in
from app.rules.rich_text_reading import read_html
from app.store.whole_file import save_bytes

_OLDEST = (1980, 1, 1, 0, 0, 0)


def save_assessment(
    one: Assessment, path: Path, moment: datetime, *, plan_key: str = "", section_key: str = "",
    pictures: Mapping[str, bytes] | None = None, notes: bool = True,
) -> None:  # fmt: skip
    """Write it whole or not at all; with `section_key` that section alone. Raises KnownError file_not_saved."""
    data = assessment_bytes(
        one, moment, plan_key=plan_key, section_key=section_key, pictures=pictures, notes=notes
    )
    save_bytes(path, data, what="The Word file")


def file_name(one: Assessment, section_key: str = "") -> str:
    """ "CS self-assessment 2009-10-Q4.docx", fit for any system."""
    name = one.department.short or one.department.name
    fit = "".join(mark if mark.isalnum() or mark in " -" else "" for mark in name).strip() or "Department"
    part = f" {section_key.replace('_', ' ')}" if section_key else ""
    return f"{fit[:60]} self-assessment {one.quarter.code}{part}.docx"


def assessment_bytes(
    one: Assessment, moment: datetime, *, plan_key: str = "", section_key: str = "",
    pictures: Mapping[str, bytes] | None = None, notes: bool = True,
) -> bytes:  # fmt: skip
    """The same assessment and moment give the same bytes."""
    import docx

    document = docx.Document()
    _describe(document, one, moment, Identity(plan_key, one.department.id, one.quarter.code))
    text = WordText(document, pictures or {})
    document.add_paragraph(f"Self-assessment: {one.department.name}", style="Title")
    document.add_paragraph(_subtitle(one), style="Subtitle")
    wanted = [section for section in one.sections if section_key in ("", section.key)]
    for section in wanted:
        _section(document, text, one, section)
    if notes and not section_key and one.notes:
        _challenges(document, one)
    written = BytesIO()
    document.save(written)
    return _without_times(written.getvalue())


def _describe(document: Any, one: Assessment, moment: datetime, identity: Identity) -> None:
    about = document.core_properties
    about.author, about.last_modified_by, about.comments = "Driving Success", "Driving Success", ""
    about.title = f"Self-assessment of {one.department.name}, {one.quarter.label}"
    about.created = about.modified = moment.replace(microsecond=0)
    about.identifier, about.revision, about.language = identity.text, 1, "en-GB"
    about.keywords = IDENTITY
    for name in (PROMPT, NOTE):
        style = document.styles.add_style(name, 1)
        style.base_style = document.styles["Normal"]
        style.font.italic = name == PROMPT
    document.styles["Normal"].element.get_or_add_rPr()


def _subtitle(one: Assessment) -> str:
    signed = one.signed_by
    by = f"signed by {signed.by} on {signed.at:%d/%m/%Y}" if signed else one.stage.title.lower()
    made_up = ", illustrative" if one.illustrative else ""
    return f"{one.quarter.long_label}, {by}{made_up}"


def _section(document: Any, text: WordText, one: Assessment, section: Section) -> None:
    said = one.text(section.key)
    heading = document.add_paragraph(section.title, style="Heading 1")
    text.bookmark(heading, f"{SECTION_ID}{section.key}")
    for line in (section.hint, " ".join(section.prompts)):
        if line:
            document.add_paragraph(line, style=PROMPT)
    _judgements(document, one, section)
    blocks = read_html(said.html)
    cited = {ref: at for at, ref in enumerate(evidence_in(blocks), 1)}
    text.write(blocks, {ref: (number, one.cited.get(ref)) for ref, number in cited.items()})
    if said.risk.strip():
        document.add_paragraph(RISK, style="Heading 2")
        for line in said.risk.splitlines():
            document.add_paragraph(line)
    if cited:
        document.add_paragraph(NOTES, style="Heading 2")
        for ref, number in cited.items():
            note = document.add_paragraph(f"{number}. {_note(one.cited.get(ref), ref)}", style=NOTE)
            text.bookmark(note, f"{EVIDENCE_ID}{section.key}_{number}")


def _judgements(document: Any, one: Assessment, section: Section) -> None:
    said = one.text(section.key)
    rating = next((each for each in one.ratings if each.key == said.rating), None)
    why = f" ({said.rating_reason})" if rating and said.rating_reason else ""
    judged = (said.prospects, said.risk_level, said.confidence)
    words = (
        f"{rating.word}{why}" if rating else NOT_RATED, *(each.title if each else NOT_JUDGED for each in judged)
    )  # fmt: skip
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for name, value in zip(JUDGEMENTS, words, strict=True):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, value
    document.add_paragraph()


def _note(item: EvidenceItem | None, ref: EvidenceRef) -> str:
    if item is None or item.gone:
        return f"{ref.noun.capitalize()} {ref.id}, not in the plan any more."
    of = f" ({item.period.label})" if item.period else ""
    against = f", against a target of {item.target}" if item.target else ""
    judged = f"; {item.judged}" if item.judged else ""
    title = f", {item.title}" if item.title != item.label else ""
    return f"{item.words}{of}{title}{against}{judged}."


def _challenges(document: Any, one: Assessment) -> None:
    document.add_paragraph("Challenge and response", style="Heading 1")
    titles = {section.key: section.title for section in one.sections}
    for note in (each for each in one.notes if each.parent_id is None):
        where = titles.get(note.section_key, "The whole assessment")
        document.add_paragraph(f"{where}: {'closed' if note.closed else 'open'}", style="Heading 2")
        for said in (note, *(each for each in one.notes if each.parent_id == note.id)):
            document.add_paragraph(f"{said.text} ({said.by}, {said.at:%d/%m/%Y})")


def _without_times(data: bytes) -> bytes:
    """The same parts, packed as of no day in particular and in the order of their names."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        names = sorted(read.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            packed.writestr(entry, read.read(name))
    return out.getvalue()

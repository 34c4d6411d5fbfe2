"""A sample's self-assessments, and what its posts may do with them.

In a text `[[NI 117]]` is a chip of that indicator and `[[issue:neet|what it reads]]` one of an issue; a line that
begins with a dash is an item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from app.commands.sample_files import Entry, SampleFiles
from app.rules.assessment import AssessmentStage, Confidence, Prospects, RiskLevel
from app.rules.assessment_evidence import EvidenceRef
from app.rules.assessment_stages import Role
from app.rules.period import Period
from app.rules.rich_text import (
    Block,
    Paragraph,
    Run,
    evidence_in,
    from_plain,
    paragraph_mark,
    paragraphs,
    to_html,
    to_plain,
)
from app.store.queries import assessment_evidence as evidence
from app.store.queries.assessment_snapshot import snapshot
from app.store.recording import RecordingSession, refresh_current

Add = Callable[[str, Iterable[dict[str, Any]]], list[int]]
_CHIP = re.compile(r"\[\[(?:issue:([a-z0-9-]+)\|)?([^\[\]|]+)\]\]")
_MORNING = time(9, 30)


class SampleAssessments:
    """`ids` holds the lists, issues and indicators already written, by file and key."""

    def __init__(
        self, session: Session, files: SampleFiles, ids: dict[str, dict[str, int]], post_names: dict[str, str], add: Add
    ) -> None:
        self.session, self.files, self.ids, self.post_names, self.add = session, files, ids, post_names, add

    def load(self) -> None:
        self._roles()
        entries = self.files.rows("assessments")
        if entries and isinstance(self.session, RecordingSession):
            # What a signing froze is read as the program reads it, so the figures must count as current by now.
            refresh_current(self.session, self.session.derived_keys)
        for entry in entries:
            self._assessment(entry)

    def _roles(self) -> None:
        rows = []
        for entry in self.files.rows("post_roles"):
            rows.append({
                "post_id": entry.id_in("post", self.ids["posts"], "posts"), "role": entry.word("role", Role),
                "department_id": entry.maybe_id_in("department", self.ids["departments"], "departments"),
            })  # fmt: skip
            entry.done()
        self.add("post_role", rows)

    def _assessment(self, entry: Entry) -> None:
        quarter, stage = entry.period("quarter"), entry.word("stage", AssessmentStage)
        sections = [(each, self._blocks(each)) for each in entry.entries("sections")]
        refs = [ref for _, blocks in sections for ref in evidence_in(blocks)]
        events = [self._event(each) for each in entry.entries("events")]
        signed = next((event["at"] for event in events if event["stage"] == AssessmentStage.SIGNED), "")
        cited = evidence.items(self.session, quarter, refs).values() if stage.signed else ()
        (id_,) = self.add("assessment", [{
            "department_id": entry.id_in("department", self.ids["departments"], "departments"), "quarter": quarter,
            "stage": stage, "events": events, "snapshot": snapshot(cited, signed) if stage.signed else {},
            "illustrative": self.files.about.illustrative,
        }])  # fmt: skip
        self.add("assessment_text", [self._section(id_, quarter, each, blocks) for each, blocks in sections])
        for each in entry.entries("notes"):
            self._note(id_, each)
        entry.done()

    def _blocks(self, entry: Entry) -> tuple[Block, ...]:
        found = from_plain("\n".join(entry.texts("text")))
        return tuple(self._with_chips(entry, block) if isinstance(block, Paragraph) else block for block in found)

    def _with_chips(self, entry: Entry, paragraph: Paragraph) -> Paragraph:
        text, at = paragraph.text, 0
        runs: list[Run] = []
        for chip in _CHIP.finditer(text):
            file, key = ("issues", chip[1]) if chip[1] else ("indicators", chip[2])
            if key not in self.ids[file]:
                raise entry.wrong(f"the field “text” names “{key}”, which is not in {file}.json")
            ref = EvidenceRef("issue" if chip[1] else "indicator", self.ids[file][key])
            runs += [Run(text[at : chip.start()]), Run(chip[2], href=ref.href)]
            at = chip.end()
        runs.append(Run(text[at:]))
        return Paragraph(paragraph.kind, tuple(run for run in runs if run.text), paragraph.depth)

    def _section(self, id_: int, quarter: Period, entry: Entry, blocks: tuple[Block, ...]) -> dict[str, Any]:
        risk, carried = entry.text("risk", ""), bool(entry.yes("carried"))
        marks = [paragraph.mark for paragraph in paragraphs(blocks)] + ([paragraph_mark(risk)] if risk else [])
        row = {
            "assessment_id": id_, "section_key": entry.text("key"), "html": to_html(blocks), "plain": to_plain(blocks),
            "rating": entry.text("rating", None) or None, "rating_reason": entry.text("rating_reason", ""),
            "prospects": entry.maybe_word("prospects", Prospects), "risk": risk,
            "risk_level": entry.maybe_word("risk_level", RiskLevel),
            "confidence": entry.maybe_word("confidence", Confidence), "carried": marks if carried else [],
            "carried_from": quarter.shift(-1) if carried else None,
            "evidence": [ref.href for ref in evidence_in(blocks)], "pictures": [],
        }  # fmt: skip
        entry.done()
        return row

    def _note(self, id_: int, entry: Entry) -> None:
        section, closed = entry.text("section", ""), bool(entry.yes("closed"))
        (parent,) = self.add("assessment_note", [{**self._said(entry, id_, section), "parent_id": None, "closed": closed}])
        for answer in entry.entries("answers"):
            self.add("assessment_note", [{**self._said(answer, id_, section), "parent_id": parent, "closed": False}])
            answer.done()
        entry.done()

    def _said(self, entry: Entry, id_: int, section: str) -> dict[str, Any]:
        at = self._morning(entry, "at")
        return {"assessment_id": id_, "section_key": section, "text": entry.text("text"), "by": self._by(entry), "at": at}

    def _event(self, entry: Entry) -> dict[str, str]:
        on, minute = entry.day("on"), entry.text("minute", "")
        found = {
            "stage": entry.word("stage", AssessmentStage).value, "at": self._morning(entry, "at").isoformat(),
            "by": self._by(entry), "reason": entry.text("reason", ""),
        }  # fmt: skip
        entry.done()
        return {**found, **({"on": on.isoformat()} if on else {}), **({"minute": minute} if minute else {})}

    def _morning(self, entry: Entry, name: str) -> datetime:
        day: date | None = entry.day(name)
        if day is None:
            raise entry.wrong(f"the field “{name}” is missing")
        return datetime.combine(day, _MORNING)

    def _by(self, entry: Entry) -> str:
        key = entry.text("by")
        if key not in self.post_names:
            raise entry.wrong(f"the field “by” names “{key}”, which is not in posts.json")
        return self.post_names[key]

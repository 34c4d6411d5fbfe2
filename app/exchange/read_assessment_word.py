"""A self-assessment that came back as a Word file, and what taking it in would change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.exchange.assessment_word_layout import Identity, read_identity
from app.exchange.budgets import MB, Budgets
from app.exchange.child_answer import Answer
from app.exchange.reader import ask_child
from app.rules.assessment import Assessment, SectionText
from app.rules.assessment_compare import SectionChange, compare_section
from app.rules.assessment_returned import Judged, judged
from app.rules.assessment_sections import Section
from app.rules.errors import KnownError
from app.rules.rich_text import paragraphs, relabelled, to_html, to_plain
from app.rules.rich_text_reading import read_html
from app.rules.texts import NOTE_LIMIT

WORD_BUDGETS = Budgets(file=10 * MB, part=20 * MB, total=40 * MB, parts=2_000, seconds=20.0)


@dataclass(frozen=True, slots=True)
class WordSection:
    """As it was read: `key` where the file still knows it, `title` as its heading reads."""

    key: str
    title: str
    html: str
    risk: str
    judged: Mapping[str, str] = field(default_factory=dict)
    """What its table says, by what is judged: "rating", "prospects", "risk_level", "confidence"."""


@dataclass(frozen=True, slots=True)
class WordFile:
    name: str
    sha256: str
    identity: Identity | None
    sections: tuple[WordSection, ...]


@dataclass(frozen=True, slots=True)
class WordChange:
    """One section as it would be. `html` and `risk` None: not changed. `judged`: what would be judged otherwise."""

    section: Section
    change: SectionChange
    html: str | None
    risk: str | None
    judged: Judged


@dataclass(frozen=True, slots=True)
class WordPlan:
    """`changes` to be taken in, `unchanged` sections, `unknown` headings that are no section's; `unread` what was
    written where a choice belongs: section, what is judged there, the words."""

    file: WordFile
    changes: tuple[WordChange, ...]
    unchanged: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    unread: tuple[tuple[str, str, str], ...] = ()


def read_word(path: Path, *, cancelled: Callable[[], bool] | None = None) -> WordFile:
    """Raises KnownError "file_..." and Cancelled as `reader.read_file`."""
    answer = _WordAnswer(path.name)
    code = ask_child(path, WORD_BUDGETS, answer, wanted={"word": True}, cancelled=cancelled)
    return answer.word(code)


def plan_word(file: WordFile, one: Assessment, plan_key: str) -> WordPlan:
    """Held against the assessment it is for. Raises KnownError word_other_assessment or word_no_section."""
    told = file.identity
    if told is not None and (
        told.department_id != one.department.id
        or told.quarter != one.quarter.code
        or (told.plan_key and plan_key and told.plan_key != plan_key)
    ):
        raise KnownError(
            "word_other_assessment", file=file.name, quarter=told.quarter, wanted=one.quarter.code,
            department=one.department.name,
        )  # fmt: skip
    by_key = {section.key: section for section in one.sections}
    by_title = {section.title.casefold(): section for section in one.sections}
    changes, unchanged, unknown, unread = [], [], [], []
    for each in file.sections:
        section = by_key.get(each.key) or by_title.get(each.title.casefold())
        if section is None:
            unknown.append(each.title)
            continue
        now = one.text(section.key)
        said = judged(section, each.judged, now, one.ratings, one.last.get(section.key))
        unread += [(section.title, what, words) for what, words in said.unread]
        found = _change(section, one, each, said)
        if found is None:
            unchanged.append(section.title)
        else:
            changes.append(found)
    if not changes and not unchanged:
        raise KnownError("word_no_section", file=file.name)
    return WordPlan(file, tuple(changes), tuple(unchanged), tuple(title for title in unknown if title), tuple(unread))


def _change(section: Section, one: Assessment, read: WordSection, said: Judged) -> WordChange | None:
    """What is in the file against what stands here."""
    now = one.text(section.key)
    blocks = relabelled(read_html(read.html), {ref: item.label for ref, item in one.cited.items()})
    plain, html = to_plain(blocks), to_html(blocks)
    if len(plain) > NOTE_LIMIT:
        raise KnownError("word_text_too_long", section=section.title, length=len(plain), limit=NOTE_LIMIT)
    same_text = _bare(html) == _bare(now.html)
    same_risk = " ".join(read.risk.split()) == " ".join(now.risk.split())
    if same_text and same_risk and not said.values:
        return None
    after = SectionText(section.key, html=html, plain=plain, risk=read.risk)
    change = compare_section(section, now, after)
    return WordChange(section, change, None if same_text else html, None if same_risk else read.risk, said)


def _bare(html: str) -> list[tuple[str, int, str]]:
    """Kind, depth and mark of every paragraph: chips as their addresses, spaces and marks of print aside."""
    return [(each.kind, each.depth, each.mark) for each in paragraphs(read_html(html)) if each.text.strip()]


class _WordAnswer(Answer):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._identity = ""
        self._read_sections: list[WordSection] = []

    def _take(self, item: dict[str, Any]) -> None:
        if "word" in item:
            self._identity = str(item["word"])
        elif "section" in item:
            found = item["section"]
            judged_there = {str(what): str(words) for what, words in found["judged"].items()}
            key, title, html, risk = (str(found[each]) for each in ("key", "title", "html", "risk"))
            self._read_sections.append(WordSection(key, title, html, risk, judged_there))
        else:
            super()._take(item)

    def word(self, code: int | None) -> WordFile:
        self.check(code, self._name)
        done = self._done or {}
        return WordFile(self._name, str(done["sha256"]), read_identity(self._identity), tuple(self._read_sections))

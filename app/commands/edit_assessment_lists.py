"""Change the sections that self-assessments ask for, or their scale, from a plan year on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assessment import KEY, AssessmentRatingRow, AssessmentSectionRow
from app.rules.assessment_sections import MOST_WORDS, PROMPTS, WORD_LIMIT, Meaning
from app.rules.errors import Problem, Refused, Stale
from app.rules.period import Period
from app.rules.texts import REASON_LIMIT, TITLE_LIMIT, text_problem
from app.store.queries import assessment_lists as lists


@dataclass(frozen=True)
class SaveAssessmentSection:
    """`key` None: a new one, at the end. `version` is the Section's (None while the plan has no list of its own).
    Earlier plan years keep theirs."""

    quarter: Period
    key: str | None
    version: int | None
    title: str
    hint: str = ""
    prompts: tuple[str, str, str] = PROMPTS
    word_limit: int = WORD_LIMIT
    retired: bool = False

    @property
    def label(self) -> str:
        return f"{'Add' if self.key is None else 'Change'} self-assessment section “{self.title}”"

    def do(self, session: Session) -> None:
        _check("title", self.title, TITLE_LIMIT, required=True)
        for text in (self.hint, *self.prompts):
            _check("hint", text, REASON_LIMIT)
        if not 1 <= self.word_limit <= MOST_WORDS:
            facts = {"field": "word_limit", "least": 1, "most": MOST_WORDS}
            raise Refused(Problem("number_out_of_range", facts))
        rows = section_rows(session, self.quarter)
        if self.key is None:
            row = AssessmentSectionRow(
                year=lists.plan_year(self.quarter), key=_new_key(self.title, rows), position=len(rows), retired=False
            )
            session.add(row)
        else:
            row = _seen(rows, self.key, self.version)
        row.title, row.hint, row.prompts = self.title.strip(), self.hint.strip(), list(self.prompts)
        row.word_limit, row.retired = self.word_limit, self.retired


@dataclass(frozen=True)
class OrderAssessmentSections:
    """`keys` in their new order; sections not named keep their own, after them."""

    quarter: Period
    keys: tuple[str, ...]
    label: str = "Change the order of sections"

    def do(self, session: Session) -> None:
        rows = section_rows(session, self.quarter)
        place = {key: at for at, key in enumerate(self.keys)}
        for at, row in enumerate(sorted(rows, key=lambda row: (place.get(row.key, len(place)), row.position))):
            row.position = at


@dataclass(frozen=True)
class SaveAssessmentRating:
    """A step of the scale; `key` None: a new one, at the end."""

    quarter: Period
    key: str | None
    version: int | None
    word: str
    descriptor: str
    meaning: Meaning
    retired: bool = False

    @property
    def label(self) -> str:
        return f"{'Add' if self.key is None else 'Change'} rating “{self.word}”"

    def do(self, session: Session) -> None:
        _check("word", self.word, TITLE_LIMIT, required=True)
        _check("descriptor", self.descriptor, REASON_LIMIT, required=True)
        rows = rating_rows(session, self.quarter)
        if self.key is None:
            row = AssessmentRatingRow(
                year=lists.plan_year(self.quarter), key=_new_key(self.word, rows), position=len(rows), retired=False
            )
            session.add(row)
        else:
            row = _seen(rows, self.key, self.version)
        row.word, row.descriptor = self.word.strip(), self.descriptor.strip()
        row.meaning, row.retired = self.meaning, self.retired


@dataclass(frozen=True)
class OrderAssessmentRatings:
    """`keys` in their new order, the best first; ratings not named keep their own, after them."""

    quarter: Period
    keys: tuple[str, ...]
    label: str = "Change the order of ratings"

    def do(self, session: Session) -> None:
        rows = rating_rows(session, self.quarter)
        place = {key: at for at, key in enumerate(self.keys)}
        for at, row in enumerate(sorted(rows, key=lambda row: (place.get(row.key, len(place)), row.position))):
            row.position = at


def section_rows(session: Session, quarter: Period) -> list[AssessmentSectionRow]:
    """The year's own list, which starts as what held before."""
    year = lists.plan_year(quarter)
    asked = select(AssessmentSectionRow).where(AssessmentSectionRow.year == year)
    found = list(session.scalars(asked.order_by(AssessmentSectionRow.position, AssessmentSectionRow.id)))
    if found:
        return found
    rows = [
        AssessmentSectionRow(
            year=year, key=each.key, title=each.title, hint=each.hint, prompts=list(each.prompts),
            word_limit=each.word_limit, position=at, retired=each.retired,
        )
        for at, each in enumerate(lists.sections(session, quarter, retired=True))
    ]  # fmt: skip
    session.add_all(rows)
    session.flush()
    return rows


def rating_rows(session: Session, quarter: Period) -> list[AssessmentRatingRow]:
    year = lists.plan_year(quarter)
    asked = select(AssessmentRatingRow).where(AssessmentRatingRow.year == year)
    found = list(session.scalars(asked.order_by(AssessmentRatingRow.position, AssessmentRatingRow.id)))
    if found:
        return found
    rows = [
        AssessmentRatingRow(
            year=year, key=each.key, word=each.word, descriptor=each.descriptor, meaning=each.meaning, position=at,
            retired=each.retired,
        )
        for at, each in enumerate(lists.ratings(session, quarter, retired=True))
    ]  # fmt: skip
    session.add_all(rows)
    session.flush()
    return rows


R = TypeVar("R", AssessmentSectionRow, AssessmentRatingRow)


def _seen(rows: list[R], key: str, version: int | None) -> R:
    """Rows made just now stand for the program's own list, whose entries have no version."""
    found = next((row for row in rows if row.key == key), None)
    if found is None:
        raise Refused(Problem("gone", {"noun": rows[0].__tablename__ if rows else "", "id": 0}))
    if found.version != (version or 1):
        raise Stale(Problem("stale", {"noun": found.__tablename__, "id": found.id}))
    return found


def _new_key(title: str, rows: Iterable[AssessmentSectionRow | AssessmentRatingRow]) -> str:
    taken = {row.key for row in rows}
    stem = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[: KEY - 4] or "section"
    return next(key for key in (stem, *(f"{stem}_{n}" for n in range(2, 1000))) if key not in taken)


def _check(name: str, text: str, limit: int, *, required: bool = False) -> None:
    problem = text_problem(name, text, limit, required=required)
    if problem is not None:
        raise Refused(problem)

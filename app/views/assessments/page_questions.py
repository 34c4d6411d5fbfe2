"""The sheets that the self-assessments' page opens: stages, challenge and its answers, checks, and work of a line."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.bridge.assessment_state import AssessmentState
from app.rules.assessment import ChallengeNote
from app.rules.assessment_checks import Check
from app.rules.assessment_stages import Step
from app.rules.errors import Problem
from app.views.assessments.ask_sheet import AskSheet
from app.views.assessments.section_view import SectionView
from app.views.assessments.step_sheet import StepSheet
from app.views.assessments.work_sheet import WorkSheet
from app.views.shared.sheet import Sheet
from app.views.shared.words import said as in_words


class PageQuestions(QObject):
    """Attributes: sheet (the one open now or last)."""

    def __init__(self, state: AssessmentState, view: SectionView, page: QWidget) -> None:
        super().__init__(page)
        self._state, self._view, self._page = state, view, page
        self.sheet: Sheet | None = None

    def step(self, step: Step) -> None:
        sheet = self._state.sheet
        if sheet is None or sheet.one is None:
            return
        if step is Step.CHALLENGE:
            self.challenge()
            return
        self._view.leave()
        asked = StepSheet(self._page.window(), sheet.one, sheet.possible[step])
        asked.agreed.connect(partial(self._take_step, step))
        self._open(asked)

    def _take_step(self, step: Step, reason: str, day: Any, minute: str) -> None:
        self._state.step(step, reason, minute, day)

    def challenge(self) -> None:
        section = self._view.section
        where = f"To “{section.title}”. It stands beside the text and never changes it." if section else ""
        asked = AskSheet(self._page.window(), "Challenge", where, "Add the challenge",
                         label="What should the department answer?", lines=True)  # fmt: skip
        asked.answered.connect(lambda said: self._state.challenge(self._view.key, said))
        self._open(asked)

    def answer_challenge(self, note: ChallengeNote) -> None:
        asked = AskSheet(self._page.window(), "Answer", f"“{note.text}”", "Answer", label="Answer", lines=True)
        asked.answered.connect(lambda said: self._state.challenge(note.section_key, said, note.id))
        self._open(asked)

    def close_challenge(self, note: ChallengeNote, closed: bool) -> None:
        self._state.close_challenge(note.id, closed)

    def answer_check(self, check: Check) -> None:
        told = in_words(Problem(f"check_{check.code.value}", check.facts))
        before = check.answer.text if check.answer is not None else ""
        asked = AskSheet(self._page.window(), "Answer", told.what, "Keep the answer", label="Why it may stand",
                         value=before, lines=True, needed=False)  # fmt: skip
        asked.answered.connect(
            lambda said: self._state.answer_check(check.section_key, check.code.value, check.subject, said)
        )
        self._open(asked)

    def make_work(self, line: str) -> None:
        sheet = self._state.sheet
        if sheet is None:
            return
        self._view.leave()
        issues = [item for item in sheet.drawer if item.ref.noun == "issue"]
        asked = WorkSheet(self._page.window(), line, issues)
        key = self._view.key
        asked.action_wanted.connect(
            lambda issue, title, due: self._state.make_action(key, line, issue, title, None, due)
        )
        asked.proposal_wanted.connect(lambda title, reason: self._state.propose(key, line, title, reason))
        self._open(asked)

    def _open(self, sheet: Sheet) -> None:
        self.sheet = sheet
        sheet.open()

"""Beside the text: evidence, what the checks noticed, the team's challenge, and the work that came of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.rules import clock
from app.rules.assessment_checks import left
from app.rules.assessment_evidence import EvidenceRef, is_old
from app.rules.assessment_sheet import AssessmentSheet
from app.rules.assessment_stages import Step
from app.rules.plan_settings import PlanSettings
from app.views.assessments.challenge_list import ChallengeList
from app.views.assessments.changes_view import ChangesView
from app.views.assessments.check_list import CheckList
from app.views.assessments.coverage_list import CoverageList
from app.views.assessments.evidence_list import EvidenceList
from app.views.assessments.side_tabs import SideTabs
from app.views.assessments.work_list import WorkList
from app.views.shared import theme
from app.views.shared.labels import Card

OLD_MONTHS = PlanSettings().old_evidence_months
"""In the list it is a hint; the checks go by the plan's own setting."""


class SidePanel(Card):
    """Attributes: evidence, checks, challenge, work, changes, coverage; key (of the part in view)."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.evidence = EvidenceList()
        self.checks = CheckList()
        self.challenge = ChallengeList()
        self.work = WorkList()
        self.coverage = CoverageList()
        self.changes = ChangesView()
        self.tabs = SideTabs("Beside the text")
        self._keys: list[str] = []
        self._names: list[str] = []
        self.stack = QStackedWidget()
        self.add("evidence", "Evidence", self.evidence)
        self.add("checks", "Checks", self.checks)
        self.add("challenge", "Challenge", self.challenge)
        self.add("work", "Work", self.work)
        self.add("changes", "Changes", self.changes)
        self.add("coverage", "Covered", self.coverage)
        self.tabs.currentChanged.connect(self._turned)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(5), theme.px(4), theme.px(5), 1)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.setMinimumWidth(theme.px(220))

    def add(self, key: str, name: str, part: QWidget) -> None:
        self._keys.append(key)
        self._names.append(name)
        self.stack.addWidget(part)
        self.tabs.addTab(name)

    @property
    def key(self) -> str:
        return self._keys[max(self.tabs.currentIndex(), 0)]

    def open(self, key: str) -> None:
        if key in self._keys:
            self.tabs.setCurrentIndex(self._keys.index(key))

    def count(self, key: str, number: int) -> None:
        at = self._keys.index(key)
        self.tabs.setTabText(at, f"{self._names[at]} {number}" if number else self._names[at])

    def show_assessment(self, sheet: AssessmentSheet, section: str, *, writable: bool) -> None:
        one = sheet.one
        today = clock.today()
        self.evidence.show_items(
            sheet.drawer, frozenset(item.ref for item in sheet.drawer if is_old(item, today, OLD_MONTHS))
        )
        if one is None:
            return
        self.challenge.show_notes(one.notes, sheet.possible, section)
        self.count("challenge", one.open_notes)
        self.checks.show_checks(sheet.checks, section, sheet.strength.get(section), writable=writable)
        self.count("checks", len(left(check for check in sheet.checks if check.section_key == section)))
        self.coverage.show_coverage(sheet.coverage, {each.key: each.title for each in one.sections})
        self.work.show_work(one.work, section, may_make=Step.MAKE_WORK in sheet.possible.steps)
        self.count("work", sum(link.section_key == section for link in one.work))

    def set_cited(self, cited: frozenset[EvidenceRef]) -> None:
        self.evidence.model.set_cited(cited)

    def _turned(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self.changed.emit(self._keys[at])

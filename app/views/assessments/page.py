"""Self-assessments: a department's at the quarter in view, written beside its evidence; and all of them at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.bridge.assessment_state import AssessmentState
from app.bridge.spelling import Speller
from app.rules.assessment import AssessmentLine
from app.rules.assessment_sheet import AssessmentSheet, HeatMap
from app.rules.drafts import Draft
from app.rules.errors import Problem
from app.rules.period import Period
from app.views.assessments.citing import Citing
from app.views.assessments.comparing import Comparing
from app.views.assessments.heat_map import HeatPage
from app.views.assessments.not_begun import NotBegun
from app.views.assessments.page_head import PageHead
from app.views.assessments.page_keys import KEYS, action_of
from app.views.assessments.page_questions import PageQuestions
from app.views.assessments.page_room import PageRoom
from app.views.assessments.section_head import SectionHead
from app.views.assessments.section_list import SectionList
from app.views.assessments.section_view import SectionView
from app.views.assessments.side_panel import SidePanel
from app.views.assessments.word_ways import WordWays
from app.views.assessments.writing_area import WritingArea
from app.views.shared import theme
from app.views.shared.labels import Card, Text
from app.views.shared.page import Page
from app.views.shared.tab_order import follow_layout
from app.views.shared.words import of_error, sentence

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

_EMPTY, _ONE, _ALL = range(3)


class AssessmentsPage(Page):
    """Attributes: state, view (the section in view), top, sections, head, area, side, heat, and what joins them:
    questions, comparing, citing, word."""

    key = "assessments"
    help_topic = "write-a-self-assessment"
    title = "Self-assessments"
    nouns = ("assessment",)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.speller = Speller(workspace.settings.folder, self)
        self.top = PageHead()
        self.sections = SectionList()
        self.head = SectionHead()
        self.area = WritingArea(self.speller, above=self.head)
        self.head.show_count(self.area.bar.said, self.area.bar.removed)
        self.side = SidePanel()
        self.empty = NotBegun()
        self.heat = HeatPage()
        self.said = Text("", "error", wrap=True)
        self.state = AssessmentState(workspace, self)
        self.view = SectionView(self.state, self.head, self.area)
        self.questions = PageQuestions(self.state, self.view, self)
        self.citing = Citing(self.area, self.side)
        self.word = WordWays(self.state, self.view, self)
        self.top.add(self.word.button)
        self.comparing = Comparing(self.state, self.top, self.area, self.side)
        self._section = ""
        self._wide = False
        self._draft: Draft | None = None
        self._sized = False
        self._own_actions = tuple(
            action_of(self, *each)
            for each in (
                ("Next section", "Ctrl+PgDown", partial(self.go_to_section, 1)),
                ("Section before", "Ctrl+PgUp", partial(self.go_to_section, -1)),
                ("Only the text", "F11", self.toggle_wide),
            )
        )
        self._build()
        self._connect()
        self._connect_sides()

    def _build(self) -> None:
        card = Card.around(self.area)
        self.split = PageRoom(self.sections, card, self.side, self.area.tall)
        self.stack = QStackedWidget()
        for each in (self.empty, self.split, self.heat):
            self.stack.addWidget(each)
        column = QVBoxLayout(self)
        edge = theme.px(18)
        column.setContentsMargins(edge, theme.px(12), edge, edge)
        column.setSpacing(theme.px(10))
        column.addWidget(self.top)
        column.addWidget(self.said)
        column.addWidget(self.stack, 1)
        self.said.hide()

    def _connect(self) -> None:
        state, area, top = self.state, self.area, self.top
        state.listed.connect(self._show_lines)
        state.loaded.connect(self._show)
        state.heat_read.connect(self._show_heat)
        state.failed.connect(self._tell)
        state.workspace.settings.changed.connect(lambda _name: self._tell(None))  # a refusal may be true no more
        state.refused.connect(lambda _place, error: self._tell(error))
        state.saved.connect(lambda _place: self._tell(None))
        self.view.said.connect(self._tell)
        self.word.said.connect(self._tell)
        self.sections.chosen.connect(self._go_to)
        area.paste.refused.connect(self._tell)
        area.paste.working.connect(lambda on: self._say("Taking in what was copied…" if on else ""))
        area.editor.evidence_wanted.connect(self._ask_evidence)
        area.editor.wide_wanted.connect(self.toggle_wide)
        top.department_chosen.connect(self.choose_department)
        top.all_wanted.connect(self.show_all)
        top.steps.wanted.connect(self.questions.step)
        self.empty.start_wanted.connect(self._start)
        self.heat.opened.connect(lambda department, key: self.show_thing("assessment", (department, None, key)))

    def _connect_sides(self) -> None:
        side, questions = self.side, self.questions
        self.citing.open_requested.connect(self.open_requested)
        self.citing.refused.connect(self._say)
        side.checks.answer_wanted.connect(questions.answer_check)
        side.challenge.add_wanted.connect(questions.challenge)
        side.challenge.answer_wanted.connect(questions.answer_challenge)
        side.challenge.close_wanted.connect(questions.close_challenge)
        side.work.make_wanted.connect(self._make_work)
        side.work.opened.connect(self.open_requested.emit)
        side.coverage.opened.connect(self.open_requested.emit)

    # What is shown

    def _show_lines(self, lines: Sequence[AssessmentLine]) -> None:
        unsigned = self.state.unsigned
        self.badge_changed.emit(str(unsigned) if unsigned else "", False)
        known = [line.department.id for line in lines]
        if self.state.department_id not in known and known:
            self.state.open(known[0])
        self.top.show_lines(lines, self.state.department_id)

    def _show(self, sheet: AssessmentSheet) -> None:
        one = sheet.one
        self.comparing.keep_within(sheet.quarters if one is not None else ())
        self.top.show_sheet(sheet, self.comparing.quarter)
        if not self.top.all.isChecked():  # what is about one department has no place beside all of them
            self.word.show_possible()
        if one is None:
            self.empty.show_state(sheet, self.state.lines)
            self.view.show(sheet, "")
            self._turn_to(_EMPTY)
            return
        keys = [section.key for section in one.sections]
        if self._section not in keys and keys:
            self._section = keys[0]
        notes = Counter(note.section_key for note in one.notes if note.parent_id is None and not note.closed)
        self.sections.show_assessment(one, notes, self._section)
        self.view.show(sheet, self._section)
        self._show_side(sheet)
        self.comparing.show_section(self._section, fresh=False)
        self._turn_to(_ONE)
        self.citing.show_cited()
        follow_layout(self)  # scales bring their buttons late
        if self._draft is not None and self._draft.place is not None and self._draft.place.thing_id == one.id:
            draft, self._draft = self._draft, None
            self.view.put_back(draft)

    def _turn_to(self, which: int) -> None:
        """The map stays until one leaves it."""
        if self.stack.currentIndex() != _ALL or which == _ALL:
            self.stack.setCurrentIndex(which)
        elif self.top.all.isChecked():
            self.state.ask_heat_map()

    def _show_side(self, sheet: AssessmentSheet) -> None:
        self.side.show_assessment(sheet, self._section, writable=self.state.can_edit)

    def choose_department(self, department_id: int) -> None:
        self.view.leave()
        self.comparing.begin(None)
        self._leave_map()
        self.state.open(department_id)

    def _leave_map(self) -> None:
        if self.top.all.isChecked() or self.stack.currentIndex() == _ALL:
            self.top.show_map(False)
            self.stack.setCurrentIndex(_EMPTY)

    def _go_to(self, key: str) -> None:
        """Another section; what stands in this one is stored first."""
        sheet = self.state.sheet
        if key == self._section or sheet is None:
            return
        self._tell(None)
        self._section = key
        self.view.show(sheet, key)
        self._show_side(sheet)
        self.comparing.show_section(key, fresh=True)
        self.citing.show_cited()

    def go_to_section(self, step: int) -> None:
        keys = [section.key for section in self.state.one.sections] if self.state.one else []
        if self._section in keys:
            self.sections.choose(keys[(keys.index(self._section) + step) % len(keys)])

    def show_all(self, on: bool) -> None:
        """The map of all departments, or the one again."""
        self.view.leave()
        self.top.show_map(on)
        if on:
            self.state.ask_heat_map()
        else:
            self.stack.setCurrentIndex(_EMPTY)
            self.state.reload()

    def _show_heat(self, found: HeatMap) -> None:
        if self.top.all.isChecked():
            self.heat.show_map(found)
            self._turn_to(_ALL)
            self.heat.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Evidence and work

    def _ask_evidence(self) -> None:
        if self._wide:
            self.toggle_wide()
        self.citing.ask()

    def _make_work(self) -> None:
        line = self.area.line()
        if line:
            self.questions.make_work(line)
        else:
            self._say("Put the text cursor into the line that is to become work.")

    def _start(self, departments: Sequence[int]) -> None:
        self.state.start(tuple(departments))

    # The page among others

    def toggle_wide(self) -> None:
        """Only the text, or all around it again."""
        self._wide = not self._wide
        for part in (self.sections, self.side, self.top):
            part.setVisible(not self._wide)
        self.head.set_plain(self._wide)
        self.split.fit()
        self.area.bar.wide.set_icon("collapse" if self._wide else "expand")
        self.citing.back_to_text()

    def _tell(self, what: object) -> None:
        if isinstance(what, Problem):
            self._say(sentence(what))
        elif isinstance(what, Exception):
            self._say(" ".join(str(part) for part in of_error(what)))
        else:
            self._say(str(what or ""))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def activated(self) -> None:
        self.speller.begin()
        self.state.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.leave()
            self.state.hide()

    def leave(self) -> None:
        """What is written here is stored."""
        self.view.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._sized and not self.split.by_hand and self.width() > 600:
            wide = self.width() >= theme.px(1150)
            left, right = (theme.px(224), theme.px(290)) if wide else (theme.px(198), theme.px(228))
            self.split.set_sizes([left, self.width() - left - right, right])

    def show_thing(self, noun: str, key: object) -> None:
        """"assessment": a department's id, or (department id, Period or None, section key or "")."""
        department, quarter, section = key if isinstance(key, tuple) else (key, None, "")
        self._leave_map()
        if section:
            self.view.leave()
            self._section = str(section)
        if isinstance(quarter, Period) and quarter in self.workspace.quarters:
            self.workspace.set_quarter(quarter)
        if isinstance(department, int):
            self.choose_department(department)

    def put_back(self, draft: Draft) -> None:
        """A text of an earlier session goes into its section again, once that is shown."""
        if draft.place is None:
            return
        self._draft = draft
        self.open_requested.emit("page", self.key)
        self.state.find(
            draft.place.thing_id,
            lambda whose: self.show_thing("assessment", (*whose, draft.place.field if draft.place else "")),
        )

    def view_state(self) -> dict[str, Any]:
        self.state.send_now(self.leave)
        return {"department": self.state.department_id, "section": self._section, "sizes": self.split.sizes(),
                "tab": self.side.key}  # fmt: skip

    def restore_view_state(self, state: dict[str, Any]) -> None:
        section, department, sizes = state.get("section"), state.get("department"), state.get("sizes")
        self._section = section if isinstance(section, str) else ""
        self.side.open(str(state.get("tab", "evidence")))
        if isinstance(sizes, list) and len(sizes) == 3 and all(isinstance(each, int) and each > 0 for each in sizes):
            self.split.set_sizes(sizes)
            self._sized = True
        if isinstance(department, int) and department:
            self.state.open(department)

    def page_actions(self) -> Sequence[QAction]:
        return self._own_actions

    def keys(self) -> Sequence[tuple[str, str]]:
        return KEYS

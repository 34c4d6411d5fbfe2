"""The Corporate Dashboard: the quarter on screen, live, and the papers it goes to Cabinet, CMT and CPEG as."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.bridge.landing import SourceJob, landing_of, measure_of
from app.bridge.papers_state import PapersState
from app.bridge.return_jobs import OriginalJob
from app.rules.papers import PageKind
from app.rules.plan_table import PlanRow
from app.views.dashboard.correct_sheet import CorrectSheet
from app.views.dashboard.freeze_sheet import FreezeSheet
from app.views.dashboard.landing_view import LandingView
from app.views.dashboard.pack_keeping import PackKeeping
from app.views.dashboard.paper_ways import PaperWays
from app.views.dashboard.papers_view import PapersView
from app.views.dashboard.report_sheet import ReportSheet
from app.views.dashboard.source_sheet import SourceSheet
from app.views.shared.buttons import PrimaryButton, QuietButton
from app.views.shared.chips import Chip
from app.views.shared.framed_page import FramedPage
from app.views.shared.segments import Segments
from app.views.shared.sheet import Sheet
from app.views.todo.todo_ways import TodoWays

if TYPE_CHECKING:
    from app.bridge.workspace import Workspace

ON_SCREEN, PAPERS, TO_DO, CALENDAR = range(4)
TABS = ("On screen", "Papers", "To do", "Calendar")


class DashboardPage(FramedPage):
    """Attributes: state, landing, papers, ways (print and save), keeping (of packs), work (to do and the calendar)."""

    key = "dashboard"
    help_topic = "see-the-quarter-and-make-its-papers"
    title = "Dashboard"
    heading = "Corporate Dashboard"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.state = PapersState(workspace, self)
        self.landing = LandingView()
        self.papers = PapersView(self.state)
        self.ways = PaperWays(self, self.state, self.papers)
        self.keeping = PackKeeping(self, self.state)
        self.work = TodoWays(self)
        self.sources = SourceJob(workspace.operations, self)
        self.originals = OriginalJob(workspace.operations, self)
        self._said_of: object = None
        """The quarter that was said to be frozen."""
        self._build()
        self._connect()
        self._show_tab(ON_SCREEN)

    def _build(self) -> None:
        self.chip = Chip("")
        self.tabs = Segments("The quarter on screen, its papers, what is to be done, its calendar", TABS)
        self.freeze_button = QuietButton("Freeze quarter…")
        self.save_button, self.print_button = QuietButton("Save PDF…"), PrimaryButton("Print…")
        self.word_button, self.slides_button = QuietButton("Word…"), QuietButton("PowerPoint…")
        self.stop_button = QuietButton("Stop printing")
        self.stop_button.hide()
        self.fill_head([self.chip, self.tabs], (
            self.freeze_button, self.slides_button, self.word_button, self.save_button, self.stop_button,
            self.print_button,
        ))  # fmt: skip
        self.stages = QStackedWidget()
        self.stages.addWidget(self.landing)
        for stage in (self.papers, self.work.todo, self.work.calendar):
            self.stages.addWidget(stage)
        self.column.addWidget(self.stages, 1)

    def _connect(self) -> None:
        state = self.state
        state.packs_read.connect(self._facts_read)
        state.shown.connect(self._paper_shown)
        state.failed.connect(self.fail)
        self.tabs.currentChanged.connect(self._show_tab)
        self.freeze_button.clicked.connect(self.ask_freeze)
        self.save_button.clicked.connect(self.ways.save_pdf)
        self.word_button.clicked.connect(lambda: self.ways.save_office("docx"))
        self.slides_button.clicked.connect(lambda: self.ways.save_office("pptx"))
        self.print_button.clicked.connect(self.ways.ask_printer)
        self.stop_button.clicked.connect(self.ways.stop_printing)
        self.ways.printing.connect(self._printing)
        for source in (self.ways.said, self.keeping.said):
            source.connect(self.say)
        for source in (self.ways.failed, self.keeping.failed, self.sources.failed, self.originals.failed,
                       self.papers.pages.failed, self.work.failed):  # fmt: skip
            source.connect(self.fail)
        self.papers.keep_wanted.connect(self.keeping.keep)
        self.papers.picture_wanted.connect(self.ways.page_picture)
        self.papers.correction_wanted.connect(self.ask_correction)
        self.papers.options.report_wanted.connect(self.write_report)
        self.landing.place_wanted.connect(lambda key: self.open_requested.emit("page", key))
        self.landing.issue_wanted.connect(lambda issue: self.open_requested.emit("issue", issue))
        self.landing.empty.issue_wanted.connect(lambda: self.open_requested.emit("new issue", None))
        self.landing.empty.import_wanted.connect(lambda: self.open_requested.emit("command", "import"))
        self.landing.chart_wanted.connect(self._open_chart)
        self.landing.source_wanted.connect(self._ask_source)
        self.sources.found.connect(self._show_source)
        self.originals.saved.connect(lambda path: self.say(f"The workbook was saved as {path}."))
        self.work.counted.connect(self._count)
        self.workspace.operations.state_changed.connect(self._allow)
        self.workspace.quarter_changed.connect(self._another_quarter)
        self.workspace.quarters_changed.connect(self._allow)
        self._allow()

    # What is shown

    def _another_quarter(self, quarter: object) -> None:
        """What was said of the one before is not so of this."""
        if self._said_of not in (None, quarter):
            self._said_of = None
            self.say("")
        self._allow()

    def _show_tab(self, index: int) -> None:
        papers = index == PAPERS
        self.stages.setCurrentIndex(index)
        self.state.set_typesetting(papers)
        self.work.state.show_calendar(index == CALENDAR)
        self._allow()

    def _count(self, lines: int) -> None:
        """What is to be done is counted on its tab, and in the rail."""
        self.tabs.setTabText(TO_DO, f"{TABS[TO_DO]} {lines:,}" if lines else TABS[TO_DO])
        self.badge_changed.emit(f"{lines:,} to do" if lines else "", False)

    def show_papers(self) -> None:
        """The papers' side of the page: from the top bar's Print pages."""
        self.tabs.setCurrentIndex(PAPERS)

    def _facts_read(self) -> None:
        if self.state.facts is not None:
            self.landing.show_landing(landing_of(self.state.facts))
        self._allow()

    def _paper_shown(self, _paper: object) -> None:
        self.problems.say("")
        self._allow()

    def _allow(self, _state: object = None) -> None:
        frozen = self.workspace.quarter_is_frozen()
        there = bool(self.papers.pdf)
        self.landing.empty.allow(self.editable)
        self.freeze_button.setVisible(not frozen)
        self.freeze_button.setEnabled(self.editable and self.state.facts is not None)
        paper_buttons = (self.save_button, self.word_button, self.slides_button, self.print_button)
        for button in paper_buttons:
            button.setEnabled(there and not self.ways.run.busy)
        words = "Frozen: as reported" if frozen else "Draft: the quarter is open"
        if not frozen and self.workspace.quarter_is_past():
            words = "Not frozen"
        self.chip.set_text(words, "accent" if frozen else "neutral")
        on_paper = self.stages.currentIndex() == PAPERS
        for button in paper_buttons:
            button.setVisible(on_paper)

    def _printing(self, on: bool) -> None:
        self.stop_button.setVisible(on)
        self._allow()

    # Freezing and correcting

    @property
    def _by(self) -> str:
        return str(self.workspace.actor().by)

    def ask_freeze(self) -> None:
        sheet = FreezeSheet(self.workspace.operations, self.window(), self._by)
        sheet.go_wanted.connect(lambda key: self.open_requested.emit("page", key))
        sheet.job.frozen.connect(self._frozen)
        self._open_sheet(sheet)
        sheet.show_quarter(self.workspace.quarter, self.state.pack)

    def _frozen(self, _outcome: object) -> None:
        self.workspace.operations.upkeep.back_up_if_changed("quarter")
        self._said_of = self.workspace.quarter
        self.say(f"{self.workspace.quarter.label} is frozen. It is shown as it was reported.")

    def ask_correction(self) -> None:
        editions, facts = self.state.editions, self.state.facts
        if not editions or facts is None:
            return
        sheet = CorrectSheet(self.workspace.operations, self.window(), self._by)
        sheet.job.frozen.connect(self._corrected)
        self._open_sheet(sheet)
        sheet.show_paper(editions[0], facts, self.state.pack_named(editions[0].pack))

    def _corrected(self, _outcome: object) -> None:
        self.workspace.operations.upkeep.back_up_if_changed("quarter")
        self.say("The corrected paper stands beside the one that was published.")

    def write_report(self, kind: PageKind) -> None:
        """The texts of a report, which the preview shows as they are stored."""
        sheet = ReportSheet(self.workspace.operations, self.window())
        self._open_sheet(sheet)
        plan = self.state.facts.plan.plan_name if self.state.facts is not None else ""
        sheet.show_report(self.workspace.quarter, kind, plan)

    def _open_sheet(self, sheet: Sheet) -> None:
        sheet.closed.connect(sheet.deleteLater)
        self.sheet = sheet

    # Where figures lead

    def _open_chart(self, row: PlanRow) -> None:
        facts = self.state.facts
        series = measure_of(facts, row) if facts is not None else None
        if series is not None:
            self.open_requested.emit("indicator", series.indicator.id)

    def _ask_source(self, row: PlanRow) -> None:
        facts = self.state.facts
        if facts is None or not self.sources.ask(facts, row):
            self._open_chart(row)

    def _show_source(self, source: object) -> None:
        sheet = SourceSheet(self.window(), source)  # type: ignore[arg-type]
        sheet.chart_wanted.connect(lambda key: self.open_requested.emit("indicator", key))
        sheet.original_wanted.connect(lambda key, path: self.originals.save(key, Path(path)))
        self._open_sheet(sheet)
        sheet.open()

    # As the window asks

    def activated(self) -> None:
        self.state.set_shown(True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.state.set_shown(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.state.set_shown(False)

    def page_actions(self) -> Sequence[QAction]:
        return tuple(self.work.exports.actions)

    def view_state(self) -> dict[str, Any]:
        return {
            "tab": self.tabs.currentIndex(),
            "scroll": self.landing.verticalScrollBar().value(),
            "zoom": self.papers.stack.zoom,
            "work": self.work.view_state(),
            **self.state.view_state(),
        }

    def restore_view_state(self, state: dict[str, Any]) -> None:
        self.state.restore(state)
        zoom = state.get("zoom")
        if isinstance(zoom, int | float):
            self.papers.stack.set_zoom(float(zoom))
        kept = state.get("work")
        if isinstance(kept, dict):
            self.work.restore_view_state(kept)
        self._count(len(self.work.state.todo))
        if state.get("tab") in range(len(TABS)):
            self.tabs.setCurrentIndex(state["tab"])

    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Ctrl+Up, Ctrl+Down on a page", "Move it in the pack"),
            ("Delete on a page", "Take it out of the pack"),
            ("Ctrl++, Ctrl+-, Ctrl+0", "Zoom the paper; the whole page"),
            ("Enter on a line to do, or of the calendar", "Go to where it is"),
            ("Ctrl+C on a line", "Copy it"),
        )

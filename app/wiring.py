"""The one list of parts and how they are joined. The window is painted first; the rest follows in a thread."""

from __future__ import annotations

import gc
import tempfile
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.views.shell.early_hands import EarlyHands

if TYPE_CHECKING:
    from app.bridge.settings import Settings
    from app.bridge.workspace import Workspace
    from app.rules.period import Period
    from app.views.shared.page import Page
    from app.views.shell.single_instance import SingleInstance
    from app.views.shell.window import MainWindow

SAMPLES = ("hampshire-2010", "hampshire-published")


def run_window(
    store: Path | None = None,
    *,
    demo: str | None = None,
    screenshot: Path | None = None,
    smoke: bool = False,
    qt_arguments: Sequence[str] = (),
) -> int:
    """Show the window until it is closed. `screenshot` draws it once filled and ends; `smoke` tries one of everything."""
    if smoke:
        from app.smoke import run_smoke

        return run_smoke(qt_arguments)
    from app.bridge.settings import Settings
    from app.views.shell.screenshot import draw_and_quit
    from app.views.shell.single_instance import SingleInstance
    from app.views.shell.start import make_application
    from app.views.shell.window import MainWindow

    app = make_application(qt_arguments)
    # A picture is drawn as on the first day: of nobody's size, theme or plan.
    settings = Settings(Path(tempfile.mkdtemp())) if screenshot is not None else Settings()
    instance = SingleInstance(settings.folder)
    alone = screenshot is not None
    if not alone and not instance.is_first() and instance.pass_on(str(store.absolute()) if store else ""):
        return 0
    window = MainWindow(settings)
    program = Program(app, window, settings)
    program.first_store, program.demo = store, demo
    if not alone:
        program.instance = instance
    if screenshot is not None:
        settings.tour_offered = True
        program.loaded.connect(partial(draw_and_quit, app, window, screenshot))
    window.show()
    code = app.exec()
    instance.end()
    return code


class Program(QObject):
    """Attributes: window, workspace, moves, pages. `loaded` once a plan is open and its first page is filled."""

    board_shown = Signal()
    """Once, when the board holds its issues."""
    loaded = Signal()
    _warm = Signal()
    _warm_rest = Signal()

    def __init__(self, app: QApplication, window: MainWindow, settings: Settings) -> None:
        super().__init__()
        # The collector would walk every module again and again while they only grow; _rest ends it.
        gc.disable()
        self.app, self.window, self.settings = app, window, settings
        self.first_store: Path | None = None
        self.demo: str | None = None
        self.instance: SingleInstance | None = None
        self.workspace: Workspace
        self.pages: dict[str, Page] = {}
        self._shown: set[str] = set()
        self.complete = False
        self._unsaved_wanted = False
        self.early = EarlyHands()
        self._steps: Iterator[None] = self._rest()
        self._warm.connect(self._assemble)
        self._warm_rest.connect(self._step)
        window.filled.connect(self._begin)
        window.closing.connect(self._close)

    def _begin(self) -> None:
        """The window is painted: load what the board needs beside it, on a thread of its own."""
        self.window.frame.wait_with("")
        threading.Thread(target=self._load, name="warm", daemon=True).start()

    def _load(self) -> None:
        # Imported here so that building the page on the GUI thread finds everything ready.
        import app.bridge.workspace
        import app.store.opening
        import app.store.queries.board
        import app.views.board.page
        import app.views.shell.plan_files  # noqa: F401

        self._warm.emit()

    def _assemble(self) -> None:
        from app.bridge.workspace import Workspace
        from app.views.board.page import BoardPage
        from app.views.shell.frame_link import FrameLink
        from app.views.shell.plan_files import PlanFiles

        self.workspace = Workspace(self.settings, self)
        self.link = FrameLink(self.window, self.workspace)
        self.link.works["keep_text"] = self._show_unsaved
        self._provide()
        self.own.watch_for_faults(self.workspace.operations.bug)
        self.board = BoardPage(self.workspace)
        self.board.state.loaded.connect(self._board_is_there)
        self.board.move_requested.connect(partial(self.early.when_there, self._start_move))
        self.board.issue_opened.connect(partial(self.early.when_there, self._open_issue))
        self.board.decide_requested.connect(partial(self.early.when_there, self._decide))
        # After the page's own: it forgets the last plan first, then is shown and asks for this one, once.
        self.workspace.ready.connect(self._ready)
        self.pages[self.board.key] = self.board
        self.files = PlanFiles(self.window, self.workspace, self.link, SAMPLES)
        self.files.opening.connect(self.window.frame.wait_with)
        self.files.opening.connect(self._keep_view)
        if self.demo:
            self.files.open_sample(self.demo)
        else:
            self.files.begin(self.first_store)
        if self.instance is not None:
            self.instance.file_passed.connect(self._passed)
            self.instance.listen()

    def _board_is_there(self) -> None:
        """The board is filled: now the rest, in the same way."""
        self.board.state.loaded.disconnect(self._board_is_there)
        self.window.frame.expect_pages()
        self.board_shown.emit()
        threading.Thread(target=self._load_rest, name="warm", daemon=True).start()

    def _load_rest(self) -> None:
        import app.store.recording
        import app.views.assessments.page
        import app.views.dashboard.page
        import app.views.decisions.page
        import app.views.governance.rooms
        import app.views.help.help_ways
        import app.views.indicators.page
        import app.views.issues.issue_drawer
        import app.views.issues.moves
        import app.views.issues.unsaved
        import app.views.returns.page
        import app.views.shell.exchange_ways
        import app.views.shell.open_quarter
        import app.views.shell.things  # noqa: F401

        self._warm_rest.emit()

    def _step(self) -> None:
        for _ in self._steps:
            QTimer.singleShot(0, self, self._step)
            return

    def _rest(self) -> Iterator[None]:
        """A turn of the event loop for each step, so that the window answers between them."""
        from app.views.assessments.page import AssessmentsPage
        from app.views.dashboard.page import DashboardPage
        from app.views.indicators.page import IndicatorsPage
        from app.views.issues.issue_drawer import IssueDrawer
        from app.views.issues.moves import Moves
        from app.views.issues.unsaved import Unsaved
        from app.views.returns.page import ReturnsPage
        from app.views.shell.exchange_ways import ExchangeWays
        from app.views.shell.open_quarter import OpenQuarterWay
        from app.views.shell.things import Things

        self.own.begin_help(self.workspace)
        self.things = Things(self.window.frame.top.finder, self.workspace)
        self.exchange = ExchangeWays(self.window, self.workspace, self.link)
        self.next_quarter = OpenQuarterWay(self.window, self.workspace, self.link)
        self.moves = Moves(self.workspace, self.window)
        yield
        self.drawer = IssueDrawer(self.workspace, self.board)
        panel = self.drawer.panel
        panel.move_requested.connect(self.moves.start)
        panel.decide_requested.connect(self._decide)
        panel.open_requested.connect(self.board.open_requested)
        self.files.opening.connect(panel.commit_now)
        self.unsaved = Unsaved(self.workspace, self.window, self.drawer, self.moves)
        self.unsaved.issue_wanted.connect(self._show_board)
        yield
        indicators = IndicatorsPage(self.workspace)
        self.pages[indicators.key] = indicators
        self.files.opening.connect(indicators.record.commit_now)
        self.unsaved.indicator_wanted.connect(self._put_back_at_indicator)
        yield
        assessments = AssessmentsPage(self.workspace)
        self.pages[assessments.key] = assessments
        self.files.opening.connect(assessments.leave)
        self.unsaved.assessment_wanted.connect(assessments.put_back)
        yield
        returns = ReturnsPage(self.workspace)
        self.pages[returns.key] = returns
        self.exchange.returns = returns
        yield
        dashboard = DashboardPage(self.workspace)
        self.pages[dashboard.key] = dashboard
        self.exchange.dashboard = dashboard
        yield
        from app.views.governance.rooms import GovernanceRooms

        self.governance = GovernanceRooms(self.workspace, self.window, self.moves, panel)
        for page in self.governance.build():
            self.pages[page.key] = page
            yield
        for page in tuple(self.pages.values()):
            self._show_page(page)
            yield
        self._all_is_there()

    def _all_is_there(self) -> None:
        self.complete = True
        gc.enable()
        gc.freeze()
        self.early.there()
        self.loaded.emit()
        threading.Thread(target=_load_charts, name="warm", daemon=True).start()
        if self._unsaved_wanted:
            self.unsaved.show()

    def _start_move(self, *what: Any) -> None:
        self.moves.start(*what)

    def _open_issue(self, issue_id: int) -> None:
        self.drawer.open_issue(issue_id, self.board.take_section())

    def _show_board(self, _issue_id: int) -> None:
        self.window.frame.show_page(self.board.key)

    def _put_back_at_indicator(self, indicator_id: int) -> None:
        from app.views.indicators.page import IndicatorsPage

        page = self.pages["indicators"]
        assert isinstance(page, IndicatorsPage)
        self.window.frame.show_page(page.key)
        page.record.put_back(indicator_id)

    def _show_unsaved(self, _problem: object = None) -> None:
        """From the band that tells of it; the band may be there before the sheets are."""
        if self.complete:
            self.unsaved.show()
        else:
            self._unsaved_wanted = True

    def _decide(self, what: object) -> None:
        if isinstance(what, int):
            self.moves.decide_for(what)
        else:
            self.moves.decide(what)  # type: ignore[arg-type]

    def _provide(self) -> None:
        from app.views.shell.own_commands import OwnCommands

        self.own = OwnCommands(self.window, self.settings, self._posts, self._facts)

    def _posts(self) -> list[str]:
        from app.rules.lists import current

        return [post.name for post in current(self.workspace.lists.posts)]

    def _facts(self) -> list[tuple[str, str]]:
        state = self.workspace.operations.state
        return (
            [("Plan", state.path), ("History", f"{state.entries} entries, {state.head[:12]}")]
            if state.is_open
            else []
        )

    # The life of the window

    def _ready(self) -> None:
        """A plan is open: show its pages as they were left."""
        kept = self.settings.view_state(self.workspace.operations.state.path)
        quarter = _quarter_kept(kept)
        if quarter is not None and quarter in self.workspace.quarters:
            self.workspace.set_quarter(quarter)
        self._shown.clear()
        self.early.forget()
        self._show_pages()
        if self.complete:
            self.loaded.emit()

    def _show_pages(self) -> None:
        for page in self.pages.values():
            self._show_page(page)

    def _show_page(self, page: Page) -> None:
        """In the window, as it was left."""
        if page.key not in self.window.frame.pages:
            self.window.add_page(page)
        if page.key not in self._shown:
            self._shown.add(page.key)
            page.restore_view_state(self.settings.view_state(self.workspace.operations.state.path).get(page.key, {}))

    def _passed(self, path: str) -> None:
        self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()
        if path:
            self.files.open(path)

    def _keep_view(self, _opening: object = None) -> None:
        """How the pages of the open plan are left: at the window's end, and before another plan is opened."""
        plan = self.workspace.operations.state
        if plan.is_open and self.complete:
            state: dict[str, Any] = {key: page.view_state() for key, page in self.pages.items()}
            state["quarter"] = self.workspace.quarter.key
            self.settings.keep_view_state(plan.path, state)

    def _close(self) -> None:
        if not hasattr(self, "workspace"):
            return
        self._steps = iter(())
        self._keep_view()
        self.settings.save()
        from app.bridge.background import wait_for_background

        wait_for_background()
        self.workspace.operations.close()


def _load_charts() -> None:
    """What the first look at a chart would wait for, longer than for the chart."""
    import app.views.indicators.trend_chart  # noqa: F401


def _quarter_kept(state: dict[str, Any]) -> Period | None:
    from app.rules.period import Period

    kept = state.get("quarter")
    return Period.from_key(kept) if isinstance(kept, int) else None

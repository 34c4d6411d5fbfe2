"""The window on the sample plan, page by page, and what opens over it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from app.bridge.settings import Settings
from app.rules.category import Category
from app.rules.trend import View
from app.views.shell.start import make_application
from app.views.shell.window import MainWindow
from app.wiring import Program
from tests.pictures import picture

SAMPLE = "hampshire-2010"
LONGEST_SECONDS = 20.0
CARBON = "Better carbon management"
DIRECTOR = "Director of Children's Services"


def open_program() -> Program:
    """The program with the sample plan open and its board filled. TimeoutError if that never comes."""
    app = make_application(())
    settings = Settings(Path(tempfile.mkdtemp(prefix="pictures-")))
    settings.tour_offered = True
    window = MainWindow(settings)
    program = Program(app, window, settings)
    program.demo = SAMPLE
    filled: list[bool] = []
    program.loaded.connect(lambda: filled.append(True))
    window.resize(1440, 900)
    window.show()
    wait_for(app, lambda: bool(filled))
    return program


def wait_for(app: QApplication, there: Callable[[], bool]) -> None:
    end = time.perf_counter() + LONGEST_SECONDS
    while not there():
        if time.perf_counter() > end:
            raise TimeoutError
        app.processEvents()
        time.sleep(0.002)


def showing(prepare: Callable[[Program], None]) -> Iterator[QWidget]:
    program = open_program()
    prepare(program)
    yield program.window
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()


@picture("board", readme=True)
def board() -> Iterator[QWidget]:
    return showing(lambda program: program.window.frame.show_page("board"))


@picture("indicators", readme=True)
def indicators() -> Iterator[QWidget]:
    return showing(lambda program: program.window.frame.show_page("indicators"))


@picture("indicators-limits")
def indicators_limits() -> Iterator[QWidget]:
    """Young people not in education, with the notes on its chart and what the test says."""

    def show(program: Program) -> None:
        program.window.frame.show_page("indicators")
        page: Any = program.pages["indicators"]
        wait_for(program.app, lambda: page.state.series is not None)
        neet = next(line.id for line in page.lines.lines if line.code == "NI 117")
        page.state.set_view(View.LIMITS)
        page.show_thing("indicator", neet)
        wait_for(program.app, lambda: page.state.series is not None and page.state.series.indicator.id == neet)

    return showing(show)


@picture("indicators-side")
def indicators_side() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        program.window.frame.show_page("indicators")
        page: Any = program.pages["indicators"]
        wait_for(program.app, lambda: page.state.series is not None)
        page.filters.set_side_by_side(True)
        wait_for(program.app, lambda: bool(page.side.grid.tiles))

    return showing(show)


@picture("indicator-sheet")
def indicator_sheet() -> Iterator[QWidget]:
    """How it is judged, with another rule about to be set."""

    def show(program: Program) -> None:
        program.window.frame.show_page("indicators")
        page = program.pages["indicators"]
        wait_for(program.app, lambda: page.state.series is not None)  # type: ignore[attr-defined]
        page.record.open_chosen()  # type: ignore[attr-defined]
        panel = page.record.panel  # type: ignore[attr-defined]
        wait_for(program.app, lambda: panel.state.sheet is not None)
        panel.targets.set_open(False)
        panel.rules.set_open(True)
        panel.rules.add_line()
        panel.comparators.set_open(True)
        panel.comparators.add_line()

    return showing(show)


@picture("judging")
def judging() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        program.window.frame.show_page("indicators")
        page = program.pages["indicators"]
        wait_for(program.app, lambda: page.state.series is not None)  # type: ignore[attr-defined]
        page.record.open_testing()  # type: ignore[attr-defined]
        wait_for(program.app, lambda: page.record.sheet is not None)  # type: ignore[attr-defined]

    return showing(show)


@picture("issue", readme=True)
def issue() -> Iterator[QWidget]:
    return showing(lambda program: program.drawer.open_issue(carbon(program)))


@picture("move", readme=True)
def move() -> Iterator[QWidget]:
    def start(program: Program) -> None:
        program.moves.start([carbon(program)], Category.IMPROVEMENT_PLAN)

    return showing(start)


@picture("print", readme=True)
def papers() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        program.exchange.open_print()
        wait_for_paper(program)

    return showing(show)


def assessment(program: Program, department: str, section: str, quarter: int = 0) -> Any:
    """The page on a department's section, as its chief officer sees it; `quarter`: so many before the newest."""
    program.settings.you_are = DIRECTOR
    page: Any = program.pages["assessments"]
    program.window.frame.show_page("assessments")
    program.workspace.set_quarter(program.workspace.quarters[-1 - quarter])
    wait_for(program.app, lambda: bool(page.state.lines))
    chosen = next(line.department.id for line in page.state.lines if line.department.name == department)
    page.show_thing("assessment", (chosen, None, section))
    wait_for(program.app, lambda: page.state.one is not None and page.view.key == section)
    wait_for(program.app, lambda: page.speller.ready and page.state.one.department.name == department)
    return page


@picture("assessment", readme=True)
def assessments() -> Iterator[QWidget]:
    return showing(lambda program: assessment(program, "Children's Services", "improvement_plan"))


@picture("assessment-compare")
def assessments_compared() -> Iterator[QWidget]:
    def compare(program: Program) -> None:
        page = assessment(program, "Children's Services", "improvement_plan")
        page.comparing.begin(page.state.sheet.quarters[0])
        wait_for(program.app, lambda: page.area.compare.on)

    return showing(compare)


@picture("assessment-removed")
def assessments_compared_in_place() -> Iterator[QWidget]:
    def compare(program: Program) -> None:
        page = assessment(program, "Children's Services", "improvement_plan")
        page.comparing.begin(page.state.sheet.quarters[0])
        wait_for(program.app, lambda: page.area.compare.on)
        page.area.in_place.turn(True)

    return showing(compare)


@picture("assessment-map")
def assessments_map() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        page = assessment(program, "Children's Services", "improvement_plan")
        page.top.all.click()
        wait_for(program.app, lambda: page.heat.model.map is not None)

    return showing(show)




@picture("dashboard", readme=True)
def dashboard() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        program.window.frame.show_page("dashboard")
        wait_for(program.app, lambda: program.pages["dashboard"].state.facts is not None)  # type: ignore[attr-defined]

    return showing(show)


@picture("freeze")
def freezing() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        program.exchange.open_print()
        page = wait_for_paper(program)
        page.ask_freeze()
        wait_for(program.app, page.sheet.freeze_button.isEnabled)

    return showing(show)


@picture("frozen")
def frozen() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        program.exchange.open_print()
        page = wait_for_paper(program)
        page.ask_freeze()
        wait_for(program.app, page.sheet.freeze_button.isEnabled)
        page.sheet.reason.setPlainText("Agreed with the Head of Improvement.")
        page.sheet.freeze_button.click()
        wait_for(program.app, lambda: page.state.printed() is not None and bool(page.papers.thumbs.count()))
        wait_for(program.app, lambda: page.state.paper is not None and page.papers.pdf == page.state.paper.pdf)

    return showing(show)


def wait_for_paper(program: Program) -> Any:
    """The papers' page, its first paper shown."""
    page: Any = program.pages["dashboard"]
    wait_for(program.app, lambda: page.save_button.isEnabled() and bool(page.papers.stack.sizes))
    return page


@picture("import")
def importing() -> Iterator[QWidget]:
    return showing(lambda program: program.exchange.open_import())


@picture("preferences")
def preferences() -> Iterator[QWidget]:
    return showing(lambda program: program.own.open_preferences())


@picture("first-start")
def first_start() -> Iterator[QWidget]:
    return showing(lambda program: program.files.first_start())


@picture("keys")
def keys() -> Iterator[QWidget]:
    return showing(lambda program: program.own.open_keys())


def carbon(program: Program) -> int:
    """The issue that the pictures are about, by its title on the board."""
    from app.store.queries.board import board as read

    found: list[int] = []
    quarter = program.workspace.quarter

    def kept(shown: object) -> None:
        found.extend(card.issue_id for card in shown.cards if card.title == CARBON)  # type: ignore[attr-defined]

    program.workspace.operations.ask(lambda session: read(session, quarter), kept)
    wait_for(program.app, lambda: bool(found))
    return found[0]


@picture("help", readme=True)
def help_inside() -> Iterator[QWidget]:
    program = open_program()
    program.window.frame.show_page("indicators")
    ways = program.own.help
    assert ways is not None
    ways.open_help()
    assert ways.help_window is not None
    yield ways.help_window
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()


@picture("tour", readme=True)
def tour() -> Iterator[QWidget]:
    def show(program: Program) -> None:
        ways = program.own.help
        assert ways is not None
        ways.start_tour()
        assert ways.tour is not None
        ways.tour.go_on()

    return showing(show)

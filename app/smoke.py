"""One of everything in a scratch store, without anybody watching: for a fresh build or a fresh computer.

The window is the real one. It is driven through its own buttons and sheets; what was done is printed line by line.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
SAMPLE = "hampshire-2010"
PATIENCE = 60.0
"""Seconds that any one step may take."""
READING = (("code", "period", "value", "status"), ("NI 117", "2010/11 Q1", "6.8", "provisional"))


class SmokeFailed(Exception):  # noqa: N818 - its text is a sentence
    """A step did not do what it is there for."""


def run_smoke(qt_arguments: Sequence[str]) -> int:
    """Do one of everything and say so. Exit 0: all of it worked; 1: what did not is said on standard error."""
    if "-platform" not in qt_arguments:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # Nothing of the person's own: not their preferences, recent plans or documents.
        os.environ["DRIVING_SUCCESS_HOME"] = folder
        run = SmokeRun(Path(folder), qt_arguments)
        try:
            run.everything()
        except SmokeFailed as failure:
            _tell(sys.stderr, f"The smoke run stopped: {failure}")
            return 1
        except Exception as error:  # noqa: BLE001 - a sentence, whatever it was
            _tell(sys.stderr, f"The smoke run stopped {run.doing}: {type(error).__name__}: {error}.")
            return 1
        finally:
            run.end()
    return 0


def _tell(stream: Any, words: str) -> None:
    if stream is not None:  # a windowed build has none
        stream.write(f"{words}\n")
        stream.flush()


class SmokeRun:
    """Holds the program while it is tried. `doing` is the step in words, for a message."""

    def __init__(self, folder: Path, qt_arguments: Sequence[str]) -> None:
        from app.views.shell.start import make_application

        self.app = make_application(qt_arguments)
        self.folder = folder
        self.doing = "at the start"
        self.faults: list[BaseException] = []
        self.program: Any = None
        self.issue = 0

    def everything(self) -> None:
        steps: tuple[tuple[str, Callable[[], str]], ...] = (
            ("while starting", self.start),
            ("while proposing a move", self.propose),
            ("while deciding it", self.decide),
            ("while undoing and redoing", self.undo_and_redo),
            ("while editing", self.edit),
            ("while adding an issue", self.add_issue),
            ("on the indicator page", self.indicator),
            ("on the pages under Governance", self.governance),
            ("while importing", self.import_figures),
            ("while exporting", self.export),
            ("while setting the papers", self.papers),
            ("while backing up", self.back_up),
            ("while checking the history", self.check),
            ("while starting again", self.start_again),
        )
        for words, step in steps:
            self.doing = words
            began = time.perf_counter()
            said = step()
            if self.faults:
                raise self.faults[0]
            _tell(sys.stdout, f"{said} ({time.perf_counter() - began:.1f} s)")
        _tell(sys.stdout, "All of it worked.")

    def end(self) -> None:
        """Close what is open, whatever happened."""
        from app.views.shell import local_log

        if self.program is not None:
            self.program.window.close()
            self.program = None
        local_log.stop()

    # The steps

    def start(self) -> str:
        from app.bridge.settings import Settings
        from app.views.shell.window import MainWindow
        from app.wiring import Program

        settings = Settings(self.folder)
        settings.you_are = "Head of Improvement"
        window = MainWindow(settings)
        self.program = Program(self.app, window, settings)
        self.program.demo = SAMPLE
        window.show()
        self.wait(lambda: self.program.complete and self.program.board.state.is_loaded)
        self.operations.bug.connect(self.faults.append)
        sys.excepthook = self._caught
        self.settle()
        cards = self.model.board.cards
        return f"Started with the sample plan: {len(cards)} issues on the board."

    def propose(self) -> str:
        """An issue of the Hot List for the plan, with a waiver for whatever is missing."""
        from app.rules.category import Category

        card = next(each for each in self.model.board.cards if self._may_be_proposed(each))
        self.issue = card.issue_id
        self.program.board.move_requested.emit((self.issue,), Category.IMPROVEMENT_PLAN, "")
        sheet = self.wait(self._move_sheet)
        for row in sheet.readiness.rows.values():
            if not row.button.isHidden():
                row.button.click()
                row.reason.setPlainText("For the smoke run")
        for reason in (sheet.criteria_reason, sheet.reason):
            reason.text.setPlainText("For the smoke run")
        self.wait(sheet.propose_button.isEnabled)
        sheet.propose_button.click()
        self.wait(lambda: self.model.index_of(self.issue, True).isValid())
        return f"Proposed “{card.title}” for the Improvement Plan."

    def decide(self) -> str:
        from app.rules.decision import Stage

        self.settle()
        self.program.moves.decide_for(self.issue)
        sheet = self.wait(self._move_sheet)
        sheet.answers[Stage.CONFIRMED].click()
        sheet.fields.body.setCurrentText("Cabinet")
        self.wait(sheet.record_button.isEnabled)
        sheet.record_button.click()
        self.wait(self._in_plan)
        return "Confirmed it by Cabinet."

    def undo_and_redo(self) -> str:
        self.settle()
        self.trigger("undo")
        self.wait(lambda: not self._in_plan())
        self.settle()
        self.trigger("redo")
        self.wait(self._in_plan)
        return "Took the decision back and made it again."

    def edit(self) -> str:
        self.program.board.issue_opened.emit(self.issue)
        panel = self.program.drawer.panel
        self.wait(lambda: panel.isVisible() and panel.state.sheet is not None)
        self.settle()
        editor = panel.overview.rows["progress"].editor
        editor.setPlainText("Written by the smoke run")
        entries = self.entries
        panel.close_issue()
        self.wait(lambda: self.entries == entries + 1)
        return "Edited its progress."

    def add_issue(self) -> str:
        entries = self.entries
        self.program.board.actions_["new"].trigger()
        sheet = self.program.board.sheet
        sheet.issue_title.setText("An issue of the smoke run")
        sheet.reason.setPlainText("To try it")
        sheet.do_button.click()
        self.wait(lambda: self.entries == entries + 1)
        return "Added an issue to the Hot List."

    def indicator(self) -> str:
        self.program.window.frame.show_page("indicators")
        page = self.program.pages["indicators"]
        self.wait(lambda: page.panel.place.chart is not None and page.readings.rowCount() > 0)
        return f"Drew the chart of “{page.panel.name.text()}”."

    def governance(self) -> str:
        """Each page filled; and on the partners' one a target of theirs."""
        filled: dict[str, Callable[[Any], object]] = {
            "decisions": lambda page: page.lines.rowCount(),
            "strength": lambda page: page.cards,
            "inspections": lambda page: page.model.rowCount(),
            "partners": lambda page: page.state.district is not None and page.lenses[0].model.lines,
        }
        for key, look in filled.items():
            self.program.window.frame.show_page(key)
            self.wait(partial(look, self.program.pages[key]))
            self.settle()
        page, entries = self.program.pages["partners"], self.entries
        page.add_button.click()
        page.sheet.fields["title"].field.setText("A target of the smoke run")
        page.sheet.do_button.click()
        self.wait(lambda: self.entries == entries + 1)
        return f"Opened the {len(filled)} pages under Governance and added a partner's target."

    def import_figures(self) -> str:
        file = self.folder / "readings.csv"
        file.write_text("\n".join(",".join(row) for row in READING), encoding="utf-8")
        entries = self.entries
        self.program.exchange.import_files([file])
        sheet = self.program.exchange.sheet
        self.wait(sheet.import_button.isVisible)
        if not sheet.import_button.isEnabled():
            raise SmokeFailed(f"the figures could not be imported. {sheet.promise.text()}")
        sheet.import_button.click()
        self.wait(lambda: self.entries == entries + 1)
        return "Imported a figure from a file."

    def export(self) -> str:
        out = self.folder / "plan.xlsx"
        self.program.exchange.export_to(str(out))
        self.wait(lambda: self.program.window.frame.banners.band("exported"))
        return f"Exported the plan ({out.stat().st_size:,} bytes)."

    def papers(self) -> str:
        self.trigger("print")
        page = self.program.pages["dashboard"]
        self.wait(page.save_button.isEnabled)
        out = self.folder / "page.pdf"
        page.ways.files.save(page.papers.pdf, out)
        self.wait(out.exists)
        if not out.read_bytes().startswith(b"%PDF-"):
            raise SmokeFailed("the page that was set is no PDF.")
        return f"Set the page of {self.program.workspace.quarter.label} ({out.stat().st_size:,} bytes)."

    def back_up(self) -> str:
        self.settle()
        self.trigger("backup")
        self.wait(lambda: self.operations.state.backup_at)
        return "Made a verified backup."

    def check(self) -> str:
        self.trigger("check")
        self.settle()
        if not self.operations.state.verified:
            raise SmokeFailed("the history does not verify.")
        return f"Checked the history: {self.entries} entries."

    def start_again(self) -> str:
        before = (self.entries, self.operations.state.undo)
        self.end()
        self.start()
        if (self.entries, self.operations.state.undo) != before or not self._in_plan():
            raise SmokeFailed("what was done is not all there after a restart.")
        return "Started again: all still there."

    # What the steps need

    @property
    def operations(self) -> Any:
        return self.program.workspace.operations

    @property
    def model(self) -> Any:
        return self.program.board.state.model

    @property
    def entries(self) -> int:
        return int(self.operations.state.entries)

    def trigger(self, command: str) -> None:
        action = self.program.window.frame.commands[command]
        if not action.isEnabled():
            raise SmokeFailed(f"“{action.text()}” cannot be used.")
        action.trigger()

    def wait(self, look: Callable[[], T]) -> T:
        """What `look` sees as soon as it sees something. SmokeFailed if that takes too long."""
        from PySide6.QtCore import QEventLoop

        end = time.perf_counter() + PATIENCE
        while not (seen := look()):
            if self.faults:
                raise self.faults[0]
            if time.perf_counter() > end:
                raise SmokeFailed(f"nothing happened for {PATIENCE:.0f} seconds {self.doing}.")
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        return seen

    def settle(self) -> None:
        """Until nothing waits for the store."""
        for _ in range(3):
            self.app.processEvents()
            self.wait(lambda: self.operations.idle)

    def _move_sheet(self) -> Any:
        sheet = self.program.moves.sheet
        return sheet if sheet is not None and sheet.isVisible() else None

    def _in_plan(self) -> bool:
        from app.rules.category import Category

        card = self.model.card(self.issue)
        return card is not None and card.category is Category.IMPROVEMENT_PLAN

    @staticmethod
    def _may_be_proposed(card: Any) -> bool:
        from app.rules.category import Category

        return card.category is Category.HOT_LIST and card.proposed_to is None

    def _caught(self, _kind: type[BaseException], error: BaseException, _trace: object) -> None:
        """A fault in a slot: nobody sees the sheet that would be shown."""
        self.faults.append(error)

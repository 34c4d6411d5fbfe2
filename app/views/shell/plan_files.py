"""Which plan is open: first start, new, open, recent, copies, backups, and the ways out when one does not open."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.bridge.store_state import StoreState
from app.bridge.workspace import Workspace
from app.rules import clock
from app.rules.errors import KnownError, Problem
from app.rules.period import quarter_of
from app.rules.texts import TITLE_LIMIT
from app.views.shell.first_start import FirstStart
from app.views.shell.frame_link import FrameLink
from app.views.shell.store_errors import StoreErrorSheet
from app.views.shell.window import MainWindow

if TYPE_CHECKING:
    from app.commands.start_plan import StartPlan

KIND = "Plans (*.plan)"
NOTHING_OPEN = "No plan is open. Ctrl+N starts one, Ctrl+O opens one; the menu at the upper right has both."


class PlanFiles(QObject):
    """`samples` are the names that can be loaded; `demo_folder` is where a sample's own store is kept."""

    opening = Signal(str)
    """Words for what is being waited for."""

    def __init__(
        self, window: MainWindow, workspace: Workspace, link: FrameLink, samples: tuple[str, ...]
    ) -> None:
        super().__init__(window)
        self._window, self._workspace, self._link = window, workspace, link
        self._operations, self._settings = workspace.operations, workspace.settings
        self.samples = samples
        self.demo_folder = self._settings.folder / "samples"
        self.sheet: QObject | None = None
        self._asked: Path | None = None
        self._operations.opened.connect(self._opened)
        self._provide()

    def _provide(self) -> None:
        commands = self._window.frame.commands
        ways: dict[str, Callable[[], object]] = {
            "new": self.new,
            "open": self.ask_open,
            "recent": self.first_start,
            "save_copy": self.ask_save_copy,
            "backup": self._operations.upkeep.back_up_now,
            "restore": self.ask_restore,
            "check": self._operations.upkeep.verify,
        }
        for key, way in ways.items():
            commands.provide(key, way)
        self._window.frame.menus.recent_chosen.connect(self.open)
        self._window.frame.menus.set_recent(self._settings.recent_stores)
        self._link.works.update(
            copy_here=self._copy_here, read_only=self._read_only, restore=self._restore, folder=self._folder,
            try_again=self._try_again, backup_read_only=self._backup_read_only, open_other=self._open_other,
            start=self._start, save_copy=self._save_copy, check=self._check,
        )  # fmt: skip

    # Opening

    def begin(self, path: Path | None) -> None:
        """The named store, or the last one, or the first start."""
        chosen = path or (Path(self._settings.last_store) if self._settings.last_store else None)
        if chosen is None:
            self.first_start()
        else:
            self.open(str(chosen))

    def open(self, path: str, *, read_only: bool = False) -> None:
        if self._is_open(path) and not read_only:
            return
        self._asked = Path(path)
        self.opening.emit(f"Opening {Path(path).name}")
        first = partial(_beginning, Path(path).stem)  # a store made by `new` holds nothing yet
        self._operations.open(Path(path), read_only=read_only, first=first, failed=self._failed)

    def _is_open(self, path: str) -> bool:
        """The plan that is open to be written is not opened again: it would be found locked, by this window."""
        state = self._operations.state
        with contextlib.suppress(OSError):
            return state.is_open and not state.read_only and Path(path).samefile(state.path)
        return False

    def open_sample(self, name: str) -> None:
        """The sample's own store, made the first time."""
        from app.commands.load_sample import LoadSample
        from app.commands.sample_files import SampleFiles

        path = self.demo_folder / f"{name}.plan"
        if path.exists():
            self.open(str(path))
            return
        self._asked = path
        self.opening.emit("Making the sample plan")
        title = SampleFiles(name).about.title
        self._operations.create(path, title, (LoadSample(name),), self._failed)

    def _create(self, name: str, path: str, second: str) -> None:
        if second:
            self._settings.backup_folder = second
        self._asked = Path(path)
        self.opening.emit(f"Making {Path(path).name}")
        self._operations.create(Path(path), name, (_beginning(name),), self._failed)

    def _opened(self, state: StoreState) -> None:
        self._settings.remember_store(state.path)
        self._window.frame.menus.set_recent(self._settings.recent_stores)
        if state.saved_at is not None and (state.saved_at - clock.now()).days >= 1:
            self._link.clock_differs(state.saved_at)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self._link.tell(error)
            return
        if not self._operations.state.is_open:
            self.opening.emit(NOTHING_OPEN)
        sheet = StoreErrorSheet(self._window, error.problem, self._link.works)
        self.sheet = sheet
        sheet.open()

    # What the menus ask

    def first_start(self) -> None:
        sheet = FirstStart(self._window, self._settings.recent_stores, self.samples)
        sheet.sample_chosen.connect(self.open_sample)
        sheet.new_chosen.connect(self._create)
        sheet.open_chosen.connect(self.open)
        sheet.closed.connect(self._first_start_left)
        self.sheet = sheet
        sheet.open()

    def _first_start_left(self, chosen: bool) -> None:
        """An empty window says what it is for, and how to fill it."""
        if not chosen and not self._operations.state.is_open:
            self.opening.emit(NOTHING_OPEN)

    def new(self) -> None:
        self.first_start()
        if isinstance(self.sheet, FirstStart):
            self.sheet.begin_new()

    def ask_open(self) -> None:
        self._ask("Open a plan", QFileDialog.AcceptMode.AcceptOpen, self.open)

    def ask_save_copy(self) -> None:
        self._ask("Save a copy of the plan", QFileDialog.AcceptMode.AcceptSave, self._save_copy_to)

    def ask_restore(self) -> None:
        state = self._operations.state
        folder = f"{state.path} backups" if state.is_open else ""
        self._ask("Restore a backup", QFileDialog.AcceptMode.AcceptOpen, self._look_at_backup, folder)

    def _ask(
        self, title: str, mode: QFileDialog.AcceptMode, then: Callable[[str], None], folder: str = ""
    ) -> None:
        dialog = QFileDialog(self._window, title, folder or str(self._home()), KIND)
        dialog.setAcceptMode(mode)
        dialog.setDefaultSuffix("plan")
        if mode is QFileDialog.AcceptMode.AcceptOpen:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _home(self) -> Path:
        last = self._settings.last_store
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(last).parent if last else Path(documents)

    def _save_copy_to(self, path: str) -> None:
        self._operations.upkeep.save_copy(Path(path), partial(self._copied, path), self._link.tell)

    def _copied(self, path: str, report: object) -> None:
        self._window.frame.banners.put(
            "copied", f"A verified copy was saved as {Path(path).name}.", "info", closable=True
        )

    def _look_at_backup(self, path: str) -> None:
        """Show what the backup is before anything is replaced."""
        from app.views.shell.restore_sheet import RestoreSheet

        target = Path(self._operations.state.path) if self._operations.state.is_open else None
        sheet = RestoreSheet(self._window, self._operations, Path(path), target)
        sheet.wanted.connect(self._restore_now)
        sheet.failed.connect(self._failed)
        self.sheet = sheet
        sheet.look()

    def _restore_now(self, backup: str, path: str) -> None:
        self.opening.emit("Restoring the backup")
        self._operations.upkeep.restore(Path(backup), Path(path), self._failed)

    # Ways out of a problem

    def _path_of(self, problem: Problem) -> Path:
        return Path(str(problem.facts.get("path") or self._asked or self._operations.state.path))

    def _copy_here(self, problem: Problem) -> None:
        source = self._path_of(problem)
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        names = (
            documents / f"{source.stem}{extra}.plan" for extra in ("", *(f" {n}" for n in range(2, 1000)))
        )
        target = next(name for name in names if not name.exists())
        try:
            documents.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            journal = source.with_name(source.name + "-journal")
            if journal.exists():  # of a change that was cut short: without it the copy would be half changed
                shutil.copyfile(journal, target.with_name(target.name + "-journal"))
        except OSError as error:
            self._failed(KnownError("could_not_save", path=str(target), detail=str(error)))
            return
        self.open(str(target))

    def _read_only(self, problem: Problem) -> None:
        self.open(str(self._path_of(problem)), read_only=True)

    def _restore(self, problem: Problem) -> None:
        backup = str(problem.facts.get("backup") or problem.facts.get("next") or "")
        if backup:
            self._restore_now(backup, str(self._path_of(problem)))
        else:
            self.ask_restore()

    def _folder(self, problem: Problem) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path_of(problem).parent)))

    def _try_again(self, problem: Problem) -> None:
        if not self._operations.state.is_open:
            self.open(str(self._path_of(problem)))

    def _backup_read_only(self, problem: Problem) -> None:
        backup = str(problem.facts.get("backup") or "")
        if backup:
            self.open(backup, read_only=True)
        else:
            self._open_other(problem)

    def _open_other(self, problem: Problem) -> None:
        self.ask_open()

    def _start(self, problem: Problem) -> None:
        self.first_start()

    def _save_copy(self, problem: Problem) -> None:
        self.ask_save_copy()

    def _check(self, problem: Problem) -> None:
        self._operations.upkeep.verify()


def _beginning(name: str) -> StartPlan:
    """An empty plan of this name, in the quarter we are in."""
    from app.commands.start_plan import StartPlan

    return StartPlan(name[:TITLE_LIMIT], quarter_of(clock.today()))

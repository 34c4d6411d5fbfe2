"""When the program itself is wrong: a report that can be passed on and holds none of the council's figures.

It holds where in the program it happened and with which versions. The text of an error may quote a title or a
value, so it is left out; so are the folders of this computer.
"""

from __future__ import annotations

import atexit
import logging
import os
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app import __version__
from app.rules import clock

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
FRAMES_KEPT = 40
Show = Callable[[str], None]


def report(error: BaseException) -> str:
    """The report as text: versions, the kind of error, and the way to it."""
    import PySide6
    from PySide6.QtCore import qVersion

    lines = [
        f"Driving Success {__version__}, {clock.now():%d/%m/%Y %H:%M}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
        "",
        *_chain(error),
        "",
        "The words of the error are left out, because they may hold figures or names.",
    ]
    return "\n".join(lines)


def _chain(error: BaseException) -> list[str]:
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(("" if not lines else "caused by ") + type(current).__qualname__)
        lines += [f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
                  for frame in traceback.extract_tb(current.__traceback__)[-FRAMES_KEPT:]]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return lines


def _place(file: str) -> str:
    """A path inside the program or a library, without the folders of this computer."""
    path = os.path.abspath(file)
    if path.startswith(ROOT + os.sep):
        inside = os.path.relpath(path, ROOT).replace(os.sep, "/")
        if "site-packages/" not in inside:
            return inside
        return inside.split("site-packages/", 1)[1]
    parts = path.replace(os.sep, "/").split("/")
    for marker in ("site-packages", "lib"):
        if marker in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(marker):])
    return parts[-1]


def _qt_said(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's own warnings go into the log and not onto a terminal nobody sees."""
    if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        logging.getLogger("qt").warning("%s", message)


class CrashHooks:
    """Catches what nobody caught, in any thread. `show` is called with the report, once for each kind of fault."""

    def __init__(self, show: Show, write: Callable[[str], None]) -> None:
        self._show = show
        self._write = write
        self._told: set[str] = set()

    def install(self) -> None:
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(_qt_said)
        # Qt talks on while Python is being taken down; nobody would be there to listen.
        atexit.register(qInstallMessageHandler, None)

    def tell(self, error: BaseException) -> None:
        """Log it, and show it if its like has not been shown in this session."""
        try:
            text = report(error)
        except Exception:  # noqa: BLE001 - a report must never be the second fault
            text = f"Driving Success: {type(error).__qualname__}"
        self._write(text)
        kind = "\n".join(text.splitlines()[4:])
        if kind not in self._told:
            self._told.add(kind)
            self._show(text)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.tell(error)

    def _caught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and not issubclass(arguments.exc_type, SystemExit):
            self.tell(arguments.exc_value)

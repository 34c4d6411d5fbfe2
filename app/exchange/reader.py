"""Reads an untrusted file in a process of its own: a hang, a crash or a bomb there is a sentence here."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from app.exchange.budgets import PLAIN_TABLE, Budgets
from app.exchange.child_answer import Answer
from app.exchange.raw import RawFile
from app.rules.errors import Cancelled, KnownError
from app.rules.making_many import uncollected

_ROOT = Path(__file__).resolve().parent.parent.parent
_START = (
    "import os, sys; sys.path[:] = [{root!r}, *sys.path, *{packages!r}]\n"
    "from app.exchange.child import main; os._exit(main())"
)
"""The child starts without `site`: nothing that is installed runs in it unless it is asked for. Each of its lines is
sent at once, so that nothing is left to be done at its end."""
_TICK = 0.05
_ONLINE_ONLY = 0x00400000  # Windows: reading the file would fetch it from the cloud
_IN_USE = 32  # Windows: another program has the file open

HIDDEN_VERB = "--read-untrusted-file"
"""What the frozen program is started with to be the child."""


def read_file(
    path: Path | str,
    budgets: Budgets = PLAIN_TABLE,
    *,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[int], None] | None = None,
) -> RawFile:
    """The file's sheets as plain cells. `progress` hears the rows read so far.

    Raises KnownError "file_..." (every fact a sentence needs, the file's name among them), or Cancelled.
    """
    answer = Answer(Path(path).name)
    code = ask_child(Path(path), budgets, answer, cancelled=cancelled, progress=progress)
    return answer.result(code)


def ask_child(
    file: Path,
    budgets: Budgets,
    answer: Answer,
    *,
    wanted: Mapping[str, object] | None = None,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[int], None] | None = None,
) -> int | None:
    """Let the child read the file into `answer`; its exit code. Raises as `read_file`.

    `wanted`: forms (a workbook of ours cell by cell), cells (whatever it is), marks (a copy with cells
    marked), whole (every sheet as it lies), word (a self-assessment).
    """
    try:
        _check_reachable(file, budgets)
        return _read(file, budgets, answer, cancelled or _never, progress or _ignore, wanted or {})
    except KnownError as error:
        facts = dict(error.problem.facts)
        facts.setdefault("file", file.name)
        raise KnownError(error.problem.code, **facts) from error


def _never() -> bool:
    return False


def _ignore(rows: int) -> None:
    return


def _check_reachable(file: Path, budgets: Budgets) -> None:
    """What can be said without opening a format: there, readable, not too large, not Excel's lock file."""
    try:
        state = file.stat()
        if file.is_dir():
            raise KnownError("file_is_folder")
        if file.name.startswith("~$"):
            raise KnownError("file_open_in_excel", file=file.name[2:], by=_lock_owner(file))
        if getattr(state, "st_file_attributes", 0) & _ONLINE_ONLY:
            raise KnownError("file_in_cloud")
        if state.st_size > budgets.file:
            raise KnownError("file_too_big", size=state.st_size, most=budgets.file)
        with file.open("rb"):
            pass
    except OSError as error:
        raise file_error(error, file) from error
    except ValueError as error:  # a name with a NUL in it
        raise KnownError("file_missing") from error


def _lock_owner(file: Path) -> str:
    """Who has the workbook open, from Excel's own note beside it: a length, then the name."""
    note = file.read_bytes()[:55]
    name = note[1 : 1 + note[0]] if note else b""
    return "".join(mark for mark in name.decode("cp1252", errors="ignore") if mark.isprintable()).strip()


def file_error(error: OSError, file: Path) -> KnownError:
    """The system's error as one of ours."""
    if getattr(error, "winerror", 0) == _IN_USE:
        return KnownError("file_open_in_excel", by="")
    if isinstance(error, PermissionError):
        return KnownError("file_no_permission")
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return KnownError("file_missing")
    if isinstance(error, IsADirectoryError):
        return KnownError("file_is_folder")
    return KnownError("file_connection_lost", folder=str(file.parent), reason=error.strerror or "")


@uncollected()
def _read(
    file: Path, budgets: Budgets, answer: Answer, cancelled: Callable[[], bool],
    progress: Callable[[int], None], wanted: Mapping[str, object],
) -> int | None:  # fmt: skip
    request = {"path": str(file.resolve()), "name": file.name, "budgets": asdict(budgets), **wanted}
    with _child(budgets) as process:
        lines: queue.Queue[bytes] = queue.Queue(maxsize=64)
        drain = threading.Thread(target=_drain, args=(process.stdout, lines), daemon=True)
        drain.start()
        try:
            _ask(process, request)
            for line in _lines(lines, budgets, cancelled):
                answer.take(line)
                progress(answer.rows)
        finally:
            process.kill()
            process.wait()
            _empty(lines, drain)
    answer.check(process.returncode, file.name)
    return process.returncode


def _child(budgets: Budgets) -> subprocess.Popen[bytes]:
    if getattr(sys, "frozen", False):
        command = [sys.executable, HIDDEN_VERB]
    else:
        packages = [each for each in sys.path if os.path.basename(each) in ("site-packages", "dist-packages")]
        command = [sys.executable, "-I", "-S", "-B", "-c", _START.format(root=str(_ROOT), packages=packages)]
    kept = ("SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "LANG", "LC_ALL")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=str(_ROOT),
        close_fds=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if sys.platform == "win32":
        from app.exchange.job_object import confine

        confine(process, budgets)
    return process


def _ask(process: subprocess.Popen[bytes], request: dict[str, Any]) -> None:
    if process.stdin is None:
        return
    try:
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.close()
    except OSError:  # it ended already; its silence says the rest
        return


def _drain(stream: IO[bytes] | None, lines: queue.Queue[bytes]) -> None:
    """Pass lines on until the child ends; an empty one is the end."""
    try:
        if stream is not None:
            for line in stream:
                lines.put(line)
    except (OSError, ValueError):
        pass
    lines.put(b"")


def _lines(lines: queue.Queue[bytes], budgets: Budgets, cancelled: Callable[[], bool]) -> Iterator[bytes]:
    deadline = time.monotonic() + budgets.seconds
    size = 0
    while True:
        if cancelled():
            raise Cancelled
        if time.monotonic() > deadline:
            raise KnownError("file_too_slow", seconds=int(budgets.seconds))
        try:
            line = lines.get(timeout=_TICK)
        except queue.Empty:
            continue
        if not line:
            return
        size += len(line)
        if size > budgets.answer:
            raise KnownError("file_too_much_memory", most=budgets.memory)
        yield line


def _empty(lines: queue.Queue[bytes], drain: threading.Thread) -> None:
    """Let the draining thread finish: it may wait for room in the queue."""
    while drain.is_alive():
        try:
            lines.get(timeout=_TICK)
        except queue.Empty:
            continue

"""Forked children: one that runs a script against a store under a fault, one that looks afterwards."""

from __future__ import annotations

import os
import pickle
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.faults.scripts import Session


def run(folder: Path, script: Callable[[Session], None], prepare: Callable[[], None] = lambda: None,
        kill_after: float | None = None, mark: Callable[[str], None] = lambda words: None,
        longest: float = 60.0) -> list[str]:  # fmt: skip
    """Run the script in a child; the lines it told. `kill_after` seconds after its first acknowledgement."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 0
        try:
            prepare()
            script(Session(folder / "faults.plan", writing, mark))
        except BaseException:
            code = 1
            if os.environ.get("FAULTS_TELL"):
                traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writing)
    return _listen(child, reading, kill_after, longest)


def _listen(child: int, reading: int, kill_after: float | None, longest: float) -> list[str]:
    os.set_blocking(reading, False)
    told, end = b"", time.perf_counter() + longest
    kill_at: float | None = None
    while True:
        try:
            got = os.read(reading, 65536)
            if not got:
                break
            told += got
            if kill_after is not None and kill_at is None and b"ACK" in told:
                kill_at = time.perf_counter() + kill_after
        except BlockingIOError:
            time.sleep(0.0005)
        now = time.perf_counter()
        if now > end or (kill_at is not None and now > kill_at):
            os.kill(child, signal.SIGKILL)
            kill_at, end = None, now + longest
            kill_after = None
    os.close(reading)
    os.waitpid(child, 0)
    whole = told[: told.rfind(b"\n") + 1]
    return whole.decode().splitlines()


def ask(question: Callable[[], Any]) -> Any:
    """Answer a question in a child of its own, so that no lock or handle of one look reaches the next."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            answer = question()
        except BaseException as error:
            answer = [f"looking failed: {type(error).__name__}: {error}\n{traceback.format_exc()}"]
        with os.fdopen(writing, "wb") as file:
            pickle.dump(answer, file)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        data = file.read()
    os.waitpid(child, 0)
    return pickle.loads(data)

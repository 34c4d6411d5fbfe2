"""The C shim: built with gcc, preloaded into this process, armed in a forked child."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).with_name("faultio.c")
VARIABLE = "FAULTIO_LIBRARY"
KINDS = {"kill before": 1, "kill after": 2, "EIO": 3, "ENOSPC": 4, "short write": 5}


def why_not() -> str:
    """Why faults cannot be injected here; empty if they can."""
    if not sys.platform.startswith("linux"):
        return "faults are injected on Linux alone"
    return "" if shutil.which("gcc") else "gcc is not installed"


def restart_under_shim() -> None:
    """Build the shim and start this same command again with it in front of the C library."""
    if VARIABLE in os.environ:
        return
    library = Path(tempfile.mkdtemp(prefix="faultio-")) / "faultio.so"
    command = ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    environment = {**os.environ, VARIABLE: str(library), "LD_PRELOAD": str(library)}
    os.execve(sys.executable, [sys.executable, "-m", "tests.faults", *sys.argv[1:]], environment)


def library() -> ctypes.CDLL:
    return ctypes.CDLL(os.environ[VARIABLE])


def arm(folder: Path, at: int = -1, kind: int = 0, *, lasting: bool = False, log: Path | None = None) -> None:
    """From now on the n-th writing call below the folder fails."""
    library().faultio_arm(
        str(folder).encode(), ctypes.c_long(at), kind, int(lasting), str(log or "").encode()
    )


def calls() -> int:
    count = library().faultio_calls
    count.restype = ctypes.c_long
    return int(count())

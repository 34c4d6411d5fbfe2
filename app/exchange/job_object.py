"""The child's memory and time limits on Windows: a job object. Written from the documentation, not tried."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from typing import Any

from app.exchange.budgets import Budgets

_EXTENDED_LIMITS = 9
_LIMIT_PROCESS_TIME = 0x2
_LIMIT_ACTIVE_PROCESS = 0x8
_LIMIT_PROCESS_MEMORY = 0x100
_KILL_ON_CLOSE = 0x2000
_TICKS_A_SECOND = 10_000_000


class _Basic(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("BasicLimitInformation", _Basic),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limits(budgets: Budgets) -> Any:
    """The structure that SetInformationJobObject takes."""
    asked = _Extended()
    asked.BasicLimitInformation.LimitFlags = (
        _LIMIT_PROCESS_TIME | _LIMIT_ACTIVE_PROCESS | _LIMIT_PROCESS_MEMORY | _KILL_ON_CLOSE
    )
    asked.BasicLimitInformation.PerProcessUserTimeLimit = int((budgets.seconds + 5) * _TICKS_A_SECOND)
    asked.BasicLimitInformation.ActiveProcessLimit = 1
    asked.ProcessMemoryLimit = budgets.memory
    return asked


def confine(process: subprocess.Popen[bytes], budgets: Budgets) -> None:
    """Put the process into a job with our limits. Its handle stays with the process object until it ends."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        job = kernel.CreateJobObjectW(None, None)
        asked = limits(budgets)
        kernel.SetInformationJobObject(
            ctypes.c_void_p(job), _EXTENDED_LIMITS, ctypes.byref(asked), ctypes.sizeof(asked)
        )
        handle = ctypes.c_void_p(int(process._handle))
        kernel.AssignProcessToJobObject(ctypes.c_void_p(job), handle)
        process._job = job

"""A child that types is killed; what it had typed two seconds before, told by its own lines on the machine's one clock."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

from tests.conftest import ROOT

LOST_AT_MOST = 2.0
SLACK = 0.25
"""Seconds allowed above it for a machine that does something else just then."""


def typed_until_killed(seconds: float, module: str, *arguments: str) -> tuple[int, int]:
    """Letters typed two seconds before the kill, and at the kill. `module` prints a line "letters moment" for each.

    The longest time in which the child could not run is allowed for too: nothing was typed in it, and nothing kept.
    """
    command = [sys.executable, "-m", module, *arguments]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    told: list[tuple[int, float]] = []
    try:
        for line in child.stdout:
            told.append(_parts(line))
            if told[-1][1] - told[0][1] >= seconds:
                break
    finally:
        child.kill()
        # What it wrote between the line above and the kill was typed as well.
        told += [_parts(line) for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        child.wait(timeout=20)
        child.stdout.close()
    if not told:
        return 0, 0
    stood = max((later - at for (_, at), (_, later) in pairwise(told)), default=0.0)
    before = told[-1][1] - LOST_AT_MOST - SLACK - stood
    return max((letters for letters, at in told if at <= before), default=0), told[-1][0]


def _parts(line: str) -> tuple[int, float]:
    letters, moment = line.split()
    return int(letters), float(moment)

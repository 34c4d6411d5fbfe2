"""The same walks with events of a real X server: Xvfb for a screen, xdotool for hands, Qt's xcb platform."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

WALKS = "tests/walks/test_first_walk.py"
LONGEST = 240
"""Seconds. Each key and each step of the mouse is a program of its own here."""


@pytest.mark.xvfb
@pytest.mark.parametrize("story", ["by_mouse", "by_keyboard_alone"])
def test_the_first_walk_under_x(x_server: dict[str, str], story: str) -> None:
    command = [sys.executable, "-m", "pytest", WALKS, "-k", story, "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        command, env=x_server, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "1 passed" in done.stdout

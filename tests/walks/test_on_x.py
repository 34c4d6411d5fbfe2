"""The same walks with events of a real X server: Xvfb for a screen, xdotool for hands, Qt's xcb platform."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

WALKS = "tests/walks/test_first_walk.py"
DRAGS = "tests/walks/test_settings_reached.py"
LONGEST = 240
"""Seconds. Each key and each step of the mouse is a program of its own here."""


@pytest.mark.xvfb
@pytest.mark.parametrize("story", ["by_mouse", "by_keyboard_alone"])
def test_the_first_walk_under_x(x_server: dict[str, str], story: str) -> None:
    _runs(x_server, WALKS, story)


@pytest.mark.xvfb
@pytest.mark.parametrize("story", ["put_in_order_by_dragging", "let_go_where_it_was"])
def test_the_order_of_a_list_is_dragged_under_x(x_server: dict[str, str], story: str) -> None:
    _runs(x_server, DRAGS, story)


def _runs(x_server: dict[str, str], walks: str, story: str) -> None:
    command = [sys.executable, "-m", "pytest", walks, "-k", story, "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        command, env=x_server, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "1 passed" in done.stdout

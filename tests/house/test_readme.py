"""The readme says what is: its commands and its map are those of the program."""

from __future__ import annotations

import contextlib
import re

import pytest

import dev
from app.__main__ import main
from tests.house.tree import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_shows_the_command_line_as_the_program_does(capsys: pytest.CaptureFixture[str]) -> None:
    with contextlib.suppress(SystemExit):
        main(["--help"])
    told = re.findall(r"^(?:usage:)? *driving-success(.*)$", capsys.readouterr().out, re.MULTILINE)
    shown = re.findall(r"^python -m app(.*?)(?: {2,}.*)?$", README, re.MULTILINE)
    assert shown == told


def test_the_readme_shows_every_command_of_dev() -> None:
    shown = set(re.findall(r"^python3 dev\.py (\w+)", README, re.MULTILINE))
    assert shown == set(dev.COMMANDS)


def test_the_readmes_map_names_every_room_and_no_other() -> None:
    named = set(re.findall(r"^app/(\w+)/ ", README, re.MULTILINE))
    assert named == {folder.name for folder in (ROOT / "app").iterdir() if any(folder.glob("*.py"))}


def test_every_file_the_readme_names_is_there() -> None:
    places = re.findall(r"`((?:docs|tests|installer|\.ci)/[\w./-]*)`", README)
    places += re.findall(r"^((?:resources|installer|tests|docs)/) ", README, re.MULTILINE)
    assert places
    assert [place for place in places if not (ROOT / place).exists()] == []

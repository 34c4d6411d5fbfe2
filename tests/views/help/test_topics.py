"""The guide as help: every place names a part of it that exists, and what it says is plain."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import app.views
from app.bridge.help_text import GUIDE, topics
from app.views.help.help_ways import FIRST
from app.views.shared.page import Page
from installer.frozen import DATA

KEYS = {each.key for each in topics()}


def kinds(base: type) -> set[type]:
    return {base}.union(*(kinds(each) for each in base.__subclasses__()))


def named() -> dict[str, str]:
    """Every class of the views that names a topic, by its name."""
    found = {}
    for module in pkgutil.walk_packages(app.views.__path__, "app.views."):
        for name, each in vars(importlib.import_module(module.name)).items():
            if isinstance(each, type) and isinstance(each.__dict__.get("help_topic"), str) and each is not Page:
                found[name] = each.help_topic
    return found


def test_every_topic_that_a_place_names_is_a_part_of_the_guide() -> None:
    assert {name: key for name, key in named().items() if key not in KEYS} == {}
    assert FIRST in KEYS


def test_every_page_has_its_part_of_the_guide() -> None:
    named()
    pages = [each for each in kinds(Page) if each.__module__.startswith("app.views.") and each.key]
    assert len(pages) >= 8
    assert [each.__name__ for each in pages if each.help_topic not in KEYS] == []


def test_topics_carry_no_pictures_and_no_empty_text() -> None:
    assert all(each.text and "![" not in each.text for each in topics())


def test_a_topic_is_found_by_words_of_its_title_and_its_text_in_any_case() -> None:
    found = [each.key for each in topics() if each.holds(["FREEZE", "reason"])]
    assert "freeze-the-quarter" in found and "follow-inspections" not in found


def test_without_a_guide_there_are_no_topics(tmp_path: Path) -> None:
    assert topics(tmp_path / "gone.md") == ()


def test_every_picture_of_the_guide_is_there() -> None:
    named_there = re.findall(r"!\[[^\]]*\]\(([^)]*)\)", GUIDE.read_text(encoding="utf-8"))
    assert [each for each in named_there if not (GUIDE.parent / each).is_file()] == []


def test_the_built_program_takes_the_guide_along() -> None:
    assert DATA["docs/guide.md"] == "docs"

"""British spelling, the council's words and the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.bridge.spelling import OWN_FILE, Speller


@pytest.fixture
def speller(tmp_path: Path, qtbot: Any) -> Speller:
    made = Speller(tmp_path)
    with qtbot.waitSignal(made.changed, timeout=10_000):
        made.begin()
    return made


def words(speller: Speller, text: str) -> list[str]:
    return [text[start : start + length] for start, length in speller.wrong(text)]


def test_before_it_is_loaded_nothing_is_wrong(tmp_path: Path, qapp: object) -> None:
    assert words(Speller(tmp_path), "recieve") == []


def test_it_is_british_and_knows_the_councils_words(speller: Speller) -> None:
    assert words(speller, "We organise the programme; they organize the program's color.") == ["organize", "color"]
    assert words(speller, "Safeguarding, NEETs, MTFS, worklessness and reablement in Rushmoor and Eastleigh") == []


def test_what_is_no_word_is_left_alone(speller: Speller) -> None:
    assert words(speller, "https://a.example/xyzzy abc@xyzzy.org NI117 C:\\xyzzy 24/7 2009-10-Q4 www.xyzzy.org") == []
    assert words(speller, "It isn’t the department’s multi-agency teem-work, xyzzy (wrng).") == ["xyzzy", "wrng"]


def test_suggestions_begin_with_the_likeliest(speller: Speller) -> None:
    assert speller.suggestions("recieve")[0] == "receive"


def test_a_word_learnt_is_right_and_stays_so_after_a_restart(speller: Speller, tmp_path: Path, qtbot: Any) -> None:
    assert words(speller, "the Zumbro scheme") == ["Zumbro"]
    assert speller.learn("Zumbro")
    assert words(speller, "the Zumbro scheme") == []
    assert (tmp_path / OWN_FILE).read_text("utf-8") == "Zumbro\n"
    again = Speller(tmp_path)
    with qtbot.waitSignal(again.changed, timeout=10_000):
        again.begin()
    assert words(again, "the Zumbro scheme") == []

"""The window's process is killed while a text is being typed: at most two seconds of it are lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store import drafts
from app.store.verifying import verify
from tests.conftest import StoppedClock
from tests.faults.typed_until_killed import typed_until_killed
from tests.walks.typist import letter
from tests.walks.window import CARBON, Walk, closed, wait_for

KILLS = (3.6, 5.5)
"""Seconds of typing, shortly before the next time that the text would be kept."""


def killed_while_typing(store: Path, home: Path, seconds: float) -> tuple[int, int]:
    """Letters typed two seconds before the kill, and at the kill; `seconds` of typing."""
    safe, typed = typed_until_killed(seconds, "tests.walks.typist", str(store), str(home))
    assert typed, "it never typed"
    return safe, typed


@pytest.mark.parametrize("seconds", KILLS)
def test_a_kill_while_typing_costs_two_seconds_at_most(
    plan_file: Path, tmp_path: Path, seconds: float
) -> None:
    safe, typed = killed_while_typing(plan_file, tmp_path / "home", seconds)
    with closed(plan_file) as store:
        assert verify(store.raw).sound
        with store.reading() as session:
            kept = drafts.listed(session)
    assert [(draft.title, draft.place.field) for draft in kept if draft.place] == [(CARBON, "progress")]
    text = kept[0].body
    assert safe <= len(text) <= typed + 1
    assert text == "".join(letter(number) for number in range(len(text)))


def test_after_a_sudden_end_the_text_is_offered_and_put_back(
    plan_file: Path, tmp_path: Path, clock: StoppedClock, qapp: object
) -> None:
    safe, _typed = killed_while_typing(plan_file, tmp_path / "home", 4.0)
    walk = Walk(tmp_path / "home", plan_file)
    walk.open()
    entries = walk.entries()
    told = (f"The last session ended suddenly. Checked: nothing lost ({entries} change{'s' if entries != 1 else ''}). "
            "1 unsaved text found: restore?")  # fmt: skip
    wait_for(lambda: told in walk.bands(), "the band")
    band = walk.window.frame.banners.band("state")
    walk.do.click(band.buttons[0])
    sheet = walk.sheet
    assert sheet.texts[0].text.value().startswith("the September")
    walk.do.click(sheet.texts[0].put_back)
    progress = walk.panel.overview.rows["progress"].editor
    wait_for(progress.hasFocus, "the focus in the field")
    assert len(progress.value()) >= safe
    assert walk.bands() == []
    walk.do.key("Tab")
    walk.settle()
    assert walk.entries() == entries + 1
    assert walk.history(CARBON)[0].startswith("Progress")
    walk.again()
    assert walk.bands() == []
    walk.close()


def test_a_text_of_an_indicators_sheet_is_put_back_into_it_and_stored(
    plan_file: Path, tmp_path: Path, clock: StoppedClock, qapp: object
) -> None:
    with closed(plan_file) as store:
        (found,) = store.raw.execute("SELECT id, code, title FROM indicator ORDER BY code DESC LIMIT 1").fetchall()
        drafts.save(store, {f"indicator/{found[0]}/definition": "Counted at the end of"})
    walk = Walk(tmp_path / "home", plan_file)
    walk.open()
    entries = walk.entries()
    wait_for(lambda: any("1 unsaved text" in words for words in walk.bands()), "the band")
    walk.do.click(walk.window.frame.banners.band("state").buttons[0])
    assert walk.sheet.texts[0].accessibleName().startswith(f"{found[2]}: Definition")
    walk.do.click(walk.sheet.texts[0].put_back)
    page = walk.program.pages["indicators"]
    definition = wait_for(lambda: page.record.panel and page.record.panel.rows["definition"].editor, "the sheet")
    wait_for(definition.hasFocus, "the focus in the field")
    assert page.record.panel.indicator_id == found[0]
    assert definition.value() == "Counted at the end of"
    walk.do.key("Tab")
    walk.settle()
    assert walk.entries() == entries + 1
    walk.again()
    assert walk.bands() == []
    walk.close()
    with closed(plan_file) as store:
        kept = store.raw.execute("SELECT definition FROM indicator WHERE id = ?", found[:1]).fetchone()
    assert kept == ("Counted at the end of",)

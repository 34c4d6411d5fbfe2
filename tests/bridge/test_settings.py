"""Preferences and the machine's state survive a restart and bear a file that somebody edited."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from app.bridge.settings import RECENT_KEPT, Settings, config_folder, local_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "settings"


def restarted(settings: Settings) -> Settings:
    assert settings.save()
    return Settings(settings.folder)


def test_preferences_are_there_after_a_restart(qapp, folder: Path) -> None:
    settings = Settings(folder)
    settings.theme, settings.text_scale, settings.menu_bar = "dark", 1.25, True
    settings.you_are, settings.backup_folder = "Head of Skills, 14-19 & more", "\\\\srv\\share, two\\backups"
    again = restarted(settings)
    assert (again.theme, again.text_scale, again.menu_bar) == ("dark", 1.25, True)
    assert (again.you_are, again.backup_folder) == ("Head of Skills, 14-19 & more", "\\\\srv\\share, two\\backups")


def test_a_new_start_has_calm_defaults(qapp, folder: Path) -> None:
    settings = Settings(folder)
    assert (settings.theme, settings.text_scale, settings.menu_bar, settings.you_are) == ("system", 1.0, False, "")
    assert settings.recent_stores == ()
    assert settings.window_geometry().isEmpty()
    assert settings.view_state("/a.plan") == {}


def test_preferences_and_the_machines_state_lie_in_different_files(qapp, folder: Path) -> None:
    settings = Settings(folder)
    settings.theme = "dark"
    settings.keep_window_geometry(QByteArray(b"\x00\x01geometry"))
    settings.remember_store("/a.plan")
    settings.save()
    wishes, state = ((folder / name).read_text() for name in ("preferences.ini", "window.ini"))
    assert "dark" in wishes
    assert "geometry" not in wishes
    assert "a.plan" in state
    assert "dark" not in state


@pytest.mark.parametrize("text", ["", "[look]\ntheme=purple\ntext_per_cent=lots\n", "\x00\x01 not an ini",
                                  "[look]\ntext_per_cent=99999\n[stores]\nrecent={{{\n"])
def test_a_file_edited_by_hand_is_borne(qapp, folder: Path, text: str) -> None:
    folder.mkdir(parents=True)
    for name in ("preferences.ini", "window.ini"):
        (folder / name).write_text(text)
    settings = Settings(folder)
    assert settings.theme == "system"
    assert 0.8 <= settings.text_scale <= 2.0
    assert settings.recent_stores == ()
    assert settings.view_state("/a.plan") == {}


def test_a_seeded_file_is_taken_up(qapp, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "preferences.ini").write_text(
        "[look]\ntheme=contrast\ntext_per_cent=150\n[store]\nsecond_place_for_backups=//srv/backups\n")
    settings = Settings(folder)
    assert (settings.theme, settings.text_scale, settings.backup_folder) == ("contrast", 1.5, "//srv/backups")


def test_the_latest_store_comes_first_once_and_only_some_are_kept(qapp, folder: Path) -> None:
    settings = Settings(folder)
    for number in range(RECENT_KEPT + 3):
        settings.remember_store(f"/plans/{number}, of many.plan")
    settings.remember_store("/plans/5, of many.plan")
    recent = restarted(settings).recent_stores
    assert recent[0] == settings.last_store == "/plans/5, of many.plan"
    assert len(recent) == len(set(recent)) == RECENT_KEPT
    settings.forget_store("/plans/5, of many.plan")
    assert "/plans/5, of many.plan" not in settings.recent_stores


def test_each_store_has_a_view_state_of_its_own(qapp, folder: Path) -> None:
    settings = Settings(folder)
    settings.keep_view_state("/plans/a.plan", {"page": "board", "board": {"scroll": 120, "filter": "é, ü; \"x\""}})
    settings.keep_view_state("C:\\plans\\a.plan", {"page": "indicators"})
    again = restarted(settings)
    assert again.view_state("/plans/a.plan")["board"] == {"scroll": 120, "filter": "é, ü; \"x\""}
    assert again.view_state("C:\\plans\\a.plan") == {"page": "indicators"}


def test_a_new_value_is_told_and_the_same_one_is_not(qapp, qtbot, folder: Path) -> None:
    settings = Settings(folder)
    with qtbot.waitSignal(settings.changed) as caught:
        settings.theme = "dark"
    assert caught.args == ["theme"]
    with qtbot.assertNotEmitted(settings.changed):
        settings.theme = "dark"


def test_a_text_size_out_of_bounds_is_not_kept(qapp, folder: Path) -> None:
    settings = Settings(folder)
    settings.text_scale = 7.0
    assert restarted(settings).text_scale == 2.0


def test_a_profile_that_cannot_be_written_is_said(qapp, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    settings = Settings(blocked / "settings")
    settings.theme = "dark"
    assert not settings.save()


def test_one_variable_moves_everything(qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRIVING_SUCCESS_HOME", str(tmp_path))
    assert config_folder() == local_folder() == tmp_path

"""What the settings show and say: entries and their uses, numbers with their range, where personal data stands."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from app.bridge.entries_model import EntriesModel
from app.rules.erasing import Found, Holders, Place
from app.rules.list_entries import BY_NOUN, EditedList, Entry, Use, in_new_order, uses_in_words
from app.rules.plan_settings import PlanSettings, check_setting
from app.rules.settings_page import NUMBERS, NumberWords
from app.views.settings.erase_words import left_words, place_words, summary_words
from app.views.settings.numbers_view import shown_value

ENTRIES = (
    Entry(1, 1, {"name": "CPEG", "title": "Efficiency Group", "authority": "interim"}, uses=(Use("decision", 3, 7, "x"),)),
    Entry(2, 4, {"name": "CMT", "title": "", "authority": "confirms"}, retired=True),
    Entry(3, 1, {"name": "Cabinet", "title": "", "authority": "confirms"}),
)


@pytest.fixture
def model(qtbot: QtBot) -> EntriesModel:
    made = EntriesModel()
    made.show(EditedList(BY_NOUN["body"], ENTRIES), editable=True)
    return made


def row(model: EntriesModel, at: int) -> list[str]:
    return [str(model.index(at, column).data() or "") for column in range(model.columnCount())]


def test_a_line_says_what_the_entry_is_what_uses_it_and_whether_it_is_retired(model: EntriesModel) -> None:
    assert row(model, 0) == ["CPEG", "Efficiency Group", "Interim until confirmed", "3 decisions", ""]
    assert row(model, 1) == ["CMT", "", "Confirms or refuses", "", "Retired"]
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "CPEG, Efficiency Group, Interim until confirmed, 3 decisions"


def test_only_an_own_column_that_differs_is_a_change(model: EntriesModel) -> None:
    told: list[Any] = []
    model.edited.connect(lambda entry, column, value: told.append((entry.id, column, value)))
    assert not model.setData(model.index(0, 0), "CPEG")
    assert not model.index(0, 3).flags() & Qt.ItemFlag.ItemIsEditable
    assert model.setData(model.index(0, 2), "confirms")
    assert told == [(1, "authority", "confirms")]


def test_what_was_refused_stays_in_the_field(model: EntriesModel) -> None:
    model.rejected[3, "name"] = "CMT"
    assert model.index(2, 0).data(Qt.ItemDataRole.EditRole) == "CMT"
    assert model.index(2, 0).data() == "Cabinet"


def test_a_find_shows_what_holds_it_and_stops_the_dragging(model: EntriesModel) -> None:
    model.show(EditedList(BY_NOUN["body"], ENTRIES), editable=True, wanted="effic")
    assert [entry.name for entry in model.entries] == ["CPEG"]
    assert not model.index(0, 0).flags() & Qt.ItemFlag.ItemIsDragEnabled


@pytest.mark.parametrize(("start", "drop", "to"), [(2, 0, 0), (0, 3, 2), (0, 2, 1)])
def test_a_drop_says_where_the_entry_goes(model: EntriesModel, start: int, drop: int, to: int) -> None:
    told: list[Any] = []
    model.moved.connect(lambda entry, at: told.append((entry.id, at)))
    data = model.mimeData([model.index(start, 0)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, drop, 0, QModelIndex())
    assert told == [(ENTRIES[start].id, to)]
    ids = [entry.id for entry in ENTRIES]
    assert in_new_order(ids, ids[start], to).index(ids[start]) == to


def test_uses_read_as_a_sentence() -> None:
    assert uses_in_words((("issue", 1), ("indicator", 1200), ("post_role", 2))) == "1 issue, 1,200 indicators and 2 roles"


def test_every_setting_has_its_words_once() -> None:
    keys = [number.key for _, numbers in NUMBERS for number in numbers]
    assert sorted(keys) == sorted(PlanSettings.__dataclass_fields__)
    assert all(check_setting(key, getattr(PlanSettings(), key)) is None for key in keys)


def test_a_number_is_shown_with_its_unit() -> None:
    assert shown_value(NumberWords("slip_reports", "", "", "reports"), 1) == "1 report"
    assert shown_value(NumberWords("significance", "", "", "%", per_cent=True), 0.05) == "5%"
    assert shown_value(NumberWords("screening", "", ""), True) == "Yes"


def test_each_place_is_named_in_words() -> None:
    assert place_words(Place("issue", 1, "risk_note", "", "")) == "Issue: risk note"
    assert place_words(Place("partner", 1, "name", "", "")) == "Partner: name"
    assert place_words(Place("history", 9, "payload", "", "")) == "History: an earlier state"
    assert place_words(Place("draft", 1, "body", "", "")) == "Draft that was not saved"


def test_what_still_holds_it_is_said_plainly() -> None:
    place = Place("document", 1, "original", "Letter", "")
    found = Found(rows=(place,), history=(place,), originals=(place,))
    assert summary_words(found) == "It stands in 1 text and 1 earlier state."
    told = left_words(found, Holders(backups=("a", "b"), logs=("c",), second="/mnt/second"))
    for words in ("can no longer be undone", "1 file kept byte for byte", "papers that were printed", "/mnt/second",
                  "2 backups and 1 log of changes"):  # fmt: skip
        assert words in told
    assert "does not hold that text" in summary_words(Found())

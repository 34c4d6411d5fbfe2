"""A field that has to be filled says so beside its name and to a screen reader, in one way in every form."""

from __future__ import annotations

import ast

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.views.shared import theme
from app.views.shared.fields import Labelled
from app.views.shared.form_sheet import FormSheet
from tests.house.tree import name_of, parsed, python_files


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 1.0)


def test_a_required_field_says_so_beside_its_name_and_aloud(qtbot) -> None:
    field = QLineEdit()
    labelled = Labelled("Title", field, required=True)
    qtbot.addWidget(labelled)
    assert labelled.label.text() == "Title (required)"
    assert (field.accessibleName(), field.accessibleDescription()) == ("Title", "Required")
    labelled.set_required(False)
    assert labelled.label.text() == "Title"
    assert field.accessibleDescription() == ""


def test_what_is_wrong_is_said_in_its_place_and_then_again_that_it_is_required(qtbot) -> None:
    labelled = Labelled("Title", QLineEdit(), required=True)
    qtbot.addWidget(labelled)
    labelled.error.set_message("Title is empty. Write 1 to 200 characters.")
    assert labelled.field.accessibleDescription() == "Title is empty. Write 1 to 200 characters."
    labelled.error.set_message("")
    assert labelled.field.accessibleDescription() == "Required"


def test_a_form_marks_lines_texts_choices_and_days_alike(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    form = FormSheet(window, "A new thing", "Add it")
    form.add_line("title", "Title", required=True)
    form.add_text("reason", "Reason", required=True)
    form.add_choice("body", "Body", [(1, "CPEG")], required=True)
    form.add_day("day", "Date", required=True)
    form.add_line("note", "Note")
    shown = {name: labelled.label.text() for name, labelled in form.fields.items()}
    assert shown == {"title": "Title (required)", "reason": "Reason (required)", "body": "Body (required)",
                     "day": "Date (required)", "note": "Note"}  # fmt: skip
    marked = [name for name, labelled in form.fields.items() if labelled.field.accessibleDescription() == "Required"]
    assert marked == ["title", "reason", "body", "day"]


def test_no_form_writes_the_mark_into_a_label_itself() -> None:
    wrong = []
    for file in python_files("app/views"):
        for node in ast.walk(parsed(file)):
            name = getattr(getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", ""))
            if isinstance(node, ast.Call) and name in {"Labelled", "add_line", "add_text", "add_choice", "add_day"}:
                texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
                wrong += [f"{name_of(file)}: {text}" for text in texts if "(required" in str(text) or "*" in str(text)]
    assert wrong == []

"""The issue's sheet in the whole window: fields edited in place, each a change that can be taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.store.queries import issues
from tests.walks.window import CARBON, HOT, Q4, Walk, closed, wait_for

TITLE = "Much better carbon management"


def test_fields_are_edited_in_place_and_each_edit_is_taken_back_by_itself(
    walk: Walk, plan_file: Path
) -> None:
    panel = walk.open_issue(CARBON)
    issue, rows = walk.carbon_id, panel.overview.rows
    title = rows["title"].editor
    walk.write_over(title, TITLE)
    walk.do.key("Tab")
    wait_for(lambda: walk.undo_words()[0] == "Change title", "the title stored")
    wait_for(lambda: walk.board.board_model.card(issue).title == TITLE, "the card's new title")
    lead = rows["lead_post_id"].editor
    walk.write_over(lead.lineEdit(), "Head of Skills 14-19")
    walk.do.key("Enter", "Tab")
    wait_for(lambda: walk.undo_words()[0] == "Change lead person", "the lead stored")
    progress = rows["progress"].editor
    walk.write_over(progress, "All meters are in")
    walk.do.key("Tab")
    wait_for(lambda: walk.undo_words()[0] == "Change progress", "the progress stored")
    words = walk.history(TITLE)
    assert words[0].startswith("Progress changed from “Meters are in 40 of 60 buildings.")
    assert words[1] == "Lead person changed from County Energy Manager to Head of Skills 14-19"
    assert words[2] == f"Title changed from “{CARBON}” to “{TITLE}”"
    for field, was in ((progress, "Meters are in 40"), (lead.lineEdit(), "County Energy"), (title, CARBON)):
        walk.press_button(walk.window.frame.top.undo)
        wait_for(lambda field=field, was=was: walk.text_of(field).startswith(was), f"{was} again")
    assert walk.undo_words() == (None, "Change title")
    walk.do.key("Ctrl+Y")
    wait_for(lambda: title.value() == TITLE, "the new title again")
    walk.close()
    with closed(plan_file) as store, store.reading() as session:
        sheet = issues.sheet(session, issue, Q4)
        assert (sheet.title, sheet.category) == (TITLE, HOT)
        assert store.undo_state().redo == "Change lead person"


def test_ctrl_z_takes_back_typing_first_and_then_changes(walk: Walk) -> None:
    panel = walk.open_issue(CARBON)
    step = panel.overview.rows["next_step"].editor
    walk.write_over(step, "Wait")
    walk.do.key("Tab")
    wait_for(lambda: walk.undo_words()[0] == "Change next step", "the step stored")
    walk.do.key("Shift+Tab")
    wait_for(step.hasFocus, "the focus back in the field")
    walk.do.key("End")
    walk.do.type(" and see")
    entries = walk.entries()
    walk.do.key("Ctrl+Z")
    wait_for(lambda: step.value() == "Wait", "the typing taken back")
    walk.settle()
    assert walk.entries() == entries
    walk.do.key("Ctrl+Z")
    wait_for(lambda: step.value().startswith("Bring targets"), "the change taken back")


def test_an_empty_and_a_blank_title_stay_in_the_field_with_a_sentence(walk: Walk) -> None:
    panel = walk.open_issue(CARBON)
    row = panel.overview.rows["title"]
    entries = walk.entries()
    for bad in ("", "   "):
        walk.write_over(row.editor, bad)
        walk.do.key("Tab")
        wait_for(row.error.isVisible, "the complaint")
        assert "1 to 200 characters" in row.error.text()
        assert row.editor.value() == bad
    walk.settle()
    assert walk.entries() == entries
    walk.write_over(row.editor, "Carbon")
    walk.do.key("Tab")
    wait_for(lambda: not row.error.isVisible() and walk.undo_words()[0] == "Change title", "the title stored")


def test_what_is_being_typed_is_stored_when_the_window_closes(walk: Walk, plan_file: Path) -> None:
    issue = walk.carbon_id
    panel = walk.open_issue(CARBON)
    walk.write_over(panel.overview.rows["progress"].editor, "Half a sentence")
    walk.close()
    with closed(plan_file) as store, store.reading() as session:
        assert issues.sheet(session, issue, Q4).fields["progress"] == "Half a sentence"


def test_esc_takes_back_what_is_typed_and_then_closes_the_sheet(walk: Walk) -> None:
    panel = walk.open_issue(CARBON)
    entries = walk.entries()
    editor = panel.overview.rows["progress"].editor
    before = editor.value()
    walk.write_over(editor, "Never mind")
    walk.do.key("Esc")
    assert editor.value() == before
    walk.do.key("Esc")
    wait_for(lambda: not panel.isVisible(), "the sheet closed")
    walk.settle()
    assert walk.entries() == entries
    assert QApplication.focusWidget() is not None


def test_the_sheet_is_read_to_its_end_by_keyboard(walk: Walk) -> None:
    """Every section opens with Space, and Tab goes on through what it holds and out of it again."""
    panel = walk.open_issue(CARBON)
    for section in [each for each in panel.sections if each.isVisible()]:
        walk.do.tab_to(section.heading)
        walk.do.key("Space")
        wait_for(lambda each=section: each.content is not None and each.content.isVisible(), section.title)
        walk.settle()
        walk.do.key("Space")
        wait_for(lambda each=section: not each.is_open, f"{section.title} closed")

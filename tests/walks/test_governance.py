"""Governing through the window: the register, a meeting from its agenda to its record, strength, inspections, documents."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from app.rules.decision import Stage
from app.rules.documents import Cites
from app.rules.inspection import RecommendationState
from app.rules.meetings import MeetingState
from app.rules.period import Period
from app.rules.register import Special
from app.rules.strength import Progress, RiskLevel
from app.store.queries.documents import documents_of
from app.store.queries.inspections import inspections
from app.store.queries.meetings import meeting
from app.store.queries.register import follow_up_of, register_ids
from app.store.queries.strength import strength
from app.store.store import Store
from app.store.verifying import verify
from tests.walks.hands import wait_for
from tests.walks.window import Walk, closed

Q4 = Period.quarter(2009, 4)


def page_of(walk: Walk, key: str) -> Any:
    walk.window.frame.show_page(key)
    return walk.program.pages[key]


def ask(store: Store, query: Any) -> Any:
    with store.reading() as session:
        return query(session)


def with_store(walk: Walk, query: Any) -> Any:
    """Ends the program, and asks the file."""
    walk.close()
    with closed(walk.store) as store:
        assert verify(store.raw).sound
        return ask(store, query)


@pytest.fixture
def decisions(walk: Walk) -> Any:
    page = page_of(walk, "decisions")
    wait_for(lambda: page.lines.rowCount() > 5 and page.lines.line(0) is not None, "the register")
    return page


def planned(walk: Walk, page: Any, body: str = "Cabinet", held: str = "12/04/2010") -> None:
    """Plan a meeting through its sheet."""
    walk.do.click(page.plan_button)
    sheet = page.sheet
    wait_for(sheet.isVisible, "the sheet")
    sheet.fields["body"].field.setCurrentText(body)
    sheet.fields["with"].field.setCurrentText("CMT")
    walk.do.click(sheet.fields["title"].field)
    walk.do.key("Ctrl+A")
    walk.do.type("April session")
    walk.do.click(sheet.fields["held_on"].field)
    walk.do.key("Ctrl+A")
    walk.do.type(held)
    walk.do.click(sheet.do_button)
    wait_for(lambda: page.meetings.items.lines, "the agenda")


def test_the_register_is_searched_sorted_and_opened_with_the_evidence_as_it_stood(walk: Walk, decisions: Any) -> None:
    every = decisions.lines.rowCount()
    walk.do.click(decisions.register.words)
    walk.do.type("economy")
    wait_for(lambda: decisions.lines.rowCount() < every, "fewer lines")
    wait_for(lambda: decisions.lines.line(0) is not None, "the line")
    assert "of" in decisions.register.count.text()
    walk.do.tab_to(decisions.register.table)
    walk.do.key("Enter")
    wait_for(decisions.panel.isVisible, "the decision")
    assert "Evidence as it stood in 2009/10 Q3" in texts(decisions.panel)
    assert "NI 151 Employment rate: 76.8% against a target of 78.0% (2009/10 Q3)" in texts(decisions.panel)
    walk.do.key("Esc")
    wait_for(lambda: not decisions.panel.isVisible(), "the sheet closed")
    walk.do.click(decisions.register.clear)
    wait_for(lambda: len(titles(decisions)) == every, "all lines, read")
    found = sorted(titles(decisions), key=str.casefold)
    decisions.register.sort_by(1)
    wait_for(lambda: (line := decisions.lines.line(0)) is not None and line.issue_title == found[0], "sorted")


def titles(page: Any) -> list[str]:
    return [line.issue_title for row in range(page.lines.rowCount()) if (line := page.lines.line(row)) is not None]


def texts(widget: Any) -> str:
    from tests.walks.window import labels

    return labels(widget)


def test_filters_and_the_tab_come_back_after_a_restart(walk: Walk, decisions: Any) -> None:
    decisions.register._want(type(decisions.lines.choice)(text="roads", special=None, stages=frozenset({Stage.CONFIRMED})))
    wait_for(lambda: decisions.lines.rowCount() < 5, "fewer lines")
    count = decisions.lines.rowCount()
    walk.close()
    walk.open()
    page = page_of(walk, "decisions")
    wait_for(lambda: page.lines.rowCount() == count, "the same lines")
    assert page.register.words.text() == "roads"
    assert page.register.stage.text().startswith("Stage: Confirmed")


def test_a_condition_is_ticked_off_in_the_register_and_stays_so(walk: Walk, decisions: Any) -> None:
    ids = []

    def found(answer: Any) -> None:
        ids.extend(answer[0])

    choice = type(decisions.lines.choice)(special=Special.CONDITION_OPEN)
    walk.program.workspace.operations.ask(lambda session: register_ids(session, choice), found)
    wait_for(lambda: ids, "a decision with a condition")
    decisions.open_decision(ids[0])
    wait_for(decisions.panel.isVisible, "the decision")
    walk.do.click(decisions.panel.met_button)
    wait_for(lambda: "Met on 15/04/2010" in chips(decisions.panel), "the mark")
    assert with_store(walk, lambda session: follow_up_of(session, ids[0])).done == date(2010, 4, 15)


def chips(widget: Any) -> list[str]:
    from app.views.shared.chips import Chip

    return [chip.text() for chip in widget.findChildren(Chip)]


def test_a_meetings_whole_list_is_confirmed_in_one_step_and_one_undo(walk: Walk, decisions: Any) -> None:
    planned(walk, decisions)
    walk.do.click(decisions.meetings.confirm_button)
    wait_for(decisions.sheet.isVisible, "the list")
    assert len(decisions.sheet.ticks) == 3
    decisions.sheet.ticks[2][0].setChecked(False)
    assert decisions.sheet.do_button.text() == "Record 2 decisions"
    walk.do.click(decisions.sheet.do_button)
    wait_for(lambda: len(decisions.meetings.meeting.pending) == 1, "two decided")
    walk.do.key("Ctrl+Z")
    wait_for(lambda: len(decisions.meetings.meeting.pending) == 3, "taken back together")
    walk.do.key("Ctrl+Y")
    wait_for(lambda: len(decisions.meetings.meeting.pending) == 1, "done again")
    found = with_store(walk, lambda session: meeting(session, 1))
    stages = [item.decision.stage for item in found.items if item.decision]
    assert stages == [Stage.CONFIRMED, Stage.CONFIRMED, Stage.PROPOSED]


def test_a_meeting_runs_by_clicker_and_keys_and_ends_with_its_record(
    walk: Walk, decisions: Any, tmp_path: Path
) -> None:
    planned(walk, decisions)
    walk.do.click(decisions.meetings.start_button)
    stage = walk.program.governance.stage
    walk.strays.found.clear()  # a window of its own, and meant to be one
    wait_for(lambda: stage is not None and stage.isVisible() and stage.face.issue.text() != "", "the first issue")
    walk.do.take_up(stage)
    first = stage.face.issue.text()
    walk.do.key("PgDown")
    wait_for(lambda: stage.face.issue.text() not in ("", first), "the second issue")
    walk.do.key("PgUp")
    wait_for(lambda: stage.face.issue.text() == first, "back")
    wait_for(stage.face.chart.isVisible, "its chart")
    assert stage.face.sentence.text()
    # Decide, minute, agree an action, all by keyboard.
    walk.do.key("A")
    wait_for(lambda: not stage.state.can_decide, "agreed")
    walk.do.key("M")
    walk.do.type("Members were glad of it.")
    walk.do.key("Esc")
    walk.do.key("T")
    walk.do.type("Write to the partners")
    walk.do.tab_to(stage.side.action.owner)
    walk.do.type("Head of Tele")
    walk.do.tab_to(stage.side.action.due)
    walk.do.type("30/6/2010")
    walk.do.key("Enter")
    wait_for(lambda: stage.state.item.actions, "the action")
    wait_for(lambda: stage.side.action.due.text() == "", "the day is not left for the next action")
    # A day that is none is not stored as no day at all.
    walk.do.key("Esc", "T")
    walk.do.type("Ask the districts")
    walk.do.tab_to(stage.side.action.due)
    walk.do.type("31/6/2010")
    walk.do.key("Enter")
    wait_for(stage.side.problem.isVisible, "the sentence")
    assert stage.side.problem.text() == "Due cannot be read. Write the day as 22/02/2010."
    assert stage.side.action.title.text() == "Ask the districts"
    walk.do.key("Ctrl+A")
    walk.do.type("30/7/2010")
    walk.do.key("Enter")
    wait_for(lambda: len(stage.state.item.actions) == 2, "the second action")
    # A clicker goes on while the cursor stands in a field, and what was typed there is kept.
    walk.do.key("M", "PgDown")
    wait_for(lambda: stage.state.at == 1 and stage.state.can_decide, "the next issue")
    wait_for(lambda: stage.face.issue.text() != first, "its face")
    walk.do.key("R")
    walk.do.type("Not before the budget")
    walk.do.key("Enter")
    wait_for(lambda: not stage.state.can_decide, "refused")
    walk.do.key("PgDown", "PgDown")
    wait_for(lambda: stage.stack.currentWidget() is stage.summary, "the summary")
    assert stage.summary.heading.text() == "1 still to decide"
    walk.do.click(stage.summary.close_button)
    wait_for(lambda: stage.state.meeting.state is MeetingState.HELD, "closed")
    for kind in ("pdf", "docx"):
        walk.program.governance.save_record(1, str(tmp_path / f"record.{kind}"))
        wait_for((tmp_path / f"record.{kind}").exists, kind)
    walk.do.key("Esc")
    wait_for(lambda: walk.program.governance.stage is None, "the meeting left")
    walk.do.take_up(walk.window)
    found = with_store(walk, lambda session: meeting(session, 1))
    assert found.state is MeetingState.HELD
    assert [item.decision.stage for item in found.items] == [Stage.CONFIRMED, Stage.REFUSED, Stage.PROPOSED]
    assert found.items[0].note == "Members were glad of it."
    assert [(each.title, each.due) for each in found.items[0].actions] == [
        ("Write to the partners", date(2010, 6, 30)), ("Ask the districts", date(2010, 7, 30)),
    ]  # fmt: skip
    assert found.items[0].actions[0].owner_post_id is not None
    check_records(tmp_path, first)


def check_records(folder: Path, first: str) -> None:
    """The page and the Word document say the same."""
    document = pypdfium2.PdfDocument(folder / "record.pdf")
    page = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())
    with zipfile.ZipFile(folder / "record.docx") as parts:
        word = parts.read("word/document.xml").decode()
        assert not [name for name in parts.namelist() if "vba" in name.lower() or "embed" in name.lower()]
        assert "<dc:creator></dc:creator>" in parts.read("docProps/core.xml").decode()
    said = ("Members were glad of it.", "Write to the partners", "Not before the budget", "Record of decisions")
    for words in (first, *said):
        assert words in page, words
        assert words in word, words


def test_the_quarters_report_of_an_initiative_is_written_in_its_sheet_and_the_last_quarter_keeps_its_own(
    walk: Walk,
) -> None:
    page = page_of(walk, "strength")
    wait_for(lambda: page.cards, "the initiatives")
    card = next(each for each in page.cards.values() if "channel shift" in each.initiative.title)
    walk.do.tab_to(card)
    walk.do.key("Enter")
    wait_for(page.panel.isVisible, "the sheet")
    note = page.panel.rows["note"].editor
    walk.do.click(note)
    walk.do.key("Ctrl+A")
    walk.do.type("The list came on 12 April.")
    walk.do.tab_to(page.panel.rows["state"].editor, back=True)
    walk.do.type("s")
    wait_for(lambda: page.state.sheet().status.note == "The list came on 12 April.", "the note stored")
    wait_for(lambda: page.state.sheet().status.state is Progress.SOME_CONCERN, "the state stored")
    walk.do.key("Esc")
    wait_for(lambda: not page.panel.isVisible(), "closed")
    walk.quarter(Q4.shift(-1))
    wait_for(lambda: page.state.strength.quarter == Q4.shift(-1), "the quarter before")
    before = next(each for each in page.state.strength.initiatives if "channel shift" in each.title)
    assert before.status_at(Q4.shift(-1)).note == "The contact centre's calls were counted by kind."
    title = before.title
    found = with_store(walk, lambda session: strength(session, Q4))
    now = next(each for each in found.initiatives if each.title == title).status_at(Q4)
    assert now.note == "The list came on 12 April."
    assert now.said_by == "Head of Improvement"
    assert now.risk is RiskLevel.HIGH
    assert now.state is Progress.SOME_CONCERN


def test_a_milestone_is_added_and_met_and_an_indicators_chart_opens(walk: Walk) -> None:
    page = page_of(walk, "strength")
    wait_for(lambda: page.cards, "the initiatives")
    card = next(each for each in page.cards.values() if "customer understanding" in each.initiative.title)
    walk.do.click(card)
    wait_for(page.panel.isVisible, "the sheet")
    walk.show_in_sheet(page.panel.milestones.add_button)
    walk.do.click(page.panel.milestones.add_button)
    walk.do.type("Panel of customers meets")
    walk.do.key("Tab")
    wait_for(lambda: len(page.state.sheet().initiative.milestones) == 3, "the milestone")
    new = next(each for each in page.state.sheet().initiative.milestones if each.title == "Panel of customers meets")
    row = page.panel.milestones.rows[new.id]
    page.panel.area.ensureWidgetVisible(row)
    row.done.click()
    wait_for(lambda: any(each.done == date(2010, 4, 15) for each in page.state.sheet().initiative.milestones), "met")
    page.panel.indicator_wanted.emit(page.state.sheet().initiative.indicators[0].indicator_id)
    wait_for(lambda: walk.window.frame.current_page() is walk.program.pages["indicators"], "the chart's page")


def test_a_recommendation_becomes_an_issue_and_each_leads_to_the_other(walk: Walk) -> None:
    page = page_of(walk, "inspections")
    wait_for(lambda: page.lines.lines, "the recommendations")
    row = next(at for at, each in enumerate(page.lines.lines) if each.state is RecommendationState.OPEN)
    page.recommendations.setFocus()
    page.recommendations.go_to(row)
    page._to_hot_list()
    wait_for(page.sheet.isVisible, "the sheet")
    walk.do.click(page.sheet.fields["title"].field)
    walk.do.key("Ctrl+A")
    walk.do.type("Support plans that people shape themselves")
    walk.do.click(page.sheet.do_button)
    wait_for(lambda: page.lines.lines[row].state is RecommendationState.TAKEN_UP, "taken up")
    wait_for(page.open_button.isEnabled, "the way to the issue")
    walk.do.click(page.open_button)
    panel = walk.program.drawer.panel
    wait_for(lambda: panel.isVisible() and panel.state.sheet is not None, "the issue")
    assert panel.state.sheet.title == "Support plans that people shape themselves"
    panel.documents.set_open(True)
    wait_for(lambda: "Recommended by inspectors" in texts(panel.documents), "the way back")
    found = with_store(walk, lambda session: inspections(session, Q4))
    taken = [each for each in found.recommendations if each.issue_title == "Support plans that people shape themselves"]
    assert [each.state for each in taken] == [RecommendationState.TAKEN_UP]


def test_a_rating_is_recorded_by_keyboard_on_the_inspectorates_own_scale(walk: Walk) -> None:
    page = page_of(walk, "inspections")
    wait_for(lambda: page.model.rowCount() == 4, "the matrix")
    walk.do.tab_to(page.matrix)
    page.matrix.setCurrentIndex(page.model.index(3, len(page.state.inspections.years)))
    walk.do.key("Enter")
    wait_for(lambda: page.sheet is not None and page.sheet.isVisible(), "the sheet")
    page.sheet.fields["rating"].field.setCurrentText("3")
    walk.do.click(page.sheet.do_button)
    wait_for(lambda: page.model.result(3, len(page.state.inspections.years)) is not None, "the rating")
    assert page.model.index(3, len(page.state.inspections.years)).data() == "3 (3 of 4)"
    found = with_store(walk, lambda session: inspections(session, Q4))
    use = next(each for each in found.inspectorates if each.name == "Use of Resources")
    assert [each.rating for each in found.of(use.id)] == ["3"]


def test_a_result_recorded_by_mistake_is_removed_from_its_sheet_and_brought_back(walk: Walk) -> None:
    page = page_of(walk, "inspections")
    wait_for(lambda: page.model.rowCount() == 4, "the matrix")
    row, column = next(
        (row, column) for row in range(4) for column in range(1, len(page.state.inspections.years) + 1)
        if page.model.result(row, column) is not None
    )  # fmt: skip
    was = page.model.result(row, column)
    empty = next(at for at in range(1, column + 9) if page.model.result(row, at) is None)
    walk.do.tab_to(page.matrix)
    page.matrix.setCurrentIndex(page.model.index(row, empty))
    walk.do.key("Enter")
    wait_for(lambda: page.sheet is not None and page.sheet.isVisible(), "the sheet of a year without a result")
    assert page.sheet.remove_button is None, "there is nothing to remove yet"
    walk.do.key("Esc")
    page.matrix.setCurrentIndex(page.model.index(row, column))
    walk.do.key("Enter")
    wait_for(lambda: page.sheet.isVisible() and page.sheet.remove_button is not None, "the result's sheet")
    walk.do.click(page.sheet.remove_button)
    wait_for(lambda: page.model.result(row, column) is None, "removed")
    walk.do.key("Ctrl+Z")
    wait_for(lambda: page.model.result(row, column) is not None, "brought back")
    assert page.model.result(row, column).rating == was.rating
    walk.do.key("Ctrl+Shift+Z")
    wait_for(lambda: page.model.result(row, column) is None, "removed again")
    found = with_store(walk, lambda session: (inspections(session, Q4), labels_told(session)))
    assert was.id not in {each.id for each in found[0].results.values()}
    assert "Remove inspection result" in found[1]


def labels_told(session: Any) -> list[str]:
    from app.store.queries.plain import rows

    return [label for (label,) in rows(session, "SELECT label FROM history ORDER BY seq DESC LIMIT 5")]


def test_a_document_is_kept_cited_and_opened_only_after_a_question(
    walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    source = tmp_path / "Report of CPEG.pdf"
    source.write_bytes(b"%PDF-1.7 the report")
    issue = walk.card("Better carbon management").issue_id
    walk.program.drawer.open_issue(issue)
    panel = walk.program.drawer.panel
    wait_for(lambda: panel.state.sheet is not None, "the issue")
    ways = walk.program.governance.documents
    ways.add(Cites.ISSUE, issue)
    ways.take(str(source))
    wait_for(lambda: ways.chosen.text().startswith("Report of CPEG.pdf"), "the file")
    walk.do.click(ways.sheet.do_button)
    wait_for(lambda: ways.state.of(Cites.ISSUE, issue), "the document")
    panel.documents.set_open(True)
    wait_for(lambda: panel.documents.buttons, "it is listed")
    wait_for(lambda: walk.program.workspace.operations.idle, "all read")
    walk.show_in_sheet(panel.documents.buttons[0])
    walk.do.click(panel.documents.buttons[0])
    wait_for(lambda: ways.sheet is not None and ways.sheet.isVisible(), "the question")
    assert opened == []
    walk.do.click(ways.sheet.open_button)
    wait_for(lambda: opened, "the copy opened")
    copy = Path(opened[0].toLocalFile())
    assert (copy.name, copy.read_bytes()) == ("Report of CPEG.pdf", b"%PDF-1.7 the report")
    assert copy.parent != tmp_path
    found = with_store(walk, lambda session: documents_of(session, Cites.ISSUE, issue))
    assert [each.title for each in found] == ["Report of CPEG"]


def test_the_places_under_governance_are_reached_by_keys_and_every_control_has_a_name(walk: Walk) -> None:
    for key in ("decisions", "strength", "inspections"):
        page = page_of(walk, key)
        wait_for(lambda: walk.program.workspace.operations.idle, "all read")
        nameless = [
            type(each).__name__
            for each in page.findChildren(object)
            if hasattr(each, "focusPolicy") and each.isVisible() and each.focusPolicy().value & 1
            and not (each.accessibleName() or getattr(each, "text", str)())
        ]  # fmt: skip
        assert nameless == []
    assert QApplication.activeWindow() is walk.window

"""Every field that the framework asks of an issue, and what it asks of the pages, looked for in the window itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.views.shared.side_section import SideSection
from tests.walks.hands import wait_for
from tests.walks.running import CARBON
from tests.walks.window import Walk

FIELDS = {
    "F1": (CARBON,),
    "F2": ("Where it has stood", "Hot List from 2008/09 Q4"),
    "F3": ("Aim", "Plan themes"),
    "F4": ("Lead",),
    "F5": ("Department", "Other departments", "Executive Member's portfolio"),
    "F6": ("Responsibility",),
    "F7": ("Degree of control", "Expected years to shift"),
    "F8": ("Partners", "Overlap with the Local Area Agreement"),
    "F9": (
        "Corporately significant issue for improvement", "Cross-cutting: collective action can make a real difference",
        "Outcome focussed: a positive difference to local residents",
        "A priority already agreed, with resources identified",
        "County Council core business, or a significant contribution",
    ),
    "F10": (
        "Evidence base", "Current performance and direction of travel", "Comparative performance",
        "Survey results and public priorities", "Partnership priorities", "What inspectors say",
    ),
    "F11": ("What is to be achieved",),
    "F12": ("NI 186 Carbon per resident", "7.1, target 7.2 (illustrative)"),
    "F13": ("Ambition and stretch",),
    "F14": ("Action plan and cross-cutting working",),
    "F15": ("Resources", "Budget link"),
    "F16": ("Service plan link",),
    "F17": ("Progress", "Risk to the issue as a whole"),
    "F18": ("Time horizon",),
    "F19": ("Why on the Hot List", "Outcome agreed", "Measures agreed", "Targets agreed", "Focus and strategy agreed",
            "Lead person", "Resources agreed"),
    "F20": ("Equality and diversity", "Community safety", "Sustainability"),
    "F21": ("Localities",),
    "F22": ("Corporate Improvement Plan link number", "Corporate Strategy links"),
    "F23": ("Confirmed",),
    "F24": ("Comes from", "Which inspection or audit"),
}  # fmt: skip


def said(widget: QWidget) -> set[str]:
    """Every word of it that can be read, in labels, fields and buttons, and every control's own name."""
    found: set[str] = set()
    for part in widget.findChildren(QWidget):
        if not part.isVisibleTo(widget):
            continue
        if isinstance(part, QLabel | QAbstractButton | QLineEdit):
            found.add(part.text())
        elif isinstance(part, QPlainTextEdit):
            found.add(part.toPlainText())
        if part.accessibleName():
            found |= {part.accessibleName(), *part.accessibleName().split(", ")}
    return found


def shows(found: set[str], words: str) -> bool:
    return words in found or any(words in each for each in found)


def rows_of(model: Any) -> list[list[str]]:
    columns = range(model.columnCount())
    return [[str(model.index(row, column).data() or "") for column in columns] for row in range(model.rowCount())]


def test_the_sheet_of_an_issue_has_a_place_for_every_field_of_the_framework(walk: Walk) -> None:
    panel = walk.open_issue(CARBON)
    for part in panel.findChildren(SideSection):
        part.set_open(True)
    walk.settle()
    found = said(panel)
    assert {line: [each for each in words if not shows(found, each)] for line, words in FIELDS.items()
            if not all(shows(found, each) for each in words)} == {}  # fmt: skip


def test_strength_shows_the_three_strands_and_their_initiatives_and_a_savings_target_is_written(walk: Walk) -> None:
    walk.window.frame.show_page("strength")
    page = walk.page("strength")
    wait_for(lambda: len(page.cards) >= 6, "the initiatives")
    found = said(page)
    for words in ("Value for Money & Efficiency", "Transformational Change", "Customer Experience"):
        assert shows(found, words), words
    titles = " ".join(card.initiative.title for card in page.cards.values()).lower()
    for words in ("service reviews", "efficiency programme", "change board", "workforce", "influence", "channel shift"):
        assert words in titles, words
    card = next(each for each in page.cards.values() if "Efficiency Programme" in each.initiative.title)
    walk.do.tab_to(card)
    walk.do.key("Enter")
    wait_for(page.panel.isVisible, "the sheet")
    walk.write(page.panel.rows["target"].editor, "4200000")
    walk.do.key("Tab")
    wait_for(lambda: page.state.sheet().initiative.target == 4_200_000, "the target stored")
    walk.do.key("Esc")
    wait_for(lambda: not page.panel.isVisible(), "closed")
    wait_for(lambda: shows(said(page), "£4,200,000 to save"), "the target on the card")


def test_inspections_shows_each_of_the_four_inspectors_on_its_own_scale_and_what_is_aimed_for(walk: Walk) -> None:
    walk.window.frame.show_page("inspections")
    page = walk.page("inspections")
    wait_for(lambda: page.model.rowCount() == 4, "the inspectorates")
    found = {words for row in rows_of(page.model) for words in row}
    for words in ("Area Assessment", "Ofsted", "CQC", "Use of Resources"):
        assert any(words in each for each in found) or any(
            words in f"{page.model.inspectorate(row).name} {page.model.inspectorate(row).title}" for row in range(4)
        ), words
    assert any(" of 4)" in each for each in found)
    assert all(page.model.inspectorate(row).aimed for row in range(4))
    assert page.lines.rowCount() > 0


def test_the_glossary_of_settings_holds_every_term_and_marks_what_is_not_verified(walk: Walk) -> None:
    walk.window.frame.show_page("settings")
    page = walk.page("settings")
    page.go_to("glossary")
    wait_for(lambda: page.state.shown is not None and page.lists.model.entries, "the glossary")
    there = {each.name: each for each in page.lists.model.entries}
    for term in ("CIP", "COSA", "CPEG", "LAA", "CAA", "CQC", "PCT", "VCS", "CMT", "HATs"):
        assert term in there, term
    found = {row[0]: " ".join(row) for row in rows_of(page.lists.model)}
    for term in ("CMT", "HATs"):
        assert "not" in found[term].lower(), "marked: the report does not say it"

"""How each kind of list is changed: the commands, and the sheet where an entry has more than fits into its row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.bridge.lists_state import ListsState
from app.rules.assessment_sections import Meaning, Rating, Section
from app.rules.list_entries import Entry
from app.rules.settings_page import MEANINGS, RATINGS, SECTIONS
from app.rules.texts import REASON_LIMIT, TITLE_LIMIT
from app.views.shared.form_sheet import FormSheet, Values

if TYPE_CHECKING:
    from app.bridge.inspections_state import InspectionsState


class PlainWay:
    """A list edited in place. The others derive from it and say what is different."""

    in_place = True
    removes = True

    def __init__(self, noun: str, state: ListsState) -> None:
        self.noun, self.state = noun, state

    def add(self, name: str) -> Any:
        from app.commands.edit_list import AddListEntry

        return AddListEntry(self.noun, (("name", name),))

    def edit(self, entry: Entry, column: str, value: Any) -> Any:
        from app.commands.edit_list import EditListEntry

        return EditListEntry(self.noun, entry.id, entry.version, column, value)

    def retire(self, entry: Entry, retired: bool) -> Any:
        from app.commands.edit_list import RetireListEntry

        return RetireListEntry(self.noun, entry.id, entry.version, retired)

    def remove(self, entry: Entry) -> Any:
        from app.commands.edit_list import RemoveListEntry

        return RemoveListEntry(self.noun, entry.id, entry.version)

    def order(self, entries: tuple[Entry, ...]) -> Any:
        from app.commands.edit_list import OrderListEntries

        return OrderListEntries(self.noun, tuple(entry.id for entry in entries))

    def sheet(self, home: QWidget, entry: Entry | None) -> FormSheet | None:
        """For a list that is not edited in place; `entry` None: a new one."""
        return None


class InspectoratesWay(PlainWay):
    """Written through the sheet of the page *Inspections*."""

    in_place = False

    def __init__(self, state: ListsState, inspections: InspectionsState) -> None:
        super().__init__("inspectorate", state)
        self.inspections = inspections

    def sheet(self, home: QWidget, entry: Entry | None) -> FormSheet | None:
        from app.views.inspections.inspection_sheets import inspectorate_sheet

        known = self.inspections.inspections.inspectorates if self.inspections.inspections else ()
        of = next((each for each in known if entry is not None and each.id == entry.id), None)
        if entry is not None and of is None:
            return None
        return inspectorate_sheet(self.inspections, home, of)


class SectionsWay(PlainWay):
    """From the open quarter's plan year on."""

    in_place = False
    removes = False

    def __init__(self, state: ListsState) -> None:
        super().__init__(SECTIONS.noun, state)

    def retire(self, entry: Entry, retired: bool) -> Any:
        one: Section = entry.extra["noun"]
        return self._save(one, one.title, one.hint, one.prompts, one.word_limit, retired)

    def order(self, entries: tuple[Entry, ...]) -> Any:
        from app.commands.edit_assessment_lists import OrderAssessmentSections

        return OrderAssessmentSections(self.state.quarter, tuple(entry.key for entry in entries))

    def _save(self, one: Section | None, title: str, hint: str, prompts: Any, limit: int, retired: bool) -> Any:
        from app.commands.edit_assessment_lists import SaveAssessmentSection

        key, version = (one.key, one.version) if one else (None, None)
        return SaveAssessmentSection(self.state.quarter, key, version, title, hint, prompts, limit, retired)

    def sheet(self, home: QWidget, entry: Entry | None) -> FormSheet | None:
        one: Section | None = entry.extra["noun"] if entry else None
        shown = one or Section("", "")
        sheet = FormSheet(home, "Section" if one else "New section", "Save" if one else "Add it", say=SECTIONS.about)
        sheet.add_line("title", "Section", shown.title, most=TITLE_LIMIT, required=True)
        sheet.add_line("hint", "Question below the heading", shown.hint, most=REASON_LIMIT)
        for at, prompt in enumerate(shown.prompts):
            sheet.add_line(f"prompt{at}", f"Question {at + 1}", prompt, most=REASON_LIMIT)
        sheet.add_line("word_limit", "Word limit", str(shown.word_limit), most=6)
        sheet.store_with(self.state.operations, partial(self._of_sheet, one))
        return sheet

    def _of_sheet(self, one: Section | None, values: Values) -> Any:
        prompts = tuple(values[f"prompt{at}"] for at in range(3))
        typed = values["word_limit"].strip()
        limit = int(typed) if typed.isascii() and typed.isdigit() else 0  # 0 is refused with the range
        return self._save(one, values["title"], values["hint"], prompts, limit, one.retired if one else False)


class RatingsWay(PlainWay):
    """From the open quarter's plan year on."""

    in_place = False
    removes = False

    def __init__(self, state: ListsState) -> None:
        super().__init__(RATINGS.noun, state)

    def retire(self, entry: Entry, retired: bool) -> Any:
        one: Rating = entry.extra["noun"]
        return self._save(one, one.word, one.descriptor, one.meaning, retired)

    def order(self, entries: tuple[Entry, ...]) -> Any:
        from app.commands.edit_assessment_lists import OrderAssessmentRatings

        return OrderAssessmentRatings(self.state.quarter, tuple(entry.key for entry in entries))

    def _save(self, one: Rating | None, word: str, descriptor: str, meaning: Meaning, retired: bool) -> Any:
        from app.commands.edit_assessment_lists import SaveAssessmentRating

        key, version = (one.key, one.version) if one else (None, None)
        return SaveAssessmentRating(self.state.quarter, key, version, word, descriptor, meaning, retired)

    def sheet(self, home: QWidget, entry: Entry | None) -> FormSheet | None:
        one: Rating | None = entry.extra["noun"] if entry else None
        sheet = FormSheet(home, "Rating" if one else "New rating", "Save" if one else "Add it", say=RATINGS.about)
        sheet.add_line("word", "Rating", one.word if one else "", most=TITLE_LIMIT, required=True)
        sheet.add_text("descriptor", "When to choose it", one.descriptor if one else "", 3, required=True)
        sheet.add_choice("meaning", "What it claims of performance", MEANINGS, one.meaning.value if one else "mixed")
        sheet.store_with(self.state.operations, partial(self._of_sheet, one))
        return sheet

    def _of_sheet(self, one: Rating | None, values: Values) -> Any:
        return self._save(
            one, values["word"], values["descriptor"], Meaning(values["meaning"]), one.retired if one else False
        )

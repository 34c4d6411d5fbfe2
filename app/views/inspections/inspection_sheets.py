"""Small sheets about inspections: a result, an inspectorate with its scale, a recommendation and what it becomes."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.bridge.inspections_state import InspectionsState, called
from app.rules.inspection import InspectionResult, Inspectorate, Recommendation, RecommendationState
from app.rules.period import Period
from app.rules.readiness import HotListReason
from app.rules.texts import TITLE_LIMIT
from app.views.shared.form_sheet import FormSheet, Values, choices

_YEARS = 8


def result_sheet(
    state: InspectionsState, window: QWidget, of: Inspectorate, year: Period, result: InspectionResult | None
) -> FormSheet:
    """What was judged in a year."""
    sheet = FormSheet(
        window, f"{called(of)}, {year.label}", "Save the result",
        say=f"Aimed for: {of.aimed or 'not set'}. {of.scale_note}".strip(),
    )  # fmt: skip
    scale = [("", "No rating, words only"), *((word, word) for word in reversed(of.scale))]
    sheet.add_choice("rating", "Rating", scale, result.rating if result else of.scale[-1] if of.scale else "")
    sheet.add_day("published", "Published on", result.published if result else None)
    sheet.add_line("source", "Source", result.source if result else "", "Report or letter", TITLE_LIMIT)
    sheet.add_text("note", "What was said", result.note if result else "", 4)
    sheet.store_with(state.operations, partial(_saving_result, of, year, result))
    if result is not None:
        sheet.offer_removal("Remove the result", state.operations, partial(_removing_result, result))
    return sheet


def _removing_result(result: InspectionResult) -> Any:
    from app.commands.edit_inspection import RemoveInspectionResult

    return RemoveInspectionResult(result.id, result.version)


def _saving_result(of: Inspectorate, year: Period, result: InspectionResult | None, values: Values) -> Any:
    from app.commands.edit_inspection import SaveInspectionResult

    return SaveInspectionResult(
        of.id, year, result.version if result else None, values["rating"], values["published"], values["source"],
        values["note"],
    )  # fmt: skip


def inspectorate_sheet(state: InspectionsState, window: QWidget, of: Inspectorate | None) -> FormSheet:
    """Who judges what, on which scale, and the rating aimed for."""
    sheet = FormSheet(window, "Inspectorate" if of else "New inspectorate", "Save" if of else "Add it")
    departments = choices(state.workspace.lists.departments, "The council as a whole", of.department_id if of else None)
    sheet.add_line("name", "Short name", of.name if of else "", "Such as Ofsted", TITLE_LIMIT, required=True)
    sheet.add_line("title", "Full name", of.title if of else "", most=TITLE_LIMIT)
    sheet.add_line("subject", "What it judges", of.subject if of else "", most=TITLE_LIMIT)
    sheet.add_choice("department", "Department", departments, of.department_id if of else None)
    sheet.add_text("scale", "Scale, from the lowest to the highest, one word or phrase a line",
                   "\n".join(of.scale) if of else "", 5)  # fmt: skip
    sheet.add_line("aimed", "Rating aimed for", of.aimed if of else "", "One of the scale's words", TITLE_LIMIT)
    sheet.add_text("aim_note", "Why, and by when", of.aim_note if of else "", 2)
    sheet.store_with(state.operations, partial(_saving_inspectorate, of))
    return sheet


def _saving_inspectorate(of: Inspectorate | None, values: Values) -> Any:
    from app.commands.edit_inspection import SaveInspectorate

    scale = tuple(line.strip() for line in values["scale"].splitlines() if line.strip())
    id_, version, note = (of.id, of.version, of.scale_note) if of else (None, None, "")
    return SaveInspectorate(
        id_, version, values["name"], values["title"], values["subject"], scale, values["aimed"].strip(),
        values["aim_note"], values["department"], note,
    )  # fmt: skip


def recommendation_sheet(
    state: InspectionsState, window: QWidget, one: Recommendation | None, of: Inspectorate | None
) -> FormSheet:
    """A recommendation, new or as it stands."""
    shown = state.inspections.inspectorates if state.inspections else ()
    newest = Period.financial_year(state.workspace.quarter.financial_start_year)
    years = [newest.shift(-back) for back in range(_YEARS)]
    sheet = FormSheet(window, "Recommendation" if one else "New recommendation", "Save" if one else "Add it")
    chosen = one.inspectorate_id if one else of.id if of else None
    sheet.add_choice("inspectorate", "From", [(each.id, called(each)) for each in shown], chosen)
    sheet.add_choice("year", "Year", [(year, year.label) for year in years], one.year if one else newest)
    sheet.add_line("title", "Recommendation", one.title if one else "", most=TITLE_LIMIT, required=True)
    sheet.add_text("note", "In full", one.note if one else "", 3)
    owners = choices(state.workspace.lists.posts, "No owner", one.owner_post_id if one else None)
    sheet.add_choice("owner", "Owner", owners, one.owner_post_id if one else None)
    sheet.add_day("due", "Due", one.due if one else None)
    if one is not None:
        states = [(each, each.title) for each in RecommendationState]
        sheet.add_choice("state", "State", states, one.state)
        sheet.add_text("reason", "Why it is not pursued, or how it was done", one.reason, 2)
    sheet.store_with(state.operations, partial(_saving_recommendation, one))
    return sheet


def _saving_recommendation(one: Recommendation | None, values: Values) -> Any:
    from app.commands.edit_inspection import SaveRecommendation

    return SaveRecommendation(
        one.id if one else None, one.version if one else None, values["inspectorate"], values["year"], values["title"],
        values["note"], values.get("state", RecommendationState.OPEN), values["owner"], values["due"],
        values.get("reason", ""),
    )  # fmt: skip


def hot_list_sheet(state: InspectionsState, window: QWidget, one: Recommendation, of: Inspectorate) -> FormSheet:
    """The recommendation enters the Hot List as an issue."""
    lists = state.workspace.lists
    sheet = FormSheet(
        window, "Put it on the Hot List", "Add to the Hot List",
        say=f"“{one.title}” ({called(of)}, {one.year.label}) becomes an issue in development, and stays linked to it.",
    )  # fmt: skip
    sheet.add_line("title", "Title", one.title, "The outcome that is wanted", TITLE_LIMIT, required=True)
    sheet.add_choice("aim", "Aim", choices(lists.aims, "No aim yet"))
    sheet.add_choice("department", "Department", choices(lists.departments, "No department yet"), of.department_id)
    sheet.add_choice("lead", "Lead person", choices(lists.posts, "No lead yet"), one.owner_post_id)
    sheet.add_text("reason", "Reason for the history", f"Recommended by {called(of)}, {one.year.label}", 2, required=True)
    sheet.store_with(state.operations, partial(_adding_issue, state, one))
    return sheet


def _adding_issue(state: InspectionsState, one: Recommendation, values: Values) -> Any:
    from app.commands.add_issue import AddIssue
    from app.commands.edit_inspection import TakeUpAsIssue

    newest = state.workspace.newest or state.workspace.quarter
    add = AddIssue(
        values["title"], values["aim"], values["department"], values["lead"], HotListReason.UPCOMING.value, "inspection",
        values["reason"].strip(), newest, proposed_by=state.workspace.you_are,
    )  # fmt: skip
    return TakeUpAsIssue(one.id, one.version, add)


def action_sheet(state: InspectionsState, window: QWidget, one: Recommendation) -> FormSheet:
    """The recommendation becomes an action on an issue there is."""
    sheet = FormSheet(window, "Make it an action", "Add the action")
    sheet.add_choice("issue", "On the issue", state.issues)
    sheet.add_line("title", "Action", one.title, most=TITLE_LIMIT, required=True)
    sheet.add_choice("owner", "Owner", choices(state.workspace.lists.posts, "No owner"), one.owner_post_id)
    sheet.add_day("due", "Due", one.due)
    sheet.store_with(state.operations, partial(_adding_action, one))
    return sheet


def _adding_action(one: Recommendation, values: Values) -> Any:
    from app.commands.edit_inspection import TakeUpAsAction

    return TakeUpAsAction(one.id, one.version, values["issue"], values["title"], values["owner"], values["due"])


def link_sheet(state: InspectionsState, window: QWidget, one: Recommendation) -> FormSheet:
    """It is dealt with by an issue there is; or by none after all."""
    sheet = FormSheet(window, "Link it to an issue", "Link it")
    sheet.add_choice("issue", "Issue", [(None, "None"), *state.issues], one.issue_id)
    sheet.store_with(state.operations, partial(_linking, one))
    return sheet


def _linking(one: Recommendation, values: Values) -> Any:
    from app.commands.edit_inspection import LinkRecommendation

    return LinkRecommendation(one.id, one.version, values["issue"])

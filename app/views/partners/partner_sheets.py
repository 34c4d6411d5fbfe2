"""The small sheets of the partners' page: a partner's own target, and how an issue depends on a partner."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.bridge.partners_state import PartnersState
from app.rules.errors import Problem, Refused
from app.rules.lists import name_of
from app.rules.partnership import Dependence, PartnerTarget
from app.rules.period import Period
from app.rules.period_labels import UnreadablePeriodError, parse
from app.rules.texts import TITLE_LIMIT
from app.views.shared.form_sheet import FormSheet, Values, choices


def target_sheet(
    state: PartnersState, home: QWidget, target: PartnerTarget | None, issue_id: int | None = None
) -> FormSheet:
    """A new target, or one to be changed; `issue_id` is proposed for a new one."""
    found = state.partnership
    issues = [(None, "No issue of the plan"), *((each.id, each.title) for each in found.issues)] if found else []
    sheet = FormSheet(home, "A partner's own target", "Keep it" if target else "Add it")
    kept = target.partner_id if target else None
    sheet.add_choice("partner", "Partner", choices(state.workspace.lists.partners, keep=kept), kept)
    sheet.add_line("title", "What the partner aims for", target.title if target else "", most=TITLE_LIMIT, required=True)
    sheet.add_choice("issue", "Issue that it meets", issues, target.issue_id if target else issue_id)
    sheet.add_find(
        "indicator", "Our indicator beside it", [(each.id, each.name) for each in found.indicators] if found else [],
        target.indicator_id if target else None, empty="None",
    )  # fmt: skip
    level = "" if target is None or target.target is None else f"{target.target:g}"
    sheet.add_line("target", "Level", level, hint="7.4")
    sheet.add_line("measure", "Measured as", target.measure if target else "", hint="offences per 1,000 residents")
    by = target.period.label if target and target.period else ""
    sheet.add_line("period", "By when", by, hint="2010/11 or 2010/11 Q4")
    sheet.add_text("source", "Where it is said", target.source if target else "", lines=2)

    def send(values: Values) -> None:
        try:
            command = _saving(target, values)
        except Refused as refused:
            sheet.refuse(refused)
            return
        sheet.do_button.setEnabled(False)
        state.operations.do(command, None, lambda _: sheet.accept(), sheet.refuse)

    sheet.wanted.connect(send)
    return sheet


def _saving(target: PartnerTarget | None, values: Values) -> Any:
    from app.commands.partner_targets import SavePartnerTarget

    return SavePartnerTarget(
        target.id if target else None, target.version if target else None, values["partner"], values["title"],
        issue_id=values["issue"], indicator_id=values["indicator"], measure=values["measure"],
        period=_period(values["period"]), target=_level(values["target"]), source=values["source"],
    )  # fmt: skip


def _level(text: str) -> float | None:
    plain = text.strip().replace(",", "").removeprefix("£").removesuffix("%").strip()
    if not plain:
        return None
    try:
        return float(plain)
    except ValueError:
        raise Refused(Problem("partner_level_unreadable", {"field": "target", "text": text.strip()[:40]})) from None


def _period(text: str) -> Period | None:
    if not text.strip():
        return None
    try:
        return parse(text.strip())
    except UnreadablePeriodError as error:
        problem = error.problem
        raise Refused(Problem(problem.code, {**problem.facts, "field": "period"})) from None


def dependency_sheet(state: PartnersState, home: QWidget, line: Dependence) -> FormSheet | None:
    """How the issue of the line depends on its partner; None where it has none."""
    tie = line.tie
    if tie is None:
        return None
    partner = name_of(state.workspace.lists.partners, tie.partner_id)
    sheet = FormSheet(home, f"How it depends on {partner}", "Keep it", say=line.issue.title)
    sheet.add_text("dependency", "What only the partner can do or decide", tie.dependency, lines=5)

    def make(values: Values) -> Any:
        from app.commands.partner_targets import SetDependency

        return SetDependency(tie.id, tie.version, values["dependency"])

    sheet.store_with(state.operations, make)
    return sheet

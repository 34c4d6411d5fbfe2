"""Outcome and ownership: what is to be achieved, by whom, with whom, and how far it is in the council's hands."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from app.rules.fields import BY_NAME
from app.rules.issue import IssueSheet
from app.rules.lists import Lists, name_of
from app.views.issues.horizon_line import HorizonLine
from app.views.issues.section import Section


class OutcomeSection(Section):
    title = "Outcome and ownership"

    def build(self, column: QVBoxLayout) -> None:
        self.add_row(column, "achieve")
        self.add_row(column, "ambition")
        for name in ("horizon", "shift_years", "aim_id"):
            self.add_row(column, name)
        self.add_links(column, "theme", "Plan themes", "Add a theme")
        self.add_links(column, "strategy_link", "Corporate Strategy links", "Add a link")
        for name in ("portfolio_id", "responsibility", "control"):
            self.add_row(column, name)
        self.horizon = HorizonLine(self.state)
        column.addWidget(self.horizon)
        self.add_links(column, "department", "Other departments", "Add a department")
        self.add_links(column, "partner", "Partners", "Add a partner")
        self.add_row(column, "laa_overlap")
        self.add_links(column, "locality", "Localities", "Add a locality")

    def fill(self, sheet: IssueSheet, lists: Lists) -> None:
        self.horizon.show_sheet(sheet)

    def summary(self, sheet: IssueSheet, lists: Lists) -> str:
        chosen = sheet.fields.get("responsibility")
        short = {"principal": "Principal responsibility", "shared": "Shared responsibility"}.get(
            str(chosen), ""
        )
        aim = sheet.fields.get("aim_id")
        named = name_of(lists.aims, aim if isinstance(aim, int) else None)
        return ", ".join(part for part in (short, named) if part)


class PlanSection(Section):
    title = "Plan and resources"

    def build(self, column: QVBoxLayout) -> None:
        for name in ("action_plan", "resources", "budget_link", "service_plan_link", "cip_link"):
            self.add_row(column, name)

    def summary(self, sheet: IssueSheet, lists: Lists) -> str:
        names = ("action_plan", "resources", "budget_link", "service_plan_link", "cip_link")
        written = sum(1 for name in names if sheet.fields.get(name))
        return f"{written} of {len(names)} written"


class ConsiderationsSection(Section):
    title = "Considerations and origin"

    def build(self, column: QVBoxLayout) -> None:
        for name in (
            "equality",
            "community_safety",
            "sustainability",
            "hot_list_reason",
            "origin",
            "origin_note",
        ):
            self.add_row(column, name)

    def summary(self, sheet: IssueSheet, lists: Lists) -> str:
        names = ("equality", "community_safety", "sustainability")
        written = sum(1 for name in names if sheet.fields.get(name))
        origin = dict(BY_NAME["origin"].options).get(str(sheet.fields.get("origin")), "")
        from_words = (
            f", from {origin.lower()}" if sheet.fields.get("origin") in ("inspection", "audit") else ""
        )
        return f"{written} of {len(names)} written{from_words}"

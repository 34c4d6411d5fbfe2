"""How an indicator is judged: which way is better, and by which RAG rule from which period on."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bridge.indicator_sheet_state import IndicatorSheetState, RuleValues
from app.rules.errors import Problem, Refused
from app.rules.indicator_fields import JUDGING, RAG_RULES
from app.rules.indicator_sheet import IndicatorSheet, RuleLine
from app.rules.lists import Lists
from app.rules.period import Period
from app.rules.rag import DEFAULT_RULE, RagRule, RagRuleName, read_tolerance
from app.rules.rag_rules import rule_problem
from app.views.indicators.line_row import LineRow, Values, period_words
from app.views.indicators.lines_section import LinesSection
from app.views.indicators.record_section import value_words
from app.views.shared import complaints, theme
from app.views.shared.choice_value import ChoiceValue
from app.views.shared.section_heading import sub_heading
from app.views.shared.text_value import TextValue

TOLERANCE = 52
_FIRST = {"rag_rule": "RAG rule at first", "rag_tolerance": "Tolerance in %"}


class RuleRow(LineRow):
    noun = "rule"
    why_below = True

    def __init__(self, parent: QWidget | None = None, *, new: bool = False) -> None:
        super().__init__(parent, new=new)
        self.rule = ChoiceValue("RAG rule", optional=False)
        self.rule.set_options(RAG_RULES)
        self.rule.setProperty("inplace", not new)
        self.tolerance = TextValue("Tolerance in %", lines=False, most=1, inplace=not new)
        self.tolerance.setPlaceholderText("10%")
        self.why.setPlaceholderText("Why the rule changes")
        self.finish()

    @property
    def parts(self) -> dict[str, TextValue | ChoiceValue]:
        return {"period": self.period, "rule": self.rule, "tolerance": self.tolerance, "why": self.why}

    def resize_parts(self) -> None:
        super().resize_parts()
        self.tolerance.setFixedWidth(theme.px(TOLERANCE))

    def show_line(self, line: RuleLine, sheet: IndicatorSheet) -> None:
        super().show_line(line, sheet)
        self.name_parts(("First period", "Kind", "Tolerance in %", "Reason"), f"from {line.since.label}")

    def texts_of(self, line: RuleLine, sheet: IndicatorSheet) -> tuple[str, str, str, str]:
        return (
            period_words(line.since, sheet), line.rule.name.value, f"{line.rule.tolerance:g}%", line.rationale,
        )  # fmt: skip

    def read_rest(self, period: Period, sheet: IndicatorSheet) -> RuleValues | Problem:
        tolerance = read_tolerance(self.tolerance.value())
        if isinstance(tolerance, Problem):
            return tolerance
        return period, RagRule(RagRuleName(str(self.rule.value())), tolerance), self.why.value().strip()

    def problem_of(self, values: Values, sheet: IndicatorSheet) -> Problem | None:
        since, rule, why = values
        others = (each.since for each in sheet.rules if self.line is None or each.id != self.line.id)
        return rule_problem(since, rule.tolerance, why, others, sheet.newest or since)


class RulesSection(LinesSection):
    place = "rule"
    add_words = "Change the rule from a period on"

    def __init__(self, state: IndicatorSheetState) -> None:
        super().__init__(state, JUDGING)

    def build(self, column: QVBoxLayout) -> None:
        self.add_row(column, "polarity")
        for name, label in _FIRST.items():
            self.add_row(column, name, label)
        self.add_row(column, "fix_after")
        limits = self.rows["fix_after"].editor
        if isinstance(limits, TextValue):
            limits.setPlaceholderText("As the plan's setting says; 0: all of them")
        self.changes = sub_heading("Changed from a period on")
        column.addWidget(self.changes)
        self.build_lines(column)

    def fill(self, sheet: IndicatorSheet, lists: Lists) -> None:
        super().fill(sheet, lists)
        self.changes.setVisible(bool(sheet.rules) or self.new_row is not None)

    def lines_of(self, sheet: IndicatorSheet) -> tuple[RuleLine, ...]:
        return sheet.rules

    def period_of(self, line: RuleLine) -> Period:
        return line.since

    def make_row(self, *, new: bool) -> RuleRow:
        row = RuleRow(new=new)
        row.rule.show_value(DEFAULT_RULE.name.value)
        return row

    def next_period(self, sheet: IndicatorSheet) -> Period:
        """The quarter that is open: what was reported before it stays."""
        return sheet.newest or Period(self.state.workspace.quarter.end, 3)

    def store(self, line_id: int | None, values: Values) -> None:
        self.state.set_rule(line_id, values)

    def remove(self, line_id: int) -> None:
        self.state.remove_rule(line_id)

    def first_part(self, row: LineRow) -> QWidget:
        return row.parts["why"] if row.why.value() == "" and self._carried else row.parts["rule"]

    _carried = False
    """Whether the new line took over a rule that could not be given to past figures."""

    def on_refused(self, place: str, error: Exception) -> bool:
        """A rule that would change past judgements is offered from the open quarter on instead."""
        if not (place in _FIRST and isinstance(error, Refused) and error.problems[0].code == "rule_judged"):
            return super().on_refused(place, error)
        chosen = {name: self.rows[name].editor.value() for name in _FIRST}
        for name in _FIRST:
            self.rows[name].forget()
            self.rows[name].show_sheet(self.state.sheet, self.state.lists)
        self._carried = True
        self.add_line()
        self._carried = False
        if isinstance(self.new_row, RuleRow):
            self.new_row.rule.show_value(str(chosen["rag_rule"]))
            self.new_row.tolerance.put_back(f"{chosen['rag_tolerance']}%")
            self.new_row.error.set_message(complaints.of_error(error), wrong=False)
        return True

    def summary(self, sheet: IndicatorSheet, lists: Lists) -> str:
        now = dict(RAG_RULES)[sheet.rules[0].rule.name.value].lower() if sheet.rules else ""
        judged = f"{now} from {period_words(sheet.rules[0].since, sheet)}" if now else value_words("rag_rule", sheet, lists)
        return f"{value_words('polarity', sheet, lists)}, {judged}"

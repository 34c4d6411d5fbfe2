"""One indicator open in its sheet, and the edits of its columns, targets, rules and notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.bridge.sheet_state import SheetState
from app.rules.changes import Changes
from app.rules.indicator_sheet import ComparatorLine, EventLine, IndicatorSheet, RuleLine, TargetLine
from app.rules.period import Period
from app.rules.rag import RagRule

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NOUNS = (
    "indicator", "target", "rag_rule", "comparator_value", "comparator", "indicator_event", "reading",
    "issue_indicator", "issue", "department", "post",
)  # fmt: skip
TargetValues = tuple[Period, float | None, float | None, str]
"""Period, target (or upper end), floor (or lower end), reason."""
RuleValues = tuple[Period, RagRule, str]
"""The first period judged by it, the rule, and why it was changed."""
ComparatorValues = tuple[Period, str, float | None, str]
"""Period, place, figure, source."""


@dataclass(frozen=True)
class IndicatorQuestion:
    """The query for one indicator's sheet at one quarter."""

    indicator_id: int
    quarter: Period

    def __call__(self, session: Session) -> IndicatorSheet:
        from app.store.queries.indicator_sheet import sheet

        found: IndicatorSheet = sheet(session, self.indicator_id, self.quarter)
        return found


class IndicatorSheetState(SheetState):
    sheet: IndicatorSheet | None

    @property
    def indicator_id(self) -> int | None:
        return self.thing_id

    def question(self, thing_id: int) -> IndicatorQuestion:
        return IndicatorQuestion(thing_id, self.workspace.quarter)

    def concerns(self, changes: Changes) -> bool:
        return changes.touches(*NOUNS)

    def edit(self, field: str, value: object) -> None:
        """Change one column of the indicator."""
        from app.commands.save_indicator import SaveIndicator

        self.change(field, lambda sheet: SaveIndicator(sheet.id, sheet.version, ((field, value),)))

    def set_target(self, target_id: int | None, values: TargetValues) -> None:
        from app.commands.set_target import SetTarget

        def make(sheet: IndicatorSheet) -> SetTarget:
            version = None if target_id is None else _target(sheet, target_id).version
            return SetTarget(sheet.id, target_id, version, *values)

        self.change(f"target {target_id or 'new'}", make)

    def remove_target(self, target_id: int) -> None:
        from app.commands.set_target import RemoveTarget

        self.change(
            f"target {target_id}", lambda sheet: RemoveTarget(target_id, _target(sheet, target_id).version)
        )

    def add_note(self, period: Period, words: str) -> None:
        from app.commands.chart_note import AddEvent

        self.change("event new", lambda sheet: AddEvent(sheet.id, period, words))

    def reword_note(self, event_id: int, words: str) -> None:
        from app.commands.chart_note import RewordEvent

        self.change(
            f"event {event_id}", lambda sheet: RewordEvent(event_id, _event(sheet, event_id).version, words)
        )

    def remove_event(self, event_id: int) -> None:
        from app.commands.chart_note import RemoveEvent

        def make(sheet: IndicatorSheet) -> RemoveEvent:
            event = _event(sheet, event_id)
            if event.is_break:
                return RemoveEvent(event_id, event.version, f"Join the limits again at {event.period.label}")
            return RemoveEvent(event_id, event.version)

        self.change(f"event {event_id}", make)

    def begin_again(self, period: Period, reason: str, words: str) -> None:
        from app.commands.rebase import Rebase

        self.change("break new", lambda sheet: Rebase(sheet.id, period, reason, words))

    def set_rule(self, rule_id: int | None, values: RuleValues) -> None:
        from app.commands.set_rag_rule import SetRagRule

        def make(sheet: IndicatorSheet) -> SetRagRule:
            version = None if rule_id is None else _rule(sheet, rule_id).version
            return SetRagRule(sheet.id, rule_id, version, *values)

        self.change(f"rule {rule_id or 'new'}", make)

    def remove_rule(self, rule_id: int) -> None:
        from app.commands.set_rag_rule import RemoveRagRule

        self.change(f"rule {rule_id}", lambda sheet: RemoveRagRule(rule_id, _rule(sheet, rule_id).version))

    def set_comparator(self, value_id: int | None, values: ComparatorValues) -> None:
        from app.commands.set_comparator import SetComparator

        def make(sheet: IndicatorSheet) -> SetComparator:
            version = None if value_id is None else _comparator(sheet, value_id).version
            return SetComparator(sheet.id, value_id, version, *values)

        self.change(f"comparator {value_id or 'new'}", make)

    def remove_comparator(self, value_id: int) -> None:
        from app.commands.set_comparator import RemoveComparator

        self.change(
            f"comparator {value_id}", lambda sheet: RemoveComparator(value_id, _comparator(sheet, value_id).version)
        )


def _target(sheet: IndicatorSheet, target_id: int) -> TargetLine:
    """Raises LookupError where it has gone meanwhile."""
    return {each.id: each for each in sheet.targets}[target_id]


def _event(sheet: IndicatorSheet, event_id: int) -> EventLine:
    return {each.id: each for each in sheet.events}[event_id]


def _rule(sheet: IndicatorSheet, rule_id: int) -> RuleLine:
    return {each.id: each for each in sheet.rules}[rule_id]


def _comparator(sheet: IndicatorSheet, value_id: int) -> ComparatorLine:
    return {each.id: each for each in sheet.comparators}[value_id]

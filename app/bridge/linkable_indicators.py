"""The indicators an issue could be measured by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.rules.period import Period
from app.rules.series import IndicatorLine

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.bridge.issue_state import IssueState


@dataclass(frozen=True)
class ListingQuestion:
    quarter: Period

    def __call__(self, session: Session) -> tuple[IndicatorLine, ...]:
        from app.store.queries import indicators

        return indicators.listing(session, self.quarter)


def ask_linkable(state: IssueState, then: Callable[[tuple[IndicatorLine, ...]], None]) -> None:
    """`then` gets every indicator as the list shows it, on the GUI thread."""
    state.operations.ask(ListingQuestion(state.workspace.quarter), then)

"""Erase a person's name or words on request, wherever the store holds them. The erasure itself never names the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.rules.erasing import MARK, erasure_problem
from app.rules.errors import Problem, Refused
from app.store import erasures
from app.store.erasing import erase


@dataclass(frozen=True)
class EraseText:
    """`text` is kept nowhere. Never undone; what came before it is undone as far as its entry was not erased."""

    text: str = field(repr=False)
    reason: str
    mark: str = MARK
    history_kind: str = erasures.KIND
    label: str = "Erase personal data"

    def do(self, session: Session) -> None:
        problem = erasure_problem(self.text, self.mark, self.reason)
        if problem is not None:
            raise Refused(problem)
        if not erase(session, self.text, self.mark.strip()):
            raise Refused(Problem("erase_nothing", {"field": "text"}))

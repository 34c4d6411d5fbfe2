"""Keep a pack of pages under a name, or forget it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.commands.versions import row_as_seen
from app.models.pack import PackRow
from app.rules.errors import Problem, Refused
from app.rules.papers import Pack
from app.rules.saved_pack import name_problem, options_plain, pages_plain


@dataclass(frozen=True)
class SavePack:
    """`pack_id` and `version`: of the one that is saved over; without them a new one, whose name must be free."""

    pack: Pack
    pack_id: int | None = None
    version: int | None = None

    @property
    def label(self) -> str:
        return f"Save pack {self.pack.name.strip()}"

    def do(self, session: Session) -> None:
        problem = name_problem(self.pack.name)
        if problem is not None:
            raise Refused(problem)
        if not self.pack.pages:
            raise Refused(Problem("pack_empty"))
        name = self.pack.name.strip()
        taken = session.scalar(select(PackRow).where(PackRow.name == name))
        if taken is not None and taken.id != self.pack_id:
            raise Refused(Problem("pack_name_taken", {"name": name}))
        pages, options = pages_plain(self.pack), options_plain(self.pack.options)
        if self.pack_id is None:
            last = session.scalar(select(func.max(PackRow.position)))
            session.add(PackRow(name=name, position=0 if last is None else last + 1, pages=pages, options=options))
            return
        row = row_as_seen(session, PackRow, self.pack_id, self.version or 0)
        row.name, row.pages, row.options = name, pages, options


@dataclass(frozen=True)
class RemovePack:
    pack_id: int
    version: int
    label: str = "Remove pack"

    def do(self, session: Session) -> None:
        session.delete(row_as_seen(session, PackRow, self.pack_id, self.version))

"""Freeze a quarter as it was reported; correct a published figure with a new version beside the old."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import __version__
from app.commands.put_readings import check_rows, columns_of
from app.models.frozen_quarter import FrozenQuarterRow
from app.models.plan import Quarter
from app.rules import clock
from app.rules.errors import Problem, Refused, Stale
from app.rules.frozen import OpenMatter, reason_problem
from app.rules.indicator import Status
from app.rules.period import Period
from app.rules.readings import ReadingRow
from app.store import blobs
from app.store.queries.freezing import matters
from app.store.queries.frozen import editions, history_head
from app.store.recording import insert_columns


@dataclass(frozen=True)
class Reported:
    """What was printed. `head`: of the history that it saw; `snapshot` as app.store.snapshot packs it."""

    pdf: bytes
    snapshot: bytes
    figures: dict[str, Any]
    entries: int
    head: str
    pack: str = ""
    public_pdf: bytes = b""


@dataclass(frozen=True)
class FreezeQuarter:
    """Never undone. `reason` is wanted where something is open."""

    quarter: Period
    reported: Reported
    reason: str = ""
    by: str = ""
    history_kind: str = "kept"

    @property
    def label(self) -> str:
        return f"Freeze {self.quarter.label}"

    def do(self, session: Session) -> None:
        row = session.scalar(select(Quarter).where(Quarter.period == self.quarter))
        if row is None:
            raise Refused(Problem("gone", {"noun": "quarter", "id": self.quarter.key}))
        if row.frozen or editions(session, self.quarter):
            raise Refused(Problem("quarter_already_frozen", {"quarter": self.quarter.label}))
        if history_head(session)[1] != self.reported.head:
            raise Stale(Problem("freeze_changed", {"quarter": self.quarter.label}))
        open_then = matters(session, self.quarter, clock.today())
        problem = reason_problem(open_then, self.reason, edition=1)
        if problem is not None:
            raise Refused(problem)
        row.frozen = True
        _keep(session, self.quarter, 1, self.reported, self.reason, self.by, open_then)


@dataclass(frozen=True)
class CorrectPublished:
    """A figure of a frozen quarter was wrong: the right one, and the paper that says so, as the next edition."""

    quarter: Period
    edition: int
    """The one that its author saw."""
    row: ReadingRow
    reported: Reported
    reason: str
    by: str = ""
    history_kind: str = "kept"

    @property
    def label(self) -> str:
        return f"Correct a published figure of {self.quarter.label}"

    def do(self, session: Session) -> None:
        there = editions(session, self.quarter)
        if not there:
            raise Refused(Problem("quarter_not_frozen", {"quarter": self.quarter.label}))
        if there[0].edition != self.edition:
            raise Stale(Problem("stale", {"noun": "frozen_quarter", "id": there[0].id}))
        problem = reason_problem((), self.reason, edition=self.edition + 1)
        if problem is not None:
            raise Refused(problem)
        check_rows(session, (self.row,))
        columns = columns_of((self.row,), "Correction of a published figure", self.by)
        insert_columns(session, "reading", columns | {"status": [Status.RESTATED]})
        _keep(
            session, self.quarter, self.edition + 1, self.reported, self.reason, self.by, there[0].open_matters
        )


def _keep(
    session: Session, quarter: Period, edition: int, reported: Reported, reason: str, by: str,
    open_then: tuple[OpenMatter, ...],
) -> None:  # fmt: skip
    session.add(
        FrozenQuarterRow(
            quarter=quarter, edition=edition, frozen_at=clock.now(), frozen_by=by, reason=reason.strip(),
            pack=reported.pack, open_matters=[[each.code, list(each.names)] for each in open_then],
            figures=reported.figures, entries=reported.entries, head=reported.head, program=__version__,
            pdf_sha256=blobs.keep(session, reported.pdf),
            public_sha256=blobs.keep(session, reported.public_pdf) if reported.public_pdf else None,
            snapshot_sha256=blobs.keep(session, reported.snapshot),
        )
    )  # fmt: skip

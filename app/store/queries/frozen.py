"""Frozen quarters: what was reported, as it was reported, and what was restated since."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.rules.frozen import FrozenQuarter, OpenMatter, Restatement
from app.rules.indicator import format_value
from app.rules.lists import WHOLE_COUNTY
from app.rules.period import Period
from app.store import blobs, snapshot
from app.store.queries.lists import is_frozen
from app.store.queries.plain import document, rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_COLUMNS = (
    "id, quarter, edition, frozen_at, frozen_by, reason, pack, open_matters, entries, head, program, pdf_sha256,"
    " public_sha256, snapshot_sha256"
)
_EDITIONS = f"SELECT {_COLUMNS} FROM frozen_quarter WHERE quarter = ? ORDER BY edition DESC"  # noqa: S608
_SNAPSHOT = "SELECT snapshot_sha256 FROM frozen_quarter WHERE quarter = ? ORDER BY edition DESC LIMIT 1"
_LAST_BEFORE = "SELECT max(quarter) FROM frozen_quarter WHERE quarter < ?"
_FIGURES = (
    "SELECT c.indicator_id, c.period, c.value, i.code, i.title, i.unit, i.decimals FROM current_reading c"
    " JOIN indicator i ON i.id = c.indicator_id WHERE c.locality_id = ? AND c.period <= ?"
    " ORDER BY c.indicator_id, c.period"
)
_HEAD = "SELECT seq, head FROM history ORDER BY seq DESC LIMIT 1"


def editions(session: Session, quarter: Period) -> tuple[FrozenQuarter, ...]:
    """What was reported of the quarter, the newest first; empty while it is open."""
    return tuple(map(_noun, rows(session, _EDITIONS, (quarter.key,))))


def frozen_facts(session: Session, quarter: Period) -> dict[str, Any]:
    """What a refusal says of it: which quarter, and on which day it was published."""
    on = published_on(session, quarter)
    return {"quarter": quarter.label, **({"on": f"{on:%d/%m/%Y}"} if on else {})}


def published_on(session: Session, quarter: Period) -> date | None:
    ((at,),) = rows(session, "SELECT min(frozen_at) FROM frozen_quarter WHERE quarter = ?", (quarter.key,))
    return datetime.fromisoformat(at).date() if at else None


def paper(session: Session, frozen: FrozenQuarter, *, public: bool = False) -> bytes:
    """The PDF that was printed. Raises KnownError original_gone or original_damaged."""
    return blobs.original(session, frozen.public_sha256 if public else frozen.pdf_sha256)


def as_reported(session: Session, quarter: Period | None) -> Session:
    """The session to ask about a quarter: for a frozen one, the plan as it was reported.

    Where the bytes of that are lost, the plan as it is now: the paper itself says what was reported.
    """
    if quarter is None or not is_frozen(session, quarter):
        return session
    found = rows(session, _SNAPSHOT, (quarter.key,))
    if not found or not blobs.is_there(session, found[0][0]):
        return session
    return snapshot.reported(session, found[0][0])


def history_head(session: Session) -> tuple[int, str]:
    """Number and head of the last entry."""
    found = rows(session, _HEAD)
    return (int(found[0][0]), str(found[0][1])) if found else (0, "")


def frozen_before(session: Session, quarter: Period) -> Period | None:
    """The last frozen quarter before this one."""
    ((key,),) = rows(session, _LAST_BEFORE, (quarter.key,))
    return None if key is None else Period.from_key(key)


def printed_outline(session: Session, frozen: FrozenQuarter) -> list[list[Any]]:
    """Where the pages of the printed paper start: choice, kind, subject, title, sheet."""
    ((kept,),) = rows(session, "SELECT json_extract(figures, '$.outline') FROM frozen_quarter WHERE id = ?", (frozen.id,))
    return list(document(kept)) if kept else []


def restated(session: Session, quarter: Period) -> tuple[Restatement, ...]:
    """Figures of the paper before this quarter's that read otherwise now, by indicator and period."""
    last = frozen_before(session, quarter)
    if last is None:
        return ()
    then, now = as_reported(session, last), as_reported(session, quarter)
    upto = Period(last.end, 99).key
    current = {(row[0], row[1]): row for row in rows(now, _FIGURES, (WHOLE_COUNTY, upto))}
    found = []
    for row in rows(then, _FIGURES, (WHOLE_COUNTY, upto)):
        newer = current.get((row[0], row[1]))
        printed, printed_now = _printed(row), _printed(newer) if newer else ""
        if printed and printed != printed_now:
            period = Period.from_key(row[1])
            found.append(Restatement(row[0], row[3], row[4], period, last, printed, printed_now))
    return tuple(found)


def _printed(row: tuple[Any, ...]) -> str:
    return format_value(row[2], row[5], row[6])


def _noun(row: tuple[Any, ...]) -> FrozenQuarter:
    (id_, quarter, edition, at, by, reason, pack, open_, entries, head, program, pdf, public, sha) = row
    open_then = tuple(OpenMatter(code, tuple(names)) for code, names in document(open_))
    return FrozenQuarter(
        id_, Period.from_key(quarter), edition, datetime.fromisoformat(at), by, reason, pack, open_then, entries,
        head, program, pdf, public or "", sha,
    )  # fmt: skip

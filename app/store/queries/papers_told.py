"""What the public papers so far told of figures that may be about few people: a difference from it would tell as well."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from app.rules.period import Period
from app.rules.series import Place, Series
from app.rules.suppression import hidden_periods
from app.rules.suppression_places import hidden_in_places
from app.store import blobs, snapshot
from app.store.queries.plain import rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Measure = Callable[["Session", Period], Mapping[int, Series]]
"""The sensitive series as a snapshot has them at its quarter."""
_PAPERS = "SELECT id, quarter, snapshot_sha256 FROM frozen_quarter WHERE id < ? ORDER BY id"
_OWN = "SELECT max(id) FROM frozen_quarter WHERE quarter = ?"
_EVERY = 1 << 62
_MOST = 4
_Told = TypeVar("_Told", Series, Place)
_kept: dict[tuple[str, ...], dict[int, Series]] = {}
"""By the snapshots' hashes: what was frozen never changes."""


def told_before(session: Session, quarter: Period, measure: Measure, *, corrected: bool = False) -> dict[int, Series]:
    """The series as all papers printed before this quarter's told them; `corrected`: its own editions too.

    A figure that a paper hid stands as the one before it gave it: three papers side by side tell no more than two.
    """
    ((own,),) = rows(session, _OWN, (quarter.key,))
    before = _EVERY if corrected or own is None else own
    papers = [(Period.from_key(key), str(sha)) for _, key, sha in rows(session, _PAPERS, (before,))]
    papers = [(of, sha) for of, sha in papers if blobs.is_there(session, sha)]
    name = tuple(sha for _, sha in papers)
    found = _kept.pop(name, None)
    if found is None:
        found = {}
        for of, sha in papers:
            found = _told(found, _as_printed(session, sha, of, measure))
    _kept[name] = found  # the newest last
    while len(_kept) > _MOST:
        _kept.pop(next(iter(_kept)))
    return found


def _as_printed(session: Session, sha256: str, quarter: Period, measure: Measure) -> Mapping[int, Series]:
    raw = snapshot.unpack(blobs.original(session, sha256))
    try:
        with snapshot.session_of(raw) as then:
            return measure(then, quarter)
    finally:
        raw.close()


def _told(before: Mapping[int, Series], printed: Mapping[int, Series]) -> dict[int, Series]:
    return {**before, **{id_: _of_one(before.get(id_), series) for id_, series in printed.items()}}


def _of_one(before: Series | None, series: Series) -> Series:
    hidden = hidden_periods(series, before)
    of_districts = hidden_in_places(series, hidden, before)
    known = {each.id: each for each in before.places} if before else {}
    places = tuple(
        _with_told(each, known.get(each.id), of_districts.get(each.id, ())) for each in series.places
    )  # fmt: skip
    return replace(_with_told(series, before, hidden), places=places)


def _with_told(now: _Told, before: _Told | None, hidden: tuple[Period, ...]) -> _Told:
    known = {each.period: each for each in before.readings} if before else {}
    return replace(
        now, readings=tuple(known.get(each.period, each) if each.period in hidden else each for each in now.readings)
    )  # fmt: skip

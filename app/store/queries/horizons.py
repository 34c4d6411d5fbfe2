"""By which horizon each issue is judged, from its own fields and from what is said of its partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.rules.horizon import Horizon, horizon_of
from app.rules.issue import Control
from app.store.queries.issues_then import Then, as_then
from app.store.queries.plain import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

_SAID = "SELECT id, control, shift_years FROM issue WHERE control IS NOT NULL OR shift_years IS NOT NULL"
_DEPENDING = "SELECT DISTINCT issue_id FROM issue_partner WHERE trim(dependency) <> ''"


def horizons(session: Session, then: Then | None = None) -> dict[int, Horizon]:
    """Of the issues that have one; `then`: as it was said when a past quarter was the open one."""
    if then is None:
        return _found(rows(session, _SAID), {issue for (issue,) in rows(session, _DEPENDING)})
    ties = as_then(session, "issue_partner", ("issue_id", "dependency"), then)
    depending = {issue for _, issue, dependency in ties if dependency.strip()}
    return _found(as_then(session, "issue", ("control", "shift_years"), then), depending)


def depends(session: Session, issue_id: int) -> bool:
    """How it depends on one of its partners is said."""
    sql = "SELECT 1 FROM issue_partner WHERE issue_id = ? AND trim(dependency) <> '' LIMIT 1"
    return bool(rows(session, sql, (issue_id,)))


def _found(said: Iterable[tuple[Any, ...]], depending: set[int]) -> dict[int, Horizon]:
    known = {issue: (control, years) for issue, control, years in said}
    found = {}
    for issue in known.keys() | depending:
        control, years = known.get(issue, (None, None))
        horizon = horizon_of(Control(control) if control else None, years, depends=issue in depending)
        if horizon is not None:
            found[issue] = horizon
    return found

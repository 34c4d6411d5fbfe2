"""What may not be undone: anything of a frozen quarter."""

from __future__ import annotations

import json

from app.rules.errors import Problem, Refused
from app.rules.period import Period
from app.store.recording import RecordingSession


def check_undo(session: RecordingSession, payload: str) -> None:
    """Raise Refused undo_frozen when the entry placed an issue, or recorded a decision, in a frozen quarter."""
    frozen = {
        key for (key,) in session.connection().exec_driver_sql("SELECT period FROM quarter WHERE frozen = 1")
    }
    if not frozen:
        return
    for table, _, before, after in json.loads(payload):
        effective = {**(before or {}), **(after or {})}.get("effective")
        if table in ("placement", "decision") and effective is not None and effective in frozen:
            raise Refused(Problem("undo_frozen", {"quarter": Period.from_key(effective).label}))

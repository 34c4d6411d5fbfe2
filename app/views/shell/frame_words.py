"""What the status bar and the title say of the store. No Qt in here."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any

from app.rules import clock
from app.views.shared.dates import as_datetime, moment, time_of_day

UNSAVED = ("could_not_save", "disk_full", "store_gone", "cannot_tell")
"""Problems that keep the last change from the disk."""


def saved(state: Any) -> str:
    """ "Saved 14:02". `state` is a StoreState or None while nothing is open."""
    if state is None:
        return "No plan is open"
    if state.problem and state.problem.code in UNSAVED:
        return "Not saved"
    if state.read_only:
        return "Read-only"
    return f"Saved {time_of_day(state.saved_at)}" if state.saved_at else "Nothing changed yet"


def store(state: Any) -> str:
    return f"{PurePath(str(state.path)).name} \u2014 local store" if state is not None and state.path else ""


def history(state: Any) -> str:
    """ "History verified · 412 entries": never more than has been checked."""
    if state is None:
        return ""
    known = {True: "History verified", False: "History does not verify"}
    checked = known.get(state.verified, "History not yet checked")
    count = f"{state.entries:,} {'entry' if state.entries == 1 else 'entries'}"
    return f"{checked} \u00b7 {count}"


def backup(state: Any) -> str:
    if state is None:
        return ""
    return f"Last backup {moment(state.backup_at)}" if state.backup_at else "No backup yet"


def backup_is_late(state: Any) -> bool:
    """More than a day has passed since the last good backup, and something has been stored since then."""
    made = as_datetime(state.backup_at) if state is not None and state.backup_at else None
    stored = as_datetime(state.saved_at) if state is not None and state.saved_at else None
    if stored is None:
        return False
    since: datetime = made or stored
    long_ago = clock.now() - since > timedelta(hours=24)
    return long_ago and (made is None or stored > made)

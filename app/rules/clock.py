"""The one place that asks what time it is. Tests and pictures set it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

_source: Callable[[], datetime] = datetime.now


def now() -> datetime:
    """Local time, to the second, without zone: what the user's own clock shows."""
    return _source().replace(microsecond=0)


def today() -> date:
    return now().date()


def set_source(source: Callable[[], datetime] | None) -> None:
    """Replace the clock (None: the computer's own)."""
    global _source
    _source = source or datetime.now

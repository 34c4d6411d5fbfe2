"""What is asked for before the part that does it is there: remembered, and carried out once it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any


class EarlyHands:
    """The board takes a double click or a drop as soon as it is painted; its sheets come a moment later."""

    def __init__(self) -> None:
        self._kept: list[Callable[[], object]] | None = []
        """None once everything is there."""

    def when_there(self, work: Callable[..., object], *facts: Any) -> None:
        """At once, or as soon as `there` is said."""
        if self._kept is None:
            work(*facts)
        else:
            self._kept.append(partial(work, *facts))

    def forget(self) -> None:
        """Another plan is open: what was asked of the last one is over."""
        if self._kept is not None:
            self._kept.clear()

    def there(self) -> None:
        kept, self._kept = self._kept or [], None
        for work in kept:
            work()

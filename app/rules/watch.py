"""How slow work says how far it is, and learns that nobody waits for it any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.rules.errors import Cancelled


def _never() -> bool:
    return False


def _unseen(_done: int, _total: int) -> None:
    return


@dataclass(frozen=True, slots=True)
class Watch:
    """`stopped` is asked from any thread; `seen` is told (done, total), total 0 where nobody can tell."""

    stopped: Callable[[], bool] = _never
    seen: Callable[[int, int], None] = _unseen

    def check(self) -> None:
        """Raises Cancelled where the work was given up; whoever does it leaves nothing half done."""
        if self.stopped():
            raise Cancelled

    def step(self, done: int, total: int) -> None:
        """So far done. Raises Cancelled."""
        self.check()
        self.seen(done, total)


UNWATCHED = Watch()

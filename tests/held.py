"""Work that stands still at one step until the test has done what it means to do meanwhile: no race with the machine."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

LONGEST = 120.0
"""Seconds; a test that fails lets go by itself."""


class Held:
    """`at` wraps a step; whoever takes it waits there, once it was `reached`, until `go`."""

    def __init__(self) -> None:
        self._reached, self._gone = Event(), Event()

    def reached(self) -> bool:
        return self._reached.is_set()

    def go(self) -> None:
        self._gone.set()

    def stand(self) -> None:
        self._reached.set()
        self._gone.wait(LONGEST)

    def at(self, step: Callable[..., Any]) -> Callable[..., Any]:
        """The step as before, but not before `go`."""

        def held(*given: Any, **named: Any) -> Any:
            self.stand()
            return step(*given, **named)

        return held

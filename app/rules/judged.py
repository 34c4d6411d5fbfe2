"""What charts and their words need of an analysis of process limits (see app.rules.process_limits)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class JudgedPoint(Protocol):
    @property
    def mean(self) -> float | None: ...
    @property
    def lower(self) -> float | None: ...
    @property
    def upper(self) -> float | None: ...
    @property
    def rules(self) -> Sequence[str]: ...
    @property
    def signal(self) -> str: ...


class Judgement(Protocol):
    """Its points stand for trend_limits.values_by_position."""

    @property
    def points(self) -> Sequence[JudgedPoint]: ...
    @property
    def variation(self) -> str: ...
    @property
    def assurance(self) -> str | None: ...

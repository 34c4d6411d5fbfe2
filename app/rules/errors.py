"""The two families of failure: the world's (told to the user) and refusals by rule. All else is a bug."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """A reason code with what its sentence needs; app.views.shared.words turns it into words."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class Refused(Exception):  # noqa: N818 - a refusal is no error
    """The rules do not allow this change. `problems` says why, in codes; nothing was stored."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(p.code for p in problems))
        self.problems = problems


class Stale(Refused):
    """The thing was changed since its author saw it."""


class KnownError(Exception):
    """The world failed (disk, lock, unreadable file). `problem` has the code and what its sentence needs."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.problem = Problem(code, facts)


class Cancelled(Exception):  # noqa: N818 - the user asked for it
    """The user cancelled; nothing half done is left."""

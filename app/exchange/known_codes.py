"""Indicators by their codes: "NI117", "ni 117" and "NI-117" are one; a code that is none gets its nearest."""

from __future__ import annotations

from collections.abc import Iterable

from app.rules.readings_now import MeasuredIndicator

_NEAR_ENOUGH = 0.5


class KnownCodes:
    def __init__(self, indicators: Iterable[MeasuredIndicator]) -> None:
        self._by_code = {_plain(each.code): each for each in indicators}

    def find(self, text: str) -> MeasuredIndicator | None:
        return self._by_code.get(_plain(text))

    def nearest(self, text: str) -> str:
        """The most similar code, to be named and never taken; empty where none is near."""
        from rapidfuzz.distance import Levenshtein, Prefix

        wanted = _plain(text)
        if not wanted or len(wanted) > 40:
            return ""
        scored = [
            (
                Levenshtein.normalized_similarity(wanted, code),
                -abs(len(wanted) - len(code)),
                Prefix.similarity(wanted, code),
                each.code,
            )
            for code, each in self._by_code.items()
        ]
        best = max(scored, default=(0.0, 0, 0, ""))
        return best[3] if best[0] >= _NEAR_ENOUGH else ""


def _plain(code: str) -> str:
    return "".join(mark for mark in code.casefold() if mark.isalnum())

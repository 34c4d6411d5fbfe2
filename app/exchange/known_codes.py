"""Indicators by their codes: "NI117", "ni 117" and "NI-117" are one; a code that is none gets its nearest."""

from __future__ import annotations

from collections.abc import Iterable

from app.rules.readings_now import MeasuredIndicator

_NEAR_ENOUGH = 55.0


class KnownCodes:
    def __init__(self, indicators: Iterable[MeasuredIndicator]) -> None:
        self._by_code = {_plain(each.code): each for each in indicators}

    def find(self, text: str) -> MeasuredIndicator | None:
        return self._by_code.get(_plain(text))

    def nearest(self, text: str) -> str:
        """The most similar code, to be named and never taken; empty where none is near."""
        from rapidfuzz import fuzz, process

        wanted = _plain(text)
        if not wanted or len(wanted) > 40:
            return ""
        best = process.extractOne(wanted, self._by_code.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
        return self._by_code[best[0]].code if best else ""


def _plain(code: str) -> str:
    return "".join(mark for mark in code.casefold() if mark.isalnum())

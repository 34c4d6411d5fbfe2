"""Which indicator a name in a department's own workbook may mean: proposed with its certainty, never taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.exchange.known_codes import KnownCodes
from app.rules.readings_now import MeasuredIndicator
from app.rules.return_mapping import plain_name

LEAST_ALIKE = 65
"""Per cent; below this a name is left open."""
CLEAR_LEAD = 8
"""How far the best has to be ahead of the second, or both may be meant."""
CERTAIN, BY_ITS_START = 100, 95
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """`indicator` None: left open. `alike` in per cent; CERTAIN where the code or the whole name is the same.

    `nearest` are the most similar, best first, whether or not one of them is proposed.
    """

    indicator: MeasuredIndicator | None
    alike: int
    nearest: tuple[tuple[MeasuredIndicator, int], ...] = ()

    @property
    def certain(self) -> bool:
        return self.indicator is not None and self.alike == CERTAIN

    @property
    def two_alike(self) -> bool:
        """Left open because more than one may be meant."""
        return self.indicator is None and self.alike >= LEAST_ALIKE


class Proposer:
    def __init__(self, indicators: Sequence[MeasuredIndicator]) -> None:
        self._indicators = [each for each in indicators if not each.retired]
        self._codes = KnownCodes(self._indicators)
        self._titles = [plain_name(each.title) for each in self._indicators]

    def propose(self, code: str, title: str) -> Proposal:
        """The code first; then the name, whole; then whatever is most alike."""
        found = self.exactly(code, title)
        if found is not None:
            return Proposal(found, CERTAIN, ((found, CERTAIN),))
        started = self._starting(title)
        if started is not None:
            return Proposal(started, BY_ITS_START, ((started, BY_ITS_START),))
        nearest = self._nearest(title or code)
        if not nearest or nearest[0][1] < LEAST_ALIKE:
            return Proposal(None, nearest[0][1] if nearest else 0, nearest)
        clear = len(nearest) < 2 or nearest[0][1] - nearest[1][1] >= CLEAR_LEAD
        return Proposal(nearest[0][0] if clear else None, nearest[0][1], nearest)

    def exactly(self, code: str, title: str) -> MeasuredIndicator | None:
        """By its code, wherever it stands alone, or by its whole title."""
        found = self._codes.find(code) or self._codes.find(title)
        if found is not None:
            return found
        wanted = plain_name(title)
        same = [each for each, text in zip(self._indicators, self._titles, strict=True) if text == wanted]
        return same[0] if wanted and len(same) == 1 else None

    def _starting(self, title: str) -> MeasuredIndicator | None:
        """By a code at the start of its name: "NI 117: NEET"."""
        head = title.partition(":")[0] if ":" in title else " ".join(title.split()[:2])
        return self._codes.find(head)

    def _nearest(self, text: str) -> tuple[tuple[MeasuredIndicator, int], ...]:
        from rapidfuzz import fuzz

        wanted = plain_name(text)[:300]
        if not wanted:
            return ()
        scored = []
        for each, title in zip(self._indicators, self._titles, strict=True):
            whole, shared = fuzz.token_sort_ratio(wanted, title), fuzz.token_set_ratio(wanted, title)
            scored.append((min(round(max(whole, 0.9 * shared)), CERTAIN - 1), each.code, each))
        scored.sort(key=lambda one: (-one[0], one[1]))
        return tuple((each, alike) for alike, _, each in scored[:_SHOWN])

"""Red, amber, green: one judgement per reading, by the named rule of its indicator."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.rules.closeness import above, below
from app.rules.direction import direction_of
from app.rules.errors import Problem
from app.rules.indicator import Direction, Polarity, Rag, Target
from app.rules.period import Period


class RagRuleName(StrEnum):
    """The conventions of council papers that the program knows."""

    TARGET_AND_FLOOR = "target_and_floor"
    """Green: target met. Amber: target missed, floor met. Red: floor missed. The default."""
    TOLERANCE = "tolerance"
    """Green: target met. Amber: missed by no more than the tolerance. Red: missed by more."""
    RED_IF_NOT_IMPROVING = "red_if_not_improving"
    """Green: within the tolerance. Beyond it amber if better than the same period last year, else red."""


@dataclass(frozen=True, slots=True)
class RagRule:
    """A named rule. `tolerance` is in per cent of the target; target and floor has no use for it."""

    name: RagRuleName = RagRuleName.TARGET_AND_FLOOR
    tolerance: float = 10.0


@dataclass(frozen=True, slots=True)
class RagRuleVersion:
    """A rule and the first period it governs: earlier readings keep the judgement they were given."""

    since: Period
    rule: RagRule


DEFAULT_RULE = RagRule()
_SHARE = re.compile(r"\d{1,3}(\.\d{1,6})?", re.ASCII)


def read_tolerance(text: str) -> float | Problem:
    """As written, "10%" or "2.5"; empty: the usual one."""
    plain = text.strip().removesuffix("%").rstrip()
    if not plain:
        return DEFAULT_RULE.tolerance
    if not _SHARE.fullmatch(plain) or float(plain) > 100:
        return Problem("number_out_of_range", {"field": "rag_tolerance", "least": 0, "most": 100})
    return float(plain)


def rule_for(versions: Iterable[RagRuleVersion], period: Period, first: RagRule = DEFAULT_RULE) -> RagRule:
    """The rule in force when the period ended; `first` before any of them began."""
    started = [version for version in versions if version.since.end <= period.end]
    return max(started, key=lambda version: version.since.end).rule if started else first


def rag_of(
    value: float | None,
    target: Target | None,
    polarity: Polarity,
    *,
    rule: RagRule = DEFAULT_RULE,
    before: float | None = None,
) -> Rag:
    """Judge one value. `before`: the value of the same period last year, for the rule that asks for it.

    NONE where nothing can be judged: no value, no target, no better direction. Without a floor a missed
    target is amber, for no floor was missed; a band has two ends and no floor, so outside it is red.
    """
    if value is None or not math.isfinite(value) or target is None or polarity is Polarity.NONE:
        return Rag.NONE
    if polarity is Polarity.BAND:
        return _rag_in_band(value, target, rule, before)
    sign = 1.0 if polarity is Polarity.HIGHER else -1.0
    floor = None if target.floor is None else sign * target.floor
    if target.value is None:
        return Rag.RED if floor is not None and below(sign * value, floor) else Rag.NONE
    goal = sign * target.value
    if rule.name is RagRuleName.TARGET_AND_FLOOR:
        if not below(sign * value, goal):
            return Rag.GREEN
        return Rag.RED if floor is not None and below(sign * value, floor) else Rag.AMBER
    shortfall = goal - sign * value
    return _by_tolerance(shortfall, abs(goal), rule, direction_of(value, before, polarity))


def worst(rags: Iterable[Rag]) -> Rag:
    """Red before amber before green; NONE only where nothing else is."""
    return min(rags, key=_SEVERITY.index, default=Rag.NONE)


_SEVERITY = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.NONE)


def _by_tolerance(shortfall: float, size: float, rule: RagRule, direction: Direction) -> Rag:
    """`shortfall` is how far the value is on the wrong side of the target, negative where it is better."""
    allowed = size * rule.tolerance / 100.0
    # Measured against the target's size, so that rounding in the subtraction does not decide.
    within = not above(size + shortfall, size + allowed)
    met = not above(size + shortfall, size)
    if rule.name is RagRuleName.TOLERANCE:
        return Rag.GREEN if met else Rag.AMBER if within else Rag.RED
    if met or within:
        return Rag.GREEN
    return Rag.AMBER if direction is Direction.BETTER else Rag.RED


def _rag_in_band(value: float, target: Target, rule: RagRule, before: float | None) -> Rag:
    if target.value is None or target.floor is None:
        return Rag.NONE
    low, high = sorted((target.floor, target.value))
    if not below(value, low) and not above(value, high):
        return Rag.GREEN
    if rule.name is RagRuleName.TARGET_AND_FLOOR:
        return Rag.RED
    shortfall, end = (low - value, low) if value < low else (value - high, high)
    direction = direction_of(value, before, Polarity.BAND, band=(low, high))
    return _by_tolerance(shortfall, abs(end), rule, direction)

"""Tail areas of the distributions the tests need, in plain Python."""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist

_NORMAL = NormalDist()
_STEPS = 300
_HALVINGS = 60
_TINY = 1e-300


def normal_two_sided(z: float) -> float:
    """How often a standard normal is at least as far from 0 as z."""
    return math.erfc(abs(z) / math.sqrt(2.0))


def normal_quantile(probability: float) -> float:
    """The point below which that share of a standard normal lies."""
    return _NORMAL.inv_cdf(probability)


def t_two_sided(t: float, degrees: int) -> float:
    """How often Student's t with so many degrees of freedom is at least as far from 0 as t."""
    if degrees < 1:
        raise ValueError(f"Student's t needs a degree of freedom, not {degrees}")
    if math.isinf(t):
        return 0.0
    return _incomplete_beta(degrees / (degrees + t * t), degrees / 2.0, 0.5)


@cache
def t_quantile(probability: float, degrees: int) -> float:
    """The point below which that share (0.5 to 1) of Student's t with so many degrees of freedom lies."""
    if not 0.5 <= probability < 1.0:
        raise ValueError(f"a share of 0.5 or more and less than 1, not {probability}")
    low, high = 0.0, 1.0
    while t_two_sided(high, degrees) > 2.0 * (1.0 - probability):
        high *= 2.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        if t_two_sided(middle, degrees) > 2.0 * (1.0 - probability):
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by the continued fraction on the side where it converges."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - _incomplete_beta(1.0 - x, b, a)
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(front) * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    """Lentz's method, modified so that no partial denominator is 0."""
    upper, lower = 1.0, 1.0 / _nonzero(1.0 - (a + b) * x / (a + 1.0))
    result = lower
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            lower = 1.0 / _nonzero(1.0 + term * lower)
            upper = _nonzero(1.0 + term / upper)
            result *= upper * lower
        if abs(upper * lower - 1.0) < 1e-15:
            break
    return result


def _nonzero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY

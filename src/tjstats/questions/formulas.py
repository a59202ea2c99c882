"""Formulas of growth on intervals: quotients, rates and factors; each input occurs once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tjstats.values.bounds import Bounds, point, trusted_bounds
from tjstats.values.figure_arithmetic import computed
from tjstats.values.figures import Figure
from tjstats.values.numbers import DOWN, HUNDRED, MINUS_HUNDRED, NEAREST, ONE, UP, ZERO
from tjstats.values.units import Unit, unit

__all__ = [
    "PERCENT",
    "RATIO",
    "factor_of",
    "factor_of_change",
    "formula",
    "in_percent",
    "rate_bounds",
    "rate_of_change",
    "share",
]

RATIO: Final = unit("ratio")
PERCENT: Final = unit("percent")
_WHOLE: Final = point(ONE)


def formula(
    step: Callable[..., Bounds], left: Figure, right: Figure | None = None, kind: Unit = PERCENT
) -> Figure:
    """The figure of a formula on bounds, in the plain unit *kind*. Its value is the formula applied
    to the plain values.
    """
    points = [point(f.plain) for f in (left, right) if f is not None]
    at = step(*points)
    value = (
        ZERO
        if at.lower is None or at.upper is None
        else NEAREST.divide(NEAREST.add(at.lower, at.upper), 2)
    )
    return computed(
        value,
        kind,
        0,
        0,
        step,
        left,
        right,
        quotient=True,
        central=at.lower is not None and at.upper is not None,
    )


def share(part: Figure, whole: Figure) -> Figure:
    """One figure in percent of another."""
    if part.unit is not whole.unit:
        part = part.to(whole.unit)
    return (part / whole).to(PERCENT)


def factor_of(rate: Bounds) -> Bounds:
    """The factor of a rate in percent: 1 + rate/100."""
    return rate.shifted(-2) + _WHOLE


def rate_of_change(now: Bounds, by: Bounds) -> Bounds:
    """The growth rate of a level, from the change that led to it."""
    return in_percent(factor_of_change(now, by))


def factor_of_change(now: Bounds, by: Bounds) -> Bounds:
    """now/(now − by), written so that each input occurs once if now is positive."""
    if now.lower is not None and now.lower > ZERO:
        return _WHOLE / (_WHOLE - by / now)
    return now / (now - by)


def rate_bounds(current: Bounds, base: Bounds) -> Bounds:
    """The growth rate of a level against its base."""
    return in_percent(current / base)


def in_percent(factor: Bounds) -> Bounds:
    """A growth rate in percent from a factor: times 100, minus 100."""
    lower, upper = factor.lower, factor.upper
    if lower is not None:
        lower = DOWN.fma(lower, HUNDRED, MINUS_HUNDRED) or ZERO
    if upper is not None:
        upper = UP.fma(upper, HUNDRED, MINUS_HUNDRED) or ZERO
    return trusted_bounds(lower, upper, factor.lower_closed, factor.upper_closed)

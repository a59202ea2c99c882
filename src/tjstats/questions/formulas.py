"""Formulas of growth on intervals: quotients, rates and factors; each input occurs once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from tjstats.values.bounds import Bounds, point, trusted_bounds
from tjstats.values.figure_arithmetic import computed
from tjstats.values.figures import Figure
from tjstats.values.numbers import DOWN, NEAREST, UP
from tjstats.values.units import Unit, unit

__all__ = [
    "ONE",
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
ONE: Final = point(Decimal(1))
_ZERO: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)
_MINUS_HUNDRED: Final = Decimal(-100)


def formula(
    step: Callable[..., Bounds], left: Figure, right: Figure | None = None, kind: Unit = PERCENT
) -> Figure:
    """The figure of a formula on bounds, in the plain unit *kind*. Its value is the formula applied
    to the plain values.
    """
    points = [point(f.value.scaleb(f.multiplier, NEAREST)) for f in (left, right) if f is not None]
    at = step(*points)
    value = (
        _ZERO
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
    return rate.shifted(-2) + ONE


def rate_of_change(now: Bounds, by: Bounds) -> Bounds:
    """The growth rate of a level, from the change that led to it."""
    return in_percent(factor_of_change(now, by))


def factor_of_change(now: Bounds, by: Bounds) -> Bounds:
    """now/(now − by), written so that each input occurs once if now is positive."""
    return (
        ONE / (ONE - by / now) if now.lower is not None and now.lower > _ZERO else now / (now - by)
    )


def rate_bounds(current: Bounds, base: Bounds) -> Bounds:
    """The growth rate of a level against its base."""
    return in_percent(current / base)


def in_percent(factor: Bounds) -> Bounds:
    """A growth rate in percent from a factor: times 100, minus 100."""
    lower, upper = factor.lower, factor.upper
    if lower is not None:
        lower = DOWN.fma(lower, _HUNDRED, _MINUS_HUNDRED) or _ZERO
    if upper is not None:
        upper = UP.fma(upper, _HUNDRED, _MINUS_HUNDRED) or _ZERO
    return trusted_bounds(lower, upper, factor.lower_closed, factor.upper_closed)

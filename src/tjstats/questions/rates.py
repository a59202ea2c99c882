"""Growth rates by formula: average annual growth, growth from a stated change, and how intervals go through them.

Every formula is written so that each input occurs once, or its interval would be too wide to catch an error.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from tjstats.values.bounds import Bounds, point, trusted_bounds
from tjstats.values.figure_arithmetic import computed
from tjstats.values.figures import Figure
from tjstats.values.numbers import DOWN, NEAREST, UP, WIDE, root
from tjstats.values.units import unit

__all__ = ["average_annual", "growth_from_change"]

RATIO: Final = unit("ratio")
PERCENT: Final = unit("percent")
_ZERO: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)
_MINUS_HUNDRED: Final = Decimal(-100)
_ONE: Final = point(Decimal(1))


def average_annual(factor: Figure, years: int, parts: int = 1) -> Figure:
    """The yearly rate in percent of a growth *factor* over *years* (over *parts*: 1 and 4 for a quarter)."""

    def rate(value: Decimal) -> tuple[Decimal, Decimal, Decimal]:
        nearest, down, up = root(value, years)
        if parts == 1:
            return nearest, down, up
        return NEAREST.power(nearest, parts), DOWN.plus(WIDE.power(down, parts)), UP.plus(WIDE.power(up, parts))

    def step(bounds: Bounds) -> Bounds:
        cut = bounds.lower is None or bounds.lower < _ZERO  # a level cannot fall by more than all of it
        lower = _ZERO if bounds.lower is None or cut else bounds.lower
        upper = None if bounds.upper is None else max(bounds.upper, _ZERO)
        if lower == upper:
            return in_percent(point(rate(lower)[0]))
        high = None if upper is None else rate(upper)[2]
        return in_percent(Bounds(rate(lower)[1], high, cut or bounds.lower_closed, bounds.upper_closed))

    value = NEAREST.fma(rate(factor.to(RATIO).value)[0], _HUNDRED, _MINUS_HUNDRED)
    return computed(value, PERCENT, 0, 0, step, factor, quotient=True)


def growth_from_change(current: Figure, change: Figure) -> Figure | None:
    """The growth rate in percent of a level that a stated *change* led to: 1/(1 − change/current) − 1.

    None where the level before may be zero or negative. So written, the level occurs
    once; current/(current − change) would make its interval too wide.

    >>> print(growth_from_change(Figure("1017.03", "万人"), Figure("116.48", "万人")))
    12.93%
    """
    before = current - change
    if before.bounds.lower is None or before.bounds.lower <= _ZERO:
        return None
    value = NEAREST.divide(current.value.scaleb(current.multiplier - before.multiplier, NEAREST), before.value)
    value = NEAREST.fma(value, _HUNDRED, _MINUS_HUNDRED)
    return computed(value, PERCENT, 0, 0, rate_of_change, current, change, True)


def rate_of_change(now: Bounds, by: Bounds) -> Bounds:
    return in_percent(factor_of_change(now, by))


def factor_of_change(now: Bounds, by: Bounds) -> Bounds:
    """now/(now − by); written with each input once where now cannot be zero."""
    return _ONE / (_ONE - by / now) if now.lower is not None and now.lower > _ZERO else now / (now - by)


def rate_bounds(current: Bounds, base: Bounds) -> Bounds:
    return in_percent(current / base)


def in_percent(factor: Bounds) -> Bounds:
    """A growth rate in percent from a factor: times 100, minus 100."""
    lower, upper = factor.lower, factor.upper
    if lower is not None:
        lower = DOWN.fma(lower, _HUNDRED, _MINUS_HUNDRED) or _ZERO
    if upper is not None:
        upper = UP.fma(upper, _HUNDRED, _MINUS_HUNDRED) or _ZERO
    return trusted_bounds(lower, upper, factor.lower_closed, factor.upper_closed)

"""Average annual growth: of a factor by the level method, of a series of levels by the cumulative method.

Level: the yearly rate that leads from base to end, whatever lies between. Cumulative: the rate at which growth from the
base adds up to the levels. Close where growth is steady, apart where it swings; the statistical bureau of China used the
second for investment in fixed assets and the first for all else.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from tjstats.errors import InvalidRecordError
from tjstats.questions.formulas import PERCENT, RATIO, formula, in_percent
from tjstats.values.bounds import Bounds
from tjstats.values.figure_arithmetic import computed
from tjstats.values.figures import Figure
from tjstats.values.numbers import DOWN, NEAREST, UP, WIDE, Number, number, root

__all__ = ["average_annual", "average_annual_cumulative"]

_ZERO: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)
_MINUS_HUNDRED: Final = Decimal(-100)


def average_annual(factor: Figure, years: Number, parts: int = 1) -> Figure | None:
    """The yearly rate in percent of a growth *factor* over *years* (over *parts*: 1 and 4 for a quarter).

    None where the factor is below zero: no rate leads there. Raises `InvalidRecordError` for a time that is not above zero.
    """
    over, under = _time(years, parts)
    if factor.bounds.upper is not None and factor.bounds.upper < _ZERO:
        return None
    return _average_annual(factor, over, under)


def _time(years: Number, parts: int) -> tuple[int, int]:
    """Years over parts as two whole numbers."""
    for name, given in (("years", years), ("parts", parts)):
        if number(given) <= _ZERO:
            raise InvalidRecordError("average_annual", name, given, "write a number above zero")
    over, under = number(years).as_integer_ratio()
    return over, under * int(parts)


def _average_annual(factor: Figure, years: int, parts: int) -> Figure:

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
            _, down, up = rate(lower)
            return in_percent(Bounds(down, up))
        high = None if upper is None else rate(upper)[2]
        return in_percent(Bounds(rate(lower)[1], high, cut or bounds.lower_closed, bounds.upper_closed))

    plain = factor.to(RATIO).value
    value = NEAREST.fma(rate(max(plain, _ZERO))[0], _HUNDRED, _MINUS_HUNDRED)
    return computed(value, PERCENT, 0, 0, step, factor, quotient=True, central=plain >= _ZERO)


def average_annual_cumulative(base: Figure, levels: Sequence[Figure]) -> Figure | None:
    """The average annual growth by the cumulative method: the rate at which growth from the base adds up to the levels.

    Solved from x + x² + … + xⁿ = (sum of levels)/base. None where the base may be zero or negative, or the sum be negative.
    Raises `InvalidRecordError` without levels.

    >>> print(average_annual_cumulative(Figure("100", "亿元"), [Figure("110", "亿元"), Figure("121", "亿元")]))
    10%
    """
    if not levels:
        raise InvalidRecordError("average_annual_cumulative", "levels", 0, "give the level of every year after the base")
    total = sum(levels[1:], levels[0])
    if base.bounds.lower is None or base.bounds.lower <= _ZERO or total.bounds.lower is None or total.bounds.lower < _ZERO:
        return None
    total = total / base
    return formula(lambda sums: in_percent(_cumulative_root(sums, len(levels))), total.to(RATIO))


def _cumulative_root(sums: Bounds, years: int) -> Bounds:
    low = None if sums.lower is None else _solve(sums.lower, years)[0]
    high = None if sums.upper is None else _solve(sums.upper, years)[1]
    return Bounds(low, high, sums.lower_closed, sums.upper_closed)


def _solve(total: Decimal, years: int) -> tuple[Decimal, Decimal]:
    """The positive x of x + … + xⁿ = total, from below and above, by halving."""
    low, high = _ZERO, max(Decimal(1), WIDE.plus(total))
    for _ in range(240):
        middle = WIDE.divide(WIDE.add(low, high), 2)
        reached = _sum_of_powers(middle, years)
        if reached == total:
            return middle, middle
        low, high = (middle, high) if reached < total else (low, middle)
    nearest = NEAREST.plus(low).normalize(NEAREST)
    return (nearest, nearest) if _sum_of_powers(nearest, years) == total else (DOWN.plus(low), UP.plus(high))


def _sum_of_powers(x: Decimal, years: int) -> Decimal:
    reached = _ZERO
    for _ in range(years):
        reached = WIDE.multiply(WIDE.add(reached, 1), x)
    return reached

"""Average annual growth: of a factor by the level method, of a series of levels by the cumulative
method.

Level: the yearly rate that leads from base to end, whatever lies between. Cumulative: the rate at
which growth from the base adds up to the levels. Close where growth is steady, apart where it
swings; the statistical bureau of China used the second for investment in fixed assets and the first
for all else.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from tjstats.errors import InvalidRecordError
from tjstats.questions.formulas import (
    PERCENT,
    RATIO,
    factor_of,
    formula,
    in_percent,
    rate_bounds,
    rate_of_change,
)
from tjstats.values.bounds import Bounds
from tjstats.values.figure_arithmetic import computed
from tjstats.values.figures import Figure
from tjstats.values.numbers import DOWN, NEAREST, UP, WIDE, Number, number, root
from tjstats.values.units import unit
from tjstats.values.units.table import FRACTIONS

__all__ = [
    "annualised_rate",
    "average_annual",
    "average_annual_cumulative",
    "average_rate",
    "carry_over",
    "compound",
    "contribution",
    "contribution_share",
    "doublings",
    "earlier_rate",
    "elasticity",
    "fulfilment",
    "growth_from_change",
    "growth_on_absolute_base",
    "growth_on_signed_base",
    "increase_by",
    "mean_rate",
    "rate_of_factor",
    "remaining_rate",
]

_ZERO: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)
_MINUS_HUNDRED: Final = Decimal(-100)


def average_annual(factor: Figure, years: Number, parts: int = 1) -> Figure | None:
    """The yearly rate in percent of a growth *factor* over *years* (over *parts*: 1 and 4 for a
    quarter).

    None where the factor is below zero: no rate leads there. Raises `InvalidRecordError` for a time
    that is not above zero.
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
        return (
            NEAREST.power(nearest, parts),
            DOWN.plus(WIDE.power(down, parts)),
            UP.plus(WIDE.power(up, parts)),
        )

    def step(bounds: Bounds) -> Bounds:
        cut = (
            bounds.lower is None or bounds.lower < _ZERO
        )  # a level cannot fall by more than all of it
        lower = _ZERO if bounds.lower is None or cut else bounds.lower
        upper = None if bounds.upper is None else max(bounds.upper, _ZERO)
        if lower == upper:
            _, down, up = rate(lower)
            return in_percent(Bounds(down, up))
        high = None if upper is None else rate(upper)[2]
        return in_percent(
            Bounds(rate(lower)[1], high, cut or bounds.lower_closed, bounds.upper_closed)
        )

    plain = factor.to(RATIO).value
    value = NEAREST.fma(rate(max(plain, _ZERO))[0], _HUNDRED, _MINUS_HUNDRED)
    return computed(value, PERCENT, 0, 0, step, factor, quotient=True, central=plain >= _ZERO)


def average_annual_cumulative(base: Figure, levels: Sequence[Figure]) -> Figure | None:
    """The average annual growth by the cumulative method: the rate at which growth from the base
    adds up to the levels.

    Solved from x + x² + … + xⁿ = (sum of levels)/base. None where the base may be zero or negative,
    or the sum be negative. Raises `InvalidRecordError` without levels.

    >>> print(average_annual_cumulative(Figure("100", "亿元"), [Figure("110", "亿元"), Figure("121", "亿元")]))
    10%
    """
    if not levels:
        raise InvalidRecordError(
            "average_annual_cumulative", "levels", 0, "give the level of every year after the base"
        )
    total = sum(levels[1:], levels[0])
    if (
        base.bounds.lower is None
        or base.bounds.lower <= _ZERO
        or total.bounds.lower is None
        or total.bounds.lower < _ZERO
    ):
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
    return (
        (nearest, nearest)
        if _sum_of_powers(nearest, years) == total
        else (DOWN.plus(low), UP.plus(high))
    )


def _sum_of_powers(x: Decimal, years: int) -> Decimal:
    reached = _ZERO
    for _ in range(years):
        reached = WIDE.multiply(WIDE.add(reached, 1), x)
    return reached


# The arithmetic of growth rates: compounding, averages, implied rates, contributions, factors.  All
# take and give Figures; rates are in percent and are compounded, never added. Every formula is
# written so that each input occurs once, or its interval would be too wide to catch an error.
# Sources of the formulas: OECD, ECB and Statistics Canada on annualised rates and carry-over; the
# NBS on the level and the cumulative method and on two-year averages; ONS and INSEE on
# contributions.


_EXACT_ONE: Final = Figure(1, "ratio", exact=True)


def growth_from_change(current: Figure, change: Figure) -> Figure | None:
    """The growth rate in percent of a level that a stated *change* led to: 1/(1 − change/current) −
    1.

    None where the level before may be zero or negative. So written, the level occurs
    once; current/(current − change) would make its interval too wide.

    >>> print(growth_from_change(Figure("1017.03", "万人"), Figure("116.48", "万人")))
    12.93%
    """
    before = current - change
    if before.bounds.lower is None or before.bounds.lower <= _ZERO:
        return None
    value = NEAREST.divide(
        current.value.scaleb(current.multiplier - before.multiplier, NEAREST), before.value
    )
    value = NEAREST.fma(value, _HUNDRED, _MINUS_HUNDRED)
    return computed(value, PERCENT, 0, 0, rate_of_change, current, change, True)


# --- rates of rates -------------------------------------------------------------------------------


def compound(rates: Sequence[Figure]) -> Figure:
    """The cumulative change in percent that yearly rates lead to: a product, not a sum.

    >>> print(compound([Figure("50", "%"), Figure("-50", "%")]))
    -25%
    """
    first, *rest = _percents(rates)
    for rate in rest:
        first = formula(lambda a, b: in_percent(factor_of(a) * factor_of(b)), first, rate)
    return first


def mean_rate(rates: Sequence[Figure]) -> Figure | None:
    """The yearly rate in percent that compounds to the same as *rates* (geometric mean). None where
    it is not defined.
    """
    return average_rate(compound(rates), len(rates))


def average_rate(total: Figure, years: Number, parts: int = 1) -> Figure | None:
    """The yearly rate in percent that compounds to a *total* change over *years* (over *parts*: 1
    and 4 for a quarter).

    None for a fall by more than 100 %: no rate leads there. Raises `InvalidRecordError` for a time
    that is not above zero.

    >>> print(average_rate(Figure("-20", "%"), 5), average_rate(Figure("10.2", "%"), 2))
    -4.36% 4.98%
    """
    (rate,) = _percents([total])
    return average_annual(formula(factor_of, rate, kind=RATIO), years, parts)


def annualised_rate(rate: Figure, periods_per_year: int) -> Figure | None:
    """A rate per period at the pace of a whole year, compounded: 5 % a quarter is 21.55 % a year.

    It starts from a printed rate, so its interval is wide; `annualised` of the levels is closer.
    """
    return average_rate(rate, 1, periods_per_year)


def earlier_rate(later: Figure, total: Figure) -> Figure | None:
    """The rate of the earlier of two periods, from the rate of the later and the change over both.

    None where all may have been lost in the later one: nothing then tells the level before.

    >>> print(earlier_rate(Figure("8.1", "%"), compound([Figure("5.1", "%")] * 2)))
    2.18%
    """
    both, last = _percents([total, later])
    if last.bounds.lower is None or last.bounds.lower <= _MINUS_HUNDRED:
        return None
    return formula(lambda whole, part: in_percent(factor_of(whole) / factor_of(part)), both, last)


def remaining_rate(target: Figure, so_far: Figure) -> Figure | None:
    """The change still needed to compound to a *target* change, after the change *so_far*: a
    quotient, not a difference.

    None where all may have been lost so far.

    >>> print(remaining_rate(Figure("-20", "%"), Figure("-15.61", "%")))
    -5.20%
    """
    return earlier_rate(so_far, target)


def elasticity(response: Figure, cause: Figure) -> Figure | None:
    """One growth rate over another, as a ratio. None where the other may be zero.

    >>> print(elasticity(Figure("4.8", "%"), Figure("8", "%")))
    0.6倍
    """
    above, below = _percents([response, cause])
    return None if _ZERO in below.bounds else above / below


def fulfilment(actual: Figure, planned: Figure) -> Figure | None:
    """How much of a plan was fulfilled, in percent: actual over planned for amounts, (100 + actual)
    over (100 + planned) for rates of change in percent. None where the plan is not positive.

    >>> print(fulfilment(Figure("63", "万吨"), Figure("56", "万吨")), fulfilment(Figure("-6", "%"), Figure("-5", "%")))
    112.5% 98.95%
    """
    if actual.unit.code in FRACTIONS:
        whole = Figure(100, "%", exact=True)
        done, plan = _percents([actual, planned])
        actual, planned = whole + done, whole + plan
    if planned.bounds.lower is None or planned.bounds.lower <= _ZERO:
        return None
    return (actual.to(planned.unit) / planned).to("%")


# --- contributions --------------------------------------------------------------------------------


def contribution(weight: Figure, growth: Figure) -> Figure:
    """What a part adds to the growth of the whole, in percentage points: its weight in the base
    period times its growth.

    >>> print(contribution(Figure("15.2", "%"), Figure("0.8", "%")))
    0.122个百分点
    """
    share, rate = _percents([weight, growth])
    return formula(lambda w, g: (w * g).shifted(-2), share, rate, unit("percentage_point"))


def contribution_share(part: Figure, total: Figure) -> Figure | None:
    """A contribution in points as a share of the total growth, in percent; negative and above 100
    are ordinary.

    None where the total growth may be zero.

    >>> print(contribution_share(Figure("3.8", "个百分点"), Figure("7.1", "%")))
    53.52%
    """
    points, whole = (
        part.to("个百分点"),
        total if total.unit.code == "percentage_point" else total.to("%"),
    )
    if _ZERO in whole.bounds:
        return None
    return formula(lambda p, t: (p / t).shifted(2), points, whole)


# --- factors --------------------------------------------------------------------------------------


def doublings(count: Number) -> Figure:
    """The factor of a number of doublings, whole or not: 翻两番 is 4.

    >>> print(doublings(2), rate_of_factor(doublings(2)), doublings("0.5"))
    4倍 300% 1.41倍
    """
    times = number(count)
    if not 0 <= times <= 100:
        raise InvalidRecordError("doublings", "count", count, "write a number from 0 to 100")
    if times == times.to_integral_value():
        return Figure(2 ** int(times), "ratio", exact=True)
    wide = WIDE.power(2, times)
    return computed(
        NEAREST.plus(wide),
        RATIO,
        0,
        0,
        lambda _: Bounds(DOWN.plus(wide), UP.plus(wide)),
        _EXACT_ONE,
        quotient=True,
    )


def increase_by(times: Figure | Number) -> Figure:
    """The factor of an increase by so many times: 增长1.5倍 is 2.5 times the base.

    >>> print(increase_by("174"))
    175倍
    """
    more = times if isinstance(times, Figure) else Figure(times, "ratio", exact=True)
    return more + Figure(1, "ratio", exact=True)


def rate_of_factor(factor: Figure) -> Figure:
    """The growth rate in percent of a factor: 4 times the base is growth of 300 %."""
    return formula(in_percent, factor.to(RATIO))


def growth_on_absolute_base(current: Figure, base: Figure) -> Figure | None:
    """The change over the size of the base, in percent: the sign says up or down also below zero;
    it does not compound.

    The named alternative for negative bases, to be asked for; None for a base of zero.

    >>> print(growth_on_absolute_base(Figure("-30", "亿元"), Figure("-40", "亿元")))
    25%
    """
    change = current - base
    if _ZERO in base.bounds:
        return None
    size = base if base.value > 0 else base * -1
    return (change / size).to("%")


def growth_on_signed_base(current: Figure, base: Figure) -> Figure | None:
    """The change over the base as it is signed, in percent: it compounds, but below zero a rise has
    a minus sign.

    The other named alternative for negative bases, to be asked for; None for a base that may be
    zero.

    >>> print(growth_on_signed_base(Figure("-30", "亿元"), Figure("-40", "亿元")))
    -25%
    """
    if _ZERO in base.bounds:
        return None
    return formula(rate_bounds, current.to(base.unit), base)


# --- over a series --------------------------------------------------------------------------------


def carry_over(quarters: Sequence[Figure]) -> Figure | None:
    """The growth of the next year if it stayed at the level of the last quarter: the last over the
    mean of the year.

    None where the mean of the year may be zero or negative.

    >>> print(carry_over([Figure(q, "亿元") for q in ("1431", "1438", "1453", "1466")]))
    1.31%
    """
    if len(quarters) < 2:
        raise InvalidRecordError(
            "carry_over", "quarters", len(quarters), "give the levels of all quarters of a year"
        )
    mean = sum(quarters[1:], quarters[0]) / len(quarters)
    if mean.bounds.lower is None or mean.bounds.lower <= _ZERO:
        return None
    return formula(rate_bounds, quarters[-1].to(mean.unit), mean)


def _percents(rates: Sequence[Figure]) -> list[Figure]:
    """The rates in percent. Raises `InvalidRecordError` where there is none, `UnitMismatchError`
    for points.
    """
    if not rates:
        raise InvalidRecordError("rates", "rates", 0, "give at least one rate")
    return [rate.to(PERCENT) for rate in rates]

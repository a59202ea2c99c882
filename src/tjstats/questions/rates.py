"""The arithmetic of growth rates: averages, compounding, implied rates, contributions, factors.

All functions take and give Figures. Rates are in percent and are compounded, never added. Every
formula is written so that each input occurs once; otherwise its interval would be too wide to catch
an error. Sources: OECD, ECB and Statistics Canada on annualised rates and carry-over; the NBS on
the level and the cumulative method and on two-year averages; ONS and INSEE on contributions.

The level method gives the yearly rate that leads from base to end, whatever lies between. The
cumulative method gives the rate at which growth from the base adds up to the levels. They are close
if growth is steady and apart if it swings. The NBS used the cumulative method for investment in
fixed assets and the level method for everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from tjstats.errors import InvalidRecordError
from tjstats.questions.formulas import (
    PERCENT,
    RATIO,
    factor_of,
    factor_of_change,
    formula,
    in_percent,
    rate_bounds,
    rate_of_change,
    share,
    share_of_sum,
)
from tjstats.values.bounds import Bounds, point, trusted_bounds
from tjstats.values.figure_arithmetic import computed
from tjstats.values.figures import Figure
from tjstats.values.numbers import (
    DOWN,
    HUNDRED,
    MINUS_HUNDRED,
    NEAREST,
    ONE,
    REACH,
    UP,
    WIDE,
    ZERO,
    Number,
    neighbours,
    number,
    power,
)
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
    "factor_from_change",
    "fulfilment",
    "growth_from_change",
    "growth_on_absolute_base",
    "growth_on_signed_base",
    "increase_by",
    "mean_rate",
    "rate_of_factor",
    "remaining_rate",
]


def average_annual(factor: Figure, years: Number, parts: int = 1) -> Figure | None:
    """The yearly rate in percent of a growth *factor* over *years* (divided by *parts*: 1 and 4 for
    a quarter), by the level method.

    None if the factor is negative. Raises `InvalidRecordError` unless years and parts are positive.
    """
    return _average_annual("average_annual", factor, years, parts)


def _average_annual(asked: str, factor: Figure, duration: Number, divisor: int) -> Figure | None:
    """The yearly rate of a factor; errors name the function that was *asked*."""
    ratio = []
    for name, given in (("years", duration), ("parts", divisor)):
        value = number(given)
        if value <= ZERO:
            raise InvalidRecordError(asked, name, given, "write a number above zero")
        ratio.append(Fraction(*value.as_integer_ratio()))
    parts, years = (ratio[1] / ratio[0]).as_integer_ratio()
    if factor.value < ZERO and factor.bounds.upper is not None and factor.bounds.upper < ZERO:
        return None

    def step(bounds: Bounds) -> Bounds:
        low = bounds.lower
        cut = low is None or low < ZERO  # a level cannot fall by more than all of it
        lower = ZERO if low is None or cut else low
        upper = None if bounds.upper is None else max(bounds.upper, ZERO)
        down = neighbours(power(lower, parts, years))[0]
        up = None if upper is None else neighbours(power(upper, parts, years))[1]
        low_in, high_in = cut or bounds.lower_closed, bounds.upper_closed
        if lower == upper:
            low_in = high_in = True
        return in_percent(trusted_bounds(down, up, low_in, high_in))

    plain = factor.to(RATIO).value
    value = NEAREST.plus(power(max(plain, ZERO), parts, years))
    if value.adjusted() > REACH:
        problem = "the rate is out of range; write a longer time"
        raise InvalidRecordError(asked, "years", duration, problem)
    value = NEAREST.fma(value, HUNDRED, MINUS_HUNDRED)
    return computed(value, PERCENT, 0, 0, step, factor, quotient=True, central=plain >= ZERO)


def average_annual_cumulative(base: Figure, levels: Sequence[Figure]) -> Figure | None:
    """The average annual growth by the cumulative method: the rate at which growth from the base
    adds up to the levels.

    The solution of x + x² + … + xⁿ = (sum of levels)/base. None if the base may be zero or
    negative, or the sum may be negative. Raises `InvalidRecordError` without levels.

    >>> levels = [Figure("110", "亿元"), Figure("121", "亿元")]
    >>> print(average_annual_cumulative(Figure("100", "亿元"), levels))
    10%
    """
    if not levels:
        raise InvalidRecordError(
            "average_annual_cumulative", "levels", 0, "pass the level of every year after the base"
        )
    total = sum(levels[1:], levels[0])
    lowest = total.bounds.lower
    if not base.bounds.positive or lowest is None or lowest < ZERO:
        return None
    total = total / base
    return formula(lambda sums: in_percent(_cumulative_root(sums, len(levels))), total.to(RATIO))


def _cumulative_root(sums: Bounds, years: int) -> Bounds:
    low = None if sums.lower is None else _solve(sums.lower, years)[0]
    high = None if sums.upper is None else _solve(sums.upper, years)[1]
    return Bounds(low, high, sums.lower_closed, sums.upper_closed)


def _solve(total: Decimal, years: int) -> tuple[Decimal, Decimal]:
    """The positive x of x + … + xⁿ = total, from below and above, by halving."""
    low, high = ZERO, max(ONE, WIDE.plus(total))
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
    reached = ZERO
    for _ in range(years):
        reached = WIDE.multiply(WIDE.add(reached, 1), x)
    return reached


_EXACT_ONE: Final = Figure(1, "ratio", exact=True)


def growth_from_change(current: Figure, change: Figure) -> Figure | None:
    """The growth rate in percent of a level, from the *change* that led to it: 1/(1 −
    change/current) − 1.

    None if the level before may be zero or negative. In this form the level occurs once;
    current/(current − change) would make its interval too wide.

    >>> print(growth_from_change(Figure("1017.03", "万人"), Figure("116.48", "万人")))
    12.93%
    """
    before = current - change
    if not before.bounds.positive:
        return None
    factor = _quotient(current, before)
    value = None if factor is None else NEAREST.fma(factor, HUNDRED, MINUS_HUNDRED)
    return formula(rate_of_change, current, _in_unit_of(current, change), value=value)


def factor_from_change(current: Figure, change: Figure) -> Figure:
    """The growth factor of a level, from the *change* that led to it, for a positive level before.

    >>> print(factor_from_change(Figure("1017.03", "万人"), Figure("116.48", "万人")))
    1.13 times
    """
    value = _quotient(current, current - change)
    return formula(factor_of_change, current, _in_unit_of(current, change), RATIO, value)


def _quotient(now: Figure, before: Figure) -> Decimal | None:
    return NEAREST.divide(now.plain, before.plain) if before.value else None


def _in_unit_of(level: Figure, change: Figure) -> Figure:
    """The change in the unit of the level; points of a percentage stay points."""
    return change.to(level.unit) if change.unit.is_compatible(level.unit) else change


# --- rates of rates -------------------------------------------------------------------------------


def compound(rates: Sequence[Figure]) -> Figure:
    """The cumulative change in percent of yearly rates: a product, not a sum.

    >>> print(compound([Figure("50", "%"), Figure("-50", "%")]))
    -25%
    """
    first, *rest = _percents(rates)
    for rate in rest:
        first = formula(lambda a, b: in_percent(factor_of(a) * factor_of(b)), first, rate)
    return first


def mean_rate(rates: Sequence[Figure]) -> Figure | None:
    """The yearly rate in percent that compounds to the same change as *rates* (geometric mean);
    None if it is undefined.
    """
    return average_rate(compound(rates), len(rates))


def average_rate(total: Figure, years: Number, parts: int = 1) -> Figure | None:
    """The yearly rate in percent that compounds to a *total* change over *years* (divided by
    *parts*: 1 and 4 for a quarter).

    None for a fall of more than 100 %. Raises `InvalidRecordError` unless years and parts are
    positive.

    >>> print(average_rate(Figure("-20", "%"), 5), average_rate(Figure("10.2", "%"), 2))
    -4.36% 4.98%
    """
    (rate,) = _percents([total])
    factor = formula(factor_of, rate, kind=RATIO)
    return _average_annual("average_rate", factor, years, parts)


def annualised_rate(rate: Figure, periods_per_year: int) -> Figure | None:
    """A rate per period as a rate per year, compounded: 5 % a quarter is 21.55 % a year.

    The interval of a printed rate is wide; `annualised`, which starts from levels, is more precise.
    """
    return average_rate(rate, 1, periods_per_year)


def earlier_rate(later: Figure, total: Figure) -> Figure | None:
    """The rate of the earlier of two periods, from the rate of the later and the change over both.

    None if everything may have been lost in the later period: the level before is then unknown.

    >>> print(earlier_rate(Figure("8.1", "%"), compound([Figure("5.1", "%")] * 2)))
    2.18%
    """
    both, last = _percents([total, later])
    if last.bounds.lower is None or last.bounds.lower <= MINUS_HUNDRED:
        return None
    return formula(lambda whole, part: in_percent(factor_of(whole) / factor_of(part)), both, last)


def remaining_rate(target: Figure, so_far: Figure) -> Figure | None:
    """The change still needed to compound to a *target* change, after the change *so_far*: a
    quotient, not a difference.

    None if everything may have been lost so far.

    >>> print(remaining_rate(Figure("-20", "%"), Figure("-15.61", "%")))
    -5.20%
    """
    return earlier_rate(so_far, target)


def elasticity(response: Figure, cause: Figure) -> Figure | None:
    """One growth rate over another, as a ratio; None if the other may be zero.

    >>> print(elasticity(Figure("4.8", "%"), Figure("8", "%")))
    0.6 times
    """
    above, below = _percents([response, cause])
    return None if ZERO in below.bounds else above / below


def fulfilment(actual: Figure, planned: Figure) -> Figure | None:
    """The share of a plan that was fulfilled, in percent: actual over planned for amounts, (100 +
    actual) over (100 + planned) for rates of change in percent. None unless the plan is positive.

    >>> print(fulfilment(Figure("63", "万吨"), Figure("56", "万吨")))
    112.5%
    >>> print(fulfilment(Figure("-6", "%"), Figure("-5", "%")))
    98.95%
    """
    if actual.unit.code in FRACTIONS:
        whole = Figure(100, "%", exact=True)
        done, plan = _percents([actual, planned])
        actual, planned = whole + done, whole + plan
    return share(actual, planned) if planned.bounds.positive else None


# --- contributions --------------------------------------------------------------------------------


def contribution(weight: Figure, growth: Figure) -> Figure:
    """The contribution of a part to the growth of the whole, in percentage points: its weight in
    the base period times its growth.

    >>> print(contribution(Figure("15.2", "%"), Figure("0.8", "%")))
    0.122 percentage points
    """
    share, rate = _percents([weight, growth])
    return formula(lambda w, g: (w * g).shifted(-2), share, rate, unit("percentage_point"))


def contribution_share(part: Figure, total: Figure) -> Figure | None:
    """A contribution in points as a share of the total growth, in percent; it may be negative or
    above 100.

    None if the total growth may be zero.

    >>> print(contribution_share(Figure("3.8", "个百分点"), Figure("7.1", "%")))
    53.52%
    """
    points, whole = (
        part.to("个百分点"),
        total if total.unit.code == "percentage_point" else total.to("%"),
    )
    if ZERO in whole.bounds:
        return None
    return formula(lambda p, t: (p / t).shifted(2), points, whole)


# --- factors --------------------------------------------------------------------------------------


def doublings(count: Number) -> Figure:
    """The factor of a number of doublings, whole or not: 翻两番 is 4.

    >>> print(doublings(2), rate_of_factor(doublings(2)), doublings("0.5"))
    4 times 300% 1.41 times
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
    """The factor of an increase by a multiple: 增长1.5倍 is 2.5 times the base.

    >>> print(increase_by("174"))
    175 times
    """
    more = times if isinstance(times, Figure) else Figure(times, "ratio", exact=True)
    return more + Figure(1, "ratio", exact=True)


def rate_of_factor(factor: Figure) -> Figure:
    """The growth rate in percent of a factor: 4 times the base is growth of 300 %."""
    return formula(in_percent, factor.to(RATIO))


def growth_on_absolute_base(current: Figure, base: Figure) -> Figure | None:
    """The change over the absolute value of the base, in percent: positive for a rise, below zero
    too. Such rates do not compound.

    An alternative for negative bases; None if the base may be zero.

    >>> print(growth_on_absolute_base(Figure("-30", "亿元"), Figure("-40", "亿元")))
    25%
    """
    signed = growth_on_signed_base(current, base)
    if signed is None or base.bounds.positive:
        return signed
    return -signed


def growth_on_signed_base(current: Figure, base: Figure) -> Figure | None:
    """The change over the signed base, in percent: such rates compound, but below zero a rise has a
    minus sign.

    The other alternative for negative bases; None if the base may be zero.

    >>> print(growth_on_signed_base(Figure("-30", "亿元"), Figure("-40", "亿元")))
    -25%
    """
    current = current.to(base.unit)
    if not (base.bounds.positive or base.bounds.negative):
        return None
    return formula(rate_bounds, current, base)


# --- over a series --------------------------------------------------------------------------------


def carry_over(quarters: Sequence[Figure]) -> Figure | None:
    """The growth of the next year if it stayed at the level of the last quarter: the last quarter
    over the mean of the year.

    None if the mean of the year may be zero or negative.

    >>> print(carry_over([Figure(q, "亿元") for q in ("1431", "1438", "1453", "1466")]))
    1.31%
    """
    if len(quarters) < 2:
        raise InvalidRecordError(
            "carry_over", "quarters", len(quarters), "pass the levels of all quarters of a year"
        )
    *earlier, last = quarters
    rest = sum(earlier[1:], earlier[0]).to(last.unit)
    if not (rest + last).bounds.positive:
        return None
    count = point(Decimal(len(quarters)))
    return formula(lambda last, rest: in_percent(share_of_sum(last, rest, count)), last, rest)


def _percents(rates: Sequence[Figure]) -> list[Figure]:
    """The rates in percent. Raises `InvalidRecordError` without rates, `UnitMismatchError` for
    points.
    """
    if not rates:
        raise InvalidRecordError("rates", "rates", 0, "pass at least one rate")
    return [rate.to(PERCENT) for rate in rates]


def __dir__() -> list[str]:
    return list(__all__)

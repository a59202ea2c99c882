"""Every formula of figures against exact numbers drawn from inside the intervals of its inputs.

The formulas of exact numbers stand in `tests.naive`, written from the definitions.
"""

import copy
import pickle
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tjstats as tj
from tests import naive
from tests.naive import Print, Range
from tests.question_strategies import UNITS, prints
from tests.strategies import holds
from tjstats import Figure, indexes, progress
from tjstats import rates as R
from tjstats.errors import InvalidRecordError
from tjstats.formats import json

AMOUNT, PERCENT, POINTS = "amount", "%", "个百分点"
RATES = (PERCENT, PERCENT)


class Formula(NamedTuple):
    """How the library works a formula out, and the unit of each input; an amount may have any scale."""

    figure: Callable[..., Figure | None]
    units: tuple[str, ...] = (AMOUNT, AMOUNT)


FORMULAS = {
    "sum": Formula(lambda a, b: a + b),
    "difference": Formula(lambda a, b: a - b),
    "product": Formula(lambda a, b: a * b),
    "quotient": Formula(lambda a, b: None if b.bounds.is_point and not b.value else a / b),
    "growth": Formula(lambda now, then: tj.growth(now, then).rate),
    "growth_factor": Formula(lambda now, then: tj.growth(now, then).factor),
    "growth_from_change": Formula(R.growth_from_change),
    "factor_from_change": Formula(
        lambda now, by: R.factor_from_change(now, by) if (now - by).bounds.positive else None
    ),
    "growth_on_absolute_base": Formula(R.growth_on_absolute_base),
    "growth_on_signed_base": Formula(R.growth_on_signed_base),
    "carry_over": Formula(lambda *quarters: R.carry_over(quarters), (AMOUNT,) * 4),
    "compound": Formula(lambda *rates: R.compound(rates), (PERCENT,) * 3),
    "earlier_rate": Formula(R.earlier_rate, RATES),
    "remaining_rate": Formula(R.remaining_rate, RATES),
    "elasticity": Formula(R.elasticity, RATES),
    "fulfilment_of_rates": Formula(R.fulfilment, RATES),
    "fulfilment": Formula(R.fulfilment),
    "contribution": Formula(R.contribution, RATES),
    "contribution_share": Formula(R.contribution_share, (POINTS, PERCENT)),
    "rate_of_factor": Formula(R.rate_of_factor, ("倍",)),
    "increase_by": Formula(R.increase_by, ("倍",)),
    "rereference_factor": Formula(
        lambda index: indexes.rereference_factor(index) if index.bounds.positive else None, ("点",)
    ),
    "excess_share": Formula(progress.excess_share, (POINTS, PERCENT)),
}
FAR = 10**9  # how far beyond the finite end of an unbounded range numbers are drawn
shares = st.sampled_from([Fraction(0), Fraction(1), Fraction(1, 10**9)]) | st.fractions(0, 1)


def figures(name: str, printed: list[Print]) -> list[Figure]:
    """The prints as the inputs of a formula."""
    pairs = zip(printed, FORMULAS[name].units, strict=True)
    return [
        Figure(p.digits, UNITS[p.multiplier] if unit == AMOUNT else unit, p.word)
        for p, unit in pairs
    ]


def ranges(name: str, printed: list[Print]) -> tuple[list[Range], list[Range]]:
    """What the prints say, and what may have been rounded to them."""
    scaled = [
        p if unit == AMOUNT else Print(p.digits, p.word)
        for p, unit in zip(printed, FORMULAS[name].units, strict=True)
    ]
    return [p.said() for p in scaled], [p.unrounded() for p in scaled]


def number_in(within: Range, share: Fraction) -> Fraction:
    """A number inside a range, *share* of the way from its lower to its upper end."""
    low = within.high - FAR if within.low is None else within.low
    high = low + FAR if within.high is None else within.high
    if (share == 0 and not within.low_in) or (share == 1 and not within.high_in):
        share = abs(share - Fraction(1, 10**9))
    return low + (high - low) * share


def holds_what_it_should(name: str, printed: list[Print], at: list[Fraction]) -> bool:
    """Whether the formula has a figure; then that holds its own value, and the exact result."""
    result = FORMULAS[name].figure(*figures(name, printed))
    if result is None:
        return False
    if result.qualifier in ("exactly", "about"):
        assert holds(result.bounds, Fraction(result.plain)), (name, printed)
    intervals = result.bounds, result.unrounded
    for within, interval in zip(ranges(name, printed), intervals, strict=True):
        numbers = [number_in(one, share) for one, share in zip(within, at, strict=True)]
        try:
            exact = naive.RATES[name](*numbers)
        except ZeroDivisionError:
            continue
        assert holds(interval, exact), (name, printed, numbers, str(interval))
    return True


def is_tight(name: str, printed: list[Print]) -> bool:
    """Whether the ends of the exact results are known; then they are those of the figure."""
    result = FORMULAS[name].figure(*figures(name, printed))
    if result is None:
        return False
    for within, interval in zip(
        ranges(name, printed), (result.bounds, result.unrounded), strict=True
    ):
        expected = naive.ends_of(naive.RATES[name], within)
        if expected is None or interval.lower is None or interval.upper is None:
            return False
        for end, exact in zip((interval.lower, interval.upper), expected, strict=True):
            near = Fraction(1, 10**28) * max(1000, abs(exact))
            assert abs(Fraction(end) - exact) <= near, (name, printed, expected, str(interval))
    return True


def survives(name: str, printed: list[Print]) -> bool:
    """Whether the formula has a figure; then its copies are equal to it."""
    result = FORMULAS[name].figure(*figures(name, printed))
    if result is None:
        return False
    again = copy.copy(result), pickle.loads(pickle.dumps(result)), json.loads(json.dumps(result))
    assert all(each == result and hash(each) == hash(result) for each in again), (name, printed)
    return True


@pytest.mark.parametrize("name", FORMULAS)
class TestFormulas:
    """Design §3: two intervals follow through the arithmetic, every input once."""

    @given(data=st.data())
    def test_the_result_holds_every_exact_result(self, name, data):
        """For numbers inside the inputs, at their ends too; and the value lies in the bounds."""
        count = len(FORMULAS[name].units)
        printed = [data.draw(prints(least=-99_999)) for _ in range(count)]
        holds_what_it_should(name, printed, [data.draw(shares) for _ in range(count)])

    @given(data=st.data())
    def test_the_result_is_no_wider(self, name, data):
        """Its ends are those of the formula at the ends of the inputs."""
        is_tight(name, [data.draw(prints(least=-99_999)) for _ in FORMULAS[name].units])

    @given(data=st.data())
    def test_the_result_survives(self, name, data):
        """Copy, pickle and JSON give an equal figure."""
        survives(name, [data.draw(prints(least=-99_999)) for _ in FORMULAS[name].units])


def holds_root(interval: tj.Bounds, of: Callable[[Fraction], Fraction], exact: Fraction) -> bool:
    """Whether the interval of a rate holds the solution of `of(1 + rate/100) = exact`, a function that rises."""
    low, high = interval.lower, interval.upper
    return (low is None or of(1 + Fraction(low) / 100) <= exact) and (
        high is None or of(1 + Fraction(high) / 100) >= exact
    )


def average_holds(printed: Print, years: int, parts: int, share: Fraction) -> bool:
    """Whether a total has an average rate; then that holds its value and every root."""
    total = Figure(printed.digits, "%", printed.word)
    result = R.average_rate(total, years, parts)
    if result is None:
        return False
    if result.qualifier in ("exactly", "about"):
        assert holds(result.bounds, Fraction(result.plain)), printed
    plain = Print(printed.digits, printed.word)
    for within, interval in (
        (plain.said(), result.bounds),
        (plain.unrounded(), result.unrounded),
    ):
        factor = 1 + number_in(within, share) / 100
        if factor >= 0:
            assert holds_root(interval, lambda x: x**years, factor**parts), (printed, years, parts)
    assert json.loads(json.dumps(result)) == result == pickle.loads(pickle.dumps(result))
    return True


def cumulative_holds(printed: list[Print], at: list[Fraction]) -> bool:
    """Whether base and levels have a rate by the cumulative method; then that holds its value and every solution."""
    base, *levels = (Figure(p.digits, UNITS[p.multiplier], p.word) for p in printed)
    result = R.average_annual_cumulative(base, levels)
    if result is None:
        return False
    if result.qualifier in ("exactly", "about"):
        assert holds(result.bounds, Fraction(result.plain)), printed
    for within, interval in (
        ([p.said() for p in printed], result.bounds),
        ([p.unrounded() for p in printed], result.unrounded),
    ):
        first, *later = (number_in(one, share) for one, share in zip(within, at, strict=True))
        if first > 0 and sum(later) >= 0:
            powers = range(1, len(later) + 1)
            exact = sum(later) / first
            assert holds_root(interval, lambda x: sum(x**n for n in powers), exact), printed  # noqa: B023
    assert json.loads(json.dumps(result)) == result == pickle.loads(pickle.dumps(result))
    return True


class TestRoots:
    """The average annual rates, by the level and the cumulative method: put back, they give the total."""

    @given(prints(least=-9_999), st.integers(1, 12), st.integers(1, 4), shares)
    def test_the_level_method(self, printed, years, parts, share):
        """The rate to the power of the years is the factor, or its power."""
        average_holds(printed, years, parts, share)

    @given(st.lists(st.tuples(prints(), shares), min_size=2, max_size=6))
    def test_the_cumulative_method(self, drawn):
        """Its powers add up to the levels over the base."""
        cumulative_holds([p for p, _ in drawn], [share for _, share in drawn])

    @pytest.mark.parametrize("years", ["1e-30", "1e-9", "0.3", "1e30", "12345678901234567890.5"])
    @pytest.mark.parametrize("rate", ["5", "-5", "-100", "0", "99999999", "-99.9999999"])
    def test_any_length(self, rate, years):
        """However long or short: a rate that survives, or an error that names the years."""
        try:
            result = R.average_rate(Figure(rate, "%"), years)
        except InvalidRecordError as error:
            assert error.field == "years"
            return
        assert holds(result.bounds, Fraction(result.plain))
        assert json.loads(json.dumps(result)) == result


series = st.lists(prints(least=1, words=("exactly", "about")), min_size=3, max_size=6)


class TestLinkedSeries:
    """Re-referencing and splicing change the level of a series, and no growth in it."""

    @given(series, st.data())
    def test_rereferencing(self, printed, data):
        """The reference is 100; every rate and factor is what it was."""
        prices = tj.Indicator("test.prices", "点", "index")
        old = prices.series(
            {str(2000 + n): Figure(p.digits, "点", p.word) for n, p in enumerate(printed)}
        )
        at = data.draw(st.sampled_from(old.periods))
        new = indexes.rereference_series(old, at)
        assert new[at].figure.unrounded == tj.Bounds(100, 100)
        for stored in (new, json.loads(json.dumps(new))):
            assert stored == new
            check_growth(stored, old)

    @given(series, series, st.data())
    def test_splicing(self, before, after, data):
        """Every rate before the link is that of the old series, and of two joined series once
        re-referenced still."""
        prices = tj.Indicator("test.prices", "点", "index")
        old = prices.series({str(2000 + n): Figure(p.digits, "点") for n, p in enumerate(before)})
        link = len(before) - 1
        new = prices.series(
            {str(2000 + link + n): Figure(p.digits, "点") for n, p in enumerate(after)}
        )
        joined = indexes.splice(old, new)
        moved = indexes.rereference_series(joined, data.draw(st.sampled_from(joined.periods)))
        for series in (joined, moved):
            check_growth(series, old)
            check_growth(series, new)


def check_growth(series: tj.Series, origin: tj.Series) -> None:
    """Every growth in *origin* is the same in *series*, with both its intervals."""
    times = origin.periods
    for then, now in pairwise(times):
        found, expected = (tj.growth(s[now], s[then]) for s in (series, origin))
        for name in ("rate", "factor", "average_annual"):
            same_intervals(getattr(found, name), getattr(expected, name))


def same_intervals(found: Figure, expected: Figure) -> None:
    near = Fraction(1, 10**30)
    for a, b in ((found.bounds, expected.bounds), (found.unrounded, expected.unrounded)):
        for x, y in ((a.lower, b.lower), (a.upper, b.upper)):
            assert abs(Fraction(x) - Fraction(y)) <= near * max(1000, abs(Fraction(y)))

"""Growth of a plan from the growth of its years, and growth of a year from that of its part to date."""

from fractions import Fraction
from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.indicators import MONEY, change_of
from tjstats import (
    Figure,
    Flag,
    Observation,
    Period,
    Reason,
    Series,
    Target,
    Verdict,
    assess,
)
from tjstats.errors import NotComparableError

YEARS = range(2021, 2026)
TIME, BASE = Period.years(2021, 2025), Period.year(2020)
rates = st.lists(st.integers(-30, 30), min_size=5, max_size=5)
scopes = st.lists(st.sampled_from([None, "new"]), min_size=5, max_size=5) | st.just([None] * 5)
breaks = st.sets(st.sampled_from(YEARS))


def goal(number, measure, scope=None):
    figure = Figure.at_least(number, "%")
    return Target(MONEY, TIME, figure, measure=measure, base=BASE, scope=scope)


def product_of(numbers):
    factor = Fraction(1)
    for number in numbers:
        factor *= 1 + Fraction(number, 100)
    return factor


@given(rates, scopes, breaks, st.sampled_from([None, "new"]), st.integers(-80, 200))
def test_years_are_one_rate_unless_their_scope_changes(numbers, kinds, broken, asked, number):
    """They compound in one scope without a break after the first year, which is on the year before."""
    said = [
        change_of(
            MONEY, Figure(n, "%"), year=y, scope=kind, flags={Flag.BREAK} if y in broken else ()
        )
        for n, y, kind in zip(numbers, YEARS, kinds, strict=True)
    ]
    total = assess(goal(number, "growth", asked), Series(tuple(said)))
    mean = assess(goal(number, "average_growth", asked), Series(tuple(said)))
    if len(set(kinds)) > 1 or broken - {2021}:
        assert {total.reason, mean.reason} == {Reason.BREAK_IN_SERIES}
    elif kinds[0] != asked:
        assert {total.reason, mean.reason} == {Reason.SCOPE_MISMATCH}
    else:
        factor = product_of(numbers)
        reached = factor >= 1 + Fraction(number, 100)
        by_year = factor >= max(Fraction(0), 1 + Fraction(number, 100)) ** 5
        assert total.verdict is (Verdict.YES if reached else Verdict.NO)
        assert mean.verdict is (Verdict.YES if by_year else Verdict.NO)
        assert total.final and mean.final
        exact = (factor - 1) * 100
        assert abs(Fraction(total.observation.figure.value) - exact) < Fraction(1, 10**20)


@given(rates, st.integers(1, 4), st.sampled_from(["growth", "average_growth"]), st.booleans())
def test_rates_of_several_years_stand_for_each_of_them(numbers, years, measure, first):
    """One rate of some years and one of each other year give what the years alone give."""
    ends = (2021, 2020 + years) if first else (2026 - years, 2025)
    place = slice(ends[0] - 2021, ends[1] - 2020)
    span, inside = Period.years(*ends), numbers[place]
    factor = product_of(inside)
    of_some = Observation(
        MONEY,
        span,
        Figure(exact_text(factor), "%"),
        measure="growth",
        base=Period.year(ends[0] - 1),
    )
    others = [
        change_of(MONEY, Figure(n, "%"), year=y)
        for n, y in zip(numbers, YEARS, strict=True)
        if not span.contains(Period.year(y))
    ]
    found = assess(goal(1, measure), Series((*others, of_some)))
    each = [change_of(MONEY, Figure(n, "%"), year=y) for n, y in zip(numbers, YEARS, strict=True)]
    by_year = assess(goal(1, measure), Series(tuple(each)))
    assert (found.verdict, found.final, found.reason) == (by_year.verdict, True, None)


@given(st.integers(-20, 20), rates, st.integers(2, 4), st.booleans(), st.integers(-10, 10))
def test_an_average_of_some_years_stands_for_each_of_them(mean, numbers, years, first, number):
    """As if each had grown by it."""
    ends = (2021, 2020 + years) if first else (2026 - years, 2025)
    span = Period.years(*ends)
    each = [
        mean if span.contains(Period.year(y)) else n for n, y in zip(numbers, YEARS, strict=True)
    ]
    yearly = [change_of(MONEY, Figure(n, "%"), year=y) for n, y in zip(each, YEARS, strict=True)]
    others = [
        attrs.evolve(o, measure="average_growth") for o in yearly if not span.contains(o.period)
    ]
    base = Period.year(ends[0] - 1)
    of_some = Observation(MONEY, span, Figure(mean, "%"), measure="average_growth", base=base)
    for measure in ("growth", "average_growth"):
        asked = goal(number, measure)
        found, by_year = (
            assess(asked, Series(tuple(some))) for some in ([*others, of_some], yearly)
        )
        assert (found.verdict, found.final) == (by_year.verdict, True)
        assert found.verdict is not Verdict.UNKNOWN


def exact_text(factor):
    """(factor − 1) in percent, which has as many digits as years twice."""
    scaled = (factor - 1) * 100 * 10**12
    assert scaled.denominator == 1
    sign, digits = "-" * (scaled < 0), f"{abs(scaled.numerator):013d}"
    return f"{sign}{digits[:-12]}.{digits[-12:]}"


PARTS = ["2025-Q1", "2025-S1", "2025-01-01/P9M", "2025-06", "2025"]
BASES = ["2024-Q1", "2024-S1", "2024-01-01/P9M", "2024-06", "2024", "2023-Q1", "2024-Q4", "2023"]


@pytest.mark.parametrize(("part", "base"), list(product(PARTS, BASES)))
def test_growth_of_a_part_is_on_the_same_part_a_year_before(part, base):
    """It says what holds so far of a target on the growth of the year; on any other base it is of something else."""
    target = Target(
        MONEY,
        Period.year(2025),
        Figure.at_least("5", "%"),
        measure="growth",
        base=Period.year(2024),
    )
    said = MONEY.observe(part, Figure("6", "%"), measure="growth", base=base)
    is_like = base == part.replace("2025", "2024")
    if not is_like and base != "2024":
        with pytest.raises(NotComparableError, match="base"):
            assess(target, said)
        return
    answer = assess(target, said)
    expected = Verdict.YES if part == "2025" else Verdict.UNKNOWN
    assert (answer.verdict, answer.final) == (expected, part == "2025")
    assert answer.holds_now is Verdict.YES
    assert answer.reason is (None if part == "2025" else Reason.PERIOD_NOT_OVER)

"""The distance from an ideal, of every interval: the least and the greatest that a value in it has, and whether it has it."""

from fractions import Fraction
from itertools import product

import pytest

import tjstats as tj
from tjstats import Figure

IDEAL = Fraction(2)
ENDS = [Fraction(n, 4) for n in (1, 2, 5, 7, 8, 9, 12, 16, 20)]
CLOSED = (True, False)
INTERVALS = [
    (low, high, *closed) for low, high, *closed in product(ENDS, ENDS, CLOSED, CLOSED) if low < high
]


def between(low, high, low_in, high_in, unit):
    return Figure.between(
        str(float(low)), str(float(high)), unit, lower_closed=low_in, upper_closed=high_in
    )


def reached(far, low, high, low_in, high_in):
    """The least and the greatest distance, with whether one is reached: at the ends, or at the ideal between them."""
    at = [(far(low), low_in), (far(high), high_in)]
    if low < IDEAL < high:
        at.append((far(IDEAL), True))
    least, most = min(x for x, _ in at), max(x for x, _ in at)
    return least, (least, True) in at, most, (most, True) in at


@pytest.mark.parametrize("interval", INTERVALS, ids=str)
def test_differences_of_intervals(interval):
    """As far below the ideal as above it: the part below is reflected."""
    least, least_in, most, most_in = reached(lambda x: IDEAL + abs(x - IDEAL), *interval)
    found = tj.scores.two_sided_difference(between(*interval, "%"), 2).bounds
    assert (Fraction(found.lower), found.lower_closed) == (least, least_in)
    assert (Fraction(found.upper), found.upper_closed) == (most, most_in)


@pytest.mark.parametrize("interval", INTERVALS, ids=str)
def test_ratios_of_intervals(interval):
    """Half and double are as far; ends count as reached."""
    least, _, most, _ = reached(lambda x: max(x / IDEAL, IDEAL / x), *interval)
    found = tj.scores.two_sided_ratio(between(*interval, "ratio"), 2).bounds
    assert Fraction(found.lower) <= least <= Fraction(found.lower) + Fraction(1, 10**30)
    assert Fraction(found.upper) - Fraction(1, 10**30) <= most <= Fraction(found.upper)


@pytest.mark.parametrize("interval", INTERVALS, ids=str)
def test_ratios_of_intervals_with_a_range_that_is_accepted(interval):
    """Inside the range every value is the ideal, so that the greatest is at an end outside it."""
    low, high = interval[:2]
    accepted = Fraction(3, 2), Fraction(5, 2)

    def far(x):
        return Fraction(1) if accepted[0] <= x <= accepted[1] else max(x / IDEAL, IDEAL / x)

    is_near = low <= accepted[1] and high >= accepted[0]
    least = Fraction(1) if is_near else min(far(low), far(high))
    most = max(far(low), far(high))
    given = between(*interval, "ratio")
    found = tj.scores.two_sided_ratio(given, 2, ("1.5", "2.5")).bounds
    assert Fraction(found.lower) <= least <= Fraction(found.lower) + Fraction(1, 10**30)
    assert Fraction(found.upper) - Fraction(1, 10**30) <= most <= Fraction(found.upper)

"""The arithmetic of growth rates: published results, edge cases, and bounds."""

from __future__ import annotations

import itertools
from decimal import Decimal as D

import pytest

import tjstats as tj
from tjstats import rates as R
from tjstats.errors import (
    InvalidNumberError,
    InvalidRecordError,
    NumberTypeError,
    UnitMismatchError,
)

F = tj.Figure


def pct(text):
    """A rate as printed."""
    return F(text, "%")


# Published pairs; sources: Qinghai statistics bureau 2009, NBS releases 2021, Statistics Canada tables.
PUBLISHED = {
    "three years of energy intensity": (
        lambda: R.compound([pct("1.51"), pct("-2.20"), pct("-4.18")]),
        2,
        "-4.87",
    ),
    "their average": (lambda: R.mean_rate([pct("1.51"), pct("-2.20"), pct("-4.18")]), 2, "-1.65"),
    "the plan's rate a year": (lambda: R.average_rate(pct("-17"), 5), 2, "-3.66"),
    "what is left": (lambda: R.remaining_rate(pct("-17"), pct("-4.87")), 2, "-12.75"),
    "what is left, a year": (
        lambda: R.average_rate(R.remaining_rate(pct("-17"), pct("-4.87")), 2),
        2,
        "-6.59",
    ),
    "two-year average": (
        lambda: R.average_rate(R.compound([pct("12.7"), pct("-1.6")]), 2),
        1,
        "5.3",
    ),
    "five percent a quarter": (lambda: R.annualised_rate(pct("5"), 4), 1, "21.6"),
    "half-years": (lambda: R.annualised_rate(pct("5"), 2), 2, "10.25"),
    "a cut of six where five was planned": (lambda: R.fulfilment(pct("-6"), pct("-5")), 2, "98.95"),
    "three doublings": (lambda: R.rate_of_factor(R.doublings(3)), 0, "700"),
}


@pytest.mark.parametrize(("compute", "decimals", "printed"), PUBLISHED.values(), ids=PUBLISHED)
def test_results_round_to_the_published_rates(compute, decimals, printed):
    """The result rounds to the published one."""
    assert compute().rounded(decimals).value == D(printed)


def test_yearly_cuts_do_not_add():
    """Falls of 13.4 % in four years and 5.6 % in the fifth are not 19 %."""
    assert R.compound([pct("-13.4"), pct("-5.6")]).value == D("-18.2496")


def test_bounds_are_propagated():
    """A rate of over 5 % compounds to over, and the remaining rate is under."""
    over = F.over("5", "%")
    assert R.compound([over, pct("10")]).bounds == tj.Bounds(D("15.5"), None, False)
    left = R.remaining_rate(pct("20"), over)
    assert (left.bounds.lower, left.bounds.upper) == (
        D(-100),
        R.remaining_rate(pct("20"), pct("5")).bounds.upper,
    )
    assert not left.bounds.upper_closed


@pytest.mark.parametrize("call", [R.compound, R.mean_rate], ids=["compound", "mean_rate"])
def test_no_rates_at_all(call):
    """Compounding no rates is an error."""
    with pytest.raises(InvalidRecordError, match="at least one"):
        call([])


def test_points_are_not_rates():
    """Percentage points are never compounded."""
    with pytest.raises(UnitMismatchError, match="percentage_point"):
        R.compound([F("1", "个百分点")])


def test_fulfilment_of_a_plan_that_is_not_positive():
    """A planned zero or loss has no fulfilment ratio."""
    assert R.fulfilment(F("5", "亿元"), F("0", "亿元")) is None
    assert R.fulfilment(F("5", "亿元"), F("-5", "亿元")) is None


def test_share_of_growth_that_may_be_zero():
    """A share of growth that may be zero is None."""
    assert R.contribution_share(F("0.1", "个百分点"), F.about("0", "%")) is None
    assert R.contribution_share(F("-2.8", "个百分点"), pct("10")).value == D(-28)


@pytest.mark.parametrize("count", [-1, 101, "100.5", True, 0.5, "two"], ids=str)
def test_doublings_are_counted(count):
    """A number of doublings is from 0 to 100, as text, integer or Decimal."""
    with pytest.raises((InvalidRecordError, NumberTypeError, InvalidNumberError)):
        R.doublings(count)


def test_the_absolute_base_is_asked_for():
    """From −40 to −30: no rate by default, 25 % on the absolute base; `turn` gives the direction."""
    loss, less, profit = F("-40", "亿元"), F("-30", "亿元"), F("10", "亿元")
    assert tj.growth(less, loss).reason is tj.Reason.NEGATIVE_BASE
    assert R.growth_on_absolute_base(less, loss).value == 25
    assert R.growth_on_absolute_base(less, F("0", "亿元")) is None
    assert (tj.growth(profit, loss).turn, tj.growth(loss, profit).turn, tj.growth(less, loss).turn) == (
        "turned positive", "turned negative", None,
    )  # fmt: skip


SIGNS = {
    "-": [F("-40", "亿元"), F.under("-1", "亿元"), F.between("-3", "-1", "亿元")],
    "+": [
        F("40", "亿元"),
        F.over("1", "亿元"),
        F.at_least("0.1", "亿元"),
        F.between("1", "3", "亿元"),
    ],
    "?": [F("0", "亿元"), F.about("0", "亿元"), F.at_least("0", "亿元"), F.over("-9", "亿元")],
}
TURNS = {("-", "+"): "turned positive", ("+", "-"): "turned negative"}


@pytest.mark.parametrize(("before", "after"), list(itertools.product(SIGNS, repeat=2)))
def test_a_turn_is_certain(before, after):
    """The sign has turned where all of one figure is below zero and all of the other above."""
    for base, current in itertools.product(SIGNS[before], SIGNS[after]):
        assert tj.growth(current, base).turn == TURNS.get((before, after)), (base, current)


def test_the_two_methods_agree_on_steady_growth():
    """Steady growth has the same average by both methods; uneven growth does not."""
    base, steady = F("100", "亿元"), [F("110", "亿元"), F("121", "亿元"), F("133.1", "亿元")]
    assert R.average_annual_cumulative(base, steady).value == 10
    uneven = [F("150", "亿元"), F("121", "亿元"), F("133.1", "亿元")]
    assert R.average_annual_cumulative(base, uneven).value > D("15")


def test_carry_over_needs_quarters():
    """One quarter has no mean to compare with."""
    with pytest.raises(InvalidRecordError):
        R.carry_over([F("1", "亿元")])


UNDEFINED = {
    "a fall by more than all": lambda: R.average_rate(pct("-120"), 5),
    "the mean of rates that compound to one": lambda: R.mean_rate([pct("-150"), pct("10")]),
    "such a rate at the pace of a year": lambda: R.annualised_rate(pct("-150"), 4),
    "a factor below zero": lambda: R.average_annual(F("-2", "倍"), 3),
    "what came before a loss of all": lambda: R.earlier_rate(pct("-100"), pct("5")),
    "before what may be a loss of all": lambda: R.earlier_rate(F.under("-99", "%"), pct("5")),
    "what is left after a loss of all": lambda: R.remaining_rate(pct("-20"), pct("-100")),
    "against no growth": lambda: R.elasticity(pct("3"), pct("0")),
    "against growth that may be none": lambda: R.elasticity(pct("3"), F.at_least("0", "%")),
    "a year that comes to nothing": lambda: R.carry_over(
        [F(q, "亿元") for q in ("0", "0", "0", "0")]
    ),
    "a year of losses": lambda: R.carry_over([F(q, "亿元") for q in ("-5", "-3", "1", "2")]),
    "over a base of zero, signed": lambda: R.growth_on_signed_base(F("5", "亿元"), F("0", "亿元")),
    "from a base below zero, cumulative": lambda: R.average_annual_cumulative(
        F("-1", "亿元"), [F("5", "亿元")]
    ),
    "to a sum below zero, cumulative": lambda: R.average_annual_cumulative(
        F("1", "亿元"), [F("-5", "亿元")]
    ),
    "a plan of nothing": lambda: R.fulfilment(F("5", "亿元"), F("0", "亿元")),
    "a plan to lose all": lambda: R.fulfilment(pct("-5"), pct("-100")),
}


@pytest.mark.parametrize("call", UNDEFINED.values(), ids=UNDEFINED)
def test_what_is_not_defined_is_none(call):
    """An undefined formula gives None."""
    assert call() is None


@pytest.mark.parametrize("years", [0, -1, "-0.5"], ids=str)
def test_a_time_is_above_zero(years):
    """There is no average over zero or negative time."""
    with pytest.raises(InvalidRecordError):
        R.average_rate(pct("5"), years)
    with pytest.raises(InvalidRecordError):
        R.average_annual(F("2", "倍"), 1, years if isinstance(years, int) else 0)


def test_years_need_not_be_whole():
    """Two and a half years are five halves."""
    assert R.average_rate(pct("6"), "2.5").value == R.average_rate(pct("6"), 5, 2).value
    assert f"{R.average_rate(pct('21'), 2):.0f}" == "10%"


def test_cumulative_method_needs_levels():
    """The base alone is not enough."""
    with pytest.raises(InvalidRecordError):
        R.average_annual_cumulative(F("1", "亿元"), [])


def test_doublings_need_not_be_whole():
    """Two half doublings are one."""
    half = R.doublings("0.5")
    assert D(2) in (half * half).bounds
    assert R.doublings(D(2)).value == R.doublings("2").value == 4

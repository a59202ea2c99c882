"""Average annual growth, annualised growth, and growth from a printed change."""

from decimal import Decimal
from fractions import Fraction

import pytest

import tjstats as tj
from tests.indicators import JOBS, RATE, STOCK
from tjstats import Figure, Reason
from tjstats.errors import UnitMismatchError

F = Figure


AVERAGES = {
    "five years of a stock": (STOCK, "2025", "2020", "161.051", "100", "10"),
    "five years of a flow": (JOBS, "2025", "2020", "161.051", "100", "10"),
    "one year": (JOBS, "2025", "2024", "105", "100", "5"),
    "same quarter a year later": (JOBS, "2025-Q3", "2024-Q3", "105", "100", "5"),
    "same quarter two years later": (JOBS, "2025-Q3", "2023-Q3", "121", "100", "10"),
    "year to date": (JOBS, "2025-01-01/P9M", "2023-01-01/P9M", "144", "100", "20"),
    "a fall": (JOBS, "2022", "2020", "81", "100", "-10"),
    "nothing left": (JOBS, "2022", "2020", "0", "100", "-100"),
    "no change": (JOBS, "2025", "2020", "7", "7", "0"),
    "month ends": (STOCK, "2025-11", "2020-11", "161.051", "100", "10"),
    "leap day": (STOCK, "2024-02-29", "2023-02-28", "105", "100", "5"),
}


@pytest.mark.parametrize(
    ("indicator", "now", "then", "current", "base", "rate"), AVERAGES.values(), ids=AVERAGES
)
def test_the_level_method(indicator, now, then, current, base, rate):
    """The base is not counted: 2020 to 2025 is five years; a root that terminates is exact."""
    g = tj.growth(indicator.observe(now, current), indicator.observe(then, base))
    assert g.average_annual.value == Decimal(rate)
    assert g.average_annual.unit.code == "percent"
    assert g.reason is None


NO_AVERAGE = {
    "one quarter": (JOBS, "2025-Q3", "2025-Q2", Fraction(1, 4), Reason.NOT_WHOLE_YEARS),
    "five quarters": (JOBS, "2025-Q3", "2024-Q2", Fraction(5, 4), Reason.NOT_WHOLE_YEARS),
    "eleven months short": (STOCK, "2025-11", "2020", Fraction(59, 12), Reason.NOT_WHOLE_YEARS),
    "days left over": (STOCK, "2025-11-10", "2020", None, Reason.NOT_WHOLE_YEARS),
    "plans": (
        JOBS,
        "2021-01-01/P5Y",
        "2016-01-01/P5Y",
        Fraction(5),
        Reason.PERIOD_LONGER_THAN_YEAR,
    ),
    "two-year spans": (
        JOBS,
        "2022-01-01/P2Y",
        "2020-01-01/P2Y",
        Fraction(2),
        Reason.PERIOD_LONGER_THAN_YEAR,
    ),
}


@pytest.mark.parametrize(
    ("indicator", "now", "then", "years", "reason"), NO_AVERAGE.values(), ids=NO_AVERAGE
)
def test_only_whole_years_of_periods_no_longer_than_a_year(indicator, now, then, years, reason):
    """Otherwise there is a rate, but no average, with the reason."""
    g = tj.growth(indicator.observe(now, "120"), indicator.observe(then, "100"))
    assert (g.years, g.average_annual, g.reason) == (years, None, reason)
    assert g.rate.value == 20


def test_the_average_of_a_bounded_figure_is_bounded():
    """Over 61.051 % in five years is over 10 % a year."""
    g = tj.growth(
        STOCK.observe("2025", F.over("161.051", "万人")),
        STOCK.observe("2020", F("100", "万人", exact=True)),
    )
    assert g.average_annual.qualifier is tj.Qualifier.OVER
    assert g.average_annual.bounds.lower == 10


def test_a_level_that_may_be_zero():
    """ "At most five" may be zero, so −100 % per year is among the answers."""
    g = tj.growth(STOCK.observe("2025", F.at_most("5", "万人")), STOCK.observe("2020", "10"))
    assert Decimal(-100) in g.average_annual.bounds


def test_a_negative_level_has_no_average():
    """A negative level after a positive one has mixed signs and no average."""
    g = tj.growth(STOCK.observe("2025", F.under("0", "万人")), STOCK.observe("2020", "10"))
    assert (g.average_annual, g.reason) == (None, Reason.MIXED_SIGN)


def test_a_level_that_may_be_negative():
    """Between −1 and 100 after 100 is at most no growth, and no decimal error."""
    current = STOCK.observe("2025", F.between("-1", "100", "万人", lower_closed=False))
    g = tj.growth(current, STOCK.observe("2020", F("100", "万人", exact=True)))
    assert g.average_annual is None or g.average_annual.bounds.upper == 0
    assert str(g)


def test_a_total_and_a_figure_per_year_are_converted_or_refused():
    """2万 per year over a year is 2万, 25 % more than 1.6万; incompatible units are refused immediately, not on display."""
    try:
        g = tj.growth(JOBS.observe("2025", F("2", "万人/年")), JOBS.observe("2024", "1.6"))
    except UnitMismatchError:
        return
    assert g.rate.value == 25
    assert str(g) == "25%"


ANNUALISED = {
    "quarter": ("2025-Q2", "2025-Q1", "105", "100", "21.550625"),
    "month": ("2025-02", "2025-01", "110", "100", "213.8428376721"),
    "half-year": ("2025-S2", "2025-S1", "110", "100", "21"),
    "two years": ("2025", "2023", "121", "100", "10"),
    "two quarters of a fall": ("2025-Q3", "2025-Q1", "90", "100", "-19"),
}


@pytest.mark.parametrize(
    ("now", "then", "current", "base", "rate"), ANNUALISED.values(), ids=ANNUALISED
)
def test_annualised_growth_starts_from_the_levels(now, then, current, base, rate):
    """The yearly rate is computed from the levels and not from a rounded rate."""
    g = tj.growth(JOBS.observe(now, current), JOBS.observe(then, base))
    assert tj.annualised(g).value == Decimal(rate)


def test_annualised_agrees_with_the_average_of_whole_years():
    """Over whole years the two are equal."""
    g = tj.growth(JOBS.observe("2025", "131.7"), JOBS.observe("2021", "100.3"))
    assert tj.annualised(g).value == g.average_annual.value
    assert tj.annualised(g).unrounded == g.average_annual.unrounded


@pytest.mark.parametrize(
    ("current", "base"),
    [
        (JOBS.observe("2025", "5"), JOBS.observe("2024", "0")),
        (STOCK.observe("2025-11-10", "6"), STOCK.observe("2020", "5")),
        (JOBS.observe("2025", None, status="missing"), JOBS.observe("2024", "5")),
    ],
    ids=["zero base", "days left over", "missing"],
)
def test_nothing_to_annualise(current, base):
    """Without a rate, or a distance of whole months, there is no annualised rate."""
    assert tj.annualised(tj.growth(current, base)) is None


def test_a_rate_may_be_averaged_too():
    """A percentage has a rate as well as a change in points."""
    g = tj.growth(RATE.observe("2022", "12.1"), RATE.observe("2020", "10"))
    assert g.average_annual.value == 10


# --- growth from a printed change -------------------------------------------------------------------------------------

CHANGES = {
    "increase": ("125", "25", "25"),
    "decrease": ("75", "-25", "-25"),
    "no change": ("75", "0", "0"),
    "doubled": ("50", "25", "100"),
}


@pytest.mark.parametrize(("level", "change", "rate"), CHANGES.values(), ids=CHANGES)
def test_growth_from_a_change(level, change, rate):
    """The rate is relative to the level before the change."""
    assert tj.growth_from_change(F(level, "万人"), F(change, "万人")).value == Decimal(rate)


def test_scales_may_differ():
    """10170300 people with an increase of 116.48 万人 grew as 1017.03 万人 with 116.48 万人."""
    one = tj.growth_from_change(F("1017.03", "万人"), F("116.48", "万人"))
    other = tj.growth_from_change(F("10170300", "人"), F("116.48", "万人"))
    assert one.value == other.value


@pytest.mark.parametrize("change", ["5", "7", "5.0"])
def test_no_rate_without_a_positive_earlier_level(change):
    """An earlier level of zero or less has no rate."""
    assert tj.growth_from_change(F("5", "亿元"), F(change, "亿元")) is None


def test_a_level_of_zero_has_lost_all():
    """From five to zero is −100 %."""
    assert tj.growth_from_change(F("0", "亿元"), F("-5", "亿元")).value == -100


def test_the_interval_is_that_of_the_print():
    """The interval contains exactly the rates possible for 1017.03 and 116.48, each ±0.005; the corners decide."""
    half = Fraction(1, 200)
    level, change = Fraction(101703, 100), Fraction(11648, 100)
    rates = [
        (c / (c - d) - 1) * 100
        for c in (level - half, level + half)
        for d in (change - half, change + half)
    ]
    found = tj.growth_from_change(F("1017.03", "万人"), F("116.48", "万人")).unrounded
    assert Fraction(found.lower) <= min(rates) < max(rates) <= Fraction(found.upper)
    assert float(min(rates) - Fraction(found.lower)) < 1e-28
    assert float(Fraction(found.upper) - max(rates)) < 1e-28


def test_a_bounded_change():
    """An increase of over 25 to 125 is over a quarter."""
    rate = tj.growth_from_change(F("125", "元", exact=True), F.between("25", "100", "元"))
    assert (rate.bounds.lower, rate.bounds.upper) == (25, 400)


@pytest.mark.parametrize("change", ["5", "0.1", "700"])
def test_growth_from_a_change_that_may_be_all_of_the_level(change):
    """Of more than the change, the level before is any positive number, and so is the growth."""
    rate = tj.growth_from_change(F.over(change, "人"), F(change, "人"))
    assert (rate.bounds, rate.qualifier) == (tj.Bounds(0, None, False), tj.Qualifier.OVER)


@pytest.mark.parametrize("printed", ["average_growth", "growth"])
@pytest.mark.parametrize(
    ("asked", "expected"),
    [("average_growth", Fraction("1.05195425")), ("growth", Fraction("1.2882029"))],
)
def test_rates_of_several_years_in_a_row(printed, asked, expected):
    """6 % a year for three years and 4 % for two, printed as rates a year or over the years, make the
    growth of five years, in all and a year: 1.06³ × 1.04², and its fifth root.
    """
    rates = {"average_growth": ("6.0", "4.0"), "growth": ("19.1016", "8.16")}[printed]
    spans = (tj.Period.years(2021, 2023), 2020), (tj.Period.years(2024, 2025), 2023)
    reported = tj.Series(
        tuple(
            JOBS.observe(span, F(rate, "%"), measure=printed, base=base)
            for (span, base), rate in zip(spans, rates, strict=True)
        )
    )
    goal = tj.Target(JOBS, tj.plan(14), F.at_least("5", "%"), measure=asked, base=2020)
    attained = tj.assess(goal, reported).observation.figure
    assert abs(Fraction(attained.value) / 100 + 1 - expected) < Fraction(1, 10**7)

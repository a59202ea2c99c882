"""A break that is flagged: growth, totals, means, attainment and pace do not reach across it."""

import pytest

import tjstats as tj
from tests.indicators import JOBS, MONEY, PLAN, RATE, STOCK, change_of, yearly
from tjstats import Figure, Observation, Period, Reason, Series, Target, Verdict
from tjstats.questions.aggregation import aggregate

F = Figure
BREAK = Reason.BREAK_IN_SERIES


def broken(series: Series, *times: str) -> Series:
    """The series with a break flagged at some times."""
    flagged = [series[time].period for time in times]
    return Series(
        tuple(
            tj.Observation(o.indicator, o.period, o.figure, measure=o.measure, base=o.base,
                           flags={"break"} if o.period in flagged else set())
            for o in series
        )
    )  # fmt: skip


LEVELS = broken(yearly(MONEY, 2020, "100", "105", "110", "116", "123", "131"), "2023")


def test_growth_to_a_break():
    """The value at which it is flagged has no growth, the one after it has, from there on."""
    crossing = tj.growth(LEVELS["2023"], LEVELS["2022"])
    assert (crossing.change, crossing.rate, crossing.factor) == (None, None, None)
    assert (crossing.average_annual, crossing.turn, crossing.reason) == (None, None, BREAK)
    assert crossing.text("en") == BREAK.text("en")
    after = tj.growth(LEVELS["2024"], LEVELS["2023"])
    assert (after.change.value, after.reason) == (7, None)


def test_growth_from_the_change_that_is_printed():
    """The base that an office's own change leads back to is on the new side."""
    current = MONEY.observe("2023", "116", flags={"break"})
    change = change_of(MONEY, F("6", "亿元"), "change", 2023)
    base = Observation(MONEY, Period.year(2022), F("110", "亿元"), derived_from=(current, change))
    assert tj.growth(current, base).change.value == 6


@pytest.mark.parametrize("indicator", [MONEY, RATE], ids=["total", "mean"])
def test_totals_and_means(indicator):
    """Parts on both sides are not put together; a break at their start lies before them."""
    series = broken(yearly(indicator, 2019, *"2345678"), "2023")
    assert aggregate(series, PLAN).reason is BREAK
    assert aggregate(series, Period.years(2021, 2022)).complete
    after = aggregate(series, Period.years(2023, 2025))
    assert (after.complete, after.observation.flags) == (True, {"break"})


def test_a_break_in_a_part_of_a_part():
    """A quarter at which it is flagged breaks the sum of years around it; the year itself is as published."""
    series = broken(MONEY.series({"2022": "1", "2023": "2", "2023-Q3": "1"}), "2023-Q3")
    assert aggregate(series, Period.years(2022, 2023)).reason is BREAK
    assert aggregate(series, Period.year(2023)).complete


def test_a_published_total_stands():
    """Whoever publishes a figure over a break answers for it; a value that is missing flags none."""
    series = broken(JOBS.series({"2021": "1", "2023": "1", PLAN: "5"}), "2023")
    assert aggregate(series, PLAN).figure == F("5", "万人")
    missing = JOBS.observe("2022-Q1", None, status="missing", flags={"break"})
    years = Series((*JOBS.series({"2021": "1", "2022": "1"}), missing))
    assert aggregate(years, Period.years(2021, 2022)).complete


def test_attainment():
    """Neither a sum nor a floor of it, nor growth between two levels, nor a chain of rates."""
    total = Target(JOBS, PLAN, F.at_least("5", "万人"))
    for values in ("99999", "99"):
        answer = tj.assess(total, broken(yearly(JOBS, 2021, *values), "2022"))
        assert (answer.verdict, answer.reason) == (Verdict.UNKNOWN, BREAK)
    growth = Target(MONEY, PLAN, F.at_least("30", "%"), measure="growth", base=Period.year(2020))
    assert tj.assess(growth, LEVELS).reason is BREAK
    assert tj.assess(growth, broken(LEVELS, "2020")).verdict is Verdict.YES
    rates = [change_of(MONEY, F("6", "%"), year=year) for year in range(2021, 2026)]
    for at, reason in (("2021", None), ("2024", BREAK)):
        answer = tj.assess(growth, broken(Series(tuple(rates)), at))
        assert answer.reason is reason


def test_attainment_from_the_baseline():
    """A single level that is flagged is not compared with what the target starts from."""
    target = Target(
        STOCK, tj.AsOf("2025"), F.at_least("1", "%"), measure="growth", base=tj.AsOf("2020"),
        baseline=STOCK.observe("2020", "1"),
    )  # fmt: skip
    assert tj.assess(target, STOCK.observe("2025", "2", flags={"break"})).reason is BREAK
    assert tj.assess(target, STOCK.observe("2025", "2")).verdict is Verdict.YES


@pytest.mark.parametrize("scheme", ["statcan", "eurostat", "plan-linear", "plan-log"])
def test_pace(scheme):
    """There is no way from one side to the other; the level is judged all the same."""
    target = Target(MONEY, Period.year(2030), F.at_least("150", "亿元"))
    pace = tj.track(target, LEVELS, scheme)
    assert (pace.reason, pace.achieved) == (BREAK, Verdict.NO)
    assert tj.track(target, LEVELS, scheme, base=2023).reason is None
    total = Target(JOBS, PLAN, F.at_least("50", "万人"))
    parts = broken(yearly(JOBS, 2021, "10", "10", "10"), "2022")
    assert tj.track(total, parts, "plan-linear").reason is BREAK
    growth = Target(MONEY, PLAN, F("30", "%"), measure="growth", base=Period.year(2020))
    rates = Series(tuple(change_of(MONEY, F("6", "%"), year=year) for year in (2021, 2022, 2023)))
    assert tj.track(growth, broken(rates, "2022"), scheme).reason is BREAK
    assert tj.track(growth, broken(rates, "2021"), scheme).reason is None


def test_plans():
    """The total of a plan that begins with a break is not compared with that of the plan before."""
    years = yearly(JOBS, 2016, *"1234567890")
    whole = tj.compare(years, tj.plan(13), tj.plan(14))
    assert (whole.change.value, whole.reason) == (15, None)
    across = tj.compare(broken(years, "2021"), tj.plan(13), tj.plan(14))
    assert (across.change, across.rate, across.reason) == (None, None, BREAK)

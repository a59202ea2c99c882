"""每年 and 年均: a figure of each year answers as the years themselves do, and a mean says nothing of one of them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.naive import Range, each_year_total
from tjstats import (
    AsOf,
    Dataset,
    Figure,
    Indicator,
    Period,
    Series,
    Target,
    Verdict,
    assess,
    evaluate,
    growth,
    plan,
    remaining,
    track,
)
from tjstats.errors import InvalidPeriodError, InvalidRecordError
from tjstats.questions.aggregation import aggregate

JOBS = Indicator("test.jobs", "万人", "flow", "higher", zh="新增就业")
RATE = Indicator("test.rate", "%", "rate", "higher")
WORDS = st.sampled_from(["over", "at_least", "at_most", "under", "about", "exactly"])
numbers = st.integers(1, 3000).map(lambda n: f"{n / 10:.1f}")
KINDS = st.sampled_from([JOBS, RATE])
PLAN = plan(14).period


def figure(word, number, indicator):
    return Figure(number, "万人" if indicator is JOBS else "%", word)


def yearly(indicator, said, years=range(2021, 2026)):
    return indicator.series(dict.fromkeys(years, said))


class TestEachYear:
    """A figure of each year is a figure of every year."""

    @given(KINDS, WORDS, numbers, WORDS, numbers, st.sampled_from([None, "1y"]))
    def test_assess_as_by_the_years(self, indicator, word, number, asked, goal, every):
        """Whether the target is for each year or for the whole."""
        said = figure(word, number, indicator)
        target = Target(indicator, PLAN, figure(asked, goal, indicator), every=every)
        each = indicator.observe(PLAN, said, every="1y")
        for reported in (each, Series((each,))):
            answer, by_years = assess(target, reported), assess(target, yearly(indicator, said))
            names = ("verdict", "degree", "reason", "gap", "completion", "final", "holds_now")
            assert [getattr(answer, n) for n in names] == [getattr(by_years, n) for n in names]
            assert answer.reported is reported

    @given(KINDS, WORDS, numbers, WORDS, numbers, st.integers(2021, 2024))
    def test_track_and_remaining_as_by_the_years(self, indicator, word, number, asked, goal, last):
        """Also while the plan runs."""
        said, so_far = figure(word, number, indicator), Period.years(2021, last)
        target = Target(indicator, PLAN, figure(asked, goal, indicator))
        each = Series((indicator.observe(so_far, said, every="1y"),))
        years = yearly(indicator, said, range(2021, last + 1))
        one, other = track(target, each, "plan-linear"), track(target, years, "plan-linear")
        assert (one.status, one.value, one.reason) == (other.status, other.value, other.reason)
        one, other = remaining(target, each), remaining(target, years)
        assert (one.amount, one.room, one.left) == (other.amount, other.room, other.left)

    @given(WORDS, numbers)
    def test_the_total_is_as_many_times(self, word, number):
        """By the bounds, and the mean of a rate is the same figure."""
        said = figure(word, number, JOBS)
        total = aggregate(Series((JOBS.observe(PLAN, said, every="1y"),)), PLAN).figure
        low, high = (
            None if end is None else Fraction(end) for end in (said.bounds.lower, said.bounds.upper)
        )
        at = Range(low, said.bounds.lower_closed, high, said.bounds.upper_closed)
        expected = each_year_total(at, 5)
        assert (total.bounds.lower, total.bounds.upper) == (expected.low, expected.high)

    @given(numbers, numbers)
    def test_growth_between_plans_is_of_totals(self, before, now):
        """A figure of each year against a total of the plan before."""
        each = JOBS.observe(PLAN, Figure(now, "万人"), every="1y")
        total = JOBS.observe(plan(13).period, Figure(before, "万人"))
        rate = growth(each, total).rate
        exact = (Fraction(now) * 5 / Fraction(before) - 1) * 100
        assert abs(Fraction(rate.value) - exact) < Fraction(1, 10**20)

    @given(numbers, numbers, st.integers(2021, 2025))
    def test_a_year_of_its_own_is_more_precise(self, each, own, year):
        """The figure published for a year is used instead of that of each year."""
        series = Series((
            JOBS.observe(PLAN, Figure.at_least(each, "万人"), every="1y"),
            JOBS.observe(year, own),
        ))  # fmt: skip
        answer = assess(Target(JOBS, Period.year(year), Figure("1", "万人")), series)
        assert answer.observation.figure == Figure(own, "万人")


class TestMean:
    """A mean of the years is met or missed as a whole only."""

    @given(numbers, numbers)
    def test_says_nothing_of_a_year(self, number, goal):
        """A target for each year is not met by a mean; it is missed if the mean is on the wrong side."""
        mean = RATE.observe(PLAN, number)
        answer = assess(Target(RATE, PLAN, Figure.at_least(goal, "%"), every="1y"), Series((mean,)))
        assert answer.verdict is not Verdict.YES
        if Fraction(number) < Fraction(goal):
            assert answer.verdict is Verdict.NO

    def test_both_stand_side_by_side(self):
        """One series may have the figure of each year and that of the whole."""
        each = RATE.observe(PLAN, Figure.at_least("90", "%"), every="1y")
        mean = RATE.observe(PLAN, "94.2")
        for given_order in ((each, mean), (mean, each)):
            series = Series(given_order)
            assert series.get(PLAN) is mean and aggregate(series, PLAN).observation is mean
            of_each = Target(RATE, PLAN, Figure.at_least("90", "%"), every="1y")
            assert assess(of_each, series).verdict is Verdict.YES
        dataset = Dataset("d", (RATE,), (each, mean), (of_each,))
        assert evaluate(dataset, plan(14)).rows[0].verdict is Verdict.YES


def test_it_shows_itself():
    """In words, if nothing is printed."""
    each = JOBS.observe(PLAN, Figure.over("2", "万人/年"), every="1y")
    assert each.text("zh") == "新增就业，2021—2025年：每年超过2万人/年"
    assert "each year" in each.text("en")


def test_parts_that_do_not_fill_the_period():
    """A point has no parts, and a month no years."""
    with pytest.raises(InvalidRecordError, match="every"):
        RATE.observe(AsOf("2025"), "5", every="1y")
    with pytest.raises(InvalidPeriodError):
        RATE.observe("2025-01", "5", every="1y")
    with pytest.raises(InvalidRecordError, match="1y"):
        RATE.observe("2025", "5", every="year")


@given(st.lists(st.integers(0, 20), min_size=5, max_size=12), st.integers(1, 40))
def test_a_target_of_each_year_is_reached_early_with_its_last_year(quarters, goal):
    """Each year that is over has its total, the running one what it has so far, which can only grow: all are met
    when the last is, and before the end if its quarters are not over."""
    time = Period.years(2021, 2020 + -(-len(quarters) // 4))
    codes = [f"{2021 + place // 4}-Q{place % 4 + 1}" for place in range(len(quarters))]
    target = Target(JOBS, time, Figure.at_least(goal, "万人"), every="1y")
    answer = assess(target, JOBS.series(dict(zip(codes, map(str, quarters), strict=True))))
    totals = [sum(quarters[at : at + 4]) for at in range(0, len(quarters), 4)]
    is_over = len(quarters) % 4 == 0
    over = totals if is_over else totals[:-1]
    if min(over) < goal:
        expected = Verdict.NO
    elif min(totals) >= goal:
        expected = Verdict.YES
    else:
        expected = Verdict.UNKNOWN
    assert (answer.verdict, answer.final) == (expected, is_over)
    assert answer.early is (expected is Verdict.YES and not is_over)

"""Laws of periods and points in time."""

import calendar
import datetime
from itertools import pairwise, product

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests import naive
from tests.strategies import day_periods, days, near_years, periods, points, whole_month_periods
from tjstats.errors import InvalidPeriodError, PeriodKindError
from tjstats.values.periods import AsOf, Period, leaves_days, months_apart, period

ONE_DAY = datetime.timedelta(days=1)
lengths = st.builds(
    lambda count, letter: f"{count}{letter}", st.integers(1, 12), st.sampled_from("yqm")
)
near_periods = st.one_of(
    st.builds(Period.year, near_years),
    st.builds(Period.quarter, near_years, st.integers(1, 4)),
    st.builds(Period.month, near_years, st.integers(1, 12)),
    st.builds(Period.year_to_date, near_years, st.integers(1, 12)),
    st.builds(lambda first, more: Period.years(first, first + more), near_years, st.integers(0, 9)),
)


class TestCodes:
    """Design §3: codes are SDMX's, the shortest that fits."""

    @given(whole_month_periods)
    def test_codes_of_whole_months_read_back(self, made):
        """period(str(p)) == p for periods of whole months, and what repr shows is such a period."""
        assert period(str(made)) == made
        assert eval(repr(made), {"Period": Period}) == made

    @given(day_periods.filter(lambda made: made.days <= 9999))
    def test_codes_of_days_read_back(self, made):
        """period(str(p)) == p for periods of days."""
        assert period(str(made)) == made

    @given(days, st.integers(1, 120), st.sampled_from("MY"))
    def test_a_span_ends_the_day_before_its_day_comes_again(self, start, count, letter):
        """ISO 8601: a month later is the same day of the next month, or its last where it has no such day; a span
        ends the day before."""
        assume(start.year < 9000 - 12 * count)
        months = start.month - 1 + count * (12 if letter == "Y" else 1)
        year, month = start.year + months // 12, months % 12 + 1
        after = datetime.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
        found = period(f"{start}/P{count}{letter}")
        assert (found.start, found.end) == (start, after - ONE_DAY)

    @given(periods, periods)
    def test_equal_codes_equal_periods(self, one, other):
        """Two periods are equal exactly if their codes are."""
        assert (one == other) is (str(one) == str(other))

    @given(points)
    def test_codes_of_points_read_back(self, made):
        """AsOf(str(p)) == p."""
        assert AsOf(str(made)) == made

    @given(whole_month_periods)
    def test_a_point_is_the_end_of_the_period_named(self, made):
        """AsOf of a period's code is its last day."""
        assert AsOf(str(made)).date == made.end


class TestOrder:
    """Design §3: equal if they cover the same days, ordered by (start, end); the two kinds never meet."""

    @given(periods, periods)
    def test_order_is_that_of_the_days(self, one, other):
        """All comparisons are those of (start, end)."""
        left, right = (one.start, one.end), (other.start, other.end)
        assert (one < other) is (left < right)
        assert (one <= other) is (left <= right)
        assert (one > other) is (left > right)
        assert (one >= other) is (left >= right)
        assert (one == other) is (left == right)
        assert one != other or hash(one) == hash(other)

    @given(points, points)
    def test_order_of_points(self, one, other):
        """Points are ordered as their dates."""
        assert (one < other) is (one.date < other.date)
        assert (one >= other) is (one.date >= other.date)

    @given(near_years, near_years)
    def test_year_codes_sort_as_years(self, one, other):
        """Codes of years sort as the years."""
        assert (str(Period.year(one)) < str(Period.year(other))) is (
            Period.year(one) < Period.year(other)
        )

    @given(periods, points)
    def test_kinds_never_meet(self, span, point):
        """A span and a point are unequal and have no order."""
        assert span != point
        with pytest.raises(PeriodKindError):
            _ = span < point
        with pytest.raises(PeriodKindError):
            _ = point <= span

    @given(periods, periods)
    def test_containment_and_overlap(self, one, other):
        """A period contains another exactly if it contains both its ends; containment implies overlap."""
        assert one.contains(other) is (other.start in one and other.end in one)
        assert one.overlaps(other) is other.overlaps(one)
        assert one.overlaps(other) or not one.contains(other)


class TestShifts:
    """Design §3: a period shifts by its own length, or by a given one."""

    @given(near_periods, st.integers(-50, 50), st.none() | lengths)
    def test_shifts_invert(self, made, count, by):
        """A shift and its inverse give the original, with the same length in months."""
        moved = made.shift(count, by)
        assert moved.shift(-count, by) == made
        assert moved.months == made.months

    @given(near_periods, st.integers(-20, 20), st.integers(-20, 20))
    def test_shifts_add(self, made, one, other):
        """Two shifts equal one of their sum."""
        assert made.shift(one).shift(other) == made.shift(one + other)

    @given(near_periods)
    def test_neighbours_touch(self, made):
        """The next period begins the day after this one ends."""
        assert made.shift().start == made.end + ONE_DAY
        assert made.shift() > made > made.shift(-1)

    @example(datetime.date(2024, 12, 2), 273, 1)
    @given(
        st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)),
        st.integers(1, 800),
        st.integers(-9, 9),
    )
    def test_own_lengths_in_days_invert(self, start, length, count):
        """A span of days keeps its days, also where they happen to be whole months elsewhere."""
        made = Period(start, start + datetime.timedelta(days=length - 1))
        assert made.shift(count).days == length or made.months
        assert made.shift(count).shift(-count) == made

    @given(day_periods, st.integers(-100, 100))
    def test_shifts_by_days_invert(self, made, count):
        """The same by days."""
        assume(datetime.date(2, 1, 1) < made.start)
        assume(made.end < datetime.date(9990, 1, 1))
        assert made.shift(count, "3d").shift(-count, "3d") == made
        assert made.shift(count, "3d").days == made.days

    @given(near_years, st.integers(1, 12), st.integers(-100, 100))
    def test_ends_of_months_stay_ends(self, year, month, count):
        """The end of a month, shifted by months, is the end of a month, and shifts back."""
        end = AsOf(Period.month(year, month).end)
        moved = end.shift(count, "1m")
        assert (moved.date + ONE_DAY).day == 1
        assert moved.shift(-count, "1m") == end
        assert moved == AsOf(str(Period.month(year, month).shift(count)))


# Days of which many end their month.
near_days = st.builds(
    lambda day, back: day - datetime.timedelta(days=back * day.day),
    st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 12, 31)),
    st.booleans(),
)


class TestMonthsApart:
    """Design §4: the number of years is that of whole months between the two times."""

    @given(near_days, near_days, st.booleans())
    def test_whole_months(self, first, last, to_the_same_day):
        """Two days are whole months apart if they have the same number in their months, or the smaller one ends its
        month; in either order."""
        if to_the_same_day:
            last = last.replace(day=min(first.day, last.day))
        months = naive.months_apart(first, last)
        assert months_apart(first, last) == months
        assert months_apart(last, first) == (None if months is None else -months)

    @given(points.filter(lambda point: 100 < point.date.year < 9900), st.integers(-999, 999))
    def test_what_is_shifted_by_months_is_so_many_months_apart(self, point, count):
        """months_apart(p, p.shift(n, "1m")) == n."""
        assert months_apart(point.date, point.shift(count, "1m").date) == count


class TestSplit:
    """Design §3: a period splits into parts of equal length."""

    @given(near_periods, st.sampled_from(["1m", "1q", "6m", "1y"]))
    def test_parts_partition(self, made, by):
        """The parts cover the period without gap or overlap and have the requested length, or the split is refused."""
        months = {"1m": 1, "1q": 3, "6m": 6, "1y": 12}[by]
        if made.months % months:
            with pytest.raises(InvalidPeriodError):
                made.split(by)
            return
        parts = made.split(by)
        assert (parts[0].start, parts[-1].end) == (made.start, made.end)
        assert all(left.end + ONE_DAY == right.start for left, right in pairwise(parts))
        assert {part.months for part in parts} == {months}
        assert list(parts) == sorted(parts)

    @given(near_periods)
    def test_days_partition(self, made):
        """A split into days has as many parts as days."""
        parts = made.split("1d")
        assert len(parts) == made.days
        assert parts[0].start == made.start
        assert parts[-1] == Period.day(made.end)


def test_days_are_left_over_unless_they_are_whole_months_apart():
    """For every number of a day and length of its month: the same number, or the smaller at the end of its month."""
    ends = [(day, length) for length in range(28, 32) for day in range(1, length + 1)]
    for (day, length), (other, other_length) in product(ends, ends):
        smaller_ends = day == length if day < other else other == other_length
        found = leaves_days((day, length), (other, other_length))
        assert found is not (day == other or smaller_ends)

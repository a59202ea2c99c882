"""A limit, a mean, or a number for every year, judged by what holds so far: with fractions, and as `assess` and `remaining` say."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.naive import average_rate_holds, holds_so_far
from tjstats import (
    Figure,
    Indicator,
    Observation,
    Period,
    Reason,
    Series,
    Target,
    Verdict,
    assess,
    remaining,
    scheme,
    track,
)

PLAN = Period.years(2021, 2025)
KINDS = {
    "mean": Indicator("test.rate", "%", "rate", "lower"),
    "every": Indicator("test.rate", "%", "rate", "lower"),
    "total": Indicator("test.flow", "万吨", "flow", "lower"),
    "level": Indicator("test.use", "亿吨", "flow", "lower"),
}
STATUS = {True: "within_limit", False: "over_limit"}
values = st.lists(st.integers(1, 200).map(lambda n: f"{n / 10:.1f}"), min_size=1, max_size=5)
ends = st.integers(1, 400).map(lambda n: f"{n / 10:.1f}")
plans = st.sampled_from(["plan-linear", "plan-log"])


def ceiling(kind, words, number):
    """A target of at most, or under, a number: for the plan's mean, total, each year, or last year."""
    indicator = KINDS[kind]
    figure = getattr(Figure, words)(number, str(indicator.unit.code), multiplier=0)
    period = Period.year(2025) if kind == "level" else PLAN
    return Target(indicator, period, figure, every="1y" if kind == "every" else None)


def reported(kind, numbers):
    indicator = KINDS[kind]
    unit = indicator.unit.code
    return indicator.series({2021 + n: Figure(text, unit) for n, text in enumerate(numbers)})


class TestLimits:
    """A ceiling is within the limit or over it so far, and never completed."""

    @given(st.sampled_from(sorted(KINDS)), st.sampled_from(["at_most", "under"]), ends, values)
    def test_status_is_what_holds_so_far(self, kind, words, number, numbers):
        """Of the mean, the total, each year, or the last level; as computed with fractions."""
        target, series = ceiling(kind, words, number), reported(kind, numbers)
        pace = track(target, series, "plan-linear")
        held = holds_so_far(kind, [Fraction(n) for n in numbers], Fraction(number), words)
        assert (pace.status, pace.reason) == (STATUS[held], None)
        assert pace.achieved is (Verdict.YES if held else Verdict.NO)
        assert (pace.value, pace.score, pace.remaining_change) == (None, None, None)

    @given(st.sampled_from(sorted(KINDS)), st.sampled_from(["at_most", "under"]), ends, values)
    def test_assess_and_remaining_agree(self, kind, words, number, numbers):
        """What holds now is within the limit, and there is room if and only if it is not negative."""
        target, series = ceiling(kind, words, number), reported(kind, numbers)
        pace, now = track(target, series, "plan-linear"), assess(target, series)
        within = pace.status == "within_limit"
        assert now.holds_now is (Verdict.YES if within else Verdict.NO)
        left = remaining(target, series)
        if kind == "total":
            room = left.room.bounds.lower
            assert within is (room > 0 if words == "under" else room >= 0)
        if kind == "mean":
            assert pace.latest_level.value == left.so_far.figure.value

    @given(ends, ends, values)
    def test_a_band_has_two_ends(self, one, other, numbers):
        """A mean between two numbers is within the limit, and beyond either end is over it."""
        low, high = sorted((one, other), key=Fraction)
        balance = Indicator("test.balance", "%", "rate", "neither")
        band = Figure.between(low, high, "%", lower_closed=True, upper_closed=True)
        series = balance.series({2021 + n: text for n, text in enumerate(numbers)})
        pace = track(Target(balance, PLAN, band), series, "plan-linear")
        mean = sum(map(Fraction, numbers)) / len(numbers)
        assert pace.status == STATUS[Fraction(low) <= mean <= Fraction(high)]

    @given(st.lists(st.integers(-200, 400), min_size=1, max_size=5), st.integers(0, 300), plans)
    def test_growth_a_year_of_at_most(self, rates, limit, code):
        """The average growth so far is compared with the most a year."""
        output = Indicator("test.output", "亿元", "flow", "lower")
        terms = {"measure": "average_growth", "base": Period.year(2020)}
        target = Target(output, PLAN, Figure.at_most(f"{limit / 100:.2f}", "%"), **terms)
        series = Series(
            tuple(
                Observation(output, Period.year(2021 + n), Figure(f"{rate / 100:.2f}", "%"),
                            measure="growth", base=Period.year(2020 + n))
                for n, rate in enumerate(rates)
            )
        )  # fmt: skip
        pace = track(target, series, code)
        held = average_rate_holds([Fraction(r, 10000) for r in rates], Fraction(limit, 10000))
        if held is not None:  # equal rates are the limit itself only to 34 digits
            assert pace.status == STATUS[held]

    @given(ends, values, st.integers(0, 4))
    def test_only_what_was_known_then(self, number, numbers, more):
        """With a requested latest time, later values do not count."""
        target = ceiling("mean", "at_most", number)
        known, later = numbers, [*numbers, *["99"] * more][:5]
        pace = track(target, reported("mean", later), "plan-linear", latest=2020 + len(known))
        assert pace.status == track(target, reported("mean", known), "plan-linear").status


class TestMeans:
    """A mean to be reached, or a number for every year, is on schedule while it holds."""

    @given(st.sampled_from([None, "1y"]), ends, values, plans)
    def test_on_schedule_while_it_holds(self, every, number, numbers, code):
        """And completed only when the period is over."""
        share = Indicator("test.share", "%", "rate", "higher")
        target = Target(share, PLAN, Figure.at_least(number, "%"), every=every)
        series = share.series({2021 + n: text for n, text in enumerate(numbers)})
        found = [Fraction(n) for n in numbers]
        least = min(found) if every else sum(found) / len(found)
        good = "completed" if len(found) == 5 else "on_schedule"
        expected = good if least >= Fraction(number) else "behind_schedule"
        assert track(target, series, code).status == expected


class TestOtherSchemes:
    """A scheme that has no answer names one that has."""

    @given(st.sampled_from(["mean", "every", "total"]), ends, values,
           st.sampled_from(["statcan", "eurostat", "un2023", "undp", "plan-log"]))  # fmt: skip
    def test_the_scheme_named_answers(self, kind, number, numbers, code):
        """In both languages, and only if it does."""
        target, series = ceiling(kind, "at_most", number), reported(kind, numbers)
        pace = track(target, series, code)
        if pace.status != scheme(code).not_available:
            return
        assert pace.reason is Reason.PERIOD_MISMATCH or code == "plan-log"
        assert pace.instead == "plan-linear"
        assert track(target, series, pace.instead).reason is None
        assert all("plan-linear" in pace.text(lang) for lang in ("en", "zh"))

"""Laws of growth, attainment, comparison and verification, checked against a naive computation."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import tjstats as tj
from tests import naive
from tests.indicators import JOBS, MONEY, change_of, flow, yearly
from tests.question_strategies import WORDS, figure, prints, same
from tests.strategies import holds as bounds_hold
from tests.strategies import inside, wider
from tjstats import Claim, Figure, Period, Reason, Target, Verdict, period
from tjstats.errors import InvalidBoundsError, PeriodKindError, PeriodOrderError
from tjstats.questions.claims import claims

DIRECTIONS = st.sampled_from(["higher", "lower", "neither"])
YEAR = Period.year(2025)
RANK = {Verdict.NO: 0, Verdict.UNKNOWN: 1, Verdict.YES: 2}
positive = prints(least=1)
levels = st.integers(1, 10**9).map(lambda n: Decimal(n).scaleb(-3))


# Spans of one month, of two, and of as many days as a month may have.
SPANS = st.builds(
    lambda start, count, letter: period(f"{start}/P{count}{letter}"),
    st.builds(date, st.integers(2019, 2021), st.integers(1, 12), st.sampled_from([1, 1, 2, 15])),
    st.sampled_from([1, 2]),
    st.just("M"),
) | st.builds(
    lambda start, days: period(f"{start}/P{days}D"),
    st.builds(date, st.integers(2019, 2021), st.integers(1, 12), st.sampled_from([1, 1, 2, 15])),
    st.sampled_from([28, 29, 30, 31, 59, 60, 61, 62]),
)


def nearest(exact: Fraction) -> Decimal:
    """The number of 34 digits that is nearest to an exact one."""
    with localcontext(prec=34, rounding=ROUND_HALF_EVEN):
        return Decimal(exact.numerator) / exact.denominator


class TestGrowth:
    """Growth over n periods composes; its interval contains every rate that the printed figures allow, and nothing more."""

    @given(prints(least=-500), prints(least=-20))
    def test_intervals_and_reasons_match_the_naive_quotient(self, current, base):
        """Both intervals equal the naive ones, and the reasons are the same."""
        g = tj.growth(figure(current), figure(base))
        expected = naive.growth(current.said(), base.said())
        if isinstance(expected, str):
            assert (g.rate, g.reason.value) == (None, expected)
            return
        assert same(g.rate.bounds, expected)
        meant = naive.growth(current.unrounded(), base.unrounded())
        if not isinstance(meant, str):
            assert same(g.rate.unrounded, meant)
        if current.word == base.word == "exactly":
            assert abs(Fraction(g.rate.value) - expected.low) <= Fraction(1, 10**27) * max(
                1, abs(expected.low)
            )

    @given(prints(), positive, st.data())
    def test_contains_the_truth(self, current, base, data):
        """Every rate that is possible for the numbers before rounding is inside."""
        now, then = figure(current), figure(base)
        g = tj.growth(now, then)
        assume(g.rate is not None)
        a, b = data.draw(inside(now.unrounded)), data.draw(inside(then.unrounded))
        assume(b > 0)
        assert bounds_hold(g.rate.unrounded, (a / b - 1) * 100)
        assert bounds_hold(g.factor.unrounded, a / b)
        assert bounds_hold(g.change.unrounded, a - b)

    @given(SPANS, SPANS)
    def test_spans_grow_from_spans_as_long(self, now, base):
        """Spans of whole months are as long as those of so many months, any others as those of so many days; only whole
        months are counted as years."""
        whole = naive.is_whole(now.start, now.end) and naive.is_whole(base.start, base.end)
        lengths = [span.months if whole else (span.end - span.start).days for span in (now, base)]
        levels = (JOBS.observe(now, "6"), JOBS.observe(base, "5"))
        if len({*lengths}) > 1:
            with pytest.raises(PeriodKindError):
                tj.growth(*levels)
        elif (base.start, base.end) >= (now.start, now.end):
            with pytest.raises(PeriodOrderError):
                tj.growth(*levels)
        else:
            g = tj.growth(*levels)
            months = naive.months_apart(base.end, now.end) if whole else None
            assert (g.rate.value, g.years) == (20, months and Fraction(months, 12))
            assert (g.reason is Reason.NOT_WHOLE_YEARS) is (months is None or months % 12 > 0)

    @given(st.lists(levels, min_size=3, max_size=8))
    def test_factors_of_steps_multiply(self, values):
        """The product of the factors of the steps is the factor of the whole."""
        figures = [Figure(value, "亿元") for value in values]
        whole = tj.growth(figures[-1], figures[0]).factor
        product = Fraction(1)
        for now, then in zip(figures[1:], figures, strict=False):
            product *= Fraction(tj.growth(now, then).factor.value)
        assert abs(product / Fraction(whole.value) - 1) < Fraction(1, 10**30)

    @given(levels, levels, st.integers(1, 12))
    def test_the_average_composes(self, now, then, years):
        """The average annual growth, over its years, is the growth of the whole."""
        g = tj.growth(MONEY.observe(2025, now), MONEY.observe(2025 - years, then))
        average = g.average_annual
        again = (1 + Fraction(average.value) / 100) ** years
        assert abs(again / Fraction(g.factor.value) - 1) < Fraction(1, 10**25)
        assert (
            Fraction(average.bounds.lower)
            <= Fraction(average.value)
            <= Fraction(average.bounds.upper)
        )

    @given(
        prints(least=50_000, words=("exactly",)),
        prints(least=-40_000, most=40_000, words=("exactly",)),
    )
    def test_from_a_change(self, level, change):
        """The interval of growth from a printed change is given by the corners."""
        change = naive.Print(change.digits, "exactly", level.multiplier)
        before = level.value - change.value
        assume(before > 0 and level.unrounded().low - change.unrounded().high > 0)
        rate = tj.growth_from_change(figure(level), figure(change))
        assert same(rate.unrounded, naive.growth_from_change(level.unrounded(), change.unrounded()))
        exact = (level.value / before - 1) * 100
        assert abs(Fraction(rate.value) - exact) <= Fraction(1, 10**24) * max(1, abs(exact))
        factor = tj.rates.factor_from_change(figure(level), figure(change))
        assert factor.value == nearest(level.value / before)


class TestAttainment:
    """Attainment is monotone in the value; widening bounds can only change a verdict to unknown."""

    @given(positive, DIRECTIONS, prints())
    def test_the_final_verdict_is_the_naive_one(self, asked, direction, reported):
        """The verdict on a final figure is the naive one."""
        target = Target(flow(direction), YEAR, figure(asked))
        answer = tj.assess(target, flow(direction).observe("2025", figure(reported)))
        assert answer.verdict.value == naive.attained(asked, direction, reported.said())
        assert (answer.reason is None) is (answer.verdict is not Verdict.UNKNOWN)

    @given(positive, DIRECTIONS, st.integers(-3, 3))
    def test_naive_at_the_number_itself(self, asked, direction, off):
        """The verdict is right at the number itself and one digit next to it."""
        digits = str(Decimal(asked.digits) + Decimal(off).scaleb(-asked.places))
        reported = naive.Print(digits, "exactly", asked.multiplier)
        answer = tj.assess(
            Target(flow(direction), YEAR, figure(asked)),
            flow(direction).observe("2025", figure(reported)),
        )
        assert answer.verdict.value == naive.attained(asked, direction, reported.said())

    @given(
        positive,
        st.sampled_from(["higher", "lower"]),
        prints(words=("exactly",)),
        prints(words=("exactly",)),
    )
    def test_a_better_value_never_has_a_worse_verdict(self, asked, direction, one, other):
        """A better value never has a worse verdict."""
        indicator, target = flow(direction), Target(flow(direction), YEAR, figure(asked))
        low, high = sorted((one, other), key=lambda p: p.value)
        floors = target.accepts.upper is None
        ranks = [
            RANK[tj.assess(target, indicator.observe("2025", figure(p))).verdict]
            for p in (low, high)
        ]
        assert ranks == sorted(ranks, reverse=not floors)

    @given(positive, DIRECTIONS, prints(), st.data())
    def test_a_wider_report_keeps_its_verdict_or_is_unknown(self, asked, direction, reported, data):
        """With less knowledge, the verdict stays or becomes unknown."""
        indicator, target = flow(direction), Target(flow(direction), YEAR, figure(asked))
        first = tj.assess(target, indicator.observe("2025", figure(reported))).verdict
        wide = data.draw(wider(figure(reported).bounds))
        try:
            vague = Figure.between(
                wide.lower,
                wide.upper,
                "元",
                lower_closed=wide.lower_closed,
                upper_closed=wide.upper_closed,
            )
        except InvalidBoundsError:
            assume(False)
        second = tj.assess(target, indicator.observe("2025", vague)).verdict
        assert second in (first, Verdict.UNKNOWN)

    @given(st.lists(prints(), min_size=1, max_size=5), positive)
    def test_early_is_never_taken_back(self, years, asked):
        """A gross total that is met early stays met, whatever later years bring."""
        asked = naive.Print(asked.digits, "at_least", asked.multiplier)
        target = Target(MONEY, Period.years(2021, 2025), figure(asked))
        values = {str(2021 + place): figure(p) for place, p in enumerate(years)}
        first = tj.assess(target, MONEY.series(values)).verdict
        rest = {str(year): Figure("0", "亿元") for year in range(2021 + len(years), 2026)}
        if first is Verdict.YES:
            assert tj.assess(target, MONEY.series(values | rest)).verdict is Verdict.YES
        whole = naive.total([p.said() for p in years])
        enough = naive.holds(naive.Range(asked.value, True, None, False), whole)
        assert (first is Verdict.YES) is enough


class TestComparison:
    """Two plans are compared over the first years that both have."""

    maybe = st.lists(st.none() | positive | prints(words=("exactly",)), min_size=5, max_size=5)

    @given(maybe, maybe)
    def test_totals_and_verdict_match_the_naive_ones(self, earlier, later):
        """Totals, partial and verdict."""
        assume(any(earlier) or any(later))
        values = {
            str(2016 + place): figure(p) for place, p in enumerate(earlier + later) if p is not None
        }
        c = tj.compare(MONEY.series(values), tj.plan(13), tj.plan(14))
        expected = naive.compared(
            *([None if p is None else p.said() for p in plan] for plan in (earlier, later))
        )
        if expected is None:
            assert c.verdict is Verdict.UNKNOWN
            assert c.reason is not None
            return
        years, first, second = expected
        assert same(c.earlier.bounds, first)
        assert same(c.later.bounds, second)
        assert c.partial is (years < 5)
        assert c.verdict.value == naive.greater(second, first)

    @given(st.lists(levels, min_size=10, max_size=10))
    def test_means_are_totals_of_equal_years(self, values):
        """An average over a plan, times five, equals the total of a flow with the same numbers."""
        wage = tj.Indicator("test.any_wage", "元/月", "average")
        texts = [str(value) for value in values]
        means = tj.compare(yearly(wage, 2016, *texts), tj.plan(13), tj.plan(14))
        totals = tj.compare(yearly(JOBS, 2016, *texts), tj.plan(13), tj.plan(14))
        assert Fraction(means.later.value) * 5 == Fraction(totals.later.value)
        assert means.verdict is totals.verdict


class TestClaims:
    """A claim is consistent where the ranges before rounding overlap."""

    @given(
        positive, positive, st.integers(-300, 3000), st.integers(0, 2), st.sampled_from(WORDS[:5])
    )
    def test_the_verdict_on_growth_is_the_naive_one(self, current, base, number, places, word):
        """The verdict on a claimed growth rate is the naive one."""
        claimed = naive.Print(str(Decimal(number).scaleb(-places)), word)
        rate = tj.growth(figure(current), figure(base)).rate
        assume(rate is not None)
        implied = naive.growth(current.unrounded(), base.unrounded())
        assume(not isinstance(implied, str))
        found = tj.verify(Claim(Figure(claimed.digits, "%", word), rate))
        assert found.verdict.value == naive.consistent(claimed, implied)

    @given(
        prints(least=1, words=("exactly",)), prints(least=1, words=("exactly",)), st.integers(0, 3)
    )
    def test_a_true_rounding_is_consistent(self, current, base, places):
        """A rate computed from the printed figures and rounded half up is consistent, and its neighbours are in `fits`."""
        rate = tj.growth(figure(current), figure(base)).rate
        found = tj.verify(Claim(rate.rounded(places), rate))
        assert found.verdict is Verdict.YES
        if found.fits is not None:
            low, high = found.fits
            assert low.value <= found.reported.value <= high.value
            assert (
                tj.verify(Claim(low, rate)).verdict
                is tj.verify(Claim(high, rate)).verdict
                is Verdict.YES
            )

    @given(
        st.lists(
            st.tuples(
                st.integers(1, 3),
                st.sampled_from(["a", "a", "b", None]),
                st.none() | st.integers(1, 3),
            ),
            min_size=1,
            max_size=4,
        )
    )
    def test_of_several_vintages_the_last_of_one_publisher_counts(self, printed):
        """A level printed several times counts where all agree, else as its one publisher printed it last; without
        a date, or with two on the last day, there is no choice."""
        stated = change_of(JOBS, Figure("5", "%"))
        levels = []
        for value, publisher, month in printed:
            source = publisher and tj.Source(
                f"{publisher}{month}",
                publisher=publisher,
                published=month and Period.month(2026, month),
            )
            levels.append(JOBS.observe("2025", str(value), source=source))
        levels = list(dict.fromkeys(levels))  # of a dataset each record is listed once
        base = JOBS.observe("2024", "2")
        (claim,) = claims(tj.Dataset("d", observations=(*levels, base, stated)))
        known = [
            (value, publisher, month)
            for value, publisher, month in dict.fromkeys((v, p, p and m) for v, p, m in printed)
        ]
        counted = naive.latest_vintage(known)
        if counted is None:
            assert (claim.implied, claim.reason) == (None, tj.Reason.SEVERAL_SOURCES)
        else:
            assert claim.inputs == (levels[counted], base)

    @given(st.integers(0, 400), st.integers(0, 60), st.booleans(), st.booleans(), st.integers(0, 1))
    def test_what_fits_is_consistent_and_what_does_not_is_not(
        self, low, width, low_in, high_in, places
    ):
        """The least and the greatest value in `fits` are consistent, one step further is not."""
        ends = Decimal(low).scaleb(-2), Decimal(low + width).scaleb(-2)
        assume(width or (low_in and high_in))
        implied = Figure.between(*ends, "%", lower_closed=low_in, upper_closed=high_in)
        fits = tj.verify(
            Claim(Figure(Decimal("99.9").quantize(Decimal(1).scaleb(-places)), "%"), implied)
        ).fits
        step = Decimal(1).scaleb(-places)
        assert all(tj.verify(Claim(each, implied)).verdict is Verdict.YES for each in fits)
        for outside in (fits[0].value - step, fits[1].value + step):
            assert tj.verify(Claim(Figure(outside, "%"), implied)).verdict is Verdict.NO


class TestReconciliation:
    """Sources that print the same fact agree, differ in precision, or contradict each other."""

    @given(st.lists(prints(), min_size=2, max_size=5))
    def test_the_relation_is_that_of_every_pair(self, printed):
        """As the naive comparison of each figure with each other gives it."""
        (found,) = tj.reconcile(
            tj.Dataset("d", observations=[told(p, place) for place, p in enumerate(printed)])
        )
        assert len(found.observations) == len(printed)
        assert found.relation == naive.relation([p.unrounded() for p in printed])

    @given(st.lists(prints(), min_size=2, max_size=5), st.data())
    def test_the_order_of_the_sources_does_not_matter(self, printed, data):
        """Neither does a source that repeats another."""
        told_all = [told(p, place) for place, p in enumerate(printed)]
        again = [*data.draw(st.permutations(told_all)), told(printed[0], len(printed))]
        relations = {
            found.relation
            for records in (told_all, again)
            for found in tj.reconcile(tj.Dataset("d", observations=records))
        }
        assert len(relations) == 1


def told(printed, place):
    """What a source prints of a year."""
    return MONEY.observe("2025", figure(printed), source=tj.Source(f"s{place}"))

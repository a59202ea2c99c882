"""Pace by each scheme compared with a second, naive computation: value, status, score and required rate."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, example, given
from hypothesis import strategies as st

import tjstats as tj
from tests import naive_pace as naive
from tests.test_schemes import SCHEMES
from tjstats import Figure, Indicator, Period, Reason, Target, Verdict, track

GOOD = {
    True: Indicator("test.up", "ratio", "average", "higher"),
    False: Indicator("test.down", "ratio", "average", "lower"),
}
levels = st.integers(1, 10**6).map(lambda n: Decimal(n).scaleb(-3)) | st.integers(1, 40).map(
    Decimal
)
years = st.integers(1, 15)
CLOSE = Fraction(1, 10**30)


def close(found, exact):
    """Equal to thirty digits, or both None."""
    if found is None or exact is None:
        return found is exact
    plain = found.value if isinstance(found, Figure) else found
    return abs(Fraction(plain) - exact) <= CLOSE * max(1, abs(exact))


def series_of(base, latest, elapsed, rising):
    return GOOD[rising].series(
        {2000: Figure(base, "ratio"), 2000 + elapsed: Figure(latest, "ratio")}
    )


class TestWithTarget:
    """Each scheme as published by its office."""

    @given(
        st.sampled_from(sorted(naive.WITH_TARGET)),
        levels,
        levels,
        levels,
        years,
        st.integers(0, 15),
        st.booleans(),
    )
    @example("statcan", Decimal(20), Decimal(20), Decimal(20), 3, 2, True)
    @example("undp", Decimal(20), Decimal(30), Decimal(30), 3, 2, True)
    @example("plan-log", Decimal(1), Decimal(2), Decimal(4), 1, 1, True)
    @example("un2023", Decimal(8), Decimal(6), Decimal(2), 5, 0, False)
    def test_each_scheme_matches(self, scheme, base, latest, goal, elapsed, more, rising):
        """Value, status, score and required rate."""
        span = elapsed + more
        expected = naive.with_target(
            scheme, naive.Way(*map(Fraction, (base, latest, goal)), rising, elapsed, span)
        )
        assume(expected.edge > CLOSE * 1000)
        target = Target(GOOD[rising], Period.year(2000 + span), Figure(goal, "ratio"))
        pace = track(target, series_of(base, latest, elapsed, rising), scheme)
        assert pace.status == (expected.status or SCHEMES[scheme].not_available)
        assert close(pace.value, expected.value)
        assert close(pace.score, expected.score)
        if expected.value is None:
            limit = expected.status in ("within_limit", "over_limit")
            assert pace.reason is (None if limit else Reason.TARGET_EQUALS_BASE)
            return
        assert pace.reason is None
        assert close(pace.required_rate, expected.required)
        observed = naive.rate(Fraction(latest), Fraction(base), elapsed) * 100
        assert close(pace.observed_rate, observed)
        if more and latest:
            left = naive.rate(Fraction(goal), Fraction(latest), more) * 100
            assert close(pace.remaining_rate, left)
            assert close(pace.remaining_change, (Fraction(goal) / Fraction(latest) - 1) * 100)

    def test_every_scheme_with_bands_is_here(self):
        """No scheme of the library is omitted."""
        assert set(naive.WITH_TARGET) | {"binary"} == {
            code for code, each in SCHEMES.items() if each.judges(True)
        }
        assert set(naive.WITHOUT_TARGET) == {
            code for code, each in SCHEMES.items() if each.judges(False)
        }
        limits = {code for code, each in SCHEMES.items() if each.limit_exponent is not None}
        assert {code for code, row in naive.WITHOUT_TARGET.items() if row[3]} == limits

    @given(levels, levels, levels, years, st.booleans())
    def test_binary_ignores_the_trend(self, base, latest, goal, elapsed, rising):
        """The target is met or not, whatever the trend."""
        target = Target(GOOD[rising], Period.year(2030), Figure(goal, "ratio"))
        pace = track(target, series_of(base, latest, elapsed, rising), "binary")
        met = latest >= goal if rising else latest <= goal
        assert pace.status == ("target_achieved" if met else "target_not_achieved")
        assert pace.achieved is (Verdict.YES if met else Verdict.NO)


class TestWithoutTarget:
    """The yearly rate in the good direction, including near a natural limit."""

    @given(
        st.sampled_from(sorted(naive.WITHOUT_TARGET)),
        levels,
        levels,
        years,
        st.booleans(),
        st.none() | levels,
    )
    @example("statcan", Decimal(10), Decimal(10), 2, True, Decimal(10))
    @example("eustat", Decimal(10), Decimal(9), 2, True, Decimal(10))
    @example("eustat", Decimal(10), Decimal("10.01"), 1, True, None)
    @example("eurostat", Decimal(10), Decimal("10.1"), 1, True, None)
    def test_each_scheme_matches(self, scheme, base, latest, elapsed, rising, limit):
        """Value, status and score."""
        limit = limit if naive.WITHOUT_TARGET[scheme][3] else None
        way = naive.Way(Fraction(base), Fraction(latest), None, rising, elapsed, elapsed)
        expected = naive.without_target(scheme, way, None if limit is None else Fraction(limit))
        assume(expected.edge > CLOSE * 1000)
        pace = track(GOOD[rising], series_of(base, latest, elapsed, rising), scheme, limit=limit)
        assert (pace.status, pace.reason) == (expected.status, None)
        assert close(pace.value, expected.value)
        near = (
            Fraction(1)
            if limit is None
            else naive.closeness(Fraction(base), Fraction(limit), rising)
        )
        if not near or near > Fraction(1, 10**6):  # a rate over next to nothing has fewer digits
            assert (pace.score is None) is (expected.score is None)
            assert (
                expected.score is None
                or abs(Fraction(pace.score) - expected.score) <= CLOSE * 10**9
            )

    @given(
        st.dictionaries(st.integers(2000, 2024), levels, min_size=1),
        st.sampled_from(["long", "short"]),
        st.booleans(),
    )
    def test_a_window_sets_the_base(self, values, window, rising):
        """A window is the pace from that many years before the latest value, and None if that year has no value."""
        series = GOOD[rising].series(
            {year: Figure(value, "ratio") for year, value in values.items()}
        )
        last = max(values)
        pace = track(GOOD[rising], series, "eurostat", window=window)
        first = last - {"long": 15, "short": 5}[window]
        if first not in values:
            assert (pace.status, pace.reason) == ("not_available", Reason.NO_OBSERVATION)
            return
        assert pace == track(GOOD[rising], series, "eurostat", base=first)
        assert close(
            pace.value,
            naive.rate(Fraction(values[last]), Fraction(values[first]), last - first)
            * (1 if rising else -1),
        )


class TestProgress:
    """The share of a compound change, its equivalent years, the remainder, and over-fulfilment."""

    @given(st.integers(-9900, 30000), st.integers(-9900, 30000).filter(bool), st.integers(1, 20))
    def test_progress_of_changes_matches(self, done, planned, span):
        """For changes in percent with two decimals."""
        actual, target = (Figure(Decimal(n).scaleb(-2), "%") for n in (done, planned))
        factors = [1 + Fraction(n, 10000) for n in (done, planned)]
        share = naive.ln(factors[0]) / naive.ln(factors[1])
        rounded = tj.progress.log_progress(actual, target)
        if abs(planned) > 1:  # a target that may be rounded from nothing has no share
            assert close(rounded, share * 100)
            assert close(tj.progress.equivalent_years(actual, target, span), share * span)
        assert close(
            tj.progress.points_left(target, actual),
            Fraction(done - planned, 100) * (1 if planned < 0 else -1),
        )
        assert close(
            tj.progress.excess_share(Figure(Decimal(done).scaleb(-2), "个百分点"), target),
            Fraction(done * 100, abs(planned)),
        )
        assert close(tj.rates.remaining_rate(target, actual), (factors[1] / factors[0] - 1) * 100)

    @given(st.integers(2000, 2030), st.integers(1, 12), st.integers(-40, 40))
    def test_months_early_count_years_and_months(self, year, month, early):
        """Months are counted, years and all."""
        at = year * 12 + month - 1 - early
        end, reached = f"{year}-{month:02d}", f"{at // 12}-{at % 12 + 1:02d}"
        assert tj.progress.months_early(end, reached) == early


class TestScores:
    """Two-sided values, and means of groups."""

    @given(levels, levels)
    def test_two_sided_ratio_and_difference(self, value, ideal):
        """Times the ideal, or the ideal over it; the ideal and the distance from it."""
        v, best = Fraction(value), Fraction(ideal)
        assert close(
            tj.scores.two_sided_ratio(Figure(value, "ratio"), ideal), max(v / best, best / v)
        )
        assert close(
            tj.scores.two_sided_difference(Figure(value, "%"), ideal), best + abs(v - best)
        )

    parts = st.lists(
        st.none()
        | st.decimals(-5, 5, places=3)
        | st.lists(st.none() | st.decimals(-5, 5, places=3), max_size=4),
        max_size=6,
    )

    @given(parts)
    def test_a_group_counts_as_one(self, parts):
        """By its own mean; a part without a score does not count."""

        def mean(found):
            known = [
                Fraction(x)
                for x in (mean(each) if isinstance(each, list) else each for each in found)
                if x is not None
            ]
            return sum(known) / len(known) if known else None

        whole, expected = tj.scores.overall(parts), mean(parts)
        assert close(whole.score, expected)
        if expected is not None and not all(
            abs(expected - cut) < CLOSE * 100 for cut in (-2.5, 0, 2.5)
        ):
            codes = naive.STATCAN
            edge = min(abs(expected - Fraction(cut)) for cut in ("2.5", "0", "-2.5"))
            if not 0 < edge < CLOSE * 100:
                assert (
                    whole.status
                    == codes[sum(expected < Fraction(cut) for cut in ("2.5", "0", "-2.5"))]
                )

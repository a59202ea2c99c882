"""Laws of pace and its schemes, checked against a naive computation."""

import math
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

import tjstats as tj
from tests.strategies import holds, inside
from tjstats import (
    Bounds,
    Figure,
    Indicator,
    Observation,
    Period,
    Reason,
    Scheme,
    Source,
    Target,
    Verdict,
    track,
)
from tjstats.errors import InvalidRecordError
from tjstats.questions.pace.offices import SCHEMES

UP = Indicator("test.up", "ratio", "average", "higher")
DOWN = Indicator("test.down", "ratio", "average", "lower")
levels = st.integers(1, 10**6).map(lambda n: Decimal(n).scaleb(-3))
signed = st.integers(-20, 20).map(Decimal)
years = st.integers(1, 15)
directions = st.sampled_from([UP, DOWN])
with_target = st.sampled_from(sorted(SCHEMES))
CLOSE = Fraction(1, 10**30)


def aimed(indicator, base, latest, goal, elapsed, span, scheme="statcan", **more):
    """The pace from 2000 to a target, and the target's indicator."""
    latest = latest if isinstance(latest, Figure) else Figure(latest, "ratio")
    series = indicator.series({2000: Figure(base, "ratio"), 2000 + elapsed: latest})
    return track(
        Target(indicator, Period.year(2000 + span), Figure(goal, "ratio")), series, scheme, **more
    )


class TestShares:
    """plan-log and plan-linear agree at 0 and 100 %."""

    @given(levels, levels, years, years, directions)
    def test_at_both_ends(self, base, goal, elapsed, more, indicator):
        """Nothing done is 0 and everything done is 1, in both."""
        assume(base > goal or (base < goal and indicator is UP))  # a ceiling has no way
        for latest, share in ((base, 0), (goal, 1)):
            log, linear = (
                aimed(indicator, base, latest, goal, elapsed, elapsed + more, s)
                for s in ("plan-log", "plan-linear")
            )
            assert abs(Fraction(log.value.value) - share) <= CLOSE
            assert abs(Fraction(linear.value.value) - share) <= CLOSE

    @given(levels, levels, levels, years, years)
    def test_the_linear_share_is_the_fraction(self, base, latest, goal, elapsed, more):
        """The linear share is the fraction itself."""
        assume(base != goal)
        pace = aimed(UP, base, latest, goal, elapsed, elapsed + more, "plan-linear")
        share = (Fraction(latest) - Fraction(base)) / (Fraction(goal) - Fraction(base))
        assert abs(Fraction(pace.value.value) - share) <= CLOSE * max(1, abs(share))
        schedule = share / Fraction(elapsed, elapsed + more)
        assert abs(Fraction(pace.schedule.value) - schedule) <= CLOSE * max(1, abs(schedule))

    @given(st.integers(-90, 300), st.integers(-90, 300), st.integers(1, 20))
    def test_the_functions_and_the_scheme_agree(self, actual, target, span):
        """`progress.log_progress` of changes equals the value of plan-log over levels."""
        assume(target and actual)
        pace = aimed(
            UP,
            "1000",
            Decimal(1000 + 10 * actual),
            Decimal(1000 + 10 * target),
            1,
            span + 1,
            "plan-log",
        )
        share = tj.progress.log_progress(Figure(actual, "%"), Figure(target, "%"))
        assert abs(Fraction(share.value) / 100 - Fraction(pace.value.value)) <= CLOSE * 1000
        assert Fraction(share.bounds.lower) <= Fraction(share.value) <= Fraction(share.bounds.upper)


class TestRatio:
    """A series on the required path has the value one."""

    @given(st.integers(1, 1000), st.sampled_from(["1.01", "1.1", "0.9", "0.5", "2"]), years, years)
    def test_on_the_path(self, base, factor, elapsed, more):
        """Whatever the length of the path."""
        exact = [Fraction(base) * Fraction(factor) ** n for n in (elapsed, elapsed + more)]
        latest, goal = (Decimal(x.numerator) / Decimal(x.denominator) for x in exact)
        assume(Fraction(latest) == exact[0] and Fraction(goal) == exact[1])
        pace = aimed(UP if exact[1] > base else DOWN, base, latest, goal, elapsed, elapsed + more)
        assert abs(Fraction(pace.value.value) - 1) <= CLOSE
        assert pace.status == "substantial_progress"
        assert (
            abs(Fraction(pace.observed_rate.value) - Fraction(pace.remaining_rate.value))
            <= CLOSE * 1000
        )

    @given(levels, levels, levels, years, years, directions)
    def test_value_score_and_status_match_a_naive_computation(
        self, base, latest, goal, elapsed, more, indicator
    ):
        """In floats, except for values within rounding of a threshold."""
        assume(base != goal)
        span, sign = elapsed + more, 1 if indicator is UP else -1
        pace = aimed(indicator, base, latest, goal, elapsed, span)
        observed = math.expm1(math.log(float(latest) / float(base)) / elapsed)
        required = math.expm1(math.log(float(goal) / float(base)) / span)
        ratio = sign * observed / abs(required)
        assert math.isclose(float(pace.value.value), ratio, rel_tol=1e-6, abs_tol=1e-9)
        met = sign * (latest - goal) >= 0
        assert pace.achieved is (Verdict.YES if met else Verdict.NO)
        if met:
            assert (pace.status, pace.score) == ("target_achieved", 5)
            return
        assume(all(abs(ratio - cut) > 1e-6 for cut in (0.95, 0.6, 0)))
        names = ("deterioration", "limited_progress", "moderate_progress", "substantial_progress")
        assert pace.status == names[sum(ratio >= cut for cut in (0, 0.6, 0.95))]
        score = 7.1429 * ratio - 4.2857 if ratio >= 0.6 else 4.1667 * ratio - 2.5
        assert math.isclose(float(pace.score), max(-5, min(5, score)), rel_tol=1e-6, abs_tol=1e-6)

    @given(
        levels, levels, levels, years, years, directions, st.sampled_from(["10", "0.001", "1000"])
    )
    def test_the_unit_does_not_matter(self, base, latest, goal, elapsed, more, indicator, scale):
        """Levels of another scale have the same value."""
        assume(base != goal)
        one = aimed(indicator, base, latest, goal, elapsed, elapsed + more)
        other = aimed(
            indicator, *(x * Decimal(scale) for x in (base, latest, goal)), elapsed, elapsed + more
        )
        assert (one.value.value, one.status) == (other.value.value, other.status)

    @given(levels, levels, levels, years, years)
    def test_negating_levels_and_direction_keeps_the_pace(self, base, latest, goal, elapsed, more):
        """Negating all levels and the direction does not change the pace."""
        assume(base != goal)
        one = aimed(UP, base, latest, goal, elapsed, elapsed + more)
        other = aimed(
            DOWN, *(x.copy_negate() for x in (base, latest, goal)), elapsed, elapsed + more
        )
        assert (one.value.value, one.status, one.score) == (
            other.value.value,
            other.status,
            other.score,
        )

    @given(levels, levels, levels, levels, years, years, directions)
    def test_a_better_value_never_scores_worse(
        self, base, one, other, goal, elapsed, more, indicator
    ):
        """A better latest value never has a worse score."""
        assume(base != goal)
        low, high = sorted((one, other), reverse=indicator is DOWN)
        scores = [
            aimed(indicator, base, x, goal, elapsed, elapsed + more).score for x in (low, high)
        ]
        assert scores == sorted(scores)


class TestChains:
    """Rates of growth, each on the year before, lead from the base of a target on."""

    @given(
        st.dictionaries(st.integers(2017, 2023), st.integers(-90, 90).map(str), min_size=1),
        st.sampled_from([2018, 2020]),
    )
    def test_rates_up_to_the_base_change_nothing(self, rates, base):
        """Only what is later than the base counts."""
        grown = [
            Observation(
                UP, Period.year(y), Figure(r, "%"), measure="growth", base=Period.year(y - 1)
            )
            for y, r in rates.items()
        ]
        after = [o for o in grown if o.period.end.year > base]
        assume(after)
        goal = Figure("30", "%")
        target = Target(UP, Period.year(2025), goal, measure="growth", base=Period.year(base))
        pace, alone = (track(target, tj.Series(tuple(o)), "plan-log") for o in (grown, after))
        assert (pace.status, pace.reason, pace.value) == (alone.status, alone.reason, alone.value)
        assert (pace.base_level, pace.latest_level) == (alone.base_level, alone.latest_level)


class TestBounds:
    """Widening bounds can only change a status to none."""

    @given(
        levels,
        st.sampled_from(["over", "under", "about"]),
        levels,
        levels,
        years,
        years,
        directions,
        with_target,
        st.data(),
    )
    def test_a_bound_says_what_each_number_in_it_says(
        self, base, word, said, goal, elapsed, more, indicator, scheme, data
    ):
        """The status of a bound is the status of every number inside it."""
        assume(base != goal)
        limit = scheme.startswith("plan") and indicator is DOWN and base < goal
        latest = Figure(said, "ratio", word)
        pace = aimed(indicator, base, latest, goal, elapsed, elapsed + more, scheme)
        number = data.draw(inside(latest.bounds))
        assume(number > 0)
        exact = Decimal(number.numerator) / Decimal(number.denominator)
        assume(Fraction(exact) == number and 0 < len(exact.as_tuple().digits) < 20)
        there = aimed(indicator, base, exact, goal, elapsed, elapsed + more, scheme)
        if pace.reason is None:
            assert pace.status == there.status
        else:
            assert pace.reason is Reason.STRADDLES_TARGET
        if limit:
            assert (pace.value, there.value) == (None, None)
            return
        assert holds(pace.value.bounds, Fraction(there.value.value)) or there.value.value in (
            pace.value.bounds.lower,
            pace.value.bounds.upper,
        )

    @given(signed, signed, signed, signed, st.sampled_from(["undp", "plan-linear", "plan-log"]))
    def test_a_range_with_an_end_past_zero_has_a_pace_only_if_its_ends_have(
        self, base, low, high, goal, scheme
    ):
        """A formula that divides levels has none for a sign that the range allows and the base does not have."""
        assume(low < high and base != goal)
        latest = Figure.between(low, high, "ratio")
        pace, *ends = (aimed(UP, base, x, goal, 3, 5, scheme) for x in (latest, low, high))
        mixed = Reason.MIXED_SIGN in {end.reason for end in ends}
        assert (pace.reason is Reason.MIXED_SIGN) is mixed
        assert not mixed or (pace.value, pace.observed_rate) == (None, None)

    @given(signed, st.sampled_from(["over", "under", "at_least", "at_most"]), signed, signed)
    def test_a_bound_without_an_end_past_zero_keeps_the_sign_of_the_base(
        self, base, word, end, goal
    ):
        """It has no pace if its own end has another sign than the base, or if all of it has."""
        assume(base * goal > 0 and base != goal)
        pace = aimed(UP, base, Figure(end, "ratio", word), goal, 3, 5, "undp")
        toward = 1 if word in ("over", "at_least") else -1
        past = end * base < 0 or (end == 0 and word in ("over", "under") and toward * base < 0)
        assert (pace.reason is Reason.MIXED_SIGN) is past

    @given(levels, levels, levels, years, years, st.data())
    def test_unrounded_holds_what_it_may_have_been(self, base, latest, goal, elapsed, more, data):
        """For the numbers before rounding, unless the target is among those of the base."""
        assume(goal not in Figure(base, "ratio").unrounded)
        printed = [Figure(x, "ratio") for x in (base, latest)]
        pace = aimed(UP, base, latest, goal, elapsed, elapsed + more)
        drawn = [data.draw(inside(figure.unrounded)) for figure in printed]
        exact = [Decimal(x.numerator) / Decimal(x.denominator) for x in drawn]
        assume(
            all(
                Fraction(e) == d and d > 0 and len(e.as_tuple().digits) < 20
                for e, d in zip(exact, drawn, strict=True)
            )
        )
        there = aimed(UP, *exact, goal, elapsed, elapsed + more)
        for name in ("observed_rate", "required_rate", "remaining_rate"):
            assert holds(getattr(pace, name).unrounded, Fraction(getattr(there, name).value)), name


class TestSchemes:
    """Bands are half-open and cover the line."""

    cuts = st.lists(st.integers(-1000, 1000), unique=True, max_size=6)

    @given(cuts, st.lists(st.integers(-1100, 1100), min_size=1))
    def test_of_lower_bounds(self, cuts, values):
        """The status of a value is that of the greatest lower bound not above it."""
        given_bands = {f"from {cut}": cut for cut in cuts} | {"below": None}
        mine = Scheme("mine", "1", Source("us"), with_target=given_bands)
        for value in values:
            under = [cut for cut in cuts if cut <= value]
            assert mine.status(value) == (f"from {max(under)}" if under else "below")

    @given(
        st.lists(
            st.tuples(st.integers(-5, 5), st.integers(0, 4), st.booleans(), st.booleans()),
            max_size=4,
        )
    )
    def test_bands_are_refused_or_cover_the_line(self, spans):
        """Bands are either refused, or each number is in exactly one."""
        ends = [Bounds(None, -5, upper_closed=False), Bounds(5, None)]
        found = ends + [
            Bounds(low, low + size, low_in or not size, high_in or not size)
            for low, size, low_in, high_in in spans
            if low + size <= 5
        ]
        bands = [tj.Band(f"band {i}", each) for i, each in enumerate(found)]
        grid = [Decimal(n) / 2 for n in range(-20, 21)]
        covered = all(sum(at in band.bounds for band in bands) == 1 for at in grid)
        try:
            Scheme("mine", "1", Source("us"), with_target=bands)
        except InvalidRecordError:
            assert not covered
        else:
            assert covered

    @given(st.lists(st.none() | st.decimals(-5, 5, places=3), max_size=8))
    def test_the_overall_score_is_the_exact_mean(self, scores):
        """Of the scores that exist."""
        known = [Fraction(s) for s in scores if s is not None]
        whole = tj.scores.overall(scores)
        assert (whole.scored, whole.left_out) == (len(known), len(scores) - len(known))
        if known:
            assert abs(Fraction(whole.score) - sum(known) / len(known)) <= CLOSE * 10

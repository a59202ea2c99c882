"""Attainment and pace in worlds whose every exact value is known: what an answer says must hold in them."""

from fractions import Fraction
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

import tjstats as tj
from tests import worlds
from tests.test_schemes import SCHEMES
from tjstats import Degree, Direction, Series, TjstatsError, Verdict

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
cases = st.integers(0, 2**40).map(Random)
BOUNDS = ("at_least", "over", "at_most", "under")


def drawn(r):
    """A world, what a target asks of it, and what is reported of it."""
    w = worlds.world(r)
    a = worlds.asked(r, w)
    found = worlds.reported(r, w, a)
    assume(found and not worlds.hides_a_fall(w, a, found))
    return w, a, found


def assessed(a, found):
    tolerance = None if a.tolerance is None else str(a.tolerance)
    return tj.assess(a.target, Series(tuple(found)), tolerance=tolerance)


def contains(figure, x):
    low, high = (
        None if end is None else Fraction(end) for end in (figure.bounds.lower, figure.bounds.upper)
    )
    return (low is None or low <= x) and (high is None or x <= high)


class TestAttainment:
    """A verdict holds for every value that the prints leave open and that may still come."""

    @given(cases)
    def test_a_verdict_holds_for_all_values(self, r):
        """Of whole and parts, gaps, bounds, negative parts, levels and rates; the further aim as well."""
        w, a, found = drawn(r)
        answer = assessed(a, found)
        if not worlds.truths(a, w):
            return
        truth = worlds.holds(a, w, a.target.figure)
        assert answer.verdict is UNKNOWN or (answer.verdict is YES) is truth, (a, found, answer)
        assert answer.degree is not Degree.EXCEEDED or truth
        if answer.final and a.target.every is None and answer.stretch in (YES, NO):
            assert (answer.stretch is YES) is worlds.holds(a, w, a.target.stretch)

    @given(cases)
    def test_gap_and_completion_hold_the_truth(self, r):
        """How far past the number that decides, and how much of it, of a value on its own scale."""
        w, a, found = drawn(r)
        answer = assessed(a, found)
        if answer.gap is None or not answer.final or a.base is not None or a.target.every:
            return
        x = worlds.truths(a, w)[0]
        accepts = a.target.accepts
        scale = 10**a.target.figure.multiplier
        end = Fraction(accepts.upper if accepts.lower is None else accepts.lower) / scale
        slack = a.tolerance or 0
        end += slack if accepts.lower is None else -slack
        gap = end - x if accepts.lower is None else x - end
        if a.tolerance is None or not accepts.is_point:
            assert contains(answer.gap, gap * scale)
            if answer.completion is not None:
                bring_down = a.target.baseline is not None and accepts.lower is None
                start = w.value(a.start - 4, 4)
                done = (start - x) / (start - end) if bring_down else x / end
                assert contains(answer.completion, done * 100)

    @given(cases)
    def test_another_observation_takes_no_answer_away(self, r):
        """What is true of some observations is true of more of the same world; one without a value says nothing."""
        w, a, found = drawn(r)
        answer, more = assessed(a, found), worlds.more(r, w, a, found)
        assume(more is not None and not worlds.may_fall(w, more))
        later = assessed(a, [*found, more])
        assert answer.verdict in (UNKNOWN, later.verdict), (a, found, more, answer, later)
        if more.measure == "value":
            missing = more.indicator.observe(more.period, None, status="missing")
            with_missing = assessed(a, [*found, missing])
            assert (with_missing.verdict, with_missing.gap) == (answer.verdict, answer.gap)


class TestPace:
    """Where a series stands is what `assess` finds, and a status holds for every value that the prints leave open."""

    @given(cases, st.sampled_from(sorted(SCHEMES)))
    def test_agrees_with_assess(self, r, scheme):
        """Level and verdict do not contradict each other at the end of the target's period."""
        w, a, found = drawn(r)
        pace = tj.track(a.target, Series(tuple(found)), scheme)
        by_the_way = w.indicator.direction is Direction.NEITHER
        assume(not by_the_way or a.target.figure.qualifier in BOUNDS)
        assume(not SCHEMES[scheme].strict and SCHEMES[scheme].near is None)
        assume(pace.latest_time is not None and pace.latest_time.end == a.target.period.end)
        answer = tj.assess(a.target, Series(tuple(found)))
        assert not answer.final or {pace.achieved, answer.verdict} != {YES, NO}, (a, found)

    @given(
        cases, st.sampled_from(sorted(SCHEMES)), st.none() | st.integers(2019, 2024), st.booleans()
    )
    def test_a_status_holds_for_all_values(self, r, scheme, base, with_target):
        """The status by bounds is that by the exact values, and so is what is achieved."""
        w, a, found = drawn(r)
        asked = a.target if with_target else w.indicator
        assume(found[0].measure == "value")
        exact = worlds.exactly(w, found)
        assume(exact is not None)
        said, true = (
            tj.track(asked, Series(tuple(each)), scheme, base=base) for each in (found, exact)
        )
        assert said.achieved in (None, UNKNOWN, true.achieved), (a, found, said, true)
        assert said.reason is not None or said.status == true.status, (a, found, said, true)

    @given(cases, st.sampled_from(sorted(SCHEMES)))
    def test_a_question_has_an_answer_or_an_error_of_the_library(self, r, scheme):
        """Whatever is reported, numbers that are worked out later included."""
        _, a, found = drawn(r)
        try:
            pace = tj.track(a.target, Series(tuple(found)), scheme)
        except TjstatsError:
            return
        assert pace == pace and pace.text("en") and pace.table("zh").rows

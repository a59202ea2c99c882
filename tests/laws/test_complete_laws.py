"""Of a world that is printed in full, with every digit, an answer knows all: verdict, gap, completion, status."""

from fractions import Fraction
from random import Random

import pytest

import tjstats as tj
from tests import worlds
from tjstats import Figure, Reason, Series, Status, Verdict

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
STATUSES = [
    status for status in Status if status not in ("missing", "not_applicable", "suppressed")
]
CASES = 1500


def shown(x):
    return worlds._text(x)


def printed(w, spans, r):
    """Each of the spans with its exact value and any status; None if a value has no end."""
    if not all(worlds._is_short(w.value(*span)) for span in spans):
        return None
    unit = worlds.UNITS[w.indicator.nature]
    return [
        w.indicator.observe(
            w.time(*span), Figure(shown(w.value(*span)), unit), status=r.choice(STATUSES)
        )
        for span in spans
    ]


def drawn(seed):
    """A world and what a target asks of it; None where a flow that is taken to be gross falls."""
    r = Random(seed)
    w = worlds.world(r)
    a = worlds.asked(r, w)
    falls = w.signed and w.indicator.nature == "flow" and not w.indicator.net
    return None if falls else (r, w, a)


def steps(r, a):
    """The length of what is printed: years for growth, and no longer than what is asked for."""
    if a.base is not None:
        return 4
    longest = {"1y": 4, "1q": 1, None: 4}[a.target.every]
    return 1 if a.start % 4 or a.count % 4 else r.choice([1, longest])


def assessed(a, found):
    tolerance = None if a.tolerance is None else str(a.tolerance)
    return tj.assess(a.target, Series(tuple(found)), tolerance=tolerance)


def weakest(found):
    order = list(Status)
    return max((o.status for o in found), key=order.index)


def worlds_of(wanted):
    for seed in range(CASES):
        case = drawn(seed)
        if case is not None and (case[2].base is not None) is (wanted == "growth"):
            yield case


def expected(w, a):
    """The verdict, and the reason if there is none."""
    if a.base is not None and a.target.measure != "change":
        base, now = w.value(a.base, 4), w.value(a.start + a.count - 4, 4)
        if base <= 0 or now < 0:
            reason = Reason.NEGATIVE_BASE if base else Reason.ZERO_BASE
            return UNKNOWN, reason if base <= 0 else Reason.MIXED_SIGN
    return as_verdict(worlds.holds(a, w, a.target.figure))


def as_verdict(truth):
    if truth is None:
        return UNKNOWN, Reason.ABOUT_WITHOUT_TOLERANCE
    return (YES if truth else NO), None


def used(w, a, found):
    """The observations that the answer is made of."""
    if a.base is not None:
        return [found[0], found[-1]]
    if not w.is_stock:
        return found
    every = {"1y": 4, "1q": 1, None: a.count}[a.target.every]
    ends = {w.time(at, every).end for at in range(a.start, a.start + a.count, every)}
    return [o for o in found if o.period.end in ends]


@pytest.mark.parametrize("wanted", ["value", "growth"])
def test_a_verdict_is_the_truth_or_says_why_there_is_none(wanted):
    """A total, a mean, a level, or growth between two of them: of the whole and of every part."""
    tried = 0
    for r, w, a in worlds_of(wanted):
        step, first = steps(r, a), a.start if a.base is None else a.base
        found = printed(w, [(at, step) for at in range(first, a.start + a.count, step)], r)
        if found is None:
            continue
        tried += 1
        answer = assessed(a, found)
        verdict, reason = expected(w, a)
        is_made = verdict is not UNKNOWN or reason is Reason.ABOUT_WITHOUT_TOLERANCE
        told = (a, found, answer)
        assert (answer.verdict, answer.reason) == (verdict, reason), told
        assert (answer.final, answer.early) == (is_made, False), told
        assert answer.holds_now is (verdict if is_made else None), told
        if is_made:
            assert answer.status is weakest(used(w, a, found)), told
    assert tried > CASES / 10


def so_far(w, a, until):
    """The total, the mean or the level of what is over, or of each part that is."""
    if a.target.every is None:
        return [w.value(a.start, until - a.start)]
    step = {"1y": 4, "1q": 1}[a.target.every]
    return [w.value(at, step) for at in range(a.start, until, step)]


def holds_so_far(w, a, until):
    """What holds of what is over: YES, NO or UNKNOWN; None of a net total, which may still be anything."""
    results = [worlds._accepted(a, w, a.target.figure, x) for x in so_far(w, a, until)]
    now = NO if False in results else UNKNOWN if None in results else YES
    if w.indicator.nature != "flow" or a.target.every is not None:
        return now
    if w.indicator.net:
        return None
    floor, ceiling = a.target.accepts.lower, a.target.accepts.upper
    total = so_far(w, a, until)[0] * 10**a.target.figure.multiplier
    may_be_reached = floor is not None and (now is YES or total < Fraction(floor))
    return UNKNOWN if may_be_reached and (ceiling is not None or now is NO) else now


def test_before_the_end_a_verdict_is_what_nothing_can_change():
    """A total that only grows has reached an aim early, one part missed is one for all; else what holds so far."""
    tried = 0
    for r, w, a in worlds_of("value"):
        step = {"1y": 4, "1q": 1}.get(a.target.every, 1)
        until = a.start + r.randrange(step, a.count + step, step)
        if until >= a.start + a.count or a.target.figure.unit.code.endswith("/year"):
            continue
        found = printed(w, [(at, step) for at in range(a.start, until, step)], r)
        if found is None:
            continue
        tried += 1
        answer, now, told = assessed(a, found), holds_so_far(w, a, until), (a, found)
        is_total = w.indicator.nature == "flow" and a.target.every is None
        early = is_total and now is YES and a.target.accepts.upper is None
        missed = a.target.every is not None and now is NO
        verdict = YES if early else NO if missed else UNKNOWN
        assert (answer.verdict, answer.early, answer.final) == (verdict, early, False), told
        assert answer.holds_now is now, told
        if verdict is UNKNOWN and now is not UNKNOWN:
            assert answer.reason is Reason.PERIOD_NOT_OVER, told
    assert tried > CASES / 10

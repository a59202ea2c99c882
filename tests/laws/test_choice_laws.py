"""Which observations of a dataset answer a target: of its measure, scope and kind of time, else those that may."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.indicators import RATE
from tjstats import AsOf, Figure, Measure, Observation, Period, Reason, Target
from tjstats.questions.review import series_on

PLAN, BASE = Period.years(2021, 2025), Period.year(2020)
YEARS = (2019, 2020, 2021, 2023, 2025)
MEASURES = (Measure.VALUE, Measure.CHANGE, Measure.GROWTH, Measure.AVERAGE_GROWTH, Measure.FACTOR)
UNITS = {"change": "个百分点", "factor": "倍"}
cases = st.integers(0, 2**40).map(Random)


def observation(r, place):
    """Of any time, measure, base and scope; its place in the list is its number."""
    year = r.choice(YEARS)
    time = r.choice(
        [
            Period.year(year),
            AsOf(str(year)),
            PLAN,
            Period.years(2021, year) if year > 2021 else PLAN,
        ]
    )
    measure = r.choice(MEASURES)
    before = r.choice([BASE, Period.year(time.end.year - 1)])
    base = None if measure is Measure.VALUE or before.end >= time.end else before
    measure = Measure.VALUE if base is None else measure
    return Observation(
        RATE, time, Figure(place, UNITS.get(measure, "%")), measure=measure, base=base, scope=r.choice([None, "new"])
    )  # fmt: skip


def target(r):
    measure = r.choice(MEASURES)
    base = None if measure is Measure.VALUE else BASE
    time = r.choice([PLAN, Period.year(2025), AsOf("2025"), Period.year(2023)])
    figure = Figure.at_least(1, UNITS.get(measure, "%"))
    return Target(RATE, time, figure, measure=measure, base=base, scope=r.choice([None, "new"]))


def of_measure(asked, known):
    """Those of the measure; levels if only they reach the end, or a difference is of another base."""
    levels = [o for o in known if o.measure == "value"]
    own = [o for o in known if o.measure == asked.measure]
    if asked.measure == "average_growth" and BASE not in {o.base for o in own}:
        own = [o for o in known if o.measure == "growth"] or own
    ends = [any(o.period.end == asked.period.end for o in some) for some in (levels, own)]
    other_base = asked.measure in ("change", "factor") and BASE not in {o.base for o in own}
    return (levels or own) if ends == [True, False] or other_base else (own or levels)


def expected(asked, known):
    """By the rules: measure, then scope where a time has both, then kind of time."""
    fitting = of_measure(asked, known)
    times = {}
    for o in fitting:
        if o.period not in times or o.scope == asked.scope:
            times[o.period] = o
    own, others = [], []
    for o in times.values():
        (own if type(o.period) is type(asked.period) else others).append(o)
    first, last = asked.period.first_day, asked.period.end
    inside = [any(first <= o.period.end <= last for o in some) for some in (own, others)]
    if own and others:
        return set(others if inside == [False, True] else own)
    return set(own or others)


@given(cases)
def test_the_observations_of_a_target(r):
    """Whatever else is known of other times, measures, bases and scopes."""
    asked = target(r)
    drawn = [observation(r, place) for place in range(1, r.randint(2, 9))]
    known = tuple({(o.period, o.measure, o.base, o.scope): o for o in drawn}.values())
    found = series_on(known, asked)
    if len({(o.period, o.scope) for o in of_measure(asked, known)}) < len(of_measure(asked, known)):
        return  # two bases of one time
    wanted = expected(asked, known)
    assert set(found or ()) == wanted, (asked, known)


@given(cases)
def test_what_is_of_another_kind_changes_nothing(r):
    """Another breakdown is not there, another price basis is named as the reason if there is nothing else."""
    asked = target(r)
    drawn = [observation(r, place) for place in range(1, r.randint(2, 9))]
    known = tuple({(o.period, o.measure, o.base, o.scope): o for o in drawn}.values())
    found = series_on(known, asked)
    more = r.choice([{"breakdowns": {"sex": "F"}}, {"basis": "real"}])
    others = tuple(
        Observation(o.indicator, o.period, o.figure, measure=o.measure, base=o.base, **more)
        for o in known
    )
    assert series_on((*known, *others), asked) == found
    alone = series_on(others, asked)
    assert alone is (
        Reason.BASIS_MISMATCH if "basis" in more and of_measure(asked, known) else None
    )

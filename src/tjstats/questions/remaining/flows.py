"""What is left of a total, of a mean, and of a target for each part of its period."""

from __future__ import annotations

from tjstats.questions.aggregation import aggregate, in_indicator_unit
from tjstats.questions.comparability import same_length
from tjstats.questions.degrees import is_limit
from tjstats.questions.formulas import share
from tjstats.questions.remaining.answer import Remaining, answered, goal_of, unknown
from tjstats.questions.remaining.time_left import (
    Rest,
    elapsed_share,
    even_share,
    lengths,
    path_of,
)
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target
from tjstats.values.periods import ONE_DAY, Period
from tjstats.values.verdicts import Reason


def is_one_in_a_row(target: Target, series: Series, inside: list[Observation]) -> bool:
    """Whether a flow is a level to be reached: earlier periods of the target's length have values,
    and no part of its own has.
    """
    parts = [o for o in inside if o.period != target.period]
    return not parts and any(same_length(o.period, target.period) for o in series)


def of_total(target: Target, series: Series, inside: list[Observation], rest: Rest) -> Remaining:
    """The remainder of the total of a flow; below a ceiling it is room."""
    time = target.period
    if not inside or not isinstance(time, Period):
        return unknown(target, series, Reason.NO_OBSERVATION)
    until = max(o.period.end for o in inside)
    whole = aggregate(series, Period(time.start, until))
    if not whole.complete or whole.observation is None:
        return unknown(target, series, whole.reason)
    goal = goal_of(target)
    done = in_indicator_unit(whole.observation)
    figure = done
    if goal.unit.is_per(target.indicator.unit):
        figure = done / time.length
        goal = (goal * time.length).to(done.word or target.indicator.unit)
    amount = goal - done
    left = rest(until, time.end, [o.period for o in inside])
    each = even_share(amount, left)
    return answered(
        target,
        series,
        whole.observation,
        figure,
        amount,
        is_limit(target),
        per_period=each,
        left=left,
        path=path_of(target, whole.observation, left, each),
        elapsed=elapsed_share(time.start, until, time.end),
        done=share(done, goal) if goal.value > 0 else None,
    )


def of_mean(target: Target, series: Series, inside: list[Observation], rest: Rest) -> Remaining:
    """The mean required in the rest of a period, after the mean so far."""
    time, until = target.period, max(o.period.end for o in inside)
    assert isinstance(time, Period)
    over = Period(time.start, until)
    whole = aggregate(series, over)
    if not whole.complete or whole.figure is None or whole.observation is None:
        return unknown(target, series, whole.reason)
    goal = goal_of(target)
    left = rest(until, time.end, [o.period for o in inside])
    mean = None
    if left:
        # the goal, and what the mean so far lies below it, spread over the rest
        part, remains = lengths(over, Period(until + ONE_DAY, time.end))
        mean = goal + (goal - whole.figure) * part / remains
    return Remaining(
        target,
        series,
        so_far=whole.observation,
        per_period=mean,
        room=mean if is_limit(target) else None,
        left=left,
        path=path_of(target, whole.observation, left, mean),
        elapsed=elapsed_share(time.start, until, time.end),
    )


def of_each(target: Target, series: Series, inside: list[Observation], rest: Rest) -> Remaining:
    """A target for each part of its period: the rest must reach the same."""
    time = target.period
    if not inside or not isinstance(time, Period):
        return unknown(target, series, Reason.NO_OBSERVATION)
    latest = max(inside, key=lambda o: o.period.end)
    goal = goal_of(target)
    left = rest(latest.period.end, time.end, [o.period for o in inside])
    return Remaining(
        target,
        series,
        so_far=latest,
        per_period=goal if left else None,
        room=goal if left and is_limit(target) else None,
        left=left,
        path=path_of(target, latest, left, goal),
        elapsed=elapsed_share(time.start, latest.period.end, time.end),
    )

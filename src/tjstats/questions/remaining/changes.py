"""What is left of a change, of growth, and of growth per year."""

from __future__ import annotations

import attrs

from tjstats.questions.degrees import is_limit
from tjstats.questions.evidence import Evidence, evidence
from tjstats.questions.formulas import log_progress, share
from tjstats.questions.rates import average_rate, compound, rate_of_factor, remaining_rate
from tjstats.questions.remaining.answer import Remaining, answered, goal_of, unknown
from tjstats.questions.remaining.time_left import (
    YEAR,
    Rest,
    elapsed_share,
    even_share,
    path_of,
    reported_within,
)
from tjstats.records.classifications import Measure
from tjstats.records.publication import Series
from tjstats.records.targets import Target
from tjstats.values.figures import Figure
from tjstats.values.numbers import ZERO
from tjstats.values.periods import ONE_DAY, Period
from tjstats.values.verdicts import Reason


def of_change(target: Target, series: Series, rest: Rest) -> Remaining:
    """The remainder of a change, of growth, or of growth per year."""
    ways = list(evidence(target, series, None))
    found = next((way for way in ways if isinstance(way, Evidence)), ways[0])
    if isinstance(found, Reason):
        is_part = found is Reason.NO_OBSERVATION and reported_within(target, series)
        return unknown(target, series, Reason.NO_LEVELS if is_part else found)
    assert target.base is not None
    start, end = target.base.end + ONE_DAY, target.period.end
    over = Period(start, min(found.observation.period.end, end))
    left = rest(over.end, end, [o.period for o in series if o.period.end >= start])
    if target.measure is Measure.CHANGE:
        answer = _of_difference(target, series, found, left)
    else:
        answer = _of_growth(target, series, found, (over, Period(start, end)), left)
    return attrs.evolve(answer, elapsed=elapsed_share(start, over.end, end))


def _of_difference(
    target: Target, series: Series, found: Evidence, left: tuple[Period, ...]
) -> Remaining:
    goal = goal_of(target)
    done, unit = found.figure, target.indicator.unit.of_change
    if goal.unit.is_per(unit):
        return unknown(target, series, Reason.PERIOD_MISMATCH)
    amount = goal - done
    each = even_share(amount, left)
    return answered(
        target,
        series,
        found.observation,
        done,
        amount,
        is_limit(target),
        per_period=each,
        left=left,
        path=path_of(target, found.observation, left, each),
        done=None if ZERO in goal.bounds else share(done, goal),
    )


def _of_growth(
    target: Target,
    series: Series,
    found: Evidence,
    spans: tuple[Period, Period],
    left: tuple[Period, ...],
) -> Remaining:
    """The remaining growth, as the quotient of the two; *spans*: from the base until now, and to
    the end.
    """
    goal = goal_of(target)
    done = _whole_growth(target.measure, found.figure, spans[0])
    planned = _whole_growth(target.measure, goal, spans[1])
    if done is None or planned is None:
        return unknown(target, series, Reason.NOT_WHOLE_YEARS)
    amount = remaining_rate(planned, done)
    if amount is None:
        return unknown(target, series, Reason.ZERO_LEVEL)
    each = average_rate(amount, len(left)) if left else None
    return answered(
        target,
        series,
        found.observation,
        _spread(target.measure, found.figure, done, spans[1]),
        amount,
        is_limit(target),
        per_period=each,
        rate=each,
        left=left,
        path=path_of(target, found.observation, left, each),
        done=log_progress(done, planned),
    )


def _spread(measure: Measure, figure: Figure, done: Figure, span: Period) -> Figure:
    """What is compared with the target now: growth per year is spread over all years of it."""
    if measure is not Measure.AVERAGE_GROWTH:
        return figure
    return average_rate(done, (span.months or 0) // YEAR) or figure


def _whole_growth(measure: Measure, figure: Figure, span: Period) -> Figure | None:
    """The growth over all of a span, from the growth, the factor or the growth per year; None if
    the span has no whole years to compound.
    """
    if measure is Measure.FACTOR:
        return rate_of_factor(figure)
    if measure is not Measure.AVERAGE_GROWTH:
        return figure
    years, rest = divmod(span.months or 1, YEAR)
    return None if rest else compound([figure] * years)

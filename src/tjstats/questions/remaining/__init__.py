"""The remainder of a target: the amount, the figure required in each remaining period, the room
below a limit, and the share completed compared with the share of time elapsed (序时进度).

Three kinds of target: a total adds up, a level is reached at the end, and a change compounds. What
has to follow is the target less the reported total, the distance from the latest level, or the
quotient of the two changes. A mean of several periods leaves a mean for the others.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from tjstats.errors import InvalidRecordError, NotComparableError, RecordTypeError
from tjstats.questions.aggregation import in_parts
from tjstats.questions.attainment import NO_VERDICT, VerdictFacts
from tjstats.questions.comparability import check_same
from tjstats.questions.reasons import first
from tjstats.questions.remaining.answer import Remaining
from tjstats.questions.remaining.changes import of_change
from tjstats.questions.remaining.flows import is_one_in_a_row, of_each, of_mean, of_total
from tjstats.questions.remaining.levels import of_level
from tjstats.questions.remaining.time_left import Rest, periods_left, reported_within, times
from tjstats.records.classifications import NATURES, Measure, Status
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target
from tjstats.values.figures import Figure
from tjstats.values.numbers import Number
from tjstats.values.periods import Period

__all__ = ["Remaining", "progress_so_far", "remaining"]


def remaining(
    target: Target, reported: Observation | Series, if_next: Number | Figure | None = None
) -> Remaining:
    """The remainder of *target* after *reported*, and the figure required in each
    remaining period.

    The remaining periods have the length at which the series reports, if that is at most a year and
    fills the time left, else the longest of a year, a quarter and a month that does. *if_next* is a
    scenario: the figure of the next of them, in the indicator's unit; the answer is the remainder
    after it.

    Raises `NotComparableError` (indicator, area, breakdowns, scope, basis, measure),
    `RecordTypeError`, `UnitMismatchError`, `InvalidRecordError` (nothing is left for *if_next*).
    Not knowing enough is an answer with a reason.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> goal = Target(jobs, Period.years(2021, 2025), Figure.at_least("5500", "万人"))
    >>> r = remaining(goal, jobs.series({2021: 1269, 2022: 1206, 2023: 1244}))
    >>> print(r.amount, r.per_period, [str(o.figure) for o in r.path], r.lead, sep="; ")
    1781万人; 890.5万人; ['890.5万人', '890.5万人']; 7.62 percentage points
    >>> print(remaining(goal, r.reported, if_next=1256).per_period)
    525万人
    """
    if not isinstance(target, Target):
        raise RecordTypeError("remaining", "target", target, "a Target")
    if not isinstance(reported, Observation | Series):
        raise RecordTypeError("remaining", "reported", reported, "an Observation or a Series")
    check_same(target, reported)
    facts = VerdictFacts(
        set_elsewhere=bool(target.set_by),
        no_number=target.figure is None,
        relative=target.relative_to is not None,
    )
    reason = first(NO_VERDICT, facts)
    if reason is not None:
        return Remaining(target, reported, reason=reason)
    given = in_parts(reported)
    series = given if isinstance(given, Series) else Series((given,))
    now = _asked(target, series, periods_left)
    if if_next is None or now.reason is not None:
        return attrs.evolve(now, reported=reported)
    supposed = _supposed(series, now.left, if_next)
    after = _asked(target, Series((*series, supposed)), periods_left)
    return attrs.evolve(after, reported=reported, if_next=supposed.figure)


def _supposed(series: Series, left: Sequence[Period], if_next: Number | Figure) -> Observation:
    """The observation that a scenario assumes for the next period."""
    if not left:
        problem = "no period is left; leave it out"
        raise InvalidRecordError("remaining", "if_next", str(if_next), problem)
    last = series.observations[-1]
    time, base = times(last.period, left[0])
    return Observation(
        series.indicator,
        time,
        series.indicator.figure(if_next),
        last.area,
        last.measure,
        None if last.base is None else base,
        last.scope,
        last.basis,
        Status.FORECAST,
        breakdowns=last.breakdowns,
    )


def progress_so_far(target: Target, series: Series) -> Remaining:
    """The remainder of a target with a number without what each remaining period has to bring, in
    half the time.
    """
    return _asked(target, series, lambda after, end, reported: ())


def _asked(target: Target, series: Series, rest: Rest) -> Remaining:
    """The remainder, by the kind of target; *rest* gives the remaining periods."""
    if target.measure is not Measure.VALUE:
        return of_change(target, series, rest)
    if series.measure is not Measure.VALUE:
        raise NotComparableError("measure", str(target.measure), str(series.measure))
    inside = reported_within(target, series)
    if target.every is not None:
        return of_each(target, series, inside, rest)
    over_time = NATURES[target.indicator.nature].over_time
    if over_time == "sum" and not is_one_in_a_row(target, series, inside):
        return of_total(target, series, inside, rest)
    if over_time == "mean" and inside and inside[0].period != target.period:
        return of_mean(target, series, inside, rest)
    return of_level(target, series, rest)

"""The distance from the latest level to the one at the end of the period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

import attrs

from tjstats.questions.comparability import same_length
from tjstats.questions.degrees import is_limit
from tjstats.questions.formulas import RATIO, factor_of, formula, share
from tjstats.questions.rates import average_rate, rate_of_factor
from tjstats.questions.remaining.answer import Remaining, answered, goal_of, reached_by, unknown
from tjstats.questions.remaining.time_left import YEAR, Rest, elapsed_share, even_share, path_of
from tjstats.records.classifications import NATURES
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target
from tjstats.values.figures import Figure
from tjstats.values.numbers import ZERO
from tjstats.values.periods import ONE_DAY, Period
from tjstats.values.units.algebra import is_offset
from tjstats.values.verdicts import Reason, Verdict


def of_level(target: Target, series: Series, rest: Rest) -> Remaining:
    """The distance from the latest level to the one at the end; below a ceiling it is room."""
    known = _levels_before(target, series)
    if not known:
        return unknown(target, series, Reason.NO_OBSERVATION)
    latest, level = known[-1], cast(Figure, known[-1].figure)
    if latest.scope != target.scope:
        return unknown(target, series, Reason.SCOPE_MISMATCH)
    goal = goal_of(target)
    is_room = is_limit(target) and reached_by(target, level) is Verdict.YES
    amount = goal - level
    left = rest(latest.period.end, target.period.end, [o.period for o in known])
    answer = answered(
        target,
        series,
        latest,
        level,
        amount,
        is_room,
        per_period=even_share(amount, left),
        left=left,
    )
    if not is_room and answer.reached is not Verdict.YES:
        rate = _rate(target, level, goal, len(left))
        steps = _levels(level, amount, rate, len(left))
        answer = attrs.evolve(answer, rate=rate, path=path_of(target, latest, left, steps))
    return _with_progress(answer, level, goal)


def _levels_before(target: Target, series: Series) -> list[Observation]:
    """The levels up to the target's end, in order of their ends: those as long as its period if
    there are such.
    """
    known = [o for o in series if o.figure is not None and o.period.end <= target.period.end]
    alike = [o for o in known if same_length(o.period, target.period)]
    return sorted(alike or known, key=lambda o: o.period.end)


def _with_progress(answer: Remaining, level: Figure, goal: Figure) -> Remaining:
    """The answer with the share of the time elapsed and, on the way to a goal, of the way done."""
    target, end = answer.target, answer.target.period.end
    start, base = _start(target, cast(Series, answer.reported))
    if start is None:
        return answer
    assert answer.so_far is not None
    done = None if answer.room is not None or base is None else _way_done(base, level, goal)
    elapsed = elapsed_share(start, answer.so_far.period.end, end)
    return attrs.evolve(answer, elapsed=elapsed, done=done)


def _rate(target: Target, level: Figure, goal: Figure, periods: int) -> Figure | None:
    """The growth in each period from a level to the goal; None for rates, which change in points,
    and where a level may be zero or negative.
    """
    lower = level.bounds.lower
    if not periods or NATURES[target.indicator.nature].change == "points" or is_offset(level.unit):
        return None
    if lower is None or lower <= 0 or goal.value <= 0:
        return None
    return average_rate(rate_of_factor((goal / level).to(RATIO)), periods)


def _levels(level: Figure, amount: Figure, rate: Figure | None, periods: int) -> list[Figure]:
    """The levels on the way: at a constant rate, or in equal steps if there is none. Each is from
    the latest level, so that the last one is the goal.
    """
    if rate is None:
        return [level + amount * n / periods for n in range(1, periods + 1)]
    factor = formula(factor_of, rate, kind=RATIO)
    levels = [level]
    for _ in range(periods):
        levels.append((levels[-1] * factor).to(level.word or level.unit))
    return levels[1:]


def _start(target: Target, series: Iterable[Observation]) -> tuple[date | None, Figure | None]:
    """The day on which the way to a level begins, and the level then: that of the baseline, else
    the last one before the target's period of several years.
    """
    if target.baseline is not None:
        return target.baseline.period.end + ONE_DAY, target.baseline.figure
    time = target.period
    if not isinstance(time, Period) or time.months is None or time.months <= YEAR:
        return None, None
    before = [o for o in series if o.period.end + ONE_DAY == time.start]
    return time.start, before[0].figure if before else None


def _way_done(base: Figure, level: Figure, goal: Figure) -> Figure | None:
    """The completed share of the distance from the base to the goal; None if there is
    no distance.
    """
    way = goal - base
    return None if ZERO in way.bounds else share(level - base, way)

"""Targets judged by what holds so far, because no way leads from a base to a number: limits, means
over several periods, and targets for every part of a period.

A level or total is judged as it stands, everything else by `assess`; `remaining` gives the room
that is left.
"""

from __future__ import annotations

import attrs

from tjstats.errors import TjstatsError
from tjstats.questions.attainment import Attainment, assess
from tjstats.questions.degrees import is_limit
from tjstats.questions.pace.path import Level, Path, goal_of
from tjstats.questions.pace.reasons import NO_STATUS, StatusFacts
from tjstats.questions.pace.schemes import BEYOND, WITHIN, Scheme
from tjstats.questions.reasons import first, reason_of
from tjstats.records.classifications import NATURES, Measure
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target, accepted
from tjstats.values.periods import Time
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["Held", "held_so_far"]


@attrs.frozen
class Held:
    """What holds so far. Fields: path (whose latest level was judged), verdict, status (None
    without one), reason.
    """

    path: Path
    verdict: Verdict | None = None
    status: str | None = None
    reason: Reason | None = None


def held_so_far(
    target: Target | None, series: Series, rules: Scheme, latest: Time | None, path: Path
) -> Held | None:
    """What holds so far of a limit, of a mean, or in every part; None for a target with a way from
    base to number, or if the scheme judges such targets as any other.
    """
    if target is None or not rules.against_time:
        return None
    limit = _is_cap(target, path.base)
    if target.every or _is_mean(target, path) or (limit and target.measure is not Measure.VALUE):
        answer = _answer(target, series, latest)
        if isinstance(answer, Reason):
            return Held(path, reason=answer)
        return _of_answer(answer, rules, _shown(path, answer.observation), limit)
    return _of_level(target, path) if limit else None


def _shown(path: Path, seen: Observation | None) -> Path:
    """The path with what was judged as its latest level."""
    if seen is None or seen.figure is None:
        return path
    level = Level(seen.period, seen.figure, seen.scope, seen.status)
    return attrs.evolve(path, latest=level)


def _of_answer(answer: Attainment, rules: Scheme, path: Path, limit: bool) -> Held:
    """What holds so far by the answer of `assess`."""
    target, now = answer.target, answer.holds_now
    if now is None or (now is Verdict.UNKNOWN and answer.reason is not Reason.PERIOD_NOT_OVER):
        return Held(path, now, reason=answer.reason)
    if limit or now is Verdict.UNKNOWN:
        return _limited(target, path, now)
    good = rules.achieved if answer.verdict is Verdict.YES else rules.with_target[0].status
    return Held(path, now, good if now is Verdict.YES else rules.with_target[-1].status)


def _is_mean(target: Target, path: Path) -> bool:
    """Whether a target is on the mean of several values of the series."""
    return NATURES[target.indicator.nature].over_time == "mean" and bool(path.facts.longer)


def _is_cap(target: Target, base: Level | None) -> bool:
    """Whether a target is a limit: by its words and baseline, or a bare number that the base of the
    path meets, where lower is better.
    """
    if is_limit(target):
        return True
    if target.measure is not Measure.VALUE or target.baseline is not None or base is None:
        return False
    goal = goal_of(target, base)
    assert goal is not None
    accepts = accepted(goal, target.indicator.direction)
    is_ceiling = accepts.upper is not None and accepts.lower is None
    return is_ceiling and accepts.contains(base.figure.to(goal.unit).bounds)


def _of_level(target: Target, path: Path) -> Held | None:
    """What holds of the latest level or the total to date; None without one."""
    goal = goal_of(target, path.base)
    if path.latest is None or goal is None:
        return None
    level = path.latest.figure
    accepts, at = accepted(goal.to(level.unit), target.indicator.direction), level.bounds
    if accepts.contains(at):
        return _limited(target, path, Verdict.YES)
    return _limited(target, path, Verdict.UNKNOWN if accepts.overlaps(at) else Verdict.NO)


def _limited(target: Target, path: Path, now: Verdict) -> Held:
    """The answer for a limit; beyond one that is "about" a number, nothing is known."""
    about = target.figure is not None and target.figure.qualifier is Qualifier.ABOUT
    facts = StatusFacts(about=about and now is not Verdict.YES, shared=now is Verdict.UNKNOWN)
    reason = first(NO_STATUS, facts)
    if reason is not None:
        return Held(path, Verdict.UNKNOWN, reason=reason)
    return Held(path, now, WITHIN if now is Verdict.YES else BEYOND)


def _answer(target: Target, series: Series, latest: Time | None) -> Attainment | Reason:
    """The answer of `assess` to what was reported by the requested latest time."""
    known = tuple(o for o in series if latest is None or o.period.end <= latest.end)
    if not known:
        return Reason.NO_OBSERVATION
    try:
        return assess(target, Series(known))
    except TjstatsError as error:
        return reason_of(error)

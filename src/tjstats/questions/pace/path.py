"""The inputs of a pace: base and latest level of a series, and the level to reach.

Levels are figures at the end of their time. Growth rates over a base become levels in which the
base is 1; a flow whose target is a total over years is counted from zero at the start of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

import attrs

from tjstats.errors import InvalidRecordError
from tjstats.questions.aggregation import aggregate, to_date
from tjstats.questions.comparability import crosses_break, same_length, years_between
from tjstats.questions.pace.formulas import FORMULAS
from tjstats.questions.pace.reasons import LevelFacts
from tjstats.questions.pace.schemes import BASE_CHOICES, BaseRule, Scheme
from tjstats.records.classifications import Flag, Measure, Nature, Status, weakest
from tjstats.records.given import time_of
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target, accepted
from tjstats.values.bounds import Bounds, point, trusted_bounds
from tjstats.values.figure_arithmetic import computed
from tjstats.values.figures import Figure
from tjstats.values.numbers import HUNDRED, ZERO
from tjstats.values.periods import ONE_DAY, AsOf, Period, Time
from tjstats.values.units import Unit
from tjstats.values.verdicts import Reason, Verdict

__all__ = [
    "Aim",
    "Level",
    "Path",
    "aim_at",
    "asked_time",
    "goal_of",
    "path_of",
    "window_base",
]

_NO_FACTS: Final = LevelFacts()
_FROM_ZERO: Final = Bounds(ZERO, None)
_ENDS: Final = (ZERO, HUNDRED)
_ONCE: Final = Figure(1, "ratio", exact=True)


# --- times ----------------------------------------------------------------------------------------


def _ordinal(time: Time) -> int:
    """The end of a time as a number that orders times; years and months have equal lengths."""
    end = time.end
    return end.year * 372 + end.month * 31 + end.day


def asked_time(series: Series, given: object, field: str) -> Time | None:
    """A requested time, given as a time, a code or a year. Raises `InvalidRecordError`."""
    if given is None or isinstance(given, Period | AsOf):
        return given
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise InvalidRecordError(
            "track", field, given, "write a year, a code such as '2015', a Period or an AsOf"
        )
    time = time_of(series.indicator, given, daily=True)
    return AsOf(time.end) if isinstance(series.observations[0].period, AsOf) else time


def window_base(
    series: Series, scheme: Scheme, window: str, base: Time | None, latest: Time | None
) -> Time | None:
    """The time of a window's base, a number of years before the latest value; None if there is no
    value. Raises `InvalidRecordError` for a base together with a window.
    """
    if base is not None:
        problem = f"the window {window!r} determines the base; omit one of the two"
        raise InvalidRecordError("track", "base", str(base), problem)
    years = scheme.window(window)
    known = [o.period for o in series if o.figure is not None]
    end = latest or (known[-1] if known else None)
    return None if end is None else end.shift(-years, "1y")


# --- from base to latest level --------------------------------------------------------------------


@attrs.frozen
class Level:
    """A figure at a time. Fields: time, figure, scope, status, breaks (a chain of growth rates has
    a break before it).
    """

    time: Time
    figure: Figure
    scope: str | None = None
    status: Status = Status.NORMAL
    breaks: bool = False


@attrs.frozen
class Path:
    """The two levels between which a pace is measured.

    Fields: base and latest (None where missing), broken (there is a break between them), facts (on
    the level now), reason (why a total is missing).
    """

    base: Level | None = None
    latest: Level | None = None
    broken: bool = False
    facts: LevelFacts = _NO_FACTS
    reason: Reason | None = None

    def shown(self) -> dict[str, Any]:
        """The fields of an answer for both levels, and the weaker status of the two."""
        fields: dict[str, Any] = {}
        levels = {"base": self.base, "latest": self.latest}
        for name, level in levels.items():
            fields[f"{name}_time"] = None if level is None else level.time
            fields[f"{name}_level"] = None if level is None else level.figure
        statuses = (level.status for level in levels.values() if level is not None)
        return {**fields, "firmness": weakest(*statuses)}


def path_of(
    target: Target | None, series: Series, scheme: Scheme, base: Time | None, latest: Time | None
) -> Path:
    """Base and latest level of a series for a target under a scheme; *base* and *latest* are the
    requested times.
    """
    if target is not None and _is_total(target, series, scheme, base):
        return _path_of_total(target, series, scheme, latest)
    levels = _levels(target, series)
    if isinstance(levels, LevelFacts):
        return Path(facts=levels)
    last = _latest(levels, target if scheme.until_target else None, latest)
    if last is None:
        return Path(facts=LevelFacts(missing=True))
    start = _base(series, levels, target, scheme.base_rule, base)
    return Path(start, last, start is not None and _is_broken(series, levels, start, last))


def _levels(target: Target | None, series: Series) -> list[Level] | LevelFacts:
    """The levels of a series, or why it has none."""
    if series.measure is Measure.VALUE:
        return _levels_of_values(target, series)
    if series.measure is Measure.CHANGE or (target is not None and target.base is None):
        return LevelFacts(unanchored=True)
    if target is None or target.base is None:
        return LevelFacts(growth_alone=True)
    return _levels_of_growth(target.base, series)


def _levels_of_values(target: Target | None, series: Series) -> list[Level]:
    """The values of one length: that of the target's own time, else of the last value. At the
    target's time it is the value that `assess` uses.
    """
    known = _known(series)
    alike = [] if target is None else _of_length(known, target.base or target.period)
    levels = alike or _of_length(known, known[-1].period) if known else []
    if target is not None:
        levels = [_reached(target, series, o) for o in levels]
    return [_level(o, o.figure) for o in levels if o.figure is not None]


def _known(series: Series) -> list[Observation]:
    return [o for o in series if o.figure is not None]


def _of_length(known: list[Observation], time: Time) -> list[Observation]:
    return [o for o in known if same_length(o.period, time)]


def _reached(target: Target, series: Series, observation: Observation) -> Observation:
    if observation.period != target.period:
        return observation
    return aggregate(series, target.period).observation or observation


def _level(observation: Observation, figure: Figure) -> Level:
    return Level(observation.period, figure, observation.scope, observation.status)


def _latest(levels: list[Level], target: Target | None, asked: Time | None) -> Level | None:
    if asked is not None:
        return _level_at(levels, asked)
    for level in reversed(levels):
        if target is None or level.time.end <= target.period.end:
            return level
    return None


def _level_at(levels: list[Level], time: Time) -> Level | None:
    """The level at the end of a time."""
    return next((level for level in levels if level.time.end == time.end), None)


def _base(
    series: Series, levels: list[Level], target: Target | None, rule: BaseRule, asked: Time | None
) -> Level | None:
    """The requested level, or its substitute; else the target's base or, among values, its
    baseline; else the first.
    """
    baseline = _baseline(target, series)
    if baseline is not None and (asked is None or asked.end == baseline.time.end):
        return baseline
    if asked is not None:
        return _chosen(levels, rule, asked)
    if target is not None and target.base is not None:
        return _level_at(levels, target.base)
    return levels[0]


def _baseline(target: Target | None, series: Series) -> Level | None:
    """The level from which a target starts, among values."""
    own = None if target is None else target.baseline
    if own is None or own.figure is None or series.measure is not Measure.VALUE:
        return None
    return _level(own, own.figure)


def _chosen(levels: list[Level], rule: BaseRule, asked: Time) -> Level | None:
    """The level that a rule chooses for a requested base."""
    allowed, rank, _ = BASE_CHOICES[rule]
    at = _ordinal(asked)
    ranked = [
        (rank(_ordinal(level.time), at), level)
        for level in levels
        if allowed is None or allowed(_ordinal(level.time), at)
    ]
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _is_broken(series: Series, levels: list[Level], start: Level, last: Level) -> bool:
    """Whether the scope changes from the first level to the last, or a break is flagged there."""
    if series.measure is Measure.VALUE and crosses_break(series, start.time, last.time):
        return True
    begin, end = start.time.end, last.time.end
    between = [level for level in levels if begin <= level.time.end <= end]
    scopes = {level.scope for level in between} | {start.scope, last.scope}
    return len(scopes) > 1 or any(level.breaks for level in between)


# --- levels of growth rates -----------------------------------------------------------------------


def _levels_of_growth(base: Time, series: Series) -> list[Level] | LevelFacts:
    """Levels relative to a base of 1: from growth on the base itself, else from a chain of yearly
    rates; none if nothing is later than the base.
    """
    start = Level(base, _ONCE, series.observations[0].scope)
    against = [
        _level(o, _factor(o.figure, o, base))
        for o in series
        if o.figure is not None and _is_at(o.base, base)
    ]
    chain = [o for o in series if o.period.end > base.end]
    if len(against) > 1 or (against and len(chain) == 1):
        return [start, *against]
    return _chained(start, chain) if chain else []


def _chained(start: Level, chain: Sequence[Observation]) -> list[Level] | LevelFacts:
    """The levels of a chain of growth rates, each on the previous one."""
    levels, factor = [start], _ONCE
    for link in chain:
        if link.figure is None or link.base is None or not _is_at(link.base, levels[-1].time):
            return LevelFacts(gap=True)
        factor = factor * _factor(link.figure, link, link.base)
        breaks = len(levels) > 1 and Flag.BREAK in link.flags
        levels.append(attrs.evolve(_level(link, factor), breaks=breaks))
    return levels


def _is_at(base: Time | None, time: Time) -> bool:
    """Whether a base ends when a time does."""
    return base is not None and base.end == time.end


def _factor(figure: Figure, of: Observation | Target, base: Time) -> Figure:
    """The level over the base, from a growth rate, a factor or an average growth rate."""
    if of.measure is Measure.FACTOR:
        return figure.to("ratio")
    once = _ONCE + figure.to("ratio")
    years = years_between(base, of.period) if of.measure is Measure.AVERAGE_GROWTH else None
    return _compounded(once, int(years or 1))


def _compounded(once: Figure, years: int) -> Figure:
    """A yearly factor over several years. A factor with an upper bound is not negative, or its
    square could be anything.
    """
    low, high = once.bounds.lower, once.bounds.upper
    endless = years > 1 and low is None and high is not None and high > 0
    if endless:
        once = computed(once.value, once.unit, 0, 0, _not_negative, once)
    grown = once
    for _ in range(years - 1):
        grown = grown * once
    return grown._or_less() if endless else grown


def _not_negative(factor: Bounds) -> Bounds:
    return factor.intersection(_FROM_ZERO) or _FROM_ZERO


# --- totals ---------------------------------------------------------------------------------------


def _is_total(target: Target, series: Series, scheme: Scheme, base: Time | None) -> bool:
    """Whether the target is on a total, or a mean, over more than one period of the series."""
    span, known = target.period, _known(series)
    if target.measure is not Measure.VALUE or not isinstance(span, Period):
        return False
    shorter = _shorter(known, span)
    alike = [o.period for o in _of_length(known, span)]
    if not (alike and shorter):
        return bool(shorter)
    named = base or target.baseline
    return named is None and _adds_up(target, scheme) and _is_put_together(span, alike, shorter)


def _is_put_together(span: Period, alike: list[Time], shorter: list[Period]) -> bool:
    """Whether a span is the total of its parts instead of one in a row of such spans: over several
    years always, over one if there is no other year.
    """
    is_plan = span.months is not None and span.months > 12
    return (is_plan or alike == [span]) and any(map(span.contains, shorter))


def _adds_up(target: Target, scheme: Scheme) -> bool:
    """Whether a scheme tracks totals of the indicator of a target."""
    return target.indicator.nature is Nature.FLOW and not FORMULAS[scheme.formula].compound


def _shorter(known: list[Observation], span: Period) -> list[Period]:
    times, days = (o.period for o in known), span.days
    return [time for time in times if isinstance(time, Period) and time.days < days]


def _path_of_total(target: Target, series: Series, scheme: Scheme, latest: Time | None) -> Path:
    """A flow from zero at the start of the target's period to its total so far."""
    whole = target.period
    if not _adds_up(target, scheme) or not isinstance(whole, Period):
        return Path(facts=LevelFacts(longer=True))
    total = to_date(series, whole, latest)
    if total is None:
        return Path(facts=LevelFacts(missing=True))
    done = total.observation
    if done is None or done.figure is None:
        return Path(reason=total.reason)
    nothing = Level(AsOf(whole.start - ONE_DAY), done.figure._exactly(ZERO), done.scope)
    return Path(nothing, Level(AsOf(total.period.end), done.figure, done.scope, done.status))


# --- the level to reach ---------------------------------------------------------------------------


def goal_of(target: Target, base: Level | None) -> Figure | None:
    """The level of a target. A change, growth or factor starts from the base: None without one."""
    figure = target.figure
    assert figure is not None
    if target.measure is Measure.VALUE:
        return _whole(target, figure)
    if base is None:
        return None
    if target.measure is Measure.CHANGE:
        return base.figure + figure
    return base.figure * _factor(figure, target, base.time)


def _whole(target: Target, figure: Figure) -> Figure:
    """An amount per year as a total of the target's period."""
    indicator = target.indicator
    if figure.unit is indicator.unit:
        return figure
    yearly = figure.unit.code.startswith(f"{indicator.unit}/")
    if yearly and indicator.nature is Nature.FLOW and isinstance(target.period, Period):
        return (figure * target.period.length).to(indicator.unit)
    return figure.to(indicator.unit)


@attrs.frozen
class Aim:
    """The level to reach. Fields: figure, level (in the plain unit), rising (whether good is up),
    closed (whether the level itself reaches it).
    """

    figure: Figure
    level: Decimal
    rising: bool
    closed: bool

    def reached(self, latest: Figure, rules: Scheme) -> Verdict:
        """Whether the latest level reaches it, by its bounds, as in every question about levels."""
        at, closed = latest.bounds, self.closed and not rules.strict
        if self.rising:
            accepts = trusted_bounds(self.level, None, closed, False)
        else:
            accepts = trusted_bounds(None, self.level, False, closed)
        if accepts.contains(at) or self._is_near(at, latest.unit, rules):
            return Verdict.YES
        return Verdict.UNKNOWN if accepts.overlaps(at) else Verdict.NO

    def _is_near(self, at: Bounds, kind: Unit, rules: Scheme) -> bool:
        """Whether it is as close to 0 % or 100 % as the scheme requires."""
        if rules.near is None or kind.code != "percent" or self.level not in _ENDS:
            return False
        return (Bounds(rules.near.copy_negate(), rules.near) + point(self.level)).contains(at)


def aim_at(
    goal: Figure, target: Target, path: Path, rules: Scheme, zero: Decimal | None
) -> Aim | LevelFacts:
    """The deciding end of the range that a target accepts, or why there is none. *zero* replaces a
    target of zero, which has no growth rate.
    """
    assert path.latest is not None
    latest = path.latest.figure
    base = None if path.base is None else path.base.figure.to(latest.unit)
    accepts = _one_sided(accepted(goal.to(latest.unit), target.indicator.direction), base, rules)
    if accepts is None:
        return LevelFacts(two_sided=True)
    rising, closed = accepts.lower is not None, accepts.lower_closed or accepts.upper_closed
    end = accepts.lower if rising else accepts.upper
    if end is None:
        return LevelFacts(unbounded=True)
    if not end and zero is not None and FORMULAS[rules.formula].compound:
        end = _instead_of_zero(zero, base)
    return Aim(latest._exactly(end), end, rising, closed)


def _one_sided(accepts: Bounds, base: Figure | None, rules: Scheme) -> Bounds | None:
    """The range that a target accepts, on one side only: a number without a good direction is on
    the side to which the path from the base leads. None if both ends count, or if a base that is a
    bound may be on both sides.
    """
    if accepts.lower is None or accepts.upper is None:
        return accepts
    if base is None or not accepts.is_point or not FORMULAS[rules.formula].distance:
        return None
    rises = base.bounds <= accepts
    if rises is Verdict.UNKNOWN:
        return None
    if rises is Verdict.YES:
        return trusted_bounds(accepts.lower, None, True, False)
    return trusted_bounds(None, accepts.upper, False, True)


def _instead_of_zero(zero: Decimal, base: Figure | None) -> Decimal:
    """The replacement for a zero, on the side of the base."""
    return zero.copy_negate() if base is not None and base.value < 0 else zero

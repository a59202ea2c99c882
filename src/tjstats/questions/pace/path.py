"""What a target aims at for a pace: the level that decides, the good side of it, and whether it is
reached.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs

from tjstats.errors import InvalidRecordError
from tjstats.questions.aggregation import aggregate
from tjstats.questions.pace.formulas import COMPOUND, plain
from tjstats.questions.pace.schemes import BaseRule, Formula, Scheme
from tjstats.records.classifications import Direction, Measure, Nature, Status, weakest
from tjstats.records.publication import Observation, Series, time_of
from tjstats.records.targets import Target, accepted
from tjstats.values.bounds import Bounds, point
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.units import Unit
from tjstats.values.verdicts import Reason, Verdict

__all__ = [
    "Aim",
    "Level",
    "Way",
    "aim_at",
    "asked_time",
    "end_of",
    "goal_of",
    "is_total",
    "way",
    "window_base",
    "years_apart",
]

_ENDS: Final = (Decimal(0), Decimal(100))


@attrs.frozen
class Aim:
    """The level to reach. Fields: figure, level (the plain number), rising (good is up), closed
    (the number itself will do).
    """

    figure: Figure
    level: Decimal
    rising: bool
    closed: bool = True

    def met(self, latest: Figure, rules: Scheme) -> Verdict:
        """Whether the latest level reaches it: at its word, like every question about levels."""
        at, closed = latest.bounds, self.closed and not rules.strict
        accepts = (
            Bounds(self.level, None, closed)
            if self.rising
            else Bounds(None, self.level, upper_closed=closed)
        )
        if accepts.contains(at) or self._near(at, latest.unit, rules):
            return Verdict.YES
        return Verdict.UNKNOWN if accepts.overlaps(at) else Verdict.NO

    def _near(self, at: Bounds, kind: Unit, rules: Scheme) -> bool:
        """So close to 0 % or 100 % as the scheme lets pass."""
        if rules.near is None or kind.code != "percent" or self.level not in _ENDS:
            return False
        return (Bounds(rules.near.copy_negate(), rules.near) + point(self.level)).contains(at)


def aim_at(
    goal: Figure, direction: Direction, base: Figure | None, rules: Scheme, zero: Decimal | None
) -> Aim | Reason:
    """The end that counts of what a target accepts. *zero* stands in for a target of zero, which
    has no growth rate.

    A target of one number with no good direction lies on the side to which the way from the base
    leads, for formulas of distance; a ratio of rates needs the direction.
    """
    accepts = accepted(goal, direction)
    if accepts.lower is not None and accepts.upper is not None:
        distance = rules.formula not in (Formula.RATIO, Formula.SIGNED_RATIO)
        if base is None or not distance or not accepts.is_point:
            return Reason.TWO_SIDED_NEEDS_RANGE
        upwards = accepts.lower >= plain(base.to(goal.unit))
        accepts = Bounds(accepts.lower, None) if upwards else Bounds(None, accepts.upper)
    rising = accepts.upper is None
    end = accepts.lower if rising else accepts.upper
    assert end is not None
    if not end and zero is not None and rules.formula in COMPOUND:
        end = zero.copy_negate() if base is not None and base.value < 0 else zero
    return Aim(
        goal.exactly(end), end, rising, accepts.lower_closed if rising else accepts.upper_closed
    )


# What a pace is worked out from: the levels of a series, which of them are base and latest, and the
# level aimed at.  Levels are figures with the end of their time. Growth rates over a base become
# levels where the base is 1; a flow asked for as a total over years is counted from zero at its
# start.


_ONE: Final = Figure(1, "ratio", exact=True)


@attrs.frozen
class Level:
    """A figure at a time. Fields: time, figure, scope, status."""

    time: Time
    figure: Figure
    scope: str | None = None
    status: Status = Status.NORMAL


@attrs.frozen
class Way:
    """From where to where a pace is taken. Fields: base, latest (Levels, None where missing),
    reason.
    """

    base: Level | None = None
    latest: Level | None = None
    reason: Reason | None = None

    @property
    def status(self) -> Status:
        """The weaker status of the two."""
        return weakest(*(level.status for level in (self.base, self.latest) if level is not None))


def end_of(time: Time) -> date:
    """The last day of a time."""
    return time.date if isinstance(time, AsOf) else time.end


def years_apart(first: Time, last: Time) -> Fraction | None:
    """The years from the end of one time to that of another, of whole months; None where days are
    left over.
    """
    start, end = end_of(first), end_of(last)
    months = (end.year - start.year) * 12 + end.month - start.month
    return Fraction(months, 12) if AsOf(start).shift(months, "1m") == AsOf(end) else None


def way(
    target: Target | None, series: Series, scheme: Scheme, base: Time | None, latest: Time | None
) -> Way:
    """Base and latest level of a series for a target under a scheme, or the reason why there are
    none.
    """
    if target is not None and is_total(target, series):
        return _total(target, series, scheme, latest)
    levels = _levels(target, series)
    if isinstance(levels, Reason):
        return Way(reason=levels)
    last = _latest(levels, target if scheme.until_target else None, latest)
    if last is None:
        return Way(reason=Reason.NO_OBSERVATION)
    first = _base(levels, target, scheme.base_rule, base)
    if first is None:
        late = scheme.base_rule is BaseRule.NEXT_LATER
        missing = Reason.BASE_AFTER_LATEST if late else Reason.NO_OBSERVATION
        return Way(None, last, Reason.NO_BASELINE if base is None else missing)
    return Way(first, last, _order(first, last) or _broken(levels, first, last))


def _order(first: Level, last: Level) -> Reason | None:
    if end_of(first.time) == end_of(last.time):
        return Reason.ONE_POINT
    return Reason.BASE_AFTER_LATEST if end_of(first.time) > end_of(last.time) else None


def _broken(levels: list[Level], first: Level, last: Level) -> Reason | None:
    between = {
        each.scope
        for each in levels
        if end_of(first.time) <= end_of(each.time) <= end_of(last.time)
    }
    return Reason.BREAK_IN_SERIES if len(between | {first.scope, last.scope}) > 1 else None


def _latest(levels: list[Level], target: Target | None, asked: Time | None) -> Level | None:
    if asked is not None:
        return next((each for each in levels if end_of(each.time) == end_of(asked)), None)
    known = [
        each for each in levels if target is None or end_of(each.time) <= end_of(target.period)
    ]
    return known[-1] if known else None


def _base(
    levels: list[Level], target: Target | None, rule: BaseRule, asked: Time | None
) -> Level | None:
    """The level asked for or the one that stands in for it; else the target's baseline or base;
    else the first.
    """
    if target is not None and target.baseline is not None and target.baseline.figure is not None:
        baseline = target.baseline
        if asked is None or end_of(asked) == end_of(baseline.period):
            figure = baseline.figure
            assert figure is not None
            return Level(baseline.period, figure, baseline.scope, baseline.status)
    if asked is None and target is not None and target.base is not None:
        return next((each for each in levels if end_of(each.time) == end_of(target.base)), None)
    return levels[0] if asked is None else _BASE_RULES[rule](levels, asked)


def _exact(levels: list[Level], asked: Time) -> Level | None:
    return next((each for each in levels if end_of(each.time) == end_of(asked)), None)


def _next_later(levels: list[Level], asked: Time) -> Level | None:
    return next((each for each in levels if end_of(each.time) >= end_of(asked)), None)


def _nearest(levels: list[Level], asked: Time) -> Level | None:
    """Tried in turn one later, one earlier, two later, two earlier: of two equally near the
    later.
    """
    at = end_of(asked)

    def distance(level: Level) -> tuple[int, bool]:
        end = end_of(level.time)
        return abs(
            (end.year - at.year) * 372 + (end.month - at.month) * 31 + end.day - at.day
        ), end < at

    return min(levels, key=distance)


_BASE_RULES: Final[dict[BaseRule, Callable[[list[Level], Time], Level | None]]] = {
    BaseRule.EXACT: _exact,
    BaseRule.NEXT_LATER: _next_later,
    BaseRule.NEAREST: _nearest,
}


# --- levels ---------------------------------------------------------------------------------------


def _levels(target: Target | None, series: Series) -> list[Level] | Reason:
    known = [o for o in series if o.figure is not None]
    if series.measure is Measure.VALUE:
        found = [
            Level(o.period, o.figure, o.scope, o.status) for o in known if o.figure is not None
        ]
        return found or Reason.NO_OBSERVATION
    if target is None or series.measure is Measure.CHANGE:
        return (
            Reason.GROWTH_OF_GROWTH if series.measure is not Measure.CHANGE else Reason.NO_BASELINE
        )
    if target.base is None:
        return Reason.NO_BASELINE
    return _grown_levels(target.base, series)


def _grown_levels(base: Time, series: Series) -> list[Level] | Reason:
    """Levels of growth rates, the base being 1: of those against the base itself, else of a chain
    of yearly ones.
    """
    start, factor = Level(base, _ONE, series.observations[0].scope), _ONE
    against = [
        o
        for o in series
        if o.figure is not None and o.base is not None and end_of(o.base) == end_of(base)
    ]
    chain = [o for o in series if end_of(o.period) > end_of(base)]
    if len(against) > 1 or (against and len(chain) == 1):
        return [
            start,
            *(
                Level(o.period, _factor(o.figure, o, base), o.scope, o.status)
                for o in against
                if o.figure is not None
            ),
        ]
    levels = [start]
    for each in chain:
        if each.figure is None or each.base is None or end_of(each.base) != end_of(levels[-1].time):
            return Reason.GAP_IN_SERIES
        factor = factor * _factor(each.figure, each, each.base)
        levels.append(Level(each.period, factor, each.scope, each.status))
    return levels if len(levels) > 1 else Reason.NO_OBSERVATION


def _factor(figure: Figure, of: Observation | Target, base: Time) -> Figure:
    """How many times the base a level is, from a growth rate, a factor or an average growth
    rate.
    """
    measure, time = of.measure, of.period
    if measure is Measure.FACTOR:
        return figure.to("ratio")
    once = _ONE + figure.to("ratio")
    years = years_apart(base, time) if measure is Measure.AVERAGE_GROWTH else Fraction(1)
    grown = once
    for _ in range(int(years or 1) - 1):
        grown = grown * once
    return grown


def goal_of(target: Target, base: Level | None) -> Figure | Reason:
    """The level that a target aims at, in the unit of the levels; a change, growth or factor starts
    from the base.
    """
    figure = target.figure
    assert figure is not None
    if target.measure is Measure.VALUE:
        return _whole(target, figure)
    if base is None:
        return Reason.NO_BASELINE
    if target.measure is Measure.CHANGE:
        return base.figure + figure
    return base.figure * _factor(figure, target, base.time)


def _whole(target: Target, figure: Figure) -> Figure:
    """So many a year as a total of the target's period."""
    yearly = figure.unit.code.startswith(f"{target.indicator.unit}/")
    if yearly and target.indicator.nature is Nature.FLOW and isinstance(target.period, Period):
        return (figure * target.period.length).to(target.indicator.unit)
    return figure.to(target.indicator.unit)


# --- totals ---------------------------------------------------------------------------------------


def is_total(target: Target, series: Series) -> bool:
    """Whether the target is on a total, or a mean, over more than one period of the series."""
    if target.measure is not Measure.VALUE or target.indicator.nature is Nature.STOCK:
        return False
    lengths = [o.period.months or 0 for o in series if isinstance(o.period, Period)]
    return (
        isinstance(target.period, Period)
        and bool(lengths)
        and (target.period.months or 0) > max(lengths)
    )


def _total(target: Target, series: Series, scheme: Scheme, latest: Time | None) -> Way:
    """A flow from zero at the start of the target's period: what has come together since."""
    if scheme.formula is not Formula.LINEAR_SHARE or target.indicator.nature is not Nature.FLOW:
        return Way(reason=Reason.PERIOD_MISMATCH)
    assert isinstance(target.period, Period)
    inside = [o for o in series if target.period.contains(o.period) and o.figure is not None]
    if latest is not None:
        inside = [o for o in inside if end_of(o.period) <= end_of(latest)]
    if not inside:
        return Way(reason=Reason.NO_OBSERVATION)
    through = Period(target.period.start, end_of(inside[-1].period))
    found = aggregate(series, through)
    if found.observation is None or found.observation.figure is None:
        return Way(reason=found.reason)
    done = found.observation
    assert done.figure is not None
    start = Level(
        AsOf(target.period.start - timedelta(days=1)), done.figure.exactly(Decimal(0)), done.scope
    )
    return Way(start, Level(AsOf(through.end), done.figure, done.scope, done.status), None)


def asked_time(series: Series, given: object, field: str) -> Time | None:
    """A time asked for as it is, as a code, or as a year."""
    if given is None or isinstance(given, Period | AsOf):
        return given
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise InvalidRecordError(
            "track", field, given, "write a year, a code such as '2015', a Period or an AsOf"
        )
    first = series.observations[0].period
    found = time_of(series.indicator, given)
    return AsOf(end_of(found)) if isinstance(first, AsOf) else found


def window_base(
    series: Series, scheme: Scheme, window: str, base: Time | None, latest: Time | None
) -> Time | None:
    """The time so many years before the latest value; None where there is no value. A base beside a
    window is refused.
    """
    if base is not None:
        raise InvalidRecordError(
            "track",
            "base",
            str(base),
            f"the window {window!r} tells the base; leave one of the two out",
        )
    years = scheme.window(window)
    known = [o.period for o in series if o.figure is not None]
    end = latest or (known[-1] if known else None)
    return None if end is None else end.shift(-years, "1y")

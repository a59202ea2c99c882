"""What was achieved of what a target asks: the observation to hold against it, brought to its period and measure."""

from __future__ import annotations

from datetime import date

import attrs

from tjstats.errors import NotComparableError, PeriodKindError, TjstatsError
from tjstats.questions.aggregation import aggregate, in_indicator_unit
from tjstats.questions.growth import growth
from tjstats.questions.reasons import reason_of
from tjstats.records.classifications import NATURES, Measure, Nature, weakest
from tjstats.records.observations import Observation
from tjstats.records.series import Series
from tjstats.records.targets import Target
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.verdicts import Reason

__all__ = ["Achieved", "achieved"]


@attrs.frozen
class Achieved:
    """What there is. Fields: observation, figure (in the target's kind of unit), final, gross (a part of a gross total)."""

    observation: Observation | None = None
    figure: Figure | None = None
    final: bool = False
    gross: bool = False
    reason: Reason | None = None


def achieved(target: Target, reported: Observation | Series, reference: Observation | Series | None) -> Achieved:
    """The observation that answers the target, or the reason why there is none."""
    first = reported if isinstance(reported, Observation) else reported.observations[0]
    if target.relative_to is not None:
        return _relative(target, reported, reference)
    if target.measure is not first.measure:
        return _grown(target, reported)
    if isinstance(reported, Observation):
        return _placed(target, reported)
    if target.measure is not Measure.VALUE:
        same = [o for o in reported if o.base == target.base]
        best = next((o for o in same if o.period == target.period), same[-1] if same else None)
        return Achieved(reason=Reason.NO_OBSERVATION) if best is None else _placed(target, best)
    return _of_series(target, reported)


def _of_series(target: Target, series: Series) -> Achieved:
    found = aggregate(series, target.period)
    if found.complete and found.observation is not None:
        return _placed(target, found.observation)
    within = [o for o in series if _end(o.period) <= _end(target.period)]
    over = bool(within) and _end(within[-1].period) == _end(target.period)
    yearly = target.figure is not None and target.figure.unit.code.startswith(f"{target.indicator.unit}/")
    if yearly and not found.complete:  # so many a year: some years do not tell the average of all
        return Achieved(reason=found.reason if over else Reason.PERIOD_NOT_OVER)
    if found.observation is not None:
        return Achieved(found.observation, found.observation.figure, gross=True, reason=found.reason if over else None)
    flow = series.indicator.nature is Nature.FLOW  # one year says nothing of the total of several
    if found.reason is Reason.BREAK_IN_SERIES or not within or over:
        return Achieved(reason=found.reason)
    return Achieved(within[-1], None if flow else within[-1].figure, reason=Reason.PERIOD_NOT_OVER)


def _placed(target: Target, observation: Observation) -> Achieved:
    """One observation, told final or interim by its period."""
    if observation.figure is None:
        return Achieved(observation, reason=Reason.MISSING_VALUE)
    asked, has = target.period, observation.period
    if target.measure is Measure.VALUE and target.indicator.nature is Nature.FLOW:
        return _flow(target, observation)
    if target.base != observation.base:
        raise NotComparableError("base", str(target.base), str(observation.base))
    figure = observation.figure
    if asked == has or (_end(asked) == _end(has) and type(asked) is not type(has)):
        return Achieved(observation, figure, final=True)
    if _end(has) > _end(asked) or (isinstance(asked, Period) and not asked.contains(has)):
        raise NotComparableError("period", str(asked), str(has))
    over = _end(has) == _end(asked)
    return Achieved(observation, figure, reason=Reason.GAP_IN_SERIES if over else Reason.PERIOD_NOT_OVER)


def _flow(target: Target, observation: Observation) -> Achieved:
    asked, has = target.period, observation.period
    if not isinstance(asked, Period) or not isinstance(has, Period):
        raise PeriodKindError(str(asked), str(has))
    if not asked.contains(has):
        raise NotComparableError("period", str(asked), str(has))
    assert target.figure is not None and observation.figure is not None
    yearly = target.figure.unit.code.startswith(f"{target.indicator.unit}/")
    total = in_indicator_unit(observation)
    if yearly:  # so many a year: the total over the years, and no part of it stands for the whole
        figure = observation.figure if observation.figure.unit == target.figure.unit else total / has.length
        return Achieved(observation, figure, final=asked == has, reason=None if asked == has else Reason.PERIOD_NOT_OVER)
    if asked == has:
        return Achieved(observation, total, final=True)
    if target.indicator.net or total.bounds.lower is None or total.bounds.lower < 0:
        return Achieved(observation, total, reason=Reason.PERIOD_NOT_OVER)
    return Achieved(observation, total.or_more(), gross=True)


def _grown(target: Target, reported: Observation | Series) -> Achieved:
    """Levels grown to the change, growth, factor or average growth that the target asks."""
    first = reported if isinstance(reported, Observation) else reported.observations[0]
    if first.measure is not Measure.VALUE:
        raise NotComparableError("measure", str(target.measure), str(first.measure))
    assert target.base is not None
    now = _level(reported, target.period)
    base = _level(reported, target.base) if isinstance(reported, Series) else target.baseline
    if now is None:
        return Achieved(reason=Reason.NO_OBSERVATION)
    if base is None:
        return Achieved(reason=Reason.NO_BASELINE)
    try:
        g = growth(now, base)
    except TjstatsError as error:
        return Achieved(reason=reason_of(error))
    figure = g.of(target.measure)
    if figure is None:
        return Achieved(reason=g.reason or Reason.MISSING_VALUE)
    made = Observation(
        target.indicator, target.period, figure, first.area, target.measure, target.base, first.scope, first.basis,
        status=weakest(now.status, base.status), derived_from=(now, base),
    )  # fmt: skip
    return Achieved(made, figure, final=_end(now.period) == _end(target.period))


def _level(reported: Observation | Series, time: Time) -> Observation | None:
    """The level at a time: its observation, else the one at the end of it for a stock or at its last year."""
    if isinstance(reported, Observation):
        return reported
    nature = reported.indicator.nature
    wanted: list[Time] = [time]
    if isinstance(time, Period):
        wanted += [AsOf(time.end), Period.years(time.end.year, time.end.year)]
    elif NATURES[nature].times != (AsOf,):
        wanted.append(Period.years(time.date.year, time.date.year))
    return next((o for each in wanted for o in reported if o.period == each and o.figure is not None), None)


def _relative(target: Target, reported: Observation | Series, reference: Observation | Series | None) -> Achieved:
    """The difference from the reference indicator, in points or in the unit of both."""
    if reference is None:
        return Achieved(reason=Reason.NO_REFERENCE)
    mine, theirs = _single(target, reported), _single(target, reference)
    if mine is None or theirs is None or mine.figure is None or theirs.figure is None:
        return Achieved(reason=Reason.NO_OBSERVATION)
    if mine.measure is not target.measure or theirs.measure is not target.measure:
        return Achieved(reason=Reason.NO_OBSERVATION)
    if mine.base != theirs.base or mine.period != theirs.period:
        return Achieved(reason=Reason.PERIOD_MISMATCH)
    if theirs.indicator != target.relative_to:
        raise NotComparableError("reference indicator", str(target.relative_to), str(theirs.indicator))
    if mine.basis != theirs.basis:
        return Achieved(reason=Reason.BASIS_UNKNOWN)
    difference = mine.figure - theirs.figure
    made = attrs.evolve(mine, source=None, printed=None, locator=None, derived_from=(mine, theirs))
    made = attrs.evolve(made, status=weakest(mine.status, theirs.status))
    return Achieved(made, difference, final=_end(mine.period) == _end(target.period))


def _single(target: Target, reported: Observation | Series) -> Observation | None:
    if isinstance(reported, Observation):
        return reported if reported.period == target.period else None
    return aggregate(reported, target.period).observation


def _end(time: Time) -> date:
    return time.date if isinstance(time, AsOf) else time.end

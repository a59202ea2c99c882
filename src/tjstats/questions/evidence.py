"""What was achieved of what a target asks: the observation to hold against it, brought to its period
and measure.
"""

from __future__ import annotations

from typing import Final

import attrs

from tjstats.errors import NotComparableError, PeriodKindError, TjstatsError
from tjstats.questions.aggregation import aggregate, in_indicator_unit
from tjstats.questions.comparability import end_of, months_of, same_base
from tjstats.questions.growth import growth
from tjstats.questions.rates import average_rate, compound, mean_rate
from tjstats.questions.reasons import reason_of
from tjstats.records.classifications import NATURES, Measure, Nature, weakest
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target
from tjstats.values.figures import Figure
from tjstats.values.periods import ONE_DAY, AsOf, Period, Time
from tjstats.values.verdicts import Reason

__all__ = ["Achieved", "achieved"]


@attrs.frozen
class Achieved:
    """What there is. Fields: observation, figure (in the target's kind of unit), final, gross (a
    part of a gross total).
    """

    observation: Observation | None = None
    figure: Figure | None = None
    final: bool = False
    gross: bool = False
    reason: Reason | None = None


def achieved(
    target: Target, reported: Observation | Series, reference: Observation | Series | None
) -> Achieved:
    """The observation that answers the target, or the reason why there is none."""
    first = reported if isinstance(reported, Observation) else reported.observations[0]
    if target.relative_to is not None:
        return _relative(target, reported, reference)
    if target.measure is not first.measure:
        rates = target.measure in _RATES and first.measure in _RATES
        return _compounded(target, reported) if rates else _grown(target, reported)
    if isinstance(reported, Observation):
        return _placed(target, reported)
    return (
        _of_series(target, reported)
        if target.measure is Measure.VALUE
        else _of_changes(target, reported)
    )


def _of_changes(target: Target, series: Series) -> Achieved:
    """The change or growth printed for the period; else yearly growth compounded; else the one
    printed last.
    """
    same = [o for o in series if same_base(target.base, o.base)]
    exact = next((o for o in same if o.period == target.period), None)
    if exact is None and target.measure is Measure.GROWTH and _chain(target, series):
        return _compounded(target, series)
    best = exact or (same[-1] if same else None)
    return Achieved(reason=Reason.NO_OBSERVATION) if best is None else _placed(target, best)


def _of_series(target: Target, series: Series) -> Achieved:
    found = aggregate(series, target.period)
    if found.complete and found.observation is not None:
        return _placed(target, found.observation)
    begun = (
        None if target.baseline is None else end_of(target.baseline.period)
    )  # what it starts from is no step towards it
    within = [
        o
        for o in series
        if end_of(o.period) <= end_of(target.period) and (begun is None or end_of(o.period) > begun)
    ]
    over = any(end_of(o.period) >= end_of(target.period) for o in series)
    yearly = target.figure is not None and target.figure.unit.code.startswith(
        f"{target.indicator.unit}/"
    )
    if yearly and not found.complete:  # so many a year: some years do not tell the average of all
        return Achieved(reason=found.reason if over else Reason.PERIOD_NOT_OVER)
    if found.observation is not None:
        return Achieved(
            found.observation,
            found.observation.figure,
            gross=True,
            reason=found.reason if over else None,
        )
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
    part = _like_part(target, observation)
    if not (part or same_base(target.base, observation.base)):
        raise NotComparableError("base", str(target.base), str(observation.base))
    figure = _a_year(target, observation.figure, observation.period)
    if asked == has or (end_of(asked) == end_of(has) and type(asked) is not type(has)):
        return Achieved(observation, figure, final=True)
    before = (
        target.base is not None and isinstance(asked, Period) and end_of(has) < asked.start
    )  # from the same base so far
    if end_of(has) > end_of(asked) or (
        isinstance(asked, Period) and not asked.contains(has) and not before
    ):
        raise NotComparableError("period", str(asked), str(has))
    over = end_of(has) == end_of(asked)
    return Achieved(
        observation, figure, reason=Reason.GAP_IN_SERIES if over else Reason.PERIOD_NOT_OVER
    )


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
        figure = (
            observation.figure
            if observation.figure.unit == target.figure.unit
            else total / has.length
        )
        return Achieved(
            observation,
            figure,
            final=asked == has,
            reason=None if asked == has else Reason.PERIOD_NOT_OVER,
        )
    if asked == has:
        return Achieved(observation, total, final=True)
    if target.indicator.net or total.bounds.lower is None or total.bounds.lower < 0:
        return Achieved(observation, total, reason=Reason.PERIOD_NOT_OVER)
    return Achieved(observation, total.or_more(), gross=True)


def _like_part(target: Target, observation: Observation) -> bool:
    """Whether it is of a part of the target's year against the same part of the year before: growth
    in 1—9月.
    """
    asked, has = target.period, observation.period
    if (
        target.measure is Measure.VALUE
        or not isinstance(asked, Period)
        or not isinstance(has, Period)
    ):
        return False
    inside = asked != has and asked.contains(has)
    return inside and (asked.shift(-1, "1y"), has.shift(-1, "1y")) == (
        target.base,
        observation.base,
    )


def _a_year(target: Target, figure: Figure, time: Time) -> Figure:
    """A change over several years as one a year, where the target is on that."""
    assert target.figure is not None
    yearly = target.measure is Measure.CHANGE and target.figure.unit.code.startswith(
        f"{figure.unit.code}/"
    )
    return figure / time.length if yearly and isinstance(time, Period) else figure


def _grown(target: Target, reported: Observation | Series) -> Achieved:
    """Levels grown to the change, growth, factor or average growth that the target asks."""
    first = reported if isinstance(reported, Observation) else reported.observations[0]
    if first.measure is not Measure.VALUE:
        raise NotComparableError("measure", str(target.measure), str(first.measure))
    assert target.base is not None
    base = _level(reported, target.base) if isinstance(reported, Series) else target.baseline
    now = _level(reported, target.period) or _latest(target, reported, base)
    if now is None:
        return Achieved(reason=Reason.NO_OBSERVATION)
    if not end_of(target.base) < end_of(now.period) <= end_of(target.period):
        raise NotComparableError("period", str(target.period), str(now.period))
    if base is None:
        return Achieved(reason=Reason.NO_BASELINE)
    try:
        g = growth(now, base)
    except TjstatsError as error:
        return Achieved(reason=reason_of(error))
    figure = g.of(target.measure)
    if figure is None:
        return Achieved(reason=g.reason or Reason.MISSING_VALUE)
    over = end_of(now.period) == end_of(target.period)
    time = target.period if over else now.period
    made = Observation(
        target.indicator,
        time,
        figure,
        first.area,
        target.measure,
        target.base,
        first.scope,
        first.basis,
        status=weakest(now.status, base.status),
        derived_from=(now, base),
    )
    span = (
        target.period
        if over
        else Period(target.period.start, end_of(time))
        if isinstance(target.period, Period)
        else time
    )
    return Achieved(made, _a_year(target, figure, span), final=over)


def _latest(
    target: Target, reported: Observation | Series, base: Observation | None
) -> Observation | None:
    """The last level before the end of the period that compares with the base: what holds now."""
    assert target.base is not None
    if base is None or isinstance(reported, Observation):
        return None
    inside = [
        o
        for o in reported
        if o.figure is not None and end_of(target.base) < end_of(o.period) < end_of(target.period)
    ]
    alike = [o for o in inside if months_of(o.period) == months_of(base.period)]
    return alike[-1] if alike else None


def _level(reported: Observation | Series, time: Time) -> Observation | None:
    """The level at a time: its observation, else the one at the end of it for a stock or at its
    last year.
    """
    if isinstance(reported, Observation):
        return reported
    nature = reported.indicator.nature
    wanted: list[Time] = [time]
    if isinstance(time, Period):
        wanted += [AsOf(time.end), Period.years(time.end.year, time.end.year)]
    elif NATURES[nature].times != (AsOf,):
        wanted.append(Period.years(time.date.year, time.date.year))
    return next(
        (o for each in wanted for o in reported if o.period == each and o.figure is not None), None
    )


# --- rates of growth ------------------------------------------------------------------------------

_RATES: Final = (Measure.GROWTH, Measure.AVERAGE_GROWTH)


def _compounded(target: Target, reported: Observation | Series) -> Achieved:
    """Rates of growth brought to the one asked: yearly rates compounded, an average to the whole,
    the whole to an average.
    """
    parts = _chain(target, reported)
    if not parts:
        return Achieved(reason=Reason.NO_OBSERVATION)
    if len({o.scope for o in parts}) > 1:
        return Achieved(reason=Reason.BREAK_IN_SERIES)
    rates = [rate for o in parts for rate in _yearly_rates(o)]
    known = [rate for rate in rates if rate is not None]
    average = target.measure is Measure.AVERAGE_GROWTH
    figure = None if len(known) < len(rates) else mean_rate(known) if average else compound(known)
    if figure is None:  # a level fell below zero
        return Achieved(reason=Reason.MIXED_SIGN)
    over = end_of(parts[-1].period) == end_of(target.period)
    time = Period(parts[0].period.start, end_of(parts[-1].period))  # type: ignore[union-attr]
    first = parts[0]
    made = Observation(
        target.indicator,
        time,
        figure,
        first.area,
        target.measure,
        target.base,
        first.scope,
        first.basis,
        status=weakest(*(o.status for o in parts)),
        derived_from=tuple(parts),
    )
    return Achieved(made, figure, final=over, reason=None if over else Reason.PERIOD_NOT_OVER)


def _chain(target: Target, reported: Observation | Series) -> list[Observation]:
    """Rates that follow each other from the target's base on, each against the end of the one
    before; the longest first.
    """
    time, base = target.period, target.base
    if not isinstance(time, Period) or base is None or end_of(base) + ONE_DAY != time.start:
        return []
    ahead = [reported] if isinstance(reported, Observation) else list(reported)
    links = [
        o
        for o in ahead
        if o.figure is not None and isinstance(o.period, Period) and _links(o, o.period)
    ]
    chain: list[Observation] = []
    at = time.start
    while found := [o for o in links if o.period.start == at and end_of(o.period) <= time.end]:  # type: ignore[union-attr]
        chain.append(max(found, key=lambda o: end_of(o.period)))
        at = end_of(chain[-1].period) + ONE_DAY
    return chain


def _links(observation: Observation, time: Period) -> bool:
    """Whether it is growth over whole years against the year before them."""
    base = observation.base
    whole = time.months is not None and time.months % 12 == 0
    return (
        whole
        and base is not None
        and months_of(base) in (None, 12)
        and end_of(base) + ONE_DAY == time.start
    )


def _yearly_rates(observation: Observation) -> list[Figure | None]:
    """As many yearly rates as it lasts years; None where no yearly rate leads there."""
    assert observation.figure is not None
    years = (months_of(observation.period) or 12) // 12
    average = observation.measure is Measure.AVERAGE_GROWTH
    return [
        observation.figure if average or years == 1 else average_rate(observation.figure, years)
    ] * years


def _relative(
    target: Target, reported: Observation | Series, reference: Observation | Series | None
) -> Achieved:
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
        raise NotComparableError(
            "reference indicator", str(target.relative_to), str(theirs.indicator)
        )
    if mine.basis != theirs.basis:
        return Achieved(reason=Reason.BASIS_UNKNOWN)
    difference = mine.figure - theirs.figure
    made = attrs.evolve(mine, source=None, printed=None, locator=None, derived_from=(mine, theirs))
    made = attrs.evolve(made, status=weakest(mine.status, theirs.status))
    return Achieved(made, difference, final=end_of(mine.period) == end_of(target.period))


def _single(target: Target, reported: Observation | Series) -> Observation | None:
    if isinstance(reported, Observation):
        return reported if reported.period == target.period else None
    return aggregate(reported, target.period).observation

"""Evidence: what was achieved of a target, brought to its period and its measure.

A target on values is answered by the observation of its period, or by the total, the last level or
the mean of a series; a target on growth by a published rate, by rates compounded, or by levels.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from tjstats.errors import NotComparableError, PeriodKindError, TjstatsError
from tjstats.questions.aggregation import aggregate, derived, in_indicator_unit, or_more
from tjstats.questions.comparability import months_of, same_base
from tjstats.questions.growth import growth
from tjstats.questions.rates import average_rate, compound, mean_rate
from tjstats.questions.reasons import reason_of
from tjstats.records.classifications import NATURES, Measure, Nature, weakest
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target
from tjstats.values.figures import Figure
from tjstats.values.periods import ONE_DAY, AsOf, Period, Time
from tjstats.values.verdicts import Reason

__all__ = ["Evidence", "evidence"]

_RATES: Final = (Measure.GROWTH, Measure.AVERAGE_GROWTH)


@attrs.frozen
class Evidence:
    """What a target is compared with. Fields: observation, figure (in a unit that can be compared
    with the target), lacks (why it is not final; None if it covers the target's period), gross (a
    part of a gross total, which can only grow).
    """

    observation: Observation
    figure: Figure
    lacks: Reason | None = None
    gross: bool = False


def evidence(
    target: Target, reported: Observation | Series, reference: Observation | Series | None
) -> Evidence | Reason:
    """The evidence for a target with a figure, or the reason why there is none.

    Raises `NotComparableError` and `PeriodKindError` if what was reported has another period, base
    or measure.
    """
    if target.relative_to is not None:
        return _difference(target, reported, reference)
    if target.measure is not reported.measure:
        if target.measure in _RATES and reported.measure in _RATES:
            return _compounded(target, _chain(target, reported))
        return _grown(target, reported)
    if isinstance(reported, Observation):
        return _placed(target, reported)
    if target.measure is Measure.VALUE:
        return _of_values(target, reported)
    return _of_changes(target, reported)


# --- values ---------------------------------------------------------------------------------------


def _of_values(target: Target, series: Series) -> Evidence | Reason:
    """The value of a series for the period: as published, as computed from parts, or so far."""
    whole = aggregate(series, target.period)
    if whole.complete and whole.observation is not None:
        return _placed(target, whole.observation)
    missing = whole.reason or Reason.NO_OBSERVATION
    over = _is_over(target, series)
    lacks = missing if over else Reason.PERIOD_NOT_OVER
    if _is_per_time(target):  # some years say nothing about the average of all
        return lacks
    if whole.observation is not None:
        return _gross(whole.observation, lacks)
    if over or missing is Reason.BREAK_IN_SERIES:
        return missing
    return _so_far(target, series) or missing


def _gross(part: Observation, lacks: Reason) -> Evidence:
    assert part.figure is not None
    return Evidence(part, part.figure, lacks, gross=True)


def _is_over(target: Target, series: Series) -> bool:
    """Whether something is reported of the end of the target's period or later."""
    end = target.period.end
    return any(o.period.end >= end for o in series)


def _so_far(target: Target, series: Series) -> Evidence | Reason | None:
    """The last value before the end of the target's period; None if there is none yet."""
    # the baseline that a target starts from is no progress towards it
    begun = None if target.baseline is None else target.baseline.period.end
    end = target.period.end
    ends = [(o.period.end, o) for o in series]
    inside = [o for last, o in ends if last <= end and (begun is None or last > begun)]
    if not inside:
        return None
    latest = inside[-1]
    # one year says nothing about the total of several
    if latest.figure is None or series.indicator.nature is Nature.FLOW:
        return Reason.PERIOD_NOT_OVER
    return Evidence(latest, latest.figure, Reason.PERIOD_NOT_OVER)


def _placed(target: Target, observation: Observation) -> Evidence | Reason:
    """A single observation as evidence; its period decides whether it is final."""
    if observation.figure is None:
        return Reason.MISSING_VALUE
    if target.measure is Measure.VALUE and target.indicator.nature is Nature.FLOW:
        return _part_of_flow(target, observation, observation.figure)
    if not (same_base(target.base, observation.base) or _is_like_part(target, observation)):
        raise NotComparableError("base", str(target.base), str(observation.base))
    figure = _a_year(target, observation.figure, observation.period)
    return Evidence(observation, figure, _lacks(target, observation.period))


def _lacks(target: Target, time: Time) -> Reason | None:
    """Why an observation of *time* does not cover the period of a target; None if it does.

    Raises `NotComparableError` for a time outside the period.
    """
    asked = target.period
    if asked == time:
        return None
    over = time.end == asked.end
    if over and type(asked) is not type(time):
        return None
    inside = time.end <= asked.end
    if isinstance(asked, Period) and not asked.contains(time):
        # growth from the base so far may end before the target's period begins
        inside = target.base is not None and time.end < asked.start
    if not inside:
        raise NotComparableError("period", str(asked), str(time))
    return Reason.GAP_IN_SERIES if over else Reason.PERIOD_NOT_OVER


def _part_of_flow(target: Target, observation: Observation, figure: Figure) -> Evidence:
    """A flow over the period of a target or a part of it."""
    asked, has = target.period, observation.period
    if not isinstance(asked, Period) or not isinstance(has, Period):
        raise PeriodKindError(str(asked), str(has))
    if not asked.contains(has):
        raise NotComparableError("period", str(asked), str(has))
    assert target.figure is not None
    lacks = None if asked == has else Reason.PERIOD_NOT_OVER
    total = in_indicator_unit(observation)
    if _is_per_time(target):  # an average per year: no part stands for the whole
        if figure.unit != target.figure.unit:
            figure = total / has.length
        return Evidence(observation, figure, lacks)
    least = None if lacks is None else or_more(target.indicator, total)
    if least is None:
        return Evidence(observation, total, lacks)
    return Evidence(observation, least, lacks, gross=True)


def _is_per_time(target: Target) -> bool:
    """Whether a target on values is per year, quarter or month."""
    return target.figure is not None and target.figure.unit.is_per(target.indicator.unit)


def _a_year(target: Target, figure: Figure, time: Time) -> Figure:
    """A change over several years as a change per year, if the target is on that."""
    assert target.figure is not None
    if target.measure is not Measure.CHANGE or not isinstance(time, Period):
        return figure
    return figure / time.length if target.figure.unit.is_per(figure.unit) else figure


# --- changes and growth as published --------------------------------------------------------------


def _of_changes(target: Target, series: Series) -> Evidence | Reason:
    """The change or growth published for the period; else yearly growth compounded; else what was
    published last.
    """
    same = [o for o in series if same_base(target.base, o.base)]
    published = next((o for o in same if o.period == target.period), None)
    if published is None and target.measure is Measure.GROWTH:
        chain = _chain(target, series)
        if chain:
            return _compounded(target, chain)
    if not same:
        return Reason.NO_OBSERVATION
    return _placed(target, published or same[-1])


def _is_like_part(target: Target, observation: Observation) -> bool:
    """Whether it is growth in a part of the target's period (1—9月) against the same part of the
    year before.
    """
    asked, has = target.period, observation.period
    if not (isinstance(asked, Period) and isinstance(has, Period)):
        return False
    if target.measure is Measure.VALUE or asked == has or not asked.contains(has):
        return False
    return (asked.shift(-1, "1y"), has.shift(-1, "1y")) == (target.base, observation.base)


def _compounded(target: Target, chain: list[Observation]) -> Evidence | Reason:
    """Rates of growth as the rate that the target asks: compounded, or averaged."""
    if not chain:
        return Reason.NO_OBSERVATION
    if len({o.scope for o in chain}) > 1:
        return Reason.BREAK_IN_SERIES
    figure = _combined_rate(target.measure, chain)
    if figure is None:  # a level has fallen below zero
        return Reason.MIXED_SIGN
    first, end = chain[0].period, chain[-1].period.end
    assert isinstance(first, Period)
    made = derived(
        chain, Period(first.start, end), figure, measure=target.measure, base=target.base
    )
    return Evidence(made, figure, _before_end(target, made.period))


def _combined_rate(measure: Measure, chain: list[Observation]) -> Figure | None:
    rates = []
    for observation in chain:
        yearly = _yearly_rate(observation)
        if yearly is None:
            return None
        rates += [yearly] * _whole_years(observation)
    return mean_rate(rates) if measure is Measure.AVERAGE_GROWTH else compound(rates)


def _yearly_rate(observation: Observation) -> Figure | None:
    """The yearly rate that gives a rate over its period; None if no rate does."""
    assert observation.figure is not None
    years = _whole_years(observation)
    if years == 1 or observation.measure is Measure.AVERAGE_GROWTH:
        return observation.figure
    return average_rate(observation.figure, years)


def _whole_years(observation: Observation) -> int:
    return (months_of(observation.period) or 12) // 12


def _chain(target: Target, reported: Observation | Series) -> list[Observation]:
    """Rates that follow each other from the target's base on, each against the end of the rate
    before; of several that start on a day the longest.
    """
    time, base = target.period, target.base
    if not isinstance(time, Period) or base is None or base.end + ONE_DAY != time.start:
        return []
    given = [reported] if isinstance(reported, Observation) else reported
    longest = _longest_links(given, time)
    chain: list[Observation] = []
    at = time.start
    while at in longest:
        chain.append(longest[at])
        at = chain[-1].period.end + ONE_DAY
    return chain


def _longest_links(given: Iterable[Observation], time: Period) -> dict[object, Observation]:
    """Rates that can be part of a chain, by their first day; the longest of each day."""
    longest: dict[object, Observation] = {}
    for observation in given:
        span = observation.period
        if isinstance(span, Period) and span.end <= time.end and _is_link(observation, span):
            other = longest.get(span.start)
            if other is None or other.period.end < span.end:
                longest[span.start] = observation
    return longest


def _is_link(observation: Observation, span: Period) -> bool:
    """Whether an observation is growth over whole years against the year before them."""
    base, months = observation.base, span.months
    if observation.figure is None or base is None or months is None or months % 12:
        return False
    return months_of(base) in (None, 12) and base.end + ONE_DAY == span.start


# --- levels, and other indicators -----------------------------------------------------------------


def _grown(target: Target, reported: Observation | Series) -> Evidence | Reason:
    """Levels grown to the change, growth, factor or average growth that the target asks."""
    if reported.measure is not Measure.VALUE:
        raise NotComparableError("measure", str(target.measure), str(reported.measure))
    assert target.base is not None
    base = target.baseline if isinstance(reported, Observation) else _level(reported, target.base)
    now = _current(target, reported, base)
    if now is None:
        return Reason.NO_OBSERVATION
    if not target.base.end < now.period.end <= target.period.end:
        raise NotComparableError("period", str(target.period), str(now.period))
    if base is None:
        return Reason.NO_BASELINE
    figure = _change_between(base, now, target.measure)
    if isinstance(figure, Reason):
        return figure
    lacks = _before_end(target, now.period)
    time = now.period if lacks else target.period
    made = derived([now, base], time, figure, measure=target.measure, base=target.base)
    return Evidence(made, _a_year(target, figure, _span_so_far(target, time)), lacks)


def _change_between(base: Observation, now: Observation, measure: Measure) -> Figure | Reason:
    """The change, growth, factor or average growth from one level to another, or why there is
    none.
    """
    try:
        grown = growth(now, base)
    except TjstatsError as error:
        return reason_of(error)
    return grown.of(measure) or grown.reason or Reason.MISSING_VALUE


def _before_end(target: Target, time: Time) -> Reason | None:
    """The reason why the state at the end of *time* is not final; None at the end of the target's
    period.
    """
    return None if time.end == target.period.end else Reason.PERIOD_NOT_OVER


def _span_so_far(target: Target, time: Time) -> Time:
    """The target's period up to the end of *time*."""
    if isinstance(target.period, Period):
        return Period(target.period.start, time.end)
    return time


def _current(
    target: Target, reported: Observation | Series, base: Observation | None
) -> Observation | None:
    """The level at the end of the target's period, else the last level before that has the length
    of the base.
    """
    if isinstance(reported, Observation):
        return reported
    at_end = _level(reported, target.period)
    if at_end is not None or base is None:
        return at_end
    assert target.base is not None
    start, end, length = target.base.end, target.period.end, months_of(base.period)
    return next(
        (
            o
            for o in reversed(reported.observations)
            if o.figure is not None and months_of(o.period) == length and start < o.period.end < end
        ),
        None,
    )


def _level(series: Series, time: Time) -> Observation | None:
    """The level of a time, else at its end, else of its last year."""
    wanted: list[Time] = [time]
    if isinstance(time, Period):
        wanted += [AsOf(time.end), Period.year(time.end.year)]
    elif NATURES[series.indicator.nature].times != (AsOf,):
        wanted.append(Period.year(time.date.year))
    known = (series.get(at) for at in wanted)
    return next((o for o in known if o is not None and o.figure is not None), None)


def _difference(
    target: Target, reported: Observation | Series, reference: Observation | Series | None
) -> Evidence | Reason:
    """The difference from the reference indicator, in points or in the unit of both."""
    if reference is None:
        return Reason.NO_REFERENCE
    mine, theirs = _single(target, reported), _single(target, reference)
    if mine is None or theirs is None:
        return Reason.NO_OBSERVATION
    if mine.figure is None or theirs.figure is None:
        return Reason.NO_OBSERVATION
    if not _beside_each_other(target, mine, theirs):
        return Reason.PERIOD_MISMATCH
    if mine.basis != theirs.basis:
        return Reason.BASIS_UNKNOWN
    made = attrs.evolve(
        mine,
        source=None,
        printed=None,
        locator=None,
        derived_from=(mine, theirs),
        status=weakest(mine.status, theirs.status),
    )
    return Evidence(made, mine.figure - theirs.figure, _before_end(target, mine.period))


def _single(target: Target, reported: Observation | Series) -> Observation | None:
    """The observation of the target's measure for its period."""
    if reported.measure is not target.measure:
        return None
    if isinstance(reported, Observation):
        return reported if reported.period == target.period else None
    return aggregate(reported, target.period).observation


def _beside_each_other(target: Target, mine: Observation, theirs: Observation) -> bool:
    """Whether both are of the same time. Raises `NotComparableError` unless *theirs* is of the
    indicator that the target names.
    """
    if mine.base != theirs.base or mine.period != theirs.period:
        return False
    if theirs.indicator != target.relative_to:
        raise NotComparableError(
            "reference indicator", str(target.relative_to), str(theirs.indicator)
        )
    return True

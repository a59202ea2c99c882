"""Evidence: the figure with which a target is compared, for its period and measure.

A target on values is answered by the observation of its period, or by the total, the last level or
the mean of a series; a target on growth by a published rate, by rates compounded, or by levels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, product
from typing import Final

import attrs

from tjstats.errors import NotComparableError, PeriodKindError, TjstatsError
from tjstats.questions.aggregation import (
    Aggregate,
    aggregate,
    aggregates,
    covers,
    derived,
    in_indicator_unit,
    or_more,
    to_date,
)
from tjstats.questions.comparability import crosses_break, months_of, same_base, same_length
from tjstats.questions.growth import growth
from tjstats.questions.rates import average_rate, compound, mean_rate
from tjstats.questions.reasons import reason_of
from tjstats.records.classifications import NATURES, Flag, Measure, Nature, weakest
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target
from tjstats.values.figures import Figure
from tjstats.values.periods import ONE_DAY, AsOf, Period, Time
from tjstats.values.verdicts import Reason

__all__ = ["Evidence", "evidence", "is_of_measure", "levels_at"]

_RATES: Final = (Measure.GROWTH, Measure.AVERAGE_GROWTH)


@attrs.frozen
class Evidence:
    """The figure with which a target is compared. Fields: observation, figure (in a unit comparable
    with the target's), lacks (why it is not final; None if it covers the target's period), gross
    (part of a gross total, which can only grow).
    """

    observation: Observation
    figure: Figure
    lacks: Reason | None = None
    gross: bool = False


def evidence(
    target: Target, reported: Observation | Series, reference: Observation | Series | None
) -> Iterator[Evidence | Reason]:
    """The evidence for a target with a figure, or the reason why there is none; every alternative
    in turn, the best first. There is at least one.

    An observation without a value counts as absent. Raises `NotComparableError` and
    `PeriodKindError` if what was reported has another period, base or measure.
    """
    if target.relative_to is not None:
        return iter((_difference(target, reported, reference),))
    if isinstance(reported, Series):
        known = [o for o in reported.observations if o.figure is not None]
        if len(known) < len(reported.observations):
            return _of_known(target, reported, tuple(known))
    return _ways(target, reported)


def _of_known(
    target: Target, series: Series, known: tuple[Observation, ...]
) -> Iterator[Evidence | Reason]:
    """The evidence of the observations with a value; a missing value is the reason if there is no
    other evidence.
    """
    missing = any(o.figure is None and o.period.end == target.period.end for o in series)
    for way in _ways(target, Series(known)) if known else (Reason.NO_OBSERVATION,):
        absent = way is Reason.NO_OBSERVATION and (missing or not known)
        yield Reason.MISSING_VALUE if absent else way


def _ways(target: Target, reported: Observation | Series) -> Iterator[Evidence | Reason]:
    if target.measure is not reported.measure:
        if target.measure in _RATES and reported.measure in _RATES:
            return _compounded(target, reported)
        return _grown(target, reported)
    if isinstance(reported, Observation):
        return iter((_placed(target, reported),))
    if target.measure is Measure.VALUE:
        return _of_values(target, reported)
    return _of_changes(target, reported)


# --- values ---------------------------------------------------------------------------------------


def _of_values(target: Target, series: Series) -> Iterator[Evidence | Reason]:
    """The value of a series for the period: as published, as computed from parts, or so far."""
    for whole in aggregates(series, target.period):
        if whole.complete and whole.observation is not None:
            yield _placed(target, whole.observation)
        else:
            yield _of_some(target, series, whole)


def _of_some(target: Target, series: Series, part: Aggregate) -> Evidence | Reason:
    """The available part of a value before its period is covered."""
    missing, over = part.reason or Reason.NO_OBSERVATION, _is_over(target, series)
    lacks = missing if over else Reason.PERIOD_NOT_OVER
    if _is_per_time(target):  # some years say nothing about the average of all
        return lacks
    if part.observation is not None:
        return _gross(part.observation, lacks)
    if over or missing is Reason.BREAK_IN_SERIES:
        return missing
    return _so_far(target, series) or missing


def _gross(part: Observation, lacks: Reason) -> Evidence:
    assert part.figure is not None
    return Evidence(part, part.figure, lacks, gross=True)


def _is_over(target: Target, series: Series) -> bool:
    """Whether an observation is at the end of the target's period or later."""
    end = target.period.end
    return any(o.period.end >= end for o in series)


def _so_far(target: Target, series: Series) -> Evidence | Reason | None:
    """The last value before the end of the target's period; None if there is none yet."""
    # the baseline that a target starts from is not progress towards it
    begun = date.min if target.baseline is None else target.baseline.period.end
    inside = [o for o in series if begun < o.period.end <= target.period.end]
    if not inside:
        return None
    latest = _mean_so_far(target, series) or inside[-1]
    if latest.figure is None or _is_part_of_total(target, latest):
        return Reason.PERIOD_NOT_OVER
    return Evidence(latest, latest.figure, Reason.PERIOD_NOT_OVER)


def _is_part_of_total(target: Target, observation: Observation) -> bool:
    """Whether a flow has another length than its target: one year says nothing about the total of
    several.
    """
    is_flow = target.indicator.nature is Nature.FLOW
    return is_flow and not same_length(observation.period, target.period)


def _mean_so_far(target: Target, series: Series) -> Observation | None:
    """The mean of the parts of the target's period that are reported, if none before is missing."""
    span = target.period
    if NATURES[series.indicator.nature].over_time != "mean" or not isinstance(span, Period):
        return None
    so_far = to_date(series, span)
    return so_far.observation if so_far is not None and so_far.complete else None


def _placed(target: Target, observation: Observation) -> Evidence | Reason:
    """A single observation as evidence; its period decides whether it is final."""
    if observation.figure is None:
        return Reason.MISSING_VALUE
    if target.measure is Measure.VALUE and target.indicator.nature is Nature.FLOW:
        return _part_of_flow(target, observation, observation.figure)
    if not (same_base(target.base, observation.base) or _is_like_part(target, observation)):
        raise NotComparableError("base", str(target.base), str(observation.base))
    figure = _a_year(target, observation.figure, observation.period.end)
    return Evidence(observation, figure, _lacks(target, observation.period))


def _lacks(target: Target, time: Time) -> Reason | None:
    """Why an observation of *time* does not cover the period of a target; None if it does.

    Raises `NotComparableError` for a time outside the period.
    """
    asked = target.period
    if not _is_inside(target, time):
        raise NotComparableError("period", str(asked), str(time))
    over = time.end == asked.end
    if asked == time or (over and type(asked) is not type(time)):
        return None
    return Reason.GAP_IN_SERIES if over else Reason.PERIOD_NOT_OVER


def _is_inside(target: Target, time: Time) -> bool:
    """Whether a time is in the period of a target, or between its base and end."""
    asked = target.period
    if isinstance(asked, Period) and not asked.contains(time):
        return target.base is not None and time.end < asked.start
    return time.end <= asked.end


def _part_of_flow(target: Target, observation: Observation, figure: Figure) -> Evidence:
    """A flow over the period of a target or a part of it."""
    asked, has = target.period, observation.period
    if not isinstance(asked, Period) or not isinstance(has, Period):
        raise PeriodKindError(str(asked), str(has))
    assert target.figure is not None
    lacks = _lacks(target, has)
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


def _a_year(target: Target, figure: Figure, end: date) -> Figure:
    """A change since the base as a change per year, if the target is on that."""
    assert target.figure is not None
    if target.base is None or target.measure is not Measure.CHANGE:
        return figure
    if not target.figure.unit.is_per(figure.unit):
        return figure
    return figure / Period(target.base.end + ONE_DAY, end).length


# --- changes and growth as published --------------------------------------------------------------


def _of_changes(target: Target, series: Series) -> Iterator[Evidence | Reason]:
    """The change or growth published for the period; else compounded yearly growth; else the last
    one published.
    """
    same = [o for o in series if same_base(target.base, o.base)]
    published = [o for o in same if o.period == target.period]
    chains = _chains(target, series) if target.measure in _RATES else []
    yield from (_placed(target, o) for o in published)
    yield from (_rate_of(target, chain) for chain in chains)
    if not published and not chains:
        yield _last_of(target, same)


def _last_of(target: Target, same: list[Observation]) -> Evidence | Reason:
    """The last one published before the end of the target's period."""
    inside = [o for o in same if _is_inside(target, o.period)]
    return _placed(target, inside[-1]) if inside else Reason.NO_OBSERVATION


def _is_like_part(target: Target, observation: Observation) -> bool:
    """Whether it is growth in a part of the target's period (1—9月) on the same part a year
    earlier.
    """
    asked, has = target.period, observation.period
    if not (isinstance(asked, Period) and isinstance(has, Period)):
        return False
    if target.measure is Measure.VALUE or asked == has or not asked.contains(has):
        return False
    return (asked.shift(-1, "1y"), has.shift(-1, "1y")) == (target.base, observation.base)


def _compounded(target: Target, reported: Observation | Series) -> Iterator[Evidence | Reason]:
    """Growth rates compounded or averaged to the target's rate."""
    chains = _chains(target, reported)
    yield from (_rate_of(target, chain) for chain in chains) if chains else (Reason.NO_OBSERVATION,)


def _rate_of(target: Target, chain: list[Observation]) -> Evidence | Reason:
    if len({o.scope for o in chain}) > 1 or any(Flag.BREAK in o.flags for o in chain[1:]):
        return Reason.BREAK_IN_SERIES
    figure = _combined_rate(target.measure, chain)
    if figure is None:  # a level has fallen below zero
        return Reason.MIXED_SIGN
    first, end = chain[0].period, chain[-1].period.end
    assert isinstance(first, Period)
    rate = derived(
        chain, Period(first.start, end), figure, measure=target.measure, base=target.base
    )
    return Evidence(rate, figure, _before_end(target, rate.period))


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


def _chains(target: Target, reported: Observation | Series) -> list[list[Observation]]:
    """Consecutive rates from the target's base to its end, each on the end of the previous one, the
    most informative chains; else as far as they go.
    """
    assert target.base is not None
    if not isinstance(target.period, Period):
        return []
    time = Period(target.base.end + ONE_DAY, target.period.end)
    given = (reported,) if isinstance(reported, Observation) else reported.observations
    links = [
        o for o in given if _is_link(o, time) and (o.measure, o.period) != (target.measure, time)
    ]
    return covers(links, time) or _farthest(links, time)


def _farthest(links: list[Observation], time: Period) -> list[list[Observation]]:
    """The chain that goes farthest into a period, if there is one."""
    reach: dict[
        date, tuple[date, Observation]
    ] = {}  # by first day, how far a chain from there leads
    for link in reversed(links):
        end = link.period.end
        end = reach[end + ONE_DAY][0] if end + ONE_DAY in reach else end
        if link.period.first_day not in reach or end > reach[link.period.first_day][0]:
            reach[link.period.first_day] = end, link
    chain, at = [], time.start
    while at in reach:
        chain.append(reach[at][1])
        at = chain[-1].period.end + ONE_DAY
    return [chain] if chain else []


def _is_link(observation: Observation, time: Period) -> bool:
    """Whether an observation is growth in whole years of a period on the years before."""
    base, span = observation.base, observation.period
    if observation.figure is None or base is None or not isinstance(span, Period):
        return False
    if not time.contains(span) or not span.months or span.months % 12:
        return False
    return months_of(base) in (None, 12) and base.end + ONE_DAY == span.start


# --- levels, and other indicators -----------------------------------------------------------------


def _grown(target: Target, reported: Observation | Series) -> Iterator[Evidence | Reason]:
    """The change, growth, factor or average growth between levels, as the target requires."""
    if reported.measure is not Measure.VALUE:
        raise NotComparableError("measure", str(target.measure), str(reported.measure))
    bases = _bases(target, reported)
    ends = _ends(target, reported, bases)
    if not ends or not bases:
        yield Reason.NO_BASELINE if ends else Reason.NO_OBSERVATION
        return
    pairs = list(product(ends, bases))
    alike = [(now, base) for now, base in pairs if same_length(now.period, base.period)]
    yield from (_from_to(target, reported, base, now) for now, base in alike or pairs[:1])


def _bases(target: Target, reported: Observation | Series) -> list[Observation]:
    """The levels from which a target on growth may start."""
    assert target.base is not None
    bases = levels_at(reported, target.base) if isinstance(reported, Series) else []
    own = target.baseline
    return bases if own is None or own.figure is None else [*bases, own]


def _from_to(
    target: Target, reported: Observation | Series, base: Observation, now: Observation
) -> Evidence | Reason:
    if isinstance(reported, Series) and crosses_break(reported, base.period, now.period):
        return Reason.BREAK_IN_SERIES
    figure = _change_between(base, now, target.measure)
    if isinstance(figure, Reason):
        return figure
    lacks = _before_end(target, now.period)
    time = now.period if lacks else target.period
    result = derived([now, base], time, figure, measure=target.measure, base=target.base)
    return Evidence(result, _a_year(target, figure, time.end), lacks)


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


def _ends(
    target: Target, reported: Observation | Series, bases: Sequence[Observation]
) -> list[Observation]:
    """The levels at the end of the target's period, then the last earlier level with the length of
    a base.
    """
    assert target.base is not None
    start, end = target.base.end, target.period.end
    if isinstance(reported, Observation):
        if not start < reported.period.end <= end:
            raise NotComparableError("period", str(target.period), str(reported.period))
        return [reported]
    before = (
        o
        for o in reversed(reported.observations)
        if start < o.period.end < end and any(same_length(o.period, base.period) for base in bases)
    )
    return [*levels_at(reported, target.period), *islice(before, 1)]


def levels_at(series: Series, time: Time) -> list[Observation]:
    """The levels for a time: its own, that at its end, that of its last year."""
    wanted: list[Time] = [time]
    if isinstance(time, Period):
        wanted += [AsOf(time.end), Period.year(time.end.year)]
    elif NATURES[series.indicator.nature].times != (AsOf,):
        wanted.append(Period.year(time.date.year))
    known = (series.get(at) for at in dict.fromkeys(wanted) if at.end == time.end)
    return [o for o in known if o is not None and o.figure is not None]


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
    difference = attrs.evolve(
        mine,
        source=None,
        printed=None,
        locator=None,
        derived_from=(mine, theirs),
        status=weakest(mine.status, theirs.status),
    )
    return Evidence(difference, mine.figure - theirs.figure, _before_end(target, mine.period))


def _single(target: Target, reported: Observation | Series) -> Observation | None:
    """The observation of the target's measure for its period, else its rates so far compounded."""
    if not is_of_measure(target, reported):
        return None
    if isinstance(reported, Observation):
        own = reported if reported.period == target.period else None
    else:
        own = aggregate(reported, target.period).observation
    if target.measure not in _RATES or (own is not None and own.measure is target.measure):
        return own
    found = next(_compounded(target, reported))
    return found.observation if isinstance(found, Evidence) else None


def is_of_measure(target: Target, reported: Observation | Series) -> bool:
    """Whether what is reported has the target's measure, or is growth that compounds to it."""
    both_rates = target.measure in _RATES and reported.measure in _RATES
    return both_rates or reported.measure is target.measure


def _beside_each_other(target: Target, mine: Observation, theirs: Observation) -> bool:
    """Whether both are for the same time. Raises `NotComparableError` unless *theirs* is for the
    indicator that the target names.
    """
    if mine.base != theirs.base or mine.period != theirs.period:
        return False
    if theirs.indicator != target.relative_to:
        raise NotComparableError(
            "reference indicator", str(target.relative_to), str(theirs.indicator)
        )
    return True

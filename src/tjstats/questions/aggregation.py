"""Aggregation over time: the total of a flow, the last level of a stock, the mean of anything else.

A published figure for the whole period wins over its parts, unless it is a forecast and all parts
are known. If parts of a gross flow are missing, the total is at least the sum of the rest; of
anything else there is no answer. Nothing is aggregated across a change of scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import attrs

from tjstats.questions.derivation import derived, in_indicator_unit
from tjstats.questions.reasons import Case, first
from tjstats.questions.year_to_date import with_differences
from tjstats.records.classifications import NATURES, Measure, Nature, Status
from tjstats.records.publication import Indicator, Observation, Series
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.verdicts import Reason

__all__ = [
    "NO_TOTAL",
    "Aggregate",
    "TotalFacts",
    "aggregate",
    "derived",
    "in_indicator_unit",
    "or_more",
]


class TotalFacts(NamedTuple):
    """What decides whether a series has a figure for a longer period; each a Python value or an
    expression of a frame. A case that cannot arise keeps its default, False.

    Fields: not_additive (growth and changes, or an unknown nature), only_a_bound (data frames
    only), missing (an observation of the whole, or at its end, without a value), empty (no part has
    a value), broken (parts with different scopes), incomplete (parts are missing), unlike_lengths
    (of the parts of a mean; in data frames of any series).
    """

    not_additive: Any = False
    only_a_bound: Any = False
    missing: Any = False
    empty: Any = False
    broken: Any = False
    incomplete: Any = False
    unlike_lengths: Any = False


NO_TOTAL: Final = (
    Case(
        Reason.NOT_ADDITIVE,
        lambda f: f.not_additive,
        "the values are growth or changes; no figure is published for the whole period",
    ),
    Case(Reason.ONLY_A_BOUND, lambda f: f.only_a_bound, "a value is only a bound (data frames)"),
    Case(
        Reason.MISSING_VALUE,
        lambda f: f.missing,
        "the observation of the whole period, or at the end of it for a stock, has no value",
    ),
    Case(Reason.NO_OBSERVATION, lambda f: f.empty, "no part of the period has a value"),
    Case(Reason.BREAK_IN_SERIES, lambda f: f.broken, "the parts have different scopes"),
    Case(
        Reason.GAP_IN_SERIES,
        lambda f: f.incomplete,
        "parts are missing; the total of a gross flow is at least the sum of the rest",
    ),
    Case(
        Reason.PERIOD_MISMATCH,
        lambda f: f.unlike_lengths,
        "the parts of a mean differ in length (data frames: the values of any series)",
    ),
)
"""Conditions under which a series has no figure for a longer period, in order of precedence."""


@attrs.frozen
class Aggregate:
    """The total, level or mean of a series in a period. Fields: period, observation (None without
    an answer), reason, complete.

    For an incomplete gross flow the observation is at least the sum of its parts, and the reason
    names the gap.
    """

    period: Time
    observation: Observation | None = None
    reason: Reason | None = None
    complete: bool = False

    @property
    def figure(self) -> Figure | None:
        """The figure of the observation, None without one."""
        return None if self.observation is None else self.observation.figure

    @property
    def status(self) -> Status | None:
        """The status of the observation, None without one."""
        return None if self.observation is None else self.observation.status


def aggregate(series: Series, period: Time) -> Aggregate:
    """The total, level or mean of *series* in *period*, by the nature of its indicator.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow")
    >>> total = aggregate(jobs.series({"2021": "37.62", "2022": "35.55"}), Period.years(2021, 2022))
    >>> print(total.observation.figure, total.complete)
    73.17万人 True
    """
    published = series.get(period)
    if published is None:
        return _of_parts(series, period)
    if published.status is Status.FORECAST:
        parts = _of_parts(series, period)
        if parts.complete and parts.status is not Status.FORECAST:
            return parts
    return _whole(period, published)


def _of_parts(series: Series, period: Time) -> Aggregate:
    """The total, level or mean from the parts of a period, whatever is published for the whole."""
    if series.measure is not Measure.VALUE:
        return _nothing(period, not_additive=True)
    if isinstance(period, AsOf):
        return _whole(period, series.get(period))
    if NATURES[series.indicator.nature].over_time == "last":
        return _whole(period, series.get(AsOf(period.end)))
    inside = _inside(series, series, period)
    parts = _in_a_row(inside, period)
    if not parts or parts[-1].period.end != period.end:
        parts = _chosen(series, inside, period)
    complete = sum(_days(o) for o in parts) == period.days
    return _put_together(series.indicator, period, parts, complete)


def _nothing(period: Time, **facts: bool) -> Aggregate:
    return Aggregate(period, reason=first(NO_TOTAL, TotalFacts(**facts)))


def _whole(period: Time, published: Observation | None) -> Aggregate:
    if published is None or published.figure is None:
        return _nothing(period, missing=published is not None, empty=True)
    return Aggregate(period, published, complete=True)


def _put_together(
    indicator: Indicator, period: Period, parts: list[Observation], complete: bool
) -> Aggregate:
    """The total or the mean of the parts, or the reason why there is none."""
    summed = NATURES[indicator.nature].over_time == "sum"
    facts = TotalFacts(
        empty=not parts,
        broken=len({o.scope for o in parts}) > 1,
        incomplete=not complete,
        unlike_lengths=not summed and len({_length(o) for o in parts}) > 1,
    )
    reason = first(NO_TOTAL, facts)
    if reason is Reason.GAP_IN_SERIES and summed and not indicator.net:
        return _at_least(period, parts)
    if reason is not None:
        return Aggregate(period, reason=reason)
    if parts[0].period == period:
        return _whole(period, parts[0])
    figure = _sum(parts) if summed else _sum(parts) / len(parts)
    return Aggregate(period, derived(parts, period, figure), complete=True)


def _at_least(period: Period, parts: list[Observation]) -> Aggregate:
    """The total of a flow with a gap: at least the sum of its parts, if the rest cannot be
    negative.
    """
    least = or_more(parts[0].indicator, _sum(parts))
    observation = None if least is None else derived(parts, period, least)
    return Aggregate(period, observation, Reason.GAP_IN_SERIES)


def or_more(indicator: Indicator, part: Figure) -> Figure | None:
    """A lower bound of the total of a flow, from a part of it; None if the rest may be negative."""
    if indicator.net or part.bounds.lower is None or part.bounds.lower < 0:
        return None
    return part._or_more()


def _sum(parts: Sequence[Observation]) -> Figure:
    figures = [in_indicator_unit(o) for o in parts]
    return sum(figures[1:], figures[0])


# --- the parts of a period: spans, as numbers of days ---------------------------------------------


def _start(observation: Observation) -> int:
    return observation.period.start.toordinal()


def _after(period: Time) -> int:
    """The day after a span, as a number: after the last possible date there is no date."""
    return period.end.toordinal() + 1


def _days(observation: Observation) -> int:
    return _after(observation.period) - _start(observation)


def _length(observation: Observation) -> int:
    """The length of a span in months, else in days."""
    assert isinstance(observation.period, Period)
    return observation.period.months or observation.period.days


def _inside(
    series: Series, observations: Iterable[Observation], period: Period
) -> list[Observation]:
    """Those of the observations that are over parts of a period, in order; all of it if it is not
    published in the series.
    """
    start, end, whole = period.start, period.end, series.get(period)
    return [
        o
        for o in observations
        if isinstance(o.period, Period)
        and o.period.start >= start
        and o.period.end <= end
        and o is not whole
    ]


def _in_a_row(inside: list[Observation], period: Period) -> list[Observation] | None:
    """The observations themselves if each has a value and begins on the day after the last: then
    there is nothing to choose. Otherwise None.
    """
    at = period.start.toordinal()
    for observation in inside:
        if _start(observation) != at or observation.figure is None:
            return None
        at = _after(observation.period)
    return inside


def _chosen(series: Series, inside: list[Observation], period: Period) -> list[Observation]:
    """Observations that cover the period, published or else left between totals to date; those that
    fit in it if it cannot be covered.
    """
    tiles = _cover(inside, period)
    if not tiles and series.indicator.nature is Nature.FLOW:
        inside = _inside(series, with_differences(series), period)
        tiles = _cover(inside, period)
    return [o for o in tiles or _tiles(inside, period) if o.figure is not None]


def _cover(inside: list[Observation], period: Period) -> list[Observation]:
    """Observations that cover the period without gap or overlap, the longest where there is a
    choice; empty if it cannot be covered.
    """
    end = _after(period)
    ahead: dict[int, Observation] = {}
    for observation in reversed(inside):
        after = _after(observation.period)
        if observation.figure is not None and (after == end or after in ahead):
            ahead.setdefault(_start(observation), observation)
    tiles, at = [], period.start.toordinal()
    while at in ahead:
        tiles.append(ahead[at])
        at = _after(ahead[at].period)
    return tiles


def _tiles(inside: list[Observation], period: Period) -> list[Observation]:
    """Observations in the period without overlap; of several that begin on a day the longest."""
    tiles: list[Observation] = []
    at = period.start.toordinal()
    while ahead := [o for o in inside if _start(o) >= at]:
        tiles.append(min(ahead, key=lambda o: (_start(o), -_after(o.period))))
        at = _after(tiles[-1].period)
    return tiles

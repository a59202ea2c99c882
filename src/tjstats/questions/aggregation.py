"""What a series says of a longer period: the total of a flow, the last level of a stock, the mean
of the rest.

A published figure for the whole period wins over its parts, but for a forecast of it where the
parts are all in. A gap in a gross flow leaves at least the sum of what there is; in anything else
it leaves no answer. Nothing is put together across a change of scope.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import attrs

from tjstats.questions.reasons import Case, first
from tjstats.records.classifications import NATURES, Measure, Status, weakest
from tjstats.records.publication import Indicator, Observation, Series
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.verdicts import Reason

__all__ = ["NO_TOTAL", "Aggregate", "TotalFacts", "aggregate", "in_indicator_unit"]


class TotalFacts(NamedTuple):
    """What decides whether a series says anything of a longer period; each a Python value or an
    expression of a frame. What cannot arise keeps its default, False.

    Fields: not_additive (growth and changes, or an unknown nature), only_a_bound (in data frames),
    missing (an observation of the whole, or at its end, without a value), empty (no part has a
    value), broken (parts of several scopes), incomplete (parts are missing), unlike_lengths (of the
    parts of a mean).
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
    Case(Reason.BREAK_IN_SERIES, lambda f: f.broken, "the parts have several scopes"),
    Case(
        Reason.GAP_IN_SERIES,
        lambda f: f.incomplete,
        "parts are missing; of a gross flow there is at least the sum of the rest",
    ),
    Case(
        Reason.PERIOD_MISMATCH,
        lambda f: f.unlike_lengths,
        "the parts of a mean differ in length",
    ),
)
"""Conditions under which a series says nothing of a longer period, in order of precedence."""


@attrs.frozen
class Aggregate:
    """What a series says of a period. Fields: period, observation (None without an answer), reason,
    complete.

    Of an incomplete gross flow the observation is at least the sum of its parts, and the reason
    names the gap.
    """

    period: Time
    observation: Observation | None = None
    reason: Reason | None = None
    complete: bool = False


def aggregate(series: Series, period: Time) -> Aggregate:
    """What *series* says of *period*, by the nature of its indicator.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow")
    >>> total = aggregate(jobs.series({"2021": "37.62", "2022": "35.55"}), Period.years(2021, 2022))
    >>> print(total.observation.figure, total.complete)
    73.17万人 True
    """
    published = next((o for o in series if o.period == period), None)
    if published is None:
        return _of_parts(series, period)
    parts = _of_parts(series, period) if published.status is Status.FORECAST else None
    overtaken = parts is not None and parts.complete and parts.observation is not None
    if overtaken and parts.observation.status is not Status.FORECAST:  # type: ignore[union-attr]
        return parts  # type: ignore[return-value]
    return _whole(period, published)


def _of_parts(series: Series, period: Time) -> Aggregate:
    """What the parts of a period say of it, without regard to a figure published for the whole."""
    if series.measure is not Measure.VALUE:
        return _nothing(period, not_additive=True)
    rule = NATURES[series.indicator.nature].over_time
    if isinstance(period, AsOf) or rule == "last":
        end = period if isinstance(period, AsOf) else AsOf(period.end)
        return _whole(period, next((o for o in series if o.period == end), None))
    inside = [
        o
        for o in series
        if isinstance(o.period, Period) and o.period != period and period.contains(o.period)
    ]
    parts = [o for o in _cover(inside, period) or _tiles(inside, period) if o.figure is not None]
    return _put_together(series.indicator, period, parts)


def _nothing(period: Time, **facts: bool) -> Aggregate:
    return Aggregate(period, reason=first(NO_TOTAL, TotalFacts(**facts)))


def _put_together(indicator: Indicator, period: Period, parts: list[Observation]) -> Aggregate:
    """The total or the mean of the parts, or the reason why there is none."""
    summed = NATURES[indicator.nature].over_time == "sum"
    spans = [o.period for o in parts if isinstance(o.period, Period)]
    facts = TotalFacts(
        empty=not parts,
        broken=len({o.scope for o in parts}) > 1,
        incomplete=sum(span.days for span in spans) != period.days,
        unlike_lengths=not summed and len({span.months or span.days for span in spans}) > 1,
    )
    reason = first(NO_TOTAL, facts)
    if reason is None:
        return _complete(period, parts, summed)
    if reason is Reason.GAP_IN_SERIES and summed and not indicator.net:
        return _at_least(period, parts)
    return Aggregate(period, reason=reason)


def _whole(period: Time, published: Observation | None) -> Aggregate:
    if published is None or published.figure is None:
        return _nothing(period, missing=published is not None, empty=True)
    return Aggregate(period, published, complete=True)


def _cover(inside: list[Observation], period: Period) -> list[Observation]:
    """Observations that cover the period without gap or overlap, the longest first where there is a
    choice; none if none do.
    """
    ahead: dict[int, Observation] = {}
    for each in sorted(inside, key=lambda o: o.period, reverse=True):
        if each.figure is not None and (
            _after(each.period) == _after(period) or _after(each.period) in ahead
        ):
            ahead.setdefault(_start(each), each)
    tiles, at = [], period.start.toordinal()
    while at in ahead:
        tiles.append(ahead[at])
        at = _after(ahead[at].period)
    return tiles


def _tiles(inside: list[Observation], period: Period) -> list[Observation]:
    """Observations in the period without overlap, the longest first where several begin alike."""
    tiles: list[Observation] = []
    at = period.start.toordinal()
    while ahead := [o for o in inside if _start(o) >= at]:
        tiles.append(min(ahead, key=lambda o: (_start(o), -_after(o.period))))
        at = _after(tiles[-1].period)
    return tiles


def _start(observation: Observation) -> int:
    return observation.period.start.toordinal()  # type: ignore[union-attr]


def _after(period: Time) -> int:
    """The day after a span, as a number: there is none after the last day that a date can be."""
    return period.end.toordinal() + 1  # type: ignore[union-attr]


def in_indicator_unit(observation: Observation) -> Figure:
    """The figure as a total of its period: 每年2万名 over five years is 10万."""
    figure, indicator, period = observation.figure, observation.indicator, observation.period
    assert figure is not None
    if (
        isinstance(period, Period)
        and figure.unit != indicator.unit
        and figure.unit.code.startswith(f"{indicator.unit}/")
    ):
        return (figure * period.length).to(indicator.unit)
    return figure


def _derived(period: Period, parts: list[Observation], figure: Figure) -> Observation:
    first = parts[0]
    return Observation(
        first.indicator,
        period,
        figure,
        first.area,
        first.measure,
        scope=first.scope,
        basis=first.basis,
        status=weakest(*(o.status for o in parts)),
        derived_from=tuple(parts),
    )


def _complete(period: Period, parts: list[Observation], summed: bool) -> Aggregate:
    """The total or the mean of parts without a gap."""
    if summed:
        return Aggregate(period, _derived(period, parts, _sum(parts)), complete=True)
    figures = [o.figure for o in parts if o.figure is not None]
    mean = sum(figures[1:], figures[0]) / len(figures)
    return Aggregate(period, _derived(period, parts, mean), complete=True)


def _at_least(period: Period, parts: list[Observation]) -> Aggregate:
    """What the parts of a gross flow say of a total with a gap."""
    total = _sum(parts)
    if total.bounds.lower is None or total.bounds.lower < 0:
        return Aggregate(period, reason=Reason.GAP_IN_SERIES)
    return Aggregate(period, _derived(period, parts, total.or_more()), Reason.GAP_IN_SERIES)


def _sum(parts: list[Observation]) -> Figure:
    figures = [in_indicator_unit(o) for o in parts]
    return sum(figures[1:], figures[0])

"""Aggregation over time: the total of a flow, the last level of a stock, the mean of anything else.

A published figure for the whole period takes precedence over its parts, unless it is a forecast and
all parts are known. If parts of a gross flow are missing, the sum of the rest is a lower bound;
otherwise there is no answer. Nothing is aggregated across a change of scope.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any, Final, NamedTuple, TypeAlias

import attrs

from tjstats.questions.answers import answer_language, because
from tjstats.questions.comparability import crosses_break
from tjstats.questions.derivation import derived, in_indicator_unit, in_parts
from tjstats.questions.reasons import Case, first
from tjstats.questions.year_to_date import with_differences
from tjstats.records.classifications import NATURES, Flag, Measure, Status
from tjstats.records.publication import Indicator, Observation, Series
from tjstats.tables import Table, Tabular, fields_table
from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.numbers import NEAREST, ONE, ZERO
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.verdicts import Reason, Verdict

__all__ = [
    "NO_TOTAL",
    "Aggregate",
    "TotalFacts",
    "aggregate",
    "aggregates",
    "covers",
    "derived",
    "in_indicator_unit",
    "in_parts",
    "or_more",
    "to_date",
]


class TotalFacts(NamedTuple):
    """Facts that decide whether a series has a figure for a longer period; each a Python value or a
    frame expression. Cases that cannot arise keep the default, False.

    Fields: not_additive (growth and changes, or an unknown nature), only_a_bound (data frames
    only), missing (an observation of the whole, or at its end, without a value), empty (no part has
    a value), broken (a break between the parts), incomplete (parts are missing), unlike_lengths
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
    Case(
        Reason.BREAK_IN_SERIES,
        lambda f: f.broken,
        "the parts have different scopes, or a break is flagged between them",
    ),
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
class Aggregate(Tabular):
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

    def text(self, lang: Language | None = None) -> str:
        """The figure in words, or why there is none."""
        lang = answer_language(lang, (self.observation,))
        if self.observation is None:
            return because(Verdict.UNKNOWN.text(lang), self.reason, lang)
        return self.observation.text(lang)

    def __str__(self) -> str:
        return self.text()

    def table(self, lang: Language | None = None) -> Table:
        """The total, level or mean, or the reason why there is none."""
        fields = [
            ("period", self.period),
            ("observation", self.observation),
            ("complete", self.complete),
            ("reason", self.reason),
        ]
        return fields_table("aggregate", fields, answer_language(lang, (self.observation,)))


def aggregate(series: Series, period: Time) -> Aggregate:
    """The total, level or mean of *series* in *period*, by the nature of its indicator.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow")
    >>> total = aggregate(jobs.series({"2021": "37.62", "2022": "35.55"}), Period.years(2021, 2022))
    >>> print(total.observation.figure, total.complete)
    73.17万人 True
    >>> print(total)
    employment.new_urban_jobs，2021—2022年：73.17万人
    """
    return next(aggregates(series, period))


def to_date(series: Series, period: Period, latest: Time | None = None) -> Aggregate | None:
    """The total or mean from the start of *period* to the last value inside it, and not after
    *latest*; None if there is no such value.

    >>> rate = Indicator("employment.unemployment", "%", "rate")
    >>> known = rate.series({"2021": "5.1", "2022": "5.6", "2023": "5.2"})
    >>> print(to_date(known, Period.years(2021, 2025)).figure)
    5.3%
    """
    series = in_parts(series)
    ends = [o.period.end for o in series if o.figure is not None and period.contains(o.period)]
    until = max((end for end in ends if latest is None or end <= latest.end), default=None)
    return None if until is None else aggregate(series, Period(period.start, until))


def aggregates(series: Series, period: Time) -> Iterator[Aggregate]:
    """Every total, level or mean of *series* in *period*, the best first, because one may decide
    where another is unknown. There is at least one.
    """
    series = in_parts(series)
    published, parts = series.get(period), _of_parts(series, period)
    if published is None:
        yield from parts
    elif published.figure is None:
        of_parts = next(parts)
        yield _nothing(period, missing=True) if of_parts.observation is None else of_parts
        yield from parts
    elif published.status is Status.FORECAST:
        whole, best = Aggregate(period, published, complete=True), next(parts)
        firmer = best.complete and best.status is not Status.FORECAST
        yield from (best, whole) if firmer else (whole, best)
        yield from parts
    else:
        yield Aggregate(period, published, complete=True)
        yield from parts


def _of_parts(series: Series, period: Time) -> Iterator[Aggregate]:
    """The total, level or mean from the parts of a period, ignoring figures for the whole."""
    if series.measure is not Measure.VALUE:
        yield _nothing(period, not_additive=True)
    elif NATURES[series.indicator.nature].over_time == "last":
        level = series.get(AsOf(period.end)) or _in_force(series, period)
        if level is None or level.figure is None:
            yield _nothing(period, missing=level is not None, empty=True)
        else:
            yield Aggregate(period, level, complete=True)
    elif isinstance(period, AsOf):
        yield _nothing(period, empty=True)
    else:
        yield from _put_together(series, period)


def _in_force(series: Series, time: Time) -> Observation | None:
    """The standard or price in force at the end of a time: the last one until then, if it is of
    that day or another one follows.
    """
    before = [o for o in series if o.period.end <= time.end]
    if not NATURES[series.indicator.nature].holds or not before:
        return None
    is_known = before[-1].period.end == time.end or len(before) < len(series)
    return before[-1] if is_known else None


def _nothing(period: Time, **facts: bool) -> Aggregate:
    return Aggregate(period, reason=first(NO_TOTAL, TotalFacts(**facts)))


def _put_together(series: Series, period: Period) -> Iterator[Aggregate]:
    """Every total or mean of the parts, then the lower bound of a gross flow; the reason if there
    is neither.
    """
    summed = NATURES[series.indicator.nature].over_time == "sum"
    inside = _inside(series, series, period)
    coverings = covers(inside, period, summed)
    yield from (_figure_of(series, period, parts) for parts in coverings)
    least, differences = None, with_differences(series, period) if summed else []
    if summed:
        with_rest = _inside(series, differences, period)
        further = [parts for parts in covers(with_rest, period) if parts not in coverings]
        yield from (_figure_of(series, period, parts) for parts in further)
        coverings += further
        if not any(map(_may_be_negative, inside)):
            least = _at_least(series, period, with_rest)
    if least is not None:
        yield least
    elif not coverings:
        yield _no_figure(series, period, inside, differences)


def _no_figure(
    series: Series, period: Period, inside: list[Observation], differences: list[Observation]
) -> Aggregate:
    """Why the parts of a period, and the differences of totals to date, give no figure."""
    broken = any(o.figure is None and o.period in period for o in differences)
    return _nothing(
        period,
        empty=not inside and not broken,
        broken=broken or _is_broken(series, inside),
        incomplete=not _cheapest(inside, period, _fewest),
        unlike_lengths=True,
    )


def _figure_of(series: Series, period: Period, parts: list[Observation]) -> Aggregate:
    """The total or the mean of parts that cover a period; the part itself if there is one."""
    if _is_broken(series, parts):
        return _nothing(period, broken=True)
    if len(parts) == 1:
        return Aggregate(period, parts[0], complete=True)
    summed = NATURES[series.indicator.nature].over_time == "sum"
    figure = _sum(parts) if summed else _sum(parts) / len(parts)
    return Aggregate(period, _total(parts, period, figure), complete=True)


def _total(parts: list[Observation], period: Period, figure: Figure) -> Observation:
    """The observation of a total, with the flags of its parts, except breaks, which cannot be
    inside.
    """
    later = {flag for part in parts[1:] for flag in part.flags if flag is not Flag.BREAK}
    return derived(parts, period, figure, flags=parts[0].flags | later)


def _is_broken(series: Series, parts: Sequence[Observation]) -> bool:
    """Whether parts, in order, differ in scope, or a break is flagged between them."""
    if len({part.scope for part in parts}) > 1:
        return True
    return bool(parts) and crosses_break(series, parts[0].period, parts[-1].period)


def _at_least(series: Series, period: Period, inside: list[Observation]) -> Aggregate | None:
    """The lower bound of a flow with a gap: the greatest sum of parts that do not overlap. None if
    it may be negative: a net flow, or one that fell from one total to the next.
    """
    parts = _most(inside)
    if series.indicator.net or not parts or any(map(_is_negative, inside)):
        return None
    if _is_broken(series, parts):
        return None
    return Aggregate(period, _total(parts, period, _sum(parts)._or_more()), Reason.GAP_IN_SERIES)


def _may_be_negative(part: Observation) -> bool:
    lower = _bounds(part).lower
    return lower is None or lower < 0


def _is_negative(part: Observation) -> bool:
    upper = _bounds(part).upper
    return upper is not None and upper < 0


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
    return observation.period.first_day.toordinal()


def _after(period: Time) -> int:
    """The day after a span, as a number: after the last possible date there is no date."""
    return period.end.toordinal() + 1


def _length(observation: Observation) -> int:
    """The length of a span in months, else in days."""
    assert isinstance(observation.period, Period)
    return observation.period.months or observation.period.days


def _inside(
    series: Series, observations: Iterable[Observation], period: Period
) -> list[Observation]:
    """The observations with a value over parts of a period, in order; all of it if the series does
    not publish it.
    """
    start, end, whole = period.start, period.end, series.get(period)
    return [
        o
        for o in observations
        if isinstance(o.period, Period)
        and start <= o.period.start
        and o.period.end <= end
        and o.figure is not None
        and o is not whole
    ]


# The cost that a part adds to a cover; the cheapest cover is used. Covers of numbers come before
# covers with bounds, of which the one with the greatest floor, or the lowest ceiling, is the most
# informative.
_Cost: TypeAlias = tuple[Decimal, ...]


def _fewest(part: Observation) -> _Cost:
    return ZERO if _bounds(part).is_point else ONE, ONE


def _floor(part: Observation) -> _Cost:
    lower = _bounds(part).lower
    return (ONE, ZERO, ONE) if lower is None else (ZERO, lower.copy_negate(), ONE)


def _ceiling(part: Observation) -> _Cost:
    upper = _bounds(part).upper
    return (ONE, ZERO, ONE) if upper is None else (ZERO, upper, ONE)


def _bounds(part: Observation) -> Bounds:
    figure, unit = in_indicator_unit(part), part.indicator.unit
    if part.measure is Measure.VALUE and figure.unit is not unit:
        figure = figure.to(unit)
    return figure.bounds


def _plus(left: _Cost, right: _Cost) -> _Cost:
    return tuple(NEAREST.add(a, b) for a, b in zip(left, right, strict=True))


def covers(
    inside: Sequence[Observation], period: Period, any_length: bool = True
) -> list[list[Observation]]:
    """The most informative ways to cover a period without gap or overlap, by parts of one scope,
    and of one length unless *any_length*; the best first.
    """
    kinds: dict[object, list[Observation]] = {}
    for part in inside:
        kinds.setdefault((part.scope, any_length or _length(part)), []).append(part)
    covers: list[list[Observation]] = []
    for alike in kinds.values():
        if _is_in_a_row(alike, period):  # there is nothing to choose
            covers.append(alike)
            continue
        for cost in _costs(alike):
            cover = _cheapest(alike, period, cost)
            if cover and cover not in covers:
                covers.append(cover)
    if len(covers) > 1:
        covers.sort(key=lambda cover: reduce(_plus, map(_fewest, cover)))
    return covers


def _costs(alike: list[Observation]) -> tuple[Callable[[Observation], _Cost], ...]:
    """The costs that may lead to different covers: one if all parts are numbers."""
    if all(_bounds(part).is_point for part in alike):
        return (_fewest,)
    return _fewest, _floor, _ceiling


def _is_in_a_row(parts: Sequence[Observation], period: Period) -> bool:
    """Whether each part begins on the day after the one before, from the start of a period to its
    end.
    """
    at = period.start.toordinal()
    for part in parts:
        if _start(part) != at:
            return False
        at = _after(part.period)
    return at == _after(period)


def _cheapest(
    inside: list[Observation], period: Period, cost: Callable[[Observation], _Cost]
) -> list[Observation]:
    """The cover of a period, without gap or overlap, with the least cost; empty if
    there is none.
    """
    end = _after(period)
    ahead: dict[int, tuple[_Cost, Observation]] = {}
    for part in reversed(inside):
        after, at = _after(part.period), _start(part)
        if after == end:
            whole = cost(part)
        elif after in ahead:
            whole = _plus(cost(part), ahead[after][0])
        else:
            continue
        if at not in ahead or whole < ahead[at][0]:
            ahead[at] = whole, part
    cover, at = [], period.start.toordinal()
    while at in ahead:
        cover.append(ahead[at][1])
        at = _after(cover[-1].period)
    return cover


def _most(inside: list[Observation]) -> list[Observation]:
    """The parts without overlap whose floors have the greatest sum."""
    starts = [_start(part) for part in inside]
    after = [bisect_left(starts, _after(part.period)) for part in inside]
    best: list[_Cost] = [(ZERO,) * 4] * (len(inside) + 1)  # of the parts from a place on
    taken = set()
    for place in reversed(range(len(inside))):
        part = inside[place]
        days = Decimal(_start(part) - _after(part.period))
        least = _plus((*_floor(part)[:2], days, ONE), best[after[place]])
        best[place] = best[place + 1]
        if least <= best[place]:
            best[place] = least
            taken.add(place)
    parts, place = [], 0
    while place < len(inside):
        if place in taken:
            parts.append(inside[place])
        place = after[place] if place in taken else place + 1
    return parts

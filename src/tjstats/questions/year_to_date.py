"""Year to date: totals of a flow since the start of a year (1—9月) as single months or quarters,
and back.

Of the spans that begin on one day and end within a year, each longer one is a total that continues
the shorter one. What lies between is their difference, with the interval that the rounding of both
leaves. A published figure wins over a difference. Across a break (another scope, or the flags
`break` and `definition_differs`) there is no difference, but an observation without a figure that
says why.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Context, Decimal
from itertools import chain, pairwise
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias

import attrs

from tjstats.errors import InvalidRecordError, NotComparableError, RecordTypeError
from tjstats.questions.answers import answer_language
from tjstats.questions.comparability import months_between
from tjstats.questions.derivation import derived, in_indicator_unit
from tjstats.questions.formulas import PERCENT
from tjstats.records.classifications import Flag, Measure, Nature, Status
from tjstats.records.publication import SAME, Observation, Series
from tjstats.values.bounds import Bounds
from tjstats.values.figure_arithmetic import read_off
from tjstats.values.figures import Figure
from tjstats.values.numbers import DOWN, NEAREST, UP
from tjstats.values.periods import ONE_DAY, Period, Time
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["cumulate", "decumulate", "with_differences"]

# What the note of an observation says of two totals to date, and of their difference.
_NOTES: Final = {
    "contradicts": {"en": "as published; {} leave {} for {}", "zh": "按公布数；{}之差为{}（{}）"},
    "negative": {
        "en": "below zero: {} do not fit; one was revised, or covers something else",
        "zh": "为负数：{}不衔接，累计数有修订或口径不同",
    },
    "rounded": {
        "en": "below zero by no more than the rounding of {}",
        "zh": "为负数，未超出{}四舍五入的误差",
    },
}
_AND: Final = {"en": " and ", "zh": "与"}
_COLON: Final = {"en": ": ", "zh": "："}


def decumulate(series: Series, levels: Series | None = None) -> Series:
    """The single months or quarters of a flow, from its totals since the start of the year.

    The first total of each year is kept, so January and February stay together if they are
    published together, and a total that is missing in between gives the longer span. Single periods
    in the series take precedence over differences; if they contradict them, a note says so.

    Growth since the start of the year (累计同比) gives that of single periods (当月同比), if
    *levels* has the values of its base, the year before. Raises `RecordTypeError`,
    `NotComparableError` for levels of something else, and `InvalidRecordError` for anything but the
    values and the growth of a flow, and for growth without levels.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow")
    >>> to_date = jobs.series({"2025-S1": "695", "2025-01-01/P9M": "1057"})
    >>> [f"{o.period}: {o.figure}" for o in decumulate(to_date)]
    ['2025-S1: 695万人', '2025-Q3: 362万人']
    """
    if isinstance(series, Series) and series.measure is Measure.GROWTH:
        parts = _growth_taken_apart(series, _levels_of(series, levels))
    else:
        _check_additive("decumulate", series)
        if levels is not None:
            problem = "levels are for growth; a series of values is taken apart without them"
            raise InvalidRecordError("decumulate", "levels", str(levels), problem)
        parts = _taken_apart(series)
    return Series(tuple(_by_period(*parts).values()))


def with_differences(series: Series, period: Period | None = None) -> list[Observation]:
    """The observations with a value, published or left between totals to date, in order, and those
    without one between totals across a break; of a period those that may lie in it, and those of
    the year before.
    """
    near = series.observations
    if period is not None:
        first, last = period.start, period.end
        year_before = first.replace(year=max(first.year - 1, 1), day=1)
        begin = attrgetter("period.first_day")
        near = near[bisect_left(near, year_before, key=begin) : bisect_right(near, last, key=begin)]
    published = [o for o in near if o.figure is not None]
    differences = [o for o in _taken_apart(near)[1] if o.figure is not None or o.note is not None]
    return (
        sorted(_by_period(published, differences).values(), key=_PLACE)
        if differences
        else published
    )


def cumulate(series: Series, start_month: int = 1) -> Series:
    """The totals of a flow since the start of the year, from its single months or quarters.

    Years begin in *start_month*. A published total wins over a sum, and sums go on from it. A gap
    or a break ends the run: up to the end of the year there are observations without a figure that
    say why. Spans that are not within a year stay. Raises `RecordTypeError`, and
    `InvalidRecordError` unless the figures add up over time.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow")
    >>> single = jobs.series({"2025-S1": "695", "2025-Q3": "362"})
    >>> [f"{o.period}: {o.figure}" for o in cumulate(single)]
    ['2025-S1: 695万人', '2025-01-01/P9M: 1057万人']
    """
    _check_additive("cumulate", series)
    if start_month.__class__ is not int or not 1 <= start_month <= 12:
        problem = "write the month in which the years begin, from 1 to 12"
        raise InvalidRecordError("cumulate", "start_month", start_month, problem)
    years: dict[date, list[Observation]] = {}
    totals: list[Observation] = []
    for observation in series:
        first = observation.period.first_day
        start = date(max(first.year - (first.month < start_month), 1), start_month, 1)
        if start <= first and _within_a_year(start, observation.period.end):
            years.setdefault(start, []).append(observation)
        else:
            totals.append(observation)
    for start, singles in years.items():
        totals += _added_up(start, singles)
    return Series(tuple(totals))


def _check_additive(question: str, series: object) -> None:
    _check_flow(question, series)
    if series.measure is not Measure.VALUE:  # type: ignore[attr-defined]
        problem = "only values add up over time; give the series of values"
        raise InvalidRecordError(question, "series", str(series), problem)


def _check_flow(question: str, series: object) -> None:
    if not isinstance(series, Series):
        raise RecordTypeError(question, "series", series, "a Series")
    if series.indicator.nature is not Nature.FLOW:
        problem = f"it is of the nature {series.indicator.nature}; only a flow adds up over time"
        raise InvalidRecordError(question, "series", str(series), problem)


# --- spans, as numbers of days --------------------------------------------------------------------

_PLACE: Final = attrgetter("period.first_day", "period.end")
_IDENTITY: Final = attrgetter(*SAME, "scope")
_Groups: TypeAlias = dict[int, list[Observation]]


def _first_day(observation: Observation) -> int:
    return observation.period.first_day.toordinal()


def _day_after(observation: Observation) -> int:
    """The day after a span, as a number: after the last possible date there is no date."""
    return observation.period.end.toordinal() + 1


def _span(start: int, after: int) -> Period:
    return Period._new(date.fromordinal(start), date.fromordinal(after - 1))


def _within_a_year(start: date, end: date) -> bool:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months < 12 or (months == 12 and end.day < start.day)


def _differ(left: Observation, right: Observation) -> bool:
    """Whether two observations measure different things, by their scope or definition."""
    return left.scope != right.scope or Flag.DEFINITION_DIFFERS in left.flags ^ right.flags


def _none(
    inputs: tuple[Observation, ...],
    like: Observation,
    period: Period,
    reason: Reason | None,
    *times: Time,
    base: Time | None = None,
) -> Observation:
    """An observation without a figure: missing for a reason, else for that of *like*."""
    none = derived(
        inputs,
        period,
        None,
        measure=like.measure,
        base=base or like.base,
        status=like.status if reason is None else Status.MISSING,
        flags=like.flags,
        note=None if reason is None else _note(like, reason, *times),
    )
    return attrs.evolve(none, scope=like.scope)


def _note(
    about: Observation, what: str | Reason, *times: Time, found: tuple[Figure, Period] | None = None
) -> str:
    """A note on some times, in the language of an observation, with what was *found* for a time."""
    lang = answer_language(None, (about,))
    named = _AND[lang].join(map(str, times))
    if isinstance(what, Reason):
        return _COLON[lang].join((what.text(lang), named))
    more = () if found is None else (found[0].text(lang), found[1])
    return _NOTES[what][lang].format(named, *more)


# --- totals taken apart ---------------------------------------------------------------------------


class _Step(NamedTuple):
    """A total to date and an earlier one since the same day, and whether a break lies between."""

    earlier: Observation
    later: Observation
    broken: bool = False


def _taken_apart(series: Iterable[Observation]) -> tuple[list[Observation], list[Observation]]:
    """The observations to keep, and those derived from totals to date."""
    kept, starts = _by_start(series)
    ends = _grouped(chain.from_iterable(starts.values()), _day_after)
    singles: list[Observation] = []
    for step in chain.from_iterable(map(_steps, starts.values())):
        start, after, parts = _open(step, starts, ends)
        if start < after:
            singles.append(_rest(step, _span(start, after), parts))
        elif not step.broken:
            kept += _contradicted(step, parts)
    return kept, singles


def _by_start(series: Iterable[Observation]) -> tuple[list[Observation], _Groups]:
    """The observations to keep, and those inside a year by their first day."""
    kept: list[Observation] = []
    within: list[Observation] = []
    for o in series:
        (within if _within_a_year(o.period.first_day, o.period.end) else kept).append(o)
    starts = _grouped(within, _first_day)
    for totals in starts.values():
        kept += _beginning(totals)
    return kept, starts


def _beginning(totals: list[Observation]) -> tuple[Observation, Observation]:
    """The first total to date, and the first that has a value."""
    first = totals[0]
    if first.figure is None:
        first = _last_part(first) or first
    return first, next((o for o in totals if o.figure is not None), first)


def _grouped(observations: Iterable[Observation], day: Callable[[Observation], int]) -> _Groups:
    groups: _Groups = {}
    for observation in observations:
        groups.setdefault(day(observation), []).append(observation)
    return groups


def _by_period(
    kept: Iterable[Observation], differences: Iterable[Observation]
) -> dict[Any, Observation]:
    """All of them by period. Kept observations come before derived ones, any value before none."""
    by_period: dict[Any, Observation] = {o.period: o for o in differences}
    for observation in kept:
        if observation.figure is not None or observation.period not in by_period:
            by_period[observation.period] = observation
    return by_period


def _steps(totals: list[Observation]) -> Iterator[_Step]:
    """Each total after the first, with the last one before it that has a value; a total without a
    value with the one before it.
    """
    known, flagged = totals[0], False
    for before, total in pairwise(totals):
        flagged |= Flag.BREAK in total.flags
        if total.figure is None:
            yield _Step(before, total)
        elif known.figure is None:
            known, flagged = total, False
        else:
            yield _Step(known, total, flagged or _differ(known, total))
            known, flagged = total, False


def _open(step: _Step, starts: _Groups, ends: _Groups) -> tuple[int, int, list[Observation]]:
    """The days between two totals that no published single period covers, from the first to the day
    after, and the single periods before and after them.
    """
    start, after = _day_after(step.earlier), _day_after(step.later)
    if step.later.figure is None:
        return start, after, []
    parts = _row(step.later, start, after, starts)
    start = _day_after(parts[-1]) if parts else start
    while part := _longest(step.later, start, after, ends, by_end=True):
        parts.append(part)
        after = _first_day(part)
    return start, after, parts


def _row(total: Observation, start: int, after: int, groups: _Groups) -> list[Observation]:
    """Published parts of a total that follow each other from the start of some days on."""
    parts: list[Observation] = []
    while part := _longest(total, start, after, groups):
        parts.append(part)
        start = _day_after(part)
    return parts


def _longest(
    total: Observation, start: int, after: int, groups: _Groups, *, by_end: bool = False
) -> Observation | None:
    """The longest published part of a total at the start or the end of some days."""
    fitting = [
        o
        for o in groups.get(after if by_end else start, ())
        if o.figure is not None
        and start <= _first_day(o)
        and _day_after(o) <= after
        and Flag.BREAK not in o.flags
        and not _differ(o, total)
    ]
    return max(fitting, key=lambda o: _day_after(o) - _first_day(o), default=None)


def _left(step: _Step, parts: Iterable[Observation]) -> Figure:
    """The difference of two totals, less the parts of it that are known."""
    figure = in_indicator_unit(step.later) - in_indicator_unit(step.earlier)
    for part in parts:
        figure -= in_indicator_unit(part)
    return figure


def _contradicted(step: _Step, parts: list[Observation]) -> Iterator[Observation]:
    """The last of the published parts with a note, if they add up to something else than what two
    totals leave.
    """
    left, last = _left(step, ()), parts[-1]
    if left.agrees(_sum(parts)) is Verdict.NO:
        yield _noted(last, step, left)


def _noted(published: Observation, step: _Step, left: Figure) -> Observation:
    """What is published, with a note on what the totals leave instead."""
    times = step.earlier.period, step.later.period
    between = _span(_day_after(step.earlier), _day_after(step.later))
    note = _note(published, "contradicts", *times, found=(left, between))
    return attrs.evolve(published, note="; ".join(filter(None, (published.note, note))))


def _sum(parts: list[Observation]) -> Figure:
    return sum(map(in_indicator_unit, parts[1:]), in_indicator_unit(parts[0]))


def _rest(step: _Step, period: Period, parts: list[Observation]) -> Observation:
    """The figure that two totals and the known parts of their difference leave for a period."""
    earlier, later, broken = step
    single = _last_part(later)
    if single is not None and (single.period == period or later.figure is None):
        return single
    inputs = (earlier, later, *parts)
    if later.figure is None or broken:
        reason = Reason.BREAK_IN_SERIES if broken else None
        return _none(inputs, later, period, reason, earlier.period, later.period)
    figure = _left(step, parts)
    note = None
    if _is_below_zero(figure.bounds) and not later.indicator.net:
        what = "negative" if _is_below_zero(figure.unrounded) else "rounded"
        note = _note(later, what, earlier.period, later.period)
    flags = (earlier.flags | later.flags) - {Flag.BREAK}
    return derived(inputs, period, figure, flags=flags, note=note)


def _is_below_zero(bounds: Bounds) -> bool:
    return bounds.upper is not None and bounds.upper < 0


def _last_part(total: Observation) -> Observation | None:
    """The last of the single periods that a total was added up from; None if it was not."""
    part = total.derived_from[-1] if total.derived_from else None
    if part is None or _day_after(part) != _day_after(total) or _IDENTITY(part) != _IDENTITY(total):
        return None
    return part if _first_day(total) < _first_day(part) else None


# --- growth since the start of the year -----------------------------------------------------------


def _levels_of(series: Series, levels: Series | None) -> _Groups:
    """The values of the years before by their first day, as published or left between totals."""
    _check_flow("decumulate", series)
    if levels is None:
        base = series.observations[-1].base
        problem = (
            "growth is taken apart with the values of its base; "
            f"pass levels=, a series of the values of {series.indicator.code} up to {base}"
        )
        raise InvalidRecordError("decumulate", "levels", None, problem)
    if not isinstance(levels, Series):
        raise RecordTypeError("decumulate", "levels", levels, "a Series")
    for field in SAME:
        mine = Measure.VALUE if field == "measure" else getattr(series, field)
        if mine != getattr(levels, field):
            raise NotComparableError(field, str(mine), str(getattr(levels, field)))
    return _grouped((o for o in with_differences(levels) if o.figure is not None), _first_day)


def _growth_taken_apart(
    series: Series, levels: _Groups
) -> tuple[list[Observation], list[Observation]]:
    """The growth that stays, and that of single periods, made of growth to date and levels."""
    kept, starts = _by_start(series)
    singles: list[Observation] = []
    noted: list[Observation] = []
    for step in chain.from_iterable(map(_steps, starts.values())):
        single = _single_growth(step, levels)
        singles.append(single)
        published = series.get(single.period)
        if published is None or published.figure is None or single.figure is None:
            continue
        if published.figure.agrees(single.figure) is Verdict.NO:
            noted.append(_noted(published, step, single.figure))
    return kept + noted, singles


def _single_growth(step: _Step, levels: _Groups) -> Observation:
    """The growth between two rates of growth to date."""
    earlier, later, _ = step
    period = _span(_day_after(earlier), _day_after(later))
    base = _base_between(earlier, later)
    before, during = (
        [] if time is None else _level(time, later, levels) for time in (earlier.base, base)
    )
    inputs = (earlier, later, *before, *during)
    reason = _no_growth(step, base, before, during)
    if reason is not None or later.figure is None:
        of_base = reason in (Reason.NO_BASELINE, Reason.BASE_MAY_BE_ZERO)
        times = (o.base if of_base and o.base else o.period for o in (earlier, later))
        return _none(inputs, later, period, reason, *times, base=base)
    figure = _rate_of_rest(_rate(earlier), _rate(later), _sum(before) / _sum(during))
    flags = frozenset[Flag]().union(*(o.flags for o in inputs)) - {Flag.BREAK}
    return derived(inputs, period, figure, measure=later.measure, base=base, flags=flags)


def _no_growth(
    step: _Step, base: Period | None, before: list[Observation], during: list[Observation]
) -> Reason | None:
    """Why there is no growth between two rates of growth to date; None if there is, or if the later
    has no value.
    """
    if step.broken:
        return Reason.BREAK_IN_SERIES
    if step.later.figure is None:
        return None
    if base is None:
        return Reason.PERIOD_MISMATCH
    if not before or not during:
        return Reason.NO_BASELINE
    positive = _is_positive(_sum(before)) and _is_positive(_sum(during))
    return None if positive else Reason.BASE_MAY_BE_ZERO


def _base_between(earlier: Observation, later: Observation) -> Period | None:
    """The base of the growth between two rates of growth to date; None if their bases do not
    continue each other as their periods do.
    """
    first, last = earlier.base, later.base
    if not (isinstance(first, Period) and isinstance(last, Period)) or first.start != last.start:
        return None
    apart = months_between(first, last)
    if not first < last or apart is None or apart != months_between(earlier.period, later.period):
        return None
    return _span(first.end.toordinal() + 1, last.end.toordinal() + 1)


def _level(period: Any, rate: Observation, levels: _Groups) -> list[Observation]:
    """The levels that make up the base of a rate; none if they do not cover it."""
    start, after = period.start.toordinal(), period.end.toordinal() + 1
    exact = [o for o in levels.get(start, ()) if o.period == period and not _differ(o, rate)]
    parts = exact or _row(rate, start, after, levels)
    return parts if parts and _day_after(parts[-1]) == after else []


def _rate(observation: Observation) -> Figure:
    assert observation.figure is not None
    return observation.figure.to(PERCENT)


def _is_positive(figure: Figure) -> bool:
    return figure.bounds.lower is not None and figure.bounds.lower > 0


def _rate_of_rest(before: Figure, whole: Figure, weight: Figure) -> Figure:
    """The growth of the rest, from that of a part and of the whole; *weight* is the part over the
    rest in the base: whole + (whole − part) × weight.
    """
    said = _bounds_of_rest(before.bounds, whole.bounds, weight.bounds)
    meant = _bounds_of_rest(before.unrounded, whole.unrounded, weight.unrounded)
    apart = NEAREST.subtract(whole.plain, before.plain)
    value = NEAREST.fma(apart, weight.plain, whole.plain)
    qualifier, upper = Qualifier.EXACTLY, None
    if {before.qualifier, whole.qualifier, weight.qualifier} != {qualifier}:
        value, qualifier, upper = read_off(said, 0, value)
    approximate = before.approximate or whole.approximate or weight.approximate
    return Figure._new(
        value,
        PERCENT,
        qualifier,
        upper,
        approximate=approximate,
        quotient=True,
        _bounds=said,
        _unrounded=meant,
    )


def _bounds_of_rest(before: Bounds, whole: Bounds, weight: Bounds) -> Bounds:
    """The lowest and the highest growth of the rest: where the three are at an end of their bounds,
    since the weight is above zero.
    """

    def end(context: Context, at: Decimal | None, other: Decimal | None) -> list[Decimal]:
        if at is None or other is None or weight.lower is None or weight.upper is None:
            return []
        apart = context.subtract(at, other)
        return [context.fma(apart, w, at) for w in (weight.lower, weight.upper)]

    lower = min(end(DOWN, whole.lower, before.upper), default=None)
    upper = max(end(UP, whole.upper, before.lower), default=None)
    return Bounds(
        lower,
        upper,
        whole.lower_closed and before.upper_closed,
        whole.upper_closed and before.lower_closed,
    )


# --- single periods added up ----------------------------------------------------------------------


class _Total(NamedTuple):
    """A total to date, what it was added up from, and why it and all after it have no figure."""

    observation: Observation | None = None
    parts: tuple[Observation, ...] = ()
    reason: Reason | None = None


def _added_up(start: date, singles: list[Observation]) -> list[Observation]:
    """The totals to date of a year, one for each day on which a single period ends: of several the
    one that is published, else the one of the longest period.
    """
    totals: dict[int, _Total] = {}
    sums: dict[int, Observation] = {}
    for single in sorted(singles, key=lambda o: (o.period.end, o.period.first_day)):
        after = _day_after(single)
        if after not in sums or sums[after].figure is None:
            total = _total(start, totals.get(_first_day(single), _Total()), single)
            assert total.observation is not None
            if after not in sums or total.observation.figure is not None:
                totals[after], sums[after] = total, total.observation
    return list(sums.values())


def _total(start: date, before: _Total, single: Observation) -> _Total:
    """A total to date: the total before it, and the single period that continues it."""
    period = Period._new(start, single.period.end)
    published = single if single.period == period else _later_total(single, period)
    if published is not None:
        return _Total(published, (published,))
    earlier, parts = before.observation, (*before.parts, single)
    reason = before.reason or _why_not(earlier, single)
    if earlier is None or reason is not None or single.figure is None:
        so_far = Period._new(start, single.period.first_day - ONE_DAY)
        return _Total(_none(parts, single, period, reason, so_far), parts, reason)
    figure = in_indicator_unit(earlier) + in_indicator_unit(single)
    # worked out now: for the days of a year they would be nested too deeply
    _ = figure.bounds, figure.unrounded
    flags = (earlier.flags | single.flags) - {Flag.BREAK}
    return _Total(derived(parts, period, figure, flags=flags), parts)


def _why_not(earlier: Observation | None, single: Observation) -> Reason | None:
    """Why a total to date cannot be continued by a single period; None if it can."""
    if earlier is None or earlier.figure is None:
        return Reason.GAP_IN_SERIES
    if Flag.BREAK in single.flags or _differ(earlier, single):
        return Reason.BREAK_IN_SERIES
    return None


def _later_total(single: Observation, period: Period) -> Observation | None:
    """The later of the two totals to date that a single period is the difference of; None if it is
    not.
    """
    if len(single.derived_from) < 2:
        return None
    earlier, later, *parts = single.derived_from
    if later.period != period or _IDENTITY(later) != _IDENTITY(single):
        return None
    is_rest = single.figure is None or single.figure == _left(_Step(earlier, later), parts)
    return later if is_rest else None

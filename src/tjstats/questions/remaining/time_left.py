"""The time that is left to a target: its periods, the share of it that has elapsed, and what each
period has to bring.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias

from tjstats.questions.comparability import months_between
from tjstats.questions.formulas import PERCENT, share
from tjstats.records.classifications import Measure, Status
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target
from tjstats.values.figures import Figure
from tjstats.values.periods import ONE_DAY, AsOf, Period, Time

YEAR: Final = 12  # months

# The periods that are left, from the last day reported, the last of the target, and the times
# reported.
Rest: TypeAlias = Callable[[date, date, Sequence[Time]], tuple[Period, ...]]


def reported_within(target: Target, series: Series) -> list[Observation]:
    """The figures over the target's period and over parts of it, in order."""
    time = target.period
    if not isinstance(time, Period):
        return []
    known = [o for o in series if isinstance(o.period, Period) and o.figure is not None]
    return [o for o in known if time.contains(o.period)]


def periods_left(after: date, end: date, reported: Sequence[Time]) -> tuple[Period, ...]:
    """The periods from the day after *after* to *end*; none if that is over."""
    if after >= end:
        return ()
    whole = Period(after + ONE_DAY, end)
    if whole.months is None:
        return (whole,)
    steps = (_step(reported), YEAR, 3, 1)
    fitting = (n for n in steps if n and n <= YEAR and whole.months % n == 0)
    return whole.split(f"{next(fitting)}m")


def _step(reported: Sequence[Time]) -> int | None:
    """The length in months at which something is reported: from the last end but one to the last,
    or that of a single span.
    """
    *_, before, last = (None, *sorted({time.end for time in reported}))
    if before is not None:
        return Period(before + ONE_DAY, last).months
    only = reported[0]
    return only.months if isinstance(only, Period) else None


@lru_cache(256)
def elapsed_share(start: date, until: date, end: date) -> Figure:
    """The share of the time that has elapsed."""
    if until < start:
        return Figure(0, PERCENT, exact=True)
    part, whole = lengths(Period(start, min(until, end)), Period(start, end))
    return share(Figure(part, "month", exact=True), Figure(whole, "month", exact=True))


def lengths(a: Period, b: Period) -> tuple[int, int]:
    """The lengths of two spans, in months if both consist of whole ones, else in days."""
    if a.months is not None and b.months is not None:
        return a.months, b.months
    return a.days, b.days


def even_share(amount: Figure, left: Sequence[Period]) -> Figure | None:
    """The equal share of each remaining period, in the words of the amount."""
    if not left:
        return None
    part = amount / len(left) if len(left) > 1 else amount
    return part.to(amount.word) if amount.word else part


def times(like: Time, span: Period) -> tuple[Time, Time]:
    """A remaining period and the time against which its growth is; their ends if *like* is a
    point.
    """
    if isinstance(like, Period):
        return span, span.shift(-1)
    return _point(like, span.end), _point(like, span.start - ONE_DAY)


def _point(like: AsOf, day: date) -> AsOf:
    """A point in time, named as precisely as another."""
    months = months_between(like, AsOf(day))
    alike = AsOf(day) if months is None else like.shift(months, "1m")
    return alike if alike.date == day else AsOf(day)


def path_of(
    target: Target,
    so_far: Observation,
    left: Sequence[Period],
    required: Sequence[Figure] | Figure | None,
) -> Series | None:
    """The figure required in each remaining period, as a forecast derived from the
    result so far.
    """
    figures = [required] * len(left) if isinstance(required, Figure) else required
    if not figures:
        return None
    measure = target.measure
    if measure not in (Measure.VALUE, Measure.CHANGE):
        measure = Measure.GROWTH
    path = []
    for span, figure in zip(left, figures, strict=True):
        time, base = times(so_far.period, span)
        path.append(
            Observation(
                target.indicator,
                time,
                figure,
                so_far.area,
                measure,
                None if measure is Measure.VALUE else base,
                so_far.scope,
                so_far.basis,
                Status.FORECAST,
                derived_from=(so_far,),
                breakdowns=so_far.breakdowns,
            )
        )
    return Series(tuple(path))

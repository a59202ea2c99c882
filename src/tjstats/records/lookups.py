"""Parts of a series: by position, between two periods, and the base of each observation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

import attrs

from tjstats.errors import InvalidRecordError, UnknownCodeError
from tjstats.records.classifications import Status
from tjstats.records.given import first_and_last, is_position

if TYPE_CHECKING:
    from tjstats.records.classifications import Every
    from tjstats.records.publication import Observation, Series

__all__ = ["at", "between", "unknown", "with_bases"]


def unknown(series: Series, period: object) -> UnknownCodeError:
    """The error that the series has no such period, with those that it has."""
    from difflib import get_close_matches

    codes = tuple(time.code for time in series.periods)
    near = tuple(get_close_matches(str(period), codes, 8, 0)) if len(codes) > 8 else ()
    where = f"series {series.indicator.code}"
    return UnknownCodeError(str(period), where, near, known=() if near else codes)


def at(series: Series, position: int) -> Observation:
    """The observation at a position, from the end if negative. Raises `UnknownCodeError`."""
    count = len(series)
    if -count <= position < count:
        return series.observations[position]
    where = f"series {series.indicator.code}"
    raise UnknownCodeError(position, where, known=(f"{-count} to {count - 1}", "a period"))


def between(series: Series, asked: slice) -> tuple[Observation, ...]:
    """The observations between two positions as in a list, or within two periods and all between
    them. Raises `InvalidRecordError` if there are none, or for one of each.
    """
    ends = asked.start, asked.stop
    by_position = {is_position(end) for end in ends if end is not None}
    shown = ":".join("" if end is None else str(end) for end in ends)
    if len(by_position) > 1:
        problem = "write two periods ('2021':'2025') or two positions (-3:)"
        raise InvalidRecordError("Series", "slice", shown, problem)
    if asked.step is not None:
        problem = "leave it out: a series is in the order of its periods; reversed(series) turns it"
        raise InvalidRecordError("Series", "step", asked.step, problem)
    records = _within(series, asked) if False in by_position else series.observations[asked]
    if not records:
        problem = f"no observation is in it; {series.text('en')}"
        raise InvalidRecordError("Series", "slice", shown, problem)
    return records


def _within(series: Series, asked: slice) -> tuple[Observation, ...]:
    first = None if asked.start is None else first_and_last(asked.start)[0]
    last = None if asked.stop is None else first_and_last(asked.stop)[1]
    return tuple(
        o
        for o in series
        if (first is None or first <= o.period.first_day) and (last is None or o.period.end <= last)
    )


def with_bases(series: Series, over: str) -> Iterator[tuple[Observation, Observation]]:
    """Each observation after its base, *over* a length earlier; a base that is not observed in the
    same scope is missing, and before the first of the same length there is none.
    """
    known = {(o.period, o.every): o for o in series}
    first: dict[Any, Observation] = {}
    for current in series:
        period = current.period
        earliest = first.setdefault(_length(period), current).period
        at_base = period.shift(-1, over)
        base = known.get((at_base, current.every))
        if base is not None and base.scope != current.scope:
            base = None
        if base is None and at_base.first_day >= earliest.first_day:
            before = None if current.base is None else current.base.shift(-1, over)
            base = attrs.evolve(
                series.observations[0],
                period=at_base,
                figure=None,
                base=before,
                every=cast("Every | None", current.every),
                scope=current.scope,
                status=Status.MISSING,
                source=None,
                printed=None,
                locator=None,
                derived_from=(),
                note=None,
                flags=frozenset(),
            )
        if base is not None:
            yield base, current


def _length(period: Any) -> int | None:
    """The months of a span, else its days; None for a point."""
    months: int | None = getattr(period, "months", None)
    days: int | None = getattr(period, "days", None)
    return days if months is None else -months

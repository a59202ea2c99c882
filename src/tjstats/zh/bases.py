"""The time of a change and its base: what a rise of a level is over, and where 由A提高到B begins
and ends.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tjstats.errors import TjstatsError
from tjstats.values.periods import ONE_DAY, AsOf, Period, Time, months_later
from tjstats.zh.lexicon.times import BASES, COMPARED, MULTIPLES

__all__ = [
    "assumed",
    "base_at",
    "beginning",
    "end_of",
    "is_long",
    "over",
    "stepped",
    "with_words",
    "year_before",
]

_BASE_WORDS: Final = frozenset(word for words in (*BASES, *MULTIPLES) for word in words)
_SIZES: Final = sorted({len(word) for word in _BASE_WORDS}, reverse=True)
_COMPARED: Final = re.compile(COMPARED)


def with_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A base with the words that make it one: 较2020年, 与去年相比."""
    after = _COMPARED.match(text, end)
    stop = after.end() if after else end
    for size in _SIZES:
        if size <= start and text[start - size : start] in _BASE_WORDS:
            return start - size, stop
    return start, stop


def is_long(time: Time | None) -> bool:
    """Whether it is a span of more than a year."""
    return isinstance(time, Period) and time.days > 366


def _point(time: Time) -> AsOf:
    return time if isinstance(time, AsOf) else AsOf(time.end)


@lru_cache(maxsize=2048)
def stepped(time: Time | None, step: str, count: int = 1) -> Time | None:
    """The base of 同比 (a year before, or *count* of them), 环比 (just before, of the same length),
    按季 or 按月.
    """
    if time is None:
        return None
    try:
        if step == "year":
            return time.shift(-count, "1y")
        if step == "length":
            return time.shift(-1) if isinstance(time, Period) else None
        months = _MONTHS[step]
        if isinstance(time, Period) and time.months != months:
            return None
        return time.shift(-1, f"{months}m")
    except TjstatsError:
        return None


_MONTHS: Final = {"quarter": 3, "month": 1}


@lru_cache(maxsize=2048)
def over(time: Time | None, base: Time | None, distant: bool) -> Time | None:
    """What a change is over: the time of its level; for a point, from the base on; for a base some
    years ago, since then.

    >>> over(AsOf("2023"), AsOf("2022"), False), over(Period.year(2025), Period.year(2020), True)
    (Period('2023'), Period('2021-01-01/P5Y'))
    """
    if time is None or base is None:
        return time
    start = _point(base).date + ONE_DAY
    if isinstance(time, AsOf):
        return Period(start, time.date) if start <= time.date else time
    if (
        distant
        and isinstance(base, Period)
        and start < time.start
        and base.months == time.months == 12
    ):
        return Period(start, time.end)
    return time


@lru_cache(maxsize=2048)
def assumed(time: Time | None) -> Time | None:
    """The base of a change or growth whose text names none: the year before, for a part of a year
    the same part of it; None for a time of days.
    """
    if not isinstance(time, Period) or is_long(time):
        return year_before(time) if isinstance(time, Period) else stepped(time, "year")
    return stepped(time, "year") if time.months else None


def year_before(time: Time | None) -> Time | None:
    """The base of an average growth over whole years: the year before them."""
    if isinstance(time, Period) and time.months and time.months % 12 == 0:
        return (
            time.shift(-1, "1y")
            if time.months == 12
            else Period(months_later(time.start, -12), time.start - ONE_DAY)
        )
    return None


def base_at(time: Time | None, base: Time | None) -> Time | None:
    """The base as a point where the level is one."""
    return AsOf(base.end) if isinstance(time, AsOf) and isinstance(base, Period) else base


def beginning(base: Time | None, span: Period | None, time: Time | None) -> Time | None:
    """The time of A in 由A提高到B, where the text does not give it: that of the base, or before a
    span of years began.
    """
    if base is not None:
        return base
    long = time if is_long(time) else span if is_long(span) else None
    return AsOf(long.start - ONE_DAY) if isinstance(long, Period) else None


def end_of(time: Time | None, now: AsOf | None) -> Time | None:
    """The time of a level reached within a span of years: its end, or publication where that comes
    first.
    """
    if not is_long(time):
        return time
    assert isinstance(time, Period)
    if now is not None and time.start <= now.date < time.end:
        return now
    return AsOf(time.end)

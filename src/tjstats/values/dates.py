"""Days and months: reading a date, counting months, moving by months or days. What periods are calculated with."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from tjstats.errors import InvalidPeriodError

__all__ = ["ONE_DAY", "days_later", "first_day", "last_day", "month_number", "months_later", "step_of", "to_date"]

_STEP: Final = re.compile(r"([+-]?\d{1,4})([yqmd])")
_MONTHS: Final = {"y": 12, "q": 3, "m": 1}
ONE_DAY: Final = timedelta(days=1)


def to_date(value: date | str) -> date:
    if type(value) is date:
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise InvalidPeriodError(value, "no such day", "correct the date") from None
    raise InvalidPeriodError(value, "not a date", "write datetime.date or text like '2020-12-31'")


def month_number(year: int, month: int) -> int:
    """Months since year 0, counted from 0."""
    return year * 12 + month - 1


def first_day(ordinal: int, given: object) -> date:
    """The first day of a month by its ordinal."""
    if not 12 <= ordinal < 120000:
        raise InvalidPeriodError(given, "outside the years 1 to 9999", "use a date within them")
    return date(ordinal // 12, ordinal % 12 + 1, 1)


def last_day(ordinal: int, given: object) -> date:
    first = first_day(ordinal, given)
    return first.replace(day=monthrange(first.year, first.month)[1])


def step_of(text: str) -> tuple[int, int]:
    """A length as (months, days): "1y", "3m", "2q", "10d"."""
    found = _STEP.fullmatch(text) if isinstance(text, str) else None
    if not found:
        raise InvalidPeriodError(text, "not a length", "write '1y', '1q', '3m' or '10d'")
    count = int(found[1])
    return (0, count) if found[2] == "d" else (count * _MONTHS[found[2]], 0)


def months_later(day: date, months: int) -> date:
    """The day *months* later; the last of a month stays the last, and a day that the month lacks becomes its last."""
    ordinal = month_number(day.year, day.month) + months
    last = last_day(ordinal, day)
    return last if day.day == monthrange(day.year, day.month)[1] else last.replace(day=min(day.day, last.day))


def days_later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise InvalidPeriodError(str(day), f"{days} days from it is no date", "use a date within the years 1 to 9999") from None

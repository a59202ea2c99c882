"""Periods that are counted in days: weeks, single days and other spans of days as ordinals.

A question that moves by days (growth over "7d") or from such a span reads these and nothing else:
codes of weeks, days, and spans such as 2024-01-01/P10D. An ordinal is a day, shifted by the length
of the period, so that periods of different lengths never match.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from tjstats.errors import InvalidPeriodError
from tjstats.frames.engines import Expr, Expressions
from tjstats.records.given import code_of_time
from tjstats.values.periods import AsOf, Period, Time, period

__all__ = [
    "DAY",
    "LENGTH",
    "OF_DAYS",
    "day_of_date",
    "day_of_text",
    "days_in",
    "digits_in",
    "is_leap",
    "is_monday",
    "moment_in_days",
]

# The range of ordinals for one length, so that periods of different lengths never match.
LENGTH: Final = 10**7
OF_DAYS: Final = 10**6  # above the length in months of any period
DAY: Final = (
    "(?:[0-9]{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    "|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31|02-29))"
)
_WEEK: Final = "^[0-9]{4}-?W[0-9]{1,3}$"
_SPAN: Final = f"^{DAY}/P[1-9][0-9]{{0,6}}D$"
_NO_DIGIT: Final = "[^0-9]"
_POINT: Final = OF_DAYS * LENGTH
_LAST: Final = date.max.toordinal()


# --- one value ------------------------------------------------------------------------------------


def moment_in_days(time: Time) -> int:
    """The ordinal of a time, in days."""
    if isinstance(time, AsOf):
        return _POINT + time.date.toordinal()
    return (OF_DAYS + time.days) * LENGTH + time.start.toordinal()


def days_in(given: object) -> int | None:
    """The ordinal of a day or a span of days in a cell; None for any other value."""
    try:
        code = given.isoformat()[:10] if isinstance(given, date) else code_of_time(given)
        if not isinstance(code, str):
            return None
        time = AsOf(code) if re.fullmatch(DAY, code) else period(code)
    except InvalidPeriodError:
        return None
    in_months = isinstance(time, Period) and time.months and not re.fullmatch(_SPAN, code)
    return None if in_months else moment_in_days(time)


# --- a column -------------------------------------------------------------------------------------


def day_of_date(ns: Expressions, year: Expr, month: Expr, day: Expr) -> Expr:
    """The ordinals of dates, from their parts."""
    return _number(ns, year, month, day) + _POINT


def day_of_text(ns: Expressions, column: Expr) -> Expr:
    """The ordinals of codes, null for any other text."""
    week = ns.when(column.str.contains(_WEEK)).then(column)
    year, number = digits_in(ns, week, 0, 4), digits_in(ns, week, 4, None)
    monday = _first_monday(ns, year) + (number - 1) * 7
    in_year = (number >= 1) & (monday < _first_monday(ns, year + 1))
    weeks = ns.when(in_year).then(monday + (OF_DAYS + 7) * LENGTH)
    is_span = column.str.contains(_SPAN)
    dated = ns.when(is_span | column.str.contains(f"^{DAY}$")).then(column)
    year, month, day = (digits_in(ns, dated, *place) for place in ((0, 4), (5, 2), (8, 2)))
    exists = ~((month == 2) & (day == 29)) | is_leap(year)
    first = ns.when(exists).then(_number(ns, year, month, day))
    length = digits_in(ns, ns.when(is_span).then(column), 10, None)
    spans = ns.when(first + length <= _LAST + 1).then(first + (length + OF_DAYS) * LENGTH)
    points = ns.when(~is_span).then(first + _POINT)
    return ns.coalesce(weeks, spans, points)


def digits_in(ns: Expressions, text: Expr, start: int, width: int | None) -> Expr:
    """An integer in a text, as a float, because pandas's integers have no null; without a width all
    digits from *start* on.
    """
    part = text.str.slice(start, width)
    return (part if width else part.str.replace_all(_NO_DIGIT, "")).cast(ns.Float64)


def _number(ns: Expressions, year: Expr, month: Expr, day: Expr) -> Expr:
    """The proleptic Gregorian ordinal of a date, in years from March."""
    year, month, day = (part.cast(ns.Float64) for part in (year, month, day))
    early = month <= 2
    year = year - ns.when(early).then(ns.lit(1)).otherwise(ns.lit(0))
    month = month + ns.when(early).then(ns.lit(9)).otherwise(ns.lit(-3))
    return _before(year) + _whole(month * 153 + 2, 5) + day - 306


def _first_monday(ns: Expressions, year: Expr) -> Expr:
    """The first day of week 1 of a year, which has 4 January."""
    fourth = _before(year - 1) + 4
    return fourth - (fourth - 1) % 7


def _before(year: Expr) -> Expr:
    """The days up to the end of so many years."""
    return year * 365 + _whole(year, 4) - _whole(year, 100) + _whole(year, 400)


def _whole(number: Expr, divisor: int) -> Expr:
    return (number - number % divisor) / divisor


def is_leap(year: Expr) -> Expr:
    return ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)


def is_monday(moment: Expr) -> Expr:
    """Whether the ordinal of a day is a Monday."""
    return (moment >= _POINT) & (moment < _POINT + LENGTH) & ((moment - _POINT - 1) % 7 == 0)

"""Periods and points in time in Chinese and English words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

from tjstats.values.languages import Language

__all__ = ["day_text", "span_text"]

# The text of each kind of time: {y} year, {m} month, {d} day of its start; {Y}, {M}, {D} of its
# end; {n}, {N} the names of both months.
_TIMES: Final = {
    "year_end": {"en": "end {y}", "zh": "{y}年末"},
    "month_end": {"en": "end {n} {y}", "zh": "{y}年{m}月末"},
    "day": {"en": "{d} {n} {y}", "zh": "{y}年{m}月{d}日"},
    "year": {"en": "{y}", "zh": "{y}年"},
    "years": {"en": "{y}–{Y}", "zh": "{y}—{Y}年"},
    "month": {"en": "{n} {y}", "zh": "{y}年{m}月"},
    "months": {"en": "{n}–{N} {y}", "zh": "{y}年{m}—{M}月"},
    "months_across_years": {"en": "{n} {y}–{N} {Y}", "zh": "{y}年{m}月—{Y}年{M}月"},
    "days": {"en": "{d} {n} {y}–{D} {N} {Y}", "zh": "{y}年{m}月{d}日—{Y}年{M}月{D}日"},
}
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def day_text(day: date, lang: Language) -> str:
    """A point in time in words: the end of the year or month, or a day."""
    if day.day < monthrange(day.year, day.month)[1]:
        return _written("day", day, day, lang)
    return _written("year_end" if day.month == 12 else "month_end", day, day, lang)


def span_text(start: date, end: date, months: int | None, lang: Language) -> str:
    """A span in words; *months* is its length if that is whole months."""
    return _written(_kind_of_span(start, end, months), start, end, lang)


def _kind_of_span(start: date, end: date, months: int | None) -> str:
    """The row of `_TIMES` for a span."""
    one_year = start.year == end.year
    if months is None:
        return "day" if start == end else "days"
    if start.month == 1 and months % 12 == 0:
        return "year" if one_year else "years"
    if months == 1:
        return "month"
    return "months" if one_year else "months_across_years"


def _written(kind: str, start: date, end: date, lang: Language) -> str:
    return _TIMES[kind][lang].format(
        y=start.year,
        m=start.month,
        d=start.day,
        n=_MONTHS[start.month - 1],
        Y=end.year,
        M=end.month,
        D=end.day,
        N=_MONTHS[end.month - 1],
    )

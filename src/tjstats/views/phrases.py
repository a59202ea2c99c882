"""The words of the report in both languages, and how times are named in them."""

from __future__ import annotations

from calendar import monthrange
from typing import Final

from tjstats.values.periods import AsOf, Period, Time

__all__ = ["PHRASES", "phrase", "time_text"]

PHRASES: Final = {
    "indicator": {"en": "Indicator", "zh": "指标"},
    "figure": {"en": "Figure", "zh": "数值"},
    "period": {"en": "Period", "zh": "时期"},
    "change": {"en": "Growth, computed [printed]", "zh": "增减：计算值［公布值］"},
    "target": {"en": "Target", "zh": "目标"},
    "verdict": {"en": "Verdict", "zh": "判定"},
    "claims": {"en": "Claims checked", "zh": "核对公布的增减"},
    "printed": {"en": "Printed", "zh": "公布"},
    "implied": {"en": "Implied by the levels", "zh": "由水平数推算"},
    "result": {"en": "Result", "zh": "结果"},
    "open": {"en": "What could not be judged", "zh": "无法判定的事项"},
    "what": {"en": "Target or claim", "zh": "目标或公布值"},
    "reason": {"en": "Reason", "zh": "原因"},
    "sources": {"en": "Sources", "zh": "来源"},
    "no_number": {"en": "no number", "zh": "无数值"},
    "published": {"en": "published: ", "zh": "公布："},
    "from": {"en": "from ", "zh": "基数"},
    "derived": {"en": ", derived", "zh": "，推算"},
    "of": {"en": "of", "zh": "占"},
    "a_year": {"en": "a year", "zh": "年均"},
    "summary": {
        "en": "{targets} targets: {yes} met, {no} missed, {unknown} cannot tell. {claims} claims: "
        "{consistent} consistent, {inconsistent} inconsistent, {open} cannot tell.",
        "zh": "目标{targets}项：完成{yes}项，未完成{no}项，无法判定{unknown}项。公布的增减{claims}处："
        "一致{consistent}处，不一致{inconsistent}处，无法核对{open}处。",
    },
}

_MONTHS: Final = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def phrase(key: str, lang: str) -> str:
    """A word of the report."""
    return PHRASES[key][lang]


def time_text(time: Time, lang: str) -> str:
    """A period or point in time as people name it.

    >>> time_text(Period.years(2021, 2025), "en"), time_text(AsOf("2025-11"), "zh")
    ('2021–2025', '2025年11月末')
    """
    return _point(time, lang) if isinstance(time, AsOf) else _span(time, lang)


def _point(time: AsOf, lang: str) -> str:
    day = time.date
    if (day.month, day.day) == (12, 31):
        return f"{day.year}年末" if lang == "zh" else f"end {day.year}"
    if day.day == monthrange(day.year, day.month)[1]:
        return f"{day.year}年{day.month}月末" if lang == "zh" else f"end {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _span(time: Period, lang: str) -> str:
    months, year, month = time.months, time.start.year, time.start.month
    if months is None:
        return str(time)
    if month == 1 and months % 12 == 0:
        last = year + months // 12 - 1
        if last == year:
            return f"{year}年" if lang == "zh" else str(year)
        return f"{year}—{last}年" if lang == "zh" else f"{year}–{last}"
    if months == 1:
        return f"{year}年{month}月" if lang == "zh" else f"{_MONTHS[month - 1]} {year}"
    if year == time.end.year:
        end = time.end.month
        return f"{year}年{month}—{end}月" if lang == "zh" else f"{_MONTHS[month - 1]}–{_MONTHS[end - 1]} {year}"
    return str(time)

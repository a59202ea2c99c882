"""The words of the report in both languages, and how times are named in them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

from tjstats.records.classifications import Measure
from tjstats.records.targets import Target
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.qualifiers import Qualifier

__all__ = ["PHRASES", "bracketed", "phrase", "signed", "target_text", "time_text"]

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
    "plans": {"en": "Plans side by side", "zh": "各个五年规划对照"},
    "made_of": {"en": "made of", "zh": "构成"},
    "sum": {"en": "sum of {count} figures", "zh": "{count}个数值合计"},
    "mean": {"en": "mean of {count} figures", "zh": "{count}个数值平均"},
    "parts_derived": {"en": ", {count} derived", "zh": "，其中{count}个为推算"},
    "as_derived": {"en": "derived", "zh": "推算"},
    "as_published": {"en": "as published", "zh": "公布值"},
    "yearly": {"en": "a year", "zh": "每年"},
    "on_before": {"en": "on the plan before", "zh": "比上一个规划"},
    "plan_growth": {"en": "average annual growth", "zh": "年均增长"},
    "first_years": {"en": "first {count} years", "zh": "前{count}年"},
    "on_base": {"en": "on {time}", "zh": "比{time}"},
    "average_growth": {"en": "{figure} a year", "zh": "年均{figure}"},
    "each_year": {"en": "{figure} each year", "zh": "每年{figure}"},
    "in_step": {"en": "in step with {name}", "zh": "与{name}同步"},
    "against": {"en": "{figure} against {name}", "zh": "比{name}{figure}"},
    "both_first_years": {"en": "first {count} years of both", "zh": "两个规划的前{count}年"},
    "plan_target": {"en": "target", "zh": "目标"},
    "plan_verdict": {"en": "verdict", "zh": "判定"},
    "sources": {"en": "Sources", "zh": "来源"},
    "no_number": {"en": "no number", "zh": "无数值"},
    "published": {"en": "published: ", "zh": "公布："},
    "from": {"en": "from {figure}, {time}", "zh": "{time}为{figure}"},
    "derived": {"en": ", derived", "zh": "，推算"},
    "of": {"en": "of", "zh": "占"},
    "a_year": {"en": "a year", "zh": "年均"},
    "place": {"en": "Place", "zh": "位置"},
    "claim": {"en": "Claim", "zh": "表述"},
    "implied_by": {"en": "Implied", "zh": "推算"},
    "inconsistent": {"en": "Inconsistent", "zh": "不一致"},
    "consistent": {"en": "Consistent", "zh": "一致"},
    "undecided": {"en": "Cannot tell", "zh": "无法核对"},
    "checked": {
        "en": "{claims} claims: {inconsistent} inconsistent, {consistent} consistent, {undecided} cannot tell.",
        "zh": "表述{claims}处：不一致{inconsistent}处，一致{consistent}处，无法核对{undecided}处。",
    },
    "summary": {
        "en": "{targets} targets: {yes} met, {no} missed, {unknown} cannot tell. {claims} claims: "
        "{consistent} consistent, {inconsistent} inconsistent, {open} cannot tell.",
        "zh": "目标{targets}项：完成{yes}项，未完成{no}项，无法判定{unknown}项。公布的增减{claims}处："
        "一致{consistent}处，不一致{inconsistent}处，无法核对{open}处。",
    },
}

_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


def phrase(key: str, lang: str) -> str:
    """A word of the report."""
    return PHRASES[key][lang]


def bracketed(text: str, lang: str, *, square: bool = False) -> str:
    """A remark in the brackets of the language, with the space that goes before them."""
    return {"en": (" ({})", " [{}]"), "zh": ("（{}）", "［{}］")}[lang][square].format(text)


def signed(figure: Figure, lang: str) -> str:
    """A change in words, a rise with its plus sign."""
    return (
        "+" if figure.value > 0 and figure.qualifier is Qualifier.EXACTLY else ""
    ) + figure.text(lang)


def target_text(target: Target, lang: str) -> str:
    """What a target asks, in words: the bound, with a year, each year, or the indicator it is in
    step with.
    """
    figure = target.figure
    if figure is None:
        return phrase("no_number", lang)
    if target.relative_to is not None:
        step = figure.qualifier is Qualifier.ABOUT and not figure.value
        words = phrase("in_step" if step else "against", lang)
        return words.format(name=target.relative_to.name(lang), figure=figure.text(lang))
    text = (
        signed(figure, lang)
        if target.measure in (Measure.CHANGE, Measure.GROWTH)
        else figure.text(lang)
    )
    if target.measure is Measure.AVERAGE_GROWTH:
        text = phrase("average_growth", lang).format(figure=text)
    return phrase("each_year", lang).format(figure=text) if target.every == "1y" else text


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
        return (
            f"{day.year}年{day.month}月末"
            if lang == "zh"
            else f"end {_MONTHS[day.month - 1]} {day.year}"
        )
    return _day(day, lang)


def _day(day: date, lang: str) -> str:
    return (
        f"{day.year}年{day.month}月{day.day}日"
        if lang == "zh"
        else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    )


def _span(time: Period, lang: str) -> str:
    months, year, month = time.months, time.start.year, time.start.month
    if months is None:
        return _day(time.start, lang) if time.days == 1 else str(time)
    if month == 1 and months % 12 == 0:
        last = year + months // 12 - 1
        if last == year:
            return f"{year}年" if lang == "zh" else str(year)
        return f"{year}—{last}年" if lang == "zh" else f"{year}–{last}"
    if months == 1:
        return f"{year}年{month}月" if lang == "zh" else f"{_MONTHS[month - 1]} {year}"
    last, end = time.end.year, time.end.month
    if year == last:
        return (
            f"{year}年{month}—{end}月"
            if lang == "zh"
            else f"{_MONTHS[month - 1]}–{_MONTHS[end - 1]} {year}"
        )
    if lang == "zh":
        return f"{year}年{month}月—{last}年{end}月"
    return f"{_MONTHS[month - 1]} {year}–{_MONTHS[end - 1]} {last}"

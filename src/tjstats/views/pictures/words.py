"""Words of pictures, in both languages."""

from __future__ import annotations

from typing import Final

from tjstats.questions.phrases import PHRASES, bracketed, phrase, signed, target_text, time_text
from tjstats.records.classifications import STATUS_TEXTS
from tjstats.records.naming import part_text
from tjstats.records.publication import Indicator, Observation
from tjstats.records.targets import Target
from tjstats.values.figures import Figure
from tjstats.values.languages import Language

__all__ = [
    "about",
    "observed",
    "part_of",
    "rate_text",
    "said",
    "sentence",
    "sentences",
    "subject",
    "target_words",
    "titled",
]

_OWN: Final = {
    "title": {"en": "{subject}: {words}", "zh": "{subject}：{words}"},
    "subject": {"en": "{name}, {time}", "zh": "{time}{name}"},
    "aim": {"en": "Target: {words}", "zh": "目标：{words}"},
    "stretch": {"en": "Further aim: {words}", "zh": "力争：{words}"},
    "due": {"en": "Time elapsed: {words}", "zh": "时间过去{words}"},
    "nothing": {"en": "nothing is reported", "zh": "没有公布的数值"},
    "percents": {
        "en": "Each bar is the result in percent of its target; the line is the target, and the "
        "pale band is what it accepts.",
        "zh": "横条为结果相当于目标的百分比；竖线为目标，浅色为达标范围。",
    },
    "shares": {
        "en": "Each bar is the share completed; the dashed line is the share of time elapsed.",
        "zh": "横条为完成进度；虚线为时间进度。",
    },
    "partly": {"en": "{name} ({years})", "zh": "{name}{years}"},
    "partial": {
        "en": "Years are missing: both plans are compared over the same years.",
        "zh": "缺少部分年份：两个规划按相同年份比较。",
    },
    "growth": {"en": "average growth {words}", "zh": "年均增长{words}"},
    "later": {
        "en": "{name}, {later} against {earlier}",
        "zh": "{name}，{later}比{earlier}",
    },
    "rest": {"en": "Other", "zh": "其他"},
    "whole": {"en": "Total", "zh": "合计"},
    "contributions": {"en": "Contributions to growth", "zh": "对增长的拉动"},
    "other_lengths": {
        "en": "Not drawn, because they are for periods of another length: {times}.",
        "zh": "时期长短不同，未画出：{times}。",
    },
    "not_drawn": {"en": "Not drawn: {words}.", "zh": "未画出：{words}。"},
    "hollow": {
        "en": "An outline is a forecast, an estimate or a derived value.",
        "zh": "空心为预计、估计或推算值。",
    },
    "rounding": {
        "en": "A thin line is what the rounding leaves open.",
        "zh": "细线为四舍五入的范围。",
    },
    "no_value": {"en": "No value: {times}.", "zh": "没有数值：{times}。"},
    "break": {"en": "Break in the series: {times}.", "zh": "序列中断：{times}。"},
    "scope": {"en": "{time} (another scope)", "zh": "{time}（口径不同）"},
    "grown": {"en": "Growth of {name}", "zh": "{name}增速"},
    "moved": {"en": "Change of {name}", "zh": "{name}增减"},
    "no_growths": {"en": "No growth", "zh": "没有增长"},
    "no_growth": {"en": "No rate: {times}.", "zh": "没有增速：{times}。"},
    "needed": {"en": "Required: {words}", "zh": "需要：{words}"},
    "needed_rate": {"en": "required {words} a year", "zh": "所需年均增速{words}"},
    "seen_rate": {"en": "so far {words} a year", "zh": "至今年均增速{words}"},
    "aim_at": {"en": "Target for {time}: {words}", "zh": "{time}目标：{words}"},
    "projected": {"en": "At this rate: {words}", "zh": "按目前速度：{words}"},
    "lines": {
        "en": "The dashed line is what is required, the thin line an even path from the base.",
        "zh": "虚线为所需路径，细线为自基期起的均匀路径。",
    },
    "each_of": {"en": "{words} ({each} each)", "zh": "{words}（平均每期{each}）"},
    "a_year_each": {"en": "{words} ({each} a year)", "zh": "{words}（平均每年{each}）"},
    "status": {"en": "{scheme}: {status}", "zh": "{scheme}：{status}"},
    "beside": {"en": " · ", "zh": " · "},
    "list": {"en": ", ", "zh": "、"},
}
_TEXTS: Final = PHRASES | _OWN


def said(key: str, lang: Language, **facts: object) -> str:
    """A phrase in a language, with its facts."""
    return _TEXTS[key][lang].format(**facts)


def sentence(lang: Language, *parts: str) -> str:
    """The non-empty parts in a row, the first letter a capital."""
    text = phrase("joint", lang).join(filter(None, parts))
    return text[:1].upper() + text[1:]


def sentences(lang: Language, *parts: str) -> str:
    """The non-empty parts, with a dot between them."""
    return _TEXTS["beside"][lang].join(filter(None, parts))


def subject(record: Target | Observation, lang: Language) -> str:
    """What a figure is about, with its time: "New urban jobs, 2021–2025"."""
    name = about(record.indicator, record, lang)
    return said("subject", lang, name=name, time=time_text(record.period, lang))


def about(indicator: Indicator, record: Target | Observation, lang: Language) -> str:
    """The name of an indicator, with the scope."""
    return indicator.name(lang) + bracketed(record.scope or "", lang)


def part_of(record: Target | Observation, lang: Language) -> str:
    """The area, the breakdowns and the price basis of a figure."""
    return part_text(record, lang, ("area", "breakdowns", "basis"))


def titled(subject: str, words: str, lang: Language) -> str:
    """A headline."""
    return said("title", lang, subject=subject, words=words)


def observed(observation: Observation, lang: Language) -> str:
    """The figure of an observation, changes with their sign, and its status."""
    status = STATUS_TEXTS[observation.status][lang]
    figure = observation.figure
    if figure is None:
        return status
    text = figure.text(lang) if observation.base is None else signed(figure, lang)
    return text + bracketed(status, lang)


def rate_text(rate: Figure, lang: Language) -> str:
    """A rate with its sign and the digits that its interval supports."""
    return f"{'+' if rate.value > 0 else ''}{rate.brief(lang)}"


def target_words(target: Target, lang: Language) -> str:
    """A target with its figure."""
    return said("aim", lang, words=target_text(target, lang))

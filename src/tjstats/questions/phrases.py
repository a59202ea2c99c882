"""Words in both languages shared by answers and views, and texts of times, targets and verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tjstats.questions.attainment import Attainment
from tjstats.records.classifications import Measure
from tjstats.records.targets import Target
from tjstats.records.words import fall_text
from tjstats.values.figures import Figure
from tjstats.values.languages import Language, language_of
from tjstats.values.periods import Time
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Verdict

__all__ = [
    "PHRASES",
    "bracketed",
    "figure_text",
    "is_below",
    "joined",
    "phrase",
    "published_text",
    "signed",
    "target_text",
    "time_text",
    "verdict_text",
]

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
    "open": {"en": "Undecided", "zh": "无法判定的事项"},
    "what": {"en": "Target or claim", "zh": "目标或公布值"},
    "reason": {"en": "Reason", "zh": "原因"},
    "plans": {"en": "Plans side by side", "zh": "各个五年规划对照"},
    "made_of": {"en": "derivation", "zh": "构成"},
    "sum": {"en": "sum of {count:figure}", "zh": "{count}个数值合计"},
    "mean": {"en": "mean of {count:figure}", "zh": "{count}个数值平均"},
    "parts_derived": {"en": ", {count} derived", "zh": "，其中{count}个为推算"},
    "as_derived": {"en": "derived", "zh": "推算"},
    "as_published": {"en": "as published", "zh": "公布值"},
    "yearly": {"en": "a year", "zh": "每年"},
    "on_before": {"en": "on the previous plan", "zh": "比上一个规划"},
    "plan_growth": {"en": "average annual growth", "zh": "年均增长"},
    "on_base": {"en": "on {time}", "zh": "比{time}"},
    "average_growth": {"en": "{figure} a year", "zh": "年均{figure}"},
    "each_year": {"en": "{figure} each year", "zh": "每年{figure}"},
    "in_step": {"en": "in step with {name}", "zh": "与{name}同步"},
    "against": {"en": "{figure} against {name}", "zh": "比{name}{figure}"},
    "of_both": {"en": "{years} of both", "zh": "两个规划的{years}"},
    "plan_target": {"en": "target", "zh": "目标"},
    "plan_verdict": {"en": "verdict", "zh": "判定"},
    "sources": {"en": "Sources", "zh": "来源"},
    "no_number": {"en": "no number", "zh": "无数值"},
    "published": {"en": "published: ", "zh": "公布："},
    "from": {"en": "from {figure}, {time}", "zh": "{time}为{figure}"},
    "derived": {"en": ", derived", "zh": "，推算"},
    "share_of": {"en": "{share} of {whole}", "zh": "占{whole}{share}"},
    "place": {"en": "Place", "zh": "位置"},
    "claim": {"en": "Claim", "zh": "表述"},
    "implied_by": {"en": "Implied", "zh": "推算"},
    "inconsistent": {"en": "Inconsistent", "zh": "不一致"},
    "consistent": {"en": "Consistent", "zh": "一致"},
    "undecided": {"en": "Cannot tell", "zh": "无法核对"},
    "checked": {
        "en": "{claims:claim}: {inconsistent} inconsistent, {consistent} consistent, "
        "{undecided} cannot tell.",
        "zh": "表述{claims}处：不一致{inconsistent}处，一致{consistent}处，无法核对{undecided}处。",
    },
    "marks": {
        "en": "Marked are the figures that were read, with unit, bound, period and role when "
        "pointed at; ✗ is a claim that is inconsistent, with what would fit.",
        "zh": "标出的是读出的数字，指向时显示单位、界限、时间和作用；✗为不一致的表述及应有的数值。",
    },
    "sentence": {"en": "{}.", "zh": "{}。"},
    "joint": {"en": ", ", "zh": "，"},
    "past": {"en": "{gap} past the target", "zh": "超出目标{gap}"},
    "past_below": {"en": "{gap} past the target", "zh": "低于目标{gap}"},
    "inside": {"en": "{gap} inside the limit", "zh": "低于上限{gap}"},
    "short": {"en": "{gap} short", "zh": "差{gap}"},
    "count": {"en": "{count} {label}", "zh": "{count}项{label}"},
    "none_numbered": {"en": "No target has a number.", "zh": "没有指标设定数值。"},
    "unnumbered": {"en": "{count} without a number.", "zh": "另有{count}项没有数值。"},
    "numbered_counts": {
        "en": "{number:target} with a number: {counts}.",
        "zh": "有数值的目标{number}项：{counts}。",
    },
    "aims_counts": {
        "en": "{number:aim} without a number, {reached} of them published as reached.",
        "zh": "没有数值的目标{number}项，其中公布已实现的{reached}项。",
    },
    "claims_counts": {
        "en": "{number:printed change} checked: {consistent} consistent, {inconsistent} "
        "inconsistent, {open} cannot tell.",
        "zh": "核对公布的增减{number}处：一致{consistent}处，不一致{inconsistent}处，"
        "无法核对{open}处。",
    },
    "numbered": {"en": "Targets with a number", "zh": "有数值的目标"},
    "over_time": {"en": "Over time", "zh": "历年情况"},
    "figures": {"en": "Figures", "zh": "各项数值"},
    "further": {"en": "Further figures", "zh": "其余数值"},
    "at_time": {"en": "{time}: {figure}", "zh": "{time}：{figure}"},
    "compared": {"en": "Reported", "zh": "公布值"},
    "changes": {"en": "Changes", "zh": "增减变化"},
    "from_level": {"en": "From", "zh": "基期"},
    "to_level": {"en": "To", "zh": "报告期"},
    "computed": {"en": "Computed", "zh": "计算值"},
    "aims": {"en": "Aims without a number", "zh": "没有数值的目标"},
}

_BRACKETS: Final = {
    "en": {"round": " ({})", "square": " [{}]"},
    "zh": {"round": "（{}）", "square": "［{}］"},
}
_BETWEEN: Final = {"en": "; ", "zh": "；"}


def phrase(key: str, lang: Language) -> str:
    """A phrase in a language."""
    return PHRASES[key][lang]


def bracketed(text: str, lang: Language, shape: str = "round") -> str:
    """A remark in the brackets of the language, with a leading space if needed; nothing for no
    text.
    """
    return _BRACKETS[lang][shape].format(text) if text else ""


def joined(texts: Iterable[str], lang: Language) -> str:
    """The non-empty texts, joined by semicolons."""
    return _BETWEEN[lang].join(filter(None, texts))


def figure_text(figure: Figure | None, lang: Language) -> str:
    """A figure in words, with the digits that its interval supports; nothing for None."""
    return "" if figure is None else figure.brief(lang)


def signed(figure: Figure, lang: Language, least: int = 0) -> str:
    """A change in words, with a plus sign for a rise; a bound of a fall as that of its size. A
    result has the decimals of the figure beside it, *least*, or more.
    """
    if fall := fall_text(figure, lang):
        return fall
    rises = figure.value > 0 and figure.qualifier is Qualifier.EXACTLY
    return f"{'+' if rises else ''}{figure._brief(lang, least=least)}"


def is_below(target: Target) -> bool:
    """Whether a target has only an upper end, so that what is past it is below it."""
    return target.accepts is not None and target.accepts.lower is None


def verdict_text(attainment: Attainment, lang: Language) -> str:
    """A verdict with its sign and in words, without the reason if it is unknown."""
    verdict = attainment.verdict
    words = verdict.text(lang) if verdict is Verdict.UNKNOWN else attainment.text(lang)
    return f"{verdict.sign} {words}"


def target_text(target: Target, lang: Language) -> str:
    """A target in words: the bound, per year, for each year, or the indicator with which it is in
    step.
    """
    figure = target.figure
    if figure is None:
        return phrase("no_number", lang)
    if target.relative_to is not None:
        in_step = figure.qualifier is Qualifier.ABOUT and not figure.value
        words = phrase("in_step" if in_step else "against", lang)
        return words.format(name=target.relative_to.name(lang), figure=figure.text(lang))
    text = figure.text(lang)
    if target.measure in (Measure.CHANGE, Measure.GROWTH):
        text = signed(figure, lang)
    elif target.measure is Measure.AVERAGE_GROWTH:
        text = phrase("average_growth", lang).format(figure=text)
    return phrase("each_year", lang).format(figure=text) if target.every == "1y" else text


PUBLISHED_EN: Final[dict[Verdict | None, str]] = {
    Verdict.YES: "met",
    Verdict.NO: "missed",
    Verdict.UNKNOWN: "unclear",
}


def published_text(words: str | None, meaning: Verdict | None, lang: Language) -> str:
    """A published verdict: its words if they are in the language, else what they mean."""
    if not words or language_of(words) == lang:
        return words or ""
    return PUBLISHED_EN[meaning] if lang == "en" else _VERDICT_ZH[meaning]


_VERDICT_ZH: Final[dict[Verdict | None, str]] = {
    Verdict.YES: "完成",
    Verdict.NO: "未完成",
    Verdict.UNKNOWN: "不明",
}


def time_text(time: Time, lang: Language) -> str:
    """A period or point in time in words."""
    return time.text(lang)

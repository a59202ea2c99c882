"""The schemes published by offices, as a table: thresholds, codes, scores and rules, each with its
source and version.

The same data have a different status at each office, so thresholds are data of a named scheme and
never constants in the code.
"""

from __future__ import annotations

from decimal import Decimal
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

from tjstats.errors import RecordTypeError, UnknownCodeError
from tjstats.questions.pace.formulas import Formula
from tjstats.questions.pace.schemes import Band, BaseRule, Scheme
from tjstats.records.publication import Source
from tjstats.values.bounds import Bounds
from tjstats.values.languages import Language

__all__ = ["SCHEMES", "SchemeCode", "scheme"]

_STATCAN: Final = Source(
    "statcan-progress",
    "Progress measurement methodology for the Sustainable Development Goals",
    "Statistics Canada",
    url="https://github.com/open-sdg/open-sdg/blob/master/docs/progress-methodology.md",
)
_EUSTAT: Final = Source(
    "eustat-progress",
    "Progress components of the Sustainable Development Goals indicators",
    "Eustat",
    url="https://github.com/EUSTAT-PRE/data",
)
_EUROSTAT: Final = Source(
    "eurostat-progress",
    "Sustainable development in the European Union: annex on the assessment of trends",
    "Eurostat",
    note="thresholds as restated by Eustat and Statistics Canada",
)
_UN2023: Final = Source(
    "un-progress-chart-2023",
    "Progress Chart Technical Note 2023",
    "United Nations Statistics Division",
    url="https://unstats.un.org/sdgs/files/report/2023/Progress_Chart_Technical_Note_2023.pdf",
    note="as restated by Eustat, https://github.com/EUSTAT-DES/site",
)
_UNDP: Final = Source(
    "undp-sdg-tracker", "SDG data visualisation", "UNDP", note="after an older UN technical note"
)
_NBS: Final = Source(
    "nbs-energy-progress", "单位GDP能耗降低率进度的计算方法", "国家统计局、国家发展和改革委员会",
    note="worked example of the Qinghai statistics bureau, 2009",
)  # fmt: skip
_SCHEDULE: Final = Source(
    "plan-schedule",
    "序时进度",
    "",
    note="Chinese plan and budget practice; it has no cut points beyond 1",
)

# Scores without a target have knots at −2 %, 0, 0.5 %, 1.5 %, 2 %. With a target they go by −60 %,
# 60 %, 130 %: exactly so on Open SDG's page and in Eustat's files, with rounded constants (up to
# 6e-5 away) in those of Statistics Canada.
_RATIO_SCORE: Final = ((None, "4.1667", "-2.5"), ("0.6", "7.1429", "-4.2857"))
_EXACT_RATIO_SCORE: Final = ((None, 25, -15, 6), ("0.6", 50, -30, 7))
_RATE_SCORE: Final = (
    (None, 125, "-2.5"),
    (0, 500, "-2.5"),
    ("0.005", 250, "-1.25"),
    ("0.015", 500, -5),
)
_CUTS: Final = ("0.95", "0.6", "0", None), ("0.015", "0.005", "0", None), ("2.5", "0", "-2.5", None)
_STATCAN_CODES: Final = (
    "substantial_progress",
    "moderate_progress",
    "limited_progress",
    "deterioration",
)
_PAGE_CODES: Final = ("on_track", "acceleration_needed", "limited_progress", "deterioration")
_UNDP_CODES: Final = (
    "On Track",
    "Fair progress but acceleration needed",
    "Limited or No Progress",
    "Deterioration",
)


def _open_sdg(
    code: str, version: str, codes: tuple[str, ...], score: tuple[Any, ...], note: str
) -> Scheme:
    with_target, without_target, scores = (dict(zip(codes, cuts, strict=True)) for cuts in _CUTS)
    return Scheme(
        code,
        version,
        _STATCAN,
        Formula.RATIO,
        with_target,
        without_target,
        scores,
        score_with_target=score,
        score_without_target=_RATE_SCORE,
        best_score=5,
        limit_exponent="4.44",
        base_rule=BaseRule.NEXT_LATER,
        zero_replacement="0.001",
        all_achieved=True,
        note=note,
    )


def _eustat(small: str, big: str) -> tuple[Band, ...]:
    """Bands around zero, in which both *small* numbers mean no progress, and *big* progress is not
    yet significant.
    """
    high, low = Decimal(big), Decimal(small)
    fall, deep_fall = low.copy_negate(), high.copy_negate()
    return (
        Band("significant_progress", Bounds(high, None, lower_closed=False)),
        Band("moderate_progress", Bounds(low, high, lower_closed=False)),
        Band("no_progress", Bounds(fall, low)),
        Band("moderate_deterioration", Bounds(deep_fall, fall, upper_closed=False)),
        Band("significant_deterioration", Bounds(None, deep_fall, upper_closed=False)),
    )


_ALL: Final = (
    _open_sdg("statcan", "2026-03", _STATCAN_CODES, _RATIO_SCORE, "the codes of the data files"),
    _open_sdg(
        "open-sdg", "2.4", _PAGE_CODES, _EXACT_RATIO_SCORE, "the codes of the methodology page"
    ),
    Scheme(
        "eustat",
        "2025",
        _EUSTAT,
        Formula.RATIO,
        {
            "significant_progress": "0.95",
            "moderate_progress": "0.6",
            "moderate_deterioration": "0",
            "significant_deterioration": None,
        },
        _eustat("0.001", "0.01"),
        _eustat("0.25", "2.5"),
        achieved="significant_progress",
        score_with_target=_EXACT_RATIO_SCORE,
        score_without_target=((None, 250, 0),),
        best_score=5,
        limit_exponent="4.44",
        base_rule=BaseRule.NEAREST,
        zero_replacement="0.001",
        note="the codes of the data files",
    ),
    Scheme(
        "eurostat",
        "2023",
        _EUROSTAT,
        Formula.RATIO,
        {
            "significant_progress": "0.95",
            "moderate_progress": "0.6",
            "insufficient_progress": "0",
            "movement_away": None,
        },
        {
            "significant_progress": "0.01",
            "moderate_progress": "0.001",
            "no_progress": "-0.001",
            "moderate_movement_away": "-0.01",
            "significant_movement_away": None,
        },
        achieved="significant_progress",
        base_rule=BaseRule.EXACT,
        windows={"long": 15, "short": 5},
    ),
    Scheme(
        "un2023",
        "2023",
        _UN2023,
        Formula.PROJECTED_SHARE,
        {"3": "0.95", "2": "0.1", "1": None},
        {"3": "0.02", "2": "0.005", "1": None},
        achieved="3",
        not_available="-",
        base_rule=BaseRule.NEAREST,
        near=1,
        until_target=True,
        note="grades",
    ),
    Scheme(
        "undp",
        "2022",
        _UNDP,
        Formula.SIGNED_RATIO,
        dict(zip(_UNDP_CODES, ("0.95", "0.5", "-0.1", None), strict=True)),
        achieved="Target Achieved",
        not_available="Insufficient Data",
        base_rule=BaseRule.EXACT,
        strict=True,
    ),
    Scheme(
        "binary",
        "2.4",
        _STATCAN,
        Formula.LINEAR_SHARE,
        {"target_not_achieved": None},
        by_level=True,
        note="for what exists or not, such as a law; a single value is enough",
    ),
    Scheme(
        "plan-log",
        "2009",
        _NBS,
        Formula.LOG_SHARE,
        {"on_schedule": "1", "behind_schedule": None},
        achieved="completed",
        against_time=True,
        note="for changes that compound: a fall of 13.4 % is 82.5 % of a target of −16 %",
    ),
    Scheme(
        "plan-linear",
        "2009",
        _SCHEDULE,
        Formula.LINEAR_SHARE,
        {"on_schedule": "1", "behind_schedule": None},
        achieved="completed",
        against_time=True,
        note="for amounts that add up, of any sign",
    ),
)

SchemeCode: TypeAlias = Literal[
    "statcan",
    "open-sdg",
    "eustat",
    "eurostat",
    "un2023",
    "undp",
    "binary",
    "plan-log",
    "plan-linear",
]
# What people call a scheme.
_CALLED: Final = {
    "序时进度": ("plan-linear",),
    "时序进度": ("plan-linear",),
    "sdg": ("un2023", "open-sdg"),
}

# The status codes of the schemes in Chinese, and the grades of un2023 in the words of its chart.
_STATUS_ZH: Final = {
    "target_achieved": "已实现目标",
    "target_not_achieved": "未实现目标",
    "substantial_progress": "进展显著",
    "significant_progress": "进展显著",
    "moderate_progress": "进展适中",
    "limited_progress": "进展有限",
    "insufficient_progress": "进展不足",
    "no_progress": "没有进展",
    "on_track": "进展正常",
    "acceleration_needed": "需要加快",
    "deterioration": "出现倒退",
    "moderate_deterioration": "略有倒退",
    "significant_deterioration": "明显倒退",
    "movement_away": "偏离目标",
    "moderate_movement_away": "略偏离目标",
    "significant_movement_away": "明显偏离目标",
    "fair_progress_but_acceleration_needed": "有进展，但需要加快",
    "limited_or_no_progress": "进展有限或没有进展",
    "insufficient_data": "数据不足",
    "on_schedule": "达到序时进度",
    "behind_schedule": "落后于序时进度",
    "completed": "已完成",
    "within_limit": "控制在限度以内",
    "over_limit": "超过限度",
    "not_available": "无法评价",
    "3": "进展正常或已实现目标",
    "2": "有进展，但需要加快",
    "1": "停滞或倒退",
    "-": "数据不足",
}
_GRADES: Final = {
    "3": "on track or target met",
    "2": "fair progress, but acceleration needed",
    "1": "stagnation or regression",
    "-": "insufficient data",
}


def status_words(status: str, lang: Language) -> str:
    """A status code in words.

    >>> status_words("on_track", "en"), status_words("on_track", "zh")
    ('on track', '进展正常')
    """
    if lang == "en":
        return _GRADES.get(status, status.replace("_", " "))
    return _STATUS_ZH.get(status.lower().replace(" ", "_"), status)


SCHEMES: Final = MappingProxyType({scheme.code: scheme for scheme in _ALL})


def scheme(given: Scheme | str) -> Scheme:
    """The scheme with a code, also one that is known only at run time; a Scheme unchanged. Raises
    `UnknownCodeError`.

    >>> print(scheme("statcan"))
    statcan 2026-03
    """
    if isinstance(given, Scheme):
        return given
    if not isinstance(given, str):
        raise RecordTypeError("track", "scheme", given, "the code of a scheme, or a Scheme")
    if given not in SCHEMES:
        near = _CALLED.get(given) or tuple(get_close_matches(given, SCHEMES, 3))
        known = () if near else tuple(SCHEMES)
        raise UnknownCodeError(given, "tjstats.scheme", near, "scheme", known)
    return SCHEMES[given]

"""Three-valued verdicts, and the table of reasons why an answer is missing.

`Verdict` follows Kleene's strong logic: `&`, `|`, `~`, and no truth value. `Reason` says why an
answer is missing; each reason is a row of one table with its wording in English and Chinese.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NoReturn, TypeAlias

from tjstats.errors import NoTruthValueError
from tjstats.values.codes import Code
from tjstats.values.languages import Language, spoken

__all__ = ["REASON_TEXTS", "VERDICT_SIGNS", "VERDICT_TEXTS", "Reason", "Verdict"]


_Unordered: TypeAlias = Callable[["Verdict", object], NoReturn]


class Verdict(Code):
    """Yes, no, or cannot tell: a text equal to its code, without truth value or order.

    >>> Verdict.YES & Verdict.UNKNOWN
    <Verdict.UNKNOWN: 'unknown'>
    >>> ~Verdict.NO
    <Verdict.YES: 'yes'>
    >>> [verdict for verdict in Verdict if verdict == "no"]
    [<Verdict.NO: 'no'>]
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    # Declared as a text, which no condition takes: after NoReturn mypy would check nothing more.
    def __bool__(self) -> str:
        raise NoTruthValueError(self)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, bool):
            raise NoTruthValueError(self)
        return str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__

    def _unordered(self: Verdict, _: object) -> NoReturn:
        raise NoTruthValueError(self, "order")

    # a text has one, in which "no" would come before "yes"
    __lt__: _Unordered = _unordered
    __le__: _Unordered = _unordered
    __gt__: _Unordered = _unordered
    __ge__: _Unordered = _unordered

    def __and__(self, other: object) -> Verdict:
        if not isinstance(other, Verdict):
            return NotImplemented
        if self is Verdict.NO or other is Verdict.NO:
            return Verdict.NO
        return Verdict.YES if self is other is Verdict.YES else Verdict.UNKNOWN

    def __or__(self, other: object) -> Verdict:
        if not isinstance(other, Verdict):
            return NotImplemented
        return ~(~self & ~other)

    def __invert__(self) -> Verdict:
        return _NOT[self]

    def text(self, lang: Language | None = None) -> str:
        """The verdict in words, *lang* "en" or "zh"."""
        return VERDICT_TEXTS[self][spoken(lang)]

    @property
    def sign(self) -> str:
        """The sign beside the words of a verdict: ✓, ✗ or ?."""
        return VERDICT_SIGNS[self]

    def _cell(self, lang: Language) -> str:
        return f"{self.sign} {self.text(lang)}"


_NOT: Final = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES, Verdict.UNKNOWN: Verdict.UNKNOWN}

VERDICT_SIGNS: Final = {Verdict.YES: "✓", Verdict.NO: "✗", Verdict.UNKNOWN: "?"}
VERDICT_TEXTS: Final = {
    Verdict.YES: {"en": "yes", "zh": "是"},
    Verdict.NO: {"en": "no", "zh": "否"},
    Verdict.UNKNOWN: {"en": "cannot tell", "zh": "无法判定"},
}


class Reason(Code):
    """Why an answer, or a part of it, is missing. The wording is in `REASON_TEXTS`; `str(reason)`
    is the code.
    """

    # growth
    ZERO_BASE = "zero_base"
    NEGATIVE_BASE = "negative_base"
    BASE_MAY_BE_ZERO = "base_may_be_zero"
    MIXED_SIGN = "mixed_sign"
    GROWTH_OF_GROWTH = "growth_of_growth"
    NO_RATIO_SCALE = "no_ratio_scale"
    NOT_WHOLE_YEARS = "not_whole_years"
    PERIOD_LONGER_THAN_YEAR = "period_longer_than_year"
    # data
    MISSING_VALUE = "missing_value"
    ONLY_A_BOUND = "only_a_bound"
    NO_OBSERVATION = "no_observation"
    ONLY_PARTS = "only_parts"
    ONLY_LEVELS = "only_levels"
    GAP_IN_SERIES = "gap_in_series"
    BREAK_IN_SERIES = "break_in_series"
    NOT_ADDITIVE = "not_additive"
    SEVERAL_SOURCES = "several_sources"
    DUPLICATE_KEY = "duplicate_key"
    UNREADABLE_PERIOD = "unreadable_period"
    # targets
    NO_NUMBER = "no_number"
    UNREADABLE_TARGET = "unreadable_target"
    SET_ELSEWHERE = "set_elsewhere"
    PERIOD_NOT_OVER = "period_not_over"
    STRADDLES_TARGET = "straddles_target"
    ABOUT_WITHOUT_TOLERANCE = "about_without_tolerance"
    NO_REFERENCE = "no_reference"
    NO_BASELINE = "no_baseline"
    # pace
    ONE_POINT = "one_point"
    TARGET_EQUALS_BASE = "target_equals_base"
    BASE_AFTER_LATEST = "base_after_latest"
    TWO_SIDED_NEEDS_RANGE = "two_sided_needs_range"
    NO_DIRECTION = "no_direction"
    ZERO_LEVEL = "zero_level"
    # claims and comparisons
    NOTHING_IMPLIED = "nothing_implied"
    NO_EARLIER_LEVEL = "no_earlier_level"
    NO_COMPARABLE_BASE = "no_comparable_base"
    NO_LEVELS = "no_levels"
    NO_YEARS = "no_years"
    NO_WHOLE = "no_whole"
    NO_TARGET_NUMBER = "no_target_number"
    NO_OPENING_BALANCE = "no_opening_balance"
    DERIVED_FROM_CLAIM = "derived_from_claim"
    BASIS_UNKNOWN = "basis_unknown"
    DECIMALS_UNKNOWN = "decimals_unknown"
    UNIT_MISMATCH = "unit_mismatch"
    PERIOD_MISMATCH = "period_mismatch"
    AREA_MISMATCH = "area_mismatch"
    BREAKDOWN_MISMATCH = "breakdown_mismatch"
    SCOPE_MISMATCH = "scope_mismatch"
    BASIS_MISMATCH = "basis_mismatch"
    RANGES_OVERLAP = "ranges_overlap"
    # rechecked answers
    INPUTS_NOT_KEPT = "inputs_not_kept"

    def text(self, lang: Language | None = None) -> str:
        """The reason in words, *lang* "en" or "zh"."""
        return REASON_TEXTS[self][spoken(lang)]


REASON_TEXTS: Final = {
    Reason.ZERO_BASE: {"en": "the base is zero", "zh": "基数为零"},
    Reason.NEGATIVE_BASE: {"en": "the base is negative", "zh": "基数为负"},
    Reason.BASE_MAY_BE_ZERO: {"en": "the base may be zero or negative", "zh": "基数可能为零或负"},
    Reason.MIXED_SIGN: {
        "en": "base and current value differ in sign",
        "zh": "基期与报告期正负号不同",
    },
    Reason.GROWTH_OF_GROWTH: {
        "en": "growth of a growth rate has no rate",
        "zh": "增速的变化不以增长率表示",
    },
    Reason.NO_RATIO_SCALE: {"en": "the unit has no true zero", "zh": "该单位没有绝对零点"},
    Reason.NOT_WHOLE_YEARS: {
        "en": "the periods are not a whole number of years apart",
        "zh": "间隔不是整年",
    },
    Reason.PERIOD_LONGER_THAN_YEAR: {
        "en": "the periods are longer than a year",
        "zh": "报告期长于一年",
    },
    Reason.MISSING_VALUE: {"en": "no value is published", "zh": "未公布数值"},
    Reason.ONLY_A_BOUND: {"en": "only a bound is published", "zh": "仅公布界限"},
    Reason.NO_OBSERVATION: {"en": "no observation for the period", "zh": "该时期没有观测值"},
    Reason.ONLY_PARTS: {
        "en": "only values for parts of the period are given; records put them together, data "
        "frames do not",
        "zh": "仅有该时期各部分的数值；记录可以合计，数据表不作合计",
    },
    Reason.ONLY_LEVELS: {
        "en": "only levels are given; records compute changes and growth from them, data frames "
        "do not",
        "zh": "仅有水平值；记录可据以计算增减，数据表不作计算",
    },
    Reason.GAP_IN_SERIES: {"en": "the series has a gap", "zh": "序列有缺口"},
    Reason.BREAK_IN_SERIES: {"en": "there is a break in the series", "zh": "序列有中断或口径变化"},
    Reason.NOT_ADDITIVE: {
        "en": "values of this kind are not added over time",
        "zh": "此类指标不能跨期加总",
    },
    Reason.SEVERAL_SOURCES: {
        "en": "there are several sources and none was chosen",
        "zh": "有多个来源，尚未选定",
    },
    Reason.DUPLICATE_KEY: {
        "en": "several rows have the same keys and period",
        "zh": "同一序列同一时期有多行数据",
    },
    Reason.UNREADABLE_PERIOD: {"en": "the period cannot be read", "zh": "报告期无法识别"},
    Reason.NO_NUMBER: {"en": "the target has no number", "zh": "目标没有数值"},
    Reason.UNREADABLE_TARGET: {
        "en": "the target does not say what it accepts",
        "zh": "无法识别目标的要求",
    },
    Reason.SET_ELSEWHERE: {"en": "the target is set elsewhere", "zh": "目标由其他文件或上级下达"},
    Reason.PERIOD_NOT_OVER: {  # whether it is over by the calendar, an answer does not know
        "en": "the figures do not cover the target period to its end",
        "zh": "数据尚未覆盖到目标期末",
    },
    Reason.STRADDLES_TARGET: {
        "en": "the reported range includes values on both sides of the target",
        "zh": "公布数同时落在目标两侧",
    },
    Reason.ABOUT_WITHOUT_TOLERANCE: {
        "en": "'about' has no published tolerance",
        "zh": "“左右”没有公布允许偏差",
    },
    Reason.NO_REFERENCE: {"en": "the reference indicator is not given", "zh": "缺少对照指标"},
    Reason.NO_BASELINE: {"en": "the baseline is not given", "zh": "缺少基数"},
    Reason.ONE_POINT: {"en": "only one data point is available", "zh": "只有一个时点的数据"},
    Reason.TARGET_EQUALS_BASE: {"en": "the target equals the base", "zh": "目标与基数相同"},
    Reason.BASE_AFTER_LATEST: {
        "en": "the base is after the latest value",
        "zh": "基期晚于最新数据",
    },
    Reason.TWO_SIDED_NEEDS_RANGE: {
        "en": "a two-sided target needs an accepted range and transformed values",
        "zh": "双侧目标需要给定可接受区间并换算数据",
    },
    Reason.NO_DIRECTION: {
        "en": "the indicator does not say whether higher or lower is better",
        "zh": "未说明何种方向为好",
    },
    Reason.ZERO_LEVEL: {"en": "the latest value or the target is zero", "zh": "最新数据或目标为零"},
    Reason.NO_EARLIER_LEVEL: {"en": "the earlier level is not printed", "zh": "未列出基期数值"},
    Reason.NO_COMPARABLE_BASE: {
        "en": "no base on the same basis is printed",
        "zh": "未列出可比基数",
    },
    Reason.NO_LEVELS: {"en": "the levels of both ends are not printed", "zh": "未列出首末两期数值"},
    Reason.NO_WHOLE: {
        "en": "the whole is not printed, or not by that name",
        "zh": "未列出总体数值，或名称不同",
    },
    Reason.NO_YEARS: {"en": "the years that it spans are not printed", "zh": "未列出起止年份"},
    Reason.NO_OPENING_BALANCE: {"en": "the opening balance is not printed", "zh": "未列出期初结余"},
    Reason.NO_TARGET_NUMBER: {
        "en": "the target's number is not printed",
        "zh": "未列出目标数值",
    },
    Reason.NOTHING_IMPLIED: {
        "en": "there is no computed value to check it against",
        "zh": "没有可供核对的计算值",
    },
    Reason.DERIVED_FROM_CLAIM: {
        "en": "the only base level is derived from this figure",
        "zh": "基期数由该数本身推算，无法独立核对",
    },
    Reason.BASIS_UNKNOWN: {
        "en": "the price bases are not both stated",
        "zh": "价格口径未全部说明",
    },
    Reason.DECIMALS_UNKNOWN: {
        "en": "the number of printed decimals is unknown",
        "zh": "不知公布到小数点后几位",
    },
    Reason.UNIT_MISMATCH: {"en": "the units measure different things", "zh": "计量单位不可比"},
    Reason.PERIOD_MISMATCH: {"en": "the periods do not match", "zh": "时期不一致"},
    Reason.AREA_MISMATCH: {"en": "the areas differ", "zh": "地区不同"},
    Reason.BREAKDOWN_MISMATCH: {"en": "the breakdowns differ", "zh": "分组不同"},
    Reason.SCOPE_MISMATCH: {"en": "the scopes differ", "zh": "统计口径不同"},
    Reason.BASIS_MISMATCH: {"en": "the price bases differ", "zh": "价格口径不同"},
    Reason.RANGES_OVERLAP: {"en": "the two ranges overlap", "zh": "两个区间重叠"},
    Reason.INPUTS_NOT_KEPT: {
        "en": "the answer does not include its inputs",
        "zh": "结果中没有保存所依据的数据",
    },
}

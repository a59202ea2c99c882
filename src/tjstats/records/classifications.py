"""The code lists of records: nature, direction, measure, status, flag, force, and their rules.

Each list is an enumeration whose members are also their codes, and the codes again for type
checkers, so that an argument takes either; each rule that depends on a member is a table here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias, TypeVar, get_args

from tjstats.errors import InvalidRecordError, RecordTypeError
from tjstats.values.codes import Code
from tjstats.values.languages import Language, spoken
from tjstats.values.periods import AsOf, Period

__all__ = [
    "EVERY",
    "FLAG_TEXTS",
    "NATURES",
    "STATUS_TEXTS",
    "Breakdowns",
    "Direction",
    "DirectionCode",
    "Every",
    "Flag",
    "FlagCode",
    "Force",
    "ForceCode",
    "Measure",
    "MeasureCode",
    "Nature",
    "NatureCode",
    "NatureRow",
    "Status",
    "StatusCode",
    "weakest",
]

E = TypeVar("E", bound=Code)


class _Code(Code):
    """A code list whose members have words in both languages."""

    def text(self, lang: Language | None = None) -> str:
        """The code in words, *lang* "en" or "zh"."""
        return code_text(self, spoken(lang))


# Accepted breakdowns; a record holds them as sorted pairs.
Breakdowns: TypeAlias = Mapping[str, str] | Iterable[tuple[str, str]]


class Nature(_Code):
    """How an indicator behaves in time; the rules are in `NATURES`."""

    STOCK = "stock"
    FLOW = "flow"
    RATE = "rate"
    AVERAGE = "average"
    INDEX = "index"
    SHARE = "share"
    INTENSITY = "intensity"
    MEAN = "mean"
    STANDARD = "standard"
    PRICE = "price"


NatureCode: TypeAlias = Literal[
    "stock",
    "flow",
    "rate",
    "average",
    "index",
    "share",
    "intensity",
    "mean",
    "standard",
    "price",
]


class NatureRow(NamedTuple):
    """What a nature implies: the kinds of time of a value, how yearly values are aggregated over a
    plan, the unit of change, and whether a value holds from its day until the next.
    """

    times: tuple[type, ...]
    over_time: str  # "last", "sum" or "mean"
    change: str  # "percent" or "points"
    zh: str
    holds: bool = False


NATURES: Final = {
    Nature.STOCK: NatureRow((AsOf,), "last", "percent", "存量"),
    Nature.FLOW: NatureRow((Period,), "sum", "percent", "流量"),
    Nature.RATE: NatureRow((Period, AsOf), "mean", "points", "比率"),
    Nature.AVERAGE: NatureRow((Period, AsOf), "mean", "percent", "平均"),
    Nature.INDEX: NatureRow((Period, AsOf), "mean", "percent", "指数"),
    Nature.SHARE: NatureRow((Period, AsOf), "mean", "points", "比重"),
    Nature.INTENSITY: NatureRow((Period, AsOf), "mean", "percent", "强度"),
    Nature.MEAN: NatureRow((Period, AsOf), "mean", "percent", "均值"),
    Nature.STANDARD: NatureRow((AsOf, Period), "last", "percent", "标准", holds=True),
    Nature.PRICE: NatureRow((AsOf, Period), "last", "percent", "价格", holds=True),
}


class Direction(_Code):
    """Which direction is good."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


DirectionCode: TypeAlias = Literal["higher", "lower", "neither"]


class Measure(_Code):
    """Whether a figure is the value of its indicator, or a change, growth or factor from a base."""

    VALUE = "value"
    CHANGE = "change"
    GROWTH = "growth"
    AVERAGE_GROWTH = "average_growth"
    FACTOR = "factor"


MeasureCode: TypeAlias = Literal["value", "change", "growth", "average_growth", "factor"]


class Status(_Code):
    """How firm an observation is; the last three have no figure."""

    FINAL = "final"
    REVISED = "revised"
    NORMAL = "normal"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    FORECAST = "forecast"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    SUPPRESSED = "suppressed"


StatusCode: TypeAlias = Literal[
    "final",
    "revised",
    "normal",
    "provisional",
    "estimated",
    "forecast",
    "missing",
    "not_applicable",
    "suppressed",
]


WITHOUT_FIGURE: Final = frozenset({Status.MISSING, Status.NOT_APPLICABLE, Status.SUPPRESSED})
_FIRMNESS: Final = {status: rank for rank, status in enumerate(Status)}

STATUS_TEXTS: Final = {
    Status.FINAL: {"en": "final", "zh": "最终"},
    Status.REVISED: {"en": "revised", "zh": "修订"},
    Status.NORMAL: {"en": "", "zh": ""},
    Status.PROVISIONAL: {"en": "provisional", "zh": "初步"},
    Status.ESTIMATED: {"en": "estimated", "zh": "估计"},
    Status.FORECAST: {"en": "forecast", "zh": "预计"},
    Status.MISSING: {"en": "missing", "zh": "缺失"},
    Status.NOT_APPLICABLE: {"en": "not applicable", "zh": "不适用"},
    Status.SUPPRESSED: {"en": "suppressed", "zh": "不公布"},
}


class Flag(_Code):
    """A publisher's remark on an observation in addition to the status; there may be several.

    Sources: the letters B, U and D of SDMX's CL_OBS_STATUS 2.2, and CL_CONF_STATUS.
    """

    BREAK = "break"
    LOW_RELIABILITY = "low_reliability"
    CONFIDENTIAL = "confidential"
    DEFINITION_DIFFERS = "definition_differs"


FlagCode: TypeAlias = Literal["break", "low_reliability", "confidential", "definition_differs"]


FLAG_TEXTS: Final = {
    Flag.BREAK: {"en": "break in the series", "zh": "序列中断"},
    Flag.LOW_RELIABILITY: {"en": "low reliability", "zh": "可靠性低"},
    Flag.CONFIDENTIAL: {"en": "confidential", "zh": "保密"},
    Flag.DEFINITION_DIFFERS: {"en": "definition differs", "zh": "定义不同"},
}


class Force(_Code):
    """How binding a target is: 约束性 or 预期性."""

    BINDING = "binding"
    ANTICIPATORY = "anticipatory"


ForceCode: TypeAlias = Literal["binding", "anticipatory"]


# The codes of records in Chinese, for tables; in English they are words already.
_CODES_ZH: Final[dict[Code, str]] = {
    **{status: texts["zh"] for status, texts in STATUS_TEXTS.items()},
    Status.NORMAL: "正常",
    **{flag: texts["zh"] for flag, texts in FLAG_TEXTS.items()},
    Measure.VALUE: "数值",
    Measure.CHANGE: "增减量",
    Measure.GROWTH: "增速",
    Measure.AVERAGE_GROWTH: "年均增速",
    Measure.FACTOR: "倍数",
    Force.BINDING: "约束性",
    Force.ANTICIPATORY: "预期性",
    **{nature: row.zh for nature, row in NATURES.items()},
    Direction.HIGHER: "越高越好",
    Direction.LOWER: "越低越好",
    Direction.NEITHER: "不论高低",
}


def code_text(code: Code, lang: Language) -> str:
    """A measure, status, flag, force, nature or direction in words.

    >>> code_text(Measure.AVERAGE_GROWTH, "en"), code_text(Measure.AVERAGE_GROWTH, "zh")
    ('average growth', '年均增速')
    """
    return _CODES_ZH[code] if lang == "zh" else code.replace("_", " ")


def weakest(*statuses: Status) -> Status:
    """The least firm status, which an answer from such inputs has.

    >>> weakest(Status.NORMAL, Status.FORECAST, Status.PROVISIONAL)
    <Status.FORECAST: 'forecast'>
    """
    return max(statuses, key=_FIRMNESS.__getitem__, default=Status.NORMAL)


def member(kind: type[E], value: object, record: str, field: str) -> E:
    """The member of a code list. Raises `InvalidRecordError`, which lists the codes."""
    if isinstance(value, kind):
        return value
    try:
        return kind(str(value))
    except ValueError:
        raise InvalidRecordError(record, field, value, f"write one of {', '.join(kind)}") from None


Every: TypeAlias = Literal["1y", "1q", "1m"]  # each year, quarter or month of a period
EVERY: Final[tuple[Every, ...]] = get_args(Every)


def every_of(given: Every | None, record: str) -> Every | None:
    """The parts of a period in each of which a figure holds. Raises `InvalidRecordError`."""
    if given is not None and given not in EVERY:
        problem = f"write one of {', '.join(EVERY)}, or None"
        raise InvalidRecordError(record, "every", given, problem)
    return given


def flags_of(given: object, record: str) -> frozenset[Flag]:
    """The set of flags from members or codes. Raises `InvalidRecordError`."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise RecordTypeError(record, "flags", given, "a set of flags, for example {'break'}")
    return frozenset(member(Flag, flag, record, "flags") for flag in given)


_BREAKDOWNS: Final = "a mapping of texts, for example {'sex': 'F', 'age': 'Y15T24'}"


def breakdowns_of(given: object, record: str) -> tuple[tuple[str, str], ...]:
    """The sorted pairs from a mapping of dimension to value, or from such pairs.

    Raises `RecordTypeError`, `InvalidRecordError`.

    >>> breakdowns_of({"sex": "F", "age": "Y15T24"}, "Observation")
    (('age', 'Y15T24'), ('sex', 'F'))
    """
    pairs = given.items() if isinstance(given, Mapping) else given
    if isinstance(pairs, str) or not isinstance(pairs, Iterable):
        raise RecordTypeError(record, "breakdowns", given, _BREAKDOWNS)
    checked = [_breakdown(pair, record) for pair in pairs]
    values = dict(checked)
    if len(values) < len(checked):
        problem = "a dimension has two values; keep one"
        raise InvalidRecordError(record, "breakdowns", given, problem)
    return tuple(sorted(values.items()))


def _breakdown(pair: object, record: str) -> tuple[str, str]:
    if not isinstance(pair, tuple | list) or [part.__class__ for part in pair] != [str, str]:
        raise RecordTypeError(record, "breakdowns", pair, _BREAKDOWNS)
    dimension, value = pair
    if not dimension or not value:
        problem = "write both the dimension and its value"
        raise InvalidRecordError(record, "breakdowns", pair, problem)
    return dimension, value


def breakdowns_text(breakdowns: Iterable[tuple[str, str]], lang: Language = "en") -> str:
    """The breakdowns as one text: "age Y15T24, sex F"."""
    pairs = ((_DIMENSIONS_ZH.get(name, name), value) for name, value in breakdowns)
    named = pairs if lang == "zh" else breakdowns
    return _LISTED[lang].join(f"{dimension} {value}" for dimension, value in named)


_LISTED: Final = {"en": ", ", "zh": "、"}
_DIMENSIONS_ZH: Final = {
    "age": "年龄",
    "sex": "性别",
    "residence": "城乡",
    "urbanisation": "城乡",
    "education": "受教育程度",
    "industry": "行业",
    "occupation": "职业",
    "ownership": "所有制",
}
# The price bases that have a name, in words; other texts are shown as they stand.
_BASES: Final = {
    "current": {"en": "current prices", "zh": "现价"},
    "real": {"en": "real", "zh": "可比价"},
}
_CONSTANT: Final = {"en": "constant prices of {}", "zh": "{}年不变价"}


def basis_text(basis: str | None, lang: Language) -> str | None:
    """A price basis in words.

    >>> basis_text("constant 2015", "zh"), basis_text("current", "en")
    ('2015年不变价', 'current prices')
    """
    year = re.fullmatch(r"constant (\d{4})", basis or "")
    if year is not None:
        return _CONSTANT[lang].format(year[1])
    return basis if basis not in _BASES else _BASES[basis][lang]


_EVERY: Final = {
    "1y": {"en": "each year", "zh": "每年"},
    "1q": {"en": "each quarter", "zh": "每季度"},
    "1m": {"en": "each month", "zh": "每月"},
}


def every_text(every: str | None, lang: Language) -> str | None:
    """The parts of a period in words."""
    return None if every is None else _EVERY[every][lang]


def check_texts(record: object, *fields: str) -> None:
    """Raise `RecordTypeError` unless each field is text or None."""
    for field in fields:
        value = getattr(record, field)
        if value is not None and value.__class__ is not str:
            raise RecordTypeError(type(record).__name__, field, value, "text or None")


def check_code(record: object) -> None:
    """Raise unless the record's `code` is non-empty text."""
    code = getattr(record, "code")  # noqa: B009
    if code.__class__ is not str or not code:
        raise InvalidRecordError(
            type(record).__name__,
            "code",
            code,
            "write a short key, for example 'tianjin-14th-plan'",
        )


def check_type(record: object, field: str, kinds: type | tuple[type, ...], expected: str) -> None:
    """Raise `RecordTypeError` unless the field has one of the types."""
    value = getattr(record, field)
    if not isinstance(value, kinds):
        raise RecordTypeError(type(record).__name__, field, value, expected)

"""The code lists of records: nature, direction, measure, status, force, and what each implies.

Each list is an enumeration whose members are also their codes, and each rule that hangs on one is a
table here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from tjstats.errors import InvalidRecordError, RecordTypeError
from tjstats.values.periods import AsOf, Period

__all__ = [
    "NATURES",
    "STATUS_TEXTS",
    "Direction",
    "Force",
    "Measure",
    "Nature",
    "NatureRow",
    "Status",
    "weakest",
]

E = TypeVar("E", bound=StrEnum)


class Nature(StrEnum):
    """How an indicator behaves in time; the rules are in `NATURES`."""

    STOCK = "stock"
    FLOW = "flow"
    RATE = "rate"
    AVERAGE = "average"
    INDEX = "index"


class NatureRow(NamedTuple):
    """What a nature implies: the kinds of time of a value, how years become a plan, and how change
    is told.
    """

    times: tuple[type, ...]
    over_time: str  # "last", "sum" or "mean"
    change: str  # "percent" or "points"
    zh: str


NATURES: Final = {
    Nature.STOCK: NatureRow((AsOf,), "last", "percent", "存量"),
    Nature.FLOW: NatureRow((Period,), "sum", "percent", "流量"),
    Nature.RATE: NatureRow((Period, AsOf), "mean", "points", "比率"),
    Nature.AVERAGE: NatureRow((Period, AsOf), "mean", "percent", "平均"),
    Nature.INDEX: NatureRow((Period, AsOf), "mean", "percent", "指数"),
}


class Direction(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Measure(StrEnum):
    """What a figure is of its indicator: the value itself, or a change, growth or factor against a
    base.
    """

    VALUE = "value"
    CHANGE = "change"
    GROWTH = "growth"
    AVERAGE_GROWTH = "average_growth"
    FACTOR = "factor"


class Status(StrEnum):
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


class Force(StrEnum):
    """How binding a target is: 约束性 or 预期性."""

    BINDING = "binding"
    ANTICIPATORY = "anticipatory"


def weakest(*statuses: Status) -> Status:
    """The least firm of some statuses: what an answer made of them carries.

    >>> weakest(Status.NORMAL, Status.FORECAST, Status.PROVISIONAL)
    <Status.FORECAST: 'forecast'>
    """
    return max(statuses, key=_FIRMNESS.__getitem__, default=Status.NORMAL)


def member(kind: type[E], value: object, record: str, field: str) -> E:
    """The member of a code list for a code. Raises `InvalidRecordError` that names the codes."""
    try:
        return kind(str(value))
    except ValueError:
        raise InvalidRecordError(record, field, value, f"write one of {', '.join(kind)}") from None


def check_texts(record: object, *fields: str) -> None:
    """Raise `RecordTypeError` unless each of the fields is a text or None."""
    for field in fields:
        value = getattr(record, field)
        if value is not None and value.__class__ is not str:
            raise RecordTypeError(type(record).__name__, field, value, "text or None")


def check_code(record: object) -> None:
    """Raise unless the record's `code` is a text that is not empty."""
    code = getattr(record, "code")  # noqa: B009
    if code.__class__ is not str or not code:
        raise InvalidRecordError(
            type(record).__name__,
            "code",
            code,
            "write a short key, for example 'tianjin-14th-plan'",
        )


def check_type(record: object, field: str, kinds: type | tuple[type, ...], expected: str) -> None:
    """Raise `RecordTypeError` unless the field is of one of the kinds."""
    value = getattr(record, field)
    if not isinstance(value, kinds):
        raise RecordTypeError(type(record).__name__, field, value, expected)

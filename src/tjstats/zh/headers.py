"""What stands over the columns of a table: what each holds, its unit, its time, whose it is."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import attrs

from tjstats.values.periods import Period, Time
from tjstats.zh.lexicon import tables as words
from tjstats.zh.mentions import Kind, mentions
from tjstats.zh.text import normalised
from tjstats.zh.times import InForce

__all__ = [
    "CORNERS",
    "LEVELS",
    "NAMES",
    "RATES",
    "READ",
    "UNIT_IN",
    "Cell",
    "Column",
    "columns",
    "is_header",
    "kind_of",
    "unit_text",
]

UNIT_IN: Final = re.compile(
    r"[(（\[〔]\s*(?:单位[:：]\s*)?((?!累计)[^()（）\[\]〔〕\d、,，]{1,10})\s*[)）\]〕]\s*$"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
RATES: Final = ("growth", "step", "average", "share")
LEVELS: Final = ("value", "named")
READ: Final = (*LEVELS, *RATES)
NAMES: Final = ("label", "years")
CORNERS: Final = (*NAMES, "unit", "number")
_COLUMNS: Final = {
    kind: re.compile(pattern)
    for kind, pattern in {
        "label": words.LABELS,
        "number": words.NUMBERS,
        "years": words.YEARS,
        "unit": words.UNITS,
        "text": words.PROPERTIES,
        "average": words.AVERAGE_GROWTHS,
        "step": words.STEPS,
        "growth": words.GROWTHS,
        "share": words.SHARES,
        "value": words.PLAIN,
    }.items()
}
_UNDATED: Final = "undated"  # 本月 where the month is not known
_RATE_UNITS: Final = {"": "%", "%": "%", "‰": "‰"}
_GOAL: Final = re.compile("|".join(words.GOALS))
_DONE: Final = re.compile("|".join(words.DONE))
_OVER: Final = re.compile(rf"({_YEAR.pattern})年?[比较]({_YEAR.pattern})年?(?:{words.GROWTHS})")
_NAMELESS: Final = ("value", "named", "empty")
_NO_TIMES: Final = (Kind.STEP, Kind.EVERY)
_NOWHERE: Final = InForce()


class Cell(NamedTuple):
    """A cell: its text without white space around it, and where that begins."""

    text: str
    start: int


@attrs.define
class Column:
    """What a column holds, by its header. Fields: kind, unit, time, asked (what is to be), name (of
    what it counts), base (of a growth, where the header has it).
    """

    kind: str
    unit: str = ""
    time: Time | None = None
    asked: bool = False
    name: str = ""
    base: Time | None = None


def columns(
    headers: list[str], tops: list[str], times: InForce, *, targets: bool = False
) -> list[Column]:
    """What the columns hold, by their headers and those over these, "" without any; *times* is in
    force over the table; *targets*: it is one of targets.
    """
    found = [
        _under(header, top, times) if top else _column(header, times)
        for header, top in zip(headers, tops, strict=True)
    ]
    if targets:
        _ask(found, headers)
    for column in found:
        column.time = column.time or times.current
    _set_names(found)
    return found


def kind_of(header: str) -> str:
    """What a column with a header holds, wherever the table stands."""
    return _column(header, _NOWHERE).kind


def is_header(text: str) -> bool:
    """Whether words are a header by themselves, and not the name of anything."""
    column = _column(text, _NOWHERE)
    return column.kind not in ("named", "empty") or bool(column.unit)


def unit_text(unit: str) -> str:
    """A unit without the white space of a page."""
    return "".join(unit.split())


def _set_names(columns: list[Column]) -> None:
    """The first column holds the names where no header says which does."""
    first = columns[0]
    if first.kind in _NAMELESS and not (first.unit or any(c.kind in NAMES for c in columns)):
        first.kind = "label"


def _ask(columns: list[Column], headers: list[str]) -> None:
    """In a table of targets the last of several years is what is asked, and so is a mean growth,
    if no header says which column is.
    """
    averages = [column for column in columns if column.kind == "average"]
    if not any(column.asked for column in columns):
        averages += _last_year(columns, headers)
    elif any(_DONE.search(header) for header in headers):
        return
    for column in averages:
        column.asked = True


def _last_year(columns: list[Column], headers: list[str]) -> list[Column]:
    """The last of several years, unless its header says that it was done."""
    dated = [at for at, column in enumerate(columns) if column.kind == "value" and column.time]
    return [columns[at] for at in dated[1:][-1:] if not _DONE.search(headers[at])]


# --- one header -----------------------------------------------------------------------------------


def _column(header: str, times: InForce) -> Column:
    unit = UNIT_IN.search(header)
    plain = normalised(header[: unit.start()] if unit else header).text
    column = Column("value", unit_text(unit[1]) if unit else "")
    if plain.endswith("%"):
        plain, column.unit = plain[:-1], "%"
    column.asked = any(word in plain for word in words.GOALS)
    name = _dated(plain, column, times)
    if column.kind == _UNDATED:
        return column
    column.kind = _kind_of_column(header, plain if column.unit != "%" else plain + "%", name)
    if column.kind == "named":
        column.name = name
    elif column.kind in RATES:
        column.unit = _RATE_UNITS.get(column.unit, "")
    return column


def _kind_of_column(header: str, words_of: str, name: str) -> str:
    if _COLUMNS["text"].fullmatch(words_of):
        return "text"
    if not header:
        return "empty"
    kinds = (kind for kind, pattern in _COLUMNS.items() if pattern.fullmatch(name))
    return next(kinds, "named")


def _dated(plain: str, column: Column, times: InForce) -> str:
    """Gives a column the time of its header, and what is left of the words."""
    rest = _GOAL.sub("", "".join(plain.split()))
    if year := _YEAR.fullmatch(rest):
        column.time = Period.year(int(year[0]))
        return ""
    if over := _OVER.fullmatch(rest):  # 2024年比2023年增长
        return _over(int(over[1]), int(over[2]), column)
    return rest if _COLUMNS["growth"].fullmatch(rest) else _in_force(rest, column, times)


def _in_force(rest: str, column: Column, times: InForce) -> str:
    """Gives a column the time in its words, 本月 or 2024年10月, and what is left of them."""
    if rest in words.MONTHS or rest in words.TOTALS:
        column.time = _of_month(times.current, rest in words.MONTHS)
        column.kind = "value" if column.time else _UNDATED
        return ""
    found = [mention for mention in mentions(rest) if mention.kind not in _NO_TIMES]
    if len(found) == 1 and (time := times.resolved(found[0])) is not None:
        start, end = found[0].start, found[0].end
        if rest[start - 1 : start] in ("比", "较"):  # 比上年末增长
            column.base = time
        else:
            column.time = time
        return rest[:start] + rest[end:]
    return rest


def _over(year: int, base: int, column: Column) -> str:
    """A growth between two years; none where it would run backwards."""
    if not 0 < base < year:
        return "备注"
    column.time, column.base = Period.year(year), Period.year(base)
    return "增长"


def _of_month(current: Time | None, month: bool) -> Time | None:
    """本月 and 累计 of a table of a month, or of the months up to it."""
    if not isinstance(current, Period) or current.months is None or current.months > 12:
        return None
    end = current.end
    if month:
        return Period.month(end.year, end.month)
    return Period.year_to_date(end.year, end.month)


# --- two headers, one over the other --------------------------------------------------------------


def _under(header: str, over: str, times: InForce) -> Column:
    """2024年 over 绝对额, 城镇居民 over 增长（%）."""
    top = _column(over, times)
    if not header:
        return top
    if isinstance(top.time, Period):  # 2024年 over 1—10月
        times = InForce(None, year=top.time.end.year)
    column = _column(header, times)
    column.time, column.name = column.time or top.time, top.name + column.name
    column.asked |= top.asked
    if column.kind in LEVELS:
        _take_kind(column, top)
    if top.kind not in READ:
        column.kind = "text"
    return column


def _take_kind(column: Column, top: Column) -> None:
    """What the upper header says of a column whose own says only a time or whose it is."""
    if top.kind in RATES:
        column.kind, column.unit = top.kind, top.unit
    else:
        column.unit = column.unit or top.unit
        column.kind = "named" if column.name else column.kind

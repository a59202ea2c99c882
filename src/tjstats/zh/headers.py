"""What stands over the columns of a table: what each holds, its unit, its time, whose it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import attrs

from tjstats.values.periods import Period, Time
from tjstats.zh.cells import bare, has_time, is_time, is_unit, time_in, unit_of, unit_text
from tjstats.zh.lexicon import tables as words
from tjstats.zh.text import normalised
from tjstats.zh.times import InForce

__all__ = [
    "CORNERS",
    "LEVELS",
    "NAMES",
    "RATES",
    "READ",
    "Column",
    "columns",
    "is_header",
    "kind_of",
]

RATES: Final = ("growth", "step", "average", "share", "points")
LEVELS: Final = ("value", "named")
READ: Final = (*LEVELS, *RATES)
NAMES: Final = ("label", "years")
CORNERS: Final = (*NAMES, "unit", "number")
_COLUMNS: Final = {
    kind: re.compile(pattern)
    for kind, pattern in {
        "category": words.CATEGORIES,
        "number": words.NUMBERS,
        "label": words.LABELS,
        "years": words.YEARS,
        "unit": words.UNITS,
        "average": words.AVERAGE_GROWTHS,
        "step": words.STEPS,
        "growth": words.GROWTHS,
        "share": words.SHARES,
        "value": words.PLAIN,
    }.items()
}
_TEXT: Final = re.compile(words.PROPERTIES)
_UNDATED: Final = "undated"  # 本月 or 1月 where the month or the year is not known
_RATE_UNITS: Final = {"": "%", "%": "%", "‰": "‰"}
_POINTS: Final = ("个百分点", "百分点")
_GOAL: Final = re.compile(words.GOALS)
_DONE: Final = re.compile("|".join(words.DONE))
_STATUS: Final = re.compile(words.STATUS)
_OF_LAST_YEAR: Final = re.compile(words.OF_LAST_YEAR)
_UNTOLD, _UNSURE = re.compile(words.UNTOLD), re.compile(words.UNSURE)
_FILLED: Final = re.compile(
    "^(?:止?累计(?![结余])[数值额]?|绝对[量数值额])(?=.)|(?<=.)(?:止?累计[数值额]?|绝对[量数值额])$"
)
_SAME_MONTH, _OF_YEAR = re.compile(words.SAME_MONTH), re.compile(words.OF_YEAR)
_YEAR: Final = 366  # days
_NAMELESS: Final = ("value", "named", "empty")
_NOWHERE: Final = InForce()


@attrs.define
class Column:
    """What a column holds, by its header. Fields: kind, unit, time, dated (whether its own header
    says the time), asked (what is to be), name (of what it counts), base (of a growth, where the
    header has it), unsure (a header that may be of a growth or of an amount).
    """

    kind: str
    unit: str = ""
    time: Time | None = None
    dated: bool = False
    asked: bool = False
    name: str = ""
    base: Time | None = None
    unsure: str = ""
    word: str = ""
    at_end: bool = False
    told: bool = False


def columns(
    headers: list[list[str]],
    body: list[list[str]],
    times: InForce,
    *,
    targets: bool = False,
    per_cent: bool = False,
) -> list[Column]:
    """What the columns hold, by their headers, the uppermost first, and by the cells of *body*;
    *times* is in force over the table; *targets*: it is one of targets; *per_cent*: its caption
    says that rates are in per cent.
    """
    found = [_stacked(stack, times) for stack in zip(*headers, strict=True)]
    if targets:
        _ask(found, headers[-1])
    for column in found:
        column.time = column.time or _of_table(times, column)
        if column.unsure and not (per_cent and _OF_LAST_YEAR.search(column.unsure)):
            column.kind = "text"
    _set_labels(found, list(zip(*body, strict=True)))
    _leave_out_doubles(found)
    return found


def _leave_out_doubles(columns: list[Column]) -> None:
    """Columns that say the same of different figures are not told apart."""
    levels = [column for column in columns if column.kind in LEVELS]
    said = [(c.name, c.time, c.unit, c.asked, c.word) for c in levels]
    for column, each in zip(levels, said, strict=True):
        if said.count(each) > 1:
            column.kind = "text"


def _of_table(times: InForce, column: Column) -> Time | None:
    """The time of the whole table: of several years only the last one of what is asked, and of
    months the year.
    """
    time = times.current
    if column.asked and time is not None:
        return Period.year(time.end.year)
    if not isinstance(time, Period) or column.kind == "average":
        return time
    return time if time.days <= _YEAR else None


@lru_cache(maxsize=1024)  # headers are few
def kind_of(header: str) -> str:
    """What a column with a header holds, wherever the table stands."""
    return _column(header, _NOWHERE).kind


@lru_cache(maxsize=1024)
def is_header(text: str) -> bool:
    """Whether words are a header by themselves, and not the name of anything."""
    column = _column(text, _NOWHERE)
    return text != "" and (column.kind not in ("named", "empty") or column.unit != "")


def _set_labels(columns: list[Column], cells: list[tuple[str, ...]]) -> None:
    """The columns of names: of several, those that only sort the rows are none; where no header
    says which it is, the first one of words.
    """
    filled = list(zip(columns, cells, strict=True))
    for column, texts in filled:
        _set_by_cells(column, texts)
    if not any(column.kind in NAMES for column in columns):
        label = next((each for each in filled if _may_be_names(*each)), None)
        if label is not None:
            column, texts = label
            column.kind = "years" if all(map(is_time, texts)) else "label"
    for column, texts in filled:
        _set_words(column, texts)


def _set_words(column: Column, texts: tuple[str, ...]) -> None:
    """A column of words that are no names."""
    words_only = column.kind == "named" and not any(map(_HAS_DIGIT, texts))
    if column.kind == "category" or words_only:
        column.kind = "text"


def _set_by_cells(column: Column, texts: tuple[str, ...]) -> None:
    """A column whose cells are units, or numbers below the name of what is counted: 街道."""
    if column.kind in READ and not column.unit and _are_units(texts):
        column.kind = "unit"
    elif column.kind == "label" and column.name and _are_numbers(texts):
        column.kind = "named"


def _may_be_names(column: Column, texts: tuple[str, ...]) -> bool:
    nameless = column.kind in _NAMELESS and not column.unit
    return column.kind == "category" or (nameless and not _are_numbers(texts))


def _are_numbers(texts: tuple[str, ...]) -> bool:
    return sum(_DIGITS.fullmatch(text) is not None for text in texts) * 2 > len(texts)


def _are_units(texts: tuple[str, ...]) -> bool:
    given = [text for text in texts if text]
    return len(given) > 1 and all(is_unit(text) for text in given)


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

_GROWN: Final = re.compile(
    rf"(?P<name>[^比较与年月]{{2,}}?)(?<!自然)(?P<growth>{words.GROWTHS}|{words.STEPS})"
)
_OVER: Final = re.compile(r"(\d{4})年?[比较](\d{4})年?(?:" + words.GROWTHS + ")")
_ENGLISH: Final = re.compile(r"[A-Za-z][A-Za-z .,&'()-]{2,}")  # below the Chinese
_NOW: Final = re.compile("^本[期年](?=..)")
_NUMBERED: Final = re.compile(r"[-+−]?\d")
_HAS_DIGIT: Final = re.compile(r"\d").search
_DIGITS: Final = re.compile(r"[-+−]?\d[\d,. ]*")
_MEASURE_UNIT: Final = re.compile("[百千万亿].*|.*[元吨顷亩米里克瓦时升%‰]|.*/.*")


def _column(header: str, times: InForce, top: Column | None = None) -> Column:
    """What a header says, perhaps under another one."""
    plain, unit = _parted("".join(bare(header).split()), top)
    column = Column("value", unit)
    if plain.startswith("单位:"):
        return Column("label", unit_text(plain[3:]) if is_unit(plain[3:]) else "")
    column.asked = _GOAL.search(plain) is not None
    rest = _dated(plain, column, times)
    if not header:
        column.kind = "empty"
    elif _TEXT.fullmatch(plain + "%" if unit == "%" else plain):
        column.kind = "text"
    elif column.kind != _UNDATED:
        _set_kind(column, header, rest)
    return column


def _parted(printed: str, top: Column | None) -> tuple[str, str]:
    """The words of a header, and its unit: in brackets, 增长%, or alone."""
    plain, unit = unit_of(printed)
    plain = normalised(plain).text
    if unit:
        return plain, unit
    if plain.endswith(("%", "‰")):
        return plain[:-1].rstrip("("), plain[-1]
    return ("", unit_text(plain)) if _is_unit_alone(plain, top) else (plain, "")


def _is_unit_alone(plain: str, top: Column | None) -> bool:
    """Whether a header is a unit, and no name of what is counted: 亿元; 户 under 总户数, not 镇."""
    if not is_unit(plain) or kind_of_words(plain) != "named":
        return False
    counter = plain in words.COUNTERS and top is not None and top.kind == "named"
    return counter or _MEASURE_UNIT.fullmatch(plain) is not None


def _set_kind(column: Column, header: str, rest: str) -> None:
    """What a column holds by what is left of its header without its time, and the name there."""
    if column.dated and kind_of_words(rest) == "named":
        rest = _FILLED.sub("", rest)
    if kind_of_words(rest) == "named" and (grown := _GROWN.fullmatch(rest)):
        column.name, rest = grown["name"], grown["growth"]
    column.kind = kind_of_words(rest)
    column.word = rest if column.kind in RATES or rest in words.AMOUNTS else ""
    if column.kind in RATES:
        _set_rate(column, header, rest)
    elif column.kind in ("named", "label"):
        column.name = _NOW.sub("", rest)
    if column.kind == "named":
        column.kind = _kind_of_name(column.name)


def _kind_of_name(name: str) -> str:
    """Whether a column with a name is told: not where a time or a change in it is not."""
    if has_time(name):
        return _UNDATED
    return "text" if _UNTOLD.search(name) else "named"


def _set_rate(column: Column, header: str, rest: str) -> None:
    column.told = column.unit != ""
    if column.kind in ("growth", "step") and not column.told and _UNSURE.search(rest):
        column.unsure = "".join(header.split())
    if column.kind in ("growth", "step") and column.unit in _POINTS:
        column.kind, column.unit = "points", "个百分点"
    else:
        column.unit = _RATE_UNITS.get(column.unit, "")


def kind_of_words(rest: str) -> str:
    """What a header without its unit and its time says that a column holds."""
    return next((kind for kind, pattern in _COLUMNS.items() if pattern.fullmatch(rest)), "named")


def _dated(plain: str, column: Column, times: InForce) -> str:
    """Gives a column the time of its header, and what is left of the words."""
    rest = _SAME_MONTH.sub("", _STATUS.sub("", _GOAL.sub("", plain)))
    if over := _OVER.fullmatch(rest):  # 2024年比2023年增长
        return _over(int(over[1]), int(over[2]), column)
    if _COLUMNS["growth"].fullmatch(rest) or _COLUMNS["step"].fullmatch(rest):
        return rest
    if (total := re.match(words.TOTALS, rest)) and not _NUMBERED.search(rest):  # 本年累计
        return _of_month(total.end(), rest, column, times, whole=True)
    if month := re.match(words.MONTHS, rest):
        return _of_month(month.end(), rest, column, times, whole=False)
    return _timed(rest, column, _of_last_month(times) if "同月" in rest else times)


def _timed(rest: str, column: Column, times: InForce) -> str:
    """Gives a column the time in what is left of its header."""
    found = time_in(rest, times)
    if "同" in rest and found.time is not None and times.current is None:
        column.kind = _UNDATED  # 去年同期, of what is not told
        return rest
    if found.is_base:
        column.base = found.time
    elif found.time is not None:
        column.time, column.dated = found.time, True
    if found.time is not None:
        return found.rest
    column.at_end = rest.startswith(words.AT_END)
    return _OF_YEAR.sub("", rest)


def _of_last_month(times: InForce) -> InForce:
    """The last of the months in force: 上年同月 of 1—10月 is October."""
    current = times.current
    if not isinstance(current, Period) or not current.months:
        return times
    month = Period.month(current.end.year, current.end.month)
    return attrs.evolve(times, time=month, span=month)


def _over(year: int, base: int, column: Column) -> str:
    """A growth between two years; none where it would run backwards."""
    if not 0 < base < year:
        return "备注"
    column.time, column.base, column.dated = Period.year(year), Period.year(base), True
    return "增长"


def _of_month(end: int, rest: str, column: Column, times: InForce, *, whole: bool) -> str:
    """本月 and 累计 of a table of a month, or of the months up to it."""
    current, left = times.current, rest[end:]
    if not isinstance(current, Period) or current.months is None or current.months > 12:
        if whole and kind_of_words(left) == "named":  # 累计发放贷款
            return rest
        column.kind = _UNDATED
        return left
    year, month = current.end.year, current.end.month
    column.time = Period.year_to_date(year, month) if whole else Period.month(year, month)
    column.dated = True
    return left


# --- headers, one over the other ------------------------------------------------------------------


def _stacked(stack: tuple[str, ...], times: InForce) -> Column:
    """A column by its headers, the uppermost first: 2024年 over 绝对额."""
    column: Column | None = None
    for at, header in enumerate(stack):
        if header and header not in stack[:at] and not (at and _ENGLISH.fullmatch(header)):
            column = _column(header, times) if column is None else _under(header, column, times)
            if isinstance(column.time, Period) and column.dated:  # 2024年 over 1—10月
                times = attrs.evolve(times, time=column.time, year=column.time.end.year, fresh=True)
    return column or Column("empty")


def _under(header: str, top: Column, times: InForce) -> Column:
    """城镇居民 over 增长（%）."""
    column = _column(header, times, top)
    if not column.dated and top.dated:
        column.time, column.dated = top.time, True
    column.asked |= top.asked
    column.base = column.base or top.base
    if top.kind in CORNERS:
        column.kind = top.kind if column.kind in LEVELS else column.kind
    elif top.kind not in READ or column.kind not in READ:
        column.kind = "text"
    else:
        column.name = top.name + column.name
        _take_kind(column, top)
    return column


def _take_kind(column: Column, top: Column) -> None:
    """What the upper header says of a column whose own says only a time, a unit or whose it is."""
    if column.kind in RATES:
        return
    if column.unit != "%":
        column.unsure = top.unsure
    if top.kind in RATES:
        column.kind, column.unit = top.kind, top.unit
    else:
        column.unit = column.unit or top.unit
        column.kind = "named" if column.name else column.kind

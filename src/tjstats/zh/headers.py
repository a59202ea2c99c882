"""What stands over the columns of a table: what each holds, its unit, its time, whose it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

import attrs

from tjstats.values.periods import Period, Time
from tjstats.zh.figures import figures
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
    "Cell",
    "Column",
    "columns",
    "heading",
    "is_header",
    "is_time",
    "is_unit",
    "kind_of",
    "time_in",
    "unit_of",
    "unit_text",
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
_UNDATED: Final = "undated"  # 本月 where the month is not known
_RATE_UNITS: Final = {"": "%", "%": "%", "‰": "‰"}
_POINTS: Final = ("个百分点", "百分点")
_GOAL: Final = re.compile(words.GOALS)
_DONE: Final = re.compile("|".join(words.DONE))
_STATUS: Final = re.compile(words.STATUS)
_OF_LAST_YEAR: Final = re.compile(words.OF_LAST_YEAR)
_UNTOLD, _UNSURE = re.compile(words.UNTOLD), re.compile(words.UNSURE)
_FILLED: Final = re.compile(
    "^(?:止?累计[数值额]?|绝对[量数值额])(?=.)|(?<=.)(?:止?累计[数值额]?|绝对[量数值额])$"
)
_NAMELESS: Final = ("value", "named", "empty")
_NO_TIMES: Final = (Kind.STEP, Kind.EVERY)
_NOWHERE: Final = InForce()


class Cell(NamedTuple):
    """A cell: its text without white space around it, and where that begins."""

    text: str
    start: int


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
    for column in found:
        if column.unsure:
            sure = per_cent and _OF_LAST_YEAR.search(column.unsure)
            column.kind = column.kind if sure and column.kind in READ else "text"
    if targets:
        _ask(found, headers[-1])
    for column in found:
        column.time = column.time or _of_table(times, column)
    _set_labels(found, list(zip(*body, strict=True)))
    return found


def _of_table(times: InForce, column: Column) -> Time | None:
    """The time of the whole table: of several years only the last one of what is asked."""
    time = times.current
    if not isinstance(time, Period) or time.days <= 366 or column.kind == "average":
        return time
    return Period.year(time.end.year) if column.asked else None


def kind_of(header: str) -> str:
    """What a column with a header holds, wherever the table stands."""
    return _column(header, _NOWHERE).kind


def is_header(text: str) -> bool:
    """Whether words are a header by themselves, and not the name of anything."""
    column = _column(text, _NOWHERE)
    return (
        column.kind not in ("named", "empty", "text")
        or bool(column.unit)
        or bool(column.kind == "text" and text)
    )


def _set_labels(columns: list[Column], cells: list[tuple[str, ...]]) -> None:
    """The columns of names: of several, those that only sort the rows are none; where no header
    says which it is, the first one of words.
    """
    for column, texts in zip(columns, cells, strict=True):
        if column.kind in READ and not column.unit and _are_units(texts):
            column.kind = "unit"
        elif column.kind == "label" and column.name and _are_numbers(texts):
            column.kind = "named"
    if not any(column.kind in NAMES for column in columns):
        for column, texts in zip(columns, cells, strict=True):
            if column.kind == "category":
                column.kind = "label"
            elif column.kind in _NAMELESS and not column.unit and _are_words(texts):
                column.kind, column.time = "label", None
            if column.kind == "label":
                break
    for column in columns:
        if column.kind == "category":
            column.kind = "text"


def _are_words(texts: tuple[str, ...]) -> bool:
    return all(not text or text[0] in "#*" or not re.match(r"[-+−]?\d", text) for text in texts)


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


# --- units ----------------------------------------------------------------------------------------

_BRACKET: Final = re.compile(
    r"[(（\[〔]\s*(?:计量)?(?:单位[:：]\s*)?([^()（）\[\]〔〕、,，]{1,12})\s*[)）\]〕]\s*$"
)
_SCALED: Final = frozenset("百千万亿")
_DIGITS: Final = re.compile(r"[-+−]?\d[\d,. ]*")
_MEASURE_UNIT: Final = re.compile("[百千万亿].*|.*[元吨顷亩米里克瓦时升%‰]|.*/.*")
_PER_CENT: Final = re.compile("[±+/-]*([%‰])")
_ABROAD: Final = re.compile("(人民币|新?台币|港[币元]|美元)([百千万亿十]*)元?(.*)")
_MONEYS: Final = {"人民币": "元", "台币": "新台币", "港币": "港元"}


def unit_text(unit: str) -> str:
    """A unit as it stands behind a number: 人民币亿元 as 亿元, without the white space of a page."""
    plain = normalised("".join(unit.split())).text
    if per_cent := _PER_CENT.fullmatch(plain):
        return per_cent[1]
    if abroad := _ABROAD.fullmatch(plain):
        return f"{abroad[2]}{_MONEYS.get(abroad[1], abroad[1])}{abroad[3]}"
    return plain


@lru_cache(maxsize=1024)
def is_unit(text: str) -> bool:
    """Whether words are a unit, and nothing else: 亿元, %; not 不含农户."""
    unit = unit_text(text)
    if not unit or unit[0].isdigit():
        return False
    found = figures("1" + unit, alone=True)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(unit) + 1
    return whole and (found[0].figure.unit.code[0] != "[" or unit[0] in _SCALED)


def unit_of(text: str) -> tuple[str, str]:
    """The words before a unit in brackets at their end, and the unit; all of them without one."""
    bracket = _BRACKET.search(text)
    if bracket and is_unit(bracket[1]):
        return text[: bracket.start()], unit_text(bracket[1])
    return text, ""


# --- times ----------------------------------------------------------------------------------------

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_YEARS: Final = re.compile(rf"({_YEAR.pattern})年?[—–~～至-]({_YEAR.pattern})年?")
_CODED: Final = re.compile(rf"({_YEAR.pattern})(?:[./-]|年)?(?:(0?[1-9]|1[0-2])月?|[Qq]([1-4]))")
_REPUBLIC: Final = re.compile(r"(?:民国)?((?:[4-9]\d|1[0-2]\d)年.*)")
_OVER: Final = re.compile(rf"({_YEAR.pattern})年?[比较]({_YEAR.pattern})年?(?:{words.GROWTHS})")
_PART: Final = r"[度末底初]|(?:\d{1,2}[—–~～至-])?\d{1,2}月[末底份]?|第?[1-4]季度?|[上下]半年"
_LIKE_TIME: Final = re.compile(
    rf"(?:(?:{_YEAR.pattern}|[4-9]\d|1[0-2]\d)年|{_YEAR.pattern}|(?=\d))(?:{_PART})?(?<=[年月\d度末底初季])"
    rf"(?<!^\d)(?<!^\d\d)(?<!^\d\d\d)|{_YEARS.pattern}|{_CODED.pattern}"
)


_GROWN: Final = re.compile(
    rf"(?P<name>[^比较与年月]{{2,}}?)(?<!自然)(?P<growth>{words.GROWTHS}|{words.STEPS})"
)
_NOW: Final = re.compile("^本[期年](?=..)")
_GROWING: Final = re.compile(rf"(?:止?累计)?(?:{words.GROWTHS}|{words.STEPS})")


def is_time(text: str) -> bool:
    """Whether a cell with digits is a time: 2024, 2025.07, 113年底, 1-9月."""
    return _LIKE_TIME.fullmatch("".join(text.split())) is not None


def time_in(rest: str, times: InForce) -> tuple[Time | None, str, bool]:
    """The time in the words of a header, what is left of these, and whether it is a base."""
    if year := _YEAR.fullmatch(rest):
        return Period.year(int(year[0])), "", False
    if (years := _YEARS.fullmatch(rest)) and years[1] < years[2]:
        return Period.years(int(years[1]), int(years[2])), "", False
    if coded := _CODED.fullmatch(rest):
        year_of, month, quarter = int(coded[1]), coded[2], coded[3]
        time = (
            Period.quarter(year_of, int(quarter)) if quarter else Period.month(year_of, int(month))
        )
        return time, "", False
    if republic := _REPUBLIC.fullmatch(rest):
        rest = f"民国{republic[1]}"
    found = [mention for mention in mentions(rest) if mention.kind not in _NO_TIMES]
    if len(found) > 1 and not found[0].start and _GROWING.fullmatch(rest, found[0].end):
        del found[1:]  # 1至10月累计比去年同期增长
    if len(found) == 1 and (time_of := times.resolved(found[0])) is not None:
        start, end = found[0].start, found[0].end
        return time_of, rest[:start] + rest[end:], rest[start - 1 : start] in ("比", "较", "与")
    return None, rest, False


# --- one header -----------------------------------------------------------------------------------

_ENGLISH: Final = re.compile(r"(?<=[\u4e00-\u9fff）)])\s+[A-Za-z][A-Za-z ,&'().-]{2,}$")
_NOTES: Final = re.compile(
    r"(?:[\[〔]\d{1,2}[\]〕]|[(（]?注[:：]?\d{0,2}[)）]?|[*①-⑳#†‡^@▲△¹²³])+$"
)


def heading(text: str) -> str:
    """A header or a name without note marks, emphasis and its English."""
    plain = _ENGLISH.sub("", text.strip("*_ "))
    return _NOTES.sub("", plain) if plain else plain


def _column(header: str, times: InForce, top: Column | None = None) -> Column:
    """What a header says, perhaps under another one."""
    printed = "".join(heading(header).split())
    column = Column("value")
    plain, column.unit = unit_of(printed)
    plain = normalised(plain).text
    if not column.unit and plain.endswith(("%", "‰")):
        plain, column.unit = plain[:-1].rstrip("("), plain[-1]
    elif not column.unit and _is_unit_alone(plain, top):
        plain, column.unit = "", unit_text(plain)
    if plain.startswith("单位:"):
        return Column("label", unit_text(plain[3:]) if is_unit(plain[3:]) else "")
    column.asked = _GOAL.search(plain) is not None
    rest = _dated(plain, column, times)
    if column.kind == _UNDATED:
        return column
    per_cent = plain + "%" if column.unit == "%" else plain
    _set_kind(column, header, per_cent, rest)
    return column


def _is_unit_alone(plain: str, top: Column | None) -> bool:
    """Whether a header is a unit, and no name of what is counted: 亿元; 户 under 总户数, not 镇."""
    if not is_unit(plain) or kind_of_words(plain) != "named":
        return False
    return _MEASURE_UNIT.fullmatch(plain) is not None or (top is not None and top.kind == "named")


def _set_kind(column: Column, header: str, plain: str, rest: str) -> None:
    if not header:
        column.kind = "empty"
        return
    if _TEXT.fullmatch(plain):
        column.kind = "text"
        return
    column.kind = kind_of_words(rest)
    if column.kind == "named" and (filled := _FILLED.sub("", rest)) != rest and column.dated:
        rest, column.kind = filled, kind_of_words(filled)
    if column.kind == "named" and (grown := _GROWN.fullmatch(rest)):
        column.name, rest = grown["name"], grown["growth"]
        column.kind = kind_of_words(rest)
    if column.kind in ("growth", "step") and not column.unit and _UNSURE.search(rest):
        column.unsure = "".join(header.split())
    if column.kind in RATES:
        _set_rate(column)
    elif column.kind == "named":
        column.name = _NOW.sub("", rest)
        column.kind = "text" if _UNTOLD.search(column.name) else "named"
    elif column.kind == "label":
        column.name = rest


def _set_rate(column: Column) -> None:
    if column.kind in ("growth", "step") and column.unit in _POINTS:
        column.kind, column.unit = "points", "个百分点"
    else:
        column.unit = _RATE_UNITS.get(column.unit, "")


def kind_of_words(rest: str) -> str:
    """What a header without its unit and its time says that a column holds."""
    return next((kind for kind, pattern in _COLUMNS.items() if pattern.fullmatch(rest)), "named")


def _dated(plain: str, column: Column, times: InForce) -> str:
    """Gives a column the time of its header, and what is left of the words."""
    rest = _STATUS.sub("", _GOAL.sub("", plain))
    if over := _OVER.fullmatch(rest):  # 2024年比2023年增长
        return _over(int(over[1]), int(over[2]), column)
    if _COLUMNS["growth"].fullmatch(rest) or _COLUMNS["step"].fullmatch(rest):
        return rest
    if month := re.match(words.MONTHS, rest):
        return _of_month(month.end(), rest, column, times, whole=False)
    time, left, base = time_in(rest, times)
    if base:
        column.base = time
        return left
    if time is not None:
        column.time, column.dated = time, True
        return left
    if total := re.match(words.TOTALS, rest):
        return _of_month(total.end(), rest, column, times, whole=True)
    return rest


def _over(year: int, base: int, column: Column) -> str:
    """A growth between two years; none where it would run backwards."""
    if not 0 < base < year:
        return "备注"
    column.time, column.base, column.dated = Period.year(year), Period.year(base), True
    return "增长"


def _of_month(end: int, rest: str, column: Column, times: InForce, *, whole: bool) -> str:
    """本月 and 累计 of a table of a month, or of the months up to it."""
    current = times.current
    if not isinstance(current, Period) or current.months is None or current.months > 12:
        column.kind = _UNDATED if kind_of_words(rest[end:]) != "named" or not whole else column.kind
        return rest if whole else rest[end:]
    last = current.end
    column.time = (
        Period.year_to_date(last.year, last.month) if whole else Period.month(last.year, last.month)
    )
    column.dated = True
    return rest[end:]


# --- headers, one over the other ------------------------------------------------------------------


def _stacked(stack: tuple[str, ...], times: InForce) -> Column:
    """A column by its headers, the uppermost first: 2024年 over 绝对额."""
    column: Column | None = None
    for at, header in enumerate(stack):
        if header and header not in stack[:at]:
            column = _column(header, times) if column is None else _under(header, column, times)
            if isinstance(column.time, Period) and column.dated:  # 2024年 over 1—10月
                times = attrs.evolve(times, time=column.time, year=column.time.end.year, fresh=True)
    return column or Column("empty")


def _under(header: str, top: Column, times: InForce) -> Column:
    """城镇居民 over 增长（%）."""
    column = _column(header, times, top)
    if column.dated or top.dated:
        column.time, column.dated = column.time if column.dated else top.time, True
    if column.kind in READ:
        column.name = (top.name if top.kind in READ else "") + column.name
    column.asked |= top.asked
    if column.kind not in RATES and column.unit != "%":
        column.unsure = column.unsure or top.unsure
    column.base = column.base or top.base
    if column.kind in LEVELS:
        _take_kind(column, top)
    if top.kind not in READ or column.kind not in READ:
        column.kind = column.kind if top.kind in CORNERS else "text"
    if top.kind in CORNERS and column.kind in LEVELS:
        column.kind = top.kind
    return column


def _take_kind(column: Column, top: Column) -> None:
    """What the upper header says of a column whose own says only a time or whose it is."""
    if top.kind in RATES:
        column.kind, column.unit = top.kind, top.unit
    else:
        column.unit = column.unit or top.unit
        column.kind = "named" if column.name else column.kind

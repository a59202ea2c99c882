"""The cells of a table: where they stand in a line, and what each says by itself: a number, a unit,
a time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from tjstats.values.periods import Period, Time
from tjstats.zh.figures import figures
from tjstats.zh.lexicon import tables as words
from tjstats.zh.mentions import Kind, Mention, mentions
from tjstats.zh.text import normalised
from tjstats.zh.times import InForce

__all__ = [
    "BARS",
    "NUMBER",
    "SEPARATORS",
    "Cell",
    "TimeIn",
    "bare",
    "cells",
    "has_time",
    "has_values",
    "is_time",
    "is_unit",
    "kind_of_cell",
    "plain_number",
    "time_in",
    "unit_of",
    "unit_text",
]


class Cell(NamedTuple):
    """A cell: its text without white space around it, and where that begins."""

    text: str
    start: int


# --- the cells of a line --------------------------------------------------------------------------

BARS: Final = "|｜│"
_BAR: Final = re.compile(f"[{BARS}]")
# Tabs, bars, columns of spaces, single spaces: the first that parts lines into a table is meant.
SEPARATORS: Final = (
    re.compile("\t"),
    _BAR,
    re.compile("[ \u3000]*(?:  |\u3000)[ \u3000]*"),
    re.compile("[ \u3000]+"),
)


def cells(line: str, place: int, separator: re.Pattern[str], *, edged: bool = False) -> list[Cell]:
    """The cells of a line that begins at *place*; *edged* where a bar begins each line of its
    table.
    """
    left = len(line) - len(line.lstrip(" \u3000"))
    body = line.rstrip(" \u3000\r")
    if separator is _BAR and edged:
        left += 1
        body = body[:-1] if body[-1] in BARS else body
    found, start = [], left
    for match in (*separator.finditer(body, left), None):
        end = match.start() if match else len(body)
        raw = body[start:end]
        text = raw.strip().strip("*_") or raw.strip()[:1]
        found.append(Cell(text, place + start + (raw.index(text) if text else len(raw))))
        start = match.end() if match else end
    return found if separator in SEPARATORS[:2] else _together(found, line, place)


def _together(parts: list[Cell], line: str, place: int) -> list[Cell]:
    """The cells of a line without the white space inside a word of two characters: 合  计."""
    found: list[Cell] = []
    for cell in parts:
        last = found[-1] if found else cell
        word = last.text + cell.text
        apart = len(last.text) == len(cell.text) == 1 and found
        if apart and (word in words.SPREAD or (len(found) == 1 and not word.isascii())):
            found[-1] = Cell(line[last.start - place : cell.start - place + 1], last.start)
        else:
            found.append(cell)
    return found


# --- numbers --------------------------------------------------------------------------------------

NUMBER: Final = re.compile(
    r"(?P<before>[≥≤<>＞＜约])?(?P<number>[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+−]?\d+(?:\.\d+)?)"
    r"(?P<unit>[^\d\s]{0,8}?)(?P<after>以上|以下|以内|左右)?"
)
_NOTED: Final = re.compile(r"(?<=[\d%])(?:[#*@†‡^①-⑳△▲¹²³]+|\s?[(（][pr初][)）]|\s?[pr])$")
_LIKE_YEAR: Final = re.compile(r"\d{4}(?:\.\d{1,2})?").fullmatch
_GROUPS: Final = re.compile(r"([-+−]?\d{1,3})((?: \d{3})+)(?=\.|$)")


def plain_number(text: str) -> str:
    """A cell without note marks, its thousands not parted by spaces: 1 204#."""
    plain = _NOTED.sub("", text)
    plain = normalised(plain).text if plain else plain
    return _GROUPS.sub(lambda groups: groups[1] + groups[2].replace(" ", ""), plain)


@lru_cache(maxsize=4096)  # several lines ask of the same cell, and — stands in many
def kind_of_cell(text: str) -> str:
    """Whether a cell is a "number", or "missing" (—, [12] of all the years), or neither ("")."""
    if text in words.MISSING or text[0] in "[〔":
        return "missing"
    number = NUMBER.fullmatch(plain_number(text))
    return "number" if number and (not number["unit"] or is_unit(number["unit"])) else ""


def has_values(row: list[Cell]) -> bool:
    """Whether a cell of a row is a number, and no time; behind a unit 1900 is a number."""
    numbers = [cell.text for cell in row if kind_of_cell(cell.text) == "number"]
    if any(not is_time(text) for text in numbers):
        return True
    return any(map(_LIKE_YEAR, numbers)) and any(is_unit(cell.text) for cell in row)


# --- words ----------------------------------------------------------------------------------------

_ENGLISH: Final = re.compile(r"(?<=[\u4e00-\u9fff）)])\s+[A-Za-z][A-Za-z ,&'().-]{2,}$")
_NOTES: Final = re.compile(
    r"(?:[\[〔]\d{1,2}[\]〕]|[(（]注[:：]?\d{0,2}[)）]|注\d{1,2}|[*①-⑳#†‡^@▲△¹²³])+$"
)


def bare(text: str) -> str:
    """A header or a name without note marks, emphasis and its English."""
    return _NOTES.sub("", _ENGLISH.sub("", text.strip("*_ ")))


# --- units ----------------------------------------------------------------------------------------

_BRACKET: Final = re.compile(
    r"[(（\[〔]\s*(?:计量)?(?:单位[:：]\s*)?([^()（）\[\]〔〕、,，]{1,12})\s*[)）\]〕]\s*$"
)
_SCALED: Final = frozenset("百千万亿")
_COUNTED: Final = re.compile("人次$|人(?=数$)")
_PER_CENT: Final = re.compile("[±+/-]*([%‰])")
_ABROAD: Final = re.compile("(人民币|新?台币|港[币元]|美元)([百千万亿十]*)元?(.*)")
_MONEYS: Final = {"人民币": "元", "台币": "新台币", "港币": "港元"}


def unit_text(unit: str) -> str:
    """A unit as it stands behind a number, without white space: 人民币亿元 as 亿元."""
    plain = normalised("".join(unit.split())).text
    if per_cent := _PER_CENT.fullmatch(plain):
        return per_cent[1]
    if abroad := _ABROAD.fullmatch(plain):
        return f"{abroad[2]}{_MONEYS.get(abroad[1], abroad[1])}{abroad[3]}"
    return plain


@lru_cache(maxsize=1024)
def is_unit(text: str) -> bool:
    """Whether words are a unit, and nothing else: 亿元, 万芯公里; not 不含农户, 余额."""
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
    if bracket and _SCALED.issuperset(bracket[1]):  # 旅客人次(千); of what else is not told
        counted = _COUNTED.search(text, 0, bracket.start())
        return text[: bracket.start()], bracket[1] + (counted[0] if counted else "")
    return text, ""


# --- times ----------------------------------------------------------------------------------------

_YEAR: Final = r"(?:19|20)\d\d"
_TO: Final = "[—–~～至-]"
_YEARS: Final = re.compile(rf"({_YEAR})年?{_TO}({_YEAR})年?")
_CODED: Final = re.compile(rf"({_YEAR})[./-]?(?:(?<=[./-])(0?[1-9]|1[0-2])|[Qq]([1-4]))")
_REPUBLIC: Final = re.compile(r"(?:民国)?((?:[4-9]\d|1[0-2]\d)年.*)")
_PART: Final = rf"(?:\d{{1,2}}{_TO})?\d{{1,2}}月[末底份]?|第?[1-4]季度?"
_LIKE_TIME: Final = re.compile(
    rf"(?:{_YEAR}|[4-9]\d|1[0-2]\d)年(?:[度末底初]|[上下]半年|{_PART})?|{_YEAR}|{_PART}"
    rf"|{_YEARS.pattern}|{_CODED.pattern}"
)
_GROWING: Final = re.compile(rf"(?:止?累计)?(?:{words.GROWTHS}|{words.STEPS})")
_NO_TIMES: Final = (Kind.STEP, Kind.EVERY)
_AGAINST: Final = ("比", "较", "与")


class TimeIn(NamedTuple):
    """A time in words, what is left of these, and whether it is the base of a change."""

    time: Time | None
    rest: str
    is_base: bool = False


@lru_cache(maxsize=1024)
def is_time(text: str) -> bool:
    """Whether a cell with digits is a time: 2024, 2025.07, 113年底, 1-9月."""
    return _LIKE_TIME.fullmatch("".join(text.split())) is not None


def time_in(text: str, times: InForce) -> TimeIn:
    """The one time in the words of a header or a row; None where there is none, or several."""
    if (plain := _of_digits(text)) is not None:
        return TimeIn(plain, "")
    if republic := _REPUBLIC.fullmatch(text):
        text = f"民国{republic[1]}"
    mention = _mention_in(text)
    time = times.resolved(mention) if mention else None
    if mention is None or time is None:
        return TimeIn(None, text)
    rest = text[: mention.start] + text[mention.end :]
    return TimeIn(time, rest, text[: mention.start].endswith(_AGAINST))


def _of_digits(text: str) -> Period | None:
    """2024, 2021-2025, 2025.07, 2025Q3."""
    if re.fullmatch(_YEAR, text):
        return Period.year(int(text))
    if (years := _YEARS.fullmatch(text)) and years[1] < years[2]:
        return Period.years(int(years[1]), int(years[2]))
    coded = _CODED.fullmatch(text)
    if coded is None:
        return None
    year = int(coded[1])
    return Period.quarter(year, int(coded[3])) if coded[3] else Period.month(year, int(coded[2]))


def has_time(text: str) -> bool:
    """Whether words hold a time, told or not: 1月降水量 without its year."""
    return any(mention.kind not in _NO_TIMES for mention in mentions(text))


def _mention_in(text: str) -> Mention | None:
    """The one mention of a time, or that at the start where a growth follows with its base:
    1至10月累计比去年同期增长.
    """
    found = [mention for mention in mentions(text) if mention.kind not in _NO_TIMES]
    first = found[0] if found else None
    if first is None or len(found) == 1:
        return first
    return first if not first.start and _GROWING.fullmatch(text, first.end) else None

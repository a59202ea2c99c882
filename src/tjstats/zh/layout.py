"""Tables laid out in a text: lines of cells parted by tabs, bars or spaces, under their headers."""

from __future__ import annotations

import re
from itertools import groupby, pairwise, takewhile
from typing import Final, TypeAlias

import attrs

from tjstats.zh.headers import CORNERS, Cell, is_header, kind_of
from tjstats.zh.lexicon import tables as words

__all__ = ["NUMBER", "UNIT_ABOVE", "Block", "blocks"]

_PARTED: Final = re.compile("[\t|｜│\u3000]|  | \\d")
_ROW: Final = re.compile(r"[\t|｜│]|\S(?: {2,}|\u3000+)\S|[\d%] +[\d—-]|\S +\d")
_LONGEST_LINE, _MOST_CELLS, _ABOVE, _CAPTION = 400, 40, 120, 60
_BARS: Final = re.compile("[|｜│]")
_RULE_LINE: Final = re.compile(r"[\s|｜│:+=—─━-]+")
_SEPARATORS: Final = (re.compile("\t"), _BARS, re.compile(" {2,}|\u3000+"), re.compile(" +"))
NUMBER: Final = re.compile(
    r"(?P<before>[≥≤<>＞＜约])?(?P<number>[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+−]?\d+(?:\.\d+)?)"
    r"(?P<unit>[^\d\s]{0,8}?)(?P<after>以上|以下|以内|左右)?"
)
UNIT_ABOVE: Final = re.compile(r"单位\s*[:：]\s*([^\s()（）、,，;；\d]{1,10})")
_TITLE: Final = re.compile(r"(?:附?[表图件]|专栏)\s*\d")
_HEADER_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:年|$)|\d{1,2}月")
_SECTION: Final = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）])"
    r"\s*[^\d，。；,;:：]{1,16}\s*"
)
_Lines: TypeAlias = list[tuple[list[Cell], tuple[int, str]]]  # cells, and place and text of a line


@attrs.frozen
class Block:
    """Lines of a text that are rows of one table. Fields: start, end, above (the lines before),
    rows (none where they cannot be told apart), top (the header over the header, if there is one).
    """

    start: int
    end: int
    above: str
    rows: list[list[Cell]]
    top: list[Cell] = attrs.field(factory=list)


def blocks(text: str) -> list[Block]:
    """The blocks of a text that are laid out as tables, in order; most texts have none."""
    if _PARTED.search(text) is None:
        return []
    found: list[Block] = []
    run: list[tuple[int, str]] = []
    place = 0
    for line in (*text.split("\n"), ""):
        if _is_row(line):
            run.append((place, line))
        elif run and not _SECTION.fullmatch(line):  # 一、综合
            found += _block(text, run)
            run = []
        place += len(line) + 1
    return found


def _is_row(line: str) -> bool:
    plain = line.strip()
    if not plain or len(line) > _LONGEST_LINE or "。" in plain:
        return False
    return _ROW.search(plain) is not None or (plain[0] in "|｜│" and len(plain) > 1)


def _block(text: str, run: list[tuple[int, str]]) -> list[Block]:
    """The tables in some lines by the first way to part their cells that gives any."""
    lines = [(place, line) for place, line in run if not _RULE_LINE.fullmatch(line)]
    for separator in _SEPARATORS:
        rows = [_cells(line, place, separator) for place, line in lines]
        tops = _fill_headers(rows)
        if found := _tables(text, list(zip(rows, lines, strict=True)), tops, separator):
            return found
        if separator in _SEPARATORS[:2] and any(map(_has_numbers, rows)):
            return [Block(run[0][0], run[-1][0] + len(run[-1][1]), "", [])]
    return []


def _tables(
    text: str, rows: _Lines, tops: dict[int, list[Cell]], separator: re.Pattern[str]
) -> list[Block]:
    """The neighbouring rows with as many cells that make a table."""
    found, at = [], 0
    for width, group in groupby(rows, key=lambda row: len(row[0])):
        table = list(group)
        first = at + 1 if at + 1 in tops and len(table) > 2 else at
        top = tops.get(first)
        if 1 < width <= _MOST_CELLS and _is_grid(text, table[first - at :], top, separator):
            above = rows[first - 1][1][0] if top is not None else table[0][1][0]
            found.append(_made(text, table[first - at :], top, above))
        at += len(table)
    return found


def _has_numbers(row: list[Cell]) -> bool:
    """Whether several cells are numbers without a unit, which no sentence around them can give."""
    return sum(cell.text[-1:].isdigit() and _kind(cell.text) == "number" for cell in row) > 1


def _fill_headers(rows: list[list[Cell]]) -> dict[int, list[Cell]]:
    """Gives a header without words over the names empty cells there. The header over it, by the
    place of the lower one: each of its cells over as many; none where that cannot be told.
    """
    tops: dict[int, list[Cell]] = {}
    for at, (header, row) in enumerate(pairwise(rows)):
        if _has_values(row) and not _has_values(header):
            above = rows[at - 1] if at and _is_upper(rows[at - 1]) else []
            names = _fill_corner(header, len(row), 2 if above else 1)
            if above and names and len(row) == len(header):
                tops[at] = _spread(above, names, len(row))
    return tops


def _fill_corner(header: list[Cell], width: int, most: int) -> int:
    """Gives a header that lacks some cells over the names empty ones; how many are empty there."""
    missing = width - len(header)
    if 0 < missing <= most:
        header[:0] = [Cell("", header[0].start)] * missing
    return next((n for n, cell in enumerate(header) if cell.text), 0)


def _has_values(row: list[Cell]) -> bool:
    return any(_is_value(cell.text) for cell in row)


def _is_upper(row: list[Cell]) -> bool:
    """Whether a row may be a header over another: several cells, none a number, and no caption."""
    several = sum(bool(cell.text) for cell in row) > 1 and not _TITLE.match(row[0].text)
    return (
        several
        and not _has_values(row)
        and not any("单位:" in c.text or "单位：" in c.text for c in row)
    )


def _spread(above: list[Cell], names: int, width: int) -> list[Cell]:
    """The upper header with each cell over as many columns; empty where that cannot be told."""
    if len(above) < width and any(not cell.text for cell in above[names:]):
        above = above + [Cell("", above[-1].start)] * (width - len(above))  # at the end of a line
    if len(above) == width:
        return _filled(above, names)
    corners = (kind_of(cell.text) in CORNERS for cell in above[:names])
    kept = sum(takewhile(bool, corners))  # the words over the names that it has itself
    over, columns = len(above) - kept, width - names
    if not 0 < over < columns or columns % over:
        return []
    each = [cell for cell in above[kept:] for _ in range(columns // over)]
    return above[:kept] + [Cell("", above[0].start)] * (names - kept) + each


def _filled(above: list[Cell], names: int) -> list[Cell]:
    """The upper header with the words of each cell in the empty ones behind it."""
    filled = above[:names]
    for cell in above[names:]:
        filled.append(cell if cell.text or len(filled) == names else filled[-1])
    return filled


def _made(text: str, table: _Lines, top: list[Cell] | None, start: int) -> Block:
    last, line = table[-1][1]
    above = text[max(0, start - _ABOVE) : start].rstrip().split("\n")[-2:]
    rows = [] if top == [] else [row for row, _ in table]
    return Block(start, last + len(line), "\n".join(above), rows, top or [])


def _cells(line: str, place: int, separator: re.Pattern[str]) -> list[Cell]:
    left = len(line) - len(line.lstrip(" \u3000"))
    body = line.rstrip(" \u3000\r")
    if separator is _BARS and body[left : left + 1] in ("|", "｜", "│"):
        left += 1
        body = body[:-1] if body[-1] in "|｜│" else body
    found, start = [], left
    for match in (*separator.finditer(body, left), None):
        end = match.start() if match else len(body)
        raw = body[start:end]
        found.append(Cell(raw.strip(), place + start + len(raw) - len(raw.lstrip())))
        start = match.end() if match else end
    return found


def _is_grid(text: str, table: _Lines, top: list[Cell] | None, separator: re.Pattern[str]) -> bool:
    """Whether the rows under the first have numbers in cells of their own."""
    header, *rows = (row for row, _ in table)
    if separator in _SEPARATORS[2:] and not _is_told(text, table, top, separator):
        return False
    kinds = [{_kind(cell.text) for cell in row[1:]} - {""} for row in rows]
    in_rows = all(kinds) and any("number" in kind for kind in kinds)
    return in_rows and not _has_values(header)


def _is_told(text: str, table: _Lines, top: list[Cell] | None, separator: re.Pattern[str]) -> bool:
    """Whether cells that spaces part are a table: each header is one of a table, or there are two,
    or the line above is a caption with a unit.
    """
    start = table[0][1][0]
    if top is not None or all(is_header(cell.text) for cell in table[0][0][1:]):
        return True
    captioned = UNIT_ABOVE.search(text, max(0, start - _CAPTION), start) is not None
    return captioned and separator is not _SEPARATORS[3]


def _kind(text: str) -> str:
    """Whether a cell is a number, or missing (—, [12] of all the years), or neither ("")."""
    if NUMBER.fullmatch(text):
        return "number"
    return "missing" if text in words.MISSING or text[0] in "[〔" else ""


def _is_value(text: str) -> bool:
    """Whether a cell is a number, and no year of a header."""
    return _kind(text) == "number" and not _HEADER_YEAR.match(text)

"""Tables laid out in a text: lines of cells parted by tabs, bars or spaces, under their headers."""

from __future__ import annotations

import re
from itertools import dropwhile, pairwise, takewhile
from statistics import mode
from typing import Final

import attrs

from tjstats.zh.captions import TITLE, unit_above
from tjstats.zh.cells import BARS, SEPARATORS, Cell, cells, has_values, is_unit, kind_of_cell
from tjstats.zh.header_rows import Line, header_rows, is_header_row, is_untold
from tjstats.zh.headers import is_header
from tjstats.zh.lexicon import tables as words
from tjstats.zh.text import normalised

__all__ = ["Block", "blocks"]

_PARTED: Final = re.compile("[\t|｜│\u3000]|  | \\d")
_ROW: Final = re.compile(r"[\t|｜│]|\S(?: {2,}| ?\u3000[ \u3000]*)\S|\S +[\d—…<>≥≤\[-]")
_LONGEST_LINE, _MOST_CELLS, _ABOVE, _MOST_HEADERS = 400, 40, 160, 3
_RULE_LINE: Final = re.compile(r"[\s|｜│:+=—─━┼├┤-]+")
_NO_WORDS: Final = "[^，。；;!?！？\\d]"
_HEADER: Final = re.compile(rf"{_NO_WORDS}*[^\s，。；;!?！？\d] +[^\s，。；;!?！？\d]{_NO_WORDS}*")
_SECTION: Final = re.compile(
    r"(?:(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|[-·●■])\s?)?"
    r"[^\d，。；,;:：\s]{0,16}"
)
_PROSE: Final = re.compile("[。；;!?！？]|，.*，")
_HEAD, _WORDS = re.compile(words.HEAD_ALONE), re.compile("[\u4e00-\u9fff]{2,12}")
_WHOLE: Final = 3  # of so many rows one may have other cells
_END: Final = ("。", "。")  # ends what runs on, a line of words only too


@attrs.frozen
class Block:
    """Lines of a text that are rows of one table. Fields: start, end, above (the lines before),
    headers (the uppermost first, each of as many cells), rows (none where they cannot be told
    apart).
    """

    start: int
    end: int
    above: str
    headers: list[list[Cell]] = attrs.field(factory=list)
    rows: list[list[Cell]] = attrs.field(factory=list)


def blocks(text: str) -> list[Block]:
    """The blocks of a text that are laid out as tables, in order; most texts have none."""
    if _PARTED.search(text) is None or _ROW.search(text) is None:
        return []
    found: list[Block] = []
    run: list[tuple[int, str]] = []
    words_only: list[tuple[int, str]] = []  # which may be headers of what follows
    place = 0
    for line in (*text.split("\n"), *_END):
        if _is_row(line):
            run += [*words_only, (place, line)]
            words_only = []
        elif len(words_only) < _MOST_HEADERS and _may_be_header(line):
            words_only.append((place, line))
        elif not (run and _is_section_line(line)):  # 一、综合
            found += _tables_of(text, run) if run else []
            run, words_only = [], []
        place += len(line) + 1
    return found


def _is_row(line: str) -> bool:
    plain = line.strip()
    if not plain or len(line) > _LONGEST_LINE or "。" in plain:
        return False
    return _ROW.search(line.rstrip()) is not None or (plain[0] in BARS and len(plain) > 1)


def _may_be_header(line: str) -> bool:
    """Whether a line has words apart from each other, and no number or sentence."""
    return len(line) <= _LONGEST_LINE and _HEADER.fullmatch(line) is not None


def _is_section_line(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and _SECTION.fullmatch(line.strip()) is not None


# --- the tables in some lines ---------------------------------------------------------------------


def _tables_of(text: str, run: list[tuple[int, str]]) -> list[Block]:
    """The tables in some lines by the first way to part their cells that gives any; lines of
    numbers that cannot be told apart are one without rows.
    """
    lines = [(place, line) for place, line in run if not _RULE_LINE.fullmatch(line)]
    edged = all(line.lstrip()[0] in BARS for _, line in lines)
    rows: list[Line] = []
    for separator in SEPARATORS:
        rows = [(cells(each[1], each[0], separator, edged=edged), each) for each in lines]
        if found := _tables(text, rows, separator):
            return found
        if separator in SEPARATORS[:2] and any(_bare_numbers(row) > 1 for row, _ in rows):
            return [Block(run[0][0], run[-1][0] + len(run[-1][1]), "")]
    return _untold(rows)


def _untold(rows: list[Line]) -> list[Block]:
    """Lines of words and bare numbers under each other, which no sentence around them can give."""
    bare = [_bare_numbers(row) > 1 and not _PROSE.search(line) for row, (_, line) in rows]
    found: list[Block] = []
    for at, (first, second) in enumerate(pairwise(bare)):
        if first and second:
            start = found.pop().start if at and bare[at - 1] and found else rows[at][1][0]
            place, line = rows[at + 1][1]
            found.append(Block(start, place + len(line), ""))
    return found


def _bare_numbers(row: list[Cell]) -> int:
    """How many cells are numbers without a unit."""
    return sum(cell.text[-1:].isdigit() and kind_of_cell(cell.text) == "number" for cell in row)


def _tables(text: str, rows: list[Line], separator: re.Pattern[str]) -> list[Block]:
    """The tables of some lines: headers without values, and the rows with values under them."""
    valued = [*(has_values(row) for row, _ in rows), True]
    found: list[Block] = []
    at = 0
    while (first := valued.index(True, at)) < len(rows):
        last = first + 1
        while last < len(rows) and not _begins(rows[last], valued[last]):
            last += 1
        table = _table(rows[at:first], rows[first:last], separator)
        if table is not None:
            found.append(_told(text, table, found if at else []))
        at = last
    return [block for block in found if _is_told(block, separator)]


def _begins(line: Line, valued: bool) -> bool:
    """Whether a row is a header of another table: words only, most of them those of headers."""
    row, (_, text) = line
    filled = [cell.text for cell in row if cell.text]
    if valued or len(filled) < 2:
        return TITLE.match(text.strip()) is not None
    if any(each in words.MISSING or each in words.FORCES for each in filled):
        return False
    return sum(map(is_header, filled[1:])) * 2 >= len(filled)


def _table(over: list[Line], under: list[Line], separator: re.Pattern[str]) -> Block | None:
    """The table of some lines of headers and some of values; None where they are not told apart."""
    upwards = dropwhile(lambda line: _is_section(line[0]), reversed(over))
    lines = list(takewhile(is_header_row, upwards))[:_MOST_HEADERS][::-1]
    widths = [len(row) for row, _ in under if len(row) > 1]
    width = mode(widths) if widths else 0
    if not (lines and 1 < width <= _MOST_CELLS) or _is_cut_off(over, len(lines)):
        return None
    aligned = separator is SEPARATORS[2]
    headers = header_rows(lines, width, aligned=aligned)
    body = _fitted(under, width, aligned=aligned)
    if not headers or (len(widths) - len(body)) * _WHOLE > len(body) or not _has_numbers(body):
        return None
    place, line = under[-1][1]
    return Block(lines[0][1][0], place + len(line), "", headers, body)


def _is_cut_off(over: list[Line], count: int) -> bool:
    """Whether a line over *count* headers may be one that is not understood."""
    return len(over) > count and is_untold(over[-count - 1])


def _has_numbers(body: list[list[Cell]]) -> bool:
    return any(kind_of_cell(cell.text) == "number" for row in body for cell in row[1:])


def _told(text: str, block: Block, before: list[Block]) -> Block:
    """A table with the lines above it; those of the table that it goes on from, if it does."""
    lines = text[max(0, block.start - _ABOVE) : block.start].split("\n")
    own = "\n".join([line for line in lines if line.strip()][-2:])
    goes_on = before and not text[before[-1].end : block.start].strip()
    rows = [row for row in block.rows if not _is_wrapped(row[0], text)]
    return attrs.evolve(block, above=before[-1].above if goes_on else own, rows=rows)


def _is_wrapped(name: Cell, text: str) -> bool:
    """Whether the name of a row may go on in the line over it or under it: 地区生产, 总值."""
    begin, end = text.rfind("\n", 0, name.start), text.find("\n", name.start)
    over = text[text.rfind("\n", 0, max(begin, 0)) + 1 : max(begin, 0)].strip()
    under = text[end + 1 :].split("\n", 1)[0].strip() if end >= 0 else ""
    ends = _HEAD.fullmatch(normalised(name.text).text) is not None
    return (ends and _WORDS.fullmatch(over) is not None) or _HEAD.fullmatch(under) is not None


def _fitted(lines: list[Line], width: int, *, aligned: bool) -> list[list[Cell]]:
    """The rows of as many cells. Of two spaces that part cells one may be missing behind a long
    name.
    """
    found = []
    for row, (place, text) in lines:
        while len(row) > width and not row[-1].text:
            row.pop()
        close = aligned and len(row) < width
        fitted = cells(text, place, SEPARATORS[3]) if close else row
        if len(fitted) == width:
            found.append(fitted)
    return found


def _is_section(row: list[Cell]) -> bool:
    """Whether a row is one name over those that follow it."""
    first, *others = (cell.text for cell in row)
    return first != "" and not any(others) and TITLE.match(first) is None


def _is_told(block: Block, separator: re.Pattern[str]) -> bool:
    """Whether cells that spaces part are a table: its rows have nothing but numbers behind their
    names, and stand in columns or under a unit; or there are two headers, or half of the lower one
    are those of a table, or over units.
    """
    if separator in SEPARATORS[:2] or len(block.headers) > 1:
        return True
    signs = (separator is SEPARATORS[2], _are_numbers(block.rows), unit_above(block.above) != "")
    if sum(signs) > 1:
        return True
    lowest = block.headers[-1]
    columns = list(zip(*block.rows, strict=True))[1:]
    told = sum(
        is_header(c.text) or _are_units(cells) for c, cells in zip(lowest[1:], columns, strict=True)
    )
    return told * 2 >= len(columns)


def _are_numbers(body: list[list[Cell]]) -> bool:
    return len(body) > 1 and all(kind_of_cell(cell.text) for row in body for cell in row[1:])


def _are_units(column: tuple[Cell, ...]) -> bool:
    return len(column) > 1 and all(is_unit(cell.text) for cell in column)

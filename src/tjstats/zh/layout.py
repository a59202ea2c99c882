"""Tables laid out in a text: lines of cells parted by tabs, bars or spaces, under their headers."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import Final, TypeAlias

import attrs

from tjstats.zh.headers import CORNERS, Cell, is_header, is_time, is_unit, kind_of, unit_text
from tjstats.zh.lexicon import tables as words
from tjstats.zh.text import normalised

__all__ = ["NUMBER", "UNIT_ABOVE", "Block", "blocks", "plain_number", "unit_above"]

_PARTED: Final = re.compile("[\t|｜│\u3000]|  | \\d")
_ROW: Final = re.compile(r"[\t|｜│]|\S(?: {2,}|\u3000+)\S|\S +[\d—…<>≥≤\[-]")
_LONGEST_LINE, _MOST_CELLS, _ABOVE = 400, 40, 160
_BARS: Final = re.compile("[|｜│]")
_RULE_LINE: Final = re.compile(r"[\s|｜│:+=—─━┼├┤-]+")
_SEPARATORS: Final = (
    re.compile("\t"),
    _BARS,
    re.compile("[ \u3000]*(?:  |\u3000)[ \u3000]*"),
    re.compile("[ \u3000]+"),
)
NUMBER: Final = re.compile(
    r"(?P<before>[≥≤<>＞＜约])?(?P<number>[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+−]?\d+(?:\.\d+)?)"
    r"(?P<unit>[^\d\s]{0,8}?)(?P<after>以上|以下|以内|左右)?"
)
_MARKED: Final = re.compile(r"(?<=[\d%])(?:[#*@†‡^①-⑳△▲¹²³]+|\s?[(（][pr初][)）]|\s?[pr])$")
_GROUPS: Final = re.compile(r"([-+−]?\d{1,3})((?: \d{3})+)(?=\.|$)")
UNIT_ABOVE: Final = re.compile(r"[单單]位\s*[:：]\s*([^\n()（）]+)")
_UNIT_IN_TITLE: Final = re.compile(r"[(（]([^()（）、,，:：]{1,10})[)）]\s*$")
_UNITS_APART: Final = re.compile("[、,，;；]|  .*|币种.*")
_LONGEST_UNIT: Final = 11
_TITLE: Final = re.compile(
    r"(?:附?[表图件]|专栏|续表)\s*[\d一二三四五六七八九十]|\d{1,2}[-—.]\d{1,2}(?![\d月年季—~～-])|单位[:：]"
)
_HEADER: Final = re.compile(
    r"[^\d，。；;!?！？]*[^\s\d，。；;!?！？] +[^\s\d，。；;!?！？][^\d，。；;!?！？]*"
)
_END: Final = ("。", "。")
_SECTION: Final = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|[-·●■]\s*)?"
    r"\s*[^\d，。；,;:：\s]{0,16}\s*"
)
_CORNER_UNIT: Final = re.compile(r"单位[:：]\S{1,6}")
_CAPTION_CELL: Final = re.compile("单位[:：]")
_TITLE_END: Final = re.compile("(?:情况|一览表?|统计表|概况|[^报年电手表]表)$")
_DATED_WORDS: Final = re.compile(r"(?:19|20)\d\d年\d{0,2}")
_PROSE: Final = re.compile("[。；;!?！？]|，.*，")
_MOST_HEADERS, _MOST_RAGGED = 3, 3
_Row: TypeAlias = tuple[list[Cell], tuple[int, str]]  # cells, and place and text of a line


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
    if _PARTED.search(text) is None:
        return []
    found: list[Block] = []
    run: list[tuple[int, str]] = []
    words_only: list[tuple[int, str]] = []  # which may be headers of what follows
    place = 0
    for line in (*text.split("\n"), *_END):
        if _is_row(line):
            run += [*words_only, (place, line)]
            words_only = []
        elif len(words_only) < _MOST_HEADERS and _HEADER.fullmatch(line):
            words_only.append((place, line))
        elif not (run and _SECTION.fullmatch(line)):  # 一、综合
            if run:
                found += _tables_of(text, run)
            run, words_only = [], []
        place += len(line) + 1
    return found


def _is_row(line: str) -> bool:
    plain = line.strip()
    if not plain or len(line) > _LONGEST_LINE or "。" in plain:
        return False
    return _ROW.search(line.rstrip()) is not None or (plain[0] in "|｜│" and len(plain) > 1)


# --- the tables in some lines ---------------------------------------------------------------------


def _tables_of(text: str, run: list[tuple[int, str]]) -> list[Block]:
    """The tables in some lines by the first way to part their cells that gives any; lines of
    numbers that cannot be told apart are one without rows.
    """
    lines = [(place, line) for place, line in run if not _RULE_LINE.fullmatch(line)]
    edged = all(line.lstrip()[0] in "|｜│" for _, line in lines)
    for separator in _SEPARATORS:
        rows = [(_cells(line, place, separator, edged), (place, line)) for place, line in lines]
        if found := _tables(text, rows, separator):
            return found
        if separator in _SEPARATORS[:2] and any(_count(row) > 1 for row, _ in rows):
            return [Block(run[0][0], run[-1][0] + len(run[-1][1]), "")]
    return _untold(rows)


def _untold(rows: list[_Row]) -> list[Block]:
    """Lines of words and bare numbers under each other, which no sentence around them can give."""
    bare = [_count(row) > 1 and not _PROSE.search(line) for row, (_, line) in rows]
    found: list[Block] = []
    for at, (first, second) in enumerate(pairwise(bare)):
        if first and second:
            start = found.pop().start if at and bare[at - 1] and found else rows[at][1][0]
            place, line = rows[at + 1][1]
            found.append(Block(start, place + len(line), ""))
    return found


def _tables(text: str, rows: list[_Row], separator: re.Pattern[str]) -> list[Block]:
    """The tables of some lines: headers without values, and the rows with values under them."""
    found: list[Block] = []
    at = 0
    while at < len(rows):
        first = next((n for n in range(at, len(rows)) if _has_values(rows[n][0])), len(rows))
        last = first
        while last < len(rows) and (last == first or not _begins(rows, last, separator)):
            last += 1
        if first < len(rows):
            above = found[-1].above if found and at and not _TITLE.match(rows[at][1][1]) else ""
            table = _table(text, rows[at:first], rows[first:last], separator, above)
            found += [table] if table else []
        at = last
    return found


def _begins(rows: list[_Row], at: int, separator: re.Pattern[str]) -> bool:
    """Whether a row is a header of another table: words only, most of them those of headers."""
    cells = [cell.text for cell in rows[at][0] if cell.text]
    if _has_values(rows[at][0]) or len(cells) < 2:
        return _TITLE.match(rows[at][1][1].strip()) is not None
    return sum(is_header(text) and text not in words.MISSING for text in cells[1:]) * 2 >= len(
        cells
    ) and not any(cell in words.MISSING or cell in words.FORCES for cell in cells)


def _table(
    text: str, over: list[_Row], under: list[_Row], separator: re.Pattern[str], before: str
) -> Block | None:
    """The table of some lines of headers and some of values; None where they are not told apart.
    *before*: what stands over the table that it goes on from, "" where it is the first.
    """
    bottom = next((n for n in range(len(over), 0, -1) if not _is_section(over[n - 1][0])), 0)
    lines = list(takewhile(_is_upper, reversed(over[:bottom])))
    lines = lines[:_MOST_HEADERS][::-1]
    widths = [len(row) for row, _ in under if len(row) > 1]
    aligned = separator is _SEPARATORS[2]
    if not lines or not widths:
        return None
    width = max(set(widths), key=widths.count)
    headers = _headers(lines, width, aligned=aligned)
    body = [fitted for row in under if (fitted := _fitted(row, width, aligned=aligned))]
    whole = len(widths) - len(body) <= len(body) // _MOST_RAGGED
    if not (headers and whole and 1 < width <= _MOST_CELLS):
        return None
    if not any(_kind(cell.text) == "number" for row in body for cell in row[1:]):
        return None
    start = lines[0][1][0]
    place, line = under[-1][1]
    lines_above = text[max(0, start - _ABOVE) : start].split("\n")
    above = before or "\n".join([each for each in lines_above if each.strip()][-2:])
    numbers = _are_numbers(body)
    captioned = (aligned and numbers) or (unit_above(above) != "" and (aligned or numbers))
    if separator in _SEPARATORS[2:] and not captioned and not _is_told(headers, body):
        return None
    return Block(start, place + len(line), above, headers, body)


def _fitted(line: _Row, width: int, *, aligned: bool) -> list[Cell]:
    """A row of as many cells; empty where it has others. Of two spaces that part cells one may be
    missing behind a long name.
    """
    row, (place, words_of) = line
    while len(row) > width and not row[-1].text:
        row = row[:-1]
    if aligned and len(row) < width:
        row = _cells(words_of, place, _SEPARATORS[3])
    return row if len(row) == width else []


def _are_numbers(body: list[list[Cell]]) -> bool:
    """Whether some rows have a number, or a sign that it is missing, in each cell but the first."""
    return len(body) > 1 and all(_kind(cell.text) for row in body for cell in row[1:])


def _is_section(row: list[Cell]) -> bool:
    """Whether a row is one name over those that follow it."""
    return bool(row[0].text) and not any(c.text for c in row[1:]) and not _TITLE.match(row[0].text)


def _count(row: list[Cell]) -> int:
    """How many cells are numbers without a unit."""
    return sum(cell.text[-1:].isdigit() and _kind(cell.text) == "number" for cell in row)


# --- headers --------------------------------------------------------------------------------------


def _headers(over: list[_Row], width: int, *, aligned: bool) -> list[list[Cell]]:
    """The headers that can be told, the uppermost first, each with a cell over each column; none
    where the lowest cannot.
    """
    lines = [list(row) for row, _ in over]
    lowest, above = lines[-1], lines[-2] if len(lines) > 1 else []
    corner = sum(takewhile(bool, (kind_of(cell.text) in CORNERS for cell in above)))
    aside = sum(takewhile(bool, (kind_of(cell.text) == "text" for cell in reversed(above))))
    if aside and len(lowest) + corner + aside == width:
        lowest += [Cell("", lowest[-1].start)] * aside
    names = _fill_corner(lowest, width, max(corner, 2 if above else 1))
    if len(lowest) != width:
        return []
    found = [lowest]
    for at in range(len(lines) - 2, -1, -1):
        line = lines[at]
        spread = _spread(line, names, found[0]) if names or len(line) == width else []
        if aligned and not spread:
            spread = _over_columns(over[at], over[-1], found[-1])
        if not spread:
            return []
        found.insert(0, spread)
    return found


def _fill_corner(header: list[Cell], width: int, most: int) -> int:
    """Gives a header that lacks some cells over the names empty ones; how many are empty there."""
    while len(header) > width and not header[-1].text:
        header.pop()
    missing = width - len(header)
    if 0 < missing <= most:
        header[:0] = [Cell("", header[0].start)] * missing
    return next((n for n, cell in enumerate(header) if cell.text), 0)


def _spread(above: list[Cell], names: int, below: list[Cell]) -> list[Cell]:
    """An upper header with each cell over as many columns; empty where that cannot be told."""
    width = len(below)
    above = list(above)
    while len(above) > width and not above[-1].text:
        above.pop()
    if len(above) < width and any(not cell.text for cell in above[names:]):
        above = above + [Cell("", above[-1].start)] * (width - len(above))  # at the end of a line
    if len(above) == width:
        return _filled(above, names)
    kept = sum(takewhile(bool, (kind_of(cell.text) in CORNERS for cell in above[:names])))
    aside = sum(takewhile(bool, (not cell.text for cell in reversed(below))))
    over, columns = len(above) - kept - aside, width - names - aside
    if not 0 < over <= columns or columns % over:
        return []
    each = [cell for cell in above[kept : kept + over] for _ in range(columns // over)]
    corner = above[:kept] + [Cell("", above[0].start)] * (names - kept)
    return corner + each + above[kept + over :]


def _over_columns(above: _Row, below: _Row, columns: list[Cell]) -> list[Cell]:
    """An upper header by where its cells stand: each begins over the first column that it is of;
    empty where that cannot be told.
    """
    starts = [_place(cell, above) for cell in above[0]]
    spread: list[Cell] = []
    at, begun = 0, 0
    for cell in columns:
        here = _place(cell, below) if cell.text else 0
        if at < len(starts) and here >= starts[at] - 2:
            if here > starts[at] + 2:
                return []
            at += 1
        spread.append(above[0][at - 1] if at else Cell("", above[1][0]))
    return spread if at == len(starts) else []


def _place(cell: Cell, line: _Row) -> int:
    """How many columns of a page stand before a cell: a Chinese character takes two."""
    before = line[1][1][: cell.start - line[1][0]]
    return sum(2 if sign > "\u2e7f" else 1 for sign in before)


def _filled(above: list[Cell], names: int) -> list[Cell]:
    """The upper header with the words of each cell in the empty ones behind it."""
    filled = above[:names]
    for cell in above[names:]:
        filled.append(cell if cell.text or len(filled) == names else filled[-1])
    return filled


def _has_values(row: list[Cell]) -> bool:
    return any(_is_value(cell.text) for cell in row)


def _is_upper(line: _Row) -> bool:
    """Whether a row may be a header: several cells, none a number, and no caption."""
    row, (_, words_of) = line
    filled = [cell.text for cell in row if cell.text]
    several = len(filled) > 1 or (len(filled) == 1 and len(row) > 1 and not row[0].text)
    return several and not _has_values(row) and not _is_caption(filled, words_of)


def _is_caption(filled: list[str], line: str) -> bool:
    """Whether the words of a row are a title, a unit of the table or a sentence, and no header."""
    if _TITLE.match(filled[0]) or "，" in line or "。" in line:
        return not _CORNER_UNIT.fullmatch(filled[0]) or len(filled) == 1
    if any(_CAPTION_CELL.search(text) for text in filled[1:]):
        return True
    ends = any(_TITLE_END.search(text) for text in filled)
    dated = len(filled) == 2 and _DATED_WORDS.match(filled[0]) and not is_header(filled[1])
    return ends or bool(dated)


# --- cells ----------------------------------------------------------------------------------------


def _cells(line: str, place: int, separator: re.Pattern[str], edged: bool = False) -> list[Cell]:
    """The cells of a line; *edged* where a bar begins each line."""
    left = len(line) - len(line.lstrip(" \u3000"))
    body = line.rstrip(" \u3000\r")
    if separator is _BARS and edged:
        left += 1
        body = body[:-1] if body[-1] in "|｜│" else body
    found, start = [], left
    for match in (*separator.finditer(body, left), None):
        end = match.start() if match else len(body)
        raw = body[start:end]
        bare = raw.strip().strip("*_") if raw.strip() != "*" else "*"
        found.append(Cell(bare, place + start + (raw.index(bare) if bare else len(raw))))
        start = match.end() if match else end
    return found if separator in _SEPARATORS[:2] else _together(found, line, place)


def _together(cells: list[Cell], line: str, place: int) -> list[Cell]:
    """The cells of a line without the white space inside a word of two characters: 合  计."""
    found: list[Cell] = []
    for cell in cells:
        last = found[-1] if found else None
        if last is not None and len(last.text) == len(cell.text) == 1:
            word = last.text + cell.text
            if word in words.SPREAD or (len(found) == 1 and not word.isascii()):
                text = line[last.start - place : cell.start - place + 1]
                found[-1] = Cell(text, last.start)
                continue
        found.append(cell)
    return found


def _is_told(headers: list[list[Cell]], body: list[list[Cell]]) -> bool:
    """Whether cells that spaces part are a table: half of its headers are those of a table, or a
    unit stands in each cell under them; or there are two.
    """
    told = 0
    for at, cell in enumerate(headers[-1][1:], 1):
        units = len(body) > 1 and all(is_unit(row[at].text) for row in body)
        told += units or is_header(cell.text) or bool(cell.text and is_unit(cell.text))
    return len(headers) > 1 or told * 2 >= len(headers[-1]) - 1


def unit_above(above: str) -> str:
    """The unit of a whole table in the lines above it; "" where none or several stand there:
    单位:万人、万元.
    """
    found = UNIT_ABOVE.findall(above)
    title = _UNIT_IN_TITLE.search(above)
    if not found:
        return unit_text(title[1]) if title and is_unit(title[1]) else ""
    units = [unit_text(each) for each in _UNITS_APART.split(found[-1].strip()) if each]
    kinds = [each for each in units if each not in ("", "%", "‰")] or units
    return kinds[0] if len(kinds) == 1 and len(kinds[0]) < _LONGEST_UNIT else ""


def plain_number(text: str) -> str:
    """A cell without note marks, its thousands not parted by spaces: 1 204#."""
    plain = _MARKED.sub("", text)
    plain = normalised(plain).text if plain else plain
    return _GROUPS.sub(lambda groups: groups[1] + groups[2].replace(" ", ""), plain)


def _kind(text: str) -> str:
    """Whether a cell is a number, or missing (—, [12] of all the years), or neither ("")."""
    if text in words.MISSING or text[0] in "[〔":
        return "missing"
    number = NUMBER.fullmatch(plain_number(text))
    return "number" if number and (not number["unit"] or is_unit(number["unit"])) else ""


def _is_value(text: str) -> bool:
    """Whether a cell is a number, and no time."""
    return _kind(text) == "number" and not is_time(text)

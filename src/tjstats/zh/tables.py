"""Tables pasted into a text: rows of cells parted by tabs, bars or spaces, under a header.

A cell is a reading where its unit stands once: in a column of units, in brackets behind the name or
in the header, or in the line above (单位:万人); its period is that of its column or of the line
above. A cell whose unit or measure cannot be told is not read, nor is a table without a header.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby, pairwise
from typing import Final, NamedTuple, TypeAlias

import attrs

from tjstats.records.classifications import Measure
from tjstats.records.readings import ReadingFields, Role
from tjstats.values.figures import Figure
from tjstats.values.periods import ONE_DAY, Period, Time
from tjstats.zh import bases
from tjstats.zh.figures import figures
from tjstats.zh.lexicon import tables as words
from tjstats.zh.mentions import Kind, mentions
from tjstats.zh.text import normalised
from tjstats.zh.times import InForce, publication

__all__ = ["Block", "blocks", "cells_of"]

_PARTED: Final = re.compile("[\t|｜│\u3000]|  | \\d")
_ROW: Final = re.compile(r"[\t|｜│]|\S(?: {2,}|\u3000+)\S|[\d%] +[\d—-]|\S +\d")
_LONGEST_LINE, _MOST_CELLS, _ABOVE = 400, 40, 120
_BARS: Final = re.compile("[|｜│]")
_RULE_LINE: Final = re.compile(r"[\s|｜│:+=—─━-]+")
_SEPARATORS: Final = (re.compile("\t"), _BARS, re.compile(" {2,}|\u3000+"), re.compile(" +"))
_NUMBER: Final = re.compile(
    r"(?P<before>[≥≤<>＞＜约])?(?P<number>[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+−]?\d+(?:\.\d+)?)"
    r"(?P<unit>[^\d\s]{0,8}?)(?P<after>以上|以下|以内|左右)?"
)
_HEADER_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:年|$)|\d{1,2}月")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_UNIT_IN: Final = re.compile(
    r"[(（\[〔]\s*(?:单位[:：]\s*)?([^()（）\[\]〔〕\d、,，]{1,10})\s*[)）\]〕]\s*$"
)
_UNIT_ABOVE: Final = re.compile(r"单位\s*[:：]\s*([^\s()（）、,，;；\d]{1,10})")
_NUMBERING: Final = re.compile(
    r"^[\s#＃]*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）]\s*"
    r"|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]\s*)?"
)
_PART: Final = re.compile(r"^(?:其中|#)\s*[:：,，]?\s*")
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
_RATE_ROW, _COUNT_ROW = re.compile(words.RATES), re.compile(words.COUNTS)
_SHARES: Final = ("percent", "permille")
_UNDATED: Final = "undated"  # 本月 where the month is not known
_RATES: Final = ("growth", "step", "average", "share")
_LEVELS: Final = ("value", "named")
_READ: Final = (*_LEVELS, *_RATES)
_RATE_UNITS: Final = {"": "%", "%": "%", "‰": "‰"}
_NAMELESS: Final = ("value", "named", "empty")
_NAMES: Final = ("label", "years")
_MEASURES: Final = {
    "growth": Measure.GROWTH,
    "step": Measure.GROWTH,
    "average": Measure.AVERAGE_GROWTH,
}


class Cell(NamedTuple):
    """A cell: its text without white space around it, and where that begins."""

    text: str
    start: int


@attrs.frozen
class Block:
    """Lines of a text that are rows of one table. Fields: start, end, above (the lines before),
    rows (none where they cannot be told apart).
    """

    start: int
    end: int
    above: str
    rows: list[list[Cell]]


@attrs.define
class Column:
    """What a column holds, by its header. Fields: kind, unit, time, asked (what is to be), name (of
    what it counts).
    """

    kind: str
    unit: str = ""
    time: Time | None = None
    asked: bool = False
    name: str = ""


# --- blocks ---------------------------------------------------------------------------------------


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
        elif run:
            found += _block(text, run)
            run = []
        place += len(line) + 1
    return found


def _is_row(line: str) -> bool:
    plain = line.strip()
    if not plain or len(line) > _LONGEST_LINE or "。" in plain:
        return False
    return _ROW.search(plain) is not None or (plain[0] in "|｜│" and len(plain) > 1)


_Lines: TypeAlias = list[tuple[list[Cell], tuple[int, str]]]  # cells, and place and text of a line


def _block(text: str, run: list[tuple[int, str]]) -> list[Block]:
    """The tables in some lines by the first way to part their cells that gives any."""
    lines = [(place, line) for place, line in run if not _RULE_LINE.fullmatch(line)]
    for separator in _SEPARATORS:
        rows = [_cells(line, place, separator) for place, line in lines]
        _fill_corners(rows)
        if found := _tables(text, list(zip(rows, lines, strict=True)), separator):
            return found
        if separator in _SEPARATORS[:2] and any(map(_has_numbers, rows)):
            return [Block(run[0][0], run[-1][0] + len(run[-1][1]), "", [])]
    return []


def _tables(text: str, rows: _Lines, separator: re.Pattern[str]) -> list[Block]:
    """The neighbouring rows with as many cells that make a table."""
    return [
        _made(text, table)
        for width, group in groupby(rows, key=lambda row: len(row[0]))
        if 1 < width <= _MOST_CELLS and _is_grid(table := list(group), separator)
    ]


def _has_numbers(row: list[Cell]) -> bool:
    """Whether several cells are numbers without a unit, which no sentence around them can give."""
    return sum(cell.text[-1:].isdigit() and _kind(cell.text) == "number" for cell in row) > 1


def _fill_corners(rows: list[list[Cell]]) -> None:
    """A header without a word over the names gets an empty cell there."""
    for header, row in pairwise(rows):
        if len(header) == len(row) - 1 and not any(_is_value(cell.text) for cell in header):
            header.insert(0, Cell("", header[0].start))


def _made(text: str, table: _Lines) -> Block:
    start, (last, line) = table[0][1][0], table[-1][1]
    above = text[max(0, start - _ABOVE) : start].rstrip().split("\n")[-2:]
    return Block(start, last + len(line), "\n".join(above), [row for row, _ in table])


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


def _is_grid(table: _Lines, separator: re.Pattern[str]) -> bool:
    """Whether the rows under the first have numbers in cells of their own; where spaces part the
    cells, each header has to be one of a table.
    """
    header, *rows = (row for row, _ in table)
    if separator in _SEPARATORS[2:] and not all(map(_is_header, header[1:])):
        return False
    kinds = [{_kind(cell.text) for cell in row[1:]} - {""} for row in rows]
    in_rows = all(kinds) and any("number" in kind for kind in kinds)
    return in_rows and not any(_is_value(cell.text) for cell in header)


def _kind(text: str) -> str:
    """Whether a cell is a number, or missing (—, [12] of all the years), or neither ("")."""
    if _NUMBER.fullmatch(text):
        return "number"
    return "missing" if text in words.MISSING or text[0] in "[〔" else ""


def _is_header(cell: Cell) -> bool:
    column = _column(cell.text, _NOWHERE)
    return column.kind not in ("named", "empty") or bool(column.unit)


def _is_value(text: str) -> bool:
    """Whether a cell is a number, and no year of a header."""
    return _kind(text) == "number" and not _HEADER_YEAR.match(text)


_NO_TIMES: Final = (Kind.STEP, Kind.EVERY)
_NOWHERE: Final = InForce()

# --- columns --------------------------------------------------------------------------------------


def _columns(block: Block, published: date | Period | None) -> list[Column]:
    """What the columns hold, by the header and the lines above."""
    times = InForce(publication(published))
    for mention in mentions(normalised(block.above).text):
        times.see(mention)
    columns = [_column(cell.text, times) for cell in block.rows[0]]
    if not words.FORCES.isdisjoint(cell.text for row in block.rows for cell in row):
        _ask(columns, [cell.text for cell in block.rows[0]])
    for column in columns:
        column.time = column.time or times.current
    _set_names(columns)
    return columns


def _set_names(columns: list[Column]) -> None:
    """The first column holds the names where no header says which does."""
    first = columns[0]
    if first.kind in _NAMELESS and not (first.unit or any(c.kind in _NAMES for c in columns)):
        first.kind = "label"


def _ask(columns: list[Column], headers: list[str]) -> None:
    """In a table of targets the last of several years is what is asked, and so is a mean growth,
    if no header says which column is.
    """
    if any(column.asked for column in columns):
        return
    averages = [column for column in columns if column.kind == "average"]
    for column in (*_last_year(columns, headers), *averages):
        column.asked = True


def _last_year(columns: list[Column], headers: list[str]) -> list[Column]:
    """The last of several years, unless its header says that it was done."""
    dated = [at for at, column in enumerate(columns) if column.kind == "value" and column.time]
    return [columns[at] for at in dated[1:][-1:] if not _DONE.search(headers[at])]


_DONE: Final = re.compile("|".join(words.DONE))


def _column(header: str, times: InForce) -> Column:
    unit = _UNIT_IN.search(header)
    plain = normalised(header[: unit.start()] if unit else header).text
    column = Column("value", _unit_text(unit[1]) if unit else "")
    if plain.endswith("%"):
        plain, column.unit = plain[:-1], "%"
    column.asked = any(word in plain for word in words.GOALS)
    name = _dated(plain, column, times)
    if column.kind == _UNDATED:
        return column
    column.kind = _kind_of_column(header, plain if column.unit != "%" else plain + "%", name)
    if column.kind == "named":
        column.name = name
    elif column.kind in _RATES:
        column.unit = _RATE_UNITS.get(column.unit, "")
    return column


def _kind_of_column(header: str, words_of: str, name: str) -> str:
    if _COLUMNS["text"].fullmatch(words_of):
        return "text"
    if not header:
        return "empty"
    kinds = (kind for kind, pattern in _COLUMNS.items() if pattern.fullmatch(name))
    return next(kinds, "named")


_GOAL: Final = re.compile("|".join(words.GOALS))


def _dated(plain: str, column: Column, times: InForce) -> str:
    """Gives a column the time of its header, and what is left of the words."""
    rest = _GOAL.sub("", "".join(plain.split()))
    if year := _YEAR.fullmatch(rest):
        column.time = Period.year(int(year[0]))
        return ""
    if _COLUMNS["growth"].fullmatch(rest):
        return rest
    if rest in words.MONTHS or rest in words.TOTALS:
        column.time = _of_month(times.current, rest in words.MONTHS)
        column.kind = "value" if column.time else _UNDATED
        return ""
    found = [mention for mention in mentions(rest) if mention.kind not in _NO_TIMES]
    column.time = times.resolved(found[0]) if len(found) == 1 else None
    return rest if column.time is None else rest[: found[0].start] + rest[found[0].end :]


def _of_month(current: Time | None, month: bool) -> Time | None:
    """本月 and 累计 of a table of a month, or of the months up to it."""
    if not isinstance(current, Period) or current.months is None or current.months > 12:
        return None
    end = current.end
    if month:
        return Period.month(end.year, end.month)
    return Period.year_to_date(end.year, end.month)


# --- cells ----------------------------------------------------------------------------------------


def cells_of(block: Block, text: str, published: date | Period | None) -> list[ReadingFields]:
    """The cells of a table whose unit and measure can be told, as readings by position; `change_of`
    and `part_of` count from the first of them.
    """
    columns = _columns(block, published) if block.rows else []
    labels = [at for at, column in enumerate(columns) if column.kind in _NAMES]
    if len(labels) != 1 or not any(column.kind in _READ for column in columns):
        return []
    above = _UNIT_ABOVE.search(block.above)
    table = _Table(columns, labels[0], _unit_text(above[1]) if above else "")
    for row in block.rows[1:]:
        table.read(row)
    for each in table.found:
        each.text = text[each.start : each.end]
    return table.found


@attrs.define
class _Table:
    """A table that is read row by row. Fields: columns, label (the column of names or years),
    caption (the unit of the whole table), found (so far), whole (by column, the last figure that is
    no part of another).
    """

    columns: list[Column]
    label: int
    caption: str
    found: list[ReadingFields] = attrs.Factory(list)
    whole: dict[int, int] = attrs.Factory(dict)

    def read(self, row: list[Cell]) -> None:
        """Adds the readings of a row."""
        name, unit, part = _named(row[self.label].text)
        columns = self.columns
        if columns[self.label].kind == "years":
            name, columns = "", _of_year(columns, name)
        elif not name:
            return
        own = self._unit_of(row, unit)
        if own is None:
            return
        level: int | None = None
        for at, (cell, column) in enumerate(zip(row, columns, strict=False)):
            reading = self._reading(cell, column, own, name) if column.kind in _READ else None
            if column.kind in _LEVELS:
                level = None if reading is None else len(self.found)
            if reading is not None and self._fits_in(reading, column, level, part, at):
                self.found.append(reading)

    def _unit_of(self, row: list[Cell], unit: str) -> str | None:
        """The unit that stands in the row, "" without any; None where two do."""
        given = [cell.text for cell, c in zip(row, self.columns, strict=True) if c.kind == "unit"]
        units = {_unit_text(each) for each in (unit, *given) if each}
        return None if len(units) > 1 else "".join(units)

    def _fits_in(
        self, reading: ReadingFields, column: Column, level: int | None, part: bool, at: int
    ) -> bool:
        """Sets what it is a part or a change of; False where that cannot be told."""
        if column.kind in _LEVELS:
            self._set_part(reading, at, part)
            return True
        return column.kind == "share" or self._change(reading, column, level)

    def _reading(self, cell: Cell, column: Column, own: str, name: str) -> ReadingFields | None:
        """A cell with the unit that stands once for it; None where none or several do."""
        number = _NUMBER.fullmatch(cell.text)
        if number is None:
            return None
        figure = _figure(number, self._unit(number["unit"], column, own, name))
        if figure is None:
            return None
        measure = _MEASURES.get(column.kind, Measure.VALUE)
        role = Role.LEVEL if measure is Measure.VALUE else Role.GROWTH
        if column.asked:
            role = Role.TARGET
        end = cell.start + len(cell.text)
        found = ReadingFields(cell.start, end, "", figure, column.time, role)
        found.measure = measure
        found.indicator = name + column.name + ("占比" if column.kind == "share" else "") or None
        return found

    def _unit(self, printed: str, column: Column, own: str, name: str) -> str:
        """The one unit that stands for a cell; "" where none or several do."""
        rate = column.kind in _RATES
        units = {each for each in (printed, column.unit, "" if rate else own) if each}
        if not units and not rate and _may_be_in(self.caption, name):
            return self.caption
        return units.pop() if len(units) == 1 else ""

    def _set_part(self, reading: ReadingFields, column: int, part: bool) -> None:
        """其中: of the last figure of the column that is none."""
        if part:
            reading.part_of = self.whole.get(column)
        else:
            self.whole[column] = len(self.found)

    def _change(self, reading: ReadingFields, column: Column, level: int | None) -> bool:
        """A growth in a column of its own: of the level before it, against the same period a year
        earlier; or over the years between the first and the last column. False for the growth of a
        rate, in points or in percent.
        """
        if column.kind == "average":
            self._set_years(reading)
            return True
        if level is not None:
            of = self.found[level]
            if of.figure.unit.code in _SHARES:
                return False
            reading.change_of, reading.indicator, reading.period = level, of.indicator, of.period
        step = "length" if column.kind == "step" else "year"
        reading.base = bases.stepped(reading.period, step)
        reading.period = bases.over(reading.period, reading.base, False)
        return True

    def _set_years(self, reading: ReadingFields) -> None:
        """A mean growth is over the years between the first and the last column."""
        years = [column.time for column in self.columns if column.kind == "value"]
        first, last = years[0] if years else None, years[-1] if years else None
        reading.period = None
        if isinstance(first, Period) and isinstance(last, Period) and first.end < last.start:
            reading.period, reading.base = Period(first.end + ONE_DAY, last.end), first


def _of_year(columns: list[Column], name: str) -> list[Column]:
    """The columns in the year that begins a row; none where it is no year."""
    year = _HEADER_YEAR.match(name)
    if year is None:
        return []
    time = Period.year(int(year[0][:4]))
    return [attrs.evolve(column, time=time) for column in columns]


def _named(label: str) -> tuple[str, str, bool]:
    """The name of a row, the unit in its brackets, and whether it is a part: 其中:出口(亿元)."""
    plain = _NUMBERING.sub("", label, count=1)
    part = _PART.match(plain)
    plain = plain[part.end() :] if part else plain
    unit = _UNIT_IN.search(plain)
    name = normalised(plain[: unit.start()] if unit else plain).text
    return name.strip(":： "), unit[1] if unit else "", part is not None


def _may_be_in(caption: str, name: str) -> bool:
    """Whether the unit of the whole table may be that of a row."""
    if not caption or _RATE_ROW.search(name):
        return caption in ("%", "‰")
    return not (caption.endswith("元") and _COUNT_ROW.search(name))


def _figure(number: re.Match[str], unit: str) -> Figure | None:
    """The figure of a number in a unit that stands elsewhere; None unless the whole is read."""
    if not unit:
        return None
    digits = number["number"].removeprefix("+")
    plain = normalised(f"{number['before'] or ''}{digits}{unit}{number['after'] or ''}").text
    found = figures(plain, alone=True)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(plain)
    return found[0].figure if whole else None


def _unit_text(unit: str) -> str:
    return "".join(unit.split())

"""Tables pasted into a text: rows of cells parted by tabs, bars or spaces, under a header.

A cell is a reading where its unit stands once: in a column of units, in brackets behind the name or
in the header, or in the line above (单位:万人); its period is that of its column or of the line
above. A cell whose unit or measure cannot be told is not read, nor is a table without a header.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import attrs

from tjstats.records.classifications import Measure
from tjstats.records.readings import ReadingFields, Role
from tjstats.values.figures import Figure
from tjstats.values.periods import ONE_DAY, Period
from tjstats.zh import bases
from tjstats.zh.figures import figures
from tjstats.zh.headers import (
    LEVELS,
    NAMES,
    RATES,
    READ,
    UNIT_IN,
    Cell,
    Column,
    columns,
    unit_text,
)
from tjstats.zh.layout import NUMBER, UNIT_ABOVE, Block
from tjstats.zh.lexicon import tables as words
from tjstats.zh.mentions import Use, mentions
from tjstats.zh.text import normalised
from tjstats.zh.times import InForce, publication

__all__ = ["cells_of"]

_NUMBERING: Final = re.compile(
    r"^[\s#＃]*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）]\s*"
    r"|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]\s*)?"
)
_ROW_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:年|$)")
_PART: Final = re.compile(r"^(?:其中|#)\s*[:：,，]?\s*")
_INDICATORS: Final = re.compile(words.INDICATORS)
_RATE_ROW, _COUNT_ROW = re.compile(words.RATES), re.compile(words.COUNTS)
_SHARES: Final = ("percent", "permille")
_MEASURES: Final = {
    "growth": Measure.GROWTH,
    "step": Measure.GROWTH,
    "average": Measure.AVERAGE_GROWTH,
}


# --- cells ----------------------------------------------------------------------------------------


def cells_of(block: Block, text: str, published: date | Period | None) -> list[ReadingFields]:
    """The cells of a table whose unit and measure can be told, as readings by position; `change_of`
    and `part_of` count from the first of them.
    """
    heads = _columns(block, published) if block.rows else []
    labels = [at for at, column in enumerate(heads) if column.kind in NAMES]
    if len(labels) != 1 or not any(column.kind in READ for column in heads):
        return []
    table = _table(block, heads, labels[0])
    for row in block.rows[1:]:
        table.read(row)
    for each in table.found:
        each.text = text[each.start : each.end]
    return table.found


def _columns(block: Block, published: date | Period | None) -> list[Column]:
    """What the columns hold, by the headers and the lines above."""
    times = InForce(publication(published))
    for mention in mentions(normalised(block.above).text):
        times.see(mention._replace(use=Use.TIME))  # 2024年主要指标 too
    headers = [cell.text for cell in block.rows[0]]
    tops = [cell.text for cell in block.top] or [""] * len(headers)
    targets = not words.FORCES.isdisjoint(cell.text for row in block.rows for cell in row)
    return columns(headers, tops, times, targets=targets)


def _table(block: Block, heads: list[Column], label: int) -> _Table:
    above = UNIT_ABOVE.search(block.above)
    over = (block.top or block.rows[0])[label].text or block.rows[0][label].text
    caption = unit_text(above[1]) if above else ""
    return _Table(heads, label, caption, _INDICATORS.fullmatch(over) is not None)


@attrs.define
class _Table:
    """A table that is read row by row. Fields: columns, label (the column of names or years),
    caption (the unit of the whole table), grouped (whether the rows are indicators, so that a name
    over a column is of whom: 城镇居民 over 人均消费), found (so far), whole (by column, the last
    figure that is no part of another).
    """

    columns: list[Column]
    label: int
    caption: str
    grouped: bool
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
        level: tuple[Column | None, int | None] = None, None  # the latest one, and its reading
        for at, (cell, column) in enumerate(zip(row, columns, strict=False)):
            reading = self._reading(cell, column, own, name)
            if column.kind in LEVELS and not _is_earlier(column, level[0]):
                level = column, None if reading is None else len(self.found)
            if reading is not None and self._fits_in(reading, column, level[1], part, at):
                self.found.append(reading)

    def _unit_of(self, row: list[Cell], unit: str) -> str | None:
        """The unit that stands in the row, "" without any; None where two do."""
        given = [cell.text for cell, c in zip(row, self.columns, strict=True) if c.kind == "unit"]
        units = {unit_text(each) for each in (unit, *given) if each}
        return None if len(units) > 1 else "".join(units)

    def _fits_in(
        self, reading: ReadingFields, column: Column, level: int | None, part: bool, at: int
    ) -> bool:
        """Sets what it is a part or a change of; False where that cannot be told."""
        if column.kind in LEVELS:
            self._set_part(reading, at, part)
            return True
        return column.kind == "share" or self._change(reading, column, level)

    def _reading(self, cell: Cell, column: Column, own: str, name: str) -> ReadingFields | None:
        """A cell with the unit that stands once for it; None where none or several do."""
        number = NUMBER.fullmatch(cell.text) if column.kind in READ else None
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
        names = (column.name, name) if self.grouped else (name, column.name)
        found.indicator = "".join(names) + ("占比" if column.kind == "share" else "") or None
        return found

    def _unit(self, printed: str, column: Column, own: str, name: str) -> str:
        """The one unit that stands for a cell; "" where none or several do."""
        rate = column.kind in RATES
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
        reading.base = column.base or bases.stepped(reading.period, step)
        reading.period = bases.over(reading.period, reading.base, column.base is not None)
        return True

    def _set_years(self, reading: ReadingFields) -> None:
        """A mean growth is over the years between the first and the last column."""
        years = [column.time for column in self.columns if column.kind == "value"]
        first, last = years[0] if years else None, years[-1] if years else None
        reading.period = None
        if isinstance(first, Period) and isinstance(last, Period) and first.end < last.start:
            reading.period, reading.base = Period(first.end + ONE_DAY, last.end), first


def _is_earlier(column: Column, latest: Column | None) -> bool:
    """Whether a column holds the same at a time before another: 2024年9月 behind 2025年9月."""
    if latest is None or column.time is None or latest.time is None:
        return False
    return column.name == latest.name and column.time.end < latest.time.end


def _of_year(columns: list[Column], name: str) -> list[Column]:
    """The columns in the year that begins a row; none where it is no year."""
    year = _ROW_YEAR.match(name)
    if year is None:
        return []
    time = Period.year(int(year[0][:4]))
    return [attrs.evolve(column, time=time) for column in columns]


def _named(label: str) -> tuple[str, str, bool]:
    """The name of a row, the unit in its brackets, and whether it is a part: 其中:出口(亿元)."""
    plain = _NUMBERING.sub("", label, count=1)
    part = _PART.match(plain)
    plain = plain[part.end() :] if part else plain
    unit = UNIT_IN.search(plain)
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

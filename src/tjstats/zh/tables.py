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
from tjstats.values.periods import ONE_DAY, AsOf, Period, Time
from tjstats.zh import bases
from tjstats.zh.captions import Caption, caption
from tjstats.zh.cells import NUMBER, Cell, bare, plain_number, time_in, unit_of, unit_text
from tjstats.zh.figures import figures
from tjstats.zh.headers import LEVELS, NAMES, READ, Column, columns
from tjstats.zh.layout import Block
from tjstats.zh.lexicon import tables as words
from tjstats.zh.table_units import asks_for, nearest_unit
from tjstats.zh.text import normalised

__all__ = ["cells_of"]

_NUMBERING: Final = re.compile(
    r"^[\s#＃*★●■◆▲△·-]*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）]\s*(?!\d)"
    r"|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]\s*|[①-⑳]\s*)?"
)
_PART: Final = re.compile(r"^(?:其中|#)\s*[:：,，]?\s*")
_INDICATORS: Final = re.compile(words.INDICATORS)
_RATE_ROW: Final = re.compile(words.RATES)
_OCCASION: Final = re.compile(words.OCCASIONS)
_BASED, _LIKE_UNIT = re.compile(words.BASED), re.compile(words.LIKE_UNIT)
_GROWTH_ROW, _FALL_ROW = re.compile(f"{words.GROWTHS_OF}$"), re.compile(f"{words.FALLS_OF}$")
_MEASURED: Final = re.compile(words.MEASURES)
_SHARES: Final = ("percent", "permille")
_PER_CENTS: Final = ("%", "‰")
_GROWTH: Final = Measure.GROWTH
_ROLES: Final = {Measure.VALUE: Role.LEVEL, Measure.CHANGE: Role.CHANGE}
_MEASURES: Final = {
    "growth": Measure.GROWTH,
    "step": Measure.GROWTH,
    "average": Measure.AVERAGE_GROWTH,
    "points": Measure.CHANGE,
}


# --- cells ----------------------------------------------------------------------------------------


def cells_of(block: Block, text: str, published: date | Period | None) -> list[ReadingFields]:
    """The cells of a table whose unit and measure can be told, as readings by position; `change_of`
    and `part_of` count from the first of them.
    """
    if not block.rows:
        return []
    table = _table(block, published)
    labels = {column.kind for column in table.columns if column.kind in NAMES}
    if not labels or not any(column.kind in READ for column in table.columns):
        return []
    for row in block.rows:
        for start in range(0, len(row), len(table.columns)):
            table.read(row[start : start + len(table.columns)])
    for each in table.found:
        each.text = text[each.start : each.end]
    return table.found


def _table(block: Block, published: date | Period | None) -> _Table:
    headers, body = _texts(block.headers), _texts(block.rows)
    width = _panel(list(zip(*headers, strict=True)))
    headers, body = [row[:width] for row in headers], [row[:width] for row in body]
    over = caption(block.above, published)
    targets = not words.FORCES.isdisjoint(text for row in body for text in row)
    heads = columns(headers, body, over.times, targets=targets, per_cent=over.per_cent)
    label = next((at for at, head in enumerate(heads) if head.kind == "label"), 0)
    word = next(filter(None, (row[label] for row in headers)), "")
    grouped = _INDICATORS.fullmatch(bare(word)) is not None
    return _Table(heads, over, heads[label].unit or over.unit, grouped)


def _texts(rows: list[list[Cell]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def _panel(stacks: list[tuple[str, ...]]) -> int:
    """How many columns a table has: one printed as two side by side has their half."""
    half, odd = divmod(len(stacks), 2)
    return half if not odd and half > 1 and stacks[:half] == stacks[half:] else len(stacks)


@attrs.define
class _Row:
    """What stands at the head of a row. Fields: name, unit, part (whether it is one of the row
    over it), measure (what its figures are), falling, under (whether it is the growth of the row
    over it).
    """

    name: str
    unit: str
    part: bool = False
    measure: Measure = Measure.VALUE
    falling: bool = False
    under: bool = False


@attrs.define
class _Table:
    """A table that is read row by row. Fields: columns, caption (what the lines over it say), unit
    (of all of it), grouped (whether the rows are indicators, so that a name over a column is of
    whom: 城镇居民 over 人均消费), found (so far), whole (by column, the last figure that is no part
    of another), names (the last one of each column of names), dated (the time of the last row),
    levels (by column, the readings of the row before).
    """

    columns: list[Column]
    caption: Caption
    unit: str
    grouped: bool
    found: list[ReadingFields] = attrs.Factory(list)
    whole: dict[int, int] = attrs.Factory(dict)
    names: dict[int, str] = attrs.Factory(dict)
    dated: Time | None = None
    levels: dict[int, int] = attrs.Factory(dict)

    def read(self, cells: list[Cell]) -> None:
        """Adds the readings of a row."""
        row = self._head(cells)
        above, self.levels = self.levels, {}
        if row is not None and row.under:
            self._read_under(cells, row, above)
        elif row is not None:
            self._read_row(cells, row)

    @property
    def _is_of_times(self) -> bool:
        """Whether times stand at the head of the rows."""
        return any(column.kind == "years" for column in self.columns)

    def _read_row(self, cells: list[Cell], row: _Row) -> None:
        columns = self._of_time(cells) if self._is_of_times else self.columns
        levels: list[tuple[Column, int | None]] = []  # with their readings
        for at, (cell, column) in enumerate(zip(cells, columns, strict=False)):
            reading = self._reading(cell, column, row)
            if column.kind in LEVELS:
                levels.append((column, None if reading is None else len(self.found)))
            if reading is not None and self._fits_in(reading, column, levels, row, at):
                if reading.measure is Measure.VALUE and column.kind in LEVELS:
                    self.levels[at] = len(self.found)
                self.found.append(reading)

    def _read_under(self, cells: list[Cell], row: _Row, levels: dict[int, int]) -> None:
        """Adds the growths in a row of the levels in the row over it."""
        for at, of in levels.items():
            level = self.found[of]
            row.name = level.indicator or ""
            reading = self._reading(cells[at], attrs.evolve(self.columns[at], name=""), row)
            if reading is None or level.figure.unit.code in _SHARES or row.measure is not _GROWTH:
                continue
            reading.indicator, reading.change_of = level.indicator, of
            reading.base = bases.stepped(level.period, "year")
            reading.period = bases.over(level.period, reading.base, False)
            self.found.append(reading)

    # --- the head of a row ------------------------------------------------------------------------

    def _head(self, cells: list[Cell]) -> _Row | None:
        """The name, the unit and the measure of a row; None where they cannot be told."""
        labels = self._labels(cells)
        row = labels[-1]
        units = {row.unit, *self._units(cells)} - {""}
        if len(units) > 1 or not self._is_name(row.name):
            return None
        row.name = "".join(label.name for label in labels)
        row.unit = "".join(units)
        if row.unit in _PER_CENTS or self.unit == "%":
            row = _grown(row)
        if self.caption.growth and row.measure is Measure.VALUE and row.unit in ("", "%"):
            row.measure = _GROWTH
        return row

    def _is_name(self, name: str) -> bool:
        """Whether a row may have this name: none under times, and no time that its columns are not
        of: 一季度, 春节.
        """
        if self._is_of_times or not name:
            return self._is_of_times
        return not (_OCCASION.fullmatch(name) or time_in(name, self.caption.times)[1] == "")

    def _units(self, cells: list[Cell]) -> list[str]:
        """The units that stand in the columns of units; a dash is none."""
        given = (cell for cell, c in zip(cells, self.columns, strict=True) if c.kind == "unit")
        return [unit_text(cell.text) for cell in given if cell.text.strip("-—/")]

    def _labels(self, cells: list[Cell]) -> list[_Row]:
        """What stands in the columns of names; but for the last one a name stands until another."""
        places = [at for at, column in enumerate(self.columns) if column.kind == "label"]
        for at in places:
            if cells[at].text or at == places[-1]:
                self.names[at] = cells[at].text
        return [_named(self.names.get(at, "")) for at in places] or [_Row("", "")]

    def _of_time(self, cells: list[Cell]) -> list[Column]:
        """The columns at the time that stands at the head of a row; none where it is none."""
        at = next(at for at, column in enumerate(self.columns) if column.kind == "years")
        text = normalised("".join(bare(cells[at].text).split())).text
        times = self.caption.times
        time, rest, _ = time_in(text, times)
        if time is None or rest or (self.dated is not None and _runs_back(time, self.dated, text)):
            return []
        self.dated = times.time = time
        times.year = time.end.year
        return [
            attrs.evolve(each, kind="text")
            if each.dated
            else attrs.evolve(each, time=_at(time, each))
            for each in self.columns
        ]

    # --- a cell -----------------------------------------------------------------------------------

    def _reading(self, cell: Cell, column: Column, row: _Row) -> ReadingFields | None:
        """A cell with the unit that stands once for it; None where none or several do."""
        if column.kind not in READ or not cell.text:
            return None
        number, name, measure = (
            NUMBER.fullmatch(plain_number(cell.text)),
            self._name(column, row),
            _measure(column, row),
        )
        if number is None or not name or measure is None:
            return None
        unit = nearest_unit(number["unit"], column, row.unit, self._unit_of_all(row))
        figure = _figure(number, unit + "床" if unit == "张" and "床" in name else unit)
        if figure is None:
            return None
        role = Role.TARGET if column.asked else _ROLES.get(measure, Role.GROWTH)
        end = cell.start + len(cell.text)
        found = ReadingFields(cell.start, end, "", figure, column.time, role)
        found.measure, found.indicator, found.falling = measure, name, row.falling
        return found

    def _name(self, column: Column, row: _Row) -> str:
        if self.grouped and not _MEASURED.search(column.name):
            name = column.name + row.name
        else:
            name = row.name + ("" if row.name.endswith(column.name) else column.name)
        share = column.kind == "share" and row.name
        return (f"{name}占比" if share else name) or self.caption.title

    def _unit_of_all(self, row: _Row) -> str:
        """The unit of the whole table where a row may have it; "" where it may not."""
        per_cent = self.unit in _PER_CENTS
        if per_cent and row.measure is _GROWTH:
            return self.unit
        told = asks_for(row.name, self.unit) is not False
        return self.unit if told and (not per_cent or self.caption.rates) else ""

    def _fits_in(
        self,
        reading: ReadingFields,
        column: Column,
        levels: list[tuple[Column, int | None]],
        row: _Row,
        at: int,
    ) -> bool:
        """Sets what it is a part or a change of; False where that cannot be told."""
        if column.kind in LEVELS:
            self._set_part(reading, at, row.part)
            return row.measure is Measure.VALUE or _set_own_base(reading)
        return column.kind == "share" or self._change(reading, column, levels, row)

    def _set_part(self, reading: ReadingFields, column: int, part: bool) -> None:
        """其中: of the last figure of the column that is none."""
        if part:
            reading.part_of = self.whole.get(column)
        else:
            self.whole[column] = len(self.found)

    # --- changes ----------------------------------------------------------------------------------

    def _change(
        self,
        reading: ReadingFields,
        column: Column,
        levels: list[tuple[Column, int | None]],
        row: _Row,
    ) -> bool:
        """A growth in a column of its own: of the level before it, against the same period a year
        earlier; or over the years between the first and the last column. False for the growth of a
        rate, in points or in percent.
        """
        if column.kind == "average":
            return self._set_years(reading, column)
        level, at = _level_of(column, levels)
        if not self._is_told(reading, column, row, level, at):
            return False
        reading.change_of = at
        if level is not None:
            reading.period, reading.indicator = level.time, self._name(level, row)
        reading.base = column.base or self._base_beside(column, level)
        reading.base = reading.base or _base_of(column, reading.period)
        reading.period = bases.over(reading.period, reading.base, column.base is not None)
        return True

    def _base_beside(self, column: Column, level: Column | None) -> Time | None:
        """The time of the other column of the same, where the header of a growth names no base:
        变动% beside 2025年9月30日 and 2024年12月31日.
        """
        if level is None or not level.dated or column.dated or _BASED.search(column.word):
            return None
        others = {each.time for each in self.columns if _is_earlier(each, level)}
        return others.pop() if len(others) == 1 else None

    def _is_told(
        self,
        growth: ReadingFields,
        column: Column,
        row: _Row,
        level: Column | None,
        at: int | None,
    ) -> bool:
        """Whether it is told what a growth is of and in what: not of a rate, not where only the
        level of the year before is read, and not where it is the difference of two levels.
        """
        if column.kind != "points" and self._is_rate(row, at):
            return False
        if level is not None and not column.dated and _ends_before(level.time, column.time):
            return False  # 上年同期, and the level of now is not told
        if at is None or column.told or self.caption.per_cent:
            return True
        values = {self.found[each].figure.value for each in self.levels.values()}
        return self.found[at].figure.value - growth.figure.value not in values

    def _is_rate(self, row: _Row, at: int | None) -> bool:
        """Whether what grows is a rate, by its figure or by the row, but for an index."""
        unit = row.unit if at is None else self.found[at].figure.unit.code
        if "指数" in row.name:
            return False
        return unit in (*_PER_CENTS, *_SHARES) or (not unit and bool(_RATE_ROW.search(row.name)))

    def _set_years(self, reading: ReadingFields, column: Column) -> bool:
        """A mean growth is over the years between the first and the last column, or over those of
        its header; False where neither says them.
        """
        times = (each.time for each in self.columns if each.kind == "value")
        years = [time for time in times if isinstance(time, Period)]
        reading.period = None
        if years and years[0].end < years[-1].start:
            reading.period, reading.base = Period(years[0].end + ONE_DAY, years[-1].end), years[0]
        elif column.dated:
            reading.period, reading.base = column.time, bases.year_before(column.time)
        return reading.period is not None


def _level_of(
    column: Column, levels: list[tuple[Column, int | None]]
) -> tuple[Column | None, int | None]:
    """The level that a growth beside it is of: the last one before it of its own time, or where its
    header has none the last that is not of a time before another's.
    """
    found: tuple[Column | None, int | None] = None, None
    for level, at in levels:
        if column.dated and level.dated and level.time != column.time:
            continue
        if (column.name and column.name != level.name) or level.asked:
            continue
        if not _is_earlier(level, found[0]):
            found = level, at
    return found


def _base_of(column: Column, time: Time | None) -> Time | None:
    """The year before, or the period before; not told of a time of days: 10月下旬."""
    if isinstance(time, Period) and not time.months:
        return None
    return bases.stepped(time, "length" if column.kind == "step" else "year")


def _is_earlier(column: Column, latest: Column | None) -> bool:
    """Whether a column holds the same at a time before another: 2024年9月 behind 2025年9月."""
    if column.kind not in LEVELS or latest is None or column.time is None or latest.time is None:
        return False
    return column.name == latest.name and column.time.end < latest.time.end


def _at(time: Time, column: Column) -> Time:
    """年末 over a column is the end of the year of a row."""
    return AsOf(time.end) if column.at_end else time


def _ends_before(time: Time | None, other: Time | None) -> bool:
    return time is not None and other is not None and time.end < other.end


def _runs_back(time: Time, last: Time, text: str) -> bool:
    """Whether a month without its year stands under a later one."""
    return "年" not in text and not re.match(r"\d{4}", text) and time.end <= last.end


def _measure(column: Column, row: _Row) -> Measure | None:
    """What a cell measures; None where its row and its column both are changes, or a mean growth
    is of a rate.
    """
    own = _MEASURES.get(column.kind, Measure.VALUE)
    if row.measure is Measure.VALUE:
        mean = own is Measure.AVERAGE_GROWTH
        return None if mean and row.unit in _PER_CENTS else own
    if column.kind in LEVELS:
        return row.measure
    return own if own is Measure.AVERAGE_GROWTH else None


def _set_own_base(reading: ReadingFields) -> bool:
    """A row of growth is against the year before; a mean one only of several years."""
    if reading.measure is Measure.AVERAGE_GROWTH and not bases.is_long(reading.period):
        return False
    if reading.role is not Role.TARGET:  # 13% by 2030 may be of all the years of a plan
        mean = reading.measure is Measure.AVERAGE_GROWTH
        reading.base = (bases.year_before if mean else bases.assumed)(reading.period)
    return True


def _grown(row: _Row) -> _Row:
    """A row that is a growth or a fall itself, 地区生产总值增长: as what grows."""
    for pattern, falling in ((_GROWTH_ROW, False), (_FALL_ROW, True)):
        if found := pattern.search(row.name):
            row.name, row.falling = row.name[: found.start()], falling
            row.under = not row.name
            row.measure = Measure.AVERAGE_GROWTH if found["mean"] else Measure.GROWTH
            break
    return row


def _named(label: str) -> _Row:
    """The name of a row, the unit in its brackets, and whether it is a part: 其中:出口(亿元)."""
    plain = _NUMBERING.sub("", bare(label), count=1)
    part = _PART.match(plain)
    plain = _NUMBERING.sub("", plain[part.end() :], count=1) if part else plain
    plain, unit = unit_of(plain)
    if not unit:
        plain = _LIKE_UNIT.sub("", plain)
    if not unit and plain.endswith(("%", "％", "‰")):
        plain, unit = plain[:-1], normalised(plain[-1]).text
    name = "".join(normalised(plain).text.split()) if plain else ""
    return _Row(
        name.strip(":：,， "), unit, part is not None or label.lstrip().startswith(("#", "＃"))
    )


def _figure(number: re.Match[str], unit: str) -> Figure | None:
    """The figure of a number in a unit that stands elsewhere; None unless the whole is read."""
    if not unit:
        return None
    digits = number["number"].removeprefix("+")
    plain = normalised(f"{number['before'] or ''}{digits}{unit}{number['after'] or ''}").text
    found = figures(plain, alone=True)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(plain)
    return found[0].figure if whole else None

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
from tjstats.values.periods import ONE_DAY, Period, Time
from tjstats.zh import bases
from tjstats.zh.figures import figures
from tjstats.zh.headers import (
    LEVELS,
    NAMES,
    RATES,
    READ,
    Cell,
    Column,
    columns,
    heading,
    time_in,
    unit_of,
    unit_text,
)
from tjstats.zh.layout import NUMBER, UNIT_ABOVE, Block, plain_number, unit_above
from tjstats.zh.lexicon import tables as words
from tjstats.zh.mentions import Use, mentions
from tjstats.zh.text import normalised
from tjstats.zh.times import InForce, publication

__all__ = ["cells_of"]

_NUMBERING: Final = re.compile(
    r"^[\s#＃*★●■◆▲△·-]*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）]\s*(?!\d)"
    r"|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]\s*|[①-⑳]\s*)?"
)
_PART: Final = re.compile(r"^(?:其中|#)\s*[:：,，]?\s*")
_INDICATORS: Final = re.compile(words.INDICATORS)
_RATE_ROW, _COUNT_ROW, _MONEY_ROW = map(re.compile, (words.RATES, words.COUNTS, words.MONEY))
_GROWTH_ROW, _FALL_ROW = re.compile(f"{words.GROWTHS_OF}$"), re.compile(f"{words.FALLS_OF}$")
_MEASURED: Final = re.compile(words.MEASURES)
_SHARES: Final = ("percent", "permille")
_GROWTH: Final = Measure.GROWTH
_MEASURES: Final = {
    "growth": Measure.GROWTH,
    "step": Measure.GROWTH,
    "average": Measure.AVERAGE_GROWTH,
    "points": Measure.CHANGE,
}
_TITLE_NUMBER: Final = re.compile(r"^\s*(?:附?[表图件]|专栏|续表)?\s*[\d.．—–-]*[:：、]?\s*")
_TITLE_UNIT: Final = re.compile(r"[(（]([^()（）]{1,12})[)）]\s*$")
_TITLE_END: Final = re.compile(f"{words.TITLE_ENDS}$")
_ALL_GROWTHS: Final = re.compile(words.GROWTHS_ALL, re.M)
_SEVERAL: Final = re.compile(words.TITLE_SEVERAL)


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
    times = InForce(publication(published))
    for mention in mentions(normalised(block.above).text):
        times.see(mention._replace(use=Use.TIME))  # 2024年主要指标 too
    width = _panel(list(zip(*[[cell.text for cell in row] for row in block.headers], strict=True)))
    headers = [[cell.text for cell in row[:width]] for row in block.headers]
    body = [[cell.text for cell in row[:width]] for row in block.rows]
    targets = not words.FORCES.isdisjoint(text for row in body for text in row)
    per_cent = any("%" in each or "％" in each for each in UNIT_ABOVE.findall(block.above))
    heads = columns(headers, body, times, targets=targets, per_cent=per_cent)
    corner = next((head.unit for head in heads if head.kind == "label" and head.unit), "")
    over = next(
        (
            row[at]
            for at, head in enumerate(heads)
            if head.kind == "label"
            for row in headers
            if row[at]
        ),
        "",
    )
    return _Table(
        heads,
        times,
        corner or unit_above(block.above),
        _title(block.above),
        _INDICATORS.fullmatch(heading(over)) is not None,
        unit_above(block.above) == "%" and _ALL_GROWTHS.search(block.above) is not None,
    )


def _panel(stacks: list[tuple[str, ...]]) -> int:
    """How many columns a table has: one printed as two side by side has their half."""
    half, odd = divmod(len(stacks), 2)
    return half if not odd and half > 1 and stacks[:half] == stacks[half:] else len(stacks)


def _title(above: str) -> str:
    """What a table counts by its title, "" where that cannot be told: 表1 零售业总销货价值."""
    for line in reversed(above.split("\n")):
        plain = UNIT_ABOVE.sub("", _TITLE_UNIT.sub("", line)).strip("()（） \u3000:：")
        if not plain:
            continue
        plain = normalised(_TITLE_NUMBER.sub("", plain)).text
        for mention in reversed(mentions(plain)):
            plain = plain[: mention.start] + plain[mention.end :]
        plain = _TITLE_END.sub("", plain.strip(" :-")).removeprefix("历年").removesuffix("的")
        wanted = 2 <= len(plain) <= 16 and not _SEVERAL.search(plain)
        return plain if wanted and re.search(r"[，。；;,\d]", plain) is None else ""
    return ""


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
    """A table that is read row by row. Fields: columns, times (in force over it), caption (the unit
    of the whole table), title (what all of it counts), grouped (whether the rows are indicators, so
    that a name over a column is of whom: 城镇居民 over 人均消费), rates (whether all of it is growth), found (so far), whole (by column,
    the last figure that is no part of another), names (the last one of each column of names), dated
    (the time of the last row), levels (by column, the readings of the row before).
    """

    columns: list[Column]
    times: InForce
    caption: str
    title: str
    grouped: bool
    rates: bool
    found: list[ReadingFields] = attrs.Factory(list)
    whole: dict[int, int] = attrs.Factory(dict)
    names: dict[int, str] = attrs.Factory(dict)
    dated: Time | None = None
    levels: dict[int, int] = attrs.Factory(dict)

    def read(self, cells: list[Cell]) -> None:
        """Adds the readings of a row."""
        row, columns = self._head(cells), self.columns
        if row is None or (row.under and not self.levels):
            self.levels = {}
            return
        if row.under:
            self._read_under(cells, row)
            return
        self.levels = {}
        if any(column.kind == "years" for column in columns):
            columns = self._of_time(cells)
        levels: list[tuple[Column, int | None]] = []  # with their readings
        for at, (cell, column) in enumerate(zip(cells, columns, strict=False)):
            reading = self._reading(cell, column, row)
            if column.kind in LEVELS:
                levels.append((column, None if reading is None else len(self.found)))
            if reading is not None and self._fits_in(reading, column, levels, row, at):
                if reading.measure is Measure.VALUE and column.kind in LEVELS:
                    self.levels[at] = len(self.found)
                self.found.append(reading)

    def _read_under(self, cells: list[Cell], row: _Row) -> None:
        """Adds the growths in a row of the levels in the row over it."""
        for at, of in self.levels.items():
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
        places = [at for at, column in enumerate(self.columns) if column.kind == "label"]
        labels = []
        for at in places:
            text = cells[at].text
            if not text and at != places[-1]:
                text = self.names.get(at, "")
            self.names[at] = text
            labels.append(_named(text))
        if places and not labels[-1].name:
            return None
        row = labels[-1] if labels else _Row("", "")
        row.name = "".join(label.name for label in labels)
        given = [
            c.text for c, column in zip(cells, self.columns, strict=True) if column.kind == "unit"
        ]
        units = {unit_text(each) for each in (row.unit, *given) if each.strip("-—/")}
        if len(units) > 1:
            return None
        row.unit = "".join(units)
        if row.unit in ("%", "‰") or self.caption == "%":
            row = _grown(row)
        if self.rates and row.measure is Measure.VALUE and row.unit in ("", "%"):
            row.measure = _GROWTH
        return row

    def _of_time(self, cells: list[Cell]) -> list[Column]:
        """The columns at the time that stands at the head of a row; none where it is none."""
        at = next(at for at, column in enumerate(self.columns) if column.kind == "years")
        text = normalised("".join(heading(cells[at].text).split())).text
        time, rest, _ = time_in(text, self.times)
        if time is None or rest or (self.dated is not None and _runs_back(time, self.dated, text)):
            return []
        self.dated = time
        self.times.year, self.times.time = time.end.year, time
        return [
            attrs.evolve(c, time=time) if not c.dated else attrs.evolve(c, kind="text")
            for c in self.columns
        ]

    # --- a cell -----------------------------------------------------------------------------------

    def _reading(self, cell: Cell, column: Column, row: _Row) -> ReadingFields | None:
        """A cell with the unit that stands once for it; None where none or several do."""
        number = (
            NUMBER.fullmatch(plain_number(cell.text)) if column.kind in READ and cell.text else None
        )
        if number is None:
            return None
        figure = _figure(number, self._unit(number["unit"], column, row))
        name = self._name(column, row)
        measure = _measure(column, row)
        if figure is None or name is None or measure is None:
            return None
        role = Role.LEVEL if measure is Measure.VALUE else Role.GROWTH
        role = Role.CHANGE if measure is Measure.CHANGE else role
        if column.asked:
            role = Role.TARGET
        found = ReadingFields(
            cell.start, cell.start + len(cell.text), "", figure, column.time, role
        )
        found.measure, found.indicator, found.falling = measure, name, row.falling
        return found

    def _name(self, column: Column, row: _Row) -> str | None:
        first = self.grouped and not _MEASURED.search(column.name)
        last = "" if row.name.endswith(column.name) else column.name
        name = (column.name + row.name if first else row.name + last) + (
            "占比" if column.kind == "share" and row.name else ""
        )
        return name or self.title or None

    def _unit(self, printed: str, column: Column, row: _Row) -> str:
        """The one unit that stands for a cell; "" where none or several do."""
        rate = column.kind in RATES
        units = {each for each in (printed, column.unit, "" if rate else row.unit) if each}
        if (
            not units
            and not rate
            and all(_may_be_in(self.caption, n) for n in (row.name, column.name))
        ):
            return self.caption
        return units.pop() if len(units) == 1 else ""

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
        if at is not None:
            of = self.found[at]
            if (
                of.figure.unit.code in _SHARES
                and column.kind != "points"
                and "指数" not in row.name
            ):
                return False
            reading.change_of, reading.indicator = at, of.indicator
        elif row.unit in ("%", "‰") and column.kind != "points" and "指数" not in row.name:
            return False
        if level is not None:
            reading.period = level.time
            reading.indicator = self._name(level, row)
        step = "length" if column.kind == "step" else "year"
        whole = isinstance(reading.period, Period) and not reading.period.months
        reading.base = column.base or (None if whole else bases.stepped(reading.period, step))
        reading.period = bases.over(reading.period, reading.base, column.base is not None)
        return True

    def _set_years(self, reading: ReadingFields, column: Column) -> bool:
        """A mean growth is over the years between the first and the last column, or over those of
        its header.
        """
        years = [each.time for each in self.columns if each.kind == "value"]
        first, last = years[0] if years else None, years[-1] if years else None
        reading.period = None
        if isinstance(first, Period) and isinstance(last, Period) and first.end < last.start:
            reading.period, reading.base = Period(first.end + ONE_DAY, last.end), first
        elif column.dated:
            reading.period, reading.base = column.time, bases.year_before(column.time)
        return True


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
        if column.name and column.name != level.name:
            continue
        if not _is_earlier(level, found[0]):
            found = level, at
    return found


def _is_earlier(column: Column, latest: Column | None) -> bool:
    """Whether a column holds the same at a time before another: 2024年9月 behind 2025年9月."""
    if latest is None or column.time is None or latest.time is None:
        return False
    return column.name == latest.name and column.time.end < latest.time.end


def _runs_back(time: Time, last: Time, text: str) -> bool:
    """Whether a month without its year stands under a later one."""
    return "年" not in text and not re.match(r"\d{4}", text) and time.end <= last.end


def _measure(column: Column, row: _Row) -> Measure | None:
    """What a cell measures; None where its row and its column both are changes."""
    own = _MEASURES.get(column.kind, Measure.VALUE)
    if row.measure is Measure.VALUE:
        if own is Measure.AVERAGE_GROWTH and row.unit in ("%", "‰"):
            return None
        return own
    if own is Measure.VALUE or own is Measure.AVERAGE_GROWTH:
        return None if column.kind == "share" else own if own is not Measure.VALUE else row.measure
    return None


def _set_own_base(reading: ReadingFields) -> bool:
    """A row of growth is against the year before; a mean one only of several years."""
    if reading.measure is Measure.AVERAGE_GROWTH and not bases.is_long(reading.period):
        return False
    step = bases.year_before if reading.measure is Measure.AVERAGE_GROWTH else bases.assumed
    reading.base = step(reading.period)
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
    plain = _NUMBERING.sub("", heading(label), count=1)
    part = _PART.match(plain)
    plain = _NUMBERING.sub("", plain[part.end() :], count=1) if part else plain
    plain, unit = unit_of(plain)
    if not unit and plain.endswith(("%", "％", "‰")):
        plain, unit = plain[:-1], normalised(plain[-1]).text
    name = "".join(normalised(plain).text.split()) if plain else ""
    return _Row(
        name.strip(":：,， "), unit, part is not None or label.lstrip().startswith(("#", "＃"))
    )


def _may_be_in(caption: str, name: str) -> bool:
    """Whether the unit of the whole table may be that of a row or a column."""
    if not caption or not name:
        return bool(caption)
    if _RATE_ROW.search(name):
        return caption in ("%", "‰")
    money = "元" in caption
    return not (_COUNT_ROW.search(name) if money else _MONEY_ROW.search(name))


def _figure(number: re.Match[str], unit: str) -> Figure | None:
    """The figure of a number in a unit that stands elsewhere; None unless the whole is read."""
    if not unit:
        return None
    digits = number["number"].removeprefix("+")
    plain = normalised(f"{number['before'] or ''}{digits}{unit}{number['after'] or ''}").text
    found = figures(plain, alone=True)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(plain)
    return found[0].figure if whole else None

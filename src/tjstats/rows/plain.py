"""Rows of plain observations, which are read and written by what a table repeats: times, units,
statuses.

A plain observation is a value, printed, without a qualifier, in the unit of its indicator. Any
other row, and any row with a mistake, is None here, and read by `tjstats.rows.reader`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import repeat
from operator import is_
from typing import Any, Final, TypeVar

import attrs

from tjstats.records.classifications import NATURES, WITHOUT_FIGURE, Flag, Measure, Status
from tjstats.records.given import time_of
from tjstats.records.publication import Indicator, Observation, Source
from tjstats.rows.cells import (
    PrintedUnit,
    Row,
    boolean,
    breakdowns_cell,
    breakdowns_in,
    code,
    figure_cells,
    flags_cell,
    flags_in,
    if_true,
    time_cells,
    time_in,
    unit_in,
)
from tjstats.rows.sheet import ODD, Column, Odd, Sheet, merged, of_each, of_each_object
from tjstats.values.figure_arithmetic import printed
from tjstats.values.figures import Figure
from tjstats.values.numbers import NEAREST
from tjstats.values.periods import Time
from tjstats.values.qualifiers import Qualifier

__all__ = ["PlainRows", "is_plain", "plain_sheet"]

T = TypeVar("T")

_NUMBER: Final = re.compile(r"(?:-(?=[\d.]*[1-9]))?\d{1,15}(?:\.(\d{1,15}))?", re.ASCII)
_EXACTLY: Final = Qualifier.EXACTLY
_VALUE: Final = Measure.VALUE
_QUALIFIERS: Final = frozenset({None, str(_EXACTLY)})
_MEASURES: Final = frozenset({None, str(_VALUE)})
_WITH: Final[dict[str | None, Status]] = {
    None: Status.NORMAL,
    **{str(status): status for status in Status if status not in WITHOUT_FIGURE},
}
_WITHOUT: Final[dict[str | None, Status]] = {
    None: Status.MISSING,
    **{str(status): status for status in WITHOUT_FIGURE},
}
_NO_FLAGS: Final[frozenset[Flag]] = frozenset()
_REMEMBERED: Final = 10_000  # figures of a table, of which many rows have the same
_PLACES: Final = tuple(map(str, range(16)))
_OF_UNITS: Final = ("INDICATOR", "UNIT_MEASURE", "UNIT_MULT", "UNIT_TEXT", "EXACT")
_READ: Final = frozenset(
    "INDICATOR TIME_PERIOD TIME_KIND OBS_VALUE UNIT_MEASURE UNIT_MULT UNIT_TEXT DECIMALS QUALIFIER "
    "EXACT MEASURE OBS_STATUS SOURCE REF_AREA SCOPE PRICE_BASIS PRINTED LOCATOR NOTE FLAGS "
    "BREAKDOWNS RECORD ROWS FREQ".split()
)


def _or_odd(make: Callable[..., T]) -> Callable[..., T | Odd]:
    """What *make* says, or that it is odd."""

    def attempt(*cells: Any) -> T | Odd:
        try:
            return make(*cells)
        except (KeyError, ValueError, TypeError):  # errors of ours are among them
            return ODD

    return attempt


@attrs.define
class _Unit:
    """A unit of a table. Fields: counted, exact (whether its numbers are), figures (by the text of
    the number).
    """

    counted: PrintedUnit
    exact: bool
    figures: dict[str, Figure] = attrs.field(factory=dict)


class PlainRows:
    """Reads the plain observations of one table. *shared* has its indicators and sources by
    their keys.
    """

    def __init__(self, shared: Mapping[str, Mapping[str, Any]]) -> None:
        self.shared = shared
        self.units: dict[tuple[str | None, ...], _Unit] = {}

    def read(self, sheet: Sheet) -> list[Observation | None]:
        """The observation of each row; None for a row that is not plain, or not valid."""

        def each(make: Callable[..., Any], *names: str) -> list[Any]:
            return of_each(_or_odd(make), *map(sheet.column, names))

        if len(self.units) + sum(len(unit.figures) for unit in self.units.values()) > _REMEMBERED:
            self.units.clear()
        units = each(self._unit, *_OF_UNITS)
        numbers = (sheet.column(name) for name in ("OBS_VALUE", "DECIMALS", "QUALIFIER"))
        has_value = [cell is not None for cell in sheet.column("OBS_VALUE")]
        read = (
            each(self._indicator, "INDICATOR"),
            each(self._time, "INDICATOR", "TIME_PERIOD", "TIME_KIND"),
            list(map(_figure, units, *numbers)),
            each(_measure_in, "MEASURE"),
            of_each(_or_odd(_status_in), sheet.column("OBS_STATUS"), has_value),
            each(self._source, "SOURCE"),
            each(_flags_in, "FLAGS"),
            each(_breakdowns_in, "BREAKDOWNS"),
        )
        records = _observations(sheet, *read)
        for row in _odd_rows(sheet, (*read, each(_kind_in, "RECORD"))):
            records[row] = None
        return records

    def _indicator(self, key: str | None) -> Indicator:
        indicator = self.shared["indicator"][key or ""]
        if not isinstance(indicator, Indicator):
            raise KeyError(key)
        return indicator

    def _time(self, key: str | None, text: str | None, kind: str | None) -> Time:
        """The time of a row. Raises `KeyError` if the indicator has no such times, and others."""
        indicator = self._indicator(key)
        cells = {"TIME_PERIOD": text, "TIME_KIND": kind}
        found = time_in(cells, "TIME_PERIOD", "TIME_KIND", lambda text: time_of(indicator, text))
        if found is None or found.__class__ not in NATURES[indicator.nature].times:
            raise KeyError("TIME_PERIOD")
        return found

    def _unit(self, *cells: str | None) -> _Unit:
        """The unit of a row. Raises `KeyError` if it is not the indicator's, and others."""
        found = self.units.get(cells)
        if found is None:
            row: Row = dict(zip(_OF_UNITS, cells, strict=True))
            own = self._indicator(row["INDICATOR"])
            counted = unit_in(row, PrintedUnit(own.unit, own.multiplier, own.word))
            if counted.unit is not own.unit:
                raise KeyError("UNIT_MEASURE")
            found = self.units[cells] = _Unit(counted, boolean(row, "EXACT"))
        return found

    def _source(self, key: str | None) -> Source | None:
        if key is None:
            return None
        source = self.shared["source"][key]
        if not isinstance(source, Source):
            raise KeyError(key)
        return source


def _odd_rows(sheet: Sheet, read: Iterable[list[Any]]) -> Iterator[int]:
    """The rows with something odd in what was *read*, or a cell in a column of other rows."""
    for parts in read:
        if any(map(is_, parts, repeat(ODD))):
            yield from (row for row, part in enumerate(parts) if part is ODD)
    for name, cells in sheet.columns.items():
        if name not in _READ:
            yield from (row for row, cell in enumerate(cells) if cell is not None)


def _figure(
    of: _Unit | Odd, text: str | None, decimals: str | None, qualifier: str | None
) -> Figure | Odd | None:
    """The printed figure of a row without a qualifier; rows alike have one figure."""
    if text is None:
        return None
    if isinstance(of, Odd) or qualifier not in _QUALIFIERS:
        return ODD
    found = of.figures.get(text)
    if found is None:
        match = _NUMBER.fullmatch(text)
        if match is None:
            return ODD
        (unit, scale, word), places = of.counted, len(match[1] or "")
        value = Decimal(text)
        found = printed(Figure, value, unit, _EXACTLY, scale, False, places, word, of.exact)
        of.figures[text] = found
    return found if decimals is None or decimals == _PLACES[found.decimals or 0] else ODD


def _observations(
    sheet: Sheet,
    indicators: list[Any],
    times: list[Any],
    figures: list[Any],
    measures: list[Any],
    statuses: list[Any],
    sources: list[Any],
    flags: list[Any],
    breakdowns: list[Any],
) -> list[Observation | None]:
    """The observations of the rows of a sheet, from what was read of their cells."""
    text = sheet.column
    fields = (
        *(indicators, times, figures, text("REF_AREA"), measures, repeat(None)),
        *(text("SCOPE"), text("PRICE_BASIS"), statuses, sources),
        *(text("PRINTED"), text("LOCATOR"), repeat(()), text("NOTE"), flags, breakdowns),
    )
    return list(map(Observation._new, *fields))


def _kind_in(cell: str | None) -> None:
    if cell not in (None, "", "observation"):
        raise KeyError("RECORD")


def _measure_in(cell: str | None) -> Measure:
    if cell not in _MEASURES:
        raise KeyError("MEASURE")
    return _VALUE


def _status_in(cell: str | None, has_value: bool) -> Status:
    return (_WITH if has_value else _WITHOUT)[cell]


def _flags_in(cell: str | None) -> frozenset[Flag]:
    return flags_in({"FLAGS": cell}) if cell else _NO_FLAGS


def _breakdowns_in(cell: str | None) -> tuple[tuple[str, str], ...]:
    return breakdowns_in({"BREAKDOWNS": cell})


# --- writing --------------------------------------------------------------------------------------


def is_plain(record: Any) -> bool:
    """Whether `plain_sheet` writes a record: an observation without inputs, and without a figure or
    with a printed one that has no qualifier.
    """
    if record.__class__ is not Observation or record.derived_from:
        return False
    figure: Figure | None = record.figure
    if figure is None:
        return True
    is_printed = figure.decimals is not None and not figure.approximate
    return is_printed and figure.qualifier is _EXACTLY


def plain_sheet(records: list[Any], key: Callable[[Any], str | None]) -> Sheet:
    """The rows of plain observations; *key* gives the texts that stand for
    indicators and sources.
    """
    columns = {
        "RECORD": ["observation"] * len(records),
        **_series_columns(records, key),
        **_time_columns("TIME_PERIOD", "TIME_KIND", [record.period for record in records]),
        **_time_columns("BASE_PERIOD", "BASE_KIND", [record.base for record in records]),
        **_figure_columns([record.figure for record in records]),
        **_further_columns(records, key),
    }
    return Sheet(len(records), columns)


def _series_columns(records: list[Any], key: Callable[[Any], str | None]) -> dict[str, Column]:
    """What observations of a series share."""
    return {
        "INDICATOR": of_each_object(key, [record.indicator for record in records]),
        "REF_AREA": [record.area for record in records],
        "BREAKDOWNS": of_each_object(breakdowns_cell, [record.breakdowns for record in records]),
        "MEASURE": of_each(_measure, [record.measure for record in records]),
        "SCOPE": [record.scope for record in records],
        "PRICE_BASIS": [record.basis for record in records],
    }


def _further_columns(records: list[Any], key: Callable[[Any], str | None]) -> dict[str, Column]:
    """What is said about a figure, and where it stands."""
    return {
        "EVERY": [record.every for record in records],
        "OBS_STATUS": of_each(_status, [record.status for record in records]),
        "FLAGS": of_each_object(flags_cell, [record.flags for record in records]),
        "SOURCE": of_each_object(key, [record.source for record in records]),
        "PRINTED": [record.printed for record in records],
        "LOCATOR": [record.locator for record in records],
        "NOTE": [record.note for record in records],
    }


def _measure(measure: Measure) -> str | None:
    return None if measure is _VALUE else code(measure)


def _status(status: Status) -> str | None:
    return None if status is Status.NORMAL else code(status)


def _time_columns(name: str, kind: str, times: list[Time | None]) -> dict[str, Column]:
    """The codes and the kinds of times."""
    if times.count(None) == len(times):
        return {}
    rows = of_each_object(lambda time: time_cells(time, name, kind), times)
    return {each: [row.get(each) for row in rows] for each in (name, kind)}


def _figure_columns(figures: list[Figure | None]) -> dict[str, Column]:
    """The cells of plain figures."""
    present = [figure for figure in figures if figure is not None]
    columns: dict[str, Column] = {
        "OBS_VALUE": _in_digits(present),
        "UNIT_MEASURE": [figure.unit.code for figure in present],
        "UNIT_MULT": of_each(str, [figure.multiplier for figure in present]),
        "UNIT_TEXT": [figure.word for figure in present],
        "DECIMALS": of_each(str, [figure.decimals for figure in present]),
        "QUALIFIER": [str(_EXACTLY)] * len(present),
        "EXACT": of_each(if_true, [figure.exact for figure in present]),
    }
    if len(present) == len(figures):
        return columns
    has_figure = [figure is not None for figure in figures]
    nothing: list[Row] = [{}] * has_figure.count(False)
    return merged(Sheet(len(present), columns), nothing, has_figure).columns


def _in_digits(figures: list[Figure]) -> list[str]:
    """The numbers of plain figures, in plain digits if they are few."""
    write = NEAREST.to_sci_string
    numbers = [write(figure.value) for figure in figures]
    if "E" in "".join(numbers):
        for row, number in enumerate(numbers):
            if "E" in number:
                numbers[row] = str(figure_cells(figures[row])["OBS_VALUE"])
    return numbers

"""Rows of plain observations, which are read and written by what a table repeats: times, units,
statuses.

A plain observation is a value, printed, without a qualifier, in the unit of its indicator. Any
other row, and any row with a mistake, is None here, and read by `tjstats.rows.reader`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, TypeVar

from tjstats.records.classifications import NATURES, WITHOUT_FIGURE, Flag, Measure, Status
from tjstats.records.given import time_of
from tjstats.records.publication import Indicator, Observation, Source
from tjstats.rows.cells import (
    Cells,
    PrintedUnit,
    Row,
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
from tjstats.rows.sheet import Column, Sheet, merged, of_each, of_each_object
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
_READ: Final = frozenset(
    "INDICATOR TIME_PERIOD TIME_KIND OBS_VALUE UNIT_MEASURE UNIT_MULT UNIT_TEXT DECIMALS QUALIFIER "
    "MEASURE OBS_STATUS SOURCE REF_AREA SCOPE PRICE_BASIS PRINTED LOCATOR NOTE FLAGS BREAKDOWNS "
    "RECORD ROWS FREQ".split()
)


class _Seen:
    """What a table repeats about one indicator. Attributes: indicator, times (by code and kind),
    units (by the three cells of a unit).
    """

    def __init__(self, indicator: Indicator) -> None:
        self.indicator = indicator
        self.times: dict[tuple[str, str | None], Time] = {}
        self.units: dict[tuple[str | None, ...], PrintedUnit] = {}

    def time(self, cells: Cells) -> Time:
        """The time of a row. Raises `KeyError` if the indicator has no such times, and others."""
        found = time_in(
            cells, "TIME_PERIOD", "TIME_KIND", lambda text: time_of(self.indicator, text)
        )
        if found is None or found.__class__ not in NATURES[self.indicator.nature].times:
            raise KeyError("TIME_PERIOD")
        self.times[str(cells["TIME_PERIOD"]), cells.get("TIME_KIND")] = found
        return found

    def unit(self, key: tuple[str | None, ...], cells: Cells) -> PrintedUnit:
        """The unit of a row. Raises `KeyError` if it is not the indicator's, and others."""
        own = self.indicator
        found = unit_in(cells, PrintedUnit(own.unit, own.multiplier, own.word))
        if found.unit is not own.unit:
            raise KeyError("UNIT_MEASURE")
        self.units[key] = found
        return found


class PlainRows:
    """Reads the plain observations of one table. *shared* has its indicators and sources by
    their keys.
    """

    def __init__(self, shared: Mapping[str, Mapping[str, Any]]) -> None:
        self.shared = shared
        self.seen: dict[str, _Seen] = {}
        self.breakdowns: dict[str, tuple[tuple[str, str], ...]] = {}

    def read(self, cells: Cells) -> Observation | None:
        """The observation of a row; None if it is not plain, or not valid."""
        try:
            return self._read(cells)
        except (KeyError, ValueError, TypeError):  # errors of ours are among them
            return None

    def _read(self, cells: Cells) -> Observation:
        """The observation. Raises `KeyError` and others for what is not plain."""
        get = cells.get
        if any(cells[name] is not None for name in cells.keys() - _READ):
            raise KeyError("a column of other rows")
        key, text, given = cells["INDICATOR"] or "", get("OBS_VALUE"), get("OBS_STATUS")
        seen = self.seen.get(key) or self._seen(key)
        time = seen.times.get((cells["TIME_PERIOD"] or "", get("TIME_KIND"))) or seen.time(cells)
        if get("MEASURE") not in _MEASURES:
            raise KeyError("MEASURE")
        if text is None:
            figure, status = None, _WITHOUT[given]
        else:
            figure, status = _figure(seen, text, cells), _WITH[given]
        return Observation._new(
            *(seen.indicator, time, figure, get("REF_AREA"), _VALUE, None, get("SCOPE")),
            *(get("PRICE_BASIS"), status, self._source(get("SOURCE"))),
            *(get("PRINTED"), get("LOCATOR"), (), get("NOTE")),
            *(self._flags(cells), self._breakdowns(get("BREAKDOWNS"), cells), None),
        )

    def _flags(self, cells: Cells) -> frozenset[Flag]:
        return flags_in(cells) if cells.get("FLAGS") else _NO_FLAGS

    def _seen(self, key: str) -> _Seen:
        indicator = self.shared["indicator"][key]
        if indicator is None:
            raise KeyError(key)
        found = self.seen[key] = _Seen(indicator)
        return found

    def _source(self, key: str | None) -> Source | None:
        if key is None:
            return None
        source = self.shared["source"][key]
        if not isinstance(source, Source):
            raise KeyError(key)
        return source

    def _breakdowns(self, text: str | None, cells: Cells) -> tuple[tuple[str, str], ...]:
        if text is None:
            return ()
        if text not in self.breakdowns:
            self.breakdowns[text] = breakdowns_in(cells)
        return self.breakdowns[text]


def _figure(seen: _Seen, text: str, cells: Cells) -> Figure:
    """A printed figure without a qualifier. Raises `KeyError` and others for what is not plain."""
    get = cells.get
    match, decimals = _NUMBER.fullmatch(text), get("DECIMALS")
    if match is None or get("QUALIFIER") not in _QUALIFIERS:
        raise KeyError("OBS_VALUE")
    places = len(match[1]) if match[1] else 0
    if decimals is not None and decimals != str(places):
        raise KeyError("DECIMALS")
    key = get("UNIT_MEASURE"), get("UNIT_MULT"), get("UNIT_TEXT")
    unit, scale, word = seen.units.get(key) or seen.unit(key, cells)
    return printed(Figure, Decimal(text), unit, _EXACTLY, scale, False, places, word)


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

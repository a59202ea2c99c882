"""Rows: those of any data frame as records, by the reader that reads the rows of files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from math import isclose, isfinite
from typing import Any, Final

import attrs

from tjstats.columns import COLUMNS, RECORD_COLUMNS
from tjstats.errors import FrameColumnError, FrameRowsError, InvalidRecordError, LoadError, RecordTypeError
from tjstats.formats._cells import Row
from tjstats.formats._row_reader import Line, records_in
from tjstats.frames.digits import TEXT, digits_of, same_number
from tjstats.frames.engines import opened
from tjstats.frames.layout import check_present
from tjstats.frames.natives import values_of
from tjstats.records.classifications import Nature
from tjstats.records.indicators import Indicator
from tjstats.values.numbers import MAX_EXPONENT, NEAREST
from tjstats.values.qualifiers import Qualifier

__all__ = ["indicators_by_code", "records_of"]

_ENDS: Final = {"OBS_LOWER": "lower", "OBS_UPPER": "upper"}
_ROWS: Final = {kind: RECORD_COLUMNS[kind] - {"ID", "DERIVED_FROM", "BASELINE", "STRETCH"} for kind in ("observation", "target")}
_READ: Final = {"RECORD"}.union(*_ROWS.values())
_NAMED: Final = ("INDICATOR", "RELATIVE_TO")
_KINDS: Final = {"TIME_PERIOD": "TIME_KIND", "BASE_PERIOD": "BASE_KIND"}
_AGREE: Final = 1e-9


def records_of(
    frame: Any,
    indicator: Indicator | Mapping[str, Indicator] | Iterable[Indicator],
    decimals: int | str | None,
    names: Mapping[str, str],
) -> list[Any]:
    """The record of each row; *names* are the standard names of the frame's own. Raises as `to_records` does."""
    if isinstance(decimals, bool) or not isinstance(decimals, int | str | None):
        raise RecordTypeError("to_records", "decimals", decimals, "a whole number, or the name of a column of them")
    if isinstance(decimals, int) and abs(decimals) > MAX_EXPONENT:
        raise InvalidRecordError("to_records", "decimals", decimals, f"write a whole number within ±{MAX_EXPONENT}")
    table = opened(frame, "to_records")
    told = {**names, decimals: "DECIMALS"} if isinstance(decimals, str) else dict(names)
    types = table.dtypes()
    own = _columns(list(types), told)
    known = _known(indicator)
    if "INDICATOR" not in own and not isinstance(indicator, Indicator):
        raise FrameColumnError("INDICATOR", "is missing", "give a single indicator, or columns={'…': 'INDICATOR'}")
    texts = {name: column + TEXT for name, column in own.items() if column + TEXT in types and COLUMNS[name].kind == "number"}
    values = values_of(table, list(dict.fromkeys([*own.values(), *texts.values()])))
    reading = _Reading(own, known, decimals if isinstance(decimals, int) else None)
    cells = {name: values[column] for name, column in own.items()}
    digits = {name: values[column] for name, column in texts.items()}
    count = len(next(iter(cells.values())))
    return reading.records([_at(cells, row) for row in range(count)], [_at(digits, row) for row in range(count)])


def indicators_by_code(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    """Indicators by their code. Raises `InvalidRecordError` where two that differ have one."""
    known: dict[str, Indicator] = {}
    for each in indicators:
        if known.setdefault(each.code, each) is not each and known[each.code] != each:
            raise InvalidRecordError("Indicator", "code", each.code, "two indicators have this code; rename one of them")
    return known


def _known(given: Indicator | Mapping[str, Indicator] | Iterable[Indicator]) -> dict[str, Indicator]:
    """The indicators by the code that the frame has for them."""
    found: Any = [given] if isinstance(given, Indicator) else given
    listed = list(found.values() if isinstance(found, Mapping) else found) if isinstance(found, Iterable) else [found]
    for each in listed:
        if not isinstance(each, Indicator):
            raise RecordTypeError("to_records", "indicator", each, "an Indicator, or Indicators by the codes of the frame")
    known = indicators_by_code(listed)
    return dict(found) if isinstance(found, Mapping) else known


def _columns(there: list[str], told: Mapping[str, str]) -> dict[str, str]:
    """The frame's own names of the standard columns that it has."""
    own = {name: name for name in there if name in _READ and name not in told}
    for column, name in told.items():
        if name not in _READ:
            near = get_close_matches(name, _READ, 3, 0.5)
            raise FrameColumnError(column, f"{name!r} is no column of a record", f"write {', '.join(near) or 'one of COLUMNS'}")
        if column != name or column in there:
            check_present(there, [column])
            own[name] = column
    if not own.keys() & {"OBS_VALUE", *_ENDS}:
        check_present(there, ["OBS_VALUE"])
    check_present(there, [own.get("TIME_PERIOD", "TIME_PERIOD")])
    return own


def _at(columns: Mapping[str, list[Any]], row: int) -> dict[str, Any]:
    return {name: values[row] for name, values in columns.items()}


@attrs.define
class _Reading:
    """What has been read of a frame so far. Fields: own (names of columns), known (indicators), decimals (of all), faults."""

    own: dict[str, str]
    known: dict[str, Indicator]
    decimals: int | None
    faults: dict[tuple[str, str], list[tuple[str, str]]] = attrs.field(factory=dict)
    said: list[tuple[int, str, float]] = attrs.field(factory=list)  # ends that value and qualifier must say

    def fault(self, name: str, remedy: str, problem: str) -> None:
        """Keep what is wrong with a cell, by the first word of the way out."""
        self.faults.setdefault((self.own.get(name, name), remedy.partition(" ")[0]), []).append((problem, remedy))

    def check(self) -> None:
        """Raise `FrameRowsError` of the first fault, with how many rows have it."""
        for (column, _), told in self.faults.items():
            raise FrameRowsError(column, len(told), *told[0])

    def records(self, rows: list[dict[str, Any]], digits: list[dict[str, Any]]) -> list[Any]:
        """The record of each row, of its cells and the digits of its numbers. Raises `FrameRowsError`."""
        lines = [self.line(place, *row) for place, row in enumerate(zip(rows, digits, strict=True))]
        self.check()
        try:
            found: Any = records_in(lines, indicators_by_code(self.known.values()).values())
        except LoadError as error:
            for problem in error.problems:
                row, _, name = problem.pointer.partition(", ")
                self.fault(name or "OBS_VALUE", "correct these rows or leave them out", f"{problem.message} ({row})")
            found = []
        self.check()
        for place, name, told in self.said:
            self.check_end(name, told, found[place].figure)
        self.check()
        return list(found)

    def line(self, place: int, row: dict[str, Any], digits: dict[str, Any]) -> Line:
        """The cells of a row as texts."""
        kind = row.get("RECORD") or "observation"
        if kind not in _ROWS:
            problem = f"{kind!r} is neither an observation nor a target"
            self.fault("RECORD", "keep the rows of these two; formats.csv reads whole tables", problem)
            return Line(f"row {place}", {})
        kept = {name: value for name, value in row.items() if name in _ROWS[kind] and value is not None}
        cells: Row = {name: self.text(name, v) for name, v in kept.items() if COLUMNS[name].kind != "number"}
        self.name_indicators(cells, kept)
        cells |= self.numbers(place, kept, cells, digits)
        return Line(f"row {place}", cells | {"RECORD": kind})

    def name_indicators(self, cells: Row, row: dict[str, Any]) -> None:
        """Put the codes of the indicators for those of the frame."""
        if "INDICATOR" not in self.own:
            cells["INDICATOR"] = next(iter(self.known))
        for name in _NAMED:
            told = cells.get(name)
            found = self.known.get(told or "")
            if found is not None:
                cells[name] = found.code
                self.check_days(found, row)
            elif told is not None or name == "INDICATOR":
                problem = f"{told!r} is none of those given: {', '.join(list(self.known)[:5]) or 'none'}"
                self.fault(name, "give its Indicator too, or leave these rows out", problem)

    def check_days(self, indicator: Indicator, row: dict[str, Any]) -> None:
        """Keep a fault where a flow is observed at a day: the day that stands for a month is not told from one of its own."""
        for name, kind in _KINDS.items():
            if indicator.nature is Nature.FLOW and isinstance(row.get(name), date) and kind not in row:
                problem = f"{row[name].isoformat()[:10]} is a day, and a flow is observed over a period"
                self.fault(name, "write integer years or codes such as '2021-Q3'", problem)

    def text(self, name: str, value: Any) -> str | None:
        """A value that is no number of a figure, as a cell."""
        if isinstance(value, str):
            return str(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int) or (isinstance(value, float | Decimal) and isfinite(value) and value == int(value)):
            return str(int(value))
        if isinstance(value, date):
            return value.isoformat()[:10]
        self.fault(name, "cast it to text", f"{value!r} is of type {type(value).__name__}")
        return None

    def numbers(self, place: int, row: dict[str, Any], cells: Row, digits: dict[str, Any]) -> Row:
        """The numbers of a row, with their digits; also how many decimals."""
        computed = (cells.get("COMPUTED") or "").lower() in ("true", "1")
        follows = not computed and "OBS_VALUE" in row and cells.get("QUALIFIER") != Qualifier.BETWEEN
        found: Row = {}
        for name in (name for name in self.own if COLUMNS[name].kind == "number"):
            value, text = row.get(name), digits.get(name)
            if not isinstance(value, float):
                found[name] = None if value is None else str(value)
            elif text is None and follows and name in _ENDS:
                self.said.append((place, name, value))
            elif text is None:
                found[name] = self.printed(name, value, cells, computed)
                if self.decimals is not None and not computed:
                    found["DECIMALS"] = str(self.decimals)
            if text is not None and (value is None or not same_number(text, float(value))):
                problem = f"it is {value} where {self.own[name]}{TEXT} has the digits {text}"
                self.fault(name, f"drop {self.own[name]}{TEXT} where numbers were changed", problem)
            elif text is not None:
                found[name] = text
        return found

    def printed(self, name: str, value: float, cells: Row, computed: bool) -> str | None:
        """The digits of a float."""
        told = cells.get("DECIMALS")
        places = int(told) if told is not None and self.decimals is None else self.decimals
        if not isfinite(value):
            self.fault(name, "leave it null for a missing figure", f"{value} is no published number")
        elif places is None and not computed:
            self.fault(name, "give decimals=…, the places that were printed, or a column DECIMALS", _lost(value))
        else:
            found = digits_of(value, None if computed else places)
            if found is not None:
                return str(found)
            needed = max(0, -int(Decimal(repr(value)).as_tuple().exponent))
            problem = f"{value} does not have {places} decimal{'' if places == 1 else 's'}"
            self.fault(name, f"round first, or give decimals={needed}", problem)
        return None

    def check_end(self, name: str, told: float, figure: Any) -> None:
        """Keep a fault where an end that stands in the row is not the one that value and qualifier say."""
        end = None if figure is None else getattr(figure.bounds, _ENDS[name])
        found = None if end is None else float(end.scaleb(-figure.multiplier, NEAREST))
        if found is None or not isclose(found, told, rel_tol=_AGREE, abs_tol=_AGREE):
            problem = f"it is {told} where value and qualifier say {'no end' if found is None else found}"
            self.fault(name, "write the QUALIFIER that says so ('between' for two ends), or drop the ends", problem)


def _lost(value: float) -> str:
    return f"{value} is a float and has lost its printed digits"

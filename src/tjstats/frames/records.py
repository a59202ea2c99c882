"""Digits: the number as it was printed, out of a float and the decimals it was printed with.

A float holds 15 significant digits of any print. Where a number has more, its text stands in a
column beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from difflib import get_close_matches
from math import isclose, isfinite
from typing import Any, Final

import attrs

from tjstats.errors import (
    FrameColumnError,
    FrameError,
    FrameRowsError,
    InvalidRecordError,
    LoadError,
    RecordTypeError,
    TjstatsError,
)
from tjstats.formats._files import encoded
from tjstats.frames.engines import Frame, alike, native_of, opened, values_of
from tjstats.frames.schema import check_present, is_text
from tjstats.records.classifications import Direction, Measure, Nature, Status
from tjstats.records.datasets import Dataset
from tjstats.records.publication import Indicator, Observation, Series, time_of
from tjstats.records.targets import Target
from tjstats.rows.cells import (
    Row,
    breakdowns_cell,
    code,
    figure_cells,
    flags_cell,
    time_cells,
)
from tjstats.rows.columns import COLUMNS, RECORD_COLUMNS
from tjstats.rows.reader import Line, records_in
from tjstats.values.numbers import MAX_EXPONENT, NEAREST, WIDE, power_of_ten
from tjstats.values.periods import Time
from tjstats.values.qualifiers import Qualifier

__all__ = [
    "TEXT",
    "digits_of",
    "framed",
    "from_records",
    "indicators_by_code",
    "opened_pair",
    "opened_values",
    "records_of",
    "same_number",
    "to_records",
]

TEXT: Final = (
    "_TEXT"  # how the column ends that holds the digits of the numbers that a float cannot hold
)
_NOISE: Final = 1e-9  # of a value: what arithmetic in binary adds to it
_PART: Final = (
    1e-3  # of a unit of the last place: what noise can be at most, however large the value
)


def digits_of(value: float, decimals: int | None) -> Decimal | None:
    """The number that was printed with so many decimals, None where the float is none of these but
    for noise.

    Without decimals it is the number of the fewest digits that the float can be.

    >>> digits_of(0.1 + 0.2, 1), digits_of(37.625, 1), digits_of(1234567890.4, 0)
    (Decimal('0.3'), None, None)
    """
    found = Decimal(repr(value))
    if decimals is None or not isfinite(value):
        return found if isfinite(value) else None
    if abs(decimals) > MAX_EXPONENT:
        return None
    try:
        found = found.quantize(power_of_ten(-decimals), ROUND_HALF_EVEN, WIDE)
    except InvalidOperation:  # far more digits than a figure has
        return None
    apart, unit = abs(float(found) - value), 10.0**-decimals
    return found if apart <= min(_NOISE * max(abs(value), unit), _PART * unit) else None


def same_number(text: str, value: float) -> bool:
    """Whether a float is that of the digits in a text."""
    try:
        return float(Decimal(text)) == value
    except InvalidOperation:
        return False


# Rows: those of any data frame as records, by the reader that reads the rows of files.


_ENDS: Final = {"OBS_LOWER": "lower", "OBS_UPPER": "upper"}
_ROWS: Final = {
    kind: RECORD_COLUMNS[kind] - {"ID", "DERIVED_FROM", "BASELINE", "STRETCH"}
    for kind in ("observation", "target")
}
_READ: Final = {"RECORD"}.union(*_ROWS.values())
_NAMED: Final = ("INDICATOR", "RELATIVE_TO")
_ROW_KINDS: Final = {"TIME_PERIOD": "TIME_KIND", "BASE_PERIOD": "BASE_KIND"}
_AGREE: Final = 1e-9


def records_of(
    frame: Any,
    indicator: Indicator | Mapping[str, Indicator] | Iterable[Indicator],
    decimals: int | str | None,
    names: Mapping[str, str],
) -> list[Any]:
    """The record of each row; *names* are the standard names of the frame's own. Raises as
    `to_records` does.
    """
    if isinstance(decimals, bool) or not isinstance(decimals, int | str | None):
        raise RecordTypeError(
            "to_records", "decimals", decimals, "a whole number, or the name of a column of them"
        )
    if isinstance(decimals, int) and abs(decimals) > MAX_EXPONENT:
        raise InvalidRecordError(
            "to_records", "decimals", decimals, f"write a whole number within ±{MAX_EXPONENT}"
        )
    table = opened(frame, "to_records")
    told = {**names, decimals: "DECIMALS"} if isinstance(decimals, str) else dict(names)
    types = table.dtypes()
    own = _columns(list(types), told)
    known = _known(indicator)
    if "INDICATOR" not in own and not isinstance(indicator, Indicator):
        raise FrameColumnError(
            "INDICATOR", "is missing", "give a single indicator, or columns={'…': 'INDICATOR'}"
        )
    texts = {
        name: column + TEXT
        for name, column in own.items()
        if column + TEXT in types and COLUMNS[name].kind == "number"
    }
    values = values_of(table, list(dict.fromkeys([*own.values(), *texts.values()])))
    reading = _Reading(own, known, decimals if isinstance(decimals, int) else None)
    cells = {name: values[column] for name, column in own.items()}
    digits = {name: values[column] for name, column in texts.items()}
    count = len(next(iter(cells.values())))
    return reading.records(
        [_at(cells, row) for row in range(count)], [_at(digits, row) for row in range(count)]
    )


def indicators_by_code(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    """Indicators by their code. Raises `InvalidRecordError` where two that differ have one."""
    known: dict[str, Indicator] = {}
    for each in indicators:
        if known.setdefault(each.code, each) is not each and known[each.code] != each:
            raise InvalidRecordError(
                "Indicator", "code", each.code, "two indicators have this code; rename one of them"
            )
    return known


def _known(
    given: Indicator | Mapping[str, Indicator] | Iterable[Indicator],
) -> dict[str, Indicator]:
    """The indicators by the code that the frame has for them."""
    found: Any = [given] if isinstance(given, Indicator) else given
    listed = (
        list(found.values() if isinstance(found, Mapping) else found)
        if isinstance(found, Iterable)
        else [found]
    )
    for each in listed:
        if not isinstance(each, Indicator):
            raise RecordTypeError(
                "to_records",
                "indicator",
                each,
                "an Indicator, or Indicators by the codes of the frame",
            )
    known = indicators_by_code(listed)
    return dict(found) if isinstance(found, Mapping) else known


def _columns(there: list[str], told: Mapping[str, str]) -> dict[str, str]:
    """The frame's own names of the standard columns that it has."""
    own = {name: name for name in there if name in _READ and name not in told}
    for column, name in told.items():
        if name not in _READ:
            near = get_close_matches(name, _READ, 3, 0.5)
            raise FrameColumnError(
                column,
                f"{name!r} is no column of a record",
                f"write {', '.join(near) or 'one of COLUMNS'}",
            )
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
    """What has been read of a frame so far. Fields: own (names of columns), known (indicators),
    decimals (of all), faults.
    """

    own: dict[str, str]
    known: dict[str, Indicator]
    decimals: int | None
    faults: dict[tuple[str, str], list[tuple[str, str]]] = attrs.field(factory=dict)
    said: list[tuple[int, str, float]] = attrs.field(
        factory=list
    )  # ends that value and qualifier must say

    def fault(self, name: str, remedy: str, problem: str) -> None:
        """Keep what is wrong with a cell, by the first word of the way out."""
        self.faults.setdefault((self.own.get(name, name), remedy.partition(" ")[0]), []).append(
            (problem, remedy)
        )

    def check(self) -> None:
        """Raise `FrameRowsError` of the first fault, with how many rows have it."""
        for (column, _), told in self.faults.items():
            raise FrameRowsError(column, len(told), *told[0])

    def records(self, rows: list[dict[str, Any]], digits: list[dict[str, Any]]) -> list[Any]:
        """The record of each row, of its cells and the digits of its numbers. Raises
        `FrameRowsError`.
        """
        lines = [self.line(place, *row) for place, row in enumerate(zip(rows, digits, strict=True))]
        self.check()
        try:
            found: Any = records_in(lines, indicators_by_code(self.known.values()).values())
        except LoadError as error:
            for problem in error.problems:
                row, _, name = problem.pointer.partition(", ")
                self.fault(
                    name or "OBS_VALUE",
                    "correct these rows or leave them out",
                    f"{problem.message} ({row})",
                )
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
            self.fault(
                "RECORD", "keep the rows of these two; formats.csv reads whole tables", problem
            )
            return Line(f"row {place}", {})
        kept = {
            name: value for name, value in row.items() if name in _ROWS[kind] and value is not None
        }
        cells: Row = {
            name: self.text(name, v) for name, v in kept.items() if COLUMNS[name].kind != "number"
        }
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
                problem = (
                    f"{told!r} is none of those given: {', '.join(list(self.known)[:5]) or 'none'}"
                )
                self.fault(name, "give its Indicator too, or leave these rows out", problem)

    def check_days(self, indicator: Indicator, row: dict[str, Any]) -> None:
        """Keep a fault where a flow is observed at a day: the day that stands for a month is not
        told from one of its own.
        """
        for name, kind in _ROW_KINDS.items():
            if (
                indicator.nature is Nature.FLOW
                and isinstance(row.get(name), date)
                and kind not in row
            ):
                problem = (
                    f"{row[name].isoformat()[:10]} is a day, and a flow is observed over a period"
                )
                self.fault(name, "write integer years or codes such as '2021-Q3'", problem)

    def text(self, name: str, value: Any) -> str | None:
        """A value that is no number of a figure, as a cell."""
        if isinstance(value, str):
            return str(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int) or (
            isinstance(value, float | Decimal) and isfinite(value) and value == int(value)
        ):
            return str(int(value))
        if isinstance(value, date):
            return value.isoformat()[:10]
        self.fault(name, "cast it to text", f"{value!r} is of type {type(value).__name__}")
        return None

    def numbers(self, place: int, row: dict[str, Any], cells: Row, digits: dict[str, Any]) -> Row:
        """The numbers of a row, with their digits; also how many decimals."""
        computed = (cells.get("COMPUTED") or "").lower() in ("true", "1")
        follows = (
            not computed and "OBS_VALUE" in row and cells.get("QUALIFIER") != Qualifier.BETWEEN
        )
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
            self.fault(
                name, "leave it null for a missing figure", f"{value} is no published number"
            )
        elif places is None and not computed:
            self.fault(
                name,
                "give decimals=…, the places that were printed, or a column DECIMALS",
                _lost(value),
            )
        else:
            found = digits_of(value, None if computed else places)
            if found is not None:
                return str(found)
            needed = max(0, -int(Decimal(repr(value)).as_tuple().exponent))
            problem = f"{value} does not have {places} decimal{'' if places == 1 else 's'}"
            self.fault(name, f"round first, or give decimals={needed}", problem)
        return None

    def check_end(self, name: str, told: float, figure: Any) -> None:
        """Keep a fault where an end that stands in the row is not the one that value and qualifier
        say.
        """
        end = None if figure is None else getattr(figure.bounds, _ENDS[name])
        found = None if end is None else float(end.scaleb(-figure.multiplier, NEAREST))
        if found is None or not isclose(found, told, rel_tol=_AGREE, abs_tol=_AGREE):
            problem = (
                f"it is {told} where value and qualifier say {'no end' if found is None else found}"
            )
            self.fault(
                name,
                "write the QUALIFIER that says so ('between' for two ends), or drop the ends",
                problem,
            )


def _lost(value: float) -> str:
    return f"{value} is a float and has lost its printed digits"


# Records: observations and targets as the rows of a data frame to compute with, and rows as records
# with their digits.  OBS_VALUE and the ends are floats in the scale of UNIT_MULT, DECIMALS tells
# the places that were printed, and TIME_PERIOD is a code. A number that a float and its decimals
# cannot give back has its digits in a further column, OBS_VALUE_TEXT. What is the indicator's
# (NATURE, DIRECTION) stands in each row. Not in a frame: what an observation is derived from, a
# target's baseline and stretch, and of a source all but its code.


_TAKES: Final = (
    "a Dataset, a Series, an Observation, a Target, or an iterable of observations and targets"
)
_ALWAYS: Final = (
    "INDICATOR",
    "TIME_PERIOD",
    "OBS_VALUE",
    "UNIT_MEASURE",
    "UNIT_MULT",
    "DECIMALS",
    "NATURE",
    "DIRECTION",
)
_KINDS: Final = {"TIME_KIND": "TIME_PERIOD", "BASE_KIND": "BASE_PERIOD"}
_MAKERS: Final[dict[str, Callable[[str], Any]]] = {
    "text": str,
    "code": str,
    "time": str,
    "number": float,
    "integer": int,
    "boolean": lambda cell: cell == "true",
}
_Row = dict[str, str | None]


def from_records(records: Any, engine: Any = None) -> Any:
    """A native data frame with a row for each record of a Dataset, a Series, or an iterable of
    observations and targets.

    Columns are those of `tjstats.rows.columns` that some record fills, in that order; always there
    are INDICATOR, TIME_PERIOD, OBS_VALUE, UNIT_MEASURE, UNIT_MULT, DECIMALS, NATURE and DIRECTION.
    OBS_LOWER and OBS_UPPER are filled where a figure is not exactly its number, RECORD only where
    there are targets, TIME_KIND where the nature does not tell it. Numbers are floats, texts null
    where absent; a missing figure has the unit of its series.

    *engine* is "polars", "pandas", "pyarrow", "duckdb", "modin", "dask", "ibis", "pyspark", the
    module, or a connection of DuckDB; by default Polars, else DuckDB, whichever is installed.
    Relations of DuckDB are of its default connection; without pyarrow they stand on a temporary
    table there.

    Raises `RecordTypeError`, `FrameError` for an unknown engine, `MissingExtraError`, and
    `InvalidRecordError` where two indicators have one code.

    >>> from tjstats import Indicator
    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> found = from_records(jobs.series({"2021": "37.62", "2025": "32.7"}), engine="polars")
    >>> found.select("TIME_PERIOD", "OBS_VALUE", "DECIMALS").rows()
    [('2021', 37.62, 2), ('2025', 32.7, 1)]
    """
    return _native(_listed(records), engine, "from_records")


def framed(value: Any, question: str) -> Any:
    """The frame of a Dataset, a Series, an Observation, a Target, or a list of those two; anything
    else as it is.

    Raises as `from_records` does; *question* is named where no engine is installed.
    """
    if isinstance(value, Dataset | Series | Observation | Target):
        return _native(_listed(value), None, question)
    if isinstance(value, list | tuple) and all(
        isinstance(each, Observation | Target) for each in value
    ):
        return _native(list(value), None, question)
    return value


def to_records(
    frame: Any,
    indicator: Indicator | Mapping[str, Indicator] | Iterable[Indicator],
    *,
    decimals: int | str | None = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    area: str = "REF_AREA",
    columns: Mapping[str, str] | None = None,
) -> list[Any]:
    """The observations of a frame, one for each row, with the digits as printed; targets where
    RECORD says so.

    *indicator* is that of all rows, or several by the codes in INDICATOR (a mapping where the frame
    has codes of its own). *columns* names further columns that are called otherwise: {"口径":
    "SCOPE"}. Columns of other names are left out. Without UNIT_MEASURE and UNIT_MULT a value is in
    the indicator's unit. Integer years and codes are periods, points in time for a stock; dates are
    points in time. A lazy frame is collected.

    Texts, Decimals and integers keep their digits. Floats need the decimals they were printed with:
    *decimals*, for all or as the name of a column, else the column DECIMALS. A null or NaN has no
    figure and the status missing.

    Raises `FrameColumnError` for a column that is missing; `FrameRowsError` for rows that make no
    record: floats that do not have so many decimals, unknown codes, bounds that value and qualifier
    do not say; `FrameError`, `RecordTypeError`.

    >>> import polars as pl
    >>> from tjstats import Indicator
    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> table = pl.DataFrame({"year": [2021, 2025], "jobs": [37.62, 32.7]})
    >>> to_records(table, jobs, decimals=2, period="year", value="jobs")[1].figure
    Figure('32.70', '万人')
    """
    names = {period: "TIME_PERIOD", value: "OBS_VALUE", area: "REF_AREA", **(columns or {})}
    return records_of(frame, indicator, decimals, names)


def _listed(records: Any) -> list[Observation | Target]:
    if isinstance(records, Dataset):
        return [*records.observations, *records.targets]
    found = [records] if isinstance(records, Observation | Target) else records
    if (
        isinstance(found, str | bytes | Mapping)
        or not isinstance(found, Iterable)
        or hasattr(found, "columns")
    ):
        raise RecordTypeError("from_records", "records", records, _TAKES)
    listed = list(found)
    for each in listed:
        if not isinstance(each, Observation | Target):
            raise RecordTypeError("from_records", "records", each, _TAKES)
    return listed


def _native(records: list[Observation | Target], engine: Any, question: str) -> Any:
    indicators_by_code(record.indicator for record in records)
    rows = [_row(record) for record in records]
    _fill_units(records, rows)
    used = {name for row in rows for name, cell in row.items() if cell is not None}
    for kind, time in _KINDS.items():
        if all(
            _guessed(record, row, kind, time) for record, row in zip(records, rows, strict=True)
        ):
            used.discard(kind)
    if not any(isinstance(record, Target) for record in records):
        used.discard("RECORD")
    columns: dict[str, list[Any]] = {}
    for name in (name for name in COLUMNS if name in used or name in _ALWAYS):
        cells = [row.get(name) for row in rows]
        make = _MAKERS[COLUMNS[name].kind]
        columns[name] = [None if cell is None else make(cell) for cell in cells]
        if COLUMNS[name].kind == "number":
            texts = [
                _beyond(name, row, number) for row, number in zip(rows, columns[name], strict=True)
            ]
            if any(text is not None for text in texts):
                columns[name + TEXT] = texts
        elif COLUMNS[name].kind == "text":
            for cell in cells:
                if cell is not None and not cell.isascii():
                    encoded(cell)
    return native_of(columns, engine, question)


def _row(record: Observation | Target) -> _Row:
    """The cells of a record."""
    indicator = record.indicator
    row: _Row = {
        "RECORD": "observation",
        "INDICATOR": indicator.code,
        "REF_AREA": record.area,
        "BREAKDOWNS": breakdowns_cell(record.breakdowns),
        "MEASURE": None if record.measure is Measure.VALUE else code(record.measure),
        "SCOPE": record.scope,
        "PRICE_BASIS": record.basis,
        **time_cells(record.period, "TIME_PERIOD", "TIME_KIND"),
        **time_cells(record.base, "BASE_PERIOD", "BASE_KIND"),
        **figure_cells(record.figure),
        "SOURCE": None if record.source is None else record.source.code,
        "PRINTED": record.printed,
        "LOCATOR": record.locator,
        "NOTE": record.note,
        "NATURE": code(indicator.nature),
        "DIRECTION": None
        if indicator.direction is Direction.NEITHER
        else code(indicator.direction),
    }
    if isinstance(record, Observation):
        return row | {
            "OBS_STATUS": None if record.status is Status.NORMAL else code(record.status),
            "FLAGS": flags_cell(record.flags),
        }
    return row | {
        "RECORD": "target",
        "FORCE": code(record.force),
        "EVERY": record.every,
        "RELATIVE_TO": None if record.relative_to is None else record.relative_to.code,
        "SET_BY": record.set_by,
        "PUBLISHED_VERDICT": record.published_verdict,
    }


def _fill_units(records: list[Observation | Target], rows: list[_Row]) -> None:
    """Give a row without a figure the unit of its series, else of its indicator: a gap is no other
    unit.
    """
    units = {_series(record): record.figure for record in records if record.figure is not None}
    for record, row in zip(records, rows, strict=True):
        if record.figure is None:
            near: Any = units.get(_series(record))
            near = record.indicator if near is None and record.measure is Measure.VALUE else near
            if near is not None:
                row |= {"UNIT_MEASURE": near.unit.code, "UNIT_MULT": str(near.multiplier)}


def _series(record: Observation | Target) -> tuple[object, ...]:
    return (
        record.indicator.code,
        record.area,
        record.breakdowns,
        record.measure,
        record.scope,
        record.basis,
    )


def _guessed(record: Observation | Target, row: _Row, kind: str, name: str) -> bool:
    """Whether the nature of the indicator tells which kind of time a code is."""
    time: Time | None = record.period if name == "TIME_PERIOD" else record.base
    if time is None:
        return True
    try:
        return time_of(record.indicator, row[name]) == time
    except TjstatsError:
        return False


def _beyond(name: str, row: _Row, number: float | None) -> str | None:
    """The digits of a cell where the float with its decimals does not give them back."""
    cell, places = row.get(name), row.get("DECIMALS")
    if cell is None or number is None:
        return None
    if name != "OBS_VALUE" and places is not None and row["QUALIFIER"] != Qualifier.BETWEEN:
        return None  # an end that follows from the value
    found = digits_of(number, None if places is None else int(places))
    return None if found is not None and found == Decimal(cell) else cell


# Inputs: what a question is asked of, native frames and records alike, opened.


def opened_values(values: Any, question: str) -> Frame:
    """A frame of values opened: a native one, or that of records. Where RECORD is there, targets
    are no values.

    Raises `FrameError`, `MissingExtraError`.
    """
    return _of_kind(opened(framed(values, question), question), "target")


def opened_pair(values: Any, targets: Any, question: str) -> tuple[Frame, Frame]:
    """The targets and the values of a question, of one engine. Records beside a native frame become
    one of its engine.

    Raises `FrameError`, `MissingExtraError`.
    """
    of_values, of_targets = framed(values, question), framed(targets, question)
    if of_values is not values and of_targets is targets:
        of_values = _beside(values, targets, question)
    elif of_targets is not targets and of_values is values:
        of_targets = _beside(targets, values, question)
    asked, given = alike(opened(of_targets, question), opened(of_values, question), question)
    return _of_kind(asked, "observation"), _of_kind(given, "target")


def _beside(records: Any, frame: Any, question: str) -> Any:
    """Records as a frame of the engine of another."""
    engine = opened(frame, question).engine.name
    try:
        made = from_records(records, engine)
    except FrameError:
        problem = "has no frames of records; give the records as a frame of that engine"
        raise FrameError(question, engine, problem) from None
    if engine == "duckdb":
        _check_connection(made, frame, question)
    return made


def _check_connection(made: Any, frame: Any, question: str) -> None:
    """Raise `FrameError` where two relations are of different connections: neither tells its
    own.
    """
    import duckdb

    relation = opened(frame, question).native()
    try:
        made.set_alias("made").cross(relation.set_alias("given"))
    except duckdb.InvalidInputException:
        problem = "is not of the default connection; make a relation of the records there, from_records(records, connection)"
        raise FrameError(question, "the relation", problem) from None


def _of_kind(frame: Frame, other: str) -> Frame:
    """The rows that RECORD does not tell to be of the *other* kind."""
    kind = frame.dtypes().get("RECORD")
    if kind is None or not is_text(kind):
        return frame
    told = frame.ns.col("RECORD").cast(frame.ns.String)
    return frame.with_data(frame.data.filter((told != other).fill_null(True)))

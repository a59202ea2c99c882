"""Records as rows of a data frame for calculations, and rows as records with their printed digits.

OBS_VALUE and the ends are floats in the scale of UNIT_MULT, DECIMALS is the number of printed
places, and TIME_PERIOD is a code. A float holds 15 significant digits of any number; if a float and
its decimals do not reproduce the number, a further column, OBS_VALUE_TEXT, has its digits. The
indicator's NATURE and DIRECTION are repeated in each row. A frame does not contain `derived_from`,
a target's baseline and stretch, or anything of a source but its code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import partial
from math import isclose, isfinite
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import attrs

from tjstats.errors import (
    FrameColumnError,
    FrameError,
    FrameRowsError,
    InvalidPeriodError,
    InvalidRecordError,
    LoadError,
    RecordTypeError,
    TjstatsError,
)
from tjstats.frames.engines import (
    CellValue,
    Frame,
    GivenEngine,
    Native,
    is_text,
    native_of,
    of_one_engine,
    opened,
    values_of,
)
from tjstats.frames.schema import check_present
from tjstats.questions.derivation import parts_of
from tjstats.records.classifications import Direction, Measure, Nature, Status
from tjstats.records.datasets import Dataset
from tjstats.records.given import code_of_time, time_of
from tjstats.records.publication import Indicator, Observation, Series
from tjstats.records.targets import Target
from tjstats.rows.cells import (
    Row,
    breakdowns_cell,
    code,
    encoded,
    figure_cells,
    flags_cell,
    time_cells,
)
from tjstats.rows.columns import COLUMNS, RECORD_COLUMNS
from tjstats.rows.reader import Line, records_in
from tjstats.values.figures import Figure
from tjstats.values.numbers import MAX_EXPONENT, NEAREST, NOISE, digits_of
from tjstats.values.periods import Time
from tjstats.values.qualifiers import Qualifier

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

__all__ = [
    "TEXT",
    "FrameOrRecords",
    "Record",
    "Records",
    "framed",
    "from_records",
    "indicators_by_code",
    "opened_pair",
    "opened_values",
    "same_number",
    "to_records",
]

Record: TypeAlias = Observation | Target
Records: TypeAlias = Dataset | Series | Record | Iterable[Record]
FrameOrRecords: TypeAlias = "IntoFrame | Records"
Indicators: TypeAlias = Indicator | Mapping[str, Indicator] | Iterable[Indicator]

TEXT: Final = "_TEXT"  # the suffix of a column with digits that a float cannot hold


# --- digits ---------------------------------------------------------------------------------------


def same_number(text: str, value: float) -> bool:
    """Whether a float equals the digits in a text."""
    try:
        return float(Decimal(text)) == value
    except InvalidOperation:
        return False


# --- rows as records ------------------------------------------------------------------------------

_ENDS: Final = {"OBS_LOWER": "lower", "OBS_UPPER": "upper"}
_ROWS: Final = {
    kind: RECORD_COLUMNS[kind] - {"ID", "DERIVED_FROM", "BASELINE", "STRETCH"}
    for kind in ("observation", "target")
}
_READ: Final = {"RECORD"}.union(*_ROWS.values())
_NAMED: Final = ("INDICATOR", "RELATIVE_TO")
# The arguments that name the columns; columns= names the others.
_ARGUMENTS: Final = {
    "TIME_PERIOD": "period",
    "OBS_VALUE": "value",
    "REF_AREA": "area",
    "DECIMALS": "decimals",
}
_ROW_KINDS: Final = {"TIME_PERIOD": "TIME_KIND", "BASE_PERIOD": "BASE_KIND"}


def to_records(
    frame: IntoFrame,
    indicator: Indicators,
    *,
    decimals: int | str | None = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    area: str = "REF_AREA",
    columns: Mapping[str, str] | None = None,
) -> list[Any]:
    """The observations in a frame, one per row, with their printed digits; targets in the rows that
    RECORD marks as targets.

    *indicator* is one Indicator for all rows, several for the codes in INDICATOR, or a mapping from
    the frame's own codes. *columns* maps further columns to standard names: {"口径": "SCOPE"}.
    Other columns are ignored. Without UNIT_MEASURE and UNIT_MULT a value is in the indicator's
    unit. Integer years and codes are periods, or points in time for a stock; dates are points in
    time. A lazy frame is collected.

    Texts, Decimals and integers keep their digits. Floats need the number of printed decimals:
    *decimals*, for all rows or as the name of a column, else the column DECIMALS. A null or NaN has
    no figure and the status missing.

    Raises `FrameColumnError` for a missing column; `FrameRowsError` for rows that are not valid
    records: floats with more decimals than given, unknown codes, bounds that value and qualifier do
    not imply; `FrameError`, `RecordTypeError`.

    >>> import polars as pl
    >>> from tjstats import Indicator
    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> table = pl.DataFrame({"year": [2021, 2025], "jobs": [37.62, 32.7]})
    >>> to_records(table, jobs, decimals=2, period="year", value="jobs")[1].figure
    Figure('32.70', '万人')
    """
    _check_decimals(decimals)
    names = {period: "TIME_PERIOD", value: "OBS_VALUE", area: "REF_AREA", **(columns or {})}
    if isinstance(decimals, str):
        names[decimals] = "DECIMALS"
    table = opened(frame, "to_records")
    present = list(table.types())
    own = _own_names(present, names)
    known = _indicators(indicator)
    if "INDICATOR" not in own and not isinstance(indicator, Indicator):
        remedy = "pass a single indicator, or columns={'…': 'INDICATOR'}"
        raise FrameColumnError("INDICATOR", "is missing", remedy)
    texts = {
        name: column + TEXT
        for name, column in own.items()
        if column + TEXT in present and _is_number(name)
    }
    values = values_of(table, list(dict.fromkeys([*own.values(), *texts.values()])))
    reader = _RowReader(own, known, decimals if isinstance(decimals, int) else None)
    return reader.records(_rows(own, values), _rows(texts, values))


def _rows(
    own: Mapping[str, str], values: Mapping[str, list[CellValue]]
) -> list[dict[str, CellValue]]:
    """The values of some columns as rows, by their standard names."""
    count = len(next(iter(values.values())))
    return [{name: values[column][row] for name, column in own.items()} for row in range(count)]


def _check_decimals(decimals: object) -> None:
    """Raise unless *decimals* is an integer or the name of a column."""
    if isinstance(decimals, bool) or not isinstance(decimals, int | str | None):
        expected = "a whole number, or the name of a column of whole numbers"
        raise RecordTypeError("to_records", "decimals", decimals, expected)
    if isinstance(decimals, int) and abs(decimals) > MAX_EXPONENT:
        problem = f"write a whole number within ±{MAX_EXPONENT}"
        raise InvalidRecordError("to_records", "decimals", decimals, problem)


def indicators_by_code(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    """Indicators by their code. Raises `InvalidRecordError` if two different ones share a code."""
    known: dict[str, Indicator] = {}
    for indicator in indicators:
        other = known.setdefault(indicator.code, indicator)
        if other is not indicator and other != indicator:
            problem = "two indicators have this code; rename one of them"
            raise InvalidRecordError("Indicator", "code", indicator.code, problem)
    return known


def _indicators(given: Indicators) -> dict[str, Indicator]:
    """The indicators by the codes used in the frame."""
    if isinstance(given, Mapping):
        known = dict(cast("Mapping[str, Indicator]", given))
        indicators_by_code(_checked(known.values()))
        return known
    several = [given] if isinstance(given, Indicator) else given
    return indicators_by_code(_checked(several))


def _checked(indicators: object) -> list[Indicator]:
    """The indicators as a list. Raises `RecordTypeError` for anything else."""
    listed: list[Indicator] = []
    for indicator in indicators if isinstance(indicators, Iterable) else [indicators]:
        if not isinstance(indicator, Indicator):
            expected = "an Indicator, or Indicators by the codes of the frame"
            raise RecordTypeError("to_records", "indicator", indicator, expected)
        listed.append(indicator)
    return listed


def _own_names(present: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """The frame's names for the standard columns that it has. Raises `FrameColumnError`."""
    own = {name: name for name in present if name in _READ and name not in given}
    for column, name in given.items():
        if name not in _READ:
            near = get_close_matches(name, _READ, 3, 0.5)
            remedy = f"write {', '.join(near) or 'one of COLUMNS'}"
            raise FrameColumnError(column, f"{name!r} is not a standard column", remedy)
        if column != name or column in present:
            check_present(present, **{_ARGUMENTS.get(name, "columns"): column})
            own[name] = column
    if not own.keys() & {"OBS_VALUE", *_ENDS}:
        check_present(present, value="OBS_VALUE")
    check_present(present, period=own.get("TIME_PERIOD", "TIME_PERIOD"))
    return own


@attrs.define
class _RowReader:
    """Rows as records, with their faults. Fields: own (names of columns), known (indicators),
    decimals (for all), faults (problem and remedy, by column and kind of remedy), ends (position,
    name and number of the ends that value and qualifier must imply).
    """

    own: dict[str, str]
    known: dict[str, Indicator]
    decimals: int | None
    faults: dict[tuple[str, str], list[tuple[str, str]]] = attrs.field(factory=dict)
    ends: list[tuple[int, str, float]] = attrs.field(factory=list)

    def fault(self, name: str, remedy: str, problem: str) -> None:
        """Record a fault in a cell."""
        kind = self.own.get(name, name), remedy.partition(" ")[0]
        self.faults.setdefault(kind, []).append((problem, remedy))

    def check(self) -> None:
        """Raise `FrameRowsError` for the first fault, with the number of rows that have it."""
        for (column, _), faults in self.faults.items():
            raise FrameRowsError(column, len(faults), *faults[0])

    def records(
        self, rows: list[dict[str, CellValue]], digits: list[dict[str, CellValue]]
    ) -> list[Any]:
        """The record of each row, from its cells and the digits of its numbers. Raises
        `FrameRowsError`.
        """
        pairs = zip(rows, digits, strict=True)
        lines = [self.line(place, row, texts) for place, (row, texts) in enumerate(pairs)]
        self.check()
        records: list[Any] = []
        try:
            records = list(records_in(lines, indicators_by_code(self.known.values()).values()))
        except LoadError as error:
            for problem in error.problems:
                row, _, name = problem.pointer.partition(", ")
                remedy = "correct or drop these rows"
                self.fault(name or "OBS_VALUE", remedy, f"{problem.message} ({row})")
        self.check()
        for place, name, end in self.ends:
            self.check_end(name, end, records[place].figure)
        self.check()
        return records

    def line(self, place: int, row: dict[str, CellValue], digits: dict[str, CellValue]) -> Line:
        """The cells of a row as text."""
        kind = row.get("RECORD") or "observation"
        if kind not in _ROWS:
            problem = f"{kind!r} is neither an observation nor a target"
            remedy = "keep only rows of these two kinds; formats.csv reads whole tables"
            self.fault("RECORD", remedy, problem)
            return Line(f"row {place}", {})
        filled = {
            name: value for name, value in row.items() if name in _ROWS[kind] and value is not None
        }
        cells: Row = {
            name: self.text(name, value) for name, value in filled.items() if not _is_number(name)
        }
        self.name_indicators(cells, filled)
        cells |= self.numbers(place, filled, cells, digits)
        return Line(f"row {place}", cells | {"RECORD": kind})

    def name_indicators(self, cells: Row, row: dict[str, CellValue]) -> None:
        """Replace the frame's codes by those of the indicators."""
        if "INDICATOR" not in self.own:
            cells["INDICATOR"] = next(iter(self.known))
        for name in _NAMED:
            given = cells.get(name)
            indicator = self.known.get(given or "")
            if indicator is not None:
                cells[name] = indicator.code
                self.check_days(indicator, row)
            elif given is not None or name == "INDICATOR":
                known = ", ".join(list(self.known)[:5]) or "none"
                remedy = "pass its Indicator too, or drop these rows"
                self.fault(name, remedy, f"{given!r} is not among the indicators given: {known}")

    def check_days(self, indicator: Indicator, row: dict[str, CellValue]) -> None:
        """Record a fault if a flow is observed on a day, which may stand for its month."""
        if indicator.nature is not Nature.FLOW:
            return
        for name, kind in _ROW_KINDS.items():
            if isinstance(row.get(name), date) and kind not in row:
                day = row[name].isoformat()[:10]
                problem = f"{day} is a day, and a flow is observed over a period"
                self.fault(name, "write integer years or codes such as '2021-Q3'", problem)

    def text(self, name: str, value: CellValue) -> str | None:
        """A cell for a value other than the number of a figure."""
        if isinstance(value, str):
            return str(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, date):
            return value.isoformat()[:10]
        if _is_whole(value):
            return str(int(value))
        if hasattr(value, "start_time"):
            return self.of_pandas(name, value)
        self.fault(name, "cast it to text", f"{value!r} is of type {type(value).__name__}")
        return None

    def of_pandas(self, name: str, period: CellValue) -> str | None:
        """The code of a period of pandas; None, with a fault, for a part of a day."""
        try:
            return str(code_of_time(period))
        except InvalidPeriodError as error:
            self.fault(name, error.remedy, f"{period!r}: {error.problem}")
            return None

    def numbers(
        self, place: int, row: dict[str, CellValue], cells: Row, digits: dict[str, CellValue]
    ) -> Row:
        """The numbers of a row with their digits, and their decimals."""
        computed = str(cells.get("COMPUTED")).lower() in ("true", "1")
        ranged = cells.get("QUALIFIER") == Qualifier.BETWEEN
        ends_follow = "OBS_VALUE" in row and not (computed or ranged)
        numbers: Row = {}
        for name in filter(_is_number, self.own):
            value, text = row.get(name), digits.get(name)
            if text is not None:
                numbers[name] = self.with_digits(name, value, text)
            elif not isinstance(value, float):
                numbers[name] = None if value is None else str(value)
            elif ends_follow and name in _ENDS:
                self.ends.append((place, name, value))
            else:
                numbers |= self.printed(name, value, cells, computed)
        return numbers

    def with_digits(self, name: str, value: CellValue, text: str) -> str | None:
        """The digits of a number from its text column."""
        if value is not None and same_number(text, float(value)):
            return text
        column = f"{self.own[name]}{TEXT}"
        problem = f"it is {value}, but {column} has the digits {text}"
        self.fault(name, f"drop {column} if you changed the numbers", problem)
        return None

    def printed(self, name: str, value: float, cells: Row, computed: bool) -> Row:
        """The digits of a float, and its decimals if they apply to all."""
        digits = self.digits(name, value, cells, computed)
        if self.decimals is None or computed:
            return {name: digits}
        return {name: digits, "DECIMALS": str(self.decimals)}

    def digits(self, name: str, value: float, cells: Row, computed: bool) -> str | None:
        """The digits of a float."""
        if not isfinite(value):
            remedy = "write null for a missing figure"
            self.fault(name, remedy, f"{value} is not a published number")
            return None
        given = cells.get("DECIMALS")
        places = int(given) if given is not None and self.decimals is None else self.decimals
        if places is None and not computed:
            remedy = "pass decimals=…, the number of printed places, or add a column DECIMALS"
            self.fault(name, remedy, f"{value} is a float and has lost its printed digits")
            return None
        number = digits_of(value, None if computed else places)
        if number is not None:
            return str(number)
        needed = max(0, -int(Decimal(repr(value)).as_tuple().exponent))
        problem = f"{value} does not have {places} decimal{'' if places == 1 else 's'}"
        self.fault(name, f"round first, or pass decimals={needed}", problem)
        return None

    def check_end(self, name: str, given: float, figure: Figure | None) -> None:
        """Record a fault if an end in the row is not the one that value and qualifier imply."""
        end: Decimal | None = None if figure is None else getattr(figure.bounds, _ENDS[name])
        said: float | str = "no end"
        if figure is not None and end is not None:
            number = float(end.scaleb(-figure.multiplier, NEAREST))
            if isclose(number, given, rel_tol=NOISE, abs_tol=NOISE):
                return
            said = number
        remedy = "write the matching QUALIFIER ('between' for two ends), or drop the ends"
        self.fault(name, remedy, f"it is {given}, but value and qualifier imply {said}")


def _is_number(name: str) -> bool:
    """Whether a column contains numbers of figures."""
    return COLUMNS[name].kind == "number"


def _is_whole(value: object) -> bool:
    """Whether a value is an integer, of any numeric type."""
    if isinstance(value, int):
        return True
    return isinstance(value, float | Decimal) and isfinite(value) and value == int(value)


# --- records as rows ------------------------------------------------------------------------------

_TAKES: Final = (
    "a Dataset, a Series, an Observation, a Target, or an iterable of observations and targets"
)
_ALWAYS: Final = {
    "INDICATOR",
    "TIME_PERIOD",
    "OBS_VALUE",
    "UNIT_MEASURE",
    "UNIT_MULT",
    "DECIMALS",
    "NATURE",
    "DIRECTION",
}
_KINDS: Final = {"TIME_KIND": "TIME_PERIOD", "BASE_KIND": "BASE_PERIOD"}
_VALUES: Final[dict[str, Callable[[str], CellValue]]] = {
    "text": str,
    "code": str,
    "time": str,
    "number": float,
    "integer": int,
    "boolean": lambda cell: cell == "true",
}


def from_records(records: Records, engine: GivenEngine = None) -> Native:
    """A native data frame with one row per record of a Dataset, a Series, or an iterable of
    observations and targets.

    The columns are those of `tjstats.rows.columns` that some record fills, in that order, and
    always INDICATOR, TIME_PERIOD, OBS_VALUE, UNIT_MEASURE, UNIT_MULT, DECIMALS, NATURE and
    DIRECTION. OBS_LOWER and OBS_UPPER are filled if a figure is not exactly its number, RECORD if
    there are targets, TIME_KIND if the nature does not imply it. Numbers are floats, absent texts
    null; a missing figure has the unit of its series.

    *engine* is "polars", "pandas", "pyarrow", "duckdb", "modin", "dask", "ibis", "pyspark", the
    module, or a DuckDB connection; by default Polars, or DuckDB if Polars is not installed. DuckDB
    relations belong to the default connection, or to the one given.

    Raises `RecordTypeError`, `FrameError` for an unknown engine, `MissingExtraError`, and
    `InvalidRecordError` if two indicators share a code.

    >>> from tjstats import Indicator
    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> found = from_records(jobs.series({"2021": "37.62", "2025": "32.7"}), engine="polars")
    >>> found.select("TIME_PERIOD", "OBS_VALUE", "DECIMALS").rows()
    [('2021', 37.62, 2), ('2025', 32.7, 1)]
    """
    return _native(_listed(records), engine, "from_records")


def framed(given: object, question: str) -> Native:
    """The frame of a Dataset, a Series, an Observation, a Target, or a list of the last two;
    anything else unchanged.

    Raises as `from_records` does; *question* is named if no engine is installed.
    """
    are_records = isinstance(given, list | tuple) and all(isinstance(r, Record) for r in given)
    if are_records or isinstance(given, Dataset | Series | Record):
        return _native(_asked(given), None, question)
    return given


def _asked(records: object) -> list[Record]:
    """The observations and targets, with a figure of each year (每年) as one for every year."""
    listed = _listed(records)
    values = parts_of([record for record in listed if isinstance(record, Observation)])
    return [*values, *(record for record in listed if isinstance(record, Target))]


def _listed(records: object) -> list[Record]:
    """The observations and targets. Raises `RecordTypeError`."""
    if isinstance(records, Dataset):
        return [*records.observations, *records.targets]
    several: object = [records] if isinstance(records, Record) else records
    is_other = isinstance(several, str | bytes | Mapping) or hasattr(several, "columns")
    if is_other or not isinstance(several, Iterable):
        raise RecordTypeError("from_records", "records", records, _TAKES)
    listed: list[Record] = []
    for record in several:
        if not isinstance(record, Record):
            raise RecordTypeError("from_records", "records", record, _TAKES)
        listed.append(record)
    return listed


def _native(records: list[Record], engine: object, question: str) -> Native:
    """The native frame of records."""
    indicators_by_code(record.indicator for record in records)
    rows = [_row(record) for record in records]
    _fill_units(records, rows)
    columns: dict[str, list[CellValue]] = {}
    for name in _columns_of(records, rows):
        cells = [row.get(name) for row in rows]
        kind = COLUMNS[name].kind
        columns[name] = [None if cell is None else _VALUES[kind](cell) for cell in cells]
        if kind == "number":
            columns |= _digits_column(name, rows, columns[name])
        elif kind == "text":
            _check_texts(cells)
    return native_of(columns, engine, question)


def _columns_of(records: list[Record], rows: list[Row]) -> list[str]:
    """The columns that some record fills, in order, and those that are always present."""
    used = {name for row in rows for name, cell in row.items() if cell is not None} | _ALWAYS
    for kind, time in _KINDS.items():
        if all(map(partial(_is_implied, time), records, rows)):
            used.discard(kind)
    if all(isinstance(record, Observation) for record in records):
        used.discard("RECORD")
    return [name for name in COLUMNS if name in used]


def _digits_column(
    name: str, rows: list[Row], numbers: list[float | None]
) -> dict[str, list[CellValue]]:
    """The column for digits that a float with its decimals does not reproduce, if there are any."""
    texts = [_digits_beyond(name, row, number) for row, number in zip(rows, numbers, strict=True)]
    return {name + TEXT: texts} if any(text is not None for text in texts) else {}


def _check_texts(cells: Iterable[str | None]) -> None:
    """Raise `RecordTypeError` for a text that no engine can store."""
    for cell in cells:
        if cell is not None and not cell.isascii():
            encoded(cell)


def _row(record: Record) -> Row:
    """The cells of a record."""
    indicator = record.indicator
    neither = indicator.direction is Direction.NEITHER
    row: Row = {
        "RECORD": "observation",
        "INDICATOR": indicator.code,
        "REF_AREA": record.area,
        "BREAKDOWNS": breakdowns_cell(record.breakdowns),
        "MEASURE": None if record.measure is Measure.VALUE else code(record.measure),
        "SCOPE": record.scope,
        "PRICE_BASIS": record.basis,
        **time_cells(record.period, "TIME_PERIOD", "TIME_KIND"),
        **time_cells(record.base, "BASE_PERIOD", "BASE_KIND"),
        "EVERY": record.every,
        **figure_cells(record.figure),
        "SOURCE": None if record.source is None else record.source.code,
        "PRINTED": record.printed,
        "LOCATOR": record.locator,
        "NOTE": record.note,
        "NATURE": code(indicator.nature),
        "DIRECTION": None if neither else code(indicator.direction),
    }
    if isinstance(record, Observation):
        return row | {
            "OBS_STATUS": None if record.status is Status.NORMAL else code(record.status),
            "FLAGS": flags_cell(record.flags),
        }
    return row | {
        "RECORD": "target",
        "FORCE": code(record.force),
        "RELATIVE_TO": None if record.relative_to is None else record.relative_to.code,
        "SET_BY": record.set_by,
        "PUBLISHED_VERDICT": record.published_verdict,
    }


def _fill_units(records: list[Record], rows: list[Row]) -> None:
    """Give a row without a figure the unit of its series, or else of its indicator."""
    units = {_series(record): record.figure for record in records if record.figure is not None}
    for record, row in zip(records, rows, strict=True):
        if record.figure is not None:
            continue
        near: Figure | Indicator | None = units.get(_series(record))
        if near is None and record.measure is Measure.VALUE:
            near = record.indicator
        if near is not None:
            row |= {"UNIT_MEASURE": near.unit.code, "UNIT_MULT": str(near.multiplier)}


def _series(record: Record) -> tuple[object, ...]:
    return (
        record.indicator.code,
        record.area,
        record.breakdowns,
        record.measure,
        record.scope,
        record.basis,
    )


def _is_implied(name: str, record: Record, row: Row) -> bool:
    """Whether the nature of the indicator implies the kind of time of a code."""
    time: Time | None = record.period if name == "TIME_PERIOD" else record.base
    cell = row.get(name)
    if time is None or cell is None:
        return time is None
    try:
        return time_of(record.indicator, cell) == time
    except TjstatsError:
        return False


def _digits_beyond(name: str, row: Row, number: float | None) -> str | None:
    """The digits of a cell, if the float with its decimals does not reproduce them."""
    cell, places = row.get(name), row.get("DECIMALS")
    if cell is None or number is None:
        return None
    if name != "OBS_VALUE" and places is not None and row["QUALIFIER"] != Qualifier.BETWEEN:
        return None  # an end that follows from the value
    known = digits_of(number, None if places is None else int(places))
    return None if known is not None and known == Decimal(cell) else cell


# --- the arguments of a question ------------------------------------------------------------------


def opened_values(values: object, question: str) -> Frame:
    """A frame of values opened: a native frame, or one created from records. Rows marked as targets
    in RECORD are skipped.

    Raises `FrameError`, `MissingExtraError`.
    """
    return _without(opened(framed(values, question), question), "target")


def opened_pair(values: object, targets: object, question: str) -> tuple[Frame, Frame]:
    """The targets and the values of a question, in one engine. Records passed with a native frame
    are converted to its engine.

    Raises `FrameError`, `MissingExtraError`.
    """
    of_values, of_targets = framed(values, question), framed(targets, question)
    if of_values is not values and of_targets is targets:
        of_values = _beside(values, targets, question)
    elif of_targets is not targets and of_values is values:
        of_targets = _beside(targets, values, question)
    frames = opened(of_targets, question), opened(of_values, question)
    asked, given = of_one_engine(*frames, question)
    return _without(asked, "observation"), _without(given, "target")


def _beside(records: object, frame: object, question: str) -> Native:
    """Records as a frame of the other frame's engine."""
    engine = opened(frame, question).engine.name
    try:
        native = _native(_asked(records), engine, "from_records")
    except FrameError:
        problem = "cannot be built from records; pass the records as a frame of that engine"
        raise FrameError(question, engine, problem) from None
    if engine == "duckdb":
        _check_connection(native, frame, question)
    return native


def _check_connection(records: Native, frame: object, question: str) -> None:
    """Raise `FrameError` if two relations belong to different connections, which a relation cannot
    name.
    """
    import duckdb

    relation = opened(frame, question).native()
    try:
        records.set_alias("records").cross(relation.set_alias("given"))
    except duckdb.InvalidInputException:
        problem = (
            "belongs to another connection than the default; create a relation of the records "
            "there, from_records(records, connection)"
        )
        raise FrameError(question, "the relation", problem) from None


def _without(frame: Frame, kind: str) -> Frame:
    """The rows except those of a kind by RECORD; values also without those of each part (EVERY)."""
    if kind == "target" and "EVERY" in frame.types():
        frame = frame.filter(frame.ns.col("EVERY").is_null())
    if not is_text(frame.types().get("RECORD")):
        return frame
    record = frame.ns.col("RECORD").cast(frame.ns.String)
    return frame.filter((record != kind).fill_null(True))

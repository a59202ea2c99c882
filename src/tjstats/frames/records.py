"""Records as rows of a data frame for calculations.

OBS_VALUE and the ends are floats in the scale of UNIT_MULT, DECIMALS is the number of printed
places, and TIME_PERIOD is a code. A float holds 15 significant digits of any number; if a float and
its decimals do not reproduce the number, a further column, OBS_VALUE_TEXT, has its digits. The
indicator's NATURE and DIRECTION are repeated in each row. A frame does not contain `derived_from`,
a target's baseline and stretch, or anything of a source but its code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import compress
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from tjstats.errors import FrameError, RecordTypeError, TjstatsError
from tjstats.frames.engines import (
    CellValue,
    Frame,
    GivenEngine,
    Native,
    is_text,
    native_of,
    of_one_engine,
    opened,
)
from tjstats.frames.rows import TEXT, indicators_by_code
from tjstats.questions.derivation import parts_of
from tjstats.records.classifications import Direction, Measure, Status
from tjstats.records.datasets import Dataset
from tjstats.records.given import time_of
from tjstats.records.publication import Indicator, Observation, Series, Source
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
from tjstats.rows.columns import COLUMNS
from tjstats.rows.plain import is_plain, plain_sheet
from tjstats.rows.sheet import Column, Sheet, merged, of_each
from tjstats.values.figures import Figure
from tjstats.values.numbers import digits_of
from tjstats.values.periods import Time
from tjstats.values.qualifiers import Qualifier

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

__all__ = [
    "FrameOrRecords",
    "Record",
    "Records",
    "framed",
    "from_records",
    "opened_pair",
    "opened_values",
]

Record: TypeAlias = Observation | Target
Records: TypeAlias = Dataset | Series | Record | Iterable[Record]
FrameOrRecords: TypeAlias = "IntoFrame | Records"


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
_VALUES: Final[dict[str, Callable[[str | None], CellValue]]] = {
    "number": lambda cell: None if cell is None else float(cell),
    "integer": lambda cell: None if cell is None else int(cell),
    "boolean": lambda cell: None if cell is None else cell == "true",
}
_CERTAIN: Final = 15  # digits that a float reproduces


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
    distinct = {id(record.indicator): record.indicator for record in records}
    sheet = _sheet(records, indicators_by_code(distinct.values()))
    columns: dict[str, Sequence[CellValue]] = {}
    for name in _columns_of(records, sheet):
        cells, kind = sheet.column(name), COLUMNS[name].kind
        columns[name] = of_each(_VALUES[kind], cells) if kind in _VALUES else cells
        if kind == "number":
            columns |= _digits_column(name, sheet)
        elif kind not in _VALUES:
            _check_texts(cells)
    return native_of(columns, engine, question)


def _sheet(records: list[Record], indicators: Mapping[Any, Indicator]) -> Sheet:
    """The cells of records of some indicators."""
    are_plain = [is_plain(record) for record in records]
    sheet = plain_sheet(list(compress(records, are_plain)), _code_of)
    if not all(are_plain):
        others = [record for record, plain in zip(records, are_plain, strict=True) if not plain]
        sheet = merged(sheet, map(_row, others), are_plain)
    codes = sheet.column("INDICATOR")
    natures: dict[str, Column] = {
        "NATURE": of_each(lambda each: code(indicators[each].nature), codes),
        "DIRECTION": of_each(lambda each: _direction(indicators[each]), codes),
    }
    return sheet.with_columns(natures | _units_of_missing(records, sheet))


def _code_of(record: Indicator | Source | None) -> str | None:
    return None if record is None else record.code


def _direction(indicator: Indicator) -> str | None:
    neither = indicator.direction is Direction.NEITHER
    return None if neither else code(indicator.direction)


def _columns_of(records: list[Record], sheet: Sheet) -> list[str]:
    """The columns that some record fills, in order, and those that are always present."""
    used = sheet.columns.keys() | _ALWAYS
    used -= {
        kind
        for kind, time in _KINDS.items()
        if kind in sheet.columns and _are_implied(time, records, sheet)
    }
    if "target" not in sheet.column("RECORD"):
        used.discard("RECORD")
    return [name for name in COLUMNS if name in used]


def _are_implied(name: str, records: list[Record], sheet: Sheet) -> bool:
    """Whether the natures of the indicators imply the kind of every time, given its code."""
    times = [record.period if name == "TIME_PERIOD" else record.base for record in records]
    keys = zip(sheet.column("NATURE"), map(id, times), strict=True)
    distinct = dict(zip(keys, range(sheet.size), strict=True)).values()
    return all(_is_implied(times[row], records[row].indicator) for row in distinct)


def _is_implied(time: Time | None, indicator: Indicator) -> bool:
    try:
        return time is None or time_of(indicator, time.code) == time
    except TjstatsError:
        return False


def _digits_column(name: str, sheet: Sheet) -> dict[str, list[CellValue]]:
    """The column for digits that a float with its decimals does not reproduce, if there are any."""
    cells, decimals = sheet.column(name), sheet.column("DECIMALS")
    if None not in decimals and max(map(len, filter(None, cells)), default=0) <= _CERTAIN:
        return {}
    qualifiers = sheet.column("QUALIFIER")
    texts = [_digits_beyond(name, *row) for row in zip(cells, decimals, qualifiers, strict=True)]
    return {name + TEXT: texts} if any(text is not None for text in texts) else {}


def _digits_beyond(
    name: str, cell: str | None, places: str | None, qualifier: str | None
) -> str | None:
    """The digits of a cell, if the float with its decimals does not reproduce them."""
    if cell is None or (len(cell) <= _CERTAIN and places is not None):
        return None
    if name != "OBS_VALUE" and places is not None and qualifier != Qualifier.BETWEEN:
        return None  # an end that follows from the value
    known = digits_of(float(cell), None if places is None else int(places))
    return None if known is not None and known == Decimal(cell) else cell


def _check_texts(cells: Iterable[str | None]) -> None:
    """Raise `RecordTypeError` for a text that no engine can store."""
    for cell in dict.fromkeys(cells):
        if cell is not None and not cell.isascii():
            encoded(cell)


def _row(record: Record) -> Row:
    """The cells of a record that is not plain."""
    row: Row = {
        "RECORD": "observation",
        "INDICATOR": record.indicator.code,
        "REF_AREA": record.area,
        "BREAKDOWNS": breakdowns_cell(record.breakdowns),
        "MEASURE": None if record.measure is Measure.VALUE else code(record.measure),
        "SCOPE": record.scope,
        "PRICE_BASIS": record.basis,
        **time_cells(record.period, "TIME_PERIOD", "TIME_KIND"),
        **time_cells(record.base, "BASE_PERIOD", "BASE_KIND"),
        "EVERY": record.every,
        **figure_cells(record.figure),
        "SOURCE": _code_of(record.source),
        "PRINTED": record.printed,
        "LOCATOR": record.locator,
        "NOTE": record.note,
    }
    if isinstance(record, Observation):
        return row | {
            "OBS_STATUS": None if record.status is Status.NORMAL else code(record.status),
            "FLAGS": flags_cell(record.flags),
        }
    return row | {
        "RECORD": "target",
        "FORCE": code(record.force),
        "RELATIVE_TO": _code_of(record.relative_to),
        "SET_BY": record.set_by,
        "PUBLISHED_VERDICT": record.published_verdict,
    }


def _units_of_missing(records: list[Record], sheet: Sheet) -> dict[str, Column]:
    """The columns of units, in which a row without a figure has that of its series, or else of its
    indicator.
    """
    missing = {row: record for row, record in enumerate(records) if record.figure is None}
    if not missing:
        return {}
    units = {_series(record): record.figure for record in records if record.figure is not None}
    codes, scales = list(sheet.column("UNIT_MEASURE")), list(sheet.column("UNIT_MULT"))
    for row, record in missing.items():
        near: Figure | Indicator | None = units.get(_series(record))
        if near is None and record.measure is Measure.VALUE:
            near = record.indicator
        if near is not None:
            codes[row], scales[row] = near.unit.code, str(near.multiplier)
    return {"UNIT_MEASURE": codes, "UNIT_MULT": scales}


def _series(record: Record) -> tuple[object, ...]:
    return (
        record.indicator.code,
        record.area,
        record.breakdowns,
        record.measure,
        record.scope,
        record.basis,
    )


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

"""SDMX-ML and SDMX-JSON: data messages of statistical services, and code lists, through pysdmx (the
extra `sdmx`).

SDMX-JSON data are read here, since a reader that makes floats of them loses their digits. pysdmx
types a DECIMAL as a float, so in what this library writes every component is a text, with the
digits as printed. pysdmx writes data as SDMX-ML only. It mangles quotation marks, backslashes and
line ends of texts, so they are written as _x0022_ and so on, and read back from it.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, TypeVar, overload

from tjstats.errors import (
    InvalidRecordError,
    LoadError,
    MissingExtraError,
    Problem,
    RecordTypeError,
)
from tjstats.formats._files import write_text
from tjstats.formats._sdmx import KNOWN, STRUCTURES, json_rows, our_cells, our_kind, sdmx_cells
from tjstats.records.publication import Indicator
from tjstats.rows.cells import Row
from tjstats.rows.columns import COLUMNS, Codes, Names, TableMapping
from tjstats.rows.reader import Line, as_asked, records_in
from tjstats.rows.writer import filled_columns, rows_of

__all__ = ["FORMATS", "codelists", "dumps", "loads", "read", "write"]

T = TypeVar("T")
# The formats of data that pysdmx writes, by a short name.
FORMATS: Final = {
    "ml-2.1": "DATA_SDMX_ML_2_1_STR",
    "ml-3.0": "DATA_SDMX_ML_3_0",
    "ml-3.1": "DATA_SDMX_ML_3_1",
}
_ROW: Final = (
    "ROW"  # a dimension that tells rows of one key apart: two sources may publish one figure
)
_DIMENSIONS: Final = frozenset(
    name for name, column in COLUMNS.items() if column.sdmx == "dimension"
)
_ABSENT: Final = "_Z"  # SDMX's code of what does not apply
_MANGLED: Final = frozenset("'\"\\")
_LITERAL: Final = re.compile(
    r"_(?=x[0-9A-F]{0,6}(?:[^0-9A-Za-z]|$))"
)  # what would be taken for a mark
_ESCAPE: Final = re.compile(r"_x((?:[0-9A-F]{4,6})?)_")


def _engine() -> Any:
    """What is used of pysdmx, and pandas, in whose frames pysdmx keeps data."""
    try:
        import pandas
        from pysdmx import model
        from pysdmx.io import read_sdmx, write_sdmx
        from pysdmx.io.format import Format
        from pysdmx.io.pd import PandasDataset
    except ImportError:
        raise MissingExtraError("tjstats.formats.sdmx", "sdmx") from None
    return SimpleNamespace(
        frame=pandas.DataFrame,
        absent=pandas.isna,
        model=model,
        read=read_sdmx,
        write=write_sdmx,
        formats=Format,
        dataset=PandasDataset,
    )


# --- out ------------------------------------------------------------------------------------------


def dumps(record: Any, *, version: str = "ml-3.0") -> str:
    """The SDMX-ML text of a dataset, a series, an observation, a target, or a list of observations
    and targets.

    *version* is a key of `FORMATS`. Raises `RecordTypeError`, `InvalidRecordError`,
    `MissingExtraError`.
    """
    if version not in FORMATS:
        raise InvalidRecordError("dumps", "version", version, f"write one of {', '.join(FORMATS)}")
    by_kind: dict[str, list[Row]] = {}
    for number, row in enumerate(rows_of(record), 1):
        by_kind.setdefault(str(row["RECORD"]), []).append({**sdmx_cells(row), _ROW: str(number)})
    if not by_kind:
        raise InvalidRecordError(
            "dumps", "record", record, "an SDMX-ML message has at least one row"
        )
    parts = [_dataset(kind, rows) for kind, rows in by_kind.items()]
    engine = _engine()
    return str(engine.write(parts, getattr(engine.formats, FORMATS[version])))


def _dataset(kind: str, rows: list[Row]) -> Any:
    """The rows of one kind as a data set of pysdmx."""
    engine, model = _engine(), _engine().model
    names = [
        name
        for name in filled_columns(rows)
        if name != "RECORD" and any(row.get(name) is not None for row in rows)
    ]
    names += [name for name in ("STATUS", _ROW) if any(row.get(name) is not None for row in rows)]
    frame = engine.frame(
        {name: [_escaped(name, row.get(name)) for row in rows] for name in names}, dtype=object
    )
    structure = model.Schema(
        "dataflow",
        "TJSTATS",
        STRUCTURES[kind],
        model.Components([_component(n) for n in names]),
        "1.0",
    )
    return engine.dataset(structure=structure, data=frame)


def _component(name: str) -> Any:
    """A component that holds texts."""
    model = _engine().model
    other = model.Role.MEASURE if name == "OBS_VALUE" else model.Role.ATTRIBUTE
    role = model.Role.DIMENSION if _is_dimension(name) else other
    level = "O" if role is model.Role.ATTRIBUTE else None
    concept = model.Concept(name, dtype=model.DataType.STRING)
    return model.Component(
        name, role is model.Role.DIMENSION, role, concept, attachment_level=level
    )


def _is_dimension(name: str) -> bool:
    return name == _ROW or name in _DIMENSIONS


def _escaped(name: str, cell: str | None) -> str | None:
    """The cell as pysdmx can write it; as in Office Open XML, _x0022_ is a quotation mark. _x_ is
    an empty text.
    """
    if cell is None:
        return _ABSENT if _is_dimension(name) else None
    if cell == _ABSENT and name != "FREQ":
        return "_x005F_Z"
    marked = _LITERAL.sub("_x005F_", cell)
    return (
        "".join(_mark(c) if c in _MANGLED or not c.isprintable() else c for c in _spaced(marked))
        or "_x_"
    )


def _mark(character: str) -> str:
    return f"_x{ord(character):04X}_"


def _spaced(text: str) -> str:
    """The text with its outer spaces as marks, since readers of XML strip them."""
    left, right = len(text) - len(text.lstrip()), len(text.rstrip())
    return "".join(_mark(c) if not left <= at < right else c for at, c in enumerate(text))


def _unescaped(cell: str | None) -> str | None:
    if cell is None or cell == _ABSENT:
        return None
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else "", cell)


# --- in -------------------------------------------------------------------------------------------


@overload
def loads(text: str | bytes, as_: type[T], **foreign: Any) -> T: ...
@overload
def loads(text: str | bytes, as_: None = None, **foreign: Any) -> Any: ...
def loads(text: str | bytes, as_: Any = None, **foreign: Any) -> Any:
    """The dataset of an SDMX-ML or SDMX-JSON data message, or its list of observations and targets.

    A message of another office is read with `indicators`, `columns`, `codes` and `defaults`, as in
    `formats.sdmx_csv.loads`. Raises `LoadError`, and `MissingExtraError` for SDMX-ML without
    pysdmx.
    """
    if not isinstance(text, str | bytes):
        raise RecordTypeError("loads", "text", text, "the text of an SDMX message")
    return as_asked(_loaded(_decoded(text), **foreign), as_)


def _decoded(text: str | bytes) -> str:
    try:
        return text if isinstance(text, str) else text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LoadError((Problem("", f"not UTF-8 at byte {error.start}"),)) from None


def _loaded(
    text: str,
    *,
    indicators: Iterable[Indicator] = (),
    columns: Names | None = None,
    codes: Codes | None = None,
    defaults: Mapping[str, str] | None = None,
) -> Any:
    mapping = TableMapping(columns or {}, codes or {}, defaults or {})
    rows: Iterable[tuple[str, str | None, Row]]
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        rows = ((place, None, row) for place, row in json_rows(text.removeprefix("\ufeff")))
    else:
        rows = _ml_rows(text)
    return records_in(
        (Line(place, _ours(row, mapping, kind)) for place, kind, row in rows), indicators
    )


def _ours(row: Mapping[str, str | None], mapping: TableMapping, kind: str | None) -> Row:
    """A row in our columns; of the others' columns those that are mapped or known."""
    names = list(row)
    found = dict(zip(mapping.names(names), row.values(), strict=True))
    return our_cells({name: cell for name, cell in found.items() if name in KNOWN}, mapping, kind)


def _message(text: str) -> Any:
    """What pysdmx reads of a message; bytes, since it takes a text for a path or an address."""
    read = _engine().read
    try:
        return read(io.BytesIO(text.encode()), validate=False)
    except Exception as error:  # pysdmx lets those of its parsers through
        problem = f"no SDMX message, or cut off: {type(error).__name__}: {str(error)[:200]}"
        raise LoadError((Problem("", problem),)) from None


def _ml_rows(text: str) -> Iterator[tuple[str, str | None, Row]]:
    message = _message(text)
    if not message.data:
        raise LoadError((Problem("", "the message holds no data; codelists reads code lists"),))
    found = [row for part in message.data for row in _part_rows(part)]
    return iter([row for _, row in sorted(found, key=lambda pair: pair[0])])


def _part_rows(part: Any) -> Iterator[tuple[int, tuple[str, str | None, Row]]]:
    """The rows of one data set of pysdmx, each with its place in the message where this library
    wrote it.
    """
    kind = our_kind(part.short_urn)
    for number, row in enumerate(part.data.to_dict("records")):
        cells = {name: _plain(value) for name, value in row.items()}
        place = cells.get(_ROW) or ""
        if kind:
            cells = {name: _unescaped(cell) for name, cell in cells.items() if name != _ROW}
        yield (
            int(place) if kind and place.isdecimal() else 0,
            (f"{part.short_urn}, row {number}", kind, cells),
        )


def _plain(value: Any) -> str | None:
    """The text of a cell; what pandas has in place of nothing is None."""
    return (
        value
        if isinstance(value, str) and value
        else None
        if _engine().absent(value)
        else str(value) or None
    )


def codelists(text: str | bytes) -> dict[str, dict[str, str]]:
    """The code lists of an SDMX structure message: for each id, its codes with their names. For
    `codes=` and for indicators.

    Raises `LoadError`, `MissingExtraError`.
    """
    found = _message(_decoded(text))
    try:
        lists = found.get_codelists()
    except Exception:  # pysdmx raises where the message has none
        lists = ()
    if not lists:
        raise LoadError((Problem("", "the message holds no code list"),))
    return {each.id: {item.id: item.name or "" for item in each.items} for each in lists}


def write(path: str | os.PathLike[str], record: Any, *, version: str = "ml-3.0") -> None:
    """The SDMX-ML file of a record, whole or not at all."""
    write_text(path, dumps(record, version=version))


@overload
def read(path: str | os.PathLike[str], as_: type[T], **foreign: Any) -> T: ...
@overload
def read(path: str | os.PathLike[str], as_: None = None, **foreign: Any) -> Any: ...
def read(path: str | os.PathLike[str], as_: Any = None, **foreign: Any) -> Any:
    """What a file with an SDMX-ML or SDMX-JSON data message holds; arguments and errors as for
    `loads`.
    """
    return loads(Path(path).read_bytes(), as_, **foreign)

"""SDMX-ML and SDMX-JSON: data messages of statistical services, and code lists.

Data are read here, with their digits and their groups; pysdmx (the extra `sdmx`) writes SDMX-ML and
reads code lists. It mangles quotation marks, backslashes and line ends, so they are written as
_x0022_ and so on.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, Literal, TypeAlias, TypeVar, Unpack, overload

from tjstats.errors import (
    InvalidRecordError,
    LoadError,
    MissingExtraError,
    Problem,
)
from tjstats.formats._files import check_text, write_text
from tjstats.formats._sdmx import (
    KNOWN,
    STRUCTURES,
    names_of_others,
    our_cells,
    our_kind,
    sdmx_sheet,
)
from tjstats.formats._sdmx_json import json_rows
from tjstats.formats._sdmx_ml import MessageRow, decoded, ml_rows
from tjstats.rows.cells import Row
from tjstats.rows.columns import COLUMNS
from tjstats.rows.foreign import Foreign, TableMapping
from tjstats.rows.reader import Line, as_asked, records_in
from tjstats.rows.sheet import Sheet, of_each
from tjstats.rows.writer import counted, sheets_of

__all__ = ["FORMATS", "codelists", "dumps", "loads", "read", "write"]

T = TypeVar("T")
# The formats of data that pysdmx writes, by a short name.
Version: TypeAlias = Literal["ml-2.1", "ml-3.0", "ml-3.1"]
FORMATS: Final[dict[Version, str]] = {
    "ml-2.1": "DATA_SDMX_ML_2_1_STR",
    "ml-3.0": "DATA_SDMX_ML_3_0",
    "ml-3.1": "DATA_SDMX_ML_3_1",
}
# A dimension that separates rows with the same key: two sources may publish the same figure.
_ROW: Final = "ROW"
_DIMENSIONS: Final = frozenset(
    name for name, column in COLUMNS.items() if column.sdmx == "dimension"
)
_ABSENT: Final = "_Z"  # SDMX's code of what does not apply
_SHAPES: Final = 1000  # of rows, whose names are kept
_MANGLED: Final = frozenset("'\"\\")
# An underscore that would be read as the start of a mark.
_LITERAL: Final = re.compile(r"_(?=x[0-9A-F]{0,6}(?:[^0-9A-Za-z]|$))")
_NUMBER: Final = re.compile(r"\d{1,12}", re.ASCII)
_ESCAPE: Final = re.compile(r"_x((?:[0-9A-F]{4,6})?)_")


def _engine() -> Any:
    """The parts of pysdmx that are used, and pandas, whose frames hold pysdmx's data."""
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
        model=model,
        read=read_sdmx,
        write=write_sdmx,
        formats=Format,
        dataset=PandasDataset,
    )


# --- out ------------------------------------------------------------------------------------------


def dumps(record: object, *, version: Version = "ml-3.0") -> str:
    """The SDMX-ML text of a dataset, a series, an observation, a target, or a list of observations
    and targets.

    *version* is a key of `FORMATS`. Raises `RecordTypeError`, `InvalidRecordError`,
    `MissingExtraError`.
    """
    if version not in FORMATS:
        raise InvalidRecordError("dumps", "version", version, f"write one of {', '.join(FORMATS)}")
    by_kind: dict[str, list[Row]] = {}
    sheets = counted(sheets_of(record))
    rows = chain.from_iterable(sdmx_sheet(sheet).rows() for sheet in sheets)
    for number, row in enumerate(rows, 1):
        by_kind.setdefault(str(row["RECORD"]), []).append({**row, _ROW: str(number)})
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
    sheet = Sheet.of(rows)
    names = [name for name in COLUMNS if name in sheet.columns and name != "RECORD"]
    names += [name for name in ("STATUS", _ROW) if name in sheet.columns]
    cells = {name: of_each(partial(_escaped, name), sheet.column(name)) for name in names}
    components = model.Components([_component(name) for name in names])
    structure = model.Schema("dataflow", "TJSTATS", STRUCTURES[kind], components, "1.0")
    return engine.dataset(structure=structure, data=engine.frame(cells, dtype=object))


def _component(name: str) -> Any:
    """A component with text values."""
    model = _engine().model
    role = model.Role.ATTRIBUTE
    if _is_dimension(name):
        role = model.Role.DIMENSION
    elif name == "OBS_VALUE":
        role = model.Role.MEASURE
    concept = model.Concept(name, dtype=model.DataType.STRING)
    level = "O" if role is model.Role.ATTRIBUTE else None
    is_required = role is model.Role.DIMENSION
    return model.Component(name, is_required, role, concept, attachment_level=level)


def _is_dimension(name: str) -> bool:
    return name == _ROW or name in _DIMENSIONS


def _escaped(name: str, cell: str | None) -> str | None:
    """The cell as pysdmx can write it. As in Office Open XML, _x0022_ is a quotation mark; _x_ is
    an empty text.
    """
    if cell is None:
        return _ABSENT if _is_dimension(name) else None
    if cell == _ABSENT and name != "FREQ":
        return "_x005F_Z"
    spaced = _with_outer_spaces(_LITERAL.sub("_x005F_", cell))
    return "".join(map(_writable, spaced)) or "_x_"


def _writable(character: str) -> str:
    if character in _MANGLED or not character.isprintable():
        return _mark(character)
    return character


def _mark(character: str) -> str:
    return f"_x{ord(character):04X}_"


def _with_outer_spaces(text: str) -> str:
    """The text with its outer spaces as marks, because XML readers strip them."""
    inner = text.strip()
    if not inner:
        return "".join(map(_mark, text))
    before, after = text.split(inner, 1)
    return "".join(map(_mark, before)) + inner + "".join(map(_mark, after))


def _unescaped(cell: str | None) -> str | None:
    if cell is None or cell == _ABSENT:
        return None
    return _ESCAPE.sub(lambda found: _marked(found[1]) if found[1] else "", cell)


def _marked(digits: str) -> str:
    """The character of a mark. Raises `LoadError`."""
    number = int(digits, 16)
    if number > sys.maxunicode:
        problem = f"the mark _x{digits}_ is not a Unicode character"
        raise LoadError((Problem("", problem),))
    return chr(number)


# --- in -------------------------------------------------------------------------------------------


@overload
def loads(text: str | bytes, as_: type[T], **foreign: Unpack[Foreign]) -> T: ...
@overload
def loads(text: str | bytes, as_: None = None, **foreign: Unpack[Foreign]) -> Any: ...
def loads(text: str | bytes, as_: Any = None, **foreign: Unpack[Foreign]) -> Any:
    """The dataset of an SDMX-ML or SDMX-JSON data message, or its list of observations and targets;
    *as_* as for `formats.csv.loads`.

    The message of another office is read with the arguments of `formats.sdmx_csv.loads`, but for
    those of texts. A dimension that `columns` does not name is a breakdown; in a structure-specific
    message, which does not say what its dimensions are, so is an attribute of a series that is
    short as a code: leave it out with None. Raises `LoadError`.
    """
    check_text(text, "the text of an SDMX message")
    whole = text if isinstance(text, str) else decoded(text)
    return as_asked(_records_of(whole, TableMapping.of(foreign)), as_)


def _records_of(text: str, mapping: TableMapping) -> Any:
    rows: Iterable[MessageRow]
    first = text.lstrip("\ufeff \t\r\n")[:1]
    if first == "{":
        rows = json_rows(text)
    elif first == "<":
        rows = ml_rows(text)
    else:
        raise LoadError((Problem("", "no SDMX message: neither SDMX-ML nor SDMX-JSON"),))
    seen: _Names = {}
    numbered = (_numbered(row, mapping, seen) for row in rows)
    return records_in(_in_order(numbered), mapping.indicators)


# The library's names of the components of rows of others, by those components and the attributes.
_Names: TypeAlias = dict[tuple[tuple[str, ...], frozenset[str]], dict[str, str]]


def _in_order(numbered: Iterable[tuple[int, Line]]) -> Iterator[Line]:
    """The lines by their numbers; those of others, which have none, as they come."""
    ours: list[tuple[int, Line]] = []
    for number, line in numbered:
        if number:
            ours.append((number, line))
        else:
            yield line
    for _, line in sorted(ours, key=lambda pair: pair[0]):
        yield line


def _numbered(row: MessageRow, mapping: TableMapping, seen: _Names) -> tuple[int, Line]:
    """The row in the library's columns, after its number in a message of this library."""
    kind = our_kind(row.structure)
    cells, number = row.cells, 0
    if kind:
        cells = {name: _unescaped(cell) for name, cell in cells.items() if cell != ""}
        written = cells.pop(_ROW, None) or ""
        number = int(written) if _NUMBER.fullmatch(written) else 0
        cells = {name: cell for name, cell in cells.items() if name in KNOWN}
    else:
        names = _names_of(row, mapping, seen)
        cells = {name: cells[own] or None for own, name in names.items()}
    return number, Line(row.place, our_cells(cells, mapping, kind))


def _names_of(row: MessageRow, mapping: TableMapping, seen: _Names) -> dict[str, str]:
    key = tuple(row.cells), row.attributes
    names = seen.get(key) or names_of_others(key[0], mapping, row.attributes)
    if len(seen) < _SHAPES:
        seen[key] = names
    return names


def _message(text: str) -> Any:
    """A message read by pysdmx. It is passed as bytes, because pysdmx treats text as a
    path or URL.

    Raises `LoadError`.
    """
    read = _engine().read
    try:
        return read(io.BytesIO(text.encode()), validate=False)
    except ImportError:  # of what pysdmx needs for SDMX-JSON
        raise MissingExtraError("tjstats.formats.sdmx", "sdmx") from None
    except Exception as error:  # pysdmx does not catch those of its parsers
        problem = f"no SDMX message, or cut off: {type(error).__name__}: {str(error)[:200]}"
        raise LoadError((Problem("", problem),)) from None


def codelists(text: str | bytes) -> dict[str, dict[str, str]]:
    """The code lists of an SDMX structure message: for each id, its codes with their names, from
    which to make `codes=` and indicators.

    Raises `LoadError`, `MissingExtraError`.
    """
    message = _message(text if isinstance(text, str) else decoded(text))
    try:
        lists = message.get_codelists()
    except Exception:  # pysdmx raises if the message has none
        lists = ()
    if not lists:
        raise LoadError((Problem("", "the message holds no code list"),))
    return {codes.id: {item.id: item.name or "" for item in codes.items} for codes in lists}


def write(path: str | os.PathLike[str], record: object, *, version: Version = "ml-3.0") -> None:
    """Write the SDMX-ML file of a record, whole or not at all. Raises as `dumps`, and `OSError`."""
    write_text(path, dumps(record, version=version))


@overload
def read(path: str | os.PathLike[str], as_: type[T], **foreign: Unpack[Foreign]) -> T: ...
@overload
def read(path: str | os.PathLike[str], as_: None = None, **foreign: Unpack[Foreign]) -> Any: ...
def read(path: str | os.PathLike[str], as_: Any = None, **foreign: Unpack[Foreign]) -> Any:
    """The records of a file with an SDMX-ML or SDMX-JSON data message; arguments and errors as for
    `loads`, and `OSError`.
    """
    return loads(Path(path).read_bytes(), as_, **foreign)


def __dir__() -> list[str]:
    return list(__all__)

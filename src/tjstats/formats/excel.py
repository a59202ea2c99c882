"""Excel workbooks of other publishers: xlsx, xls, xlsb and ods, through python-calamine (the extra
`excel`).

A workbook holds binary numbers; their text is that of 15 significant digits, as a spreadsheet shows
them. To publish, write CSV, which every spreadsheet opens.
"""

from __future__ import annotations

import io
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeVar, Unpack, overload

from tjstats.errors import LoadError, MissingExtraError, Problem, RecordTypeError
from tjstats.formats._layouts import ForeignSheet, SheetMapping, TextRows, parts_in
from tjstats.formats._workbook_size import check_size
from tjstats.rows.reader import as_asked, records_of

__all__ = ["loads", "read", "sheets"]

T = TypeVar("T")
_DIGITS: Final = 15  # that a binary number holds for certain


@overload
def loads(
    data: bytes, as_: type[T], *, sheet: str | None = None, **foreign: Unpack[ForeignSheet]
) -> T: ...
@overload
def loads(
    data: bytes, as_: None = None, *, sheet: str | None = None, **foreign: Unpack[ForeignSheet]
) -> Any: ...
def loads(
    data: bytes, as_: Any = None, *, sheet: str | None = None, **foreign: Unpack[ForeignSheet]
) -> Any:
    """The records of a sheet of a workbook; *as_* and the arguments of foreign tables as for
    `formats.csv.loads`, without those of texts.

    *sheet* is its name, needed if several sheets hold something. Raises `LoadError`,
    `MissingExtraError`.
    """
    if not isinstance(data, bytes):
        raise RecordTypeError("loads", "data", data, "the bytes of a workbook")
    mapping = SheetMapping(**foreign)
    rows = _rows_of(_chosen(_workbook(data), sheet))
    parts = (part._replace(sheet=mapping.sheet(part.sheet)) for part in parts_in(rows, mapping))
    return as_asked(records_of(parts, mapping.indicators), as_)


@overload
def read(
    path: str | os.PathLike[str],
    as_: type[T],
    *,
    sheet: str | None = None,
    **foreign: Unpack[ForeignSheet],
) -> T: ...
@overload
def read(
    path: str | os.PathLike[str],
    as_: None = None,
    *,
    sheet: str | None = None,
    **foreign: Unpack[ForeignSheet],
) -> Any: ...
def read(
    path: str | os.PathLike[str],
    as_: Any = None,
    *,
    sheet: str | None = None,
    **foreign: Unpack[ForeignSheet],
) -> Any:
    """The records of a sheet of a workbook file; arguments and errors as for `loads`, and
    `OSError`.
    """
    return loads(Path(path).read_bytes(), as_, sheet=sheet, **foreign)


def sheets(path: str | os.PathLike[str]) -> dict[str, list[list[str]]]:
    """The cells of each sheet of a workbook file, as texts. Raises `LoadError`,
    `MissingExtraError`, `OSError`.
    """
    workbook = _workbook(Path(path).read_bytes())
    return {name: [cells for _, cells in _rows(workbook, name)] for name in workbook.sheet_names}


def placed_rows(source: bytes | Path) -> dict[str, list[tuple[str, list[str]]]]:
    """The rows of each sheet of a workbook, each with its position, and an empty one for a gap.
    Raises as `sheets`.
    """
    workbook = _workbook(source if isinstance(source, bytes) else source.read_bytes())
    return {name: [*_rows_of(_rows(workbook, name))] for name in workbook.sheet_names}


def _workbook(data: bytes) -> Any:
    """The workbook. Raises `LoadError`, also for one that would take far more room."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise MissingExtraError("tjstats.formats.excel", "excel") from None
    try:
        check_size(data)
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except LoadError:
        raise
    except Exception as error:  # calamine has errors of many kinds, for each format its own
        raise _no_workbook(error) from None


def _no_workbook(error: Exception) -> LoadError:
    problem = f"no workbook, or damaged: {type(error).__name__}: {str(error)[:200]}"
    return LoadError((Problem("", problem),))


def _chosen(workbook: Any, sheet: str | None) -> list[tuple[str, list[str]]]:
    """The rows of the named sheet, or of the only one that holds something. Raises `LoadError`."""
    names = list(workbook.sheet_names)
    if sheet is not None:
        if sheet not in names:
            listed = ", ".join(map(repr, names))[:300]
            raise LoadError((Problem("", f"no sheet {sheet!r}; write one of {listed}"),))
        return _rows(workbook, sheet)
    filled = {name: rows for name in names if (rows := _rows(workbook, name))}
    if len(filled) != 1:
        listed = ", ".join(map(repr, filled))[:300] or "none"
        problem = (
            f"the sheets that hold something: {listed}; name one, sheet={next(iter(filled), '')!r}"
        )
        raise LoadError((Problem("", problem),))
    return next(iter(filled.values()))


def _rows(workbook: Any, name: str) -> list[tuple[str, list[str]]]:
    try:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except Exception as error:  # a sheet that is damaged, or no table
        raise _no_workbook(error) from None
    texts = ((f"row {number}", [_text(cell) for cell in row]) for number, row in enumerate(rows, 1))
    return [row for row in texts if any(row[1])]


def _rows_of(rows: list[tuple[str, list[str]]]) -> TextRows:
    """The rows, each with an empty row before it if the sheet has one there."""
    last = 0
    for place, cells in rows:
        number = int(place.removeprefix("row "))
        if number > last + 1:
            yield f"row {number - 1}", [""]
        last = number
        yield place, cells


def _text(cell: object) -> str:
    """The text of a cell: a number in at most 15 digits, a day, or the text as it is."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        return _number(float(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != datetime.min.time() else f"{cell:%Y-%m-%d}"
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 10**_DIGITS:
        return str(int(value))
    return f"{value:.{_DIGITS}g}"


def __dir__() -> list[str]:
    return list(__all__)

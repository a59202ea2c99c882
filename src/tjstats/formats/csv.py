"""CSV for spreadsheets: a dataset, or observations and targets, one row each, with every digit.

The columns are those of `tjstats.rows.columns`; RECORD is the kind of row. Indicators and sources
have separate rows, identified by code. Text that a spreadsheet would run as a formula gets a
leading apostrophe, which is removed on reading.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, TypeVar, Unpack, overload

from tjstats.formats._delimited import ForeignText, TextMapping, guarded, records_of, text_of
from tjstats.formats._files import check_text, write_text
from tjstats.rows.reader import as_asked
from tjstats.rows.writer import counted, filled_columns, sheets_of

__all__ = ["dumps", "loads", "read", "write"]

T = TypeVar("T")


def dumps(record: object) -> str:
    """The CSV text of a dataset, a series, an observation, a target, or a list of observations and
    targets.

    Raises `RecordTypeError` for anything else.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> loads(dumps([jobs.observe("2021", "37.60")]))[0].figure
    Figure('37.60', '万人')
    """
    sheets = counted(sheets_of(record))
    return text_of(filled_columns(sheets), sheets, guarded)


@overload
def loads(text: str | bytes, as_: type[T], **foreign: Unpack[ForeignText]) -> T: ...
@overload
def loads(text: str | bytes, as_: None = None, **foreign: Unpack[ForeignText]) -> Any: ...
def loads(text: str | bytes, as_: Any = None, **foreign: Unpack[ForeignText]) -> Any:
    """The dataset of a CSV text, or its list of observations and targets.

    With *as_*, the table must hold a record of that class, or a list of such:
    `loads(text, list[Observation])`.

    For foreign tables there are these arguments: `indicators`, if it has no rows for them;
    `columns`, from its column names to the library's, to "breakdown:sex" for a part of the
    population, or to None to leave a column out; `codes`, for each library column from its codes to
    the library's; `defaults`, for each library column the value of empty cells; `missing`, from the
    marks in OBS_VALUE to the status that they mean, {"..": "missing"}; `decimal` and `thousands`,
    the signs in its numbers; `dates`, the form of its times by `strptime` ("%d/%m/%Y");
    `unknown_units="keep"`, to make units of words that no table knows;
    `layout="wide"`, if it has years, quarters or months as columns, and `across="INDICATOR"` or
    `"REF_AREA"`, if the columns that `columns` does not name are these; `delimiter`; `encoding` of
    bytes. Lines above the header are left out if `columns` names the columns of the header, and so
    are notes below the table. Raises `LoadError`, whose `problems` report every error with its line
    and column.

    >>> jobs = Indicator("jobs", "万人", "flow")
    >>> loads("year,number\\n2021,37.60\\n", columns={"year": "TIME_PERIOD", "number": "OBS_VALUE"},
    ...       defaults={"INDICATOR": "jobs"}, indicators=[jobs])
    [<Observation jobs 2021: 37.60万人>]
    """
    check_text(text, "a CSV text")
    return as_asked(records_of(text, TextMapping.of(foreign)), as_)


def write(path: str | os.PathLike[str], record: object) -> None:
    """Write the CSV file of a record, whole or not at all, with the byte-order mark by which
    spreadsheets recognise UTF-8. Raises as `dumps`, and `OSError`.
    """
    write_text(path, dumps(record), "utf-8-sig")


@overload
def read(path: str | os.PathLike[str], as_: type[T], **foreign: Unpack[ForeignText]) -> T: ...
@overload
def read(path: str | os.PathLike[str], as_: None = None, **foreign: Unpack[ForeignText]) -> Any: ...
def read(path: str | os.PathLike[str], as_: Any = None, **foreign: Unpack[ForeignText]) -> Any:
    """The records of a CSV file; arguments and errors as for `loads`, and `OSError`.

    Memory use depends on the number of rows, not on the length of a line.
    """
    return as_asked(records_of(Path(path), TextMapping.of(foreign)), as_)


def __dir__() -> list[str]:
    return list(__all__)

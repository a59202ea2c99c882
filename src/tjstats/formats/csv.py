"""CSV for spreadsheets: a dataset, or observations and targets, one row each, and back without
losing a digit.

The columns are those of `tjstats.rows.columns`; the first says what a row is. Indicators and
sources have rows of their own, named by their code. A text that a spreadsheet would take for a
formula is written behind an apostrophe, which is taken off again.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, TypeVar, overload

from tjstats.errors import RecordTypeError
from tjstats.formats._delimited import loaded, sheet_of, text_of
from tjstats.formats._files import write_text
from tjstats.rows.reader import as_asked

__all__ = ["dumps", "loads", "read", "write"]

T = TypeVar("T")


def dumps(record: Any) -> str:
    """The CSV text of a dataset, a series, an observation, a target, or a list of observations and
    targets.

    Raises `RecordTypeError` for anything else.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> loads(dumps([jobs.observe("2021", "37.60")]))[0].figure
    Figure('37.60', '万人')
    """
    return text_of(*sheet_of(record))


@overload
def loads(text: str | bytes, as_: type[T], **foreign: Any) -> T: ...
@overload
def loads(text: str | bytes, as_: None = None, **foreign: Any) -> Any: ...
def loads(text: str | bytes, as_: Any = None, **foreign: Any) -> Any:
    """The dataset of a CSV text, or its list of observations and targets; with *as_* it must be of
    that class.

    A table that somebody else wrote is read with: `indicators`, where it has no rows of them;
    `columns`, their name to ours (None leaves one out); `codes`, for a column their code to ours;
    `defaults`, for a column what stands in an empty cell; `delimiter`; `encoding` of bytes. Raises
    `LoadError`, whose `problems` hold every mistake with its line and column.

    >>> jobs = Indicator("jobs", "万人", "flow")
    >>> loads("year,number\\n2021,37.60\\n", columns={"year": "TIME_PERIOD", "number": "OBS_VALUE"},
    ...       defaults={"INDICATOR": "jobs"}, indicators=[jobs])
    [<Observation jobs 2021: 37.60万人>]
    """
    if not isinstance(text, str | bytes):
        raise RecordTypeError("loads", "text", text, "a CSV text")
    return as_asked(loaded(text, **foreign), as_)


def write(path: str | os.PathLike[str], record: Any) -> None:
    """The CSV file of a record, whole or not at all; with the byte-order mark by which spreadsheets
    know UTF-8.
    """
    write_text(path, dumps(record), "utf-8-sig")


@overload
def read(path: str | os.PathLike[str], as_: type[T], **foreign: Any) -> T: ...
@overload
def read(path: str | os.PathLike[str], as_: None = None, **foreign: Any) -> Any: ...
def read(path: str | os.PathLike[str], as_: Any = None, **foreign: Any) -> Any:
    """What a CSV file holds; arguments and errors as for `loads`. Memory is bounded by the rows,
    however long a line is.
    """
    return as_asked(loaded(Path(path), **foreign), as_)

"""SDMX-CSV 2.0: a dataset, or observations and targets, in the columns of SDMX, every digit and
bound kept.

Each kind of row is a structure of its own, TJSTATS:OBSERVATIONS(1.0) and so on; bounds, qualifiers
and the kind of time stand in columns of their own. OBS_STATUS has the letters of SDMX's code list,
STATUS the library's finer word. A file of another office is read with a few arguments. Sources:
SDMX-CSV field guide 2.0; SDMX code lists CL_FREQ 2.1 and CL_OBS_STATUS 2.2.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar, overload

from tjstats.errors import LoadError, Problem, RecordTypeError
from tjstats.formats._delimited import opened, table_in, text_of
from tjstats.formats._files import write_text
from tjstats.formats._sdmx import KNOWN, STRUCTURES, our_cells, our_kind, sdmx_cells
from tjstats.records.publication import Indicator
from tjstats.rows.cells import Row
from tjstats.rows.columns import Codes, Names, TableMapping
from tjstats.rows.reader import Line, as_asked, records_in
from tjstats.rows.writer import filled_columns, rows_of

__all__ = ["ACTION", "dumps", "loads", "read", "write"]

T = TypeVar("T")
ACTION: Final = "R"  # replace: the default of readers differs, so it is always written
_LEADING: Final = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
_STRUCTURE: Final = re.compile(r"STRUCTURE(\[.\])?")


def dumps(record: Any) -> str:
    """The SDMX-CSV text of a dataset, a series, an observation, a target, or a list of observations
    and targets.

    Raises `RecordTypeError` for anything else.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> text = dumps([jobs.observe("2021", "37.60", area="CN-TJ")])
    >>> print(text.splitlines()[-1])
    dataflow,TJSTATS:OBSERVATIONS(1.0),R,A,CN-TJ,employment.new_urban_jobs,2021,period,37.60,person,4,2,exactly,A,,,,normal,
    """
    rows = [sdmx_cells(row) for row in rows_of(record)]
    names = [name for name in filled_columns(rows) if name != "RECORD"]
    names.insert(names.index("NOTE"), "STATUS")
    lines = ([*_leading(row), *(_written(row.get(name)) for name in names)] for row in rows)
    return text_of([*_LEADING, *names], lines)


def _leading(row: Row) -> tuple[str, str, str]:
    return "dataflow", f"TJSTATS:{STRUCTURES[str(row['RECORD'])]}(1.0)", ACTION


def _written(cell: str | None) -> str:
    """The cell of a text; an empty one, which is not an absent one, is an apostrophe, and
    apostrophes are one more.
    """
    if cell is None:
        return ""
    return f"{cell}'" if not cell.strip("'") else cell


def _cell(text: str) -> str | None:
    return text[:-1] if text and not text.strip("'") else text or None


@overload
def loads(text: str | bytes, as_: type[T], **foreign: Any) -> T: ...
@overload
def loads(text: str | bytes, as_: None = None, **foreign: Any) -> Any: ...
def loads(text: str | bytes, as_: Any = None, **foreign: Any) -> Any:
    """The dataset of an SDMX-CSV text, or its list of observations and targets; with *as_* it must
    be of that class.

    A file of another office is read with: `indicators`; `columns`, its name of a column to ours
    (None leaves one out); `codes`, for a column its codes to ours; `defaults`, for a column what
    stands in an empty cell; `delimiter`; `encoding` of bytes. Its further columns are left out.
    INDICATOR, TIME_PERIOD and OBS_VALUE are needed. Raises `LoadError`, whose `problems` hold every
    mistake with its line and column.

    >>> text = "DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE\\nABC:JOBS(1.0),CN-TJ,2021,37.60\\n"
    >>> jobs = Indicator("jobs", "万人", "flow")
    >>> loads(text, columns={"GEO": "REF_AREA"}, defaults={"INDICATOR": "jobs"}, indicators=[jobs])
    [<Observation jobs 2021: 37.60万人>]
    """
    if not isinstance(text, str | bytes):
        raise RecordTypeError("loads", "text", text, "an SDMX-CSV text")
    return as_asked(_loaded(text, **foreign), as_)


def _loaded(
    text: str | bytes | os.PathLike[str],
    *,
    indicators: Iterable[Indicator] = (),
    columns: Names | None = None,
    codes: Codes | None = None,
    defaults: Mapping[str, str] | None = None,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> Any:
    layout = _Layout(TableMapping(columns or {}, codes or {}, defaults or {}))
    with opened(text, encoding) as characters:
        rows = table_in(characters, delimiter, layout.header)
        return records_in(
            (Line(place, layout.cells(place, row)) for place, row in rows), indicators
        )


class _Layout:
    """How the columns of one file are read: by the mapping, and without the labels that may stand
    beside the codes.
    """

    def __init__(self, mapping: TableMapping) -> None:
        self.mapping = mapping
        self.labelled: set[str] = set()

    def header(self, header: list[str]) -> list[str]:
        """Our names of the columns; one that is not known is the empty name. Raises `LoadError`
        where it is no SDMX-CSV.
        """
        bare = [
            _STRUCTURE.sub("STRUCTURE", name).partition(": ")[0].partition("[")[0]
            for name in header
        ]
        if not {"STRUCTURE", "DATAFLOW"} & set(bare):
            problem = "no column STRUCTURE (SDMX-CSV 2.0) or DATAFLOW (1.0); formats.csv reads plain tables"
            raise LoadError((Problem("line 1", problem),))
        chosen = [
            name if name in self.mapping.columns else short
            for name, short in zip(header, bare, strict=True)
        ]
        found = [
            name if name in KNOWN or name in _LEADING else "" for name in self.mapping.names(chosen)
        ]
        self.labelled = {name for name, own in zip(found, header, strict=True) if ": " in own}
        return found

    def cells(self, place: str, row: Mapping[str, str]) -> Row:
        """A row in our columns and codes."""
        if row.get("ACTION") == "D":
            raise LoadError(
                (Problem(f"{place}, ACTION", "a row that deletes; only data that stand are read"),)
            )
        texts = {
            n: t.partition(": ")[0] if n in self.labelled else t
            for n, t in row.items()
            if n not in _LEADING
        }
        cells = {name: _cell(text) for name, text in texts.items()}
        return our_cells(cells, self.mapping, our_kind(row.get("STRUCTURE_ID", "")))


def write(path: str | os.PathLike[str], record: Any) -> None:
    """The SDMX-CSV file of a record, whole or not at all."""
    write_text(path, dumps(record))


@overload
def read(path: str | os.PathLike[str], as_: type[T], **foreign: Any) -> T: ...
@overload
def read(path: str | os.PathLike[str], as_: None = None, **foreign: Any) -> Any: ...
def read(path: str | os.PathLike[str], as_: Any = None, **foreign: Any) -> Any:
    """What an SDMX-CSV file holds; arguments and errors as for `loads`."""
    return as_asked(_loaded(Path(path), **foreign), as_)

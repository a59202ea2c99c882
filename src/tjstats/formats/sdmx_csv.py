"""SDMX-CSV 2.0: a dataset, or observations and targets, in SDMX columns, with every digit and
bound.

Each kind of row has a separate structure: TJSTATS:OBSERVATIONS(1.0) and so on. Bounds, qualifiers
and the kind of time have separate columns. OBS_STATUS holds the letters of SDMX's code list, STATUS
the library's more precise code. Files of other offices are read with a few arguments. Sources:
SDMX-CSV field guide 2.0; SDMX code lists CL_FREQ 2.1 and CL_OBS_STATUS 2.2.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeVar, Unpack, overload

from tjstats.errors import LoadError, Problem
from tjstats.formats._delimited import ForeignText, TextMapping, opened, table_in, text_of
from tjstats.formats._files import check_text, write_text
from tjstats.formats._sdmx import (
    KNOWN,
    STRUCTURES,
    names_of_others,
    our_cells,
    our_kind,
    our_sheet,
    sdmx_sheet,
)
from tjstats.rows.cells import Row
from tjstats.rows.foreign import TableMapping
from tjstats.rows.reader import Part, as_asked, records_of
from tjstats.rows.sheet import Sheet, merged, of_each
from tjstats.rows.writer import counted, filled_columns, sheets_of

__all__ = ["ACTION", "dumps", "loads", "read", "write"]

T = TypeVar("T")
ACTION: Final = "R"  # replace; always written, since readers differ in their default
_LEADING: Final = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
_STRUCTURE: Final = re.compile(r"STRUCTURE(\[.\])?")


def dumps(record: object) -> str:
    """The SDMX-CSV text of a dataset, a series, an observation, a target, or a list of observations
    and targets.

    Raises `RecordTypeError` for anything else.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> *_, row = dumps([jobs.observe("2021", "37.60", area="CN-TJ")]).splitlines()
    >>> row.partition(",CN-TJ,")[2]
    'employment.new_urban_jobs,2021,period,37.60,person,4,万人,2,exactly,A,,,,normal,,2'
    """
    sheets = [sdmx_sheet(sheet) for sheet in counted(sheets_of(record))]
    names = [name for name in filled_columns(sheets) if name != "RECORD"]
    names.insert(names.index("NOTE"), "STATUS")
    return text_of([*_LEADING, *names], map(_with_structure, sheets), _written)


def _with_structure(sheet: Sheet) -> Sheet:
    kinds = sheet.column("RECORD")
    structures = of_each(lambda kind: f"TJSTATS:{STRUCTURES[str(kind)]}(1.0)", kinds)
    leading = (["dataflow"] * sheet.size, structures, [ACTION] * sheet.size)
    return sheet.with_columns(dict(zip(_LEADING, leading, strict=True)))


def _written(cell: str | None) -> str:
    """The text of a cell. An empty text, unlike an empty cell, gets an apostrophe, and so does a
    text of apostrophes only.
    """
    if cell is None:
        return ""
    return cell if cell.strip("'") else f"{cell}'"


def _read(text: str) -> str | None:
    if text and not text.strip("'"):
        return text[:-1]
    return text or None


def _code(cell: str | None) -> str | None:
    """The code of a cell that has a label after it."""
    return cell and (cell.partition(": ")[0] or None)


@overload
def loads(text: str | bytes, as_: type[T], **foreign: Unpack[ForeignText]) -> T: ...
@overload
def loads(text: str | bytes, as_: None = None, **foreign: Unpack[ForeignText]) -> Any: ...
def loads(text: str | bytes, as_: Any = None, **foreign: Unpack[ForeignText]) -> Any:
    """The dataset of an SDMX-CSV text, or its list of observations and targets; *as_* as for
    `formats.csv.loads`.

    The file of another office is read with the arguments of `formats.csv.loads`. An area, a
    frequency and flags are known by the usual names (geo, LOCATION, OBS_FLAG). Another dimension (a
    column before OBS_VALUE) that `columns` does not name is a breakdown; attributes (behind it)
    that an observation has no place for are left out, and so is DECIMALS, which says how many
    decimals to show. INDICATOR, TIME_PERIOD and OBS_VALUE are required. Raises `LoadError`, whose
    `problems` report every error with its line and column.

    >>> text = "DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE\\nABC:JOBS(1.0),CN-TJ,2021,37.60\\n"
    >>> jobs = Indicator("jobs", "万人", "flow")
    >>> loads(text, defaults={"INDICATOR": "jobs"}, indicators=[jobs])
    [<Observation jobs 2021: 37.60万人>]
    """
    check_text(text, "an SDMX-CSV text")
    return as_asked(_records_of(text, TextMapping.of(foreign)), as_)


def _records_of(text: str | bytes | os.PathLike[str], mapping: TextMapping) -> Any:
    layout = _Layout(mapping)
    with opened(text, mapping.encoding) as characters:
        parts = table_in(characters, mapping, layout.header, _read, at_once=True)
        return records_of(map(layout.part, parts), mapping.indicators)


class _Layout:
    """How to read the columns of a file. Attributes: mapping, labelled (the columns whose cells
    have labels after the codes: "CN-TJ: Tianjin"), foreign (the names of the columns in the rows of
    another office, where they differ), may_be_ours (whether this library may have written rows).
    """

    def __init__(self, mapping: TableMapping) -> None:
        self.mapping = mapping
        self.labelled: set[str] = set()
        self.foreign: dict[str, str] = {}
        self.may_be_ours = False

    def header(self, header: list[str], place: str) -> list[str]:
        """The names of the columns. Raises `LoadError` unless the file is SDMX-CSV."""
        bare = [_bare_name(name) for name in header]
        if not {"STRUCTURE", "DATAFLOW"} & set(bare):
            missing = "no column STRUCTURE (SDMX-CSV 2.0) or DATAFLOW (1.0)"
            problem = f"{missing}; formats.csv reads plain tables"
            raise LoadError((Problem(place, problem),))
        mapped = self.mapping.columns
        names = [
            whole if whole in mapped else short for whole, short in zip(header, bare, strict=True)
        ]
        self.foreign = names_of_others(names, self.mapping)
        pairs = zip(names, header, strict=True)
        self.labelled = {name for name, whole in pairs if ": " in whole}
        self.may_be_ours = "STRUCTURE_ID" in names
        return names

    def part(self, part: Part) -> Part:
        """Rows in the library's columns and codes. Raises `LoadError` for one that deletes."""
        for row, action in enumerate(part.sheet.columns.get("ACTION", ())):
            if action is not None and action.strip() == "D":
                problem = "a row that deletes; only data to keep are read"
                raise LoadError((Problem(f"{part.place(row)}, ACTION", problem),))
        return Part(part.place, self.sheet(part.sheet), is_last=not self.may_be_ours)

    def sheet(self, given: Sheet) -> Sheet:
        labelled = {name: of_each(_code, given.column(name)) for name in self.labelled}
        sheet = given.with_columns(labelled)
        kinds = of_each(lambda structure: our_kind(structure or ""), sheet.column("STRUCTURE_ID"))
        are_ours = [kind is not None for kind in kinds]
        known = {name: cells for name, cells in sheet.columns.items() if name in KNOWN}
        ours = Sheet(sheet.size, known).chosen(are_ours)
        read = our_sheet(ours, self.mapping, filter(None, kinds))
        return read if all(are_ours) else merged(read, self.others(sheet, are_ours), are_ours)

    def others(self, sheet: Sheet, are_ours: list[bool]) -> Iterator[Row]:
        """The rows of another office."""
        foreign = {name: sheet.column(own) for own, name in self.foreign.items()}
        others = Sheet(sheet.size, foreign).chosen([not is_ours for is_ours in are_ours])
        return (our_cells(row, self.mapping, None) for row in others.rows())


def _bare_name(name: str) -> str:
    """The name of a column without its label, or the separator of its values."""
    return _STRUCTURE.sub("STRUCTURE", name).partition(": ")[0].partition("[")[0]


def write(path: str | os.PathLike[str], record: object) -> None:
    """Write the SDMX-CSV file of a record, whole or not at all. Raises as `dumps`, and
    `OSError`.
    """
    write_text(path, dumps(record))


@overload
def read(path: str | os.PathLike[str], as_: type[T], **foreign: Unpack[ForeignText]) -> T: ...
@overload
def read(path: str | os.PathLike[str], as_: None = None, **foreign: Unpack[ForeignText]) -> Any: ...
def read(path: str | os.PathLike[str], as_: Any = None, **foreign: Unpack[ForeignText]) -> Any:
    """The records of an SDMX-CSV file; arguments and errors as for `loads`, and `OSError`."""
    return as_asked(_records_of(Path(path), TextMapping.of(foreign)), as_)


def __dir__() -> list[str]:
    return list(__all__)

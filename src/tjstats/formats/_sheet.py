"""The table that a spreadsheet opens: header and guarded cells of a record, and the records of such a text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from tjstats.columns import COLUMNS
from tjstats.formats._delimited import opened, table_in
from tjstats.formats._mapping import Codes, Names, TableMapping
from tjstats.formats._row_reader import Line, records_in
from tjstats.formats._row_writer import filled_columns, rows_of
from tjstats.records.indicators import Indicator

__all__ = ["loaded", "sheet_of", "unguarded"]

# What starts a formula in a spreadsheet (OWASP, CSV Injection), in full width too; and the apostrophe that stands before it.
_GUARDED: Final = re.compile(r"['=+\-@\t\r\n＝＋－＠]")
_NUMBERS: Final = frozenset(name for name, column in COLUMNS.items() if column.kind in ("number", "integer"))


def sheet_of(record: Any) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of a record. Raises `RecordTypeError`."""
    rows = rows_of(record)
    header = filled_columns(rows)
    return header, [[_guarded(name, row.get(name)) for name in header] for row in rows]


def _guarded(name: str, cell: str | None) -> str:
    """The cell as a spreadsheet may hold it. An empty text, which is not an absent one, is an apostrophe alone."""
    if cell is None:
        return ""
    plain = name in _NUMBERS or (cell and not _GUARDED.match(cell))
    return cell if plain else f"'{cell}"


def unguarded(text: str) -> str | None:
    """What a cell holds: None where it is empty, a text without the apostrophe before it."""
    return text[1:] if text.startswith("'") else text or None


def loaded(
    text: str | bytes | os.PathLike[str],
    *,
    indicators: Iterable[Indicator] = (),
    columns: Names | None = None,
    codes: Codes | None = None,
    defaults: Mapping[str, str] | None = None,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> Any:
    """The dataset or the records of a text, bytes, or the file at a path; see `formats.csv.loads`. Raises `LoadError`."""
    mapping = TableMapping(columns or {}, codes or {}, defaults or {})
    with opened(text, encoding) as characters:
        rows = table_in(characters, delimiter, mapping.names)
        lines = (Line(place, mapping.cells({n: unguarded(c) for n, c in row.items()})) for place, row in rows)
        return records_in(lines, indicators)

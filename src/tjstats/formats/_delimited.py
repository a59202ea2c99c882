"""Delimited text: lines of cells, in bounded memory, every error with its line; and the guarded
table that a spreadsheet opens.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TextIO

import attrs

from tjstats.errors import InvalidRecordError, LoadError, Problem, RecordTypeError
from tjstats.rows.columns import COLUMNS, TableMapping
from tjstats.rows.reader import Line, records_in
from tjstats.rows.writer import counted, filled_columns, rows_of

__all__ = [
    "CELL",
    "TextMapping",
    "opened",
    "records_of",
    "sheet_of",
    "table_in",
    "text_of",
    "unguarded",
]

# The characters that a cell may hold: the limit of Python's csv module; a spreadsheet's is 32,767.
CELL: Final = 131_072
_LINE: Final = 16 * CELL
_DELIMITERS: Final = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}


@contextmanager
def opened(text: str | bytes | os.PathLike[str], encoding: str = "utf-8") -> Iterator[TextIO]:
    """The characters of a text, of bytes, or of the file at a path, without a byte-order mark.

    Raises `LoadError`, `OSError`.
    """
    if isinstance(text, str):
        yield io.StringIO(text.removeprefix("\ufeff"), newline="")
        return
    name = "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding
    binary = open(text, "rb") if isinstance(text, os.PathLike) else io.BytesIO(text)  # noqa: SIM115
    try:
        with binary, io.TextIOWrapper(binary, name, newline="") as characters:
            yield characters
    except UnicodeDecodeError as error:
        remedy = "save it as UTF-8, or name its encoding (encoding='gb18030')"
        problem = f"not valid {encoding} at byte {error.start}; {remedy}"
        raise LoadError((Problem("", problem),)) from None


def text_of(header: list[str], rows: Iterable[Iterable[str]]) -> str:
    """Comma-separated text by RFC 4180. Raises `InvalidRecordError` for a cell that is too long for
    readers.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in (header, *rows):
        cells = list(row)
        for cell in cells:
            if len(cell) > CELL:
                problem = f"a cell holds at most {CELL} characters"
                raise InvalidRecordError("dumps", "cell", cell, problem)
        writer.writerow(cells)
    return buffer.getvalue()


def table_in(
    characters: TextIO, delimiter: str = ",", header_of: Callable[[list[str]], list[str]] = list
) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row with its position ("line 3") and its cells by the names in the header.

    *header_of* gives our names of the columns. Raises `LoadError`, `RecordTypeError`.
    """
    if delimiter not in _DELIMITERS:
        expected = f"one of {', '.join(map(repr, _DELIMITERS))}"
        raise RecordTypeError("loads", "delimiter", delimiter, expected)
    lines = _Lines(characters)
    header: list[str] = []
    row: dict[str, str] = {}
    place = ""
    for place, cells in _rows(lines, delimiter):
        if header:
            row = _row(cells, header, place)
            yield place, row
        else:
            header = header_of(_header(cells, delimiter, place))
            _check_known(header, cells, place)
    if not header:
        raise LoadError((Problem("", "empty: not even a header"),))
    if not row and "ROWS" in header:
        raise LoadError((Problem(place, "no row follows the header: the file was cut off"),))
    if not lines.ended and (not row or _is_ours(header, row)):
        problem = "the last line has no end: the file was cut off"
        raise LoadError((Problem(place, problem),))


def _rows(lines: _Lines, delimiter: str) -> Iterator[tuple[str, list[str]]]:
    """The rows that are not empty, with the position of their first line. Raises `LoadError`."""
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in rows:
            place, start = f"line {start}", rows.line_num + 1
            if cells:
                yield place, cells
    except csv.Error as error:
        problem = f"{error}: cut off, a quotation mark is missing, or no delimited text at all"
        raise LoadError((Problem(f"line {start}", problem),)) from None


class _Lines:
    """The lines of a text, up to a maximum length; `ended` says whether the last line read had a
    line end.
    """

    def __init__(self, characters: TextIO) -> None:
        self.characters, self.ended, self.count = characters, True, 0

    def __iter__(self) -> Iterator[str]:
        while line := self.characters.readline(_LINE):
            self.count += 1
            self.ended = line.endswith(("\n", "\r"))
            if len(line) >= _LINE and not self.ended:
                problem = f"longer than {_LINE} characters: no table of records"
                raise LoadError((Problem(f"line {self.count}", problem),))
            yield line


def _is_ours(header: list[str], row: dict[str, str]) -> bool:
    """Whether this library wrote the file: it ends every line, while others may not end
    the last.
    """
    return "RECORD" in header or row.get("STRUCTURE_ID", "").startswith("TJSTATS:")


def _header(cells: list[str], delimiter: str, place: str) -> list[str]:
    names = [cell.strip() for cell in cells]
    if len(names) == 1:
        _check_delimiter(names[0], delimiter, place)
    repeated = sorted(name for name, count in Counter(names).items() if count > 1)
    if repeated:
        problem = f"the header has a column twice: {', '.join(repeated)[:200]}"
        raise LoadError((Problem(place, problem),))
    return names


def _check_delimiter(name: str, delimiter: str, place: str) -> None:
    """Raise `LoadError` if the only column has another delimiter in its name."""
    for other, meaning in _DELIMITERS.items():
        if other != delimiter and other in name:
            problem = f"one column only: the delimiter seems to be {meaning}"
            raise LoadError((Problem(place, f"{problem}; write delimiter={other!r}"),))


def _check_known(header: list[str], cells: list[str], place: str) -> None:
    if any(name in COLUMNS for name in header):
        return
    shown = ", ".join(cells)[:80]
    example = "columns={'Year': 'TIME_PERIOD', 'Value': 'OBS_VALUE'}"
    problem = f"no known column in {shown!r}; name them, for example {example}"
    raise LoadError((Problem(place, problem),))


def _row(cells: list[str], header: list[str], place: str) -> dict[str, str]:
    if len(cells) != len(header):
        counts = f"{len(cells)} cells, but the header has {len(header)}"
        problem = f"{counts}: cut off, or an unquoted cell contains a delimiter"
        raise LoadError((Problem(place, problem),))
    return dict(zip(header, cells, strict=True))


# --- the table that a spreadsheet opens -----------------------------------------------------------

# The characters that start a formula in a spreadsheet (OWASP, CSV Injection), in full width too,
# and the apostrophe that is written before it.
_GUARDED: Final = re.compile(r"['=+\-@\t\r\n＝＋－＠]")
_NUMBERS: Final = frozenset(
    name for name, column in COLUMNS.items() if column.kind in ("number", "integer")
)


def sheet_of(record: object) -> tuple[list[str], list[list[str]]]:
    """The header and the guarded rows of a record. Raises `RecordTypeError`."""
    rows = counted(rows_of(record))
    header = filled_columns(rows)
    return header, [[_guarded(name, row.get(name)) for name in header] for row in rows]


def _guarded(name: str, cell: str | None) -> str:
    """The cell with protection against formulas. An empty text, unlike an empty cell, is an
    apostrophe.
    """
    if cell is None:
        return ""
    plain = name in _NUMBERS or (cell and not _GUARDED.match(cell))
    return cell if plain else f"'{cell}"


def unguarded(text: str) -> str | None:
    """The text of a cell without its leading apostrophe; None if the cell is empty."""
    return text[1:] if text.startswith("'") else text or None


@attrs.frozen
class TextMapping(TableMapping):
    """How to read foreign delimited text. Fields: those of a table, delimiter, encoding (of
    bytes).
    """

    delimiter: str = ","
    encoding: str = "utf-8"


def records_of(text: str | bytes | os.PathLike[str], mapping: TextMapping) -> Any:
    """The dataset or the list of records of a text, bytes, or the file at a path. Raises
    `LoadError`, `OSError`.
    """
    with opened(text, mapping.encoding) as characters:
        rows = table_in(characters, mapping.delimiter, mapping.names)
        lines = (
            Line(place, mapping.cells({name: unguarded(cell) for name, cell in row.items()}))
            for place, row in rows
        )
        return records_in(lines, mapping.indicators)

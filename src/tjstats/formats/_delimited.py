"""Delimited text: lines of cells, in bounded memory, every error with its line; and the guarded
table that a spreadsheet opens.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, Final, TextIO, TypeAlias

import attrs

from tjstats.errors import (
    EncodingError,
    InvalidRecordError,
    LoadError,
    Problem,
    RecordTypeError,
)
from tjstats.formats._layouts import ForeignSheet, SheetMapping, parts_in
from tjstats.rows.columns import COLUMNS
from tjstats.rows.reader import Part
from tjstats.rows.reader import records_of as records_of_parts
from tjstats.rows.sheet import Sheet

__all__ = [
    "CELL",
    "DELIMITERS",
    "ForeignText",
    "TextMapping",
    "guarded",
    "opened",
    "records_of",
    "table_in",
    "text_of",
    "texts_of",
    "unguarded",
]

Written: TypeAlias = Callable[[str | None], str]

# The characters that a cell may hold: the limit of Python's csv module; a spreadsheet's is 32,767.
CELL: Final = 131_072
_LINE: Final = 16 * CELL
_MARK: Final = '"'
_QUOTED: Final = re.compile(r'[",\r\n]')
DELIMITERS: Final = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}


@contextmanager
def opened(text: str | bytes | os.PathLike[str], encoding: str) -> Iterator[TextIO]:
    """The characters of a text, of bytes, or of the file at a path, without a byte-order mark.

    Raises `LoadError`, `EncodingError` for an encoding that Python does not know, `OSError`.
    """
    if isinstance(text, str):
        yield io.StringIO(text.removeprefix("\ufeff"), newline="")
        return
    name = _codec(encoding)
    raw = open(text, "rb") if isinstance(text, os.PathLike) else io.BytesIO(text)  # noqa: SIM115
    binary = io.BufferedReader(raw) if isinstance(raw, io.BytesIO) else raw
    try:
        with binary, io.TextIOWrapper(binary, name, newline="") as characters:
            _check_start(binary.peek(64)[:64], name)
            yield characters
    except UnicodeDecodeError as error:
        remedy = "save it as UTF-8, or name its encoding (encoding='gb18030', 'cp1252')"
        problem = f"not valid {encoding} at byte {error.start}; {remedy}"
        raise LoadError((Problem("", problem),)) from None


def _codec(encoding: object) -> str:
    """The name of an encoding for Python, UTF-8 without its mark. Raises `EncodingError`."""
    try:
        name = codecs.lookup(str(encoding)).name
        "".encode(name)  # which fails for what encodes no texts, such as zlib
    except LookupError:
        problem = "is no encoding that Python knows; write 'utf-8', 'gb18030' or 'cp1252'"
        raise EncodingError(repr(encoding), problem) from None
    return "utf-8-sig" if name == "utf-8" else name


# What a file is, by its first bytes, and what to do.
_BY_START: Final = (
    (b"PK\x03\x04", "an Excel workbook, or another ZIP file: formats.excel.read reads a workbook"),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook: formats.excel.read reads it"),
    (b"\x1f\x8b", "compressed by gzip: decompress it first"),
    (b"PAR1", "a Parquet file: read it as a data frame, then formats.arrow.from_stream(frame)"),
    (b"%PDF", "a PDF document"),
    (b"\xff\xfe\x00\x00", "UTF-32: write encoding='utf-32'"),
    (b"\xff\xfe", "UTF-16: write encoding='utf-16'"),
    (b"\xfe\xff", "UTF-16: write encoding='utf-16'"),
)


def _check_start(start: bytes, encoding: str) -> None:
    """Raise `LoadError` if a file is no delimited text, or in an encoding of several bytes."""
    if encoding.startswith(("utf-16", "utf-32")):
        return
    found = next((problem for mark, problem in _BY_START if start.startswith(mark)), None)
    if found is None and re.match(rb"\s*<(!doctype|html|table|\?xml)", start, re.IGNORECASE):
        found = "a web page or another XML text, no delimited text"
    if found is None and start.count(b"\0") >= 4:
        found = "UTF-16 without its mark, or no text: write encoding='utf-16-le'"
    if found is not None:
        raise LoadError((Problem("", found),))


def text_of(header: list[str], sheets: Iterable[Sheet], written: Written) -> str:
    """Comma-separated text by RFC 4180 of the columns of sheets; *written* says what stands for a
    cell. Raises `InvalidRecordError` for a cell that is too long for readers.
    """
    lines = [",".join(map(_quoted, header))]
    for sheet in sheets:
        columns = (texts_of(name, sheet, lambda cell: _quoted(written(cell))) for name in header)
        lines += map(",".join, zip(*_folded(columns), strict=True))
    return "\r\n".join([*lines, ""])


def _folded(columns: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    """The columns; neighbours that are the same in every row become one."""
    for is_constant, group in groupby(columns, key=_is_constant):
        if not is_constant:
            yield from group
            continue
        alike = list(group)
        yield [",".join(cells[0] for cells in alike)] * len(alike[0])


def _is_constant(cells: Sequence[str]) -> bool:
    return len(cells) > 0 and cells[0] == cells[-1] and cells.count(cells[0]) == len(cells)


def texts_of(name: str, sheet: Sheet, written: Written) -> Sequence[str]:
    """The cells of a column as they are written; a number needs no protection."""
    cells: Sequence[Any] = sheet.column(name)
    if name in _NUMBERS and name in sheet.columns:
        return [cell or "" for cell in cells]
    texts = {cell: written(cell) for cell in dict.fromkeys(cells)}
    if len(texts) == 1:
        return [*texts.values()] * sheet.size
    are_as_they_were = all(text is cell for cell, text in texts.items())
    return cells if are_as_they_were else list(map(texts.__getitem__, cells))


def _quoted(cell: str) -> str:
    """The cell between quotation marks, if it holds what ends a cell. Raises `InvalidRecordError`
    for one that is too long.
    """
    if len(cell) > CELL:
        problem = f"a cell holds at most {CELL} characters"
        raise InvalidRecordError("dumps", "cell", cell, problem)
    return f'"{cell.replace(_MARK, _MARK * 2)}"' if _QUOTED.search(cell) else cell


def table_in(
    characters: TextIO,
    mapping: TextMapping,
    names_of: Callable[[list[str], str], list[str]],
    cell_of: Callable[[str], str | None],
    *,
    at_once: bool = False,
) -> Iterator[Part]:
    """The cells of a table by the names in its header, some rows at a time.

    *names_of* gives our names of the columns, *cell_of* the cell of a text; *at_once* if nothing
    may stand above the header. Raises `LoadError`.
    """
    lines = _Lines(characters)
    rows = _rows(lines, mapping.delimiter)
    names: list[str] = []
    place = ""

    def named(header: list[str], of_header: str) -> list[str]:
        nonlocal names, place
        if len(header) == 1:
            _check_delimiter(header[0], mapping.delimiter, of_header)
        names, place = names_of(header, of_header), of_header
        return names

    part = None
    for part in parts_in(rows, mapping, named, cell_of, at_once=at_once):
        yield part
    if part is None and "ROWS" in names:
        raise LoadError((Problem(place, "no row follows the header: the file was cut off"),))
    if not lines.ended and names and (part is None or _is_ours(names, part.sheet)):
        last = place if part is None else part.place(part.sheet.size - 1)
        raise LoadError((Problem(last, "the last line has no end: the file was cut off"),))


def _rows(lines: _Lines, delimiter: str) -> Iterator[tuple[str, list[str]]]:
    """The rows, with the position of their first line. Raises `LoadError`."""
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in rows:
            place, start = f"line {start}", rows.line_num + 1
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


def _is_ours(header: list[str], sheet: Sheet) -> bool:
    """Whether this library wrote the file: it ends every line, while others may not end
    the last.
    """
    structure = sheet.column("STRUCTURE_ID")[-1] or ""
    return "RECORD" in header or structure.startswith("TJSTATS:")


def _check_delimiter(name: str, delimiter: str, place: str) -> None:
    """Raise `LoadError` if the only column has another delimiter in its name."""
    for other, meaning in DELIMITERS.items():
        if other != delimiter and other in name:
            problem = f"one column only: the delimiter seems to be {meaning}"
            raise LoadError((Problem(place, f"{problem}; write delimiter={other!r}"),))


# --- the table that a spreadsheet opens -----------------------------------------------------------

# The characters that start a formula in a spreadsheet (OWASP, CSV Injection), in full width too,
# and the apostrophe that is written before it.
_GUARDED: Final = re.compile(r"['=+\-@\t\r\n＝＋－＠]")
_NUMBERS: Final = frozenset(
    name for name, column in COLUMNS.items() if column.kind in ("number", "integer")
)


def guarded(cell: str | None) -> str:
    """The cell with protection against formulas. An empty text, unlike an empty cell, is an
    apostrophe.
    """
    if cell is None:
        return ""
    return cell if cell and not _GUARDED.match(cell) else f"'{cell}"


def unguarded(text: str) -> str | None:
    """The text of a cell without its leading apostrophe; None if the cell is empty."""
    return text[1:] if text.startswith("'") else text or None


class ForeignText(ForeignSheet, total=False):
    """The arguments that read a text of another publisher."""

    delimiter: str
    encoding: str


@attrs.frozen(slots=False)
class TextMapping(SheetMapping):
    """How to read foreign delimited text. Fields: those of a sheet, delimiter, encoding (of
    bytes).
    """

    delimiter: str = ","
    encoding: str = "utf-8"

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.delimiter not in DELIMITERS:
            expected = f"one of {', '.join(map(repr, DELIMITERS))}"
            raise RecordTypeError("loads", "delimiter", self.delimiter, expected)

    def names_of(self, header: list[str], place: str) -> list[str]:
        """The library's names of the columns of a table. Raises `LoadError`."""
        if "RECORD" in self.names(header):  # a table of this library; errors are those of its rows
            return self.names(header)
        return self.checked_names(header, place)


def records_of(text: str | bytes | os.PathLike[str], mapping: TextMapping) -> Any:
    """The dataset or the list of records of a text, bytes, or the file at a path. Raises
    `LoadError`, `OSError`.
    """
    names: list[str] = []

    def names_of(header: list[str], place: str) -> list[str]:
        names[:] = mapping.names_of(header, place)
        return names

    with opened(text, mapping.encoding) as characters:
        parts = (
            part._replace(sheet=mapping.sheet(part.sheet, "RECORD" in names))
            for part in table_in(characters, mapping, names_of, unguarded)
        )
        return records_of_parts(parts, mapping.indicators)

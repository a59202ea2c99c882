"""Delimited text as lines of cells and back, bounded in memory, with the mistakes of a damaged file
told by their line.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TextIO

from tjstats.errors import InvalidRecordError, LoadError, Problem, RecordTypeError
from tjstats.records.publication import Indicator
from tjstats.rows.columns import COLUMNS, Codes, Names, TableMapping
from tjstats.rows.reader import Line, records_in
from tjstats.rows.writer import filled_columns, rows_of

__all__ = ["CELL", "loaded", "opened", "sheet_of", "table_in", "text_of", "unguarded"]

CELL: Final = 131_072  # characters a cell may hold: what Python's csv module takes, and more than a spreadsheet's 32,767
_LINE: Final = 16 * CELL
_DELIMITERS: Final = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}


@contextmanager
def opened(text: str | bytes | os.PathLike[str], encoding: str = "utf-8") -> Iterator[TextIO]:
    """The characters of a text, of bytes, or of the file at a path, a byte-order mark left out.
    Raises `LoadError`.
    """
    name = "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding
    if isinstance(text, str):
        yield io.StringIO(text.removeprefix("\ufeff"), newline="")
        return
    binary = open(text, "rb") if isinstance(text, os.PathLike) else io.BytesIO(text)  # noqa: SIM115
    try:
        with binary, io.TextIOWrapper(binary, name, newline="") as characters:
            yield characters
    except UnicodeDecodeError as error:
        problem = f"not {encoding} at byte {error.start}; save it as UTF-8, or name its encoding (encoding='gb18030')"
        raise LoadError((Problem("", problem),)) from None


def text_of(header: list[str], rows: Iterable[Iterable[str]]) -> str:
    """Comma-separated text by RFC 4180. Raises `InvalidRecordError` for a cell that no reader would
    take.
    """
    found = io.StringIO()
    writer = csv.writer(found, lineterminator="\r\n")
    for row in (header, *rows):
        cells = list(row)
        for cell in cells:
            if len(cell) > CELL:
                raise InvalidRecordError(
                    "dumps", "cell", cell, f"a cell holds at most {CELL} characters"
                )
        writer.writerow(cells)
    return found.getvalue()


def table_in(
    characters: TextIO, delimiter: str = ",", header_of: Callable[[list[str]], list[str]] = list
) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row with its place ("line 3") and its cells by the names of the header. Raises
    `LoadError`.
    """
    if delimiter not in _DELIMITERS:
        raise RecordTypeError(
            "loads", "delimiter", delimiter, f"one of {', '.join(map(repr, _DELIMITERS))}"
        )
    lines = _Lines(characters)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    header: list[str] = []
    row: dict[str, str] = {}
    start = 1
    try:
        for cells in rows:
            place, start = f"line {start}", rows.line_num + 1
            if not cells:
                continue
            if not header:
                header = header_of(_header(cells, delimiter, place))
                _check_known(header, cells, place)
            else:
                row = _row(cells, header, place)
                yield place, row
    except csv.Error as error:
        problem = f"{error}: cut off, a quotation mark is missing, or no delimited text at all"
        raise LoadError((Problem(f"line {start}", problem),)) from None
    if not header:
        raise LoadError((Problem("", "empty: not even a header"),))
    if not lines.ended and _ours(header, row):
        raise LoadError(
            (Problem(f"line {start - 1}", "the last line has no end: the file was cut off"),)
        )


class _Lines:
    """The lines of a text, none longer than a bound; `ended` says whether the last one had an
    end.
    """

    def __init__(self, characters: TextIO) -> None:
        self.characters, self.ended, self.count = characters, True, 0

    def __iter__(self) -> Iterator[str]:
        while line := self.characters.readline(_LINE):
            self.count += 1
            self.ended = line.endswith(("\n", "\r"))
            if len(line) >= _LINE and not self.ended:
                raise LoadError(
                    (
                        Problem(
                            f"line {self.count}",
                            f"longer than {_LINE} characters: no table of records",
                        ),
                    )
                )
            yield line


def _ours(header: list[str], row: dict[str, str]) -> bool:
    """Whether this library wrote it, which ends every line; files of others may lack the end of the
    last one.
    """
    return "RECORD" in header or row.get("STRUCTURE_ID", "").startswith("TJSTATS:")


def _header(cells: list[str], delimiter: str, place: str) -> list[str]:
    names = [cell.strip() for cell in cells]
    other = next(
        (d for d in _DELIMITERS if d != delimiter and len(names) == 1 and d in names[0]), None
    )
    if other:
        problem = f"one column only: the delimiter seems to be {_DELIMITERS[other]}; write delimiter={other!r}"
        raise LoadError((Problem(place, problem),))
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise LoadError((Problem(place, f"the header has a column twice: {', '.join(twice)}"),))
    return names


def _check_known(header: list[str], cells: list[str], place: str) -> None:
    if not any(name in COLUMNS for name in header):
        shown = ", ".join(cells)[:80]
        problem = f"no known column in {shown!r}; name them, for example columns={{'Year': 'TIME_PERIOD', 'Value': 'OBS_VALUE'}}"
        raise LoadError((Problem(place, problem),))


def _row(cells: list[str], header: list[str], place: str) -> dict[str, str]:
    if len(cells) != len(header):
        problem = f"{len(cells)} cells, and the header has {len(header)}: cut off, or a delimiter in a cell without quotes"
        raise LoadError((Problem(place, problem),))
    return dict(zip(header, cells, strict=True))


# The table that a spreadsheet opens: header and guarded cells of a record, and the records of such
# a text.


# What starts a formula in a spreadsheet (OWASP, CSV Injection), in full width too; and the
# apostrophe that stands before it.
_GUARDED: Final = re.compile(r"['=+\-@\t\r\n＝＋－＠]")
_NUMBERS: Final = frozenset(
    name for name, column in COLUMNS.items() if column.kind in ("number", "integer")
)


def sheet_of(record: Any) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of a record. Raises `RecordTypeError`."""
    rows = rows_of(record)
    header = filled_columns(rows)
    return header, [[_guarded(name, row.get(name)) for name in header] for row in rows]


def _guarded(name: str, cell: str | None) -> str:
    """The cell as a spreadsheet may hold it. An empty text, which is not an absent one, is an
    apostrophe alone.
    """
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
    """The dataset or the records of a text, bytes, or the file at a path; see `formats.csv.loads`.
    Raises `LoadError`.
    """
    mapping = TableMapping(columns or {}, codes or {}, defaults or {})
    with opened(text, encoding) as characters:
        rows = table_in(characters, delimiter, mapping.names)
        lines = (
            Line(place, mapping.cells({n: unguarded(c) for n, c in row.items()}))
            for place, row in rows
        )
        return records_in(lines, indicators)

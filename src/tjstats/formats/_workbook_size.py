"""How large a workbook would become, found before it is unpacked: a reader of workbooks makes room
for the whole rectangle of a sheet's cells, so that two cells far apart, or one that is repeated a
million times, would end the process.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Final
from xml.parsers import expat

from tjstats.errors import LoadError, Problem

__all__ = ["check_size"]

_BYTES: Final = 1 << 24  # that any workbook may unpack to, and in addition
_TIMES: Final = 20  # its own size
_CELLS: Final = 1 << 20  # of a rectangle, and in addition one for each byte
_CHUNK: Final = 1 << 16
_BEFORE: Final = b"\xef\xbb\xbf \t\r\n"  # what may stand before XML
_HEADER: Final = struct.Struct("<4s22xHH")  # of a part of a ZIP file


def check_size(data: bytes) -> None:
    """Raise `LoadError` for a workbook that would take far more room than its file. Damage is left
    to the reader of workbooks.
    """
    if not data.startswith(b"PK"):
        return
    with zipfile.ZipFile(BytesIO(data)) as parts:
        infos = parts.infolist()
    left = _BYTES + _TIMES * len(data)
    if sum(info.file_size for info in infos) > left:
        raise _too_large(f"would unpack to more than {left:,} bytes, {_TIMES} times its size")
    for info in infos:
        measured: _Measure | None = None
        for chunk in _unpacked(data, info):
            left -= len(chunk)
            if measured is None:
                measured = _Xml() if chunk.lstrip(_BEFORE).startswith(b"<") else _Binary()
            measured.add(chunk)
            if left < 0:
                raise _too_large(f"unpacks to more than it states, or than {_TIMES} times its size")
            if measured.rows * measured.columns > _CELLS + len(data):
                size = f"{measured.rows:,} rows and {measured.columns:,} columns"
                raise _too_large(f"has a sheet of {size} in {info.filename[:80]}, mostly empty")


def _too_large(what: str) -> LoadError:
    return LoadError((Problem("", f"the workbook {what}; it is not read"),))


def _unpacked(data: bytes, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a part unpacks to, in pieces, whatever size it states."""
    start = info.header_offset
    if len(data) < start + _HEADER.size:
        return
    _, name, extra = _HEADER.unpack_from(data, start)
    start += _HEADER.size + name + extra
    packed = memoryview(data)[start : start + info.compress_size]
    if info.compress_type != zipfile.ZIP_DEFLATED:
        for at in range(0, len(packed), _CHUNK):
            yield bytes(packed[at : at + _CHUNK])
        return
    engine, at = zlib.decompressobj(-15), 0
    try:
        while not engine.eof and (at < len(packed) or engine.unconsumed_tail):
            if not engine.unconsumed_tail:
                given, at = bytes(packed[at : at + _CHUNK]), at + _CHUNK
            else:
                given = engine.unconsumed_tail
            yield engine.decompress(given, _CHUNK)
    except zlib.error:
        return


class _Measure:
    """The rows and columns of the sheet in a part, as far as it has been seen; else 0."""

    def __init__(self) -> None:
        self.rows = self.columns = 0

    def widen(self, rows: int, columns: int) -> None:
        self.rows, self.columns = max(self.rows, rows), max(self.columns, columns)

    def add(self, chunk: bytes) -> None:
        """Look at the next piece of the part."""


class _Xml(_Measure):
    """A sheet of xlsx, whose cells have references, or the sheets of ods, where rows and cells are
    repeated, and an empty one counts if one that holds something follows.
    """

    def __init__(self) -> None:
        super().__init__()
        self.row = self.row_times = self.column = self.filled = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.is_broken, self.before = False, b""

    def add(self, chunk: bytes) -> None:
        try:
            if not self.is_broken:
                self.parser.Parse(chunk, False)
        except expat.ExpatError:  # a drawing may be so, a sheet may not
            self.is_broken = True
        if self.is_broken and _DATA.search(self.before + chunk):
            raise _too_large("is damaged, so that its size cannot be told")
        self.before = chunk[-16:]

    def start(self, name: str, given: dict[str, str]) -> None:
        starter = _STARTS.get(name.rpartition(" ")[2])
        if starter is not None:
            names = sorted(given, key=lambda key: " " not in key)  # those of no namespace prevail
            starter(self, {key.rpartition(" ")[2]: given[key] for key in names})

    def end(self, name: str) -> None:
        if name.rpartition(" ")[2] == "table-row":
            self.row += self.row_times
            if self.filled:
                self.widen(self.row, self.filled)

    def reference(self, given: dict[str, str]) -> None:
        """The cell, or the row, of xlsx."""
        if "r" not in given:
            return
        found = _REFERENCE.fullmatch(given["r"])
        if found is None:  # which a reader may take for a column far away
            raise _too_large(f"has a cell at {given['r'][:20]!r}")
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - 64
        self.widen(int(found[2]), column)

    def table(self, _: dict[str, str]) -> None:
        self.row = 0

    def table_row(self, given: dict[str, str]) -> None:
        self.row_times = _times(given.get("number-rows-repeated"))
        self.column = self.filled = 0

    def table_cell(self, given: dict[str, str]) -> None:
        self.column += _times(given.get("number-columns-repeated"))
        if any(key.endswith(("value", "value-type")) for key in given):
            self.filled = self.column

    def text(self, _: dict[str, str]) -> None:
        self.filled = self.column


_REFERENCE: Final = re.compile(r"([A-Z]{0,3})(\d{1,7})", re.ASCII)
_DATA: Final = re.compile(rb"sheetData|table-row")
_STARTS: Final[dict[str, Callable[[_Xml, dict[str, str]], None]]] = {
    "c": _Xml.reference,
    "row": _Xml.reference,
    "table": _Xml.table,
    "table-row": _Xml.table_row,
    "table-cell": _Xml.table_cell,
    "covered-table-cell": _Xml.table_cell,
    "p": _Xml.text,
}


def _times(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,9}", text, re.ASCII) else 1


class _Binary(_Measure):
    """A sheet of xlsb: records of a type, a size and bytes. After the one that begins the data, a
    row has its number in front, and a cell its column.
    """

    def __init__(self) -> None:
        super().__init__()
        self.left, self.in_data = b"", False

    def add(self, chunk: bytes) -> None:
        data, at = self.left + chunk, 0
        while (head := _HEAD.match(data, at)) is not None:
            kind, size = map(_number, head.groups())
            at, start = head.end() + size, head.end()
            self.in_data = self.in_data or kind == _BEGIN_DATA
            if self.in_data and kind <= _LAST_CELL:
                number = int.from_bytes(data[start : start + 4], "little") + 1
                self.widen(*((0, number) if kind else (number, 0)))
            if at > len(data):
                break
        self.left = data[at:]


def _number(data: bytes) -> int:
    return sum((byte & 127) << 7 * place for place, byte in enumerate(data))


_HEAD: Final = re.compile(rb"([\x80-\xff]?[\0-\x7f])([\x80-\xff]{0,3}[\0-\x7f])", re.DOTALL)
_BEGIN_DATA: Final = 145
_LAST_CELL: Final = 11  # the types of records of cells are 1 to 11, that of a row is 0

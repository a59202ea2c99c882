"""A data package of another publisher, read by its schema.

Source: Data Package and Table Schema specifications 1.0 and 2.0 (specs.frictionlessdata.io,
datapackage.org).
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from tjstats.errors import LoadError, Problem
from tjstats.formats._delimited import CELL, DELIMITERS, TextMapping, opened, records_of
from tjstats.formats._json_text import parsed
from tjstats.formats._layouts import TextRows, parts_in
from tjstats.formats.sdmx_csv import loads as sdmx_loads
from tjstats.rows.cells import Row
from tjstats.rows.foreign import dated
from tjstats.rows.reader import records_of as records_of_parts

__all__ = ["foreign_records"]

_SDMX: Final = re.compile(r'"?(?:DATAFLOW|STRUCTURE(?:\[.\])?)"?[,;\t]')  # how SDMX-CSV begins
_HASHES: Final = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}  # by their digits
# What a dialect may say that is not read, and what it says else.
_DIALECT: Final = {"quoteChar": '"', "doubleQuote": True, "escapeChar": None, "commentChar": None}
_NUMBERS: Final = ("number", "integer")


class _Digits(str):
    """A JSON number as it stands."""

    __slots__ = ()


def foreign_records(
    text: str, folder: Path | None, name: str | None, foreign: Mapping[str, Any]
) -> Any:
    """The records of a table of a package: of the resource of that name, or of the only one.
    *folder* is where its files are; None if it is a text. Raises `LoadError`, `OSError`.
    """
    table = _chosen(parsed(text, _Digits), name, folder)
    rows = table.resource.get("data")
    if isinstance(rows, list) and rows:
        return _of_rows(rows, table.mapping(foreign))
    if folder is None:
        problem = "its rows are in a file; read(folder) takes a package with its files"
        raise LoadError((Problem(table.place, problem),))
    return _of_file(table, folder, foreign)


@attrs.frozen
class _Table:
    """A resource of a package. Fields: place (its pointer), resource, schema, fields, dialect."""

    place: str
    resource: dict[str, Any]
    schema: dict[str, Any]
    fields: list[dict[str, Any]]
    dialect: dict[str, Any]

    def mapping(self, foreign: Mapping[str, Any]) -> _PackageMapping:
        """The arguments of the caller, over what the schema says. Raises `LoadError`."""
        given = TextMapping.of(foreign)
        meant = {
            field["name"]: given.columns.get(field["name"], field["name"]) for field in self.fields
        }
        values = [
            field
            for field in self.fields
            if meant[field["name"]] == "OBS_VALUE"
            or (given.layout == "wide" and field.get("type") in _NUMBERS)
        ]
        said = {
            "delimiter": self.dialect.get("delimiter", ","),
            "encoding": self.resource.get("encoding", "utf-8"),
            **_signs(values),
        }
        self.check_texts(said)
        formats = {
            name: str(field["format"])
            for field in self.fields
            if (name := meant[field["name"]]) and str(field.get("format")).startswith("%")
        }
        marks = self.marks() - {"", *given.missing}
        arguments = {**said, **foreign}
        if arguments["delimiter"] not in DELIMITERS:
            raise self.problem("dialect/delimiter", f"{arguments['delimiter']!r} is not read")
        return _PackageMapping(**arguments, marks=marks, time_formats=formats)

    def check_texts(self, said: Mapping[str, Any]) -> None:
        """Raise `LoadError` for a sign that is no text."""
        for name, sign in said.items():
            if not isinstance(sign, str | None):
                raise self.problem(name, f"expected a text, not {sign!r:.80}")

    def marks(self) -> frozenset[str]:
        """The cells that hold nothing: texts, or in version 2.0 objects with a value and a label.
        Raises `LoadError`.
        """
        stated = self.schema.get("missingValues", [""])
        if not isinstance(stated, list):
            raise self.problem("schema/missingValues", "expected a list of texts")
        found: set[str] = set()
        for mark in stated:
            text = mark.get("value") if isinstance(mark, dict) else mark
            if not isinstance(text, str):
                raise self.problem("schema/missingValues", f"expected a text, not {mark!r:.80}")
            found.add(text)
        return frozenset(found)

    def problem(self, key: str, message: str) -> LoadError:
        return LoadError((Problem(f"{self.place}/{key}", message),))


def _signs(values: list[dict[str, Any]]) -> dict[str, Any]:
    """The signs of the numbers of fields, those of the first that states some."""
    decimals = (field["decimalChar"] for field in values if "decimalChar" in field)
    groups = (field["groupChar"] for field in values if "groupChar" in field)
    return {"decimal": next(decimals, "."), "thousands": next(groups, None)}


@attrs.frozen(slots=False)
class _PackageMapping(TextMapping):
    """How to read a table of a package. Fields: those of a text, marks (cells that hold nothing),
    time_formats (of a column by its name here: %d/%m/%Y).
    """

    marks: frozenset[str] = frozenset()
    time_formats: Mapping[str, str] = attrs.field(factory=dict)

    def cells(self, cells: Mapping[str, str | None], is_ours: bool = False) -> Row:
        """A row with the library's codes, without marks, and with times as ISO 8601 has them."""
        plain = {name: None if cell in self.marks else cell for name, cell in cells.items()}
        for name in self.time_formats.keys() & plain.keys():
            cell = plain[name]
            plain[name] = None if cell is None else dated(cell, self.time_formats[name])
        return super().cells(plain, is_ours)


# --- a resource -----------------------------------------------------------------------------------


def _chosen(package: Any, name: str | None, folder: Path | None) -> _Table:
    """The resource of that name, or the only one. Raises `LoadError`."""
    try:
        listed = [dict(resource) for resource in package["resources"]]
        names = [str(resource.get("name", at)) for at, resource in enumerate(listed)]
    except (KeyError, TypeError, ValueError) as error:
        problem = f"no data package: {type(error).__name__}: {error}"
        raise LoadError((Problem("", problem),)) from None
    if name is None and len(listed) == 1:
        return _table(listed[0], 0, folder)
    if name not in names:
        shown = ", ".join(map(repr, names))[:300] or "none"
        problem = f"the resources in it: {shown}; name one, resource={next(iter(names), '')!r}"
        raise LoadError((Problem("/resources", problem),))
    at = names.index(name)
    return _table(listed[at], at, folder)


def _table(resource: dict[str, Any], at: int, folder: Path | None) -> _Table:
    place = f"/resources/{at}"
    schema, dialect = (_part(resource, key, place, folder) for key in ("schema", "dialect"))
    fields = schema.get("fields") or []
    table = _Table(place, resource, schema, fields, dialect)
    if not isinstance(fields, list) or not all(map(_has_name, fields)):
        raise table.problem("schema/fields", "no list, or a field without a name")
    for key in _DIALECT.keys() & dialect.keys():
        if dialect[key] != _DIALECT[key]:
            problem = f"{dialect[key]!r} is not read; write the file with {_DIALECT[key]!r}"
            raise table.problem(f"dialect/{key}", problem)
    return table


def _part(resource: dict[str, Any], key: str, place: str, folder: Path | None) -> dict[str, Any]:
    """The schema or the dialect of a resource, which may be in a file of its own in the folder."""
    part = resource.get(key) or {}
    if type(part) is str and folder is not None:  # and no number, which is a text too
        part = parsed(_within(folder, part, f"{place}/{key}").read_bytes(), _Digits)
    if not isinstance(part, dict):
        raise LoadError((Problem(f"{place}/{key}", "expected an object, or the name of a file"),))
    return part


def _within(folder: Path, path: str, place: str) -> Path:
    """The file of that name in a folder, or below it. Raises `LoadError`."""
    if not path.isprintable():
        raise LoadError((Problem(place, f"{path!r:.100} is no name of a file"),))
    if "://" in path:
        problem = f"{path[:100]} is elsewhere: download it, and write its name here"
        raise LoadError((Problem(place, problem),))
    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()):
        problem = "expected the name of a file of the same folder, or below it"
        raise LoadError((Problem(place, problem),))
    return file


def _has_name(field: Any) -> bool:
    return isinstance(field, dict) and isinstance(field.get("name"), str)


def _of_rows(rows: list[Any], mapping: _PackageMapping) -> Any:
    """The records of rows within the descriptor: lists, or objects by the names of the fields."""
    return _records(_texts(rows), mapping)


def _texts(rows: list[Any]) -> TextRows:
    header: list[str] = []
    if isinstance(rows[0], dict):
        header = list(dict.fromkeys(name for row in rows if isinstance(row, dict) for name in row))
        yield "header", header
    for number, row in enumerate(rows):
        cells = [row.get(name) for name in header] if isinstance(row, dict) else row
        yield f"row {number}", [*map(_text, cells)] if isinstance(cells, list) else [str(cells)]


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)[:CELL]


def _records(rows: TextRows, mapping: _PackageMapping) -> Any:
    parts = (part._replace(sheet=mapping.sheet(part.sheet)) for part in parts_in(rows, mapping))
    return records_of_parts(parts, mapping.indicators)


def _of_file(table: _Table, folder: Path, foreign: Mapping[str, Any]) -> Any:
    data = _bytes_of(table, folder)
    mapping = table.mapping(foreign)
    names = [field["name"] for field in table.fields]
    with opened(data, mapping.encoding) as characters:
        start = characters.readline(400)
    if table.dialect.get("header", True) is False:
        sink = io.StringIO()
        csv.writer(sink, delimiter=mapping.delimiter, lineterminator="\n").writerow(names)
        data = sink.getvalue().encode(mapping.encoding) + data
    elif _SDMX.match(start):
        given: dict[str, Any] = {"encoding": mapping.encoding, **foreign}
        return sdmx_loads(data, **given)
    return records_of(data, mapping)


def _bytes_of(table: _Table, folder: Path) -> bytes:
    """The bytes of a file within the folder, of the size and with the hash that are stated. Raises
    `LoadError`, `OSError`.
    """
    path = table.resource.get("path")
    path = path[0] if isinstance(path, list) and len(path) == 1 else path
    if not isinstance(path, str) or not path:
        raise table.problem("path", "expected the name of one file: several parts are not joined")
    data = _within(folder, path, f"{table.place}/path").read_bytes()
    for key, stated, found in _stated(table.resource, data):
        if stated != found:
            problem = f"{path} was cut off or changed since; formats.csv reads it by itself"
            raise table.problem(key, problem)
    return data


def _stated(resource: Mapping[str, Any], data: bytes) -> Iterator[tuple[str, str, str]]:
    """The size and the hash that a resource states, with those of its file."""
    if resource.get("bytes") is not None:
        yield "bytes", str(resource["bytes"]), str(len(data))
    digest = str(resource.get("hash") or "").rpartition(":")[2].lower()
    if kind := _HASHES.get(len(digest)):
        yield "hash", digest, hashlib.new(kind, data, usedforsecurity=False).hexdigest()

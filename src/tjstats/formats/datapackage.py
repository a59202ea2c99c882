"""A Frictionless Data Package: the CSV of records with a descriptor, datapackage.json, that
describes every column.

`write` puts both files into a folder. The descriptor has the size and hash of the CSV, so a file
that was cut off or changed is refused. The package of another publisher is read by its schema.
Source: Data Package specification 1.0 (specs.frictionlessdata.io).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeVar, Unpack, overload

from tjstats.errors import LoadError, Problem
from tjstats.formats._delimited import (
    ForeignText,
    TextMapping,
    guarded,
    records_of,
    text_of,
    texts_of,
    unguarded,
)
from tjstats.formats._files import check_text, locked, text_in, write_bytes, write_text
from tjstats.formats._foreign_package import foreign_records
from tjstats.formats._json_text import parsed
from tjstats.records.datasets import Dataset
from tjstats.rows.cells import encoded
from tjstats.rows.columns import COLUMNS
from tjstats.rows.reader import Part, as_asked
from tjstats.rows.reader import records_of as records_of_parts
from tjstats.rows.sheet import Sheet, of_each
from tjstats.rows.writer import counted, filled_columns, sheets_of

__all__ = ["DATA", "DESCRIPTOR", "dumps", "loads", "read", "write"]

T = TypeVar("T")
DESCRIPTOR: Final = "datapackage.json"
DATA: Final = "records.csv"
_COPY: Final = "records-{}.csv"  # while DATA is replaced
_PROFILE: Final = "tabular-data-resource"
_TYPES: Final = {"number": "number", "integer": "integer", "boolean": "boolean"}
_NAME: Final = re.compile(r"[^a-z0-9._-]+")


def dumps(record: object, *, indent: int | None = 1) -> str:
    """The package as one JSON text that includes the rows, of a dataset, a series, an observation,
    a target, or a list of observations and targets.

    Raises `RecordTypeError` for anything else.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> loads(dumps([jobs.observe("2021", "37.60")]))
    [<Observation employment.new_urban_jobs 2021: 37.60万人>]
    """
    sheets = counted(sheets_of(record))
    header = filled_columns(sheets)
    columns = ((texts_of(name, sheet, guarded) for name in header) for sheet in sheets)
    rows = chain.from_iterable(zip(*texts, strict=True) for texts in columns)
    resource = {
        "name": "records",
        "profile": _PROFILE,
        "schema": _schema(header),
        "data": [header, *rows],
    }
    return json.dumps(_package(record, resource), ensure_ascii=False, indent=indent)


def _package(record: object, resource: dict[str, Any]) -> dict[str, Any]:
    package: dict[str, Any] = {"profile": "tabular-data-package", "name": "tjstats-records"}
    if isinstance(record, Dataset):
        package["name"] = _NAME.sub("-", record.code.lower()).strip("-") or "tjstats-records"
        package["title"] = record.name("en")
        if record.sources:
            package["sources"] = [
                {"title": str(source), **({"path": source.url} if source.url else {})}
                for source in record.sources
            ]
    return {**package, "tjstats": 1, "resources": [resource]}


def _schema(header: list[str]) -> dict[str, Any]:
    columns = [COLUMNS[name] for name in header]
    fields = [
        {
            "name": column.name,
            "type": _TYPES.get(column.kind, "string"),
            "description": column.meaning,
        }
        for column in columns
    ]
    return {"fields": fields, "missingValues": [""]}


@overload
def loads(
    text: str | bytes, as_: type[T], *, resource: str | None = None, **foreign: Unpack[ForeignText]
) -> T: ...
@overload
def loads(
    text: str | bytes,
    as_: None = None,
    *,
    resource: str | None = None,
    **foreign: Unpack[ForeignText],
) -> Any: ...
def loads(
    text: str | bytes,
    as_: Any = None,
    *,
    resource: str | None = None,
    **foreign: Unpack[ForeignText],
) -> Any:
    """The records of a package that includes its rows; *as_* as for `formats.csv.loads`.

    The package of another publisher is read with the arguments of `formats.csv.loads`, of which its
    schema says the signs of numbers, the form of times and the marks of empty cells; *resource* is
    the name of a table, needed if it has several. Raises `LoadError`.

    >>> package = '{"resources": [{"data": [["year", "value"], [2021, 37.60]]}]}'
    >>> loads(package, columns={"year": "TIME_PERIOD", "value": "OBS_VALUE"},
    ...       defaults={"INDICATOR": "jobs"}, indicators=[Indicator("jobs", "万人", "flow")])
    [<Observation jobs 2021: 37.60万人>]
    """
    check_text(text, "the JSON text of a data package")
    if not _is_ours(text):
        whole = text if isinstance(text, str) else text_in(bytes(text))
        return as_asked(foreign_records(whole, None, resource, foreign), as_)
    rows: Any = _resource(text).get("data")
    if not _is_table(rows):
        problem = "no table of texts in it; read(folder) takes a package whose rows are in a file"
        raise LoadError((Problem("/resources/0/data", problem),))
    header, *body = rows
    columns = {
        name: of_each(unguarded, [row[number] for row in body])
        for number, name in enumerate(header)
    }
    part = Part("row {}".format, Sheet(len(body), columns), is_last=True)
    return as_asked(records_of_parts([part]), as_)


def _is_ours(text: str | bytes) -> bool:
    """Whether this library, of whatever version, wrote a package."""
    package = parsed(text)
    return not isinstance(package, dict) or "tjstats" in package


def _is_table(rows: Any) -> bool:
    """Whether *rows* is a list of equally long lists of texts."""
    if not isinstance(rows, list) or not rows:
        return False
    if not all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows):
        return False
    return all(isinstance(cell, str) for row in rows for cell in row)


def _resource(text: str | bytes) -> dict[str, Any]:
    """The only resource of a descriptor."""
    package = parsed(text)
    try:
        (resource,) = package["resources"]
        if package["tjstats"] != 1 or not isinstance(resource, dict):
            raise ValueError("not of this library, or of a newer one")
    except (ValueError, KeyError, TypeError) as error:
        problem = f"no data package of this library: {error}"
        raise LoadError((Problem("", problem),)) from None
    return resource


def write(folder: str | os.PathLike[str], record: object) -> None:
    """Write the package as two files into a folder, which is created if it is missing.

    A reader at any moment, also after a crash, finds the package of before or the new one. Raises
    as `dumps`, and `OSError`.
    """
    sheets = counted(sheets_of(record))
    header = filled_columns(sheets)
    data = encoded(text_of(header, sheets, guarded))
    schema = _schema(header)
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    with locked(place):
        names = [DATA]
        if (place / DESCRIPTOR).exists():  # it describes DATA until a copy of the new rows is there
            names = [_COPY.format(hashlib.sha256(data).hexdigest()[:16]), DATA]
        for name in names:
            resource = _file_resource(name, data, schema)
            descriptor = json.dumps(_package(record, resource), ensure_ascii=False, indent=1)
            write_bytes(place / name, data)
            write_text(place / DESCRIPTOR, descriptor + "\n")
        for copy in place.glob(_COPY.format("[0-9a-f]" * 16)):
            copy.unlink()


def _file_resource(name: str, data: bytes, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": "records",
        "path": name,
        "profile": _PROFILE,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": _hash(data),
        "schema": schema,
    }


@overload
def read(
    folder: str | os.PathLike[str],
    as_: type[T],
    *,
    resource: str | None = None,
    **foreign: Unpack[ForeignText],
) -> T: ...
@overload
def read(
    folder: str | os.PathLike[str],
    as_: None = None,
    *,
    resource: str | None = None,
    **foreign: Unpack[ForeignText],
) -> Any: ...
def read(
    folder: str | os.PathLike[str],
    as_: Any = None,
    *,
    resource: str | None = None,
    **foreign: Unpack[ForeignText],
) -> Any:
    """The records of a package in a folder, or of the descriptor at a path; arguments as for
    `loads`.

    A file is read if it is in the folder, or below it. Raises `LoadError`, also if the CSV is not
    the file that is described, and `OSError`.
    """
    place = Path(folder)
    place = place if place.is_file() else place / DESCRIPTOR
    described = place.read_bytes()
    while True:
        try:
            text = text_in(described)
            if not _is_ours(text):
                return as_asked(foreign_records(text, place.parent, resource, foreign), as_)
            return as_asked(records_of(_described(place.parent, text), TextMapping()), as_)
        except (LoadError, FileNotFoundError):  # perhaps beside a writer
            before, described = described, place.read_bytes()
            if described == before:
                raise


def _described(folder: Path, descriptor: str) -> bytes:
    """The CSV of a descriptor. Raises `LoadError`, `OSError`."""
    resource = _resource(descriptor)
    name = resource.get("path")
    if not isinstance(name, str) or Path(name).name != name or name in ("", ".", ".."):
        problem = "expected the name of a file of the same folder"
        raise LoadError((Problem("/resources/0/path", problem),))
    data = (folder / name).read_bytes()
    if resource.get("hash") not in (None, _hash(data)):
        problem = f"{name} was cut off or changed since; formats.csv reads it by itself"
        raise LoadError((Problem("/resources/0/hash", problem),))
    return data


def _hash(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def __dir__() -> list[str]:
    return list(__all__)

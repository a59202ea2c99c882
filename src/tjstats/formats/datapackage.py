"""A Frictionless Data Package: the CSV of records with a descriptor, datapackage.json, that tells
every column.

`write` puts both files into a folder. The descriptor has size and hash of the CSV, so a file that
was cut off or changed is told. Source: Data Package specification 1.0 (specs.frictionlessdata.io).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any, Final, TypeVar, overload

from tjstats.errors import LoadError, Problem, RecordTypeError
from tjstats.formats._delimited import loaded, sheet_of, text_of, unguarded
from tjstats.formats._files import encoded, read_text, write_bytes, write_text
from tjstats.records.datasets import Dataset
from tjstats.rows.columns import COLUMNS
from tjstats.rows.reader import Line, as_asked, records_in

__all__ = ["DATA", "DESCRIPTOR", "dumps", "loads", "read", "write"]

T = TypeVar("T")
DESCRIPTOR: Final = "datapackage.json"
DATA: Final = "records.csv"
_TYPES: Final = {"number": "number", "integer": "integer", "boolean": "boolean"}
_NAME: Final = re.compile(r"[^a-z0-9._-]+")


def dumps(record: Any, *, indent: int | None = 1) -> str:
    """The package as one JSON text, its rows in it, of a dataset, a series, or a list of
    observations and targets.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> loads(dumps([jobs.observe("2021", "37.60")]))
    [<Observation employment.new_urban_jobs 2021: 37.60万人>]
    """
    header, rows = sheet_of(record)
    resource = {
        "name": "records",
        "profile": "tabular-data-resource",
        "schema": _schema(header),
        "data": [header, *rows],
    }
    return json.dumps(_package(record, resource), ensure_ascii=False, indent=indent)


def _package(record: Any, resource: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"profile": "tabular-data-package", "name": "tjstats-records"}
    if isinstance(record, Dataset):
        found |= {
            "name": _NAME.sub("-", record.code.lower()).strip("-") or "tjstats-records",
            "title": record.name(),
        }
        sources = [{"title": str(s), **({"path": s.url} if s.url else {})} for s in record.sources]
        found |= {"sources": sources} if sources else {}
    return {**found, "tjstats": 1, "resources": [resource]}


def _schema(header: list[str]) -> dict[str, Any]:
    fields = [
        {
            "name": name,
            "type": _TYPES.get(COLUMNS[name].kind, "string"),
            "description": COLUMNS[name].meaning,
        }
        for name in header
    ]
    return {"fields": fields, "missingValues": [""]}


@overload
def loads(text: str | bytes, as_: type[T]) -> T: ...
@overload
def loads(text: str | bytes, as_: None = None) -> Any: ...
def loads(text: str | bytes, as_: Any = None) -> Any:
    """The records of a package that has its rows in it; with *as_* they must be of that class.
    Raises `LoadError`.
    """
    if not isinstance(text, str | bytes):
        raise RecordTypeError("loads", "text", text, "the JSON text of a data package")
    resource = _resource(text)
    rows = resource.get("data")
    if rows is None or not _is_table(rows):
        problem = "no table of texts in it; read(folder) takes a package whose rows are in a file"
        raise LoadError((Problem("/resources/0/data", problem),))
    header, *lines = rows
    cells = (
        {name: unguarded(cell) for name, cell in zip(header, line, strict=True)} for line in lines
    )
    return as_asked(records_in(Line(f"row {number}", row) for number, row in enumerate(cells)), as_)


def _is_table(rows: Any) -> bool:
    """Whether it is a list of equally long lists of texts."""
    if (
        not isinstance(rows, list)
        or not rows
        or not all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)
    ):
        return False
    return all(isinstance(cell, str) for row in rows for cell in row)


def _resource(text: str | bytes) -> dict[str, Any]:
    """The one resource of a descriptor."""
    try:
        package = json.loads(text)
        (resource,) = package["resources"]
        if package["tjstats"] != 1 or not isinstance(resource, dict):
            raise ValueError("not of this library, or of a newer one")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        problem = f"no data package of this library, or cut off: {error}"
        raise LoadError((Problem("", problem),)) from None
    return resource


def write(folder: str | os.PathLike[str], record: Any) -> None:
    """The package as two files of a folder, which is made where it is missing; each file whole or
    not at all.
    """
    header, rows = sheet_of(record)
    data = encoded(text_of(header, rows))
    resource = {
        "name": "records",
        "path": DATA,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": _schema(header),
    }
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    write_bytes(place / DATA, data)
    write_text(
        place / DESCRIPTOR,
        json.dumps(_package(record, resource), ensure_ascii=False, indent=1) + "\n",
    )


@overload
def read(folder: str | os.PathLike[str], as_: type[T]) -> T: ...
@overload
def read(folder: str | os.PathLike[str], as_: None = None) -> Any: ...
def read(folder: str | os.PathLike[str], as_: Any = None) -> Any:
    """The records of a package in a folder. Raises `LoadError`, also where the CSV is not the one
    that was described.
    """
    place = Path(folder)
    resource = _resource(read_text(place / DESCRIPTOR))
    name = resource.get("path")
    if not isinstance(name, str) or Path(name).name != name or name in ("", ".", ".."):
        raise LoadError(
            (Problem("/resources/0/path", "expected the name of a file of the same folder"),)
        )
    data = (place / name).read_bytes()
    if resource.get("hash") not in (None, f"sha256:{hashlib.sha256(data).hexdigest()}"):
        problem = f"{name} was cut off or changed since; formats.csv reads it by itself"
        raise LoadError((Problem("/resources/0/hash", problem),))
    return as_asked(loaded(data), as_)

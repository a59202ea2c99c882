"""JSON-stat: data sets of statistical offices and of Eurostat, versions 1.0 to 2.0.

The roles of its dimensions say which is the time and which the area; a further dimension that
nobody named is a breakdown. Source: json-stat.org, format, version 2.0.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Mapping
from math import prod
from pathlib import Path
from typing import Any, Final, TypeVar, Unpack, overload

from tjstats.errors import LoadError, Problem, RecordTypeError
from tjstats.formats._json_text import parsed
from tjstats.formats._layouts import time_code
from tjstats.rows.cells import Row
from tjstats.rows.foreign import BREAKDOWN, Foreign, TableMapping
from tjstats.rows.reader import Line, as_asked, records_in

__all__ = ["loads", "read"]

T = TypeVar("T")
_ROLES: Final = {"time": "TIME_PERIOD", "geo": "REF_AREA", "metric": "INDICATOR"}
# Dimensions that have no role and stand in the data sets of many offices.
_NAMES: Final = {"freq": "FREQ", "unit": "UNIT_MEASURE", "time": "TIME_PERIOD", "geo": "REF_AREA"}


@overload
def loads(
    text: str | bytes, as_: type[T], *, dataset: str | None = None, **foreign: Unpack[Foreign]
) -> T: ...
@overload
def loads(
    text: str | bytes,
    as_: None = None,
    *,
    dataset: str | None = None,
    **foreign: Unpack[Foreign],
) -> Any: ...
def loads(
    text: str | bytes, as_: Any = None, *, dataset: str | None = None, **foreign: Unpack[Foreign]
) -> Any:
    """The observations of a data set, in the order of its cells; *as_* and the arguments of foreign
    tables as for `formats.csv.loads`, without those of texts.

    *dataset* is its name, needed if the text holds several. Dimensions and codes are named by their
    ids; a time whose code is no period, by its label. A cell without a value and a status is none.
    Raises `LoadError`.

    >>> text = '{"class": "dataset", "id": ["geo", "time"], "size": [1, 2], "value": [37.60, 35.5],'
    >>> text += '"dimension": {"geo": {"category": {"index": ["TJ"]}},'
    >>> text += '"time": {"category": {"index": ["2021", "2022"]}}}}'
    >>> jobs = Indicator("jobs", "万人", "flow")
    >>> loads(text, defaults={"INDICATOR": "jobs"}, indicators=[jobs])
    [<Observation jobs 2021: 37.60万人>, <Observation jobs 2022: 35.5万人>]
    """
    if not isinstance(text, str | bytes):
        raise RecordTypeError("loads", "text", text, "the text of a JSON-stat data set")
    mapping = TableMapping.of(foreign)
    try:
        rows = [*_rows(_data_set(parsed(text, _Digits), dataset), mapping)]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        if isinstance(error, LoadError):
            raise
        problem = f"no JSON-stat data set, or damaged: {type(error).__name__}: {error}"
        raise LoadError((Problem("", problem[:300]),)) from None
    lines = (Line(place, mapping.cells(cells)) for place, cells in rows)
    return as_asked(records_in(lines, mapping.indicators), as_)


@overload
def read(
    path: str | os.PathLike[str],
    as_: type[T],
    *,
    dataset: str | None = None,
    **foreign: Unpack[Foreign],
) -> T: ...
@overload
def read(
    path: str | os.PathLike[str],
    as_: None = None,
    *,
    dataset: str | None = None,
    **foreign: Unpack[Foreign],
) -> Any: ...
def read(
    path: str | os.PathLike[str],
    as_: Any = None,
    *,
    dataset: str | None = None,
    **foreign: Unpack[Foreign],
) -> Any:
    """The observations of a file; arguments and errors as for `loads`, and `OSError`."""
    return loads(Path(path).read_bytes(), as_, dataset=dataset, **foreign)


class _Digits(str):
    """A JSON number as it stands."""

    __slots__ = ()


def _data_set(document: Any, name: str | None) -> dict[str, Any]:
    """The data set of that name; without a name the only one, which may be the document itself.
    Raises `LoadError`.
    """
    if "value" in document:
        return dict(document)
    found = {own: part for own, part in _parts(document) if "value" in part}
    if name is None and len(found) == 1:
        return dict(next(iter(found.values())))
    if name in found:
        return dict(found[name])
    if not found:
        problem = "no data set in it; one that it links to is read by itself"
    else:
        names = ", ".join(map(repr, found))[:300]
        problem = f"the data sets in it: {names}; name one, dataset={next(iter(found))!r}"
    raise LoadError((Problem("", problem),))


def _parts(document: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a collection, by their labels, or of a bundle, by their keys."""
    listed = document.get("link", {}).get("item")
    pairs = document.items() if listed is None else ((part.get("label"), part) for part in listed)
    return ((name, part) for name, part in pairs if isinstance(part, dict))


def _rows(data: Mapping[str, Any], mapping: TableMapping) -> Iterator[tuple[str, Row]]:
    dimensions = data["dimension"]
    ids = data.get("id") or dimensions["id"]
    sizes = [int(size) for size in data.get("size") or dimensions["size"]]
    names = [_name(ident, data, mapping) for ident in ids]
    categories = [dimensions[ident]["category"] for ident in ids]
    codes = [_codes(*pair) for pair in zip(categories, sizes, strict=True)]
    for at, name in enumerate(names):
        if name == "TIME_PERIOD":
            codes[at] = _times(codes[at], categories[at], mapping.codes.get(name, {}))
    for number, cells in _filled(prod(sizes), data["value"], data.get("status")):
        yield f"value {number}", cells | _key(number, names, codes)


def _key(number: int, names: list[str], codes: list[list[str]]) -> Row:
    """The codes of a cell, of which the last dimension counts fastest."""
    cells: Row = {}
    for name, own in zip(reversed(names), reversed(codes), strict=True):
        number, place = divmod(number, len(own))
        cells[name] = own[place]
    return cells


def _filled(count: int, values: Any, statuses: Any) -> Iterator[tuple[int, Row]]:
    """The numbers of the cells that a document fills, with their values and statuses."""
    if isinstance(values, list):
        if len(values) != count:
            raise ValueError(f"{len(values)} values, and dimensions of {count}")
        numbers: Iterable[int] = range(count)
    else:
        stated = statuses if isinstance(statuses, dict) else {}
        numbers = sorted({int(number) for number in (*values.keys(), *stated)})
        if numbers and not 0 <= numbers[0] <= numbers[-1] < count:
            raise ValueError(f"a value of the number {numbers[-1]}, and dimensions of {count}")
    for number in numbers:
        cells: Row = {"OBS_VALUE": _at(values, number), "OBS_STATUS": _at(statuses, number)}
        if isinstance(values, list) or any(cells.values()):
            yield number, cells


def _codes(category: Mapping[str, Any], size: int) -> list[str]:
    """The codes of a dimension, in order: a list, an object of places, or the only label."""
    index = category.get("index", list(category.get("label", ())))
    codes = (
        sorted(index, key=lambda code: int(index[code])) if isinstance(index, dict) else list(index)
    )
    if len(codes) != size or not all(isinstance(code, str) for code in codes):
        raise ValueError(f"{len(codes)} codes, and a size of {size}")
    return codes


def _times(codes: list[str], category: Mapping[str, Any], own: Container[str]) -> list[str]:
    """The codes of a time, each by its label if it is no period and the caller has none for it."""
    labels = category.get("label") or {}
    return [
        code if code in own or time_code(code) else str(labels.get(code, code)) for code in codes
    ]


def _name(ident: str, data: Mapping[str, Any], mapping: TableMapping) -> str:
    """The library's name of a dimension: as the caller says, by its role, by its id, else a
    breakdown; "" for one to leave out.
    """
    if ident in mapping.columns:
        return mapping.columns[ident] or ""
    roles = data.get("role") or data["dimension"].get("role") or {}
    for role, name in _ROLES.items():
        is_metric = role == "metric" and "INDICATOR" in mapping.defaults
        if ident in (roles.get(role) or ()) and not is_metric:
            return name
    return _NAMES.get(ident.lower(), f"{BREAKDOWN}{ident}")


def _at(values: Any, number: int) -> str | None:
    """The text of a cell: in a list, in an object by its number, or one for all."""
    value = values
    if isinstance(values, dict):
        value = values.get(str(number))
    elif isinstance(values, list):
        value = values[number] if number < len(values) else None
    if value is not None and not isinstance(value, str):
        raise TypeError(f"a number or a text is expected, not {value!r}")
    return value or None


def __dir__() -> list[str]:
    return list(__all__)

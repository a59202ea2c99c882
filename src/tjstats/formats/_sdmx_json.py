"""SDMX-JSON data messages, versions 1.0 and 2.0, as rows of cells with every digit.

Source: sdmx-twg/sdmx-json, data message, versions 1.0 and 2.0.0.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain, zip_longest
from typing import Any, Final

from tjstats.errors import LoadError, Problem
from tjstats.formats._json_text import parsed
from tjstats.formats._sdmx_ml import MessageRow, with_groups
from tjstats.rows.cells import Row

__all__ = ["json_rows"]

_PLACE: Final = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)


class _Digits(str):
    """A JSON number as it stands."""

    __slots__ = ()


def json_rows(text: str) -> Iterator[MessageRow]:
    """The observations of a message, in order. Raises `LoadError`."""
    message = parsed(text, _Digits)
    try:
        data = message.get("data", message)
        structures = data.get("structures") or [data["structure"]]
        for number, part in enumerate(_listed(data["dataSets"])):
            structure = _at(structures, part.get("structure") or "0")
            yield from _DataSet(structure, part).rows(f"/data/dataSets/{number}")
    except LoadError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        problem = f"no SDMX-JSON data message, or damaged: {type(error).__name__}: {error}"
        raise LoadError((Problem("", problem),)) from None


class _DataSet:
    """A data set, whose numbers are indexes into the lists of values of its structure.

    Attributes: data; dimensions and attributes, by the level they are attached to; measures; others
    (the names of attributes and measures).
    """

    def __init__(self, structure: dict[str, Any], data: dict[str, Any]) -> None:
        self.data = data
        self.dimensions: dict[str, list[Any]] = structure["dimensions"]
        self.attributes: dict[str, list[Any]] = structure.get("attributes") or {}
        measures = structure.get("measures") or {}
        self.measures: list[Any] = measures.get("observation") or [{"id": "OBS_VALUE"}]
        attributes = [*chain.from_iterable(self.attributes.values())]
        self.others = frozenset(part["id"] for part in (*self.measures, *attributes))
        keys = (part["id"] for part in chain.from_iterable(self.dimensions.values()))
        for ident in (*self.others, *keys):
            if not isinstance(ident, str):
                raise TypeError(f"the id of a component is a text, not {_shown(ident)}")

    def rows(self, place: str) -> Iterator[MessageRow]:
        if str(self.data.get("action")).lower() == "delete":
            problem = "a data set that deletes; only data to keep are read"
            raise LoadError((Problem(place, problem),))
        places: list[str] = []

        def rows() -> Iterator[Row]:
            for place_of_row, cells in self._all(place):
                places[:] = [place_of_row]
                yield cells

        for cells in with_groups(rows(), self._groups(), self.others):
            yield MessageRow(places[0], "", cells, self.others)

    def _all(self, place: str) -> Iterator[tuple[str, Row]]:
        """Each row with its place, its dimensions before all else."""
        dimensions, attributes = self._of_data_set()
        if self.data.get("series") is None:
            yield from self._observations(self.data, dimensions, attributes, place)
            return
        for key, series in self.data["series"].items():
            keys = {**dimensions, **_keyed(self.dimensions["series"], key)}
            own = _pointed(self.attributes.get("series", []), series.get("attributes"))
            where = f"{place}/series/{key}"
            yield from self._observations(series, keys, {**attributes, **own}, where)

    def _of_data_set(self) -> tuple[Row, Row]:
        """The cells that all rows share: dimensions with a single value, and attributes."""
        dimensions = self.dimensions.get("dataSet", self.dimensions.get("dataset", []))
        attributes = self.attributes.get("dataSet", self.attributes.get("dataset", []))
        keys = {part["id"]: _value(_at(part["values"], "0")) for part in dimensions}
        return keys, _pointed(attributes, self.data.get("attributes"))

    def _groups(self) -> list[Row]:
        """The dimensions and the attributes of each group of version 2.0: 0::3 leaves one out."""
        parts = chain.from_iterable(self.dimensions.values())
        every = sorted(parts, key=lambda part: float(part.get("keyPosition", "inf")))
        found = []
        for key, places in (self.data.get("dimensionGroupAttributes") or {}).items():
            pairs = zip(every, key.split(":"), strict=True)
            keys = {part["id"]: _value(_at(part["values"], at)) for part, at in pairs if at}
            found.append({**keys, **_pointed(self.attributes.get("dimensionGroup", []), places)})
        return found

    def _observations(
        self, holder: dict[str, Any], keys: Row, shared: Row, place: str
    ) -> Iterator[tuple[str, Row]]:
        """The rows of a data set or a series. After measures and attributes may follow the places
        of annotations, which are not read.
        """
        count, attributes = len(self.measures), self.attributes.get("observation", [])
        for key, values in holder["observations"].items():
            measures = zip(self.measures, _listed(values), strict=False)
            cells = {
                **keys,
                **_keyed(self.dimensions["observation"], key),
                **{part["id"]: _number(value) for part, value in measures},
                **shared,
                **_pointed(attributes, values[count:]),
            }
            yield f"{place}/observations/{key}", cells


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"a list is expected, not {_shown(value)}")
    return value


def _at(values: Any, place: Any) -> Any:
    """The value at a place: a number from 0."""
    if not isinstance(place, str) or not _PLACE.fullmatch(place):
        raise ValueError(f"{_shown(place)} is not a position in a list of values")
    return _listed(values)[int(place)]


def _keyed(parts: list[Any], key: str) -> Row:
    """The dimensions of a key such as 0:3:1."""
    places = key.split(":")
    if len(places) != len(parts):
        counts = f"{len(places)} parts, and the structure {len(parts)} dimensions"
        raise ValueError(f"the key {key} has {counts}")
    pairs = zip(parts, places, strict=True)
    return {part["id"]: _value(_at(part["values"], place)) for part, place in pairs}


def _pointed(parts: list[Any], places: Any) -> Row:
    """Attributes: an index into the list of values if there is one, else the value itself; without
    an index, or with null, the default.
    """
    given = [] if places is None else _listed(places)
    cells: Row = {}
    for part, place in zip_longest(parts, given[: len(parts)]):
        if place is None:
            cells[part["id"]] = _value(part.get("default"))
        elif part.get("values") and (isinstance(place, _Digits) or not isinstance(place, str)):
            cells[part["id"]] = _value(_at(part["values"], place))
        else:
            cells[part["id"]] = _text(place)
    return cells


def _value(entry: Any) -> str | None:
    """The code of an entry of a list of values: a text, or an object with an id, a value or only a
    name, which stands in for them.
    """
    if isinstance(entry, dict):
        names = (name for name in ("id", "value", "name", "names") if entry.get(name) is not None)
        key = next(names, None)
        entry = None if key is None else entry[key]
        if isinstance(entry, dict):  # a name in several languages
            entry = next(iter(entry.values()), None)
    return _scalar(entry)


def _number(value: Any) -> str | None:
    """A measure; anything but a number is returned as its JSON text, which is then reported."""
    return _shown(value) if isinstance(value, list | dict) else _scalar(value)


def _text(value: Any) -> str | None:
    """The text of an attribute; the first if it is in several languages."""
    if isinstance(value, dict):
        value = next(iter(value.values()), None)
    return "; ".join(map(str, map(_scalar, value))) if isinstance(value, list) else _scalar(value)


def _scalar(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, str):
        return value
    raise TypeError(f"a text or a number is expected, not {_shown(value)}")


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:80]

"""SDMX-JSON data messages, versions 1.0 and 2.0, as rows of cells with the digits as they stand.

Source: sdmx-twg/sdmx-json, data message, versions 1.0 and 2.0.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tjstats.errors import LoadError, Problem
from tjstats.formats._cells import Row

__all__ = ["json_rows"]


class _Digits(str):
    """A JSON number as it stands."""

    __slots__ = ()


def json_rows(text: str) -> Iterator[tuple[str, Row]]:
    """Each observation with its place, and its dimensions, measures and attributes by their id. Raises `LoadError`."""
    try:
        message = json.loads(text, parse_float=_Digits, parse_int=_Digits)
        data = message.get("data", message)
        structures = data.get("structures") or [data["structure"]]
        for number, found in enumerate(data["dataSets"]):
            place = f"/data/dataSets/{number}"
            yield from _DataSet(structures[int(found.get("structure", 0))], found).rows(place)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        problem = f"no SDMX-JSON data message, or cut off: {type(error).__name__}: {error}"
        raise LoadError((Problem("", problem),)) from None


class _DataSet:
    """One data set, whose numbers point into the lists of values of its structure."""

    def __init__(self, structure: dict[str, Any], data: dict[str, Any]) -> None:
        self.data = data
        self.dimensions: dict[str, list[Any]] = structure["dimensions"]
        self.attributes: dict[str, list[Any]] = structure.get("attributes", {})
        measures = structure.get("measures", {}).get("observation") or [{"id": "OBS_VALUE"}]
        self.measures: list[Any] = measures

    def rows(self, place: str) -> Iterator[tuple[str, Row]]:
        fixed = self._of_all()
        if "series" not in self.data:
            yield from self._observations(self.data.get("observations", {}), fixed, f"{place}/observations")
            return
        for key, series in self.data["series"].items():
            own = _keyed(self.dimensions["series"], key)
            told = _pointed(self.attributes.get("series", []), series.get("attributes", []))
            within = f"{place}/series/{key}/observations"
            yield from self._observations(series["observations"], {**fixed, **told, **own}, within)

    def _of_all(self) -> Row:
        """What holds for the whole data set: dimensions with one value, and attributes."""
        parts = self.dimensions.get("dataSet", self.dimensions.get("dataset", []))
        single = {part["id"]: _value(part["values"][0]) for part in parts}
        listed = self.attributes.get("dataSet", self.attributes.get("dataset", []))
        return {**single, **_pointed(listed, self.data.get("attributes", []))}

    def _observations(self, found: dict[str, Any], fixed: Row, place: str) -> Iterator[tuple[str, Row]]:
        for key, values in found.items():
            split = len(self.measures)
            measured = {part["id"]: _cell(value) for part, value in zip(self.measures, values[:split], strict=False)}
            told = _pointed(self.attributes.get("observation", []), values[split:])
            yield f"{place}/{key}", {**fixed, **told, **_keyed(self.dimensions["observation"], key), **measured}


def _keyed(parts: list[Any], key: str) -> Row:
    """The dimensions of a key such as 0:3:1."""
    places = key.split(":")
    if len(places) != len(parts):
        raise ValueError(f"the key {key} has {len(places)} parts, and the structure {len(parts)} dimensions")
    return {part["id"]: _value(part["values"][int(place)]) for part, place in zip(parts, places, strict=True)}


def _pointed(parts: list[Any], places: list[Any]) -> Row:
    """Attributes: a number points into the list of values, anything else is the value itself."""
    found: Row = {}
    for part, place in zip(parts, places, strict=False):
        if isinstance(place, _Digits) and part.get("values"):
            found[part["id"]] = _value(part["values"][int(place)])
        elif place is not None:
            found[part["id"]] = _cell(place)
    return found


def _value(entry: Any) -> str | None:
    """The code of an entry of a list of values: a text, or an object with an id or a value."""
    if isinstance(entry, dict):
        return _cell(entry["id"] if "id" in entry else entry["value"])
    return _cell(entry)


def _cell(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):  # a measure or attribute of several values: the first
        return _cell(value[0]) if value else None
    if isinstance(value, dict):  # a text in several languages: the first
        return _cell(next(iter(value.values()), None))
    return str(value)

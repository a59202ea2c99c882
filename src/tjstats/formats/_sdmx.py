"""SDMX's code lists and time formats, and ours: tables, and the functions that read them.

Sources: SDMX code lists CL_FREQ 2.1 and CL_OBS_STATUS 2.2; SDMX technical notes, formats of time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from tjstats.errors import LoadError, Problem
from tjstats.rows.cells import Row
from tjstats.rows.columns import COLUMNS, RECORD_KINDS, TableMapping
from tjstats.values.periods import period

__all__ = [
    "FREQUENCIES",
    "KNOWN",
    "STATUS_LETTERS",
    "STATUS_OF_LETTERS",
    "STRUCTURES",
    "frequency",
    "json_rows",
    "our_cells",
    "our_kind",
    "sdmx_cells",
    "time_code",
]

# The structure of each kind of row: TJSTATS:OBSERVATIONS(1.0).
STRUCTURES: Final = {kind: f"{kind.upper()}S" for kind in RECORD_KINDS}

# The letter that SDMX has for each status; revised and final figures are normal ones there.
STATUS_LETTERS: Final = {
    "final": "A",
    "revised": "A",
    "normal": "A",
    "provisional": "P",
    "estimated": "E",
    "forecast": "F",
    "missing": "O",
    "not_applicable": "M",
    "suppressed": "Q",
}
# The status of each letter of another office. Where the letter says more, a note keeps it.
STATUS_OF_LETTERS: Final = {
    "A": "normal",
    "B": "normal",  # break in the series
    "D": "normal",  # definition differs
    "E": "estimated",
    "F": "forecast",
    "G": "normal",  # experimental
    "H": "missing",  # holiday
    "I": "estimated",  # imputed
    "J": "missing",  # derogation
    "K": "missing",  # included in another category
    "L": "missing",  # not collected
    "M": "not_applicable",
    "N": "normal",  # not significant
    "O": "missing",
    "P": "provisional",
    "Q": "suppressed",
    "S": "missing",  # strike
    "U": "normal",  # low reliability
    "V": "normal",  # not validated
    "W": "normal",  # includes another category
}

# The letter of a period's length: whole months, else days.
FREQUENCIES: Final = {
    12: "A",
    6: "S",
    4: "T",
    3: "Q",
    2: "M2",
    1: "M",
    **{12 * n: f"A{n}" for n in (2, 3, 4, 5, 10, 20, 30)},
}
_DAYS: Final = {1: "D", 7: "W"}


def frequency(code: str, kind: str) -> str:
    """The code of CL_FREQ for a time: how long it is; for a point in time none applies.

    >>> frequency("2021-Q3", "period"), frequency("2021-01-01/P5Y", "period"), frequency("2020-12-31", "as_of")
    ('Q', 'A5', '_Z')
    """
    if kind == "as_of":
        return "_Z"
    span = period(code)
    return (FREQUENCIES.get(span.months) if span.months else _DAYS.get(span.days)) or "_O"


_REPORTING: Final = re.compile(r"(\d{4})-([ASTQMWD])(\d{1,3})", re.ASCII)
_SPANS: Final[dict[str, Callable[[int, int], str]]] = {
    "A": lambda year, _: f"{year:04d}",
    "S": lambda year, n: f"{year:04d}-S{n}",
    "T": lambda year, n: f"{year:04d}-{4 * n - 3:02d}-01/P4M",
    "Q": lambda year, n: f"{year:04d}-Q{n}",
    "M": lambda year, n: f"{year:04d}-{n:02d}",
    "W": lambda year, n: f"{date.fromisocalendar(year, n, 1)}/P7D",
    "D": lambda year, n: f"{date(year, 1, 1) + timedelta(days=n - 1)}",
}


def time_code(text: str) -> str:
    """Our code of a time as SDMX may write it; a text that is none of its formats as it is.

    >>> time_code("2021-A1"), time_code("2021-M09"), time_code("2021-W05"), time_code("2021-09-30T00:00:00")
    ('2021', '2021-09', '2021-02-01/P7D', '2021-09-30')
    """
    if found := _REPORTING.fullmatch(text):
        try:
            return _SPANS[found[2]](int(found[1]), int(found[3]))
        except (ValueError, OverflowError):
            return text
    return text[:10] if len(text) > 10 and text[10] == "T" else text


# How the rows of an SDMX file become ours: names of columns, code lists, formats of time, letters
# of the status.


_OURS: Final = re.compile(r"(?:\w+=)?TJSTATS:(\w+)\(")
_KINDS: Final = {name: kind for kind, name in STRUCTURES.items()}
KNOWN: Final = frozenset({*COLUMNS, "STATUS"})


def our_kind(structure: str) -> str | None:
    """What a row of a structure is, where the structure is one of this library."""
    ours = _OURS.match(structure)
    return _KINDS.get(ours[1], ours[1]) if ours else None


def sdmx_cells(row: Row) -> Row:
    """A row with what SDMX has a code list for."""
    if row["RECORD"] not in ("observation", "input", "target"):
        return row
    found = {**row, "FREQ": frequency(str(row["TIME_PERIOD"]), str(row["TIME_KIND"]))}
    if row["RECORD"] != "target":
        status = row["OBS_STATUS"] or "normal"
        found |= {"OBS_STATUS": STATUS_LETTERS[status], "STATUS": status}
    return found


def our_cells(texts: Mapping[str, str | None], mapping: TableMapping, kind: str | None) -> Row:
    """A row in our columns and codes; *kind* says what it is where this library wrote it."""
    told = texts.get("STATUS") if kind else None
    cells = mapping.cells({name: text for name, text in texts.items() if name != "STATUS"})
    if kind:
        cells["RECORD"] = kind
    return {**cells, **_times(cells), **_status(cells, told), **_value(cells)}


def _times(cells: Row) -> Row:
    found = {name: cells.get(name) for name in ("TIME_PERIOD", "BASE_PERIOD")}
    return {name: time_code(text) for name, text in found.items() if text is not None}


def _status(cells: Row, told: str | None) -> Row:
    """Our status of a letter; a letter that says more is kept in the note."""
    letter = cells.get("OBS_STATUS")
    if letter is None or letter not in STATUS_OF_LETTERS:
        return {}
    status = told or STATUS_OF_LETTERS[letter]
    if STATUS_LETTERS.get(status, letter) == letter or cells.get("NOTE") is not None:
        return {"OBS_STATUS": status}
    return {"OBS_STATUS": status, "NOTE": f"OBS_STATUS {letter}"}


def _value(cells: Row) -> Row:
    """SDMX's words for a value that is missing on purpose."""
    if cells.get("OBS_VALUE") not in ("NaN", "#N/A"):
        return {}
    known = STATUS_OF_LETTERS.get(cells.get("OBS_STATUS") or "A", "normal")
    return {
        "OBS_VALUE": None,
        "OBS_STATUS": known if known in ("not_applicable", "suppressed") else "missing",
    }


# SDMX-JSON data messages, versions 1.0 and 2.0, as rows of cells with the digits as they stand.
#
# Source: sdmx-twg/sdmx-json, data message, versions 1.0 and 2.0.0.


class _Digits(str):
    """A JSON number as it stands."""

    __slots__ = ()


def json_rows(text: str) -> Iterator[tuple[str, Row]]:
    """Each observation with its place, and its dimensions, measures and attributes by their id.
    Raises `LoadError`.
    """
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
            yield from self._observations(
                self.data.get("observations", {}), fixed, f"{place}/observations"
            )
            return
        for key, series in self.data["series"].items():
            own = _keyed(self.dimensions["series"], key)
            told = _pointed(self.attributes.get("series", []), series.get("attributes", []))
            within = f"{place}/series/{key}/observations"
            yield from self._observations(series["observations"], {**fixed, **told, **own}, within)

    def _of_all(self) -> Row:
        """What holds for the whole data set: dimensions with one value, and attributes."""
        parts = self.dimensions.get("dataSet", self.dimensions.get("dataset", []))
        single = {part["id"]: _json_value(part["values"][0]) for part in parts}
        listed = self.attributes.get("dataSet", self.attributes.get("dataset", []))
        return {**single, **_pointed(listed, self.data.get("attributes", []))}

    def _observations(
        self, found: dict[str, Any], fixed: Row, place: str
    ) -> Iterator[tuple[str, Row]]:
        for key, values in found.items():
            split = len(self.measures)
            measured = {
                part["id"]: _cell(value)
                for part, value in zip(self.measures, values[:split], strict=False)
            }
            told = _pointed(self.attributes.get("observation", []), values[split:])
            yield (
                f"{place}/{key}",
                {**fixed, **told, **_keyed(self.dimensions["observation"], key), **measured},
            )


def _keyed(parts: list[Any], key: str) -> Row:
    """The dimensions of a key such as 0:3:1."""
    places = key.split(":")
    if len(places) != len(parts):
        raise ValueError(
            f"the key {key} has {len(places)} parts, and the structure {len(parts)} dimensions"
        )
    return {
        part["id"]: _json_value(part["values"][int(place)])
        for part, place in zip(parts, places, strict=True)
    }


def _pointed(parts: list[Any], places: list[Any]) -> Row:
    """Attributes: a number points into the list of values, anything else is the value itself."""
    found: Row = {}
    for part, place in zip(parts, places, strict=False):
        if isinstance(place, _Digits) and part.get("values"):
            found[part["id"]] = _json_value(part["values"][int(place)])
        elif place is not None:
            found[part["id"]] = _cell(place)
    return found


def _json_value(entry: Any) -> str | None:
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

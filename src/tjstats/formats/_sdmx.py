"""SDMX's code lists and time formats and the library's: tables, and the functions that use them;
and SDMX-JSON messages as rows.

Sources: SDMX code lists CL_FREQ 2.1 and CL_OBS_STATUS 2.2; SDMX technical notes, formats of time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, Final

from tjstats.errors import LoadError, Problem
from tjstats.formats._json_text import parsed
from tjstats.rows.cells import Row
from tjstats.rows.columns import COLUMNS, RECORD_COLUMNS, RECORD_KINDS
from tjstats.rows.foreign import BREAKDOWN, TableMapping
from tjstats.rows.letters import FLAG_LETTERS, FREE, STATUS_LETTERS, STATUS_OF_LETTERS, status_cells
from tjstats.values.periods import period

__all__ = [
    "FREQUENCIES",
    "KNOWN",
    "STRUCTURES",
    "frequency",
    "json_rows",
    "names_of_others",
    "our_cells",
    "our_kind",
    "sdmx_cells",
]

# The structure of each kind of row: TJSTATS:OBSERVATIONS(1.0).
STRUCTURES: Final = {kind: f"{kind.upper()}S" for kind in RECORD_KINDS}

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
    """The code of CL_FREQ for the length of a period; "_Z" for a point in time.

    >>> frequency("2021-Q3", "period"), frequency("2021-01-01/P5Y", "period")
    ('Q', 'A5')
    """
    if kind == "as_of":
        return "_Z"
    span = period(code)
    return (FREQUENCIES.get(span.months) if span.months else _DAYS.get(span.days)) or "_O"


# --- rows of an SDMX file and ours: columns, codes, times, letters of the status -----------------

_OURS: Final = re.compile(r"(?:\w+=)?TJSTATS:(\w+)\(")
_KINDS: Final = {name: kind for kind, name in STRUCTURES.items()}
KNOWN: Final = frozenset({*COLUMNS, "STATUS"})
CONFIDENTIALITY: Final = ("CONF_STATUS", "OBS_CONF")


def our_kind(structure: str) -> str | None:
    """The kind of the rows of a structure of this library; None for another structure."""
    match = _OURS.match(structure)
    return _KINDS.get(match[1], match[1]) if match else None


def sdmx_cells(row: Row) -> Row:
    """A row with SDMX's codes if SDMX has a code list."""
    if row["RECORD"] not in ("observation", "input", "target"):
        return row
    cells = {**row, "FREQ": frequency(str(row["TIME_PERIOD"]), str(row["TIME_KIND"]))}
    if row["RECORD"] != "target":
        status = row["OBS_STATUS"] or "normal"
        cells |= {"OBS_STATUS": _letter(status, row["FLAGS"]), "STATUS": status}
    return cells


def _letter(status: str, flags: str | None) -> str:
    """The letter of a status; if that says nothing, the letter of the first flag that has one."""
    letters = (FLAG_LETTERS[flag] for flag in (flags or "").split() if flag in FLAG_LETTERS)
    letter = STATUS_LETTERS.get(status, "")  # none for a status that is misspelt
    return next(letters, letter) if letter == "A" else letter


def names_of_others(
    names: list[str], mapping: TableMapping, attributes: Iterable[str] = ()
) -> dict[str, str]:
    """The library's name of each column of another office that is read.

    A column before OBS_VALUE, unless it is among *attributes*, is a dimension: a breakdown if the
    mapping does not name it and no column of ours is meant. Other attributes than ours are left
    out, and so are labels: names that are no identifiers of SDMX, or beside STRUCTURE_NAME begin
    with a capital and a small letter.
    """
    last = names.index("OBS_VALUE") if "OBS_VALUE" in names else len(names)
    codes = _CODE_BESIDE_LABEL if "STRUCTURE_NAME" in names else _IDENTIFIER
    dimensions = {*filter(codes.fullmatch, names[:last])} - _LEADING - {*attributes}
    read = {
        **{name: f"{BREAKDOWN}{name}" for name in dimensions},
        **{name: name for name in _OF_OTHERS},
        **mapping.columns,
    }
    return {own: name for own in names if (name := read.get(own)) is not None}


_IDENTIFIER: Final = re.compile(r"[A-Za-z0-9_@$\-]+", re.ASCII)
_CODE_BESIDE_LABEL: Final = re.compile(rf"(?![A-Z][a-z]){_IDENTIFIER.pattern}", re.ASCII)
_LEADING: Final = frozenset(
    {"ACTION", "DATAFLOW", "KEY", "OBS_KEY", "SERIES_KEY", "STRUCTURE", "STRUCTURE_ID"}
    | {"STRUCTURE_NAME"}
)
_OF_OTHERS: Final = (RECORD_COLUMNS["observation"] | {"FREQ", *CONFIDENTIALITY}) - {
    "DERIVED_FROM",
    "EVERY",
    "ID",
    "MEASURE",
}  # which mean something else there


def our_cells(texts: Mapping[str, str | None], mapping: TableMapping, kind: str | None) -> Row:
    """A row in the library's columns and codes; *kind* is that of a row written by this library,
    else None.
    """
    if kind is None:
        return _of_another_office(texts, mapping)
    status = texts.get("STATUS")
    cells = mapping.cells({name: text for name, text in texts.items() if name != "STATUS"}, True)
    return {**cells, "RECORD": kind, **_own_status(cells, status)}


def _own_status(cells: Row, written: str | None) -> Row:
    """The status that this library wrote beside the letter, or that of a letter changed since."""
    letter = cells.get("OBS_STATUS")
    if letter is None or letter not in STATUS_OF_LETTERS:
        return {}
    if written is not None and letter in ("A", _letter(written, cells.get("FLAGS"))):
        return {"OBS_STATUS": written}
    return status_cells(cells)


def _of_another_office(texts: Mapping[str, str | None], mapping: TableMapping) -> Row:
    """A row of another office. DECIMALS says how many decimals to show: those printed are in the
    value. A use that is restricted is a flag.
    """
    cells = {name: None if text == _ABSENT else text for name, text in texts.items()}
    confidence = [cells.pop(name, None) for name in CONFIDENTIALITY]
    cells.pop("DECIMALS", None)
    if cells.get("OBS_VALUE") in _NO_VALUE:
        cells["OBS_VALUE"] = None
    found = mapping.cells(cells)
    if any(code is not None and code not in FREE for code in confidence):
        found["FLAGS"] = " ".join(sorted({*(found.get("FLAGS") or "").split(), "confidential"}))
    return found


_ABSENT: Final = "_Z"  # SDMX's code of what does not apply
_NO_VALUE: Final = ("NaN", "#N/A")


# --- SDMX-JSON data messages, versions 1.0 and 2.0, as rows of cells with every digit ------------
#
# Source: sdmx-twg/sdmx-json, data message, versions 1.0 and 2.0.0.


_PLACE: Final = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)


class _Digits(str):
    """A JSON number as it stands."""

    __slots__ = ()


def json_rows(text: str) -> Iterator[tuple[str, Row]]:
    """Each observation with its position, and its dimensions, measures and attributes by id.

    Raises `LoadError`.
    """
    message = parsed(text, _Digits)
    try:
        data = message.get("data", message)
        structures = data.get("structures") or [data["structure"]]
        for number, part in enumerate(_listed(data["dataSets"])):
            structure = _at(structures, part.get("structure") or "0")
            yield from _DataSet(structure, part).rows(f"/data/dataSets/{number}")
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        problem = f"no SDMX-JSON data message, or damaged: {type(error).__name__}: {error}"
        raise LoadError((Problem("", problem),)) from None


class _DataSet:
    """A data set, whose numbers are indexes into the lists of values of its structure.

    Attributes: data; dimensions and attributes, by the level they are attached to; measures.
    """

    def __init__(self, structure: dict[str, Any], data: dict[str, Any]) -> None:
        self.data = data
        self.dimensions: dict[str, list[Any]] = structure["dimensions"]
        self.attributes: dict[str, list[Any]] = structure.get("attributes") or {}
        measures = structure.get("measures") or {}
        self.measures: list[Any] = measures.get("observation") or [{"id": "OBS_VALUE"}]

    def rows(self, place: str) -> Iterator[tuple[str, Row]]:
        shared = self._of_data_set()
        if self.data.get("series") is None:
            yield from self._observations(self.data, shared, place)
            return
        for key, series in self.data["series"].items():
            cells = {**shared, **self._of_series(key, series)}
            yield from self._observations(series, cells, f"{place}/series/{key}")

    def _of_data_set(self) -> Row:
        """The cells that all rows share: dimensions with a single value, and attributes."""
        dimensions = self.dimensions.get("dataSet", self.dimensions.get("dataset", []))
        attributes = self.attributes.get("dataSet", self.attributes.get("dataset", []))
        return {
            **{part["id"]: _value(_at(part["values"], "0")) for part in dimensions},
            **_pointed(attributes, self.data.get("attributes")),
        }

    def _of_series(self, key: str, series: dict[str, Any]) -> Row:
        return {
            **_pointed(self.attributes.get("series", []), series.get("attributes")),
            **_keyed(self.dimensions["series"], key),
        }

    def _observations(
        self, holder: dict[str, Any], shared: Row, place: str
    ) -> Iterator[tuple[str, Row]]:
        """The rows of a data set or a series. After measures and attributes may follow the places
        of annotations, which are not read.
        """
        count, attributes = len(self.measures), self.attributes.get("observation", [])
        for key, values in holder["observations"].items():
            measures = zip(self.measures, _listed(values), strict=False)
            cells = {
                **shared,
                **_pointed(attributes, values[count:]),
                **_keyed(self.dimensions["observation"], key),
                **{part["id"]: _number(value) for part, value in measures},
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
    """The code of an entry of a list of values: a text, or an object with an id or a value."""
    if isinstance(entry, dict):
        entry = entry["id"] if "id" in entry else entry["value"]
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

"""How the rows of an SDMX file become ours: names of columns, code lists, formats of time, letters of the status."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from tjstats.columns import COLUMNS
from tjstats.formats._cells import Row
from tjstats.formats._mapping import TableMapping
from tjstats.formats._sdmx_codes import STATUS_LETTERS, STATUS_OF_LETTERS, STRUCTURES, frequency, time_code

__all__ = ["KNOWN", "our_cells", "our_kind", "sdmx_cells"]

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
    return {"OBS_VALUE": None, "OBS_STATUS": known if known in ("not_applicable", "suppressed") else "missing"}

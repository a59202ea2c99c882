"""SDMX's code lists and the library's: tables, and the functions that use them.

Sources: SDMX code lists CL_FREQ 2.1 and CL_OBS_STATUS 2.2; SDMX technical notes, formats of time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tjstats.rows.cells import Row
from tjstats.rows.columns import COLUMNS, RECORD_COLUMNS, RECORD_KINDS
from tjstats.rows.foreign import BREAKDOWN, TableMapping, likely
from tjstats.rows.letters import FLAG_LETTERS, FREE, STATUS_LETTERS, STATUS_OF_LETTERS, status_cells
from tjstats.rows.sheet import Sheet, of_each
from tjstats.values.periods import period

__all__ = [
    "FREQUENCIES",
    "KNOWN",
    "STRUCTURES",
    "frequency",
    "names_of_others",
    "our_cells",
    "our_kind",
    "our_sheet",
    "sdmx_sheet",
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
_OBSERVED: Final = ("observation", "input")
_TIMED: Final = (*_OBSERVED, "target")
CONFIDENTIALITY: Final = ("CONF_STATUS", "OBS_CONF")


def our_kind(structure: str) -> str | None:
    """The kind of the rows of a structure of this library; None for another structure."""
    match = _OURS.match(structure)
    return _KINDS.get(match[1], match[1]) if match else None


def sdmx_sheet(sheet: Sheet) -> Sheet:
    """A sheet with SDMX's codes if SDMX has a code list."""
    kinds, flags = sheet.column("RECORD"), sheet.column("FLAGS")
    times = sheet.column("TIME_PERIOD"), sheet.column("TIME_KIND")
    statuses = of_each(_status, kinds, sheet.column("OBS_STATUS"))
    return sheet.with_columns(
        {
            "FREQ": of_each(_frequency, kinds, *times),
            "OBS_STATUS": of_each(_letter, statuses, flags),
            "STATUS": statuses,
        }
    )


def _frequency(kind: str, code: str | None, kind_of_time: str | None) -> str | None:
    return frequency(str(code), str(kind_of_time)) if kind in _TIMED else None


def _status(kind: str, status: str | None) -> str | None:
    return status or "normal" if kind in _OBSERVED else None


def _letter(status: str | None, flags: str | None) -> str | None:
    """The letter of a status; if that says nothing, the letter of the first flag that has one."""
    if status is None:
        return None
    letters = (FLAG_LETTERS[flag] for flag in (flags or "").split() if flag in FLAG_LETTERS)
    letter = STATUS_LETTERS.get(status, "")  # none for a status that is misspelt
    return next(letters, letter) if letter == "A" else letter


def names_of_others(
    names: Sequence[str], mapping: TableMapping, attributes: Iterable[str] = ()
) -> dict[str, str]:
    """The library's name of each column of another office that is read.

    A column before OBS_VALUE, unless it is among *attributes*, is a dimension: a breakdown if the
    mapping does not name it and no column of ours is meant. An area, a frequency or flags of
    another name (geo, OBS_FLAG) are ours if no other column is. Other attributes are left out, and
    so are labels: names that are no identifiers of SDMX, or beside STRUCTURE_NAME begin with a
    capital and a small letter.
    """
    mapped = [mapping.columns.get(name, name) for name in names]
    last = mapped.index("OBS_VALUE") if "OBS_VALUE" in mapped else len(names)
    codes = _CODE_BESIDE_LABEL if "STRUCTURE_NAME" in names else _IDENTIFIER
    dimensions = {*filter(codes.fullmatch, names[:last])} - _LEADING - {*attributes}
    read = {
        **{name: f"{BREAKDOWN}{name}" for name in dimensions},
        **{name.lower(): name for name in _OF_OTHERS - {*names}},  # Eurostat's freq
        **{name: name for name in _OF_OTHERS},
        **mapping.columns,
    }
    others = {*filter(codes.fullmatch, names)} - _OF_OTHERS - _LEADING - mapping.columns.keys()
    apart, beside = others & dimensions, others - dimensions
    read |= _never_lost(apart, beside, {*map(read.get, names)})
    return {own: name for own in names if (name := read.get(own)) is not None}


def _never_lost(apart: set[str], beside: set[str], read: set[str | None]) -> dict[str, str]:
    """The area and the frequency among the dimensions, and the flags among the attributes, by
    another name; if the library's own is *read*, or two are alike, none.
    """
    found: dict[str, str] = {}
    for meant, among in (("REF_AREA", apart), ("FREQ", apart), ("OBS_STATUS", beside)):
        alike = [] if meant in read else [name for name in among if likely(name) == meant]
        found |= dict.fromkeys(alike, meant) if len(alike) == 1 else {}
    return found


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


def our_sheet(sheet: Sheet, mapping: TableMapping, kinds: Iterable[str]) -> Sheet:
    """Rows written by this library, of some *kinds*, in the library's columns and codes."""
    written = sheet.column("STATUS")
    own = mapping.sheet(sheet.with_columns({"STATUS": [None] * sheet.size}), True)
    columns = {name: list(own.column(name)) for name in ("OBS_STATUS", "FLAGS", "NOTE")}
    same = of_each(_is_as_written, columns["OBS_STATUS"], written, columns["FLAGS"])
    for row, is_same in enumerate(same):
        if is_same:
            columns["OBS_STATUS"][row] = written[row]
        elif columns["OBS_STATUS"][row] is not None:
            for name, cell in _own_status(own.row(row), written[row]).items():
                columns[name][row] = cell
    return own.with_columns({**columns, "RECORD": list(kinds)})


def _is_as_written(letter: str | None, written: str | None, flags: str | None) -> bool:
    """Whether a letter is the one that this library wrote beside a status."""
    is_known = letter in STATUS_OF_LETTERS and written is not None
    return is_known and letter in ("A", _letter(written, flags))


def _own_status(cells: Row, written: str | None) -> Row:
    """The status that this library wrote beside the letter, or that of a letter changed since."""
    letter = cells.get("OBS_STATUS")
    if letter is None or letter not in STATUS_OF_LETTERS:
        return {}
    if _is_as_written(letter, written, cells.get("FLAGS")):
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

"""What a file from elsewhere is, and which call reads it."""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import attrs

from tjstats.errors import LoadError, Problem
from tjstats.formats._delimited import DELIMITERS
from tjstats.formats._layouts import TextRows, header_and_below, is_empty, parted, times_of
from tjstats.formats._sdmx import names_of_others
from tjstats.rows.columns import COLUMNS
from tjstats.rows.foreign import BREAKDOWN, TableMapping, arguments_for, likely
from tjstats.values.period_texts import (
    FREQUENCY_DAYS,
    FREQUENCY_MONTHS,
    period_from,
    table_code,
)

__all__ = ["Description", "describe"]

_SAMPLE: Final = 1 << 18  # characters of a text that are looked at
_ROWS: Final = 500
_NARROW: Final = 3  # columns of a wide table that may have one year only
_ENCODINGS: Final = ("utf-8-sig", "gb18030", "cp1252")
# What a file is by its first characters, and the module that reads it.
_BY_START: Final = (
    (rb"PK\x03\x04|\xd0\xcf\x11\xe0", "an Excel workbook", "excel"),
    (rb"ARROW1|\xff\xff\xff\xff", "an Arrow table", "arrow"),
    (rb"\s*<", "an SDMX-ML message", "sdmx"),
    (
        rb'\s*\{(?s:.){0,4000}"(?:id|size)"\s*:\s*\[(?s:.){0,100000}"value"\s*:',
        "JSON-stat",
        "json_stat",
    ),
    (rb'\s*\{(?s:.){0,200000}"dataSets"\s*:', "an SDMX-JSON message", "sdmx"),
    (rb'\s*\{(?s:.){0,4000}"resources"\s*:', "a data package", "datapackage"),
    (rb"\s*[\[{]", "a JSON document", "json"),
)


@attrs.frozen
class Description:
    """What a file is, as far as its start shows. Fields: kind ("a table, years as columns"), reader
    (the module of `tjstats.formats` that reads it), call (the call to write), columns (each column
    with its name in the library; None for one to leave out), left_out (columns that an observation
    has no place for), marks (cells of values that are no numbers), notes.
    """

    kind: str
    reader: str
    call: str
    columns: dict[str, str | None] = attrs.field(factory=dict)
    left_out: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = [self.kind, *self.notes]
        lines += [f"{name} → {meant or 'left out'}" for name, meant in self.columns.items()]
        if self.left_out:
            lines.append(f"left out: {', '.join(self.left_out)}")
        if self.marks:
            lines.append(f"no numbers: {', '.join(self.marks)}")
        return "\n".join([*lines, self.call])


def describe(path: str | os.PathLike[str] | bytes) -> Description:
    """What the file at a path is, or what bytes are, and the call that reads it.

    Only its first 256 KB are looked at. What a mark means and which indicator the figures are of
    nobody can see: the call has … for it. Raises `LoadError` for an empty file, `OSError`.

    >>> print(describe(b"INDICATOR;Year;Value\\njobs;2023;5,1\\n"))
    a table, one observation a row
    INDICATOR → INDICATOR
    Year → TIME_PERIOD
    Value → OBS_VALUE
    tj.formats.csv.read(path, delimiter=';', decimal=',',
        columns={'Year': 'TIME_PERIOD', 'Value': 'OBS_VALUE'}, indicators=[…])
    """
    data = path if isinstance(path, bytes) else _start_of(Path(path))
    if not data.strip():
        raise LoadError((Problem("", "empty"),))
    for form, kind, reader in _BY_START:
        if re.match(form, data):
            call = f"tj.formats.{reader}.read(path"
            own = reader in ("json", "arrow") or b'"tjstats"' in data
            return Description(kind, reader, f"{call})" if own else f"{call}, {_INDICATOR})")
    return _of_text(data)


_INDICATOR: Final = "defaults={'INDICATOR': …}, indicators=[…]"


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_SAMPLE)


def _of_text(data: bytes) -> Description:
    text, encoding = _decoded(data)
    delimiter = max(DELIMITERS, key=lambda sign: _fit(text, sign))
    arguments: dict[str, Any] = {}
    if encoding != "utf-8-sig":
        arguments["encoding"] = encoding
    if delimiter != ",":
        arguments["delimiter"] = delimiter
    rows = _cells(text, delimiter)[:_ROWS]
    first = next((cells for cells in rows if not is_empty(cells)), [""])
    if {"STRUCTURE", "DATAFLOW"} & {*map(_bare, first)}:
        return _of_sdmx(first, rows, arguments)
    return _of_table(rows, arguments)


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), "utf-16"
    for name in _ENCODINGS:
        try:
            return data.decode(name), name
        except UnicodeDecodeError as error:
            if len(data) == _SAMPLE and error.start > len(data) - 8:  # a character that is cut
                return data.decode(name, "ignore"), name
    return data.decode("latin-1"), "latin-1"


def _cells(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        return [line.split(delimiter) for line in text.splitlines()]


def _fit(text: str, delimiter: str) -> tuple[int, int, int]:
    """How well a delimiter fits: the rows of the commonest length above one, that length, and how
    rarely it stands in a text.
    """
    lengths = Counter(
        len(row) for row in _cells(text[:20_000], delimiter)[:100] if not is_empty(row)
    )
    lengths.pop(1, None)
    length, count = max(lengths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return count, length, "|,;\t".index(delimiter)


def _of_sdmx(header: list[str], rows: list[list[str]], arguments: dict[str, Any]) -> Description:
    bare = [_bare(name) for name in header]
    to_name = {name: meant for name in bare if (meant := _foreign(name)) is not None}
    if to_name:
        arguments["columns"] = to_name
    columns: dict[str, str | None] = {**names_of_others(bare, TableMapping(columns=to_name))}
    left_out = tuple(name for name in bare if name not in columns)
    marks = _numbers(_below("OBS_VALUE", columns, bare, rows[1:]), arguments)
    call = f"tj.formats.sdmx_csv.read(path, {_written(arguments)}{_INDICATOR})"
    return Description("an SDMX-CSV file", "sdmx_csv", call, columns, left_out, marks)


def _bare(name: str) -> str:
    return name.partition(": ")[0].partition("[")[0].strip()


def _foreign(name: str) -> str | None:
    """The library's name of a column of SDMX that has another; None for one that is as it is."""
    return None if name.upper() in COLUMNS else likely(name)


def _of_table(rows: list[list[str]], arguments: dict[str, Any]) -> Description:
    """A table: wide if its header has two periods, else the first row of the usual length is the
    header.
    """
    numbered: TextRows = parted((f"line {number}", row) for number, row in enumerate(rows, 1))
    plain, length = TableMapping(), _usual_length(rows)
    place, header, below = header_and_below(
        numbered, lambda cells: len(times_of(cells, plain)) > 1 or len(cells) == length
    )
    body = [cells for _, cells in below if len(cells) == len(header)]
    times = times_of(header, plain)
    if times and (len(times) > 1 or len(header) <= _NARROW):
        kind = "a table, years as columns"
        arguments["layout"] = "wide"
        columns = _apart(_keys(header, times), header, body)
        values, moments = _at(times, body), [*times.values()]
    else:
        kind = "a table, one observation a row"
        columns = _columns(header, body)
        values = _below("OBS_VALUE", columns, header, body)
        moments = _below("TIME_PERIOD", columns, header, body)
    marks = _numbers(values, arguments)
    defaults = {} if "FREQ" in columns.values() else _frequency(moments)
    notes = [f"the header is {place}"] * (place != "line 1")
    notes += _choice_of([] if times else _of_numbers(columns, header, body))
    call = _call(columns, arguments, defaults)
    return Description(kind, "csv", call, columns, (), marks, tuple(notes))


def _call(
    columns: dict[str, str | None], arguments: dict[str, Any], defaults: dict[str, str]
) -> str:
    if to_name := {name: meant for name, meant in columns.items() if name != meant}:
        arguments["columns"] = to_name
    needed = ["INDICATOR"] if "layout" in arguments else ["INDICATOR", "TIME_PERIOD"]
    unknown = ", ".join(f"{name!r}: …" for name in needed if name not in columns.values())
    known = ", ".join(f"{name!r}: {code!r}" for name, code in defaults.items())
    filled = ", ".join(filter(None, (unknown, known)))
    last = f"defaults={{{filled}}}, " if filled else ""
    return f"tj.formats.csv.read(path, {_written(arguments)}{last}indicators=[…])"


def _frequency(moments: list[str]) -> dict[str, str]:
    """The frequency of a table whose times are days, each the first or the last of a period of its
    own, the longest that fits; none of other tables.
    """
    days = {table_code(text) or text.strip() for text in moments if text.strip()}
    for code in (*FREQUENCY_MONTHS, *FREQUENCY_DAYS):
        periods = {period_from(day, code) for day in days}
        if len(periods) == len(days) > 1 and periods.isdisjoint(days):
            return {"FREQ": code}
    return {}


def _keys(header: list[str], times: dict[int, str]) -> dict[str, str | None]:
    """What the columns of a table that are no periods probably are, by their names."""
    names = [name for number, name in enumerate(header) if name and number not in times]
    return {name: name if name in COLUMNS else likely(name) for name in names}


def _apart(
    found: dict[str, str | None], header: list[str], body: list[list[str]]
) -> dict[str, str | None]:
    """The columns, with breakdowns where rows would else be of the same."""
    places = {name: place for place, name in enumerate(header)}
    keys = [places[name] for name, meant in found.items() if meant not in (None, *_OF_VALUES)]
    for name, meant in found.items():
        rows = _distinct(keys, body)
        is_text = meant is None and not _all(_is_number, places[name], body)
        if rows < len(body) and is_text and _distinct([*keys, places[name]], body) > rows:
            found = {**found, name: f"{BREAKDOWN}{name.lower().replace(' ', '_')}"}
            keys.append(places[name])
    return found


_OF_VALUES: Final = ("OBS_VALUE", "OBS_STATUS", "NOTE")  # which tell no rows apart


def _distinct(places: list[int], body: list[list[str]]) -> int:
    return len({tuple(cells[place] for place in places) for cells in body})


def _below(
    name: str, columns: dict[str, str | None], header: list[str], body: list[list[str]]
) -> list[str]:
    """The cells of the columns that have a name of the library."""
    return _at([place for place, own in enumerate(header) if columns.get(own) == name], body)


def _at(places: Iterable[int], body: list[list[str]]) -> list[str]:
    return [cells[place] for place in places for cells in body if place < len(cells)]


def _usual_length(rows: list[list[str]]) -> int:
    """The commonest number of cells of the rows that fill more than one."""
    filled = (row for row in rows if sum(map(bool, map(str.strip, row))) > 1)
    usual = Counter(map(len, filled)).most_common(1)
    return usual[0][0] if usual else 1


def _columns(header: list[str], body: list[list[str]]) -> dict[str, str | None]:
    """What each column probably is, by its name, else by its cells: periods, then numbers. Of
    several with one meaning (year, date) it is the one with the most different cells.
    """
    found = _keys(header, {})
    for column in filter(None, dict.fromkeys(found.values())):
        alike = [name for name, meant in found.items() if meant == column]
        if len(alike) > 1:
            most = max(alike, key=lambda name: len({*_at([header.index(name)], body)}))
            found |= {name: None for name in alike if name != most}
    for column, is_one in (("TIME_PERIOD", _is_period), ("OBS_VALUE", _is_number)):
        if column not in found.values():
            found |= dict.fromkeys(islice(_fitting(is_one, found, header, body), 1), column)
    return _apart(found, header, body)


def _choice_of(numbers: list[str]) -> list[str]:
    """A note on several columns of numbers."""
    listed = ", ".join(numbers)
    note = f"several columns hold numbers, of which a call reads one: {listed}"
    return [note] * (len(numbers) > 1)


def _of_numbers(
    columns: dict[str, str | None], header: list[str], body: list[list[str]]
) -> list[str]:
    """The columns that may be values: numbers, and neither a part of a time nor of a key."""
    return [
        name
        for place, name in enumerate(header)
        if name
        and columns.get(name) in (None, "OBS_VALUE")
        and not _KEYS.fullmatch(name)
        and _all(_is_number, place, body)
    ][:_MARKS]


# Names of columns of numbers that are no values.
_KEYS: Final = re.compile(
    r"(?:.*[_ ])?(?:quarter|month|week|day|id|obs|no|nr|number|code|rank|period)", re.IGNORECASE
)


def _fitting(
    is_one: Callable[[str], bool],
    found: dict[str, str | None],
    header: list[str],
    body: list[list[str]],
) -> Iterator[str]:
    """The columns without a name whose cells are all of a kind."""
    for place, name in enumerate(header):
        is_key = is_one is _is_number and _KEYS.fullmatch(name)
        if name and found.get(name) is None and not is_key and _all(is_one, place, body):
            yield name


def _all(is_one: Callable[[str], bool], place: int, body: list[list[str]]) -> bool:
    cells = [row[place] for row in body if row[place].strip()]
    return bool(cells) and all(map(is_one, cells))


def _is_period(cell: str) -> bool:
    text = cell.strip()
    return table_code(text) is not None or bool(re.fullmatch(r"[12]\d{3}(-\d\d){0,2}", text))


def _is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[+-]?[\d.,' ]*\d", cell.strip()))


def _numbers(cells: Iterable[str], arguments: dict[str, Any]) -> tuple[str, ...]:
    """Add the arguments that read the numbers of cells; the marks that are no numbers, and what
    they mean is for the caller to say.
    """
    marks: dict[str, None] = {}
    for cell in cells:
        text = re.sub(r"\s+[a-z]{1,5}$", "", cell.strip())
        wanted = None if _PLAIN.fullmatch(text) else arguments_for(text)
        if wanted is not None and wanted.startswith("missing"):
            marks[text] = None
        elif wanted is not None:
            pairs = (part.split("=") for part in re.split(r", (?=\w+=)", wanted))
            arguments |= {name: sign.strip("'") for name, sign in pairs}
    shown = tuple(islice(marks, _MARKS))
    if shown:
        arguments["missing"] = dict.fromkeys(shown, "missing")
    return shown


_PLAIN: Final = re.compile(r"(?:[+-]?\d+(?:\.\d+)?)?")
_MARKS: Final = 12  # shown


def _written(arguments: dict[str, Any]) -> str:
    return "".join(f"{name}={value!r}, " for name, value in arguments.items())


def __dir__() -> list[str]:
    return list(__all__)

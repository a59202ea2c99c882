"""What a file from elsewhere is, and which call reads it."""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any, Final

import attrs

from tjstats import formats
from tjstats.errors import LoadError, MissingExtraError, Problem, TjstatsError
from tjstats.formats._columns import (
    Cells,
    Found,
    cells_at,
    cells_below,
    date_forms,
    frequency_of,
    kept_apart,
    keys_of,
    long_columns,
    number_arguments,
    value_columns,
)
from tjstats.formats._delimited import DELIMITERS
from tjstats.formats._encodings import decoded
from tjstats.formats._layouts import header_and_below, is_empty, parted, times_of
from tjstats.formats._sdmx import names_of_others
from tjstats.records.publication import Indicator, Observation
from tjstats.rows.columns import COLUMNS
from tjstats.rows.foreign import TableMapping, likely

__all__ = ["Description", "describe"]

_SAMPLE: Final = 1 << 18  # bytes of a text that are looked at
_NARROW: Final = 3  # columns of a wide table that may have one year only
_SHEETS: Final = 50  # of a workbook that are looked at
_ROWS: Final = 5000  # of a sheet
_PROBLEMS: Final = 3  # of a call that are listed
_PROBLEM: Final = 300  # characters of one
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
    (the module of `tjstats.formats` that reads it; "zh" for a text in prose), call (the call to
    write), columns (each column with its name in the library; None for one to leave out), left_out
    (columns that an observation has no place for), marks (cells of values that are no numbers),
    notes (what may be meant otherwise, and what the call does not read), arguments (those of the
    call that nobody has to complete).
    """

    kind: str
    reader: str
    call: str
    columns: dict[str, str | None] = attrs.field(factory=dict)
    left_out: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    arguments: dict[str, Any] = attrs.field(factory=dict)

    def __str__(self) -> str:
        lines = [self.kind, *self.notes]
        lines += [f"{name} → {meant or 'left out'}" for name, meant in self.columns.items()]
        if self.left_out:
            lines.append(f"left out: {', '.join(self.left_out)}")
        if self.marks:
            lines.append(f"no numbers: {', '.join(self.marks)}")
        return "\n".join([*lines, self.call])

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"


def describe(path: str | os.PathLike[str] | bytes, sheet: str | None = None) -> Description:
    """What the file at a path is, or what bytes are, and the call that reads it; *sheet* is that of
    a workbook, else the one with the most values.

    Of a text only the first 256 KB are looked at. What a mark means and which indicator the figures
    are of nobody can see: the call has … for it. The call is tried, and what it does not read is
    among the notes. Raises `LoadError` for an empty file, `OSError`.

    >>> print(describe(b"INDICATOR;Year;Value\\njobs;2023;5,1\\n"))
    a table, one observation a row
    INDICATOR → INDICATOR
    Year → TIME_PERIOD
    Value → OBS_VALUE
    tj.formats.csv.read(path, delimiter=';', decimal=',',
        columns={'Year': 'TIME_PERIOD', 'Value': 'OBS_VALUE'}, indicators=[…])
    """
    data, is_whole = (path, True) if isinstance(path, bytes) else _start_of(Path(path))
    if not data.strip():
        raise LoadError((Problem("", "empty"),))
    for form, kind, reader in _BY_START:
        if re.match(form, data):
            if reader == "excel":
                return _of_workbook(path if isinstance(path, bytes) else Path(path), sheet)
            return _of_document(kind, reader, data)
    return _of_text(data, is_whole)


def _of_document(kind: str, reader: str, data: bytes) -> Description:
    """A document that says itself what it holds."""
    call = f"tj.formats.{reader}.read(path"
    own = reader in ("json", "arrow") or b'"tjstats"' in data
    notes = (_ROWS_OF_JSON,) * (reader == "json" and not re.search(_OURS, data))
    return Description(kind, reader, f"{call})" if own else f"{call}, {_INDICATOR})", notes=notes)


_OURS: Final = rb'"(?:kind|tjstats)"\s*:'
_ROWS_OF_JSON: Final = (
    "not of this library, and nothing here reads it as it is: flat objects are rows of a package, "
    "tj.formats.datapackage.loads(json.dumps({'resources': [{'data': rows}]}), columns=…)"
)
_INDICATOR: Final = "defaults={'INDICATOR': …}, indicators=[…]"


def _start_of(path: Path) -> tuple[bytes, bool]:
    """The first bytes of a file, and whether they are all."""
    with path.open("rb") as file:
        data = file.read(_SAMPLE + 1)
    return data[:_SAMPLE], len(data) <= _SAMPLE


# --- texts ----------------------------------------------------------------------------------------


def _of_text(data: bytes, is_whole: bool) -> Description:
    text, encoding, other = decoded(data, is_whole)
    notes = [f"the encoding may be {encoding} or {other}"] * bool(other)
    notes += [f"only the first {_SAMPLE >> 10} KB were looked at"] * (not is_whole)
    text = text if is_whole else text[: text.rfind("\n") + 1] or text
    arguments = {} if encoding == "utf-8-sig" else {"encoding": encoding}
    delimiter = max(DELIMITERS, key=lambda sign: _fit(text, sign))
    if _is_prose(text, delimiter):
        return _of_prose(encoding)
    if delimiter != ",":
        arguments["delimiter"] = delimiter
    rows = _cells(text, delimiter)
    first = _first(rows)[1]
    if {"STRUCTURE", "DATAFLOW"} & {*map(_bare, first)}:
        return _of_sdmx(
            first, [cells for _, cells in rows], _File("sdmx_csv", text, arguments, notes)
        )
    return _of_table(rows, _File("csv", text, arguments, notes))


def _first(rows: list[tuple[str, list[str]]]) -> tuple[str, list[str]]:
    """The position and the cells of the first row that is not empty."""
    return next((row for row in rows if not is_empty(row[1])), ("", [""]))


@attrs.define
class _File:
    """A table that is described. Fields: reader, text (that is tried), arguments, notes, open
    (arguments of two meanings, between which the caller chooses), read (the values that the call
    reads).
    """

    reader: str
    text: str
    arguments: dict[str, Any]
    notes: list[str]
    open: set[str] = attrs.field(factory=set)
    read: int = 0


def _cells(text: str, delimiter: str) -> list[tuple[str, list[str]]]:
    """The rows of a text, each with its position."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found, start = [], 1
    try:
        for cells in lines:
            found.append((f"line {start}", cells))
            start = lines.line_num + 1
    except csv.Error:
        rows = enumerate(text.splitlines(), 1)
        return [(f"line {number}", line.split(delimiter)) for number, line in rows]
    return found


def _fit(text: str, delimiter: str) -> tuple[int, int, int]:
    """How well a delimiter fits: the rows of the commonest length above one, that length, and how
    rarely it stands in a text.
    """
    rows = islice(_cells(text[:20_000], delimiter), 100)
    lengths = Counter(len(row) for _, row in rows if not is_empty(row))
    lengths.pop(1, None)
    length, count = max(lengths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return count, length, "|,;\t".index(delimiter)


_SENTENCE: Final = re.compile(r"[\u3400-\u9fff][^。；\n]*[。；]")


def _is_prose(text: str, delimiter: str) -> bool:
    """Whether a text is Chinese sentences, with fewer rows of a table than lines of others."""
    lines = [line for line in text[:20_000].splitlines()[:100] if line.strip()]
    return len(_SENTENCE.findall(text[:20_000])) * 2 >= len(lines) > 2 * _fit(text, delimiter)[0]


def _of_prose(encoding: str) -> Description:
    """A text of sentences, whose figures the layer of Chinese texts reads."""
    note = "tjstats check FILE, and zh.check(text), say whether its claims are consistent"
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    call = f"tj.zh.read(open(path, encoding={name!r}).read())"
    return Description("a text in prose, no table", "zh", call, notes=(note,))


# --- SDMX-CSV -------------------------------------------------------------------------------------


def _of_sdmx(header: list[str], rows: Cells, file: _File) -> Description:
    bare = [_bare(name) for name in header]
    to_name = {name: meant for name in bare if (meant := _foreign(name)) is not None}
    if to_name:
        file.arguments["columns"] = to_name
    columns: Found = {**names_of_others(bare, TableMapping(columns=to_name))}
    left_out = tuple(name for name in bare if name not in columns)
    marks = _add_signs(file, cells_below("OBS_VALUE", columns, bare, rows[1:]))
    kinds = cells_below("INDICATOR", columns, bare, rows[1:])
    return _described("an SDMX-CSV file", file, columns, kinds, left_out=left_out, marks=marks)


def _bare(name: str) -> str:
    return name.partition(": ")[0].partition("[")[0].strip()


def _foreign(name: str) -> str | None:
    """The library's name of a column of SDMX that has another; None for one that is as it is."""
    return None if name.upper() in COLUMNS else likely(name)


# --- tables ---------------------------------------------------------------------------------------


def _of_table(rows: list[tuple[str, list[str]]], file: _File) -> Description:
    """A table: wide if its header has two periods."""
    try:
        place, header, below = header_and_below(parted(iter(rows)), _is_header(rows))
    except LoadError as error:
        return Description("a table", file.reader, _call(file, (), {}), notes=_listed(error))
    if "RECORD" in header:
        call = f"tj.formats.{file.reader}.read(path)"
        return Description("a table of this library", file.reader, call)
    body = [cells for _, cells in below if len(cells) == len(header)]
    times = times_of(header, TableMapping())
    file.notes.extend([f"the header is {place}"] * (place not in ("line 1", "row 1")))
    if times and (len(times) > 1 or len(header) <= _NARROW):
        file.arguments["layout"] = "wide"
        columns = kept_apart(keys_of(header, times), header, body)
        kind, values, moments = "years as columns", cells_at(times, body), [*times.values()]
    else:
        columns = long_columns(header, body)
        file.notes.extend(_choice_of(value_columns(columns, header, body), columns, file))
        kind, values = "one observation a row", cells_below("OBS_VALUE", columns, header, body)
        moments = cells_below("TIME_PERIOD", columns, header, body)
    marks, form = _add_signs(file, values), _add_dates(file, moments)
    defaults = {} if "FREQ" in columns.values() else frequency_of(moments, form)
    _add_names(file, columns, place == _first(rows)[0])
    kinds = cells_below("INDICATOR", columns, header, body)
    return _described(f"a table, {kind}", file, columns, kinds, defaults=defaults, marks=marks)


def _is_header(rows: list[tuple[str, list[str]]]) -> Callable[[list[str]], bool]:
    """Whether a row has two periods, or the usual length and more than a title."""
    plain, length = TableMapping(), _usual_length([cells for _, cells in rows])

    def is_header(cells: list[str]) -> bool:
        is_usual = len(cells) == length and (length == 1 or not is_empty(cells[1:]))
        return is_usual or len(times_of(cells, plain)) > 1

    return is_header


def _add_names(file: _File, columns: Found, is_first: bool) -> None:
    """Add the names of columns that have another; all of them if they find the header."""
    named = {name: meant for name, meant in columns.items() if name != meant or not is_first}
    if named:
        file.arguments["columns"] = named


def _usual_length(rows: Cells) -> int:
    """The number of cells of the rows that hold most of all cells, of those that fill more than
    one.
    """
    filled = (row for row in rows if sum(map(bool, map(str.strip, row))) > 1)
    counts = Counter(map(len, filled))
    return max(counts, key=lambda length: (length * counts[length], length), default=1)


def _choice_of(numbers: list[str], columns: Found, file: _File) -> list[str]:
    """Notes on several columns of numbers."""
    if len(numbers) < 2:
        return []
    listed = ", ".join(numbers[:_MARKS])
    keys = {name: meant for name, meant in columns.items() if name not in numbers}
    return [
        f"several columns hold numbers, of which a call reads one: {listed}",
        "all of them, if they are indicators by code or name, or areas (REF_AREA): "
        f"layout='wide', across='INDICATOR', columns={keys!r}"[:_PROBLEM],
    ]


def _add_signs(file: _File, values: Iterable[str]) -> tuple[str, ...]:
    """Add the arguments that read the numbers of values; the marks that are no numbers."""
    delimiter = file.arguments.get("delimiter", ",")
    signs, marks, notes = number_arguments(values, delimiter)
    file.arguments.update(signs)
    file.notes.extend(notes)
    if marks:
        file.arguments["missing"] = dict.fromkeys(marks, "missing")
    return marks


_MARKS: Final = 12  # shown


def _add_dates(file: _File, moments: list[str]) -> str | None:
    """Add the form of dates that no table prints for certain, if there is one; of two meanings the
    caller has to choose.
    """
    forms = date_forms(moments)
    if forms:
        file.arguments["dates"] = forms[0]
    if len(forms) > 1:
        file.open.add("dates")
        file.notes.append(f"days may be meant in two ways: {' or '.join(map(_dates, forms))}")
    return forms[0] if forms else None


def _dates(form: str) -> str:
    return f"dates={form!r}"


# --- the call -------------------------------------------------------------------------------------


def _described(
    kind: str,
    file: _File,
    columns: Found,
    indicators: Iterable[str],
    *,
    defaults: dict[str, str] | None = None,
    left_out: tuple[str, ...] = (),
    marks: tuple[str, ...] = (),
) -> Description:
    """The description of a table, whose call is tried."""
    known = defaults or {}
    needed = ["INDICATOR"]
    if file.reader != "sdmx_csv" and "layout" not in file.arguments:
        needed.append("TIME_PERIOD")
    unknown = [name for name in needed if name not in columns.values()]
    call = _call(file, unknown, known)
    _try(file, columns, {**dict.fromkeys(unknown, "2000"), **known}, indicators)
    settled = {name: of for name, of in file.arguments.items() if name not in file.open}
    arguments = {**settled, **({"defaults": known} if known else {})}
    shown, notes = marks[:_MARKS], tuple(file.notes)
    return Description(kind, file.reader, call, {**columns}, left_out, shown, notes, arguments)


def _call(file: _File, unknown: Iterable[str], known: dict[str, str]) -> str:
    filled = [f"{name!r}: …" for name in unknown]
    filled += [f"{name!r}: {code!r}" for name, code in known.items()]
    last = f"defaults={{{', '.join(filled)}}}, " if filled else ""
    written = "".join(
        f"{name}={'…' if name in file.open else repr(value)}, "
        for name, value in file.arguments.items()
    )
    return f"tj.formats.{file.reader}.read(path, {written}{last}indicators=[…])"


def _try(file: _File, columns: Found, defaults: dict[str, str], indicators: Iterable[str]) -> None:
    """Try the call, and note what it does not read."""
    if "OBS_VALUE" not in columns.values() and "layout" not in file.arguments:
        file.notes.append("no column holds numbers: columns={…: 'OBS_VALUE'} names one")
        return
    reader = getattr(formats, "csv" if file.reader == "excel" else file.reader)
    try:
        found = reader.loads(
            file.text, defaults=defaults, **_stand_ins(file.arguments, columns, indicators)
        )
    except LoadError as error:
        file.notes.extend(f"not read: {problem}" for problem in _listed(error))
    except TjstatsError as error:
        file.notes.append(f"not read: {error}")
    else:
        file.read = sum(o.figure is not None for o in found)
        file.notes.extend(_of_the_same(found))


def _stand_ins(
    arguments: dict[str, Any], columns: Found, indicators: Iterable[str]
) -> dict[str, Any]:
    """The arguments of a call that reads a text, with rates for the indicators, and no units."""
    codes = {cell: f"i{number}" for number, cell in enumerate(dict.fromkeys(indicators))}
    units = [name for name, meant in columns.items() if meant == "UNIT_MEASURE"]
    return {
        **{name: of for name, of in arguments.items() if name not in ("encoding", "sheet")},
        "columns": {**arguments.get("columns", {}), **dict.fromkeys(units)},
        "codes": {"INDICATOR": codes},
        "indicators": [Indicator(code, "%", "rate") for code in ("2000", *codes.values())],
    }


def _listed(error: LoadError) -> tuple[str, ...]:
    """The first problems of an error."""
    more = len(error.problems) - _PROBLEMS
    shown = [str(problem)[:_PROBLEM] for problem in error.problems[:_PROBLEMS]]
    return (*shown, *([f"{more} more of the kind"] if more > 0 else []))


def _of_the_same(found: list[Observation]) -> list[str]:
    """A note on rows that nothing tells apart."""
    counts = Counter((o.indicator.code, o.area, o.breakdowns, o.scope, o.period) for o in found)
    several = sum(count for count in counts.values() if count > 1)
    note = (
        f"{several} values are of the same indicator, area and time: a column that tells them "
        "apart is a breakdown, columns={…: 'breakdown:…'}, or a part of the time, to be joined"
    )
    return [note] * (several > 0)


# --- workbooks ------------------------------------------------------------------------------------


def _of_workbook(source: bytes | Path, sheet: str | None) -> Description:
    """A workbook: of its sheets the one that is named, or the one with the most values."""
    try:
        rows = formats.excel.placed_rows(source)
    except (LoadError, MissingExtraError) as error:
        call = f"tj.formats.excel.read(path, {_INDICATOR})"
        return Description("an Excel workbook", "excel", call, notes=(str(error),))
    filled = {name: cells for name, cells in rows.items() if cells} or rows
    if sheet is not None and sheet not in filled:
        raise LoadError((Problem("", f"no sheet {sheet!r} that holds something in {[*filled]}"),))
    listed = ", ".join(f"{name!r} ({len(cells)} rows)" for name, cells in filled.items())
    notes = [f"its sheets: {listed[:_PROBLEM]}"] * (len(filled) > 1)
    chosen = [*filled][:_SHEETS] if sheet is None else [sheet]
    found = [_of_sheet(name, rows[name][:_ROWS], len(filled) > 1, notes) for name in chosen]
    return max(found, key=lambda each: each[0])[1]


def _of_sheet(
    name: str, rows: list[tuple[str, list[str]]], is_named: bool, notes: list[str]
) -> tuple[int, Description]:
    """The number of values that are read of a sheet, and its description."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([" ".join(cell.split("\n")) for cell in cells] for _, cells in rows)
    file = _File("excel", sink.getvalue(), {"sheet": name} if is_named else {}, [*notes])
    found = _of_table(rows, file)

    def placed(line: re.Match[str]) -> str:
        return rows[int(line[1]) - 1][0]

    shown = tuple(re.sub(r"\bline (\d+)", placed, note) for note in found.notes)
    kind = found.kind.replace("a table", "an Excel workbook", 1)
    return file.read, attrs.evolve(found, kind=kind, notes=shown)


def __dir__() -> list[str]:
    return list(__all__)

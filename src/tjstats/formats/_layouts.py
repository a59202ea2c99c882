"""The layouts of tables: where the header is, what stands above and below, and years as columns.

A table is an iterator of rows, each with its position ("line 3") and its cells as texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import chain
from typing import Final, Literal, TypeAlias

import attrs

from tjstats.errors import InvalidPeriodError, InvalidRecordError, LoadError, Problem
from tjstats.rows.columns import COLUMNS
from tjstats.rows.foreign import Foreign, TableMapping
from tjstats.values.period_texts import table_code
from tjstats.values.periods import period

__all__ = [
    "ForeignSheet",
    "Layout",
    "Named",
    "SheetMapping",
    "TextRows",
    "header_and_below",
    "is_empty",
    "long_rows",
    "parted",
    "time_code",
    "times_of",
    "wide_rows",
]

Layout: TypeAlias = Literal["long", "wide"]
TextRows: TypeAlias = Iterator[tuple[str, list[str]]]
Named: TypeAlias = Iterator[tuple[str, dict[str, str]]]

_ABOVE: Final = 200  # rows that may stand above a header
# The start of a note below a table.
_NOTE: Final = re.compile(
    r"\s*(?:注|说明|备注|数据来源|资料来源|来源|单位"
    r"|notes?\b|sources?\b|footnotes?\b|data from\b|last updated\b|copyright\b|©"
    r"|\*|\(?[1-9]\d?\)|[a-z]\))",
    re.IGNORECASE,
)


class ForeignSheet(Foreign, total=False):
    """The arguments that read a sheet of another publisher: see `formats.csv.loads`."""

    layout: Layout


@attrs.frozen(slots=False)
class SheetMapping(TableMapping):
    """How to read a foreign sheet. Fields: those of a table, layout ("wide": years as columns)."""

    layout: Layout = "long"

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.layout not in ("long", "wide"):
            raise InvalidRecordError("loads", "layout", self.layout, "write 'long' or 'wide'")


def is_empty(cells: Iterable[str]) -> bool:
    """Whether no cell of a row holds anything."""
    return not any(cell and not cell.isspace() for cell in cells)


def _is_note(cells: list[str]) -> bool:
    """Whether a row is a note below a table: one text, which begins like a note."""
    return bool(cells) and is_empty(cells[1:]) and _NOTE.match(cells[0]) is not None


def header_and_below(
    rows: TextRows, is_header: Callable[[list[str]], bool]
) -> tuple[str, list[str], TextRows]:
    """The position and the names of the header, and the rows below. If no row is one, the first.

    Raises `LoadError` for an empty table.
    """
    above: list[tuple[str, list[str]]] = []
    for place, cells in rows:
        if is_empty(cells):
            continue
        if is_header(cells):
            return place, _names(cells, place), rows
        above.append((place, cells))
        if len(above) > _ABOVE:
            break
    if not above:
        raise LoadError((Problem("", "empty: not even a header"),))
    (place, cells), *rest = above
    return place, _names(cells, place), chain(rest, rows)


def _names(cells: list[str], place: str) -> list[str]:
    names = [cell.strip() for cell in cells]
    counts = Counter(name for name in names if name)
    repeated = sorted(name for name, count in counts.items() if count > 1)
    if repeated:
        problem = f"the header has a column twice: {', '.join(repeated)[:200]}"
        raise LoadError((Problem(place, problem),))
    return names


def long_rows(
    rows: TextRows,
    mapping: TableMapping,
    names_of: Callable[[list[str], str], list[str]],
    *,
    at_once: bool = False,
) -> Named:
    """The rows of a table with one observation each, by the library's names of the columns.

    The header is the first row with all the columns that *mapping* names, or *at_once* the first
    row. *names_of* gives the library's names of a header. Raises `LoadError`.
    """
    place, header, below = header_and_below(rows, bool if at_once else _has(mapping))
    names = names_of(header, place)
    may_end = len(header) > 1 and not at_once and "RECORD" not in names
    for place, cells in below:
        if is_empty(cells) or (may_end and _is_note(cells)):
            continue
        yield place, dict(zip(names, _fitted(cells, header, place, names), strict=True))


def _has(mapping: TableMapping) -> Callable[[list[str]], bool]:
    """Whether a row has every column that the caller named; with none named, any row has."""
    named = set(mapping.columns) - {""}
    return lambda cells: named <= {cell.strip() for cell in cells}


def _fitted(cells: list[str], header: list[str], place: str, names: list[str]) -> list[str]:
    """The cells of a row, as many as the header has. Raises `LoadError`."""
    if len(cells) != len(header):
        counts = f"{len(cells)} cells, but the header has {len(header)}"
        problem = f"{counts}: cut off, or an unquoted cell contains a delimiter"
        raise LoadError((Problem(place, problem),))
    if "" in header:
        for own, name, cell in zip(header, names, cells, strict=True):
            if not own and not name and cell.strip():
                problem = f"a column without a name holds {cell[:40]!r}; name it in the header"
                raise LoadError((Problem(place, problem),))
    return cells


# --- years as columns -----------------------------------------------------------------------------


def wide_rows(rows: TextRows, mapping: TableMapping) -> Named:
    """The observations of a table whose columns are periods, one for each cell below a period.

    The header is the first row with a period that has all the columns that *mapping* names. Rows
    below that are no data end the table. Raises `LoadError`.
    """
    place, header, below = header_and_below(parted(rows), _is_wide(mapping))
    times = times_of(header, mapping)
    if not times:
        problem = "no column is a period; layout='wide' has years, quarters or months as columns"
        raise LoadError((Problem(place, problem),))
    names = _key_names(header, times, mapping, place)
    for place, cells in _data(below):
        fitted = _fitted(cells, header, place, names)
        keys = {name: cell for name, cell in zip(names, fitted, strict=True) if name}
        for number, time in times.items():
            cell = {"TIME_PERIOD": time, "OBS_VALUE": fitted[number]}
            yield f"{place}, {header[number]}", {**keys, **cell}


def _key_names(
    header: list[str], times: Container[int], mapping: TableMapping, place: str
) -> list[str]:
    """The library's name of each column, "" for those that are periods or left out. Raises
    `LoadError`.
    """
    keys = [number for number, name in enumerate(header) if name and number not in times]
    checked = mapping.checked_names([header[number] for number in keys], place)
    named = dict(zip(keys, checked, strict=True))
    return [named.get(number, "") for number in range(len(header))]


def parted(rows: TextRows) -> TextRows:
    r"""The rows of Eurostat, whose first cell holds all keys (freq,unit,geo\TIME_PERIOD), with a
    cell for each key; other rows as they are.
    """
    count = 0
    for place, cells in rows:
        first = cells[0] if cells else ""
        if not count and "\\" in first:
            keys = first.rpartition("\\")[0].split(",")
            count = len(keys)
        else:
            keys = first.split(",") if count else [first]
        yield place, [*keys, *cells[1:]]


def _is_wide(mapping: TableMapping) -> Callable[[list[str]], bool]:
    has, least = _has(mapping), 1 if mapping.columns else 2

    def is_header(cells: list[str]) -> bool:
        return has(cells) and len(times_of([cell.strip() for cell in cells], mapping)) >= least

    return is_header


def times_of(header: list[str], mapping: TableMapping) -> dict[int, str]:
    """The code of each column that is a period, by its number."""
    found = {}
    for number, name in enumerate(header):
        code = None if name in mapping.columns or name in COLUMNS else time_code(name)
        if code is not None:
            found[number] = code
    return found


def time_code(text: str) -> str | None:
    """The code of the period that a table prints so; None for any other text."""
    code = table_code(text) or text
    try:
        period(code)
    except InvalidPeriodError:
        return None
    return code


def _data(rows: TextRows) -> TextRows:
    """The rows of data: notes, and what stands alone after an empty row, are left out."""
    after_gap = False
    for place, cells in rows:
        if is_empty(cells):
            after_gap = True
        elif not _is_note(cells) and not (after_gap and is_empty(cells[1:])):
            yield place, cells

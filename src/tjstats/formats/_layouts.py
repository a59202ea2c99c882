"""The layouts of tables: where the header is, what stands above and below, and years as columns.

A table is an iterator of rows, each with its position ("line 3") and its cells as texts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import chain, islice
from typing import Final, Literal, TypeAlias

import attrs

from tjstats.errors import InvalidPeriodError, InvalidRecordError, LoadError, Problem
from tjstats.rows.columns import COLUMNS
from tjstats.rows.foreign import Foreign, TableMapping, is_breakdown
from tjstats.rows.reader import AT_ONCE, Part
from tjstats.rows.sheet import Sheet
from tjstats.values.period_texts import table_code
from tjstats.values.periods import period

__all__ = [
    "ForeignSheet",
    "Layout",
    "SheetMapping",
    "TextRows",
    "header_and_below",
    "is_empty",
    "parted",
    "parts_in",
    "text_or_none",
    "time_code",
    "times_of",
]

Layout: TypeAlias = Literal["long", "wide"]
TextRows: TypeAlias = Iterator[tuple[str, list[str]]]


_KNOWN: Final = 10_000  # texts of a column that are remembered
_ABOVE: Final = 200  # rows that may stand above a header
# The start of a note below a table.
_NOTE: Final = re.compile(
    r"\s*(?:注|说明|备注|数据来源|资料来源|来源|单位"
    r"|notes?\b|sources?\b|footnotes?\b|data from\b|last updated\b|copyright\b|©|\(c\)|_{3,}"
    r"|quellen?\b|anmerkung(?:en)?\b|hinweise?\b|stand:|fuentes?\b|notas?:|fonte\b|nota\b|champ\b"
    r"|lecture\b|bron:|出典|資料|注記|備考|註|資料來源"
    r"|\*|\(?[1-9]\d?\)|[a-z]\))",
    re.IGNORECASE,
)


_ACROSS: Final = ("TIME_PERIOD", "INDICATOR", "REF_AREA", "SCOPE", "UNIT_MEASURE")
_VALUES: Final = frozenset({"OBS_VALUE", "OBS_LOWER", "OBS_UPPER"})


class ForeignSheet(Foreign, total=False):
    """The arguments that read a sheet of another publisher: see `formats.csv.loads`."""

    layout: Layout
    across: str


@attrs.frozen(slots=False)
class SheetMapping(TableMapping):
    """How to read a foreign sheet. Fields: those of a table, layout ("wide": years as columns),
    across (what the columns are then: TIME_PERIOD, or INDICATOR, REF_AREA, "breakdown:…").
    """

    layout: Layout = "long"
    across: str = "TIME_PERIOD"

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.layout not in ("long", "wide"):
            raise InvalidRecordError("loads", "layout", self.layout, "write 'long' or 'wide'")
        if self.across not in _ACROSS and not is_breakdown(self.across):
            problem = f"write one of {', '.join(_ACROSS)}, or 'breakdown:sex'"
            raise InvalidRecordError("loads", "across", self.across, problem)
        if self.layout == "long" and self.across != "TIME_PERIOD":
            problem = "it goes with layout='wide'"
            raise InvalidRecordError("loads", "across", self.across, problem)

    def checked_names(self, header: list[str], place: str) -> list[str]:
        """As of a table. A table with one observation a row, whose columns are named, has one of
        values.
        """
        names = super().checked_names(header, place)
        if self.columns and self.layout == "long" and _VALUES.isdisjoint((*names, *self.defaults)):
            unread = (own for own, name in zip(header, names, strict=True) if own and not name)
            meant = {next(unread, "…"): "OBS_VALUE"}
            problem = f"no column is OBS_VALUE; name the one with the values, columns={meant}"
            raise LoadError((Problem(place, problem),))
        return names


def is_empty(cells: Sequence[str]) -> bool:
    """Whether no cell of a row holds anything."""
    first = next(filter(None, cells), "")
    return not first or (first.isspace() and not "".join(cells).strip())


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


def text_or_none(text: str) -> str | None:
    """The cell of a text that needs no protection."""
    return text or None


def parts_in(
    rows: TextRows,
    mapping: SheetMapping,
    names_of: Callable[[list[str], str], list[str]] | None = None,
    cell_of: Callable[[str], str | None] = text_or_none,
    *,
    at_once: bool = False,
) -> Iterator[Part]:
    """The rows of a table, by the library's names of the columns. Raises `LoadError`.

    *names_of* gives these names for a header, *cell_of* the cell of a text; *at_once* if nothing
    may stand above the header.
    """
    if mapping.layout == "wide":
        return _wide_parts(rows, mapping, cell_of)
    return _long_parts(rows, mapping, names_of or mapping.checked_names, cell_of, at_once)


def _long_parts(
    rows: TextRows,
    mapping: TableMapping,
    names_of: Callable[[list[str], str], list[str]],
    cell_of: Callable[[str], str | None],
    at_once: bool,
) -> Iterator[Part]:
    """The rows of a table with one observation each.

    The header is the first row with all the columns that *mapping* names, or *at_once* the first
    row. Raises `LoadError`.
    """
    place, header, below = header_and_below(rows, bool if at_once else _has(mapping))
    names = names_of(header, place)
    may_end = len(header) > 1 and not at_once and "RECORD" not in names
    data = (
        _data(below, 1) if may_end else ((at, cells) for at, cells in below if not is_empty(cells))
    )
    rows = ((at, _fitted(cells, header, at, names)) for at, cells in data)
    return _parts(rows, names, cell_of)


def _parts(
    rows: TextRows, names: list[str], cell_of: Callable[[str], str | None]
) -> Iterator[Part]:
    """The parts of a table; a text that is repeated is one cell."""
    is_last = "RECORD" not in names
    known = {name: _Known(cell_of) for name in names if name}
    while some := list(islice(rows, AT_ONCE)):
        places, texts = zip(*some, strict=True)
        cells = {
            name: [*map(known[name].__getitem__, column)]
            for name, column in zip(names, zip(*texts, strict=True), strict=True)
            if name
        }
        yield Part(places.__getitem__, Sheet(len(some), cells), is_last)
        for column in known.values():
            column.forget()


class _Known(dict[str, "str | None"]):
    """The cells of texts, each of which is read once."""

    def __init__(self, cell_of: Callable[[str], str | None]) -> None:
        self.cell_of = cell_of

    def __missing__(self, text: str) -> str | None:
        cell = self[text] = self.cell_of(text)
        return cell

    def forget(self) -> None:
        if len(self) > _KNOWN:
            self.clear()


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
    if "" in names:
        for own, name, cell in zip(header, names, cells, strict=True):
            if not own and not name and cell.strip():
                problem = f"a column without a name holds {cell[:40]!r}; name it in the header"
                raise LoadError((Problem(place, problem),))
    return cells


# --- years as columns -----------------------------------------------------------------------------


def _wide_parts(
    rows: TextRows, mapping: SheetMapping, cell_of: Callable[[str], str | None]
) -> Iterator[Part]:
    """The observations of a table whose columns are periods, one for each cell below a period; or
    of the columns that the mapping does not name, if they are something else.

    The header is the first row with a period that has all the columns that *mapping* names. Rows
    below that are no data end the table. Raises `LoadError`.
    """
    place, header, below = header_and_below(parted(rows), _is_wide(mapping))
    times = _across(header, mapping)
    if not times and mapping.across != "TIME_PERIOD":
        problem = f"no column is left for across={mapping.across!r}: columns names them all"
        raise LoadError((Problem(place, problem),))
    if not times:
        problem = "no column is a period; layout='wide' has years, quarters or months as columns"
        raise LoadError((Problem(place, problem),))
    names = _key_names(header, times, mapping, place)
    observed = (
        (f"{place}, {header[number]}", [*cells, time, cells[number]])
        for place, below_header in _data(below)
        for cells in [_fitted(below_header, header, place, names)]
        for number, time in times.items()
    )
    return _parts(observed, [*names, mapping.across, "OBS_VALUE"], cell_of)


def _across(header: list[str], mapping: SheetMapping) -> dict[int, str]:
    """What each column of values is of, by its number: a period, or the name of the column."""
    if mapping.across == "TIME_PERIOD":
        return times_of(header, mapping)
    own = {*mapping.columns, *COLUMNS, ""}
    return {number: name for number, name in enumerate(header) if name not in own}


def _key_names(
    header: list[str], times: Container[int], mapping: TableMapping, place: str
) -> list[str]:
    """The library's name of each column, "" for those that are periods or left out. Raises
    `LoadError`.
    """
    named = {*header} - {""} | {*mapping.columns}
    keys = [number for number, name in enumerate(header) if name in named and number not in times]
    checked = mapping.checked_names([header[number] for number in keys], place)
    meant = dict(zip(keys, checked, strict=True))
    return [meant.get(number, "") for number in range(len(header))]


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


def _is_wide(mapping: SheetMapping) -> Callable[[list[str]], bool]:
    has, least = _has(mapping), 1 if mapping.columns else 2

    def is_header(cells: list[str]) -> bool:
        return has(cells) and len(_across([cell.strip() for cell in cells], mapping)) >= least

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


def _data(rows: TextRows, most: float = math.inf) -> TextRows:
    """The rows of data: notes, and what stands alone after an empty row, are left out; *most* is
    the number of cells of such a row.
    """
    after_gap = False
    for place, cells in rows:
        if is_empty(cells):
            after_gap = True
        elif not _is_note(cells) and not (after_gap and is_empty(cells[1:]) and len(cells) <= most):
            yield place, cells

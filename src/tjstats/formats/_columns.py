"""What the columns of a table of another publisher are, by their names and their cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from itertools import filterfalse, islice
from typing import Any, Final

from tjstats.rows.columns import RECORD_COLUMNS
from tjstats.rows.foreign import BREAKDOWN, TableMapping, dated, likely
from tjstats.values.period_texts import (
    FREQUENCY_DAYS,
    FREQUENCY_MONTHS,
    period_from,
    table_code,
)

__all__ = [
    "Cells",
    "Found",
    "cells_at",
    "cells_below",
    "date_forms",
    "frequency_of",
    "is_value_column",
    "kept_apart",
    "keys_of",
    "long_columns",
    "mark_of",
    "number_arguments",
    "value_columns",
]

Cells = list[list[str]]
Found = dict[str, str | None]  # what each column is; None for one to leave out
Signs = tuple[str, str | None]  # of decimals and of thousands

# Columns of ours that others have by the same name and in the same meaning.
_OBSERVED: Final = (RECORD_COLUMNS["observation"] | {"FREQ"}) - {
    *("DECIMALS", "DERIVED_FROM", "EVERY", "ID", "MEASURE")
}
# Columns that tell no rows apart.
_OF_VALUES: Final = ("OBS_VALUE", "OBS_STATUS", "NOTE", "UNIT_MEASURE", "UNIT_MULT")
_LOOKED_AT: Final = 2000  # different cells of a column
_MARK: Final = 40  # characters of a mark for what is missing
_FEW: Final = 3  # different marks, not known as such, in a column of values


# --- cells ----------------------------------------------------------------------------------------

# Signs of numbers, the first that reads most: with semicolons between cells a comma is a decimal's.
_SIGNS: Final[tuple[Signs, ...]] = (
    (".", None),
    (".", ","),
    (",", None),
    (".", " "),
    (",", "."),
    (",", " "),
)
_SIGNS_BESIDE_SEMICOLONS: Final[tuple[Signs, ...]] = (
    (".", None),
    (",", None),
    (",", "."),
    (",", " "),
    (".", " "),
    (".", ","),
)
_APOSTROPHES: Final[tuple[Signs, ...]] = ((".", "'"), (",", "'"))
_PLAIN: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_FLAGS: Final = re.compile(r"\s+[a-z]{1,5}$")
_KNOWN_MARK: Final = re.compile(
    r"[.:…⋯*\-‐-―−~/／x×#\s]+|\(?[a-z]\)?|n\.?[/.]?[adpsz]\.?|n\.e\.?c\.?|k\.\s?a\.?|#n/a|#div/0!"
    r"|nan|null|none|nil|missing|no data|not? (?:available|applicable|reported)|suppressed"
    r"|confidential|unavailable|不详|暂无|缺失|无",
    re.IGNORECASE,
)
_IS_PERIOD: Final = re.compile(r"[12]\d{3}(-\d\d){0,2}", re.ASCII)
_YEARS: Final = re.compile(r"(?:19|20)\d\d", re.ASCII)
# Forms of dates that no table prints for certain, by strptime.
_DATES: Final = (
    "%d.%m.%Y",
    *("%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%d/%m", "%d/%m/%y", "%m/%d/%y"),
    *("%m/%Y", "%m.%Y", "%m-%Y", "%b-%y", "%b %y", "%y-%b", "%B-%y", "%d-%b-%y", "%d.%m.%y"),
)


@lru_cache(maxsize=1 << 15)
def _is_read(cell: str, decimal: str, thousands: str | None) -> bool:
    mapping = _mapping(decimal, thousands)
    number = mapping.cells({"OBS_VALUE": cell})["OBS_VALUE"]
    return bool(number and _PLAIN.fullmatch(number))


@lru_cache
def _mapping(decimal: str, thousands: str | None) -> TableMapping:
    return TableMapping(decimal=decimal, thousands=thousands)


def _is_number(cell: str) -> bool:
    return any(_is_read(cell, *signs) for signs in (*_SIGNS, *_APOSTROPHES))


def mark_of(cell: str) -> str | None:
    """The mark for what is missing in a cell that is no number; None if it may be something else.

    >>> mark_of(": c"), mark_of("n/a"), mark_of("12 of 13")
    (':', 'n/a', None)
    """
    text = _FLAGS.sub("", cell.strip())
    is_one = _KNOWN_MARK.fullmatch(text) or not re.search(r"\d", text)
    return text if text and len(text) <= _MARK and is_one else None


def is_value_column(cells: Iterable[str], most: float = 1.0) -> bool:
    """Whether cells are values: numbers, and marks for what is missing; of texts that are not known
    as marks a few different ones, in less than half of the cells. With *most* below 1, that share
    of values is enough.
    """
    counts = Counter(filter(None, map(str.strip, cells)))
    others = [*islice((cell for cell in counts if not _is_number(cell)), _LOOKED_AT)]
    strange = [cell for cell in others if not _KNOWN_MARK.fullmatch(_FLAGS.sub("", cell))]
    share = sum(map(counts.__getitem__, strange)) / max(1, counts.total())
    are_marks = len(strange) <= _FEW and None not in map(mark_of, strange)
    return len(others) < len(counts) and share < 1 / 2 and (are_marks or share <= 1 - most)


def number_arguments(
    cells: Iterable[str], delimiter: str
) -> tuple[dict[str, Any], tuple[str, ...], tuple[str, ...]]:
    """The arguments that read the numbers of cells, the marks that are no numbers (what they mean
    is for the caller to say), and notes on what may be read in two ways.
    """
    distinct = dict.fromkeys(filter(None, map(str.strip, cells)))
    some = [*islice(filter(_is_number, distinct), _LOOKED_AT)]
    order = _SIGNS_BESIDE_SEMICOLONS if delimiter == ";" else _SIGNS
    counts: dict[Signs, int] = {
        signs: sum(_is_read(cell, *signs) for cell in some) for signs in (*order, *_APOSTROPHES)
    }
    decimal, thousands = max(counts, key=lambda signs: counts[signs])
    arguments = {"thousands": thousands} if thousands else {}
    arguments |= {"decimal": decimal} if decimal != "." else {}
    marks = dict.fromkeys(filter(None, map(mark_of, filterfalse(_is_number, distinct))))
    pairs = _TWO_WAYS if delimiter != "," else _TWO_WAYS[:1]
    notes = _of_two_ways(some, (decimal, thousands), counts, pairs)
    return arguments, tuple(islice(marks, _MARK)), notes


def _of_two_ways(
    cells: list[str],
    chosen: Signs,
    counts: dict[Signs, int],
    pairs: Iterable[tuple[Signs, Signs]],
) -> tuple[str, ...]:
    """A note on numbers whose comma, or whose point, may be that of decimals or of thousands."""
    for one, other in pairs:
        if chosen in (one, other) and counts[one] == counts[other]:
            sign = one[1] or ""
            if unsure := next((cell for cell in cells if sign in cell), None):
                meant, argument = _SIGN_OF[chosen == one]
                return (f"{unsure}: its sign may be that of {meant}: {argument}={sign!r}",)
    return ()


# Signs that may read the same numbers; with commas between cells a point is that of decimals.
_TWO_WAYS: Final[tuple[tuple[Signs, Signs], ...]] = (
    ((".", ","), (",", None)),
    ((",", "."), (".", None)),
)
_SIGN_OF: Final = {True: ("decimals", "decimal"), False: ("thousands", "thousands")}


def _is_period(cell: str) -> bool:
    text = cell.strip()
    return table_code(text) is not None or bool(_IS_PERIOD.fullmatch(text))


def date_forms(cells: Iterable[str]) -> tuple[str, ...]:
    """The forms of dates that fit all cells, of which a table prints none for certain, one for each
    meaning; none if each cell is a period as it stands.

    >>> date_forms(["01/02/2023", "31/12/2023"]), date_forms(["Jan-23"]), date_forms(["1/2/2023"])
    (('%d/%m/%Y',), ('%b-%y',), ('%d/%m/%Y', '%m/%d/%Y'))
    """
    texts = list(islice(dict.fromkeys(cell.strip() for cell in cells if cell.strip()), _LOOKED_AT))
    if not texts or all(map(_is_period, texts)):
        return ()
    fitting: dict[tuple[datetime, ...], str] = {}
    for form in _DATES:
        with suppress(ValueError):
            fitting.setdefault(tuple(datetime.strptime(text, form) for text in texts), form)
    return tuple(fitting.values())


def _are_times(cells: Iterable[str]) -> bool:
    texts = list(islice(dict.fromkeys(cell.strip() for cell in cells if cell.strip()), _LOOKED_AT))
    return bool(texts) and (all(map(_is_period, texts)) or bool(date_forms(texts)))


def frequency_of(moments: Iterable[str], form: str | None) -> dict[str, str]:
    """The frequency of a table whose times are days, each the first or the last of a period of its
    own, the longest that fits; none of other tables. *form* is that of the days.
    """

    def day(text: str) -> str:
        return (form and dated(text, form)) or table_code(text) or text

    days = {*map(day, filter(None, map(str.strip, moments)))}
    for code in (*FREQUENCY_MONTHS, *FREQUENCY_DAYS):
        periods = {period_from(each, code) for each in days}
        if len(periods) == len(days) > 1 and periods.isdisjoint(days):
            return {"FREQ": code}
    return {}


# --- columns --------------------------------------------------------------------------------------


def cells_at(places: Iterable[int], body: Cells) -> list[str]:
    """The cells of columns by their numbers."""
    return [cells[place] for place in places for cells in body if place < len(cells)]


def cells_below(name: str, columns: Found, header: list[str], body: Cells) -> list[str]:
    """The cells of the columns that have a name of the library."""
    return cells_at([place for place, own in enumerate(header) if columns.get(own) == name], body)


def keys_of(header: list[str], times: Collection[int]) -> Found:
    """What the columns of a table that are no periods probably are, by their names."""
    names = [name for number, name in enumerate(header) if name and number not in times]
    return {name: _meant(name) for name in names}


def _meant(name: str) -> str | None:
    if name in _OBSERVED:
        return name
    return name.upper() if "_" in name and name.upper() in _OBSERVED else likely(name)


def kept_apart(found: Found, header: list[str], body: Cells) -> Found:
    """The columns, with breakdowns where rows would else be of the same."""
    places = {name: place for place, name in enumerate(header)}
    keys = _keys(found, header)
    for name, meant in found.items():
        rows = _distinct(keys, body)
        is_text = meant is None and not is_value_column(cells_at([places[name]], body))
        if rows < len(body) and is_text and _distinct([*keys, places[name]], body) > rows:
            found = {**found, name: f"{BREAKDOWN}{name.lower().replace(' ', '_')}"}
            keys.append(places[name])
    return found


def _keys(found: Found, header: list[str]) -> list[int]:
    """The numbers of the columns that tell rows apart."""
    meant = {name for name, column in found.items() if column not in (None, *_OF_VALUES)}
    return [place for place, name in enumerate(header) if name in meant]


def _distinct(places: list[int], body: Cells) -> int:
    return len({tuple(cells[place] for place in places) for cells in body})


# What the cells of a column of times, or of values, have to be.
_IS_ONE: Final[tuple[tuple[str, Callable[[Iterable[str]], bool]], ...]] = (
    ("TIME_PERIOD", _are_times),
    ("OBS_VALUE", is_value_column),
)


def long_columns(header: list[str], body: Cells) -> Found:
    """What each column probably is, by its name, else by its cells: periods, then numbers. Of
    several with one meaning (year, date) it is the one with the most different cells; if rows are
    of the same time, and another column has parts of it, that one.
    """
    found = _by_name_and_cells(header, body)
    if _distinct(_keys(found, header), body) < len(body):
        found |= _finer_time(found, header, body)
    return kept_apart(found, header, body)


def _finer_time(found: Found, header: list[str], body: Cells) -> Found:
    """The column of times that are parts of those of the column found; none if there is none."""
    for known in [place for place, name in enumerate(header) if found.get(name) == "TIME_PERIOD"]:
        for place, name in enumerate(header):
            finer = _distinct([place], body)
            is_finer = name and _distinct([known], body) < finer == _distinct([known, place], body)
            if is_finer and _are_times(cells_at([place], body)):
                return {header[known]: None, name: "TIME_PERIOD"}
    return {}


def _by_name_and_cells(header: list[str], body: Cells) -> Found:
    found = keys_of(header, ())
    for column, is_one in _IS_ONE:
        found |= dict.fromkeys(_misnamed(column, is_one, found, header, body))
    for column in filter(None, dict.fromkeys(found.values())):
        alike = [name for name, meant in found.items() if meant == column]
        most = max(alike, key=lambda name: len({*cells_at([header.index(name)], body)}))
        found |= {name: None for name in alike if name != most}
    for column, is_one in _IS_ONE:
        if column not in found.values():
            found |= dict.fromkeys(islice(_fitting(column, is_one, found, header, body), 1), column)
    return found


def _misnamed(
    column: str,
    is_one: Callable[[Iterable[str]], bool],
    found: Found,
    header: list[str],
    body: Cells,
) -> list[str]:
    """The columns that are one by their names and not by their cells, if another is by both, or by
    its cells alone.
    """
    named = [name for name, meant in found.items() if meant == column != name]
    might = [*named, *(_unnamed(found) if column == "OBS_VALUE" else ())]
    fitting = {name for name in might if is_one(cells_at([header.index(name)], body))}
    return [name for name in named if fitting and name not in fitting]


def _unnamed(found: Found) -> list[str]:
    """The columns that mean nothing by their names."""
    return [name for name, meant in found.items() if meant is None and not _KEYS.fullmatch(name)]


def _fitting(
    column: str,
    is_one: Callable[[Iterable[str]], bool],
    found: Found,
    header: list[str],
    body: Cells,
) -> Iterator[str]:
    """The columns without a meaning whose cells are all of a kind."""
    if column == "OBS_VALUE":
        yield from value_columns({name: found.get(name) for name in header}, header, body)
        return
    for place, name in enumerate(header):
        if (name or place == 0) and found.get(name) is None and is_one(cells_at([place], body)):
            yield name


def value_columns(columns: Found, header: list[str], body: Cells) -> list[str]:
    """The columns that may be values: numbers, and neither a part of a time nor of a key; those
    with other texts last, and years only if there is no other.
    """
    found = [
        name
        for place, name in enumerate(header)
        if name
        and columns.get(name) in (None, "OBS_VALUE")
        and not _KEYS.fullmatch(name)
        and is_value_column(cells_at([place], body), _MOST)
    ]

    def order(name: str) -> tuple[bool, bool]:
        cells = cells_at([header.index(name)], body)
        return all(_YEARS.fullmatch(cell.strip()) for cell in cells), not is_value_column(cells)

    found.sort(key=order)
    years = [name for name in found if order(name)[0]]
    return found[: -len(years)] if 0 < len(years) < len(found) else found


_MOST: Final = 0.6  # of the cells of a column of values, if no other column is one


# Names of columns of numbers that are no values.
_KEYS: Final = re.compile(
    r"(?:.*[_ ])?(?:coordinate|quarter|month|week|day|id|obs|no|nr|number|code|rank|period|decimals"
    r"|fips|lat|lon|latitude|longitude|scalar_id|序号|编号|代码|行政区划代码|月|月份|日)",
    re.IGNORECASE,
)

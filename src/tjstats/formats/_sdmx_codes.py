"""SDMX's code lists and time formats, and ours: tables, and the functions that read them.

Sources: SDMX code lists CL_FREQ 2.1 and CL_OBS_STATUS 2.2; SDMX technical notes, formats of time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from tjstats.columns import RECORD_KINDS
from tjstats.values.periods import period

__all__ = ["FREQUENCIES", "STATUS_LETTERS", "STATUS_OF_LETTERS", "STRUCTURES", "frequency", "time_code"]

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
FREQUENCIES: Final = {12: "A", 6: "S", 4: "T", 3: "Q", 2: "M2", 1: "M", **{12 * n: f"A{n}" for n in (2, 3, 4, 5, 10, 20, 30)}}
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

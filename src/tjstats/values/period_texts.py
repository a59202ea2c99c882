"""How others write a period: the codes of SDMX and pandas, and the words of tables.

A code means one period wherever it stands, so `tjstats.period` reads it: 2020Q1, 2020-M01, 2020-A1,
2020-W05. Words (2024年, Q1 2023, Jan 2023) are read in tables only, and so are days that can be
meant in one way only (12/31/2023, 31.12.2023). A year from another month (2023/24) is read nowhere,
because it does not say from which month. Sources: SDMX technical notes, formats of time; ISO 8601,
weeks.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

__all__ = ["FREQUENCY_DAYS", "FREQUENCY_MONTHS", "code_of", "period_from", "table_code"]

# --- codes ----------------------------------------------------------------------------------------

# The code of a part of a year, by its letter and number.
_PARTS: Final[dict[str, tuple[int, Callable[[int, int], str]]]] = {
    "A": (1, lambda year, _: f"{year:04d}"),
    "S": (2, lambda year, n: f"{year:04d}-S{n}"),
    "H": (2, lambda year, n: f"{year:04d}-S{n}"),
    "T": (3, lambda year, n: f"{year:04d}-{4 * n - 3:02d}-01/P4M"),
    "Q": (4, lambda year, n: f"{year:04d}-Q{n}"),
    "M": (12, lambda year, n: f"{year:04d}-{n:02d}"),
    "W": (53, lambda year, n: f"{date.fromisocalendar(year, n, 1)}/P7D"),
    "D": (366, lambda year, n: f"{date(year, 1, 1) + timedelta(days=n - 1)}"),
}
_REPORTING: Final = re.compile(r"(\d{4})-?([ASHTQMWD])(\d{1,3})", re.ASCII)
_MOMENT: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?(/P\d{1,7}[YMD])?",
    re.ASCII,
)


@lru_cache(maxsize=4096)
def code_of(text: str) -> str | None:
    """The library's code for a code of another standard or program; None for any other text.

    >>> code_of("2020Q1"), code_of("2020-A1"), code_of("2020-W05"), code_of("Q1 2020")
    ('2020-Q1', '2020', '2020-01-27/P7D', None)
    """
    match = _REPORTING.fullmatch(text)
    if match is None or match[1] == "0000":
        return None
    year, (last, code) = int(match[1]), _PARTS[match[2]]
    number = int(match[3])
    try:
        found = code(year, number) if 1 <= number <= last else None
    except (ValueError, OverflowError):  # a week that the year lacks
        return None
    return found if match[2] != "D" or (found or "").startswith(match[1]) else None


# --- words of tables ------------------------------------------------------------------------------

_MONTH_NAMES: Final[dict[str, int]] = dict(
    zip("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), range(1, 13), strict=True)
)
_MONTH_NAME: Final = (
    r"(JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    r"|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\.?"
)
_ORDINALS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}


def _number(text: str) -> int:
    return _ORDINALS.get(text) or _MONTH_NAMES.get(text[:3]) or int(text)


def _months(year: str, first: str, last: str) -> str:
    """The code of a span of months of one year; "" if it runs backwards."""
    months = _number(last) - _number(first) + 1
    return f"{int(year):04d}-{_number(first):02d}-01/P{months}M" if months > 0 else ""


def _day(year: str, month: str, day: str) -> str:
    return f"{year}-{_number(month):02d}-{int(day):02d}"


def _years(first: str, last: str) -> str:
    years = int(last) - int(first) + 1
    return f"{first}-01-01/P{years}Y" if years > 1 else ""


def _part(letter: str) -> Callable[[str, str], str]:
    return lambda year, number: f"{year}{letter}{_number(number)}"


def _reversed(letter: str) -> Callable[[str, str], str]:
    return lambda number, year: f"{year}{letter}{_number(number)}"


_YEAR: Final = r"([12]\d{3})"
# Forms of capitals and ASCII digits, and what they mean.
_FORMS: Final[tuple[tuple[str, Callable[..., str]], ...]] = (
    (rf"{_YEAR}年度?", str),
    (rf"(?:YR|CY){_YEAR}|{_YEAR}\.0", lambda *years: str(next(filter(None, years)))),
    (rf"{_YEAR} \[YR\d{{4}}\]", str),
    (r"(\d{4}M\d\d) \[\d{4}M\d\d\]|(\d{4}Q\d) \[\d{4}Q\d\]", lambda *codes: codes[0] or codes[1]),
    (rf"{_YEAR}(?:年|[ /.\-])(1[0-2]|0?[1-9])(?:月份?)?", _part("M")),
    (rf"{_YEAR}(1[0-2]|0[1-9])", _part("M")),
    (rf"{_YEAR}[ 年/.\-]?Q([1-4])", _part("Q")),
    (rf"{_YEAR}年?第?([1-4一二三四])季度?", _part("Q")),
    (rf"{_YEAR}[ 年/.\-]?[HS]([12])", _part("S")),
    (rf"{_YEAR}年([上下])半年", _part("S")),
    (rf"Q([1-4])[ /\-]?{_YEAR}", _reversed("Q")),
    (rf"[HS]([12])[ /\-]?{_YEAR}", _reversed("S")),
    (rf"{_MONTH_NAME}[ \-]{_YEAR}", _reversed("M")),
    (rf"{_YEAR}[ \-]?{_MONTH_NAME}", _part("M")),
    (rf"{_YEAR}年(1[0-2]|[1-9])-(1[0-2]|[1-9])月份?", _months),
    (rf"{_MONTH_NAME} ?- ?{_MONTH_NAME} {_YEAR}", lambda a, b, year: _months(year, a, b)),
    (rf"(3[01]|[12]\d|0?[1-9])[ \-]{_MONTH_NAME}[ \-]{_YEAR}", lambda d, m, y: _day(y, m, d)),
    (rf"{_MONTH_NAME}[ \-](3[01]|[12]\d|0?[1-9])(?:,? |-){_YEAR}", lambda m, d, y: _day(y, m, d)),
    (rf"{_YEAR}年前([二三])季度", lambda year, n: _months(year, "1", str(3 * _number(n)))),
    (rf"{_YEAR}年?-{_YEAR}年?", _years),
    (
        rf"{_YEAR}[年/.](1[0-2]|0?[1-9])[月/.](3[01]|[12]\d|0?[1-9])日?",
        _day,
    ),
    (rf"(3[01]|2\d|1[3-9])[./\-](1[0-2]|0?[1-9])[./\-]{_YEAR}", lambda d, m, y: _day(y, m, d)),
    (rf"(1[0-2]|0?[1-9])[/\-](3[01]|2\d|1[3-9])[/\-]{_YEAR}", lambda m, d, y: _day(y, m, d)),
    (rf"{_YEAR}(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])", "{}-{}-{}".format),
)
_COMPILED: Final = tuple((re.compile(form, re.ASCII), meaning) for form, meaning in _FORMS)
_OURS: Final = re.compile(
    r"\d{4}(?:-(?:[QS]\d|(?:0[1-9]|1[0-2])(?:-\d\d)?))?|\d{4}-\d\d-\d\d/P\d{1,7}[YMD]", re.ASCII
)
# Full-width digits and signs, and the dashes of spans, as ASCII.
_PLAIN: Final[dict[int, int | str]] = {
    **{0xFF01 + n: 0x21 + n for n in range(94)},
    **dict.fromkeys(map(ord, "‐‑‒–—―−～~－至"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), " "),
}


@lru_cache(maxsize=4096)
def table_code(text: str) -> str | None:
    """The library's code for a period as a table prints it; None for any other text.

    >>> table_code("2024年1-9月"), table_code("Q1 2023"), table_code("2000 [YR2000]")
    ('2024-01-01/P9M', '2023-Q1', '2000')
    """
    plain = " ".join(text.translate(_PLAIN).upper().split())
    if (code := code_of(plain)) is not None:
        return code
    if moment := _MOMENT.fullmatch(plain):
        return moment[1] + (moment[2] or "")
    for form, meaning in _COMPILED:
        if parts := form.fullmatch(plain):
            code = meaning(*parts.groups())
            return code_of(code) or code or None
    return plain if plain != text and _OURS.fullmatch(plain) else None


# --- dates of a period ----------------------------------------------------------------------------

# The months, or the days, of a period by its letter in CL_FREQ.
FREQUENCY_MONTHS: Final = {"A": 12, "S": 6, "H": 6, "T": 4, "Q": 3, "M": 1}
FREQUENCY_DAYS: Final = {"W": 7}


def period_from(text: str, frequency: str) -> str:
    """The code of the period of a frequency whose first or last day a text names; any other text
    unchanged.

    >>> [period_from(day, "M") for day in ("2014-01-01", "2014-01-31", "2014-01-15")]
    ['2014-01', '2014-01', '2014-01-15']
    """
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return text
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    if frequency in FREQUENCY_DAYS and day.weekday() == 0:
        return f"{text}/P{FREQUENCY_DAYS[frequency]}D"
    months = FREQUENCY_MONTHS.get(frequency)
    return text if months is None else _of_edge(day, months) or text


def _of_edge(day: date, months: int) -> str | None:
    """The code of the months of which *day* is the first or the last; None if it is neither."""
    number, place = divmod(day.month - 1, months)
    is_first = day.day == 1 and place == 0
    is_last = place == months - 1 and day.day == monthrange(day.year, day.month)[1]
    letter = next(letter for letter, length in FREQUENCY_MONTHS.items() if length == months)
    return _PARTS[letter][1](day.year, number + 1) if is_first or is_last else None

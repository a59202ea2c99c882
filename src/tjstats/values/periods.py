"""Reporting periods and points in time, and the arithmetic of days and months behind them."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from numbers import Integral
from typing import Any, Final, Self, TypeAlias, cast

import attrs

from tjstats.errors import InvalidPeriodError, InvalidRecordError, PeriodKindError, PeriodOrderError
from tjstats.streams import Modelled
from tjstats.values.figures import Figure
from tjstats.values.languages import Language, spoken
from tjstats.values.period_texts import code_of, table_code
from tjstats.values.time_wording import day_text, span_text
from tjstats.values.units import unit_of_code

__all__ = [
    "ONE_DAY",
    "PRECISIONS",
    "AsOf",
    "Period",
    "Time",
    "days_later",
    "first_day",
    "last_day",
    "leaves_days",
    "month_number",
    "months_apart",
    "months_later",
    "period",
    "step_of",
    "to_date",
]

_STEP: Final = re.compile(r"([+-]?\d{1,4})([yqmd])")
_MONTHS: Final = {"y": 12, "q": 3, "m": 1}
ONE_DAY: Final = timedelta(days=1)


def to_date(value: date | str) -> date:
    if type(value) is date:
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise InvalidPeriodError(value, "no such day", "correct the date") from None
    if isinstance(value, date):
        remedy = f"write '{value.isoformat()[:10]}', or the date() of it"
        raise InvalidPeriodError(str(value), "it has a time of day", remedy)
    raise InvalidPeriodError(value, "not a date", "write datetime.date or text like '2020-12-31'")


def month_number(year: int, month: int) -> int:
    """Months since year 0, counted from 0."""
    return year * 12 + month - 1


_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_of_month(year: int, month: int) -> int:
    """The number of days of a month."""
    return 29 if month == 2 and isleap(year) else _DAYS[month - 1]


def first_day(ordinal: int, given: object) -> date:
    """The first day of a month given by its ordinal."""
    if not 12 <= ordinal < 120000:
        raise InvalidPeriodError(given, "outside the years 1 to 9999", "use a date within them")
    return date(ordinal // 12, ordinal % 12 + 1, 1)


def last_day(ordinal: int, given: object) -> date:
    first = first_day(ordinal, given)
    return first.replace(day=days_of_month(first.year, first.month))


def step_of(text: str) -> tuple[int, int]:
    """A length as (months, days): "1y", "3m", "2q", "10d"."""
    parts = _STEP.fullmatch(text) if isinstance(text, str) else None
    if not parts:
        raise InvalidPeriodError(text, "not a length", "write '1y', '1q', '3m' or '10d'")
    count = int(parts[1])
    return (0, count) if parts[2] == "d" else (count * _MONTHS[parts[2]], 0)


def months_later(day: date, months: int) -> date:
    """The day *months* later; a month end stays a month end, and a day that the month lacks becomes
    its last.
    """
    ordinal = month_number(day.year, day.month) + months
    last = last_day(ordinal, day)
    if day.day >= last.day or day.day == days_of_month(day.year, day.month):
        return last
    return last.replace(day=day.day)


def months_apart(first: date, last: date) -> int | None:
    """The months from one day to another, None if days are left over."""
    if first.day != last.day:
        start, end = ((day.day, days_of_month(day.year, day.month)) for day in (first, last))
        if leaves_days(start, end):
            return None
    return (last.year - first.year) * 12 + last.month - first.month


def leaves_days(first: tuple[Any, Any], last: tuple[Any, Any]) -> Any:
    """Whether two days are not whole months apart: the smaller number does not end its month.

    So a month end is whole months from every month end, and 30 January from 28 February. Of each
    day its number and the length of its month, as Python values or frame expressions.
    """
    (day, length), (other, other_length) = first, last
    return ((day < other) & (day < length)) | ((other < day) & (other < other_length))


def days_later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise InvalidPeriodError(
            str(day),
            f"{days} days later the calendar has ended",
            "use a date within the years 1 to 9999",
        ) from None


# Reporting periods: `Period`, a span of whole months or days, and `AsOf`, a point in time, which
# are never compared. A year, a quarter, a year to date and a five-year plan differ only in start
# and length, so they are one type, equal if they cover the same days. Codes are those of SDMX
# (TIME_PERIOD and start/duration), the shortest that fits.


Day: TypeAlias = date  # for the field of AsOf that has the name of its type


def _in_range(name: str, value: int, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral) or not low <= value <= high:
        raise InvalidRecordError(
            "Period", name, value, f"write a whole number from {low} to {high}"
        )
    return int(value)  # those of numpy too


@lru_cache(maxsize=1024)
def _length(count: int, unit: str) -> Figure:
    return Figure(count, unit_of_code(unit), exact=True)


@total_ordering
@attrs.frozen(order=False, init=False)
class Period(Modelled):
    """A span from *start* to *end*, both included. Fields: start, end, as `datetime.date` (or
    texts); without an end *start* is the code of the span.

    Periods are ordered by (start, end). Raises `InvalidPeriodError`, `PeriodOrderError`.

    >>> Period.years(2021, 2025), Period("2024-Q3") == Period("2024-07-01", "2024-09-30")
    (Period('2021-01-01/P5Y'), True)
    >>> str(Period.year_to_date(2025, 9)), Period.quarter(2025, 3).shift(-4)
    ('2025-01-01/P9M', Period('2024-Q3'))
    """

    start: date = attrs.field(converter=to_date)
    end: date = attrs.field(converter=to_date)
    _in_days: bool = attrs.field(default=False, init=False, eq=False, repr=False)  # see shift

    def __init__(self, start: date | str, end: date | str | None = None) -> None:
        if end is None:
            whole = period(cast("str", start))
            start, end = whole.start, whole.end
        self.__attrs_init__(start, end)  # pyright: ignore[reportAttributeAccessIssue]

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise PeriodOrderError(
                str(self.start), str(self.end), "is the start and must not be after the end"
            )

    # --- named constructors -----------------------------------------------------------------------

    @classmethod
    def _new(cls, start: date, end: date) -> Self:
        """A span of days in valid order, without checks: the trusted constructor."""
        span = object.__new__(cls)
        object.__setattr__(span, "start", start)
        object.__setattr__(span, "end", end)
        object.__setattr__(span, "_in_days", False)
        return span

    @classmethod
    def _of_months(cls, first: int, count: int) -> Self:
        return cls._new(first_day(first, first), last_day(first + count - 1, first))

    @classmethod
    def year(cls, year: int) -> Self:
        """A calendar year."""
        return cls.years(year, year)

    @classmethod
    def half_year(cls, year: int, half: int) -> Self:
        """The first or second half of a year."""
        return cls._of_months(month_number(_year(year), _in_range("half", half, 1, 2) * 6 - 5), 6)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        """One of the four quarters of a year."""
        return cls._of_months(
            month_number(_year(year), _in_range("quarter", quarter, 1, 4) * 3 - 2), 3
        )

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """A calendar month."""
        return cls._of_months(month_number(_year(year), _in_range("month", month, 1, 12)), 1)

    @classmethod
    def day(cls, day: date | str) -> Self:
        """A single day."""
        return cls(day, day)

    @classmethod
    def years(cls, first: int, last: int, *, start_month: int = 1) -> Self:
        """Whole years, both included. Fiscal years begin in *start_month* and are named by the
        calendar year of that month.
        """
        if _year(last) < _year(first):
            raise PeriodOrderError(
                str(first), str(last), "is the first year and must not be after the last"
            )
        return cls._of_months(
            month_number(first, _in_range("start_month", start_month, 1, 12)),
            12 * (last - first + 1),
        )

    @classmethod
    def year_to_date(cls, year: int, month: int) -> Self:
        """January to *month* of a year: 1—9月, 前三季度."""
        return cls._of_months(month_number(_year(year), 1), _in_range("month", month, 1, 12))

    # --- length -----------------------------------------------------------------------------------

    @property
    def months(self) -> int | None:
        """The number of whole calendar months, or None if it does not consist of whole months."""
        start, end = self.start, self.end
        if start.day != 1 or end.day < 28 or end.day != days_of_month(end.year, end.month):
            return None
        return (end.year - start.year) * 12 + end.month - start.month + 1

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.end - self.start).days + 1

    @property
    def length(self) -> Figure:
        """Its length as a figure in years, else months, else days: 2万人/年 times it is a total.

        >>> print(Figure("2", "万人/年") * Period.years(2021, 2025).length)
        100,000 people
        """
        months = self.months
        if months is None:
            return _length(self.days, "day")
        whole, rest = divmod(months, 12)
        return _length(months, "month") if rest else _length(whole, "year")

    # --- place ------------------------------------------------------------------------------------

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            raise PeriodKindError(self.code, getattr(other, "code", str(other)))
        return (self.start, self.end) < (other.start, other.end)

    def contains(self, other: Period | AsOf | date) -> bool:
        """Whether all of *other* is inside."""
        if isinstance(other, Period):
            return self.start <= other.start and other.end <= self.end
        return self.start <= (other.date if isinstance(other, AsOf) else other) <= self.end

    __contains__ = contains

    def overlaps(self, other: Period) -> bool:
        """Whether some day is in both."""
        return self.start <= other.end and other.start <= self.end

    def shift(self, count: int = 1, by: str | None = None) -> Period:
        """The period *count* steps later; a step is its own length, or *by* ("1y", "1q", "1m",
        "7d").

        Its own length is in whole months where it consists of such, else in days; of what was
        shifted by days it stays in days, so that shifting back gives the same period.
        """
        if by is None and (self._in_days or self.months is None):
            shifted = self._days_later(self.days * count)
            object.__setattr__(shifted, "_in_days", True)
            return shifted
        months, days = (self.months or 0, 0) if by is None else step_of(by)
        if not months:
            return self._days_later(days * count)
        if self.months is None:
            return Period(*(months_later(day, months * count) for day in (self.start, self.end)))
        first = month_number(self.start.year, self.start.month) + months * count
        return Period._of_months(first, self.months)

    def _days_later(self, days: int) -> Period:
        return Period(days_later(self.start, days), days_later(self.end, days))

    def split(self, by: str = "1y") -> tuple[Period, ...]:
        """The parts of equal length *by*, in order. Raises `InvalidPeriodError` if they do not fill
        it.

        >>> [str(p) for p in Period.years(2021, 2023).split()]
        ['2021', '2022', '2023']
        """
        months, days = step_of(by)
        size, whole = (days, self.days) if days else (months, self.months or 0)
        if size <= 0 or whole % size or not whole:
            raise InvalidPeriodError(
                str(self), f"does not consist of parts of {by}", "choose a length that fits"
            )
        if days:
            starts = (self.start + timedelta(days=i) for i in range(0, whole, size))
            return tuple(Period(start, start + timedelta(days=size - 1)) for start in starts)
        first = month_number(self.start.year, self.start.month)
        return tuple(Period._of_months(first + i, size) for i in range(0, whole, size))

    @property
    def first_day(self) -> Day:
        """Its start, by the name that a point in time has too."""
        return self.start

    # --- code -------------------------------------------------------------------------------------

    @property
    def code(self) -> str:
        """The shortest SDMX code: 2021, 2021-S1, 2021-Q3, 2021-09, 2021-01-01/P5Y, 2025-01-01/P9M,
        2020-12-31/P1D.
        """
        months, year, month = self.months, self.start.year, self.start.month
        start = self.start.isoformat()
        if months is None:
            return f"{start}/P{self.days}D"
        if months == 12 and month == 1:
            return f"{year:04d}"
        if months == 1:
            return start[:7]
        for size, letter in ((6, "S"), (3, "Q")):
            if months == size and month % size == 1:
                return f"{year:04d}-{letter}{(month - 1) // size + 1}"
        return f"{start}/P{months}M" if months % 12 else f"{start}/P{months // 12}Y"

    def text(self, lang: Language | None = None) -> str:
        """The span in words.

        >>> Period.years(2021, 2025).text("en"), Period.year_to_date(2025, 9).text("zh")
        ('2021–2025', '2025年1—9月')
        """
        return span_text(self.start, self.end, self.months, spoken(lang))

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        return f"Period({self.code!r})"


# The precisions of a point in time, from the finest: the number of months that it ends, and the
# name of a day in it. A day ends no month.
PRECISIONS: Final[dict[str, tuple[int, Callable[[date], str]]]] = {
    "day": (0, date.isoformat),
    "month": (1, lambda day: day.isoformat()[:7]),
    "quarter": (3, lambda day: f"{day.isoformat()[:4]}-Q{day.month // 3}"),
    "half_year": (6, lambda day: f"{day.isoformat()[:4]}-S{day.month // 6}"),
    "year": (12, lambda day: day.isoformat()[:4]),
}


@total_ordering
@attrs.frozen(order=False, repr=False, init=False)
class AsOf(Modelled):
    """A point in time: the end of the day, month, quarter, half-year or year named.

    Fields: date, and precision ("day", "month", "quarter", "half_year" or "year", outside `==` and
    hash). Takes a date or a text; raises `InvalidPeriodError`.

    >>> AsOf("2020") == AsOf("2020-12-31"), AsOf("2025-11").date, AsOf("2025-11").precision
    (True, datetime.date(2025, 11, 30), 'month')
    """

    date: Day
    precision: str = attrs.field(eq=False)

    def __init__(self, date: Day | str, precision: str | None = None) -> None:
        if isinstance(date, str) and len(date) != 10:
            day, own = _end_of(date)
        else:
            day, own = to_date(date), "day"
        if precision is not None and precision != own:
            own = _fitting(day, precision)
            if own != precision:
                problem = f"write one of {', '.join(PRECISIONS)} that ends on {day}"
                raise InvalidRecordError("AsOf", "precision", precision, problem)
        self.__attrs_init__(day, own)  # pyright: ignore[reportAttributeAccessIssue]

    @property
    def first_day(self) -> Day:
        """Its day, as for a period of one day."""
        return self.date

    @property
    def end(self) -> Day:
        """Its day, as for a period of one day."""
        return self.date

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, AsOf):
            raise PeriodKindError(self.code, getattr(other, "code", str(other)))
        return self.date < other.date

    def shift(self, count: int = 1, by: str = "1y") -> AsOf:
        """The point *count* steps later; the end of a month stays the end of a month.

        It keeps the precision, or a finer one if the month does not end such a period.

        >>> str(AsOf("2020").shift(1)), str(AsOf("2020").shift(1, "1m"))
        ('2021', '2021-01')
        """
        months, days = step_of(by)
        if not months:
            return AsOf(days_later(self.date, days * count))
        day = months_later(self.date, months * count)
        return AsOf(day, _fitting(day, self.precision))

    @property
    def code(self) -> str:
        """The day, as in ISO 8601."""
        return self.date.isoformat()

    def text(self, lang: Language | None = None) -> str:
        """The point in time in words: the end of a year or month, or a day.

        >>> AsOf("2025").text("en"), AsOf("2025-11").text("zh")
        ('end 2025', '2025年11月末')
        """
        return day_text(self.date, spoken(lang))

    def __str__(self) -> str:
        return PRECISIONS[self.precision][1](self.date)

    def __repr__(self) -> str:
        return f"AsOf({str(self)!r})"


@lru_cache(maxsize=4096)
def _end_of(code: str) -> tuple[date, str]:
    """The last day of a period, and the precision of its code; spans of other lengths have the
    precision day.
    """
    named = period(code)
    for name, (months, text) in PRECISIONS.items():
        if months == named.months and text(named.end) == named.code:
            return named.end, name
    return named.end, "day"


def _fitting(day: date, precision: str) -> str:
    """The precision, or the coarsest finer one that ends on *day*."""
    most = PRECISIONS[precision][0] if precision in PRECISIONS else 0
    fitting = "day"
    if day.day == days_of_month(day.year, day.month):
        for name, (months, _) in PRECISIONS.items():
            if 0 < months <= most and day.month % months == 0:
                fitting = name
    return fitting


Time: TypeAlias = Period | AsOf


def _year(value: int) -> int:
    return _in_range("year", value, 1, 9999)


_SHORT: Final = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|([SQ])(\d)))?", re.ASCII)
_SPAN: Final = re.compile(r"(\d{4}-\d\d-\d\d)/P(\d{1,7})([YMD])", re.ASCII)
_PLAN: Final = re.compile('[“"]?[一二三四五六七八九十]{1,2}五[”"]?(规划|计划)?')
_FROM_A_MONTH: Final = re.compile(r"(\d{4})[/\-–](?:\d\d)?\d\d|FY ?(\d{4})", re.ASCII)


def period(code: str) -> Period:
    """The period denoted by an SDMX code: 2021, 2021-S1, 2021-Q3, 2021-09, 2021-09-30 (a day),
    2021-01-01/P5Y; or by another code of SDMX or pandas: 2021Q3, 2021-M09, 2021-A1, 2021-W05.

    The same object for the same text. Raises `InvalidPeriodError`.

    >>> period("2021-01-01/P5Y").end
    datetime.date(2025, 12, 31)
    """
    if not isinstance(code, str):
        raise InvalidPeriodError(code, *_no_code(code))
    return _read(code)


def _no_code(value: Any) -> tuple[str, str]:
    """What a value is that is no text, and what to write for it."""
    is_whole = isinstance(value, Integral) and not isinstance(value, bool)
    if is_whole and abs(int(value)) < 10**8:  # of a longer one Python may refuse to give the digits
        return "it is a number", f"write '{int(cast(int, value))}'"
    if isinstance(value, date):
        day = value.isoformat()[:10]
        return "it is a day", f"write AsOf('{day}'), or the code of a span such as '{day[:7]}'"
    if hasattr(value, "start_time"):  # a period of pandas
        return "it is no text", f"write '{value}', which str() gives; records take it as it is"
    return "it is no text", "write the code of a period, for example '2021' or '2021-Q3'"


@lru_cache(maxsize=4096)
def _read(code: str) -> Period:
    if parts := _SPAN.fullmatch(code):
        return _span(code, to_date(parts[1]), int(parts[2]), parts[3])
    parts = _SHORT.fullmatch(code)
    if not parts:
        return _of_another_form(code)
    year = int(parts[1])
    try:
        if parts[3]:
            return Period.day(code)
        if parts[2]:
            return Period.month(year, int(parts[2]))
        if parts[4]:
            return (Period.half_year if parts[4] == "S" else Period.quarter)(year, int(parts[5]))
        return Period.year(year)
    except InvalidRecordError as error:
        raise InvalidPeriodError(code, f"no such {error.field}") from None


def _of_another_form(code: str) -> Period:
    """The period of a code of SDMX or pandas. Raises `InvalidPeriodError` that says the code meant
    by other words, if there is one.
    """
    if (ours := code_of(code)) is not None:
        return period(ours)
    if (meant := table_code(code)) is not None:
        raise InvalidPeriodError(code, remedy=f"write {meant!r}")
    if year := _FROM_A_MONTH.fullmatch(code.strip()):
        problem = "it does not say from which month the year runs"
        first = f"'{year[1] or year[2]}-04-01/P1Y'"
        remedy = f"write its first day and its length, for example {first}"
        raise InvalidPeriodError(code, problem, remedy)
    if _PLAN.fullmatch(code):
        raise InvalidPeriodError(code, "it is a plan", f"write tjstats.plan({code!r}).period")
    raise InvalidPeriodError(code)


def _span(code: str, start: date, count: int, letter: str) -> Period:
    if not count:
        raise InvalidPeriodError(code, "a period lasts at least a day")
    if letter == "D":
        return Period(start, days_later(start, count - 1))
    months = count * (12 if letter == "Y" else 1)
    first = month_number(start.year, start.month)
    if start.day == 1:
        return Period._of_months(first, months)
    after = last_day(first + months, code)
    return Period(start, after.replace(day=min(start.day, after.day)) - ONE_DAY)

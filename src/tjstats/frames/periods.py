"""Periods of a column as ordinals, so that the base of a row is a fixed number of steps earlier.

Integers are years. Dates are points in time; month ends stay month ends. Texts are codes accepted
by `tjstats.period` and `AsOf`: a year, half-year, quarter, month, day, or a span such as
2021-01-01/P5Y; all of one length; or Chinese words, 2021年, 2021年9月, 2021年1-9月. An ordinal is
null if the period is missing or unreadable.
"""

from __future__ import annotations

import re
from datetime import date
from math import gcd, isnan
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import attrs

from tjstats.errors import FrameColumnError, FrameRowsError, InvalidPeriodError
from tjstats.frames.engines import Expr, Expressions, Frame, is_date, is_object, is_text
from tjstats.values.periods import AsOf, Period, Time, leaves_days, period, step_of

if TYPE_CHECKING:
    from narwhals.dtypes import DType

__all__ = [
    "DAYS",
    "YEAR",
    "GivenTime",
    "Timeline",
    "months_apart",
    "timeline",
    "unchecked_timeline",
]

GivenTime: TypeAlias = Time | int | str | date

# Ordinals within a month: its days, 31 for the last day of any month, 0 for the whole month.
DAYS: Final = 32
YEAR: Final = 12 * DAYS
_LAST: Final = 31
# The range of ordinals for one length, so that periods of different lengths never match.
_LENGTH: Final = 10**7
_NEVER: Final = 10**15  # a distance that no two periods have
_OF_DAYS: Final = 10**6  # above the length of periods that are counted in days


class _Pattern(NamedTuple):
    """Codes of one form. Fields: pattern, months (in one unit), number and length (where the text
    has the unit's number within the year, and the count of units: start and width, or None for
    the digits up to the end).
    """

    pattern: str
    months: int
    number: tuple[int, int | None] | None = None
    length: tuple[int, int | None] | None = None


# In some engines `$` also matches before a final line break. In every engine a text with another
# character, or with the year 0, is not a code.
_NO_CODE: Final = "[^0-9A-Z年月/-]|^0000"
_NO_DIGIT: Final = "[^0-9]"
_MONTHS: Final = "(?:0[1-9]|1[0-2])"
_CODES: Final = (
    _Pattern("^[0-9]{4}(?:-?A1|年)?$", 12),
    _Pattern("^[0-9]{4}-?[SH][12]$", 6, (4, None)),
    _Pattern("^[0-9]{4}-?Q[1-4]$", 3, (4, None)),
    _Pattern(f"^[0-9]{{4}}(?:(?:-|-?M){_MONTHS}|年(?:[1-9]|{_MONTHS})月)$", 1, (4, None)),
    _Pattern("^[0-9]{4}年1-(?:[2-9]|1[0-2])月$", 1, None, (7, None)),
    _Pattern(f"^[0-9]{{4}}-{_MONTHS}-01/P[1-9][0-9]?Y$", 12, (5, 2), (12, None)),
    _Pattern(f"^[0-9]{{4}}-{_MONTHS}-01/P[1-9][0-9]?M$", 1, (5, 2), (12, None)),
)
_DAY: Final = (
    "^[0-9]{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    "|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31|02-29)$"
)


@attrs.frozen
class Timeline:
    """The periods of a column as ordinals: steps of 1/32 month, or of days, from an origin.

    Fields: ns, ordinal, step, origin, months (the length of each period, 0 for points in time; None
    if it is unknown until the data are read), days (the length of each period that is counted in
    days: 7 for weeks).
    """

    ns: Expressions = attrs.field(eq=False, repr=False)
    ordinal: Expr = attrs.field(eq=False, repr=False)
    step: int = 1
    origin: int = 0
    months: int | None = None
    days: int | None = None

    def stored_as(self, ordinal: Expr) -> Timeline:
        """The same timeline with its ordinals in a column."""
        return attrs.evolve(self, ordinal=ordinal)

    def lag(self, over: str) -> int:
        """A length such as "1y" in ordinals.

        Raises `InvalidPeriodError` unless it is a length in months, or in days if the periods are,
        and a multiple of the periods'.
        """
        months, days = step_of(over)
        if self.days:
            if days <= 0 or days % self.days:
                problem = f"the periods last {self.days} days each"
                raise InvalidPeriodError(over, problem, f"write '{self.days}d' or a multiple")
            return self._steps(days)
        if days or months <= 0:
            problem = "not a length of months or years above zero"
            raise InvalidPeriodError(over, problem, "write '1y', '5y', '1q' or '1m'")
        if self.months and months % self.months:
            problem = f"the periods last {self.months} months each"
            raise InvalidPeriodError(over, problem, "write a multiple of that")
        return self._steps(months * DAYS)

    def at(self, time: GivenTime) -> int:
        """The ordinal of a time: a year, a code, a date, a Period or an AsOf. Raises
        `InvalidPeriodError`.
        """
        moment = _moment_of(_time(time, points=self.months == 0))
        if self.months is not None and moment // _LENGTH != self.months:
            kind = f"periods of {self.months} months" if self.months else "points in time"
            problem = f"the frame has {kind}"
            raise InvalidPeriodError(str(time), problem, "write a base of the same kind")
        return self._steps(moment - self.origin)

    def _steps(self, distance: int) -> int:
        whole, rest = divmod(distance, self.step)
        return _NEVER if rest else whole

    @property
    def moment(self) -> Expr:
        """The ordinals in steps of 1/32 month, which are equal for equal periods of any frame."""
        return self.ordinal * self.step + self.origin

    def is_after(self, at: int) -> Expr:
        """Whether each period comes after the one at an ordinal, and has its length."""
        moment = at * self.step + self.origin
        return (self.ordinal > at) & (self.moment < moment - moment % _LENGTH + _LENGTH)

    def calendar_year(self) -> Expr:
        """The calendar year of a period, or ending on its day; null for any other period."""
        if self.months == 12 and self.step == YEAR and self.origin == 12 * _LENGTH:
            return self.ordinal
        within = self.moment % _LENGTH
        is_year = (self.moment >= 12 * _LENGTH) & (self.moment < 13 * _LENGTH)
        whole = is_year & (within % YEAR == 0)
        last_day = (self.moment < _LENGTH) & (within % YEAR == 11 * DAYS + _LAST)
        return self.ns.when(whole | last_day).then((within - within % YEAR) / YEAR)

    def length(self) -> Expr:
        """The months of each period, 0 for points in time; of periods in days what makes their
        `end` less it their start.
        """
        if self.days:
            return self.ns.lit(self.days / DAYS)
        if self.months is not None:
            return self.ns.lit(self.months)
        return (self.moment - self.moment % _LENGTH) / _LENGTH

    def end(self) -> Expr:
        """The end of each period, in steps of 1/32 month: equal for a year and its last day; of
        periods in days, in days.
        """
        if self.days:
            return self.moment % _LENGTH + self.days
        if self.months:
            return self.moment + self.months * (DAYS - _LENGTH)
        ns, within = self.ns, self.moment % _LENGTH
        point = within + ns.when(within % DAYS == _LAST).then(ns.lit(1)).otherwise(ns.lit(0))
        return ns.when(self.moment < _LENGTH).then(point).otherwise(within + self.length() * DAYS)

    def end_of(self, time: GivenTime) -> int:
        """The end of a time passed by the caller. Raises `InvalidPeriodError`."""
        months, within = divmod(_moment_of(_time(time, points=self.months == 0)), _LENGTH)
        return within + months * DAYS if months else within + (within % DAYS == _LAST)


def timeline(frame: Frame, name: str, kind: DType, *, in_days: bool = False) -> Timeline:
    """The ordinals of a column of periods; *in_days* reads weeks and other spans of days too, on
    eager frames.

    Raises `FrameColumnError` for a column of another type, and on eager frames `FrameRowsError` for
    unreadable periods. Periods of different lengths never match.
    """
    time = unchecked_timeline(frame, name, kind)
    if frame.engine.eager and not kind.is_integer():
        return _compact(frame, name, time.ordinal, in_days)
    return time


def unchecked_timeline(frame: Frame, name: str, kind: DType) -> Timeline:
    """The ordinals of a column of periods, without checking its values. Raises `FrameColumnError`
    for a column of another type.
    """
    ns, column = frame.ns, frame.ns.col(name)
    if kind.is_integer():
        return Timeline(ns, column.cast(ns.Int64), YEAR, 12 * _LENGTH, 12)
    if is_date(kind):
        return Timeline(ns, _as_stored(frame, _of_date(ns, column)), months=0)
    if is_text(kind) or (frame.engine.eager and is_object(kind)):
        return Timeline(ns, _as_stored(frame, _of_text(ns, column.cast(ns.String))))
    remedy = "use integer years, dates, or text with period codes such as '2021-Q3'"
    raise FrameColumnError(name, f"is of type {kind}, not periods", remedy)


def _as_stored(frame: Frame, moment: Expr) -> Expr:
    """Integers on lazy frames, except on Dask, which fails if integers are missing."""
    if frame.engine.eager:
        return moment
    return moment.cast(frame.ns.Float64 if frame.engine.name == "dask" else frame.ns.Int64)


# --- dates and codes ------------------------------------------------------------------------------


def _of_date(ns: Expressions, column: Expr) -> Expr:
    """The ordinals of dates."""
    parts = (column.dt.year(), column.dt.month(), column.dt.day())
    year, month, day = (part.fill_null(1) for part in parts)  # Dask cannot cast a missing part
    return ns.when(~column.is_null()).then(_of_day(ns, year, month, day))


def _of_day(ns: Expressions, year: Expr, month: Expr, day: Expr) -> Expr:
    year, month, day = (part.cast(ns.Float64) for part in (year, month, day))
    last = day == _days_of(ns, year, month)
    return (year * 12 + month - 1) * DAYS + ns.when(last).then(ns.lit(_LAST)).otherwise(day)


def _days_of(ns: Expressions, year: Expr, month: Expr) -> Expr:
    """The number of days in a month."""
    short = (month == 4) | (month == 6) | (month == 9) | (month == 11)
    february = ns.when(_is_leap(year)).then(ns.lit(29)).otherwise(ns.lit(28))
    days = ns.when(short).then(ns.lit(30)).otherwise(ns.lit(31))
    return ns.when(month == 2).then(february).otherwise(days)


def _is_leap(year: Expr) -> Expr:
    return ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)


def months_apart(ns: Expressions, first: Expr, last: Expr) -> tuple[Expr, Expr]:
    """The months from one end of a period to another (see `Timeline.end`), and whether days are
    left over.
    """
    (start, first_day), (end, last_day) = (_day_of_end(ns, moment) for moment in (first, last))
    return end - start, leaves_days(first_day, last_day)


def _day_of_end(ns: Expressions, end: Expr) -> tuple[Expr, tuple[Expr, Expr]]:
    """The last day of a period: its month, its number in the month, and the days of the month."""
    day = end % DAYS
    is_last = day == 0  # the end of a month is the start of the next
    month = (end - day) / DAYS - ns.when(is_last).then(ns.lit(1)).otherwise(ns.lit(0))
    number = month % 12
    days = _days_of(ns, (month - number) / 12, number + 1)
    return month, (ns.when(is_last).then(days).otherwise(day), days)


def _of_text(ns: Expressions, column: Expr) -> Expr:
    """The ordinals of codes, null for any other text."""
    read = ns.coalesce(
        *(_of_code(ns, column, code) for code in _CODES), _of_code_of_day(ns, column)
    )
    # Once, around them all, since the engines that plan a query take their time by its size.
    return ns.when(column.str.replace_all(_NO_CODE, "") == column).then(read)


def _of_code(ns: Expressions, column: Expr, code: _Pattern) -> Expr:
    text = ns.when(column.str.contains(code.pattern)).then(column)
    months, step = ns.lit(code.months), code.months
    if code.length is not None:  # a span of several units, starting with a month
        months, step = _digits(ns, text, code.length) * code.months, 1
    first = ns.lit(0)
    if code.number is not None:
        first = (_digits(ns, text, code.number) - 1) * step
    return months * _LENGTH + (_digits(ns, text, (0, 4)) * 12 + first) * DAYS


def _of_code_of_day(ns: Expressions, column: Expr) -> Expr:
    text = ns.when(column.str.contains(_DAY)).then(column)
    year, month, day = (_digits(ns, text, place) for place in ((0, 4), (5, 2), (8, 2)))
    exists = ~((month == 2) & (day == 29)) | _is_leap(year)
    return ns.when(exists).then(_of_day(ns, year, month, day))


def _digits(ns: Expressions, text: Expr, place: tuple[int, int | None]) -> Expr:
    """An integer in a text, as a float, because pandas's integers have no null."""
    part = text.str.slice(*place)
    return (part if place[1] else part.str.replace_all(_NO_DIGIT, "")).cast(ns.Float64)


# --- periods in memory ----------------------------------------------------------------------------


def _compact(frame: Frame, name: str, moment: Expr, in_days: bool) -> Timeline:
    """The timeline of an eager frame, in the greatest common step of its periods, from the first
    one. Raises `FrameRowsError`.
    """
    ordinals = _moments(frame, name, moment, in_days)
    lengths = {ordinal // _LENGTH for ordinal in ordinals.values()}
    origin = min(ordinals.values(), default=0)
    step = gcd(*(ordinal - origin for ordinal in ordinals.values())) or 1
    ns = frame.ns
    ordinal = ns.lit(None).cast(ns.Int64)
    if ordinals:
        places = [(at - origin) // step for at in ordinals.values()]
        ordinal = ns.col(name).replace_strict(list(ordinals), places, return_dtype=ns.Int64)
    length = lengths.pop() if len(lengths) == 1 else None
    if length is not None and length > _OF_DAYS:
        return Timeline(ns, ordinal, step, origin, days=length - _OF_DAYS)
    return Timeline(ns, ordinal, step, origin, length)


def _moments(frame: Frame, name: str, moment: Expr, in_days: bool) -> dict[object, int]:
    """The ordinal of each period of an eager frame. Raises `FrameRowsError`."""
    periods = frame.distinct(name)
    pairs = periods.select(frame.ns.col(name).alias("period"), moment.alias("moment")).rows()
    known: dict[object, Any] = dict(
        zip(pairs["period"].to_list(), pairs["moment"].to_list(), strict=True)
    )
    if in_days:
        known = {given: _in_days(given) if _is_null(at) else at for given, at in known.items()}
    unread = [given for given, at in known.items() if _is_null(at)]
    if unread:
        rows = len(frame.filter(frame.ns.col(name).is_in(unread)).rows())
        problem = f"unreadable periods, such as {unread[0]!r}"
        raise FrameRowsError(name, rows, problem, "write codes such as '2021', '2021-Q3'")
    return {given: int(at) for given, at in known.items()}


def _is_null(at: float | None) -> bool:
    return at is None or isnan(at)


def _in_days(given: object) -> int | None:
    """The ordinal of a span of days, in days; None for any other value."""
    try:
        span = period(given) if isinstance(given, str) else None
    except InvalidPeriodError:
        return None
    if span is None or span.months:
        return None
    return (_OF_DAYS + span.days) * _LENGTH + span.start.toordinal()


# --- times given by a caller ----------------------------------------------------------------------


def _moment_of(time: Time) -> int:
    """The ordinal of a time in steps of 1/32 month. Raises `InvalidPeriodError`."""
    day = time.date if isinstance(time, AsOf) else time.start
    months = (day.year * 12 + day.month - 1) * DAYS
    if isinstance(time, AsOf):
        return months + (_LAST if AsOf(day).shift(1, "1d").date.day == 1 else day.day)
    if not time.months or day.day != 1:
        remedy = "write a year, quarter, month or a span of those"
        raise InvalidPeriodError(str(time), "not a span of whole months", remedy)
    return time.months * _LENGTH + months


def _time(given: GivenTime, *, points: bool) -> Time:
    """The time of a given base; in a frame of points, the end of the period named."""
    if isinstance(given, Period | AsOf):
        return AsOf(given.end) if points and isinstance(given, Period) else given
    if isinstance(given, bool) or not isinstance(given, int | str | date):
        remedy = "write a year, a code such as '2020-Q4', or a date"
        raise InvalidPeriodError(given, "not a base", remedy)
    text = str(given)
    return AsOf(text) if points or re.fullmatch(_DAY, text) else period(text)

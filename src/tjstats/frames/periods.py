"""Periods of a column as ordinals, so that the base of a row is a fixed number of steps earlier.

Integers are years. Dates are points in time; month ends stay month ends. Texts are codes accepted
by `tjstats.period` and `AsOf`: a year, half-year, quarter, month, day, or a span such as
2021-01-01/P5Y; all of one length; or Chinese words, 2021年, 2021年9月, 2021年1-9月. A period of
pandas is the days that it covers. Beside a column FREQ a first day is the period that begins on it.
An ordinal is null if the period is missing or unreadable.

A question that moves by days ("7d", or from a week) has ordinals in days: see `days`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from math import gcd, isnan
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import attrs

from tjstats.errors import FrameColumnError, FrameRowsError, InvalidPeriodError
from tjstats.frames.days import (
    DAY,
    LENGTH,
    OF_DAYS,
    day_of_date,
    day_of_text,
    days_in,
    digits_in,
    is_leap,
    is_monday,
    moment_in_days,
)
from tjstats.frames.engines import Expr, Expressions, Frame, is_date, is_object, is_text
from tjstats.records.given import code_of_time
from tjstats.values.period_texts import FREQUENCY_DAYS, FREQUENCY_MONTHS
from tjstats.values.periods import AsOf, Period, Time, leaves_days, period, step_of

if TYPE_CHECKING:
    from narwhals.dtypes import DType

__all__ = [
    "DAYS",
    "YEAR",
    "GivenTime",
    "Timeline",
    "is_in_days",
    "length_text",
    "months_apart",
    "readable_timeline",
    "timeline",
]

GivenTime: TypeAlias = Time | int | str | date

# Ordinals within a month: its days, 31 for the last day of any month, 0 for the whole month.
DAYS: Final = 32
YEAR: Final = 12 * DAYS
_LAST: Final = 31
_NEVER: Final = 10**15  # a distance that no two periods have


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
_REMEDY: Final = "write codes such as '2021', '2021-Q3'"
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
_DAY: Final = f"^{DAY}$"
_FREQUENCY: Final = "FREQ"


@attrs.frozen
class Timeline:
    """The periods of a column as ordinals: steps of 1/32 month, or of days, from an origin.

    Fields: ns, ordinal, step, origin, months (the length of each period, 0 for points in time; None
    if it is unknown until the data are read), in_days (the ordinals count days), days (the length
    of each of these periods: 7 for weeks; None if it is unknown), starts (all are known to be first
    days of a month).
    """

    ns: Expressions = attrs.field(eq=False, repr=False)
    ordinal: Expr = attrs.field(eq=False, repr=False)
    step: int = 1
    origin: int = 0
    months: int | None = None
    in_days: bool = False
    days: int | None = None
    starts: bool = False

    def stored_as(self, ordinal: Expr) -> Timeline:
        """The same timeline with its ordinals in a column."""
        return attrs.evolve(self, ordinal=ordinal)

    def lag(self, over: str) -> int:
        """A length such as "1y" in ordinals.

        Raises `InvalidPeriodError` unless it is a length in months, or in days if the periods are,
        and a multiple of the periods'.
        """
        months, days = step_of(over)
        if self.in_days:
            if days <= 0 or (self.days and days % self.days):
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
        given = _time(time, points=self.months == 0)
        moment = moment_in_days(given) if self.in_days else _moment_of(given)
        known = self.months if self.days is None else OF_DAYS + self.days
        if known is not None and moment // LENGTH != known:
            kind = f"periods of {self.days} days" if self.days else f"periods of {known} months"
            problem = f"the frame has {kind if known % OF_DAYS else 'points in time'}"
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
        return (self.ordinal > at) & (self.moment < moment - moment % LENGTH + LENGTH)

    def calendar_year(self) -> Expr:
        """The calendar year of a period, or ending on its day; null for any other period."""
        if self.months == 12 and self.step == YEAR and self.origin == 12 * LENGTH:
            return self.ordinal
        within = self.moment % LENGTH
        is_year = (self.moment >= 12 * LENGTH) & (self.moment < 13 * LENGTH)
        whole = is_year & (within % YEAR == 0)
        last_day = (self.moment < LENGTH) & (within % YEAR == 11 * DAYS + _LAST)
        return self.ns.when(whole | last_day).then((within - within % YEAR) / YEAR)

    def length(self) -> Expr:
        """The months of each period, 0 for points in time; of periods in days what makes their
        `end` less it their start.
        """
        if self.in_days:
            return self._in_days() / DAYS
        if self.months is not None:
            return self.ns.lit(self.months)
        return (self.moment - self.moment % LENGTH) / LENGTH

    def end(self) -> Expr:
        """The end of each period, in steps of 1/32 month: equal for a year and its last day; of
        periods in days, in days.
        """
        if self.in_days:
            return self.moment % LENGTH + self._in_days()
        if self.months:
            return self.moment + self.months * (DAYS - LENGTH)
        ns, within = self.ns, self.moment % LENGTH
        point = within + ns.when(within % DAYS == _LAST).then(ns.lit(1)).otherwise(ns.lit(0))
        return ns.when(self.moment < LENGTH).then(point).otherwise(within + self.length() * DAYS)

    def _in_days(self) -> Expr:
        """The days of each period that is counted in days."""
        if self.days is not None:
            return self.ns.lit(self.days)
        return (self.moment - self.moment % LENGTH) / LENGTH - OF_DAYS

    def end_of(self, time: GivenTime) -> int:
        """The end of a time passed by the caller. Raises `InvalidPeriodError`."""
        if self.in_days:
            return _time(time, points=False).end.toordinal() + 1
        months, within = divmod(_moment_of(_time(time, points=self.months == 0)), LENGTH)
        return within + months * DAYS if months else within + (within % DAYS == _LAST)


def timeline(frame: Frame, name: str, kind: DType, *, in_days: bool | None = None) -> Timeline:
    """The ordinals of a column of periods; *in_days* for a question that moves by days, None for
    one that cannot.

    Raises `FrameColumnError` for a column of another type, and on eager frames `FrameRowsError` for
    unreadable periods. Periods of different lengths never match.
    """
    if not frame.engine.eager or kind.is_integer():
        return _unchecked(frame, name, kind, in_days=bool(in_days))
    known = _moments(frame, name, kind, bool(in_days))
    if in_days is not None and known and not any(at is not None for at in known.values()):
        in_days = not in_days  # all of the other kind, whose length the question will refuse
        known = _moments(frame, name, kind, in_days)
    _check_read(frame, name, known, in_days)
    return _compact(frame, name, known, bool(in_days))


def _unchecked(frame: Frame, name: str, kind: DType, *, in_days: bool = False) -> Timeline:
    """The ordinals of a column of periods, without checking its values. Raises `FrameColumnError`
    for a column of another type.
    """
    ns = frame.ns
    if kind.is_integer():
        return Timeline(ns, ns.col(name).cast(ns.Int64), YEAR, 12 * LENGTH, 12)
    if frame.engine.eager:
        return _compact(frame, name, _moments(frame, name, kind, in_days), in_days)
    moment = _of_frequency(frame, _of_column(frame, name, kind, in_days), in_days)
    are_points = is_date(kind) and not in_days and _frequencies(frame) is None
    return Timeline(
        ns, _as_stored(frame, moment), months=0 if are_points else None, in_days=in_days
    )


def readable_timeline(frame: Frame, name: str, kind: DType) -> Timeline:
    """The ordinals of all periods that some question reads, counted in months or in days."""
    time = _unchecked(frame, name, kind)
    if time.months is not None:
        return time
    days = _unchecked(frame, name, kind, in_days=True)
    moment = frame.ns.coalesce(time.moment, days.moment)
    return Timeline(frame.ns, moment)


def length_text(length: int) -> str:
    """The length of periods in words, by that of an ordinal."""
    return f"{length - OF_DAYS} days" if length > OF_DAYS else f"{length} months"


def _of_column(frame: Frame, name: str, kind: DType, in_days: bool) -> Expr:
    """The ordinals of dates or texts. Raises `FrameColumnError`."""
    ns, column = frame.ns, frame.ns.col(name)
    if is_date(kind):
        return _of_date(ns, column, day_of_date if in_days else _of_day)
    if is_text(kind) or (frame.engine.eager and is_object(kind)):
        return _of_text(ns, column.cast(ns.String), in_days)
    remedy = "use integer years, dates, or text with period codes such as '2021-Q3'"
    raise FrameColumnError(name, f"is of type {kind}, not periods", remedy)


def _as_stored(frame: Frame, moment: Expr) -> Expr:
    """Integers on lazy frames, except on Dask, which fails if integers are missing."""
    if frame.engine.eager:
        return moment
    return moment.cast(frame.ns.Float64 if frame.engine.name == "dask" else frame.ns.Int64)


def _frequencies(frame: Frame) -> Expr | None:
    """The codes of the column FREQ; None if there is none."""
    if not is_text(frame.types().get(_FREQUENCY)):
        return None
    return frame.ns.col(_FREQUENCY).cast(frame.ns.String)


def _of_frequency(frame: Frame, moment: Expr, in_days: bool) -> Expr:
    """The ordinals, a first day as the period of its frequency that begins on it."""
    ns, codes = frame.ns, _frequencies(frame)
    if codes is None:
        return moment
    if in_days:
        for code, days in FREQUENCY_DAYS.items():
            begins = ((codes == code) & is_monday(moment)).fill_null(False)
            moment = ns.when(begins).then(moment + days * LENGTH).otherwise(moment)
        return moment
    of_length = [
        ns.when(codes.is_in([code for code, n in FREQUENCY_MONTHS.items() if n == months])).then(
            ns.lit(months)
        )
        for months in sorted(set(FREQUENCY_MONTHS.values()))
    ]
    months = ns.coalesce(*of_length)
    is_first = (moment < LENGTH) & ((moment - 1) % (months * DAYS) == 0)
    begins = is_first.fill_null(False)
    return ns.when(begins).then(moment - 1 + months * LENGTH).otherwise(moment)


# --- dates and codes ------------------------------------------------------------------------------


def _of_date(
    ns: Expressions, column: Expr, of_day: Callable[[Expressions, Expr, Expr, Expr], Expr]
) -> Expr:
    """The ordinals of dates."""
    parts = (column.dt.year(), column.dt.month(), column.dt.day())
    year, month, day = (part.fill_null(1) for part in parts)  # Dask cannot cast a missing part
    return ns.when(~column.is_null()).then(of_day(ns, year, month, day))


def _of_day(ns: Expressions, year: Expr, month: Expr, day: Expr) -> Expr:
    year, month, day = (part.cast(ns.Float64) for part in (year, month, day))
    last = day == _days_of(ns, year, month)
    return (year * 12 + month - 1) * DAYS + ns.when(last).then(ns.lit(_LAST)).otherwise(day)


def _days_of(ns: Expressions, year: Expr, month: Expr) -> Expr:
    """The number of days in a month."""
    short = (month == 4) | (month == 6) | (month == 9) | (month == 11)
    february = ns.when(is_leap(year)).then(ns.lit(29)).otherwise(ns.lit(28))
    days = ns.when(short).then(ns.lit(30)).otherwise(ns.lit(31))
    return ns.when(month == 2).then(february).otherwise(days)


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


def _of_text(ns: Expressions, column: Expr, in_days: bool) -> Expr:
    """The ordinals of codes, null for any other text."""
    if in_days:
        read = day_of_text(ns, column)
    else:
        codes = (_of_code(ns, column, code) for code in _CODES)
        read = ns.coalesce(*codes, _of_code_of_day(ns, column))
    # Once, around them all, since the engines that plan a query take their time by its size.
    return ns.when(column.str.replace_all(_NO_CODE, "") == column).then(read)


def _of_code(ns: Expressions, column: Expr, code: _Pattern) -> Expr:
    text = ns.when(column.str.contains(code.pattern)).then(column)
    months, step = ns.lit(code.months), code.months
    if code.length is not None:  # a span of several units, starting with a month
        months, step = digits_in(ns, text, *code.length) * code.months, 1
    first = ns.lit(0)
    if code.number is not None:
        first = (digits_in(ns, text, *code.number) - 1) * step
    return months * LENGTH + (digits_in(ns, text, 0, 4) * 12 + first) * DAYS


def _of_code_of_day(ns: Expressions, column: Expr) -> Expr:
    text = ns.when(column.str.contains(_DAY)).then(column)
    year, month, day = (digits_in(ns, text, *place) for place in ((0, 4), (5, 2), (8, 2)))
    exists = ~((month == 2) & (day == 29)) | is_leap(year)
    return ns.when(exists).then(_of_day(ns, year, month, day))


# --- periods in memory ----------------------------------------------------------------------------


def _moments(frame: Frame, name: str, kind: DType, in_days: bool) -> dict[object, int | None]:
    """The ordinal of each period of an eager frame, None if it cannot be read."""
    periods, moment = frame.distinct(name), _of_column(frame, name, kind, False)
    given = periods.rows()[name].to_list()
    if in_days:
        return {period: days_in(period) for period in given}
    moments = periods.select(moment.alias("moment")).rows()["moment"].to_list()
    return {
        period: _of_pandas(period) if hasattr(period, "start_time") else _whole(at)
        for period, at in zip(given, moments, strict=True)
    }


def _of_pandas(given: object) -> int | None:
    """The ordinal of a period of pandas, by the days that it covers: its text does not say in which
    month its year begins, nor its length. None if it cannot be read.
    """
    try:
        return _moment_of(_time(str(code_of_time(given)), points=False))
    except InvalidPeriodError:
        return None


def _check_read(
    frame: Frame, name: str, known: Mapping[object, int | None], in_days: bool | None
) -> None:
    """Raise `FrameRowsError` for periods that cannot be read."""
    unread = [given for given, at in known.items() if at is None]
    if not unread:
        return
    rows = len(frame.filter(frame.ns.col(name).is_in(unread)).rows())
    problem, remedy = f"unreadable periods, such as {unread[0]!r}", _REMEDY
    if in_days:
        remedy = "write weeks such as '2021-W05' and days, or ask over months, over='1m'"
    elif days_in(unread[0]) is not None:
        remedy = "weeks and days have growth, over='7d'; total or average them to months"
    raise FrameRowsError(name, rows, problem, remedy)


def _compact(
    frame: Frame, name: str, known: Mapping[object, int | None], in_days: bool
) -> Timeline:
    """The timeline of an eager frame, in the greatest common step of its periods, from the first
    one.
    """
    ns, column = frame.ns, frame.ns.col(name)
    moments = {given: at for given, at in known.items() if at is not None}
    if moments and _frequencies(frame) is not None:
        column, moments = _by_frequency(frame, column, moments, in_days)
    ordinals = set(moments.values())
    origin = min(ordinals, default=0)
    step = gcd(*(at - origin for at in ordinals)) or 1
    places = {given: (at - origin) // step for given, at in moments.items()}
    ordinal = _replaced(ns, column, places, complete=all(at is not None for at in known.values()))
    return attrs.evolve(
        _of_lengths(ns, ordinals, in_days), ordinal=ordinal, step=step, origin=origin
    )


def _of_lengths(ns: Expressions, ordinals: Collection[int], in_days: bool) -> Timeline:
    """A timeline with what is known of the lengths of its periods."""
    time = Timeline(ns, ns.lit(None), in_days=in_days)
    lengths = {at // LENGTH for at in ordinals}
    if len(lengths) != 1:
        return time
    length = lengths.pop()
    if in_days:
        return attrs.evolve(time, days=length - OF_DAYS)
    starts = length == 0 and all(at % DAYS == 1 for at in ordinals)
    return attrs.evolve(time, months=length, starts=starts)


def _replaced(
    ns: Expressions, column: Expr, by: Mapping[object, int], *, complete: bool = True
) -> Expr:
    """The column with its values replaced; if not *complete*, null for any other, as floats,
    because pandas's integers have no null.
    """
    if not by:
        return ns.lit(None, ns.Float64)
    given, new = list(by), list(by.values())
    if complete:
        return column.replace_strict(given, new, return_dtype=ns.Int64)
    return column.replace_strict(given, new, default=None, return_dtype=ns.Float64)


def _by_frequency(
    frame: Frame, column: Expr, moments: Mapping[object, int], in_days: bool
) -> tuple[Expr, dict[object, int]]:
    """The ordinals of a column beside one of frequencies, and those that there are."""
    moment = _of_frequency(frame, _replaced(frame.ns, column, moments, complete=False), in_days)
    found = frame.select(moment.alias("moment")).rows()["moment"].unique().to_list()
    return moment, {at: whole for at in found if (whole := _whole(at)) is not None}


def _whole(at: float | None) -> int | None:
    return None if at is None or isnan(at) else int(at)


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
    return time.months * LENGTH + months


def is_in_days(over: str, base: GivenTime | None) -> bool:
    """Whether a question moves by days: over "7d", or from a week or another span of days. Raises
    `InvalidPeriodError`.
    """
    if base is None:
        return step_of(over)[1] > 0
    time = _time(base, points=False)
    return isinstance(time, Period) and not time.months


def _time(given: GivenTime, *, points: bool) -> Time:
    """The time of a given base; in a frame of points, the end of the period named."""
    if isinstance(given, Period | AsOf):
        return AsOf(given.end) if points and isinstance(given, Period) else given
    if isinstance(given, bool) or not isinstance(given, int | str | date):
        remedy = "write a year, a code such as '2020-Q4', or a date"
        raise InvalidPeriodError(given, "not a base", remedy)
    text = str(given)
    return AsOf(text) if points or re.fullmatch(_DAY, text) else period(text)

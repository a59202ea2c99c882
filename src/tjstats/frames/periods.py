"""Clocks: the periods of a column as ordinals, so that the base of a row is the one so many steps
before.

Integers are years. Dates are points in time, the last day of a month staying the last. Texts are
codes as `tjstats.period` and `AsOf` take them: a year, half-year, quarter, month, day, or a span
such as 2021-01-01/P5Y; all of one length. An ordinal is null where the period is missing or cannot
be read.
"""

from __future__ import annotations

import re
from datetime import date
from math import gcd, isnan
from typing import Any, Final, NamedTuple

import attrs

from tjstats.errors import FrameColumnError, FrameRowsError, InvalidPeriodError
from tjstats.frames.engines import Frame, narwhals
from tjstats.frames.schema import is_text
from tjstats.values.periods import AsOf, Period, Time, period, step_of

__all__ = ["YEAR", "Clock", "clock", "unread"]

_DAYS: Final = 32  # ordinals of a month: its days, 31 for the last one whichever that is, 0 for the month as a whole
YEAR: Final = 12 * _DAYS  # ordinals of a year
_KIND: Final = (
    10**7
)  # ordinals of periods of one length, so that periods of unlike length never meet
_NEVER: Final = 10**12  # a lag that no two periods have
_LAST: Final = 31


class _Code(NamedTuple):
    """Codes of one look: the months of one, or in which characters that stands; where the number
    within the year stands.
    """

    pattern: str
    months: int
    number: tuple[int, int] | None = None
    length: tuple[int, int] | None = None


_MONTH: Final = "^[0-9]{4}-(?:0[1-9]|1[0-2])"
_CODES: Final = (
    _Code("^[0-9]{4}$", 12),
    _Code("^[0-9]{4}-S[12]$", 6, (6, 1)),
    _Code("^[0-9]{4}-Q[1-4]$", 3, (6, 1)),
    _Code(f"{_MONTH}$", 1, (5, 2)),
    _Code(f"{_MONTH}-01/P[1-9]Y$", 12, (5, 2), (12, 1)),
    _Code(f"{_MONTH}-01/P[1-9][0-9]Y$", 12, (5, 2), (12, 2)),
    _Code(f"{_MONTH}-01/P[1-9]M$", 1, (5, 2), (12, 1)),
    _Code(f"{_MONTH}-01/P[1-9][0-9]M$", 1, (5, 2), (12, 2)),
)
_DAY: Final = "^[0-9]{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31|02-29)$"


@attrs.frozen
class Clock:
    """The ordinals of a frame's periods: so many steps of 1/32 month from an origin.

    Fields: ordinal (an expression over the frame), step, origin, months (the length of each period,
    0 for points in time; None where it is not known before the data are read).
    """

    ordinal: Any
    step: int = 1
    origin: int = 0
    months: int | None = None

    def lag(self, over: str) -> int:
        """A length such as "1y" in ordinals.

        Raises `InvalidPeriodError` for what is no length of months, and for one that is no multiple
        of the periods' own.
        """
        months, days = step_of(over)
        if days or months <= 0:
            raise InvalidPeriodError(
                over, "not a length of months or years above zero", "write '1y', '5y', '1q' or '1m'"
            )
        if self.months and months % self.months:
            raise InvalidPeriodError(
                over, f"the periods last {self.months} months each", "write a multiple of that"
            )
        whole, rest = divmod(months * _DAYS, self.step)
        return _NEVER if rest else whole

    def at(self, time: Any) -> int:
        """The ordinal of a time: a year, a code, a date, a Period or an AsOf. Raises
        `InvalidPeriodError`.
        """
        found = _time(time, points=self.months == 0)
        fine = _fine(found)
        if self.months is not None and fine // _KIND != self.months:
            kind = f"periods of {self.months} months" if self.months else "points in time"
            raise InvalidPeriodError(
                str(time), f"the frame has {kind}", "write a base of the same kind"
            )
        whole, rest = divmod(fine - self.origin, self.step)
        return _NEVER if rest else whole

    @property
    def moment(self) -> Any:
        """The ordinals in steps of 1/32 month, which are the same for the same period of any
        frame.
        """
        return self.ordinal * self.step + self.origin

    def calendar_year(self, ns: Any) -> Any:
        """The calendar year that a period is, or whose last day it is; null for any other."""
        if self.months == 12 and self.step == YEAR and self.origin == 12 * _KIND:
            return self.ordinal
        within = self.moment % _KIND
        first = (self.moment >= 12 * _KIND) & (self.moment < 13 * _KIND) & (within % YEAR == 0)
        last = (self.moment < _KIND) & (within % YEAR == 11 * _DAYS + _LAST)
        return ns.when(first | last).then((within - within % YEAR) / YEAR)

    def length(self, ns: Any) -> Any:
        """The months of each period, 0 for points in time."""
        return (
            ns.lit(self.months)
            if self.months is not None
            else (self.moment - self.moment % _KIND) / _KIND
        )

    def end(self, ns: Any) -> Any:
        """When each period ends, in steps of 1/32 month: the same for a year and for its last
        day.
        """
        if self.months:
            return self.moment + self.months * (_DAYS - _KIND)
        within = self.moment % _KIND
        point = within + ns.when(within % _DAYS == _LAST).then(ns.lit(1)).otherwise(ns.lit(0))
        return ns.when(self.moment < _KIND).then(point).otherwise(within + self.length(ns) * _DAYS)

    def end_of(self, time: Any) -> int:
        """When a time given by a caller ends. Raises `InvalidPeriodError`."""
        found = _fine(_time(time, points=self.months == 0))
        months, within = divmod(found, _KIND)
        return within + months * _DAYS if months else within + (within % _DAYS == _LAST)


def clock(frame: Frame, name: str, kind: Any) -> Clock:
    """The clock of a column of periods. Where the data are there, so are mistakes in them.

    Raises `FrameColumnError` for a column that is none of periods; `FrameRowsError` for periods
    that cannot be read, on eager frames. Periods of unlike length never meet.
    """
    found = unread(frame, name, kind)
    return (
        _compact(frame, name, found.ordinal)
        if frame.engine.eager and not kind.is_integer()
        else found
    )


def unread(frame: Frame, name: str, kind: Any) -> Clock:
    """The clock of a column of periods that are not looked at. Raises `FrameColumnError` for a
    column that is none of periods.
    """
    nw, column = narwhals(), frame.ns.col(name)
    if kind.is_integer():
        return Clock(column.cast(frame.ns.Int64), YEAR, 12 * _KIND, 12)
    dates = kind == nw.Date or isinstance(kind, nw.Datetime) or kind == nw.Datetime
    if (
        not dates
        and not is_text(kind)
        and not (frame.engine.eager and kind in (nw.Object, nw.Unknown))
    ):
        remedy = "it takes integer years, dates, or texts of period codes such as '2021-Q3'"
        raise FrameColumnError(name, f"is of type {kind} and not of periods", remedy)
    fine = _of_date(frame.ns, column) if dates else _of_text(frame.ns, column.cast(frame.ns.String))
    if not frame.engine.eager:
        # Dask fails where whole numbers are missing.
        fine = fine.cast(frame.ns.Float64 if frame.engine.name == "dask" else frame.ns.Int64)
    return Clock(fine, months=0 if dates else None)


def _of_date(ns: Any, column: Any) -> Any:
    """The ordinals of dates."""
    parts = (column.dt.year(), column.dt.month(), column.dt.day())
    return ns.when(~column.is_null()).then(
        _of_day(ns, *(part.fill_null(1) for part in parts))
    )  # Dask casts no missing part


def _of_day(ns: Any, year: Any, month: Any, day: Any) -> Any:
    year, month, day = (each.cast(ns.Float64) for each in (year, month, day))
    leap = _leap(year)
    short = ((month == 4) | (month == 6) | (month == 9) | (month == 11)) & (day == 30)
    last = short | ((month == 2) & ((day == 29) | ((day == 28) & ~leap)))
    return (year * 12 + month - 1) * _DAYS + ns.when(last).then(ns.lit(_LAST)).otherwise(day)


def _leap(year: Any) -> Any:
    return ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)


def _of_text(ns: Any, column: Any) -> Any:
    """The ordinals of codes, null for what is none."""
    found = []
    for code in _CODES:
        text = ns.when(column.str.contains(code.pattern)).then(column)
        months = (
            _digits(ns, text, code.length) * code.months if code.length else ns.lit(code.months)
        )
        size = 1 if code.length else code.months
        first = (_digits(ns, text, code.number) - 1) * size if code.number else ns.lit(0)
        found.append(months * _KIND + (_digits(ns, text, (0, 4)) * 12 + first) * _DAYS)
    text = ns.when(column.str.contains(_DAY)).then(column)
    year, month, day = (_digits(ns, text, place) for place in ((0, 4), (5, 2), (8, 2)))
    there = ~((month == 2) & (day == 29)) | _leap(year)
    found.append(ns.when(there).then(_of_day(ns, year, month, day)))
    return ns.coalesce(*found)


def _digits(ns: Any, text: Any, place: tuple[int, int]) -> Any:
    return text.str.slice(*place).cast(
        ns.Float64
    )  # whole numbers all the same: pandas's integers have no null


def _compact(frame: Frame, name: str, fine: Any) -> Clock:
    """The clock of periods that are there: told in the largest step that they have in common, from
    the first of them.
    """
    table = frame.data.select(name).unique().drop_nulls().with_columns(fine.alias("__tj_fine"))
    known = dict(zip(table[name].to_list(), table["__tj_fine"].to_list(), strict=True))
    wrong = [each for each, at in known.items() if at is None or isnan(at)]
    if wrong:
        _raise(
            frame,
            name,
            wrong,
            f"periods that cannot be read, such as {wrong[0]!r}",
            "write codes such as '2021', '2021-Q3'",
        )
    ordinals = {each: int(at) for each, at in known.items()}
    kinds = [at // _KIND for at in ordinals.values()]
    origin = min(ordinals.values(), default=0)
    step = gcd(*(at - origin for at in ordinals.values())) or 1
    places = {each: (at - origin) // step for each, at in ordinals.items()}
    column = frame.ns.col(name)
    ordinal = (
        column.replace_strict(list(places), list(places.values()), return_dtype=frame.ns.Int64)
        if places
        else None
    )
    months = kinds[0] if len(set(kinds)) == 1 else None
    return Clock(
        frame.ns.lit(None).cast(frame.ns.Int64) if ordinal is None else ordinal,
        step,
        origin,
        months,
    )


def _raise(frame: Frame, name: str, wrong: list[Any], problem: str, remedy: str) -> None:
    rows = frame.data.filter(frame.ns.col(name).is_in(wrong))
    raise FrameRowsError(name, len(rows), problem, remedy)


def _fine(time: Time) -> int:
    """The ordinal of a time before it is compacted."""
    day = time.date if isinstance(time, AsOf) else time.start
    months = (day.year * 12 + day.month - 1) * _DAYS
    if isinstance(time, AsOf):
        return months + (_LAST if AsOf(day).shift(1, "1d").date.day == 1 else day.day)
    if not time.months or day.day != 1:
        raise InvalidPeriodError(
            str(time),
            "not a span of whole months",
            "write a year, quarter, month or a span of those",
        )
    return time.months * _KIND + months


def _time(given: Any, *, points: bool) -> Time:
    """A base as given, as a time: of a frame of points, the end of what is named."""
    if isinstance(given, Period | AsOf):
        return AsOf(given.end) if points and isinstance(given, Period) else given
    if isinstance(given, bool) or not isinstance(given, int | str | date):
        raise InvalidPeriodError(
            given, "not a base", "write a year, a code such as '2020-Q4', or a date"
        )
    text = str(given)
    return AsOf(text) if points or re.fullmatch(_DAY, text) else period(text)

"""Comparability: whether two records, two units or two times may be compared, and the distance
between two times.

Comparing unlike things that the caller chose is an error; functions that take many records turn it
into an unknown answer, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from tjstats.errors import PeriodKindError, PeriodOrderError
from tjstats.records.classifications import Flag
from tjstats.records.differences import difference
from tjstats.records.publication import Observation
from tjstats.values.figures import Figure
from tjstats.values.periods import Period, Time, months_apart
from tjstats.values.units import Unit, mismatch

if TYPE_CHECKING:
    from fractions import Fraction

    from tjstats.records.publication import Series
    from tjstats.records.targets import Target

__all__ = [
    "check_comparable",
    "check_order",
    "check_same",
    "check_unit_kind",
    "check_units",
    "crosses_break",
    "months_between",
    "months_of",
    "same_base",
    "same_length",
    "years_between",
]

# What two observations must have in common to be compared.
_IDENTITY: Final = ("indicator", "area", "breakdowns", "scope", "basis", "measure")


def check_same(target: Target, reported: Observation | Series) -> None:
    """Raise `NotComparableError` unless *reported* matches the target.

    A target without an area fits any area. The scope of a series may change, so it is compared only
    if it matters.
    """
    _check_fields(target, reported, ("indicator", "breakdowns", "basis"))
    if isinstance(reported, Observation):
        _check_fields(target, reported, ("scope",))
    if target.area is not None:
        _check_fields(target, reported, ("area",))


def check_comparable(left: Observation, right: Observation) -> None:
    """Raise `NotComparableError` unless two observations match."""
    _check_fields(left, right, _IDENTITY)


def _check_fields(left: Any, right: Any, fields: Iterable[str]) -> None:
    for field in fields:
        here, there = getattr(left, field), getattr(right, field)
        if here is not there and here != there:
            raise difference(field, here, there)


def check_units(current: Figure | None, base: Figure | None) -> None:
    """Raise `UnitMismatchError` unless the units of two figures can be converted."""
    if current is not None and base is not None:
        check_unit_kind(current.unit, base.unit)


def check_unit_kind(current: Unit, base: Unit) -> None:
    """Raise `UnitMismatchError` unless one unit can be converted to the other."""
    if current is not base and not current.is_compatible(base):
        raise mismatch(current, base, "compare")


def check_order(current: Time, base: Time) -> None:
    """Raise `PeriodKindError` for times of different kind or length, `PeriodOrderError` unless the
    base is earlier.
    """
    if type(current) is not type(base):
        raise PeriodKindError(current.code, base.code)
    if not same_length(current, base):
        raise PeriodKindError(current.code, base.code, "the two spans differ in length")
    if base == current:
        remedy = f"name an earlier base, for example {current.shift(-1, '1y')}"
        raise PeriodOrderError(str(base), str(current), "is the base of", remedy)
    if not base < current:
        raise PeriodOrderError(str(base), str(current), "is the base and must come before")


def same_length(left: Time, right: Time) -> bool:
    """Whether two times are points, or spans with the same number of months, else days."""
    if not (isinstance(left, Period) and isinstance(right, Period)):
        return type(left) is type(right)
    months = left.months
    if months and right.months:
        return months == right.months
    return left.days == right.days


def crosses_break(series: Series, first: Time, last: Time) -> bool:
    """Whether an observation flagged as a break begins after the start of *first* and not after the
    end of *last*.
    """
    return any(
        Flag.BREAK in o.flags
        and o.figure is not None
        and first.first_day < o.period.first_day <= last.end
        for o in [o for o in series.observations if o.flags]
    )


def months_between(first: Time, last: Time) -> int | None:
    """The whole calendar months from the end of *first* to the end of *last*; None if it is not a
    whole number.
    """
    return months_apart(first.end, last.end)


def years_between(first: Time, last: Time) -> Fraction | None:
    """The years from the end of *first* to the end of *last*, in whole calendar months; None if
    days are left over.
    """
    from fractions import Fraction

    months = months_between(first, last)
    return None if months is None else Fraction(months, 12)


def same_base(asked: Time | None, has: Time | None) -> bool:
    """Whether two bases are the same: equal, or a year and its end."""
    if asked == has or asked is None or has is None:
        return asked == has
    if type(asked) is type(has) or asked.end != has.end:
        return False
    return 12 in (months_of(asked), months_of(has))


def months_of(time: Time) -> int | None:
    """The length of a span in whole months, None for a point in time and spans of days."""
    return time.months if isinstance(time, Period) else None

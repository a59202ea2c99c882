"""Comparability: whether two records, two units or two times may be put beside each other, and how
far apart two times are.

Unlike things that somebody chose are an error; functions that take many records turn it into an
unknown answer with the reason.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tjstats.errors import NotComparableError, PeriodKindError, PeriodOrderError
from tjstats.records.publication import Observation
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.units import mismatch

if TYPE_CHECKING:
    from fractions import Fraction

    from tjstats.records.publication import Series
    from tjstats.records.targets import Target

__all__ = [
    "check_comparable",
    "check_order",
    "check_same",
    "check_units",
    "end_of",
    "months_of",
    "same_base",
    "years_between",
]


def check_same(target: Target, reported: Observation | Series) -> None:
    """Raise `NotComparableError` where what was reported is not what the target is about."""
    first = reported if isinstance(reported, Observation) else reported.observations[0]
    fields = (
        ("indicator", "scope", "basis")
        if isinstance(reported, Observation)
        else ("indicator", "basis")
    )
    for field in fields:
        if getattr(target, field) != getattr(first, field):
            raise NotComparableError(field, str(getattr(target, field)), str(getattr(first, field)))
    if target.area is not None and target.area != first.area:
        raise NotComparableError("area", target.area, first.area)


def check_units(current: Figure | None, base: Figure | None) -> None:
    """Raise `UnitMismatchError` where two figures are of unlike units."""
    if (
        current is None
        or base is None
        or current.unit is base.unit
        or current.unit.is_compatible(base.unit)
    ):
        return
    raise mismatch(current.unit, base.unit, "compare")


def check_comparable(left: Observation, right: Observation) -> None:
    """Raise `NotComparableError` where indicator, area, scope, basis or measure differ."""
    for field in ("indicator", "area", "scope", "basis", "measure"):
        one, other = getattr(left, field), getattr(right, field)
        if one is not other and one != other:
            raise NotComparableError(field, str(one), str(other))


def check_order(current: Time, base: Time) -> None:
    """Raise where base and current are of unlike kind or length, or the base is not earlier."""
    if type(current) is not type(base):
        raise PeriodKindError(str(current), str(base))
    if isinstance(current, Period) and isinstance(base, Period):
        same = (
            current.months == base.months
            if current.months and base.months
            else current.days == base.days
        )
        if not same:
            raise PeriodKindError(str(current), str(base), "the two spans differ in length")
    if not base < current:
        raise PeriodOrderError(str(base), str(current), "is the base and must come before")


def years_between(base: Time, current: Time) -> Fraction | None:
    """The distance in years, of whole calendar months; None where days are left over."""
    from fractions import Fraction

    if isinstance(base, AsOf) and isinstance(current, AsOf):
        start, end = base.date, current.date
        months = (end.year - start.year) * 12 + end.month - start.month
        return Fraction(months, 12) if base.shift(months, "1m") == current else None
    if isinstance(base, Period) and isinstance(current, Period) and base.months and current.months:
        start, end = base.start, current.start
        return Fraction((end.year - start.year) * 12 + end.month - start.month, 12)
    return None


def same_base(asked: Time | None, has: Time | None) -> bool:
    """Whether two bases are one: equal, or the end of a year and that year."""
    if asked == has or asked is None or has is None:
        return asked == has
    return (
        type(asked) is not type(has)
        and end_of(asked) == end_of(has)
        and 12 in (months_of(asked), months_of(has))
    )


def months_of(time: Time) -> int | None:
    return time.months if isinstance(time, Period) else None


def end_of(time: Time) -> date:
    """The last day of a time."""
    return time.date if isinstance(time, AsOf) else time.end

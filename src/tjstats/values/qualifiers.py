"""The meaning of the words around a printed number: `Qualifier`, and the two intervals of a printed
figure.

`said` takes the printed figure literally; `unrounded` covers every number that could have been
rounded to it.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from tjstats.errors import InvalidBoundsError, InvalidNumberError, InvalidRecordError
from tjstats.values.bounds import Bounds, point, trusted_bounds
from tjstats.values.codes import Code
from tjstats.values.numbers import DOWN, NEAREST, UP, WIDE, power_of_ten

__all__ = [
    "APPROXIMATE",
    "ROUNDINGS",
    "Qualifier",
    "QualifierCode",
    "Rounding",
    "half_unit",
    "said",
    "unround",
]


class Qualifier(Code):
    """The meaning of a printed number: 175万人, 超过175万人, 175万人以上, 约, 余, 近, 60—80."""

    EXACTLY = "exactly"
    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    AT_MOST = "at_most"
    ABOUT = "about"
    SOME_OVER = "some_over"
    NEARLY = "nearly"
    BETWEEN = "between"


QualifierCode: TypeAlias = Literal[
    "exactly",
    "over",
    "at_least",
    "under",
    "at_most",
    "about",
    "some_over",
    "nearly",
    "between",
]


def _last_place(value: Decimal, decimals: int) -> Decimal:
    """One unit of the last significant place: a printed decimal, or the last non-zero digit of a
    whole number.
    """
    if decimals > 0 or not value:
        return power_of_ten(-decimals)
    return _last_nonzero_place(value)


def _last_nonzero_place(value: Decimal) -> Decimal:
    return power_of_ten(int(value.normalize(UP).as_tuple().exponent))


def _about(value: Decimal, decimals: int) -> Bounds:
    half = NEAREST.divide(_last_place(value, decimals), 2)
    return Bounds(DOWN.subtract(value, half), UP.add(value, half))


def _some_over(value: Decimal, decimals: int) -> Bounds:
    """More than the number by less than one unit of its last non-zero place; further from zero if
    negative.
    """
    end = _some_end(value, 1)
    return Bounds(min(value, end), max(value, end), lower_closed=False, upper_closed=False)


def _nearly(value: Decimal, decimals: int) -> Bounds:
    end = _some_end(value, -1)
    return Bounds(min(value, end), max(value, end), lower_closed=False, upper_closed=False)


def _some_end(value: Decimal, sign: int) -> Decimal:
    if not value:
        raise InvalidNumberError(
            value, "zero has no last non-zero place for 余, 多 or 近", "use OVER or UNDER"
        )
    place = _last_nonzero_place(value)
    return UP.add(value, place if (value > 0) == (sign > 0) else place.copy_negate())


_SAID: Final[dict[Qualifier, Callable[[Decimal, int], Bounds]]] = {
    Qualifier.EXACTLY: lambda value, _: point(value),
    Qualifier.OVER: lambda value, _: Bounds(value, None, lower_closed=False),
    Qualifier.AT_LEAST: lambda value, _: Bounds(value, None),
    Qualifier.UNDER: lambda value, _: Bounds(None, value, upper_closed=False),
    Qualifier.AT_MOST: lambda value, _: Bounds(None, value),
    Qualifier.ABOUT: _about,
    Qualifier.SOME_OVER: _some_over,
    Qualifier.NEARLY: _nearly,
}

APPROXIMATE: Final = {Qualifier.ABOUT, Qualifier.SOME_OVER, Qualifier.NEARLY}


def said(qualifier: Qualifier, value: Decimal, decimals: int) -> Bounds:
    """The interval that a qualifier (other than BETWEEN) gives to a number, in the number's own
    scale.
    """
    rule = _SAID.get(qualifier)
    if rule is None:
        raise InvalidBoundsError(
            value, None, "BETWEEN needs its two ends; write Figure.between(lower, upper, unit)"
        )
    return rule(value, decimals)


# --- before rounding ------------------------------------------------------------------------------

# For each rule: the distance of the exact number towards zero and away from it, in half units, and
# whether those ends are included. "zero" rules mirror for negative numbers, "line" rules do not.
# "any" allows both ways of rounding a tie.
Rounding: TypeAlias = Literal[
    "any", "half_up", "half_down", "half_even", "down", "up", "floor", "ceiling"
]
ROUNDINGS: Final[dict[Rounding, tuple[str, int, bool | None, int, bool | None]]] = {
    "any": ("zero", 1, True, 1, True),
    "half_up": ("zero", 1, True, 1, False),
    "half_down": ("zero", 1, False, 1, True),
    "half_even": ("zero", 1, None, 1, None),  # closed if the last printed digit is even
    "down": ("zero", 0, True, 2, False),  # truncated
    "up": ("zero", 2, False, 0, True),
    "floor": ("line", 0, True, 2, False),
    "ceiling": ("line", 2, False, 0, True),
}


def half_unit(decimals: int) -> Decimal:
    """Half a unit of the last printed place."""
    return power_of_ten(-decimals - 1, 5)


def unround(value: Decimal, decimals: int, rule: Rounding = "any") -> Bounds:
    """The numbers that a rule (a key of `ROUNDINGS`) rounds to *value* with *decimals* places.

    >>> str(unround(Decimal("22.4"), 1)), str(unround(Decimal("22.4"), 1, "half_up"))
    ('[22.35, 22.45]', '[22.35, 22.45)')
    """
    half = half_unit(decimals)
    if rule == "any":
        return trusted_bounds(DOWN.subtract(value, half), UP.add(value, half), True, True)
    if rule not in ROUNDINGS:
        raise InvalidRecordError("Figure", "unround", rule, f"write one of {', '.join(ROUNDINGS)}")
    sides, below, below_closed, above, above_closed = ROUNDINGS[rule]
    if below_closed is None or above_closed is None:
        even = not int(value.scaleb(decimals, WIDE)) % 2
        below_closed = above_closed = even
    if not value and sides == "zero":  # zero is reached from both sides
        reach, closed = (above, above_closed) if above else (0, True)
        end = NEAREST.multiply(half, reach)
        return Bounds(end.copy_negate(), end, closed, closed)
    if value < 0 and sides == "zero":
        below, below_closed, above, above_closed = above, above_closed, below, below_closed
    lower, upper = (
        DOWN.subtract(value, NEAREST.multiply(half, below)),
        UP.add(value, NEAREST.multiply(half, above)),
    )
    return Bounds(lower, upper, below_closed, above_closed)

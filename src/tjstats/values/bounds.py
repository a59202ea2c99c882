"""Bounds: an interval of Decimals whose ends are open, closed or absent; arithmetic, containment,
overlap, order.

Results that do not terminate within 34 digits are rounded outwards, so the exact result is always
inside.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal
from typing import Final, TypeAlias

import attrs

from tjstats.errors import InvalidBoundsError, RecordTypeError
from tjstats.streams import Modelled
from tjstats.values.numbers import COMPUTED_EXPONENT, DOWN, REACH, UP, ZERO, number, power_of_ten
from tjstats.values.trusted import open_twin
from tjstats.values.verdicts import Verdict

__all__ = ["EVERYTHING", "Bounds", "point", "trusted_bounds", "within_reach"]

_MINUS_ZERO: Final = Decimal("-0")
_INF: Final = Decimal("Infinity")

_End: TypeAlias = tuple[Decimal, bool]  # a value, possibly infinite, and whether the end is closed
_Step: TypeAlias = Callable[[Context, _End, _End], _End]  # an operation at two ends


@attrs.frozen(order=False, weakref_slot=False)
class Bounds(Modelled):
    """An interval of numbers. Fields: lower, upper (None = no end there), lower_closed,
    upper_closed.

    Ends are Decimals, ints or texts. Raises `InvalidBoundsError` if no number is inside, and
    `NumberTypeError` for floats.

    >>> str(Bounds(Decimal(20), Decimal(100), upper_closed=False))
    '[20, 100)'
    >>> Bounds(Decimal(5), None) < Bounds(None, Decimal(3))
    <Verdict.NO: 'no'>
    """

    lower: Decimal | None = None
    upper: Decimal | None = None
    lower_closed: bool = True
    upper_closed: bool = True

    def __attrs_post_init__(self) -> None:
        self._settle("lower")
        self._settle("upper")
        if self.lower is None or self.upper is None:
            return
        if self.lower > self.upper:
            raise InvalidBoundsError(
                self.lower, self.upper, "the lower end is above the upper; swap them"
            )
        if self.lower == self.upper and not (self.lower_closed and self.upper_closed):
            raise InvalidBoundsError(self.lower, self.upper, "both ends are equal but one is open")

    def _settle(self, side: str) -> None:
        """Convert an end to a checked Decimal; an absent end is open."""
        end = getattr(self, side)
        if end is None:
            object.__setattr__(self, f"{side}_closed", False)
        else:
            object.__setattr__(self, side, number(end, COMPUTED_EXPONENT))

    def __str__(self) -> str:
        left = "(−∞" if self.lower is None else f"{'[' if self.lower_closed else '('}{self.lower:f}"
        right = "∞)" if self.upper is None else f"{self.upper:f}{']' if self.upper_closed else ')'}"
        return f"{left}, {right}"

    @property
    def is_point(self) -> bool:
        """Whether only one number is inside."""
        return self.lower is not None and self.lower == self.upper

    # --- sets -------------------------------------------------------------------------------------

    def __contains__(self, value: object) -> bool:
        number = Decimal(value) if isinstance(value, Decimal | int) else _INF
        return number.is_finite() and self.contains(point(number))

    def contains(self, other: Bounds) -> bool:
        """Whether all of *other* is inside."""
        _check(other, "contains")
        return self._low() <= other._low() and other._high() <= self._high()

    def overlaps(self, other: Bounds) -> bool:
        """Whether some number is in both."""
        _check(other, "overlaps")
        return not (_ends_before(self, other) or _ends_before(other, self))

    def intersection(self, other: Bounds) -> Bounds | None:
        """The numbers in both, or None."""
        _check(other, "intersection")
        if not self.overlaps(other):
            return None
        low = self if self._low() >= other._low() else other
        high = self if self._high() <= other._high() else other
        return trusted_bounds(low.lower, high.upper, low.lower_closed, high.upper_closed)

    def _low(self) -> tuple[Decimal, bool]:
        return (-_INF if self.lower is None else self.lower), not self.lower_closed

    def _high(self) -> tuple[Decimal, bool]:
        return (_INF if self.upper is None else self.upper), self.upper_closed

    # --- order: a verdict, because both may be wide -----------------------------------------------

    def __lt__(self, other: Bounds) -> Verdict:
        if not isinstance(other, Bounds):
            return NotImplemented
        if _ends_before(self, other):
            return Verdict.YES
        return Verdict.NO if _not_above(other, self) else Verdict.UNKNOWN

    def __le__(self, other: Bounds) -> Verdict:
        if not isinstance(other, Bounds):
            return NotImplemented
        if _not_above(self, other):
            return Verdict.YES
        return Verdict.NO if _ends_before(other, self) else Verdict.UNKNOWN

    def __gt__(self, other: Bounds) -> Verdict:
        if not isinstance(other, Bounds):
            return NotImplemented
        return other < self

    def __ge__(self, other: Bounds) -> Verdict:
        if not isinstance(other, Bounds):
            return NotImplemented
        return other <= self

    def equals(self, other: Bounds) -> Verdict:
        """Whether both are the same number: yes for equal points, no if they do not overlap, else
        unknown.
        """
        _check(other, "equals")
        if self.is_point and other.is_point and self.lower == other.lower:
            return Verdict.YES
        return Verdict.UNKNOWN if self.overlaps(other) else Verdict.NO

    # --- arithmetic (`or ZERO`: rounding down makes x − x a minus zero) --------------------------

    def __neg__(self) -> Bounds:
        lower = None if self.upper is None else self.upper.copy_negate() or ZERO
        upper = None if self.lower is None else self.lower.copy_negate() or ZERO
        return trusted_bounds(lower, upper, self.upper_closed, self.lower_closed)

    def __add__(self, other: Bounds) -> Bounds:
        if not isinstance(other, Bounds):
            return NotImplemented
        lower = (
            None
            if self.lower is None or other.lower is None
            else DOWN.add(self.lower, other.lower) or ZERO
        )
        upper = (
            None
            if self.upper is None or other.upper is None
            else UP.add(self.upper, other.upper) or ZERO
        )
        return trusted_bounds(
            lower,
            upper,
            self.lower_closed and other.lower_closed,
            self.upper_closed and other.upper_closed,
        )

    def __sub__(self, other: Bounds) -> Bounds:
        if not isinstance(other, Bounds):
            return NotImplemented
        lower = (
            None
            if self.lower is None or other.upper is None
            else DOWN.subtract(self.lower, other.upper) or ZERO
        )
        upper = (
            None
            if self.upper is None or other.lower is None
            else UP.subtract(self.upper, other.lower) or ZERO
        )
        return trusted_bounds(
            lower,
            upper,
            self.lower_closed and other.upper_closed,
            self.upper_closed and other.lower_closed,
        )

    def __mul__(self, other: Bounds) -> Bounds:
        if not isinstance(other, Bounds):
            return NotImplemented
        return _combined(self, other, _product_at)

    def __truediv__(self, other: Bounds) -> Bounds:
        """The quotients; unbounded if the divisor may be zero."""
        if not isinstance(other, Bounds):
            return NotImplemented
        if (
            self.lower is not None
            and other.lower is not None
            and self.lower >= ZERO
            and other.lower > ZERO
        ):
            return _quotient_of_positives(self, other)
        if not (other.positive or other.negative):
            return trusted_bounds(None, None, False, False)
        return _combined(self, other, _quotient_at)

    def scaled(self, numerator: int | Decimal, denominator: int | Decimal = 1) -> Bounds:
        """These bounds times *numerator* over *denominator* (both positive), with one
        multiplication and one division.
        """
        up, down = Decimal(numerator), Decimal(denominator)
        lower = None if self.lower is None else DOWN.divide(DOWN.multiply(self.lower, up), down)
        upper = None if self.upper is None else UP.divide(UP.multiply(self.upper, up), down)
        return trusted_bounds(lower, upper, self.lower_closed, self.upper_closed)

    def shifted(self, exponent: int) -> Bounds:
        """These bounds times ten to the power of *exponent*."""
        if not exponent:
            return self
        lower = None if self.lower is None else self.lower.scaleb(exponent, UP)
        upper = None if self.upper is None else self.upper.scaleb(exponent, UP)
        return trusted_bounds(lower, upper, self.lower_closed, self.upper_closed)

    @property
    def positive(self) -> bool:
        """Whether every number inside is above zero."""
        return (
            self.lower is not None and self.lower >= 0 and (self.lower > 0 or not self.lower_closed)
        )

    @property
    def negative(self) -> bool:
        """Whether every number inside is below zero."""
        return (
            self.upper is not None and self.upper <= 0 and (self.upper < 0 or not self.upper_closed)
        )


def _check(other: object, method: str) -> None:
    """Raise `RecordTypeError` unless *other* is Bounds."""
    if not isinstance(other, Bounds):
        raise RecordTypeError(f"Bounds.{method}", "other", other, "Bounds, such as figure.bounds")


_OPEN: Final = open_twin(Bounds)


def trusted_bounds(
    lower: Decimal | None, upper: Decimal | None, lower_closed: bool, upper_closed: bool
) -> Bounds:
    """Bounds with valid ends, without checks: for the library's own arithmetic."""
    twin = _OPEN(lower, upper, lower_closed, upper_closed)
    twin.__class__ = Bounds  # `sealed` without its call, which is for classes derived elsewhere
    return twin  # type: ignore[no-any-return]


def point(value: Decimal) -> Bounds:
    """The bounds that contain only *value*."""
    return trusted_bounds(value, value, True, True)


EVERYTHING: Final = Bounds(None, None)

_FARTHEST: Final = power_of_ten(REACH)
_NEAREST: Final = power_of_ten(-REACH)
_BELOW_FARTHEST: Final = _FARTHEST.copy_negate()
_BELOW_NEAREST: Final = _NEAREST.copy_negate()


def within_reach(bounds: Bounds) -> Bounds:
    """The bounds with ends that a figure can hold, rounded outwards: none beyond ±1E300, and none
    between zero and ±1E-300.
    """
    lower, upper = bounds.lower, bounds.upper
    if (not lower or abs(lower.adjusted()) < REACH) and (
        not upper or abs(upper.adjusted()) < REACH
    ):
        return bounds
    low = None if lower is None else _floor(lower)
    high = None if upper is None else _floor(upper.copy_negate())
    if high is not None:
        high = high.copy_negate() or ZERO
    return Bounds(low, high, bounds.lower_closed, bounds.upper_closed)


def _floor(end: Decimal) -> Decimal | None:
    """The greatest number within reach that is not above *end*."""
    if end < _BELOW_FARTHEST:
        return None
    if end < ZERO:
        return min(end, _BELOW_NEAREST)
    return ZERO if end < _NEAREST else min(end, _FARTHEST)


def _ends_before(a: Bounds, b: Bounds) -> bool:
    """Whether every number of *a* is below every number of *b*."""
    if a.upper is None or b.lower is None:
        return False
    return a.upper < b.lower or (a.upper == b.lower and not (a.upper_closed and b.lower_closed))


def _not_above(a: Bounds, b: Bounds) -> bool:
    """Whether no number of *a* is above any number of *b*."""
    return a.upper is not None and b.lower is not None and a.upper <= b.lower


def _quotient_of_positives(a: Bounds, b: Bounds) -> Bounds:
    """The quotients of non-negative by positive numbers, by far the most frequent division."""
    low, low_closed, high = ZERO, a.lower_closed, None
    if a.lower:
        low_closed = a.lower_closed and b.upper_closed
        if b.upper is not None:
            low = DOWN.divide(a.lower, b.upper)
    if a.upper is not None:
        high = UP.divide(a.upper, b.lower)  # type: ignore[arg-type]
    return trusted_bounds(low, high, low_closed, a.upper_closed and (b.lower_closed or not a.upper))


def _combined(a: Bounds, b: Bounds, at: _Step) -> Bounds:
    """The hull of the operation over all pairs of ends, which gives products and quotients of
    intervals.
    """
    pairs = [(x, y) for x in _ends(a) for y in _ends(b)]
    low, low_closed = min((at(DOWN, x, y) for x, y in pairs), key=lambda end: (end[0], not end[1]))
    high, high_closed = max(at(UP, x, y) for x, y in pairs)
    return trusted_bounds(
        None if low.is_infinite() else low,
        None if high.is_infinite() else high,
        low_closed and low.is_finite(),
        high_closed and high.is_finite(),
    )


def _ends(bounds: Bounds) -> tuple[_End, _End]:
    """Both ends, absent ones infinite; an upper end of zero is minus zero, so that a quotient has
    the right sign.
    """
    upper = _INF if bounds.upper is None else bounds.upper or _MINUS_ZERO
    lower = -_INF if bounds.lower is None else bounds.lower or ZERO
    return (lower, bounds.lower_closed), (upper, bounds.upper_closed)


def _product_at(context: Context, x: _End, y: _End) -> _End:
    """The product of two ends, as a limit if one is zero or infinite, and whether it is attained:
    zero is if either end is.
    """
    zeros = [closed for end, closed in (x, y) if not end]
    if zeros:
        return ZERO, any(zeros)
    (a, a_closed), (b, b_closed) = x, y
    if a.is_infinite() or b.is_infinite():
        return _infinity(a, b), False
    return context.multiply(a, b), a_closed and b_closed


def _quotient_at(context: Context, x: _End, y: _End) -> _End:
    """The quotient of two ends, a limit if one is zero or infinite, and whether it is attained."""
    (a, a_closed), (b, b_closed) = x, y
    if not a:
        return ZERO, a_closed
    if b.is_infinite():
        return ZERO, False
    if not b or a.is_infinite():
        return _infinity(a, b), False
    return context.divide(a, b), a_closed and b_closed


def _infinity(a: Decimal, b: Decimal) -> Decimal:
    """The infinity to which a product or quotient of the two tends."""
    return -_INF if a.is_signed() != b.is_signed() else _INF

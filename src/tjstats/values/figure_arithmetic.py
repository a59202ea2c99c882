"""The arithmetic of figures: the fields of a figure, its operators, and the one constructor of computed figures.

A computed figure carries both intervals through each operation. Where all inputs are plain numbers (EXACTLY, ABOUT) the
intervals are worked out only when they are asked for, since most answers show the value alone.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, Self, TypeAlias, TypeVar, cast

import attrs

from tjstats.errors import InvalidNumberError
from tjstats.values import unit_algebra
from tjstats.values.bounds import Bounds, point
from tjstats.values.numbers import NEAREST, number
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit, mismatch, parse_unit, unit

__all__ = ["FigureFields", "computed"]

_Pending: TypeAlias = Bounds | Callable[[], Bounds]
F = TypeVar("F", bound="FigureFields")


@attrs.define(eq=False, repr=False, weakref_slot=False)
class FigureFields:
    """What a figure holds, and `+`, `-`, `*`, `/`, `to`. Users meet it as `Figure`, which is frozen."""

    value: Decimal
    unit: Unit
    qualifier: Qualifier
    upper: Decimal | None
    multiplier: int
    decimals: int | None
    approximate: bool
    exact: bool
    quotient: bool
    _bounds: _Pending
    _unrounded: _Pending

    @property
    def bounds(self) -> Bounds:
        """The print at its word, in the plain unit."""
        if self._bounds.__class__ is not Bounds:
            object.__setattr__(self, "_bounds", self._bounds())  # type: ignore[operator]
        return cast(Bounds, self._bounds)

    @property
    def unrounded(self) -> Bounds:
        """What the exact number may have been before it was rounded for print, in the plain unit."""
        if self._unrounded.__class__ is not Bounds:
            object.__setattr__(self, "_unrounded", self._unrounded())  # type: ignore[operator]
        return cast(Bounds, self._unrounded)

    # --- units ------------------------------------------------------------------------------------------------------

    def to(self, unit: str | Unit) -> Self:
        """The same figure in another unit or scale. Raises `UnitMismatchError`.

        A power of ten shifts the printed decimals, below zero too; any other factor gives a computed figure.

        >>> from tjstats import Figure
        >>> print(Figure("37.62", "万人").to("人"), Figure("15", "亩").to("公顷"))
        376200人 1公顷
        """
        target, scale = (unit, 0) if isinstance(unit, Unit) else parse_unit(unit)
        if target is self.unit or target == self.unit:
            return self._shifted(self.multiplier - scale, scale)
        return _other_unit(self, target, scale)

    def _shifted(self, places: int, multiplier: int) -> Self:
        """The same quantity written with another multiplier."""
        if not places:
            return self
        upper = None if self.upper is None else self.upper.scaleb(places, NEAREST)
        decimals = None if self.decimals is None else self.decimals - places
        return self._made(
            self.value.scaleb(places, NEAREST), self.unit, self.qualifier, upper, multiplier, decimals,
            self.approximate, self.exact, self.quotient, self._bounds, self._unrounded,
        )  # fmt: skip

    def _converted(self, target: Unit, action: str) -> Self:
        if not self.unit.is_compatible(target):
            raise mismatch(target, self.unit, action)
        return self.to(target)

    def _made(self, *fields: Any) -> Self:
        """A figure of these fields. Filled in while it is of the open class, which takes half the time; see bench/."""
        made = FigureFields(*fields)
        made.__class__ = self.__class__
        return cast(Self, made)

    # --- operators --------------------------------------------------------------------------------------------------

    def __neg__(self) -> Self:
        return self * -1

    def __add__(self, other: object) -> Self:
        if not isinstance(other, FigureFields):
            return self if other.__class__ is int and other == 0 else NotImplemented  # sum() starts with 0
        kind = unit_algebra.total(self.unit, other.unit)
        if kind is None:
            return self + other._converted(self.unit, "add")
        left, right = _one_scale(self, other)
        value = NEAREST.add(left.value, right.value)
        return computed(value, kind, left.multiplier, 0, Bounds.__add__, self, other)

    __radd__ = __add__

    def __sub__(self, other: object) -> Self:
        if not isinstance(other, FigureFields):
            return NotImplemented
        found = unit_algebra.difference(self.unit, other.unit)
        if found is None:
            return self - other._converted(self.unit, "subtract")
        left, right = _one_scale(self, other)
        value = NEAREST.subtract(left.value, right.value)
        return computed(value, found[0], left.multiplier, found[1], Bounds.__sub__, self, other)

    def __mul__(self, other: object) -> Self:
        right = self._operand(other)
        if right is None:
            return NotImplemented
        kind, shift = unit_algebra.product(self.unit, right.unit)
        value = NEAREST.multiply(self.value, right.value)
        return computed(value, kind, self.multiplier + right.multiplier, shift, Bounds.__mul__, self, right)

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> Self:
        right = self._operand(other)
        if right is None:
            return NotImplemented
        if right.bounds.is_point and not right.value:
            raise InvalidNumberError(right.value, "a figure cannot be divided by zero", "ask growth() for a reason instead")
        kind, shift = unit_algebra.quotient(self.unit, right.unit)
        value = NEAREST.divide(self.value, right.value) if right.value else self.value
        scale = self.multiplier - right.multiplier
        return computed(value, kind, scale, shift, Bounds.__truediv__, self, right, quotient=True)

    def __rtruediv__(self, other: object) -> Self:
        left = self._operand(other)
        return NotImplemented if left is None else left / self

    def _operand(self, other: object) -> Self | None:
        """A figure, or a plain exact number as a ratio; None for anything else."""
        if isinstance(other, FigureFields):
            return cast(Self, other)
        if not isinstance(other, int | Decimal) or isinstance(other, bool):
            return None
        at = point(number(other))
        return self._made(at.lower, _RATIO, Qualifier.EXACTLY, None, 0, None, False, True, False, at, at)

_RATIO: Final = unit("ratio")
_CENTRAL: Final = {Qualifier.EXACTLY, Qualifier.ABOUT}
_READ_OFF: Final = {  # the qualifier of computed bounds with one end: open, closed
    (True, False): (Qualifier.OVER, Qualifier.AT_LEAST),
    (False, True): (Qualifier.UNDER, Qualifier.AT_MOST),
}


def computed(
    value: Decimal,
    kind: Unit,
    multiplier: int,
    shift: int,
    step: Callable[..., Bounds],
    *inputs: F,
    quotient: bool = False,
) -> F:
    """The figure of a calculation: *value* in the scale of *multiplier*, and *step* over the bounds of the inputs.

    *shift* is the exponent of ten that the change of unit adds (percent of an amount: −2), to be applied here.
    """
    if shift:
        value = value.scaleb(shift, NEAREST)
    central, approximate = True, False
    for figure in inputs:
        quotient = quotient or figure.quotient
        approximate = approximate or figure.approximate
        central = central and figure.qualifier in _CENTRAL

    def bounds() -> Bounds:
        return step(*[f.bounds for f in inputs]).shifted(shift)

    def unrounded() -> Bounds:
        return step(*[f.unrounded for f in inputs]).shifted(shift)

    if central:
        word, upper, ends = Qualifier.ABOUT if approximate else Qualifier.EXACTLY, None, bounds
        return inputs[0]._made(value, kind, word, upper, multiplier, None, approximate, False, quotient, ends, unrounded)
    said = bounds()
    value, word, upper = _read_off(said, multiplier, value)
    return inputs[0]._made(value, kind, word, upper, multiplier, None, approximate, False, quotient, said, unrounded)


def _read_off(bounds: Bounds, multiplier: int, value: Decimal) -> tuple[Decimal, Qualifier, Decimal | None]:
    """Value, qualifier and upper end of computed bounds; *value* stands in where they have no end at all."""
    lower = None if bounds.lower is None else bounds.lower.scaleb(-multiplier, NEAREST)
    upper = None if bounds.upper is None else bounds.upper.scaleb(-multiplier, NEAREST)
    if lower is None and upper is None:
        return value, Qualifier.BETWEEN, None
    if lower is None or upper is None:
        words = _READ_OFF[lower is not None, upper is not None]
        return cast(Decimal, upper if lower is None else lower), words[bounds.lower_closed or bounds.upper_closed], None
    if lower == upper:
        return lower, Qualifier.EXACTLY, None
    return lower, Qualifier.BETWEEN, upper


def _one_scale(left: F, right: F) -> tuple[F, F]:
    """Both written with the larger multiplier."""
    gap = left.multiplier - right.multiplier
    if gap > 0:
        return left, right._shifted(-gap, left.multiplier)
    return (left._shifted(gap, right.multiplier) if gap else left), right


def _other_unit(figure: F, target: Unit, scale: int) -> F:
    """The figure in a compatible unit of another code."""
    up, down = figure.unit.factor_to(target)
    power = len(str(up)) - len(str(down))
    if up * 10 ** max(0, -power) != down * 10 ** max(0, power):
        value = NEAREST.divide(NEAREST.multiply(figure.value, up), down).scaleb(figure.multiplier - scale, NEAREST)
        return computed(value, target, scale, 0, lambda bounds: bounds.scaled(up, down), figure, quotient=down != 1)
    moved = figure._shifted(figure.multiplier - scale + power, scale)
    return figure._made(
        moved.value, target, moved.qualifier, moved.upper, scale, moved.decimals, moved.approximate, moved.exact,
        moved.quotient, lambda: figure.bounds.shifted(power), lambda: figure.unrounded.shifted(power),
    )  # fmt: skip

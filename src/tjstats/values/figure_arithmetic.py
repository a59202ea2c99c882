"""The arithmetic of figures: the fields of a figure, its operators, and the one constructor of
computed figures.

A computed figure carries both intervals through each operation. Where all inputs are plain numbers
(EXACTLY, ABOUT) the intervals are worked out only when they are asked for, since most answers show
the value alone.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, Self, TypeAlias, TypeVar, cast

import attrs

from tjstats.errors import InvalidNumberError
from tjstats.values.bounds import Bounds, point
from tjstats.values.numbers import NEAREST, ZERO, number
from tjstats.values.qualifiers import APPROXIMATE, Qualifier, said, unround
from tjstats.values.units import Unit, mismatch, parse_unit, unit
from tjstats.values.units import algebra as unit_algebra

__all__ = ["FigureFields", "computed", "printed", "read_off"]

# How the intervals of a computed figure follow from its inputs: a function of their bounds, then a
# shift by a power of ten.
_Recipe: TypeAlias = tuple[Callable[..., Bounds], int, "FigureFields", "FigureFields | None"]
F = TypeVar("F", bound="FigureFields")


@attrs.define(eq=False, repr=False, weakref_slot=False)
class FigureFields:
    """What a figure holds, and `+`, `-`, `*`, `/`, `to`. Users meet it as `Figure`, which is
    frozen.
    """

    value: Decimal
    unit: Unit
    qualifier: Qualifier
    upper: Decimal | None
    multiplier: int
    decimals: int | None
    approximate: bool
    exact: bool
    quotient: bool
    _bounds: Bounds | None = None
    _unrounded: Bounds | None = None
    _recipe: _Recipe | None = None
    word: str | None = None

    @property
    def plain(self) -> Decimal:
        """The value in the plain unit: 1750000 for 175万人."""
        return self.value.scaleb(self.multiplier, NEAREST) if self.multiplier else self.value

    @property
    def bounds(self) -> Bounds:
        """The print at its word, in the plain unit."""
        if self._bounds is None:
            if self._recipe is None:
                return self._printed_bounds()
            step, shift, left, right = self._recipe
            found = step(left.bounds) if right is None else step(left.bounds, right.bounds)
            object.__setattr__(self, "_bounds", found.shifted(shift))
        return self._bounds  # type: ignore[return-value]

    @property
    def unrounded(self) -> Bounds:
        """What the exact number may have been before it was rounded for print, in the plain
        unit.
        """
        if self._unrounded is None:
            if self._recipe is None:
                return self._printed_unrounded()
            step, shift, left, right = self._recipe
            found = step(left.unrounded) if right is None else step(left.unrounded, right.unrounded)
            object.__setattr__(self, "_unrounded", found.shifted(shift))
        return self._unrounded  # type: ignore[return-value]

    def _printed_bounds(self) -> Bounds:
        """Of a figure that a text prints: what its qualifier says of the number, worked out when it
        is asked for.
        """
        found = said(self.qualifier, self.value, cast(int, self.decimals)).shifted(self.multiplier)
        object.__setattr__(self, "_bounds", found)
        return found

    def _printed_unrounded(self) -> Bounds:
        found = self.bounds
        if self.qualifier is _EXACTLY and not self.exact:
            found = unround(self.value, cast(int, self.decimals)).shifted(self.multiplier)
        object.__setattr__(self, "_unrounded", found)
        return found

    # --- units ------------------------------------------------------------------------------------

    def to(self, unit: str | Unit) -> Self:
        """The same figure in another unit or scale. Raises `UnitMismatchError`.

        A power of ten shifts the printed decimals, below zero too; any other factor gives a
        computed figure.

        >>> from tjstats import Figure
        >>> print(Figure("37.62", "万人").to("人"), Figure("15", "亩").to("公顷"))
        376200人 1公顷
        """
        if isinstance(unit, Unit):
            target, scale, word = unit, 0, None
        else:
            (target, scale), word = parse_unit(unit), unit
        if target is self.unit or target == self.unit:
            if scale == self.multiplier and word is None:
                word = self.word
            return self._shifted(self.multiplier - scale, scale, word)
        return _other_unit(self, target, scale, word)

    def _shifted(self, places: int, multiplier: int, word: str | None = None) -> Self:
        """The same quantity written with another multiplier and unit word."""
        if not places and word == self.word:
            return self
        upper = None if self.upper is None else self.upper.scaleb(places, NEAREST)
        decimals = None if self.decimals is None else self.decimals - places
        bounds, unrounded = self._bounds, self._unrounded
        if self._recipe is None:  # those of the digits as printed
            bounds, unrounded = self.bounds, self.unrounded
        return self._made(
            self.value.scaleb(places, NEAREST),
            self.unit,
            self.qualifier,
            upper,
            multiplier,
            decimals,
            self.approximate,
            self.exact,
            self.quotient,
            bounds,
            unrounded,
            self._recipe,
            word,
        )

    def _converted(self, target: Unit, action: str) -> Self:
        if not self.unit.is_compatible(target):
            raise mismatch(target, self.unit, action)
        return self.to(target)

    def _made(self, *fields: Any) -> Self:
        """A figure of these fields. Filled in while it is of the open class, which takes half the
        time; see bench/.
        """
        made = FigureFields(*fields)
        made.__class__ = self.__class__
        return made  # type: ignore[return-value]

    def exactly(self, plain: Decimal) -> Self:
        """An exact figure of a number in the plain unit, in this figure's unit and scale."""
        at = point(plain)
        value = plain.scaleb(-self.multiplier, NEAREST)
        return self._made(
            value,
            self.unit,
            _EXACTLY,
            None,
            self.multiplier,
            None,
            False,
            True,
            False,
            at,
            at,
            None,
            self.word,
        )

    def or_more(self) -> Self:
        """This figure as a lower bound: what a part says of the whole of a gross total."""
        lower, word = self.bounds.lower, _AT_LEAST if self.bounds.lower_closed else _OVER
        value = self.value if lower is None else lower.scaleb(-self.multiplier, NEAREST)
        recipe = (_open_above, 0, self, None)
        return self._made(
            value,
            self.unit,
            word,
            None,
            self.multiplier,
            None,
            self.approximate,
            False,
            self.quotient,
            None,
            None,
            recipe,
            self.word,
        )

    def or_less(self) -> Self:
        """This figure as an upper bound: what a whole says of its parts."""
        upper, word = self.bounds.upper, _AT_MOST if self.bounds.upper_closed else _UNDER
        value = self.value if upper is None else upper.scaleb(-self.multiplier, NEAREST)
        recipe = (_open_below, 0, self, None)
        return self._made(
            value,
            self.unit,
            word,
            None,
            self.multiplier,
            None,
            self.approximate,
            False,
            self.quotient,
            None,
            None,
            recipe,
            self.word,
        )

    # --- operators --------------------------------------------------------------------------------

    def __neg__(self) -> Self:
        value = self.value.copy_negate()
        return computed(value, self.unit, self.multiplier, 0, Bounds.__neg__, self, word=self.word)

    def __add__(self, other: object) -> Self:
        if not isinstance(other, FigureFields):
            return (
                self if other.__class__ is int and other == 0 else NotImplemented
            )  # sum() starts with 0
        kind = unit_algebra.total(self.unit, other.unit)
        if kind is None:
            return self + cast(Self, other)._converted(self.unit, "add")
        left, right = (
            (self, other) if self.multiplier == other.multiplier else _one_scale(self, other)
        )
        value = NEAREST.add(left.value, right.value)
        return computed(
            value, kind, left.multiplier, 0, Bounds.__add__, self, other, word=_agreed(self, other)
        )  # type: ignore[return-value]

    __radd__ = __add__

    def __sub__(self, other: object) -> Self:
        if not isinstance(other, FigureFields):
            return NotImplemented
        found = unit_algebra.difference(self.unit, other.unit)
        if found is None:
            return self - cast(Self, other)._converted(self.unit, "subtract")
        left, right = (
            (self, other) if self.multiplier == other.multiplier else _one_scale(self, other)
        )
        value = NEAREST.subtract(left.value, right.value)
        word = _agreed(self, other) if found[0] == self.unit else None
        return computed(
            value, found[0], left.multiplier, found[1], Bounds.__sub__, self, other, word=word
        )  # type: ignore[return-value]

    def __mul__(self, other: object) -> Self:
        right = self._operand(other)
        if right is None:
            return NotImplemented
        kind, shift = unit_algebra.product(self.unit, right.unit)
        value = NEAREST.multiply(self.value, right.value)
        return computed(
            value, kind, self.multiplier + right.multiplier, shift, Bounds.__mul__, self, right
        )

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> Self:
        right = self._operand(other)
        if right is None:
            return NotImplemented
        if right.bounds.is_point and not right.value:
            raise InvalidNumberError(
                right.value,
                "a figure cannot be divided by zero",
                "ask growth() for a reason instead",
            )
        kind, shift = unit_algebra.quotient(self.unit, right.unit)
        value = NEAREST.divide(self.value, right.value) if right.value else self.value
        scale = self.multiplier - right.multiplier
        return computed(
            value,
            kind,
            scale,
            shift,
            Bounds.__truediv__,
            self,
            right,
            quotient=True,
            central=bool(right.value),
        )

    def __rtruediv__(self, other: object) -> Self:
        left = self._operand(other)
        return NotImplemented if left is None else left / self

    def _operand(self, other: object) -> Self | None:
        """A figure, or a plain exact number as a ratio; None for anything else."""
        if isinstance(other, FigureFields):
            return other  # type: ignore[return-value]
        if not isinstance(other, int | Decimal) or isinstance(other, bool):
            return None
        at = point(number(other))
        return self._made(at.lower, _RATIO, _EXACTLY, None, 0, None, False, True, False, at, at)


_RATIO: Final = unit("ratio")
# Plain names: reading a member off its enumeration costs as much as a decimal division.
_EXACTLY, _ABOUT, _BETWEEN = Qualifier.EXACTLY, Qualifier.ABOUT, Qualifier.BETWEEN
_OVER, _AT_LEAST, _UNDER, _AT_MOST = (
    Qualifier.OVER,
    Qualifier.AT_LEAST,
    Qualifier.UNDER,
    Qualifier.AT_MOST,
)


def printed(
    cls: type[F],
    value: Decimal,
    kind: Unit,
    word: Qualifier,
    scale: int,
    approximate: bool,
    places: int | None = None,
    unit_word: str | None = None,
) -> F:
    """The figure of a checked number with its qualifier (all but BETWEEN); intervals are worked out
    when they are asked for.

    What the constructor of `Figure` gives for the same arguments, at a fraction of its cost: for
    readers of texts, which may know the *places* behind the point.
    """
    if places is None:
        places = -int(value.as_tuple().exponent)
    exact = False
    if word is _EXACTLY:
        exact = not scale and not places and kind.counted
    elif word in APPROXIMATE:
        approximate = True
    made = FigureFields(
        value, kind, word, None, scale, places, approximate, exact, False, word=unit_word
    )
    made.__class__ = cls
    return made  # type: ignore[return-value]


def computed(
    value: Decimal,
    kind: Unit,
    multiplier: int,
    shift: int,
    step: Callable[..., Bounds],
    left: F,
    right: F | None = None,
    quotient: bool = False,
    central: bool = True,
    word: str | None = None,
) -> F:
    """The figure of a calculation: *value* in the scale of *multiplier*, and *step* over the bounds
    of the inputs.

    *shift* is the exponent of ten that the change of unit adds (percent of an amount: −2), to be
    applied here. Where *central* is false the value means nothing (a quotient by about zero), and
    all is read off the bounds. *word* is the unit as printed, where the inputs agree on it.
    """
    if shift:
        value = value.scaleb(shift, NEAREST)
    if not value:
        value = ZERO  # minus zero is zero
    qualifier, approximate = left.qualifier, left.approximate
    quotient = quotient or left.quotient
    if right is not None:
        quotient = quotient or right.quotient
        approximate = approximate or right.approximate
        if right.qualifier is not _EXACTLY:
            qualifier = (
                right.qualifier
                if qualifier is _EXACTLY or right.qualifier is not _ABOUT
                else qualifier
            )
    upper, said = None, None
    if (qualifier is not _EXACTLY and qualifier is not _ABOUT) or not central:
        said = step(left.bounds) if right is None else step(left.bounds, right.bounds)
        if shift:
            said = said.shifted(shift)
        value, qualifier, upper = read_off(said, multiplier, value)
    recipe = (step, shift, left, right)
    made = FigureFields(
        value,
        kind,
        qualifier,
        upper,
        multiplier,
        None,
        approximate,
        False,
        quotient,
        said,
        None,
        recipe,
        word,
    )
    made.__class__ = left.__class__  # as in _made, which this saves a call
    return made  # type: ignore[return-value]


def read_off(
    bounds: Bounds, multiplier: int, value: Decimal
) -> tuple[Decimal, Qualifier, Decimal | None]:
    """Value, qualifier and upper end of computed bounds; *value* stands in where they have no end
    at all.
    """
    lower, upper = bounds.lower, bounds.upper
    if multiplier:
        lower = None if lower is None else lower.scaleb(-multiplier, NEAREST)
        upper = None if upper is None else upper.scaleb(-multiplier, NEAREST)
    if lower is None:
        if upper is None:
            return value, _BETWEEN, None
        return upper, _AT_MOST if bounds.upper_closed else _UNDER, None
    if upper is None:
        return lower, _AT_LEAST if bounds.lower_closed else _OVER, None
    return (lower, _EXACTLY, None) if lower == upper else (lower, _BETWEEN, upper)


def _agreed(left: FigureFields, right: FigureFields) -> str | None:
    """The unit as printed, where both figures have the same."""
    return left.word if left.word == right.word else None


def _one_scale(left: F, right: F) -> tuple[F, F]:
    """Both written with the larger multiplier."""
    gap = left.multiplier - right.multiplier
    if gap > 0:
        return left, right._shifted(-gap, left.multiplier)
    return left._shifted(gap, right.multiplier), right


def _other_unit(figure: F, target: Unit, scale: int, word: str | None) -> F:
    """The figure in a compatible unit of another code."""
    up, down, power = figure.unit.conversion(target)
    if power is None:
        value = NEAREST.divide(NEAREST.multiply(figure.value, up), down)
        if figure.multiplier != scale:
            value = value.scaleb(figure.multiplier - scale, NEAREST)
        return computed(
            value, target, scale, 0, _scaling(up, down), figure, quotient=down != 1, word=word
        )
    moved = figure._shifted(figure.multiplier - scale + power, scale)
    return figure._made(
        moved.value,
        target,
        moved.qualifier,
        moved.upper,
        scale,
        moved.decimals,
        moved.approximate,
        moved.exact,
        moved.quotient,
        None,
        None,
        (_as_it_is, power, figure, None),
        word,
    )


@lru_cache(maxsize=1024)
def _scaling(up: int, down: int) -> Callable[[Bounds], Bounds]:
    return lambda bounds: bounds.scaled(up, down)


def _open_above(bounds: Bounds) -> Bounds:
    return Bounds(bounds.lower, None, bounds.lower_closed)


def _open_below(bounds: Bounds) -> Bounds:
    return Bounds(None, bounds.upper, upper_closed=bounds.upper_closed)


def _as_it_is(bounds: Bounds) -> Bounds:
    return bounds

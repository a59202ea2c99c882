"""The arithmetic of figures: their fields, their operators, and the trusted constructors of
computed and printed figures.

A figure has two intervals. Those of a printed figure follow from its digits and qualifier, those of
a computed figure from the intervals of its inputs. Both are computed on first access, because most
answers show only the value. If two threads compute one at the same time, they get the same result.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from numbers import Number as Numeric
from typing import Any, Final, Self, TypeAlias, TypeVar, cast

import attrs

from tjstats.errors import InvalidNumberError, NumberTypeError, RecordTypeError
from tjstats.streams import Modelled
from tjstats.values.bounds import Bounds, point, within_reach
from tjstats.values.numbers import MAX_EXPONENT, NEAREST, ONE, REACH, SHOWN, ZERO, number
from tjstats.values.qualifiers import APPROXIMATE, Qualifier, said, unround
from tjstats.values.trusted import sealed
from tjstats.values.units import Unit, mismatch, parse_unit, unit
from tjstats.values.units import algebra as unit_algebra

__all__ = ["FigureFields", "computed", "printed", "read_off"]

# The recipe for the intervals of a figure: a function of the intervals of its inputs, then a shift
# by a power of ten.
_Recipe: TypeAlias = tuple[Callable[..., Bounds], int, "FigureFields", "FigureFields | None"]
F = TypeVar("F", bound="FigureFields")

# Plain names: reading a member off its enumeration costs as much as a decimal division.
_EXACTLY, _ABOUT, _BETWEEN = Qualifier.EXACTLY, Qualifier.ABOUT, Qualifier.BETWEEN
_NUMBERS = _EXACTLY, _ABOUT  # all others are bounds
_AT_LEAST, _OVER = Qualifier.AT_LEAST, Qualifier.OVER
_AT_MOST, _UNDER = Qualifier.AT_MOST, Qualifier.UNDER


@attrs.define(eq=False, repr=False, weakref_slot=False)
class FigureFields(Modelled):
    """The fields of a figure, and `+`, `-`, `*`, `/`, `to`: the open twin of the public class
    `Figure`.
    """

    value: Decimal
    unit: Unit
    qualifier: Qualifier = _EXACTLY
    upper: Decimal | None = None
    multiplier: int = 0
    decimals: int | None = None
    approximate: bool = False
    exact: bool = False
    quotient: bool = False
    _bounds: Bounds | None = attrs.field(default=None, alias="_bounds")
    _unrounded: Bounds | None = attrs.field(default=None, alias="_unrounded")
    _recipe: _Recipe | None = attrs.field(default=None, alias="_recipe")
    word: str | None = None

    @classmethod
    def _new(cls, *fields: Any, **named: Any) -> Self:
        """A figure with valid fields, without checks: the trusted constructor."""
        return sealed(FigureFields(*fields, **named), cls)

    @property
    def plain(self) -> Decimal:
        """The value in the plain unit, whole numbers with every digit: 1750000 for 175万人."""
        value = self.value.scaleb(self.multiplier, NEAREST) if self.multiplier else self.value
        is_short = int(value.as_tuple().exponent) > 0
        return value.quantize(ONE, context=SHOWN) if is_short else value

    @property
    def bounds(self) -> Bounds:
        """The printed figure taken literally, in the plain unit."""
        return self._bounds or _work_out(self, "_bounds", FigureFields._find_bounds)

    @property
    def unrounded(self) -> Bounds:
        """Every number that could have been rounded to the printed one, in the plain unit."""
        return self._unrounded or _work_out(self, "_unrounded", FigureFields._find_unrounded)

    def _find_bounds(self) -> Bounds:
        if self._recipe is None:
            digits = said(self.qualifier, self.value, cast(int, self.decimals))
            return digits.shifted(self.multiplier)
        return _bounds_by(self._recipe)

    def _find_unrounded(self) -> Bounds:
        if self._recipe is None:
            if self.qualifier is not _EXACTLY or self.exact:
                return self.bounds
            return unround(self.value, cast(int, self.decimals)).shifted(self.multiplier)
        step, shift, left, right = self._recipe
        unrounded = step(left.unrounded) if right is None else step(left.unrounded, right.unrounded)
        return within_reach(unrounded.shifted(shift))

    # --- units ------------------------------------------------------------------------------------

    def to(self, unit: str | Unit) -> Self:
        """The same figure in another unit or scale; a text becomes its `word`.

        A power of ten shifts the printed decimals, below zero too; any other factor gives a
        computed figure. Raises `UnitMismatchError`.

        >>> from tjstats import Figure
        >>> print(Figure("37.62", "万人").to("人"), Figure("15", "亩").to("公顷"))
        376200人 1公顷
        """
        if isinstance(unit, Unit):
            target, scale = unit, 0
            same = scale == self.multiplier and target == self.unit
            word = self.word if same else None
        else:
            (target, scale), word = parse_unit(unit), unit
        if target is self.unit or target == self.unit:
            converted = self._shifted(self.multiplier - scale, scale, word)
        else:
            converted = _other_unit(self, target, scale, word)
        if converted.decimals is not None and abs(converted.decimals) > MAX_EXPONENT:
            problem = (
                f"it would have {converted.decimals} decimals, and at most {MAX_EXPONENT} are held"
            )
            raise InvalidNumberError(self.value, problem, "use a unit nearer to the value")
        return converted

    def _shifted(self, places: int, multiplier: int, word: str | None = None) -> Self:
        """The same quantity with another multiplier, *places* lower, and another word."""
        if not places and word == self.word:
            return self
        recipe = self._recipe
        if recipe is None and self.qualifier is not _EXACTLY:
            recipe = (_as_it_is, 0, self, None)  # ends of other qualifiers hang on the digits
        return self._new(
            self.value.scaleb(places, NEAREST),
            self.unit,
            self.qualifier,
            None if self.upper is None else self.upper.scaleb(places, NEAREST),
            multiplier,
            None if self.decimals is None else self.decimals - places,
            self.approximate,
            self.exact,
            self.quotient,
            self._bounds,
            self._unrounded,
            recipe,
            word,
        )

    def _like(self, other: Self | None) -> Self:
        """The same quantity in the scale of another figure of its unit: 万 beside 万."""
        if other is None or other.unit != self.unit:
            return self
        return self._shifted(self.multiplier - other.multiplier, other.multiplier, other.word)

    def _counted_in(self, target: Unit) -> Self:
        """The same number of another unit, whatever that is: 3所 as 3个."""
        if target == self.unit:
            return self
        printed = self.decimals is not None and self.qualifier is _EXACTLY
        whole = printed and not self.multiplier and not self.decimals and target.counted
        return self._new(
            self.value,
            target,
            self.qualifier,
            self.upper,
            self.multiplier,
            self.decimals,
            self.approximate,
            self.exact or whole,
            self.quotient,
            self._bounds,
            None if whole else self._unrounded,
            self._recipe,
        )

    def _converted(self, target: Unit, action: str) -> Self:
        if not self.unit.is_compatible(target):
            raise mismatch(target, self.unit, action)
        return self.to(target)

    # --- figures derived from this one ------------------------------------------------------------

    def _exactly(self, plain: Decimal) -> Self:
        """An exact figure for a number in the plain unit, in this figure's unit and scale."""
        return self._new(
            plain.scaleb(-self.multiplier, NEAREST),
            self.unit,
            multiplier=self.multiplier,
            exact=True,
            _bounds=point(plain),
            _unrounded=point(plain),
            word=self.word,
        )

    def _or_more(self) -> Self:
        """This figure as a lower bound, which a part gives for the whole of a gross total."""
        bounds = self.bounds
        qualifier = _AT_LEAST if bounds.lower_closed else _OVER
        return self._bounded(bounds.lower, qualifier, _open_above)

    def _or_less(self) -> Self:
        """This figure as an upper bound, which a whole gives for its parts."""
        bounds = self.bounds
        qualifier = _AT_MOST if bounds.upper_closed else _UNDER
        return self._bounded(bounds.upper, qualifier, _open_below)

    def _bounded(
        self, end: Decimal | None, qualifier: Qualifier, step: Callable[[Bounds], Bounds]
    ) -> Self:
        return self._new(
            self.value if end is None else end.scaleb(-self.multiplier, NEAREST),
            self.unit,
            qualifier,
            multiplier=self.multiplier,
            approximate=self.approximate,
            quotient=self.quotient,
            _recipe=(step, 0, self, None),
            word=self.word,
        )

    # --- operators --------------------------------------------------------------------------------

    def __neg__(self) -> Self:
        value = self.value.copy_negate()
        return computed(value, self.unit, self.multiplier, 0, Bounds.__neg__, self, word=self.word)

    def __add__(self, other: object) -> Self:
        if not isinstance(other, FigureFields):
            if other.__class__ is int and other == 0:  # the start of a sum
                return self
            _check_addend(other)
            return NotImplemented
        kind = unit_algebra.total(self.unit, other.unit)
        if kind is None:
            return self + cast(Self, other)._converted(self.unit, "add")
        left, right = _one_scale(self, cast(Self, other))
        value = NEAREST.add(left.value, right.value)
        word = _word_of_sum(self, cast(Self, other), kind, left.multiplier)
        return computed(
            value, kind, left.multiplier, 0, Bounds.__add__, self, cast(Self, other), word=word
        )

    __radd__ = __add__

    def __sub__(self, other: object) -> Self:
        if not isinstance(other, FigureFields):
            _check_addend(other)
            return NotImplemented
        kind_and_shift = unit_algebra.difference(self.unit, other.unit)
        if kind_and_shift is None:
            return self - cast(Self, other)._converted(self.unit, "subtract")
        kind, shift = kind_and_shift
        left, right = _one_scale(self, cast(Self, other))
        value = NEAREST.subtract(left.value, right.value)
        word = _word_of_sum(self, cast(Self, other), kind, left.multiplier)
        return computed(
            value, kind, left.multiplier, shift, Bounds.__sub__, self, cast(Self, other), word=word
        )

    def __mul__(self, other: object) -> Self:
        right = self._operand(other)
        if right is None:
            return NotImplemented
        kind, shift = unit_algebra.product(self.unit, right.unit)
        value = NEAREST.multiply(self.value, right.value)
        scale = self.multiplier + right.multiplier
        return computed(value, kind, scale, shift, Bounds.__mul__, self, right)

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> Self:
        right = self._operand(other)
        if right is None:
            return NotImplemented
        if not right.value and right.bounds.is_point:
            raise InvalidNumberError(
                right.value,
                "a figure cannot be divided by zero",
                "use growth(), which gives a reason instead",
            )
        kind, shift = unit_algebra.quotient(self.unit, right.unit)
        central = bool(right.value)
        value = NEAREST.divide(self.value, right.value) if central else self.value
        scale = self.multiplier - right.multiplier
        return computed(value, kind, scale, shift, Bounds.__truediv__, self, right, True, central)

    def __rtruediv__(self, other: object) -> Self:
        left = self._operand(other)
        if left is None:
            return NotImplemented
        return left / self

    def __rsub__(self, other: object) -> Self:
        _check_addend(other)
        return NotImplemented

    def _operand(self, other: object) -> Self | None:
        """A figure, or an exact plain number as a ratio; None for anything else. Raises
        `NumberTypeError` for a float, a boolean or a text.
        """
        if isinstance(other, FigureFields):
            return other  # type: ignore[return-value]
        if not isinstance(other, int | Decimal) or isinstance(other, bool):
            if isinstance(other, float | str):
                raise NumberTypeError(other, f"write Decimal('{other}')")
            if isinstance(other, Numeric):
                raise NumberTypeError(other, "write an int, a Decimal or a Figure")
            return None
        value = number(other)
        at = point(value)
        return self._new(value, _RATIO, exact=True, _bounds=at, _unrounded=at)


_RATIO: Final = unit("ratio")


def _word_of_sum(one: FigureFields, other: FigureFields, kind: Unit, multiplier: int) -> str | None:
    """The printed unit of a sum, if both agree on it; of 亿元 and 万元 that of its scale."""
    if one.word == other.word:
        return one.word if one.unit is kind else None
    words = one.word or "", other.word or ""
    if _SCALED.sub("", words[0]) != _SCALED.sub("", words[1]) or one.unit is not kind:
        return None
    return words[0] if one.multiplier == multiplier else words[1]


_SCALED: Final = re.compile("^(?:[百千万亿]+|(?:thousand|million|billion|trillion) )")


def _check_addend(other: object) -> None:
    """Raise `RecordTypeError` for a number, which has no unit, before or after + and −."""
    if isinstance(other, Numeric | str):
        raise RecordTypeError("Figure", "+ or -", other, "a Figure, which has a unit")


def printed(
    cls: type[F],
    value: Decimal,
    kind: Unit,
    qualifier: Qualifier,
    scale: int,
    approximate: bool,
    places: int | None = None,
    word: str | None = None,
    exact: bool = False,
) -> F:
    """The figure for a number printed in a text, already checked, with any qualifier
    but BETWEEN.

    It equals the result of the constructor of `Figure` at a fraction of its cost, for readers of
    text, which may know the number of *places* after the point.
    """
    if places is None:
        places = -int(value.as_tuple().exponent)
    exact = qualifier is _EXACTLY and (exact or (not scale and not places and kind.counted))
    approximate = approximate or qualifier in APPROXIMATE
    fields = FigureFields(
        value, kind, qualifier, None, scale, places, approximate, exact, word=word
    )
    return sealed(fields, cls)


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
    """The figure from a calculation: *value* in the scale of *multiplier*, and *step* over the
    bounds of the inputs.

    *shift* is the exponent of ten that the change of unit adds (percent of an amount: −2), applied
    here. If *central* is false, the value means nothing (a quotient by about zero), and everything
    follows from the bounds. *word* is the unit as printed, if the inputs agree on it.
    """
    if shift:
        value = value.scaleb(shift, NEAREST)
    value = value or ZERO  # minus zero is zero
    place = value.adjusted()
    if abs(place) + abs(multiplier) >= REACH:
        _check_reach(value, place, multiplier)
    other = left if right is None else right
    qualifier = left.qualifier
    if other.qualifier is not qualifier:
        qualifier = _joint(qualifier, other.qualifier)
    approximate = left.approximate or other.approximate
    quotient = quotient | left.quotient | other.quotient
    recipe, bounds, upper = (step, shift, left, right), None, None
    if not central or qualifier not in _NUMBERS:
        bounds = _bounds_by(recipe)
        value, qualifier, upper = read_off(bounds, multiplier, value)
    fields = FigureFields(
        value,
        kind,
        qualifier,
        upper,
        multiplier,
        None,
        approximate,
        False,
        quotient,
        bounds,
        None,
        recipe,
        word,
    )
    return sealed(fields, left.__class__)


def _check_reach(value: Decimal, place: int, scale: int) -> None:
    """Raise `InvalidNumberError` if a number whose first digit is at *place* cannot be held in a
    scale, or in the plain unit.
    """
    if not all(-REACH < power < REACH for power in (place, scale, place + scale)):
        problem = f"a computed number lies between 1E-{REACH} and 1E+{REACH}"
        raise InvalidNumberError(value, problem, "use a unit nearer to the value")


def _bounds_by(recipe: _Recipe) -> Bounds:
    step, shift, left, right = recipe
    bounds = step(left.bounds) if right is None else step(left.bounds, right.bounds)
    return within_reach(bounds.shifted(shift) if shift else bounds)


def _work_out(figure: FigureFields, slot: str, find: Callable[[Any], Bounds]) -> Bounds:
    """Compute an interval of a figure into its slot, after those of its inputs, each once, so that
    a sum may have any length.
    """
    waiting = [figure]
    while waiting:
        inputs = () if waiting[-1]._recipe is None else waiting[-1]._recipe[2:]
        missing = [
            source for source in inputs if source is not None and getattr(source, slot) is None
        ]
        if missing:
            waiting += missing
        else:
            at = waiting.pop()
            object.__setattr__(at, slot, find(at))
    return cast(Bounds, getattr(figure, slot))


def _joint(left: Qualifier, right: Qualifier) -> Qualifier:
    """The less precise qualifier of two inputs: anything before ABOUT before EXACTLY."""
    if left is _EXACTLY:
        return right
    return left if right is _EXACTLY or right is _ABOUT else right


def read_off(
    bounds: Bounds, multiplier: int, value: Decimal
) -> tuple[Decimal, Qualifier, Decimal | None]:
    """Value, qualifier and upper end implied by computed bounds; *value* is used if they have no
    end.
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


def _one_scale(left: F, right: F) -> tuple[F, F]:
    """Both figures with the larger multiplier."""
    gap = left.multiplier - right.multiplier
    if not gap:
        return left, right
    if gap > 0:
        return left, right._shifted(-gap, left.multiplier)
    return left._shifted(gap, right.multiplier), right


def _other_unit(figure: F, target: Unit, scale: int, word: str | None) -> F:
    """The figure in a compatible unit with another code."""
    up, down, power = figure.unit.conversion(target)
    if power is None:
        value = NEAREST.divide(NEAREST.multiply(figure.value, up), down)
        if figure.multiplier != scale:
            value = value.scaleb(figure.multiplier - scale, NEAREST)
        return computed(
            value, target, scale, 0, _scaling(up, down), figure, None, down != 1, word=word
        )
    moved = figure._shifted(figure.multiplier - scale + power, scale)
    return figure._new(
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

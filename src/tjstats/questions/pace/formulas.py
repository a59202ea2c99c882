"""The formulas of pace, written once for records and for data frames.

A formula is a function of a `Way`: the numbers from base to target. Records calculate with `Wide`
decimals of 102 digits, rounded to 34 once at the end, so that a value at a threshold stays there;
data frames calculate with expressions over columns. A formula uses only operations that both have:
arithmetic, `abs`, `log` and `choose`. `reasons.NO_VALUE` says when a formula has no value.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, Overflow
from fractions import Fraction
from typing import Any, Final, Literal, NamedTuple, Protocol, TypeAlias, TypeVar

from tjstats.errors import InvalidNumberError
from tjstats.values.codes import Code
from tjstats.values.numbers import WIDE, ZERO, wide_root

__all__ = [
    "FORMULAS",
    "Formula",
    "FormulaCode",
    "FormulaRow",
    "Way",
    "Wide",
    "choose",
    "good_rate",
    "projected",
    "schedule",
    "share_of_logarithms",
    "yearly_rate",
]

T = TypeVar("T")


class Way(Protocol):
    """The numbers of a path from base to target: `Wide` and fractions, or expressions.

    Fields: base, latest and goal (levels; positive if they are divided by one another), rising
    (whether more is better), elapsed and span (years from the base to the latest value and to the
    target's time), done and planned (latest and goal over base), observed and required (the yearly
    rates of these).
    """

    @property
    def base(self) -> Any: ...
    @property
    def latest(self) -> Any: ...
    @property
    def goal(self) -> Any: ...
    @property
    def rising(self) -> Any: ...
    @property
    def elapsed(self) -> Any: ...
    @property
    def span(self) -> Any: ...
    @property
    def done(self) -> Any: ...
    @property
    def planned(self) -> Any: ...
    @property
    def observed(self) -> Any: ...
    @property
    def required(self) -> Any: ...

    def choose(self, condition: Any, then: Any, otherwise: Any) -> Any:
        """*then* if the condition is true, else *otherwise*."""
        ...


def yearly_rate(factor: Any, years: Any) -> Any:
    """The yearly rate that gives a factor in a number of years, as a ratio: 0.1 is 10 %."""
    return factor ** (1 / years) - 1


def good_rate(way: Way) -> Any:
    """The observed yearly rate, positive in the good direction."""
    return way.choose(way.rising, way.observed, -way.observed)


def projected(way: Way) -> Any:
    """The level at the target's time at the observed rate; after that time the latest level."""
    left = way.choose(way.span > way.elapsed, way.span - way.elapsed, 0)
    return way.latest * way.done ** (left / way.elapsed)


def schedule(way: Way, value: Any) -> Any:
    """A completed share over the share of time elapsed, which is at most one."""
    return value / way.choose(way.elapsed < way.span, way.elapsed / way.span, 1)


def share_of_logarithms(done: Any, planned: Any) -> Any:
    """The completed share of a compound change, from two factors."""
    return done.log() / planned.log()


def _ratio(way: Way) -> Any:
    return good_rate(way) / way.required.abs()


def _signed_ratio(way: Way) -> Any:
    return way.observed / way.required


def _projected_share(way: Way) -> Any:
    return (projected(way) - way.base) / (way.goal - way.base)


def _log_share(way: Way) -> Any:
    return share_of_logarithms(way.done, way.planned)


def _linear_share(way: Way) -> Any:
    return (way.latest - way.base) / (way.goal - way.base)


class Formula(Code):
    """The value of a pace towards a target; the rules are in `FORMULAS`."""

    RATIO = "ratio"
    SIGNED_RATIO = "signed_ratio"
    PROJECTED_SHARE = "projected_share"
    LOG_SHARE = "log_share"
    LINEAR_SHARE = "linear_share"


FormulaCode: TypeAlias = Literal[
    "ratio", "signed_ratio", "projected_share", "log_share", "linear_share"
]


class FormulaRow(NamedTuple):
    """A formula and its properties.

    Fields: value (of a way), meaning, compound (it divides levels by levels, so they are of one
    sign), distance (it measures distances, so the base shows on which side of it a target lies),
    share (of what is planned, so it has a schedule), logarithm (of the latest level too).
    """

    value: Callable[[Way], Any]
    meaning: str
    compound: bool = True
    distance: bool = True
    share: bool = True
    logarithm: bool = False


FORMULAS: Final = {
    Formula.RATIO: FormulaRow(
        _ratio,
        "observed annual rate over the absolute required rate, positive in the good direction",
        distance=False,
        share=False,
    ),
    Formula.SIGNED_RATIO: FormulaRow(
        _signed_ratio,
        "observed annual rate over the required one",
        distance=False,
        share=False,
    ),
    Formula.PROJECTED_SHARE: FormulaRow(
        _projected_share,
        "share of the distance from base to target that the projected level will have covered",
        share=False,
    ),
    Formula.LOG_SHARE: FormulaRow(
        _log_share,
        "ln(latest/base) over ln(target/base): completed share of the planned change",
        logarithm=True,
    ),
    Formula.LINEAR_SHARE: FormulaRow(
        _linear_share,
        "latest less base over target less base: completed share of the distance",
        compound=False,
    ),
}


# --- the numbers of records -----------------------------------------------------------------------


def choose(condition: bool, then: T, otherwise: T) -> T:
    """*then* if the condition is true, else *otherwise*: what frames do with a column."""
    return then if condition else otherwise


class Wide:
    """A decimal for calculations with 102 digits. Field: value.

    The other operand is a Wide, an int or, for `*`, `/` and `**`, a Fraction.

    >>> (Wide(Decimal(4)) ** Fraction(1, 2) - 1).value
    Decimal('1')
    """

    __slots__ = ("value",)

    value: Decimal

    def __init__(self, value: Decimal) -> None:
        self.value = value

    def __add__(self, other: Wide | int) -> Wide:
        return Wide(WIDE.add(self.value, _decimal(other)))

    def __sub__(self, other: Wide | int) -> Wide:
        return Wide(WIDE.subtract(self.value, _decimal(other)))

    def __mul__(self, other: Wide | Fraction | int) -> Wide:
        if isinstance(other, Wide):
            return Wide(WIDE.multiply(self.value, other.value))
        return self._times(other.numerator, other.denominator)

    def __truediv__(self, other: Wide | Fraction | int) -> Wide:
        if isinstance(other, Wide):
            return Wide(WIDE.divide(self.value, other.value))
        return self._times(other.denominator, other.numerator)

    def _times(self, numerator: int, denominator: int) -> Wide:
        product = WIDE.multiply(self.value, Decimal(numerator))
        return Wide(product if denominator == 1 else WIDE.divide(product, Decimal(denominator)))

    def __pow__(self, exponent: Fraction) -> Wide:
        """Zero to any power is zero. Raises `InvalidNumberError` outside the
        representable range.
        """
        if not self.value:
            return Wide(ZERO)
        root = wide_root(self.value, exponent.denominator)
        try:
            return Wide(WIDE.power(root, exponent.numerator))
        except Overflow:
            problem = f"to the power of {exponent} it is out of range"
            raise InvalidNumberError(self.value, problem, "choose a nearer time") from None

    def __neg__(self) -> Wide:
        return Wide(self.value.copy_negate())

    def abs(self) -> Wide:
        """Its absolute value."""
        return Wide(self.value.copy_abs())

    def log(self) -> Wide:
        """Its natural logarithm."""
        return Wide(WIDE.ln(self.value))

    def __ge__(self, other: Wide) -> bool:
        return self.value >= other.value

    def __le__(self, other: Wide) -> bool:
        return self.value <= other.value


def _decimal(operand: Wide | int) -> Decimal:
    return operand.value if isinstance(operand, Wide) else Decimal(operand)

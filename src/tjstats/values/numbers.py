"""Validation of numbers, and the decimal contexts used by every calculation.

Numbers are `Decimal` with at most 34 significant digits and an exponent within ±30. The contexts
are explicit objects that are never installed as a thread's context: `NEAREST` (half even) for
values, `DOWN` and `UP` for the two ends of bounds.
"""

from __future__ import annotations

import math
import re
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from functools import lru_cache
from numbers import Integral
from typing import Final, TypeAlias

from tjstats.errors import InvalidNumberError, NumberTypeError

__all__ = [
    "COMPUTED_EXPONENT",
    "DIGITS",
    "DOWN",
    "HUNDRED",
    "MAX_EXPONENT",
    "MINUS_HUNDRED",
    "NEAREST",
    "NOISE",
    "ONE",
    "REACH",
    "SHOWN",
    "UP",
    "WIDE",
    "ZERO",
    "Number",
    "digits_of",
    "half_up",
    "neighbours",
    "number",
    "numeral",
    "power",
    "power_of_ten",
    "rounded_to",
    "wide_root",
    "with_decimals",
]

DIGITS: Final = 34
MAX_EXPONENT: Final = 30
REACH: Final = 300  # the powers of ten that limit computed numbers: quotients of quotients
COMPUTED_EXPONENT: Final = REACH + DIGITS  # of the last digit of a computed number

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
HUNDRED: Final = Decimal(100)
MINUS_HUNDRED: Final = Decimal(-100)

Number: TypeAlias = str | int | Decimal


def _context(rounding: str, digits: int = DIGITS) -> Context:
    """A separate context, unaffected by changes of the host program to `decimal.DefaultContext`."""
    traps = [InvalidOperation, DivisionByZero, Overflow]
    return Context(
        prec=digits,
        rounding=rounding,
        Emin=-9999,
        Emax=9999,
        capitals=1,
        clamp=0,
        flags=[],
        traps=traps,
    )


NEAREST: Final = _context(ROUND_HALF_EVEN)
DOWN: Final = _context(ROUND_FLOOR)
UP: Final = _context(ROUND_CEILING)
WIDE: Final = _context(ROUND_HALF_EVEN, 3 * DIGITS)  # intermediate steps of roots
SHOWN: Final = _context(ROUND_HALF_EVEN, 1000)  # every digit of a number within reach

_FARTHEST: Final = Decimal((0, (1,), COMPUTED_EXPONENT + DIGITS))
_NEXT_TO_ZERO: Final = Decimal((0, (1,), -COMPUTED_EXPONENT - DIGITS))
_REACHABLE: Final = 1000  # degree of a root: beyond it only the root of 1 terminates

_PLAIN: Final = re.compile(r"\d{1,15}(\.\d{1,15})?", re.ASCII)  # no limit can be passed
_TEXT: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)


def number(value: Number, exponent: int = MAX_EXPONENT) -> Decimal:
    """The exact Decimal for a text, an int or a Decimal.

    Raises `NumberTypeError` for floats, booleans and other types, `InvalidNumberError` for text
    that is not a plain number, NaN, infinities, more than 34 significant digits, or an exponent
    beyond ±30 (*exponent* for computed numbers).

    >>> number("34.50")
    Decimal('34.50')
    """
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return Decimal(value)
    if isinstance(value, Integral) and not isinstance(value, bool):
        value = int(value)  # those of numpy too
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise NumberTypeError(value)
    if isinstance(value, str):
        result = _from_text(value)
    elif isinstance(value, int):
        if abs(value) >= 10**DIGITS:
            raise InvalidNumberError(
                value, f"more than {DIGITS} digits", "round it, or use a larger unit"
            )
        result = Decimal(value)
    else:
        result = value
    return _checked(result, value, exponent)


def _from_text(text: str) -> Decimal:
    if not text.strip():
        raise InvalidNumberError(text, "the text is empty")
    if len(text) > 100:
        raise InvalidNumberError(text, "the text is longer than 100 characters")
    if not _TEXT.fullmatch(text):
        remedy = next(remedy for form, remedy in _REMEDIES if form.search(text))
        raise InvalidNumberError(text, "it is not a plain number", remedy.format(text))
    return Decimal(text)


_PLAINLY: Final = "write plain ASCII digits with a point, no separators or units, such as '1234.5'"
# What to write instead of a text that is no plain number, by what is in it.
_REMEDIES: Final = tuple(
    (re.compile(form), remedy)
    for form, remedy in (
        (
            "[<>≤≥≦≧~≈＜＞]|[\u4e00-\u9fff]",
            "Figure.at_least('1.75', 'million people') and the like hold a bound, "
            "zh.read_figure reads words; "
            f"else {_PLAINLY}",
        ),
        ("[%％‰]$", f"the sign is the unit, Figure('3.5', '%'); {_PLAINLY}"),
        ("", _PLAINLY),
    )
)


def _checked(result: Decimal, given: Number, limit: int) -> Decimal:
    sign, digits, exponent = result.as_tuple()
    if not isinstance(exponent, int):
        raise InvalidNumberError(
            given, "NaN and infinities are not published values", "leave the figure out"
        )
    if len(digits) > DIGITS:
        raise InvalidNumberError(
            given, f"more than {DIGITS} significant digits", "round it, or use a larger unit"
        )
    if not -limit <= exponent <= limit:
        raise InvalidNumberError(
            given, f"exponent beyond ±{limit}", "use a unit nearer to the value"
        )
    return result if result or not sign else result.copy_abs()  # minus zero is zero


@lru_cache(maxsize=1024)
def power_of_ten(exponent: int, digit: int = 1) -> Decimal:
    """*digit* times ten to a power, independent of the thread's decimal context."""
    return Decimal((0, (digit,), exponent))


def numeral(value: Decimal) -> str:
    """The digits of a number as a text, with an exponent where it is far from zero, whatever the
    thread's decimal context is.
    """
    return NEAREST.to_sci_string(value)


def half_up(value: Decimal, decimals: int) -> Decimal:
    """*value* rounded half up (away from zero) to *decimals* places.

    >>> half_up(Decimal("2.665"), 2)
    Decimal('2.67')
    """
    rounded = value.quantize(power_of_ten(-decimals), ROUND_HALF_UP, SHOWN)
    return rounded if rounded else rounded.copy_abs()


def power(value: Decimal, up: int, down: int) -> Decimal:
    """The number to the power of *up* over *down*, with 102 digits, limited to the representable
    range.

    >>> power(Decimal("1.21"), 1, 2)
    Decimal('1.1')
    """
    root = wide_root(value, down)
    if up == 1 or not root:
        return root
    try:
        result = WIDE.power(root, up)
    except Overflow:
        return _FARTHEST
    return min(max(result, _NEXT_TO_ZERO), _FARTHEST)


def neighbours(wide: Decimal) -> tuple[Decimal, Decimal]:
    """The two adjacent numbers of 34 digits that enclose a longer one; the number itself twice if
    it is not longer.
    """
    nearest = NEAREST.plus(wide)
    if nearest == wide:
        return nearest, nearest
    return DOWN.next_minus(nearest), UP.next_plus(nearest)


def wide_root(value: Decimal, degree: int) -> Decimal:
    """The positive root with 102 digits, exact if it has no more than 34.

    By Newton's method, which doubles the correct digits in each step, starting from a float as text
    (a Decimal made from a float would set a flag in the thread's context). If a power of that
    degree could be out of range, by logarithms, which take thirty times as long.
    """
    if not value or degree == 1:
        return value
    if degree > _REACHABLE:
        return WIDE.exp(WIDE.divide(WIDE.ln(value), degree))
    size = value.adjusted()
    logarithm = (math.log10(value.scaleb(-size, WIDE)) + size) / degree
    whole = math.floor(logarithm)
    root = Decimal(repr(10 ** (logarithm - whole))).scaleb(whole, WIDE)
    while True:
        other = WIDE.divide(value, WIDE.power(root, degree - 1))
        step = WIDE.divide(WIDE.subtract(other, root), degree)
        root = WIDE.add(root, step)
        if not step or step.adjusted() < root.adjusted() - 3 * DIGITS // 2 - 2:
            break
    nearest = NEAREST.plus(root).normalize(NEAREST)
    return nearest if WIDE.power(nearest, degree) == value else root


def rounded_to(value: Decimal, decimals: int, side: int) -> Decimal:
    """Half up for a value (side 0), down for a lower end (−1), up for an upper end (1)."""
    if not side:
        return half_up(value, decimals)
    rounding = ROUND_FLOOR if side < 0 else ROUND_CEILING
    return value.quantize(power_of_ten(-decimals), rounding, SHOWN)


def with_decimals(value: Decimal, decimals: int) -> Decimal:
    """The value with exactly *decimals* places. Raises `InvalidNumberError` if digits would be
    lost.
    """
    if -int(value.as_tuple().exponent) == decimals:
        return value
    padded = value.quantize(power_of_ten(-decimals), context=SHOWN)
    if padded != value:
        raise InvalidNumberError(
            value, f"it has more than {decimals} decimals", "give the decimals as printed"
        )
    return padded


NOISE: Final = 1e-9  # of a value: the error that binary arithmetic adds to it
_PART: Final = 1e-3  # of a unit of the last place: the maximum of noise, however large the value


def digits_of(value: float, decimals: int | None) -> Decimal | None:
    """The number printed with *decimals* places; None if the float differs from it by more than
    noise.

    Without decimals it is the shortest number that the float represents.

    >>> digits_of(0.1 + 0.2, 1), digits_of(37.625, 1), digits_of(1234567890.4, 0)
    (Decimal('0.3'), None, None)
    """
    exact = Decimal(repr(value))
    if decimals is None or not math.isfinite(value):
        return exact if math.isfinite(value) else None
    if abs(decimals) > MAX_EXPONENT:
        return None
    try:
        printed = exact.quantize(power_of_ten(-decimals), ROUND_HALF_EVEN, WIDE)
    except InvalidOperation:  # far more digits than a figure has
        return None
    noise, unit = abs(float(printed) - value), 10.0**-decimals
    return printed if noise <= min(NOISE * max(abs(value), unit), _PART * unit) else None

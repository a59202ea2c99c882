"""Digits: the number as it was printed, out of a float and the decimals it was printed with.

A float holds 15 significant digits of any print. Where a number has more, its text stands in a column beside it.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from math import isfinite
from typing import Final

from tjstats.values.numbers import MAX_EXPONENT, WIDE, power_of_ten

__all__ = ["TEXT", "digits_of", "same_number"]

TEXT: Final = "_TEXT"  # how the column ends that holds the digits of the numbers that a float cannot hold
_NOISE: Final = 1e-9  # of a value: what arithmetic in binary adds to it
_PART: Final = 1e-3  # of a unit of the last place: what noise can be at most, however large the value


def digits_of(value: float, decimals: int | None) -> Decimal | None:
    """The number that was printed with so many decimals, None where the float is none of these but for noise.

    Without decimals it is the number of the fewest digits that the float can be.

    >>> digits_of(0.1 + 0.2, 1), digits_of(37.625, 1), digits_of(1234567890.4, 0)
    (Decimal('0.3'), None, None)
    """
    found = Decimal(repr(value))
    if decimals is None or not isfinite(value):
        return found if isfinite(value) else None
    if abs(decimals) > MAX_EXPONENT:
        return None
    try:
        found = found.quantize(power_of_ten(-decimals), ROUND_HALF_EVEN, WIDE)
    except InvalidOperation:  # far more digits than a figure has
        return None
    apart, unit = abs(float(found) - value), 10.0**-decimals
    return found if apart <= min(_NOISE * max(abs(value), unit), _PART * unit) else None


def same_number(text: str, value: float) -> bool:
    """Whether a float is that of the digits in a text."""
    try:
        return float(Decimal(text)) == value
    except InvalidOperation:
        return False

"""The unit of a sum, difference, product or quotient: the rules for percent, points and
temperatures as tables.

Percent minus percent is points, percent plus points is percent, a percentage of an amount is an
amount; points never become percent. Each function also returns the exponent of ten by which the
plain number must be shifted.
"""

from __future__ import annotations

from functools import lru_cache

from tjstats.values.units import Unit, mismatch, unit
from tjstats.values.units.table import CALENDAR, CLOCK, DIFFERENCE, FRACTIONS, parts_of

__all__ = ["difference", "is_offset", "product", "quotient", "total"]

_POINTS = "percentage_point"
_DIFFERENCE_UNITS = {level: (unit(points), shift) for level, (points, shift) in DIFFERENCE.items()}
_OFFSETS = frozenset(  # a percentage of zero is nothing
    level for level in DIFFERENCE if level.partition("/")[0] not in FRACTIONS
)
_DIFFERENCES = {points: level for level, (points, shift) in DIFFERENCE.items() if not shift}


def is_offset(kind: Unit) -> bool:
    """Whether the unit has no true zero, so that ratios are meaningless."""
    return kind.code in _OFFSETS


def total(left: Unit, right: Unit) -> Unit | None:
    """The unit of left + right if neither is converted; None if right must be converted first."""
    if left is right or left == right:
        if is_offset(left):
            raise mismatch(left, right, "add")
        return left
    for level, change in ((left, right), (right, left)):
        if _DIFFERENCES.get(change.code) == level.code:
            return level  # 5 % + 0.5 points, 20 ℃ + 1.5 degrees
    return None


def difference(left: Unit, right: Unit) -> tuple[Unit, int] | None:
    """The unit of left − right and the shift; None if right must be converted first."""
    if left is right or left == right:
        return _DIFFERENCE_UNITS.get(left.code) or (left, 0)
    if _DIFFERENCES.get(right.code) == left.code:
        return left, 0
    return None


@lru_cache(maxsize=1024)
def product(left: Unit, right: Unit) -> tuple[Unit, int]:
    """The unit of left × right and the exponent to shift by. Raises `UnitMismatchError` for points
    times an amount.
    """
    for side, other in ((left, right), (right, left)):
        if side.code == "ratio":
            return other, 0
    for side, other in ((left, right), (right, left)):
        if side.code in FRACTIONS:
            return other, FRACTIONS[side.code]
    if is_offset(left) or is_offset(right) or _points_of_more(left, right):
        raise mismatch(left, right, "multiply")
    return left.times(right), 0


@lru_cache(maxsize=1024)
def quotient(left: Unit, right: Unit) -> tuple[Unit, int]:
    """The unit of left ÷ right and the exponent to shift by."""
    if is_offset(left) or is_offset(right):
        raise mismatch(left, right, "divide")
    if left == right:
        return unit("ratio"), 0
    if right.code == "ratio":
        return left, 0
    if right.code in FRACTIONS:
        if left.code in FRACTIONS:
            return unit("ratio"), FRACTIONS[left.code] - FRACTIONS[right.code]
        return left, -FRACTIONS[right.code]
    if _points_of_more(left, right):
        raise mismatch(left, right, "divide")
    return left.per(right), 0


def _points_of_more(left: Unit, right: Unit) -> bool:
    """Whether points combine with more than time: points per year, times years, is points."""
    tokens = {token for kind in (left, right) for part in parts_of(kind.code) for token in part}
    return _POINTS in tokens and not tokens <= {_POINTS, *CALENDAR, *CLOCK}

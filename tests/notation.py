"""Bounds in mathematical notation."""

import re
from decimal import Decimal

from tjstats.values.bounds import Bounds

_TEXT = re.compile(r"([\[(])([^,]+), ([^\])]+)([\])])")


def b(text: str) -> Bounds:
    """The bounds written as text: "[20, 100)"."""
    left, lower, upper, right = _TEXT.fullmatch(text).groups()
    ends = [None if "∞" in end else Decimal(end) for end in (lower, upper)]
    return Bounds(*ends, lower_closed=left == "[", upper_closed=right == "]")

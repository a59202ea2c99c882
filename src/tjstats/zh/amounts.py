"""Amount: a number of a text with what was read around it, before ranges and lists are put
together.
"""

from __future__ import annotations

from decimal import Decimal

from tjstats.values.figures import Figure
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit

__all__ = ["Amount"]


class Amount:
    """A number, its scale, unit and bound words, and where they stand. Made and filled in by the
    scanner only.

    Fields: value (in the scale), places (behind the point, where they were counted); upper (of an
    approximate numeral or a range); unit (None where the text gives it elsewhere, or nowhere);
    divisor (of a fraction); bare (a scale word alone, such as 千亿); mark (whether the number is
    said to be in: （含）, （不含）); prefixed, suffixed (it has bound words of its own on that
    side); start, end (with bound words), number_start, number_end, unit_end;
    figure (which it is, once that is known).
    """

    value: Decimal
    scale: int
    start: int
    end: int
    number_start: int
    number_end: int
    unit_end: int
    figure: Figure

    # What most amounts do not have stands here, once; filling eighteen slots for each would cost as
    # much as its Decimal.
    upper: Decimal | None = None
    divisor: Decimal | None = None
    closed: tuple[bool, bool] = (True, True)
    word = Qualifier.EXACTLY
    approximate = bare = prefixed = suffixed = False
    unit: Unit | None = None
    unit_word = ""
    mark: bool | None = None
    places: int | None = None

    def __init__(self, value: Decimal, start: int, end: int, scale: int = 0) -> None:
        self.value, self.scale = value, scale
        self.start = self.number_start = start
        self.end = self.number_end = self.unit_end = end

    @property
    def has_decimals(self) -> bool:
        """Whether digits are printed behind a point."""
        return int(self.value.as_tuple().exponent) < 0

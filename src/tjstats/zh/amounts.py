"""Amount: a number of a text with what was read around it, before ranges and lists are put
together.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from tjstats.values.figures import Figure
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit

__all__ = ["Amount"]

_CLOSED: Final = (True, True)
_EXACTLY: Final = Qualifier.EXACTLY


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

    __slots__ = (
        "approximate", "bare", "closed", "divisor", "end", "figure", "mark", "number_end",
        "number_start", "places", "prefixed", "scale", "start", "suffixed", "unit", "unit_end",
        "unit_word", "upper", "value", "word",
    )  # fmt: skip

    figure: Figure
    value: Decimal
    scale: int
    start: int
    end: int
    number_start: int
    number_end: int
    unit_end: int
    unit_word: str
    upper: Decimal | None
    divisor: Decimal | None
    unit: Unit | None
    mark: bool | None
    places: int | None
    closed: tuple[bool, bool]
    word: Qualifier
    approximate: bool
    bare: bool
    prefixed: bool
    suffixed: bool

    def __init__(self, value: Decimal, start: int, end: int, scale: int = 0) -> None:
        self.value, self.scale = value, scale
        self.start = self.number_start = start
        self.end = self.number_end = self.unit_end = end
        self.upper = self.divisor = self.unit = self.mark = self.places = None
        self.approximate = self.bare = self.prefixed = self.suffixed = False
        self.closed, self.word, self.unit_word = _CLOSED, _EXACTLY, ""

    @property
    def has_decimals(self) -> bool:
        """Whether digits are printed behind a point."""
        return int(self.value.as_tuple().exponent) < 0

"""Numbers with a colon between them: shares that make 100, ratios to one, and proportions and
scores, which are no figures.

9.6∶41.2∶49.2 are three percentages; 2.05∶1 and 1∶16.2 are one ratio; 6∶3∶1 and 9:30 are nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tjstats.values.units import unit_of_code
from tjstats.zh.amounts import Amount
from tjstats.zh.lexicon.refusals import NO_STRUCTURE

__all__ = ["structured"]

_PERCENT, _RATIO = unit_of_code("percent"), unit_of_code("ratio")
_WHOLE: Final = Decimal(100)
_NEAR: Final = 14


def structured(text: str, found: list[Amount]) -> Iterator[Amount]:
    """The amounts, with those between colons made percentages or one ratio, or left out."""
    place = 0
    while place < len(found):
        end = place + 1
        while end < len(found) and _beside(text, found[end - 1], found[end]):
            end += 1
        if end - place == 1:
            yield found[place]
        else:
            yield from _of_chain(text, found[place:end])
        place = end


def _beside(text: str, last: Amount, amount: Amount) -> bool:
    plain = last.unit is None and amount.unit is None
    return plain and amount.start - last.end == 1 and text[last.end] == ":"


def _of_chain(text: str, parts: list[Amount]) -> list[Amount]:
    """What numbers with colons between them are: figures of their own, one ratio, or nothing."""
    first, last = parts[0], parts[-1]
    open_ended = ":" in (text[first.start - 1 : first.start], text[last.end : last.end + 1])
    if open_ended or NO_STRUCTURE.search(text, max(0, first.start - _NEAR), first.start):
        return []
    if _make_a_whole(parts):
        for part in parts:
            part.unit, part.unit_word = _PERCENT, "%"
        return parts
    if len(parts) == 2 and Decimal(1) in (first.value, last.value):
        return [_ratio(first, last)]
    return []


def _make_a_whole(parts: list[Amount]) -> bool:
    """Whether the parts make 100, each within half a unit of its last place."""
    halves = sum((Decimal(5).scaleb(-(part.places or 0) - 1) for part in parts), Decimal(0))
    total = sum((part.value for part in parts), Decimal(0))
    return abs(total - _WHOLE) < halves and not any(part.scale for part in parts)


def _ratio(first: Amount, last: Amount) -> Amount:
    """2.05∶1, 1∶16.2: the side that is not one; an open or approximate one keeps that."""
    if first.value == 1:
        first.value, first.scale, first.places = last.value, last.scale, last.places
    first.unit, first.unit_word = _RATIO, ":"
    first.end, first.number_end, first.unit_end = last.end, last.number_end, last.end
    if last.suffixed:
        first.word, first.approximate, first.suffixed = last.word, last.approximate, True
    return first

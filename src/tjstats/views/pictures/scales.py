"""Scales: the place of a number in a picture, round numbers for an axis, and their words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final, NamedTuple

import attrs

from tjstats.errors import TjstatsError
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.numbers import NEAREST, ONE, ZERO, power_of_ten
from tjstats.values.wording import UnitText, digits, full

__all__ = ["Axis", "Scale", "axis", "beside"]

_LEAST: Final = Decimal("0.05")
_STEPS: Final = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))


@attrs.frozen
class Scale:
    """The places, in pixels, of the numbers between two ends. Fields: low, high, first, last (the
    places of both ends).

    Numbers stay exact until their share of the way is known, so that places keep their order.

    >>> Scale(Decimal(0), Decimal(50), 100, 200).place(Decimal("12.5"))
    125.0
    """

    low: Decimal
    high: Decimal
    first: float
    last: float

    @classmethod
    def over(cls, numbers: Iterable[Decimal], first: float, last: float) -> Scale:
        """A scale that holds all *numbers*; around a single one, if there are no two."""
        low, high = _ends(numbers)
        if low == high:
            low, high = (low, low + ONE) if not low else (min(low, ZERO), max(high, ZERO))
        return cls(low, high, first, last)

    def place(self, number: Decimal) -> float:
        """The place of a number; that of an end for a number beyond it."""
        inside = min(max(number, self.low), self.high)
        way = NEAREST.subtract(self.high, self.low)
        share = NEAREST.divide(NEAREST.subtract(inside, self.low), way)
        return self.first + float(share) * (self.last - self.first)

    def ticks(self, count: int) -> tuple[Decimal, ...]:
        """Up to about *count* round numbers on the scale.

        >>> [int(tick) for tick in Scale(Decimal(0), Decimal(64), 0, 1).ticks(4)]
        [0, 20, 40, 60]
        """
        way = NEAREST.subtract(self.high, self.low)
        rough = NEAREST.divide(way, Decimal(count))
        unit = power_of_ten(rough.adjusted())
        steps = (NEAREST.multiply(unit, each) for each in _STEPS)
        step = next(each for each in steps if each >= rough)
        first = NEAREST.divide(self.low, step).to_integral_value(ROUND_CEILING)
        last = NEAREST.divide(self.high, step).to_integral_value(ROUND_FLOOR)
        places = range(int(first), min(int(last), int(first) + 2 * count) + 1)
        return tuple(NEAREST.multiply(step, Decimal(place)) for place in places)


def beside(numbers: Iterable[Decimal], share: Decimal) -> tuple[Decimal, Decimal]:
    """Two numbers outside of others, by a *share* of the way between them and at least a twentieth
    of the largest, so that marks at the ends stand well inside.
    """
    low, high = _ends(numbers)
    size = max(low.copy_abs(), high.copy_abs())
    way = NEAREST.multiply(NEAREST.subtract(high, low), share)
    slack = max(way, NEAREST.multiply(size, _LEAST))
    return NEAREST.subtract(low, slack), NEAREST.add(high, slack)


def _ends(numbers: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    found = tuple(numbers) or (ZERO,)
    return min(found), max(found)


class Axis(NamedTuple):
    """The digits of the ticks of an axis in one scale of its unit, the unit with that scale, and
    the exponent of the scale.
    """

    labels: tuple[str, ...]
    unit: str
    exponent: int

    def digits(self, words: str, figure: Figure | None, lang: Language) -> str:
        """Words with a figure in the scale of the axis, beside which its unit need not stand."""
        if figure is None or len(self.unit) < 2:
            return words
        for printed, alone in (
            (figure.text(lang), figure._text(lang, scale=self.exponent)),
            (figure.brief(lang), figure._brief(lang, self.exponent)),
        ):
            if printed in words:
                return words.replace(printed, alone, 1)
        return words

    def words(self, words: str, figures: Iterable[Figure | None], lang: Language) -> str:
        """Words with figures in the unit and the scale of the axis."""
        own = re.compile(rf"(?<![万亿]){re.escape(self.unit)}")
        for figure in figures:
            printed = "" if figure is None else figure.text(lang)
            if figure is not None and not own.search(printed):
                words = words.replace(printed, self._moved(figure).text(lang))
        return words

    def _moved(self, figure: Figure) -> Figure:
        try:
            return figure.to(self.unit)
        except TjstatsError:  # no unit that figures have: 2 of 1000 yuan a year
            return figure


def axis(ticks: tuple[Decimal, ...], like: Figure, lang: Language) -> Axis:
    """The words of ticks, numbers in the plain unit of *like*, in the scale of the largest.

    >>> print(*axis((Decimal(0), Decimal(20_000_000)), Figure("6242", "万人"), "en"))
    ('0', '20') million people 6
    >>> print(*axis((Decimal(0), Decimal(20_000_000)), Figure("6242", "万人"), "zh"))
    ('0', '2000') 万人 4
    """
    top = max(ticks, key=Decimal.copy_abs, default=ZERO)
    text = UnitText(like.unit, like.multiplier, like.word)
    number, name = text.parts(full(NEAREST.scaleb(top, -like.multiplier)), lang)
    shown, _, scale = number.partition(" ")
    exponent = like.multiplier
    if top:
        exponent = NEAREST.divide(top, Decimal(shown.replace(",", ""))).adjusted()
    parted = "," if lang == "en" else ""
    labels = (digits(full(NEAREST.scaleb(tick, -exponent)), parted) for tick in ticks)
    return Axis(tuple(labels), f"{scale}{name}".strip(), exponent)

"""From the phrases of a text to indicators: those of the caller by name, else provisional ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, cast

from tjstats.errors import RecordTypeError
from tjstats.records.classifications import Nature
from tjstats.records.publication import Indicator
from tjstats.values.units import Unit
from tjstats.zh.lexicon import one_of
from tjstats.zh.lexicon.nouns import HERE

__all__ = ["Names", "slug"]

_FILLING: Final = re.compile(rf"[的\s,、·“”\"‘’'()（）《》「」]|{one_of(HERE)}")
_NO_WORD: Final = re.compile(r"\W+")
_LONGEST: Final = 60


def slug(phrase: str) -> str:
    """The provisional code of a phrase: "text." and its letters and characters.

    >>> slug("“海河英才”行动计划引进各类人才")
    'text.海河英才行动计划引进各类人才'
    """
    return "text." + (_NO_WORD.sub("", phrase)[:_LONGEST] or "unnamed")


class Names:
    """The indicators of a caller by name, and the provisional ones made so far.

    A phrase is the indicator of that name (`zh`, or a key of a mapping), or of the longest name
    that it ends with. 的, quotes, brackets and 全市 do not count. Only an indicator of a unit that
    fits is taken.
    """

    def __init__(self, indicators: Iterable[Indicator] | Mapping[str, Indicator] = ()) -> None:
        if isinstance(indicators, Mapping):
            named = list(cast("Mapping[str, Indicator]", indicators).items())
        else:
            named = [(each.zh, each) for each in _checked(indicators)]
        self._known: dict[str, list[Indicator]] = {}
        for name, indicator in named:
            if key := _FILLING.sub("", name):
                self._known.setdefault(key, []).append(indicator)
        self._made: dict[tuple[str, str, Nature], Indicator] = {}
        self._codes: set[str] = set()

    def known(self, phrase: str, fits: Unit | None) -> Indicator | None:
        """The caller's indicator of a phrase; None where there is none, or none whose unit fits."""
        plain = _FILLING.sub("", phrase)
        for start in range(len(plain)):
            for indicator in self._known.get(plain[start:], ()):
                if fits is None or _fit(indicator.unit, fits):
                    return indicator
        return None

    def provisional(self, phrase: str, unit: Unit, nature: Nature) -> Indicator:
        """An indicator of that phrase: one for each phrase, unit and nature."""
        key = phrase, unit.code, nature
        if key not in self._made:
            code = slug(phrase)
            if code in self._codes:
                code += "-" + _NO_WORD.sub("_", f"{unit.code}-{nature}")
            self._codes.add(code)
            self._made[key] = Indicator(code, unit, nature, zh=phrase, note="read from a text")
        return self._made[key]


def _checked(indicators: Iterable[Indicator]) -> list[Indicator]:
    found = list(indicators)
    for each in found:
        if not isinstance(each, Indicator):
            raise RecordTypeError(
                "zh", "indicators", each, "Indicators, or a mapping from names to Indicators"
            )
    return found


def _fit(indicator: Unit, figure: Unit) -> bool:
    """Whether a figure in one unit may be of an indicator in another: also a year, a month, or a
    change in points.
    """
    head = figure.code.rpartition("/")[0] or figure.code
    return (
        figure == indicator
        or figure.is_compatible(indicator)
        or head == indicator.code
        or (figure.code == "percentage_point" and indicator.code == "percent")
    )

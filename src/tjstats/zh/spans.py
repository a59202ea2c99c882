"""One period or point in time of a short text, or an error that shows what was read and what was
left over.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from tjstats.errors import ReadingError
from tjstats.values.periods import Period, Time
from tjstats.zh.lexicon.times import SINCE, UNTIL
from tjstats.zh.mentions import Mention, mentions
from tjstats.zh.text import normalised, text_only
from tjstats.zh.times import InForce, publication

__all__ = ["read_period"]

_ASIDE: Final = " \n,。;.、!?"
_DATING: Final = ("", "到", "在", *UNTIL, *SINCE)


def read_period(text: str, published: date | Period | None = None) -> Time:
    """The period or point in time that a text is, and nothing else.

    *published* is the date of publication (a month where the day is unknown), from which 目前, 去年
    and 近5年 count. Raises `ReadingError` where there is none, more than one, something left over,
    or where the words alone do not say when.

    >>> read_period("“十三五”期末"), read_period("2025年1—9月")
    (AsOf('2020-12-31'), Period('2025-01-01/P9M'))
    >>> read_period("近5年", published=date(2025, 11, 13))
    Period('2021-01-01/P5Y')
    """
    plain = normalised(text_only(text)).text.strip(_ASIDE)
    found = mentions(plain)
    times = InForce(publication(published))
    resolved = [time for mention in found if (time := times.resolved(mention)) is not None]
    rest = _around(plain, found)
    if len(found) == len(resolved) == 1 and rest in _DATING:
        return resolved[0]
    raise ReadingError(text, tuple(plain[each.start : each.end] for each in found), rest)


def _around(text: str, found: list[Mention]) -> str:
    """What is left of a text around the times read in it."""
    places = [0, *(edge for each in found for edge in (each.start, each.end)), len(text)]
    return "…".join(
        part
        for left, right in zip(places[::2], places[1::2], strict=True)
        if (part := text[left:right])
    )

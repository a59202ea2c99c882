"""Claims made twice: the same figure printed in two places of a text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.values.periods import Time
from tjstats.zh.claims.passages import Passage
from tjstats.zh.claims.verdicts import verified

__all__ = ["repeats"]

_LEAST: Final = 4
_DIGITS: Final = 3


def repeats(where: Passage) -> Iterator[Verification]:
    """The same indicator of the same time in two sentences: the figures agree.

    Words alone can mean another area or scope, so unlike figures count only where phrase, time and
    printed places are one.
    """
    by_name: dict[tuple[str, Time | None], int] = {}
    by_print: dict[tuple[str, str], int] = {}
    for at, reading in enumerate(where.readings):
        if not where.level(at):
            continue
        name = reading.indicator or ""
        words = where.tail(at)[-_LEAST:]
        named = by_name.setdefault((name, reading.period), at)
        printed = by_print.setdefault((reading.text, words), at)
        if named != at and _is_told_twice(where, named, at):
            yield verified(where, reading.figure, partial(where.figure, named), (named, at))
        elif printed != at and len(words) == _LEAST and _telling(where, printed, at):
            yield verified(where, reading.figure, partial(where.figure, printed), (printed, at))


def _is_told_twice(where: Passage, named: int, at: int) -> bool:
    reading = where.readings[at]
    known = len(reading.indicator or "") >= _LEAST and reading.period is not None
    return known and _alike(where, named, at)


def _alike(where: Passage, first: int, second: int) -> bool:
    one, other = where.figure(first), where.figure(second)
    places = (one.multiplier, one.decimals) == (other.multiplier, other.decimals)
    return where.alike(first, second) and places and not where.together(first, second)


def _telling(where: Passage, first: int, second: int) -> bool:
    """Whether a print has so many digits that its return is no chance."""
    return len(where.figure(first).value.as_tuple().digits) >= _DIGITS and not where.together(
        first, second
    )

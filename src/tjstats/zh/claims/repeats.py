"""Claims made twice: the same figure printed in two places of a text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.values.periods import Time
from tjstats.zh.claims.passages import Passage
from tjstats.zh.claims.verdicts import judged, verified

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
            told = (partial(where.figure, named), (named, at))
            sure = _is_slip(where, named, at) and _is_one_thing(where, named, at)
            yield from judged(where, reading.figure, [told], certain=sure)
        elif printed != at and len(words) == _LEAST and _telling(where, printed, at):
            yield verified(where, reading.figure, partial(where.figure, printed), (printed, at))


def _is_told_twice(where: Passage, named: int, at: int) -> bool:
    reading = where.readings[at]
    known = len(reading.indicator or "") >= _LEAST and reading.period is not None
    return known and _alike(where, named, at)


def _is_slip(where: Passage, first: int, second: int) -> bool:
    """Whether two numbers differ by one digit, or by two that changed places: more than that makes
    them numbers of two things.
    """
    digits = [str(where.figure(p).value) for p in (first, second)]
    unlike = [pair for pair in zip(*digits, strict=False) if pair[0] != pair[1]]
    swapped = len(unlike) == 2 and unlike[0] == unlike[1][::-1]
    return len({*map(len, digits)}) == 1 and (len(unlike) < 2 or swapped)


def _is_one_thing(where: Passage, first: int, second: int) -> bool:
    """Whether two figures of a name begin their sentences, or stand behind others of one name: in
    社区卫生服务中心3.7万个，卫生人员77.8万人 the name is not all.
    """
    before = [where.name(p - 1) if p and where.together(p - 1, p) else "" for p in (first, second)]
    return before[0] == before[1]


def _alike(where: Passage, first: int, second: int) -> bool:
    one, other = where.figure(first), where.figure(second)
    places = (one.multiplier, one.decimals) == (other.multiplier, other.decimals)
    return where.alike(first, second) and places and not where.together(first, second)


def _telling(where: Passage, first: int, second: int) -> bool:
    """Whether a print has so many digits that its return is no chance."""
    return len(where.figure(first).value.as_tuple().digits) >= _DIGITS and not where.together(
        first, second
    )

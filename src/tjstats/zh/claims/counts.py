"""Claims of counts: the named members of a list against the number printed for them; of so many
things those that rose, fell or did neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial, reduce
from operator import add, truediv
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.records.readings import Reading, Role
from tjstats.values.figures import Figure
from tjstats.values.qualifiers import Qualifier
from tjstats.zh.claims.passages import Passage, first
from tjstats.zh.claims.verdicts import verified
from tjstats.zh.lexicon.characters import DIGITS
from tjstats.zh.lexicon.claims import DIRECTIONS
from tjstats.zh.lexicon.kinds import COUNTED, DAY_SHARE, NO_NAMES

__all__ = ["among", "named_members"]

_NUMBERS: Final = {sign: n for sign, n in {**DIGITS, "十": 10}.items() if n > 1}
_NAME: Final = "[\u4e00-\u9fffA-Za-z“”]{1,10}?"
_LIST: Final = re.compile(
    rf"(?<![\u4e00-\u9fffA-Za-z“”、])((?:{_NAME}、)+{_NAME}(?:和{_NAME})?)"
    rf"(等)?(?<![第{''.join(_NUMBERS)}])([{''.join(_NUMBERS)}])({COUNTED})(?![、年月])"
)
_NUMBERED: Final = re.compile(f"[{''.join(_NUMBERS)}](?:{COUNTED})")  # most texts have none
_DAY_SHARE: Final = re.compile(DAY_SHARE)
_FILLING: Final = re.compile(NO_NAMES)
_AMONG: Final = re.compile("[^，。；：]{0,14}?(?:里|当?中|之中)(?=[，有]|$)")


def among(where: Passage) -> Iterator[Verification]:
    """70个大中城市中，上涨的有3个，持平的有2个，下降的有65个: none is above the whole, and those
    that rose, fell and did neither make it.
    """
    for whole in where.ahead_of(("中", "里")):
        if _AMONG.match(where.gaps[whole + 1]) and _is_count(where, whole):
            parts = [p for p in where.after(whole, 0) if _is_one_of(where, whole, p)]
            yield from _of_many(where, whole, parts)
            if where.unit(whole) == "day":
                yield from _shares_of_days(where, whole, parts)


def _of_many(where: Passage, whole: int, parts: list[int]) -> Iterator[Verification]:
    for p in parts:
        if _is_same(where, whole, p):
            bound = partial(where.like(whole, p)._or_less)
            yield verified(where, where.figure(p), bound, (whole, p))
    for names in DIRECTIONS:
        if each := _each_way(where, parts, names):
            total = partial(_sum, [where.like(p, whole) for p in each])
            yield verified(where, where.figure(whole), total, (whole, *each))
            return


def _shares_of_days(where: Passage, whole: int, parts: list[int]) -> Iterator[Verification]:
    """全年365天中，优良天数317天，优良天数比率86.8%."""
    for at in where.after(whole, 0):
        named = _DAY_SHARE.search(where.tail(at)) if where.unit(at) == "percent" else None
        part = first(parts, partial(_went, where, named[1])) if named else None
        if part is not None:
            share = partial(truediv, where.figure(part), where.figure(whole))
            yield verified(where, where.figure(at), share, (whole, part, at))


def _each_way(where: Passage, parts: list[int], names: tuple[str, ...]) -> list[int]:
    """The counts of those that went each way, if all are printed, and of the same things."""
    found = [first(parts, partial(_went, where, name)) for name in names]
    each = [p for p in found if p is not None]
    if len(set(each)) < len(names):
        return []
    bare = [p for p, name in zip(each, names, strict=True) if _is_bare(where, p, name)]
    return each if len(bare) > len(names) - 2 else []


def _sum(figures: list[Figure]) -> Figure:
    return reduce(add, figures)


def _is_same(where: Passage, whole: int, at: int) -> bool:
    """Whether a count is of some of the whole: by its noun, or because they went one way."""
    noun = where.head(at)[:2]
    same = len(noun) == 2 and noun in where.head(whole)
    return same or any(_went(where, name, at) for names in DIRECTIONS for name in names)


def _went(where: Passage, name: str, at: int) -> bool:
    """Whether a count is of those that went one way."""
    return re.search(name, _words(where, at)) is not None


def _words(where: Passage, at: int) -> str:
    """What is said of a count: before it, else behind it."""
    words = where.tail(at) if len(where.tail(at)) > 1 else where.head(at)
    return words.replace("、", "")  # 优、良的天数


def _is_bare(where: Passage, at: int, name: str) -> bool:
    """Whether only the way is said of a count, so that it is of what the one before is of."""
    return not _FILLING.sub("", re.sub(name, "", _words(where, at), count=1))


def _is_count(where: Passage, at: int) -> bool:
    figure = where.figure(at)
    whole = figure.qualifier is Qualifier.EXACTLY and not figure.decimals and not figure.multiplier
    counts = where.readings[at].role in (Role.LEVEL, Role.OTHER)
    return whole and counts and (figure.unit.counted or figure.unit.code == "day")


def _is_one_of(where: Passage, whole: int, at: int) -> bool:
    return _is_count(where, at) and where.alike(whole, at)


def named_members(where: Passage) -> Iterator[Verification]:
    """养老、失业、工伤三项: as many names as the number says; with 等, no more than that."""
    listed = "、" in where.text and _NUMBERED.search(where.text) is not None
    for found in _LIST.finditer(where.text) if listed else ():
        names = re.split("、|和", found[1])
        count, stated = (
            Figure(len(names), "项", exact=True),
            Figure(_NUMBERS[found[3]], "项", exact=True),
        )
        members = Reading(found.start(1), found.end(1), found[1], count, role=Role.OTHER)
        number = Reading(found.start(3), found.end(4), found[3] + found[4], stated, role=Role.OTHER)
        yield verified(
            where, stated, partial(_implied, count, bool(found[2])), (), more=(members, number)
        )


def _implied(count: Figure, some: bool) -> Figure:
    return count._or_more() if some else count

"""Names as claims compare them: without time, place, verbs and what any name may carry."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tjstats.zh.lexicon.claims import (
    LEADS,
    NAME_ENDS,
    PLACES,
    QUARTERS,
    SAME_NAMES,
    TIMES,
    VERB_ENDS,
)
from tjstats.zh.lexicon.kinds import CUTS, LISTED

__all__ = [
    "head_of",
    "listed_names",
    "name_of",
    "named_alike",
    "shared",
    "spread",
    "subject_of",
    "without_place",
]

_LONGEST, _APART = 8, 7  # signs of a shortened name that are looked for, and how near they stand
_LEAD: Final = re.compile(f"(?:{LEADS}|{TIMES})++")
_PLACE: Final = re.compile(f"(?:{PLACES})+")
_VERB_END: Final = re.compile(f"(?:{VERB_ENDS})++$")
_END: Final = re.compile(f"(?:{NAME_ENDS})$")
_CUT: Final = re.compile(CUTS)
_SAME: Final = tuple((re.compile(pattern), word) for pattern, word in SAME_NAMES)
_INSURED: Final = re.compile("^参加(.*保险)$")
_LISTED: Final = re.compile(LISTED)
_ITEMS: Final = re.compile("、|和|与|及|以及")


@lru_cache(maxsize=4096)
def name_of(words: str) -> str:
    """The name at the end of some words: 其中，全省基层法院收 → 基层法院; 参加失业保险 →
    失业保险参保.
    """
    found = _LEAD.match(words)
    name = _VERB_END.sub("", words[found.end() :] if found else words)
    for pattern, word in _SAME:
        name = pattern.sub(word, name)
    return _INSURED.sub(r"\1参保", name)


@lru_cache(maxsize=4096)
def subject_of(words: str) -> str:
    """The name before a change, a share or a comparison: 人工造林比上年增加 → 人工造林."""
    cut = _CUT.search(words)
    before = words[: cut.start()] if cut else words
    return before if before in QUARTERS else name_of(before)


@lru_cache(maxsize=4096)
def head_of(name: str) -> str:
    """A name without its place and the words of measure at its end: 全省供水总量 → 供水."""
    found = _PLACE.match(name)
    bare = name[found.end() :] if found else name
    shorter = _END.sub("", bare)
    return shorter if len(shorter) > 1 else bare


def without_place(name: str) -> str:
    """A name without the place before it: 全市常住人口 → 常住人口."""
    found = _PLACE.match(name)
    return name[found.end() :] if found else name


def named_alike(one: str, other: str) -> bool:
    """Whether two names may be of one thing: the head of one is in the other."""
    first, second = head_of(one), head_of(other)
    if len(first) < 2 or len(second) < 2:
        return first == second != ""
    return first in second or second in first


def shared(one: str, other: str, least: int = 2) -> bool:
    """Whether two names have so many characters in a row in common."""
    return any(one[i : i + least] in other for i in range(len(one) - least + 1))


def listed_names(words: str) -> tuple[str, ...]:
    """The names before 分别 or 依次, in their order; the quarters where 四个季度 is for them."""
    found = _LISTED.search(words)
    if not found:
        return ()
    if "季度" in found[1]:
        return QUARTERS
    names = _ITEMS.split(name_of(found[1]))
    return tuple(names) if len(names) > 1 else ()


def spread(name: str, words: str) -> bool:
    """Whether words hold the signs of a shortened name in their order, near each other.

    >>> spread("公共桩", "公共充电桩"), spread("公共桩", "公共服务设施和农村充电桩")
    (True, False)
    """
    places = {n for n, one in enumerate(words) if one == name[:1]}
    for sign in name[1:_LONGEST]:
        near = {n for p in places for n in range(p + 1, p + _APART + 1)}
        places = {n for n in near if words[n : n + 1] == sign}
    return bool(places)

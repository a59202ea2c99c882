"""The words that a pattern cannot do without: the few places with one are where it may match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

__all__ = ["needed", "searcher"]

_GROUP: Final = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
_TIMES: Final = r"(?:[?*+]|\{[^}]*\})"
# What is not the same in every match: a group, a class, a sign, and what may be left out.
_VARIES: Final = re.compile(rf"(?:{_GROUP}|\[[^\]]*\]|\\.|[.^$]){_TIMES}?|.{_TIMES}")
_ALTERNATIVES: Final = re.compile(rf"(?:{_GROUP}|[^|])+")
_ALONE: Final = re.compile(rf"(?:{_GROUP})*(\(\?:{_GROUP[2:]})(?:{_GROUP})*")


def needed(*patterns: str) -> tuple[str, ...]:
    """One word for each alternative of some patterns: every match holds one of them.

    >>> needed("每万[人名]|每万(?:常住)?人口|户均", "城乡.{0,10}比", "(?<!公司)(?:权益|净资产)")
    ('每万', '户均', '城乡', '权益', '净资产')
    >>> needed("每[户家]", "每亩")
    ('每',)
    """
    words: dict[str, None] = {}
    for pattern in patterns:
        for each in _ALTERNATIVES.findall(pattern):
            word = max(_VARIES.sub("\0", each).split("\0"), key=len)
            inside = _ALONE.fullmatch(each)
            if not word and inside is not None:
                words |= dict.fromkeys(needed(inside[1][3:-1]))
            else:
                words[word] = None
    return tuple(word for word in words if not any(o in word and o != word for o in words))


def searcher(words: Iterable[str]) -> Callable[[str], set[str]]:
    """What tells which of some words a text holds, with one look at it.

    >>> sorted(searcher(["中", "其中", "平均", "均为", "均"])("其中三项平均为"))
    ['中', '其中', '均', '均为', '平均']
    """
    ordered = sorted(set(words), key=len, reverse=True)
    # The first sign alone is taken, so that words may overlap; the empty group tells which it is.
    found = re.compile("|".join(f"{word[0]}()(?={word[1:]})" for word in ordered))
    beginnings = [{one for one in ordered if word.startswith(one)} for word in ordered]

    def search(text: str) -> set[str]:
        places = {each.lastindex for each in found.finditer(text)}
        return {word for at in places for word in beginnings[(at or 1) - 1]}

    return search

"""The words that a pattern cannot do without: the few places with one are where it may match."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["needed"]

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

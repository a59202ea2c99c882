"""Claims of counts: the named members of a list against the number printed for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.records.readings import Reading, Role
from tjstats.values.figures import Figure
from tjstats.zh.claims.passages import Passage, told

__all__ = ["named_members"]

_NUMBERS: Final = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_NAME: Final = "[\u4e00-\u9fffA-Za-z“”]{1,10}?"
_LIST: Final = re.compile(
    rf"(?<![\u4e00-\u9fffA-Za-z“”、])((?:{_NAME}、)+{_NAME}(?:和{_NAME})?)(等)?([{''.join(_NUMBERS)}])(项|大|类|种|省市|市|省)(?![、年月])"
)


def named_members(where: Passage) -> Iterator[Verification]:
    """养老、失业、工伤三项: as many names as the number says; with 等, no more than that."""
    for found in _LIST.finditer(where.text):
        names = re.split("、|和", found[1])
        count, stated = (
            Figure(len(names), "项", exact=True),
            Figure(_NUMBERS[found[3]], "项", exact=True),
        )
        members = Reading(found.start(1), found.end(1), found[1], count, role=Role.OTHER)
        number = Reading(found.start(3), found.end(4), found[3] + found[4], stated, role=Role.OTHER)
        yield told(
            where, stated, partial(_implied, count, bool(found[2])), (), more=(members, number)
        )


def _implied(count: Figure, some: bool) -> Figure:
    return count._or_more() if some else count

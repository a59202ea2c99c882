"""Claims of parts: 其中 is not above the whole; parts that leave nothing out sum to the whole;
shares make 100.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial, reduce
from operator import add
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.records.readings import Reading, Role
from tjstats.values.figures import Figure
from tjstats.values.units.algebra import is_offset
from tjstats.values.verdicts import Reason
from tjstats.zh.claims.passages import Passage, told
from tjstats.zh.lexicon.claims import IDENTITIES, WHOLES, Identity

__all__ = ["balances", "identities", "listed_totals", "of_which", "shares_of_all", "structures"]

_OF_WHICH: Final = re.compile("其中[^。；]*$")
_TOTAL: Final = re.compile(
    "，?(?:[一二两三四五六七八九十]+[项者年])?(?:合计|共计|总计|累计)(?:为|达|达到)?"
)
_TOTAL_OF_YEARS: Final = re.compile("，?[^，。；]{0,6}?(?:合计|共计|总计|累计)[^，。；]{0,8}")
_STRUCTURE: Final = re.compile(
    r"(?:结构|比例|比重|占比)[^，。；\d]{0,14}(\d{1,3}(?:\.\d{1,4})?)[:∶：](\d{1,3}(?:\.\d{1,4})?)[:∶：](\d{1,3}(?:\.\d{1,4})?)(?![:∶：\d])",
    re.ASCII,
)
_BALANCE: Final = re.compile("累计结余|滚存结余|累计结存")
_MONEY: Final = re.compile("收入|支出|收支")
_ITEM: Final = re.compile("[、，和][^，。；]{0,16}")
_SHARE: Final = re.compile("占|比重|占比")
_WHOLE: Final = Figure(100, "%", exact=True)
_WINDOW: Final = 6
_NEAR_A_HUNDRED: Final = 10


def of_which(where: Passage) -> Iterator[Verification]:
    """A part after 其中 is not above the whole before it."""
    for at in range(1, len(where)):
        if not _is_part_of(where, at) or where.figure(at).unit.code in ("percent", "ratio"):
            continue
        whole = next((p for p in where.near(at) if where.level(p) and where.alike(p, at)), None)
        if whole is not None:
            yield told(
                where, where.figure(at), partial(_no_more_than, where.figure(whole)), (whole, at)
            )


def _no_more_than(whole: Figure) -> Figure | Reason:
    """What a whole says of its parts; a temperature has none, and that of a place may be above the
    mean.
    """
    return Reason.NO_RATIO_SCALE if is_offset(whole.unit) else whole._or_less()


def _is_part_of(where: Passage, at: int) -> bool:
    """Whether 其中 stands before a level, or before the age or size that it is of:
    其中65岁及以上人口.
    """
    described = (
        at > 1
        and where.readings[at - 1].role is Role.OTHER
        and _OF_WHICH.search(where.gaps[at - 1])
    )
    return where.level(at) and bool(_OF_WHICH.search(where.gaps[at]) or described)


def shares_of_all(where: Passage) -> Iterator[Verification]:
    """Shares of parts that leave nothing out make 100 percent:
    第一产业占…，第二产业占…，第三产业占….
    """
    for at in range(len(where)):
        for names in WHOLES:
            places = _named_in_turn(where, at, names)
            if places and all(_is_share(where, p, at) for p in places):
                yield told(where, _WHOLE, partial(_sum, [where.figure(p) for p in places]), places)


def _named_in_turn(where: Passage, at: int, names: tuple[str, ...]) -> tuple[int, ...]:
    """The readings from one on that are said of the names in their order, each in the words right
    before it.
    """
    places = tuple(range(at, at + len(names)))
    if places[-1] >= len(where) or not where.together(at, places[-1]):
        return ()
    return (
        places
        if all(re.search(name, where.tail(p)) for name, p in zip(names, places, strict=True))
        else ()
    )


def _is_share(where: Passage, at: int, first: int) -> bool:
    said = bool(_SHARE.search(where.tail(at))) or (
        at > first and bool(_SHARE.search(where.tail(first)))
    )
    return (
        said
        and where.figure(at).unit.code == "percent"
        and where.readings[at].role is not Role.GROWTH
    )


def _sum(figures: list[Figure], sign: int = 1) -> Figure:
    """The sum of some figures; *sign* −1 takes the last one off."""
    *first, last = figures
    return reduce(add, [*first, last * sign])


def identities(where: Passage) -> Iterator[Verification]:
    """Totals that are by definition the sum or difference of parts printed after them."""
    for whole in range(len(where)):
        if not where.level(whole):
            continue
        for identity in IDENTITIES:
            if re.search(identity.whole, where.tail(whole)) and not _is_part(
                where, whole, identity
            ):
                yield from _identity(where, whole, identity)


def _is_part(where: Passage, at: int, identity: Identity) -> bool:
    return any(re.search(part, where.tail(at)) for part in identity.parts) and identity.sign > 0


def _identity(where: Passage, whole: int, identity: Identity) -> Iterator[Verification]:
    behind = [p for p in range(whole - _WINDOW, whole) if p >= 0] if identity.sign < 0 else []
    ahead = [p for p in range(whole + 1, whole + _WINDOW * 2) if p < len(where)]
    usual = [p for p in (*reversed(behind), *ahead) if _comparable(where, whole, p)]
    places = [
        next((p for p in usual if re.search(part, where.tail(p))), None) for part in identity.parts
    ]
    if any(p is None for p in places) or len(set(places)) < len(places):
        return
    parts = tuple(p for p in places if p is not None)
    total = partial(_sum, [where.figure(p) for p in parts], identity.sign)
    yield told(where, where.figure(whole), total, (whole, *parts))


def _comparable(where: Passage, whole: int, part: int) -> bool:
    """Whether a reading is a level in the unit of the whole, near it and of its time."""
    times = {where.readings[p].period for p in (whole, part)} - {None}
    near = (
        where.paragraphs[whole] == where.paragraphs[part]
        and abs(where.sentences[whole] - where.sentences[part]) <= 1
    )
    return near and len(times) < 2 and where.level(part) and where.alike(whole, part)


def listed_totals(where: Passage) -> Iterator[Verification]:
    """A list with its total right after it: A 3人、B 5人，合计8人; 分别为…，累计…."""
    for at in range(2, len(where)):
        if not where.level(at) or not _TOTAL_OF_YEARS.fullmatch(where.gaps[at]):
            continue
        parts = _list_before(where, at)
        respectively = bool(parts) and "分别" in where.tail(parts[-1])
        if len(parts) > 1 and (respectively or _TOTAL.fullmatch(where.gaps[at])):
            yield told(
                where,
                where.figure(at),
                partial(_sum, [where.figure(p) for p in parts]),
                (*parts, at),
            )


def _list_before(where: Passage, at: int) -> list[int]:
    """The levels in one unit that stand in a list right before a total, the last first."""
    parts = []
    for p in where.near(at, sentences=0):
        if not (where.level(p) and where.alike(p, at)):
            break
        parts.append(p)
        if not _ITEM.fullmatch(where.gaps[p]):
            break
    return parts


def structures(where: Passage) -> Iterator[Verification]:
    """A structure in percent: 三次产业结构为6.3∶40.1∶53.6 makes 100."""
    for found in _STRUCTURE.finditer(where.text):
        figures = [Figure(number, "%") for number in found.groups()]
        if abs(_sum(figures).value - 100) < _NEAR_A_HUNDRED:  # else it is a ratio such as 1∶2∶3
            parts = [
                Reading(*found.span(n), found[n], figure) for n, figure in enumerate(figures, 1)
            ]
            yield told(where, _WHOLE, partial(_sum, figures), (), more=tuple(parts))


def balances(where: Passage) -> Iterator[Verification]:
    """Income, expenditure and a cumulative balance: without the balance at the start nothing
    follows.
    """
    for at in range(1, len(where)):
        if not _BALANCE.search(where.tail(at)):
            continue
        before = [
            p for p in where.near(at, 0) if _MONEY.search(where.tail(p)) and where.alike(p, at)
        ]
        if before:
            yield told(
                where, where.figure(at), lambda: Reason.NO_OPENING_BALANCE, (*before[:2], at)
            )

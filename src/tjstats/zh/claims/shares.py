"""Claims of shares: a part and its whole, two parts of one population, and shares that no whole
number gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import partial
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.records.readings import Role
from tjstats.values.figures import Figure
from tjstats.values.numbers import NEAREST, WIDE
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units.table import CALENDAR, CLOCK
from tjstats.values.verdicts import Reason
from tjstats.zh.claims.passages import Passage, quotient, told

__all__ = ["counted_shares", "income_ratio", "same_base", "shares"]

_SHARE: Final = re.compile(
    r"占(?P<of>[^，。；]{0,24}?)(?:的?(?:比重|比例|比率|份额))?(?:为|达|达到|约为|约)?的?$|(?:占比|比重|比例|增长面|完成率|达标率|合格率|通过率)(?:为|达|达到|约为)?$"
)
_GENERIC: Final = re.compile("(?:全部|总数|总量|总额|总人口|总人数|合计|总体|其|总)?的?")
# Between a whole and its part: 其中; 31个省份中，28个; 40项任务已完成36项.
_INSIDE: Final = re.compile(
    "其中|^[^，。；]{0,12}中，?(?:有|共有)?[^，。；]{0,6}$|^[^，。；]{0,8}(?:完成|达标|合格|实现|通过)(?:了)?$"
)
_COVER: Final = re.compile("(?:覆盖|占|相当于|惠及)(?:了)?(?:全国|全省|全市|全区|总)?$")
_BASE: Final = re.compile("的?([\u4e00-\u9fff]{0,8}?(?:人口|家庭|户数))")
# Words before a rate that is a share of counted things, as a check of a sample gives it.
_RATE: Final = re.compile(
    "(?:合格率|达标率|优良率|优良比例|完成率|达标比例|通过率|满意率|占比|比例|占)(?:为|达|达到)?$"
)


def shares(where: Passage) -> Iterator[Verification]:
    """A part, its whole and the share printed for it."""
    for at in range(1, len(where)):
        if where.figure(at).unit.code != "percent" or where.readings[at].role in (
            Role.GROWTH,
            Role.CHANGE,
        ):
            continue
        found = _SHARE.search(where.tail(at))
        part = at - 1
        if not found or not _is_part(where, part, at):
            continue
        whole = _whole(where, part, found["of"] or "")
        if whole is not None:
            share = partial(quotient, where.figure(part), where.figure(whole))
            yield told(where, where.figure(at), share, (whole, part, at))
        elif found["of"]:
            yield told(where, where.figure(at), lambda: Reason.NO_WHOLE, (part, at))


def _is_part(where: Passage, part: int, at: int) -> bool:
    amount = where.figure(part).unit.code not in ("percent", "ratio", *CALENDAR, *CLOCK)
    return (
        where.together(part, at)
        and where.level(part)
        and amount
        and where.gaps[at].count("，") <= 1
    )


def _whole(where: Passage, part: int, named: str) -> int | None:
    """The reading that the share is of: the one its words name, or the one before 其中."""
    before = [p for p in where.near(part) if where.level(p) and where.alike(p, part)]
    inside = any(_INSIDE.search(where.gaps[p]) for p in (part, part - 1) if p >= 0)
    if _GENERIC.fullmatch(named):
        return before[0] if before and inside else None
    return next(
        (p for p in before if _same_name(named, where.readings[p].indicator or where.tail(p))), None
    )


def _same_name(named: str, indicator: str) -> bool:
    """Whether the words after 占 name an indicator: one holds the other, without 全国, 总量 and the
    like.
    """
    plain = re.sub(
        "^(?:全国|全省|全市|全区)|(?:总数|总量|总额|总人数|数量|数|人数)?的?$", "", named
    )
    return len(plain) > 1 and (indicator.endswith(plain) or plain.endswith(indicator or " "))


def income_ratio(where: Passage) -> Iterator[Verification]:
    """The ratio of urban to rural income, after both incomes."""
    for at in range(2, len(where)):
        if where.figure(at).unit.code != "ratio" or not re.search(
            "城乡[^，。；]{0,8}收入[^，。；]{0,4}比", where.named(at)
        ):
            continue
        levels = [
            p
            for p in where.near(at)
            if where.level(p) and where.figure(p).unit.code.startswith("CNY")
        ]
        ends = [
            next((p for p in levels if re.search(f"{name}[^，。；]*收入", where.named(p))), None)
            for name in ("城镇", "农村")
        ]
        if None not in ends and "上年" not in where.tail(at):
            urban, rural = (p for p in ends if p is not None)
            ratio = partial(quotient, where.figure(urban), where.figure(rural))
            yield told(where, where.figure(at), ratio, (urban, rural, at))


def same_base(where: Passage) -> Iterator[Verification]:
    """Two parts with their shares of one population: the first pair implies the population, and it
    the second share.
    """
    last: dict[str, tuple[int, int]] = {}
    for at in range(1, len(where)):
        base = _BASE.match(where.head(at))
        if where.figure(at).unit.code != "percent" or not base or not _COVER.search(where.tail(at)):
            continue
        part = next(
            (p for p in where.near(at, 0) if where.level(p) and where.figure(p).unit.counted), None
        )
        if part is None:
            continue
        before = last.get(base[1])
        if (
            before is not None
            and where.paragraphs[before[0]] == where.paragraphs[at]
            and where.alike(before[0], part)
        ):
            share = partial(_share_of_same, *map(where.figure, (*before, part)))
            yield told(where, where.figure(at), share, (*before, part, at))
        last[base[1]] = (part, at)


def _share_of_same(part: Figure, share: Figure, other: Figure) -> Figure | Reason:
    """The share of another part in the population that one part and its share imply."""
    population = quotient(part, share)
    return population if isinstance(population, Reason) else quotient(other, population)


def counted_shares(where: Passage) -> Iterator[Verification]:
    """A share of a small number of counted things is that of a whole number of them (the GRIM
    test).

    Source: N. Brown and J. Heathers, The GRIM test, 2017. It has no power where the things are many
    for the digits.
    """
    for at in range(1, len(where)):
        share, total = where.figure(at), where.figure(at - 1)
        if (
            share.unit.code != "percent"
            or share.qualifier is not Qualifier.EXACTLY
            or not share.decimals
        ):
            continue
        if (
            not _is_sample(total)
            or not where.together(at - 1, at)
            or not _RATE.search(where.tail(at))
        ):
            continue
        if total.value * (Decimal(10) ** -share.decimals) < 100 and where.gaps[at].count("，") <= 1:
            yield told(where, share, partial(nearest_share, share, int(total.value)), (at - 1, at))


def _is_sample(total: Figure) -> bool:
    exact = total.qualifier is Qualifier.EXACTLY and not total.multiplier and not total.decimals
    return (
        exact
        and total.unit.code in ("item", "organisation", "enterprise", "case", "person", "household")
        and total.value > 1
    )


def nearest_share(share: Figure, total: int) -> Figure:
    """The share nearest to a printed one that a whole number of *total* things has."""
    near = NEAREST.divide(NEAREST.multiply(share.value, total), 100)
    counts = [
        near.to_integral_value(ROUND_FLOOR, WIDE),
        near.to_integral_value(ROUND_CEILING, WIDE),
    ]
    best = min(counts, key=lambda count: abs(count - near))
    return (Figure(best, "个", exact=True) / Figure(total, "个", exact=True)).to("%")

"""Claims of shares: a part and its whole, two parts of one population, and shares that no whole
number gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import partial, reduce
from operator import add
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.values.figures import Figure
from tjstats.values.numbers import NEAREST, WIDE
from tjstats.values.qualifiers import APPROXIMATE, Qualifier
from tjstats.values.verdicts import Reason, Verdict
from tjstats.zh.claims.kinds import SHARE, Kind
from tjstats.zh.claims.names import head_of, name_of, named_alike, shared
from tjstats.zh.claims.parts import agrees, fitting, in_scope, parts_of
from tjstats.zh.claims.passages import Passage, first
from tjstats.zh.claims.verdicts import Option, judged, quotient, verified
from tjstats.zh.lexicon import kinds as lexicon
from tjstats.zh.lexicon.claims import PARTIAL, PLACES, REPORTERS, TIMES

__all__ = ["counted_shares", "over", "same_base", "shares", "wholes_of"]

_GENERIC: Final = re.compile(
    f"(?:{PLACES}|{TIMES}|{lexicon.TOTALS}|其|总体|总人口|整体|收入|支出)*的?"
)
_OUTSIDE: Final = re.compile(lexicon.OUTSIDE)
_ALL: Final = re.compile("分别|结构|依次|各")
_TIMES: Final = re.compile(TIMES)
_NEUTRAL: Final = re.compile(lexicon.NEUTRAL)
_OF_ALL: Final = re.compile(f"{lexicon.TOTALS}|整体|总体")
_FILLING: Final = re.compile(lexicon.FILLING)
_SUMMED: Final = re.compile(lexicon.SUMMED_SHARE)
_ITEMS: Final = re.compile("[、和与及]")
_OWNERS: Final = ("机构", "企业", "系统")  # may have but a part of what all have
_THAT_IS: Final = re.compile("，?(?:即|约?为|达到?|计|共)")
_EVERY: Final = re.compile("全部|全体|所有")
_OTHER_TOTAL: Final = re.compile("余额|总额|总量|存量|累计|增量")
_TOTALS: Final = re.compile(lexicon.TOTALS)
_INSIDE: Final = re.compile(lexicon.INSIDE)
_COVER: Final = re.compile(lexicon.COVER)
_BASE: Final = re.compile("的?([\u4e00-\u9fff]{0,8}?(?:人口|家庭|户数))")
_ENDS_TOTAL: Final = re.compile(lexicon.SUM_ENDS)  # its parts stand before it
_WITHIN: Final = re.compile("在(?P<of>[^，]{1,12})中的?(?:所?占|份额|比[重例])")
_RATE: Final = re.compile(lexicon.TESTED)
_SHORT: Final = 3  # what the name of the only level may have beside that of a whole: 项目总投资


def shares(where: Passage) -> Iterator[Verification]:
    """A part, its whole and the share printed for it."""
    for at in where.of(Kind.SHARE):
        if where.unit(at) == "permille":
            continue
        summed = _SUMMED.search(where.tail(at))
        if summed:
            yield from _share_of_several(where, at, summed["of"])
        else:
            part = _part_of(where, at)
            if part is not None:
                yield from _share(where, part, at)


def _share(where: Passage, part: int, at: int) -> Iterator[Verification]:
    named = _named(where, at)
    wholes, sure = wholes_of(where, part, at, named)
    options = [over(where, part, w, at) for w in wholes]
    if not (sure and wholes):
        options += _implied_whole(where, part, at)
    if not options:
        yield verified(where, where.figure(at), lambda: Reason.NO_WHOLE, (part, at))
    certain = sure and where.figure(at).qualifier not in APPROXIMATE
    doubt = None if sure else lambda: Reason.NO_WHOLE
    for answer in judged(where, where.figure(at), options, certain=certain, doubt=doubt):
        if answer.verdict is not Verdict.NO or not _rounded_to_100(where, at):
            yield answer


def _share_of_several(where: Passage, at: int, words: str) -> Iterator[Verification]:
    """The share of several parts together: 提前完成和符合进度的指标合计占88.6%; which they are,
    their names say, or nothing.
    """
    amounts = where.amounts(at, 1)
    named = _all_named(where, amounts, [name[:2] for name in _ITEMS.split(words)])
    groups = [named] if named else [amounts[:n] for n in range(2, 5)]
    options = [
        (partial(_all_over, where, group, w), (w, *group, at))
        for group in groups
        for w in amounts
        if w not in group and all(_may_hold(where, w, p) for p in group)
    ]
    yield from judged(where, where.figure(at), options, certain=bool(named))


def _all_named(where: Passage, amounts: list[int], names: list[str]) -> list[int]:
    """The amounts with each of two names or more, if all are printed."""
    found: list[int] = []
    for name in names:
        found += [p for p in amounts if len(name) > 1 and name in where.tail(p)][:1]
    return found if len(found) == len(names) > 1 else []


def _all_over(where: Passage, parts: list[int], whole: int) -> Figure | Reason:
    return quotient(reduce(add, [where.like(p, whole) for p in parts]), where.number(whole))


def over(where: Passage, part: int, whole: int, at: int) -> Option:
    """A share as its part over a whole."""
    share = partial(quotient, where.like(part, whole), where.number(whole))
    return share, (whole, part, at)


def _part_of(where: Passage, at: int) -> int | None:
    """The part that a share is of: right before it, by its name, or the one at its place in a list
    of as many.
    """
    start = where.run_start(at)
    if where.in_list(at):
        return _part_in_list(where, start, at)
    if where.tail(at) == "的":  # 占农村人口20315人的8.7%
        return first(where.near(at - 1, 0), where.amount)
    part = where.owners[at]
    if part is not None and where.amount(part):
        return part if _is_as_much(where, part, at) else None
    return _part_behind(where, at) if part is None else None


def _is_as_much(where: Passage, part: int, at: int) -> bool:
    """Whether a share is not of what a level grew by: 增量占外出农民工增量的96.4%."""
    return "增量" not in where.tail(at) or "增量" in where.tail(part)


def _part_behind(where: Passage, at: int) -> int | None:
    """The part printed right behind its share: 占营业收入的3.83%，为8.00亿元."""
    behind = at + 1 < len(where) and _THAT_IS.fullmatch(where.gaps[at + 1])
    return at + 1 if behind and where.amount(at + 1) else None


def _part_in_list(where: Passage, start: int, at: int) -> int | None:
    listed = where.run(start)
    levels = where.amounts(start, 2)
    if len(levels) < len(listed) or len(listed) < 2 or not _ALL.search(where.tail(start)):
        return None
    parts = levels[: len(listed)][::-1]
    alike = all(where.alike(parts[0], p) for p in parts)
    return parts[at - start] if alike and _made_of(where, parts) else None


def _made_of(where: Passage, parts: list[int]) -> list[int]:
    """The levels before some parts that these make."""
    return [
        w
        for w in where.amounts(parts[0], 2)
        if where.alike(w, parts[0]) and fitting(where, w, parts) == parts
    ]


def _levels(where: Passage, at: int) -> list[int]:
    """The levels that a list of shares is of, in their order."""
    listed = where.run(where.run_start(at))
    return where.amounts(listed[0], 2)[: len(listed)][::-1]


def _named(where: Passage, at: int) -> str:
    """The words for the whole: 占全部人口的 → 全部人口."""
    words = where.tail(where.run_start(at))
    found = _WITHIN.match(words) or SHARE.search(words)
    return name_of((found["of"] or "").removesuffix("的")) if found else ""


def wholes_of(where: Passage, part: int, at: int, named: str) -> tuple[list[int], bool]:
    """The levels that a share may be of, and whether it is certain that it is of one of them."""
    if where.tail(at) == "的" and where.is_a(at - 1, Kind.WHOLE):
        return [at - 1], True
    around = (*where.amounts(at, 3), *where.amounts_after(at, 0))
    before = [p for p in around if _may_hold_named(where, p, part, named)]
    if named and _is_a_name(where, part, before, named):
        return _by_name(where, part, before, named)
    if _is_outside(where, named, before):
        return [], False
    return _generic(where, part, at, named, [p for p in before if _is_before(where, p, part, at)])


def _is_before(where: Passage, whole: int, part: int, at: int) -> bool:
    """Whether a level stands before a part, or behind it as the sum of all: 合计，税收占比."""
    return whole < part or (whole < at and _ENDS_TOTAL.search(where.tail(whole)) is not None)


def _is_a_name(where: Passage, part: int, before: list[int], named: str) -> bool:
    """Whether the words for a whole say more than any whole is called, or a level has them as its
    name: 总人口752.8万人.
    """
    if not _GENERIC.fullmatch(named):
        return True
    bare = len(head_of(named)) > 1
    return bare and any(_is_just(where, p, named) and in_scope(where, p, part) for p in before)


def _may_hold_named(where: Passage, whole: int, part: int, named: str) -> bool:
    """Whether a level may be a whole of a part, and is not itself printed as a share of the one
    that is named.
    """
    share = where.shares.get(whole) if named else None
    sibling = share is not None and _named(where, share) == named
    return not sibling and _may_hold(where, whole, part)


def _is_outside(where: Passage, named: str, before: list[int]) -> bool:
    """Whether the whole is that of another place, of which nothing is printed: 占全国的40%."""
    printed = any(named[:2] in where.tail(p) for p in before)
    return bool(_OUTSIDE.match(named)) and not printed


def _may_hold(where: Passage, whole: int, part: int) -> bool:
    """Whether a level may be a whole of a part: another one in its unit, and not below it."""
    return whole != part and where.alike(whole, part) and where.size(whole) >= where.size(part)


def _by_name(where: Passage, part: int, before: list[int], named: str) -> tuple[list[int], bool]:
    """The wholes that the words after 占 name."""
    same = [p for p in before if _has_name(where, p, named)]
    if same:
        return same, _is_sure(where, part, before, same, named)
    return _loosely(where, before, named)


def _is_total_before(where: Passage, part: int, same: list[int], named: str) -> bool:
    """Whether 占总销量的 is of the only level of its sentence that its part, behind 其中, is of."""
    here = [p for p in same if where.together(p, part) and not where.one_of_which(p)]
    return named.startswith("总") and len(here) == 1 and where.one_of_which(part)


def _is_just(where: Passage, at: int, named: str) -> bool:
    """Whether a level has a name and no more: 占高中阶段教育招生总数的, of 高中阶段教育共招生."""
    return _plainly(head_of(named)) == _plainly(head_of(where.name(at)))


def _is_behind(where: Passage, at: int, named: str) -> bool:
    """Whether the words behind a level are the name of a whole, or it is printed in brackets behind
    its share: 占经营收入的64.3%（经营收入8030万元）.
    """
    inside = where.gaps[at].startswith("（") and where.is_a(at - 1, Kind.SHARE)
    return inside or where.head(at).startswith(head_of(named))


def _has_name(where: Passage, at: int, named: str) -> bool:
    """Whether a level has the name of a whole, or the words behind it have: 182.7万人申报."""
    name = where.name(at) or where.tail(at)
    head = head_of(named)
    behind = len(head) > 1 and (where.head(at).startswith(head) or head in name)
    return behind or named_alike(named, name) or named_alike(_plainly(named), _plainly(name))


def _plainly(name: str) -> str:
    return _FILLING.sub("", name)


def _is_sure(where: Passage, part: int, before: list[int], same: list[int], named: str) -> bool:
    """Whether one of the levels of a name is certainly the whole of a part."""
    if _inside(where, part, same) or _made_by_parts(where, part) & {*same}:
        return True
    if len(before) == 1 and where.together(before[0], part) and _EVERY.match(named):
        return True
    inside, most = where.one_of_which(part), _SHORT if len(before) == 1 else 1
    tests: tuple[Callable[[int], bool], ...] = (
        lambda p: _is_behind(where, p, named),
        lambda p: _is_just(where, p, named),
        lambda p: _is_named(where, p, named, inside, most),
    )
    found = any(test(p) for p in same for test in tests)
    return found or _is_total_before(where, part, same, named)


def _loosely(where: Passage, before: list[int], named: str) -> tuple[list[int], bool]:
    """The wholes that share some characters with the words after 占."""
    head = head_of(named)
    if len(before) == 1 and len(head) < 3 and shared(head, where.name(before[0]), 1):
        return before, bool(_TOTALS.search(named))  # 占园所总数, of 幼儿园1286所
    return [p for p in before if shared(head, where.name(p))], False


def _is_named(where: Passage, at: int, named: str, inside: bool, most: int) -> bool:
    """Whether a level is what the words name, and no part of it: 常住人口 is 全部人口, 农村人口 is
    not, nor 载客汽车 of 汽车总量; *inside*: the part is one of those behind 其中; *most*: what
    else the name may have.
    """
    head = _plainly(head_of(named))
    more, found, after = _plainly(where.name(at)).partition(head)
    more = more.removesuffix("总")
    kept = named.endswith(after) or not _OTHER_TOTAL.match(after)
    short = len(after) < 5 or _TOTALS.search(named) is not None  # 受理总数, of 受理劳动争议案件
    whole = kept and short and not PARTIAL.search(more + after[:2])
    return bool(found) and whole and _is_neutral(more, inside, most)


def _is_neutral(words: str, inside: bool, most: int) -> bool:
    """Whether words before a name do not make it another: less than so many, or who reports it."""
    words = _NEUTRAL.sub("", _TIMES.sub("", words))
    reporter = REPORTERS.search(words)
    if reporter is None or (reporter[0] in _OWNERS and not inside):
        return len(head_of(words)) < most
    return True


def _generic(
    where: Passage, part: int, at: int, named: str, before: list[int]
) -> tuple[list[int], bool]:
    """The wholes of a bare 占: those before it, certain where 其中 says so, or where another share
    in the passage is of one of them.
    """
    timely = [p for p in before if where.same_time(p, part)]
    own = _inside(where, part, timely) or _inside_behind(where, part, at, timely)
    agreed = _agreed(where, part, at, timely)
    wholes = sorted(timely, key=lambda p: p not in agreed)
    alone = _OF_ALL.search(named) is not None and _is_only(where, part, timely)
    alone = alone or (not named and _is_of_an_age(where, part, timely))
    return wholes, bool(agreed) or alone or (bool(own) and not _share_beside(where, own[0]))


def _agreed(where: Passage, part: int, at: int, wholes: list[int]) -> set[int]:
    """The wholes that another share or a sum says are meant; none that stands beside the part as a
    share of another.
    """
    found = _siblings(where, part, wholes) | _made_by_list(where, part, at)
    return {p for p in found if not (p in where.shares and where.together(p, part))}


def _inside_behind(where: Passage, part: int, at: int, wholes: list[int]) -> list[int]:
    """The wholes that a part printed behind its share stands in: 其中住宅占79.5%，即986个."""
    return wholes if part > at and "其中" in where.gaps[at] else []


def _is_only(where: Passage, part: int, wholes: list[int]) -> bool:
    """Whether one whole alone stands in the sentence, and its name ends as that of the part:
    入境旅客, and of them 内地旅客.
    """
    here = [p for p in wholes if where.together(p, part)]
    names = {where.name(p)[-2:] for p in (*here, part)}
    return len(here) == 1 and len(names) == 1 and len(names.pop()) == 2


def _is_of_an_age(where: Passage, part: int, wholes: list[int]) -> bool:
    """Whether a part is the people of an age beside the only population that may hold them:
    常住人口612.4万人。60岁及以上人口131.5万人，占21.5%.
    """
    described = where.joined(part) and where.readings[part - 1].text
    if len(wholes) != 1 or not (described and "岁" in described):
        return False
    whole, place = where.name(wholes[0]), name_of(where.tail(part - 1))
    near = where.sentences[part] - where.sentences[wholes[0]] <= 1
    of_people = whole.endswith("人口") and "人口" in where.name(part)
    return near and of_people and in_scope(where, wholes[0], part) and whole.startswith(place)


def _made_by_list(where: Passage, part: int, at: int) -> set[int]:
    """The wholes that the list of a part, or of the parts of a list of shares, makes."""
    listed = where.run(where.run_start(part))
    if len(listed) < 2:
        listed = _levels(where, at) if where.in_list(at) else []
    if listed:
        return set(_made_of(where, listed))
    return _made_by_parts(where, part)


def _made_by_parts(where: Passage, part: int) -> set[int]:
    """The wholes before a part that it makes with others."""
    before = (w for w in where.amounts(part, 1) if where.alike(w, part))
    return {w for w in before if part in fitting(where, w, parts_of(where, w))}


def _inside(where: Passage, part: int, wholes: list[int]) -> list[int]:
    """The wholes that a part stands in by 其中, the nearest first."""
    start = where.run_start(part)
    inside = _INSIDE.search(where.gaps[start]) or _INSIDE.search(where.said(start))
    return [p for p in wholes if inside and where.sentences[part] - where.sentences[p] <= 1]


def _rounded_to_100(where: Passage, at: int) -> bool:
    """Whether a share is one of several that make exactly 100: one of these is often moved by a
    unit of its last place so that they do.
    """
    start = where.run_start(at)
    listed = where.run(start)
    if len(listed) < 2:
        shares = (*where.near(at, 1), at, *where.after(at, 1))
        listed = sorted(p for p in shares if where.is_a(p, Kind.SHARE) and not where.in_list(p))
    return len(listed) > 2 and any(
        sum(where.figure(p).value for p in listed[i:j]) == 100
        for i in range(len(listed))
        for j in range(i + 3, len(listed) + 1)
        if at in listed[i:j]
    )


def _share_beside(where: Passage, whole: int) -> bool:
    """Whether a level is itself printed as the share of something."""
    return any(
        where.is_a(p, Kind.SHARE) and where.owners[p] == whole for p in where.after(whole, 0)
    )


def _siblings(where: Passage, part: int, wholes: list[int]) -> set[int]:
    """The wholes that another share near by is of, that of another part."""
    found = set()
    for at in (*where.near(part, 1), *where.after(part, 1)):
        other = where.owners[at]
        if where.is_a(at, Kind.SHARE) and other is not None and other != part:
            found |= {
                whole for whole in wholes if whole < other and _is_shared(where, other, whole, at)
            }
    return found


def _is_shared(where: Passage, part: int, whole: int, at: int) -> bool:
    percent = where.amount(part) and where.unit(at) == "percent"
    return percent and where.alike(part, whole) and agrees(where, part, whole, at)


def _implied_whole(where: Passage, part: int, at: int) -> list[Option]:
    """The whole that is not printed, but implied by a part before and its share:
    60岁及以上…占24.6%，其中70岁及以上…占17.9%.
    """
    found: list[Option] = []
    for other in where.near(at, 1):
        owner = where.owners[other]
        if not where.is_a(other, Kind.SHARE) or owner is None or owner == part:
            continue
        if where.alike(owner, part) and where.amount(owner):
            share = partial(
                _share_of_same, where.figure(owner), where.figure(other), where.figure(part)
            )
            found.append((share, (owner, other, part, at)))
    return found


def same_base(where: Passage) -> Iterator[Verification]:
    """Two parts with their shares of one population that is not printed: the first pair implies the
    population, and it the second share.
    """
    last: dict[str, tuple[int, int]] = {}
    for at in where.ahead_of(("人口", "家庭", "户数"), 1):
        base = _BASE.match(where.head(at)) if where.unit(at) == "percent" else None
        if not base or not _COVER.search(where.tail(at)):
            continue
        part = first(where.near(at, 0), lambda p: where.level(p) and where.figure(p).unit.counted)
        if part is not None:
            before = last.get(base[1])
            if before is not None and _comparable(where, before[0], part):
                share = partial(_share_of_same, *map(where.figure, (*before, part)))
                yield verified(where, where.figure(at), share, (*before, part, at))
            last[base[1]] = (part, at)


def _comparable(where: Passage, one: int, other: int) -> bool:
    return where.paragraphs[one] == where.paragraphs[other] and where.alike(one, other)


def _share_of_same(part: Figure, share: Figure, other: Figure) -> Figure | Reason:
    """The share of another part in the population that one part and its share imply."""
    population = quotient(part, share)
    return population if isinstance(population, Reason) else quotient(other, population)


def counted_shares(where: Passage) -> Iterator[Verification]:
    """A rate of a small number of counted things is that of a whole number of them (the GRIM
    test). The test is on the whole: where the part is printed as well, its share is checked.

    Source: N. Brown and J. Heathers, The GRIM test, 2017. It has no power where the things are many
    for the digits.
    """
    for at in range(1, len(where)):
        share, total = where.figure(at), where.figure(at - 1)
        if (
            share.unit.code != "percent"
            or share.qualifier is not Qualifier.EXACTLY
            or not share.decimals
            or not where.together(at - 1, at)
            or not _RATE.search(where.tail(at))
            or not _is_sample(where, at - 1)
        ):
            continue
        if total.value * (Decimal(10) ** -share.decimals) < 100 and where.gaps[at].count("，") <= 1:
            yield verified(
                where, share, partial(nearest_share, share, int(total.value)), (at - 1, at)
            )


def _is_of_sample(where: Passage, at: int) -> bool:
    """Whether a rate has no name of its own, or that of its sample: 移送线索56件，整改完成率99.2%
    is of something else.
    """
    said = _RATE.sub("", where.tail(at))
    return len(said) < 2 or shared(said, where.tail(at - 1) + where.head(at - 1))


def _is_sample(where: Passage, at: int) -> bool:
    """Whether a level is a whole number of things, and no part of others in its sentence."""
    total = where.figure(at)
    exact = total.qualifier is Qualifier.EXACTLY and not total.multiplier and not total.decimals
    counted = total.unit.code in (
        "item", "organisation", "enterprise", "case", "person", "household",
    )  # fmt: skip
    alone = not any(where.alike(p, at) for p in where.near(at, 0))
    return exact and counted and alone and total.value > 1 and _is_of_sample(where, at + 1)


def nearest_share(share: Figure, total: int) -> Figure:
    """The share nearest to a printed one that a whole number of *total* things has."""
    near = NEAREST.divide(NEAREST.multiply(share.value, total), 100)
    counts = [
        near.to_integral_value(ROUND_FLOOR, WIDE),
        near.to_integral_value(ROUND_CEILING, WIDE),
    ]
    best = min(counts, key=lambda count: abs(count - near))
    return (Figure(best, "个", exact=True) / Figure(total, "个", exact=True)).to("%")

"""Claims of parts: 其中 is not above the whole; parts that leave nothing out sum to the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial, reduce
from itertools import pairwise, takewhile
from operator import add
from typing import Final

from tjstats.errors import TjstatsError
from tjstats.questions.claims import Verification
from tjstats.records.readings import Role
from tjstats.values.figures import Figure
from tjstats.values.units.algebra import is_offset
from tjstats.values.verdicts import Reason, Verdict
from tjstats.zh.claims.kinds import Kind
from tjstats.zh.claims.passages import Passage
from tjstats.zh.claims.verdicts import judged, quotient, verified
from tjstats.zh.lexicon import kinds as lexicon
from tjstats.zh.lexicon.claims import (
    OPPOSITES,
    OVERLAPPING,
    SCOPES,
)

__all__ = [
    "added",
    "agrees",
    "are_of_all",
    "are_opposites",
    "fitting",
    "in_scope",
    "is_slip",
    "making_100",
    "may_have_parts",
    "of_which",
    "parts_of",
    "sums",
    "verified_sum",
]

_OPPOSITES: Final = tuple((re.compile(one), re.compile(other)) for one, other in OPPOSITES)
_OF_WHICH: Final = re.compile("[其当]中[^。；]*$")
_STOCK: Final = re.compile("累计|余额|存量|年末|期末|保有")
_RESPECTIVELY: Final = re.compile("分别|依次")
_BY: Final = re.compile("分[^，。；]{1,5}看|按[^，。；]{1,5}分|从[^，。；]{1,8}(?:看|分)")
_MEAN: Final = re.compile(lexicon.MEAN)
_NET: Final = re.compile(lexicon.NET)  # its parts may be above it, others below zero
_ALL_OTHERS: Final = re.compile(lexicon.REST)
_PARTED: Final = re.compile(f"其中|中，|{_BY.pattern}")
_MOST: Final = 8  # parts of one whole that are tried


# --- of which -------------------------------------------------------------------------------------


def of_which(where: Passage) -> Iterator[Verification]:
    """A part after 其中 is not above the whole before it."""
    for at in where.soon_behind(("其中", "当中"), 1):
        if not _is_part_of(where, at) or where.unit(at) in ("percent", "ratio", "permille"):
            continue
        wholes = [p for p in where.near(at) if where.level(p) and where.alike(p, at)]
        if wholes and all(may_have_parts(where, p) for p in (at, *wholes)):
            yield from _within(where, at, wholes)


def _within(where: Passage, at: int, wholes: list[int]) -> Iterator[Verification]:
    if not _STOCK.search(where.tail(at)):
        options = [(partial(_no_more_than, where.like(p, at)), (p, at)) for p in wholes]
        of_all = _has_no_subject(where, at) or any(where.together(p, at) for p in wholes)
        sure = of_all and not any(_NET.search(where.tail(p)) for p in wholes)
        yield from judged(where, where.figure(at), options, certain=sure)


def _has_no_subject(where: Passage, at: int) -> bool:
    """Whether a sentence begins with 其中, so that it is of what stands before it: 外贸平稳，其中一
    季度为… is not.
    """
    sentence = where.gaps[at].rpartition("。")[2].replace("当中", "其中").partition("其中")[0]
    return not _BY.sub("", sentence).strip("，：；")


def _no_more_than(whole: Figure) -> Figure | Reason:
    """What a whole says of its parts; a temperature has none, and that of a place may be above the
    mean.
    """
    return Reason.NO_RATIO_SCALE if is_offset(whole.unit) else whole._or_less()


def _is_part_of(where: Passage, at: int) -> bool:
    """Whether 其中 stands before a level, or before the age or size that it is of:
    其中65岁及以上人口.
    """
    if not where.level(at):
        return False
    if _OF_WHICH.search(where.gaps[at]):
        return True
    described = at > 1 and where.readings[at - 1].role is Role.OTHER
    return described and _OF_WHICH.search(where.gaps[at - 1]) is not None


# --- sums -----------------------------------------------------------------------------------------


def sums(where: Passage) -> Iterator[Verification]:
    """A whole and the parts that stand behind it in its unit, with their growth and shares between:
    consistent where the first of them make it; inconsistent only where they leave nothing out.
    """
    for whole in where.every_amount:
        if may_have_parts(where, whole) and not where.goes_on(whole):
            parts = parts_of(where, whole)
            made = fitting(where, whole, parts) or _falling_short(where, whole, parts)
            if made:
                yield verified_sum(where, whole, made)


def may_have_parts(where: Passage, at: int) -> bool:
    """Whether an amount is not so much for each, which parts do not add up to."""
    return "/" not in where.unit(at) and _MEAN.search(where.tail(at)) is None


def _falling_short(where: Passage, whole: int, parts: list[int]) -> list[int]:
    """The parts that leave nothing out, though they do not make the whole."""
    kept = next((n for n, p in enumerate(parts) if not in_scope(where, whole, p)), len(parts))
    complete = (
        _up_to_the_rest(where, whole, parts[:kept])
        or _opposites(where, whole)
        or _complete(where, parts[:kept])
    )
    if not complete and kept > 2 and _one_digit_too_many(where, whole, parts[:kept]):
        return parts[:kept]
    return complete or (_beyond(where, whole) if where.shares else [])


def in_scope(where: Passage, whole: int, part: int) -> bool:
    """Whether a part is counted in no other scope than its whole: no 户籍 of 常住人口."""
    scopes = SCOPES.findall(where.tail(part))
    return not scopes or {*scopes} <= {*SCOPES.findall(where.tail(whole))}


def _beyond(where: Passage, whole: int) -> list[int]:
    """The parts whose shares make 100, one of them above the whole by a wrong digit: that it is
    their whole the share of another says.
    """
    shared = [p for p in where.amounts_after(whole, 2) if p in where.shares]
    complete = _complete(where, [p for p in shared if where.alike(p, whole)][:_MOST])
    others = [p for p in complete if where.size(p) <= where.size(whole)]
    alone = len(others) == len(complete) - 1
    return complete if alone and any(_agree(where, p, whole) for p in others) else []


def _agree(where: Passage, part: int, whole: int) -> bool:
    """Whether the share printed for a part is that of it in a whole."""
    share = where.shares.get(part)
    return share is not None and agrees(where, part, whole, share)


def agrees(where: Passage, part: int, whole: int, share: int) -> bool:
    """Whether a share is that of a part in a whole."""
    above, below, printed = where.size(part), where.size(whole), where.figure(share)
    if abs(100 * above - printed.value * below) > (1 + printed.value / 20) * below:
        return False  # as nearly all: far from it
    try:
        found = quotient(where.like(part, whole), where.number(whole))
        return isinstance(found, Figure) and printed.agrees(found) is Verdict.YES
    except TjstatsError:
        return False


def parts_of(where: Passage, whole: int) -> list[int]:
    """The levels behind a whole that may be its parts: in its unit, none of them above it, none
    the part of one of them.
    """
    found: list[int] = []
    for p in where.amounts_after(whole, 2):
        if not _may_be_part(where, whole, p):
            if found and not where.together(p, found[-1]):
                break
        elif not found or not _is_nested(where, whole, p):
            found.append(p)
    return found[:_MOST]


def _may_be_part(where: Passage, whole: int, at: int) -> bool:
    return where.alike(at, whole) and where.size(at) <= where.size(whole)


def _is_nested(where: Passage, whole: int, at: int) -> bool:
    """Whether a level is the part of a part before it."""
    return "其中" in where.said(at) and not _next_sentence(where, whole, at)


def _next_sentence(where: Passage, whole: int, at: int) -> bool:
    return where.sentences[at] != where.sentences[whole] and not where.together(at - 1, at)


def fitting(where: Passage, whole: int, parts: Sequence[int]) -> list[int]:
    """The first of the parts that make the whole, two at least."""
    if len(parts) < 2:
        return []
    room = _room(where, whole)
    total, slack = where.size(parts[0]), room + _room(where, parts[0])
    for count, p in enumerate(parts[1:], 2):
        total += where.size(p)
        slack += _room(where, p)
        if abs(total - where.size(whole)) <= slack:
            return list(parts[:count])
    return []


def _room(where: Passage, at: int) -> Decimal:
    """Half a unit of the last place of a figure; of a whole number of things nothing."""
    figure = where.figure(at)
    ends = figure.unrounded
    if ends.lower is None or ends.upper is None:
        return Decimal(0)
    return (ends.upper - ends.lower) / 2


def is_slip(where: Passage, whole: int, parts: Sequence[int]) -> bool:
    """Whether a whole and its parts differ by what one wrong digit makes, or two that changed
    places; more than that makes them numbers of two things.
    """
    off = abs(sum(map(where.size, parts), -where.size(whole)))
    slack = sum((_room(where, p) for p in (whole, *parts)), Decimal(0))
    places = range((off + slack).adjusted() - 1, off.adjusted() + 1) if off else ()
    slips = (Decimal(n).scaleb(e) for e in places for n in (*range(1, 10), *range(18, 82, 9)))
    return any(abs(off - slip) <= slack for slip in slips)


def verified_sum(where: Passage, whole: int, parts: Sequence[int]) -> Verification:
    """Whether the parts of a whole add up to it."""
    total = partial(added, [where.like(p, whole) for p in parts])
    return verified(where, where.figure(whole), total, (whole, *parts))


def _complete(where: Passage, parts: list[int]) -> list[int]:
    """The first of some parts, if these leave nothing out: they are of all ages; their shares,
    printed with them, make 100; or they are those of a list that says so, 四个季度依次为.
    """
    if len(parts) < 2:
        return []
    aged = (n for n in range(2, len(parts) + 1) if are_of_all(where, parts[:n]))
    count = next(aged, 0) or len(making_100(where, _shares_of(where, parts)))
    count = count or len(making_100(where, _shares_behind(where, parts)))
    if count > 1:
        return parts[:count]
    listed = where.run(parts[0])
    every = len(listed) == 4 and listed == parts[:4] and "四个季度" in where.gaps[parts[0]]
    return listed if every else []


def _up_to_the_rest(where: Passage, whole: int, parts: list[int]) -> list[int]:
    """The parts up to one that is all the rest, 其他收入1.85亿元, if it is the last behind 其中."""
    start = parts[0] if parts else whole
    if not _PARTED.search(where.gaps[start]):
        return []
    together = list(takewhile(partial(where.together, start), parts))
    apart = ["；" in where.gaps[p] for p in together[1:]]  # each of them, or up to the first
    here = together if all(apart) else together[: [*apart, True].index(True) + 1]
    rest = _ALL_OTHERS.search(where.tail(here[-1])) if len(here) > 1 else None
    return here if rest and (not rest["of"] or rest["of"][0] in where.name(whole)) else []


def _opposites(where: Passage, whole: int) -> list[int]:
    """The two parts of a whole behind it in its sentence, if their names are opposites, and no
    other is printed: 其中国内航线旅客581.8万人次，国际航线旅客155.9万人次.
    """
    alike = [p for p in where.amounts_after(whole, 1) if where.alike(p, whole)]
    here = [p for p in alike if where.together(p, alike[0])]
    if len(here) != 2 or not (where.together(whole, here[0]) or "其中" in where.gaps[here[0]]):
        return []
    return here if are_opposites(where.name(here[0]), where.name(here[1])) else []


def are_opposites(one: str, other: str) -> bool:
    """Whether two names differ in a pair of opposites alone, or one leaves the rest out."""
    return any(_are_such(one, other, row) for row in _OPPOSITES)


def _are_such(one: str, other: str, row: tuple[re.Pattern[str], re.Pattern[str]]) -> bool:
    for this, that in (row, row[::-1]):
        if this.search(one) and that.search(other):
            rest, other_rest = this.sub("", one, count=1), that.sub("", other, count=1)
            return rest in other_rest or other_rest in rest
    return False


def _shares_behind(where: Passage, parts: Sequence[int]) -> list[int]:
    """The list of shares printed behind the parts, one for each: 分别占10.7%、82.1%和7.2%."""
    start = parts[-1] + 1
    if not (where.is_a(start, Kind.SHARE) and _RESPECTIVELY.search(where.tail(start))):
        return []
    listed = where.run(start)
    return listed if len(listed) == len(parts) else []


def _shares_of(where: Passage, parts: Sequence[int]) -> list[int]:
    """The shares printed for the first of some parts, up to one without."""
    shares = (where.shares.get(p) for p in parts)
    return [p for p in takewhile(lambda p: p is not None, shares) if p is not None]


def _one_digit_too_many(where: Passage, whole: int, parts: list[int]) -> bool:
    """Whether three parts or more of one sentence, after 其中, are above their whole by what one
    digit makes, though no group of theirs can overlap.
    """
    first = parts[0]
    if "其中" not in where.gaps[first] or not where.together(whole, parts[-1]):
        return False
    if any(OVERLAPPING.search(where.tail(p)) or "；" in where.gaps[p] for p in parts):
        return False
    above = sum(where.size(p) for p in parts) - where.size(whole)
    return 0 < above < where.size(whole) / 4 and len(above.normalize().as_tuple().digits) == 1


def added(figures: list[Figure], signs: Sequence[int] = ()) -> Figure:
    """The sum of some figures, each with its sign."""
    if not signs:
        return reduce(add, figures)
    return reduce(add, [f * s if s < 0 else f for f, s in zip(figures, signs, strict=True)])


def making_100(where: Passage, group: list[int]) -> list[int]:
    total, slack = Decimal(0), Decimal(0)
    for count, p in enumerate(group, 1):
        total += where.figure(p).value
        slack += _room(where, p)
        if count > 1 and abs(total - 100) <= slack:
            return group[:count]
    return []


def are_of_all(where: Passage, places: Sequence[int]) -> bool:
    """Whether figures, or shares of such, are of all ages or sizes: each group begins where the one
    before ends, 0—14岁, 15—59岁, 60岁及以上.
    """
    groups = [_group_of(where, p) for p in places]
    ages = [where.figure(p).bounds for p in groups if p is not None]
    if len(ages) < max(len(places), 2) or ages[0].lower or ages[-1].upper is not None:
        return False
    return all(
        before.upper is not None
        and after.lower is not None
        and 0 <= after.lower - before.upper <= 1
        for before, after in pairwise(ages)
    )


def _group_of(where: Passage, at: int) -> int | None:
    """The age or size that a figure, or what a share is of, is said of."""
    for p in (at, where.owners[at]):
        if p and where.joined(p) and where.readings[p - 1].role is Role.OTHER:
            return p - 1
    return None

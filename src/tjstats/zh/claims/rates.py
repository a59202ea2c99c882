"""Claims of rates by their names, which are shares of levels printed beside them: 不良率, 毛利率,
不捕率, 办结率.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from operator import add
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.values.figures import Figure
from tjstats.values.periods import Period
from tjstats.values.verdicts import Reason
from tjstats.zh.claims.kinds import Kind
from tjstats.zh.claims.names import shared
from tjstats.zh.claims.parts import agrees
from tjstats.zh.claims.passages import Passage, first
from tjstats.zh.claims.shares import over
from tjstats.zh.claims.verdicts import Option, judged, quotient, verified
from tjstats.zh.claims.words import needed
from tjstats.zh.lexicon import kinds as lexicon
from tjstats.zh.lexicon.claims import MARGINS, SHARE_RATES, Ratio

__all__ = [
    "MARGIN_WORDS",
    "RATE_WORDS",
    "margins",
    "rates_by_name",
    "rates_of_days",
    "rates_of_parts",
    "rates_of_the_rest",
    "refusals",
]

_CARRIED: Final = re.compile("当期|[（(]含|结转|旧存")  # more than what came in
_PART_RATE: Final = re.compile("([^，]{2,3}?)[率面](?:为|达到?|是)?$")
_OF_WHOLE: Final = re.compile("其中|已|共|实际")
MARGIN_WORDS: Final = tuple(row.name for row in MARGINS)
RATE_WORDS: Final = needed(*(row.name for row in SHARE_RATES))
_ANY_RATE: Final = re.compile("|".join(row.name for row in SHARE_RATES))
_REFUSED: Final = re.compile(lexicon.REFUSED)
_OF_BOTH: Final = re.compile(lexicon.OF_BOTH)
_JOINT: Final = re.compile("[和及与、]")  # 批准和决定逮捕: only one of them is of a rate
_ALL: Final = Figure(100, "%", exact=True)
_DAY_SHARE: Final = re.compile(lexicon.DAY_SHARE)
_TRIED, _APART = 3, 4
_LEAST_DAYS: Final = 15  # of a year that may lack a valid measurement


def rates_by_name(where: Passage) -> Iterator[Verification]:
    """A rate that is by its name the share of one level in another: 城镇化率, 不良率."""
    for at in where.behind(RATE_WORDS):
        if where.unit(at) in ("percent", "permille") and _ANY_RATE.search(where.tail(at)):
            for row in SHARE_RATES:
                if re.search(f"(?:{row.name})(?:为|达到?|是)?$", where.tail(at)):
                    yield from _rate_by_name(where, at, row)


def _rate_by_name(where: Passage, at: int, row: Ratio) -> Iterator[Verification]:
    near = [*where.amounts(at, 2), *where.amounts_after(at, 0)]
    parts = [p for p in near if re.search(row.above, where.name(p))]
    parts.sort(key=where.one_of_which)  # R&D经费强度 is of all R&D经费, not of a part behind 其中
    if not parts or _CARRIED.search(where.tail(at) + where.gaps[parts[0] + 1]):
        return
    options = [
        over(where, part, whole, at)
        for part in parts[:_TRIED]
        if (whole := _below(where, part, near, row)) is not None
    ]
    sure = not any(_counts_too(where, p + 1) for p in parts[:1])
    yield from judged(where, where.figure(at), options, certain=sure)


def _below(where: Passage, part: int, near: list[int], row: Ratio) -> int | None:
    """The level that a part of a rate is over."""
    others = [p for p in near if p != part and where.alike(p, part)]
    return first(others, lambda p: re.search(row.below, where.bare_name(p) or where.tail(p)))


def rates_of_parts(where: Passage) -> Iterator[Verification]:
    """A rate that has the name of a part printed before it: 其中原创612条，原创率70.0%."""
    for at in where.behind(("率", "面"), 2):
        found = _PART_RATE.search(where.tail(at)) if where.unit(at) == "percent" else None
        if found and where.is_a(at, Kind.LEVEL) and not _ANY_RATE.search(where.tail(at)):
            yield from _rate_of_part(where, at, found[1])


def _rate_of_part(where: Passage, at: int, name: str) -> Iterator[Verification]:
    near = [p for p in where.near(at, 0) if _may_be_one(where, p)]
    part = _said_to_be(where, near, name)
    if part is None:
        return
    wholes, sure = _wholes_of(where, at, part, near)
    options = [over(where, part, w, at) for w in wholes]
    yield from judged(where, where.figure(at), options, certain=sure)


def _wholes_of(where: Passage, at: int, part: int, near: list[int]) -> tuple[list[int], bool]:
    """The levels that a rate may be of, and whether it is certain that it is of one of them."""
    wholes = _may_be_whole(where, at, part, near)
    if sibling := _of_sibling(where, at, wholes):
        return sibling, True
    tops = [w for w in wholes if not where.one_of_which(w)]
    return tops or wholes, len(tops) == 1 and _is_sure(where, at, part, tops[0])


def _may_be_whole(where: Passage, at: int, part: int, near: list[int]) -> list[int]:
    """The levels before a part that may hold it, those of the clause of the rate if there are."""
    wholes = [p for p in near if p < part and _may_hold(where, p, part)]
    return [w for w in wholes if w in where.clause(at)] or wholes


def _may_hold(where: Passage, whole: int, part: int) -> bool:
    return where.alike(whole, part) and where.size(whole) >= where.size(part)


def _is_sure(where: Passage, at: int, part: int, whole: int) -> bool:
    """Whether a rate is of its part in a whole for certain: right behind the part, or that is of
    the whole by its words.
    """
    if _REFUSED.search(where.tail(at)) or any(_counts_too(where, p + 1) for p in (part, whole)):
        return False
    right_before = part == at - 1 and not _OF_BOTH.search(where.tail(at))
    return right_before or _is_some_of(where, part, whole)


def _said_to_be(where: Passage, near: list[int], name: str) -> int | None:
    """The nearest level with a name, else with its end: 毕业去向落实率, of 已落实毕业去向."""
    levels = [p for p in near if where.level(p)]
    tries = (p for n in (name, name[-2:]) for p in levels if n in where.tail(p))
    apart = re.compile(".{0,3}".join(map(re.escape, name[-2:])))  # 调撤率, of 调解撤诉
    return next(tries, first(levels, lambda p: apart.search(where.tail(p))))


def _of_sibling(where: Passage, at: int, wholes: list[int]) -> list[int]:
    """The whole that another rate of the sentence is of: 合格率84.1%，…，优良率23.1%."""
    here = where.clause(at)
    own = any(w in here for w in wholes)
    rates = [p for p in (here if own else where.near(at, 0)) if p and where.unit(p) == "percent"]
    return [w for w in wholes if any(_is_of(where, p, w) for p in rates)]


def _is_of(where: Passage, rate: int, whole: int) -> bool:
    part = rate - 1
    alike = "率" in where.tail(rate) and part > whole and where.alike(part, whole)
    return alike and agrees(where, part, whole, rate)


def _is_some_of(where: Passage, part: int, whole: int) -> bool:
    inside = _OF_WHOLE.search(where.gaps[part]) is not None
    return inside or shared(where.name(whole), where.tail(part))


def _may_be_one(where: Passage, at: int) -> bool:
    """Whether a reading may be a part or a whole: an amount, days, or what was planned."""
    return where.amount(at) or where.unit(at) == "day" or where.is_a(at, Kind.TARGET)


def margins(where: Passage) -> Iterator[Verification]:
    """What is left of an income as a rate of it: 营业收入86.42亿元，营业成本61.37亿元，
    毛利率28.99%.
    """
    for at in where.behind(MARGIN_WORDS, 2):
        said = where.tail(at) if where.unit(at) == "percent" and where.level(at) else ""
        for row in MARGINS:
            if re.search(f"{row.name}(?:为|达到?|是)?$", said):
                near = where.amounts(at, 0)
                taken, whole = _named(where, near, row.above), _named(where, near, row.below)
                if taken is not None and whole is not None and where.alike(taken, whole):
                    left = partial(_left, where.like(taken, whole), where.figure(whole))
                    yield verified(where, where.figure(at), left, (whole, taken, at))


def _named(where: Passage, places: list[int], pattern: str) -> int | None:
    """The first of some levels whose name has a pattern."""
    return first(places, lambda p: re.search(pattern, where.name(p)))


def _left(taken: Figure, whole: Figure) -> Figure | Reason:
    return quotient(whole - taken, whole)


def refusals(where: Passage) -> Iterator[Verification]:
    """The rate of what was not done, of what was and was not: 批捕6218人，不批捕1907人，
    不捕率23.5%.
    """
    for at in where.behind(("不", "未"), 2):
        found = _REFUSED.search(where.tail(at)) if where.unit(at) == "percent" else None
        if found is not None:
            options = list(_of_refused(where, at, *found.group(1, 2)))
            parts = options[0][1] if options else ()
            sure = not any(_JOINT.search(where.tail(p)) for p in parts)
            yield from judged(where, where.figure(at), options, certain=sure)


def _of_refused(where: Passage, at: int, no: str, done: str) -> Iterator[Option]:
    """The ways in which a rate of what was not done may have been worked out."""
    near = where.amounts(at, 0)
    refused = _named(where, near, f"{no}[^，]{{0,3}}{done}")
    others = [p for p in near if refused and p < refused and where.alike(p, refused)]
    one = _named(where, others, done)
    if refused is not None and one is not None:
        yield _both(where, one, refused, at)
        if _counts_too(where, one + 1) and _counts_too(where, refused + 1):  # 158件196人, 33件40人
            yield _both(where, one + 1, refused + 1, at)
        yield from (over(where, refused, p, at) for p in others)


def _both(where: Passage, one: int, refused: int, at: int) -> Option:
    """A rate of what was not done as its part in that and what was."""
    part, other = where.figure(refused), where.like(one, refused)
    return partial(_of_both, part, other), (one, refused, at)


def _counts_too(where: Passage, at: int) -> bool:
    """Whether a reading counts what the one right before it does in another unit: 33件40人."""
    return at < len(where) and where.gaps[at] == "" and where.amount(at)


def _of_both(part: Figure, other: Figure) -> Figure | Reason:
    return quotient(part, part + other)


def rates_of_the_rest(where: Passage) -> Iterator[Verification]:
    """A rate and that of what is not so make 100: 不合格率2.17%，合格率97.83%."""
    for at in where.behind(("不", "未")):
        found = _REFUSED.search(where.tail(at)) if where.unit(at) == "percent" else None
        around = (*where.near(at, 0), *where.after(at, 0)) if found else ()
        for p in around:
            near = found and where.unit(p) == "percent" and abs(p - at) < _APART
            if found and near and _is_rate_of(where, p, found[2]):
                both = partial(add, where.figure(p), where.figure(at))
                yield verified(where, _ALL, both, (p, at))


def _is_rate_of(where: Passage, at: int, name: str) -> bool:
    return re.search(f"^.{{0,4}}(?<![不未非]){name}率(?:为|达到?|是)?$", where.tail(at)) is not None


def rates_of_days(where: Passage) -> Iterator[Verification]:
    """Good days as a rate of the days of their year, if no other number of days is printed:
    优良天数318天，优良天数比例86.9%; some of them may lack a valid measurement.
    """
    for at in where.behind(("优良",), 1):
        if where.unit(at) == "percent" and _DAY_SHARE.search(where.tail(at)):
            days = [p for p in where.near(at, 0) if where.unit(p) == "day"]
            part = first(days, lambda p: where.level(p) and "优良" in where.tail(p))
            if part is not None and where.size(part) == max(map(where.size, days)):
                yield from _of_the_year(where, part, at)


def _of_the_year(where: Passage, part: int, at: int) -> Iterator[Verification]:
    every = _days_of_year(where, part)
    if every:
        valid = Figure.between(every - _LEAST_DAYS, every, "天")
        rate = partial(quotient, where.figure(part), valid)
        yield verified(where, where.figure(at), rate, (part, at))


def _days_of_year(where: Passage, at: int) -> int:
    """The days of the year that a figure is of, 0 if it is of no year."""
    time = where.readings[at].period
    if not isinstance(time, Period) or time.months != 12:
        return 0
    return (time.end - time.start).days + 1

"""Claims of differences: one figure above or below another by so much; parts of one growth."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import partial
from itertools import takewhile
from operator import sub
from typing import Final

import attrs

from tjstats.questions.claims import Verification
from tjstats.values.figures import Figure
from tjstats.zh.claims.kinds import Kind
from tjstats.zh.claims.names import head_of, name_of, named_alike, shared, spread, subject_of
from tjstats.zh.claims.passages import Passage, first
from tjstats.zh.claims.verdicts import Option, judged, verified
from tjstats.zh.lexicon import kinds as lexicon
from tjstats.zh.lexicon.claims import CONTRIBUTIONS, INDUSTRIES, PARTIAL, TIMES

__all__ = ["contributions", "distances", "gaps_of_two", "pushes"]

_OVER: Final = re.compile(lexicon.OVER)
_OF: Final = re.compile(lexicon.OF)
_MEASURE: Final = re.compile(lexicon.MEASURES)
_GOAL: Final = re.compile("^[^上下]*(?:目标|计划|预期|任务)[^上下]*$")
_FALLS: Final = re.compile("下降|回落|向下|下拉|减少")
_ECONOMY: Final = re.compile("经济|生产总值|GDP")
_ADDED: Final = re.compile("合计[^，]{0,4}$")
_BOTH: Final = re.compile("[两二]者")
_FALL: Final = re.compile("[降跌减]幅")
_GAP: Final = re.compile("(?:相差|剪刀差|差距)(?:为|达到?|仅|约)*$")
_THEN: Final = re.compile("，?(?:达到?|为)")
_TIME: Final = re.compile(f"{TIMES}|[上去]年")
_ABROAD: Final = re.compile(f"{lexicon.OUTSIDE}|^(?:行业|预期|同类)")


def distances(where: Passage) -> Iterator[Verification]:
    """A figure is above or below another by so much: 高于规模以上工业3.9个百分点, 比户籍人口多
    23.3万人.
    """
    for at in where.of(Kind.DISTANCE):
        if where.in_list(at):
            continue
        words = where.tail(at)
        if where.joined(at):  # 低于4.5%的控制目标1.6个百分点
            words = where.tail(at - 1) + where.readings[at - 1].text + words
        found = _OVER.search(words)
        other, sure = _other(where, at)
        if where.gaps[at] == "）":  # 高于全国（5.9%）0.7个百分点
            said = where.gaps[at - 1].replace("超过", "高于")
            found, other, sure = _OVER.search(said), at - 1, True
        if found is None or other is None:
            continue
        down = bool(found["down"]) or found["less"] is not None
        options: list[Option] = [
            (apart, (m, other, at))
            for m in _mine(where, at, other)
            for apart in _ways_apart(where, at, m, other, down)
        ]
        yield from judged(where, _reported(where, at, other), options, certain=sure)


def _reported(where: Passage, at: int, other: int) -> Figure:
    """A distance, in the unit of what it is from where it leaves a part of that out: 月均收入5381
    元，高643元.
    """
    amount = where.amount(other) and where.one_measure(other, at)
    figure = where.figure(at)
    return figure._counted_in(where.figure(other).unit) if amount else figure


def _ways_apart(
    where: Passage, at: int, mine: int, other: int, down: bool
) -> Iterator[partial[Figure]]:
    """How far two figures are apart, with their signs; that of a fall without it too, where a goal
    is what it should fall by: 下降3.5%，超过目标（3%）0.5个百分点.
    """
    pairs = [(where.signed(mine), where.signed(other))]
    numbers = where.number(mine), where.number(other)
    if _FALL.search(where.tail(at)):  # 降幅比单位GDP能耗小1.1个百分点
        pairs = [numbers]
    elif where.is_a(other, Kind.TARGET) and where.readings[mine].falling:
        pairs.append(numbers)
    for one, two in pairs:
        yield partial(sub, two, one) if down else partial(sub, one, two)


def _other(where: Passage, at: int) -> tuple[int | None, bool]:
    """The figure that another is compared with, and whether its name is certain."""
    if at + 1 < len(where) and where.tail(at + 1).startswith("后者"):
        return at + 1, True
    beside = where.joined(at) or len(where.tail(at)) < 3
    if beside and where.is_a(at - 1, Kind.TARGET, Kind.EARLIER):
        return at - 1, True
    found = _OF.search(where.tail(at))
    words = _MEASURE.sub("", name_of(found["of"])) if found else ""
    if _GOAL.search(words):
        return first(where.near(at, 1), lambda p: where.is_a(p, Kind.TARGET)), True
    named = _named(where, at, words.removeprefix("整体").removeprefix("全部"))
    return named, named is not None


def _named(where: Passage, at: int, words: str) -> int | None:
    """The figure of a name that a distance may be from: of the very name, or of one like it; of
    another place only where it is printed: 全国.
    """
    if len(words) < 2:
        return None
    around = _around(where, at)
    if abroad := _ABROAD.match(words):
        around = [p for p in around if abroad[0] in where.name(p)]
    tests: tuple[Callable[[str], bool], ...] = (
        lambda name: head_of(name) == head_of(words),
        lambda name: head_of(name).startswith(words),  # 农民工月均收入, and not 外出农民工月均收入
        lambda name: named_alike(words, name),
    )
    tries = (first(around, lambda p, test=test: test(_name(where, p))) for test in tests)  # type: ignore[misc]
    return next((p for p in tries if p is not None), None)


def _around(where: Passage, at: int) -> list[int]:
    """The figures that a distance may be from; that of a growth from another or from a target."""
    growth = where.is_a(at - 1, Kind.GROWTH)  # 增长11.6%，快于规模以上工业5.1个百分点
    return [
        p
        for p in (*where.near(at, 3), *_behind(where, at))
        if _comparable(where, p, at) and (not growth or where.is_a(p, Kind.GROWTH, Kind.TARGET))
    ]


def _behind(where: Passage, at: int) -> list[int]:
    """The readings behind a distance, also those of the next sentence if it says no other time."""
    here, both = where.after(at, 0), where.after(at, 1)
    timeless = takewhile(lambda p: not _TIME.search(where.gaps[p]), both[len(here) :])
    return [*here, *(p for p in timeless if where.same_time(p, at))]


def _name(where: Passage, at: int) -> str:
    """The name of what a figure is of: of a growth, of its level or the words before it."""
    if not where.is_a(at, Kind.GROWTH) or where.in_list(at):
        return where.name(at)
    owner = where.owners[at]
    return where.name(owner) if owner is not None else subject_of(where.tail(at))


def _comparable(where: Passage, one: int, at: int) -> bool:
    """Whether the difference of a figure and another can be in the unit of a distance."""
    if not where.is_a(one, Kind.LEVEL, Kind.GROWTH, Kind.SHARE, Kind.TARGET):
        return False
    points = where.figure(one).unit.of_change.code == where.unit(at)
    return points or (where.amount(one) and where.one_measure(one, at))


def _mine(where: Passage, at: int, other: int | None) -> list[int]:
    """The figures that may be so far from the other: the one right before; where the clause names
    one, that; or the one after 达.
    """
    subject = "" if where.joined(at) else _MEASURE.sub("", subject_of(where.tail(at)))
    around = where.near(at, 3 if len(subject) > 1 else 1)
    near = [p for p in around if p != other and _comparable(where, p, at)]
    if len(subject) < 2:
        mine = first(near, lambda p: where.together(p, at))
    elif _THEN.fullmatch(where.gaps[at + 1]):  # 快2.5个百分点，达10.9%
        mine = first(where.after(at, 0), lambda p: _comparable(where, p, at))
    else:
        mine = first(near, lambda p: _is_of(where, subject, p))
        if mine is None:  # 农村居民收入, of 农村居民人均可支配收入
            mine = first(near, lambda p: spread(subject, _name(where, p)))
    return [] if mine is None else [mine]


def _is_of(where: Passage, subject: str, at: int) -> bool:
    """Whether a figure is of a subject, and not of the whole of which that is a part: 男性人口 is
    not 全国人口.
    """
    name = _name(where, at)
    return named_alike(subject, name) and {*PARTIAL.findall(subject)} <= {*PARTIAL.findall(name)}


def gaps_of_two(where: Passage) -> Iterator[Verification]:
    """How far two figures right before are apart: M2增速8.4%，M1增速7.2%，剪刀差1.2个百分点."""
    for at in where.behind(("相差", "剪刀差", "差距"), 2):
        if not _GAP.search(where.tail(at)):
            continue
        near = [
            p
            for p in where.near(at, 0)
            if _comparable(where, p, at) or _is_amount_like(where, p, at)
        ]
        if len(near) > 1:
            found = partial(_gap, where.signed(near[0]), where.signed(near[1]))
            sure = near[:2] == [at - 1, at - 2] or _BOTH.search(where.tail(at)) is not None
            yield from judged(
                where, where.figure(at), [(found, (near[1], near[0], at))], certain=sure
            )


def _is_amount_like(where: Passage, one: int, at: int) -> bool:
    return where.amount(one) and where.alike(one, at)


def _gap(one: Figure, other: Figure) -> Figure:
    found = one - other
    return found * -1 if found.value < 0 else found


def pushes(where: Passage) -> Iterator[Verification]:
    """The points that a part adds to a growth: the growth times the share of the part in it."""
    for at in where.of(Kind.PUSH):
        growth = None if where.goes_on(at) else _pushed(where, at)
        listed = where.run(at)
        own = _share_in_growth(where, at)
        shares = _listed_shares(where, listed) or ([] if own is None else [own])
        for push, share in zip(listed, shares, strict=False):
            if growth is not None:
                part = partial(_points, where.signed(growth), where.figure(share))
                yield verified(where, where.figure(push), part, (share, growth, push))


def _listed_shares(where: Passage, pushes: list[int]) -> list[int]:
    """The list of 贡献率 before one of points, of as many."""
    if len(pushes) < 2:
        return []
    near = where.near(pushes[0], 1)
    start = first(near, lambda p: "贡献率" in where.tail(p) and not where.goes_on(p))
    listed = [] if start is None else where.run(start)
    return listed if len(listed) == len(pushes) else []


def _pushed(where: Passage, at: int) -> int | None:
    """The growth that a part adds points to: of the economy if that is said, else the nearest."""
    near = [p for p in where.near(at, 1) if where.is_a(p, Kind.GROWTH)]
    if not near:
        return first(where.after(at, 0), partial(_is_all_pushed, where))
    if not _ECONOMY.search(where.tail(at)):
        return next(iter(near), None)
    around = [*near, *(p for p in where.after(at, 0) if where.is_a(p, Kind.GROWTH))]
    named = first(around, lambda p: _ECONOMY.search(_said_of(where, p)))
    bare = first(near, lambda p: not where.in_list(p) and not _name(where, p))
    return bare if named is None else named


def _is_all_pushed(where: Passage, at: int) -> bool:
    """三大需求合计拉动5.2个百分点, in place of the growth that they make."""
    return where.is_a(at, Kind.PUSH) and _ADDED.search(where.tail(at)) is not None


def _said_of(where: Passage, at: int) -> str:
    return f"{where.tail(at)} {_name(where, at)} {where.readings[at].indicator or ''}"


def _share_in_growth(where: Passage, at: int) -> int | None:
    """The 贡献率 of what adds points."""
    name = subject_of(where.tail(at))
    if not name and where.together(at - 1, at):  # 贡献率为63%，拉动经济增长3.6个百分点
        name = where.tail(at - 1)
    rates = (
        p
        for p in (*where.near(at, 2), *where.after(at, 0))
        if "贡献率" in where.tail(p) and where.unit(p) == "percent"
    )
    return first(rates, lambda p: _same_industry(name, where.tail(p)))


def _same_industry(one: str, other: str) -> bool:
    """Whether two names are of one industry: 服务业 is 三产."""
    for names in INDUSTRIES:
        if re.search(names, one):
            return bool(re.search(names, other))
    return len(one) > 1 and shared(head_of(one), other, min(3, len(head_of(one))))


def _points(growth: Figure, share: Figure) -> Figure:
    """A share of a growth in points."""
    rate = growth if growth.unit.code == "percent" else attrs.evolve(growth, unit=share.unit)
    return _in_points((rate * share).to("%"))


def _in_points(rate: Figure) -> Figure:
    """A rate in percent as so many points, as its parts are printed."""
    return rate - Figure(0, "%", exact=True)


def contributions(where: Passage) -> Iterator[Verification]:
    """The points that the parts of a growth add make the growth."""
    pushes = where.of(Kind.PUSH)
    for growth in where.of(Kind.GROWTH) if pushes else ():
        if where.unit(growth) != "percent":
            continue
        before = _inside(pushes, where.near(growth, 0)[::-1])
        here = _inside(pushes, where.after(growth, 0))
        behind = _inside(pushes, where.after(growth, 1))[len(here) :]
        for group in (before, here, behind):
            yield from _make(where, growth, group)


def _inside(places: list[int], span: range) -> list[int]:
    return places[bisect_left(places, span.start) : bisect_left(places, span.stop)]


def _directed(where: Passage, at: int) -> Figure:
    """The points that a part adds, negative where it takes them off."""
    figure = where.figure(at)
    return figure * -1 if _FALLS.search(where.tail(at)) else figure


def _make(where: Passage, growth: int, parts: list[int]) -> Iterator[Verification]:
    if len(parts) < 2:
        return
    added = [_directed(where, p) for p in parts]
    whole = any(
        len(parts) == len(names)
        and all(re.search(n, where.tail(p)) for n, p in zip(names, parts, strict=True))
        for names in CONTRIBUTIONS
    ) or (len(parts) == 3 and "三次产业" in where.tail(parts[0]))
    yield from judged(
        where,
        _in_points(where.signed(growth)),
        [(lambda: sum(added[1:], added[0]), (growth, *parts))],
        certain=whole,
    )

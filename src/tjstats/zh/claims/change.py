"""Claims of change: from A to B, up by so much; a level with its increase, its growth, its average
growth and its multiple.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import partial
from operator import sub
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.questions.growth import growth
from tjstats.questions.rates import growth_from_change
from tjstats.records.classifications import Measure
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.units.algebra import is_offset
from tjstats.values.verdicts import Reason
from tjstats.zh.claims.kinds import Kind, earlier_name, is_step_after
from tjstats.zh.claims.names import head_of
from tjstats.zh.claims.passages import Passage
from tjstats.zh.claims.verdicts import Implied, Option, judged, verified
from tjstats.zh.lexicon import kinds as lexicon
from tjstats.zh.lexicon.claims import CORRECTED, INCOMES, NOMINAL, REAL, TIME_BASES
from tjstats.zh.natures import basis_of

__all__ = [
    "TO",
    "as_before",
    "bases_of",
    "factor_options",
    "from_to",
    "grown",
    "growths",
    "increases",
    "is_real",
]

_FROM: Final = re.compile(r"(?:由|从|自)[^，。；]{0,24}$")
_TO: Final = re.compile(
    rf"[^。；！？]{{0,12}}?(?:(?P<rise>{lexicon.RISE}|延伸)|(?P<fall>{lexicon.FALL})"
    "|[^，。；]{0,2})了?(?:到|至|为)[^，。；！？]{0,14}"
)
_BARE_TO: Final = re.compile(
    rf"(?:(?P<rise>{lexicon.RISE})|(?P<fall>{lexicon.FALL}))了?(?:到|至|为)了?"
)
TO: Final = ("到", "至", "为")
_TO_END: Final = re.compile("|".join(TO))
_THEN: Final = re.compile("，?(?:为|达到?|至|降[至为到]|升[至为到])")
_DIRECTIONS: Final = {"rise": False, "fall": True, None: None}
_BASE_KINDS: Final = {kind: re.compile(pattern) for kind, pattern in lexicon.BASE_KINDS.items()}
_NAMED_YEAR: Final = _BASE_KINDS["named"]
_HAS_BASE: Final = re.compile(lexicon.HAS_BASE)
_OF_ANOTHER: Final = re.compile(
    f"(?:是|为|相当于|达到?)(?!{TIME_BASES}|[^，]{{0,6}}前的)[^，]{{2,}}的$"
)
_MAY_BE_ONE: Final = (
    {"start", "year"}, {"named", "year"}, {"named", "start"}, {"span", "step"},
)  # fmt: skip
_FAR: Final = 12  # a digit that is wrong makes a number nine times as large at most
_RESTATED: Final = re.compile("原公布|调整")
_YEAR: Final = re.compile(r"\d{4}年")
_YEAR_END: Final = re.compile("年[末底]|12月末")
_AS_BEFORE: Final = re.compile(lexicon.AS_BEFORE)


# --- from A to B ----------------------------------------------------------------------------------


def from_to(where: Passage) -> Iterator[Verification]:
    """From A to B: the direction holds. The changes printed for B are checked with its levels."""
    for then in where.behind(TO, 1):
        for before, now, falls in _pairs(where, where.run_start(then - 1)):
            start = where.figure(before)
            bound = start._or_less if falls else start._or_more
            if falls is not None:
                yield verified(where, where.figure(now), bound, (before, now))


def _pairs(where: Passage, first: int) -> list[tuple[int, int, bool | None]]:
    """The ends that begin at a reading, of each member of a list, and whether they fall."""
    if where.goes_on(first):
        return []
    before = where.run(first)
    start = before[-1] + 1
    if start >= len(where) or not _TO_END.search(where.gaps[start]):
        return []
    if not where.together(first, start):
        return []
    pattern = _TO if _FROM.search(where.tail(first)) else _BARE_TO
    found = pattern.fullmatch(where.gaps[start])
    after = where.run(start)[: len(before)]
    if not found or len(after) < len(before):
        return []
    falls = _DIRECTIONS.get(found.lastgroup)
    return [(a, b, falls) for a, b in zip(before, after, strict=True) if where.alike(a, b)]


# --- what a change is of --------------------------------------------------------------------------


def bases_of(where: Passage, level: int, change: int) -> list[int]:
    """The earlier levels that a change of a level may be from: the other end of 由A提高到B, 上年为
    A,     or the level of that name at the time of the base.
    """
    beginnings, end = where.beginnings, where.after(level, 1).stop
    span = slice(bisect_left(beginnings, level - 3), bisect_left(beginnings, end))
    found = [p for p in beginnings[span] if _is_earlier(where, p, level)]
    stated = where.base(change)
    if not found and stated is not None:
        listed = where.listed_in(change, stated.end.year)
        found = [*_at_base(where, level, stated)] if listed is None else [listed]
    return [p for p in found if p != level and where.one_measure(p, level)]


def _is_earlier(where: Passage, at: int, level: int) -> bool:
    if not where.one_measure(at, level):
        return False
    if not where.is_a(at, Kind.EARLIER):
        return where.together(at, level) and _ends(where, at, level)
    if where.owners[at] == level:
        return where.together(at, level) or _names_it_alone(where, at, level)
    return where.together(at, level) and at < level and where.owners[at] is None


def _names_it_alone(where: Passage, at: int, level: int) -> bool:
    """Whether the name of an earlier level in the next sentence is that of a level, or a part of no
    other name before it.
    """
    name = earlier_name(where, at)
    if head_of(name) == head_of(where.name(level)):
        return True
    alike = (p for p in where.near(at, 1) if where.level(p) and where.alike(p, at))
    return len({n for n in map(where.name, alike) if name in n}) == 1


def _ends(where: Passage, first: int, last: int) -> bool:
    return any((a, b) == (first, last) for a, b, _ in _pairs(where, where.run_start(first)))


def _at_base(where: Passage, level: int, base: Time) -> Iterator[int]:
    """The levels of the indicator of one at a base: of the same period, or of the end of that
    year.
    """
    now = where.readings[level]
    for at in (*where.near(level, 3), *where.after(level, 1)):
        other = where.readings[at]
        named = where.in_list(at) and not where.bare_name(at)  # 2023年和2022年分别为
        same = now.indicator and (other.indicator == now.indicator or named)
        told = other.text != now.text  # else it is the same once more
        if same and told and where.alike(at, level) and _is_level_at(where, at, base):
            yield at


def _is_level_at(where: Passage, at: int, base: Time) -> bool:
    return where.level(at) and _is_at(where.readings[at].period, base)


def _is_at(time: Time | None, base: Time) -> bool:
    if isinstance(time, AsOf) and isinstance(base, Period):
        return time.date == base.end
    return time == base


def is_real(where: Passage, *places: int) -> bool:
    """Whether growth of what the readings are said of is real unless the text says otherwise, and
    it does not.
    """
    said = " ".join(f"{where.named(p)} {where.name(p)} {where.gaps[p]}" for p in places)
    return bool(REAL.search(said)) and not NOMINAL.search(said)


def grown(now: Figure, before: Figure, measure: Measure) -> Implied:
    """Growth or factor between two levels, or why there is none."""
    g = growth(now, before)
    return g.of(measure) or g.reason


# --- growth ---------------------------------------------------------------------------------------


def growths(where: Passage) -> Iterator[Verification]:
    """Growth in percent or times, and multiples: from the earlier level, or from the increase."""
    for at in where.of(Kind.GROWTH, Kind.MULTIPLE):
        level = where.owners[at]
        if level is not None and not _OF_ANOTHER.search(where.tail(at)):  # 为年收入的1.6倍
            yield from _growth(where, level, at)


def _growth(where: Passage, level: int, at: int) -> Iterator[Verification]:
    options, apart = _options(where, level, at)
    if options:
        doubt = partial(_other_basis, where, level, at, apart)
        sure = not _may_be_of_base(where, level, at)
        yield from judged(where, where.signed(at), options, certain=sure, doubt=doubt)
    elif _has_base(where, at):
        real = REAL.search(where.gaps[at]) is not None
        reason = Reason.NO_COMPARABLE_BASE if real else Reason.NO_EARLIER_LEVEL
        yield verified(where, where.signed(at), lambda: reason, (level, at))


def _may_be_of_base(where: Passage, level: int, at: int) -> bool:
    """Whether a growth right behind an earlier level that begins the next sentence may be of that:
    全年进口4836亿美元。去年12月进口430亿美元，年增14.9%.
    """
    return where.is_a(at - 1, Kind.EARLIER) and not where.together(level, at)


def _other_basis(where: Passage, level: int, at: int, apart: bool) -> Reason | None:
    """A growth may be on another basis than its levels: at constant prices, or from a base *apart*
    from theirs.
    """
    if not apart and is_real(where, level, at):
        apart = not (_is_beside_real(where, level, at) or _is_of_income(where, level, at))
    return Reason.NO_COMPARABLE_BASE if apart else None


def _is_beside_real(where: Passage, level: int, at: int) -> bool:
    """Whether a growth is nominal since another of its level, and not it, is said to be real:
    增长4.9%，扣除价格因素实际增长4.2%.
    """
    others = (p for p in (at - 1, at + 1) if where.is_a(p, Kind.GROWTH) and where.together(p, at))
    return not CORRECTED.search(where.gaps[at]) and any(
        where.owners[p] == level and basis_of(where.gaps[p], "", Measure.GROWTH) == "real"
        for p in others
    )


def _is_of_income(where: Passage, level: int, at: int) -> bool:
    """Whether a growth is that of an income beside what it rose by, both in the prices of their
    years: 人均纯收入14216元，比上年增加1042元，增长7.9%.
    """
    said = f"{where.named(level)} {where.name(level)} {where.gaps[at]}"
    income = INCOMES.search(where.name(level)) and not CORRECTED.search(said)
    yearly = (p for p in bases_of(where, level, at) if where.is_a(p, Kind.EARLIER))
    beside = _increases_of(where, level, at) or any("上年" in where.gaps[p] for p in yearly)
    return bool(income) and bool(beside)


def _options(where: Passage, level: int, at: int) -> tuple[list[Option], bool]:
    """The ways in which the growth of a level may have been worked out; and whether the bases of
    all of them differ from its own.
    """
    measure = _measure_of(where, at)
    now, kept, others = where.figure(level), list[Option](), list[Option]()
    for p in bases_of(where, level, at):
        if _is_another(where, p, level, at):
            continue
        option = (partial(grown, now, where.like(p, level), measure), (p, level, at))
        (kept if _scope_kept(where, p) and _one_base(where, p, at) else others).append(option)
    if measure is Measure.GROWTH and where.unit(at) == "percent":
        for by in _increases_of(where, level, at):
            change = where.signed(by)._counted_in(now.unit)  # 每亩405.8公斤，增加23.4公斤
            increase = (partial(_grown_by, now, change), (level, by, at))
            (kept if _one_base(where, by, at) else others).append(increase)
    return (kept or others), not kept


def _is_another(where: Passage, base: int, level: int, at: int) -> bool:
    """Whether a level is so far from another grown by a rate that no wrong digit explains it: then
    it is of something else, as a mean of a total.
    """
    rate = where.signed(at)
    before, now = where.size(base), where.size(level)
    if rate.unit.code != "percent" or before <= 0 or now <= 0:
        return False
    expected = before * (100 + rate.value) / 100
    return expected > 0 and not expected / _FAR < now < expected * _FAR


def _measure_of(where: Passage, at: int) -> Measure:
    """Whether a figure is a growth, or a multiple of a base: 恢复到2019年的94.0%."""
    times = where.is_a(at, Kind.MULTIPLE) or where.readings[at].measure is Measure.FACTOR
    return Measure.FACTOR if times else Measure.GROWTH


def _scope_kept(where: Passage, base: int) -> bool:
    """Whether an earlier level is printed in the scope of now: not 原公布数为."""
    return _RESTATED.search(where.gaps[base]) is None


def _increases_of(where: Passage, level: int, at: int) -> list[int]:
    """The increases of a level beside its growth, the one right before it first."""
    around = [p for p in (at - 1, at + 1, at - 2) if 0 <= p < len(where)]
    return [
        p
        for p in around
        if where.is_a(p, Kind.INCREASE)
        and where.owners[p] == level
        and where.together(p, at)
        and where.one_measure(p, level)
        and not (abs(p - at) == 2 and where.is_a(at - 1, Kind.INCREASE, Kind.GROWTH))
    ]


def _grown_by(now: Figure, change: Figure) -> Implied:
    """The growth of a level with its increase, 1/(1 − increase/level) − 1, or why there is none."""
    if is_offset(now.unit):
        return Reason.NO_RATIO_SCALE
    return growth_from_change(now, change) or Reason.BASE_MAY_BE_ZERO


def _one_base(where: Passage, first: int, second: int) -> bool:
    """Whether two changes are from one base: one of them names none, or both the same."""
    one, other = _base_words(where.gaps[first]), _base_words(where.gaps[second])
    if {one, other} in _MAY_BE_ONE and _same_base(where, first, second):
        return True
    change = not where.is_a(first, Kind.EARLIER)
    if change and first > second and one and not other:  # 增长5%，较年初增加3亿元
        return False
    return not one or not other or (one == other and _one_year(where, first, second))


def _one_year(where: Passage, first: int, second: int) -> bool:
    """Whether no other year is named: 由2020年的3.5亿元增加到6.3亿元，是2015年的2.4倍."""
    one, other = (_YEAR.findall(where.gaps[p])[-1:] for p in (first, second))
    return not where.is_a(first, Kind.FROM) or not one or not other or one == other


def _ends_the_year(where: Passage, at: int) -> bool:
    """Whether a change is of a level at the end of a year: its 年初 and its 同比 are one."""
    level = where.owners[at]
    return level is not None and _YEAR_END.search(where.tail(level)) is not None


def _same_base(where: Passage, first: int, second: int) -> bool:
    """Whether two bases are one: 年初 and 同比 of what stands at the end of the year; 2023年 of an
    earlier level and 同比.
    """
    one, other = where.readings[first], where.readings[second]
    level = where.owners[first]
    if level is not None and is_step_after(where.gaps[level], where.gaps[first]):  # 8月末为
        return True
    time = one.period if where.is_a(first, Kind.EARLIER) else one.base
    return (time is not None and time == other.base) or _ends_the_year(where, second)


def _base_words(words: str) -> str:
    for kind, pattern in _BASE_KINDS.items():
        if pattern.search(words):
            return kind
    return ""


def _has_base(where: Passage, at: int) -> bool:
    """Whether the words before a growth, or before the change right before it, name a base."""
    words = where.gaps[at]
    if where.is_a(at - 1, Kind.GROWTH) and where.together(at - 1, at):
        words = where.gaps[at - 1] + words
    return bool(_HAS_BASE.search(words))


# --- increases ------------------------------------------------------------------------------------


def increases(where: Passage) -> Iterator[Verification]:
    """An increase, in its own unit or in points, from the earlier level; alone, it cannot be
    checked.
    """
    for at in where.of(Kind.INCREASE):
        level = where.owners[at]
        if (ends := _ends_around(where, at)) is not None:
            yield _told_between(where, *ends, at)
        if level is None or ends is not None:
            continue
        options: list[Option] = [
            (partial(sub, where.signed(level), _before(where, p, level)), (p, level, at))
            for p in bases_of(where, level, at)
            if _may_be_from(where, p, level, at)
        ]
        if options:
            yield from judged(where, _directed(where, level, at), options)
        elif not _has_growth(where, level, at) and _HAS_BASE.search(where.gaps[at]):
            yield verified(where, where.signed(at), lambda: Reason.NO_EARLIER_LEVEL, (level, at))


def _may_be_from(where: Passage, base: int, level: int, at: int) -> bool:
    """Whether an increase of a level may be from another: of one base, and not so far from it that
    no wrong digit explains it: 注销12.0万户, beside 上季末为326.8万户.
    """
    sizes = sorted(abs(where.size(p)) for p in (base, level))
    far = where.amount(level) and sizes[0] * _FAR < sizes[1]
    return _one_base(where, base, at) and not far


def _ends_around(where: Passage, at: int) -> tuple[int, int] | None:
    """The level before a change and that behind it: 比上年同期的8.0%回落1.2个百分点，为6.8%."""
    first, last = at - 1, at + 1
    if last >= len(where) or not where.is_a(first, Kind.EARLIER) or not where.joined(at):
        return None
    behind = _THEN.fullmatch(where.gaps[last]) is not None and where.alike(first, last)
    points = where.figure(first).unit.of_change.code == where.unit(at)
    return (first, last) if behind and (points or where.alike(at, first)) else None


def _told_between(where: Passage, first: int, last: int, at: int) -> Verification:
    found = partial(sub, where.figure(last), where.like(first, last))
    reported = where.figure(at) * -1 if where.readings[at].falling else where.figure(at)
    return verified(where, reported, found, (first, at, last))


def _before(where: Passage, base: int, level: int) -> Figure:
    return where.signed(base) if where.is_a(level, Kind.GROWTH) else where.like(base, level)


def _directed(where: Passage, level: int, at: int) -> Figure:
    """The increase of a level; of a fall, a fall: 下降6.4%，降幅收窄3.7个百分点."""
    figure = where.signed(at)
    if where.one_measure(at, level):
        figure = figure._counted_in(where.figure(level).unit)
    falling = where.is_a(level, Kind.GROWTH) and where.readings[level].falling
    return figure * -1 if falling else figure


def _has_growth(where: Passage, level: int, at: int) -> bool:
    """Whether a growth beside an increase says whether they go together."""
    return any(
        where.is_a(p, Kind.GROWTH, Kind.AVERAGE)
        and where.owners[p] == level
        and at in _increases_of(where, level, p)
        for p in (at + 1, at - 1, at + 2)
    )


def as_before(where: Passage) -> Iterator[Verification]:
    """A level that is said to be that of a time before, which is not printed: 与去年同期持平."""
    for at in where.ahead_of(("持平", "相同", "一致")):
        if where.level(at) and _AS_BEFORE.match(where.gaps[at + 1]):
            yield verified(where, where.figure(at), lambda: Reason.NO_EARLIER_LEVEL, (at,))


def factor_options(where: Passage, at: int) -> list[Option]:
    """The ways in which the factor that an average growth spreads over years may be known."""
    level = where.owners[at]
    found: list[Option] = []
    if level is not None:
        found += _factors_of(where, level, at)
    for p in range(max(0, at - 2), at):
        if where.is_a(p, Kind.MULTIPLE) and where.together(p, at):
            found.append((partial(where.figure, p), (p, at)))
        elif (
            where.is_a(p, Kind.GROWTH)
            and where.together(p, at)
            and _NAMED_YEAR.search(where.gaps[p])
        ):
            found.append((partial(_one_more, where.signed(p)), (p, at)))
    return found


def _factors_of(where: Passage, level: int, at: int) -> Iterator[Option]:
    """The factors of a level, from its earlier levels and its increases."""
    now = where.figure(level)
    for p in bases_of(where, level, at):
        yield partial(grown, now, where.like(p, level), Measure.FACTOR), (p, level, at)
    for p in range(level + 1, at):
        if where.is_a(p, Kind.INCREASE) and where.owners[p] == level and where.alike(p, level):
            before = partial(sub, now, where.signed(p))
            yield partial(_factor, now, before), (level, p, at)


def _factor(now: Figure, before: Callable[[], Figure]) -> Implied:
    return grown(now, before(), Measure.FACTOR)


def _one_more(rate: Figure) -> Figure:
    """Growth as a factor: 9.7% is 1.097."""
    return rate.to("倍") + Figure(1, "倍", exact=True)

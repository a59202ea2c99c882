"""Claims of quotients and products: per head, per area, per day; ratios; so much for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import product
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.records.readings import Role
from tjstats.values.figures import Figure
from tjstats.values.units import unit as unit_of
from tjstats.values.units.table import CALENDAR, CLOCK, MASSES
from tjstats.zh.claims.kinds import Kind
from tjstats.zh.claims.names import head_of, name_of, shared
from tjstats.zh.claims.passages import Passage, first
from tjstats.zh.claims.verdicts import Implied, Option, judged, quotient, verified
from tjstats.zh.claims.words import needed
from tjstats.zh.lexicon.claims import PARTIAL, PER, RATIOS, TIME_BASES, Ratio
from tjstats.zh.lexicon.kinds import OF_TWO

__all__ = [
    "PER_WORDS",
    "RATIO_WORDS",
    "daily_means",
    "days",
    "multiples",
    "per_heads",
    "products",
    "ratios",
    "ratios_of_two",
    "unit_prices",
]

_OF_TWO: Final = re.compile(OF_TWO)
_AND: Final = re.compile("(?P<one>[^，。；]{0,12})[与和同](?P<other>[^，。；]{2,10})$")
_BY_DAYS: Final = re.compile("按$")
_DAILY: Final = re.compile("日均|每天|每日")
_EACH_OF: Final = re.compile("平均每([^，0-9])|每([家户套])")
_EACH: Final = re.compile(
    "每(?P<many>[0-9十百千万]{0,6})(?P<word>[股人户亩名套辆头张家件台])[^，。；]{0,8}$"
)
_MULTIPLE: Final = re.compile("(?P<one>[^，]{2,10})(?:是|为|相当于)(?P<other>[^，]{2,10})的$")
_OF_OTHER: Final = re.compile("，(?:是|为|相当于)(?P<of>[^，]{2,10})的")
_TIMES: Final = (*CALENDAR, *CLOCK)
_ANY_CROP: Final = ("总产量", "产量", "总产")
_YIELD: Final = re.compile("(?:平均)?(?:单位面积)?(?:亩产|单产|产量|每[亩公顷]{1,2}产?量?|亩均).*$")
_BASE: Final = re.compile(f"(?:由|从)(?:{TIME_BASES})?的?$")
_PAID: Final = re.compile("共|合计|总计|总额")
_AVERAGE: Final = re.compile("生产总值|GDP|可支配收入|工资|消费支出|产值")
PER_WORDS: Final = needed(*(words for words, _, _ in PER))
RATIO_WORDS: Final = needed(*(row.name for row in RATIOS))
_PER: Final = tuple((re.compile(words), units, scale) for words, units, scale in PER)
_ANY_PER: Final = re.compile("|".join(words for words, _, _ in PER))
_ANY_RATIO: Final = re.compile("|".join(row.name for row in RATIOS))
_MASSES: Final = tuple(MASSES)
_LENGTHS: Final = ("km", "m")
_HALF: Final = Decimal("0.5")
_RATIO: Final = unit_of("ratio")
_DAYS: Final = re.compile("(?:交易|工作)日")
_SHARER: Final = re.compile("每[十百千万0-9]+(?:人口|名(?P<who>[^，]{2,4}?)(?=拥有|配|有|平均))")
_SPENT, _TAKEN = re.compile("花费|消费|票价"), re.compile("花费|消费|票房|旅游.{0,4}收入")
_STOPS: Final = re.compile("[，。；：]")
_MEDIAN: Final = "中位数"
_IS_OF: Final = re.compile("(?:是|为|相当于|达到?)")
_PRICE: Final = re.compile("单价|均价|密度")
_TRIED: Final = 12
_DIGITS: Final = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10000}


def per_heads(where: Passage) -> Iterator[Verification]:
    """So much of one thing for each of another: 人均, 户均, 亩产, 每千人."""
    for at in where.behind(PER_WORDS):
        if not _ANY_PER.search(where.tail(at)) or not where.level(at):
            continue
        for words, units, scale in _PER:
            if words.search(where.tail(at)):
                yield from _per_head(where, at, units, scale)
                break


def unit_prices(where: Passage) -> Iterator[Verification]:
    """So much for each by its unit alone: 业务量3.67亿件，收入26.84亿元，平均单价7.31元/件."""
    for at in where.of(Kind.LEVEL):
        _, _, each = where.unit(at).partition("/")
        if each and each not in _TIMES and not _ANY_PER.search(where.tail(at)):
            yield from _per_head(where, at, (each,), 1, by_unit=True)


def _per_head(
    where: Passage, at: int, units: tuple[str, ...], scale: int, *, by_unit: bool = False
) -> Iterator[Verification]:
    above, below = _shared_and_sharing(where, at, units)
    pairs = [(a, b) for a, b in product(above, below) if a != b]
    options: list[Option] = [
        (partial(_each, where, a, b, at, scale), (a, b, at)) for a, b in pairs[:_TRIED]
    ]
    sure = len(options) == len(pairs) and bool(above)
    daily = where.unit(at).rpartition("/")[2] in _TIMES  # 平均每人每日1.36公斤, of a year's tonnes
    known = sure and not daily and (_is_price if by_unit else _is_known)(where, above, below, at)
    yield from judged(where, where.figure(at), options, certain=known)


def _shared_and_sharing(
    where: Passage, at: int, units: tuple[str, ...]
) -> tuple[list[int], list[int]]:
    """The levels that may be shared and those of the things that share them, the largest first."""
    behind = (p for p in where.after(at, 0) if where.amount(p))
    near = [p for p in (*where.amounts(at, 2), *behind) if not _is_each(where, p)]
    near.sort(key=lambda p: -where.size(p))
    below = [p for p in near if _shares(where, p, at, units)]
    having = [p for p in near if _may_be_shared(where, p, at)]
    return _others(where, having, below, at) or having, below


def _others(where: Passage, having: list[int], below: list[int], at: int) -> list[int]:
    """Of the levels that may be shared those that do not share: by their units, else by name
    (每千人口卫生技术人员).
    """
    others = [p for p in having if p not in below]
    return others or [p for p in having if shared(where.name(p), where.tail(at))]


def _shares(where: Passage, below: int, at: int, units: tuple[str, ...]) -> bool:
    """Whether a level counts the things that each have so much: 每家, or by its unit."""
    each = None if units else _EACH_OF.search(where.tail(at))
    if each:
        word = each[1] or each[2]
        return _counts(where, below, word) or head_of(where.name(below)).endswith(word)
    per = where.unit(at).partition("/")[2]  # 公斤/亩
    unit = where.unit(below)
    if per in MASSES and unit in MASSES:  # 元/公斤, of tonnes
        return True
    return unit in units and (per not in units or per == unit)


def _is_known(where: Passage, above: list[int], below: list[int], at: int) -> bool:
    """Whether it is certain what is shared by what."""
    if _AVERAGE.search(where.tail(at)) or _is_of_others(where, above, below, at):
        return False
    bare = len(where.tail(at)) < 5 and len(above) == len(below) == 1
    crop = _is_yield_of(where.tail(at), where.name(above[0]))
    if (bare and crop) or any(_is_of(where, p, at) for p in above[:_TRIED]):
        return True
    return _is_price(where, above, below, at) or _is_sharer(where, above, at)


def _is_of_others(where: Passage, above: list[int], below: list[int], at: int) -> bool:
    """Whether a mean is of others than those that a level counts: of some counted right before it,
    北京、浙江2个省（市）法院人均结案; of those it names, 每千名老年人; of people and not of visits,
    人均观影2.0次.
    """
    joined = at > 0 and not _STOPS.search(where.gaps[at])
    if joined and where.figure(at - 1).unit.counted and at - 1 not in (*above, *below):
        return True
    if not below:
        return False
    named, sharer = _SHARER.search(where.tail(at)), where.tail(below[0]) + where.name(below[0])
    visits = where.readings[at].text[-1] == "次" and where.unit(below[0]) == "person_time"
    return visits or (named is not None and (named["who"] or "人口") not in sharer)


def _is_price(where: Passage, above: list[int], below: list[int], at: int) -> bool:
    """Whether a price for each has one amount and one number of things in its sentence."""
    alone = len(above) == len(below) == 1 and where.together(above[0], at)
    return alone and "/" in where.unit(at) and _PRICE.search(where.tail(at)) is not None


def _is_sharer(where: Passage, above: list[int], at: int) -> bool:
    """Whether who shares stands right before, and what is shared is that of a level:
    审执结148926件，423名法官人均结案352件.
    """
    done = where.name(at)[-2:-1]
    return where.joined(at) and bool(done) and any(done in where.name(p) for p in above)


def _is_of(where: Passage, above: int, at: int) -> bool:
    """Whether what each has is what a level counts: 每千人床位 of 床位, 亩产 of tonnes."""
    said, name = where.tail(at), where.name(above)
    if above > at and name in _ANY_CROP:  # 夏粮单产405.8公斤；播种面积638.2万亩，总产量259.0万吨
        name = where.name(at)
    yields = where.unit(above) in MASSES and _is_yield_of(said, name)
    things = where.figure(above).unit.counted and len(said) < 5
    spent = _SPENT.search(said) and _TAKEN.search(name)
    partly = {*PARTIAL.findall(said)} - {*PARTIAL.findall(name)}  # 高价值发明专利, of 发明专利
    return bool(yields or things or spent or (not partly and shared(head_of(name), said)))


def _is_yield_of(said: str, name: str) -> bool:
    """Whether a yield is of no other crop than the total: 小麦单产 is not of 粮食总产量."""
    found = _YIELD.search(said)
    crop = head_of(name_of(said[: found.start()])) if found else ""
    return len(crop) < 2 or shared(crop, name)


def _is_each(where: Passage, at: int) -> bool:
    return _ANY_PER.search(where.tail(at)) is not None


def _may_be_shared(where: Passage, above: int, at: int) -> bool:
    """Whether a level is measured in the unit of what each has, or in one that becomes it."""
    if _is_each(where, above):
        return False
    if _one_word(where, above, at):
        return True
    one, each = where.figure(above).unit, where.figure(at).unit
    head = each.code.partition("/")[0]
    return any(one.code in like and head in like for like in ((one.code,), _MASSES, _LENGTHS))


def _one_word(where: Passage, above: int, at: int) -> bool:
    """Whether two readings are counted with one word: 床位4100张, 平均每家35张."""
    words = where.readings[above].text[-1], where.readings[at].text[-1]
    return where.figure(above).unit.counted and words[0] == words[1]


def _each(where: Passage, above: int, below: int, at: int, scale: int) -> Implied:
    """One level over another, in the unit of what each has, whatever the things are called."""
    unit = where.figure(at).unit
    shared_out = where.figure(above)
    if not _one_word(where, above, at):
        shared_out = shared_out.to(unit_of(unit.code.partition("/")[0]))
    per, sharing = unit.code.partition("/")[2], where.figure(below)
    if per in MASSES:
        sharing = sharing.to(unit_of(per))
    found = quotient(_counted(shared_out), _counted(sharing))
    if not isinstance(found, Figure):
        return found
    mean = (found * scale if scale != 1 else found)._counted_in(unit)
    return _rounded(mean) if where.figure(at).exact else mean


def _rounded(mean: Figure) -> Figure:
    """A mean of people, printed as a whole number, which is no exact count: 校均规模214人."""
    ends = mean.unrounded
    if ends.lower is None or ends.upper is None:
        return mean
    return Figure.between(ends.lower - _HALF, ends.upper + _HALF, mean.unit)


def days(where: Passage) -> Iterator[Verification]:
    """A total of a year as so much a day, or days as a share of the year: （按365天计）."""
    for at in range(1, len(where) - 1):
        if where.unit(at + 1) != "day" or not _BY_DAYS.search(where.gaps[at + 1]):
            continue
        daily = _DAILY.search(where.tail(at)) is not None
        near = [p for p in where.near(at, 0) if where.is_a(p, Kind.LEVEL)]
        total = first(near, where.amount if daily else lambda p: where.unit(p) == "day")
        if total is not None:
            part = partial(_of_days, *map(where.figure, (total, at + 1, at)))
            yield verified(where, where.figure(at), part, (total, at, at + 1))


def daily_means(where: Passage) -> Iterator[Verification]:
    """A total over the days printed before it: 假期8天接待1164.32万人次，日均接待145.5万人次;
    全年242个交易日成交108.43万亿元，日均成交4481亿元.
    """
    for at in where.behind(("日均", "平均每天", "每日平均"), 2):
        span = first(where.near(at, 0), partial(_is_span, where)) if where.level(at) else None
        totals = (
            [p for p in where.near(at, 0) if _is_over(where, span, p, at)]
            if span is not None
            else []
        )
        options: list[Option] = [
            (partial(_a_day, *map(where.figure, (p, span or 0, at))), (span or 0, p, at))
            for p in totals
        ]
        sure = bool(totals) and shared(where.name(at)[2:], where.tail(totals[0]))
        yield from judged(where, where.figure(at), options, certain=sure)


def _is_span(where: Passage, at: int) -> bool:
    """Whether a reading is a number of days, of the calendar or of trade."""
    if where.unit(at) == "day":
        return where.readings[at].role is Role.OTHER
    return _DAYS.match(where.gaps[at + 1]) is not None and where.readings[at].text[-1] == "个"


def _is_over(where: Passage, span: int, total: int, at: int) -> bool:
    """Whether a total may be that of a span: a level behind it, or right before it in brackets."""
    measured = where.amount(total) and where.one_measure(total, at) and "/" not in where.unit(total)
    return total > span and measured


def _a_day(total: Figure, span: Figure, reported: Figure) -> Figure:
    found = total / Figure(span.value, "天", multiplier=span.multiplier, exact=True)
    if "/" not in reported.unit.code:
        found = found * Figure(1, "天", exact=True)
    return found.to(reported.unit)


def _of_days(total: Figure, span: Figure, reported: Figure) -> Figure:
    """A total over the days of its span, in the unit that is printed for it."""
    found = total / _exact(span)
    if "/" in found.unit.code and "/" not in reported.unit.code:
        found = found * Figure(1, "天", exact=True)
    return found.to(reported.unit)


def _exact(figure: Figure) -> Figure:
    return Figure(figure.value, figure.unit, multiplier=figure.multiplier, exact=True)


def ratios(where: Passage) -> Iterator[Verification]:
    """A ratio by its name: 求人倍率, 生师比, 城乡居民收入比."""
    for at in where.soon_behind(RATIO_WORDS, 1):
        named = _ANY_RATIO.search(_named_at(where, at))
        if where.unit(at) not in ("ratio", "percent") or not named:
            continue
        for row in RATIOS:
            if re.search(f"(?:{row.name})[^，]{{0,6}}$", _named_at(where, at)) and where.is_a(
                at, Kind.LEVEL
            ):
                yield from _ratio(where, at, row)
                break


def _ratio(where: Passage, at: int, row: Ratio) -> Iterator[Verification]:
    around = (*where.amounts(at, 2), *where.amounts_after(at, 0))
    near = [p for p in around if (_MEDIAN in where.tail(p)) is (_MEDIAN in where.tail(at))]
    above = first(near, lambda p: re.search(row.above, _titled(where, p)))
    if above is None or "上年" in where.tail(at):
        return
    alike = row.name.startswith("城乡")
    others = [p for p in near if p != above and (not alike or where.alike(p, above))]
    below = first(others, lambda p: re.search(row.below, _titled(where, p)))
    if below is not None:
        yield from _ratio_of(where, at, row, above, below)


def _ratio_of(
    where: Passage, at: int, row: Ratio, above: int, below: int
) -> Iterator[Verification]:
    found = partial(_over, where.figure(above), where.figure(below), row.scale, where.figure(at))
    ends = (above, below, row.above), (below, above, row.below)
    sure = all(_is_alone(where, *each) for each in ends)
    yield from judged(where, where.figure(at), [(found, (above, below, at))], certain=sure)


def _is_alone(where: Passage, above: int, below: int, pattern: str) -> bool:
    """Whether no other level of its sentence has the name of a part of a ratio: 生师比 behind the
    pupils of several schools is of all of them.
    """
    last = max(above, below)
    here = [last, *where.clause(last)]  # 小学…生师比15.9∶1；初中…
    around = here if above in here and below in here else where.near(above, 0)
    others = (p for p in around if p not in (above, below) and where.amount(p))
    return not any(re.search(pattern, _titled(where, p)) for p in others)


def _named_at(where: Passage, at: int) -> str:
    """The words that name a ratio: of the second end of 由2.31缩小为2.04, those of the first."""
    if where.gaps[at].rstrip("为是达到") == "）":  # 性别比（以女性为100）为
        return where.gaps[at - 1].rpartition("（")[0].rpartition("，")[2]
    ends = where.joined(at) and where.is_a(at - 1, Kind.FROM)
    return _BASE.sub("", where.tail(at - 1)) if ends else where.tail(at)


def _titled(where: Passage, at: int) -> str:
    return where.name(at) or where.tail(at)


def _over(above: Figure, below: Figure, scale: int, reported: Figure) -> Implied:
    """One figure over another, as a number of the kind that is printed."""
    bare = above.value.scaleb(above.multiplier), below.value.scaleb(below.multiplier)
    if not all(bare):
        return quotient(above, below)
    found = quotient(_counted(above), _counted(below))
    if not isinstance(found, Figure):
        return found
    if reported.unit.code == "percent":
        return found.to("%")
    return found * scale if scale != 1 else found


def _counted(figure: Figure) -> Figure:
    """A figure as a bare number, so that what is counted in two units has a ratio."""
    return figure._counted_in(_RATIO)


def ratios_of_two(where: Passage) -> Iterator[Verification]:
    """The ratio of two figures that the words name: 研发经费与生产总值11962亿元之比为2.80%."""
    for at in where.behind(("之比", "的比"), 2):
        joined = where.joined(at) or where.gaps[at].startswith("）")
        if _OF_TWO.search(where.tail(at)) and where.is_a(at, Kind.LEVEL) and joined:
            below = at - 1
            named = _AND.search(_before_bracket(where, below)) if where.amount(below) else None
            above = _named_before(where, below, named["one"]) if named else None
            if above is not None:
                share = partial(quotient, where.figure(above), where.figure(below))
                yield verified(where, where.figure(at), share, (above, below, at))


def _before_bracket(where: Passage, at: int) -> str:
    """The words of the clause before a reading, or before the bracket that it opens."""
    return where.tail(at) or where.gaps[at].removesuffix("（").rpartition("，")[2]


def _named_before(where: Passage, at: int, name: str) -> int | None:
    """The nearest amount in the unit of one, of a name if there is one."""
    alike = (p for p in where.amounts(at, 3) if where.alike(p, at))
    return first(alike, lambda p: not name or shared(head_of(name), where.name(p)))


def multiples(where: Passage) -> Iterator[Verification]:
    """One figure as a multiple of another by their names: 保障额是保费的34倍; of a level the same
    of another: 城镇居民人均可支配收入58236元，是农村居民的1.95倍.
    """
    for at in where.of(Kind.MULTIPLE):
        yield from _of_inline(where, at)
        found = _MULTIPLE.search(where.tail(at))
        other = _OF_OTHER.fullmatch(where.gaps[at])
        if found or other:
            pairs = (
                _named_pairs(where, at, head_of(found["one"]), head_of(found["other"]))
                if found
                else _same_of(where, at - 1, other["of"] if other else "")
            )
            options: list[Option] = [
                (partial(quotient, where.figure(a), where.figure(b)), (a, b, at)) for a, b in pairs
            ]
            yield from judged(where, where.figure(at), options, certain=len(options) == 1)


def _of_inline(where: Passage, at: int) -> Iterator[Verification]:
    """A level as a multiple of one printed between: 是全年营业收入73.76亿元的1.74倍."""
    other = at - 1
    if where.gaps[at] != "的" or not where.level(other) or not _IS_OF.match(where.tail(other)):
        return
    level = first(where.amounts(other, 0), lambda p: where.alike(p, other))
    if level is not None:
        found = partial(quotient, where.figure(level), where.figure(other))
        yield verified(where, where.figure(at), found, (level, other, at))


def _same_of(where: Passage, level: int, other: str) -> list[tuple[int, int]]:
    """A level and that of the same of another: 城镇居民可支配收入, 农村居民可支配收入."""
    own = where.bare_name(level)
    others = (*where.amounts(level, 1), *where.amounts_after(level, 1))
    named = ((p, where.bare_name(p)) for p in others if where.alike(p, level))
    return [
        (level, p)
        for p, name in named
        if name.startswith(other) and len(name) > len(other) and own.endswith(name[len(other) :])
    ]


def _named_pairs(where: Passage, at: int, one: str, other: str) -> list[tuple[int, int]]:
    near = where.amounts(at, 1)
    above = [p for p in near if shared(one, where.name(p))]
    below = [p for p in near if shared(other, where.name(p))]
    return [(a, b) for a in above for b in below if a != b and where.alike(a, b)]


def products(where: Passage) -> Iterator[Verification]:
    """So much for each, times how many, is the total: 以3.2亿股为基数，每10股派现4.5元，共派发
    1.44亿元.
    """
    for each in where.behind(("每",)):
        paid = where.is_a(each, Kind.LEVEL, Kind.TARGET)
        stated = _EACH.search(where.tail(each)) if paid else None
        total = first((each + 1, each + 2), partial(_is_paid, where, each)) if stated else None
        if stated and total is not None:
            yield from _product(where, each, total, stated)


def _product(
    where: Passage, each: int, total: int, stated: re.Match[str]
) -> Iterator[Verification]:
    """The total of so much for each, if it is printed for how many."""
    others = (p for p in where.near(total, 0) if p != each)
    count = first(others, lambda p: _counts(where, p, stated["word"]))
    if count is not None:
        many = _DIGITS.get(stated["many"]) or int(re.sub(r"\D", "", stated["many"]) or 1)
        found = partial(_times, where.figure(count), where.figure(each), many)
        yield verified(where, where.figure(total), found, (count, each, total))


def _is_paid(where: Passage, each: int, total: int) -> bool:
    paid = total < len(where) and _PAID.search(where.gaps[total]) is not None
    return paid and where.together(each, total) and where.alike(each, total)


def _counts(where: Passage, at: int, word: str) -> bool:
    """Whether a reading is counted with a word, printed in it or right behind it."""
    return word in (where.readings[at].text + where.gaps[at + 1][:1])[-2:]


def _times(count: Figure, each: Figure, many: int) -> Figure:
    return (_counted(count) * each).to(each.unit) / Decimal(many)

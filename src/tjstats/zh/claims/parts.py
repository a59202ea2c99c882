"""Claims of parts: 其中 is not above the whole; parts that leave nothing out sum to the whole;
shares make 100.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial, reduce
from itertools import pairwise, takewhile
from operator import add
from typing import Final, TypeAlias

from tjstats.errors import TjstatsError
from tjstats.questions.claims import Verification
from tjstats.records.readings import Reading, Role
from tjstats.values.figures import Figure
from tjstats.values.units.algebra import is_offset
from tjstats.values.verdicts import Reason, Verdict
from tjstats.zh.claims.kinds import Kind
from tjstats.zh.claims.names import head_of
from tjstats.zh.claims.passages import Option, Passage, first, judged, quotient, verified
from tjstats.zh.claims.words import needed
from tjstats.zh.lexicon import kinds as lexicon
from tjstats.zh.lexicon.claims import (
    BALANCES,
    IDENTITIES,
    IDENTITIES_OF_CHANGES,
    IDENTITIES_OF_MEANS,
    OVERLAPPING,
    SCOPES,
    WHOLES,
    Identity,
)

__all__ = [
    "agrees",
    "balances",
    "complements",
    "fitting",
    "identities",
    "listed_totals",
    "of_which",
    "parts_of",
    "shares_of_all",
    "structures",
    "sums",
    "sums_of_changes",
]

_IDENTITIES, _OF_MEANS = (
    tuple((re.compile(row.whole), tuple(map(re.compile, row.parts))) for row in rows)
    for rows in (IDENTITIES, IDENTITIES_OF_MEANS)
)
_BALANCES: Final = tuple(
    (re.compile(f"(?:{row.whole})[^，]{{0,4}}$"), tuple(map(re.compile, row.parts)), row)
    for row in BALANCES
)
_OF_WHICH: Final = re.compile("[其当]中[^。；]*$")
_STOCK: Final = re.compile("累计|余额|存量|年末|期末|保有")
_TOTAL: Final = re.compile(lexicon.TOTAL)
_TOTAL_OF_YEARS: Final = re.compile("，?[^，。；]{0,6}?(?:合计|共计|总计|累计)[^，。；]{0,8}")
_RESPECTIVELY: Final = re.compile("分别|依次")
_NOT: Final = re.compile(
    "(?<![扣除并无])[不未非](?P<of>[^，。；不未非]{1,5}?)(?:的|为|有|达到?|收入)*$"
)
_NUMBER: Final = r"(\d{1,3}(?:\.\d{1,4})?)"
_STRUCTURE: Final = re.compile(
    rf"{lexicon.PARTS}[^，。；\d]{{0,14}}{_NUMBER}[:∶：]{_NUMBER}[:∶：]{_NUMBER}(?![:∶：\d])",
    re.ASCII,
)
_INDUSTRIES: Final = re.compile("产业结构|三产结构|三次产业[^，。；]{0,3}(?:占比|比重)")
_OPENING: Final = re.compile("累计结余|滚存结余|累计结存")
_MONEY: Final = re.compile("收入|支出|收支")
_ITEM: Final = re.compile("[、，和][^，。；]{0,16}|）[，、；和]?[^，。；]{0,16}")
_BY: Final = re.compile("分[^，。；]{1,5}看|按[^，。；]{1,5}分|从[^，。；]{1,8}(?:看|分)")
_MEAN: Final = re.compile(lexicon.MEAN)
_NO_PART: Final = re.compile("率|面")
_REST: Final = re.compile("^(?:而|、|和)?(?:其他|其余|其它)|[及和]其他")
_ALL_OTHERS: Final = re.compile("(?:^|[、，等及和])(?:其他|其余|其它)(?P<of>[^，]{0,6})$")
_THREE_INDUSTRIES: Final = re.compile(
    "三次产业|三大产业|一、二、三次?产业|第?一、第?二、第?三次?产业"
)
_AGAINST: Final = re.compile("同比|环比|[比较与]|[多少]增")
_PARTED: Final = re.compile(f"其中|{_BY.pattern}")
_WHOLE: Final = Figure(100, "%", exact=True)
_Names: TypeAlias = tuple[re.Pattern[str], ...]
_ANY_WHOLE: Final = re.compile(
    "|".join(dict.fromkeys(row.whole for row in (*IDENTITIES, *IDENTITIES_OF_MEANS)))
)
_BALANCE_WORDS: Final = needed(*(row.whole for row in BALANCES))
_ANY_BALANCE: Final = re.compile("|".join(row.whole for row in BALANCES))
_HALF: Final = re.compile(
    "城镇|城市|乡村|农村"
)  # what has one half has no other parts of the whole
_WINDOW: Final = 6
_SHORT: Final = 4  # what a name may have beside that of an identity: 产量, 总额
_NEAR_A_HUNDRED: Final = 10
_MOST: Final = 8  # parts of one whole that are tried


# --- of which -------------------------------------------------------------------------------------


def of_which(where: Passage) -> Iterator[Verification]:
    """A part after 其中 is not above the whole before it."""
    for at in where.soon_behind(("其中", "当中"), 1):
        if not _is_part_of(where, at) or where.unit(at) in ("percent", "ratio", "permille"):
            continue
        wholes = [p for p in where.near(at) if where.level(p) and where.alike(p, at)]
        if wholes and not any(_MEAN.search(where.tail(p)) for p in (at, *wholes)):
            yield from _within(where, at, wholes)


def _within(where: Passage, at: int, wholes: list[int]) -> Iterator[Verification]:
    if not _STOCK.search(where.tail(at)):
        options = [(partial(_no_more_than, where.like(p, at)), (p, at)) for p in wholes]
        yield from judged(where, where.figure(at), options)


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
        if _may_have_parts(where, whole) and not where.goes_on(whole):
            parts = parts_of(where, whole)
            made = fitting(where, whole, parts) or _falling_short(where, whole, parts)
            if made:
                yield _sum_told(where, whole, made)


def _may_have_parts(where: Passage, at: int) -> bool:
    """Whether an amount is not so much for each, which parts do not add up to."""
    return "/" not in where.unit(at) and _MEAN.search(where.tail(at)) is None


def _falling_short(where: Passage, whole: int, parts: list[int]) -> list[int]:
    """The parts that leave nothing out, though they do not make the whole."""
    kept = next((n for n, p in enumerate(parts) if not _in_scope(where, whole, p)), len(parts))
    complete = _up_to_the_rest(where, whole, parts[:kept]) or _complete(where, parts[:kept])
    if not complete and kept > 2 and _one_digit_too_many(where, whole, parts[:kept]):
        return parts[:kept]
    return complete or _beyond(where, whole)


def _in_scope(where: Passage, whole: int, part: int) -> bool:
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


def _sum_told(where: Passage, whole: int, parts: Sequence[int]) -> Verification:
    total = partial(_sum, [where.like(p, whole) for p in parts])
    return verified(where, where.figure(whole), total, (whole, *parts))


def _complete(where: Passage, parts: list[int]) -> list[int]:
    """The first of some parts, if these leave nothing out: they are of all ages; their shares,
    printed with them, make 100; or they are those of a list that says so, 四个季度依次为.
    """
    if len(parts) < 2:
        return []
    aged = (n for n in range(2, len(parts) + 1) if _are_of_all(where, parts[:n]))
    count = next(aged, 0) or len(_making_100(where, _shares_of(where, parts)))
    count = count or len(_making_100(where, _shares_behind(where, parts)))
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
    here = list(takewhile(lambda p: p == start or _goes_on(where, start, p), parts))
    rest = _ALL_OTHERS.search(where.tail(here[-1])) if len(here) > 1 else None
    return here if rest and (not rest["of"] or rest["of"][0] in where.name(whole)) else []


def _goes_on(where: Passage, start: int, at: int) -> bool:
    return where.together(start, at) and "；" not in where.gaps[at]


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


def _sum(figures: list[Figure], signs: Sequence[int] = ()) -> Figure:
    """The sum of some figures, each with its sign."""
    if not signs:
        return reduce(add, figures)
    return reduce(add, [f * s if s < 0 else f for f, s in zip(figures, signs, strict=True)])


def sums_of_changes(where: Passage) -> Iterator[Verification]:
    """A change and the changes that make it: 住户贷款增加312.5亿元，其中短期贷款减少42.6亿元，
    中长期贷款增加355.1亿元; wrong only where these by name leave nothing out.
    """
    for whole in where.of(Kind.INCREASE):
        if not _is_flow(where, whole):
            continue
        for inside in (True, False):
            parts = _flows_of(where, whole, inside)
            options: list[Option] = [
                (partial(_sum, [where.signed(p) for p in parts[:n]]), (whole, *parts[:n]))
                for n in range(len(parts), 1, -1)
            ]
            named = inside and _all_by_name(where, whole, parts)
            yield from judged(where, where.signed(whole), options, certain=named)


def _is_flow(where: Passage, at: int) -> bool:
    """Whether an increase is one of itself, and not that of a level or of another increase."""
    alone = where.owners[at] is None and not where.goes_on(at)
    return alone and not _AGAINST.search(where.gaps[at])


def _flows_of(where: Passage, whole: int, inside: bool) -> list[int]:
    """The changes behind one that may make it: those *inside*, behind 其中 up to the semicolon; or
    those beside each other, without what each has inside.
    """
    found, nested = list[int](), False
    for p in where.after(whole, 0 if inside else 1):
        nested = "其中" in where.gaps[p] or (nested and "；" not in where.gaps[p])
        if inside and not nested:
            break
        if nested is inside and _is_flow(where, p) and where.alike(p, whole):
            found.append(p)
    return found[:_MOST]


def _all_by_name(where: Passage, whole: int, parts: list[int]) -> bool:
    return any(
        re.search(row.whole, where.tail(whole))
        and len(parts) == len(row.parts)
        and all(re.search(n, where.tail(p)) for n, p in zip(row.parts, parts, strict=True))
        for row in IDENTITIES_OF_CHANGES
    )


def identities(where: Passage) -> Iterator[Verification]:
    """Totals that are by definition the sum of parts printed after them."""
    for whole in where.every_amount:
        if not _ANY_WHOLE.search(where.tail(whole)):
            continue
        if not _may_have_parts(where, whole):
            parts = _named_parts(where, whole, _OF_MEANS)
        else:
            parts = _named_parts(where, whole, _IDENTITIES) or _named_before(where, whole)
        above = sum(where.size(p) > where.size(whole) for p in parts)
        if parts and above < 2 and fitting(where, whole, parts_of(where, whole)) != parts:
            yield _sum_told(where, whole, parts)  # what fits is told among the sums


def _named_parts(
    where: Passage, whole: int, rows: tuple[tuple[re.Pattern[str], _Names], ...]
) -> list[int]:
    """The parts of a whole by the names of an identity, if all of them are printed after it."""
    ahead = [p for p in where.after(whole, 1) if _comparable(where, whole, p)][: 2 * _WINDOW]
    if len(ahead) < 2:
        return []
    words = where.tail(whole)
    if _HALF.search(words):
        return []
    for name, names in rows:
        if name.search(words) and not any(part.search(words) for part in names):
            parts = _by_name(where, ahead, names)
            if parts:
                return parts
    return []


def _named_before(where: Passage, whole: int) -> list[int]:
    """The same before it in its sentence, if it has the name of the identity alone:
    夏粮产量36万吨，秋粮产量85万吨，全年粮食产量121万吨.
    """
    before = [p for p in where.near(whole, 0) if _comparable(where, whole, p)][::-1]
    named = _names_of(head_of(where.name(whole))) if len(before) > 1 else ()
    parts = next(filter(None, (_by_name(where, before, names) for names in named)), [])
    return parts if all(where.size(p) <= where.size(whole) for p in parts) else []


def _names_of(name: str) -> Iterator[_Names]:
    """The names of the parts of a whole that has the name of an identity and hardly more."""
    for pattern, names in _IDENTITIES:
        if name and pattern.match(name) and len(pattern.sub("", name)) < _SHORT:
            yield names


def complements(where: Passage) -> Iterator[Verification]:
    """What is so and what is not make the whole: 抽检1284批次，合格1176批次，不合格108批次."""
    for at in where.behind(("不", "未", "非"), 2):
        found = _NOT.search(where.tail(at)) if where.amount(at) else None
        if found is not None:
            yield from _with_the_rest(where, at, found["of"])


def _with_the_rest(where: Passage, at: int, name: str) -> Iterator[Verification]:
    """The sum of what is not so and what is, against the amount before, if no other sum tells."""
    alike = [p for p in where.amounts(at, 0) if where.alike(p, at)]
    so = next((n for n, p in enumerate(alike) if _is_so(where.tail(p), name)), len(alike))
    if so + 1 < len(alike) and where.size(alike[so + 1]) >= where.size(alike[so]):
        part, whole = alike[so : so + 2]
        if fitting(where, whole, parts_of(where, whole)) != [part, at]:
            yield _sum_told(where, whole, [part, at])


def _is_so(words: str, name: str) -> bool:
    """Whether words end with a name that nothing denies."""
    ends = "[^，]*的有?" if words.endswith(("的", "的有")) else "[^，]{0,2}"
    return re.search(f"(?<![不未非]){re.escape(name)}{ends}$", words) is not None


def _comparable(where: Passage, whole: int, part: int) -> bool:
    """Whether a reading is a level in the unit of the whole, near it and of its time."""
    if not (where.level(part) and where.alike(whole, part)):
        return False
    one, other = where.readings[whole].period, where.readings[part].period
    timely = one is None or other is None or one == other
    return timely and _in_scope(where, whole, part)


def balances(where: Passage) -> Iterator[Verification]:
    """A figure that is by its name the difference or sum of others: 顺差, 当期结余, 自然增长率; a
    cumulative balance needs the one at the start.
    """
    for at in where.behind(_BALANCE_WORDS, 1):
        if not _ANY_BALANCE.search(where.tail(at)):
            continue
        for name, names, identity in _BALANCES:
            if name.search(where.tail(at)):
                found = list(_balance(where, at, names, identity))
                yield from found
                if found:
                    break


def _balance(where: Passage, at: int, names: _Names, identity: Identity) -> Iterator[Verification]:
    parts = _to_add(where, at, names)
    if parts:
        signed = where.is_a(at, Kind.INCREASE) and "减" not in identity.whole
        reported = where.signed(at) if signed else where.figure(at)
        total = partial(_sum, [where.like(p, at) for p in parts], identity.signs)
        yield verified(where, reported, total, (*parts, at))
    elif _OPENING.search(where.tail(at)):
        yield from _without_opening(where, at)


def _to_add(where: Passage, at: int, names: _Names) -> list[int]:
    """The parts of a balance around it, those that are no parts behind 其中 first: of 总收入34.3
    亿元，其中其他收入1.9亿元 the first.
    """
    around = [p for p in (*where.near(at, 1), *where.after(at, 0)) if _may_add(where, p, at)]
    whole = [p for p in around if not where.one_of_which(p)]
    return _by_name(where, whole, names) or _by_name(where, around, names)


def _without_opening(where: Passage, at: int) -> Iterator[Verification]:
    flows = [p for p in where.near(at, 0) if _MONEY.search(where.tail(p))]
    before = [p for p in flows if where.alike(p, at)][:2]
    if before:
        yield verified(where, where.figure(at), lambda: Reason.NO_OPENING_BALANCE, (*before, at))


def _by_name(where: Passage, places: list[int], names: _Names) -> list[int]:
    """The first of some readings for each name, if there is one for each."""
    parts: list[int] = []
    for name in names:
        part = first(places, lambda p, name=name: name.search(where.tail(p)))  # type: ignore[misc]
        if part is None or part in parts:
            return []
        parts.append(part)
    return parts


def _may_add(where: Passage, part: int, at: int) -> bool:
    return where.is_a(part, Kind.LEVEL, Kind.EARLIER) and where.alike(part, at)


def listed_totals(where: Passage) -> Iterator[Verification]:
    """A list with its total right after it: A 3人、B 5人，合计8人; 分别为…，累计…."""
    for at in where.soon_behind(("计",), 2):
        if not where.is_a(at, Kind.LEVEL, Kind.PUSH, Kind.INCREASE):
            continue
        said = where.said(at).lstrip("）")
        if not _TOTAL_OF_YEARS.fullmatch(said) and not _TOTAL.fullmatch(said):
            continue
        parts = _list_before(where, at)
        respectively = bool(parts) and _RESPECTIVELY.search(where.tail(parts[-1])) is not None
        total = _TOTAL.fullmatch(said)
        if len(parts) > 1 and (respectively or total):
            yield from _total_of(where, at, parts)


def _total_of(where: Passage, at: int, parts: list[int]) -> Iterator[Verification]:
    """The sum of the parts right before a total, the last first; of those that make it, if not of
    all.
    """
    yield _sum_told(where, at, fitting(where, at, parts) or parts)


def _list_before(where: Passage, at: int) -> list[int]:
    """The levels in one unit that stand in a list right before a total, the last first."""
    parts = []
    for p in where.near(at, sentences=0):
        if where.is_a(p, Kind.SHARE) or where.readings[p].role is Role.OTHER:
            continue
        if where.kinds[p] != where.kinds[at] or not where.alike(p, at):
            break
        parts.append(p)
        before = where.gaps[p]
        if where.readings[p - 1].role is Role.OTHER and not before:  # 15—59岁268.4万人
            before = where.gaps[p - 1]
        if not _ITEM.fullmatch(before):
            break
    return parts


# --- shares that make 100 -------------------------------------------------------------------------


def shares_of_all(where: Passage) -> Iterator[Verification]:
    """Shares of parts that leave nothing out make 100 percent:
    第一产业占…，第二产业占…，第三产业占….
    """
    done = -1
    for at in where.of(Kind.SHARE, Kind.LEVEL):
        if at <= done or not _is_share(where, at):
            continue
        group = _group(where, at)
        fitting = _making_100(where, group)
        if fitting:
            done = fitting[-1]
            figures = [where.figure(p) for p in fitting]
            yield verified(where, _WHOLE, partial(_sum, figures), tuple(fitting))
        elif len(group) > 1 and _leaves_nothing_out(where, group):
            done = group[-1]
            figures = [where.figure(p) for p in group]
            yield verified(where, _WHOLE, partial(_sum, figures), tuple(group))


def _is_share(where: Passage, at: int) -> bool:
    if where.unit(at) != "percent":
        return False
    return (where.is_a(at, Kind.SHARE) and not _NO_PART.search(where.tail(at))) or (
        where.is_a(at, Kind.LEVEL) and "贡献率" in where.tail(where.run_start(at))
    )


def _group(where: Passage, first: int) -> list[int]:
    """The shares from one on that stand in one sentence, or in a list, with nothing between them
    but levels and growth.
    """
    listed = where.run(first)
    if len(listed) > 1:
        return listed
    found = [first]
    for p in where.after(first, 0):
        if _is_share(where, p) and not _is_inside(where, p):
            found.append(p)
        if len(found) == _MOST:
            break
    return found


def _is_inside(where: Passage, at: int) -> bool:
    """Whether a share is of a part of a part, behind 其中."""
    described = where.readings[at - 1].role is Role.OTHER and "其中" in where.gaps[at - 1]
    return "其中" in where.gaps[at] or described


def _making_100(where: Passage, group: list[int]) -> list[int]:
    total, slack = Decimal(0), Decimal(0)
    for count, p in enumerate(group, 1):
        total += where.figure(p).value
        slack += _room(where, p)
        if count > 1 and abs(total - 100) <= slack:
            return group[:count]
    return []


def _leaves_nothing_out(where: Passage, group: list[int]) -> bool:
    """Whether shares leave nothing out: by the names of what they are of, by their levels, or
    because they are above 100 in a passage that parts a whole, 分地区看.
    """
    if _REST.search(where.tail(group[-1])) or _ages_all(where, group):
        return True
    if _are_of_a_whole(where, group):
        return True
    total = sum((where.figure(p).value for p in group), Decimal(0))
    if total > 100 and _BY.search(where.gaps[group[0]]) and len(group) > 2:
        return True
    return abs(total - 100) > 1 and _levels_make_a_whole(where, group)


def _are(where: Passage, group: list[int], names: tuple[str, ...]) -> bool:
    """Whether shares are those of some names, in their order."""
    return len(group) == len(names) and all(
        any(re.search(name, _said(where, p)) for p in group) for name in names
    )


def _are_of_a_whole(where: Passage, group: list[int]) -> bool:
    """Whether shares are those of a set of names, or of 三次产业, or of 一、二、三产业."""
    three = len(group) == 3 and _THREE_INDUSTRIES.search(where.tail(group[0])) is not None
    return three or any(_are(where, group, names) for names in WHOLES)


def _levels_make_a_whole(where: Passage, group: list[int]) -> bool:
    """Whether the levels that shares are of sum to a whole before them."""
    listed = len(where.run(group[0])) == len(group) and "分别" in where.tail(group[0])
    owners = _levels_before(where, group) if listed else [where.owners[p] for p in group]
    parts = [p for p in owners if p is not None]
    return len(parts) == len(group) and any(
        where.amount(w) and where.alike(w, parts[0]) and fitting(where, w, parts) == parts
        for w in where.near(parts[0], 2)
    )


def _ages_all(where: Passage, group: list[int]) -> bool:
    """Whether shares are those of all ages or sizes: by their ends, or the first is 以下, the last
    以上, with as many between.
    """
    if _are_of_all(where, group):
        return True
    words = [where.readings[p - 1].text + where.tail(p) for p in group]
    ends = "以下" in words[0] and "以上" in words[-1]
    others = all(where.readings[p - 1].role is Role.OTHER for p in group)
    return len(group) > 2 and ends and others


def _are_of_all(where: Passage, places: Sequence[int]) -> bool:
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


def _levels_before(where: Passage, group: list[int]) -> list[int | None]:
    levels = [p for p in where.near(group[0], 2) if where.amount(p)][: len(group)]
    return list(reversed(levels)) if len(levels) == len(group) else [None]


def _said(where: Passage, at: int) -> str:
    owner = where.owners[at]
    return where.tail(at) + (where.tail(owner) if owner is not None else "")


def structures(where: Passage) -> Iterator[Verification]:
    """A structure in percent: 三次产业结构为6.3∶40.1∶53.6 makes 100."""
    read = {r.start for r in where.readings}
    for found in _STRUCTURE.finditer(where.text):
        if found.start(1) in read:  # then they are shares as any others
            continue
        figures = [Figure(number, "%") for number in found.groups()]
        near = abs(_sum(figures).value - 100) < _NEAR_A_HUNDRED  # else it is a ratio such as 1∶2∶3
        if near or _INDUSTRIES.search(found[0]):
            parts = [
                Reading(*found.span(n), found[n], figure) for n, figure in enumerate(figures, 1)
            ]
            yield verified(where, _WHOLE, partial(_sum, figures), (), more=tuple(parts))

"""Claims of totals by their names: a total and the parts that it has by definition, a list with
its total, balances, what is so and what is not, a change and the changes that make it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final, TypeAlias

from tjstats.questions.claims import Verification
from tjstats.records.readings import Role
from tjstats.values.verdicts import Reason
from tjstats.zh.claims.kinds import Kind
from tjstats.zh.claims.names import head_of
from tjstats.zh.claims.parts import (
    added,
    are_opposites,
    fitting,
    in_scope,
    is_slip,
    may_have_parts,
    parts_of,
    verified_sum,
)
from tjstats.zh.claims.passages import Passage, first
from tjstats.zh.claims.verdicts import Option, judged, verified
from tjstats.zh.claims.words import needed
from tjstats.zh.lexicon import kinds as lexicon
from tjstats.zh.lexicon.claims import (
    BALANCES,
    IDENTITIES,
    IDENTITIES_OF_CHANGES,
    IDENTITIES_OF_MEANS,
    Identity,
)
from tjstats.zh.lexicon.times import NUMERALS

__all__ = [
    "BALANCE_WORDS",
    "WHOLE_WORDS",
    "balances",
    "complements",
    "identities",
    "listed_totals",
    "sums_of_changes",
    "totals_of_opposites",
]

_IDENTITIES, _OF_MEANS = (
    tuple((re.compile(row.whole), tuple(map(re.compile, row.parts))) for row in rows)
    for rows in (IDENTITIES, IDENTITIES_OF_MEANS)
)
_BALANCES: Final = tuple(
    (re.compile(f"(?:{row.whole})[^，]{{0,4}}$"), tuple(map(re.compile, row.parts)), row)
    for row in BALANCES
)
_TOTAL: Final = re.compile(lexicon.TOTAL)
_TOTAL_OF_YEARS: Final = re.compile(
    f"，?[^，。；]{{0,6}}?(?:{lexicon.SUMMED}|累计)[^，。；]{{0,8}}"
)
_NOT: Final = re.compile(
    "(?<![扣除并无])[不未非](?P<of>[^，。；不未非]{1,5}?)(?:的|为|有|达到?|收入)*$"
)
_ENDS_TOTAL: Final = re.compile(lexicon.SUM_ENDS)
_MANY: Final = re.compile(
    f"([二两三四])(?:者|[类种项](?P<of>[^，。；]{{2,8}}?))(?:{lexicon.SUMMED})"
)
_OPENING: Final = re.compile("累计结余|滚存结余|累计结存")
_MONEY: Final = re.compile("收入|支出|收支")
_ITEM: Final = re.compile("[、，和][^，。；]{0,16}|）[，、；和]?[^，。；]{0,16}")
_PENDING: Final = re.compile(lexicon.PENDING)
_AGAINST: Final = re.compile("同比|环比|[比较与]|[多少]增")
_Names: TypeAlias = tuple[re.Pattern[str], ...]
_ANY_WHOLE: Final = re.compile(
    "|".join(dict.fromkeys(row.whole for row in (*IDENTITIES, *IDENTITIES_OF_MEANS)))
)
WHOLE_WORDS: Final = needed(_ANY_WHOLE.pattern)
_OF_THOSE, _SHORT_END = re.compile("[^，]*的有?"), re.compile("[^，]{0,2}")
_DENIED: Final = ("不", "未", "非")
BALANCE_WORDS: Final = needed(*(row.whole for row in BALANCES))
_ANY_BALANCE: Final = re.compile("|".join(row.whole for row in BALANCES))
_HALF: Final = re.compile(
    "城镇|城市|乡村|农村"
)  # what has one half has no other parts of the whole
_WINDOW: Final = 6
_SHORT: Final = 4  # what a name may have beside that of an identity: 产量, 总额
_RESPECTIVELY: Final = re.compile("分别|依次")
_MOST: Final = 8  # parts of one whole that are tried


def identities(where: Passage) -> Iterator[Verification]:
    """Totals that are by definition the sum of parts printed after them."""
    for whole in where.every_amount:
        if not _ANY_WHOLE.search(where.tail(whole)):
            continue
        if not may_have_parts(where, whole):
            parts = _named_parts(where, whole, _OF_MEANS)
        else:
            parts = _named_parts(where, whole, _IDENTITIES) or _named_before(where, whole)
        if parts and _is_near_enough(where, whole, parts):
            yield verified_sum(where, whole, parts)


def _is_near_enough(where: Passage, whole: int, parts: list[int]) -> bool:
    """Whether parts by name may be meant: one alone is above the whole, by a wrong digit; and in
    another sentence a slip explains what they are off. Those that fit are among the sums.
    """
    above = sum(where.size(p) > where.size(whole) for p in parts)
    if above > 1 or fitting(where, whole, parts_of(where, whole)) == parts:
        return False
    return where.together(whole, parts[-1]) or is_slip(where, whole, parts)


def _has_nearer(where: Passage, whole: int, parts: list[int]) -> bool:
    """Whether another whole of that name stands between one and its parts."""
    between = range(whole + 1, min(parts, default=0))
    named = [p for p in between if where.alike(p, whole) and where.level(p)]
    return any(_ANY_WHOLE.search(where.tail(p)) and p not in parts for p in named)


def _named_parts(
    where: Passage, whole: int, rows: tuple[tuple[re.Pattern[str], _Names], ...]
) -> list[int]:
    """The parts of a whole by the names of an identity, if all of them are printed after it."""
    ahead = [p for p in where.after(whole, 1) if _comparable(where, whole, p)][: 2 * _WINDOW]
    if len(ahead) < 2 or _HALF.search(where.tail(whole)):
        return []
    named = _rows_of(rows, where.tail(whole))
    parts = next(filter(None, (_by_name(where, ahead, names) for names in named)), [])
    return [] if _has_nearer(where, whole, parts) else parts


def _rows_of(rows: tuple[tuple[re.Pattern[str], _Names], ...], words: str) -> Iterator[_Names]:
    """The names of the parts of what some words name, and no part of it."""
    for name, names in rows:
        if name.search(words) and not any(part.search(words) for part in names):
            yield names


def _named_before(where: Passage, whole: int) -> list[int]:
    """The same before it in its sentence, if it has the name of the identity alone:
    夏粮产量36万吨，秋粮产量85万吨，全年粮食产量121万吨.
    """
    before = [p for p in where.near(whole, 0) if _comparable(where, whole, p)][::-1]
    named = _names_of(head_of(where.name(whole))) if len(before) > 1 else ()
    parts = next(filter(None, (_by_name(where, before, names) for names in named)), [])
    is_total = re.search(lexicon.TOTALS, where.tail(whole)) is not None
    return parts if is_total or all(where.size(p) <= where.size(whole) for p in parts) else []


def _names_of(name: str) -> Iterator[_Names]:
    """The names of the parts of a whole that has the name of an identity and hardly more."""
    for pattern, names in _IDENTITIES:
        if name and pattern.match(name) and len(pattern.sub("", name)) < _SHORT:
            yield names


def complements(where: Passage) -> Iterator[Verification]:
    """What is so and what is not make the whole: 抽检1284批次，合格1176批次，不合格108批次."""
    for at in where.behind(_DENIED, 2):
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
            found = partial(added, [where.like(p, whole) for p in (part, at)])
            sure = _is_all(where, whole, at, name)
            yield from judged(
                where, where.figure(whole), [(found, (whole, part, at))], certain=sure
            )


def _is_all(where: Passage, whole: int, at: int, name: str) -> bool:
    """Whether a whole is of all that was decided, and what is not so is the last of its parts; of
    城区合格320批次，乡镇合格177批次，不合格25批次 the first is no whole.
    """
    last = at + 1 == len(where) or "；" in where.gaps[at + 1] or not where.alike(at + 1, at)
    words = where.tail(whole)
    return last and _PENDING.search(words) is None and name not in words


def _is_so(words: str, name: str) -> bool:
    """Whether words end with a name that nothing denies."""
    ends = _OF_THOSE if words.endswith(("的", "的有")) else _SHORT_END
    place = words.find(name)
    while place >= 0:
        if words[place - 1 : place] not in _DENIED and ends.fullmatch(words, place + len(name)):
            return True
        place = words.find(name, place + 1)
    return False


def _comparable(where: Passage, whole: int, part: int) -> bool:
    """Whether a reading is a level in the unit of the whole, near it and of its time."""
    if not (where.level(part) and where.alike(whole, part)):
        return False
    one, other = where.readings[whole].period, where.readings[part].period
    timely = one is None or other is None or one == other
    return timely and in_scope(where, whole, part)


def balances(where: Passage) -> Iterator[Verification]:
    """A figure that is by its name the difference or sum of others: 顺差, 当期结余, 自然增长率; a
    cumulative balance needs the one at the start.
    """
    for at in where.behind(BALANCE_WORDS, 1):
        if not _ANY_BALANCE.search(where.tail(at)):
            continue
        for name, names, identity in _BALANCES:
            if name.search(where.tail(at)):
                found = list(_balance(where, at, names, identity))
                yield from found
                if found:
                    break


def _balance(where: Passage, at: int, names: _Names, identity: Identity) -> Iterator[Verification]:
    ways = list(filter(None, (_to_add(where, at, names, n) for n in (0, 1))))
    if ways:
        signed = where.is_a(at, Kind.INCREASE) and "减" not in identity.whole
        reported = where.signed(at) if signed else where.figure(at)
        options: list[Option] = [
            (partial(added, [where.like(p, at) for p in parts], identity.signs), (*parts, at))
            for parts in ways
        ]
        yield from judged(where, reported, options)
    elif _OPENING.search(where.tail(at)):
        yield from _without_opening(where, at)


def _to_add(where: Passage, at: int, names: _Names, way: int) -> list[int]:
    """The parts of a balance around it, or behind it first, those that are no parts behind 其中
    before others: of 总收入34.3亿元，其中其他收入1.9亿元 the first.
    """
    near = (where.near(at, 1), where.after(at, 0))
    around = [p for span in (near, near[::-1])[way] for p in span if _may_add(where, p, at)]
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


def totals_of_opposites(where: Passage) -> Iterator[Verification]:
    """A total behind its two parts: 线上收入27.34亿元，线下收入58.63亿元，收入合计85.97亿元."""
    for at in where.soon_behind(("计",), 2):
        if where.level(at) and _ENDS_TOTAL.search(where.tail(at)):
            here = [p for p in where.near(at, 0) if where.level(p) and where.alike(p, at)][1::-1]
            if len(here) == 2 and are_opposites(where.name(here[0]), where.name(here[1])):
                yield verified_sum(where, at, here)


def listed_totals(where: Passage) -> Iterator[Verification]:
    """A list with its total right after it: A 3人、B 5人，合计8人; 分别为…，累计…."""
    for at in where.soon_behind(("计",), 2):
        if not where.is_a(at, Kind.LEVEL, Kind.PUSH, Kind.INCREASE):
            continue
        said = where.said(at).lstrip("）")
        if not _TOTAL_OF_YEARS.fullmatch(said) and not _TOTAL.fullmatch(said):
            continue
        parts = _counted_before(where, at) or _list_before(where, at)
        respectively = bool(parts) and _RESPECTIVELY.search(where.tail(parts[-1])) is not None
        total = _TOTAL.fullmatch(said)
        if len(parts) > 1 and (respectively or total):
            yield from _total_of(where, at, parts)


def _total_of(where: Passage, at: int, parts: list[int]) -> Iterator[Verification]:
    """The sum of the parts right before a total, the last first; of those that make it, if not of
    all.
    """
    yield verified_sum(where, at, fitting(where, at, parts) or parts)


def _counted_before(where: Passage, at: int) -> list[int]:
    """The levels right before a total that says how many they are: 二者合计15483套."""
    many = _MANY.search(where.said(at))
    if many is None or not where.is_a(at, Kind.LEVEL):
        return []
    of = many["of"] or ""
    near = (p for p in where.near(at, 0) if of in where.tail(p))
    levels = [p for p in near if where.level(p) and where.alike(p, at)]
    count = NUMERALS[many[1]]
    return levels[:count] if len(levels) >= count else []


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
                (partial(added, [where.signed(p) for p in parts[:n]]), (whole, *parts[:n]))
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

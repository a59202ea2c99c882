"""Claims of averages and of spans: average growth of two levels, a multiple or the growth in all; a
total with its yearly mean; a list with its mean or its bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial, reduce
from operator import add, sub, truediv
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.questions.rates import average_annual, compound, mean_rate
from tjstats.records.classifications import Measure
from tjstats.records.readings import Role
from tjstats.values.figures import Figure
from tjstats.values.periods import Period
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Reason
from tjstats.zh.claims.change import bases_of, factor_options, grown
from tjstats.zh.claims.kinds import Kind
from tjstats.zh.claims.passages import Passage
from tjstats.zh.claims.verdicts import Implied, Option, judged, verified
from tjstats.zh.lexicon import kinds as lexicon
from tjstats.zh.lexicon import one_of
from tjstats.zh.lexicon.claims import NOMINAL, PRICED
from tjstats.zh.lexicon.times import NUMERALS

__all__ = [
    "average_changes",
    "average_growth",
    "cumulated_growth",
    "means",
    "ranges",
    "yearly_means",
]

_MEAN: Final = re.compile("[，、]?(?:年均|平均每年|每年平均)[^，。；0-9]{0,6}$")
_CUMULATED: Final = re.compile("，[^，。；]{0,6}累计(?:增长|增幅|提高)(?:约|达|为)?")
_YEARS: Final = re.compile(f"(?<![0-9])({one_of(NUMERALS)})年(?![初末底度])")
_SPAN: Final = re.compile(
    f"(?<![0-9])(?:(?<=过去)|(?<=近)|(?=[^，]+年(?:来|间|以来|累计)))({one_of(NUMERALS)})年"
)
_BY_YEARS: Final = re.compile(r"[（，]?按(\d{1,2})年(?:计|算)")
_PLAN: Final = re.compile('十[一二三四五]五(?:”|")?(?:时期|期间|以来|规划)?')
_MEAN_OF_LIST: Final = re.compile("(?:平均|均值)(?:为|是|约|达)?$")
_TOTAL_BETWEEN: Final = re.compile("(?:合计|累计|共计|平均)(?:为|达)?$")
_KEPT: Final = re.compile(lexicon.KEPT)


# --- average growth -------------------------------------------------------------------------------


def average_growth(where: Passage) -> Iterator[Verification]:
    """Average growth: of two levels, a multiple, the growth in all, or the yearly rates before it;
    alone, it cannot be checked.
    """
    for at in where.of(Kind.AVERAGE):
        if where.unit(at) != "percent":
            continue
        rates = _rates_before(where, at)
        if len(rates) > 1:
            mean = partial(mean_rate, [where.figure(p) for p in rates])
            yield verified(where, where.figure(at), mean, (*rates, at))
        else:
            yield from _average(where, at)


def _average(where: Passage, at: int) -> Iterator[Verification]:
    years, sure = _years(where, at)
    factors = [] if where.in_list(at) else factor_options(where, at)
    options: list[Option] = [
        (partial(_spread, factor, n), places) for factor, places in factors for n in years
    ]
    if (listed := _over_listed_years(where, at)) is not None:
        options, sure = [listed], True
    if options:
        doubt = partial(_other_basis, where, at)
        yield from judged(where, where.signed(at), options, certain=sure, doubt=doubt)
    elif factors:
        yield verified(where, where.figure(at), lambda: Reason.NO_YEARS, factors[0][1])
    else:
        yield from _without_levels(where, at)


def _over_listed_years(where: Passage, at: int) -> Option | None:
    """The average growth from the first to the last of the levels of years right before it."""
    listed = _list_right_before(where, at)
    times = [where.readings[p].period for p in listed]
    years = [t.start.year for t in times if isinstance(t, Period) and t.months == 12]
    if len(years) < 2 or years != [*range(years[0], years[0] + len(listed))]:
        return None
    first, last = listed[0], listed[-1]
    factor = partial(grown, where.figure(last), where.like(first, last), Measure.FACTOR)
    return partial(_spread, factor, len(listed) - 1), (*listed, at)


def _list_right_before(where: Passage, at: int) -> list[int]:
    """The list right before a reading, or before its total: 依次为…，五年合计133.27亿元，年均…."""
    last = at - 2 if at > 1 and _TOTAL_BETWEEN.search(where.tail(at - 1)) else at - 1
    return where.run(where.run_start(last)) if last > 0 and where.goes_on(last) else []


def average_changes(where: Passage) -> Iterator[Verification]:
    """So much a year: 比2020年提高2.3个百分点，年均提高0.6个百分点."""
    for at in where.of(Kind.AVERAGE):
        if where.unit(at) not in ("percent", "permille", "ratio"):
            years, sure = _years(where, at)
            options: list[Option] = [
                (partial(_a_year, whole, n, where.figure(at)), places)
                for whole, places in _changes_in_all(where, at)
                for n in years
            ]
            yield from judged(where, where.signed(at), options, certain=sure)


def _changes_in_all(where: Passage, at: int) -> Iterator[Option]:
    """The changes over years that a change a year spreads: printed before it, or of two levels."""
    level = where.owners[at]
    ends = [] if level is None else [level, *bases_of(where, level, at)]
    for p in range(max(0, at - 2), at):
        if where.is_a(p, Kind.INCREASE) and where.together(p, at) and where.one_measure(p, at):
            yield partial(where.signed, p), (*ends, p, at)
    for p in ends[1:]:
        yield partial(sub, where.signed(ends[0]), where.like(p, ends[0])), (p, ends[0], at)


def _a_year(whole: Callable[[], Implied], years: int, reported: Figure) -> Implied:
    total = whole()
    if not isinstance(total, Figure):
        return total
    yearly = reported.unit.code.endswith("/year")
    return total / (Figure(years, "年", exact=True) if yearly else years)


def _other_basis(where: Passage, at: int) -> Reason | None:
    """An average may be of growth at constant prices, unless the text says otherwise."""
    level = where.owners[at]
    said = where.gaps[at] + (where.named(level) if level is not None else where.named(at))
    return Reason.NO_COMPARABLE_BASE if PRICED.search(said) and not NOMINAL.search(said) else None


def _without_levels(where: Passage, at: int) -> Iterator[Verification]:
    level = where.owners[at]
    if level is None or not bases_of(where, level, at):
        yield verified(where, where.figure(at), lambda: Reason.NO_LEVELS, (at,))


def _spread(factor: Callable[[], Implied], years: int) -> Implied:
    found = factor()
    return average_annual(found, years) if isinstance(found, Figure) else found


def _years(where: Passage, at: int) -> tuple[list[int], bool]:
    """The numbers of years that an average may be of, the likeliest first; and whether the text
    says which.
    """
    stated = _BY_YEARS.match(where.gaps[at + 1])
    if stated:
        return [int(stated[1])], True
    counted = _YEARS.search(where.tail(at))
    if counted and "平均" in where.tail(at):
        return [NUMERALS[counted[1]]], True
    found = _between(where, at) or _in_words(where, at)
    if found is None or found < 2:
        return [], False
    return [found, found - 1, found + 1], True


def _between(where: Passage, at: int) -> int | None:
    """The years from the base to now, by the periods of the readings."""
    reading, level = where.readings[at], where.owners[at]
    base, now = reading.base, reading.period
    if level is not None:
        now = where.readings[level].period or now
        bases = bases_of(where, level, at)
        base = where.readings[bases[0]].period if bases else base
    if base is not None and now is not None and base != now:
        first, last = base.end.year, now.end.year
        return last - first if last > first else None
    return None


def _in_words(where: Passage, at: int) -> int | None:
    """The years that the sentence, or the plan in force, spans."""
    for p in (at, *where.near(at, 0)):
        counted = _YEARS.search(where.gaps[p])
        if counted and "年前" not in where.gaps[p]:
            return NUMERALS[counted[1]]
        if _PLAN.search(where.gaps[p]):
            return 5
    same = any("同期" in where.gaps[p] for p in (at, *where.near(at, 0)))
    spans = (_whole_years(where, p) for p in (at, *where.near(at, 1 if same else -1)))
    return next((years for years in spans if years), None)


def _whole_years(where: Passage, at: int) -> int | None:
    """The years of the period of a reading, if they are more than one."""
    time = where.readings[at].period
    months = time.months if isinstance(time, Period) else None
    return months // 12 if months and months > 12 and months % 12 == 0 else None


def cumulated_growth(where: Passage) -> Iterator[Verification]:
    """Average growth of some years and the cumulative growth printed after it: one compounds to the
    other.
    """
    for at in where.behind(("累计",), 1):
        average, years = at - 1, _whole_years(where, at - 1)
        if not (
            where.is_a(average, Kind.AVERAGE)
            and _CUMULATED.fullmatch(where.gaps[at])
            and where.alike(average, at)
        ):
            continue
        if years and where.unit(at) == "percent":
            rates = [where.figure(average)] * years
            yield verified(where, where.figure(at), partial(compound, rates), (average, at))


def _rates_before(where: Passage, at: int) -> list[int]:
    """The list of yearly growth rates right before: 分别增长3.1%、4.2%和5%，年均增长4.1%."""
    last = at - 1
    if last < 1 or where.in_list(at) or where.gaps[at].count("，") > 1:
        return []
    start = where.run_start(last)
    found = where.run(start)
    listed = found[-1] == last and all(where.readings[p].role is Role.GROWTH for p in found)
    listed = listed and where.together(last, at)
    return found if listed and "分别" in where.tail(start) else []


# --- means ----------------------------------------------------------------------------------------


def yearly_means(where: Passage) -> Iterator[Verification]:
    """A total of a span of years and the yearly mean printed right after it."""
    for at in where.behind(("均",), 1):
        total = _total_before(where, at)
        if not (
            _MEAN.fullmatch(where.gaps[at]) and where.level(total) and where.together(total, at)
        ):
            continue
        same = where.unit(at).removesuffix("/year") == where.unit(total)
        years = _whole_years(where, total) or _counted_years(where, total)
        if same and years and where.unit(total) != "percent":
            yield from _yearly(where, total, at, years)


def _total_before(where: Passage, at: int) -> int:
    """The total right before a mean: 建成412所，是“十三五”时期的1.37倍，年均建成82.4所."""
    last = at - 1
    owner = where.owners[last] if where.is_a(last, Kind.MULTIPLE, Kind.GROWTH) else None
    return last if owner is None else owner


def _counted_years(where: Passage, total: int) -> int | None:
    """The years that a total is of, by the words before it, or before it in the sentence."""
    near = _YEARS.search(where.gaps[total])
    spans = (_SPAN.search(where.gaps[p]) for p in where.near(total, 0))
    found = near or next((span for span in spans if span), None)
    return NUMERALS[found[1]] if found else None


def _yearly(where: Passage, total: int, at: int, years: int) -> Iterator[Verification]:
    parts: Figure | int = years
    if where.figure(at).unit != where.figure(total).unit:
        parts = Figure(years, "年", exact=True)
    yield verified(
        where, where.figure(at), partial(truediv, where.figure(total), parts), (total, at)
    )


def means(where: Passage) -> Iterator[Verification]:
    """The mean of a list of levels of some years, printed after it: 四年平均3.15%."""
    for at in where.behind(("均",), 2):
        if not _MEAN_OF_LIST.search(where.tail(at)) or not where.is_a(at, Kind.LEVEL):
            continue
        listed = _list_before(where, at)
        if len(listed) > 1 and _says_all(where, at, len(listed)):
            figures = [where.figure(p) for p in listed]
            mean = partial(_mean, figures)
            yield verified(where, where.figure(at), mean, (*listed, at))


def _says_all(where: Passage, at: int, count: int) -> bool:
    counted = _YEARS.search(where.tail(at))
    return counted is not None and NUMERALS[counted[1]] == count


def _mean(figures: list[Figure]) -> Figure:
    return reduce(add, figures) / len(figures)


def _list_before(where: Passage, at: int) -> list[int]:
    """The last list of levels in the unit of a reading, in its sentence."""
    for p in where.near(at, 0):
        if where.goes_on(p) and where.is_a(p, Kind.LEVEL) and where.alike(p, at):
            return where.run(where.run_start(p))
    return []


def ranges(where: Passage) -> Iterator[Verification]:
    """A list of levels that all keep a bound printed after it: 连续5年保持在3400万吨以上."""
    for at in range(2, len(where)):
        bound = where.figure(at)
        if bound.qualifier in (Qualifier.EXACTLY, Qualifier.ABOUT) or not _is_kept(where, at):
            continue
        listed = _list_before(where, at)
        if len(listed) > 1:
            worst = min if bound.upper is None else max
            extreme = worst(listed, key=lambda p: where.figure(p).value)
            yield verified(where, where.figure(extreme), partial(where.figure, at), (*listed, at))


def _is_kept(where: Passage, at: int) -> bool:
    said = where.said(at)
    return bool(_KEPT.search(said)) or "连续" in said

"""Claims of change: from A to B, up by so much; a level, its increase and its growth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from operator import sub
from typing import Final, TypeAlias

from tjstats.questions.claims import Verification
from tjstats.questions.growth import growth
from tjstats.questions.rates import average_annual, growth_from_change
from tjstats.records.classifications import Measure
from tjstats.records.readings import Reading, Role
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.units.algebra import is_offset
from tjstats.values.units.table import DIFFERENCE, FRACTIONS
from tjstats.values.verdicts import Reason
from tjstats.zh.claims.passages import Implied, Passage, told
from tjstats.zh.lexicon.claims import FALL, NOMINAL, REAL, RISE

__all__ = ["as_before", "from_to", "increments"]

_Key: TypeAlias = tuple[str, str, Time]  # indicator, unit, time
_FROM: Final = re.compile(r"(?:由|从|自)[^，。；]{0,24}$")
_TO: Final = re.compile(
    rf"[^。；！？]{{0,12}}?(?:(?P<rise>{RISE})|(?P<fall>{FALL}))了?(?:到|至|为)[^，。；！？]{{0,14}}"
)
_BARE_TO: Final = re.compile(rf"(?:(?P<rise>{RISE})|(?P<fall>{FALL}))了?(?:到|至|为)了?")
_BY: Final = re.compile(
    rf"，?[^，。；！？]{{0,10}}?(?:{RISE}|{FALL}|增幅|涨幅|升幅|降幅|跌幅|年均|翻|为?其|是)[^，。；！？]{{0,10}}"
)
_FALL: Final = re.compile(f"{FALL}|降幅|跌幅")
_RISE: Final = re.compile(f"{RISE}|增幅|涨幅|升幅")
_DIFFERENCES: Final = frozenset(points for points, _ in DIFFERENCE.values())  # points, degrees
_OTHER_BASE: Final = re.compile("同比|环比|比|较|年均|平均|每年")


def from_to(where: Passage) -> Iterator[Verification]:
    """From A to B: the direction holds; and where the change is printed as well, it is that of A
    and B.
    """
    for first in range(len(where) - 1):
        for pair in _pairs(where, first):
            yield _direction(where, *pair)
            yield from _by_how_much(where, *pair)


def _pairs(where: Passage, first: int) -> list[tuple[int, int, bool]]:
    """The ends that begin at a reading, of each member of a list, and whether they fall."""
    if first and where.goes_on(first):
        return []
    before = where.run(first)
    start = before[-1] + 1
    if start >= len(where):
        return []
    pattern = _TO if _FROM.search(where.tail(first)) else _BARE_TO
    found = pattern.fullmatch(where.gaps[start])
    after = where.run(start)[: len(before)]
    if not found or len(after) < len(before) or not where.together(first, start):
        return []
    falls = found["fall"] is not None
    return [(a, b, falls) for a, b in zip(before, after, strict=True) if where.alike(a, b)]


def _direction(where: Passage, first: int, last: int, falls: bool) -> Verification:
    before, now = where.figure(first), where.figure(last)
    return told(where, now, before._or_less if falls else before._or_more, (first, last))


def _by_how_much(where: Passage, first: int, last: int, falls: bool) -> Iterator[Verification]:
    """The changes printed right after B."""
    for by in range(last + 1, min(last + 3, len(where))):
        words = where.gaps[by]
        if not where.together(last, by) or not _BY.fullmatch(words):
            return
        imply = _change(where, first, last, by, words)
        if imply is not None:
            yield told(where, _signed(where.figure(by), words, falls), imply, (first, last, by))


def _signed(figure: Figure, words: str, falls: bool) -> Figure:
    """The printed change, negative where it is a fall."""
    down = bool(_FALL.search(words)) or (falls and not _RISE.search(words))
    return figure * -1 if down and figure.unit.code != "ratio" else figure


def _change(
    where: Passage, first: int, last: int, by: int, words: str
) -> Callable[[], Implied] | None:
    """What the change from A to B has to be; None where the words do not say of what it is."""
    before, now, kind = where.figure(first), where.figure(last), where.figure(by).unit
    rates = now.unit.code in ("percent", "permille")
    if kind.code in _DIFFERENCES or kind == now.unit:
        if rates and kind == now.unit:
            return None  # a share that grew by percent: of points or of itself is not said
        return partial(sub, now, before)
    if rates or kind.code not in ("percent", "ratio"):
        return None
    if _is_real(where, first, last, by):
        return lambda: Reason.BASIS_UNKNOWN
    if kind.code == "ratio":
        times = "翻" in words or not re.search(
            RISE, words
        )  # 翻两番 and 是…的3倍 tell the factor, 增长2倍 the growth
        return partial(_grown, now, before, Measure.FACTOR if times else Measure.GROWTH)
    if "年均" in words:
        return partial(
            _average, now, before, _years(where.readings[first].period, where.readings[last].period)
        )
    return partial(_grown, now, before, Measure.GROWTH)


def _grown(now: Figure, before: Figure, measure: Measure) -> Implied:
    """Growth or factor between two levels, or why there is none."""
    g = growth(now, before)
    return g.of(measure) or g.reason


def _average(now: Figure, before: Figure, years: int | None) -> Implied:
    if years is None:
        return Reason.NO_LEVELS
    factor = _grown(now, before, Measure.FACTOR)
    return average_annual(factor, years) if isinstance(factor, Figure) else factor


def _years(base: Time | None, time: Time | None) -> int | None:
    if base is None or time is None:
        return None
    first, last = (t.date if isinstance(t, AsOf) else t.end for t in (base, time))
    whole = last.year - first.year
    return whole if whole > 0 and (first.month, first.day) == (last.month, last.day) else None


def _is_real(where: Passage, *places: int) -> bool:
    """Whether growth of what the readings are said of is real unless the text says otherwise, and
    it does not.
    """
    said = " ".join(where.named(p) for p in places)
    return bool(REAL.search(said)) and not NOMINAL.search(said)


_AS_BEFORE: Final = re.compile(
    "，?(?:与|同|和)(?:去年|上年|上月|上季度|前一年)[^，。；]{0,6}(?:持平|相同|一致)"
)


def as_before(where: Passage) -> Iterator[Verification]:
    """A level that is said to be that of a time before, which is not printed: 与去年同期持平."""
    for at in range(len(where)):
        if where.level(at) and _AS_BEFORE.match(where.gaps[at + 1]):
            yield told(where, where.figure(at), lambda: Reason.NO_EARLIER_LEVEL, (at,))


def increments(where: Passage) -> Iterator[Verification]:
    """A level with its increase or its growth: whether these go together, or with an earlier level
    that is printed.
    """
    of: dict[int, list[int]] = {}
    for at, reading in enumerate(where.readings):
        if reading.change_of is not None and reading.role in (Role.CHANGE, Role.GROWTH):
            of.setdefault(reading.change_of, []).append(at)
    earlier, ends = (
        _levels(where),
        {last for first in range(len(where) - 1) for _, last, _ in _pairs(where, first)},
    )
    for level, changes in of.items():
        checked = level in ends  # of B in 由A提高到B the changes are checked with A
        yield from _of_level(where, level, changes, None if checked else earlier)


def _of_level(
    where: Passage, level: int, changes: list[int], earlier: dict[_Key, int] | None
) -> Iterator[Verification]:
    used: set[int] = set()
    for by, rate in pairwise(changes):
        if (
            _amount(where, level, by)
            and _rate(where, rate)
            and not _OTHER_BASE.search(where.gaps[rate])
        ):
            yield _together(where, level, by, rate)
            used |= {by, rate}
        elif (
            _rate(where, by)
            and _amount(where, level, rate)
            and not _OTHER_BASE.search(where.gaps[rate])
        ):
            yield _together(where, level, rate, by)
            used |= {by, rate}
    for at in changes:
        if at not in used and earlier is not None:
            yield _against_earlier(where, level, at, earlier)


def _amount(where: Passage, level: int, at: int) -> bool:
    return (
        where.readings[at].role is Role.CHANGE
        and where.alike(level, at)
        and where.figure(at).unit.code != "percent"
    )


def _rate(where: Passage, at: int) -> bool:
    reading = where.readings[at]
    return (
        reading.role is Role.GROWTH
        and reading.measure is Measure.GROWTH
        and reading.figure.unit.code == "percent"
    )


def _together(where: Passage, level: int, by: int, rate: int) -> Verification:
    """Increase and growth of one level."""
    real, now, change = _is_real(where, level), where.figure(level), _sign(where, by)
    implied = (lambda: Reason.BASIS_UNKNOWN) if real else partial(_grown_by, now, change)
    return told(where, _sign(where, rate), implied, (level, by, rate))


def _grown_by(now: Figure, change: Figure) -> Implied:
    """The growth of a level with its increase, 1/(1 − increase/level) − 1, or why there is none."""
    if is_offset(now.unit):
        return Reason.NO_RATIO_SCALE
    return growth_from_change(now, change) or Reason.BASE_MAY_BE_ZERO


def _sign(where: Passage, at: int) -> Figure:
    reading = where.readings[at]
    return reading.figure * -1 if reading.falling else reading.figure


def _levels(where: Passage) -> dict[_Key, int]:
    """Where the level of each indicator, unit and time stands first."""
    found: dict[_Key, int] = {}
    for at, reading in enumerate(where.readings):
        if reading.role is Role.LEVEL and reading.indicator and reading.period is not None:
            found.setdefault((reading.indicator, reading.figure.unit.code, reading.period), at)
    return found


def _against_earlier(where: Passage, level: int, at: int, earlier: dict[_Key, int]) -> Verification:
    now, stated = where.readings[level], where.readings[at]
    before = _at_base(now, stated.base, earlier)
    if before is None or before == level:
        return told(where, _sign(where, at), lambda: Reason.NO_EARLIER_LEVEL, (level, at))
    base, places = where.figure(before), (before, level, at)
    if stated.figure.unit.code in (*_DIFFERENCES, now.figure.unit.code):
        return told(where, _sign(where, at), partial(sub, now.figure, base), places)
    if stated.measure is Measure.FACTOR:
        return told(where, stated.figure, partial(_grown, now.figure, base, Measure.FACTOR), places)
    if (
        _is_real(where, level, at)
        or stated.figure.unit.code not in FRACTIONS
        or now.figure.unit.code == "percent"
    ):
        return told(where, _sign(where, at), lambda: Reason.BASIS_UNKNOWN, places)
    return told(where, _sign(where, at), partial(_grown, now.figure, base, Measure.GROWTH), places)


def _at_base(now: Reading, base: Time | None, earlier: dict[_Key, int]) -> int | None:
    """The level of a base: of the same period, or of the end of that year."""
    name, unit = now.indicator or "", now.figure.unit.code
    times: list[Time] = (
        [] if base is None else [base, AsOf(base.end)] if isinstance(base, Period) else [base]
    )
    return next(
        (earlier[name, unit, time] for time in times if (name, unit, time) in earlier), None
    )

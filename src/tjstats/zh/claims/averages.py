"""Claims of averages: a total of some years with its yearly mean, and average growth whose levels
are not printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from operator import truediv
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.questions.rates import compound, mean_rate
from tjstats.records.readings import Role
from tjstats.values.periods import Period
from tjstats.values.verdicts import Reason
from tjstats.zh.claims.passages import REACH, Passage, told

__all__ = ["average_growth", "cumulated_growth", "yearly_means"]

_MEAN: Final = re.compile("，?(?:年均|平均每年|每年平均)[^，。；0-9]{0,6}$")
_CUMULATED: Final = re.compile("，[^，。；]{0,6}累计(?:增长|增幅|提高)(?:约|达|为)?")
_GROWTH: Final = re.compile("年均(?:增长|增速|增幅|递增|下降|降低)?(?:为|达|约|达到)?$|平均增长$")


def yearly_means(where: Passage) -> Iterator[Verification]:
    """A total of a span of years and the yearly mean printed right after it."""
    for at in range(1, len(where)):
        total, time = at - 1, where.readings[at - 1].period
        if not (
            _MEAN.fullmatch(where.gaps[at]) and where.level(total) and where.together(total, at)
        ):
            continue
        months = time.months if isinstance(time, Period) else None
        same = where.figure(at).unit.code.removesuffix("/year") == where.figure(total).unit.code
        if (
            same
            and months
            and months > 12
            and months % 12 == 0
            and where.figure(total).unit.code != "percent"
        ):
            a_year = where.figure(at).unit != where.figure(total).unit
            years = time.length if a_year else months // 12  # type: ignore[union-attr]
            yield told(
                where, where.figure(at), partial(truediv, where.figure(total), years), (total, at)
            )


def average_growth(where: Passage) -> Iterator[Verification]:
    """Average growth after the yearly rates it is made of: they compound to it; alone, it cannot be
    checked.
    """
    for at, reading in enumerate(where.readings):
        if not (_GROWTH.search(where.tail(at)) and reading.figure.unit.code == "percent"):
            continue
        rates = _rates_before(where, at)
        if len(rates) > 1:
            yield told(
                where,
                reading.figure,
                partial(mean_rate, [where.figure(p) for p in rates]),
                (*rates, at),
            )
        elif not (at and where.readings[at].change_of == at - 1):
            yield told(where, reading.figure, lambda: Reason.NO_LEVELS, (at,))


def cumulated_growth(where: Passage) -> Iterator[Verification]:
    """Average growth of some years and the cumulative growth printed after it: one compounds to the
    other.
    """
    for at in range(1, len(where)):
        average, time = at - 1, where.readings[at - 1].period
        months = time.months if isinstance(time, Period) else None
        if not (
            _GROWTH.search(where.tail(average))
            and _CUMULATED.fullmatch(where.gaps[at])
            and where.alike(average, at)
        ):
            continue
        if months and months > 12 and months % 12 == 0 and where.figure(at).unit.code == "percent":
            rates = [where.figure(average)] * (months // 12)
            yield told(where, where.figure(at), partial(compound, rates), (average, at))


def _rates_before(where: Passage, at: int) -> list[int]:
    """The list of yearly growth rates right before: 分别增长3.1%、4.2%和5%，年均增长4.1%."""
    last = at - 1
    if last < 1 or not where.together(last, at) or where.gaps[at].count("，") > 1:
        return []
    start = last
    while start and where.goes_on(start) and last - start < REACH:
        start -= 1
    found = where.run(start)
    listed = found[-1] == last and all(where.readings[p].role is Role.GROWTH for p in found)
    return found if listed and "分别" in where.tail(start) else []

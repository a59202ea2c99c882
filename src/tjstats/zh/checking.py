"""`check`: every claim that a text makes about its own figures, with the verdict and the readings
it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, NamedTuple

from tjstats.questions.claims import Verification, Verifications
from tjstats.values.periods import Period
from tjstats.values.verdicts import Verdict
from tjstats.zh.claims.averages import (
    average_changes,
    average_growth,
    cumulated_growth,
    means,
    ranges,
    yearly_means,
)
from tjstats.zh.claims.change import TO, as_before, from_to, growths, increases
from tjstats.zh.claims.counts import among, named_members
from tjstats.zh.claims.differences import contributions, distances, gaps_of_two, pushes
from tjstats.zh.claims.goals import ahead_of_time, done, met, met_in_words
from tjstats.zh.claims.hundreds import shares_of_all, structures
from tjstats.zh.claims.kinds import Kind
from tjstats.zh.claims.parts import of_which, sums
from tjstats.zh.claims.passages import Passage, passage
from tjstats.zh.claims.quotients import (
    PER_WORDS,
    RATIO_WORDS,
    daily_means,
    days,
    multiples,
    per_heads,
    products,
    ratios,
    ratios_of_two,
    unit_prices,
)
from tjstats.zh.claims.rates import (
    MARGIN_WORDS,
    RATE_WORDS,
    margins,
    rates_by_name,
    rates_of_days,
    rates_of_parts,
    rates_of_the_rest,
    refusals,
)
from tjstats.zh.claims.repeats import repeats
from tjstats.zh.claims.shares import (
    counted_shares,
    same_base,
    shares,
)
from tjstats.zh.claims.totals import (
    BALANCE_WORDS,
    WHOLE_WORDS,
    balances,
    complements,
    identities,
    listed_totals,
    sums_of_changes,
    totals_of_opposites,
)
from tjstats.zh.claims.words import searcher
from tjstats.zh.layout import Block, blocks
from tjstats.zh.reader import read

__all__ = ["FINDERS", "check"]


class Finder(NamedTuple):
    """A finder of claims, and the kinds of figures and the words of which a text must have one, so
    that there may be such a claim; none where any text may have it.
    """

    find: Callable[[Passage], Iterator[Verification]]
    needs: frozenset[str] = frozenset()


def _finder(find: Callable[[Passage], Iterator[Verification]], *needs: str) -> Finder:
    return Finder(find, frozenset(needs))


FINDERS: Final = (
    _finder(from_to, *TO),
    _finder(growths, Kind.GROWTH, Kind.MULTIPLE),
    _finder(increases, Kind.INCREASE),
    _finder(as_before, "持平", "相同", "一致"),
    _finder(of_which, "其中", "当中"),
    _finder(sums),
    _finder(sums_of_changes, Kind.INCREASE),
    _finder(identities, *WHOLE_WORDS),
    _finder(complements, "不", "未", "非"),
    _finder(listed_totals, "计"),
    _finder(totals_of_opposites, "计"),
    _finder(shares_of_all, Kind.SHARE, "贡献率"),
    _finder(structures),
    _finder(balances, *BALANCE_WORDS),
    _finder(shares, Kind.SHARE),
    _finder(rates_by_name, *RATE_WORDS),
    _finder(rates_of_parts, "率", "面"),
    _finder(rates_of_the_rest, "不", "未"),
    _finder(rates_of_days, "优良"),
    _finder(margins, *MARGIN_WORDS),
    _finder(refusals, "不", "未"),
    _finder(same_base, "人口", "家庭", "户数"),
    _finder(counted_shares, "增长面", "率", "比例"),
    _finder(distances, Kind.DISTANCE),
    _finder(gaps_of_two, "差"),
    _finder(pushes, Kind.PUSH),
    _finder(contributions, Kind.PUSH),
    _finder(ratios, *RATIO_WORDS),
    _finder(ratios_of_two, "比"),
    _finder(per_heads, *PER_WORDS),
    _finder(unit_prices),
    _finder(days, "按"),
    _finder(daily_means, "日均", "平均每天", "每日平均"),
    _finder(multiples, Kind.MULTIPLE),
    _finder(products, "每"),
    _finder(met, "目标", "任务"),
    _finder(done, Kind.DONE, Kind.BEYOND, Kind.TARGET, "超"),
    _finder(ahead_of_time, Kind.TARGET),
    _finder(met_in_words, "目标"),
    _finder(average_growth, Kind.AVERAGE),
    _finder(average_changes, Kind.AVERAGE),
    _finder(yearly_means, "均"),
    _finder(cumulated_growth, Kind.AVERAGE),
    _finder(means, "均"),
    _finder(ranges, "连续", "均", "都", "始终", "一直", "各年", "每年"),
    _finder(named_members),
    _finder(among, "中", "里"),
    _finder(repeats),
)
_BAR: Final = re.compile("[|｜]")
_PARTED: Final = re.compile("[\n；;]")
_held_words: Final = searcher(word for row in FINDERS for word in row.needs)


def check(text: str, *, published: date | Period | None = None) -> Verifications:
    """Every claim that a text makes about its own figures, in the order of the text.

    Each answer has its `readings`, with their places; what the text does not let one decide is
    unknown, with the reason. Raises `RecordTypeError` for what is not text.
    """
    where = passage(text, read(text, published=published))
    held = _held_words(where.words).union(where.kinds)
    found = [
        answer
        for row in FINDERS
        if not (row.needs and row.needs.isdisjoint(held))
        for answer in row.find(where)
    ]
    if any(answer.verdict is Verdict.NO for answer in found):
        tables = blocks(text)
        found = [answer for answer in found if not _is_across_rows(answer, text, tables)]
    return Verifications(sorted(found, key=_place))


def _place(answer: Verification) -> list[tuple[int, int]]:
    """Where the printed figure of a claim stands, then those that it rests on."""
    own = answer.reading
    readings = answer.readings if own is None else (own, *answer.readings)
    return [(each.start, each.end) for each in readings]


def _is_across_rows(answer: Verification, text: str, tables: list[Block]) -> bool:
    """Whether it says that cells in several rows of a table are wrong, or parts of one cell that a
    semicolon parts: what stands between them is no sentence, so they may be of other columns.
    """
    if answer.verdict is not Verdict.NO or not answer.readings:
        return False
    first = min(reading.start for reading in answer.readings)
    last = max(reading.end for reading in answer.readings)
    inside = any(block.start < last and first < block.end for block in tables)
    inside = inside or _BAR.search(text, text.rfind("\n", 0, first) + 1, first) is not None
    return inside and _PARTED.search(text, first, last) is not None

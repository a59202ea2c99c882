"""`check`: every claim that a text makes about its own figures, with the verdict and the readings
it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from tjstats.questions.claims import Verification, Verifications
from tjstats.values.periods import Period
from tjstats.zh.claims.averages import (
    average_changes,
    average_growth,
    cumulated_growth,
    means,
    ranges,
    yearly_means,
)
from tjstats.zh.claims.change import as_before, from_to, growths, increases
from tjstats.zh.claims.counts import among, named_members
from tjstats.zh.claims.differences import contributions, distances, gaps_of_two, pushes
from tjstats.zh.claims.goals import ahead_of_time, done, met, met_in_words
from tjstats.zh.claims.hundreds import shares_of_all, structures
from tjstats.zh.claims.parts import of_which, sums
from tjstats.zh.claims.passages import Passage, passage
from tjstats.zh.claims.quotients import (
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
    margins,
    rates_by_name,
    rates_of_days,
    rates_of_parts,
    refusals,
)
from tjstats.zh.claims.repeats import repeats
from tjstats.zh.claims.shares import (
    counted_shares,
    same_base,
    shares,
)
from tjstats.zh.claims.totals import (
    balances,
    complements,
    identities,
    listed_totals,
    sums_of_changes,
)
from tjstats.zh.reader import read

__all__ = ["FINDERS", "check"]

FINDERS: Final[tuple[Callable[[Passage], Iterator[Verification]], ...]] = (
    from_to,
    growths,
    increases,
    as_before,
    of_which,
    sums,
    sums_of_changes,
    identities,
    complements,
    listed_totals,
    shares_of_all,
    structures,
    balances,
    shares,
    rates_by_name,
    rates_of_parts,
    rates_of_days,
    margins,
    refusals,
    same_base,
    counted_shares,
    distances,
    gaps_of_two,
    pushes,
    contributions,
    ratios,
    ratios_of_two,
    per_heads,
    unit_prices,
    days,
    daily_means,
    multiples,
    products,
    met,
    done,
    ahead_of_time,
    met_in_words,
    average_growth,
    average_changes,
    yearly_means,
    cumulated_growth,
    means,
    ranges,
    named_members,
    among,
    repeats,
)


def check(text: str, *, published: date | Period | None = None) -> Verifications:
    """Every claim that a text makes about its own figures, in the order of the text.

    Each answer has its `readings`, with their places; what the text does not let one decide is
    unknown, with the reason. Raises `RecordTypeError` for what is not text.
    """
    where = passage(text, read(text, published=published))
    found = [answer for finder in FINDERS for answer in finder(where)]
    return Verifications(
        sorted(found, key=lambda answer: [(r.start, r.end) for r in answer.readings])
    )

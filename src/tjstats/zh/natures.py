"""What the words of a text imply for a record: the nature of an indicator, the status and price
basis of a figure.

Rules are tables, looked up in order; the first that fits decides.
"""

from __future__ import annotations

from typing import Final

from tjstats.records.classifications import Measure, Nature, Status
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Time
from tjstats.values.units import Unit, unit_of_code
from tjstats.values.units.table import CALENDAR, FRACTIONS
from tjstats.zh.lexicon.nouns import (
    FLOWS,
    MONEY_LEVELS,
    NATURES_BY_NAME,
    PEOPLE_LEVELS,
    PRICE_BASES,
    REAL_BY_CUSTOM,
    SHARES,
    STATUSES,
    STOCKS,
)

__all__ = ["basis_of", "level_unit", "nature_of", "signed", "status_of", "unit_of"]

_MEANS: Final = frozenset((*CALENDAR, "degC"))
_RATES: Final = frozenset((*FRACTIONS, "percentage_point"))


def nature_of(phrase: str, unit: Unit, time: Time) -> Nature:
    """How an indicator behaves in time, from its name, its unit and the time of its figure.

    >>> from tjstats.values.periods import AsOf, Period
    >>> nature_of("城镇新增就业", unit_of_code("person"), Period.year(2024)).value
    'flow'
    """
    if unit.code == "index" or "指数" in phrase:
        return Nature.INDEX
    if unit.code in _RATES:
        return Nature.SHARE if SHARES.search(phrase) else Nature.RATE
    if unit.code in _MEANS:
        return Nature.MEAN
    named = (nature for nature, rule in NATURES_BY_NAME.items() if rule.search(phrase))
    return next(named, None) or _stock_or_flow(phrase, time)


def _stock_or_flow(phrase: str, time: Time) -> Nature:
    standing = STOCKS.search(phrase) and not FLOWS.search(phrase)
    return Nature.STOCK if standing or isinstance(time, AsOf) else Nature.FLOW


# --- units of levels that are not printed ---------------------------------------------------------

_PERSON, _MONEY_UNIT = unit_of_code("person"), unit_of_code("CNY")


def level_unit(phrase: str) -> Unit | None:
    """The unit of a level that is not printed, from the last word of its name; None where that does
    not tell.
    """
    if PEOPLE_LEVELS.search(phrase):
        return _PERSON
    return _MONEY_UNIT if MONEY_LEVELS.search(phrase) else None


def unit_of(figure: Figure, nature: Nature) -> Unit:
    """The unit of an indicator whose figure is printed: of a flow without the year that it is
    counted by.
    """
    head, slash, below = figure.unit.code.rpartition("/")
    return (
        unit_of_code(head) if slash and below in CALENDAR and nature is Nature.FLOW else figure.unit
    )


# --- status and basis -----------------------------------------------------------------------------


def status_of(words: str) -> Status:
    """How firm a figure is, from the words before it in its clause: 预计, 初步核算. 左右 is in the
    figure itself.
    """
    return next((status for status, rule in STATUSES.items() if rule.search(words)), Status.NORMAL)


def basis_of(words: str, phrase: str, measure: Measure) -> str | None:
    """The price basis of a figure: as the words before it say, else real for growth of output and
    income.
    """
    said = next((basis for basis, rule in PRICE_BASES.items() if rule.search(words)), None)
    if said or measure not in (Measure.GROWTH, Measure.AVERAGE_GROWTH):
        return said
    return "real" if REAL_BY_CUSTOM.search(phrase) else None


# --- figures with a sign --------------------------------------------------------------------------


def signed(figure: Figure, falling: bool) -> Figure:
    """The printed figure with its direction: 下降8%以上 is at most −8%.

    >>> signed(Figure.at_least("8", "%"), True)
    Figure.at_most('-8', '%')
    """
    return figure._negated() if falling else figure

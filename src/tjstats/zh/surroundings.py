"""What the clause around an amount says of its unit: 每 and 年均, enterprises, a change of
temperature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from tjstats.values.units import Unit, unit_of_code
from tjstats.values.units.table import CALENDAR, CLOCK
from tjstats.zh.amounts import Amount
from tjstats.zh.lexicon.nouns import (
    AVERAGED_BY,
    EACH,
    ENTERPRISES,
    HOMES,
    MONEY_ONLY,
    STANDING,
    WARMER,
)
from tjstats.zh.refusals import is_money
from tjstats.zh.unit_words import denominator_at, over

__all__ = ["Divisor", "divided", "divisors", "meant"]


class Divisor(NamedTuple):
    """每万人, 每年, 年均: what the figures of the clause are divided by, and where that stands."""

    start: int
    end: int
    unit: Unit
    exponent: int
    averaged: bool


_PER: Final = re.compile(EACH)
_CLAUSE_ENDS: Final = re.compile(r"[,。;:、!?\n]")
_UNDIVIDED: Final = frozenset(
    "percent permille percentage_point ratio index degC delta_degC".split()
).union(CALENDAR, CLOCK)
_AVERAGED_UNITS: Final = re.compile(r"^(?:mm|cm|m|ug|mg|km)\b")
_FARTHEST: Final = 40
_DIGIT: Final = re.compile(r"\d")


def divisors(text: str) -> list[Divisor]:
    """Every 每… and 年均 of the text that a unit follows, in order."""
    if "每" not in text and "均" not in text and "月" not in text:
        return []
    found = []
    for match in _PER.finditer(text):
        word = match[0]
        if word in AVERAGED_BY:
            found.append(Divisor(match.start(), match.end(), AVERAGED_BY[word], 0, True))
        elif below := denominator_at(text, match.end()) or denominator_at(text, match.start() + 1):
            found.append(Divisor(match.start(), below[2], below[0], below[1], False))
    return found


def divided(amount: Amount, near: Sequence[Divisor], text: str) -> None:
    """Divides the unit by those of *near* that stand before it in its clause; by its own alone,
    where it has such.

    每人每月123元提至143元: both are; 每人每月870元和每人每年8400元: each has its own.
    """
    unit = amount.unit
    if unit is None or unit.code in _UNDIVIDED:
        return
    own = [
        each
        for each in near
        if each.end <= amount.start and not _DIGIT.search(text, each.end, amount.start)
    ]
    for each in own or near:
        if _divides(each, amount, unit, text):
            amount.unit = over(amount.unit or unit, each.unit)


def _divides(each: Divisor, amount: Amount, unit: Unit, text: str) -> bool:
    """Whether 每… stands before the figure in its clause, and the figure is no level of itself."""
    if not each.end <= amount.start <= each.end + _FARTHEST or "/" in unit.code:
        return False
    between = text[each.end : amount.start]
    if "分别" in between:  # 每吨分别降低265元、255元
        between = between.replace("、", "")
    if each.exponent or _CLAUSE_ENDS.search(between):
        return False  # 每10万人: the figure is printed as counted among them
    if each.averaged and (STANDING.search(between) or _AVERAGED_UNITS.match(unit.code)):
        return False
    return text[each.start : each.end] not in MONEY_ONLY or unit.code.isupper()


# --- what is counted ------------------------------------------------------------------------------

_BEDS: Final = re.compile(r"床[^,;。!?\d]*$")
_ENTERPRISE, _BED = unit_of_code("enterprise"), unit_of_code("bed")
_DEGREES, _DEGREES_CHANGE = unit_of_code("degC"), unit_of_code("delta_degC")


# 企业1.3万家,比2021年的8420家: the noun stands once.
_FIRMS_AGAIN: Final = re.compile(r"企业[\d.万亿余多约]{1,8}家,?[比较由从][^,。]{0,14}$")


def meant(amount: Amount, text: str) -> None:
    """Makes 家 and 户 enterprises where those are counted, 张 beds, 分 money where prices are, ℃
    a difference where it changes by that.
    """
    word = amount.unit_word
    if word in ("家", "户"):
        if _counts_firms(amount, text):
            amount.unit = _ENTERPRISE
    elif word == "张":
        if _BEDS.search(text, max(0, amount.start - 16), amount.start):
            amount.unit = _BED
    elif word == "分":
        _mean_cents(amount, text)
    elif amount.unit is _DEGREES and text.endswith(WARMER, max(0, amount.start - 3), amount.start):
        amount.unit = _DEGREES_CHANGE


def _mean_cents(amount: Amount, text: str) -> None:
    """每股3.2分, 高5分/斤: 分 is money."""
    head, *below = amount.unit.code.split("/") if amount.unit else ("",)
    if head == "index" and (below or is_money(text, amount.start)):
        amount.unit = unit_of_code("/".join(("[分]", *below)))


def _counts_firms(amount: Amount, text: str) -> bool:
    """Whether 家 or 户 counts enterprises, by the nouns around it."""
    after = text[amount.unit_end : amount.unit_end + 12]
    again = _FIRMS_AGAIN.search(text, max(0, amount.start - 40), amount.start)
    if again or ENTERPRISES.search(after):
        return True
    reach = 14 if amount.unit_word == "家" else 40
    before = text[max(0, amount.start - reach) : amount.start]
    homes = amount.unit_word == "户" and (HOMES.search(after) or HOMES.search(before[-10:]))
    return not homes and ENTERPRISES.search(before) is not None

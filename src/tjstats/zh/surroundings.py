"""What the clause around an amount says of its unit: 每 and 年均, enterprises, a change of
temperature, a unit left out.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from tjstats.values.units import Unit, unit_of_code
from tjstats.values.units.table import CALENDAR, CLOCK
from tjstats.zh.amounts import Amount
from tjstats.zh.lexicon.nouns import (
    AVERAGED_BY,
    CHANGED,
    COEFFICIENT,
    ENTERPRISES,
    GOING_ON,
    HOMES,
    INDEX,
    MONEY,
    MONEY_ONLY,
    PEOPLE,
    STANDING,
    WARMER,
)
from tjstats.zh.unit_words import denominator_at, over

__all__ = ["Divisor", "divided", "divisors", "inferred", "meant"]


class Divisor(NamedTuple):
    """每万人, 每年, 年均: what the figures of the clause are divided by, and where that stands."""

    start: int
    end: int
    unit: Unit
    exponent: int
    averaged: bool


_PER: Final = re.compile(
    r"每(?:一?[个名位]|一|新增)?|年均|月均|日均|月人均|人均月|月平均|月薪|月工资"
)
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


def divided(amount: Amount, near: list[Divisor], text: str) -> None:
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
        if not each.end <= amount.start <= each.end + _FARTHEST or "/" in unit.code:
            continue
        between = text[each.end : amount.start]
        if each.exponent or _CLAUSE_ENDS.search(between):
            continue  # 每10万人: the figure is printed as counted among them
        if each.averaged and (STANDING.search(between) or _AVERAGED_UNITS.match(unit.code)):
            continue
        if text[each.start : each.end] in MONEY_ONLY and not unit.code.isupper():
            continue
        amount.unit = over(amount.unit or unit, each.unit)


# --- what is counted ------------------------------------------------------------------------------

_ENTERPRISE, _HOUSEHOLD = unit_of_code("enterprise"), unit_of_code("household")
_DEGREES, _DEGREES_CHANGE = unit_of_code("degC"), unit_of_code("delta_degC")


def meant(amount: Amount, text: str) -> None:
    """Makes 家 and 户 enterprises where those are counted, and ℃ a difference where it changes by
    that.
    """
    word = amount.unit_word
    if word in ("家", "户"):
        after = text[amount.unit_end : amount.unit_end + 12]
        before = text[max(0, amount.start - (14 if word == "家" else 40)) : amount.start]
        homes = word == "户" and (HOMES.search(after) or HOMES.search(before[-10:]))
        if ENTERPRISES.search(after) or (ENTERPRISES.search(before) and not homes):
            amount.unit = _ENTERPRISE
    elif amount.unit is _DEGREES and text.endswith(WARMER, max(0, amount.start - 3), amount.start):
        amount.unit = _DEGREES_CHANGE


# --- a unit left out ------------------------------------------------------------------------------

_NOUNS: Final = re.compile(f"(?P<people>{PEOPLE}|人(?!均|民币))|(?P<money>{MONEY})")
_NOUNS_AFTER: Final = re.compile(
    rf"[^,。;、!?\n\d]{{0,10}}?(?:(?P<people>{PEOPLE}|人(?!均|民币))|(?P<firms>企业|个体工商户|经营主体))"
)
_COUNTED: Final = {
    "people": unit_of_code("person"),
    "money": unit_of_code("CNY"),
    "firms": _ENTERPRISE,
}
_ITEM, _INDEX, _RATIO = unit_of_code("item"), unit_of_code("index"), unit_of_code("ratio")


def inferred(amount: Amount, text: str) -> Unit | None:
    """The unit of a number that has none: of the noun it stands with; None where it is no figure
    (2025, 第9).
    """
    start, end = amount.start, amount.end
    if amount.scale >= 4 or (amount.approximate and amount.word.name == "SOME_OVER"):
        if not amount.bare or amount.prefixed or amount.suffixed:
            return _by_noun(amount, text)
        return None
    window = text[max(0, start - 30) : start]
    if _printed_as_level(amount, text, start, end):
        if COEFFICIENT.search(window):
            return _RATIO
        if INDEX.search(window):
            return _INDEX
        if (amount.prefixed or amount.suffixed) and amount.has_decimals:
            return _RATIO  # PUE降至1.3以下
    return None


def _printed_as_level(amount: Amount, text: str, start: int, end: int) -> bool:
    after = text[end : end + 1]
    plain = not after or after in ",。;、!?\n)和与" or text.startswith(GOING_ON, end)
    return plain and (
        amount.prefixed or amount.suffixed or text.endswith(CHANGED, max(0, start - 4), start)
    )


def _by_noun(amount: Amount, text: str) -> Unit | None:
    after = _NOUNS_AFTER.match(text, amount.end)
    if amount.upper is not None and amount.bare and not after:  # 千亿级
        return _COUNTED["money"]
    if after and (amount.scale < 8 or after.lastgroup == "people"):
        return _COUNTED[after.lastgroup or "people"]
    window = text[max(0, amount.start - 24) : amount.start]
    clause = _CLAUSE_ENDS.split(window)
    for part in (clause[-1], window, text[amount.end : amount.end + 8]):
        nouns = list(_NOUNS.finditer(part))
        if nouns:
            return _COUNTED[nouns[-1].lastgroup or "money"]
    if after:
        return _COUNTED[after.lastgroup or "people"]
    return _ITEM if amount.scale < 8 else _COUNTED["money"]

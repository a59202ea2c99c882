"""Shares and multiples in words: 百分之二十七点六, 三分之二, 翻两番, 过半."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from tjstats.values.numbers import DIGITS as MOST_DIGITS
from tjstats.values.numbers import MAX_EXPONENT, WIDE
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import unit_of_code
from tjstats.zh.amounts import Amount
from tjstats.zh.bound_words import qualify_both
from tjstats.zh.numerals import chinese_numeral

__all__ = ["doubling_of", "half_of", "printed_share", "share_of"]

_RATIO: Final = unit_of_code("ratio")
_SHARES: Final = {
    "百": (unit_of_code("percent"), 0),
    "千": (unit_of_code("permille"), 0),
    "万": (_RATIO, -4),
}


def share_of(text: str, found: re.Match[str]) -> Amount | None:
    """百分之二十七点六, 三分之二."""
    below, _, above = found[0].partition("分之")
    numeral = Decimal(above) if above[0].isdigit() and above.isascii() else _number(above)
    if numeral is None or len(above) > MOST_DIGITS:
        return None
    amount = Amount(numeral, *found.span())
    if below in _SHARES:
        amount.unit, amount.scale = _SHARES[below]
    else:
        divisor = _number(below)
        if not divisor or divisor <= numeral:
            return None
        amount.unit, amount.divisor = _RATIO, divisor
    amount.unit_word = "分之"
    qualify_both(amount, text)
    return amount


_PRINTED_SHARE: Final = re.compile(r"([1-9]\d?)/([1-9]\d?)(?=以上|以下|左右|的)", re.ASCII)


def printed_share(text: str, start: int, end: int) -> Amount | None:
    """2/3以上, 1/3的: a share printed with a line; not 9/18."""
    found = _PRINTED_SHARE.match(text, start)
    if found is None or len(found[1]) >= 2 or found.end(1) != end or int(found[1]) >= int(found[2]):
        return None
    amount = Amount(Decimal(found[1]), *found.span())
    amount.unit, amount.unit_word, amount.divisor = _RATIO, "分之", Decimal(found[2])
    qualify_both(amount, text)
    return amount


_POINTS: Final = "个百分点"


def _number(run: str) -> Decimal | None:
    numeral = chinese_numeral(run)
    if numeral is None or numeral.upper is not None:
        return None
    plain = numeral.value.scaleb(numeral.scale, WIDE)
    if plain.adjusted() > MAX_EXPONENT:
        return None
    return (
        plain.quantize(Decimal(1), context=WIDE)
        if numeral.scale and plain == plain.to_integral_value()
        else plain
    )


_TIMES: Final = {"": 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def doubling_of(text: str, found: re.Match[str]) -> Amount | None:
    """翻一番 is twice, 翻两番 is four times: 2倍 and 4倍, for 番 counts doublings."""
    times = _TIMES.get(found[0][1:-1].strip("了近再"))
    if times is None:
        return None
    amount = Amount(Decimal(2**times), *found.span())
    amount.unit, amount.unit_word = _RATIO, "倍"
    if "近" in found[0]:
        amount.word, amount.approximate = Qualifier.NEARLY, True
    qualify_both(amount, text)
    return amount


def half_of(text: str, found: re.Match[str]) -> Amount | None:
    """过半, 一半以上: only where it is a bound; 半个百分点."""
    amount = Amount(Decimal("0.5"), *found.span())
    if found[0] == "半" and text.startswith(_POINTS, amount.end):
        amount.unit, amount.unit_word = unit_of_code("percentage_point"), _POINTS
        amount.end = amount.unit_end = amount.end + len(_POINTS)
        qualify_both(amount, text)
        return amount
    amount.unit, amount.unit_word = _RATIO, "半"
    qualify_both(amount, text)
    return amount if amount.word is not Qualifier.EXACTLY else None

"""Numerals of Chinese text: exact numbers of their characters, as value and exponent of ten:
一千二百万 is 1200 and 4; and digits mixed with scale words: 3兆4,216亿.

Approximate numerals are ranges: 几十 is [20, 100), 十几 is (10, 20), 七八 is [7, 8]. A scale word
alone (千亿) is a number too, and says so.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from tjstats.values.numbers import WIDE
from tjstats.zh.lexicon.characters import DIGITS, SCALES, SOME

__all__ = ["MIXED", "Numeral", "chinese_numeral", "mixed_numeral"]

_LONGEST: Final = 30


class Numeral(NamedTuple):
    """A number as read: value, or value and upper for an approximate one; the exponent of ten of
    its last scale words.
    """

    value: Decimal
    scale: int = 0
    upper: Decimal | None = None
    closed: tuple[bool, bool] = (True, True)
    bare: bool = False


@lru_cache(maxsize=512)
def chinese_numeral(text: str) -> Numeral | None:
    """The number that Chinese characters say; None where they say none (十四五, 零一, 百千).

    >>> chinese_numeral("一千二百万").value, chinese_numeral("一千二百万").scale
    (Decimal('1200'), 4)
    >>> chinese_numeral("几十").upper, chinese_numeral("十四五")
    (Decimal('100'), None)
    """
    if not 0 < len(text) <= _LONGEST:
        return None
    whole, point, decimals = text.partition("点")
    if point:
        return _with_decimals(whole, decimals)
    head = text.rstrip("万亿")
    scale = sum(SCALES[word] for word in text[len(head) :])
    if not head.strip("十百千"):
        return _bare(head, scale)
    if head[0] in SOME or head[-1] in SOME:
        return _some(head, scale)
    if "万" in head or "亿" in head:
        return _of_several(text, scale)
    value = _whole(head)
    return _neighbours(head, scale) if value is None else Numeral(Decimal(value), scale)


def _bare(head: str, scale: int) -> Numeral | None:
    """十 is ten; 百, 千万, 千亿 are scale words that stand for one of them."""
    if len(head) > 1:
        return None
    exponent = SCALES[head] if head else 0
    return Numeral(Decimal(10**exponent), scale, bare=head != "十" or bool(scale))


def _with_decimals(whole: str, decimals: str) -> Numeral | None:
    """一点四亿 is 1.4 and 8; 二十七点六 is 27.6 and 0."""
    digits = decimals.rstrip("十百千万亿")
    if not whole or not digits or any(each not in DIGITS for each in digits):
        return None
    before = _whole(whole)
    if before is None:
        return None
    scale = sum(SCALES[word] for word in decimals[len(digits) :])
    return Numeral(Decimal(f"{before}.{''.join(str(DIGITS[each]) for each in digits)}"), scale)


def _some(head: str, scale: int) -> Numeral | None:
    """几百 is [200, 1000); 二十几 is (20, 30)."""
    if head[0] in SOME:
        rest = head[1:]
        if rest not in ("", "十", "百", "千") or not (rest or scale):
            return None
        unit = 10 ** SCALES[rest] if rest else 1
        return Numeral(Decimal(2 * unit), scale, Decimal(10 * unit), (True, False))
    value = _whole(head[:-1])
    if value is None or head[-1] != "几" or value % 10 or value % 100 == 0:
        return None
    return Numeral(Decimal(value), scale, Decimal(value + 10), (False, False))


def _of_several(text: str, scale: int) -> Numeral | None:
    """一亿三千万 is 13000 and 4."""
    total = _whole(text)
    if total is None or total % 10**scale:
        return None
    return Numeral(Decimal(total // 10**scale), scale)


_NEIGHBOURS: Final = re.compile("([{0}])([{0}])([十百千]?)".format("".join(DIGITS)))


def _neighbours(head: str, scale: int) -> Numeral | None:
    """七八 is 7 to 8, 三四百 is 300 to 400, 三五 is 3 to 5."""
    found = _NEIGHBOURS.fullmatch(head)
    if found is None:
        return None
    low, high = DIGITS[found[1]], DIGITS[found[2]]
    if not low or (high != low + 1 and (low, high) != (3, 5)):
        return None
    unit = 10 ** SCALES[found[3]] if found[3] else 1
    return Numeral(Decimal(low * unit), scale, Decimal(high * unit))


_LARGE: Final = re.compile("([万亿])")


def _whole(text: str) -> int | None:
    """The whole number of digits and scale words in falling order, with 零 where one is skipped;
    None for any other.
    """
    total, above = 0, _WIDEST
    *heads, rest = _LARGE.split(text)
    for part, sign in zip(heads[::2], heads[1::2], strict=True):
        section, exponent = _section(part), SCALES[sign]
        if section is None or exponent >= above or section == (0, 0):
            return None
        total += sum(section) * 10**exponent
        above = exponent
    last = _section(rest)
    return None if last is None else total + last[0] + last[1] * _short(text)


_UNSAID: Final = {(0, 1): 1}  # 十 alone is ten; 百 and 一百十 are no numbers


def _section(text: str) -> tuple[int, int] | None:
    """What is said below 万: thousands, hundreds and tens, and the digit behind them."""
    section, last = 0, 4
    digit: int | None = None
    for word in text:
        if word in DIGITS:
            if digit or digit == DIGITS[word]:  # 五六, 零零
                return None
            digit = DIGITS[word]
            continue
        exponent = SCALES.get(word, last)
        number = digit or _UNSAID.get((section, exponent), 0)
        if exponent >= last or not number:
            return None
        section += number * 10**exponent
        digit, last = None, exponent
    return section, digit or 0


def _short(text: str) -> int:
    """What a last digit counts: one, or a tenth of the scale word that stands directly before it
    (一万五).
    """
    before = text[-2:-1]
    return 10 ** (SCALES[before] - 1) if before and before in "百千万亿" else 1


# --- digits and scale words mixed -----------------------------------------------------------------

_WIDEST: Final = 40  # an exponent beyond those of all scale words
_DIGITS: Final = r"(?>\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,12}(?!\d))"
_SIGNS: Final = "(?>[十百千]?[万亿兆]{1,2}|[十百千])"
# Plain digits behind 亿 are another number, such as a year; behind 万 they are the rest.
MIXED: Final = re.compile(
    rf"{_DIGITS}{_SIGNS}(?:(?:{_DIGITS}{_SIGNS}|(?<![亿兆]){_DIGITS}|\d(?!\d))){{1,5}}(?![.,]\d)",
    re.ASCII,
)
_SEGMENT: Final = re.compile(r"([\d,]+)([十百千]?)([万亿兆]*)", re.ASCII)


def mixed_numeral(text: str) -> tuple[Decimal, int, int] | None:
    """The number of digits and falling scale words (3兆4,216亿, 842万6千), as value, exponent
    of ten and places behind the point; None where they do not fall. A digit that ends it behind
    万 or 亿 is its next place.

    >>> mixed_numeral("398亿6,000万"), mixed_numeral("13万2"), mixed_numeral("2千3百万")
    ((Decimal('3986000'), 4, 0), (Decimal('13.2'), 4, 1), (Decimal('2300'), 4, 0))
    """
    total = section = 0
    above = least = _WIDEST  # the exponents of the last 万亿兆, and of the last scale word
    scales, last = [0], 0
    for digits, small, large in _SEGMENT.findall(text):
        number, last = int(digits.replace(",", "")), SCALES.get(small, 0)
        if _is_next_place(digits, small + large, least):
            last = least - 1
        exponent = sum(SCALES[sign] for sign in large)
        section += number * 10**last
        if number * 10**last >= 10**least or section * 10**exponent >= 10**above:
            return None
        least = last
        if large:
            total += section * 10**exponent
            section, above, least, last = 0, exponent, exponent, last + exponent
            scales.append(exponent)
    scale = min((each for each in scales if each >= last), default=scales[-1])
    places = max(scale - last, 0)
    value = Decimal((total + section) // 10 ** (scale - places)).scaleb(-places, WIDE)
    return value, scale, places


def _is_next_place(digits: str, signs: str, least: int) -> bool:
    """13万2."""
    return len(digits) == 1 and not signs and least < _WIDEST

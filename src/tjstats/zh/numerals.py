"""Chinese numerals: exact numbers of their characters, as value and exponent of ten: 一千二百万 is
1200 and 4.

Approximate numerals are ranges: 几十 is [20, 100), 十几 is (10, 20), 七八 is [7, 8]. A scale word
alone (千亿) is a number too, and says so.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from tjstats.zh.lexicon.characters import DIGITS, SCALES, SOME

__all__ = ["CHARACTERS", "Numeral", "chinese_numeral"]

CHARACTERS: Final = "".join(DIGITS) + "".join(SCALES) + SOME
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
    if not text or len(text) > _LONGEST:
        return None
    whole, point, decimals = text.partition("点")
    if point:
        return _with_decimals(whole, decimals)
    head = text.rstrip("万亿")
    scale = sum(SCALES[word] for word in text[len(head) :])
    if not head or _only(head, "十百千"):
        return _bare(head, scale)
    if head[0] in SOME or head[-1] in SOME:
        return _approximate(head, scale)
    if "万" in head or "亿" in head:  # 一亿三千万
        total = _whole(text)
        return (
            None
            if total is None or total % 10**scale
            else Numeral(Decimal(total // 10**scale), scale)
        )
    value = _whole(head)
    if value is None:
        return _neighbours(head, scale)
    return Numeral(Decimal(value), scale)


def _only(text: str, characters: str) -> bool:
    return not text.strip(characters)


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


def _approximate(head: str, scale: int) -> Numeral | None:
    """几百 is [200, 1000); 二十几 is (20, 30)."""
    if head[0] in SOME:
        rest = head[1:]
        if len(rest) > 1 or (rest and rest not in "十百千") or not (rest or scale):
            return None
        unit = 10 ** SCALES[rest] if rest else 1
        return Numeral(Decimal(2 * unit), scale, Decimal(10 * unit), (True, False))
    value = _whole(head[:-1])
    if value is None or head[-1] != "几" or value % 10 or value % 100 == 0:
        return None
    return Numeral(Decimal(value), scale, Decimal(value + 10), (False, False))


def _neighbours(head: str, scale: int) -> Numeral | None:
    """七八 is 7 to 8, 三四百 is 300 to 400, 三五 is 3 to 5."""
    if len(head) not in (2, 3) or head[0] not in DIGITS or head[1] not in DIGITS:
        return None
    low, high = DIGITS[head[0]], DIGITS[head[1]]
    if (
        not low
        or not (high == low + 1 or (low, high) == (3, 5))
        or head[2:] not in ("", "十", "百", "千")
    ):
        return None
    unit = 10 ** SCALES[head[2]] if head[2:] else 1
    return Numeral(Decimal(low * unit), scale, Decimal(high * unit))


def _whole(text: str) -> int | None:
    """The whole number of digits and scale words in falling order, with 零 where one is skipped;
    None for any other.
    """
    if text in DIGITS:
        return DIGITS[text]
    total = section = 0  # what is before the last 万 or 亿, and after it
    digit: int | None = None
    last, largest = 5, 99  # exponents of the last 千百十, and of the last 万亿
    for place, word in enumerate(text):
        if word in DIGITS:
            if digit or (digit == 0 and word in "零〇"):
                return None
            digit = DIGITS[word]
            continue
        exponent = SCALES.get(word)
        if exponent is None:
            return None
        if exponent < 4:
            if exponent >= last or (not digit and not (exponent == 1 and not section)):
                return None
            section += (digit or 1) * 10**exponent
            last = exponent
        else:
            if exponent >= largest or (not section and not digit):
                return None
            total += (section + (digit or 0)) * 10**exponent
            section, last, largest = 0, 5, exponent
        digit = None
        if place == len(text) - 1:
            return total + section
    return total + section + (digit or 0) * _short(text)


def _short(text: str) -> int:
    """What a last digit counts: one, or a tenth of the scale word that stands directly before it
    (一万五).
    """
    before = text[-2]
    return 10 ** (SCALES[before] - 1) if before in "百千万亿" else 1

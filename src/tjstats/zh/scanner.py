"""The scan: every numeral of a text, one after another, with its unit and bound words as an
`Amount`.

One compiled expression finds the numerals; what stands around each is looked up in the tables of
`lexicon`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from tjstats.values.numbers import MAX_EXPONENT, WIDE, power_of_ten
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import unit_of_code
from tjstats.zh.amounts import Amount
from tjstats.zh.bound_words import qualify_before, qualify_both
from tjstats.zh.lexicon.characters import DIGITS, SCALES
from tjstats.zh.lexicon.names import FIXED
from tjstats.zh.numerals import CHARACTERS, chinese_numeral
from tjstats.zh.refusals import is_warmth
from tjstats.zh.shares import doubling_of, half_of, printed_share, share_of
from tjstats.zh.unit_words import Found, word_at

__all__ = ["NUMERALS", "amounts"]

_ANY: Final = f"[{CHARACTERS.replace('数', '')}]"
_DIGIT: Final = f"[{''.join(DIGITS)}]"
NUMERALS: Final = re.compile(
    rf"(?=[\d{CHARACTERS}翻半])(?:"  # most characters begin none: one look tells them
    rf"(?P<share>(?>{_ANY}+)分之(?:{_ANY}+(?:点{_DIGIT}+)?|\d+(?:\.\d+)?))"
    r"|(?P<arabic>(?>(?>\d{1,3}(?:,\d{3}){1,9})(?!\d)|\d+)(?:\.\d+)?)"
    r"|(?P<doubling>翻(?:了|一|两|二|三|四|近|再|\d){0,3}番)"
    r"|(?P<half>一半|半数|半(?=个百分点)|(?<=[过超近逾])半(?![年月天个小径导]))"
    rf"|(?P<chinese>(?:[几数](?=[十百千万亿])|一(?=[{CHARACTERS}点成倍]|个百分点|个点)|[零〇](?=点)|[二两三四五六七八九十百千万亿])"
    rf"{_ANY}*(?:点{_DIGIT}+[十百千万亿]*)?))",
    re.ASCII,
)
_MORE: Final = {"余": Qualifier.SOME_OVER, "多": Qualifier.SOME_OVER, "来": Qualifier.ABOUT}
_RATIO: Final = unit_of_code("ratio")
_DEGREES: Final = unit_of_code("degC")
_NAMED_BEFORE: Final = frozenset(".#№_@^=×*✕")
_SIGNS: Final = frozenset("-—–")
_MINUS: Final = frozenset("-—–下负")
_RANGED_BEFORE: Final = frozenset('0123456789%‰℃度岁年月日元人户家亩吨个项成倍时分里米)）】]”"')


def amounts(text: str) -> Iterator[Amount]:
    """The amounts of a normalised text, in order; numbers that are part of dates and names are left
    to the reader.
    """
    floor = 0
    names = FIXED.finditer(text)
    name = next(names, None)
    for found in NUMERALS.finditer(text):
        start = found.start()
        if start < floor:
            continue
        while name is not None and name.end() <= start:
            name = next(names, None)
        if name is not None and name.start() <= start:
            continue
        amount = _READERS[found.lastgroup or ""](text, found)
        if amount is None:
            continue
        floor = amount.end
        yield amount


def _arabic(text: str, found: re.Match[str]) -> Amount | None:
    """1017.03万, 4300余, 2,760.1, 1亿2000万, -3.2."""
    start, end = found.span()
    before = text[start - 1 : start]
    if start and (
        before == "第" or before in _NAMED_BEFORE or (before.isascii() and before.isalpha())
    ):
        return None
    digits = found[0]
    after = text[end : end + 1]
    if len(digits) > MAX_EXPONENT or (after == "." and text[end + 1 : end + 2].isdigit()):
        return None
    if after == "/" and (share := printed_share(text, start, end)) is not None:
        return share
    amount = Amount(Decimal(digits.replace(",", "") if "," in digits else digits), start, end)
    point = digits.find(".")
    amount.places = end - start - point - 1 if point >= 0 else 0
    if start and before in _MINUS:
        _sign(amount, text)
    return _with_unit(amount, text)


def _sign(amount: Amount, text: str) -> None:
    """A dash directly before the digits is a minus where nothing before it can begin a range."""
    place = amount.start - 1
    if text[place] in "下负":
        word = "零下" if text[place] == "下" else "负"
        if text.endswith(word, 0, place + 1) and text[place - 1 : place] not in tuple("抱肩自胜担"):
            amount.value = amount.value.copy_negate() or Decimal(0)
            amount.start = amount.number_start = place + 1 - len(word)
        return
    before = text[place - 1 : place]
    ranged = before in _SIGNS and text[place - 2 : place - 1] in _RANGED_BEFORE  # -5—-3℃
    if (
        not before
        or ranged
        or before in "(<>:,"
        or not (before.isascii() or before in _RANGED_BEFORE or before in _SIGNS)
    ):
        amount.value = amount.value.copy_negate() or Decimal(0)
        amount.start = amount.number_start = place


def _chinese(text: str, found: re.Match[str]) -> Amount | None:
    """一千二百, 十九亿, 一点四亿, 几十, 千亿."""
    start, end = found.span()
    run = found[0]
    if start and text[start - 1] == "第":
        return None
    unit = word_at(text, end - 1) if run[-1] in "千百" and len(run) > 1 else None
    if unit is not None and len(unit[3]) > 1:  # 五千瓦: 千 belongs to the unit
        run, end = run[:-1], end - 1
    numeral = chinese_numeral(run)
    if numeral is None:
        return None
    amount = Amount(numeral.value, start, end, numeral.scale)
    amount.bare = numeral.bare
    if numeral.upper is not None:
        amount.upper, amount.closed, amount.approximate = numeral.upper, numeral.closed, True
        amount.word = Qualifier.BETWEEN
    return _with_unit(amount, text)


def _with_unit(amount: Amount, text: str) -> Amount | None:
    """The amount with what stands behind its digits: 余, scale words, the unit; then with the bound
    words on both sides.
    """
    end = amount.end
    sign = text[end : end + 1]
    if sign and sign in "万亿":  # no unit begins with these
        unit = word_at(text, end + 1)
        if unit is not None:
            amount.scale += SCALES[sign]
            end += 1
    else:
        unit = word_at(text, end)
    if unit is not None and unit[3] == "个":
        unit = None if text.startswith("亿", unit[2]) else _some_in_unit(amount, text, unit)
    if unit is None:
        end = _scaled(amount, text, end)
        unit = word_at(text, end) or _bare_rate(text, end)
        if amount.scale > MAX_EXPONENT:
            return None
    amount.number_end = end
    if unit is not None:
        amount.unit, exponent, end, amount.unit_word = unit
        amount.scale += exponent
        if amount.unit_word in _VARIED:
            end = _varied(amount, text, end)
    amount.end = amount.unit_end = end
    if amount.bare:
        _scale_word_alone(amount, text)
    else:
        qualify_both(amount, text)
    return amount


_VARIED: Final = frozenset("成度")
_TENTHS: Final = {**DIGITS, "半": 5}


def _varied(amount: Amount, text: str, end: int) -> int:
    """七成五 is 7.5 tenths; 度 is of temperature where the text speaks of one. Where the unit
    ends.
    """
    if amount.unit_word == "度":
        if is_warmth(text, amount.start):
            amount.unit = _DEGREES
        return end
    tenth = _TENTHS.get(text[end : end + 1])
    if tenth is not None and word_at(text, end + 1) is None:
        amount.value, amount.places = WIDE.add(amount.value, power_of_ten(-1, tenth)), None
        return end + 1
    return end


_PER_MANY: Final = re.compile(r"/(10*)([十百千万]+)(?:人口?)?", re.ASCII)


def _bare_rate(text: str, end: int) -> Found | None:
    """9.8/10万: a rate of so many."""
    found = _PER_MANY.match(text, end)
    if found is None:
        return None
    return _RATIO, 1 - len(found[1]) - sum(SCALES[letter] for letter in found[2]), found.end(), "/"


def _scaled(amount: Amount, text: str, end: int) -> int:
    """Takes in 余, scale words and a second number behind them (万余, 多万, 个亿, 1亿2000万); where
    they end.
    """
    while end < len(text):
        sign = text[end]
        if sign in _MORE and amount.word is Qualifier.EXACTLY and amount.value:
            amount.word = _MORE[sign]
            amount.approximate = True
        elif sign in SCALES and (sign in "万亿" or word_at(text, end) is None):
            amount.scale += SCALES[sign]
        elif sign == "个" and text[end + 1 : end + 2] == "亿":
            amount.scale += 8
            end += 1
        elif sign == "几" and amount.upper is None and amount.value and _whole_tens(amount.value):
            amount.upper, amount.closed = WIDE.add(amount.value, 10), (False, False)
            amount.word, amount.approximate = Qualifier.BETWEEN, True
        elif sign.isdigit() and amount.scale and amount.word is Qualifier.EXACTLY:
            further = _second(amount, text, end)
            if further == end:
                break
            end = further
            continue
        else:
            break
        end += 1
        amount.number_end = end
    return end


def _second(amount: Amount, text: str, place: int) -> int:
    """1亿2000万: the smaller part behind the larger one."""
    found = _SECOND.match(text, place)
    if found is None:
        return place
    scale = sum(SCALES[letter] for letter in found[2])
    part = Decimal(found[1])
    fits = scale < amount.scale <= MAX_EXPONENT and len(found[1]) + scale <= amount.scale
    if not fits or amount.value.adjusted() + amount.scale > MAX_EXPONENT:
        return place
    amount.value, amount.places = (
        WIDE.add(amount.value.scaleb(amount.scale - scale, WIDE), part),
        None,
    )
    amount.scale = scale
    return found.end()


def _whole_tens(value: Decimal) -> bool:
    return not WIDE.remainder(value, 10)


_SECOND: Final = re.compile(r"(\d{1,8})([十百千万]*)", re.ASCII)


def _some_in_unit(amount: Amount, text: str, unit: Found) -> Found:
    """2个多百分点, 3个多月, 两个半小时: 多 and 半 stand inside the unit."""
    end = unit[2]
    sign = text[end : end + 1]
    if sign not in _INSIDE or not sign or amount.upper is not None or not amount.value:
        return unit
    joint = word_at("个" + text[end + 1 : end + 6], 0)
    if joint is None or len(joint[3]) == 1:
        return unit
    if sign == "半":
        amount.value, amount.places = WIDE.add(amount.value, power_of_ten(-1, 5)), None
    else:
        amount.word, amount.approximate = Qualifier.SOME_OVER, True
    return joint[0], joint[1], end + len(joint[3]), joint[3]


_INSIDE: Final = "多余半"


def _scale_word_alone(amount: Amount, text: str) -> None:
    """千亿级 is from 1000亿 up to 10000亿, which is not in; 上百 is at least 100, but not in
    迈上万亿 and 以上百.
    """
    if text[amount.end : amount.end + 1] == "级" and (
        amount.unit is None or amount.unit.code.isupper()
    ):
        amount.upper, amount.closed = WIDE.multiply(amount.value, 10), (True, False)
        amount.word, amount.approximate = Qualifier.BETWEEN, True
        amount.end += 1
        amount.suffixed = True
    before = text[max(0, amount.start - 2) : amount.start]
    if before.endswith("上") and before[0] not in "迈站跃登跨以及之":
        amount.word, amount.approximate, amount.prefixed = Qualifier.AT_LEAST, True, True
        amount.start -= 1
    elif amount.suffixed:
        if amount.start:
            qualify_before(amount, text)
    else:
        qualify_both(amount, text)


_READERS: Final[dict[str, Callable[[str, re.Match[str]], Amount | None]]] = {
    "arabic": _arabic,
    "chinese": _chinese,
    "share": share_of,
    "doubling": doubling_of,
    "half": half_of,
}

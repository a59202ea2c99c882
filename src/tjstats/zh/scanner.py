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
from tjstats.zh.left_out import counted_behind
from tjstats.zh.lexicon.characters import (
    CHARACTERS,
    DIGITS,
    DOUBLING,
    FIRST_CHARACTERS,
    HALF,
    MINUS,
    SCALES,
)
from tjstats.zh.lexicon.names import FIXED
from tjstats.zh.lexicon.nouns import BROADBAND
from tjstats.zh.lexicon.refusals import ABBREVIATIONS
from tjstats.zh.lexicon.units import CURRENCIES
from tjstats.zh.numerals import MIXED, chinese_numeral, mixed_numeral
from tjstats.zh.refusals import is_electric, is_warmth
from tjstats.zh.shares import doubling_of, half_of, printed_share, share_of
from tjstats.zh.unit_words import Found, unknown_word_at, word_at

__all__ = ["NUMERALS", "amounts"]

_ANY: Final = f"[{CHARACTERS.replace('数', '')}]"
_DIGIT: Final = f"[{''.join(DIGITS)}]"
_ARABIC: Final = r"(?>(?>\d{1,3}(?:,\d{3}){1,9})(?!\d)|\d+)(?:\.\d+)?"
_GOES_ON: Final = re.compile(r"[十百千万亿兆]{1,3}\d", re.ASCII)
_NAMED_BEFORE: Final = frozenset(".#№_@^=×*✕第") | {chr(c) for c in range(128) if chr(c).isalpha()}
_TITLES: Final = frozenset("表图栏件")
_SIGNED: Final = frozenset(f"+-—–下负{MINUS}")
_telling_before: Final = re.escape("".join(sorted(_NAMED_BEFORE | _TITLES | _SIGNED)))
NUMERALS: Final = re.compile(
    rf"(?=[\d{CHARACTERS}翻半])(?:"  # most characters begin none: one look tells them
    rf"(?P<share>(?>{_ANY}{{1,12}})分之(?:{_ANY}{{1,12}}(?:点{_DIGIT}{{1,12}})?|\d+(?:\.\d+)?))"
    # as nearly all: no code, no sign before it, no other number behind it
    rf"|(?P<plain>(?<![{_telling_before}])(?>{_ARABIC})(?![/.]|{_GOES_ON.pattern}))"
    rf"|(?P<arabic>{_ARABIC})"
    rf"|(?P<doubling>{DOUBLING})|(?P<half>{HALF})"
    rf"|(?P<chinese>(?:{FIRST_CHARACTERS}){_ANY}*(?:点{_DIGIT}+[十百千万亿]*)?))",
    re.ASCII,
)
_MORE: Final = {"余": Qualifier.SOME_OVER, "多": Qualifier.SOME_OVER, "来": Qualifier.ABOUT}
_EXACTLY, _SOME_OVER = Qualifier.EXACTLY, Qualifier.SOME_OVER
_RATIO: Final = unit_of_code("ratio")
_DEGREES, _ANGLE, _ELECTRIC = map(unit_of_code, ("degC", "[度]", "kWh"))
_MONEY: Final = unit_of_code("CNY")
_YUAN: Final = ("元", "圆", "块")
_CURRENCIES: Final = {word: unit_of_code(code) for word, code in CURRENCIES.items()}
_CURRENCY_ENDS: Final = frozenset(word[-1] for word in CURRENCIES)
_LONGEST_CURRENCY: Final = max(map(len, CURRENCIES))
_SIGNS: Final = frozenset("-—–")
_RANGED_BEFORE: Final = frozenset(
    '0123456789%‰℃十百千万亿度岁年月日元人户家亩吨个项成倍时分里米)）】]”"'
)
_DATED: Final = frozenset("年月日")
_LARGE_SIGNS: Final = frozenset("万亿")
_NOT_NEGATIVE: Final = frozenset("抱肩自胜担")


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
        amount.start = max(amount.start, floor)  # 1.2亿元人民币1: the word is the first one's
        floor = amount.end
        yield amount


def _plain(text: str, found: re.Match[str]) -> Amount | None:
    """1017.03万, 4300余, 2,760.1."""
    start, end = found.span()
    if end - start > MAX_EXPONENT:
        return None
    return _with_unit(_of_digits(found[0], start, end), text)


def _arabic(text: str, found: re.Match[str]) -> Amount | None:
    """3兆4,216亿, -3.2: digits that may be a code, a share, a part of a mixed numeral, or
    negative.
    """
    start, end = found.span()
    if end - start > MAX_EXPONENT or _is_code(text, start, end):
        return None
    after = text[end : end + 1]
    if after == "/" and (share := printed_share(text, start, end)) is not None:
        return share
    mixed = after in SCALES and _GOES_ON.match(text, end)
    amount = _mixed(text, start) if mixed else None
    if amount is None:
        amount = _of_digits(found[0], start, end)
    if text[start - 1 : start] in _SIGNED:
        _sign(amount, text)
    return _with_unit(amount, text)


def _is_code(text: str, start: int, end: int) -> bool:
    """Whether the digits are part of a code or a title: 第3, PM10, 192.168.1.1, K23+500, 表3."""
    before = text[start - 1 : start]
    if before in _TITLES and _TITLED.search(text, max(0, start - 4), start):
        return True
    if before in _DASHES and _NUMBERED.search(text, max(0, start - 6), start):
        return True
    if before in _NAMED_BEFORE or (before == "+" and text[start - 2 : start - 1].isdigit()):
        amount = text[end : end + 1] in _AMOUNT_SIGNS
        return not (amount and _ABBREVIATED.search(text, max(0, start - 4), start))
    return text[end : end + 1] == "." and text[end + 1 : end + 2].isdigit()


def _of_digits(digits: str, start: int, end: int) -> Amount:
    amount = Amount(Decimal(digits.replace(",", "") if "," in digits else digits), start, end)
    point = digits.find(".")
    amount.places = end - start - point - 1 if point >= 0 else 0
    return amount


_ABBREVIATED: Final = re.compile(f"(?<![A-Za-z])(?:{'|'.join(ABBREVIATIONS)})$")
_AMOUNT_SIGNS: Final = frozenset("万亿兆元")
_DASHES: Final = frozenset("-—–")
_NUMBERED: Final = re.compile(r"[表图]\d{1,2}[-—–]$")
_TITLED: Final = re.compile("(?:^|\n)[表图]$|(?:附[表图件]|专栏)$")


def _mixed(text: str, start: int) -> Amount | None:
    """3兆4,216亿, 842万6千, 13万2: digits and scale words by turns."""
    found = MIXED.match(text, start)
    numeral = mixed_numeral(found[0]) if found else None
    if found is None or numeral is None or word_at(text, found.end() - 1) is not None:
        return None
    amount = Amount(numeral[0], start, found.end(), numeral[1])
    amount.places = numeral[2]
    return amount


def _sign(amount: Amount, text: str) -> None:
    """A dash directly before the digits is a minus where nothing before it can begin a range; a
    plus is part of the figure.
    """
    place = amount.start - 1
    sign = text[place]
    if sign == "+":
        amount.start = amount.number_start = place
        return
    if sign in "下负":
        word = "零下" if sign == "下" else "负"
        before = text[place - 1 : place] if place else ""
        negative = text.endswith(word, 0, place + 1) and before not in _NOT_NEGATIVE
        place += 1 - len(word)
    else:
        negative = sign == MINUS or _is_minus(text, place)
    if negative:
        amount.value = amount.value.copy_negate() or Decimal(0)
        amount.start = amount.number_start = place


def _is_minus(text: str, place: int) -> bool:
    before = text[place - 1 : place] if place else ""
    if not before or before in "(<>:,":
        return True
    if before in _SIGNS:  # -5—-3℃
        return text[place - 2 : place - 1] in _RANGED_BEFORE
    if before in _DATED and not text[place - 2 : place - 1].isdigit():  # 较上年-0.4
        return True
    return not (before.isascii() or before in _RANGED_BEFORE)


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
    unit = _unit_behind(amount, text)
    if amount.scale > MAX_EXPONENT:
        return None
    if unit is not None and (unit[0].code[0] != "[" or _counts(amount, unit, text)):
        _take_unit(amount, unit, text)
    if text[amount.start - 1 : amount.start] in _CURRENCY_ENDS:
        _take_currency(amount, text)
    if amount.bare:
        _scale_word_alone(amount, text)
    else:
        qualify_both(amount, text)
    return amount


def _unit_behind(amount: Amount, text: str) -> Found | None:
    """The unit behind the digits; the scale words and 余 before it are taken in."""
    end = amount.end
    sign = text[end : end + 1]
    if sign in _LARGE_SIGNS:  # no unit begins with these
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
        unit = _unit_at(text, end) or _unknown(amount, text, end)
    amount.number_end = amount.end = amount.unit_end = end
    return unit


def _unit_at(text: str, end: int) -> Found | None:
    """The unit at *end*, also where it is Latin and stands behind a space."""
    found = word_at(text, end) or _bare_rate(text, end)
    if found is None and text[end : end + 1] == " ":
        found = word_at(text, end + 1)
        return found if found is not None and found[3].isascii() else None
    return found


def _unknown(amount: Amount, text: str, end: int) -> Found | None:
    """A word that no table knows, unless people or firms are counted behind the number."""
    digits = text[amount.number_start].isdigit() and not text.endswith("每", 0, amount.start)
    if amount.bare or not digits or counted_behind(text, end):
        return None
    many = amount.scale >= 4 or amount.word is _SOME_OVER
    return unknown_word_at(text, end, many)


def _counts(amount: Amount, unit: Found, text: str) -> bool:
    """Whether a word of one character that no table knows is a unit here: behind digits only."""
    return len(unit[3]) > 1 or text[amount.number_start].isascii()


def _take_unit(amount: Amount, unit: Found, text: str) -> None:
    amount.unit, exponent, end, amount.unit_word = unit
    amount.scale += exponent
    varied = _VARIED.get(amount.unit_word)
    amount.end = amount.unit_end = end if varied is None else varied(amount, text, end)


def _take_currency(amount: Amount, text: str) -> None:
    """新台币3兆4,216亿元, HK$5.8亿: the money stands before the number."""
    start = amount.start
    if amount.unit is not None and (amount.unit is not _MONEY or amount.unit_word not in _YUAN):
        return
    for size in range(min(_LONGEST_CURRENCY, start), 0, -1):
        unit = _CURRENCIES.get(text[start - size : start])
        if unit is not None:
            amount.unit, amount.start = unit, start - size
            amount.unit_word = amount.unit_word or "元"
            return


_TENTHS: Final = {**DIGITS, "半": 5, **{str(digit): digit for digit in range(10)}}
_TENTH: Final = f"[{''.join(_TENTHS)}]"
_SMALL_MONEY: Final = re.compile(
    rf"[零〇]?(?:(?P<tenths>{_TENTH})角)?(?:(?P<cents>{_TENTH})分)?(?!钟|之)"
)


def _tenths(amount: Amount, text: str, end: int) -> int:
    """七成五 and 7成5 are 7.5 tenths. Where the unit ends."""
    tenth = _TENTHS.get(text[end : end + 1])
    if tenth is None or text[end + 1 : end + 2].isdigit() or word_at(text, end + 1) is not None:
        return end
    amount.value, amount.places = WIDE.add(amount.value, power_of_ten(-1, tenth)), None
    return end + 1


def _degrees(amount: Amount, text: str, end: int) -> int:
    """度 is of temperature or of electricity where the text speaks of them. Where the unit ends."""
    if is_warmth(text, amount.start):
        amount.unit = _DEGREES
    elif amount.unit is _ELECTRIC and not is_electric(text, amount.start, end):
        amount.unit = _ANGLE
    return end


def _yuan(amount: Amount, text: str, end: int) -> int:
    """十元三角八分 is 10.38 yuan. Where the unit ends."""
    found = _SMALL_MONEY.match(text, end)
    if found is None or not found.lastgroup or amount.scale or amount.places:
        return end
    places = 2 if found["cents"] else 1
    digits = _TENTHS[found["tenths"] or "0"], _TENTHS[found["cents"] or "0"]
    part = Decimal((0, digits[:places], -places))
    amount.value, amount.places = WIDE.add(amount.value, part), None
    return found.end()


# Units with more of their number behind them.
_VARIED: Final[dict[str, Callable[[Amount, str, int], int]]] = {
    "成": _tenths,
    "度": _degrees,
    "元": _yuan,
}


_PER_MANY: Final = re.compile(r"/(10*)([十百千万]+)(?:人口?)?", re.ASCII)


def _bare_rate(text: str, end: int) -> Found | None:
    """9.8/10万: a rate of so many."""
    found = _PER_MANY.match(text, end)
    if found is None:
        return None
    return _RATIO, 1 - len(found[1]) - sum(SCALES[letter] for letter in found[2]), found.end(), "/"


def _scaled(amount: Amount, text: str, end: int) -> int:
    """Takes in scale words and 余, 来, 几 among them (万余, 多万, 个亿); where they end."""
    while end < len(text) and amount.scale <= MAX_EXPONENT:
        sign = text[end]
        if sign in SCALES:
            if sign not in "万亿" and not _is_scale(text, end):
                break
            amount.scale += SCALES[sign]
        elif sign == "个" and text.startswith("亿", end + 1):
            amount.scale += 8
            end += 1
        elif not _made_approximate(amount, sign):
            break
        end += 1
    return end


def _is_scale(text: str, place: int) -> bool:
    """Whether 十, 百, 千 or 兆 is a scale word, and no part of a unit (千瓦, 兆帕) or of a width of
    band (500兆光纤).
    """
    if word_at(text, place) is not None:
        return False
    return text[place] != "兆" or _NOT_MEGABIT.match(text, place + 1) is None


_NOT_MEGABIT: Final = re.compile(f"(?:以上|及以上|[左右到至-]|级|的){{0,3}}(?:{BROADBAND})")


def _made_approximate(amount: Amount, sign: str) -> bool:
    """Takes in 余, 多, 来 and 几; whether *sign* is one of them here."""
    if sign in _MORE and amount.word is _EXACTLY and amount.value:
        amount.word, amount.approximate = _MORE[sign], True
    elif sign == "几" and amount.upper is None and amount.value and _whole_tens(amount.value):
        amount.upper, amount.closed = WIDE.add(amount.value, 10), (False, False)
        amount.word, amount.approximate = Qualifier.BETWEEN, True
    else:
        return False
    return True


def _whole_tens(value: Decimal) -> bool:
    return not WIDE.remainder(value, 10)


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
    "plain": _plain,
    "arabic": _arabic,
    "chinese": _chinese,
    "share": share_of,
    "doubling": doubling_of,
    "half": half_of,
}

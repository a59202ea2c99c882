"""The scan: every numeral of a text, one after another, with its unit and bound words as an `Amount`.

One compiled expression finds the numerals; what stands around each is looked up in the tables of `words` and `unit_words`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from tjstats.values.numbers import DIGITS as MOST_DIGITS
from tjstats.values.numbers import MAX_EXPONENT
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import unit_of_code
from tjstats.zh.amounts import Amount
from tjstats.zh.bound_words import mark_end, qualify_after, qualify_before
from tjstats.zh.numerals import CHARACTERS, DIGITS, SCALES, chinese_numeral
from tjstats.zh.refusals import is_warmth
from tjstats.zh.unit_words import Found, word_at
from tjstats.zh.words import FIXED

__all__ = ["NUMERALS", "amounts"]

_ANY: Final = f"[{CHARACTERS.replace('数', '')}]"
_DIGIT: Final = f"[{''.join(DIGITS)}]"
NUMERALS: Final = re.compile(
    rf"(?P<share>(?>{_ANY}+)分之(?:{_ANY}+(?:点{_DIGIT}+)?|\d+(?:\.\d+)?))"
    r"|(?P<arabic>(?>(?>\d{1,3}(?:,\d{3}){1,9})(?!\d)|\d+)(?:\.\d+)?)"
    r"|(?P<doubling>翻(?:了|一|两|二|三|四|近|再|\d){0,3}番)"
    r"|(?P<half>一半|半数|(?<=[过超])半(?![年月天个]))"
    rf"|(?P<chinese>(?:[几数](?=[十百千万亿])|一(?=[{CHARACTERS}点成倍]|个百分点|个点)|[零〇](?=点)|[二两三四五六七八九十百千万亿])"
    rf"{_ANY}*(?:点{_DIGIT}+[十百千万亿]*)?)",
    re.ASCII,
)
_MORE: Final = {"余": Qualifier.SOME_OVER, "多": Qualifier.SOME_OVER, "来": Qualifier.ABOUT}
_RATIO, _PERCENT = unit_of_code("ratio"), unit_of_code("percent")
_DEGREES: Final = unit_of_code("degC")
_SHARES: Final = {"百": (_PERCENT, 0), "千": (unit_of_code("permille"), 0), "万": (_RATIO, -4)}
_NAMED_BEFORE: Final = frozenset(".#№_@^=×*✕")
_SIGNS: Final = frozenset("-—–")
_MINUS: Final = frozenset("-—–下负")
_RANGED_BEFORE: Final = frozenset("0123456789%‰℃度岁年月日元人户家亩吨个项成倍时分里米)）】]”\"")
_BARE_BEFORE: Final = frozenset("上过")


def amounts(text: str) -> Iterator[Amount]:
    """The amounts of a normalised text, in order; numbers that are part of dates and names are left to the reader."""
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
    if start:
        before = text[start - 1]
        if before == "第" or before in _NAMED_BEFORE or (before.isascii() and before.isalpha()):
            return None
    digits = found[0]
    if len(digits) > MOST_DIGITS or (text[end : end + 1] == "." and text[end + 1 : end + 2].isdigit()):
        return None
    amount = Amount(Decimal(digits.replace(",", "") if "," in digits else digits), start, end)
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
    if not before or ranged or before in "(<>:," or not (before.isascii() or before in _RANGED_BEFORE or before in _SIGNS):
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
    """The amount with what stands behind its digits: 余, scale words, the unit, bound words; then those before it."""
    end = amount.end
    unit = word_at(text, end)
    if unit is None:
        end = _scaled(amount, text, end)
        unit = word_at(text, end) or _bare_rate(text, end)
    else:
        unit = _some_in_unit(amount, text, unit)
    if abs(amount.scale) > MAX_EXPONENT:
        return None
    amount.number_end = end if unit is None or amount.word is not Qualifier.SOME_OVER else max(end, amount.number_end)
    if unit is not None:
        amount.unit, exponent, end, amount.unit_word = unit
        amount.scale += exponent
        if amount.unit_word == "成" and text[end : end + 1] in DIGITS and word_at(text, end + 1) is None:
            amount.value += Decimal(DIGITS[text[end]]).scaleb(-1)  # 七成五
            end += 1
        if amount.unit_word == "度" and is_warmth(text, amount.start):
            amount.unit = _DEGREES
    amount.end = amount.unit_end = end
    if end < len(text):
        if amount.bare and text[end] == "级":
            _order_of_magnitude(amount, text)
        else:
            qualify_after(amount, text)
    if amount.start:
        if amount.bare and text[amount.start - 1] in _BARE_BEFORE:
            _hundreds_and_more(amount, text)
        else:
            qualify_before(amount, text)
    if amount.mark is not None:
        mark_end(amount)
    return amount


_PER_MANY: Final = re.compile(r"/(10*)([十百千万]+)(?:人口?)?", re.ASCII)


def _bare_rate(text: str, end: int) -> Found | None:
    """9.8/10万: a rate of so many."""
    found = _PER_MANY.match(text, end)
    if found is None:
        return None
    return _RATIO, 1 - len(found[1]) - sum(SCALES[letter] for letter in found[2]), found.end(), "/"


def _scaled(amount: Amount, text: str, end: int) -> int:
    """Takes in 余, scale words and a second number behind them (万余, 多万, 个亿, 1亿2000万); where they end."""
    while end < len(text):
        sign = text[end]
        if sign in _MORE and amount.word is Qualifier.EXACTLY and amount.value:
            amount.word = _MORE[sign]
            amount.approximate = True
        elif sign in SCALES and word_at(text, end) is None:
            amount.scale += SCALES[sign]
        elif sign == "个" and text[end + 1 : end + 2] == "亿":
            amount.scale += 8
            end += 1
        elif sign == "几" and amount.value % 10 == 0 and amount.upper is None and amount.value:
            amount.upper, amount.closed = amount.value + 10, (False, False)
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
    if scale >= amount.scale or part.scaleb(scale) >= 10 ** Decimal(amount.scale) or len(found[1]) > 8:
        return place
    amount.value = amount.value.scaleb(amount.scale - scale) + part
    amount.scale = scale
    return found.end()


_SECOND: Final = re.compile(r"(\d{1,8})([十百千万]*)", re.ASCII)


def _some_in_unit(amount: Amount, text: str, unit: tuple) -> tuple:  # type: ignore[type-arg]
    """2个多百分点, 3个多月: 多 stands inside the unit."""
    if unit[3] != "个" or amount.upper is not None:
        return unit
    end = unit[2]
    if text[end : end + 1] in ("多", "余", "半") and amount.value:
        inner = word_at(text, end + 1)
        joined = word_at("个" + text[end + 1 : end + 6], 0)
        if joined is not None and len(joined[3]) > 1:
            if text[end] == "半":
                amount.value += Decimal("0.5")
            else:
                amount.word, amount.approximate = Qualifier.SOME_OVER, True
            return joined[0], joined[1], end + len(joined[3]), joined[3]
        if inner is not None and inner[3] in ("小时", "亿"):
            amount.word, amount.approximate = Qualifier.SOME_OVER, True
            return inner
    if text[end : end + 1] == "亿":
        amount.scale += 8
        return word_at(text, end + 1) or (None, 0, end + 1, "")
    return unit


def _order_of_magnitude(amount: Amount, text: str) -> None:
    """千亿级 is from 1000亿 up to 10000亿, which is not in."""
    amount.upper, amount.closed = amount.value * 10, (True, False)
    amount.word, amount.approximate = Qualifier.BETWEEN, True
    amount.end += 1
    amount.suffixed = True


def _hundreds_and_more(amount: Amount, text: str) -> None:
    """上百 is at least 100, 过万 is over 10000; 以上百 and 超过百 are read as ever."""
    before = text[max(0, amount.start - 2) : amount.start]
    if before[0] in "以及之" and before[-1] == "上":
        return
    if before[-1] == "上":
        if amount.start >= 2 and before[0] in "迈站跃登跨":
            qualify_before(amount, text)
            return
        amount.word, amount.approximate, amount.prefixed = Qualifier.AT_LEAST, True, True
        amount.start -= 1
    else:
        qualify_before(amount, text)


def _share(text: str, found: re.Match[str]) -> Amount | None:
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
    return _qualified(amount, text)


def _number(run: str) -> Decimal | None:
    numeral = chinese_numeral(run)
    if numeral is None or numeral.upper is not None:
        return None
    return numeral.value.scaleb(numeral.scale)


_TIMES: Final = {"": 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _doubling(text: str, found: re.Match[str]) -> Amount | None:
    """翻一番 is twice, 翻两番 is four times."""
    times = _TIMES.get(found[0][1:-1].strip("了近再"))
    if times is None:
        return None
    amount = Amount(Decimal(2**times), *found.span())
    amount.unit, amount.unit_word = _RATIO, "番"
    if "近" in found[0]:
        amount.word, amount.approximate = Qualifier.NEARLY, True
    return _qualified(amount, text)


def _half(text: str, found: re.Match[str]) -> Amount | None:
    """过半, 一半以上: only where it is a bound."""
    amount = Amount(Decimal("0.5"), *found.span())
    amount.unit, amount.unit_word = _RATIO, "半"
    amount = _qualified(amount, text)
    return amount if amount.word is not Qualifier.EXACTLY else None


def _qualified(amount: Amount, text: str) -> Amount:
    if amount.end < len(text):
        qualify_after(amount, text)
    if amount.start:
        qualify_before(amount, text)
    return amount


_READERS: Final[dict[str, Callable[[str, re.Match[str]], Amount | None]]] = {
    "arabic": _arabic,
    "chinese": _chinese,
    "share": _share,
    "doubling": _doubling,
    "half": _half,
}

"""Chinese numerals as numbers: whole ones, decimals, scale words, approximate ones, and what is none."""

import pytest

from tjstats.zh.lexicon.characters import DIGITS
from tjstats.zh.numerals import chinese_numeral

WHOLE = {
    "十": 10,
    "十二": 12,
    "九十九": 99,
    "一百零五": 105,
    "一百一十": 110,
    "一百五": 150,
    "三百二十六": 326,
    "一千零五": 1005,
    "一万七千五百": 17500,
    "一万五": 15000,
    "一亿三千万": 130_000_000,
    "两万三千": 23000,
    "三千零五十万": 30_500_000,
    "一点四亿": 140_000_000,
    "千亿": 10**11,
    "万亿": 10**12,
}


def number(numeral):
    return numeral.value.scaleb(numeral.scale)


@pytest.mark.parametrize(("text", "value"), WHOLE.items())
def test_whole_numbers(text, value):
    """Digits and scale words in falling order."""
    assert number(chinese_numeral(text)) == value


def written(value):
    """A whole number below 10000 in Chinese, as it is taught."""
    digits = "零一二三四五六七八九"
    text, zero = "", False
    for place, word in zip((1000, 100, 10, 1), ("千", "百", "十", ""), strict=True):
        digit = value // place % 10
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + word
        zero = not digit and (zero or bool(text))
    return text.removeprefix("一") if 10 <= value < 20 else text


def test_all_numbers_below_ten_thousand():
    """Each number that can be written is read as itself, also with 万 behind it."""
    for value in range(1, 10000):
        text = written(value)
        assert number(chinese_numeral(text)) == value
        assert number(chinese_numeral(text + "万")) == value * 10000


@pytest.mark.parametrize(
    "text",
    [
        "十四五",
        "二〇二五",
        "零零",
        "百千",
        "一百几",
        "十十",
        "百百",
        "几",
        "一亿亿零一",
        "点五",
        "",
        "一" * 40,
    ],
)
def test_no_numbers(text):
    """Plan names, years digit by digit and words out of order are none."""
    assert chinese_numeral(text) is None


def test_digits():
    """两 is two, 〇 is zero."""
    assert all(chinese_numeral(word).value == digit for word, digit in DIGITS.items())

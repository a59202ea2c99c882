"""What makes a number with a unit no figure: dates, ranks, names; and lengths of time that only
date the statement.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from tjstats.zh.amounts import Amount
from tjstats.zh.lexicon.bounds import LENGTHS_AFTER, LENGTHS_BEFORE, RANKS_BEFORE
from tjstats.zh.lexicon.refusals import (
    ANGLES,
    BUILDINGS,
    DATING,
    DATING_AFTER,
    ELECTRIC,
    LEVEL,
    NAMED,
    PEOPLE_AFTER_RANK,
    PLACES,
    PRICES,
    RANK_MOVES,
    SCORE,
    WARMTH,
)

__all__ = ["refused"]

_YEAR: Final = Decimal(1000)
_HUNDRED: Final = Decimal(100)
_SHORT: Final = 12  # how far back a word still says what a number is


def refused(amount: Amount, text: str) -> bool:
    """Whether the number is part of a date, a rank or a name."""
    rule = _RULES.get(amount.unit_word)
    if rule is not None and rule(amount, text):
        return True
    start = amount.number_start
    if not start:
        return False
    before = text[start - 1]
    if before in _TELLING:
        return before == "每" or _ranks(amount, text) or _in_quotes(amount, text)
    return False


def _ranks(amount: Amount, text: str) -> bool:
    """前三位, 排名第5, 居10名; not 目前43家."""
    start = amount.number_start
    if text[start - 1] not in _RANK_LAST:
        return False
    if text[start - 1] == "前":
        return text[start - 2 : start - 1] not in tuple("目此日先以之当眼空提")
    return amount.unit_word in PEOPLE_AFTER_RANK and text.endswith(
        RANKS_BEFORE, max(0, start - 4), start
    )


_RANK_LAST: Final = frozenset(word[-1] for word in RANKS_BEFORE)
_QUOTES: Final = frozenset('“‘《"')
_TELLING: Final = _RANK_LAST | _QUOTES | {"每"}  # 每5万人口


def _in_quotes(amount: Amount, text: str) -> bool:
    """“两个确立”, "一对一": a small Chinese number directly behind a quotation mark is a name."""
    plain = text[amount.number_start : amount.number_end]
    return text[amount.number_start - 1] in _QUOTES and (
        amount.value < _HUNDRED
        and not plain[:1].isdigit()
        and amount.unit_word in NAMED
        and not amount.suffixed
    )


def _length(amount: Amount, text: str) -> bool:
    """A number of years or months that is not said to be a length."""
    if amount.value >= _YEAR and not amount.scale:
        return True
    start = amount.start
    if amount.has_decimals:
        return False
    if text.endswith(DATING, max(0, start - 4), start):
        return True
    if amount.scale or amount.suffixed:
        return False
    return text.startswith(DATING_AFTER, amount.unit_end) or not _is_length(amount, text)


def _is_length(amount: Amount, text: str) -> bool:
    """连续8年, 为期3个月, 超过5年, 3年时间."""
    start = amount.start
    if amount.prefixed and text[start : start + 1] != "近":
        return True
    return text.endswith(LENGTHS_BEFORE, max(0, start - 6), start) or text.startswith(
        LENGTHS_AFTER, amount.end
    )


def _days(amount: Amount, text: str) -> bool:
    """近7天, 前3天."""
    start = amount.start if text[amount.start] != "近" else amount.start + 1
    return text.endswith(DATING, max(0, start - 4), start) or text.startswith(
        ("前", "后", "来"), amount.unit_end
    )


def _dates(amount: Amount, text: str) -> bool:
    """10日 is a date; 30日以内 and 产假15日 are lengths."""
    length = amount.suffixed or (amount.prefixed and text[amount.start] != "近")
    length = length or text.endswith("假", 0, amount.start)
    return not length or text.endswith(("月", "至", "-"), 0, amount.start)


def _points(amount: Amount, text: str) -> bool:
    """指数3351.76点; not 上午9点, 三点建议."""
    before = text[max(0, amount.start - _SHORT) : amount.start]
    return not (amount.value >= _HUNDRED or amount.has_decimals or LEVEL.search(before))


def _scores(amount: Amount, text: str) -> bool:
    """满意度得分90.5分, 每股3.2分; not 9时30分."""
    if is_money(text, amount.start) or (amount.unit is not None and "/" in amount.unit.code):
        return False
    if text.endswith("时", 0, amount.start):
        return True
    scored = SCORE.search(text, max(0, amount.start - 2 * _SHORT), amount.start)
    return not scored or text[amount.end : amount.end + 1] in tuple("之局公行支配")


def _places(amount: Amount, text: str) -> bool:
    """9市, 16区: counted with Arabic digits only, since 三省, 两县 are names."""
    return not text[amount.number_start].isdigit() or amount.has_decimals


def _persons(amount: Amount, text: str) -> bool:
    """上升3位 is a rank, 后四位3216 a number of digits."""
    return text.endswith(RANK_MOVES, 0, amount.start) or text[amount.end : amount.end + 1].isdigit()


def _nano(amount: Amount, text: str) -> bool:
    return text.startswith(("工艺", "芯片", "制程", "材料", "技术", "级"), amount.end)


def _places_of_maps(amount: Amount, text: str) -> bool:
    """北纬39度54分."""
    start = amount.start
    return ANGLES.search(text, max(0, start - 4), start) is not None


def _parties(amount: Amount, text: str) -> bool:
    """四方共建; not 3.4亿方, which are cubic metres."""
    return not text[amount.number_start].isdigit()


def _goes_on(amount: Amount, text: str) -> bool:
    """9秒83, 2米35: results of athletes."""
    return text[amount.unit_end : amount.unit_end + 1].isdigit()


def _storeys(amount: Amount, text: str) -> bool:
    """3号楼二层."""
    return text.endswith(BUILDINGS, 0, amount.start)


_RULES: Final[dict[str, Callable[[Amount, str], bool]]] = {
    "年": _length,
    "个月": _length,
    "个季度": _length,
    "天": _days,
    "日": _dates,
    "方": _parties,
    "秒": _goes_on,
    "米": _goes_on,
    "层": _storeys,
    "度": _places_of_maps,
    "点": _points,
    "分": _scores,
    "位": _persons,
    "纳米": _nano,
    **dict.fromkeys(PLACES, _places),
}


def is_electric(text: str, start: int, end: int) -> bool:
    """Whether 度 between *start* and *end* is of electricity."""
    return (
        text[end : end + 1] == "电"
        or ELECTRIC.search(text, max(0, start - 2 * _SHORT), start) is not None
    )


def is_money(text: str, start: int) -> bool:
    """Whether 分 before *start* is of money."""
    return PRICES.search(text, max(0, start - _SHORT), start) is not None


def is_warmth(text: str, start: int) -> bool:
    """Whether 度 before *start* is of temperature."""
    return WARMTH.search(text, max(0, start - _SHORT), start) is not None

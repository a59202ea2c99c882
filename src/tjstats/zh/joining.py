"""Ranges and lists: amounts that stand beside each other become one figure, or share a unit and a
bound word.

60—80元/月, 5%左右到6%, 10万元以上20万元以下 are one range; 5.9和2.9个百分点 are two figures of one
unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from tjstats.values.numbers import MAX_EXPONENT, WIDE
from tjstats.values.qualifiers import Qualifier
from tjstats.zh.amounts import Amount
from tjstats.zh.lexicon import one_of
from tjstats.zh.lexicon.bounds import JOINS, RANGES
from tjstats.zh.lexicon.changes import FALLS, RISES, WITH_BASE
from tjstats.zh.structures import structured

__all__ = ["joined"]

_EXACTLY, _ABOUT, _BETWEEN = Qualifier.EXACTLY, Qualifier.ABOUT, Qualifier.BETWEEN
_AT_LEAST, _AT_MOST, _OVER, _UNDER = (
    Qualifier.AT_LEAST,
    Qualifier.AT_MOST,
    Qualifier.OVER,
    Qualifier.UNDER,
)
_BEGINNINGS: Final = (
    _EXACTLY,
    _ABOUT,
    _OVER,
)  # the last one before the number: 超过3000元至12000元
_CHANGES: Final = frozenset("从由自")
_SPREAD: Final = ("不等", "之间")
_FROM_TO: Final = frozenset("至到")
_NEXT, _FARTHEST = 2, 6
_LONGEST_LIST: Final = 40
_VERBS: Final = one_of((*RISES, *FALLS, *WITH_BASE))
_CHANGED: Final = re.compile(f"(?:{one_of((*RISES, *FALLS))})了?$")
_MANY: Final = 10
_ANOTHER_CHANGE: Final = re.compile(f"(?:[、,和与及]|以及)(?:{_VERBS})了?")
_FLOOR_TO_CEILING: Final = frozenset(("", "、", ",", "至", "到", "-"))


def joined(text: str, found: Iterable[Amount]) -> list[Amount]:
    """The amounts with ranges made one and units shared over lists; those that got no unit keep
    None.
    """
    done: list[Amount] = []
    waiting: list[Amount] = []  # of a list whose unit is still to come
    last: Amount | None = None
    for amount in found if ":" not in text else structured(text, list(found)):
        listed = False
        if last is not None and _is_near(last, amount):
            gap = text[last.end : amount.start]
            if _is_range(last, gap, amount, text) and _spanned(last, amount):
                _close(waiting, last)
                continue
            listed = _goes_on(last, gap, amount, text)
        if listed and last is not None:
            waiting.append(last)
            del waiting[:-_LONGEST_LIST]
        else:
            waiting = []
        _close(waiting, amount)
        done.append(amount)
        last = amount
    return done


def _close(waiting: list[Amount], amount: Amount) -> None:
    """Gives the list what its last number has, where that has a unit; 个 may go on to 个百分点."""
    if waiting and amount.unit is not None:
        _share(waiting, amount)
        if amount.unit_word != "个":
            waiting.clear()


def _is_near(last: Amount, amount: Amount) -> bool:
    """Whether a number stands so near behind another that they may be of one list:
    低0.2个和高0.9个百分点.
    """
    apart = amount.start - last.end
    return apart <= _NEXT or (apart <= _FARTHEST and last.unit_word == "个")


def _waits(last: Amount, amount: Amount) -> bool:
    """Whether the unit of *last* is still to come: it has none, or 个 of 2个和0.7个百分点."""
    if last.unit is None:
        return True
    return last.unit_word == "个" and amount.unit_word[:1] == "个"


def _goes_on(last: Amount, gap: str, amount: Amount, text: str) -> bool:
    if not _waits(last, amount) or last.bare or last.suffixed:
        return False
    if gap == ",":
        return _printed_decimals(last.value) > 0 and _printed_decimals(amount.value) > 0
    if len(gap) > _NEXT or gap[1:] in WITH_BASE:  # 低0.4个和高1.6个百分点
        return _ANOTHER_CHANGE.fullmatch(gap) is not None
    return gap in JOINS or (gap in _FROM_TO and text[last.start - 1 : last.start] in _CHANGES)


def _printed_decimals(value: Decimal) -> int:
    return -int(value.as_tuple().exponent)


def _share(waiting: list[Amount], closing: Amount) -> None:
    """Gives unit, scale and bound words of a list to all its members."""
    head = waiting[0] if waiting else closing
    for member in waiting:
        if member is not closing:
            _take_from(member, closing)
    if head.prefixed and not head.suffixed:
        for member in (*waiting, closing):
            if member.word is _EXACTLY:
                member.word, member.approximate = head.word, head.approximate


def _take_from(member: Amount, closing: Amount) -> None:
    member.unit, member.unit_word = closing.unit, closing.unit_word
    if not member.scale:
        member.scale = closing.scale
    if closing.suffixed and member.word is _EXACTLY:
        member.word, member.approximate, member.suffixed = closing.word, closing.approximate, True


# --- ranges ---------------------------------------------------------------------------------------


def _is_range(last: Amount, gap: str, amount: Amount, text: str) -> bool:
    if not _may_be_ends(last, amount):
        return False
    if last.suffixed and last.word is _AT_LEAST and gap in _FLOOR_TO_CEILING:
        return _is_ceiling(amount)
    if amount.prefixed and amount.word is not _ABOUT:
        return False
    if gap not in RANGES or _is_change(last, gap, amount, text):
        return False
    return last.word in (_BEGINNINGS if last.prefixed else _BEGINNINGS[:-1])


def _is_ceiling(amount: Amount) -> bool:
    """10万元以上20万元以下, 3年以上不满10年."""
    if amount.prefixed and amount.word is not _ABOUT:
        return amount.word in (_AT_MOST, _UNDER)
    return amount.suffixed and amount.word is _AT_MOST


def _may_be_ends(last: Amount, amount: Amount) -> bool:
    parts = (last.upper, amount.upper, last.divisor, amount.divisor)
    return parts == (None, None, None, None) and not last.bare and _one_unit(last, amount)


def _one_unit(last: Amount, amount: Amount) -> bool:
    """Whether both ends have one unit, or only the last has it (百分之三到五: only the first)."""
    if last.unit is None:
        return True
    if amount.unit is None:
        return amount.suffixed or last.unit_word == "分之"
    return last.unit is amount.unit


def _is_change(last: Amount, gap: str, amount: Amount, text: str) -> bool:
    """从91%到95% are two figures, and so are 减少1800人至366万人; 从3%到5%不等 is a range."""
    if gap in _FROM_TO and _is_to_level(last, amount, text):
        return True
    return (
        gap in _FROM_TO
        and text[last.start - 1 : last.start] in _CHANGES
        and not text.startswith(_SPREAD, amount.end)
        and last.start > 0
    )


def _is_to_level(last: Amount, amount: Amount, text: str) -> bool:
    """Whether a change goes to a level, many times as large: no range does."""
    if last.unit is None or not _CHANGED.search(text, max(0, last.start - 5), last.start):
        return False
    first, second = last.value.scaleb(last.scale, WIDE), amount.value.scaleb(amount.scale, WIDE)
    return second > _MANY * first


def _spanned(low: Amount, high: Amount) -> bool:
    """Whether *low* could be made the range from it to *high*; False where that is no range."""
    scale = low.scale
    if low.unit is None and not scale and high.scale and low.value <= high.value:
        scale = high.scale
    common = min(scale, high.scale)
    if max(scale, high.scale) - common > MAX_EXPONENT:
        return False
    first = low.value.scaleb(scale - common, WIDE)
    last = high.value.scaleb(high.scale - common, WIDE)
    if first > last or len(last.as_tuple().digits) + common > 2 * MAX_EXPONENT:
        return False
    _take_in(low, high)
    low.value, low.upper, low.scale, low.places = _plain(first), _plain(last), common, None
    return True


def _take_in(low: Amount, high: Amount) -> None:
    """Makes *low* end where *high* does, with its unit, its bound and its place."""
    low.approximate = low.approximate or high.approximate or _ABOUT in (low.word, high.word)
    low.closed = _closed(low, high)
    low.word = _BETWEEN
    if high.unit is not None:
        low.unit, low.unit_word = high.unit, high.unit_word
    low.end, low.number_end, low.unit_end = high.end, high.number_end, high.unit_end
    low.suffixed = low.suffixed or high.suffixed


def _plain(value: Decimal) -> Decimal:
    """Without a positive exponent: 20000, not 2E+4."""
    return value.quantize(Decimal(1), context=WIDE) if int(value.as_tuple().exponent) > 0 else value


def _closed(low: Amount, high: Amount) -> tuple[bool, bool]:
    """Which ends are in: what 含 and 不含 say; where one end is said to be in, the other belongs to
    the class beside it.
    """
    below, above = low.mark, high.mark
    if low.word is _OVER or high.word is _UNDER:
        return low.word is not _OVER, high.word is not _UNDER
    if below is None and above is None:
        return True, True
    if below is None:
        return not above, bool(above)
    if above is None:
        return below, not below
    return below, above

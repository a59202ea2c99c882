"""Bound words of an amount: 超过, 不低于, 近 before it, 以上, 左右, （含） after it, also where
other words stand between.

The tables are in `lexicon.bounds`. A word before the number wins over one after it; 约 before
another bound makes it approximate.
"""

from __future__ import annotations

import re
from typing import Final

from tjstats.values.qualifiers import Qualifier
from tjstats.values.units.table import FRACTIONS
from tjstats.zh.amounts import Amount
from tjstats.zh.lexicon import one_of
from tjstats.zh.lexicon.bounds import (
    AFTER,
    BEFORE,
    BEFORE_ABOUT,
    CONTROLLED,
    ENDS,
    FAR,
    ITSELF,
    KEPT_IN,
    LEVEL_BOUNDS,
    LEVELS,
    LIMITED,
    MORE_AFTER,
    NO_WHOLE,
    NOT_AROUND,
    NOT_INSIDE,
    NOT_MORE,
    OF,
    STARTS_AFTER,
    STEPS,
    SURPLUS,
)

__all__ = ["qualify_before", "qualify_both"]

_SURPLUS: Final = re.compile(SURPLUS)
_OVER, _AT_LEAST, _UNDER, _AT_MOST = (
    Qualifier.OVER,
    Qualifier.AT_LEAST,
    Qualifier.UNDER,
    Qualifier.AT_MOST,
)
_EXACTLY, _ABOUT = Qualifier.EXACTLY, Qualifier.ABOUT


def _by_last_character() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(BEFORE, key=len, reverse=True):
        found.setdefault(word[-1], []).append(word)
    return {last: tuple(words) for last, words in found.items()}


_BEFORE: Final = _by_last_character()
# Only behind one of these can a bound word end.
_ENDS_BEFORE: Final = frozenset(_BEFORE) | {"的"}
_LONGEST_GAP: Final = 18
# 约占全国的41.9%: a bound word, then of what; 低于上月的48.9% is what it was then.
_PARTED: Final = re.compile(rf"(?P<word>(?![高低大小多少]于)(?:{one_of(BEFORE)}))(?P<of>{OF})的$")
_SHARE_WORDS: Final = frozenset("成 分之 半".split())
_SURE_SHARE: Final = 20  # percent; a smaller one may be a rate that another is above
_ENDS: Final = one_of(ENDS)
_AFTER: Final = re.compile(
    rf"(?:\((?P<first>{_ENDS})(?:{ITSELF})?\))?"
    rf"(?:(?:(?P<word>{one_of(AFTER)})"
    rf"|的?(?:{LEVEL_BOUNDS})?(?:{LEVELS})?(?P<far>{FAR}))"
    rf"(?:\((?P<last>{_ENDS})(?:{ITSELF}|\d+[^()]{{0,4}})?\))?)?"
)


def qualify_both(amount: Amount, text: str) -> None:
    """Takes in the bound words on both sides."""
    if text[amount.end : amount.end + 1] in STARTS_AFTER:
        _qualify_after(amount, text)
    if text[amount.start - 1 : amount.start] in _ENDS_BEFORE:
        qualify_before(amount, text)
    if amount.mark is not None:
        _mark_end(amount)


def qualify_before(amount: Amount, text: str) -> None:
    """Takes in the bound word that stands before the number."""
    start = amount.start
    if text[start - 1] == "的":
        _qualify_at_distance(amount, text)
        return
    word = _word_before(text, start)
    if word is None or (amount.unit_word == "个" and word in STEPS):  # 跨越两个万亿元台阶
        return
    qualifier = BEFORE[word]
    start -= len(word)
    if qualifier is _ABOUT:
        amount.approximate = True
    elif start and text[start - 1] == "约" and _word_before(text, start):
        amount.approximate = True
        start -= 1
    _take(amount, qualifier)
    amount.start = start
    amount.prefixed = True


def _word_before(text: str, start: int) -> str | None:
    """The longest bound word that ends at *start* and is not the end of another word (节约,
    通过).
    """
    words = _BEFORE.get(text[start - 1], ())
    if not text.endswith(words, 0, start):
        return None
    for word in words:
        if text.endswith(word, 0, start) and not _ends_another(text, start - len(word), word):
            return word
    return None


def _ends_another(text: str, place: int, word: str) -> bool:
    """Whether the bound word at *place* is the end of another word (节约); not in 折合约."""
    if word == "超" and _SURPLUS.search(text, max(0, place - _LONGEST_GAP), place):
        return True
    around = NOT_AROUND.get(word) or (NOT_AROUND.get(word[0]) if len(word) == 2 else None)
    if not around or not place or text[place - 1] not in around:
        return False
    return not text.endswith(BEFORE_ABOUT, 0, place)


def _qualify_at_distance(amount: Amount, text: str) -> None:
    """超过去年全年的六成: the bound word, of what, then the share."""
    if amount.unit is None or amount.unit.code not in FRACTIONS:
        return
    found = _PARTED.search(text, max(0, amount.start - _LONGEST_GAP), amount.start)
    if found is None or NO_WHOLE.search(found["of"]):
        return
    if amount.unit_word in _SHARE_WORDS or amount.value >= _SURE_SHARE:
        _take(amount, BEFORE[found["word"]])
        amount.approximate = amount.approximate or BEFORE[found["word"]] is _ABOUT
        amount.prefixed = True
        if "占" not in found[0]:  # the verb is no part of a figure
            amount.start = found.start()


def _take(amount: Amount, qualifier: Qualifier) -> None:
    """The qualifier of the word before the number; 余 and ranges inside the numeral keep their
    own.
    """
    if amount.upper is not None:
        _bound_a_range(amount, qualifier)
    elif amount.word is _EXACTLY or qualifier not in (_ABOUT, _EXACTLY):
        if amount.word is not _EXACTLY:
            amount.approximate = True
        amount.word = qualifier


def _bound_a_range(amount: Amount, qualifier: Qualifier) -> None:
    """不下几十个 is at least 20, approximately; 约 leaves the range."""
    amount.approximate = True
    if qualifier in (_OVER, _AT_LEAST):
        amount.upper = None
    elif qualifier in (_UNDER, _AT_MOST):
        amount.value, amount.upper, amount.places = amount.upper or amount.value, None, None
    else:
        return
    amount.word = qualifier
    amount.closed = (True, True)


def _qualify_after(amount: Amount, text: str) -> None:
    """Takes in the bound words that stand behind the unit."""
    end = amount.end
    short = _SHORT_AFTER.get(text[end])
    if short is not None:
        short(amount, text)
        return
    found = _AFTER.match(text, end)
    if found is None or found.end() == end:
        return
    mark = found["last"] or found["first"]
    if mark:
        amount.mark = ENDS[mark]
    amount.end = found.end()
    word = found["word"] or found["far"]
    if word:
        amount.suffixed = True
        _take_after(amount, AFTER[word])
        if amount.word is _AT_MOST and text.endswith(
            CONTROLLED, max(0, amount.start - 3), amount.start
        ):
            amount.start -= 3


_MARKED: Final = {
    (_OVER, True): _AT_LEAST,
    (_AT_LEAST, False): _OVER,
    (_UNDER, True): _AT_MOST,
    (_AT_MOST, False): _UNDER,
}


def _mark_end(amount: Amount) -> None:
    """Closes or opens a bound as （含） and （不含） say."""
    amount.word = _MARKED.get((amount.word, bool(amount.mark)), amount.word)


def _take_after(amount: Amount, qualifier: Qualifier) -> None:
    if amount.upper is not None:
        if qualifier is _ABOUT:
            amount.approximate = True
        else:
            _bound_a_range(amount, qualifier)
    elif qualifier is _ABOUT and amount.word is not _EXACTLY:
        amount.approximate = True
    elif amount.word is _ABOUT or not amount.prefixed:
        amount.approximate = amount.approximate or amount.word is not _EXACTLY
        amount.word = qualifier


def _some_more(amount: Amount, text: str) -> None:
    """3倍多, 七成多, 两年多."""
    after = text[amount.end + 1 : amount.end + 2]
    if after and (after in NOT_MORE or after.isdigit()):
        return
    if (
        amount.upper is None
        and amount.word is _EXACTLY
        and amount.value
        and amount.unit
        and amount.unit.code in MORE_AFTER
    ):
        amount.word = Qualifier.SOME_OVER
        amount.end += 1
        amount.suffixed = True


def _within(amount: Amount, text: str) -> None:
    """10个工作日内, 控制在5.5%内."""
    limited = amount.unit_word in LIMITED or text.endswith(KEPT_IN, 0, amount.start)
    if (
        limited
        and text[amount.end + 1 : amount.end + 2] not in NOT_INSIDE
        and amount.word is _EXACTLY
    ):
        amount.word = _AT_MOST
        amount.end += 1
        amount.suffixed = True


_SHORT_AFTER: Final = {"多": _some_more, "余": _some_more, "内": _within}

"""The unit of a number that has none behind it: of the word before it, in brackets, of its name, of
the noun it counts.

出游人次27.25亿, 产量（万吨）35.6, 求人倍率1.18, 就业3500万劳动者. A number whose name says
nothing of the kind is no figure, and a scale word alone says nothing.
"""

from __future__ import annotations

import re
from typing import Final

from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit, unit_of_code
from tjstats.zh.amounts import Amount
from tjstats.zh.lexicon import one_of
from tjstats.zh.lexicon.changes import FALLS, RISES
from tjstats.zh.lexicon.nouns import (
    CHANGED,
    COEFFICIENT,
    GOING_ON,
    HOW_MANY,
    INDEX,
    MONEY,
    NAMED,
    OF_HUNDRED,
    PEOPLE,
)
from tjstats.zh.lexicon.units import BEFORE
from tjstats.zh.unit_words import scaled_word

__all__ = ["counted_behind", "unit_left_out"]

_SOME_OVER: Final = Qualifier.SOME_OVER
_WINDOW: Final = 44
_SHORT: Final = 24
_CLAUSE_ENDS: Final = re.compile(r"[,。;:、!?\n]")
_DIGIT: Final = re.compile(r"\d")
_LINKS: Final = r"(?:[为是达至到由从约仅已共计有:]|\(含[^()]*\))*$"
_UNIT_BEFORE: Final = re.compile(
    rf"(?P<word>{one_of(BEFORE)}){_LINKS}"
    rf"|\((?:单位:?)?(?P<bracket>[^()\d]{{1,8}})\){_LINKS}"
)
# 出游人次27.25亿,比上年增加1.3亿: the change is in the unit of its level.
_CHANGED: Final = re.compile(
    rf"(?P<word>{one_of(BEFORE)})(?P<bracket>)"
    rf"[\d.]{{1,9}}[万亿]{{0,2}},[^,。;\d]{{0,10}}(?:{'|'.join((*RISES, *FALLS))})[了约近]?$"
)
_PERSONS: Final = f"(?:{PEOPLE}|人(?!均|民币))"
_NOUNS: Final = re.compile(f"(?P<people>{_PERSONS}{HOW_MANY}$)|(?P<money>{MONEY})")
_NOUNS_AFTER: Final = re.compile(
    r"[^,。;、!?\n\d]{0,10}?"
    rf"(?:(?P<people>{_PERSONS})|(?P<firms>企业|个体工商户|经营主体))"
)
_COUNTED: Final = {
    "people": unit_of_code("person"),
    "money": unit_of_code("CNY"),
    "firms": unit_of_code("enterprise"),
}
_NAMES: Final = {"ratio": unit_of_code("ratio"), "index": unit_of_code("index")}
_RATIO, _INDEX = _NAMES["ratio"], _NAMES["index"]


def counted_behind(text: str, end: int) -> bool:
    """Whether people or firms are counted directly behind *end*: 3000万[劳动者]."""
    return _NOUNS_AFTER.match(text, end) is not None


def unit_left_out(amount: Amount, text: str) -> Unit | None:
    """The unit of a number that has none: of the words it stands with; None where it is no figure
    (2025, 第9).
    """
    bounded = amount.prefixed or amount.suffixed
    if (amount.bare and not bounded) or text.endswith("每", 0, amount.start):
        return None
    if amount.scale >= 4 or amount.word is _SOME_OVER:
        return _before(amount, text) or _of_noun(amount, text)
    if _stands_alone(amount, text):
        return _before(amount, text) or _of_name(amount, text)
    return None


def _stands_alone(amount: Amount, text: str) -> bool:
    """Whether nothing that the number could count stands behind it."""
    after = text[amount.end : amount.end + 1]
    if after == "(":
        return OF_HUNDRED.match(text, amount.end) is not None
    return not after or after in ",。;、!?\n)和与" or text.startswith(GOING_ON, amount.end)


def _before(amount: Amount, text: str) -> Unit | None:
    """The unit that stands before the number, as a word of its name or in brackets."""
    found = _UNIT_BEFORE.search(text, max(0, amount.start - _SHORT), amount.start)
    if found is None and amount.scale:
        found = _CHANGED.search(text, max(0, amount.start - _WINDOW), amount.start)
    if found is None:
        return None
    if found["word"]:
        return unit_of_code(BEFORE[found["word"]])
    unit = scaled_word(found["bracket"])
    if unit is None:
        return None
    amount.scale += unit[1]
    amount.unit_word = unit[2]
    return unit[0]


def _of_name(amount: Amount, text: str) -> Unit | None:
    """求人倍率1.18, 系数由0.561提高到0.574, 指数为105.2."""
    start = amount.start
    window = text[max(0, start - _WINDOW) : start]
    named = NAMED.search(window)
    if named and amount.has_decimals:
        return _NAMES[named.lastgroup or "ratio"]
    if not (amount.prefixed or amount.suffixed or window.endswith(CHANGED)):
        return None
    if COEFFICIENT.search(window):
        return _RATIO
    return _INDEX if INDEX.search(window) else None


def _of_noun(amount: Amount, text: str) -> Unit | None:
    """The people, firms or money that the number counts: behind it, or last before it."""
    after = _NOUNS_AFTER.match(text, amount.end)
    if after is None and amount.bare and amount.upper is not None:  # 千亿级
        return _COUNTED["money"]
    behind = _COUNTED[after.lastgroup or ""] if after else None
    if behind is _COUNTED["people"] or (behind and amount.scale < 8):
        return behind
    return _noun_before(amount, text) or behind


def _noun_before(amount: Amount, text: str) -> Unit | None:
    """The last noun that is counted, in the clause of the number, before it, right behind it."""
    *earlier, window = _DIGIT.split(text[max(0, amount.start - _SHORT) : amount.start])
    if earlier:  # what stands behind another number is its own: 备案302款,日均消耗30万亿
        window = _CLAUSE_ENDS.split(window, maxsplit=1)[-1]
    clause = _CLAUSE_ENDS.split(window)[-1]
    for part in (clause, window, text[amount.end : amount.end + 8]):
        nouns = list(_NOUNS.finditer(part))
        if nouns:
            return _COUNTED[nouns[-1].lastgroup or "money"]
    return None

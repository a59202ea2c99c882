"""The phrase that a figure is said of: what is left of its clause without times, verbs and words
that only lead in.

The words are tables; nothing is looked up in a dictionary of the language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tjstats.zh.lexicon import one_of
from tjstats.zh.lexicon.changes import FALLS, MOVES, NO_NAMES_BEHIND, NOT_CUTTING, RISES
from tjstats.zh.lexicon.nouns import (
    ASIDE,
    BEGIN_NAMES,
    BETWEEN,
    KIND_BEFORE,
    LEADING,
    NO_FURTHER,
    NO_NAMES,
    QUOTES,
    RATE_HEADS,
    STEPS_UP,
    WHOLE_HEADS,
)
from tjstats.zh.verbs import TAIL, TAIL_ENDS

__all__ = ["described", "listed", "noun", "noun_after", "outside", "rate_head"]

_NUMBERS: Final = "一二三四五六七八九十"  # 一、就业人数
_HEAD: Final = re.compile(
    f"(?:(?!{BEGIN_NAMES})(?:{one_of(LEADING)}|[,、;:() \n]|[{_NUMBERS}]{{1,3}}、(?=..)))+"
)
_HEAD_STARTS: Final = frozenset({word[0] for word in LEADING} | set(f",、;:() \n{_NUMBERS}"))
_BRACKETS: Final = re.compile(r"\([^()]{0,40}\)")
_ENDS_OF_NAMES: Final = re.compile(f"(?:{one_of(ASIDE)})$")
_NO_NAMES: Final = re.compile(NO_NAMES)
_NO_NAME_SIGNS: Final = re.compile("[测估除考标务价口现共设司行团校分汇]|整后?$|按.*看")
# At its end: 价格[为每公斤]17.52元, 食品[104.1],上涨4.1%.
_ASIDE: Final = re.compile(
    r"(?:[为达]|(?<=[价格资费准]))每[^,;:。每]{1,4}$"
    r"|(?<=[\u4e00-\u9fff])(?:\d{1,6}\.\d{1,4}|\d{5,12})$"
)
_NO_FURTHER, _KIND_BEFORE = re.compile(NO_FURTHER), re.compile(KIND_BEFORE)
_VERBS: Final = re.compile("(?:[高低快慢大小多少]于|[高低]出|领先|落后|[是为])(?!$)")
_BETWEEN: Final = re.compile(BETWEEN)
_LONGEST: Final = 80
_SIGNS: Final = re.compile(f"[({QUOTES}]")
_UNQUOTED: Final = {ord(quote): None for quote in QUOTES}
_LAST: Final = frozenset("面中里况上间占平")
_CUT: Final = one_of({*RISES, *FALLS, *MOVES} - NOT_CUTTING)
_AFTER: Final = re.compile(rf"的?((?:(?!{_CUT}|{NO_NAMES_BEHIND})[^,;:!?。、\n()\"“”]){{1,16}})")
_NO_NOUN: Final = re.compile(f"[或和及与以至到的左上]|{STEPS_UP}")


def outside(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    """The text from *start* to *end* without the *spans*, which are in order."""
    if not spans or spans[-1][1] <= start:
        return text[start:end]
    first = len(spans)
    while (
        first and spans[first - 1][1] > start
    ):  # from the end, which is near: sentences may be endless
        first -= 1
    kept, place = [], start
    for left, right in spans[first:]:
        if left < end:
            kept.append(text[place : max(left, place)])
            place = right
    return "".join((*kept, text[place:end]))


def noun(lead: str) -> str:
    """The phrase before a figure: without words that lead in, and without verbs and bounds at its
    end.

    >>> noun("累计实现城镇新增就业预计"), noun("其中,高技能人才"), noun("分别达到")
    ('城镇新增就业', '高技能人才', '')
    """
    if not lead:
        return ""
    if _SIGNS.search(lead):
        lead = _BRACKETS.sub("", lead).translate(_UNQUOTED)
    lead = _ASIDE.sub("", lead)
    if lead[-1:] in TAIL_ENDS and (tail := TAIL.match(lead[::-1])):
        lead = lead[: len(lead) - tail.end()]
    lead = _without_head(lead)
    if len(lead) < _LONGEST:
        lead = _without_words(lead)
    if lead[-1:] in _LAST:
        lead = _ENDS_OF_NAMES.sub("", lead)
        return lead + "比" if lead.endswith("占") and len(lead) > 1 else lead
    return lead


def _without_words(lead: str) -> str:
    """A phrase without words that are no part of a name, and without what is said of it."""
    if _NO_NAME_SIGNS.search(lead):
        lead = _BETWEEN.sub(r"\1", _without_head(_NO_NAMES.sub("", lead)))
    if _VERBS.search(lead):
        lead = _NO_FURTHER.sub(r"\g<name>", _KIND_BEFORE.sub("", lead))
    return lead


def _without_head(lead: str) -> str:
    head = _HEAD.match(lead) if lead[:1] in _HEAD_STARTS else None
    return lead[head.end() :] if head else lead


def described(before: str, lead: str) -> str:
    """The phrase where a figure describes it: 超10亿元 and 的企业有 are 超10亿元的企业.

    >>> described("超10亿元", "的企业有"), described("60岁及以上", "的有")
    ('超10亿元的企业', '60岁及以上')
    """
    if lead[:1] == ")":  # 0—15岁(含不满16周岁)
        before += ")"
    name = noun(lead)
    if name == "占":  # 0—14岁占13.2%
        name = "占比"
    return noun(before + "·")[:-1] + ("的" if name and lead.startswith("的") else "") + name


def rate_head(lead: str) -> str:
    """增速, 增幅 before a figure in points: what changed is a rate of growth.

    >>> rate_head("增速比上年提高"), rate_head("占比提高")
    ('增速', '')
    """
    found = _RATE_HEAD.search(lead)
    return found[0] if found else ""


_RATE_HEAD: Final = re.compile("|".join(RATE_HEADS))
_PLAIN_ENDS: Final = frozenset("、,;:!?。\n()和及与")


def noun_after(text: str, start: int, end: int) -> str:
    """The noun that is counted, behind the figure: 34家[创业孵化平台], 98.1%的[网民]."""
    if start == end or text[start] in _PLAIN_ENDS:
        return ""
    found = _AFTER.match(text, start, end)
    return found[1] if found and not _NO_NOUN.match(found[1]) else ""


# --- lists of names -------------------------------------------------------------------------------

_JOINED: Final = re.compile("、|以及|和|及|与")


def listed(phrase: str, count: int) -> list[str] | None:
    """The names of a list in a phrase, each with the head they share; None where there are not
    *count* of them.

    >>> listed("基本养老、工伤、失业保险参保人数", 3)
    ['基本养老保险参保人数', '工伤保险参保人数', '失业保险参保人数']
    >>> listed("城镇、农村居民人均收入", 2), listed("人均收入城镇、农村", 2)
    (['城镇居民人均收入', '农村居民人均收入'], ['人均收入城镇', '人均收入农村'])
    """
    for joint in (_JOINED, _STRONG):
        parts = [part for part in joint.split(phrase) if part]
        if len(parts) == count > 1:
            return _shared(parts)
    return None


_INSIDE: Final = re.compile("^(?:国内|境内|本地|全[国省市县区])(?=.)")
_STRONG: Final = re.compile("、|(?<=、)和|以及")


def _shared(parts: list[str]) -> list[str]:
    """The head of the last name goes to all of them, or the beginning of the first."""
    first, second, last = parts[0], parts[1], parts[-1]
    if first.startswith("第"):
        return _numbered(parts)
    head = last[_own(last, parts[-2]) :]
    if head:
        return [
            *(_with_head(part, head) for part in parts[:-1]),
            last,
        ]
    if len(first) >= len(second) + 3 and second[-1] not in WHOLE_HEADS:
        return [first, *(first[: -len(second)] + part for part in parts[1:])]
    return parts


def _numbered(parts: list[str]) -> list[str]:
    """第一、二、三产业, and 第二、第三产业占比: their numbers may have no 第."""
    first, last = parts[0], parts[-1].removeprefix("第")
    own = len(first) - 1
    return [*("第" + part.removeprefix("第")[:own] + last[own:] for part in parts)]


def _with_head(part: str, head: str) -> str:
    return part if part.endswith(head) else part + head.removeprefix("的")


def _own(last: str, before: str) -> int:
    """How many characters of the last name of a list are its own: the rest is said of all."""
    if "的" in last[1:-1]:
        return last.index("的", 1)
    before = _INSIDE.sub("", before)  # 国内汽、柴油价格
    if len(before) > 2 and (place := last.find(before[-2:])) >= 0:
        return place + 2
    return len(last) if before[-1] in WHOLE_HEADS else min(len(before), len(last))

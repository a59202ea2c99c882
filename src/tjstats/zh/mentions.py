"""Every expression of time in a text, with its place and its meaning as far as the words alone give
it.

One scan finds them; what they are in their context (目前, 去年, 9月底) is for `times`. A length
said of something (连续8年, 3天时间) is no mention: it is a figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeAlias

import attrs

from tjstats.zh.lexicon import one_of
from tjstats.zh.lexicon.times import (
    ANAPHORIC,
    ASIDES,
    BASES,
    BEGINNINGS,
    DAYS,
    EDGES,
    ERAS,
    EVERY,
    LAST_TERM,
    MULTIPLES,
    NEIGHBOURS,
    NO_EDGES,
    NOW,
    NUMERALS,
    ORIGINS,
    PARTS,
    PLAN_FIRST,
    PLAN_LAST,
    PLAN_NOUNS,
    PLAN_SURE,
    PLAN_TIME,
    PLANS,
    PRICES,
    RELATIVE,
    REPUBLIC_PARTS,
    SINCE,
    STEPS,
    STEPS_BEFORE_CHANGES,
    TENS,
    TOPICS,
    UNTIL,
    USUAL,
    YEARS_AFTER,
    YEARS_ALONE,
    YEARS_BEFORE,
    Edge,
)

__all__ = ["ANDS", "Kind", "Meaning", "Mention", "Part", "Use", "mentions"]

# First and last month of a part of a year, first and last day (0 for whole months, −1 for the last
# of the month).
Part: TypeAlias = tuple[int, int, int, int]


class Kind(StrEnum):
    """What an expression of time counts from."""

    YEARS = "years"  # 2021年, 2021—2025年
    RELATIVE = "relative"  # 去年: from the year of publication
    ANAPHORIC = "anaphoric"  # 上年, 全年, 年末: from the year in force
    NEIGHBOUR = "neighbour"  # 上月, 本季度: beside the time in force
    PART = "part"  # 上半年, 9月底: a part of a year that is not named
    PLAN = "plan"  # “十四五”期间
    DAY = "day"  # 10日, 昨日
    NOW = "now"  # 目前
    LAST = "last"  # 近5年
    FIRST = "first"  # 前四年
    EVERY = "every"  # 每年, 年均
    STEP = "step"  # 同比, 环比
    ERA = "era"  # 改革开放以来


class Use(StrEnum):
    """What the words around an expression of time use it for."""

    TIME = "time"  # the time of what follows
    BASE = "base"  # what a change is against
    FACTOR = "factor"  # the base of a multiple: 达到2010年的1.8倍
    FROM = "from"  # the time of the next figure alone: 由“十三五”期末的2050元
    TOPIC = "topic"  # “十四五”目标: of the targets in the clause
    PRICES = "prices"  # 按2020年不变价格
    ASIDE = "aside"  # 由上月持平转为上涨, 创近5年新高: of no figure that is printed


@attrs.frozen
class Meaning:
    """What an expression of time says by itself.

    Fields: kind, number (the year, the plan, the count of years, the shift from a year), last (the
    last year of several), part (months and days within the year), edge, unit (of EVERY, STEP and
    NEIGHBOUR), same (同期: of the length of the time in force).
    """

    kind: Kind
    number: int = 0
    last: int = 0
    part: Part | None = None
    edge: Edge = Edge.ALL
    unit: str = ""
    same: bool = False


class Mention(NamedTuple):
    """An expression of time in a text. Fields: start, end, meaning, use, edge (as the word before
    it has it: 截至2020年).
    """

    start: int
    end: int
    meaning: Meaning
    use: Use = Use.TIME
    edge: Edge = Edge.ALL

    @property
    def kind(self) -> Kind:
        """What it counts from."""
        return self.meaning.kind

    @property
    def dates_statement(self) -> bool:
        """Whether it tells when, so that its numeral is no figure. A step (同比) has no numeral."""
        return self.meaning.kind is not Kind.STEP


# --- the words as one expression ------------------------------------------------------------------


_WRITTEN: Final = (
    r"(?:19|20)\d\d|[一二][〇○零九][〇○零一二三四五六七八九]{2}|(?:民国\d{2,3}(?=年))|1[01]\d"
)
_Y: Final = rf"(?:{_WRITTEN}(?=年(?:{REPUBLIC_PARTS})))"
_TO: Final = r"(?:[-—–~～]{1,2}|[至到])"
_N: Final = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_M: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D: Final = r"(?:[12]\d|3[01]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_MONTHS: Final = (
    rf"{_M}(?:月份?)?{_TO}{_M}月份?|{_M}月(?!份?第{_N}周)"
    rf"(?:{_D}[日号](?:{_TO}(?:{_M}月)?{_D}[日号])?"
    rf"|{_TO}{_M}月份?|[上中下]旬|份)?"
)
_PART: Final = rf"(?:{one_of(PARTS)}|[前首头](?:{_M}|两)个?月(?!份)|{_MONTHS})"
_EDGE: Final = "|".join(
    ("(?<=年)" if word == "内" else "")
    + word
    + (f"(?![{NO_EDGES[word]}])" if word in NO_EDGES else "")
    for word in sorted(EDGES.keys() - {"期"}, key=len, reverse=True)
)
_HEAD: Final = (
    rf"(?:(?<![\d.]){_Y}(?:年?{_TO}{_Y})?年度?|[本上]\(\d{{2,3}}\)年|(?:{one_of(RELATIVE)})"
    rf"|(?:{one_of(ANAPHORIC.keys() - {'年'})})(?:度(?!假))?"
    r"|(?<![\d每几数多半一二两三四五六七八九十百])年"
    rf"(?=[末底终](?![步级中次])|初(?![{NO_EDGES['年初']}])|内(?![外容])))"
)
_QUOTE: Final = "[“\"‘'「『]"
_UNQUOTE: Final = "[”\"’'」』]"
_SURE: Final = one_of(
    name for name, number in PLANS.items() if number > 10
)  # 十五 and below may be plain numbers
_PLAN: Final = (
    rf"(?:{_QUOTE}(?:{one_of(PLANS)}){_UNQUOTE}"
    rf"|(?<![一二三四五六七八九十百第])(?:{_SURE})(?![岁个天名人万千百亿倍点米里号日月折成])"
    rf"|(?<![一二三四五六七八九十百第])(?:{one_of(PLANS)})(?={PLAN_SURE}))"
    rf"(?:{PLAN_NOUNS})?(?:实施)?(?:(?:的)?(?:[前头]{_N}年|后{_N}年|{PLAN_FIRST}"
    rf"|{PLAN_LAST})|{PLAN_TIME}|期(?=[末初间])|)(?:{_EDGE})?"
)
_SAME: Final = "同(?:期|月|季度?)"
_SOURCES: Final = {
    "months": rf"{_Y}年{_M}月{_TO}{_Y}年{_M}月",
    "dated": (
        rf"{_HEAD}(?:全年|的?(?:{_PART}|{_SAME}))?(?:{_EDGE})?"
        rf"|(?<![\d.第])(?:{_PART})(?:{_EDGE})?|同期"
    ),
    "neighbour": rf"(?<![目此以年])(?:{one_of(NEIGHBOURS)})(?:末|底|初)?|(?<![\u4e00-\u9fff])期末"
    r"|(?<=[较比])期初|(?<![\d\u4e00-\u9fff])月末",
    "plan": _PLAN,
    "last": (
        rf"(?:{YEARS_BEFORE}){_N}年(?:{YEARS_AFTER})?"
        rf"|(?<![\d.连续])(?:{_N})年(?:{YEARS_ALONE})"
    ),
    "first": rf"(?!前一年)[前头]{_N}年",
    "every": rf"{one_of(EVERY)}|{_N}年(?:年均|平均)",
    "now": rf"(?:截[至止]|到)?(?:(?!至今[年天日])(?:{one_of(NOW)}))(?:为止)?",
    "day": rf"{one_of(DAYS)}|(?<![\d.月])\d{{1,2}}(?:日?{_TO}\d{{1,2}})?日(?![内均游常用程报记元])",
    "step": rf"{one_of(STEPS)}|{STEPS_BEFORE_CHANGES}",
    "era": rf"(?<=[较比与同于]){USUAL}|(?<=[较比与])(?:{LAST_TERM})|"
    rf"(?:未来|今后){_N}年|(?:最?近|过去)(?:的)?{_N}个月(?:以来|来|里|内)?|"
    rf"(?<![\d.])(?:[于在])?{_N}年内|{one_of(ERAS)}|\d0年代",
}
_ORDER: Final = (
    "plan",
    "last",
    "first",
    "every",
    "now",
    "day",
    "neighbour",
    "months",
    "dated",
    "step",
    "era",
)
_HANZI: Final = "零〇○一二两三四五六七八九十"
_COUNTS: Final = _HANZI + "0123456789"
_WORDS: Final = (
    *RELATIVE,
    *(word for table in (ANAPHORIC, PARTS, NEIGHBOURS) for word in table if len(word) > 1),
    *DAYS,
    *NOW,
    *EVERY,
    *STEPS,
    *ERAS,
    *BEGINNINGS,
    *(f"{sign}{count}" for sign in "近这头前首后" for count in _COUNTS),
    *("到" + word for word in NOW),
    *_QUOTE[1:-1],
)


def _beginning() -> str:
    """How times begin: one look at a character passes over nearly all of a text, and another at
    what stands beside it over nearly all the rest.
    """
    seconds: dict[str, set[str]] = {}
    for word in _WORDS:
        if not word[0].isdigit():
            seconds.setdefault(word[0], set()).add(word[1:2])
    words = (
        sign if "" in behind else f"{sign}(?=[{''.join(sorted(behind))}])"
        for sign, behind in seconds.items()
    )
    hanzi = (f"{n}(?=[{_HANZI}]{{0,3}}(?:{_TO}|[年月季])|十?[{_HANZI}]?五)" for n in _HANZI)
    return (
        f"[{''.join(seconds)}{_COUNTS}]"
        rf"(?:(?<=\d)(?<![\d.].)(?=\d{{0,3}}(?:{_TO}|[年月日号季]))"
        rf"|(?<=\D)(?<={'|'.join((*words, *hanzi, '五'))}))"
    )


_FIRST: Final = re.compile(_beginning())
_TIME: Final = re.compile("|".join(f"(?P<{name}>{_SOURCES[name]})" for name in _ORDER))

_DATED: Final = re.compile(
    rf"(?:(?P<y1>{_WRITTEN})(?:年?{_TO}(?P<y2>{_WRITTEN}))?年度?"
    rf"|[本上]\((?P<y0>\d{{2,3}})\)年|(?P<relative>{one_of(RELATIVE)})"
    rf"|(?P<anaphoric>{one_of(ANAPHORIC)})度?)?"
    rf"(?:全年|的?(?:(?P<part>{_PART})|(?P<same>{_SAME})))?(?P<edge>{_EDGE})?"
)
_PLAN_PARTS: Final = re.compile(
    rf"{_QUOTE}?(?P<name>{one_of(PLANS)}){_UNQUOTE}?(?:{PLAN_NOUNS})?(?:实施)?的?"
    rf"(?:(?P<side>[前头后])(?P<count>{_N})年|(?P<first>{PLAN_FIRST})"
    rf"|(?P<last>{PLAN_LAST})|{PLAN_TIME}|期)?(?P<edge>{_EDGE})?"
)
_DAYS_OF_MONTH: Final = re.compile(
    rf"(?P<m1>{_M})月(?P<d1>{_D})[日号](?:{_TO}(?:(?P<m2>{_M})月)?(?P<d2>{_D})[日号])?"
)
_SOME_MONTHS: Final = re.compile(
    rf"(?P<m1>{_M})(?:月份?)?(?:{_TO}(?P<m2>{_M})月份?)?(?P<tens>[上中下]旬)?"
)
_COUNT: Final = re.compile(_N)
_YEAR_DIGITS: Final = {
    digit: str(n) for n, digits in enumerate(("〇○零", *"一二三四五六七八九")) for digit in digits
}


def _year(text: str) -> int:
    year = int("".join(_YEAR_DIGITS.get(digit, digit) for digit in text.removeprefix("民国")))
    return year if year > _REPUBLIC else year + _REPUBLIC


_REPUBLIC: Final = 1911  # 民国113年, 114年第3季


def _part(text: str) -> Part:
    """The months and days of a part of a year: 前三季度, 1—9月, 9月30日, 前9个月."""
    word = text.removesuffix("份")
    if word in PARTS:
        return (*PARTS[word], 0, 0)
    if word[0] in "前首头":
        return 1, min(NUMERALS[word[1:].rstrip("个月")], 12), 0, 0
    if days := _DAYS_OF_MONTH.fullmatch(word):
        first, day = NUMERALS[days["m1"]], NUMERALS[days["d1"]]
        return first, NUMERALS[days["m2"] or days["m1"]], day, NUMERALS[days["d2"] or days["d1"]]
    found = _SOME_MONTHS.fullmatch(word)
    assert found
    tens = TENS.get(found["tens"], (0, 0))
    return (
        NUMERALS[found["m1"]],
        NUMERALS[found["m2"] or found["m1"]],
        tens[0],
        tens[1] or (-1 if tens[0] else 0),
    )


# --- the meaning of the words alone ---------------------------------------------------------------


def _dated(text: str) -> Meaning:
    found = _DATED.fullmatch(text)
    assert found
    more: dict[str, Any] = {
        "part": _part(found["part"]) if found["part"] else None,
        "edge": EDGES.get(found["edge"] or "期间", Edge.ALL),
        "same": bool(found["same"]),
    }
    if found["y0"]:  # 上(103)年
        year = int(found["y0"]) + _REPUBLIC
        return Meaning(Kind.YEARS, year, year, **more)
    if found["y1"]:
        first = _year(found["y1"])
        return Meaning(Kind.YEARS, first, _year(found["y2"]) if found["y2"] else first, **more)
    if found["relative"]:
        return Meaning(Kind.RELATIVE, RELATIVE[found["relative"]], **more)
    if found["anaphoric"]:
        return Meaning(Kind.ANAPHORIC, ANAPHORIC[found["anaphoric"]], **more)
    return Meaning(Kind.ANAPHORIC if found["same"] else Kind.PART, **more)


_FROM_TO: Final = re.compile(rf"({_WRITTEN})年({_M})月{_TO}({_WRITTEN})年({_M})月")


def _months(text: str) -> Meaning:
    """2024年10月至2025年3月."""
    found = _FROM_TO.fullmatch(text)
    assert found
    part = NUMERALS[found[2]], NUMERALS[found[4]], 0, 0
    return Meaning(Kind.YEARS, _year(found[1]), _year(found[3]), part)


def _neighbour(text: str) -> Meaning:
    word = text.rstrip("末底初")
    unit, later = NEIGHBOURS.get(word, ("span", 0))  # 期末
    edge = EDGES.get(text[len(word) :] or "期间", Edge.ALL)
    return Meaning(Kind.NEIGHBOUR, later, edge=edge, unit=unit)


def _of_plan(text: str) -> Meaning:
    """A plan; *number* is the plan, *part* the first and last of its years where only some are
    meant.
    """
    found = _PLAN_PARTS.fullmatch(text)
    assert found
    part: Part | None = (1, 1, 0, 0) if found["first"] else (5, 5, 0, 0) if found["last"] else None
    if found["side"]:
        count = min(NUMERALS.get(found["count"], 5), 5)
        part = (6 - count, 5, 0, 0) if found["side"] == "后" else (1, count, 0, 0)
    edge = (
        Edge.END
        if "收官" in text and not found["last"]
        else EDGES.get(found["edge"] or "期间", Edge.ALL)
    )
    return Meaning(Kind.PLAN, PLANS[found["name"]], part=part, edge=edge)


def _counted(kind: Kind, text: str) -> Meaning:
    found = _COUNT.search(text)
    return Meaning(kind, NUMERALS.get(found[0], 0) if found else 0)


def _every(text: str) -> Meaning:
    found = _COUNT.match(text)
    return Meaning(
        Kind.EVERY, NUMERALS.get(found[0], 0) if found else 0, unit=EVERY.get(text, "year")
    )


def _day(text: str) -> Meaning:
    if text in DAYS:
        return Meaning(Kind.DAY, DAYS[text])
    days = [int(day) for day in re.findall(r"\d+", text)]
    return Meaning(Kind.DAY, part=(0, 0, days[0], days[-1]))


def _unit_in(text: str) -> str:
    """The unit of time in a word: 按季, 较一年前."""
    return next(unit for sign, unit in _UNITS.items() if sign in text)


_UNITS: Final = {"年": "year", "季": "quarter", "月": "month"}
_MEANINGS: Final[dict[str, Callable[[str], Meaning]]] = {
    "dated": _dated,
    "months": _months,
    "neighbour": _neighbour,
    "plan": _of_plan,
    "last": lambda text: _counted(Kind.LAST, text),
    "first": lambda text: _counted(Kind.FIRST, text),
    "every": _every,
    "now": lambda _: Meaning(Kind.NOW),
    "day": _day,
    "step": lambda text: Meaning(Kind.STEP, unit=STEPS.get(text) or _unit_in(text)),
    "era": lambda _: Meaning(Kind.ERA),
}


@lru_cache(maxsize=4096)  # the words of time are few: each is read once
def _meaning(source: str, text: str) -> Meaning:
    return _MEANINGS[source](text)


# --- in the text ----------------------------------------------------------------------------------

_TOPIC: Final = re.compile(TOPICS)
_PRICES: Final = re.compile(PRICES)
_ASIDE: Final = re.compile(ASIDES)
# By the word before a time: what it is used for, and what has to follow.
_BEFORE: Final[dict[str, tuple[Use, re.Pattern[str]]]] = {
    word: (use, re.compile(after))
    for use, table in ((Use.FACTOR, MULTIPLES), (Use.BASE, BASES), (Use.FROM, ORIGINS))
    for words, after in table.items()
    for word in words
}
_EDGE_BEFORE: Final = {**dict.fromkeys(UNTIL, Edge.END), **dict.fromkeys(SINCE, Edge.SINCE)}
_LONGEST: Final = max(map(len, (*_BEFORE, *_EDGE_BEFORE)))
# The last characters of those words, and the first ones of what may follow: most times have none of
# them beside them.
_BESIDE: Final = frozenset(word[-1] for word in (*_BEFORE, *_EDGE_BEFORE))
_BEHIND: Final = frozenset(
    "规计确提定出的主预原总约各发目任指第价不可基新最次高低单当同持转下负回放减缩平年汇=为"
)


def mentions(text: str) -> list[Mention]:
    """Every expression of time, in order. *text* is normalised: half-width digits, no spaces inside
    words.

    >>> text = "目前1017.03万人,较“十三五”期末增长116.48万人"
    >>> [(text[m.start : m.end], m.kind.value, m.use.value) for m in mentions(text)]
    [('目前', 'now', 'time'), ('“十三五”期末', 'plan', 'base')]
    """
    found: list[Mention] = []
    end = 0
    for first in _FIRST.finditer(text):
        match = _TIME.match(text, first.start()) if first.start() >= end else None
        if match is not None:
            meaning = _meaning(match.lastgroup or "", match[0])
            start, end = match.span()
            use, edge = _TIMED, meaning.edge
            if meaning.kind is not _EVERY and meaning.kind is not _STEP:
                use, edge = _used(text, start, end, edge)
                if use is _TIMED and found and _is_base_too(text, start, found[-1]):
                    use = _BASE
            found.append(Mention(start, end, meaning, use, edge))
    return found


def _is_base_too(text: str, start: int, last: Mention) -> bool:
    """Whether a time goes on with the base before it: 比上月末和上年同期."""
    return last.use is _BASE and text[last.end : start] in ANDS


def _used(text: str, start: int, end: int, edge: Edge) -> tuple[Use, Edge]:
    """The use and the edge of a time from what stands beside it."""
    use = _TIMED
    if start and text[start - 1] in _BESIDE:
        use, edge = _beside(text, start, end, edge)
    if use is _TIMED and end < len(text) and text[end] in _BEHIND:
        use = _behind(text, end)
    return use, edge


def _beside(text: str, start: int, end: int, edge: Edge) -> tuple[Use, Edge]:
    """The use and the edge of a time from the word before it: 较2020年, 截至2020年."""
    for length in range(1, _LONGEST + 1):
        word = text[max(start - length, 0) : start]
        if (found := _BEFORE.get(word)) and found[1].match(text, end):
            return found[0], edge
        if word in _EDGE_BEFORE and edge is _ALL:
            return _TIMED, _EDGE_BEFORE[word]
    return _TIMED, edge


def _behind(text: str, end: int) -> Use:
    """The use of a time from what follows it: “十四五”目标, 2020年不变价."""
    if _TOPIC.match(text, end):
        return Use.TOPIC
    if _ASIDE.match(text, end):
        return Use.ASIDE
    return Use.PRICES if _PRICES.match(text, end) else _TIMED


_EVERY, _STEP = Kind.EVERY, Kind.STEP
_TIMED, _BASE, _ALL = Use.TIME, Use.BASE, Edge.ALL
ANDS: Final = frozenset(("和", "与", "及", "、", "以及"))  # 比上月末和上年同期

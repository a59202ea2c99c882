"""What each figure of a passage is to the claims around it: a table of kinds, by unit and words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from tjstats.records.classifications import Measure
from tjstats.records.readings import Role
from tjstats.zh.claims.names import name_of, named_alike
from tjstats.zh.lexicon import kinds as lexicon
from tjstats.zh.lexicon.claims import TIME_BASES
from tjstats.zh.lexicon.times import NUMERALS

if TYPE_CHECKING:
    from tjstats.zh.claims.passages import Passage

__all__ = ["SHARE", "Kind", "earlier_name", "is_step_after", "kind_of"]

_TARGETED, _GROWN, _CHANGED = Role.TARGET, Role.GROWTH, Role.CHANGE
_CHANGES: Final = (_CHANGED, _GROWN)
_AVERAGE, _FACTOR = Measure.AVERAGE_GROWTH, Measure.FACTOR
_Test: TypeAlias = Callable[["Passage", int, str], bool]


class Kind:
    """What a figure is to the claims around it: names, and no enumeration, since a text asks for
    them by the thousand and a member of an enumeration costs ten times as much.
    """

    LEVEL: Final = "level"  # 收入418.6亿元; the second end of 由A提高到B
    FROM: Final = "from"  # the first end of it
    EARLIER: Final = "earlier"  # 上年为296.4亿元; 比2018年的98.7亿元
    INCREASE: Final = "increase"  # 比上年增加27.3亿元; 提高0.3个百分点
    GROWTH: Final = "growth"  # 同比增长9.0%; 增长1.4倍
    AVERAGE: Final = "average"  # 年均增长6.1%
    MULTIPLE: Final = "multiple"  # 是2018年的3倍
    SHARE: Final = "share"  # 占74.7%
    WHOLE: Final = "whole"  # the whole inside 占农村人口20315人的8.7%
    TARGET: Final = "target"  # 目标12万人
    DONE: Final = "done"  # 完成年度目标的86.9%
    BEYOND: Final = "beyond"  # 超额11.5%完成
    DISTANCE: Final = "distance"  # 高于规模以上工业3.9个百分点
    PUSH: Final = "push"  # 拉动3.2个百分点


SHARE: Final = re.compile(lexicon.SHARE)
_FROM: Final = re.compile(rf"(?:由|从|自)(?:{TIME_BASES})?的?[^由从自]{{0,12}}$")
_TO_NEXT: Final = re.compile(
    rf"^[^，。；！？]{{0,10}}?(?:{lexicon.RISE}|{lexicon.FALL}|延伸|调整|变|改)?了?(?:到|至|为)"
)
_EARLIER: Final = re.compile(lexicon.EARLIER)
_DATED: Final = re.compile(lexicon.DATED)
_NAMED_EARLIER: Final = re.compile(lexicon.NAMED_EARLIER)
_FISCAL: Final = re.compile("[12][0-9]{3}/[0-9]{2,4}年度?(?:同期)?(?:则?为|是)$")
_COMPARED: Final = re.compile("(?:比|较)[^，]{1,10}的$")  # 较搬迁前的15.7公顷增加18.5公顷
_SET_BESIDE: Final = re.compile("^[与同和比较][^，]{1,40}的$")
_BESIDE: Final = re.compile(lexicon.SET_BESIDE)
_OTHER_MEAN: Final = re.compile("^[与同和比较][^，]{1,20}的(?:年均|年?平均)[^，]*$")
_OF_BASE: Final = re.compile(lexicon.OF_BASE)
_SAID_AFTER: Final = re.compile("的(?!比|人|份|权)")  # 占92.2%的是普通住宅
_STRUCTURE: Final = re.compile(lexicon.STRUCTURE)
_INLINE: Final = re.compile("占(?P<of>[^占]{1,14})$")
_TARGET: Final = re.compile(lexicon.TARGET)
_PAST_GOAL: Final = re.compile("超过[^，]*(?:目标|计划|要求)")
_OVER_GOAL: Final = re.compile(lexicon.OVER_GOAL)
_ASKED: Final = re.compile(lexicon.ASKED)
_GOAL_AFTER: Final = re.compile("的?[^，]{0,8}(?:目标|计划|任务|预期)")
_BEFORE_GOAL: Final = re.compile("比|较|于|完成|实现")
_STEP: Final = re.compile("(?<![-—–至到0-9])(?P<n>1?[0-9]|[一二三四])(?:月份?|季度?)末?")
_MORE: Final = re.compile(lexicon.ADDED)
_MORE_OF: Final = re.compile("^多[^，]?$|^增[^，]$")  # 比年初的21.8亿立方米多蓄24.4亿立方米
_APART: Final = re.compile("^[高低快慢多少](?:出|了)?$")  # 控制在5.5%的目标以内，低0.3个百分点
_DONE: Final = re.compile(lexicon.DONE)
_OF_GOAL: Final = re.compile(lexicon.OF_GOAL)
_RULED: Final = re.compile(lexicon.RULED)
_BEYOND: Final = re.compile(lexicon.BEYOND)
_PUSH: Final = re.compile(lexicon.PUSH)
_DISTANCE: Final = re.compile(lexicon.APART)
_TIME_BASE: Final = re.compile(rf"(?:比|较|与|同|[高低快慢多少]于)(?:{TIME_BASES})")
_LIKE: Final = re.compile(lexicon.LIKE)
_OLD_END: Final = re.compile(f"[由从自](?:{TIME_BASES})?的?$")
_TO: Final = re.compile("(?:到|至|为)了?$")


# --- tests of the words before a reading ----------------------------------------------------------


def _ends(pattern: re.Pattern[str]) -> _Test:
    """Whether the clause before a reading ends so."""
    return lambda where, at, words: pattern.search(words) is not None


def _is_done(where: Passage, at: int, words: str) -> bool:
    """完成年度目标的86.9%; 完成全年任务2.1万人的88.6%; the 完成率 of a target in the sentence."""
    if _DONE.search(words):
        return True
    if where.is_a(at - 1, Kind.TARGET) and where.inline(at) and _OF_GOAL.fullmatch(words):
        return True
    return "完成率" in words and any(where.is_a(p, Kind.TARGET) for p in where.near(at, 0))


def _is_goal(where: Passage, at: int, words: str) -> bool:
    """目标12万人; 完成全年任务2.1万人的; 低于4.5%的控制目标."""
    head = where.head(at)
    if _OVER_GOAL.search(words) and not _GOAL_AFTER.match(head):  # 超预算0.62亿元
        return False
    if _ASKED.search(words):
        return where.gaps[at + 1].startswith("的")
    if where.readings[at].role is _TARGETED or _TARGET.search(words):
        return True
    named = _GOAL_AFTER.match(head) is not None
    return named and bool(_BEFORE_GOAL.search(words) or (not words and head[0] == "的"))


def _is_rate_asked(where: Passage, at: int, words: str) -> bool:
    if where.gaps[at].endswith("（"):  # 超过规划目标（93%）
        words = where.gaps[at][:-1].rpartition("，")[2]
    return where.readings[at].role is _TARGETED or bool(_TARGET.search(words))


def _is_earlier(where: Passage, at: int, words: str) -> bool:
    """上年为296.4亿元; 较搬迁前的15.7公顷增加18.5公顷."""
    if _FISCAL.match(words):  # 2023/24年度为388270人次
        return at > 0 and where.together(at - 1, at) and where.alike(at - 1, at)
    if _EARLIER.match(words) or earlier_name(where, at):
        return True
    if any(test(where, at, words) for test in (_is_dated_before, _is_again, _is_set_beside)):
        return True
    return bool(_COMPARED.match(words)) and where.joined_next(at) and where.gaps[at + 1] != ""


def _is_again(where: Passage, at: int, words: str) -> bool:
    """An earlier level in another unit: 比2010年的133972万人（13.3972亿人）增加."""
    return where.gaps[at] == "（" and where.is_a(at - 1, Kind.EARLIER) and where.alike(at - 1, at)


def _is_set_beside(where: Passage, at: int, words: str) -> bool:
    """同第六次普查的1203.8万人相比，增加80.8万人; 比第六次普查的1203.8万人（1203.79万人）增加."""
    if not _SET_BESIDE.match(words):
        return False
    behind = where.gaps[at + 2] if where.gaps[at + 1] == "（" else "）" + where.head(at)
    return _BESIDE.match(behind) is not None


def _is_dated_before(where: Passage, at: int, words: str) -> bool:
    """2023年投入312.46亿元，2020年为247.85亿元."""
    found = _DATED.match(words)
    return found is not None and (_is_of_before(where, at) or _is_base_of(where, at, found["time"]))


def _is_of_before(where: Passage, at: int) -> bool:
    """Whether a level of the same sentence is of a time that ends after that of this one."""
    time = where.readings[at].period
    end = time.end if time else date.max
    levels = (p for p in where.near(at, 0) if where.level(p) and where.alike(p, at))
    return any((now := where.readings[p].period) and now.end > end for p in levels)


def _is_base_of(where: Passage, at: int, time: str) -> bool:
    """Whether words of the same sentence compare with a time, or name the step behind it:
    较9月末上升…；9月末为.
    """
    based = re.compile(f"(?:[较比]|相当于){re.escape(time)}")
    gaps = [where.gaps[p] for p in where.near(at, 0)]
    return any(based.search(gap) or is_step_after(gap, where.tails[at]) for gap in gaps)


def is_step_after(later: str, earlier: str) -> bool:
    """Whether the first words name the month or quarter right after that of the others: 9月末…，
    8月末为.
    """
    numbers = [_STEP.search(words) for words in (later, earlier)]
    one, other = (NUMERALS.get(n["n"], 0) if n else 0 for n in numbers)
    return other > 0 and one == other + 1


def earlier_name(where: Passage, at: int) -> str:
    """The name of an earlier level that is printed in full behind that of now: 保费收入259.61亿元；
    上年同期保费收入241.85亿元.
    """
    words = where.tails[at]
    found = None if _EARLIER.match(words) else _NAMED_EARLIER.match(words)
    if found is None:
        return ""
    name = name_of(found["name"] or found["before"])
    levels = (where.name(p) for p in where.near(at, 1) if where.level(p) and where.alike(p, at))
    return name if any(named_alike(name, n) or n.endswith(name) for n in levels) else ""


def _is_first_end(where: Passage, at: int, words: str) -> bool:
    return bool(_FROM.search(words) and _TO_NEXT.match(where.gaps[at + 1]))


def _is_average(where: Passage, at: int, words: str) -> bool:
    return where.readings[at].measure is _AVERAGE


def _is_share(where: Passage, at: int, words: str) -> bool:
    """占74.7%; 男性214.37万人（50.93%）; 占农村人口20315人的8.7%; 三次产业结构为16.2∶38.1∶45.7."""
    if words == "的" and where.is_a(at - 1, Kind.WHOLE):
        return True
    if at and where.gaps[at] == "（" and where.amount(at - 1):
        return True
    if _STRUCTURE.search(words) and where.gaps[at + 1] == "：":
        return True
    words = _words_of_ends(where, at, words)
    said = SHARE.search(words) and "贡献率" not in words
    return bool(said) and not _SAID_AFTER.match(where.head(at))


def _words_of_ends(where: Passage, at: int, words: str) -> str:
    """The words before a rate, or before the first end of it: 占比由上年的26.1%提升至."""
    ends = where.joined(at) and where.is_a(at - 1, Kind.FROM) and _TO.search(words)
    return _OLD_END.sub("", where.tails[at - 1]) if ends else words


def _is_of_earlier(where: Passage, at: int, words: str) -> bool:
    """相当于2018年62.5百万人次的77.5%; 相当于2019年的108.4%."""
    return _OF_BASE.search(words) is not None or (
        words == "的" and where.is_a(at - 1, Kind.EARLIER)
    )


def _is_growth(where: Passage, at: int, words: str) -> bool:
    return where.readings[at].role is _GROWN and "自然增长率" not in words


def _is_distance(where: Passage, at: int, words: str) -> bool:
    if where.gaps[at] == "）" and where.gaps[at - 1].endswith("（"):  # 高于全国（5.9%）0.7个百分点
        words = where.gaps[at - 1][:-1].rpartition("，")[2]
        if _PAST_GOAL.search(words):  # 超过规划目标（93%）1.4个百分点
            return True
    return bool(_DISTANCE.search(words)) and not _TIME_BASE.search(words)


def _is_from_goal(where: Passage, at: int, words: str) -> bool:
    """比5.5%左右的预期目标低0.3个百分点; 控制在5.5%的目标以内，低0.3个百分点."""
    apart = _APART.match(words) is not None
    if where.is_a(at - 1, Kind.EARLIER):  # 比监管要求的10.5%高7.3个百分点
        return apart and where.joined(at)
    return (apart or where.joined(at)) and where.is_a(at - 1, Kind.TARGET)


def _is_change(where: Passage, at: int, words: str) -> bool:
    return where.readings[at].role is _CHANGED


def _is_mean_change(where: Passage, at: int, words: str) -> bool:
    """年均提高0.58个百分点."""
    if where.joined(at) and where.is_a(at - 1, Kind.EARLIER):  # 与2010年的年均增速0.6%相比下降0.1
        return False
    return where.readings[at].role is _CHANGED and where.readings[at].evidence.every != ""


def _is_increase(where: Passage, at: int, words: str) -> bool:
    """比上年增加27.3亿元; 比年初的21.8亿立方米多蓄24.4亿立方米."""
    more = _MORE_OF if where.joined(at) and where.is_a(at - 1, Kind.EARLIER) else _MORE
    changed = where.readings[at].role in _CHANGES and not _TO.search(words)
    return changed or bool(more.search(words))


def _is_inline(where: Passage, at: int, words: str) -> bool:
    """占农村人口20315人的8.7%; 占用户总数（1784.2万户）的74.3%."""
    if where.gaps[at + 1] == "）的" and where.gaps[at].endswith("（"):
        words = where.gaps[at][:-1]
    return where.gaps[at + 1].removeprefix("）") == "的" and bool(_INLINE.search(words))


def _is_multiple(where: Passage, at: int, words: str) -> bool:
    return where.readings[at].measure is _FACTOR or bool(_LIKE.search(words))


def _always(where: Passage, at: int, words: str) -> bool:
    return True


# For each class of units the kinds in the order in which they are tried.
_LEVELS: Final[tuple[tuple[str, _Test], ...]] = (
    (Kind.TARGET, _is_goal),
    (Kind.EARLIER, _is_earlier),
    (Kind.FROM, _is_first_end),
    (Kind.LEVEL, _always),
)
_RATES: Final[tuple[tuple[str, _Test], ...]] = (
    (Kind.DONE, _is_done),
    (Kind.BEYOND, _ends(_BEYOND)),
    (Kind.TARGET, _is_rate_asked),
    (Kind.TARGET, _ends(_RULED)),
    (Kind.MULTIPLE, _is_of_earlier),
    (Kind.EARLIER, _ends(_EARLIER)),
    (Kind.EARLIER, _ends(_OTHER_MEAN)),
    (Kind.AVERAGE, _is_average),
    (Kind.SHARE, _is_share),
    (Kind.GROWTH, _is_growth),
    *_LEVELS,
)
_DIFFERENCES: Final[tuple[tuple[str, _Test], ...]] = (
    (Kind.PUSH, _ends(_PUSH)),
    (Kind.DISTANCE, _is_distance),
    (Kind.DISTANCE, _is_from_goal),
    (Kind.AVERAGE, _is_mean_change),
    (Kind.INCREASE, _is_change),
    (Kind.LEVEL, _always),
)
_AMOUNTS: Final[tuple[tuple[str, _Test], ...]] = (
    (Kind.DISTANCE, _is_distance),
    (Kind.WHOLE, _is_inline),
    (Kind.AVERAGE, _is_mean_change),
    (Kind.INCREASE, _is_increase),
    *_LEVELS,
)
_TIMES: Final[tuple[tuple[str, _Test], ...]] = (
    (Kind.MULTIPLE, _is_multiple),
    (Kind.GROWTH, _always),
)
_BY_UNIT: Final = {
    "percent": _RATES,
    "permille": _RATES,
    "percentage_point": _DIFFERENCES,
    "delta_degC": _DIFFERENCES,
}


def kind_of(where: Passage, at: int) -> str:
    """What a reading is to the claims around it: in a list, what the one before is."""
    code = where.unit(at)
    grown = code == "ratio" and where.readings[at].role is _GROWN
    if grown and where.figure(at).word == "倍":  # 3倍多, 翻两番; a bare 0.08 is an amount
        table = _TIMES
    elif where.goes_on(at):
        return where.kinds[at - 1]
    else:
        table = _BY_UNIT.get(code, _AMOUNTS)
    words = where.tails[at]
    for kind, test in table:
        if test(where, at, words):
            return kind
    raise AssertionError(table)  # the last test of each table holds

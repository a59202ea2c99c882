"""What a figure is in its clause: a level, a change, a growth, a target or none of these, from the
words beside it.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from tjstats.records.classifications import Measure
from tjstats.records.readings import Role
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units.table import CALENDAR, CLOCK, FRACTIONS
from tjstats.zh.figures import Found
from tjstats.zh.lexicon.changes import REACHED, TARGETS_AFTER, TARGETS_BEFORE
from tjstats.zh.verbs import CUE, CUE_ENDS

__all__ = ["Said", "asking", "asks", "is_aside", "said"]


class Said(NamedTuple):
    """What the words before a figure say of it. Fields: role, measure, falling, to (where a rise or
    fall ends).
    """

    role: Role = Role.LEVEL
    measure: Measure = Measure.VALUE
    falling: bool = False
    to: bool = False


_LEVEL: Final = Said()
_SAID: Final = {
    (measure, falling): Said(
        Role.GROWTH if measure is not Measure.CHANGE else Role.CHANGE, measure, falling
    )
    for measure in Measure
    for falling in (False, True)
}
_ENDS: Final = {
    falling: Said(Role.LEVEL, Measure.VALUE, falling, True) for falling in (False, True)
}
_OTHER: Final = Said(Role.OTHER)
_FALLING: Final = frozenset({"fall", "fall_noun"})
_FALLING_TO: Final = frozenset("降减跌缩落少短窄缓")
_LOW: Final = frozenset("少低慢小")
_CONTRIBUTION: Final = re.compile("拉动|带动|贡献|支撑")
# 高于全国2.9个百分点 is the distance of two series, and no change in time, unless the other is a
# time: 高于上年.
_DISTANCE: Final = re.compile("(?:[高低快慢好优多少大小]于|[高低快慢]出|领先|落后)[^,;:。]{0,12}$")
_FACTOR: Final = re.compile("(?:(?:是|为|相当于|达到?)[^,;:。]{0,14}|^[^,;:。]{0,14})的$")


def said(lead: str, found: Found, text: str, after_base: bool, average: bool) -> Said:
    """What the words before a figure say; *after_base*: whether a base stands among them;
    *average*: or 年均, 年平均.
    """
    code = found.figure.unit.code
    if code == "ratio" and (
        text[found.number_start] == "翻"
        or (text[found.start - 1 : found.start] == "的" and _FACTOR.search(lead))
    ):
        return _SAID[Measure.FACTOR, False]
    cue = CUE.match(lead[:-41:-1]) if lead[-1:] in CUE_ENDS else None
    if code == "percentage_point" and _DISTANCE.search(lead):
        return (
            _SAID[Measure.CHANGE, bool(_LOW.intersection(lead[-3:]))]
            if after_base and _DIRECT.search(lead)
            else _OTHER
        )
    if cue is None or (_CONTRIBUTION.search(lead) and not after_base):
        return _LEVEL
    kind = cue.lastgroup
    if kind == "to":
        return _ENDS[bool(_FALLING_TO.intersection(cue["to"]))]
    if kind == "short":
        return _said_shortly(cue, code) if after_base else _LEVEL
    return _SAID[_measure(code, average), kind in _FALLING]


_DIRECT: Final = re.compile("(?:[高低快慢好优多少大小]于|[高低快慢]出)$")


def _measure(code: str, average: bool) -> Measure:
    if code not in FRACTIONS:
        return Measure.CHANGE
    return Measure.AVERAGE_GROWTH if average else Measure.GROWTH


def _said_shortly(cue: re.Match[str], code: str) -> Said:
    """比上年高0.5个百分点, 多3万人: such a word is one of change directly after a base."""
    return _SAID[_measure(code, False), bool(_LOW.intersection(cue["short"]))]


# --- targets --------------------------------------------------------------------------------------

_BEFORE: Final = re.compile(TARGETS_BEFORE)
# Those of `TARGETS_BEFORE` wherever they stand, and the words of `TARGETS_AFTER`.
_ASKING: Final = re.compile(TARGETS_BEFORE.replace("(?:力争", "(?:目标|计划|预算|力争", 1))
_AFTER: Final = re.compile(TARGETS_AFTER)
_REACHED: Final = re.compile(REACHED)


def asking(text: str) -> list[int]:
    """Where a text has words of targets; most have none."""
    return [found.start() for found in _ASKING.finditer(text)]


def asks(text: str, clause: int, found: Found, end: int) -> bool:
    """Whether the clause, or what follows the figure up to *end*, says that the figure is asked
    for.
    """
    if _AFTER.match(text, found.end, end) or "目标" in text[found.number_end : found.end]:
        return True
    return (
        _BEFORE.search(text, clause, found.start) is not None
        and _REACHED.search(text, clause, found.start) is None
    )


# --- figures that are no indicator's --------------------------------------------------------------

_MEASURED: Final = re.compile("平均|寿命|年限|年龄|时间|时长|工期|周期|期限|每天|缴费|龄|天数")
_SMALL: Final = 20


def is_aside(found: Found, lead: str, text: str, end: int, figure_follows: bool) -> bool:
    """Whether the figure only describes: a length, an age group, a threshold
    (超10亿元的企业有13户), 五项社会保险.
    """
    figure = found.figure
    if figure.unit.code in _TIMES:
        return not _MEASURED.search(lead)
    start = found.end
    if not figure_follows or start == end or "、" in text[start:end]:
        return False
    if text[start] == "的":
        return figure.qualifier is not Qualifier.EXACTLY and figure.unit.code not in FRACTIONS
    if lead and "、" not in lead:
        return False
    small = (
        figure.unit.counted
        and not figure.multiplier
        and figure.decimals == 0
        and figure.value <= _SMALL
    )
    return small and figure.qualifier is Qualifier.EXACTLY


_TIMES: Final = frozenset((*CALENDAR, *CLOCK))

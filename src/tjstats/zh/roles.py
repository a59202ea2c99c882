"""What a figure is in its clause: a level, a change, a growth, a target or none of these, from the
words beside it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

import attrs

from tjstats.records.classifications import Measure
from tjstats.records.readings import Role
from tjstats.values.figures import Figure
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units.table import CALENDAR, CLOCK, FRACTIONS
from tjstats.zh.amounts import Amount
from tjstats.zh.leads import Lead
from tjstats.zh.lexicon.changes import (
    AT_GOAL,
    DONE,
    FALL_NOUNS,
    FALLS,
    FROM_GOAL_IN_BRACKETS,
    MULTIPLE_OF,
    OF_GOAL,
    REACHED,
    RISE_NOUNS,
    RISES,
    RULES,
    TARGETS_AFTER,
    TARGETS_BEFORE,
    WITH_BASE,
)
from tjstats.zh.lexicon.nouns import MEASURED
from tjstats.zh.lexicon.times import STEPS

__all__ = [
    "FACTOR",
    "LEVEL",
    "LIMITED",
    "Said",
    "also",
    "asking",
    "compared_with_goal",
    "goal_of",
    "is_aside",
    "is_done",
    "is_goal_in_brackets",
    "is_limit",
    "said",
]


@attrs.frozen
class Said:
    """What the words before a figure say of it. Fields: role, measure; verb (of a change, with
    到), direction ("up", "down", ""), to (whether the change ends at the figure).
    """

    role: Role = Role.LEVEL
    measure: Measure = Measure.VALUE
    verb: str = ""
    direction: str = ""
    to: bool = False


LEVEL: Final = Said()
_OTHER: Final = Said(Role.OTHER)
FACTOR: Final = Said(Role.GROWTH, Measure.FACTOR)
_DIRECTIONS: Final = {
    **dict.fromkeys((*RISES, *RISE_NOUNS), "up"),
    **dict.fromkeys((*FALLS, *FALL_NOUNS), "down"),
    **{word: "up" if sign > 0 else "down" for word, sign in WITH_BASE.items()},
}
_MULTIPLE_OF: Final = re.compile(MULTIPLE_OF)
_BARE_RATES: Final = re.compile("[率重比差度温]$")  # names of levels that may be negative


@lru_cache(maxsize=1024)  # the verbs are few
def _of_change(verb: str, code: str, average: bool) -> Said:
    """A change or growth in the unit *code*."""
    if code not in FRACTIONS:
        measure = Measure.CHANGE
    else:
        measure = Measure.AVERAGE_GROWTH if average else Measure.GROWTH
    role = Role.CHANGE if measure is Measure.CHANGE else Role.GROWTH
    return Said(role, measure, verb, _DIRECTIONS.get(verb, ""))


@lru_cache(maxsize=1024)
def _of_end(verb: str, ending: str) -> Said:
    """A level that a change ended at: 减少到, 调整为."""
    return Said(verb=verb + ending, direction=_DIRECTIONS.get(verb, ""), to=True)


def said(lead: Lead, found: Amount, text: str, base_words: str | None, average: bool) -> Said:
    """What the words before a figure say; *base_words*: of the base that stands among them, None
    without one; *average*: or 年均, 年平均.
    """
    code = found.figure.unit.code
    if code == "ratio":
        if _is_multiple(lead.words, found, text):
            return FACTOR
        code = "ratio" if found.number_end < found.end else ""  # a bare number: 缩小0.05
    if lead.forecast:
        return _OTHER
    if base_words is None:
        if (level := _of_no_base(lead, code)) is not None:
            return level
    elif not lead.words and _is_comparison(base_words):
        return _of_change(base_words[0], code, False)
    if lead.kind:
        return _of_verb(lead, code, average)
    return _of_sign(lead.words, code, _is_signed(found, text), base_words)


def also(meant: Said, code: str) -> Said:
    """What is said of the same in another unit: 减少1.3万人或0.11%."""
    if meant.measure not in _IN_OTHER_UNITS:
        return LEVEL
    return _of_change(meant.verb, code, False)


_IN_OTHER_UNITS: Final = (Measure.CHANGE, Measure.GROWTH)


def _is_comparison(base_words: str) -> bool:
    """高于上年, and the figure."""
    return base_words[:1] in WITH_BASE and base_words[1:2] == "于"


def _is_multiple(lead: str, found: Amount, text: str) -> bool:
    """翻一番; 是农村居民的1.6倍."""
    if text[found.number_start] == "翻":
        return True
    printed = found.number_end < found.end and text[found.start - 1] == "的"
    return printed and _MULTIPLE_OF.search(lead[-20:]) is not None


def _of_verb(lead: Lead, code: str, average: bool) -> Said:
    """What a verb or noun of change says of the figure behind it."""
    if lead.ending:
        return _of_end(lead.verb, lead.ending)
    return _of_change(lead.verb, code, average and lead.kind != "short")


def _of_no_base(lead: Lead, code: str) -> Said | None:
    """How far two things are apart (高于全国2.9个百分点, 比城镇低3.2万人), and what is a change
    behind a base only.
    """
    if lead.apart(code == "percentage_point"):
        return _OTHER
    return LEVEL if lead.short else None


def _is_signed(found: Amount, text: str) -> bool:
    """-0.4%, +3.1%."""
    return found.figure.value < 0 or text[found.start] == "+"


def _of_sign(lead: str, code: str, signed: bool, base_words: str | None) -> Said:
    """A percentage with a sign and no verb is a growth, 单位产值能耗-2.6%, and anything with one
    behind a base is a change, 同比+3.1%, also without a sign behind 同比 and the like.
    """
    if base_words is not None and not lead.strip("("):
        alone = base_words in STEPS and code in FRACTIONS
        return _of_change("", code, False) if signed or alone else LEVEL
    grown = signed and code == "percent" and lead != ""
    return _SIGNED if grown and not _BARE_RATES.search(lead) else LEVEL


_SIGNED: Final = Said(Role.GROWTH, Measure.GROWTH)


# --- targets --------------------------------------------------------------------------------------

_BEFORE: Final = re.compile(TARGETS_BEFORE)
# Those of `TARGETS_BEFORE` wherever they stand, and the words of `TARGETS_AFTER`.
_ASKING: Final = re.compile(TARGETS_BEFORE.replace("(?:力争", "(?:目标|计划|任务|预算|力争", 1))
_AFTER: Final = re.compile(TARGETS_AFTER)
_REACHED: Final = re.compile(REACHED)
_AT_GOAL: Final = re.compile(AT_GOAL)
_OF_GOAL: Final = re.compile(OF_GOAL)
_FROM_IN_BRACKETS: Final = re.compile(FROM_GOAL_IN_BRACKETS)
_PART_OF_IT: Final = re.compile(r"\)?的\d")


def asking(text: str) -> list[int]:
    """Where a text has words of targets; most have none."""
    return [found.start() for found in _ASKING.finditer(text)]


class Goal(NamedTuple):
    """The words that say that a figure is asked for ("" without any), and whether they hold on for
    what follows in the sentence.
    """

    words: str = ""
    holds: bool = False


def goal_of(text: str, clause: int, found: Amount, end: int) -> Goal:
    """What in the clause, or behind the figure up to *end*, says that the figure is asked for."""
    after = _AFTER.match(text, found.end, end)
    if after is not None or "目标" in text[found.number_end : found.end]:
        return Goal(after[0] if after is not None else "目标")
    at_goal = _AT_GOAL.search(text, max(clause, found.start - _FAR), found.start)
    if at_goal is not None:
        return Goal(at_goal[0])
    start = max(clause, found.start - _FARTHEST)
    reached = _REACHED.search(text, start, found.start)
    if reached is not None:  # 完成预算350亿元的100.6%
        return Goal(reached[0] if _PART_OF_IT.match(text, found.end) else "")
    before = _BEFORE.search(text, start, found.start)
    return Goal() if before is None else Goal(before[0], holds=True)


def is_goal_in_brackets(text: str, found: Amount) -> bool:
    """Whether an amount is a goal in brackets, whatever is compared with it: 高于目标(700万吨)."""
    if found.figure.unit.code in FRACTIONS:  # may be one of a growth
        return False
    start = found.start
    opened = text.rfind("(", max(0, start - _NEAR), start)
    return opened >= 0 and _AT_GOAL.search(text, max(0, opened - _NEAR), start) is not None


def compared_with_goal(text: str, clause: int, found: Amount, last: int) -> str:
    """The words of a goal that the figure is a part of or a distance to, "" without any:
    完成全年目标的88%, 低于4.5%的控制目标[1.5个百分点]; *last* is the end of the figure before.
    """
    start = found.start
    part = _REACHED.search(text, max(clause, start - _FAR), start)
    share = found.figure.unit.code == "percent" and part is not None and part[0].startswith(_MET)
    if part is not None and (share or part[0].endswith("的")):
        return part[0]
    distance = _OF_GOAL.fullmatch(text, last, start) if clause < last else None
    if distance is None:
        distance = _distance_to_goal(text, max(clause, start - _FAR), found)
    return distance[0] if distance is not None else ""


def _distance_to_goal(text: str, first: int, found: Amount) -> re.Match[str] | None:
    """高于目标(700万吨)[5.2万吨]; 超过目标[2.2个百分点]."""
    if text[found.start - 1] == ")":
        return _FROM_IN_BRACKETS.search(text, first, found.start)
    points = found.figure.unit.code == "percentage_point"
    return _AT_GOAL.search(text, first, found.start) if points else None


_MET: Final = ("完成", "达成")
_NEAR, _FAR, _FARTHEST = 8, 40, 200  # how far back in an endless clause a word is looked for


# --- figures that are no indicator's --------------------------------------------------------------

_MEASURED: Final = re.compile(MEASURED)
_SMALL, _FEW = 20, 100
_EXACTLY: Final = Qualifier.EXACTLY


_DONE: Final = re.compile(DONE)
_RULES: Final = re.compile(RULES)
_AMONG: Final = re.compile("[^、]{0,16}(?:[里中内]|当中)有?$")
LIMITED: Final = frozenset(Qualifier) - {Qualifier.EXACTLY, Qualifier.ABOUT}


def is_done(text: str, clause: int, start: int, until: bool) -> bool:
    """Whether the clause says that something was, behind one that asks: 已完成投资3亿元; *until*:
    it says by when, and 完成 is asked (6月底前完成).
    """
    done = _DONE.search(text, max(clause, start - _FAR), start)
    return done is not None and not (until and done[0] == "完成")


def is_limit(found: Amount, text: str, sentence: int, undated: bool) -> bool:
    """Whether the figure is a condition or an amount of a rule:
    用工50人以上的,给予不超过300万元补助; *undated*: no time is known.
    """
    if undated and text[found.start] == "不":
        return True
    start, end = max(sentence, found.start - _FAR), text.find("。", found.end, found.end + _FAR)
    return _RULES.search(text, start, end if end >= 0 else found.end + _FAR) is not None


def is_aside(found: Amount, lead: str, text: str, end: int, figure_follows: bool) -> bool:
    """Whether the figure only describes: a length, an age group, a threshold
    (超10亿元的企业有13户), 五项社会保险, 41个行业中[有28个增长].
    """
    figure = found.figure
    if figure.unit.code in _TIMES:
        return not _MEASURED.search(lead)
    between = text[found.end : end] if figure_follows else ""
    return bool(between) and "、" not in between and _describes(figure, lead, between)


def _describes(figure: Figure, lead: str, between: str) -> bool:
    """Whether the next figure is the one that counts, by the words between them."""
    if between[0] == "的":
        return figure.qualifier is not _EXACTLY and figure.unit.code not in FRACTIONS
    if not figure.unit.counted or figure.multiplier:
        return False
    if figure.value <= _FEW and _AMONG.fullmatch(between):
        return True
    return _is_small(figure) and (not lead or "、" in lead)


def _is_small(figure: Figure) -> bool:
    whole = figure.qualifier is _EXACTLY and figure.decimals == 0
    return whole and figure.value <= _SMALL


_TIMES: Final = frozenset((*CALENDAR, *CLOCK))

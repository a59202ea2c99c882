"""Claims about targets: a level beside its target and the word that it was met; the part of a
target that is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import takewhile
from operator import sub
from typing import Final

from tjstats.questions.claims import Verification
from tjstats.records.classifications import Measure
from tjstats.records.readings import Reading, Role
from tjstats.values.figures import Figure
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Reason
from tjstats.zh.claims.change import grown
from tjstats.zh.claims.kinds import Kind
from tjstats.zh.claims.passages import Passage, first
from tjstats.zh.claims.verdicts import Implied, quotient, verified
from tjstats.zh.lexicon import kinds as lexicon
from tjstats.zh.lexicon.times import NUMERALS

__all__ = ["ahead_of_time", "done", "met", "met_in_words"]

_GOALS: Final = ("目标", "任务")
_DONE, _GOAL = lexicon.MET, lexicon.NAMED_GOAL
_THEN_MET: Final = re.compile(rf"的?{_GOAL}[^。；]{{0,6}}?{_DONE}")
_NOT_YET: Final = re.compile(lexicon.NOT_MET)
_MET_BEFORE: Final = re.compile(rf"{_DONE}(?:了)?[^。；，]{{0,14}}$")
_THEN_GOAL: Final = re.compile(rf"的?[^。；，]{{0,6}}?{_GOAL}")
_IN_WORDS: Final = re.compile(rf"目标(?:任务)?[^。；]{{0,6}}?{_DONE}|{_DONE}[^。；，]{{0,12}}目标")
_PART_OF_GOAL: Final = re.compile(rf"(?:{lexicon.GOALS})(?:任务|数)?的$")
_AHEAD: Final = re.compile("提前([0-9一二两三四五])年[^。；，]{0,6}(?:完成|实现|达到)")
_PART_DONE: Final = re.compile(r"完成[^。；]{0,16}(?:目标|计划|任务|预算)(?:任务|数)?的$")
_PAST: Final = re.compile("超(?:过|出|额)[^，]{0,8}(?:目标|计划|任务)(?:数|值)?$")
_MORE: Final = re.compile(lexicon.OVER_GOAL)
_COMPARED: Final = (Qualifier.UNDER, Qualifier.OVER)
_CEILING: Final = re.compile(lexicon.CEILING)
_LOWER: Final = re.compile(lexicon.LOWER_IS_BETTER)


def met(where: Passage) -> Iterator[Verification]:
    """A level and the target that the text says it met."""
    for goal in where.ahead_of(_GOALS, 1):
        if not _is_met(where, goal):
            continue
        level = next(
            (p for p in where.near(goal, 0) if where.level(p) and where.alike(p, goal)), None
        )
        if level is not None:
            yield verified(
                where, where.figure(level), partial(_accepted, where, goal, level), (level, goal)
            )


def _is_met(where: Passage, goal: int) -> bool:
    after = where.gaps[goal + 1]
    if (
        _NOT_YET.search(where.tail(goal))
        or _NOT_YET.search(after[:16])
        or _PART_OF_GOAL.search(where.head(goal))
    ):
        return False
    if _THEN_MET.match(after):
        return True
    if where.figure(goal).qualifier in _COMPARED and where.gaps[goal] == "，":
        return bool(_THEN_GOAL.match(after))  # 5.3%，低于5.5%的预期控制目标
    return bool(_MET_BEFORE.search(where.tail(goal)) and _THEN_GOAL.match(after))


def _accepted(where: Passage, goal: int, level: int) -> Figure:
    """What the target accepts: its bound; a bare number in the direction that its words tell."""
    figure = where.figure(goal)
    if figure.qualifier not in (Qualifier.EXACTLY, Qualifier.ABOUT):
        return figure
    lower = _LOWER.search(where.named(level)) or _CEILING.search(
        where.tail(goal) + where.head(goal)
    )
    return figure._or_less() if lower else figure._or_more()


def done(where: Passage) -> Iterator[Verification]:
    """The part of a target that is done: 完成全年目标任务的58%; and what is beyond it:
    超额11.5%完成.
    """
    yield from _beyond(where)
    yield from _past(where)
    for at in where.of(Kind.DONE, Kind.BEYOND):
        inline = where.is_a(at - 1, Kind.TARGET) and where.inline(at)
        level = _level_of(where, at - inline)
        if level is None:
            continue
        goal = at - 1 if inline else first(_around(where, at), partial(_is_goal, where, level))
        if goal is not None:
            part = _part(where, level, goal, at)
            yield verified(where, where.figure(at), part, (goal, level, at))
        elif where.is_a(at, Kind.DONE):
            yield verified(where, where.figure(at), lambda: Reason.NO_TARGET_NUMBER, (level, at))


def _around(where: Passage, at: int) -> list[int]:
    """Where the target may be printed that so much was done of: in brackets right behind, before as
    far as what was done of another, and behind.
    """
    behind = list(where.after(at, 0))
    if behind and where.gaps[behind[0]].startswith("（"):
        return behind[:1]
    before = takewhile(lambda p: not where.is_a(p, Kind.DONE, Kind.BEYOND), where.near(at, 1))
    return [*before, *behind]


def _beyond(where: Passage) -> Iterator[Verification]:
    """So much more than was asked: 计划新建386公里，实际完成432公里，超额完成46公里."""
    for at in where.behind(("超额", "超预算", "超计划", "超目标", "超任务"), 2):
        more = where.is_a(at, Kind.LEVEL, Kind.INCREASE) and _MORE.search(where.tail(at))
        level = _level_of(where, at) if more else None
        goal = first(where.near(at, 1), partial(_is_goal, where, level or 0)) if level else None
        if level is not None and goal is not None and where.alike(level, at):
            found = partial(sub, where.figure(level), where.number(goal))
            yield verified(where, where.figure(at), found, (goal, level, at))


def _past(where: Passage) -> Iterator[Verification]:
    """So much more than the target, which stands before it: 超过规划目标4.8万套0.4万套."""
    for goal in where.of(Kind.TARGET):
        at, level = goal + 1, _level_of(where, goal)
        if level is None or not _PAST.search(where.tail(goal)) or where.gaps[at] != "":
            continue
        if at < len(where) and where.alike(level, goal) and where.alike(level, at):
            found = partial(sub, where.figure(level), where.number(goal))
            yield verified(where, where.figure(at), found, (level, goal, at))


def _part(where: Passage, level: int, goal: int, at: int) -> Callable[[], Implied]:
    now, asked = where.figure(level), where.number(goal)
    if where.is_a(at, Kind.BEYOND):
        return partial(grown, now, asked, Measure.GROWTH)
    return partial(quotient, now, asked)


def _level_of(where: Passage, at: int) -> int | None:
    """What was done of a target: the level or increase right before; none where an amount of
    another kind stands between, which may be it: 完成286公里；投资24.6亿元，为年度计划的91.2%.
    """
    amounts = [p for p in where.near(at, 0) if _may_be_done(where, p)]
    level = first(amounts, lambda p: where.is_a(p, Kind.LEVEL, Kind.INCREASE))
    between = amounts[: amounts.index(level)] if level is not None else []
    return level if all(where.alike(p, level or 0) for p in between) else None


def _may_be_done(where: Passage, at: int) -> bool:
    rate = where.unit(at) in ("percent", "percentage_point")
    kinds = (Kind.LEVEL, Kind.INCREASE, Kind.TARGET)
    return not rate and where.is_a(at, *kinds) and where.readings[at].role is not Role.OTHER


def _is_goal(where: Passage, level: int, at: int) -> bool:
    plainly = where.figure(at).qualifier in (Qualifier.EXACTLY, Qualifier.AT_LEAST)
    return at != level and plainly and where.is_a(at, Kind.TARGET) and where.alike(at, level)


def ahead_of_time(where: Passage) -> Iterator[Verification]:
    """A target met so many years ahead of its own year: 提前2年完成规划目标."""
    for goal in where.of(Kind.TARGET):
        for level in where.after(goal, 1):
            found = _AHEAD.search(where.gaps[level + 1])
            years = _year(where, goal), _year(where, level)
            if where.level(level) and where.alike(level, goal) and found and all(years):
                yield from _ahead(where, goal, level, found)
                break


def _year(where: Passage, at: int) -> int:
    time = where.readings[at].period
    return 0 if time is None else time.end.year


def _ahead(where: Passage, goal: int, level: int, found: re.Match[str]) -> Iterator[Verification]:
    start = where.readings[level].end + len(found.string[: found.start(1)])
    stated = Figure(NUMERALS[found[1]], "年", exact=True)
    span = Figure(_year(where, goal) - _year(where, level), "年", exact=True)
    printed = Reading(start, start + len(found[1]) + 1, f"{found[1]}年", stated, role=Role.OTHER)
    if where.text[start : printed.end] == printed.text:
        yield verified(where, stated, lambda: span, (goal, level), more=(printed,))


def met_in_words(where: Passage) -> Iterator[Verification]:
    """A level with the word that its target was met, whose number is not printed."""
    for level in where.ahead_of(("目标",)):
        after = where.gaps[level + 1].partition("。")[0]
        if where.level(level) and _IN_WORDS.search(after) and not _has_goal(where, level):
            yield verified(where, where.figure(level), lambda: Reason.NO_TARGET_NUMBER, (level,))


def _has_goal(where: Passage, level: int) -> bool:
    """Whether the number of the target stands before or behind it."""
    printed = where.is_a(level + 1, Kind.TARGET) and where.alike(level, level + 1)
    return printed or any(_is_met(where, p) for p in (level, level + 1) if 0 < p < len(where))

"""What the figures of a list are said of, and the figures that a change belongs to."""

from __future__ import annotations

import re
from typing import Final

from tjstats.records.classifications import Measure
from tjstats.records.readings import ReadingFields, Role
from tjstats.values.periods import AsOf, Period
from tjstats.zh.lexicon.changes import GOALS
from tjstats.zh.lexicon.nouns import GENERIC, IN_ALL, NEWLY, RATE_HEADS, RECEIVED, RECEIVERS
from tjstats.zh.phrases import listed
from tjstats.zh.sentences import Group, Sentence

__all__ = ["name"]

_VALUE, _OTHER, _TARGET = Measure.VALUE, Role.OTHER, Role.TARGET
_MEMORY, _MOST = 16, 32  # lists of a sentence that a change may still belong to, that are kept
_GOALS: Final = re.compile(GOALS)
_OF_GOALS: Final = re.compile(f"(?:{GOALS})$")
_GOAL_ENDS: Final = frozenset("标务划数值")
_PEOPLE: Final = re.compile(f"(?:{RECEIVERS})$")
_INCOME: Final = re.compile(f"(?:{RECEIVED})$")
_SHARES: Final = ("占", "占比")


def name(group: Group, sentence: Sentence, places: list[ReadingFields]) -> None:
    """Sets the indicator of each figure of a list, and of a change the figure it is a change of."""
    if goal := places[group.members[0]].evidence.goal:
        group.phrase = "" if group.phrase in goal else _OF_GOALS.sub("", group.phrase)
    if group.said.measure is not _VALUE:
        _name_changes(group, sentence, places)
    else:
        _name_levels(group, sentence, places)
    if places[group.members[-1]].role is not _OTHER:
        groups = sentence.groups
        groups.append(group)
        if len(groups) > _MOST:
            del groups[:_MEMORY]


def _name_levels(group: Group, sentence: Sentence, places: list[ReadingFields]) -> None:
    before = sentence.groups[-1] if sentence.groups else None
    if before is not None:
        if _goes_with(group, before):
            _take_names(group, before, places)
            return
        if group.running and _set_running(group, before, places):
            return
    phrase = _of_people(_phrase(group, sentence, places), group, sentence, places)
    is_list = _give(phrase, group, places)
    if group.part:
        _set_whole(group, sentence, places)
    elif not is_list and _is_a_subject(group, places):
        sentence.subject = phrase or sentence.subject


def _is_a_subject(group: Group, places: list[ReadingFields]) -> bool:
    """Whether more may be said of what a list is of: no head alone, no share of a goal."""
    place = places[group.members[0]]
    of_goal = place.role is _OTHER and place.figure.unit.code == "percent"
    return group.phrase not in GENERIC and not of_goal


def _goes_with(group: Group, before: Group) -> bool:
    """Whether the figures are of the same things as those of the list before."""
    if group.phrase and not group.baseline:
        return False
    same = len(before.members) == len(group.members) > 1
    return group.said.to or group.baseline or same


def _phrase(group: Group, sentence: Sentence, places: list[ReadingFields]) -> str:
    """The phrase of a list, with the subject where it says nothing alone: 占, 规模, 目标."""
    phrase, subject = group.phrase, sentence.subject
    if group.baseline or _is_of_goals(phrase):
        phrase = ""
    if phrase[:1] == "占":
        of = _part_before(sentence, places) or subject
        return of + ("占比" if phrase in _SHARES else phrase)
    return subject + phrase if not phrase or phrase in GENERIC else phrase


def _of_people(phrase: str, group: Group, sentence: Sentence, places: list[ReadingFields]) -> str:
    """The phrase with the income that the sentence speaks of, where an amount of money is said of
    people alone: 居民人均可支配收入49758元,其中城镇居民56832元.
    """
    if not _PEOPLE.search(phrase):
        return phrase
    found = _INCOME.search(sentence.subject)
    is_money = places[group.members[0]].figure.unit.code.partition("/")[0].isupper()
    return phrase + found[0] if found and is_money else phrase


def _is_of_goals(phrase: str) -> bool:
    return phrase[-1:] in _GOAL_ENDS and _GOALS.fullmatch(phrase) is not None


def _part_before(sentence: Sentence, places: list[ReadingFields]) -> str | None:
    """The part behind 其中 that the figure before is, or is a change of."""
    if not sentence.groups:
        return None
    last = sentence.groups[-1].members[-1]
    level = places[last].change_of
    at = last if level is None else level
    is_part = any(group.part and at in group.members for group in sentence.groups)
    return places[at].indicator if is_part else None


def _set_running(group: Group, before: Group, places: list[ReadingFields]) -> bool:
    """Whether the figure is the stock to which a flow was added: 新设1.9万户,累计23.7万户."""
    stock, flow = places[group.members[0]], places[before.members[-1]]
    name = flow.indicator or ""
    new = NEWLY.search(name)
    if (
        new is None
        or not IN_ALL.fullmatch(group.phrase)
        or stock.figure.unit is not flow.figure.unit
    ):
        return False
    if len(before.members) > 1:  # 2021—2025年分别为…,累计34.66万人
        stock.indicator = name
        return True
    stock.indicator = name[: new.start()] + name[new.end() :] or None
    if isinstance(stock.period, Period):
        stock.period = AsOf(stock.period.end)
    return True


def _give(phrase: str, group: Group, places: list[ReadingFields]) -> bool:
    """Gives the figures of a list the phrase, or each its name; whether the phrase is a list of
    names.
    """
    members = group.members
    names = listed(phrase, len(members)) if len(members) > 1 else None
    if names is None:
        for member in members:
            places[member].indicator = phrase or None
        return False
    for member, each in zip(members, names, strict=True):
        places[member].indicator = each
    return True


def _take_names(group: Group, other: Group, places: list[ReadingFields]) -> None:
    """The indicators of another list, one by one."""
    last = len(other.members) - 1
    for position, member in enumerate(group.members):
        places[member].indicator = places[other.members[min(position, last)]].indicator


def _set_whole(group: Group, sentence: Sentence, places: list[ReadingFields]) -> None:
    """其中: a part of the last figure of the same kind and unit that is none itself."""
    unit, measure = places[group.members[0]].figure.unit, group.said.measure
    for each in reversed(sentence.groups):
        if (
            not each.part
            and not each.aside
            and each.said.measure is measure
            and places[each.members[-1]].figure.unit is unit
        ):
            for member in group.members:
                places[member].part_of = each.members[-1]
            return


# --- changes --------------------------------------------------------------------------------------


def _name_changes(group: Group, sentence: Sentence, places: list[ReadingFields]) -> None:
    phrase = group.phrase
    stem = phrase.removesuffix(_rate(phrase))
    own = bool(stem) and stem not in GENERIC
    levels = _in_order(group, sentence, places) or _levels_of(
        group, sentence, places, stem if own else ""
    )
    if levels:
        _tie_all(group, levels, phrase or _rate_before(group, sentence, places, levels), places)
        return
    if not own:
        phrase = _of_rate(sentence.subject, phrase) or ""
    elif phrase:
        sentence.subject = phrase
    _give(phrase, group, places)
    if group.part:
        _set_whole(group, sentence, places)


def _rate_before(
    group: Group, sentence: Sentence, places: list[ReadingFields], levels: list[int]
) -> str:
    """The 增速 of the change before one of the same: 增速比上月低0.2个,比上年同期高0.7个百分点."""
    last = sentence.groups[-1] if sentence.groups else None
    if last is None or places[last.members[-1]].change_of != levels[-1]:
        return ""
    same = places[last.members[-1]].figure.unit is places[group.members[0]].figure.unit
    return _rate(last.phrase) if same else ""


def _rate(phrase: str) -> str:
    """The 增速 or 增幅 at the end of a phrase."""
    if not phrase.endswith(RATE_HEADS):  # as nearly all
        return ""
    return next(head for head in RATE_HEADS if phrase.endswith(head))


def _of_rate(indicator: str | None, phrase: str) -> str | None:
    """增速 of something is a rate of its own: 发电装机容量增速."""
    head = _rate(phrase)
    return (indicator or "").removesuffix(head) + head if head else indicator


def _tie_all(group: Group, levels: list[int], phrase: str, places: list[ReadingFields]) -> None:
    """The changes of a list belong to the figures at their places."""
    for member, level in zip(group.members, levels, strict=True):
        _tie(places[member], places[level], phrase)
        places[member].change_of = level


def _tie(change: ReadingFields, level: ReadingFields, phrase: str) -> None:
    change.indicator = _of_rate(level.indicator, phrase)
    if level.role is _TARGET:
        change.role = _TARGET


def _levels_of(
    group: Group, sentence: Sentence, places: list[ReadingFields], own: str
) -> list[int]:
    """The figures that a list of changes belongs to: a list as long, the last figure, or as many
    single ones.
    """
    count = len(group.members)
    single: list[int] = []
    for other in reversed(sentence.groups):
        if not _may_be_of(group, other, sentence, places):
            continue
        if own and not _is_named(places[other.members[-1]].indicator or "", own):
            return []
        if len(other.members) == count:
            return other.members
        single.insert(0, other.members[-1])
        if len(other.members) > 1 or len(single) == count:
            break
    return single if len(single) == count else []


def _in_order(group: Group, sentence: Sentence, places: list[ReadingFields]) -> list[int]:
    """The figures before a list of changes in several units, where each change is in the unit of
    the figure at its place: 面积3亩,产量5吨,分别增加0.3亩和0.2吨.
    """
    units = [places[member].figure.unit.code for member in group.members]
    before = sentence.groups[-len(units) :]
    if len(set(units)) < 2 or len(before) < len(units):
        return []
    levels = [each.members[-1] for each in before]
    pairs = zip(units, levels, strict=True)
    return levels if all(places[at].figure.unit.code == unit for unit, at in pairs) else []


def _may_be_of(group: Group, other: Group, sentence: Sentence, places: list[ReadingFields]) -> bool:
    """Whether changes may be of the figures of another list, by place, role and unit."""
    level = places[other.members[-1]]
    if (other.aside and not group.aside) or other.baseline or level.role is _OTHER:
        return False
    if level.role is _TARGET and not sentence.asked and group.base is not None:
        return False
    code = places[group.members[0]].figure.unit.code
    return _fits(code, other, level.figure.unit.code, group.phrase)


def _is_named(indicator: str, own: str) -> bool:
    return indicator.endswith(own) or (bool(indicator) and own.endswith(indicator))


def _fits(code: str, other: Group, unit: str, phrase: str) -> bool:
    """Whether a change in *code* may be one of the figures of another list, in *unit*."""
    is_level = other.said.measure is _VALUE
    if code == "percentage_point":
        return unit in ("percent", "permille") and not (is_level and _rate(phrase))
    if code in ("percent", "permille", "ratio"):
        return is_level and unit not in ("percent", "permille", "percentage_point")
    return is_level and (unit == code or unit.startswith(code + "/"))

"""What the figures of a list are said of, and the figures that a change belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tjstats.records.classifications import Measure
from tjstats.zh.figures import Found
from tjstats.zh.phrases import GENERIC, listed
from tjstats.zh.places import Group, Place, Sentence
from tjstats.zh.readings import Role

__all__ = ["name"]

_RATE_HEADS: Final = ("增速", "增幅", "涨幅", "降幅", "跌幅", "增长率", "涨跌幅")
_SHARES: Final = ("占", "占比")


def name(group: Group, sentence: Sentence, places: list[Place], found: Sequence[Found]) -> None:
    """Sets the indicator of each figure of a list, and of a change the figure it is a change of."""
    if group.said.measure is not Measure.VALUE:
        _name_changes(group, sentence, places, found)
    else:
        _name_levels(group, sentence, places)
    last = places[group.members[-1]]
    if last.role is not Role.OTHER:
        sentence.groups.append(group)


def _name_levels(group: Group, sentence: Sentence, places: list[Place]) -> None:
    before = sentence.groups[-1] if sentence.groups else None
    phrase = "" if group.baseline else group.phrase
    if not phrase and before is not None and (group.said.to or len(before.members) == len(group.members) > 1):
        _take_names(group, before, places)
        return
    if not phrase or phrase in GENERIC:
        phrase = sentence.subject + ("占比" if phrase in _SHARES else phrase)
    names = listed(phrase, len(group.members))
    for position, member in enumerate(group.members):
        places[member].indicator = (names[position] if names else phrase) or None
    if group.part:
        _set_whole(group, sentence, places)
    elif not names and phrase and phrase != sentence.subject and group.phrase not in GENERIC:
        sentence.subject = phrase


def _take_names(group: Group, other: Group, places: list[Place]) -> None:
    """The indicators of another list, one by one."""
    last = len(other.members) - 1
    for position, member in enumerate(group.members):
        places[member].indicator = places[other.members[min(position, last)]].indicator


def _set_whole(group: Group, sentence: Sentence, places: list[Place]) -> None:
    """其中: a part of the last level that is none itself."""
    whole = next((each for each in reversed(sentence.groups) if not each.part and each.said.measure is Measure.VALUE), None)
    if whole is not None:
        for member in group.members:
            places[member].part_of = whole.members[-1]


# --- changes ----------------------------------------------------------------------------------------------------------


def _name_changes(group: Group, sentence: Sentence, places: list[Place], found: Sequence[Found]) -> None:
    phrase, count = group.phrase, len(group.members)
    own = bool(phrase) and phrase not in GENERIC
    levels = _levels_of(group, sentence, places, found, phrase if own else "")
    if levels is not None:
        targets = levels.members if len(levels.members) == count else [levels.members[-1]] * count
        for member, level in zip(group.members, targets, strict=True):
            places[member].change_of = level
            if places[level].role is Role.TARGET:
                places[member].role = Role.TARGET
            places[member].indicator = _of_rate(places[level].indicator, phrase)
        return
    if not own:
        phrase = _of_rate(sentence.subject, phrase) or ""
    elif phrase:
        sentence.subject = phrase
    names = listed(phrase, count)
    for position, member in enumerate(group.members):
        places[member].indicator = (names[position] if names else phrase) or None


def _of_rate(indicator: str | None, phrase: str) -> str | None:
    """增速 of something is a rate of its own: 发电装机容量增速."""
    return (indicator or "") + phrase if phrase in _RATE_HEADS else indicator


def _levels_of(
    group: Group, sentence: Sentence, places: list[Place], found: Sequence[Found], own: str
) -> Group | None:
    """The list that a list of changes belongs to: as many figures, or the last one, of a unit that fits."""
    code = found[group.members[0]].figure.unit.code
    for other in reversed(sentence.groups):
        if other.baseline or len(group.members) not in (1, len(other.members)):
            continue
        level = other.members[-1]
        if not _fits(code, other, found[level].figure.unit.code, group.phrase):
            continue
        indicator = places[level].indicator or ""
        return other if not own or indicator.endswith(own) or own.endswith(indicator or "\n") else None
    return None


def _fits(code: str, other: Group, unit: str, phrase: str) -> bool:
    """Whether a change in *code* may be one of the figures of another list, in *unit*."""
    is_level = other.said.measure is Measure.VALUE
    if code == "percentage_point":
        return unit == "percent" and not (is_level and phrase in _RATE_HEADS)
    if code in ("percent", "permille", "ratio"):
        return is_level and unit not in ("percent", "permille", "percentage_point")
    return is_level and unit == code

"""What the changes of a list are against, and over what they ran: settled where the list ends, when
the levels that they are of are known.
"""

from __future__ import annotations

from typing import Any

from tjstats.records.classifications import Measure
from tjstats.records.readings import ReadingFields
from tjstats.values.periods import Time
from tjstats.zh import bases
from tjstats.zh.sentences import Group, Sentence
from tjstats.zh.times import InForce

__all__ = ["pair", "set_bases"]

_VALUE, _CHANGE, _AVERAGE, _FACTOR = (
    Measure.VALUE,
    Measure.CHANGE,
    Measure.AVERAGE_GROWTH,
    Measure.FACTOR,
)


def pair(
    first: Group, last: Group, sentence: Sentence, places: list[ReadingFields], times: InForce
) -> None:
    """由A提高到B: A is at the beginning, B at the end."""
    for member in first.members:
        place = places[member]
        if not first.dated and place.measure is _VALUE:
            begun = last.base or sentence.earlier
            place.period = bases.beginning(begun, times.span, place.period)
    for member in last.members:
        place = places[member]
        place.period = bases.end_of(place.period, times.now)
    last.begun = places[first.members[0]].period


def set_bases(group: Group, sentence: Sentence, places: list[ReadingFields]) -> None:
    """The bases of the changes of a list: of one each, 比上月末和上年同期分别高0.1个和0.4个."""
    several, members = group.bases, group.members
    for number, member in enumerate(members):
        if several:
            group.base, group.step = several[number if len(members) == len(several) else 0]
        _set_base(places[member], group, sentence, places)
    if several and len(members) == 1:
        sentence.bases, sentence.pending = several[1:], True
        sentence.base, sentence.step = several[1]


def _set_base(
    place: ReadingFields, group: Group, sentence: Sentence, places: list[ReadingFields]
) -> None:
    level = place if place.change_of is None else places[place.change_of]
    own = group.alone or _is_of_years(place, group)
    time = place.period if own else level.period
    place.base = _base(group, time)
    begun = _begun(place, sentence) if place.base is None else None
    if begun is not None:
        time, place.base = level.period, begun
        evidence: Any = place.evidence
        evidence.base_words = "由"
    elif place.base is None and not _is_named(place):
        place.base = _assumed(place, sentence, time)
    if place.measure is not _FACTOR:  # a multiple is of its own time
        place.period = bases.over(time, place.base, group.distant or begun is not None)


def _is_of_years(place: ReadingFields, group: Group) -> bool:
    """Whether a change is over the years in force, and not that of its level at their end."""
    if place.measure is _AVERAGE:
        return True
    return bases.is_long(place.period) and not (group.step or place.evidence.base_words)


def _base(group: Group, time: Time | None) -> Time | None:
    """The base that the text names, as the level has it."""
    if group.mean and (group.step or group.base is None) and not bases.is_long(time):
        return bases.stepped(time, "year", group.mean)  # 两年平均
    if group.step:
        return bases.stepped(time, group.step)
    if group.base is not None and time is not None and group.base.end >= time.end:
        return bases.stepped(time, "year")  # 去年 of a text of the next January
    return bases.base_at(time, group.base)


def _begun(place: ReadingFields, sentence: Sentence) -> Time | None:
    """The base of a growth of B in 由A提高到B: the time of A."""
    level = place.change_of
    if level is None:
        return None
    for group in sentence.groups:
        if group.members[0] <= level <= group.members[-1]:
            return group.begun
    return None


def _is_named(place: ReadingFields) -> bool:
    """Whether the text names a base without its time, or a multiple of something else."""
    return bool(place.evidence.base_words) or place.measure is _FACTOR


def _assumed(place: ReadingFields, sentence: Sentence, time: Time | None) -> Time | None:
    """The base of a change without one: that before the semicolon, else the year before."""
    earlier = sentence.earlier if place.measure is _CHANGE else None
    return bases.base_at(time, earlier) or bases.assumed(time)

"""Figures in their sentences: the period, role, indicator phrase and base of each, and the figure that it is a change of.

One walk over figures, times and punctuation in the order of the text. What a sentence says of itself ends with it; the
time in force does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from tjstats.records.classifications import Measure
from tjstats.values.periods import Period, Time
from tjstats.zh import bases, phrases, subjects
from tjstats.zh.figures import Found
from tjstats.zh.mentions import Kind, Mention, Use
from tjstats.zh.places import Group, Place, Sentence
from tjstats.zh.readings import Role
from tjstats.zh.roles import asks, is_aside, said
from tjstats.zh.times import InForce, publication
from tjstats.zh.verbs import LINKS

__all__ = ["placed"]

_BREAK: Final = re.compile("[,;:。!?\n]")
_BYLINE: Final = re.compile("(?:记者|通讯员|撰稿|编辑|摄影?)[^,。\n]{0,16}$")
_HEADING: Final = re.compile("目标|计划|预期|安排")
_STANDING: Final = re.compile("累计达|总数|现有|共有|拥有|已有|保有量|余额|结余|在册|参保人数|(?:常住|户籍|就业)人口")
_BELONGS: Final = ("的", "时的")


def placed(text: str, found: Sequence[Found], mentions: Sequence[Mention], published: date | Period | None) -> list[Place]:
    """What a normalised text says of each of its figures, in order."""
    walk = _Walk(text, found, mentions, InForce(publication(published)))
    for index in range(len(found)):
        walk.come_to(index)
    walk.close()
    return walk.places


class _Walk:
    """The state of one walk over a text: where it is, the sentence and list it is in, and the places so far."""

    def __init__(self, text: str, found: Sequence[Found], mentions: Sequence[Mention], times: InForce) -> None:
        self.text, self.found, self.mentions, self.times = text, found, mentions, times
        self.breaks = [match.start() for match in _BREAK.finditer(text)]
        self.places: list[Place] = []
        self.sentence = Sentence()
        self.group: Group | None = None
        self.next_mention = self.next_break = 0

    def come_to(self, index: int) -> None:
        """Walks on to a figure, and says what it is."""
        each = self.found[index]
        behind = self.found[index - 1].end if index else 0
        self._walk_to(each.start, behind)
        if self._goes_on(each, behind):
            self._add(index)
        else:
            self.close()
            self._begin(index, max(self.sentence.clause, behind))

    # --- between two figures ------------------------------------------------------------------------------------------------

    def _walk_to(self, place: int, behind: int) -> None:
        """Takes in times and punctuation before *place*, in order; those inside the last figure are passed over."""
        mentions, breaks = self.mentions, self.breaks
        while True:
            mark = breaks[self.next_break] if self.next_break < len(breaks) else place
            if self.next_mention < len(mentions) and mentions[self.next_mention].start < min(mark, place):
                mention = mentions[self.next_mention]
                self.next_mention += 1
                if mention.start >= behind:
                    self._see(mention)
            elif mark < place:
                self.next_break += 1
                if mark >= behind:
                    self._pass(mark, behind)
            else:
                return

    def _pass(self, mark: int, behind: int) -> None:
        """A mark of punctuation: a clause, a part of the sentence, or the sentence ends."""
        sign, sentence = self.text[mark], self.sentence
        if sign not in ",:;":
            self._end_sentence(mark, sign)
            return
        clause = sentence.clause
        sentence.idle = (clause, mark) if behind <= clause and sign == "," else None
        sentence.clause, sentence.every = mark + 1, False
        if sign == ":" and _HEADING.search(self.text, clause, mark):
            sentence.asked = sentence.heading = True
        elif sign == ";":
            self.close()
            self.sentence = sentence.after_semicolon()

    def _end_sentence(self, mark: int, sign: str) -> None:
        if sign == "\n" and self._runs_on(mark):
            return
        self.close()
        self.sentence = Sentence(mark + 1, mark + 1)
        if sign == "\n":
            self.times.end_paragraph()
            if _BYLINE.search(self.text, max(0, mark - 24), mark):
                self.times.end_article()

    def _runs_on(self, mark: int) -> bool:
        """Whether a page or column breaks inside a sentence: it has clauses and no full stop."""
        return self.sentence.clause > self.sentence.start and self.text[mark - 1] not in "。!?;:”\"》)"

    def _see(self, mention: Mention) -> None:
        """A time: put in force, or kept as what the sentence uses it for."""
        sentence, kind, start, end = self.sentence, mention.kind, mention.start, mention.end
        time = self.times.see(mention)
        if kind is Kind.EVERY:
            sentence.every = mention.unit == "year"
            return
        if kind is Kind.STEP:
            sentence.base, sentence.base_end, sentence.step = None, mention.end, mention.unit
        elif mention.use is Use.BASE:
            sentence.base, sentence.base_end, sentence.step = time, mention.end, ""
            sentence.distant = kind is Kind.YEARS and not mention.same
            start, end = bases.with_words(self.text, start, end)
        elif mention.use is Use.FROM:
            sentence.origin, sentence.origin_end = time, mention.end
            start -= 1
        elif mention.use is Use.TOPIC:
            sentence.topic = time
            return
        sentence.spans.append((start, end))

    # --- at a figure ----------------------------------------------------------------------------------------------------------

    def _goes_on(self, each: Found, behind: int) -> bool:
        """Whether the figure goes on with the list of the one before it."""
        group = self.group
        if group is None or each.start - behind > 3:
            return False
        gap = self.text[behind : each.start]
        return gap in LINKS or (gap == "," and group.respectively)

    def _add(self, index: int) -> None:
        assert self.group
        first = self.places[self.group.members[0]]
        self.group.members.append(index)
        self.places.append(Place(first.period, first.role, measure=first.measure, falling=first.falling))

    def _begin(self, index: int, start: int) -> None:
        """The first figure of a list, or one alone; what is said of it begins at *start*."""
        text, sentence, each = self.text, self.sentence, self.found[index]
        lead = phrases.outside(text, start, each.start, sentence.spans)
        meant = said(lead, each, text, sentence.base_end > start, sentence.every)
        end = self._clause_end(index)
        opening = self._opening(index, start)
        phrase = phrases.noun(lead if opening == start else phrases.outside(text, opening, each.start, sentence.spans))
        phrase += phrases.noun_after(text, each.end, end)
        own_time, owner = self._own_time(each)
        place = Place(own_time if owner else self._time(lead), meant.role, measure=meant.measure, falling=meant.falling)
        self.places.append(place)
        self.group = Group(
            [index], meant, phrase or self._idle_subject(), start, "分别" in lead, "其中" in lead or self._is_part(start),
            bool(owner), owner is Use.BASE, lead.endswith(("从", "由")) or owner is Use.FROM,
            sentence.base, sentence.distant, sentence.step,
        )  # fmt: skip
        self._set_role(place, index, lead, end)

    def _opening(self, index: int, start: int) -> int:
        """Where the phrase of a figure begins: before a figure that only describes it, 超10亿元的企业有13户."""
        while index and start > self.sentence.clause and self.places[index - 1].role is Role.OTHER and start == self.found[index - 1].end:
            index -= 1
            start = max(self.sentence.clause, self.found[index - 1].end if index else 0)
        return start

    def _clause_end(self, index: int) -> int:
        """Where the clause of a figure ends, or the next figure begins."""
        end, place = self.found[index].end, self.next_break
        while place < len(self.breaks) and self.breaks[place] < end:
            place += 1
        mark = self.breaks[place] if place < len(self.breaks) else len(self.text)
        return min(mark, self.found[index + 1].start) if index + 1 < len(self.found) else mark

    def _idle_subject(self) -> str:
        """What the clause before is about, where it has no figure: 再看人均生产总值,达到4.92万元."""
        idle, sentence = self.sentence.idle, self.sentence
        if idle is None or sentence.groups or sentence.clause != idle[1] + 1:
            return ""
        return phrases.noun(phrases.outside(self.text, *idle, sentence.spans))

    def _is_part(self, start: int) -> bool:
        return self.text.startswith("其中", start - 3) and self.text[start - 1] in ",:"

    # --- its time and role ------------------------------------------------------------------------------------------------------

    def _own_time(self, each: Found) -> tuple[Time | None, Use | None]:
        """The time that belongs to this figure alone, and by which use: 由2020年的3.5亿元, 较2010年的3.10人."""
        sentence = self.sentence
        if sentence.origin_end >= 0:
            sentence.origin_end = -1
            return sentence.origin, Use.FROM
        if sentence.base_end >= 0 and each.start - sentence.base_end <= 2 and each.figure.unit.code != "ratio":
            if self.text[sentence.base_end : each.start] in _BELONGS:
                return sentence.base, Use.BASE
        return None, None

    def _time(self, lead: str) -> Time | None:
        """The time in force; of a rate a year the whole span, and of what stands within a span of years a point."""
        current = self.times.current
        if self.sentence.every and not bases.is_long(current) and bases.is_long(self.times.span):
            return self.times.span
        if bases.is_long(current) and _STANDING.search(lead):
            return bases.end_of(current, self.times.now)
        return current

    def _set_role(self, place: Place, index: int, lead: str, end: int) -> None:
        """Makes it a target where it is asked for, and something else where it only describes."""
        text, sentence, each = self.text, self.sentence, self.found[index]
        follows = index + 1 < len(self.found) and end == self.found[index + 1].start
        if not self._ends_a_pair() and is_aside(each, lead, text[each.end : end], follows):
            place.role = Role.OTHER
        elif place.role is Role.OTHER:
            return
        elif sentence.asked or asks(text, sentence.clause, each, end) or self._is_ahead(place.period):
            place.role = Role.TARGET
            place.period = sentence.topic or place.period

    def _is_ahead(self, time: Time | None) -> bool:
        now = self.times.now
        return now is not None and isinstance(time, Period) and time.start > now.date

    # --- the end of a list ------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Ends the list: what its figures are said of, and over what they changed."""
        group, self.group = self.group, None
        if group is None:
            return
        sentence = self.sentence
        if group.said.to and sentence.groups and sentence.groups[-1].opens:
            self._pair(sentence.groups[-1], group)
        subjects.name(group, sentence, self.places, self.found)
        if group.said.measure is not Measure.VALUE:
            self._set_bases(group)

    def _ends_a_pair(self) -> bool:
        group, groups = self.group, self.sentence.groups
        return group is not None and group.said.to and bool(groups) and groups[-1].opens

    def _pair(self, first: Group, last: Group) -> None:
        """由A提高到B: A is at the beginning, B at the end."""
        for member in first.members:
            place = self.places[member]
            if not first.dated and place.measure is Measure.VALUE:
                place.period = bases.beginning(last.base or self.sentence.earlier, self.times.span, place.period)
        for member in last.members:
            place = self.places[member]
            place.period, place.begun = bases.end_of(place.period, self.times.now), self.places[first.members[0]].period

    def _set_bases(self, group: Group) -> None:
        """The base of each change of a list, and what it is over."""
        for member in group.members:
            place = self.places[member]
            level = self.places[place.change_of] if place.change_of is not None else place
            time = place.period if place.change_of is None or place.measure is Measure.AVERAGE_GROWTH else level.period
            base = bases.stepped(time, group.step) if group.step else bases.base_at(time, group.base) or level.begun
            if base is None and place.measure is Measure.AVERAGE_GROWTH:
                base = bases.year_before(time)
            place.base = base
            place.period = bases.over(time, base, group.distant)

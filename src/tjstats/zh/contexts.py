"""Figures in their sentences: the period, role, indicator phrase and base of each, and the figure
that it is a change of.

One walk over figures, times and punctuation in the order of the text. What a sentence says of
itself ends with it; the time in force does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from tjstats.records.classifications import Measure
from tjstats.records.readings import ReadingFields, Role
from tjstats.values.periods import Period, Time
from tjstats.zh import bases, phrases, subjects
from tjstats.zh.figures import Found
from tjstats.zh.lexicon.changes import LINKS
from tjstats.zh.mentions import Kind, Mention, Use
from tjstats.zh.roles import asking, asks, is_aside, said
from tjstats.zh.sentences import Group, Sentence
from tjstats.zh.times import InForce, publication

__all__ = ["placed"]

_BREAK: Final = re.compile("[,;:。!?\n]")
_BYLINE: Final = re.compile("(?:记者|通讯员|撰稿|编辑|摄影?)[^,。\n]{0,16}$")
_HEADING: Final = re.compile("目标|计划|预期|安排")
_STANDING: Final = re.compile(
    "累计达|总数|现有|共有|拥有|已有|保有量|余额|结余|在册|参保人数|(?:常住|户籍|就业)人口"
)
_BELONGS: Final = ("的", "时的")
_NEAR: Final = 12  # how far behind a figure 目标 may stand
_DIGIT: Final = re.compile(r"\d")
_VALUE: Final = Measure.VALUE


def placed(
    text: str,
    found: Sequence[Found],
    mentions: Sequence[Mention],
    published: date | Period | None = None,
) -> list[ReadingFields]:
    """What a normalised text says of each of its figures, in order; offsets and texts are those of
    the normalised text.
    """
    walk = _Walk(text, found, mentions, InForce(publication(published)))
    for index in range(len(found)):
        walk.come_to(index)
    walk.close()
    return walk.places


class _Walk:
    """The state of one walk over a text: where it is, the sentence and list it is in, and what is
    known of its figures.
    """

    def __init__(
        self, text: str, found: Sequence[Found], mentions: Sequence[Mention], times: InForce
    ) -> None:
        end = len(text)
        self.text, self.found, self.mentions, self.times = text, found, mentions, times
        self.breaks = [match.start() for match in _BREAK.finditer(text)]
        self.breaks.append(end)
        self.starts = [mention.start for mention in mentions]
        self.starts.append(end)
        self.places: list[ReadingFields] = []
        self.sentence = Sentence()
        self.group: Group | None = None
        self.next_mention = self.next_break = self.next_asking = self.behind = 0
        self.asking = asking(text)
        self.asking.append(2 * end + _NEAR)

    def come_to(self, index: int) -> None:
        """Walks on to a figure, and says what it is."""
        each = self.found[index]
        start, behind = each.start, self.behind
        if self.breaks[self.next_break] < start or self.starts[self.next_mention] < start:
            self._walk_to(start, behind)
        group = self.group
        if group is not None and start - behind <= 3 and self._goes_on(group, behind, start):
            self._add(index, each, group)
        else:
            self.close()
            clause = self.sentence.clause
            self._begin(index, each, behind if behind > clause else clause)
        self.behind = each.end

    # --- between two figures ----------------------------------------------------------------------

    def _walk_to(self, place: int, behind: int) -> None:
        """Takes in times and punctuation before *place*, in order; those inside the last figure are
        passed over.
        """
        while True:
            mark, mention = self.breaks[self.next_break], self.starts[self.next_mention]
            if mention < mark and mention < place:
                self.next_mention += 1
                if mention >= behind:
                    self._see(self.mentions[self.next_mention - 1])
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
        return (
            self.sentence.clause > self.sentence.start and self.text[mark - 1] not in '。!?;:”"》)'
        )

    def _see(self, mention: Mention) -> None:
        """A time: put in force, or kept as what the sentence uses it for."""
        sentence, kind, start, end = self.sentence, mention.kind, mention.start, mention.end
        time = self.times.see(mention)
        if kind is Kind.EVERY:
            sentence.every = mention.meaning.unit == "year"
            return
        if kind is Kind.STEP:
            sentence.base, sentence.base_end, sentence.step = None, end, mention.meaning.unit
        elif mention.use is Use.BASE:
            sentence.base, sentence.base_end, sentence.step = time, end, ""
            sentence.distant = kind is Kind.YEARS and not mention.meaning.same
            start, end = bases.with_words(self.text, start, end)
        elif mention.use is Use.FROM:
            sentence.origin, sentence.origin_end = time, end
            start -= 1
        elif mention.use is Use.TOPIC:
            sentence.topic = time
            return
        sentence.spans.append((start, end))

    # --- at a figure ------------------------------------------------------------------------------

    def _goes_on(self, group: Group, behind: int, start: int) -> bool:
        """Whether the figure goes on with the list of the one before it."""
        gap = self.text[behind:start]
        return gap in LINKS or (gap == "," and group.respectively)

    def _add(self, index: int, each: Found, group: Group) -> None:
        first = self.places[group.members[0]]
        group.members.append(index)
        place = ReadingFields(each.start, each.end, "", each.figure, first.period, first.role)
        place.measure, place.falling = first.measure, first.falling
        self.places.append(place)

    def _begin(self, index: int, each: Found, start: int) -> None:
        """The first figure of a list, or one alone; what is said of it begins at *start*."""
        text, sentence = self.text, self.sentence
        lead = phrases.outside(text, start, each.start, sentence.spans)
        meant = said(lead, each, text, sentence.base_end > start, sentence.every)
        end = self._clause_end(index, each)
        phrase = self._phrase(index, each, lead, start, end)
        group = Group([index], meant, phrase or self._idle_subject(), "分别" in lead)
        place = ReadingFields(
            each.start, each.end, "", each.figure, self._time(each, lead, group), meant.role
        )
        place.measure, place.falling = meant.measure, meant.falling
        group.part = "其中" in lead or (
            text.startswith("其中", start - 3) and text[start - 1] in ",:"
        )
        group.base, group.distant, group.step = sentence.base, sentence.distant, sentence.step
        if lead and lead[-1] in "从由":
            group.opens = True
        self._set_role(place, index, each, lead, end)
        self.places.append(place)
        self.group = group

    def _phrase(self, index: int, each: Found, lead: str, start: int, end: int) -> str:
        """What the clause says that the figure is of: before it, and counted behind it."""
        text, sentence, code = self.text, self.sentence, each.figure.unit.code
        opening = self._opening(index, start) if start > sentence.clause else start
        if opening < start:
            return phrases.described(phrases.outside(text, opening, start, sentence.spans), lead)
        if code == "percentage_point":
            return phrases.noun(lead) + phrases.rate_head(lead)
        return phrases.noun(lead) + (
            "" if code in _LENGTHS else phrases.noun_after(text, each.end, end)
        )

    def _opening(self, index: int, start: int) -> int:
        """Where the phrase of a figure begins: before a figure that only describes it,
        超10亿元的企业有13户.
        """
        clause = self.sentence.clause
        while start > clause:
            index -= 1
            aside = self.found[index]
            if self.places[index].role is not Role.OTHER or (
                aside.figure.unit.code in _LENGTHS
                and "岁" not in self.text[aside.start : aside.end]
            ):
                break
            start = max(clause, self.found[index - 1].end if index else 0)
        return start

    def _clause_end(self, index: int, each: Found) -> int:
        """Where the clause of a figure ends, or the next figure begins."""
        breaks, place = self.breaks, self.next_break
        while breaks[place] < each.end:
            place += 1
        mark = breaks[place]
        return min(mark, self.found[index + 1].start) if index + 1 < len(self.found) else mark

    def _idle_subject(self) -> str:
        """What the clause before is about, where it has no figure:
        再看人均生产总值,达到4.92万元.
        """
        idle, sentence = self.sentence.idle, self.sentence
        if idle is None or sentence.groups or sentence.clause != idle[1] + 1:
            return ""
        return phrases.noun(phrases.outside(self.text, *idle, sentence.spans))

    # --- its time and role ------------------------------------------------------------------------

    def _time(self, each: Found, lead: str, group: Group) -> Time | None:
        """The time of a figure: its own (由2020年的3.5亿元, 较2010年的3.10人), else the one in
        force.
        """
        sentence, times = self.sentence, self.times
        if sentence.origin_end >= 0:
            between, sentence.origin_end = self.text[sentence.origin_end : each.start], -1
            if _DIGIT.search(between):
                return times.current
            group.dated = group.opens = True
            return sentence.origin
        near = (
            0 < each.start - sentence.base_end <= 2
            and self.text[sentence.base_end : each.start] in _BELONGS
        )
        if near and each.figure.unit.code != "ratio":
            group.dated = group.baseline = True
            return sentence.base
        current = times.current
        if sentence.every:
            return (
                times.span if not bases.is_long(current) and bases.is_long(times.span) else current
            )
        if lead and bases.is_long(current) and _STANDING.search(lead):
            return bases.end_of(current, times.now)
        return current

    def _set_role(self, place: ReadingFields, index: int, each: Found, lead: str, end: int) -> None:
        """Makes it a target where it is asked for, and something else where it only describes."""
        text, sentence = self.text, self.sentence
        follows = index + 1 < len(self.found) and end == self.found[index + 1].start
        if is_aside(each, lead, text, end, follows) and not self._is_of_length(place):
            place.role = Role.OTHER
        elif place.role is Role.OTHER:
            return
        elif sentence.asked or self._is_asked(each, end) or self._is_ahead(place.period):
            place.role = Role.TARGET
            place.period = sentence.topic or place.period

    def _is_of_length(self, place: ReadingFields) -> bool:
        """Whether the sentence speaks of a length of that unit: 优良天数265天,同比增加8天;
        年限从9.08年延长为9.91年.
        """
        groups = self.sentence.groups
        if not groups or not (groups[-1].opens or place.measure is not _VALUE):
            return False
        return self.places[groups[-1].members[-1]].figure.unit is place.figure.unit

    def _is_asked(self, each: Found, end: int) -> bool:
        clause = self.sentence.clause
        while self.asking[self.next_asking] < clause:
            self.next_asking += 1
        return self.asking[self.next_asking] < each.end + _NEAR and asks(
            self.text, clause, each, end
        )

    def _is_ahead(self, time: Time | None) -> bool:
        now = self.times.now
        return now is not None and isinstance(time, Period) and time.start > now.date

    # --- the end of a list ------------------------------------------------------------------------

    def close(self) -> None:
        """Ends the list: what its figures are said of, and over what they changed."""
        group, self.group = self.group, None
        if group is None:
            return
        sentence = self.sentence
        if group.said.to and sentence.groups and sentence.groups[-1].opens:
            self._pair(sentence.groups[-1], group)
        subjects.name(group, sentence, self.places)
        if group.said.measure is not _VALUE:
            self._set_bases(group)

    def _pair(self, first: Group, last: Group) -> None:
        """由A提高到B: A is at the beginning, B at the end."""
        for member in first.members:
            place = self.places[member]
            if not first.dated and place.measure is _VALUE:
                place.period = bases.beginning(
                    last.base or self.sentence.earlier, self.times.span, place.period
                )
        for member in last.members:
            place = self.places[member]
            place.period = bases.end_of(place.period, self.times.now)
        last.begun = self.places[first.members[0]].period

    def _set_bases(self, group: Group) -> None:
        """The base of each change of a list, and what it is over."""
        for member in group.members:
            place = self.places[member]
            level = place if place.change_of is None else self.places[place.change_of]
            time = place.period if place.measure is Measure.AVERAGE_GROWTH else level.period
            base = (
                bases.stepped(time, group.step) if group.step else bases.base_at(time, group.base)
            )
            begun = self._begun(place) if base is None else None
            if base is None and begun is None and place.measure is Measure.AVERAGE_GROWTH:
                base = bases.year_before(time)
            place.base = base or begun
            place.period = bases.over(
                level.period if begun else time, place.base, group.distant or begun is not None
            )

    def _begun(self, place: ReadingFields) -> Time | None:
        """The base of a growth of B in 由A提高到B: the time of A."""
        level = place.change_of
        if level is None:
            return None
        pairs = (
            group
            for group in self.sentence.groups
            if group.members[0] <= level <= group.members[-1]
        )
        return next((group.begun for group in pairs), None)


_LENGTHS: Final = frozenset(("month", "quarter", "year", "day", "hour", "week", "minute", "second"))

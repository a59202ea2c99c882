"""Figures in their sentences: the period, role, indicator phrase and base of each, and the figure
that it is a change of.

One walk over figures, times and punctuation in the order of the text. What a sentence says of
itself ends with it; the time in force does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

import attrs

from tjstats.records.classifications import Measure
from tjstats.records.readings import OPEN_EVIDENCE, ReadingFields, Role
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.units.table import CALENDAR, CLOCK, FRACTIONS
from tjstats.zh import bases, changes, phrases, subjects
from tjstats.zh.amounts import Amount
from tjstats.zh.datings import dated
from tjstats.zh.leads import Lead, lead
from tjstats.zh.lexicon.changes import AGO, AHEAD, LINKS, WITH_BASE
from tjstats.zh.lexicon.nouns import RATE_HEADS
from tjstats.zh.lexicon.times import SHARE_OF, TURNS, Edge
from tjstats.zh.mentions import ANDS, Kind, Mention, Use
from tjstats.zh.roles import (
    FACTOR,
    LEVEL,
    LIMITED,
    Said,
    also,
    asking,
    compared_with_goal,
    goal_of,
    is_aside,
    is_done,
    is_goal_in_brackets,
    is_limit,
    said,
)
from tjstats.zh.sentences import Group, Sentence
from tjstats.zh.times import InForce, publication

__all__ = ["placed"]

_BREAK: Final = re.compile("[,;:。!?()\n]")
_BYLINE: Final = re.compile("(?:记者|通讯员|撰稿|编辑|摄影?)[^,。\n]{0,16}$")
_HEADING: Final = re.compile("目标|计划|预期|安排")
_BELONGS: Final = ("", "的", "时的", "之")
_NEAR: Final = 16  # how far behind a figure 目标 may stand
_LONGEST_BRACKET: Final = 80  # and phrase
_DIGIT: Final = re.compile(r"\d")
_STATED: Final = re.compile("(?:同期)?(?:[仅只约]?[为是有达]|达到)[约近超仅]?\\d")  # 上年为41.5亿元
_CAPTION: Final = re.compile(r"\s*[图表]\s?\d")
_AGO: Final = re.compile(AGO)
_STATED_LEVEL: Final = re.compile(r"[^,;:。\d]{0,8}[为是]\d")  # 上年同期净利润为0.98亿元
_LASTING: Final = re.compile("连续|持续|为期|历时|长达|用时")
_MEANT_FOR: Final = re.compile("(?:力争|确保|争取|计划|规划|拟)[到在于]?$")  # 计划到2026年底
_UP_TO: Final = re.compile("(?:^|[,;。:\n(]|力争|确保|争取)到$")  # 到2027年
# A member of an enumeration costs ten times as much as a name.
_VALUE: Final = Measure.VALUE
_OTHER, _TARGET = Role.OTHER, Role.TARGET
_TIME, _TOPIC, _FROM, _ASIDE, _MULTIPLE = Use.TIME, Use.TOPIC, Use.FROM, Use.ASIDE, Use.FACTOR
_SINCE, _END = Edge.SINCE, Edge.END
_EACH, _STEP, _YEARS = Kind.EVERY, Kind.STEP, Kind.YEARS


def placed(
    text: str,
    found: Sequence[Amount],
    mentions: Sequence[Mention],
    published: date | Period | None = None,
) -> list[ReadingFields]:
    """What a normalised text says of each of its figures, in order; offsets and texts are those of
    the normalised text.
    """
    walk = _Walk(text, found, mentions, InForce(publication(published)))
    for index, each in enumerate(found):
        walk.come_to(index, each)
    walk.come_to_end()
    return walk.places


class _Outside(NamedTuple):
    """What is in force outside brackets. Fields: times, sentence, first (figure inside)."""

    times: InForce
    sentence: Sentence
    first: int


class _Walk:
    """The state of one walk over a text: where it is, the sentence and list it is in, and what is
    known of its figures.
    """

    def __init__(
        self, text: str, found: Sequence[Amount], mentions: Sequence[Mention], times: InForce
    ) -> None:
        end = len(text)
        self.text, self.found, self.times = text, found, times
        self.starts = [*(each.start for each in found), end + 1]
        self.breaks = [*(match.start() for match in _BREAK.finditer(text)), end]
        self.mentions = {mention.start: mention for mention in mentions}
        self.events = sorted([*self.breaks, *self.mentions])
        self.places: list[ReadingFields] = []
        self.sentence = Sentence()
        self.group: Group | None = None
        self.next_event = self.next_break = self.next_asking = self.behind = 0
        self.outer: _Outside | None = None
        self.asides: set[int] = set()  # figures that only describe what another is said of
        self.asking = asking(text)
        self.asking.append(2 * end + _NEAR)

    def come_to(self, index: int, each: Amount) -> None:
        """Walks on to a figure, and says what it is."""
        start, behind = each.start, self.behind
        if self.events[self.next_event] < start:
            self._walk_to(start, behind)
        group = self.group
        if group is not None and start - behind <= 3 and self._goes_on(group, behind, start):
            self._add(index, each, group)
        else:
            if group is not None:
                self._close(group)
            clause = self.sentence.clause
            self._begin(index, each, behind if behind > clause else clause)
        self.behind = each.end

    def come_to_end(self) -> None:
        """Walks on to the end of the text."""
        self._walk_to(len(self.text), self.behind)
        self.close()

    # --- between two figures ----------------------------------------------------------------------

    def _walk_to(self, place: int, behind: int) -> None:
        """Takes in times and punctuation before *place*, in order; those inside the last figure are
        passed over.
        """
        events = self.events
        while (event := events[self.next_event]) < place:
            self.next_event += 1
            if event >= behind:
                mention = self.mentions.get(event)
                if mention is None:
                    self._pass(event, behind)
                else:
                    self._see(mention)

    def _pass(self, mark: int, behind: int) -> None:
        """A mark of punctuation: a clause, a part of the sentence, or the sentence ends."""
        sign, sentence = self.text[mark], self.sentence
        if sign in "()":
            self._bracket(mark, sign)
            return
        if sign not in ",:;":
            self._end_sentence(mark, sign)
            return
        clause = sentence.clause
        sentence.idle = (clause, mark) if behind <= clause and sign == "," else None
        sentence.clause, sentence.every, sentence.mean = mark + 1, "", 0
        if sign == ":" and (found := _HEADING.search(self.text, clause, mark)):
            sentence.asked, sentence.heading = found[0], True
        elif sign == ";":
            self.close()
            self._leave_aside()
            self.sentence = sentence.after_semicolon()

    def _bracket(self, mark: int, sign: str) -> None:
        """What is said in brackets (不含上年结转387件) changes nothing of what is said outside."""
        if sign == "(":
            end = self.text.find(")", mark, mark + _LONGEST_BRACKET)
            if self.outer is None and end > self.next_start:
                self.close()
                self.outer = _Outside(attrs.evolve(self.times), self.sentence, len(self.places))
                self.sentence = self.sentence.inside()
        elif self.outer is not None:
            self.close()
            outer, self.outer = self.outer, None
            self.times, inner, self.sentence = outer.times, self.sentence, outer.sentence
            self.sentence.spans = inner.spans
            self.sentence.clause = max(self.sentence.clause, inner.clause)

    @property
    def next_start(self) -> int:
        """Where the next figure begins; behind the text where there is none."""
        return self.starts[len(self.places)]

    def _end_sentence(self, mark: int, sign: str) -> None:
        if sign == "\n" and self._runs_on(mark):
            return
        self.close()
        self.outer = None
        self._leave_aside()
        self.sentence = Sentence(mark + 1, mark + 1)
        self.times.end_sentence()
        if sign == "\n":
            self.times.end_paragraph()
            if _BYLINE.search(self.text, max(0, mark - 24), mark):
                self.times.end_article()

    def _note_now(self, mention: Mention, time: Time | None, now: Time | None) -> None:
        """Keeps the time before 去年同期, which is earlier."""
        earlier = time is not None and now is not None and time.end < now.end
        same = mention.meaning.same and self.sentence.dated
        self.sentence.now = now if same and earlier else None

    def _leave_aside(self) -> None:
        """Behind 去年同期 beside figures of now, these go on: 去年同期收案208件;收案同比下降."""
        if self.sentence.now is not None:
            self.times.time = self.sentence.now

    def _runs_on(self, mark: int) -> bool:
        """Whether a page or column breaks inside a sentence: it has clauses and no full stop."""
        start = self.sentence.start
        if self.sentence.clause <= start or _CAPTION.match(self.text, start):
            return False
        return self.text[mark - 1] not in '。!?;:”"》)'

    def _see(self, mention: Mention) -> None:
        """A time: put in force, or kept as what the sentence uses it for."""
        sentence, kind, start, end = self.sentence, mention.kind, mention.start, mention.end
        times = self.times
        if times.published is not None:
            times.ahead = kind in _IN_A_YEAR and self._is_ahead_of(end)
        if kind is _EACH:
            self._see_each(mention)
            return
        if self._dates_aside(mention):
            sentence.spans.append((start, end))
            return
        mention, now = self._at_the_end(mention), times.time
        time = times.see(mention)
        self._put_in_effect(mention, time)
        if mention.use is _TOPIC:
            sentence.topic = time
        elif mention.use in _BASE_USES or kind is _STEP:
            sentence.spans.append(self._compare(mention, time))
        elif mention.use is _FROM:
            sentence.origin, sentence.origin_end, sentence.origin_is_base = time, end, False
            sentence.spans.append((start - 1, end))
        else:
            if mention.use is _TIME:
                self._note_now(mention, time, now)
                self._put_in_force(mention, time)
            sentence.spans.append(self._turn(mention))

    def _see_each(self, mention: Mention) -> None:
        """每年, 年均; 三年平均 is no part of a name."""
        if mention.meaning.unit == "year":
            self.sentence.every = _EVERY.get(self.text[mention.start], "mean")
        if mention.meaning.number:
            self.sentence.mean = mention.meaning.number
            self.sentence.spans.append((mention.start, mention.end))

    def _at_the_end(self, mention: Mention) -> Mention:
        """A time as that of the end of a change, no multiple: 由58.3%提高到2024年的63.1%."""
        ends = mention.use is _MULTIPLE and self.group is not None and self.group.opens
        return mention._replace(use=_TIME) if ends else mention

    def _turn(self, mention: Mention) -> tuple[int, int]:
        """Where a time stands, with the words of a turn that began then: 由上月持平转为."""
        turn = _TURN.match(self.text, mention.end) if mention.use is _ASIDE else None
        return (mention.start, mention.end) if turn is None else (mention.start - 1, turn.end())

    def _put_in_effect(self, mention: Mention, time: Time | None) -> None:
        """Dates the figures right before: 提高到1710元,自2026年1月1日起执行."""
        if mention.edge is not _SINCE or not self.text.startswith(_IN_FORCE, mention.end):
            return
        start = AsOf(time.start) if isinstance(time, Period) else time
        for member in self.group.members if self.group is not None else ():
            self.places[member].period = start

    def _dates_base(self, mention: Mention) -> bool:
        """Whether it says in brackets when the base was: 较上一期(6月至8月)."""
        text, sentence, at = self.text, self.sentence, mention.start - 1
        if sentence.base_end != at or not text.startswith("(", at):
            return False
        if not text.startswith(")", mention.end):
            return False
        sentence.base = self.times.resolved(mention)
        return True

    def _dates_aside(self, mention: Mention) -> bool:
        """Whether it dates the base, or the next figure alone as the level at the base."""
        if self._dates_base(mention):
            return True
        alone = self._is_of_one(mention)
        if not alone and not self._is_beside(mention):
            return False
        sentence = self.sentence
        sentence.origin, sentence.origin_end = self.times.resolved(mention), mention.end
        sentence.origin_is_base, sentence.origin_is_alone = not alone, alone
        return True

    def _is_of_one(self, mention: Mention) -> bool:
        """Whether an earlier month or quarter dates one growth alone: 上月同比下降3.1%."""
        if (
            mention.kind is not Kind.NEIGHBOUR
            or mention.meaning.number >= 0
            or not self._has_figures
        ):
            return False
        return self.text[mention.start - 1] == "," and bool(_AGO.match(self.text, mention.end))

    def _compare(self, mention: Mention, time: Time | None) -> tuple[int, int]:
        """A base: what the changes behind it are against; where its words stand."""
        sentence, step = self.sentence, mention.kind is _STEP
        span = mention.start, mention.end
        if not step:
            span = bases.with_words(self.text, *span)
        listed = sentence.base_end >= 0 and self.text[sentence.base_end : mention.start] in ANDS
        sentence.base, sentence.base_end = None if step else time, mention.end
        sentence.step = mention.meaning.unit if step else ""
        sentence.bases = [*(sentence.bases if listed else ()), (sentence.base, sentence.step)]
        sentence.factor = mention.use is _MULTIPLE
        sentence.same = mention if mention.meaning.same else None
        sentence.distant = mention.kind is _YEARS and not mention.meaning.same
        sentence.base_words = self.text[span[0] : span[1]]
        return span

    def _put_in_force(self, mention: Mention, time: Time | None) -> None:
        """A time that dates the sentence: what was asked before it is not asked behind it, but of a
        year that is to be reached."""
        sentence = self.sentence
        self._compare_anew()
        sentence.date(time, self.text[max(sentence.dated_end, 0) : mention.start], mention.end)
        if not sentence.heading:
            sentence.asked = ""
        before = _MEANT_FOR.search(self.text, max(0, mention.start - 4), mention.start)
        if before is not None:
            sentence.asked = before[0]
        elif mention.meaning.edge is _END and self.text.startswith("前", mention.end):
            sentence.asked = "前"  # 6月底前完成
        elif (
            self.times.published is None
            and mention.kind is _YEARS
            and isinstance(time, Period)
            and _UP_TO.search(self.text, max(0, mention.start - 4), mention.start)
        ):
            sentence.asked = "到"

    def _compare_anew(self) -> None:
        """A base of the length of the time behind it: 与2023年同期相比,2024年前11个月."""
        sentence = self.sentence
        if sentence.same is not None and not sentence.groups:
            sentence.base, sentence.same = self.times.resolved(sentence.same), None
            sentence.bases = [(sentence.base, sentence.step)]

    def _is_beside(self, mention: Mention) -> bool:
        """Whether a time earlier than the one in force dates one figure alone: 2025年64.8亿元,
        上年为41.5亿元.
        """
        text, current = self.text, self.times.current
        if mention.use is not _TIME or current is None or not self._has_figures:
            return False
        stated = _STATED_LEVEL if mention.meaning.same else _STATED
        if text[mention.start - 1] not in ",;(而" or not stated.match(text, mention.end):
            return False
        time = self.times.resolved(mention)
        return time is not None and time.end < current.end

    @property
    def _has_figures(self) -> bool:
        return self.group is not None or bool(self.sentence.groups)

    def _is_ahead_of(self, end: int) -> bool:
        """Whether the clause behind a time speaks of what is to come."""
        if self.sentence.asked:
            return True
        return _AHEAD.search(self.text, end, min(end + _NEAR, self.next_start)) is not None

    # --- at a figure ------------------------------------------------------------------------------

    def _goes_on(self, group: Group, behind: int, start: int) -> bool:
        """Whether the figure goes on with the list of the one before it."""
        gap = self.text[behind:start]
        if gap == "或" or (gap == "," and group.respectively):
            before = self.places[group.members[-1]].figure.unit
            return before is self.found[len(self.places)].figure.unit
        if gap == ":":  # 10.4:36.7:52.9
            return self.text[behind - 1].isdigit() and self.text[start].isdigit()
        return gap in LINKS

    def _add(self, index: int, each: Amount, group: Group) -> None:
        first = self.places[group.members[0]]
        group.members.append(index)
        place = ReadingFields(each.start, each.end, "", each.figure, first.period, first.role)
        place.measure, place.falling, place.evidence = first.measure, first.falling, first.evidence
        self.places.append(place)

    def _begin(self, index: int, each: Amount, start: int) -> None:
        """The first figure of a list, or one alone; what is said of it begins at *start*."""
        sentence = self.sentence
        words = phrases.outside(self.text, start, each.start, sentence.spans)
        before = lead(words[:-1] if words.endswith(_RATES_AT_BASE) else words)
        meant = self._said(before, each, start)
        end = self._clause_end(index, each)
        if meant.verb in WITH_BASE:
            before = lead(before.words[: before.words.rfind(meant.verb)])
        phrase = self._phrase(index, each, before, start, end)
        group = self._list_of(index, before, meant, phrase, start)
        time = self._time(each, before, group)
        if group.baseline:
            meant = self._said_at_base(each, group)
        place = ReadingFields(each.start, each.end, "", each.figure, time, meant.role)
        changed = meant.measure is not _VALUE
        if changed:
            place.measure, place.falling = meant.measure, meant.direction == "down"
            changed = not group.baseline
        goal = self._set_role(place, index, each, before, end)
        place.evidence = OPEN_EVIDENCE(
            meant.verb,
            meant.direction,
            meant.to,
            goal,
            sentence.base_words if changed else "",
            sentence.every,
            (start, each.start) if phrase and start < each.start else None,
        )
        self.places.append(place)
        self.group = group

    def _list_of(self, index: int, before: Lead, meant: Said, phrase: str, start: int) -> Group:
        """The list that a figure begins, with what its clause says of all of it."""
        sentence = self.sentence
        group = Group([index], meant, phrase or self._idle_subject())
        group.mean = sentence.mean
        if self.outer is not None or self._is_share_of_goal(index, before):
            group.aside = True
        if before.part or self.text.startswith(_PARTS, start - 3):
            group.part = True
        if before.running:
            group.running = True
        if before.opens:
            group.opens = True
        if before.respectively:
            group.respectively = True
            group.years, group.span = sentence.years, self.times.current
        if sentence.base_words:
            group.base, group.distant, group.step = sentence.base, sentence.distant, sentence.step
            group.bases = sentence.several
        return group

    def _is_share_of_goal(self, index: int, before: Lead) -> bool:
        """Whether a share of the figure was done: 完成预算500万元的41%."""
        end = self.found[index].end
        share = self.starts[index + 1] == end + 1 and self.text[end : end + 1] == "的"
        return share and before.of_goal

    def _said_at_base(self, each: Amount, group: Group) -> Said:
        """What is said of a figure at a base: a growth has its own base, 升幅较9月份的1.1%为大;
        also where it is compared with the growth before it: 较5月的1.9%为低.
        """
        groups, behind = self.sentence.groups, self.text[each.end : each.end + 2]
        if group.said.measure is _VALUE and groups and behind in _COMPARED_AS:
            last = self.places[groups[-1].members[-1]]
            if groups[-1].said.measure is _GROWTH and last.figure.unit is each.figure.unit:
                group.said = groups[-1].said
        if group.said.measure is not _VALUE:
            group.base, group.step = None, ""
        return group.said

    def _said(self, before: Lead, each: Amount, start: int) -> Said:
        """What the words of the clause say of a figure: also that it is a multiple of its base."""
        sentence = self.sentence
        base = sentence.base_words if sentence.base_end > start else None
        if before.words == "或" and sentence.groups:
            return also(sentence.groups[-1].said, each.figure.unit.code)
        if base is None:
            base = self._base_left_out()
        elif sentence.factor and self._is_multiple(each, before.words):
            share = each.figure.unit.code != "ratio" and base.startswith(SHARE_OF)
            return LEVEL if share else FACTOR
        return said(before, each, self.text, base, bool(sentence.every))

    def _base_left_out(self) -> str | None:
        """The words of a base that holds on; "" behind 由A降至B, since a change is against that A
        without words for it: 少了约5万人.
        """
        sentence = self.sentence
        if sentence.pending:
            sentence.pending = False
            return sentence.base_words
        last = sentence.groups[-1] if sentence.groups else None
        return "" if last is not None and last.said.to and not last.opens else None

    def _is_multiple(self, each: Amount, before: str) -> bool:
        fraction = each.figure.unit.code in FRACTIONS
        return fraction and (not before or self.text[each.start - 1] == "的")

    def _phrase(self, index: int, each: Amount, before: Lead, start: int, end: int) -> str:
        """What the clause says that the figure is of: before it, and counted behind it."""
        text, sentence, code = self.text, self.sentence, each.figure.unit.code
        if before.words == "或":
            return ""
        if start > sentence.clause and index - 1 in self.asides:
            opening = self._opening(index, start)
            if opening < start:
                outside = phrases.outside(text, opening, start, sentence.spans)
                return phrases.described(outside, before.words)
        if code == "percentage_point":
            head = phrases.rate_head(before.words)
            return before.name.removesuffix(head) + head
        return before.name + ("" if code in _LENGTHS else phrases.noun_after(text, each.end, end))

    def _opening(self, index: int, start: int) -> int:
        """Where the phrase of a figure begins: before a figure that only describes it,
        超10亿元的企业有13户.
        """
        clause = self.sentence.clause
        clause = max(clause, start - _LONGEST_BRACKET)
        while start > clause:
            index -= 1
            aside = self.found[index]
            if index not in self.asides or (
                aside.figure.unit.code in _LENGTHS
                and "岁" not in self.text[aside.start : aside.end]
            ):
                break
            start = max(clause, self.found[index - 1].end if index else 0)
        return start

    def _clause_end(self, index: int, each: Amount) -> int:
        """Where the clause of a figure ends, or the next figure begins."""
        while self.breaks[self.next_break] < each.end:
            self.next_break += 1
        return min(self.breaks[self.next_break], self.starts[index + 1])

    def _idle_subject(self) -> str:
        """What the clause before is about, where it has no figure:
        再看人均生产总值,达到4.92万元.
        """
        idle, sentence = self.sentence.idle, self.sentence
        if idle is None or sentence.groups or sentence.clause != idle[1] + 1:
            return ""
        return phrases.noun(phrases.outside(self.text, *idle, sentence.spans))

    # --- its time and role ------------------------------------------------------------------------

    def _time(self, each: Amount, before: Lead, group: Group) -> Time | None:
        """The time of a figure: its own (由2020年的3.5亿元, 较2010年的3.10人), else the one in
        force.
        """
        sentence, times = self.sentence, self.times
        if sentence.origin_end >= 0:
            between, sentence.origin_end = self.text[sentence.origin_end : each.start], -1
            if not _DIGIT.search(between):
                return self._own_time(group)
            return times.current
        if sentence.base_end >= 0 and self._is_at_base(each, group.said.measure is _VALUE):
            group.dated = group.baseline = True
            return sentence.base
        # 2021—2024年累计提高3.4个百分点
        change = group.said.measure in _CHANGED and not (group.step or sentence.base_words)
        return dated(times, before, every=bool(sentence.every), change=change)

    def _is_at_base(self, each: Amount, a_level: bool) -> bool:
        """Whether it is the level at a base: 较2010年的3.10人; not a multiple of what was then, nor
        a change since: 环比+0.7%.
        """
        sentence = self.sentence
        if not (0 if a_level else 1) <= each.start - sentence.base_end <= 2:
            return False
        beside = self.text[sentence.base_end : each.start] in _BELONGS
        if self.text[each.number_start] == "翻":  # 较2025年翻一番
            return False
        return beside and not (sentence.factor and each.figure.unit.code in FRACTIONS)

    def _own_time(self, group: Group) -> Time | None:
        """A time that dates this figure alone, as the beginning of a change or as its base."""
        sentence = self.sentence
        group.dated = True
        if sentence.origin_is_alone:
            sentence.origin_is_alone, group.alone = False, True
            return sentence.origin
        if sentence.origin_is_base:
            group.baseline = True
            sentence.base, sentence.step, sentence.distant = sentence.origin, "", False
            sentence.base_words = "为"
        else:
            group.opens = True
        return sentence.origin

    def _set_role(
        self, place: ReadingFields, index: int, each: Amount, before: Lead, end: int
    ) -> str:
        """Makes it a target where it is asked for, and something else where it only describes; the
        words of a goal.
        """
        text, sentence = self.text, self.sentence
        follows = end == self.starts[index + 1]
        if is_aside(each, before.words, text, end, follows) and not self._is_of_length(
            place, before.words
        ):
            place.role = _OTHER
            self.asides.add(index)
            return ""
        goals = self._speaks_of_goals(each)
        if goals and (compared := compared_with_goal(text, sentence.clause, each, self.behind)):
            place.role, place.measure, place.falling = _OTHER, _VALUE, False
            return compared
        goal = self._goal(each, end, place, goals)
        if goal:
            place.role = _TARGET
            place.period = sentence.topic or place.period
        elif self._is_limit(each, place):
            place.role = _OTHER
        return goal

    def _is_limit(self, each: Amount, place: ReadingFields) -> bool:
        sentence = self.sentence
        if sentence.dated or sentence.every or each.figure.qualifier not in LIMITED:
            return False
        undated = place.period is None and place.measure is _VALUE
        return is_limit(each, self.text, sentence.start, undated)

    def _goal(self, each: Amount, end: int, place: ReadingFields, goals: bool) -> str:
        """The words that make a figure a target, "" without any; they hold on in the sentence."""
        text, sentence = self.text, self.sentence
        if place.role is _OTHER and not (goals and is_goal_in_brackets(text, each)):
            return ""
        if goals:
            goal = goal_of(text, sentence.clause, each, end)
            if goal.words:
                if goal.holds:
                    sentence.asked = goal.words
                    sentence.heading |= "目标" in goal.words
                return goal.words
        return self._asked_before(each, place)

    def _asked_before(self, each: Amount, place: ReadingFields) -> str:
        """What the sentence said before that still asks for a figure, or that it is of a time to
        come; "" for what was done.
        """
        text, sentence = self.text, self.sentence
        if sentence.asked:
            until = sentence.asked in _UNTIL
            done = not sentence.heading and is_done(text, sentence.clause, each.start, until)
            return "" if done else sentence.asked
        return "到" if self.times.published is not None and self._is_ahead(place.period) else ""

    def _is_of_length(self, place: ReadingFields, lead: str) -> bool:
        """Whether the sentence speaks of a length of that unit: 优良天数265天,同比增加8天;
        年限从9.08年延长为9.91年.
        """
        groups = self.sentence.groups
        if not groups:
            return False
        before = self.places[groups[-1].members[-1]].figure.unit
        if groups[-1].opens:
            return before.code in _TIMES  # 由3天压缩至4小时
        if before is not place.figure.unit:
            return False
        return place.measure is not _VALUE or (
            self.text[self.behind : self.behind + 1] in ",、" and not _LASTING.search(lead)
        )

    def _speaks_of_goals(self, each: Amount) -> bool:
        """Whether a word of targets stands in the clause or near behind the figure."""
        clause = self.sentence.clause
        while self.asking[self.next_asking] < clause:
            self.next_asking += 1
        return self.asking[self.next_asking] < each.end + _NEAR

    def _is_ahead(self, time: Time | None) -> bool:
        now = self.times.now
        if now is None or time is None:
            return False
        return (time.start if isinstance(time, Period) else time.date) > now.date

    # --- the end of a list ------------------------------------------------------------------------

    def close(self) -> None:
        """Ends the list: what its figures are said of, and over what they changed."""
        if self.group is not None:
            self._close(self.group)

    def _close(self, group: Group) -> None:
        self.group = None
        sentence = self.sentence
        if group.said.to and sentence.groups and sentence.groups[-1].opens:
            changes.pair(sentence.groups[-1], group, sentence, self.places, self.times)
        subjects.name(group, sentence, self.places)
        if group.respectively and len(group.members) > 1:
            for member, year in zip(group.members, group.own_years(), strict=False):
                self.places[member].period = year
        if group.said.measure is not _VALUE:
            changes.set_bases(group, sentence, self.places)


_PARTS: Final = ("其中,", "其中:")
_GROWTH: Final = Measure.GROWTH
_CHANGED: Final = (Measure.CHANGE, _GROWTH)
_UNTIL: Final = ("到", "前")
_COMPARED_AS: Final = ("为高", "为低", "为大", "为小", "为快", "为慢")
_BASE_USES: Final = (Use.BASE, Use.FACTOR)
_RATES_AT_BASE: Final = tuple(head + "的" for head in RATE_HEADS)
_TURN: Final = re.compile(TURNS)
_IN_FORCE: Final = ("执行", "实施", "施行", "生效")
_IN_A_YEAR: Final = (Kind.PART, Kind.ANAPHORIC)
_AHEAD: Final = re.compile(AHEAD)
_EVERY: Final = {"每": "each"}
_TIMES: Final = frozenset((*CALENDAR, *CLOCK))
_LENGTHS: Final = frozenset(("month", "quarter", "year", "day", "hour", "week", "minute", "second"))

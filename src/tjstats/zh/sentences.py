"""Group: the figures of one list; Sentence: what a sentence has said so far."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

import attrs

from tjstats.values.periods import Period, Time
from tjstats.zh.mentions import ANDS, Mention
from tjstats.zh.roles import Said

__all__ = ["Group", "Sentence"]


@attrs.define
class Group:
    """Figures of one list.

    Fields: members (their indices), said, phrase (what the clause says they are of), respectively
    (分别), part (其中), dated (whether a time belongs to these figures alone), baseline (that time
    is a base: 较2010年的3.10人, 上年为41.5亿元), aside (they stand in brackets: 上年结转387件),
    running (累计), opens (由, 从: another level follows), base (of a change), distant (that base is
    named by a year), step (同比, 环比), begun (of B in 由A提高到B: the time of A), bases
    (with their steps, where several are named: 比上月末和上年同期), years and span (the times that
    date it: 2023年、2024年, 2020—2024年), mean (of how many years a growth is: 两年平均),
    alone (whether its time is of a growth, and not of the level before it: 上月同比下降3.1%).
    """

    members: list[int]
    said: Said
    phrase: str
    respectively: bool = False
    part: bool = False
    dated: bool = False
    baseline: bool = False
    aside: bool = False
    running: bool = False
    opens: bool = False
    base: Time | None = None
    distant: bool = False
    step: str = ""
    begun: Time | None = None
    mean: int = 0
    alone: bool = False
    bases: Sequence[tuple[Time | None, str]] = ()
    years: Sequence[Time | None] = ()
    span: Time | None = None

    def own_years(self) -> Sequence[Time | None]:
        """The time of each figure, by 2023年、2024年分别为 or 2020—2024年依次为; none where it does
        not say.
        """
        count, span = len(self.members), self.span
        if len(self.years) == count:
            return self.years
        if not isinstance(span, Period) or span.months != 12 * count:
            return []
        return [Period.year(span.start.year + n) for n in range(count)]


@attrs.define
class Sentence:
    """What a sentence has said so far.

    Fields: start, clause (where the clause begins), idle (the clause before it, where that has no
    figure), spans (of times, with the words that go with them), groups; base, base_end, base_words,
    factor (of a multiple), distant, step (of its changes); origin, origin_end (the time of the next
    figure alone), origin_is_base (the changes behind it are against that: 上年为41.5亿元); topic
    (the time of its targets); asked (what makes its figures targets), heading (by a heading); every
    (年均, 每年 in this clause); subject (the last phrase that a figure was said of); earlier (the
    base before a semicolon); dated (whether it has a time of its own), dated_end (where
    that ends), years (the times of a list that dates it); bases (that stand in one
    list, with their steps), pending (whether the next change is against the second of them);
    origin_is_alone (no base and no beginning: 上月同比下降3.1%), same (a base of the length of the
    time behind it: 与2023年同期相比), mean (of how many years a growth is: 两年平均), now (the time
    before 去年同期, which is in force again behind its part of the sentence).
    """

    start: int = 0
    clause: int = 0
    idle: tuple[int, int] | None = None
    spans: list[tuple[int, int]] = attrs.Factory(list)
    groups: list[Group] = attrs.Factory(list)
    base: Time | None = None
    base_end: int = -1
    base_words: str = ""
    factor: bool = False
    distant: bool = False
    step: str = ""
    origin: Time | None = None
    origin_end: int = -1
    origin_is_base: bool = False
    origin_is_alone: bool = False
    same: Mention | None = None
    now: Time | None = None
    mean: int = 0
    topic: Time | None = None
    asked: str = ""
    heading: bool = False
    every: str = ""
    subject: str = ""
    earlier: Time | None = None
    dated: bool = False
    dated_end: int = -1
    years: Sequence[Time | None] = ()
    bases: Sequence[tuple[Time | None, str]] = ()
    pending: bool = False

    def inside(self) -> Sentence:
        """The same inside brackets: what is said there is not said outside."""
        inner = copy(self)
        inner.groups = [*self.groups]
        return inner

    def date(self, time: Time | None, between: str, end: int) -> None:
        """Notes a time that dates it: one more of a list behind the last (2023年、2024年)."""
        listed = self.dated_end >= 0 and between in ANDS
        self.years = [*(self.years if listed else ()), time]
        self.dated, self.dated_end = True, end

    @property
    def several(self) -> Sequence[tuple[Time | None, str]]:
        """The bases of a list, where there are two or more."""
        return self.bases if len(self.bases) > 1 else ()

    def after_semicolon(self) -> Sentence:
        """What is left of it behind a semicolon: the topic, the heading, the subject."""
        after = Sentence(self.start, self.clause)
        after.topic, after.asked, after.heading = self.topic, self.asked, self.heading
        after.subject, after.dated = self.subject, self.dated
        after.earlier = self.base or self.earlier
        return after

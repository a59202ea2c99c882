"""Group: the figures of one list; Sentence: what a sentence has said so far."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from tjstats.values.periods import Period, Time
from tjstats.zh.mentions import ANDS
from tjstats.zh.roles import Said

__all__ = ["Group", "Sentence"]


class Group:
    """Figures of one list.

    Fields: members (their indices), said, phrase (what the clause says they are of), respectively
    (分别), part (其中), dated (whether a time belongs to these figures alone), baseline (that time
    is a base: 较2010年的3.10人, 上年为41.5亿元), aside (they stand in brackets: 上年结转387件),
    running (累计), opens (由, 从: another level follows), base (of a change), distant (that base is
    named by a year), step (同比, 环比), begun (of B in 由A提高到B: the time of A), bases
    (with their steps, where several are named: 比上月末和上年同期), years and span (the times that
    date it: 2023年、2024年, 2020—2024年).
    """

    # What most lists do not have stands here, once: to fill all of it in for each costs more than
    # the rest of it.
    respectively = part = dated = baseline = aside = running = opens = distant = False
    base: Time | None = None
    step = ""
    begun: Time | None = None
    bases: Sequence[tuple[Time | None, str]] = ()
    years: Sequence[Time | None] = ()
    span: Time | None = None

    def __init__(self, members: list[int], said: Said, phrase: str) -> None:
        self.members, self.said, self.phrase = members, said, phrase

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
    list, with their steps), pending (whether the next change is against the second of them).
    """

    idle: tuple[int, int] | None = None
    base: Time | None = None
    base_end = origin_end = dated_end = -1
    base_words = step = asked = every = subject = ""
    factor = distant = origin_is_base = heading = dated = pending = False
    origin: Time | None = None
    topic: Time | None = None
    earlier: Time | None = None
    years: Sequence[Time | None] = ()
    bases: Sequence[tuple[Time | None, str]] = ()

    def __init__(self, start: int = 0, clause: int = 0) -> None:
        self.start, self.clause = start, clause
        self.spans: list[tuple[int, int]] = []
        self.groups: list[Group] = []

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

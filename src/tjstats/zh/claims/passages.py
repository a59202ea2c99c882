"""A passage: the readings of a text with the words between them, and what each is of; the finders
of claims walk over it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, takewhile
from operator import attrgetter
from typing import Final

import attrs

from tjstats.records.classifications import Measure
from tjstats.records.readings import Reading, Role
from tjstats.values.figures import Figure
from tjstats.values.periods import Period, Time
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units.table import CALENDAR, CLOCK, DIFFERENCE
from tjstats.zh.claims.kinds import Kind, earlier_name, kind_of
from tjstats.zh.claims.names import (
    head_of,
    listed_names,
    name_of,
    spread,
    subject_of,
    without_place,
)
from tjstats.zh.lexicon import kinds as lexicon
from tjstats.zh.lexicon.characters import SIMPLIFIED

__all__ = ["REACH", "Passage", "first", "passage", "plain"]


_WIDE: Final = tuple(zip(",;:!?()∶", "，；：！？（）：", strict=True))
_PLAIN: Final = str.maketrans(SIMPLIFIED)
_TRADITIONAL: Final = re.compile(f"[{''.join(SIMPLIFIED)}]")
_CLAUSE: Final = re.compile(r"[，。；：！？（）\n]")
# Where a clause ends in the text as given: no comma of thousands, no line that breaks before 5万人.
_STOP: Final = re.compile(r"[，。；：！？;!?|｜]\s*|,(?!\d)\s*|\n(?!\s*[\d约近超])")
_NOTE: Final = re.compile("（[^（）]{1,20}）(?=[^，。；：！？（）])")  # 研究与试验发展（R&D）经费
_LAST_STOP: Final = re.compile(f".*(?:{_STOP.pattern})", re.DOTALL)
_SENTENCE: Final = re.compile(r"[。！？]")
_PARAGRAPH: Final = re.compile(
    r"[。！？”」』]\s*\n"
)  # a print page breaks lines, and even leaves some empty, within a sentence
# A paragraph that parts the whole of the one before: 从年龄构成看, 分产业看, 其中.
_GOES_ON: Final = re.compile(
    r"\n\s*(?:[（(]?[0-9一二三四五六七八九十]{1,2}[）).、．]\s*)?"
    r"(?:其中|[从分按][^，。；：,;\n]{1,10}(?:看|分)[，,：:]|[^，。；,;\n]{0,6}构成)"
)
# What only stands side by side: cells, code, points of a list that no line leads in.
_BAR: Final = re.compile("[|｜`]")
_POINT: Final = re.compile(r"^[ \t\u3000]*+(?:[-*•·●■◆▪►]\s|>>>|#+\s)", re.MULTILINE)
_GOING_ON: Final = ("，", ",", "；", ";", "、")
_LED_IN: Final = re.compile(r"(?:^[^\n]*|其中|构成|包括|看|分)[：:]\s*$")
_LIST: Final = frozenset({"、", "和", "与", "及", "以及", "："})
_POINTS: Final = frozenset(points for points, _ in DIFFERENCE.values())  # points, degrees
_NO_AMOUNTS: Final = frozenset(("percent", "permille", "ratio", *_POINTS, *CALENDAR, *CLOCK))
_TOPIC: Final = re.compile("(?:^|[。；])([^，。；]{2,12})中，")
_WITHIN: Final = re.compile("在[^，]{1,12}中的?(?:所?占|份额|比[重例])")  # 在总票房中占比84.8%
_MEAN: Final = re.compile(lexicon.MEAN)
_EARLIER: Final = re.compile(lexicon.EARLIER)
_OF_YEAR: Final = re.compile("[12][0-9]{3}年[比较]")
_SUM: Final = re.compile(lexicon.SUM_ENDS)
_OTHER: Final = Role.OTHER
_PRINTED: Final = (Kind.LEVEL, Kind.SHARE)
_COUNTED: Final = (Kind.LEVEL, Kind.WHOLE)
_BEGINNINGS: Final = (Kind.EARLIER, Kind.FROM)
_CHANGES: Final = (
    Kind.INCREASE,
    Kind.GROWTH,
    Kind.AVERAGE,
    Kind.MULTIPLE,
    Kind.EARLIER,
)
_OF_POINTS: Final = (Kind.LEVEL, Kind.SHARE, Kind.GROWTH, Kind.AVERAGE)
_IN_ITS_UNIT: Final = (Kind.INCREASE, Kind.EARLIER, Kind.DISTANCE)
_TIMES: Final = (*CALENDAR, *CLOCK)
_OF_RATES: Final = {True: (Kind.GROWTH,), False: (Kind.LEVEL, Kind.SHARE)}
_BESIDE: Final = 5  # readings from a level to its share
_OF_WHICH: Final = 6  # readings from 其中 to the last of those behind it
_DIGITS: Final = 99
# 12.5万人; a plan of 386亿元 may be rounded, 1200亿元 not.
_SET_DIGITS: Final = {"目标": 3, "任务": 2}
_LONGEST: Final = 80  # characters of a clause that a pattern sees
_QUOTED: Final = 60
REACH: Final = 24  # readings that a claim looks back over: endless sentences cost no more


@attrs.define(eq=False)
class Passage:
    """The readings of a text, in order.

    Fields: text, readings, gaps (the words before each reading since the one before, and those
    after the last; without white space, punctuation full-width), tails and heads (the last and the
    first clause of each gap), sentences and paragraphs (the number of each reading's own), units
    (their codes), kinds (of each reading as claims use it), owners (the reading that each change,
    share or earlier level is of), beginnings (the places of earlier levels and of A in
    由A提高到B), brackets (the number of those that each reading stands in, 0 outside of any),
    shares (by reading the one that is printed for it a few readings behind), words (the gaps, a
    line each).
    """

    text: str
    readings: tuple[Reading, ...]
    gaps: tuple[str, ...]
    tails: tuple[str, ...]
    heads: tuple[str, ...]
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]
    units: list[str] = attrs.field(init=False)
    kinds: list[str] = attrs.field(init=False, factory=list)
    owners: list[int | None] = attrs.field(init=False, factory=list)
    beginnings: list[int] = attrs.field(init=False, factory=list)
    brackets: list[int] = attrs.field(init=False, factory=list)
    shares: dict[int, int] = attrs.field(init=False, factory=dict)
    _amounts: list[bool] = attrs.field(init=False, factory=list)
    _levels: list[bool] = attrs.field(init=False, factory=list)
    _sizes: list[Decimal] = attrs.field(init=False)
    _names: dict[int, str] = attrs.field(init=False, factory=dict)
    _places: dict[str, list[int]] = attrs.field(init=False, factory=dict)
    words: str = attrs.field(init=False)
    _starts: list[int] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.words = "\n".join(self.gaps)
        self.units = [each.figure.unit.code for each in self.readings]
        self._sizes = [_size(each.figure) for each in self.readings]
        self._starts = [0, *accumulate(len(words) + 1 for words in self.gaps)]
        self.brackets.extend(_brackets(self.gaps[:-1]))
        for at in range(len(self)):
            self._add(at, kind_of(self, at))

    def _add(self, at: int, kind: str) -> None:
        """Takes in the kind of the next reading, and what it is of."""
        self.kinds.append(kind)
        other = self.readings[at].role is _OTHER
        self._levels.append(kind in _PRINTED and not other)
        self._amounts.append(kind in _COUNTED and not other and self.units[at] not in _NO_AMOUNTS)
        self._places.setdefault(kind, []).append(at)
        if kind in _BEGINNINGS:
            self.beginnings.append(at)
        owner = self._owner(at)
        self.owners.append(owner)
        if kind == Kind.SHARE and owner is not None and at < owner + _BESIDE:
            self.shares.setdefault(owner, at)

    def __len__(self) -> int:
        return len(self.readings)

    # --- one reading ------------------------------------------------------------------------------

    def figure(self, at: int) -> Figure:
        """The figure of a reading."""
        return self.readings[at].figure

    def unit(self, at: int) -> str:
        """The code of the unit of a reading."""
        return self.units[at]

    def tail(self, at: int) -> str:
        """The words of the clause right before a reading."""
        return self.tails[at]

    def said(self, at: int) -> str:
        """The words before a reading, with a length or number of things that stands in them:
        三类社会组织共计, 连续5年保持在.
        """
        if self.joined(at) and self.readings[at - 1].role is _OTHER:
            return self.gaps[at - 1] + self.readings[at - 1].text + self.gaps[at]
        return self.gaps[at]

    def head(self, at: int) -> str:
        """The words of the clause right after a reading."""
        return self.heads[at + 1]

    def joined(self, at: int) -> bool:
        """Whether no stop parts a reading from the one before."""
        return at > 0 and len(self.tails[at]) == len(self.gaps[at])

    def inline(self, at: int) -> bool:
        """Whether a reading stands behind the one before as behind a part of its own clause, though
        that be in brackets: 完成目标7万人的103.7%, 完成目标（7万人）的103.7%.
        """
        return self.joined(at) or self.gaps[at] == f"）{self.tails[at]}"

    def joined_next(self, at: int) -> bool:
        """Whether no stop parts a reading from the one after."""
        return at + 1 < len(self) and self.joined(at + 1)

    def is_a(self, at: int, *kinds: str) -> bool:
        """Whether there is such a reading, of one of some kinds."""
        return 0 <= at < len(self.kinds) and self.kinds[at] in kinds

    def of(self, *kinds: str) -> list[int]:
        """The places of the readings of some kinds, in the order of the text."""
        return sorted(at for kind in kinds for at in self._places.get(kind, ()))

    def behind(self, words: Iterable[str], least: int = 0) -> list[int]:
        """The readings, from *least* on, right before which one of some words stands: those where a
        pattern may match that cannot do without.
        """
        return [at for at in self._gaps_with(words) if least <= at < len(self)]

    def soon_behind(self, words: Iterable[str], least: int = 0) -> list[int]:
        """The same, and the readings next to those, which the first may only describe:
        其中65岁及以上人口.
        """
        places = self._gaps_with(words)
        both = {*places, *(at + 1 for at in places)}
        return sorted(at for at in both if least <= at < len(self))

    def ahead_of(self, words: Iterable[str], least: int = 0) -> list[int]:
        """The readings, from *least* on, right behind which one of some words stands."""
        return [at - 1 for at in self._gaps_with(words) if at > least]

    def _gaps_with(self, words: Iterable[str]) -> list[int]:
        found: set[int] = set()
        for word in words:
            place = self.words.find(word)
            while place >= 0:
                at = bisect_right(self._starts, place) - 1
                found.add(at)
                place = self.words.find(word, self._starts[at + 1])
        return sorted(found)

    def level(self, at: int) -> bool:
        """Whether a reading is a level, that is no change, growth or target."""
        return 0 <= at < len(self._levels) and self._levels[at]

    def amount(self, at: int) -> bool:
        """Whether a reading is a level that is no rate, share or span of time."""
        return self._amounts[at]

    def size(self, at: int) -> Decimal:
        """The number of a reading in its unit, with its scale."""
        return self._sizes[at]

    def signed(self, at: int) -> Figure:
        """The figure of a reading, negative where it falls."""
        reading = self.readings[at]
        falls = reading.falling and reading.role in (Role.CHANGE, Role.GROWTH)
        return self.number(at) * -1 if falls else self.number(at)

    def number(self, at: int) -> Figure:
        """The figure of a reading; of a target its number, without the bound that it is, and as it
        is set: a rate, or a number of a few digits, is not rounded.
        """
        if self.kinds[at] != Kind.TARGET:
            return self.figure(at)
        figure = plain(self.figure(at))
        is_set = self.units[at] == "percent" or self._is_round(at)
        return attrs.evolve(figure, exact=True) if is_set else figure

    def _is_round(self, at: int) -> bool:
        """Whether the number of a target has so few digits that it was set so and not rounded."""
        words = f"{self.tails[at]}{self.readings[at].evidence.goal}"
        digits = format(self.figure(at).value, "f")
        needed = len(digits.replace(".", "").strip("0"))
        most = next((most for word, most in _SET_DIGITS.items() if word in words), None)
        if most is not None:
            return needed <= most
        return "." not in digits and (needed == 1 or len(digits) - needed > 1)

    def named(self, at: int) -> str:
        """What a reading is said of: its indicator and the words before it."""
        return f"{self.readings[at].indicator or ''} {self.tail(at)}"

    def name(self, at: int) -> str:
        """The name of what a reading is a level of, without time, place and verbs."""
        found = self._names.get(at)
        if found is None:
            found = self._names[at] = self._name(at)
        return found

    def bare_name(self, at: int) -> str:
        """The name of what a reading is a level of, without the place before it."""
        return without_place(self.name(at))

    def _name(self, at: int) -> str:
        start = self.run_start(at)
        names = listed_names(self.tails[start])
        if at - start < len(names) and self.in_list(at):
            return names[at - start]
        if self.joined(at) and self.kinds[at - 1] == Kind.FROM:  # 由A提高到B
            return self.name(at - 1)
        return name_of(self._words(at))

    def _words(self, at: int) -> str:
        """The words that hold the name of a reading."""
        words = self.tails[at]
        if self.joined(at) and self.readings[at - 1].role is _OTHER:  # 65岁及以上人口
            return self.readings[at - 1].text + words
        if self.kinds[at] == Kind.WHOLE:
            return words.rpartition("占")[2]
        return (self._topic(at) or words) if _SUM.search(words) else words

    def _topic(self, at: int) -> str:
        """What the sentence of a reading is about: 全省耕地中，…."""
        first = at
        while first and self.together(first - 1, at) and at - first < REACH:
            first -= 1
        found = _TOPIC.search(self.gaps[first])
        return found[1] if found else ""

    # --- two readings -----------------------------------------------------------------------------

    def together(self, first: int, last: int) -> bool:
        """Whether two readings stand in one sentence."""
        return self.sentences[first] == self.sentences[last]

    def alike(self, first: int, second: int) -> bool:
        """Whether two readings are counted in one unit."""
        one, other = self.readings[first].figure, self.readings[second].figure
        if one.unit.code != other.unit.code:
            return self._one_word(first, second)
        if one.unit.code != "item":
            return True
        words = {f.word or "个" for f in (one, other)}
        ends = {word[-1] for word in words}
        bare = "个" in words and all(word.startswith("个") for word in words)  # 28个县, 11个
        return bare or len(ends) == 1  # 床位823.0万张, 机构4.1万个

    def one_measure(self, first: int, second: int) -> bool:
        """Whether two readings are alike, or one of them leaves out 日均 that the other has."""
        if self.alike(first, second):
            return True
        return self.unit(first).partition("/")[0] == self.unit(second).partition("/")[0]

    def _one_word(self, first: int, second: int) -> bool:
        """Whether two readings are counted with one word, though the reader took it for two."""
        one, other = self.readings[first], self.readings[second]
        one_word = one.text[-1] == other.text[-1]
        return one_word and one.figure.unit.counted and other.figure.unit.counted

    def like(self, at: int, other: int) -> Figure:
        """The figure of one reading in the unit of another that is counted alike."""
        return self.number(at)._counted_in(self.figure(other).unit)

    def same_time(self, first: int, second: int) -> bool:
        """Whether nothing says that two readings are of two times."""
        one, other = self.readings[first].period, self.readings[second].period
        return one is None or other is None or one == other or self.together(first, second)

    def near(self, at: int, sentences: int = 1) -> range:
        """The readings before one, the nearest first, as far back as that many sentences of the
        paragraph.
        """
        first = max(
            at - REACH,
            bisect_left(self.paragraphs, self.paragraphs[at]),
            bisect_left(self.sentences, self.sentences[at] - sentences),
        )
        return range(at - 1, first - 1, -1)

    def clause(self, at: int) -> list[int]:
        """The readings before one in its sentence, the nearest first, as far as the semicolon."""
        return list(takewhile(lambda p: "；" not in self.gaps[p + 1], self.near(at, 0)))

    @property
    def every_amount(self) -> list[int]:
        """All amounts, in the order of the text."""
        return [at for at, is_amount in enumerate(self._amounts) if is_amount]

    def amounts(self, at: int, sentences: int = 1) -> list[int]:
        """The amounts before a reading, the nearest first."""
        amounts = self._amounts
        return [p for p in self.near(at, sentences) if amounts[p]]

    def amounts_after(self, at: int, sentences: int = 1) -> list[int]:
        """The amounts after a reading, in the order of the text."""
        amounts = self._amounts
        return [p for p in self.after(at, sentences) if amounts[p]]

    def after(self, at: int, sentences: int = 1) -> range:
        """The readings after one, as far as that many sentences of the paragraph."""
        last = min(
            at + REACH,
            bisect_right(self.paragraphs, self.paragraphs[at]) - 1,
            bisect_right(self.sentences, self.sentences[at] + sentences) - 1,
        )
        return range(at + 1, last + 1)

    # --- lists ------------------------------------------------------------------------------------

    def run(self, at: int) -> list[int]:
        """The readings of a list that begins at one: 5.9万人、2.9万人和3万人."""
        found = [at]
        while found[-1] + 1 < len(self) and self.goes_on(found[-1] + 1) and len(found) < REACH:
            found.append(found[-1] + 1)
        return found

    def run_start(self, at: int) -> int:
        """Where the list that a reading stands in begins."""
        start = at
        while start and self.goes_on(start) and at - start < REACH:
            start -= 1
        return start

    def goes_on(self, at: int) -> bool:
        """Whether a reading is one more of a list."""
        return at > 0 and self.gaps[at] in _LIST

    def in_list(self, at: int) -> bool:
        """Whether a reading is one of several in a list."""
        return self.goes_on(at) or (at + 1 < len(self) and self.goes_on(at + 1))

    def one_of_which(self, at: int) -> bool:
        """Whether a reading is one of several behind 其中: 其中仲裁5316件，调解2898件."""
        for p in range(at, max(at - _OF_WHICH, 0), -1):
            if "；" in self.gaps[p] or not self.together(p, at):
                return False
            if "其中" in self.gaps[p]:
                return True
        return False

    # --- what a reading is of ---------------------------------------------------------------------

    def _owner(self, at: int) -> int | None:
        """The reading that a change, a share or an earlier level is of: the one of that name, or
        the one right before.
        """
        kind = self.kinds[at]
        if kind in (Kind.LEVEL, Kind.FROM, Kind.TARGET) or self.goes_on(at):
            return None
        if _OF_YEAR.match(self.tails[at]):  # 2024年比2023年增加
            return self._of_year(at) or self._owner_before(at)
        subject = earlier_name(self, at) if kind == Kind.EARLIER else self._said_of(at)
        return self._owner_named(at, subject) if subject else self._owner_before(at)

    def _said_of(self, at: int) -> str:
        """What the words before a change or a share say that it is of: nothing, or with the age or
        size before it, 35岁以下党员占27.4%.
        """
        if not self.joined(at):
            return "" if _WITHIN.match(self.tails[at]) else subject_of(self.tails[at])
        described = self.kinds[at] == Kind.SHARE and self.readings[at - 1].role is _OTHER
        return self.readings[at - 1].text + subject_of(self.tails[at]) if described else ""

    def _owner_named(self, at: int, subject: str) -> int | None:
        """The level of a name: the same name first, then one that holds it, or is in it."""
        head = head_of(subject)
        around = within = None
        for p in self._named_levels(at, head):
            name = self.name(p)
            if head == head_of(name):
                return p
            if around is None and _holds(name, head):
                around = p
            elif within is None and len(name) > 1 and head.startswith(head_of(name)):
                within = p
        found = within if around is None else around
        return self._owner_abridged(at, head) if found is None else found

    def _named_levels(self, at: int, head: str) -> Iterator[int]:
        """The levels that a reading may be of by its name, the nearest first; 上年接待3892万人次 is
        of 接待, and not of 平均每馆接待.
        """
        alone = self.kinds[at] == Kind.EARLIER and not _MEAN.search(head)
        for p in self.near(at, 3):
            if self._fits(at, p) and not (alone and _MEAN.search(self.name(p))):
                yield p

    def _owner_abridged(self, at: int, head: str) -> int | None:
        """Of a share the only level of its sentence that has the first two characters of a
        shortened name, or all of it in their order: 公共桩, of 公共充电桩; 优秀等次, of
        评为优秀的.
        """
        if len(head) < 3 or self.kinds[at] != Kind.SHARE:
            return None
        here = [p for p in self.near(at, 0) if self._fits(at, p)]
        found = [p for p in here if head[:2] in self.tails[p] or spread(head, self.tails[p])]
        return found[0] if len(found) == 1 else None

    def _owner_before(self, at: int) -> int | None:
        """The level right before a change that has no name of its own: that of the change before
        it, or the nearest in the sentence.
        """
        before = at - 1
        if self.is_a(before, *_CHANGES) and self.together(before, at):
            owner = self.owners[before]
            if owner is not None and self._fits(at, owner):
                return owner
            if owner is None and self._is_of_another(before, at):
                return None
        found = first(self.near(at, 0), lambda p: self._fits(at, p))
        if found is None:
            return self._owner_else(at)
        whole = self._whole_again(at, found)
        return found if whole is None else whole

    def _whole_again(self, at: int, part: int) -> int | None:
        """The whole before 其中 that a clause behind the semicolon goes on with, if the earlier
        level that it prints is nearer to that: 14.6万人，其中高龄8.9万人；比上年增加0.8万人，
        上年为13.8万人.
        """
        earlier = next((p for p in (at, at + 1) if self._prints_earlier(p, part)), None)
        if earlier is None or "；" not in "".join(self.gaps[part + 1 : at + 1]):
            return None
        whole = first(self.near(part, 0), lambda p: self._fits(at, p) and not self.one_of_which(p))
        if whole is None or not self.one_of_which(part):
            return None
        size = self.size(earlier)
        return whole if abs(self.size(whole) - size) < abs(self.size(part) - size) else None

    def _prints_earlier(self, at: int, level: int) -> bool:
        near = at < len(self) and self.one_measure(at, level)
        return near and _EARLIER.match(self.tails[at]) is not None

    def _is_of_another(self, before: int, at: int) -> bool:
        """Whether a change is of something of which no level is printed, and so is what follows it:
        民营企业进出口增长9.4%，占55.0%.
        """
        return self.unit(at) not in _POINTS and subject_of(self.tails[before]) != ""

    def _owner_else(self, at: int) -> int | None:
        """The second end that points of an amount follow, which the arithmetic refuses; the level
        of the year that a change ends in.
        """
        if self.unit(at) in _POINTS and self.is_a(at - 2, Kind.FROM):
            return at - 1
        return self._of_year(at)

    def base(self, at: int) -> Time | None:
        """The base of a change that the text names; None where the year before is only assumed."""
        reading = self.readings[at]
        return reading.base if reading.evidence.base_words else None

    def _of_year(self, at: int) -> int | None:
        """The level of the year that a change ends in, in a list of years before it:
        2020年至2024年产量依次为…。2024年比2020年增加….
        """
        time = self.readings[at].period
        if not isinstance(time, Period) or self.base(at) is None:
            return None
        return self.listed_in(at, time.end.year)

    def listed_in(self, at: int, year: int) -> int | None:
        """The level of a year in the list of the levels of years that stands before a reading."""
        for p in self.near(at, 1):
            if not self.goes_on(p):
                continue
            listed = self.run(self.run_start(p))
            if len(listed) > 1:
                periods = [self.readings[q].period for q in listed]
                wanted = Period.year(year)
                return listed[periods.index(wanted)] if wanted in periods else None
        return None

    def _fits(self, at: int, level: int) -> bool:
        """Whether a reading may be a change, a share or an earlier level of a level; of one inside
        brackets only where it stands inside them too.
        """
        if self.brackets[level] and self.brackets[level] != self.brackets[at]:
            return False
        kind, unit = self.kinds[at], self.units[at]
        if unit in _POINTS:
            points = self.figure(level).unit.of_change.code
            return points == unit and self.is_a(level, *_OF_POINTS)
        if kind == Kind.EARLIER and unit == "percent":
            return self.is_a(level, *self._rates_before(at))
        if kind not in _IN_ITS_UNIT:
            return self.amount(level)
        alike = self.one_measure if self._leaves_unit_out(at, level) else self.alike
        return self.is_a(level, Kind.LEVEL, Kind.WHOLE) and alike(at, level)

    def _rates_before(self, at: int) -> tuple[str, ...]:
        """What an earlier rate is one of: a growth, an average growth, or a level."""
        if self.readings[at].measure is Measure.AVERAGE_GROWTH:
            return (Kind.AVERAGE,)
        return _OF_RATES[self.readings[at].role is Role.GROWTH]

    def _leaves_unit_out(self, at: int, level: int) -> bool:
        """Whether a reading may leave a part of the unit of its level out: 每亩405.8公斤，
        增加23.4公斤; an increase of the total is none of 日均.
        """
        each = self.units[level].partition("/")[2]
        kind, beside = self.kinds[at], level == at - 1  # 月均收入4738元，比上年增加188元
        return kind == Kind.EARLIER or (kind == Kind.INCREASE and (beside or each not in _TIMES))

    # --- words ------------------------------------------------------------------------------------

    def quote(self, readings: Sequence[Reading]) -> str:
        """The clauses of some readings, each from its beginning, with a sign for those between
        them that hold none; of many the first and the last.
        """
        pieces = [self._plain(start, end) for start, end in self._clauses(readings)]
        while len(pieces) > 2 and sum(map(len, pieces)) > _QUOTED:
            del pieces[len(pieces) // 2]
        words = "…".join(pieces)
        return words if len(words) <= 2 * _QUOTED else f"{words[:_QUOTED]}…{words[-_QUOTED:]}"

    def _clauses(self, readings: Sequence[Reading]) -> list[tuple[int, int]]:
        """The places of the clauses of some readings; those that follow each other are one."""
        found: list[tuple[int, int]] = []
        for each in sorted(readings, key=attrgetter("start")):
            start, end = self._clause_start(each.start), each.end
            if found and len(_STOP.findall(self.text[found[-1][1] : start])) < 2:
                start, last = found.pop()
                end = max(end, last)
            found.append((start, end))
        return found

    def _clause_start(self, place: int) -> int:
        """Where the words of the clause begin that hold a place."""
        first = max(0, place - _LONGEST)
        stop = _LAST_STOP.match(self.text, first, place)
        return stop.end() if stop else first

    def _plain(self, start: int, end: int) -> str:
        return "".join(self.text[start:end].split())


def _holds(name: str, head: str) -> bool:
    """Whether a name that is of one thing alone holds another."""
    before, _, more = name.partition(head)
    denied = more.startswith("不") or before.endswith(("非", "不", "未"))  # 非税收入, 就业不足
    return head in name and "与" not in name and "和" not in name and not denied


def _brackets(gaps: Iterable[str]) -> Iterator[int]:
    """For each reading the number of the brackets that it stands in, 0 outside of any."""
    count = inside = 0
    for words in gaps:
        opened, closed = words.rfind("（"), words.rfind("）")
        if opened > closed:
            count += 1
            inside = count
        elif closed >= 0:
            inside = 0
        yield inside


def passage(text: str, readings: list[Reading]) -> Passage:
    """The passage of a text and its readings."""
    sentence = paragraph = start = 0
    sentences, paragraphs, gaps = [], [], []
    plain = _punctuated(text)
    points = False
    for each in readings:
        words = text[start : each.start]
        ends = "\n" in words and _PARAGRAPH.search(words) is not None
        apart, points = _is_apart(words, points)
        paragraph += apart or (ends and not _GOES_ON.search(words))
        sentence += apart or ends or _SENTENCE.search(words) is not None
        sentences.append(sentence)
        paragraphs.append(paragraph)
        gaps.append("".join(plain[start : each.start].split()))
        start = each.end
    gaps.append("".join(plain[start:].split()))
    clauses = [_CLAUSE.split(_NOTE.sub("", words)) for words in gaps]
    tails = tuple(each[-1][-_LONGEST:] for each in clauses)
    heads = tuple(each[0][:_LONGEST] for each in clauses)
    return Passage(
        text, tuple(readings), tuple(gaps), tails, heads, tuple(sentences), tuple(paragraphs)
    )


def _is_apart(words: str, points: bool) -> tuple[bool, bool]:
    """Whether words part two figures that only stand side by side; and whether the points of a list
    that a line leads in, as those before may be, go on.
    """
    if _BAR.search(words):
        return True, False
    point = _POINT.search(words) if "\n" in words else None
    if point is None:
        return False, points and "\n" not in words
    before = words[: point.start()]
    points = points or _LED_IN.search(before) is not None
    return not points and not before.rstrip().endswith(_GOING_ON), points


def _punctuated(text: str) -> str:
    """The text with full-width punctuation and simplified characters, each in its place."""
    for narrow, wide in _WIDE:
        text = text.replace(narrow, wide)
    return text.translate(_PLAIN) if _TRADITIONAL.search(text) else text


def _size(figure: Figure) -> Decimal:
    if not figure.multiplier or abs(figure.value.adjusted()) >= _DIGITS:
        return figure.value
    return figure.value.scaleb(figure.multiplier)


def first(places: Iterable[int], test: Callable[[int], object]) -> int | None:
    """The first of some readings that passes a test."""
    return next((p for p in places if test(p)), None)


def plain(figure: Figure) -> Figure:
    """A figure without its bound: what 低于4.5%的目标 names is 4.5%."""
    if figure.qualifier in (Qualifier.EXACTLY, Qualifier.BETWEEN):
        return figure
    return attrs.evolve(figure, qualifier=Qualifier.EXACTLY)

"""Reading: a figure printed in a text, its position, its context, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from tjstats.records.classifications import Measure
from tjstats.streams import Modelled
from tjstats.tables import Column, Listed, Table, Tabular, label, text_column
from tjstats.values.codes import Code
from tjstats.values.figures import Figure
from tjstats.values.languages import Language, spoken
from tjstats.values.periods import AsOf, Period
from tjstats.values.trusted import open_twin

__all__ = [
    "NO_EVIDENCE",
    "OPEN_EVIDENCE",
    "ROLE_TEXTS",
    "Evidence",
    "Reading",
    "ReadingFields",
    "Readings",
    "Role",
]


class Role(Code):
    """The role of a figure in its text: a level, its change or growth, a target, or something else
    (a duration, a count).
    """

    LEVEL = "level"
    CHANGE = "change"
    GROWTH = "growth"
    TARGET = "target"
    OTHER = "other"

    def text(self, lang: Language | None = None) -> str:
        """The role in words, *lang* "en" or "zh"."""
        return ROLE_TEXTS[self][spoken(lang)]


ROLE_TEXTS: Final = {
    Role.LEVEL: {"zh": "水平", "en": "level"},
    Role.CHANGE: {"zh": "变动", "en": "change"},
    Role.GROWTH: {"zh": "增速", "en": "growth"},
    Role.TARGET: {"zh": "目标", "en": "target"},
    Role.OTHER: {"zh": "其他", "en": "other"},
}


@attrs.frozen(weakref_slot=False)
class Evidence(Modelled):
    """The words of a text that a reading rests on.

    Fields: verb (of a change: 增长, 减少到; "" for a plain level); direction ("up", "down", ""); to
    (whether the change ends at the figure: 减少到4.6万人); goal (what makes it a target, or
    compares it with one: 力争, 目标); base_words (what names the base: 比上年末, 同比, 由;
    "" if the year before is assumed); every ("each": 每年, "mean": 年均); subject (the offsets of
    the words that hold the name of the indicator).
    """

    verb: str = ""
    direction: str = ""
    to: bool = False
    goal: str = ""
    base_words: str = ""
    every: str = ""
    subject: tuple[int, int] | None = None


NO_EVIDENCE: Final = Evidence()
OPEN_EVIDENCE: Final = open_twin(Evidence)


@attrs.define(weakref_slot=False)
class ReadingFields(Tabular):
    """The fields of a `Reading` under construction; like figures, it becomes one by assigning
    `__class__`.
    """

    start: int
    end: int
    text: str
    figure: Figure
    period: Period | AsOf | None = None
    role: Role = Role.LEVEL
    indicator: str | None = None
    change_of: int | None = None
    measure: Measure = Measure.VALUE
    base: Period | AsOf | None = None
    falling: bool = False
    part_of: int | None = None
    evidence: Evidence = attrs.field(default=NO_EVIDENCE, eq=False, repr=False)

    @property
    def known(self) -> bool:
        """Whether the unit is one of the tables, and no word kept as it was printed (`[手]`)."""
        return "[" not in self.figure.unit.code

    def table(self, lang: Language | None = None) -> Table:
        """The words, and what was read from them."""
        lang = spoken(lang, self.text)
        columns = _columns([self], lang)
        rows = tuple((column.head, column.cells[0]) for column in columns if column.cells[0])
        return Table((label("field", lang), label("value", lang)), rows)


@attrs.frozen(weakref_slot=False)  # pyright: ignore[reportGeneralTypeIssues]
class Reading(ReadingFields):
    """One figure in a text.

    Fields: start, end (offsets into the text as given; `text[start:end]` covers the number, its
    unit and its bound words, not the verb and not the base); text (those characters); figure;
    period; role; indicator (the phrase for it); change_of (the index of the reading whose change or
    growth this is); measure (value, change, growth or factor of the indicator); base (the time that
    a change, growth or factor is against; the year before if the text names none, and then
    `evidence.base_words` is empty); falling (a change or growth downwards: figures are kept as
    printed, without a sign); part_of (the index of the whole: 其中); evidence (the words it rests
    on, outside equality).
    """


def _columns(readings: Sequence[ReadingFields], lang: Language) -> Iterable[Column]:
    yield text_column("text", (reading.text for reading in readings), lang)
    yield text_column("indicator", (reading.indicator for reading in readings), lang)
    yield text_column("period", (reading.period for reading in readings), lang)
    yield text_column("figure", (reading.figure for reading in readings), lang)
    roles = (reading.role.text(lang) + _FALL[reading.falling][lang] for reading in readings)
    yield text_column("role", roles, lang)
    yield text_column("base", (reading.base for reading in readings), lang)


_FALL: Final = {True: {"en": " (fall)", "zh": "（下降）"}, False: {"en": "", "zh": ""}}


class Readings(list[Reading], Listed):
    """The readings of a text: a list that `print` and notebooks show as a table."""

    __slots__ = ()

    def table(self, lang: Language | None = None) -> Table:
        """A row for each reading."""
        return Table.of(_columns(self, spoken(lang, *(reading.text for reading in self))))

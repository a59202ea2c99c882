"""Reading: a figure printed in a text, its position, and its context."""

from __future__ import annotations

from enum import StrEnum

import attrs

from tjstats.records.classifications import Measure
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period

__all__ = ["Reading", "ReadingFields", "Role"]


class Role(StrEnum):
    """The role of a figure in its text: a level, its change or growth, a target, or something else
    (a duration, a count).
    """

    LEVEL = "level"
    CHANGE = "change"
    GROWTH = "growth"
    TARGET = "target"
    OTHER = "other"


@attrs.define(weakref_slot=False)
class ReadingFields:
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

    @property
    def known(self) -> bool:
        """Whether the unit is one of the tables, and no word kept as it was printed (`[手]`)."""
        return "[" not in self.figure.unit.code


@attrs.frozen(weakref_slot=False)  # pyright: ignore[reportGeneralTypeIssues]
class Reading(ReadingFields):
    """One figure in a text.

    Fields: start, end (offsets into the text as given; `text[start:end]` covers the number, its
    unit and its bound words, not the verb and not the base); text (those characters); figure;
    period; role; indicator (the phrase for it); change_of (the index of the reading whose change or
    growth this is); measure (value, change, growth or factor of the indicator); base (the time that
    a change, growth or factor is relative to, None if the text gives none); falling (下降, 减少:
    figures are kept as printed, without a sign); part_of (the index of the whole: 其中).
    """

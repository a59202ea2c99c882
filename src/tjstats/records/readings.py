"""Reading: a figure that a text prints, where it stands, and what the text says of it."""

from __future__ import annotations

from enum import StrEnum

import attrs

from tjstats.records.classifications import Measure
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period

__all__ = ["Reading", "ReadingFields", "Role"]


class Role(StrEnum):
    """What a figure is in its text: a level, a change or growth of one, a target, or something else
    (a duration, a count).
    """

    LEVEL = "level"
    CHANGE = "change"
    GROWTH = "growth"
    TARGET = "target"
    OTHER = "other"


@attrs.define(weakref_slot=False)
class ReadingFields:
    """The fields of a `Reading` while they are filled in; it becomes one by assigning `__class__`,
    as figures do.
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


@attrs.frozen(weakref_slot=False)  # pyright: ignore[reportGeneralTypeIssues]
class Reading(ReadingFields):
    """One figure of a text.

    Fields: start, end (offsets into the text as given; `text[start:end]` covers the number, its
    unit and its bound words, not the verb and not the base); text (those characters); figure;
    period; role; indicator (the phrase that the figure is said of); change_of (the index of the
    reading that a change or growth belongs to); measure (what the figure is of that indicator);
    base (the time that a change, growth or factor is against, None where the text does not say);
    falling (下降, 减少: figures are kept as printed, without a sign); part_of (the index of the
    whole: 其中).
    """

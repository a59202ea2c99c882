"""A whole text: its figures with what the text says of each."""

from __future__ import annotations

from datetime import date

import attrs

from tjstats.records.readings import Reading
from tjstats.values.periods import Period
from tjstats.zh.contexts import placed
from tjstats.zh.figures import figures
from tjstats.zh.mentions import mentions
from tjstats.zh.text import normalised

__all__ = ["read"]


def read(text: str, *, published: date | Period | None = None) -> list[Reading]:
    """The figures of a text, by position, one reading for each.

    *published* is the date of publication, or the month where the day is unknown: from it 目前,
    去年 and 9月底 count. Raises `RecordTypeError` where *text* is no text; what is no figure is no
    reading.

    >>> text = "目前参保1017.03万人，较“十三五”期末增长116.48万人"
    >>> [str(reading.period) for reading in read(text, published=date(2025, 12, 31))]
    ['2025-12-31', '2021-01-01/P5Y']
    """
    plain = normalised(text)
    moved = len(plain.starts) > 1 or plain.shifts[0] != 0
    found = figures(plain.text)
    readings = placed(plain.text, found, mentions(plain.text), published)
    for each in readings:
        if moved:
            each.start, each.end = plain.original(each.start), plain.original_end(each.end)
            if (subject := each.evidence.subject) is not None:
                span = plain.original(subject[0]), plain.original_end(subject[1])
                each.evidence = attrs.evolve(each.evidence, subject=span)
        each.text = text[each.start : each.end]
        each.__class__ = Reading
    return readings  # type: ignore[return-value]

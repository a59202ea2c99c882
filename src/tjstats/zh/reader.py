"""A whole text: its figures with what the text says of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from operator import attrgetter
from typing import Any, Final

from tjstats.records.readings import (
    OPEN_EVIDENCE,
    Evidence,
    Reading,
    ReadingFields,
    Readings,
    Role,
)
from tjstats.values.periods import Period
from tjstats.zh.contexts import placed
from tjstats.zh.figures import figures
from tjstats.zh.layout import Block, blocks
from tjstats.zh.mentions import mentions
from tjstats.zh.tables import cells_of
from tjstats.zh.text import Normalised, normalised, text_only

__all__ = ["Reading", "Role", "read"]


def read(text: str, *, published: date | Period | None = None) -> Readings:
    """The figures of a text, by position, one reading for each.

    *published* is the date of publication, or the month where the day is unknown: from it 目前,
    去年 and 9月底 count. Raises `RecordTypeError` where *text* is no text, and `NotTextError` for a
    path; what is no figure is no reading.

    >>> text = "目前参保1017.03万人，较“十三五”期末增长116.48万人"
    >>> [str(reading.period) for reading in read(text, published=date(2025, 12, 31))]
    ['2025-12-31', '2021-01-01/P5Y']
    """
    tables = blocks(text_only(text))
    plain = normalised(_without(text, tables) if tables else text)
    found = placed(plain.text, figures(plain.text), mentions(plain.text), published)
    _restore(found, plain, text)
    if tables:
        _add_cells(found, tables, text, published)
    for each in found:
        each.__class__ = Reading
    return Readings(found)  # type: ignore[arg-type]


def _restore(readings: list[ReadingFields], plain: Normalised, text: str) -> None:
    """Puts each reading, and the subject of its evidence, at its place in the text as given; the
    evidence is then what it will be.
    """
    starts, shifts = [*plain.starts, len(plain.text) + 1], plain.shifts
    piece, shift, following = 0, shifts[0], starts[1]
    for each in readings:
        start, end = each.start, each.end
        said: Any = each.evidence
        while following <= start:
            piece += 1
            shift, following = shifts[piece], starts[piece + 1]
        if said.__class__ is OPEN_EVIDENCE:
            if said.subject is not None and (shift or piece):
                first, last = said.subject
                inside = first >= starts[piece]
                said.subject = (
                    (first + shift, last + shift) if inside else plain.original_span(first, last)
                )
            said.__class__ = Evidence  # `sealed` without its call
        each.start = start = start + shift
        each.end = end = end + shift if end <= following else plain.original_end(end)
        each.text = text[start:end]


def _without(text: str, tables: list[Block]) -> str:
    """The text with a full stop and spaces for each table, so that the offsets stay."""
    parts, place = [], 0
    for block in tables:
        above = _NUMBER_OF_TABLE.sub(lambda found: " " * len(found[0]), text[place : block.start])
        parts += [above, "。", " " * (block.end - block.start - 1)]
        place = block.end
    return "".join((*parts, text[place:]))


# 1-3 before the title of a table is no figure, whatever the title begins with.
_NUMBER_OF_TABLE: Final = re.compile(r"(?m)^[ \u3000]{0,20}\d{1,2}[-—–.]\d{1,2}(?=[ \u3000])")


def _add_cells(
    readings: list[ReadingFields],
    tables: list[Block],
    text: str,
    published: date | Period | None,
) -> None:
    """Puts the cells of the tables between the readings of the text, at their places."""
    for block in tables:
        cells = cells_of(block, text, published)
        at = bisect_left(readings, block.start, key=attrgetter("start"))
        for each in readings[at:]:
            _moved(each, len(cells), at)
        for each in cells:
            _moved(each, at, 0)
        readings[at:at] = cells


def _moved(reading: ReadingFields, by: int, since: int) -> None:
    """Counts the readings that it refers to anew, from the one at *since* on."""
    if reading.change_of is not None and reading.change_of >= since:
        reading.change_of += by
    if reading.part_of is not None and reading.part_of >= since:
        reading.part_of += by

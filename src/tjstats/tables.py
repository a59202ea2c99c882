"""A table of texts, as plain text of a given width and as HTML; and the mixin that shows a record
as one.

Widths count terminal cells, two for a Chinese character (`unicodedata.east_asian_width`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final
from unicodedata import combining, east_asian_width

import attrs

__all__ = ["Table", "Tabular", "cells", "padded", "wrapped"]

_GAP: Final = "  "
_LEAST: Final = 6  # no column is made narrower than this
# What is kept together: spaces, a word or one wide character with the brackets that open before and
# close after it.
_PIECE: Final = re.compile(
    r"\s+|[（［“]*(?:[^\s\u2e80-\uffef]+|[\u2e80-\uffef])[，。；：、）］”％%)\]]*"
)


def cells(text: str) -> int:
    """How many terminal cells a text takes.

    >>> cells("175万人")
    7
    """
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, width: int) -> str:
    """The text filled up with spaces to a width in cells."""
    return text + " " * (width - cells(text))


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most *width* cells, broken at spaces and between Chinese characters.

    >>> wrapped("城镇新增就业 new urban jobs", 12)
    ['城镇新增就业', 'new urban', 'jobs']
    """
    lines = [""]
    for piece in _PIECE.findall(text):
        for part in [
            piece[at : at + width] for at in range(0, len(piece), width)
        ]:  # words longer than a line
            if cells(lines[-1]) + cells(part) > width:
                lines.append("")
            lines[-1] += part if lines[-1] else part.lstrip()
    return [line.rstrip() for line in lines]


@attrs.frozen
class Table:
    """Rows of texts under a header. Fields: header, rows, caption."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def text(self, width: int = 100) -> str:
        """The table as lines of at most *width* cells; long texts are wrapped within their
        column.
        """
        widths = self._widths(width)
        rule = tuple("─" * w for w in widths)
        lines = [self.caption] if self.caption else []
        for row in (self.header, rule, *self.rows):
            parts = [wrapped(text, w) for text, w in zip(row, widths, strict=True)]
            for number in range(max(map(len, parts))):
                line = (
                    padded(p[number] if number < len(p) else "", w)
                    for p, w in zip(parts, widths, strict=True)
                )
                lines.append(_GAP.join(line).rstrip())
        return "\n".join(lines)

    def _widths(self, width: int) -> list[int]:
        """The natural width of each column, the widest made narrower until all fit."""
        columns = zip(self.header, *self.rows, strict=True)
        widths = [max(cells(text) for text in column) for column in columns]
        room = width - len(_GAP) * (len(widths) - 1)
        while sum(widths) > room and max(widths) > _LEAST:
            widths[widths.index(max(widths))] -= 1
        return widths

    def without_empty(self) -> Table:
        """The table less the columns that have nothing in any row."""
        kept = [
            number for number in range(len(self.header)) if any(row[number] for row in self.rows)
        ]
        rows = tuple(tuple(row[number] for number in kept) for row in self.rows)
        return Table(tuple(self.header[number] for number in kept), rows, self.caption)

    def html(self) -> str:
        """The table as HTML; every text is escaped."""
        caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        head = "".join(f"<th>{escape(text)}</th>" for text in self.header)
        body = "".join(f"<tr>{_data_cells(row)}</tr>" for row in self.rows)
        return f'<table class="tjstats">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _data_cells(row: Iterable[str]) -> str:
    return "".join(f"<td>{escape(text)}</td>" for text in row)


class Tabular:
    """A record that a notebook shows as a table: its class gives `table()`."""

    __slots__ = ()

    def table(self) -> Table:
        """The record as a table."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return self.table().html()


def fields_table(title: str, fields: Iterable[tuple[str, object]]) -> Table:
    """A table of names and values; what is None or empty is left out."""
    rows = tuple(
        (name, str(value)) for name, value in fields if value is not None and value not in ("", ())
    )
    return Table(("field", "value"), rows, title)

"""`read`: the figures of a text, each with its period, role and phrase."""

from __future__ import annotations

from datetime import date

from tjstats.zh.contexts import placed
from tjstats.zh.figures import figures
from tjstats.zh.mentions import mentions
from tjstats.zh.readings import Reading
from tjstats.zh.text import normalised

__all__ = ["read"]


def read(text: str, *, published: date | None = None) -> list[Reading]:
    """The figures of a text, by position, one reading for each."""
    plain = normalised(text)
    moved = len(plain.starts) > 1 or plain.shifts[0] != 0
    found = figures(plain.text)
    readings = placed(plain.text, found, mentions(plain.text), published)
    for each in readings:
        if moved:
            each.start, each.end = plain.original(each.start), plain.original_end(each.end)
        each.text = text[each.start : each.end]
        each.__class__ = Reading
    return readings  # type: ignore[return-value]

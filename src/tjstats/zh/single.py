"""One figure of a short text, or an error that shows what was read and what was left over."""

from __future__ import annotations

from typing import Final

from tjstats.errors import ReadingError
from tjstats.values.figures import Figure
from tjstats.zh.figures import figures
from tjstats.zh.text import normalised, text_only

__all__ = ["read_figure"]

_ASIDE: Final = " \n,。;.、!?"


def read_figure(text: str) -> Figure:
    """The figure that a text is, with its unit and bound words and nothing else.

    What `str` prints of a figure is read back as the same figure. Raises `ReadingError` where there
    is none, more than one or something left over, `RecordTypeError` where *text* is no text.

    >>> read_figure("超过175万人")
    Figure.over('175', '万人')
    >>> read_figure("60—80元/月").upper
    Decimal('80')
    """
    plain = normalised(text_only(text)).text.strip(_ASIDE)
    found = figures(plain, alone=True)
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(plain):
        return found[0].figure
    places = [0, *(edge for each in found for edge in (each.start, each.end)), len(plain)]
    rest = "…".join(
        part
        for left, right in zip(places[::2], places[1::2], strict=True)
        if (part := plain[left:right])
    )
    raise ReadingError(text, tuple(plain[each.start : each.end] for each in found), rest)

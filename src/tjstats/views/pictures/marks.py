"""Marks: the bar or the dot of a figure, with its range. A bar ends at its number, with a thin line
over its rounding, if that can be seen; of a range between two ends, what is certain is solid and
what may be is pale; an end that is open fades, with an arrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from tjstats.values.numbers import NEAREST
from tjstats.views.pictures.charts import Kind, Mark
from tjstats.views.pictures.drawing import Canvas, Place
from tjstats.views.pictures.scales import Scale

__all__ = ["FADE", "across_page", "bar", "dot", "room_for", "rounding", "up_page"]

FADE: Final = 26.0  # pixels that an open end takes, with its arrow
_PALE: Final = "0.4"
_WASH: Final = "0.15"
_SEEN: Final = 2  # pixels
_LEAST: Final = 6  # pixels of a rounding that is drawn
_SHORT: Final = Decimal("0.2")  # of the numbers of a chart
_STRIPS: Final = ("0.7", "0.45", "0.25", "0.1")
_STYLES: Final[dict[Kind, str]] = {"value": "v", "missed": "n", "unknown": "u"}


def across_page(along: float, across: float) -> tuple[float, float]:
    """The place in a chart whose numbers run from left to right."""
    return along, across


def up_page(along: float, across: float) -> tuple[float, float]:
    """The place in a chart whose numbers run upwards."""
    return across, along


def room_for(marks: Iterable[Mark], numbers: Sequence[Decimal], dots: bool) -> tuple[float, float]:
    """The pixels that open ends need before the smallest and after the largest of *numbers*; the
    end of a bar that is open towards its start needs none, unless the bar is short.
    """
    before = after = False
    short = NEAREST.multiply(NEAREST.subtract(max(numbers), min(numbers)), _SHORT)
    for mark in marks:
        length = NEAREST.subtract(mark.number, mark.start)
        before |= mark.range.lower is None and (dots or length <= short)
        after |= mark.range.upper is None and (dots or length >= short.copy_negate())
    return FADE * before, FADE * after


class _Band(NamedTuple):
    """Where a mark is drawn: the scale of its numbers, the direction, both sides, the style."""

    canvas: Canvas
    scale: Scale
    at: Place
    near: float
    far: float
    style: str

    def box(self, start: float, end: float, opacity: str = "1", outline: str = "") -> None:
        sides = self.at(start, self.near), self.at(end, self.far)
        self.canvas.box(*sides, self.style + outline, opacity)

    def open_end(self, start: float, rises: bool, strips: tuple[str, ...] = _STRIPS) -> None:
        """An end without a number: it fades, and an arrow points on."""
        upwards = self.scale.last > self.scale.first
        step = 1.0 if rises is upwards else -1.0
        width, middle = step * FADE / 2 / len(_STRIPS), (self.near + self.far) / 2
        with self.canvas.group("→" if rises else "←", "open"):
            for place, opacity in enumerate(strips):
                self.box(start + width * place, start + width * (place + 1), opacity)
            tip, half = start + step * (FADE - 4), min(abs(self.far - self.near) / 2, 6)
            wing = tip - step * 6
            points = ((wing, middle - half), (tip, middle), (wing, middle + half))
            self.canvas.line([self.at(*point) for point in points], f"{self.style} t")


def bar(
    canvas: Canvas, scale: Scale, mark: Mark, sides: tuple[float, float], at: Place = across_page
) -> None:
    """A bar from the start of a mark, between two *sides*; an outline if the mark is not firm."""
    band = _Band(canvas, scale, at, *sides, _STYLES[mark.kind])
    start = scale.place(mark.start)
    certain, end = (mark.number, mark.number) if _is_rounded(mark) else _parts(mark)
    if certain is None:
        _straddling(band, mark, start)
        return
    place = scale.place(certain)
    if mark.firm:
        band.box(start, place)
    else:
        band.box(start, place, _WASH)
        band.box(start, place, outline=" d")
    if end is None:
        band.open_end(place, mark.range.upper is None)
    elif mark.firm:
        band.box(place, scale.place(end), _PALE)
    if spread := rounding(scale, mark):
        middle = (sides[0] + sides[1]) / 2
        canvas.line([at(end, middle) for end in spread], "")
        for edge in spread:
            canvas.line([at(edge, middle - 3), at(edge, middle + 3)], "")


def _is_rounded(mark: Mark) -> bool:
    """Whether a number is printed and its range is the rounding around it, so that the number is
    meant; of a range between two ends none is.
    """
    low, high = mark.range.lower, mark.range.upper
    return low is not None and high is not None and (low < mark.number < high or low == high)


def rounding(scale: Scale, mark: Mark) -> tuple[float, float] | None:
    """Both ends of the rounding of a bar, if it can be seen."""
    low, high = mark.range.lower, mark.range.upper
    if low is None or high is None or not _is_rounded(mark):
        return None
    ends = scale.place(low), scale.place(high)
    return ends if abs(ends[1] - ends[0]) >= _LEAST else None


def _parts(mark: Mark) -> tuple[Decimal | None, Decimal | None]:
    """The end of what is certain, seen from the start of the bar, and that of what may be; None for
    no such part, or no end.
    """
    low, high, start = mark.range.lower, mark.range.upper, mark.start
    if low is not None and low >= start:
        return low, high
    if high is not None and high <= start:
        return high, low
    return None, None


def _straddling(band: _Band, mark: Mark, start: float) -> None:
    """A range that holds the start of the bar, so that no part of it is certain."""
    low, high = (
        start if end is None else band.scale.place(end)
        for end in (mark.range.lower, mark.range.upper)
    )
    band.box(low, high, _PALE)
    if mark.range.lower is None:
        _bounded(band, high, rises=False)
    elif mark.range.upper is None:
        _bounded(band, low, rises=True)


def _bounded(band: _Band, place: float, rises: bool) -> None:
    """The only end of a range, as a line, with an arrow to where it is open."""
    band.canvas.line([band.at(place, band.near), band.at(place, band.far)], f"{band.style} t")
    band.open_end(place, rises, strips=())


def dot(canvas: Canvas, scale: Scale, mark: Mark, across: float, at: Place = across_page) -> None:
    """A dot at the number, a ring if the mark is not firm, and a line over its range if it can be
    seen; a range between two ends has none, because no number in it is meant.
    """
    style = _STYLES[mark.kind]
    band = _Band(canvas, scale, at, across - 3, across + 3, style)
    place, low, high = scale.place(mark.number), mark.range.lower, mark.range.upper
    first, last = (place if end is None else scale.place(end) for end in (low, high))
    if abs(last - first) > _SEEN:
        band.box(first, last, _PALE)
        if mark.number in (low, high):
            for edge in (first, last):
                canvas.line([at(edge, across - 5), at(edge, across + 5)], f"{style} t")
            return
    for end, rises in ((low, False), (high, True)):
        if end is None:
            band.open_end(place, rises)
    canvas.dot(*at(place, across), style if mark.firm else f"{style} d")

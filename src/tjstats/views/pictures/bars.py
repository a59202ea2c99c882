"""Charts in rows: bars from zero for amounts, dots for rates, the range that a target accepts as a
band behind them, and the target as a line.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from attrs import evolve

from tjstats.values.bounds import Bounds
from tjstats.values.numbers import ZERO
from tjstats.views.pictures.charts import Mark, Row, Rows
from tjstats.views.pictures.drawing import Anchor, Canvas, lines_of, width_of
from tjstats.views.pictures.marks import FADE, bar, dot, room_for, rounding
from tjstats.views.pictures.scales import Scale, axis, beside
from tjstats.views.pictures.words import said

__all__ = ["draw_rows"]

_QUIET: Final = 12  # pixels
_NARROW: Final = 460
_TICKS: Final = 5
_APART: Final = 6  # pixels between a row and the name of the next above its bar
_HALF: Final = Decimal("0.5")
_FLAGS: Final = {"target": "t", "stretch": "t d", "due": "t d", "baseline": "t g"}


class _Columns(NamedTuple):
    """The columns of a chart: the width of the names, which stand above where it is 0, and both
    ends of the plot.
    """

    names: float
    first: float
    last: float


def draw_rows(chart: Rows, width: int) -> Canvas:
    """The drawing of a chart in rows."""
    canvas = Canvas(width)
    canvas.heading(chart.title, chart.about)
    columns, notes = _columns(chart, canvas.width), list(chart.notes)
    if not any(row.numbers for row in chart.rows):
        for row in chart.rows:
            room = _names(canvas, row, columns)
            _write_names(canvas, row, columns, canvas.height + room / 2)
            canvas.height += room
    else:
        chart = _in_one_unit(chart)
        scale = _scale(chart, columns)
        for row in chart.rows:
            _draw_row(canvas, chart, row, columns, scale)
        if chart.like is not None:
            _ticks(canvas, chart, scale)
        if not chart.dots and any(row.mark and rounding(scale, row.mark) for row in chart.rows):
            notes.append(said("rounding", chart.lang))
    canvas.remarks(notes)
    return canvas


def _in_one_unit(chart: Rows) -> Rows:
    """The chart with the words of marks and flags in the unit of the axis."""
    if chart.like is None or not chart.labelled:
        return chart
    marks = [row.mark for row in chart.rows if row.mark is not None]
    ticks = Scale.over(_numbers(chart, marks), 0, 1).ticks(_TICKS)
    unit, lang = axis(ticks, chart.like, chart.lang), chart.lang

    def changed(row: Row) -> Row:
        mark = row.mark
        if mark is not None:
            mark = evolve(mark, words=unit.words(mark.words, [mark.figure], lang))
        flags = [evolve(f, words=unit.words(f.words, f.figures, lang)) for f in row.flags]
        return evolve(row, mark=mark, flags=tuple(flags))

    return evolve(chart, rows=tuple(map(changed, chart.rows)))


def _columns(chart: Rows, width: int) -> _Columns:
    names = max((_name_width(row) for row in chart.rows), default=0)
    verdicts = max((width_of(row.verdict) for row in chart.rows), default=0)
    if width < _NARROW:
        return _Columns(0, 1, width - 1)
    right = min(verdicts + 14, width * 0.24) if verdicts else 1
    left = min(names + 16, width * 0.44) if names else 0
    return _Columns(left, left + 1, width - right)


def _name_width(row: Row) -> float:
    return max(width_of(row.name), width_of(row.about, _QUIET))


def _scale(chart: Rows, columns: _Columns) -> Scale:
    """A scale of all numbers that leaves room for words beside marks and for open ends."""
    marks = [row.mark for row in chart.rows if row.mark is not None]
    numbers = _numbers(chart, marks)
    first, last = _edges(chart, columns, negative=min(numbers) < 0)
    before, after = room_for(marks, numbers, chart.dots)
    scale = Scale.over(numbers, first + before, last - after)
    if not (chart.labelled and columns.names):
        return scale
    return Scale(scale.low, scale.high, scale.first, _last(marks, scale, columns.last))


def _edges(chart: Rows, columns: _Columns, negative: bool) -> tuple[float, float]:
    """Both ends of the plot, with room to see that more, or less, is accepted."""
    first, last = columns.first, columns.last
    room = (last - first) / 16
    beyond = [] if chart.dots else [row.accepts for row in chart.rows if row.accepts is not None]
    if any(accepts.upper is None for accepts in beyond):
        last -= room
    if negative and any(accepts.lower is None for accepts in beyond):
        first += room
    return first, last


def _numbers(chart: Rows, marks: list[Mark]) -> list[Decimal]:
    """The numbers of a scale, within the most that is drawn; bars are seen from their start, a rate
    need not be.
    """
    numbers = [number for row in chart.rows for number in row.numbers]
    if chart.most is not None:
        numbers = [min(number, chart.most) for number in numbers]
    if chart.dots:
        return [*numbers, *beside(numbers, _HALF)]
    return [ZERO, *numbers, *(mark.start for mark in marks)]


def _last(marks: list[Mark], scale: Scale, edge: float) -> float:
    """The place of the largest number, so that the words beside each mark fit."""
    length = scale.last - scale.first
    for mark in marks:
        share = (scale.place(_right(mark)) - scale.first) / (scale.last - scale.first)
        room = edge - scale.first - width_of(mark.words) - _gap(mark)
        if share > 0:
            length = min(length, max(room, 40) / share)
    return scale.first + length


def _right(mark: Mark) -> Decimal:
    """The right end of a mark."""
    return max(mark.start, *mark.numbers)


def _gap(mark: Mark) -> float:
    """The room between a mark and its words."""
    return FADE + 4 if mark.range.upper is None else 10


def _names(canvas: Canvas, row: Row, columns: _Columns) -> float:
    """The room that the name of a row and the line below it take beside the plot, at least 26
    pixels; where there is no room beside, they are written above it.
    """
    if columns.names:
        names, about = _name_lines(row, columns)
        return max(16.0 * len(names) + 15.0 * len(about) + 6, 38.0 if row.verdict else 26.0)
    room = canvas.width - width_of(row.verdict) - 14 if row.verdict else canvas.width
    canvas.height += _APART * bool(row.name)
    if row.verdict:
        canvas.text(canvas.width, canvas.height + 13, row.verdict, "", "end")
    canvas.paragraph(row.name, "", 13, room, most=2)
    canvas.paragraph(row.about, "q", _QUIET, canvas.width, most=2)
    return 26


def _name_lines(row: Row, columns: _Columns) -> tuple[tuple[str, ...], tuple[str, ...]]:
    width = columns.names - 12
    return lines_of(row.name, width, most=2), lines_of(row.about, width, _QUIET, most=2)


def _write_names(canvas: Canvas, row: Row, columns: _Columns, middle: float) -> None:
    """The name of a row and the line below it, beside its bar."""
    if not columns.names:
        return
    names, about = _name_lines(row, columns)
    base = middle - (16 * len(names) + 15 * len(about)) / 2
    for line in names:
        base += 16
        canvas.text(0, base - 3.5, line)
    for line in about:
        base += 15
        canvas.text(0, base - 3.5, line, "q")


def _draw_row(canvas: Canvas, chart: Rows, row: Row, columns: _Columns, scale: Scale) -> None:
    _group_heading(canvas, row)
    beside = _names(canvas, row, columns)
    if chart.labelled and row.flags:
        canvas.height += _flag_words(canvas, row, columns, scale)
    thick = 16 if row.name else 24
    room = max(thick + 10.0, beside)
    middle = canvas.height + room / 2
    _write_names(canvas, row, columns, middle)
    sides = middle - thick / 2, middle + thick / 2
    _behind(canvas, row, scale, columns, (sides[0] - 4, sides[1] + 4))
    if row.mark is not None:
        _mark(canvas, chart, row.mark, scale, sides)
    _flags(canvas, row, scale, (sides[0] - 5, sides[1] + 5))
    if columns.names:
        _verdict(canvas, row, columns, middle)
    canvas.height += room
    if row.mark is not None and chart.labelled:
        _words(canvas, row.mark, columns, scale, middle)


def _verdict(canvas: Canvas, row: Row, columns: _Columns, middle: float) -> None:
    """The verdict of a row beside the plot, on two lines if it is long."""
    lines = lines_of(row.verdict, canvas.width - columns.last - 12, most=2)
    for place, line in enumerate(lines):
        canvas.text(columns.last + 12, middle + 4.5 + 16 * (place - (len(lines) - 1) / 2), line)


def _group_heading(canvas: Canvas, row: Row) -> None:
    """The name of the group that begins with a row, over a line."""
    if row.heading:
        canvas.height += 8
        canvas.paragraph(row.heading, "q", _QUIET, canvas.width, most=1)
        canvas.line([(0, canvas.height + 2), (canvas.width, canvas.height + 2)], "g")
        canvas.height += 5


def _words(canvas: Canvas, mark: Mark, columns: _Columns, scale: Scale, middle: float) -> None:
    """The words of a mark, to the right of it, or below it in a chart without names beside."""
    if columns.names:
        canvas.text(scale.place(_right(mark)) + _gap(mark), middle + 4.5, mark.words)
        return
    words = _fitted(mark.words, canvas.width)
    x, anchor = _under(scale.place(mark.number), words, columns)
    canvas.text(x, canvas.height + 13, words, "", anchor)
    canvas.height += 18


def _fitted(words: str, width: float) -> str:
    """Words on one line; what is too long ends in "…"."""
    return "".join(lines_of(words, width, most=1))


def _under(place: float, words: str, columns: _Columns) -> tuple[float, Anchor]:
    """Where words end below a mark: with it if they fit, else they begin with the plot."""
    if place - width_of(words) < columns.first:
        return columns.first, "start"
    return place, "end"


def _mark(
    canvas: Canvas, chart: Rows, mark: Mark, scale: Scale, sides: tuple[float, float]
) -> None:
    with canvas.group(mark.words, "value"):
        if chart.dots:
            dot(canvas, scale, mark, sum(sides) / 2)
        else:
            bar(canvas, scale, mark, sides)
        if chart.most is not None and mark.number > chart.most:
            edge, (top, bottom) = scale.place(chart.most), sides
            points = [(edge - 9, bottom + 2), (edge - 3, top - 2)]
            canvas.line(points, "t")
            canvas.line([(x + 5, y) for x, y in points], "t")


def _behind(
    canvas: Canvas, row: Row, scale: Scale, columns: _Columns, sides: tuple[float, float]
) -> None:
    """The range that is accepted, and the line of zero."""
    if row.accepts is not None:
        start, end = _band(row.accepts, scale, columns)
        with canvas.group(" · ".join(flag.words for flag in row.flags), "accepted"):
            canvas.box((start, sides[0]), (end, sides[1]), "a")
    if scale.low <= 0 <= scale.high:
        zero = scale.place(ZERO)
        canvas.line([(zero, sides[0] - 1), (zero, sides[1] + 1)], "g")


def _band(accepts: Bounds, scale: Scale, columns: _Columns) -> tuple[float, float]:
    """Both sides of the band of what is accepted; bars from zero have none below it."""
    lowest = scale.first if not scale.low else columns.first
    start = lowest if accepts.lower is None else scale.place(accepts.lower)
    return start, columns.last if accepts.upper is None else scale.place(accepts.upper)


def _flags(canvas: Canvas, row: Row, scale: Scale, sides: tuple[float, float]) -> None:
    for flag in row.flags:
        place = scale.place(flag.number)
        with canvas.group(flag.words, flag.role):
            canvas.line([(place, sides[0]), (place, sides[1])], _FLAGS[flag.role])


def _flag_words(canvas: Canvas, row: Row, columns: _Columns, scale: Scale) -> float:
    """The words of flags above their lines, each on the first line where it has room."""
    lines: list[list[tuple[float, float]]] = []
    placed: list[tuple[str, float, int]] = []
    for flag in row.flags:
        words = _fitted(flag.words, canvas.width)
        width = width_of(words)
        start = scale.place(flag.number) - 1
        if start + width > canvas.width:
            start = max(start + 2 - width, 0)
        own = (start, start + width)
        level = next((n for n, line in enumerate(lines) if _is_free(own, line)), len(lines))
        lines[level:] = [[*(lines[level] if level < len(lines) else []), own], *lines[level + 1 :]]
        placed.append((words, start, level))
    for words, start, level in placed:
        canvas.text(start, canvas.height + 12 + 16 * level, words)
    return 16.0 * len(lines) + 4


def _is_free(own: tuple[float, float], line: list[tuple[float, float]]) -> bool:
    return all(own[1] + 8 <= start or end + 8 <= own[0] for start, end in line)


def _ticks(canvas: Canvas, chart: Rows, scale: Scale) -> None:
    """Round numbers below the rows, the unit beside the last of them."""
    assert chart.like is not None
    ticks = scale.ticks(_TICKS)
    words = axis(ticks, chart.like, chart.lang)
    canvas.height += 4
    unit = words.unit if words.unit in _CLOSE or chart.lang == "zh" else f" {words.unit}"
    until = float(canvas.width)
    for tick, label in list(zip(ticks, words.labels, strict=True))[::-1]:
        place = scale.place(tick)
        canvas.line([(place, canvas.height), (place, canvas.height + 4)], "g")
        start = max(place - width_of(label, _QUIET) / 2, 0)
        text = label + (unit if tick is ticks[-1] else "")
        width = width_of(text, _QUIET)
        start = min(start, canvas.width - width)
        if start + width <= until:
            canvas.text(start, canvas.height + 16, text, "q")
            until = start - 6
    canvas.height += 20


_CLOSE: Final = {"%", "‰", "°C"}

"""Charts over time: columns for amounts of periods, dots on a line for levels and rates, targets as
lines over their time, and what is required as outlines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple, TypeAlias

from tjstats.questions.phrases import joined, time_text
from tjstats.values.numbers import ZERO
from tjstats.values.periods import AsOf, Period, Time
from tjstats.views.pictures.charts import Goal, Mark, Moment, Times, Way, telling
from tjstats.views.pictures.drawing import Canvas, width_of
from tjstats.views.pictures.marks import FADE, bar, dot, room_for, rounding, up_page
from tjstats.views.pictures.scales import Axis, Scale, axis, beside
from tjstats.views.pictures.words import said

__all__ = ["draw_times"]

_HEIGHT: Final = 230.0  # of the plot, in pixels
_WIDEST: Final = 46.0  # of a column
_CROWD: Final = 36  # moments, beyond which only the line is drawn, and few have words
_TENTH: Final = Decimal("0.1")
_Box: TypeAlias = tuple[float, float, float, float]


class _Plot(NamedTuple):
    """Where a chart is drawn: the canvas, the scales of times and numbers, the left edge, the axis,
    and what words must not cover.
    """

    canvas: Canvas
    chart: Times
    days: Scale
    numbers: Scale
    left: float
    axis: Axis
    taken: list[_Box]

    @property
    def edges(self) -> tuple[float, float]:
        """The lower and the upper edge of the plot; columns that stand on zero have it below."""
        lowest = self.chart.columns and not self.numbers.low
        bottom = self.numbers.first if lowest else self.canvas.height + 22 + _HEIGHT
        return bottom, self.canvas.height + 22

    def day(self, day: date) -> float:
        return self.days.place(Decimal(day.toordinal()))

    def place(self, time: Time) -> float:
        """The middle of a period, or a day."""
        return (self.day(time.first_day) + self.day(time.end)) / 2

    def at(self, moment: Moment) -> tuple[float, float]:
        return self.place(moment.time), self.numbers.place(moment.mark.number)

    def label(self, moment: Moment) -> str:
        """The words of a mark, in the unit that stands above the axis, without it."""
        return self.axis.digits(moment.mark.words, moment.mark.figure, self.chart.lang)

    def write(self, words: str, places: Iterable[tuple[float, float]]) -> bool:
        """Words centred at the first of the places where they cover nothing, if there is one."""
        width = width_of(words)
        if width > self.canvas.width - self.left:
            return False
        for x, y in places:
            start = min(max(x - width / 2, self.left), self.canvas.width - width)
            own = (start - 2, y - 11, start + width + 2, y + 3)
            if not any(_covers(own, other) for other in self.taken):
                self.taken.append(own)
                self.canvas.text(start, y, words)
                return True
        return False

    def line(self, points: Sequence[tuple[float, float]], kind: str) -> None:
        """A line, which words do not cross."""
        self.canvas.line(points, kind)
        for (x, y), (to_x, to_y) in pairwise(points):
            steps = max(int((abs(to_x - x) + abs(to_y - y)) / 7), 1)
            for step in range(1, steps):
                at = x + (to_x - x) * step / steps, y + (to_y - y) * step / steps
                self.taken.append((*at, *at))


def _covers(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def draw_times(chart: Times, width: int) -> Canvas:
    """The drawing of a chart over time."""
    canvas = Canvas(width)
    canvas.heading(chart.title, chart.about)
    marks = [moment.mark for moment in _moments(chart)]
    notes = list(chart.notes)
    if marks or chart.goals:
        numbers = _draw(canvas, chart)
        if chart.columns and any(rounding(numbers, mark) for mark in marks):
            notes.append(said("rounding", chart.lang))
    canvas.remarks(notes)
    return canvas


def _moments(chart: Times) -> list[Moment]:
    return [*chart.moments, *(moment for way in chart.ways for moment in way.moments)]


def _draw(canvas: Canvas, chart: Times) -> Scale:
    """Draw a chart, on the scale that is returned."""
    numbers = _numbers(chart, canvas.height + 22)
    ticks = numbers.ticks(5)
    words = Axis(("",) * len(ticks), "", 0)
    if chart.like is not None:
        words = axis(ticks, chart.like, chart.lang)
    left = max((width_of(label, 12) for label in words.labels), default=0) + 10
    canvas.text(0, canvas.height + 10, words.unit, "q")
    days = _days(chart, left, canvas.width - 6)
    plot = _Plot(canvas, chart, days, numbers, left, words, _margins(canvas, words.unit))
    for tick, label in zip(ticks, words.labels, strict=True):
        y = numbers.place(tick)
        canvas.line([(left - 4, y), (canvas.width, y)], "g")
        canvas.text(left - 8, y + 4, label, "q", "end")
    _draw_accepted(plot)
    _draw_ways(plot)
    _draw_moments(plot)
    _draw_goals(plot)
    left_out = _draw_words(plot)
    canvas.height += 22 + _HEIGHT
    _draw_times(plot)
    if left_out:
        listed = joined(left_out, chart.lang)
        canvas.paragraph(listed, "q", 12, canvas.width, most=8)
    return numbers


def _margins(canvas: Canvas, unit: str) -> list[_Box]:
    """Where no words of marks may be: above the plot, on the unit of the axis, below the plot."""
    top, bottom = canvas.height, canvas.height + 22 + _HEIGHT
    above, below = (0, 0, canvas.width, top), (0, bottom + 2, canvas.width, bottom + _HEIGHT)
    return [above, below, (0, top, width_of(unit, 12) + 4, top + 13)]


def _numbers(chart: Times, top: float) -> Scale:
    """The scale of numbers, upwards; columns stand on zero, levels need not."""
    marks = [moment.mark for moment in _moments(chart)]
    found = [number for mark in marks for number in mark.numbers]
    found += [goal.flag.number for goal in chart.goals]
    found += [ZERO] if chart.columns else beside(found, _TENTH)
    first, last = _ends_of_plot(chart, marks, top)
    before, after = room_for(marks, found, dots=not chart.columns)
    return Scale.over(found, first - before, last + after)


def _ends_of_plot(chart: Times, marks: Sequence[Mark], top: float) -> tuple[float, float]:
    """The places of the lowest and of the highest number, with room for words beyond columns."""
    hangs = chart.columns and any(mark.number < ZERO for mark in marks)
    raised = bool(chart.goals) and chart.columns
    return top + _HEIGHT - (20 if hangs else 4), top + (34 if raised else 16)


def _days(chart: Times, left: float, right: float) -> Scale:
    times = [*(m.time for m in _moments(chart)), *(goal.time for goal in chart.goals)]
    days = [Decimal(day.toordinal()) for time in times for day in (time.first_day, time.end)]
    pad = 0.0 if chart.columns else min(34.0, (right - left) / 12)
    return Scale.over(days, left + pad, right - pad)


def _draw_moments(plot: _Plot) -> None:
    chart, canvas = plot.chart, plot.canvas
    if not chart.columns:
        _draw_line(plot, chart.moments)
    _draw_breaks(plot, chart.moments)
    few = len(chart.moments) <= _CROWD
    for moment in chart.moments:
        ends = moment.mark.range.lower, moment.mark.range.upper
        with canvas.group(f"{moment.name} {moment.mark.words}", "value"):
            if chart.columns:
                _draw_column(plot, moment)
            elif few or moment is chart.moments[-1] or None in ends:
                x, y = plot.at(moment)
                dot(canvas, plot.numbers, moment.mark, x, up_page)
                places = [y, *map(plot.numbers.place, moment.mark.numbers)]
                places += [y + FADE] * (ends[0] is None) + [y - FADE] * (ends[1] is None)
                plot.taken.append((x - 5, min(places) - 5, x + 5, max(places) + 5))


def _draw_column(plot: _Plot, moment: Moment) -> None:
    sides = _sides(plot, moment)
    bar(plot.canvas, plot.numbers, moment.mark, sides, up_page)
    ends = plot.numbers.place(ZERO), _over(plot, moment.mark), plot.at(moment)[1]
    plot.taken.append((sides[0], min(ends), sides[1], max(ends)))


def _sides(plot: _Plot, moment: Moment) -> tuple[float, float]:
    """Both sides of a column, narrower than its period."""
    start, end = plot.day(moment.time.first_day), plot.day(moment.time.end)
    half = min(max((end - start) * 0.36, 0.6), _WIDEST / 2)
    middle = (start + end) / 2
    return middle - half, middle + half


def _draw_line(plot: _Plot, moments: Sequence[Moment]) -> None:
    """A line through levels, dashed over a gap, and none over a break."""
    steps = [later.time.end - earlier.time.end for earlier, later in pairwise(moments)]
    usual = min(steps) * 1.6 if steps else None
    run: list[tuple[float, float]] = [plot.at(moment) for moment in moments[:1]]
    for step, (earlier, later) in zip(steps, pairwise(moments), strict=True):
        if later.time in plot.chart.broken:
            plot.line(run, "v t")
            run = []
        elif usual is not None and step > usual:
            plot.line(run, "v t")
            plot.line([plot.at(earlier), plot.at(later)], "v d")
            run = []
        run.append(plot.at(later))
    if len(run) > 1:
        plot.line(run, "v t")


def _draw_breaks(plot: _Plot, moments: Sequence[Moment]) -> None:
    """A dashed rule before the first moment after each break."""
    for earlier, later in pairwise(moments):
        if later.time in plot.chart.broken:
            x = (plot.at(earlier)[0] + plot.at(later)[0]) / 2
            plot.canvas.line([(x, plot.numbers.first), (x, plot.numbers.last)], "g d")


def _draw_ways(plot: _Plot) -> None:
    for way in filter(attrgetter("moments"), plot.chart.ways):
        words = " ".join(moment.mark.words for moment in way.moments)
        with plot.canvas.group(words, way.role):
            if plot.chart.columns:
                for moment in way.moments:
                    _draw_column(plot, moment)
            else:
                _draw_way(plot, way)


_WAYS: Final = {"required": "t d", "schedule": "g", "projected": "v d"}


def _draw_way(plot: _Plot, way: Way) -> None:
    before = plot.chart.moments[-1:] if way.role == "required" else ()
    start = [moment for moment in before if moment.time != way.moments[0].time]
    plot.line([plot.at(moment) for moment in (*start, *way.moments)], _WAYS[way.role])
    for moment in way.moments:
        if not moment.mark.firm:
            plot.canvas.dot(*plot.at(moment), f"{'v' if way.role == 'projected' else 'u'} d")


def _draw_accepted(plot: _Plot) -> None:
    """What targets accept, behind the marks: up to the edge of the plot where there is no end."""
    for goal in plot.chart.goals:
        start, end = _span(plot, goal)
        low, high = (
            edge if number is None else plot.numbers.place(number)
            for number, edge in zip(
                (goal.accepts.lower, goal.accepts.upper), plot.edges, strict=True
            )
        )
        with plot.canvas.group(goal.flag.words, "accepted"):
            plot.canvas.box((start, low), (end, high), "a")


def _draw_goals(plot: _Plot) -> None:
    """The targets as lines over the marks."""
    for goal in plot.chart.goals:
        start, end = _span(plot, goal)
        y = plot.numbers.place(goal.flag.number)
        with plot.canvas.group(goal.flag.words, "target"):
            plot.canvas.line([(start, y), (end, y)], "t")
        plot.taken.append((start, y - 1, end, y + 1))


def _span(plot: _Plot, goal: Goal) -> tuple[float, float]:
    start, end = plot.day(goal.time.first_day), plot.day(goal.time.end)
    if isinstance(goal.time, AsOf):
        start, end = start - 16, end + 16
    return max(start, 0), min(end, plot.canvas.width)


def _draw_words(plot: _Plot) -> list[str]:
    """The words of marks and targets: of columns first, where they are short, else of targets. The
    words for which there was no room.
    """
    if plot.chart.columns:
        left_out = _draw_labels(plot)
        return [*_draw_target_words(plot), *left_out]
    left_out = _draw_target_words(plot)
    return [*left_out, *_draw_labels(plot)]


def _draw_labels(plot: _Plot) -> list[str]:
    """The words of what is required, of the last, first, highest and lowest, and all that fit; what
    is required or projected and had no room.
    """
    left_out = [words for way in plot.chart.ways for words in _draw_ahead(plot, way)]
    for moment in _by_weight(plot.chart.moments):
        if moment.mark.words:
            plot.write(plot.label(moment), _near(plot, moment))
    return left_out


def _draw_ahead(plot: _Plot, way: Way) -> Iterator[str]:
    """The words of a way, of columns at each; those that had no room anywhere."""
    ahead = [moment for moment in way.moments if moment.mark.words]
    written: dict[str, bool] = {}
    for moment in ahead if plot.chart.columns else ahead[:1]:
        has_room = plot.write(plot.label(moment), _near(plot, moment))
        written[moment.mark.words] = has_room or written.get(moment.mark.words, False)
    yield from (words for words, has_room in written.items() if not has_room)


def _draw_target_words(plot: _Plot) -> list[str]:
    """The words of targets, or where there is no room that it is one; those that had none."""
    left_out, lang = [], plot.chart.lang
    for goal in plot.chart.goals:
        words = plot.axis.words(goal.flag.words, goal.flag.figures, lang)
        if not plot.write(words, _around(plot, goal, words)):
            alone = said("target", lang)
            plot.write(alone, _around(plot, goal, alone))
            left_out.append(plot.axis.words(goal.words, goal.flag.figures, lang))
    return left_out


def _around(plot: _Plot, goal: Goal, words: str) -> Iterator[tuple[float, float]]:
    """Places for the words of a target: at the end of its line, above it, below it, further up."""
    start, end = _span(plot, goal)
    y, half = plot.numbers.place(goal.flag.number), width_of(words) / 2
    up, down = 6, 16
    for x in (end - half, (start + end) / 2, start + half):
        yield x, y - up
        yield x, y + down
    top = plot.numbers.last - 6
    while y - up > top:
        up += 15
        yield (start + end) / 2, y - up


def _near(plot: _Plot, moment: Moment) -> Iterator[tuple[float, float]]:
    """Places for the words of a mark: above it, beside it on the side where no line is, below."""
    x, y = plot.at(moment)
    half = width_of(plot.label(moment)) / 2
    if plot.chart.columns and moment.mark.number < ZERO:  # beyond the end of the column
        yield x, _under(plot, moment.mark) + 14
    above = _over(plot, moment.mark) - (5 if plot.chart.columns else 10)
    yield x, above
    if plot.chart.columns:  # above the line of a target that is in the way
        yield from ((x, above - 6), (x, above - 12))
    else:
        yield from ((x - half + 4, above), (x + half - 4, above), (x, y + 21))
        yield from ((x + half - 4, y + 21), (x - half + 4, y + 21))
        yield from ((x + half + 10, y + 4), (x - half - 10, y + 4))


def _over(plot: _Plot, mark: Mark) -> float:
    """The upper end of a mark."""
    ends = [plot.numbers.place(number) for number in mark.numbers]
    top = min(ends) if mark.number >= ZERO or not plot.chart.columns else plot.numbers.place(ZERO)
    return top - FADE if mark.range.upper is None else top


def _under(plot: _Plot, mark: Mark) -> float:
    """The lower end of a column below zero."""
    low = max(plot.numbers.place(number) for number in mark.numbers)
    return low + FADE if mark.range.lower is None else low


def _by_weight(moments: Sequence[Moment]) -> list[Moment]:
    """The last, the first, the highest, the lowest, and then the others, unless they are many."""
    first = telling(moments)[::-1] if moments else ()
    known = set(map(id, first))
    others = moments if len(moments) <= _CROWD else ()
    return [*first, *(moment for moment in others if id(moment) not in known)]


def _draw_times(plot: _Plot) -> None:
    """The names of times below, all or every second, third …, so that none covers another."""
    moments = _moments(plot.chart)
    found = {(plot.place(moment.time), moment.name) for moment in moments}
    found |= {(plot.place(time), name) for time, name in _ends_of_goals(plot.chart)}
    if len(found) > _CROWD:
        found = {(plot.place(time), name) for time, name in _years(plot.chart)}
    places = sorted(found, reverse=True)
    thinned = (places[::step] for step in range(1, len(places) + 1))
    for x, name in next((some for some in thinned if _fit(some[::-1], plot.canvas.width)), ()):
        width = width_of(name, 12)
        start = min(max(x - width / 2, 0), plot.canvas.width - width)
        plot.canvas.text(start, plot.canvas.height + 14, name, "q")
    plot.canvas.height += 20


def _ends_of_goals(chart: Times) -> Iterator[tuple[Time, str]]:
    """The times at which targets later than all moments are due, with their names."""
    last = max((moment.time.end for moment in _moments(chart)), default=date.min)
    for goal in chart.goals:
        if goal.time.end > last:
            end: Time = AsOf(goal.time.end)
            if isinstance(goal.time, Period):
                end = Period.year(goal.time.end.year)
                end = end if goal.time.contains(end) else goal.time
            yield end, time_text(end, chart.lang)


def _years(chart: Times) -> Iterator[tuple[Time, str]]:
    """The first time in each year, with the name of the year."""
    named: dict[int, Time] = {}
    for moment in _moments(chart):
        named.setdefault(moment.time.end.year, moment.time)
    return ((time, time_text(Period.year(year), chart.lang)) for year, time in named.items())


def _fit(places: Iterable[tuple[float, str]], width: float) -> bool:
    until = float("-inf")
    for x, name in places:
        own = width_of(name, 12)
        start = min(max(x - own / 2, 0), width - own)
        if start < until + 8:
            return False
        until = start + own
    return True

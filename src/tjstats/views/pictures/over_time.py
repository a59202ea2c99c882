"""Pictures of a series over time, with its targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tjstats.errors import TjstatsError
from tjstats.questions.comparability import check_same, months_of
from tjstats.questions.growth import Growth
from tjstats.questions.phrases import bracketed, signed, target_text, time_text
from tjstats.records.classifications import NATURES, Measure, Status
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target, accepted
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.periods import AsOf, Period
from tjstats.views.pictures.charts import Flag, Goal, Mark, Moment, Times
from tjstats.views.pictures.words import (
    about,
    observed,
    part_of,
    rate_text,
    said,
    subject,
)

__all__ = [
    "alike",
    "goals_of",
    "growths_chart",
    "has_columns",
    "is_total",
    "like_of",
    "moment_of",
    "notes_on",
    "series_chart",
]

_OUTLINED = (Status.FORECAST, Status.ESTIMATED)


def series_chart(series: Series, targets: Iterable[Target], lang: Language) -> Times:
    """The chart of a series and of targets for it."""
    drawn, others = alike(series)
    moments = tuple(moment_of(observation, lang) for observation in drawn)
    goals, left_out = goals_of(series, drawn, targets, lang)
    notes = [*notes_on(drawn, others, lang), *_breaks(series, lang)]
    if left_out:
        notes.append(said("not_drawn", lang, words=said("list", lang).join(left_out)))
    return Times(
        _title(series, lang),
        lang,
        part_of(series.observations[-1], lang),
        like=like_of(drawn, series),
        notes=tuple(notes),
        moments=moments,
        columns=has_columns(series),
        goals=tuple(goals),
        broken=frozenset(series.breaks),
    )


def _title(series: Series, lang: Language) -> str:
    """The name of the indicator, with the years of the series."""
    name = about(series.indicator, series.observations[-1], lang)
    first, last = series.periods[0].first_day.year, max(time.end.year for time in series.periods)
    return said("subject", lang, name=name, time=time_text(Period.years(first, last), lang))


def growths_chart(growths: Sequence[Growth], lang: Language) -> Times:
    """The chart of growths: the rate of each, or the change in points."""
    grown = [_grown(each, lang) for each in growths]
    moments = [moment for moment in grown if isinstance(moment, Moment)]
    missing = said("list", lang).join(name for name in grown if isinstance(name, str))
    title, where = _heading(growths, lang)
    return Times(
        title,
        lang,
        where,
        moments[0].mark.figure if moments else None,
        (said("no_growth", lang, times=missing),) if missing else (),
        moments=tuple(moments),
        columns=bool(moments) and isinstance(moments[0].time, Period),
    )


def _heading(growths: Sequence[Growth], lang: Language) -> tuple[str, str]:
    """What growths are of, and where."""
    levels = [each.current for each in growths if isinstance(each.current, Observation)]
    if not levels:
        return said("no_growths", lang), ""
    names = dict.fromkeys(about(level.indicator, level, lang) for level in levels)
    key = "moved" if growths[0].in_points else "grown"
    return said(key, lang, name=said("list", lang).join(names)), part_of(levels[-1], lang)


def _grown(growth: Growth, lang: Language) -> Moment | str | None:
    """A growth in a chart; the name of its time if it has no answer, None if it has no time."""
    level, answer = growth.current, growth.change if growth.in_points else growth.rate
    if not isinstance(level, Observation):
        return None
    name = time_text(level.period, lang)
    if answer is None:
        return name + bracketed("" if growth.reason is None else growth.reason.text(lang), lang)
    words = signed(answer, lang) if growth.in_points else rate_text(answer, lang)
    mark = Mark.of(answer, words, firm=growth.status not in _OUTLINED)
    return Moment(level.period, mark, name)


def has_columns(series: Series) -> bool:
    """Whether values are amounts of their periods, or changes, which columns show."""
    amounts = is_total(series) or series.measure is Measure.CHANGE
    return amounts and isinstance(series.periods[0], Period)


def like_of(drawn: Iterable[Observation], series: Series) -> Figure | None:
    """A figure in the unit of the axis, with the largest scale that is printed: 亿 beside 万."""
    figures = [o.figure for o in (*drawn, *series) if o.figure is not None]
    alike = (figure for figure in figures if figure.unit == figures[0].unit)
    return max(alike, key=lambda figure: figure.multiplier, default=None)


def alike(series: Series) -> tuple[list[Observation], list[Observation]]:
    """The observations that stand side by side, because their periods have the most common length
    and their figures one unit, and the others.
    """
    known = [o for o in series if o.figure is not None]
    if not known:
        return [], list(series)
    sizes = Counter(_size(observation) for observation in known)
    size = max(sizes, key=lambda each: sizes[each])
    drawn = [o for o in known if _size(o) == size]
    chosen = {id(observation) for observation in drawn}
    return drawn, [o for o in series if id(o) not in chosen]


def _size(observation: Observation) -> tuple[object, ...]:
    time, figure = observation.period, observation.figure
    days = time.days // 27 if isinstance(time, Period) else 0
    months = months_of(time) or days if isinstance(time, Period) else 0
    return months, observation.every, None if figure is None else figure.unit.code


def moment_of(observation: Observation, lang: Language) -> Moment:
    """An observation with a figure in a chart; an outline if it is not published as a value."""
    assert observation.figure is not None
    firm = observation.status not in _OUTLINED and not observation.computed
    mark = Mark.of(observation.figure, observed(observation, lang), firm=firm)
    return Moment(observation.period, mark, time_text(observation.period, lang))


def notes_on(drawn: list[Observation], others: list[Observation], lang: Language) -> Iterator[str]:
    """Sentences on what is drawn as an outline, missing, or left out."""

    def listed(observations: Iterable[Observation]) -> str:
        names = (time_text(observation.period, lang) for observation in observations)
        return said("list", lang).join(names)

    if any(o.status in _OUTLINED or o.computed for o in drawn):
        yield said("hollow", lang)
    missing = [o for o in others if o.figure is None]
    longer = [o for o in others if o.figure is not None]
    if missing:
        yield said("no_value", lang, times=listed(missing))
    if longer:
        yield said("other_lengths", lang, times=listed(longer))


def _breaks(series: Series, lang: Language) -> Iterator[str]:
    breaks = set(series.breaks)
    if breaks:
        texts = (
            _break_text(earlier, later, lang)
            for earlier, later in pairwise(series.observations)
            if later.period in breaks
        )
        yield said("break", lang, times=said("list", lang).join(texts))


def _break_text(earlier: Observation, later: Observation, lang: Language) -> str:
    """The time of a break, and whether the scope is another."""
    time = time_text(later.period, lang)
    return time if earlier.scope == later.scope else said("scope", lang, time=time)


# --- targets of a series --------------------------------------------------------------------------


def goals_of(
    series: Series, drawn: list[Observation], targets: Iterable[Target], lang: Language
) -> tuple[list[Goal], list[str]]:
    """The targets as lines, and the words of those that the axis cannot show."""
    goals, left_out = [], []
    for target in targets:
        check_same(target, series)
        goal = _goal(target, drawn, lang) if drawn else None
        if goal is None:
            left_out.append(f"{subject(target, lang)} {target_text(target, lang)}")
        else:
            goals.append(goal)
    return goals, left_out


def _goal(target: Target, drawn: list[Observation], lang: Language) -> Goal | None:
    """A target as a line, in the unit of a series; None if it means something else."""
    like = drawn[0]
    figure, parts = target.figure, _parts(target, like)
    if like.figure is None or figure is None or parts is None:
        return None
    words, figures, time = target_text(target, lang), [figure], time_text(target.period, lang)
    if parts > 1:
        figure = figure / parts
        key = "a_year_each" if months_of(like.period) == 12 else "each_of"
        words = said(key, lang, words=words, each=figure.text(lang))
        figures.append(figure)
    try:
        accepts = accepted(figure.to(like.figure.unit), target.indicator.direction)
    except TjstatsError:
        return None
    end = accepts.upper if accepts.lower is None else accepts.lower
    if end is None:
        return None
    return Goal(
        AsOf(target.period.end) if isinstance(like.period, AsOf) else target.period,
        accepts,
        Flag(end, said("aim", lang, words=words), figures=tuple(figures)),
        said("aim_at", lang, time=time, words=words),
    )


def _parts(target: Target, like: Observation) -> int | None:
    """Of how many periods of a series a target is the total; None if it is not drawn."""
    if target.relative_to is not None or target.measure is not like.measure:
        return None
    if not is_total(target) or target.every is not None:
        return 1
    whole, part = months_of(target.period), months_of(like.period)
    if not whole or not part or whole % part:
        return None
    return whole // part


def is_total(record: Target | Series) -> bool:
    """Whether values are amounts of their periods, which add up."""
    sums = NATURES[record.indicator.nature].over_time == "sum"
    return sums and record.measure is Measure.VALUE

"""Pictures of the path to a target: of its pace, and of what remains."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from operator import add

import attrs

from tjstats.questions.aggregation import in_parts
from tjstats.questions.pace import Pace
from tjstats.questions.pace.offices import status_words
from tjstats.questions.phrases import target_text, time_text
from tjstats.questions.remaining import Remaining
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target
from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.verdicts import Verdict
from tjstats.views.pictures.charts import Flag, Goal, Mark, Moment, Times, Way
from tjstats.views.pictures.over_time import (
    alike,
    goals_of,
    has_columns,
    is_total,
    like_of,
    moment_of,
    notes_on,
)
from tjstats.views.pictures.words import (
    about,
    part_of,
    rate_text,
    said,
    sentence,
    sentences,
    subject,
    target_words,
)

__all__ = ["pace_chart", "remaining_chart"]


def pace_chart(pace: Pace, lang: Language) -> Times:
    """The chart of a path: from the base to the latest level, and on to the target."""
    last = pace.series.observations[-1]
    moments = tuple(_travelled(pace, lang))
    ways = tuple(_ways(pace, moments, lang))
    words = pace._said(status_words(pace.status, lang), lang)
    status = said("status", lang, scheme=pace.scheme.code, status=words)
    return Times(
        _title(pace, lang),
        lang,
        sentences(lang, part_of(last, lang), _rates(pace, lang), status),
        _like(pace),
        (said("lines", lang),) if ways else (),
        moments=moments,
        ways=ways,
        goals=tuple(_aim(pace, lang)),
    )


def _like(pace: Pace) -> Figure | None:
    """A figure in the unit of the axis, with the largest scale of the levels."""
    latest, levels = pace.latest_level, (pace.latest_level, pace.base_level, pace.target_level)
    if latest is None:
        return like_of((), pace.series)
    alike = (each for each in levels if each is not None and each.unit == latest.unit)
    return max(alike, key=lambda figure: figure.multiplier)


def _title(pace: Pace, lang: Language) -> str:
    """What the path is about, with a sign if the target is met, or missed for good."""
    if pace.target is None:
        return about(pace.series.indicator, pace.series.observations[-1], lang)
    is_over = pace.left is not None and pace.left <= 0
    if pace.achieved is Verdict.YES or (is_over and pace.achieved is Verdict.NO):
        return f"{pace.achieved.sign} {subject(pace.target, lang)}"
    return subject(pace.target, lang)


def _rates(pace: Pace, lang: Language) -> str:
    """The growth that is required a year, and that so far."""
    rates = (("needed_rate", pace.required_rate), ("seen_rate", pace.observed_rate))
    words = (
        said(key, lang, words=rate_text(rate, lang)) for key, rate in rates if rate is not None
    )
    return sentence(lang, *words)


def _aim(pace: Pace, lang: Language) -> Iterator[Goal]:
    """The target at the end of its period."""
    target, level = pace.target, pace.target_level
    if target is None or level is None:
        return
    accepts = Bounds(level.plain, None)
    if target.accepts is not None and target.accepts.lower is None:
        accepts = Bounds(None, level.plain)
    time = _end_of(target, pace.latest_time)
    figures = (target.figure or level, level)
    words = target_text(target, lang)
    flag = Flag(level.plain, said("aim", lang, words=words), figures=figures)
    yield Goal(time, accepts, flag, flag.words)


def _end_of(target: Target, latest: Time | None) -> Time:
    """The time at which a target is due: its period, if values are for periods of that length, else
    its last day.
    """
    end = target.period
    if isinstance(end, Period) and isinstance(latest, Period) and end.months == latest.months:
        return end
    return AsOf(end.end)


def _travelled(pace: Pace, lang: Language) -> Iterator[Moment]:
    """The levels from the base to the latest one: those observed, or the totals to date."""
    ends = ((pace.base_time, pace.base_level), (pace.latest_time, pace.latest_level))
    known = [(time, level) for time, level in ends if time is not None and level is not None]
    if not known:
        yield from (moment_of(observation, lang) for observation in alike(pace.series)[0])
        return
    (start, base), (end, latest) = known[0], known[-1]
    yield _at(start, base, lang)
    if len(known) == 2 and start != end:
        yield from _between(pace, start, end, latest, lang)
        yield _at(end, latest, lang)


def _at(time: Time, level: Figure, lang: Language) -> Moment:
    return Moment(time, Mark.of(level, level.text(lang)), time_text(time, lang))


def _between(
    pace: Pace, start: Time, end: Time, latest: Figure, lang: Language
) -> Iterator[Moment]:
    """The levels between two times; of amounts the totals since the start."""
    drawn = alike(pace.series)[0]
    if pace.target is None or not is_total(pace.target):
        inside = (o for o in drawn if start.end < o.period.end < end.end)
        yield from (moment_of(observation, lang) for observation in inside)
        return
    parts = [o for o in drawn if start.end < o.period.first_day and o.period.end <= end.end]
    yield from _totals(parts, latest, lang)


def _totals(parts: list[Observation], latest: Figure, lang: Language) -> Iterator[Moment]:
    """The totals to date before the last part, if they lead to the latest."""
    totals = list(accumulate((o.figure for o in parts if o.figure is not None), add))
    if totals and totals[-1].equals(latest) is Verdict.YES:
        for part, total in list(zip(parts, totals, strict=True))[:-1]:
            yield _at(AsOf(part.period.end), total, lang)


def _ways(pace: Pace, moments: tuple[Moment, ...], lang: Language) -> Iterator[Way]:
    """The even way from the base, what is still required, and where the pace so far leads."""
    target, level = pace.target, pace.target_level
    if target is None or level is None or not moments:
        return
    at = _end_of(target, pace.latest_time)
    aim = Moment(at, Mark.of(level, ""), time_text(at, lang))
    first, last = _silent(moments[0]), _silent(moments[-1])
    if first.time.end < last.time.end <= at.end:
        yield Way("schedule", (first, aim))
    if last.time.end < at.end:
        yield Way("required", (last, aim))
        if pace.projected is not None:
            words = said("projected", lang, words=pace.projected.brief(lang))
            there = Moment(at, Mark.of(pace.projected, words, firm=False), aim.name)
            yield Way("projected", (last, there))


def _silent(moment: Moment) -> Moment:
    """A moment without words, where another line begins."""
    return attrs.evolve(moment, mark=attrs.evolve(moment.mark, words=""))


# --- what remains ---------------------------------------------------------------------------------


def remaining_chart(answer: Remaining, lang: Language) -> Times:
    """The chart of what remains: the values so far, and what each period has to bring."""
    target, given = answer.target, in_parts(answer.reported)
    series = given if isinstance(given, Series) else Series((given,))
    inside = [o for o in alike(series)[0] if _is_inside(o, target)]
    needed = tuple(_needed(answer, lang))
    columns = has_columns(series)
    # the target is the total of all columns
    goals = [] if columns and needed else goals_of(series, inside, [target], lang)[0]
    goals = [attrs.evolve(goal, words="") for goal in goals]  # the line below the title says it
    where, words = part_of(series.observations[-1], lang), target_words(target, lang)
    return Times(
        subject(target, lang),
        lang,
        sentences(lang, where, words, sentence(lang, answer.text(lang))),
        like_of(inside, series),
        tuple(notes_on(inside, [], lang)),
        moments=tuple(moment_of(observation, lang) for observation in inside),
        columns=columns,
        ways=(Way("required", needed),),
        goals=tuple(goals),
    )


def _is_inside(observation: Observation, target: Target) -> bool:
    """Whether an observation is drawn: amounts of a total within its period, levels and rates up to
    its end.
    """
    if is_total(target) and isinstance(target.period, Period):
        return target.period.contains(observation.period)
    return observation.period.end <= target.period.end


def _needed(answer: Remaining, lang: Language) -> Iterator[Moment]:
    """What each of the remaining periods has to bring."""
    for observation in answer.path or ():
        if observation.figure is not None:
            words = said("needed", lang, words=observation.figure.text(lang))
            mark = Mark.of(observation.figure, words, "unknown", firm=False)
            yield Moment(observation.period, mark, time_text(observation.period, lang))

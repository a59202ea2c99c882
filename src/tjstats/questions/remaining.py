"""The remainder of a target: the amount, the figure required in each remaining period, the room
below a limit, and the share completed compared with the share of time elapsed (序时进度).

Three kinds of target: a total adds up, a level is reached at the end, and a change compounds. What
has to follow is the target less the reported total, the distance from the latest level, or the
quotient of the two changes. A mean of several periods leaves a mean for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final, TypeAlias, cast

import attrs

from tjstats.errors import InvalidRecordError, NotComparableError, RecordTypeError
from tjstats.questions.aggregation import aggregate, in_indicator_unit, in_parts
from tjstats.questions.answers import answer_language, on_side
from tjstats.questions.attainment import NO_VERDICT, VerdictFacts
from tjstats.questions.comparability import check_same, months_between, same_length
from tjstats.questions.degrees import is_limit
from tjstats.questions.evidence import Evidence, evidence
from tjstats.questions.formulas import PERCENT, RATIO, factor_of, formula, log_progress, share
from tjstats.questions.phrases import phrase
from tjstats.questions.rates import average_rate, compound, rate_of_factor, remaining_rate
from tjstats.questions.reasons import first
from tjstats.questions.results import Results, result
from tjstats.records.classifications import NATURES, Measure, Status
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target, accepted, deciding
from tjstats.streams import Pictured
from tjstats.tables import Table, Tabular, fields_table
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.numbers import ZERO, Number
from tjstats.values.periods import ONE_DAY, AsOf, Period, Time
from tjstats.values.units.algebra import is_offset
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["Remaining", "progress_so_far", "remaining"]

_YEAR: Final = 12  # months


@attrs.frozen(repr=False)
class Remaining(Tabular, Pictured):
    """The remainder of a target, computed by `remaining`.

    Fields: target, reported, if_next (the figure supposed for the next period), so_far (the
    observation of the result so far, derived if needed), reached (whether it meets the target; None
    below a limit, which may still be passed), amount (still to come; negative beyond a
    target that is reached), per_period (what each remaining period has to bring, or may bring below
    a limit), rate (the growth in percent that each has to bring), room (what is left below a limit,
    or the mean that is left for the rest), left (the remaining periods), path (the required figures
    of the remaining periods), elapsed (share of time) and done (share of the target), in percent,
    reason (why nothing can be said).

    *so_far* and *amount* make the target: their sum, or their product for growth.
    """

    target: Target
    reported: Observation | Series
    if_next: Figure | None = None
    so_far: Observation | None = None
    reached: Verdict | None = None
    amount: Figure | None = None
    per_period: Figure | None = None
    rate: Figure | None = None
    room: Figure | None = None
    left: tuple[Period, ...] = ()
    path: Series | None = None
    elapsed: Figure | None = None
    done: Figure | None = None
    reason: Reason | None = None
    _stored: Results | None = attrs.field(init=False, default=None, repr=False, hash=False)

    @property
    @result
    def lead(self) -> Figure | None:
        """The share completed less that of time elapsed, in percentage points: 快13个百分点."""
        if self.done is None or self.elapsed is None:
            return None
        return self.done - self.elapsed

    def text(self, lang: Language | None = None) -> str:
        """The answer in a sentence."""
        return self._text(self._language(lang))

    def _language(self, lang: Language | None) -> Language:
        return answer_language(lang, (self.target, self.reported))

    def _text(self, lang: Language) -> str:
        if self.reason is not None:
            return _TEXTS["reason"][lang].format(self.reason.text(lang))
        months = self.left[0].months if self.left else None
        unit = _UNITS.get(months or 0, _UNITS[0])[lang]
        facts: dict[str, tuple[Any, ...]] = {
            "left": (len(self.left), unit[len(self.left) > 1]) if self.left else (),
            **self._amount_texts(lang),
            **self._room_texts(lang, unit[0]),
            "rate": () if self.rate == self.per_period else _texts(self.rate, lang, unit[0]),
            "done": _texts(self.done, lang),
            "elapsed": _texts(self.elapsed, lang),
            **self._lead_texts(lang),
        }
        parts = [_TEXTS[kind][lang].format(*of) for kind, of in facts.items() if of]
        return phrase("joint", lang).join(parts)

    def _amount_texts(self, lang: Language) -> dict[str, tuple[str, ...]]:
        if self.amount is None:
            return {}
        if self.reached is not Verdict.YES:
            return {"amount": (self.amount.text(lang),)}
        beyond = -self.amount if self.amount.value < 0 else self.amount
        return {"beyond": (beyond.text(lang),)}

    def _room_texts(self, lang: Language, unit: str) -> dict[str, tuple[str, ...]]:
        each = _texts(self.per_period, lang, unit)
        if self.room is not None and self.room == self.per_period:
            return {"limit": each}
        return {"room": _texts(self.room, lang), "each": each}

    def _lead_texts(self, lang: Language) -> dict[str, tuple[str, ...]]:
        if self.lead is None:
            return {}
        if self.lead.value < 0:
            return {"behind": ((-self.lead).text(lang),)}
        return {"ahead": (self.lead.text(lang),)}

    def table(self, lang: Language | None = None) -> Table:
        """The inputs, the remainder, and the path."""
        lang = self._language(lang)
        path = () if self.path is None else self.path.observations
        fields: list[tuple[str, Any]] = [
            ("target", self.target),
            ("reported", self.reported),
            ("if_next", self.if_next),
            ("so_far", self.so_far),
            ("reached", self.reached),
            ("amount", self.amount),
            ("per_period", self.per_period),
            ("rate", self.rate),
            ("room", self.room),
            ("left", self.left),
            *((o.period.text(lang), o.figure) for o in path),
            ("elapsed", self.elapsed),
            ("done", self.done),
            on_side(self.lead, "lead", "lead", "behind"),
            ("reason", self.reason),
        ]
        return fields_table("remaining", fields, lang)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        target = f"{self.target.indicator.code} {self.target.period}"
        return f"<{type(self).__name__} {target}: {self._text('en')}>"


# The parts of the sentence; those without a fact are left out.
_TEXTS: Final = {
    "reason": {"en": "cannot tell: {}", "zh": "无法判定：{}"},
    "left": {"en": "{} {} left", "zh": "剩余{}{}"},
    "amount": {"en": "{} to go", "zh": "还差{}"},
    "beyond": {"en": "reached, {} beyond", "zh": "已达到，超出{}"},
    "room": {"en": "room for {}", "zh": "余地{}"},
    "limit": {"en": "at most {} a {}", "zh": "其余平均每{1}不超过{0}"},
    "each": {"en": "{} a {}", "zh": "平均每{1}{0}"},
    "rate": {"en": "growth of {} a {}", "zh": "每{1}增长{0}"},
    "done": {"en": "{} done", "zh": "完成{}"},
    "elapsed": {"en": "{} of the time elapsed", "zh": "时间过去{}"},
    "ahead": {"en": "{} ahead of schedule", "zh": "快于序时进度{}"},
    "behind": {"en": "{} behind schedule", "zh": "慢于序时进度{}"},
}
# What the remaining periods are, by their months: one, several (0: another length).
_UNITS: Final = {
    12: {"en": ("year", "years"), "zh": ("年", "年")},
    3: {"en": ("quarter", "quarters"), "zh": ("季度", "个季度")},
    1: {"en": ("month", "months"), "zh": ("月", "个月")},
    0: {"en": ("period", "periods"), "zh": ("期", "期")},
}


def _texts(figure: Figure | None, lang: Language, *more: str) -> tuple[str, ...]:
    return () if figure is None else (figure.text(lang), *more)


def remaining(
    target: Target, reported: Observation | Series, if_next: Number | Figure | None = None
) -> Remaining:
    """The remainder of *target* after *reported*, and the figure required in each
    remaining period.

    The remaining periods have the length at which the series reports, if that is at most a year and
    fills the time left, else the longest of a year, a quarter and a month that does. *if_next* is a
    scenario: the figure of the next of them, in the indicator's unit; the answer is the remainder
    after it.

    Raises `NotComparableError` (indicator, area, breakdowns, scope, basis, measure),
    `RecordTypeError`, `UnitMismatchError`, `InvalidRecordError` (nothing is left for *if_next*).
    Not knowing enough is an answer with a reason.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> goal = Target(jobs, Period.years(2021, 2025), Figure.at_least("5500", "万人"))
    >>> r = remaining(goal, jobs.series({2021: 1269, 2022: 1206, 2023: 1244}))
    >>> print(r.amount, r.per_period, [str(o.figure) for o in r.path], r.lead, sep="; ")
    1781万人; 890.5万人; ['890.5万人', '890.5万人']; 7.62 percentage points
    >>> print(remaining(goal, r.reported, if_next=1256).per_period)
    525万人
    """
    if not isinstance(target, Target):
        raise RecordTypeError("remaining", "target", target, "a Target")
    if not isinstance(reported, Observation | Series):
        raise RecordTypeError("remaining", "reported", reported, "an Observation or a Series")
    check_same(target, reported)
    facts = VerdictFacts(
        set_elsewhere=bool(target.set_by),
        no_number=target.figure is None,
        relative=target.relative_to is not None,
    )
    reason = first(NO_VERDICT, facts)
    if reason is not None:
        return Remaining(target, reported, reason=reason)
    given = in_parts(reported)
    series = given if isinstance(given, Series) else Series((given,))
    now = _asked(target, series, _rest)
    if if_next is None or now.reason is not None:
        return attrs.evolve(now, reported=reported)
    supposed = _supposed(series, now.left, if_next)
    after = _asked(target, Series((*series, supposed)), _rest)
    return attrs.evolve(after, reported=reported, if_next=supposed.figure)


def _supposed(series: Series, left: Sequence[Period], if_next: Number | Figure) -> Observation:
    """The observation that a scenario assumes for the next period."""
    if not left:
        problem = "no period is left; leave it out"
        raise InvalidRecordError("remaining", "if_next", str(if_next), problem)
    last = series.observations[-1]
    time, base = _times(last.period, left[0])
    return Observation(
        series.indicator,
        time,
        series.indicator.figure(if_next),
        last.area,
        last.measure,
        None if last.base is None else base,
        last.scope,
        last.basis,
        Status.FORECAST,
        breakdowns=last.breakdowns,
    )


def progress_so_far(target: Target, series: Series) -> Remaining:
    """The remainder of a target with a number without what each remaining period has to bring, in
    half the time.
    """
    return _asked(target, series, lambda after, end, reported: ())


_Rest: TypeAlias = Callable[[date, date, Sequence[Time]], tuple[Period, ...]]


def _asked(target: Target, series: Series, rest: _Rest) -> Remaining:
    """The remainder, by the kind of target; *rest* gives the remaining periods."""
    if target.measure is not Measure.VALUE:
        return _of_change(target, series, rest)
    if series.measure is not Measure.VALUE:
        raise NotComparableError("measure", str(target.measure), str(series.measure))
    inside = _inside(target, series)
    if target.every is not None:
        return _of_each(target, series, inside, rest)
    over_time = NATURES[target.indicator.nature].over_time
    if over_time == "sum" and not _is_one_in_a_row(target, series, inside):
        return _of_total(target, series, inside, rest)
    if over_time == "mean" and inside and inside[0].period != target.period:
        return _of_mean(target, series, inside, rest)
    return _of_level(target, series, rest)


def _answer(
    target: Target,
    series: Series,
    so_far: Observation,
    figure: Figure,
    amount: Figure | None,
    is_room: bool,
    **more: Any,
) -> Remaining:
    """The answer: *amount* is room below a limit, and nothing has to follow if the target is
    reached.
    """
    reached = None if is_room else _reached(target, figure)
    if reached is Verdict.YES:
        more |= dict.fromkeys(("per_period", "rate", "path"))
    return Remaining(
        target,
        series,
        so_far=so_far,
        reached=reached,
        amount=None if is_room else amount,
        room=amount if is_room else None,
        **more,
    )


def _reached(target: Target, done: Figure) -> Verdict:
    assert target.figure is not None
    accepts = accepted(target.figure, target.indicator.direction)
    bounds = done.to(target.figure.unit).bounds
    if accepts.contains(bounds):
        return Verdict.YES
    return Verdict.UNKNOWN if accepts.overlaps(bounds) else Verdict.NO


def _unknown(target: Target, series: Series, reason: Reason | None) -> Remaining:
    return Remaining(target, series, reason=reason or Reason.NO_OBSERVATION)


def _goal(target: Target) -> Figure:
    """The number that decides, or the band between two."""
    assert target.figure is not None
    accepts = accepted(target.figure, target.indicator.direction)
    return deciding(target.figure, accepts) or target.figure


# --- the time that is left ------------------------------------------------------------------------


def _inside(target: Target, series: Series) -> list[Observation]:
    """The figures over the target's period and over parts of it, in order."""
    time = target.period
    if not isinstance(time, Period):
        return []
    known = [o for o in series if isinstance(o.period, Period) and o.figure is not None]
    return [o for o in known if time.contains(o.period)]


def _rest(after: date, end: date, reported: Sequence[Time]) -> tuple[Period, ...]:
    """The periods from the day after *after* to *end*; none if that is over."""
    if after >= end:
        return ()
    whole = Period(after + ONE_DAY, end)
    if whole.months is None:
        return (whole,)
    steps = (_step(reported), _YEAR, 3, 1)
    fitting = (n for n in steps if n and n <= _YEAR and whole.months % n == 0)
    return whole.split(f"{next(fitting)}m")


def _step(reported: Sequence[Time]) -> int | None:
    """The length in months at which something is reported: from the last end but one to the last,
    or that of a single span.
    """
    *_, before, last = (None, *sorted({time.end for time in reported}))
    if before is not None:
        return Period(before + ONE_DAY, last).months
    only = reported[0]
    return only.months if isinstance(only, Period) else None


@lru_cache(256)
def _elapsed(start: date, until: date, end: date) -> Figure:
    """The share of the time that has elapsed."""
    if until < start:
        return Figure(0, PERCENT, exact=True)
    part, whole = _lengths(Period(start, min(until, end)), Period(start, end))
    return share(Figure(part, "month", exact=True), Figure(whole, "month", exact=True))


def _lengths(a: Period, b: Period) -> tuple[int, int]:
    """The lengths of two spans, in months if both consist of whole ones, else in days."""
    if a.months is not None and b.months is not None:
        return a.months, b.months
    return a.days, b.days


def _even(amount: Figure, left: Sequence[Period]) -> Figure | None:
    """The equal share of each remaining period, in the words of the amount."""
    if not left:
        return None
    part = amount / len(left) if len(left) > 1 else amount
    return part.to(amount.word) if amount.word else part


def _times(like: Time, span: Period) -> tuple[Time, Time]:
    """A remaining period and the time against which its growth is; their ends if *like* is a
    point.
    """
    if isinstance(like, Period):
        return span, span.shift(-1)
    return _point(like, span.end), _point(like, span.start - ONE_DAY)


def _point(like: AsOf, day: date) -> AsOf:
    """A point in time, named as precisely as another."""
    months = months_between(like, AsOf(day))
    alike = AsOf(day) if months is None else like.shift(months, "1m")
    return alike if alike.date == day else AsOf(day)


def _path(
    target: Target,
    so_far: Observation,
    left: Sequence[Period],
    required: Sequence[Figure] | Figure | None,
) -> Series | None:
    """The figure required in each remaining period, as a forecast derived from the
    result so far.
    """
    figures = [required] * len(left) if isinstance(required, Figure) else required
    if not figures:
        return None
    measure = target.measure
    if measure not in (Measure.VALUE, Measure.CHANGE):
        measure = Measure.GROWTH
    path = []
    for span, figure in zip(left, figures, strict=True):
        time, base = _times(so_far.period, span)
        path.append(
            Observation(
                target.indicator,
                time,
                figure,
                so_far.area,
                measure,
                None if measure is Measure.VALUE else base,
                so_far.scope,
                so_far.basis,
                Status.FORECAST,
                derived_from=(so_far,),
                breakdowns=so_far.breakdowns,
            )
        )
    return Series(tuple(path))


# --- totals, means, and targets for each period ---------------------------------------------------


def _is_one_in_a_row(target: Target, series: Series, inside: list[Observation]) -> bool:
    """Whether a flow is a level to be reached: earlier periods of the target's length have values,
    and no part of its own has.
    """
    parts = [o for o in inside if o.period != target.period]
    return not parts and any(same_length(o.period, target.period) for o in series)


def _of_total(target: Target, series: Series, inside: list[Observation], rest: _Rest) -> Remaining:
    """The remainder of the total of a flow; below a ceiling it is room."""
    time = target.period
    if not inside or not isinstance(time, Period):
        return _unknown(target, series, Reason.NO_OBSERVATION)
    until = max(o.period.end for o in inside)
    whole = aggregate(series, Period(time.start, until))
    if not whole.complete or whole.observation is None:
        return _unknown(target, series, whole.reason)
    goal = _goal(target)
    done = in_indicator_unit(whole.observation)
    figure = done
    if goal.unit.is_per(target.indicator.unit):
        figure = done / time.length
        goal = (goal * time.length).to(done.word or target.indicator.unit)
    amount = goal - done
    left = rest(until, time.end, [o.period for o in inside])
    each = _even(amount, left)
    return _answer(
        target,
        series,
        whole.observation,
        figure,
        amount,
        is_limit(target),
        per_period=each,
        left=left,
        path=_path(target, whole.observation, left, each),
        elapsed=_elapsed(time.start, until, time.end),
        done=share(done, goal) if goal.value > 0 else None,
    )


def _of_mean(target: Target, series: Series, inside: list[Observation], rest: _Rest) -> Remaining:
    """The mean required in the rest of a period, after the mean so far."""
    time, until = target.period, max(o.period.end for o in inside)
    assert isinstance(time, Period)
    over = Period(time.start, until)
    whole = aggregate(series, over)
    if not whole.complete or whole.figure is None or whole.observation is None:
        return _unknown(target, series, whole.reason)
    goal = _goal(target)
    left = rest(until, time.end, [o.period for o in inside])
    mean = None
    if left:
        # the goal, and what the mean so far lies below it, spread over the rest
        part, remains = _lengths(over, Period(until + ONE_DAY, time.end))
        mean = goal + (goal - whole.figure) * part / remains
    return Remaining(
        target,
        series,
        so_far=whole.observation,
        per_period=mean,
        room=mean if is_limit(target) else None,
        left=left,
        path=_path(target, whole.observation, left, mean),
        elapsed=_elapsed(time.start, until, time.end),
    )


def _of_each(target: Target, series: Series, inside: list[Observation], rest: _Rest) -> Remaining:
    """A target for each part of its period: the rest must reach the same."""
    time = target.period
    if not inside or not isinstance(time, Period):
        return _unknown(target, series, Reason.NO_OBSERVATION)
    latest = max(inside, key=lambda o: o.period.end)
    goal = _goal(target)
    left = rest(latest.period.end, time.end, [o.period for o in inside])
    return Remaining(
        target,
        series,
        so_far=latest,
        per_period=goal if left else None,
        room=goal if left and is_limit(target) else None,
        left=left,
        path=_path(target, latest, left, goal),
        elapsed=_elapsed(time.start, latest.period.end, time.end),
    )


# --- levels ---------------------------------------------------------------------------------------


def _of_level(target: Target, series: Series, rest: _Rest) -> Remaining:
    """The distance from the latest level to the one at the end; below a ceiling it is room."""
    known = _levels_before(target, series)
    if not known:
        return _unknown(target, series, Reason.NO_OBSERVATION)
    latest, level = known[-1], cast(Figure, known[-1].figure)
    if latest.scope != target.scope:
        return _unknown(target, series, Reason.SCOPE_MISMATCH)
    goal = _goal(target)
    is_room = is_limit(target) and _reached(target, level) is Verdict.YES
    amount = goal - level
    left = rest(latest.period.end, target.period.end, [o.period for o in known])
    answer = _answer(
        target, series, latest, level, amount, is_room, per_period=_even(amount, left), left=left
    )
    if not is_room and answer.reached is not Verdict.YES:
        rate = _rate(target, level, goal, len(left))
        steps = _levels(level, amount, rate, len(left))
        answer = attrs.evolve(answer, rate=rate, path=_path(target, latest, left, steps))
    return _with_progress(answer, level, goal)


def _levels_before(target: Target, series: Series) -> list[Observation]:
    """The levels up to the target's end, in order of their ends: those as long as its period if
    there are such.
    """
    known = [o for o in series if o.figure is not None and o.period.end <= target.period.end]
    alike = [o for o in known if same_length(o.period, target.period)]
    return sorted(alike or known, key=lambda o: o.period.end)


def _with_progress(answer: Remaining, level: Figure, goal: Figure) -> Remaining:
    """The answer with the share of the time elapsed and, on the way to a goal, of the way done."""
    target, end = answer.target, answer.target.period.end
    start, base = _start(target, cast(Series, answer.reported))
    if start is None:
        return answer
    assert answer.so_far is not None
    done = None if answer.room is not None or base is None else _way_done(base, level, goal)
    elapsed = _elapsed(start, answer.so_far.period.end, end)
    return attrs.evolve(answer, elapsed=elapsed, done=done)


def _rate(target: Target, level: Figure, goal: Figure, periods: int) -> Figure | None:
    """The growth in each period from a level to the goal; None for rates, which change in points,
    and where a level may be zero or negative.
    """
    lower = level.bounds.lower
    if not periods or NATURES[target.indicator.nature].change == "points" or is_offset(level.unit):
        return None
    if lower is None or lower <= 0 or goal.value <= 0:
        return None
    return average_rate(rate_of_factor((goal / level).to(RATIO)), periods)


def _levels(level: Figure, amount: Figure, rate: Figure | None, periods: int) -> list[Figure]:
    """The levels on the way: at a constant rate, or in equal steps if there is none. Each is from
    the latest level, so that the last one is the goal.
    """
    if rate is None:
        return [level + amount * n / periods for n in range(1, periods + 1)]
    factor = formula(factor_of, rate, kind=RATIO)
    levels = [level]
    for _ in range(periods):
        levels.append((levels[-1] * factor).to(level.word or level.unit))
    return levels[1:]


def _start(target: Target, series: Iterable[Observation]) -> tuple[date | None, Figure | None]:
    """The day on which the way to a level begins, and the level then: that of the baseline, else
    the last one before the target's period of several years.
    """
    if target.baseline is not None:
        return target.baseline.period.end + ONE_DAY, target.baseline.figure
    time = target.period
    if not isinstance(time, Period) or time.months is None or time.months <= _YEAR:
        return None, None
    before = [o for o in series if o.period.end + ONE_DAY == time.start]
    return time.start, before[0].figure if before else None


def _way_done(base: Figure, level: Figure, goal: Figure) -> Figure | None:
    """The completed share of the distance from the base to the goal; None if there is
    no distance.
    """
    way = goal - base
    return None if ZERO in way.bounds else share(level - base, way)


# --- growth, and changes --------------------------------------------------------------------------


def _of_change(target: Target, series: Series, rest: _Rest) -> Remaining:
    """The remainder of a change, of growth, or of growth per year."""
    ways = list(evidence(target, series, None))
    found = next((way for way in ways if isinstance(way, Evidence)), ways[0])
    if isinstance(found, Reason):
        is_part = found is Reason.NO_OBSERVATION and _inside(target, series)
        return _unknown(target, series, Reason.NO_LEVELS if is_part else found)
    assert target.base is not None
    start, end = target.base.end + ONE_DAY, target.period.end
    over = Period(start, min(found.observation.period.end, end))
    left = rest(over.end, end, [o.period for o in series if o.period.end >= start])
    if target.measure is Measure.CHANGE:
        answer = _of_difference(target, series, found, left)
    else:
        answer = _of_growth(target, series, found, (over, Period(start, end)), left)
    return attrs.evolve(answer, elapsed=_elapsed(start, over.end, end))


def _of_difference(
    target: Target, series: Series, found: Evidence, left: tuple[Period, ...]
) -> Remaining:
    goal = _goal(target)
    done, unit = found.figure, target.indicator.unit.of_change
    if goal.unit.is_per(unit):
        return _unknown(target, series, Reason.PERIOD_MISMATCH)
    amount = goal - done
    each = _even(amount, left)
    return _answer(
        target,
        series,
        found.observation,
        done,
        amount,
        is_limit(target),
        per_period=each,
        left=left,
        path=_path(target, found.observation, left, each),
        done=None if ZERO in goal.bounds else share(done, goal),
    )


def _of_growth(
    target: Target,
    series: Series,
    found: Evidence,
    spans: tuple[Period, Period],
    left: tuple[Period, ...],
) -> Remaining:
    """The remaining growth, as the quotient of the two; *spans*: from the base until now, and to
    the end.
    """
    goal = _goal(target)
    done = _whole_growth(target.measure, found.figure, spans[0])
    planned = _whole_growth(target.measure, goal, spans[1])
    if done is None or planned is None:
        return _unknown(target, series, Reason.NOT_WHOLE_YEARS)
    amount = remaining_rate(planned, done)
    if amount is None:
        return _unknown(target, series, Reason.ZERO_LEVEL)
    each = average_rate(amount, len(left)) if left else None
    return _answer(
        target,
        series,
        found.observation,
        _spread(target.measure, found.figure, done, spans[1]),
        amount,
        is_limit(target),
        per_period=each,
        rate=each,
        left=left,
        path=_path(target, found.observation, left, each),
        done=log_progress(done, planned),
    )


def _spread(measure: Measure, figure: Figure, done: Figure, span: Period) -> Figure:
    """What is compared with the target now: growth per year is spread over all years of it."""
    if measure is not Measure.AVERAGE_GROWTH:
        return figure
    return average_rate(done, (span.months or 0) // _YEAR) or figure


def _whole_growth(measure: Measure, figure: Figure, span: Period) -> Figure | None:
    """The growth over all of a span, from the growth, the factor or the growth per year; None if
    the span has no whole years to compound.
    """
    if measure is Measure.FACTOR:
        return rate_of_factor(figure)
    if measure is not Measure.AVERAGE_GROWTH:
        return figure
    years, rest = divmod(span.months or 1, _YEAR)
    return None if rest else compound([figure] * years)

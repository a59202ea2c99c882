"""Pace: is a series on its way to a target, by the formula, thresholds and codes of a named scheme?

Whether the target is met is decided on the level first and overrides the trend; the trend is told
beside it. Levels and path are two answers: a value can have doubled in the wrong direction and
still be inside the target.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from tjstats.errors import InvalidRecordError, RecordTypeError
from tjstats.questions.comparability import check_same
from tjstats.questions.pace.formulas import COMPOUND, Steps, Trend, in_scale_of, obstacle, plain
from tjstats.questions.pace.offices import scheme as scheme_of
from tjstats.questions.pace.path import (
    Aim,
    Way,
    aim_at,
    asked_time,
    goal_of,
    way,
    window_base,
    years_apart,
)
from tjstats.questions.pace.schemes import Scheme
from tjstats.questions.results import Results, result
from tjstats.records.classifications import Direction, Status
from tjstats.records.publication import Indicator, Series
from tjstats.records.targets import Target
from tjstats.tables import Table, Tabular, fields_table
from tjstats.values.figures import Figure
from tjstats.values.numbers import Number, number
from tjstats.values.periods import Time
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units.algebra import is_offset
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["Pace", "track"]


@attrs.frozen(repr=False)
class Pace(Tabular):
    """How a series moves towards a target under a scheme. A pace is made by `track`.

    Fields: target (None: the indicator's direction alone), series, scheme, status (the scheme's
    code), value (of its formula, a ratio), score, reason (why there is no status from the trend),
    achieved (the level meets the target), observed_rate and required_rate (a year, from the base,
    in percent), base_asked, base_time, base_level, latest_asked, latest_time, latest_level,
    target_level, projected (level at the target's time at the observed rate), schedule (share done
    over share of time elapsed), equivalent_years (how far along the way it is), remaining_change
    and remaining_rate (what is still required, in all and a year, in percent), limit and closeness
    (the natural limit and its factor C), zero (what was put for a zero), firmness (the weakest
    status of the data).
    """

    target: Target | None
    series: Series
    scheme: Scheme
    status: str
    value: Figure | None = None
    score: Decimal | None = None
    reason: Reason | None = None
    achieved: Verdict | None = None
    observed_rate: Figure | None = None
    required_rate: Figure | None = None
    base_asked: Time | None = None
    base_time: Time | None = None
    base_level: Figure | None = None
    latest_asked: Time | None = None
    latest_time: Time | None = None
    latest_level: Figure | None = None
    target_level: Figure | None = None
    projected: Figure | None = None
    schedule: Figure | None = None
    equivalent_years: Figure | None = None
    remaining_change: Figure | None = None
    remaining_rate: Figure | None = None
    limit: Figure | None = None
    closeness: Decimal | None = None
    zero: Decimal | None = None
    firmness: Status = Status.NORMAL
    _stored: Results | None = attrs.field(init=False, default=None, repr=False, hash=False)

    @property
    @result
    def elapsed(self) -> Fraction | None:
        """The years from the base to the latest value."""
        return (
            None
            if self.base_time is None or self.latest_time is None
            else years_apart(self.base_time, self.latest_time)
        )

    @property
    @result
    def left(self) -> Fraction | None:
        """The years from the latest value to the target's time; negative where that has passed."""
        return (
            None
            if self.target is None or self.latest_time is None
            else years_apart(self.latest_time, self.target.period)
        )

    def text(self, lang: str = "en") -> str:
        """The status, or why there is none."""
        if self.reason is None or self.status != self.scheme.not_available:
            return self.status
        return f"{self.status}: {self.reason.text(lang)}"

    def table(self) -> Table:
        """Every input and every intermediate value."""
        names = [field.name for field in attrs.fields(Pace) if field.init]
        names.remove("series")
        shown = [(name, getattr(self, name)) for name in [*names, "elapsed", "left"]]
        return fields_table("pace", [("indicator", self.series.indicator.code), *shown])

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.series.indicator.code} by {self.scheme.code}: {self}>"


def track(
    asked: Target | Indicator,
    series: Series,
    scheme: str | Scheme = "statcan",
    *,
    base: Time | str | int | None = None,
    latest: Time | str | int | None = None,
    limit: Figure | Number | None = None,
    zero: Number | None = None,
    window: str | None = None,
) -> Pace:
    """The pace of *series* towards a target, or in the good direction of an indicator, by a scheme.

    *base* and *latest* are the times asked for: by default the target's baseline or base, else the
    first value, and the last value. A base without a value is replaced as the scheme says. *limit*
    is a natural limit, in the indicator's unit, for a pace without a target. A base or target of
    zero has no growth rate: *zero* is what to put for it, a number or "replace" for what the scheme
    puts. *window* names a window of the scheme, such as Eurostat's "short": the base is so many
    years before the latest value.

    Raises `NotComparableError`, `UnitMismatchError`, `UnknownCodeError`, `InvalidRecordError`; not
    knowing enough is the scheme's code for it, with a reason.

    >>> poverty = Indicator("poverty.rate", "%", "rate", "lower")
    >>> half = Target(poverty, Period.year(2030), Figure("7.25", "%"))
    >>> p = track(half, poverty.series({2015: "14.5", 2023: "10.2"}))
    >>> print(p, p.value, p.score.__round__(4), p.observed_rate, p.remaining_rate)
    substantial_progress 0.953倍 2.5186 -4.30% -4.76%
    """
    target = asked if isinstance(asked, Target) else None
    if not isinstance(asked, Target | Indicator):
        raise RecordTypeError(
            "track", "asked", asked, "a Target, or an Indicator for a pace without one"
        )
    if not isinstance(series, Series):
        raise RecordTypeError(
            "track", "series", series, "a Series; indicator.series({'2021': '37.62'}) makes one"
        )
    if target is None and isinstance(asked, Indicator):
        check_same(Target(asked, series.periods[-1], area=series.area, basis=series.basis), series)
    elif target is not None:
        check_same(target, series)
    rules = scheme_of(scheme)
    start, end = asked_time(series, base, "base"), asked_time(series, latest, "latest")
    options = _Options(
        target,
        series,
        rules,
        start if window is None else window_base(series, rules, window, start, end),
        end,
        None if limit is None else series.indicator.figure(limit),
        _replacement(rules, zero),
    )
    return _tracked(options)


@attrs.frozen
class _Options:
    """What was asked."""

    target: Target | None
    series: Series
    scheme: Scheme
    base: Time | None
    latest: Time | None
    limit: Figure | None
    zero: Decimal | None

    def answer(self, status: str | None = None, **found: Any) -> Pace:
        """An answer that shows what was asked; without a status it is the scheme's code for
        none.
        """
        asked: dict[str, Any] = {
            "base_asked": self.base,
            "latest_asked": self.latest,
            "limit": self.limit,
            "zero": self.zero,
        }
        return Pace(
            self.target,
            self.series,
            self.scheme,
            status or self.scheme.not_available,
            **asked,
            **found,
        )


def _replacement(rules: Scheme, zero: Number | None) -> Decimal | None:
    if zero != "replace":
        return None if zero is None else number(zero)
    if rules.zero_replacement is None:
        raise InvalidRecordError(
            "track", "zero", zero, f"{rules.code} replaces no zeros; give the number to put for it"
        )
    return rules.zero_replacement


def _unasked(options: _Options) -> Reason | None:
    """Why no pace can be asked for, whatever the data."""
    target, rules = options.target, options.scheme
    if target is None:
        if options.series.indicator.direction is Direction.NEITHER:
            return Reason.NO_DIRECTION
        return None if rules.judges(False) else Reason.NO_NUMBER
    if target.figure is None:
        return Reason.SET_ELSEWHERE if target.set_by else Reason.NO_NUMBER
    if not rules.judges(True):
        return Reason.NO_NUMBER
    if target.relative_to is not None:
        return Reason.NO_REFERENCE
    return Reason.PERIOD_MISMATCH if target.every is not None else None


def _tracked(options: _Options) -> Pace:
    reason = _unasked(options)
    if reason is not None:
        return options.answer(reason=reason)
    found = way(options.target, options.series, options.scheme, options.base, options.latest)
    seen = _seen(found)
    goal = None if options.target is None else goal_of(options.target, found.base)
    if found.latest is None or isinstance(goal, Reason):
        return options.answer(
            reason=found.reason or (goal if isinstance(goal, Reason) else Reason.NO_OBSERVATION),
            **seen,
        )
    aim = None
    if options.target is not None and goal is not None:
        direction, base = (
            options.target.indicator.direction,
            None if found.base is None else found.base.figure,
        )
        aim = aim_at(
            in_scale_of(goal, found.latest.figure), direction, base, options.scheme, options.zero
        )
    if isinstance(aim, Reason):
        return options.answer(reason=aim, **seen)
    if aim is not None:
        seen |= {
            "target_level": aim.figure,
            "achieved": aim.met(found.latest.figure, options.scheme),
        }
    return _judged(options, found, aim, seen)


def _seen(found: Way) -> dict[str, Any]:
    """What the answer shows of base and latest."""
    shown: dict[str, Any] = {"firmness": found.status}
    for name, level in (("base", found.base), ("latest", found.latest)):
        if level is not None:
            shown |= {f"{name}_time": level.time, f"{name}_level": level.figure}
    return shown


def _judged(options: _Options, found: Way, aim: Aim | None, seen: dict[str, Any]) -> Pace:
    """The answer with what can be worked out of the trend: met by the level first, else the status
    of the trend.
    """
    trend, rules = _trend(options, found, aim), options.scheme
    shown = seen if isinstance(trend, Reason) else {**seen, **trend.figures()}
    reason = trend if isinstance(trend, Reason) else None
    if seen.get("achieved") is Verdict.YES:
        best = rules.best_score if rules.score_with_target else None
        return options.answer(rules.achieved, reason=reason, **{**shown, "score": best})
    if rules.by_level and seen.get("achieved") is Verdict.NO:
        return options.answer(rules.with_target[0].status, reason=reason, **shown)
    if isinstance(trend, Reason):
        return options.answer(reason=reason, **shown)
    status = trend.status()
    if status is None or seen.get("achieved") is Verdict.UNKNOWN:
        return options.answer(reason=Reason.STRADDLES_TARGET, **shown)
    return options.answer(status, **shown)


def _trend(options: _Options, found: Way, aim: Aim | None) -> Trend | Reason:
    """The way so far as numbers, or why there are none."""
    if found.reason is not None or found.base is None or found.latest is None:
        return found.reason or Reason.NO_BASELINE
    rules, latest = options.scheme, found.latest.figure
    elapsed = years_apart(found.base.time, found.latest.time)
    span = None if options.target is None else years_apart(found.base.time, options.target.period)
    if elapsed is None or (options.target is not None and span is None):
        return Reason.NOT_WHOLE_YEARS
    compound = rules.formula in COMPOUND or aim is None
    if compound and is_offset(latest.unit):
        return Reason.NO_RATIO_SCALE
    base = found.base.figure.to(latest.unit)
    if base.qualifier is not Qualifier.EXACTLY:
        return Reason.STRADDLES_TARGET
    if compound and not base.value and options.zero is not None:
        base = base.exactly(options.zero)
    rising = options.series.indicator.direction is Direction.HIGHER if aim is None else aim.rising
    steps = Steps(
        plain(base), plain(latest), None if aim is None else aim.level, rising, elapsed, span
    )
    return obstacle(steps, rules.formula) or Trend(rules, steps, base, latest, options.limit)

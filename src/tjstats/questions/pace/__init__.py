"""Pace: is a series on course for a target, by the formula, thresholds and codes of a
named scheme?

The level decides first: a target that is met overrides the trend, which the answer also shows.
Level and path are two answers: a value can double in the wrong direction and still meet the target.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Final

import attrs

from tjstats.errors import InvalidRecordError, NotComparableError, RecordTypeError
from tjstats.questions.aggregation import in_parts
from tjstats.questions.answers import answer_language, because
from tjstats.questions.comparability import check_same, years_between
from tjstats.questions.pace.formulas import FORMULAS, Wide
from tjstats.questions.pace.held import held_so_far
from tjstats.questions.pace.offices import SchemeCode, status_words
from tjstats.questions.pace.offices import scheme as scheme_of
from tjstats.questions.pace.path import (
    Aim,
    Level,
    Path,
    aim_at,
    asked_time,
    goal_of,
    path_of,
    window_base,
)
from tjstats.questions.pace.reasons import (
    NO_LEVEL,
    NO_QUESTION,
    NO_STATUS,
    NO_WAY,
    LevelFacts,
    QuestionFacts,
    StatusFacts,
    WayFacts,
)
from tjstats.questions.pace.schemes import Band, BaseRule, Scheme
from tjstats.questions.pace.trend import NUMBERS, Steps, Trend
from tjstats.questions.reasons import first
from tjstats.questions.results import OnDemand, Results, deferred, result
from tjstats.records.classifications import STATUS_TEXTS, Direction, Measure, Status
from tjstats.records.naming import full_name
from tjstats.records.publication import Indicator, Series
from tjstats.records.targets import Target
from tjstats.streams import Pictured
from tjstats.tables import Table, Tabular, fields_table
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.numbers import NEAREST, Number, number
from tjstats.values.periods import Time
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units.algebra import is_offset
from tjstats.values.verdicts import Reason, Verdict
from tjstats.values.wording import full, readable

__all__ = ["Pace", "track"]


@attrs.frozen(repr=False)
class Pace(OnDemand, Tabular, Pictured):
    """The movement of a series towards a target under a scheme, computed by `track`.

    Fields: target (None: the indicator's direction alone), series, scheme, status (the scheme's
    code), value (of its formula, a ratio), score, reason (why there is no status from the trend),
    achieved (the level meets the target), observed_rate and required_rate (a year, from the base,
    in percent), base_asked, base_time, base_level, latest_asked, latest_time, latest_level,
    target_level, projected (level at the target's time at the observed rate), schedule (share done
    over share of time elapsed), equivalent_years (how far along the way it is), remaining_change
    and remaining_rate (what is still required, in all and a year, in percent; the numbers of a
    limit, a mean or a target for every part are None, since no way leads to them), limit and
    closeness (the natural limit and its factor C), zero (the replacement for a zero), firmness (the
    weakest status of the data).

    Numbers are computed on first access; one that is undefined or out of range is None.
    """

    _on_demand: ClassVar[frozenset[str]] = frozenset({*NUMBERS, "score", "closeness"})

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
        if self.base_time is None or self.latest_time is None:
            return None
        return years_between(self.base_time, self.latest_time)

    @property
    @result
    def left(self) -> Fraction | None:
        """The years from the latest value to the target's time; negative if that has passed."""
        if self.target is None or self.latest_time is None:
            return None
        return years_between(self.latest_time, self.target.period)

    @property
    def instead(self) -> SchemeCode | None:
        """A scheme that has a status for the same question, if this one has none."""
        if self.reason is None or self.status != self.scheme.not_available:
            return None
        asked = self.base_asked, self.latest_asked
        for code in _GENERAL:
            question = _Question(self.target, self.series, scheme_of(code), *asked, None, None)
            if _answer(question).reason is None:
                return code
        return None

    def text(self, lang: Language | None = None) -> str:
        """The status, in English the scheme's code, or the reason why there is none and a
        scheme that has one.
        """
        return self._text(self._language(lang))

    def _language(self, lang: Language | None) -> Language:
        return answer_language(lang, (self.target, self.series))

    def _text(self, lang: Language) -> str:
        return self._said(self.status if lang == "en" else status_words(self.status, lang), lang)

    def _said(self, status: str, lang: Language) -> str:
        """The status as given; if there is none, with the reason and the scheme that has one."""
        if self.reason is None or self.status != self.scheme.not_available:
            return status
        instead = "" if self.instead is None else _INSTEAD[lang].format(self.instead)
        return because(status, self.reason, lang) + instead

    def table(self, lang: Language | None = None) -> Table:
        """Every input and every intermediate value."""
        lang = self._language(lang)
        names = [field.name for field in attrs.fields(Pace) if field.init]
        fields = {name: getattr(self, name) for name in [*names, "elapsed", "left", "instead"]}
        fields |= {
            "firmness": STATUS_TEXTS[self.firmness][lang],
            "status": status_words(self.status, lang),
            "value": _in_percent(self.value),
            "schedule": _in_percent(self.schedule),
            "time_elapsed": self._time_elapsed(),
            "score": None if self.score is None else full(readable(self.score)),
            "closeness": None if self.closeness is None else full(readable(self.closeness)),
        }
        del fields["series"]
        indicator = ("indicator", full_name(self.series, lang))
        return fields_table("pace", [indicator, *fields.items()], lang)

    def _time_elapsed(self) -> Figure | None:
        """The share of the time from the base to the target that has passed, in percent."""
        elapsed, left = self.elapsed, self.left
        if elapsed is None or left is None or not 0 <= elapsed < elapsed + left:
            return None
        share = elapsed / (elapsed + left) * 100
        return Figure(full(readable(NEAREST.divide(share.numerator, share.denominator))), "%")

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        code = self.series.indicator.code
        return f"<{type(self).__name__} {code} by {self.scheme.code}: {self._text('en')}>"


def _in_percent(share: Figure | None) -> Figure | None:
    return None if share is None or share.unit.code != "ratio" else share.to("%")


# The schemes that most questions can be put to: with a target, and without one.
_GENERAL: Final[tuple[SchemeCode, ...]] = ("plan-linear", "statcan")
_INSTEAD: Final = {"en": "; {} can be asked", "zh": "；可用{}"}


def track(
    asked: Target | Indicator,
    series: Series,
    scheme: Scheme | SchemeCode = "statcan",
    *,
    base: Time | str | int | None = None,
    latest: Time | str | int | None = None,
    limit: Figure | Number | None = None,
    zero: Number | None = None,
    window: str | None = None,
) -> Pace:
    """The pace of *series* towards a target, or in the good direction of an indicator, by a scheme.

    *base* and *latest* are the requested times, by default the target's baseline or base, else the
    first value, and the last value. A base without a value is replaced by the scheme's rule.
    *limit* is a natural limit, in the indicator's unit, for a pace without a target. A base or
    target of zero has no growth rate: *zero* replaces it, a number or "replace" for the scheme's
    own. *window* names a window of the scheme, such as Eurostat's "short", which puts the base that
    many years before the latest value.

    Raises `NotComparableError`, `UnitMismatchError`, `UnknownCodeError`, `InvalidRecordError`. If
    too little is known, the status is the scheme's code for that, with a reason.

    >>> poverty = Indicator("poverty.rate", "%", "rate", "lower")
    >>> half = Target(poverty, Period.year(2030), Figure("7.25", "%"))
    >>> p = track(half, poverty.series({2015: "14.5", 2023: "10.2"}))
    >>> print(p, p.value, p.score.__round__(4), p.observed_rate, p.remaining_rate)
    substantial_progress 0.953 times 2.5186 -4.30% -4.76%
    """
    if not isinstance(series, Series):
        raise RecordTypeError(
            "track", "series", series, "a Series; indicator.series({'2021': '37.62'}) makes one"
        )
    if isinstance(asked, Target):
        target = asked
        check_same(target, series)
    elif isinstance(asked, Indicator):
        target = None
        if asked != series.indicator:
            raise NotComparableError("indicator", str(asked), str(series.indicator))
    else:
        raise RecordTypeError(
            "track", "asked", asked, "a Target, or an Indicator for a pace without one"
        )
    rules = scheme_of(scheme)
    start, end = asked_time(series, base, "base"), asked_time(series, latest, "latest")
    if window is not None:
        start = window_base(series, rules, window, start, end)
    question = _Question(
        target, in_parts(series), rules, start, end,
        None if limit is None else series.indicator.figure(limit),
        zero_replacement(rules, zero),
    )  # fmt: skip
    return _answer(question)


def zero_replacement(rules: Scheme, zero: Number | None) -> Decimal | None:
    """What stands for a zero: a number, the scheme's own ("replace"), or nothing. Raises
    `InvalidRecordError` if the scheme has none, and as `number`.
    """
    if zero != "replace":
        return None if zero is None else number(zero)
    if rules.zero_replacement is None:
        raise InvalidRecordError(
            "track", "zero", zero, f"{rules.code} replaces no zeros; write a number instead"
        )
    return rules.zero_replacement


@attrs.frozen
class _Question:
    """The arguments of `track`."""

    target: Target | None
    series: Series
    scheme: Scheme
    base: Time | None
    latest: Time | None
    limit: Figure | None
    zero: Decimal | None

    def facts(self) -> QuestionFacts:
        """Facts that decide whether the question has an answer, whatever the data."""
        target, rules = self.target, self.scheme
        if target is None:
            undirected = self.series.indicator.direction is Direction.NEITHER
            return QuestionFacts(undirected=undirected, without_number=not rules.judges(False))
        return QuestionFacts(
            set_elsewhere=target.figure is None and bool(target.set_by),
            without_number=target.figure is None or not rules.judges(True),
            relative=target.relative_to is not None,
            every=target.every is not None and not rules.against_time,
        )

    @property
    def compound(self) -> bool:
        """Whether the formula divides levels by levels."""
        return self.target is None or FORMULAS[self.scheme.formula].compound

    @property
    def rises(self) -> bool:
        """Whether more of the indicator is better."""
        return self.series.indicator.direction is Direction.HIGHER

    def pace(
        self,
        reason: Reason | None,
        status: str | None = None,
        path: Path | None = None,
        aim: Aim | None = None,
        achieved: Verdict | None = None,
        trend: Trend | None = None,
    ) -> Pace:
        """The answer; without a status it is the scheme's code for none, without a trend it has no
        numbers.
        """
        fields: dict[str, Any] = {
            "target": self.target,
            "series": self.series,
            "scheme": self.scheme,
            "status": status or self.scheme.not_available,
            "reason": reason,
            "achieved": achieved,
            "base_asked": self.base,
            "latest_asked": self.latest,
            "target_level": None if aim is None else aim.figure,
            "limit": self.limit,
            "zero": self.zero,
            **(path or Path()).shown(),
        }
        if trend is None:
            fields |= dict.fromkeys(Pace._on_demand)
        if achieved is Verdict.YES:
            fields["score"] = self.scheme.best_score if self.scheme.score_with_target else None
        return deferred(Pace, fields, trend)


def _answer(question: _Question) -> Pace:
    target, rules = question.target, question.scheme
    reason = first(NO_QUESTION, question.facts())
    if reason is not None:
        return question.pace(reason)
    path = path_of(target, question.series, rules, question.base, question.latest)
    held = held_so_far(target, question.series, rules, question.latest, path)
    if held is not None:
        return question.pace(held.reason, held.status, held.path, achieved=held.verdict)
    return _on_the_way(question, path)


def _on_the_way(question: _Question, path: Path) -> Pace:
    """The pace from a base to a number."""
    rules, aim = question.scheme, _aim(question, path)
    facts = aim if isinstance(aim, LevelFacts) else path.facts
    reason = path.reason or first(NO_LEVEL, facts)
    if reason is not None or path.latest is None or isinstance(aim, LevelFacts):
        return question.pace(reason, path=path)
    achieved = None if aim is None else aim.reached(path.latest.figure, rules)
    trend = _trend(question, path, aim)
    if isinstance(trend, Reason):
        status = _status(rules, achieved, None)
        return question.pace(trend, status, path, aim, achieved)
    status = _status(rules, achieved, trend)
    reason = first(NO_STATUS, StatusFacts(shared=status is None))
    return question.pace(reason, status, path, aim, achieved, trend)


def _aim(question: _Question, path: Path) -> Aim | LevelFacts | None:
    """The level to reach, or why there is none. None without a target, and if the target starts
    from a missing base.
    """
    target = question.target
    if target is None or path.latest is None:
        return None
    if target.measure is not Measure.VALUE and path.base is not None and _is_bound(path.base):
        return LevelFacts(base_only_a_bound=True)
    goal = goal_of(target, path.base)
    return None if goal is None else aim_at(goal, target, path, question.scheme, question.zero)


def _is_bound(base: Level) -> bool:
    return base.figure.qualifier is not Qualifier.EXACTLY


def _trend(question: _Question, path: Path, aim: Aim | None) -> Trend | Reason:
    """The path so far as numbers, or why there are none."""
    base, latest, target = path.base, path.latest, question.target
    if base is None or latest is None:
        return _no_base(question.base, question.scheme.base_rule)
    elapsed = years_between(base.time, latest.time)
    span = None if target is None else years_between(base.time, target.period)
    reason = first(NO_WAY, _way_facts(question, path, base, latest, (elapsed, span)))
    if reason is not None or elapsed is None:
        return reason or Reason.NOT_WHOLE_YEARS
    return _tracked(question, base.figure, latest.figure, aim, (elapsed, span))


def _way_facts(
    question: _Question,
    path: Path,
    base: Level,
    latest: Level,
    years: tuple[Fraction | None, Fraction | None],
) -> WayFacts:
    target, (elapsed, span) = question.target, years
    return WayFacts(
        base_end=base.time.end,
        latest_end=latest.time.end,
        goal_end=date.max if target is None else target.period.end,
        broken=path.broken,
        part_years=elapsed is None or (target is not None and span is None),
        no_ratio=question.compound and is_offset(latest.figure.unit),
        base_only_a_bound=_is_bound(base),
    )


def _tracked(
    question: _Question,
    base: Figure,
    latest: Figure,
    aim: Aim | None,
    years: tuple[Fraction, Fraction | None],
) -> Trend | Reason:
    """The numbers between two levels, *years* apart from each other and from the target."""
    if base.unit is not latest.unit:
        base = base.to(latest.unit)
    if question.compound and not base.value and question.zero is not None:
        base = base._exactly(question.zero)
    goal = None if aim is None else Wide(aim.level)
    rising = question.rises if aim is None else aim.rising
    levels = Wide(base.plain), Wide(latest.plain), goal
    steps = Steps(question.scheme.formula, *levels, rising, *years)
    turns = steps.of_one_sign(latest.bounds) is None
    reason = (steps.over(steps.base, -steps.base) if turns else steps).reason()
    return reason or Trend(question.scheme, steps, base, latest, question.limit)


def _no_base(asked: Time | None, rule: BaseRule) -> Reason:
    later = asked is not None and rule is BaseRule.NEXT_LATER
    facts = WayFacts(no_baseline=asked is None, no_later_base=later, no_base=True)
    return first(NO_WAY, facts) or Reason.NO_BASELINE


def _status(rules: Scheme, achieved: Verdict | None, trend: Trend | None) -> str | None:
    """The status according to the level, else to the trend; None if there is none."""
    if trend is not None and trend.steps.goal is None:
        return trend.status_without_target()

    def holds(band: Band) -> bool:
        return trend is not None and band.bounds.contains(trend.judged)

    reached, missed = achieved is Verdict.YES, achieved is Verdict.NO
    cases = rules._statuses(reached, missed, trend is not None, holds)
    return next((status for applies, status in cases if applies), None)

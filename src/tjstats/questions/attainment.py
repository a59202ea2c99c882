"""Degrees of attainment: exceeded, met, missed; the completion ratio; and what published verdicts
say in words.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

import attrs

from tjstats.errors import (
    InvalidPeriodError,
    InvalidRecordError,
    NotComparableError,
    PeriodKindError,
    RecordTypeError,
    TjstatsError,
)
from tjstats.questions.aggregation import aggregate, in_indicator_unit
from tjstats.questions.growth import growth
from tjstats.questions.rates import average_rate, compound, mean_rate
from tjstats.questions.reasons import reason_of
from tjstats.records.classifications import (
    NATURES,
    STATUS_TEXTS,
    Direction,
    Measure,
    Nature,
    Status,
    weakest,
)
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target, accepted
from tjstats.tables import Table, Tabular, fields_table
from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.numbers import NEAREST, Number
from tjstats.values.periods import ONE_DAY, AsOf, Period, Time
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit
from tjstats.values.verdicts import Reason, Verdict

__all__ = [
    "DEGREE_TEXTS",
    "PUBLISHED_WORDS",
    "Achieved",
    "Attainment",
    "Degree",
    "achieved",
    "assess",
    "completion",
    "degree",
    "published",
]


class Degree(StrEnum):
    """How far a target was met."""

    EXCEEDED = "exceeded"
    MET = "met"
    MISSED = "missed"


DEGREE_TEXTS: Final = {
    Degree.EXCEEDED: {"en": "exceeded", "zh": "超额完成"},
    Degree.MET: {"en": "met", "zh": "完成"},
    Degree.MISSED: {"en": "missed", "zh": "未完成"},
}

# Patterns of published verdicts, tried in this order: the first found in the text decides. A
# verdict on the path alone (on track, too early) says nothing yet of the target.
_REACHED: Final = (
    "met|meet|achieved?|reach|reached|fulfil|fulfilled|attain|attained|realised|realized|completed?"
)
PUBLISHED_WORDS: Final = (
    (Verdict.YES, r"低于预期控制|好于预期|超预期|超出预期"),
    (
        Verdict.NO,
        r"[未没](?:有|能|能够)?(?:如期|全面|全部|按期)?(?:完成|达|实现)|未能|无法完成|难以完成|不及预期|低于预期|滞后",
    ),
    (
        Verdict.NO,
        rf"\bnot(?: \w+)? (?:{_REACHED})\b|\bunmet\b|\bunfulfilled\b|\bmissed\b|\bfell short\b|\bshortfall\b",
    ),
    (
        Verdict.NO,
        r"\bnot on (?:track|course)\b|\boff (?:track|course)\b|\bfail(?:ed|ure|s)?\b|\bout of reach\b",
    ),
    (
        Verdict.UNKNOWN,
        r"\bpart(?:ly|ially)\b|\btoo early\b|\bon (?:track|course)\b|\bwithin reach\b|\bno data\b|部分(?:完成|实现)",
    ),
    (
        Verdict.YES,
        rf"完成|达到|达标|实现|符合预期|好于|快于|同步|\b(?:{_REACHED}|exceeded|surpassed)\b",
    ),
)


def published(words: str | None) -> Verdict | None:
    """The verdict that published words state, UNKNOWN where they state none; None where nothing is
    published.

    >>> published("提前超额完成"), published("未完成"), published("no data")
    (<Verdict.YES: 'yes'>, <Verdict.NO: 'no'>, <Verdict.UNKNOWN: 'unknown'>)
    """
    if words is None:
        return None
    return next(
        (verdict for verdict, marks in PUBLISHED_WORDS if re.search(marks, words, re.IGNORECASE)),
        Verdict.UNKNOWN,
    )


def degree(verdict: Verdict, bounds: Bounds, asked: Figure, accepts: Bounds) -> Degree | None:
    """Missed; met; or exceeded: past the number itself, past the better end of a range, past what
    "about" allows.

    *bounds* are those of what was achieved, in the unit of *asked*; *accepts* is what the target
    accepts.
    """
    if verdict is not Verdict.YES:
        return Degree.MISSED if verdict is Verdict.NO else None
    rising, falling = accepts.upper is None, accepts.lower is None
    if rising == falling:
        return Degree.MET
    best = _best(asked, accepts, rising)
    if best is None:
        return Degree.MET
    at = Bounds(best, best)
    past = at < bounds if rising else bounds < at
    return Degree.EXCEEDED if past is Verdict.YES else Degree.MET


def _best(asked: Figure, accepts: Bounds, rising: bool) -> Decimal | None:
    """The number past which a target is exceeded."""
    if asked.qualifier is Qualifier.BETWEEN:
        return asked.bounds.upper if rising else asked.bounds.lower
    end = accepts.lower if rising else accepts.upper
    if (
        asked.qualifier is Qualifier.ABOUT and end is not None
    ):  # as far beyond the number as the tolerance lies before it
        plain = asked.value.scaleb(asked.multiplier, NEAREST)
        return NEAREST.subtract(NEAREST.multiply(plain, Decimal(2)), end)
    return end


def completion(target: Target, actual: Figure, planned: Figure) -> Figure | None:
    """How much of the target is done, in percent: actual over planned for amounts, (100 + actual)
    over (100 + planned) for growth and reductions, None for rates and where the plan is not
    positive.

    >>> gdp = Indicator("gdp", "亿元", "flow")
    >>> g = Target(gdp, Period.year(2025), Figure("5", "%"), measure="growth", base=Period.year(2024))
    >>> print(completion(g, Figure("6", "%"), g.figure))
    100.95%
    """
    if target.relative_to is not None:
        return None
    if target.measure in (Measure.GROWTH, Measure.AVERAGE_GROWTH):
        whole = Figure(100, "%", exact=True)
        return _share(whole + actual.to("%"), whole + planned.to("%"))
    if target.measure is Measure.VALUE and target.indicator.nature is Nature.RATE:
        return None
    if planned.unit.code in ("percentage_point", "delta_degC", "degC"):
        return None
    return _share(actual, planned)


def _share(actual: Figure, planned: Figure) -> Figure | None:
    if not planned.value > 0:
        return None
    return (actual.to(planned.unit) / planned).to("%")


# What was achieved of what a target asks: the observation to hold against it, brought to its period
# and measure.


@attrs.frozen
class Achieved:
    """What there is. Fields: observation, figure (in the target's kind of unit), final, gross (a
    part of a gross total).
    """

    observation: Observation | None = None
    figure: Figure | None = None
    final: bool = False
    gross: bool = False
    reason: Reason | None = None


def achieved(
    target: Target, reported: Observation | Series, reference: Observation | Series | None
) -> Achieved:
    """The observation that answers the target, or the reason why there is none."""
    first = reported if isinstance(reported, Observation) else reported.observations[0]
    if target.relative_to is not None:
        return _relative(target, reported, reference)
    if target.measure is not first.measure:
        rates = target.measure in _RATES and first.measure in _RATES
        return _compounded(target, reported) if rates else _grown(target, reported)
    if isinstance(reported, Observation):
        return _placed(target, reported)
    return (
        _of_series(target, reported)
        if target.measure is Measure.VALUE
        else _of_changes(target, reported)
    )


def _of_changes(target: Target, series: Series) -> Achieved:
    """The change or growth printed for the period; else yearly growth compounded; else the one
    printed last.
    """
    same = [o for o in series if same_base(target.base, o.base)]
    exact = next((o for o in same if o.period == target.period), None)
    if exact is None and target.measure is Measure.GROWTH and _chain(target, series):
        return _compounded(target, series)
    best = exact or (same[-1] if same else None)
    return Achieved(reason=Reason.NO_OBSERVATION) if best is None else _placed(target, best)


def _of_series(target: Target, series: Series) -> Achieved:
    found = aggregate(series, target.period)
    if found.complete and found.observation is not None:
        return _placed(target, found.observation)
    begun = (
        None if target.baseline is None else _end(target.baseline.period)
    )  # what it starts from is no step towards it
    within = [
        o
        for o in series
        if _end(o.period) <= _end(target.period) and (begun is None or _end(o.period) > begun)
    ]
    over = any(_end(o.period) >= _end(target.period) for o in series)
    yearly = target.figure is not None and target.figure.unit.code.startswith(
        f"{target.indicator.unit}/"
    )
    if yearly and not found.complete:  # so many a year: some years do not tell the average of all
        return Achieved(reason=found.reason if over else Reason.PERIOD_NOT_OVER)
    if found.observation is not None:
        return Achieved(
            found.observation,
            found.observation.figure,
            gross=True,
            reason=found.reason if over else None,
        )
    flow = series.indicator.nature is Nature.FLOW  # one year says nothing of the total of several
    if found.reason is Reason.BREAK_IN_SERIES or not within or over:
        return Achieved(reason=found.reason)
    return Achieved(within[-1], None if flow else within[-1].figure, reason=Reason.PERIOD_NOT_OVER)


def _placed(target: Target, observation: Observation) -> Achieved:
    """One observation, told final or interim by its period."""
    if observation.figure is None:
        return Achieved(observation, reason=Reason.MISSING_VALUE)
    asked, has = target.period, observation.period
    if target.measure is Measure.VALUE and target.indicator.nature is Nature.FLOW:
        return _flow(target, observation)
    part = _like_part(target, observation)
    if not (part or same_base(target.base, observation.base)):
        raise NotComparableError("base", str(target.base), str(observation.base))
    figure = _a_year(target, observation.figure, observation.period)
    if asked == has or (_end(asked) == _end(has) and type(asked) is not type(has)):
        return Achieved(observation, figure, final=True)
    before = (
        target.base is not None and isinstance(asked, Period) and _end(has) < asked.start
    )  # from the same base so far
    if _end(has) > _end(asked) or (
        isinstance(asked, Period) and not asked.contains(has) and not before
    ):
        raise NotComparableError("period", str(asked), str(has))
    over = _end(has) == _end(asked)
    return Achieved(
        observation, figure, reason=Reason.GAP_IN_SERIES if over else Reason.PERIOD_NOT_OVER
    )


def _flow(target: Target, observation: Observation) -> Achieved:
    asked, has = target.period, observation.period
    if not isinstance(asked, Period) or not isinstance(has, Period):
        raise PeriodKindError(str(asked), str(has))
    if not asked.contains(has):
        raise NotComparableError("period", str(asked), str(has))
    assert target.figure is not None and observation.figure is not None
    yearly = target.figure.unit.code.startswith(f"{target.indicator.unit}/")
    total = in_indicator_unit(observation)
    if yearly:  # so many a year: the total over the years, and no part of it stands for the whole
        figure = (
            observation.figure
            if observation.figure.unit == target.figure.unit
            else total / has.length
        )
        return Achieved(
            observation,
            figure,
            final=asked == has,
            reason=None if asked == has else Reason.PERIOD_NOT_OVER,
        )
    if asked == has:
        return Achieved(observation, total, final=True)
    if target.indicator.net or total.bounds.lower is None or total.bounds.lower < 0:
        return Achieved(observation, total, reason=Reason.PERIOD_NOT_OVER)
    return Achieved(observation, total.or_more(), gross=True)


def same_base(asked: Time | None, has: Time | None) -> bool:
    """Whether two bases are one: equal, or the end of a year and that year."""
    if asked == has or asked is None or has is None:
        return asked == has
    return (
        type(asked) is not type(has)
        and _end(asked) == _end(has)
        and 12 in (_months(asked), _months(has))
    )


def _months(time: Time) -> int | None:
    return time.months if isinstance(time, Period) else None


def _like_part(target: Target, observation: Observation) -> bool:
    """Whether it is of a part of the target's year against the same part of the year before: growth
    in 1—9月.
    """
    asked, has = target.period, observation.period
    if (
        target.measure is Measure.VALUE
        or not isinstance(asked, Period)
        or not isinstance(has, Period)
    ):
        return False
    inside = asked != has and asked.contains(has)
    return inside and (asked.shift(-1, "1y"), has.shift(-1, "1y")) == (
        target.base,
        observation.base,
    )


def _a_year(target: Target, figure: Figure, time: Time) -> Figure:
    """A change over several years as one a year, where the target is on that."""
    assert target.figure is not None
    yearly = target.measure is Measure.CHANGE and target.figure.unit.code.startswith(
        f"{figure.unit.code}/"
    )
    return figure / time.length if yearly and isinstance(time, Period) else figure


def _grown(target: Target, reported: Observation | Series) -> Achieved:
    """Levels grown to the change, growth, factor or average growth that the target asks."""
    first = reported if isinstance(reported, Observation) else reported.observations[0]
    if first.measure is not Measure.VALUE:
        raise NotComparableError("measure", str(target.measure), str(first.measure))
    assert target.base is not None
    base = _level(reported, target.base) if isinstance(reported, Series) else target.baseline
    now = _level(reported, target.period) or _latest(target, reported, base)
    if now is None:
        return Achieved(reason=Reason.NO_OBSERVATION)
    if not _end(target.base) < _end(now.period) <= _end(target.period):
        raise NotComparableError("period", str(target.period), str(now.period))
    if base is None:
        return Achieved(reason=Reason.NO_BASELINE)
    try:
        g = growth(now, base)
    except TjstatsError as error:
        return Achieved(reason=reason_of(error))
    figure = g.of(target.measure)
    if figure is None:
        return Achieved(reason=g.reason or Reason.MISSING_VALUE)
    over = _end(now.period) == _end(target.period)
    time = target.period if over else now.period
    made = Observation(
        target.indicator,
        time,
        figure,
        first.area,
        target.measure,
        target.base,
        first.scope,
        first.basis,
        status=weakest(now.status, base.status),
        derived_from=(now, base),
    )
    span = (
        target.period
        if over
        else Period(target.period.start, _end(time))
        if isinstance(target.period, Period)
        else time
    )
    return Achieved(made, _a_year(target, figure, span), final=over)


def _latest(
    target: Target, reported: Observation | Series, base: Observation | None
) -> Observation | None:
    """The last level before the end of the period that compares with the base: what holds now."""
    assert target.base is not None
    if base is None or isinstance(reported, Observation):
        return None
    inside = [
        o
        for o in reported
        if o.figure is not None and _end(target.base) < _end(o.period) < _end(target.period)
    ]
    alike = [o for o in inside if _months(o.period) == _months(base.period)]
    return alike[-1] if alike else None


def _level(reported: Observation | Series, time: Time) -> Observation | None:
    """The level at a time: its observation, else the one at the end of it for a stock or at its
    last year.
    """
    if isinstance(reported, Observation):
        return reported
    nature = reported.indicator.nature
    wanted: list[Time] = [time]
    if isinstance(time, Period):
        wanted += [AsOf(time.end), Period.years(time.end.year, time.end.year)]
    elif NATURES[nature].times != (AsOf,):
        wanted.append(Period.years(time.date.year, time.date.year))
    return next(
        (o for each in wanted for o in reported if o.period == each and o.figure is not None), None
    )


# --- rates of growth ------------------------------------------------------------------------------

_RATES: Final = (Measure.GROWTH, Measure.AVERAGE_GROWTH)


def _compounded(target: Target, reported: Observation | Series) -> Achieved:
    """Rates of growth brought to the one asked: yearly rates compounded, an average to the whole,
    the whole to an average.
    """
    parts = _chain(target, reported)
    if not parts:
        return Achieved(reason=Reason.NO_OBSERVATION)
    if len({o.scope for o in parts}) > 1:
        return Achieved(reason=Reason.BREAK_IN_SERIES)
    rates = [rate for o in parts for rate in _yearly_rates(o)]
    known = [rate for rate in rates if rate is not None]
    average = target.measure is Measure.AVERAGE_GROWTH
    figure = None if len(known) < len(rates) else mean_rate(known) if average else compound(known)
    if figure is None:  # a level fell below zero
        return Achieved(reason=Reason.MIXED_SIGN)
    over = _end(parts[-1].period) == _end(target.period)
    time = Period(parts[0].period.start, _end(parts[-1].period))  # type: ignore[union-attr]
    first = parts[0]
    made = Observation(
        target.indicator,
        time,
        figure,
        first.area,
        target.measure,
        target.base,
        first.scope,
        first.basis,
        status=weakest(*(o.status for o in parts)),
        derived_from=tuple(parts),
    )
    return Achieved(made, figure, final=over, reason=None if over else Reason.PERIOD_NOT_OVER)


def _chain(target: Target, reported: Observation | Series) -> list[Observation]:
    """Rates that follow each other from the target's base on, each against the end of the one
    before; the longest first.
    """
    time, base = target.period, target.base
    if not isinstance(time, Period) or base is None or _end(base) + ONE_DAY != time.start:
        return []
    ahead = [reported] if isinstance(reported, Observation) else list(reported)
    links = [
        o
        for o in ahead
        if o.figure is not None and isinstance(o.period, Period) and _links(o, o.period)
    ]
    chain: list[Observation] = []
    at = time.start
    while found := [o for o in links if o.period.start == at and _end(o.period) <= time.end]:  # type: ignore[union-attr]
        chain.append(max(found, key=lambda o: _end(o.period)))
        at = _end(chain[-1].period) + ONE_DAY
    return chain


def _links(observation: Observation, time: Period) -> bool:
    """Whether it is growth over whole years against the year before them."""
    base = observation.base
    whole = time.months is not None and time.months % 12 == 0
    return (
        whole
        and base is not None
        and _months(base) in (None, 12)
        and _end(base) + ONE_DAY == time.start
    )


def _yearly_rates(observation: Observation) -> list[Figure | None]:
    """As many yearly rates as it lasts years; None where no yearly rate leads there."""
    assert observation.figure is not None
    years = (_months(observation.period) or 12) // 12
    average = observation.measure is Measure.AVERAGE_GROWTH
    return [
        observation.figure if average or years == 1 else average_rate(observation.figure, years)
    ] * years


def _relative(
    target: Target, reported: Observation | Series, reference: Observation | Series | None
) -> Achieved:
    """The difference from the reference indicator, in points or in the unit of both."""
    if reference is None:
        return Achieved(reason=Reason.NO_REFERENCE)
    mine, theirs = _single(target, reported), _single(target, reference)
    if mine is None or theirs is None or mine.figure is None or theirs.figure is None:
        return Achieved(reason=Reason.NO_OBSERVATION)
    if mine.measure is not target.measure or theirs.measure is not target.measure:
        return Achieved(reason=Reason.NO_OBSERVATION)
    if mine.base != theirs.base or mine.period != theirs.period:
        return Achieved(reason=Reason.PERIOD_MISMATCH)
    if theirs.indicator != target.relative_to:
        raise NotComparableError(
            "reference indicator", str(target.relative_to), str(theirs.indicator)
        )
    if mine.basis != theirs.basis:
        return Achieved(reason=Reason.BASIS_UNKNOWN)
    difference = mine.figure - theirs.figure
    made = attrs.evolve(mine, source=None, printed=None, locator=None, derived_from=(mine, theirs))
    made = attrs.evolve(made, status=weakest(mine.status, theirs.status))
    return Achieved(made, difference, final=_end(mine.period) == _end(target.period))


def _single(target: Target, reported: Observation | Series) -> Observation | None:
    if isinstance(reported, Observation):
        return reported if reported.period == target.period else None
    return aggregate(reported, target.period).observation


def _end(time: Time) -> date:
    return time.date if isinstance(time, AsOf) else time.end


# Attainment: was a target met? The verdict, how far, and why one cannot tell.  What a target
# accepts is one table (`records.targets.ACCEPTS`). Levels are compared at their word (`bounds`), so
# 72.69 against 72.69 is met. Before the period is over only the total of a gross flow can be met,
# early.


@attrs.frozen(repr=False)
class Attainment(Tabular):
    """Whether a target was met.

    Fields: target, reported (as given; None where nothing is), verdict, degree, reason (why
    unknown), gap (signed, positive is good), completion (in percent, None for rates), early (met
    before the period was over), final (the period is covered), holds_now (the verdict on what there
    is so far), tolerance, observation (what was compared, derived where needed), reference, status.
    """

    target: Target
    reported: Observation | Series | None
    verdict: Verdict
    degree: Degree | None = None
    reason: Reason | None = None
    gap: Figure | None = None
    completion: Figure | None = None
    early: bool = False
    final: bool = False
    holds_now: Verdict | None = None
    tolerance: Figure | None = None
    observation: Observation | None = None
    reference: Observation | Series | None = None
    status: Status = Status.NORMAL

    @property
    def published(self) -> Verdict | None:
        """The verdict that was published beside the target."""
        return published(self.target.published_verdict)

    @property
    def agrees(self) -> Verdict | None:
        """Whether the published verdict is the computed one; unknown where either is; None without
        a published one.
        """
        theirs = self.published
        if theirs is None:
            return None
        if Verdict.UNKNOWN in (theirs, self.verdict):
            return Verdict.UNKNOWN
        return Verdict.YES if theirs is self.verdict else Verdict.NO

    @property
    def stretch(self) -> Verdict | None:
        """Whether the further aim (力争) was reached as well, on what there is so far; None where
        there is none.
        """
        if (
            self.target.stretch is None
            or self.observation is None
            or self.observation.figure is None
        ):
            return None
        further = accepted(self.target.stretch, self.target.indicator.direction)
        bounds = self.observation.figure.to(self.target.stretch.unit).bounds
        return _verdict(bounds, further, self.target.stretch, None)[0]

    def text(self, lang: str = "en") -> str:
        """The answer in words: "met (forecast)", "cannot tell: …"."""
        if self.degree is None:
            why = f": {self.reason.text(lang)}" if self.reason else ""
            return self.verdict.text(lang) + why
        early = {"en": "early, ", "zh": "提前"}[lang] if self.early else ""
        status = STATUS_TEXTS[self.status][lang]
        mark = ("（{}）" if lang == "zh" else " ({})").format(status) if status else ""
        return early + DEGREE_TEXTS[self.degree][lang] + mark

    def table(self) -> Table:
        """The inputs and the answer."""
        names = (
            "verdict",
            "degree",
            "reason",
            "gap",
            "completion",
            "early",
            "final",
            "holds_now",
            "tolerance",
            "status",
        )
        shown = [(name, getattr(self, name)) for name in (*names, "published", "agrees")]
        inputs = [
            ("target", self.target),
            ("reported", self.reported),
            ("compared", self.observation),
        ]
        return fields_table("attainment", [*inputs, *shown])

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.target.indicator.code} {self.target.period}: {self}>"


def assess(
    target: Target,
    reported: Observation | Series,
    reference: Observation | Series | None = None,
    tolerance: Figure | Number | None = None,
) -> Attainment:
    """Whether *reported* meets *target*. A series is totalled, averaged or grown to what the target
    asks.

    *reference* is the other indicator of a target `relative_to` it; *tolerance* is what a target
    "about" a number allows, a Figure or a number in the target's unit. Raises `NotComparableError`
    (indicator, area, scope, basis, period), `UnitMismatchError`, `RecordTypeError`; not knowing
    enough is `Verdict.UNKNOWN` with a reason.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> goal = Target(jobs, Period.years(2021, 2025), Figure.at_least("175", "万人"))
    >>> a = assess(goal, jobs.observe("2021-01-01/P5Y", Figure.over("175", "万人"), status="forecast"))
    >>> print(a.verdict, a, a.gap)
    yes exceeded (forecast) 超过0万人
    """
    if not isinstance(target, Target):
        raise RecordTypeError("assess", "target", target, "a Target")
    if not isinstance(reported, Observation | Series):
        raise RecordTypeError("assess", "reported", reported, "an Observation or a Series")
    check_same(target, reported)
    allowed = _tolerance(target, tolerance)
    if target.figure is None:
        reason = Reason.SET_ELSEWHERE if target.set_by else Reason.NO_NUMBER
        return Attainment(
            target, reported, Verdict.UNKNOWN, reason=reason, tolerance=allowed, reference=reference
        )
    if target.every is not None:
        return _each(target, reported, reference, allowed)
    found = achieved(target, reported, reference)
    if found.figure is None or found.observation is None:
        reason = found.reason or Reason.MISSING_VALUE
        return Attainment(
            target, reported, Verdict.UNKNOWN, reason=reason, tolerance=allowed, reference=reference
        )
    if found.observation.scope != target.scope:
        reason = Reason.SCOPE_MISMATCH
        return Attainment(
            target, reported, Verdict.UNKNOWN, reason=reason, tolerance=allowed, reference=reference
        )
    return _judged(target, reported, reference, allowed, found)


def _each(
    target: Target,
    reported: Observation | Series,
    reference: Observation | Series | None,
    tolerance: Figure | None,
) -> Attainment:
    """A target for every year: met where each is, missed where one is, told by the worst of
    them.
    """
    assert target.every is not None
    series = Series((reported,)) if isinstance(reported, Observation) else reported
    answers = [_one(target, part, series, reference, tolerance) for part in _parts(target, series)]
    if not answers:
        return Attainment(
            target, reported, Verdict.UNKNOWN, reason=Reason.PERIOD_MISMATCH, tolerance=tolerance
        )
    if (told := _throughout(target, series, tolerance)) is not None and not any(
        a.verdict is Verdict.NO for a in answers
    ):
        return told
    verdict = now = Verdict.YES
    for answer in answers:
        verdict, now = (
            verdict & answer.verdict,
            now & (Verdict.UNKNOWN if answer.holds_now is None else answer.holds_now),
        )
    worst = next(
        (a for a in answers if a.verdict is verdict and a.degree is not Degree.EXCEEDED), answers[0]
    )
    return attrs.evolve(
        worst,
        target=target,
        reported=reported,
        verdict=verdict,
        holds_now=now,
        early=verdict is Verdict.YES and any(a.early for a in answers),
        final=all(a.final for a in answers),
        status=weakest(*(a.status for a in answers)),
        reference=reference,
    )


def _throughout(target: Target, series: Series, tolerance: Figure | None) -> Attainment | None:
    """What a figure printed for the whole period says of every year in it: a range holds each
    (3.6%—4.24%), and a mean on the wrong side leaves one that is missed.
    """
    whole = next((o for o in series if o.period == target.period and o.figure is not None), None)
    if (
        whole is None
        or target.measure is not Measure.VALUE
        or target.indicator.nature is Nature.FLOW
    ):
        return None
    assert whole.figure is not None and target.figure is not None
    answer = assess(attrs.evolve(target, every=None), whole, tolerance=tolerance)
    if whole.figure.qualifier is Qualifier.BETWEEN and not whole.figure.approximate:
        ends = [
            whole.figure.exactly(end)
            for end in (whole.figure.bounds.lower, whole.figure.bounds.upper)
            if end is not None
        ]
        verdicts = [
            assess(attrs.evolve(target, every=None), attrs.evolve(whole, figure=end)).verdict
            for end in ends
        ]
        if Verdict.NO in verdicts:
            return attrs.evolve(
                answer, target=target, verdict=Verdict.NO, degree=Degree.MISSED, reason=None
            )
    elif answer.verdict is Verdict.YES and whole.figure.qualifier in (
        Qualifier.EXACTLY,
        Qualifier.ABOUT,
    ):
        return attrs.evolve(
            answer, target=target, verdict=Verdict.UNKNOWN, degree=None, reason=Reason.GAP_IN_SERIES
        )
    return attrs.evolve(answer, target=target, reported=series)


def _parts(target: Target, series: Series) -> list[Target]:
    """A target for every year as one target a year, each against the year before where it is on
    growth.

    Values as of a day are asked for at the end of each year.
    """
    assert target.every is not None
    try:
        periods = target.period.split(target.every) if isinstance(target.period, Period) else ()
    except InvalidPeriodError:
        return []
    if target.measure is Measure.VALUE and isinstance(series.periods[0], AsOf):
        return [attrs.evolve(target, period=AsOf(p.end), every=None) for p in periods]
    return [
        attrs.evolve(
            target, period=p, every=None, base=None if target.base is None else p.shift(-1)
        )
        for p in periods
    ]


def _one(
    target: Target,
    part: Target,
    series: Series,
    reference: Observation | Series | None,
    tolerance: Figure | None,
) -> Attainment:
    try:
        return assess(part, series, reference, tolerance)
    except TjstatsError as error:
        return Attainment(target, series, Verdict.UNKNOWN, reason=reason_of(error))


def check_same(target: Target, reported: Observation | Series) -> None:
    """Raise `NotComparableError` where what was reported is not what the target is about."""
    first = reported if isinstance(reported, Observation) else reported.observations[0]
    fields = (
        ("indicator", "scope", "basis")
        if isinstance(reported, Observation)
        else ("indicator", "basis")
    )
    for field in fields:
        if getattr(target, field) != getattr(first, field):
            raise NotComparableError(field, str(getattr(target, field)), str(getattr(first, field)))
    if target.area is not None and target.area != first.area:
        raise NotComparableError("area", target.area, first.area)


def _tolerance(target: Target, given: Figure | Number | None) -> Figure | None:
    if given is None:
        return None
    if isinstance(given, Figure) or target.figure is None:
        found = given if isinstance(given, Figure) else Figure(given, target.indicator.unit)
    else:
        found = Figure(given, _gap_unit(target.figure), multiplier=target.figure.multiplier)
    if found.bounds.lower is None or found.bounds.lower < 0:
        raise InvalidRecordError("assess", "tolerance", str(given), "a tolerance is zero or more")
    return found


def _gap_unit(figure: Figure) -> Unit:
    return (figure - figure).unit


def _judged(
    target: Target,
    reported: Observation | Series,
    reference: Observation | Series | None,
    tolerance: Figure | None,
    found: Achieved,
) -> Attainment:
    figure, observation, asked = found.figure, found.observation, target.figure
    assert figure is not None and asked is not None and observation is not None
    accepts = _accepts(asked, target.indicator.direction, tolerance)
    bounds = figure.to(asked.unit).bounds
    now, reason = _verdict(bounds, accepts, asked, tolerance)
    verdict = now
    if not found.final and not (found.gross and now is Verdict.YES and accepts.upper is None):
        verdict, reason = Verdict.UNKNOWN, found.reason or Reason.PERIOD_NOT_OVER
    threshold = _threshold(accepts, asked)
    return Attainment(
        target,
        reported,
        verdict,
        degree(verdict, bounds, asked, accepts),
        reason,
        None if threshold is None else _gap(figure, threshold, rising=accepts.lower is not None),
        None if threshold is None else completion(target, figure, threshold),
        early=verdict is Verdict.YES and not found.final,
        final=found.final,
        holds_now=now,
        tolerance=tolerance,
        observation=observation,
        reference=reference,
        status=observation.status,
    )


def _accepts(asked: Figure, direction: Direction, tolerance: Figure | None) -> Bounds:
    """What the target accepts, widened by the tolerance of an "about"."""
    accepts = accepted(asked, direction)
    if tolerance is None or asked.qualifier is not Qualifier.ABOUT:
        return accepts
    slack = (
        tolerance.bounds if tolerance.unit == asked.unit else _in_unit(tolerance, asked)
    ).upper or Decimal(0)
    around = Bounds(slack.copy_negate(), slack)
    return Bounds(
        None if accepts.lower is None else (accepts + around).lower,
        None if accepts.upper is None else (accepts + around).upper,
    )


def _in_unit(tolerance: Figure, asked: Figure) -> Bounds:
    return tolerance.to(_gap_unit(asked)).bounds


def _verdict(
    bounds: Bounds, accepts: Bounds, asked: Figure, tolerance: Figure | None
) -> tuple[Verdict, Reason | None]:
    if accepts.contains(bounds):
        return Verdict.YES, None
    if asked.qualifier is Qualifier.ABOUT and tolerance is None:
        return Verdict.UNKNOWN, Reason.ABOUT_WITHOUT_TOLERANCE
    if not accepts.overlaps(bounds):
        return Verdict.NO, None
    return Verdict.UNKNOWN, Reason.STRADDLES_TARGET


def _threshold(accepts: Bounds, asked: Figure) -> Figure | None:
    """The number that decides: the end that counts, as an exact figure in the target's scale."""
    end = (
        accepts.lower if accepts.upper is None or accepts.lower == accepts.upper else accepts.upper
    )
    if end is None or (
        accepts.lower is not None and accepts.upper is not None and accepts.lower != accepts.upper
    ):
        return None
    return asked.exactly(end)


def _gap(figure: Figure, threshold: Figure, *, rising: bool) -> Figure:
    return figure - threshold if rising else threshold - figure

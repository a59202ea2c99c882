"""Attainment: was a target met? The verdict, how far, and why one cannot tell.

What a target accepts is one table (`records.targets.ACCEPTS`). Levels are compared at their word
(`bounds`), so 72.69 against 72.69 is met. Before the period is over only the total of a gross flow
can be met, early.
"""

from __future__ import annotations

from decimal import Decimal

import attrs

from tjstats.errors import InvalidPeriodError, InvalidRecordError, RecordTypeError, TjstatsError
from tjstats.questions.comparability import check_same
from tjstats.questions.degrees import DEGREE_TEXTS, Degree, completion, degree, published
from tjstats.questions.evidence import Achieved, achieved
from tjstats.questions.reasons import reason_of
from tjstats.questions.results import Results, result
from tjstats.records.classifications import (
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
from tjstats.values.numbers import Number
from tjstats.values.periods import AsOf, Period
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["Attainment", "assess"]


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
    _stored: Results | None = attrs.field(init=False, default=None, repr=False, hash=False)

    @property
    @result
    def published(self) -> Verdict | None:
        """The verdict that was published beside the target."""
        return published(self.target.published_verdict)

    @property
    @result
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

"""Attainment: was a target met, by how much, and if that is unknown, why?

What a target accepts is one table (`records.targets.ACCEPTS`). Levels are compared as printed
(`bounds`), so 72.69 meets a target of 72.69. Before the period is over, only the total of a gross
flow can meet a target, early.
"""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import and_
from typing import Any, Final, NamedTuple

import attrs

from tjstats.errors import InvalidPeriodError, InvalidRecordError, RecordTypeError, TjstatsError
from tjstats.questions.aggregation import in_parts, to_date
from tjstats.questions.answers import answer_language, because, on_side
from tjstats.questions.comparability import check_same
from tjstats.questions.degrees import Degree, completion, degree, is_limit, published
from tjstats.questions.evidence import Evidence, evidence
from tjstats.questions.reasons import Case, first, reason_of
from tjstats.questions.results import Results, result
from tjstats.records.classifications import (
    STATUS_TEXTS,
    Measure,
    Nature,
    Status,
    weakest,
)
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target, accepted, deciding
from tjstats.streams import Pictured
from tjstats.tables import Table, Tabular, fields_table
from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.numbers import ZERO, Number
from tjstats.values.periods import AsOf, Period
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["NO_VERDICT", "Attainment", "VerdictFacts", "assess", "unknown"]


class VerdictFacts(NamedTuple):
    """Facts that decide whether there is a verdict on a target; each a Python value or a frame
    expression. Cases that cannot arise keep the default, False.

    Fields, of the target: no_number, set_elsewhere, unreadable_target, unreadable_period,
    every_part (asked for in every part of its period, which no single value answers), relative (in
    step with an indicator that is not given). Of what was reported: no_observation, duplicate,
    only_parts (of the period), only_levels (for a change or growth), only_a_bound, missing (no
    value), scopes_differ, bases_differ, units_differ, not_over. Of both: about (the target is
    "about" a number, without a tolerance), outside (part of what was reported is not accepted),
    inside (part of it is).
    """

    no_number: Any = False
    set_elsewhere: Any = False
    unreadable_target: Any = False
    unreadable_period: Any = False
    every_part: Any = False
    relative: Any = False
    no_observation: Any = False
    duplicate: Any = False
    only_parts: Any = False
    only_levels: Any = False
    only_a_bound: Any = False
    missing: Any = False
    scopes_differ: Any = False
    bases_differ: Any = False
    units_differ: Any = False
    not_over: Any = False
    about: Any = False
    outside: Any = False
    inside: Any = False


_NO_VALUE: Final = (
    Case(
        Reason.SET_ELSEWHERE,
        lambda f: f.no_number & f.set_elsewhere,
        "the target has no number and is set elsewhere",
    ),
    Case(Reason.NO_NUMBER, lambda f: f.no_number, "the target has no number"),
    Case(
        Reason.UNREADABLE_TARGET,
        lambda f: f.unreadable_target,
        "the qualifier or the direction is unreadable (data frames)",
    ),
    Case(
        Reason.UNREADABLE_PERIOD,
        lambda f: f.unreadable_period,
        "the target's period is unreadable (data frames)",
    ),
    Case(
        Reason.PERIOD_MISMATCH,
        lambda f: f.every_part,
        "the target is for every part of its period, which is not divided into such parts",
    ),
    Case(Reason.NO_REFERENCE, lambda f: f.relative, "the indicator it is relative to is missing"),
    Case(
        Reason.ONLY_PARTS,
        lambda f: f.only_parts,
        "only values for parts of the period are given (data frames; records put them together)",
    ),
    Case(
        Reason.ONLY_LEVELS,
        lambda f: f.only_levels,
        "only levels are given for a target on change or growth (data frames; records compute it)",
    ),
    Case(
        Reason.NO_OBSERVATION,
        lambda f: f.no_observation,
        "nothing is reported for the period; for a total or a mean see below",
    ),
    Case(Reason.DUPLICATE_KEY, lambda f: f.duplicate, "several rows match (data frames)"),
    Case(Reason.ONLY_A_BOUND, lambda f: f.only_a_bound, "a range has no ends (data frames)"),
    Case(Reason.MISSING_VALUE, lambda f: f.missing, "the observation has no value"),
    Case(
        Reason.SCOPE_MISMATCH,
        lambda f: f.scopes_differ,
        "the scopes of the target and of the observation differ",
    ),
    Case(
        Reason.PERIOD_MISMATCH,
        lambda f: f.bases_differ,
        "the growth targeted and reported have different bases (records: an error)",
    ),
    Case(
        Reason.UNIT_MISMATCH,
        lambda f: f.units_differ,
        "the units differ (records: an error)",
    ),
    Case(
        Reason.PERIOD_NOT_OVER,
        lambda f: f.not_over,
        "the figures do not cover the period to its end, and no gross total meets it already",
    ),
)
_BY_VALUE: Final = (
    Case(
        Reason.ABOUT_WITHOUT_TOLERANCE,
        lambda f: f.about & f.outside,
        "the target is 'about' a number, and the value is on its wrong side",
    ),
    Case(
        Reason.STRADDLES_TARGET,
        lambda f: f.outside & f.inside,
        "the reported range includes values on both sides of the target",
    ),
)
NO_VERDICT: Final = (*_NO_VALUE, *_BY_VALUE)
"""Conditions under which there is no verdict on a target, in order of precedence."""


@attrs.frozen(repr=False)
class Attainment(Tabular, Pictured):
    """Whether a target was met.

    Fields: target, reported (as given; None if nothing was reported), verdict, degree, reason (why
    it is unknown), gap (positive on the good side), completion (in percent, None for rates), early
    (met before the period was over), final (the period is covered), holds_now (the verdict on what
    is reported so far), tolerance, observation (the one compared, derived if needed),
    reference, status.
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
        """The verdict that was published with the target."""
        return published(self.target.published_verdict)

    @property
    @result
    def agrees(self) -> Verdict | None:
        """Whether the published verdict is the computed one: unknown if either is unknown, None if
        none was published.
        """
        theirs = self.published
        if theirs is None:
            return None
        if Verdict.UNKNOWN in (theirs, self.verdict):
            return Verdict.UNKNOWN
        return Verdict.YES if theirs is self.verdict else Verdict.NO

    @property
    def stretch(self) -> Verdict | None:
        """Whether the further aim (力争) was reached as well, according to the observations so far;
        None without such an aim.
        """
        if (
            self.target.stretch is None
            or self.observation is None
            or self.observation.figure is None
        ):
            return None
        further = accepted(self.target.stretch, self.target.indicator.direction)
        return _verdict(self.observation.figure, self.target.stretch, further, None)[0]

    def text(self, lang: Language | None = None) -> str:
        """The answer in words: "met (forecast)", "cannot tell: …"."""
        return self._text(self._language(lang))

    def _language(self, lang: Language | None) -> Language:
        return answer_language(lang, (self.target, self.reported))

    def _text(self, lang: Language) -> str:
        if self.degree is None:
            return because(self.verdict.text(lang), self.reason, lang)
        early = _EARLY[lang] if self.early else ""
        status = STATUS_TEXTS[self.status][lang]
        mark = _MARKS[lang].format(status) if status else ""
        return early + self.degree.text(lang) + mark

    def table(self, lang: Language | None = None) -> Table:
        """The inputs and the answer."""
        lang = self._language(lang)
        gap, compared = self.gap, self.observation
        if gap is not None and compared is not None:
            gap = gap._like(compared.figure)
        fields = [
            ("target", self.target),
            ("reported", self.reported),
            ("compared", compared),
            ("verdict", self.verdict),
            ("degree", self.degree),
            ("reason", self.reason),
            on_side(gap, "gap", "past", "short"),
            ("completion", self.completion),
            ("early", self.early or None),
            ("final", self.final),
            ("holds_now", self.holds_now),
            ("tolerance", self.tolerance),
            ("status", STATUS_TEXTS[self.status][lang]),
            ("published", self.published),
            ("agrees", self.agrees),
        ]
        return fields_table("attainment", fields, lang)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        target = f"{self.target.indicator.code} {self.target.period}"
        return f"<{type(self).__name__} {target}: {self._text('en')}>"


_EARLY: Final = {"en": "early, ", "zh": "提前"}
_MARKS: Final = {"en": " ({})", "zh": "（{}）"}


def assess(
    target: Target,
    reported: Observation | Series,
    reference: Observation | Series | None = None,
    tolerance: Figure | Number | None = None,
) -> Attainment:
    """Whether *reported* meets *target*. A series is totalled, averaged or turned into growth as
    the target requires.

    *reference* is reported for the indicator that a target is `relative_to`; *tolerance* is the
    tolerance of a target "about" a number, a Figure or a number in the target's unit. Raises
    `NotComparableError` (indicator, area, breakdowns, scope, basis, period), `UnitMismatchError`,
    `RecordTypeError`. If too little is known, the verdict is `Verdict.UNKNOWN`, with a reason.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> goal = Target(jobs, Period.years(2021, 2025), Figure.at_least("175", "万人"))
    >>> reported = jobs.observe(goal.period, Figure.over("175", "万人"), status="forecast")
    >>> a = assess(goal, reported)
    >>> print(a.verdict, a, a.gap, a.text("en"), sep=", ")
    yes, 超额完成（预计）, 超过0万人, exceeded (forecast)
    """
    if not isinstance(target, Target):
        raise RecordTypeError("assess", "target", target, "a Target")
    if not isinstance(reported, Observation | Series):
        raise RecordTypeError("assess", "reported", reported, "an Observation or a Series")
    check_same(target, reported)
    asked = _Asked(target, in_parts(reported), reference, _allowed(target, tolerance))
    is_each = target.figure is not None and target.every is not None
    answer = _throughout(asked) if is_each else _answer(asked)
    return answer if asked.reported is reported else attrs.evolve(answer, reported=reported)


@attrs.frozen
class _Asked:
    """The arguments of `assess`, with the tolerance as a figure."""

    target: Target
    reported: Observation | Series
    reference: Observation | Series | None
    tolerance: Figure | None


def unknown(
    target: Target,
    reported: Observation | Series | None,
    reason: Reason | None,
    reference: Observation | Series | None = None,
    tolerance: Figure | None = None,
) -> Attainment:
    """The answer without a verdict."""
    return Attainment(
        target,
        reported,
        Verdict.UNKNOWN,
        reason=reason,
        tolerance=tolerance,
        reference=reference,
    )


def _unknown(asked: _Asked, reason: Reason | None) -> Attainment:
    return unknown(asked.target, asked.reported, reason, asked.reference, asked.tolerance)


def _answer(asked: _Asked) -> Attainment:
    """The answer from the first decisive evidence, or from the best if none is decisive."""
    target = asked.target
    if target.figure is None:
        facts = VerdictFacts(no_number=True, set_elsewhere=bool(target.set_by))
        return _unknown(asked, first(NO_VERDICT, facts))
    answers = []
    for known in evidence(target, asked.reported, asked.reference):
        answer = _answer_of(asked, target.figure, known)
        if answer.verdict is not Verdict.UNKNOWN:
            return answer
        answers.append(answer)
        if answer.final and isinstance(known, Evidence) and known.figure.bounds.is_point:
            break  # nothing says more than a number
    return answers[0]


def _answer_of(asked: _Asked, goal: Figure, known: Evidence | Reason) -> Attainment:
    if isinstance(known, Reason):
        return _unknown(asked, known)
    if known.observation.scope != asked.target.scope:
        return _unknown(asked, first(NO_VERDICT, VerdictFacts(scopes_differ=True)))
    return _judged(asked, goal, known)


def _judged(asked: _Asked, goal: Figure, known: Evidence) -> Attainment:
    target = asked.target
    accepts = _accepts(goal, target, asked.tolerance)
    verdict, reason = _verdict(known.figure, goal, accepts, asked.tolerance)
    now, final = verdict, known.lacks is None
    if known.gross and _holds_total(asked, accepts, goal.unit):
        now = Verdict.YES
    reached = known.gross and verdict is Verdict.YES and accepts.upper is None
    if not final and not reached:
        verdict, reason = Verdict.UNKNOWN, known.lacks
    threshold = deciding(goal, accepts)
    limit = is_limit(target)
    gap = None if threshold is None else _gap(known.figure, threshold, accepts)
    return Attainment(
        target,
        asked.reported,
        verdict,
        degree(verdict, _bounds(known.figure, goal.unit), target, accepts, limit),
        reason,
        gap,
        None if threshold is None else completion(target, known.figure, threshold, limit),
        reached and known.lacks is Reason.PERIOD_NOT_OVER,
        final,
        now,
        asked.tolerance,
        known.observation,
        asked.reference,
        known.observation.status,
    )


def _holds_total(asked: _Asked, accepts: Bounds, unit: Unit) -> bool:
    """Whether the total to date is known and within a ceiling, which the rest may still pass."""
    series, span = asked.reported, asked.target.period
    if accepts.lower is not None or not isinstance(series, Series):
        return False
    total = to_date(series, span) if isinstance(span, Period) else None
    if total is None or not total.complete or total.figure is None:
        return False
    return accepts.contains(_bounds(total.figure, unit))


def _verdict(
    figure: Figure, goal: Figure, accepts: Bounds, tolerance: Figure | None
) -> tuple[Verdict, Reason | None]:
    """Whether a figure is accepted, and the reason if that is unknown."""
    bounds = _bounds(figure, goal.unit)
    if accepts.contains(bounds):
        return Verdict.YES, None
    about = goal.qualifier is Qualifier.ABOUT and tolerance is None
    facts = VerdictFacts(about=about, outside=True, inside=accepts.overlaps(bounds))
    reason = first(_BY_VALUE, facts)
    return (Verdict.NO if reason is None else Verdict.UNKNOWN), reason


def _bounds(figure: Figure, unit: Unit) -> Bounds:
    return figure.bounds if figure.unit is unit else figure.to(unit).bounds


def _allowed(target: Target, given: Figure | Number | None) -> Figure | None:
    """The tolerance as a figure; a number is in the unit and scale of the target."""
    if given is None:
        return None
    if isinstance(given, Figure):
        allowed = given
    elif target.figure is None:
        allowed = Figure(given, target.indicator.unit)
    else:
        goal = target.figure
        allowed = Figure(given, goal.unit.of_change, multiplier=goal.multiplier)
    if allowed.bounds.lower is None or allowed.bounds.lower < 0:
        raise InvalidRecordError("assess", "tolerance", str(given), "a tolerance is zero or more")
    return allowed


def _accepts(goal: Figure, target: Target, tolerance: Figure | None) -> Bounds:
    """The range that the target accepts, widened by the tolerance of an "about"."""
    accepts = accepted(goal, target.indicator.direction)
    if tolerance is None or goal.qualifier is not Qualifier.ABOUT:
        return accepts
    unit = goal.unit if tolerance.unit == goal.unit else goal.unit.of_change
    slack = _bounds(tolerance, unit).upper or ZERO
    return accepts + Bounds(slack.copy_negate(), slack)


def _gap(figure: Figure, threshold: Figure, accepts: Bounds) -> Figure:
    """The distance past the threshold, positive on the good side."""
    return threshold - figure if accepts.lower is None else figure - threshold


# --- targets held throughout: every year, quarter or month ----------------------------------------


def _throughout(asked: _Asked) -> Attainment:
    """A target for every part of its period: met if each part is met, missed if one is. The
    deciding part gives the rest of the answer.
    """
    target, given = asked.target, asked.reported
    series = Series((given,)) if isinstance(given, Observation) else given
    answers = [
        _part_answer(attrs.evolve(asked, target=part, reported=series))
        for part in _parts(target, series)
    ]
    if not answers:
        return _unknown(asked, first(NO_VERDICT, VerdictFacts(every_part=True)))
    verdict = reduce(and_, (a.verdict for a in answers))
    together = _together(asked, verdict, answers)
    if verdict is Verdict.UNKNOWN and len(answers) > 1:
        return _of_whole(asked, series) or together
    return together


def _together(asked: _Asked, verdict: Verdict, answers: list[Attainment]) -> Attainment:
    """The answers for the parts as one."""
    decisive = (a for a in answers if a.verdict is verdict and a.degree is not Degree.EXCEEDED)
    return attrs.evolve(
        next(decisive, answers[0]),
        target=asked.target,
        reported=asked.reported,
        verdict=verdict,
        holds_now=reduce(and_, _held(asked, answers)),
        early=verdict is Verdict.YES and any(a.early for a in answers),
        final=all(a.final for a in answers),
        status=weakest(*(a.status for a in answers)),
        reference=asked.reference,
    )


def _held(asked: _Asked, answers: list[Attainment]) -> list[Verdict]:
    """What holds so far in each part: a part that is not over counts if it is missed already."""
    given = asked.reported
    reported = (given,) if isinstance(given, Observation) else given.observations
    until = max((o.period.end for o in reported if o.figure is not None), default=date.min)
    over = [a for a in answers if a.target.period.end <= until]
    return [_now(a) for a in (over or answers)] + [
        Verdict.NO for a in answers if a.holds_now is Verdict.NO
    ]


def _now(answer: Attainment) -> Verdict:
    return Verdict.UNKNOWN if answer.holds_now is None else answer.holds_now


def _part_answer(asked: _Asked) -> Attainment:
    try:
        return _answer(asked)
    except TjstatsError as error:
        return _unknown(asked, reason_of(error))


def _parts(target: Target, series: Series) -> list[Target]:
    """A target for each part of the period, relative to the previous part if it is on growth.

    Values as of a day are asked for at the end of each part.
    """
    assert target.every is not None
    try:
        spans = target.period.split(target.every) if isinstance(target.period, Period) else ()
    except InvalidPeriodError:
        return []
    if target.measure is Measure.VALUE and isinstance(series.observations[0].period, AsOf):
        return [attrs.evolve(target, period=AsOf(span.end), every=None) for span in spans]
    bases = [None if target.base is None else span.shift(-1) for span in spans]
    return [
        attrs.evolve(target, period=span, every=None, base=base)
        for span, base in zip(spans, bases, strict=True)
    ]


def _of_whole(asked: _Asked, series: Series) -> Attainment | None:
    """The answer that a figure for the whole period gives for every part: a printed range contains
    each (3.6%—4.24%), and a mean on the wrong side implies one that is missed. None if it implies
    nothing.
    """
    target, whole = asked.target, series.get(asked.target.period)
    if target.measure is not Measure.VALUE or target.indicator.nature is Nature.FLOW:
        return None
    if target.relative_to is not None:
        return None
    if whole is None or whole.figure is None:
        return None
    check_same(target, whole)
    answer = attrs.evolve(_answer(attrs.evolve(asked, reported=whole)), reported=asked.reported)
    if answer.observation is None:
        return answer
    if _reaches_a_missed_end(asked, whole.figure):
        return attrs.evolve(answer, verdict=Verdict.NO, degree=Degree.MISSED, reason=None)
    if not _is_range(whole.figure) and answer.verdict is Verdict.YES:
        # a mean on the good side, a bound of it too, says nothing of each
        return attrs.evolve(
            answer, verdict=Verdict.UNKNOWN, degree=None, reason=Reason.GAP_IN_SERIES
        )
    return answer


def _is_range(published: Figure) -> bool:
    """Whether a figure is the range of the values in a period, printed with both ends."""
    return (
        published.qualifier is Qualifier.BETWEEN
        and not published.approximate
        and published.decimals is not None
    )


def _reaches_a_missed_end(asked: _Asked, published: Figure) -> bool:
    """Whether an end of a published range, which some part of the period attained, misses the
    target.
    """
    goal, at = asked.target.figure, published.bounds
    if goal is None or not _is_range(published):
        return False
    accepts = _accepts(goal, asked.target, asked.tolerance)
    ends = ((at.lower, at.lower_closed), (at.upper, at.upper_closed))
    return any(
        _verdict(published._exactly(end), goal, accepts, asked.tolerance)[0] is Verdict.NO
        for end, reached in ends
        if end is not None and reached
    )

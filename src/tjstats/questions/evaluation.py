"""Evaluation of a plan: each target assessed with the figures known on a day, and classified as
offices do in the middle of a plan and at its end.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, TypeVar

import attrs

from tjstats.errors import RecordTypeError, TjstatsError
from tjstats.questions.answers import answer_language
from tjstats.questions.attainment import Attainment
from tjstats.questions.degrees import Degree, is_limit
from tjstats.questions.evaluation_report import (
    headline,
    report_html,
    report_parts,
    target_table,
)
from tjstats.questions.pace import Pace, track
from tjstats.questions.remaining import Remaining, progress_so_far, remaining
from tjstats.questions.review import assessed, series_on
from tjstats.records.classifications import Measure, Nature, Status
from tjstats.records.datasets import Dataset, Group
from tjstats.records.naming import Names
from tjstats.records.publication import Observation, Series, Source
from tjstats.records.targets import Target
from tjstats.streams import Modelled, Pictured
from tjstats.tables import Language, Table, Tabular, wrapped
from tjstats.values.bounds import Bounds
from tjstats.values.codes import Code
from tjstats.values.figures import Figure
from tjstats.values.languages import spoken
from tjstats.values.numbers import Number, number
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.plans import Plan
from tjstats.values.verdicts import Reason, Verdict

__all__ = [
    "LABEL_SIGNS",
    "LABEL_TEXTS",
    "Evaluation",
    "EvaluationLabel",
    "EvaluationRow",
    "evaluate",
]

A = TypeVar("A")


class EvaluationLabel(Code):
    """The class of a target in an evaluation: the first four before the end of the plan."""

    REACHED_EARLY = "reached_early"
    FASTER = "faster"
    AS_EXPECTED = "as_expected"
    BEHIND = "behind"
    EXCEEDED = "exceeded"
    MET = "met"
    WITHIN = "within"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NO_NUMBER = "no_number"

    def text(self, lang: Language | None = None) -> str:
        """The class in words, *lang* "en" or "zh"."""
        return LABEL_TEXTS[self][spoken(lang)]

    @property
    def sign(self) -> str:
        """The sign beside the words of a class: ✓, ✗, ?, or for the pace ↑, =, ↓; "" for a target
        without a number.
        """
        return LABEL_SIGNS[self]

    def _cell(self, lang: Language) -> str:
        return f"{self.sign} {self.text(lang)}".lstrip()


LABEL_TEXTS: Final = {
    EvaluationLabel.REACHED_EARLY: {"en": "reached early", "zh": "提前完成"},
    EvaluationLabel.FASTER: {"en": "faster than planned", "zh": "快于预期"},
    EvaluationLabel.AS_EXPECTED: {"en": "as expected", "zh": "符合预期"},
    EvaluationLabel.BEHIND: {"en": "behind", "zh": "滞后于预期"},
    EvaluationLabel.EXCEEDED: {"en": "exceeded", "zh": "超额完成"},
    EvaluationLabel.MET: {"en": "met", "zh": "完成"},
    EvaluationLabel.WITHIN: {"en": "within the limit", "zh": "控制在目标以内"},
    EvaluationLabel.NOT_MET: {"en": "not met", "zh": "未完成"},
    EvaluationLabel.UNKNOWN: {"en": "unknown", "zh": "无法判定"},
    EvaluationLabel.NO_NUMBER: {"en": "no number", "zh": "没有数值"},
}
LABEL_SIGNS: Final = {
    EvaluationLabel.REACHED_EARLY: "✓",
    EvaluationLabel.FASTER: "↑",
    EvaluationLabel.AS_EXPECTED: "=",
    EvaluationLabel.BEHIND: "↓",
    EvaluationLabel.EXCEEDED: "✓",
    EvaluationLabel.MET: "✓",
    EvaluationLabel.WITHIN: "✓",
    EvaluationLabel.NOT_MET: "✗",
    EvaluationLabel.UNKNOWN: "?",
    EvaluationLabel.NO_NUMBER: "",
}
_MARGIN: Final = Decimal(5)
_FINAL: Final = {
    Degree.EXCEEDED: EvaluationLabel.EXCEEDED,
    Degree.MET: EvaluationLabel.MET,
    Degree.WITHIN: EvaluationLabel.WITHIN,
    Degree.MISSED: EvaluationLabel.NOT_MET,
    None: EvaluationLabel.UNKNOWN,
}


@attrs.frozen
class EvaluationRow(Modelled):
    """A target in an evaluation.

    Fields: target (as the dataset has it), attainment (the computed answer, from what was known),
    base (the level it starts from), latest (the last figure known), label, known (whether a
    published verdict was known on the day).
    """

    target: Target
    attainment: Attainment
    base: Observation | None
    latest: Observation | None
    label: EvaluationLabel
    known: bool = True

    @property
    def figure(self) -> Figure | None:
        """The figure of the target."""
        return self.target.figure

    @property
    def verdict(self) -> Verdict:
        """The computed verdict."""
        return self.attainment.verdict

    @property
    def degree(self) -> Degree | None:
        """The computed degree; None without a verdict."""
        return self.attainment.degree

    @property
    def reason(self) -> Reason | None:
        """Why there is no verdict."""
        return self.attainment.reason

    @property
    def published_verdict(self) -> str | None:
        """The words of the verdict published with the target, if they were known on the day."""
        return self.target.published_verdict if self.known else None

    @property
    def agrees(self) -> Verdict | None:
        """Whether the published verdict equals the computed one; None if none is known."""
        return self.attainment.agrees if self.known else None

    @property
    def evidence(self) -> Status | None:
        """The weakest status of the figures that were compared; None if there are none."""
        return None if self.attainment.observation is None else self.attainment.status

    @property
    def source(self) -> Source | None:
        """The source of the figure compared; for a derived one, that of its last input with a
        source.
        """
        compared = self.attainment.observation or self.latest
        return None if compared is None else _source(compared)

    @property
    def remaining(self) -> Remaining | None:
        """The remainder of the target; None if nothing is reported."""
        asked = self.attainment
        return _answered(remaining, asked.target, asked.reported)

    @property
    def pace(self) -> Pace | None:
        """The pace: the completed share compared with the share of time elapsed; None if nothing is
        reported.
        """
        asked = self.attainment
        compounds = asked.target.measure in (Measure.GROWTH, Measure.AVERAGE_GROWTH)
        scheme = "plan-log" if compounds else "plan-linear"
        if not isinstance(asked.reported, Series):
            return None
        return _answered(track, asked.target, asked.reported, scheme)


def _answered(question: Callable[..., A], target: Target, reported: Any, *more: Any) -> A | None:
    """The answer to a question of a target; None if nothing is reported or it cannot be asked."""
    if reported is None:
        return None
    try:
        return question(target, reported, *more)
    except TjstatsError:
        return None


def _source(observation: Observation) -> Source | None:
    """The source, that of the last input if it is derived, however often; each is asked once."""
    waiting, seen = [observation], set[int]()
    while waiting:
        at = waiting.pop()
        if at.source is not None:
            return at.source
        if id(at) not in seen:
            seen.add(id(at))
            waiting += at.derived_from
    return None


@attrs.frozen(repr=False)
class Evaluation(Tabular, Pictured):
    """The evaluation of a plan: its targets, the figures known on a day, and the class of each
    target.

    Fields: dataset (its code), plan, at (the day; None for everything in the dataset), rows (one
    for each target of the plan, in the order of the dataset), groups (their headings), margin (how
    many percentage points apart from the time elapsed still count as expected), undated (figures
    left out because no date of publication is known).

    `text`, `html` and `markdown` give the report.
    """

    dataset: str
    plan: Plan
    at: AsOf | None
    rows: tuple[EvaluationRow, ...]
    groups: tuple[Group, ...] = ()
    margin: Decimal = _MARGIN
    undated: tuple[Observation, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether the plan is over on the day of the evaluation, else at the last figure."""
        return _is_final(self.plan, self.at, (row.latest for row in self.rows))

    @property
    def reached(self) -> AsOf | None:
        """The last day of a figure for the plan; None without figures."""
        return _reached(row.latest for row in self.rows)

    @property
    def counts(self) -> dict[EvaluationLabel, int]:
        """The number of targets in each class that occurs."""
        return _counted(self.rows)

    @property
    def names(self) -> Names:
        """The names of the targets, each with what tells it from the others."""
        return Names(row.target for row in self.rows)

    @property
    def by_force(self) -> dict[str, dict[EvaluationLabel, int]]:
        """The counts of binding, anticipatory and other targets ("")."""
        return _counted_by(self.rows, lambda row: str(row.target.force or ""))

    @property
    def by_group(self) -> dict[str, dict[EvaluationLabel, int]]:
        """The counts of each group of indicators."""
        return _counted_by(self.rows, lambda row: row.target.indicator.group)

    @property
    def contradictions(self) -> tuple[EvaluationRow, ...]:
        """The targets whose published verdict differs from the computed one."""
        return tuple(row for row in self.rows if row.agrees is Verdict.NO)

    def table(self, lang: Language | None = None) -> Table:
        """Every target with base, latest figure, class, progress and evidence."""
        return target_table(self, self.rows, self._language(lang))

    def text(self, lang: Language | None = None, width: int = 100) -> str:
        """The report as lines of at most *width* terminal cells."""
        parts = report_parts(self, self._language(lang))
        return "\n\n".join(
            part.text(width) if isinstance(part, Table) else "\n".join(wrapped(part, width))
            for part in parts
        )

    def html(self, lang: Language | None = None) -> str:
        """The report as HTML, in an element of class `tjstats`."""
        return report_html(self, self._language(lang))

    def markdown(self, lang: Language | None = None) -> str:
        """The report as Markdown."""
        heading, *parts = report_parts(self, self._language(lang))
        shown = (part.markdown() if isinstance(part, Table) else part for part in parts)
        return "\n\n".join((f"## {heading}", *shown)) + "\n"

    def _language(self, lang: Language | None) -> Language:
        return answer_language(lang, (row.target for row in self.rows))

    def _repr_html_(self) -> str:
        return self.html()

    def __str__(self) -> str:
        return headline(self, self._language(None))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.dataset}: {headline(self, 'en')}>"


def _reached(latest: Iterable[Observation | None]) -> AsOf | None:
    """The last day of the last figures of targets."""
    days = [observation.period.end for observation in latest if observation is not None]
    return AsOf(max(days)) if days else None


def _is_final(plan: Plan, at: AsOf | None, latest: Iterable[Observation | None]) -> bool:
    """Whether a plan is over on a day; without one, unless figures of it end before it."""
    return _is_over(plan.period, at or _reached(latest))


def _is_over(time: Time, at: AsOf | None) -> bool:
    """Whether a time is over on the day of an evaluation; without a day everything is."""
    return at is None or at.end >= time.end


def _counted(rows: Iterable[EvaluationRow]) -> dict[EvaluationLabel, int]:
    found = Counter(row.label for row in rows)
    return {label: found[label] for label in EvaluationLabel if found[label]}


def _counted_by(
    rows: Iterable[EvaluationRow], key: Callable[[EvaluationRow], str]
) -> dict[str, dict[EvaluationLabel, int]]:
    parts: dict[str, list[EvaluationRow]] = defaultdict(list)
    for row in rows:
        parts[key(row)].append(row)
    return {name: _counted(part) for name, part in parts.items()}


def evaluate(
    dataset: Dataset,
    plan: Plan,
    at: AsOf | date | str | None = None,
    *,
    margin: Number = _MARGIN,
) -> Evaluation:
    """The evaluation of a *plan* by the targets and figures of a *dataset*.

    *at* is the day of the evaluation: only figures published by then count, and figures without a
    date of publication are skipped and listed; without *at*, everything counts, and the plan is
    over unless its figures end before it. The targets of the plan are those for all its years and
    those for its end; targets for the last year alone count if the indicator has no other.

    Before the end a target is reached early, or else classified by the completed share less the
    share of time elapsed: faster or behind by more than *margin* percentage points, else as
    expected; a limit that has held so far is as expected. At the end it is exceeded, met, within
    the limit or not met. Raises `RecordTypeError`, `InvalidPeriodError`.

    >>> from tjstats import datasets, plan
    >>> evaluation = evaluate(datasets.load("europe-2020"), Plan(Period.years(2010, 2020)))
    >>> evaluation.is_final, evaluation.rows[0].label
    (True, <EvaluationLabel.NOT_MET: 'not_met'>)
    """
    if not isinstance(dataset, Dataset):
        raise RecordTypeError("evaluate", "dataset", dataset, "a Dataset")
    if not isinstance(plan, Plan):
        raise RecordTypeError("evaluate", "plan", plan, "a Plan; tjstats.plan(14) gives one")
    day = at if isinstance(at, AsOf | None) else AsOf(at)
    known, undated = _known(dataset.observations, day)
    asked = _Asked(plan, day, number(margin), known)
    unlabelled = [_row(asked, target) for target in _of_plan(dataset.targets, plan)]
    is_final = _is_final(plan, day, (row.latest for row in unlabelled))
    rows = tuple(
        attrs.evolve(row, label=_label(row.attainment, is_final, asked.margin))
        for row in unlabelled
    )
    return Evaluation(dataset.code, plan, day, rows, dataset.groups, asked.margin, undated)


@attrs.frozen
class _Asked:
    """The arguments for each target. Fields: plan, at, margin, known (the observations known on the
    day, by the code of the indicator).
    """

    plan: Plan
    at: AsOf | None
    margin: Decimal
    known: Mapping[str, tuple[Observation, ...]]


# --- the figures known on a day -------------------------------------------------------------------


def _known(
    observations: Iterable[Observation], at: AsOf | None
) -> tuple[dict[str, tuple[Observation, ...]], tuple[Observation, ...]]:
    """The observations known on a day, by the code of the indicator, and those without a date."""
    known: dict[str, list[Observation]] = defaultdict(list)
    undated = []
    days: dict[int, date | None] = {}
    for observation in observations:
        day = None if at is None else _published(observation, days)
        if at is None or (day is not None and day <= at.end):
            known[observation.indicator.code].append(observation)
        elif day is None:
            undated.append(observation)
    return {code: tuple(of) for code, of in known.items()}, tuple(undated)


def _published(observation: Observation, days: dict[int, date | None]) -> date | None:
    """The day by which an observation was published, for a derived one with the last of its inputs;
    None if it is unknown. *days* holds earlier results, by identity.
    """
    waiting = [observation]
    while waiting:
        missing = [part for part in waiting[-1].derived_from if id(part) not in days]
        if missing:
            waiting += missing
        else:
            at = waiting.pop()
            days[id(at)] = _latest_day(at, days) if at.derived_from else _printed(at)
    return days[id(observation)]


def _printed(observation: Observation) -> date | None:
    source = observation.source
    return None if source is None or source.published is None else source.published.end


def _latest_day(derived: Observation, days: Mapping[int, date | None]) -> date | None:
    """The last day of the inputs; None if one is unknown."""
    inputs = [days[id(part)] for part in derived.derived_from]
    known = [day for day in inputs if day is not None]
    return max(known) if len(known) == len(inputs) else None


# --- the targets of a plan ------------------------------------------------------------------------


def _of_plan(targets: Iterable[Target], plan: Plan) -> list[Target]:
    """The targets of a plan, in order."""
    ending = [t for t in targets if t.period.end == plan.period.end]
    whole = {t.indicator.code for t in ending if _is_of_whole_plan(t, plan)}
    return [
        t
        for t in ending
        if _is_of_whole_plan(t, plan)
        or (t.indicator.code not in whole and _is_within(t.period, plan))
    ]


def _is_of_whole_plan(target: Target, plan: Plan) -> bool:
    """Whether a target is for all years of a plan, or for its end."""
    if target.base is not None:
        return target.base.end < plan.period.start
    return isinstance(target.period, AsOf) or target.period == plan.period


def _is_within(time: Time, plan: Plan) -> bool:
    return time.first_day >= plan.period.start


# --- the answer for a target ----------------------------------------------------------------------


def _row(asked: _Asked, target: Target) -> EvaluationRow:
    """The answer for a target, without its class."""
    observations = asked.known.get(target.indicator.code, ())
    series = series_on(observations, target)
    base = _base(asked.plan, target, series)
    other = target.relative_to
    others = () if other is None else asked.known.get(other.code, ())
    attainment = assessed(_from_base(target, base), series, others)
    is_known = _is_over(target.period, asked.at)
    return EvaluationRow(
        target,
        attainment,
        base,
        _latest(asked.plan, target, series),
        EvaluationLabel.UNKNOWN,
        is_known,
    )


def _base(plan: Plan, target: Target, series: Series | Reason | None) -> Observation | None:
    """The level from which a target starts: its baseline, else the level at the end of the year
    before the plan.
    """
    if target.baseline is not None or not isinstance(series, Series):
        return target.baseline
    if series.measure is not Measure.VALUE:
        return None
    end = plan.base.end
    known = (o for o in series if o.figure is not None and o.period.end == end)
    return next((o for o in known if _is_level(target, o)), None)


def _is_level(target: Target, observation: Observation) -> bool:
    """Whether a target can start from an observation; a flow needs one of its own length."""
    spans = observation.period, target.period
    if target.indicator.nature is not Nature.FLOW:
        return True
    return len({span.months for span in spans if isinstance(span, Period)}) == 1


def _from_base(target: Target, base: Observation | None) -> Target:
    """The target with its baseline, if it is a level that has one."""
    is_level = target.measure is Measure.VALUE and target.indicator.nature is not Nature.FLOW
    if base is None or target.baseline is not None or not is_level or target.figure is None:
        return target
    return attrs.evolve(target, baseline=base)


def _latest(plan: Plan, target: Target, series: Series | Reason | None) -> Observation | None:
    """The last figure from the plan's years, up to the end of the target's period."""
    if not isinstance(series, Series):
        return None
    start, end = plan.period.start, target.period.end
    known = (o for o in series if o.figure is not None and start <= o.period.end <= end)
    return max(known, key=lambda o: (o.period.end, o.period.first_day), default=None)


def _label(attainment: Attainment, is_final: bool, margin: Decimal) -> EvaluationLabel:
    """The class of a target: at the end by its degree, before by its progress."""
    target, now = attainment.target, attainment.holds_now
    if target.figure is None:
        return EvaluationLabel.NO_NUMBER
    if is_final or attainment.final:
        return _FINAL[attainment.degree]
    if now is None:
        return EvaluationLabel.UNKNOWN
    if is_limit(target) or target.every is not None or target.relative_to is not None:
        return _HELD[now]
    left = _answered(progress_so_far, target, attainment.reported)
    return EvaluationLabel.UNKNOWN if left is None else _by_way(left, now, margin)


def _by_way(left: Remaining, now: Verdict, margin: Decimal) -> EvaluationLabel:
    """The class by the completed share and the remainder, or by the current mean if the mean of the
    rest decides.
    """
    if left.reason is not None:
        return EvaluationLabel.UNKNOWN
    if left.reached is Verdict.YES:
        return EvaluationLabel.REACHED_EARLY
    if left.reached is None:
        return _HELD[now]
    return EvaluationLabel.UNKNOWN if left.lead is None else _by_lead(left.lead, margin)


_HELD: Final = {
    Verdict.YES: EvaluationLabel.AS_EXPECTED,
    Verdict.NO: EvaluationLabel.BEHIND,
    Verdict.UNKNOWN: EvaluationLabel.UNKNOWN,
}


def _by_lead(lead: Figure, margin: Decimal) -> EvaluationLabel:
    """The class by the points ahead of the time elapsed, if all possible values have the same."""
    bounds = lead.bounds
    labels = (label for label, within in _bands(margin) if within.contains(bounds))
    return next(labels, EvaluationLabel.UNKNOWN)


@lru_cache
def _bands(margin: Decimal) -> tuple[tuple[EvaluationLabel, Bounds], ...]:
    """The points of each class that is not reached."""
    return (
        (EvaluationLabel.BEHIND, Bounds(None, -margin, upper_closed=False)),
        (EvaluationLabel.FASTER, Bounds(margin, None, lower_closed=False)),
        (EvaluationLabel.AS_EXPECTED, Bounds(-margin, margin)),
    )

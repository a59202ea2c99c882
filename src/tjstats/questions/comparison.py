"""Comparison of two plans: the total, final level or mean of a series in each, its growth, and the
difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Final, NamedTuple

import attrs

from tjstats.errors import PeriodOrderError, RecordTypeError, TjstatsError
from tjstats.questions.aggregation import Aggregate, aggregate, in_indicator_unit
from tjstats.questions.answers import answer_language, first_years, plan_name
from tjstats.questions.comparability import check_unit_kind, crosses_break, months_of
from tjstats.questions.growth import Growth, growth
from tjstats.questions.reasons import Case, first, reason_of
from tjstats.questions.results import OnDemand, Results, deferred, result
from tjstats.records.classifications import NATURES, Direction, Measure
from tjstats.records.datasets import Dataset, DatasetEntry
from tjstats.records.naming import full_name
from tjstats.records.publication import Indicator, Observation, Series
from tjstats.streams import Pictured
from tjstats.tables import Column, Listed, Table, Tabular, label, text_column, value_text
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.periods import ONE_DAY, AsOf, Period
from tjstats.values.plans import Plan
from tjstats.values.verdicts import Reason, Verdict

__all__ = [
    "NO_COMPARISON",
    "ComparisonFacts",
    "PlanComparison",
    "PlanComparisons",
    "check_plan_order",
    "compare",
    "compare_all",
]


class ComparisonFacts(NamedTuple):
    """Facts that decide whether the figures of two plans show which is ahead; each a Python value
    or a frame expression. The reasons why a plan has no figure (`NO_TOTAL`) come first.

    Fields: lengths_differ (of the periods of the two figures), scopes_differ, broken (a break is
    flagged after the earlier plan), overlap (the two ranges have numbers in common).
    """

    lengths_differ: Any = False
    scopes_differ: Any = False
    broken: Any = False
    overlap: Any = False


NO_COMPARISON: Final = (
    Case(
        Reason.PERIOD_MISMATCH,
        lambda f: f.lengths_differ,
        "the plans have different lengths, and only figures for each as a whole",
    ),
    Case(
        Reason.BREAK_IN_SERIES,
        lambda f: f.scopes_differ | f.broken,
        "the figures of the two plans have different scopes, or a break is flagged between them",
    ),
    Case(
        Reason.RANGES_OVERLAP,
        lambda f: f.overlap,
        "the ranges of the two plans overlap, so that either may be ahead",
    ),
)
"""Conditions under which two plans with figures are not compared, in order of precedence."""


@attrs.frozen(repr=False)
class PlanComparison(OnDemand, Tabular, Pictured):
    """One indicator in two plans. Fields: indicator, plans, observations (total, end level or mean
    of each, None if missing), partial (only the same first years of both are compared), reason,
    yearly (the total of a flow per year, in each plan), growths (average annual growth in each
    plan: as published, else from its base year to its last year; None if levels are missing, and of
    a rate).

    The last two are worked out when they are first read.

    `earlier` and `later` are the two Figures, `change` and `rate` lead from the first to the
    second, `verdict` says whether the later plan is ahead, in the indicator's direction (higher if
    it has none).
    """

    _on_demand: ClassVar[frozenset[str]] = frozenset({"yearly", "growths"})

    indicator: Indicator
    plans: tuple[Plan, Plan]
    observations: tuple[Observation | None, Observation | None]
    partial: bool = False
    reason: Reason | None = None
    yearly: tuple[Figure | None, Figure | None] = (None, None)
    growths: tuple[Figure | None, Figure | None] = (None, None)
    _stored: Results | None = attrs.field(init=False, default=None, repr=False, hash=False)

    @property
    @result
    def earlier(self) -> Figure | None:
        """The figure of the earlier plan."""
        return _total(self.observations[0])

    @property
    @result
    def later(self) -> Figure | None:
        """The figure of the later plan."""
        return _total(self.observations[1])

    @property
    def first_years(self) -> int | None:
        """The number of first years compared; None if both plans are compared in full."""
        observation = self.observations[0] if self.partial else None
        return None if observation is None else (months_of(observation.period) or 0) // 12

    @property
    def growth(self) -> Growth | None:
        """The growth from the earlier plan to the later."""
        earlier, later = self.earlier, self.later
        return None if earlier is None or later is None else Growth(later, earlier)

    @property
    @result
    def change(self) -> Figure | None:
        """Later minus earlier; in points for percentages."""
        return None if self.growth is None else self.growth.change

    @property
    @result
    def rate(self) -> Figure | None:
        """The growth rate from the earlier plan to the later, None for rates and for growth."""
        points = NATURES[self.indicator.nature].change == "points"
        return None if self.growth is None or points or self.growth.in_points else self.growth.rate

    @property
    @result
    def growth_difference(self) -> Figure | None:
        """The later plan's average annual growth minus the earlier's, in percentage points."""
        earlier, later = self.growths
        return None if earlier is None or later is None else later - earlier

    @property
    @result
    def verdict(self) -> Verdict:
        """Whether the later plan is ahead of the earlier."""
        earlier, later = self.earlier, self.later
        if earlier is None or later is None:
            return Verdict.UNKNOWN
        return later < earlier if self.indicator.direction is Direction.LOWER else later > earlier

    @property
    def table_change(self) -> Figure | None:
        """The change in the scale of the later figure."""
        return None if self.change is None else self.change._like(self.later)

    def text(self, lang: Language | None = None) -> str:
        """Both figures with their plans, or the reason why they are not compared."""
        return self._text(self._language(lang))

    def _language(self, lang: Language | None) -> Language:
        return answer_language(lang, (self.indicator, *self.observations))

    def _sides(self, lang: Language) -> list[tuple[str, str]]:
        """The name and the period of each plan, or of its first years where these are compared."""
        sides = []
        for plan, observation in zip(self.plans, self.observations, strict=True):
            name, period = plan_name(plan, lang), plan.period.text(lang)
            if self.first_years is not None and observation is not None:
                name = _PARTLY[lang].format(name, first_years(self.first_years, lang))
                period = observation.period.text(lang)
            sides.append((name, period))
        return sides

    def _text(self, lang: Language) -> str:
        plans = [name for name, _ in self._sides(lang)]
        if self.earlier is None or self.later is None or self.change is None:
            why = "" if self.reason is None else self.reason.text(lang)
            return _NOT_COMPARED[lang].format(self._name(lang), *plans, why)
        figures = self.earlier.text(lang), self.later.text(lang)
        return _COMPARED[lang].format(self._name(lang), *plans, *figures)

    def _name(self, lang: Language) -> str:
        """The indicator, with what tells the later figure from others of it."""
        known = [observation for observation in self.observations if observation is not None]
        return full_name(known[-1], lang) if known else self.indicator.name(lang)

    def table(self, lang: Language | None = None) -> Table:
        """Both plans side by side."""
        lang = self._language(lang)
        figures = ["" if f is None else f.text(lang) for f in (self.earlier, self.later)]
        rows = [(*side, figure) for side, figure in zip(self._sides(lang), figures, strict=True)]
        results = {
            "change": self.table_change,
            "rate": self.rate,
            "growth_in_earlier": self.growths[0],
            "growth_in_later": self.growths[1],
            "growth_difference": self.growth_difference,
            "reason": self.reason,
        }
        rows += [
            (label(name, lang), "", value_text(result, lang))
            for name, result in results.items()
            if result is not None
        ]
        header = (label("plan", lang), label("period", lang), label("figure", lang))
        return Table(header, tuple(rows), self._name(lang))

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._text('en')}>"


_COMPARED: Final = {"en": "{0}: {3} in {1}, {4} in {2}", "zh": "{0}：{1}{3}，{2}{4}"}
_PARTLY: Final = {"en": "{} ({})", "zh": "{}{}"}
_NOT_COMPARED: Final = {"en": "{0}, {1} and {2}: {3}", "zh": "{0}，{1}与{2}：{3}"}


def compare(series: Series, earlier: Plan, later: Plan) -> PlanComparison:
    """One series in two plans. If years are missing, or one plan is longer, both are compared over
    the same first years; a stock at the end of each.

    Raises `RecordTypeError`, and `PeriodOrderError` if the plans overlap or are in the wrong order.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> values = {"2016": "48", "2017": "49", "2021": "37.62", "2022": "35.55"}
    >>> c = compare(jobs.series(values), plan(13), plan(14))
    >>> print(c.earlier, c.later, c.change, c.partial)
    97万人 73.17万人 -23.83万人 True
    """
    if not isinstance(series, Series):
        raise RecordTypeError(
            "compare", "series", series, "a Series; dataset[code].series gives one"
        )
    _check_plans(earlier, later)
    return _compared(series, series, earlier, later)


class PlanComparisons(tuple[PlanComparison, ...], Listed):
    """Indicators in two plans: a tuple that `print` and notebooks show as a table."""

    __slots__ = ()

    def table(self, lang: Language | None = None) -> Table:
        """A row for each indicator: both plans, the change with its rate, or the reason."""
        about = (thing for each in self for thing in (each.indicator, *each.observations))
        lang = answer_language(lang, about)
        columns = (
            text_column("indicator", (each._name(lang) for each in self), lang),
            *(self._side(place, lang) for place in (0, 1) if self),
            text_column("change", (each.table_change for each in self), lang),
            text_column("rate", (each.rate for each in self), lang),
            text_column("reason", (each.reason for each in self), lang),
        )
        return Table.of(columns)

    def _side(self, place: int, lang: Language) -> Column:
        figures = (each.earlier if place == 0 else each.later for each in self)
        head = plan_name(self[0].plans[place], lang)
        return attrs.evolve(text_column("figure", figures, lang), head=head)


def compare_all(
    dataset: Dataset, earlier: Plan, later: Plan, concepts: Mapping[str, str] | None = None
) -> PlanComparisons:
    """Every indicator of a dataset in two plans: by its values, else by the change or growth
    published for the whole plans.

    Indicators whose code or definition changed are matched only by *concepts*, a mapping from the
    code in the later plan to the code in the earlier plan, never by name. Indicators that cannot be
    compared are unknown, with the reason.

    >>> jobs = Indicator("jobs", "万人", "flow")
    >>> values = jobs.series({"2016-01-01/P5Y": "6564", "2021-01-01/P5Y": "6300"})
    >>> dataset = Dataset("d", observations=values.observations)
    >>> [c.change for c in compare_all(dataset, plan(13), plan(14))]
    [<computed Figure -264万人>]
    """
    if not isinstance(dataset, Dataset):
        raise RecordTypeError(
            "compare_all", "dataset", dataset, "a Dataset; tjstats.datasets.load(name) gives one"
        )
    _check_plans(earlier, later)
    matched = dict(concepts or {})
    codes = [i.code for i in dataset.indicators if i.code not in matched.values()]
    return PlanComparisons(
        _of_codes(dataset, matched.get(code, code), code, earlier, later) for code in codes
    )


def _of_codes(
    dataset: Dataset, before: str, after: str, earlier: Plan, later: Plan
) -> PlanComparison:
    """Two entries compared by their values, else by figures published for the whole plans: by the
    first measure that gives a change, else the first that gives anything.
    """
    entries, plans = (dataset[before], dataset[after]), (earlier, later)
    compared, reason = [], Reason.NO_OBSERVATION
    for measure in Measure:
        try:
            comparison = _by_measure(entries, plans, measure)
        except TjstatsError as error:
            reason = reason_of(error)
        else:
            compared += [] if comparison is None else [comparison]
    compared.append(PlanComparison(entries[1].indicator, plans, (None, None), reason=reason))
    best = next((known for known in compared if known.change is not None), compared[0])
    stated = [_stated_growth(entry, plan) for entry, plan in zip(entries, plans, strict=True)]
    growths = (stated[0] or best.growths[0], stated[1] or best.growths[1])
    return attrs.evolve(best, growths=growths)


def _by_measure(
    entries: tuple[DatasetEntry, DatasetEntry], plans: tuple[Plan, Plan], measure: Measure
) -> PlanComparison | None:
    before, after = (
        _published(entry, measure, plan) for entry, plan in zip(entries, plans, strict=True)
    )
    return None if before is None or after is None else _compared(before, after, *plans)


def _published(entry: DatasetEntry, measure: Measure, plan: Plan) -> Series | None:
    """The values of an entry, or the changes or growth published for a whole plan, as a series;
    None if there are none.
    """
    if measure is Measure.VALUE and any(o.measure is measure for o in entry.observations):
        return entry.series
    whole = tuple(o for o in entry.observations if o.measure is measure and o.period == plan.period)
    return Series(whole) if whole else None


def _stated_growth(entry: DatasetEntry, plan: Plan) -> Figure | None:
    """The average annual growth published for a plan."""
    stated = (
        o.figure
        for o in entry.observations
        if o.measure is Measure.AVERAGE_GROWTH and o.period == plan.period
    )
    return next(stated, None)


def _check_plans(earlier: Plan, later: Plan) -> None:
    for side in (earlier, later):
        if not isinstance(side, Plan):
            raise RecordTypeError(
                "compare", "plan", side, "a Plan; tjstats.plan(14) gives China's 14th"
            )
    check_plan_order(earlier.period, later.period)


def check_plan_order(earlier: Period, later: Period) -> None:
    """Raise `PeriodOrderError` if a plan does not end before the other starts."""
    if earlier.end < later.start:
        return
    swapped = later.end < earlier.start
    remedy = "swap them" if swapped else "they overlap; compare plans that share no day"
    raise PeriodOrderError(str(earlier), str(later), "must end before", remedy)


def _compared(before: Series, after: Series, earlier: Plan, later: Plan) -> PlanComparison:
    """A series in the earlier plan compared with a series (mostly the same) in the later plan."""
    check_unit_kind(before.indicator.unit, after.indicator.unit)
    totals, partial = _totals(before, after, earlier.period, later.period)
    begun, ended = (total.observation if total.complete else None for total in totals)
    reason = _unlike(after, begun, ended)
    if reason is not None:
        return PlanComparison(after.indicator, (earlier, later), (None, None), reason=reason)
    fields: dict[str, Any] = {
        "indicator": after.indicator,
        "plans": (earlier, later),
        "observations": (begun, ended),
        "partial": partial,
        "reason": next((total.reason for total in totals if not total.complete), None),
    }
    within = _Within((begun, ended), (before, after), (earlier, later))
    comparison = deferred(PlanComparison, fields, within)
    if comparison.reason is None and comparison.verdict is Verdict.UNKNOWN:
        fields["reason"] = first(NO_COMPARISON, ComparisonFacts(overlap=True))
        return deferred(PlanComparison, fields, within)
    return comparison


def _unlike(series: Series, begun: Observation | None, ended: Observation | None) -> Reason | None:
    """Why the figures of two plans do not measure the same."""
    if begun is None or ended is None:
        return None
    spans = [side.period.months for side in (begun, ended) if isinstance(side.period, Period)]
    facts = ComparisonFacts(
        lengths_differ=series.measure is not Measure.AVERAGE_GROWTH and len(set(spans)) > 1,
        scopes_differ=begun.scope != ended.scope,
        broken=crosses_break(series, AsOf(begun.period.end), ended.period),
    )
    return first(NO_COMPARISON, facts)


class _Within(NamedTuple):
    """The results of a comparison for each plan alone, computed when they are read."""

    observations: tuple[Observation | None, Observation | None]
    series: tuple[Series, Series]
    plans: tuple[Plan, Plan]

    def result(self, name: str) -> tuple[Figure | None, ...]:
        """The field with that name: yearly or growths."""
        if name == "yearly":
            return tuple(map(_yearly, self.observations))
        return tuple(map(_growth_in, self.series, self.plans))


def _totals(
    before: Series, after: Series, earlier: Period, later: Period
) -> tuple[tuple[Aggregate, Aggregate], bool]:
    """The total, level or mean in each plan, and whether only over the first years that both have,
    because years are missing or one plan is longer.
    """
    whole = _aggregate(before, earlier), _aggregate(after, later)
    rule = NATURES[after.indicator.nature].over_time
    at_end = after.measure is not Measure.VALUE or rule == "last"
    alike = earlier.months == later.months
    if at_end or (alike and _are_complete(whole)):
        return whole, False
    for years in range(min(earlier.months or 0, later.months or 0) // 12, 0, -1):
        heads = (
            aggregate(before, _first_years(earlier, years)),
            aggregate(after, _first_years(later, years)),
        )
        if _are_complete(heads):
            return heads, True
    return whole, False


def _are_complete(totals: tuple[Aggregate, Aggregate]) -> bool:
    return totals[0].complete and totals[1].complete


def _aggregate(series: Series, span: Period) -> Aggregate:
    """The total, level or mean of a series in a plan; its level at the end of the plan if the
    values are as of a day.
    """
    return aggregate(
        series, AsOf(span.end) if isinstance(series.observations[0].period, AsOf) else span
    )


def _first_years(span: Period, years: int) -> Period:
    first = span.start.year
    return Period.years(first, first + years - 1, start_month=span.start.month)


def _total(observation: Observation | None) -> Figure | None:
    return (
        None
        if observation is None or observation.figure is None
        else in_indicator_unit(observation)
    )


def _yearly(observation: Observation | None) -> Figure | None:
    """The total of a flow over whole years, per year."""
    if observation is None or observation.figure is None:
        return None
    span = observation.period
    if not isinstance(span, Period) or (span.months or 1) % 12:
        return None
    summed = NATURES[observation.indicator.nature].over_time == "sum"
    if not summed or observation.measure is not Measure.VALUE:
        return None
    return in_indicator_unit(observation) / span.length


def _growth_in(series: Series, plan: Plan) -> Figure | None:
    """The average annual growth from the base year of a plan of whole years to its last year; a
    rate has none.
    """
    in_points = NATURES[series.indicator.nature].change == "points"
    if in_points or (plan.period.months or 1) % 12:
        return None
    level = _level_at(series, plan.period.start - ONE_DAY)
    end = _level_at(series, plan.period.end)
    if level is None or end is None or level.scope != end.scope:
        return None
    if crosses_break(series, level.period, end.period):
        return None
    return growth(end, level).average_annual


def _level_at(series: Series, day: date) -> Observation | None:
    """The level of the year that ends on a day, or as of that day."""
    for observation in series.observations:
        time = observation.period
        if time.end == day and (isinstance(time, AsOf) or time.months == 12):
            return observation
    return None

"""Comparison of two plans: what a series says of each — total, end level or mean, a year, growth —
and the difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import attrs

from tjstats.errors import PeriodOrderError, RecordTypeError, TjstatsError
from tjstats.questions.aggregation import Aggregate, aggregate, in_indicator_unit
from tjstats.questions.growth import Growth, growth
from tjstats.questions.reasons import Case, first, reason_of
from tjstats.questions.results import Results, result
from tjstats.records.classifications import NATURES, Direction, Measure
from tjstats.records.datasets import Dataset, DatasetEntry
from tjstats.records.publication import Indicator, Observation, Series
from tjstats.tables import Table, Tabular
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.plans import Plan
from tjstats.values.units import mismatch
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["NO_COMPARISON", "ComparisonFacts", "PlanComparison", "compare", "compare_all"]


class ComparisonFacts(NamedTuple):
    """What decides whether the figures of two plans tell which is ahead; each a Python value or an
    expression of a frame. Before these count the reasons why a plan has no figure (`NO_TOTAL`).

    Fields: scopes_differ, overlap (the two ranges have numbers in common).
    """

    scopes_differ: Any = False
    overlap: Any = False


NO_COMPARISON: Final = (
    Case(
        Reason.BREAK_IN_SERIES,
        lambda f: f.scopes_differ,
        "the figures of the two plans have different scopes",
    ),
    Case(
        Reason.RANGES_OVERLAP,
        lambda f: f.overlap,
        "the ranges of the two plans overlap, so that either may be ahead",
    ),
)
"""Conditions under which two plans with figures are not compared, in order of precedence."""


@attrs.frozen(repr=False)
class PlanComparison(Tabular):
    """One indicator in two plans. Fields: indicator, plans, observations (total, end level or mean,
    None where missing), partial (only the same first years of both are compared), reason, yearly
    (the total of a flow a year, in each plan), growths (average annual growth in each plan: as
    published of it, else from its base year to its last; None where the levels are missing).

    `earlier` and `later` are the two Figures, `change` and `rate` lead from one to the other,
    `verdict` says whether the later plan is ahead, in the indicator's direction (higher where it
    has none).
    """

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

    def table(self) -> Table:
        """Both plans side by side."""
        pairs = zip(self.plans, (self.earlier, self.later), strict=True)
        rows = [(str(plan), str(plan.period), str(figure or "")) for plan, figure in pairs]
        ends = (
            ("change", self.change),
            ("rate", self.rate),
            ("growth in the earlier", self.growths[0]),
            ("growth in the later", self.growths[1]),
            ("difference", self.growth_difference),
            ("reason", self.reason),
        )
        rows += [(name, "", str(value)) for name, value in ends if value is not None]
        return Table(("plan", "period", "figure"), tuple(rows), self.indicator.code)

    def __str__(self) -> str:
        if self.reason is not None and self.change is None:
            return (
                f"{self.indicator.code}, {self.plans[0]} and {self.plans[1]}: {self.reason.text()}"
            )
        return f"{self.indicator.code}: {self.earlier} in {self.plans[0]}, {self.later} in {self.plans[1]}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"


def compare(series: Series, earlier: Plan, later: Plan) -> PlanComparison:
    """What *series* says of two plans. A plan with missing years is compared over the same first
    years of both.

    Raises `RecordTypeError`, and `PeriodOrderError` where the plans overlap or stand in the wrong
    order.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> c = compare(jobs.series({"2016": "48", "2017": "49", "2021": "37.62", "2022": "35.55"}), plan(13), plan(14))
    >>> print(c.earlier, c.later, c.change, c.partial)
    97万人 73.17万人 -23.83万人 True
    """
    if not isinstance(series, Series):
        raise RecordTypeError(
            "compare", "series", series, "a Series; dataset[code].series gives one"
        )
    _check_plans(earlier, later)
    return _compared(series, series, earlier, later)


def compare_all(
    dataset: Dataset, earlier: Plan, later: Plan, concepts: Mapping[str, str] | None = None
) -> tuple[PlanComparison, ...]:
    """Every indicator of a dataset in two plans: by its values, else by the change or growth
    published of the whole plans.

    Indicators that changed their code or definition are matched only by *concepts*, from the code
    in the later plan to the code in the earlier, never by their names. What cannot be compared is
    unknown, with the reason.

    >>> jobs = Indicator("jobs", "万人", "flow")
    >>> values = jobs.series({"2016-01-01/P5Y": "6564", "2021-01-01/P5Y": "6300"})
    >>> [c.change for c in compare_all(Dataset("d", observations=values.observations), plan(13), plan(14))]
    [<computed Figure -264万人>]
    """
    if not isinstance(dataset, Dataset):
        raise RecordTypeError(
            "compare_all", "dataset", dataset, "a Dataset; tjstats.datasets.load(name) gives one"
        )
    _check_plans(earlier, later)
    matched = dict(concepts or {})
    codes = [i.code for i in dataset.indicators if i.code not in matched.values()]
    return tuple(
        _of_codes(dataset, matched.get(code, code), code, earlier, later) for code in codes
    )


def _of_codes(
    dataset: Dataset, before: str, after: str, earlier: Plan, later: Plan
) -> PlanComparison:
    """Two entries compared by their values, else by what is published of the whole plans: the first
    measure that tells.
    """
    entries, plans, reason = (
        (dataset[before], dataset[after]),
        (earlier, later),
        Reason.NO_OBSERVATION,
    )
    made = []
    for measure in Measure:
        try:
            found = [_told(entry, measure, one) for entry, one in zip(entries, plans, strict=True)]
            made += [_compared(found[0], found[1], earlier, later)] if found[0] and found[1] else []
        except TjstatsError as error:
            reason = reason_of(error)
    none = PlanComparison(entries[1].indicator, plans, (None, None), reason=reason)
    best = next((each for each in made if each.change is not None), made[0] if made else none)
    stated = [_stated_growth(entry, one) for entry, one in zip(entries, plans, strict=True)]
    return attrs.evolve(best, growths=(stated[0] or best.growths[0], stated[1] or best.growths[1]))


def _told(entry: DatasetEntry, measure: Measure, one: Plan) -> Series | None:
    """The values of an entry, or the changes or growth published of a whole plan, as a series; None
    where there are none.
    """
    if measure is Measure.VALUE and any(o.measure is measure for o in entry.observations):
        return entry.series
    whole = tuple(o for o in entry.observations if o.measure is measure and o.period == one.period)
    return Series(whole) if whole else None


def _stated_growth(entry: DatasetEntry, one: Plan) -> Figure | None:
    """The average annual growth published of a plan."""
    found = (
        o.figure
        for o in entry.observations
        if o.measure is Measure.AVERAGE_GROWTH and o.period == one.period
    )
    return next(found, None)


def _check_plans(earlier: Plan, later: Plan) -> None:
    for one in (earlier, later):
        if not isinstance(one, Plan):
            raise RecordTypeError(
                "compare", "plan", one, "a Plan; tjstats.plan(14) gives China's 14th"
            )
    if not earlier.period.end < later.period.start:
        raise PeriodOrderError(str(earlier.period), str(later.period), "must end before")


def _compared(before: Series, after: Series, earlier: Plan, later: Plan) -> PlanComparison:
    if before.indicator.unit != after.indicator.unit and not before.indicator.unit.is_compatible(
        after.indicator.unit
    ):
        raise mismatch(before.indicator.unit, after.indicator.unit, "compare")
    plans, both = (earlier, later), (before, after)
    found = [
        aggregate(series, _time(series, one.period))
        for series, one in zip(both, plans, strict=True)
    ]
    partial = not all(each.complete for each in found)
    if (
        partial
        and after.measure is Measure.VALUE
        and NATURES[after.indicator.nature].over_time != "last"
    ):
        found = _same_years(before, after, earlier.period, later.period) or found
    begun, ended = (each.observation if each.complete else None for each in found)
    reason = next((each.reason for each in found if not each.complete), None)
    if begun is not None and ended is not None and begun.scope != ended.scope:
        broken = first(NO_COMPARISON, ComparisonFacts(scopes_differ=True))
        return PlanComparison(after.indicator, plans, (None, None), reason=broken)
    made = PlanComparison(
        after.indicator, plans, (begun, ended), partial and reason is None, reason,
        (_yearly(begun), _yearly(ended)), (_growth_in(before, earlier), _growth_in(after, later)),
    )  # fmt: skip
    if reason is None:
        unclear = ComparisonFacts(overlap=made.verdict is Verdict.UNKNOWN)
        return attrs.evolve(made, reason=first(NO_COMPARISON, unclear))
    return made


def _total(observation: Observation | None) -> Figure | None:
    return (
        None
        if observation is None or observation.figure is None
        else in_indicator_unit(observation)
    )


def _yearly(observation: Observation | None) -> Figure | None:
    """The total of a flow over whole years, a year."""
    if (
        observation is None
        or observation.figure is None
        or not isinstance(observation.period, Period)
    ):
        return None
    if observation.measure is not Measure.VALUE:
        return None
    if (
        NATURES[observation.indicator.nature].over_time != "sum"
        or (observation.period.months or 1) % 12
    ):
        return None
    total = in_indicator_unit(observation)
    return total / observation.period.length


def _growth_in(series: Series, one: Plan) -> Figure | None:
    """The average annual growth from the base year of a plan to its last year."""
    years = (
        one.base,
        one.period.split("1y")[-1] if (one.period.months or 1) % 12 == 0 else one.period,
    )
    levels = [series.get(AsOf(y.end) if isinstance(series.periods[0], AsOf) else y) for y in years]
    if levels[0] is None or levels[1] is None or levels[0].scope != levels[1].scope:
        return None
    return growth(levels[1], levels[0]).average_annual


def _time(series: Series, period: Period) -> Time:
    """A plan, or the end of it where the values are as of a day."""
    return AsOf(period.end) if isinstance(series.periods[0], AsOf) else period


def _same_years(
    before: Series, after: Series, earlier: Period, later: Period
) -> list[Aggregate] | None:
    """Both plans over as many of their first years as both have."""
    years = min(earlier.months or 0, later.months or 0) // 12
    for count in range(years, 0, -1):
        heads = [
            Period.years(p.start.year, p.start.year + count - 1, start_month=p.start.month)
            for p in (earlier, later)
        ]
        found = [
            aggregate(series, head) for series, head in zip((before, after), heads, strict=True)
        ]
        if all(each.complete for each in found):
            return found
    return None

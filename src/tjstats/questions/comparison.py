"""Comparison of two plans: what one series says of each, by its nature, and the difference."""

from __future__ import annotations

import attrs

from tjstats.errors import PeriodOrderError, RecordTypeError
from tjstats.questions.aggregation import Aggregate, aggregate
from tjstats.questions.growth import Growth
from tjstats.records.classifications import NATURES, Direction, Measure
from tjstats.records.indicators import Indicator
from tjstats.records.observations import Observation
from tjstats.records.series import Series
from tjstats.tables import Table, Tabular
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.plans import Plan
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["PlanComparison", "compare"]


@attrs.frozen(repr=False)
class PlanComparison(Tabular):
    """One indicator in two plans. Fields: indicator, plans, observations (total, end level or mean, None where missing),
    partial (only the same first years of both are compared), reason.

    `earlier` and `later` are the two Figures, `change` and `rate` lead from one to the other, `verdict` says whether the
    later plan is ahead, in the indicator's direction (higher where it has none).
    """

    indicator: Indicator
    plans: tuple[Plan, Plan]
    observations: tuple[Observation | None, Observation | None]
    partial: bool = False
    reason: Reason | None = None

    @property
    def earlier(self) -> Figure | None:
        """The figure of the earlier plan."""
        return None if self.observations[0] is None else self.observations[0].figure

    @property
    def later(self) -> Figure | None:
        """The figure of the later plan."""
        return None if self.observations[1] is None else self.observations[1].figure

    @property
    def growth(self) -> Growth | None:
        """The growth from the earlier plan to the later."""
        earlier, later = self.earlier, self.later
        return None if earlier is None or later is None else Growth(later, earlier)

    @property
    def change(self) -> Figure | None:
        """Later minus earlier; in points for percentages."""
        return None if self.growth is None else self.growth.change

    @property
    def rate(self) -> Figure | None:
        """The growth rate from the earlier plan to the later, None for rates."""
        points = NATURES[self.indicator.nature].change == "points"
        return None if self.growth is None or points else self.growth.rate

    @property
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
        ends = (("change", self.change), ("rate", self.rate), ("reason", self.reason))
        rows += [(name, "", str(value)) for name, value in ends if value is not None]
        return Table(("plan", "period", "figure"), tuple(rows), self.indicator.code)

    def __str__(self) -> str:
        if self.reason is not None and self.change is None:
            return f"{self.indicator.code}, {self.plans[0]} and {self.plans[1]}: {self.reason.text()}"
        return f"{self.indicator.code}: {self.earlier} in {self.plans[0]}, {self.later} in {self.plans[1]}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"


def compare(series: Series, earlier: Plan, later: Plan) -> PlanComparison:
    """What *series* says of two plans. A plan with missing years is compared over the same first years of both.

    Raises `RecordTypeError`, and `PeriodOrderError` where the plans overlap or stand in the wrong order.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> c = compare(jobs.series({"2016": "48", "2017": "49", "2021": "37.62", "2022": "35.55"}), plan(13), plan(14))
    >>> print(c.earlier, c.later, c.change, c.partial)
    97万人 73.17万人 -23.83万人 True
    """
    if not isinstance(series, Series):
        raise RecordTypeError("compare", "series", series, "a Series; dataset[code].series gives one")
    for one in (earlier, later):
        if not isinstance(one, Plan):
            raise RecordTypeError("compare", "plan", one, "a Plan; tjstats.plan(14) gives China's 14th")
    if not earlier.period.end < later.period.start:
        raise PeriodOrderError(str(earlier.period), str(later.period), "must end before")
    found = [aggregate(series, _time(series, one.period)) for one in (earlier, later)]
    partial = not all(each.complete for each in found)
    if partial and series.measure is Measure.VALUE and NATURES[series.indicator.nature].over_time != "last":
        found = _same_years(series, earlier.period, later.period) or found
    first, second = (each.observation if each.complete else None for each in found)
    reason = next((each.reason for each in found if not each.complete), None)
    if first is not None and second is not None and first.scope != second.scope:
        return PlanComparison(series.indicator, (earlier, later), (None, None), reason=Reason.BREAK_IN_SERIES)
    made = PlanComparison(series.indicator, (earlier, later), (first, second), partial and reason is None, reason)
    if reason is None and made.verdict is Verdict.UNKNOWN:
        return attrs.evolve(made, reason=Reason.RANGES_OVERLAP)
    return made


def _time(series: Series, period: Period) -> Time:
    return AsOf(period.end) if NATURES[series.indicator.nature].over_time == "last" else period


def _same_years(series: Series, earlier: Period, later: Period) -> list[Aggregate] | None:
    """Both plans over as many of their first years as both have."""
    years = min(earlier.months or 0, later.months or 0) // 12
    for count in range(years, 0, -1):
        heads = [Period.years(p.start.year, p.start.year + count - 1, start_month=p.start.month) for p in (earlier, later)]
        found = [aggregate(series, head) for head in heads]
        if all(each.complete for each in found):
            return found
    return None

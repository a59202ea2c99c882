"""Progress through a plan: the completed share of a planned change, the remainder, and how early it
was reached.

While a plan runs, China's statistics office states progress towards a compound change by
logarithms; at its end it states over-fulfilment in points over the target. Both are in official
use, and have a function each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from tjstats.errors import InvalidPeriodError, InvalidRecordError
from tjstats.questions.aggregation import aggregate
from tjstats.questions.answers import answer_language
from tjstats.questions.comparability import check_same
from tjstats.questions.formulas import PERCENT, formula, log_progress
from tjstats.questions.results import Results, result
from tjstats.records.classifications import Measure
from tjstats.records.publication import Series
from tjstats.records.targets import Target
from tjstats.tables import Table, Tabular, fields_table
from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.numbers import Number
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.verdicts import Reason

__all__ = [
    "EarlyCompletion",
    "early_completion",
    "equivalent_years",
    "excess_share",
    "log_progress",
    "months_early",
    "points_left",
    "reference_year",
]


def equivalent_years(actual: Figure, target: Figure, years: Number) -> Figure | None:
    """The years that the change so far takes at the plan's own pace: the completed share times the
    plan's *years*.

    >>> print(equivalent_years(Figure("-4.87", "%"), Figure("-17", "%"), 5))
    1.34 years
    """
    share = log_progress(actual, target)
    return None if share is None else share * Figure(years, "year", exact=True)


def excess_share(excess: Figure, target: Figure) -> Figure | None:
    """Over-fulfilment in percent of a target on a change: the points beyond it over the target.
    None if the target is a change of zero.

    Linear, as the NDRC and NBS state it at the end of a plan; progress before the end is by
    logarithms.

    >>> print(excess_share(Figure("1", "个百分点"), Figure("-20", "%")))
    5%
    """
    points, planned = excess.to("percentage_point"), target.to(PERCENT)
    if planned.bounds.positive:
        return formula(_excess_percent, points, planned)
    return formula(_excess_percent, points, -planned) if planned.bounds.negative else None


def _excess_percent(points: Bounds, planned: Bounds) -> Bounds:
    return (points / planned).shifted(2)


def points_left(target: Figure, so_far: Figure) -> Figure:
    """The percentage points from a change so far to the target, positive until it is reached.

    Points understate the remainder of a compound change; `rates.remaining_rate` gives the change
    that is needed.

    >>> print(points_left(Figure("-20", "%"), Figure("-15.61", "%")))
    4.39 percentage points
    """
    return so_far - target if target.value < 0 else target - so_far


# --- early completion -----------------------------------------------------------------------------


def _point(time: Time | str) -> AsOf:
    return AsOf(time.end) if isinstance(time, Period | AsOf) else AsOf(time)


def months_early(plan_end: Time | str, window_end: Time | str) -> int:
    """The whole months from the end of the twelve months that reached a target to the end of the
    plan.

    Times, or codes such as "2005-12" and "2005-12-31". Negative if it was late. Raises
    `InvalidPeriodError`.

    >>> months_early("2005-12", "2005-05")
    7
    """
    last, reached = _point(plan_end).end, _point(window_end).end
    months = (last.year - reached.year) * 12 + last.month - reached.month
    return months - (AsOf(reached).shift(months, "1m") > AsOf(last))


@attrs.frozen
class EarlyCompletion(Tabular):
    """The first twelve consecutive months that met a target. Fields: target, series, window (those
    months; None if none did), reason (why there is no such window).
    """

    target: Target
    series: Series
    window: Period | None = None
    reason: Reason | None = None
    _stored: Results | None = attrs.field(init=False, default=None, repr=False, hash=False)

    @property
    @result
    def months(self) -> int | None:
        """The number of months before the end of the target's period."""
        return None if self.window is None else months_early(self.target.period, self.window)

    def table(self, lang: Language | None = None) -> Table:
        """The target, the months that met it, and how many months early that is."""
        fields = [
            ("target", self.target),
            ("reported", self.series),
            ("window", self.window),
            ("months_early", self.months),
            ("reason", self.reason),
        ]
        return fields_table("early_completion", fields, answer_language(lang, (self.target,)))


def early_completion(target: Target, series: Series) -> EarlyCompletion:
    """The first twelve months, which may cross calendar years, that meet a target on the last year
    of a plan.

    *series* has months or quarters; a flow is totalled over each window. Source: the textbook level
    method. Raises `NotComparableError`, `InvalidRecordError`.

    >>> from tjstats.records.publication import Indicator
    >>> steel = Indicator("steel", "万吨", "flow", "higher")
    >>> goal = Target(steel, Period.year(2005), Figure("120", "万吨"))
    >>> months = {f"2004-{month:02d}": "9" for month in range(1, 13)}
    >>> months |= {f"2005-{month:02d}": "11" for month in range(1, 13)}
    >>> early = early_completion(goal, steel.series(months))
    >>> print(early.window, early.months)
    2004-07-01/P1Y 6
    """
    check_same(target, series)
    if target.measure is not Measure.VALUE or target.accepts is None:
        raise InvalidRecordError(
            "early_completion", "target", str(target), "write a target on a VALUE, with a number"
        )
    unit = target.indicator.unit if target.figure is None else target.figure.unit
    reason: Reason | None = Reason.NO_OBSERVATION
    for window, total in _totals_of_years(series, target.period.end):
        if target.accepts.contains(total.to(unit).bounds):
            return EarlyCompletion(target, series, window)
        reason = None
    return EarlyCompletion(target, series, reason=reason)


def _totals_of_years(series: Series, last: date) -> Iterator[tuple[Period, Figure]]:
    """Each twelve months up to the end of an observation, not after *last*, with their total if it
    is complete.
    """
    for observation in series:
        window = _year_to(observation.period)
        if window is None or window.end > last:
            continue
        total = aggregate(series, window)
        if total.complete and total.observation is not None:
            figure = total.observation.figure
            if figure is not None:
                yield window, figure


def _year_to(time: Time) -> Period | None:
    """The twelve months up to the end of a time, None if that is within a month."""
    start = AsOf(time.end).shift(-1, "1y").shift(1, "1d").date
    window = Period(start, time.end)
    return window if window.months == 12 else None


_REFERENCE: Final = re.compile(r"(\d{4})(?:\D.*)?", re.ASCII | re.DOTALL)


def reference_year(period: Time | str) -> int:
    """The year of a reference period: its first, 2015 for "2015-16". Raises
    `InvalidPeriodError`.

    >>> reference_year("2015-16"), reference_year(Period.years(2021, 2025))
    (2015, 2021)
    """
    if isinstance(period, AsOf | Period):
        return period.first_day.year
    match = _REFERENCE.fullmatch(period) if isinstance(period, str) else None
    if match is None:
        raise InvalidPeriodError(
            period, "no year at its start", "write '2015', '2015-16' or '2015/2016'"
        )
    return int(match[1])


def __dir__() -> list[str]:
    return list(__all__)

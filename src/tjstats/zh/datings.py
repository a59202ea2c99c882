"""The time in force as it is that of a figure: of 年均 the years of a plan, of a running total the
months from January, of what stands in a span of years its end.
"""

from __future__ import annotations

from tjstats.values.periods import AsOf, Period, Time
from tjstats.zh import bases
from tjstats.zh.leads import Lead
from tjstats.zh.lexicon.nouns import HAPPENINGS as FLOWS
from tjstats.zh.lexicon.nouns import STANDING_AT_END
from tjstats.zh.times import InForce

__all__ = ["dated"]


def dated(times: InForce, before: Lead, *, every: bool, change: bool) -> Time | None:
    """The time of a figure that no time of its own dates, by the words before it; *every*: it is
    one for each year; *change*: it is a change over all of the time in force.
    """
    if before.total:
        _run_on(times)
    current = times.current
    if every:
        return _of_years(times, current)
    if not bases.is_long(current):
        return _of_its_year(times, current, before)
    return current if change else _at_its_end(times, current, before)


def _run_on(times: InForce) -> None:
    """The months from January instead of the last one of them: 4月,收入累计完成."""
    current = times.current
    if isinstance(current, Period) and current.months == 1:
        times.time = Period.year_to_date(current.end.year, current.end.month)
        times.span = times.time


def _of_years(times: InForce, current: Time | None) -> Time | None:
    """The years of 年均: those of the plan at whose end the time in force is."""
    if bases.is_long(current):
        return current
    if isinstance(current, AsOf) and times.plan and times.plan.period.end == current.date:
        return times.plan.period
    return times.span if bases.is_long(times.span) else current


def _at_its_end(times: InForce, current: Time | None, before: Lead) -> Time | None:
    """Of a span of years its end, for what stands then, and does not happen in it."""
    stands = before.standing and not FLOWS.search(before.words)
    return bases.end_of(current, times.now) if stands else current


def _of_its_year(times: InForce, current: Time | None, before: Lead) -> Time | None:
    """年末 dates what stands then, its year what happens: 年末保有87.6万辆,新注册8.9万辆."""
    if times.whole is not None and FLOWS.search(before.words):
        return times.whole
    if times.ended and isinstance(current, Period) and STANDING_AT_END.search(before.words):
        return AsOf(current.end)
    return current

"""Comparison of two plans over a frame: the figure of each series in both, by its nature, and the
difference.

One pass brings the years of both plans side by side; the rest is arithmetic on one row a series. A
flow is totalled, a stock taken at the end, the rest averaged; where years are missing, over as many
first years as both plans have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import add, and_, or_
from typing import TYPE_CHECKING, Final, cast

import attrs

from tjstats.errors import FrameColumnError, FrameRowsError, InvalidPeriodError
from tjstats.frames.answers import cases_of, decided, native_answer, or_else, reasoned
from tjstats.frames.bases import BREAKS, no_true_zero, with_breaks
from tjstats.frames.engines import Condition, Expr, Expressions, Frame, any_of, hidden
from tjstats.frames.periods import Timeline, timeline
from tjstats.frames.records import Records, opened_values
from tjstats.frames.schema import (
    NEAR,
    Layout,
    Names,
    bounded,
    check_new,
    codes,
    layout,
    number,
    repeated,
)
from tjstats.questions.aggregation import NO_TOTAL, TotalFacts
from tjstats.questions.comparison import NO_COMPARISON, ComparisonFacts, check_plan_order
from tjstats.questions.growth import NO_RATE, RateFacts
from tjstats.records.classifications import NATURES, Direction, Measure, Nature
from tjstats.values.plans import Plan, plan
from tjstats.values.verdicts import Reason, Verdict

if TYPE_CHECKING:
    from tjstats.frames.engines import F

__all__ = ["compare"]

_SIDES: Final = ("EARLIER", "LATER")
_ANSWER: Final = (
    *_SIDES,
    "EARLIER_YEARS",
    "LATER_YEARS",
    "YEARS",
    "CHANGE",
    "RATE",
    "VERDICT",
    "REASON",
)


def compare(
    frame: F | Records,
    earlier: int | Plan,
    later: int | Plan,
    *,
    nature: str = "NATURE",
    direction: str = "DIRECTION",
    keys: Names = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    unit: Names = None,
) -> F:
    """One row per series in two plans, sorted by keys: EARLIER and LATER, their comparison, and the
    number of years compared.

    *earlier* and *later* are numbers of China's plans, or Plans. *nature* (flow, stock, rate,
    average, index) is a column or one code for all series: a flow is totalled, a stock taken at the
    end of the last year, the rest averaged. EARLIER_YEARS and LATER_YEARS count the years that have
    a value; YEARS are the first years that both have, over which totals and means are taken, also
    where one plan is longer. CHANGE is in points for a rate, which has no RATE (percent). VERDICT
    says whether the later plan is ahead, by *direction* (a column or one code; by default higher).
    Periods are integer years, codes of years, or the last days of years, one kind in each series
    (period_mismatch); other rows are ignored. Series with no rows in either plan are omitted.
    Records, QUALIFIER and FLAGS are as in `growth`: a plan with a value that is only a bound has no
    answer (only_a_bound), and nothing is totalled, averaged or compared across a break
    (break_in_series).

    Raises `FrameColumnError`, `FrameError`, `PeriodOrderError` for plans in the wrong order; on
    eager frames `FrameRowsError` for several rows of one year, mixed units in a series, unknown
    codes, and unreadable periods. On lazy frames these are null, with the reason; unreadable
    periods are ignored.

    >>> import polars as pl
    >>> from tjstats import frames
    >>> years, values = [2016, 2017, 2021, 2022], [48.0, 49.0, 37.62, 35.55]
    >>> jobs = pl.DataFrame({"REF_AREA": ["津"] * 4, "TIME_PERIOD": years, "OBS_VALUE": values})
    >>> found = frames.compare(jobs, 13, 14, nature="flow")
    >>> found.select("EARLIER", pl.col("RATE").round(1), "YEARS").rows()
    [(97.0, -24.6, 2)]
    """
    plans = (_plan(earlier), _plan(later))
    check_plan_order(plans[0].period, plans[1].period)
    table = opened_values(frame, "compare")
    where = layout(table, keys, period, value, unit)
    check_new(where.keys, _ANSWER)
    kinds = (
        _Kind("nature", nature, codes(table, where.types, "nature", nature, Nature)),
        _Kind(
            "direction",
            direction,
            codes(table, where.types, "direction", direction, Direction, Direction.HIGHER),
        ),
        _Kind(
            "measure",
            "MEASURE",
            codes(table, where.types, "measure", "MEASURE", Measure, Measure.VALUE),
        ),
    )
    series = _side_by_side(table, where, plans, kinds)
    answer = _answered(series, where)
    answer = answer.sorted(*where.keys) if where.keys else answer
    return cast("F", native_answer(answer, [*where.keys, *_ANSWER]))


def _plan(given: int | Plan) -> Plan:
    """A plan of calendar years. Raises `InvalidPeriodError`."""
    asked = given if isinstance(given, Plan) else plan(given)
    start = asked.period.start
    if (start.month, start.day) != (1, 1) or (asked.period.months or 1) % 12:
        problem = "the plan is not of calendar years"
        raise InvalidPeriodError(str(asked.period), problem, "write Plan(Period.years(2021, 2025))")
    return asked


# --- the years of both plans side by side ---------------------------------------------------------


@attrs.frozen
class _Kind:
    """A property of series: "nature", "direction" or "measure". Fields: name, given (its column, or
    one code for all series), codes.
    """

    name: str
    given: str
    codes: Expr

    @property
    def column(self) -> str:
        """The hidden column of the codes."""
        return hidden(_Series, self.name)


@attrs.frozen
class _Units:
    """The units of a series in one column. Fields: first, last (in text order), count (rows that
    have a unit).
    """

    first: Expr
    last: Expr
    count: Expr


@attrs.frozen
class _Breaks:
    """How many breaks are flagged in a series up to a time. Fields: begun (up to the start of the
    first value in a plan), passed (up to the end of its last value), by_year (up to the end of
    each year with a row).
    """

    begun: Expr
    passed: Expr
    by_year: list[Expr]

    @property
    def inside(self) -> Expr:
        """Whether a break is flagged between the values of the plan."""
        return (self.passed > self.begun).fill_null(False)


@attrs.frozen
class _Series:
    """A row for each series. Fields: frame; years (the value of each year of the earlier plan, and
    of the later); ended (whether the last year of either has a row); nature, direction, measure;
    count (values), rows; units; shortest and longest (of its periods, in months); bound and
    bound_at_end (one where a value, or that of a last year, is only a bound; None where no column
    says so); breaks (of each plan, None if no row is flagged).
    """

    frame: Frame
    years: tuple[list[Expr], list[Expr]]
    ended: tuple[Condition, Condition]
    nature: Expr
    direction: Expr
    measure: Expr
    count: Expr
    rows: Expr
    units: Mapping[str, _Units]
    shortest: Expr
    longest: Expr
    bound: Expr | None
    bound_at_end: Expr | None
    breaks: tuple[_Breaks, _Breaks] | None

    def over_time(self, rule: str) -> Expr:
        """Whether the nature of the series aggregates years by this rule."""
        return self.nature.is_in(
            [str(nature) for nature, row in NATURES.items() if row.over_time == rule]
        )

    @property
    def present(self) -> list[Expr]:
        """The number of years with a value in each plan."""
        return [self.frame.ns.col(f"{side}_YEARS") for side in _SIDES]

    @property
    def repeats(self) -> Expr:
        """The number of values beyond one per year."""
        return self.count - reduce(add, self.present)

    def has_several(self, unit: str) -> Expr:
        """Whether the series has several units, or a unit only in some rows."""
        units = self.units[unit]
        several = (units.first != units.last).fill_null(False)
        return several | ((units.count > 0) & (units.count < self.rows))


_AT_END: Final = [str(nature) for nature, row in NATURES.items() if row.over_time == "last"]


def _side_by_side(
    frame: Frame, where: Layout, plans: Sequence[Plan], kinds: Sequence[_Kind]
) -> _Series:
    """One row per series with the value for each year of both plans in a column. Raises
    `FrameColumnError`; on eager frames `FrameRowsError`.
    """
    ns, spans = frame.ns, [_years_of(given) for given in plans]
    frame, breaks = with_breaks(
        frame, where, timeline(frame, where.period, where.types[where.period])
    )
    rows = _rows_of(frame, where, spans, kinds, breaks)
    nature = kinds[0]
    # Only for a stock, or in a plan of one year, does the end alone count.
    of_stocks = (nature.given in where.types, nature.given in _AT_END)
    with_ends = any((*of_stocks, 1 in map(len, spans)))
    columns = _by_year(ns, spans, with_ends, where.has_qualifiers)
    begun, passed = (_breaks_begun(ns, spans), _breaks_passed(ns, spans)) if breaks else ({}, {})
    carried = [kind.column for kind in kinds if kind.given in where.types]
    counts = _aggregates(ns, begun, (*columns, *passed, *carried))
    units = _unit_aggregates(ns, where)
    rows = rows.with_columns(**columns, **begun, **passed)
    wide = rows.grouped(where.keys, *counts, *units)
    further = {kind.column: kind.codes for kind in kinds if kind.column not in carried}
    for side, span in zip(_SIDES, spans, strict=True):
        further[f"{side}_YEARS"] = _present(ns, span)
    series = _series(wide.with_columns(**further), where, spans, with_ends, bool(breaks))
    if frame.engine.eager:
        _check(series, where)
    return series


def _by_year(
    ns: Expressions, spans: Sequence[range], with_ends: bool, with_bounds: bool
) -> dict[str, Expr]:
    """The value of a row in the column of its year, whether it is for the last year of a plan, and
    whether a value, or that for a last year, is only a bound.
    """
    year, value, bound = (ns.col(hidden("row", field)) for field in ("year", "value", "bound"))
    columns: dict[str, Expr] = {}
    for side, span in zip(_SIDES, spans, strict=True):
        columns |= {_year_column(at): ns.when(year == at).then(value) for at in span}
        if with_ends:
            columns[_end_column(side)] = ns.when(year == span[-1]).then(ns.lit(1))
    if with_bounds:
        is_last = reduce(or_, [year == span[-1] for span in spans])
        columns |= {_BOUND: bound, _BOUND_AT_END: ns.when(is_last).then(bound)}
    return columns


def _breaks_begun(ns: Expressions, spans: Sequence[range]) -> dict[str, Expr]:
    """The breaks up to the start of a row with a value, in the column of its plan."""
    begun = ns.col(BREAKS[0])
    return {
        hidden(_Breaks, "begun", side): ns.when(_has_value(ns, span)).then(begun)
        for side, span in zip(_SIDES, spans, strict=True)
    }


def _breaks_passed(ns: Expressions, spans: Sequence[range]) -> dict[str, Expr]:
    """The breaks up to the end of a row with a value, in the column of its plan, and up to that of
    any row in the column of its year.
    """
    columns: dict[str, Expr] = {}
    passed = ns.col(BREAKS[1])
    for side, span in zip(_SIDES, spans, strict=True):
        columns[hidden(_Breaks, "passed", side)] = ns.when(_has_value(ns, span)).then(passed)
        for year in span:
            of_year = ns.col(hidden("row", "year")) == year
            columns[_passed_column(year)] = ns.when(of_year).then(passed)
    return columns


def _has_value(ns: Expressions, span: range) -> Expr:
    """Whether a row is in a plan and has a value."""
    year, value = (ns.col(hidden("row", name)) for name in ("year", "value"))
    return (year >= span[0]) & (year <= span[-1]) & ~value.is_null()


_BOUND: Final = hidden(_Series, "bound")
_BOUND_AT_END: Final = hidden(_Series, "bound_at_end")
_SHORTEST: Final = hidden(_Series, "shortest")
_LONGEST: Final = hidden(_Series, "longest")
_COUNT: Final = hidden(_Series, "count")
_ROWS: Final = hidden(_Series, "rows")


def _year_column(year: int) -> str:
    return f"{hidden(_Series, 'years')}_{year}"


def _passed_column(year: int) -> str:
    return f"{hidden(_Breaks, 'by_year')}_{year}"


def _end_column(side: str) -> str:
    return hidden(_Series, "ended", side)


def _unit_column(name: str, field: str) -> str:
    return f"{hidden(_Units, field)}_{name}"


def _years_of(given: Plan) -> range:
    return range(given.period.start.year, given.period.end.year + 1)


def _rows_of(
    frame: Frame,
    where: Layout,
    spans: Sequence[range],
    kinds: Iterable[_Kind],
    breaks: tuple[str, ...],
) -> Frame:
    """The rows of both plans, null for bounds. Raises `FrameColumnError`."""
    ns, time = frame.ns, timeline(frame, where.period, where.types[where.period])
    _check_years(time, where.period)
    columns = {
        hidden("row", "year"): time.calendar_year(),
        hidden("row", "length"): time.length(),
        hidden("row", "value"): number(frame, where.value, where.types),
    }
    columns |= {kind.column: kind.codes for kind in kinds if kind.given in where.types}
    bound = bounded(frame, where.types)
    if bound is not None:
        columns[hidden("row", "bound")] = bound
    rows = frame.select(*dict.fromkeys((*where.keys, *where.units, *breaks)), **columns)
    year, value, is_bound = (ns.col(hidden("row", field)) for field in ("year", "value", "bound"))
    rows = rows.filter(reduce(or_, [(year >= span[0]) & (year <= span[-1]) for span in spans]))
    if bound is None:
        return rows
    return rows.with_columns(ns.when(is_bound == 0).then(value).alias(hidden("row", "value")))


def _check_years(time: Timeline, period: str) -> None:
    """Raise `FrameColumnError` for periods that are not years or points in time, and for first days
    of years that nothing makes periods.
    """
    if time.starts:
        problem = "has first days, which are points in time"
        raise FrameColumnError(period, problem, "add a column FREQ with 'A', or write the years")
    if time.months not in (None, 0, 12):
        remedy = (
            "use integer years, codes of years, or the last days of years; "
            "total or average shorter periods first"
        )
        raise FrameColumnError(period, f"has periods of {time.months} months", remedy)


def _aggregates(ns: Expressions, least: Iterable[str], most: Iterable[str]) -> list[Expr]:
    """The aggregates of a series: the least or the most of columns, counts and lengths of rows."""
    length = ns.col(hidden("row", "length"))
    return [
        *(ns.col(name).min() for name in least),
        *(ns.col(name).max() for name in most),
        ns.col(hidden("row", "value")).count().alias(_COUNT),
        ns.col(hidden("row", "year")).count().alias(_ROWS),
        length.min().alias(_SHORTEST),
        length.max().alias(_LONGEST),
    ]


def _unit_aggregates(ns: Expressions, where: Layout) -> list[Expr]:
    return [
        aggregate.alias(_unit_column(name, field))
        for name in where.units
        for field, aggregate in (
            ("first", ns.col(name).min()),
            ("last", ns.col(name).max()),
            ("count", ns.col(name).count()),
        )
    ]


def _present(ns: Expressions, years: Iterable[int]) -> Expr:
    """The number of years with a value."""
    return reduce(add, [(~ns.col(_year_column(year)).is_null()).cast(ns.Int64) for year in years])


def _series(
    frame: Frame, where: Layout, spans: Sequence[range], with_ends: bool, with_breaks: bool
) -> _Series:
    """The record of the columns."""
    col = frame.ns.col
    earlier, later = ([col(_year_column(year)) for year in span] for span in spans)
    ends = [~col(_end_column(side)).is_null() if with_ends else False for side in _SIDES]
    return _Series(
        frame=frame,
        years=(earlier, later),
        ended=(ends[0], ends[1]),
        nature=col(hidden(_Series, "nature")),
        direction=col(hidden(_Series, "direction")),
        measure=col(hidden(_Series, "measure")),
        count=col(_COUNT),
        rows=col(_ROWS),
        units={
            name: _Units(*(col(_unit_column(name, field)) for field in ("first", "last", "count")))
            for name in where.units
        },
        shortest=col(_SHORTEST),
        longest=col(_LONGEST),
        bound=col(_BOUND) if where.has_qualifiers else None,
        bound_at_end=col(_BOUND_AT_END) if where.has_qualifiers else None,
        breaks=_breaks(frame.ns, spans) if with_breaks else None,
    )


def _breaks(ns: Expressions, spans: Sequence[range]) -> tuple[_Breaks, _Breaks]:
    """The records of the columns of breaks."""
    earlier, later = (
        _Breaks(
            ns.col(hidden(_Breaks, "begun", side)),
            ns.col(hidden(_Breaks, "passed", side)),
            [ns.col(_passed_column(year)) for year in span],
        )
        for side, span in zip(_SIDES, spans, strict=True)
    )
    return earlier, later


def _check(series: _Series, where: Layout) -> None:
    """Raise `FrameRowsError` for several rows for one year, and several units in a series."""
    rows = series.frame.total(series.repeats)
    if rows:
        raise repeated(where.order, rows)
    for name in where.units:
        mixed = len(series.frame.filter(series.has_several(name)).rows())
        if mixed:
            problem = "several units in this many series"
            remedy = "convert them to one unit first, or make the unit a key"
            raise FrameRowsError(name, mixed, problem, remedy)


# --- the answer, one row per series ---------------------------------------------------------------


@attrs.frozen
class _Rules:
    """How the years of a series are aggregated. Fields: last (only the last one counts), common
    (the number of first years that both plans have), slack (the floating-point tolerance of
    totals).
    """

    last: Expr
    common: Expr
    slack: Expr


@attrs.frozen
class _Fault:
    """Fields: reason (why the rows of a series make no number of either plan)."""

    reason: Expr


@attrs.frozen
class _Blocked:
    """Fields: reason (a fault, or why a plan has no number)."""

    reason: Expr


def _answered(series: _Series, where: Layout) -> Frame:
    """The columns of the answer."""
    ns, col = series.frame.ns, series.frame.ns.col
    last = series.over_time("last")
    frame, rules = series.frame.keep(_Rules(last, _common(series), _slack(ns, series.years, last)))
    frame = frame.with_columns(
        *(_total(series, rules, place).alias(side) for place, side in enumerate(_SIDES))
    )
    between = ComparisonFacts(broken=_broken_between(series, rules))
    faults = [*_faults(series, rules), *cases_of(NO_COMPARISON, between)]
    frame, fault = frame.keep(_Fault(reasoned(frame, faults)))
    missing = [case for place in (0, 1) for case in _missing(series, rules, place)]
    frame, blocked = frame.keep(_Blocked(or_else(ns, fault.reason, reasoned(frame, missing))))
    sound = fault.reason.is_null()
    frame = frame.with_columns(*(ns.when(sound).then(col(side)).alias(side) for side in _SIDES))
    frame = _with_difference(frame, series, rules, blocked.reason, where)
    return frame.with_columns(ns.when(sound & ~rules.last).then(rules.common).alias("YEARS"))


def _with_difference(
    frame: Frame, series: _Series, rules: _Rules, blocked: Expr, where: Layout
) -> Frame:
    """The frame with REASON, CHANGE, RATE and VERDICT."""
    ns, earlier, later = frame.ns, frame.ns.col("EARLIER"), frame.ns.col("LATER")
    change = later - earlier
    in_points = series.nature.is_in(
        [str(nature) for nature, row in NATURES.items() if row.change == "points"]
    )
    zeros = (
        no_true_zero(ns, units.first, where.types[name]) for name, units in series.units.items()
    )
    facts = RateFacts(earlier, earlier, later, no_true_zero=any_of(zeros))
    no_rate = reasoned(frame, cases_of(NO_RATE, facts))
    frame = frame.with_columns(
        or_else(ns, blocked, ns.when(~in_points).then(no_rate)).alias("REASON")
    )
    rate = ns.when(ns.col("REASON").is_null() & ~in_points).then(change / earlier * 100)
    falling = series.direction == str(Direction.LOWER)
    ahead = ns.when(falling).then(-change).otherwise(change)
    clear = blocked.is_null()
    verdict = decided(frame, [(clear & (ahead > rules.slack), Verdict.YES), (clear, Verdict.NO)])
    return frame.with_columns(
        ns.when(clear).then(change).alias("CHANGE"),
        rate.alias("RATE"),
        verdict.alias("VERDICT"),
    )


def _total(series: _Series, rules: _Rules, place: int) -> Expr:
    """The figure of a plan over the years that both plans have, else over all of its own."""
    ns, common, years = series.frame.ns, rules.common, series.years[place]
    whole: Expr = reduce(add, years)
    if series.breaks is not None:
        whole = ns.when(~series.breaks[place].inside).then(whole)
    heads = [
        ns.when(common > place).then(value).otherwise(ns.lit(0.0))
        for place, value in enumerate(years)
    ]
    total = ns.when(common > 0).then(reduce(add, heads)).otherwise(whole)
    count = ns.when(common > 0).then(common).otherwise(ns.lit(len(years)))
    total = ns.when(total.abs() <= rules.slack).then(ns.lit(0.0)).otherwise(total)
    mean = ns.when(series.over_time("mean")).then(total / count)
    level = ns.when(series.over_time("sum")).then(total).otherwise(mean)
    return ns.when(rules.last).then(years[-1]).otherwise(level)


def _slack(ns: Expressions, years: Iterable[list[Expr]], last: Expr) -> Expr:
    """The floating-point tolerance of totals; zero for the single number of a stock."""
    size = reduce(add, [value.abs().fill_null(0.0) for values in years for value in values])
    return ns.when(last).then(ns.lit(0.0)).otherwise(size * NEAR)


def _common(series: _Series) -> Expr:
    """The number of first years that both plans have, without a gap or a break."""
    ns = series.frame.ns
    count, so_far = ns.lit(0), ns.lit(True)
    for place, values in enumerate(zip(*series.years, strict=False)):
        unbroken = [
            (plan.by_year[place] <= plan.begun).fill_null(False) for plan in series.breaks or ()
        ]
        so_far = reduce(and_, [so_far, *(~value.is_null() for value in values), *unbroken])
        count = count + so_far.cast(ns.Int64)
    return count


def _broken_between(series: _Series, rules: _Rules) -> Condition:
    """Whether a break is flagged after the earlier figure, up to the end of the later one."""
    if series.breaks is None:
        return False
    ns = series.frame.ns
    both = reduce(and_, [~ns.col(side).is_null() for side in _SIDES])
    earlier, later = (
        reduce(
            lambda passed, case: ns.when(case[0]).then(case[1]).otherwise(passed),
            [(rules.common == years, at) for years, at in enumerate(plan.by_year, 1)],
            plan.by_year[-1],
        )
        for plan in series.breaks
    )
    last = [plan.by_year[-1] for plan in series.breaks]
    crossed = (rules.last & (last[1] > last[0])) | (~rules.last & (later > earlier))
    return (both & crossed).fill_null(False)


def _faults(series: _Series, rules: _Rules) -> list[tuple[Condition, Reason]]:
    """Why the rows of a series give no number for either plan, in order of precedence."""
    known = series.nature.is_in([str(nature) for nature in Nature]).fill_null(False)
    only_a_bound: Condition = False
    if series.bound is not None and series.bound_at_end is not None:
        of_years = ~rules.last & (series.bound == 1)
        only_a_bound = (rules.last & (series.bound_at_end == 1)) | of_years
    not_additive = ~known | (series.measure != str(Measure.VALUE))
    facts = TotalFacts(
        not_additive=not_additive,
        only_a_bound=only_a_bound,
        unlike_lengths=series.shortest < series.longest,
    )
    return [
        (series.repeats > 0, Reason.DUPLICATE_KEY),
        *((series.has_several(name), Reason.UNIT_MISMATCH) for name in series.units),
        *cases_of(NO_TOTAL, facts),
    ]


def _missing(series: _Series, rules: _Rules, place: int) -> list[tuple[Condition, Reason]]:
    """Why a plan has no number, in order of precedence."""
    none, ended = series.frame.ns.col(_SIDES[place]).is_null(), series.ended[place]
    breaks = series.breaks
    if ended is not False:
        ended &= none if len(series.years[place]) == 1 else none & rules.last
    facts = TotalFacts(
        missing=ended,
        empty=none & (rules.last | (series.present[place] == 0)),
        broken=False if breaks is None else none & breaks[place].inside,
        incomplete=none,
    )
    return cases_of(NO_TOTAL, facts)

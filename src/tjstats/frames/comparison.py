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
from tjstats.frames.engines import (
    Codes,
    Condition,
    Expr,
    Expressions,
    Frame,
    all_of,
    any_of,
    chosen,
    hidden,
    is_among,
    no,
    null_unless,
)
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
    types = where.types
    kinds = (
        _Kind("nature", codes(table, types, "nature", nature, Nature)),
        _Kind(
            "direction",
            codes(table, types, "direction", direction, Direction, Direction.HIGHER),
        ),
        _Kind("measure", codes(table, types, "measure", "MEASURE", Measure, Measure.VALUE)),
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
    """A property of series: "nature", "direction" or "measure". Fields: name, codes."""

    name: str
    codes: Codes

    @property
    def column(self) -> str:
        """The hidden column of the codes."""
        return hidden(_Series, self.name)

    def of_series(self, ns: Expressions) -> Codes:
        """The code of each series, or that of all."""
        return self.codes if isinstance(self.codes, str) else ns.col(self.column)


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
    count (values), rows; units; unlike (whether its periods differ in length); bound and
    bound_at_end (one where a value, or that of a last year, is only a bound; None where no column
    says so); breaks (of each plan, None if no row is flagged).
    """

    frame: Frame
    years: tuple[list[Expr], list[Expr]]
    ended: tuple[Condition, Condition]
    nature: Codes
    direction: Codes
    measure: Codes
    count: Expr
    rows: Expr
    units: Mapping[str, _Units]
    unlike: Condition
    bound: Expr | None
    bound_at_end: Expr | None
    breaks: tuple[_Breaks, _Breaks] | None

    def over_time(self, rule: str) -> Condition:
        """Whether the nature of the series aggregates years by this rule."""
        return is_among(
            self.nature, [str(nature) for nature, row in NATURES.items() if row.over_time == rule]
        )

    def present(self, place: int) -> Expr:
        """The number of years with a value in a plan."""
        known = [~value.is_null() for value in self.years[place]]
        return reduce(add, [here.cast(self.frame.ns.Int64) for here in known])

    @property
    def repeats(self) -> Expr:
        """The number of values beyond one per year."""
        return self.count - self.present(0) - self.present(1)

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
    time = timeline(frame, where.period, where.types[where.period])
    frame, breaks = with_breaks(frame, where, time)
    carried = {k.column: k.codes for k in kinds if not isinstance(k.codes, str)}
    rows = _rows_of(frame, where, time, spans, carried, breaks)
    nature = kinds[0].codes
    # Only for a stock, or in a plan of one year, does the end alone count.
    with_ends = is_among(nature, _AT_END) is not False or 1 in map(len, spans)
    marks = _marks(ns, spans, with_ends, where.has_qualifiers)
    begun, passed = (_breaks_begun(ns, spans), _breaks_passed(ns, spans)) if breaks else ({}, {})
    rows = rows.with_columns(**marks, **begun, **passed)
    most = [ns.col(name).max() for name in (*marks, *passed, *carried)]
    least = [ns.col(name).min() for name in begun]
    wide = rows.spread(
        where.keys,
        hidden("row", "year"),
        hidden("row", "value"),
        _columns_by_year(spans),
        _COUNT,
        [*least, *most, *_length_aggregates(ns, time), *_unit_aggregates(ns, where)],
    )
    series = _series(wide, where, time, spans, kinds, with_ends, bool(breaks))
    if frame.engine.eager:
        _check(series, where)
    return series


def _marks(
    ns: Expressions, spans: Sequence[range], with_ends: bool, with_bounds: bool
) -> dict[str, Expr]:
    """Whether a row is for the last year of a plan, and whether a value, or that for a last year,
    is only a bound.
    """
    year, bound = (ns.col(hidden("row", field)) for field in ("year", "bound"))
    columns: dict[str, Expr] = {}
    if with_ends:
        for side, span in zip(_SIDES, spans, strict=True):
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
_SHORTEST: Final = hidden(_Series, "unlike", "shortest")
_LONGEST: Final = hidden(_Series, "unlike", "longest")
_COUNT: Final = hidden(_Series, "count")
_ROWS: Final = hidden(_Series, "rows")


def _columns_by_year(spans: Sequence[range]) -> dict[int, str]:
    return {year: _year_column(year) for span in spans for year in span}


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
    time: Timeline,
    spans: Sequence[range],
    carried: Mapping[str, Expr],
    breaks: tuple[str, ...],
) -> Frame:
    """The rows of both plans, null for bounds. Raises `FrameColumnError`."""
    ns = frame.ns
    _check_years(time, where.period)
    columns = {
        hidden("row", "year"): time.calendar_year(),
        hidden("row", "value"): number(frame, where.value, where.types),
    }
    if time.months is None:
        columns[hidden("row", "length")] = time.length()
    columns |= carried
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


def _length_aggregates(ns: Expressions, time: Timeline) -> list[Expr]:
    """The shortest and the longest period, if they may differ."""
    if time.months is not None:
        return []
    length = ns.col(hidden("row", "length"))
    return [length.min().alias(_SHORTEST), length.max().alias(_LONGEST)]


def _unit_aggregates(ns: Expressions, where: Layout) -> list[Expr]:
    """The first and the last unit in each column, and how many there are, of how many rows."""
    aggregates = [
        aggregate.alias(_unit_column(name, field))
        for name in where.units
        for field, aggregate in (
            ("first", ns.col(name).min()),
            ("last", ns.col(name).max()),
            ("count", ns.col(name).count()),
        )
    ]
    rows = ns.col(hidden("row", "year")).count().alias(_ROWS)
    return [*aggregates, rows] if aggregates else []


def _series(
    frame: Frame,
    where: Layout,
    time: Timeline,
    spans: Sequence[range],
    kinds: Sequence[_Kind],
    with_ends: bool,
    with_breaks: bool,
) -> _Series:
    """The record of the columns."""
    col = frame.ns.col
    earlier, later = ([col(_year_column(year)) for year in span] for span in spans)
    ends = [~col(_end_column(side)).is_null() if with_ends else False for side in _SIDES]
    nature, direction, measure = (kind.of_series(frame.ns) for kind in kinds)
    bounds = (col(_BOUND), col(_BOUND_AT_END)) if where.has_qualifiers else (None, None)
    return _Series(
        frame=frame,
        years=(earlier, later),
        ended=(ends[0], ends[1]),
        nature=nature,
        direction=direction,
        measure=measure,
        count=col(_COUNT),
        rows=col(_ROWS),
        units=_units_of(frame.ns, where),
        unlike=False if time.months is not None else col(_SHORTEST) < col(_LONGEST),
        bound=bounds[0],
        bound_at_end=bounds[1],
        breaks=_breaks(frame.ns, spans) if with_breaks else None,
    )


def _units_of(ns: Expressions, where: Layout) -> dict[str, _Units]:
    """The records of the columns of units."""
    fields = ("first", "last", "count")
    return {
        name: _Units(*(ns.col(_unit_column(name, field)) for field in fields))
        for name in where.units
    }


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
    totals), repeated (whether a year has several values).
    """

    last: Condition
    common: Expr
    slack: Expr
    repeated: Condition


@attrs.frozen
class _Totals:
    """The figures of both plans as they are added up, null without one. Fields: earlier, later."""

    earlier: Expr
    later: Expr


@attrs.frozen
class _Doubts:
    """Fields: fault (why the rows of a series make no number of either plan), blocked (the fault,
    or why a plan has no number).
    """

    fault: Expr
    blocked: Expr


def _answered(series: _Series, where: Layout) -> Frame:
    """The columns of the answer."""
    ns, last = series.frame.ns, series.over_time("last")
    repeated = not series.frame.engine.eager and series.repeats > 0
    rules = _Rules(last, _common(series), _slack(ns, series.years, last), repeated)
    frame, rules = series.frame.keep(
        rules, **{f"{side}_YEARS": series.present(place) for place, side in enumerate(_SIDES)}
    )
    frame, totals = frame.keep(_Totals(*(_total(series, rules, place) for place in (0, 1))))
    sides, broken = (totals.earlier, totals.later), _broken_between(series, rules, totals)
    faults = [*_faults(series, rules), *cases_of(NO_COMPARISON, ComparisonFacts(broken=broken))]
    missing = [case for place in (0, 1) for case in _missing(series, rules, place, sides[place])]
    frame, doubts = frame.keep(
        _Doubts(reasoned(frame, faults), reasoned(frame, [*faults, *missing]))
    )
    sound = doubts.fault.is_null()
    figures = {
        side: ns.when(sound).then(_figure(series, rules, place, sides[place]))
        for place, side in enumerate(_SIDES)
    }
    years = null_unless(ns, all_of([sound, no(last)]), rules.common)
    frame = frame.with_columns(**figures, YEARS=years)
    return _with_difference(frame, series, rules, doubts.blocked, where)


def _with_difference(
    frame: Frame, series: _Series, rules: _Rules, blocked: Expr, where: Layout
) -> Frame:
    """The frame with REASON, CHANGE, RATE and VERDICT."""
    ns, earlier, later = frame.ns, frame.ns.col("EARLIER"), frame.ns.col("LATER")
    change, clear = later - earlier, blocked.is_null()
    in_points = is_among(
        series.nature, [str(nature) for nature, row in NATURES.items() if row.change == "points"]
    )
    zeros = (
        no_true_zero(ns, units.first, where.types[name]) for name, units in series.units.items()
    )
    facts = RateFacts(earlier, earlier, later, no_true_zero=any_of(zeros))
    no_rate = chosen(ns, no(in_points), reasoned(frame, cases_of(NO_RATE, facts)))
    ahead = chosen(ns, is_among(series.direction, [str(Direction.LOWER)]), -change, change)
    verdict = decided(frame, [(clear & (ahead > rules.slack), Verdict.YES), (clear, Verdict.NO)])
    frame = frame.with_columns(
        (blocked if no_rate is None else or_else(ns, blocked, no_rate)).alias("REASON"),
        ns.when(clear).then(change).alias("CHANGE"),
        verdict.alias("VERDICT"),
    )
    has_rate = all_of([ns.col("REASON").is_null(), no(in_points)])
    return frame.with_columns(null_unless(ns, has_rate, change / earlier * 100).alias("RATE"))


def _total(series: _Series, rules: _Rules, place: int) -> Expr:
    """The total of a plan over the years that both plans have, else over all of its own; of a stock
    the value of the last year.
    """
    ns, common, years = series.frame.ns, rules.common, series.years[place]
    whole: Expr = reduce(add, years)
    if series.breaks is not None:
        whole = ns.when(~series.breaks[place].inside).then(whole)
    heads = [
        ns.when(common > place).then(value).otherwise(ns.lit(0.0))
        for place, value in enumerate(years)
    ]
    total = ns.when(common > 0).then(reduce(add, heads)).otherwise(whole)
    return chosen(ns, rules.last, years[-1], total)


def _figure(series: _Series, rules: _Rules, place: int, total: Expr) -> Expr:
    """The figure of a plan: its total, or the mean of its years."""
    ns, common = series.frame.ns, rules.common
    total = ns.when(total.abs() <= rules.slack).then(ns.lit(0.0)).otherwise(total)
    count = ns.when(common > 0).then(common).otherwise(ns.lit(len(series.years[place])))
    return chosen(ns, series.over_time("mean"), total / count, total)


def _slack(ns: Expressions, years: Iterable[list[Expr]], last: Condition) -> Expr:
    """The floating-point tolerance of totals; zero for the single number of a stock."""
    size = reduce(add, [value.abs().fill_null(0.0) for values in years for value in values])
    return chosen(ns, last, ns.lit(0.0), size * NEAR)


def _common(series: _Series) -> Expr:
    """The number of first years that both plans have, without a gap or a break."""
    ns, count = series.frame.ns, series.frame.ns.lit(0)
    for place, values in reversed(list(enumerate(zip(*series.years, strict=False)))):
        unbroken = [
            (plan.by_year[place] <= plan.begun).fill_null(False) for plan in series.breaks or ()
        ]
        here = reduce(and_, [*(~value.is_null() for value in values), *unbroken])
        count = here.cast(ns.Int64) * (count + 1)
    return count


def _broken_between(series: _Series, rules: _Rules, totals: _Totals) -> Condition:
    """Whether a break is flagged after the earlier figure, up to the end of the later one."""
    if series.breaks is None:
        return False
    ns = series.frame.ns
    earlier, later = (
        reduce(
            lambda passed, case: ns.when(case[0]).then(case[1]).otherwise(passed),
            [(rules.common == years, at) for years, at in enumerate(plan.by_year, 1)],
            plan.by_year[-1],
        )
        for plan in series.breaks
    )
    last = [plan.by_year[-1] for plan in series.breaks]
    crossed = any_of(
        [all_of([rules.last, last[1] > last[0]]), all_of([no(rules.last), later > earlier])]
    )
    both = [~total.is_null() for total in (totals.earlier, totals.later)]
    return cast("Expr", all_of([*both, crossed])).fill_null(False)


def _faults(series: _Series, rules: _Rules) -> list[tuple[Condition, Reason]]:
    """Why the rows of a series give no number for either plan, in order of precedence."""
    known = is_among(series.nature, [str(nature) for nature in Nature])
    known = known if isinstance(known, bool) else known.fill_null(False)
    only_a_bound: Condition = False
    if series.bound is not None and series.bound_at_end is not None:
        at_end = all_of([rules.last, series.bound_at_end == 1])
        only_a_bound = any_of([at_end, all_of([no(rules.last), series.bound == 1])])
    facts = TotalFacts(
        not_additive=any_of([no(known), no(is_among(series.measure, [str(Measure.VALUE)]))]),
        only_a_bound=only_a_bound,
        unlike_lengths=series.unlike,
    )
    return [
        (rules.repeated, Reason.DUPLICATE_KEY),
        *((series.has_several(name), Reason.UNIT_MISMATCH) for name in series.units),
        *cases_of(NO_TOTAL, facts),
    ]


def _missing(
    series: _Series, rules: _Rules, place: int, total: Expr
) -> list[tuple[Condition, Reason]]:
    """Why a plan has no number, in order of precedence."""
    none, breaks = total.is_null(), series.breaks
    years = series.frame.ns.col(f"{_SIDES[place]}_YEARS")
    at_end = len(series.years[place]) == 1 or rules.last
    facts = TotalFacts(
        missing=all_of([series.ended[place], none, at_end]),
        empty=all_of([none, any_of([rules.last, years == 0])]),
        broken=False if breaks is None else none & breaks[place].inside,
        incomplete=none,
    )
    return cases_of(NO_TOTAL, facts)

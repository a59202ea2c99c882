"""Pace over frames: is each series on course for its target, by the formula, thresholds and codes
of a named scheme?

Formulas, bands, scores and ladders of reasons are those of `tjstats.track`, in binary floating
point: a value within 1e-12 of a threshold is taken to be at it.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial, reduce
from operator import and_
from typing import TYPE_CHECKING, Final, cast

import attrs

from tjstats.errors import FrameColumnError
from tjstats.frames.accepted import AcceptedColumns, Demand, are_equal, with_ends
from tjstats.frames.answers import (
    cases_of,
    coded,
    decided,
    is_verdict,
    native_answer,
    or_else,
    reasoned,
)
from tjstats.frames.bases import (
    Choice,
    Chosen,
    Target,
    Value,
    choose_rows,
    differ,
    is_bound,
    is_broken,
    no_true_zero,
    other_units,
    rescaled,
    with_breaks,
    with_join_keys,
)
from tjstats.frames.engines import (
    Condition,
    Expr,
    Expressions,
    Frame,
    Types,
    any_of,
    hidden,
)
from tjstats.frames.periods import GivenTime, Timeline, months_apart, timeline
from tjstats.frames.records import FrameOrRecords, Records, opened_pair
from tjstats.frames.schema import (
    NEAR,
    Layout,
    Names,
    bounded,
    check_new,
    check_number,
    check_present,
    has_value,
    keys_between,
    number,
    repeated,
    shared_keys,
)
from tjstats.questions.pace import zero_replacement
from tjstats.questions.pace.formulas import FORMULAS, schedule, yearly_rate
from tjstats.questions.pace.offices import SchemeCode
from tjstats.questions.pace.offices import scheme as scheme_of
from tjstats.questions.pace.reasons import (
    NO_LEVEL,
    NO_QUESTION,
    NO_STATUS,
    NO_VALUE,
    NO_WAY,
    LevelFacts,
    QuestionFacts,
    StatusFacts,
    ValueFacts,
    WayFacts,
)
from tjstats.questions.pace.schemes import Band, BaseRule, Scheme
from tjstats.records.classifications import Measure
from tjstats.rows.columns import UNIT_COLUMNS
from tjstats.values.numbers import Number
from tjstats.values.verdicts import Verdict

if TYPE_CHECKING:
    from tjstats.frames.engines import F

__all__ = ["track"]

_SIDES: Final = ("BASE", "LATEST")
_ANSWER: Final = (
    "BASE_PERIOD",
    "BASE_VALUE",
    "LATEST_PERIOD",
    "LATEST_VALUE",
    "OBSERVED_RATE",
    "REQUIRED_RATE",
    "PACE",
    "SCORE",
    "ACHIEVED",
    "STATUS",
    "REASON",
)


def track(
    frame: F | Records,
    targets: FrameOrRecords,
    scheme: Scheme | SchemeCode = "statcan",
    *,
    base: GivenTime | None = None,
    latest: GivenTime | None = None,
    zero: Number | None = None,
    keys: Names = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    target: str = "OBS_VALUE",
    qualifier: str = "QUALIFIER",
    direction: str = "DIRECTION",
) -> F:
    """The table of targets with the pace of each series towards it, sorted by keys and period.

    New columns: BASE_PERIOD, BASE_VALUE, LATEST_PERIOD, LATEST_VALUE; OBSERVED_RATE and
    REQUIRED_RATE (percent a year, from the base); PACE (the value of the scheme's formula), SCORE,
    ACHIEVED (yes, no, unknown: the level meets the target), STATUS (the scheme's code, "not
    available" if there is no status) and REASON.

    *scheme* is a code of `tjstats.scheme` or a Scheme. *base* and *latest* are the requested times
    (a year, a code, a date): by default the first and the last value, the base with the same length
    as the latest; a base without a value is replaced by the scheme's rule. Values are levels at the
    end of their period; a target for a longer period than theirs, such as a total over five years,
    is not tracked (period_mismatch). *zero* replaces a base or target of zero, which has no growth
    rate: a number in the scale of the values, or "replace" for the scheme's own. A limit is
    within_limit or over_limit by a scheme against time, such as plan-linear, without rates and
    PACE; a baseline is not read, so a ceiling is a limit by its words, and a bare number if the
    base meets it. *keys*, *qualifier*, *direction* and
    records are as for `assess`. BASE_VALUE and LATEST_VALUE are in the scale of the target if both
    tables have UNIT_MULT; a number that is only a bound by its QUALIFIER has no pace
    (only_a_bound), nor have targets on growth, with EVERY or RELATIVE_TO. Unlike in
    `tjstats.track`, a value "about" a
    number counts as that number.

    Raises `FrameColumnError`, `FrameError`, `UnknownCodeError`; on eager frames `FrameRowsError`
    for duplicate keys, unknown codes, and unreadable periods.

    >>> import polars as pl
    >>> from tjstats import frames
    >>> poverty = pl.DataFrame(
    ...     {"REF_AREA": ["a", "a"], "TIME_PERIOD": [2015, 2023], "OBS_VALUE": [14.5, 10.2]}
    ... )
    >>> goals = pl.DataFrame({"REF_AREA": ["a"], "TIME_PERIOD": [2030], "OBS_VALUE": [7.25]})
    >>> found = frames.track(poverty, goals, direction="lower")
    >>> found.select("STATUS", pl.col("PACE").round(3)).rows()
    [('substantial_progress', 0.953)]
    """
    rules = scheme_of(scheme)
    zeros = zero_replacement(rules, zero)
    asked, given = opened_pair(frame, targets, "track")
    shared = _shared(asked, given, keys, period, value)
    asked, accepted = with_ends(asked, Demand(target, qualifier, direction))
    asked, ends = asked.keep(accepted.in_columns(asked.ns))
    asked, aim = _with_ends_of_periods(asked, shared)
    asked = with_join_keys(asked, shared.where, shared.asked)
    given, time, breaks = _with_values(given, shared)
    given = with_join_keys(given, shared.where, shared.types)
    first_end, last_end = (
        None if asked_time is None else time.end_of(asked_time) for asked_time in (base, latest)
    )
    unlike = time.months is None
    choice = Choice(first_end, last_end, rules.base_rule, rules.until_target, unlike)
    beside = (*shared.units, *breaks)
    chosen, first, last = choose_rows(asked, given, shared.where, choice, beside)
    if chosen.engine.eager:
        for row in (first, last):
            repeats = chosen.total(row.rows - 1)
            if repeats:
                raise repeated(shared.where.order, repeats)
    table = _Table(rules, shared, ends, aim, first, last, zeros)
    answer = _judged(_in_scale(chosen, table), table)
    order = [key for key in shared.where.keys if key in shared.asked]
    answer = answer.sorted(*order, hidden(Target, "end"), *accepted.order)
    return cast("F", native_answer(answer, [*shared.asked, *_ANSWER]))


@attrs.frozen
class _Shared:
    """The matching columns of the two tables. Fields: where (the keys, period and value, as a
    layout), types and asked (the types of values and targets).
    """

    where: Layout
    types: Types
    asked: Types

    @property
    def units(self) -> tuple[str, ...]:
        """The unit columns of the values."""
        return tuple(name for name in UNIT_COLUMNS if name in self.types)


def _shared(asked: Frame, given: Frame, keys: Names, period: str, value: str) -> _Shared:
    """The columns of both tables, checked. Raises `FrameColumnError`."""
    types, wanted = given.types(), asked.types()
    check_present(types, period=period, value=value)
    check_present(wanted, period=period)
    check_number(given, types, value)
    check_new(wanted, _ANSWER)
    own, met = keys_between(types, wanted, keys, (period, value))
    for key in own:
        if key not in met:
            problem = "is a key of the values but not of the targets"
            raise FrameColumnError(key, problem, "add it to the targets, or pass keys")
    where = shared_keys(Layout(met, period, value, types=types), asked, given)
    return _Shared(where, types, wanted)


def _with_ends_of_periods(asked: Frame, shared: _Shared) -> tuple[Frame, Target]:
    """The targets with the ends of their periods."""
    period = shared.where.period
    time = timeline(asked, period, shared.asked[period])
    return asked.keep(Target(time.end(), time.length()))


def _with_values(given: Frame, shared: _Shared) -> tuple[Frame, Timeline, tuple[str, ...]]:
    """The values with the columns that may be chosen, and their periods."""
    period, types = shared.where.period, shared.types
    time = timeline(given, period, types[period])
    level = number(given, shared.where.value, types)
    row = Value(time.end(), time.length(), level, bounded(given, types))
    given, breaks = with_breaks(given.keep(row)[0], attrs.evolve(shared.where, types=types), time)
    return given, time, breaks


@attrs.frozen
class _Table:
    """A table of targets with the base and the latest row of each. Fields: rules, shared, accepted
    (by each target), aim (its end), base, latest, zero (what replaces levels that are divided).
    """

    rules: Scheme
    shared: _Shared
    accepted: AcceptedColumns
    aim: Target
    base: Chosen
    latest: Chosen
    zero: Decimal | None = None


def _in_scale(frame: Frame, table: _Table) -> Frame:
    """The base and latest values in the scale of the target; null unless they are
    single numbers.
    """
    ns, values = frame.ns, {}
    for side, row in zip(_SIDES, (table.base, table.latest), strict=True):
        level, single = row.value, row.rows == 1
        if "UNIT_MULT" in table.shared.types and "UNIT_MULT" in table.shared.asked:
            level = rescaled(ns, level, row.beside["UNIT_MULT"], ns.col("UNIT_MULT"))
        if row.bound is not None:
            single = single & (row.bound == 0)
        values[f"{side}_VALUE"] = ns.when(single).then(level)
    return frame.with_columns(**values)


# --- units ----------------------------------------------------------------------------------------


def _other_unit(ns: Expressions, table: _Table) -> Condition:
    """Whether target, latest value and base, if there is a base, differ in unit."""
    asked = {name: ns.col(name) for name in UNIT_COLUMNS if name in table.shared.asked}
    base, latest = table.base.beside, table.latest.beside
    with_base = ~table.base.value.is_null()
    of_base = other_units(asked, base)
    of_base += [
        differ(base[name], latest[name]) for name in UNIT_COLUMNS if name in base.keys() - asked
    ]
    return any_of([*other_units(asked, latest), *(case & with_base for case in of_base)])


def _no_ratio(ns: Expressions, table: _Table) -> Condition:
    """Whether the unit has no true zero: that of the target, else of the values."""
    unit, shared = "UNIT_MEASURE", table.shared
    if unit in shared.asked:
        return no_true_zero(ns, ns.col(unit), shared.asked[unit])
    if unit in shared.types:
        return no_true_zero(ns, table.latest.beside[unit], shared.types[unit])
    return False


# --- the way from base to target ------------------------------------------------------------------


@attrs.frozen
class _Aim:
    """The level to reach. Fields: rising (more is better), goal (the level), open (the level itself
    is excluded), two_sided (there is no single goal), limit (it is to be kept, by a scheme that
    judges limits by what holds so far).
    """

    rising: Expr
    goal: Expr
    open: Expr
    two_sided: Expr
    limit: Expr


def _aim(ns: Expressions, table: _Table) -> _Aim:
    floor, ceiling = table.accepted.floor, table.accepted.ceiling
    base = table.base.value
    two_sided = ~floor.is_null() & ~ceiling.is_null()
    rising = ceiling.is_null() | (two_sided & (floor >= base)).fill_null(False)
    is_open = (rising & table.accepted.floor_open) | (~rising & table.accepted.ceiling_open)
    if FORMULAS[table.rules.formula].distance:  # the base shows on which side a number lies
        is_point = (floor == ceiling).fill_null(False)
        two_sided = two_sided & (~is_point | base.is_null())
    limit = ns.lit(False)
    if table.rules.against_time:
        kept = floor.is_null() & _is_within(table.accepted, base) & ~ceiling.is_null()
        bound = is_bound(table.base)
        limit = table.accepted.limit | (kept if isinstance(bound, bool) else kept & ~bound)
        limit = (limit & ~table.latest.value.is_null()).fill_null(False)
    goal = ns.coalesce(floor, ceiling)
    if table.zero is not None and FORMULAS[table.rules.formula].compound:
        instead = ns.when(base < 0).then(ns.lit(-float(table.zero)))
        goal = ns.when(goal == 0).then(instead.otherwise(ns.lit(float(table.zero)))).otherwise(goal)
    return _Aim(rising, goal, is_open, two_sided & ~limit, limit)


def _is_within(accepted: AcceptedColumns, value: Expr) -> Expr:
    """Whether a value is in the range that a target accepts."""
    at_floor, at_ceiling = are_equal(value, accepted.floor), are_equal(value, accepted.ceiling)
    low = (at_floor & ~accepted.floor_open) | ((value > accepted.floor) & ~at_floor)
    high = (at_ceiling & ~accepted.ceiling_open) | ((value < accepted.ceiling) & ~at_ceiling)
    return (low | accepted.floor.is_null()) & (high | accepted.ceiling.is_null())


@attrs.frozen
class _Levels:
    """The levels of the path, turned to be positive if they are divided. Fields: base, latest,
    goal, rising (more is better), elapsed and span (years to the latest value, and to the target).
    """

    base: Expr
    latest: Expr
    goal: Expr
    rising: Expr
    elapsed: Expr
    span: Expr


def _levels(ns: Expressions, table: _Table, aim: _Aim) -> _Levels:
    start, base, latest = table.base.end, table.base.value, table.latest.value
    elapsed, span = (
        months_apart(ns, start, end)[0] / 12 for end in (table.latest.end, table.aim.end)
    )
    if not FORMULAS[table.rules.formula].compound:
        return _Levels(base, latest, aim.goal, aim.rising, elapsed, span)
    if table.zero is not None:
        base = ns.when(base == 0).then(ns.lit(float(table.zero))).otherwise(base)
    negative = base < 0
    sign = ns.when(negative).then(ns.lit(-1.0)).otherwise(ns.lit(1.0))
    rising = (aim.rising & ~negative) | (~aim.rising & negative)
    return _Levels(base * sign, latest * sign, aim.goal * sign, rising, elapsed, span)


@attrs.frozen
class _Factors:
    """Growth factors and years, null if undefined. Fields: done, planned (latest value and goal
    over the base), elapsed, span.
    """

    done: Expr
    planned: Expr
    elapsed: Expr
    span: Expr


@attrs.frozen
class _Rates:
    """Yearly rates, as ratios. Fields: observed, required."""

    observed: Expr
    required: Expr


@attrs.frozen
class _Way:
    """The numbers from base to target, as used by formulas."""

    ns: Expressions
    base: Expr
    latest: Expr
    goal: Expr
    rising: Expr
    elapsed: Expr
    span: Expr
    done: Expr
    planned: Expr
    observed: Expr
    required: Expr

    def choose(self, condition: Expr, then: Expr | float, otherwise: Expr | float) -> Expr:
        """*then* if the condition is true, else *otherwise*."""
        return self.ns.when(condition).then(self._column(then)).otherwise(self._column(otherwise))

    def _column(self, value: Expr | float) -> Expr:
        return self.ns.lit(float(value)) if isinstance(value, int | float) else value


@attrs.frozen
class _NoLevel:
    """Fields: reason (why neither level nor trend is judged)."""

    reason: Expr


def _judged(frame: Frame, table: _Table) -> Frame:
    """The frame with the rates, PACE, ACHIEVED, STATUS, SCORE and REASON."""
    ns, rules = frame.ns, table.rules
    frame, aim = frame.keep(_aim(ns, table))
    frame, levels = frame.keep(_levels(ns, table, aim))
    blocked = [
        *cases_of(NO_QUESTION, _question_facts(ns, table, aim)),
        *cases_of(NO_LEVEL, _level_facts(ns, table, aim)),
    ]
    frame, no_level = frame.keep(_NoLevel(reasoned(frame, blocked)))
    way_cases = [
        *cases_of(NO_WAY, _way_facts(ns, table)),
        *cases_of(NO_VALUE, _value_facts(rules, levels)),
    ]
    past = aim.limit & table.accepted.about & ~_is_within(table.accepted, table.latest.value)
    untracked = [
        *((case & ~aim.limit, reason) for case, reason in way_cases),
        *cases_of(NO_STATUS, StatusFacts(about=past)),
    ]
    frame = frame.with_columns(
        or_else(ns, no_level.reason, reasoned(frame, untracked)).alias("REASON")
    )
    clear, pace = ns.col("REASON").is_null() & ~aim.limit, ns.col("PACE")
    frame, way = _with_way(frame, levels, clear, _no_ratio(ns, table))
    frame = frame.with_columns(
        ns.when(clear).then(FORMULAS[rules.formula].value(way)).alias("PACE"),
        _met(frame, table, aim, no_level).alias("ACHIEVED"),
    )
    yes, no = (is_verdict(frame, "ACHIEVED", verdict) for verdict in (Verdict.YES, Verdict.NO))
    value: Expr = schedule(way, pace) if rules.against_time else pace
    cases = list(rules._statuses(yes, no, clear, partial(_in_band, value), aim.limit))
    return frame.with_columns(
        (way.observed * 100).alias("OBSERVED_RATE"),
        (way.required * 100).alias("REQUIRED_RATE"),
        coded(frame, cases, rules.not_available).alias("STATUS"),
        _score(way, rules, yes, clear).alias("SCORE"),
    )


def _with_way(
    frame: Frame, levels: _Levels, clear: Expr, no_ratio: Condition
) -> tuple[Frame, _Way]:
    """The numbers of the path, unless there is a reason against them."""
    ns = frame.ns
    defined = clear & (levels.base * levels.latest >= 0) & (levels.base * levels.goal > 0)
    if not isinstance(no_ratio, bool):
        defined = defined & ~no_ratio
    frame, factors = frame.keep(
        _Factors(
            done=ns.when(defined).then(levels.latest / levels.base),
            planned=ns.when(defined).then(levels.goal / levels.base),
            elapsed=ns.when(clear).then(levels.elapsed),
            span=ns.when(clear).then(levels.span),
        )
    )
    observed = yearly_rate(factors.done, factors.elapsed)
    required = yearly_rate(factors.planned, factors.span)
    frame, rates = frame.keep(_Rates(observed, required))
    return frame, _Way(
        ns=ns,
        base=levels.base,
        latest=levels.latest,
        goal=levels.goal,
        rising=levels.rising,
        elapsed=factors.elapsed,
        span=factors.span,
        done=factors.done,
        planned=factors.planned,
        observed=rates.observed,
        required=rates.required,
    )


# --- the facts of the ladders ---------------------------------------------------------------------


def _question_facts(ns: Expressions, table: _Table, aim: _Aim) -> QuestionFacts:
    return QuestionFacts(
        set_elsewhere=aim.goal.is_null() & has_value(ns, table.shared.asked, "SET_BY"),
        without_number=aim.goal.is_null(),
        unreadable=table.aim.end.is_null(),
        relative=has_value(ns, table.shared.asked, "RELATIVE_TO"),
        every=has_value(ns, table.shared.asked, "EVERY"),
    )


def _level_facts(ns: Expressions, table: _Table, aim: _Aim) -> LevelFacts:
    latest = table.latest
    unanchored: Condition = False
    if "MEASURE" in table.shared.asked:
        measure = ns.col("MEASURE").cast(ns.String)
        unanchored = (measure != str(Measure.VALUE)).fill_null(False)
    return LevelFacts(
        missing=latest.end.is_null(),
        unanchored=unanchored,
        other_unit=_other_unit(ns, table),
        duplicate=latest.rows > 1,
        only_a_bound=is_bound(latest),
        longer=((table.aim.length > latest.length) & (latest.length > 0)).fill_null(False),
        two_sided=aim.two_sided,
    )


def _way_facts(ns: Expressions, table: _Table) -> WayFacts:
    base, latest, goal = table.base.end, table.latest.end, table.aim.end
    later = table.rules.base_rule is BaseRule.NEXT_LATER
    compound = FORMULAS[table.rules.formula].compound
    return WayFacts(
        no_later_base=base.is_null() if later else False,
        no_base=False if later else base.is_null(),
        base_duplicate=table.base.rows > 1,
        base_only_a_bound=is_bound(table.base),
        base_end=base,
        latest_end=latest,
        goal_end=goal,
        broken=is_broken(table.base.beside, table.latest.beside),
        part_years=any_of(months_apart(ns, base, end)[1] for end in (latest, goal)),
        no_ratio=_no_ratio(ns, table) if compound else False,
    )


def _value_facts(rules: Scheme, levels: _Levels) -> ValueFacts:
    formula = FORMULAS[rules.formula]
    return ValueFacts(
        base=levels.base,
        latest=levels.latest,
        goal=levels.goal,
        compound=formula.compound,
        logarithm=formula.logarithm,
        no_distance=are_equal(levels.base, levels.goal),
    )


# --- level, bands and score -----------------------------------------------------------------------


def _met(frame: Frame, table: _Table, aim: _Aim, no_level: _NoLevel) -> Expr:
    """Whether the latest level reaches the target."""
    ns, latest, goal = frame.ns, table.latest.value, aim.goal
    askable = no_level.reason.is_null() & ~latest.is_null() & ~goal.is_null()
    same = are_equal(latest, goal)
    beyond = ((aim.rising & (latest > goal)) | (~aim.rising & (latest < goal))) & ~same
    met = beyond if table.rules.strict else beyond | (same & ~aim.open)
    near = table.rules.near
    if near is not None and "UNIT_MEASURE" in table.shared.asked:
        at_end = (goal == 0) | (goal == 100)
        is_near = at_end & ((latest - goal).abs() <= float(near))
        met = met | ((ns.col("UNIT_MEASURE") == "percent") & is_near).fill_null(False)
    met = (met & ~aim.limit) | (aim.limit & _is_within(table.accepted, latest))
    missed = askable & ~(aim.limit & table.accepted.about)
    return decided(frame, [(askable & met, Verdict.YES), (missed, Verdict.NO)])


def _in_band(value: Expr, band: Band) -> Expr:
    """Whether a value is in a band; a value within 1e-12 of an end is at it."""
    low, high = band.bounds.lower, band.bounds.upper
    inside = []
    if low is not None:
        end, slack = float(low), NEAR * max(1.0, abs(float(low)))
        inside.append(value >= end - slack if band.bounds.lower_closed else value > end + slack)
    if high is not None:
        end, slack = float(high), NEAR * max(1.0, abs(float(high)))
        inside.append(value <= end + slack if band.bounds.upper_closed else value < end - slack)
    return reduce(and_, inside) if inside else ~value.is_null()


def _score(way: _Way, rules: Scheme, achieved: Expr, clear: Expr) -> Expr:
    """The score of the value; the best score if the target is reached."""
    ns, value = way.ns, way.ns.col("PACE")
    if not rules.score_with_target:
        return ns.when(ns.lit(False)).then(value)
    points: Expr = rules._points(value, True, float, way.choose)
    if rules.best_score is None:
        return ns.when(clear & ~achieved).then(points)
    best = ns.lit(float(rules.best_score))
    return ns.when(achieved).then(best).otherwise(ns.when(clear).then(points))

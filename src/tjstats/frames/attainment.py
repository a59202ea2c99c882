"""Attainment over frames: a table of targets compared with a table of values.

Each target accepts a range, in which the number reported for its period must be. Two numbers are
equal if they differ by less than 1e-12 of their size: sums in binary floating point miss a target
of 175 by less than that, and different printed numbers differ by more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

import attrs

from tjstats.errors import FrameColumnError
from tjstats.frames.answers import cases_of, decided, native_answer, or_else, reasoned
from tjstats.frames.bases import differ, join_keys, other_units, rescaled, with_join_keys
from tjstats.frames.engines import (
    Condition,
    Expr,
    Expressions,
    Frame,
    Types,
    any_of,
    hidden,
)
from tjstats.frames.periods import DAYS, Timeline, timeline
from tjstats.frames.records import FrameOrRecords, Records, opened_pair
from tjstats.frames.schema import (
    COUNTED,
    NEAR,
    QUALIFIER,
    Layout,
    Names,
    check_new,
    check_number,
    check_present,
    codes,
    excluded,
    keys_between,
    number,
    qualifiers,
    repeated,
    shared_keys,
)
from tjstats.questions.attainment import NO_VERDICT, VerdictFacts
from tjstats.questions.degrees import CEILINGS
from tjstats.records.classifications import Direction, Measure
from tjstats.records.targets import ACCEPTS
from tjstats.rows.columns import UNIT_COLUMNS
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Reason, Verdict

if TYPE_CHECKING:
    from tjstats.frames.engines import F

__all__ = [
    "ENDS_ORDER",
    "Accepted",
    "Demand",
    "are_equal",
    "assess",
    "has_value",
    "with_ends",
]

# --- the range that a target accepts --------------------------------------------------------------

# Qualifier and direction, "over/higher", of the targets that have a floor, or a ceiling.
_FLOORS: Final = tuple(f"{q}/{d}" for (q, d), ends in ACCEPTS.items() if ends.floor)
_CEILINGS: Final = tuple(f"{q}/{d}" for (q, d), ends in ACCEPTS.items() if ends.ceiling)
# Those that are limits by their words.
_LIMITS: Final = tuple(
    f"{q}/{d}"
    for (q, d), ends in ACCEPTS.items()
    if ends.ceiling and (q is Qualifier.BETWEEN if ends.floor else q in CEILINGS)
)
# Qualifiers whose ends are not the number itself: they need separate columns.
_RANGES: Final = (str(Qualifier.BETWEEN), str(Qualifier.SOME_OVER), str(Qualifier.NEARLY))
_OPEN: Final = (
    str(Qualifier.OVER),
    str(Qualifier.UNDER),
    str(Qualifier.SOME_OVER),
    str(Qualifier.NEARLY),
)


@attrs.frozen
class Demand:
    """The columns of a table of targets. Fields: target (numbers), qualifier and direction
    (columns, or one code for all), tolerance (of "about": a number, a column, or None).
    """

    target: str
    qualifier: str
    direction: str
    tolerance: float | str | None = None


@attrs.frozen
class Accepted:
    """The range that each target accepts. Fields: floor and ceiling (null for no end), floor_open
    and ceiling_open (whether the end is excluded), about (the target is "about" a number, without a
    tolerance), limit (it is a limit by its words).
    """

    floor: Expr
    ceiling: Expr
    floor_open: Expr
    ceiling_open: Expr
    about: Expr
    limit: Expr


ENDS_ORDER: Final = (hidden(Accepted, "floor"), hidden(Accepted, "ceiling"))
"""Columns by which targets of one key and period are sorted."""


@attrs.frozen
class _Rule:
    """Fields: rule (qualifier and direction of a target)."""

    rule: Expr


def with_ends(frame: Frame, demand: Demand) -> tuple[Frame, Accepted]:
    """The table of targets with the ends of the range that each accepts.

    Raises `FrameColumnError`; on eager frames `FrameRowsError` for unknown codes.
    """
    types, ns = frame.types(), frame.ns
    check_present(types, target=demand.target)
    check_number(frame, types, demand.target)
    qualifier = codes(frame, types, "qualifier", demand.qualifier, Qualifier, Qualifier.EXACTLY)
    direction = codes(frame, types, "direction", demand.direction, Direction)
    frame, rules = frame.keep(_Rule(ns.concat_str([qualifier, direction], separator="/")))
    slack = _slack(frame, types, demand, qualifier)
    target = number(frame, demand.target, types)

    def end(name: str, with_end: tuple[str, ...], at: Expr) -> Expr:
        own = number(frame, name, types) if name in types else ns.when(ns.lit(False)).then(at)
        value = ns.when(qualifier.is_in(_RANGES)).then(own).otherwise(at)
        return ns.when(rules.rule.is_in(with_end)).then(value)

    def is_open(name: str) -> Expr:
        by_word = qualifier.is_in(_OPEN)
        return by_word | excluded(ns, types, name) if name in types else by_word

    about = qualifier == str(Qualifier.ABOUT) if slack is None else ns.lit(False)
    accepted = Accepted(
        floor=end("OBS_LOWER", _FLOORS, target if slack is None else target - slack),
        ceiling=end("OBS_UPPER", _CEILINGS, target if slack is None else target + slack),
        floor_open=is_open("LOWER_CLOSED"),
        ceiling_open=is_open("UPPER_CLOSED"),
        about=about,
        limit=rules.rule.is_in(_LIMITS),
    )
    return frame.keep(accepted)


def has_value(ns: Expressions, types: Types, name: str) -> Condition:
    """Whether a column that may be missing has a value."""
    return ~ns.col(name).is_null() if name in types else False


def are_equal(left: Expr, right: Expr) -> Expr:
    """Whether two numbers are equal up to floating-point error."""
    return (left - right).abs() <= (left.abs() + right.abs()) * NEAR


def _slack(frame: Frame, types: Types, demand: Demand, qualifier: Expr) -> Expr | None:
    """The tolerance of an "about" on either side; None without one."""
    ns, tolerance = frame.ns, demand.tolerance
    if tolerance is None:
        return None
    if isinstance(tolerance, str):
        check_present(types, tolerance=tolerance)
        check_number(frame, types, tolerance)
        allowed = number(frame, tolerance, types).fill_null(0.0)
    elif tolerance >= 0:
        allowed = ns.lit(float(tolerance))
    else:
        remedy = "write zero or more, or the name of a column"
        raise FrameColumnError("tolerance", f"{tolerance} is below zero", remedy)
    is_about = qualifier == str(Qualifier.ABOUT)
    return ns.when(is_about).then(allowed).otherwise(ns.lit(0.0))


# --- the question ---------------------------------------------------------------------------------

_REPORTED: Final = "REPORTED_VALUE"
_FEW: Final = 1000


def assess(
    frame: F | Records,
    targets: FrameOrRecords,
    *,
    keys: Names = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    lower: str = "OBS_LOWER",
    upper: str = "OBS_UPPER",
    target: str = "OBS_VALUE",
    qualifier: str = "QUALIFIER",
    direction: str = "DIRECTION",
    tolerance: float | str | None = None,
) -> F:
    """The table of targets with REPORTED_VALUE, VERDICT (yes, no, unknown), GAP and REASON, sorted
    by keys and period.

    *frame* has the reported values, *targets* the targets, both in one engine; their rows are
    matched by the *keys* (default: the standard ones of the values) and the period. If the
    targets lack a key column, each target applies to every value of that key: without REF_AREA to
    every area. If only the targets have INDICATOR or REF_AREA, pass *keys*; otherwise an error is
    raised.

    *qualifier* (exactly, at_least, over, at_most, under, between, about …) and *direction* (higher,
    lower, neither) are columns of the targets, or one code for all; a bare number is a floor if
    higher is better, a ceiling if lower is better. A range has its ends in OBS_LOWER and OBS_UPPER,
    and a number in *target* as well. *tolerance*, a number or a column, applies to targets "about"
    a number.

    The reported value is the number in *value*, or the range between *lower* and *upper* if those
    columns exist and are not both empty; an empty end is open. If both tables have UNIT_MULT,
    numbers are rescaled to that of the target; UNIT_MEASURE must be the same. GAP is in the
    target's scale, positive in the good direction, and for a range the least possible. If the
    values have QUALIFIER, a number without ends is an end (over 175: more than that); a "between"
    without ends gives only_a_bound.

    A missing MEASURE, SCOPE or PRICE_BASIS, column or value, means a plain value without scope.
    Null is an area too. Growth is compared with growth on the same BASE_PERIOD, if both tables have
    it. Targets with EVERY or RELATIVE_TO are unknown. Either table may be records; together with a
    native frame they are converted to its engine. In a table with RECORD the rows marked as targets
    are the targets, the others the values.

    Unlike `tjstats.assess`, nothing is totalled or averaged: values must be for the target's own
    period; if only parts of it have values, the reason is only_parts. `tjstats.decumulate` gives
    the quarters of totals since January as records. Nor is growth computed from levels: if a target
    on change or growth meets only levels of its keys, the reason is only_levels.

    Raises `FrameColumnError`, `FrameError`; on eager frames `FrameRowsError` for duplicate values,
    unknown codes, and unreadable periods. On lazy frames these are unknown, with the reason.

    >>> import polars as pl
    >>> from tjstats import frames
    >>> values = pl.DataFrame(
    ...     {"REF_AREA": ["津", "沪"], "TIME_PERIOD": [2025, 2025], "OBS_VALUE": [179.9, 174.2]}
    ... )
    >>> goals = pl.DataFrame({"TIME_PERIOD": [2025], "OBS_VALUE": [175.0]})
    >>> frames.assess(values, goals, direction="higher").select("REF_AREA", "VERDICT", "GAP").rows()
    [('沪', 'no', -0.8000000000000114), ('津', 'yes', 4.900000000000006)]
    """
    asked, given = opened_pair(frame, targets, "assess")
    tables = _tables(asked, given, keys, period, value, (lower, upper))
    asked, accepted = with_ends(asked, Demand(target, qualifier, direction, tolerance))
    asked = with_join_keys(_with_time(asked, tables, tables.asked), tables.shared, tables.asked)
    given = with_join_keys(_with_time(given, tables, tables.types), tables.shared, tables.types)
    met = _met(asked, _reported(_of_times_asked(given, asked), tables), tables)
    met, only_parts = _with_parts(met, given, tables)
    met, only_levels = _with_levels(met, given, tables)
    frame_met, reported = _found(met, tables)
    reported = attrs.evolve(reported, only_parts=only_parts, only_levels=only_levels)
    judged = _judged(frame_met, tables, accepted, reported, target)
    return cast("F", native_answer(judged.sorted(*tables.order, _TIME, *ENDS_ORDER), tables.answer))


@attrs.frozen
class _Tables:
    """The matching columns of the two tables.

    Fields: keys (of the values); shared (those by which targets meet them, as a layout, whose value
    is the column of values); asked and types (the types of targets and values); ends (the columns
    of ends that the values have).
    """

    keys: tuple[str, ...]
    shared: Layout
    asked: Types
    types: Types
    ends: tuple[str | None, str | None]

    @property
    def further(self) -> tuple[str, ...]:
        """The keys that only the values have; a target applies to each of their values."""
        return tuple(key for key in self.keys if key not in self.shared.keys)

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of the answer."""
        return tuple(key for key in self.keys if key in self.asked or key in self.further)

    @property
    def in_years(self) -> bool:
        """Whether both tables have whole years as integers."""
        period = self.shared.period
        return self.asked[period].is_integer() and self.types[period].is_integer()

    @property
    def has_qualifiers(self) -> bool:
        """Whether a column may mark a value as only a bound."""
        return QUALIFIER in self.types

    @property
    def shown(self) -> dict[str, str]:
        """The columns of the values shown in the answer, and their names there."""
        value = self.shared.value
        shown = {value: _REPORTED} if value in self.types else {}
        for end in self.ends:
            if end is not None:
                shown[end] = f"REPORTED_{end.removeprefix('OBS_')}"
        return shown

    @property
    def answer(self) -> list[str]:
        """The columns of the answer."""
        return [*self.asked, *self.new_columns]

    @property
    def new_columns(self) -> list[str]:
        """The columns of the answer that the targets do not have."""
        return [*self.further, *self.shown.values(), "VERDICT", "GAP", "REASON"]

    @property
    def beside(self) -> tuple[str, ...]:
        """The columns of unit and base that both tables have."""
        both = (*UNIT_COLUMNS, "BASE_PERIOD")
        return tuple(name for name in both if name in self.types and name in self.asked)


def _tables(
    asked: Frame, given: Frame, keys: Names, period: str, value: str, ends: tuple[str, str]
) -> _Tables:
    """The columns of both tables, checked. Raises `FrameColumnError`."""
    types, wanted = given.types(), asked.types()
    check_present(types, period=period)
    check_present(wanted, period=period)
    lower, upper = (end if end in types else None for end in ends)
    if lower is None and upper is None:
        check_present(types, value=value)
    for name in (lower, upper, value):
        if name is not None and name in types:
            check_number(given, types, name)
    own, shared = keys_between(types, wanted, keys, (period, value))
    where = shared_keys(Layout(shared, period, value), asked, given)
    tables = _Tables(own, where, wanted, types, (lower, upper))
    check_new(wanted, tables.new_columns)
    return tables


@attrs.frozen
class _Time:
    """Fields: time (an ordinal that both tables have in common)."""

    time: Expr


_TIME: Final = hidden(_Time, "time")


def _with_time(frame: Frame, tables: _Tables, types: Types) -> Frame:
    """The table with its periods as ordinals; integer years are unchanged."""
    period = tables.shared.period
    periods = timeline(frame, period, types[period])
    time = periods.ordinal if tables.in_years else periods.moment
    if frame.engine.name == "dask":  # there codes are numbers, which match integer years
        time = time.cast(frame.ns.Float64)
    elif frame.engine.name != "pandas":  # which alone matches whole numbers with floats
        time = time.cast(frame.ns.Int64)
    return frame.keep(_Time(time))[0]


def _of_times_asked(values: Frame, asked: Frame) -> Frame:
    """The values for the times of the targets, if they can be inspected: usually few of many."""
    if not values.engine.eager:
        return values
    times = [time for time in asked.rows()[_TIME].unique().to_list() if time is not None]
    return values.filter(values.ns.col(_TIME).is_in(times)) if len(times) <= _FEW else values


# --- reported values ------------------------------------------------------------------------------


@attrs.frozen
class _Reported:
    """The range reported for a target. Fields: low and high (null for no end), low_open and
    high_open (whether the end is excluded), bare_bound (a number that is only a bound, without
    ends), count (of the rows), only_parts (the rows are for parts of the period), only_levels (the
    target is on change or growth, and the rows are levels).
    """

    low: Expr
    high: Expr
    low_open: Condition
    high_open: Condition
    bare_bound: Condition
    count: Expr
    only_parts: Condition = False
    only_levels: Condition = False


_COUNT: Final = hidden(_Reported, "count")
_ENDS: Final = tuple(hidden(_Reported, field) for field in ("low", "high"))
# A number without ends is the lower end of the reported range, or the upper.
_FROM: Final = (*COUNTED, str(Qualifier.AT_LEAST), str(Qualifier.OVER))
_UP_TO: Final = (*COUNTED, str(Qualifier.AT_MOST), str(Qualifier.UNDER))


def _flags(tables: _Tables) -> list[str]:
    """The boolean fields of `_Reported`, stored as numbers."""
    return ["low_open", "high_open", *(["bare_bound"] if tables.has_qualifiers else [])]


def _beside(name: str) -> str:
    """The hidden column of the values for a column that the targets also have."""
    return f"{hidden(_Reported, 'low')}_{name}"


def _reported(frame: Frame, tables: _Tables) -> Frame:
    """The values with their ends and the other columns taken from them."""
    ns, col = frame.ns, frame.ns.col
    reported = _ends_of_values(frame, tables)
    columns = {hidden(_Reported, field): getattr(reported, field) for field in ("low", "high")}
    for field in _flags(tables):  # booleans that a join leaves null are objects
        flag = getattr(reported, field)
        stored = ns.lit(float(flag)) if isinstance(flag, bool) else flag.cast(ns.Float64)
        columns[hidden(_Reported, field)] = stored
    columns |= {new: col(name) for name, new in tables.shown.items()}
    columns |= {_beside(name): col(name) for name in tables.beside}
    by = [*join_keys(tables.shared), _TIME, *tables.further]
    return frame.filter(~col(_TIME).is_null()).select(*by, **columns, **{_COUNT: reported.count})


def _ends_of_values(frame: Frame, tables: _Tables) -> _Reported:
    """The ends of each value: its number, its own ends, or those that its qualifier implies."""
    ns, types = frame.ns, tables.types
    present = [name for name in (tables.shared.value, *tables.ends) if name and name in types]
    nothing = ns.when(ns.lit(False)).then(number(frame, present[0], types))

    def column(name: str | None) -> Expr:
        return number(frame, name, types) if name and name in types else nothing

    value, low, high = column(tables.shared.value), column(tables.ends[0]), column(tables.ends[1])
    has_ends = tables.ends != (None, None)
    bare = low.is_null() & high.is_null() if has_ends else ns.lit(True)
    reported = _Reported(value, value, False, False, False, ns.lit(1))
    if has_ends:
        low_open, high_open = (
            ~bare & excluded(ns, types, name) if name in types else False
            for name in ("LOWER_CLOSED", "UPPER_CLOSED")
        )
        reported = attrs.evolve(
            reported,
            low=ns.when(bare).then(value).otherwise(low),
            high=ns.when(bare).then(value).otherwise(high),
            low_open=low_open,
            high_open=high_open,
        )
    if not tables.has_qualifiers:
        return reported
    return _as_qualified(reported, bare, qualifiers(frame, types), ns)


def _as_qualified(reported: _Reported, bare: Expr, qualifier: Expr, ns: Expressions) -> _Reported:
    """The ends implied by qualifiers for rows without ends."""
    over, under = str(Qualifier.OVER), str(Qualifier.UNDER)
    is_end = qualifier.is_in([*_FROM, *_UP_TO])
    low, high = reported.low, reported.high
    return attrs.evolve(
        reported,
        low=ns.when(~bare | qualifier.is_in(_FROM)).then(low),
        high=ns.when(~bare | qualifier.is_in(_UP_TO)).then(high),
        low_open=reported.low_open | (bare & (qualifier == over)),
        high_open=reported.high_open | (bare & (qualifier == under)),
        bare_bound=bare & ~is_end & ~low.is_null(),
    )


def _met(asked: Frame, reported: Frame, tables: _Tables) -> Frame:
    """Each target with its reported values. On lazy frames the values of a key are counted and
    those without a target dropped. Raises `FrameRowsError` on eager frames.
    """
    col, on = asked.ns.col, [*join_keys(tables.shared), _TIME]
    by = [*on, *tables.further]
    if asked.engine.eager:
        joined = asked.join(reported, on)
        if tables.further or len(joined.rows()) != len(asked.rows()):
            _check_once(asked, reported, on, tables)
        return joined
    # An inner join: Dask fails at a semi-join.
    wanted = asked.grouped(on, col(hidden(Accepted, "about")).count()).select(*on)
    rest = [name for name in reported.types() if name not in (*by, _COUNT)]
    values = reported.join(wanted, on, "inner")
    largest = [col(name).max() for name in rest]
    return asked.join(values.grouped(by, *largest, col(_COUNT).sum()), on)


@attrs.frozen
class _Span:
    """Fields: start and end (of a period, in days)."""

    start: Expr
    end: Expr


_PARTS: Final = hidden(_Reported, "only_parts")
_START, _END = (hidden(_Span, field) for field in ("start", "end"))
_PART_START, _PART_END = (hidden(_Span, field, "part") for field in ("start", "end"))


def _with_span(frame: Frame) -> Frame:
    """The table with the ends of its periods, read from what `_with_time` stored."""
    periods = Timeline(frame.ns, frame.ns.col(_TIME))
    end = periods.end()
    return frame.keep(_Span(end - periods.length() * DAYS, end))[0]


def _with_parts(met: Frame, given: Frame, tables: _Tables) -> tuple[Frame, Condition]:
    """The targets with whether there are values for parts of the period where none is for the
    whole.
    """
    ns, col = met.ns, met.ns.col
    unmet = col(_COUNT).is_null()
    if tables.in_years or (met.engine.eager and not met.total(unmet)):
        return met, False
    keys = join_keys(tables.shared)
    by = [*keys, _TIME]
    asked = _with_span(met.filter(unmet))
    spans = asked.grouped(by, col(_START).max(), col(_END).max())
    values = _with_span(given)
    values = values.select(*keys, col(_START).alias(_PART_START), col(_END).alias(_PART_END))
    pairs = spans.join(values, keys, "inner")
    inside = (col(_PART_START) >= col(_START)) & (col(_PART_END) <= col(_END))
    parts = pairs.filter(inside & (col(_PART_START) < col(_PART_END)))
    parts = parts.with_columns(ns.lit(1.0).alias(_PARTS)).grouped(by, col(_PARTS).max())
    return met.join(parts, by), unmet & ~col(_PARTS).is_null()


_LEVELS: Final = hidden(_Reported, "only_levels")
_ALIKE: Final = hidden(_Reported, "only_levels", "key")


def _with_levels(met: Frame, given: Frame, tables: _Tables) -> tuple[Frame, Condition]:
    """The targets on change or growth with whether there are levels where nothing is reported."""
    if "MEASURE" not in tables.shared.keys:
        return met, False
    ns, col, keys = met.ns, met.ns.col, join_keys(tables.shared)
    measure = keys[tables.shared.keys.index("MEASURE")]
    of_levels = col(measure) == str(Measure.VALUE)
    unmet = col(_COUNT).is_null() & ~of_levels
    if met.engine.eager and not met.total(unmet):
        return met, False
    by = [_ALIKE, *(key for key in keys if key != measure)]
    alike = ns.lit("").alias(_ALIKE)  # a key where MEASURE is the only one
    levels = given.filter(of_levels).with_columns(alike, ns.lit(1.0).alias(_LEVELS))
    met = met.with_columns(alike).join(levels.grouped(by, col(_LEVELS).max()), by)
    return met, unmet & ~col(_LEVELS).is_null()


def _check_once(asked: Frame, reported: Frame, on: Sequence[str], tables: _Tables) -> None:
    """Raise `FrameRowsError` if a target matches several values of one series."""
    times = asked.with_data(asked.select(*on).rows().unique())
    met = reported.join(times, on, "inner").select(*on, *tables.further)
    rows = int(met.rows().is_duplicated().sum())
    if rows:
        raise repeated((*tables.keys, tables.shared.period), rows)


def _found(met: Frame, tables: _Tables) -> tuple[Frame, _Reported]:
    """The reported values for each target, with booleans restored, in the scale of the target."""
    ns, col = met.ns, met.ns.col
    names = {field: hidden(_Reported, field) for field in _flags(tables)}
    flags = {name: (col(name) == 1).fill_null(False) for name in names.values()}
    ends = {}
    if "UNIT_MULT" in tables.beside:
        own, wanted = col(_beside("UNIT_MULT")), col("UNIT_MULT")
        ends = {name: rescaled(ns, col(name), own, wanted) for name in _ENDS}
    bare_bound = col(names["bare_bound"]) if tables.has_qualifiers else False
    low, high = (col(name) for name in _ENDS)
    reported = _Reported(
        low, high, col(names["low_open"]), col(names["high_open"]), bare_bound, col(_COUNT)
    )
    return met.with_columns(**flags, **ends), reported


# --- the verdict ----------------------------------------------------------------------------------


@attrs.frozen
class _Judged:
    """Fields: within (all of the reported range is accepted), apart (none of it is), blocked (why
    the two cannot be compared).
    """

    within: Expr
    apart: Expr
    blocked: Expr


def _judged(
    frame: Frame, tables: _Tables, accepted: Accepted, reported: _Reported, target: str
) -> Frame:
    """The frame with VERDICT, GAP and REASON."""
    ns = frame.ns
    blocked = reasoned(frame, _cases(ns, tables, accepted, reported, target))
    frame, judged = frame.keep(
        _Judged(_is_within(accepted, reported), _is_apart(accepted, reported), blocked)
    )
    doubts = VerdictFacts(about=accepted.about, outside=~judged.within, inside=~judged.apart)
    doubt = reasoned(frame, cases_of(NO_VERDICT, doubts))
    frame = frame.with_columns(or_else(ns, judged.blocked, doubt).alias("REASON"))
    clear = ns.col("REASON").is_null()
    verdict = decided(frame, [(clear & judged.within, Verdict.YES), (clear, Verdict.NO)])
    gap = ns.when(judged.blocked.is_null()).then(_gap(ns, accepted, reported))
    return frame.with_columns(verdict.alias("VERDICT"), gap.alias("GAP"))


def _cases(
    ns: Expressions, tables: _Tables, accepted: Accepted, reported: _Reported, target: str
) -> list[tuple[Condition, Reason]]:
    """Conditions under which there is no verdict, in order of precedence, each with its reason."""
    col = ns.col
    asked = {name: col(name) for name in tables.beside}
    given = {name: col(_beside(name)) for name in tables.beside}
    other_base: Condition = False
    if "BASE_PERIOD" in asked:
        bases = (column["BASE_PERIOD"].cast(ns.String) for column in (asked, given))
        other_base = differ(*bases)
    facts = VerdictFacts(
        no_number=col(target).is_null(),
        unreadable_target=accepted.floor.is_null() & accepted.ceiling.is_null(),
        unreadable_period=col(_TIME).is_null(),
        set_elsewhere=has_value(ns, tables.asked, "SET_BY"),
        every_part=has_value(ns, tables.asked, "EVERY"),
        relative=has_value(ns, tables.asked, "RELATIVE_TO"),
        only_parts=reported.only_parts,
        only_levels=reported.only_levels,
        no_observation=reported.count.is_null(),
        duplicate=reported.count > 1,
        only_a_bound=reported.bare_bound,
        missing=reported.low.is_null() & reported.high.is_null(),
        bases_differ=other_base,
        units_differ=any_of(other_units(asked, given)),
    )
    return cases_of(NO_VERDICT, facts)


def _is_within(accepted: Accepted, reported: _Reported) -> Expr:
    """Whether all of the reported range is accepted."""
    floor, ceiling = accepted.floor, accepted.ceiling
    above = _is_beyond(reported.low, floor, accepted.floor_open, reported.low_open)
    below = _is_beyond(ceiling, reported.high, accepted.ceiling_open, reported.high_open)
    return (above | floor.is_null()) & (below | ceiling.is_null())


def _is_beyond(end: Expr, threshold: Expr, end_open: Expr, inner_open: Condition) -> Expr:
    """Whether a number is past a threshold, or at it if the threshold is accepted or the number
    itself is excluded.
    """
    same = are_equal(end, threshold)
    past = ((end > threshold) & ~same).fill_null(False)
    return past | (same & (~end_open | inner_open)).fill_null(False)


def _is_apart(accepted: Accepted, reported: _Reported) -> Expr:
    """Whether none of the reported range is accepted."""
    at_floor = accepted.floor_open | reported.high_open
    at_ceiling = accepted.ceiling_open | reported.low_open
    below = _is_short(reported.high, accepted.floor, at_floor)
    return below | _is_short(accepted.ceiling, reported.low, at_ceiling)


def _is_short(end: Expr, threshold: Expr, is_open: Expr) -> Expr:
    same = are_equal(end, threshold)
    return ((end < threshold) & ~same).fill_null(False) | (same & is_open).fill_null(False)


def _gap(ns: Expressions, accepted: Accepted, reported: _Reported) -> Expr:
    """The distance on the good side; a target with two ends has no single side."""
    floor, ceiling = accepted.floor, accepted.ceiling
    above, below = reported.low - floor, ceiling - reported.high
    only_below = ns.when(floor.is_null()).then(below)
    return ns.when(ceiling.is_null() | (ceiling == floor)).then(above).otherwise(only_below)

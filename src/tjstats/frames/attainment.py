"""Attainment over frames: a table of targets compared with a table of values.

Each target accepts a range, in which the number reported for its period must be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

import attrs

from tjstats.frames.accepted import Accepted, Demand, are_equal, is_missing, with_ends
from tjstats.frames.answers import cases_of, decided, native_answer, or_else, reasoned
from tjstats.frames.bases import differ, join_keys, other_units, rescaled, with_join_keys
from tjstats.frames.engines import (
    Condition,
    Expr,
    Expressions,
    Frame,
    Types,
    all_of,
    any_of,
    hidden,
    is_int64,
    no,
    null_unless,
)
from tjstats.frames.periods import DAYS, Timeline, timeline
from tjstats.frames.records import FrameOrRecords, Records, opened_pair
from tjstats.frames.schema import (
    COUNTED,
    QUALIFIER,
    Layout,
    Names,
    as_number,
    check_new,
    check_number,
    check_present,
    excluded,
    has_value,
    keys_between,
    number,
    qualifiers,
    repeated,
    shared_keys,
)
from tjstats.questions.attainment import NO_VERDICT, VerdictFacts
from tjstats.records.classifications import Measure
from tjstats.rows.columns import UNIT_COLUMNS
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Reason, Verdict

if TYPE_CHECKING:
    from tjstats.frames.engines import F

__all__ = ["assess"]

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
    values, reported = _reported(_of_times_asked(given, asked, tables), tables)
    met = _met(asked, values, tables)
    met, only_parts = _with_parts(met, given, tables)
    met, only_levels = _with_levels(met, given, tables)
    met = met.sorted(*tables.order, tables.time, *accepted.order)  # with few columns
    met, reported = _found(met, tables, reported)
    reported = attrs.evolve(reported, only_parts=only_parts, only_levels=only_levels)
    answer = _judged(met, tables, accepted, reported, target)
    return cast("F", native_answer(answer, tables.answer))


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
    def time(self) -> str:
        """The column of times: that of the periods if both tables have them as they are joined."""
        return self.shared.period if self.has_times else _TIME

    @property
    def has_times(self) -> bool:
        """Whether both tables have whole years of one type."""
        period = self.shared.period
        return is_int64(self.asked[period]) and is_int64(self.types[period])

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
    if tables.has_times:
        return frame
    period = tables.shared.period
    periods = timeline(frame, period, types[period])
    time = periods.ordinal if tables.in_years else periods.moment
    if frame.engine.name == "dask":  # there codes are numbers, which match integer years
        time = time.cast(frame.ns.Float64)
    elif frame.engine.name != "pandas":  # which alone matches whole numbers with floats
        time = time.cast(frame.ns.Int64)
    return frame.keep(_Time(time))[0]


def _of_times_asked(values: Frame, asked: Frame, tables: _Tables) -> Frame:
    """The values for the times of the targets, if they can be inspected: usually few of many."""
    if not values.engine.eager:
        return values
    times = [time for time in asked.rows()[tables.time].unique().to_list() if time is not None]
    return values.filter(values.ns.col(tables.time).is_in(times)) if len(times) <= _FEW else values


# --- reported values ------------------------------------------------------------------------------


@attrs.frozen
class _Reported:
    """The range reported for a target. Fields: low and upper (null for no end; upper is None if
    each range is a single number), low_open and high_open (whether the end is excluded), bare_bound
    (a number that is only a bound, without ends), only_parts (the rows are for parts of the
    period), only_levels (the target is on change or growth, and the rows are levels).
    """

    low: Expr
    upper: Expr | None = None
    low_open: Condition = False
    high_open: Condition = False
    bare_bound: Condition = False
    only_parts: Condition = False
    only_levels: Condition = False

    @property
    def high(self) -> Expr:
        """The upper end, or the single number."""
        return self.low if self.upper is None else self.upper


_ROW: Final = hidden("reported", "row")  # the number of a target
_COUNT: Final = hidden("reported", "count")  # of the rows that a target meets
_FLAGS: Final = ("low_open", "high_open", "bare_bound")
# A number without ends is the lower end of the reported range, or the upper.
_FROM: Final = (*COUNTED, str(Qualifier.AT_LEAST), str(Qualifier.OVER))
_UP_TO: Final = (*COUNTED, str(Qualifier.AT_MOST), str(Qualifier.UNDER))


def _beside(name: str) -> str:
    """The hidden column of the values for a column that the targets also have."""
    return f"{hidden(_Reported, 'low')}_{name}"


def _reported(frame: Frame, tables: _Tables) -> tuple[Frame, _Reported]:
    """The values with the columns taken from them, and the range of each in these columns. Flags
    are stored as numbers, because booleans that a join leaves null are objects.
    """
    ns, col = frame.ns, frame.ns.col
    reported = _ends_of_values(frame, tables)
    columns = {new: col(name) for name, new in tables.shown.items()}
    columns |= {_beside(name): col(name) for name in tables.beside}
    met = _Reported(as_number(ns, col(_REPORTED), tables.types[tables.shared.value]))
    if reported.upper is not None:
        flags = [name for name in _FLAGS if not isinstance(getattr(reported, name), bool)]
        stored = {name: hidden(_Reported, name) for name in ("low", "upper", *flags)}
        columns |= {new: getattr(reported, name).cast(ns.Float64) for name, new in stored.items()}
        restored = {name: (col(stored[name]) == 1).fill_null(False) for name in flags}
        ends = {name: col(stored[name]) for name in ("low", "upper")}
        met = attrs.evolve(reported, **ends, **restored)
    by = [*join_keys(tables.shared), tables.time, *tables.further]
    dated = frame.filter(~col(tables.time).is_null())
    return dated.select(*by, **columns, **{_COUNT: ns.lit(1)}), met


def _ends_of_values(frame: Frame, tables: _Tables) -> _Reported:
    """The ends of each value: its number, its own ends, or those that its qualifier implies."""
    ns, types = frame.ns, tables.types
    present = [name for name in (tables.shared.value, *tables.ends) if name and name in types]
    nothing = ns.when(ns.lit(False)).then(number(frame, present[0], types))

    def column(name: str | None) -> Expr:
        return number(frame, name, types) if name and name in types else nothing

    value, low, high = column(tables.shared.value), column(tables.ends[0]), column(tables.ends[1])
    has_ends = tables.ends != (None, None)
    qualifier = qualifiers(frame, types) if QUALIFIER in types else str(Qualifier.EXACTLY)
    bare = low.is_null() & high.is_null() if has_ends else ns.lit(True)
    reported = _Reported(value)
    if has_ends:
        low_open, high_open = (
            ~bare & excluded(ns, types, name) if name in types else False
            for name in ("LOWER_CLOSED", "UPPER_CLOSED")
        )
        low = ns.when(bare).then(value).otherwise(low)
        high = ns.when(bare).then(value).otherwise(high)
        reported = _Reported(low, high, low_open, high_open)
    if isinstance(qualifier, str):
        return reported
    return _as_qualified(reported, bare, qualifier, ns)


def _as_qualified(reported: _Reported, bare: Expr, qualifier: Expr, ns: Expressions) -> _Reported:
    """The ends implied by qualifiers for rows without ends."""
    over, under = str(Qualifier.OVER), str(Qualifier.UNDER)
    is_end = qualifier.is_in([*_FROM, *_UP_TO])
    low, high = reported.low, reported.high
    return attrs.evolve(
        reported,
        low=ns.when(~bare | qualifier.is_in(_FROM)).then(low),
        upper=ns.when(~bare | qualifier.is_in(_UP_TO)).then(high),
        low_open=reported.low_open | (bare & (qualifier == over)),
        high_open=reported.high_open | (bare & (qualifier == under)),
        bare_bound=bare & ~is_end & ~low.is_null(),
    )


def _met(asked: Frame, values: Frame, tables: _Tables) -> Frame:
    """Each target with its reported values. On lazy frames those of a key are counted, and one row
    left. Raises `FrameRowsError` on eager frames.
    """
    col, on = asked.ns.col, [*join_keys(tables.shared), tables.time]
    if asked.engine.eager:
        joined = asked.join(values, on)
        if tables.further or len(joined.rows()) != len(asked.rows()):
            _check_once(asked, values, on, tables)
        return joined
    of_values = [name for name in values.types() if name not in (*on, *tables.further, _COUNT)]
    put_together = [*(col(name).max() for name in of_values), col(_COUNT).count()]
    if asked.engine.numbers_rows:
        of_target = [col(name).any_value(ignore_nulls=True) for name in asked.types()]
        pairs = asked.numbered(_ROW).join(values, on)
        return pairs.grouped([_ROW, *tables.further], *of_target, *put_together)
    # An inner join: Dask fails at a semi-join.
    wanted = asked.select(*on, asked.ns.lit(1).alias(_ROW)).grouped(on, col(_ROW).count())
    values = values.join(wanted.select(*on), on, "inner")
    return asked.join(values.grouped([*on, *tables.further], *put_together), on)


def _is_unmet(met: Frame) -> Expr:
    """Whether a target meets no row."""
    return met.ns.col(_COUNT).fill_null(0) == 0


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
    unmet = _is_unmet(met)
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
    unmet = _is_unmet(met) & ~of_levels
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


def _found(met: Frame, tables: _Tables, reported: _Reported) -> tuple[Frame, _Reported]:
    """The targets with the ends in their scale."""
    if "UNIT_MULT" in tables.beside:
        own, wanted = met.ns.col(_beside("UNIT_MULT")), met.ns.col("UNIT_MULT")
        scaled = {"low": rescaled(met.ns, reported.low, own, wanted)}
        if reported.upper is not None:
            scaled["upper"] = rescaled(met.ns, reported.upper, own, wanted)
        reported = attrs.evolve(reported, **scaled)
    return met.keep(reported)


# --- the verdict ----------------------------------------------------------------------------------


@attrs.frozen
class _Judged:
    """Fields: within (all of the reported range is accepted), apart (none of it is), blocked (why
    the two cannot be compared).
    """

    within: Condition
    apart: Condition
    blocked: Expr


@attrs.frozen
class _Doubted:
    """Fields: reason (why there is no verdict)."""

    reason: Expr


def _judged(
    frame: Frame, tables: _Tables, accepted: Accepted, reported: _Reported, target: str
) -> Frame:
    """The frame with VERDICT, GAP and REASON."""
    ns = frame.ns
    blocked = reasoned(frame, _cases(frame, tables, accepted, reported, target))
    within = _is_within(accepted, reported)
    # A number that is not accepted is beyond an end.
    apart = reported.upper is None or _is_apart(accepted, reported)
    frame, judged = frame.keep(_Judged(within, apart, blocked))
    reason = judged.blocked
    if accepted.about is not False or reported.upper is not None:
        facts = VerdictFacts(
            about=accepted.about, outside=no(judged.within), inside=no(judged.apart)
        )
        doubt = reasoned(frame, cases_of(NO_VERDICT, facts))
        frame, doubted = frame.keep(_Doubted(or_else(ns, reason, doubt)))
        reason = doubted.reason
    clear = reason.is_null()
    verdict = decided(frame, [(all_of([clear, judged.within]), Verdict.YES), (clear, Verdict.NO)])
    gap = ns.when(judged.blocked.is_null()).then(_gap(ns, accepted, reported))
    return frame.with_columns(reason.alias("REASON"), verdict.alias("VERDICT"), gap.alias("GAP"))


def _cases(
    frame: Frame, tables: _Tables, accepted: Accepted, reported: _Reported, target: str
) -> list[tuple[Condition, Reason]]:
    """Conditions under which there is no verdict, in order of precedence, each with its reason."""
    ns, col = frame.ns, frame.ns.col
    asked = {name: col(name) for name in tables.beside}
    given = {name: col(_beside(name)) for name in tables.beside}
    other_base: Condition = False
    if "BASE_PERIOD" in asked:
        bases = (column["BASE_PERIOD"].cast(ns.String) for column in (asked, given))
        other_base = differ(*bases)
    facts = VerdictFacts(
        no_number=col(target).is_null(),
        unreadable_target=accepted.none,
        unreadable_period=col(tables.time).is_null(),
        set_elsewhere=has_value(ns, tables.asked, "SET_BY"),
        every_part=has_value(ns, tables.asked, "EVERY"),
        relative=has_value(ns, tables.asked, "RELATIVE_TO"),
        only_parts=reported.only_parts,
        only_levels=reported.only_levels,
        no_observation=_is_unmet(frame),
        duplicate=not frame.engine.eager and col(_COUNT) > 1,
        only_a_bound=reported.bare_bound,
        missing=all_of([reported.low.is_null(), is_missing(reported.upper)]),
        bases_differ=other_base,
        units_differ=any_of(other_units(asked, given)),
    )
    return cases_of(NO_VERDICT, facts)


def _is_within(accepted: Accepted, reported: _Reported) -> Condition:
    """Whether all of the reported range is accepted."""
    floor, ceiling, sides = accepted.floor, accepted.ceiling, list[Condition]()
    if floor is not None:
        closed = any_of([no(accepted.floor_open), reported.low_open])
        sides.append(_is_past(reported.low, floor, closed) | floor.is_null())
    if ceiling is not None:
        closed = any_of([no(accepted.ceiling_open), reported.high_open])
        sides.append(_is_past(ceiling, reported.high, closed) | ceiling.is_null())
    return all_of(sides)


def _is_apart(accepted: Accepted, reported: _Reported) -> Condition:
    """Whether none of the reported range is accepted."""
    floor, ceiling, sides = accepted.floor, accepted.ceiling, list[Condition]()
    if floor is not None:
        is_open = any_of([accepted.floor_open, reported.high_open])
        sides.append(_is_past(floor, reported.high, is_open))
    if ceiling is not None:
        is_open = any_of([accepted.ceiling_open, reported.low_open])
        sides.append(_is_past(reported.low, ceiling, is_open))
    return any_of(sides)


def _is_past(number: Expr, threshold: Expr, at: Condition) -> Expr:
    """Whether a number is past a threshold, or *at* it if that counts; not if either is null."""
    same = are_equal(number, threshold)
    past = all_of([(number > threshold) | same, any_of([~same, at])])
    return cast("Expr", past).fill_null(False)


def _gap(ns: Expressions, accepted: Accepted, reported: _Reported) -> Expr:
    """The distance on the good side; a target with two ends has no single side."""
    floor, ceiling = accepted.floor, accepted.ceiling
    if floor is None:
        below = reported.high if ceiling is None else ceiling - reported.high
        return null_unless(ns, ceiling is not None, below)
    if ceiling is None:
        return reported.low - floor
    above, below = reported.low - floor, ceiling - reported.high
    only_below = ns.when(floor.is_null()).then(below)
    return ns.when(ceiling.is_null() | (ceiling == floor)).then(above).otherwise(only_below)

"""Bases: the row with which another row is compared, looked up in the way that suits the engine.

If an engine keeps the order of rows, they are sorted and look at the preceding rows; SQL engines
use a window; other engines, and distant bases, need a join on the period. In every case the base
has the same keys and is exactly the required number of steps earlier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, Final

import attrs

from tjstats.errors import FrameRowsError
from tjstats.frames.engines import (
    Condition,
    Expr,
    Expressions,
    Frame,
    any_of,
    hidden,
    is_text,
)
from tjstats.frames.periods import DAYS, Timeline
from tjstats.frames.schema import Layout, bounded, number, repeated
from tjstats.questions.pace.schemes import BASE_CHOICES, BaseRule
from tjstats.records.classifications import Flag, Measure
from tjstats.rows.columns import UNIT_COLUMNS
from tjstats.rows.letters import BROKEN_LETTERS
from tjstats.values import units
from tjstats.values.units.algebra import is_offset
from tjstats.values.units.table import UNITS

if TYPE_CHECKING:
    from narwhals.dtypes import DType

__all__ = [
    "BREAKS",
    "Based",
    "Choice",
    "Chosen",
    "Row",
    "Target",
    "Value",
    "based",
    "choose_rows",
    "differ",
    "is_bound",
    "is_broken",
    "join_keys",
    "no_true_zero",
    "other_units",
    "rescaled",
    "with_breaks",
    "with_join_keys",
]


@attrs.frozen
class Row:
    """The columns of a row that a question uses. Fields: time (its ordinal), value (null for a
    bound), bound (1 if its number is only a bound, else 0; None without a qualifier column).
    """

    time: Expr
    value: Expr
    bound: Expr | None = None


@attrs.frozen
class Based:
    """A frame with the base of each row in BASE_VALUE.

    Fields: frame (sorted by keys and period); own and base (the row and its base); beside (further
    columns of the base, by name); found (there is a base); duplicate (several rows have its keys
    and period, or those of the base), other_unit; both False if they were raised; unlike (the row
    is not after the single base, or has another length); broken (a break is flagged between the
    base and the row).
    """

    frame: Frame
    own: Row
    base: Row
    beside: Mapping[str, Expr]
    found: Expr
    duplicate: Condition = False
    other_unit: Condition = False
    unlike: Condition = False
    broken: Condition = False


_TIME: Final = hidden(Row, "time")
_VALUE: Final = hidden(Row, "value")
_BOUND: Final = hidden(Row, "bound")
_HERE: Final = hidden("base", "here")  # true in each row
_SAME: Final = hidden("base", "same")  # whether a row belongs to the series of the previous row
_FOUND: Final = hidden("base", "found")
_LENGTH: Final = hidden("base", "length")
_TWICE: Final = hidden("base", "twice")  # whether several rows have the same keys and period
_COUNT: Final = hidden("base", "count")  # the number of rows of the base
_OWN_COUNT: Final = hidden("base", "own_count")
_BASE: Final = "BASE_VALUE"
# The number of steps up to which preceding rows are searched; beyond, a join is faster.
_NEAR_STEPS: Final = 12
_NO_KEY: Final = "\ue000"


def based(frame: Frame, where: Layout, time: Timeline, lag: int | None, at: int | None) -> Based:
    """The rows in order, each with its base: *lag* steps earlier, or at the time *at*; looked up in
    the way that suits the engine. Raises `FrameRowsError` on eager frames.
    """
    frame, breaks = with_breaks(frame, where, time)
    where = attrs.evolve(where, beside=(*where.beside, *breaks))
    engine, table = frame.engine, _prepared(frame, where, time)
    if lag is None:
        assert at is not None
        answer = _fixed(table, where, time.stored_as(table.ns.col(_TIME)), at)
    elif engine.ordered and (lag == 1 or (engine.eager and lag <= _NEAR_STEPS)):
        return _shifted(table, where, lag)
    elif engine.windows and lag == 1:
        answer = _windowed(table, where)
    else:
        answer = _joined(table, where, lag)
    # Sorted before the answer is computed, while there are fewer columns.
    return attrs.evolve(answer, frame=answer.frame.sorted(*where.keys, _TIME))


def is_bound(row: Row | Chosen) -> Condition:
    """Whether the number of a row is only a bound."""
    return False if row.bound is None else row.bound == 1


def _of_base(name: str) -> str:
    """The hidden column for the value that another column has in the base row."""
    return f"{hidden(Based, 'base')}_{name}"


def _taken(where: Layout) -> dict[str, str]:
    """The columns taken from the base row, and their new names."""
    further = (*where.beside, _BOUND) if where.has_qualifiers else where.beside
    return {_VALUE: _BASE, **{name: _of_base(name) for name in further}}


def _answer(
    frame: Frame,
    where: Layout,
    found: Expr,
    duplicate: Condition = False,
    other_unit: Condition = False,
) -> Based:
    col = frame.ns.col
    bounds = (col(_BOUND), col(_of_base(_BOUND))) if where.has_qualifiers else (None, None)
    own, base = Row(col(_TIME), col(_VALUE), bounds[0]), Row(col(_TIME), col(_BASE), bounds[1])
    beside = {name: col(_of_base(name)) for name in where.beside}
    broken = is_broken(beside, {name: col(name) for name in where.beside})
    return Based(frame, own, base, beside, found, duplicate, other_unit, broken=broken)


# --- breaks ---------------------------------------------------------------------------------------

# The columns in which a break is flagged, and how: in words, or by letters of SDMX and Eurostat.
_BROKEN: Final = {
    "FLAGS": rf"(?:^| ){Flag.BREAK}(?: |$)",
    "OBS_STATUS": BROKEN_LETTERS,
    "OBS_FLAG": BROKEN_LETTERS,
}
_START: Final = hidden("breaks", "start")
_END: Final = hidden("breaks", "end")
_AT: Final = hidden("breaks", "at")
_BEGUN: Final = hidden("breaks", "begun")  # how many breaks there are up to the start of a row
_PASSED: Final = hidden("breaks", "passed")  # how many up to its end
BREAKS: Final = (_BEGUN, _PASSED)


def with_breaks(frame: Frame, where: Layout, time: Timeline) -> tuple[Frame, tuple[str, ...]]:
    """The frame with the number of breaks that are flagged in a series up to the start of each row
    and up to its end, and the names of the two columns; without them if no row is flagged.
    """
    ns, end, flagged = frame.ns, time.end(), _flagged(frame.ns, where)
    if flagged is None:
        return frame, ()
    flagged = flagged & ~ns.col(where.value).is_null()
    if frame.engine.eager and not frame.total(flagged):
        return frame, ()
    rows = with_join_keys(frame, where, where.types).with_columns(
        **{_START: end - time.length() * DAYS, _END: end}
    )
    on, by = join_keys(where), [*join_keys(where), _START, _END]
    breaks = rows.filter(flagged).select(*on, ns.col(_START).alias(_AT))
    pairs = rows.select(*by).join(breaks, on, "inner")
    begun = ns.col(_AT) <= ns.col(_START)  # a span ends where the next one starts
    counts = {_BEGUN: begun, _PASSED: begun | (ns.col(_AT) < ns.col(_END))}
    pairs = pairs.with_columns(**{name: case.cast(ns.Float64) for name, case in counts.items()})
    counted = pairs.grouped(by, *(ns.col(name).sum() for name in counts))
    rows = rows.join(counted, by)
    return rows.with_columns(*(ns.col(name).fill_null(0.0) for name in counts)), tuple(counts)


def _flagged(ns: Expressions, where: Layout) -> Expr | None:
    """Whether a row is flagged as a break; None if there is no column that says so."""
    texts = {name: sign for name, sign in _BROKEN.items() if is_text(where.types.get(name))}
    cases = (ns.col(name).cast(ns.String).str.contains(sign) for name, sign in texts.items())
    found = [case.fill_null(False) for case in cases]
    return reduce(or_, found) if found else None


def is_broken(base: Mapping[str, Expr], latest: Mapping[str, Expr]) -> Condition:
    """Whether a break is flagged after the start of a base, up to the end of the latest row."""
    if _BEGUN not in base:
        return False
    return (latest[_PASSED] > base[_BEGUN]).fill_null(False)


# --- preparation ----------------------------------------------------------------------------------


def _prepared(frame: Frame, where: Layout, time: Timeline) -> Frame:
    """The frame with the columns of its rows, sorted and checked if the engine keeps an order and
    has the data.
    """
    table, engine = frame.with_columns(time.ordinal.alias(_TIME)), frame.engine
    in_order = engine.name == "polars" and engine.eager and _is_increasing(table, where)
    if engine.ordered and not in_order:
        table = table.sorted(*where.keys, _TIME)
    table = _with_values(table, where)
    if not engine.ordered:
        return table
    table = table.with_columns(_as_before(table, where.keys).alias(_SAME))
    if engine.eager:
        _check_duplicates(table, where)
        _check_units(table, where)
    return table


def _with_values(frame: Frame, where: Layout) -> Frame:
    """The frame with the numbers of its rows, null for bounds."""
    ns, value, bound = (
        frame.ns,
        number(frame, where.value, where.types),
        bounded(frame, where.types),
    )
    if bound is None:
        return frame.with_columns(**{_VALUE: value, _HERE: ns.lit(True)})
    table = frame.with_columns(**{_VALUE: value, _HERE: ns.lit(True), _BOUND: bound})
    return table.with_columns(ns.when(ns.col(_BOUND) == 0).then(ns.col(_VALUE)).alias(_VALUE))


def _is_increasing(frame: Frame, where: Layout) -> bool:
    """Whether the rows are already in strict order; the check costs a fraction of a sort."""
    col = frame.ns.col
    later = col(_TIME) > col(_TIME).shift(1)
    for name in reversed(where.keys):
        before = col(name).shift(1)
        later = (col(name) > before) | ((col(name) == before) & later)
    return len(frame.rows()) - 1 <= frame.total(later)


def _as_before(frame: Frame, names: Iterable[str]) -> Expr:
    """Whether a row has the same values as the previous row; null equals null."""
    same = [frame.ns.col(_HERE).shift(1).fill_null(False)]
    for name in names:
        here, before = frame.ns.col(name), frame.ns.col(name).shift(1)
        if frame.engine.name == "polars":
            of_polars: Any = here
            same.append(of_polars.eq_missing(before))
        elif frame.engine.eager and not frame.rows()[name].is_null().any():
            same.append((here == before).fill_null(False))
        else:
            same.append((here == before).fill_null(False) | (here.is_null() & before.is_null()))
    return reduce(and_, same)


def _same_series(ns: Expressions, steps: int) -> Expr:
    """Whether a row belongs to the same series as the row *steps* before it, in sorted rows."""
    same = ns.col(_SAME)
    return reduce(and_, [same, *(same.shift(back).fill_null(False) for back in range(1, steps))])


def _check_duplicates(frame: Frame, where: Layout) -> None:
    time = frame.ns.col(_TIME)
    rows = frame.total(frame.ns.col(_SAME) & (time == time.shift(1)).fill_null(False))
    if rows:
        raise repeated(where.order, rows)


def _check_units(frame: Frame, where: Layout) -> None:
    for name in where.units:
        rows = frame.total(frame.ns.col(_SAME) & ~_as_before(frame, [name]))
        if rows:
            problem = "another unit than the previous row of the same series"
            remedy = "convert them to one unit first, or make the unit a key"
            raise FrameRowsError(name, rows, problem, remedy)


# --- ways to look up ------------------------------------------------------------------------------


def _shifted(table: Frame, where: Layout, lag: int) -> Based:
    """Bases among the preceding rows, for frames that keep an order; one step only on lazy frames,
    which may have duplicates.
    """
    ns, time = table.ns, table.ns.col(_TIME)
    matches = [
        (_same_series(ns, back) & (time.shift(back) == time - lag)).fill_null(False)
        for back in range(1, lag + 1)
    ]
    frame = table.with_columns(reduce(lambda left, right: left | right, matches).alias(_FOUND))
    found = ns.col(_FOUND)
    for name, new in _taken(where).items():
        value = ns.col(name)
        if lag == 1:
            base = value.shift(1)
        else:
            values = (ns.when(here).then(value.shift(back)) for back, here in enumerate(matches, 1))
            base = ns.coalesce(*values)
        frame = frame.with_columns(base.alias(new))
        frame = frame.with_columns(ns.when(found).then(ns.col(new)).alias(new))
    if frame.engine.eager:
        return _answer(frame, where, found)
    same = ns.col(_SAME)
    repeats = (same & (time.shift(1) == time)) | (same.shift(-1) & (time.shift(-1) == time))
    base_repeats = _same_series(ns, 2) & (time.shift(2) == time - 1)
    units = any_of(found & ~_as_before(table, [name]) for name in where.units)
    return _answer(frame, where, found, (repeats | base_repeats).fill_null(False), units)


def _windowed(table: Frame, where: Layout) -> Based:
    """Bases one step earlier, in a window over the keys."""
    ns, time = table.ns, table.ns.col(_TIME)

    def back(name: str, steps: int) -> Expr:
        return ns.col(name).shift(steps).over(*where.keys, order_by=_TIME)

    before, after = back(_TIME, 1), back(_TIME, -1)
    taken = {new: name for name, new in _taken(where).items()}
    taken |= {_of_base(name): name for name in where.units}
    columns = {new: back(name, 1) for new, name in taken.items()}
    columns[_FOUND] = (before == time - 1).fill_null(False)
    repeats = (before == time) | (after == time) | (back(_TIME, 2) == time - 1)
    columns[_TWICE] = repeats.fill_null(False)
    found = ns.col(_FOUND)
    frame = table.with_columns(**columns)
    frame = frame.with_columns(
        *(ns.when(found).then(ns.col(new)).alias(new) for new in _taken(where).values())
    )
    return _answer(frame, where, found, ns.col(_TWICE), _other_unit(ns, where))


def _joined(table: Frame, where: Layout, lag: int) -> Based:
    """Bases *lag* steps earlier, by a join on keys and period."""
    table = with_join_keys(table, where)
    on = [*join_keys(where), _TIME]
    rows = _row_of_each(table, where, on)
    bases = rows.with_columns((table.ns.col(_TIME) + lag).alias(_TIME))
    return _with_bases(table, where, bases, on, rows)


def _fixed(table: Frame, where: Layout, time: Timeline, at: int) -> Based:
    """The single base of each series at a time, for the periods of the same length."""
    table = with_join_keys(table, where)
    on = join_keys(where)
    if time.months is None:
        table, on = table.with_columns(time.length().alias(_LENGTH)), [*on, _LENGTH]
    rows = _row_of_each(table, where, [*on, _TIME])
    bases = rows.filter(table.ns.col(_TIME) == at)
    bases = bases.with_data(bases.data.drop(_TIME))
    answer = _with_bases(table, where, bases, on, rows)
    return attrs.evolve(answer, unlike=~time.is_after(at))


def _row_of_each(frame: Frame, where: Layout, by: Sequence[str]) -> Frame:
    """The columns of each base row and its units, by key, with the number of rows; on eager frames
    each is the only one.
    """
    ns, taken = frame.ns, {new: name for name, new in _taken(where).items()}
    taken |= {_of_base(name): name for name in where.units}
    dated = frame.filter(~ns.col(_TIME).is_null())
    if frame.engine.eager:
        columns = [ns.col(name).alias(new) for new, name in taken.items()]
        return dated.select(*by, *columns, ns.lit(1).alias(_COUNT))
    largest = [ns.col(name).max().alias(new) for new, name in taken.items()]
    return dated.grouped(by, *largest, ns.col(_HERE).count().alias(_COUNT))


def _with_bases(frame: Frame, where: Layout, bases: Frame, on: Sequence[str], rows: Frame) -> Based:
    """Each row with its base; on lazy frames also with the number of rows that have its key."""
    ns, joined = frame.ns, frame.join(bases, on)
    found = ~ns.col(_COUNT).is_null()
    if frame.engine.eager:
        return _answer(joined, where, found)
    key = [*join_keys(where), _TIME]
    joined = joined.join(rows.select(*key, ns.col(_COUNT).alias(_OWN_COUNT)), key)
    repeats = (ns.col(name) > 1 for name in (_COUNT, _OWN_COUNT))
    duplicate = any_of(case.fill_null(False) for case in repeats)
    return _answer(joined, where, found, duplicate, _other_unit(ns, where))


def _other_unit(ns: Expressions, where: Layout) -> Condition:
    """Whether a row and its base have different units."""
    return any_of(differ(ns.col(name), ns.col(_of_base(name))) for name in where.units)


# --- keys to join on ------------------------------------------------------------------------------


def with_join_keys(frame: Frame, where: Layout, types: Iterable[str] | None = None) -> Frame:
    """The frame with keys for a join. If nulls do not match nulls, they become text, with a text
    that no key has for null.

    If the *types* of the frame are given, a key that is not among them is null in each row. A null
    measure is that of plain values.
    """
    ns, names = frame.ns, join_keys(where)
    if names == list(where.keys):
        return frame
    present = where.keys if types is None else list(types)
    texts = {}
    for new, name in zip(names, where.keys, strict=False):
        absent = str(Measure.VALUE) if name == "MEASURE" and types is not None else _NO_KEY
        texts[new] = ns.lit(absent)
        if name in present:
            texts[new] = ns.col(name).cast(ns.String).fill_null(absent)
    return frame.with_columns(**(texts or {names[0]: ns.lit("")}))


def join_keys(where: Layout) -> list[str]:
    """The columns that represent the keys in a join; without keys, a constant column."""
    if where.joins_nulls and where.keys:
        return list(where.keys)
    key = hidden("keys", "key")
    return [f"{key}{place}" for place in range(len(where.keys))] or [key]


# --- units ----------------------------------------------------------------------------------------

# A unit may be given by its code or any of its names.
_NO_TRUE_ZERO: Final = tuple(
    name
    for row in UNITS.values()
    if is_offset(units.unit(row.code))
    for name in (row.code, row.zh, row.en, *row.words)
)


def differ(left: Expr, right: Expr) -> Expr:
    """Whether two units differ, or only one of them is given."""
    return (left != right).fill_null(False) | (left.is_null() != right.is_null())


def no_true_zero(ns: Expressions, unit: Expr, kind: DType | None) -> Condition:
    """Whether the unit in a column has no true zero, so that there is no growth rate; False for a
    column that is not text.
    """
    if not is_text(kind):
        return False
    return unit.cast(ns.String).is_in(_NO_TRUE_ZERO).fill_null(False)


def other_units(left: Mapping[str, Expr], right: Mapping[str, Expr]) -> list[Expr]:
    """Whether two rows have different units, for each unit column that both have. Scales may
    differ, but both rows must have one.
    """
    cases = []
    for name in UNIT_COLUMNS:
        if name in left and name in right:
            given, other = left[name], right[name]
            one_only = given.is_null() != other.is_null()
            cases.append(one_only if name == "UNIT_MULT" else differ(given, other))
    return cases


def rescaled(ns: Expressions, value: Expr, multiplier: Expr, wanted: Expr) -> Expr:
    """Rescale a number from its own multiplier to *wanted*; unchanged if either is null."""
    return value * ns.lit(10.0) ** (multiplier - wanted).cast(ns.Float64).fill_null(0.0)


# --- the base and the latest value for a target ---------------------------------------------------


@attrs.frozen
class Choice:
    """Which rows are chosen, by ordinals of their ends. Fields: base, latest (None: the first and
    the last value), rule (the substitute for a base without a value), until_target (nothing after
    the target's time counts), unlike (values may differ in length: the base must be as long as the
    latest).
    """

    base: int | None
    latest: int | None
    rule: BaseRule
    until_target: bool
    unlike: bool

    def base_rank(self, ns: Expressions, time: Expr) -> Expr:
        """The rank of a base, smaller if nearer to the requested time; null if not allowed."""
        if self.base is None:
            return time
        allowed, rank, _ = BASE_CHOICES[self.rule]
        ranked: Expr = rank(time, self.base)
        return ranked if allowed is None else ns.when(allowed(time, self.base)).then(ranked)

    def latest_rank(self, ns: Expressions, time: Expr, target: Expr) -> Expr:
        """The rank of a latest value, smaller if later; null if it is not allowed."""
        if self.latest is not None:
            return ns.when(time == self.latest).then(time)
        return ns.when(time <= target).then(-time) if self.until_target else -time


@attrs.frozen
class Target:
    """The columns of a target. Fields: end (of its period), length (in months)."""

    end: Expr
    length: Expr


@attrs.frozen
class Value:
    """The columns of a value that may be chosen. Fields: end (of its period), length (in months),
    value, bound (as in `Row`).
    """

    end: Expr
    length: Expr
    value: Expr
    bound: Expr | None


@attrs.frozen
class Chosen:
    """The base or the latest row for each target; its period and value are the columns BASE_PERIOD,
    BASE_VALUE, LATEST_PERIOD, LATEST_VALUE.

    Fields: end, length, bound; rows (their number: if there are several, none is chosen); beside
    (further columns of the row, by name).
    """

    value: Expr
    end: Expr
    length: Expr
    rows: Expr
    bound: Expr | None
    beside: Mapping[str, Expr]


_RANK: Final = hidden("choice", "rank")  # smaller is better
_BEST: Final = hidden("choice", "best")  # the smallest rank for a target


def choose_rows(
    targets: Frame, values: Frame, shared: Layout, choice: Choice, beside: Sequence[str]
) -> tuple[Frame, Chosen, Chosen]:
    """The targets with their base and latest row, and with the columns *beside* of both.

    Both frames have the join keys of *shared*; the targets have the columns of `Target`, the values
    those of `Value`.
    """
    ns, target = targets.ns, hidden(Target, "end")
    by = [*join_keys(shared), target]
    end, value = (ns.col(hidden(Value, field)) for field in ("end", "value"))
    fields = ["value", "end", "length", *(["bound"] if shared.has_qualifiers else [])]
    known = values.filter(~value.is_null() & ~end.is_null()).select(
        *join_keys(shared), shared.period, *(hidden(Value, field) for field in fields), *beside
    )
    once = hidden("choice", "target")
    wanted = targets.select(*by, ns.lit(1).alias(once)).grouped(by, ns.col(once).sum())
    pairs = wanted.select(*by).join(known, join_keys(shared), "inner")
    latest = _best(pairs, by, choice.latest_rank(ns, end, ns.col(target)), "LATEST", shared, beside)
    on, length = list(by), hidden(Chosen, "length", "LATEST")
    if choice.unlike:  # of the best bases of each length, the one as long as the latest
        pairs = pairs.with_columns(ns.col(hidden(Value, "length")).alias(length))
        on.append(length)
    base = _best(pairs, on, choice.base_rank(ns, end), "BASE", shared, beside)
    frame = targets.join(latest, by).join(base, on)
    return frame, _chosen(ns, "BASE", shared, beside), _chosen(ns, "LATEST", shared, beside)


def _best(
    pairs: Frame, by: Sequence[str], rank: Expr, side: str, where: Layout, beside: Sequence[str]
) -> Frame:
    """The row of the smallest rank for each target."""
    col = pairs.ns.col
    ranked = pairs.with_columns(rank.alias(_RANK)).filter(~col(_RANK).is_null())
    best = ranked.grouped(by, col(_RANK).min().alias(_BEST))
    rows = ranked.join(best, by, "inner").filter(col(_RANK) == col(_BEST))
    taken = {where.period: f"{side}_PERIOD", hidden(Value, "value"): f"{side}_VALUE"}
    taken |= {hidden(Value, field): hidden(Chosen, field, side) for field in ("end", "length")}
    if where.has_qualifiers:
        taken[hidden(Value, "bound")] = hidden(Chosen, "bound", side)
    taken |= {name: _beside(side, name) for name in beside}
    count = col(_RANK).count().alias(hidden(Chosen, "rows", side))
    return rows.grouped(by, *(col(name).max().alias(new) for name, new in taken.items()), count)


def _beside(side: str, name: str) -> str:
    return f"{hidden(Chosen, 'beside', side)}_{name}"


def _chosen(ns: Expressions, side: str, where: Layout, beside: Sequence[str]) -> Chosen:
    end, length, rows, bound = (
        ns.col(hidden(Chosen, field, side)) for field in ("end", "length", "rows", "bound")
    )
    further = {name: ns.col(_beside(side, name)) for name in beside}
    known_bound = bound if where.has_qualifiers else None
    return Chosen(ns.col(f"{side}_VALUE"), end, length, rows, known_bound, further)

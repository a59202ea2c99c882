"""Bases: the row of a frame that another row is held against, found in the way that suits the
engine.

Where rows keep an order they are sorted and look at the rows just before; SQL engines look back in
a window; the rest, and what is far back, is a join on the period. Whichever way, the base is of the
same keys and exactly so many steps earlier.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Any, Final

import attrs

from tjstats.errors import FrameRowsError
from tjstats.frames.engines import Frame
from tjstats.frames.schema import BOUND, OWN, QUALIFIER, Layout, bound, is_text, number, several
from tjstats.questions.pace.schemes import BASE_CHOICES, BaseRule
from tjstats.records.classifications import Measure
from tjstats.rows.columns import UNIT_COLUMNS
from tjstats.values.units import unit
from tjstats.values.units.algebra import is_offset
from tjstats.values.units.table import UNITS

__all__ = [
    "AIMED",
    "LENGTH",
    "Based",
    "Times",
    "based",
    "differ",
    "fixed",
    "join_keys",
    "joined",
    "keyed",
    "no_ratio",
    "of_base",
    "of_side",
    "other_units",
    "prepared",
    "rescaled",
    "shifted",
    "windowed",
    "with_way",
]

TIME, VALUE, BASE = f"{OWN}time", f"{OWN}value", "BASE_VALUE"
_COUNT, _OWN_COUNT = f"{OWN}count", f"{OWN}own_count"
_NO_KEY: Final = "\ue000"
_NEAR: Final = 12  # steps up to which a base is looked for among the rows just before; beyond, a join is quicker
_HERE, _SAME, _FOUND, _TWICE = f"{OWN}here", f"{OWN}same", f"{OWN}found", f"{OWN}twice"


@attrs.frozen
class Based:
    """A frame with the base of each row in BASE_VALUE, and what else of the base row was asked for
    (`of_base`).

    Fields: frame (sorted; with the ordinals and the numbers of the rows themselves); found (an
    expression: there is such a row); duplicate (there are several, or of the row itself; None where
    that was raised), other_unit (likewise); moved (the rows may have lost their order).
    """

    frame: Frame
    found: Any
    duplicate: Any = None
    other_unit: Any = None
    moved: bool = False

    def sorted(self, *by: str) -> Based:
        """The same in order. Sorting before the answer is computed carries fewer columns."""
        return attrs.evolve(self, frame=self.frame.sorted(*by), moved=False)


def of_base(name: str) -> str:
    """Where the value that a column has in the row of the base is found."""
    return f"{OWN}base_{name}"


def _taken(where: Layout) -> dict[str, str]:
    """What is taken from the row of the base: the columns there, and how they are called then."""
    beside = (*where.beside, BOUND) if QUALIFIER in where.types else where.beside
    return {VALUE: BASE, **{name: of_base(name) for name in beside}}


def based(frame: Frame, where: Layout, ordinal: Any, lag: int | None, at: int | None) -> Based:
    """The rows in order, each with its base: so many steps before, or at a time; by the way that
    suits the engine.
    """
    engine = frame.engine
    if lag is None:
        assert at is not None
        found = fixed(frame, where, ordinal, at)
    elif engine.ordered and (lag == 1 or (engine.eager and lag <= _NEAR)):
        found = shifted(frame, where, ordinal, lag)
    elif engine.windows and lag == 1:
        found = windowed(frame, where, ordinal)
    else:
        found = joined(frame, where, ordinal, lag)
    return found.sorted(*where.keys, TIME) if found.moved or not engine.ordered else found


def prepared(frame: Frame, where: Layout, ordinal: Any) -> Frame:
    """The frame with the ordinals and numbers of its rows; sorted, and mistakes raised, where the
    engine lets them be seen.

    A bound has no number.
    """
    found = frame.with_data(frame.data.with_columns(ordinal.alias(TIME)))
    if frame.engine.ordered and not (
        frame.engine.name == "polars" and frame.engine.eager and _increasing(found, where)
    ):
        found = found.sorted(*where.keys, TIME)
    found = _numbered(found, where)
    if not frame.engine.ordered:
        return found
    found = found.with_data(found.data.with_columns(_as_before(found, where.keys).alias(_SAME)))
    if frame.engine.eager:
        _check_duplicates(found, where)
        _check_units(found, where)
    return found


def _numbered(frame: Frame, where: Layout) -> Frame:
    """The frame with the numbers of its rows."""
    ns = frame.ns
    made = {VALUE: number(frame, where.value, where.types), _HERE: ns.lit(True)}
    found = frame.data.with_columns(**made, **(told := bound(frame, where.types)))
    if told:
        found = found.with_columns(ns.when(ns.col(BOUND) == 0).then(ns.col(VALUE)).alias(VALUE))
    return frame.with_data(found)


def _increasing(frame: Frame, where: Layout) -> bool:
    """Whether the rows stand in strict order already, told in a fraction of the time of a sort."""
    col = frame.ns.col
    later = col(TIME) > col(TIME).shift(1)
    for name in reversed(where.keys):
        later = (col(name) > col(name).shift(1)) | ((col(name) == col(name).shift(1)) & later)
    told = frame.data.select(later.alias("later"))["later"]
    return len(told) - 1 <= (told.sum() or 0)


def _as_before(frame: Frame, names: Iterable[str]) -> Any:
    """Whether a row has the values of the row before; a null is a value like any other."""
    found = [frame.ns.col(_HERE).shift(1).fill_null(False)]
    for name in names:
        here, there = frame.ns.col(name), frame.ns.col(name).shift(1)
        if frame.engine.name == "polars":
            found.append(here.eq_missing(there))
        elif frame.engine.eager and not frame.data[name].is_null().any():
            found.append((here == there).fill_null(False))
        else:
            found.append((here == there).fill_null(False) | (here.is_null() & there.is_null()))
    return reduce(and_, found)


def _same(ns: Any, steps: int) -> Any:
    """Whether a row is of the series of the row so many before it, of sorted rows."""
    return reduce(
        and_,
        [ns.col(_SAME)] + [ns.col(_SAME).shift(back).fill_null(False) for back in range(1, steps)],
    )


def _check_duplicates(frame: Frame, where: Layout) -> None:
    time = frame.ns.col(TIME)
    twice = frame.ns.col(_SAME) & (time == time.shift(1)).fill_null(False)
    rows = int(frame.data.select(twice.alias("twice"))["twice"].sum() or 0)
    if rows:
        raise several(where.order, rows)


def _check_units(frame: Frame, where: Layout) -> None:
    for name in where.units:
        mixed = frame.ns.col(_SAME) & ~_as_before(frame, [name])
        rows = int(frame.data.select(mixed.alias("mixed"))["mixed"].sum() or 0)
        if rows:
            remedy = "convert them to one unit first, or make the unit a key"
            raise FrameRowsError(
                name, rows, "another unit than the row before in the same series", remedy
            )


def shifted(frame: Frame, where: Layout, ordinal: Any, lag: int) -> Based:
    """Bases among the rows just before, for frames that keep an order; of lazy ones, where
    duplicates stay, one step only.
    """
    table = prepared(frame, where, ordinal)
    ns, col = frame.ns, frame.ns.col
    at = [
        (_same(ns, s) & (col(TIME).shift(s) == col(TIME) - lag)).fill_null(False)
        for s in range(1, lag + 1)
    ]
    data = table.data.with_columns(reduce(or_, at).alias(_FOUND))
    for name, new in _taken(where).items():
        bases = [ns.when(here).then(col(name).shift(s)) for s, here in enumerate(at, 1)]
        data = data.with_columns(
            (col(name).shift(1) if lag == 1 else ns.coalesce(*bases)).alias(new)
        )
        data = data.with_columns(ns.when(col(_FOUND)).then(col(new)).alias(new))
    if frame.engine.eager:
        return Based(table.with_data(data), col(_FOUND))
    next_same = col(_SAME).shift(-1) & (col(TIME).shift(-1) == col(TIME))
    twice = (col(_SAME) & (col(TIME).shift(1) == col(TIME))) | next_same
    twice = twice | (_same(ns, 2) & (col(TIME).shift(2) == col(TIME) - 1))
    units = [col(_FOUND) & ~_as_before(table, [name]) for name in where.units]
    return Based(
        table.with_data(data),
        col(_FOUND),
        twice.fill_null(False),
        reduce(or_, units) if units else None,
    )


def windowed(frame: Frame, where: Layout, ordinal: Any) -> Based:
    """Bases one step before, in a window over the keys."""
    table = prepared(frame, where, ordinal)
    col = frame.ns.col

    def back(name: str, steps: int) -> Any:
        return col(name).shift(steps).over(*where.keys, order_by=TIME)

    found = (back(TIME, 1) == col(TIME) - 1).fill_null(False)
    twice = (
        (back(TIME, 1) == col(TIME))
        | (back(TIME, -1) == col(TIME))
        | (back(TIME, 2) == col(TIME) - 1)
    )
    made = {_FOUND: found, _TWICE: twice.fill_null(False)}
    taken = {new: back(name, 1) for name, new in _taken(where).items()}
    made |= taken
    made |= {f"{OWN}{name}": back(name, 1) for name in where.units}
    data = table.data.with_columns(**made)
    data = data.with_columns(
        *(frame.ns.when(col(_FOUND)).then(col(new)).alias(new) for new in taken)
    )
    units = [differ(col(name), col(f"{OWN}{name}")) for name in where.units]
    return Based(
        table.with_data(data), col(_FOUND), col(_TWICE), reduce(or_, units) if units else None
    )


def joined(frame: Frame, where: Layout, ordinal: Any, lag: int) -> Based:
    """Bases so many steps before, by a join on keys and period."""
    table = keyed(prepared(frame, where, ordinal), where)
    keys = join_keys(where)
    right = _once(table, where, [*keys, TIME])
    moved = right.with_columns((frame.ns.col(TIME) + lag).alias(TIME))
    return _held_against(table, where, moved, [*keys, TIME], None if frame.engine.eager else right)


def fixed(frame: Frame, where: Layout, ordinal: Any, at: int) -> Based:
    """The one base of each series, at a time."""
    table = keyed(prepared(frame, where, ordinal), where)
    keys = join_keys(where)
    right = _once(table, where, [*keys, TIME])
    there = right.filter(frame.ns.col(TIME) == at).drop(TIME)
    return _held_against(table, where, there, keys, None if frame.engine.eager else right)


def keyed(frame: Frame, where: Layout, types: Iterable[str] | None = None) -> Frame:
    """The frame with keys that can be joined on. Where a null meets no null they are texts, with
    one that no key has for a null.

    With the *types* of the frame given, a key that is not among them is null in each row. No
    measure is that of plain values.
    """
    ns, names, texts = frame.ns, join_keys(where), {}
    if names == list(where.keys):
        return frame
    for new, name in zip(names, where.keys, strict=False):
        absent = str(Measure.VALUE) if name == "MEASURE" and types is not None else _NO_KEY
        there = types is None or name in types
        texts[new] = ns.col(name).cast(ns.String).fill_null(absent) if there else ns.lit(absent)
    return frame.with_data(frame.data.with_columns(**(texts or {names[0]: ns.lit("")})))


def join_keys(where: Layout) -> list[str]:
    """The columns that stand for the keys in a join; one that is the same everywhere where there
    are no keys.
    """
    if where.joins_nulls and where.keys:
        return list(where.keys)
    return [f"{OWN}key{n}" for n in range(len(where.keys))] or [f"{OWN}key"]


def _once(frame: Frame, where: Layout, by: list[str]) -> Any:
    """The numbers and units of each key, with how many rows there were; of eager frames each row is
    one.
    """
    ns, col = frame.ns, frame.ns.col
    units = {f"{OWN}{name}": name for name in where.units}
    data = frame.data.filter(~col(TIME).is_null())
    if frame.engine.eager:
        taken = [col(name).alias(new) for name, new in _taken(where).items()]
        return data.select(
            *by,
            *taken,
            ns.lit(1).alias(_COUNT),
            *(col(name).alias(new) for new, name in units.items()),
        )
    taken = [
        *(col(name).max().alias(new) for name, new in _taken(where).items()),
        col(_HERE).count().alias(_COUNT),
    ]
    return data.group_by(*by).agg(
        *taken, *(col(name).max().alias(new) for new, name in units.items())
    )


def _held_against(frame: Frame, where: Layout, bases: Any, on: list[str], own: Any) -> Based:
    """Each row with its base; on lazy frames also with how many rows it has for its own key."""
    col = frame.ns.col
    data = frame.join(frame.data, bases, on)
    duplicate = other = None
    if own is not None:
        counts = own.select(*join_keys(where), TIME, col(_COUNT).alias(_OWN_COUNT))
        data = frame.join(data, counts, [*join_keys(where), TIME])
        duplicate = (col(_COUNT) > 1).fill_null(False) | (col(_OWN_COUNT) > 1).fill_null(False)
        units = [differ(col(name), col(f"{OWN}{name}")) for name in where.units]
        other = reduce(or_, units) if units else None
    return Based(frame.with_data(data), ~col(_COUNT).is_null(), duplicate, other, moved=True)


def differ(one: Any, other: Any) -> Any:
    """Whether two units are not the same, or only one of them is told."""
    return (one != other).fill_null(False) | (one.is_null() != other.is_null())


# Units over frames: numbers brought to another scale, units that are not the same, and units
# without a true zero.


# A unit is told by its code or another of its names.
_NO_RATIO: Final = tuple(
    name
    for row in UNITS.values()
    if is_offset(unit(row.code))
    for name in (row.code, row.zh, row.en, *row.words)
)


def no_ratio(ns: Any, name: str, kind: Any) -> Any:
    """Whether the unit in a column has no true zero, so that nothing grows by a rate; None for a
    column that is not of texts.
    """
    if kind is None or not is_text(kind):
        return None
    return ns.col(name).cast(ns.String).is_in(_NO_RATIO).fill_null(False)


def other_units(ns: Any, one: dict[str, str], other: dict[str, str]) -> list[Any]:
    """Where two rows do not have one unit: cases by the columns of both, for those that both have.
    Scales may differ, but not be told in one of the rows only.
    """
    cases = []
    for name in (name for name in UNIT_COLUMNS if name in one and name in other):
        left, right = ns.col(one[name]), ns.col(other[name])
        cases.append(
            left.is_null() != right.is_null() if name == "UNIT_MULT" else differ(left, right)
        )
    return cases


def rescaled(ns: Any, number: Any, multiplier: Any, wanted: Any) -> Any:
    """A number with the exponent of ten of its own, in the scale of the exponent wanted; as it is
    where one is not told.
    """
    return number * ns.lit(10.0) ** (multiplier - wanted).cast(ns.Float64).fill_null(0.0)


# Ways: the base and the latest value of each series for each target, by the rule of a scheme.


AIMED: Final = f"{OWN}aimed"  # when the time of the target ends
LENGTH: Final = f"{OWN}length"  # of the periods of the values, in months
_RANK, _BEST, _SEVERAL, _WANTED = f"{OWN}rank", f"{OWN}best", f"{OWN}several", f"{OWN}wanted"


@attrs.frozen
class Times:
    """Which times are asked for, as ordinals. Fields: base, latest (None: the first and the last
    value), rule (which stands in for a base without a value), until_target (nothing after the
    target's time counts).
    """

    base: int | None
    latest: int | None
    rule: BaseRule
    until_target: bool

    def base_rank(self, ns: Any, time: Any) -> Any:
        """The smaller, the nearer to the base asked for; null for what cannot be it."""
        if self.base is None:
            return time
        allowed, rank, _ = BASE_CHOICES[self.rule]
        ranked = rank(time, self.base)
        return ranked if allowed is None else ns.when(allowed(time, self.base)).then(ranked)

    def latest_rank(self, ns: Any, time: Any, aimed: Any) -> Any:
        """The smaller, the later; null for what cannot be the latest value."""
        if self.latest is not None:
            return ns.when(time == self.latest).then(time)
        return ns.when(time <= aimed).then(-time) if self.until_target else -time


def with_way(
    asked: Frame,
    values: Frame,
    shared: Layout,
    period: str,
    times: Times,
    beside: tuple[str, ...] = (),
) -> Frame:
    """The targets with BASE_PERIOD, BASE_VALUE, LATEST_PERIOD and LATEST_VALUE, their ordinals, and
    how many rows there are of each: more than one is no choice of ours. Columns *beside* are taken
    from both rows too (`of_side`).
    """
    ns, col = asked.ns, asked.ns.col
    by = [*join_keys(shared), AIMED]
    known = values.data.filter(~col(VALUE).is_null() & ~col(TIME).is_null()).select(
        *join_keys(shared), TIME, VALUE, LENGTH, period, *beside
    )
    wanted = (
        asked.data.select(*by, ns.lit(1).alias(_WANTED))
        .group_by(*by)
        .agg(col(_WANTED).sum())
        .select(*by)
    )
    pairs = asked.join(wanted, known, join_keys(shared), "inner")
    data = asked.data
    for side, rank in (
        ("BASE", times.base_rank(ns, col(TIME))),
        ("LATEST", times.latest_rank(ns, col(TIME), col(AIMED))),
    ):
        data = asked.join(data, _first(asked, pairs, by, rank, side, period, beside), by)
    return asked.with_data(data)


def of_side(side: str, name: str) -> str:
    """Where the value that a column has in the row of a side is found."""
    return f"{OWN}{side}_{name}"


def _first(
    frame: Frame,
    pairs: Any,
    by: list[str],
    rank: Any,
    side: str,
    period: str,
    beside: tuple[str, ...],
) -> Any:
    """The row of the smallest rank for each target."""
    col = frame.ns.col
    ranked = pairs.with_columns(rank.alias(_RANK)).filter(~col(_RANK).is_null())
    best = ranked.group_by(*by).agg(col(_RANK).min().alias(_BEST))
    found = frame.join(ranked, best, by, "inner").filter(col(_RANK) == col(_BEST))
    taken = {
        VALUE: f"{side}_VALUE",
        period: f"{side}_PERIOD",
        TIME: f"{OWN}{side}",
        LENGTH: f"{OWN}{side}_length",
    }
    taken |= {name: of_side(side, name) for name in beside}
    rows = col(_RANK).count().alias(f"{OWN}{side}_rows")
    return found.group_by(*by).agg(*(col(old).max().alias(new) for old, new in taken.items()), rows)

"""Comparison of two plans over a frame: what each series says of both, by its nature, and the
difference.

One pass brings the years of both plans side by side; the rest is arithmetic on one row a series. A
flow is totalled, a stock taken at the end, the rest averaged; where years are missing, over as many
first years as both plans have.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add, and_, or_
from typing import Any, Final

from tjstats.errors import FrameColumnError, FrameRowsError, InvalidPeriodError, PeriodOrderError
from tjstats.frames.answers import closed, decided, or_else, reasoned
from tjstats.frames.bases import no_ratio
from tjstats.frames.engines import Frame
from tjstats.frames.periods import clock
from tjstats.frames.records import opened_values
from tjstats.frames.schema import (
    BOUND,
    NEAR,
    OWN,
    QUALIFIER,
    Layout,
    Names,
    bound,
    check_new,
    codes,
    layout,
    number,
    several,
)
from tjstats.records.classifications import NATURES, Direction, Measure, Nature
from tjstats.values.plans import Plan, plan
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["compare"]

_YEAR, _VALUE = f"{OWN}year", f"{OWN}value"
_NATURE, _DIRECTION, _MEASURE = f"{OWN}nature", f"{OWN}direction", f"{OWN}measure"
_LAST, _SLACK, _FAULT, _BLOCKED = f"{OWN}last", f"{OWN}slack", f"{OWN}fault", f"{OWN}blocked"
_ROWS, _BOUND_END = f"{OWN}rows", f"{OWN}bound_end"
_COUNT: Final = f"{OWN}count"
_SIDES: Final = ("EARLIER", "LATER")
_MADE: Final = (
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
    frame: Any,
    earlier: int | Plan,
    later: int | Plan,
    *,
    nature: str = "NATURE",
    direction: str = "DIRECTION",
    keys: Names = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    unit: Names = None,
) -> Any:
    """A row for each series in two plans, sorted by keys: EARLIER and LATER, how they compare, and
    on how many years that rests.

    *earlier* and *later* are numbers of China's plans, or Plans. *nature* (flow, stock, rate,
    average, index) is a column or one code for all series: a flow is totalled, a stock taken at the
    end of the last year, the rest averaged. EARLIER_YEARS and LATER_YEARS count the years that have
    a value; YEARS are the first years that both have, over which totals and means are taken. CHANGE
    is in points for a rate, which has no RATE (percent). VERDICT says whether the later plan is
    ahead, by *direction* (a column or one code; higher where there is none). Periods are integer
    years, codes of years, or the last days of years; of other rows nothing is taken. A series
    without a row in either plan has none in the answer. Records and QUALIFIER are as in `growth`: a
    bound in a plan leaves no answer (only_a_bound).

    Raises `FrameColumnError`, `FrameError`, `PeriodOrderError` for plans in the wrong order; on
    eager frames `FrameRowsError` for several rows of one year, mixed units in a series, codes that
    are none, and periods that cannot be read. On lazy frames these are null, with the reason;
    periods that cannot be read are left out.

    >>> import polars as pl
    >>> from tjstats import frames
    >>> years, values = [2016, 2017, 2021, 2022], [48.0, 49.0, 37.62, 35.55]
    >>> jobs = pl.DataFrame({"REF_AREA": ["津"] * 4, "TIME_PERIOD": years, "OBS_VALUE": values})
    >>> frames.compare(jobs, 13, 14, nature="flow").select("EARLIER", pl.col("RATE").round(1), "YEARS").rows()
    [(97.0, -24.6, 2)]
    """
    plans = (_plan(earlier), _plan(later))
    if not plans[0].period.end < plans[1].period.start:
        raise PeriodOrderError(str(plans[0].period), str(plans[1].period), "must end before")
    table = opened_values(frame, "compare")
    where = layout(table, keys, period, value, unit)
    check_new(where.keys, _MADE)
    told = {
        _NATURE: (nature, codes(table, where.types, "nature", nature, Nature)),
        _DIRECTION: (
            direction,
            codes(table, where.types, "direction", direction, Direction, Direction.HIGHER),
        ),
        _MEASURE: (
            "MEASURE",
            codes(table, where.types, "measure", "MEASURE", Measure, Measure.VALUE),
        ),
    }
    wide, years = _side_by_side(table, where, plans, told)
    found = table.with_data(_answered(wide, where, years))
    found = found.sorted(*where.keys) if where.keys else found
    return closed(found, [*where.keys, *_MADE])


def _plan(given: int | Plan) -> Plan:
    found = given if isinstance(given, Plan) else plan(given)
    start = found.period.start
    if (start.month, start.day) != (1, 1) or (found.period.months or 1) % 12:
        raise InvalidPeriodError(
            str(found.period),
            "the plan is not of calendar years",
            "write Plan(Period.years(2021, 2025))",
        )
    return found


def _side_by_side(
    frame: Frame, where: Layout, plans: Sequence[Plan], told: dict[str, tuple[str, Any]]
) -> tuple[Frame, list[list[str]]]:
    """A row a series with the value of each year of both plans in a column, and the names of those
    columns.
    """
    ns, col = frame.ns, frame.ns.col
    spans = [range(each.period.start.year, each.period.end.year + 1) for each in plans]
    time = clock(frame, where.period, where.types[where.period])
    if time.months not in (None, 0, 12):
        remedy = "compare takes integer years, codes of years, or the last days of years; total or average them first"
        raise FrameColumnError(where.period, f"has periods of {time.months} months", remedy)
    told_bound = bound(frame, where.types)
    carried = {name: codes_ for name, (given, codes_) in told.items() if given in where.types}
    data = frame.data.select(
        *dict.fromkeys((*where.keys, *where.units)),
        time.calendar_year(ns).alias(_YEAR),
        number(frame, where.value, where.types).alias(_VALUE),
        **carried,
        **told_bound,
    )
    inside = [(col(_YEAR) >= span[0]) & (col(_YEAR) <= span[-1]) for span in spans]
    data = data.filter(reduce(or_, inside))
    bounds: dict[str, Any] = {}
    if told_bound:
        last = reduce(or_, [col(_YEAR) == span[-1] for span in spans])
        data = data.with_columns(ns.when(col(BOUND) == 0).then(col(_VALUE)).alias(_VALUE))
        bounds = {BOUND: col(BOUND), _BOUND_END: ns.when(last).then(col(BOUND))}
    years = [[f"{OWN}{year}" for year in span] for span in spans]
    at = {
        f"{OWN}{year}": ns.when(col(_YEAR) == year).then(col(_VALUE))
        for span in spans
        for year in span
    }
    ends = {
        _at_end(side): ns.when(col(_YEAR) == span[-1]).then(ns.lit(1))
        for side, span in zip(_SIDES, spans, strict=True)
    }
    seen = (
        ends if _NATURE in carried or told[_NATURE][0] == str(Nature.STOCK) else {}
    )  # of nothing else the end alone counts
    data = data.with_columns(**at, **seen, **bounds)
    made = [
        *(col(name).max() for name in (*at, *seen, *carried, *bounds)),
        col(_VALUE).count().alias(_COUNT),
    ]
    made += [col(_YEAR).count().alias(_ROWS)] if where.units else []
    for name in where.units:
        made += [
            col(name).min().alias(f"{OWN}{name}_first"),
            col(name).max().alias(f"{OWN}{name}_last"),
        ]
        made.append(col(name).count().alias(f"{OWN}{name}_told"))
    wide = data.group_by(*where.keys).agg(*made) if where.keys else data.select(*made)
    rest = {f"{side}_YEARS": _present(ns, names) for side, names in zip(_SIDES, years, strict=True)}
    rest |= {name: ns.when(ns.lit(False)).then(ns.lit(1)) for name in ends if name not in seen}
    rest |= {name: codes_ for name, (_, codes_) in told.items() if name not in carried}
    found = frame.with_data(wide.with_columns(**rest))
    if frame.engine.eager:
        _check(found, where)
    return found, years


def _present(ns: Any, years: list[str]) -> Any:
    """How many years have a value."""
    return reduce(add, [(~ns.col(year).is_null()).cast(ns.Int64) for year in years])


def _check(frame: Frame, where: Layout) -> None:
    told = reduce(add, [frame.ns.col(f"{side}_YEARS") for side in _SIDES])
    more = int(frame.data.select((frame.ns.col(_COUNT) - told).alias("more"))["more"].sum() or 0)
    if more:
        raise several(where.order, more)
    for name in where.units:
        rows = len(frame.data.filter(_mixed(frame.ns, name)))
        if rows:
            raise FrameRowsError(
                name,
                rows,
                "several units in so many series",
                "convert them to one unit first, or make the unit a key",
            )


def _mixed(ns: Any, name: str) -> Any:
    """Whether a series has several units, or a unit in some rows only."""
    told = ns.col(f"{OWN}{name}_told")
    several = (ns.col(f"{OWN}{name}_first") != ns.col(f"{OWN}{name}_last")).fill_null(False)
    return several | ((told > 0) & (told < ns.col(_ROWS)))


def _answered(wide: Frame, where: Layout, years: list[list[str]]) -> Any:
    """The columns of the answer, worked out on a row a series."""
    ns, col = wide.ns, wide.ns.col
    data = wide.data.with_columns(
        _common(ns, years).alias("YEARS"), _over_time(ns, "last").alias(_LAST)
    )
    data = data.with_columns(_slack(ns, years).alias(_SLACK))
    data = data.with_columns(
        *(_side(ns, names).alias(side) for side, names in zip(_SIDES, years, strict=True))
    )
    data = data.with_columns(reasoned(wide, _faults(ns, where)).alias(_FAULT))
    missing = reasoned(wide, [case for side in _SIDES for case in _missing(ns, side)])
    data = data.with_columns(or_else(ns, col(_FAULT), missing).alias(_BLOCKED))
    sound, clear = col(_FAULT).is_null(), col(_BLOCKED).is_null()
    data = data.with_columns(*(ns.when(sound).then(col(side)).alias(side) for side in _SIDES))
    change, base = col("LATER") - col("EARLIER"), col("EARLIER")
    no_rate = reasoned(
        wide,
        [
            (base == 0, Reason.ZERO_BASE),
            (base < 0, Reason.NEGATIVE_BASE),
            (col("LATER") < 0, Reason.MIXED_SIGN),
            *(
                (no_ratio(ns, f"{OWN}{name}_first", where.types[name]), Reason.NO_RATIO_SCALE)
                for name in where.units
            ),
        ],
    )
    points = col(_NATURE).is_in(
        [str(nature) for nature, row in NATURES.items() if row.change == "points"]
    )
    data = data.with_columns(
        or_else(ns, col(_BLOCKED), ns.when(~points).then(no_rate)).alias("REASON")
    )
    rate = ns.when(col("REASON").is_null() & ~points).then(change / base * 100)
    ahead = ns.when(col(_DIRECTION) == str(Direction.LOWER)).then(-change).otherwise(change)
    verdict = decided(wide, [(clear & (ahead > col(_SLACK)), Verdict.YES), (clear, Verdict.NO)])
    data = data.with_columns(
        ns.when(clear).then(change).alias("CHANGE"), rate.alias("RATE"), verdict.alias("VERDICT")
    )
    return data.with_columns(ns.when(sound & ~col(_LAST)).then(col("YEARS")).alias("YEARS"))


def _side(ns: Any, years: list[str]) -> Any:
    """What a plan comes to: over the years that both plans have, else over all of its own."""
    col = ns.col
    heads = [
        ns.when(col("YEARS") > n).then(col(name)).otherwise(ns.lit(0.0))
        for n, name in enumerate(years)
    ]
    own = (
        ns.when(col("YEARS") > 0)
        .then(reduce(add, heads))
        .otherwise(reduce(add, [col(name) for name in years]))
    )
    count = ns.when(col("YEARS") > 0).then(col("YEARS")).otherwise(ns.lit(len(years)))
    own = ns.when(own.abs() <= col(_SLACK)).then(ns.lit(0.0)).otherwise(own)
    told = (
        ns.when(_over_time(ns, "sum"))
        .then(own)
        .otherwise(ns.when(_over_time(ns, "mean")).then(own / count))
    )
    return ns.when(col(_LAST)).then(col(years[-1])).otherwise(told)


def _slack(ns: Any, years: list[list[str]]) -> Any:
    """By how much totals may be off in binary floating point; one number of a stock is not."""
    size = reduce(add, [ns.col(name).abs().fill_null(0.0) for names in years for name in names])
    return ns.when(ns.col(_LAST)).then(ns.lit(0.0)).otherwise(size * NEAR)


def _at_end(side: str) -> str:
    """Whether the last year of a plan has a row."""
    return f"{OWN}{side}_end"


def _several(ns: Any) -> Any:
    """Whether a year has more than one value."""
    return ns.col(_COUNT) > reduce(add, [ns.col(f"{side}_YEARS") for side in _SIDES])


def _faults(ns: Any, where: Layout) -> list[tuple[Any, Reason]]:
    """Why the rows of a series make no number of either plan, in the order in which it is told."""
    col = ns.col
    known = col(_NATURE).is_in([str(nature) for nature in Nature])
    bounded = (
        (col(_LAST) & (col(_BOUND_END) == 1)) | (~col(_LAST) & (col(BOUND) == 1))
        if QUALIFIER in where.types
        else None
    )
    return [
        (_several(ns), Reason.DUPLICATE_KEY),
        *((_mixed(ns, name), Reason.UNIT_MISMATCH) for name in where.units),
        (~known.fill_null(False) | (col(_MEASURE) != str(Measure.VALUE)), Reason.NOT_ADDITIVE),
        (bounded, Reason.ONLY_A_BOUND),
    ]


def _missing(ns: Any, side: str) -> list[tuple[Any, Reason]]:
    """Why nothing is told of a plan, if so."""
    none, last = ns.col(side).is_null(), ns.col(_LAST)
    return [
        (none & last & ~ns.col(_at_end(side)).is_null(), Reason.MISSING_VALUE),
        (none & (last | (ns.col(f"{side}_YEARS") == 0)), Reason.NO_OBSERVATION),
        (none, Reason.GAP_IN_SERIES),
    ]


def _over_time(ns: Any, rule: str) -> Any:
    return ns.col(_NATURE).is_in(
        [str(nature) for nature, row in NATURES.items() if row.over_time == rule]
    )


def _common(ns: Any, years: list[list[str]]) -> Any:
    """How many first years both plans have, without a gap."""
    count, so_far = ns.lit(0), ns.lit(True)
    for pair in zip(*years, strict=False):
        so_far = reduce(and_, [so_far, *(~ns.col(name).is_null() for name in pair)])
        count = count + so_far.cast(ns.Int64)
    return count

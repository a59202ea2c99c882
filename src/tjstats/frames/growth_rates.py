"""Growth over a frame: of every row from the row that is so much earlier, or from one base.

The base is matched on the period, never taken for the row before: over a gap there is no base, and
the answer is null with the reason. Numbers are binary floating point; the digits as printed stay in
their column.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import attrs

from tjstats.errors import FrameColumnError
from tjstats.frames.answers import closed, decided, reasoned
from tjstats.frames.bases import BASE, TIME, VALUE, Based, based, no_ratio, of_base
from tjstats.frames.engines import Frame
from tjstats.frames.periods import YEAR, Clock, clock
from tjstats.frames.records import opened_values
from tjstats.frames.schema import (
    BOUND,
    OWN,
    QUALIFIER,
    Layout,
    Names,
    check_new,
    check_number,
    check_present,
    is_text,
    layout,
    number,
)
from tjstats.records.classifications import Measure
from tjstats.values.periods import step_of
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["growth", "obstacles", "verify"]

_WHOLE, _YEARS, _FURTHER = f"{OWN}whole", f"{OWN}years", f"{OWN}further"
_GROWN: Final = (str(Measure.GROWTH), str(Measure.AVERAGE_GROWTH))


def growth(
    frame: Any,
    over: str = "1y",
    *,
    base: Any = None,
    keys: Names = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    unit: Names = None,
) -> Any:
    """The frame with the growth of every row: BASE_VALUE, CHANGE, RATE (percent) and REASON, sorted
    by keys and period.

    The base is the row of the same keys that is *over* earlier ("1y" year on year, "1q", "1m",
    "5y"), or at *base* (a year, a code, a date). With a base, or over more than a year,
    AVERAGE_ANNUAL is the yearly rate (level method), null where the years are not whole. REASON
    says why there is no rate: missing_value, no_observation, zero_base, negative_base, mixed_sign …
    or why there is no yearly one beside it: not_whole_years, period_longer_than_year.

    *keys* tell series apart (default: those of INDICATOR, REF_AREA, MEASURE, SCOPE, PRICE_BASIS
    that are there); *unit* names the columns that must be equal within a series (default:
    UNIT_MEASURE and UNIT_MULT where they are). A null key is a key like any other. The native type
    comes back, lazily where the engine is lazy. *frame* may be records too (a Dataset, a Series, a
    list of observations): then it is one of the default engine. Where the column QUALIFIER says
    that a number is a bound (over, at_least, between …), it has no growth: only_a_bound; the number
    of exactly and about counts. Rows that RECORD tells to be targets are left out.

    Raises `FrameColumnError`, `InvalidPeriodError`, `FrameError`; on eager frames `FrameRowsError`
    for duplicate keys, mixed units in a series, and periods that cannot be read or are of unlike
    length. On lazy frames these rows are null, with the reason; periods of unlike length never
    meet.

    >>> import polars as pl
    >>> from tjstats import frames
    >>> jobs = pl.DataFrame({"city": ["津"] * 3, "year": [2021, 2022, 2024], "jobs": [37.62, 35.55, 38.2]})
    >>> frames.growth(jobs, keys="city", period="year", value="jobs")["RATE"].round(1).to_list()
    [None, -5.5, None]
    """
    table = opened_values(frame, "growth")
    where = layout(table, keys, period, value, unit)
    time = clock(table, period, where.types[period])
    lag = time.lag(over) if base is None else None
    at = None if base is None else time.at(base)
    averaged = base is not None or step_of(over)[0] > 12
    made = ["BASE_VALUE", "CHANGE", "RATE", *(["AVERAGE_ANNUAL"] if averaged else []), "REASON"]
    check_new(where.types, made)
    found = based(table, where, time.ordinal, lag, at)
    data = _answered(found, where, at)
    if averaged:
        data = _averaged(table.with_data(data), time, lag, at)
    return closed(table.with_data(data), [*where.types, *made])


def _answered(found: Based, where: Layout, at: int | None) -> Any:
    """The data with REASON, CHANGE and RATE: a rate is where no reason stands in the way."""
    ns, col = found.frame.ns, found.frame.ns.col
    data = found.frame.data.with_columns(
        reasoned(found.frame, obstacles(found, where, at)).alias("REASON")
    )
    own, base = col(VALUE), col(BASE)
    change = rate = own - base
    for case in (found.duplicate, found.other_unit, None if at is None else ~(col(TIME) > at)):
        change = change if case is None else ns.when(~case).then(change)
    return data.with_columns(
        change.alias("CHANGE"),
        ns.when(col("REASON").is_null()).then(rate / base * 100).alias("RATE"),
    )


def obstacles(found: Based, where: Layout, at: int | None) -> list[tuple[Any, Reason]]:
    """What may stand in the way of a rate, in the order in which it is told: each with the reason
    that it is.
    """
    ns, col = found.frame.ns, found.frame.ns.col
    own, base = col(VALUE), col(BASE)
    bounded = [
        col(name) == 1 if QUALIFIER in where.types else None for name in (BOUND, of_base(BOUND))
    ]
    return [
        (col(TIME).is_null(), Reason.UNREADABLE_PERIOD),
        (bounded[0], Reason.ONLY_A_BOUND),
        (own.is_null(), Reason.MISSING_VALUE),
        (found.duplicate, Reason.DUPLICATE_KEY),
        (None if at is None else ~(col(TIME) > at), Reason.PERIOD_MISMATCH),
        (~found.found, Reason.NO_OBSERVATION),
        (bounded[1], Reason.ONLY_A_BOUND),
        (base.is_null(), Reason.MISSING_VALUE),
        (found.other_unit, Reason.UNIT_MISMATCH),
        (_of_growth(ns, where), Reason.GROWTH_OF_GROWTH),
        (base == 0, Reason.ZERO_BASE),
        (base < 0, Reason.NEGATIVE_BASE),
        (own < 0, Reason.MIXED_SIGN),
        *((no_ratio(ns, name, where.types[name]), Reason.NO_RATIO_SCALE) for name in where.units),
    ]


def _of_growth(ns: Any, where: Layout) -> Any:
    """Whether the values of a row are growth themselves, whose growth has no rate; None where no
    column says so.
    """
    if "MEASURE" not in where.types or not is_text(where.types["MEASURE"]):
        return None
    return ns.col("MEASURE").cast(ns.String).is_in(_GROWN).fill_null(False)


def _averaged(found: Frame, time: Clock, lag: int | None, at: int | None) -> Any:
    """The data with AVERAGE_ANNUAL, and in REASON why there is none where there is a rate."""
    ns, col = found.ns, found.ns.col
    apart = (col(TIME) - at if lag is None else ns.lit(lag)) * time.step
    long = attrs.evolve(time, ordinal=col(TIME)).length(ns) > 12
    data = found.data.with_columns((apart % YEAR == 0).alias(_WHOLE), (apart / YEAR).alias(_YEARS))
    obstacles = [(long, Reason.PERIOD_LONGER_THAN_YEAR), (~col(_WHOLE), Reason.NOT_WHOLE_YEARS)]
    data = data.with_columns(ns.coalesce("REASON", reasoned(found, obstacles)).alias(_FURTHER))
    yearly = (((col(VALUE) / col(BASE)) ** (1 / col(_YEARS))) - 1) * 100
    data = data.with_columns(ns.when(col(_FURTHER).is_null()).then(yearly).alias("AVERAGE_ANNUAL"))
    return data.with_columns(col(_FURTHER).alias("REASON"))


# Verification over a frame: does the growth printed in each row agree with what the printed levels
# imply?  Both sides are ranges, as in `tjstats.verify`: what the print may have been rounded from,
# half a unit of its last place to either side, the ends included. Consistent means that they
# overlap.


Decimals: TypeAlias = int | str

_MADE: Final = ("IMPLIED", "IMPLIED_LOWER", "IMPLIED_UPPER", "VERDICT", "REASON")
_HALF, _REPORTED, _REPORTED_HALF = f"{OWN}half", f"{OWN}reported", f"{OWN}reported_half"
_UNGROWN = f"{OWN}ungrown"
_CLOSE: Final = 1e-12  # of a growth factor: binary numbers nearer than that are one


def verify(
    frame: Any,
    reported: str,
    over: str = "1y",
    *,
    reported_decimals: Decimals,
    decimals: Decimals = "DECIMALS",
    base: Any = None,
    keys: Names = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    unit: Names = None,
) -> Any:
    """The frame with whether the printed growth of every row fits the printed levels, sorted by
    keys and period.

    New columns: IMPLIED (the growth in percent), IMPLIED_LOWER and IMPLIED_UPPER (between which it
    lies), VERDICT ("yes" consistent, "no" inconsistent, "unknown") and REASON (why it is unknown:
    those of `growth`; missing_value also where no growth is reported; decimals_unknown). The
    answers are those of `tjstats.verify` for figures that were rounded.

    *reported* is a column of growth in percent, as printed; *over* and *base* say from when, as in
    `growth`, like keys, period, value and unit. *decimals* (of value) and *reported_decimals* say
    how many decimals are printed: a number for all rows, or a column; negative ones for numbers
    rounded to tens or hundreds. Levels are of one scale. Where they were not rounded (counts,
    amounts set by law) say so by many decimals: 9.

    Ends that are nearer than 1e-12 of the growth factor (1e-10 points) touch: binary numbers hold
    22.35 and 2050.5 only nearly, and a tie such as an exact 22.35% reported as 22.4% must not hang
    on that.

    Raises as `growth` does.

    >>> import polars as pl
    >>> from tjstats import frames
    >>> wage = pl.DataFrame({"year": [2020, 2025], "wage": [2050, 2510], "grown": [None, 23.4]})
    >>> found = frames.verify(wage, "grown", "5y", decimals=0, reported_decimals=1, keys=[], period="year", value="wage")
    >>> found.select(pl.col("IMPLIED_LOWER", "IMPLIED_UPPER").round(2), "VERDICT").row(1)
    (22.38, 22.49, 'no')
    """
    table = opened_values(frame, "verify")
    where = layout(table, keys, period, value, unit)
    check_present(where.types, [reported])
    check_number(table, where.types, reported)
    check_new(where.types, _MADE)
    halves = {
        _HALF: _half(table, where.types, "decimals", decimals),
        _REPORTED_HALF: _half(table, where.types, "reported_decimals", reported_decimals),
    }
    time = clock(table, period, where.types[period])
    lag = time.lag(over) if base is None else None
    at = None if base is None else time.at(base)
    data = table.data.with_columns(number(table, reported, where.types).alias(_REPORTED), **halves)
    where = attrs.evolve(where, beside=(_HALF,) if isinstance(decimals, str) else ())
    found = based(table.with_data(data), where, time.ordinal, lag, at)
    return closed(table.with_data(_verified(found, where, at)), [*where.types, *_MADE])


def _half(frame: Frame, types: dict[str, Any], argument: str, decimals: Decimals) -> Any:
    """Half a unit of the last place printed, null where its decimals are not known."""
    ns = frame.ns
    if isinstance(decimals, str):
        check_present(types, [decimals])
        check_number(frame, types, decimals)
        return ns.lit(10.0) ** -number(frame, decimals, types) / 2
    if isinstance(decimals, bool) or not isinstance(decimals, int):
        raise FrameColumnError(
            argument, f"is {decimals!r}", "write a whole number, or the name of a column of them"
        )
    return ns.lit(10.0**-decimals / 2)


def _verified(found: Based, where: Layout, at: int | None) -> Any:
    """The data with what is implied, the verdict and the reason."""
    frame = found.frame
    ns, col = frame.ns, frame.ns.col
    own, base, own_half = col(VALUE), col(BASE), col(_HALF)
    base_half = col(of_base(_HALF)) if where.beside else own_half
    unknown, near_zero = own_half.is_null() | base_half.is_null(), base <= base_half
    data = frame.data.with_columns(reasoned(frame, obstacles(found, where, at)).alias(_UNGROWN))
    places = unknown | col(_REPORTED_HALF).is_null()
    further = reasoned(
        frame, [(places, Reason.DECIMALS_UNKNOWN), (near_zero, Reason.BASE_MAY_BE_ZERO)]
    )
    missing = reasoned(frame, [(col(_REPORTED).is_null(), Reason.MISSING_VALUE)])
    data = data.with_columns(
        ns.coalesce(missing, col(_UNGROWN), further).alias("REASON"),
        ns.when(col(_UNGROWN).is_null()).then((own - base) / base * 100).alias("IMPLIED"),
    )
    # Each level occurs once in a range; the lower end below zero is furthest from it over the
    # smaller base.
    low, ranged = own - own_half, ~(col("IMPLIED").is_null() | unknown | near_zero)
    lower = ns.when(low >= 0).then(low / (base + base_half)).otherwise(low / (base - base_half))
    upper = (own + own_half) / (base - base_half)
    data = data.with_columns(
        ns.when(ranged).then((lower - 1) * 100).alias("IMPLIED_LOWER"),
        ns.when(ranged).then((upper - 1) * 100).alias("IMPLIED_UPPER"),
    )
    return data.with_columns(_verdict(frame).alias("VERDICT"))


def _verdict(frame: Frame) -> Any:
    """Whether the range reported and the range implied overlap, where there is no reason against an
    answer.
    """
    col = frame.ns.col
    reported, half = col(_REPORTED), col(_REPORTED_HALF)
    apart = _above(col("IMPLIED_LOWER"), reported + half) | _above(
        reported - half, col("IMPLIED_UPPER")
    )
    known = col("REASON").is_null()
    return decided(frame, [(known & apart, Verdict.NO), (known, Verdict.YES)])


def _above(one: Any, other: Any) -> Any:
    """Whether one growth rate in percent is above another and does not touch it."""
    return one - other > (one.abs() + 100) * _CLOSE

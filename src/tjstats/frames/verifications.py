"""Verification over a frame: does the growth printed in each row agree with what the printed levels imply?

Both sides are ranges, as in `tjstats.verify`: what the print may have been rounded from, half a unit of its last place to
either side, the ends included. Consistent means that they overlap.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import attrs

from tjstats.errors import FrameColumnError
from tjstats.frames.bases import BASE, VALUE, Based, based, of_base
from tjstats.frames.clocks import clock
from tjstats.frames.engines import Frame
from tjstats.frames.growths import obstacles
from tjstats.frames.inputs import opened_values
from tjstats.frames.layout import OWN, Layout, Names, check_new, check_number, check_present, layout, number
from tjstats.frames.reasons import closed, decided, reasoned
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["verify"]

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
    """The frame with whether the printed growth of every row fits the printed levels, sorted by keys and period.

    New columns: IMPLIED (the growth in percent), IMPLIED_LOWER and IMPLIED_UPPER (between which it lies), VERDICT ("yes"
    consistent, "no" inconsistent, "unknown") and REASON (why it is unknown: those of `growth`; missing_value also where no growth
    is reported; decimals_unknown). The answers are those of `tjstats.verify` for figures that were rounded.

    *reported* is a column of growth in percent, as printed; *over* and *base* say from when, as in `growth`, like keys, period,
    value and unit. *decimals* (of value) and *reported_decimals* say how many decimals are printed: a number for all rows, or a
    column; negative ones for numbers rounded to tens or hundreds. Levels are of one scale. Where they were not rounded (counts,
    amounts set by law) say so by many decimals: 9.

    Ends that are nearer than 1e-12 of the growth factor (1e-10 points) touch: binary numbers hold 22.35 and 2050.5 only nearly,
    and a tie such as an exact 22.35% reported as 22.4% must not hang on that.

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
    return closed(table.with_data(_answered(found, where, at)), [*where.types, *_MADE])


def _half(frame: Frame, types: dict[str, Any], argument: str, decimals: Decimals) -> Any:
    """Half a unit of the last place printed, null where its decimals are not known."""
    ns = frame.ns
    if isinstance(decimals, str):
        check_present(types, [decimals])
        check_number(frame, types, decimals)
        return ns.lit(10.0) ** -number(frame, decimals, types) / 2
    if isinstance(decimals, bool) or not isinstance(decimals, int):
        raise FrameColumnError(argument, f"is {decimals!r}", "write a whole number, or the name of a column of them")
    return ns.lit(10.0**-decimals / 2)


def _answered(found: Based, where: Layout, at: int | None) -> Any:
    """The data with what is implied, the verdict and the reason."""
    frame = found.frame
    ns, col = frame.ns, frame.ns.col
    own, base, own_half = col(VALUE), col(BASE), col(_HALF)
    base_half = col(of_base(_HALF)) if where.beside else own_half
    unknown, near_zero = own_half.is_null() | base_half.is_null(), base <= base_half
    data = frame.data.with_columns(reasoned(frame, obstacles(found, where, at)).alias(_UNGROWN))
    places = unknown | col(_REPORTED_HALF).is_null()
    further = reasoned(frame, [(places, Reason.DECIMALS_UNKNOWN), (near_zero, Reason.BASE_MAY_BE_ZERO)])
    missing = reasoned(frame, [(col(_REPORTED).is_null(), Reason.MISSING_VALUE)])
    data = data.with_columns(
        ns.coalesce(missing, col(_UNGROWN), further).alias("REASON"),
        ns.when(col(_UNGROWN).is_null()).then((own - base) / base * 100).alias("IMPLIED"),
    )
    # Each level occurs once in a range; the lower end below zero is furthest from it over the smaller base.
    low, ranged = own - own_half, ~(col("IMPLIED").is_null() | unknown | near_zero)
    lower = ns.when(low >= 0).then(low / (base + base_half)).otherwise(low / (base - base_half))
    upper = (own + own_half) / (base - base_half)
    data = data.with_columns(
        ns.when(ranged).then((lower - 1) * 100).alias("IMPLIED_LOWER"),
        ns.when(ranged).then((upper - 1) * 100).alias("IMPLIED_UPPER"),
    )
    return data.with_columns(_verdict(frame).alias("VERDICT"))


def _verdict(frame: Frame) -> Any:
    """Whether the range reported and the range implied overlap, where there is no reason against an answer."""
    col = frame.ns.col
    reported, half = col(_REPORTED), col(_REPORTED_HALF)
    apart = _above(col("IMPLIED_LOWER"), reported + half) | _above(reported - half, col("IMPLIED_UPPER"))
    known = col("REASON").is_null()
    return decided(frame, [(known & apart, Verdict.NO), (known, Verdict.YES)])


def _above(one: Any, other: Any) -> Any:
    """Whether one growth rate in percent is above another and does not touch it."""
    return one - other > (one.abs() + 100) * _CLOSE

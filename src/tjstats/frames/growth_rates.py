"""Growth over a frame: of every row from an earlier row, or from a single base.

The base is matched by its period and is never just the previous row: if that period is missing, the
answer is null with the reason. Numbers are binary floating point; printed digits stay in their
column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, cast

import attrs

from tjstats.errors import FrameColumnError
from tjstats.frames.answers import cases_of, decided, native_answer, or_else, reasoned
from tjstats.frames.bases import Based, based, is_bound, no_true_zero
from tjstats.frames.engines import (
    Condition,
    Expr,
    Expressions,
    Frame,
    Types,
    any_of,
    is_text,
)
from tjstats.frames.periods import DAYS, GivenTime, Timeline, is_in_days, months_apart, timeline
from tjstats.frames.records import Records, opened_values
from tjstats.frames.schema import (
    NEAR,
    Layout,
    Names,
    as_number,
    check_new,
    check_number,
    check_present,
    layout,
    number,
)
from tjstats.questions.growth import NO_AVERAGE, NO_RATE, AverageFacts, RateFacts
from tjstats.questions.reasons import Case
from tjstats.records.classifications import Measure
from tjstats.values.periods import step_of
from tjstats.values.verdicts import Reason, Verdict

if TYPE_CHECKING:
    from tjstats.frames.engines import F

__all__ = ["NO_PAIR", "growth", "verify"]

_GROWN: Final = (str(Measure.GROWTH), str(Measure.AVERAGE_GROWTH))


class _PairFacts(NamedTuple):
    """Facts that decide whether a row and its base both have a number. Fields: unreadable (the
    period), bound and missing (of the row), duplicate, unlike (the row is not after the base, or
    has another length), no_base, base_bound.
    """

    unreadable: Condition
    bound: Condition
    missing: Condition
    duplicate: Condition
    unlike: Condition
    no_base: Condition
    base_bound: Condition


NO_PAIR: Final = (
    Case(Reason.UNREADABLE_PERIOD, lambda f: f.unreadable, "the period is unreadable"),
    Case(Reason.ONLY_A_BOUND, lambda f: f.bound, "the current value is only a bound"),
    Case(Reason.MISSING_VALUE, lambda f: f.missing, "the current value is missing"),
    Case(Reason.DUPLICATE_KEY, lambda f: f.duplicate, "several rows have the same keys and period"),
    Case(
        Reason.PERIOD_MISMATCH,
        lambda f: f.unlike,
        "the period is not after the base, or of another length",
    ),
    Case(Reason.NO_OBSERVATION, lambda f: f.no_base, "there is no row for the base period"),
    Case(Reason.ONLY_A_BOUND, lambda f: f.base_bound, "the base value is only a bound"),
)
"""Conditions under which a row of a frame has no base, in order of precedence; those of
`tjstats.questions.growth.NO_RATE` follow.
"""


def growth(
    frame: F | Records,
    over: str = "1y",
    *,
    base: GivenTime | None = None,
    keys: Names = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    unit: Names = None,
    annualised: bool = False,
) -> F:
    """The frame with the growth of every row: BASE_VALUE, CHANGE, RATE (percent) and REASON, sorted
    by keys and period.

    The base is the row with the same keys that is *over* earlier ("1y" year on year, "1q", "1m",
    "5y"; of weeks, days and other spans of days "7d"), or at *base* (a year, a code, a date, a
    week). With a base, or over more than a year, AVERAGE_ANNUAL is the yearly rate (level method),
    null if the years are not whole. REASON says why there is no rate: missing_value,
    no_observation, zero_base, negative_base, mixed_sign … or why a rate has no yearly average:
    not_whole_years, period_longer_than_year.

    With *annualised* there is also ANNUALISED, the growth as a rate per year for any distance of
    whole months (`tjstats.annualised`): quarter on quarter to the power of four, month on month to
    that of twelve. It is null without a rate, or if days are left over.

    *keys* identify the series (default: the columns of `tjstats.rows.columns.SERIES_KEYS` that are
    present); *unit* names the columns that must be equal within a series (default: UNIT_MEASURE and
    UNIT_MULT if present). A null key is a key like any other. The answer is a frame of the same
    type, lazy if the engine is lazy. *frame* may be records too (a Dataset, a Series, a list of
    observations): the answer is then a frame of the default engine. A number that is only a bound
    by its QUALIFIER (over, at_least, between …) has no growth: only_a_bound; one that is exact or
    "about" counts. Nor is there growth across a row whose FLAGS name a break, or whose OBS_STATUS
    or OBS_FLAG has the letter of one (B of SDMX, b of Eurostat): break_in_series. Rows marked as
    targets in RECORD are skipped.

    Raises `FrameColumnError`, `InvalidPeriodError`, `FrameError`; on eager frames `FrameRowsError`
    for duplicate keys, mixed units in a series, and periods that are unreadable or differ in
    length. On lazy frames these rows are null, with the reason; periods of different lengths never
    match.

    >>> import polars as pl
    >>> from tjstats import frames
    >>> jobs = pl.DataFrame(
    ...     {"city": ["津"] * 3, "year": [2021, 2022, 2024], "jobs": [37.62, 35.55, 38.2]}
    ... )
    >>> frames.growth(jobs, keys="city", period="year", value="jobs")["RATE"].round(1).to_list()
    [None, -5.5, None]
    """
    table = opened_values(frame, "growth")
    where = layout(table, keys, period, value, unit)
    time = timeline(table, period, where.types[period], in_days=is_in_days(over, base))
    lag = time.lag(over) if base is None else None
    at = None if base is None else time.at(base)
    averaged = base is not None or step_of(over)[0] > 12
    yearly = {"AVERAGE_ANNUAL": averaged, "ANNUALISED": annualised}
    asked = [name for name, is_asked in yearly.items() if is_asked]
    columns = ["BASE_VALUE", "CHANGE", "RATE", *asked, "REASON"]
    check_new(where.types, columns)
    rows = based(table, where, time, lag, at)
    answer = _with_rates(rows, where)
    if asked:
        end = None if base is None else time.end_of(base)
        answer = _per_year(answer, rows, time, lag, end, asked)
    return cast("F", native_answer(answer, [*where.types, *columns]))


def _with_rates(rows: Based, where: Layout) -> Frame:
    """The frame with REASON, CHANGE and RATE, which is null if there is a reason."""
    ns, own, base = rows.frame.ns, rows.own.value, rows.base.value
    frame = rows.frame.with_columns(reasoned(rows.frame, _cases(rows, where)).alias("REASON"))
    change = difference = own - base
    for case in (rows.duplicate, rows.other_unit, rows.unlike, rows.broken):
        if not isinstance(case, bool):
            change = ns.when(~case).then(change)
    rate = ns.when(ns.col("REASON").is_null()).then(difference / base * 100)
    return frame.with_columns(change.alias("CHANGE"), rate.alias("RATE"))


def _cases(rows: Based, where: Layout) -> list[tuple[Condition, Reason]]:
    """Conditions under which there is no rate, in order of precedence, each with its reason."""
    ns, own, base = rows.frame.ns, rows.own, rows.base
    pair = _PairFacts(
        unreadable=own.time.is_null(),
        bound=is_bound(own),
        missing=own.value.is_null(),
        duplicate=rows.duplicate,
        unlike=rows.unlike,
        no_base=~rows.found,
        base_bound=is_bound(base),
    )
    rate = RateFacts(
        base_lower=base.value,
        base_upper=base.value,
        current_upper=own.value,
        missing=base.value.is_null(),
        unlike_units=rows.other_unit,
        broken=rows.broken,
        of_growth=_of_growth(ns, where),
        no_true_zero=any_of(
            no_true_zero(ns, ns.col(name), where.types[name]) for name in where.units
        ),
    )
    return [*cases_of(NO_PAIR, pair), *cases_of(NO_RATE, rate)]


def _of_growth(ns: Expressions, where: Layout) -> Condition:
    """Whether the values of a row are growth rates, according to MEASURE."""
    if not is_text(where.types.get("MEASURE")):
        return False
    return ns.col("MEASURE").cast(ns.String).is_in(_GROWN).fill_null(False)


@attrs.frozen
class _Span:
    """Fields: length (months of the row's period), end."""

    length: Expr
    end: Expr


@attrs.frozen
class _PerYear:
    """Fields: months (between base and row), days_over (whether days are left over), reason (why
    there is no yearly average).
    """

    months: Expr
    days_over: Expr
    reason: Expr


def _per_year(
    frame: Frame,
    rows: Based,
    time: Timeline,
    lag: int | None,
    base_end: int | None,
    asked: Sequence[str],
) -> Frame:
    """The frame with the yearly rates that are *asked* for, and the reason if a rate has no
    AVERAGE_ANNUAL.
    """
    ns, own = frame.ns, rows.own
    stored = time.stored_as(own.time)
    frame, span = frame.keep(_Span(stored.length(), stored.end()))
    if time.in_days:
        apart, days_over = span.end, ~span.end.is_null()
        span = attrs.evolve(span, length=ns.lit(0))
    elif base_end is None:
        assert lag is not None
        apart, days_over = ns.lit(lag * time.step / DAYS), ns.lit(False)
    else:
        apart, days_over = months_apart(ns, ns.lit(base_end), span.end)
    facts = AverageFacts(span.length, apart, days_over)
    no_average = or_else(ns, ns.col("REASON"), reasoned(frame, cases_of(NO_AVERAGE, facts)))
    frame, found = frame.keep(_PerYear(apart, days_over, no_average))
    yearly = ((own.value / rows.base.value) ** (12 / found.months) - 1) * 100
    defined = {
        "AVERAGE_ANNUAL": found.reason.is_null(),
        "ANNUALISED": ns.col("REASON").is_null() & ~found.days_over,
    }
    frame = frame.with_columns(*(ns.when(defined[name]).then(yearly).alias(name) for name in asked))
    if "AVERAGE_ANNUAL" not in asked:
        return frame
    return frame.with_columns(found.reason.alias("REASON"))


# --- verification: does the growth printed in a row agree with what the printed levels imply? -----

# Both sides are ranges, as in `tjstats.verify`: the numbers that round to the printed one, half a
# unit of its last place to either side, ends included. Consistent means that they overlap.


Decimals: TypeAlias = int | str

_VERIFIED: Final = ("IMPLIED", "IMPLIED_LOWER", "IMPLIED_UPPER", "VERDICT", "REASON")


@attrs.frozen
class _Print:
    """The printed numbers. Fields: half (of the last place of the level, in units; null if its
    decimals are unknown), base_half, reported (the growth), reported_half.
    """

    half: Expr
    base_half: Expr
    reported: Expr
    reported_half: Expr


def verify(
    frame: F | Records,
    reported: str,
    over: str = "1y",
    *,
    reported_decimals: Decimals,
    decimals: Decimals = "DECIMALS",
    base: GivenTime | None = None,
    keys: Names = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    unit: Names = None,
) -> F:
    """The frame with a verdict for every row: is the printed growth consistent with the printed
    levels? Sorted by keys and period.

    New columns: IMPLIED (the growth in percent), IMPLIED_LOWER and IMPLIED_UPPER (between which it
    lies), VERDICT ("yes" consistent, "no" inconsistent, "unknown") and REASON (why it is unknown:
    those of `growth`; missing_value also if no growth is reported; decimals_unknown). The
    answers are those of `tjstats.verify` for figures that were rounded.

    *reported* is a column of growth in percent, as printed; *over*, *base*, keys, period, value and
    unit are as in `growth`. *decimals* (of value) and *reported_decimals* are the numbers of
    printed decimals: a number for all rows, or a column; negative for numbers rounded to tens or
    hundreds. Levels have one scale. If they were not rounded (counts, amounts set by law), pass
    many decimals, such as 9.

    Ends closer than 1e-12 of the growth factor (1e-10 points) touch: binary floats represent 22.35
    and 2050.5 only approximately, and a tie such as an exact 22.35% reported as 22.4% must not
    depend on that.

    Raises as `growth` does.

    >>> import polars as pl
    >>> from tjstats import frames
    >>> wage = pl.DataFrame({"year": [2020, 2025], "wage": [2050, 2510], "grown": [None, 23.4]})
    >>> columns = {"keys": [], "period": "year", "value": "wage"}
    >>> found = frames.verify(wage, "grown", "5y", decimals=0, reported_decimals=1, **columns)
    >>> found.select(pl.col("IMPLIED_LOWER", "IMPLIED_UPPER").round(2), "VERDICT").row(1)
    (22.38, 22.49, 'no')
    """
    table = opened_values(frame, "verify")
    where = layout(table, keys, period, value, unit)
    check_present(where.types, reported=reported)
    check_number(table, where.types, reported)
    check_new(where.types, _VERIFIED)
    _check_decimals(table, where.types, "decimals", decimals)
    _check_decimals(table, where.types, "reported_decimals", reported_decimals)
    time = timeline(table, period, where.types[period], in_days=is_in_days(over, base))
    lag = time.lag(over) if base is None else None
    at = None if base is None else time.at(base)
    if isinstance(decimals, str):
        where = attrs.evolve(where, beside=(decimals,))
    rows = based(table, where, time, lag, at)
    printed = _Print(
        _half(rows, where, decimals),
        _half(rows, where, decimals, of_base=True),
        number(rows.frame, reported, where.types),
        _half(rows, where, reported_decimals),
    )
    with_print, printed = rows.frame.keep(printed)
    answer = _verified(attrs.evolve(rows, frame=with_print), where, printed)
    return cast("F", native_answer(answer, [*where.types, *_VERIFIED]))


def _check_decimals(frame: Frame, types: Types, argument: str, decimals: Decimals) -> None:
    """Raise `FrameColumnError` unless *decimals* is an integer or a numeric column."""
    if isinstance(decimals, str):
        check_present(types, **{argument: decimals})
        check_number(frame, types, decimals)
    elif isinstance(decimals, bool) or not isinstance(decimals, int):
        remedy = "write a whole number, or the name of a column of whole numbers"
        raise FrameColumnError(argument, f"is {decimals!r}", remedy)


def _half(rows: Based, where: Layout, decimals: Decimals, *, of_base: bool = False) -> Expr:
    """Half a unit of the last printed place, null if the decimals are unknown."""
    ns = rows.frame.ns
    if not isinstance(decimals, str):
        return ns.lit(10.0**-decimals / 2)
    column = rows.beside[decimals] if of_base else ns.col(decimals)
    return ns.lit(10.0) ** -as_number(ns, column, where.types[decimals]) / 2


def _verified(rows: Based, where: Layout, printed: _Print) -> Frame:
    """The frame with the implied growth, the verdict and the reason."""
    ns, own, base = rows.frame.ns, rows.own.value, rows.base.value
    half, base_half = printed.half, printed.base_half
    unknown = half.is_null() | base_half.is_null()
    near_zero = base <= base_half
    frame, growth = rows.frame.keep(_Ungrown(reasoned(rows.frame, _cases(rows, where))))
    missing = reasoned(frame, [(printed.reported.is_null(), Reason.MISSING_VALUE)])
    further = reasoned(
        frame,
        [
            (unknown | printed.reported_half.is_null(), Reason.DECIMALS_UNKNOWN),
            (near_zero, Reason.BASE_MAY_BE_ZERO),
        ],
    )
    implied = ns.when(growth.reason.is_null()).then((own - base) / base * 100)
    reason = or_else(ns, missing, or_else(ns, growth.reason, further))
    frame = frame.with_columns(reason.alias("REASON"), implied.alias("IMPLIED"))
    # Each level occurs once in a range; the lower end below zero is furthest from it over the
    # smaller base.
    low, ranged = own - half, ~(ns.col("IMPLIED").is_null() | unknown | near_zero)
    lower = ns.when(low >= 0).then(low / (base + base_half)).otherwise(low / (base - base_half))
    upper = (own + half) / (base - base_half)
    frame = frame.with_columns(
        ns.when(ranged).then((lower - 1) * 100).alias("IMPLIED_LOWER"),
        ns.when(ranged).then((upper - 1) * 100).alias("IMPLIED_UPPER"),
    )
    return frame.with_columns(_verdict(frame, printed).alias("VERDICT"))


@attrs.frozen
class _Ungrown:
    """Fields: reason (why the levels imply no growth)."""

    reason: Expr


def _verdict(frame: Frame, printed: _Print) -> Expr:
    """Whether the reported range and the implied range overlap, unless there is a reason."""
    col, reported, half = frame.ns.col, printed.reported, printed.reported_half
    below = _is_above(col("IMPLIED_LOWER"), reported + half)
    above = _is_above(reported - half, col("IMPLIED_UPPER"))
    known = col("REASON").is_null()
    return decided(frame, [(known & (below | above), Verdict.NO), (known, Verdict.YES)])


def _is_above(rate: Expr, other: Expr) -> Expr:
    """Whether a growth rate in percent is above another without touching it."""
    return rate - other > (rate.abs() + 100) * NEAR

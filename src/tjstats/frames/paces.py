"""Pace over frames: is each series on its way to its target, by the formula, thresholds and codes of a named scheme?

The numbers are those of `tjstats.track`, in binary floating point: a value within 1e-12 of a threshold is taken to be at it.
"""

from __future__ import annotations

from typing import Any, Final

from tjstats.errors import FrameColumnError
from tjstats.frames.bases import TIME, VALUE, keyed
from tjstats.frames.clocks import YEAR, clock
from tjstats.frames.demands import CEILING, CEILING_OPEN, FLOOR, FLOOR_OPEN, Demand, with_ends
from tjstats.frames.engines import Frame, alike, opened
from tjstats.frames.layout import NEAR, OWN, Layout, Names, check_new, check_number, check_present, keys_of, number, several
from tjstats.frames.pace_numbers import (
    BASE_LEVEL,
    DONE,
    ELAPSED,
    GOAL_LEVEL,
    LATEST_LEVEL,
    OBSERVED,
    PLANNED,
    REQUIRED,
    SPAN,
    UPWARDS,
    VALUES,
    in_band,
    schedule,
    score,
)
from tjstats.frames.reasons import coded, decided, reasoned
from tjstats.frames.ways import AIMED, LENGTH, Times, with_way
from tjstats.questions.pace_formulas import COMPOUND
from tjstats.questions.scheme_table import scheme as scheme_of
from tjstats.questions.schemes import BaseRule, Formula, Scheme
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["track"]

_MONTH: Final = 32
_RISING, _GOAL, _OPEN = (f"{OWN}{name}" for name in ("rising", "goal", "open"))
_TWO_SIDED, _ASKED_LENGTH = f"{OWN}two_sided", f"{OWN}asked_length"
_MADE: Final = (
    "BASE_PERIOD", "BASE_VALUE", "LATEST_PERIOD", "LATEST_VALUE", "OBSERVED_RATE", "REQUIRED_RATE", "PACE", "SCORE", "ACHIEVED",
    "STATUS", "REASON",
)  # fmt: skip


def track(
    frame: Any,
    targets: Any,
    scheme: str | Scheme = "statcan",
    *,
    base: Any = None,
    latest: Any = None,
    keys: Names = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    target: str = "OBS_VALUE",
    qualifier: str = "QUALIFIER",
    direction: str = "DIRECTION",
) -> Any:
    """The table of targets with the pace of each series towards it, sorted by keys and period.

    New columns: BASE_PERIOD, BASE_VALUE, LATEST_PERIOD, LATEST_VALUE; OBSERVED_RATE and REQUIRED_RATE (percent a year, from the
    base); PACE (the value of the scheme's formula), SCORE, ACHIEVED (yes, no, unknown: the level meets the target), STATUS (the
    scheme's code, which is that for "not available" where nothing can be said) and REASON.

    *scheme* is a code of `tjstats.scheme` or a Scheme. *base* and *latest* are the times asked for (a year, a code, a date): by
    default the first and the last value; a base without a value is replaced as the scheme says. Values are levels at the end of
    their period; a target for a longer period than theirs, such as a total over five years, is not tracked (period_mismatch).
    *keys*, *qualifier* and *direction* are as for `assess`.

    Raises `FrameColumnError`, `FrameError`, `UnknownCodeError`; on eager frames `FrameRowsError` for duplicate keys.

    >>> import polars as pl
    >>> from tjstats import frames
    >>> poverty = pl.DataFrame({"REF_AREA": ["a", "a"], "TIME_PERIOD": [2015, 2023], "OBS_VALUE": [14.5, 10.2]})
    >>> goals = pl.DataFrame({"REF_AREA": ["a"], "TIME_PERIOD": [2030], "OBS_VALUE": [7.25]})
    >>> frames.track(poverty, goals, direction="lower").select("STATUS", pl.col("PACE").round(3)).rows()
    [('substantial_progress', 0.953)]
    """
    rules = scheme_of(scheme)
    asked, given = alike(opened(targets, "track"), opened(frame, "track"), "track")
    types, wanted = given.dtypes(), asked.dtypes()
    check_present(types, [period, value])
    check_present(wanted, [period])
    check_number(types, value)
    check_new(wanted, _MADE)
    own = keys_of(types, keys, (period, value), needed=False)
    shared = Layout(tuple(key for key in own if key in wanted), period, value)
    if missing := [key for key in own if key not in wanted]:
        raise FrameColumnError(
            missing[0], "tells series apart, and the targets lack it", "add it to the targets, or name the keys"
        )
    asked = with_ends(asked, Demand(target, qualifier, direction))
    asked = keyed(_ended(asked, period, wanted, AIMED, _ASKED_LENGTH), shared)
    time = clock(given, period, types[period], mixed=True)
    values = given.with_data(
        given.data.with_columns(
            time.end(given.ns).alias(TIME), time.length(given.ns).alias(LENGTH), number(given, value, types).alias(VALUE)
        )
    )
    ends = [None if at is None else time.end_of(at) for at in (base, latest)]
    times = Times(ends[0], ends[1], rules.base_rule, rules.until_target)
    found = with_way(asked, keyed(values, shared), shared, period, times)
    if asked.engine.eager:
        _check(found, shared)
    judged = _judged(_stepped(found, rules), rules, "UNIT_MEASURE" in wanted)
    judged = judged.sorted(*shared.keys, AIMED, FLOOR, CEILING)
    return judged.with_data(judged.data.select(*wanted, *_MADE)).native()


def _ended(frame: Frame, period: str, types: dict[str, Any], end: str, length: str) -> Frame:
    time = clock(frame, period, types[period], mixed=True)
    return frame.with_data(frame.data.with_columns(time.end(frame.ns).alias(end), time.length(frame.ns).alias(length)))


def _check(frame: Frame, shared: Layout) -> None:
    """Raise `FrameRowsError` where the base or the latest value is there twice."""
    for side in ("BASE", "LATEST"):
        rows = int(frame.data.select((frame.ns.col(f"{OWN}{side}_rows") - 1).alias("more"))["more"].sum() or 0)
        if rows:
            raise several(shared.order, rows)


def _stepped(found: Frame, rules: Scheme) -> Frame:
    """The numbers of the way: levels turned to be positive where they compound, good direction, years, and what stands in
    the way of a trend.
    """
    ns, col = found.ns, found.ns.col
    base, latest = col("BASE_VALUE"), col("LATEST_VALUE")
    point = (col(FLOOR) == col(CEILING)).fill_null(False)
    two_sided = ~col(FLOOR).is_null() & ~col(CEILING).is_null()
    distance = rules.formula not in (Formula.RATIO, Formula.SIGNED_RATIO)
    rising = col(CEILING).is_null() | (two_sided & (col(FLOOR) >= base)).fill_null(False)
    goal = ns.coalesce(col(FLOOR), col(CEILING))
    data = found.data.with_columns(
        rising.alias(_RISING), goal.alias(_GOAL),
        ((rising & col(FLOOR_OPEN)) | (~rising & col(CEILING_OPEN))).alias(_OPEN),
        (two_sided & (~point | base.is_null()) if distance else two_sided).alias(_TWO_SIDED),
        ((col(f"{OWN}LATEST") - col(f"{OWN}BASE")) / YEAR).alias(ELAPSED), ((col(AIMED) - col(f"{OWN}BASE")) / YEAR).alias(SPAN),
    )  # fmt: skip
    compound = rules.formula in COMPOUND
    sign = ns.when(base < 0).then(ns.lit(-1.0)).otherwise(ns.lit(1.0)) if compound else ns.lit(1.0)
    data = data.with_columns(
        (base * sign).alias(BASE_LEVEL), (latest * sign).alias(LATEST_LEVEL), (col(_GOAL) * sign).alias(GOAL_LEVEL)
    )
    data = data.with_columns(
        ((col(_RISING) & ~(base < 0)) | (~col(_RISING) & (base < 0))).alias(UPWARDS) if compound else col(_RISING).alias(UPWARDS)
    )
    return found.with_data(data.with_columns(reasoned(found, _obstacles(ns, rules)).alias("REASON")))


def _obstacles(ns: Any, rules: Scheme) -> list[tuple[Any, Reason]]:
    """What may stand in the way of a trend, in the order in which it is told."""
    col = ns.col
    base, latest, aimed = col(f"{OWN}BASE"), col(f"{OWN}LATEST"), col(AIMED)
    longer = (col(_ASKED_LENGTH) > col(f"{OWN}LATEST_length")) & (col(f"{OWN}LATEST_length") > 0)
    cases = [
        (col(_GOAL).is_null(), Reason.NO_NUMBER),
        (aimed.is_null(), Reason.UNREADABLE_PERIOD),
        (latest.is_null(), Reason.NO_OBSERVATION),
        (longer.fill_null(False), Reason.PERIOD_MISMATCH),
        (col(_TWO_SIDED), Reason.TWO_SIDED_NEEDS_RANGE),
        (base.is_null(), Reason.BASE_AFTER_LATEST if rules.base_rule is BaseRule.NEXT_LATER else Reason.NO_OBSERVATION),
        ((col(f"{OWN}BASE_rows") > 1) | (col(f"{OWN}LATEST_rows") > 1), Reason.DUPLICATE_KEY),
        (base == latest, Reason.ONE_POINT),
        (base > latest, Reason.BASE_AFTER_LATEST),
        (((latest - base) % _MONTH != 0) | ((aimed - base) % _MONTH != 0), Reason.NOT_WHOLE_YEARS),
        (aimed <= base, Reason.PERIOD_MISMATCH),
    ]
    if rules.formula in COMPOUND:
        cases += [
            (col(BASE_LEVEL) == 0, Reason.ZERO_BASE),
            ((col(LATEST_LEVEL) < 0) | (col(GOAL_LEVEL) < 0), Reason.MIXED_SIGN),
            (
                (col(GOAL_LEVEL) == 0) | (col(LATEST_LEVEL) == 0 if rules.formula is Formula.LOG_SHARE else ns.lit(False)),
                Reason.ZERO_LEVEL,
            ),
        ]
    return [*cases, (col(BASE_LEVEL) == col(GOAL_LEVEL), Reason.TARGET_EQUALS_BASE)]


def _judged(found: Frame, rules: Scheme, units: bool) -> Frame:
    """The rates, the value, the score and the status."""
    ns, col = found.ns, found.ns.col
    clear = col("REASON").is_null()
    grown = clear & (col(BASE_LEVEL) * col(LATEST_LEVEL) >= 0) & (col(BASE_LEVEL) * col(GOAL_LEVEL) > 0)
    data = found.data.with_columns(
        ns.when(grown).then(col(LATEST_LEVEL) / col(BASE_LEVEL)).alias(DONE),
        ns.when(grown).then(col(GOAL_LEVEL) / col(BASE_LEVEL)).alias(PLANNED),
        ns.when(clear).then(col(ELAPSED)).alias(ELAPSED), ns.when(clear).then(col(SPAN)).alias(SPAN),
    )  # fmt: skip
    data = data.with_columns(
        (col(DONE) ** (1 / col(ELAPSED)) - 1).alias(OBSERVED), (col(PLANNED) ** (1 / col(SPAN)) - 1).alias(REQUIRED)
    )
    data = data.with_columns(VALUES[rules.formula](ns).alias("PACE"), _met(found, rules, units).alias("ACHIEVED"))
    yes, no = col("ACHIEVED").cast(ns.String) == str(Verdict.YES), col("ACHIEVED").cast(ns.String) == str(Verdict.NO)
    measure = schedule(ns, col("PACE")) if rules.against_time else col("PACE")
    cases = [(yes, rules.achieved)]
    if rules.by_level:
        cases.append((no, rules.with_target[0].status))
    cases += [(clear & no & in_band(measure, band), band.status) for band in rules.with_target]
    status = coded(found, [*cases, (ns.lit(True), rules.not_available)])
    return found.with_data(
        data.with_columns(
            (col(OBSERVED) * 100).alias("OBSERVED_RATE"), (col(REQUIRED) * 100).alias("REQUIRED_RATE"),
            status.alias("STATUS"), score(ns, rules, yes, clear).alias("SCORE"),
        )
    )  # fmt: skip


def _met(found: Frame, rules: Scheme, units: bool) -> Any:
    """Whether the latest level reaches the target."""
    col = found.ns.col
    latest, goal = col("LATEST_VALUE"), col(_GOAL)
    askable = ~col(_TWO_SIDED) & ~latest.is_null() & ~goal.is_null()
    askable = askable & ~((col(_ASKED_LENGTH) > col(f"{OWN}LATEST_length")) & (col(f"{OWN}LATEST_length") > 0)).fill_null(False)
    same = (latest - goal).abs() <= (latest.abs() + goal.abs()) * NEAR
    beyond = ((col(_RISING) & (latest > goal)) | (~col(_RISING) & (latest < goal))) & ~same
    met = beyond if rules.strict else beyond | (same & ~col(_OPEN))
    if rules.near is not None and units:
        ends = (goal == 0) | (goal == 100)
        met = met | ((col("UNIT_MEASURE") == "percent") & ends & ((latest - goal).abs() <= float(rules.near))).fill_null(False)
    return decided(found, [(askable & met, Verdict.YES), (askable, Verdict.NO)])

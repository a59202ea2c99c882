"""Pace over frames: is each series on its way to its target, by the formula, thresholds and codes of a named scheme?

The numbers are those of `tjstats.track`, in binary floating point: a value within 1e-12 of a threshold is taken to be at it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_
from typing import Any, Final

from tjstats.errors import FrameColumnError, FrameRowsError
from tjstats.frames.bases import TIME, VALUE, keyed
from tjstats.frames.clocks import YEAR, clock
from tjstats.frames.demands import CEILING, CEILING_OPEN, FLOOR, FLOOR_OPEN, Demand, with_ends
from tjstats.frames.engines import Frame, alike, opened
from tjstats.frames.layout import OWN, Layout, Names, check_new, check_number, check_present, keys_of, number
from tjstats.frames.reasons import coded, decided, reasoned
from tjstats.frames.ways import AIMED, LENGTH, Times, with_way
from tjstats.questions.bands import Band
from tjstats.questions.pace_formulas import COMPOUND
from tjstats.questions.scheme_table import scheme as scheme_of
from tjstats.questions.schemes import BaseRule, Formula, Scheme
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["track"]

_NEAR: Final = 1e-12
_MONTH: Final = 32
_ELAPSED, _SPAN, _RISING, _GOAL, _OPEN = (f"{OWN}{name}" for name in ("elapsed", "span", "rising", "goal", "open"))
_B, _Y, _G, _UP, _TWO_SIDED, _ASKED_LENGTH = (f"{OWN}{name}" for name in ("b", "y", "g", "up", "two_sided", "asked_length"))
_DONE, _PLANNED, _OBSERVED, _REQUIRED = (f"{OWN}{name}" for name in ("done", "planned", "observed", "required"))
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
        raise FrameColumnError(missing[0], "tells series apart, and the targets lack it", "add it to the targets, or name the keys")
    asked = with_ends(asked, Demand(target, qualifier, direction))
    asked = keyed(_ended(asked, period, wanted, AIMED, _ASKED_LENGTH), shared)
    time = clock(given, period, types[period], mixed=True)
    values = given.with_data(
        given.data.with_columns(time.end(given.ns).alias(TIME), time.length(given.ns).alias(LENGTH), number(given, value, types).alias(VALUE))
    )
    times = Times(*(None if at is None else time.end_of(at) for at in (base, latest)), rules.base_rule, rules.until_target)
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
            problem = f"more than one row for the same {', '.join(shared.order)}"
            remedy = "keep one of each, or name the column that tells them apart in keys"
            raise FrameRowsError(shared.period, rows, problem, remedy)


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
        (two_sided & ~point if distance else two_sided).alias(_TWO_SIDED),
        ((col(f"{OWN}LATEST") - col(f"{OWN}BASE")) / YEAR).alias(_ELAPSED), ((col(AIMED) - col(f"{OWN}BASE")) / YEAR).alias(_SPAN),
    )  # fmt: skip
    compound = rules.formula in COMPOUND
    sign = ns.when(base < 0).then(ns.lit(-1.0)).otherwise(ns.lit(1.0)) if compound else ns.lit(1.0)
    data = data.with_columns((base * sign).alias(_B), (latest * sign).alias(_Y), (col(_GOAL) * sign).alias(_G))
    data = data.with_columns(((col(_RISING) & ~(base < 0)) | (~col(_RISING) & (base < 0))).alias(_UP) if compound else col(_RISING).alias(_UP))
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
            (col(_B) == 0, Reason.ZERO_BASE),
            ((col(_Y) < 0) | (col(_G) < 0), Reason.MIXED_SIGN),
            ((col(_G) == 0) | (col(_Y) == 0 if rules.formula is Formula.LOG_SHARE else ns.lit(False)), Reason.ZERO_LEVEL),
        ]
    return [*cases, (col(_B) == col(_G), Reason.TARGET_EQUALS_BASE)]


def _judged(found: Frame, rules: Scheme, units: bool) -> Frame:
    """The rates, the value, the score and the status."""
    ns, col = found.ns, found.ns.col
    clear = col("REASON").is_null()
    grown = clear & (col(_B) > 0) & (col(_Y) >= 0) & (col(_G) > 0)
    data = found.data.with_columns(
        ns.when(grown).then(col(_Y) / col(_B)).alias(_DONE), ns.when(grown).then(col(_G) / col(_B)).alias(_PLANNED),
        ns.when(clear).then(col(_ELAPSED)).alias(_ELAPSED), ns.when(clear).then(col(_SPAN)).alias(_SPAN),
    )  # fmt: skip
    data = data.with_columns((col(_DONE) ** (1 / col(_ELAPSED)) - 1).alias(_OBSERVED), (col(_PLANNED) ** (1 / col(_SPAN)) - 1).alias(_REQUIRED))
    data = data.with_columns(_VALUES[rules.formula](ns).alias("PACE"), _met(found, rules, units).alias("ACHIEVED"))
    yes, no = col("ACHIEVED").cast(ns.String) == str(Verdict.YES), col("ACHIEVED").cast(ns.String) == str(Verdict.NO)
    measure = col("PACE") / _least(ns, col(_ELAPSED) / col(_SPAN)) if rules.against_time else col("PACE")
    cases = [(yes, rules.achieved)]
    if rules.by_level:
        cases.append((no, rules.with_target[0].status))
    cases += [(clear & no & _in_band(measure, band), band.status) for band in rules.with_target]
    status = coded(found, [*cases, (ns.lit(True), rules.not_available)])
    return found.with_data(
        data.with_columns(
            (col(_OBSERVED) * 100).alias("OBSERVED_RATE"), (col(_REQUIRED) * 100).alias("REQUIRED_RATE"),
            status.alias("STATUS"), _score(ns, rules, yes, clear).alias("SCORE"),
        )
    )  # fmt: skip


def _met(found: Frame, rules: Scheme, units: bool) -> Any:
    """Whether the latest level reaches the target."""
    ns, col = found.ns, found.ns.col
    latest, goal = col("LATEST_VALUE"), col(_GOAL)
    askable = ~col(_TWO_SIDED) & ~latest.is_null() & ~goal.is_null()
    askable = askable & ~((col(_ASKED_LENGTH) > col(f"{OWN}LATEST_length")) & (col(f"{OWN}LATEST_length") > 0)).fill_null(False)
    same = (latest - goal).abs() <= (latest.abs() + goal.abs()) * _NEAR
    beyond = ((col(_RISING) & (latest > goal)) | (~col(_RISING) & (latest < goal))) & ~same
    met = beyond if rules.strict else beyond | (same & ~col(_OPEN))
    if rules.near is not None and units:
        ends = (goal == 0) | (goal == 100)
        met = met | ((col("UNIT_MEASURE") == "percent") & ends & ((latest - goal).abs() <= float(rules.near))).fill_null(False)
    return decided(found, [(askable & met, Verdict.YES), (askable, Verdict.NO)])


def _least(ns: Any, share: Any) -> Any:
    """The share of time elapsed, at most one."""
    return ns.when(share < 1).then(share).otherwise(ns.lit(1.0))


def _in_band(value: Any, band: Band) -> Any:
    """Whether a value lies in a band; one within 1e-12 of an end is at it."""
    inside = []
    for end, closed, side in (
        (band.bounds.lower, band.bounds.lower_closed, 1), (band.bounds.upper, band.bounds.upper_closed, -1),
    ):  # fmt: skip
        if end is not None:
            at = float(end)
            slack = _NEAR * max(1.0, abs(at)) * (-1 if closed else 1)
            inside.append(value >= at + slack if side > 0 and closed else value > at + slack if side > 0 else value <= at - slack if closed else value < at - slack)
    return reduce(and_, inside) if inside else value == value


def _score(ns: Any, rules: Scheme, achieved: Any, clear: Any) -> Any:
    """The score of the value by the scheme's straight pieces, clipped at the best and the worst."""
    value = ns.col("PACE")
    if not rules.score_with_target:
        return ns.when(ns.lit(False)).then(value)
    found = None
    for line in rules.score_with_target:
        at = (value * float(line.slope) + float(line.intercept)) / float(line.per)
        found = at if found is None or line.start is None else ns.when(value >= float(line.start)).then(at).otherwise(found)
    if rules.best_score is not None:
        best = float(rules.best_score)
        found = ns.when(found > best).then(ns.lit(best)).otherwise(ns.when(found < -best).then(ns.lit(-best)).otherwise(found))
        return ns.when(achieved).then(ns.lit(best)).otherwise(ns.when(clear).then(found))
    return ns.when(clear & ~achieved).then(found)


def _ratio(ns: Any) -> Any:
    col = ns.col
    good = ns.when(col(_UP)).then(col(_OBSERVED)).otherwise(-col(_OBSERVED))
    return good / col(_REQUIRED).abs()


def _signed_ratio(ns: Any) -> Any:
    return ns.col(_OBSERVED) / ns.col(_REQUIRED)


def _projected_share(ns: Any) -> Any:
    col = ns.col
    left = ns.when(col(_SPAN) > col(_ELAPSED)).then(col(_SPAN) - col(_ELAPSED)).otherwise(ns.lit(0.0))
    level = col(_DONE) * col(_DONE) ** (left / col(_ELAPSED))
    return (level - 1) / (col(_PLANNED) - 1)


def _log_share(ns: Any) -> Any:
    return ns.col(_DONE).log() / ns.col(_PLANNED).log()


def _linear_share(ns: Any) -> Any:
    col = ns.col
    return ns.when(col("REASON").is_null()).then((col(_Y) - col(_B)) / (col(_G) - col(_B)))


_VALUES: Final[dict[Formula, Callable[[Any], Any]]] = {
    Formula.RATIO: _ratio,
    Formula.SIGNED_RATIO: _signed_ratio,
    Formula.PROJECTED_SHARE: _projected_share,
    Formula.LOG_SHARE: _log_share,
    Formula.LINEAR_SHARE: _linear_share,
}

"""The numbers of paces over frames: the value of each formula, the score, and in which band a value
lies.

The columns named here are those of the way from base to target: levels turned to be positive where
they compound, growth factors, yearly rates as ratios, and years.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_
from typing import Any, Final

import attrs

from tjstats.errors import FrameColumnError
from tjstats.frames.answers import closed, coded, decided, is_told, reasoned
from tjstats.frames.attainment import (
    CEILING,
    CEILING_OPEN,
    FLOOR,
    FLOOR_OPEN,
    Demand,
    unanswered,
    with_ends,
)
from tjstats.frames.bases import (
    AIMED,
    LENGTH,
    TIME,
    VALUE,
    Times,
    differ,
    keyed,
    no_ratio,
    of_side,
    other_units,
    rescaled,
    with_way,
)
from tjstats.frames.engines import Frame
from tjstats.frames.periods import YEAR, clock
from tjstats.frames.records import opened_pair
from tjstats.frames.schema import (
    BOUND,
    NEAR,
    OWN,
    QUALIFIER,
    Layout,
    Names,
    alike_keys,
    bound,
    check_new,
    check_number,
    check_present,
    keys_between,
    number,
    several,
)
from tjstats.questions.pace.formulas import COMPOUND
from tjstats.questions.pace.offices import scheme as scheme_of
from tjstats.questions.pace.schemes import Band, BaseRule, Formula, Scheme
from tjstats.records.classifications import Measure
from tjstats.rows.columns import UNIT_COLUMNS
from tjstats.values.verdicts import Reason, Verdict

__all__ = [
    "BASE_LEVEL",
    "DONE",
    "ELAPSED",
    "GOAL_LEVEL",
    "LATEST_LEVEL",
    "OBSERVED",
    "PLANNED",
    "REQUIRED",
    "SPAN",
    "UPWARDS",
    "VALUES",
    "in_band",
    "schedule",
    "score",
    "track",
]

BASE_LEVEL: Final = f"{OWN}base_level"
LATEST_LEVEL: Final = f"{OWN}latest_level"
GOAL_LEVEL: Final = f"{OWN}goal_level"
UPWARDS: Final = f"{OWN}upwards"
DONE: Final = f"{OWN}done"
PLANNED: Final = f"{OWN}planned"
OBSERVED: Final = f"{OWN}observed"
REQUIRED: Final = f"{OWN}required"
ELAPSED: Final = f"{OWN}elapsed"
SPAN: Final = f"{OWN}span"


def schedule(ns: Any, value: Any) -> Any:
    """A value over the share of time elapsed, which is at most one."""
    share = ns.col(ELAPSED) / ns.col(SPAN)
    return value / ns.when(share < 1).then(share).otherwise(ns.lit(1.0))


def in_band(value: Any, band: Band) -> Any:
    """Whether a value lies in a band; one within 1e-12 of an end is at it."""
    low, high = band.bounds.lower, band.bounds.upper
    inside = []
    if low is not None:
        end = float(low)
        slack = NEAR * max(1.0, abs(end))
        inside.append(value >= end - slack if band.bounds.lower_closed else value > end + slack)
    if high is not None:
        end = float(high)
        slack = NEAR * max(1.0, abs(end))
        inside.append(value <= end + slack if band.bounds.upper_closed else value < end - slack)
    return reduce(and_, inside) if inside else ~value.is_null()


def score(ns: Any, rules: Scheme, achieved: Any, clear: Any) -> Any:
    """The score of the value by the scheme's straight pieces, clipped at the best and the worst."""
    value = ns.col("PACE")
    if not rules.score_with_target:
        return ns.when(ns.lit(False)).then(value)
    found: Any = None
    for line in rules.score_with_target:
        at = (value * float(line.slope) + float(line.intercept)) / float(line.per)
        found = (
            at
            if found is None or line.start is None
            else ns.when(value >= float(line.start)).then(at).otherwise(found)
        )
    if rules.best_score is not None:
        best = float(rules.best_score)
        found = (
            ns.when(found > best)
            .then(ns.lit(best))
            .otherwise(ns.when(found < -best).then(ns.lit(-best)).otherwise(found))
        )
        return ns.when(achieved).then(ns.lit(best)).otherwise(ns.when(clear).then(found))
    return ns.when(clear & ~achieved).then(found)


def _ratio(ns: Any) -> Any:
    col = ns.col
    good = ns.when(col(UPWARDS)).then(col(OBSERVED)).otherwise(-col(OBSERVED))
    return good / col(REQUIRED).abs()


def _signed_ratio(ns: Any) -> Any:
    return ns.col(OBSERVED) / ns.col(REQUIRED)


def _projected_share(ns: Any) -> Any:
    col = ns.col
    left = ns.when(col(SPAN) > col(ELAPSED)).then(col(SPAN) - col(ELAPSED)).otherwise(ns.lit(0.0))
    level = col(DONE) * col(DONE) ** (left / col(ELAPSED))
    return (level - 1) / (col(PLANNED) - 1)


def _log_share(ns: Any) -> Any:
    return ns.col(DONE).log() / ns.col(PLANNED).log()


def _linear_share(ns: Any) -> Any:
    col = ns.col
    return ns.when(col("REASON").is_null()).then(
        (col(LATEST_LEVEL) - col(BASE_LEVEL)) / (col(GOAL_LEVEL) - col(BASE_LEVEL))
    )


VALUES: Final[dict[Formula, Callable[[Any], Any]]] = {
    Formula.RATIO: _ratio,
    Formula.SIGNED_RATIO: _signed_ratio,
    Formula.PROJECTED_SHARE: _projected_share,
    Formula.LOG_SHARE: _log_share,
    Formula.LINEAR_SHARE: _linear_share,
}

# Pace over frames: is each series on its way to its target, by the formula, thresholds and codes of
# a named scheme?  The numbers are those of `tjstats.track`, in binary floating point: a value
# within 1e-12 of a threshold is taken to be at it.


_MONTH: Final = 32
_SIDES: Final = ("BASE", "LATEST")
_RISING, _GOAL, _OPEN = (f"{OWN}{name}" for name in ("rising", "goal", "open"))
_TWO_SIDED, _ASKED_LENGTH = f"{OWN}two_sided", f"{OWN}asked_length"
_MADE: Final = (
    "BASE_PERIOD",
    "BASE_VALUE",
    "LATEST_PERIOD",
    "LATEST_VALUE",
    "OBSERVED_RATE",
    "REQUIRED_RATE",
    "PACE",
    "SCORE",
    "ACHIEVED",
    "STATUS",
    "REASON",
)


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

    New columns: BASE_PERIOD, BASE_VALUE, LATEST_PERIOD, LATEST_VALUE; OBSERVED_RATE and
    REQUIRED_RATE (percent a year, from the base); PACE (the value of the scheme's formula), SCORE,
    ACHIEVED (yes, no, unknown: the level meets the target), STATUS (the scheme's code, which is
    that for "not available" where nothing can be said) and REASON.

    *scheme* is a code of `tjstats.scheme` or a Scheme. *base* and *latest* are the times asked for
    (a year, a code, a date): by default the first and the last value; a base without a value is
    replaced as the scheme says. Values are levels at the end of their period; a target for a longer
    period than theirs, such as a total over five years, is not tracked (period_mismatch). *keys*,
    *qualifier*, *direction* and records are as for `assess`. BASE_VALUE and LATEST_VALUE are in the
    scale of the target where both tables have UNIT_MULT; what QUALIFIER says is a bound is no value
    (only_a_bound). Targets on growth, with EVERY or RELATIVE_TO have no pace. Other than in
    `tjstats.track`, the number of "about" counts as it is.

    Raises `FrameColumnError`, `FrameError`, `UnknownCodeError`; on eager frames `FrameRowsError`
    for duplicate keys, codes that are none, and periods that cannot be read.

    >>> import polars as pl
    >>> from tjstats import frames
    >>> poverty = pl.DataFrame({"REF_AREA": ["a", "a"], "TIME_PERIOD": [2015, 2023], "OBS_VALUE": [14.5, 10.2]})
    >>> goals = pl.DataFrame({"REF_AREA": ["a"], "TIME_PERIOD": [2030], "OBS_VALUE": [7.25]})
    >>> frames.track(poverty, goals, direction="lower").select("STATUS", pl.col("PACE").round(3)).rows()
    [('substantial_progress', 0.953)]
    """
    rules = scheme_of(scheme)
    asked, given = opened_pair(frame, targets, "track")
    types, wanted = given.dtypes(), asked.dtypes()
    check_present(types, [period, value])
    check_present(wanted, [period])
    check_number(given, types, value)
    check_new(wanted, _MADE)
    own, met = keys_between(types, wanted, keys, (period, value))
    shared = alike_keys(Layout(met, period, value), asked, given)
    if missing := [key for key in own if key not in met]:
        raise FrameColumnError(
            missing[0],
            "tells series apart, and the targets lack it",
            "add it to the targets, or name the keys",
        )
    asked = with_ends(asked, Demand(target, qualifier, direction))
    asked = keyed(_ended(asked, period, wanted, AIMED, _ASKED_LENGTH), shared, wanted)
    time = clock(given, period, types[period])
    values = given.with_data(
        given.data.with_columns(
            time.end(given.ns).alias(TIME),
            time.length(given.ns).alias(LENGTH),
            number(given, value, types).alias(VALUE),
            **(told := bound(given, types)),
        )
    )
    ends = [None if at is None else time.end_of(at) for at in (base, latest)]
    times = Times(ends[0], ends[1], rules.base_rule, rules.until_target)
    beside = tuple(name for name in UNIT_COLUMNS if name in types) + tuple(told)
    found = with_way(asked, keyed(values, shared, types), shared, period, times, beside)
    if asked.engine.eager:
        _check(found, shared)
    doubts = _doubts(found, rules, types, wanted)
    judged = _judged(
        _stepped(_in_scale(found, types, wanted), rules, doubts),
        rules,
        doubts,
        "UNIT_MEASURE" in wanted,
    )
    judged = judged.sorted(*(key for key in shared.keys if key in wanted), AIMED, FLOOR, CEILING)
    return closed(judged, [*wanted, *_MADE])


def _ended(frame: Frame, period: str, types: dict[str, Any], end: str, length: str) -> Frame:
    time = clock(frame, period, types[period])
    return frame.with_data(
        frame.data.with_columns(time.end(frame.ns).alias(end), time.length(frame.ns).alias(length))
    )


def _check(frame: Frame, shared: Layout) -> None:
    """Raise `FrameRowsError` where the base or the latest value is there twice."""
    for side in _SIDES:
        rows = int(
            frame.data.select((frame.ns.col(f"{OWN}{side}_rows") - 1).alias("more"))["more"].sum()
            or 0
        )
        if rows:
            raise several(shared.order, rows)


@attrs.frozen
class _Doubts:
    """What the columns of both tables tell against an answer. Fields: target (why it cannot be held
    against levels), sides (why base or latest value are no numbers), no_ratio (the unit has no
    rates; None where that is not told).
    """

    target: list[tuple[Any, Reason]]
    sides: list[tuple[Any, Reason]]
    no_ratio: Any


def _doubts(found: Frame, rules: Scheme, types: dict[str, Any], wanted: dict[str, Any]) -> _Doubts:
    ns, col = found.ns, found.ns.col
    target = unanswered(ns, wanted)
    if "MEASURE" in wanted:
        target.append(
            (
                (col("MEASURE").cast(ns.String) != str(Measure.VALUE)).fill_null(False),
                Reason.NO_BASELINE,
            )
        )
    told: list[str] = [name for name in UNIT_COLUMNS if name in types]
    asked: dict[str, str] = {name: name for name in UNIT_COLUMNS if name in wanted}
    base, latest = ({name: of_side(side, name) for name in told} for side in _SIDES)
    units = [
        *other_units(ns, asked, latest),
        *(case & ~col("BASE_VALUE").is_null() for case in other_units(ns, asked, base)),
    ]
    untold = [name for name in base if name not in asked]
    units += [
        differ(col(base[name]), col(latest[name])) & ~col("BASE_VALUE").is_null() for name in untold
    ]
    target += [(case, Reason.UNIT_MISMATCH) for case in units]
    sides = [(col(f"{OWN}{side}_rows") > 1, Reason.DUPLICATE_KEY) for side in _SIDES]
    if QUALIFIER in types:
        sides += [(col(of_side(side, BOUND)) == 1, Reason.ONLY_A_BOUND) for side in _SIDES]
    unit = "UNIT_MEASURE"
    named = (unit, wanted[unit]) if unit in wanted else (latest.get(unit, unit), types.get(unit))
    return _Doubts(target, sides, no_ratio(ns, *named))


def _in_scale(found: Frame, types: dict[str, Any], wanted: dict[str, Any]) -> Frame:
    """The base and latest values in the scale of the target; null where they are no numbers."""
    ns, col = found.ns, found.ns.col
    made = {}
    for side in _SIDES:
        number, sound = col(f"{side}_VALUE"), col(f"{OWN}{side}_rows") == 1
        if "UNIT_MULT" in types and "UNIT_MULT" in wanted:
            number = rescaled(ns, number, col(of_side(side, "UNIT_MULT")), col("UNIT_MULT"))
        if QUALIFIER in types:
            sound = sound & (col(of_side(side, BOUND)) == 0)
        made[f"{side}_VALUE"] = ns.when(sound).then(number)
    return found.with_data(found.data.with_columns(**made))


def _stepped(found: Frame, rules: Scheme, doubts: _Doubts) -> Frame:
    """The numbers of the way: levels turned to be positive where they compound, good direction,
    years, and what stands in the way of a trend.
    """
    ns, col = found.ns, found.ns.col
    base, latest = col("BASE_VALUE"), col("LATEST_VALUE")
    point = (col(FLOOR) == col(CEILING)).fill_null(False)
    two_sided = ~col(FLOOR).is_null() & ~col(CEILING).is_null()
    distance = rules.formula not in (Formula.RATIO, Formula.SIGNED_RATIO)
    rising = col(CEILING).is_null() | (two_sided & (col(FLOOR) >= base)).fill_null(False)
    goal = ns.coalesce(col(FLOOR), col(CEILING))
    data = found.data.with_columns(
        rising.alias(_RISING),
        goal.alias(_GOAL),
        ((rising & col(FLOOR_OPEN)) | (~rising & col(CEILING_OPEN))).alias(_OPEN),
        (two_sided & (~point | base.is_null()) if distance else two_sided).alias(_TWO_SIDED),
        ((col(f"{OWN}LATEST") - col(f"{OWN}BASE")) / YEAR).alias(ELAPSED),
        ((col(AIMED) - col(f"{OWN}BASE")) / YEAR).alias(SPAN),
    )
    compound = rules.formula in COMPOUND
    sign = ns.when(base < 0).then(ns.lit(-1.0)).otherwise(ns.lit(1.0)) if compound else ns.lit(1.0)
    data = data.with_columns(
        (base * sign).alias(BASE_LEVEL),
        (latest * sign).alias(LATEST_LEVEL),
        (col(_GOAL) * sign).alias(GOAL_LEVEL),
    )
    data = data.with_columns(
        ((col(_RISING) & ~(base < 0)) | (~col(_RISING) & (base < 0))).alias(UPWARDS)
        if compound
        else col(_RISING).alias(UPWARDS)
    )
    return found.with_data(
        data.with_columns(reasoned(found, _obstacles(ns, rules, doubts)).alias("REASON"))
    )


def _obstacles(ns: Any, rules: Scheme, doubts: _Doubts) -> list[tuple[Any, Reason]]:
    """What may stand in the way of a trend, in the order in which it is told."""
    col = ns.col
    base, latest, aimed = col(f"{OWN}BASE"), col(f"{OWN}LATEST"), col(AIMED)
    longer = (col(_ASKED_LENGTH) > col(f"{OWN}LATEST_length")) & (col(f"{OWN}LATEST_length") > 0)
    cases = [
        (col(_GOAL).is_null(), Reason.NO_NUMBER),
        (aimed.is_null(), Reason.UNREADABLE_PERIOD),
        (latest.is_null(), Reason.NO_OBSERVATION),
        *doubts.target,
        *doubts.sides,
        (longer.fill_null(False), Reason.PERIOD_MISMATCH),
        (col(_TWO_SIDED), Reason.TWO_SIDED_NEEDS_RANGE),
        (
            base.is_null(),
            Reason.BASE_AFTER_LATEST
            if rules.base_rule is BaseRule.NEXT_LATER
            else Reason.NO_OBSERVATION,
        ),
        (base == latest, Reason.ONE_POINT),
        (base > latest, Reason.BASE_AFTER_LATEST),
        (((latest - base) % _MONTH != 0) | ((aimed - base) % _MONTH != 0), Reason.NOT_WHOLE_YEARS),
        (aimed <= base, Reason.PERIOD_MISMATCH),
    ]
    if rules.formula in COMPOUND:
        cases += [
            (doubts.no_ratio, Reason.NO_RATIO_SCALE),
            (col(BASE_LEVEL) == 0, Reason.ZERO_BASE),
            ((col(LATEST_LEVEL) < 0) | (col(GOAL_LEVEL) < 0), Reason.MIXED_SIGN),
            (
                (col(GOAL_LEVEL) == 0)
                | (col(LATEST_LEVEL) == 0 if rules.formula is Formula.LOG_SHARE else ns.lit(False)),
                Reason.ZERO_LEVEL,
            ),
        ]
    return [*cases, (_same(col(BASE_LEVEL), col(GOAL_LEVEL)), Reason.TARGET_EQUALS_BASE)]


def _same(one: Any, other: Any) -> Any:
    return (one - other).abs() <= (one.abs() + other.abs()) * NEAR


def _judged(found: Frame, rules: Scheme, doubts: _Doubts, units: bool) -> Frame:
    """The rates, the value, the score and the status."""
    ns, col = found.ns, found.ns.col
    clear = col("REASON").is_null()
    grown = (
        clear & (col(BASE_LEVEL) * col(LATEST_LEVEL) >= 0) & (col(BASE_LEVEL) * col(GOAL_LEVEL) > 0)
    )
    grown = grown if doubts.no_ratio is None else grown & ~doubts.no_ratio
    data = found.data.with_columns(
        ns.when(grown).then(col(LATEST_LEVEL) / col(BASE_LEVEL)).alias(DONE),
        ns.when(grown).then(col(GOAL_LEVEL) / col(BASE_LEVEL)).alias(PLANNED),
        ns.when(clear).then(col(ELAPSED)).alias(ELAPSED),
        ns.when(clear).then(col(SPAN)).alias(SPAN),
    )
    data = data.with_columns(
        (col(DONE) ** (1 / col(ELAPSED)) - 1).alias(OBSERVED),
        (col(PLANNED) ** (1 / col(SPAN)) - 1).alias(REQUIRED),
    )
    data = data.with_columns(
        VALUES[rules.formula](ns).alias("PACE"), _met(found, rules, doubts, units).alias("ACHIEVED")
    )
    yes, no = (is_told(found, "ACHIEVED", verdict) for verdict in (Verdict.YES, Verdict.NO))
    measure = schedule(ns, col("PACE")) if rules.against_time else col("PACE")
    cases = [(yes, rules.achieved)]
    if rules.by_level:
        cases.append((no, rules.with_target[0].status))
    cases += [(clear & no & in_band(measure, band), band.status) for band in rules.with_target]
    status = coded(found, cases, rules.not_available)
    return found.with_data(
        data.with_columns(
            (col(OBSERVED) * 100).alias("OBSERVED_RATE"),
            (col(REQUIRED) * 100).alias("REQUIRED_RATE"),
            status.alias("STATUS"),
            score(ns, rules, yes, clear).alias("SCORE"),
        )
    )


def _met(found: Frame, rules: Scheme, doubts: _Doubts, units: bool) -> Any:
    """Whether the latest level reaches the target."""
    col = found.ns.col
    latest, goal = col("LATEST_VALUE"), col(_GOAL)
    askable = ~col(_TWO_SIDED) & ~latest.is_null() & ~goal.is_null()
    askable = askable & ~(
        (col(_ASKED_LENGTH) > col(f"{OWN}LATEST_length")) & (col(f"{OWN}LATEST_length") > 0)
    ).fill_null(False)
    for case, _ in doubts.target:
        askable = askable & ~case
    same = _same(latest, goal)
    beyond = ((col(_RISING) & (latest > goal)) | (~col(_RISING) & (latest < goal))) & ~same
    met = beyond if rules.strict else beyond | (same & ~col(_OPEN))
    if rules.near is not None and units:
        ends = (goal == 0) | (goal == 100)
        met = met | (
            (col("UNIT_MEASURE") == "percent") & ends & ((latest - goal).abs() <= float(rules.near))
        ).fill_null(False)
    return decided(found, [(askable & met, Verdict.YES), (askable, Verdict.NO)])

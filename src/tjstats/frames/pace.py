"""Pace over frames: is each series on its way to its target, by the formula, thresholds and codes
of a named scheme?

Formulas, bands, scores and ladders of reasons are those of `tjstats.track`, in binary floating
point: a value within 1e-12 of a threshold is taken to be at it.
"""

from __future__ import annotations

from functools import partial, reduce
from operator import and_, or_
from typing import Any, Final

import attrs

from tjstats.errors import FrameColumnError
from tjstats.frames.answers import cases_of, closed, coded, decided, is_told, or_else, reasoned
from tjstats.frames.attainment import (
    CEILING,
    CEILING_OPEN,
    FLOOR,
    FLOOR_OPEN,
    Demand,
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
from tjstats.questions.pace.formulas import FORMULAS, schedule, yearly_rate
from tjstats.questions.pace.offices import scheme as scheme_of
from tjstats.questions.pace.reasons import (
    NO_LEVEL,
    NO_QUESTION,
    NO_VALUE,
    NO_WAY,
    LevelFacts,
    QuestionFacts,
    ValueFacts,
    WayFacts,
)
from tjstats.questions.pace.schemes import Band, BaseRule, Scheme
from tjstats.records.classifications import Measure
from tjstats.rows.columns import UNIT_COLUMNS
from tjstats.values.verdicts import Verdict

__all__ = ["track"]

_SIDES: Final = ("BASE", "LATEST")
_BASE, _LATEST, _GOAL, _UPWARDS = (
    f"{OWN}{name}" for name in ("base_level", "latest_level", "goal_level", "upwards")
)
_DONE, _PLANNED, _OBSERVED, _REQUIRED = (
    f"{OWN}{name}" for name in ("done", "planned", "observed", "required")
)
_ELAPSED, _SPAN = f"{OWN}elapsed", f"{OWN}span"
_RISING, _AIM, _OPEN = (f"{OWN}{name}" for name in ("rising", "goal", "open"))
_TWO_SIDED, _ASKED_LENGTH, _NO_LEVEL = (
    f"{OWN}{name}" for name in ("two_sided", "asked_length", "no_level")
)


@attrs.frozen
class _Columns:
    """The numbers of the ways from base to target, as formulas take them (a `formulas.Way`): levels
    turned to be positive where they are divided by each other, factors, yearly rates, years.
    """

    ns: Any

    base = property(lambda self: self.ns.col(_BASE))
    latest = property(lambda self: self.ns.col(_LATEST))
    goal = property(lambda self: self.ns.col(_GOAL))
    rising = property(lambda self: self.ns.col(_UPWARDS))
    elapsed = property(lambda self: self.ns.col(_ELAPSED))
    span = property(lambda self: self.ns.col(_SPAN))
    done = property(lambda self: self.ns.col(_DONE))
    planned = property(lambda self: self.ns.col(_PLANNED))
    observed = property(lambda self: self.ns.col(_OBSERVED))
    required = property(lambda self: self.ns.col(_REQUIRED))

    def choose(self, condition: Any, then: Any, otherwise: Any) -> Any:
        """*then* where the condition holds, else *otherwise*."""
        then, otherwise = (
            self.ns.lit(float(each)) if isinstance(each, int | float) else each
            for each in (then, otherwise)
        )
        return self.ns.when(condition).then(then).otherwise(otherwise)


def _in_band(value: Any, band: Band) -> Any:
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


def _score(ns: Any, rules: Scheme, achieved: Any, clear: Any) -> Any:
    """The score of the value; the best one where the target is reached."""
    value = ns.col("PACE")
    if not rules.score_with_target:
        return ns.when(ns.lit(False)).then(value)
    points = rules.points(value, True, float, _Columns(ns).choose)
    if rules.best_score is None:
        return ns.when(clear & ~achieved).then(points)
    best = ns.lit(float(rules.best_score))
    return ns.when(achieved).then(best).otherwise(ns.when(clear).then(points))


_MONTH: Final = 32
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
    doubts = _doubts(found, types, wanted)
    stepped = _stepped(_in_scale(found, types, wanted), rules, doubts)
    judged = _judged(stepped, rules, doubts, "UNIT_MEASURE" in wanted)
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
    """What the columns of both tables say against an answer, as expressions. Fields: question,
    level (facts of these ladders, of level all but the two ends of a target), base_duplicate,
    base_only_a_bound, no_ratio (the unit has no true zero; None if there is no column of units).
    """

    question: QuestionFacts
    level: LevelFacts
    base_duplicate: Any
    base_only_a_bound: Any
    no_ratio: Any


def _doubts(found: Frame, types: dict[str, Any], wanted: dict[str, Any]) -> _Doubts:
    ns, col = found.ns, found.ns.col
    asked_for = {name: ~col(name).is_null() for name in ("EVERY", "RELATIVE_TO") if name in wanted}
    question = QuestionFacts(
        without_number=col(_AIM).is_null(),
        unreadable=col(AIMED).is_null(),
        relative=asked_for.get("RELATIVE_TO", False),
        every=asked_for.get("EVERY", False),
    )
    base_bound, latest_bound = (
        (col(of_side(side, BOUND)) == 1) if QUALIFIER in types else False for side in _SIDES
    )
    base_twice, latest_twice = (col(f"{OWN}{side}_rows") > 1 for side in _SIDES)
    length = col(f"{OWN}LATEST_length")
    unanchored = False
    if "MEASURE" in wanted:
        unanchored = (col("MEASURE").cast(ns.String) != str(Measure.VALUE)).fill_null(False)
    level = LevelFacts(
        missing=col(f"{OWN}LATEST").is_null(),
        unanchored=unanchored,
        other_unit=_other_unit(ns, types, wanted),
        duplicate=latest_twice,
        only_a_bound=latest_bound,
        longer=((col(_ASKED_LENGTH) > length) & (length > 0)).fill_null(False),
    )
    unit = "UNIT_MEASURE"
    named = (unit, wanted.get(unit))
    if unit not in wanted:
        named = (of_side("LATEST", unit), types.get(unit))
    return _Doubts(question, level, base_twice, base_bound, no_ratio(ns, *named))


def _other_unit(ns: Any, types: dict[str, Any], wanted: dict[str, Any]) -> Any:
    """Whether target, latest value and base, if there is one, differ in unit; False without columns
    of units.
    """
    given, asked = _units(types), {name: name for name in _units(wanted)}
    base, latest = ({name: of_side(side, name) for name in given} for side in _SIDES)
    with_base = ~ns.col("BASE_VALUE").is_null()
    cases = other_units(ns, asked, latest)
    of_base = other_units(ns, asked, base)
    of_base += [
        differ(ns.col(base[name]), ns.col(latest[name])) for name in given if name not in asked
    ]
    cases += [case & with_base for case in of_base]
    return reduce(or_, cases) if cases else False


def _units(types: dict[str, Any]) -> list[str]:
    return [name for name in UNIT_COLUMNS if name in types]


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
    """The numbers of the way: levels turned to be positive where they are divided, good direction,
    years, and why there is no level or trend.
    """
    ns, col = found.ns, found.ns.col
    formula = FORMULAS[rules.formula]
    base, latest = col("BASE_VALUE"), col("LATEST_VALUE")
    point = (col(FLOOR) == col(CEILING)).fill_null(False)
    two_sided = ~col(FLOOR).is_null() & ~col(CEILING).is_null()
    rising = col(CEILING).is_null() | (two_sided & (col(FLOOR) >= base)).fill_null(False)
    without_side = two_sided & (~point | base.is_null()) if formula.distance else two_sided
    data = found.data.with_columns(
        rising.alias(_RISING),
        ns.coalesce(col(FLOOR), col(CEILING)).alias(_AIM),
        ((rising & col(FLOOR_OPEN)) | (~rising & col(CEILING_OPEN))).alias(_OPEN),
        without_side.alias(_TWO_SIDED),
        ((col(f"{OWN}LATEST") - col(f"{OWN}BASE")) / YEAR).alias(_ELAPSED),
        ((col(AIMED) - col(f"{OWN}BASE")) / YEAR).alias(_SPAN),
    )
    sign, upwards = ns.lit(1.0), col(_RISING)
    if formula.compound:
        sign = ns.when(base < 0).then(ns.lit(-1.0)).otherwise(ns.lit(1.0))
        upwards = (col(_RISING) & ~(base < 0)) | (~col(_RISING) & (base < 0))
    data = data.with_columns(
        (base * sign).alias(_BASE),
        (latest * sign).alias(_LATEST),
        (col(_AIM) * sign).alias(_GOAL),
        upwards.alias(_UPWARDS),
    )
    level = doubts.level._replace(two_sided=col(_TWO_SIDED))
    blocked = [*cases_of(NO_QUESTION, doubts.question), *cases_of(NO_LEVEL, level)]
    data = data.with_columns(reasoned(found, blocked).alias(_NO_LEVEL))
    untracked = [
        *cases_of(NO_WAY, _way_facts(ns, rules, doubts)),
        *cases_of(NO_VALUE, _value_facts(ns, rules)),
    ]
    reason = or_else(ns, col(_NO_LEVEL), reasoned(found, untracked))
    return found.with_data(data.with_columns(reason.alias("REASON")))


def _way_facts(ns: Any, rules: Scheme, doubts: _Doubts) -> WayFacts:
    base, latest, aimed = (ns.col(name) for name in (f"{OWN}BASE", f"{OWN}LATEST", AIMED))
    later = rules.base_rule is BaseRule.NEXT_LATER
    return WayFacts(
        no_later_base=base.is_null() if later else False,
        no_base=False if later else base.is_null(),
        base_duplicate=doubts.base_duplicate,
        base_only_a_bound=doubts.base_only_a_bound,
        base_end=base,
        latest_end=latest,
        goal_end=aimed,
        part_years=((latest - base) % _MONTH != 0) | ((aimed - base) % _MONTH != 0),
        no_ratio=doubts.no_ratio if FORMULAS[rules.formula].compound else False,
    )


def _value_facts(ns: Any, rules: Scheme) -> ValueFacts:
    base, latest, goal = (ns.col(name) for name in (_BASE, _LATEST, _GOAL))
    formula = FORMULAS[rules.formula]
    return ValueFacts(
        base=base,
        latest=latest,
        goal=goal,
        compound=formula.compound,
        logarithm=formula.logarithm,
        no_distance=_same(base, goal),
    )


def _same(one: Any, other: Any) -> Any:
    return (one - other).abs() <= (one.abs() + other.abs()) * NEAR


def _judged(found: Frame, rules: Scheme, doubts: _Doubts, units: bool) -> Frame:
    """The rates, the value, the score and the status."""
    ns, col = found.ns, found.ns.col
    way = _Columns(ns)
    clear = col("REASON").is_null()
    grown = clear & (way.base * way.latest >= 0) & (way.base * way.goal > 0)
    grown = grown if doubts.no_ratio is None else grown & ~doubts.no_ratio
    data = found.data.with_columns(
        ns.when(grown).then(way.latest / way.base).alias(_DONE),
        ns.when(grown).then(way.goal / way.base).alias(_PLANNED),
        ns.when(clear).then(way.elapsed).alias(_ELAPSED),
        ns.when(clear).then(way.span).alias(_SPAN),
    )
    data = data.with_columns(
        yearly_rate(way.done, way.elapsed).alias(_OBSERVED),
        yearly_rate(way.planned, way.span).alias(_REQUIRED),
    )
    data = data.with_columns(
        ns.when(clear).then(FORMULAS[rules.formula].value(way)).alias("PACE"),
        _met(found, rules, units).alias("ACHIEVED"),
    )
    yes, no = (is_told(found, "ACHIEVED", verdict) for verdict in (Verdict.YES, Verdict.NO))
    measure = schedule(way, col("PACE")) if rules.against_time else col("PACE")
    cases = list(rules.statuses(yes, no, clear, partial(_in_band, measure)))
    return found.with_data(
        data.with_columns(
            (way.observed * 100).alias("OBSERVED_RATE"),
            (way.required * 100).alias("REQUIRED_RATE"),
            coded(found, cases, rules.not_available).alias("STATUS"),
            _score(ns, rules, yes, clear).alias("SCORE"),
        )
    )


def _met(found: Frame, rules: Scheme, units: bool) -> Any:
    """Whether the latest level reaches the target."""
    col = found.ns.col
    latest, goal = col("LATEST_VALUE"), col(_AIM)
    askable = col(_NO_LEVEL).is_null() & ~latest.is_null() & ~goal.is_null()
    same = _same(latest, goal)
    beyond = ((col(_RISING) & (latest > goal)) | (~col(_RISING) & (latest < goal))) & ~same
    met = beyond if rules.strict else beyond | (same & ~col(_OPEN))
    if rules.near is not None and units:
        ends = (goal == 0) | (goal == 100)
        met = met | (
            (col("UNIT_MEASURE") == "percent") & ends & ((latest - goal).abs() <= float(rules.near))
        ).fill_null(False)
    return decided(found, [(askable & met, Verdict.YES), (askable, Verdict.NO)])

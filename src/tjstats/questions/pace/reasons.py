"""Why a series has no pace: ladders of cases, for records and for data frames.

The ladders are checked in turn. If `NO_QUESTION` or `NO_LEVEL` applies, neither the level nor the
trend is judged; if `NO_WAY`, `NO_VALUE` or `NO_STATUS` applies, the level still is.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from tjstats.questions.reasons import Case
from tjstats.values.verdicts import Reason

__all__ = [
    "NO_LEVEL",
    "NO_QUESTION",
    "NO_STATUS",
    "NO_VALUE",
    "NO_WAY",
    "LevelFacts",
    "QuestionFacts",
    "StatusFacts",
    "ValueFacts",
    "WayFacts",
]


class QuestionFacts(NamedTuple):
    """Facts about the question; each a Python value or a frame expression. Cases that cannot arise
    keep the default, False.

    Fields: undirected (no target, and no good direction), set_elsewhere (the target names who sets
    its number), without_number (no figure, or the scheme has no bands for the question),
    unreadable (the target's period, in data frames), relative (to another indicator), every (the
    target is for each part of its period).
    """

    undirected: Any = False
    set_elsewhere: Any = False
    without_number: Any = False
    unreadable: Any = False
    relative: Any = False
    every: Any = False


NO_QUESTION: Final = (
    Case(
        Reason.NO_DIRECTION,
        lambda f: f.undirected,
        "there is no target, and the indicator has no good direction",
    ),
    Case(
        Reason.SET_ELSEWHERE,
        lambda f: f.set_elsewhere,
        "the target has no number and is set elsewhere",
    ),
    Case(
        Reason.NO_NUMBER,
        lambda f: f.without_number,
        "the target has no number, or the scheme has no bands with a target, or without one",
    ),
    Case(
        Reason.UNREADABLE_PERIOD,
        lambda f: f.unreadable,
        "the target's period is unreadable (data frames)",
    ),
    Case(
        Reason.NO_REFERENCE,
        lambda f: f.relative,
        "the target is relative to another indicator",
    ),
    Case(
        Reason.PERIOD_MISMATCH,
        lambda f: f.every,
        "the target is for each part of its period; plan-linear and plan-log judge each part",
    ),
)
"""Conditions under which a target, or an indicator alone, has no pace."""


class LevelFacts(NamedTuple):
    """Facts about the current level of a series and the level to reach.

    Fields: missing (no latest value), unanchored (changes, or growth without the base of the
    target), growth_alone (growth rates without a target), gap (in a chain of growth rates), longer
    (the target is for a longer period than the values, and not a total that the scheme tracks),
    other_unit, duplicate and only_a_bound (of the latest value, in data frames),
    base_only_a_bound (of the base that the level aimed at starts from), unbounded (the
    level aimed at has no end), two_sided.
    """

    missing: Any = False
    unanchored: Any = False
    growth_alone: Any = False
    gap: Any = False
    longer: Any = False
    other_unit: Any = False
    duplicate: Any = False
    only_a_bound: Any = False
    base_only_a_bound: Any = False
    unbounded: Any = False
    two_sided: Any = False


NO_LEVEL: Final = (
    Case(
        Reason.NO_OBSERVATION,
        lambda f: f.missing,
        "there is no value, or none at the requested latest time",
    ),
    Case(
        Reason.NO_BASELINE,
        lambda f: f.unanchored,
        "the values are changes, or growth without the target's base",
    ),
    Case(
        Reason.GROWTH_OF_GROWTH,
        lambda f: f.growth_alone,
        "the values are growth, and there is no target",
    ),
    Case(
        Reason.GAP_IN_SERIES,
        lambda f: f.gap,
        "a chain of growth rates has a gap",
    ),
    Case(
        Reason.UNIT_MISMATCH,
        lambda f: f.other_unit,
        "the units of values and target differ (data frames)",
    ),
    Case(
        Reason.DUPLICATE_KEY,
        lambda f: f.duplicate,
        "several rows have the latest value (data frames)",
    ),
    Case(
        Reason.ONLY_A_BOUND,
        lambda f: f.only_a_bound | f.base_only_a_bound,
        "the latest value (data frames), or the base from which the target starts, is only a bound",
    ),
    Case(
        Reason.PERIOD_MISMATCH,
        lambda f: f.longer,
        "the target is for a longer period than the values; totals of flows have a pace by "
        "plan-linear, means by plan-linear and plan-log",
    ),
    Case(
        Reason.STRADDLES_TARGET,
        lambda f: f.unbounded,
        "the level to reach follows from a bound and may be any number",
    ),
    Case(
        Reason.TWO_SIDED_NEEDS_RANGE,
        lambda f: f.two_sided,
        "the target has two ends, or is a number without a good direction; for a formula of "
        "distances the base shows the side of a number, and for plan-linear and plan-log two ends "
        "are a limit",
    ),
)
"""Conditions under which neither the level nor the trend is judged."""


class WayFacts(NamedTuple):
    """Facts about the path of the series so far, and the time of the target.

    Fields: no_baseline (the target's own base has no value), no_later_base and no_base (the base
    asked for has no value, and the scheme's rule finds none), base_duplicate (in data frames),
    base_only_a_bound, base_end, latest_end and goal_end (when base, latest value and target end;
    without a target later than all), broken (the scope changes between base and latest value, or a
    break is flagged there), part_years (the times are not whole months apart), no_ratio (levels are
    divided, and their unit has no true zero).
    """

    no_baseline: Any = False
    no_later_base: Any = False
    no_base: Any = False
    base_duplicate: Any = False
    base_only_a_bound: Any = False
    base_end: Any = None
    latest_end: Any = None
    goal_end: Any = None
    broken: Any = False
    part_years: Any = False
    no_ratio: Any = False


NO_WAY: Final = (
    Case(
        Reason.NO_BASELINE,
        lambda f: f.no_baseline,
        "the target's base has no value",
    ),
    Case(
        Reason.BASE_AFTER_LATEST,
        lambda f: f.no_later_base,
        "there is no value at or after the requested base",
    ),
    Case(
        Reason.NO_OBSERVATION,
        lambda f: f.no_base,
        "there is no value at the requested base",
    ),
    Case(
        Reason.DUPLICATE_KEY,
        lambda f: f.base_duplicate,
        "several rows have the base value (data frames)",
    ),
    Case(
        Reason.ONLY_A_BOUND,
        lambda f: f.base_only_a_bound,
        "the base is only a bound",
    ),
    Case(
        Reason.ONE_POINT,
        lambda f: f.base_end == f.latest_end,
        "the base is the latest value",
    ),
    Case(
        Reason.BASE_AFTER_LATEST,
        lambda f: f.base_end > f.latest_end,
        "the base is later than the latest value",
    ),
    Case(
        Reason.BREAK_IN_SERIES,
        lambda f: f.broken,
        "the scope changes between the base and the latest value, or a break is flagged there",
    ),
    Case(
        Reason.NOT_WHOLE_YEARS,
        lambda f: f.part_years,
        "base, latest value and target are not whole months apart",
    ),
    Case(
        Reason.NO_RATIO_SCALE,
        lambda f: f.no_ratio,
        "the formula divides levels, and their unit has no true zero",
    ),
    Case(
        Reason.PERIOD_MISMATCH,
        lambda f: f.goal_end <= f.base_end,
        "the target is not later than the base",
    ),
)
"""Conditions under which there is no path from a base to a target."""


class ValueFacts(NamedTuple):
    """The levels of a path; if the formula divides them, they are turned so that the base is not
    negative.

    Fields: base, latest, goal (without a target the base), compound (the formula divides levels,
    or there is no target), logarithm (it takes that of the latest level), no_distance (base and
    target are equal).
    """

    base: Any
    latest: Any
    goal: Any
    compound: Any = True
    logarithm: Any = False
    no_distance: Any = False


NO_VALUE: Final = (
    Case(
        Reason.ZERO_BASE,
        lambda f: f.compound & (f.base == 0),
        "the formula divides levels, and the base is zero",
    ),
    Case(
        Reason.MIXED_SIGN,
        lambda f: f.compound & ((f.latest < 0) | (f.goal < 0)),
        "the formula divides levels, and they differ in sign, or may differ by an end of a range",
    ),
    Case(
        Reason.ZERO_LEVEL,
        lambda f: f.compound & ((f.goal == 0) | f.logarithm & (f.latest == 0)),
        "the formula divides levels, and the target is zero; for logarithms also the latest value",
    ),
    Case(
        Reason.TARGET_EQUALS_BASE,
        lambda f: f.no_distance,
        "the target equals the base",
    ),
)
"""Conditions under which the formula has no value."""


class StatusFacts(NamedTuple):
    """Facts about the status of a value. Fields: about (a limit "about" a number, which the value
    passes), shared (by several bands, or both by what reaches the target and by what misses it).
    """

    about: Any = False
    shared: Any = False


NO_STATUS: Final = (
    Case(
        Reason.ABOUT_WITHOUT_TOLERANCE,
        lambda f: f.about,
        "the target is a limit 'about' a number, and the value is on its wrong side",
    ),
    Case(
        Reason.STRADDLES_TARGET,
        lambda f: f.shared,
        "the latest value is a bound that fits several bands, or both sides of the target",
    ),
)
"""Conditions under which a value has no status."""

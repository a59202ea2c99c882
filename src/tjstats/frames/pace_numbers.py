"""The numbers of paces over frames: the value of each formula, the score, and in which band a value lies.

The columns named here are those of the way from base to target: levels turned to be positive where they compound, growth factors,
yearly rates as ratios, and years.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_
from typing import Any, Final

from tjstats.frames.layout import NEAR, OWN
from tjstats.questions.bands import Band
from tjstats.questions.schemes import Formula, Scheme

__all__ = [
    "BASE_LEVEL", "DONE", "ELAPSED", "GOAL_LEVEL", "LATEST_LEVEL", "OBSERVED", "PLANNED", "REQUIRED", "SPAN", "UPWARDS",
    "VALUES", "in_band", "schedule", "score",
]  # fmt: skip

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
        found = at if found is None or line.start is None else ns.when(value >= float(line.start)).then(at).otherwise(found)
    if rules.best_score is not None:
        best = float(rules.best_score)
        found = ns.when(found > best).then(ns.lit(best)).otherwise(ns.when(found < -best).then(ns.lit(-best)).otherwise(found))
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
    return ns.when(col("REASON").is_null()).then((col(LATEST_LEVEL) - col(BASE_LEVEL)) / (col(GOAL_LEVEL) - col(BASE_LEVEL)))


VALUES: Final[dict[Formula, Callable[[Any], Any]]] = {
    Formula.RATIO: _ratio,
    Formula.SIGNED_RATIO: _signed_ratio,
    Formula.PROJECTED_SHARE: _projected_share,
    Formula.LOG_SHARE: _log_share,
    Formula.LINEAR_SHARE: _linear_share,
}

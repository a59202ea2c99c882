"""Degrees of attainment: exceeded, met, within the limit, missed; the share completed; and the
verdict of published words.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from tjstats.questions.formulas import PERCENT, log_progress, share
from tjstats.questions.rates import fulfilment
from tjstats.records.classifications import NATURES, Measure
from tjstats.records.targets import Target, accepted
from tjstats.values.bounds import Bounds, point
from tjstats.values.codes import Code
from tjstats.values.figures import Figure
from tjstats.values.languages import Language, spoken
from tjstats.values.numbers import NEAREST
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Verdict

__all__ = [
    "CEILINGS",
    "DEGREE_TEXTS",
    "PUBLISHED_WORDS",
    "Degree",
    "completion",
    "degree",
    "is_limit",
    "published",
]


class Degree(Code):
    """How far a target was met."""

    EXCEEDED = "exceeded"
    MET = "met"
    WITHIN = "within"
    MISSED = "missed"

    def text(self, lang: Language | None = None) -> str:
        """The degree in words, *lang* "en" or "zh"."""
        return DEGREE_TEXTS[self][spoken(lang)]


DEGREE_TEXTS: Final = {
    Degree.EXCEEDED: {"en": "exceeded", "zh": "超额完成"},
    Degree.MET: {"en": "met", "zh": "完成"},
    Degree.WITHIN: {"en": "within the limit", "zh": "控制在目标以内"},
    Degree.MISSED: {"en": "missed", "zh": "未完成"},
}

_NONE: Final = Decimal(0)  # no change
_ONE: Final = Decimal(1)
_TWO: Final = Decimal(2)
_WITHOUT_RATIO: Final = ("percentage_point", "delta_degC", "degC")

# Qualifiers that make a ceiling a limit if there is no baseline, and both ends of a range.
CEILINGS: Final = (Qualifier.AT_MOST, Qualifier.UNDER, Qualifier.ABOUT, Qualifier.BETWEEN)

# Patterns of published verdicts, tried in this order: the first that matches decides. A verdict on
# the path alone (on track, too early) does not yet say anything about the target.
_REACHED: Final = (
    "met|meet|achieved?|reach|reached|fulfil|fulfilled|attain|attained|realised|realized|completed?"
)
PUBLISHED_WORDS: Final = (
    (Verdict.YES, r"低于预期控制|控制在.*以内|好于预期|超预期|超出预期"),
    (
        Verdict.NO,
        r"[未没](?:有|能|能够)?(?:如期|全面|全部|按期)?(?:完成|达|实现)"
        r"|未能|无法完成|难以完成|不及预期|低于预期|滞后",
    ),
    (
        Verdict.NO,
        rf"\bnot(?: \w+)? (?:{_REACHED})\b"
        r"|\b(?:unmet|unfulfilled|missed|fell short|shortfall)\b",
    ),
    (
        Verdict.NO,
        r"\b(?:not on|off) (?:track|course)\b|\bfail(?:ed|ure|s)?\b|\bout of reach\b",
    ),
    (
        Verdict.UNKNOWN,
        r"\b(?:partly|partially|too early|on track|on course|within reach|no data)\b"
        r"|部分(?:完成|实现)",
    ),
    (
        Verdict.YES,
        rf"完成|达到|达标|实现|符合预期|好于|快于|同步|\b(?:{_REACHED}|exceeded|surpassed)\b",
    ),
)


def published(words: str | None) -> Verdict | None:
    """The verdict that published words state: UNKNOWN if they state none, None if nothing is
    published.

    >>> published("提前超额完成"), published("未完成"), published("no data")
    (<Verdict.YES: 'yes'>, <Verdict.NO: 'no'>, <Verdict.UNKNOWN: 'unknown'>)
    """
    if words is None:
        return None
    return next(
        (verdict for verdict, marks in PUBLISHED_WORDS if re.search(marks, words, re.IGNORECASE)),
        Verdict.UNKNOWN,
    )


def is_limit(target: Target) -> bool:
    """Whether a target is a limit to keep within, and not a number to reach: a range, or a ceiling.
    A level or change to be brought down is a number to reach: a ceiling below the baseline, a bare
    number without one, a negative change.

    >>> rate = Indicator("employment.unemployment", "%", "rate", "lower")
    >>> is_limit(Target(rate, Period.year(2025), Figure.at_most("5.5", "%")))
    True
    """
    goal = target.figure
    if goal is None or target.relative_to is not None:
        return False
    accepts = accepted(goal, target.indicator.direction)
    if accepts.upper is None:
        return False
    if accepts.lower is not None:
        return goal.qualifier is Qualifier.BETWEEN
    if target.measure is not Measure.VALUE:
        return accepts.upper >= (_ONE if target.measure is Measure.FACTOR else _NONE)
    return _starts_within(target, goal, accepts.upper)


def _starts_within(target: Target, goal: Figure, ceiling: Decimal) -> bool:
    """Whether a level starts below the ceiling; without a baseline the words decide."""
    baseline = None if target.baseline is None else target.baseline.figure
    if baseline is None or not baseline.unit.is_compatible(goal.unit):
        return goal.qualifier in CEILINGS
    start = baseline.to(goal.unit).bounds.lower
    return start is None or start <= ceiling


def degree(
    verdict: Verdict, bounds: Bounds, target: Target, accepts: Bounds, limit: bool
) -> Degree | None:
    """Missed, within the limit, met, or exceeded: beyond the number itself, the better end of a
    range, or the tolerance of "about". None without a verdict.

    *bounds* are those of what was achieved, in the unit of the target's figure; *accepts* is what
    the target accepts; *limit* says whether it `is_limit`.
    """
    if verdict is not Verdict.YES:
        return Degree.MISSED if verdict is Verdict.NO else None
    is_range = target.figure is not None and target.figure.qualifier is Qualifier.BETWEEN
    if (is_range or not limit) and _is_past(bounds, target, accepts):
        return Degree.EXCEEDED
    return Degree.WITHIN if limit else Degree.MET


def _is_past(bounds: Bounds, target: Target, accepts: Bounds) -> bool:
    """Whether all of *bounds* is beyond the number after which a target is exceeded."""
    rising, falling = accepts.upper is None, accepts.lower is None
    best = None if target.figure is None else _best(target.figure, accepts, rising)
    if rising == falling or best is None:
        return False
    at = point(best)
    return (at < bounds if rising else bounds < at) is Verdict.YES


def _best(asked: Figure, accepts: Bounds, rising: bool) -> Decimal | None:
    """The number beyond which a target is exceeded."""
    if asked.qualifier is Qualifier.BETWEEN:
        return asked.bounds.upper if rising else asked.bounds.lower
    end = accepts.lower if rising else accepts.upper
    if asked.qualifier is not Qualifier.ABOUT or end is None:
        return end
    # as far beyond the number as the tolerance lies before it
    plain = asked.plain
    return NEAREST.subtract(NEAREST.multiply(plain, _TWO), end)


def completion(target: Target, actual: Figure, planned: Figure, limit: bool) -> Figure | None:
    """The share of the target that is completed, in percent; more is better.

    Actual over planned for amounts; (100 + actual) over (100 + planned) for growth, and the share
    of the logarithms for a reduction; for a level to be brought down the share of the way from the
    baseline. None for a *limit* (`is_limit`), for rates, for targets relative to another indicator,
    and unless the plan is positive.

    >>> gdp = Indicator("gdp", "亿元", "flow")
    >>> asked = Figure("5", "%")
    >>> g = Target(gdp, Period.year(2025), asked, measure="growth", base=Period.year(2024))
    >>> print(completion(g, Figure("6", "%"), asked, limit=is_limit(g)))
    100.95%
    """
    if target.relative_to is not None or limit:
        return None
    if target.measure in (Measure.GROWTH, Measure.AVERAGE_GROWTH):
        done, plan = actual.to(PERCENT), planned.to(PERCENT)
        return log_progress(done, plan) if plan.value < 0 else fulfilment(done, plan)
    is_rate = (
        target.measure is Measure.VALUE and NATURES[target.indicator.nature].change == "points"
    )
    if is_rate or planned.unit.code in _WITHOUT_RATIO:
        return None
    return _amount_done(target, actual, planned)


def _amount_done(target: Target, actual: Figure, planned: Figure) -> Figure | None:
    start = None if target.baseline is None else target.baseline.figure
    if start is not None and _brings_down(target) and start.unit.is_compatible(planned.unit):
        way = start - planned
        return None if _NONE in way.bounds else share(start - actual, way)
    return share(actual, planned) if planned.value > 0 else None


def _brings_down(target: Target) -> bool:
    """Whether a target is a level that is to fall."""
    accepts = target.accepts
    return target.measure is Measure.VALUE and accepts is not None and accepts.lower is None

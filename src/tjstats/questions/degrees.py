"""Degrees of attainment: exceeded, met, missed; the completion ratio; and what published verdicts
say in words.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tjstats.questions.formulas import PERCENT, share
from tjstats.questions.rates import fulfilment
from tjstats.records.classifications import Measure, Nature
from tjstats.records.targets import Target
from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.languages import Language, spoken
from tjstats.values.numbers import NEAREST
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Verdict

__all__ = ["DEGREE_TEXTS", "PUBLISHED_WORDS", "Degree", "completion", "degree", "published"]


class Degree(StrEnum):
    """How far a target was met."""

    EXCEEDED = "exceeded"
    MET = "met"
    MISSED = "missed"

    def text(self, lang: Language | None = None) -> str:
        """The degree in words, *lang* "en" or "zh"."""
        return DEGREE_TEXTS[self][spoken(lang)]


DEGREE_TEXTS: Final = {
    Degree.EXCEEDED: {"en": "exceeded", "zh": "超额完成"},
    Degree.MET: {"en": "met", "zh": "完成"},
    Degree.MISSED: {"en": "missed", "zh": "未完成"},
}

_TWO: Final = Decimal(2)

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


def degree(verdict: Verdict, bounds: Bounds, asked: Figure, accepts: Bounds) -> Degree | None:
    """Missed, met, or exceeded: past the number itself, past the better end of a range, or past
    what "about" allows. None without a verdict.

    *bounds* are those of what was achieved, in the unit of *asked*; *accepts* is what the target
    accepts.
    """
    if verdict is not Verdict.YES:
        return Degree.MISSED if verdict is Verdict.NO else None
    rising, falling = accepts.upper is None, accepts.lower is None
    if rising == falling:
        return Degree.MET
    best = _best(asked, accepts, rising)
    if best is None:
        return Degree.MET
    at = Bounds(best, best)
    past = at < bounds if rising else bounds < at
    return Degree.EXCEEDED if past is Verdict.YES else Degree.MET


def _best(asked: Figure, accepts: Bounds, rising: bool) -> Decimal | None:
    """The number past which a target is exceeded."""
    if asked.qualifier is Qualifier.BETWEEN:
        return asked.bounds.upper if rising else asked.bounds.lower
    end = accepts.lower if rising else accepts.upper
    if asked.qualifier is not Qualifier.ABOUT or end is None:
        return end
    # as far beyond the number as the tolerance lies before it
    plain = asked.plain
    return NEAREST.subtract(NEAREST.multiply(plain, _TWO), end)


def completion(target: Target, actual: Figure, planned: Figure) -> Figure | None:
    """The share of the target that is done, in percent: actual over planned for amounts, (100 +
    actual) over (100 + planned) for growth and reductions. None for rates, for targets relative to
    another indicator, and unless the plan is positive.

    >>> gdp = Indicator("gdp", "亿元", "flow")
    >>> asked = Figure("5", "%")
    >>> g = Target(gdp, Period.year(2025), asked, measure="growth", base=Period.year(2024))
    >>> print(completion(g, Figure("6", "%"), asked))
    100.95%
    """
    if target.relative_to is not None:
        return None
    if target.measure in (Measure.GROWTH, Measure.AVERAGE_GROWTH):
        return fulfilment(actual.to(PERCENT), planned.to(PERCENT))
    if target.measure is Measure.VALUE and target.indicator.nature is Nature.RATE:
        return None
    if planned.unit.code in ("percentage_point", "delta_degC", "degC"):
        return None
    return share(actual, planned) if planned.value > 0 else None

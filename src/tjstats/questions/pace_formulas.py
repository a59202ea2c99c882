"""The formulas of pace on plain numbers: yearly rates, shares of the way, projections, and how near a natural limit is.

Worked with 102 digits and rounded to 34 once, at the rim, so that a value at a threshold is not moved off it. Levels are
of one sign; where all are negative they are turned round together with the direction.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, Overflow
from fractions import Fraction
from typing import Final

import attrs

from tjstats.errors import InvalidNumberError
from tjstats.questions.schemes import Formula
from tjstats.values.numbers import WIDE
from tjstats.values.verdicts import Reason

__all__ = ["COMPOUND", "Steps", "closeness", "compound_rate", "log_share", "obstacle", "power"]

_ZERO, _ONE, _TWO = Decimal(0), Decimal(1), Decimal(2)
COMPOUND: Final = frozenset(Formula) - {Formula.LINEAR_SHARE}  # these divide levels by levels


@attrs.frozen
class Steps:
    """The numbers of a way from base to target. Fields: base, latest, goal (None without a target), rising (good is up),
    elapsed and span (years from the base to the latest value and to the target's time).
    """

    base: Decimal
    latest: Decimal
    goal: Decimal | None
    rising: bool
    elapsed: Fraction
    span: Fraction | None = None

    def turned(self) -> Steps:
        """Negative levels and the direction turned round: less of a negative level is more of its size."""
        if self.base >= 0:
            return self
        goal = None if self.goal is None else self.goal.copy_negate()
        return Steps(self.base.copy_negate(), self.latest.copy_negate(), goal, not self.rising, self.elapsed, self.span)

    @property
    def left(self) -> Fraction | None:
        """The years from the latest value to the target's time, None where it is not later."""
        return None if self.span is None or self.span <= self.elapsed else self.span - self.elapsed

    def observed(self) -> Decimal:
        """The yearly rate from the base to the latest value."""
        return compound_rate(self.latest, self.base, self.elapsed)

    def required(self) -> Decimal | None:
        """The yearly rate from the base to the target."""
        return None if self.goal is None or not self.span else compound_rate(self.goal, self.base, self.span)

    def projected(self) -> Decimal | None:
        """The level at the target's time if the observed rate goes on."""
        if self.left is None:
            return self.latest if self.span == self.elapsed else None
        grown = power(WIDE.divide(self.latest, self.base), self.left / self.elapsed)
        return WIDE.multiply(self.latest, grown)

    def value(self, formula: Formula) -> Decimal:
        """The value of a formula; without a goal the observed rate in the good direction."""
        if self.goal is None:
            return self._good(self.observed())
        return VALUES[formula](self)

    def _good(self, rate: Decimal) -> Decimal:
        return rate if self.rising else rate.copy_negate()


def obstacle(steps: Steps, formula: Formula) -> Reason | None:
    """Why the formula has no value for these numbers, None where it has."""
    goal = steps.goal
    if goal is not None and (steps.span is None or steps.span <= 0):
        return Reason.PERIOD_MISMATCH
    if formula in COMPOUND or goal is None:
        if not steps.base:
            return Reason.ZERO_BASE
        if _opposite(steps.latest, steps.base) or (goal is not None and _opposite(goal, steps.base)):
            return Reason.MIXED_SIGN
        if goal is not None and (not goal or (formula is Formula.LOG_SHARE and not steps.latest)):
            return Reason.ZERO_LEVEL
    return Reason.TARGET_EQUALS_BASE if goal == steps.base else None


def _opposite(one: Decimal, other: Decimal) -> bool:
    return one < 0 < other or other < 0 < one


def power(factor: Decimal, exponent: Fraction) -> Decimal:
    """A factor that is not negative to the power of a fraction. Raises `InvalidNumberError` beyond what numbers hold."""
    if not factor:
        return _ZERO
    try:
        return WIDE.power(factor, WIDE.divide(Decimal(exponent.numerator), Decimal(exponent.denominator)))
    except Overflow:
        raise InvalidNumberError(factor, f"to the power of {exponent} it is out of range", "choose a nearer time") from None


def compound_rate(now: Decimal, then: Decimal, years: Fraction) -> Decimal:
    """The yearly rate that leads from one level to another of the same sign, as a ratio: 0.1 is 10 %."""
    return WIDE.subtract(power(WIDE.divide(now, then), 1 / years), _ONE)


def log_share(done: Decimal, planned: Decimal) -> Decimal:
    """The share of a compound change that is done: the logarithm of one factor over that of the other."""
    return WIDE.divide(WIDE.ln(done), WIDE.ln(planned))


def closeness(base: Decimal, limit: Decimal, rising: bool, exponent: Decimal) -> Decimal:
    """The factor C by which positive thresholds shrink, from 1 far from the natural limit to 0 at it.

    Sizes count. A limit on the side that is not the good one is left out: C is 1.
    """
    size, end = base.copy_abs(), limit.copy_abs()
    if size >= WIDE.multiply(_TWO, end) or (size > end if rising else size < end):
        return _ONE
    if not rising:
        size = WIDE.subtract(WIDE.multiply(_TWO, end), size)
    return WIDE.subtract(_ONE, WIDE.power(WIDE.divide(size, end), exponent) if size else _ZERO)


def _ratio(steps: Steps) -> Decimal:
    required = steps.required()
    assert required is not None
    return WIDE.divide(steps._good(steps.observed()), required.copy_abs())


def _signed_ratio(steps: Steps) -> Decimal:
    required = steps.required()
    assert required is not None
    return WIDE.divide(steps.observed(), required)


def _projected_share(steps: Steps) -> Decimal:
    goal, level = steps.goal, steps.projected()
    assert goal is not None
    level = steps.latest if level is None else level  # the target's time has passed
    return WIDE.divide(WIDE.subtract(level, steps.base), WIDE.subtract(goal, steps.base))


def _log_share(steps: Steps) -> Decimal:
    assert steps.goal is not None
    return log_share(WIDE.divide(steps.latest, steps.base), WIDE.divide(steps.goal, steps.base))


def _linear_share(steps: Steps) -> Decimal:
    assert steps.goal is not None
    return WIDE.divide(WIDE.subtract(steps.latest, steps.base), WIDE.subtract(steps.goal, steps.base))


VALUES: Final[dict[Formula, Callable[[Steps], Decimal]]] = {
    Formula.RATIO: _ratio,
    Formula.SIGNED_RATIO: _signed_ratio,
    Formula.PROJECTED_SHARE: _projected_share,
    Formula.LOG_SHARE: _log_share,
    Formula.LINEAR_SHARE: _linear_share,
}

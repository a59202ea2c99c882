"""Formulas of growth on intervals: quotients, rates and factors; each input occurs once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from tjstats.values.bounds import Bounds, point, trusted_bounds
from tjstats.values.figure_arithmetic import computed
from tjstats.values.figures import Figure
from tjstats.values.numbers import DOWN, HUNDRED, MINUS_HUNDRED, NEAREST, ONE, UP, WIDE, ZERO
from tjstats.values.units import Unit, unit

__all__ = [
    "PERCENT",
    "RATIO",
    "factor_of",
    "factor_of_change",
    "formula",
    "in_percent",
    "log_progress",
    "rate_bounds",
    "rate_of_change",
    "share",
    "share_of_sum",
]

RATIO: Final = unit("ratio")
PERCENT: Final = unit("percent")
_WHOLE: Final = point(ONE)


def formula(
    step: Callable[..., Bounds],
    left: Figure,
    right: Figure | None = None,
    kind: Unit = PERCENT,
    value: Decimal | None = None,
) -> Figure:
    """The figure of a formula on bounds, in the plain unit *kind*. Its value is the formula on the
    plain values, or *value* if that is given and inside the bounds.
    """
    inputs = [f for f in (left, right) if f is not None]
    within = step(*(f.bounds for f in inputs))
    if value is None or value not in within:
        value = _middle(step(*(point(f.plain) for f in inputs)), within)
    central = value is not None
    return computed(value or ZERO, kind, 0, 0, step, left, right, quotient=True, central=central)


def _middle(at: Bounds, within: Bounds) -> Decimal | None:
    """The middle of the digits that rounding left open, inside the bounds *within*; None if there
    is no such number.

    The middle has many more digits than the ends; with as many digits it could be outside both.
    """
    inside = at.intersection(within)
    if inside is None or inside.lower is None or inside.upper is None:
        return None
    return NEAREST.plus(WIDE.divide(WIDE.add(inside.lower, inside.upper), 2))


def share(part: Figure, whole: Figure) -> Figure:
    """One figure in percent of another."""
    if part.unit is not whole.unit:
        part = part.to(whole.unit)
    return (part / whole).to(PERCENT)


def log_progress(actual: Figure, target: Figure) -> Figure | None:
    """The completed share in percent of a planned compound change: ln(1 + actual) over ln(1 +
    target).

    Both are cumulative changes in percent. None if the target is a change of zero, or if a level
    may fall to zero. Source: the NBS method for the five-year plans' energy targets.

    >>> print(log_progress(Figure("-13.4", "%"), Figure("-16", "%")))
    82.52%
    """
    done, planned = actual.to(PERCENT), target.to(PERCENT)
    factors = [factor_of(figure.unrounded) for figure in (done, planned)]
    if any(factor.lower is None or factor.lower <= 0 for factor in factors) or ONE in factors[1]:
        return None
    value, central = ZERO, bool(planned.value)  # over 0 % is a bound, and its number no target
    if central:
        part, whole = (WIDE.ln(_plain_factor(figure)) for figure in (done, planned))
        value = NEAREST.plus(WIDE.multiply(WIDE.divide(part, whole), HUNDRED))
    return computed(value, PERCENT, 0, 0, _log_percent, done, planned, True, central)


def _plain_factor(rate: Figure) -> Decimal:
    return WIDE.add(rate.value.scaleb(rate.multiplier - 2, WIDE), ONE)


def _log_percent(done: Bounds, planned: Bounds) -> Bounds:
    return (_logarithms(factor_of(done)) / _logarithms(factor_of(planned))).shifted(2)


def _logarithms(factor: Bounds) -> Bounds:
    """The logarithms of positive factors, outwards."""
    low = None if factor.lower is None else WIDE.ln(factor.lower)
    high = low if factor.upper == factor.lower else factor.upper and WIDE.ln(factor.upper)
    lower, upper = None if low is None else DOWN.plus(low), None if high is None else UP.plus(high)
    return trusted_bounds(lower, upper, factor.lower_closed, factor.upper_closed)


def factor_of(rate: Bounds) -> Bounds:
    """The factor of a rate in percent: 1 + rate/100."""
    return rate.shifted(-2) + _WHOLE


def rate_of_change(now: Bounds, by: Bounds) -> Bounds:
    """The growth rate of a level, from the change that led to it."""
    return in_percent(factor_of_change(now, by))


def factor_of_change(now: Bounds, by: Bounds) -> Bounds:
    """The growth factor of a level, from the change that led to it: now/(now − by)."""
    return share_of_sum(now, -by)


def share_of_sum(part: Bounds, rest: Bounds, times: Bounds = _WHOLE) -> Bounds:
    """*times* part/(part + rest) for a positive sum.

    The part occurs twice, so the range is that of a form in which it occurs once; the quotient as
    it stands is intersected with it, because it is rounded less often and may be exact.
    """
    quotient = times * part / (part + rest)
    if part.positive:
        once = times / (_WHOLE + rest / part)
    elif rest.positive:
        once = times - times / (_WHOLE + part / rest)
    else:
        return quotient
    return quotient.intersection(once) or quotient


def rate_bounds(current: Bounds, base: Bounds) -> Bounds:
    """The growth rate of a level on its base."""
    return in_percent(current / base)


def in_percent(factor: Bounds) -> Bounds:
    """A growth rate in percent from a factor: times 100, minus 100."""
    lower, upper = factor.lower, factor.upper
    if lower is not None:
        lower = DOWN.fma(lower, HUNDRED, MINUS_HUNDRED) or ZERO
    if upper is not None:
        upper = UP.fma(upper, HUNDRED, MINUS_HUNDRED) or ZERO
    return trusted_bounds(lower, upper, factor.lower_closed, factor.upper_closed)

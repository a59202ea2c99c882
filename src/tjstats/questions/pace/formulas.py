"""The formulas of pace on plain numbers: yearly rates, shares of the way, projections, and how near
a natural limit is.

Worked with 102 digits and rounded to 34 once, at the rim, so that a value at a threshold is not
moved off it. Levels are of one sign; where all are negative they are turned round together with the
direction.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, Overflow
from fractions import Fraction
from itertools import product
from typing import Any, Final

import attrs

from tjstats.errors import InvalidNumberError, InvalidRecordError
from tjstats.questions.pace.schemes import Formula, Scheme
from tjstats.values.bounds import EVERYTHING, Bounds, point
from tjstats.values.figure_arithmetic import read_off
from tjstats.values.figures import Figure
from tjstats.values.numbers import DOWN, NEAREST, UP, WIDE
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit, unit
from tjstats.values.verdicts import Reason

__all__ = [
    "COMPOUND",
    "Steps",
    "Trend",
    "closeness",
    "compound_rate",
    "computed_figure",
    "in_scale_of",
    "log_share",
    "obstacle",
    "plain",
    "power",
]

_ZERO, _ONE, _TWO = Decimal(0), Decimal(1), Decimal(2)
COMPOUND: Final = frozenset(Formula) - {Formula.LINEAR_SHARE}  # these divide levels by levels


@attrs.frozen
class Steps:
    """The numbers of a way from base to target. Fields: base, latest, goal (None without a target),
    rising (good is up), elapsed and span (years from the base to the latest value and to the
    target's time).
    """

    base: Decimal
    latest: Decimal
    goal: Decimal | None
    rising: bool
    elapsed: Fraction
    span: Fraction | None = None

    def turned(self) -> Steps:
        """Negative levels and the direction turned round: less of a negative level is more of its
        size.
        """
        if self.base >= 0:
            return self
        goal = None if self.goal is None else self.goal.copy_negate()
        return Steps(
            self.base.copy_negate(),
            self.latest.copy_negate(),
            goal,
            not self.rising,
            self.elapsed,
            self.span,
        )

    @property
    def left(self) -> Fraction | None:
        """The years from the latest value to the target's time, None where it is not later."""
        return None if self.span is None or self.span <= self.elapsed else self.span - self.elapsed

    def observed(self) -> Decimal:
        """The yearly rate from the base to the latest value."""
        return compound_rate(self.latest, self.base, self.elapsed)

    def required(self) -> Decimal | None:
        """The yearly rate from the base to the target."""
        return (
            None
            if self.goal is None or not self.span
            else compound_rate(self.goal, self.base, self.span)
        )

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
        if _opposite(steps.latest, steps.base) or (
            goal is not None and _opposite(goal, steps.base)
        ):
            return Reason.MIXED_SIGN
        if goal is not None and (not goal or (formula is Formula.LOG_SHARE and not steps.latest)):
            return Reason.ZERO_LEVEL
    return Reason.TARGET_EQUALS_BASE if goal == steps.base else None


def _opposite(one: Decimal, other: Decimal) -> bool:
    return one < 0 < other or other < 0 < one


def power(factor: Decimal, exponent: Fraction) -> Decimal:
    """A factor that is not negative to the power of a fraction. Raises `InvalidNumberError` beyond
    what numbers hold.
    """
    if not factor:
        return _ZERO
    try:
        return WIDE.power(
            factor, WIDE.divide(Decimal(exponent.numerator), Decimal(exponent.denominator))
        )
    except Overflow:
        raise InvalidNumberError(
            factor, f"to the power of {exponent} it is out of range", "choose a nearer time"
        ) from None


def compound_rate(now: Decimal, then: Decimal, years: Fraction) -> Decimal:
    """The yearly rate that leads from one level to another of the same sign, as a ratio: 0.1 is 10
    %.
    """
    return WIDE.subtract(power(WIDE.divide(now, then), 1 / years), _ONE)


def log_share(done: Decimal, planned: Decimal) -> Decimal:
    """The share of a compound change that is done: the logarithm of one factor over that of the
    other.
    """
    return WIDE.divide(WIDE.ln(done), WIDE.ln(planned))


def closeness(base: Decimal, limit: Decimal, rising: bool, exponent: Decimal) -> Decimal:
    """The factor C by which positive thresholds shrink, from 1 far from the natural limit to 0 at
    it.

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
    return WIDE.divide(
        WIDE.subtract(steps.latest, steps.base), WIDE.subtract(steps.goal, steps.base)
    )


VALUES: Final[dict[Formula, Callable[[Steps], Decimal]]] = {
    Formula.RATIO: _ratio,
    Formula.SIGNED_RATIO: _signed_ratio,
    Formula.PROJECTED_SHARE: _projected_share,
    Formula.LOG_SHARE: _log_share,
    Formula.LINEAR_SHARE: _linear_share,
}

# The numbers of a pace as figures, each with its two intervals, and the status and score they lead
# to.  `bounds` of a number worked from plain prints is the number itself, as the offices compute
# it; `unrounded` is what it may be where base and latest value were rounded for print. A bound such
# as "over 5" gives a range of values, and a status only where one band holds all of it.


_HUNDRED = Decimal(100)
_RATIO, _PERCENT, _YEAR = unit("ratio"), unit("percent"), unit("year")
_Number = Callable[["Trend", Steps], Decimal | None]


def plain(figure: Figure) -> Decimal:
    """The value of a figure in its plain unit."""
    return figure.value.scaleb(figure.multiplier, NEAREST)


def computed_figure(
    value: Decimal, kind: Unit, bounds: Bounds | None = None, unrounded: Bounds | None = None
) -> Figure:
    """The figure of a number in the plain unit; the number itself stands in for intervals that are
    not given.
    """
    near = NEAREST.plus(value) or _ZERO  # minus zero is zero
    at = point(near) if bounds is None else bounds
    near, word, upper = (near, Qualifier.EXACTLY, None) if bounds is None else read_off(at, 0, near)
    return Figure.restored(
        value=near,
        unit=kind,
        qualifier=word,
        upper=upper,
        multiplier=0,
        approximate=False,
        quotient=True,
        bounds=at,
        unrounded=at if unrounded is None else unrounded,
    )


def in_scale_of(figure: Figure, other: Figure) -> Figure:
    """A figure in the unit and scale of another. Raises `UnitMismatchError`."""
    moved = figure.to(other.unit)
    return moved._shifted(moved.multiplier - other.multiplier, other.multiplier)


@attrs.frozen
class Trend:
    """The way from base to latest value under a scheme. Fields: rules, steps, base, latest
    (figures), limit.
    """

    rules: Scheme
    steps: Steps
    base: Figure
    latest: Figure
    limit: Figure | None = None

    @property
    def exact(self) -> bool:
        """Whether the latest value is a plain print."""
        return self.latest.qualifier is Qualifier.EXACTLY

    @property
    def closeness(self) -> Decimal | None:
        """The factor C of a natural limit, None without one. A target makes the limit idle."""
        if self.limit is None or self.steps.goal is not None:
            return None
        if self.rules.limit_exponent is None:
            raise InvalidRecordError(
                "track",
                "limit",
                str(self.limit),
                f"{self.rules.code} knows no natural limits; leave it out",
            )
        turned = self.steps.turned()
        return closeness(
            turned.base,
            plain(self.limit.to(self.latest.unit)),
            turned.rising,
            self.rules.limit_exponent,
        )

    def status(self) -> str | None:
        """The status of all that the value may be, None where several bands share it."""
        measure = schedule if self.rules.against_time else value
        found = self._bounds(measure)
        target, near = self.steps.goal is not None, self.closeness
        if near is None:
            return self.rules.status_within(found, target)
        low, high = (
            None if end is None else self.rules.scaled(end, near)
            for end in (found.lower, found.upper)
        )
        if (
            found.lower is not None and low is None
        ):  # the base is at its limit, and is kept or passed
            return self.rules.status_within(None, target)
        if found.upper is not None and high is None:
            return None
        return self.rules.status_within(
            Bounds(low, high, found.lower_closed, found.upper_closed), target
        )

    def score(self) -> Decimal | None:
        """The score, of plain prints only."""
        target = self.steps.goal is not None
        lines = self.rules.score_with_target if target else self.rules.score_without_target
        found = value(self, self.steps)
        if not lines or not self.exact or found is None:
            return None
        near = _ONE if self.closeness is None else self.closeness
        return self.rules.score_of(self.rules.scaled(NEAREST.plus(found), near), target)

    def figures(self) -> dict[str, Any]:
        """What the answer shows, by the name of its field; what is not defined is left out."""
        found: dict[str, Any] = {"score": self.score()}
        near = self.closeness
        found["closeness"] = None if near is None else NEAREST.plus(near)
        for name, (number, kind, of_bounds) in NUMBERS.items():
            exact = number(self, self.steps)
            if exact is not None and (self.exact or of_bounds):
                found[name] = self._figure(number, exact, kind)
        return found

    def _figure(self, number: _Number, exact: Decimal, kind: Unit | None) -> Figure:
        bounds = None if self.exact else self._bounds(number)
        made = computed_figure(exact, kind or self.latest.unit, bounds, self._unrounded(number))
        return made if kind is not None else in_scale_of(made, self.latest)

    def _at(self, number: _Number, latest: Decimal, base: Decimal | None = None) -> Decimal | None:
        steps = attrs.evolve(
            self.steps, latest=latest, base=self.steps.base if base is None else base
        )
        return None if obstacle(steps, self.rules.formula) is not None else number(self, steps)

    def _bounds(self, number: _Number) -> Bounds:
        """The numbers over the latest value at its word: formulas rise or fall with it all the
        way.
        """
        if self.exact:
            return point(NEAREST.plus(number(self, self.steps) or _ZERO))
        said = self._of_one_sign(self.latest.bounds)
        if said is None:
            return EVERYTHING
        ends = [None if end is None else self._at(number, end) for end in (said.lower, said.upper)]
        if all(end is None for end in ends):
            return EVERYTHING
        low, high = (None if end is None else NEAREST.plus(end) for end in ends)
        return (
            Bounds(low, high, said.lower_closed, said.upper_closed)
            if self._rises(number)
            else Bounds(high, low, said.upper_closed, said.lower_closed)
        )

    def _of_one_sign(self, said: Bounds) -> Bounds | None:
        """The latest value cut at zero, which levels of one sign do not pass; None where nothing is
        left.
        """
        if self.rules.formula not in COMPOUND and self.steps.goal is not None:
            return said
        return said.intersection(
            Bounds(_ZERO, None) if self.steps.base > 0 else Bounds(None, _ZERO)
        )

    def _rises(self, number: _Number) -> bool:
        ends = [
            end
            for end in (self.latest.bounds.lower, self.latest.bounds.upper)
            if end is not None and end
        ]
        here = ends[0] if ends else self.steps.base
        more = WIDE.add(here, here.copy_abs())
        one, other = (
            self._at(number, here),
            self._at(number, more if more else WIDE.divide(here, Decimal(2))),
        )
        return one is None or other is None or one <= other

    def _unrounded(self, number: _Number) -> Bounds:
        """The numbers over all that base and latest value may have been: the hull of the
        corners.
        """
        now, then = self.latest.unrounded, self.base.unrounded
        if None in (now.lower, now.upper, then.lower, then.upper) or self._passes_goal(then):
            return EVERYTHING
        corners = [
            self._at(number, y, b)
            for y, b in product((now.lower, now.upper), (then.lower, then.upper))
            if y is not None
        ]
        known = [each for each in (*corners, number(self, self.steps)) if each is not None]
        return (
            EVERYTHING
            if len(known) <= len(corners)
            else Bounds(DOWN.plus(min(known)), UP.plus(max(known)))
        )

    def _passes_goal(self, base: Bounds) -> bool:
        return self.steps.goal is not None and self.steps.goal in base


# --- the numbers ----------------------------------------------------------------------------------


def _turned(steps: Steps) -> Steps | None:
    """The way over positive levels, None where it passes zero."""
    turned = steps.turned()
    return (
        turned
        if turned.base > 0 and turned.latest >= 0 and (turned.goal is None or turned.goal > 0)
        else None
    )


def value(trend: Trend, steps: Steps) -> Decimal | None:
    """The value of the scheme's formula."""
    compound = trend.rules.formula in COMPOUND or steps.goal is None
    way = _turned(steps) if compound else steps
    return None if way is None else way.value(trend.rules.formula)


def schedule(trend: Trend, steps: Steps) -> Decimal | None:
    """The share done over the share of time elapsed, which is at most one."""
    if trend.rules.formula not in (Formula.LOG_SHARE, Formula.LINEAR_SHARE) or not steps.span:
        return None
    done, time = value(trend, steps), min(steps.elapsed / steps.span, Fraction(1))
    return None if done is None else _times(done, 1 / time)


def _observed_rate(trend: Trend, steps: Steps) -> Decimal | None:
    way = _turned(steps)
    return None if way is None else WIDE.multiply(way.observed(), _HUNDRED)


def _required_rate(trend: Trend, steps: Steps) -> Decimal | None:
    way = _turned(steps)
    rate = None if way is None else way.required()
    return None if rate is None else WIDE.multiply(rate, _HUNDRED)


def _projected(trend: Trend, steps: Steps) -> Decimal | None:
    way = _turned(steps)
    level = None if way is None else way.projected()
    return level if level is None or steps.base > 0 else level.copy_negate()


def _equivalent_years(trend: Trend, steps: Steps) -> Decimal | None:
    """How long the way so far takes at the required pace."""
    if steps.goal is None or steps.span is None:
        return None
    if trend.rules.formula is Formula.LINEAR_SHARE:
        done = value(trend, steps)
        return None if done is None else _times(done, steps.span)
    way = _turned(steps)
    if way is None or way.goal is None or not way.latest:
        return None
    return _times(
        log_share(WIDE.divide(way.latest, way.base), WIDE.divide(way.goal, way.base)), steps.span
    )


def _remaining_change(trend: Trend, steps: Steps) -> Decimal | None:
    way = _turned(steps)
    if way is None or way.goal is None or not way.latest:
        return None
    return WIDE.multiply(WIDE.subtract(WIDE.divide(way.goal, way.latest), _ONE), _HUNDRED)


def _remaining_rate(trend: Trend, steps: Steps) -> Decimal | None:
    way = _turned(steps)
    if way is None or way.goal is None or not way.latest or way.left is None:
        return None
    return WIDE.multiply(compound_rate(way.goal, way.latest, way.left), _HUNDRED)


def _times(number: Decimal, by: Fraction) -> Decimal:
    return WIDE.divide(WIDE.multiply(number, Decimal(by.numerator)), Decimal(by.denominator))


# By the name of the field: the number, its unit (None: that of the levels), and whether a bound
# gives one too.
NUMBERS: Final[dict[str, tuple[_Number, Unit | None, bool]]] = {
    "value": (value, _RATIO, True),
    "observed_rate": (_observed_rate, _PERCENT, True),
    "required_rate": (_required_rate, _PERCENT, False),
    "projected": (_projected, None, False),
    "schedule": (schedule, _RATIO, True),
    "equivalent_years": (_equivalent_years, _YEAR, False),
    "remaining_change": (_remaining_change, _PERCENT, False),
    "remaining_rate": (_remaining_rate, _PERCENT, False),
}

"""The trend of a pace over records: its numbers as figures, each with its two intervals.

`bounds` of a number computed from plain numbers is the number itself, as the offices compute it;
`unrounded` covers every base and latest value that rounds to the printed ones. A bound such as
"over 5" gives a range of values, and a status only if one band contains all of it.

Powers of 102 digits are slow, so each number is computed on demand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, partial
from itertools import product
from typing import Any, Final, NamedTuple, TypeVar

import attrs

from tjstats.errors import InvalidNumberError, InvalidRecordError
from tjstats.questions.pace.formulas import (
    FORMULAS,
    Formula,
    Wide,
    choose,
    good_rate,
    projected,
    schedule,
    share_of_logarithms,
    yearly_rate,
)
from tjstats.questions.pace.reasons import NO_VALUE, ValueFacts
from tjstats.questions.pace.schemes import Scheme
from tjstats.questions.reasons import first
from tjstats.values.bounds import EVERYTHING, Bounds, point
from tjstats.values.figure_arithmetic import read_off
from tjstats.values.figures import Figure
from tjstats.values.numbers import COMPUTED_EXPONENT, DOWN, HUNDRED, NEAREST, ONE, UP, WIDE, ZERO
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit, unit
from tjstats.values.verdicts import Reason

__all__ = ["NUMBERS", "Steps", "Trend", "closeness"]

T = TypeVar("T")

_TWO: Final = Decimal(2)


@attrs.frozen
class Steps:
    """The numbers of a path from base to target, as used by formulas (a `formulas.Way`).

    Fields: formula, base, latest, goal (None without a target), rising (good is up), elapsed, span
    (None without a target).
    """

    formula: Formula
    base: Wide
    latest: Wide
    goal: Wide | None
    rising: bool
    elapsed: Fraction
    span: Fraction | None

    @staticmethod
    def choose(condition: bool, then: T, otherwise: T) -> T:
        """*then* if the condition is true, else *otherwise*."""
        return choose(condition, then, otherwise)

    def over(self, base: Wide, latest: Wide) -> Steps:
        """The same path between other levels."""
        rest = self.goal, self.rising, self.elapsed, self.span
        return Steps(self.formula, base, latest, *rest)

    @property
    def compound(self) -> bool:
        """Whether the formula divides levels by levels."""
        return self.goal is None or FORMULAS[self.formula].compound

    @cached_property
    def turned(self) -> Steps:
        """The path over a non-negative base: a negative level that falls grows in
        absolute value.
        """
        if self.base.value >= 0:
            return self
        goal = None if self.goal is None else -self.goal
        years = self.elapsed, self.span
        return Steps(self.formula, -self.base, -self.latest, goal, not self.rising, *years)

    @cached_property
    def ratios(self) -> Steps | None:
        """The path over positive levels, None if it passes zero."""
        turned = self.turned
        whole = turned.base.value > 0 and turned.latest.value >= 0
        return turned if whole and (turned.goal is None or turned.goal.value > 0) else None

    @property
    def done(self) -> Wide:
        """The latest level over the base."""
        return self.latest / self.base

    @property
    def planned(self) -> Wide:
        """The target over the base."""
        assert self.goal is not None
        return self.goal / self.base

    @cached_property
    def observed(self) -> Wide:
        """The yearly rate from the base to the latest value."""
        return yearly_rate(self.done, self.elapsed)  # type: ignore[no-any-return]

    @cached_property
    def required(self) -> Wide:
        """The yearly rate from the base to the target."""
        return yearly_rate(self.planned, self.span)  # type: ignore[no-any-return]

    def of_one_sign(self, latest: Bounds) -> Bounds | None:
        """A latest value as far as the formula divides it by the base: without an end it ends at
        zero, None if an end is past zero.
        """
        if not self.compound:
            return latest
        positive = self.base.value > 0
        end, side = (
            (latest.lower, Bounds(ZERO, None)) if positive else (latest.upper, Bounds(None, ZERO))
        )
        if end is None:
            return latest.intersection(side)
        return latest if end in side else None

    def reason(self) -> Reason | None:
        """Why the formula has no value for these numbers, or None."""
        levels = self.turned if self.compound else self
        goal = levels.base if levels.goal is None else levels.goal
        facts = ValueFacts(
            base=levels.base.value,
            latest=levels.latest.value,
            goal=goal.value,
            compound=self.compound,
            logarithm=self.goal is not None and FORMULAS[self.formula].logarithm,
            no_distance=self.goal is not None and self.goal.value == self.base.value,
        )
        return first(NO_VALUE, facts)


# --- the numbers of an answer ---------------------------------------------------------------------

_HUNDRED: Final = Wide(HUNDRED)
_RATIO, _PERCENT, _YEAR = unit("ratio"), unit("percent"), unit("year")
_Number = Callable[[Steps], Wide | None]


def _value(steps: Steps) -> Wide | None:
    way = steps.ratios if steps.compound else steps
    if way is None:
        return None
    return good_rate(way) if way.goal is None else FORMULAS[way.formula].value(way)  # type: ignore[no-any-return]


def _schedule(steps: Steps) -> Wide | None:
    if not FORMULAS[steps.formula].share or not steps.span:
        return None
    value = _value(steps)
    return None if value is None else schedule(steps, value)


def _observed_rate(steps: Steps) -> Wide | None:
    way = steps.ratios
    return None if way is None else way.observed * _HUNDRED


def _required_rate(steps: Steps) -> Wide | None:
    way = steps.ratios
    return None if way is None or not way.span else way.required * _HUNDRED


def _projected(steps: Steps) -> Wide | None:
    way = steps.ratios
    if way is None or way.span is None or way.span < way.elapsed:
        return None
    level: Wide = projected(way)
    return level if steps.base.value > 0 else -level


def _equivalent_years(steps: Steps) -> Wide | None:
    """The time that the change so far takes at the required pace."""
    if steps.span is None:
        return None
    if not steps.compound:
        share = _value(steps)
        return None if share is None else share * steps.span
    way = steps.ratios
    if way is None or not way.latest.value:
        return None
    return share_of_logarithms(way.done, way.planned) * steps.span  # type: ignore[no-any-return]


def _remaining(steps: Steps) -> Wide | None:
    """The factor from the latest level to the target."""
    way = steps.ratios
    if way is None or way.goal is None or not way.latest.value:
        return None
    return way.goal / way.latest


def _remaining_change(steps: Steps) -> Wide | None:
    factor = _remaining(steps)
    return None if factor is None else (factor - 1) * _HUNDRED


def _remaining_rate(steps: Steps) -> Wide | None:
    factor = _remaining(steps)
    if factor is None or steps.span is None or steps.span <= steps.elapsed:
        return None
    return yearly_rate(factor, steps.span - steps.elapsed) * _HUNDRED  # type: ignore[no-any-return]


class NumberRow(NamedTuple):
    """A number shown in an answer. Fields: number (from a path, None if it is undefined), unit
    (None: that of the levels), of_bounds (whether a bound has one too).
    """

    number: _Number
    unit: Unit | None
    of_bounds: bool = False


NUMBERS: Final = {
    "value": NumberRow(_value, _RATIO, of_bounds=True),
    "observed_rate": NumberRow(_observed_rate, _PERCENT, of_bounds=True),
    "required_rate": NumberRow(_required_rate, _PERCENT),
    "projected": NumberRow(_projected, None),
    "schedule": NumberRow(_schedule, _RATIO, of_bounds=True),
    "equivalent_years": NumberRow(_equivalent_years, _YEAR),
    "remaining_change": NumberRow(_remaining_change, _PERCENT),
    "remaining_rate": NumberRow(_remaining_rate, _PERCENT),
}


# --- natural limits -------------------------------------------------------------------------------


def closeness(base: Decimal, limit: Decimal, rising: bool, exponent: Decimal) -> Decimal:
    """The factor C by which positive thresholds shrink, from 1 far from the natural limit to 0 at
    it.

    Sizes count. A limit on the side that is not the good one is left out: C is 1.
    """
    size, end = base.copy_abs(), limit.copy_abs()
    if size >= WIDE.multiply(_TWO, end) or (size > end if rising else size < end):
        return ONE
    if not rising:
        size = WIDE.subtract(WIDE.multiply(_TWO, end), size)
    return WIDE.subtract(ONE, WIDE.power(WIDE.divide(size, end), exponent) if size else ZERO)


# --- the trend ------------------------------------------------------------------------------------


@attrs.frozen
class Trend:
    """The path from base to latest value under a scheme. Fields: rules, steps, base, latest
    (figures), limit.
    """

    rules: Scheme
    steps: Steps
    base: Figure
    latest: Figure
    limit: Figure | None = None

    @property
    def exact(self) -> bool:
        """Whether the latest value is a plain number."""
        return self.latest.qualifier is Qualifier.EXACTLY

    @cached_property
    def factor(self) -> Decimal | None:
        """The factor C of a natural limit, None without one. Next to a target a limit has no
        effect. Raises `InvalidRecordError`.
        """
        if self.limit is None or self.steps.goal is not None:
            return None
        exponent = self.rules.limit_exponent
        if exponent is None:
            problem = f"{self.rules.code} has no natural limits; omit limit"
            raise InvalidRecordError("track", "limit", str(self.limit), problem)
        turned = self.steps.turned
        limit = self.limit.to(self.latest.unit).plain
        return closeness(turned.base.value, limit, turned.rising, exponent)

    @cached_property
    def judged(self) -> Bounds:
        """The value to which the bands of the scheme apply."""
        return self._bounds(_schedule if self.rules.against_time else _value)

    def status_without_target(self) -> str | None:
        """The status of a yearly rate, None if several bands share it."""
        rate, near = self.judged, self.factor
        if near is None:
            return self.rules._status_within(rate, False)
        low, high = (
            None if end is None else self.rules._scaled(end, near)
            for end in (rate.lower, rate.upper)
        )
        if rate.lower is not None and low is None:  # the base is at its limit, and is kept
            return self.rules._status_within(None, False)
        if rate.upper is not None and high is None:
            return None
        scaled = Bounds(low, high, rate.lower_closed, rate.upper_closed)
        return self.rules._status_within(scaled, False)

    def result(self, name: str) -> Any:
        """The field of the answer with that name, None if it is undefined."""
        if name == "score":
            return self._score()
        if name == "closeness":
            return None if self.factor is None else NEAREST.plus(self.factor)
        return self._figure(*NUMBERS[name])

    def _score(self) -> Decimal | None:
        """The score, for plain numbers only."""
        target = self.steps.goal is not None
        value = _value(self.steps)
        if not self.rules.lines(target) or not self.exact or value is None:
            return None
        near = ONE if self.factor is None else self.factor
        return self.rules._score_of(self.rules._scaled(NEAREST.plus(value.value), near), target)

    def _figure(self, number: _Number, kind: Unit | None, of_bounds: bool) -> Figure | None:
        if not (self.exact or of_bounds):
            return None
        exact = _held(_tried(number, self.steps))
        if exact is None:
            return None
        value, word, upper = exact, Qualifier.EXACTLY, None
        bounds = point(exact)
        if not self.exact:
            bounds = self._bounds(number)
            value, word, upper = read_off(bounds, 0, exact)
        spread = (partial(self._spread, number), 0, self.base, self.latest)
        figure = self.latest._new(
            value, kind or self.latest.unit, word, upper, 0, None, False, False, True,
            bounds, None, spread,
        )  # fmt: skip
        scale = self.latest.multiplier
        return figure if kind is not None else figure._shifted(-scale, scale)

    # --- intervals --------------------------------------------------------------------------------

    def _bounds(self, number: _Number) -> Bounds:
        """The number over the bounds of the latest value, with which formulas are monotone."""
        if self.exact:
            exact = number(self.steps)
            return point(ZERO if exact is None else NEAREST.plus(exact.value) or ZERO)
        said = self.steps.of_one_sign(self.latest.bounds) or EVERYTHING
        low, high = (
            None if end is None else self._at(number, end) for end in (said.lower, said.upper)
        )
        if low is None and high is None:
            return EVERYTHING
        low, high = _rounded(low), _rounded(high)
        if self._rises(number, said):
            return Bounds(low, high, said.lower_closed, said.upper_closed)
        return Bounds(high, low, said.upper_closed, said.lower_closed)

    def _rises(self, number: _Number, said: Bounds) -> bool:
        """Whether the number rises with the latest value inside *said*."""
        ends = [end for end in (said.lower, said.upper) if end]
        here = ends[0] if ends else self.steps.base.value
        more = WIDE.add(here, here.copy_abs()) or WIDE.divide(here, _TWO)
        below, above = self._at(number, here), self._at(number, more)
        return below is None or above is None or below <= above

    def _spread(self, number: _Number, base: Bounds, latest: Bounds) -> Bounds:
        """The number over all possible base and latest values: the hull of the corners."""
        goal = self.steps.goal
        if None in (latest.lower, latest.upper, base.lower, base.upper):
            return EVERYTHING
        if goal is not None and goal.value in base:
            return EVERYTHING
        corners = {*product(_ends(latest), _ends(base))}
        known = [_tried(number, self.steps), *(self._at(number, *ends) for ends in corners)]
        return _hull(known)

    def _at(self, number: _Number, latest: Decimal, base: Decimal | None = None) -> Decimal | None:
        """The number for other levels, None if it is undefined."""
        steps = self.steps.over(self.steps.base if base is None else Wide(base), Wide(latest))
        return _tried(number, steps) if steps.reason() is None else None


def _tried(number: _Number, steps: Steps) -> Decimal | None:
    """A number, None if it is undefined or out of range."""
    try:
        result = number(steps)
    except InvalidNumberError:
        return None
    return None if result is None else result.value


def _held(value: Decimal | None) -> Decimal | None:
    """A number rounded to 34 digits, None if a document cannot hold it."""
    if value is None:
        return None
    near = NEAREST.plus(value) or ZERO  # minus zero is zero
    return near if _fits(near) else None


def _fits(value: Decimal) -> bool:
    return abs(int(value.as_tuple().exponent)) <= COMPUTED_EXPONENT


def _ends(bounds: Bounds) -> Iterable[Decimal]:
    return {end for end in (bounds.lower, bounds.upper) if end is not None}


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else NEAREST.plus(value)


def _hull(values: list[Decimal | None]) -> Bounds:
    """The least bounds that contain all values, rounded outwards; unbounded if one is unknown."""
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return EVERYTHING
    low, high = DOWN.plus(min(known)), UP.plus(max(known))
    return Bounds(low, high) if _fits(low) and _fits(high) else EVERYTHING

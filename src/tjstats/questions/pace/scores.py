"""Scores put together, and the values of two-sided targets turned into ones that a score can read.

An indicator of several series has the mean of their scores; a group of series counts as one. For a
target that is good neither above nor below ("maintain within"), the distance from the ideal is made
to fall towards it.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

import attrs

from tjstats.errors import InvalidRecordError
from tjstats.questions.pace import Pace
from tjstats.questions.pace.offices import scheme as scheme_of
from tjstats.questions.pace.schemes import Scheme
from tjstats.values.bounds import EVERYTHING, Bounds, point
from tjstats.values.figure_arithmetic import computed
from tjstats.values.figures import Figure
from tjstats.values.numbers import DOWN, NEAREST, UP, WIDE, Number, number
from tjstats.values.units import unit
from tjstats.values.verdicts import Verdict

__all__ = ["Overall", "overall", "two_sided_difference", "two_sided_ratio"]

_RATIO: Final = unit("ratio")
_ONE: Final = Decimal(1)


@attrs.frozen
class Overall:
    """The status of several series together. Fields: scheme, status, score (the mean), scored,
    left_out (how many series).
    """

    scheme: Scheme
    status: str
    score: Decimal | None = None
    scored: int = 0
    left_out: int = 0


def overall(
    scores: Iterable[Any], achieved: Iterable[Any] = (), scheme: str | Scheme = "statcan"
) -> Overall:
    """The mean of the scores that there are, and its status by the scheme.

    *scores* are numbers, None for what could not be assessed, Paces, or lists of such: a list is a
    group, which counts as one. *achieved* says of each number, in the same order and groups,
    whether its target is met; the whole counts as achieved only where every scored part is.

    >>> o = overall(["-2.5", None, ["5", "0"]])
    >>> print(o.score, o.status, o.scored, o.left_out)
    0.0 moderate_progress 3 1
    """
    rules, met = scheme_of(scheme), list(_flat(achieved))
    parts = list(scores)
    flat = list(_flat(parts))
    if met and len(met) != len(flat):
        raise InvalidRecordError(
            "overall",
            "achieved",
            f"{len(met)} values",
            f"write one for each of the {len(flat)} scores",
        )
    mean = _mean(parts)
    known = [place for place, each in enumerate(flat) if _score(each) is not None]
    if mean is None:
        return Overall(rules, rules.not_available, None, 0, len(flat))
    every = all(_met(flat[place], met[place] if met else False) for place in known)
    status = (
        rules.achieved
        if rules.all_achieved and every
        else rules.status_of_score(NEAREST.plus(mean))
    )
    return Overall(rules, status, NEAREST.plus(mean), len(known), len(flat) - len(known))


def _flat(parts: Iterable[Any]) -> Iterable[Any]:
    for each in parts:
        if isinstance(each, list | tuple):
            yield from _flat(each)
        else:
            yield each


def _score(part: Any) -> Decimal | None:
    if isinstance(part, Pace):
        return part.score
    return None if part is None else number(part, 300)


def _met(part: Any, told: Any) -> bool:
    return part.achieved is Verdict.YES if isinstance(part, Pace) else told is True


def _mean(parts: Iterable[Any]) -> Decimal | None:
    """The mean of what has a score, groups by their own mean."""
    found = [_mean(each) if isinstance(each, list | tuple) else _score(each) for each in parts]
    known = [each for each in found if each is not None]
    total = Decimal(0)
    for each in known:
        total = WIDE.add(total, each)
    return WIDE.divide(total, Decimal(len(known))) if known else None


# --- two-sided targets ----------------------------------------------------------------------------


def two_sided_ratio(
    figure: Figure, ideal: Number = 1, accepted: tuple[Number, Number] | None = None
) -> Figure:
    """How many times the ideal a value is, or the ideal the value, whichever is more: 1 is best,
    and lower is better.

    A value inside the *accepted* range, both ends in it, is 1. For parity indices: half and double
    are equally far off. Raises `InvalidRecordError` where the value may be zero or negative.

    >>> print(two_sided_ratio(Figure("0.8", "ratio")), two_sided_ratio(Figure("1.02", "ratio"), 1, ("0.97", "1.03")))
    1.25倍 1倍
    """
    best, at = number(ideal), figure.bounds
    if best <= 0 or at.lower is None or at.lower <= 0:
        raise InvalidRecordError(
            "two_sided_ratio", "figure", str(figure), "a ratio to the ideal takes values above zero"
        )
    within = None if accepted is None else Bounds(number(accepted[0]), number(accepted[1]))
    value = figure.value.scaleb(figure.multiplier, NEAREST)
    return computed(
        NEAREST.plus(_off(value, best, within)),
        _RATIO,
        0,
        0,
        lambda b: _off_bounds(b, best, within),
        figure,
        quotient=True,
    )


def _off(value: Decimal, ideal: Decimal, within: Bounds | None) -> Decimal:
    if within is not None and value in within:
        return _ONE
    return WIDE.divide(max(value, ideal), min(value, ideal))


def _off_bounds(bounds: Bounds, ideal: Decimal, within: Bounds | None) -> Bounds:
    if within is not None and within.contains(bounds):
        return point(_ONE)
    low, high = bounds.lower, bounds.upper
    if low is None or low <= 0:
        return EVERYTHING
    if high is None:
        return Bounds(_ONE, None)
    ends = _off(low, ideal, within), _off(high, ideal, within)
    inner = ideal in bounds or (within is not None and within.overlaps(bounds))
    return Bounds(_ONE if inner else DOWN.plus(min(ends)), UP.plus(max(ends)))


def two_sided_difference(figure: Figure, ideal: Figure | Number) -> Figure:
    """The ideal plus the distance from it, in the figure's unit: the ideal is best, and lower is
    better.

    For shares that ought to be even, and budgets that ought to be met: 45 % and 55 % are equally
    far from 50 %.

    >>> print(two_sided_difference(Figure("45", "%"), 50))
    55%
    """
    best = (
        ideal
        if isinstance(ideal, Figure)
        else Figure(ideal, figure.unit, multiplier=figure.multiplier, exact=True)
    )
    middle = best.to(figure.unit)
    end = middle.value.scaleb(middle.multiplier, NEAREST)
    value = figure.value.scaleb(figure.multiplier, NEAREST)
    far = WIDE.add(end, WIDE.subtract(value, end).copy_abs()).scaleb(-figure.multiplier, NEAREST)
    return computed(
        NEAREST.plus(far), figure.unit, figure.multiplier, 0, lambda b: _mirrored(b, end), figure
    )


def _mirrored(bounds: Bounds, ideal: Decimal) -> Bounds:
    """What lies below the ideal, reflected above it."""
    above, below = bounds, point(ideal) + (point(ideal) - bounds)
    if bounds.lower is not None and bounds.lower >= ideal:
        return above
    if bounds.upper is not None and bounds.upper <= ideal:
        return below
    high = (
        None
        if None in (above.upper, below.upper)
        else max(above, below, key=lambda b: b.upper or ideal)
    )
    return Bounds(
        ideal,
        None if high is None else high.upper,
        upper_closed=high is not None and high.upper_closed,
    )

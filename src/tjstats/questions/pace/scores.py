"""Scores of several series together, and two-sided targets turned into one-sided values.

An indicator of several series has their mean score; a group of series counts as one. For a target
that should be neither exceeded nor missed ("maintain within"), the distance from the ideal becomes
a value that should fall.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

import attrs

from tjstats.errors import InvalidRecordError
from tjstats.questions.pace import Pace
from tjstats.questions.pace.offices import SchemeCode, status_words
from tjstats.questions.pace.offices import scheme as scheme_of
from tjstats.questions.pace.schemes import Scheme
from tjstats.tables import Table, Tabular, fields_table
from tjstats.values.bounds import EVERYTHING, Bounds, point
from tjstats.values.figure_arithmetic import computed
from tjstats.values.figures import Figure
from tjstats.values.languages import Language, spoken
from tjstats.values.numbers import (
    COMPUTED_EXPONENT,
    DOWN,
    NEAREST,
    ONE,
    UP,
    WIDE,
    ZERO,
    Number,
    number,
)
from tjstats.values.units import unit
from tjstats.values.verdicts import Verdict
from tjstats.values.wording import full, readable

__all__ = ["Overall", "overall", "two_sided_difference", "two_sided_ratio"]

_RATIO: Final = unit("ratio")


@attrs.frozen
class Overall(Tabular):
    """The status of several series together. Fields: scheme, status, score (the mean), scored and
    left_out (the number of series with and without a score).
    """

    scheme: Scheme
    status: str
    score: Decimal | None = None
    scored: int = 0
    left_out: int = 0

    def table(self, lang: Language | None = None) -> Table:
        """The status, the mean score, and the number of series."""
        lang = spoken(lang)
        score = None if self.score is None else full(readable(self.score))
        fields = [
            ("scheme", self.scheme),
            ("status", status_words(self.status, lang)),
            ("score", score),
            ("scored", self.scored),
            ("left_out", self.left_out),
        ]
        return fields_table("overall", fields, lang)


def overall(
    scores: Iterable[Any], achieved: Iterable[Any] = (), scheme: Scheme | SchemeCode = "statcan"
) -> Overall:
    """The mean of the scores, and its status by the scheme.

    *scores* are numbers, None for what could not be assessed, Paces, or lists of such: a list is a
    group, and counts as a single score. *achieved* says of each number, in the same order and
    groups, whether its target is met; under a scheme with all_achieved the whole is achieved if
    every scored part is. Raises `InvalidRecordError`.

    >>> o = overall(["-2.5", None, ["5", "0"]])
    >>> print(o.score, o.status, o.scored, o.left_out)
    0.0 moderate_progress 3 1
    """
    rules, tree = scheme_of(scheme), list(scores)
    parts, met = list(_flat(tree)), list(_flat(achieved))
    if met and len(met) != len(parts):
        problem = f"write True or False for each of the {len(parts)} scores"
        raise InvalidRecordError("overall", "achieved", f"{len(met)} values", problem)
    mean = _mean(tree)
    if mean is None:
        return Overall(rules, rules.not_available, None, 0, len(parts))
    marks = met or [False] * len(parts)
    scored = [
        (part, mark) for part, mark in zip(parts, marks, strict=True) if _score(part) is not None
    ]
    score = NEAREST.plus(mean)
    if rules.all_achieved and all(_is_achieved(part, mark) for part, mark in scored):
        status = rules.achieved
    else:
        status = rules.status_of_score(score)
    return Overall(rules, status, score, len(scored), len(parts) - len(scored))


def _flat(parts: Iterable[Any]) -> Iterator[Any]:
    for part in parts:
        if isinstance(part, list | tuple):
            yield from _flat(part)
        else:
            yield part


def _score(part: Any) -> Decimal | None:
    if isinstance(part, Pace):
        return part.score
    return None if part is None else number(part, COMPUTED_EXPONENT)


def _is_achieved(part: Any, mark: Any) -> bool:
    return part.achieved is Verdict.YES if isinstance(part, Pace) else mark is True


def _mean(parts: Iterable[Any]) -> Decimal | None:
    """The mean of the scored parts; a group counts by its own mean."""
    scores = [_mean(part) if isinstance(part, list | tuple) else _score(part) for part in parts]
    known = [score for score in scores if score is not None]
    total = ZERO
    for score in known:
        total = WIDE.add(total, score)
    return WIDE.divide(total, Decimal(len(known))) if known else None


# --- two-sided targets ----------------------------------------------------------------------------


def two_sided_ratio(
    figure: Figure, ideal: Number = 1, accepted: tuple[Number, Number] | None = None
) -> Figure:
    """The value over the ideal or the ideal over the value, whichever is greater: 1 is best, and
    lower is better.

    A value inside the *accepted* range, both ends included, is 1. For parity indices: half and
    double are equally far off. Raises `InvalidRecordError` for a value that may be zero or
    negative.

    >>> print(two_sided_ratio(Figure("0.8", "ratio")))
    1.25 times
    >>> print(two_sided_ratio(Figure("1.02", "ratio"), 1, ("0.97", "1.03")))
    1 times
    """
    best, at = number(ideal), figure.bounds
    if best <= 0 or at.lower is None or at.lower <= 0:
        raise InvalidRecordError(
            "two_sided_ratio", "figure", str(figure), "a ratio to the ideal takes values above zero"
        )
    within = None if accepted is None else Bounds(number(accepted[0]), number(accepted[1]))
    value = figure.plain
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
        return ONE
    return WIDE.divide(max(value, ideal), min(value, ideal))


def _off_bounds(bounds: Bounds, ideal: Decimal, within: Bounds | None) -> Bounds:
    if within is not None and within.contains(bounds):
        return point(ONE)
    low, high = bounds.lower, bounds.upper
    if low is None or low <= 0:
        return EVERYTHING
    if high is None:
        return Bounds(ONE, None)
    ends = _off(low, ideal, within), _off(high, ideal, within)
    inner = ideal in bounds or (within is not None and within.overlaps(bounds))
    return Bounds(ONE if inner else DOWN.plus(min(ends)), UP.plus(max(ends)))


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
    end = middle.plain
    value = figure.plain
    far = WIDE.add(end, WIDE.subtract(value, end).copy_abs()).scaleb(-figure.multiplier, NEAREST)
    return computed(
        NEAREST.plus(far), figure.unit, figure.multiplier, 0, lambda b: _mirrored(b, end), figure
    )


def _mirrored(bounds: Bounds, ideal: Decimal) -> Bounds:
    """The part below the ideal, reflected above it."""
    above, below = bounds, point(ideal) + (point(ideal) - bounds)
    if bounds.lower is not None and bounds.lower >= ideal:
        return above
    if bounds.upper is not None and bounds.upper <= ideal:
        return below
    ends = [(b.upper, b.upper_closed) for b in (above, below) if b.upper is not None]
    high, closed = max(ends) if len(ends) == 2 else (None, False)
    return Bounds(ideal, high, upper_closed=closed)


def __dir__() -> list[str]:
    return list(__all__)

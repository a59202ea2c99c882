"""Index numbers: rereferencing to another period, and splicing across a break. Both preserve every
growth rate.
"""

from __future__ import annotations

from typing import Final

import attrs

from tjstats.errors import (
    InvalidRecordError,
    NotComparableError,
    TjstatsError,
    UnknownCodeError,
)
from tjstats.questions.formulas import RATIO, formula
from tjstats.records.classifications import weakest
from tjstats.records.publication import Observation, Series
from tjstats.values.bounds import point
from tjstats.values.figures import Figure
from tjstats.values.numbers import HUNDRED
from tjstats.values.periods import Time

__all__ = ["rereference", "rereference_factor", "rereference_series", "splice", "unlinked"]

_HUNDRED: Final = point(HUNDRED)


def rereference_factor(index: Figure) -> Figure:
    """The factor to a new reference period: 100 over the old index there. Offices print it rounded:
    `.rounded(4)`.

    >>> rereference_factor(Figure("179.7", "点")).rounded(4)
    Figure('0.5565', '倍')
    """
    if not index.bounds.positive:
        raise InvalidRecordError(
            "rereference_factor",
            "index",
            str(index),
            "the index in the reference period must be above zero",
        )
    return formula(lambda old: _HUNDRED / old, index, kind=RATIO)


def rereference(index: Figure, factor: Figure) -> Figure:
    """An index on the new reference period: the old index times the factor.

    >>> print(rereference(Figure("100.4", "点"), Figure("1.797", "倍")).rounded(1))
    180.4 index points
    """
    return index * factor


def rereference_series(series: Series, at: str | Time) -> Series:
    """The series with the index 100 in the period *at*; growth between any two periods is
    unchanged.

    Raises `UnknownCodeError` if the series has no value in that period.
    """
    reference = series[at]
    if reference.figure is None:
        raise UnknownCodeError(
            str(at),
            f"series {series.indicator.code}",
            known=tuple(o.period.code for o in series if o.figure is not None),
        )
    return Series(tuple(_linked(observation, (reference,)) for observation in series))


def splice(old: Series, new: Series) -> Series:
    """The new series, continued backwards with the growth rates of the old series.

    They are linked in the first period for which both have a value. Raises `NotComparableError` if
    there is none, or if the indicators differ.
    """
    if old.indicator != new.indicator:
        raise NotComparableError("indicator", old.indicator.code, new.indicator.code)
    link = _link(old, new)
    if link is None:
        raise NotComparableError(
            "periods (none is in both)", str(old.periods[-1]), str(new.periods[0])
        )
    earlier = [o for o in old if o.period < new.periods[0]]
    if not earlier:
        return new
    scope = new.observations[0].scope
    carried = (attrs.evolve(_linked(observation, link), scope=scope) for observation in earlier)
    return Series((*carried, *new))


def unlinked(current: Observation, base: Observation) -> tuple[Observation, Observation]:
    """The two observations with the same growth as these; if both were multiplied by one factor,
    those before it.

    The inputs of the factor cancel in growth, so that its rounding does not widen any rate.
    """
    while base.derived_from:
        now, then = current, base.derived_from[0]
        if _others(current) == _others(base) and _is_linked(current):
            now = current.derived_from[0]
        elif _others(base)[:1] == (current,):  # the new series begins with the link itself
            now = _others(base)[-1]
        if now is current or not _is_linked(base):
            break
        current, base = now, then
    return current, base


def _others(observation: Observation) -> tuple[Observation, ...]:
    """The inputs of the factor of a derived observation; for the reference itself, the
    observation.
    """
    return observation.derived_from[1:] or observation.derived_from


def _link(old: Series, new: Series) -> tuple[Observation, Observation] | None:
    """The new and the old observation for the first period in which both have a value."""
    for observation in new:
        before = old.get(observation.period)
        if observation.figure is not None and before is not None and before.figure is not None:
            return observation, before
    return None


def _linked(observation: Observation, by: tuple[Observation, ...]) -> Observation:
    """An observation times the factor of the observations *by*; a missing value stays missing."""
    if observation.figure is None:
        return observation
    return attrs.evolve(
        observation,
        figure=_times(observation, by),
        derived_from=by if by == (observation,) else (observation, *by),
        status=weakest(observation.status, *(level.status for level in by)),
        source=None,
        printed=None,
        locator=None,
    )


def _times(observation: Observation, by: tuple[Observation, ...]) -> Figure | None:
    """The figure times 100 over the reference, or times the new level over the old; None if one is
    missing.
    """
    match [level.figure for level in (observation, *by)]:
        case [Figure() as figure, Figure() as reference]:
            factor = rereference_factor(reference)
            return figure._exactly(HUNDRED) if by == (observation,) else figure * factor
        case [Figure() as figure, Figure() as new, Figure() as old]:
            return figure * (new / old)
        case _:
            return None


def _is_linked(observation: Observation) -> bool:
    """Whether an observation is the first of its inputs times the factor of the others."""
    try:
        figure = _times(observation.derived_from[0], _others(observation))
    except TjstatsError:  # inputs of something else, which do not multiply
        return False
    return figure is not None and figure == observation.figure


def __dir__() -> list[str]:
    return list(__all__)

"""Index numbers: rereferencing to another period, and splicing over a break. Both keep every growth
rate.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from tjstats.errors import InvalidRecordError, NotComparableError, UnknownCodeError
from tjstats.questions.formulas import RATIO, formula
from tjstats.records.publication import Observation, Series
from tjstats.values.bounds import point
from tjstats.values.figures import Figure
from tjstats.values.numbers import HUNDRED
from tjstats.values.periods import Time

__all__ = ["rereference", "rereference_factor", "rereference_series", "splice"]

_HUNDRED: Final = point(HUNDRED)


def rereference_factor(index: Figure) -> Figure:
    """The factor to a new reference period: 100 over the old index there. Offices print it rounded:
    `.rounded(4)`.

    >>> rereference_factor(Figure("179.7", "点")).rounded(4)
    Figure('0.5565', '倍')
    """
    if index.bounds.lower is None or index.bounds.lower <= 0:
        raise InvalidRecordError(
            "rereference_factor",
            "index",
            str(index),
            "an index in the reference period is above zero",
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
    reference = series[at].figure
    if reference is None:
        raise UnknownCodeError(
            str(at), f"series {series.indicator.code}", ("a period with a value",)
        )
    factor = rereference_factor(reference)
    return _mapped(series, lambda figure: figure * factor)


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
    carried = _mapped(Series(tuple(earlier)), lambda figure: figure * link)
    scope = new.observations[0].scope
    return Series((*(attrs.evolve(o, scope=scope) for o in carried), *new))


def _link(old: Series, new: Series) -> Figure | None:
    """The new value over the old, in the first period for which both have a value."""
    for observation in new:
        before = old.get(observation.period)
        if observation.figure is not None and before is not None and before.figure is not None:
            return observation.figure / before.figure
    return None


def _mapped(series: Series, change: Callable[[Figure], Figure]) -> Series:
    """A series of observations derived from those of *series*; missing values stay missing."""
    return Series(tuple(_changed(observation, change) for observation in series))


def _changed(observation: Observation, change: Callable[[Figure], Figure]) -> Observation:
    if observation.figure is None:
        return observation
    return attrs.evolve(
        observation,
        figure=change(observation.figure),
        derived_from=(observation,),
        source=None,
        printed=None,
        locator=None,
    )


def __dir__() -> list[str]:
    return list(__all__)

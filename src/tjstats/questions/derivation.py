"""Derivation: the observation for a figure computed from others."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Final, overload

from tjstats.records.classifications import NATURES, Flag, Measure, Status, weakest
from tjstats.records.publication import SAME, Observation, Series
from tjstats.values.figures import Figure
from tjstats.values.periods import Period, Time

__all__ = ["derived", "in_indicator_unit", "in_parts", "of_whole", "parts_of"]


def derived(
    parts: Sequence[Observation],
    period: Time,
    figure: Figure | None,
    *,
    measure: Measure = Measure.VALUE,
    base: Time | None = None,
    status: Status | None = None,
    flags: frozenset[Flag] = frozenset(),
    note: str | None = None,
) -> Observation:
    """The observation for a figure computed from *parts*, with their indicator and scope; its
    status is their weakest, unless given.
    """
    like = parts[0]
    return Observation._new(
        like.indicator,
        period,
        figure,
        like.area,
        measure,
        base,
        like.scope,
        like.basis,
        status or weakest(*(o.status for o in parts)),
        None,  # no source, words or place: those of the parts
        None,
        None,
        tuple(parts),
        note,
        flags,
        like.breakdowns,
    )


def in_indicator_unit(observation: Observation) -> Figure:
    """The figure as a total of its period: 每年2万名 over five years is 10万."""
    figure, indicator, period = observation.figure, observation.indicator, observation.period
    assert figure is not None
    if figure.unit is indicator.unit or not isinstance(period, Period):
        return figure
    if figure.unit.is_per(indicator.unit):
        return (figure * period.length).to(indicator.unit)
    return figure


# --- figures of each part of a period -------------------------------------------------------------

_EVERY: Final = attrgetter("every")
_FACT: Final = attrgetter("period", *SAME)


@overload
def in_parts(reported: Series) -> Series: ...
@overload
def in_parts(reported: Observation | Series) -> Observation | Series: ...
def in_parts(reported: Observation | Series) -> Observation | Series:
    """What is reported, with a figure of each year (每年) as one for every year of its period."""
    given = (reported,) if isinstance(reported, Observation) else reported.observations
    return Series(tuple(parts_of(given))) if any(map(_EVERY, given)) else reported


def parts_of(observations: Sequence[Observation]) -> list[Observation]:
    """The observations, those of each part of a period as one for every part that has no figure of
    its own.

    >>> from tjstats import Figure, Indicator
    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow")
    >>> each = jobs.observe(Period.years(2021, 2022), Figure.over("1100", "万人"), every="1y")
    >>> print(*parts_of([each]), sep="; ")
    employment.new_urban_jobs，2021年：超过1100万人; employment.new_urban_jobs，2022年：超过1100万人
    """
    whole = [o for o in observations if o.every is None]
    if len(whole) == len(observations):
        return whole
    facts = {_FACT(o): o for o in whole}
    for observation in observations:
        for part in _parts(observation):
            if facts.setdefault(_FACT(part), part) is part:
                whole.append(part)
    return whole


def _parts(observation: Observation) -> list[Observation]:
    """The figure of each part as one for every part; a growth rate is on the part before."""
    every, period, figure = observation.every, observation.period, observation.figure
    if every is None or not isinstance(period, Period):
        return []
    indicator, parts = observation.indicator, []
    for part in period.split(every):
        own = figure
        if own is not None and own.unit.is_per(indicator.unit):
            own = (own * part.length).to(indicator.unit)
        base = None if observation.base is None else part.shift(-1)
        measure, flags = observation.measure, observation.flags
        parts.append(derived([observation], part, own, measure=measure, base=base, flags=flags))
    return parts


def of_whole(observation: Observation) -> Observation:
    """The observation of a whole period: from a figure of each part the total of a flow, and the
    same figure as a mean.
    """
    parts = _parts(observation)
    if not parts or parts[0].figure is None or observation.measure is not Measure.VALUE:
        return observation
    figure = parts[0].figure
    if NATURES[observation.indicator.nature].over_time == "sum":
        figure = (figure * len(parts)).to(figure.word or figure.unit)
    return derived([observation], observation.period, figure, flags=observation.flags)

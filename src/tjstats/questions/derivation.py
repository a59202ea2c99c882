"""Derivation: the observation for a figure computed from others."""

from __future__ import annotations

from collections.abc import Sequence

from tjstats.records.classifications import Flag, Measure, Status, weakest
from tjstats.records.publication import Observation
from tjstats.values.figures import Figure
from tjstats.values.periods import Period, Time

__all__ = ["derived", "in_indicator_unit"]


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

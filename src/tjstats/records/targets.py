"""Target: what is asked of an indicator, by when; and the one table of what a target accepts."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

import attrs

from tjstats.errors import InvalidRecordError, PeriodKindError
from tjstats.records.classifications import (
    Direction,
    Force,
    Measure,
    Nature,
    breakdowns_of,
    breakdowns_text,
    check_texts,
    check_type,
    member,
)
from tjstats.records.publication import Indicator, Observation, Source, check_base_order, check_unit
from tjstats.tables import Table, Tabular, fields_table
from tjstats.values.bounds import Bounds, trusted_bounds
from tjstats.values.figures import Figure
from tjstats.values.numbers import NEAREST
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.qualifiers import Qualifier

__all__ = ["ACCEPTS", "EVERY", "Ends", "Target", "accepted"]

EVERY: Final = ("1y", "1q", "1m")


class Ends(NamedTuple):
    """Which numbers of a target's figure are the ends of what it accepts. Fields: floor, ceiling:
    "lower" or "upper" (of its bounds), "value", or None where there is no such end.
    """

    floor: str | None
    ceiling: str | None


_FROM_LOWER, _TO_UPPER = Ends("lower", None), Ends(None, "upper")
_WITHIN: Final = Ends("lower", "upper")

# By the qualifier of the figure, and the direction that is good: higher, lower, neither.
ACCEPTS: Final = {
    (qualifier, direction): ends
    for qualifier, by_direction in {
        Qualifier.AT_LEAST: (_FROM_LOWER, _FROM_LOWER, _FROM_LOWER),
        Qualifier.OVER: (_FROM_LOWER, _FROM_LOWER, _FROM_LOWER),
        Qualifier.AT_MOST: (_TO_UPPER, _TO_UPPER, _TO_UPPER),
        Qualifier.UNDER: (_TO_UPPER, _TO_UPPER, _TO_UPPER),
        Qualifier.EXACTLY: (_FROM_LOWER, _TO_UPPER, _WITHIN),
        Qualifier.BETWEEN: (_FROM_LOWER, _TO_UPPER, _WITHIN),
        Qualifier.SOME_OVER: (_FROM_LOWER, _TO_UPPER, _WITHIN),
        Qualifier.NEARLY: (_FROM_LOWER, _TO_UPPER, _WITHIN),
        Qualifier.ABOUT: (Ends("value", None), Ends(None, "value"), Ends("value", "value")),
    }.items()
    for direction, ends in zip(Direction, by_direction, strict=True)
}


def accepted(figure: Figure, direction: Direction) -> Bounds:
    """The numbers a target of that figure accepts, in its plain unit, where *direction* is good.

    >>> str(accepted(Figure("5.5", "%"), Direction.LOWER)), str(accepted(Figure("175", "万人"), Direction.HIGHER))
    ('(−∞, 5.5]', '[1750000, ∞)')
    """
    ends = ACCEPTS[figure.qualifier, direction]
    floor, floor_closed = _end(figure, ends.floor)
    ceiling, ceiling_closed = _end(figure, ends.ceiling)
    return trusted_bounds(floor, ceiling, floor_closed, ceiling_closed)


def _end(figure: Figure, name: str | None) -> tuple[Decimal | None, bool]:
    """A number of a figure in its plain unit, and whether it counts in itself."""
    if name is None:
        return None, False
    if name == "value":
        return figure.value.scaleb(figure.multiplier, NEAREST), True
    bounds = figure.bounds
    if name == "lower":
        return bounds.lower, bounds.lower_closed
    return bounds.upper, bounds.upper_closed


@attrs.frozen(repr=False)
class Target(Tabular):
    """What is asked of an indicator for a period; the figure's qualifier is the relation.

    Fields: indicator, period (Period or AsOf), figure (None for a target without a number), area,
    measure, base (for all measures but VALUE), baseline (the level it starts from), every ("1y": in
    each year), relative_to (in step with that indicator), force (binding, anticipatory), stretch (a
    further aim: 力争), set_by (who sets the number, where it is not given), published_verdict (the
    words), scope, basis, source, printed, locator, note, breakdowns (as of an `Observation`).

    A stock asked for a Period is asked for at its end. Raises `InvalidRecordError`,
    `RecordTypeError`, `PeriodKindError`, `PeriodOrderError`, `UnitMismatchError`.
    """

    indicator: Indicator
    period: Time
    figure: Figure | None = None
    area: str | None = None
    measure: Measure = Measure.VALUE
    base: Time | None = None
    baseline: Observation | None = None
    every: str | None = None
    relative_to: Indicator | None = None
    force: Force | None = None
    stretch: Figure | None = None
    set_by: str | None = None
    published_verdict: str | None = None
    scope: str | None = None
    basis: str | None = None
    source: Source | None = None
    printed: str | None = None
    locator: str | None = None
    note: str | None = None
    breakdowns: tuple[tuple[str, str], ...] = ()

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "measure", member(Measure, self.measure, "Target", "measure"))
        if self.force is not None:
            object.__setattr__(self, "force", member(Force, self.force, "Target", "force"))
        check_type(self, "indicator", Indicator, "an Indicator")
        check_type(self, "period", (Period, AsOf), "a Period or an AsOf")
        check_type(self, "baseline", (Observation, type(None)), "an Observation or None")
        check_type(self, "relative_to", (Indicator, type(None)), "an Indicator or None")
        check_type(self, "source", (Source, type(None)), "a Source or None")
        check_type(self, "base", (Period, AsOf, type(None)), "a Period, an AsOf or None")
        for field in ("figure", "stretch"):
            check_type(self, field, (Figure, type(None)), "a Figure or None")
        check_texts(
            self,
            "area",
            "set_by",
            "published_verdict",
            "scope",
            "basis",
            "printed",
            "locator",
            "note",
            "every",
        )
        if self.breakdowns != ():
            object.__setattr__(self, "breakdowns", breakdowns_of(self.breakdowns, "Target"))
        self._check_sense()

    def _check_sense(self) -> None:
        if self.every is not None and self.every not in EVERY:
            raise InvalidRecordError(
                "Target", "every", self.every, f"write one of {', '.join(EVERY)}, or None"
            )
        if (self.measure is Measure.VALUE) is not (self.base is None):
            problem = (
                "a VALUE has no base"
                if self.base
                else f"a target on a {self.measure} names its base period"
            )
            raise InvalidRecordError("Target", "base", self.base, problem)
        if self.base is not None:
            check_base_order(self.base, self.period)
        elif (
            self.figure is not None
            and self.indicator.nature is Nature.FLOW
            and isinstance(self.period, AsOf)
        ):
            raise PeriodKindError(
                str(self.period), self.indicator.code, "a flow is asked for over a Period (a span)"
            )
        if self.relative_to is None:
            for figure in (self.figure, self.stretch):
                if figure is not None:
                    check_unit(self.indicator, self.measure, figure)

    @property
    def accepts(self) -> Bounds | None:
        """The numbers that meet it, in the plain unit of its figure; None without a figure."""
        return None if self.figure is None else accepted(self.figure, self.indicator.direction)

    def table(self) -> Table:
        """The target as a table of its fields."""
        names = "measure base every relative_to force stretch set_by published_verdict basis scope"
        fields = [
            ("indicator", self.indicator.code),
            ("name", self.indicator.zh),
            ("period", self.period),
            ("figure", self.figure),
            ("accepts", self.accepts),
            *((name, getattr(self, name)) for name in names.split()),
            ("area", self.area),
            ("breakdowns", breakdowns_text(self.breakdowns)),
            *((name, getattr(self, name)) for name in ("printed", "source", "note")),
        ]
        return fields_table("", fields)

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.period}: {self.printed or self.figure or self.note or 'no number'}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"

"""Target: the figure an indicator should reach in a period, and the ranges that targets accept."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final, NamedTuple, cast

import attrs

from tjstats.errors import InvalidRecordError, PeriodKindError
from tjstats.records.classifications import (
    Breakdowns,
    Direction,
    Every,
    Force,
    ForceCode,
    Measure,
    MeasureCode,
    Nature,
    breakdowns_of,
    check_texts,
    check_type,
    every_of,
    member,
)
from tjstats.records.given import GivenTime, time_of
from tjstats.records.measures import base_wanted, check_base, check_unit
from tjstats.records.publication import (
    Indicator,
    Observation,
    Source,
)
from tjstats.records.tables import printed_words, target_table
from tjstats.records.words import figure_text, in_words, language_for, own_language, quoted
from tjstats.tables import Table, Tabular
from tjstats.values.bounds import Bounds, trusted_bounds
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.numbers import NEAREST
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.plans import Plan
from tjstats.values.qualifiers import Qualifier

__all__ = ["ACCEPTS", "Ends", "Target", "accepted", "deciding"]


class Ends(NamedTuple):
    """The ends of the range that a target accepts. Fields: floor, ceiling: "lower" or "upper" (end
    of the figure's bounds), "value", or None for no end.
    """

    floor: str | None
    ceiling: str | None


_FROM_LOWER, _TO_UPPER = Ends("lower", None), Ends(None, "upper")
_WITHIN: Final = Ends("lower", "upper")

# By the qualifier of the figure and the good direction: higher, lower, neither.
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
    """The range that a target with this figure accepts, in its plain unit, if *direction* is good.

    >>> print(accepted(Figure("5.5", "%"), Direction.LOWER))
    (−∞, 5.5]
    >>> print(accepted(Figure("175", "万人"), Direction.HIGHER))
    [1750000, ∞)
    """
    ends = ACCEPTS[figure.qualifier, direction]
    floor, floor_closed = _end(figure, ends.floor)
    ceiling, ceiling_closed = _end(figure, ends.ceiling)
    return trusted_bounds(floor, ceiling, floor_closed, ceiling_closed)


def deciding(figure: Figure, accepts: Bounds) -> Figure | None:
    """The number that decides whether a target is met, exact and in its scale; None for a band
    between two.

    >>> over = Figure.over("175", "万人")
    >>> print(deciding(over, accepted(over, Direction.HIGHER)))
    175万人
    """
    if accepts.lower is None:
        end = accepts.upper
    else:
        end = accepts.lower if accepts.upper is None or accepts.is_point else None
    return None if end is None else figure._exactly(end)


def _end(figure: Figure, name: str | None) -> tuple[Decimal | None, bool]:
    """A number of a figure in its plain unit, and whether it is included."""
    if name is None:
        return None, False
    if name == "value":
        return figure.value.scaleb(figure.multiplier, NEAREST), True
    bounds = figure.bounds
    if name == "lower":
        return bounds.lower, bounds.lower_closed
    return bounds.upper, bounds.upper_closed


def _period(given: GivenTime | Plan) -> Time:
    """The period of a plan; a year and a code are read when the indicator is known."""
    return given.period if isinstance(given, Plan) else cast(Time, given)


def _base(given: GivenTime | None) -> Time | None:
    return cast("Time | None", given)


def _measure(given: Measure | MeasureCode) -> Measure:
    return member(Measure, given, "Target", "measure")


def _force(given: Force | ForceCode | None) -> Force | None:
    return None if given is None else member(Force, given, "Target", "force")


def _every(given: Every | None) -> str | None:
    return every_of(given, "Target")


def _breakdowns(given: Breakdowns) -> tuple[tuple[str, str], ...]:
    return breakdowns_of(given, "Target")


@attrs.frozen(repr=False)
class Target(Tabular):
    """The figure that an indicator should reach in a period; its qualifier is the relation.

    Fields: indicator, period (Period or AsOf, or what `Indicator.observe` takes for one, as 2025
    and "2025-06"; or a Plan, for its period), figure (None for a target without a number), area,
    measure, base (for all measures but VALUE), baseline (the level from which it starts), every
    ("1y": for each year), relative_to (in step with that indicator), force (binding,
    anticipatory), stretch (a further aim: 力争), set_by (who sets a missing number),
    published_verdict (its words), scope, basis, source, printed, locator, note, breakdowns (as in
    `Observation`).

    A target for a stock over a Period is about its end. Raises `InvalidRecordError`,
    `RecordTypeError`, `PeriodKindError`, `PeriodOrderError`, `UnitMismatchError`.
    """

    indicator: Indicator
    period: Time = attrs.field(converter=_period)
    figure: Figure | None = None
    area: str | None = None
    measure: Measure = attrs.field(default=Measure.VALUE, converter=_measure)
    base: Time | None = attrs.field(default=None, converter=_base)
    baseline: Observation | None = None
    every: str | None = attrs.field(default=None, converter=_every)
    relative_to: Indicator | None = None
    force: Force | None = attrs.field(default=None, converter=_force)
    stretch: Figure | None = None
    set_by: str | None = None
    published_verdict: str | None = None
    scope: str | None = None
    basis: str | None = None
    source: Source | None = None
    printed: str | None = None
    locator: str | None = None
    note: str | None = None
    breakdowns: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_breakdowns)

    def __attrs_post_init__(self) -> None:
        check_type(self, "indicator", (Indicator,), "an Indicator")
        for field in ("period", "base"):
            given: Any = getattr(self, field)
            if given is not None and not isinstance(given, Period | AsOf):
                object.__setattr__(self, field, time_of(self.indicator, given))
        for field, (kinds, expected) in _FIELDS.items():
            check_type(self, field, kinds, expected)
        check_texts(self, *_TEXTS)
        if self.area in _NO_AREAS:
            problem = "a bound is that of the figure, Figure.at_least('1.75', 'million people')"
            raise InvalidRecordError("Target", "area", self.area, problem)
        _check_times(self)
        _check_units(self)

    @property
    def accepts(self) -> Bounds | None:
        """The range that meets the target, in the plain unit of its figure, if it has one."""
        return None if self.figure is None else accepted(self.figure, self.indicator.direction)

    def text(self, lang: Language | None = None) -> str:
        """The name of the indicator, the period, and the printed words or the figure."""
        lang = language_for(self, lang)
        return in_words(self, self._shown(lang), lang)

    def _shown(self, lang: Language) -> str:
        return figure_text(self, lang) or quoted(self.note, lang) or _NO_NUMBER[lang]

    def table(self, lang: Language | None = None) -> Table:
        """A table of the fields."""
        return target_table(self, language_for(self, lang))

    def _printed(self, lang: Language) -> tuple[str, str]:
        return printed_words(self, lang)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        shown = self._shown(own_language(self))
        return f"<{type(self).__name__} {self.indicator.code} {self.period}: {shown}>"


_NO_AREAS: Final = frozenset(map(str, Qualifier))  # the fourth argument is no qualifier
_NO_NUMBER: Final = {"en": "no number", "zh": "没有数值"}

_FIGURE: Final = (
    "a Figure or None; indicator.figure('175') or Figure.at_least('1.75', 'million people')"
)
# The types of each field, and their names in errors.
_FIELDS: Final[dict[str, tuple[tuple[type, ...], str]]] = {
    "period": ((Period, AsOf), "a Period or an AsOf"),
    "figure": ((Figure, type(None)), _FIGURE),
    "stretch": ((Figure, type(None)), _FIGURE),
    "baseline": ((Observation, type(None)), "an Observation or None"),
    "relative_to": ((Indicator, type(None)), "an Indicator or None"),
    "source": ((Source, type(None)), "a Source or None"),
    "base": ((Period, AsOf, type(None)), "a Period, an AsOf or None"),
}
_TEXTS: Final = (
    "area",
    "set_by",
    "published_verdict",
    "scope",
    "basis",
    "printed",
    "locator",
    "note",
)


def _check_times(target: Target) -> None:
    """Check that only a VALUE has no base, that a base is earlier, and that a flow has a span."""
    base, period, indicator = target.base, target.period, target.indicator
    if (target.measure is Measure.VALUE) is not (base is None):
        problem = base_wanted(target) if base is None else "a VALUE has no base"
        raise InvalidRecordError("Target", "base", base, problem)
    if base is not None:
        check_base(target, base)
    elif indicator.nature is Nature.FLOW and isinstance(period, AsOf) and target.figure is not None:
        problem = "a target for a flow covers a span"
        remedy = f"write a Period, for example Period.year({period.date.year})"
        raise PeriodKindError(period.code, indicator.code, problem, remedy)


def _check_units(target: Target) -> None:
    """Check that the figures fit the indicator, unless the target is relative to another."""
    for figure in (target.figure, target.stretch):
        if figure is not None and target.relative_to is None:
            check_unit(target.indicator, target.measure, figure)

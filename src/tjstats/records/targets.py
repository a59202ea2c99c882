"""Target: what is aimed at for an indicator, by when; and the table of what a target accepts."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

import attrs

from tjstats.errors import InvalidRecordError, PeriodKindError
from tjstats.records.classifications import (
    Breakdowns,
    Direction,
    Force,
    ForceCode,
    Measure,
    MeasureCode,
    Nature,
    breakdowns_of,
    breakdowns_text,
    check_texts,
    check_type,
    code_text,
    member,
)
from tjstats.records.publication import (
    Indicator,
    Observation,
    Source,
    check_base_order,
    check_unit,
    figure_text,
    language_for,
    own_language,
)
from tjstats.tables import Table, Tabular, fields_table
from tjstats.values.bounds import Bounds, trusted_bounds
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.numbers import NEAREST
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.qualifiers import Qualifier

__all__ = ["ACCEPTS", "EVERY", "Ends", "Every", "Target", "accepted", "deciding"]

Every: TypeAlias = Literal["1y", "1q", "1m"]
EVERY: Final[tuple[Every, ...]] = get_args(Every)


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

    >>> print(accepted(Figure("5.5", "%"), Direction.LOWER))
    (−∞, 5.5]
    >>> print(accepted(Figure("175", "万人"), Direction.HIGHER))
    [1750000, ∞)
    """
    ends = ACCEPTS[figure.qualifier, direction]
    floor, floor_closed = _end(figure, ends.floor)
    ceiling, ceiling_closed = _end(figure, ends.ceiling)
    return trusted_bounds(floor, ceiling, floor_closed, ceiling_closed)


def deciding(figure: Figure, direction: Direction) -> Figure | None:
    """The number that decides whether a target of that figure is met, exact and in its scale; None
    for a band between two.

    >>> print(deciding(Figure.over("175", "万人"), Direction.HIGHER))
    175万人
    """
    accepts = accepted(figure, direction)
    end = accepts.upper if accepts.lower is None else accepts.lower
    is_band = accepts.lower is not None and accepts.upper is not None and not accepts.is_point
    return None if end is None or is_band else figure._exactly(end)


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


def _measure(given: Measure | MeasureCode) -> Measure:
    return member(Measure, given, "Target", "measure")


def _force(given: Force | ForceCode | None) -> Force | None:
    return None if given is None else member(Force, given, "Target", "force")


def _every(given: Every | None) -> str | None:
    if given is not None and given not in EVERY:
        problem = f"write one of {', '.join(EVERY)}, or None"
        raise InvalidRecordError("Target", "every", given, problem)
    return given


def _breakdowns(given: Breakdowns) -> tuple[tuple[str, str], ...]:
    return breakdowns_of(given, "Target")


@attrs.frozen(repr=False)
class Target(Tabular):
    """What is aimed at for an indicator in a period; the figure's qualifier is the relation.

    Fields: indicator, period (Period or AsOf), figure (None for a target without a number), area,
    measure, base (for all measures but VALUE), baseline (the level it starts from), every ("1y": in
    each year), relative_to (in step with that indicator), force (binding, anticipatory), stretch (a
    further aim: 力争), set_by (who sets the number, if it is not given), published_verdict (the
    words), scope, basis, source, printed, locator, note, breakdowns (as of an `Observation`).

    A target for a stock over a Period is about its end. Raises `InvalidRecordError`,
    `RecordTypeError`, `PeriodKindError`, `PeriodOrderError`, `UnitMismatchError`.
    """

    indicator: Indicator
    period: Time
    figure: Figure | None = None
    area: str | None = None
    measure: Measure = attrs.field(default=Measure.VALUE, converter=_measure)
    base: Time | None = None
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
        for field, (kinds, expected) in _FIELDS.items():
            check_type(self, field, kinds, expected)
        check_texts(self, *_TEXTS)
        _check_times(self)
        _check_units(self)

    @property
    def accepts(self) -> Bounds | None:
        """The numbers that meet it, in the plain unit of its figure; None without a figure."""
        return None if self.figure is None else accepted(self.figure, self.indicator.direction)

    def text(self, lang: Language | None = None) -> str:
        """The code of the indicator, the period, and what was printed, or else the figure."""
        lang = language_for(self, lang)
        shown = figure_text(self, lang) or self.note or _NO_NUMBER[lang]
        return f"{self.indicator.code} {self.period}: {shown}"

    def table(self, lang: Language | None = None) -> Table:
        """The target as a table of its fields."""
        lang = language_for(self, lang)
        fields = [
            ("indicator", self.indicator.code),
            ("name", self.indicator.name(lang)),
            ("period", self.period),
            ("figure", self.figure),
            ("accepts", self.accepts),
            ("measure", code_text(self.measure, lang)),
            ("base", self.base),
            ("every", self.every),
            ("relative_to", None if self.relative_to is None else self.relative_to.name(lang)),
            ("force", None if self.force is None else code_text(self.force, lang)),
            ("stretch", self.stretch),
            ("set_by", self.set_by),
            ("published_verdict", self.published_verdict),
            ("basis", self.basis),
            ("scope", self.scope),
            ("area", self.area),
            ("breakdowns", breakdowns_text(self.breakdowns)),
            ("printed", self.printed),
            ("source", self.source),
            ("note", self.note),
        ]
        return fields_table("", fields, lang)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.text(own_language(self))}>"


_NO_NUMBER: Final = {"en": "no number", "zh": "没有数值"}

# What each field takes, and how an error says so.
_FIELDS: Final[dict[str, tuple[tuple[type, ...], str]]] = {
    "indicator": ((Indicator,), "an Indicator"),
    "period": ((Period, AsOf), "a Period or an AsOf"),
    "figure": ((Figure, type(None)), "a Figure or None"),
    "stretch": ((Figure, type(None)), "a Figure or None"),
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
    """Check that a value has no base, that any other measure has one that comes before, and that
    the number for a flow is about a span.
    """
    base, period, indicator = target.base, target.period, target.indicator
    if (target.measure is Measure.VALUE) is not (base is None):
        problem = f"a target on a {target.measure} names its base period"
        if base is not None:
            problem = "a VALUE has no base"
        raise InvalidRecordError("Target", "base", base, problem)
    if base is not None:
        check_base_order(base, period)
    elif indicator.nature is Nature.FLOW and isinstance(period, AsOf) and target.figure is not None:
        problem = "a target for a flow is over a Period (a span)"
        raise PeriodKindError(period.code, indicator.code, problem)


def _check_units(target: Target) -> None:
    """Check that the figures fit the indicator, unless they are relative to another."""
    for figure in (target.figure, target.stretch):
        if figure is not None and target.relative_to is None:
            check_unit(target.indicator, target.measure, figure)

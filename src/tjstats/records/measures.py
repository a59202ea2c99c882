"""What a measure of an indicator needs: the unit of its figure, and the time it is relative to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tjstats.errors import InvalidRecordError, PeriodOrderError
from tjstats.records.classifications import NATURES, Measure, Nature, code_text
from tjstats.values.periods import Period, Time
from tjstats.values.units import Unit, mismatch, unit_of_code
from tjstats.values.units.table import FRACTIONS

if TYPE_CHECKING:
    from tjstats.records.publication import Indicator, Observation
    from tjstats.records.targets import Target
    from tjstats.values.figures import Figure

__all__ = ["base_wanted", "check_base", "check_unit", "kind_wanted", "unit_of"]

# --- bases ----------------------------------------------------------------------------------------


def base_wanted(record: Observation | Target) -> str:
    """That a measure names its base, with that of the year before."""
    time, measure = record.period, code_text(record.measure, "en")
    is_long = isinstance(time, Period) and time.days > 366
    before = Period.year(time.first_day.year - 1) if is_long else time.shift(-1, "1y")
    return f"name what the {measure} is relative to, for example base={before!r}"


def check_base(record: Observation | Target, base: Time) -> None:
    """Raise `InvalidRecordError` unless the indicator has levels at times like the base, and
    `PeriodOrderError` unless the base begins before the end of *time*.
    """
    nature, time = record.indicator.nature, record.period
    if base.__class__ not in NATURES[nature].times:
        problem = "; ".join(kind_wanted(nature, base))
        raise InvalidRecordError(type(record).__name__, "base", str(base), problem)
    if base.first_day >= time.end:
        raise PeriodOrderError(base.code, time.code, "is the base and must come before")


def kind_wanted(nature: Nature, time: Time) -> tuple[str, str]:
    """Of which kind the times of a nature are, and what to write instead of a time."""
    if nature is Nature.STOCK:
        return "a stock is observed at a point in time", f"write AsOf('{time.end}')"
    remedy = f"write a Period, for example Period.year({time.end.year})"
    return f"a {nature} is observed over a span", remedy


# --- units ----------------------------------------------------------------------------------------

_PERCENT: Final = unit_of_code("percent")
_ACTIONS: Final = {
    measure: "observe" if measure is Measure.VALUE else f"observe a {code_text(measure, 'en')} of"
    for measure in Measure
}


def check_unit(indicator: Indicator, measure: Measure, figure: Figure) -> None:
    """Raise `UnitMismatchError` unless the figure's unit fits the measure of the indicator."""
    expected = unit_of(indicator, measure) if measure is Measure.CHANGE else indicator.unit
    if not _fits(figure.unit, expected, indicator, measure):
        raise mismatch(expected, figure.unit, _ACTIONS[measure])


def unit_of(indicator: Indicator, measure: str) -> Unit:
    """The unit of a bare number: percent for a growth, points for a change of percents."""
    if measure in ("growth", "average_growth"):
        return _PERCENT
    return indicator.unit.of_change if measure == "change" else indicator.unit


def _fits(unit: Unit, expected: Unit, indicator: Indicator, measure: Measure) -> bool:
    if measure not in (Measure.VALUE, Measure.CHANGE):
        return unit.code in FRACTIONS
    if unit == expected:
        return True
    may_be_per_time = measure is Measure.CHANGE or indicator.nature is Nature.FLOW
    return (may_be_per_time and unit.is_per(expected)) or unit.is_compatible(expected)

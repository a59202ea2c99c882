"""Units over frames: numbers brought to another scale, units that are not the same, and units without a true zero."""

from __future__ import annotations

from typing import Any, Final

from tjstats.columns import UNIT_COLUMNS
from tjstats.frames.bases import differ
from tjstats.frames.layout import is_text
from tjstats.values.unit_algebra import is_offset
from tjstats.values.unit_table import UNITS
from tjstats.values.units import unit

__all__ = ["no_ratio", "other_units", "rescaled"]

# A unit is told by its code or another of its names.
_NO_RATIO: Final = tuple(
    name for row in UNITS.values() if is_offset(unit(row.code)) for name in (row.code, row.zh, row.en, *row.words)
)


def no_ratio(ns: Any, name: str, kind: Any) -> Any:
    """Whether the unit in a column has no true zero, so that nothing grows by a rate; None for a column that is not of texts."""
    if kind is None or not is_text(kind):
        return None
    return ns.col(name).cast(ns.String).is_in(_NO_RATIO).fill_null(False)


def other_units(ns: Any, one: dict[str, str], other: dict[str, str]) -> list[Any]:
    """Where two rows do not have one unit: cases by the columns of both, for those that both have. Scales may differ, but not
    be told in one of the rows only.
    """
    cases = []
    for name in (name for name in UNIT_COLUMNS if name in one and name in other):
        left, right = ns.col(one[name]), ns.col(other[name])
        cases.append(left.is_null() != right.is_null() if name == "UNIT_MULT" else differ(left, right))
    return cases


def rescaled(ns: Any, number: Any, multiplier: Any, wanted: Any) -> Any:
    """A number with the exponent of ten of its own, in the scale of the exponent wanted; as it is where one is not told."""
    return number * ns.lit(10.0) ** (multiplier - wanted).cast(ns.Float64).fill_null(0.0)

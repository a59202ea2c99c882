"""Bounds: rows of which the number is not what was published but an end of it, as their QUALIFIER says.

"Over 175" is no 175, and to count it as one is a silent guess. The number of `exactly` and `about` counts.
"""

from __future__ import annotations

from typing import Any, Final

from tjstats.frames.codes import codes
from tjstats.frames.engines import Frame
from tjstats.frames.layout import OWN
from tjstats.values.qualifiers import Qualifier

__all__ = ["BOUND", "COUNTED", "QUALIFIER", "bound", "qualifiers"]

QUALIFIER: Final = "QUALIFIER"
BOUND: Final = f"{OWN}bound"  # one where the number of a row is a bound only, else zero
COUNTED: Final = (str(Qualifier.EXACTLY), str(Qualifier.ABOUT))


def qualifiers(frame: Frame, types: dict[str, Any]) -> Any:
    """The qualifiers of the values of a frame that has the column. Raises as `codes` does."""
    return codes(frame, types, "qualifier", QUALIFIER, Qualifier, Qualifier.EXACTLY)


def bound(frame: Frame, types: dict[str, Any]) -> dict[str, Any]:
    """The column that tells bounds, by its name; nothing where no column tells qualifiers."""
    if QUALIFIER not in types:
        return {}
    counts = qualifiers(frame, types).is_in(COUNTED)
    return {BOUND: frame.ns.when(counts).then(frame.ns.lit(0.0)).otherwise(frame.ns.lit(1.0))}

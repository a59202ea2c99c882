"""Which reason stands for which error: doors that take many records turn an error into a verdict of
unknown.
"""

from __future__ import annotations

from typing import Final

from tjstats.errors import (
    NotComparableError,
    PeriodKindError,
    PeriodOrderError,
    TjstatsError,
    UnitMismatchError,
)
from tjstats.values.verdicts import Reason

__all__ = ["reason_of"]

_BY_FIELD: Final = {
    "area": Reason.AREA_MISMATCH,
    "scope": Reason.SCOPE_MISMATCH,
    "basis": Reason.BASIS_MISMATCH,
    "period": Reason.PERIOD_MISMATCH,
    "base": Reason.PERIOD_MISMATCH,
}
_BY_ERROR: Final[dict[type[TjstatsError], Reason]] = {
    UnitMismatchError: Reason.UNIT_MISMATCH,
    PeriodKindError: Reason.PERIOD_MISMATCH,
    PeriodOrderError: Reason.PERIOD_MISMATCH,
}


def reason_of(error: TjstatsError) -> Reason:
    """The reason that stands for an error in an answer over many records.

    >>> reason_of(NotComparableError("scope", None, "三项"))
    <Reason.SCOPE_MISMATCH: 'scope_mismatch'>
    """
    if isinstance(error, NotComparableError):
        return _BY_FIELD.get(error.what, Reason.NO_OBSERVATION)
    return _BY_ERROR.get(type(error), Reason.NO_OBSERVATION)

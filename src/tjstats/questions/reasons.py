"""Why a question has no answer: ladders of cases, and the reason for each error.

A ladder is a tuple of cases in order of precedence. It is asked of a record of facts: of Python
values for records, of expressions for data frames, so both give the same reason for the same facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from tjstats.errors import (
    NotComparableError,
    PeriodKindError,
    PeriodOrderError,
    TjstatsError,
    UnitMismatchError,
)
from tjstats.values.verdicts import Reason

__all__ = ["Case", "first", "reason_of"]


class Case(NamedTuple):
    """A case in which there is no answer. Fields: reason, when, meaning (for the reference).

    *when* takes a record of facts and uses only comparisons, arithmetic, `&` and `|`, never `and`,
    `or` or `not`: the facts may be expressions of a data frame, which have no truth value.
    """

    reason: Reason
    when: Callable[[Any], Any]
    meaning: str


def first(cases: Iterable[Case], facts: Any) -> Reason | None:
    """The reason of the first case that is true for *facts*, or None.

    >>> ladder = (Case(Reason.ZERO_BASE, lambda base: base == 0, "the base is zero"),)
    >>> first(ladder, 0), first(ladder, 1)
    (<Reason.ZERO_BASE: 'zero_base'>, None)
    """
    for reason, when, _ in cases:
        if when(facts):
            return reason
    return None


_BY_FIELD: Final = {
    "area": Reason.AREA_MISMATCH,
    "breakdowns": Reason.BREAKDOWN_MISMATCH,
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
    """The reason for an error: functions that take many records turn errors into
    unknown answers.

    >>> reason_of(NotComparableError("scope", None, "三项"))
    <Reason.SCOPE_MISMATCH: 'scope_mismatch'>
    """
    if isinstance(error, NotComparableError):
        return _BY_FIELD.get(error.what, Reason.NO_OBSERVATION)
    return _BY_ERROR.get(type(error), Reason.NO_OBSERVATION)

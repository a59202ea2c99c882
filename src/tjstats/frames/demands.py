"""Demands: what each row of a table of targets accepts, as ends between which the reported number must lie."""

from __future__ import annotations

from typing import Any, Final

import attrs

from tjstats.errors import FrameColumnError
from tjstats.frames.codes import codes
from tjstats.frames.engines import Frame
from tjstats.frames.layout import OWN, check_number, check_present, excluded, number
from tjstats.records.classifications import Direction
from tjstats.records.targets import ACCEPTS
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Reason

__all__ = ["ABOUT", "CEILING", "CEILING_OPEN", "FLOOR", "FLOOR_OPEN", "Demand", "unanswered", "with_ends"]

FLOOR, CEILING = f"{OWN}floor", f"{OWN}ceiling"
FLOOR_OPEN, CEILING_OPEN = f"{OWN}floor_open", f"{OWN}ceiling_open"
ABOUT: Final = f"{OWN}about"
_RULE: Final = f"{OWN}rule"

# Qualifier and direction, "over/higher", of the targets that have a floor, and of those that have a ceiling.
_LOWER_ENDS: Final = {Qualifier.AT_LEAST, Qualifier.OVER}
_UPPER_ENDS: Final = {Qualifier.AT_MOST, Qualifier.UNDER}
_FLOORS: Final = tuple(
    f"{q}/{d}"
    for (q, d), rule in ACCEPTS.items()
    if q in _LOWER_ENDS or (q not in _UPPER_ENDS and rule not in ("ceiling", "to_value"))
)
_CEILINGS: Final = tuple(
    f"{q}/{d}"
    for (q, d), rule in ACCEPTS.items()
    if q in _UPPER_ENDS or (q not in _LOWER_ENDS and rule not in ("floor", "from_value"))
)
# Qualifiers whose ends are not the number itself: they need columns of their own.
_RANGES: Final = (str(Qualifier.BETWEEN), str(Qualifier.SOME_OVER), str(Qualifier.NEARLY))
_OPEN: Final = (str(Qualifier.OVER), str(Qualifier.UNDER), str(Qualifier.SOME_OVER), str(Qualifier.NEARLY))


# What is asked for in every year of a period, or against another indicator.
_UNANSWERED: Final = {"EVERY": Reason.PERIOD_MISMATCH, "RELATIVE_TO": Reason.NO_REFERENCE}


@attrs.frozen
class Demand:
    """How a table tells its targets. Fields: target (column of numbers), qualifier and direction (columns, or one code for
    all), tolerance (of "about": a number, a column, or None).
    """

    target: str
    qualifier: str
    direction: str
    tolerance: float | str | None = None


def with_ends(frame: Frame, demand: Demand) -> Frame:
    """The table with the ends of what each target accepts: FLOOR and CEILING, null where there is none, and which are open.

    Raises `FrameColumnError`; on eager frames `FrameRowsError` for codes that are none.
    """
    types, ns = frame.dtypes(), frame.ns
    check_present(types, [demand.target])
    check_number(frame, types, demand.target)
    qualifier = codes(frame, types, "qualifier", demand.qualifier, Qualifier, Qualifier.EXACTLY)
    direction = codes(frame, types, "direction", demand.direction, Direction)
    data = frame.data.with_columns(ns.concat_str([qualifier, direction], separator="/").alias(_RULE))
    rule, at, ranged = ns.col(_RULE), number(frame, demand.target, types), qualifier.is_in(_RANGES)
    slack = _slack(frame, types, demand, qualifier)
    ends = []
    for name, rules, sign in (("OBS_LOWER", _FLOORS, -1), ("OBS_UPPER", _CEILINGS, 1)):
        own = number(frame, name, types) if name in types else ns.when(ns.lit(False)).then(at)
        end = ns.when(ranged).then(own).otherwise(at if slack is None else at + slack * sign)
        ends.append(ns.when(rule.is_in(rules)).then(end))
    opens = [
        qualifier.is_in(_OPEN) if name not in types else qualifier.is_in(_OPEN) | excluded(ns, types, name)
        for name in ("LOWER_CLOSED", "UPPER_CLOSED")
    ]
    about = qualifier == str(Qualifier.ABOUT) if demand.tolerance is None else ns.lit(False)
    made = dict(zip((FLOOR, CEILING, FLOOR_OPEN, CEILING_OPEN), (*ends, *opens), strict=True))
    return frame.with_data(data.with_columns(**made, **{ABOUT: about}).drop(_RULE))


def unanswered(ns: Any, types: dict[str, Any]) -> list[tuple[Any, Reason]]:
    """Targets that no single number answers, by columns that those of records may have."""
    return [(~ns.col(name).is_null(), reason) for name, reason in _UNANSWERED.items() if name in types]


def _slack(frame: Frame, types: dict[str, Any], demand: Demand, qualifier: Any) -> Any:
    """What an "about" allows on either side; None without a tolerance."""
    if demand.tolerance is None:
        return None
    if isinstance(demand.tolerance, str):
        check_present(types, [demand.tolerance])
        check_number(frame, types, demand.tolerance)
        allowed = number(frame, demand.tolerance, types)
    else:
        if not demand.tolerance >= 0:
            raise FrameColumnError(
                "tolerance", f"{demand.tolerance} is below zero", "write zero or more, or the name of a column"
            )
        allowed = frame.ns.lit(float(demand.tolerance))
    return frame.ns.when(qualifier == str(Qualifier.ABOUT)).then(allowed.fill_null(0.0)).otherwise(frame.ns.lit(0.0))

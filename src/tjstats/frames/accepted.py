"""The range that each target of a table accepts, from its number, qualifier and direction.

Two numbers are equal if they differ by less than 1e-12 of their size: sums in binary floating point
miss a target of 175 by less than that, and different printed numbers differ by more.
"""

from __future__ import annotations

from typing import Final

import attrs

from tjstats.errors import FrameColumnError
from tjstats.frames.engines import (
    Codes,
    Condition,
    Expr,
    Expressions,
    Frame,
    Types,
    all_of,
    any_of,
    chosen,
    hidden,
    is_among,
)
from tjstats.frames.schema import NEAR, check_number, check_present, codes, excluded, number
from tjstats.questions.degrees import CEILINGS
from tjstats.records.classifications import Direction
from tjstats.records.targets import ACCEPTS
from tjstats.values.qualifiers import Qualifier

__all__ = [
    "Accepted",
    "AcceptedColumns",
    "Demand",
    "are_equal",
    "is_missing",
    "with_ends",
]

# Qualifier and direction, "over/higher", of the targets that have a floor, or a ceiling.
_FLOORS: Final = tuple(f"{q}/{d}" for (q, d), ends in ACCEPTS.items() if ends.floor)
_CEILINGS: Final = tuple(f"{q}/{d}" for (q, d), ends in ACCEPTS.items() if ends.ceiling)
# Those that are limits by their words.
_LIMITS: Final = tuple(
    f"{q}/{d}"
    for (q, d), ends in ACCEPTS.items()
    if ends.ceiling and (q is Qualifier.BETWEEN if ends.floor else q in CEILINGS)
)
# Qualifiers whose ends are not the number itself: they need separate columns.
_RANGES: Final = (str(Qualifier.BETWEEN), str(Qualifier.SOME_OVER), str(Qualifier.NEARLY))
_ABOUT: Final = (str(Qualifier.ABOUT),)
_OPEN: Final = (
    str(Qualifier.OVER),
    str(Qualifier.UNDER),
    str(Qualifier.SOME_OVER),
    str(Qualifier.NEARLY),
)


@attrs.frozen
class Demand:
    """The columns of a table of targets. Fields: target (numbers), qualifier and direction
    (columns, or one code for all), tolerance (of "about": a number, a column, or None).
    """

    target: str
    qualifier: str
    direction: str
    tolerance: float | str | None = None


@attrs.frozen
class Accepted:
    """The range that each target accepts. Fields: floor and ceiling (null for no end, None if no
    target has one), floor_open and ceiling_open (whether the end is excluded), about (the target is
    "about" a number, without a tolerance), limit (it is a limit by its words).
    """

    floor: Expr | None
    ceiling: Expr | None
    floor_open: Condition
    ceiling_open: Condition
    about: Condition
    limit: Condition

    @property
    def order(self) -> list[str]:
        """Columns by which targets of one key and period are sorted."""
        ends = {"floor": self.floor, "ceiling": self.ceiling}
        return [hidden(Accepted, name) for name, end in ends.items() if end is not None]

    def in_columns(self, ns: Expressions) -> AcceptedColumns:
        """The same as expressions, also of what is the same for all targets."""
        nothing = ns.when(ns.lit(False)).then(ns.lit(0.0))
        ends = (nothing if end is None else end for end in (self.floor, self.ceiling))
        cases = (self.floor_open, self.ceiling_open, self.about, self.limit)
        known = (ns.lit(case) if isinstance(case, bool) else case for case in cases)
        return AcceptedColumns(*ends, *known)

    @property
    def none(self) -> Condition:
        """Whether neither end is known."""
        return all_of([is_missing(self.floor), is_missing(self.ceiling)])


@attrs.frozen
class AcceptedColumns:
    """The range that each target accepts, in columns. Fields: as those of `Accepted`."""

    floor: Expr
    ceiling: Expr
    floor_open: Expr
    ceiling_open: Expr
    about: Expr
    limit: Expr


def is_missing(number: Expr | None) -> Condition:
    return True if number is None else number.is_null()


@attrs.frozen
class _Rule:
    """Fields: rule (qualifier and direction of a target)."""

    rule: Codes


def with_ends(frame: Frame, demand: Demand) -> tuple[Frame, Accepted]:
    """The table of targets with the ends of the range that each accepts.

    Raises `FrameColumnError`; on eager frames `FrameRowsError` for unknown codes.
    """
    types, ns = frame.types(), frame.ns
    check_present(types, target=demand.target)
    check_number(frame, types, demand.target)
    qualifier = codes(frame, types, "qualifier", demand.qualifier, Qualifier, Qualifier.EXACTLY)
    direction = codes(frame, types, "direction", demand.direction, Direction)
    frame, rules = frame.keep(_Rule(_joined(ns, qualifier, direction)))
    slack = _slack(frame, types, demand, qualifier)
    target = number(frame, demand.target, types)

    def end(name: str, with_end: tuple[str, ...], at: Expr) -> Expr | None:
        own = number(frame, name, types) if name in types else None
        value = chosen(ns, is_among(qualifier, _RANGES), own, at)
        return chosen(ns, is_among(rules.rule, with_end), value)

    def is_open(name: str) -> Condition:
        by_word = is_among(qualifier, _OPEN)
        return any_of([by_word, excluded(ns, types, name)]) if name in types else by_word

    accepted = Accepted(
        floor=end("OBS_LOWER", _FLOORS, target if slack is None else target - slack),
        ceiling=end("OBS_UPPER", _CEILINGS, target if slack is None else target + slack),
        floor_open=is_open("LOWER_CLOSED"),
        ceiling_open=is_open("UPPER_CLOSED"),
        about=slack is None and is_among(qualifier, _ABOUT),
        limit=is_among(rules.rule, _LIMITS),
    )
    return frame.keep(accepted)


def _joined(ns: Expressions, qualifier: Codes, direction: Codes) -> Codes:
    """Qualifier and direction, "over/higher"."""
    if isinstance(qualifier, str) and isinstance(direction, str):
        return f"{qualifier}/{direction}"
    parts = [ns.lit(code) if isinstance(code, str) else code for code in (qualifier, direction)]
    return ns.concat_str(parts, separator="/")


def are_equal(left: Expr, right: Expr) -> Expr:
    """Whether two numbers are equal up to floating-point error."""
    return (left - right).abs() <= (left.abs() + right.abs()) * NEAR


def _slack(frame: Frame, types: Types, demand: Demand, qualifier: Codes) -> Expr | None:
    """The tolerance of an "about" on either side; None without one."""
    ns, tolerance = frame.ns, demand.tolerance
    if tolerance is None:
        return None
    if isinstance(tolerance, str):
        check_present(types, tolerance=tolerance)
        check_number(frame, types, tolerance)
        allowed = number(frame, tolerance, types).fill_null(0.0)
    elif tolerance >= 0:
        allowed = ns.lit(float(tolerance))
    else:
        remedy = "write zero or more, or the name of a column"
        raise FrameColumnError("tolerance", f"{tolerance} is below zero", remedy)
    return chosen(ns, is_among(qualifier, _ABOUT), allowed, ns.lit(0.0))

"""Reasons and verdicts in a frame: columns with the code of the first true condition in a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from tjstats.frames.engines import Condition, Expr, Expressions, Frame, Native
from tjstats.questions.reasons import Case
from tjstats.values.verdicts import Reason, Verdict

__all__ = [
    "ANSWERED",
    "cases_of",
    "coded",
    "decided",
    "is_verdict",
    "native_answer",
    "or_else",
    "reasoned",
]

_REASONS: Final = tuple(map(str, Reason))
_VERDICTS: Final = tuple(map(str, Verdict))
_CODES: Final = {"REASON": _REASONS, "VERDICT": _VERDICTS, "ACHIEVED": _VERDICTS}
# The columns that the answers of questions have beside those of their frames.
ANSWERED: Final = frozenset(
    "BASE_VALUE CHANGE RATE ANNUALISED IMPLIED IMPLIED_LOWER IMPLIED_UPPER REPORTED_VALUE GAP "
    "LATEST_PERIOD LATEST_VALUE OBSERVED_RATE REQUIRED_RATE PACE SCORE STATUS".split()
) | frozenset(_CODES)


def cases_of(ladder: Iterable[Case], facts: object) -> list[tuple[Condition, Reason]]:
    """The conditions of a ladder on the facts of a frame, each with its reason."""
    return [(case.when(facts), case.reason) for case in ladder]


def reasoned(frame: Frame, cases: Iterable[tuple[Condition, Reason]]) -> Expr:
    """The code of the first reason whose condition is true, or null."""
    return _codes(frame, [(case, str(reason)) for case, reason in cases], _REASONS, None)


def decided(frame: Frame, cases: Iterable[tuple[Condition, Verdict]]) -> Expr:
    """The first verdict whose condition is true, or unknown."""
    codes = [(case, str(verdict)) for case, verdict in cases]
    return _codes(frame, codes, _VERDICTS, str(Verdict.UNKNOWN))


def is_verdict(frame: Frame, name: str, verdict: Verdict) -> Expr:
    """Whether a column created by `decided` has this verdict."""
    column = frame.ns.col(name)
    if frame.engine.name == "pandas":
        return column == _VERDICTS.index(str(verdict))
    return column.cast(frame.ns.String) == str(verdict)


def or_else(ns: Expressions, reason: Expr, other: Expr) -> Expr:
    """A reason, or another one if it is null. A coalesce warns on Dask if all are null."""
    return ns.when(reason.is_null()).then(other).otherwise(reason)


def coded(frame: Frame, cases: Sequence[tuple[Condition, str]], default: str) -> Expr:
    """The code of the first true condition, or the default, as text."""
    ns = frame.ns
    return _first(ns, [(case, ns.lit(code)) for case, code in cases], ns.lit(default))


def native_answer(frame: Frame, columns: Iterable[str]) -> Native:
    """The native frame with these columns. On pandas, reason and verdict codes become categories,
    one byte per row.
    """
    names = list(columns)
    if frame.engine.name == "pandas":
        import pandas

        native = frame.data.to_native()
        for name, codes in _CODES.items():
            if name in names:
                numbers = native[name].fillna(-1).to_numpy("int8")
                categories = pandas.Index(codes)
                native[name] = pandas.Categorical.from_codes(numbers, categories=categories)
    return frame.select(*names).native()


def _codes(
    frame: Frame,
    cases: Sequence[tuple[Condition, str]],
    codes: tuple[str, ...],
    default: str | None,
) -> Expr:
    """Text; on Polars an `Enum` of all possible codes, one byte per row; on pandas their numbers
    until `native_answer`.
    """
    ns, engine = frame.ns, frame.engine.name
    if engine not in ("polars", "pandas"):
        other = None if default is None else ns.lit(default)
        return _first(ns, [(case, ns.lit(code)) for case, code in cases], other)
    kind = ns.UInt8 if engine == "polars" else ns.Float32
    numbers = [(case, ns.lit(codes.index(code), kind)) for case, code in cases]
    other = None if default is None else ns.lit(codes.index(default), kind)
    code = _first(ns, numbers, other)
    if engine == "pandas":
        return code
    members: Any = ns.Enum(codes)
    categories: Any = code.cat
    return categories.to(members) if hasattr(categories, "to") else code.cast(members)  # Polars < 2


def _first(ns: Expressions, cases: Sequence[tuple[Condition, Expr]], default: Expr | None) -> Expr:
    """The value of the first true condition, or the default; without an always-true condition,
    which Dask treats as false.
    """
    value = default
    for condition, code in reversed(cases):
        if condition is True:
            value = code
        elif condition is not False:
            when = ns.when(condition).then(code)
            value = when if value is None else when.otherwise(value)
    return ns.lit(None, ns.String) if value is None else value

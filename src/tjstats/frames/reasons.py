"""Reasons and verdicts of a frame: columns of codes, each of the first case of a list that is true."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from tjstats.frames.engines import Frame
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["coded", "decided", "or_else", "reasoned"]

_REASONS: Final = tuple(map(str, Reason))
_VERDICTS: Final = tuple(map(str, Verdict))


def reasoned(frame: Frame, cases: Iterable[tuple[Any, Reason]]) -> Any:
    """An expression: the code of the first reason whose case is true, null where none is; cases of None are left out."""
    return _coded(frame, [(case, str(reason)) for case, reason in cases if case is not None], _REASONS)


def decided(frame: Frame, cases: Iterable[tuple[Any, Verdict]]) -> Any:
    """An expression: the first verdict whose case is true, unknown where none is."""
    return _coded(frame, [(case, str(verdict)) for case, verdict in cases], _VERDICTS, str(Verdict.UNKNOWN))


def or_else(ns: Any, reason: Any, other: Any) -> Any:
    """A reason, else another one. A coalesce warns on Dask where all are null."""
    return ns.when(reason.is_null()).then(other).otherwise(reason)


def coded(frame: Frame, cases: list[tuple[Any, str]], default: str) -> Any:
    """An expression: the code of the first case that is true, else the default, as a text."""
    return _chain(frame.ns, [(case, frame.ns.lit(code)) for case, code in cases], frame.ns.lit(default))


def _coded(frame: Frame, cases: list[tuple[Any, str]], codes: tuple[str, ...], default: str | None = None) -> Any:
    """On Polars the codes are an `Enum` of all that there may be, which takes a byte a row; elsewhere they are texts."""
    ns = frame.ns
    if frame.engine.name != "polars":
        return _chain(ns, [(case, ns.lit(code)) for case, code in cases], None if default is None else ns.lit(default))
    numbers = [(case, ns.lit(codes.index(code), ns.UInt8)) for case, code in cases]
    last = None if default is None else ns.lit(codes.index(default), ns.UInt8)
    return _chain(ns, numbers, last).cat.to(ns.Enum(codes))


def _chain(ns: Any, cases: list[tuple[Any, Any]], default: Any) -> Any:
    """The value of the first case that is true, else the default. It is no case that is always true: Dask takes that for false."""
    made = default
    for case, value in reversed(cases):
        when = ns.when(case).then(value)
        made = when if made is None else when.otherwise(made)
    return made

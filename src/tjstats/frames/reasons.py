"""Reasons and verdicts of a frame: columns of codes, each of the first case of a list that is true."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from tjstats.frames.engines import Frame
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["coded", "decided", "reasoned"]

_REASONS: Final = tuple(map(str, Reason))
_VERDICTS: Final = tuple(map(str, Verdict))


def reasoned(frame: Frame, cases: Iterable[tuple[Any, Reason]]) -> Any:
    """An expression: the code of the first reason whose case is true, null where none is; cases of None are left out."""
    return _coded(frame, [(case, str(reason)) for case, reason in cases if case is not None], _REASONS)


def decided(frame: Frame, cases: Iterable[tuple[Any, Verdict]]) -> Any:
    """An expression: the first verdict whose case is true, unknown where none is."""
    told = [(case, str(verdict)) for case, verdict in cases]
    return _coded(frame, [*told, (frame.ns.lit(True), str(Verdict.UNKNOWN))], _VERDICTS)


def coded(frame: Frame, cases: list[tuple[Any, str]]) -> Any:
    """An expression: the code of the first case that is true, as a text."""
    return _chain(frame.ns, [(case, frame.ns.lit(code)) for case, code in cases])


def _coded(frame: Frame, cases: list[tuple[Any, str]], codes: tuple[str, ...]) -> Any:
    """On Polars the codes are an `Enum` of all that there may be, which takes a byte a row; elsewhere they are texts."""
    ns = frame.ns
    if frame.engine.name != "polars":
        return _chain(ns, [(case, ns.lit(code)) for case, code in cases])
    numbers = [(case, ns.lit(codes.index(code), ns.UInt8)) for case, code in cases]
    told = _chain(ns, numbers)
    return told.cat.to(ns.Enum(codes)) if hasattr(told.cat, "to") else told.cast(ns.Enum(codes))  # before Polars 2


def _chain(ns: Any, cases: list[tuple[Any, Any]]) -> Any:
    """The value of the first case that is true."""
    made = None
    for case, value in reversed(cases):
        when = ns.when(case).then(value)
        made = when if made is None else when.otherwise(made)
    return made

"""Reasons of a frame: one column, of the first thing that stands in the way of each row's answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tjstats.frames.engines import Frame
from tjstats.values.verdicts import Reason

__all__ = ["reasoned"]


def reasoned(frame: Frame, cases: Iterable[tuple[Any, Reason]]) -> Any:
    """An expression: the code of the first reason whose case is true, null where none is.

    On Polars the codes are an `Enum` of all reasons, which takes a byte a row.
    """
    ns = frame.ns
    if frame.engine.name != "polars":
        return _chain(ns, [(case, ns.lit(str(reason))) for case, reason in cases])
    codes = list(Reason)
    numbers = [(case, ns.lit(codes.index(reason), ns.UInt8)) for case, reason in cases]
    return _chain(ns, numbers).cat.to(ns.Enum([str(code) for code in codes]))


def _chain(ns: Any, cases: list[tuple[Any, Any]]) -> Any:
    """The value of the first case that is true."""
    made = None
    for case, value in reversed(cases):
        when = ns.when(case).then(value)
        made = when if made is None else when.otherwise(made)
    return made

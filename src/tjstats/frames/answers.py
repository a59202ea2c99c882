"""Reasons and verdicts of a frame: columns of codes, each of the first case of a list that is
true.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from tjstats.frames.engines import Frame
from tjstats.questions.reasons import Case
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["cases_of", "closed", "coded", "decided", "is_told", "or_else", "reasoned"]

_REASONS: Final = tuple(map(str, Reason))
_VERDICTS: Final = tuple(map(str, Verdict))
_CODES: Final = {"REASON": _REASONS, "VERDICT": _VERDICTS, "ACHIEVED": _VERDICTS}


def cases_of(ladder: Iterable[Case], facts: Any) -> list[tuple[Any, Reason]]:
    """The cases of a ladder as expressions of the facts, less those that cannot arise."""
    conditions = [(case.when(facts), case.reason) for case in ladder]
    return [(when, reason) for when, reason in conditions if when is not False and when is not None]


def reasoned(frame: Frame, cases: Iterable[tuple[Any, Reason]]) -> Any:
    """An expression: the code of the first reason whose case is true, null where none is; cases of
    None are left out.
    """
    return _coded(
        frame, [(case, str(reason)) for case, reason in cases if case is not None], _REASONS
    )


def decided(frame: Frame, cases: Iterable[tuple[Any, Verdict]]) -> Any:
    """An expression: the first verdict whose case is true, unknown where none is."""
    return _coded(
        frame, [(case, str(verdict)) for case, verdict in cases], _VERDICTS, str(Verdict.UNKNOWN)
    )


def is_told(frame: Frame, name: str, verdict: Verdict) -> Any:
    """An expression: whether a column of verdicts that is not closed yet tells this one."""
    column = frame.ns.col(name)
    if frame.engine.name == "pandas":
        return column == _VERDICTS.index(str(verdict))
    return column.cast(frame.ns.String) == str(verdict)


def or_else(ns: Any, reason: Any, other: Any) -> Any:
    """A reason, else another one. A coalesce warns on Dask where all are null."""
    return ns.when(reason.is_null()).then(other).otherwise(reason)


def coded(frame: Frame, cases: list[tuple[Any, str]], default: str) -> Any:
    """An expression: the code of the first case that is true, else the default, as a text."""
    return _chain(
        frame.ns, [(case, frame.ns.lit(code)) for case, code in cases], frame.ns.lit(default)
    )


def closed(frame: Frame, columns: Iterable[str]) -> Any:
    """The native frame of these columns. On pandas the codes of reasons and verdicts become
    categories, a byte a row each.
    """
    data, names = frame.data, list(columns)
    if frame.engine.name == "pandas":
        import pandas

        native = data.to_native()
        for name, codes in _CODES.items():
            if name in names:
                numbers = native[name].fillna(-1).to_numpy("int8")
                native[name] = pandas.Categorical.from_codes(numbers, categories=list(codes))
    return frame.with_data(data.select(*names)).native()


def _coded(
    frame: Frame, cases: list[tuple[Any, str]], codes: tuple[str, ...], default: str | None = None
) -> Any:
    """Texts; on Polars an `Enum` of all that there may be, which takes a byte a row; on pandas
    their numbers until `closed`.
    """
    ns = frame.ns
    if frame.engine.name not in ("polars", "pandas"):
        return _chain(
            ns,
            [(case, ns.lit(code)) for case, code in cases],
            None if default is None else ns.lit(default),
        )
    kind = ns.UInt8 if frame.engine.name == "polars" else ns.Float32
    numbers = [(case, ns.lit(codes.index(code), kind)) for case, code in cases]
    told = _chain(ns, numbers, None if default is None else ns.lit(codes.index(default), kind))
    if frame.engine.name == "pandas":
        return told
    return (
        told.cat.to(ns.Enum(codes)) if hasattr(told.cat, "to") else told.cast(ns.Enum(codes))
    )  # before Polars 2


def _chain(ns: Any, cases: list[tuple[Any, Any]], default: Any) -> Any:
    """The value of the first case that is true, else the default: no case that is always true,
    which Dask takes for false.
    """
    made = default
    for case, value in reversed(cases):
        when = ns.when(case).then(value)
        made = when if made is None else when.otherwise(made)
    return made

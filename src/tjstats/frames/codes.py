"""Codes: what rows say by a code list, in a column of their own or one code for all of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from tjstats.errors import FrameColumnError, FrameRowsError
from tjstats.frames.engines import Frame, narwhals
from tjstats.frames.layout import is_text

__all__ = ["codes"]


def _empty(frame: Frame, kind: Any, name: str) -> bool:
    """Whether a column that is not of texts has no value; on Polars it has a type of its own then."""
    if is_text(kind):
        return False
    return bool(frame.data[name].is_null().all()) if frame.engine.eager else kind == narwhals().Unknown


def codes(frame: Frame, types: dict[str, Any], what: str, given: str, kind: type[StrEnum], absent: StrEnum | None = None) -> Any:
    """An expression: the codes of the column *given*, or that one code for all rows.

    A null is the code *absent*, and so is every row where the column of the standard name, *what* in capitals, is not there.
    Raises `FrameColumnError` for what is neither; on eager frames `FrameRowsError` for codes that are none.
    """
    known = tuple(map(str, kind))
    written = f"write {', '.join(known)}"
    if given in types:
        if absent is not None and _empty(frame, types[given], given):
            return frame.ns.lit(str(absent))
        if not is_text(types[given]):
            raise FrameColumnError(given, f"is of type {types[given]} and not of codes", written)
        column = frame.ns.col(given).cast(frame.ns.String)
        if absent is not None:
            column = column.fill_null(str(absent))
        if frame.engine.eager:
            wrong = frame.data.filter(~column.is_in(known) & ~column.is_null())
            if len(wrong):
                raise FrameRowsError(given, len(wrong), f"no {what}, such as {wrong[given][0]!r}", written)
        return column
    if given in known:
        return frame.ns.lit(given)
    if given == what.upper() and absent is not None:
        return frame.ns.lit(str(absent))
    remedy = f"name the column that tells it, {what}=…, or write one for all: {', '.join(known)}"
    raise FrameColumnError(given, f"is missing, and no {what}", remedy)

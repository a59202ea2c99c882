"""Inputs: what a question is asked of, native frames and records alike, opened."""

from __future__ import annotations

from typing import Any

from tjstats.errors import FrameError
from tjstats.frames.engines import Frame, alike, opened
from tjstats.frames.layout import is_text
from tjstats.frames.records import framed, from_records

__all__ = ["opened_pair", "opened_values"]


def opened_values(values: Any, question: str) -> Frame:
    """A frame of values opened: a native one, or that of records. Where RECORD is there, targets are no values.

    Raises `FrameError`, `MissingExtraError`.
    """
    return _of_kind(opened(framed(values, question), question), "target")


def opened_pair(values: Any, targets: Any, question: str) -> tuple[Frame, Frame]:
    """The targets and the values of a question, of one engine. Records beside a native frame become one of its engine.

    Raises `FrameError`, `MissingExtraError`.
    """
    of_values, of_targets = framed(values, question), framed(targets, question)
    if of_values is not values and of_targets is targets:
        of_values = _beside(values, targets, question)
    elif of_targets is not targets and of_values is values:
        of_targets = _beside(targets, values, question)
    asked, given = alike(opened(of_targets, question), opened(of_values, question), question)
    return _of_kind(asked, "observation"), _of_kind(given, "target")


def _beside(records: Any, frame: Any, question: str) -> Any:
    """Records as a frame of the engine of another."""
    engine = opened(frame, question).engine.name
    try:
        made = from_records(records, engine)
    except FrameError:
        problem = "has no frames of records; give the records as a frame of that engine"
        raise FrameError(question, engine, problem) from None
    if engine == "duckdb":
        _check_connection(made, frame, question)
    return made


def _check_connection(made: Any, frame: Any, question: str) -> None:
    """Raise `FrameError` where two relations are of different connections: neither tells its own."""
    import duckdb

    relation = opened(frame, question).native()
    try:
        made.set_alias("made").cross(relation.set_alias("given"))
    except duckdb.InvalidInputException:
        problem = "is not of the default connection; make a relation of the records there, from_records(records, connection)"
        raise FrameError(question, "the relation", problem) from None


def _of_kind(frame: Frame, other: str) -> Frame:
    """The rows that RECORD does not tell to be of the *other* kind."""
    kind = frame.dtypes().get("RECORD")
    if kind is None or not is_text(kind):
        return frame
    told = frame.ns.col("RECORD").cast(frame.ns.String)
    return frame.with_data(frame.data.filter((told != other).fill_null(True)))

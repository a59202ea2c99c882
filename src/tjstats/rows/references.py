"""Indicators and sources, which a document writes once and refers to by key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from tjstats.errors import TjstatsError
from tjstats.records.publication import Indicator, Observation, Source

__all__ = ["INPUTS", "TABLES", "TABLE_OF", "Tables", "UnreadReferenceError"]

TABLES: Final[dict[str, type]] = {"indicators": Indicator, "sources": Source}
INPUTS: Final = "inputs"  # the table of the inputs that are derived themselves
TABLE_OF: Final = {cls: name for name, cls in TABLES.items()}


class Tables:
    """The records that a document writes once, by key: the code, or "code#2" for another with the
    same code.

    Of the inputs of derived observations, those that are derived themselves: "input-1".
    """

    def __init__(self) -> None:
        self.records: dict[str, dict[str, Any]] = {name: {} for name in TABLES}
        self.inputs: dict[str, Observation | None] = {}  # those read; None for one with errors
        self.referred: list[tuple[str, Observation]] = []  # those to write
        self.plain: Callable[[Any], Observation | None] | None = None  # which reads those it can
        self._input_keys: dict[int, str] = {}

    def key_of(self, table: str, record: Indicator | Source) -> str:
        """The key of a record; adds a new record."""
        known, key, count = self.records[table], record.code, 1
        while not _alike(known.setdefault(key, record), record):
            count += 1
            key = f"{record.code}#{count}"
        return str(key)

    def input_key(self, record: Observation) -> str:
        """The key of an input; adds a new input. The same object is written once."""
        key = self._input_keys.get(id(record))
        if key is None:
            key = self._input_keys[id(record)] = f"input-{len(self._input_keys) + 1}"
            self.referred.append((key, record))
        return key


def _alike(left: Any, right: Any) -> bool:
    """Whether two records are equal including the printed unit, which equality ignores."""
    if left is right:
        return True
    same: bool = left == right
    return same and getattr(left, "word", None) == getattr(right, "word", None)


class UnreadReferenceError(TjstatsError, ValueError):
    """A record was referred to whose own errors are already reported."""

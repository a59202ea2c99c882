"""The records that a document writes once and refers to by key: indicators and sources."""

from __future__ import annotations

from typing import Any, Final

from tjstats.errors import TjstatsError
from tjstats.records.publication import Indicator, Source

__all__ = ["TABLES", "TABLE_OF", "Tables", "UnreadReferenceError"]

TABLES: Final[dict[str, type]] = {"indicators": Indicator, "sources": Source}
TABLE_OF: Final = {cls: name for name, cls in TABLES.items()}


class Tables:
    """The records of a document that are written once, by key: the code, and "code#2" for another
    of the same code.
    """

    def __init__(self) -> None:
        self.records: dict[str, dict[str, Any]] = {name: {} for name in TABLES}

    def key_of(self, table: str, record: Any) -> str:
        """The key of a record, which is added where it is new."""
        known, key, count = self.records[table], record.code, 1
        while not _alike(known.setdefault(key, record), record):
            count += 1
            key = f"{record.code}#{count}"
        return str(key)


def _alike(one: Any, other: Any) -> bool:
    """Whether two records are equal also in the printed unit, which does not count for equality."""
    if one is other:
        return True
    same: bool = one == other
    return same and getattr(one, "word", None) == getattr(other, "word", None)


class UnreadReferenceError(TjstatsError, ValueError):
    """A reference to a record whose own errors are reported already."""

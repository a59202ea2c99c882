"""Questions over data frames of any engine, native type in and native type out; through narwhals (the extra `frames`).

The names load on first use: reading texts needs much that growth does not.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tjstats.frames.attainments import assess as assess
    from tjstats.frames.comparisons import compare as compare
    from tjstats.frames.growths import growth as growth
    from tjstats.frames.paces import track as track
    from tjstats.frames.records import from_records as from_records
    from tjstats.frames.records import to_records as to_records
    from tjstats.frames.texts import read as read
    from tjstats.frames.validations import validate as validate
    from tjstats.frames.verifications import verify as verify

__all__ = ["assess", "compare", "from_records", "growth", "read", "to_records", "track", "validate", "verify"]

_HOMES: Final = {
    "assess": "attainments",
    "compare": "comparisons",
    "from_records": "records",
    "growth": "growths",
    "read": "texts",
    "to_records": "records",
    "track": "paces",
    "validate": "validations",
    "verify": "verifications",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'tjstats.frames' has no attribute {name!r}")
    value = getattr(import_module(f"tjstats.frames.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)

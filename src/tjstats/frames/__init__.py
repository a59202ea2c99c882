"""Questions over data frames of any engine, native type in and native type out; through narwhals
(the extra `frames`).

The names load on first use: reading texts needs much that growth does not.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tjstats.frames.attainment import assess as assess
    from tjstats.frames.comparison import compare as compare
    from tjstats.frames.growth_rates import growth as growth
    from tjstats.frames.growth_rates import verify as verify
    from tjstats.frames.pace import track as track
    from tjstats.frames.records import from_records as from_records
    from tjstats.frames.records import to_records as to_records
    from tjstats.frames.texts import read as read
    from tjstats.frames.validation import validate as validate

__all__ = [
    "assess",
    "compare",
    "from_records",
    "growth",
    "read",
    "to_records",
    "track",
    "validate",
    "verify",
]

_HOMES: Final = {
    "assess": "attainment",
    "compare": "comparison",
    "from_records": "records",
    "growth": "growth_rates",
    "read": "texts",
    "to_records": "records",
    "track": "pace",
    "validate": "validation",
    "verify": "growth_rates",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'tjstats.frames' has no attribute {name!r}")
    value = getattr(import_module(f"tjstats.frames.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)

"""Formats in and out: each module has `dumps` and `loads`. They load on first use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tjstats.formats import json as json

__all__ = ["json"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return import_module(f"tjstats.formats.{name}")
    raise AttributeError(f"module 'tjstats.formats' has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)

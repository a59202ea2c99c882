"""Formats in and out: each module has `dumps` and `loads`. They load on first use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tjstats.formats import arrow as arrow
    from tjstats.formats import csv as csv
    from tjstats.formats import datapackage as datapackage
    from tjstats.formats import json as json
    from tjstats.formats import sdmx as sdmx
    from tjstats.formats import sdmx_csv as sdmx_csv

__all__ = ["arrow", "csv", "datapackage", "json", "sdmx", "sdmx_csv"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return import_module(f"tjstats.formats.{name}")
    raise AttributeError(f"module 'tjstats.formats' has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)

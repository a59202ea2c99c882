"""Formats in and out: each module has `dumps` and `loads`. They load on first use."""

from __future__ import annotations

from typing import Final

from tjstats.loading import on_first_use

HOMES: Final = {
    "": "arrow csv datapackage excel json json_stat pydantic sdmx sdmx_csv",
    "description": "Description describe",
}

__getattr__, __dir__, __all__ = on_first_use(__name__, HOMES)

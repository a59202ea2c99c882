"""`compute(method, inputs)`: every published method as calls of the public API."""

from __future__ import annotations

from typing import Any

from tests.published.growth_methods import METHODS as GROWTH
from tests.published.pace_methods import METHODS as PACE

METHODS = {**GROWTH, **PACE}


def compute(method: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """The results of a published method, under the names used in the case files."""
    return METHODS[method](inputs)

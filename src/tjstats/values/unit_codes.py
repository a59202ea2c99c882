"""Canonical unit codes: the head, denominators in alphabetical order, time last; no scale in them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from tjstats.values.unit_table import CALENDAR, CLOCK

__all__ = ["canonical", "parts_of", "token"]

_TIME: Final = (*CLOCK, *CALENDAR)


def canonical(heads: list[str], denominators: list[str]) -> str:
    """The code of heads over denominators, in their order; a ratio head stands only where nothing else does."""
    heads = sorted(head for head in heads if head != "ratio") or ["ratio"]
    below = sorted((d for d in denominators if d != "ratio"), key=lambda d: (d in _TIME, d))
    return "/".join(["*".join(heads), *below])


@cache
def parts_of(code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Heads and denominators of a canonical code, powers kept."""
    head, *below = code.split("/")
    return tuple(re.split(r"(?<!\*)\*(?!\*)", head)), tuple(below)


def token(name: str, power: int) -> str:
    return name if power == 1 else f"{name}**{power}"

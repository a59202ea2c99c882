"""Every published example computed through the adapter, each with its source and tolerance."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.published.adapter import METHODS, compute

FILES = ("methods.json", "more_methods.json")
ROWS = [
    row
    for name in FILES
    for row in json.loads(Path(__file__).with_name(name).read_text("utf-8"), parse_float=Decimal)
]
RULES = ("tolerance", "tolerance_pp", "max_abs_difference", "decimals")


def agrees(got: Any, want: Any, rules: dict[str, Any]) -> bool:
    """Whether a result equals the published one, within the rounding stated in the row."""
    if isinstance(want, list):
        return len(got) == len(want) and all(
            agrees(g, w, rules) for g, w in zip(got, want, strict=True)
        )
    if want is None or isinstance(want, bool | str):
        return got == want
    if got is None or isinstance(got, bool | str):
        return False
    got, want = Decimal(got), Decimal(want)
    slack = next((Decimal(rules[rule]) for rule in RULES[:3] if rule in rules), None)
    if slack is not None:
        return abs(got - want) <= slack
    if "decimals" in rules:
        return got.quantize(Decimal(1).scaleb(-rules["decimals"]), ROUND_HALF_UP) == want or abs(
            got - want
        ) < Decimal("1e-9")
    return abs(got - want) <= abs(want) * Decimal("1e-9") + Decimal("1e-12")


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_adapter_gives_the_published_result(row):
    """The adapter gives what the office printed."""
    got, want = compute(row["method"], row["inputs"]), row["expected"]
    for key in want:
        if key not in RULES:
            assert agrees(got.get(key), want[key], want), (
                f"{key}: {got.get(key)} for {want[key]}; source: {row['source']}"
            )


def test_every_method_has_a_row():
    """Every method of the adapter has an example, and every example a method."""
    assert {row["method"] for row in ROWS} == set(METHODS)

"""Every row of the plan tables becomes records: a target for each target, an observation for each outcome, without errors."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

import tjstats as tj
from tests.published.plan_rows import observations, targets

FILES = [
    json.loads(path.read_text("utf-8"), parse_float=Decimal)
    for path in sorted(Path(__file__).with_name("plans").glob("*.json"))
]
ROWS = [(row, file["source"]) for file in FILES for row in file["table"]]


@pytest.mark.parametrize(
    ("row", "source"), ROWS, ids=[f"{n}-{row['indicator']}" for n, (row, _) in enumerate(ROWS)]
)
def test_a_row_becomes_records(row, source):
    """A row with a target gives at least one target, an outcome with a value gives an observation, each with its source."""
    asked, seen = targets(row, source), observations(row, source)
    assert all(isinstance(t, tj.Target) and t.source is not None for t in asked)
    assert all(isinstance(o, tj.Observation) and (o.source is not None or o.computed) for o in seen)
    assert asked or not row.get("target")
    outcome = row.get("outcome") or []
    values = [o.get("value") for o in (outcome if isinstance(outcome, list) else [outcome])]
    assert seen or all(value is None for value in values)


@pytest.mark.parametrize(
    ("row", "source"), ROWS, ids=[f"{n}-{row['indicator']}" for n, (row, _) in enumerate(ROWS)]
)
def test_a_row_can_be_asked(row, source):
    """Each target with each observation gives an answer or an error of the library."""
    for target in targets(row, source):
        for seen in observations(row, source):
            try:
                answer = tj.assess(target, seen)
            except tj.TjstatsError:
                continue
            assert answer.verdict is not tj.Verdict.UNKNOWN or answer.reason is not None

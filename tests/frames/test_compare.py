"""Two plans compared over frames: what `tjstats.compare` says of the same numbers, on every engine."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

import tjstats as tj
from tests.frames.engines import EAGER, ENGINES, IGNORED, LAZY, native, rows
from tests.frames.generated import assert_alike, columns
from tjstats.errors import FrameColumnError, FrameError, FrameRowsError, InvalidPeriodError, PeriodOrderError
from tjstats.records.classifications import Direction, Nature

pytest.importorskip("narwhals", reason="narwhals is not installed; see the extra 'frames'")
pl = pytest.importorskip("polars", reason="Polars is not installed")
frames = pytest.importorskip("tjstats.frames")
pytestmark = IGNORED

MADE = ["EARLIER", "LATER", "EARLIER_YEARS", "LATER_YEARS", "YEARS", "CHANGE", "RATE", "VERDICT", "REASON"]


def generated(count, seed=5):
    """Series of every nature and direction in two plans and about them: gaps, nulls, zeros, negative and equal values."""
    rng, found = Random(seed), []
    for number in range(count):
        nature, direction = list(Nature)[number % 5], list(Direction)[number // 5 % 3]
        gone = rng.choice([*[None] * 6, 2016, 2021])  # a plan without a row
        missing, low = rng.choice([0, 0, 0.1, 0.4]), rng.choice([0, 0, -9])
        for year in range(2014, 2027):
            if rng.random() >= missing and (gone is None or not gone <= year < gone + 5):
                value = rng.choice([round(rng.uniform(low, 9), 3)] * 12 + [0.0, 2.0, None])
                row = {"REF_AREA": f"a{number:03}", "TIME_PERIOD": year, "OBS_VALUE": value}
                found.append({**row, "NATURE": str(nature), "DIRECTION": str(direction)})
    rng.shuffle(found)
    return found


def of_records(found, plans=(13, 14)):
    """What the record API says of each series, by area."""
    series = {}
    for row in sorted(found, key=lambda row: row["TIME_PERIOD"]):
        series.setdefault(row["REF_AREA"], []).append(row)
    return {area: of_series(each, plans) for area, each in series.items()}


def of_series(found, plans):
    kind = tj.Indicator("x", "人", found[0]["NATURE"], found[0]["DIRECTION"])
    time = tj.AsOf if kind.nature is Nature.STOCK else tj.Period.year
    numbers = [(row["TIME_PERIOD"], row["OBS_VALUE"]) for row in found]
    made = [
        kind.observe(
            time(f"{y}-12-31") if time is tj.AsOf else time(y),
            None if v is None else str(v),
            status="normal" if v is not None else "missing",
        )
        for y, v in numbers
    ]
    answer = tj.compare(tj.Series(tuple(made)), *map(tj.plan, plans))
    values = answer.earlier, answer.later, answer.change, answer.rate
    reason = answer.reason
    if reason is None and answer.rate is None and answer.growth is not None and kind.nature is not Nature.RATE:
        reason = answer.growth.reason
    return *(None if each is None else each.value for each in values), str(answer.verdict), reason and str(reason), answer.partial


def assert_answers(answer, expected):
    assert [row["REF_AREA"] for row in answer] == sorted(expected)
    for row in answer:
        earlier, later, change, rate, verdict, reason, partial = expected[row["REF_AREA"]]
        size = max(abs(float(each or 0)) for each in (earlier, later, 1))
        for name, value in (("EARLIER", earlier), ("LATER", later), ("CHANGE", change), ("RATE", rate)):
            slack = 1e-12 * (size if name != "RATE" else 100)
            assert row[name] == (None if value is None else pytest.approx(float(value), rel=1e-12, abs=slack)), (
                name,
                row,
                expected[row["REF_AREA"]],
            )
        assert (row["VERDICT"], row["REASON"]) == (verdict, reason), (row, expected[row["REF_AREA"]])


def test_every_nature_and_direction():
    """Totals, end levels, means, changes, rates, verdicts and reasons are those of the record API."""
    found = generated(300)
    assert_answers(rows(frames.compare(pl.DataFrame(found), 13, 14)), of_records(found))


def test_sums_that_differ_in_binary_only():
    """Totals that print equal are equal, and a total of zero is a base of zero: no verdict and no rate of noise."""
    years, values = [2016, 2017, 2018, 2021, 2022, 2023], [0.1, 0.2, -0.3, 0.3, -0.1, -0.2]
    found = [
        {"REF_AREA": area, "TIME_PERIOD": y, "OBS_VALUE": v + add, "NATURE": nature, "DIRECTION": "higher"}
        for area, nature, add in (("a", "flow", 0), ("b", "average", 0), ("c", "rate", 1))
        for y, v in zip(years, values, strict=True)
    ]
    answer = rows(frames.compare(pl.DataFrame(found), 13, 14))
    assert [row["VERDICT"] for row in answer] == ["no"] * 3
    assert [row["REASON"] for row in answer] == ["zero_base", "zero_base", None]

"""Rows of random series in and around two plans, and the answers of records about them."""

from random import Random

import pytest

import tjstats as tj
from tjstats.records.classifications import Direction, Nature


def generated(count, seed=5, flagged=0.0):
    """Series of every nature and direction in and around two plans: gaps, nulls, zeros, negative and equal values; a share
    of their rows is flagged as a break."""
    rng, found = Random(seed), []
    for number in range(count):
        nature, direction = list(Nature)[number % 5], list(Direction)[number // 5 % 3]
        gone = rng.choice([*[None] * 6, 2016, 2021])  # a plan without a row
        missing, low = rng.choice([0, 0, 0.1, 0.4]), rng.choice([0, 0, -9])
        for year in range(2014, 2027):
            if rng.random() >= missing and (gone is None or not gone <= year < gone + 5):
                value = rng.choice([round(rng.uniform(low, 9), 3)] * 12 + [0.0, 2.0, None])
                row = {"REF_AREA": f"a{number:03}", "TIME_PERIOD": year, "OBS_VALUE": value}
                row |= {"NATURE": str(nature), "DIRECTION": str(direction)}
                if flagged:
                    breaks = ["break", "break definition_differs", "low_reliability break"]
                    row["FLAGS"] = rng.choice(breaks) if rng.random() < flagged else None
                found.append(row)
    rng.shuffle(found)
    return found


def of_records(found, plans=(13, 14)):
    """The record API's answer for each series, by area."""
    series = {}
    for row in sorted(found, key=lambda row: row["TIME_PERIOD"]):
        series.setdefault(row["REF_AREA"], []).append(row)
    return {area: of_series(each, plans) for area, each in series.items()}


def of_series(found, plans):
    kind = tj.Indicator("x", "人", found[0]["NATURE"], found[0]["DIRECTION"])
    time = tj.AsOf if kind.nature is Nature.STOCK else tj.Period.year
    numbers = [(row["TIME_PERIOD"], row["OBS_VALUE"], row.get("FLAGS")) for row in found]
    made = [
        kind.observe(
            time(f"{y}-12-31") if time is tj.AsOf else time(y),
            None if v is None else str(v),
            status="normal" if v is not None else "missing",
            flags=frozenset((flags or "").split()),
        )
        for y, v, flags in numbers
    ]
    asked = [each if isinstance(each, tj.Plan) else tj.plan(each) for each in plans]
    answer = tj.compare(tj.Series(tuple(made)), *asked)
    values = answer.earlier, answer.later, answer.change, answer.rate
    reason = answer.reason
    if (
        reason is None
        and answer.rate is None
        and answer.growth is not None
        and kind.nature is not Nature.RATE
    ):
        reason = answer.growth.reason
    return (
        *(None if each is None else each.value for each in values),
        str(answer.verdict),
        reason and str(reason),
    )


def assert_answers(answer, expected):
    assert [row["REF_AREA"] for row in answer] == sorted(expected)
    for row in answer:
        earlier, later, change, rate, verdict, reason = expected[row["REF_AREA"]]
        size = max(abs(float(each or 0)) for each in (earlier, later, 1))
        for name, value in (
            ("EARLIER", earlier),
            ("LATER", later),
            ("CHANGE", change),
            ("RATE", rate),
        ):
            slack = 1e-12 * (size if name != "RATE" else 100)
            assert row[name] == (
                None if value is None else pytest.approx(float(value), rel=1e-12, abs=slack)
            ), (
                name,
                row,
                expected[row["REF_AREA"]],
            )
        assert (row["VERDICT"], row["REASON"]) == (verdict, reason), (
            row,
            expected[row["REF_AREA"]],
        )

"""How long `evaluate` takes: 10,000 targets with 250,000 observations, and a tenth of both.

`python bench/evaluation.py` prints the seconds of both sizes, before and at the end of a plan, and
their ratio, which is 10 if the time is linear.
"""

from __future__ import annotations

import time

import tjstats as tj

PLAN = tj.plan(14)
SOURCES = [
    tj.Source(f"s{year}", published=tj.Period.month(year + 1, 2)) for year in range(2001, 2026)
]


def dataset(targets: int) -> tj.Dataset:
    """Totals, levels, rates and growth in turn, 25 yearly figures each."""
    kinds = ("flow", "stock", "rate", "average")
    indicators = [
        tj.Indicator(f"test.i{n}", "%" if n % 4 == 2 else "万人", kinds[n % 4], "higher")
        for n in range(targets)
    ]
    observations = [
        i.observe(str(2001 + year), f"{100 + year + n % 7}", source=SOURCES[year])
        for n, i in enumerate(indicators)
        for year in range(25)
    ]
    goals = [_goal(i) for i in indicators]
    return tj.Dataset("test", observations=tuple(observations), targets=tuple(goals))


def _goal(indicator: tj.Indicator) -> tj.Target:
    if indicator.nature is tj.Nature.FLOW:
        return tj.Target(indicator, PLAN.period, tj.Figure("620", "万人"))
    if indicator.nature is tj.Nature.RATE:
        return tj.Target(indicator, tj.Period.year(2025), tj.Figure("125", "%"))
    if indicator.nature is tj.Nature.STOCK:
        return tj.Target(indicator, tj.AsOf("2025"), tj.Figure("125", "万人"))
    grown = tj.Figure("5", "%")
    return tj.Target(indicator, PLAN.period, grown, measure="growth", base=PLAN.base)


def seconds(data: tj.Dataset, at: str) -> float:
    start = time.process_time()
    evaluation = tj.evaluate(data, PLAN, at=at)
    taken = time.process_time() - start
    assert len(evaluation.rows) == len(data.targets)
    assert "unknown" not in evaluation.counts, evaluation.counts
    return taken


if __name__ == "__main__":
    small, large = dataset(1_000), dataset(10_000)
    for at in ("2023-06-30", "2026-06-30"):
        few, many = seconds(small, at), seconds(large, at)
        print(f"{at}: 1,000 targets {few:.2f} s, 10,000 {many:.2f} s, ratio {many / few:.1f}")

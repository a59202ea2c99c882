"""Tables that every engine is asked about: series with gaps, nulls, zero and negative values, and the record API's answers."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from tjstats import Indicator, Period, growth
from tjstats.errors import TjstatsError

JOBS = Indicator("jobs", "人", "flow", "higher")


def series(seed: int, count: int = 12, first: int = 2014, last: int = 2025) -> list[dict[str, Any]]:
    """Rows of some series in random order: a fifth of the years is not there, some values are null, zero or negative."""
    rng = random.Random(seed)
    rows = []
    for number in range(count):
        scale = rng.choice([0.01, 1, 1e6])
        for year in range(first, last + 1):
            if rng.random() < 0.2:
                continue
            value: float | None = round(rng.uniform(-1, 9) * scale, 4)
            value = rng.choice([value] * 8 + [0.0, None])
            rows.append({"INDICATOR": f"i{number % 3}", "REF_AREA": f"a{number}", "TIME_PERIOD": year, "OBS_VALUE": value})
    rng.shuffle(rows)
    return rows


def columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Rows as columns."""
    return {name: [row[name] for row in rows] for name in rows[0]}


def of_records(rows: list[dict[str, Any]], lag: int = 1) -> list[tuple[Any, ...]]:
    """For each row in the order of keys and period: base, change and rate as `tjstats.growth` has them."""
    known = {(r["INDICATOR"], r["REF_AREA"], r["TIME_PERIOD"]): r["OBS_VALUE"] for r in rows}
    answers = []
    for indicator, area, year in sorted(known):
        now, base = known[indicator, area, year], known.get((indicator, area, year - lag))
        answers.append((base, *_growth(now, base, year, lag)))
    return answers


def _growth(now: float | None, base: float | None, year: int, lag: int) -> tuple[float | None, float | None, float | None, str | None]:
    if now is None or base is None:
        return None, None, None, None
    found = growth(*(JOBS.observe(Period.year(y), Decimal(str(v))) for y, v in ((year, now), (year - lag, base))))
    numbers = [None if f is None else float(f.value) for f in (found.change, found.rate, found.average_annual)]
    return numbers[0], numbers[1], numbers[2], None if found.reason is None else str(found.reason)


__all__ = ["JOBS", "TjstatsError", "columns", "of_records", "series"]

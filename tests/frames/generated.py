"""Tables on which every engine is tested, the same in each run, and the comparison of two answers."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from tjstats import Indicator

JOBS = Indicator("jobs", "人", "flow", "higher")
Row = dict[str, Any]


def levels(seed: int, count: int = 12, first: int = 2014, last: int = 2025) -> list[Row]:
    """Rows of several series in random order: a fifth of the years is missing, some values are null, zero or negative."""
    rng = random.Random(seed)
    rows = []
    for number in range(count):
        scale = rng.choice([0.01, 1, 1e6])
        for year in range(first, last + 1):
            if rng.random() >= 0.2:
                value = rng.choice([round(rng.uniform(-1, 9) * scale, 4)] * 8 + [0.0, None])
                rows.append(
                    {
                        "INDICATOR": f"i{number % 3}",
                        "REF_AREA": f"a{number}",
                        "TIME_PERIOD": year,
                        "OBS_VALUE": value,
                    }
                )
    rng.shuffle(rows)
    return rows


def goals(seed: int) -> list[Row]:
    """A target for each row of such a table, cycling through qualifiers and directions."""
    words = ("at_least", "over", "at_most", "under", "exactly", "about", None)
    return [
        {
            **row,
            "OBS_VALUE": row["OBS_VALUE"] or 3.0,
            "QUALIFIER": words[n % 7],
            "DIRECTION": ("higher", "lower", "neither")[n % 3],
        }
        for n, row in enumerate(levels(seed))
    ]


def columns(rows: list[Row]) -> dict[str, list[Any]]:
    """Rows as columns."""
    return {name: [row[name] for row in rows] for name in rows[0]}


def with_periods(rows: list[Row], written: Any) -> list[Row]:
    """The rows with their years in another notation."""
    return [{**row, "TIME_PERIOD": written(row["TIME_PERIOD"])} for row in rows]


# Ways to write the years: the same answers follow from each.
YEARS = {
    "integers": lambda year: year,
    "codes": str,
    "spans": lambda year: f"{year}-01-01/P1Y",
    "dates": lambda year: date(year, 12, 31),
    "days": lambda year: f"{year}-12-31",
}


def quarter(year: int) -> str:
    """Years from 2014 on as quarters, four per year."""
    return f"{2000 + (year - 2014) // 4}-Q{(year - 2014) % 4 + 1}"


def alike(one: Any, other: Any) -> bool:
    """Equality; floats within 1e-12 of their size; a day equals itself with or without a time."""
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= 1e-12 * max(abs(one), abs(other))
    one, other = (each.date() if hasattr(each, "hour") else each for each in (one, other))
    return bool(one == other)


def assert_alike(one: list[Row], other: list[Row], but: tuple[str, ...] = ()) -> None:
    """Raise unless two answers have the same rows in the same order, ignoring the columns *but*."""
    assert len(one) == len(other)
    for left, right in zip(one, other, strict=True):
        assert list(left) == list(right)
        assert [
            (name, left[name], right[name])
            for name in left
            if name not in but and not alike(left[name], right[name])
        ] == []

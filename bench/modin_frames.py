"""How long questions on a frame of Modin take, in seconds, beside the same on pandas.

    python bench/modin_frames.py 1000000

The number is that of the rows, eleven years of each series. Needs the extra `modin`.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("MODIN_ENGINE", "python")

import modin.pandas
import numpy
import pandas

from tjstats import frames

YEARS = range(2015, 2026)


def main(rows: int) -> None:
    series = max(rows // len(YEARS), 1)
    areas = [f"a{number}" for number in range(series)]
    values = {
        "REF_AREA": numpy.repeat(areas, len(YEARS)),
        "TIME_PERIOD": numpy.tile(YEARS, series),
        "OBS_VALUE": numpy.random.default_rng(1).uniform(1, 9, series * len(YEARS)),
    }
    goals = {"REF_AREA": areas, "TIME_PERIOD": 2025, "OBS_VALUE": 5.0}
    for engine in (modin.pandas, pandas):
        frame, wanted = engine.DataFrame(values), engine.DataFrame(goals)
        took = {
            "growth": seconds(frames.growth, frame),
            "compare": seconds(frames.compare, frame, 13, 14, nature="flow"),
            "assess": seconds(frames.assess, frame, wanted, direction="higher"),
        }
        print(engine.__name__, *(f"{name} {each:.2f}" for name, each in took.items()))


def seconds(ask: Callable[..., Any], *given: Any, **named: str) -> float:
    start = time.perf_counter()
    len(ask(*given, **named))
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)

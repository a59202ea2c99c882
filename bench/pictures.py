"""How long the picture of a ready answer takes, in milliseconds: its chart and its SVG.

    python bench/pictures.py

The median of many rounds is printed, with the least.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import tjstats as tj
from tjstats.views import pictures

ROUNDS = 60


def answers() -> dict[str, Callable[[], pictures.Picture]]:
    """Ready answers and how their pictures are made."""
    ministry, plans = tj.datasets.load("mohrss"), tj.datasets.load("china-plans")
    entry = ministry["employment.new_urban_jobs"]
    jobs, goal = entry.series, entry.targets[2]
    attainment, pace = tj.assess(goal, jobs), tj.track(goal, jobs["2021":"2023"], "plan-linear")
    remaining = tj.remaining(goal, jobs["2021":"2023"])
    comparison = tj.compare(jobs, tj.plan(13), tj.plan(14))
    evaluation = tj.evaluate(plans, tj.plan(14), at="2026-03-31")
    points = {
        name: tj.Figure(value, "个百分点")
        for name, value in zip("abc", ("4.3", "1.5", "-0.6"), strict=True)
    }
    return {
        "attainment": lambda: pictures.attainment(attainment, "en"),
        "path of a pace": lambda: pictures.path(pace, "en"),
        "path of what remains": lambda: pictures.path(remaining, "en"),
        "two plans": lambda: pictures.plans(comparison, lang="en"),
        "series of 15 years": lambda: pictures.series(jobs, goal, "en"),
        "contributions": lambda: pictures.contributions(points, lang="en"),
        "scorecard of 20 targets": lambda: pictures.scorecard(evaluation, "en"),
    }


def main() -> None:
    """Print a line for each kind of picture."""
    for name, draw in answers().items():
        found = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            draw().svg()
            found.append((time.perf_counter() - start) * 1000)
        print(f"{name:<28} {statistics.median(found):6.2f} ms   (least {min(found):.2f})")


if __name__ == "__main__":
    main()

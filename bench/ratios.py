"""Speed as ratios in one run: growth, conversion, records and import against pint and bare attrs.

    python bench/ratios.py

Each pair is timed in turn, A B A B …, and the median of the ratios is printed with its extremes.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import attrs

import tjstats as tj
from tjstats.values.units import registry

ROUNDS, LOOPS, PROCESSES = 15, 4000, 15


def seconds(run: Callable[[], object], loops: int) -> float:
    """How long *loops* calls take."""
    start = time.perf_counter()
    for _ in range(loops):
        run()
    return time.perf_counter() - start


def ratios(
    theirs: Callable[[], object], ours: Callable[[], object], rounds: int, loops: int
) -> list[float]:
    """Theirs over ours, round by round, after one round that is not counted."""
    found = [seconds(theirs, loops) / seconds(ours, loops) for _ in range(rounds + 1)]
    return sorted(found[1:])


def show(name: str, found: list[float], goal: str) -> None:
    """One line: the median ratio, its extremes, and what was aimed at."""
    print(
        f"{name:<64} {statistics.median(found):6.2f}   ({found[0]:.2f} – {found[-1]:.2f})   {goal}"
    )


def growth_of(current: tj.Figure, base: tj.Figure) -> Callable[[], object]:
    """A call of growth that reads its rate and its change."""

    def run() -> object:
        g = tj.growth(current, base)
        return g.rate, g.change

    return run


def show_questions(theirs: Callable[[], object]) -> None:
    """Questions over *theirs*: how many times as long they take."""
    jobs = tj.Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    target = tj.Target(jobs, tj.plan(14).period, tj.Figure.at_least("175", "万人"))
    total = jobs.observe(target.period, "179.9")
    years = jobs.series({str(year): f"{30 + year % 7}.5" for year in range(2011, 2026)})
    earlier, later = tj.plan(13), tj.plan(14)
    name = "assess of an observation  over  pint (a - b) / b"
    show(name, ratios(lambda: tj.assess(target, total), theirs, ROUNDS, LOOPS), "≤ 1")
    name = "assess of a series of fifteen years  over  the same"
    show(name, ratios(lambda: tj.assess(target, years), theirs, ROUNDS, LOOPS // 4), "≤ 2.5")
    so_far = jobs.series({"2021": "37.62", "2022": "35.55", "2023": "36.03"})
    name = "track of a total by plan-linear  over  the same"
    paced = lambda: tj.track(target, so_far, "plan-linear")  # noqa: E731
    show(name, ratios(paced, theirs, ROUNDS, LOOPS // 4), "≤ 5")
    name = "compare of two plans  over  the same"
    show(name, ratios(lambda: tj.compare(years, earlier, later), theirs, ROUNDS, 200), "≤ 5")


def process(code: str) -> Callable[[], object]:
    """A fresh interpreter that runs *code*."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)


def main() -> None:
    """Print all ratios."""
    now, base = tj.Figure("2510", "元/月"), tj.Figure("2050", "元/月")
    over, level = tj.Figure.over("95", "万人"), tj.Figure("90", "万人")
    a, b = now.quantity, base.quantity
    print(f"Python {sys.version.split()[0]}; median (least – greatest) of {ROUNDS} rounds")
    pint_growth = lambda: (a - b) / b  # noqa: E731
    found = ratios(pint_growth, growth_of(now, base), ROUNDS, LOOPS)
    show("pint (a - b) / b  over  growth(a, b) with .rate and .change", found, "≥ 5")
    show(
        "the same with a bounded figure",
        ratios(pint_growth, growth_of(over, level), ROUNDS, LOOPS),
        "≥ 3",
    )

    name = 'Figure("37.62", "万人")  over  pint (a - b) / b'
    show(name, ratios(lambda: tj.Figure("37.62", "万人"), pint_growth, ROUNDS, LOOPS), "≤ 0.3")

    show_questions(pint_growth)

    land, people = tj.Figure("15", "亩"), tj.Figure("37.62", "万人")
    quantity, hectare = land.quantity, registry(exact=False).parse_units("hectare")
    pint_to = lambda: quantity.to(hectare)  # noqa: E731
    show(
        "pint .to(unit)  over  figure.to(unit), 亩 to 公顷",
        ratios(pint_to, lambda: land.to("公顷"), ROUNDS, LOOPS),
        "≥ 5",
    )
    show(
        "pint .to(unit)  over  figure.to(unit), 万人 to 人",
        ratios(pint_to, lambda: people.to("人"), ROUNDS, LOOPS),
        "≥ 5",
    )

    names = [field.name for field in attrs.fields(tj.Observation) if field.init]
    bare = attrs.make_class("Bare", names, frozen=True, slots=True)
    jobs = tj.Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    observed = lambda: jobs.observe("2021", "37.62", area="CN-TJ")  # noqa: E731
    name = 'observe("2021", "37.62", area="CN-TJ")  over  pint (a - b) / b'
    show(name, ratios(observed, pint_growth, ROUNDS, LOOPS), "≤ 0.5")
    record = jobs.observe("2021", people, area="CN-TJ", source=tj.Source("s"), printed="37.62万人")
    parts = {name: getattr(record, name) for name in names}
    found = ratios(lambda: tj.Observation(**parts), lambda: bare(**parts), ROUNDS, LOOPS)
    show("Observation  over  a bare frozen attrs class of its fields", found, "≤ 2.2")

    found = ratios(process("import tjstats"), process("import pint"), PROCESSES, 1)
    show("import tjstats  over  import pint, whole processes", found, "≤ 0.4")
    found = ratios(
        process("import tjstats; tjstats.Figure, tjstats.growth"),
        process("import pint"),
        PROCESSES,
        1,
    )
    show("import tjstats and use Figure and growth  over  import pint", found, "")


if __name__ == "__main__":
    main()

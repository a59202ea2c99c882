"""Records at the speed of a service: documents of 100,000 observations against models of pydantic, in one run.

    python bench/records.py [number of observations]

The models have the fields of the same document and check types only. Each time is the least
processor time of several turns, which a busy machine disturbs least; a ratio is ours over theirs.
Memory is that of the records alone, by tracemalloc. Processes are timed with their imports from
compiled files, as installed packages have them.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pydantic

import tjstats as tj
from tjstats import frames
from tjstats.formats import _fast, arrow, csv, json, sdmx_csv

TURNS = 5
REVIEW = "import tjstats as tj; tj.review(tj.datasets.load('tianjin-14th-plan'))"


class Time(pydantic.BaseModel):
    kind: str
    value: str


class Figure(pydantic.BaseModel):
    value: Decimal
    unit: str
    multiplier: int = 0
    decimals: int | None = None
    qualifier: str = "exactly"
    exact: bool = False
    approximate: bool = False
    word: str | None = None


class Observation(pydantic.BaseModel):
    indicator: str
    period: Time
    figure: Figure | None = None
    area: str | None = None
    status: str = "normal"
    source: str | None = None
    note: str | None = None
    breakdowns: list[tuple[str, str]] = []


class Item(pydantic.BaseModel):
    kind: str
    value: Observation


class Document(pydantic.BaseModel):
    tjstats: int
    kind: str
    indicators: dict[str, dict[str, object]]
    sources: dict[str, dict[str, object]] = {}
    value: list[Item]


def observations(count: int) -> list[tj.Observation]:
    """Yearly and quarterly figures of three indicators in a thousand areas, some provisional."""
    jobs = tj.Indicator("employment.new_urban_jobs", "万人", "flow", "higher", zh="城镇新增就业")
    gdp = tj.Indicator("gdp", "亿元", "flow", "higher", en="Gross domestic product")
    rate = tj.Indicator("unemployment", "%", "rate", "lower")
    source = tj.Source("yearbook", title="Yearbook")
    found = []
    for number in range(count):
        indicator = (jobs, gdp, rate)[number % 3]
        year, area = 1990 + number // 3 % 36, f"CN-{number // 108 % 1000:03d}"
        figure = f"{number % 9973 / 100:.2f}"
        status = "provisional" if number % 40 == 0 else "normal"
        found.append(indicator.observe(str(year), figure, area=area, status=status, source=source))
    return found


def least(run: Callable[[], object]) -> float:
    """The least processor time of a call, in seconds."""
    times = []
    for _ in range(TURNS):
        gc.collect()
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def process(code: str) -> float:
    """The least processor time of a process that runs some code, from compiled files."""
    with tempfile.TemporaryDirectory() as compiled:
        root = str(Path(tj.__file__).parents[1])
        env = {**os.environ, "PYTHONPATH": root, "PYTHONPYCACHEPREFIX": compiled}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        times = []
        for _ in range(TURNS + 1):  # the first one compiles
            before = os.times()
            subprocess.run([sys.executable, "-c", code], check=True, env=env)
            after = os.times()
            spent = after.children_user - before.children_user
            times.append(spent + after.children_system - before.children_system)
    return min(times)


def memory(make: Callable[[], object]) -> int:
    """The bytes that a result holds."""
    tracemalloc.start()
    kept = make()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del kept
    return size


@contextmanager
def msgspec_allowed(allowed: bool) -> Iterator[None]:
    """As if msgspec were installed, or not."""
    engine = _fast._msgspec
    if not allowed:
        _fast._msgspec = lambda: None  # type: ignore[assignment]
    try:
        yield
    finally:
        _fast._msgspec = engine


def show(name: str, ours: float, theirs: float, goal: str = "") -> None:
    print(f"{name:<58} {ours:7.2f} s {theirs:7.2f} s {ours / theirs:6.2f}   {goal}", flush=True)


def main(count: int) -> None:
    records = observations(count)
    text = json.dumps(records)
    model = Document.model_validate_json(text)
    reading = least(lambda: Document.model_validate_json(text))
    writing = least(model.model_dump_json)
    print(f"{count} observations, {len(text) / 1e6:.0f} MB of JSON: ours, theirs, ratio")
    for name, is_fast, most in (("with msgspec", True, (1.25, 1.5)), ("without", False, (2.5, 3))):
        with msgspec_allowed(is_fast):
            plain = least(lambda: json.loads(text)), least(lambda: json.dumps(records))
        show(f"read JSON {name}, against pydantic", plain[0], reading, f"at most {most[0]}")
        show(f"write JSON {name}, against pydantic", plain[1], writing, f"at most {most[1]}")
    for name, form in (("CSV", csv), ("SDMX-CSV", sdmx_csv), ("Arrow", arrow)):
        table = form.dumps(records)
        read, write = (
            least(lambda f=form, t=table: f.loads(t)),
            least(lambda f=form: f.dumps(records)),
        )
        show(f"read {name}, against JSON without", read, plain[0], "at most 1")
        show(f"write {name}, against JSON without", write, plain[1], "at most 1")
    indicators = {record.indicator.code: record.indicator for record in records}.values()
    for engine in ("polars", "pandas", "pyarrow", "duckdb"):
        frame = frames.from_records(records, engine)
        read = least(lambda f=frame: frames.to_records(f, indicators))
        write = least(lambda e=engine: frames.from_records(records, e))
        show(f"to_records from {engine}, against JSON without", read, plain[0], "at most 1")
        show(f"from_records to {engine}, against JSON without", write, plain[1], "at most 1")
    show(
        "load and review, against import pint", process(REVIEW), process("import pint"), "at most 1"
    )
    few = text if count <= 20_000 else json.dumps(records[:20_000])
    sizes = memory(lambda: json.loads(few)), memory(lambda: Document.model_validate_json(few))
    print(f"memory of the records: {sizes[0] / sizes[1]:.2f} of the models   at most 1")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

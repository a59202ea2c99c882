"""How long questions over a data frame take beside queries written by hand, as ratios in one run.

    python bench/frames.py             # all questions on Polars, DuckDB and pandas, 200,000 series
    python bench/frames.py --question growth --engine polars --series 20000 --rounds 3
    python bench/frames.py --cpu       # by the least CPU time, on a machine that does other work too
    python bench/frames.py --memory    # the peak memory of each query, in a process of its own
    python bench/frames.py --linear    # growth over tables from 50,000 rows on

The table has 25 years a series, 5 % of the rows missing. Every query treats gaps correctly and
gives its rows sorted. "Same columns" gives the whole answer: it guards against several values of a
year or target and against NaN, and has every column, the reason too; the shorter queries leave that
out. Queries take turns; a ratio is that of the medians of the rounds, below one
where the library is quicker.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import polars as pl

from tjstats import frames

K, T, V = ["INDICATOR", "REF_AREA"], "TIME_PERIOD", "OBS_VALUE"
YEARS = range(2001, 2026)
Ways = dict[str, Callable[[], Any]]


def table(series: int, order: str) -> pl.DataFrame:
    """Series of 25 years with one row in twenty missing."""
    keys = pl.DataFrame({"series": range(series)}).select(
        pl.format("indicator.{}", pl.col("series") % 20).alias("INDICATOR"),
        pl.format("area {}", pl.col("series") // 20).alias("REF_AREA"),
    )
    rows = keys.join(pl.DataFrame({T: list(YEARS)}), how="cross").sample(
        fraction=0.95, seed=1, shuffle=True
    )
    rows = rows.with_columns((pl.int_range(pl.len()).hash(7) % 100_000 / 100 + 1).alias(V))
    return rows.sort(*K, T) if order == "sorted" else rows


def goals(rows: pl.DataFrame) -> pl.DataFrame:
    """A target for each series in 2024."""
    return (
        rows.select(K)
        .unique()
        .with_columns(pl.lit(2024).cast(pl.Int64).alias(T), pl.lit(500.0).alias(V))
        .sample(fraction=1, seed=2, shuffle=True)
    )


# --- Polars ---------------------------------------------------------------------------------------

RATE = pl.col(V) / pl.col("BASE") * 100 - 100


def polars_growth(rows: pl.DataFrame) -> Ways:
    def shift() -> pl.DataFrame:
        ordered = rows.sort(*K, T)
        same = pl.all_horizontal([pl.col(k) == pl.col(k).shift(1) for k in K]) & (
            pl.col(T).shift(1) == pl.col(T) - 1
        )
        return ordered.with_columns(
            pl.when(same).then(pl.col(V).shift(1)).alias("BASE")
        ).with_columns(RATE.alias("RATE"))

    def over() -> pl.DataFrame:
        ordered = rows.sort(*K, T).with_columns(
            pl.col(V).shift(1).over(K).alias("BASE"), pl.col(T).shift(1).over(K).alias("THEN")
        )
        ordered = ordered.with_columns(
            pl.when(pl.col("THEN") == pl.col(T) - 1).then(pl.col("BASE")).alias("BASE")
        ).drop("THEN")
        return ordered.with_columns(RATE.alias("RATE"))

    def join() -> pl.DataFrame:
        base = rows.select(*K, pl.col(T) + 1, pl.col(V).alias("BASE"))
        return rows.join(base, on=[*K, T], how="left").with_columns(RATE.alias("RATE")).sort(*K, T)

    return {
        "tjstats": lambda: frames.growth(rows),
        "sort and shift": shift,
        "over": over,
        "join": join,
    }


def polars_assess(rows: pl.DataFrame) -> Ways:
    asked = goals(rows)

    def join() -> pl.DataFrame:
        found = asked.join(rows.rename({V: "REPORTED_VALUE"}), on=[*K, T], how="left")
        met = (
            pl.when(pl.col("REPORTED_VALUE") >= pl.col(V))
            .then(pl.lit("yes"))
            .when(pl.col("REPORTED_VALUE") < pl.col(V))
        )
        verdict = met.then(pl.lit("no")).otherwise(pl.lit("unknown")).alias("VERDICT")
        return found.with_columns(
            verdict, (pl.col("REPORTED_VALUE") - pl.col(V)).alias("GAP")
        ).sort(*K, T)

    return {"tjstats": lambda: frames.assess(rows, asked, direction="higher"), "join": join}


def polars_compare(rows: pl.DataFrame) -> Ways:
    def groups() -> pl.DataFrame:
        first, second = pl.col(T).is_between(2016, 2020), pl.col(T).is_between(2021, 2025)
        sums = [
            pl.col(V).filter(here).sum().alias(name)
            for here, name in ((first, "EARLIER"), (second, "LATER"))
        ]
        counts = [
            pl.col(V).filter(here).count().alias(f"{name}_YEARS")
            for here, name in ((first, "EARLIER"), (second, "LATER"))
        ]
        found = rows.filter(first | second).group_by(K).agg(*sums, *counts)
        change = (pl.col("LATER") - pl.col("EARLIER")).alias("CHANGE")
        return found.with_columns(
            change, (pl.col("LATER") / pl.col("EARLIER") * 100 - 100).alias("RATE")
        ).sort(K)

    def same_years() -> pl.DataFrame:
        years = [
            pl.when(pl.col(T) == year).then(pl.col(V)).alias(str(year))
            for year in range(2016, 2026)
        ]
        found = (
            rows.filter(pl.col(T).is_between(2016, 2025))
            .select(*K, *years)
            .group_by(K)
            .agg(pl.all().max())
        )
        both = [
            pl.col(str(y)).is_not_null() & pl.col(str(y + 5)).is_not_null()
            for y in range(2016, 2021)
        ]
        heads = [pl.all_horizontal(both[: n + 1]) for n in range(5)]
        for name, first in (("EARLIER", 2016), ("LATER", 2021)):
            parts = [pl.when(head).then(pl.col(str(first + n))) for n, head in enumerate(heads)]
            found = found.with_columns(pl.when(heads[0]).then(pl.sum_horizontal(parts)).alias(name))
        change = (pl.col("LATER") - pl.col("EARLIER")).alias("CHANGE")
        return found.select(
            *K,
            "EARLIER",
            "LATER",
            change,
            (pl.col("LATER") / pl.col("EARLIER") * 100 - 100).alias("RATE"),
        ).sort(K)

    return {
        "tjstats": lambda: frames.compare(rows, 13, 14, nature="flow"),
        "sums": groups,
        "same first years": same_years,
    }


# --- DuckDB ---------------------------------------------------------------------------------------

ORDER = "order by INDICATOR, REF_AREA, TIME_PERIOD"
LAG = f"""select *, OBS_VALUE / BASE * 100 - 100 as RATE from (
  select *, case when lag(TIME_PERIOD) over w = TIME_PERIOD - 1 then lag(OBS_VALUE) over w end as BASE
  from observed window w as (partition by INDICATOR, REF_AREA order by TIME_PERIOD)) {ORDER}"""
JOIN = """select o.*, b.OBS_VALUE as BASE, o.OBS_VALUE / b.OBS_VALUE * 100 - 100 as RATE from observed o left join observed b
  on b.INDICATOR = o.INDICATOR and b.REF_AREA = o.REF_AREA and b.TIME_PERIOD = o.TIME_PERIOD - 1
  order by o.INDICATOR, o.REF_AREA, o.TIME_PERIOD"""
MEET = f"""select g.*, o.OBS_VALUE as REPORTED_VALUE, o.OBS_VALUE - g.OBS_VALUE as GAP,
  case when o.OBS_VALUE >= g.OBS_VALUE then 'yes' when o.OBS_VALUE < g.OBS_VALUE then 'no' else 'unknown' end as VERDICT
  from goals g left join observed o using (INDICATOR, REF_AREA, TIME_PERIOD) {ORDER}"""
GUARDED = f"""select g.*, REPORTED_VALUE, case when REASON is null then case when REPORTED_VALUE >= g.OBS_VALUE then 'yes'
  else 'no' end else 'unknown' end as VERDICT, case when REASON is null then REPORTED_VALUE - g.OBS_VALUE end as GAP, REASON
  from (select g.*, REPORTED_VALUE, case when g.OBS_VALUE is null or not isfinite(g.OBS_VALUE) then 'no_number'
    when n is null then 'no_observation' when n > 1 then 'duplicate_key'
    when REPORTED_VALUE is null or not isfinite(REPORTED_VALUE) then 'missing_value' end as REASON
    from goals g left join (select INDICATOR, REF_AREA, TIME_PERIOD, max(OBS_VALUE) as REPORTED_VALUE, count(*) as n
      from observed semi join goals using (INDICATOR, REF_AREA, TIME_PERIOD) group by INDICATOR, REF_AREA, TIME_PERIOD) o
    using (INDICATOR, REF_AREA, TIME_PERIOD)) g {ORDER}"""
GROUP = """select *, LATER - EARLIER as CHANGE, LATER / EARLIER * 100 - 100 as RATE from (select INDICATOR, REF_AREA,
  sum(OBS_VALUE) filter (TIME_PERIOD <= 2020) as EARLIER, count(OBS_VALUE) filter (TIME_PERIOD <= 2020) as EARLIER_YEARS,
  sum(OBS_VALUE) filter (TIME_PERIOD > 2020) as LATER, count(OBS_VALUE) filter (TIME_PERIOD > 2020) as LATER_YEARS
  from observed where TIME_PERIOD between 2016 and 2025 group by INDICATOR, REF_AREA) order by INDICATOR, REF_AREA"""
YEARS_OF = ", ".join(
    f"max(case when TIME_PERIOD = {year} then OBS_VALUE end) as v{year}"
    for year in range(2016, 2026)
)
HEADS = [
    " and ".join(
        f"v{year} is not null and v{year + 5} is not null" for year in range(2016, 2017 + n)
    )
    for n in range(5)
]
SUMS = [
    " + ".join(f"case when {head} then v{first + n} else 0 end" for n, head in enumerate(HEADS))
    for first in (2016, 2021)
]
SAME = f"""select INDICATOR, REF_AREA, EARLIER, LATER, LATER - EARLIER as CHANGE, LATER / EARLIER * 100 - 100 as RATE from (
  select INDICATOR, REF_AREA, case when {HEADS[0]} then {SUMS[0]} end as EARLIER, case when {HEADS[0]} then {SUMS[1]} end as LATER
  from (select INDICATOR, REF_AREA, {YEARS_OF} from observed where TIME_PERIOD between 2016 and 2025
    group by INDICATOR, REF_AREA))
  order by INDICATOR, REF_AREA"""

_OF_YEAR = YEARS_OF.replace("then OBS_VALUE end", "and isfinite(OBS_VALUE) then OBS_VALUE end")
COUNTS = [
    " + ".join(f"(v{first + n} is not null)::int" for n in range(5)) for first in (2016, 2021)
]
WHOLE = [" + ".join(f"v{first + n}" for n in range(5)) for first in (2016, 2021)]
COMMON = " + ".join(f"({head})::int" for head in HEADS)
GUARDED_SAME = f"""select INDICATOR, REF_AREA, EARLIER, LATER, EARLIER_YEARS, LATER_YEARS, YEARS, case when REASON is null then LATER - EARLIER end
  as CHANGE, case when REASON is null and EARLIER > 0 and LATER >= 0 then LATER / EARLIER * 100 - 100 end as RATE, case when REASON is not null
  then 'unknown' when LATER > EARLIER then 'yes' else 'no' end as VERDICT, coalesce(REASON, case when EARLIER = 0 then 'zero_base'
  when EARLIER < 0 then 'negative_base' when LATER < 0 then 'mixed_sign' end) as REASON from (
  select *, case when n > EARLIER_YEARS + LATER_YEARS then 'duplicate_key' when EARLIER_YEARS = 0 or LATER_YEARS = 0 then 'no_observation'
    when EARLIER is null or LATER is null then 'gap_in_series' end as REASON from (
  select INDICATOR, REF_AREA, n, case when {HEADS[0]} then {SUMS[0]} else {WHOLE[0]} end as EARLIER,
    case when {HEADS[0]} then {SUMS[1]} else {WHOLE[1]} end as LATER, {COUNTS[0]} as EARLIER_YEARS, {COUNTS[1]} as LATER_YEARS, {COMMON} as YEARS
  from (select INDICATOR, REF_AREA, count(case when isfinite(OBS_VALUE) then 1 end) as n, {_OF_YEAR} from observed
    where TIME_PERIOD between 2016 and 2025 group by INDICATOR, REF_AREA)))
  order by INDICATOR, REF_AREA"""


def _duckdb(rows: pl.DataFrame, ask: Callable[[Any], Any], written: dict[str, str]) -> Ways:
    """Each way writes its answer to a table; numbers, keys and years are those of the Polars
    frame.
    """
    import duckdb

    asked = goals(rows)
    link = duckdb.connect()
    link.register("given", rows.to_arrow())
    link.register("wanted", asked.to_arrow())
    link.execute("create table observed as from given; create table goals as from wanted")

    def run(query: str) -> None:
        link.execute(f"create or replace table answer as {query}")

    def ours() -> None:
        ask(link).create_view("ours", replace=True)
        run("from ours")

    return {
        "tjstats": ours,
        **{name: lambda query=query: run(query) for name, query in written.items()},
    }


def duckdb_growth(rows: pl.DataFrame) -> Ways:
    return _duckdb(
        rows, lambda link: frames.growth(link.table("observed")), {"lag": LAG, "join": JOIN}
    )


def duckdb_assess(rows: pl.DataFrame) -> Ways:
    return _duckdb(
        rows,
        lambda link: frames.assess(link.table("observed"), link.table("goals"), direction="higher"),
        {"join": MEET, "same columns": GUARDED},
    )


def duckdb_compare(rows: pl.DataFrame) -> Ways:
    return _duckdb(
        rows,
        lambda link: frames.compare(link.table("observed"), 13, 14, nature="flow"),
        {"sums": GROUP, "same first years": SAME, "same columns": GUARDED_SAME},
    )


# --- pandas ---------------------------------------------------------------------------------------


def pandas_growth(rows: pl.DataFrame) -> Ways:
    given = rows.to_pandas()

    def merge() -> Any:
        base = given[[*K, T, V]].rename(columns={V: "BASE"}).assign(**{T: given[T] + 1})
        found = given.merge(base, on=[*K, T], how="left")
        found["RATE"] = found[V] / found["BASE"] * 100 - 100
        return found.sort_values([*K, T])

    return {"tjstats": lambda: frames.growth(given), "merge": merge}


def pandas_assess(rows: pl.DataFrame) -> Ways:
    import numpy as np

    given, asked = rows.to_pandas(), goals(rows).to_pandas()

    def merge() -> Any:
        found = asked.merge(given.rename(columns={V: "REPORTED_VALUE"}), on=[*K, T], how="left")
        found["GAP"] = found["REPORTED_VALUE"] - found[V]
        found["VERDICT"] = np.where(
            found["GAP"].isna(), "unknown", np.where(found["GAP"] >= 0, "yes", "no")
        )
        return found.sort_values([*K, T])

    return {"tjstats": lambda: frames.assess(given, asked, direction="higher"), "merge": merge}


def pandas_compare(rows: pl.DataFrame) -> Ways:
    import numpy as np

    given = rows.to_pandas()

    def groups() -> Any:
        inside = given[given[T].between(2016, 2025)]
        inside = inside.assign(
            EARLIER=inside[V].where(inside[T] <= 2020), LATER=inside[V].where(inside[T] > 2020)
        )
        found = inside.groupby(K)[["EARLIER", "LATER"]].agg(["sum", "count"]).reset_index()
        found.columns = [*K, "EARLIER", "EARLIER_YEARS", "LATER", "LATER_YEARS"]
        return found.assign(
            CHANGE=found["LATER"] - found["EARLIER"],
            RATE=found["LATER"] / found["EARLIER"] * 100 - 100,
        )

    def same_years() -> Any:
        wide = given[given[T].between(2016, 2025)].set_index([*K, T])[V].unstack(T).sort_index()
        both = (
            (
                wide[list(range(2016, 2021))].notna()
                & wide[list(range(2021, 2026))].notna().to_numpy()
            )
            .cummin(axis=1)
            .to_numpy()
        )
        sums = {
            name: wide[list(range(first, first + 5))].where(both).sum(axis=1, min_count=1)
            for name, first in (("EARLIER", 2016), ("LATER", 2021))
        }
        found = wide[[]].assign(**sums).reset_index()
        return found.assign(
            CHANGE=found["LATER"] - found["EARLIER"],
            RATE=found["LATER"] / found["EARLIER"] * 100 - 100,
        )

    def same_columns() -> Any:
        inside = given[given[T].between(2016, 2025)]
        if inside.duplicated([*K, T]).any():
            raise ValueError
        wide = inside.set_index([*K, T])[V].unstack(T).sort_index()
        wide = wide.where(np.isfinite(wide))
        sides = [wide[list(range(first, first + 5))] for first in (2016, 2021)]
        counts = [side.notna().sum(axis=1) for side in sides]
        both = (sides[0].notna() & sides[1].notna().to_numpy()).cummin(axis=1).to_numpy()
        years = both.sum(axis=1)
        earlier, later = (
            side.where(both).sum(axis=1).where(years > 0, side.sum(axis=1, skipna=False))
            for side in sides
        )
        reason = np.select(
            [(counts[0] == 0) | (counts[1] == 0), earlier.isna() | later.isna()],
            ["no_observation", "gap_in_series"],
            "",
        )
        change = (later - earlier).where(reason == "")
        defined = (reason == "") & (earlier > 0) & (later >= 0)
        found = wide[[]].assign(EARLIER=earlier, LATER=later, YEARS=years, CHANGE=change)
        return found.assign(
            EARLIER_YEARS=counts[0],
            LATER_YEARS=counts[1],
            RATE=(later / earlier * 100 - 100).where(defined),
            VERDICT=np.select([reason != "", change > 0], ["unknown", "yes"], "no"),
            REASON=np.where(
                reason != "",
                reason,
                np.select(
                    [earlier == 0, earlier < 0, later < 0],
                    ["zero_base", "negative_base", "mixed_sign"],
                    "",
                ),
            ),
        ).reset_index()

    return {
        "tjstats": lambda: frames.compare(given, 13, 14, nature="flow"),
        "sums": groups,
        "same first years": same_years,
        "same columns": same_columns,
    }


WAYS: dict[tuple[str, str], Callable[[pl.DataFrame], Ways]] = {
    (engine, question): globals()[f"{engine}_{question}"]
    for engine in ("polars", "duckdb", "pandas")
    for question in ("growth", "assess", "compare")
}


# --- measuring ------------------------------------------------------------------------------------


def measured(ways: Ways, rounds: int, cpu: bool = False) -> dict[str, float]:
    """The median seconds of each way, or the least of the CPU, the ways taking turns."""
    clock = time.process_time if cpu else time.perf_counter
    for way in ways.values():
        way()
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            start = clock()
            way()
            seconds[name].append(clock() - start)
    return {name: (min if cpu else median)(found) for name, found in seconds.items()}


def print_ratios(
    engine: str, question: str, order: str, series: int, rounds: int, cpu: bool
) -> None:
    found = measured(WAYS[engine, question](table(series, order)), rounds, cpu)
    ours = found.pop("tjstats")
    ways = ", ".join(f"{ours / seconds:.2f} × {name}" for name, seconds in found.items())
    print(f"{engine:8} {question:8} {order:9} {ours:7.3f} s = {ways}", flush=True)


def peak(engine: str, question: str, series: int, name: str) -> int:
    """The most memory that one way takes beyond the table, in MB."""
    ways = WAYS[engine, question](table(series, "shuffled"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = ways[name]()
    del answer
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024


def print_peaks(engine: str, question: str, series: int) -> None:
    found = {}
    for name in WAYS[engine, question](table(100, "sorted")):
        command = [
            sys.executable,
            __file__,
            "--peak",
            name,
            "--engine",
            engine,
            "--question",
            question,
            "--series",
            str(series),
        ]
        found[name] = int(
            subprocess.run(command, capture_output=True, text=True, check=True).stdout
        )
    ours = found.pop("tjstats")
    print(
        f"{engine:8} {question:8} {ours:6} MB, by hand",
        ", ".join(f"{name} {size} MB" for name, size in found.items()),
        flush=True,
    )


def print_growing(engine: str, rounds: int) -> None:
    for series in (2_000, 20_000, 200_000, 800_000):
        rows = table(series, "shuffled")
        seconds = measured({"tjstats": WAYS[engine, "growth"](rows)["tjstats"]}, rounds)["tjstats"]
        print(
            f"{engine:8} growth {len(rows):11,} rows {seconds:8.3f} s {seconds / len(rows) * 1e6:6.3f} s a million",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", choices=["polars", "duckdb", "pandas"])
    parser.add_argument("--question", choices=["growth", "assess", "compare"])
    parser.add_argument("--series", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cpu", action="store_true")
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--linear", action="store_true")
    parser.add_argument("--peak", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.peak:
        print(peak(given.engine, given.question, given.series, given.peak))
        return
    for engine, question in WAYS:
        if given.engine not in (None, engine) or given.question not in (None, question):
            continue
        if given.memory:
            print_peaks(engine, question, given.series)
        elif given.linear and question == "growth":
            print_growing(engine, given.rounds)
        elif not given.linear:
            for order in ("shuffled", "sorted"):
                print_ratios(engine, question, order, given.series, given.rounds, given.cpu)


if __name__ == "__main__":
    main()

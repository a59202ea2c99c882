"""What must not type-check, for mypy, pyright and ty: each line says so to all three, and a comment
that silences nothing is an error.
"""

import tjstats as tj
from tjstats import Obsrvation  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore
from tjstats.frames import asess  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore

# --- misspelt names -------------------------------------------------------------------------------

tj.growht  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore
tj.formats.jsn  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore
tj.frames.grwth  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore
tj.zh.raed  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore
tj.rates.averge_rate  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore
tj.Measure.VALU  # type: ignore[attr-defined]  # pyright: ignore  # ty: ignore

# --- codes that no enumeration has ----------------------------------------------------------------

jobs = tj.Indicator("x", "万人", "flow")
year, figure = tj.Period.year(2021), tj.Figure("5", "万人")
tj.Indicator("x", "万人", "flwo")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.Indicator("x", "万人", "flow", "up")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.Observation(jobs, year, figure, measure="valu")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.Observation(jobs, year, figure, status="forcast")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.Observation(jobs, year, figure, flags={"brake"})  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.Observation(jobs, year, figure, flags="break")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.Target(jobs, year, figure, measure="grwth")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.Target(jobs, year, figure, force="bindin")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.Target(jobs, year, figure, every="2y")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
jobs.observe("2021", "5", status="forcast")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
jobs.series({"2021": "5"}, measure="valu")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.Figure("5", "人", "ovr")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
figure.unround("halfup")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
figure.text("cn")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.language("de")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.track(jobs, jobs.series({2021: "5"}), "statcn")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.frames.from_records([], "polas")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.datasets.load("mohrs")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore

# --- a verdict in a condition: it may be unknown --------------------------------------------------


def is_met(verdict: tj.Verdict) -> str:
    if verdict:  # pyright: ignore  # ty: ignore  (mypy: not yet)
        return "met"
    return 5  # type: ignore[return-value]  # pyright: ignore  # ty: ignore


# --- keywords that nothing has, and values of another kind ----------------------------------------

tj.Indicator("x", "万人", "flow", name="jobs")  # type: ignore[call-arg]  # pyright: ignore  # ty: ignore
jobs.observe("2021", "5", sorce=None)  # type: ignore[call-arg]  # pyright: ignore  (ty: not yet)
jobs.series({"2021": "5"}, statu="final")  # type: ignore[call-arg]  # pyright: ignore  (ty: not yet)
tj.Figure.over("5", "人", multiplyer=4)  # type: ignore[call-arg]  # pyright: ignore  (ty: not yet)
tj.formats.csv.loads("", delimeter=";")  # type: ignore[call-overload]  # pyright: ignore  (ty: not yet)
tj.formats.sdmx.dumps(jobs, version="ml-2.0")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
jobs.observe("2021", 5.5, decimals="1")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
jobs.series({2021.0: "5"})  # type: ignore[type-var]  # pyright: ignore  # ty: ignore
tj.Target(jobs, tj.plan(14), "175")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.Series({"2021": "5"})  # type: ignore[dict-item]  # pyright: ignore  # ty: ignore
tj.Figure(37.62, "万人")  # type: ignore[arg-type]  # pyright: ignore  # ty: ignore
tj.formats.csv.loads("", colums={})  # type: ignore[call-overload]  # pyright: ignore  (ty: not yet)
tj.formats.sdmx.loads("", delimiter=";")  # type: ignore[call-overload]  # pyright: ignore  (ty: not yet)

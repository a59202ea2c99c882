"""What must type-check, for mypy, pyright and ty: what users write. Never run."""

from datetime import date
from decimal import Decimal
from typing import assert_type

import attrs
import numpy as np
import pandas as pd
import polars as pl

import tjstats as tj
from tjstats import Figure, Period, frames


def names() -> None:
    version: str = tj.__version__
    print(version)
    assert_type(tj.datasets.load("mohrss"), tj.Dataset)
    for name in tj.datasets.names():
        tj.datasets.load(name)
    assert_type(tj.unit("万人"), tj.Unit)


def indicators() -> tj.Indicator:
    tj.Indicator("x", "万人", tj.Nature.FLOW, direction=tj.Direction.HIGHER)
    tj.Indicator("x", tj.unit("人"), nature="stock", zh="人口", multiplier=4)
    return tj.Indicator("x", "万人", "flow", "higher")


def observations(jobs: tj.Indicator, source: tj.Source, figure: Figure) -> None:
    year = Period.year(2021)
    tj.Observation(jobs, year, figure, "CN-TJ", tj.Measure.VALUE)
    tj.Observation(jobs, year, None, status="missing")
    tj.Observation(jobs, tj.AsOf("2021"), figure, measure="growth", base=tj.AsOf("2020"))
    tj.Observation(jobs, year, figure, flags={"break"}, breakdowns={"sex": "F"})
    tj.Observation(jobs, year, figure, flags=[tj.Flag.BREAK], breakdowns=[("sex", "F")])
    first = jobs.observe("2021", "37.62", area="CN-TJ", status="forecast", source=source)
    assert_type(first, tj.Observation)
    assert_type(first.measure, tj.Measure)
    assert_type(first.flags, frozenset[tj.Flag])
    assert_type(first.breakdowns, tuple[tuple[str, str], ...])
    jobs.observe(2021, Decimal("37.62"), measure="change", base="2020", flags={"break"})
    jobs.observe(year, 37, measure=tj.Measure.GROWTH, base=Period.year(2020))
    jobs.observe(date(2020, 12, 31), 5)
    jobs.observe(np.int64(2021), "5", base=pd.Timestamp("2020-12-31"))
    jobs.observe(pd.Period("2021-03", "M"), "5")
    jobs.observe(2021, 37.6, decimals=1)
    jobs.observe(year, None, status=tj.Status.MISSING, printed="…", note="not yet")
    assert_type(attrs.evolve(first, note="as printed"), tj.Observation)


def series(jobs: tj.Indicator, source: tj.Source, texts: dict[str, str]) -> None:
    found = jobs.series({2021: "1", 2022: "2"}, area="CN-TJ", source=source, status="provisional")
    assert_type(found, tj.Series)
    jobs.series({"2021": "37.62", "2025": None}, breakdowns={"sex": "F"})
    jobs.series({Period.year(2021): Figure("5", "人")}, basis="real")
    jobs.series({"2021": 37.6}, decimals=1)
    jobs.series({2021: "6.6", 2022: "3.0"}, measure="growth", over="1y")
    jobs.series([(2021, "37.62"), (2022, None)])
    jobs.series(pd.Series([1.5, 2], index=[2021, 2022]), decimals=1, status="final")
    jobs.series(texts, measure="growth", base="2020")
    assert_type(found[2022], tj.Observation)
    assert_type(found["2022"], tj.Observation)
    assert_type(found[Period.year(2022)].figure, Figure | None)
    assert_type(found.get(2022), tj.Observation | None)
    assert_type(found[-1], tj.Observation)
    assert_type(found["2021":"2022"], tj.Series)
    assert_type(found[-2:], tj.Series)
    assert_type(found.growth()[0].rate, Figure | None)
    for base, current in found.pairs("1y"):
        assert_type(tj.growth(current, base), tj.Growth)
    tj.Series([jobs.observe("2021", "1"), jobs.observe("2022", "2")])
    tj.Series(o for o in found if o.figure)


def targets(jobs: tj.Indicator, period: Period, figure: Figure) -> None:
    target = tj.Target(jobs, period, figure, measure="value", force="binding", every="1y")
    assert_type(target.measure, tj.Measure)
    assert_type(target.force, tj.Force | None)
    tj.Target(jobs, tj.plan("十四五"), figure)
    tj.Target(jobs, 2025, figure, measure="growth", base=2024)
    tj.Target(jobs, period, figure, measure=tj.Measure.GROWTH, base=tj.plan(13).base)
    tj.Dataset("mine", observations=[jobs.observe(2021, "1")], targets=(target,))


def texts(growth: tj.Growth, figure: Figure, jobs: tj.Indicator) -> None:
    assert_type(growth.text("zh"), str)
    assert_type(figure.text(lang="en"), str)
    jobs.name(None)
    with tj.language("en"):
        growth.table().html()


def figures(figure: Figure) -> None:
    Figure("175", "万人", "over")
    Figure("60", "元/月", "between", upper="80", lower_closed=False)
    assert_type(Figure.over("175", "万人", multiplier=0), Figure)
    assert_type(Figure.between("60", "80", "元/月", upper_closed=False, approximate=True), Figure)
    assert_type(Figure.from_quantity(figure.quantity, "about", multiplier=4), Figure)
    assert_type(figure.unround("half_up"), tj.Bounds)
    tj.Bounds(Decimal(1), None)


def pace(target: tj.Target, series: tj.Series, mine: tj.Scheme) -> None:
    assert_type(tj.track(target, series, "plan-linear"), tj.Pace)
    tj.track(target, series, mine, base=2020, latest="2024")
    assert_type(tj.scheme("eurostat"), tj.Scheme)
    bands = {"ahead": "1", "behind": None}
    tj.Scheme("mine", "2025", tj.Source("us"), "ratio", bands, base_rule="nearest")


def shown(answer: tj.Attainment, series: tj.Series, comparison: tj.PlanComparison) -> None:
    assert_type(answer.picture("en"), tj.views.pictures.Picture)
    assert_type(tj.views.pictures.series(series, answer.target, lang="zh", width=480).svg(), str)
    assert_type(tj.views.pictures.plans(comparison, comparison, lang="en").png(), bytes)
    tj.views.pictures.contributions({"a": Figure("1", "个百分点")}, Figure("2", "%")).save("a.svg")


def native(df: pd.DataFrame, eager: pl.DataFrame, lazy: pl.LazyFrame, series: tj.Series) -> None:
    """A question over a frame returns one of the same type; over records, one that is not known."""
    assert_type(frames.growth(df, over="1y"), pd.DataFrame)
    assert_type(frames.verify(eager, "GROWTH", reported_decimals=1), pl.DataFrame)
    assert_type(frames.compare(lazy, 13, tj.plan(14)), pl.LazyFrame)
    assert_type(frames.assess(df, eager), pd.DataFrame)
    assert_type(frames.track(lazy, series, "un2023"), pl.LazyFrame)
    assert_type(frames.read(df, "TEXT"), pd.DataFrame)
    pl.DataFrame(series).columns
    frames.growth(series).columns
    frames.growth([*series]).columns
    frames.from_records(series, "polars").columns
    frames.from_records(series, pl).columns
    tj.Series(frames.to_records(df, series.indicator, decimals=1))

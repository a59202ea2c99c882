"""The months of a year from totals to date: what the office printed itself for single months."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tjstats as tj
from tjstats import Figure, Observation, Period, Series, Source

PUBLISHED = json.loads(Path(__file__).with_name("retail_sales.json").read_text("utf-8"))
ROWS = PUBLISHED["rows"]
SALES = tj.Indicator("trade.retail_sales", "亿元", "flow", zh="社会消费品零售总额")


def source(row):
    """The release that printed a row."""
    published = Period.day(row["published"])
    return Source(row["title"], row["title"], PUBLISHED["publisher"], published, row["url"])


def rate(period, printed, row):
    """Growth over the same period of the year before."""
    base = period.shift(-1, "1y")
    return Observation(
        SALES, period, Figure(printed, "%"), measure="growth", base=base, source=source(row)
    )


def month(row):
    """The last month of what a row is the total of."""
    end = tj.period(row["to_date"]).end
    return Period.month(end.year, end.month)


LEVELS = Series(
    tuple(SALES.observe(row["to_date"], row["total"], source=source(row)) for row in ROWS)
)
RATES = Series(tuple(rate(tj.period(row["to_date"]), row["growth_to_date"], row) for row in ROWS))
MONTHS = {month(row): row for row in ROWS if row["single"] is not None}


def test_each_month_is_the_difference_of_two_totals():
    """The printed month lies within what the two totals leave, and is it but for the last digit."""
    single = tj.decumulate(LEVELS)
    made = [o for o in single if o.computed]
    assert [str(o.period) for o in made] == [
        *("2021-07", "2021-08", "2021-09"),
        *("2022-03", "2022-04", "2022-05", "2022-06", "2022-07", "2022-08", "2022-09"),
        *("2022-10", "2022-11"),
    ]
    for o in made:
        printed = Figure(MONTHS[o.period]["single"], "亿元")
        assert o.figure.agrees(printed) is tj.Verdict.YES
        assert abs(o.figure.value - printed.value) <= 1
    assert sum(o.figure.value != int(MONTHS[o.period]["single"]) for o in made) == 2
    assert tj.cumulate(single) == LEVELS


def test_published_months_are_kept():
    """With the printed months in the series nothing is computed, and nothing contradicts."""
    printed = [
        SALES.observe(period, row["single"], source=source(row)) for period, row in MONTHS.items()
    ]
    first = {month(row) for row in ROWS if row["to_date"] in ("2021-S1",)}
    kept = [o for o in printed if o.period not in first]
    single = tj.decumulate(Series((*LEVELS, *kept)))
    assert not any(o.computed or o.note for o in single)
    assert [o for o in single if o.period in MONTHS] == kept


@pytest.mark.parametrize("code", ["2022-07", "2022-08", "2022-09"])
def test_growth_of_a_month(code):
    """The printed growth of a month lies within what two rates of growth to date leave."""
    found = tj.decumulate(RATES, levels=LEVELS)[code]
    assert found.base == tj.period(code).shift(-1, "1y")
    printed = Figure(MONTHS[found.period]["growth"], "%")
    assert found.figure.agrees(printed) is tj.Verdict.YES
    assert abs(found.figure.value - printed.value) < 1


def test_growth_without_its_base():
    """Where the totals of the year before are not known, there is no growth, and a note says so."""
    with tj.language("en"):
        found = tj.decumulate(RATES, levels=LEVELS)["2022-04"]
    assert found.figure is None
    assert found.note == "the baseline is not given: 2021-Q1 and 2021-01-01/P4M"


def test_a_quarter():
    """The third quarter is the sum of its printed months, give or take their rounding."""
    goal = tj.Target(SALES, Period.quarter(2022, 3), Figure.at_least("109873", "亿元"))
    answer = tj.assess(goal, LEVELS)
    assert (answer.verdict, answer.observation.figure.value) == (tj.Verdict.YES, 109873)

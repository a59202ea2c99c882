"""The code lists of records and the tables keyed by them."""

from itertools import permutations

import pytest

from tjstats.records.classifications import (
    NATURES,
    STATUS_TEXTS,
    WITHOUT_FIGURE,
    Direction,
    Force,
    Measure,
    Nature,
    Status,
    weakest,
)
from tjstats.values.periods import AsOf, Period

CODES = {
    Nature: "stock flow rate average index share intensity mean standard price",
    Direction: "higher lower neither",
    Measure: "value change growth average_growth factor",
    Force: "binding anticipatory",
}


@pytest.mark.parametrize(
    ("kind", "codes"), CODES.items(), ids=lambda each: getattr(each, "__name__", "")
)
def test_the_codes_that_formats_store(kind, codes):
    """The codes that documents hold."""
    assert sorted(kind) == sorted(codes.split())


@pytest.mark.parametrize(
    ("nature", "times", "over_time", "change"),
    [
        ("stock", {AsOf}, "last", "percent"),
        ("flow", {Period}, "sum", "percent"),
        ("rate", {AsOf, Period}, "mean", "points"),
        ("average", {AsOf, Period}, "mean", "percent"),
        ("index", {AsOf, Period}, "mean", "percent"),
        ("share", {AsOf, Period}, "mean", "points"),
        ("intensity", {AsOf, Period}, "mean", "percent"),
        ("mean", {AsOf, Period}, "mean", "percent"),
        ("standard", {AsOf, Period}, "last", "percent"),
        ("price", {AsOf, Period}, "last", "percent"),
    ],
)
def test_how_each_nature_behaves_in_time(nature, times, over_time, change):
    """One table says how each nature behaves in time."""
    row = NATURES[Nature(nature)]
    assert (set(row.times), row.over_time, row.change) == (times, over_time, change)
    assert set(NATURES) == set(Nature)


def test_which_statuses_have_a_figure():
    """Six statuses have a figure, three have none; each is worded in both languages."""
    with_figure, without = (
        "normal provisional estimated forecast revised final",
        "missing not_applicable suppressed",
    )
    assert sorted(Status) == sorted(f"{with_figure} {without}".split())
    assert sorted(WITHOUT_FIGURE) == sorted(without.split())
    assert set(STATUS_TEXTS) == set(Status)
    assert all(set(texts) == {"en", "zh"} for texts in STATUS_TEXTS.values())
    assert STATUS_TEXTS[Status.FORECAST] == {"en": "forecast", "zh": "预计"}


def test_an_answer_has_the_weakest_status():
    """An answer has the weakest status among its inputs, in any order."""
    for statuses in permutations(
        (Status.FINAL, Status.NORMAL, Status.PROVISIONAL, Status.FORECAST)
    ):
        assert weakest(*statuses) is Status.FORECAST
    assert weakest(Status.NORMAL, Status.PROVISIONAL) is Status.PROVISIONAL
    assert weakest(Status.FINAL) is Status.FINAL
    assert weakest() is Status.NORMAL

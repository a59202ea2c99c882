"""Two plans compared over frames: the answers of `tjstats.compare` for the same numbers, on every engine."""

from datetime import date

import pytest

import tjstats as tj
from tests.frames.engines import EAGER, ENGINES, IGNORED, LAZY, native, rows
from tests.frames.generated import columns
from tests.frames.plan_rows import assert_answers, generated, of_records
from tjstats.errors import (
    FrameColumnError,
    FrameError,
    FrameRowsError,
    InvalidPeriodError,
    PeriodOrderError,
)

pytest.importorskip("narwhals", reason="narwhals is not installed; see the extra 'frames'")
pl = pytest.importorskip("polars", reason="Polars is not installed")
frames = pytest.importorskip("tjstats.frames")
pytestmark = IGNORED

MADE = [
    "EARLIER",
    "LATER",
    "EARLIER_YEARS",
    "LATER_YEARS",
    "YEARS",
    "CHANGE",
    "RATE",
    "VERDICT",
    "REASON",
]


def test_every_nature_and_direction():
    """Totals, final levels, means, changes, rates, verdicts and reasons match the record API."""
    found = generated(300)
    assert_answers(rows(frames.compare(pl.DataFrame(found), 13, 14)), of_records(found))


def test_sums_that_differ_in_binary_only():
    """Totals that print equal are equal, and a total of zero is a zero base: rounding noise gives no verdict and no rate."""
    years, values = [2016, 2017, 2018, 2021, 2022, 2023], [0.1, 0.2, -0.3, 0.3, -0.1, -0.2]
    found = [
        {
            "REF_AREA": area,
            "TIME_PERIOD": y,
            "OBS_VALUE": v + add,
            "NATURE": nature,
            "DIRECTION": "higher",
        }
        for area, nature, add in (("a", "flow", 0), ("b", "average", 0), ("c", "rate", 1))
        for y, v in zip(years, values, strict=True)
    ]
    answer = rows(frames.compare(pl.DataFrame(found), 13, 14))
    assert [row["VERDICT"] for row in answer] == ["no"] * 3
    assert [row["REASON"] for row in answer] == ["zero_base", "zero_base", None]


@pytest.mark.parametrize("nature", tj.Nature)
def test_nothing_is_compared_across_a_break(nature):
    """Wherever a break is flagged, in a plan, between the plans or outside, the answer is that of the record."""
    found = [
        {
            "REF_AREA": f"a{broken}",
            "TIME_PERIOD": year,
            "OBS_VALUE": float(year - 2000),
            "FLAGS": "break" if year == broken else None,
            "NATURE": str(nature),
            "DIRECTION": "higher",
        }
        for broken in range(2010, 2028)
        for year in range(2010, 2028)
    ]
    answer = rows(frames.compare(pl.DataFrame(found), 12, 14))
    assert_answers(answer, of_records(found, (12, 14)))
    assert {row["REASON"] for row in answer} == {None, "break_in_series"}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_answers_alike(engine, request):
    """The same rows in the same order as Polars, in the native type."""
    found = generated(30, flagged=0.1)
    expected = rows(frames.compare(pl.DataFrame(found), 13, 14))
    given = native(engine, columns(found), request)
    answer = frames.compare(given, 13, 14)
    assert type(answer).__module__.split(".")[0] == type(given).__module__.split(".")[0]
    assert [list(row) for row in rows(answer)] == [["REF_AREA", *MADE]] * len(expected)
    assert_near(rows(answer), expected)


def assert_near(one, other):
    """Equal, except for numbers within 1e-12 of the summands."""
    for row, wanted in zip(one, other, strict=True):
        assert row == {
            name: pytest.approx(v, rel=1e-12, abs=1e-10) if isinstance(v, float) else v
            for name, v in wanted.items()
        }


SERIES = {"TIME_PERIOD": [2016, 2017, 2021, 2022], "OBS_VALUE": [48.0, 49.0, 37.62, 35.55]}


def answered(columns, engine="polars", request=None, plans=(13, 14), **more):
    return rows(
        frames.compare(
            native(engine, columns, request), *plans, **{"nature": "flow", "keys": [], **more}
        )
    )


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "pyspark"])
@pytest.mark.parametrize(
    "written", [str, lambda y: f"{y}-01-01/P1Y", lambda y: date(y, 12, 31), lambda y: f"{y}-12-31"]
)
def test_years_in_many_notations(engine, written):
    """Codes, spans and last days of years have the same totals; a single series has one row and no key."""
    found = answered(
        {**SERIES, "TIME_PERIOD": [written(year) for year in SERIES["TIME_PERIOD"]]}, engine
    )
    assert_near(
        found,
        [
            dict(
                zip(
                    MADE,
                    (97.0, 73.17, 2, 2, 2, -23.83, -24.56701030927835, "no", None),
                    strict=True,
                )
            )
        ],
    )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("nature", ["flow", "rate", "average", "index"])
def test_years_are_not_compared_with_last_days_of_years(engine, nature, request):
    """A series has one kind of time, like a `Series`: mixed with points in time, its spans give no figure."""
    codes = ["2016", "2017", "2021-12-31", "2022-12-31"]
    areas = {"REF_AREA": ["a"] * 4 + ["b"] * 4, "OBS_VALUE": SERIES["OBS_VALUE"] * 2}
    mixed = native(
        engine, {**areas, "TIME_PERIOD": [*codes, "2016", "2017", "2021", "2022"]}, request
    )
    first, second = rows(frames.compare(mixed, 13, 14, nature=nature))
    assert (first["LATER"], first["CHANGE"], first["VERDICT"]) == (None, None, "unknown")
    assert (first["REASON"], second["REASON"], second["YEARS"]) == ("period_mismatch", None, 2)


def test_plans_may_be_records():
    """Plans may be records, of any whole calendar years, and of different lengths."""
    three = tj.Plan(tj.Period.years(2021, 2023), "three years")
    assert answered(SERIES, plans=(13, three)) == answered(SERIES)
    assert answered(SERIES, plans=(12, three))[0]["REASON"] == "no_observation"
    with pytest.raises(PeriodOrderError):
        answered(SERIES, plans=(14, 13))
    with pytest.raises(PeriodOrderError):
        answered(SERIES, plans=(14, 14))
    with pytest.raises(InvalidPeriodError, match="not of calendar years"):
        answered(SERIES, plans=(13, tj.Plan(tj.Period.years(2021, 2025, start_month=4))))


@pytest.mark.parametrize("engine", ENGINES)
def test_duplicates_and_mixed_units(engine, request):
    """Eager frames raise with the count; on lazy ones neither plan has a number, with the reason."""
    twice = {"TIME_PERIOD": [2016, 2021, 2021], "OBS_VALUE": [1.0, 2.0, 3.0]}
    mixed = {
        "TIME_PERIOD": [2016, 2017, 2021],
        "OBS_VALUE": [1.0, 2.0, 3.0],
        "UNIT_MULT": [4, 8, 4],
    }
    partly = {**mixed, "UNIT_MULT": [4, None, 4]}
    for table, column, reason in (
        (twice, "TIME_PERIOD", "duplicate_key"),
        *((m, "UNIT_MULT", "unit_mismatch") for m in (mixed, partly)),
    ):
        if engine in EAGER:
            with pytest.raises(FrameRowsError) as caught:
                answered(table, engine)
            assert (caught.value.column, caught.value.rows) == (column, 1)
        else:
            row = answered(table, engine, request)[0]
            assert [
                row[name] for name in ("EARLIER", "LATER", "CHANGE", "RATE", "VERDICT", "REASON")
            ] == [None] * 4 + [
                "unknown",
                reason,
            ]


@pytest.mark.parametrize("engine", [name for name in LAZY if name != "pyspark"])
def test_rows_of_lazy_frames_that_cannot_be_read(engine):
    """A row without a readable year is in no plan; an unknown code gives no number."""
    table = {"TIME_PERIOD": ["2016", "in 2017", "2021"], "OBS_VALUE": [1.0, 2.0, 3.0]}
    assert [answered(table, engine)[0][name] for name in ("EARLIER", "LATER", "YEARS")] == [
        1.0,
        3.0,
        1,
    ]
    found = answered({**table, "NATURE": ["flwo"] * 3}, engine, nature="NATURE")[0]
    assert (found["EARLIER"], found["VERDICT"], found["REASON"]) == (
        None,
        "unknown",
        "not_additive",
    )
    with pytest.raises(FrameRowsError, match="unreadable"):
        answered(table)
    with pytest.raises(FrameRowsError, match="no nature, such as 'flwo'"):
        answered({**SERIES, "NATURE": ["flwo"] * 4}, nature="NATURE")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_null_key_is_a_key_and_growth_is_not_added(engine, request):
    """Series without an area have a row; yearly growth rates have no total."""
    table = {name: column * 2 for name, column in SERIES.items()}
    table |= {"REF_AREA": [None] * 4 + ["津"] * 4, "MEASURE": [None] * 4 + ["growth"] * 4}
    found = answered(table, engine, request, keys=["REF_AREA"])
    assert [(row["REF_AREA"], row["EARLIER"], row["REASON"]) for row in found] == [
        (None, 97.0, None),
        ("津", None, "not_additive"),
    ]


def test_temperatures_have_no_rate():
    """Temperatures have a change, but no true zero."""
    found = answered({**SERIES, "UNIT_MEASURE": ["degC"] * 4}, nature="average")[0]
    assert (found["RATE"], found["REASON"], found["CHANGE"]) == (
        None,
        "no_ratio_scale",
        pytest.approx(36.585 - 48.5),
    )


def test_wrong_columns_and_frames_are_named():
    """Each error names the column or frame, with what to do."""
    with pytest.raises(FrameColumnError, match="nor a nature"):
        answered(SERIES, nature="NATURE")
    with pytest.raises(FrameColumnError, match="keys"):
        answered(SERIES, keys=None)
    with pytest.raises(FrameColumnError, match="3 months"):
        answered({**SERIES, "TIME_PERIOD": ["2016-Q1", "2016-Q2", "2021-Q1", "2021-Q2"]})
    with pytest.raises(FrameColumnError, match="not numbers"):
        answered({**SERIES, "OBS_VALUE": ["a"] * 4})
    with pytest.raises(FrameColumnError, match="YEARS.*already"):
        answered({**SERIES, "YEARS": ["津"] * 4}, keys="YEARS")
    with pytest.raises(FrameError, match="not a data frame"):
        frames.compare(SERIES, 13, 14)
    empty = pl.DataFrame({**SERIES, "REF_AREA": ["津"] * 4}).clear()
    assert frames.compare(empty, 13, 14, nature="flow").shape == (0, 10)

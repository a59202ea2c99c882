"""Validation: every engine finds each error and counts exactly the rows that have it."""

from datetime import date
from random import Random

import pytest

from tests.frames.engines import EAGER, ENGINES, IGNORED, native, rows
from tjstats.errors import FrameColumnError, FrameError, FrameRowsError

pytest.importorskip("narwhals", reason="narwhals is not installed")
frames = pytest.importorskip("tjstats.frames")
pytestmark = IGNORED

YEARS = list(range(2015, 2025))


def clean():
    """Two series of ten years, one without an area."""
    return {
        "REF_AREA": [None] * 10 + ["津"] * 10,
        "TIME_PERIOD": [f"{year}" for year in YEARS] * 2,
        "OBS_VALUE": [float(number) for number in range(100, 120)],
        "UNIT_MEASURE": ["person"] * 20,
        "UNIT_MULT": [4] * 20,
    }


def found(frame, **more):
    return {
        (mistake.column, mistake.problem.split(",")[0]): mistake.rows
        for mistake in frames.validate(frame, **more)
    }


TWICE = "more than one row for the same REF_AREA"
UNIT = "another unit than most rows of the same series"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_frame_without_errors(engine, request):
    """There is nothing to report; null keys are keys."""
    assert frames.validate(native(engine, clean(), request)) == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_every_error_is_counted(engine, request):
    """All in one unsorted frame; each error has its remedy."""
    columns = clean()
    periods, values = columns["TIME_PERIOD"], columns["OBS_VALUE"]
    periods[0] = None
    periods[1:3] = ["2O16", "2017年度"]
    periods[3] = "2018-Q1"
    periods[12] = periods[11]
    values[4:7] = [None] * 3
    values[7] = float("inf")
    columns["UNIT_MEASURE"][15] = "household"
    columns["UNIT_MULT"][16:18] = [0, None]
    order = Random(3).sample(range(20), 20)
    frame = native(
        engine, {name: [column[n] for n in order] for name, column in columns.items()}, request
    )
    assert found(frame) == {
        ("TIME_PERIOD", "no value (null)"): 1,
        ("TIME_PERIOD", "unreadable periods"): 2,
        ("TIME_PERIOD", "periods of different lengths (3 months"): 1,
        ("TIME_PERIOD", TWICE): 1,
        ("UNIT_MEASURE", UNIT): 1,
        ("UNIT_MULT", UNIT): 2,
        ("OBS_VALUE", "no value (null)"): 3,
        ("OBS_VALUE", "NaN or infinite"): 1,
    }
    mistakes = frames.validate(frame)
    assert all(isinstance(mistake, FrameRowsError) and mistake.remedy for mistake in mistakes)
    assert "'2017年'" in str(mistakes[1]) or "'2O16'" in str(mistakes[1])


@pytest.mark.parametrize("engine", ENGINES)
def test_a_single_series_of_years(engine, request):
    """Without keys, with integer years; the third row for one year counts as well."""
    frame = native(
        engine,
        {"Y": [2020, 2021, 2021, 2021], "V": [1, 2, 3, 4], "U": ["a", "a", "b", "a"]},
        request,
    )
    told = found(frame, keys=[], period="Y", value="V", unit="U")
    assert told == {("Y", "more than one row for the same Y"): 2, ("U", UNIT): 1}


@pytest.mark.parametrize("engine", ENGINES)
def test_null_and_duplicate_dates(engine, request):
    """Dates can be null, and twice."""
    day = date(2024, 12, 31)
    frame = native(
        engine, {"D": [day, None, day, date(2023, 12, 31)], "V": [1.0, 2.0, 3.0, 4.0]}, request
    )
    assert found(frame, keys=[], period="D", value="V") == {
        ("D", "no value (null)"): 1,
        ("D", "more than one row for the same D"): 1,
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_a_frame_without_rows_or_values(engine, request):
    """An empty frame has no errors; a column of nulls is one."""
    columns = {"Y": [2020, 2021], "V": [None, None]}
    assert found(native(engine, columns, request), keys=[], period="Y", value="V") == {
        ("V", "no value (null)"): 2
    }
    if engine in ("polars", "polars lazy", "pyarrow"):
        nothing = (
            native(engine, columns).head(0)
            if engine != "pyarrow"
            else native(engine, columns).slice(0, 0)
        )
        assert frames.validate(nothing, keys=[], period="Y", value="V") == ()


@pytest.mark.parametrize(
    "engine", ["polars", "polars lazy", "pyarrow", "duckdb", "ibis", "pyspark"]
)
def test_nan_is_no_null(engine, request):
    """If an engine distinguishes NaN from null, so does the count."""
    frame = native(engine, {"Y": [2020, 2021, 2022], "V": [float("nan"), None, 1.0]}, request)
    assert found(frame, keys=[], period="Y", value="V") == {
        ("V", "no value (null)"): 1,
        ("V", "NaN or infinite"): 1,
    }


@pytest.mark.parametrize("engine", EAGER)
@pytest.mark.parametrize(
    "wrong", [{"TIME_PERIOD": "2O15"}, {"TIME_PERIOD": "2016"}, {"UNIT_MULT": 8}]
)
def test_it_finds_what_growth_raises(engine, wrong, request):
    """The error that an eager question raises is among those found, with the same column, rows and remedy."""
    columns = clean()
    (name, value), *_ = wrong.items()
    columns[name][0] = value
    frame = native(engine, columns, request)
    with pytest.raises(FrameRowsError) as caught:
        frames.growth(frame)
    told = [(mistake.column, mistake.rows, mistake.remedy) for mistake in frames.validate(frame)]
    assert told == [(caught.value.column, caught.value.rows, caught.value.remedy)]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_frame_that_passes_is_answered(engine, request):
    """If nothing is found, growth has a rate in every row but the first of each series."""
    told = rows(frames.growth(native(engine, clean(), request)))
    assert [row["REASON"] for row in told] == (["no_observation"] + [None] * 9) * 2


def test_schema_errors_are_raised():
    """They are not errors of rows."""
    frame = native("polars", clean())
    with pytest.raises(FrameColumnError, match="VALUE"):
        frames.validate(frame, value="VALUE")
    with pytest.raises(FrameColumnError, match="periods"):
        frames.validate(frame, period="OBS_VALUE", value="UNIT_MULT")
    with pytest.raises(FrameError, match=r"frames\.validate"):
        frames.validate(clean())

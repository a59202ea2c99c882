"""Records as rows of data frames of every engine, and rows as records with their printed digits."""

import datetime
import math
import os
import sys
from decimal import Decimal

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

import tjstats as tj
from tests import record_strategies as strategies
from tests.extras import installed_by
from tests.frames.engines import native
from tests.indicators import JOBS, MONEY, RATE, STOCK, WAGE, change_of, yearly
from tests.samples import DATASET
from tjstats import AsOf, Figure, Indicator, Observation, Period, Source, Target, frames
from tjstats.errors import (
    FrameColumnError,
    FrameError,
    FrameRowsError,
    InvalidRecordError,
    MissingExtraError,
    RecordTypeError,
)
from tjstats.frames import engines as natives
from tjstats.frames.records import framed
from tjstats.rows.columns import COLUMNS
from tjstats.values.numbers import digits_of

pytest.importorskip("narwhals", reason="narwhals is not installed; see the extra 'frames'")
pl = pytest.importorskip("polars", reason="Polars is not installed")

INDICATORS = (JOBS, MONEY, STOCK, RATE, WAGE)
SERIES = yearly(JOBS, 2021, "37.62", "35.50", "36")
SAMPLE = [
    JOBS.observe("2021", "37.60", area="津", note="", printed="37.60万人"),
    JOBS.observe("2021-Q1", "0"),
    JOBS.observe("2022", None, status="suppressed", area="京"),
    JOBS.observe("2021-01-01/P5Y", Figure("175", "万人", decimals=0, exact=True)),
    JOBS.observe("2023", Figure.over("175", "万人")),
    JOBS.observe("2024", Figure.about("1.750", "万人", multiplier=-1)),
    JOBS.observe("2025", Figure.some_over("100", "万人")),
    MONEY.observe("2021", "12345678901234567.89", status="provisional"),
    MONEY.observe(
        "2022", Figure.between("60", "80.25", "亿元", upper_closed=False, approximate=True)
    ),
    MONEY.observe("2023", Figure("1.8e4", "亿元")),
    MONEY.observe("2024", Figure("10", "亿元") / 3),
    STOCK.observe("2024", "1200.5", scope="城镇"),
    RATE.observe("2021-03-31", "5.50"),
    RATE.observe("2021-03", "5.4", basis="current"),
    RATE.observe(Period(datetime.date(2021, 3, 1), datetime.date(2021, 3, 1)), "5.4"),
    WAGE.observe("2021", "8000", source=Source("yearbook")),
    change_of(JOBS, Figure("1.5", "%")),
    Target(STOCK, Period.year(2025), Figure.at_least("1300", "万人"), force="binding", every="1y"),
    Target(JOBS, Period.year(2025), None, published_verdict="完成", relative_to=MONEY),
]


def carried(record):
    """The parts of a record that a frame keeps: all but its inputs or baseline, and of a source only the code."""
    source = None if record.source is None else Source(record.source.code)
    if isinstance(record, Observation):
        return attrs.evolve(record, source=source, derived_from=())
    return attrs.evolve(record, source=source, baseline=None, stretch=None)


def made(records, engine):
    """The frame of an engine; skips if it is not installed."""
    os.environ.setdefault("MODIN_ENGINE", "python")
    pytest.importorskip(engine)
    return frames.from_records(records, engine)


ENGINES = ["polars", "pandas", "pyarrow", "duckdb", "modin", "dask", "ibis"]
pytestmark = [
    pytest.mark.filterwarnings("ignore:(?s).*defaulting to pandas:UserWarning"),
    pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning"),
]


# --- there and back ---------------------------------------------------------------------------------------------------


@given(strategies.records)
@settings(suppress_health_check=list(HealthCheck), max_examples=150)
def test_records_survive_a_frame(records):
    """The records read from a frame of records are equal, with every digit."""
    assert frames.to_records(frames.from_records(records, "polars"), INDICATORS) == [
        carried(each) for each in records
    ]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "records", [SAMPLE, SERIES, [], SAMPLE[7:8], [*DATASET.observations, *DATASET.targets]]
)
def test_records_survive_every_engine(engine, records):
    """So they are in every engine."""
    known = {each.indicator.code: each.indicator for each in records} | {MONEY.code: MONEY}
    assert frames.to_records(made(records, engine), known) == [carried(each) for each in records]


@pytest.mark.parametrize("engine", ENGINES)
def test_growth_of_records(engine):
    """A question accepts the frame directly; a gap has the unit of its series."""
    series = tj.Series(
        (
            *SERIES,
            JOBS.observe("2024", None, status="missing"),
            JOBS.observe("2025", Figure("32.7", "万人")),
        )
    )
    found = frames.growth(made(series, engine))
    rates = pl.from_arrow(natives_as_arrow(found)).sort("TIME_PERIOD")
    assert rates["RATE"].round(6).to_list() == [None, -5.6353, 1.408451, None, None]
    assert rates["REASON"].to_list() == [
        "no_observation",
        None,
        None,
        "missing_value",
        "missing_value",
    ]
    assert frames.to_records(found, JOBS) == list(series)


def natives_as_arrow(frame):
    """Any frame as an Arrow table."""
    import narwhals as nw

    opened = nw.from_native(frame)
    if isinstance(opened, nw.LazyFrame):
        opened = opened.collect()
    return opened.to_arrow()


@pytest.mark.parametrize("engine", ["polars", "pyarrow", "duckdb", "ibis"])
def test_targets_and_values_of_records_match(engine):
    """Both frames belong to one engine; targets without an area have no such column and apply to every area."""
    reached = made(
        [
            JOBS.observe("2025", "174.2", area="沪"),
            JOBS.observe("2025", Figure.over("180", "万人"), area="津"),
        ],
        engine,
    )
    asked = made(Target(JOBS, Period.year(2025), Figure.at_least("175", "万人")), engine)
    found = pl.from_arrow(natives_as_arrow(frames.assess(reached, asked))).sort("REF_AREA")
    assert found["VERDICT"].to_list() == ["no", "yes"]


def test_spark_rows_belong_to_the_session(request):
    """They are created in the running session."""
    try:
        request.getfixturevalue("spark")
    except pytest.FixtureLookupError:
        pytest.skip("no Spark session")
    assert frames.to_records(frames.from_records(SAMPLE, "pyspark"), INDICATORS) == [
        carried(each) for each in SAMPLE
    ]
    assert frames.to_records(frames.from_records([], "pyspark"), INDICATORS) == []


@pytest.mark.parametrize("lazy", [True, False])
def test_lazy_frames_are_collected(lazy):
    """Records are in memory."""
    import narwhals as nw

    frame = frames.from_records(SERIES, "polars")
    assert frames.to_records(frame.lazy() if lazy else nw.from_native(frame), JOBS) == list(SERIES)


# --- the layout -------------------------------------------------------------------------------------------------------


def test_columns_are_those_with_values():
    """In the order of the table of columns, each with the type of its kind."""
    found = frames.from_records(SERIES, "polars")
    assert dict(found.schema) == {
        "INDICATOR": pl.String, "TIME_PERIOD": pl.String, "OBS_VALUE": pl.Float64, "UNIT_MEASURE": pl.String,
        "UNIT_MULT": pl.Int32, "UNIT_TEXT": pl.String, "DECIMALS": pl.Int32, "QUALIFIER": pl.String, "NATURE": pl.String,
        "DIRECTION": pl.String,
    }  # fmt: skip
    assert found.row(0) == (
        "test.jobs",
        "2021",
        37.62,
        "person",
        4,
        "万人",
        2,
        "exactly",
        "flow",
        "higher",
    )
    ends = frames.from_records(
        [MONEY.observe("2021", Figure.between("60", "80", "亿元", upper_closed=False))], "polars"
    )
    assert ends.select("OBS_VALUE", "OBS_LOWER", "OBS_UPPER", "LOWER_CLOSED", "UPPER_CLOSED").row(
        0
    ) == (60, 60, 80, True, False)
    assert [name for name in COLUMNS if name in ends.columns] == ends.columns


@pytest.mark.parametrize("engine", ENGINES)
def test_types_without_rows_or_values(engine):
    """A column has its type even if all of it is null; no engine stores Python objects."""
    import narwhals as nw

    for records in ([], [JOBS.observe("2021", None, status="missing")]):
        kinds = dict(nw.from_native(made(records, engine)).collect_schema())
        assert {n: kinds[n] for n in ("OBS_VALUE", "DECIMALS", "UNIT_MULT")} == {
            "OBS_VALUE": nw.Float64, "DECIMALS": nw.Int32, "UNIT_MULT": nw.Int32
        }  # fmt: skip
        assert {
            kinds[name]
            for name in ("INDICATOR", "TIME_PERIOD", "UNIT_MEASURE", "NATURE", "DIRECTION")
        } == {nw.String}


def test_digits_beyond_a_float():
    """A separate column holds them, for the rows that need it."""
    found = frames.from_records(
        [MONEY.observe("2021", "12345678901234567.89"), MONEY.observe("2022", "1.50")], "polars"
    )
    assert found["OBS_VALUE_TEXT"].to_list() == ["12345678901234567.89", None]
    changed = found.with_columns(pl.col("OBS_VALUE") * 2)
    with pytest.raises(FrameRowsError, match=r"'OBS_VALUE', 1 row: .* drop OBS_VALUE_TEXT"):
        frames.to_records(changed, MONEY)


def test_the_kind_of_time_is_stored_if_the_nature_leaves_it_open():
    """A stock targeted over a period; otherwise the code suffices."""
    assert (
        "TIME_KIND"
        not in frames.from_records(
            [RATE.observe("2021-03-31", "5"), RATE.observe("2021", "5")], "polars"
        ).columns
    )
    asked = frames.from_records(Target(STOCK, Period.year(2025), Figure("5", "万人")), "polars")
    assert asked.select("RECORD", "TIME_KIND").row(0) == ("target", "period")


def test_a_gap_has_the_unit_of_its_series():
    """Else that of the indicator; for growth without any figure there is no unit."""
    rows = [
        MONEY.observe("2021", Figure("1", "万亿元")),
        MONEY.observe("2022", None, status="missing"),
    ]
    assert frames.from_records(rows, "polars")["UNIT_MULT"].to_list() == [12, 12]
    assert frames.from_records(rows[1:], "polars")["UNIT_MULT"].to_list() == [8]
    growth = Observation(
        JOBS, Period.year(2022), None, measure="growth", base=Period.year(2021), status="missing"
    )
    assert frames.from_records(growth, "polars")["UNIT_MULT"].to_list() == [None]


def test_inputs_that_are_accepted():
    """Datasets, series, single records, any iterable of records."""
    assert len(frames.from_records(DATASET, "polars")) == len(DATASET.observations) + len(
        DATASET.targets
    )
    assert len(frames.from_records(SERIES["2021"], "polars")) == 1
    assert len(frames.from_records(each for each in SERIES)) == 3
    for wrong in ("x", 5, [5], {"a": 1}, None, pl.DataFrame()):
        with pytest.raises(RecordTypeError, match="a Dataset, a Series"):
            frames.from_records(wrong)
    with pytest.raises(InvalidRecordError, match="two indicators have this code"):
        frames.from_records(
            [JOBS.observe("2021", "5"), Indicator(JOBS.code, "亿元", "flow").observe("2021", "5")]
        )


def test_an_engine_by_name_module_or_connection(monkeypatch):
    """The default is the first one installed."""
    assert isinstance(frames.from_records(SERIES, pl), pl.DataFrame)
    with pytest.raises(
        FrameError,
        match="engine='excel' is not a supported engine; write one of polars, pandas",
    ):
        frames.from_records(SERIES, "excel")
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.setattr(natives, "find_spec", lambda name: name == "duckdb" or None)
    found = frames.from_records(SERIES)
    assert found.fetchall()[0][2] == 37.62
    assert frames.to_records(frames.growth(found), JOBS) == list(SERIES)
    other = frames.from_records(SAMPLE, "duckdb")
    assert frames.to_records(other, INDICATORS) == [carried(each) for each in SAMPLE]
    assert frames.to_records(frames.from_records([], "duckdb"), JOBS) == []
    with duckdb.connect() as connection:
        assert len(frames.from_records(SERIES, connection).fetchall()) == 3
        assert connection.execute("SHOW TABLES").fetchall() == []
    monkeypatch.setattr(natives, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"'\.\[polars\]'"):
        frames.from_records(SERIES)


@pytest.mark.parametrize("engine", natives.ENGINES)
def test_an_engine_that_is_not_installed(engine, monkeypatch):
    """The error names the engine, with the extra that installs it and what it needs."""

    def missing(columns):
        raise ModuleNotFoundError(name=engine)

    monkeypatch.setitem(natives.ENGINES, engine, missing)
    with pytest.raises(MissingExtraError, match=f"engine='{engine}'") as caught:
        frames.from_records(SERIES, engine)
    installed = {name.partition("-")[0] for name in installed_by(caught.value.extra)}
    assert engine in installed
    assert "narwhals" in installed or engine == "pyarrow"


def test_an_engine_without_narwhals(monkeypatch):
    """The error names the extra that installs narwhals."""
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(MissingExtraError, match=r"'\.\[frames\]'"):
        frames.from_records(SERIES, "polars")


def test_records_become_frames_and_frames_stay():
    """Anything but records is returned unchanged."""
    for records in (
        SERIES,
        list(SERIES),
        tuple(SERIES),
        SERIES["2021"],
        DATASET,
        DATASET.targets[0],
        [],
    ):
        assert isinstance(framed(records, "growth"), pl.DataFrame)
    for other in (pl.DataFrame(), [5], None, "x"):
        assert framed(other, "growth") is other
    assert frames.growth(framed(SERIES, "growth"))["RATE"].round(3).to_list() == [
        None,
        -5.635,
        1.408,
    ]


# --- frames of somebody else ------------------------------------------------------------------------------------------

OWN = {"period": "year", "value": "jobs"}


def own(values, **more):
    return pl.DataFrame(
        {"year": [2021 + place for place in range(len(values))], "jobs": values, **more}
    )


def test_floats_have_the_decimals_given():
    """A number for all, or a column, by default DECIMALS."""
    frame = own([37.6, 0.1 + 0.2], places=[2, 1])
    for told, digits in ((2, ["37.60", "0.30"]), ("places", ["37.60", "0.3"])):
        assert frames.to_records(frame, JOBS, decimals=told, **OWN) == list(
            yearly(JOBS, 2021, *digits)
        )
    named = frame.rename({"places": "DECIMALS"})
    assert frames.to_records(named, JOBS, **OWN) == list(yearly(JOBS, 2021, "37.60", "0.3"))


@pytest.mark.parametrize(
    ("values", "decimals", "told"),
    [
        (
            [37.625, 1.25, 2.0],
            1,
            "2 rows: 37.625 does not have 1 decimal; round first, or pass decimals=3",
        ),
        ([37.625], 0, "1 row: 37.625 does not have 0 decimals; round first, or pass decimals=3"),
        (
            [1234567890.4],
            0,
            "1234567890.4 does not have 0 decimals; round first, or pass decimals=1",
        ),
        ([1.5], None, "1.5 is a float and has lost its printed digits; pass decimals="),
        ([3.0], None, "pass decimals="),
        ([math.inf], 1, "inf is not a published number; write null"),
    ],
)
def test_floats_with_more_decimals_than_given(values, decimals, told):
    """The error gives the column, the number of rows, an example and the remedy."""
    with pytest.raises(
        FrameRowsError, match=r"column 'jobs', .*" + told.replace("(", r"\(")
    ) as caught:
        frames.to_records(own(values), JOBS, decimals=decimals, **OWN)
    assert caught.value.rows == len([value for value in values if value != 2.0])


def test_noise_is_what_arithmetic_adds():
    """A few units of the last binary place, more in sums; never part of a printed place."""
    assert digits_of(sum([0.1] * 1000), 1) == Decimal("100.0")
    assert digits_of(0.3 - 0.1 * 3, 1) == 0
    assert digits_of(123456789.25, 2) == Decimal("123456789.25")
    assert digits_of(370000.0, -4) == Decimal("37e4")
    assert all(digits_of(value, 2) is None for value in (37.6201, 37.621, 1e-5, 1e200))
    assert digits_of(1.5, 99) is None


def test_texts_decimals_and_integers_keep_their_digits():
    """The decimals given for floats do not change them; a decimal column fixes the scale of its Decimals."""
    assert frames.to_records(own(["37.60", "5"]), JOBS, decimals=3, **OWN) == list(
        yearly(JOBS, 2021, "37.60", "5")
    )
    assert frames.to_records(own([37, None]), JOBS, **OWN) == [
        JOBS.observe("2021", 37),
        JOBS.observe("2022", None, status="missing"),
    ]
    fixed = own([Decimal("37.6"), Decimal("5.25")])
    assert frames.to_records(fixed, JOBS, **OWN) == list(yearly(JOBS, 2021, "37.60", "5.25"))
    assert frames.to_records(fixed.with_columns(DECIMALS=pl.Series([1, 2])), JOBS, **OWN) == list(
        yearly(JOBS, 2021, "37.6", "5.25")
    )


def test_null_and_nan_are_missing():
    """An observation without a figure; an explicit status is kept."""
    found = frames.to_records(own([None, math.nan, 1.0]), JOBS, decimals=0, **OWN)
    assert [(each.figure is None, str(each.status)) for each in found] == [
        (True, "missing")
    ] * 2 + [(False, "normal")]
    told = frames.to_records(
        own([None, 1.0], OBS_STATUS=["suppressed", "provisional"]), JOBS, decimals=0, **OWN
    )
    assert [str(each.status) for each in told] == ["suppressed", "provisional"]


def test_foreign_pandas_types():
    """Nullable types, integers with gaps, categories and objects."""
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(
        {
            "year": [2021.0, 2022.0, 2023.0],
            "jobs": pd.array([5, None, 7], "Int64"),
            "OBS_STATUS": pd.Categorical([None, "suppressed", "final"]),
            "REF_AREA": [120000, 120000, 120000],
            "PRINTED": pd.Series([None, pd.NA, "7"], dtype=object),
        }
    )
    assert frames.to_records(frame, JOBS, **OWN) == [
        JOBS.observe("2021", "5", area="120000"),
        JOBS.observe("2022", None, area="120000", status="suppressed"),
        JOBS.observe("2023", "7", area="120000", status="final", printed="7"),
    ]
    decimals = pd.DataFrame({"year": [2021], "jobs": pd.Series([Decimal("5.50")], dtype=object)})
    assert frames.to_records(decimals, JOBS, **OWN) == [JOBS.observe("2021", "5.50")]


def test_dates_and_years():
    """Points in time for a stock and a rate; years too for a stock. A flow is observed over a period."""
    days = [datetime.date(2024, 12, 31), datetime.date(2025, 6, 30)]
    frame = pl.DataFrame({"year": days, "jobs": ["5", "6"]})
    assert [each.period for each in frames.to_records(frame, STOCK, **OWN)] == [
        AsOf("2024"),
        AsOf("2025-06-30"),
    ]
    stamps = frame.with_columns(pl.col("year").cast(pl.Datetime))
    assert [each.period for each in frames.to_records(stamps, RATE, **OWN)] == [
        AsOf("2024"),
        AsOf("2025-06-30"),
    ]
    assert frames.to_records(own(["5"]), STOCK, **OWN)[0].period == AsOf("2021")
    with pytest.raises(
        FrameRowsError,
        match=r"'year', 2 rows: 2024-12-31 is a day, and a flow is observed over a period",
    ):
        frames.to_records(frame, JOBS, **OWN)


def test_units_of_rows():
    """UNIT_MEASURE and UNIT_MULT apply, else the unit of the indicator."""
    frame = own([5, 6], UNIT_MEASURE=["person", None], UNIT_MULT=[0, 4])
    assert [each.figure.text("zh") for each in frames.to_records(frame, JOBS, **OWN)] == [
        "5人",
        "6万人",
    ]


def test_ends_of_rows():
    """Qualifiers define the ends; ends alone are a range; unexplained ends are refused."""
    frame = own(
        [5.0, None, 5.0],
        QUALIFIER=["at_least", None, "between"],
        OBS_LOWER=[5.0, 2.0, 5.0],
        OBS_UPPER=[None, 3.0, 6.0],
    )
    found = frames.to_records(frame, JOBS, decimals=0, **OWN)
    assert [each.figure for each in found] == [
        Figure.at_least("5", "万人"), Figure.between("2", "3", "万人"), Figure.between("5", "6", "万人")
    ]  # fmt: skip
    ends = frames.to_records(frame.slice(1, 1).with_columns(DECIMALS=3), JOBS, decimals=1, **OWN)
    assert ends[0].figure == Figure.between("2.0", "3.0", "万人")
    with pytest.raises(
        FrameRowsError, match=r"'OBS_LOWER', 1 row: it is 5\.0, but value and qualifier imply 7\.0"
    ):
        frames.to_records(frame.head(2).with_columns(pl.col("jobs") + 2), JOBS, decimals=0, **OWN)
    with pytest.raises(
        FrameRowsError,
        match="'OBS_UPPER', 1 row: it is 6.0, but value and qualifier imply 5.0; write the matching QUALIFIER",
    ):
        frames.to_records(own([5.0], OBS_UPPER=[6.0]), JOBS, decimals=0, **OWN)


def test_indicators_of_rows():
    """By code, or built from the columns of the frame."""
    frame = own(["5", "6"], INDICATOR=["test.jobs", "test.output"])
    assert [each.indicator for each in frames.to_records(frame, [JOBS, MONEY], **OWN)] == [
        JOBS,
        MONEY,
    ]
    coded = own(["5"], code=["a"])
    assert frames.to_records(coded, {"a": JOBS}, columns={"code": "INDICATOR"}, **OWN) == [
        JOBS.observe("2021", "5")
    ]
    with pytest.raises(
        FrameRowsError,
        match=r"'INDICATOR', 1 row: 'test.output' is not among the indicators given: test.jobs",
    ):
        frames.to_records(frame, JOBS, **OWN)
    with pytest.raises(FrameColumnError, match="'INDICATOR': is missing; pass a single indicator"):
        frames.to_records(own(["5"]), [JOBS, MONEY], **OWN)
    for wrong in (5, "test.jobs", [5], {"a": 5}):
        with pytest.raises(RecordTypeError, match="an Indicator, or Indicators by the codes"):
            frames.to_records(frame, wrong, **OWN)


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "duckdb"])
def test_a_column_that_nobody_named_is_an_error(engine):
    """One for all, with the argument to write: a breakdown keeps rows apart, None leaves a column out."""
    table = {"year": [2021, 2021], "Sex": ["F", "M"], "age": ["15", "15"], "jobs": ["5", "6"]}
    frame = native(engine, {**table, "other": [0.5, 0.25]})
    told = "column 'Sex': nothing says what it is, and so is 'age'; name each, for example "
    with pytest.raises(FrameColumnError) as caught:
        frames.to_records(frame, JOBS, **OWN)
    parts = {"Sex": "breakdown:sex", "age": "breakdown:age"}
    assert str(caught.value).startswith(f"{told}columns={parts}; 'breakdown:sex' keeps")
    assert frames.to_records(frame, JOBS, columns=parts, **OWN) == [
        JOBS.observe("2021", "5", breakdowns={"sex": "F", "age": "15"}),
        JOBS.observe("2021", "6", breakdowns={"sex": "M", "age": "15"}),
    ]
    left = frames.to_records(frame, JOBS, columns={"Sex": None, "age": None}, **OWN)
    assert left == [JOBS.observe("2021", "5"), JOBS.observe("2021", "6")]
    with pytest.raises(FrameColumnError, match="'sexe': is missing"):
        frames.to_records(frame, JOBS, columns={**parts, "sexe": None}, **OWN)


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "duckdb"])
def test_numbers_that_tell_rows_apart(engine):
    """Columns of numbers are left out, but for whole ones that differ where all else is alike."""
    table = {"year": [2021, 2021, 2022], "jobs": ["5", "6", "7"], "gdp": [1.5, 2.5, 3.0]}
    frame = native(engine, {**table, "age": [15, 16, 15], "rank": [1, 1, 2]})
    with pytest.raises(FrameColumnError, match="'age': nothing says what it is; name each, "):
        frames.to_records(frame, JOBS, **OWN)
    found = frames.to_records(frame, JOBS, columns={"age": "breakdown:age"}, **OWN)
    assert [dict(each.breakdowns)["age"] for each in found] == ["15", "16", "15"]
    frame = native(engine, {**table, "year": [2020, 2021, 2022], "age": [15, 16, 15]})
    assert len(frames.to_records(frame, JOBS, **OWN)) == 3


def test_breakdowns_beside_others():
    """Those of several columns are joined with those that the frame has; null is none."""
    frame = own(["5", "6", "7"], BREAKDOWNS=["sex=F", None, None], band=["15-24", None, "65+"])
    found = frames.to_records(frame, JOBS, columns={"band": "breakdown:age"}, **OWN)
    expected = [{"sex": "F", "age": "15-24"}, {}, {"age": "65+"}]
    assert [dict(each.breakdowns) for each in found] == expected
    with pytest.raises(FrameRowsError, match="column 'band', 1 row: .* is of type list"):
        frames.to_records(own(["5"], band=[["a"]]), JOBS, columns={"band": "breakdown:age"}, **OWN)


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "duckdb"])
def test_the_answers_of_frames_are_read_back(engine):
    """Whatever columns a question adds."""
    targets = [Target(JOBS, "2023", JOBS.figure("40"))]
    frame, planned = made(list(SERIES), engine), made(targets, engine)
    assert frames.to_records(frames.growth(frame), JOBS) == list(SERIES)
    assert frames.to_records(frames.assess(frame, planned), JOBS) == targets
    tracked = frames.track(frame, planned)  # whose BASE_PERIOD is that of the path
    assert frames.to_records(tracked, JOBS, columns={"BASE_PERIOD": None}) == targets


def test_columns_by_other_names():
    """Each is passed by name; a missing one is reported."""
    frame = own(["5"], where=["津"], what=["城镇"])
    found = frames.to_records(frame, JOBS, area="where", columns={"what": "SCOPE"}, **OWN)
    assert found == [JOBS.observe("2021", "5", area="津", scope="城镇")]
    for more, told in (
        ({"value": "job"}, "'job': is missing; write value=…, one of jobs"),
        ({"period": "TIME_PERIOD"}, "'TIME_PERIOD': is missing"),
        ({"area": "city"}, "'city': is missing"),
        ({"decimals": "places"}, "'places': is missing"),
        ({"columns": {"what": "SCOPES"}}, "'SCOPES' is not a standard column; write SCOPE"),
    ):
        with pytest.raises(FrameColumnError, match=told):
            frames.to_records(frame, JOBS, **{**OWN, **more})
    with pytest.raises(FrameColumnError, match="'OBS_VALUE': is missing"):
        frames.to_records(frame, JOBS, period="year")


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("TIME_PERIOD", "2021年", "'TIME_PERIOD', 1 row: .*not a period code.*row 0"),
        ("QUALIFIER", "roughly", "'QUALIFIER', 1 row: .*write one of exactly"),
        (
            "UNIT_MEASURE",
            "furlong",
            "'OBS_VALUE', 1 row: .*furlong|'UNIT_MEASURE', 1 row: .*furlong",
        ),
        ("UNIT_MEASURE", "%", "'OBS_VALUE', 1 row: .*cannot observe"),
        ("OBS_VALUE", "5,5", "'OBS_VALUE', 1 row: .*not a plain number"),
        ("RECORD", "source", "'RECORD', 1 row: 'source' is neither an observation nor a target"),
        ("REF_AREA", [1], "'REF_AREA', 1 row: .* is of type .*cast it to text"),
        ("OBS_STATUS", "missing", "'OBS_VALUE', 1 row: .*has no figure"),
    ],
)
def test_rows_that_make_no_record(column, value, told):
    """The error gives the column, the number of rows, the fault and its position."""
    row = {"TIME_PERIOD": ["2021"], "OBS_VALUE": ["5"]} | {column: [value]}
    with pytest.raises(FrameRowsError, match=told):
        frames.to_records(pl.DataFrame(row), JOBS)


def test_no_frame_and_no_decimals():
    """Wrong arguments are reported before anything is read."""
    with pytest.raises(FrameError, match="frames.to_records: list is not a data frame"):
        frames.to_records([1], JOBS)
    for wrong in (True, 1.5, [1]):
        with pytest.raises(RecordTypeError, match="decimals"):
            frames.to_records(own(["5"]), JOBS, decimals=wrong, **OWN)
    with pytest.raises(InvalidRecordError, match="±30"):
        frames.to_records(own(["5"]), JOBS, decimals=31, **OWN)


@pytest.mark.parametrize(("column", "given"), [("OBS_STATUS", "zz"), ("UNIT_MEASURE", "bahtt")])
def test_what_to_write_is_no_argument_of_files(column, given):
    """Frames have no codes= and unknown_units=, which the same fault names in a file."""
    frame = pl.DataFrame({"TIME_PERIOD": ["2021"], "OBS_VALUE": ["1.0"], column: [given]})
    with pytest.raises(FrameRowsError, match=f"'{column}', 1 row: .*{given}") as caught:
        frames.to_records(frame, JOBS)
    assert "codes=" not in str(caught.value)
    assert "unknown_units" not in str(caught.value)

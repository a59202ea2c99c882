"""Arrow: streams for every engine, numbers beside the printed text, and reading frames back."""

from decimal import Decimal

import pytest

import tjstats as tj
from tests.formats import DATASETS, LISTS, needs
from tests.indicators import JOBS, MONEY, yearly
from tests.samples import DATASET
from tjstats import Figure
from tjstats.errors import LoadError, RecordTypeError
from tjstats.formats import arrow

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed; see the extra 'arrow'")

MAIN = [*DATASET.observations, *DATASET.targets]
NUMBERS = [o for o in MAIN if o.figure is not None]


def of(name):
    """The records of a dataset that are rows of its table."""
    return [*DATASETS[name].observations, *DATASETS[name].targets]


@pytest.mark.parametrize("name", DATASETS)
def test_a_dataset_is_a_stream(name):
    """Observations and targets are its rows; everything else is metadata, and is read back."""
    found = pa.table(DATASETS[name])
    assert found.num_rows == len(of(name))
    assert (
        arrow.from_stream(DATASETS[name]) == arrow.from_stream(found, tj.Dataset) == DATASETS[name]
    )


def test_a_series_is_a_stream():
    """A series is a stream too."""
    series = yearly(JOBS, 2021, "37.62", "35.5")
    assert arrow.from_stream(pa.table(series), tj.Series) == series


def test_the_printed_text_is_authoritative():
    """OBS_VALUE is the printed text; further columns hold the number as decimal and as float."""
    found = arrow.table(
        [
            JOBS.observe("2021", "37.60"),
            JOBS.observe("2022", "5"),
            JOBS.observe("2023", None, status="missing"),
        ]
    )
    assert found["OBS_VALUE"].to_pylist() == ["37.60", "5", None]
    assert found[arrow.DECIMAL].to_pylist() == [Decimal("37.60"), Decimal("5.00"), None]
    assert found[arrow.DECIMAL].type == pa.decimal128(38, 2)
    assert found[arrow.FLOAT].to_pylist() == [37.6, 5.0, None]
    assert found["UNIT_MULT"].type == pa.int32()


@pytest.mark.parametrize(
    ("values", "decimals"),
    [
        (["9" * 34, "0.1"], ["9" * 34, "0.1"]),
        (["9" * 34, "0.123456"], ["9" * 34, None]),  # 34 whole digits leave four places
        (["1e-30", "1"], ["1e-30", "1"]),
        (["1e30", "1e-30"], ["1e30", None]),
        (["0E-7", "-1.5"], ["0", "-1.5"]),
        ([Decimal("9e30"), "1"], ["9e30", "1"]),
    ],
    ids=str,
)
def test_decimals_are_exact_or_null(values, decimals):
    """A number that the column type cannot hold exactly is null there, and complete in its text."""
    records = [
        MONEY.observe(str(2021 + n), Figure(value, "亿元")) for n, value in enumerate(values)
    ]
    found = arrow.table(records)
    assert found[arrow.DECIMAL].to_pylist() == [None if d is None else Decimal(d) for d in decimals]
    assert arrow.from_stream(found) == records


def test_columns_say_what_they_are():
    """Each column has its meaning as metadata."""
    schema = arrow.table(DATASET).schema
    assert all(field.metadata[b"description"] for field in schema)
    assert "样本".encode() in schema.metadata[b"tjstats"]


def test_bytes_cut_off():
    """Truncated bytes give a LoadError, or all records if only the end marker is missing."""
    data = arrow.dumps(DATASET)
    assert arrow.loads(data) == DATASET
    assert arrow.loads(data[:-8]) == DATASET
    for at in range(0, len(data) - 8, 8):
        with pytest.raises(LoadError) as caught:
            arrow.loads(data[:at])
        assert caught.value.problems


def test_rows_that_were_lost_and_rows_that_were_filtered():
    """A stream has as many rows as were written; the table of a stream may be filtered."""
    whole = arrow.table(DATASET)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, whole.schema) as writer:
        writer.write_table(whole.slice(0, 2))
    with pytest.raises(LoadError, match=f"cut off: 2 of {whole.num_rows} rows"):
        arrow.loads(sink.getvalue().to_pybytes())
    assert arrow.from_stream(whole.slice(0, 2)).observations == DATASET.observations[:2]


def test_what_other_tables_hold():
    """No known column, a name twice, a date beyond Python's: a LoadError each."""
    bad = pa.table([pa.array(["2021"]), pa.array(["2022"])], names=["TIME_PERIOD", "TIME_PERIOD"])
    far = pa.table({"TIME_PERIOD": pa.array([2**40], pa.timestamp("s"))})
    for found in (bad, far, pa.table({"x": ["y"]}), pa.table({})):
        with pytest.raises(LoadError):
            arrow.from_stream(found, indicators=[JOBS])


def test_a_number_of_rows_of_a_file_is_no_cell():
    """A frame that was read from a CSV of this library may be filtered."""
    rows = {"INDICATOR": ["test.jobs"], "TIME_PERIOD": ["2021"], "OBS_VALUE": ["5"], "ROWS": [7]}
    assert arrow.from_stream(pa.table(rows), indicators=[JOBS]) == [JOBS.observe("2021", "5")]


@pytest.mark.parametrize(
    "metadata",
    [b"", b"x", b"[]", b"{}", b'{"rows": 5}', b'{"rows": [5]}', b'{"rows": [{"RECORD": 5}]}'],
)
def test_broken_metadata_is_a_load_error(metadata):
    """Each damage raises LoadError."""
    with pytest.raises(LoadError, match="metadata"):
        arrow.from_stream(arrow.table(DATASET).replace_schema_metadata({b"tjstats": metadata}))


def test_a_table_of_somebody_else():
    """Foreign tables may have integer years, decimals, and a constant for the whole table."""
    found = pa.table(
        {
            "year": pa.array([2021, 2022], pa.int16()),
            "v": pa.array([Decimal("37.60"), None], pa.decimal128(10, 2)),
            "x": [1.5, 2.5],
        }
    )
    options = {
        "columns": {"year": "TIME_PERIOD", "v": "OBS_VALUE", "x": None},
        "defaults": {"INDICATOR": "test.jobs"},
        "indicators": [JOBS],
    }
    assert arrow.from_stream(found, **options) == [
        JOBS.observe("2021", "37.60"),
        JOBS.observe("2022", None, status="missing"),
    ]


def test_floats_have_lost_their_digits():
    """Floats are refused with row and column, as is anything that is not a cell."""
    for values in ([5.5], [[1]], [b"x"]):
        with pytest.raises(LoadError) as caught:
            arrow.from_stream(
                pa.table(
                    {"INDICATOR": ["test.jobs"], "TIME_PERIOD": ["2021"], "OBS_VALUE": values}
                ),
                indicators=[JOBS],
            )
        assert caught.value.problems[0].pointer == "row 0, OBS_VALUE"
    with pytest.raises(LoadError, match="header: unknown columns 'COLOUR'"):
        arrow.from_stream(
            pa.table({"INDICATOR": ["test.jobs"], "TIME_PERIOD": ["2021"], "COLOUR": ["x"]}),
            indicators=[JOBS],
        )


def test_an_object_without_a_stream_is_refused():
    """The error is a TypeError."""
    with pytest.raises(RecordTypeError, match="__arrow_c_stream__"):
        arrow.from_stream([1, 2])


@pytest.mark.parametrize("name", DATASETS)
def test_parquet_keeps_everything(name, tmp_path):
    """Through the user's own library, metadata and digits are preserved."""
    from pyarrow import parquet

    parquet.write_table(arrow.table(DATASETS[name]), tmp_path / "x.parquet")
    assert arrow.from_stream(parquet.read_table(tmp_path / "x.parquet")) == DATASETS[name]


# --- real readers -----------------------------------------------------------------------------------------------------


def listed(records):
    """Some records, with the sources that a table without metadata can restore: their codes."""
    import attrs

    return [
        attrs.evolve(r, source=r.source and tj.Source(r.source.code))
        for r in records
        if not getattr(r, "derived_from", ())
    ]


SOME = listed(o for o in DATASETS["mohrss"].observations)


def engines():
    """The data frames available here, with the way each one takes a stream."""

    def polars(stream):
        import polars

        return polars.DataFrame(stream)

    def pandas(stream):
        import pandas

        if not hasattr(pandas.DataFrame, "from_arrow"):  # before pandas 3
            return pa.table(stream).to_pandas()
        return pandas.DataFrame.from_arrow(stream)

    def duckdb(stream):
        import duckdb

        duckdb.register("records", stream)  # with the default connection, which stays open
        return duckdb.sql("select * from records")

    def pyarrow(stream):
        return pa.table(stream)

    return {found.__name__: found for found in (polars, pandas, duckdb, pyarrow)}


@pytest.mark.parametrize("engine", [pytest.param(name, marks=needs(name)) for name in engines()])
class TestEngines:
    """Polars, pandas, DuckDB and PyArrow accept a dataset directly and return it."""

    def test_every_row_arrives(self, engine):
        """Every row arrives, with the printed text."""
        frame = engines()[engine](DATASET)
        found = pa.table(frame)
        assert found["OBS_VALUE"].to_pylist() == arrow.table(DATASET)["OBS_VALUE"].to_pylist()
        assert found.num_rows == len(MAIN)

    def test_records_are_read_back(self, engine):
        """Records are read back equal if the table holds all of them as rows; indicators are passed, because engines drop metadata."""
        frame = engines()[engine](arrow.table(SOME))
        kept = pa.table(frame).schema.metadata or {}
        given = () if b"tjstats" in kept else {o.indicator for o in SOME}
        assert listed(arrow.from_stream(frame, indicators=given)) == SOME

    def test_numbers_to_compute_with(self, engine):
        """The decimals add up exactly."""
        records = [
            *LISTS["figures"][:1],
            JOBS.observe("2021", "0.10"),
            JOBS.observe("2022", "0.20"),
        ]
        column = pa.table(engines()[engine](arrow.table(records)))[arrow.DECIMAL]
        assert sum(column.to_pylist()) == Decimal("37.60") + Decimal("0.30")


@pytest.mark.parametrize(
    "record", [yearly(JOBS, 2021, "37.62", "35.50"), DATASET], ids=["series", "dataset"]
)
def test_a_frame_has_columns_and_no_objects(record):
    """Polars and pandas read a record through Arrow; a constructor that would make a column of objects of it is refused."""
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    pl = pytest.importorskip("polars", reason="Polars is not installed")
    frame = pl.DataFrame(record)
    assert {"INDICATOR", "TIME_PERIOD", "OBS_VALUE"} <= set(frame.columns)
    assert pl.Object not in frame.dtypes
    if hasattr(pd.DataFrame, "from_arrow"):
        assert [*pd.DataFrame.from_arrow(record).columns] == frame.columns
    for frame_of in (pd.DataFrame, pd.Series):
        with pytest.raises(
            RecordTypeError, match=r"frames\.from_records\(records, engine='pandas'\)"
        ):
            frame_of(record)


def test_a_cell_may_hold_a_series():
    """What is refused is a frame of one series, not a frame with series in its cells."""
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    series = yearly(JOBS, 2021, "37.62", "35.50")
    assert pd.DataFrame({"of": [series, series]})["of"][1] is series

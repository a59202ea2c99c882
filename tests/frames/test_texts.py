"""A column of text as rows of figures: the same rows from every frame, lazy or eager, in one process or several."""

import os
import subprocess
import sys
from datetime import date, datetime

import pytest

from tests.frames.engines import IGNORED
from tests.processes import run_python
from tests.published.zh_labels import CASES
from tjstats import Period, zh
from tjstats.errors import (
    InvalidRecordError,
    MissingExtraError,
    RecordTypeError,
    TjstatsError,
    UnknownCodeError,
)
from tjstats.formats import arrow
from tjstats.frames import texts
from tjstats.frames import texts as readings
from tjstats.rows.cells import figure_in, time_in
from tjstats.rows.columns import READING_COLUMNS
from tjstats.values.periods import AsOf

pytest.importorskip("narwhals", reason="narwhals is not installed")
pl = pytest.importorskip("polars", reason="polars is not installed")

pytestmark = IGNORED
TEXTS = [
    "2025年，城镇新增就业超过175万人，增长22.4%。",
    "没有数字的句子。",
    None,
    "目前参保1017.03万人，较“十三五”期末增长116.48万人，其中企业5.9至6.2万户",
    "",
    "失业率下降0.5个百分点，每10万人拥有4.5名医生",
]
DATA = {
    "ID": list("abcdef"),
    "TEXT": TEXTS,
    "PUBLISHED": ["2025-11-13", None, "2025-11", "2025-11", None, "2024"],
}
EXPECTED = texts.read(pl.DataFrame(DATA), text="TEXT", published="PUBLISHED")


def asked(frame, **more):
    return texts.read(frame, text="TEXT", published="PUBLISHED", **more)


# --- the rows -----------------------------------------------------------------------------------------------------------


def test_rows_are_in_the_order_of_the_frame_and_of_the_text():
    """One row per figure, with the columns of its text's row; null texts and texts without figures have none."""
    assert EXPECTED["ID"].to_list() == list("aadddff")
    assert EXPECTED["PUBLISHED"].to_list() == ["2025-11-13"] * 2 + ["2025-11"] * 3 + ["2024"] * 2
    assert EXPECTED["OBS_VALUE"].to_list() == [
        "175",
        "22.4",
        "1017.03",
        "116.48",
        "5.9",
        "0.5",
        "4.5",
    ]


def test_a_row_has_every_part_of_the_reading():
    """Words, role, phrase, measure, direction, period, base and the other figure."""
    row = EXPECTED.row(3, named=True)
    assert (row["PRINTED"], row["ROLE"], row["INDICATOR"], row["MEASURE"]) == (
        "116.48万人",
        "change",
        "参保",
        "change",
    )
    assert (row["TIME_PERIOD"], row["TIME_KIND"]) == ("2021-01-01/P59M", "period")
    assert (row["BASE_PERIOD"], row["BASE_KIND"]) == ("2020-12-31", "as_of")
    assert row["CHANGE_OF_START"] == EXPECTED["START"][2]
    assert row["PART_OF_START"] is None
    assert EXPECTED["FALLING"].to_list() == [False] * 5 + [True, False]
    assert EXPECTED["OBS_VALUE_FLOAT"][3] == 116.48


@pytest.mark.parametrize("text", sorted({case["context"] for case in CASES}))
def test_nothing_of_a_figure_is_lost(text):
    """The figure, the times and the words can be restored from the row."""
    found, rows = (
        zh.read(text, published=date(2025, 11, 13)),
        readings.cells(text, date(2025, 11, 13)),
    )
    for reading, row in zip(found, rows, strict=True):
        written = {name: None if cell is None else str(cell) for name, cell in row.items()}
        assert list(row) == list(READING_COLUMNS)
        assert figure_in(written) == reading.figure
        assert time_in(written, "TIME_PERIOD", "TIME_KIND", AsOf) == reading.period
        assert time_in(written, "BASE_PERIOD", "BASE_KIND", AsOf) == reading.base
        assert text[row["START"] : row["END"]] == row["PRINTED"] == reading.text


def test_the_number_has_one_name_in_all_tables():
    """The float column has the same name as in Arrow."""
    assert arrow.FLOAT in READING_COLUMNS


# --- every frame --------------------------------------------------------------------------------------------------------


def test_a_pyarrow_table():
    """The answer is a table with the same rows."""
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    found = asked(pa.table(DATA))
    assert isinstance(found, pa.Table)
    assert pl.from_arrow(found).equals(EXPECTED)


def test_a_pandas_frame():
    """The same rows; nullable types, and each index label as often as its text has figures."""
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    found = asked(pd.DataFrame(DATA, index=[10, 20, 30, 40, 50, 60]))
    assert found.index.to_list() == [10, 10, 40, 40, 40, 60, 60]
    assert str(found.dtypes["START"]), str(found.dtypes["FALLING"]) == ("Int32", "boolean")
    assert found["OBS_VALUE"].to_list() == EXPECTED["OBS_VALUE"].to_list()
    assert found["CHANGE_OF_START"].astype(object).where(
        found["CHANGE_OF_START"].notna(), None
    ).to_list() == (EXPECTED["CHANGE_OF_START"].to_list())


def test_pandas_missing_values():
    """NaN, None and NaT are nulls."""
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pd.DataFrame(
        {
            "TEXT": [float("nan"), None, "目前5万人"],
            "DAY": pd.to_datetime(["2025-01-01", None, None]),
        }
    )
    found = texts.read(frame, "TEXT", published="DAY")
    assert found["PRINTED"].to_list() == ["5万人"]
    assert found["TIME_PERIOD"].isna().all()


@pytest.mark.parametrize("rows", [0, 1])
def test_the_schema_is_fixed(rows):
    """The same columns and types where no text has a figure, in memory and lazily."""
    frame = pl.DataFrame(DATA)[1 : 1 + rows]
    found = asked(frame)
    assert found.height == 0
    assert found.schema == EXPECTED.schema
    assert asked(frame.lazy()).collect_schema() == EXPECTED.schema


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_a_lazy_polars_frame_reads_on_collect(engine):
    """Nothing is read before it is collected."""
    found = asked(pl.LazyFrame(DATA))
    assert isinstance(found, pl.LazyFrame)
    assert found.collect(engine=engine).equals(EXPECTED)
    never = pl.LazyFrame(DATA).with_columns(
        pl.col("TEXT").map_elements(lambda _: 1 / 0, return_dtype=pl.String)
    )
    assert isinstance(asked(never), pl.LazyFrame)


def test_dask_partitions_keep_their_order():
    """The partitions in order."""
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    dd = pytest.importorskip("dask.dataframe", reason="dask is not installed")
    found = asked(dd.from_pandas(pd.DataFrame(DATA), npartitions=2))
    assert isinstance(found, dd.DataFrame)
    assert found.npartitions == 2
    made = found.compute()
    pd.testing.assert_series_equal(found.dtypes, made.dtypes)
    assert made["OBS_VALUE"].to_list() == EXPECTED["OBS_VALUE"].to_list()


def test_a_spark_frame_stays_lazy(spark):
    """It has the schema; each partition is read where it is."""
    frame = spark.createDataFrame(
        list(zip(*DATA.values(), strict=True)), "ID string, TEXT string, PUBLISHED string"
    )
    found = asked(frame, workers=4)
    assert found.columns == EXPECTED.columns
    assert dict(found.dtypes)["UNIT_MULT"] == "int"
    assert [tuple(row) for row in found.orderBy("ID", "START").collect()] == EXPECTED.rows()
    assert texts.read(frame, "TEXT", keep=()).count() == EXPECTED.height


def test_spark_refuses_before_it_runs(spark):
    """A column that is not text, and a name that Spark cannot distinguish from a new column."""
    frame = spark.createDataFrame([(1, "5万人")], "start int, TEXT string")
    with pytest.raises(InvalidRecordError, match="START"):
        texts.read(frame, "TEXT")
    with pytest.raises(RecordTypeError, match="cast"):
        texts.read(frame, "start", keep=())


def test_duckdb_is_refused_with_the_way_out():
    """A query runs no Python: the error says what to pass."""
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    query = duckdb.sql("select '新增5万人' as TEXT")
    with pytest.raises(InvalidRecordError, match=r"DuckDBPyRelation.*to_arrow_table\(\)"):
        texts.read(query, "TEXT")
    assert texts.read(query.to_arrow_table(), "TEXT")["PRINTED"].to_pylist() == ["5万人"]


def test_ibis_is_refused_with_the_way_out():
    """The same for an Ibis table."""
    ibis = pytest.importorskip("ibis", reason="ibis is not installed")
    table = ibis.table({"TEXT": "string"}, name="bulletins")
    with pytest.raises(InvalidRecordError, match=r"to_pyarrow\(\)"):
        texts.read(table, "TEXT")


# --- what is kept -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keep", "kept"), [((), []), ("ID", ["ID"]), (["TEXT", "ID"], ["TEXT", "ID"])]
)
def test_keep_names_the_columns(keep, kept):
    """The text column too if it is named."""
    assert asked(pl.DataFrame(DATA), keep=keep).columns == [*kept, *READING_COLUMNS]


@pytest.mark.parametrize("more", [{"text": "TEXTS"}, {"text": "TEXT", "keep": ["Id"]}])
def test_an_unknown_column(more):
    """The error suggests the nearest names."""
    with pytest.raises(UnknownCodeError, match="the frame has no"):
        texts.read(pl.DataFrame(DATA), **more)


def test_a_column_with_the_name_of_a_new_one():
    """The error names it and the remedy."""
    frame = pl.DataFrame({"TEXT": ["5万人"], "INDICATOR": ["a"], "START": [1]})
    with pytest.raises(InvalidRecordError, match=r"\['INDICATOR', 'START'\].*rename"):
        texts.read(frame, "TEXT")
    assert texts.read(frame, "TEXT", keep=())["START"].to_list() == [0]


def test_values_that_are_no_text():
    """The error names the column and the number of rows; on lazy frames before anything runs."""
    frame = pl.DataFrame({"TEXT": [5, None, 6]})
    with pytest.raises(RecordTypeError, match=r"read.TEXT = 5 is of type int; .* 2 of 3 rows"):
        texts.read(frame, "TEXT")
    with pytest.raises(RecordTypeError, match="cast the column to text"):
        texts.read(frame.lazy(), "TEXT")


@pytest.mark.parametrize("frame", [["5万人"], "5万人", pl.Series(["5万人"]), None])
def test_a_list_is_no_frame(frame):
    """The error says what is accepted."""
    with pytest.raises(RecordTypeError, match="expected a frame of Polars"):
        texts.read(frame, "TEXT")


# --- the date of publication --------------------------------------------------------------------------------------------

DAY = date(2025, 11, 13)


@pytest.mark.parametrize(
    "days", [[DAY, None], [datetime(2025, 11, 13, 9), None], ["2025-11-13", None]]
)
def test_published_of_a_column(days):
    """Dates, datetimes or codes; null means unknown."""
    found = texts.read(
        pl.DataFrame({"TEXT": ["目前参保5万人"] * 2, "DAY": days}), "TEXT", published="DAY"
    )
    assert found["TIME_PERIOD"].to_list() == ["2025-11-13", None]


@pytest.mark.parametrize(
    ("published", "time"),
    [(DAY, "2025-11-13"), (Period.month(2025, 11), "2025-11-30"), (None, None)],
)
def test_published_for_all(published, time):
    """A date or a period, as for `zh.read`."""
    assert texts.read(pl.DataFrame({"TEXT": ["目前参保5万人"]}), "TEXT", published=published)[
        "TIME_PERIOD"
    ].to_list() == [time]


@pytest.mark.parametrize("published", ["2025-11-13", 2025, datetime(2025, 11, 13), "ID"])
def test_invalid_published_arguments(published):
    """An unknown column, an invalid date, a column without codes."""
    with pytest.raises(TjstatsError, match="read.published|zh.published|read.ID = 'a'"):
        texts.read(pl.DataFrame(DATA), "TEXT", published=published)


# --- processes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [2, 3, 20])
def test_the_rows_do_not_depend_on_the_number_of_processes(workers):
    """With more processes than texts, there is one per text."""
    assert asked(pl.DataFrame(DATA), workers=workers).equals(EXPECTED)


@pytest.mark.parametrize("workers", [0, -1, 1.5, "2", True])
def test_an_invalid_number_of_processes(workers):
    """An error."""
    with pytest.raises(InvalidRecordError, match="read.workers"):
        asked(pl.DataFrame(DATA), workers=workers)


def test_few_texts_are_worth_one_process(monkeypatch):
    """Many texts use more processes, up to the number of cores; in a script one."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(4), raising=False)
    monkeypatch.setattr(sys.modules["__main__"], "__file__", "script.py", raising=False)
    assert readings._count([("字" * 10**6, None)] * 999) == 1
    monkeypatch.delattr(sys.modules["__main__"], "__file__")
    assert readings._count([("5万人", None)]) == 1
    assert readings._count([("字" * 10**6, None)] * 999) == 4


SCRIPT = """import polars
from tjstats.frames import texts
def main(**more):
    print(texts.read(polars.DataFrame({'TEXT': ['5万人'] * 4}), 'TEXT', **more).height)
print('once')
"""


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("main()\n", ["once", "4"]),
        ("if __name__ == '__main__':\n    main(workers=2)\n", ["4"]),
        ("main(workers=2)\n", ["write workers=1 to read in the calling process; in a script, "]),
    ],
)
def test_a_script_of_several_processes(call, said, tmp_path):
    """By default there is one; of several, each runs what is not below the line for scripts."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT + call, "utf-8")
    command = [sys.executable, str(script)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        assert said[0] in done.stderr
    else:
        assert done.stdout.splitlines()[-len(said) :] == said


def test_importing_loads_no_frames():
    """narwhals is loaded by the first call."""
    assert (
        run_python(
            "import sys, tjstats.frames.texts; print({'narwhals', 'polars', 'pyarrow'} & set(sys.modules))"
        )
        == "set()"
    )


def test_a_missing_package(monkeypatch):
    """The error names the extra."""
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    monkeypatch.delattr("narwhals.stable.v2", raising=False)
    with pytest.raises(MissingExtraError, match=r"'\.\[frames\]'"):
        texts.read(pl.DataFrame(DATA), "TEXT")

"""What callers have: years and numbers of numpy, days, and the periods and columns of pandas."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import INSURED, JOBS, UNEMPLOYMENT
from tjstats.errors import (
    InvalidNumberError,
    InvalidPeriodError,
    NumberTypeError,
    RecordTypeError,
    TjstatsError,
)
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period

np = pytest.importorskip("numpy", reason="numpy is not installed")
pd = pytest.importorskip("pandas", reason="pandas is not installed")
pl = pytest.importorskip("polars", reason="Polars is not installed")

WHOLE = [int, np.int64, np.int32, np.uint16]
TABLE = pd.DataFrame({"year": [2020, 2021, 2022], "jobs": [34.10, float("nan"), 38.2]})
COLUMN = TABLE.set_index("year")["jobs"]
PAIRS = pl.DataFrame({"year": [2020, 2021, 2022], "jobs": [34.10, None, 38.2]})


def two(index) -> pd.Series:
    """A column of two whole numbers."""
    return pd.Series([1, 2], index=index)


@pytest.mark.parametrize("kind", WHOLE)
def test_whole_numbers_of_numpy_are_whole_numbers(kind):
    """As a year, a figure, a base and a key they mean what an int does."""
    seen = JOBS.series({kind(2021): kind(5)})
    assert seen == JOBS.series({2021: 5})
    assert seen[kind(2021)].figure == Figure("5", "万人") == Figure(kind(5), "万人")
    change = JOBS.observe(kind(2021), kind(5), measure="change", base=kind(2020))
    assert change.base == Period.year(2020)


@pytest.mark.parametrize("frequency", ["Y", "Q", "M", "W", "D", "Y-MAR", "2Q"])
def test_a_period_of_pandas_covers_the_same_days(frequency):
    """A flow is over its days, a stock at its last."""
    for moment in pd.period_range("2019-11-30", periods=9, freq=frequency):
        first, last = moment.start_time.date(), moment.end_time.date()
        assert JOBS.observe(moment, "1").period == Period(first, last)
        assert INSURED.observe(moment, "1").period == AsOf(last)


def test_a_month_of_pandas_keeps_how_precisely_it_was_named():
    """The code of the period is read as if it had been written."""
    assert str(INSURED.observe(pd.Period("2021-03", "M"), "1").period) == "2021-03"
    assert str(INSURED.observe(pd.Period("2021", "Y"), "1").period) == "2021"
    assert UNEMPLOYMENT.observe(pd.Period("2021-03-05", "D"), "1").period == AsOf("2021-03-05")


def test_whole_numbers_of_numpy_make_periods():
    """As they come from a column."""
    year, month = np.int64(2021), np.int8(3)
    assert Period.month(year, month) == Period.month(2021, 3)
    assert Period.year(year).start.year == 2021


@pytest.mark.parametrize(
    "day",
    [
        datetime.date(2020, 12, 31),
        datetime.datetime(2020, 12, 31),
        pd.Timestamp("2020-12-31"),
        pd.Timestamp("2020-12-31", tz="Asia/Shanghai"),
    ],
)
def test_a_day_is_a_point_in_time(day):
    """For all but a flow, of which a day does not say the span."""
    assert INSURED.observe(day, "1").period == AsOf("2020-12-31")
    assert UNEMPLOYMENT.observe(day, "1").period == AsOf("2020-12-31")
    with pytest.raises(
        InvalidPeriodError, match=r"'2020-12' or '2020', or '2020-12-31/P1D'.*to_period\('Q'\)"
    ):
        JOBS.observe(day, "1")


def test_a_day_as_text_is_the_span_of_a_flow_only_where_it_is_said_to_be():
    """As for a date: the code of a single day says so, and a series of days is asked by the day."""
    with pytest.raises(InvalidPeriodError, match="a day does not say over which"):
        JOBS.observe("2020-12-31", "1")
    with pytest.raises(InvalidPeriodError, match="a day does not say over which"):
        JOBS.series({"2020-12-31": "1"})
    daily = JOBS.series({"2020-12-31/P1D": "1"})
    assert daily["2020-12-31"].period == Period.day("2020-12-31")
    assert INSURED.observe("2020-12-31", "1").period == AsOf("2020-12-31")


def test_a_column_is_a_series():
    """Its index holds the periods; what is missing has the status missing, or that given."""
    seen = JOBS.series(COLUMN, decimals=2, area="CN-TJ")
    assert [o.figure for o in seen] == [Figure("34.10", "万人"), None, Figure("38.20", "万人")]
    assert [o.status for o in seen] == ["normal", "missing", "normal"]
    assert seen.area == "CN-TJ"
    assert JOBS.series(PAIRS.iter_rows(), decimals=2, area="CN-TJ") == seen
    pairs = zip(PAIRS["year"], PAIRS["jobs"], strict=True)
    assert JOBS.series(pairs, decimals=2, area="CN-TJ") == seen
    late = JOBS.series(pd.Series([None], index=[2021], dtype="Int64"), status="suppressed")
    assert late[2021].status == "suppressed"


@pytest.mark.parametrize("kind", ["Int64", "int8", "str", "object"])
def test_columns_keep_their_digits(kind):
    """Whole numbers, texts and Decimals need no decimals."""
    column = two(pd.period_range("2021", periods=2, freq="Y")).astype(kind)
    assert JOBS.series(column) == JOBS.series({"2021": "1", "2022": "2"})
    assert JOBS.series(pd.Series([Decimal("1.50")], index=["2021"])) == JOBS.series({2021: "1.50"})


BAD = {
    "floats": (lambda: JOBS.series(COLUMN), NumberTypeError, "decimals="),
    "a float": (lambda: JOBS.series({2021: 5.5}), NumberTypeError, "decimals=.*'5.5'"),
    "an observed float": (lambda: JOBS.observe(2021, 5.5), NumberTypeError, "decimals=.*'5.5'"),
    "observed decimals": (lambda: JOBS.observe(2021, "5.5", decimals=True), RecordTypeError, "printed places"),
    "more decimals observed": (lambda: JOBS.observe(2021, 5.25, decimals=1), InvalidNumberError, "1 decimals"),
    "more decimals": (lambda: JOBS.series({2021: 5.25}, decimals=1), InvalidNumberError, "1 decimals"),
    "decimals": (lambda: JOBS.series(COLUMN, decimals="2"), RecordTypeError, "decimals"),
    "NaN": (lambda: JOBS.series({2021: float("nan")}, decimals=1), NumberTypeError, "missing"),
    "a frame": (lambda: JOBS.series(TABLE), RecordTypeError, "one column"),
    "a frame of Polars": (lambda: JOBS.series(PAIRS), RecordTypeError, "one column"),
    "no index": (lambda: JOBS.series(PAIRS["jobs"]), RecordTypeError, "zip"),
    "a text": (lambda: JOBS.series("2021"), RecordTypeError, "mapping"),
    "hours": (lambda: INSURED.series(two(pd.period_range("2021", periods=2, freq="h"))), InvalidPeriodError, "day"),
    "a moment": (lambda: INSURED.observe(pd.Timestamp("2021-01-01 05:00"), 1), InvalidPeriodError, "day"),
    "no day": (lambda: INSURED.observe(pd.NaT, 1), InvalidPeriodError, "NaT"),
    "a year as float": (lambda: JOBS.observe(np.float64(2021.0), 1), InvalidPeriodError, "write 2021"),
    "a truth value": (lambda: JOBS.observe(np.True_, 1), InvalidPeriodError, "no text"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "error", "named"), BAD.values(), ids=BAD)
def test_what_is_refused_says_what_to_write(make, error, named):
    """Each error is the library's own and names the way out."""
    with pytest.raises(error, match=named) as caught:
        make()
    assert isinstance(caught.value, TjstatsError)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6), st.sampled_from([float, np.float64]))
def test_a_float_has_the_digits_that_were_printed(digits, decimals, kind):
    """The float nearest to a printed number, with its decimals, is that number."""
    given_float = kind(digits / 10**decimals)
    figure = JOBS.series({2021: given_float}, decimals=decimals)[2021].figure
    assert JOBS.observe(2021, given_float, decimals=decimals).figure == figure
    assert Fraction(figure.value) == Fraction(digits, 10**decimals)
    assert figure.decimals == decimals

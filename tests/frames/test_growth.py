"""Growth over frames: the same on every engine, and equal to `tjstats.growth` for the same numbers."""

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

import tjstats as tj
from tests.frames.engines import EAGER, ENGINES, IGNORED, LAZY, native, rows
from tests.frames.generated import JOBS, YEARS, assert_alike, columns, levels, quarter, with_periods
from tjstats.errors import FrameColumnError, FrameError, FrameRowsError, InvalidPeriodError
from tjstats.rows.letters import BROKEN_LETTERS

pytest.importorskip("narwhals", reason="narwhals is not installed; see the extra 'frames'")
pl = pytest.importorskip("polars", reason="Polars is not installed")
frames = pytest.importorskip("tjstats.frames")
pytestmark = IGNORED

TABLE = levels(1)
LAGS = {"1y": 1, "2y": 2, "5y": 5}


def of_records(found, lag):
    """The table with the record API's answers, sorted."""
    known = {
        (row["INDICATOR"], row["REF_AREA"], row["TIME_PERIOD"]): row["OBS_VALUE"] for row in found
    }
    return [_of_record(known, key, lag) for key in sorted(known)]


def _of_record(known, key, lag):
    value, base = known[key], known.get((*key[:2], key[2] - lag))
    row = dict(
        zip(("INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_VALUE"), (*key, value), strict=True)
    )
    row |= {
        "BASE_VALUE": base,
        "CHANGE": None,
        "RATE": None,
        **({"AVERAGE_ANNUAL": None} if lag > 1 else {}),
    }
    if value is None or base is None:
        there = (*key[:2], key[2] - lag) in known
        return {**row, "REASON": "missing_value" if value is None or there else "no_observation"}
    answer = tj.growth(
        *(
            JOBS.observe(tj.Period.year(y), Decimal(str(v)))
            for y, v in ((key[2], value), (key[2] - lag, base))
        )
    )
    found = {
        "CHANGE": answer.change,
        "RATE": answer.rate,
        **({"AVERAGE_ANNUAL": answer.average_annual} if lag > 1 else {}),
    }
    numbers = {
        name: None if figure is None else float(figure.value) for name, figure in found.items()
    }
    return {**row, **numbers, "REASON": None if answer.reason is None else str(answer.reason)}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("over", LAGS)
def test_agrees_with_the_record_api(engine, over, request):
    """Within 1e-12 relative: gaps, nulls, zero and negative bases."""
    answer = rows(frames.growth(native(engine, columns(TABLE), request), over))
    assert_near(answer, of_records(TABLE, LAGS[over]))


def assert_near(answer, expected):
    """Equal up to the rounding error of binary floating point in the levels."""
    assert [list(row) for row in answer] == [list(row) for row in expected]
    for found, wanted in zip(answer, expected, strict=True):
        size = max(abs(found["OBS_VALUE"] or 0), abs(found["BASE_VALUE"] or 0))
        for name, value in found.items():
            if isinstance(value, float) and isinstance(wanted[name], float):
                slack = 1e-15 * size if name == "CHANGE" else 1e-12 * max(1, abs(wanted[name]))
                assert value == pytest.approx(wanted[name], rel=1e-12, abs=slack), (
                    name,
                    found,
                    wanted,
                )
            else:
                assert value == wanted[name], (name, found, wanted)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("written", YEARS)
def test_periods_in_many_notations(engine, written, request):
    """Integer years, codes, spans and last days of years have the same growth."""
    expected = rows(frames.growth(pl.DataFrame(columns(TABLE))))
    table = with_periods(TABLE, YEARS[written])
    assert_alike(
        rows(frames.growth(native(engine, columns(table), request))), expected, but=("TIME_PERIOD",)
    )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("over", "lag"), [("1q", 1), ("2q", 2), ("1y", 4)])
def test_quarters_on_quarters_and_on_years(engine, over, lag, request):
    """Period on period, and year on year."""
    table = with_periods(TABLE, quarter)
    answer = rows(frames.growth(native(engine, columns(table), request), over))
    expected = [
        {k: v for k, v in row.items() if k != "AVERAGE_ANNUAL"} for row in of_records(TABLE, lag)
    ]
    for row in expected:
        row["TIME_PERIOD"] = quarter(row["TIME_PERIOD"])
        if row["RATE"] is not None:
            row["REASON"] = None
    assert_near(answer, expected)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "base", [2016, "2016", date(2016, 12, 31), tj.Period.year(2016), tj.AsOf("2016")]
)
def test_a_fixed_base(engine, base, request):
    """Every row is compared with the one base of its series; rows that are not later have no growth."""
    points = isinstance(base, date | tj.AsOf)
    table = with_periods(TABLE, YEARS["dates" if points else "integers"])
    answer = rows(frames.growth(native(engine, columns(table), request), base=base))
    known = {(row["REF_AREA"], row["TIME_PERIOD"]): row["OBS_VALUE"] for row in TABLE}
    for row in answer:
        year = row["TIME_PERIOD"].year if points else row["TIME_PERIOD"]
        assert row["BASE_VALUE"] == known.get((row["REF_AREA"], 2016))
        if year <= 2016:
            assert row["RATE"] is row["CHANGE"] is row["AVERAGE_ANNUAL"] is None
        elif row["REASON"] is None:
            assert (1 + row["AVERAGE_ANNUAL"] / 100) ** (year - 2016) == pytest.approx(
                1 + row["RATE"] / 100
            )
            assert row["RATE"] == pytest.approx((row["OBS_VALUE"] / row["BASE_VALUE"] - 1) * 100)
    assert {row["REASON"] for row in answer} >= {
        None,
        "missing_value",
        "no_observation",
        "period_mismatch",
    }


def test_average_growth_needs_whole_years():
    """As in `tjstats.growth`, 18 months apart there is a rate and no average annual growth."""
    table = pl.DataFrame(
        {"TIME_PERIOD": ["2020-S1", "2021-S2", "2022-S1"], "OBS_VALUE": [100.0, 121.0, 121.0]}
    )
    answer = frames.growth(table, base="2020-S1", keys=[])
    assert answer["AVERAGE_ANNUAL"].round(9).to_list() == [None, None, 10.0]
    assert answer["REASON"].to_list() == ["period_mismatch", "not_whole_years", None]
    assert answer["RATE"].round(9).to_list() == [None, 21.0, 21.0]


PARTS = {"q": (4, lambda n: f"{2000 + n // 4}-Q{n % 4 + 1}"), "m": (12, lambda n: f"{2000 + n // 12}-{n % 12 + 1:02}")}  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("over", ["1q", "3q", "1m", "7m", "2y"])
def test_growth_at_an_annual_rate(engine, over, request):
    """As often as the distance goes into a year, compounded: it leads from the base to the level; null without a rate."""
    if engine in ("pyspark", "dask") and over not in ("1q", "2y"):
        pytest.skip("two distances show it")
    many, code = PARTS["m" if over[1] == "y" else over[1]]
    steps = int(over[0]) * (many if over[1] == "y" else 1)
    table = with_periods(TABLE, lambda year: code(year - 2014))
    known = {(row["REF_AREA"], row["TIME_PERIOD"]): row["OBS_VALUE"] for row in table}
    before = {code(n): code(n - steps) for n in range(steps, 40)}
    frame = native(engine, columns(table), request)
    for row in rows(frames.growth(frame, over, annualised=True)):
        now, then = row["OBS_VALUE"], known.get((row["REF_AREA"], before.get(row["TIME_PERIOD"])))
        if now is None or then is None or then <= 0 or now < 0:
            assert row["ANNUALISED"] is row["RATE"] is None
        else:  # whole powers on either side
            yearly, factor = 1 + row["ANNUALISED"] / 100, Fraction(now) / Fraction(then)
            assert yearly**steps == pytest.approx(float(factor**many), rel=1e-9, abs=1e-9)


def test_an_annual_rate_over_days():
    """From a single day, over whole months only; weeks have none."""
    ends = {"TIME_PERIOD": [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 15)]}
    days = pl.DataFrame({**ends, "OBS_VALUE": [100.0, 101.0, 102.0]})
    found = frames.growth(days, base=date(2024, 1, 31), keys=[], annualised=True)
    assert found["ANNUALISED"].to_list() == [None, pytest.approx((1.01**12 - 1) * 100), None]
    assert found["RATE"].is_null().to_list() == [True, False, False]
    weeks = pl.DataFrame({"TIME_PERIOD": ["2024-W01", "2024-W02"], "OBS_VALUE": [1.0, 2.0]})
    answer = frames.growth(weeks, "7d", keys=[], annualised=True)
    assert answer["ANNUALISED"].to_list() == [None, None]
    assert "ANNUALISED" not in frames.growth(weeks, "7d", keys=[]).columns


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("over", ["1y", "2y"])
def test_a_null_key_is_a_key(engine, over, request):
    """A series without a scope is a series like any other."""
    table = [
        {**row, "INDICATOR": None if row["INDICATOR"] == "i0" else row["INDICATOR"]}
        for row in TABLE
    ]
    answer = rows(frames.growth(native(engine, columns(table), request), over))
    assert_near(
        answer,
        [
            {**row, "INDICATOR": None if row["INDICATOR"] == "i0" else row["INDICATOR"]}
            for row in of_records(TABLE, LAGS[over])
        ],
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_nan_and_infinities_are_missing_values(engine, request):
    """They have no answer, with the reason."""
    table = {
        "TIME_PERIOD": [2020, 2021, 2022, 2023],
        "OBS_VALUE": [1.0, float("nan"), float("inf"), 2.0],
    }
    answer = rows(frames.growth(native(engine, table, request), keys=[]))
    assert [row["REASON"] for row in answer] == [
        "no_observation",
        "missing_value",
        "missing_value",
        "missing_value",
    ]
    assert [row["RATE"] for row in answer] == [None] * 4


@pytest.mark.parametrize("engine", ENGINES)
def test_periods_of_different_lengths_never_match(engine, request):
    """A quarter is not a base for a year; each length has its own growth."""
    periods = ["2020", "2021", "2020-Q1", "2021-Q1", "2016-01-01/P5Y", "2021-01-01/P5Y"]
    table = {
        "REF_AREA": ["a"] * 6,
        "TIME_PERIOD": periods,
        "OBS_VALUE": [100.0, 110.0, 20.0, 25.0, 500.0, 600.0],
    }
    answer = {
        row["TIME_PERIOD"]: row["RATE"]
        for row in rows(frames.growth(native(engine, table, request)))
    }
    assert answer["2021"] == pytest.approx(10)
    assert answer["2021-Q1"] == pytest.approx(25)
    assert [answer[code] for code in ("2020", "2020-Q1", "2016-01-01/P5Y", "2021-01-01/P5Y")] == [
        None
    ] * 4
    (plan,) = (
        r
        for r in rows(frames.growth(native(engine, table, request), "5y"))
        if r["TIME_PERIOD"] == "2021-01-01/P5Y"
    )
    assert plan["RATE"] == pytest.approx(20)
    assert (plan["AVERAGE_ANNUAL"], plan["REASON"]) == (None, "period_longer_than_year")


SPANS = ["2023", "2024", "2023-S1", "2024-S1", "2023-Q2", "2024-Q4", "2023-08", "2024-08", "2024-09",
         "2019-01-01/P5Y", "2020-01-01/P5Y", "2023-12-31", "2024-06-30", "2024-12-31"]  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("base", ["2023", "2023-S1", "2023-08", "2019-01-01/P5Y", "2023-12-31"])
def test_a_row_is_compared_only_with_a_base_of_its_own_length(engine, base, request):
    """Where records raise (a point and a span, spans of different lengths, a base that is not earlier), change, rate and verdict are null, with the reason of that error."""
    if engine in ("pyspark", "dask") and base not in ("2023", "2023-08"):
        pytest.skip("two lengths show it")
    values = [100.0 + place for place in range(len(SPANS))]
    table = {"TIME_PERIOD": SPANS, "OBS_VALUE": values, "GROWN": values}
    frame = native(engine, table, request)
    grown = rows(frames.growth(frame, base=base, keys=[]))
    checked = rows(
        frames.verify(frame, "GROWN", base=base, keys=[], decimals=0, reported_decimals=0)
    )
    rate = tj.Indicator("x", "人", "average")
    of = {code: rate.observe(code, str(int(v))) for code, v in zip(SPANS, values, strict=True)}
    for row, claim in zip(grown, checked, strict=True):
        try:
            expected = tj.growth(of[row["TIME_PERIOD"]], of[base])
        except (tj.errors.PeriodKindError, tj.errors.PeriodOrderError):
            assert [row[name] for name in ("CHANGE", "RATE", "AVERAGE_ANNUAL")] == [None] * 3
            assert {row["REASON"], claim["REASON"]} == {"period_mismatch"}
            assert (claim["VERDICT"], claim["IMPLIED_LOWER"]) == ("unknown", None)
        else:
            assert row["RATE"] == pytest.approx(float(expected.rate.value))
            assert row["REASON"] == (expected.reason and str(expected.reason))
            assert claim["VERDICT"] == "no"


CODES = ["2021", "2021-S1", "2021-Q3", "2021-09", "2021-09-30", "2021-01-01/P5Y", "2021-01-01/P18M"]
CODES += ["2021A1", "2021-A1", "2021S1", "2021-H1", "2021H1", "2021Q3", "2021M09", "2021-M09"]
WORDS = {"2021年": "2021", "2021年9月": "2021-09", "2021年09月": "2021-09", "2021年12月": "2021-12", "2021年1-9月": "2021-01-01/P9M", "2021年1-12月": "2021"}  # fmt: skip
NO_CODES = ["0000", "0000-Q1", "2021-00", "2021-Q5", "2021-02-29", "2021-04-31", "2021-01-01/P0Y"]
BREAKS = ["\n", "\r", "\r\n", "\u0085", "\u2028", "\x0b", "\0", " ", "\t"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_text_is_a_period_for_every_engine_or_for_none(engine, request):
    """A code is read as by `tjstats.period`: with surrounding blanks or line breaks it is unreadable."""
    texts = [*CODES, *NO_CODES, *(code + end for code in CODES for end in BREAKS)]
    texts += [end + code for code in CODES for end in ("\n", " ")]
    codes = [text for text in texts if is_code(text)]
    assert codes == CODES
    frame = native(
        engine, {"TIME_PERIOD": texts, "OBS_VALUE": [1.0] * len(texts), "K": texts}, request
    )
    if engine in EAGER:
        with pytest.raises(FrameRowsError, match="unreadable") as caught:
            frames.growth(frame, "90y", keys="K")
        assert caught.value.rows == len(texts) - len(codes)
        frame = native(engine, {"TIME_PERIOD": codes, "OBS_VALUE": [1.0] * len(codes), "K": codes})
    answer = rows(frames.growth(frame, "90y", keys="K"))
    read = [row["K"] for row in answer if row["REASON"] != "unreadable_period"]
    assert sorted(read) == sorted(codes)


@pytest.mark.parametrize("engine", ENGINES)
def test_chinese_words_are_the_period_they_name(engine, request):
    """Growth over four years is that from the code of the same period, on every engine."""
    pairs = [(code.replace("2021", "2017"), word) for word, code in WORDS.items()]
    table = {
        "KEY": [word for _, word in pairs for _ in range(2)],
        "TIME_PERIOD": [text for pair in pairs for text in pair],
        "OBS_VALUE": [4.0, 5.0] * len(pairs),
    }
    answer = rows(frames.growth(native(engine, table, request), "4y", keys="KEY"))
    assert {row["KEY"]: row["RATE"] for row in answer if row["TIME_PERIOD"] in WORDS} == dict.fromkeys(WORDS, 25.0)  # fmt: skip


def is_code(text):
    try:
        tj.period(text)
    except InvalidPeriodError:
        return False
    return True


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("more", [{}, {"base": 2020}, {"over": "2y"}])
def test_an_empty_key_is_not_a_missing_one(engine, more, request):
    """However the base is found, an empty text and null are two series."""
    table = {
        "K": ["", None, "", None],
        "TIME_PERIOD": [2020, 2020, 2022, 2022],
        "OBS_VALUE": [1.0, 10.0, 2.0, 30.0],
    }
    answer = rows(frames.growth(native(engine, table, request), keys="K", **more))
    expected = [None, None] if not more else [100.0, 200.0]
    assert (
        sorted((row["RATE"] for row in answer if row["TIME_PERIOD"] == 2022), key=str) == expected
    )
    assert len(answer) == 4


def test_the_columns_of_the_answer_follow_from_the_question():
    """They do not depend on the data: no two of these periods are a year apart."""
    for years in (["2020"], ["2020", "2024"], ["2020", "2021"]):
        table = pl.DataFrame({"TIME_PERIOD": years, "OBS_VALUE": [1.0] * len(years)})
        assert frames.growth(table, keys=[]).columns == [
            *table.columns,
            "BASE_VALUE",
            "CHANGE",
            "RATE",
            "REASON",
        ]
        assert "AVERAGE_ANNUAL" in frames.growth(table, "2y", keys=[]).columns


TWICE = {
    "REF_AREA": ["a"] * 4,
    "TIME_PERIOD": [2020, 2020, 2021, 2022],
    "OBS_VALUE": [1.0, 2.0, 3.0, 4.0],
}
MIXED = {
    "REF_AREA": ["a"] * 3,
    "TIME_PERIOD": [2020, 2021, 2022],
    "OBS_VALUE": [1.0, 2.0, 3.0],
    "UNIT_MEASURE": ["x", "y", "y"],
}
UNREAD = {
    "REF_AREA": ["a"] * 3,
    "TIME_PERIOD": ["2020", "2021", "in 2022"],
    "OBS_VALUE": [1.0, 2.0, 3.0],
}


@pytest.mark.parametrize("engine", EAGER)
@pytest.mark.parametrize(
    ("table", "column", "count", "words"),
    [
        (TWICE, "TIME_PERIOD", 1, "more than one row for the same REF_AREA, TIME_PERIOD"),
        (MIXED, "UNIT_MEASURE", 1, "another unit"),
        (UNREAD, "TIME_PERIOD", 1, "'in 2022'"),
    ],
)
def test_errors_in_eager_rows_raise(engine, table, column, count, words):
    """With the column and the number of rows."""
    with pytest.raises(FrameRowsError, match=words) as caught:
        frames.growth(native(engine, table))
    assert (caught.value.column, caught.value.rows) == (column, count)


@pytest.mark.parametrize("engine", LAZY)
@pytest.mark.parametrize("over", ["1y", "2y"])
def test_errors_in_lazy_rows_are_null(engine, over, request):
    """With the reason, and never a wrong number."""
    reasons = [row["REASON"] for row in rows(frames.growth(native(engine, TWICE, request), over))]
    wanted = (
        ["duplicate_key"] * 3 + [None]
        if over == "1y"
        else ["duplicate_key", "duplicate_key", "no_observation", "duplicate_key"]
    )
    assert reasons == wanted
    reasons = [row["REASON"] for row in rows(frames.growth(native(engine, MIXED, request), over))]
    assert reasons == (
        ["no_observation", "unit_mismatch", None]
        if over == "1y"
        else ["no_observation", "no_observation", "unit_mismatch"]
    )
    answer = rows(frames.growth(native(engine, UNREAD, request), over))
    assert "unreadable_period" in [
        row["REASON"] for row in answer if row["TIME_PERIOD"] == "in 2022"
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_schema_errors_raise_immediately(engine, request):
    """On lazy frames too, because the schema is known."""
    frame = native(engine, columns(TABLE), request)
    with pytest.raises(FrameColumnError, match="REF_ARA.*missing.*keys=.*REF_AREA"):
        frames.growth(frame, keys=["REF_ARA"])
    with pytest.raises(FrameColumnError, match="not numbers"):
        frames.growth(frame, value="REF_AREA", keys="INDICATOR")
    with pytest.raises(FrameColumnError, match="not periods"):
        frames.growth(frame, period="OBS_VALUE", value="TIME_PERIOD")
    with pytest.raises(FrameColumnError, match="RATE.*already"):
        frames.growth(
            native(engine, {**columns(TABLE), "RATE": columns(TABLE)["OBS_VALUE"]}, request)
        )
    with pytest.raises(InvalidPeriodError, match=r"1q.*12 months"):
        frames.growth(frame, "1q")


def test_a_list_is_no_frame():
    """The error says what to pass."""
    with pytest.raises(FrameError, match="not a data frame"):
        frames.growth([1, 2])


def test_column_names_are_unique_texts():
    """Objects in a column of numbers are numbers."""
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    with pytest.raises(FrameError, match="several columns with one name"):
        frames.growth(
            pd.DataFrame([[2020, 1.0, 2.0]], columns=["TIME_PERIOD", "OBS_VALUE", "OBS_VALUE"]),
            keys=[],
        )
    with pytest.raises(FrameError, match="names are not text, such as 0"):
        frames.growth(pd.DataFrame([[2020, 1.0]]), keys=[], period=0, value=1)
    with pytest.raises(FrameColumnError, match=r"OBS_VALUE.*not numbers.*'x'"):
        frames.growth(
            pd.DataFrame({"TIME_PERIOD": [2020, 2021], "OBS_VALUE": [1, "x"]}).astype(
                {"OBS_VALUE": object}
            ),
            keys=[],
        )
    decimals = pd.DataFrame(
        {"TIME_PERIOD": [2020, 2021], "OBS_VALUE": [Decimal("1.5"), Decimal("3")]}
    )
    assert frames.growth(decimals, keys=[])["RATE"].to_list()[1] == pytest.approx(100)


@pytest.mark.parametrize("over", ["0y", "-1y", "1d", "year", None])
def test_over_must_be_a_length(over):
    """A length is a number of months or years."""
    with pytest.raises(InvalidPeriodError, match="write"):
        frames.growth(pl.DataFrame(columns(TABLE)), over)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_native_type_comes_back(engine, request):
    """And lazy frames stay lazy."""
    frame = native(engine, columns(TABLE), request)
    assert (
        type(frames.growth(frame)).__module__.split(".")[0] == type(frame).__module__.split(".")[0]
    )
    if engine in ("polars", "polars lazy", "duckdb", "pandas"):
        assert type(frames.growth(frame)) is type(frame)


def test_growth_of_growth_has_no_rate():
    """A row with the measure growth has a change in points only."""
    table = pl.DataFrame(
        {
            "MEASURE": ["growth"] * 2 + [None] * 2,
            "TIME_PERIOD": [2020, 2021] * 2,
            "OBS_VALUE": [5.0, 6.0, 100.0, 110.0],
        }
    )
    answer = frames.growth(table)
    assert answer["RATE"].round(9).to_list() == [None, 10.0, None, None]
    assert answer["REASON"].to_list()[-1] == "growth_of_growth"


def test_decimals_and_categories():
    """Numbers may be decimals, keys and periods categories."""
    found = [
        {**row, "OBS_VALUE": None if row["OBS_VALUE"] is None else Decimal(str(row["OBS_VALUE"]))}
        for row in TABLE
    ]
    table = pl.DataFrame(
        columns(with_periods(found, str)), schema_overrides={"OBS_VALUE": pl.Decimal(20, 4)}
    )
    answer = rows(
        frames.growth(table.cast({"REF_AREA": pl.Categorical, "TIME_PERIOD": pl.Categorical}))
    )
    plain = [
        {**row, "OBS_VALUE": None if row["OBS_VALUE"] is None else float(row["OBS_VALUE"])}
        for row in answer
    ]
    by_key = {(row["INDICATOR"], row["REF_AREA"], int(row["TIME_PERIOD"])): row for row in plain}
    assert_near(
        [{**by_key[key], "TIME_PERIOD": key[2]} for key in sorted(by_key)], of_records(TABLE, 1)
    )


def test_an_empty_frame():
    """The answer is empty and has the same columns."""
    empty = pl.DataFrame(columns(TABLE)).clear()
    assert frames.growth(empty).columns == frames.growth(pl.DataFrame(columns(TABLE))).columns
    assert len(frames.growth(empty.cast({"TIME_PERIOD": pl.String}))) == 0


# --- breaks -------------------------------------------------------------------------------------------------------------

BROKEN = [
    {"REF_AREA": area, "TIME_PERIOD": year, "OBS_VALUE": 100.0 + year, "FLAGS": flags}
    for area, broken in (("a", 2022), ("b", None))
    for year in range(2019, 2026)
    for flags in [
        "confidential break" if year == broken else "low_reliability" if year == 2020 else None
    ]
]
AREAS = {area: tj.Indicator(f"test.{area}", "人", "flow") for area in "ab"}


# The same remarks by letters of other offices: a break, one of several remarks, another remark.
LETTERS = {
    "OBS_FLAG": {"confidential break": "bc", "low_reliability": "u"},
    "OBS_STATUS": {"confidential break": "P, B", "low_reliability": "U"},
}


@pytest.mark.parametrize("column", LETTERS)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_break_by_its_letter(engine, column, request):
    """OBS_FLAG b and OBS_STATUS B are breaks as FLAGS are, as in the records that are read from such rows."""
    told = [
        {
            **{k: v for k, v in row.items() if k != "FLAGS"},
            column: LETTERS[column].get(row["FLAGS"]),
        }
        for row in BROKEN
    ]
    given = native(engine, columns(told), request)
    answer = rows(frames.growth(given, "2y"))
    expected = rows(frames.growth(native(engine, columns(BROKEN), request), "2y"))
    assert [row["REASON"] for row in answer] == [row["REASON"] for row in expected]
    assert [row["REASON"] for row in answer].count("break_in_series") == 2


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        *((text, True) for text in ("b", "bp", "p b", "B", "P, B")),
        *((text, False) for text in ("p", "not_applicable", "normal", "provisional", "break", "")),
    ],
)
def test_letters_of_breaks(text, breaks):
    """Letters only: the words of a status have none."""
    assert (re.search(BROKEN_LETTERS, text) is not None) is breaks


def grown_with_breaks(over, base):
    """What the records say: growth of two years of one series, unless a break is flagged after the earlier."""
    found = {}
    for row in BROKEN:
        year, area = row["TIME_PERIOD"], row["REF_AREA"]
        before = base if base is not None else year - over
        pair = [
            AREAS[area].observe(
                at, int(100 + at), flags={"break"} if (area, at) == ("a", 2022) else ()
            )
            for at in (year, before)
        ]
        broken = area == "a" and before < 2022 <= year
        known = 2019 <= before < year
        grown = None if broken or not known else tj.growth(*pair)
        found[area, year] = None if grown is None else float(grown.rate.value)
    return found


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("over", "base"), [(1, None), (2, None), (5, None), (1, 2020), (1, 2022)])
def test_growth_does_not_reach_across_a_break(engine, over, base, request):
    """By whatever way the base is looked up, and however far back it is; at the break itself a series begins anew."""
    given = native(engine, columns(BROKEN), request)
    frame = frames.growth(given, f"{over}y", **({} if base is None else {"base": base}))
    expected = grown_with_breaks(over, base)
    for row in rows(frame):
        rate = expected[row["REF_AREA"], row["TIME_PERIOD"]]
        assert row["RATE"] == (None if rate is None else pytest.approx(rate)), row
        crosses = row["REF_AREA"] == "a" and (base or row["TIME_PERIOD"] - over) < 2022
        known = row["BASE_VALUE"] is not None
        broken = crosses and row["TIME_PERIOD"] >= 2022 and known
        assert (row["REASON"] == "break_in_series") is broken, row
        assert not broken or row["CHANGE"] is None


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("days", "over"), [(7, "7d"), (7, "14d"), (1, "1d"), (10, "30d")])
def test_weeks_and_days(engine, days, over, request):
    """Periods that are counted in days have the growth of the records, with a gap, and a week by its other code."""
    if engine == "pyspark" and days != 7:
        pytest.skip("weeks show it")
    flow, start = tj.Indicator("w", "人", "flow"), date(2020, 12, 28)
    spans = [
        tj.Period(start + timedelta(days * n), start + timedelta(days * (n + 1) - 1))
        for n in range(9)
        if n != 4
    ]
    series = flow.series({span: str(n + 1) for n, span in enumerate(spans)})
    expected = dict.fromkeys(map(str, spans))
    for growth in series.growth(over):
        expected[str(growth.current.period)] = growth.rate and float(growth.rate.value)
    texts = [f"{s.start:%G-W%V}" if days == 7 and n % 2 else s.code for n, s in enumerate(spans)]
    frame = native(
        engine, {"TIME_PERIOD": texts, "OBS_VALUE": [float(n + 1) for n in range(8)]}, request
    )
    answer = rows(frames.growth(frame, over, keys=[]))
    assert {str(tj.period(row["TIME_PERIOD"])): row["RATE"] for row in answer} == pytest.approx(expected)  # fmt: skip
    answer = rows(frames.growth(frame, base=texts[1], keys=[]))
    now, then = [row["OBS_VALUE"] for row in answer], 2.0
    assert [row["RATE"] for row in answer] == [None, None, *((v / then - 1) * 100 for v in now[2:])]
    assert [row["REASON"] for row in answer] == ["period_mismatch"] * 2 + ["not_whole_years"] * 6


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("written", [str, lambda day: day])
def test_growth_over_days(engine, written, request):
    """The base of a day is the day so many days earlier, also across the end of a month or a leap year."""
    days = [date(2024, 2, 27) + timedelta(n) for n in range(10) if n != 6]
    table = {"TIME_PERIOD": list(map(written, days)), "OBS_VALUE": [float(n + 1) for n in range(9)]}
    answer = rows(frames.growth(native(engine, table, request), "3d", keys=[]))
    known = dict(zip(days, table["OBS_VALUE"], strict=True))
    for row, day in zip(answer, days, strict=True):
        assert row["BASE_VALUE"] == known.get(day - timedelta(3))


@pytest.mark.parametrize("engine", EAGER)
def test_a_length_that_weeks_do_not_have(engine, request):
    """The error says what to write, for a base of another length too; other questions read no weeks."""
    weeks = {"TIME_PERIOD": ["2021-W05", "2021-W06"], "OBS_VALUE": [1.0, 2.0]}
    frame = native(engine, weeks, request)
    for over in ("1y", "1m", "3d", "10d"):
        with pytest.raises(tj.errors.InvalidPeriodError, match="7d"):
            frames.growth(frame, over, keys=[])
    for base in ("2021", "2021-02-01/P10D"):
        with pytest.raises(tj.errors.InvalidPeriodError, match="periods of 7 days"):
            frames.growth(frame, base=base, keys=[])
    mixed = native(engine, {**weeks, "TIME_PERIOD": ["2021-W05", "2021-02"]})
    with pytest.raises(FrameRowsError, match="over='7d'"):
        frames.growth(mixed, "1m", keys=[])
    with pytest.raises(FrameRowsError, match="over='1m'"):
        frames.growth(mixed, "7d", keys=[])
    with pytest.raises(FrameRowsError, match="over='7d'"):
        frames.compare(frame, 13, 14, keys=[], nature="flow")


NO_DAYS = ["2021", "2021-Q1", "2021-W00", "2021-W54", "2021-W53", "2021-02-29", "2021-02-29/P7D", "2021-01-01/P0D"]  # fmt: skip
OF_DAYS = ["2020-W53", "2020W1", "2020-W001", "2020-02-29", "2020-12-28/P7D", "2020-12-31/P1D", "9999-12-31/P1D", "2021-01-01/P31D"]  # fmt: skip


@pytest.mark.parametrize("engine", LAZY)
def test_a_text_is_counted_in_days_for_every_lazy_engine_or_for_none(engine, request):
    """Weeks that the year has, days and spans of days of the calendar; any other text is unreadable, also within a line."""
    texts = [*OF_DAYS, *NO_DAYS, *(f"{text}{end}" for text in OF_DAYS for end in ("\n", " "))]
    table = {"TIME_PERIOD": texts, "OBS_VALUE": [1.0] * len(texts), "K": texts}
    answer = rows(frames.growth(native(engine, table, request), "7d", keys="K"))
    read = [row["K"] for row in answer if row["REASON"] != "unreadable_period"]
    assert sorted(read) == sorted(OF_DAYS)


FIRST_DAYS = {"A": (1, "2y", str), "Q": (4, "1q", lambda n: quarter(n)), "M": (12, "5m", lambda n: f"{2000 + (n - 2014) // 12}-{(n - 2014) % 12 + 1:02}")}  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("frequency", FIRST_DAYS)
@pytest.mark.parametrize("written", [str, lambda day: day])
def test_first_days_beside_their_frequency(engine, frequency, written, request):
    """A first day beside FREQ is the period that begins on it: the answers are those of its code."""
    if engine == "pyspark" and frequency != "Q":
        pytest.skip("quarters show it")
    _, over, code = FIRST_DAYS[frequency]
    coded = with_periods(TABLE, code)
    days = [
        {**row, "TIME_PERIOD": written(tj.period(row["TIME_PERIOD"]).start), "FREQ": frequency}
        for row in coded
    ]
    found = rows(frames.growth(native(engine, columns(days), request), over))
    expected = rows(frames.growth(pl.DataFrame(columns(coded)), over))
    assert_alike([{k: v for k, v in row.items() if k != "FREQ"} for row in found], expected, but=("TIME_PERIOD",))  # fmt: skip
    if frequency == "A":
        answer = frames.compare(native(engine, columns(days), request), 13, 14, nature="flow")
        plans = frames.compare(pl.DataFrame(columns(coded)), 13, 14, nature="flow")
        assert_alike(rows(answer), rows(plans))


@pytest.mark.parametrize("engine", ENGINES)
def test_frequencies_beside_each_other(engine, request):
    """The day is of the frequency of its row; a last day, a Thursday and a day without one are points in time."""
    table = {
        "FREQ": ["A", "A", "Q", "Q", None, None, "W", "A"],
        "TIME_PERIOD": [*["2023-01-01", "2024-01-01"] * 3, "2024-01-04", "2024-12-31"],
        "OBS_VALUE": [1.0, 2.0, 10.0, 40.0, 100.0, 600.0, 7.0, 8.0],
    }
    answer = rows(frames.growth(native(engine, table, request), keys=[]))
    assert sorted(row["RATE"] for row in answer if row["RATE"] is not None) == [100, 300, 500]
    weeks = {"FREQ": ["W", "W", "W"], "TIME_PERIOD": ["2024-01-01", "2024-01-08", "2024-01-10"], "OBS_VALUE": [1.0, 2.0, 3.0]}  # fmt: skip
    answer = rows(frames.growth(native(engine, weeks, request), base="2024-W01", keys=[]))
    assert sorted(row["RATE"] or 0 for row in answer) == [0, 0, 100]


def test_first_days_alone():
    """Without their frequency they are points in time, which are no years of a plan: the error says what to add."""
    table = {"TIME_PERIOD": [date(2019, 1, 1), date(2024, 1, 1)], "OBS_VALUE": [1.0, 2.0]}
    with pytest.raises(FrameColumnError, match="FREQ"):
        frames.compare(pl.DataFrame(table), 13, 14, keys=[], nature="flow")
    with_frequency = pl.DataFrame({**table, "FREQ": ["A", "A"]})
    found = frames.compare(with_frequency, 13, 14, keys=[], nature="flow")
    assert found.select("EARLIER_YEARS", "LATER_YEARS").row(0) == (1, 1)


FREQUENCIES = {"Y": "1y", "Y-MAR": "1y", "Q": "1q", "Q-MAR": "1q", "Q-JAN": "1q", "M": "1m", "2Q": "6m", "5Y": "5y", "2M": "2m", "W": "7d", "W-WED": "7d"}  # fmt: skip


@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_periods_of_pandas(frequency):
    """Each is the days that it covers, whatever its text: growth and records are those of a Series with that index."""
    pd = pytest.importorskip("pandas")
    periods = pd.period_range("2021-06-01", periods=6, freq=frequency)
    values = [1.0, 2.0, 5.0, 4.0, 8.0, 2.0]
    flow, over = tj.Indicator("w", "人", "flow"), FREQUENCIES[frequency]
    table = pd.DataFrame({"when": periods, "level": values}).drop(index=2)
    series = flow.series(table.set_index("when")["level"], decimals=0)
    for base in (None, series.observations[1].period):
        answer = frames.growth(table, over, base=base, keys=[], period="when", value="level")
        assert answer["when"].dtype == table["when"].dtype
        for level, row in zip(series.observations, rows(answer), strict=True):
            before = level.period.shift(-1, over) if base is None else base
            then = dict(zip(series.periods, series.observations, strict=True)).get(before)
            if then is None or not then.period < level.period:
                assert row["RATE"] is None
            else:
                assert row["RATE"] == pytest.approx(float(tj.growth(level, then).rate.value))
    read = frames.to_records(table, flow, decimals=0, period="when", value="level")
    assert read == list(series.observations)


def test_periods_of_pandas_that_are_none():
    """Years from April are not those of a plan, and hours are part of a day: never read by their text."""
    pd = pytest.importorskip("pandas")
    names = {"keys": [], "period": "when", "value": "level"}
    years = pd.DataFrame({"when": pd.period_range("2016", periods=10, freq="Y-MAR"), "level": 1.0})
    (found,) = rows(frames.compare(years, 13, 14, nature="flow", **names))
    assert (found["EARLIER_YEARS"], found["REASON"]) == (0, "no_observation")
    hours = pd.DataFrame({"when": pd.period_range("2021-06-01", periods=2, freq="h"), "level": 1.0})
    with pytest.raises(FrameRowsError, match="2 rows"):
        frames.growth(hours, **names)
    with pytest.raises(FrameRowsError, match="part of a day"):
        frames.to_records(hours, JOBS, decimals=0, period="when", value="level")

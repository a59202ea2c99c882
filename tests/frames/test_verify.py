"""Reported growth compared with levels: on every engine the answers of `tjstats.verify` for the same figures."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tjstats as tj
from tests.frames.engines import EAGER, ENGINES, IGNORED, LAZY, native, rows
from tjstats.errors import FrameColumnError, FrameError, FrameRowsError

pytest.importorskip("narwhals", reason="narwhals is not installed")
frames = pytest.importorskip("tjstats.frames")
pytestmark = IGNORED

MADE = ["IMPLIED", "IMPLIED_LOWER", "IMPLIED_UPPER", "VERDICT", "REASON"]
ASKED = {"reported": "GROWN", "keys": "AREA", "reported_decimals": "PLACES"}


def table(found):
    """Columns of rows (area, year, number, decimals, growth, its decimals), the numbers in units of their last place."""
    columns = {
        name: [] for name in ("AREA", "TIME_PERIOD", "OBS_VALUE", "DECIMALS", "GROWN", "PLACES")
    }
    for area, year, number, decimals, grown, places in found:
        values = (area, year, printed(number, decimals), decimals, printed(grown, places), places)
        for column, value in zip(columns.values(), values, strict=True):
            column.append(float(value) if isinstance(value, Decimal) else value)
    return columns


def printed(number, decimals):
    return None if number is None else Decimal(number).scaleb(-(decimals or 0))


def by_record(found, years):
    """The answers of the record questions: verdict, reason, implied growth and its range, by area and year."""
    levels = {(row[0], row[1]): row for row in found}
    return {at: of_record(row, levels.get((row[0], row[1] - years))) for at, row in levels.items()}


def of_record(row, base):
    *_, number, decimals, grown, places = row
    if grown is None or number is None:
        return "unknown", "missing_value", None
    if base is None or base[2] is None:
        return "unknown", "no_observation" if base is None else "missing_value", None
    level, before = (
        tj.Figure(printed(*each), "亿元", decimals=each[1] or 0)
        for each in ((number, decimals), base[2:4])
    )
    growth = tj.growth(
        level, before
    )  # where decimals are not known any will do, as far as signs go
    if growth.rate is None:
        return "unknown", str(growth.reason), None
    if None in (decimals, base[3], places):
        return "unknown", "decimals_unknown", None
    found = tj.verify(
        tj.Claim(tj.Figure(printed(grown, places), "%", decimals=places), growth.rate)
    )
    return str(found.verdict), None, found.range


def agree(answer, expected):
    assert len(answer) == len(expected)
    for row in answer:
        verdict, reason, implied = expected[row["AREA"], row["TIME_PERIOD"]]
        assert (row["VERDICT"], row["REASON"]) == (verdict, reason), row
        if implied is not None:
            ends = row["IMPLIED_LOWER"], row["IMPLIED_UPPER"]
            assert ends == pytest.approx(
                (float(implied.lower), float(implied.upper)), rel=1e-12, abs=1e-10
            )


NUMBERS = st.none() | st.integers(-9, 9) | st.integers(10, 30000)
PLACES = st.sampled_from([0, 0, 1, 1, 2, 3, -1, None])


@st.composite
def tables(draw):
    """Series with gaps, nulls, zero and negative levels, and printed growth that is roughly right."""
    places = sorted(
        draw(
            st.sets(
                st.tuples(st.sampled_from(["津", "沪", "京"]), st.integers(2018, 2024)), min_size=1
            )
        )
    )
    levels = {at: (draw(NUMBERS), draw(PLACES)) for at in places}
    found = []
    for (area, year), (number, decimals) in levels.items():
        before, base_decimals = levels.get((area, year - 1), (None, None))
        now, then = printed(number, decimals), printed(before, base_decimals)
        shown, true = (
            draw(PLACES),
            now / then * 100 - 100 if now is not None and then else Decimal(10),
        )
        nearest = round(true.scaleb(shown or 0))
        grown = draw(st.none() | st.integers(nearest - 3, nearest + 3))
        found.append((area, year, number, decimals, grown, shown))
    return found


@given(tables())
@settings(max_examples=80)
def test_frames_and_records_answer_alike(found):
    """Verdict, reason and range of every row match the claim of its figures."""
    answer = frames.verify(native("polars", table(found)), **ASKED)
    agree(rows(answer), by_record(found, 1))


def generated():
    """Twelve series with gaps and nulls, coarse enough that some growth is consistent."""
    random, found = Random(5), []
    for area in range(12):
        usual = random.choice([0, 1, 2])
        for year in sorted(random.sample(range(2010, 2024), 10)):
            number = random.choice([None, 0, -3, *(random.randint(8, 20) for _ in range(9))])
            grown = random.choice([None, *(random.randint(-4, 5) for _ in range(9))])
            decimals, places = (
                random.choice([usual] * 9 + [None]),
                random.choice([-1, -1, -1, 0, None]),
            )
            found.append((f"区{area:02}", year, number, decimals, grown, places))
    return found


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("over", ["1y", "3y"])
def test_every_engine_answers_alike(engine, over, request):
    """Rows are sorted, in the native type, with the answers of the records, one step back or several."""
    found = generated()
    shuffled = Random(7).sample(found, len(found))
    frame = native(engine, table(shuffled), request)
    answer = frames.verify(frame, over=over, **ASKED)
    assert type(answer) is type(frame)
    told = rows(answer)
    assert [(row["AREA"], row["TIME_PERIOD"]) for row in told] == [row[:2] for row in found]
    assert list(told[0]) == [*table([]), *MADE]
    expected = by_record(found, int(over[0]))
    assert {verdict for verdict, *_ in expected.values()} == {"yes", "no", "unknown"}
    agree(told, expected)


@pytest.mark.parametrize("engine", ENGINES)
def test_against_one_base_with_the_decimals_of_all_rows(engine, request):
    """A base is a year; integers apply to every row, and the base year itself has no growth."""
    columns = {
        "Y": [2020, 2025, 2024, 2021],
        "V": [2050, 2510, 2300, None],
        "R": [1.0, 23.4, 12.2, 3.0],
    }
    frame = native(engine, columns, request)
    answer = frames.verify(
        frame, "R", base=2020, decimals=0, reported_decimals=1, keys=[], period="Y", value="V"
    )
    told = [(row["Y"], row["VERDICT"], row["REASON"]) for row in rows(answer)]
    expected = [
        (2020, "unknown", "period_mismatch"),
        (2021, "unknown", "missing_value"),
        (2024, "yes", None),
        (2025, "no", None),
    ]
    assert told == expected


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "duckdb"])
def test_ties_touch(engine):
    """An end that is met exactly counts despite binary floating point; the next digit does not."""
    meant, short = [], []
    for base in range(
        2, 40
    ):  # the upper end of level over base is half a point below a whole percentage
        for odd in range(1, 60, 6):
            level = ((2 * base - 1) * (1000 + 5 * odd) - 1) // 2
            meant.append((f"{base}/{odd}", 2020, base, 0, None, 0))
            meant.append((f"{base}/{odd}", 2021, level, 3, (odd + 1) // 2, 0))
            short.append((f"{base}/{odd}", 2020, base, 0, None, 0))
            short.append((f"{base}/{odd}", 2021, level - 1, 3, (odd + 1) // 2, 0))
    for found, verdict in ((meant, "yes"), (short, "no")):
        told = rows(frames.verify(native(engine, table(found)), **ASKED))
        assert {row["VERDICT"] for row in told if row["TIME_PERIOD"] == 2021} == {verdict}
        agree(told, by_record(found, 1))


def test_levels_that_were_not_rounded():
    """With many decimals a level is exact: then only the growth has a range."""
    found = [
        ("津", 2020, 2000, 0, None, None),
        ("津", 2021, 2449, 0, 224, 1),
        ("津", 2022, 3000, 0, 224, 1),
    ]
    told = rows(frames.verify(native("polars", table(found)), decimals=9, **ASKED))
    assert [row["VERDICT"] for row in told] == ["unknown", "yes", "no"]  # 22.45% is 22.4 or 22.5
    assert told[1]["IMPLIED_LOWER"] == pytest.approx(told[1]["IMPLIED_UPPER"])


def test_a_base_that_its_decimals_cannot_have_printed():
    """A base of at most half a unit of its last place may have been zero."""
    columns = {"Y": [2020, 2021], "V": [3.0, 10.0], "R": [None, 5.0]}
    answer = frames.verify(
        native("polars", columns),
        "R",
        decimals=-1,
        reported_decimals=1,
        keys=[],
        period="Y",
        value="V",
    )
    told = rows(answer)[1]
    assert (told["VERDICT"], told["REASON"], told["IMPLIED_LOWER"]) == (
        "unknown",
        "base_may_be_zero",
        None,
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_periods_as_texts_and_null_keys(engine, request):
    """Quarters match the quarter a year earlier; a null key is a key."""
    quarters = ["2023-Q1", "2023-Q2", "2024-Q1", "2024-Q2"]
    columns = {
        "AREA": [None] * 4 + ["津"] * 4,
        "TIME_PERIOD": quarters * 2,
        "OBS_VALUE": [100.0, 200.0, 110.0, 210.0] * 2,
        "DECIMALS": [0] * 8,
        "GROWN": [None, None, 10.0, 10.0] * 2,
        "PLACES": [0] * 8,
    }
    told = rows(frames.verify(native(engine, columns, request), **ASKED))
    assert [(row["AREA"], row["TIME_PERIOD"]) for row in told] == [
        (area, q) for area in (None, "津") for q in quarters
    ]
    assert [row["VERDICT"] for row in told] == ["unknown", "unknown", "yes", "no"] * 2


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow"])
def test_dates_are_points_in_time(engine):
    """The end of a year is compared with the end of the previous year."""
    columns = {"D": [date(2023, 12, 31), date(2024, 12, 31)], "V": [100, 110], "R": [None, 10.0]}
    answer = frames.verify(
        native(engine, columns),
        "R",
        decimals=0,
        reported_decimals=0,
        keys=[],
        period="D",
        value="V",
    )
    assert [row["VERDICT"] for row in rows(answer)] == ["unknown", "yes"]


# --- what cannot be answered ----------------------------------------------------------------------------------------------

TWICE = table(
    [("津", 2020, 100, 0, None, 0), ("津", 2021, 110, 0, 10, 0), ("津", 2021, 110, 0, 10, 0)]
)
UNLIKE = table([("津", 2020, 100, 0, None, 0), ("津", 2021, 110, 0, 10, 0)]) | {"UNIT_MULT": [4, 8]}


@pytest.mark.parametrize("engine", EAGER)
@pytest.mark.parametrize(
    ("columns", "column"), [(TWICE, "TIME_PERIOD"), (UNLIKE, "UNIT_MULT")], ids=["twice", "units"]
)
def test_eager_frames_raise(engine, columns, column, request):
    """Duplicates and mixed units are errors if the data are in memory, as in growth."""
    with pytest.raises(FrameRowsError) as caught:
        frames.verify(native(engine, columns, request), **ASKED)
    assert (caught.value.column, caught.value.rows) == (column, 1)


@pytest.mark.parametrize("engine", LAZY)
@pytest.mark.parametrize(
    ("columns", "reason"),
    [(TWICE, "duplicate_key"), (UNLIKE, "unit_mismatch")],
    ids=["twice", "units"],
)
def test_lazy_frames_give_reasons(engine, columns, reason, request):
    """The same rows are unknown, with the reason, if the data are not in memory."""
    told = rows(frames.verify(native(engine, columns, request), **ASKED))[1:]
    assert {(row["VERDICT"], row["REASON"], row["IMPLIED"]) for row in told} == {
        ("unknown", reason, None)
    }


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"reported": "SAID"}, "SAID"),
        ({"reported": "AREA"}, "AREA"),
        ({"decimals": "PLACE"}, "PLACE"),
        ({"decimals": "AREA"}, "AREA"),
        ({"decimals": True}, "decimals"),
        ({"reported_decimals": 0.5}, "reported_decimals"),
        ({"reported_decimals": None}, "reported_decimals"),
        ({"keys": "REGION"}, "REGION"),
    ],
)
def test_wrong_columns_are_named(more, column):
    """Missing columns, text columns, and decimals that are not integers."""
    with pytest.raises(FrameColumnError) as caught:
        frames.verify(native("polars", TWICE), **{**ASKED, **more})
    assert caught.value.column == column


def test_existing_columns_are_not_overwritten():
    """Nothing is written over."""
    frame = native("polars", TWICE | {"VERDICT": ["yes"] * 3})
    with pytest.raises(FrameColumnError, match="VERDICT"):
        frames.verify(frame, **ASKED)


def test_a_dict_is_no_frame():
    """A dict of columns is refused."""
    with pytest.raises(FrameError, match=r"frames\.verify"):
        frames.verify(TWICE, **ASKED)

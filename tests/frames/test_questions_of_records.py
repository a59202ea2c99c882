"""Frame questions about records: accepted directly, next to native frames too, and bounds never counted as numbers."""

import pytest

import tjstats as tj
from tests.frames.engines import ENGINES, IGNORED, native, rows
from tjstats.errors import FrameError

pytest.importorskip("narwhals", reason="narwhals is not installed; see the extra 'frames'")
pl = pytest.importorskip("polars", reason="Polars is not installed")
frames = pytest.importorskip("tjstats.frames")
pytestmark = IGNORED

JOBS = tj.Indicator("jobs", "人", "flow", "higher")
RECORDS = [
    JOBS.observe("2016", tj.Figure("100", "人")),
    JOBS.observe("2017", tj.Figure.over("175", "人")),
    JOBS.observe("2018", tj.Figure("180", "人")),
    JOBS.observe("2019", tj.Figure.about("190", "人")),
    JOBS.observe("2021", tj.Figure("200", "人")),
]
SERIES = tj.Series(tuple(RECORDS))
GOALS = [
    tj.Target(JOBS, tj.Period.year(year), tj.Figure.at_least("175", "人"))
    for year in (2017, 2018, 2019, 2020)
]
BOUNDS = ("over", "at_least", "under", "at_most", "between", "some_over", "nearly")


def test_every_question_takes_records():
    """A dataset, a series, observations; the targets of a dataset are not values, nor its observations targets."""
    dataset = tj.Dataset("d", observations=SERIES.observations, targets=tuple(GOALS))
    told = [(row["TIME_PERIOD"], row["RATE"], row["REASON"]) for row in rows(frames.growth(SERIES))]
    assert told == [
        ("2016", None, "no_observation"),
        ("2017", None, "only_a_bound"),
        ("2018", None, "only_a_bound"),
        ("2019", pytest.approx(100 / 18), None),
        ("2021", None, "no_observation"),
    ]
    for given in (dataset, RECORDS, frames.from_records(dataset, "pandas")):
        assert [row["REASON"] for row in rows(frames.growth(given))] == [
            reason for *_, reason in told
        ]
    assert frames.validate(dataset) == ()
    assert [row["REASON"] for row in rows(frames.verify(SERIES, "OBS_VALUE", reported_decimals=0))][
        1
    ] == "only_a_bound"
    assert len(rows(frames.assess(dataset, dataset))) == len(GOALS)
    answer = frames.assess(dataset, GOALS)
    assert answer.equals(frames.assess(dataset, dataset).select(answer.columns))


def test_attainment_of_bounds_is_that_of_the_records():
    """More than 175 meets at least 175; about 190 may be any number near it."""
    answer = rows(frames.assess(SERIES, GOALS))
    expected = [tj.assess(goal, each) for goal, each in zip(GOALS, RECORDS[1:4], strict=False)]
    assert [(row["VERDICT"], row["REASON"]) for row in answer[:3]] == [
        (str(each.verdict), None if each.reason is None else str(each.reason)) for each in expected
    ]
    assert [row["GAP"] for row in answer[:3]] == [float(each.gap.bounds.lower) for each in expected]
    assert answer[3]["REASON"] == "no_observation"


@pytest.mark.parametrize("word", [*BOUNDS, "exactly", "about", None])
def test_a_number_without_its_ends(word):
    """With only a QUALIFIER, a bound is open on its side; a BETWEEN value without ends has no range."""
    values = pl.DataFrame({"TIME_PERIOD": [2025], "OBS_VALUE": [175.0], "QUALIFIER": [word]})
    found = []
    for number in (170.0, 175.0, 180.0):
        goals = pl.DataFrame({"TIME_PERIOD": [2025], "OBS_VALUE": [number]})
        found.append(
            rows(frames.assess(values, goals, qualifier="at_least", direction="higher"))[0]
        )
    verdicts = {
        "over": ("yes", "yes", "unknown"), "at_least": ("yes", "yes", "unknown"), "under": ("unknown", "no", "no"),
        "at_most": ("unknown", "unknown", "no"), "exactly": ("yes", "yes", "no"), "about": ("yes", "yes", "no"),
        None: ("yes", "yes", "no"),
    }  # fmt: skip
    assert tuple(row["VERDICT"] for row in found) == verdicts.get(word, ("unknown",) * 3)
    assert {row["REASON"] for row in found} <= (
        {"only_a_bound"} if word not in verdicts else {None, "straddles_target"}
    )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("word", ["over", "between"])
def test_bounds_have_no_growth_total_or_pace(engine, word, request):
    """Every question gives the reason, for the row itself and for its base, on every engine; other rows keep their answers."""
    if engine == "pyspark" and word != "over":
        pytest.skip("one word shows it")
    columns = {
        "REF_AREA": ["a"] * 3 + ["b"] * 3,
        "TIME_PERIOD": [2019, 2020, 2021] * 2,
        "OBS_VALUE": [100.0, 110.0, 121.0] * 2,
    }
    frame = native(
        engine, {**columns, "QUALIFIER": [None, word, "about", None, "exactly", None]}, request
    )
    told = [(row["BASE_VALUE"], row["CHANGE"], row["REASON"]) for row in rows(frames.growth(frame))]
    assert told[:3] == [
        (None, None, "no_observation"),
        (100.0, None, "only_a_bound"),
        (None, None, "only_a_bound"),
    ]
    assert told[3:] == [(None, None, "no_observation"), (100.0, 10.0, None), (110.0, 11.0, None)]
    assert [row["REASON"] for row in rows(frames.growth(frame, "2y"))][2] is None
    columns = {
        **columns,
        "TIME_PERIOD": [2016, 2020, 2021] * 2,
        "QUALIFIER": [None, word, "about", None, "exactly", None],
    }
    plans = native(engine, columns, request)
    found = rows(frames.compare(plans, 13, 14, nature="flow"))
    assert [(row["EARLIER"], row["VERDICT"], row["REASON"]) for row in found] == [
        (None, "unknown", "only_a_bound"),
        (100.0, "yes", None),
    ]
    found = rows(frames.compare(plans, 13, 14, nature="stock"))
    assert [row["REASON"] for row in found] == ["only_a_bound", "no_observation"]
    goals = native(
        engine,
        {"REF_AREA": ["a", "b"], "TIME_PERIOD": [2030] * 2, "OBS_VALUE": [200.0] * 2},
        request,
    )
    for asked in ({"latest": 2020}, {"base": 2020})[: 1 if engine == "pyspark" else 2]:
        first, second = rows(frames.track(frame, goals, direction="higher", **asked))
        assert (first["STATUS"], first["PACE"], first["REASON"]) == (
            "not_available",
            None,
            "only_a_bound",
        )
        assert (second["REASON"], second["PACE"] is None) == (None, False)


@pytest.mark.parametrize(
    "engine", ["polars", "polars lazy", "pandas", "pyarrow", "duckdb", "ibis", "dask"]
)
def test_records_beside_a_native_frame(engine):
    """They become a frame of its engine, whichever of the two arguments they are, and the answer belongs to that engine."""
    values = {
        "INDICATOR": ["jobs"] * 2,
        "TIME_PERIOD": [2017, 2018],
        "OBS_VALUE": [180.0, 170.0],
        "UNIT_MULT": [0, 0],
    }
    frame = native(engine, values)
    for answer in (frames.assess(frame, GOALS), frames.track(frame, GOALS)):
        assert type(answer).__module__.split(".")[0] == type(frame).__module__.split(".")[0]
    assert [row["VERDICT"] for row in rows(frames.assess(frame, GOALS))] == [
        "yes",
        "no",
        "unknown",
        "unknown",
    ]
    goals = native(
        engine,
        {"INDICATOR": ["jobs"], "TIME_PERIOD": [2018], "OBS_VALUE": [175.0], "UNIT_MULT": [0]},
    )
    assert [row["VERDICT"] for row in rows(frames.assess(SERIES, goals, direction="higher"))] == [
        "yes"
    ]


def test_records_beside_another_connection():
    """A relation of another connection than the default is detected before any join."""
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    values = connection.sql(
        "SELECT 'jobs' AS INDICATOR, 2017 AS TIME_PERIOD, 180.0::DOUBLE AS OBS_VALUE"
    )
    with pytest.raises(FrameError, match="another connection than the default"):
        frames.assess(values, GOALS)
    answer = rows(frames.assess(values, frames.from_records(GOALS, connection)))
    assert [row["VERDICT"] for row in answer] == ["yes", "unknown", "unknown", "unknown"]


def test_targets_of_records_that_no_level_answers():
    """Growth matches growth on the same base; a target for every year is not compared with one number."""
    base, year = tj.Period.year(2020), tj.Period.year(2021)
    growth = [tj.Target(JOBS, year, tj.Figure("5", "%"), measure="growth", base=base)]
    grown = [
        tj.Observation(JOBS, year, tj.Figure("6", "%"), measure="growth", base=b)
        for b in (base, tj.Period.year(2019))
    ]
    assert [row["VERDICT"] for row in rows(frames.assess([*RECORDS, grown[0]], growth))] == ["yes"]
    assert [row["REASON"] for row in rows(frames.assess([*RECORDS, grown[1]], growth))] == [
        "period_mismatch"
    ]
    every = [tj.Target(JOBS, year, tj.Figure("175", "人"), every="1y")]
    assert [row["REASON"] for row in rows(frames.assess(SERIES, every))] == ["period_mismatch"]
    assert [row["REASON"] for row in rows(frames.track(SERIES, every))] == ["period_mismatch"]


def test_totals_to_date_are_taken_apart_as_records():
    """A frame answers from rows of the target's own period; the quarter between two totals is one once it is a record."""
    to_date = JOBS.series({"2025-S1": "695", "2025-01-01/P9M": "1057"})
    goal = [tj.Target(JOBS, tj.Period.quarter(2025, 3), tj.Figure.at_least("350", "人"))]
    assert tj.assess(goal[0], to_date).verdict == "yes"
    found = [
        (row["VERDICT"], row["REASON"])
        for series in (to_date, tj.decumulate(to_date))
        for row in rows(frames.assess(series, goal))
    ]
    assert found == [("unknown", "no_observation"), ("yes", None)]


def test_a_figure_of_each_year_is_of_every_year():
    """Records with 每年 become a row for each year; in a frame, a value of each part is none of the whole."""
    jobs = tj.Indicator("test.jobs", "万人", "flow", "higher")
    each = jobs.observe(tj.Period.years(2021, 2023), tj.Figure.over("1100", "万人"), every="1y")
    goals = [
        tj.Target(jobs, tj.Period.year(year), tj.Figure("1000", "万人")) for year in (2021, 2023)
    ]
    whole = tj.Target(jobs, tj.Period.years(2021, 2023), tj.Figure("1000", "万人"))
    found = rows(frames.assess([each], [*goals, whole]))
    assert sorted((row["TIME_PERIOD"], row["VERDICT"], row["REASON"]) for row in found) == [
        ("2021", "yes", None),
        ("2021-01-01/P3Y", "unknown", "only_parts"),
        ("2023", "yes", None),
    ]
    native = frames.from_records([each])
    assert frames.to_records(native, jobs) == [each]
    assert {row["REASON"] for row in rows(frames.assess(native, [*goals, whole]))} == {
        "no_observation"
    }

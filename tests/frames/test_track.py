"""Pace over frames: the answers of `tjstats.track` for the same numbers, on every engine."""

from datetime import date
from random import Random

import pytest

import tjstats as tj
from tests.frames.engines import EAGER, ENGINES, IGNORED, LAZY, native, rows
from tests.frames.generated import columns
from tjstats.errors import (
    FrameColumnError,
    FrameError,
    FrameRowsError,
    InvalidPeriodError,
    UnknownCodeError,
)
from tjstats.questions.pace.offices import SCHEMES

pytest.importorskip("narwhals", reason="narwhals is not installed; see the extra 'frames'")
pl = pytest.importorskip("polars", reason="Polars is not installed")
frames = pytest.importorskip("tjstats.frames")
pytestmark = IGNORED

QUICK = ["polars", "polars lazy", "pandas", "duckdb", "dask"]  # the others take seconds an answer
WORDS = ("exactly", "at_least", "over", "at_most", "under", "about")
MADE = {
    "STATUS": "status", "REASON": "reason", "ACHIEVED": "achieved", "PACE": "value", "SCORE": "score",
    "OBSERVED_RATE": "observed_rate", "REQUIRED_RATE": "required_rate", "BASE_VALUE": "base_level", "LATEST_VALUE": "latest_level",
}  # fmt: skip


def generated(count, seed=2):
    """Series and targets: rising, falling and negative, met, exceeded, equal to the base, before it, single points, gaps."""
    rng, values, goals = Random(seed), [], []
    for number in range(count):
        area, sign = f"a{number:03}", rng.choice([1, 1, 1, -1])
        first, level, step = (
            rng.choice([2013, 2015, 2016, 2022]),
            rng.choice([0.0, 2.0, 80.0, 99.5]),
            rng.uniform(0.8, 1.25),
        )
        levels = {}
        for year in range(first, 2027):
            if rng.random() < 0.8 and (not levels or number % 17):
                levels[year] = rng.choice([sign * round(level, 3)] * 14 + [None])
            level = level * step * rng.uniform(0.97, 1.03) - rng.choice(
                [0, 0, 0, 3 * (number % 13 == 0)]
            )
        values += [
            {"REF_AREA": area, "TIME_PERIOD": year, "OBS_VALUE": value}
            for year, value in levels.items()
        ]
        last = next((each for each in reversed(levels.values()) if each is not None), 1.0)
        base = next((each for each in levels.values() if each is not None), 1.0)
        goal = rng.choice(
            [base, last, last, round(last * 1.3, 2), round(last * 0.7, 2), 0.0, 100.0]
        )
        made = {
            "REF_AREA": area,
            "TIME_PERIOD": rng.choice([2025] * 5 + [2015, 2013, 2030]),
            "OBS_VALUE": goal,
        }
        words = {"QUALIFIER": rng.choice(WORDS), "DIRECTION": str(rng.choice(list(tj.Direction)))}
        goals.append({**made, "UNIT_MEASURE": "percent", **words})
    return values, goals


def of_record(goal, values, scheme, base=None, latest=None, zero=None):
    """The record API's answer for one target."""
    kind = tj.Indicator("x", "%", "average", goal["DIRECTION"])
    target = tj.Target(
        kind,
        tj.Period.year(goal["TIME_PERIOD"]),
        tj.Figure(str(goal["OBS_VALUE"]), "%", qualifier=goal["QUALIFIER"]),
    )
    found = sorted(
        (row["TIME_PERIOD"], row["OBS_VALUE"])
        for row in values
        if row["REF_AREA"] == goal["REF_AREA"]
    )
    made = [
        kind.observe(tj.Period.year(year), str(v)) if v is not None else _missing(kind, year)
        for year, v in found
    ]
    return tj.track(target, tj.Series(tuple(made)), scheme, base=base, latest=latest, zero=zero)


def _missing(kind, year):
    return kind.observe(tj.Period.year(year), None, status="missing")


def plain(told):
    """A figure as a number, a code as text."""
    if told is None or isinstance(told, str):
        return None if told is None else str(told)
    return str(told) if isinstance(told, tj.Verdict) else float(getattr(told, "value", told))


def assert_answers(answer, goals, values, scheme, base=None, latest=None, zero=None):
    """The base is shown even if no later value counts, and the level is unknown if it has no reason."""
    for row, goal in zip(answer, goals, strict=True):
        told = of_record(goal, values, scheme, base, latest, zero)
        expected = {name: plain(getattr(told, field)) for name, field in MADE.items()}
        expected["ACHIEVED"] = expected["ACHIEVED"] or "unknown"
        if row["LATEST_VALUE"] is None:
            expected["BASE_VALUE"] = row["BASE_VALUE"]
        near = {
            n: pytest.approx(v, rel=1e-12, abs=1e-12) if isinstance(v, float) else v
            for n, v in expected.items()
        }
        assert {name: row[name] for name in MADE} == near, (goal, told.series)


@pytest.mark.parametrize("base", [None, 2016])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_matches_the_record_api(scheme, base):
    """Status, score, rates, levels and reason of each series match the record API."""
    values, goals = generated(250)
    answer = rows(frames.track(pl.DataFrame(values), pl.DataFrame(goals), scheme, base=base))
    assert len({row["REASON"] for row in answer}) >= 4
    assert_answers(answer, goals, values, scheme, base)


@pytest.mark.parametrize("scheme", ["statcan", "un2023", "plan-linear"])
@pytest.mark.parametrize(
    ("base", "latest"), [(2014, 2020), ("2020", "2016"), (2018, 2018), (2040, None)]
)
def test_a_requested_base_and_latest(scheme, base, latest):
    """As in the record API, by the rule of the scheme."""
    values, goals = generated(60, seed=8)
    answer = rows(
        frames.track(pl.DataFrame(values), pl.DataFrame(goals), scheme, base=base, latest=latest)
    )
    assert_answers(answer, goals, values, scheme, base, latest)


@pytest.mark.parametrize("zero", ["0.001", "0.5", "replace"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_replacement_of_zeros_matches_the_record_api(scheme, zero):
    """A base or target of zero is replaced on the side of the base, where the formula divides levels."""
    values, goals = generated(120, seed=5)
    goals = [{**goal, "OBS_VALUE": 0.0} if n % 2 else goal for n, goal in enumerate(goals)]
    for row in values:
        if row["TIME_PERIOD"] == 2015 and row["REF_AREA"][-1] in "37":
            row["OBS_VALUE"] = 0.0
    if zero == "replace" and SCHEMES[scheme].zero_replacement is None:
        with pytest.raises(tj.errors.InvalidRecordError, match="zero"):
            frames.track(pl.DataFrame(values), pl.DataFrame(goals), scheme, zero=zero)
        return
    answer = rows(frames.track(pl.DataFrame(values), pl.DataFrame(goals), scheme, zero=zero))
    assert_answers(answer, goals, values, scheme, zero=zero)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_replaces_zeros(engine, request):
    """A target of zero, and a base of zero."""
    values = {
        "K": ["a", "a", "b", "b"],
        "TIME_PERIOD": [2015, 2019] * 2,
        "OBS_VALUE": [1.55, 1.82, 0.0, 5.0],
    }
    goals = {
        "K": ["a", "b"],
        "TIME_PERIOD": [2030, 2030],
        "OBS_VALUE": [0.0, 10.0],
        "DIRECTION": ["lower", "higher"],
    }
    given, asked = native(engine, values, request), native(engine, goals, request)
    answer = rows(frames.track(given, asked, zero="replace", keys="K"))
    assert [row["STATUS"] for row in answer] == ["deterioration", "substantial_progress"]
    assert [row["REASON"] for row in answer] == [None, None]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("scheme", ["statcan", "plan-log"])
def test_every_engine_answers_alike(engine, scheme, request):
    """The same rows in the same order as Polars, in the native type."""
    if engine == "pyspark" and scheme != "statcan":
        pytest.skip("one scheme shows it")
    values, goals = generated(25)
    expected = rows(frames.track(pl.DataFrame(values), pl.DataFrame(goals), scheme, base=2016))
    values, goals = (Random(1).sample(each, len(each)) for each in (values, goals))
    given = native(engine, columns(values), request)
    answer = frames.track(given, native(engine, columns(goals), request), scheme, base=2016)
    assert type(answer).__module__.split(".")[0] == type(given).__module__.split(".")[0]
    assert_near(rows(answer), expected)


def assert_near(one, other):
    assert [list(row) for row in one] == [list(row) for row in other]
    for row, wanted in zip(one, other, strict=True):
        assert row == {
            n: pytest.approx(v, rel=1e-9, abs=1e-9) if isinstance(v, float) else v
            for n, v in wanted.items()
        }


# --- which rows meet, and in which unit ---------------------------------------------------------------------------------------

SERIES = {"TIME_PERIOD": [2015, 2020, 2024], "OBS_VALUE": [100.0, 120.0, 150.0]}
GOAL = {"TIME_PERIOD": [2030], "OBS_VALUE": [200.0]}


def tracked(values, goals, engine="polars", request=None, **more):
    """The rows of one engine, for one series whose good direction is up."""
    given, asked = (native(engine, each, request) for each in (values, goals))
    return rows(frames.track(given, asked, **{"direction": "higher", **more}))


def outcome(values, goals, *args, **more):
    """Status, whether the level meets the target, and the reason of the first row."""
    row = tracked(values, goals, *args, **more)[0]
    return row["STATUS"], row["ACHIEVED"], row["REASON"]


def with_years(table, written):
    return {**table, "TIME_PERIOD": [written(year) for year in table["TIME_PERIOD"]]}


@pytest.mark.parametrize("engine", QUICK)
@pytest.mark.parametrize(
    "written", [str, lambda y: f"{y}-01-01/P1Y", lambda y: date(y, 12, 31), lambda y: f"{y}-12-31"]
)
def test_years_in_many_notations(engine, written):
    """A level at the end of a year equals that of its last day, in values, targets, base and latest."""
    expected = tracked(SERIES, GOAL, base=2015)[0]
    for values, goals in ((with_years(SERIES, written), GOAL), (SERIES, with_years(GOAL, written))):
        found = tracked(values, goals, engine, base=written(2015), latest=written(2024))[0]
        assert {name: found[name] for name in MADE} == {
            name: pytest.approx(value) if isinstance(value, float) else value
            for name, value in expected.items() if name in MADE
        }  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_scales_and_units(engine, request):
    """Levels are converted to the scale of the target; in another unit, or if one side has no scale, they have no pace."""
    values = {
        **SERIES,
        "OBS_VALUE": [10.0, 12.0, 1.5],
        "UNIT_MULT": [4, 4, 5],
        "UNIT_MEASURE": ["person"] * 3,
    }
    goals = {**GOAL, "OBS_VALUE": [20.0], "UNIT_MULT": [4], "UNIT_MEASURE": ["person"]}
    row, expected = tracked(values, goals, engine, request)[0], tracked(SERIES, GOAL)[0]
    assert (row["BASE_VALUE"], row["LATEST_VALUE"]) == pytest.approx((10, 15))
    assert (row["PACE"], row["STATUS"]) == (pytest.approx(expected["PACE"]), expected["STATUS"])
    if engine in QUICK:
        for more in (
            {"UNIT_MEASURE": ["person", "person", "household"]},
            {"UNIT_MULT": [4, 4, None]},
        ):
            assert outcome({**values, **more}, goals, engine) == (
                "not_available",
                "unknown",
                "unit_mismatch",
            )
    without = {name: column for name, column in goals.items() if name != "UNIT_MULT"}
    if engine == "polars":
        assert outcome(values, without) == ("not_available", "unknown", "unit_mismatch")


def test_temperatures_do_not_compound():
    """Ratios of temperatures mean nothing; a share of the distance does."""
    values, goals = (
        {**each, "UNIT_MEASURE": ["degC"] * len(each["OBS_VALUE"])} for each in (SERIES, GOAL)
    )
    assert outcome(values, goals) == ("not_available", "no", "no_ratio_scale")
    row = tracked(values, goals, scheme="plan-linear")[0]
    assert (row["PACE"], row["OBSERVED_RATE"], row["STATUS"]) == (
        pytest.approx(0.5),
        None,
        "behind_schedule",
    )


def test_what_no_level_answers():
    """Targets on growth, for every year, or relative to another indicator are not compared with levels."""
    growth = {"MEASURE": ["growth"] * 3}
    assert outcome({**SERIES, **growth}, {**GOAL, "MEASURE": ["growth"]}) == (
        "not_available",
        "unknown",
        "no_baseline",
    )
    assert outcome(SERIES, {**GOAL, "MEASURE": ["growth"]}) == (
        "not_available",
        "unknown",
        "no_observation",
    )
    assert outcome({**SERIES, **growth}, GOAL) == ("not_available", "unknown", "no_observation")
    assert outcome(SERIES, {**GOAL, "EVERY": ["1y"]}) == (
        "not_available",
        "unknown",
        "period_mismatch",
    )
    assert outcome(SERIES, {**GOAL, "RELATIVE_TO": ["gdp"]}) == (
        "not_available",
        "unknown",
        "no_reference",
    )
    assert outcome(SERIES, with_years(GOAL, lambda y: f"{y - 4}-01-01/P5Y")) == (
        "not_available",
        "unknown",
        "period_mismatch",
    )


# --- what cannot be answered ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_duplicates_raise_or_are_unknown(engine, request):
    """Duplicates of the base or the latest value raise on eager frames; on lazy ones neither is used, even if it would suffice."""
    values = {"TIME_PERIOD": [2015, 2024, 2024], "OBS_VALUE": [100.0, 120.0, 250.0]}
    if engine in EAGER:
        with pytest.raises(FrameRowsError, match="more than one row") as caught:
            tracked(values, GOAL, engine)
        assert caught.value.rows == 1
    else:
        assert outcome(values, GOAL, engine, request) == (
            "not_available",
            "unknown",
            "duplicate_key",
        )


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"OBS_VALUE": [None, 200.0]}, "no_number"),
        ({"DIRECTION": [None, "higher"]}, "no_number"),
        ({"TIME_PERIOD": [None, 2030]}, "unreadable_period"),
        ({"QUALIFIER": ["between", "over"], "OBS_LOWER": [None, None]}, "no_number"),
        ({"REF_AREA": [None, "a"]}, "no_observation"),
    ],
)
def test_targets_without_an_answer(more, reason):
    """Not available, with the reason; the other row has its answer."""
    values, goals = (
        {**each, "REF_AREA": ["a"] * len(each["OBS_VALUE"])} for each in (SERIES, with_twice(GOAL))
    )
    found = tracked(
        values, {**goals, **more}, direction="DIRECTION" if "DIRECTION" in more else "higher"
    )
    assert {(row["STATUS"], row["REASON"]) for row in found} == {
        ("not_available", reason),
        ("substantial_progress", None),
    }


def with_twice(table):
    return {name: column * 2 for name, column in table.items()}


@pytest.mark.parametrize("engine", [name for name in LAZY if name != "pyspark"])
def test_rows_of_lazy_frames_that_cannot_be_read(engine):
    """A value without a readable period is ignored; an unknown qualifier makes no target."""
    values = {"TIME_PERIOD": ["2015", "2024", "in 2025"], "OBS_VALUE": [100.0, 150.0, 300.0]}
    assert outcome(values, GOAL, engine) == ("substantial_progress", "no", None)
    assert outcome(SERIES, {**GOAL, "QUALIFIER": ["at leat"]}, engine) == (
        "not_available",
        "unknown",
        "no_number",
    )
    with pytest.raises(FrameRowsError, match="unreadable"):
        tracked(values, GOAL)


def test_wrong_columns_and_frames_are_named():
    """Each error names the column or frame, with what to do."""
    goals = pl.DataFrame(GOAL)
    for wrong, words in (
        ({"value": "VALUE"}, "VALUE.*missing"),
        ({"direction": "up"}, "nor a direction"),
    ):
        with pytest.raises(FrameColumnError, match=words):
            frames.track(goals, goals, **{"direction": "higher", **wrong})
    with pytest.raises(FrameColumnError, match="REF_AREA.*not of the targets"):
        tracked({**SERIES, "REF_AREA": ["a"] * 3}, GOAL)
    with pytest.raises(FrameColumnError, match="REF_AREA.*not of the values"):
        tracked(SERIES, {**GOAL, "REF_AREA": ["a"]})
    with pytest.raises(FrameColumnError, match="PACE.*already"):
        tracked(SERIES, {**GOAL, "PACE": [1.0]})
    with pytest.raises(UnknownCodeError):
        tracked(SERIES, GOAL, scheme="mine")
    with pytest.raises(InvalidPeriodError):
        tracked(SERIES, GOAL, base="in 2015")
    with pytest.raises(FrameError, match="one engine"):
        frames.track(goals, goals.to_arrow(), direction="higher")
    assert frames.track(goals.clear(), goals, direction="higher")["REASON"].to_list() == [
        "no_observation"
    ]
    assert len(frames.track(goals, goals.clear(), direction="higher")) == 0


@pytest.mark.parametrize("engine", QUICK)
@pytest.mark.parametrize("more", [{}, {"base": 2020}])
def test_a_base_is_as_long_as_the_latest_value(engine, more):
    """A quarter is not a base for a year: values of another length change nothing, as with records."""
    years, quarters = {"2020": 50.0, "2021": 51.0, "2022": 52.0}, {"2019-Q1": 70.0, "2020-Q4": 9.0}
    kind = tj.Indicator("x", "%", "rate", "higher")
    goal = tj.Target(kind, tj.Period.year(2025), tj.Figure.at_least("60", "%"))
    goals = native(engine, {"TIME_PERIOD": ["2025"], "OBS_VALUE": [60.0]})
    found = []
    for levels in (years, {**quarters, **years}):
        frame = native(engine, {"TIME_PERIOD": list(levels), "OBS_VALUE": list(levels.values())})
        (row,) = rows(frames.track(frame, goals, direction="higher", keys=[], **more))
        series = kind.series({code: str(value) for code, value in levels.items()})
        expected = tj.track(goal, series, **more)
        assert row["PACE"] == pytest.approx(float(expected.value.value))
        assert (row["STATUS"], row["BASE_PERIOD"]) == (str(expected.status), "2020")
        found.append(row)
    assert found[0] == pytest.approx(found[1])


@pytest.mark.parametrize("engine", QUICK)
def test_a_way_does_not_reach_across_a_break(engine, request):
    """A break that is flagged after the base is the reason; one at the base, or elsewhere, is none."""
    values = [
        {"REF_AREA": area, "TIME_PERIOD": year, "OBS_VALUE": 100.0 + year, "FLAGS": flags}
        for area, at in (("at base", 2019), ("between", 2021), ("latest", 2024), ("none", None))
        for year in range(2019, 2025)
        for flags in ["break" if year == at else None]
    ]
    goals = [
        {"REF_AREA": area, "TIME_PERIOD": 2030, "OBS_VALUE": 3000.0}
        for area in ("at base", "between", "latest", "none")
    ]
    tables = (native(engine, columns(each), request) for each in (values, goals))
    found = rows(frames.track(*tables, direction="higher"))
    reasons = {row["REF_AREA"]: row["REASON"] for row in found}
    broken = "break_in_series"
    assert reasons == {"at base": None, "between": broken, "latest": broken, "none": None}
    assert {row["ACHIEVED"] for row in found} == {"no"}


def test_frames_agree_about_limits():
    """A ceiling and a band over a frame: within the limit or over it, and no share of a way."""
    values = {"REF_AREA": ["a", "a", "b", "b"], "TIME_PERIOD": [2015, 2018] * 2}
    values["OBS_VALUE"] = [43.0, 46.4, 43.0, 51.0]
    goals = {"REF_AREA": ["a", "b"], "TIME_PERIOD": [2020, 2020], "OBS_VALUE": [50.0, 50.0]}
    goals |= {"QUALIFIER": ["under", "about"], "DIRECTION": ["lower", "lower"]}
    found = frames.track(pl.DataFrame(values), pl.DataFrame(goals), "plan-linear")
    assert found.select("STATUS", "PACE", "ACHIEVED", "REASON").rows() == [
        ("within_limit", None, "yes", None),
        ("not_available", None, "unknown", "about_without_tolerance"),
    ]
    band = {"REF_AREA": ["a", "b"], "TIME_PERIOD": [2020, 2020], "OBS_VALUE": [None, None]}
    band |= {"OBS_LOWER": [45.0, 45.0], "OBS_UPPER": [50.0, 50.0], "QUALIFIER": ["between"] * 2}
    found = frames.track(
        pl.DataFrame(values),
        pl.DataFrame(band, schema_overrides={"OBS_VALUE": pl.Float64}),
        "plan-linear",
        direction="neither",
    )
    assert found.select("STATUS", "REASON").rows() == [("within_limit", None), ("over_limit", None)]

"""Attainment over frames: the answers of `tjstats.assess` for the same numbers, on every engine."""

from datetime import date
from decimal import Decimal
from itertools import product
from random import Random

import pytest

import tjstats as tj
from tests.frames.engines import EAGER, ENGINES, IGNORED, LAZY, native, rows
from tests.frames.generated import assert_alike, columns
from tjstats.errors import FrameColumnError, FrameError, FrameRowsError
from tjstats.values.qualifiers import Qualifier

pytest.importorskip("narwhals", reason="narwhals is not installed; see the extra 'frames'")
pl = pytest.importorskip("polars", reason="Polars is not installed")
frames = pytest.importorskip("tjstats.frames")
pytestmark = IGNORED

ANSWER = ("VERDICT", "GAP", "REASON")
MULTIPLIERS = (0, 4, -2)


def figure(qualifier, number, multiplier, width="0.5"):
    """A figure of each qualifier."""
    if qualifier == "between":
        return tj.Figure.between(
            number, str(Decimal(number) + Decimal(width)), "人", multiplier=multiplier
        )
    return tj.Figure(number, "人", qualifier=qualifier, multiplier=multiplier)


def cells(made):
    """The columns of a figure, with ends unless it is exactly its number."""
    scale, ends = -made.multiplier, made.bounds
    exact = made.qualifier is Qualifier.EXACTLY
    lower, upper = (
        None if exact or end is None else float(end.scaleb(scale))
        for end in (ends.lower, ends.upper)
    )
    return {
        "OBS_VALUE": float(made.value),
        "UNIT_MULT": made.multiplier,
        "OBS_LOWER": lower,
        "OBS_UPPER": upper,
        "LOWER_CLOSED": None if lower is None else ends.lower_closed,
        "UPPER_CLOSED": None if upper is None else ends.upper_closed,
    }


def cases(count, seed=3):
    """Targets of every qualifier and direction with figures of every qualifier around them, one area per case."""
    numbers = ("4", "0.3", "-2.5", "0", "1234567.8")
    steps = ("-1", "-0.5", "-0.1", "0", "0.1", "0.5", "1")
    every = list(
        product(Qualifier, tj.Direction, numbers, steps, Qualifier, MULTIPLIERS, MULTIPLIERS)
    )
    found = []
    for asked, direction, number, step, given, one, other in Random(seed).sample(every, count):
        reported = str((Decimal(number) + Decimal(step)).scaleb(one - other))
        if all(
            Decimal(each) or word not in ("some_over", "nearly")
            for word, each in ((asked, number), (given, reported))
        ):
            found.append((direction, figure(asked, number, one), figure(given, reported, other)))
    return found


def table(found):
    """The values and the targets of some cases."""
    at = [{"REF_AREA": f"c{n:04}", "TIME_PERIOD": 2025} for n in range(len(found))]
    values = [{**where, **cells(case[2])} for where, case in zip(at, found, strict=True)]
    goals = [
        {**where, **cells(goal), "QUALIFIER": str(goal.qualifier), "DIRECTION": str(direction)}
        for where, (direction, goal, _) in zip(at, found, strict=True)
    ]
    return values, goals


def of_record(case, tolerance=None):
    """Verdict, least gap in the target's scale, and reason from the record API."""
    direction, goal, given = case
    jobs = tj.Indicator("jobs", "人", "average", direction)
    answer = tj.assess(
        tj.Target(jobs, tj.Period.year(2025), goal),
        jobs.observe("2025", given),
        tolerance=tolerance,
    )
    least = None if answer.gap is None else answer.gap.bounds.lower
    reason = None if answer.reason is None else str(answer.reason)
    return (
        str(answer.verdict),
        None if least is None else float(least.scaleb(-goal.multiplier)),
        reason,
    )


def assert_answers(answer, found, tolerance=None):
    for row, case in zip(answer, found, strict=True):
        verdict, gap, reason = of_record(case, tolerance)
        size = max(abs(row["OBS_VALUE"]), abs(row["GAP"] or 0), 1e-3)
        assert (row["VERDICT"], row["REASON"]) == (verdict, reason), (row, case)
        assert row["GAP"] == (
            None if gap is None else pytest.approx(gap, rel=1e-12, abs=1e-12 * size)
        ), (row, case)


@pytest.mark.parametrize("tolerance", [None, 0, 0.5])
def test_every_qualifier_direction_and_range(tolerance):
    """Verdict, gap and reason of each case match the record API, in the target's scale."""
    found = cases(2500)
    values, goals = table(found)
    answer = rows(frames.assess(pl.DataFrame(values), pl.DataFrame(goals), tolerance=tolerance))
    assert_answers(answer, found, None if tolerance is None else str(tolerance))


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_answers_alike(engine, request):
    """The same rows in the same order as Polars, in the native type. Dask turns nullable booleans into text."""
    values, goals = table(cases(40))
    expected = rows(frames.assess(pl.DataFrame(values), pl.DataFrame(goals)))
    values, goals = (Random(1).sample(each, len(each)) for each in (values, goals))
    given = native(engine, columns(values), request)
    answer = frames.assess(given, native(engine, columns(goals), request))
    assert type(answer).__module__.split(".")[0] == type(given).__module__.split(".")[0]
    assert_alike(rows(answer), expected, but=("LOWER_CLOSED", "UPPER_CLOSED"))


# --- which rows meet ------------------------------------------------------------------------------------------------------

VALUES = {
    "REF_AREA": ["津", "沪", None],
    "TIME_PERIOD": [2025] * 3,
    "OBS_VALUE": [179.9, 174.2, float("nan")],
}
GOALS = {"TIME_PERIOD": [2025], "OBS_VALUE": [175.0]}


def asked(values, goals, engine="polars", request=None, **more):
    """The answer of one engine; a target with a plain number is a floor."""
    frame, targets = (native(engine, each, request) for each in (values, goals))
    return rows(frames.assess(frame, targets, **{"direction": "higher", **more}))


def told(values, goals, *args, **more):
    return [(row["VERDICT"], row["REASON"]) for row in asked(values, goals, *args, **more)]


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "pyspark"])
def test_a_target_without_an_area_applies_to_every_area(engine):
    """The answer has the area, including a null one."""
    found = {
        row["REF_AREA"]: (row["VERDICT"], row["REASON"]) for row in asked(VALUES, GOALS, engine)
    }
    assert found == {"津": ("yes", None), "沪": ("no", None), None: ("unknown", "missing_value")}
    goals = {**GOALS, "REF_AREA": [None]}
    assert told(VALUES, goals, engine) == [("unknown", "missing_value")]


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "pyspark"])
@pytest.mark.parametrize("written", [2025, "2025", "2025-01-01/P1Y"])
@pytest.mark.parametrize("asked_for", [2025, "2025", "2025-01-01/P1Y"])
def test_one_year_in_many_notations(engine, written, asked_for):
    """A year equals itself in every notation; its last day is a point in time, and not the year."""
    values = {"TIME_PERIOD": [written, written], "OBS_VALUE": [1.0, 2.0], "REF_AREA": ["a", "b"]}
    goals = {"TIME_PERIOD": [asked_for], "OBS_VALUE": [2.0]}
    assert told(values, goals, engine) == [("no", None), ("yes", None)]


def test_points_in_time():
    """Dates match their codes; a target for a year is not answered by a value as of a day."""
    values = {"TIME_PERIOD": [date(2025, 12, 31)], "OBS_VALUE": [2.0]}
    for day in (date(2025, 12, 31), "2025-12-31"):
        assert told(values, {"TIME_PERIOD": [day], "OBS_VALUE": [2.0]}) == [("yes", None)]
    assert told(values, {"TIME_PERIOD": [2025], "OBS_VALUE": [2.0]}) == [
        ("unknown", "no_observation")
    ]


def test_measures_scopes_and_areas_match_as_in_records():
    """A target on values is not compared with growth, and an area that only the targets have is an error."""
    values = {
        "TIME_PERIOD": [2025] * 3,
        "OBS_VALUE": [5.0, 180.0, 190.0],
        "MEASURE": ["growth", None, None],
    }
    values["SCOPE"] = [None, None, "城镇"]
    assert told(values, GOALS) == [("yes", None)]
    assert told({**GOALS, "OBS_VALUE": [180.0]}, {**GOALS, "MEASURE": ["growth"]}) == [
        ("unknown", "only_levels")
    ]
    assert told({**GOALS, "MEASURE": ["value"]}, {**GOALS, "MEASURE": [None]}) == [("yes", None)]
    assert len(told(values, GOALS, keys=["MEASURE", "SCOPE"])) == 3
    with pytest.raises(FrameColumnError, match="REF_AREA.*not of the values"):
        asked(GOALS, {**GOALS, "REF_AREA": ["津"]})
    assert told(GOALS, {**GOALS, "REF_AREA": ["津"]}, keys=[]) == [("yes", None)]


# --- what cannot be answered ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_duplicates_raise_or_are_unknown(engine, request):
    """Eager frames raise with the count, lazy ones are unknown; a duplicate that no target needs is ignored."""
    values = {
        "TIME_PERIOD": [2025, 2025, 2025, 2024, 2024],
        "OBS_VALUE": [180.0, 190.0, 170.0, 1.0, 2.0],
    }
    if engine in EAGER:
        with pytest.raises(FrameRowsError, match="more than one row") as caught:
            asked(values, GOALS, engine)
        assert caught.value.rows == 3
    else:
        assert told(values, GOALS, engine, request) == [("unknown", "duplicate_key")]
    once = {name: column[2:] for name, column in values.items()}
    assert told(once, GOALS, engine, request) == [("no", None)]


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "pyspark"])
def test_another_unit_or_unknown_scale_has_no_verdict(engine):
    """If the unit differs, or only one side has a scale, there is no verdict and no gap."""
    values = {
        "REF_AREA": ["a", "b", "c"],
        "TIME_PERIOD": [2025] * 3,
        "OBS_VALUE": [18.0, 18.0, 18.0],
    }
    values |= {"UNIT_MEASURE": ["person", "household", "person"], "UNIT_MULT": [5, 5, None]}
    goals = {**GOALS, "UNIT_MEASURE": ["person"], "UNIT_MULT": [4]}
    found = [(row["VERDICT"], row["REASON"], row["GAP"]) for row in asked(values, goals, engine)]
    assert found == [
        ("yes", None, 5.0),
        ("unknown", "unit_mismatch", None),
        ("unknown", "unit_mismatch", None),
    ]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"OBS_VALUE": [None, 1.0]}, "no_number"),
        ({"QUALIFIER": ["between", "over"], "OBS_LOWER": [None, None]}, "unreadable_target"),
        ({"DIRECTION": [None, "higher"]}, "unreadable_target"),
        ({"TIME_PERIOD": [None, 2025]}, "unreadable_period"),
        ({"EVERY": ["1y", None]}, "period_mismatch"),
        ({"RELATIVE_TO": ["gdp", None]}, "no_reference"),
    ],
)
def test_targets_that_no_number_answers(more, reason):
    """Unknown, with the reason; the other row has its answer."""
    goals = {"REF_AREA": ["津", "津"], "TIME_PERIOD": [2025] * 2, "OBS_VALUE": [175.0] * 2, **more}
    found = told(VALUES, goals, direction="DIRECTION" if "DIRECTION" in more else "higher")
    assert sorted(found) == [("unknown", reason), ("yes", None)]


@pytest.mark.parametrize("engine", ENGINES)
def test_unknown_codes_raise_or_are_unknown(engine, request):
    """Eager frames raise; on lazy ones the row is unknown."""
    goals = {**GOALS, "QUALIFIER": ["at leat"]}
    if engine in EAGER:
        with pytest.raises(FrameRowsError, match="no qualifier, such as 'at leat'"):
            asked(GOALS, goals, engine)
    else:
        assert told(GOALS, goals, engine, request) == [("unknown", "unreadable_target")]


@pytest.mark.parametrize("engine", [name for name in LAZY if name != "pyspark"])
def test_unreadable_periods_of_lazy_frames(engine):
    """A value with an unreadable period matches no target; nor does such a target match a value."""
    values = {"TIME_PERIOD": ["2025", "in 2025"], "OBS_VALUE": [1.0, 2.0]}
    goals = {"TIME_PERIOD": ["2025", "in 2025"], "OBS_VALUE": [1.0, 2.0]}
    assert sorted(told(values, goals, engine)) == [("unknown", "unreadable_period"), ("yes", None)]
    with pytest.raises(FrameRowsError, match="unreadable"):
        told(values, goals)


def test_wrong_columns_and_frames_are_named():
    """Each error names the column or frame, with what to do."""
    goals = pl.DataFrame(GOALS)
    for wrong, words in (
        ({"value": "VALUE"}, "VALUE.*missing"),
        ({"direction": "up"}, "nor a direction"),
        ({"tolerance": -1}, "zero"),
    ):
        with pytest.raises(FrameColumnError, match=words):
            frames.assess(goals, goals, **{"direction": "higher", **wrong})
    with pytest.raises(FrameColumnError, match="DIRECTION"):
        frames.assess(goals, goals)
    with pytest.raises(FrameColumnError, match="not numbers"):
        frames.assess(goals, goals.cast({"OBS_VALUE": pl.String}), direction="higher")
    with pytest.raises(FrameColumnError, match="GAP.*already"):
        frames.assess(goals, goals.with_columns(GAP=1), direction="higher")
    with pytest.raises(FrameError, match="one engine"):
        frames.assess(goals, goals.to_arrow(), direction="higher")
    assert isinstance(frames.assess(goals, goals.lazy(), direction="higher"), pl.LazyFrame)


def test_empty_frames_of_values_or_targets():
    """Without values nothing is observed; without targets there are no rows."""
    goals = pl.DataFrame(GOALS)
    assert frames.assess(goals.clear(), goals, direction="higher")["REASON"].to_list() == [
        "no_observation"
    ]
    assert len(frames.assess(goals, goals.clear(), direction="higher")) == 0


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("keys", [None, ["MEASURE"]])
def test_growth_is_not_computed_from_levels(engine, keys, request):
    """The reason says so where the record computes it; growth that is reported is compared, and a target on levels
    that no level meets has no observation."""
    values = {
        "REF_AREA": ["a", "a", "b"],
        "TIME_PERIOD": [2020, 2025, 2024],
        "OBS_VALUE": [100.0, 131.0, 5.0],
        "MEASURE": ["value", None, "growth"],
    }
    goals = {
        "REF_AREA": ["a", "b", "b", "a"],
        "TIME_PERIOD": [2025, 2025, 2024, 2023],
        "OBS_VALUE": [30.0] * 4,
        "MEASURE": ["growth", "growth", "growth", "value"],
    }
    if keys is not None:
        values, goals = (
            {**table, "REF_AREA": ["a"] * len(table["REF_AREA"])} for table in (values, goals)
        )
    tables = (native(engine, each, request) for each in (values, goals))
    answer = rows(frames.assess(*tables, direction="higher", keys=keys))
    reasons = {(r["REF_AREA"], r["TIME_PERIOD"], r["MEASURE"]): r["REASON"] for r in answer}
    if keys is None:
        assert reasons == {
            ("a", 2025, "growth"): "only_levels",
            ("b", 2025, "growth"): "no_observation",
            ("b", 2024, "growth"): None,
            ("a", 2023, "value"): "no_observation",
        }
    else:
        assert reasons["a", 2025, "growth"] == "only_levels"
        assert reasons["a", 2023, "value"] == "no_observation"


@pytest.mark.parametrize("engine", ENGINES)
def test_parts_of_the_period_are_the_reason(engine, request):
    """Where a record would be totalled or averaged, the reason says so; other times are no parts."""
    values = {
        "REF_AREA": ["a", "a", "b", "c", "c", "d"],
        "TIME_PERIOD": ["2021", "2022", "2020", "2021-01-01/P5Y", "2021", "2022-03"],
        "OBS_VALUE": [90.0, 90.0, 200.0, 180.0, 90.0, 9.0],
    }
    goals = {
        "REF_AREA": ["a", "b", "c", "d", "e"],
        "TIME_PERIOD": ["2021-01-01/P5Y"] * 3 + ["2022-Q1"] * 2,
        "OBS_VALUE": [175.0] * 5,
    }
    tables = (native(engine, each, request) for each in (values, goals))
    found = rows(frames.assess(*tables, direction="higher"))
    assert [(row["VERDICT"], row["REASON"]) for row in found] == [
        ("unknown", "only_parts"),
        ("unknown", "no_observation"),
        ("yes", None),
        ("unknown", "only_parts"),
        ("unknown", "no_observation"),
    ]


@pytest.mark.parametrize("question", [frames.assess, frames.track])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_number_set_elsewhere(engine, question, request):
    """A target without a number is set elsewhere if it names by whom, as in records."""
    values = {"REF_AREA": ["a", "b", "c"], "TIME_PERIOD": [2025] * 3, "OBS_VALUE": [9.0] * 3}
    goals = {
        "REF_AREA": ["a", "b", "c"],
        "TIME_PERIOD": [2025] * 3,
        "OBS_VALUE": [None, None, 9.0],
        "SET_BY": ["the province", None, "the province"],
    }
    tables = (native(engine, each, request) for each in (values, goals))
    found = rows(question(*tables, direction="higher"))
    reasons = [row["REASON"] for row in found]
    assert reasons[:2] == ["set_elsewhere", "no_number"]
    assert reasons[2] not in ("set_elsewhere", "no_number")

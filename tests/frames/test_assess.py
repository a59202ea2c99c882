"""Attainment over frames: what `tjstats.assess` says of the same numbers, on every engine."""

from datetime import date
from decimal import Decimal
from itertools import product
from random import Random

import pytest

import tjstats as tj
from tests.frames.engines import EAGER, ENGINES, IGNORED, LAZY, native, rows
from tests.frames.generated import alike, assert_alike, columns
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
        return tj.Figure.between(number, str(Decimal(number) + Decimal(width)), "人", multiplier=multiplier)
    return tj.Figure(number, "人", qualifier=qualifier, multiplier=multiplier)


def cells(made):
    """The columns of a figure, with its ends where it is not exactly its number."""
    scale, ends = -made.multiplier, made.bounds
    exact = made.qualifier is Qualifier.EXACTLY
    lower, upper = (None if exact or end is None else float(end.scaleb(scale)) for end in (ends.lower, ends.upper))
    return {
        "OBS_VALUE": float(made.value),
        "UNIT_MULT": made.multiplier,
        "OBS_LOWER": lower,
        "OBS_UPPER": upper,
        "LOWER_CLOSED": None if lower is None else ends.lower_closed,
        "UPPER_CLOSED": None if upper is None else ends.upper_closed,
    }


def cases(count, seed=3):
    """Targets of every qualifier and direction with figures of every qualifier about them, a case an area."""
    numbers = ("4", "0.3", "-2.5", "0", "1234567.8")
    steps = ("-1", "-0.5", "-0.1", "0", "0.1", "0.5", "1")
    every = list(product(Qualifier, tj.Direction, numbers, steps, Qualifier, MULTIPLIERS, MULTIPLIERS))
    found = []
    for asked, direction, number, step, given, one, other in Random(seed).sample(every, count):
        reported = str((Decimal(number) + Decimal(step)).scaleb(one - other))
        if all(Decimal(each) or word not in ("some_over", "nearly") for word, each in ((asked, number), (given, reported))):
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
    """Verdict, the least gap in the target's scale, and the reason by the record API."""
    direction, goal, given = case
    jobs = tj.Indicator("jobs", "人", "average", direction)
    answer = tj.assess(tj.Target(jobs, tj.Period.year(2025), goal), jobs.observe("2025", given), tolerance=tolerance)
    least = None if answer.gap is None else answer.gap.bounds.lower
    reason = None if answer.reason is None else str(answer.reason)
    return str(answer.verdict), None if least is None else float(least.scaleb(-goal.multiplier)), reason


def assert_answers(answer, found, tolerance=None):
    for row, case in zip(answer, found, strict=True):
        verdict, gap, reason = of_record(case, tolerance)
        size = max(abs(row["OBS_VALUE"]), abs(row["GAP"] or 0), 1e-3)
        assert (row["VERDICT"], row["REASON"]) == (verdict, reason), (row, case)
        assert row["GAP"] == (None if gap is None else pytest.approx(gap, rel=1e-12, abs=1e-12 * size)), (row, case)


@pytest.mark.parametrize("tolerance", [None, 0, 0.5])
def test_every_qualifier_direction_and_range(tolerance):
    """Verdict, gap and reason of each case are those of the record API, in the target's scale."""
    found = cases(2500)
    values, goals = table(found)
    answer = rows(frames.assess(pl.DataFrame(values), pl.DataFrame(goals), tolerance=tolerance))
    assert_answers(answer, found, None if tolerance is None else str(tolerance))

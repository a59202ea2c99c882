"""Pace over frames: what `tjstats.track` says of the same numbers, on every engine."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

import tjstats as tj
from tests.frames.engines import EAGER, ENGINES, IGNORED, LAZY, native, rows
from tests.frames.generated import assert_alike, columns
from tjstats.errors import FrameColumnError, FrameError, FrameRowsError, InvalidPeriodError, UnknownCodeError
from tjstats.questions.scheme_table import SCHEMES

pytest.importorskip("narwhals", reason="narwhals is not installed; see the extra 'frames'")
pl = pytest.importorskip("polars", reason="Polars is not installed")
frames = pytest.importorskip("tjstats.frames")
pytestmark = IGNORED

WORDS = ("exactly", "at_least", "over", "at_most", "under")


def generated(count, seed=2):
    """Series with targets for 2025 or so: rising, falling and negative levels, met, passed, equal to the base, with gaps."""
    rng, values, goals = Random(seed), [], []
    for number in range(count):
        area, sign = f"a{number:03}", rng.choice([1, 1, 1, -1])
        first, level, step = rng.choice([2013, 2015, 2016, 2022]), rng.choice([0.0, 2.0, 80.0, 99.5]), rng.uniform(0.8, 1.25)
        levels = {}
        for year in range(first, 2027):
            if rng.random() < 0.8 and (len(levels) < 1 or number % 17):
                levels[year] = rng.choice([sign * round(level, 3)] * 14 + [None])
            level = level * step * rng.uniform(0.97, 1.03) + rng.choice([0, 0, 0, -3 if number % 13 == 0 else 0])
        values += [{"REF_AREA": area, "TIME_PERIOD": y, "OBS_VALUE": v} for y, v in levels.items()]
        known = [v for v in levels.values() if v is not None] or [1.0]
        goal = rng.choice(
            [known[0], known[-1], known[-1] * 1.0, round(known[-1] * 1.3, 2), round(known[-1] * 0.7, 2), 0.0, 100.0]
        )
        made = {"REF_AREA": area, "TIME_PERIOD": rng.choice([2025] * 5 + [2015, 2013, 2030]), "OBS_VALUE": goal}
        goals.append(
            {**made, "UNIT_MEASURE": "percent", "QUALIFIER": rng.choice(WORDS), "DIRECTION": rng.choice(list(tj.Direction)).value}
        )
    return values, goals


def of_record(goal, values, scheme, base, latest):
    kind = tj.Indicator("x", "%", "average", goal["DIRECTION"])
    figure = tj.Figure(str(goal["OBS_VALUE"]), "%", qualifier=goal["QUALIFIER"])
    target = tj.Target(kind, tj.Period.year(goal["TIME_PERIOD"]), figure)
    found = {row["TIME_PERIOD"]: None if row["OBS_VALUE"] is None else str(row["OBS_VALUE"]) for row in values}
    status = {None: "missing"}
    made = tj.Series(tuple(kind.observe(tj.Period.year(y), v, status=status.get(v, "normal")) for y, v in sorted(found.items())))
    return tj.track(target, made, scheme, base=base, latest=latest)


def number(figure):
    return None if figure is None else float(getattr(figure, "value", figure))


@pytest.mark.parametrize("base", [None, 2016])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme(scheme, base):
    """Status, score, rates, levels and reason of each series are those of the record API."""
    values, goals = generated(250)
    answer = rows(frames.track(pl.DataFrame(values), pl.DataFrame(goals), scheme, base=base))
    series = {}
    for row in values:
        series.setdefault(row["REF_AREA"], []).append(row)
    bad = 0
    for row, goal in zip(answer, goals, strict=True):
        if goal["REF_AREA"] not in series:
            continue
        told = of_record(goal, series[goal["REF_AREA"]], scheme, base, None)
        rule = {
            "STATUS": told.status,
            "REASON": None if told.reason is None else str(told.reason),
            "ACHIEVED": "unknown" if told.achieved is None else str(told.achieved),
            "PACE": number(told.value),
            "SCORE": number(told.score),
            "OBSERVED_RATE": number(told.observed_rate),
            "REQUIRED_RATE": number(told.required_rate),
            "BASE_VALUE": number(told.base_level),
            "LATEST_VALUE": number(told.latest_level),
        }
        wrong = [
            (n, row[n], w)
            for n, w in rule.items()
            if not (row[n] == w or (isinstance(w, float) and row[n] == pytest.approx(w, rel=1e-12, abs=1e-12)))
        ]
        if wrong:
            bad += 1
            if bad < 8:
                print(wrong, goal, [(r["TIME_PERIOD"], r["OBS_VALUE"]) for r in series[goal["REF_AREA"]]][:12])
    assert not bad

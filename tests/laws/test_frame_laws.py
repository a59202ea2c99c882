"""Frames say of every row what the record questions say of it, on random tables: periods of all lengths beside each
other, missing values, bounds, zeros and negative values, in random order."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tjstats as tj
from tests.frames.engines import native, rows
from tests.frames.generated import columns
from tests.frames.plan_rows import assert_answers, of_records
from tests.frames.plan_rows import generated as plans_generated
from tjstats import AsOf, Figure, Indicator, Period
from tjstats.errors import PeriodKindError, PeriodOrderError

frames = pytest.importorskip("tjstats.frames")
pytest.importorskip("narwhals", reason="narwhals is not installed; see the extra 'frames'")
pytest.importorskip("polars", reason="Polars is not installed")

ENGINES = pytest.mark.parametrize("engine", ["polars", "polars lazy", "pandas", "duckdb"])
seeds = st.integers(0, 2**40)
LEVEL = Indicator("level", "人", "average")
STOCK = Indicator("stock", "人", "stock", "higher")
BOUNDS = ("over", "at_least", "under", "at_most", "nearly")


def a_time(r):
    """A span of some length, mostly a common one, or a point in time."""
    year = r.randint(2019, 2025)
    match r.choice("yyyyqqqhmmpds"):
        case "y":
            return Period.year(year)
        case "q":
            return Period.quarter(year, r.randint(1, 4))
        case "h":
            return Period.half_year(year, r.randint(1, 2))
        case "m":
            return Period.month(year, r.randint(1, 12))
        case "p":
            return Period.years(year, year + 4)
        case "d":
            return AsOf(f"{year}-12-31")
        case _:
            return a_day(r, year)


def a_day(r, year):
    """A day of a year, mostly one that is whole months from others: near the end of a month, or its middle."""
    month = Period.month(year, r.choice([1, 2, 2, 3, 6, r.randint(1, 12)]))
    return AsOf(month.start.replace(day=min(r.choice([15, 28, 29, 30, 31]), month.days)))


def table_of(r, series):
    """Rows of some series, each time once, in random order."""
    found = []
    for number in range(series):
        for time in dict.fromkeys(a_time(r) for _ in range(r.randint(1, 30))):
            value = r.choice([r.randint(1, 900) / 4] * 12 + [0.0, -3.5, None])
            word = r.choice([None] * 6 + ["exactly", "about", *BOUNDS[:2]])
            code = str(time.date if isinstance(time, AsOf) else time)
            found.append(
                {
                    "REF_AREA": f"a{number}",
                    "TIME_PERIOD": code,
                    "OBS_VALUE": value,
                    "QUALIFIER": word,
                    "time": time,
                }
            )
    r.shuffle(found)
    return found


def table_of_days(r, series):
    """Levels of some series at two or three days of other years."""
    return [
        {"REF_AREA": f"a{number:02}", "TIME_PERIOD": str(day.date), "OBS_VALUE": level, "time": day}
        for number in range(series)
        for year in sorted(r.sample(range(2019, 2026), r.choice([2, 2, 3])))
        for day, level in [(a_day(r, year), r.randint(400, 900) / 8)]
    ]


def expected_of(row, base):
    """Change, rate, both yearly rates and reason of a row and the row that is its base, if there is one."""
    nothing = (None, None, None, None)
    if row["QUALIFIER"] in BOUNDS:
        return (*nothing, "only_a_bound")
    if row["OBS_VALUE"] is None:
        return (*nothing, "missing_value")
    if isinstance(base, str):
        return (*nothing, base)
    if base is None:
        return (*nothing, "no_observation")
    if base["QUALIFIER"] in BOUNDS:
        return (*nothing, "only_a_bound")
    if base["OBS_VALUE"] is None:
        return (*nothing, "missing_value")
    now, then = (
        LEVEL.observe(each["time"], Figure(str(each["OBS_VALUE"]), "人")) for each in (row, base)
    )
    g = tj.growth(now, then)
    return g.change, g.rate, g.average_annual, tj.annualised(g), g.reason and str(g.reason)


def base_at(known, row, base):
    """The row of a single base, or the reason of the error that records raise."""
    try:
        tj.growth(LEVEL.observe(row["time"], "1"), LEVEL.observe(base, "1"))
    except (PeriodKindError, PeriodOrderError):
        return "period_mismatch"
    return known.get((row["REF_AREA"], base))


def asked(r, table):
    """A question of growth, the row that is the base of each row, and whether averages are asked for."""
    known = {(row["REF_AREA"], row["time"]): row for row in table}
    if r.random() < 0.5:
        base = r.choice(table)["time"]
        return {"base": base}, lambda row: base_at(known, row, base), True
    over = r.choice(["1y", "1y", "2y", "5y", "1q", "1m", "6m"])

    def before(row):
        """The row so much earlier; 28 February is so much before the 28th only where both end the month, or neither."""
        time = row["time"].shift(-1, over)
        return known.get((row["REF_AREA"], time)) if time.shift(1, over) == row["time"] else None

    return {"over": over}, before, over in ("2y", "5y")


def check_growth(engine, seed, series):
    """Raise unless a random table has the growth of its records."""
    r = Random(seed)
    table = table_of(r, series)
    question, base_of, averaged = asked(r, table)
    lengths = {row["time"].months if isinstance(row["time"], Period) else 0 for row in table}
    frame = native(
        engine, {name: values for name, values in columns(table).items() if name != "time"}
    )
    try:
        answer = rows(frames.growth(frame, **question, annualised=True))
    except tj.errors.InvalidPeriodError:
        assert len(lengths) == 1  # such as quarter on quarter of years
        return 0
    by_code = {(row["REF_AREA"], row["TIME_PERIOD"]): row for row in table}
    assert len(answer) == len(table)
    for found in answer:
        row = by_code[found["REF_AREA"], found["TIME_PERIOD"]]
        *figures, reason = expected_of(row, base_of(row))
        if not averaged and reason in ("not_whole_years", "period_longer_than_year"):
            reason = None
        for name, figure in zip(
            ("CHANGE", "RATE", "AVERAGE_ANNUAL", "ANNUALISED"), figures, strict=True
        ):
            if name in found:
                number = (
                    None
                    if figure is None
                    else pytest.approx(float(figure.value), rel=1e-9, abs=1e-9)
                )
                assert found[name] == number, (name, found, row, question)
        assert found["REASON"] == reason, (found, row, question)
    return len(answer)


def check_pace(engine, seed, series):
    """Raise unless targets at some day have the pace of their records."""
    r = Random(seed)
    table = table_of_days(r, series)
    goals = [
        {"REF_AREA": area, "TIME_PERIOD": str(a_day(r, 2026).date), "OBS_VALUE": 150.0}
        for area in sorted({row["REF_AREA"] for row in table})
    ]
    frame = native(engine, {name: [row[name] for row in table] for name in list(table[0])[:3]})
    answer = rows(frames.track(frame, native(engine, columns(goals)), direction="higher"))
    assert [row["REF_AREA"] for row in answer] == [goal["REF_AREA"] for goal in goals]
    for found, goal in zip(answer, goals, strict=True):
        observed = [
            STOCK.observe(row["time"], Figure(str(row["OBS_VALUE"]), "人"))
            for row in table
            if row["REF_AREA"] == goal["REF_AREA"]
        ]
        target = tj.Target(STOCK, AsOf(goal["TIME_PERIOD"]), Figure("150", "人"))
        pace = tj.track(target, tj.Series(tuple(observed)))
        reason = None if pace.reason is None else str(pace.reason)
        assert (found["STATUS"], found["REASON"]) == (pace.status, reason), (found, pace)
        for name, figure in (("PACE", pace.value), ("REQUIRED_RATE", pace.required_rate)):
            if reason is None:
                assert found[name] == pytest.approx(float(figure.value), rel=1e-9), (name, found)
    return len(answer)


def check_plans(engine, seed, series):
    """Raise unless series have the comparison of their records; those without a row in either plan have none."""
    table = plans_generated(series, seed, flagged=seed % 3 / 20)
    r = Random(seed)
    first, later = r.choice([2016, 2016, 2018, 2014]), r.choice([2021, 2021, 2022])
    plans = [
        tj.Plan(Period.years(first, r.choice([later - 1, 2020]))),
        tj.Plan(Period.years(later, r.choice([later + 4, later, later + 2]))),
    ]
    years = {
        year for each in plans for year in range(each.period.start.year, each.period.end.year + 1)
    }
    within = {row["REF_AREA"] for row in table if row["TIME_PERIOD"] in years}
    answer = rows(frames.compare(native(engine, columns(table)), *plans))
    expected = of_records(table, plans)
    assert_answers(answer, {area: each for area, each in expected.items() if area in within})
    return len(answer)


def a_day_code(r):
    """A code of a week, a day or a span of days around a new year, its first day, and its length, 0 for a day."""
    day = date(r.choice([1999, 2000, 2015, 2020, 2024]), 12, 26) + timedelta(r.randrange(70))
    match r.choice("wwds"):
        case "w":
            year, week, _ = day.isocalendar()
            return (
                r.choice([f"{year}-W{week:02}", f"{year}W{week}"]),
                day - timedelta(day.weekday()),
                7,
            )
        case "d":
            return str(day), day, 0
        case _:
            length = r.choice([1, 7, 10, 400])
            return f"{day}/P{length}D", day, length


def check_days(engine, seed, count):
    """Raise unless rows have the base so many days earlier and of the same length, or the single one."""
    r = Random(seed)
    times = {(start, length): code for code, start, length in (a_day_code(r) for _ in range(count))}
    levels = {time: float(r.randint(1, 900)) for time in times}
    table = {"TIME_PERIOD": list(times.values()), "OBS_VALUE": list(levels.values())}
    step, single = r.choice([1, 7, 7, 14, 21]), r.choice(list(times))
    question = (
        {"over": f"{step}d"} if r.random() < 0.6 or not single[1] else {"base": times[single]}
    )
    codes = {code: time for time, code in times.items()}
    try:
        answer = rows(frames.growth(native(engine, table), **question, keys=[]))
    except tj.errors.InvalidPeriodError:
        assert len({length for _, length in times}) == 1
        return 0
    for row in answer:
        start, length = codes[row["TIME_PERIOD"]]
        base = (start - timedelta(step), length) if "over" in question else single
        known = base in levels and (base[1], base[0]) < (length, start) and base[1] == length
        rate = levels[start, length] / levels[base] * 100 - 100 if known else None
        assert row["RATE"] == (rate if rate is None else pytest.approx(rate)), (row, question)
    return len(answer)


class TestFrames:
    """A row of a frame has the answer of its record, in every engine."""

    @ENGINES
    @settings(max_examples=6)
    @given(seed=seeds)
    def test_growth(self, engine, seed):
        """Of every row from an earlier one or from a single base, with both yearly rates and the reasons."""
        check_growth(engine, seed, 12)

    @ENGINES
    @settings(max_examples=5)
    @given(seed=seeds)
    def test_growth_over_days(self, engine, seed):
        """Weeks, days and spans of days, by naive dates."""
        check_days(engine, seed, 60)

    @ENGINES
    @settings(max_examples=4)
    @given(seed=seeds)
    def test_pace(self, engine, seed):
        """Of levels at any days towards targets at any day, in the same whole months."""
        check_pace(engine, seed, 30)

    @ENGINES
    @settings(max_examples=4)
    @given(seed=seeds)
    def test_plans(self, engine, seed):
        """Two plans side by side, of every nature and direction, and of any lengths."""
        check_plans(engine, seed, 30)

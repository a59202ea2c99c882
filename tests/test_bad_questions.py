"""Questions that make no sense, or have no answer: each has its error or its reason."""

from datetime import date, datetime
from pathlib import Path

import pytest

import tjstats as tj
from tests.indicators import JOBS
from tjstats import (
    Dataset,
    Figure,
    Indicator,
    Observation,
    Period,
    Reason,
    Scheme,
    Series,
    Source,
    Target,
    Verdict,
    track,
)
from tjstats.errors import (
    DuplicatePeriodError,
    InvalidPeriodError,
    InvalidRecordError,
    LoadError,
    PeriodKindError,
    PeriodOrderError,
    TjstatsError,
    UnknownCodeError,
)
from tjstats.formats import csv, datapackage, json, sdmx_csv
from tjstats.questions.pace.offices import SCHEMES

UP = Indicator("test.up", "倍", "average", "higher")
GOAL = Target(UP, Period.year(2030), Figure("9", "倍"))
SCORED = [code for code in SCHEMES if code != "binary"]


@pytest.mark.parametrize("scheme", SCORED)
def test_one_value_has_no_pace(scheme):
    """A single value has no trend."""
    pace = track(GOAL, UP.series({2020: "5"}), scheme)
    assert (pace.status, pace.reason, pace.score) == (
        SCHEMES[scheme].not_available,
        Reason.ONE_POINT,
        None,
    )


@pytest.mark.parametrize("scheme", SCORED)
def test_a_base_after_the_latest_value(scheme):
    """A pace never runs backwards in time."""
    pace = track(GOAL, UP.series({2020: "5", 2024: "6"}), scheme, base=2024, latest=2020)
    assert (pace.status, pace.reason) == (SCHEMES[scheme].not_available, Reason.BASE_AFTER_LATEST)


@pytest.mark.parametrize("scheme", SCORED)
def test_no_pace_across_a_break(scheme):
    """A change of scope between base and latest value leaves no answer."""
    seen = [
        UP.observe(2020, "5"),
        UP.observe(2022, "5", scope="new"),
        UP.observe(2024, "6", scope="new"),
    ]
    pace = track(GOAL, Series(tuple(seen)), scheme)
    assert (pace.status, pace.reason) == (SCHEMES[scheme].not_available, Reason.BREAK_IN_SERIES)


def test_a_series_with_duplicate_years_is_refused():
    """A series is refused before any pace is computed from it."""
    with pytest.raises(DuplicatePeriodError):
        Series((UP.observe(2020, "5"), UP.observe(2020, "6"), UP.observe(2024, "6")))


BANDS = {
    "overlapping": [tj.Band("a", tj.Bounds("0.5", None)), tj.Band("b", tj.Bounds(None, "0.6"))],
    "a gap": [tj.Band("a", tj.Bounds("0.6", None)), tj.Band("b", tj.Bounds(None, "0.5"))],
    "the number itself in none": [
        tj.Band("a", tj.Bounds("0.6", None, lower_closed=False)),
        tj.Band("b", tj.Bounds(None, "0.6", upper_closed=False)),
    ],
    "nothing below": {"a": "0.6", "b": "0"},
    "nothing at all": {},
}


@pytest.mark.parametrize("bands", BANDS.values(), ids=BANDS)
def test_schemes_with_overlapping_or_missing_bands(bands):
    """A value belongs to exactly one band."""
    with pytest.raises(InvalidRecordError):
        Scheme("mine", "1", Source("us"), with_target=bands)


@pytest.mark.parametrize(
    "windows", [{"short": 0}, {"short": "5"}, {"short": True}, {5: 5}], ids=str
)
def test_windows_are_whole_years(windows):
    """A window has a name and at least one year."""
    with pytest.raises(InvalidRecordError):
        Scheme("mine", "1", Source("us"), with_target={"a": None}, windows=windows)


def test_unknown_windows_are_refused():
    """A scheme has its own windows, and a window determines the base."""
    series = UP.series({2015: "5", 2020: "6"})
    with pytest.raises(UnknownCodeError):
        track(UP, series, "statcan", window="short")
    with pytest.raises(InvalidRecordError):
        track(UP, series, "eurostat", window="short", base=2015)


def test_binary_by_level_alone():
    """One value suffices; more than one band is refused."""
    there = Target(UP, Period.year(2030), Figure("1", "倍"))
    assert track(there, UP.series({2024: "1"}), "binary").status == "target_achieved"
    assert track(there, UP.series({2024: "0"}), "binary").status == "target_not_achieved"
    assert track(there, UP.series({2020: "1", 2024: "0"}), "binary").status == "target_not_achieved"
    with pytest.raises(InvalidRecordError):
        Scheme("mine", "1", Source("us"), with_target={"a": "1", "b": None}, by_level=True)


def test_a_reference_that_the_dataset_lacks():
    """In step with an indicator without observations: unknown with that reason, and no error."""
    gdp = Indicator("gdp.real", "亿元", "flow")
    terms = {"measure": "growth", "base": Period.year(2024)}
    step = Target(JOBS, Period.year(2025), Figure("0", "个百分点"), relative_to=gdp, **terms)
    grown = Observation(JOBS, Period.year(2025), Figure("5", "%"), **terms)
    found = tj.review(Dataset("test", observations=(grown,), targets=(step,)))
    (answer,) = found.attainments
    assert (answer.verdict, answer.reason) == (Verdict.UNKNOWN, Reason.NO_REFERENCE)


@pytest.mark.parametrize("tolerance", ["-1", "-0.0001"])
def test_a_negative_tolerance_is_refused(tolerance):
    """Its sign is not ignored."""
    target = Target(JOBS, Period.year(2025), Figure.about("30", "万人"))
    with pytest.raises(InvalidRecordError):
        tj.assess(target, JOBS.observe("2025", "29"), tolerance=tolerance)


def test_five_years_against_four():
    """Totals over spans of different lengths have no growth; plans are compared over the years that both have."""
    five, four = (
        JOBS.observe(p, "100") for p in (Period.years(2021, 2025), Period.years(2017, 2020))
    )
    with pytest.raises(PeriodKindError):
        tj.growth(five, four)
    whole = JOBS.series({str(y): "10" for y in range(2016, 2025)})
    compared = tj.compare(whole, tj.plan(13), tj.plan(14))
    assert compared.partial is True
    assert (compared.earlier.value, compared.later.value) == (40, 40)


def test_a_four_year_total_does_not_miss_a_five_year_target():
    """The total is a lower bound: not met yet, and not missed."""
    target = Target(JOBS, tj.plan(14).period, Figure.at_least("175", "万人"))
    answer = tj.assess(target, JOBS.observe(Period.years(2021, 2024), "140"))
    assert answer.verdict is Verdict.UNKNOWN
    with pytest.raises(TjstatsError):
        tj.assess(target, JOBS.observe(Period.years(2020, 2024), "180"))


SEEN = JOBS.series({2024: "10", 2025: "11"})
# A first try, the error, and what it says to write.
FIRST_TRIES = {
    "growth of a series": (lambda: tj.growth(SEEN, SEEN), TjstatsError, r"series\.growth\(\)"),
    "growth from itself": (lambda: tj.growth(SEEN[0], SEEN[0]), PeriodOrderError, "earlier base.*2023"),
    "growth from later": (lambda: tj.growth(SEEN[0], SEEN[1]), PeriodOrderError, "swap"),
    "rates without base": (
        lambda: JOBS.series({2025: "6.6"}, measure="growth"),
        InvalidRecordError,
        r"growth is relative to.*base=Period\('2024'\).*over='1y'",
    ),
    "a target on a mean growth": (
        lambda: Target(JOBS, tj.plan(14), Figure("5", "%"), measure="average_growth"),
        InvalidRecordError,
        r"average growth is relative to.*base=Period\('2020'\)",
    ),
    "percent of people": (lambda: JOBS.observe(2025, Figure("5", "%")), TjstatsError, "measure='growth'"),
    "a bound as number": (lambda: Figure("175万人以上", "万人"), TjstatsError, r"Figure\.at_least.*read_figure"),
    "a sign as number": (lambda: Figure(">175", "万人"), TjstatsError, r"Figure\.at_least"),
    "a number with its unit": (lambda: Figure("3.5%", "%"), TjstatsError, r"Figure\('3.5', '%'\)"),
    "a scheme by its Chinese name": (lambda: track(JOBS, SEEN, "序时进度"), UnknownCodeError, "plan-linear"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "error", "remedy"), FIRST_TRIES.values(), ids=FIRST_TRIES)
def test_a_first_try_is_told_what_to_write(make, error, remedy):
    """The error names what to write instead, and not only what is wrong."""
    with pytest.raises(error, match=remedy):
        make()


TABLE = "年份,就业\n2021,37.62\n"
ENOUGH = {"年份": "TIME_PERIOD", "就业": "OBS_VALUE"}
FIRST_READINGS = {
    "a path to csv": (lambda: csv.loads("jobs.csv"), LoadError, r"'jobs.csv' is a path.*read\(path\)"),
    "a path to json": (lambda: json.loads("data/jobs.json"), LoadError, r"is a path.*read\(path\)"),
    "a path to sdmx": (lambda: sdmx_csv.loads("C:\\jobs.csv"), LoadError, r"is a path.*read\(path\)"),
    "a Path": (lambda: datapackage.loads(Path("jobs.json")), TjstatsError, r"read\(path\) reads a file"),
    "sep": (lambda: csv.loads(TABLE, sep=";"), TypeError, "'sep'; write delimiter"),
    "na_values": (lambda: csv.loads(TABLE, na_values=["-"]), TypeError, "write missing"),
    "an argument of nobody": (lambda: csv.loads(TABLE, colour=1), TypeError, "'colour'; write indicators, "),
    "columns turned round": (
        lambda: csv.loads(TABLE, columns={"TIME_PERIOD": "年份", "OBS_VALUE": "就业"}),
        InvalidRecordError,
        "come first: {'年份': 'TIME_PERIOD', '就业': 'OBS_VALUE'}",
    ),
    "no indicator": (lambda: csv.loads(TABLE, columns=ENOUGH), LoadError, "defaults={'INDICATOR': '…'}"),
    "a year as a number": (lambda: tj.period(2021), InvalidPeriodError, "number; write '2021'"),
    "a day": (lambda: tj.period(date(2021, 3, 5)), InvalidPeriodError, r"AsOf\('2021-03-05'\).*'2021-03'"),
    "nothing": (lambda: tj.period(None), InvalidPeriodError, "no text; write the code"),
    "a moment": (lambda: tj.AsOf(datetime(2021, 3, 5)), InvalidPeriodError, r"'2021-03-05', or the date\(\)"),
    "a plan": (lambda: tj.period("十四五"), InvalidPeriodError, r"tjstats\.plan\('十四五'\)\.period"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "error", "remedy"), FIRST_READINGS.values(), ids=FIRST_READINGS)
def test_a_first_try_to_read_is_told_what_to_write(make, error, remedy):
    """The error names what to write instead, and not only what is wrong."""
    with pytest.raises(error, match=remedy):
        make()

"""Parts of a series by position and between periods, and the base of each observation."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tjstats as tj
from tests.records import INSURED, JOBS, UNEMPLOYMENT
from tjstats.errors import InvalidRecordError, TjstatsError, UnknownCodeError
from tjstats.records.publication import Series
from tjstats.values.periods import AsOf, Period

YEARS = range(2016, 2026)
SEEN = JOBS.series({year: str(year - 2000) for year in YEARS}, area="CN-TJ")
MONTHS = INSURED.series(
    {f"{year}-{month:02d}": "5" for year in (2021, 2022, 2023) for month in range(1, 13)}
)
some = st.none() | st.integers(-12, 12)


@given(st.integers(-10, 9))
def test_a_position_is_that_of_a_list(place):
    """Whole numbers that are no year of four digits count from either end."""
    assert SEEN[place] is SEEN.observations[place]


@given(some, some)
def test_positions_cut_as_in_a_list(start, stop):
    """A slice is the series of what the list of observations would give, and never empty."""
    asked = slice(start, stop)
    if SEEN.observations[asked]:
        assert SEEN[asked] == Series(SEEN.observations[asked])
    else:
        with pytest.raises(InvalidRecordError, match="no observation"):
            SEEN[asked]


@given(st.sampled_from(YEARS), st.sampled_from(YEARS))
def test_periods_cut_with_both_ends(first, last):
    """Between two periods are all observations within the days from the first to the last."""
    for start, stop in (
        (first, last),
        (str(first), str(last)),
        (Period.year(first), Period.year(last)),
    ):
        if first <= last:
            assert [o.period.start.year for o in SEEN[start:stop]] == [*range(first, last + 1)]
        else:
            with pytest.raises(InvalidRecordError):
                SEEN[start:stop]


@given(st.dictionaries(st.sampled_from(YEARS), st.integers(-9, 9), min_size=1))
def test_rates_over_a_distance_have_each_its_base(rates):
    """`over` is the base of each observation named one by one."""
    texts = {year: str(rate) for year, rate in rates.items()}
    seen = JOBS.series(texts, measure="growth", over="1y")
    named = [
        JOBS.observe(year, rate, measure="growth", base=year - 1) for year, rate in texts.items()
    ]
    assert seen == Series(named)


def test_rates_of_points_and_months_over_a_distance():
    """A point keeps its precision, a month has the month before or that of the year before."""
    insured = INSURED.series({"2024": "1", "2025-11": "2"}, measure="growth", over="1y")
    assert [str(o.base) for o in insured] == ["2023", "2024-11"]
    monthly = JOBS.series({"2025-01": "1"}, measure="growth", over="1m")
    assert [str(o.base) for o in monthly] == ["2024-12"]


def test_completion_offers_the_periods():
    """As the codes that find them."""
    assert [MONTHS[code] for code in MONTHS._ipython_key_completions_()] == [*MONTHS]


def test_a_year_cuts_its_months():
    """The text of a year begins with its first day, for points in time too."""
    assert len(MONTHS["2021":"2022"]) == len(MONTHS[2021:2022]) == len(MONTHS[:"2022"]) == 24
    assert len(MONTHS["2022":"2022-Q2"]) == 6
    assert len(MONTHS[AsOf("2021") :]) == 25
    assert [str(o.period) for o in MONTHS[-2:]] == ["2023-11", "2023-12"]
    assert MONTHS[:] == MONTHS
    assert [*reversed(SEEN)] == [*SEEN][::-1]


BAD = {
    "beyond the end": (lambda: SEEN[10], UnknownCodeError, "-10 to 9"),
    "beyond the beginning": (lambda: SEEN[-11], UnknownCodeError, "-10 to 9"),
    "another year": (lambda: SEEN[2030], UnknownCodeError, "2030"),
    "both": (lambda: SEEN[-3:"2025"], InvalidRecordError, "two periods"),
    "a year and a place": (lambda: SEEN[0:2020], InvalidRecordError, "two periods"),
    "backwards": (lambda: SEEN[::-1], InvalidRecordError, "reversed"),
    "a step of years": (lambda: SEEN[2016:2020:2], InvalidRecordError, "step"),
    "after the end": (lambda: SEEN["2030":], InvalidRecordError, "2016 to 2025"),
    "a plan by name": (lambda: tj.plan("十六五"), UnknownCodeError, "plan\\('14th'\\)"),
    "a number as text": (lambda: tj.Target(JOBS, tj.plan(14), "175"), TypeError, "indicator.figure"),
    "a name": (lambda: tj.datasets.load("mohrss")["城镇新增就业"], UnknownCodeError, "employment.new_urban_jobs"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "error", "named"), BAD.values(), ids=BAD)
def test_what_is_refused_says_what_to_write(make, error, named):
    """Each error is the library's own and names the way out."""
    with pytest.raises(error, match=named) as caught:
        make()
    assert isinstance(caught.value, TjstatsError)


# --- year on year ---------------------------------------------------------------------------------


@given(st.sets(st.sampled_from(YEARS), min_size=1))
def test_each_year_is_compared_with_the_year_before(years):
    """After the first observation each has an answer: the growth, or that the base is missing."""
    seen = Series(SEEN[year] for year in years)
    answers = seen.growth()
    compared = [year for year in sorted(years) if year > min(years)]
    assert [a.current for a in answers] == [SEEN[year] for year in compared]
    for year, answer in zip(compared, answers, strict=True):
        if year - 1 in years:
            assert answer == tj.growth(SEEN[year], SEEN[year - 1])
        else:
            assert answer.rate is None
            assert answer.reason == "missing_value"
            assert answer.base.period == Period.year(year - 1)


def test_quarters_are_compared_over_either_length():
    """Over a year and over a quarter; a year in the series is no base of a quarter."""
    quarters = {f"{year}-Q{n}": str(n) for year in (2021, 2022) for n in (1, 2, 3, 4)}
    seen = JOBS.series({**quarters, "2021": "10"})
    assert [str(now.period) for _, now in seen.pairs()] == [f"2022-Q{n}" for n in (1, 2, 3, 4)]
    by_quarter = [(str(base.period), str(now.period)) for base, now in seen.pairs("1q")]
    assert by_quarter == [*itertools.pairwise(quarters)]


def test_nothing_grows_across_a_change_of_scope():
    """The base in the scope of the observation is missing; points in time are compared too."""
    old, new = JOBS.observe("2021", "5", scope="old"), JOBS.observe("2022", "6", scope="new")
    (answer,) = Series([old, new]).growth()
    assert (answer.rate, answer.reason) == (None, "missing_value")
    assert all(str(a.rate) == "0%" for a in MONTHS.growth())
    assert len(MONTHS.growth()) == 24
    assert len(MONTHS.growth("1m")) == 35


def test_rates_and_published_growth_are_compared_in_points():
    """A growth that is published with its base has the base of the year before."""
    assert str(UNEMPLOYMENT.series({2021: "5.0", 2022: "5.4"}).growth()[0]) == "0.4个百分点"
    grown = Series(
        JOBS.observe(year, tj.Figure(value, "%"), measure="growth", base=year - 1)
        for year, value in ((2021, "4"), (2022, "5"), (2024, "6"))
    )
    assert [a.reason for a in grown.growth()][1] == "missing_value"


# --- plans ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["十四五", "“十四五”", "14", "14th", "14th Five-Year Plan", 14])
def test_a_plan_by_its_name(name):
    """By its number, its names in both languages, with quotation marks too."""
    assert tj.plan(name) is tj.plan(14)


def test_a_target_for_a_plan_is_one_for_its_period():
    """A plan stands for its period."""
    figure = tj.Figure.at_least("175", "万人")
    assert tj.Target(JOBS, tj.plan(14), figure) == tj.Target(JOBS, tj.plan(14).period, figure)


@pytest.mark.parametrize("measure", ["growth", "average_growth"])
def test_a_bare_number_of_a_growth_is_percent(measure):
    """Whatever the unit of the levels; of a change it is in the unit of a change."""
    seen = JOBS.observe(2025, "6.6", measure=measure, base=2020)
    assert seen.figure == tj.Figure("6.6", "%")
    less = UNEMPLOYMENT.observe(2025, "-0.1", measure="change", base=2024)
    assert less.figure == tj.Figure("-0.1", "个百分点")
    more = JOBS.observe(2025, "0.10", measure="change", base=2024)
    assert (more.figure, more.figure.word) == (tj.Figure("0.10", "万人"), "万人")

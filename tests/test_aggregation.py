"""The figure of a series for a longer period: totals, means, last levels, gaps and breaks."""

from decimal import Decimal

import pytest

from tests.indicators import JOBS, NET, PLAN, RATE, STOCK, WAGE, change_of, end_of, yearly
from tjstats import Figure, Period, Reason, Series, Status
from tjstats.questions.aggregation import aggregate, in_indicator_unit
from tjstats.records.classifications import WITHOUT_FIGURE

F = Figure
THREE = Period.years(2021, 2023)


def test_a_flow_is_summed():
    """The total of a flow is exact, and lists its parts."""
    found = aggregate(yearly(JOBS, 2021, "37.62", "35.55", "36.10"), THREE)
    assert (found.complete, found.reason) == (True, None)
    assert (found.observation.figure.value, found.observation.period) == (Decimal("109.27"), THREE)
    assert len(found.observation.derived_from) == 3
    assert found.observation.computed


@pytest.mark.parametrize("indicator", [RATE, WAGE], ids=["rate", "average"])
def test_rates_and_averages_have_a_mean(indicator):
    """Rates and averages are averaged over equal parts."""
    found = aggregate(yearly(indicator, 2021, "5.0", "5.3", "5.9"), THREE)
    assert (found.complete, found.observation.figure.value) == (True, Decimal("5.4"))


def test_a_stock_has_its_last_level():
    """A stock over a plan is the level at its end."""
    series = STOCK.series({"2020": "1", "2022": "2", "2023": "3", "2024": "4"})
    assert aggregate(series, THREE).observation == series["2023"]
    assert aggregate(series, end_of(2022)).observation == series["2022"]


def test_a_stock_without_its_last_level():
    """The level of another year is no substitute."""
    found = aggregate(STOCK.series({"2022": "2", "2024": "4"}), THREE)
    assert (found.observation, found.reason, found.complete) == (None, Reason.NO_OBSERVATION, False)


def test_a_published_figure_for_the_whole_wins():
    """A published figure takes precedence over the sum of its parts."""
    series = JOBS.series({"2021": "1", "2022": "1", "2023": "1", THREE: "5"})
    assert aggregate(series, THREE).observation.figure == F("5", "万人")


def test_quarters_and_years_fit_together():
    """Parts of any length are combined without overlap, a published year before its quarters."""
    series = JOBS.series(
        {
            "2021": "10",
            "2021-Q1": "9",
            "2021-Q4": "9",
            "2022-S1": "4",
            "2022-Q3": "2",
            "2022-Q4": "2",
            "2023": "1",
        }
    )
    found = aggregate(series, THREE)
    assert (found.complete, found.observation.figure.value) == (True, 19)


def test_a_gap_in_a_gross_flow():
    """The answer is at least the known sum, with the reason."""
    found = aggregate(JOBS.series({"2021": "10", "2023": "5"}), THREE)
    assert (found.complete, found.reason) == (False, Reason.GAP_IN_SERIES)
    assert found.observation.figure.bounds == F.at_least("15", "万人").bounds


@pytest.mark.parametrize(
    "series",
    [
        NET.series({"2021": "10", "2023": "5"}),
        JOBS.series({"2021": "10", "2023": "-5", "2024": "-10"}),
        RATE.series({"2021": "10", "2023": "5"}),
        WAGE.series({"2021": "10", "2023": "5"}),
    ],
    ids=["net", "negative", "rate", "average"],
)
def test_a_gap_in_another_nature(series):
    """There is no answer, with the reason."""
    found = aggregate(series, PLAN)
    assert (found.observation, found.reason, found.complete) == (None, Reason.GAP_IN_SERIES, False)


def test_parts_of_different_lengths_have_no_mean():
    """The mean of a year and two half-years is not the mean of three numbers."""
    series = RATE.series({"2021": "5", "2022-S1": "6", "2022-S2": "6", "2023": "5"})
    found = aggregate(series, THREE)
    assert (found.observation, found.reason) == (None, Reason.PERIOD_MISMATCH)


def test_nothing_is_put_together_across_a_break():
    """A change of scope inside the period leaves no answer; one outside it does not matter."""
    broken = Series(
        (
            JOBS.observe("2020", "1", scope="旧"),
            *yearly(JOBS, 2021, "1", "1", "1"),
            JOBS.observe("2024", "1", scope="新"),
        )
    )
    assert aggregate(broken, THREE).complete
    assert aggregate(broken, Period.years(2020, 2022)).reason is Reason.BREAK_IN_SERIES
    assert aggregate(broken, Period.years(2022, 2024)).reason is Reason.BREAK_IN_SERIES


def test_missing_is_not_zero():
    """A year without a figure is a gap; a whole period without figures is missing."""
    years = Series((*yearly(JOBS, 2021, "1", "1"), JOBS.observe("2023", None, status="missing")))
    assert aggregate(years, THREE).reason is Reason.GAP_IN_SERIES
    whole = JOBS.series({THREE: None}, status="suppressed")
    assert aggregate(whole, THREE).reason is Reason.MISSING_VALUE


def test_nothing_for_the_period():
    """A series for other years has no observation."""
    assert aggregate(yearly(JOBS, 2010, "1", "1"), THREE).reason is Reason.NO_OBSERVATION


def test_the_status_is_the_weakest():
    """A total that includes a forecast is a forecast."""
    years = Series(
        (JOBS.observe("2021", "1", status="final"), JOBS.observe("2022", "1", status="forecast"))
    )
    assert aggregate(years, Period.years(2021, 2022)).observation.status is Status.FORECAST


def test_bounds_are_summed():
    """Over 2 and at least 3 are over 5."""
    years = JOBS.series({"2021": F.over("2", "万人"), "2022": F.at_least("3", "万人")})
    assert (
        aggregate(years, Period.years(2021, 2022)).observation.figure.bounds
        == F.over("5", "万人").bounds
    )


def test_growth_rates_are_not_added():
    """Five years of 5 % are not 25 %; growth rates from one base are not combined either."""
    series = Series(tuple(change_of(JOBS, F("5", "%"), year=year) for year in range(2021, 2026)))
    found = aggregate(series, PLAN)
    assert (found.observation, found.reason) == (None, Reason.NOT_ADDITIVE)


def test_a_figure_per_year_becomes_a_total():
    """每年2万名 over five years is 10万; a figure in the indicator's unit is unchanged."""
    total = in_indicator_unit(JOBS.observe(PLAN, F.over("2", "万人/年")))
    assert (total.bounds.lower, total.unit.code) == (100000, "person")
    plain = JOBS.observe(PLAN, "2")
    assert in_indicator_unit(plain) is plain.figure


def test_a_figure_per_month_becomes_a_total():
    """A monthly flow over two years counts twenty-four times."""
    total = in_indicator_unit(JOBS.observe("2021-01-01/P2Y", F("1", "万人/月")))
    assert (total.bounds.lower, total.unit.code) == (240000, "person")


# --- a forecast of the whole, running totals -----------------------------------------------------------------------------

YEARS = {"2021": "40", "2022": "41", "2023": "42"}


def with_whole(figure, status, values=None):
    """Yearly figures with one for the three years."""
    years = [
        JOBS.observe(year, value) for year, value in (YEARS if values is None else values).items()
    ]
    return Series((*years, JOBS.observe(THREE, figure, status=status)))


@pytest.mark.parametrize("figure", ["120", F.over("120", "万人"), F("125", "万人")])
def test_a_forecast_of_the_whole_yields_to_its_years(figure):
    """Once all years are known, their sum is the answer, whatever the forecast was."""
    found = aggregate(with_whole(figure, "forecast"), THREE)
    assert (found.complete, found.observation.figure.value, found.observation.status) == (
        True,
        123,
        Status.NORMAL,
    )


@pytest.mark.parametrize(
    "status", [s for s in Status if s is not Status.FORECAST and s not in WITHOUT_FIGURE]
)
def test_any_other_figure_for_the_whole_wins(status):
    """Provisional figures and bounds take precedence too."""
    whole = F.over("120", "万人")
    assert aggregate(with_whole(whole, status), THREE).observation.figure == whole


@pytest.mark.parametrize("values", [{"2021": "40", "2022": "41"}, {}], ids=["a gap", "no parts"])
def test_a_forecast_applies_until_all_years_are_known(values):
    """A sum with a gap does not replace it."""
    assert aggregate(with_whole("120", "forecast", values), THREE).observation.figure == F(
        "120", "万人"
    )


def test_a_forecast_is_kept_if_a_year_is_a_forecast_too():
    """A forecast year makes the sum no firmer."""
    years = JOBS.series({"2021": "40", "2022": "41"})
    series = Series(
        (
            *years,
            JOBS.observe("2023", "42", status="forecast"),
            JOBS.observe(THREE, "120", status="forecast"),
        )
    )
    assert aggregate(series, THREE).observation.figure == F("120", "万人")


def test_a_running_total_does_not_hide_the_years():
    """Of parts that begin together, those that cover the period are used."""
    series = JOBS.series({**YEARS, "2021-01-01/P33M": "113", "2021-01-01/P21M": "70"})
    found = aggregate(series, THREE)
    assert (found.complete, found.observation.figure.value) == (True, 123)
    rest = aggregate(JOBS.series({"2021": "40", "2021-01-01/P33M": "113", "2023-Q4": "10"}), THREE)
    assert (rest.complete, rest.observation.figure.value) == (True, 123)
    gap = aggregate(JOBS.series({"2021": "40", "2021-01-01/P33M": "113"}), THREE)
    assert (gap.complete, gap.reason, str(gap.observation.figure)) == (
        False,
        Reason.GAP_IN_SERIES,
        "113万人以上",
    )


def test_a_part_without_a_figure_covers_nothing():
    """Another set of parts is used if there is one."""
    series = Series((*JOBS.series(YEARS), JOBS.observe("2021-01-01/P2Y", None, status="missing")))
    assert aggregate(series, THREE).observation.figure.value == 123


def test_the_last_day_of_the_calendar():
    """A period that ends on it is totalled like any other."""
    assert (
        aggregate(
            JOBS.series({"9998": "1", "9999": "2"}), Period.years(9998, 9999)
        ).observation.figure.value
        == 3
    )

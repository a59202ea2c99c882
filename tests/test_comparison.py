"""Comparison of two plans: totals, end levels and means, partial plans, breaks, order."""

import pickle
from copy import copy
from decimal import Decimal

import pytest

import tjstats as tj
from tests.indicators import JOBS, NET, RATE, STOCK, change_of, yearly
from tjstats import Dataset, Figure, Indicator, Observation, Period, Plan, Reason, Series, Verdict
from tjstats.errors import PeriodOrderError, RecordTypeError
from tjstats.questions import comparison
from tjstats.questions.comparison import compare_all
from tjstats.views.plans import plans_table

F = Figure
P13, P14 = tj.plan(13), tj.plan(14)


def test_a_flow_by_its_totals():
    """Flows compare totals: ten years, five for each plan."""
    c = tj.compare(yearly(JOBS, 2016, *map(str, range(6, 16))), P13, P14)
    assert (c.earlier.value, c.later.value, c.change.value, c.rate.value) == (
        40,
        65,
        25,
        Decimal("62.5"),
    )
    assert (c.verdict, c.partial, c.reason) == (Verdict.YES, False, None)
    assert (c.indicator, c.plans) == (JOBS, (P13, P14))


def test_a_stock_by_its_last_levels():
    """Stocks compare the levels at the end of 2020 and of 2025."""
    c = tj.compare(STOCK.series({"2019": "7", "2020": "100", "2024": "9", "2025": "110"}), P13, P14)
    assert (c.earlier.value, c.later.value, c.rate.value, c.partial) == (100, 110, 10, False)


def test_a_rate_by_its_means_in_points():
    """A lower mean rate is ahead if lower is better; a rate changes in points and has no growth rate."""
    c = tj.compare(yearly(RATE, 2016, *["5.6"] * 5, *["5.3"] * 5), P13, P14)
    assert (str(c.change), c.rate, c.verdict) == ("-0.3 percentage points", None, Verdict.YES)
    with_base = tj.compare(yearly(RATE, 2015, *["5.6"] * 6, *["5.3"] * 5), P13, P14)
    assert (with_base.growths, with_base.growth_difference) == ((None, None), None)
    assert [row[0] for row in with_base.table("en").rows[2:]] == ["change"]


@pytest.mark.parametrize(
    ("direction", "verdict"), [("higher", "yes"), ("neither", "yes"), ("lower", "no")]
)
def test_the_verdict_follows_the_direction(direction, verdict):
    """More is ahead, unless less is better."""
    indicator = Indicator("test.any", "亿元", "flow", direction)
    c = tj.compare(yearly(indicator, 2016, *["1"] * 5, *["2"] * 5), P13, P14)
    assert c.verdict.value == verdict


def test_values_as_of_a_day_have_no_first_years():
    """A plan without its last level is not compared by earlier year-end levels."""
    rate = Indicator("test.rate", "%", "rate", "higher")
    ends = {f"{year}-12-31": "5" for year in (2016, 2017, 2020, 2021, 2022)}
    c = tj.compare(rate.series(ends), P13, P14)
    assert (c.later, c.partial, c.reason) == (None, False, Reason.NO_OBSERVATION)


def test_equal_plans_are_not_ahead():
    """Ahead means strictly ahead."""
    assert tj.compare(yearly(JOBS, 2016, *["1"] * 10), P13, P14).verdict is Verdict.NO


def test_a_partial_plan_is_compared_over_the_same_first_years():
    """Three years of the later plan are compared with the first three of the earlier."""
    c = tj.compare(yearly(JOBS, 2016, "1", "2", "4", "8", "16", "3", "3", "3"), P13, P14)
    assert (c.earlier.value, c.later.value, c.partial, c.reason) == (7, 9, True, None)
    assert c.observations[0].period == Period.years(2016, 2018)
    assert c.observations[1].period == Period.years(2021, 2023)


@pytest.mark.parametrize("years", [1, 2, 3, 4, 5])
@pytest.mark.parametrize(("lang", "words"), [("en", "first {} years"), ("zh", "前{}年")])
def test_first_years_are_named_wherever_they_are_compared(years, lang, words):
    """In print, table and HTML, and in the plans side by side; nowhere where the plans are whole."""
    values = yearly(JOBS, 2016, *["48"] * 5, *["37"] * years)
    c = tj.compare(values, P13, P14)
    shown = words.format(years) if years > 1 else {"en": "first year", "zh": "第1年"}[lang]
    assert c.first_years == (years if years < 5 else None)
    with tj.language(lang):
        html, printed, whole = (
            c._repr_html_(),
            str(c),
            plans_table(Dataset("d", observations=values)),
        )
    side_by_side = f"{whole.rows}"
    for text in (printed, c.text(lang), f"{c.table(lang).rows}", html, side_by_side):
        assert (shown in text) == (years < 5), text
    periods = [row[1] for row in c.table(lang).rows[:2]]
    assert periods == [o.period.text(lang) for o in c.observations]
    assert ("first 3 years" in repr(c)) == (years == 3)


def test_a_missing_year_ends_what_is_compared():
    """If the third year is missing, the first two are compared."""
    years = {
        2016: "1",
        2017: "1",
        2019: "9",
        2020: "9",
        2021: "2",
        2022: "2",
        2023: "2",
        2024: "2",
        2025: "2",
    }
    c = tj.compare(JOBS.series({str(y): v for y, v in years.items()}), P13, P14)
    assert (c.earlier.value, c.later.value, c.partial) == (2, 4, True)


NO_ANSWER = {
    "first year missing": (
        JOBS.series({str(y): "1" for y in (2017, 2018, 2021, 2022)}),
        Reason.GAP_IN_SERIES,
    ),
    "nothing of one plan": (yearly(JOBS, 2021, *["1"] * 5), Reason.NO_OBSERVATION),
    "net flow": (NET.series({"2017": "1", "2018": "1", "2021": "1"}), Reason.GAP_IN_SERIES),
    "no last level": (STOCK.series({"2020": "100", "2024": "110"}), Reason.NO_OBSERVATION),
    "total against some years": (
        JOBS.series({P13.period: "200", "2021": "30", "2022": "30"}),
        Reason.GAP_IN_SERIES,
    ),
    "break": (
        Series((*yearly(JOBS, 2016, *["1"] * 5), *yearly(JOBS, 2021, *["1"] * 5, scope="新"))),
        Reason.BREAK_IN_SERIES,
    ),
    "break of a stock": (
        Series((STOCK.observe("2020", "1"), STOCK.observe("2025", "2", scope="新"))),
        Reason.BREAK_IN_SERIES,
    ),
}


@pytest.mark.parametrize(("series", "reason"), NO_ANSWER.values(), ids=NO_ANSWER)
def test_a_missing_figure_has_a_reason(series, reason):
    """If one plan has no figure, nothing is compared, and the reason says so."""
    c = tj.compare(series, P13, P14)
    assert (c.change, c.rate, c.verdict, c.reason) == (None, None, Verdict.UNKNOWN, reason)
    assert reason.text("en") in c.text("en")


def test_a_break_outside_both_plans_does_not_matter():
    """A different scope long before both plans is ignored."""
    flow = Series(
        (JOBS.observe("2010", "1", scope="旧"), *yearly(JOBS, 2016, *["1"] * 5, *["2"] * 5))
    )
    stock = Series(
        (
            STOCK.observe("2010", "1", scope="旧"),
            STOCK.observe("2020", "2"),
            STOCK.observe("2025", "3"),
        )
    )
    for series in (flow, stock):
        c = tj.compare(series, P13, P14)
        assert (c.reason, c.verdict) == (None, Verdict.YES)


def test_published_totals_take_precedence():
    """Published totals of the plans are used; 200 against over 175 is unknown, with the reason."""
    c = tj.compare(JOBS.series({P13.period: "200", P14.period: F.over("175", "万人")}), P13, P14)
    assert c.later == F.over("175", "万人")
    assert c.change.bounds.lower == -250000
    assert (c.verdict, c.reason) == (Verdict.UNKNOWN, Reason.RANGES_OVERLAP)


def test_a_total_against_a_figure_per_year():
    """每年2万 over one plan is 10万, compared with a total of 8万 in the other."""
    c = tj.compare(JOBS.series({P13.period: "8", P14.period: F("2", "万人/年")}), P13, P14)
    assert (c.verdict, c.change.bounds.lower) == (Verdict.YES, 20000)


def test_a_bounded_total_that_is_ahead():
    """Over 175 is ahead of 170."""
    c = tj.compare(JOBS.series({P13.period: "170", P14.period: F.over("175", "万人")}), P13, P14)
    assert (c.verdict, c.reason) == (Verdict.YES, None)


def test_a_zero_base():
    """From zero there is a change and no rate."""
    c = tj.compare(yearly(JOBS, 2016, *["0"] * 5, *["1"] * 5), P13, P14)
    assert (c.change.value, c.rate, c.verdict) == (5, None, Verdict.YES)


def test_plans_far_apart_and_plans_of_others():
    """Any two plans of one series, in order."""
    series = yearly(JOBS, 1986, *["1"] * 40)
    assert tj.compare(series, tj.plan(7), P14).rate.value == 0
    own = (
        Plan(Period.years(2014, 2020), en="MFF 2014"),
        Plan(Period.years(2021, 2025), en="MFF 2021"),
    )
    c = tj.compare(series, *own)
    assert (c.earlier.value, c.later.value, c.first_years) == (5, 5, 5)


def test_plans_of_different_lengths_with_totals_only():
    """A total of seven years is not compared with one of five, as it has no growth from it; average growth is."""
    own = [Plan(Period.years(2014, 2020)), Plan(Period.years(2021, 2025))]
    totals = {own[0].period: "70", own[1].period: "60"}
    c = tj.compare(JOBS.series(totals), *own)
    assert (c.earlier, c.verdict, c.reason) == (None, Verdict.UNKNOWN, Reason.PERIOD_MISMATCH)
    for measure, reason in (("growth", Reason.PERIOD_MISMATCH), ("average_growth", None)):
        rates = [
            tj.Observation(JOBS, p.period, tj.Figure(v, "%"), measure=measure, base=p.base)
            for p, v in zip(own, ("5", "6"), strict=True)
        ]
        (c,) = tj.compare_all(tj.Dataset("d", observations=tuple(rates)), *own)
        assert (c.reason, c.change is None) == (reason, reason is not None)


@pytest.mark.parametrize("first", [2016, 2018])
def test_a_stock_is_compared_at_the_ends_of_plans_of_any_lengths(first):
    """The level at the end does not depend on the length of a plan."""
    stock = tj.Indicator("people", "人", "stock", "higher")
    series = stock.series({"2020": "7", "2023": "9"})
    plans = Plan(Period.years(first, 2020)), Plan(Period.years(2021, 2023))
    c = tj.compare(series, *plans)
    assert (c.change.value, c.partial, c.reason) == (2, False, None)


def test_a_fiscal_plan_is_compared_by_fiscal_years():
    """A plan of fiscal years is compared by its fiscal years."""
    plans = [Plan(Period.years(first, first + 1, start_month=4)) for first in (2020, 2022)]
    years = {Period.years(y, y, start_month=4): str(y - 2019) for y in range(2020, 2023)}
    c = tj.compare(JOBS.series(years), *plans)
    assert (c.earlier.value, c.later.value, c.partial) == (1, 3, True)


@pytest.mark.parametrize(
    "plans",
    [(P14, P13), (P14, P14), (P13, Plan(Period.years(2020, 2024)))],
    ids=["swapped", "same", "overlapping"],
)
def test_plans_must_be_in_order(plans):
    """The earlier plan ends before the later begins."""
    with pytest.raises(PeriodOrderError):
        tj.compare(yearly(JOBS, 2016, *["1"] * 10), *plans)


@pytest.mark.parametrize(
    "arguments",
    [(5, P13, P14), (yearly(JOBS, 2016, "1"), 13, 14), (JOBS.observe("2016", "1"), P13, P14)],
)
def test_compare_takes_a_series_and_two_plans(arguments):
    """Other types are refused."""
    with pytest.raises(RecordTypeError):
        tj.compare(*arguments)


def test_growth_rates_are_not_totalled():
    """A series of growth rates has no total for a plan; the answer is unknown, and no error about an internal record."""
    series = Series(tuple(change_of(JOBS, F("5", "%"), year=year) for year in range(2016, 2026)))
    c = tj.compare(series, P13, P14)
    assert (c.verdict, c.reason) == (Verdict.UNKNOWN, Reason.NOT_ADDITIVE)


def test_a_rate_as_of_a_day_by_its_last_values():
    """Year-end rates are compared at the ends of the plans, in points."""
    series = RATE.series({"2018-12-31": "3.8", "2020-12-31": "4.24", "2025-12-31": "4.0"})
    found = tj.compare(series, P13, P14)
    assert (found.earlier.value, found.later.value, str(found.change)) == (
        Decimal("4.24"),
        Decimal("4.0"),
        "-0.24 percentage points",
    )


# --- a whole dataset -------------------------------------------------------------------------------------------------------


def published(measure, *figures, base=True):
    """Figures published for the two plans as wholes."""
    pairs = zip((P13, P14), figures, strict=True)
    return [
        Observation(
            JOBS,
            p.period,
            None if f is None else F(f, "%"),
            measure=measure,
            base=p.base if base else None,
        )
        for p, f in pairs
    ]


def test_growth_published_of_whole_plans_is_compared_in_points():
    """Without values, the average annual growth in each plan is compared; it has no rate."""
    (found,) = compare_all(
        Dataset("d", observations=published("average_growth", "3.8", "4.4")), P13, P14
    )
    assert (str(found.change), found.rate, found.verdict) == (
        "0.6 percentage points",
        None,
        Verdict.YES,
    )
    assert [str(g) for g in found.growths] == ["3.8%", "4.4%"]
    assert found.yearly == (None, None)


def test_values_before_growth():
    """Complete totals are compared first; the published growth is shown with them."""
    years = yearly(JOBS, 2016, *"1234512345")
    dataset = Dataset("d", observations=(*years, *published("average_growth", "3.8", "4.4")))
    (found,) = compare_all(dataset, P13, P14)
    assert (found.earlier.value, found.later.value) == (15, 15)
    assert [str(g) for g in found.growths] == ["3.8%", "4.4%"]


def test_growth_if_values_cannot_be_compared():
    """With only one level, the growth published for the plans is compared."""
    dataset = Dataset(
        "d", observations=(JOBS.observe("2016", "40"), *published("growth", "10", "12"))
    )
    (found,) = compare_all(dataset, P13, P14)
    assert str(found.change) == "2 percentage points"


def test_no_answer_over_a_dataset_has_a_reason():
    """Values from two publishers, a plan without figures, an indicator without observations."""
    twice = (JOBS.observe("2016", "40"), JOBS.observe("2016", "41"))
    target = tj.Target(RATE, P14.period, F.at_most("5", "%"))
    found = compare_all(
        Dataset("d", observations=(*twice, STOCK.observe("2020", "1")), targets=(target,)), P13, P14
    )
    assert {c.indicator.code: c.change for c in found} == dict.fromkeys(
        (JOBS.code, STOCK.code, RATE.code)
    )
    assert all(c.reason is not None for c in found)


def test_codes_are_matched_only_by_the_mapping():
    """From the later code to the earlier; a matched indicator is not compared with itself."""
    old, new = (
        Indicator(code, "万人", "flow", zh="城镇新增就业") for code in ("jobs.old", "jobs.new")
    )
    values = (*yearly(old, 2016, *"11111"), *yearly(new, 2021, *"22222"))
    dataset = Dataset("d", observations=values)
    assert [c.change for c in compare_all(dataset, P13, P14)] == [None, None]
    (found,) = compare_all(dataset, P13, P14, {"jobs.new": "jobs.old"})
    assert (found.indicator, found.change.value) == (new, 5)


def test_what_nobody_reads_is_not_worked_out(monkeypatch):
    """Growth and yearly totals of each plan are worked out once, when they are first read; copies have them."""
    asked = []
    growth_in = comparison._growth_in
    monkeypatch.setattr(
        comparison, "_growth_in", lambda *given: [asked.append(given), growth_in(*given)][1]
    )
    values = yearly(JOBS, 2015, *map(str, range(5, 16)))
    c = tj.compare(values, P13, P14)
    assert (c.change.value, c.rate.value, c.verdict) == (25, Decimal("62.5"), Verdict.YES)
    assert asked == []
    assert [str(rate) for rate in c.growths] == ["14.87%", "8.45%"]
    assert [each.text("zh") for each in c.yearly] == ["8万人/年", "13万人/年"]
    assert c.growths is c.growths
    assert len(asked) == 2
    again = tj.compare(values, P13, P14)
    assert (copy(again), pickle.loads(pickle.dumps(again))) == (c, c)
    assert hash(again) == hash(c)
    with pytest.raises(AttributeError, match="no attribute 'growth_in'"):
        _ = c.growth_in


@pytest.mark.parametrize(
    ("years", "remedy"),
    [((2014, 2017), "they overlap"), ((2016, 2020), "they overlap"), ((2010, 2012), "swap them")],
)
def test_plans_that_overlap_are_not_to_be_swapped(years, remedy):
    """The error of plans in the wrong order says to swap them, that of plans that share a day does not."""
    first, other = (
        tj.Plan(tj.Period.years(2016, 2020), en="A"),
        tj.Plan(tj.Period.years(*years), en="B"),
    )
    with pytest.raises(tj.errors.PeriodOrderError, match=remedy):
        tj.compare(JOBS.series({"2016": "5"}), first, other)

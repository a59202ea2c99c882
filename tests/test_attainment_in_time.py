"""Attainment over time: early completion, interim figures, per-year figures, series, breaks, gaps."""

import pytest

import tjstats as tj
from tests.indicators import JOBS, MONEY, NET, PLAN, RATE, STOCK, WAGE, end_of, yearly
from tjstats import Figure, Observation, Period, Reason, Series, Status, Target, Verdict
from tjstats.errors import NotComparableError

F = Figure
YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN

TOTAL = Target(JOBS, PLAN, F.at_least("175", "万人"))


def test_a_gross_total_is_met_early():
    """Two years whose sum is enough meet the plan early; so does a single record for part of the period."""
    for reported in (
        yearly(JOBS, 2021, "100", "80"),
        JOBS.observe("2021-01-01/P2Y", "180"),
        JOBS.observe("2022", "175"),
    ):
        answer = tj.assess(TOTAL, reported)
        assert (answer.verdict, answer.early, answer.final, answer.reason) == (
            YES,
            True,
            False,
            None,
        )
        assert answer.text("en").startswith("early")


def test_a_gross_total_is_never_missed_early():
    """A total that is not yet enough may still become enough."""
    answer = tj.assess(TOTAL, yearly(JOBS, 2021, "100", "74"))
    assert (answer.verdict, answer.reason, answer.early, answer.degree) == (
        UNKNOWN,
        Reason.PERIOD_NOT_OVER,
        False,
        None,
    )


def test_a_net_total_is_not_met_early():
    """A net total may fall again, so it meets nothing before the end; `holds_now` is given."""
    target = Target(NET, PLAN, F.at_least("175", "万人"))
    for reported in (yearly(NET, 2021, "100", "80"), NET.observe("2021-01-01/P4Y", "180")):
        answer = tj.assess(target, reported)
        assert (answer.verdict, answer.reason, answer.early) == (
            UNKNOWN,
            Reason.PERIOD_NOT_OVER,
            False,
        )


def test_a_ceiling_of_a_total_is_not_kept_early():
    """A total below the ceiling with years to come proves nothing."""
    target = Target(JOBS, PLAN, F.at_most("175", "万人"))
    answer = tj.assess(target, yearly(JOBS, 2021, "10"))
    assert (answer.verdict, answer.reason) == (UNKNOWN, Reason.PERIOD_NOT_OVER)


INTERIM = {
    "level reached": (
        Target(STOCK, end_of(2025), F.at_least("100", "万人")),
        STOCK.observe("2024", "110"),
        YES,
    ),
    "level not reached": (
        Target(STOCK, end_of(2025), F.at_least("100", "万人")),
        STOCK.observe("2024", "90"),
        NO,
    ),
    "level in a series": (
        Target(STOCK, end_of(2025), F.at_least("100", "万人")),
        STOCK.series({"2023": "90", "2024": "110"}),
        YES,
    ),
    "level of a plan": (
        Target(STOCK, PLAN, F.at_least("100", "万人")),
        STOCK.observe("2024", "110"),
        YES,
    ),
    "average in a series": (
        Target(WAGE, Period.year(2025), F("100", "元/月")),
        yearly(WAGE, 2023, "90", "110"),
        YES,
    ),
    "average at a day": (
        Target(WAGE, Period.year(2025), F("100", "元/月")),
        WAGE.observe("2025-06-30", "90"),
        NO,
    ),
    "rate within the plan": (
        Target(RATE, PLAN, F.at_most("5.5", "%")),
        RATE.observe("2023", "5.4"),
        YES,
    ),
    "rates within the plan": (
        Target(RATE, PLAN, F.at_most("5.5", "%")),
        yearly(RATE, 2021, "5.7", "5.6"),
        NO,
    ),
}


@pytest.mark.parametrize(("target", "reported", "now"), INTERIM.values(), ids=INTERIM)
def test_interim_levels_and_rates_are_not_final(target, reported, now):
    """Before the period is over the verdict is unknown, and `holds_now` is given."""
    answer = tj.assess(target, reported)
    assert (answer.verdict, answer.reason, answer.holds_now) == (
        UNKNOWN,
        Reason.PERIOD_NOT_OVER,
        now,
    )
    assert (answer.final, answer.early, answer.degree) == (False, False, None)


def test_a_level_at_the_end_of_the_plan():
    """A target on a stock over a plan is about the level at its end."""
    target = Target(STOCK, PLAN, F.at_least("100", "万人"))
    for reported in (
        STOCK.observe("2025", "100"),
        STOCK.series({"2020": "1", "2025": "100", "2026": "3"}),
    ):
        answer = tj.assess(target, reported)
        assert (answer.verdict, answer.final) == (YES, True)


@pytest.mark.parametrize("time", ["2026", "2019"])
def test_a_level_outside_the_plan_is_refused(time):
    """A level at another time does not answer for the plan."""
    with pytest.raises(NotComparableError):
        tj.assess(Target(STOCK, PLAN, F.at_least("100", "万人")), STOCK.observe(time, "110"))


# --- series -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "verdict"), [("35", YES), ("34.9", NO)])
def test_a_complete_series_is_totalled(value, verdict):
    """Five years cover the plan."""
    answer = tj.assess(TOTAL, yearly(JOBS, 2021, *[value] * 5))
    assert (answer.verdict, answer.final, answer.early) == (verdict, True, False)
    assert len(answer.observation.derived_from) == 5


@pytest.mark.parametrize(
    ("values", "verdict"), [("5.4 5.6 5.5 5.5 5.5", YES), ("5.4 5.6 5.5 5.5 5.6", NO)]
)
def test_a_rate_over_the_plan_is_its_mean(values, verdict):
    """Without `every` a bound over a span is on the mean."""
    answer = tj.assess(
        Target(RATE, PLAN, F.at_most("5.5", "%")), yearly(RATE, 2021, *values.split())
    )
    assert (answer.verdict, answer.final) == (verdict, True)


@pytest.mark.parametrize("indicator", [JOBS, RATE], ids=["flow", "rate"])
def test_in_each_year_is_not_on_the_whole(indicator):
    """每年: other years do not make up for one bad year."""
    bad, good = ("1", "9") if indicator is JOBS else ("9", "1")
    figure = F.at_least("2", "万人") if indicator is JOBS else F.at_most("5.5", "%")
    target = Target(indicator, PLAN, figure, every="1y")
    answer = tj.assess(target, yearly(indicator, 2021, good, good, bad, good, good))
    assert answer.verdict is not YES


def test_the_published_total_wins():
    """A published figure for the whole plan takes precedence over the sum of its years."""
    series = JOBS.series({**{str(y): "30" for y in range(2021, 2026)}, PLAN: F.over("175", "万人")})
    answer = tj.assess(TOTAL, series)
    assert (answer.verdict, answer.observation.figure) == (YES, F.over("175", "万人"))


def test_a_gap_in_a_gross_flow_leaves_at_least_the_sum():
    """If the known sum is enough, the target is met; otherwise the gap is the reason."""
    enough, short = (JOBS.series({"2021": first, "2025": "80"}) for first in ("100", "90"))
    assert tj.assess(TOTAL, enough).verdict is YES
    answer = tj.assess(TOTAL, short)
    assert (answer.verdict, answer.reason) == (UNKNOWN, Reason.GAP_IN_SERIES)


@pytest.mark.parametrize(
    ("target", "series"),
    [
        (Target(NET, PLAN, F.at_least("1", "万人")), NET.series({"2021": "100", "2025": "80"})),
        (Target(RATE, PLAN, F.at_most("5.5", "%")), RATE.series({"2021": "5", "2025": "5"})),
    ],
    ids=["net flow", "rate"],
)
def test_a_gap_elsewhere_leaves_no_answer(target, series):
    """A partial net total or a partial mean is no answer."""
    answer = tj.assess(target, series)
    assert (answer.verdict, answer.reason) == (UNKNOWN, Reason.GAP_IN_SERIES)


def test_a_suppressed_year_is_a_gap():
    """A year without a figure is not zero."""
    years = (JOBS.observe("2021", "100"), JOBS.observe("2025", None, status="suppressed"))
    assert tj.assess(TOTAL, Series(years)).verdict is UNKNOWN


def test_nothing_is_totalled_across_a_break():
    """A change of scope leaves no answer, however large the numbers."""
    series = Series((JOBS.observe("2021", "999"), JOBS.observe("2022", "999", scope="新口径")))
    answer = tj.assess(TOTAL, series)
    assert (answer.verdict, answer.reason) == (UNKNOWN, Reason.BREAK_IN_SERIES)


def test_a_level_of_another_scope_does_not_answer():
    """After a break the level has another scope than the target, and must not be compared with it."""
    series = Series((STOCK.observe("2020", "90"), STOCK.observe("2025", "110", scope="新口径")))
    try:
        verdict = tj.assess(Target(STOCK, end_of(2025), F.at_least("100", "万人")), series).verdict
    except NotComparableError:
        verdict = UNKNOWN
    assert verdict is UNKNOWN


def test_status_of_a_total_is_the_weakest():
    """One estimated year makes the total an estimate."""
    years = [
        JOBS.observe(str(y), "40", status="estimated" if y == 2023 else "final")
        for y in range(2021, 2026)
    ]
    assert tj.assess(TOTAL, Series(tuple(years))).status is Status.ESTIMATED


# --- figures a year ---------------------------------------------------------------------------------------------------


def test_a_yearly_figure_is_a_total_over_the_plan():
    """每年超过2万名 over five years is over 10万."""
    target = Target(JOBS, PLAN, F.at_least("10", "万人"))
    assert tj.assess(target, JOBS.observe(PLAN, F.over("2", "万人/年"))).verdict is YES
    assert tj.assess(target, JOBS.observe(PLAN, F("1.9", "万人/年"))).verdict is NO
    assert tj.assess(target, JOBS.observe("2021-01-01/P4Y", F("3", "万人/年"))).early


def test_a_yearly_target_of_yearly_figures():
    """年均 is compared with 年均 directly."""
    target = Target(JOBS, PLAN, F.at_least("2", "万人/年"))
    assert tj.assess(target, JOBS.observe(PLAN, F("2.1", "万人/年"))).verdict is YES
    assert tj.assess(target, JOBS.observe(PLAN, F("1.9", "万人/年"))).verdict is NO


def test_a_yearly_average_is_not_met_early_by_a_good_start():
    """2.2 万 per year for four years is 8.8 万 of the 10 required for five years: not met yet; 3 万 per year is 12."""
    target = Target(JOBS, PLAN, F.at_least("2", "万人/年"))
    assert tj.assess(target, JOBS.observe("2021-01-01/P4Y", F("2.2", "万人/年"))).verdict is UNKNOWN


@pytest.mark.parametrize(("value", "verdict"), [("2.1", YES), ("1.9", NO)])
def test_a_yearly_target_of_totals(value, verdict):
    """A target per year becomes a target on the total: five years that add up to it meet it."""
    target = Target(JOBS, PLAN, F.at_least("2", "万人/年"))
    assert tj.assess(target, yearly(JOBS, 2021, *[value] * 5)).verdict is verdict


def test_a_yearly_target_of_some_years():
    """Before all years are known, a target per year is not assessed, and no error is raised."""
    target = Target(JOBS, PLAN, F.at_least("2", "万人/年"))
    assert tj.assess(target, yearly(JOBS, 2021, "3", "3")).verdict is UNKNOWN
    assert tj.assess(target, JOBS.series({"2021": "3", "2025": "3"})).verdict is UNKNOWN


def test_each_year_met_early_is_early():
    """A year whose first quarter meets its target is met early."""
    target = Target(JOBS, Period.year(2024), F.at_least("10", "万人"), every="1y")
    answer = tj.assess(target, JOBS.series({"2024-Q1": "12"}))
    assert (answer.verdict, answer.final, answer.early) == (YES, False, True)


def test_every_year_by_values_as_of_the_year_end():
    """A ceiling for every year is compared with the rate at the end of each year."""
    target = Target(RATE, PLAN, F.at_most("5", "%"), every="1y")
    good = RATE.series(
        {f"{year}-12-31": value for year, value in zip(range(2021, 2026), "43445", strict=True)}
    )
    assert tj.assess(target, good).verdict is Verdict.YES
    bad = RATE.series(
        {f"{year}-12-31": value for year, value in zip(range(2021, 2026), "46445", strict=True)}
    )
    assert tj.assess(target, bad).verdict is Verdict.NO
    gap = tj.assess(target, RATE.series({"2021-12-31": "4", "2022-12-31": "4", "2025-12-31": "4"}))
    assert (gap.verdict, gap.reason) == (Verdict.UNKNOWN, Reason.NO_OBSERVATION)


def test_a_range_over_the_plan_holds_every_year():
    """A published range over the whole plan covers each year; the answer keeps the observation given."""
    target = Target(RATE, PLAN, F.at_most("5", "%"), every="1y")
    held = RATE.observe("2021-01-01/P5Y", F.between("3.6", "4.24", "%"))
    answer = tj.assess(target, held, tolerance="1")
    assert (answer.verdict, answer.reported, answer.target) == (Verdict.YES, held, target)
    missed = RATE.observe("2021-01-01/P5Y", F.between("3.6", "5.24", "%"))
    answer = tj.assess(target, missed)
    assert (answer.verdict, answer.reason, answer.reported) == (Verdict.NO, None, missed)
    mean = tj.assess(target, RATE.observe("2021-01-01/P5Y", "4"), tolerance="1")
    assert (mean.verdict, mean.reason) == (Verdict.UNKNOWN, Reason.GAP_IN_SERIES)
    assert mean.tolerance == F("1", "个百分点")


def test_the_baseline_is_no_step_towards_the_target():
    """A series that ends at the baseline has no `holds_now`."""
    baseline = RATE.observe("2020", "5.2")
    target = Target(RATE, Period.year(2025), F.at_most("5", "%"), baseline=baseline)
    alone = tj.assess(target, Series((baseline,)))
    assert (alone.verdict, alone.reason, alone.holds_now) == (
        Verdict.UNKNOWN,
        Reason.NO_OBSERVATION,
        None,
    )
    later = tj.assess(target, Series((baseline, RATE.observe("2023", "4.9"))))
    assert (later.reason, later.holds_now) == (Reason.PERIOD_NOT_OVER, Verdict.YES)


def test_a_series_that_goes_on_has_no_period_that_is_not_over():
    """If a later year is observed, the target year is over and has no observation."""
    target = Target(RATE, Period.year(2022), F.at_most("5", "%"))
    assert (
        tj.assess(target, RATE.series({"2021": "4", "2023": "4"})).reason is Reason.NO_OBSERVATION
    )


def test_a_change_from_the_same_base_so_far():
    """A fall since 1990 reported for 2010 is progress towards one targeted for 2020; a fall from another base is not."""
    target = Target(
        MONEY, Period.year(2020), F("-20", "%"), measure="growth", base=Period.year(1990)
    )
    so_far = Observation(
        MONEY, Period.year(2010), F("-15", "%"), measure="growth", base=Period.year(1990)
    )
    answer = tj.assess(target, so_far)
    assert (answer.verdict, answer.reason) == (Verdict.UNKNOWN, Reason.PERIOD_NOT_OVER)
    other = Observation(
        MONEY, Period.year(2010), F("-15", "%"), measure="growth", base=Period.year(2000)
    )
    with pytest.raises(NotComparableError):
        tj.assess(target, other)


# --- one observation more -----------------------------------------------------------------------------------------------

FOUR = {f"2024-Q{quarter}": "5" for quarter in range(1, 5)}


def test_a_sum_with_a_part_below_zero_is_no_floor():
    """What has fallen once may fall again; whatever may still come, no verdict would hold."""
    target = Target(JOBS, PLAN, F.at_least("90", "万人"))
    for low in ("-5", F.under("5", "万人"), F.about("0", "万人")):
        answer = tj.assess(target, JOBS.series({"2021": low, "2022": "100"}))
        assert (answer.verdict, answer.reason) == (UNKNOWN, Reason.PERIOD_NOT_OVER)


@pytest.mark.parametrize("more", ["2024-S1", "2024-01", "2024-01-01/P9M", "2023-12-01/P3M"])
def test_one_more_period_leaves_a_mean_as_it_is(more):
    """Four quarters have a mean, whatever else overlaps them; a missing figure for the year is none."""
    target = Target(RATE, Period.year(2024), F.at_most("5.5", "%"))
    assert tj.assess(target, RATE.series({**FOUR, more: "5"})).verdict is YES
    missing = Series((*RATE.series(FOUR), RATE.observe("2024", None, status="missing")))
    assert tj.assess(target, missing).verdict is YES


def test_parts_decide_what_a_range_of_the_whole_leaves_open():
    """Over 170 fits both sides of 175; five years that add up to 176 do not."""
    years = {str(year): "35.2" for year in range(2021, 2026)}
    whole = JOBS.series({**years, PLAN: F.over("170", "万人")})
    assert tj.assess(TOTAL, whole).verdict is YES
    halves = RATE.series({**FOUR, "2024-S1": F.over("4", "%"), "2024-S2": F.over("4", "%")})
    assert tj.assess(Target(RATE, Period.year(2024), F.at_most("5", "%")), halves).verdict is YES


def test_in_each_year_of_one_year():
    """Is in that year."""
    for indicator in (RATE, WAGE):
        figure = F.at_least("50", indicator.word)
        target = Target(indicator, Period.year(2024), figure, every="1y")
        series = indicator.series({"2023": "49", "2024": "53.6"})
        assert tj.assess(target, series).verdict is YES


def test_a_gap_after_the_end_is_not_early():
    """Enough without the missing years is enough, and late."""
    answer = tj.assess(TOTAL, JOBS.series({"2021": "100", "2025": "80"}))
    assert (answer.verdict, answer.early, answer.final) == (YES, False, False)


@pytest.mark.parametrize(
    "figure", [F.at_most("4.9", "%"), F.under("4.9", "%"), F.about("4.0", "%")]
)
def test_a_bound_of_the_mean_says_nothing_of_each_year(figure):
    """On the good side; on the other some year is missed, and a printed range is that of all years."""
    target = Target(RATE, PLAN, F.at_most("5", "%"), every="1y")
    answer = tj.assess(target, RATE.observe(PLAN, figure))
    assert (answer.verdict, answer.reason) == (UNKNOWN, Reason.GAP_IN_SERIES)
    assert tj.assess(target, RATE.observe(PLAN, F.over("5", "%"))).verdict is NO
    closed = F.between("3", "5.1", "%")
    reached = F.between("3", "5.1", "%", lower_closed=True, upper_closed=False)
    assert [tj.assess(target, RATE.observe(PLAN, f)).verdict for f in (closed, reached)] == [
        NO,
        UNKNOWN,
    ]


def test_years_decide_before_a_figure_of_the_plan():
    """Five years within the limit are, whatever range was printed of the plan."""
    target = Target(RATE, PLAN, F.at_most("5", "%"), every="1y")
    years = {str(year): "4.9" for year in range(2021, 2026)}
    for whole in (F.over("4", "%"), F("4.9", "%"), None):
        series = RATE.series({**years, **({} if whole is None else {PLAN: whole})})
        assert tj.assess(target, series).verdict is YES


def test_a_change_per_year_since_the_base():
    """50 more in five years are 10 a year, also where the target is for the last of them."""
    target = Target(
        MONEY,
        Period.year(2025),
        F.at_least("10", "亿元/年"),
        measure="change",
        base=Period.year(2020),
    )
    for now, verdict in (("150", YES), ("149", NO)):
        assert tj.assess(target, MONEY.series({"2020": "100", "2025": now})).verdict is verdict

"""Pace: published results of several offices, refusals and their reasons, and every kind of target."""

import pickle
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

import tjstats as tj
from tests.indicators import JOBS, MONEY, PLAN, RATE, STOCK, WAGE, change_of, yearly
from tjstats import (
    AsOf,
    Figure,
    Indicator,
    Observation,
    Period,
    Reason,
    Series,
    Source,
    Target,
    Verdict,
    track,
)
from tjstats.errors import (
    DuplicatePeriodError,
    InvalidRecordError,
    NotComparableError,
    NumberTypeError,
    RecordTypeError,
    UnitMismatchError,
    UnknownCodeError,
)

D, F = Decimal, Figure
UP = Indicator("test.up", "ratio", "average", "higher")
DOWN = Indicator("test.down", "ratio", "average", "lower")

# Series of the published result files of Statistics Canada and Eustat: indicator, base, year, latest, year, target, limit,
# then value, score and status. Target year 2030. Statistics Canada: sdg-data-donnees-odd, indicator_calculation_components.yml;
# Eustat: EUSTAT-PRE/data, the file of the same name.
PUBLISHED = [
    ("statcan", UP, "92.0", 2015, "92.0", 2019, "100", None, "0", "-2.5", "limited_progress"),
    ("statcan", UP, "98.82", 2015, "99.04", 2022, "100", None, "0.4013545340426752", "-0.8276760630043856", "limited_progress"),
    ("statcan", UP, "90.0", 2015, "93.2", 2021, None, 100, "0.005839995229728112", "2.815386645395768", "substantial_progress"),
    ("statcan", UP, "93.4", 2017, "92.7", 2021, None, 100, "-0.0018789507235312808", "-2.7348688404414103", "deterioration"),
    ("statcan", DOWN, "0.52", 2015, "0.57", 2024, None, None, "-0.01025304472579669", "-3.7816305907245864", "deterioration"),
    ("statcan", DOWN, "10.0", 2018, "10.4", 2022, "0.1", None, "-0.030916728428577435", "-2.6288207323433537", "deterioration"),
    ("eustat", DOWN, "-6.21", 2015, "-21.98", 2023, "-45", None, "1.2126558572582298", "4.376113266130213", "significant_progress"),
    ("eustat", UP, "99.6", 2015, "99.8", 2023, "99.9", None, "1.2506577815013848", "4.64755558215275", "significant_progress"),
    ("eustat", UP, "99.9", 2015, "99.9", 2023, "99.9", None, None, "5", "significant_progress"),
    ("eustat", DOWN, "20.6", 2016, "20.6", 2024, "20.5", None, "0", "-2.5", "moderate_deterioration"),
    ("eustat", DOWN, "0.02", 2015, "0.0", 2024, None, 0, "1", "5", "significant_progress"),
    ("eustat", UP, "100", 2015, "100", 2024, None, 100, "0", "5", "significant_progress"),
    ("eustat", UP, "81.8", 2015, "81.8", 2024, None, 100, "0", "0", "no_progress"),
    ("eustat", UP, "98.77", 2016, "99.03", 2023, None, 100, "0.0003756304762048135", "1.7563286572956605", "moderate_progress"),
    ("eustat", UP, "94.7", 2015, "94.9", 2022, None, 100, "0.0003014319105922869", "0.3508687859861149", "moderate_progress"),
    ("eustat", DOWN, "2.13", 2015, "1.7", 2023, "1.07", None, "0.6195509730674731", "0.13964980762480794", "moderate_progress"),
    ("eustat", DOWN, "3.5", 2015, "2.8", 2024, "1.75", None, "0.5422887024672756", "-0.2404637397196847", "moderate_deterioration"),
    ("eustat", UP, "7680.2", 2015, "4033.8", 2021, "15360.4", None, "-2.151732764147156", "-5", "significant_deterioration"),
    ("eustat", UP, "100", 2015, "99.9", 2023, "99.9", None, "-1.8749452868103302", "5", "significant_progress"),
    ("eustat", UP, "0.07", 2015, "0.09", 2023, "0.7", None, "0.1923458137955749", "-1.6985591091851044", "moderate_deterioration"),
]  # fmt: skip


def near(figure, value):
    """Equal to nine digits, because the files were computed with floats."""
    if value is None:
        return figure is None
    found = figure.value if isinstance(figure, Figure) else figure
    return abs(found - D(value)) <= abs(D(value)) * D("1e-9") + D("1e-12")


def aim(indicator, figure, year=2030, **more):
    """A target on the level in a year."""
    return Target(indicator, Period.year(year), indicator.figure(figure), **more)


@pytest.mark.parametrize("row", PUBLISHED, ids=range(len(PUBLISHED)))
def test_results_that_offices_published(row):
    """Value, score and status match the offices' files."""
    scheme, indicator, base, first, latest, last, target, limit, value, score, status = row
    asked = indicator if target is None else aim(indicator, target)
    pace = track(asked, indicator.series({first: base, last: latest}), scheme, limit=limit)
    assert (pace.status, near(pace.value, value), near(pace.score, score)) == (status, True, True)


def test_every_intermediate_value_is_in_the_answer():
    """Levels, times, rates, projection, closeness, what is left."""
    pace = track(aim(DOWN, "50"), DOWN.series({2020: "100", 2025: "80"}, status="provisional"))
    assert (pace.base_time, pace.latest_time, pace.elapsed, pace.left) == (
        Period.year(2020),
        Period.year(2025),
        5,
        5,
    )
    assert [str(f) for f in (pace.base_level, pace.latest_level, pace.target_level)] == [
        "100 times",
        "80 times",
        "50 times",
    ]
    assert near(pace.projected, 64)
    assert near(pace.remaining_change, "-37.5")
    assert near(pace.observed_rate, (D("0.8") ** D("0.2") - 1) * 100)
    assert near(pace.required_rate, (D("0.5") ** D("0.1") - 1) * 100)
    assert near(pace.remaining_rate, (D("0.625") ** D("0.2") - 1) * 100)
    assert near(pace.equivalent_years, D("0.8").ln() / D("0.5").ln() * 10)
    assert pace.achieved is Verdict.NO
    assert (pace.closeness, pace.firmness) == (None, "provisional")
    limited = track(UP, UP.series({2015: "50", 2020: "60"}), limit=100)
    assert near(limited.closeness, 1 - D("0.5") ** D("4.44"))
    assert limited.limit == F("100", "ratio")


# --- met, and moving ----------------------------------------------------------------------------------------------------


def test_met_is_decided_on_the_level_first():
    """A value that doubled in the wrong direction and still meets the target is met; the trend is shown too."""
    pace = track(aim(DOWN, "0.5"), DOWN.series({2015: "0.09", 2024: "0.18"}))
    assert (pace.status, pace.score, pace.achieved) == ("target_achieved", 5, Verdict.YES)
    assert near(pace.value, "-0.6610459297009269")


def test_the_size_of_the_required_rate_divides():
    """With a plain quotient, as in UNDP's code, the sign is wrong if the base already meets the target."""
    series = DOWN.series({2015: "8.1", 2024: "6.8"})
    ours, plain = (track(aim(DOWN, "8.5"), series, scheme) for scheme in ("statcan", "undp"))
    assert (ours.value.value > 0, plain.value.value < 0) == (True, True)
    assert (ours.status, plain.status) == ("target_achieved", "Target Achieved")


@pytest.mark.parametrize(
    ("scheme", "status"), [("statcan", "target_achieved"), ("undp", "On Track")]
)
def test_reaching_the_number_itself(scheme, status):
    """This is enough for most schemes; UNDP's code requires more."""
    assert track(aim(UP, "100"), UP.series({2015: "50", 2030: "100"}), scheme).status == status


@pytest.mark.parametrize(
    ("latest", "status"),
    [("105", "target_achieved"), ("100", "target_achieved"), ("99", "substantial_progress")],
)
def test_qualifiers_of_targets(latest, status):
    """ "At least" includes the number, "over" does not; both work if the indicator has no direction."""
    neither = Indicator("test.neither", "ratio", "average")
    series = neither.series({2015: "50", 2020: latest})
    assert track(aim(neither, F.at_least("100", "ratio")), series).status == status
    over = track(aim(neither, F.over("100", "ratio")), series)
    assert over.status == ("target_achieved" if latest == "105" else "substantial_progress")


def test_two_sided_targets_need_a_share_of_the_distance():
    """A ratio of rates needs a direction; a share of the distance infers it from the base."""
    neither = Indicator("test.neither", "ratio", "average")
    series = neither.series({2015: "50", 2020: "60"})
    assert track(aim(neither, "100"), series).reason is Reason.TWO_SIDED_NEEDS_RANGE
    assert (
        track(aim(neither, F.between("90", "110", "ratio")), series, "un2023").reason
        is Reason.TWO_SIDED_NEEDS_RANGE
    )
    assert track(aim(neither, "100"), series, "un2023").status == "2"
    assert track(neither, series).reason is Reason.NO_DIRECTION
    parity = Indicator("test.parity", "ratio", "average", "lower")
    turned = parity.series(
        {
            o.period: tj.scores.two_sided_ratio(o.figure)
            for o in neither.series({2015: "0.5", 2020: "0.8"})
        }
    )
    assert track(aim(parity, "1"), turned).value.value > 1


# --- reasons ------------------------------------------------------------------------------------------------------------

REASONS = {
    "one point": (UP, {2015: "5"}, {}, Reason.ONE_POINT),
    "one point that is left": (UP, {2015: "5", 2016: None}, {}, Reason.ONE_POINT),
    "base after latest": (UP, {2015: "5", 2016: "6"}, {"base": 2020}, Reason.BASE_AFTER_LATEST),
    "base after the latest asked for": (UP, {2015: "5", 2016: "6"}, {"base": 2016, "latest": 2015}, Reason.BASE_AFTER_LATEST),
    "zero base": (UP, {2015: "0", 2016: "6"}, {}, Reason.ZERO_BASE),
    "mixed sign": (UP, {2015: "-1", 2016: "6"}, {}, Reason.MIXED_SIGN),
    "mixed sign of the target": (UP, {2015: "-2", 2016: "-1"}, {"target": "5"}, Reason.MIXED_SIGN),
    "target equals base": (UP, {2015: "5", 2016: "4"}, {"target": "5"}, Reason.TARGET_EQUALS_BASE),
    "target of zero": (DOWN, {2015: "5", 2016: "4"}, {"target": "0"}, Reason.ZERO_LEVEL),
    "target's year is the base year": (UP, {2015: "5", 2016: "4"}, {"target": "6", "year": 2015}, Reason.PERIOD_MISMATCH),
    "target's year is before the base": (UP, {2015: "5", 2016: "4"}, {"target": "6", "year": 2010}, Reason.PERIOD_MISMATCH),
    "no such latest": (UP, {2015: "5", 2016: "6"}, {"latest": 2017}, Reason.NO_OBSERVATION),
    "no such base": (UP, {2015: "5", 2016: "6"}, {"base": 2014, "scheme": "undp", "target": "9"}, Reason.NO_OBSERVATION),
    "no value at all": (UP, {2015: None}, {}, Reason.NO_OBSERVATION),
    "a bounded base": (UP, {2015: F.over("5", "ratio"), 2016: "6"}, {}, Reason.ONLY_A_BOUND),
    "a scheme that needs a target": (UP, {2015: "5", 2016: "6"}, {"scheme": "undp"}, Reason.NO_NUMBER),
    "logarithm of a fall to zero": (UP, {2015: "5", 2016: "0"}, {"scheme": "plan-log", "target": "9"}, Reason.ZERO_LEVEL),
}  # fmt: skip


@pytest.mark.parametrize(("indicator", "values", "how", "reason"), REASONS.values(), ids=REASONS)
def test_no_status_has_a_reason(indicator, values, how, reason):
    """If the trend has no status, there is a reason, and the code is the scheme's own."""
    more = dict(how)
    scheme, target, year = (
        more.pop("scheme", "statcan"),
        more.pop("target", None),
        more.pop("year", 2030),
    )
    observations = [
        indicator.observe(period, figure, **({"status": "missing"} if figure is None else {}))
        for period, figure in values.items()
    ]
    asked = indicator if target is None else aim(indicator, target, year)
    pace = track(asked, Series(tuple(observations)), scheme, **more)
    assert (pace.reason, pace.status, pace.score) == (reason, tj.scheme(scheme).not_available, None)
    assert reason.text() in str(pace)


def test_a_break_between_base_and_latest():
    """Nothing is grown across a change of scope; a break outside the two is harmless."""
    observations = [
        UP.observe(2014, "1", scope="old"),
        UP.observe(2015, "5"),
        UP.observe(2020, "6"),
    ]
    assert track(UP, Series(tuple(observations))).reason is Reason.BREAK_IN_SERIES
    assert track(UP, Series(tuple(observations)), base=2015).status == "substantial_progress"
    inside = [UP.observe(2015, "5"), UP.observe(2016, "5", scope="new"), UP.observe(2020, "6")]
    assert track(UP, Series(tuple(inside))).reason is Reason.BREAK_IN_SERIES


def test_targets_that_have_no_pace():
    """Targets without a number, in step with another, for each year, on a mean."""
    series = yearly(RATE, 2021, "5", "4")
    asked = {
        Reason.NO_NUMBER: Target(RATE, PLAN),
        Reason.SET_ELSEWHERE: Target(RATE, PLAN, set_by="国家"),
        Reason.NO_REFERENCE: Target(RATE, PLAN, F("0", "个百分点"), relative_to=WAGE),
        Reason.PERIOD_MISMATCH: Target(RATE, PLAN, F("5", "%"), every="1y"),
    }
    for reason, target in asked.items():
        assert track(target, series).reason is reason
    assert track(Target(RATE, PLAN, F("5", "%")), series).reason is Reason.PERIOD_MISMATCH
    assert (
        track(Target(JOBS, PLAN, F("5", "万人")), yearly(JOBS, 2021, "1", "1")).reason
        is Reason.PERIOD_MISMATCH
    )


def test_impossible_arguments_are_refused():
    """Wrong arguments are errors with the remedy."""
    series = UP.series({2015: "5", 2016: "6"})
    with pytest.raises(RecordTypeError):
        track("target", series)
    with pytest.raises(RecordTypeError):
        track(UP, [1, 2])
    with pytest.raises(UnknownCodeError, match="statcan"):
        track(UP, series, "canada")
    with pytest.raises(NotComparableError):
        track(DOWN, series)
    with pytest.raises(NotComparableError):
        track(aim(UP, "5", area="CN-TJ"), series)
    with pytest.raises(DuplicatePeriodError):
        UP.series({2015: "5", "2015": "6"})
    with pytest.raises(NumberTypeError):
        track(UP, series, limit=100.0)
    with pytest.raises(UnitMismatchError):
        track(UP, series, limit=F("100", "人"))
    with pytest.raises(InvalidRecordError, match="eurostat has no natural limits"):
        track(UP, series, "eurostat", limit=100)
    with pytest.raises(InvalidRecordError, match="replaces no zeros"):
        track(UP, series, "undp", zero="replace")
    with pytest.raises(InvalidRecordError, match="write a year"):
        track(UP, series, base=2015.0)


# --- base and latest ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "asked", "used"),
    [
        ("statcan", 2015, 2016),
        ("statcan", 2014, 2014),
        ("eustat", 2015, 2016),
        ("eustat", 2018, 2019),
        ("eustat", 2017, 2016),
        ("eustat", 2030, 2020),
        ("eustat", 2000, 2014),
        ("statcan", None, 2014),
    ],
)
def test_a_base_without_a_value(scheme, asked, used):
    """The next later one for Statistics Canada; the nearest, the later of two, for Eustat. The answer gives both the requested and the used one."""
    series = UP.series({2014: "5", 2016: "6", 2019: "7", 2020: "8"})
    pace = track(UP, series, scheme, base=asked)
    assert (pace.base_time, pace.base_asked) == (
        Period.year(used),
        None if asked is None else Period.year(asked),
    )


def test_times_may_be_codes_years_periods_or_points():
    """For stocks too, whose values are at the ends of years."""
    series = STOCK.series({2015: "5", 2016: "6", 2020: "8"})
    for base in (2016, "2016", "2016-12-31", AsOf("2016"), Period.year(2016)):
        pace = track(Target(STOCK, PLAN, F("9", "万人")), series, base=base)
        assert (pace.base_time, pace.elapsed, pace.left) == (AsOf("2016"), 4, 5)


def test_parts_of_years():
    """Rates are per year, whatever the distance."""
    series = UP.series({"2020-Q1": "100", "2020-Q3": "110"})
    pace = track(UP, series)
    assert pace.elapsed == Fraction(1, 2)
    assert near(pace.observed_rate, 21)


def test_only_what_was_known_at_the_target_time():
    """The UN's note evaluates at the target year if it has passed."""
    series = UP.series({2015: "50", 2020: "60", 2025: "90"})
    assert track(aim(UP, "100", 2020), series, "un2023").latest_time == Period.year(2020)
    assert track(aim(UP, "80", 2020), series, "statcan").latest_time == Period.year(2025)


@pytest.mark.parametrize(("latest", "status"), [("99.1", "3"), ("98.9", "2")])
def test_so_near_to_all_or_nothing(latest, status):
    """The UN's note: within 1 of 100 % counts as reached; percentages only."""
    water = Indicator("test.water", "%", "rate", "higher")
    assert (
        track(aim(water, "100"), water.series({2015: "98.8", 2022: latest}), "un2023").status
        == status
    )
    assert track(aim(UP, "100"), UP.series({2015: "98.8", 2022: "99.1"}), "un2023").status == "2"


# --- zeros and bounds ---------------------------------------------------------------------------------------------------


def test_zeros_are_replaced_only_when_asked():
    """1 instead of 0.001 changes the result a lot, so it must be requested and is shown."""
    series = DOWN.series({2015: "5", 2020: "4"})
    assert track(aim(DOWN, "0"), series).status == "not_available"
    office, ours = (track(aim(DOWN, "0"), series, zero=zero) for zero in ("replace", "1"))
    assert (office.zero, office.target_level.value, office.status) == (
        D("0.001"),
        D("0.001"),
        "limited_progress",
    )
    assert (ours.zero, ours.status) == (1, "limited_progress")
    assert ours.value.value > office.value.value * 4
    assert (
        track(UP, UP.series({2015: "0", 2020: "4"}), zero="replace").status
        == "substantial_progress"
    )
    assert (
        track(aim(DOWN, "0"), DOWN.series({2015: "5", 2020: "0.0005"}), zero="replace").status
        == "target_achieved"
    )


BOUNDED = {
    "all on one side": (F.over("60", "ratio"), "substantial_progress", None),
    "over two bands": (F.over("51", "ratio"), "not_available", Reason.STRADDLES_TARGET),
    "below": (F.under("49", "ratio"), "deterioration", None),
    "about": (F.about("60", "ratio"), "substantial_progress", None),
    "may be met": (F.over("90", "ratio"), "not_available", Reason.STRADDLES_TARGET),
}


@pytest.mark.parametrize(("latest", "status", "reason"), BOUNDED.values(), ids=BOUNDED)
def test_a_bound_has_a_status_only_inside_one_band(latest, status, reason):
    """A bound never has a status that a more precise figure could contradict."""
    asked = aim(UP, "100") if latest.value == 90 else UP
    pace = track(asked, UP.series({2015: "50", 2020: latest}))
    assert (pace.status, pace.reason, pace.score) == (status, reason, None)
    assert pace.value.qualifier is not tj.Qualifier.EXACTLY


def test_bounds_that_lie_inside_the_target():
    """A target that is met is met, whatever the trend."""
    pace = track(aim(UP, "100"), UP.series({2015: "50", 2020: F.over("100", "ratio")}))
    assert (pace.status, pace.achieved) == ("target_achieved", Verdict.YES)


def test_falling_values_turn_their_bounds_round():
    """If lower is better, over 60 is an upper bound of the progress."""
    pace = track(DOWN, DOWN.series({2015: "50", 2020: F.over("60", "ratio")}))
    assert pace.value.bounds.upper is not None and pace.value.bounds.lower is None
    assert pace.status == "deterioration"
    pace = track(UP, UP.series({2015: "-50", 2020: F.over("-40", "ratio")}))
    assert (pace.status, pace.value.bounds.lower is not None) == ("substantial_progress", True)


def test_what_the_prints_may_have_been():
    """`unrounded` contains the value for every level that rounds to the printed ones."""
    pace = track(aim(DOWN, "7.25"), DOWN.series({2015: "14.5", 2023: "10.2"}))
    assert pace.value.bounds.is_point
    for base in ("14.45", "14.5", "14.55"):
        for latest in ("10.15", "10.2", "10.25"):
            exact = track(aim(DOWN, "7.25"), DOWN.series({2015: base, 2023: latest}))
            for name in (
                "value",
                "observed_rate",
                "required_rate",
                "projected",
                "remaining_rate",
                "equivalent_years",
            ):
                assert getattr(exact, name).value in getattr(pace, name).unrounded, name


# --- all negative -------------------------------------------------------------------------------------------------------


def test_negative_levels_turn_the_direction():
    """A smaller negative level is larger in absolute value."""
    less = DOWN.series({2015: "-6.21", 2023: "-21.98"})
    pace = track(aim(DOWN, "-45"), less)
    assert (pace.status, pace.observed_rate.value > 0, pace.projected.value < -45) == (
        "substantial_progress",
        True,
        True,
    )
    assert track(DOWN, less).status == "substantial_progress"
    assert track(UP, UP.series({2015: "-6.21", 2023: "-21.98"})).status == "deterioration"
    assert track(aim(DOWN, "-20"), less).status == "target_achieved"


# --- plans --------------------------------------------------------------------------------------------------------------

ENERGY = Indicator("test.energy_per_gdp", "吨标准煤/万元", "average", "lower")
BASE = Period.year(2010)
FALL = Target(ENERGY, Period.years(2011, 2015), F("-16", "%"), measure="growth", base=BASE)


def cumulative(rates):
    """Printed cumulative changes since 2010."""
    made = [
        Observation(ENERGY, Period.years(2011, year), F(rate, "%"), measure="growth", base=BASE)
        for year, rate in rates.items()
    ]
    return Series(tuple(made))


def test_progress_of_a_compound_change():
    """China's published 82.5 % after four years, from the cumulative change; a linear share would be 83.75."""
    pace = track(FALL, cumulative({2014: "-13.4"}), "plan-log")
    assert f"{pace.value.to('%'):.1f}" == "82.5%"
    assert f"{pace.equivalent_years:.2f}" == "4.13 years"
    assert (pace.status, pace.elapsed, pace.left) == ("on_schedule", 4, 1)
    assert near(pace.remaining_change, (D("0.84") / D("0.866") - 1) * 100)
    assert (
        f"{track(FALL, cumulative({2014: '-13.4'}), 'plan-linear').value.to('%'):.2f}" == "83.75%"
    )
    assert track(FALL, cumulative({2012: "-5", 2014: "-13.4"}), "plan-log").value == pace.value


def test_progress_from_yearly_changes_and_from_levels():
    """Yearly changes are compounded from the base; levels give the same result as their changes."""
    years = [
        Observation(ENERGY, Period.year(y), F(r, "%"), measure="growth", base=Period.year(y - 1))
        for y, r in ((2011, "-5"), (2012, "-10"))
    ]
    chained = track(FALL, Series(tuple(years)), "plan-log")
    levels = track(FALL, ENERGY.series({2010: "2", 2011: "1.9", 2012: "1.71"}), "plan-log")
    assert near(chained.value, levels.value.value)
    assert levels.target_level.value == D("1.68")
    gap = Series((years[1],))
    assert track(FALL, gap, "plan-log").reason is Reason.GAP_IN_SERIES
    assert track(ENERGY, Series(tuple(years))).reason is Reason.GROWTH_OF_GROWTH


def test_changes_factors_and_average_growth_as_targets():
    """Each defines a level, from its base."""
    series = MONEY.series({2020: "100", 2023: "130"})
    terms = {"base": Period.year(2020)}
    asked = {
        "change": (F("50", "亿元"), "150"),
        "growth": (F("60", "%"), "160"),
        "factor": (F("2", "倍"), "200"),
        "average_growth": (F("10", "%"), "161.051"),
    }
    for measure, (figure, level) in asked.items():
        pace = track(
            Target(MONEY, Period.year(2025), figure, measure=measure, **terms),
            series,
            "plan-linear",
        )
        assert near(pace.target_level, level)
        assert near(pace.value, 30 / (D(level) - 100))
    missing = Target(
        MONEY, Period.year(2025), F("60", "%"), measure="growth", base=Period.year(2019)
    )
    assert track(missing, series).reason is Reason.NO_BASELINE


def test_average_growth_of_at_most_so_much():
    """A factor is never negative, so its powers have an upper end."""
    target = Target(
        MONEY, Period.year(2025), F.under("10", "%"), measure="average_growth", base=Period.year(2020)
    )  # fmt: skip
    pace = track(target, MONEY.series({2020: "100", 2023: "130"}), "statcan")
    assert near(pace.target_level, "161.051")
    assert (pace.achieved, pace.status) == (Verdict.YES, "target_achieved")
    at_the_end = track(target, MONEY.series({2020: "100", 2023: "161.051"}), "statcan")
    assert at_the_end.achieved is Verdict.NO


def test_numbers_beyond_what_a_figure_holds():
    """The projected level after a leap within a month is out of range and is None."""
    series = UP.series({"2020-01": "1E-5", "2020-02": "1E+5"})
    pace = track(Target(UP, Period.month(2300, 12), F("1E+16", "ratio")), series)
    assert (pace.projected, pace.status) == (None, "substantial_progress")
    assert pace.value.unrounded.lower > 0


def test_a_baseline_of_the_target():
    """The level from which the target starts is used even if the series lacks it."""
    target = aim(MONEY, "200", 2025, baseline=MONEY.observe(2020, "100"))
    pace = track(target, MONEY.series({2022: "121", 2023: "130"}), "plan-linear")
    assert (pace.base_time, pace.value.value) == (Period.year(2020), D("0.3"))


def test_schedule_of_a_total():
    """序时进度: 105 of 175 in three of five years is on schedule, and not before."""
    target = Target(JOBS, PLAN, F.at_least("175", "万人"))
    on = track(target, yearly(JOBS, 2021, "35", "35", "35"), "plan-linear")
    assert (on.value.value, on.schedule.value, on.status) == (D("0.6"), 1, "on_schedule")
    behind = track(target, yearly(JOBS, 2021, "35", "35", "34.9"), "plan-linear")
    assert (behind.status, behind.elapsed, behind.left) == ("behind_schedule", 3, 2)
    early = track(target, yearly(JOBS, 2021, "60", "60", "60"), "plan-linear")
    assert (early.status, early.achieved) == ("completed", Verdict.YES)
    gap = track(target, JOBS.series({2021: "35", 2023: "35"}), "plan-linear")
    assert (gap.value.qualifier, gap.reason) == (tj.Qualifier.AT_LEAST, Reason.STRADDLES_TARGET)
    assert track(
        target, yearly(JOBS, 2021, "35", "35", "35"), "plan-linear", latest=2022
    ).value.value == D("0.4")
    yearly_target = Target(JOBS, PLAN, F("35", "万人/年"))
    assert (
        track(yearly_target, yearly(JOBS, 2021, "35", "35", "35"), "plan-linear").schedule.value
        == 1
    )


def test_linear_progress_over_any_sign():
    """A distance needs no ratios."""
    pace = track(aim(MONEY, "10", 2025), MONEY.series({2020: "-10", 2023: "0"}), "plan-linear")
    assert (pace.value.value, pace.observed_rate) == (D("0.5"), None)
    assert track(
        aim(MONEY, "10", 2025), MONEY.series({2020: "0", 2023: "4"}), "plan-linear"
    ).value.value == D("0.4")


# --- the answer -----------------------------------------------------------------------------------------------------------


def test_numbers_are_computed_when_they_are_read():
    """The answer is equal to one whose numbers have all been read, with the same hash, and can be pickled."""
    asked, series = aim(DOWN, "7.25"), DOWN.series({2015: "14.5", 2023: "10.2"})
    fresh, read = track(asked, series), track(asked, series)
    assert all(getattr(read, field.name) is read.__getattribute__(field.name)
               for field in attrs.fields(tj.Pace) if field.init)  # fmt: skip
    with pytest.raises(AttributeError):
        object.__getattribute__(fresh, "projected")
    assert fresh == read and hash(fresh) == hash(read)
    assert pickle.loads(pickle.dumps(track(asked, series))) == read
    assert attrs.evolve(track(asked, series), status="mine").projected == read.projected
    with pytest.raises(AttributeError, match="no attribute 'speed'"):
        fresh.speed


def test_an_answer_shows_itself():
    """As text, as a table and in a notebook."""
    pace = track(aim(DOWN, "7.25"), DOWN.series({2015: "14.5", 2023: "10.2"}, source=Source("x")))
    assert str(pace) == "substantial_progress"
    assert repr(pace) == "<Pace test.down by statcan: substantial_progress>"
    assert "required rate" in pace.table().text()
    assert "<table" in pace._repr_html_()


def test_an_answer_speaks_one_language():
    """That of its words, or the one requested or set; the status is a code in English, and words in Chinese."""
    target = Target(JOBS, PLAN, F.at_least("175", "万人"))
    pace = track(target, JOBS.series({2021: "35"}), "plan-linear", latest=2020)
    assert str(pace) == "无法评价：该时期没有观测值"
    assert pace.text("en") == "not_available: no observation for the period"
    with tj.language("en"):
        assert str(pace) == pace.text("en")
    assert repr(pace).endswith("by plan-linear: not_available: no observation for the period>")
    on = track(target, JOBS.series({2021: "35"}, status="provisional"), "plan-linear")
    rows = dict(on.table().rows)
    assert (rows["目标数值"], rows["数据性质"], rows["状态"]) == ("175万人", "初步", "达到序时进度")
    rows = dict(on.table("en").rows)
    assert (rows["target level"], rows["firmness"]) == ("1.75 million people", "provisional")
    with pytest.raises(InvalidRecordError, match="en"):
        pace.text("fr")


# --- whole and parts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["plan-linear", "binary", "statcan", "eurostat"])
def test_a_total_beside_its_parts_is_the_total(scheme):
    """Five years and one of them: the plan is met by the five, whatever the one is."""
    series = JOBS.series({PLAN: "180", "2021": "30", "2025": "37"})
    target = Target(JOBS, PLAN, F.at_least("175", "万人"))
    pace = track(target, series, scheme)
    assert (pace.achieved, pace.latest_level) == (Verdict.YES, F("180", "万人"))
    assert tj.assess(target, series).verdict is Verdict.YES


def test_levels_are_of_one_length():
    """A quarter is not compared with a year: with a target for a year, years are; alone, the length of the last value."""
    series = MONEY.series({"2020": "100", "2023": "110", "2024-Q1": "26"})
    pace = track(aim(MONEY, "120", 2025), series, "statcan")
    assert (pace.base_level, pace.latest_level) == (F("100", "亿元"), F("110", "亿元"))
    assert track(MONEY, series, "statcan").reason is Reason.ONE_POINT


@pytest.mark.parametrize("scheme", ["plan-linear", "plan-log", "eurostat", "statcan"])
@pytest.mark.parametrize(
    "base", [F.under("5", "亿元"), F.over("5", "亿元"), F.about("5.0", "亿元")]
)
def test_growth_from_a_bound_has_no_level_to_reach(scheme, base):
    """From a base that is only a bound, no number of growth leads to a level: the reason says so."""
    series = MONEY.series({"2020": base, "2022": "6", "2023": "7"})
    growth = Target(
        MONEY, Period.year(2025), F("30", "%"), measure="growth", base=Period.year(2020)
    )
    pace = track(growth, series, scheme)
    assert (pace.reason, pace.achieved) == (Reason.ONLY_A_BOUND, None)


def test_a_baseline_is_no_level_among_growth_rates():
    """Rates of growth start from one, not from the baseline's own number."""
    rates = Series(tuple(change_of(MONEY, F("5", "%"), year=year) for year in (2021, 2022)))
    baseline = MONEY.observe("2020", "100")
    target = Target(
        MONEY,
        Period.year(2025),
        F("30", "%"),
        measure="growth",
        base=Period.year(2020),
        baseline=baseline,
    )
    assert track(target, rates, "plan-log").base_level == F(1, "ratio", exact=True)

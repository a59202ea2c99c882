"""Growth between figures and between observations: results, reasons, errors."""

from decimal import Decimal
from fractions import Fraction

import pytest

import tjstats as tj
from tests.indicators import JOBS, MONEY, RATE, STOCK, WAGE, change_of
from tests.notation import b
from tjstats import AsOf, Figure, Observation, Period, Reason, Status
from tjstats.errors import (
    NotComparableError,
    PeriodKindError,
    PeriodOrderError,
    RecordTypeError,
    TjstatsError,
    UnitMismatchError,
)

F = Figure


def test_the_three_results_of_two_plain_figures():
    """Change in the unit, rate in percent, factor as a ratio, all computed and not rounded."""
    g = tj.growth(F("125", "元"), F("100", "元"))
    assert (g.change.value, g.change.unit.code) == (25, "CNY")
    assert (g.rate.value, g.rate.unit.code) == (25, "percent")
    assert (g.factor.value, g.factor.unit.code) == (Decimal("1.25"), "ratio")
    assert (g.change.decimals, g.rate.decimals, g.factor.decimals) == (None, None, None)
    assert g.reason is None
    assert str(g) == "25%"


SIGNS = {
    "zero base": ("5", "0", "5", Reason.ZERO_BASE),
    "both zero": ("0", "0", "0", Reason.ZERO_BASE),
    "negative base": ("5", "-2", "7", Reason.NEGATIVE_BASE),
    "both negative": ("-5", "-2", "-3", Reason.NEGATIVE_BASE),
    "negative after positive": ("-5", "2", "-7", Reason.MIXED_SIGN),
}


@pytest.mark.parametrize(("current", "base", "change", "reason"), SIGNS.values(), ids=SIGNS)
def test_without_a_positive_base_there_is_a_change_and_a_reason(current, base, change, reason):
    """Zero, negative and mixed-sign bases give a change and a reason, but no rate or factor."""
    g = tj.growth(F(current, "亿元"), F(base, "亿元"))
    assert (g.rate, g.factor, g.average_annual) == (None, None, None)
    assert g.reason is reason
    assert g.change.equals(F(change, "亿元")) is tj.Verdict.YES
    assert g.text("en") == reason.text("en")
    assert str(g) == reason.text("zh")


def test_a_fall_to_zero_is_minus_a_hundred_percent():
    """A current value of zero has a rate."""
    g = tj.growth(F("0", "元"), F("5", "元"))
    assert (g.rate.value, g.factor.value, g.reason) == (-100, 0, None)


BOUNDED = {
    "over, exactly": (F.over("175", "人"), F("100", "人"), "(75, ∞)"),
    "at least, exactly": (F.at_least("175", "人"), F("100", "人"), "[75, ∞)"),
    "under, exactly": (F.under("175", "人"), F("100", "人"), "(−∞, 75)"),
    "at most, exactly": (F.at_most("175", "人"), F("100", "人"), "(−∞, 75]"),
    "exactly, over": (F("175", "人"), F.over("100", "人"), "(-100, 75)"),
    "exactly, at least": (F("175", "人"), F.at_least("100", "人"), "(-100, 75]"),
    "over, over": (F.over("175", "人"), F.over("100", "人"), "(-100, ∞)"),
    "zero, at least": (F("0", "人"), F.at_least("100", "人"), "[-100, -100]"),
    "some over, exactly": (F.some_over("120", "人"), F("100", "人"), "(20, 30)"),
    "nearly, exactly": (F.nearly("120", "人"), F("100", "人"), "(10, 20)"),
    "between, between": (F.between("120", "150", "人"), F.between("50", "100", "人"), "[20, 200]"),
    "open, closed": (
        F.between("120", "150", "人", lower_closed=False),
        F.between("50", "100", "人"),
        "(20, 200]",
    ),
    "exactly, open at zero": (F("5", "人"), F.over("0", "人"), "(-100, ∞)"),
    "both signs, exactly": (F.between("-30", "40", "人"), F("20", "人"), "[-250, 100]"),
}


@pytest.mark.parametrize(("current", "base", "expected"), BOUNDED.values(), ids=BOUNDED)
def test_bounds_on_either_side(current, base, expected):
    """The rate of bounded figures contains every possible rate, and nothing more; open ends stay open."""
    rate = tj.growth(current, base).rate
    assert rate.bounds == b(expected)


def test_bounded_growth_says_so_in_words():
    """The qualifier of a rate follows from its bounds."""
    rate = tj.growth(F.over("175", "万人"), F("100", "万人")).rate
    assert rate.qualifier is tj.Qualifier.OVER
    assert (str(rate), rate.text("zh")) == ("over 75%", "超过75%")


@pytest.mark.parametrize(
    ("base", "reason"),
    [
        (F.under("100", "人"), Reason.BASE_MAY_BE_ZERO),
        (F.at_most("100", "人"), Reason.BASE_MAY_BE_ZERO),
        (F.at_least("0", "人"), Reason.BASE_MAY_BE_ZERO),
        (F.between("-3", "4", "人"), Reason.BASE_MAY_BE_ZERO),
        (F.under("0", "人"), Reason.NEGATIVE_BASE),
    ],
    ids=str,
)
def test_a_base_that_may_be_zero(base, reason):
    """A bounded base that reaches zero gives no rate; an entirely negative one has its own reason."""
    g = tj.growth(F("5", "人"), base)
    assert (g.rate, g.factor, g.reason) == (None, None, reason)


def test_percent_against_percent_changes_in_points():
    """A rate changes in percentage points, and that is what is printed."""
    bare = tj.growth(F("5.5", "%"), F("5.0", "%"))
    records = tj.growth(RATE.observe("2025", "5.5"), RATE.observe("2020", "5.0"))
    for g in (bare, records):
        assert (g.change.unit.code, g.change.value) == ("percentage_point", Decimal("0.5"))
        assert g.in_points
        assert (g.text("zh"), g.text("en")) == ("0.5个百分点", "0.5 percentage points")


def test_the_results_of_a_rate_are_points():
    """No table of a rate has a relative or an average rate; asked by name they are there."""
    rates = tj.growth(RATE.observe("2025", "5.5"), RATE.observe("2020", "5.0"))
    bare = tj.growth(F("5.5", "%"), F("5.0", "%"))
    grown = tj.growth(change_of(JOBS, F("5", "%")), change_of(JOBS, F("4", "%"), year=2024))
    for g in (rates, bare, grown):
        for lang in ("en", "zh"):
            text = f"{g.table(lang).rows}"
            assert [
                word for word in ("rate", "average", "增速", "年均", "倍") if word in text
            ] == []
            assert g.change.text(lang) in text
    assert (str(rates.rate), str(rates.average_annual)) == ("10%", "1.92%")
    plain = tj.growth(WAGE.observe("2025", "2510"), WAGE.observe("2020", "2050"))
    assert {plain.rate.brief(), plain.average_annual.brief()} <= {
        row[1] for row in plain.table().rows
    }
    missing = tj.growth(RATE.observe("2025", None, status="missing"), RATE.observe("2020", "5.0"))
    assert Reason.MISSING_VALUE.text("en") in f"{missing.table('en').rows}"


def test_levels_change_in_percent():
    """An average, a stock and a flow change in percent."""
    for indicator in (WAGE, MONEY):
        assert (
            str(tj.growth(indicator.observe("2025", "110"), indicator.observe("2024", "100")))
            == "10%"
        )
    assert str(tj.growth(STOCK.observe("2025", "110"), STOCK.observe("2024", "100"))) == "10%"


def test_growth_of_growth_has_no_rate():
    """From 3 % to 5 % growth is a rise of two points, without a rate."""
    g = tj.growth(change_of(MONEY, F("5", "%")), change_of(MONEY, F("3", "%"), year=2024))
    assert (g.change.value, g.change.unit.code) == (2, "percentage_point")
    assert (g.rate, g.factor, g.average_annual, g.reason) == (
        None,
        None,
        None,
        Reason.GROWTH_OF_GROWTH,
    )
    assert g.text("zh") == "2个百分点"


def test_a_missing_figure():
    """A missing value gives neither change nor rate, with the reason."""
    g = tj.growth(JOBS.observe("2025", None, status="missing"), JOBS.observe("2024", "5"))
    assert (g.change, g.rate, g.factor, g.average_annual) == (None, None, None, None)
    assert (g.reason, g.status) == (Reason.MISSING_VALUE, Status.MISSING)


def test_units_are_converted():
    """Tonnes grow from kilograms, 公顷 from 亩, with exact factors; the change is in the unit of the current figure."""
    g = tj.growth(F("5", "吨"), F("4000", "千克"))
    assert (g.rate.value, g.change.unit.code, g.change.value) == (25, "tonne", 1)
    assert tj.growth(F("1", "公顷"), F("12", "亩")).rate.value == 25
    assert tj.growth(F("1.2", "亿元"), F("10000", "万元")).rate.value == 20


def test_temperatures_have_no_rate():
    """20 ℃ is not twice 10 ℃."""
    g = tj.growth(F("20", "℃"), F("10", "℃"))
    assert (g.rate, g.reason) == (None, Reason.NO_RATIO_SCALE)
    assert g.change.value == 10


def test_people_do_not_grow_from_households():
    """The error names both units."""
    with pytest.raises(UnitMismatchError, match="person.*household"):
        tj.growth(F("5", "人"), F("5", "户"))


REFUSED = {
    "order": (STOCK.observe("2020", "5"), STOCK.observe("2025", "5"), PeriodOrderError),
    "same time": (STOCK.observe("2025", "5"), STOCK.observe("2025", "5"), PeriodOrderError),
    "point and span": (WAGE.observe("2025", "5"), WAGE.observe("2024-12-31", "5"), PeriodKindError),
    "nine months and a year": (
        JOBS.observe("2025-01-01/P9M", "5"),
        JOBS.observe("2024", "5"),
        PeriodKindError,
    ),
    "quarter and half-year": (
        JOBS.observe("2025-Q3", "5"),
        JOBS.observe("2024-S1", "5"),
        PeriodKindError,
    ),
    "indicator": (JOBS.observe("2025", "5"), MONEY.observe("2024", "5"), NotComparableError),
    "area": (
        JOBS.observe("2025", "5", area="CN-TJ"),
        JOBS.observe("2024", "5"),
        NotComparableError,
    ),
    "breakdowns": (
        JOBS.observe("2025", "5", breakdowns={"sex": "F"}),
        JOBS.observe("2024", "5"),
        NotComparableError,
    ),
    "scope": (
        JOBS.observe("2025", "5", scope="城镇"),
        JOBS.observe("2024", "5"),
        NotComparableError,
    ),
    "basis": (
        MONEY.observe("2025", "5", basis="real"),
        MONEY.observe("2024", "5", basis="current"),
        NotComparableError,
    ),
    "measure": (change_of(MONEY, F("5", "%")), MONEY.observe("2024", "5"), NotComparableError),
    "figure and record": (JOBS.observe("2025", "5"), F("5", "万人"), RecordTypeError),
    "number": (F("5", "万人"), 5, RecordTypeError),
}


@pytest.mark.parametrize(("current", "base", "error"), REFUSED.values(), ids=REFUSED)
def test_incompatible_records_are_refused(current, base, error):
    """A wrong choice raises an error of the library, which is also a builtin."""
    with pytest.raises(error) as caught:
        tj.growth(current, base)
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, ValueError | TypeError)


@pytest.mark.parametrize(("current", "base"), [(5, F("5", "人")), ("5", F("5", "人"))])
def test_the_wrong_value_is_the_one_named(current, base):
    """The message shows the wrong argument, whichever of the two it is."""
    with pytest.raises(RecordTypeError) as caught:
        tj.growth(current, base)
    assert caught.value.value == current


def test_months_of_different_days_are_comparable():
    """February grows from January, and a leap year from a common one: whole months count, not days."""
    assert tj.growth(JOBS.observe("2024-02", "6"), JOBS.observe("2024-01", "5")).rate.value == 20
    assert tj.growth(JOBS.observe("2024", "6"), JOBS.observe("2023", "5")).rate.value == 20


@pytest.mark.parametrize("measure", tj.Measure)
def test_every_measure_is_the_field_of_its_name(measure):
    """The result for a measure is the field; for a value the current figure, of a record or bare."""
    g = tj.growth(JOBS.observe("2025", "6"), JOBS.observe("2020", "5"))
    fields = {
        "value": F("6", "万人"),
        "change": g.change,
        "growth": g.rate,
        "average_growth": g.average_annual,
        "factor": g.factor,
    }
    assert (g.of(measure), g.of(str(measure))) == (fields[measure],) * 2
    assert tj.growth(F("6", "人"), F("5", "人")).of("value") == F("6", "人")


def test_status_is_the_weakest():
    """A growth from a final to a forecast figure is a forecast."""
    g = tj.growth(
        JOBS.observe("2025", "6", status="forecast"), JOBS.observe("2024", "5", status="final")
    )
    assert g.status is Status.FORECAST


def test_bare_figures_have_no_time():
    """Without periods there are no years and no average, and no reason."""
    g = tj.growth(F("6", "人"), F("5", "人"))
    assert (g.years, g.average_annual, g.reason, tj.annualised(g)) == (None, None, None, None)


def test_a_derived_base_uses_the_stated_change():
    """A base derived from the level and the printed change adds no uncertainty: change and rate use the printed figure."""
    level = STOCK.observe("2025", "1017.03")
    stated = Observation(
        STOCK, AsOf("2025"), F("116.48", "万人"), measure="change", base=AsOf("2020")
    )
    base = STOCK.observe("2020", level.figure - stated.figure, derived_from=(level, stated))
    g = tj.growth(level, base)
    assert g.change == stated.figure
    assert g.rate.unrounded == tj.growth_from_change(level.figure, stated.figure).unrounded
    loose = tj.growth(level.figure, base.figure).rate.unrounded
    assert loose.lower < g.rate.unrounded.lower < g.rate.unrounded.upper < loose.upper
    assert Fraction(g.factor.value) - 1 == pytest.approx(Fraction(g.rate.value) / 100)


def test_a_derived_base_of_a_level_that_fell_to_zero():
    """The rate is −100 %, even if the base is derived from the printed change."""
    level = STOCK.observe("2025", "0")
    stated = Observation(STOCK, AsOf("2025"), F("-5", "万人"), measure="change", base=AsOf("2020"))
    base = STOCK.observe("2020", level.figure - stated.figure, derived_from=(level, stated))
    assert tj.growth(level, base).rate.value == -100


def test_periods_of_other_kinds():
    """Fiscal years, quarters and years to date grow as years do."""
    fiscal = Period.years(2024, 2024, start_month=4), Period.years(2023, 2023, start_month=4)
    assert tj.growth(JOBS.observe(fiscal[0], "6"), JOBS.observe(fiscal[1], "5")).years == 1
    to_date = Period.year_to_date(2025, 9), Period.year_to_date(2024, 9)
    assert tj.growth(JOBS.observe(to_date[0], "6"), JOBS.observe(to_date[1], "5")).years == 1


SIGNED = [
    (Figure("5", "亿元"), 1),
    (Figure("0", "亿元"), 0),
    (Figure("-5", "亿元"), -1),
    (Figure.over("0", "亿元"), 1),
    (Figure.at_least("0", "亿元"), 0),
    (Figure.over("-1", "亿元"), 0),
    (Figure.under("0", "亿元"), -1),
    (Figure.at_most("0", "亿元"), 0),
    (Figure.under("1", "亿元"), 0),
    (Figure.between("-1", "1", "亿元"), 0),
    (Figure.between("1", "2", "亿元"), 1),
    (Figure.between("-2", "-1", "亿元"), -1),
]


@pytest.mark.parametrize(("now", "sign"), SIGNED, ids=lambda each: str(each))
@pytest.mark.parametrize(("base", "before"), SIGNED, ids=lambda each: str(each))
def test_a_sign_turns_if_all_values_of_both_have_one(now, sign, base, before):
    """Every value of the base is on one side of zero, and every current one on the other."""
    words = {(-1, 1): "turned positive", (1, -1): "turned negative"}
    assert tj.growth(now, base).turn == words.get((before, sign))

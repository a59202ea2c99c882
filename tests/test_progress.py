"""Progress through a plan: published shares, over-fulfilment, and the time by which a target was reached early."""

import pytest

import tjstats as tj
from tests.indicators import MONEY, STOCK, end_of
from tjstats import AsOf, Figure, Period, Target
from tjstats.errors import InvalidRecordError

F = Figure
P, PCT = tj.progress, lambda text: F(text, "%")


def test_published_plan_progress():
    """Qinghai's worked example, and the national, Tianjin's and Beijing's figures."""
    rows = [
        ("-4.87", "-17", "26.8"),
        ("-13.4", "-16", "82.5"),
        ("-20.07", "-20", "100.4"),
        ("-6.94", "-17", "38.6"),
    ]
    for actual, target, percent in rows:
        assert f"{P.log_progress(PCT(actual), PCT(target)):.1f}" == f"{percent}%"
    assert f"{P.equivalent_years(PCT('-4.87'), PCT('-17'), 5):.2f}" == "1.34 years"
    assert f"{tj.rates.remaining_rate(PCT('-17'), PCT('-4.87')):.2f}" == "-12.75%"
    assert f"{P.excess_share(F('6.59', '个百分点'), PCT('-20')):.2f}" == "32.95%"
    assert P.excess_share(F("1", "个百分点"), PCT("20")).value == 5
    assert P.points_left(PCT("30"), PCT("10")).value == 20
    assert P.points_left(PCT("-20"), PCT("-21")).value == -1


def test_plan_progress_without_an_answer():
    """Without a planned change, or after a fall of 100 %, the share is undefined."""
    assert P.log_progress(PCT("-5"), PCT("0")) is None
    assert P.log_progress(PCT("-100"), PCT("-20")) is None
    assert P.log_progress(PCT("-5"), PCT("-100")) is None
    assert P.equivalent_years(PCT("-5"), PCT("0"), 5) is None
    assert P.excess_share(F("1", "个百分点"), PCT("0")) is None
    assert P.log_progress(F.over("-5", "%"), PCT("-20")).qualifier is tj.Qualifier.UNDER


def test_months_early_count_to_the_end_of_the_plan():
    """From the end of the twelve months that met it to the end of the plan."""
    assert P.months_early("2005-12-31", "2005-05-31") == 7
    assert P.months_early(Period.years(2001, 2005), Period("2004-06-01", "2005-05-31")) == 7
    assert P.months_early("2005-12", "2005-12") == 0
    assert P.months_early("2005-12", "2006-02") == -2
    assert P.months_early("2005-12-31", "2005-11-15") == 1


def test_early_completion_by_windows_of_twelve_months():
    """Windows cross calendar years; a stock is read at month ends; quarters work too."""
    goal = Target(MONEY, Period.year(2005), F("120", "亿元"))
    months = {f"{2004 + m // 12}-{m % 12 + 1:02d}": "9" if m < 12 else "11" for m in range(24)}
    found = P.early_completion(goal, MONEY.series(months))
    assert (str(found.window), found.months, found.reason) == ("2004-07-01/P1Y", 6, None)
    late = P.early_completion(
        Target(MONEY, Period.year(2005), F("150", "亿元")), MONEY.series(months)
    )
    assert (late.window, late.months, late.reason) == (None, None, None)
    quarters = MONEY.series({f"2004-Q{q}": "30" for q in range(1, 5)} | {"2005-Q1": "31"})
    assert P.early_completion(goal, quarters).months == 12
    stock = STOCK.series({f"2005-{m:02d}": str(100 + m) for m in range(1, 13)})
    assert P.early_completion(Target(STOCK, end_of(2005), F("105", "万人")), stock).months == 7
    growth = Target(MONEY, Period.year(2005), F("5", "%"), measure="growth", base=Period.year(2000))
    with pytest.raises(InvalidRecordError, match="VALUE"):
        P.early_completion(growth, MONEY.series(months))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2015", 2015),
        ("2015-16", 2015),
        ("2015/16", 2015),
        ("2015-2016", 2015),
        ("2015–16", 2015),
        ("2015-Q3", 2015),
    ],
)
def test_the_reference_year_is_the_first_year(text, year):
    """Of the period named."""
    assert P.reference_year(text) == year
    assert P.reference_year(AsOf("2020")) == 2020


@pytest.mark.parametrize("text", ["", "15-16", "year 2015", 2015, None, "20155"])
def test_no_reference_year(text):
    """Anything else is refused."""
    with pytest.raises(ValueError, match="no year at its start"):
        P.reference_year(text)

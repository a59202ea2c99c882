"""Targets: what they accept by qualifier and direction, and what is refused."""

import decimal

import pytest

from tests.notation import b
from tests.processes import copies
from tests.records import END_2020, INSURED, JOBS, PAGE, PLAN, UNEMPLOYMENT, Y2021, Y2025
from tjstats.errors import (
    InvalidPeriodError,
    InvalidRecordError,
    RecordTypeError,
    TjstatsError,
    UnitMismatchError,
)
from tjstats.records.classifications import Direction, Force, Measure
from tjstats.records.publication import Indicator
from tjstats.records.targets import ACCEPTS, Target
from tjstats.values.figures import Figure
from tjstats.values.qualifiers import Qualifier

F, T = Figure, Target
SHARE = {d: Indicator(f"share.{d}", "%", "rate", d) for d in Direction}
AS_STATED = {
    "at least": (F.at_least("65", "%"), "[65, ∞)"),
    "over": (F.over("65", "%"), "(65, ∞)"),
    "at most": (F.at_most("65", "%"), "(−∞, 65]"),
    "under": (F.under("65", "%"), "(−∞, 65)"),
}


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize(("figure", "expected"), AS_STATED.values(), ids=AS_STATED)
def test_bounds_are_accepted_as_they_stand(figure, expected, direction):
    """AT_LEAST, OVER, AT_MOST and UNDER are taken literally, whichever direction is good."""
    assert T(SHARE[direction], PLAN, figure).accepts == b(expected)


@pytest.mark.parametrize(
    ("figure", "direction", "expected"),
    [
        (F("65", "%"), "higher", "[65, ∞)"),
        (F("65", "%"), "lower", "(−∞, 65]"),
        (F("65", "%"), "neither", "[65, 65]"),
        (F.between("60", "65", "%"), "higher", "[60, ∞)"),
        (F.between("60", "65", "%"), "lower", "(−∞, 65]"),
        (F.between("60", "65", "%"), "neither", "[60, 65]"),
        (F.between("60", "65", "%", lower_closed=False), "higher", "(60, ∞)"),
        (F.between("60", "65", "%", upper_closed=False), "lower", "(−∞, 65)"),
        (F.about("65", "%"), "higher", "[65, ∞)"),
        (F.about("65", "%"), "lower", "(−∞, 65]"),
    ],
    ids=str,
)
def test_accepts_by_direction(figure, direction, expected):
    """The direction makes a plain value or a range a floor or a ceiling; ABOUT begins at its value."""
    assert T(SHARE[Direction(direction)], PLAN, figure).accepts == b(expected)


def test_accepts_is_in_the_plain_unit():
    """The accepted numbers are in the plain unit, whatever scale was printed."""
    assert T(JOBS, PLAN, F.at_least("175", "万人")).accepts == b("[1750000, ∞)")
    assert T(JOBS, PLAN, F("175", "万人")).accepts == b("[1750000, ∞)")
    assert T(JOBS, PLAN, F.about("1234567.891", "万人")).accepts == b("[12345678910, ∞)")


@pytest.mark.parametrize("digits", [1, 3, 34])
def test_accepts_is_independent_of_the_thread(digits):
    """The decimal context of the thread loses no digit."""
    with decimal.localcontext(decimal.Context(prec=digits)):
        assert T(JOBS, PLAN, F.about("1234567.891", "万人")).accepts == b("[12345678910, ∞)")


def test_every_pair_has_a_rule():
    """One table covers qualifier × direction."""
    assert set(ACCEPTS) == {(q, d) for q in Qualifier for d in Direction}


def test_a_target_without_a_number_accepts_nothing_known():
    """Without a number there are no bounds."""
    assert T(JOBS, PLAN, note="零就业家庭动态清零").accepts is None


GOOD = {
    "plain": T(
        JOBS, PLAN, F.at_least("175", "万人"), area="CN-TJ", source=PAGE, printed="175万人以上"
    ),
    "no number": T(JOBS, PLAN, set_by="国家", published_verdict="完成"),
    "broken down": T(JOBS, PLAN, F("5", "万人"), breakdowns={"sex": "F"}),
    "each year": T(JOBS, PLAN, F.at_least("35", "万人"), every="1y"),
    "a year": T(JOBS, PLAN, F.at_least("35", "万人/年")),
    "stock": T(INSURED, END_2020, F("900", "万人"), force="binding", stretch=F("950", "万人")),
    "growth": T(
        INSURED, PLAN, F("-13.5", "%"), measure="growth", base=END_2020, force=Force.ANTICIPATORY
    ),
    "change in points": T(UNEMPLOYMENT, Y2025, F("-0.5", "个百分点"), measure="change", base=Y2021),
    "relative": T(
        JOBS, PLAN, F.over("0", "个百分点"), measure="growth", base=Y2021, relative_to=INSURED
    ),
    "baseline": T(INSURED, END_2020, F("900", "万人"), baseline=INSURED.observe("2019", "880")),
}


@pytest.mark.parametrize("target", GOOD.values(), ids=GOOD)
def test_targets_are_plain_data(target):
    """Targets are frozen, slotted, hashable, equal by content, and unchanged by a copy or a pickle."""
    for again in copies(target):
        assert again == target
        assert hash(again) == hash(target)
        assert again.accepts == target.accepts
    assert not hasattr(target, "__dict__")
    with pytest.raises(AttributeError):
        target.figure = None


def test_the_text_of_a_target():
    """The printed words, or the figure if they are in another language; else the note."""
    assert str(GOOD["plain"]) == "城镇新增就业（CN-TJ），2021—2025年：175万人以上"
    assert GOOD["plain"].text("en").endswith(", 2021–2025: at least 1.75 million people")
    assert GOOD["no number"].text("zh").endswith("没有数值")
    assert GOOD["no number"].text("en").endswith("no number")
    assert dict(GOOD["stock"].table("zh").rows)["约束力"] == "约束性"


def test_codes_become_members():
    """Measure and force may be passed as codes."""
    assert GOOD["growth"].measure is Measure.GROWTH
    assert GOOD["stock"].force is Force.BINDING


@pytest.mark.parametrize("given", [2025, "2025", "2025-06", "2021-01-01/P5Y"])
@pytest.mark.parametrize("indicator", [JOBS, INSURED, UNEMPLOYMENT], ids=lambda i: i.code)
def test_times_are_those_of_observations(indicator, given):
    """A target is for the time that an observation of the same code has, and so is its base."""
    figure = F("1", indicator.unit)
    expected = indicator.observe(given, figure).period
    assert T(indicator, given, figure).period == expected
    assert T(indicator, "2030", F("5", "%"), measure="growth", base=given).base == expected


BAD = {
    "indicator": (lambda: T("jobs", PLAN), RecordTypeError, "jobs"),
    "period": (lambda: T(JOBS, "next year"), InvalidPeriodError, "next year"),
    "no period": (lambda: T(JOBS, None), RecordTypeError, "None"),
    "a day of a flow": (lambda: T(JOBS, "2025-12-31"), InvalidPeriodError, "2025-12-31"),
    "figure is a text": (lambda: T(JOBS, PLAN, "175"), RecordTypeError, "175"),
    "figure is a float": (lambda: T(JOBS, PLAN, 175.0), RecordTypeError, "175"),
    "unit": (lambda: T(JOBS, PLAN, F("5", "户")), UnitMismatchError, "household"),
    "unit of the stretch": (
        lambda: T(JOBS, PLAN, F("5", "人"), stretch=F("5", "户")),
        UnitMismatchError,
        "household",
    ),
    "percent in points": (
        lambda: T(UNEMPLOYMENT, PLAN, F("5", "个百分点")),
        UnitMismatchError,
        "percentage_point",
    ),
    "measure": (lambda: T(JOBS, PLAN, measure="mean"), InvalidRecordError, "mean"),
    "growth without a base": (
        lambda: T(JOBS, PLAN, F("5", "%"), measure="growth"),
        InvalidRecordError,
        "base",
    ),
    "value with a base": (
        lambda: T(JOBS, PLAN, F("5", "人"), base=Y2021),
        InvalidRecordError,
        "base",
    ),
    "base is a float": (
        lambda: T(JOBS, PLAN, F("5", "%"), measure="growth", base=2020.0),
        InvalidPeriodError,
        "2020",
    ),
    "every": (lambda: T(JOBS, PLAN, every="2w"), InvalidRecordError, "2w"),
    "every is no text": (lambda: T(JOBS, PLAN, every=1), InvalidRecordError, "1y"),
    "force": (lambda: T(JOBS, PLAN, force="hard"), InvalidRecordError, "binding"),
    "relative to a text": (lambda: T(JOBS, PLAN, relative_to="gdp"), RecordTypeError, "gdp"),
    "baseline is a figure": (
        lambda: T(JOBS, PLAN, baseline=F("5", "人")),
        RecordTypeError,
        "baseline",
    ),
    "source": (lambda: T(JOBS, PLAN, source="tjrb"), RecordTypeError, "tjrb"),
    "area": (lambda: T(JOBS, PLAN, area=12), RecordTypeError, "12"),
}


@pytest.mark.parametrize(("make", "error", "named"), BAD.values(), ids=BAD)
def test_bad_fields_are_refused(make, error, named):
    """No partial record is created: the error names the field, the value and the accepted types."""
    with pytest.raises(error, match=named) as caught:
        make()
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, ValueError | TypeError)


@pytest.mark.parametrize("word", list(Qualifier))
def test_a_bound_is_no_area(word):
    """A qualifier behind the figure is refused; it was taken for an area, and the figure exact."""
    with pytest.raises(InvalidRecordError, match="a bound is that of the figure"):
        Target(JOBS, PLAN, Figure("175", "万人"), str(word))

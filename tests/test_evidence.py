"""Evidence: growth, change and factor from levels, and targets in step with another indicator."""

from decimal import Decimal

import pytest

import tjstats as tj
from tests.indicators import INCOME, MONEY, PLAN, RATE, STOCK, change_of, end_of, yearly
from tjstats import Figure, Indicator, Observation, Period, Reason, Series, Status, Target, Verdict
from tjstats.errors import NotComparableError, TjstatsError

F = Figure
YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
LEVELS = yearly(MONEY, 2020, "100", "105", "110", "116", "123", "131")

MEASURES = {
    "growth": ("growth", F.at_least("30", "%"), F.at_least("32", "%"), Decimal(31)),
    "change": ("change", F.at_least("30", "亿元"), F.at_least("32", "亿元"), Decimal(31)),
    "factor": ("factor", F.at_least("1.3", "倍"), F.at_least("1.4", "倍"), Decimal("1.31")),
    "average": ("average_growth", F.at_least("5.5", "%"), F.at_least("5.6", "%"), None),
}


def test_growth_is_between_levels_of_one_length():
    """Where the base has no level as long as the target's period, the years that end with both answer."""
    base, quarter = Period.quarter(2020, 4), Period.quarter(2025, 4)
    target = Target(MONEY, quarter, F.at_least("10", "%"), measure="growth", base=base)
    levels = {Period.year(2020): "100", quarter: "31", Period.year(2025): "120"}
    answer = tj.assess(target, MONEY.series(levels))
    assert (answer.verdict, answer.gap.value) == (YES, 10)
    without_base = MONEY.series({**levels, Period.year(2020): "0"})
    assert tj.assess(target, without_base).reason is Reason.ZERO_BASE


@pytest.mark.parametrize(("measure", "low", "high", "value"), MEASURES.values(), ids=MEASURES)
def test_growth_targets_are_assessed_from_levels(measure, low, high, value):
    """A series of levels answers a target on growth, change, factor or average growth over the plan."""
    for figure, verdict in ((low, YES), (high, NO)):
        target = Target(MONEY, PLAN, figure, measure=measure, base=Period.year(2020))
        answer = tj.assess(target, LEVELS)
        assert (answer.verdict, answer.final) == (verdict, True)
        assert answer.observation.derived_from == (LEVELS["2025"], LEVELS["2020"])
        assert value is None or answer.observation.figure.value == value


def test_one_level_and_the_baseline():
    """The target's baseline supplies the missing base."""
    baseline = STOCK.observe("2020", "90", status="revised")
    target = Target(
        STOCK,
        end_of(2025),
        F.at_least("10", "万人"),
        measure="change",
        base=end_of(2020),
        baseline=baseline,
    )
    answer = tj.assess(target, STOCK.observe("2025", "99", status="estimated"))
    assert (answer.verdict, answer.gap.value, answer.status) == (NO, -1, Status.ESTIMATED)
    early = tj.assess(target, STOCK.observe("2024", "109"))
    assert (early.verdict, early.reason, early.holds_now) == (UNKNOWN, Reason.PERIOD_NOT_OVER, YES)


GROWN = Target(STOCK, end_of(2025), F.at_least("10", "%"), measure="growth", base=end_of(2020))
NOT_GROWN = {
    "no baseline": (STOCK.observe("2025", "99"), {Reason.NO_BASELINE}),
    "no level at the end": (
        STOCK.series({"2019": "1", "2020": "2"}),
        {Reason.NO_OBSERVATION, Reason.PERIOD_NOT_OVER},
    ),
    "no level at the base": (STOCK.series({"2025": "2"}), {Reason.NO_BASELINE}),
    "zero base": (STOCK.series({"2020": "0", "2025": "2"}), {Reason.ZERO_BASE}),
    "negative base": (STOCK.series({"2020": "-5", "2025": "2"}), {Reason.NEGATIVE_BASE}),
    "break": (
        Series((STOCK.observe("2020", "1"), STOCK.observe("2025", "2", scope="新口径"))),
        {Reason.BREAK_IN_SERIES, Reason.SCOPE_MISMATCH},
    ),
}


@pytest.mark.parametrize(("reported", "reasons"), NOT_GROWN.values(), ids=NOT_GROWN)
def test_what_cannot_be_grown_has_its_reason(reported, reasons):
    """Unknown, with the true reason."""
    answer = tj.assess(GROWN, reported)
    assert answer.verdict is UNKNOWN
    assert answer.reason in reasons


def test_growth_has_the_scope_of_its_levels():
    """A change of scope before the base does not matter; after it the growth has another scope."""
    before = {"scope": "旧口径"}
    levels = (STOCK.observe("2020", "100"), STOCK.observe("2025", "111"))
    assert tj.assess(GROWN, Series((STOCK.observe("2019", "90", **before), *levels))).verdict is YES
    other = [STOCK.observe(time, "100", **before) for time in ("2020", "2025")]
    answer = tj.assess(GROWN, Series((STOCK.observe("2019", "90"), *other)))
    assert (answer.verdict, answer.reason) == (UNKNOWN, Reason.SCOPE_MISMATCH)


def test_a_printed_growth_needs_the_same_base():
    """Growth since 2019 does not answer for growth since 2020."""
    reported = Observation(STOCK, end_of(2025), F("12", "%"), measure="growth", base=end_of(2019))
    with pytest.raises(NotComparableError, match="base"):
        tj.assess(GROWN, reported)


def test_a_printed_growth_answers_a_growth_target_only():
    """A growth rate is neither a change nor a level."""
    reported = Observation(STOCK, end_of(2025), F("12", "%"), measure="growth", base=end_of(2020))
    assert tj.assess(GROWN, reported).verdict is YES
    change = Target(
        STOCK, end_of(2025), F.at_least("10", "万人"), measure="change", base=end_of(2020)
    )
    for target in (change, Target(STOCK, end_of(2025), F.at_least("10", "万人"))):
        with pytest.raises(NotComparableError, match="measure"):
            tj.assess(target, reported)


# --- in step with another indicator -----------------------------------------------------------------------------------

BASE = Period.year(2024)
WORDS = {
    "in step": F.at_least("0", "个百分点"),
    "faster": F.over("0", "个百分点"),
    "about": F.about("0", "个百分点"),
}
STEPS = {
    ("in step", "5.2"): YES,
    ("in step", "5.0"): YES,
    ("in step", "4.9"): NO,
    ("faster", "5.2"): YES,
    ("faster", "5.0"): NO,
    ("faster", "4.9"): NO,
    ("about", "5.2"): YES,
    ("about", "5.0"): YES,
    ("about", "4.9"): UNKNOWN,
}


def step_target(figure: Figure = WORDS["in step"], **more: object) -> Target:
    """Income should grow in step with output."""
    return Target(
        INCOME, Period.year(2025), figure, measure="growth", base=BASE, relative_to=MONEY, **more
    )


@pytest.mark.parametrize(("words", "growth"), STEPS, ids=map(" ".join, STEPS))
def test_in_step_is_about_zero_points(words, growth):
    """The difference of the two growth rates is compared with about zero points."""
    answer = tj.assess(
        step_target(WORDS[words]),
        change_of(INCOME, F(growth, "%")),
        change_of(MONEY, F("5.0", "%")),
    )
    assert answer.verdict is STEPS[words, growth]
    assert answer.gap.unit.code == "percentage_point"
    assert answer.completion is None


def test_in_step_with_a_tolerance():
    """A tenth of a point behind is in step if the tolerance allows it."""
    pair = change_of(INCOME, F("4.9", "%")), change_of(MONEY, F("5.0", "%"))
    verdicts = [
        tj.assess(step_target(WORDS["about"]), *pair, tolerance=t).verdict for t in ("0.1", "0.05")
    ]
    assert verdicts == [YES, NO]


def test_the_reference_counts_for_the_status():
    """If the reference is a forecast, so is the answer."""
    reference = change_of(MONEY, F("4.0", "%"), status="forecast")
    answer = tj.assess(step_target(), change_of(INCOME, F("5.0", "%")), reference)
    assert (answer.verdict, answer.status) == (YES, Status.FORECAST)


def test_only_the_reference_that_was_used_counts():
    """A forecast for another year does not affect the status."""
    theirs = tj.Series(
        (
            change_of(MONEY, F("4.0", "%")),
            change_of(MONEY, F("9", "%"), year=2030, status="forecast"),
        )
    )
    answer = tj.assess(step_target(), change_of(INCOME, F("5.0", "%")), theirs)
    assert (answer.verdict, answer.status) == (YES, Status.NORMAL)


def test_without_a_reference():
    """Unknown without a reference, or without a figure for the year."""
    mine = change_of(INCOME, F("5", "%"))
    assert tj.assess(step_target(), mine).reason is Reason.NO_REFERENCE
    assert (
        tj.assess(step_target(), mine, change_of(MONEY, F("5", "%"), year=2024)).reason
        is Reason.NO_OBSERVATION
    )


def test_levels_alone_do_not_answer_a_relative_target():
    """A change without the reference is not compared with a difference of two growth rates."""
    target = Target(
        INCOME,
        Period.year(2025),
        F.at_least("0", "亿元"),
        measure="change",
        base=BASE,
        relative_to=MONEY,
    )
    assert tj.assess(target, yearly(INCOME, 2024, "100", "106")).verdict is UNKNOWN


def test_the_reference_is_the_one_that_is_named():
    """Another indicator is refused."""
    with pytest.raises(NotComparableError):
        tj.assess(step_target(), change_of(INCOME, F("5", "%")), change_of(INCOME, F("4", "%")))


def test_price_bases_must_be_equal():
    """Real income is not compared with output at current prices."""
    mine = change_of(INCOME, F("5", "%"), basis="real")
    answer = tj.assess(
        step_target(basis="real"), mine, change_of(MONEY, F("4", "%"), basis="current")
    )
    assert (answer.verdict, answer.reason) == (UNKNOWN, Reason.BASIS_UNKNOWN)


def test_the_reference_has_the_same_base():
    """A change since last year is not compared with a change since 2020."""
    target = Target(
        INCOME,
        Period.year(2025),
        F.at_least("0", "亿元"),
        measure="change",
        base=BASE,
        relative_to=MONEY,
    )
    mine = change_of(INCOME, F("5", "亿元"), measure="change")
    theirs = change_of(MONEY, F("4", "亿元"), measure="change", base=Period.year(2020))
    try:
        verdict = tj.assess(target, mine, theirs).verdict
    except TjstatsError:
        verdict = UNKNOWN
    assert verdict is UNKNOWN


def test_rates_in_step():
    """A rate below that of another area's indicator, by points."""
    other = Indicator("test.unemployment_nation", "%", "rate", "lower")
    target = Target(RATE, Period.year(2025), F.under("0", "个百分点"), relative_to=other)
    for mine, verdict in (("5.0", YES), ("5.2", NO), ("5.4", NO)):
        answer = tj.assess(target, RATE.observe("2025", mine), other.observe("2025", "5.2"))
        assert (answer.verdict, answer.final) == (verdict, True)

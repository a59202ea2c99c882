"""Attainment of final figures: every qualifier and direction, degree, gap, completion, tolerance, published verdicts."""

from decimal import Decimal

import attrs
import pytest

import tjstats as tj
from tests.indicators import JOBS, MONEY, PLAN, RATE, STOCK, change_of, end_of, flow
from tjstats import Degree, Figure, Period, Qualifier, Reason, Status, Target, Verdict
from tjstats.errors import (
    NotComparableError,
    PeriodKindError,
    RecordTypeError,
    UnitMismatchError,
)

F = Figure
YEAR = Period.year(2025)

# What a target of 10 says of 9, 10 and 11, by qualifier and direction: E exceeded, M met, - missed, ? cannot tell.
AT_TEN = {
    ("exactly", "higher"): "-ME",
    ("exactly", "lower"): "EM-",
    ("exactly", "neither"): "-M-",
    ("over", "higher"): "--E",
    ("over", "lower"): "--E",
    ("over", "neither"): "--E",
    ("at_least", "higher"): "-ME",
    ("at_least", "lower"): "-ME",
    ("at_least", "neither"): "-ME",
    ("under", "higher"): "W--",
    ("under", "lower"): "W--",
    ("under", "neither"): "W--",
    ("at_most", "higher"): "WW-",
    ("at_most", "lower"): "WW-",
    ("at_most", "neither"): "WW-",
    ("about", "higher"): "?ME",
    ("about", "lower"): "WW?",
    ("about", "neither"): "?M?",
}
SIGNS = {None: "?", Degree.EXCEEDED: "E", Degree.MET: "M", Degree.WITHIN: "W", Degree.MISSED: "-"}


def asked(word, direction="higher", value="10", **more):
    return Target(flow(direction), YEAR, F(value, "亿元", word), **more)


@pytest.mark.parametrize(("word", "direction"), AT_TEN, ids=map(" ".join, AT_TEN))
def test_what_a_target_accepts(word, direction):
    """One table, qualifier by direction, tested at the number, below it and above it."""
    target = asked(word, direction)
    answers = [
        tj.assess(target, target.indicator.observe("2025", value)) for value in ("9", "10", "11")
    ]
    assert "".join(SIGNS[a.degree] for a in answers) == AT_TEN[word, direction]
    for answer in answers:
        expected = {"?": Verdict.UNKNOWN, "-": Verdict.NO}.get(SIGNS[answer.degree], Verdict.YES)
        assert (answer.verdict, answer.final, answer.early) == (expected, True, False)
        assert (answer.reason is None) is (expected is not Verdict.UNKNOWN)


def test_every_pair_of_qualifier_and_direction_has_a_row():
    """The table above omits only pairs with a second number, which are tested below."""
    words = {word for word, _ in AT_TEN}
    assert set(Qualifier) - words == {"some_over", "nearly", "between"}


RANGE = {
    "higher": "-MMME",
    "lower": "EWWW-",
    "neither": "-WWW-",
}


@pytest.mark.parametrize("direction", RANGE)
def test_a_range_may_be_passed_at_its_better_end(direction):
    """Between 5 and 10: passing the better end is exceeded."""
    target = Target(flow(direction), YEAR, F.between("5", "10", "亿元"))
    answers = [
        tj.assess(target, target.indicator.observe("2025", value))
        for value in ("4", "5", "7", "10", "11")
    ]
    assert "".join(SIGNS[a.degree] for a in answers) == RANGE[direction]


def test_a_range_without_its_ends():
    """Reaching an open end is not enough."""
    target = Target(flow(), YEAR, F.between("5", "10", "亿元", lower_closed=False))
    assert tj.assess(target, flow().observe("2025", "5")).verdict is Verdict.NO


REPORTED = {
    "over what is asked": (F.at_least("10", "亿元"), F.over("10", "亿元"), Verdict.YES),
    "over, asked over": (F.over("10", "亿元"), F.over("10", "亿元"), Verdict.YES),
    "at least, asked over": (F.over("10", "亿元"), F.at_least("10", "亿元"), Verdict.UNKNOWN),
    "over less": (F.at_least("10", "亿元"), F.over("9", "亿元"), Verdict.UNKNOWN),
    "under what is asked": (F.at_least("10", "亿元"), F.under("10", "亿元"), Verdict.NO),
    "at most what is asked": (F.at_least("10", "亿元"), F.at_most("10", "亿元"), Verdict.UNKNOWN),
    "about what is asked": (F.at_least("10", "亿元"), F.about("10", "亿元"), Verdict.UNKNOWN),
    "some over": (F.at_least("10", "亿元"), F.some_over("10", "亿元"), Verdict.YES),
    "nearly": (F.at_least("10", "亿元"), F.nearly("10", "亿元"), Verdict.NO),
    "a ceiling, within": (F.at_most("10", "亿元"), F.at_most("10", "亿元"), Verdict.YES),
    "a ceiling, over": (F.at_most("10", "亿元"), F.over("10", "亿元"), Verdict.NO),
    "a range on both sides": (
        F.at_least("10", "亿元"),
        F.between("9", "11", "亿元"),
        Verdict.UNKNOWN,
    ),
}


@pytest.mark.parametrize(("figure", "reported", "verdict"), REPORTED.values(), ids=REPORTED)
def test_bounded_reports_may_straddle_the_target(figure, reported, verdict):
    """There is a verdict if the whole report is on one side; else the reason is that it straddles."""
    answer = tj.assess(Target(flow(), YEAR, figure), flow().observe("2025", reported))
    assert answer.verdict is verdict
    assert answer.reason is (Reason.STRADDLES_TARGET if verdict is Verdict.UNKNOWN else None)


def test_levels_are_taken_literally():
    """72.69 meets 72.69, whatever either was rounded from, and in another unit too."""
    target = Target(MONEY, YEAR, F.at_least("72.69", "亿元"))
    assert tj.assess(target, MONEY.observe("2025", "72.69")).verdict is Verdict.YES
    assert tj.assess(target, MONEY.observe("2025", F("726900", "万元"))).verdict is Verdict.YES
    assert tj.assess(target, MONEY.observe("2025", F("726899", "万元"))).verdict is Verdict.NO


GAPS = {
    "floor passed": (F.at_least("10", "亿元"), "12", "2"),
    "floor missed": (F.at_least("10", "亿元"), "9", "-1"),
    "ceiling kept": (F.at_most("10", "亿元"), "9", "1"),
    "ceiling broken": (F.at_most("10", "亿元"), "12", "-2"),
    "just": (F("10", "亿元"), "10", "0"),
}


@pytest.mark.parametrize(("figure", "value", "gap"), GAPS.values(), ids=GAPS)
def test_the_gap_is_positive_where_it_is_good(figure, value, gap):
    """The gap is the signed distance from the deciding number, positive in the good direction."""
    answer = tj.assess(Target(flow(), YEAR, figure), flow().observe("2025", value))
    assert (answer.gap.value, answer.gap.multiplier, answer.gap.unit.code) == (
        Decimal(gap),
        8,
        "CNY",
    )


def test_the_gap_of_a_rate_is_in_points():
    """Half a point under the ceiling; a rate has no completion."""
    answer = tj.assess(Target(RATE, YEAR, F.at_most("5.5", "%")), RATE.observe("2025", "5.0"))
    assert (str(answer.gap), answer.completion) == ("0.5 percentage points", None)


def test_completion_of_amounts_and_of_growth():
    """Actual over planned for amounts, (100 + actual) over (100 + planned) for growth, the share of
    the logarithms for a reduction: more is better."""
    done = tj.assess(Target(MONEY, YEAR, F("200", "亿元")), MONEY.observe("2025", "150")).completion
    assert (done.value, done.unit.code) == (75, "percent")
    growth = Target(MONEY, YEAR, F("25", "%"), measure="growth", base=Period.year(2024))
    assert tj.assess(growth, change_of(MONEY, F("50", "%"))).completion.value == 120
    cut = Target(flow("lower"), YEAR, F("-20", "%"), measure="growth", base=Period.year(2024))
    assert tj.assess(cut, change_of(flow("lower"), F("-36", "%"))).completion.value == 200
    down = asked("at_most", "lower", baseline=flow("lower").observe("2020", "20"))
    assert tj.assess(down, flow("lower").observe("2025", "5")).completion.value == 150


def test_a_limit_is_held_and_a_reduction_is_reached():
    """A ceiling that held is within the limit, however far below; what has to come down from its
    baseline is met or exceeded, and so is a change that is negative."""
    cases = {
        Degree.WITHIN: asked("at_most", "lower"),
        Degree.EXCEEDED: asked("at_most", "lower", baseline=flow("lower").observe("2020", "20")),
        Degree.MET: asked("exactly", "lower", "5", baseline=flow("lower").observe("2020", "20")),
    }
    for degree, target in cases.items():
        assert tj.assess(target, target.indicator.observe("2025", "5")).degree is degree
    below = asked("exactly", "lower", baseline=flow("lower").observe("2020", "8"))
    assert tj.assess(below, below.indicator.observe("2025", "9")).degree is Degree.WITHIN
    growth = Target(flow("lower"), YEAR, F("3", "%"), measure="growth", base=Period.year(2024))
    assert tj.assess(growth, change_of(flow("lower"), F("2", "%"))).degree is Degree.WITHIN
    cut = attrs.evolve(growth, figure=F("-3", "%"))
    assert tj.assess(cut, change_of(flow("lower"), F("-4", "%"))).degree is Degree.EXCEEDED


@pytest.mark.parametrize("asked_for", ["0", "-5"])
def test_no_completion_of_a_plan_that_is_not_positive(asked_for):
    """Completion is undefined for a planned value of zero or less."""
    answer = tj.assess(Target(MONEY, YEAR, F(asked_for, "亿元")), MONEY.observe("2025", "5"))
    assert (answer.verdict, answer.completion) == (Verdict.YES, None)


# --- no answer, and errors --------------------------------------------------------------------------------------------


def test_targets_without_a_number():
    """There is nothing to compare with: no number, or one set elsewhere."""
    answers = [
        tj.assess(Target(STOCK, end_of(2025), set_by=who), STOCK.observe("2025", "5"))
        for who in (None, "省政府")
    ]
    assert [a.verdict for a in answers] == [Verdict.UNKNOWN] * 2
    assert [a.reason for a in answers] == [Reason.NO_NUMBER, Reason.SET_ELSEWHERE]


def test_a_missing_report():
    """A missing value is never zero."""
    answer = tj.assess(
        Target(STOCK, end_of(2025), F.at_most("5", "万人")),
        STOCK.observe("2025", None, status="missing"),
    )
    assert (answer.verdict, answer.reason) == (Verdict.UNKNOWN, Reason.MISSING_VALUE)


REFUSED = {
    "unit": (lambda: JOBS.observe(PLAN, F("180", "户")), UnitMismatchError),
    "indicator": (lambda: MONEY.observe(PLAN, "180"), NotComparableError),
    "area": (lambda: JOBS.observe(PLAN, "180", area="CN-BJ"), NotComparableError),
    "breakdowns": (
        lambda: JOBS.observe(PLAN, "180", area="CN-TJ", breakdowns={"sex": "F"}),
        NotComparableError,
    ),
    "scope": (lambda: JOBS.observe(PLAN, "180", area="CN-TJ", scope="城镇"), NotComparableError),
    "basis": (lambda: JOBS.observe(PLAN, "180", area="CN-TJ", basis="real"), NotComparableError),
    "period": (lambda: JOBS.observe("2020", "180", area="CN-TJ"), NotComparableError),
    "longer period": (
        lambda: JOBS.observe("2020-01-01/P10Y", "180", area="CN-TJ"),
        NotComparableError,
    ),
    "kind of time": (lambda: JOBS.observe(end_of(2025), "180", area="CN-TJ"), PeriodKindError),
    "measure": (lambda: change_of(JOBS, F("5", "%"), area="CN-TJ"), NotComparableError),
    "no record": (lambda: 180, RecordTypeError),
}


@pytest.mark.parametrize(("reported", "error"), REFUSED.values(), ids=REFUSED)
def test_incompatible_records_are_refused(reported, error):
    """A wrong choice of records is an error and not a verdict."""
    target = Target(JOBS, PLAN, F.at_least("175", "万人"), area="CN-TJ")
    with pytest.raises(error):
        tj.assess(target, reported())


def test_status_and_words():
    """The answer has the status of the report, in both languages."""
    answer = tj.assess(asked("at_least"), flow().observe("2025", "12", status="forecast"))
    assert answer.status is Status.FORECAST
    assert str(answer) == answer.text("zh") == "超额完成（预计）"
    assert answer.text("en") == "exceeded (forecast)"


PUBLISHED = {
    "agreed": ("提前完成", "12", Verdict.YES, Verdict.YES),
    "denied": ("完成", "8", Verdict.YES, Verdict.NO),
    "admitted": ("未完成", "8", Verdict.NO, Verdict.YES),
    "modest": ("not met", "12", Verdict.NO, Verdict.NO),
    "no words": (None, "12", None, None),
    "vague": ("进展顺利", "12", Verdict.UNKNOWN, Verdict.UNKNOWN),
}


@pytest.mark.parametrize(("words", "value", "theirs", "agrees"), PUBLISHED.values(), ids=PUBLISHED)
def test_a_published_verdict_is_kept_with_the_computed_one(words, value, theirs, agrees):
    """The words are kept, read as a verdict, and compared with the computed verdict."""
    answer = tj.assess(asked("at_least", published_verdict=words), flow().observe("2025", value))
    assert (answer.published, answer.agrees) == (theirs, agrees)


def test_no_way_from_the_baseline_has_no_share():
    """A tolerance that reaches the baseline leaves nothing to bring down: met, and no share of it."""
    spent = flow("lower")
    goal = Target(
        spent, Period.year(2024), F.about("5", "亿元"), baseline=spent.observe("2023", "8")
    )
    found = tj.assess(goal, spent.observe("2024", "6"), tolerance="3")
    assert (found.verdict, found.completion) == (Verdict.YES, None)
    assert tj.assess(goal, spent.observe("2024", "6"), tolerance="1").completion.value == 100


@pytest.mark.parametrize("value", ["174.5", "175", "175.5"])
@pytest.mark.parametrize("direction", ["higher", "lower"])
def test_a_table_names_the_side_of_the_gap(value, direction):
    """A gap is shown by its size: past the target, or short of it; 差距 is never what was exceeded."""
    jobs = tj.Indicator("employment.jobs", "万人", "flow", direction)
    bound = Figure.at_least if direction == "higher" else Figure.at_most
    answer = tj.assess(Target(jobs, YEAR, bound("175", "万人")), jobs.observe("2025", value))
    rows = dict(row[:2] for row in answer.table("zh").rows)
    names = {-1: "距目标", 0: "差距", 1: "好于目标"}
    side = (answer.gap.value > 0) - (answer.gap.value < 0)
    assert {name: rows.get(name) for name in names.values()} == {
        name: f"{abs(answer.gap.to('万人').value)}万人" if at == side else None
        for at, name in names.items()
    }

"""Reasons: every error about incompatible inputs has one, and every reason has its words."""

import pytest

from tjstats import Figure, Indicator, Reason, growth
from tjstats.errors import (
    InvalidNumberError,
    NotComparableError,
    PeriodKindError,
    PeriodOrderError,
    UnitMismatchError,
)
from tjstats.questions.aggregation import NO_TOTAL, TotalFacts
from tjstats.questions.attainment import NO_VERDICT, VerdictFacts
from tjstats.questions.comparison import NO_COMPARISON, ComparisonFacts
from tjstats.questions.growth import NO_AVERAGE, NO_RATE, AverageFacts, RateFacts
from tjstats.questions.pace import reasons as pace
from tjstats.questions.reasons import first, reason_of

ERRORS = {
    "area": (NotComparableError("area", "CN", "CN-TJ"), Reason.AREA_MISMATCH),
    "breakdowns": (NotComparableError("breakdowns", "sex F", ""), Reason.BREAKDOWN_MISMATCH),
    "scope": (NotComparableError("scope", None, "新"), Reason.SCOPE_MISMATCH),
    "basis": (NotComparableError("basis", "real", "current"), Reason.BASIS_MISMATCH),
    "period": (NotComparableError("period", "2021", "2022"), Reason.PERIOD_MISMATCH),
    "base": (NotComparableError("base", "2020", "2019"), Reason.PERIOD_MISMATCH),
    "kind of time": (PeriodKindError("2021", "2020-12-31"), Reason.PERIOD_MISMATCH),
    "order": (PeriodOrderError("2021", "2020"), Reason.PERIOD_MISMATCH),
    "unit": (UnitMismatchError("person", "household"), Reason.UNIT_MISMATCH),
}


@pytest.mark.parametrize(("error", "reason"), ERRORS.values(), ids=ERRORS)
def test_the_reason_of_an_error(error, reason):
    """Functions that take many records turn an error into unknown with the error's own reason."""
    assert reason_of(error) is reason


def test_any_other_error_is_a_reason_too():
    """Every error has a reason."""
    assert isinstance(reason_of(InvalidNumberError("x", "no number")), Reason)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_in_both_languages(reason):
    """No two reasons share them."""
    for lang in ("zh", "en"):
        assert reason.text(lang)
        assert [other.text(lang) for other in Reason].count(reason.text(lang)) == 1
    assert str(reason) == reason.value


LADDERS = {
    "rate": (NO_RATE, RateFacts),
    "average": (NO_AVERAGE, AverageFacts),
    "total": (NO_TOTAL, TotalFacts),
    "verdict": (NO_VERDICT, VerdictFacts),
    "comparison": (NO_COMPARISON, ComparisonFacts),
    "pace, question": (pace.NO_QUESTION, pace.QuestionFacts),
    "pace, level": (pace.NO_LEVEL, pace.LevelFacts),
    "pace, way": (pace.NO_WAY, pace.WayFacts),
    "pace, value": (pace.NO_VALUE, pace.ValueFacts),
    "pace, status": (pace.NO_STATUS, pace.StatusFacts),
}


@pytest.mark.parametrize(("cases", "facts"), LADDERS.values(), ids=LADDERS)
def test_ladders_ask_expressions_too(cases, facts):
    """A ladder never takes the truth value of its facts, so frames can use the same table."""
    nw = pytest.importorskip("narwhals")
    asked = facts(*(nw.col(name) for name in facts._fields))
    assert all(isinstance(case.when(asked), nw.Expr) for case in cases)
    assert all(case.meaning for case in cases)


BASES = [
    "5",
    "0.001",
    "1e20",
    "0",
    "-5",
    Figure.over("0", "元"),
    Figure.under("0", "元"),
    Figure.under("5", "元"),
]
CURRENTS = ["5", "0.001", "1e20", "0", "-5", Figure.under("0", "元"), Figure.at_most("0", "元")]


@pytest.mark.parametrize("current", CURRENTS, ids=str)
@pytest.mark.parametrize("base", BASES, ids=str)
def test_growth_gives_the_first_reason_of_its_ladder(base, current):
    """This also holds if two plain positive numbers skip the ladder."""
    money = Indicator("income", "元", "flow")
    low, high = (money.observe(time, f) for time, f in (("2020", base), ("2021", current)))
    bounds, now = low.figure.bounds, high.figure.bounds
    infinite = float("inf")
    facts = RateFacts(
        -infinite if bounds.lower is None else bounds.lower,
        infinite if bounds.upper is None else bounds.upper,
        infinite if now.upper is None else now.upper,
        bounds.lower_closed,
        not now.upper_closed,
    )
    assert growth(high, low).reason is first(NO_RATE, facts)

"""Targets "about" a number: unknown on the wrong side of it, unless a tolerance is given."""

from decimal import Decimal

import pytest

import tjstats as tj
from tests.indicators import MONEY, change_of, flow
from tjstats import Degree, Figure, Period, Reason, Target, Verdict
from tjstats.errors import InvalidRecordError, NumberTypeError, UnitMismatchError

F = Figure
YEAR = Period.year(2025)


def asked(word, direction="higher", value="10"):
    return Target(flow(direction), YEAR, F(value, "亿元", word))


TOLERANCES = [
    ("0.5", Verdict.YES),
    ("0.2", Verdict.YES),
    ("0.1", Verdict.NO),
    (F("0.2", "个百分点"), Verdict.YES),
    (0, Verdict.NO),
]


@pytest.mark.parametrize(("tolerance", "verdict"), TOLERANCES, ids=str)
def test_a_tolerance_decides_about(tolerance, verdict):
    """About 5 % with 4.8 % reported is unknown, unless a tolerance is given, which the answer shows."""
    target = Target(MONEY, YEAR, F.about("5", "%"), measure="growth", base=Period.year(2024))
    reported = change_of(MONEY, F("4.8", "%"))
    alone = tj.assess(target, reported)
    assert (alone.verdict, alone.reason, alone.tolerance) == (
        Verdict.UNKNOWN,
        Reason.ABOUT_WITHOUT_TOLERANCE,
        None,
    )
    answer = tj.assess(target, reported, tolerance=tolerance)
    assert (answer.verdict, answer.reason) == (verdict, None)
    assert answer.tolerance.value == (
        tolerance.value if isinstance(tolerance, Figure) else Decimal(tolerance)
    )
    assert answer.tolerance.unit.code == "percentage_point"


def test_within_the_tolerance_is_not_exceeded():
    """4.8 with a target of about 5, plus or minus 0.5, is met; it does not exceed 5."""
    answer = tj.assess(asked("about", value="5"), flow().observe("2025", "4.8"), tolerance="0.5")
    assert answer.degree is Degree.MET
    assert (
        tj.assess(asked("about", value="5"), flow().observe("2025", "5"), tolerance="0.5").degree
        is Degree.MET
    )


def test_a_tolerance_has_two_sides_where_neither_is_better():
    """About 10 if neither direction is good: 9 and 11 are within one, 8 and 12 are not."""
    target = asked("about", "neither")
    verdicts = [
        tj.assess(target, flow("neither").observe("2025", v), tolerance="1").verdict
        for v in ("8", "9", "11", "12")
    ]
    assert verdicts == [Verdict.NO, Verdict.YES, Verdict.YES, Verdict.NO]


def test_a_tolerance_does_not_soften_other_targets():
    """At least 10 is at least 10."""
    assert (
        tj.assess(asked("at_least"), flow().observe("2025", "9.9"), tolerance="1").verdict
        is Verdict.NO
    )


@pytest.mark.parametrize(
    ("tolerance", "error"),
    [
        ("-1", InvalidRecordError),
        (F.under("1", "亿元"), InvalidRecordError),
        (0.5, NumberTypeError),
        (F("1", "人"), UnitMismatchError),
    ],
    ids=["negative", "without a lower end", "float", "people"],
)
def test_a_tolerance_is_an_exact_number(tolerance, error):
    """Zero or more, in a unit of the target."""
    with pytest.raises(error):
        tj.assess(asked("about"), flow().observe("2025", "9"), tolerance=tolerance)

"""Reasons: every error of unlike things has one, and every reason has its words."""

import pytest

from tjstats import Reason
from tjstats.errors import (
    InvalidNumberError,
    NotComparableError,
    PeriodKindError,
    PeriodOrderError,
    UnitMismatchError,
)
from tjstats.questions.reasons import reason_of

ERRORS = {
    "area": (NotComparableError("area", "CN", "CN-TJ"), Reason.AREA_MISMATCH),
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
    """Doors that take many records turn an error into unknown with the error's own reason."""
    assert reason_of(error) is reason


def test_any_other_error_is_a_reason_too():
    """No error is without one."""
    assert isinstance(reason_of(InvalidNumberError("x", "no number")), Reason)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_in_both_languages(reason):
    """And no two share them."""
    for lang in ("zh", "en"):
        assert reason.text(lang)
        assert [other.text(lang) for other in Reason].count(reason.text(lang)) == 1
    assert str(reason) == reason.value

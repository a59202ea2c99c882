"""Index numbers: re-referencing and splicing keep growth."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

import tjstats as tj
from tjstats import indexes
from tjstats.errors import InvalidRecordError, NotComparableError, UnknownCodeError
from tjstats.values.bounds import point

PRICES = tj.Indicator("test.prices", "点", "index")
OLD = PRICES.series({"2018": "150.0", "2019": "160.0", "2020": "180.0"})
NEW = PRICES.series({"2020": "100.0", "2021": "103.0"}, scope="新篮子")


def test_the_factor_that_the_abs_published():
    """The Australian Bureau of Statistics prints 0.5565 for an old index of 179.7, and its inverse 1.7970."""
    factor = indexes.rereference_factor(tj.Figure("179.7", "点"))
    assert factor.rounded(4).value == D("0.5565")
    assert (1 / factor).rounded(4).value == D("1.7970")


def test_rereferencing_keeps_growth():
    """Growth between any two periods is unchanged; the reference period is 100."""
    moved = indexes.rereference_series(OLD, "2019")
    assert moved["2019"].figure.unrounded == point(D(100))
    before, after = (tj.growth(s["2020"], s["2018"]).rate for s in (OLD, moved))
    assert before == after
    assert moved["2018"].derived_from == (OLD["2018"], OLD["2019"])


def test_splicing_carries_the_old_back():
    """Before the break the old growth rates apply, from it the new series as printed."""
    joined = indexes.splice(OLD, NEW)
    assert [str(p) for p in joined.periods] == ["2018", "2019", "2020", "2021"]
    assert joined["2021"] == NEW["2021"]
    assert not joined.breaks
    for now, then in (("2020", "2019"), ("2019", "2018")):
        assert tj.growth(joined[now], joined[then]).rate == tj.growth(OLD[now], OLD[then]).rate


def test_splicing_needs_an_overlap():
    """Without a shared period there is no link."""
    with pytest.raises(NotComparableError, match="none is in both"):
        indexes.splice(OLD, PRICES.series({"2021": "103.0"}))
    with pytest.raises(NotComparableError, match="indicator"):
        indexes.splice(OLD, tj.Indicator("test.other", "点", "index").series({"2020": "1"}))


def test_unusable_reference_periods_are_refused():
    """A period that the series lacks, and an index of zero."""
    with pytest.raises(UnknownCodeError):
        indexes.rereference_series(OLD, "1999")
    with pytest.raises(InvalidRecordError):
        indexes.rereference_factor(tj.Figure("0", "点"))


def test_a_missing_value_stays_missing():
    """It is not at hand on the new reference either, nor in a spliced series."""
    missing = PRICES.observe("2019", None, status="missing")
    gap = tj.Series((OLD["2018"], missing, OLD["2020"]))
    for moved in (indexes.rereference_series(gap, "2018"), indexes.splice(gap, NEW)):
        assert moved["2019"].figure is None
        assert moved["2019"].status == "missing"
        assert moved["2018"].figure is not None

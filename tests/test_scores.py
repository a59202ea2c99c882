"""Scores of several series, and two-sided targets turned into one-sided ones."""

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest

import tjstats as tj
from tjstats import Bounds
from tjstats.errors import InvalidRecordError

D = Decimal


@pytest.mark.parametrize("module", [tj.progress, tj.scores], ids=["progress", "scores"])
def test_modules_show_their_public_names_only(module):
    """Notebooks complete the public names."""
    assert dir(module) == sorted(module.__all__)


def test_groups_count_as_one():
    """Nested groups are averaged first; series without a score are skipped."""
    whole = tj.scores.overall([["1", ["3", "5"], None], "-5", [None]])
    assert (whole.score, whole.scored, whole.left_out) == (D("-1.25"), 4, 2)
    assert whole.status == "limited_progress"


def test_achieved_only_where_every_scored_part_is():
    """By Statistics Canada's rule; Eustat has none."""
    assert tj.scores.overall(["5", None, "5"], [True, False, True]).status == "target_achieved"
    assert tj.scores.overall(["5", None, "5"], [True, True, False]).status == "substantial_progress"
    assert tj.scores.overall(["5", "5"]).status == "substantial_progress"
    assert tj.scores.overall(["5", "5"], [True, True], "eustat").status == "significant_progress"
    assert tj.scores.overall(["5", ["5", "5"]], [True, [True, True]]).status == "target_achieved"


def test_no_score_at_all():
    """The scheme's own code is returned."""
    whole = tj.scores.overall([None, [None]])
    assert (whole.status, whole.score, whole.scored, whole.left_out) == (
        "not_available",
        None,
        0,
        2,
    )
    assert tj.scores.overall([]).status == "not_available"
    with pytest.raises(InvalidRecordError):
        tj.scores.overall([1, 2], [True])


def test_paces_have_their_scores():
    """A Pace includes its score and whether the target is met."""
    rate = tj.Indicator("rate", "%", "rate", "lower")
    goal = tj.Target(rate, tj.Period.year(2030), tj.Figure("5", "%"))
    met, missed = (tj.track(goal, rate.series({2015: "9", 2023: last})) for last in ("5", "9"))
    assert tj.scores.overall([met, met]).status == "target_achieved"
    whole = tj.scores.overall([met, missed])
    assert (whole.score, whole.status) == (D("1.25"), "moderate_progress")


# --- two-sided targets ------------------------------------------------------------------------------------------------

F = tj.Figure


@pytest.mark.parametrize(
    ("value", "result"),
    [("0.5", 2), ("2", 2), ("1", 1), ("0.97", 1), ("1.03", 1), ("1.04", "1.04"), ("0.8", "1.25")],
)
def test_ratio_to_an_ideal(value, result):
    """Half and twice the ideal are equally far; all values inside the accepted band are 1."""
    found = tj.scores.two_sided_ratio(F(value, "ratio"), 1, ("0.97", "1.03"))
    assert found.value == D(result)
    assert found.unit.code == "ratio"
    assert D(result) in found.bounds
    assert found.unrounded.contains(found.bounds)


@pytest.mark.parametrize(("value", "result"), [("45", 55), ("55", 55), ("50", 50), ("0", 100)])
def test_difference_from_an_ideal(value, result):
    """The ideal plus the distance: lower is better, the ideal is best."""
    found = tj.scores.two_sided_difference(F(value, "%"), 50)
    assert (found.value, found.unit.code, found.bounds) == (
        D(result),
        "percent",
        Bounds(result, result),
    )
    assert found.unrounded == Bounds(max(D(50), result - D("0.5")), result + D("0.5"))
    assert tj.scores.two_sided_difference(F("40", "万人"), F("500000", "人")).value == 60


def test_bounds_through_the_transforms():
    """Below the ideal a bound is mirrored."""
    assert tj.scores.two_sided_difference(F.under("45", "%"), 50).bounds == Bounds(
        55, None, lower_closed=False
    )
    assert tj.scores.two_sided_difference(F.over("45", "%"), 50).bounds == Bounds(50, None)
    with pytest.raises(InvalidRecordError):
        tj.scores.two_sided_ratio(F("0", "ratio"))
    with pytest.raises(InvalidRecordError):
        tj.scores.two_sided_ratio(F.under("2", "ratio"))


@pytest.mark.parametrize("accepted", [None, ("0.75", "1.25")])
@pytest.mark.parametrize(
    ("low", "high"),
    list(itertools.combinations([D("0.4"), D("0.5"), D("0.8"), D("1.6"), D("2")], 2)),
)
def test_a_range_keeps_every_ratio(low, high, accepted):
    """The bounds are from the best to the worst of the ratios in a range, in and out of what counts
    as even.
    """

    def off(ratio):
        inside = accepted and D(accepted[0]) <= ratio <= D(accepted[1])
        return Fraction(1) if inside else max(Fraction(ratio), 1 / Fraction(ratio))

    found = tj.scores.two_sided_ratio(F.between(str(low), str(high), "ratio"), 1, accepted).bounds
    steps = [low + (high - low) * n / 400 for n in range(401)]
    worst = max(map(off, (low, high)))
    best = min(map(off, steps))
    assert Fraction(found.lower) <= best <= Fraction(found.lower) + Fraction(1, 50)
    assert abs(Fraction(found.upper) - worst) < Fraction(1, 10**20)

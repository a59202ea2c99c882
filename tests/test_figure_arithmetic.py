"""Arithmetic of figures: units, scales, both intervals, conversion."""

import operator
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.notation import b
from tjstats.errors import InvalidNumberError, NumberTypeError, TjstatsError, UnitMismatchError
from tjstats.values.figures import Figure
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Verdict

F, Q = Figure, Qualifier

RESULTS = {
    # figure, text, unit, multiplier
    "yuan a head": (F("44.1", "亿元") / F("29.5", "万人"), "1.49万元/人", "CNY/person", 4),
    "share": ((F.over("95", "万人") / F("276", "万人")).to("%"), "超过34.42%", "percent", 0),
    "larger scale kept": (F("5", "万人") + F("300", "人"), "5.03万人", "person", 4),
    "larger scale kept, other order": (F("300", "人") - F("5", "万人"), "-4.97万人", "person", 4),
    "sum in full": (F("0.1", "元") + F("0.200", "元"), "0.3元", "CNY", 0),
    "sum of unlike scales": (F("1", "公顷") + F("15", "亩"), "2公顷", "hectare", 0),
    "percent - percent": (F("5.2", "%") - F("4.8", "%"), "0.4个百分点", "percentage_point", 0),
    "percent + points": (F("5.2", "%") + F("0.5", "个百分点"), "5.7%", "percent", 0),
    "points + percent": (F("0.5", "个百分点") + F("5.2", "%"), "5.7%", "percent", 0),
    "percent - points": (F("5.2", "%") - F("0.5", "个百分点"), "4.7%", "percent", 0),
    "percent + percent": (F("5.2", "%") + F("4.8", "%"), "10%", "percent", 0),
    "points + points": (
        F("0.4", "个百分点") + F("0.5", "个百分点"),
        "0.9个百分点",
        "percentage_point",
        0,
    ),
    "percent / percent": (F("6", "%") / F("4", "%"), "1.5倍", "ratio", 0),
    "percent of an amount": (F("5", "%") * F("200", "亿元"), "10亿元", "CNY", 8),
    "amount times percent": (F("200", "亿元") * F("5", "%"), "10亿元", "CNY", 8),
    "amount by percent": (F("10", "亿元") / F("5", "%"), "200亿元", "CNY", 8),
    "percent of percent": (F("50", "%") * F("20", "%"), "10%", "percent", 0),
    "permille - permille": (F("7.5", "‰") - F("5", "‰"), "0.25个百分点", "percentage_point", 0),
    "permille of an amount": (F("5", "‰") * F("2000", "人"), "10人", "person", 0),
    "percent - permille": (F("5", "%") - F("5", "‰"), "4.5个百分点", "percentage_point", 0),
    "ratio + percent": (F("1", "倍") + F("50", "%"), "1.5倍", "ratio", 0),
    "ratio - ratio": (F("1.5", "倍") - F("1", "倍"), "0.5倍", "ratio", 0),
    "temperature - temperature": (F("21.5", "℃") - F("20", "℃"), "1.5℃温差", "delta_degC", 0),
    "temperature + difference": (F("20", "℃") + F("1.5", "delta_degC"), "21.5℃", "degC", 0),
    "a year, times years": (F("2", "万人/年") * F("5", "年"), "10万人", "person", 4),
    "scales cancel": (F("12", "件/万人") * F("5", "万人"), "60件", "case", 0),
    "times a number": (F("2", "万人") * 3, "6万人", "person", 4),
    "a number times": (Decimal("0.5") * F("2", "万人"), "1万人", "person", 4),
    "by a number": (F("2", "万人") / 4, "0.5万人", "person", 4),
    "a number by": (1 / F("4", "倍"), "0.25倍", "ratio", 0),
    "negation": (-F("2", "万人"), "-2万人", "person", 4),
    "negated bound": (-F.over("2", "万人"), "不到-2万人", "person", 4),
    "sum()": (sum([F("1", "人"), F("2", "人")]), "3人", "person", 0),
    "small quotient": (F("1", "人") / F("300", "人"), "0.00333倍", "ratio", 0),
    "over + exactly": (F.over("5", "人") + F("3", "人"), "超过8人", "person", 0),
    "exactly - over": (F("8", "人") - F.over("5", "人"), "不到3人", "person", 0),
    "at least + over": (F.at_least("5", "人") + F.over("3", "人"), "超过8人", "person", 0),
    "between + exactly": (F.between("5", "8", "人") + F("1", "人"), "6—9人", "person", 0),
    "about + exactly": (F.about("5", "%") + F("1", "%"), "约6%", "percent", 0),
    "over less itself": (F.over("5", "人") - F("5", "人"), "超过0人", "person", 0),
}


@pytest.mark.parametrize(("figure", "text", "code", "multiplier"), RESULTS.values(), ids=RESULTS)
def test_units_scales_and_qualifiers_of_results(figure, text, code, multiplier):
    """Units, scales and qualifiers follow through + - * /; the result is computed and has no printed decimals."""
    assert figure.text("zh") == text
    assert (figure.unit.code, figure.multiplier) == (code, multiplier)
    assert figure.computed
    assert figure.decimals is None


REFUSED = {
    "people + households": lambda: F("5", "人") + F("5", "户"),
    "yuan - dollars": lambda: F("5", "元") - F("5", "美元"),
    "percent + people": lambda: F("5", "%") + F("5", "人"),
    "points - percent": lambda: F("5", "个百分点") - F("5", "%"),
    "points + permille of unlike kind": lambda: F("5", "个百分点") + F("5", "人"),
    "points of an amount": lambda: F("5", "个百分点") * F("5", "亿元"),
    "amount by points": lambda: F("5", "亿元") / F("5", "个百分点"),
    "percent by points": lambda: F("5", "%") / F("5", "个百分点"),
    "points to percent": lambda: F("5", "个百分点").to("%"),
    "percent to points": lambda: F("5", "%").to("个百分点"),
    "temperature + temperature": lambda: F("20", "℃") + F("20", "℃"),
    "ratio of temperatures": lambda: F("20", "℃") / F("10", "℃"),
    "months to days": lambda: F("2", "个月").to("天"),
    "people to households": lambda: F("2", "万人").to("户"),
}


@pytest.mark.parametrize("wrong", REFUSED.values(), ids=REFUSED)
def test_incompatible_units_are_refused(wrong):
    """Meaningless arithmetic raises an error that is also a ValueError and says why."""
    with pytest.raises(UnitMismatchError, match=r"cannot .*; .*") as caught:
        wrong()
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("step", [operator.add, operator.sub, operator.mul, operator.truediv])
@pytest.mark.parametrize("other", [1.5, True, "5", Fraction(1, 3), 1j, float("nan")], ids=repr)
def test_other_numbers_are_refused_with_what_to_write(step, other):
    """The error is one of the library and a TypeError: of a factor the exact number, of an addend the unit."""
    for left, right in ((F("5", "人"), other), (other, F("5", "人"))):
        with pytest.raises(TypeError, match=r"write|omit|a Figure, which has a unit") as caught:
            step(left, right)
        assert isinstance(caught.value, TjstatsError)


def test_the_remedy_of_a_float_is_a_number_that_is_taken():
    """What the message says to write is an operand."""
    with pytest.raises(NumberTypeError, match=r"write Decimal\('1.5'\)"):
        F("5", "人") * 1.5
    assert (F("5", "人") * Decimal("1.5")).value == Decimal("7.5")


@pytest.mark.parametrize("step", [operator.add, operator.sub, operator.mul, operator.truediv])
@pytest.mark.parametrize("other", [1.5, True, "5", None], ids=repr)
def test_other_operands_are_no_figures(step, other):
    """Floats and booleans are refused as operands, on either side."""
    for left, right in ((F("5", "人"), other), (other, F("5", "人"))):
        with pytest.raises(TypeError):
            step(left, right)


def test_numbers_as_operands_are_validated():
    """A Decimal operand has the same limits as a printed value."""
    with pytest.raises(InvalidNumberError):
        F("5", "人") * Decimal("NaN")
    with pytest.raises(TypeError):
        F("5", "人") + 5


@pytest.mark.parametrize("zero", [F("0", "人"), F("0.0", "万人"), 0], ids=str)
def test_division_by_zero(zero):
    """Dividing by zero raises an error of the library."""
    with pytest.raises(TjstatsError, match="zero"):
        F("5", "人") / zero


@pytest.mark.parametrize(
    "divisor", [F.about("0", "人"), F.at_least("0", "人"), F.between("-1", "1", "人")], ids=str
)
def test_division_by_what_may_be_zero(divisor):
    """A quotient whose divisor may be zero is indeterminate, in words too."""
    quotient = F("5", "人") / divisor
    assert quotient.bounds == b("(−∞, ∞)")
    assert quotient.qualifier is Q.BETWEEN
    assert (quotient.text("zh"), quotient.text("en")) == ("不定", "indeterminate")


def test_both_intervals_are_carried():
    """A computed figure has both the literal interval and the one before rounding."""
    rate = F("2510", "元/月") / F("2050", "元/月") - F("1", "倍", exact=True)
    assert rate.bounds.contains(
        b("[0.2243902439024390243902439024390244, 0.2243902439024390243902439024390244]")
    )
    assert rate.unrounded.lower <= Decimal(2509500) / 2050500 - 1 < Decimal("0.22385")
    assert (
        Decimal("0.22493")
        < Decimal(2510500) / 2049500 - 1
        <= rate.unrounded.upper + Decimal("1e-27")
    )
    difference = F("411.14", "万人") - F("62.02", "万人")
    assert difference.bounds == b("[3491200, 3491200]")
    assert difference.unrounded == b("[3491100, 3491300]")


def test_approximate_is_passed_on():
    """A result is approximate if any input is, on either side."""
    rough, plain = F("5", "人", approximate=True), F("3", "人")
    for figure in (
        rough + plain,
        plain + rough,
        rough - plain,
        plain - rough,
        rough * 2,
        plain / rough,
        rough / plain,
    ):
        assert figure.approximate
    assert not (plain + plain).approximate


# --- conversion -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "target", "value", "decimals"),
    [
        (F("37.62", "万人"), "人", "376200", -2),
        (F("175", "万人"), "人", "1750000", -4),
        (F("175", "万人"), "亿人", "0.0175", 4),
        (F("2.5", "吨"), "公斤", "2500", -2),
        (F("22.4", "%"), "倍", "0.224", 3),
        (F("5", "成"), "%", "50", -1),
        (F("12", "件/万人"), "件/千人", "1.2", 1),
        (F("3", "公顷"), "平方米", "30000", -4),
    ],
)
def test_powers_of_ten_shift_the_decimals(figure, target, value, decimals):
    """A conversion by a power of ten keeps the printed digits: the decimals shift, below zero too, and the intervals stay."""
    moved = figure.to(target)
    assert (moved.value, moved.decimals) == (Decimal(value), decimals)
    assert not moved.computed
    assert moved.to(figure.unit.text("zh", figure.multiplier)) == figure or figure.multiplier == 1
    if moved.unit == figure.unit:
        assert (moved.bounds, moved.unrounded) == (figure.bounds, figure.unrounded)


def test_other_factors_are_exact():
    """15亩 is exactly 1公顷; a result that does not terminate has its bounds rounded outwards."""
    hectare = F("15", "亩").to("公顷")
    assert (hectare.value, hectare.bounds, hectare.computed) == (1, b("[1, 1]"), True)
    week = F("10", "天").to("周")
    assert week.bounds.lower < week.bounds.upper
    assert week.bounds.scaled(7).contains(b("[10, 10]"))
    assert F("2", "万斤").to("吨").bounds == b("[10, 10]")
    assert str(F("100", "元/月").to("元/年")) == "1200元/年"


def test_bounds_survive_a_conversion():
    """Qualifier and bounds are converted too."""
    assert F.over("175", "万人").to("人") == F("1750000", "人", Q.OVER, decimals=-4)
    assert F.at_most("30", "亩").to("公顷").bounds == b("(−∞, 2]")


def test_comparison_of_computed_figures():
    """The bounds decide: over 95 of 276 is over 34.42 %, and a comparison with 35 % is unknown."""
    share = (F.over("95", "万人") / F("276", "万人")).to("%")
    assert (share > F("34.42", "%")) is Verdict.YES
    assert (share > F("35", "%")) is Verdict.UNKNOWN

"""Figures as printed: the two intervals, the constructors, identity and comparison."""

from decimal import Decimal

import pytest

from tests.notation import b
from tests.processes import copies
from tjstats.errors import (
    InvalidBoundsError,
    InvalidNumberError,
    NumberTypeError,
    TjstatsError,
    UnitMismatchError,
    UnknownUnitError,
)
from tjstats.values.figures import Figure
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Verdict

F, Q = Figure, Qualifier
YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN

INTERVALS = {
    # figure, bounds, unrounded, approximate
    "exactly": (F("65", "%"), "[65, 65]", "[64.5, 65.5]", False),
    "exactly, decimals": (F("37.62", "万人"), "[376200, 376200]", "[376150, 376250]", False),
    "exactly, trailing zero": (F("34.50", "亿元"), "[3450000000, 3450000000]", "[3449500000, 3450500000]", False),
    "exactly, zero": (F("0.0", "%"), "[0, 0]", "[-0.05, 0.05]", False),
    "exactly, negative": (F("-13.5", "%"), "[-13.5, -13.5]", "[-13.55, -13.45]", False),
    "whole things": (F("34", "家"), "[34, 34]", "[34, 34]", False),
    "whole things, scaled": (F("34", "万家"), "[340000, 340000]", "[335000, 345000]", False),
    "whole amount of money": (F("2510", "元/月"), "[2510, 2510]", "[2509.5, 2510.5]", False),
    "exact": (F("2510", "元/月", exact=True), "[2510, 2510]", "[2510, 2510]", False),
    "exact, scaled": (F("3", "亿元", exact=True), "[300000000, 300000000]", "[300000000, 300000000]", False),
    "over": (F.over("175", "万人"), "(1750000, ∞)", "(1750000, ∞)", False),
    "at least": (F.at_least("175", "万人"), "[1750000, ∞)", "[1750000, ∞)", False),
    "under": (F.under("5.5", "%"), "(−∞, 5.5)", "(−∞, 5.5)", False),
    "at most": (F.at_most("5.5", "%"), "(−∞, 5.5]", "(−∞, 5.5]", False),
    "about": (F.about("5", "%"), "[4.5, 5.5]", "[4.5, 5.5]", True),
    "about, hundreds": (F.about("1200", "人"), "[1150, 1250]", "[1150, 1250]", True),
    "about, scaled": (F.about("1.5", "万人"), "[14500, 15500]", "[14500, 15500]", True),
    "some over": (F.some_over("4300", "件"), "(4300, 4400)", "(4300, 4400)", True),
    "some over, scaled": (F.some_over("1.2", "万人"), "(12000, 13000)", "(12000, 13000)", True),
    "nearly": (F.nearly("300", "万人"), "(2000000, 3000000)", "(2000000, 3000000)", True),
    "between": (F.between("60", "80", "元/月"), "[60, 80]", "[60, 80]", False),
    "between, scaled and open": (
        F.between("20", "100", "万个", lower_closed=False, upper_closed=False), "(200000, 1000000)", "(200000, 1000000)", False,
    ),
    "几十": (F.between("20", "100", "个", upper_closed=False, approximate=True), "[20, 100)", "[20, 100)", True),
    "below the line": (F("12", "件/万人"), "[0.0012, 0.0012]", "[0.00115, 0.00125]", False),
    "成": (F("8", "成"), "[80, 80]", "[75, 85]", False),
}  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "bounds", "unrounded", "approximate"), INTERVALS.values(), ids=INTERVALS
)
def test_bounds_and_unrounded_of_each_qualifier(figure, bounds, unrounded, approximate):
    """`bounds` takes the printed figure literally, `unrounded` covers what was rounded, both in the plain unit."""
    assert figure.bounds == b(bounds)
    assert figure.unrounded == b(unrounded)
    assert figure.approximate is approximate


def test_a_figure_keeps_its_printed_parts():
    """A figure keeps value, unit, multiplier, decimals, qualifier and the other end as printed."""
    over = F("175", "万人", Q.OVER)
    assert (over.value, over.unit.code, over.multiplier, over.decimals, over.qualifier) == (
        175,
        "person",
        4,
        0,
        Q.OVER,
    )
    assert (
        over
        == F.over("175", "万人")
        == F("175", "万人", "over")
        == F(175, "person", Q.OVER, multiplier=4)
    )
    span = F.between("60", "80.5", "元/月")
    assert (str(span.value), str(span.upper), span.decimals, span.qualifier) == (
        "60.0",
        "80.5",
        1,
        Q.BETWEEN,
    )
    assert (F("12", "件/万人").unit.code, F("12", "件/万人").multiplier) == ("case/person", -4)
    assert str(F("34.50", "亿元").value) == "34.50"


def test_between_with_one_end_is_that_bound():
    """If one end is absent, the figure is the named bound of the other."""
    assert F.between("5", None, "%") == F.at_least("5", "%")
    assert F.between("5", None, "%", lower_closed=False) == F.over("5", "%")
    assert F.between(None, "5", "%") == F.at_most("5", "%")
    assert F.between(None, "5", "%", upper_closed=False) == F.under("5", "%")


REFUSED = {
    "float": (lambda: F(1.5, "人"), NumberTypeError, "1.5"),
    "bool": (lambda: F(True, "人"), NumberTypeError, "True"),
    "none": (lambda: F(None, "人"), NumberTypeError, "None"),
    "nan": (lambda: F("NaN", "人"), InvalidNumberError, "NaN"),
    "infinity": (lambda: F(Decimal("Infinity"), "人"), InvalidNumberError, "Infinity"),
    "empty": (lambda: F("", "人"), InvalidNumberError, "''"),
    "35 digits": (lambda: F("1" * 35, "人"), InvalidNumberError, "34"),
    "exponent": (lambda: F("1e31", "人"), InvalidNumberError, "30"),
    "unit": (lambda: F("5", "呎"), UnknownUnitError, "呎"),
    "no unit": (lambda: F("5", ""), UnknownUnitError, "''"),
    "unit is none": (lambda: F("5", None), UnknownUnitError, "None"),
    "long unit": (lambda: F("5", "人" * 101), UnknownUnitError, "101|103"),
    "qualifier": (lambda: F("5", "人", "more"), TjstatsError, "at_least"),
    "multiplier": (lambda: F("5", "人", multiplier=31), TjstatsError, "31"),
    "multiplier bool": (lambda: F("5", "人", multiplier=True), TjstatsError, "True"),
    "decimals lose digits": (lambda: F("5.25", "人", decimals=1), InvalidNumberError, "5.25"),
    "decimals float": (lambda: F("5", "人", decimals=1.0), TjstatsError, "1.0"),
    "upper float": (lambda: F.between("5", 6.0, "人"), NumberTypeError, "6.0"),
    "ends swapped": (lambda: F.between("80", "60", "元/月"), InvalidBoundsError, "80 to 60"),
    "open point": (
        lambda: F.between("6", "6", "人", upper_closed=False),
        InvalidBoundsError,
        "6 to 6",
    ),
    "no end": (lambda: F.between(None, None, "人"), InvalidBoundsError, "end"),
    "between with one end": (lambda: F("5", "人", Q.BETWEEN), InvalidBoundsError, "both ends"),
    "two ends of a bound": (lambda: F("5", "人", Q.OVER, upper="6"), InvalidBoundsError, "OVER"),
    "some over zero": (lambda: F.some_over("0", "人"), InvalidNumberError, "0"),
    "about but not approximate": (
        lambda: F.about("5", "人", approximate=False),
        InvalidBoundsError,
        "ABOUT",
    ),
}


@pytest.mark.parametrize(("make", "error", "named"), REFUSED.values(), ids=REFUSED)
def test_bad_arguments_are_refused(make, error, named):
    """No partial figure is created: each mistake raises an error of the library that names it."""
    with pytest.raises(error, match=named) as caught:
        make()
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, ValueError | TypeError)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("any", "[2235, 2245]"),
        ("half_up", "[2235, 2245)"),
        ("half_even", "[2235, 2245]"),
        ("down", "[2240, 2250)"),
    ],
)
def test_unround_by_a_named_rule(rule, expected):
    """A named rounding method narrows the interval, in the plain unit."""
    assert F("22.4", "百元").unround(rule) == b(expected)


@pytest.mark.parametrize(
    "figure", [F("34", "家"), F("3.5", "%", exact=True), F.over("5.5", "%"), F.about("5", "%")]
)
def test_unround_leaves_what_was_not_rounded(figure):
    """Counts, amounts set by law and bounds are not widened by any rule."""
    assert figure.unround("half_up") == figure.unround("down") == figure.bounds


# --- identity ---------------------------------------------------------------------------------------------------------

COMPUTED = F("44.1", "亿元") / F("29.5", "万人")
KEPT = {name: row[0] for name, row in INTERVALS.items()} | {
    "computed": COMPUTED,
    "computed bound": F.over("95", "万人") / F("276", "万人"),
    "indeterminate": F("5", "人") / F.at_least("0", "人"),
    "converted": F("15", "亩").to("公顷"),
    "shifted": F("37.62", "万人").to("人"),
}


@pytest.mark.parametrize("figure", KEPT.values(), ids=KEPT)
def test_copies_and_pickles_are_equal(figure):
    """A copy and a pickle, even from another process, are equal, hash alike and have the same fields."""
    for again in copies(figure):
        assert again == figure
        assert hash(again) == hash(figure)
        assert (again.bounds, again.unrounded, str(again)) == (
            figure.bounds,
            figure.unrounded,
            str(figure),
        )
        assert type(again) is Figure


@pytest.mark.parametrize(
    "other",
    [
        F("37.620", "万人"), F("376200", "人"), F("37.62", "万户"), F.over("37.62", "万人"), F("37.62", "万人", exact=True),
        F("37.62", "万人", approximate=True), F("37.63", "万人"), F("37.60", "万人") + F("0.02", "万人"), "37.62万人", None,
    ],
    ids=str,
)  # fmt: skip
def test_equality_is_structural(other):
    """The same quantity with other digits, qualifier or origin is another figure."""
    assert F("37.62", "万人") != other
    assert F("37.62", "万人") == F("37.62", "万人")


@pytest.mark.parametrize("field", ["value", "unit", "multiplier", "bounds", "_bounds", "new"])
def test_figures_are_frozen(field):
    """Nothing can be assigned or deleted."""
    for figure in (F("5", "人"), COMPUTED):
        with pytest.raises(AttributeError):
            setattr(figure, field, 1)
        with pytest.raises(AttributeError):
            delattr(figure, field)


# --- comparison -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "less", "at_most", "equals", "agrees"),
    [
        (F("5", "%"), F("6", "%"), YES, YES, NO, YES),
        (F("5.0", "%"), F("6.0", "%"), YES, YES, NO, NO),
        (F("72.69", "%"), F("72.69", "%"), NO, YES, YES, YES),
        (F("1", "万人"), F("10000", "人"), NO, YES, YES, YES),
        (F("15", "亩"), F("1", "公顷"), NO, YES, YES, YES),
        (F.over("175", "万人"), F("175", "万人"), NO, NO, NO, YES),
        (F.at_least("175", "万人"), F("175", "万人"), NO, UNKNOWN, UNKNOWN, YES),
        (F.over("3", "%"), F.at_least("3.5", "%"), UNKNOWN, UNKNOWN, UNKNOWN, YES),
        (F.under("3", "%"), F.at_least("3.5", "%"), YES, YES, NO, NO),
        (F("34", "家"), F("35", "家"), YES, YES, NO, NO),
    ],
    ids=str,
)
def test_comparisons_are_verdicts(left, right, less, at_most, equals, agrees):
    """Levels are compared literally, `agrees` uses the intervals before rounding."""
    assert (left < right) is less
    assert (left <= right) is at_most
    assert (right > left) is less
    assert (right >= left) is at_most
    assert left.equals(right) is right.equals(left) is equals
    assert left.agrees(right) is right.agrees(left) is agrees


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("人", "户"),
        ("元", "美元"),
        ("%", "个百分点"),
        ("年", "天"),
        ("元/月", "元"),
        ("℃", "delta_degC"),
    ],
)
@pytest.mark.parametrize("asked", ["__lt__", "__le__", "__gt__", "__ge__", "equals", "agrees"])
def test_incompatible_units_are_not_compared(left, right, asked):
    """The error names both units."""
    one, other = F("5", left), F("5", right)
    with pytest.raises(UnitMismatchError) as caught:
        getattr(one, asked)(other)
    assert one.unit.code in str(caught.value)
    assert other.unit.code in str(caught.value)


@pytest.mark.parametrize("other", [5, "5人", None, Decimal(5)], ids=repr)
def test_a_figure_is_compared_with_figures_only(other):
    """A bare number has no unit."""
    with pytest.raises(TjstatsError, match="Figure"):
        _ = F("5", "人") < other


@pytest.mark.parametrize("qualifier", ["some_over", "nearly"])
def test_a_bound_by_the_last_place_needs_one(qualifier):
    """0余人 and 近0人 are refused when they are made, not when their bounds are asked for."""
    with pytest.raises(InvalidNumberError):
        Figure("0", "人", qualifier=qualifier)
    assert Figure("40", "人", qualifier=qualifier).qualifier == qualifier
    assert Figure("0", "人").bounds.lower == 0

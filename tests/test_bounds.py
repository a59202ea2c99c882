"""Bounds: ends, sets, order and arithmetic on examples; the laws are in laws/test_bounds_laws.py."""

import copy
import operator
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.notation import b
from tjstats.errors import InvalidBoundsError, RecordTypeError, TjstatsError
from tjstats.values.bounds import EVERYTHING, Bounds, point
from tjstats.values.verdicts import Verdict

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN


@pytest.mark.parametrize(
    "text", ["[20, 100)", "(1750000, ∞)", "(−∞, 5.5]", "[65, 65]", "(−∞, ∞)", "(-1.50, 0.0]"]
)
def test_str_shows_the_ends_in_brackets(text):
    """str shows the ends with their digits, in brackets if closed and parentheses if open."""
    assert str(b(text)) == text


def test_an_absent_end_is_open():
    """Infinity is never included, whatever was requested."""
    assert Bounds(None, None, True, True) == EVERYTHING
    assert not EVERYTHING.lower_closed
    assert not EVERYTHING.upper_closed


@pytest.mark.parametrize(
    ("lower", "upper", "closed"),
    [
        ("5", "3", (True, True)),
        ("5", "5", (False, True)),
        ("5", "5", (True, False)),
        ("5", "5", (False, False)),
    ],
)
def test_bounds_without_a_number_are_refused(lower, upper, closed):
    """A lower end over the upper, or an open point, is a ValueError that shows both ends."""
    with pytest.raises(InvalidBoundsError, match=f"{lower} to {upper}") as caught:
        Bounds(Decimal(lower), Decimal(upper), *closed)
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("end", [1.5, True, Decimal("NaN"), Decimal("Infinity"), "abc"])
def test_ends_are_numbers_of_a_figure(end):
    """Floats, booleans, NaN and infinities are refused here as everywhere."""
    for ends in ((end, None), (None, end), (Decimal(0), end)):
        with pytest.raises(TjstatsError):
            Bounds(*ends)


OPERATORS = [getattr(operator, name) for name in "lt le gt ge add sub mul truediv".split()]
METHODS = [Bounds.contains, Bounds.overlaps, Bounds.intersection, Bounds.equals]


@pytest.mark.parametrize("other", [5, Decimal(5), "5", 5.0, None, (4, 5)])
def test_only_bounds_meet_bounds(other):
    """An operator with anything else is a TypeError on either side, a method names what to write."""
    for operation in OPERATORS:
        for pair in ((b("[4, 5]"), other), (other, b("[4, 5]"))):
            with pytest.raises(TypeError, match="Bounds"):
                operation(*pair)
    for method in METHODS:
        with pytest.raises(RecordTypeError, match=rf"{method.__name__}\.other .* figure\.bounds"):
            method(b("[4, 5]"), other)


def test_frozen_hashed_and_copied():
    """Bounds are values: equal by content, hashable, not assignable, the same after a copy or a pickle."""
    made, same = b("[1, 2.0)"), b("[1.0, 2)")
    assert made == same
    assert hash(made) == hash(same)
    assert made != b("[1, 2]")
    assert pickle.loads(pickle.dumps(made)) == copy.copy(made) == copy.deepcopy(made) == made
    with pytest.raises(AttributeError):
        made.lower = Decimal(0)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("[20, 100)", 20, True),
        ("[20, 100)", 100, False),
        ("(20, 100)", 20, False),
        ("(20, ∞)", 10**40, True),
        ("(−∞, 5.5]", Decimal("5.5"), True),
        ("(−∞, 5.5]", Decimal("5.51"), False),
        ("(−∞, ∞)", 0, True),
        ("[20, 100)", "20", False),
    ],
)
def test_a_number_is_in_its_bounds(text, value, expected):
    """`in` says whether a number is inside; an open end is not."""
    assert (value in b(text)) is expected


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("[1, 5]", "[1, 5]", True),
        ("[1, 5]", "(1, 5)", True),
        ("(1, 5)", "[1, 5)", False),
        ("(1, 5)", "(1, 5]", False),
        ("(−∞, 5]", "[1, 5]", True),
        ("[1, 5]", "[1, ∞)", False),
        ("(−∞, ∞)", "(−∞, 3)", True),
    ],
)
def test_bounds_contain_narrower_bounds(outer, inner, expected):
    """All numbers of the inner bounds are in the outer."""
    assert b(outer).contains(b(inner)) is expected


@pytest.mark.parametrize(
    ("left", "right", "common"),
    [
        ("[1, 3]", "[3, 5]", "[3, 3]"),
        ("[1, 3)", "[3, 5]", None),
        ("[1, 3]", "(3, 5]", None),
        ("[1, 4)", "(2, 5]", "(2, 4)"),
        ("(−∞, 4]", "[4, ∞)", "[4, 4]"),
        ("(−∞, ∞)", "[1, 2)", "[1, 2)"),
        ("[1, 5]", "(1, 5)", "(1, 5)"),
        ("[1, 2]", "[3, 4]", None),
    ],
)
def test_overlap_and_intersection(left, right, common):
    """Touching ends overlap only if both are closed."""
    for one, other in ((b(left), b(right)), (b(right), b(left))):
        assert one.overlaps(other) is (common is not None)
        assert one.intersection(other) == (None if common is None else b(common))


@pytest.mark.parametrize(
    ("left", "right", "below", "not_above"),
    [
        ("[1, 2]", "[3, 4]", YES, YES),
        ("[3, 4]", "[1, 2]", NO, NO),
        ("[1, 3]", "[3, 4]", UNKNOWN, YES),
        ("[1, 3)", "[3, 4]", YES, YES),
        ("[3, 4]", "[1, 3]", NO, UNKNOWN),
        ("[3, 4]", "[1, 3)", NO, NO),
        ("[3, 3]", "[3, 3]", NO, YES),
        ("[1, 4]", "[2, 3]", UNKNOWN, UNKNOWN),
        ("(1750000, ∞)", "[1750000, 1750000]", NO, NO),
        ("(−∞, 5.5]", "[5.5, 5.5]", UNKNOWN, YES),
        ("(−∞, ∞)", "[1, 1]", UNKNOWN, UNKNOWN),
    ],
)
def test_the_order_of_bounds_is_a_verdict(left, right, below, not_above):
    """Yes if it holds for all numbers inside, no if for none, else unknown."""
    one, other = b(left), b(right)
    assert (one < other) is below
    assert (one <= other) is not_above
    assert (other > one) is below
    assert (other >= one) is not_above


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("[3, 3]", "[3.0, 3.0]", YES),
        ("[1, 2]", "[3, 4]", NO),
        ("[1, 3]", "[1, 3]", UNKNOWN),
        ("[1, 3)", "[3, 3]", NO),
    ],
)
def test_only_points_are_surely_equal(left, right, expected):
    """Only two equal points are certainly the same number."""
    assert b(left).equals(b(right)) is expected


ARITHMETIC = {
    "sum": ("[1, 2]", "+", "(3, 4)", "(4, 6)"),
    "sum without an end": ("[1, ∞)", "+", "[3, 4]", "[4, ∞)"),
    "difference": ("[1, 2)", "-", "[3, 4]", "[-3, -1)"),
    "difference without an end": ("(5, ∞)", "-", "[3, ∞)", "(−∞, ∞)"),
    "product": ("[2, 3]", "*", "[4, 5)", "[8, 15)"),
    "product of negatives": ("[-3, -2)", "*", "[-5, 4]", "[-12, 15]"),
    "product with zero inside": ("[-1, 2]", "*", "[3, 4]", "[-4, 8]"),
    "product with a closed zero end": ("[0, 2]", "*", "(3, 4)", "[0, 8)"),
    "product with an open zero end": ("(0, 2]", "*", "[3, 4]", "(0, 8]"),
    "zero times everything": ("[0, 0]", "*", "(−∞, ∞)", "[0, 0]"),
    "product without an end": ("[2, ∞)", "*", "[-1, 3]", "(−∞, ∞)"),
    "product of a positive without an end": ("(2, ∞)", "*", "[3, 4]", "(6, ∞)"),
    "quotient": ("[6, 8]", "/", "(2, 4]", "[1.5, 4)"),
    "quotient by a negative": ("[6, 8]", "/", "[-4, -2)", "(-4, -1.5]"),
    "quotient by everything above": ("[6, 8]", "/", "[2, ∞)", "(0, 4]"),
    "quotient with zero numerator": ("[0, 8]", "/", "[2, ∞)", "[0, 4]"),
    "quotient by an open zero": ("[6, 8]", "/", "(0, 2]", "[3, ∞)"),
    "quotient by an open zero from below": ("[6, 8]", "/", "[-2, 0)", "(−∞, -3]"),
    "quotient by a closed zero": ("[6, 8]", "/", "[0, 2]", "(−∞, ∞)"),
    "quotient by both signs": ("[6, 8]", "/", "[-1, 2]", "(−∞, ∞)"),
    "quotient by zero": ("[6, 8]", "/", "[0, 0]", "(−∞, ∞)"),
    "quotient of everything": ("(−∞, ∞)", "/", "[1, 2]", "(−∞, ∞)"),
    "quotient of mixed signs": ("[-6, 8)", "/", "[2, 4]", "[-3, 4)"),
}


@pytest.mark.parametrize(("left", "sign", "right", "expected"), ARITHMETIC.values(), ids=ARITHMETIC)
def test_arithmetic_holds_every_combination_of_numbers(left, sign, right, expected):
    """The result contains every combination of numbers inside, and nothing more; open ends stay open."""
    one, other = b(left), b(right)
    results = {
        "+": Bounds.__add__,
        "-": Bounds.__sub__,
        "*": Bounds.__mul__,
        "/": Bounds.__truediv__,
    }
    assert results[sign](one, other) == b(expected)


@pytest.mark.parametrize(
    ("text", "expected"), [("[1, 2)", "(-2, -1]"), ("(5, ∞)", "(−∞, -5)"), ("(−∞, ∞)", "(−∞, ∞)")]
)
def test_negation_swaps_the_ends(text, expected):
    """Both ends change sign and place."""
    assert -b(text) == b(expected)


@pytest.mark.parametrize(
    "divisor",
    [
        b("(5, ∞)") - b("[5, 5]"),
        -b("(−∞, 0)"),
        -b("[-3, 0)"),
        b("[-3, 0)") * b("[-1, -1]"),
        b("(5, 8]") - b("[5, 5]"),
    ],
    ids=["difference", "negation", "finite negation", "product", "finite difference"],
)
def test_a_computed_zero_has_no_side(divisor):
    """A lower end of zero remains the end of positive numbers, however it was computed."""
    assert (point(Decimal(6)) / divisor).lower >= 0
    assert (point(Decimal(6)) / divisor).upper is None
    assert "-0" not in str(divisor)


def test_inexact_results_are_rounded_outwards():
    """A third is strictly between the ends of 1 / 3."""
    third = point(Decimal(1)) / point(Decimal(3))
    assert Fraction(third.lower) < Fraction(1, 3) < Fraction(third.upper)
    negative = point(Decimal(-1)) / point(Decimal(3))
    assert Fraction(negative.lower) < Fraction(-1, 3) < Fraction(negative.upper)
    total = point(Decimal(10**33)) + point(Decimal("0.04"))
    assert total.lower == Decimal(10**33) < Decimal("1" + "0" * 33 + ".04") < total.upper


def test_scaled_and_shifted():
    """One multiplication and one division by integers; a shift is exact."""
    assert b("[15, 30)").scaled(1, 15) == b("[1, 2)")
    assert b("(−∞, 1]").scaled(2000, 3).upper == Decimal("666.6666666666666666666666666666667")
    assert b("(1.5, ∞)").shifted(4) == b("(15000, ∞)")
    assert b("[-5, 3]").shifted(-2) == b("[-0.05, 0.03]")

"""Validation of numbers: accepted and refused input, and the two roundings."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tjstats.errors import InvalidNumberError, NumberTypeError, TjstatsError
from tjstats.values.numbers import half_up, number, power


@pytest.mark.parametrize(
    ("given", "digits"),
    [
        ("34.50", "34.50"),
        ("-0.5", "-0.5"),
        ("+7", "7"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1e30", "1E+30"),
        ("1e-30", "1E-30"),
        ("9" * 34, "9" * 34),
        ("0" * 40 + "7", "7"),
        (175, "175"),
        (-3, "-3"),
        (10**34 - 1, "9" * 34),
        (Decimal("2.50"), "2.50"),
        ("-0.0", "0.0"),
    ],
)
def test_text_int_and_decimal_keep_their_digits(given, digits):
    """Text, ints and Decimals are accepted with every printed digit; minus zero becomes zero."""
    assert str(number(given)) == str(Decimal(digits))


@pytest.mark.parametrize(
    "given",
    [1.5, 0.1, float("nan"), float("inf"), True, False, None, b"5", [5], 5j, Fraction(1, 3)],
)
def test_other_types_are_refused(given):
    """A float, a boolean and anything else is a TypeError that shows the value."""
    with pytest.raises(NumberTypeError) as caught:
        number(given)
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, TypeError)
    assert repr(given) in str(caught.value)


def test_the_remedy_for_a_float_is_its_text():
    """The error says which text to write instead."""
    with pytest.raises(NumberTypeError, match=r"'37\.62'"):
        number(37.62)


@pytest.mark.parametrize("given", [float("nan"), float("inf")])
def test_the_remedy_for_a_float_is_a_text_that_is_taken(given):
    """NaN and infinity are refused as text too, so no message may suggest writing them as text."""
    with pytest.raises(NumberTypeError) as caught:
        number(given)
    assert f"'{given}'" not in str(caught.value)


REFUSED = {
    "empty": "",
    "blank": "   ",
    "nan": "NaN",
    "signalling nan": Decimal("sNaN"),
    "nan decimal": Decimal("NaN"),
    "infinity": "Infinity",
    "inf decimal": Decimal("-Infinity"),
    "underscore": "1_000",
    "comma": "1,000",
    "full-width digits": "１２３",
    "arabic digits": "١٢٣",
    "full-width point": "1．5",
    "unit": "5万",
    "word": "five",
    "space inside": "1 000",
    "space around": " 5 ",
    "newline": "5\n",
    "hex": "0x10",
    "two points": "1.2.3",
    "true minus": "−5",
    "35 digits": "1" * 35,
    "35 digits with a point": "1." + "0" * 34,
    "35 digits decimal": Decimal("1" * 35),
    "35 digits int": int("1" * 35),
    "exponent 31": "1e31",
    "exponent -31": "1e-31",
    "exponent 31 decimal": Decimal("1E+31"),
    "exponent -31 decimal": Decimal("1E-31"),
    "huge exponent": "1e9999",
    "very huge exponent": "1e999999999",
    "huge text": "9" * 5000,
    "huge blank text": " " * 5000,
    "huge int": 10**6000,
}


@pytest.mark.parametrize("given", REFUSED.values(), ids=REFUSED)
def test_unpublishable_numbers_are_refused(given):
    """Anything but a plain number within 34 digits and an exponent of ±30 is a ValueError with the value and a remedy."""
    with pytest.raises(InvalidNumberError) as caught:
        number(given)
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, ValueError)
    assert caught.value.value is given
    assert caught.value.remedy in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("given", "shown"), [("1_000", "'1_000'"), ("12x", "'12x'"), (Decimal("NaN"), "Decimal('NaN')")]
)
def test_the_message_names_the_value(given, shown):
    """The refused value is at the beginning of the message."""
    with pytest.raises(InvalidNumberError) as caught:
        number(given)
    assert str(caught.value).startswith(shown)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("2.665", 2, "2.67"),
        ("2.675", 2, "2.68"),
        ("-2.665", 2, "-2.67"),
        ("2.6649999", 2, "2.66"),
        ("0.5", 0, "1"),
        ("-0.4", 0, "0"),
        ("22.4", 3, "22.400"),
        ("1749999", -4, "1.75E+6"),
        ("1745000", -4, "1.75E+6"),
    ],
)
def test_ties_are_rounded_away_from_zero(value, decimals, expected):
    """Nothing becomes minus zero."""
    assert str(half_up(Decimal(value), decimals)) == expected


@pytest.mark.parametrize(
    ("value", "degree", "expected"),
    [
        ("1.21", 2, "1.1"),
        ("1024", 10, "2"),
        ("1", 5, "1"),
        ("0.000001", 3, "0.01"),
        ("1.4693280768", 5, "1.08"),
        ("7", 1, "7"),
    ],
)
def test_a_terminating_root_is_exact(value, degree, expected):
    """No digit is lost."""
    assert power(Decimal(value), 1, degree) == Decimal(expected)


@pytest.mark.parametrize("value", ["2", "0.5", "1.224390243902439", "175.37", "3e-30", "7e30"])
@pytest.mark.parametrize("degree", [2, 3, 5, 10])
def test_inexact_root_is_enclosed(value, degree):
    """It is right to a hundred digits."""
    found = Fraction(power(Decimal(value), 1, degree))
    slack = Fraction(1, 10**100)
    assert (found * (1 - slack)) ** degree < Fraction(value) < (found * (1 + slack)) ** degree

"""The two intervals of a printed number: taken literally, and before it was rounded."""

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.notation import b
from tjstats.errors import InvalidBoundsError, InvalidNumberError, TjstatsError
from tjstats.values.qualifiers import ROUNDINGS, Qualifier, said, unround

Q = Qualifier


def places(text: str) -> int:
    return len(text.partition(".")[2])


@pytest.mark.parametrize(
    ("qualifier", "printed", "expected"),
    [
        (Q.EXACTLY, "65", "[65, 65]"),
        (Q.OVER, "175", "(175, ∞)"),
        (Q.AT_LEAST, "175", "[175, ∞)"),
        (Q.UNDER, "5.5", "(−∞, 5.5)"),
        (Q.AT_MOST, "5.5", "(−∞, 5.5]"),
        (Q.ABOUT, "5", "[4.5, 5.5]"),
        (Q.ABOUT, "5.0", "[4.95, 5.05]"),
        (Q.ABOUT, "1200", "[1150, 1250]"),
        (Q.ABOUT, "1000", "[500, 1500]"),
        (Q.ABOUT, "-1200", "[-1250, -1150]"),
        (Q.SOME_OVER, "4300", "(4300, 4400)"),
        (Q.SOME_OVER, "1000", "(1000, 2000)"),
        (Q.SOME_OVER, "1.2", "(1.2, 1.3)"),
        (Q.SOME_OVER, "-4300", "(-4400, -4300)"),
        (Q.NEARLY, "4300", "(4200, 4300)"),
        (Q.NEARLY, "9", "(8, 9)"),
        (Q.NEARLY, "0.30", "(0.20, 0.30)"),
        (Q.NEARLY, "-4300", "(-4300, -4200)"),
    ],
)
def test_the_literal_interval(qualifier, printed, expected):
    """超过 is open, 以上 closed; 约 is half a unit of the last significant place, 余 and 近 one unit of the last non-zero one."""
    assert said(qualifier, Decimal(printed), places(printed)) == b(expected)


@pytest.mark.parametrize("qualifier", [Q.SOME_OVER, Q.NEARLY])
def test_some_over_zero_is_refused(qualifier):
    """Zero has no non-zero place, so 余 and 近 mean nothing; the remedy names other words."""
    with pytest.raises(InvalidNumberError, match="OVER or UNDER"):
        said(qualifier, Decimal("0.0"), 1)


def test_between_needs_two_ends():
    """BETWEEN needs two numbers; the error names the constructor that takes them."""
    with pytest.raises(InvalidBoundsError, match=r"Figure\.between"):
        said(Q.BETWEEN, Decimal(5), 0)


UNROUNDED = [
    ("22.4", "any", "[22.35, 22.45]"),
    ("22.4", "half_up", "[22.35, 22.45)"),
    ("22.4", "half_down", "(22.35, 22.45]"),
    ("22.4", "half_even", "[22.35, 22.45]"),
    ("22.5", "half_even", "(22.45, 22.55)"),
    ("22.4", "down", "[22.4, 22.5)"),
    ("22.4", "up", "(22.3, 22.4]"),
    ("-22.4", "any", "[-22.45, -22.35]"),
    ("-22.4", "half_up", "(-22.45, -22.35]"),
    ("-22.4", "down", "(-22.5, -22.4]"),
    ("-22.4", "floor", "[-22.4, -22.3)"),
    ("-22.4", "ceiling", "(-22.5, -22.4]"),
    ("2510", "any", "[2509.5, 2510.5]"),
    ("0.0", "any", "[-0.05, 0.05]"),
    ("0.0", "half_up", "(-0.05, 0.05)"),
    ("0.0", "down", "(-0.1, 0.1)"),
    ("0.0", "up", "[0.0, 0.0]"),
]


@pytest.mark.parametrize(("printed", "rule", "expected"), UNROUNDED, ids=str)
def test_the_interval_before_rounding(printed, rule, expected):
    """Half a unit of the last printed place on both sides, closed according to the rule for ties."""
    assert unround(Decimal(printed), places(printed), rule) == b(expected)


def test_round_number_of_thousands():
    """Decimals may be negative: 175 of ten thousand is known to the nearest ten thousand."""
    assert unround(Decimal("1.75E+6"), -4) == b("[1745000, 1755000]")


@pytest.mark.parametrize("rule", ["bankers", "", None, "HALF_UP"])
def test_unknown_rounding_rule(rule):
    """An unknown rule is refused with the names of the known ones."""
    with pytest.raises(TjstatsError, match=r"half_even.*ceiling"):
        unround(Decimal("22.4"), 1, rule)


def test_long_numbers_are_even_or_odd_by_their_last_digit():
    """Half even uses the last printed digit, however many there are."""
    assert not unround(Decimal("1" * 32), 0, "half_even").lower_closed
    assert unround(Decimal("1" * 31 + "2"), 0, "half_even").lower_closed


MODES = {
    "half_up": ROUND_HALF_UP,
    "half_down": ROUND_HALF_DOWN,
    "half_even": ROUND_HALF_EVEN,
    "down": ROUND_DOWN,
    "up": ROUND_UP,
    "floor": ROUND_FLOOR,
    "ceiling": ROUND_CEILING,
}


@pytest.mark.parametrize("rule", MODES)
@given(digits=st.integers(-5000, 5000), printed=st.integers(-50, 50))
def test_unrounded_is_what_would_have_been_printed(rule, digits, printed):
    """A number is inside the interval exactly if the rule rounds it to the printed number."""
    exact, shown = Decimal(digits) / 1000, Decimal(printed) / 10
    assert (exact in unround(shown, 1, rule)) is (
        exact.quantize(Decimal("0.1"), MODES[rule]) == shown
    )


@given(digits=st.integers(-5000, 5000), printed=st.integers(-50, 50))
def test_any_is_every_way_to_round_a_tie(digits, printed):
    """Without a named rule, a number is inside if any of the three half rules rounds it to the printed number."""
    exact, shown = Decimal(digits) / 1000, Decimal(printed) / 10
    prints = {
        exact.quantize(Decimal("0.1"), mode)
        for name, mode in MODES.items()
        if name.startswith("half")
    }
    assert (exact in unround(shown, 1)) is (shown in prints)


def test_every_rule_is_tested():
    """The table of roundings contains the decimal module's rules and "any"."""
    assert set(ROUNDINGS) == {"any", *MODES}


def test_the_codes_that_formats_store():
    """The codes of the qualifiers, which formats hold."""
    assert [str(q) for q in Q] == [
        "exactly",
        "over",
        "at_least",
        "under",
        "at_most",
        "about",
        "some_over",
        "nearly",
        "between",
    ]

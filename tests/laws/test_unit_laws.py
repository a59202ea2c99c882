"""What prints a unit is read back as that unit, in both languages, for every unit of the table."""

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tjstats import Figure
from tjstats.values.units import parse_unit, unit_of_code
from tjstats.values.units.algebra import product, quotient
from tjstats.values.units.table import DIFFERENCE, FRACTIONS, UNITS, canonical, token

plain = sorted(set(UNITS) - {"ratio"})
tokens = st.builds(token, st.sampled_from(plain), st.sampled_from([1, 1, 1, 2, 3, 4, 9]))


@st.composite
def codes(draw: st.DrawFn) -> str:
    """The code of any unit: powers, products and quotients."""
    heads = draw(st.lists(tokens, max_size=2, unique_by=lambda each: each.partition("**")[0]))
    return canonical(heads, draw(st.lists(tokens, max_size=2)))


def check_read_back(code: str, multiplier: int) -> None:
    unit = unit_of_code(code)
    assert parse_unit(unit.text("en")) == (unit, 0)
    assert parse_unit(unit.text("zh")) == (unit, 0)
    try:
        text = unit.text("zh", multiplier)
    except ValueError:  # no word bears the scale
        return
    assert parse_unit(text) == (unit, multiplier)
    figure = Figure("1.50", text)
    assert eval(repr(figure), {"Figure": Figure}) == figure


class TestPrinting:
    """Units are printed in words that `parse_unit` takes."""

    @pytest.mark.parametrize("power", range(1, 10))
    @pytest.mark.parametrize("name", plain)
    def test_powers(self, name, power):
        """平方毫米, 立方公里, 4次方米: as 平方米 is."""
        for multiplier in (0, 4, 8, random.Random(name).randint(-12, 24)):
            check_read_back(token(name, power), multiplier)

    @pytest.mark.parametrize("name", plain)
    def test_scales_below_the_line(self, name):
        """件/万人 is; 床/千米 would be a bed a kilometre, and is not printed."""
        for multiplier in range(-12, 0):
            check_read_back(canonical(["bed"], [name]), multiplier)

    @given(codes(), st.integers(-24, 24))
    def test_any_unit(self, code, multiplier):
        """Products and quotients of those."""
        check_read_back(code, multiplier)

    @given(codes(), st.integers(-24, 24))
    def test_the_scale_is_that_of_the_figure(self, code, multiplier):
        """A figure in a unit and scale, written with the printed unit, is the same figure."""
        figure = Figure("37.62", unit_of_code(code), multiplier=multiplier)
        try:
            text = figure.unit.text("zh", multiplier)
        except ValueError:
            return
        assert Figure("37.62", text) == figure == figure.to(text)


class TestDifferences:
    """A difference is in the unit of differences, and leads back to the level."""

    @pytest.mark.parametrize("name", plain)
    @given(st.integers(-999, 999), st.integers(-999, 999))
    def test_a_difference_is_that_of_the_numbers(self, name, left, right):
        """In points for percentages, of which ten permille are one, and in degrees for temperatures."""
        level, base = (Figure(number, unit_of_code(name)) for number in (left, right))
        change = level - base
        assert change.plain == Decimal(left - right) / (10 if name == "permille" else 1)
        if name != "permille":
            assert ((base + change).plain, (level - change).plain) == (left, right)


def exponents(code: str) -> dict[str, int]:
    """How often each name stands above the line, less how often below it; a ratio counts for nothing."""
    found: dict[str, int] = {}
    for place, part in enumerate(code.split("/")):
        for each in part.replace("**", "^").split("*"):
            name, _, power = each.partition("^")
            if name != "ratio":
                found[name] = found.get(name, 0) + int(power or 1) * (-1 if place else 1)
    return {name: power for name, power in found.items() if power}


def combined(left: str, right: str, sign: int) -> dict[str, int]:
    one, other = exponents(left), exponents(right)
    sums = {name: one.get(name, 0) + sign * other.get(name, 0) for name in one | other}
    return {name: power for name, power in sums.items() if power}


COUNTED = [
    name
    for name in plain
    if name not in (*FRACTIONS, *DIFFERENCE, "percentage_point", "delta_degC")
]
measures = st.builds(token, st.sampled_from(COUNTED), st.sampled_from([1, 1, 1, 2, 3]))
fractions = st.builds(
    canonical,
    st.lists(measures, max_size=2, unique_by=lambda each: each.partition("**")[0]),
    st.lists(measures, max_size=2, unique_by=lambda each: each.partition("**")[0]),
)


class TestAlgebra:
    """Exponents add in a product and subtract in a quotient, whatever the order, and one code says the result."""

    @given(fractions, fractions)
    def test_products_and_quotients(self, left, right):
        """What stands above and below the line is cancelled."""
        one, other = unit_of_code(left), unit_of_code(right)
        for step, sign in ((product, 1), (quotient, -1)):
            found = step(one, other)
            if found is not None:  # else one is converted first, to the unit of the other
                assert exponents(found[0].code) == combined(left, right, sign), (left, right)
                assert found[1] == 0
                assert parse_unit(found[0].code) == (found[0], 0)
        assert (product(one, other) is None) is (product(other, one) is None)
        assert product(one, other) is None or product(one, other) == product(other, one)

    @given(fractions)
    def test_a_ratio_changes_no_unit(self, code):
        """As a factor, as a divisor, and in what is written."""
        any_unit, ratio = unit_of_code(code), unit_of_code("ratio")
        assert product(any_unit, ratio) == product(ratio, any_unit) == (any_unit, 0)
        assert quotient(any_unit, ratio) == (any_unit, 0)
        for written in (f"{code}*ratio", f"ratio*{code}", f"{code}/ratio"):
            if "/" not in code or not written.endswith("*ratio"):
                assert parse_unit(written) == (any_unit, 0), written
        assert quotient(any_unit, any_unit) == (ratio, 0)

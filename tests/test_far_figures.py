"""Figures far from zero, copies with a field changed, and classes derived from Figure: an answer or an error."""

import copy
import pickle
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import figures
from tjstats import Figure
from tjstats.errors import InvalidBoundsError, InvalidRecordError, TjstatsError
from tjstats.formats import json

F = Figure


class Mine(Figure):
    """A class of a user, with slots of its own."""


@given(
    st.decimals(1, 9, places=3), st.lists(st.sampled_from(["1e30", "1e-30", "3e29"]), max_size=30)
)
def test_products_of_any_size(first, factors):
    """A product is a figure that prints, is written and read back, or an error of the library."""
    try:
        product = F(first, "元")
        for factor in factors:
            product = product * F(factor, "倍")
            product.bounds, product.unrounded
    except TjstatsError:
        assert len(factors) >= 10
        return
    for text in (
        str(product),
        repr(product),
        product.text("zh"),
        f"{product:.99f}",
        f"{product:.0f}",
    ):
        assert len(text) < 700
    again = json.loads(json.dumps(product))
    assert again == product == pickle.loads(pickle.dumps(product))


@given(
    figures(),
    st.sampled_from(["人", "万亿亿亿人", "十亿亿亿亿人", "元/万亿亿亿人", "万亿亿亿元", "%", "倍"]),
)
def test_what_another_scale_gives_is_read_back(figure, unit):
    """In any scale a figure is written and read back, or is an error of the library."""
    try:
        moved = figure.to(unit)
    except TjstatsError:
        return
    assert json.loads(json.dumps(moved)) == moved


@pytest.mark.parametrize("decimals", [31, 100, -31, "1", 1.0, None, True])
def test_decimals_to_round_to(decimals):
    """A whole number within ±30."""
    with pytest.raises(InvalidRecordError, match=r"Figure\.decimals"):
        F("1.5", "人").rounded(decimals)


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_in_no_bounds(number):
    """Not in those without ends either."""
    assert Decimal(number) not in F.over("1", "人").bounds


@given(figures(units=("万元", "%", "件/万人", "倍", "人")), figures())
def test_evolving(one, other):
    """A figure with all its fields is the figure; with the value of another, that value in its own words."""
    far = F(1, "人", multiplier=-20) * F(2, "人", multiplier=-20)
    for figure in (one, one * 3, one / 7, far):
        again = attrs.evolve(figure)
        assert (again, again.word, str(again)) == (figure, figure.word, str(figure))
    try:
        changed = attrs.evolve(one, value=other.value, upper=None, qualifier="over", decimals=None)
    except TjstatsError:
        return
    assert (changed.value, changed.unit, changed.qualifier) == (other.value, one.unit, "over")


def test_evolving_does_not_contradict():
    """A unit with its scale takes the place of both; a value that computed bounds do not hold is an error."""
    assert attrs.evolve(F("1.50", "万人"), unit="亿元") == F("1.50", "亿元")
    with pytest.raises(InvalidBoundsError, match="do not say"):
        attrs.evolve(F("1", "元") / F("3", "元"), value="5")
    with pytest.raises(InvalidRecordError, match="word"):
        F("1", "人", word="万元")


def test_derived_classes():
    """What is computed from a figure of a derived class is a figure."""
    one, other = Mine("1", "人"), F("2", "人")
    assert type(one) is Mine
    for found in (
        one + one,
        one + other,
        other + one,
        one.to("万人"),
        -one,
        one / other,
        sum([one]),
    ):
        assert isinstance(found, Figure)
    assert copy.copy(one) == one == Mine.over("1", "人").__class__("1", "人")

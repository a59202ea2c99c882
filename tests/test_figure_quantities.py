"""Figures and pint: quantities of the private registry, and figures from those of any other."""

from decimal import Decimal

import pint
import pytest

from tjstats.errors import NumberTypeError, UnknownUnitError
from tjstats.values.figures import Figure
from tjstats.values.verdicts import Verdict

F = Figure
FOREIGN = pint.UnitRegistry(non_int_type=Decimal)


@pytest.mark.parametrize(
    "figure", [F("37.62", "万人"), F("2510", "元/月"), F("12", "件/万人"), F("5.5", "%")], ids=str
)
def test_quantity_and_back(figure):
    """`quantity` is a pint Quantity in the plain unit with a Decimal magnitude, and converts back to the same figure."""
    quantity = figure.quantity
    assert isinstance(quantity.magnitude, Decimal)
    assert quantity.magnitude == figure.bounds.lower
    assert F.from_quantity(quantity).equals(figure) is Verdict.YES


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("kilogram", "kg"), ("metric_ton", "tonne"), ("gram", "g"), ("microgram / meter**3", "ug/m**3"),
        ("kilometer**2", "km**2"), ("hectare", "hectare"), ("liter", "litre"), ("kilowatt", "kW"),
        ("kilowatt_hour", "kWh"), ("degree_Celsius", "degC"), ("delta_degree_Celsius", "delta_degC"),
        ("year", "year"), ("month", "month"), ("week", "week"), ("day", "day"), ("hour", "hour"),
        ("minute", "minute"), ("second", "second"), ("percent", "percent"), ("count", "item"), ("", "ratio"),
        ("kilogram / year", "kg/year"), ("millimeter", "mm"), ("centimeter", "cm"), ("permille", "permille"),
    ],
)  # fmt: skip
def test_from_a_foreign_registry(unit, code):
    """A quantity from pint's default registry becomes a figure in the same unit, with its digits."""
    figure = F.from_quantity(FOREIGN.Quantity(Decimal("5.50"), unit))
    assert (figure.unit.code, str(figure.value), figure.decimals, figure.multiplier) == (
        code,
        "5.50",
        2,
        0,
    )


def test_foreign_quantities_are_checked():
    """Float magnitudes and units outside the table are refused."""
    with pytest.raises(NumberTypeError, match=r"5\.5"):
        F.from_quantity(pint.UnitRegistry().Quantity(5.5, "kilogram"))
    with pytest.raises(UnknownUnitError, match="furlong"):
        F.from_quantity(FOREIGN.Quantity(5, "furlong"))
    with pytest.raises(UnknownUnitError, match="kilogram"):
        F.from_quantity(FOREIGN.Quantity(5, "kilogram**0.5"))


def test_the_application_registry_is_left_alone():
    """Creating quantities changes no registry but the library's own."""
    before = pint.get_application_registry().get()
    with pytest.raises(ValueError, match="registries"):
        F("5", "公斤").quantity + FOREIGN.Quantity(5, "kilogram")
    assert pint.get_application_registry().get() is before

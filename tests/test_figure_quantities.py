"""Figures and pint: quantities of the private registry, and figures from those of any other."""

from decimal import Decimal

import pint
import pytest

from tjstats.errors import NumberTypeError, UnknownUnitError
from tjstats.values.figures import Figure
from tjstats.values.units.table import UNITS
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
        ("kilovolt", "kV"), ("megapascal", "MPa"), ("kilojoule", "kJ"), ("kilocalorie", "kcal"),
        ("oil_barrel", "barrel"), ("gigabyte", "GB"), ("microgram", "ug"),
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


IN_PINT = {"barrel": "oil_barrel", "GB": "gigabyte", "TB": "terabyte", "PB": "petabyte"}


def test_a_name_that_means_something_else_is_refused(monkeypatch):
    """No unit of pint's registry becomes one of another size, whatever its name, prefix or symbol."""
    monkeypatch.setattr("tjstats.values.units._nearest", lambda piece: ())  # of thousands
    known = sorted(FOREIGN._units)
    taken, refused = {}, set()
    for name in [
        "mu",
        *known,
        *(prefix + name for prefix in ("kilo", "mega", "milli") for name in known),
    ]:
        try:
            quantity = FOREIGN.Quantity(Decimal(3), name)
            taken[name] = quantity, F.from_quantity(quantity)
        except (UnknownUnitError, pint.PintError, AttributeError):
            refused.add(name)
    assert {
        "quarter",
        "barrel",
        "bbl",
        "stone",
        "point",
        "acre",
        "ton",
        "mu",
        "pound",
        "kiloday",
    } <= refused
    assert {"oil_barrel", "julian_year", "ha", "kilom", "tonne", "min"} <= set(taken)
    for name, (quantity, figure) in taken.items():
        if figure.unit.code not in ("item", "dB", "degC", "delta_degC"):
            again = FOREIGN.Quantity(1, IN_PINT.get(figure.unit.code, figure.unit.code))
            assert abs(quantity.to(again.units).magnitude - 3) < Decimal("1e-9"), name


@pytest.mark.parametrize(
    ("definitions", "name", "code"),
    [
        (["person = [person]"], "person", "person"),
        (["USD = [money]", "CNY = 0.14 * USD"], "CNY", "CNY"),
        (["m = [length]", "mu = 2000 / 3 * m**2"], "mu", "mu"),
        (["s = [time]", "year = 365 * 86400 * s"], "year", "year"),
        (["g = [mass]", "t = 1000000 * g"], "t", "tonne"),
        (["m = [length]", "mu = 600 * m**2"], "mu", None),
        (["kg = [mass]", "jin = kg"], "jin", None),
        (["kg = [mass]", "case = 12 * kg"], "case", None),
        (["dozen = 12", "case = 2 * dozen"], "case", None),
        (["m = [length]", "hour = 3600 * m"], "hour", None),
    ],
)
def test_a_registry_of_ones_own(definitions, name, code):
    """The same size under the same name is taken, another is refused."""
    registry = pint.UnitRegistry(None)
    registry.load_definitions(definitions)
    if code is None:
        with pytest.raises(UnknownUnitError, match=name):
            F.from_quantity(registry.Quantity(3, name))
    else:
        assert F.from_quantity(registry.Quantity(3, name)).unit.code == code


SI = ["meter", "kilogram", "second", "ampere", "kelvin", "mole", "candela"]


@pytest.mark.parametrize("base", [*SI, "bit"])
def test_a_thing_that_is_counted_is_no_physical_quantity(base):
    """A registry in which a person is measured by a unit of the SI means something else."""
    registry = pint.UnitRegistry(None)
    registry.load_definitions([f"{base} = [measured]", f"person = {base}"])
    with pytest.raises(UnknownUnitError, match="person"):
        F.from_quantity(registry.Quantity(3, "person"))


@pytest.mark.parametrize("code", UNITS)
def test_every_unit_of_the_table_comes_back(code):
    """From the library's own registry."""
    assert F.from_quantity(F("1.5", code).quantity).unit.code == code


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

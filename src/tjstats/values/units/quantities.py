"""The units of a pint quantity of any registry, taken by what they measure.

Names are not enough: `quarter` is a quarter of a hundredweight in pint's own registry, and a barrel
there holds 31.5 gallons. So a name is looked up in the table, and both registries have to give the
unit the same size in the same units of the SI.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from tjstats.errors import UnknownUnitError
from tjstats.values.units import Unit, parse_unit, registry, unit_of_code, word_in_pint
from tjstats.values.units.table import ALL_WORDS, UNITS, canonical, is_kept, token

__all__ = ["unit_of_quantity"]

# How much of which units, with their powers; names of units as pint writes them.
_Size: TypeAlias = tuple[float, Mapping[str, float]]

_ENERGY: Final = {"kilogram": 1, "meter": 2, "second": -2}
_POWER: Final = {"kilogram": 1, "meter": 2, "second": -3}
# What the dimensions of the library that others measure too are in the SI, and in bits: the size of
# the unit that each of them is defined by.
_SI: Final[dict[str, _Size]] = {
    "m": (1, {"meter": 1}),
    "ug": (1e-9, {"kilogram": 1}),
    "second": (1, {"second": 1}),
    "month": (86400 * 365.25 / 12, {"second": 1}),  # months differ, see below
    "kW": (1000, _POWER),
    "kVA": (1000, _POWER),
    "kV": (1000, _POWER | {"ampere": -1}),
    "MPa": (1e6, {"kilogram": 1, "meter": -1, "second": -2}),
    "kJ": (1000, _ENERGY),
    "kcal": (4184, _ENERGY),
    "barrel": (0.158987294928, {"meter": 3}),  # 42 gallons, of oil
    "GB": (8e9, {"bit": 1}),
    "Mbps": (1e6, {"bit": 1, "second": -1}),
    "degC": (274.15, {"kelvin": 1}),
    "delta_degC": (1, {"kelvin": 1}),
    "ratio": (1, {}),
    "g": (1e-3, {"kilogram": 1}),
    "kg": (1, {"kilogram": 1}),
}
_PHYSICAL: Final = {"meter", "kilogram", "second", "ampere", "kelvin", "mole", "candela", "bit"}
_SLACK: Final = 1e-6
_CALENDAR_SLACK: Final = 0.03  # a month has 30 or 31 days, a year 365 or 366


def unit_of_quantity(quantity: Any) -> tuple[Unit, int]:
    """The unit of a pint quantity of any registry, and its exponent of ten. Raises
    `UnknownUnitError` for a unit that the table does not know, or knows under that name as another.
    """
    above: list[str] = []
    below: list[str] = []
    exponent = 0
    for name, power in quantity.unit_items():
        kind, scale = parse_unit(word_in_pint(name))
        if power != int(power) or not power:
            raise UnknownUnitError(f"{name}**{power}", problem="only whole powers are kept, not")
        if kind.code not in UNITS and not is_kept(kind.code):
            raise UnknownUnitError(name)
        if not is_kept(kind.code) and not _measures(quantity, name, kind.code):
            problem = f"convert it first; its registry has another {kind.code} under the name"
            raise UnknownUnitError(name, problem=problem)
        (above if power > 0 else below).append(token(kind.code, abs(int(power))))
        exponent += scale * int(power)
    return unit_of_code(canonical(above, below)), exponent


def _measures(quantity: Any, name: str, code: str) -> bool:
    """Whether the unit of that name, in the registry of the quantity, is the unit of the code."""
    unit = type(quantity)(1, name)
    if code == "dB":  # pint converts no decibels of exact numbers
        return set(unit.dimensionality) <= {"[sound_level]"}
    size, units = _size(unit)
    if UNITS[code].definition == f"[{code}]":  # a thing that only the table measures
        return not _PHYSICAL & set(units) and (bool(units) or abs(size - 1) < _SLACK)
    expected, same = _size(registry(exact=True).Quantity(1, code))
    slack = _CALENDAR_SLACK if code in ("month", "quarter", "year") else _SLACK
    return units == same and abs(size - expected) <= slack * expected


def _size(quantity: Any) -> _Size:
    """A quantity in units of the SI; units that have no others stay as they are."""
    root = quantity.to_root_units()
    size, units = float(root.magnitude), dict[str, float]()
    for name, power in root.unit_items():
        code, _ = ALL_WORDS.get(name, (name, 0))
        factor, parts = _SI.get(code, (1, {name: 1}))
        size *= factor ** float(power)
        for part, times in parts.items():
            units[part] = units.get(part, 0) + times * float(power)
    return size, {name: power for name, power in units.items() if power}

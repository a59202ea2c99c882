"""The unit of a sum, difference, product and quotient."""

import pytest

from tjstats.errors import UnitMismatchError
from tjstats.values.units import unit
from tjstats.values.units.algebra import difference, is_offset, product, quotient, total

RULES = [
    # left, right, sum, difference, product, quotient; "-" where it is refused, "?" where right is converted first
    ("percent", "percent", "percent", "percentage_point 0", "percent -2", "ratio 0"),
    ("percent", "percentage_point", "percent", "percent 0", "percentage_point -2", "-"),
    ("permille", "permille", "permille", "percentage_point -1", "permille -3", "ratio 0"),
    ("percent", "permille", "?", "?", "permille -2", "ratio 1"),
    ("ratio", "percent", "?", "?", "percent 0", "ratio 2"),
    ("percent", "CNY", "?", "?", "CNY -2", "percent/CNY 0"),
    ("CNY", "percent", "?", "?", "CNY -2", "CNY 2"),
    ("CNY", "person", "?", "?", "CNY*person 0", "CNY/person 0"),
    ("CNY", "CNY", "CNY", "CNY 0", "CNY**2 0", "ratio 0"),
    ("person/year", "year", "?", "?", "person 0", "person/year**2 0"),
    ("CNY/person", "person", "?", "?", "CNY 0", "CNY/person**2 0"),
    ("percentage_point/year", "year", "?", "?", "percentage_point 0", "percentage_point/year**2 0"),
    ("percentage_point", "year", "?", "?", "percentage_point*year 0", "percentage_point/year 0"),
    ("percentage_point", "CNY", "?", "?", "-", "-"),
    ("CNY", "percentage_point", "?", "?", "-", "-"),
    ("degC", "degC", "-", "delta_degC 0", "-", "-"),
    ("degC", "delta_degC", "degC", "degC 0", "-", "-"),
    ("delta_degC", "delta_degC", "delta_degC", "delta_degC 0", "delta_degC**2 0", "ratio 0"),
    ("degC", "person", "?", "?", "-", "-"),
]


def result(step, left, right):
    """The unit given by the rule, in the notation of the table."""
    try:
        found = step(unit(left), unit(right))
    except UnitMismatchError as error:
        return (
            "-"
            if left in str(error) and right in str(error)
            else f"a message without the units: {error}"
        )
    if found is None:
        return "?"
    return f"{found[0].code} {found[1]}" if isinstance(found, tuple) else found.code


@pytest.mark.parametrize("row", RULES, ids=lambda row: f"{row[0]}, {row[1]}")
def test_the_unit_of_each_result(row):
    """Percent minus percent is points; points never become percent; a percentage of an amount is an amount."""
    left, right, *expected = row
    assert [
        result(step, left, right) for step in (total, difference, product, quotient)
    ] == expected


def test_sums_commute():
    """Points may be on either side of a sum, and so may temperature differences."""
    assert total(unit("percentage_point"), unit("percent")).code == "percent"
    assert total(unit("delta_degC"), unit("degC")).code == "degC"


def test_points_of_points():
    """Differences of shares can be added, and divided to a ratio."""
    points = unit("percentage_point")
    assert total(points, points) == difference(points, points)[0] == points
    assert quotient(points, points) == (unit("ratio"), 0)


def test_points_less_percent_is_nothing():
    """A share cannot be subtracted from a difference of shares."""
    assert difference(unit("percentage_point"), unit("percent")) is None


def test_only_temperatures_lack_a_true_zero():
    """Only temperatures have no true zero."""
    assert is_offset(unit("℃"))
    assert not is_offset(unit("delta_degC"))

"""The table of units: every row is complete and no word is ambiguous."""

import pytest

from tjstats import Figure, Reason, growth
from tjstats.errors import UnitMismatchError
from tjstats.values.units import unit_of_code
from tjstats.values.units.table import (
    ALL_WORDS,
    CALENDAR,
    CLOCK,
    COMPOUND_WORDS,
    DIFFERENCE,
    FRACTIONS,
    SCALED_WORDS,
    UNITS,
)


@pytest.mark.parametrize("row", UNITS.values(), ids=UNITS)
def test_rows_are_complete(row):
    """Each unit has a name in both languages and a definition, and its own words parse to it."""
    assert row.code
    assert row.definition
    for name in (row.code, row.zh, row.en, *row.words):
        assert ALL_WORDS[name] == (row.code, 0)


def test_no_word_means_two_units():
    """No name is in two rows, or in a row and among the compounds or scaled words."""
    names = [name for row in UNITS.values() for name in {row.code, row.zh, row.en, *row.words}]
    names += [*COMPOUND_WORDS, *SCALED_WORDS]
    assert sorted(names) == sorted(set(names))


def test_levels_whose_difference_is_another_unit_have_no_ratio():
    """Percentages apart, which are ratios themselves."""
    for code in (each for each in DIFFERENCE if each.partition("/")[0] not in FRACTIONS):
        now, before = Figure("50", unit_of_code(code)), Figure("40", unit_of_code(code))
        assert growth(now, before).reason is Reason.NO_RATIO_SCALE
        with pytest.raises(UnitMismatchError):
            now + before


@pytest.mark.parametrize("time", ["", " per annum", "/月"])
@pytest.mark.parametrize("level", ["%", "‰"])
def test_a_difference_of_percentages_is_points_of_the_same_time(level, time):
    """A rate of interest minus another is points a year; what it rose by can be added again."""
    now, before = Figure("4.5", level + time), Figure("4.25", level + time)
    points, rate = (now - before).unit, now.unit
    assert points.code == rate.code.replace(rate.code.partition("/")[0], "percentage_point")
    assert (growth(now, before).change - (now - before)).value == 0
    if level == "%":
        assert (before + (now - before)).unit is rate


def test_energy_converts_by_its_definitions():
    """A kilowatt-hour is 3600 kJ (SI), a tonne of oil equivalent 41.868 GJ (IEA, Eurostat); coal
    equivalents convert to nothing: of electricity they are a convention of the year."""
    assert Figure("12.5", "TWh").to("PJ").plain == Figure("45", "PJ").plain
    assert Figure("1", "toe").to("GJ").plain == Figure("41.868", "GJ").plain
    assert Figure("1", "Mtoe").to("TWh").plain == Figure("11.63", "TWh").plain
    with pytest.raises(UnitMismatchError, match="multiply by a factor, a figure in 'tce/toe'"):
        Figure("1", "toe").to("tce")


def test_only_currencies_have_a_rate_of_exchange():
    """What else does not convert takes a factor; the message says in which unit."""
    with pytest.raises(UnitMismatchError, match="a rate of exchange, a figure in 'USD/EUR'"):
        Figure("1", "EUR").to("USD")
    with pytest.raises(UnitMismatchError, match="a factor, a figure in 'kWh/GW'"):
        Figure("1", "GW").to("kWh")


def test_units_of_time_are_of_the_calendar_or_the_clock():
    """Time comes last in the code of a unit, whichever it is."""
    times = [unit_of_code("year"), unit_of_code("second")]
    found = {code for code in UNITS if any(unit_of_code(code).is_compatible(t) for t in times)}
    assert found == {*CALENDAR, *CLOCK}

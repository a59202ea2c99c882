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
    for code in set(DIFFERENCE) - set(FRACTIONS):
        now, before = Figure("50", unit_of_code(code)), Figure("40", unit_of_code(code))
        assert growth(now, before).reason is Reason.NO_RATIO_SCALE
        with pytest.raises(UnitMismatchError):
            now + before


def test_units_of_time_are_of_the_calendar_or_the_clock():
    """Time comes last in the code of a unit, whichever it is."""
    times = [unit_of_code("year"), unit_of_code("second")]
    found = {code for code in UNITS if any(unit_of_code(code).is_compatible(t) for t in times)}
    assert found == {*CALENDAR, *CLOCK}

"""The table of units: every row is complete and no word is ambiguous."""

import pytest

from tjstats.values.units.table import ALL_WORDS, COMPOUND_WORDS, SCALED_WORDS, UNITS


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

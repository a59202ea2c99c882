"""Figures of every print that official texts have, with their ends and units."""

import re
from fractions import Fraction

import pytest

from tests.zh_prints import PRINTS
from tjstats import Qualifier, zh

ROWS = [row.split(" ||") for row in PRINTS.strip().splitlines() if row and not row.startswith("#")]
FIGURE = re.compile(r"(~?)(?:=(\S+)|(\(?)(\S*?)\.\.(\S*?)(\)?)) (\S+)")


def expected(text):
    """The ends of a figure as written in a row: lower, upper, whether they are out, approximate, unit."""
    about, same, low_open, low, high, high_open, unit = FIGURE.fullmatch(text).groups()
    if same is not None:
        return Fraction(same), Fraction(same), False, False, bool(about), unit
    ends = [Fraction(end) if end else None for end in (low, high)]
    return *ends, bool(low_open), bool(high_open), bool(about), unit


def printed(reading):
    """The same of a reading; an approximate number counts as itself, and a unit below a line is not asked."""
    figure = reading.figure
    bounds = figure.bounds
    ends = [bounds.lower, bounds.upper]
    if figure.qualifier is Qualifier.ABOUT:
        ends = [figure.value.scaleb(figure.multiplier)] * 2
    low, high = (None if end is None else Fraction(end) for end in ends)
    return (
        low,
        high,
        low is not None and low != high and not bounds.lower_closed,
        high is not None and low != high and not bounds.upper_closed,
        figure.approximate,
        figure.unit.code.split("/")[0],
    )


@pytest.mark.parametrize(("sentence", "figures"), ROWS, ids=[row[0][:24] for row in ROWS])
def test_prints(sentence, figures):
    """Each figure once, in order, with its ends and its unit; a unit that no table knows keeps its word."""
    readings = zh.read(sentence)
    wanted = [expected(figure.strip()) for figure in figures.split("; ") if figure.strip()]
    assert [printed(reading) for reading in readings] == wanted
    unknown = ["[" in each[-1] for each in wanted]
    assert all(not known.known for known, kept in zip(readings, unknown, strict=True) if kept)
    assert all(sentence[each.start : each.end] == each.text for each in readings)

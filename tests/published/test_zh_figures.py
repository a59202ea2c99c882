"""Labelled clauses: value, unit and bound of each figure, and nothing read that is none."""

from itertools import pairwise

from tests.published.zh_labels import LABELS, READINGS, extra, right


def test_labelled_figures():
    """All of them are right: one reading a figure, with its value, unit and bounds."""
    assert len(LABELS) > 250
    assert [case["id"] for case in LABELS if not right(case)] == []


def test_nothing_extra():
    """Dates, ranks, ordinals and names are no figures."""
    assert extra() == []


def test_none_doubled():
    """No reading overlaps another."""
    assert all(a.end <= b.start for readings in READINGS.values() for a, b in pairwise(readings))

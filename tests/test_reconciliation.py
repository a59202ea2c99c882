"""Reconciliation: what several sources say about the same fact."""

import pytest

import tjstats as tj
from tests.indicators import JOBS, MONEY, RATE, change_of
from tjstats import Dataset, Figure, Indicator, Relation, Source
from tjstats.errors import RecordTypeError

F = Figure


def told(source, indicator, period, figure, **more):
    """What a source says."""
    return indicator.observe(period, figure, source=Source(source), **more)


def relations(*observations):
    """The relations that a dataset of the observations gives."""
    return [found.relation for found in tj.reconcile(Dataset("d", observations=observations))]


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (F("5.1", "%"), F("5.1", "%"), Relation.AGREEING),
        (F("5.1", "%"), F("5.10", "%"), Relation.MORE_PRECISE),
        (F("5.1", "%"), F("5.12", "%"), Relation.MORE_PRECISE),
        (F("5.1", "%"), F("5.16", "%"), Relation.CONTRADICTING),
        (F("5.1", "%"), F.at_most("5.5", "%"), Relation.MORE_PRECISE),
        (F("5.6", "%"), F.at_most("5.5", "%"), Relation.CONTRADICTING),
        (F.at_most("5.5", "%"), F.at_most("5.5", "%"), Relation.AGREEING),
    ],
    ids=str,
)
def test_two_sources(one, other, relation):
    """Decided by what each figure may have been rounded from, in either order."""
    for left, right in ((one, other), (other, one)):
        assert relations(told("a", RATE, "2025", left), told("b", RATE, "2025", right)) == [
            relation
        ]


def test_units_as_printed():
    """亿元 and 万元, tonnes and jin are compared in one unit."""
    assert relations(
        told("a", MONEY, "2025", F("1.5", "亿元")), told("b", MONEY, "2025", F("15012", "万元"))
    ) == [Relation.MORE_PRECISE]
    grain = Indicator("test.grain", "亿吨", "flow", "higher")
    assert relations(
        told("a", grain, "2025", F("7.15", "亿吨")), told("b", grain, "2025", F("1.43", "万亿斤"))
    ) == [Relation.MORE_PRECISE]


def test_three_sources():
    """The figures of all have a number in common, or they contradict each other."""
    three = [
        told(code, RATE, "2025", figure)
        for code, figure in zip("abc", ("5", "5.4", "4.6"), strict=True)
    ]
    assert relations(*three[:2]) == relations(three[0], three[2]) == [Relation.MORE_PRECISE]
    assert relations(*three) == [Relation.CONTRADICTING]


def test_what_is_not_the_same_fact():
    """Another area, scope, basis, group, measure, base or period."""
    first = told("a", JOBS, "2025", "5", area="CN")
    for other in (
        told("b", JOBS, "2025", "6", area="CN-TJ"),
        told("b", JOBS, "2025", "6", area="CN", scope="new"),
        told("b", JOBS, "2025", "6", area="CN", basis="real"),
        told("b", JOBS, "2025", "6", area="CN", breakdowns={"sex": "F"}),
        told("b", JOBS, "2024", "6", area="CN"),
        told("b", MONEY, "2025", "6", area="CN"),
        change_of(JOBS, F("6", "%"), area="CN", source=Source("b")),
    ):
        assert relations(first, other) == []
    grown = [
        change_of(JOBS, F("6", "%"), source=Source(code), base=tj.Period.year(year))
        for code, year in (("a", 2024), ("b", 2020))
    ]
    assert relations(*grown) == []


def test_what_no_source_publishes():
    """One source alone, a missing value and a derived figure are not compared."""
    first = told("a", RATE, "2025", "5")
    assert relations(first, told("b", RATE, "2025", None, status="missing")) == []
    derived = RATE.observe("2025", "6", derived_from=(first,))
    assert relations(first, derived) == []
    assert relations() == []


def test_in_words_and_as_a_table():
    """The fact, each figure with its source, and the relation."""
    (found,) = tj.reconcile(
        Dataset(
            "d", observations=(told("a", MONEY, "2025", "13.4"), told("b", MONEY, "2025", "14.1"))
        )
    )
    assert found.text("zh") == "test.output，2025年：13.4亿元（a）、14.1亿元（b）：相互矛盾"
    assert found.text("en") == (
        "test.output, 2025: 1.34 billion yuan (a), 1.41 billion yuan (b): contradicting"
    )
    assert str(found) == found.text("zh")
    assert found.table("zh").rows == (("a", "13.4"), ("b", "14.1"))
    assert found.table("zh").header == ("来源", "数值（亿元）")
    assert found.table("en").header == ("source", "figure (billion yuan)")
    assert repr(found) == f"<Reconciliation {found.text('en')}>"


@pytest.mark.parametrize("given", [None, "d", [], told("a", RATE, "2025", "5")], ids=str)
def test_only_a_dataset_is_reconciled(given):
    """Anything else is an error that says what to write."""
    with pytest.raises(RecordTypeError, match=r"tjstats\.datasets\.load"):
        tj.reconcile(given)

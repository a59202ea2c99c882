"""What every built-in dataset keeps to: parts and wholes, times and bases, scopes, sources."""

from itertools import chain

import pytest

import tjstats as tj
from tjstats.records.classifications import Measure, Nature

LOADED = {name: tj.datasets.load(name) for name in tj.datasets.names()}
RECORDS = [
    pytest.param(name, record, id=f"{name} {record.indicator.code} {record.period}")
    for name, found in LOADED.items()
    for record in (*found.observations, *found.targets)
]
SERIES_WITH_BREAKS = {
    # what was counted anew, and from which period on
    "employment.employed": tj.AsOf("2021"),
    "employment.urban_employed": tj.AsOf("2021"),
    "social_security.fund_revenue": tj.Period.year(2011),
    "social_security.fund_expenditure": tj.Period.year(2011),
}
SHARES = {"employment.urban_share": ("employment.urban_employed", "employment.employed")}


def inputs(record):
    """The record, or what it was derived from, down to what was printed."""
    parts = getattr(record, "derived_from", ())
    return list(chain.from_iterable(map(inputs, parts))) if parts else [record]


@pytest.mark.parametrize(("name", "record"), RECORDS)
def test_every_record_has_a_dated_source(name, record):
    """A publication with its date, or inputs that have one; a baseline too."""
    baseline = getattr(record, "baseline", None)
    for each in (*inputs(record), *([] if baseline is None else inputs(baseline))):
        assert each.source is not None
        assert each.source.published is not None


@pytest.mark.parametrize(("name", "record"), RECORDS)
def test_nothing_is_of_a_day_after_its_print(name, record):
    """The time of what was reported does not begin after its source was published, nor is a state
    later than the print; a forecast may be."""
    if isinstance(record, tj.Target) or record.status == "forecast":
        return
    for each in inputs(record):
        printed = each.source.published
        if isinstance(each.period, tj.AsOf):
            assert each.period.date <= printed.end
        else:
            assert each.period.start <= printed.end


@pytest.mark.parametrize(("name", "record"), RECORDS)
def test_the_base_of_a_flow_is_a_span(name, record):
    """A flow has no value at a point in time, and neither has a ratio to one."""
    base = record.base
    if base is not None and record.indicator.nature is Nature.FLOW:
        assert isinstance(base, tj.Period)


@pytest.mark.parametrize(("name", "record"), RECORDS)
def test_a_level_after_a_change_of_scope_says_so(name, record):
    """What was counted anew has the scope of its count."""
    since = SERIES_WITH_BREAKS.get(record.indicator.code)
    if (
        since is not None
        and record.period.end >= since.first_day
        and record.measure is Measure.VALUE
    ):
        assert record.scope


@pytest.mark.parametrize("name", LOADED)
def test_a_part_is_not_more_than_its_whole(name):
    """By the indicators that name their whole: at the same time, in the same scope."""
    for share in tj.review(LOADED[name]).shares:
        part, whole = share.part.figure, share.whole.figure
        assert (whole < part) is not tj.Verdict.YES, (share.part, share.whole)


def test_a_part_fits_the_printed_share():
    """The share that was printed is the one that part and whole give, within their rounding."""
    checked = 0
    for code, (part, whole) in SHARES.items():
        for name, found in LOADED.items():
            if code not in {i.code for i in found.indicators}:
                continue
            for printed in found[code].observations:
                levels = [
                    next(
                        o
                        for o in found[c].observations
                        if o.period == printed.period and o.measure is Measure.VALUE
                    )
                    for c in (part, whole)
                ]
                implied = (levels[0].figure / levels[1].figure).to("%")
                assert printed.figure.agrees(implied) is tj.Verdict.YES, (name, printed)
                checked += 1
    assert checked > 0


# Facts on which two sources of a dataset contradict each other, and why both are kept.
CONTRADICTIONS = {
    ("china-plans", "economy.gdp", "2020"): "first published, and revised",
    (
        "china-plans",
        "transport.high_speed_rail",
        "2015-12-31",
    ): "of the press, where others print more than 19,000",
    ("china-plans", "environment.energy_intensity", "2011-01-01/P4Y"): "an interim total; no third",
    ("china-plans", "health.nursery_places", "2022-12-31"): "about 2.5 in July, 2.57 in October",
}


def test_contradictions_between_sources_are_known():
    """Of the same fact; all other figures of two sources may be of one number."""
    found = {
        (name, each.observations[0].indicator.code, str(each.observations[0].period))
        for name, dataset in LOADED.items()
        for each in tj.reconcile(dataset)
        if each.relation is tj.Relation.CONTRADICTING
    }
    assert found == set(CONTRADICTIONS)

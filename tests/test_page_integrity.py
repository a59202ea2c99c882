"""Required fields of every record in the built-in Tianjin dataset."""

import pytest

import tjstats as tj
from tjstats import AsOf, Indicator, Measure, Period, Verdict

DS = tj.datasets.load("tianjin-14th-plan")
END_2020, NOVEMBER = AsOf("2020"), AsOf("2025-11")
PLAN = tj.plan(14).period


@pytest.mark.parametrize(
    "record", DS.observations, ids=lambda o: f"{o.indicator.code} {o.measure} {o.period}"
)
def test_every_observation_is_complete(record):
    """Printed ones have source, words and position; derived ones their inputs; changes their base."""
    if record.computed:
        assert record.source is None
        assert all(each in DS.observations for each in record.derived_from)
    else:
        assert record.source in DS.sources
        assert record.printed
        assert record.locator
        digits = f"{record.figure.value:f}"
        assert digits in record.printed or record.printed in ("千亿级", "不下几十个", "三组")
    assert record.area
    assert (record.base is not None) is (record.measure is not Measure.VALUE)
    assert record.base is None or record.base < (
        record.period if type(record.base) is type(record.period) else record.base.shift()
    )


@pytest.mark.parametrize("target", DS.targets, ids=lambda t: f"{t.indicator.code} {t.period}")
def test_every_target_is_complete(target):
    """A number, a published verdict, a quotation or a note; and a source."""
    assert target.source in DS.sources
    assert target.printed or target.note
    assert target.figure is None or target.printed


@pytest.mark.parametrize("indicator", DS.indicators, ids=str)
def test_every_indicator_is_named(indicator):
    """In both languages, in a group of the page, with an observation or a target."""
    assert isinstance(indicator, Indicator)
    assert indicator.zh
    assert indicator.en
    assert indicator.en.isascii() or "–" in indicator.en
    assert indicator.group in {group.code for group in DS.groups}
    entry = DS[indicator.code]
    assert entry.observations or entry.targets


def test_names_are_not_shared():
    """No two indicators have the same name."""
    for lang in ("zh", "en"):
        names = [indicator.name(lang) for indicator in DS.indicators]
        assert len(set(names)) == len(names)


def test_groups_follow_the_page():
    """Each group has both names and is not empty; the expected groups exist."""
    assert all(group.zh and group.en and DS.group(group.code) for group in DS.groups)
    codes = [group.code for group in DS.groups]
    expected = [
        "employment",
        "social_security",
        "talent",
        "labour_relations",
        "skills_contest",
        "biomanufacturing",
        "technology_transfer",
    ]
    assert [code for code in codes if code in expected] == expected


def test_every_claim_of_the_page_is_answered():
    """One is consistent, none is inconsistent, and every unknown has a reason."""
    found = [tj.verify(claim) for claim in tj.claims(DS)]
    assert len(found) == sum(
        o.measure is not Measure.VALUE and not o.computed for o in DS.observations
    )
    assert {v.verdict for v in found} == {Verdict.YES, Verdict.UNKNOWN}
    assert all((v.reason is not None) is (v.verdict is Verdict.UNKNOWN) for v in found)


def test_every_figure_of_the_main_report_is_there():
    """Every number printed on the page is in the dataset."""
    records = [*(o for o in DS.observations if not o.computed), *DS.targets]
    printed = {f"{r.figure.value:f}" for r in records if r.figure is not None}
    page = [
        "55.56",
        "21.13",
        "2",
        "90",
        "15",
        "14.6",
        "34",
        "278.7",
        "37",
        "175",
        "5.5",
        "1017.03",
        "429.17",
        "411.14",
        "116.48",
        "23.54",
        "62.02",
        "3",
        "1490",
        "1710",
        "4046",
        "4788",
        "52.08",
        "31.8",
        "70",
        "26",
        "698",
        "14",
        "2700",
        "3200",
        "276",
        "95",
        "2050",
        "2510",
        "22.4",
        "28.9",
        "29.5",
        "44.1",
        "4300",
        "60",
        "43",
        "10",
        "240",
    ]
    assert set(page) <= printed


def test_the_period_of_the_plan():
    """Totals of the plan run to the month of the page, which is also the date of the levels."""
    assert Period.years(2021, 2025) == PLAN
    levels = {o.period for o in DS.observations if isinstance(o.period, AsOf)}
    assert levels == {END_2020, NOVEMBER}
    assert {str(level) for level in levels} == {"2020-12-31", "2025-11"}
    assert {str(o.period) for o in DS.observations} >= {"2021-01-01/P59M"}

"""The page that the built-in dataset was made from, read again: where `zh.observations` and the dataset differ, and why.

The page itself is not part of the project: its path is in the variable TJSTATS_PAGE.
"""

import os
from pathlib import Path

import pytest

import tjstats as tj
from tjstats import AsOf, Period, zh

PATH = os.environ.get("TJSTATS_PAGE")
pytestmark = pytest.mark.skipif(
    not PATH, reason="TJSTATS_PAGE does not name the file with the page's text"
)

MONTH = Period.month(2025, 11)
DS = tj.datasets.load("tianjin-14th-plan")
PRINTED = [o for o in DS.observations if not o.computed]

CARRIED = "under the heading “十四五”期间 a text gives no other time; the dataset, from a wider reading, takes the state at publication"
MONTHLY = "printed without 月; the dataset knows that the standard is a monthly one"
EVENT = "a day is printed, and the page does not say that the number was in place on it"
TO_DATE = "a total of the plan goes on to the print; the text names the plan"
UNDATED = "the sentence names no time, or only 近年来"
RUNNING = (
    "employment.subsidy_spending",
    "employment.job_retention_refunds",
    "employment.hard_to_employ_placed",
    "employment.job_retention_loans",
    "employment.startup_guaranteed_loans",
    "talent.new_postdoctoral_platforms",
    "labour_relations.disputes_accepted",
    "labour_relations.workers_compensated",
    "labour_relations.losses_recovered",
    "labour_relations.wage_arrears_cases",
)
DIFFERENCES = dict.fromkeys(RUNNING, TO_DATE) | {
    "employment.business_incubators": CARRIED,
    "talent.introduced": CARRIED,
    "talent.introduced_average_age": CARRIED,
    "talent.introduced_degree_share": CARRIED,
    "talent.introduced_emerging_industries_share": CARRIED,
    "talent.returnee_startup_platforms": CARRIED,
    "labour_relations.minimum_wage": MONTHLY,
    "skills_contest.duration": "a length is of no indicator of the text",
    "biomanufacturing.national_pilot_platforms": EVENT,
    "biomanufacturing.fermentation_scale": EVENT,
    "biomanufacturing.biomedicine_cluster_size": UNDATED,
}


def number(figure):
    """What two figures have in common, a month in their unit apart."""
    return figure.bounds, figure.qualifier, figure.unit.code.partition("/")[0]


@pytest.fixture(scope="module")
def page():
    return Path(PATH).read_text("utf-8")


def pairs(found):
    """The observations of the dataset, each with that of the same number found next; None where there is none."""
    left = list(found)
    for wanted in PRINTED:
        same = next((o for o in left if number(o.figure) == number(wanted.figure)), None)
        if same is not None:
            left.remove(same)
        yield wanted, same


def test_every_difference_is_explained(page):
    """Time, measure, base, status and unit are those of the dataset, but for the rows of the table."""
    differ = set()
    for wanted, found in pairs(zh.observations(page, published=MONTH, area="CN-TJ")):
        fields = ("period", "measure", "base", "status", "area")
        if (
            found is None
            or any(getattr(found, f) != getattr(wanted, f) for f in fields)
            or found.figure.unit != wanted.figure.unit
        ):
            differ.add(wanted.indicator.code)
    assert differ == set(DIFFERENCES)


def test_nine_periods_in_ten(page):
    """A reading's time is the dataset's; a change of what stands at a point is over the time since its base."""
    right = 0
    left = zh.read(page, published=MONTH)
    for wanted in PRINTED:
        found = next((r for r in left if number(r.figure) == number(wanted.figure)), None)
        if found is None:
            continue
        left.remove(found)
        since = (
            isinstance(wanted.period, AsOf)
            and isinstance(found.period, Period)
            and found.period.end == wanted.period.date
        )
        carried = (
            DIFFERENCES.get(wanted.indicator.code) == CARRIED and found.period == tj.plan(14).period
        )
        running = wanted.indicator.code in RUNNING and found.period == tj.plan(14).period
        right += (
            found.period == wanted.period
            or (since and found.base == wanted.base)
            or carried
            or running
        )
    # the target that the page repeats as its own outcome is no observation of the dataset
    assert [r.figure for r in left] == [tj.Figure.at_most("5.5", "%")]
    assert right >= 0.9 * len(PRINTED)


def test_names_find_their_indicators(page):
    """The names of the dataset are found in the page's own phrases, and only where the unit fits."""
    found = zh.observations(page, published=MONTH, indicators=DS.indicators)
    known = {o.indicator.code for o in found if not o.indicator.code.startswith("text.")}
    assert {
        "employment.new_urban_jobs",
        "employment.surveyed_unemployment_rate",
        "talent.skilled_workers",
    } <= known
    for observation in found:
        if observation.indicator.code in known:
            entry = DS[observation.indicator.code]
            records = (*entry.observations, *entry.targets)
            wanted = {number(r.figure) for r in records if r.figure is not None}
            assert number(observation.figure) in wanted


def test_claims_and_targets_of_the_page(page):
    """The page's minimum wage grew as it prints, and its jobs meet their target."""
    found = zh.observations(page, published=MONTH, indicators=DS.indicators)
    before, now, printed = [o for o in found if o.indicator.zh == "最低工资标准"]
    assert (
        tj.verify(tj.Claim(printed.figure, tj.growth(now, before).rate)).verdict is tj.Verdict.YES
    )
    (goal,) = DS["employment.new_urban_jobs"].targets
    (done,) = [
        o
        for o in zh.observations(page, MONTH, DS.indicators, area="CN-TJ")
        if o.indicator == goal.indicator
    ]
    assert tj.assess(goal, done).text("en") == "exceeded (forecast)"

"""The Tianjin page through the public API: its growth, targets and claims."""

from decimal import Decimal

import pytest

import tjstats as tj
from tests.notation import b
from tjstats import (
    AsOf,
    Claim,
    Degree,
    Figure,
    Measure,
    Observation,
    Qualifier,
    Reason,
    Status,
    Target,
    Verdict,
)

F = Figure
DS = tj.datasets.load("tianjin-14th-plan")
END_2020, NOVEMBER = AsOf("2020"), AsOf("2025-11")
PLAN = tj.plan(14).period
SO_FAR = tj.Period(PLAN.start, NOVEMBER.date)


def level(code: str, time: object) -> Observation:
    """The one value of an indicator at a time."""
    (found,) = [o for o in DS[code].observations if o.measure is Measure.VALUE and o.period == time]
    return found


def stated(code: str) -> Observation:
    """The one printed change or growth of an indicator."""
    (found,) = [o for o in DS[code].observations if o.measure is not Measure.VALUE]
    return found


def grown(code: str) -> tj.Growth:
    return tj.growth(level(code, NOVEMBER), level(code, END_2020))


# --- growth and claims ------------------------------------------------------------------------------------------------


def test_the_minimum_wage_grew_as_printed():
    """2050 to 2510 元/月 is 22.4 %, as the page says."""
    g = grown("labour_relations.minimum_wage")
    printed = stated("labour_relations.minimum_wage")
    assert (g.current.figure, g.base.figure, printed.figure) == (
        F("2510", "元/月"),
        F("2050", "元/月"),
        F("22.4", "%"),
    )
    assert f"{g.rate:.1f}" == "22.4%"
    assert (g.change.text("zh"), g.rate.rounded(1)) == ("460元/月", F("22.4", "%"))
    found = tj.verify(Claim(printed, g.rate, (g.current, g.base)))
    assert (found.verdict, found.text("en")) == (Verdict.YES, "consistent")
    assert (
        tj.verify(
            Claim(F("22.4", "%"), tj.growth(F("2510", "元/月"), F("2050", "元/月")).rate)
        ).verdict
        is Verdict.YES
    )


def test_a_falsified_claim():
    """23.4 for 22.4 is inconsistent, with the implied range and the digits that would fit."""
    found = tj.verify(Claim(F("23.4", "%"), grown("labour_relations.minimum_wage").rate))
    assert found.verdict is Verdict.NO
    assert (
        Decimal("22.38") < found.range.lower < Decimal("22.4") < found.range.upper < Decimal("22.5")
    )
    assert found.fits == (F("22.4", "%"), F("22.5", "%"))
    assert "22.4%" in str(found)
    assert "22.4%" in found.text("zh")


@pytest.mark.parametrize(
    ("code", "rate"),
    [
        ("social_security.unemployment_benefit", "14.8"),
        ("social_security.injury_allowance", "18.3"),
        ("talent.hr_service_agencies", "18.5"),
    ],
)
def test_growth_that_the_page_does_not_print(code, rate):
    """1490 to 1710, 4046 to 4788, 2700 to 3200."""
    assert f"{grown(code).rate:.1f}" == f"{rate}%"


INSURED = {
    "social_security.pension_insured": ("1017.03", "116.48", "900.55"),
    "social_security.work_injury_insured": ("429.17", "23.54", "405.63"),
    "social_security.unemployment_insured": ("411.14", "62.02", "349.12"),
}


@pytest.mark.parametrize("code", INSURED)
def test_the_totals_at_the_end_of_2020(code):
    """Each level less its printed increase is the earlier level, marked as derived."""
    now, change, before = INSURED[code]
    base = level(code, END_2020)
    assert base.computed
    assert base.derived_from == (level(code, NOVEMBER), stated(code))
    assert (base.figure.value, base.figure.multiplier, base.figure.unit.code) == (
        Decimal(before),
        4,
        "person",
    )
    assert base.figure == F(now, "万人") - F(change, "万人")
    assert (base.source, base.printed) == (None, None)
    assert grown(code).change == F(change, "万人")
    assert (
        tj.growth_from_change(F(now, "万人"), F(change, "万人")).unrounded
        == grown(code).rate.unrounded
    )


def test_losses_recovered_for_each_worker():
    """44.1 亿元 for 29.5 万人 is 1.49 万元 each."""
    each = (
        level("labour_relations.losses_recovered", SO_FAR).figure
        / level("labour_relations.workers_compensated", SO_FAR).figure
    )
    assert each.text("zh") == "1.49万元/人"


def test_highly_skilled_workers():
    """超过95万人 of 276万人, taken literally, is over 34.42 %."""
    part, whole = (
        level(f"talent.{name}_workers", NOVEMBER).figure for name in ("highly_skilled", "skilled")
    )
    share = (part / whole).to("%")
    assert share.qualifier is Qualifier.OVER
    assert Decimal("34.42") < share.value < Decimal("34.43")
    assert share.bounds.upper is None
    assert f"{share:.2f}" == "over 34.42%"


def test_postdoctoral_platforms_are_counts():
    """70 of 698 are new, so there were 628; counts are not rounded."""
    new, now = (
        level("talent.new_postdoctoral_platforms", SO_FAR).figure,
        level("talent.postdoctoral_platforms", NOVEMBER).figure,
    )
    assert (now - new).unrounded == b("[628, 628]")


# --- targets ----------------------------------------------------------------------------------------------------------


def only_target(code: str, period: object = PLAN) -> Target:
    (found,) = [t for t in DS[code].targets if t.period == period]
    return found


def test_new_jobs_meet_their_target_as_a_forecast():
    """超过175万人 meets 175万人以上."""
    answer = tj.assess(
        only_target("employment.new_urban_jobs"), level("employment.new_urban_jobs", PLAN)
    )
    assert (answer.verdict, answer.degree, answer.status) == (
        Verdict.YES,
        Degree.EXCEEDED,
        Status.FORECAST,
    )
    assert (answer.final, answer.early, answer.reason) == (True, False, None)
    assert "forecast" in answer.text("en")
    assert "预计" in answer.text("zh")


def test_unemployment_keeps_under_its_ceiling():
    """控制在5.5%的目标以内 is a verdict of the page and no measurement, so that nothing is computed."""
    target = only_target("employment.surveyed_unemployment_rate")
    assert target.figure == F.at_most("5.5", "%")
    (answer,) = [a for a in tj.review(DS).attainments if a.target == target]
    assert (answer.verdict, answer.published) == (Verdict.UNKNOWN, Verdict.YES)
    assert answer.reason is tj.Reason.NO_OBSERVATION


def test_over_three_percent_may_be_three_and_a_half():
    """超3% against at least 3.5 % is unknown, with the reason."""
    pension = stated("social_security.average_pension")
    assert (pension.figure, pension.measure) == (F.over("3", "%"), Measure.AVERAGE_GROWTH)
    target = Target(
        pension.indicator,
        pension.period,
        F.at_least("3.5", "%"),
        pension.area,
        pension.measure,
        pension.base,
    )
    answer = tj.assess(target, pension)
    assert (answer.verdict, answer.reason, answer.degree) == (
        Verdict.UNKNOWN,
        Reason.STRADDLES_TARGET,
        None,
    )
    assert answer.reason.text("zh") in answer.text("zh")
    lower = Target(
        pension.indicator,
        pension.period,
        F.at_least("3", "%"),
        pension.area,
        pension.measure,
        pension.base,
    )
    assert tj.assess(lower, pension).verdict is Verdict.YES


def test_targets_without_a_number_are_unknown():
    """The published verdict is kept next to the computed one, which is unknown with a reason."""
    without = [t for t in DS.targets if t.figure is None]
    assert len(without) >= 10
    for target in without:
        for reported in DS[target.indicator.code].observations:
            if reported.measure is Measure.VALUE:
                answer = tj.assess(target, reported)
                assert answer.verdict is Verdict.UNKNOWN
                assert answer.reason in (Reason.NO_NUMBER, Reason.SET_ELSEWHERE)
                assert answer.published is (Verdict.YES if target.published_verdict else None)


def test_insurance_targets_are_called_reached_without_a_number():
    """提前完成 is kept; the number stays absent."""
    for code in INSURED:
        (target,) = DS[code].targets
        assert (target.figure, target.published_verdict) == (None, "提前完成")

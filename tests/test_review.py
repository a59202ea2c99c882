"""A review of a dataset: the observations used for each target, and the reasons if there are none."""

import re

import pytest

from tests.indicators import INCOME, MONEY, PLAN, RATE, STOCK, change_of, end_of, yearly
from tjstats import Dataset, Figure, Observation, Period, Reason, Share, Source, Target, Verdict
from tjstats.errors import RecordTypeError
from tjstats.questions.review import review

F = Figure
BASE = Period.year(2020)


def answer(target, *observations):
    """The review's answer for one target."""
    (found,) = review(Dataset("d", observations=observations, targets=(target,))).attainments
    return found


def growth(indicator, figure, **more):
    """Average growth over the plan."""
    return Observation(indicator, PLAN, F(figure, "%"), measure="average_growth", base=BASE, **more)


def test_in_step_with_an_indicator_of_the_dataset():
    """The reference is found by its code."""
    target = Target(
        INCOME,
        PLAN,
        F.about("0", "个百分点"),
        measure="average_growth",
        base=BASE,
        relative_to=MONEY,
    )
    assert answer(target, growth(INCOME, "5.4"), growth(MONEY, "5.4")).verdict is Verdict.YES
    assert (
        answer(target, growth(INCOME, "5.4"), MONEY.observe("2020", "5")).reason
        is Reason.NO_REFERENCE
    )


def test_a_reference_on_another_price_basis():
    """It is still the reference: the basis is missing, not the indicator."""
    target = Target(
        INCOME,
        PLAN,
        F.about("0", "个百分点"),
        measure="average_growth",
        base=BASE,
        relative_to=MONEY,
    )
    found = answer(target, growth(INCOME, "7"), growth(MONEY, "3.8", basis="real"))
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, Reason.BASIS_UNKNOWN)


def test_values_on_another_price_basis():
    """They do not answer, and the reason says so."""
    target = Target(MONEY, Period.year(2020), F.over("92.7", "万亿元"), basis="constant 2015")
    found = answer(target, MONEY.observe("2020", F("101.6", "万亿元"), basis="current"))
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, Reason.BASIS_MISMATCH)
    assert answer(target, STOCK.observe("2020", "1")).reason is Reason.NO_OBSERVATION


def test_breakdowns_are_not_mixed():
    """A figure for women does not answer a target for all, or one for men."""
    goal = {"period": Period.year(2025), "figure": F.at_most("5", "%")}
    women = RATE.observe("2025", "4", breakdowns={"sex": "F"})
    everyone = RATE.observe("2025", "6")
    assert answer(Target(RATE, **goal), women, everyone).verdict is Verdict.NO
    of_women = Target(RATE, **goal, breakdowns={"sex": "F"})
    assert answer(of_women, women, everyone).verdict is Verdict.YES
    of_men = Target(RATE, **goal, breakdowns={"sex": "M"})
    assert answer(of_men, women, everyone).reason is Reason.NO_OBSERVATION


def test_a_change_over_another_time_does_not_hide_the_levels():
    """If the printed changes have another base, levels answer a target on a change."""
    target = Target(STOCK, PLAN, F.at_least("4", "万人"), measure="change", base=end_of(2020))
    levels = STOCK.series({"2020": "10", "2025": "15"})
    other = Observation(STOCK, end_of(2024), F("1", "万人"), measure="change", base=end_of(2023))
    assert answer(target, *levels, other).verdict is Verdict.YES
    own = Observation(STOCK, PLAN, F("3", "万人"), measure="change", base=end_of(2020))
    assert answer(target, *levels, other, own).verdict is Verdict.NO


def test_yearly_growth_is_chained():
    """Rates on the previous year answer a target for the whole plan, although their bases differ."""
    target = Target(MONEY, PLAN, F.at_least("10", "%"), measure="growth", base=BASE)
    rates = [change_of(MONEY, F("2", "%"), year=year) for year in range(2021, 2026)]
    assert answer(target, *rates).verdict is Verdict.YES


def test_levels_answer_where_a_change_ends_early():
    """A change up to an earlier year does not hide the level at the target's end."""
    target = Target(STOCK, PLAN, F.at_least("4", "万人"), measure="change", base=end_of(2020))
    early = Observation(
        STOCK, Period.years(2021, 2022), F("3", "万人"), measure="change", base=end_of(2020)
    )
    assert answer(target, early).reason is Reason.PERIOD_NOT_OVER
    levels = STOCK.series({"2020": "10", "2025": "15"})
    assert answer(target, *levels, early).verdict is Verdict.YES


def of_source(code, period, figure, **more):
    """An observation of the rate with a source."""
    return RATE.observe(period, figure, source=Source(code, title=code, publisher=code), **more)


def test_sources_that_disagree_on_another_period():
    """They leave only that period out, unless the target needs it."""
    target = Target(RATE, Period.year(2025), F.at_most("5", "%"))
    apart = [of_source("a", "2023", "5.1"), of_source("b", "2023", "5.9")]
    assert answer(target, *apart, of_source("a", "2025", "4.9")).verdict is Verdict.YES
    assert answer(target, of_source("a", "2025", "4.9"), of_source("b", "2025", "5.9")).reason


def test_the_scope_of_the_target_is_preferred():
    """Where a period has figures by the old and the new scope, the target's own counts."""
    target = Target(RATE, Period.year(2025), F.at_most("5", "%"), scope="new")
    old, new = RATE.observe("2025", "5.5"), RATE.observe("2025", "4.5", scope="new")
    assert answer(target, old, new).verdict is Verdict.YES


def test_states_answer_where_only_they_are_of_the_time():
    """Year ends judge a target on every year if the only figure of a span is of another time."""
    target = Target(RATE, PLAN, F.at_most("5", "%"), every="1y")
    ends = [Observation(RATE, end_of(year), F("4", "%")) for year in range(2021, 2026)]
    assert answer(target, *ends, RATE.observe("2019", "6")).verdict is Verdict.YES


@pytest.mark.parametrize("areas", [("CN-TJ", "CN-BJ"), ("CN-TJ", "CN-BJ", None)])
@pytest.mark.parametrize("years", [(2025,), (2024, 2025)])
def test_areas_are_not_mixed(areas, years):
    """A target that names no area is not answered by figures of several, of one period or of more."""
    target = Target(RATE, Period.year(2025), F.at_most("5", "%"))
    several = [
        RATE.observe(str(year), "4", area=area)
        for area, year in zip(areas, (*years, 2025, 2025), strict=False)
    ]
    assert answer(target, *several).reason is Reason.AREA_MISMATCH
    assert answer(target, several[-1]).verdict is Verdict.YES


@pytest.mark.parametrize("given", [None, "d", yearly(RATE, 2021, "5")])
def test_only_a_dataset_is_reviewed(given):
    """Anything else is an error that says what to write."""
    with pytest.raises(RecordTypeError, match=r"tjstats\.datasets\.load"):
        review(given)


def test_counts_of_verdicts_and_degrees():
    """The number of targets for each verdict and degree."""
    targets = tuple(Target(STOCK, end_of(2025), F.at_least(n, "万人")) for n in ("9", "10", "11"))
    found = review(Dataset("d", observations=(STOCK.observe("2025", "10"),), targets=targets))
    assert (found.verdicts, len(found.table().rows)) == ({Verdict.YES: 2, Verdict.NO: 1}, 3)
    assert dict(found.degrees) == {"exceeded": 1, "met": 1, "missed": 1}
    for lang in ("en", "zh"):
        text = found.text(lang)
        assert text.startswith("d")
        assert re.findall(r"\d+", text) == ["3", "2", "1", "0"]


def test_claims_are_counted_and_listed_by_their_answers():
    """Text and table of a review have every claim with its answer, after the targets or without any."""
    levels = (MONEY.observe("2024", "100"), MONEY.observe("2025", "110"))
    grown = {"measure": "growth", "base": Period.year(2024)}
    stated = tuple(MONEY.observe("2025", F(rate, "%"), **grown) for rate in ("10", "12"))
    target = Target(MONEY, Period.year(2025), F.at_least("100", "亿元"))
    for targets in ((), (target,)):
        for claim in stated:
            found = review(Dataset("d", observations=(*levels, claim), targets=targets))
            (checked,) = found.verifications
            word = {Verdict.YES: "consistent", Verdict.NO: "inconsistent"}[checked.verdict]
            assert found.text("en").endswith(f"1 claim ({word} 1)")
            assert ("target" in found.text("en")) is bool(targets)
            *above, last = found.table("en").rows
            assert len(above) == len(targets)
            assert (last[2], last[3]) == (f"+{claim.figure}", f"{checked.verdict.sign} {word}")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "down at least 200,000 people"), ("zh", "减少20万人以上")]
)
def test_a_fall_is_asked_for_in_the_tables_of_reviews_and_targets(lang, words):
    """The bound of a fall is that of its size, not at most a number below zero."""
    fall = Target(
        STOCK, end_of(2025), F.at_most("-20", "万人"), measure="change", base=end_of(2020)
    )
    tables = review(Dataset("d", targets=(fall,))).table(lang), fall.table(lang)
    assert all(words in {cell for row in table.rows for cell in row} for table in tables)


PARTS = [None, "0", "0.0", "5", "-5"]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("whole", PARTS)
def test_a_share_is_of_two_values_and_of_a_whole_that_is_not_zero(part, whole):
    """In percent; else there is none, whatever is missing."""
    one, all_of_it = (
        STOCK.observe("2025", value, **({} if value else {"status": "missing"}))
        for value in (part, whole)
    )
    share = Share(one, all_of_it).share
    if part is None or whole is None or float(whole) == 0:
        assert share is None
    else:
        assert share.value == 100 * float(part) / float(whole)

"""China's plans as a table, and plans of one's own."""

import copy
import pickle

import pytest

from tjstats.errors import InvalidRecordError, TjstatsError, UnknownCodeError
from tjstats.values.periods import AsOf, Period
from tjstats.values.plans import CHINA, Plan, plan

# The fifteen plans, from the outlines themselves.
YEARS = [
    (1953, 1957), (1958, 1962), (1966, 1970), (1971, 1975), (1976, 1980), (1981, 1985), (1986, 1990), (1991, 1995),
    (1996, 2000), (2001, 2005), (2006, 2010), (2011, 2015), (2016, 2020), (2021, 2025), (2026, 2030),
]  # fmt: skip
TENS = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五"
ZH = [f"{number}五" for number in TENS.split()]
EN = [
    "1st",
    "2nd",
    "3rd",
    "4th",
    "5th",
    "6th",
    "7th",
    "8th",
    "9th",
    "10th",
    "11th",
    "12th",
    "13th",
    "14th",
    "15th",
]


@pytest.mark.parametrize("number", range(1, 16))
def test_each_plan_of_the_table(number):
    """Each plan has its years, names, number and base period."""
    first, last = YEARS[number - 1]
    found = plan(number)
    assert found.period == Period.years(first, last)
    assert found.base == Period.year(first - 1)
    assert found.number == number
    assert (found.zh, found.en) == (ZH[number - 1], f"{EN[number - 1]} Five-Year Plan")
    assert (str(found), found.text("zh")) == (found.en, ZH[number - 1])
    assert repr(found) == f"plan({number})"


def test_the_table_is_complete():
    """There are fifteen plans and no more."""
    assert dict(enumerate(YEARS, 1)) == CHINA


@pytest.mark.parametrize("number", range(1, 15))
def test_next_and_previous_follow_the_numbers(number):
    """next and previous go along the numbers."""
    assert plan(number).next is plan(number + 1)
    assert plan(number + 1).previous is plan(number)


def test_the_ends_have_one_neighbour():
    """There is no plan before the first and none after the last."""
    assert plan(1).previous is None
    assert plan(15).next is None


def test_the_gap_of_1963_to_1965():
    """The years of adjustment belong to no plan; the third plan's base is 1965, its predecessor the second."""
    for year in (1963, 1964, 1965):
        assert not [number for number in CHINA if plan(number).period.contains(Period.year(year))]
    assert plan(3).base == Period.year(1965)
    assert plan(3).previous is plan(2)
    assert plan(2).period.shift().end < plan(3).period.end


@pytest.mark.parametrize("number", [number for number in range(1, 15) if number != 2])
def test_other_plans_follow_without_a_gap(number):
    """Except for 1963–65 a plan begins when the previous one ends, so its base is the last year of that one."""
    assert plan(number).period.end.year + 1 == plan(number + 1).period.start.year
    assert plan(number).period.contains(plan(number + 1).base)


@pytest.mark.parametrize("number", [0, 16, -1, "16", 14.0, True, None, "十六五"], ids=repr)
def test_an_unknown_plan_is_a_key_error(number):
    """The error shows the value and the known range."""
    with pytest.raises(UnknownCodeError, match="15") as caught:
        plan(number)
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, KeyError)
    assert repr(number) in str(caught.value)


def test_a_plan_of_ones_own():
    """Any other plan is a name and years; it has a base and no neighbours."""
    malaysia = Plan(Period.years(2021, 2025), en="Twelfth Malaysia Plan")
    assert malaysia.base == Period.year(2020)
    assert malaysia.previous is malaysia.next is malaysia.number is None
    assert str(malaysia) == "Twelfth Malaysia Plan"
    assert str(Plan(Period.years(2021, 2025))) == "2021–2025"
    assert str(Plan(Period.years(2021, 2025), zh="新计划")) == "新计划"
    for own in (malaysia, Plan(Period.years(2021, 2025))):
        assert eval(repr(own), {"Plan": Plan, "Period": Period}) == own
    fiscal = Plan(Period.years(2017, 2022, start_month=4), en="fiscal years")
    assert str(fiscal.base) == "2016-04-01/P1Y"


@pytest.mark.parametrize("wrong", ["2021-01-01/P5Y", None, 14, AsOf("2020")], ids=repr)
def test_a_plan_has_a_period(wrong):
    """Anything but a Period is refused, with the call that makes one."""
    with pytest.raises(InvalidRecordError, match=r"Period\.years"):
        Plan(wrong)


def test_frozen_copied_and_pickled():
    """A plan is a value."""
    found = plan(14)
    assert found == copy.deepcopy(found) == pickle.loads(pickle.dumps(found))
    assert hash(found) == hash(pickle.loads(pickle.dumps(found)))
    assert pickle.loads(pickle.dumps(found)).previous is plan(13)
    with pytest.raises(AttributeError):
        found.number = 13

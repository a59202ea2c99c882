"""Remaining: what is left of a target, and what each remaining period has to bring."""

import pytest

import tjstats as tj
from tjstats import Figure, Indicator, Period, Reason, Series, Target, Verdict, remaining
from tjstats.errors import InvalidRecordError, NotComparableError, RecordTypeError
from tjstats.questions.degrees import is_limit

JOBS = Indicator("employment.new_urban_jobs", "万人", "flow", "higher", zh="城镇新增就业")
RATE = Indicator("employment.unemployment", "%", "rate", "lower")
SHARE = Indicator("population.urban_share", "%", "rate", "higher")
PEOPLE = Indicator("population.total", "亿人", "stock", "lower")
INSURED = Indicator("social_security.insured", "万人", "stock", "higher")
ENERGY = Indicator("environment.energy_intensity", "吨/万元", "average", "lower")
GDP = Indicator("economy.gdp", "亿元", "flow", "higher")
PLAN = tj.plan(14).period


def rates(indicator, first, *figures):
    """Yearly growth against the year before."""
    return Series(
        tuple(
            indicator.observe(year, Figure(text, "%"), measure="growth", base=year - 1)
            for year, text in enumerate(figures, first)
        )
    )


def texts(path):
    return [(str(o.period), str(o.figure)) for o in path]


class TestTotals:
    """What is left is the target less the sum so far, in equal parts."""

    goal = Target(JOBS, PLAN, Figure.at_least("5500", "万人"))
    reported = JOBS.series({2021: 1269, 2022: 1206, 2023: 1244})

    def test_amount_and_the_part_of_each_year(self):
        """5500 less 3719 leaves 1781, and 890.5 for each of two years."""
        r = remaining(self.goal, self.reported)
        assert (str(r.amount), str(r.per_period), r.reached) == (
            "1781万人",
            "890.5万人",
            Verdict.NO,
        )
        assert texts(r.path) == [("2024", "890.5万人"), ("2025", "890.5万人")]
        assert r.so_far.derived_from == self.reported.observations

    def test_share_done_beside_the_time_elapsed(self):
        """The Ministry of Human Resources printed 88 % of 12 million by September 2025 (1057万人,
        press conference of 2025-10-29): 13 points ahead of three quarters of the year."""
        goal = Target(JOBS, Period.year(2025), Figure.at_least("1200", "万人"))
        r = remaining(goal, JOBS.observe(Period.year_to_date(2025, 9), 1057))
        assert [f"{f:.0f}" for f in (r.done, r.elapsed, r.lead)] == [
            "88%",
            "75%",
            "13 percentage points",
        ]
        assert [str(p) for p in r.left] == ["2025-Q4"]
        assert str(r.per_period) == "143万人"

    def test_scenario_of_the_next_period(self):
        """A figure supposed for the next year leaves the rest to those after it."""
        r = remaining(self.goal, self.reported, if_next="1256")
        assert (str(r.if_next), str(r.amount), texts(r.path)) == (
            "1256万人",
            "525万人",
            [("2025", "525万人")],
        )
        assert r.reported == self.reported

    def test_a_bound_leaves_a_bound(self):
        """More than 3700 so far leaves less than 1800."""
        r = remaining(
            self.goal, JOBS.observe(Period.years(2021, 2023), Figure.over("3700", "万人"))
        )
        assert (str(r.amount), str(r.per_period)) == ("不到1800万人", "不到900万人")

    def test_beyond_the_target_nothing_has_to_follow(self):
        """The amount is negative, and no year has to bring anything."""
        r = remaining(Target(JOBS, PLAN, Figure("3000", "万人")), self.reported)
        assert (r.reached, str(r.amount), r.per_period, r.path) == (
            Verdict.YES,
            "-719万人",
            None,
            None,
        )
        assert "已达到，超出719万人" in r.text("zh")

    def test_a_ceiling_leaves_room(self):
        """A limit on a total is used up, never reached."""
        used = Indicator("energy.use", "亿吨", "flow", "lower")
        r = remaining(
            Target(used, PLAN, Figure.at_most("300", "亿吨")), used.series({2021: 52, 2022: 54})
        )
        assert (str(r.room), str(r.per_period), r.amount, r.reached) == (
            "194亿吨",
            "64.67亿吨",
            None,
            None,
        )

    def test_a_number_for_each_year_of_a_plan(self):
        """每年1100万 over five years is 5500万."""
        r = remaining(Target(JOBS, PLAN, Figure("1100", "万人/年")), self.reported)
        assert (str(r.amount), str(r.per_period)) == ("1781万人", "890.5万人")

    def test_remaining_periods_are_as_long_as_those_reported(self):
        """Quarters after quarters, a month after months to date, and years where they fit."""
        year = Target(JOBS, Period.year(2025), Figure("1200", "万人"))
        months = JOBS.series({Period.year_to_date(2025, m): 100 * m for m in (8, 9, 10)})
        assert [str(p) for p in remaining(year, months).left] == ["2025-11", "2025-12"]
        quarters = JOBS.series({"2025-Q1": 300, "2025-Q2": 350})
        assert [str(p) for p in remaining(year, quarters).left] == ["2025-Q3", "2025-Q4"]
        days = JOBS.observe(Period("2025-01-01", "2025-10-15"), 1000)
        assert [str(p) for p in remaining(year, days).left] == ["2025-10-16/P77D"]

    def test_gaps_and_breaks_have_their_reasons(self):
        """Without a complete sum so far nothing can be said."""
        gap = JOBS.series({2021: 1269, 2023: 1244})
        assert remaining(self.goal, gap).reason is Reason.GAP_IN_SERIES
        scopes = (JOBS.observe(2021, 1269), JOBS.observe(2022, 1206, scope="新口径"))
        assert remaining(self.goal, Series(scopes)).reason is Reason.BREAK_IN_SERIES
        assert remaining(self.goal, JOBS.series({2019: 1352})).reason is Reason.NO_OBSERVATION


class TestMeans:
    """The mean so far leaves a mean for the rest."""

    def test_room_below_a_ceiling(self):
        """A mean of 5.3 over three years leaves at most 5.8 for the other two."""
        r = remaining(
            Target(RATE, PLAN, Figure.at_most("5.5", "%")),
            RATE.series({2021: "5.1", 2022: "5.6", 2023: "5.2"}),
        )
        assert (str(r.so_far.figure), str(r.room), str(r.per_period)) == ("5.3%", "5.8%", "5.8%")
        assert texts(r.path) == [("2024", "5.8%"), ("2025", "5.8%")]
        assert (r.amount, r.done) == (None, None)

    def test_each_year_asks_the_same(self):
        """A target for each year leaves the same number for each year that is left."""
        goal = Target(RATE, PLAN, Figure.at_most("5.5", "%"), every="1y")
        r = remaining(goal, RATE.series({2021: "5.1", 2022: "5.6"}))
        assert texts(r.path) == [("2023", "5.5%"), ("2024", "5.5%"), ("2025", "5.5%")]
        assert str(r.room) == "5.5%"


class TestLevels:
    """The way from the latest level to the goal."""

    def test_points_in_equal_steps(self):
        """A rate rises by the same points each year."""
        goal = Target(
            SHARE, Period.year(2025), Figure("65", "%"), baseline=SHARE.observe(2020, "60")
        )
        r = remaining(goal, SHARE.series({2021: 61, 2022: 62}))
        assert texts(r.path) == [("2023", "63%"), ("2024", "64%"), ("2025", "65%")]
        assert (str(r.amount), str(r.per_period), r.rate) == (
            "3 percentage points",
            "1 percentage point",
            None,
        )
        assert (str(r.done), str(r.elapsed), str(r.lead)) == ("40%", "40%", "0 percentage points")

    @pytest.mark.parametrize(("start", "done"), [(2020, "60%"), (2019, "None"), (None, "None")])
    def test_the_way_begins_at_the_level_before_the_plan(self, start, done):
        """20 of the 50 between the end of the plan before and the goal are left; with no level then
        nobody can tell what is done, but the time elapsed.
        """
        goal = Target(INSURED, PLAN, Figure.at_least("150", "万人"))
        before = {} if start is None else {start: "100"}
        r = remaining(goal, INSURED.series({**before, 2022: "130"}))
        assert (str(r.amount), str(r.done), str(r.elapsed)) == ("20万人", done, "40%")

    def test_a_constant_rate_of_growth(self):
        """A level doubles in one year at 100 %, in two at 41.42 %."""
        goal = Target(PEOPLE, tj.AsOf("2025"), Figure.at_least("4", "亿人"))
        r = remaining(goal, PEOPLE.series({"2022": 1, "2023": 2}))
        assert (f"{r.rate:.2f}", [f"{o.figure:.2f}" for o in r.path]) == (
            "41.42%",
            ["2.83亿人", "4.00亿人"],
        )
        assert [str(o.period) for o in r.path] == ["2024", "2025"]

    def test_below_a_ceiling_it_is_room(self):
        """13.61 leaves 0.29 below 13.9."""
        goal = Target(
            PEOPLE,
            tj.AsOf("2015"),
            Figure.at_most("13.9", "亿人"),
            baseline=PEOPLE.observe("2010", "13.41"),
        )
        r = remaining(goal, PEOPLE.series({"2010": "13.41", "2013": "13.61"}))
        assert (str(r.room), r.amount, r.path, r.done) == ("0.29亿人", None, None, None)
        assert str(r.elapsed) == "60%"

    def test_a_level_to_be_brought_down_is_an_amount(self):
        """Above its ceiling a level has a way to go."""
        goal = Target(PEOPLE, tj.AsOf("2015"), Figure.at_most("13", "亿人"))
        r = remaining(goal, PEOPLE.series({"2013": "13.4"}))
        assert (str(r.amount), r.room, r.reached) == ("-0.4亿人", None, Verdict.NO)

    def test_levels_of_other_lengths_are_left_aside(self):
        """A rate of a quarter is followed by quarters, whatever is published of longer spans."""
        goal = Target(SHARE, Period.quarter(2024, 2), Figure("65", "%"))
        spans = {"2022-01-01/P2Y": "10", "2023-S1": "50", "2023-Q3": "60", "2023-Q4": "61"}
        r = remaining(goal, SHARE.series(spans | {"2024-01-01/P2M": "64"}))
        assert str(r.so_far.period) == "2023-Q4"
        assert texts(r.path) == [("2024-Q1", "63%"), ("2024-Q2", "65%")]

    def test_another_scope(self):
        """A level of another scope says nothing."""
        goal = Target(PEOPLE, tj.AsOf("2015"), Figure("13", "亿人"))
        series = Series((PEOPLE.observe("2013", "13.4", scope="户籍"),))
        assert remaining(goal, series).reason is Reason.SCOPE_MISMATCH


class TestGrowth:
    """The rest of a change that compounds is a quotient."""

    def test_reduction(self):
        """−3.28 % of −13.5 % leaves −10.56 %: −5.43 % in each of two years."""
        goal = Target(ENERGY, PLAN, Figure("-13.5", "%"), measure="growth", base=Period.year(2020))
        r = remaining(goal, rates(ENERGY, 2021, "-2.7", "-0.1", "-0.5"))
        assert [f"{f:.2f}" for f in (r.so_far.figure, r.amount, r.per_period)] == [
            "-3.28%",
            "-10.56%",
            "-5.43%",
        ]
        assert r.room is None
        assert f"{r.done:.1f}" == "23.0%"

    def test_more_than_the_reduction(self):
        """−16.1 % of −13.5 % is more than done."""
        goal = Target(ENERGY, PLAN, Figure("-13.5", "%"), measure="growth", base=Period.year(2020))
        done = ENERGY.observe(
            Period.years(2021, 2024), Figure("-16.1", "%"), measure="growth", base=2020
        )
        r = remaining(goal, done)
        assert (r.reached, f"{r.done:.0f}", r.per_period) == (Verdict.YES, "121%", None)

    def test_average_growth(self):
        """6.8, 6.9, 6.7 leave 6.05 % for each of two years of a plan of 6.5 %."""
        goal = Target(
            GDP,
            tj.plan(13).period,
            Figure.over("6.5", "%"),
            measure="average_growth",
            base=Period.year(2015),
        )
        r = remaining(goal, rates(GDP, 2016, "6.8", "6.9", "6.7"))
        assert (f"{r.per_period:.2f}", r.reached) == ("6.05%", Verdict.NO)
        after = remaining(goal, rates(GDP, 2016, "6.8", "6.9", "6.7"), if_next=Figure("6.0", "%"))
        assert f"{after.per_period:.2f}" == "6.10%"

    def test_levels_are_grown(self):
        """Growth of 20 % from 100, at 110 now, leaves 9.09 %."""
        goal = Target(GDP, PLAN, Figure("20", "%"), measure="growth", base=Period.year(2020))
        r = remaining(goal, GDP.series({2020: 100, 2023: 110}))
        assert (f"{r.amount:.2f}", len(r.left)) == ("9.09%", 2)

    def test_a_change_in_amounts(self):
        """An increase of 50 with 20 done leaves 30."""
        goal = Target(INSURED, PLAN, Figure("50", "万人"), measure="change", base=tj.AsOf("2020"))
        done = INSURED.observe("2022", Figure("20", "万人"), measure="change", base="2020")
        r = remaining(goal, done)
        assert (str(r.amount), str(r.per_period), str(r.done)) == ("30万人", "10万人", "40%")

    def test_growth_within_a_year_needs_levels(self):
        """Growth to September against the same months says nothing of the last quarter."""
        goal = Target(
            GDP, Period.year(2025), Figure("5", "%"), measure="growth", base=Period.year(2024)
        )
        done = GDP.observe(
            Period.year_to_date(2025, 9),
            Figure("5.2", "%"),
            measure="growth",
            base=Period.year_to_date(2024, 9),
        )
        assert remaining(goal, done).reason is Reason.NO_LEVELS


class TestWhatCannotBeAsked:
    """Doubt is a reason; unlike things are errors."""

    reported = JOBS.series({2021: 1269})

    @pytest.mark.parametrize(
        ("target", "reason"),
        [
            (Target(JOBS, PLAN), Reason.NO_NUMBER),
            (Target(JOBS, PLAN, set_by="省"), Reason.SET_ELSEWHERE),
            (
                Target(JOBS, PLAN, Figure.over("0", "个百分点"), relative_to=GDP),
                Reason.NO_REFERENCE,
            ),
        ],
    )
    def test_reasons(self, target, reason):
        """A target without a number of its own."""
        answer = remaining(target, self.reported)
        assert answer.reason is reason
        assert answer.text("en") == f"cannot tell: {reason.text('en')}"

    def test_errors(self):
        """The wrong type, another indicator, another measure, nothing left for a scenario."""
        goal = Target(JOBS, Period.year(2021), Figure("1100", "万人"))
        with pytest.raises(RecordTypeError):
            remaining(self.reported, goal)
        with pytest.raises(NotComparableError):
            remaining(goal, GDP.series({2021: 1}))
        with pytest.raises(NotComparableError):
            remaining(goal, rates(JOBS, 2021, "5"))
        with pytest.raises(InvalidRecordError, match="no period is left"):
            remaining(goal, self.reported, if_next=5)


def test_growth_that_is_not_over_whole_years():
    """An average growth to the middle of a year is none, and neither is what is left of it."""
    stock = Indicator("stock", "人", "stock", "higher")
    base, end = tj.AsOf("2020-12-31"), tj.AsOf("2025-06-30")
    target = Target(stock, end, Figure("5", "%"), measure="average_growth", base=base)
    levels = stock.series({base: "100", tj.AsOf("2022-12-31"): "110"})
    left = remaining(target, levels)
    assert (left.amount, left.reason) == (None, Reason.NOT_WHOLE_YEARS)


def test_a_total_of_nothing_has_no_share():
    """Below a ceiling of zero there is no share that is done, and what was too much is said."""
    accidents = Indicator("accidents", "起", "flow", "lower")
    target = Target(accidents, Period.years(2021, 2025), Figure.at_most("0", "起"))
    left = remaining(target, accidents.series({2021: "2", 2022: "1"}))
    assert (left.done, left.room.value) == (None, -3)


def test_what_is_no_limit():
    """A target without a number, and one in step with another indicator, is no limit."""
    rate = Indicator("rate", "%", "rate", "lower")
    other = Indicator("other", "%", "rate", "lower")
    for figure, more in ((None, {}), (Figure.at_most("0", "个百分点"), {"relative_to": other})):
        assert is_limit(Target(rate, Period.year(2025), figure, **more)) is False
    assert is_limit(Target(rate, Period.year(2025), Figure.at_most("5", "%"))) is True


def test_the_last_period_has_to_bring_what_is_left():
    """With one period left its share is the amount, in the sentence, the table and the path."""
    goal = Target(JOBS, Period.years(2018, 2020), Figure.at_least("300", "万人"))
    answer = remaining(goal, JOBS.series({2018: "110", 2019: "120.5"}))
    assert answer.amount is answer.per_period
    assert texts(answer.path) == [("2020", "69.5万人")]
    rows = [row[1] for row in answer.table("zh").rows]
    assert rows.count("69.5万人") == 3
    assert answer.text("zh").count("69.5万人") == 2


@pytest.mark.parametrize(("first", "name"), [("130", "lead"), ("70", "behind schedule")])
def test_a_table_names_the_side_of_the_schedule(first, name):
    """Ahead or behind by the size of the difference, without a minus sign."""
    goal = Target(JOBS, Period.years(2018, 2020), Figure.at_least("300", "万人"))
    rows = dict(row[:2] for row in remaining(goal, JOBS.series({2018: first})).table("en").rows)
    assert {"lead", "behind schedule"} & set(rows) == {name}
    assert not rows[name].startswith("-")

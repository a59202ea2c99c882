"""Evaluation of a plan: what was known on a day, which targets are the plan's, how they are
classed, and the report."""

import html
import re

import attrs
import pytest

import tjstats as tj
from tests.indicators import yearly
from tjstats import (
    AsOf,
    Dataset,
    Figure,
    Group,
    Indicator,
    Observation,
    Period,
    Source,
    Target,
    evaluate,
)
from tjstats.errors import InvalidPeriodError, RecordTypeError
from tjstats.tables import cells

PLAN = tj.plan(14)
JOBS = Indicator("work.jobs", "万人", "flow", "higher", zh="城镇新增就业", en="New urban jobs")
RATE = Indicator("work.unemployment", "%", "rate", "lower", zh="失业率", en="Unemployment")
SHARE = Indicator("people.urban", "%", "rate", "higher", zh="城镇化率", en="Urban share")
PEOPLE = Indicator("people.insured", "亿人", "stock", "higher", zh="参保人数", en="Insured")
ENERGY = Indicator("nature.energy", "吨/万元", "average", "lower", zh="能耗", en="Energy intensity")
SOURCES = {
    year: Source(f"bulletin-{year}", "公报", "统计局", Period.month(year + 1, 2))
    for year in range(2015, 2026)
}
TARGETS = (
    Target(JOBS, PLAN.period, Figure.at_least("5500", "万人"), force="anticipatory"),
    Target(RATE, PLAN.period, Figure.at_most("5.5", "%"), force="anticipatory"),
    Target(SHARE, Period.year(2025), Figure("65", "%"), published_verdict="未完成"),
    Target(PEOPLE, AsOf("2025"), Figure("11", "亿人")),
    Target(
        ENERGY,
        PLAN.period,
        Figure("-13.5", "%"),
        measure="growth",
        base=PLAN.base,
        force="binding",
    ),
    Target(Indicator("people.culture", "个", "stock", "higher"), AsOf("2025"), note="more"),
)


def of_year(indicator, year, figure, **more):
    """A figure printed in February of the year after."""
    return indicator.observe(str(year), figure, source=SOURCES[year], **more)


def dataset(*observations, targets=TARGETS):
    return Dataset(
        "test", observations=observations, targets=targets, groups=(Group("work", "就业", "Work"),)
    )


FIGURES = (
    *(of_year(JOBS, 2021 + n, f) for n, f in enumerate(("1269", "1206", "1244", "1256", "1267"))),
    *(of_year(RATE, 2021 + n, f) for n, f in enumerate(("5.1", "5.6", "5.2", "5.1", "5.2"))),
    *(
        of_year(SHARE, 2020 + n, f)
        for n, f in enumerate(("63.89", "64.72", "65.22", "66.16", "67"))
    ),
    of_year(SHARE, 2025, "67.89"),
    *(of_year(PEOPLE, 2020 + n, f) for n, f in enumerate(("10", "10.3", "10.5", "10.6"))),
    of_year(PEOPLE, 2025, "10.9", status="provisional"),
    *(
        of_year(ENERGY, 2021 + n, Figure(f, "%"), measure="growth", base=2020 + n)
        for n, f in enumerate(("-2.7", "-0.1", "-0.5", "-3.8", "-5.1"))
    ),
)
ALL = dataset(*FIGURES)


def labels(evaluation):
    return {row.target.indicator.code: row.label.value for row in evaluation.rows}


def test_classes_in_the_middle_of_a_plan():
    """By the share done against the time elapsed; a limit that held is as expected."""
    assert labels(evaluate(ALL, PLAN, "2024-06-30")) == {
        "work.jobs": "faster",  # 67.6 % in 60 % of the time
        "work.unemployment": "as_expected",
        "people.urban": "reached_early",
        "people.insured": "as_expected",  # 60 % in 60 %
        "nature.energy": "behind",  # 23 % in 60 %
        "people.culture": "no_number",
    }


def test_classes_at_the_end():
    """By the degree of attainment."""
    assert labels(evaluate(ALL, PLAN)) == {
        "work.jobs": "exceeded",
        "work.unemployment": "within",
        "people.urban": "exceeded",
        "people.insured": "not_met",
        "nature.energy": "not_met",
        "people.culture": "no_number",
    }


@pytest.mark.parametrize(
    ("at", "is_final"),
    [("2025-12-30", False), ("2025-12-31", True), ("2026-01-01", True), (None, True)],
)
def test_a_plan_is_over_on_its_last_day(at, is_final):
    """From the day on which the plan ends, the evaluation is the final one."""
    assert evaluate(ALL, PLAN, at).is_final is is_final


@pytest.mark.parametrize(("lang", "title"), [("en", "■ Undecided"), ("zh", "■ 无法判定的指标")])
def test_what_could_not_be_judged_is_listed(lang, title):
    """Those without a number and those that nobody can tell, and no others."""
    text = evaluate(ALL, PLAN, "2024-06-30").text(lang)
    _, _, listed = text.partition(title)
    assert "people.culture" in listed
    assert JOBS.name(lang) not in listed
    listed = evaluate(ALL, PLAN, "2021-06-30").text(lang).partition(title)[2]
    assert JOBS.name(lang) in listed


def test_margin_of_what_counts_as_expected():
    """The points between done and elapsed; exactly the margin is still as expected."""
    assert labels(evaluate(ALL, PLAN, "2024-06-30", margin=8))["work.jobs"] == "as_expected"
    half = dataset(of_year(JOBS, 2021, "1375"), targets=TARGETS[:1])  # 25 % in 20 %
    assert labels(evaluate(half, PLAN, "2022-06-30"))["work.jobs"] == "as_expected"
    assert labels(evaluate(half, PLAN, "2022-06-30", margin="4.9"))["work.jobs"] == "faster"


def test_a_bound_on_both_sides_of_the_margin_is_unknown():
    """More than 20 % in 20 % of the time is as expected or faster."""
    bound = dataset(of_year(JOBS, 2021, Figure.over("1100", "万人")), targets=TARGETS[:1])
    assert labels(evaluate(bound, PLAN, "2022-06-30"))["work.jobs"] == "unknown"


class TestWhatWasKnown:
    """Only what had been published by the day counts."""

    def test_a_figure_counts_from_its_publication_on(self):
        """The bulletin of 2023 came in February 2024."""
        jobs = [
            evaluate(ALL, PLAN, at).rows[0] for at in ("2024-02-28", "2024-02-29", "2024-03-01")
        ]
        assert [str(row.latest.period) for row in jobs] == ["2022", "2023", "2023"]

    def test_without_a_date_a_figure_is_left_out_and_listed(self):
        """No source, or a source without a date, is not known to have been published."""
        undated = (JOBS.observe("2021", "1269"), JOBS.observe("2022", "1206", source=Source("s")))
        evaluation = evaluate(dataset(*undated), PLAN, "2024-06-30")
        assert evaluation.undated == undated
        assert evaluation.rows[0].latest is None
        assert (
            "Not used, because no date of publication is known: 2 figures; give their source"
            in evaluation.markdown("en")
        )
        assert evaluate(dataset(*undated), PLAN).undated == ()

    def test_a_derived_figure_is_known_when_its_inputs_are(self):
        """The last of its inputs decides; one without a date leaves it out."""
        parts = (of_year(JOBS, 2021, "1269"), of_year(JOBS, 2022, "1206"))
        both = Observation(
            JOBS, Period.years(2021, 2022), Figure("2475", "万人"), derived_from=parts
        )
        assert evaluate(dataset(both), PLAN, "2023-02-27").rows[0].latest is None
        assert evaluate(dataset(both), PLAN, "2023-02-28").rows[0].latest == both
        open_part = Observation(
            JOBS, Period.year(2021), Figure("1", "万人"), derived_from=(JOBS.observe("2021", "1"),)
        )
        assert evaluate(dataset(open_part), PLAN, "2026-12-31").undated == (open_part,)

    def test_inputs_are_asked_once(self):
        """A chain of derived figures, each of two inputs that are the same."""
        figure = of_year(JOBS, 2021, "1")
        for _ in range(10):
            figure = Observation(
                JOBS, Period.year(2021), Figure("1", "万人"), derived_from=(figure, figure)
            )
        assert evaluate(dataset(figure), PLAN, "2024-06-30").rows[0].latest is figure

    def test_a_published_verdict_is_known_at_the_end(self):
        """Its date is not known, so that it does not count before."""
        before, after = evaluate(ALL, PLAN, "2024-06-30").rows[2], evaluate(ALL, PLAN).rows[2]
        assert (before.published_verdict, before.agrees) == (None, None)
        assert (after.published_verdict, after.agrees.value) == ("未完成", "no")


class TestTargetsOfAPlan:
    """Those of all its years and of its end."""

    def of(self, *targets):
        return [row.target for row in evaluate(dataset(targets=targets), PLAN).rows]

    def test_other_plans_and_years_are_left_out(self):
        """A target of 2020, of 2024, of 2030, of another span."""
        others = [
            Target(JOBS, time, Figure("1", "万人"))
            for time in (
                Period.year(2020),
                Period.year(2024),
                Period.years(2026, 2030),
                Period.years(2016, 2025),
            )
        ]
        assert self.of(*others) == []

    def test_a_goal_of_the_last_year_yields_to_the_plan(self):
        """1200万 of 2025 is the year's; without a target of the plan it is what the plan asks."""
        yearly_goal = Target(JOBS, Period.year(2025), Figure("1200", "万人"))
        assert self.of(TARGETS[0], yearly_goal) == [TARGETS[0]]
        assert self.of(yearly_goal) == [yearly_goal]

    def test_growth_on_the_year_before_yields_to_growth_from_the_base(self):
        """Growth of the plan starts from its base."""
        one = Target(
            ENERGY, Period.year(2025), Figure("-3", "%"), measure="growth", base=Period.year(2024)
        )
        assert self.of(TARGETS[4], one) == [TARGETS[4]]


class TestRows:
    """A row holds what an office prints."""

    rows = evaluate(ALL, PLAN, "2024-06-30").rows

    def test_base_and_latest(self):
        """The level of the year before the plan, and the last one known."""
        row = self.rows[3]
        assert (str(row.base.figure), str(row.latest.figure)) == ("10亿人", "10.6亿人")
        assert row.target.baseline is None

    def test_the_base_of_a_total_is_as_long(self):
        """The total of the plan before is that of a plan, and no base of a year."""
        before = JOBS.observe(tj.plan(13).period, "6564", source=SOURCES[2020])
        data = dataset(before, of_year(JOBS, 2020, "1186"), of_year(JOBS, 2021, "1269"))
        assert evaluate(data, PLAN).rows[0].base == before
        year = dataset(before, targets=(Target(JOBS, Period.year(2025), Figure("1200", "万人")),))
        assert evaluate(year, PLAN).rows[0].base is None

    def test_remaining_and_pace(self):
        """They are asked of what was known."""
        assert str(self.rows[0].remaining.per_period) == "890.5万人"
        assert (self.rows[0].pace.scheme.code, self.rows[4].pace.scheme.code) == (
            "plan-linear",
            "plan-log",
        )
        assert (self.rows[5].remaining, self.rows[5].pace) == (None, None)

    def test_evidence_and_source(self):
        """The weakest status, and the publication of the last figure."""
        row = evaluate(ALL, PLAN).rows[3]
        assert (row.evidence.value, row.source.code) == ("provisional", "bulletin-2025")
        assert self.rows[0].source.code == "bulletin-2023"
        assert self.rows[5].evidence is None

    def test_the_source_of_a_derived_figure_is_found_without_end(self):
        """That of the last input, in a chain of figures each derived from one twice."""
        figure = of_year(JOBS, 2021, "1")
        for _ in range(2000):
            figure = Observation(
                JOBS, Period.year(2021), Figure("1", "万人"), derived_from=(figure, figure)
            )
        (row, *_) = evaluate(dataset(figure), PLAN, "2024-06-30").rows
        assert row.source.code == "bulletin-2021"

    def test_verdict_is_that_of_assess(self):
        """The row shows the answer of `assess` on what was known."""
        final = evaluate(ALL, PLAN).rows
        series = yearly(JOBS, 2021, "1269", "1206", "1244", "1256", "1267")
        assert final[0].verdict is tj.assess(TARGETS[0], series).verdict
        assert [row.degree for row in final[:2]] == [tj.Degree.EXCEEDED, tj.Degree.WITHIN]


class TestReport:
    """Text, HTML and Markdown, in both languages."""

    middle, end = evaluate(ALL, PLAN, "2024-06-30"), evaluate(ALL, PLAN)

    def test_counts(self):
        """By class, force and group; together they are all rows."""
        assert sum(self.middle.counts.values()) == len(self.middle.rows) == 6
        assert {k: sum(v.values()) for k, v in self.middle.by_force.items()} == {
            "anticipatory": 2,
            "": 3,
            "binding": 1,
        }
        assert sum(sum(v.values()) for v in self.middle.by_group.values()) == 6

    def test_sentences(self):
        """What an office prints, with counts only."""
        assert self.middle.text("en").startswith(
            "14th Five-Year Plan: evaluation as of end Jun 2024"
        )
        with tj.language("en"):
            assert str(self.end) == (
                "Of 5 targets with a number, 2 exceeded, 1 within the limit, 2 not met. 1 without a number."
            )
        assert str(self.end) in self.end.text("zh")  # the language of the targets
        assert self.end.text("zh").startswith(
            "“十四五”规划终期评估\n\n5项有数值的指标中，2项超额完成，1项控制在目标以内，2项未完成。另有1项没有数值。"
        )

    def test_contradictions_come_first(self):
        """Before the tables of the groups."""
        text = self.end.text("en")
        assert text.index("Published and computed verdicts") < text.index("■ Work")

    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_width(self, lang):
        """No line is wider than asked."""
        for width in (60, 80, 100):
            assert max(map(cells, self.middle.text(lang, width).splitlines())) <= width

    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_no_figure_that_is_not_in_the_rows(self, lang):
        """The numbers of the sentences are counts."""
        heading, sentences, *_ = self.end.text(lang).split("\n\n")
        counts = set(map(str, self.end.counts.values())) | {"5", "2", "1", "3"}
        assert set(re.findall(r"\d+", sentences)) <= counts, heading

    def test_html_is_escaped(self):
        """Names and words of a dataset are texts, not markup."""
        named = Indicator("a.b", "个", "stock", "higher", zh="<b>", en="<b>")
        page = evaluate(
            dataset(targets=(Target(named, AsOf("2025"), Figure("1", "个")),)), PLAN
        ).html("en")
        assert "<b>" not in page
        assert "&lt;b&gt;" in page
        assert page.startswith('<div class="tjstats" ')

    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_html_has_the_sentences_of_markdown(self, lang):
        """Each as a paragraph."""
        paragraphs = re.findall(r"<p>(.*?)</p>", self.end.html(lang))
        assert paragraphs
        assert {html.unescape(p) for p in paragraphs} <= {*self.end.markdown(lang).split("\n\n")}

    def test_html_has_one_table_of_groups(self):
        """Their columns are aligned, each group under its name; every cell of the report is in it."""
        page = self.middle.html("en")
        table = re.search(r"<div><table[^>]*>(.*?)</table></div>", page)[1]
        named = {group.code for group in self.middle.groups}
        assert table.count("<tbody>") == len(
            {c if c in named else "" for c in self.middle.by_group}
        )
        columns = table.split("</thead>")[0].count('<th scope="col">')
        assert len(re.findall("<td[ >]", table)) == len(self.middle.rows) * (columns - 1)
        assert table.count('<th scope="row"') == len(self.middle.rows)
        shown = (f"{row.label.sign} {row.label.text('en')}".strip() for row in self.middle.rows)
        assert all(f">{html.escape(text)}" in table for text in shown)

    def test_markdown(self):
        """A heading, sentences, and tables with bars escaped."""
        text = self.middle.markdown("en")
        assert text.startswith("## 14th Five-Year Plan")
        assert "| New urban jobs |" in text

    def test_an_empty_plan(self):
        """Without targets there is nothing to count."""
        assert str(evaluate(ALL, tj.plan(12))) == "No target has a number."


def test_rows_as_a_data_frame():
    """One row per target, with the numbers of the report in the target's scale."""
    pytest.importorskip("narwhals")
    pytest.importorskip("polars")
    evaluation = evaluate(ALL, PLAN, at="2023-06-30")
    frame = tj.frames.from_evaluation(evaluation, engine="polars")
    rows = frame.to_dicts()
    assert [row["LABEL"] for row in rows] == [row.label.value for row in evaluation.rows]
    for row, cells_of in zip(evaluation.rows, rows, strict=True):
        left = row.remaining
        assert cells_of["DONE"] == (
            None if left is None or left.done is None else float(left.done.plain)
        )
        assert cells_of["SOURCE"] == (None if row.source is None else row.source.code)
    jobs, rate = rows[:2]
    assert (jobs["TARGET_VALUE"], jobs["UNIT_MULT"], jobs["LATEST_VALUE"]) == (5500.0, 4, 1206.0)
    assert (rate["TARGET_VALUE"], rate["REACHED_VALUE"], rate["REACHED_PERIOD"]) == (
        5.5,
        5.35,
        "2021-01-01/P2Y",
    )
    with pytest.raises(RecordTypeError, match="from_evaluation"):
        tj.frames.from_evaluation(ALL)


def test_a_restated_target_beside_the_original():
    """Each has its base and number, is judged in its own scope, and is named by it."""
    data = tj.datasets.load("china-plans")
    evaluation = evaluate(data, tj.plan(13))
    air = [r for r in evaluation.rows if r.target.indicator.code == "environment.good_air_share"]
    assert [(str(r.base.figure), str(r.target.figure), r.label.value) for r in air] == [
        ("76.7%", "over 80%", "unknown"),
        ("81.2%", "at least 84.5%", "exceeded"),
    ]
    assert air[0].reason is tj.Reason.SCOPE_MISMATCH
    names = [row[0] for row in evaluation.table("zh").rows]
    original = data["environment.good_air_share"].indicator.name("zh")
    assert {original, f"{original}（修改单后口径）"} <= set(names)


def test_errors_name_the_argument():
    """A dataset, a plan, a day."""
    with pytest.raises(RecordTypeError, match="dataset"):
        evaluate(PLAN, PLAN)
    with pytest.raises(RecordTypeError, match="plan"):
        evaluate(ALL, 14)
    with pytest.raises(InvalidPeriodError):
        evaluate(ALL, PLAN, "some day")


def test_the_command_prints_the_report(capsys):
    """`tjstats evaluate DATASET --plan 14 --at DAY`."""
    from tjstats.__main__ import main

    arguments = ["evaluate", "china-plans", "--plan", "14", "--at", "2023-06-30", "--lang", "zh"]
    assert main(arguments) == 0
    assert capsys.readouterr().out.startswith("“十四五”规划评估（截至2023年6月")
    assert main([*arguments, "--format", "markdown"]) == 0
    assert capsys.readouterr().out.startswith("## “十四五”规划评估")


def test_yearly_growth_answers_average_growth():
    """Also against another indicator, so far; averages of earlier plans do not stand in the way."""
    output, work = (
        Indicator(code, "亿元", "flow", "higher") for code in ("economy.output", "economy.work")
    )

    def grown(indicator, *rates):
        return tuple(
            of_year(indicator, 2021 + n, Figure(rate, "%"), measure="growth", base=2020 + n)
            for n, rate in enumerate(rates)
        )

    before = output.observe(
        tj.plan(13).period,
        Figure("6", "%"),
        measure="average_growth",
        base=2015,
        source=SOURCES[2020],
    )
    average = {"measure": "average_growth", "base": PLAN.base}
    faster = Target(work, PLAN.period, Figure.over("0", "个百分点"), relative_to=output, **average)
    goal = Target(output, PLAN.period, Figure.at_least("5", "%"), **average)
    data = dataset(
        before, *grown(output, "8.1", "3.0"), *grown(work, "8.7", "4.2"), targets=(faster, goal)
    )
    first, second = evaluate(data, PLAN, at="2023-06-30").rows
    assert (first.label.value, first.attainment.holds_now.value) == ("as_expected", "yes")
    assert f"{second.attainment.observation.figure:.2f}" == "5.52%"
    assert second.attainment.observation.period == Period.years(2021, 2022)


def test_without_a_day_a_plan_that_is_not_over_is_judged_at_its_last_figure():
    """Its heading says so, its targets have the classes of a plan under way, and the margin is given; as with a day, once all is published."""
    share = tj.Indicator("share", "%", "rate", "higher", zh="占比", en="Share")
    start = share.observe("2020", "10")
    goal = tj.Target(share, tj.period("2030"), tj.Figure.at_least("20", "%"), baseline=start)
    series = share.series({"2020": "10", "2022": "12", "2024": "13.8"})
    dataset = tj.Dataset("d", observations=series.observations, targets=(goal,))
    plan = tj.Plan(tj.Period.years(2021, 2030))
    evaluation = tj.evaluate(dataset, plan)
    assert not evaluation.is_final and str(evaluation.reached) == "2024-12-31"
    assert "final" not in evaluation.text("en")
    assert "as of end 2024" in evaluation.text("en")
    assert "within 5 percentage points of the time elapsed" in evaluation.text("en", 400)
    assert [row.label.value for row in evaluation.rows] == ["as_expected"]
    over = attrs.evolve(dataset, observations=(*series, share.observe("2030", "21")))
    assert tj.evaluate(over, plan).is_final
    assert tj.evaluate(attrs.evolve(dataset, observations=()), plan).is_final  # nothing is to come

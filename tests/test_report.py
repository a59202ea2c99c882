"""The report: every dataset in both languages, within its width; plans side by side; the contents of rows."""

import re

import pytest

import tjstats as tj
from tests.indicators import JOBS, MONEY, PLAN, RATE, STOCK, change_of, end_of, yearly
from tjstats import Dataset, Figure, Observation, Period, Target, datasets
from tjstats.__main__ import main
from tjstats.questions.phrases import PHRASES, target_text, time_text
from tjstats.tables import cells, wrapped
from tjstats.views.plans import plans_table
from tjstats.views.report import report

F = Figure
MINISTRY = datasets.load("mohrss")
CODE = "employment.new_urban_jobs"


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", datasets.names())
def test_the_report_of_each_dataset(name, lang, width):
    """It has every group, every indicator's name and every source, in lines that fit."""
    found = datasets.load(name)
    text = report(found, lang, width)
    assert max(map(cells, text.splitlines())) <= width
    assert all(f"■ {group.name(lang)}" in text for group in found.groups)
    told = re.sub(r"\s", "", text)
    assert all(re.sub(r"\s", "", source.title) in told for source in found.sources)
    assert "None" not in text
    assert "/P" not in text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_speaks_one_language(lang):
    """Figures printed in another language are shown in that of the report."""
    dataset = datasets.load("china-plans")
    body = report(dataset, lang, 400).split(f"■ {PHRASES['open'][lang]}")[0]
    for scope in {record.scope or "" for record in (*dataset.observations, *dataset.targets)}:
        body = body.replace(f"({scope})", "")  # as it is written
    assert re.search(r"[\u3040-\u30ff]", body) is None
    if lang == "en":
        assert re.search(r"[\u4e00-\u9fff]", body) is None


def rows_of(table, label=None):
    """The cells for the plans in the row with a label."""
    return next(row[1:] for row in table.rows if label is None or row[0] == label)


def test_new_urban_jobs_side_by_side():
    """Total, its parts, the change, the targets and the verdicts, one column per plan."""
    table = plans_table(MINISTRY, [CODE], "en")
    assert rows_of(table) == (
        "64.31 million people",
        "65.64 million people",
        "62.42 million people",
    )
    assert rows_of(table, "· derivation") == (
        "sum of 5 figures",
        "sum of 5 figures",
        "sum of 5 figures, 1 derived",
    )
    assert rows_of(table, "· on the previous plan") == (
        "",
        "+1.33 million people (+2.1%)",
        "-3.22 million people (-4.9%)",
    )
    assert rows_of(table, "· verdict") == ("✓ exceeded", "✓ exceeded", "✓ exceeded; ✓ exceeded")
    assert rows_of(plans_table(MINISTRY, [CODE], "zh"), "· 目标") == (
        "超过4500万人",
        "5000万人以上",
        "5000万人以上；5500万人",
    )


def test_breaks_are_named_side_by_side():
    """A change of scope is shown instead of the change."""
    table = plans_table(MINISTRY, ["social_security.fund_revenue"], "en")
    assert rows_of(table) == ("", "", "")
    assert rows_of(table, "· on the previous plan")[1:] == ("there is a break in the series",) * 2


def test_a_part_of_a_plan_says_so():
    """If the first years of both plans are compared, the figure says how many."""
    table = plans_table(
        Dataset("d", observations=tuple(yearly(JOBS, 2016, *"11111222"))), lang="en"
    )
    assert rows_of(table) == ("", "50,000 people", "60,000 people (first 3 years)")
    assert (
        rows_of(table, "· on the previous plan")[2]
        == "+30,000 people (+100%; first 3 years of both)"
    )


def test_growth_and_rates_side_by_side():
    """Rates change in points and have no growth; compared growth is not shown twice."""
    grown = [
        Observation(
            MONEY, tj.plan(n).period, F(v, "%"), measure="average_growth", base=tj.plan(n).base
        )
        for n, v in ((13, "4"), (14, "5"))
    ]
    table = plans_table(Dataset("d", observations=(*grown, *yearly(RATE, 2016, *"4444455555"))))
    labels = [row[0] for row in table.rows]
    assert "· average annual growth" not in labels
    assert "· a year" not in labels
    assert labels.count("· on the previous plan") == 2


def test_nothing_to_compare():
    """A dataset with one plan has no such table, and its report no such heading."""
    page = datasets.load("tianjin-14th-plan")
    assert plans_table(page).rows == ()
    assert PHRASES["plans"]["en"] not in report(page)


TARGETS = {
    "a level": (Target(STOCK, end_of(2025), F.at_least("175", "万人")), "at least 1.75 million people", "175万人以上"),
    "a change": (Target(STOCK, PLAN, F("4", "万人"), measure="change", base=end_of(2020)), "+40,000 people", "+4万人"),
    "a fall": (Target(MONEY, PLAN, F("-13.5", "%"), measure="growth", base=Period.year(2020)), "-13.5%", "-13.5%"),
    "a bound of a fall": (
        Target(STOCK, end_of(2025), F.at_most("-20", "万人"), measure="change", base=end_of(2020)),
        "down at least 200,000 people",
        "减少20万人以上",
    ),
    "a year": (Target(MONEY, PLAN, F("7", "%"), measure="average_growth", base=Period.year(2020)), "7% a year", "年均7%"),
    "each year": (Target(RATE, PLAN, F.at_most("5", "%"), every="1y"), "at most 5% each year", "每年不超过5%"),
    "none": (Target(RATE, PLAN), "no number", "无数值"),
    "in step": (
        Target(MONEY, PLAN, F.about("0", "个百分点"), measure="growth", base=Period.year(2020), relative_to=JOBS),
        "in step with New jobs",
        "与新增就业同步",
    ),
    "faster": (
        Target(MONEY, PLAN, F.over("0", "个百分点"), measure="growth", base=Period.year(2020), relative_to=JOBS),
        "over 0 percentage points against New jobs",
        "比新增就业超过0个百分点",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("target", "english", "chinese"), TARGETS.values(), ids=TARGETS)
def test_what_a_target_asks_in_words(target, english, chinese):
    """The bound, and what it applies to."""
    assert (target_text(target, "en"), target_text(target, "zh")) == (english, chinese)


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [
        ("2021-01-01/P57M", "Jan 2021–Sep 2025", "2021年1月—2025年9月"),
        ("2025-09-26/P1D", "26 Sep 2025", "2025年9月26日"),
        ("2025-01-01/P9M", "Jan–Sep 2025", "2025年1—9月"),
        ("2021-01-01/P5Y", "2021–2025", "2021—2025年"),
    ],
)
def test_times_in_words(code, english, chinese):
    """Spans across a new year and single days too."""
    assert (time_text(tj.period(code), "en"), time_text(tj.period(code), "zh")) == (
        english,
        chinese,
    )


@pytest.mark.parametrize("width", range(10, 30))
def test_an_opening_bracket_stays_with_what_it_opens(width):
    """No line ends with one, and nothing is lost."""
    text = "增长12.93%［116.48万人］（2025年）由（基数）"
    lines = wrapped(text, width)
    assert not any(line.endswith(("［", "（")) for line in lines)
    assert "".join(lines) == text


def row_of(*observations):
    """The row of the only indicator in a report: figure, period and growth."""
    text = report(Dataset("d", observations=observations), "en", width=200)
    of_group = text[text.index("■ Figures\n") :].splitlines()
    return next(re.split(r"  +", line) for line in of_group if line.startswith("New jobs"))


def test_the_figure_of_the_latest_time_is_shown():
    """A missing one is skipped; growth is from the latest earlier time of the same length that has two ends."""
    over, part = JOBS.observe("2024", F.over("36", "万人")), JOBS.observe("2024-S1", "17")
    values = (
        JOBS.observe("2020", "25"),
        JOBS.observe("2022", "30"),
        over,
        part,
        JOBS.observe("2025", "33"),
    )
    row = row_of(*values, JOBS.observe("2026", None, status="missing"))
    assert row[1:] == ["330,000 people", "2025", "+10% (from 300,000 people, 2022)"]


def test_a_year_is_shown_before_the_plan_that_ends_with_it():
    """Of figures that end together the shortest is shown, without growth printed for another time."""
    other = change_of(JOBS, F("9", "%"), year=2022)
    own = change_of(JOBS, F("1", "%"), year=2025)
    row = row_of(JOBS.observe(PLAN, "170"), JOBS.observe("2025", "33"), other, own)
    assert row[1:] == ["330,000 people", "2025", "[+1%]"]


def test_the_command_reports_on_a_dataset(capsys):
    """Without a name: the page and the country's plans; with a name: that dataset."""
    assert main(["--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(datasets.load("tianjin-14th-plan").en)
    places = (
        "Targets with a number",
        "■ Changes",
        "14th Five-Year Plan: final",
        "65.64 million people",
    )
    places += ("15th Five-Year Plan: evaluation", "■ Employment", "Aims without a number")
    assert sorted(map(text.index, places)) == [text.index(place) for place in places]
    assert text.splitlines()[1:5] == [
        "Area: CN-TJ, unless another is named.",
        "2 targets with a number: 1 exceeded, 1 cannot tell.",
        "12 aims without a number, 4 of them published as reached.",
        "2 printed changes checked: 1 consistent, 0 inconsistent, 1 cannot tell.",
    ]
    assert main(["europe-2020"]) == 0
    assert capsys.readouterr().out.startswith("Europe 2020")
    assert main(["europe"]) == 2
    assert "europe-2020" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_stays_open_is_a_target_with_its_unit(lang):
    """A target that cannot be decided is named as in the table of targets: "1483" alone was what a table printed."""
    answers = tj.review(tj.datasets.load("europe-2020"))
    undecided = [
        a.target for a in answers.attainments if a.verdict is tj.Verdict.UNKNOWN and a.target.figure
    ]
    text = report(answers.dataset, lang, width=400).partition(PHRASES["open"][lang])[2]
    assert undecided
    assert all(target_text(target, lang) in text for target in undecided)

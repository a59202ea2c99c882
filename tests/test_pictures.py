"""Pictures: what they draw, say and write, of every answer, in both languages."""

import json
import re
import sys
from decimal import Decimal

import attrs
import pytest

import tjstats as tj
from tests import samples
from tests.indicators import JOBS, PLAN, RATE, STOCK, WAGE, yearly
from tests.pictures import SVG, Drawing
from tests.processes import run_python
from tjstats import Figure, Observation, Series, Target
from tjstats.views import pictures
from tjstats.views.pictures.drawing import FONTS, STYLE
from tjstats.views.pictures.record import Picture

F = Figure
LANGUAGES = ("en", "zh")
KINDS = tuple(pictures._PICTURES)
INSURED = tj.Indicator("insured", "万人", "stock", "higher", zh="参保人数", en="People insured")
UNEMPLOYED = tj.Indicator("rate", "%", "rate", "lower", zh="失业率", en="Unemployment rate")
PRICES = tj.Indicator("prices", "%", "rate", "neither", zh="涨幅", en="Prices")
GOAL = Target(JOBS, PLAN, F.at_least("175", "万人"))
YEARS = yearly(JOBS, 2016, *"48 49 50 51 45 37.62 35.55 36.03 34.1 32.7".split())


def pace(*values: str, **more: object) -> tj.Pace:
    target = Target(INSURED, tj.AsOf("2025"), F("2300", "万人"))
    return tj.track(target, yearly(INSURED, 2020, *values), **more)


def made() -> dict[str, object]:
    """Answers of every kind that has a picture, with ends of every kind."""
    return {
        "open": tj.assess(GOAL, JOBS.observe(PLAN, F.over("175", "万人"), status="forecast")),
        "short": tj.assess(GOAL, YEARS["2021":"2025"]),
        "missed": tj.assess(GOAL, JOBS.observe(PLAN, "150")),
        "nothing": tj.assess(GOAL, YEARS["2016":"2018"]),
        "ceiling": tj.assess(
            Target(UNEMPLOYED, PLAN, F.at_most("5.5", "%")),
            UNEMPLOYED.observe(PLAN, F.under("5.6", "%")),
        ),
        "band": tj.assess(
            Target(PRICES, PLAN, F.between("2", "3", "%")),
            PRICES.observe(PLAN, F.between("2.5", "4", "%")),
        ),
        "stretch": tj.assess(
            Target(
                INSURED,
                tj.AsOf("2025"),
                F("2300", "万人"),
                stretch=F("2500", "万人"),
                baseline=INSURED.observe("2020", "2100"),
            ),
            INSURED.observe("2025", "2400"),
        ),
        "fall": tj.assess(
            Target(UNEMPLOYED, PLAN, F("-1", "个百分点"), measure="change", base=tj.period("2020")),
            UNEMPLOYED.observe(PLAN, F("-1.2", "个百分点"), measure="change", base="2020"),
        ),
        "pace": pace("2100", "2150", "2160"),
        "pace over": pace("2100", "2150", "2160", "2200", "2250", "2290"),
        "pace of totals": tj.track(GOAL, YEARS["2021":"2023"], "plan-linear"),
        "pace alone": tj.track(INSURED, yearly(INSURED, 2020, "5", "6", "7"), "statcan"),
        "no pace": tj.track(GOAL, YEARS["2021":"2023"], "statcan"),
        "remaining": tj.remaining(GOAL, YEARS["2021":"2023"]),
        "remaining levels": tj.remaining(
            Target(INSURED, tj.AsOf("2025"), F("2300", "万人")),
            yearly(INSURED, 2020, "2100", "2150"),
        ),
        "plans": tj.compare(YEARS, tj.plan(13), tj.plan(14)),
        "partial": tj.compare(YEARS["2016":"2022"], tj.plan(13), tj.plan(14)),
        "no plan": tj.compare(YEARS["2016":"2018"], tj.plan(13), tj.plan(14)),
        "series": YEARS,
        "growths": YEARS.growth(),
        "changes": UNEMPLOYED.series({"2019": "5", "2020": "5.2", "2022": "4.9"}).growth(),
        "no growths": YEARS["2016":"2016"].growth(),
        "gaps": UNEMPLOYED.series({"2015": "5", "2016": "5.2", "2020": "4.9"}),
        "final": tj.evaluate(tj.datasets.load("mohrss"), tj.plan(14), at="2026-03-31"),
        "review": tj.review(tj.datasets.load("mohrss")),
        "mid-term": tj.evaluate(tj.datasets.load("mohrss"), tj.plan(14), at="2024-03-31"),
    }


ANSWERS = made()


def picture_of(name: str, lang: str) -> Picture:
    return pictures.picture(ANSWERS[name], lang)


ALL = [(name, lang) for name in ANSWERS for lang in LANGUAGES]
every_picture = pytest.mark.parametrize(("name", "lang"), ALL, ids=[" ".join(each) for each in ALL])


class TestEveryPicture:
    """What holds for the picture of every answer."""

    @every_picture
    def test_is_an_image_that_says_what_it_shows(self, name, lang):
        """Well-formed, of the role of an image, named and described, in its language."""
        picture = picture_of(name, lang)
        root = Drawing(picture).root
        title, desc, *_ = root
        assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
        assert title.text == picture.title
        assert desc.text == picture.text
        assert root.get("lang") == {"en": "en", "zh": "zh-Hans"}[lang]

    @every_picture
    def test_asks_for_nothing(self, name, lang):
        """There is no id that could meet another, no script, no address, no inline style."""
        source = Drawing(picture_of(name, lang)).source.replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"\bid=|<script|href|url\(|@import|http|\bon\w+=| style=", source)

    @every_picture
    @pytest.mark.parametrize("width", [320, 640, 900])
    def test_lies_within_its_frame(self, name, lang, width):
        """Every shape and text is inside the view box."""
        drawing = Drawing(Picture(picture_of(name, lang).chart, width))
        assert drawing.outside() == []

    @every_picture
    @pytest.mark.parametrize("width", [320, 640])
    def test_no_text_covers_another(self, name, lang, width):
        """By the estimated width of texts, none lies on another."""
        assert Drawing(Picture(picture_of(name, lang).chart, width)).covered() == []

    @every_picture
    def test_uses_one_language(self, name, lang):
        """Names that have both languages leave no Chinese in English, and no English words in
        Chinese.
        """
        text = picture_of(name, lang).text
        if lang == "en":
            assert not re.search("[\u4e00-\u9fff]", text), text
        else:
            codes = r"\w+_\w+|statcan|plan-linear|test\.\w+|CN|GDP|[xX]\b|insufficient|progress"
            assert not re.search("[A-Za-z]{2,}", re.sub(codes, "", text)), text

    @every_picture
    def test_vega_lite_is_json(self, name, lang):
        """The specification is plain JSON of version 5, with the words as they are."""
        picture = picture_of(name, lang)
        found = json.loads(json.dumps(picture.vegalite(), allow_nan=False))
        assert found["$schema"].endswith("/vega-lite/v5.json")
        assert found["description"] == picture.text
        assert found["title"]["text"] == picture.title
        assert found["layer"]

    @every_picture
    def test_is_shown_by_its_answer(self, name, lang):
        """`answer.picture(lang)` is the picture, and notebooks show it above the table."""
        answer = ANSWERS[name]
        assert answer.picture(lang) == picture_of(name, lang)
        with tj.language(lang):
            shown = answer._repr_mimebundle_()
            table = answer._repr_html_()
        assert shown["text/html"] in (f"{answer.picture(lang).html()}{table}", table)
        assert shown["text/plain"] == repr(answer)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sample", [each for each in samples.RECORDS if isinstance(each, KINDS)])
def test_every_sample_has_a_picture(sample, lang):
    """Whatever an answer lacks, there is a picture of it, if only of words."""
    picture = pictures.picture(sample, lang)
    assert Drawing(picture).root[1].text == picture.text
    json.dumps(picture.vegalite(), allow_nan=False)


class TestStyle:
    """One sheet of style for all."""

    def test_has_twelve_rules_at_most(self):
        """Rules are counted with those for the dark."""
        assert STYLE.count("{") - STYLE.count("@media") <= 12

    def test_is_kept_to_pictures(self):
        """No rule reaches anything else on a page."""
        selectors = re.findall(
            r"([^{}]+)\{", STYLE.replace("@media (prefers-color-scheme:dark){", "")
        )
        assert all(selector.startswith((".tjp", ":root.tjp")) for selector in selectors)

    @pytest.mark.parametrize("paper", ["#ffffff", "#1b1b1d"])
    def test_colours_are_legible_on_light_and_dark(self, paper):
        """Shapes have a contrast of 3 : 1 at least, as WCAG 2 asks of graphics."""
        for colour in re.findall(r"\.tjp \.(?:v|n|u)\{color:(#\w+)\}", STYLE):
            light, dark = sorted(map(luminance, (colour, paper)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 3

    def test_names_chinese_fonts(self):
        """Of macOS, Windows and Linux."""
        assert all(name in FONTS for name in ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC"))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class TestAttainment:
    """The picture of one target."""

    def test_says_the_verdict_with_a_sign_and_words(self):
        """The headline has both; colour is not the only sign."""
        titles = {name: picture_of(name, "en").title for name in ("open", "missed", "nothing")}
        assert titles == {
            "open": "✓ New jobs, 2021–2025: exceeded (forecast)",
            "missed": "✗ New jobs, 2021–2025: missed",
            "nothing": "? New jobs, 2021–2025: cannot tell: the figures do not cover the target period to its end",
        }

    def test_an_open_end_fades_with_an_arrow(self):
        """超过175万人 has no upper end, 150万人 has both."""
        assert len(Drawing(picture_of("open", "en")).groups("open")) == 1
        assert Drawing(picture_of("missed", "en")).groups("open") == []

    def test_a_bound_below_has_its_arrow_the_other_way(self):
        """Under 5.6 % may be anything below."""
        (group,) = Drawing(picture_of("ceiling", "en")).groups("open")
        assert group[0].text == "←"

    def test_the_bar_of_a_rounded_figure_ends_at_the_figure(self):
        """37 may be 36.5 to 37.5, a thin line over the end of the bar, which the caption names."""
        target = Target(JOBS, tj.period("2021"), F.at_least("3", "万人"))
        drawing = Drawing(pictures.attainment(tj.assess(target, JOBS.observe("2021", "4")), "en"))
        bar, spread, *_ = drawing.boxes(drawing.groups("value")[0])
        whole = bar.right - bar.left
        assert (spread.left - bar.left) / whole == pytest.approx(3.5 / 4, abs=0.005)
        assert (spread.right - bar.left) / whole == pytest.approx(4.5 / 4, abs=0.005)
        assert "A thin line is what the rounding leaves open." in [t for t, _ in drawing.texts()]

    def test_a_forecast_is_an_outline(self):
        """Its bar is drawn with a dashed line."""
        drawing = Drawing(picture_of("open", "en"))
        assert any(shape.get("class") == "v d" for shape in drawing.groups("value")[0])

    def test_what_is_accepted_lies_on_the_good_side(self):
        """The band begins or ends at the line of the target."""
        for name, side in (("missed", "left"), ("ceiling", "right")):
            drawing = Drawing(picture_of(name, "en"))
            (band,) = drawing.boxes(drawing.groups("accepted")[0])
            (line,) = drawing.boxes(drawing.groups("target")[0])
            assert getattr(band, side) == pytest.approx(line.left, abs=0.02)

    def test_a_target_without_a_number_has_words_only(self):
        """There is nothing to draw, and nothing fails."""
        picture = pictures.attainment(tj.assess(Target(JOBS, PLAN), YEARS), "en")
        assert not picture.shows
        assert Drawing(picture).shapes() == []
        assert "cannot tell: the target has no number" in picture.text

    def test_a_published_verdict_is_named_where_it_differs(self):
        """Only a contradiction is worth the room."""
        said = Target(JOBS, PLAN, F("175", "万人"), published_verdict="未完成")
        answer = tj.assess(said, JOBS.observe(PLAN, "180"))
        assert "Published: missed" in pictures.attainment(answer, "en").text
        assert "Published" not in picture_of("missed", "en").text

    def test_a_tolerance_widens_the_band(self):
        """The band begins below the number that is aimed at."""
        about = Target(JOBS, PLAN, F.about("175", "万人"))
        answer = tj.assess(about, JOBS.observe(PLAN, "170"), tolerance=10)
        (row,) = pictures.attainment(answer, "en").chart.rows
        assert row.accepts.lower == 1_650_000


class TestPath:
    """The picture of a path."""

    def test_of_levels_leads_to_the_target(self):
        """The dashed line begins at the latest level and ends at the target."""
        chart = picture_of("pace", "en").chart
        required = next(way for way in chart.ways if way.role == "required")
        assert [str(moment.time) for moment in required.moments] == [
            "2022",
            "2025-12-31",
        ]
        assert [moment.mark.number for moment in required.moments] == [21_600_000, 23_000_000]

    def test_nothing_is_required_after_the_end(self):
        """A target whose time is over has no line to it."""
        assert not any(way.role == "required" for way in picture_of("pace over", "en").chart.ways)

    def test_a_code_of_a_scheme_is_in_words(self):
        """A picture is for readers: substantial progress, not available, for every kind of pace."""
        for name in ("pace", "pace over", "no pace", "pace alone"):
            assert "_" not in picture_of(name, "en").text

    def test_of_a_total_adds_up(self):
        """The levels on the way are the sums to date."""
        moments = picture_of("pace of totals", "zh").chart.moments
        assert [moment.mark.words for moment in moments] == [
            "0万人",
            "37.62万人",
            "73.17万人",
            "109.2万人",
        ]

    def test_what_remains_is_in_outlines(self):
        """Each remaining year has a column of what it has to bring."""
        drawing = Drawing(picture_of("remaining", "en"))
        (group,) = drawing.groups("required")
        assert len([shape for shape in group if shape.get("class") == "u d"]) == 2
        assert "Required: 329,000 people" in picture_of("remaining", "en").text


class TestPlans:
    """The picture of plans side by side."""

    def test_a_partial_plan_is_marked(self):
        """By its name, its outline, and a sentence."""
        picture = picture_of("partial", "en")
        assert [row.name for row in picture.chart.rows] == [
            "13th Five-Year Plan (first 2 years)",
            "14th Five-Year Plan (first 2 years)",
        ]
        assert not any(row.mark.firm for row in picture.chart.rows)
        assert picture.chart.notes
        assert all(row.mark.firm for row in picture_of("plans", "en").chart.rows)

    def test_three_plans_stand_once_each(self):
        """Two comparisons share the plan in the middle."""
        series = yearly(JOBS, 2011, *map(str, range(40, 55)))
        pairs = [tj.compare(series, tj.plan(n), tj.plan(n + 1)) for n in (12, 13)]
        rows = pictures.plans(*pairs, lang="zh").chart.rows
        assert [row.name for row in rows] == ["“十二五”", "“十三五”", "“十四五”"]

    def test_a_plan_without_a_figure_says_so(self):
        """It has a row without a bar."""
        rows = picture_of("no plan", "en").chart.rows
        assert any(row.mark is None and "nothing is reported" in row.about for row in rows)


class TestScorecard:
    """The picture of many targets."""

    def test_of_a_dataset_has_a_row_for_each_target_with_a_number(self):
        """Those without are counted."""
        page = tj.datasets.load("tianjin-14th-plan")
        picture = pictures.scorecard(page, "en")
        numbered = [target for target in page.targets if target.figure is not None]
        assert len(picture.chart.rows) == len(numbered) == 2
        assert "12 without a number" in picture.text

    def test_is_in_percent_of_the_target(self):
        """62.42 million of 55 million are 113.49 %; a fall of 16.11 % of one of 13.5 % 119.32 %."""
        plans = tj.evaluate(tj.datasets.load("china-plans"), tj.plan(14), at="2026-03-31")
        rows = {row.name: row for row in pictures.scorecard(plans, "en").chart.rows}
        energy = rows["Energy used per unit of GDP"]
        assert round(energy.mark.number, 2) == Decimal("119.32")
        assert (energy.accepts.lower, energy.accepts.upper) == (100, None)

    def test_groups_stand_together(self):
        """Each heading is there once."""
        plans = tj.evaluate(tj.datasets.load("china-plans"), tj.plan(14), at="2026-03-31")
        headings = [
            row.heading for row in pictures.scorecard(plans, "zh").chart.rows if row.heading
        ]
        assert len(headings) == len(set(headings)) > 5

    def test_before_the_end_shows_progress_beside_time(self):
        """The share completed, and a line for the time elapsed."""
        row = picture_of("mid-term", "en").chart.rows[0]
        assert (row.flags[0].role, row.flags[0].words) == ("due", "Time elapsed: 40%")

    def test_a_review_has_the_picture_of_its_dataset(self):
        """A ready answer is not asked again."""
        page = tj.datasets.load("tianjin-14th-plan")
        assert pictures.scorecard(tj.review(page), "en") == pictures.scorecard(page, "en")

    def test_far_beyond_the_target_is_drawn_at_the_edge(self):
        """With a sign of a break; other rows keep their size."""
        target = Target(JOBS, PLAN, F("1", "万人"))
        done = JOBS.observe(PLAN, "5000")
        picture = pictures.scorecard(tj.Dataset("d", observations=(done,), targets=(target,)), "en")
        assert picture.chart.most is not None
        assert len(Drawing(picture).groups("value")[0]) >= 4


class TestSeries:
    """The picture of a series."""

    def test_amounts_are_columns_and_levels_dots(self):
        """A flow of years stands on zero, a stock or a rate need not."""
        flows, levels = pictures.series(YEARS), pictures.series(yearly(INSURED, 2020, "5", "6"))
        assert flows.chart.columns and not levels.chart.columns

    def test_targets_are_lines_over_their_time(self):
        """A total of five years is shown as so much a year."""
        picture = pictures.series(YEARS, GOAL, "en")
        (goal,) = picture.chart.goals
        assert goal.flag.number == 350_000
        assert (
            goal.flag.words
            == "Target: at least 1.75 million people (at least 350,000 people a year)"
        )

    def test_a_target_that_the_axis_cannot_show_is_named(self):
        """Growth is not drawn among levels."""
        growth = Target(JOBS, PLAN, F("5", "%"), measure="growth", base=tj.period("2020"))
        picture = pictures.series(YEARS, growth, "en")
        assert picture.chart.goals == ()
        assert "Not drawn: New jobs, 2021–2025 +5%" in picture.text

    def test_a_target_of_something_else_is_an_error(self):
        """It was chosen by the caller."""
        with pytest.raises(tj.TjstatsError):
            pictures.series(YEARS, Target(STOCK, tj.AsOf("2025"), F("5", "万人")))

    def test_periods_of_other_lengths_are_named_and_not_drawn(self):
        """A total of five years among years would dwarf them."""
        whole = Series(
            (*YEARS["2021":"2023"], JOBS.observe(PLAN, "175"), JOBS.observe("2024-Q1", "5"))
        )
        picture = pictures.series(whole, lang="en")
        assert [str(moment.time) for moment in picture.chart.moments] == ["2021", "2022", "2023"]
        assert "periods of another length: 2021–2025, Jan–Mar 2024" in picture.text

    def test_missing_values_are_named(self):
        """A gap is not zero."""
        gap = Observation(JOBS, tj.period("2024"), None, status="missing")
        picture = pictures.series(Series((*YEARS["2021":"2023"], gap)), lang="zh")
        assert "没有数值：2024年" in picture.text

    def test_only_missing_values(self):
        """Words only."""
        gap = Observation(JOBS, tj.period("2024"), None, status="missing")
        assert not pictures.series(Series((gap,)), lang="zh").shows

    def test_many_months_are_named_by_their_years(self):
        """And only the ends and extremes have words."""
        months = {f"{2015 + n // 12}-{n % 12 + 1:02d}": str(5 + n * 7 % 13) for n in range(72)}
        for indicator in (JOBS, RATE):
            drawing = Drawing(pictures.series(indicator.series(months), lang="en"))
            texts = [text for text, _ in drawing.texts()]
            assert {"2015", "2018", "2020"} <= set(texts)
            assert not any("Jan" in text for text in texts)
            assert len(texts) < 20

    def test_no_line_crosses_a_break(self):
        """Two scopes are two lines, with a rule between them."""
        old = yearly(RATE, 2018, "5", "5.1", scope="old")
        new = yearly(RATE, 2020, "4", "4.1", scope="new")
        drawing = Drawing(pictures.series(Series((*old, *new)), lang="en"))
        lines = [line.get("class") for line in drawing.root.iter(f"{SVG}polyline")]
        assert lines.count("v t") == 2
        assert lines.count("g d") == 1

    def test_no_line_crosses_a_flagged_break(self):
        """Nor one whose publisher flags it: dots and columns have a rule, and a sentence below."""
        for indicator in (RATE, JOBS):
            before = indicator.series({"2020": "5", "2021": "5.1"})
            after = (
                indicator.observe("2022", "4", flags={"break"}),
                indicator.observe("2023", "4.1"),
            )
            series = Series((*before, *after))
            assert [str(time) for time in series.breaks] == ["2022"]
            assert [row[-1] for row in series.table("en").rows] == ["", "", "break", ""]
            picture = pictures.series(series, lang="en")
            lines = [line.get("class") for line in Drawing(picture).root.iter(f"{SVG}polyline")]
            assert lines.count("g d") == 1
            assert lines.count("v t") == 2 * (indicator is RATE)
            assert picture.chart.notes == ("Break in the series: 2022.",)

    @pytest.mark.parametrize("width", [360, 640])
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_a_target_stands_in_the_plot(self, lang, width):
        """Its time is on the axis, its words beside its line, and what it accepts reaches to the edge,
        so that a column above the line is inside.
        """
        target = Target(JOBS, tj.period("2030"), F.at_least("32", "万人"))
        drawing = Drawing(pictures.series(YEARS, target, lang, width))
        texts = dict(drawing.texts())
        assert ("2030" if lang == "en" else "2030年") in texts
        assert any("320,000" in text or "32万人" in text for text in texts)
        (band,) = drawing.boxes(drawing.groups("accepted")[0])
        columns = [box for group in drawing.groups("value") for box in drawing.boxes(group)]
        assert band.top <= min(box.top for box in columns)

    def test_a_headline_of_ones_own(self):
        """Instead of the name and the time."""
        for picture in (
            pictures.series(YEARS, title="Fewer jobs"),
            YEARS.picture(title="Fewer jobs"),
        ):
            assert picture.title == "Fewer jobs" and picture.text.startswith("Fewer jobs")

    def test_no_target_is_named_twice_over(self):
        """A time and a target are one expression: 2021—2025年目标, not 2021—2025年：目标：…"""
        each = attrs.evolve(GOAL, figure=F.at_least("32", "万人"), every="1y")
        for lang, colons in (("zh", "：目标："), ("en", ": Target: ")):
            for width in (360, 640):
                assert colons not in pictures.series(YEARS, [GOAL, each], lang, width).svg()

    def test_what_remains_of_a_rate_has_its_history(self):
        """The rates before the year of the target."""
        target = Target(RATE, tj.period("2030"), F.at_least("6", "%"))
        rates = RATE.series({"2020": "5.1", "2021": "7.2", "2022": "6.9"})
        drawn = tj.remaining(target, rates).picture("en").chart.moments
        assert [str(moment.time) for moment in drawn] == ["2020", "2021", "2022"]


def points(text: str) -> Figure:
    return F(text, "个百分点")


class TestGrowths:
    """Columns of rates, or of changes in points, with their sign."""

    def test_each_rate_is_a_column(self):
        """As the table has it; a gap is named."""
        growths = ANSWERS["changes"]
        picture = growths.picture("en")
        assert picture.text.startswith("Change of ")
        assert [m.mark.words for m in picture.chart.moments] == ["+0.2 percentage points"]
        assert picture.chart.notes == ("No rate: 2022 (no value is published).",)
        rates = [m.mark.number for m in ANSWERS["growths"].picture().chart.moments]
        assert rates == [growth.rate.plain for growth in ANSWERS["growths"]]

    def test_of_nothing_there_are_words(self):
        """An empty tuple has no columns."""
        assert not ANSWERS["no growths"].picture().shows


class TestContributions:
    """The picture of contributions to growth."""

    PARTS = {
        "Consumption": points("4.3"),
        "Investment": points("1.5"),
        "Net exports": points("-0.6"),
    }

    def test_each_bar_begins_where_the_last_one_ended(self):
        """So that the last one ends at the sum."""
        marks = [row.mark for row in pictures.contributions(self.PARTS, lang="en").chart.rows]
        assert [mark.start for mark in marks] == [0, Decimal("4.3"), Decimal("5.8")]
        assert marks[-1].number == Decimal("5.2")

    def test_what_the_parts_leave_is_another_part(self):
        """Unless rounding explains it."""
        rows = pictures.contributions(self.PARTS, F("5.2", "%"), "en").chart.rows
        assert [row.name for row in rows][-1:] == ["Total"]
        rows = pictures.contributions(self.PARTS, F("7.0", "%"), "en").chart.rows
        assert [(row.name, row.mark.words) for row in rows[-2:]] == [
            ("Other", "+1.8 percentage points"),
            ("Total", "+7.0%"),
        ]

    def test_of_growths(self):
        """A change over the base of the whole: 6 of 100 and −1 of 100 are 6 and −1 points."""
        pair = lambda now, then: tj.growth(F(now, "亿元"), F(then, "亿元"))
        picture = pictures.contributions(
            {"一产": pair("46", "40"), "二产": pair("59", "60")}, pair("105", "100")
        )
        assert picture.lang == "zh"
        assert [row.mark.words for row in picture.chart.rows] == [
            "+6个百分点",
            "-1个百分点",
            "+5个百分点",
        ]

    @pytest.mark.parametrize(
        ("parts", "whole", "words"),
        [
            ({"a": F("5", "万人")}, None, "percentage points"),
            ({"a": 5}, None, "a Figure in points, or a Growth"),
            ({"a": tj.growth(F("5", "元"), F("4", "元"))}, F("5", "%"), "the growth of the whole"),
            ([("a", points("5"))], None, "a mapping"),
        ],
    )
    def test_other_things_are_refused(self, parts, whole, words):
        """With what to write."""
        with pytest.raises(tj.TjstatsError, match=words):
            pictures.contributions(parts, whole)


class TestOddNumbers:
    """Zero, negative, huge and lonely numbers have pictures too."""

    @pytest.mark.parametrize("value", ["0", "-5", "1e30", "1e-30", "0.000", "9" * 34])
    @pytest.mark.parametrize("indicator", [JOBS, RATE, STOCK, WAGE])
    def test_one_value(self, value, indicator):
        """A single value has a place inside the frame, and its exact digits."""
        time = "2021" if indicator is not STOCK else tj.AsOf("2021")
        series = Series((indicator.observe(time, value),))
        drawing = Drawing(pictures.series(series, lang="en"))
        assert len(drawing.groups("value")) == 1
        assert drawing.outside() == []
        words = series.observations[0].figure.text("en").replace(",", "")
        shown = [text.replace(",", "") for text, _ in drawing.texts()]
        assert any(text and words.startswith(text) for text in shown)

    @pytest.mark.parametrize("goal", ["0", "-5", "1e30"])
    @pytest.mark.parametrize("done", ["0", "-7", "3"])
    def test_targets(self, goal, done):
        """A target of zero has no percentages, and still a picture."""
        net = tj.Indicator("net", "万人", "flow", "higher", net=True)
        target = Target(net, PLAN, F(goal, "万人"))
        reported = net.observe(PLAN, done)
        assert Drawing(pictures.attainment(tj.assess(target, reported), "en")).groups("target")
        card = tj.Dataset("d", observations=(reported,), targets=(target,))
        assert "Target" in pictures.scorecard(card, "en").text


class TestFiles:
    """Pictures as files, and for pages."""

    def test_save_writes_by_the_suffix(self, tmp_path):
        """SVG and HTML need nothing."""
        picture = picture_of("open", "zh")
        picture.save(tmp_path / "a.svg")
        picture.save(str(tmp_path / "a.HTML"))
        assert (tmp_path / "a.svg").read_text("utf-8") == picture.svg()
        assert "超过175万人" in (tmp_path / "a.HTML").read_text("utf-8")

    def test_another_suffix_is_refused(self, tmp_path):
        """With those that there are."""
        with pytest.raises(tj.TjstatsError, match=r"\.svg, \.png, \.pdf or \.html"):
            picture_of("open", "zh").save(tmp_path / "a.jpg")

    @pytest.mark.parametrize("width", [100, 5000, 640.5, True, "640"])
    def test_a_width_that_is_none_is_refused(self, width):
        """Pixels are whole, and a few hundred."""
        with pytest.raises(tj.TjstatsError, match="whole number of pixels"):
            pictures.picture(YEARS, width=width)

    def test_without_the_extra(self, monkeypatch, tmp_path):
        """The error names it."""
        monkeypatch.setitem(sys.modules, "typst", None)
        with pytest.raises(tj.TjstatsError, match=r"extra 'pictures': pip install"):
            picture_of("open", "en").save(tmp_path / "a.png")

    @pytest.mark.parametrize(("suffix", "head"), [(".png", b"\x89PNG"), (".pdf", b"%PDF")])
    def test_with_the_extra(self, tmp_path, suffix, head):
        """PNG and PDF, in Chinese too."""
        pytest.importorskip("typst")
        picture_of("open", "zh").save(tmp_path / f"a{suffix}")
        assert (tmp_path / f"a{suffix}").read_bytes().startswith(head)

    def test_a_lack_of_chinese_fonts_is_said_once(self, monkeypatch):
        """By a warning, at the first picture with Chinese characters."""
        typst = pytest.importorskip("typst")
        from tjstats.views.pictures import printed

        printed._check_fonts.cache_clear()
        fonts = type("Fonts", (), {"families": lambda self: ["Libertinus Serif"]})
        monkeypatch.setattr(printed, "_fonts", lambda: fonts())
        monkeypatch.setattr(typst, "compile", lambda *_, **more: b"")
        with pytest.warns(UserWarning, match="no font with Chinese characters"):
            picture_of("open", "zh").png()
        picture_of("open", "zh").png()
        printed._check_fonts.cache_clear()

    def test_a_page_without_style_keeps_an_image(self):
        """What a sanitiser leaves is an image with the words of the picture; the drawing, or the words that are left
        of it, is hidden by an attribute that has a value (sanitize-html drops one without).
        """
        picture = picture_of("open", "en")
        html = picture.html()
        left = re.sub("<style>.*?</style>", "", html, flags=re.DOTALL)
        assert left.count("<svg") == left.count('hidden="hidden"><svg') == 2
        assert f'alt="{picture.text}"' in left
        assert 'src="data:image/svg+xml;base64,' in left

    def test_notebooks_get_drawing_and_words(self):
        """As HTML, SVG and text."""
        picture = picture_of("open", "en")
        shown = picture._repr_mimebundle_()
        assert set(shown) == {"text/plain", "text/html", "image/svg+xml"}
        assert shown["text/plain"] == picture.text == str(picture)
        assert repr(picture) == "<Picture ✓ New jobs, 2021–2025: exceeded (forecast)>"

    def test_vega_lite_is_valid(self):
        """By the schema that altair brings."""
        altair = pytest.importorskip("altair")
        for name in ANSWERS:
            altair.Chart.from_dict(picture_of(name, "en").vegalite())


class TestLanguage:
    """`lang=None` is the language that is set, else that of the words."""

    def test_of_the_words(self):
        """万人 is Chinese; a set language wins."""
        answer = tj.assess(GOAL, JOBS.observe(PLAN, "180"))
        assert answer.picture().lang == "zh"
        with tj.language("en"):
            assert answer.picture().lang == "en"


class TestWrongArguments:
    """Errors name what a function takes."""

    @pytest.mark.parametrize(
        "draw", ["attainment", "path", "plans", "scorecard", "series", "picture"]
    )
    def test_something_else(self, draw):
        """With how to get it."""
        with pytest.raises(tj.TjstatsError, match=r"tj\.|dataset\[|Attainment"):
            getattr(pictures, draw)("text")

    def test_no_comparison(self):
        """There is nothing to show."""
        with pytest.raises(tj.TjstatsError, match=r"tj\.compare"):
            pictures.plans()


def test_nothing_is_loaded_before_it_is_needed():
    """Answers know no pictures; `import tjstats` and questions load none."""
    code = (
        "import sys, tjstats as tj; tj.growth(tj.Figure('5', '元'), tj.Figure('4', '元')).rate;"
        "print([name for name in sys.modules if name.startswith('tjstats.views')])"
    )
    assert run_python(code) == "[]"

"""Tables: one unit a column, decimal points below one another, hovering columns for everybody, everything escaped."""

import re
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from math import floor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import tjstats as tj
from tests.indicators import JOBS, RATE
from tjstats import Figure, Source, Verdict, zh
from tjstats.tables import STYLE, Column, Table, cells
from tjstats.values.figure_columns import figure_column

F = Figure
HOSTILE = "<script>alert(1)</script>\"'&\n|"
languages = st.sampled_from(["en", "zh"])
sizes = st.integers(1, 99_999).map(lambda n: str(Decimal(n).scaleb(-2)))


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text; every element must be closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements, self.open, self.texts = [], [], []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


class TestBrief:
    """A quotient with the digits that its interval supports."""

    @given(sizes, sizes)
    def test_the_ends_of_the_interval_are_within_a_unit_of_the_last_digit(self, a, b):
        """Rounded like the figure, as with no digit more; one digit and whole numbers at least."""
        rate = (F(a, "亿元") / F(b, "亿元")).to("%")
        shown = rate.brief("en").removesuffix("%").replace(",", "")
        places = len(shown.partition(".")[2])
        significant = len(shown.replace(".", "").lstrip("0"))
        full = len(rate.text("en").removesuffix("%").partition(".")[2])
        numbers = (rate.value, rate.unrounded.lower, rate.unrounded.upper)

        def apart(places: int) -> int:
            """The units of the last digit between the figure and the further end."""
            own, *ends = (floor(Fraction(n) * 10**places + Fraction(1, 2)) for n in numbers)
            return max(abs(end - own) for end in ends)

        assert apart(places) <= 1 or significant <= 1 or places == 0
        assert apart(places + 1) > 1 or places == full
        assert abs(Fraction(shown) - Fraction(rate.value)) <= Fraction(1, 2 * 10**places)

    @given(sizes, sizes, languages)
    def test_printed_figures_and_sums_are_shown_in_full(self, a, b, lang):
        """Only a division makes digits that nobody printed."""
        for figure in (
            F(a, "万人"),
            F(a, "万人") - F(b, "万人"),
            F.over(a, "%"),
            F(a, "元", exact=True),
        ):
            assert figure.brief(lang) == figure.text(lang)

    @pytest.mark.parametrize(
        ("now", "then", "shown"),
        [
            ("37.62", "35.55", "5.8%"),
            ("2510", "2050", "22.4%"),
            ("28.9", "27.62", "5%"),
            ("490.21", "489.21", "0.20%"),
            ("4305.3", "4046.4", "6.40%"),
            ("106.4", "100.0", "6.4%"),  # 6.30 to 6.50 %
            ("57", "56", "2%"),
        ],
    )
    def test_a_rate_of_growth(self, now, then, shown):
        """One decimal where releases have one."""
        assert tj.growth(F(now, "亿元"), F(then, "亿元")).rate.brief("en") == shown


class TestColumns:
    """A column of figures."""

    @pytest.mark.parametrize(
        ("figures", "lang", "head", "shown"),
        [
            (
                [F("37.62", "万人"), F.over("175", "万人")],
                "zh",
                "数值（万人）",
                ("37.62", "超过175"),
            ),
            ([F("37.62", "万人"), F("9800", "人")], "en", "figure (people)", ("376,200", "9,800")),
            (
                [F("376.2", "万人"), F.over("1750", "万人")],
                "en",
                "figure (million people)",
                ("3.762", "over 17.5"),
            ),
            ([F("37.62", "万人"), F("9800", "人")], "zh", "数值", ("37.62万人", "9800人")),
            ([F("5", "%"), F("5", "人")], "en", "figure", ("5%", "5 people")),
            ([F("3.5", "million EUR"), None], "en", "figure (million EUR)", ("3.5", "")),
            ([F("12", "件/万人")], "en", "figure (cases/10,000 people)", ("12",)),
            ([F.some_over("4300", "件")], "zh", "数值（件）", ("4300余",)),
            ([F.between("60", "80", "元/月")], "zh", "数值（元/月）", ("60—80",)),
            ([F("3", "成"), F("2.5", "成")], "zh", "数值（成）", ("3", "2.5")),
            ([F("0", "%")], "en", "figure (%)", ("0",)),
            ([], "en", "figure", ()),
        ],
    )
    def test_one_unit_is_in_the_head(self, figures, lang, head, shown):
        """If the figures have several units, or several scales in Chinese, each cell has its own."""
        column = figure_column("figure", figures, lang)
        assert (column.head, column.cells) == (head, shown)

    @given(st.lists(st.one_of(sizes, sizes.map(lambda n: n[:-1])), min_size=1), languages)
    def test_a_cell_with_its_head_is_the_figure(self, numbers, lang):
        """Digits and unit read back give the same number."""
        figures = [F(number, "亿元") for number in numbers]
        column = figure_column("figure", figures, lang)
        unit = re.search(r"[(（](.*)[)）]", column.head)[1]
        scale = {"亿元": 8, "yuan": 0, "million yuan": 6, "billion yuan": 9}[unit]
        for figure, cell in zip(figures, column.cells, strict=True):
            assert Decimal(cell.replace(",", "")).scaleb(scale) == figure.plain

    @given(
        st.lists(
            st.sampled_from(
                [
                    "5",
                    "12.25",
                    "-0.5",
                    "1,234",
                    "超过175",
                    "175以上",
                    "1.2余",
                    "",
                    "60—80",
                    "about 3",
                ]
            ),
            min_size=1,
        )
    )
    def test_decimal_points_are_below_one_another(self, texts):
        """In print by spaces; in HTML every cell ends with equally wide text after its ones."""
        table = Table.of([Column("a", ("x",) * len(texts)), Column("b", tuple(texts), number=True)])
        assume(any(texts))
        lines = table.text().splitlines()[2:]
        places = set()
        for line, text in zip(lines, texts, strict=True):
            if text:
                at = re.search(r"\d[\d,]*(?=(\.\d+)?\D*$)", line).end()
                places.add(cells(line[:at]))
        assert len(places) <= 1
        shown = [
            re.sub(r"<.*?>", "", cell)
            for cell in re.findall(r"<td align=\"right\">(.*?)</td>", table.bare_html())
        ]
        widths = {
            tuple(
                sorted(
                    "point"
                    if c in ".\u2008"
                    else "digit"
                    if c.isdigit() or c == "\u2007"
                    else "wide"
                    for c in after
                )
            )
            for cell in shown
            if cell
            for after in [re.search(r"\d[\d,]*((\.\d+)?[^\d]*)$", cell)[1]]
        }
        assert len(widths) == 1
        assert [cell.rstrip("\u2007\u2008\u3000\u2002") for cell in shown] == texts

    def test_markdown(self):
        """Numbers are aligned to the right; bars and line breaks are escaped."""
        table = Table.of([Column("a|b", ("x\ny",)), Column("n", ("5",), number=True)])
        assert table.markdown() == "| a\\|b | n |\n| --- | ---: |\n| x y | 5 |"


class TestHtml:
    """Tables in a notebook."""

    def test_everything_is_escaped(self):
        """Names, printed words, sources and captions from anywhere."""
        source = Source("s", title=HOSTILE)
        jobs = tj.Indicator("x", "万人", "flow", zh=HOSTILE, en=HOSTILE)
        series = jobs.series(
            {"2021": "5", "2022": "6"}, source=source, printed="5" + HOSTILE, scope=HOSTILE
        )
        for record in (
            series,
            series[0],
            tj.Dataset("d", observations=tuple(series)),
            tj.growth(series[1], series[0]),
            jobs,
        ):
            for lang in ("en", "zh"):
                page = Page(record.table(lang).html())
                assert {tag for tag, _ in page.elements} <= {
                    "div", "style", "table", "caption", "thead", "tbody", "tr", "th", "td", "i", "p", "details", "summary", "ul", "li",
                }  # fmt: skip
                assert HOSTILE.strip("|\n") in "".join(page.texts)

    def test_printed_words_and_sources(self):
        """They are on the row for a mouse, and below the table for everybody: what is the same for all rows once."""
        source = Source("s", title="公报", publisher="统计局")
        series = tj.Series(
            tuple(
                JOBS.observe(year, value, printed=f"{value}万人", source=source)
                for year, value in (("2021", "5"), ("2022", "6"))
            )
        )
        page = Page(series.table("zh").html())
        titles = [attributes["title"] for tag, attributes in page.elements if "title" in attributes]
        assert titles == ["原文：5万人\n来源：统计局，公报", "原文：6万人\n来源：统计局，公报"]
        text = "".join(page.texts)
        assert "2021年 · 5万人" in text and text.count("来源：统计局，公报") == 1
        assert series.table("zh").rows[0] == ("2021年", "5", "5万人", "统计局，公报")

    def test_answers_say_where_their_inputs_are_from(self):
        """The row of an observation or target has its printed words and its source."""
        source = Source("s", title="公报")
        now = JOBS.observe("2022", "6", printed="6万人", source=source)
        growth = tj.growth(now, JOBS.observe("2021", "5"))
        titles = [a["title"] for _, a in Page(growth.table("zh").html()).elements if "title" in a]
        assert titles == ["原文：6万人\n来源：公报"]

    def test_heads_are_heads(self):
        """A screen reader is told the heads of columns and of rows, and the caption."""
        page = Page(RATE.series({"2021": "5.1", "2022": "5.6"}).table("en").html())
        scopes = [attributes["scope"] for tag, attributes in page.elements if tag == "th"]
        assert scopes == ["col", "col", "row", "row"]
        assert "caption" in {tag for tag, _ in page.elements}

    def test_without_style(self):
        """The alignment is an attribute and spaces, which sanitizers keep, and no colour is set."""
        html = RATE.series({"2021": "5.15", "2022": "5"}).table("en").html()
        bare = re.sub(r"<style>.*?</style>", "", html)
        assert 'align="right"' in bare and "\u2008\u2007\u2007" in bare and "style=" not in bare
        colours = re.findall(r"(?:color|background)[^;}]*", html)
        assert colours == ["color:inherit", "color2,rgba(128,128,128,.35))"] or all(
            "inherit" in c or "128" in c for c in colours
        )

    def test_the_style_outweighs_that_of_notebooks(self):
        """JupyterLab aligns cells to the right by a selector of two classes and an element."""
        rules = re.findall(r"([^{}]+)\{([^}]*)\}", STYLE)
        aligning = [
            selector
            for names, rule in rules
            if "text-align" in rule
            for selector in names.split(",")
        ]
        assert aligning and all(selector.startswith(".tjstats.tjstats ") for selector in aligning)

    def test_a_table_shows_itself(self):
        """As text in print, as HTML in a notebook."""
        table = JOBS.series({"2021": "5"}).table("en")
        assert str(table) == table.text() and table._repr_html_() == table.html()


class TestRecords:
    """What tables of records leave out and mark."""

    def test_a_status_is_shown_unless_it_is_normal(self):
        """A column where some are not; derived observations are marked."""
        plain = JOBS.series({"2021": "5", "2022": "6"})
        assert plain.table("en").header == ("period", "figure (people)")
        first = JOBS.observe("2021", "5", status="provisional")
        total = JOBS.observe("2022", "6", derived_from=(first,))
        assert tj.Series((first, total)).table("en").rows == (
            ("2021", "50,000", "provisional"),
            ("2022", "60,000", "derived"),
        )

    @pytest.mark.parametrize(
        ("verdict", "sign"), [(Verdict.YES, "✓"), (Verdict.NO, "✗"), (Verdict.UNKNOWN, "?")]
    )
    def test_a_verdict_has_a_sign_and_a_word(self, verdict, sign):
        """Neither colour nor sign alone."""
        assert verdict.sign == sign
        claim = tj.Claim(
            F("22.4" if verdict is Verdict.YES else "29", "%"),
            None if verdict is Verdict.UNKNOWN else F("22.41", "%"),
        )
        shown = dict(tj.verify(claim).table("zh").rows)["判定"]
        assert shown.startswith(f"{sign} ") and len(shown) > 2

    def test_an_entry_is_in_the_order_of_time(self):
        """Observations by their end, then targets; the area of all is in the caption."""
        observed = [JOBS.observe(year, "5", area="CN") for year in ("2023", "2021", "2022")]
        goal = tj.Target(JOBS, tj.plan(14), F.at_least("175", "万人"), area="CN")
        table = tj.Dataset("d", observations=observed, targets=(goal,))[JOBS.code].table("en")
        assert [row[0] for row in table.rows] == ["2021", "2022", "2023", "2021–2025"]
        assert table.caption == "New jobs · CN"

    def test_lists_of_a_text(self):
        """Readings and claims are lists, equal to lists, with a table."""
        text = "一般公共预算收入由612.8亿元增加到648.3亿元，增长6.8%。"
        readings, claims = zh.read(text), zh.check(text)
        assert isinstance(readings, list) and readings == list(readings)
        assert len(readings.table().rows) == len(readings) and len(claims.table().rows) == len(
            claims
        )
        assert "✗ 不一致" in claims._repr_html_() and "✗ inconsistent" in claims.table("en").text()
        assert zh.read("没有数值").table().rows == ()

    def test_tuples_of_answers(self):
        """Growths of a series, plans compared and sources reconciled are tuples, with a table."""
        series = JOBS.series({"2016": "30", "2017": "31.5", "2021": "33.0", "2022": "33.05"})
        growths = series.growth()
        assert isinstance(growths, tuple) and growths == tuple(growths)
        assert growths.table("en").header[-3:] == ("base level (people)", "rate (%)", "reason")
        assert [row[-2:] for row in growths.table("en").rows] == [
            ("5", ""),
            ("", "no value is published"),
            ("0.2", ""),
        ]
        points = RATE.series({"2021": "5.1", "2022": "5.6"}).growth().table("zh")
        assert points.header[-1] == "增减（个百分点）" and points.rows[0][-1] == "0.5"
        dataset = tj.Dataset("d", observations=tuple(series))
        table = tj.compare_all(dataset, tj.plan(13), tj.plan(14)).table("zh")
        assert table.header == ("指标", "“十三五”", "“十四五”", "增减", "增速")
        assert table.rows == (("新增就业", "61.5万人", "66.05万人", "4.55万人", "7%"),)
        told = [
            JOBS.observe("2021", value, source=Source(code))
            for code, value in (("a", "5"), ("b", "6.5"))
        ]
        table = tj.reconcile(tj.Dataset("d", observations=told)).table("en")
        assert table.rows == (
            ("New jobs", "2021", "50,000 people (a), 65,000 people (b)", "contradicting"),
        )
        for empty in (tj.reconcile(tj.Dataset("d")), JOBS.series({"2021": "5"}).growth()):
            assert empty == () and empty._repr_html_()
        assert tj.compare_all(tj.Dataset("d"), tj.plan(13), tj.plan(14)).table().rows == ()

    def test_a_share_of_pace_is_a_percentage(self):
        """Also the share of time that has passed."""
        goal = tj.Target(JOBS, tj.plan(14), F.at_least("175", "万人"))
        pace = tj.track(
            goal, JOBS.series({"2021": "37.62", "2022": "35.55", "2023": "35.81"}), "plan-linear"
        )
        rows = dict(pace.table("en").rows)
        assert rows["share of time elapsed"] == "60%" and rows["value"].endswith("%")

    def test_a_change_is_shown_in_the_scale_of_its_level(self):
        """万 beside 万, also where the base was printed in 亿."""
        growth = tj.growth(F("24918", "万人"), F("2.17", "亿人"))
        assert dict(growth.table("zh").rows)["增减"] == "3218万人"

    def test_a_claim_is_shown_in_one_scale(self):
        """What is implied in the scale that was printed: 万 beside 万."""
        checked = tj.verify(tj.Claim(F("3128", "万人"), F("10.74", "亿人") - F("10.42", "亿人")))
        rows = dict(checked.table("zh").rows)
        assert (rows["公布值"], rows["推算"]) == ("3128万人", "3200万人")


def test_print_of_a_list_of_answers_is_its_table():
    """What `zh.read`, `zh.check`, growth, `reconcile` and `compare_all` give; an empty one is as Python writes it."""
    text = "最低工资标准由2050元提高到2510元，增幅达23.4%。"
    dataset = tj.datasets.load("tianjin-plans")
    jobs = tj.datasets.load("mohrss")["employment.new_urban_jobs"].series
    compared = tj.compare_all(dataset, tj.plan(13), tj.plan(14))
    for answers in (zh.read(text), zh.check(text), jobs.growth(), tj.reconcile(dataset), compared):
        if answers:
            assert str(answers) == answers.table().text()
            assert str(answers) not in repr(answers)
            for lang in ("en", "zh"):
                with tj.language(lang):
                    assert str(answers) == answers.table(lang).text()
    assert str(zh.read("没有数字")) == "[]"

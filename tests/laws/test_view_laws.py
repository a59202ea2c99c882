"""Laws of what people see: a fall is a fall wherever it is shown, and the latest figure is a level."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tjstats as tj
from tests.indicators import JOBS, NET, RATE, STOCK
from tjstats import Dataset, Figure, Observation, Period, Series, Target, zh
from tjstats.questions.phrases import phrase, target_text
from tjstats.records.classifications import Measure
from tjstats.tables import label, value_text
from tjstats.values.wording import says_fall, says_rise
from tjstats.views.plans import plans_table
from tjstats.views.report import report
from tjstats.zh.lexicon.bounds import AFTER, BEFORE
from tjstats.zh.lexicon.changes import FALL_NOUNS, FALLS, RISE_NOUNS, RISES, WITH_BASE

YEAR, BEFORE_THAT = Period.year(2025), Period.year(2024)
FALLING = [*FALLS, *FALL_NOUNS, *(word for word, sign in WITH_BASE.items() if sign < 0)]
RISING = [*RISES, *RISE_NOUNS, *(word for word, sign in WITH_BASE.items() if sign > 0)]
ENGLISH = ("fell by {}", "down {}", "{} fewer", "a loss of {}", "declined by {}", "cut by {}")
languages = st.sampled_from(["en", "zh"])


def shows_a_fall(text: str) -> bool:
    """Whether a text has a minus sign before a digit, or one of the words that a print was given."""
    words = [*FALLING, *(template.replace("{}", "").strip() for template in ENGLISH)]
    dashes = ("-1", "-2", "-3", "-4", "-5", "-6", "-7", "-8", "-9", "-0")
    return any(piece in text for piece in (*dashes, *words))


def rows_of(dataset: Dataset, indicator: tj.Indicator, lang: str) -> list[str]:
    """The rows of an indicator among the figures of a report that is wide enough for them."""
    figures = (
        report(dataset, lang, 1000)
        .partition(f"■ {phrase('figures', lang)}\n")[2]
        .partition("\n■ ")[0]
    )
    return [line for line in figures.splitlines() if line.startswith(indicator.name(lang))]


@st.composite
def falls(draw: st.DrawFn, unit: str) -> tuple[Figure, str | None]:
    """A figure below zero, and its words: with a verb, with a sign, without either, or none."""
    size = draw(st.integers(1, 99_999))
    digits = f"{size / 10:.1f}"
    word = draw(st.sampled_from(["exactly", "over", "at_least", "under", "at_most", "about"]))
    around = {"over": "{}以上", "at_least": "不低于{}", "under": "{}以下", "at_most": "不超过{}"}
    amount = around.get(word, "{}").format(digits + unit)
    printed = draw(
        st.none()
        | st.just(amount)
        | st.just(f"-{amount}")
        | st.sampled_from(FALLING).map(lambda verb: verb + amount)
        | st.sampled_from(ENGLISH).map(lambda template: template.format(digits))
    )
    return Figure(f"-{digits}", unit, word), printed


class TestFalls:
    """A fall keeps its sign or its word wherever an observation or target is shown."""

    @given(falls("%"), falls("万人"), languages, st.sampled_from([JOBS, STOCK, NET]))
    def test_changes(self, growth, change, lang, indicator):
        """A change and a growth in print, tables, HTML, and in the report beside their level."""
        made = [
            indicator.observe("2025", figure, measure=measure, base="2024", printed=printed)
            for measure, (figure, printed) in (("growth", growth), ("change", change))
        ]
        level = indicator.observe("2025", "5")
        dataset = Dataset("d", observations=(level, *made))
        for observation in made:
            alone = Dataset("d", observations=(observation,))
            shown = [observation.text(lang), repr(observation), report(alone, lang)]
            shown += [
                f"{observation.table(lang).rows}",
                f"{Series((observation,)).table(lang).rows}",
            ]
            with tj.language(lang):
                shown += [str(observation), observation._repr_html_(), alone._repr_html_()]
            assert all(map(shows_a_fall, shown)), shown
        (row,) = rows_of(dataset, indicator, lang)
        first, *printed = re.split(r"[\[［]", row)
        assert len(printed) == 2 and all(map(shows_a_fall, printed)), (first, printed)

    @given(falls("万人"), languages)
    def test_levels(self, fall, lang):
        """A level below zero."""
        figure, printed = fall
        level = NET.observe("2025", figure, printed=printed)
        dataset = Dataset("d", observations=(level,))
        shown = [level.text(lang), report(dataset, lang), f"{dataset.table(lang).rows}"]
        assert all(map(shows_a_fall, shown)), shown

    @given(falls("%"), languages)
    def test_targets(self, fall, lang):
        """A target on a fall, also among the questions that stay open."""
        figure, printed = fall
        target = Target(JOBS, YEAR, figure, measure="growth", base=BEFORE_THAT, printed=printed)
        dataset = Dataset("d", targets=(target,))
        shown = [target.text(lang), f"{target.table(lang).rows}", target_text(target, lang)]
        lines = report(dataset, lang, 1000).splitlines()
        shown += [line for line in lines if line.startswith(JOBS.name(lang))]
        assert len(shown) >= 5
        assert all(map(shows_a_fall, shown)), shown

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_texts(self, lang):
        """What is read from a sentence with a falling verb is shown as a fall."""
        shown = []
        for verb in FALLS:
            text = f"2025年城镇新增就业37.6万人，比上年{verb}1.7万人。"
            for observation in zh.observations(text, published=date(2026, 1, 2)):
                if observation.measure is Measure.CHANGE:
                    assert observation.figure.value < 0
                    shown.append(observation.text(lang))
        assert len(shown) > len(FALLS) / 2
        assert all(map(shows_a_fall, shown)), shown

    def test_words(self):
        """The words by which the Chinese reader tells a fall say so; those of rises and bounds do not."""
        assert [word for word in FALLING if not says_fall(f"{word}1.7万人")] == []
        others = [f"{word}1.7万人" for word in (*RISING, *BEFORE)]
        others += [f"1.7万人{word}" for word in AFTER]
        assert [text for text in others if says_fall(text)] == []


class TestMoves:
    """A change or growth is shown as one, with its direction and base, whatever was printed."""

    @given(
        st.sampled_from(["change", "growth"]),
        st.integers(-9_999, 9_999).filter(bool),
        st.sampled_from(["exactly", "over", "at_least", "under", "at_most", "about"]),
        st.booleans(),
        languages,
    )
    def test_a_change_is_not_taken_for_a_level(self, measure, size, word, bare, lang):
        """Words without a verb do not stand for a change; size and direction can be read."""
        unit = "%" if measure == "growth" else "万人"
        figure = Figure(f"{size / 10:.1f}", unit, word)
        printed = f"{abs(size) / 10:.1f}{unit}" if bare else None
        made = JOBS.observe("2025", figure, measure=measure, base="2024", printed=printed)
        text = made.text(lang)
        falls = size < 0
        verbs = {
            "zh": ("增长", "下降") if measure == "growth" else ("增加", "减少"),
            "en": ("up ", "down "),
        }
        assert verbs[lang][falls] in text and "2024" in text
        size_alone = figure._negated() if falls else figure
        assert size_alone.text(lang) in text

    @pytest.mark.parametrize("printed", ["增长8.5%", "+8.5%", "an increase of 8.5%", "同比增8.5%"])
    def test_words_that_report_it_are_kept(self, printed):
        """Printed words with their verb or sign are shown as they are."""
        lang = "en" if printed.isascii() else "zh"
        grown = JOBS.observe(
            "2025", Figure("8.5", "%"), measure="growth", base="2024", printed=printed
        )
        assert grown.text(lang).endswith(printed)

    def test_words(self):
        """The words by which the Chinese reader tells a rise say so; those of falls and bounds do not."""
        assert [word for word in RISING if not says_rise(f"{word}1.7万人")] == []
        others = [f"{word}1.7万人" for word in (*FALLING, *BEFORE)]
        others += [f"1.7万人{word}" for word in AFTER]
        assert [text for text in others if says_rise(text)] == []

    @given(falls("万人"))
    def test_a_figure_turned_twice(self, fall):
        """The other sign of the other sign is the figure as printed."""
        figure, _ = fall
        assert figure._negated()._negated() == figure
        assert str(figure._negated()._negated()) == str(figure)


@st.composite
def observations(draw: st.DrawFn) -> list[Observation]:
    """Levels and changes of one indicator over some years, some of them missing."""
    found = []
    for year in draw(st.lists(st.integers(2015, 2025), unique=True, min_size=1, max_size=5)):
        for measure in draw(st.sets(st.sampled_from(["value", "growth", "change"]), min_size=1)):
            unit = "%" if measure == "growth" else "万人"
            figure = Figure(str(draw(st.integers(1, 900))), unit)
            more = {} if measure == "value" else {"base": Period.year(year - 1)}
            if draw(st.integers(0, 4)) == 0:
                figure, more["status"] = None, "missing"
            found.append(Observation(JOBS, Period.year(year), figure, measure=measure, **more))
    return draw(st.permutations(found))


class TestLatest:
    """The latest figure of a view is a level where there is one, not a change of the same thing."""

    @given(observations(), languages)
    def test_latest(self, found, lang):
        """In the table of a dataset and in the report: the last level with a value, else the last change."""
        dataset = Dataset("d", observations=tuple(found))
        known = [o for o in found if o.figure is not None] or found
        levels = [o for o in known if o.measure is Measure.VALUE]
        last = max(o.period for o in levels or known)
        expected = [o for o in levels or known if o.period == last]
        ((_, shown, period, *_),) = dataset.table(lang).rows
        assert shown in {value_text(o.figure or o.status, lang) for o in expected}
        assert period == last.text(lang)
        (line,) = rows_of(dataset, JOBS, lang)
        if all(o.figure is not None for o in expected):
            assert any(o.figure.text(lang) in line for o in expected)

    @given(observations(), languages)
    def test_later_changes_stay(self, found, lang):
        """A change that goes on after the last level is shown beside it, with its time."""
        dataset = Dataset("d", observations=tuple(found))
        levels = [o.period for o in found if o.figure and o.measure is Measure.VALUE]
        later = [
            o
            for o in found
            if o.figure and levels and o.measure is not Measure.VALUE and o.period > max(levels)
        ]
        (line,) = rows_of(dataset, JOBS, lang)
        for change in later:
            assert change.figure.text(lang) in line and str(change.period) in line

    def test_plans(self):
        """Plans side by side hold levels: growth published for a whole plan only where no level is known."""
        values = RATE.series({str(year): "5" for year in range(2016, 2026)})
        grown = [
            Observation(RATE, plan.period, Figure("1", "%"), measure="growth", base=plan.base)
            for plan in (tj.plan(13), tj.plan(14))
        ]
        table = plans_table(Dataset("d", observations=(*grown, *values)), lang="en")
        assert table.rows[0][2:] == ("5%", "5%")


def shown(fields: dict[str, object], lang: str) -> list[tuple[str, str]]:
    """Names and values as a table has them: without what is missing, each in the language."""
    return [
        (label(name, lang), value_text(value, lang))
        for name, value in fields.items()
        if value is not None and value != ""
    ]


def cells_of(html: str) -> list[str]:
    """The texts of the cells of a table in HTML."""
    cells = re.findall(r"<t[hd](?: [^>]*)?>(.*?)(?:<i aria-hidden.*?)?</t[hd]>", html)
    return [unescape(cell) for cell in cells]


numbers = st.integers(-50, 900).map(lambda n: str(Decimal(n).scaleb(-1)))
words = st.sampled_from(["exactly", "over", "at_least", "about"])


class TestTables:
    """The table of an answer holds its inputs and each of its results, in the language asked for, and HTML holds the
    same cells."""

    @given(
        numbers, numbers, words, st.sampled_from([JOBS, RATE, NET]), st.integers(1, 5), languages
    )
    def test_growth(self, now, then, word, indicator, years, lang):
        """Of a growth; that of a rate has its change alone."""
        unit = "%" if indicator is RATE else "万人"
        current = indicator.observe(2025, Figure(now, unit, "exactly" if now < "1" else word))
        base = indicator.observe(2025 - years, Figure(then, unit))
        g = tj.growth(current, base)
        fields = {"current": current, "base": base, "change": g.change}
        if indicator is RATE:
            fields["years"] = g.years
        else:
            names = ("rate", "factor", "years", "average_annual", "reason")
            fields |= {name: getattr(g, name) for name in names}
        expected = shown(fields, lang)
        assert list(g.table(lang).rows) == expected
        assert len({name for name, _ in expected}) == len(expected)
        with tj.language(lang):
            assert cells_of(g._repr_html_())[2:] == [cell for row in expected for cell in row]
            assert (
                str(g)
                == g.text(lang)
                == (g.change if g.in_points else g.rate or g.reason).text(lang)
            )

    @given(numbers, numbers, words, languages, st.booleans())
    def test_attainment(self, reported, asked, word, lang, over):
        """Of an attainment; its gap by its size, under the name of the side of the target."""
        target = Target(NET, YEAR, Figure(asked, "万人", "exactly" if asked < "1" else word))
        observation = NET.observe(2025 if over else "2025-S1", reported)
        a = tj.assess(target, observation)
        fields = {"target": target, "reported": observation, "compared": a.observation}
        fields |= {name: getattr(a, name) for name in ("verdict", "degree", "reason")}
        if a.gap is not None:
            ends = a.gap.bounds
            past = ends.lower is not None and ends.lower >= 0 and ends.upper != 0
            short = ends.upper is not None and ends.upper <= 0 and ends.lower != 0
            name = "past" if past else "short" if short else "gap"
            fields[name] = -a.gap if short else a.gap
        names = "completion early final holds_now tolerance status published agrees"
        fields |= {name: getattr(a, name) for name in names.split()}
        fields |= {"early": a.early or None, "status": ""}
        expected = shown(fields, lang)
        assert list(a.table(lang).rows) == expected
        with tj.language(lang):
            assert cells_of(a._repr_html_())[2:] == [cell for row in expected for cell in row]
            assert str(a) == a.text(lang)
        unknown = a.verdict is tj.Verdict.UNKNOWN
        assert (a.reason.text(lang) in a.text(lang)) if unknown else a.reason is None

    @given(st.lists(numbers, min_size=11, max_size=11), st.integers(0, 5), languages)
    def test_comparison(self, values, gone, lang):
        """Of two plans: a row for each with its figure, and one for each result."""
        years = dict(zip(range(2015, 2026), values, strict=True))
        years.pop(2020 + gone)
        c = tj.compare(JOBS.series(years), tj.plan(13), tj.plan(14))
        results = {
            "change": c.change,
            "rate": c.rate,
            "growth_in_earlier": c.growths[0],
            "growth_in_later": c.growths[1],
            "growth_difference": c.growth_difference,
            "reason": c.reason,
        }
        *sides, last = c.table(lang).rows[:2], c.table(lang).rows[2:]
        assert [(name, text) for name, _, text in last] == shown(results, lang)
        for (name, _, text), plan, figure in zip(
            *sides, c.plans, (c.earlier, c.later), strict=True
        ):
            assert (plan.zh if lang == "zh" else plan.en) in name
            assert text == ("" if figure is None else figure.text(lang))
            assert c.reason is not None or text in c.text(lang)
        with tj.language(lang):
            assert cells_of(c._repr_html_())[3:] == [
                cell for row in c.table(lang).rows for cell in row
            ]
        assert (c.reason is None) or c.reason.text(lang) in c.text(lang)

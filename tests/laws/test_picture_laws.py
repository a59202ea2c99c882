"""Laws of pictures: places follow numbers, open ends have the open sign, everything has a picture."""

import json
import re
from decimal import Decimal
from fractions import Fraction
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tjstats as tj
from tests.indicators import MONEY, NET, PLAN, RATE
from tests.pictures import SVG, Drawing
from tests.record_strategies import ODD, datasets
from tests.strategies import figures
from tjstats import Dataset, Figure, Series, Target
from tjstats.views import pictures
from tjstats.views.pictures.drawing import escaped
from tjstats.views.pictures.scales import Scale, axis

LEVEL = tj.Indicator("test.level", "亿元", "average", "higher")
numbers = st.integers(-(10**6), 10**6).map(lambda n: Decimal(n).scaleb(-2))
languages = st.sampled_from(["en", "zh"])
widths = st.sampled_from([260, 400, 640])
mixed = st.builds(
    lambda build, number, unit: build(str(number), unit),
    st.sampled_from([Figure, Figure.over, Figure.at_most, Figure.about]),
    st.integers(1, 99_999).map(lambda n: Decimal(n).scaleb(-2)),
    st.sampled_from(["万元", "亿元", "万亿元", "million CNY"]),
)
SCALE = re.compile("((?:[万亿]+)元|(?:million|billion|trillion) (?:yuan|CNY))")


class TestScales:
    """A number is as far along as its share of the way, to a fraction of a pixel."""

    @given(st.lists(numbers, min_size=2, max_size=6))
    def test_places_are_shares_of_the_way(self, found):
        """By exact fractions; so a larger number is never before a smaller one."""
        scale = Scale.over(found, 20, 620)
        low, high = Fraction(scale.low), Fraction(scale.high)
        for number in found:
            exact = 20 + 600 * (Fraction(number) - low) / (high - low)
            assert abs(Fraction(scale.place(number)) - exact) < Fraction(1, 10**6)
        places = [scale.place(number) for number in sorted(found)]
        assert places == sorted(places)

    @given(numbers, numbers, st.integers(2, 8))
    def test_ticks_are_round_and_even(self, one, other, count):
        """One, two, two and a half or five of a power of ten apart, inside the scale, and not too
        many.
        """
        scale = Scale.over((one, other), 0, 600)
        ticks = scale.ticks(count)
        assert all(scale.low <= tick <= scale.high for tick in ticks)
        assert len(ticks) <= count + 1
        steps = {after - before for before, after in pairwise(ticks)}
        assert len(steps) <= 1
        for step in steps:
            assert str(step.normalize().scaleb(-step.normalize().adjusted())) in (
                "1",
                "2",
                "2.5",
                "5",
            )

    @given(numbers, numbers, st.sampled_from(["万人", "亿元", "%", "人", "million EUR"]), languages)
    def test_ticks_are_named_in_one_scale(self, one, other, unit, lang):
        """The digits of all ticks are their numbers over one power of ten."""
        like = Figure("1", unit)
        shift = 10**like.multiplier
        ticks = Scale.over((one * shift, other * shift), 0, 600).ticks(5)
        labels = [Fraction(label.replace(",", "")) for label in axis(ticks, like, lang).labels]
        ratios = {
            Fraction(tick) / label for tick, label in zip(ticks, labels, strict=True) if label
        }
        assert all((tick == 0) is (label == 0) for tick, label in zip(ticks, labels, strict=True))
        assert len(ratios) <= 1


def drawn(picture: pictures.Picture) -> Drawing:
    """The picture, whose text and specification are well-formed too, all of it within its frame and
    no text on another.
    """
    json.dumps(picture.vegalite(), allow_nan=False)
    drawing = Drawing(picture)
    assert drawing.root[1].text == unescape(escaped(picture.text))
    assert drawing.outside() == []
    assert drawing.covered() == []
    return drawing


class TestMarks:
    """Marks stand in the order of their numbers."""

    @given(st.lists(numbers, min_size=2, max_size=9, unique=True), languages)
    def test_dots_of_a_series(self, found, lang):
        """A larger rate is higher."""
        series = RATE.series({str(2000 + place): str(n) for place, n in enumerate(found)})
        drawing = drawn(pictures.series(series, lang=lang))
        dots = [group.find(f"{SVG}circle") for group in drawing.groups("value")]
        heights = [float(dot.get("cy")) for dot in dots]
        ordered = sorted(zip(found, heights, strict=True))
        assert all(below >= above for (_, below), (_, above) in pairwise(ordered))

    @given(st.lists(numbers, min_size=1, max_size=9, unique=True))
    def test_columns_of_a_series(self, found):
        """A column reaches from zero to its number: positive ones stand on the line on which
        negative ones hang.
        """
        series = NET.series({str(2000 + place): str(n) for place, n in enumerate(found)})
        drawing = drawn(pictures.series(series, lang="en"))
        ends = {n: drawing.boxes(g) for n, g in zip(found, drawing.groups("value"), strict=True)}
        above = [max(box.bottom for box in boxes) for n, boxes in ends.items() if n > 1 and boxes]
        below = [min(box.top for box in boxes) for n, boxes in ends.items() if n < -1 and boxes]
        assert not above or max(above) - min(above) < 0.1
        assert not below or max(below) - min(below) < 0.1
        assert not (above and below) or abs(above[0] - below[0]) < 0.1

    @given(st.lists(numbers, min_size=1, max_size=9, unique=True), languages, widths)
    def test_a_column_ends_at_its_number(self, found, lang, width):
        """Not at an end of its rounding: the lengths of columns are as their numbers."""
        series = NET.series({str(2000 + place): str(n) for place, n in enumerate(found)})
        drawing = drawn(pictures.series(series, lang=lang, width=width))
        lengths = {}
        for number, group in zip(found, drawing.groups("value"), strict=True):
            boxes = [box for shape in group.iter(f"{SVG}rect") for box in drawing.boxes(shape)]
            lengths[number] = sum(box.bottom - box.top for box in boxes)
        most = max(found, key=abs)
        for number, length in lengths.items() if most else ():
            assert length == pytest.approx(lengths[most] * float(abs(number / most)), abs=0.3)

    @given(figures(("亿元",)), figures(("亿元",)), languages, widths)
    def test_an_open_end_has_the_open_sign(self, goal, done, lang, width):
        """As many arrows as the figure lacks ends, each in its direction."""
        target = Target(MONEY, PLAN, goal)
        answer = tj.assess(target, MONEY.observe(PLAN, done))
        drawing = drawn(pictures.attainment(answer, lang, width))
        arrows = [group[0].text for group in drawing.groups("open")]
        ends = done.unrounded.lower, done.unrounded.upper
        assert sorted(arrows) == sorted(
            arrow for arrow, end in zip("←→", ends, strict=True) if end is None
        )

    @given(st.lists(numbers, min_size=1, max_size=6))
    def test_contributions_end_at_their_sum(self, found):
        """Whatever their signs, each begins where the last one ended."""
        parts = {f"part {n}": Figure(str(part), "个百分点") for n, part in enumerate(found)}
        marks = [row.mark for row in pictures.contributions(parts, lang="en").chart.rows]
        assert marks[-1].number == sum(found)
        assert all(before.number == after.start for before, after in pairwise(marks))


class TestAnything:
    """Every record and answer has a picture, whatever its words, and none breaks a page."""

    @given(datasets(), languages, widths)
    def test_datasets(self, dataset, lang, width):
        """The scorecard of a dataset, and each of its answers."""
        answers = tj.review(dataset)
        drawn(pictures.scorecard(answers, lang, width))
        for answer in answers.attainments:
            drawn(answer.picture(lang, width))
        for observation in dataset.observations:
            drawn(pictures.series(Series((observation,)), (), lang, width))

    @given(
        st.lists(figures(("亿元",)), min_size=1, max_size=6),
        figures(("亿元",)),
        languages,
        widths,
    )
    def test_series_of_any_figures(self, found, goal, lang, width):
        """Columns of flows and dots of levels, with open ends, ranges and a target, at any width."""
        years = {str(2020 + place): figure for place, figure in enumerate(found)}
        for indicator in (MONEY, LEVEL):
            series = indicator.series(years)
            target = Target(indicator, tj.Period.year(2022), goal)
            picture = pictures.series(series, target, lang, width)
            drawing = drawn(picture)
            arrows = sum((f.unrounded.lower is None) + (f.unrounded.upper is None) for f in found)
            assert len(drawing.groups("open")) == arrows
            drawn(pictures.path(tj.remaining(target, series), lang, width))
            drawn(pictures.path(tj.track(target, series, "plan-linear"), lang, width))

    @given(
        st.lists(mixed, min_size=1, max_size=7),
        mixed,
        st.sampled_from(["higher", "lower"]),
        languages,
        widths,
    )
    def test_one_unit_on_an_axis(self, found, goal, direction, lang, width):
        """Whatever scales are printed, the axis and all words beside it have one; no words lie on a
        dot, its open end, or the line of a target.
        """
        years = {str(2016 + place): figure for place, figure in enumerate(found)}
        for nature in ("flow", "average"):
            indicator = tj.Indicator("test.amount", "亿元", nature, direction)
            target = Target(indicator, tj.Period.year(2018), goal)
            drawing = drawn(pictures.series(indicator.series(years), target, lang, width))
            assert len({scale for text, _ in drawing.texts() for scale in SCALE.findall(text)}) <= 1
            marks = [shape for group in drawing.groups("target") for shape in drawing.boxes(group)]
            if nature == "average":
                values = (*drawing.groups("value"), *drawing.groups("open"))
                marks += [shape for group in values for shape in drawing.boxes(group)]
            assert not [text for text, box in drawing.texts() for mark in marks if box.covers(mark)]

    @given(mixed, mixed, languages, widths)
    def test_one_unit_beside_a_target(self, done, goal, lang, width):
        """The words of what was reached and of the target have the unit of the axis."""
        target = Target(MONEY, tj.Period.year(2018), goal)
        picture = tj.assess(target, MONEY.observe("2018", done)).picture(lang, width)
        printed = picture.title + picture.chart.about
        words = [text for text, _ in drawn(picture).texts() if text not in printed]
        assert len({scale for text in words for scale in SCALE.findall(text)}) <= 1

    @given(st.sampled_from(ODD) | st.text(max_size=60), languages)
    def test_names(self, name, lang):
        """Any characters in a name, also those that XML does not have."""
        indicator = tj.Indicator("odd", "万人", "flow", "higher", zh=name, en=name)
        series = indicator.series({"2021": "5", "2022": "6"}, area=name)
        target = Target(indicator, tj.Period.year(2022), Figure("5", "万人"))
        drawn(pictures.series(series, target, lang))
        drawn(
            pictures.scorecard(
                Dataset("d", observations=series.observations, targets=(target,)), lang
            )
        )
        drawn(pictures.contributions({name: Figure("1", "个百分点")}, lang=lang, title=name))

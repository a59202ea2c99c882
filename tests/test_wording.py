"""Figures in words: each qualifier in Chinese and English, digits of quotients, formats, repr."""

from decimal import Decimal

import pytest

from tjstats.errors import TjstatsError
from tjstats.questions.growth import growth
from tjstats.values.figures import Figure, shown
from tjstats.values.languages import language, language_of
from tjstats.values.qualifiers import Qualifier
from tjstats.values.wording import QUALIFIER_TEXTS, readable

F, Q = Figure, Qualifier

WORDS = {
    "exactly": (F("175", "万人"), "175万人", "1.75 million people"),
    "trailing zero": (F("34.50", "亿元"), "34.50亿元", "3.45 billion yuan"),
    "below a million": (F("37.62", "万人"), "37.62万人", "376,200 people"),
    "over": (F.over("175", "万人"), "超过175万人", "over 1.75 million people"),
    "at least": (F.at_least("175", "万人"), "175万人以上", "at least 1.75 million people"),
    "under": (F.under("5.5", "%"), "不到5.5%", "under 5.5%"),
    "at most": (F.at_most("5.5", "%"), "不超过5.5%", "at most 5.5%"),
    "about": (F.about("5", "%"), "约5%", "about 5%"),
    "some over": (F.some_over("4300", "件"), "4300余件", "just over 4,300 cases"),
    "some over, scaled": (F.some_over("1.2", "万人"), "1.2万余人", "just over 12,000 people"),
    "nearly": (F.nearly("300", "万人"), "近300万人", "nearly 3 million people"),
    "between": (F.between("60", "80", "元/月"), "60—80元/月", "60–80 yuan/month"),
    "between percents": (F.between("4.5", "5", "%"), "4.5%—5.0%", "4.5%–5.0%"),
    "money a head": (F("4.5", "万元/人"), "4.5万元/人", "45,000 yuan/person"),
    "points": (F("0.84", "个百分点"), "0.84个百分点", "0.84 percentage points"),
    "below the line": (F("12", "件/万人"), "12件/万人", "12 cases/10,000 people"),
    "one": (F("1", "件"), "1件", "1 case"),
    "one person": (F("1", "人"), "1人", "1 person"),
    "成": (F("8", "成"), "8成", "80%"),
    "negative": (F("-13.5", "%"), "-13.5%", "-13.5%"),
    "shifted": (F("175", "万人").to("人"), "1750000人", "1,750,000 people"),
    "trillions": (F("1.8", "万亿元"), "1.8万亿元", "1.8 trillion yuan"),
}


@pytest.mark.parametrize(("figure", "zh", "en"), WORDS.values(), ids=WORDS)
def test_the_text_of_each_qualifier(figure, zh, en):
    """Printed figures read in Chinese as they were printed, and in English with English scales; str follows the word."""
    assert (figure.text("zh"), figure.text("en")) == (zh, en)
    assert str(figure) == (zh if language_of(figure.word or "") == "zh" else en)


def test_approximate_and_open_ends_show():
    """几十: both languages show that it is approximate and which end is excluded."""
    some = F.between("20", "100", "个", upper_closed=False, approximate=True)
    assert str(some) == "约20（含）—100个（不含）"
    assert some.text("en") == "roughly 20 (included)–100 items (excluded)"


def test_every_qualifier_is_worded():
    """The table has both languages for each qualifier but BETWEEN, which has a special form."""
    assert set(QUALIFIER_TEXTS) == set(Q) - {Q.BETWEEN}
    for texts in QUALIFIER_TEXTS.values():
        assert all("{n}" in texts[lang] for lang in ("zh", "en"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1.494915254237288135593220338983051", "1.49"),
        ("1.495", "1.50"),
        ("22.43902439024390243902439024390244", "22.44"),
        ("0.2243902439024390243902439024390244", "0.224"),
        ("0.0123456", "0.0123"),
        ("-0.0123456", "-0.0123"),
        ("0.5", "0.5"),
        ("2.50", "2.5"),
        ("1200", "1200"),
        ("0", "0"),
        ("-2.345", "-2.35"),
    ],
)
def test_quotients_are_readable(value, shown):
    """Half up to two decimals, three significant digits below 1; exact short numbers stay short."""
    assert f"{readable(Decimal(value)):f}" == shown


def test_ends_of_quotients_are_rounded_outwards():
    """A displayed lower bound is never higher than the bound, an upper bound never lower."""
    assert str((F.over("95", "万人") / F("276", "万人")).to("%")) == "over 34.42%"
    assert str((F.under("95", "万人") / F("276", "万人")).to("%")) == "under 34.43%"
    assert str(F.between("1", "2", "人") / F("3", "人")) == "0.333–0.667 times"


@pytest.mark.parametrize(
    ("spec", "text"),
    [
        ("", "22.44%"),
        (".0f", "22%"),
        (".1f", "22.4%"),
        (".3f", "22.439%"),
        (".10f", "22.4390243902%"),
    ],
)
def test_a_format_gives_decimals(spec, text):
    """Half up; an empty format gives str."""
    rate = F("460", "元/月") / F("2050", "元/月")
    assert format(rate.to("%"), spec) == text


@pytest.mark.parametrize(
    ("figure", "zh"),
    [
        (F("5100", "million EUR"), "51亿欧元"),
        (F("4305.3", "EUR billion") / F("83.5", "million people"), "5.156万欧元/人"),
        (F("12.5", "TWh"), "125亿千瓦时"),
        (F("3", "kt"), "3000吨"),
        (F("-3.5", "million EUR"), "-350万欧元"),
        (F.between("1", "2000", "million EUR"), "100万欧元—20亿欧元"),
        (F.between("1", "2", "million EUR"), "100—200万欧元"),
        (F("35", "千人"), "35千人"),
    ],
)
def test_scales_of_english_are_those_of_chinese(figure, zh):
    """万, 亿 and 万亿, by the size; a word that is printed in Chinese stays."""
    assert figure.text("zh") == zh


def test_format_rounds_half_up_and_bounds_outwards():
    """Ties are rounded away from zero, ends of bounds outwards."""
    assert f"{F('2.25', '%'):.1f}" == "2.3%"
    assert f"{F('-2.25', '%'):.1f}" == "-2.3%"
    assert f"{F.over('2.29', '%'):.1f}" == "over 2.2%"
    assert f"{F.at_most('2.21', '%'):.1f}" == "at most 2.3%"
    assert f"{F('37.62', '万人'):.0f}" == "38万人"


@pytest.mark.parametrize("scale", range(13))
def test_decimals_are_those_of_the_digits_shown(scale):
    """Whatever the scale of the figure is in its unit: 51,560 euros/person, 1.8 million people."""
    for text in ("4.3053", "43.053", "978.84"):
        figure = F(text, "person", multiplier=scale)
        _, word, *_ = f"{figure.text('en')} ".split(" ")
        shown = {"million": 6, "billion": 9, "trillion": 12}.get(word, 0)
        with language("en"):
            digits = f"{figure:.1f}".split(" ")[0].replace(",", "")
        exact = figure.plain.scaleb(-shown)
        assert abs(Decimal(digits) - exact) <= Decimal("0.05")
        assert digits.partition(".")[2] in "0123456789"


@pytest.mark.parametrize(
    ("figure", "lang", "spec", "text"),
    [
        (F("1234567.5", "元"), "zh", ",", "1,234,567.5元"),
        (F("1234567.5", "元"), "zh", ",.0f", "1,234,568元"),
        (F.some_over("4300", "件"), "zh", ",", "4,300余件"),
        (F.between("1000", "2500", "元/月"), "zh", ",", "1,000—2,500元/月"),
        (F("1234.5", "亿元") - F("4", "亿元"), "zh", ",", "1,230.5亿元"),
        (F("1234.5", "亿元"), "zh", "+,", "+1,234.5亿元"),
        (F("-2.25", "%"), "zh", "+.1f", "-2.3%"),
        (F("0", "%"), "zh", "+", "+0%"),
        (F("1234567", "person"), "en", ",", "1,234,567 people"),
        (F("1234567", "person"), "en", "", "1,234,567 people"),
        (F("5100", "million EUR"), "en", "+,.1f", "+5,100.0 million EUR"),
        (F("1", "人"), "en", "+", "+1 person"),
        (F("175", "万人"), "en", "+", "+1.75 million people"),
    ],
)
def test_a_format_parts_thousands_and_shows_the_sign(figure, lang, spec, text):
    """A comma parts thousands where the language does not, a plus marks gains; words stay."""
    with language(lang):
        assert format(figure, spec) == text


def test_a_result_that_is_none_is_shown():
    """A None in the place of a figure is a dash, or the text asked for, under every format."""
    rate = growth(F("5", "人"), F("0", "人")).rate
    assert rate is None
    assert shown(rate, "+,.1f") == shown(rate) == "—"
    assert shown(rate, ".1f", "n/a") == "n/a"
    assert shown(F("2.25", "%"), ".1f") == "2.3%"


@pytest.mark.parametrize("spec", [",+", "d", ".2", "10.1f", ".1e", "%", ".1f%", "zh"])
def test_other_formats_are_refused(spec):
    """The message names the spec and a valid one."""
    with pytest.raises(TjstatsError, match=r"\.1f"):
        format(F("5", "%"), spec)


@pytest.mark.parametrize(
    ("figure", "decimals", "expected"),
    [
        (F("44.1", "亿元") / F("29.5", "万人"), 2, F("1.49", "万元/人")),
        (F("460", "元/月") / F("2050", "元/月"), 3, F("0.224", "倍")),
        ((F.over("95", "万人") / F("276", "万人")).to("%"), 1, F.over("34.4", "%")),
        ((F.under("95", "万人") / F("276", "万人")).to("%"), 1, F.under("34.5", "%")),
        (F("2.665", "%"), 2, F("2.67", "%")),
        (F("-2.665", "%"), 2, F("-2.67", "%")),
        (F.between("1", "2", "元") / F("3", "人"), 2, F.between("0.33", "0.67", "元/人")),
        (F("7", "元") + F("1", "元"), 2, F("8.00", "元")),
    ],
    ids=str,
)
def test_rounded_is_printed(figure, decimals, expected):
    """`rounded` gives a printed figure with its decimals: half up, ends of bounds outwards."""
    assert figure.rounded(decimals) == expected
    assert not figure.rounded(decimals).computed


def test_indeterminate_is_not_rounded():
    """A figure without ends has nothing to round."""
    with pytest.raises(TjstatsError):
        (F("5", "人") / F.at_least("0", "人")).rounded(1)


REPRS = {
    "plain": (F("37.62", "万人"), "Figure('37.62', '万人')"),
    "over": (F.over("175", "万人"), "Figure.over('175', '万人')"),
    "between": (
        F.between("60", "80", "元/月", approximate=True),
        "Figure.between('60', '80', '元/月', approximate=True)",
    ),
    "exact": (F("2510", "元/月", exact=True), "Figure('2510', '元/月', exact=True)"),
}


@pytest.mark.parametrize(("figure", "text"), REPRS.values(), ids=REPRS)
def test_repr_is_the_call_that_makes_the_figure(figure, text):
    """repr is the call that makes the figure."""
    assert repr(figure) == text


REPEATED = {
    "shifted": F("175", "万人").to("人"),
    "exact and shifted": F("175", "万人", exact=True).to("人"),
    "exact half thing": F("34.5", "个", exact=True),
    "exact hundreds": F("1200", "人", exact=True, decimals=-2),
    "kilo of metres": F("5", "m", multiplier=3),
    "kilo of grams": F("5", "克", multiplier=3),
    "tens": F("5", "十人"),
    "tens of percent": F("5", "%", multiplier=1),
    "no place for the scale": F("5", "人", multiplier=-2),
    "product": F("5", "CNY*person"),
    "large scale": F("5", "人", multiplier=30),
    "ends not in": F.between("5", "6", "%", lower_closed=False, upper_closed=False),
    "area": F("5", "人/平方公里"),
    "below the line": F("5", "件/千人"),
    "enterprises": F("5", "万家企业"),
    "a month": F("5", "元/月"),
    "many digits": F("1" * 34, "人"),
}


@pytest.mark.parametrize("figure", REPEATED.values(), ids=REPEATED)
def test_repr_evaluates_back(figure):
    """Evaluating the repr of a printed figure gives an equal figure, in any unit and scale."""
    assert eval(repr(figure), {"Figure": Figure}) == figure


def test_repr_of_computed_figures_cannot_be_mistaken():
    """The repr of a computed figure is not a call: it is in angle brackets."""
    assert repr(F("44.1", "亿元") / F("29.5", "万人")) == "<computed Figure 14,900 yuan/person>"

"""The unit as printed: when a figure keeps it, and when it prints it."""

import copy
import pickle

import pytest

import tjstats as tj
from tjstats.values.languages import language_of

F = tj.Figure


@pytest.mark.parametrize(
    ("figure", "zh", "en"),
    [
        (F("82.58", "岁"), "82.58岁", "82.58 years"),
        (F("3600", "万套"), "3600万套", "36 million items"),
        (F("5100", "million EUR"), "51亿欧元", "5,100 million EUR"),
        (F("5", "EUR"), "5欧元", "5 EUR"),
        (F("5", "kg"), "5公斤", "5 kg"),
        (F("5", "person"), "5人", "5 people"),
        (F("5", "m**2"), "5平方米", "5 square metres"),
        (F("5", "成"), "5成", "50%"),
        (F("5", "个基点"), "5个基点", "0.05 percentage points"),
        (F("22.4", "%"), "22.4%", "22.4%"),
        (F.between("4.5", "5", "％"), "4.5%—5.0%", "4.5％–5.0％"),
        (F.some_over("4300", "件"), "4300余件", "just over 4,300 cases"),
        (F.some_over("1.2", "万套"), "1.2万余套", "just over 12,000 items"),
        (F.between("60", "80", "元/月"), "60—80元/月", "60–80 yuan/month"),
        (F("12", "起/万人"), "12起/万人", "12 cases/10,000 people"),
        (F("5", tj.unit("岁")), "5年", "5 years"),
    ],
)
def test_the_word_is_printed_in_its_language(figure, zh, en):
    """In the other language, the unit has its name from the table."""
    assert (figure.text("zh"), figure.text("en")) == (zh, en)


def test_the_word_is_the_text_given():
    """A unit object or a multiplier leaves no word."""
    assert F("5", "万套").word == "万套"
    assert F.between("5", "6", "万套").word == F.over("5", "万套").word == "万套"
    assert F("5", tj.unit("套")).word is None
    assert F("5", "套", multiplier=4).word is None


def test_the_word_is_outside_equality():
    """件 and 起 are the same unit."""
    cases, incidents = F("5", "件"), F("5", "起")
    assert cases == incidents
    assert hash(cases) == hash(incidents)
    assert len({cases, incidents}) == 1


@pytest.mark.parametrize(
    "figure", [F("5", "万套"), F("5", "万套") + F("6", "万套"), F("5", "万[股]")]
)
def test_the_word_travels(figure):
    """Pickles and copies keep it, and print alike; repr rebuilds it."""
    for again in (pickle.loads(pickle.dumps(figure)), copy.copy(figure), copy.deepcopy(figure)):
        assert again == figure
        assert (again.word, str(again), repr(again)) == (figure.word, str(figure), repr(figure))
    if not figure.computed:
        assert eval(repr(figure), {"Figure": F}).word == figure.word


FLATS, MORE = F("5", "万套"), F("1.5", "万套")


@pytest.mark.parametrize(
    "figure",
    [
        FLATS + MORE,
        FLATS - MORE,
        sum([FLATS, MORE]),
        -FLATS,
        (FLATS + MORE).rounded(1),
        F("5", "个").to("万套"),
        F("5", "条").to("套").to("万套"),
    ],
)
def test_what_keeps_the_word(figure):
    """Sums and differences with the same word, rounding, and `to` a text keep it."""
    assert figure.word == "万套"


@pytest.mark.parametrize("unit", ["元", "EUR", "套", "户"])
@pytest.mark.parametrize(
    "scales", [("亿", "万"), ("万", ""), ("billion ", "million "), ("million ", "")]
)
def test_a_sum_has_the_word_of_its_scale(unit, scales):
    """Words that differ in their scales alone agree: a sum of 亿元 and 万元, in either order, prints in 亿元, in the
    language of both.
    """
    large, small = (F("5", scale + unit) for scale in scales)
    for figure in (large + small, small + large, large - small, small - large):
        assert figure.word == large.word
        assert figure.text() == figure.text(language_of(large.word))


@pytest.mark.parametrize(
    "figure",
    [
        FLATS + F("5", "条"),
        FLATS - F("5", "万条"),
        FLATS * 2,
        FLATS / 2,
        FLATS / F("2", "万人"),
        FLATS.to(tj.unit("套")),
        F("5.2", "%") - F("4.8", "%"),
        F("15", "亩") + F("1", "公顷"),
    ],
)
def test_what_drops_the_word(figure):
    """Other words, products, quotients and a change of unit drop it."""
    assert figure.word is None


def test_a_difference_of_percents_is_named_by_the_table():
    """Its unit is different: points."""
    assert (F("5.2", "%") - F("4.8", "%")).text("en") == "0.4 percentage points"
    assert (F("5.2", "%") + F("4.8", "%")).word == "%"


def test_to_the_same_scale_takes_the_new_word():
    """条 to 套: another word for the same unit."""
    assert str(F("5", "条").to("套")) == "5套"
    assert F("5", "条").to(tj.unit("条")).word == "条"

"""One figure of a short text: what is printed is read back; anything else is an error that tells what was read."""

import pytest

import tjstats as tj
from tjstats import Figure, zh
from tjstats.errors import ReadingError, RecordTypeError

PRINTED = [
    figure
    for name in tj.datasets.names()
    for record in (*tj.datasets.load(name).observations, *tj.datasets.load(name).targets)
    if (figure := record.figure) is not None and not figure.computed
]


def test_every_figure_of_the_datasets():
    """Each printed one is read back from its text, but for what a text cannot tell: exact amounts,
    digits above the point, the scales of English."""
    assert len(PRINTED) > 100
    for figure in PRINTED:
        read = zh.read_figure(figure.text("zh"))
        scaled = figure.word is not None and figure.word.isascii()  # million tonnes: in 亿吨
        untold = figure.decimals < 0 or scaled or (figure.exact and not read.exact)
        assert read == figure or (untold and read.bounds == figure.bounds), str(figure)


FIGURES = {
    "超过175万人": Figure.over("175", "万人"),
    " 12件/万人。": Figure("12", "件/万人"),
    "34家企业以上": Figure.at_least("34", "家企业"),
    "2021年": Figure("2021", "年"),
    "10日": Figure("10", "日"),
    "3位": Figure("3", "人"),
    "2.2∶1": Figure("2.2", "倍"),
    "-5—-3℃": Figure.between("-5", "-3", "℃"),
    "约20（含）—100个（不含）": Figure.between(
        "20", "100", "个", upper_closed=False, approximate=True
    ),
}


@pytest.mark.parametrize(("text", "figure"), FIGURES.items(), ids=FIGURES)
def test_what_is_a_figure(text, figure):
    """Alone, a number with 年, 日 or 位 is a figure; in a sentence it may be a date or a rank."""
    assert zh.read_figure(text) == figure


ERRORS = {
    "": ((), ""),
    "城镇新增就业": ((), "城镇新增就业"),
    "新增就业37万人": (("37万人",), "新增就业"),
    "5人和3人": (("5人", "3人"), "和"),
    "37": ((), "37"),
}


@pytest.mark.parametrize(("text", "parts"), ERRORS.items(), ids=map(repr, ERRORS))
def test_what_is_none(text, parts):
    """The error shows what was read and what was left over."""
    with pytest.raises(ReadingError) as caught:
        zh.read_figure(text)
    assert (caught.value.text, caught.value.read, caught.value.rest) == (text, *parts)
    assert all(part in str(caught.value) for part in (*parts[0], parts[1]))
    assert isinstance(caught.value, ValueError)


def test_no_text():
    """What is no text raises an error of the library's own."""
    with pytest.raises(RecordTypeError):
        zh.read_figure(5)

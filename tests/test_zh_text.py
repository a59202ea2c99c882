"""Normalised text: one form for look-alike signs, white space inside words gone, and the way back to the text as given."""

import pytest

from tjstats import zh
from tjstats.errors import NotTextError, RecordTypeError
from tjstats.frames.texts import cells
from tjstats.zh.lexicon.characters import WIDE_SIGNS
from tjstats.zh.text import chinese_only, normalised

FORMS = {
    "５．５％": "5.5%",
    "90%以 上": "90%以上",
    "14.6万\n名": "14.6万名",
    "62. 02万人": "62. 02万人",
    "增加62. 02万人": "增加62.02万人",
    "参保37\n.62万人": "参保37.62万人",
    "1490 2510": "1490 2510",
    "GDP growth": "GDP growth",
    "一、就业。\n二、参保": "一、就业。\n二、参保",
    "标题\n\n正文": "标题\n正文",
    "\u3000\u3000去年": "去年",
    "5\u200b%": "5%",
    "1. 2021年": "1. 2021年",
}


@pytest.mark.parametrize(("text", "plain"), FORMS.items(), ids=map(repr, FORMS))
def test_forms(text, plain):
    """White space goes where it only parts a word or number; it stays between paragraphs, numbers and Latin words."""
    assert normalised(text).text == plain


@pytest.mark.parametrize("text", FORMS)
def test_the_way_back(text):
    """Each character that stays comes from its own place, in order."""
    found = normalised(text)
    places = [found.original(place) for place in range(len(found.text))]
    assert places == sorted(set(places))
    for place, char in zip(places, found.text, strict=True):
        assert WIDE_SIGNS.get(text[place], text[place]) == char or char in " \n"


def test_no_text():
    """What is no text is refused."""
    with pytest.raises(RecordTypeError):
        normalised(b"5%")


RELEASE = "Employment rose by 5.2 percent, from 120.5 to 126.1 million people."


@pytest.mark.parametrize(
    "text", [RELEASE, "Занятость выросла на 5,2 процента, до 126,1 млн человек."]
)
def test_a_text_of_another_script_is_refused(text):
    """The command line, which is asked for the claims of a Chinese text, says that it is none; what
    reads takes any text. A code, a number or a cell of a few words is no other script.
    """
    with pytest.raises(NotTextError, match="no Chinese characters") as caught:
        chinese_only(text)
    assert caught.value.kind == "script"
    for door in (zh.read, zh.check, zh.marked, zh.observations, zh.targets):
        door(text)
    for short in ("", "12.5", "million EUR", "n.a.", RELEASE + "就业"):
        assert chinese_only(short) == short


def test_a_text_of_another_script_is_named():
    """The error names the file if it is known, and else begins with the text; the cells of a column
    may be of any script.
    """
    with pytest.raises(NotTextError, match="^'release.en.txt' has no Chinese"):
        chinese_only(RELEASE, "release.en.txt")
    assert cells(RELEASE) == []

"""The language of texts: set for a context, restored, else that of the words."""

import contextvars
import threading

import pytest

import tjstats as tj
from tjstats.errors import InvalidRecordError
from tjstats.values.languages import language_of, spoken

JOBS = tj.Figure.over("175", "万人")


def test_a_language_applies_immediately_and_is_restored():
    """The call sets it, and the returned manager restores the previous one."""
    manager = tj.language("en")
    assert str(JOBS) == "over 1.75 million people"
    with manager:
        assert str(JOBS) == "over 1.75 million people"
    assert str(JOBS) == "超过175万人"


def test_the_inner_language_applies():
    """The inner one applies within its block; None follows the words again."""
    with tj.language("en"):
        with tj.language("zh"):
            assert tj.Verdict.YES.text() == "是"
            with tj.language(None):
                assert tj.Verdict.YES.text() == "yes"
                assert str(JOBS) == "超过175万人"
        assert str(JOBS) == "over 1.75 million people"
    assert str(JOBS) == "超过175万人"


def test_an_error_restores_it():
    """The language is restored however the block ends."""
    with pytest.raises(ZeroDivisionError), tj.language("zh"):
        _ = 1 / 0
    assert tj.Reason.ZERO_BASE.text() == "the base is zero"


def test_a_new_thread_starts_without():
    """The setting belongs to the context in which it was made."""
    found = []
    with tj.language("en"):
        thread = threading.Thread(target=lambda: found.append(str(JOBS)))
        thread.start()
        thread.join()
    assert found == ["超过175万人"]


def test_contexts_do_not_disturb_each_other():
    """A task that sets a language leaves its caller's unchanged."""
    contextvars.copy_context().run(tj.language, "en")
    assert str(JOBS) == "超过175万人"


@pytest.mark.parametrize("name", ["fr", "", "EN", 5, ["en"], "中文"])
def test_other_languages_are_refused(name):
    """The error names the two languages, and nothing is set."""
    for ask in (tj.language, spoken, JOBS.text, JOBS.unit.text, tj.Verdict.NO.text):
        with pytest.raises(InvalidRecordError, match="'en' or 'zh'"):
            ask(name)
    assert str(JOBS) == "超过175万人"


@pytest.mark.parametrize(
    ("word", "lang"),
    [("万人", "zh"), ("million EUR", "en"), ("%", "en"), ("人/km", "zh"), ("€", "en"), ("", "en")],
)
def test_the_language_of_a_word(word, lang):
    """Chinese if it contains a Chinese character, else English."""
    assert language_of(word) == spoken(None, word) == lang


def test_the_order_of_precedence_of_languages():
    """The language requested, else the one set, else that of the words, else English."""
    assert spoken("en", "万人") == "en"
    assert spoken(None, None, "million EUR", "人") == "zh"
    assert spoken(None) == spoken(None, None) == "en"
    with tj.language("zh"):
        assert spoken(None, "million EUR") == "zh"
        assert spoken("en", "万人") == "en"


def test_repr_is_not_translated():
    """repr, which rebuilds an object, is the same in every language."""
    figures = (JOBS, JOBS - tj.Figure("5", "万人"), tj.Figure("5", "人") / 2)
    shown = [repr(figure) for figure in figures]
    for lang in ("en", "zh"):
        with tj.language(lang):
            assert [repr(figure) for figure in figures] == shown

"""The words that the package prints and reads: those agreed, and the same in both languages."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

from tests.words import LIST, lines, tables

LANGUAGES = {"en", "zh"}


def pairs(place: str, part: Any) -> Iterator[tuple[str, Any, Any]]:
    """The texts in both languages below a place of a table."""
    if isinstance(part, Mapping) and part.keys() == LANGUAGES:
        yield place, part["en"], part["zh"]
    elif isinstance(part, Mapping):
        for key, inner in part.items():
            yield from pairs(f"{place} / {key}", inner)


MONTHS = {"m": "n", "M": "N"}
PATTERNS = ("records.words._UNREADABLE", "values.wording.FALL_WORDS", "values.wording.RISE_WORDS")
PAIRS = [pair for name, table in tables() for pair in pairs(name, table)]


def fields(texts: Any) -> set[str]:
    """What is put into a text, or into one of several, by name or place."""
    each = [texts] if isinstance(texts, str) else texts
    named = [
        [name for _, name, _, _ in Formatter().parse(text) if name is not None] for text in each
    ]
    found = {name or str(place) for names in named for place, name in enumerate(names)}
    return {MONTHS.get(name, name) for name in found}


def is_said(place: str, texts: Any) -> bool:
    return not isinstance(texts, Mapping) and not place.startswith(PATTERNS)


def is_empty(texts: Any) -> bool:
    return isinstance(texts, str) and not texts.strip()


def test_words_are_those_agreed():
    """No word changes unseen: after a change on purpose, `python -m tests.agreed` lists them again."""
    assert lines() == LIST.read_text("utf-8").splitlines()


def test_both_languages_say_the_same():
    """Where one has a text the other has one, and the same facts are put into both; a month is a
    name in English and a number in Chinese.
    """
    assert [place for place, en, zh in PAIRS if is_empty(en) is not is_empty(zh)] == []
    told = [(place, fields(en), fields(zh)) for place, en, zh in PAIRS if is_said(place, en)]
    assert [(place, en, zh) for place, en, zh in told if en != zh] == []

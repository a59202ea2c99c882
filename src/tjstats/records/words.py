"""The words of an observation or target, and the language that they determine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tjstats.errors import InvalidRecordError, UnknownUnitError
from tjstats.records.classifications import every_text
from tjstats.values.languages import Language, language_of, spoken
from tjstats.values.units import Unit, parse_unit
from tjstats.values.wording import says_fall

if TYPE_CHECKING:
    from tjstats.records.publication import Observation
    from tjstats.records.targets import Target

__all__ = [
    "check_word",
    "figure_text",
    "in_words",
    "keeps_sign",
    "language_for",
    "own_language",
    "quoted",
]


def check_word(record: str, field: str, word: str, unit: Unit, multiplier: int) -> None:
    """Raise `InvalidRecordError` if the unit's word denotes another unit or scale."""
    try:
        meaning = parse_unit(word)
    except UnknownUnitError:
        return
    if meaning != (unit, multiplier):
        problem = f"it means {meaning[0].code} with the multiplier {meaning[1]}; leave it out"
        raise InvalidRecordError(record, field, word, problem)


def _words_about(record: Observation | Target) -> Iterator[str | None]:
    """The words that determine the language of texts about an observation or target."""
    yield record.printed
    yield None if record.figure is None else record.figure.word
    yield record.indicator.only_name


def language_for(record: Observation | Target, lang: Language | None) -> Language:
    """The language of texts about an observation or target: see `languages.spoken`."""
    return spoken(lang, *_words_about(record))


def own_language(record: Observation | Target) -> Language:
    """The language of the words alone, whatever is set; `repr` uses it."""
    return "zh" if any(language_of(word or "") == "zh" for word in _words_about(record)) else "en"


def figure_text(record: Observation | Target, lang: Language) -> str:
    """The printed words, or the figure if they are in the other language or lack the sign; "" if
    there is neither.
    """
    words = quoted(record.printed, lang)
    if words and (keeps_sign(record) or record.figure is None):
        return words
    text = "" if record.figure is None else str(record.figure.text(lang))
    if not record.every or not text:
        return text
    return _EACH[lang].format(figure=text, each=every_text(record.every, lang))


_EACH: Final = {"en": "{figure} {each}", "zh": "{each}{figure}"}
_ABOUT: Final = {"en": "{}, {}: {}", "zh": "{}，{}：{}"}


def in_words(record: Observation | Target, shown: str, lang: Language) -> str:
    """The name and the time of a record, and *shown*."""
    return _ABOUT[lang].format(record.indicator.name(lang), record.period.text(lang), shown)


def quoted(words: str | None, lang: Language) -> str:
    """Printed words if they can be read in the language in which they are shown; else "".

    >>> quoted("over 5 million", "zh"), quoted("96.6%", "zh"), quoted("5万人", "en")
    ('', '96.6%', '')
    """
    return "" if not words or _UNREADABLE[lang].search(words) else words


_UNREADABLE: Final = {
    "zh": re.compile(r"[\u3040-\u30ff]|[A-Za-z]{3}"),  # kana, English words
    "en": re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"),
}


def keeps_sign(record: Observation | Target) -> bool:
    """Whether the printed words show that a figure is negative: 减少1.7万人, not 1.7万人."""
    figure = record.figure
    return figure is None or figure.value >= 0 or says_fall(record.printed or "")

"""The words of an observation or target, and the language that they determine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tjstats.errors import InvalidRecordError, UnknownUnitError
from tjstats.values.languages import Language, language_of, spoken
from tjstats.values.units import Unit, parse_unit
from tjstats.values.wording import says_fall

if TYPE_CHECKING:
    from tjstats.records.publication import Observation
    from tjstats.records.targets import Target

__all__ = ["check_word", "figure_text", "keeps_sign", "language_for", "own_language"]


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
    """The printed words, or the figure if they are Chinese and *lang* is not, or lack the sign; ""
    if there is neither.
    """
    is_readable = lang == "zh" or language_of(record.printed or "") == "en"
    if record.printed and ((is_readable and keeps_sign(record)) or record.figure is None):
        return str(record.printed)
    text = "" if record.figure is None else str(record.figure.text(lang))
    return _EACH[record.every][lang].format(text) if record.every and text else text


_EACH: Final = {
    "1y": {"en": "{} each year", "zh": "每年{}"},
    "1q": {"en": "{} each quarter", "zh": "每季度{}"},
    "1m": {"en": "{} each month", "zh": "每月{}"},
}


def keeps_sign(record: Observation | Target) -> bool:
    """Whether the printed words show that a figure is negative: 减少1.7万人, not 1.7万人."""
    figure = record.figure
    return figure is None or figure.value >= 0 or says_fall(record.printed or "")

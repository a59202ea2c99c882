"""The words of an observation or target, and the language that they determine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from tjstats.errors import InvalidRecordError, UnknownUnitError
from tjstats.records.classifications import Measure, every_text
from tjstats.records.naming import full_name
from tjstats.values.languages import Language, language_of, spoken
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit, parse_unit
from tjstats.values.wording import says_fall, says_rise

if TYPE_CHECKING:
    from tjstats.records.publication import Observation
    from tjstats.records.targets import Target
    from tjstats.values.figures import Figure

__all__ = [
    "check_word",
    "fall_text",
    "figure_text",
    "in_words",
    "keeps_sign",
    "language_for",
    "own_language",
    "quoted",
    "words_about",
]


def check_word(record: str, field: str, word: str, unit: Unit, multiplier: int) -> None:
    """Raise `InvalidRecordError` if the unit's word is blank, or denotes another unit or scale."""
    if not word.strip():
        problem = "write the unit as it is printed, or leave it out"
        raise InvalidRecordError(record, field, word, problem)
    try:
        meaning = parse_unit(word)
    except UnknownUnitError:
        return
    if meaning != (unit, multiplier):
        problem = f"it means {meaning[0].code} with the multiplier {meaning[1]}; leave it out"
        raise InvalidRecordError(record, field, word, problem)


def words_about(record: Observation | Target) -> Iterator[str | None]:
    """The words that determine the language of texts about an observation or target."""
    yield record.printed
    yield None if record.figure is None else record.figure.word
    yield record.indicator.only_name


def language_for(record: Observation | Target, lang: Language | None) -> Language:
    """The language of texts about an observation or target: see `languages.spoken`."""
    return spoken(lang, *words_about(record))


def own_language(record: Observation | Target) -> Language:
    """The language of the words alone, whatever is set; `repr` uses it."""
    return "zh" if any(language_of(word or "") == "zh" for word in words_about(record)) else "en"


def figure_text(record: Observation | Target, lang: Language) -> str:
    """The printed words, or the figure if they are in the other language or lack the sign, or the
    direction of a change; "" if there is neither.
    """
    words = quoted(record.printed, lang)
    if words and (record.figure is None or _keeps__direction(record, words)):
        return words
    text = "" if record.figure is None else _figure_text(record, record.figure, lang)
    if not record.every or not text:
        return text
    return _EACH[lang].format(figure=text, each=every_text(record.every, lang))


def _keeps__direction(record: Observation | Target, words: str) -> bool:
    """Whether printed words of a change report a rise or a fall; all others have their sign."""
    if record.figure is None or not _is_move(record):
        return keeps_sign(record)
    is_bare = re.search(r"\d", words) is None  # 持平, in single digits
    return is_bare or (says_fall(words) if record.figure.value < 0 else says_rise(words))


def _is_move(record: Observation | Target) -> bool:
    """Whether a record is of a change or growth of its own indicator."""
    return record.measure in _MOVES_BY and getattr(record, "relative_to", None) is None


def _figure_text(record: Observation | Target, figure: Figure, lang: Language) -> str:
    """A level as it is; a change with its direction and base: up 8.5% on 2024, 比2024年增长8.5%; a
    factor with its base.
    """
    if record.base is None or getattr(record, "relative_to", None) is not None:
        return figure.text(lang)
    if record.measure is Measure.FACTOR:
        return _TIMES[lang].format(factor=figure.text(lang), base=record.base.text(lang))
    word, size = _direction(figure, lang)
    moves = word.format(size.text(lang))
    return _MOVES_BY[record.measure][lang].format(moves=moves, base=record.base.text(lang))


_TIMES: Final = {"en": "{factor} the level of {base}", "zh": "相当于{base}的{factor}"}
_ON_BASE: Final = {"en": "{moves} on {base}", "zh": "比{base}{moves}"}
_MOVES_BY: Final = {
    Measure.CHANGE: _ON_BASE,
    Measure.GROWTH: _ON_BASE,
    Measure.AVERAGE_GROWTH: {"en": "{moves} a year", "zh": "年均{moves}"},
}
_RISES: Final = {"percentage_point": "提高{}", "percent": "增长{}", "ratio": "增长{}"}


def _direction(figure: Figure, lang: Language) -> tuple[str, Figure]:
    """The words of a change around its size, and the size: down {}, at least 20 million people, for
    at most −20 million people.
    """
    if figure.upper is not None and figure.value < 0 < figure.upper:  # either way
        return ("change of {}" if lang == "en" else "变动{}"), figure
    falls = figure.value < 0
    if lang == "en":
        word = "down {}" if falls else "up {}"
    else:
        rise = _RISES.get(figure.unit.code)
        word = ("下降{}" if rise else "减少{}") if falls else (rise or "增加{}")
    return word, figure._negated() if falls else figure


_EACH: Final = {"en": "{figure} {each}", "zh": "{each}{figure}"}
_ABOUT: Final = {"en": "{}, {}: {}", "zh": "{}，{}：{}"}


def in_words(record: Observation | Target, shown: str, lang: Language) -> str:
    """The name and the time of a record, and *shown*: "Exports (DE), 2024: 5.1 billion euros"."""
    return _ABOUT[lang].format(full_name(record, lang), record.period.text(lang), shown)


def fall_text(figure: Figure, lang: Language) -> str:
    """A bound of a change below zero as that of the fall: "down at least 20 million people" for at
    most −20 million; "" for other figures, which have their sign.
    """
    if figure.value >= 0 or figure.qualifier is Qualifier.EXACTLY:
        return ""
    word, size = _direction(figure, lang)
    return word.format(size.brief(lang))


def quoted(words: str | None, lang: Language) -> str:
    """Printed words if they can be read in the language in which they are shown; else "".

    >>> quoted("over 5 million", "zh"), quoted("96.6%", "zh"), quoted("5万人", "en")
    ('', '96.6%', '')
    """
    return "" if not words or re.search(_UNREADABLE[lang], words) else words


_UNREADABLE: Final = {
    "zh": r"[\u3040-\u30ff]|[A-Za-z]{3}",  # kana, English words
    "en": r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]",
}


def keeps_sign(record: Observation | Target) -> bool:
    """Whether the printed words show that a figure is negative: 减少1.7万人, not 1.7万人."""
    figure = record.figure
    return figure is None or figure.value >= 0 or says_fall(record.printed or "")

"""The words of units as they stand behind a number in Chinese text: the longest one, its
denominators, what 每 divides by.

The words are those of `tjstats.values.units.table`, without the ones that are no unit directly
behind a number (1月), and a few that only this layer needs (3个小时).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from tjstats.values.units import Unit, unit_of_code
from tjstats.values.units.table import (
    ALL_WORDS,
    CALENDAR,
    CLOCK,
    DIFFERENCE,
    FRACTIONS,
    canonical,
    parts_of,
)
from tjstats.zh.lexicon.characters import SCALES
from tjstats.zh.lexicon.names import NAMES_AFTER
from tjstats.zh.lexicon.units import (
    ALIASES,
    ALTERNATIVES,
    BEHIND_FIRMS,
    BEHIND_WORDS,
    BEHIND_YUAN,
    COMPOUND_ENDS,
    CURRENCIES,
    FIRMS,
    KEPT,
    LATIN,
    NO_HEADS,
    NO_UNIT,
    NO_UNITS,
    TAILS,
)

__all__ = ["WORDS", "Found", "denominator_at", "over", "scaled_word", "unknown_word_at", "word_at"]

Found: TypeAlias = tuple[
    Unit, int, int, str
]  # the unit, its own exponent of ten, where its word ends, the word


def _words() -> dict[str, tuple[Unit, int]]:
    heads = {
        word: found
        for word, found in ALL_WORDS.items()
        if word not in NO_HEADS and (word in LATIN or not word.isascii())
    }
    kept = {word: (f"[{word}]", 0) for word in KEPT}
    money = {"元" + word: (CURRENCIES[word], 0) for word in BEHIND_YUAN}
    heads = kept | heads | {"%": ("percent", 0), "‰": ("permille", 0)} | ALIASES | money
    return {word: (unit_of_code(code), exponent) for word, (code, exponent) in heads.items()}


WORDS: Final = _words()
_BELOW: Final = {
    **WORDS,
    **{
        word: (unit_of_code(ALL_WORDS[word][0]), 0)
        for word in ("月", "季", "季度", "企业", "户企业", "户家庭")
    },
    "班": (unit_of_code("item"), 0),
    "学年": (unit_of_code("year"), 0),
    "学期": (unit_of_code("year"), 0),
}


class _Entry(NamedTuple):
    """A word as it is looked up: its unit and own exponent, how the names go on that it may be part
    of, and their first characters, and whether it needs a closer look.
    """

    unit: Unit
    exponent: int
    word: str
    names: tuple[str, ...]
    begin: frozenset[str]
    checked: bool


def _by_size(
    words: dict[str, tuple[Unit, int]],
) -> dict[str, tuple[tuple[int, dict[str, _Entry]], ...]]:
    """The words by their first character, then by their size, the longest first."""
    found: dict[str, dict[int, dict[str, _Entry]]] = {}
    for word, (unit, exponent) in words.items():
        checked = word in FIRMS or (word[-1].isascii() and word[-1].isalpha())
        names = tuple(NAMES_AFTER.get(word, ()))
        entry = _Entry(unit, exponent, word, names, frozenset(name[0] for name in names), checked)
        found.setdefault(word[0], {}).setdefault(len(word), {})[word] = entry
    return {first: tuple(sorted(sizes.items(), reverse=True)) for first, sizes in found.items()}


_LINES: Final = frozenset("/·每")
_ASIDE: Final = frozenset("/(")
_MORE: Final = _LINES | _ASIDE | TAILS
_EACH: Final = ("每秒", "每小时", "每分钟")  # 立方米每秒
_MOST_DENOMINATORS: Final = 4
_SCALED: Final = re.compile(r"(10{1,12})?([十百千万亿]{0,6})")
_HEADS: Final = _by_size(WORDS)


def _begun(first: str) -> tuple[_Entry | None, frozenset[str] | None]:
    """The unit that one sign is, as most words are of one, and the signs behind it that need a
    closer look, None where all do.
    """
    words = [entry for _, found in _HEADS[first] for entry in found.values()]
    alone = next((entry for entry in words if len(entry.word) == 1), None)
    if alone is not None and alone.checked:
        return alone, None
    seconds = frozenset(entry.word[1] for entry in words if len(entry.word) > 1)
    return alone, seconds if alone is None else seconds | alone.begin | _MORE


_BEGUN: Final = {first: _begun(first) for first in _HEADS}
_BELOWS: Final = _by_size(_BELOW)


def word_at(text: str, place: int) -> Found | None:
    """The unit whose word begins at *place*, the longest one; None where there is none, or a name
    (一市场, 3户籍).
    """
    begun = _BEGUN.get(text[place : place + 1])
    if begun is None:
        return None
    alone, telling = begun
    if telling is None or text[place + 1 : place + 2] in telling:
        return _longest_at(text, place)
    return alone and (alone[0], alone[1], place + 1, alone[2])


def _longest_at(text: str, place: int) -> Found | None:
    """The same where what stands behind the first sign may be part of the word, or say something of
    it.
    """
    for size, words in _HEADS[text[place]]:
        entry = words.get(text[place : place + size])
        if entry is None:
            continue
        unit, exponent, word, names, begin, checked = entry
        end = place + size
        after = text[end : end + 1]
        if (after in begin and text.startswith(names, end)) or (
            checked and not _closes(word, text, end)
        ):
            continue
        if after in _MORE:
            return _with_more(text, unit, exponent, end, word)
        return unit, exponent, end, word
    return None


def _with_more(text: str, unit: Unit, exponent: int, end: int, word: str) -> Found:
    """A unit with what stands behind its word: other counters, denominators, 次."""
    after = text[end]
    if after in _ASIDE and (other := _other_counter(word, text, end)) is not None:
        return other
    if after in _LINES:
        return _divided(text, unit, exponent, end, word)
    if after in TAILS and _counted_by_times(unit, text, end):
        return _kept(word + after, end + 1)
    return unit, exponent, end, word


def unknown_word_at(text: str, place: int, scaled: bool) -> Found | None:
    """A unit that no table knows, as the word printed behind a number: 测次. Behind a number with a
    scale any short word that ends where words end; else only one that no name would be (环公里).

    >>> unknown_word_at("测次，同比", 0, True)[3], unknown_word_at("强县", 0, False)
    ('测次', None)
    """
    if text[place : place + 1] in NO_UNIT:
        return None
    found = (_UNKNOWN if scaled else _COMPOUND).match(text, place)
    return None if found is None else _kept(found[1], found.end())


def _kept(word: str, end: int) -> Found:
    return unit_of_code(f"[{word}]"), 0, end, word


_HANZI: Final = r"[\u4e00-\u9fff]"
_WORD_ENDS: Final = rf"(?=(?!{_HANZI})|{BEHIND_WORDS})"
_UNKNOWN: Final = re.compile(rf"(?!{NO_UNITS})({_HANZI}{{1,6}}?){_WORD_ENDS}")
_COMPOUND: Final = re.compile(rf"(?!{NO_UNITS})({_HANZI}{{1,3}}?(?:{COMPOUND_ENDS})){_WORD_ENDS}")


def scaled_word(text: str) -> tuple[Unit, int, str] | None:
    """The unit that a text is, with the scale of its words, and its word: 万吨.

    >>> scaled_word("亿元")[1:], scaled_word("含出口")
    ((8, '元'), None)
    """
    for length in range(len(text)):
        found = word_at(text, length)
        if found is not None and found[2] == len(text):
            return found[0], found[1] + sum(SCALES[sign] for sign in text[:length]), found[3]
        if text[length] not in SCALES:
            break
    return None


def _counted_by_times(unit: Unit, text: str, end: int) -> bool:
    """Whether 次 at *end* makes another unit of a word: 亩次; not 人次, which is one of its own."""
    return unit.code not in _UNCOUNTED and _TAIL_ENDS.match(text, end + 1) is not None


def _other_counter(word: str, text: str, end: int) -> Found | None:
    """One counter with others as its alternatives: 件/套 and 台(套) are one of them, 人/次 is
    人次.
    """
    others = _COUNTERS.get(word)
    found = others.match(text, end) if others else None
    if found is None:
        return None
    if found["times"]:
        word += found["times"]
        unit, exponent = WORDS.get(word) or (unit_of_code(f"[{word}]"), 0)
    else:
        unit, exponent = WORDS[word]
    return unit, exponent, found.end(), word


_EVERY_COUNTER: Final = "".join(sorted(frozenset().union(*ALTERNATIVES)))


def _others(word: str) -> re.Pattern[str]:
    others = "".join(sorted(frozenset().union(*(each for each in ALTERNATIVES if word in each))))
    return re.compile(
        rf"[/(](?P<times>[{''.join(TAILS)}])\)?"
        rf"|(?:/[{others}]){{1,3}}|\([{_EVERY_COUNTER}](?:[、/][{_EVERY_COUNTER}]){{0,2}}\)"
    )


_COUNTERS: Final = {word: _others(word) for word in _EVERY_COUNTER}
_UNCOUNTED: Final = frozenset((*FRACTIONS, *CALENDAR, *CLOCK, *DIFFERENCE, "percentage_point"))
_TAIL_ENDS: Final = re.compile(_WORD_ENDS)


def _closes(word: str, text: str, end: int) -> bool:
    """Whether a word of two kinds is whole: 5Great is not five grams; in 34家企业参展 the unit is
    家.
    """
    if word in FIRMS:
        return end == len(text) or text.startswith(BEHIND_FIRMS, end)
    return not (end < len(text) and text[end].isascii() and text[end].isalnum())


def _divided(text: str, unit: Unit, exponent: int, end: int, word: str) -> Found:
    """The unit with the denominators that follow its line, and factors after a dot: 元/人/月,
    件/万人, 人·公里.
    """
    divided = False
    for _ in range(_MOST_DENOMINATORS):
        if text[end : end + 1] not in _LINES or not _is_line(text, end):
            break
        more = denominator_at(text, end + 1)
        if more is None:
            break
        if divided or text[end] != "·":  # 元/人·月 is for each person and month
            unit, exponent, end, divided = over(unit, more[0]), exponent - more[1], more[2], True
        else:
            unit, exponent, end = unit.times(more[0]), exponent + more[1], more[2]
    return unit, exponent, end, word


def _is_line(text: str, place: int) -> bool:
    """Whether a denominator follows: 元/人, 立方米每秒; not 5家每家."""
    return place < len(text) and (text[place] != "每" or text.startswith(_EACH, place))


def denominator_at(text: str, place: int) -> tuple[Unit, int, int] | None:
    """The unit below a line or behind 每 that begins at *place*, with its scale, and where it
    ends.
    """
    scaled = _SCALED.match(text, place)
    assert scaled is not None  # both parts may be empty
    digits, letters = scaled[1] or "1", scaled[2]
    start = place + len(scaled[1] or "")
    for length in range(len(letters) + 1):
        for size, words in _BELOWS.get(text[start + length : start + length + 1], ()):
            end = start + length + size
            entry = words.get(text[start + length : end])
            if entry is not None and not (entry.names and text.startswith(entry.names, end)):
                scale = sum(SCALES[letter] for letter in letters[:length])
                return entry.unit, entry.exponent + len(digits) - 1 + scale, end
    return None


@lru_cache(maxsize=1024)
def over(unit: Unit, below: Unit) -> Unit:
    """The unit with one more denominator; equal units stay, since 人/10万人 is a rate of people."""
    heads, denominators = parts_of(unit.code)
    more, _ = parts_of(below.code)
    return unit_of_code(canonical(list(heads), [*denominators, *more]))

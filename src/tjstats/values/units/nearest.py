"""The known words nearest to an unknown one, for the error that names them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tjstats.values.units.table import ALL_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["nearest"]

_LONGEST: Final = 64  # letters of a word for which a nearest one is sought
_COMPARED: Final = 60  # words that are compared letter by letter, which takes long
_SHORT: Final = 4  # letters of a word that one wrong letter makes another
_DOLLARS: Final = ("US$", "A$", "C$", "HK$")


@lru_cache(maxsize=1024)  # a column repeats its unknown words
def nearest(word: str, guesses: tuple[str, ...]) -> tuple[str, ...]:
    """The known words nearest to the first guess that has some, at most four; none for a text
    longer than any. Words of capitals are for what is in capitals, or has other signs; a text of
    several words has those that are known.

    >>> nearest("persn", ("persn",)), nearest("teachers of schools", ("teachers of schools",))
    (('person', 'persons', 'person_km', 'person-km'), ())
    >>> nearest("km of road", ("km of road",)), nearest("$ million", ("$ million",))[:2]
    (('km',), ('US$ million', 'A$ million'))
    """
    from difflib import get_close_matches

    if len(word) > _LONGEST:
        return ()
    if _BARE_DOLLAR.search(word):
        return tuple(word.replace("$", sign) for sign in _DOLLARS)
    signs = word.isupper() or not word.isalpha()
    for guess in guesses:
        words = [known for known in _alike(guess) if signs or not known.isupper()]
        if close := get_close_matches(guess, words, n=4, cutoff=_cutoff(guess)):
            return tuple(close)
    return _inside(word)


def _inside(word: str) -> tuple[str, ...]:
    """The known words that stand in a text of several."""
    known = (part for part in _WORDS.findall(word) if part in ALL_WORDS)
    return tuple(dict.fromkeys(known))[:4]


_BARE_DOLLAR: Final = re.compile(r"(?<![A-Za-z])\$")
_WORDS: Final = re.compile(r"[A-Za-z%]{2,}|%")


def _cutoff(guess: str) -> float:
    """How alike a known word is to be: of English, three letters of four; in Chinese one of two."""
    if not guess.isascii():
        return 0.45
    return 0.75 if len(guess) <= _SHORT else 0.7


def _alike(guess: str) -> Iterable[str]:
    """The words that share most pairs of letters with a text, for their length."""
    from heapq import nlargest

    known, size = _words_of_pairs(), len(guess)
    shared = Counter(word for pair in _pairs(guess) for word in known.get(pair, ()))
    return nlargest(_COMPARED, shared, key=lambda word: shared[word] / (len(word) + size))


@cache
def _words_of_pairs() -> Mapping[str, list[str]]:
    """The known words by each pair of letters in them."""
    found: dict[str, list[str]] = {}
    for word in ALL_WORDS:
        for pair in _pairs(word):
            found.setdefault(pair, []).append(word)
    return found


def _pairs(word: str) -> set[str]:
    """The pairs of letters in a word, with its start and its end."""
    return set(map("".join, pairwise(f"\0{word}\0")))

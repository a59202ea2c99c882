"""The words directly before a figure that say what it is: a level, a rise or fall, where a rise
ends, a target.

They are looked for from the figure backwards, so each expression here is matched on the reversed
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tjstats.zh.lexicon import one_of
from tjstats.zh.lexicon.changes import (
    EITHER_WAY,
    FALL_NOUNS,
    FALLS,
    FILLERS,
    LIGHT,
    MOVES,
    RATES_OF_THEIR_OWN,
    RISE_NOUNS,
    RISES,
    TO,
    WITH_BASE,
)

__all__ = ["CUE", "CUE_ENDS", "TAIL", "TAIL_ENDS", "reversed_words"]


def reversed_words(words: Iterable[str]) -> str:
    """An alternation of the words read backwards, longest first."""
    return one_of(word[::-1] for word in words)


_NOT_NEW: Final = "(?!新)"  # 新增 is what is new, not how much more
_NOT_IN_NAMES: Final = (
    "均(?![人月年户日季平])|比(?![占同环入之别养销贷生价护出债收师])"  # 人均, 占比
)
_NOT_RATES: Final = f"(?!{reversed_words(RATES_OF_THEIR_OWN)})"  # 自然增长率 is a level
_LIGHT: Final = f"(?:{reversed_words(LIGHT)}|{_NOT_IN_NAMES}|[,、:(])*"
CUE: Final = re.compile(
    rf"的?(?:{reversed_words(TO)})(?:(?P<to>(?:{reversed_words((*RISES, *FALLS))}){_NOT_NEW})"
    rf"|(?P<moved>{reversed_words(MOVES)}))"
    rf"|{_LIGHT}(?:(?P<fall_noun>{reversed_words(FALL_NOUNS)})"
    rf"|(?P<rise_noun>{_NOT_RATES}(?:{reversed_words(RISE_NOUNS)}))"
    rf"|(?P<fall>{reversed_words(FALLS)})"
    rf"|(?P<rise>(?:{reversed_words(RISES)}){_NOT_NEW})"
    rf"|(?P<short>{reversed_words(WITH_BASE)})"
    rf"|(?P<either>{reversed_words(EITHER_WAY)}))"
)
# The last characters of all those words: without one of them there is no cue, and no tail.
CUE_ENDS: Final = frozenset(
    word[-1]
    for word in (*TO, *LIGHT, *RISES, *FALLS, *EITHER_WAY, *RISE_NOUNS, *FALL_NOUNS, *WITH_BASE)
) | set("均比的,、:(")
TAIL_ENDS: Final = CUE_ENDS | {word[-1] for word in FILLERS} | set(")人户名亩吨")
TAIL: Final = re.compile(
    f"(?:(?:{reversed_words(TO)})(?:{reversed_words(MOVES)})"
    f"|(?:{reversed_words((*RISES, *FALLS, *EITHER_WAY))}){_NOT_NEW}"
    f"|{_NOT_RATES}(?:{reversed_words((*FILLERS, *RISE_NOUNS, *FALL_NOUNS))})"
    f"|{_NOT_IN_NAMES}"
    "|[,、:()]|(?:[人户名亩吨]每)(?!均平))*"
)

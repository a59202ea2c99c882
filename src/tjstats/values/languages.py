"""The language of texts: the one that is set, or that of the input.

Every public `text(lang=None)`, `table(lang=None)` and report resolves its language here once and
passes it on, so that an answer uses one language. The setting belongs to the context: a new thread
starts without one, and tasks do not affect one another.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from functools import lru_cache
from types import TracebackType
from typing import Final

from tjstats.errors import InvalidRecordError
from tjstats.tables import Language

__all__ = ["LANGUAGES", "Count", "Language", "language", "language_of", "spoken"]

LANGUAGES: Final[dict[Language, str]] = {"en": "English", "zh": "中文"}

_CHINESE: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SET: Final[ContextVar[Language | None]] = ContextVar("tjstats_language", default=None)


class language:  # noqa: N801  a function to its callers, as contextlib's managers are
    """Set the language of texts for this context: "en", "zh", or None for that of the input.

    The call sets it immediately; as a context manager it restores the previous setting, even after
    an error. Raises `InvalidRecordError` for another language.

    >>> from tjstats import Figure
    >>> jobs = Figure.over("175", "万人")
    >>> with language("en"):
    ...     print(jobs)
    over 1.75 million people
    """

    def __init__(self, name: Language | None) -> None:
        self._before: Language | None = _SET.get()
        _SET.set(None if name is None else _known(name))

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _SET.set(self._before)


def spoken(lang: Language | None, *words: str | None) -> Language:
    """The language of an answer: *lang*, else the one set, else that of *words*, else English.

    Raises `InvalidRecordError` for a language other than "en" and "zh".

    >>> spoken(None, None, "万人"), spoken(None, "million EUR"), spoken("en", "万人")
    ('zh', 'en', 'en')
    """
    if lang is not None:
        return _known(lang)
    if (chosen := _SET.get()) is not None:
        return chosen
    return "zh" if any(word and language_of(word) == "zh" for word in words) else "en"


@lru_cache(maxsize=4096)
def language_of(word: str) -> Language:
    """The language of a printed word: "zh" if it has a Chinese character, else "en"."""
    return "zh" if _CHINESE.search(word) else "en"


def _known(name: Language) -> Language:
    if isinstance(name, str) and name in LANGUAGES:
        return name
    raise InvalidRecordError("language", "name", name, "write 'en' or 'zh'")


class Count(int):
    """A whole number of things, whose English name takes an s unless there is one.

    >>> f"{Count(1):observation}, {Count(2):observation}, {Count(3)}"
    '1 observation, 2 observations, 3'
    """

    def __format__(self, noun: str) -> str:
        return f"{int(self)} {noun}{'' if self == 1 else 's'}" if noun else str(int(self))

"""The words that the reader knows, and nothing else: each class of words in one table, by what it
says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["one_of"]


def one_of(words: Iterable[str]) -> str:
    """A pattern of one of some words, the longest first.

    >>> one_of(("上年", "上年同期", "年初"))
    '上年同期|上年|年初'
    """
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

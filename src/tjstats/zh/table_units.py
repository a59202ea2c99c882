"""The unit of a cell of a table: which of those that stand in the cell, over its column, in its row
and over the table it is, by what the names ask for.
"""

from __future__ import annotations

import re
from typing import Final

from tjstats.zh.headers import RATES, Column
from tjstats.zh.lexicon import tables as words

__all__ = ["asks_for", "nearest_unit"]

_HEADS: Final = tuple((re.compile(head), re.compile(unit)) for head, unit in words.HEADS)
_WHOSE: Final = re.compile(words.WHOSE)


def asks_for(name: str, unit: str) -> bool | None:
    """Whether what a name ends with has a unit; None where it says nothing of one."""
    units = next((units for head, units in _HEADS if head.search(name)), None)
    return None if units is None else units.fullmatch(unit) is not None


def nearest_unit(printed: str, column: Column, of_row: str, of_all: str) -> str:
    """The one unit that stands for a cell, "" where none or several do.

    *printed* stands behind its number, *of_row* in its row; *of_all* is that of the whole table
    where the row may have it.
    """
    own = {printed, column.unit} - {""}
    if column.kind in RATES or len(own) > 1:
        return own.pop() if len(own) == 1 else ""
    word = column.word or column.name
    if own:
        return _of_column(own.pop(), of_row, word)
    return _of_others(word, column.name, of_row, of_all)


def _of_others(word: str, name: str, of_row: str, of_all: str) -> str:
    """The unit of a row or of the whole table, by the words over a column without one."""
    if not of_row:
        return "" if asks_for(word, of_all) is False else of_all
    asked = asks_for(word, of_row)
    if asked or (asked is None and _WHOSE.fullmatch(name)):
        return of_row
    return of_all if asks_for(word, of_all) else ""


def _of_column(unit: str, of_row: str, word: str) -> str:
    """The unit of a column beside one of the row, which is of another column where the words over
    this one are of money: 金额(亿元) beside 数量 and 吨.
    """
    if of_row in ("", unit):
        return unit
    apart = word.endswith("额") and asks_for(word, of_row) is False
    return unit if apart and asks_for(word, unit) else ""

"""Normalised text: one form for full-width signs, no line breaks inside words, and the way back to
the original offsets.

Print pages break lines inside words and numbers (90%以 上). A run of white space goes where it only
parts a word; it stays, as one space or one line break, between paragraphs, after a full stop, and
between two numbers or Latin words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

import attrs

from tjstats.errors import RecordTypeError
from tjstats.zh.lexicon.characters import INVISIBLE, WIDE_SIGNS

__all__ = ["Normalised", "normalised"]

_TABLE: Final = str.maketrans(WIDE_SIGNS)
_FREQUENT: Final = tuple(
    (wide, WIDE_SIGNS[wide])
    for wide in ",;:()%　".translate(str.maketrans(",;:()%", "，；：（）％"))
)
_WIDE: Final = re.compile(f"[{re.escape(''.join(WIDE_SIGNS))}]")
_GAP: Final = re.compile(rf"[ \n{INVISIBLE}]+")
_STOPS: Final = frozenset("。!?;.\"”'’")


@attrs.frozen
class Normalised:
    """A text in one form, and where each of its characters came from. Fields: text; starts, shifts
    (of its pieces).
    """

    text: str
    starts: list[int]
    shifts: list[int]

    def original(self, offset: int) -> int:
        """The offset in the text as given of the character at *offset*."""
        if len(self.starts) == 1:
            return offset + self.shifts[0]
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]

    def original_end(self, end: int) -> int:
        """The offset in the text as given just after the character before *end*."""
        return self.original(end - 1) + 1 if end else 0


def normalised(text: str) -> Normalised:
    """The text in one form. Raises `RecordTypeError` where it is no text.

    >>> normalised("失业率控制在５．５％的 目标以\\n内").text
    '失业率控制在5.5%的目标以内'
    """
    if not isinstance(text, str):
        raise RecordTypeError("zh", "text", text, "a text (str)")
    plain = text
    for wide, narrow in _FREQUENT:
        plain = plain.replace(wide, narrow)
    if _WIDE.search(plain):
        plain = plain.translate(_TABLE)
    if _GAP.search(plain) is None:
        return Normalised(plain, [0], [0])
    pieces: list[str] = []
    starts, shifts = [0], [0]
    done = length = 0
    for gap in _GAP.finditer(plain):
        start, end = gap.span()
        pieces.append(plain[done:start])
        length += start - done
        if not start:
            shifts[0] = end
        elif kept := _kept(plain, start, end):
            pieces.append(kept)
            length += 1
            if end - start > 1:
                starts.append(length)
                shifts.append(end - length)
        else:
            starts.append(length)
            shifts.append(end - length)
        done = end
    pieces.append(plain[done:])
    return Normalised("".join(pieces), starts, shifts)


def _kept(text: str, start: int, end: int) -> str:
    """What stays of the white space between *start* and *end*: a line break, a space or nothing."""
    if start == 0 or end == len(text):
        return ""
    before, after = text[start - 1], text[end]
    lines = text.count("\n", start, end)
    if lines and (lines > 1 or before in _STOPS):
        return "\n"
    if (
        before.isascii()
        and after.isascii()
        and (before.isalnum() or before in ".,")
        and after.isalnum()
    ):
        return "" if _inside_number(text, start, end, lines) else " "
    return ""


def _inside_number(text: str, start: int, end: int, lines: int) -> bool:
    """Whether the white space parts one number: 62. 02, or 1017 at the end of a line of words and
    .03 on the next.
    """
    before, after = text[start - 1], text[end]
    if not after.isdigit():
        return False
    if before == ".":  # not the number of a heading, which begins its line
        digits = start - 1
        while digits and text[digits - 1].isdigit():
            digits -= 1
        return (
            digits < start - 1
            and digits > 0
            and text[digits - 1] > "\u3000"
            and text[digits - 1] not in "、。“”"
        )
    return (
        bool(lines)
        and before.isdigit()
        and _in_words(text, start - 1, -1)
        and _in_words(text, end, 1)
    )


def _in_words(text: str, place: int, step: int) -> bool:
    """Whether the digits at *place*, followed in the direction of *step*, stand directly beside a
    Chinese character.
    """
    for _ in range(40):
        if not 0 <= place < len(text):
            return False
        if not (text[place].isdigit() or text[place] in ".,%"):
            return text[place] > "\u3000"
        place += step
    return False

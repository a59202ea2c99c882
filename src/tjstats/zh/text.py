"""Normalised text: one form for full-width signs, no line breaks inside words, and the way back to
the original offsets.

Traditional characters are written as the simplified ones that they stand for, thousands parted by
spaces are joined, note marks ([2], ③) go. Print pages break lines inside words and numbers (90%以
上): a run of white space goes where it only parts a word; it stays, as one space or one line break,
between paragraphs, after a full stop, and between two numbers or Latin words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from string import ascii_letters, digits
from typing import Final, Literal, NamedTuple

from tjstats.errors import NotTextError, RecordTypeError
from tjstats.zh.lexicon.characters import INVISIBLE, MINUS, SIMPLIFIED, WIDE_SIGNS

__all__ = ["Normalised", "chinese_only", "normalised", "script_of", "text_only"]

_FORMS: Final = WIDE_SIGNS | SIMPLIFIED
_TABLE: Final = str.maketrans(_FORMS)
# Nearly every text has these, and many have no others: to replace them alone costs less.
_FREQUENT: Final = tuple((wide, WIDE_SIGNS[wide]) for wide in "，；：（）％\u3000")
_OTHER: Final = re.compile(f"[{re.escape(''.join(_FORMS))}]")

_PATH: Final = re.compile(r"[^\n\r，。；]+\.(?:txt|text|md|html?|docx?|pdf|csv|json|rtf|wps)", re.I)
_LONGEST_PATH: Final = 300
# Each expression begins with one set of characters: those are found quickest.
_WHITE: Final = f" \t\n{INVISIBLE}"
_GAP: Final = re.compile(f"[{_WHITE}]+")
_MARKS: Final = r"\[〔①-⑳"
_MARK: Final = re.compile(f"[{_MARKS}]")
_NOTED: Final = r"[\u4e00-\u9fff%)]"
_NOTE: Final = rf"(?:(?<={_NOTED}[\[〔])\d{{1,2}}[\]〕]|(?<={_NOTED}[①-⑳]))"
_GAP_OR_NOTE: Final = re.compile(f"[{_WHITE}{_MARKS}](?:(?<=[{_WHITE}])[{_WHITE}]*|{_NOTE})")
# A dash behind a note mark: 能耗[2]-2.6%.
_NOTED_MINUS: Final = re.compile(rf"([{_MARKS}]{_NOTE})[-–—](?=\d)")

_MAY_BE_GROUPED: Final = re.compile(r" (?<=\d )\d{3}", re.ASCII)
# 1 204 583米: groups of three behind one space each. Not 图2 300个, 10:30 100米, nor digits that
# go on.
_GROUPED: Final = re.compile(
    r"(?<![\dA-Za-z-])(?<!\d[.,])[1-9]\d{0,2}(?: \d{3}){1,6}(?:\.\d+)?(?= ?[^\s\d.,-]|,\D)",
    re.ASCII,
)
_NUMBERED: Final = re.compile(
    "(?:图|(?<![代发申填报仪手])表|附[件录注]|第|注|专栏|(?<![A-Za-z])[A-Za-z]) ?$", re.ASCII
)
_SIGNS: Final = frozenset("[〔" + "".join(map(chr, range(ord("①"), ord("⑳") + 1))))
_CLOCK: Final = re.compile(r"(?:^|[^\d比为率])(?:[01]?\d|2[0-3]):[0-5]\d $", re.ASCII)
_STOPS: Final = frozenset("。!?;.\"”'’")


class Normalised(NamedTuple):
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

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of a span in the text as given."""
        return self.original(start), self.original_end(end)

    def original_end(self, end: int) -> int:
        """The offset in the text as given just after the character before *end*."""
        return self.original(end - 1) + 1 if end else 0


def normalised(text: str) -> Normalised:
    """A text, or a part of one, in one form. Raises `RecordTypeError` where it is no text.

    >>> normalised("失业率控制在５．５％的 目标以\\n内").text
    '失业率控制在5.5%的目标以内'
    """
    plain = _typed(text)
    for wide, narrow in _FREQUENT:
        plain = plain.replace(wide, narrow)
    if _OTHER.search(plain):
        plain = plain.translate(_TABLE)
    holes = _GAP
    if _MARK.search(plain):
        holes, plain = _GAP_OR_NOTE, _NOTED_MINUS.sub(rf"\1{MINUS}", plain)
    if holes.search(plain) is None:
        return Normalised(plain, [0], [0])
    joints = _joints(plain)
    pieces: list[str] = []
    starts, shifts = [0], [0]
    done = length = 0
    for hole in holes.finditer(plain):
        start, end = hole.span()
        pieces.append(plain[done:start])
        length += start - done
        done = end
        if not start:
            shifts[0] = end
            continue
        if start not in joints and (kept := _kept(plain, start, end)):
            pieces.append(kept)
            length += 1
            if end - start == 1:
                continue
        starts.append(length)
        shifts.append(end - length)
    pieces.append(plain[done:])
    return Normalised("".join(pieces), starts, shifts)


def _joints(text: str) -> frozenset[int]:
    """Where a space parts the thousands of one number."""
    if _MAY_BE_GROUPED.search(text) is None:
        return frozenset()
    return frozenset(
        place
        for found in _GROUPED.finditer(text)
        if not _NUMBERED.search(text, max(0, found.start() - 4), found.start())
        and not _CLOCK.search(text, max(0, found.start() - 4), found.start() + 3)
        for place in range(*found.span())
        if text[place] == " "
    )


def _typed(text: str) -> str:
    if not isinstance(text, str):
        raise RecordTypeError("zh", "text", text, "a text (str)")
    return text


def text_only(text: str) -> str:
    """The text given. Raises `RecordTypeError` where it is none, `NotTextError` for a path."""
    if len(_typed(text)) < _LONGEST_PATH and "://" not in text and _PATH.fullmatch(text):
        raise NotTextError(text, "path")
    return text


def chinese_only(text: str, name: str | None = None) -> str:
    """The text given. Raises as `text_only` does, and `NotTextError`, with the *name* of its file
    or the text, where it has the words of a sentence and no Chinese character: an English release.
    """
    if _HAN.search(text_only(text)) is None and len([*islice(_WORD.finditer(text), _FEW)]) == _FEW:
        raise NotTextError(text if name is None else name, "script")
    return text


def script_of(text: str) -> Literal["zh-Hans", "zh-Hant"]:
    """The script that a Chinese text is in, as HTML names it, by the characters that differ.

    >>> script_of("失業率"), script_of("失业率"), script_of("人口")
    ('zh-Hant', 'zh-Hans', 'zh-Hans')
    """
    traditional = sum(one in SIMPLIFIED for one in text)
    return "zh-Hant" if traditional > sum(one in _SIMPLE for one in text) else "zh-Hans"


_SIMPLE: Final = frozenset(SIMPLIFIED.values()) - SIMPLIFIED.keys()
_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_FEW: Final = 5  # words: fewer may be a unit, a code or a cell, million EUR


def _kept(text: str, start: int, end: int) -> str:
    """What stays of what is between *start* and *end*: a line break, a space or, of a note mark,
    nothing.
    """
    if end == len(text) or text[start] in _SIGNS:
        return ""
    lines = text.count("\n", start, end)
    if lines and (lines > 1 or text[start - 1] in _STOPS or _is_line(text, start)):
        return "\n"
    if text[start - 1] not in _LATIN_BEFORE or text[end] not in _LATIN:
        return ""
    return "" if _inside_number(text, start, end, lines) else " "


_LINES_OF_NUMBERS: Final = re.compile(r"\n-?\d[\d.,%]*\n-?\d[\d.,%]*$")
_LONGEST_NUMBERS, _LONGEST_TITLE = 48, 64
# 二、农业; (三)居民收入; 图1:2011-2015年产值.
_TITLE: Final = re.compile(
    r"[ \u3000]*(?:[图表圖]\s?\d{1,2}[^\n,，。;；]{2,56}"
    r"|(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）])"
    r"[^\n,，。;；\d]{1,16})"
)
_LATIN: Final = frozenset(ascii_letters + digits)
_LATIN_BEFORE: Final = _LATIN | frozenset(".,")


def _is_line(text: str, end: int) -> bool:
    """Whether what stands before *end* is a line of its own: a head with its date,
    主計總處新聞稿 114年12月25日, or a number under another such line, as the cells of a table are;
    the unit of a broken line stands on the next.
    """
    if text[end - 1] == "日":
        first = text.rfind("\n", 0, end) + 1
        return end - first <= _LONGEST_HEAD and _DATELINE.fullmatch(text, first, end) is not None
    return _LINES_OF_NUMBERS.search(text, max(0, end - _LONGEST_NUMBERS), end) is not None


_LONGEST_HEAD: Final = 60
_DATELINE: Final = re.compile(r"[^,;:。!?\d]{0,40}\d{2,4}年\d{1,2}月\d{1,2}日")


def _inside_number(text: str, start: int, end: int, lines: int) -> bool:
    """Whether the white space parts one number: 62. 02, or 1017 at the end of a line of words and
    .03 on the next.
    """
    if not text[end].isdigit():
        return False
    if text[start - 1] == ".":
        return not _is_heading(text, start - 1)
    broken = bool(lines) and text[start - 1].isdigit()
    return broken and _in_words(text, start - 1, -1) and _in_words(text, end, 1)


def _is_heading(text: str, point: int) -> bool:
    """Whether the digits before a point begin their line, as in 1. 2021年; not in 62. 02万人."""
    first = point
    while first and text[first - 1].isdigit():
        first -= 1
    before = text[first - 1 : first]
    return not (first < point and before > "\u3000" and before not in "、。“”")


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

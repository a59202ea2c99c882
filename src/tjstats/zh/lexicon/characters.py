"""The characters of numbers, and the signs of one meaning in one form."""

from __future__ import annotations

from typing import Final

__all__ = ["DIGITS", "INVISIBLE", "SCALES", "SOME", "WIDE_SIGNS"]

# Full-width and look-alike signs, one for one, so that they move no offset.
WIDE_SIGNS: Final = {
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    **{chr(wide): chr(wide - 0xFEE0) for wide in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    "％": "%",
    "﹪": "%",
    "．": ".",
    "／": "/",
    "⁄": "/",
    "＋": "+",
    "－": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "﹣": "-",
    "∼": "~",
    "～": "~",
    "〜": "~",
    "，": ",",
    "；": ";",
    "：": ":",
    "∶": ":",
    "！": "!",
    "？": "?",
    "（": "(",
    "）": ")",
    "﹙": "(",
    "﹚": ")",
    "＂": '"',
    "μ": "μ",
    "µ": "μ",
    "º": "°",
    "兩": "两",
    "億": "亿",
    "萬": "万",
    "\u3000": " ",
    "\xa0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u2007": " ",
    "\t": " ",
    "\r": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}

# Signs without a width, which page readers and text processors leave behind; they go with the white
# space.
INVISIBLE: Final = "\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad"

DIGITS: Final = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}

SCALES: Final = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}

SOME: Final = "几数"

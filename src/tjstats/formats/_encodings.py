"""The encoding of a text's bytes, by what they would mean in each."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["Decoded", "decoded"]

_LOOKED_AT: Final = 4000  # characters that are not ASCII


class Decoded(NamedTuple):
    """A text of bytes. Fields: text, encoding, other (an encoding that fits as well, or "")."""

    text: str
    encoding: str
    other: str = ""


# The first bytes of the usual characters of an encoding of two bytes: signs, syllables, and the
# commoner half of its ideographs (GB 2312 and JIS X 0208 level 1, Big5 level 1).
_USUAL: Final = {
    "gb18030": ("gb2312", ((0xA1, 0xA9), (0xB0, 0xD7))),
    "cp932": ("cp932", ((0x81, 0x83), (0x88, 0x97))),
    "big5": ("big5", ((0xA1, 0xC6),)),
}
# Letters and signs of western Europe in Windows-1252, each between ASCII characters.
_WESTERN: Final = re.compile(
    rb"(?<![\x80-\xff])[\x80\x85\x89\x8a\x8c\x91-\x97\x99-\x9c\x9e-\xff](?![\x80-\xff])"
)
_HIGH: Final = re.compile(rb"[\x80-\xff]")


def decoded(data: bytes, is_whole: bool = True) -> Decoded:
    """The text of bytes in the encoding of which they have the most usual characters.

    >>> decoded("Erwerbstätige".encode("cp1252"))[1], decoded("就业".encode("gb18030"))[1]
    ('cp1252', 'gb18030')
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Decoded(data.decode("utf-16", "replace"), "utf-16")
    if (text := _text(data, "utf-8-sig", is_whole)) is not None:
        return Decoded(text, "utf-8-sig")
    shares = {"cp1252": _western(data), **{name: _usual(data, name, is_whole) for name in _USUAL}}
    first, second, *_ = sorted(shares, key=lambda name: shares[name], reverse=True)
    text = _text(data, first, is_whole)
    if text is None or not shares[first]:
        return Decoded(data.decode("latin-1"), "latin-1")
    return Decoded(text, first, second if shares[second] > shares[first] / 2 else "")


def _text(data: bytes, encoding: str, is_whole: bool) -> str | None:
    """The text of bytes, without a character that is cut at the end; None if it is not of that
    encoding.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        is_cut = not is_whole and error.start > len(data) - 8
        return data[: error.start].decode(encoding) if is_cut else None


def _western(data: bytes) -> float:
    """The share of bytes that are letters or signs of western Europe, of those not ASCII."""
    if _text(data, "cp1252", True) is None:
        return 0.0
    return len(_WESTERN.findall(data)) / max(1, len(_HIGH.findall(data)))


def _usual(data: bytes, encoding: str, is_whole: bool) -> float:
    """The share of usual characters, of those not ASCII."""
    text = _text(data, encoding, is_whole)
    if text is None:
        return 0.0
    codec, usual = _USUAL[encoding]
    others = [letter for letter in text if not letter.isascii()][:_LOOKED_AT]
    firsts = (letter.encode(codec, "ignore")[:1] for letter in others)
    found = (any(low <= code[0] <= high for low, high in usual) for code in firsts if code)
    return sum(found) / max(1, len(others))

"""The text of a file's bytes: UTF-8, else GB 18030, and which of the two it was."""

from __future__ import annotations

from tjstats.errors import EncodingError

__all__ = ["decoded"]


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text and its encoding, "utf-8" or "gb18030". Raises `EncodingError` where the bytes are
    neither.

    >>> decoded("超过175万人".encode("gb18030"), "release.txt")
    ('超过175万人', 'gb18030')
    """
    for encoding, codec in (("utf-8", "utf-8-sig"), ("gb18030", "gb18030")):
        try:
            return data.decode(codec), encoding
        except UnicodeDecodeError:
            continue
    raise EncodingError(name)

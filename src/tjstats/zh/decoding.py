"""The text of a file's bytes: UTF-8, else GB 18030, and which of the two it was; documents of
office programs are refused.
"""

from __future__ import annotations

from typing import Final

from tjstats.errors import EncodingError, NotTextError

__all__ = ["decoded"]


_DOCUMENTS: Final = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")  # pdf, docx, doc, rtf


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text and its encoding, "utf-8" or "gb18030". Raises `EncodingError` where the bytes are
    neither, and `NotTextError` for a document such as .docx or .pdf.

    >>> decoded("超过175万人".encode("gb18030"), "release.txt")
    ('超过175万人', 'gb18030')
    """
    if data.startswith(_DOCUMENTS):
        raise NotTextError(name, "document")
    for encoding, codec in (("utf-8", "utf-8-sig"), ("gb18030", "gb18030")):
        try:
            return data.decode(codec), encoding
        except UnicodeDecodeError:
            continue
    raise EncodingError(name)

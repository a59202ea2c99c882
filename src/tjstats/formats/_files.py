"""Files: written whole under a temporary name and then renamed, so that a half-written file is
never seen.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from tjstats.errors import LoadError, Problem, RecordTypeError

__all__ = ["encoded", "read_text", "write_bytes", "write_text"]


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Put *data* in place of the file, or leave everything as it was. Raises `OSError`."""
    place = Path(path)
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", suffix=".part", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(place))
        os.replace(name, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _mode(place: Path) -> int:
    """The permissions of the file that is replaced, else those of a new file."""
    with suppress(OSError):
        return place.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def encoded(text: str, encoding: str = "utf-8") -> bytes:
    """The bytes of a text. Raises `RecordTypeError` where a character has no place in the
    encoding.
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        found = text[error.start : error.end]
        raise RecordTypeError(
            "write", "text", found, f"characters that {encoding} can write"
        ) from None


def write_text(path: str | os.PathLike[str], text: str, encoding: str = "utf-8") -> None:
    """The text as a file. Raises as `encoded` does, and `OSError`."""
    write_bytes(path, encoded(text, encoding))


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of a UTF-8 file, its byte-order mark left out. Raises `LoadError`, `OSError`."""
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LoadError(
            (Problem("", f"not UTF-8 at byte {error.start}; save it as UTF-8"),)
        ) from None

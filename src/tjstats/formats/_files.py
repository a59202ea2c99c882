"""Files: written whole under a temporary name and then renamed, so that a half-written file is
never seen.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Final

from tjstats.errors import LoadError, Problem
from tjstats.rows.cells import encoded

__all__ = ["read_text", "write_bytes", "write_text"]

_NEW_FILE: Final = 0o666  # less what the umask takes away, as for any new file


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Put *data* in place of the file, which keeps its permissions, or leave everything as it was.

    Raises `OSError`.
    """
    place = Path(path)
    part = place.parent / f".{place.name[:40]}.{token_hex(8)}.part"
    mode = _mode(place)
    create = partial(os.open, mode=_NEW_FILE if mode is None else mode)
    try:
        with open(part, "xb", opener=create) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(part, mode)
        os.replace(part, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise


def _mode(place: Path) -> int | None:
    """The permissions of the file, None where there is no file."""
    try:
        return place.stat().st_mode & 0o777
    except OSError:
        return None


def write_text(path: str | os.PathLike[str], text: str, encoding: str = "utf-8") -> None:
    """Write the text as a file, whole or not at all. Raises `RecordTypeError`, `OSError`."""
    write_bytes(path, encoded(text, encoding))


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of a UTF-8 file without its byte-order mark. Raises `LoadError`, `OSError`."""
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"not UTF-8 at byte {error.start}; save it as UTF-8"
        raise LoadError((Problem("", problem),)) from None

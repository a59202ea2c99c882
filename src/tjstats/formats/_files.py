"""Files: written whole under a temporary name and then renamed, so that a half-written file is
never seen.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final

from tjstats.errors import LoadError, Problem, RecordTypeError
from tjstats.rows.cells import encoded

__all__ = ["check_text", "locked", "read_text", "text_in", "write_bytes", "write_text"]

_NEW_FILE: Final = 0o666  # less what the umask takes away, as for any new file
_LONGEST_PATH: Final = 300
_PATH: Final = re.compile(
    r"[^\n\r{}<>\"]+\.(csv|tsv|txt|json|xml|xlsx?|zip|gz|parquet|arrow)", re.I
)


def check_text(text: object, what: str) -> None:
    """Raise `RecordTypeError` unless something is a text or bytes, and `LoadError` for a text that
    is the path of a file.
    """
    if not isinstance(text, str | bytes | bytearray):
        raise RecordTypeError("loads", "text", text, f"{what}; read(path) reads a file")
    if isinstance(text, str) and len(text) < _LONGEST_PATH and _PATH.fullmatch(text):
        problem = f"{text!r} is a path, not {what}; read(path) reads the file"
        raise LoadError((Problem("", problem),))


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Replace the file by *data*, keeping its permissions, or leave everything unchanged.

    The file that a symbolic link leads to is replaced, and the link stays. What is not a file (a
    named pipe, /dev/null, a terminal) is written to. Raises `OSError`.
    """
    place = Path(os.path.realpath(path))
    mode = _mode(place)
    try:
        if mode is None or stat.S_ISREG(mode):
            _replace(place, data, mode)
        else:
            place.write_bytes(data)
    except OSError as error:  # which may name a temporary file, or none
        error.filename, error.filename2 = os.fspath(path), None
        raise


def _replace(place: Path, data: bytes, mode: int | None) -> None:
    """Create the file; *mode* is that of the file to replace."""
    part = place.parent / f".{place.name[:40]}.{os.urandom(8).hex()}.part"
    permissions = _NEW_FILE if mode is None else mode & 0o777
    try:
        with open(part, "xb", opener=partial(os.open, mode=permissions)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(part, permissions)
        os.replace(part, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise


def _mode(place: Path) -> int | None:
    """Type and permissions of the file, or None if there is no file."""
    try:
        return place.stat().st_mode
    except OSError:
        return None


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Make other writers of the folder wait if they use the same lock; on Windows, and on a file
    system without locks, they do not wait.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def write_text(path: str | os.PathLike[str], text: str, encoding: str = "utf-8") -> None:
    """Write the text as a file, whole or not at all. Raises `RecordTypeError`, `OSError`."""
    write_bytes(path, encoded(text, encoding))


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of a UTF-8 file without its byte-order mark. Raises `LoadError`, `OSError`."""
    return text_in(Path(path).read_bytes())


def text_in(data: bytes) -> str:
    """The text of a UTF-8 file's bytes, without its byte-order mark. Raises `LoadError`."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"not UTF-8 at byte {error.start}; save it as UTF-8"
        raise LoadError((Problem("", problem),)) from None

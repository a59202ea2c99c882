"""The mistakes of a document: the tree of errors that cattrs raises, as one list with JSON pointers (RFC 6901)."""

from __future__ import annotations

import cattrs
from cattrs.errors import ForbiddenExtraKeysError

from tjstats.errors import Problem, TjstatsError

__all__ = ["UnreadReferenceError", "escaped", "problems"]


class UnreadReferenceError(TjstatsError, ValueError):
    """A reference to a record whose own mistakes are reported already."""


def problems(error: BaseException, pointer: str) -> list[Problem]:
    """Every mistake of a failed reading, with its place."""
    if isinstance(error, UnreadReferenceError):
        return []
    if isinstance(error, cattrs.BaseValidationError):
        return [found for each in error.exceptions for found in problems(each, pointer + _step(each))]
    if isinstance(error, ForbiddenExtraKeysError):
        return [Problem(f"{pointer}/{escaped(key)}", "unknown key") for key in sorted(map(str, error.extra_fields))]
    if isinstance(error, KeyError) and not isinstance(error, TjstatsError):
        return [Problem(pointer, "required key is missing")]
    return [Problem(pointer, str(error))]


def _step(error: BaseException) -> str:
    """The last part of the pointer: what cattrs noted on an error of a field or an item."""
    for note in getattr(error, "__notes__", ()):
        place = getattr(note, "name", getattr(note, "index", None))
        if place is not None:
            return f"/{escaped(str(place))}"
    return ""


def escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")

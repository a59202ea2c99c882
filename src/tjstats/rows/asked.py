"""The meaning of `as_`: a record of a class, or a list or tuple of records."""

from __future__ import annotations

from types import UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from tjstats.errors import RecordTypeError

__all__ = ["Asked", "asked"]


@attrs.frozen
class Asked:
    """The requested result. Fields: holder (list or tuple; None for a single record), kinds (the
    accepted classes; empty for any).
    """

    holder: type[list[Any]] | type[tuple[Any, ...]] | None = None
    kinds: tuple[type, ...] = ()

    def takes(self, kind: type) -> bool:
        """Whether a record of this class is accepted."""
        return not self.kinds or kind in self.kinds

    @property
    def names(self) -> str:
        """The names of the classes, for messages."""
        return " or ".join(kind.__name__ for kind in self.kinds)


def asked(as_: Any) -> Asked:
    """The result requested by `as_`: a class, a union of classes, `list`, `tuple`, `list[T]` or
    `tuple[T, ...]`. Raises `RecordTypeError` for anything else.

    >>> asked(list[Indicator])
    Asked(holder=<class 'list'>, kinds=(<class 'tjstats.records.publication.Indicator'>,))
    """
    if as_ in (list, tuple):
        return Asked(as_)
    holder, items = get_origin(as_), get_args(as_)
    if holder is list or (holder is tuple and items[1:] == (Ellipsis,)):
        return Asked(holder, _classes(items[0]))
    return Asked(None, _classes(as_))


def _classes(kind: Any) -> tuple[type, ...]:
    classes = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    if not all(isinstance(given, type) and get_origin(given) is None for given in classes):
        expected = "a class such as Observation, list[Observation] or tuple[Observation, ...]"
        raise RecordTypeError("loads", "as_", kind, expected)
    return classes

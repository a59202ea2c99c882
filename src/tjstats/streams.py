"""Records as Arrow streams, for the data frames that take any object with `__arrow_c_stream__`.

The format that makes an Arrow table lies above the records and is loaded only where a stream is
asked for; so the package registers the maker here, and records ask for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["Streamed", "register"]

_makers: list[Callable[[object], Any]] = []


def register(maker: Callable[[object], Any]) -> None:
    """Have *maker* make the Arrow table of a record. The package does so when it is imported."""
    _makers[:] = [maker]


class Streamed:
    """A record that data frames take as it is (the extra `arrow`): `polars.DataFrame(series)`."""

    __slots__ = ()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The observations and targets as an Arrow stream. Raises `MissingExtraError`."""
        (maker,) = _makers
        return maker(self).__arrow_c_stream__(requested_schema)

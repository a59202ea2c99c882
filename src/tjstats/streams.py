"""Records as Arrow streams, for data frames that accept any object with `__arrow_c_stream__`.

The Arrow format is in a higher layer and loads only when a stream is needed, so the package
registers the function here that creates the table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["Streamed", "register"]

_makers: list[Callable[[object], Any]] = []


def register(maker: Callable[[object], Any]) -> None:
    """Set the function that turns a record into an Arrow table. The package calls it on import."""
    _makers[:] = [maker]


class Streamed:
    """A record that data frames accept directly (the extra `arrow`): `polars.DataFrame(series)`."""

    __slots__ = ()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The observations and targets as an Arrow stream. Raises `MissingExtraError`."""
        (maker,) = _makers
        return maker(self).__arrow_c_stream__(requested_schema)

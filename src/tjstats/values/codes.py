"""Code lists: enumerations whose members are texts equal to their codes."""

from __future__ import annotations

from enum import StrEnum

from tjstats.errors import InvalidRecordError

__all__ = ["Code"]


class Code(StrEnum):
    """A code of a list. A text that is none raises `InvalidRecordError`, which lists the codes."""

    @classmethod
    def _missing_(cls, value: object) -> Code:
        raise InvalidRecordError(cls.__name__, "code", value, f"write one of {', '.join(cls)}")

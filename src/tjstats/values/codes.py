"""Code lists: enumerations whose members are texts equal to their codes."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from tjstats.errors import InvalidRecordError

__all__ = ["Code"]


class Code(StrEnum):
    """A code of a list. A text that is none raises `InvalidRecordError`, which lists the codes."""

    @classmethod
    def _missing_(cls, value: object) -> Code:
        raise InvalidRecordError(cls.__name__, "code", value, f"write one of {', '.join(cls)}")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> Any:
        """The codes with the first paragraph of the documentation, which has no examples."""
        described = handler(schema)
        about = (cls.__doc__ or "").partition("\n\n")[0]
        handler.resolve_ref_schema(described)["description"] = " ".join(about.split())
        return described

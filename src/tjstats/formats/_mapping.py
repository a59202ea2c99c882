"""The mapping of a table that somebody else wrote: its columns and codes to ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

import attrs

from tjstats.columns import COLUMNS
from tjstats.errors import RecordTypeError, UnknownCodeError

__all__ = ["NONE", "Codes", "Names", "TableMapping"]

Names: TypeAlias = Mapping[str, str | None]
Codes: TypeAlias = Mapping[str, Mapping[str, str]]


@attrs.frozen
class TableMapping:
    """How to read a foreign table. Fields: columns (their name: ours, None to leave out), codes (our column: their code: ours),
    defaults (our column: the cell where it is empty or absent). Raises `UnknownCodeError` for a column that is not ours.
    """

    columns: Names = attrs.field(factory=dict)
    codes: Codes = attrs.field(factory=dict)
    defaults: Mapping[str, str] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for field in ("columns", "codes", "defaults"):
            if not isinstance(getattr(self, field), Mapping):
                raise RecordTypeError("loads", field, getattr(self, field), "a mapping of names")
        for name in (*(n for n in self.columns.values() if n is not None), *self.codes, *self.defaults):
            if name not in COLUMNS:
                from difflib import get_close_matches

                raise UnknownCodeError(name, "the table of columns", tuple(get_close_matches(str(name), COLUMNS)))

    def names(self, header: list[str]) -> list[str]:
        """Our names of the columns; what is left out is the empty name."""
        return [self.columns.get(name, name) or "" for name in header]

    def cells(self, cells: Mapping[str, str | None]) -> dict[str, str | None]:
        """A row with our codes and the defaults, less what is left out."""
        found = {name: self._code(name, cell) for name, cell in cells.items() if name}
        for name, cell in self.defaults.items():
            if found.get(name) is None:
                found[name] = cell
        return found

    def _code(self, name: str, cell: str | None) -> str | None:
        return cell if cell is None else self.codes.get(name, {}).get(cell, cell)


NONE: Final = TableMapping()

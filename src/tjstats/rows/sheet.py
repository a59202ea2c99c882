"""Sheets: the rows of a table by their columns, of which each distinct cell is worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, repeat
from operator import is_
from typing import Any, Final, TypeVar

import attrs

from tjstats.rows.cells import Cells, Row

__all__ = ["ODD", "Column", "Odd", "Sheet", "merged", "of_each", "of_each_object"]

T = TypeVar("T")
Column = Sequence[str | None]


class Odd:
    """What stands for a cell that is not plain, or not valid: its row is read by itself."""


ODD: Final = Odd()


def of_each(make: Callable[..., T], *columns: Sequence[Any]) -> list[T]:
    """What *make* says of the cells of each row, asked once for each combination of cells.

    >>> of_each(str.upper, ["a", "b", "a"])
    ['A', 'B', 'A']
    """
    if not columns[0]:
        return []
    first = [cells[0] for cells in columns]
    varying = [place for place, cells in enumerate(columns) if not _is_constant(cells)]
    if not varying:
        return [make(*first)] * len(columns[0])
    if len(varying) > 1:
        return _of_varying(make, first, varying, [columns[place] for place in varying])
    place = varying[0]
    before, after, cells = first[:place], first[place + 1 :], columns[place]
    made = {cell: make(*before, cell, *after) for cell in dict.fromkeys(cells)}
    return list(map(made.__getitem__, cells))


def _of_varying(
    make: Callable[..., T], first: list[Any], places: list[int], columns: list[Sequence[Any]]
) -> list[T]:
    """As `of_each`, if only the *columns* at some *places* differ from the *first* row."""
    made = {}
    for cells in dict.fromkeys(zip(*columns, strict=True)):
        for place, cell in zip(places, cells, strict=True):
            first[place] = cell
        made[cells] = make(*first)
    return list(map(made.__getitem__, zip(*columns, strict=True)))


def _is_constant(cells: Sequence[Any]) -> bool:
    return cells[0] == cells[-1] and cells.count(cells[0]) == len(cells)


def of_each_object(make: Callable[[Any], T], objects: list[Any]) -> list[T]:
    """What *make* says of each object, asked once for each object."""
    if all(map(is_, objects, repeat(objects[0] if objects else None))):
        return [make(each) for each in objects[:1]] * len(objects)
    made = {key: make(each) for key, each in {id(each): each for each in objects}.items()}
    return [made[id(each)] for each in objects]


def _filled(columns: Mapping[str, Column]) -> dict[str, Column]:
    """The columns that some row fills."""
    return {name: cells for name, cells in columns.items() if _any_cell(cells)}


def _any_cell(cells: Column) -> bool:
    return len(cells) > 0 and (cells[0] is not None or cells.count(None) < len(cells))


@attrs.frozen
class Sheet:
    """Rows of cells. Fields: size (the number of rows), columns (by name, the cell of each row,
    None if it is empty); a column without any cell is left out.
    """

    size: int
    columns: dict[str, Column] = attrs.field(converter=_filled)

    @classmethod
    def of(cls, rows: Sequence[Cells]) -> Sheet:
        """The sheet of rows."""
        names = dict.fromkeys(name for row in rows for name in row)
        return cls(len(rows), {name: [row.get(name) for row in rows] for name in names})

    def column(self, name: str) -> Column:
        """The cells of a column."""
        return self.columns.get(name) or [None] * self.size

    def row(self, number: int) -> Row:
        """The cells of a row."""
        return {name: cells[number] for name, cells in self.columns.items()}

    def rows(self) -> Iterator[Row]:
        """Every row."""
        return map(self.row, range(self.size))

    def chosen(self, rows: Sequence[bool]) -> Sheet:
        """The sheet of some of the rows."""
        if all(rows):
            return self
        columns = {name: list(compress(cells, rows)) for name, cells in self.columns.items()}
        return Sheet(sum(rows), columns)

    def with_columns(self, columns: Mapping[str, Column]) -> Sheet:
        """The sheet with further columns, or others of the same name."""
        return Sheet(self.size, {**self.columns, **columns})


def merged(sheet: Sheet, rows: Iterable[Row], in_sheet: Sequence[bool]) -> Sheet:
    """The sheet with further rows, each in its place: *in_sheet* says of every row whether it
    is one of the sheet's own.
    """
    others = list(rows)
    names = dict.fromkeys((*sheet.columns, *(name for row in others for name in row)))
    columns: dict[str, Column] = {}
    for name in names:
        own = iter(sheet.columns.get(name) or repeat(None, sheet.size))
        other = (row.get(name) for row in others)
        columns[name] = [next(own) if is_own else next(other) for is_own in in_sheet]
    return Sheet(len(in_sheet), columns)

"""The lines of headers over a table, one over the other: which cell stands over which columns."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final, TypeAlias

from tjstats.zh.captions import TITLE
from tjstats.zh.cells import Cell, has_values, unit_of
from tjstats.zh.headers import CORNERS, is_header, kind_of

__all__ = ["Line", "header_rows", "is_header_row", "is_untold"]

Line: TypeAlias = tuple[list[Cell], tuple[int, str]]  # cells, and place and text of a line
_Span: TypeAlias = tuple[int, int]  # where a cell stands in its line, in columns of a page
_CORNER_UNIT: Final = re.compile(r"单位[:：]\S{1,6}")
_UNIT: Final = re.compile("[单單]位[:：]")
_TITLE_END: Final = re.compile("(?:情况|一览表?|统计表|概况|[^报年电手表]表)$")
_DATED: Final = re.compile(r"(?:19|20)\d\d年\d{0,2}")
_FEW: Final = 3
_NEAR, _NEAR_MIDDLE, _FAR = 2, 3, 1000  # columns of a page


def is_header_row(line: Line) -> bool:
    """Whether a row may be one of headers: several cells, none a number, and no caption."""
    row, (_, text) = line
    filled = [cell.text for cell in row if cell.text]
    over = len(filled) == 1 and len(row) > 1 and not row[0].text
    return (len(filled) > 1 or over) and not has_values(row) and not _is_caption(filled, text)


def is_untold(line: Line) -> bool:
    """Whether a row that is taken for no header may be one: 9月(修訂數字), 10月(臨時數字)."""
    row, (_, text) = line
    filled = [cell.text for cell in row if cell.text]
    if _UNIT.search(text) or len(filled) < 2 or len(row) < _FEW:
        return False
    return any(map(_DATED.match, filled[1:])) or not row[0].text


def _is_caption(filled: list[str], line: str) -> bool:
    """Whether the words of a row are a title, a unit of the table or a sentence, and no header."""
    if TITLE.match(filled[0]) or "，" in line or "。" in line:
        return not _CORNER_UNIT.fullmatch(filled[0]) or len(filled) == 1
    if any(map(_UNIT.search, filled[1:])):
        return True
    if len(filled) >= _FEW:
        return False
    dated = _DATED.match(filled[0]) is not None and not is_header(filled[-1])
    return any(map(_TITLE_END.search, filled)) or (dated and len(filled) > 1)


def header_rows(lines: list[Line], width: int, *, aligned: bool) -> list[list[Cell]]:
    """The headers that can be told, the uppermost first, each with a cell over each of *width*
    columns; none where one cannot. *aligned*: columns of spaces part them.
    """
    lowest = _lowest([row for row, _ in lines], width)
    if len(lowest) != width:
        return []
    names = next((n for n, cell in enumerate(lowest) if cell.text), 0)
    found = [lowest]
    for line in reversed(lines[:-1]):
        spread = _spread(line[0], names, found[0])
        if not spread and aligned:
            spread = _by_place(line, lines[-1], lowest)
        if not spread:
            return []
        found.insert(0, spread)
    return found


def _lowest(rows: list[list[Cell]], width: int) -> list[Cell]:
    """The lowest header with empty cells over the names and over words at the end, where the one
    above it says what these are.
    """
    row, above = _cut(rows[-1], width), rows[-2] if len(rows) > 1 else []
    corner = _count_corner(above)
    aside = sum(takewhile(bool, (kind_of(cell.text) == "text" for cell in reversed(above))))
    if aside and len(row) + corner + aside == width:
        row += [Cell("", row[-1].start)] * aside
    missing = width - len(row)
    return [Cell("", row[0].start)] * missing + row if missing <= max(corner, 1, len(rows)) else row


def _count_corner(row: list[Cell]) -> int:
    """How many cells at the start of a row are words over names."""
    return len(list(takewhile(lambda cell: kind_of(cell.text) in CORNERS, row)))


def _cut(row: list[Cell], width: int) -> list[Cell]:
    """A row without the empty cells behind its last column."""
    row = list(row)
    while len(row) > width and not row[-1].text:
        row.pop()
    return row


def _spread(over: list[Cell], names: int, below: list[Cell]) -> list[Cell]:
    """An upper header with each cell over as many columns; empty where that cannot be told."""
    width = len(below)
    above = _cut(over, width)
    if any(not cell.text for cell in above[names:]):  # the end of a line is cut off
        above += [Cell("", above[-1].start)] * (width - len(above))
    if len(above) == width:
        return _filled(above, names)
    kept = _count_corner(above[:names]) or _count_over_names(above, names)
    aside = len(list(takewhile(lambda cell: not cell.text, reversed(below))))
    groups, columns = len(above) - kept - aside, width - names - aside
    if not names or not 0 < groups <= columns or columns % groups:
        return []
    each = [cell for cell in above[kept : kept + groups] for _ in range(columns // groups)]
    corner = above[:kept] + [Cell("", above[0].start)] * (names - kept)
    return corner + each + above[kept + groups :]


def _count_over_names(row: list[Cell], names: int) -> int:
    """1 where all but the first cell of a row have a unit, and so the first is over the names: 港口
    before 吞吐量(万吨).
    """
    first, *others = (unit_of(cell.text)[1] for cell in row)
    return int(names == 1 and not first and others != [] and all(others))


def _filled(above: list[Cell], names: int) -> list[Cell]:
    """The upper header with the words of each cell in the empty ones behind it."""
    filled = above[:names]
    for cell in above[names:]:
        filled.append(cell if cell.text or len(filled) == names else filled[-1])
    return filled


def _by_place(above: Line, lowest: Line, columns: list[Cell]) -> list[Cell]:
    """An upper header by where its cells stand, each at the first column that it is of, or in the
    middle of them; empty where that cannot be told.
    """
    over = [
        (start, start + _width(cell.text)) for cell in above[0] for start in [_place(cell, above)]
    ]
    under = [
        (start, start + _width(cell.text)) if cell.text else (-_FAR, -_FAR)
        for cell in columns
        for start in [_place(cell, lowest)]
    ]
    groups = _from_starts(over, under) or _in_middles(over, under)
    nothing = Cell("", above[1][0])
    return [above[0][at] if at >= 0 else nothing for at in groups]


def _from_starts(over: list[_Span], under: list[_Span]) -> list[int]:
    """The number of the cell over each column, -1 for none, where each begins with a column; empty
    where one does not.
    """
    found: list[int] = []
    begun = 0
    for start, _ in under:
        if begun < len(over) and start >= over[begun][0] - _NEAR:
            if start > over[begun][0] + _NEAR:
                return []
            begun += 1
        found.append(begun - 1)
    return found if begun == len(over) else []


def _in_middles(over: list[_Span], under: list[_Span]) -> list[int]:
    """The same where each stands in the middle of its columns, the first column is that of the
    names; empty where one does not.
    """
    middles = [sum(span) for span in over]
    found = [-1]
    for span in under[1:]:
        found.append(min(range(len(over)), key=lambda at: abs(middles[at] - sum(span))))
    for at, middle in enumerate(middles):
        own = [span for span, each in zip(under, found, strict=True) if each == at]
        if not own or abs(own[0][0] + own[-1][1] - middle) > 2 * _NEAR_MIDDLE:
            return []
    return found


def _place(cell: Cell, line: Line) -> int:
    """How many columns of a page stand before a cell: a Chinese character takes two."""
    return _width(line[1][1][: cell.start - line[1][0]])


def _width(text: str) -> int:
    return sum(2 if sign > "\u2e7f" else 1 for sign in text)

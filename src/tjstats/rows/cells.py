"""Cells: single values and figures as text in a row, and back. None is an empty cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from tjstats.errors import InvalidRecordError, RecordTypeError
from tjstats.records.classifications import Flag, breakdowns_of
from tjstats.records.words import check_word
from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.numbers import COMPUTED_EXPONENT, DIGITS, NEAREST, number, numeral
from tjstats.values.periods import AsOf, Time, period
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit, parse_unit
from tjstats.values.units.table import OFFICE_CODES

__all__ = [
    "TIME_KINDS",
    "Cells",
    "PrintedUnit",
    "Row",
    "boolean",
    "breakdowns_cell",
    "breakdowns_in",
    "code",
    "encoded",
    "figure_cells",
    "figure_in",
    "flags_cell",
    "flags_in",
    "if_true",
    "integer",
    "member_in",
    "time_cells",
    "time_in",
    "unit_in",
]

Row: TypeAlias = dict[str, str | None]
Cells: TypeAlias = Mapping[str, str | None]
E = TypeVar("E", bound=Enum)

TIME_KINDS: Final[dict[str, Callable[[str], Time]]] = {"period": period, "as_of": AsOf}
_BOOLEANS: Final = {"true": True, "false": False, "1": True, "0": False}
_INTEGER: Final = re.compile(r"-?\d{1,4}", re.ASCII)


def code(member: Enum | None) -> str | None:
    """The code of a member of a code list."""
    return None if member is None else str(member.value)


def boolean(cells: Cells, name: str, absent: bool = False) -> bool:
    """A boolean in any letter case, because spreadsheets change it; *absent* for an empty cell.

    Raises `InvalidRecordError`.
    """
    text = cells.get(name)
    if text is None:
        return absent
    if text.lower() not in _BOOLEANS:
        raise InvalidRecordError("row", name, text, "write true or false")
    return _BOOLEANS[text.lower()]


def integer(cells: Cells, name: str) -> int | None:
    """A whole number of at most four digits. Raises `InvalidRecordError`."""
    text = cells.get(name)
    if text is None:
        return None
    if not _INTEGER.fullmatch(text):
        raise InvalidRecordError("row", name, text, "write a whole number")
    return int(text)


def member_in(cells: Cells, name: str, kind: type[E], absent: E | None) -> Any:
    """A member of a code list; *absent* for an empty cell.

    Raises `InvalidRecordError` that names the codes.
    """
    text = cells.get(name)
    if text is None:
        return absent
    for member in kind:
        if member.value == text:
            return member
    codes = ", ".join(str(member.value) for member in kind)
    raise InvalidRecordError("row", name, text, f"write one of {codes}")


# --- flags and breakdowns -------------------------------------------------------------------------

# In a cell, "=" separates a dimension from its value and ";" separates two breakdowns.
_ESCAPES: Final = {"%": "%25", "=": "%3D", ";": "%3B"}
_LETTERS: Final = {escape: letter for letter, escape in _ESCAPES.items()}
_ESCAPED: Final = re.compile("|".join(_LETTERS))


def flags_cell(flags: frozenset[Flag]) -> str | None:
    """The codes of a set of flags, in list order, separated by spaces."""
    return " ".join(flag for flag in Flag if flag in flags) if flags else None


def flags_in(cells: Cells) -> frozenset[Flag]:
    """The set of flags of a row. Raises `InvalidRecordError`."""
    codes = (cells.get("FLAGS") or "").split()
    return frozenset(member_in({"FLAGS": flag}, "FLAGS", Flag, None) for flag in codes)


def breakdowns_cell(breakdowns: tuple[tuple[str, str], ...]) -> str | None:
    """The breakdowns as one text.

    >>> breakdowns_cell((("age", "Y15T24"), ("sex", "F")))
    'age=Y15T24;sex=F'
    """
    pairs = ("=".join(map(_escaped, breakdown)) for breakdown in breakdowns)
    return ";".join(pairs) or None


def breakdowns_in(cells: Cells) -> tuple[tuple[str, str], ...]:
    """The breakdowns of a row. Raises `InvalidRecordError`."""
    text = cells.get("BREAKDOWNS")
    if text is None:
        return ()
    pairs = [tuple(map(_unescaped, part.split("="))) for part in text.split(";")]
    if any(len(pair) != 2 for pair in pairs):
        raise InvalidRecordError("row", "BREAKDOWNS", text, "write for example age=Y15T24;sex=F")
    try:
        return breakdowns_of(pairs, "row")
    except InvalidRecordError as error:
        raise InvalidRecordError("row", "BREAKDOWNS", text, error.problem) from None


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(letter, letter) for letter in text)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: _LETTERS[match[0]], text)


def encoded(text: str, encoding: str = "utf-8") -> bytes:
    """The bytes of a text. Raises `RecordTypeError` for a character that the encoding lacks."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        unwritable = text[error.start : error.end]
        expected = f"characters that {encoding} can write"
        raise RecordTypeError("write", "text", unwritable, expected) from None


# --- time -----------------------------------------------------------------------------------------


def time_cells(time: Time | None, name: str, kind: str) -> Row:
    """The code and the kind of a time."""
    if time is None:
        return {}
    return {name: time.code, kind: "as_of" if isinstance(time, AsOf) else "period"}


def time_in(cells: Cells, name: str, kind: str, guess: Callable[[str], Time]) -> Time | None:
    """The time of a row; *guess* reads it if the row does not say which kind it is."""
    text, time_kind = cells.get(name), cells.get(kind)
    if text is None:
        return None
    if time_kind is None:
        return guess(text)
    if time_kind not in TIME_KINDS:
        raise InvalidRecordError("row", kind, time_kind, f"write one of {', '.join(TIME_KINDS)}")
    return TIME_KINDS[time_kind](text)


# --- figures --------------------------------------------------------------------------------------


class _BoundsColumns(NamedTuple):
    """The four columns that hold the bounds of one interval."""

    lower: str
    upper: str
    lower_closed: str
    upper_closed: str


_BOUNDS: Final = _BoundsColumns("OBS_LOWER", "OBS_UPPER", "LOWER_CLOSED", "UPPER_CLOSED")
_UNROUNDED: Final = _BoundsColumns(
    "UNROUNDED_LOWER", "UNROUNDED_UPPER", "UNROUNDED_LOWER_CLOSED", "UNROUNDED_UPPER_CLOSED"
)


def _digits(value: Decimal) -> str:
    """A number in plain digits, or with an exponent if there would be too many."""
    size, exponent = len(value.as_tuple().digits), int(value.as_tuple().exponent)
    plain = exponent <= 0 or size + exponent <= DIGITS
    return f"{value:f}" if plain and exponent >= -2 * DIGITS else numeral(value)


def _end_cell(value: Decimal | None, scale: int) -> str | None:
    return None if value is None else _digits(value.scaleb(scale, NEAREST))


def if_true(value: bool) -> str | None:
    """A boolean that is written only if it is true."""
    return "true" if value else None


def figure_cells(figure: Figure | None) -> Row:
    """The cells of a figure; numbers are in the printed scale."""
    if figure is None:
        return {}
    cells: Row = {
        "OBS_VALUE": numeral(figure.value) if figure.computed else _digits(figure.value),
        "UNIT_MEASURE": figure.unit.code,
        "UNIT_MULT": str(figure.multiplier),
        "UNIT_TEXT": figure.word,
        "DECIMALS": None if figure.decimals is None else str(figure.decimals),
        "QUALIFIER": code(figure.qualifier),
        "APPROXIMATE": if_true(figure.approximate),
        "EXACT": if_true(figure.exact),
    }
    if figure.computed:
        cells |= {"COMPUTED": "true", "QUOTIENT": if_true(figure.quotient)}
        cells |= _bounds_cells(figure.unrounded, figure.multiplier, _UNROUNDED)
    if figure.computed or figure.qualifier is not Qualifier.EXACTLY:
        cells |= _bounds_cells(figure.bounds, figure.multiplier, _BOUNDS)
    return cells


def _bounds_cells(bounds: Bounds, multiplier: int, names: _BoundsColumns) -> Row:
    closed = {
        names.lower_closed: (bounds.lower, bounds.lower_closed),
        names.upper_closed: (bounds.upper, bounds.upper_closed),
    }
    return {
        names.lower: _end_cell(bounds.lower, -multiplier),
        names.upper: _end_cell(bounds.upper, -multiplier),
        **{
            name: None if end is None else str(included).lower()
            for name, (end, included) in closed.items()
        },
    }


class PrintedUnit(NamedTuple):
    """The unit of the numbers in a row. Fields: unit, multiplier, word (the unit as printed)."""

    unit: Unit
    multiplier: int
    word: str | None


def figure_in(cells: Cells, default: PrintedUnit | None = None) -> Figure | None:
    """The figure of a row; *default* is used if the row has no unit.

    Raises as `Figure` does, and `InvalidRecordError`.
    """
    if all(cells.get(name) is None for name in ("OBS_VALUE", "OBS_LOWER", "OBS_UPPER")):
        return None
    counted = unit_in(cells, default)
    if boolean(cells, "COMPUTED"):
        return _computed(cells, counted)
    qualifier = member_in(cells, "QUALIFIER", Qualifier, None)
    if cells.get("OBS_VALUE") is None:
        figure = _of_two_ends(cells, counted, qualifier)
    else:
        figure = _printed(cells, counted, qualifier or Qualifier.EXACTLY)
        _check_ends(cells, figure)
    return figure._shifted(0, figure.multiplier, counted.word)


def unit_in(cells: Cells, default: PrintedUnit | None = None) -> PrintedUnit:
    """The unit of the numbers in a row. Raises `InvalidRecordError`, `UnknownUnitError`."""
    text, scale = cells.get("UNIT_MEASURE"), integer(cells, "UNIT_MULT")
    if text is not None:
        counted = _read_unit(text, scale)
    elif default is None:
        problem = "write the unit, for example person or million EUR"
        raise InvalidRecordError("row", "UNIT_MEASURE", None, problem)
    elif scale in (None, default.multiplier):
        counted = default
    else:
        counted = PrintedUnit(default.unit, scale or 0, None)
    word = cells.get("UNIT_TEXT")
    if word is None:
        return counted
    check_word("row", "UNIT_TEXT", word, counted.unit, counted.multiplier)
    return counted._replace(word=word)


def _read_unit(text: str, scale: int | None) -> PrintedUnit:
    """The unit denoted by a code or a word, which may have its own scale instead of *scale*."""
    unit, scale_of_word = parse_unit(text)
    if scale_of_word and scale:
        problem = f"the unit {text} already has a scale; omit one of the two"
        raise InvalidRecordError("row", "UNIT_MULT", str(scale), problem)
    word = None if scale or text == unit.code or text in OFFICE_CODES else text
    return PrintedUnit(unit, scale_of_word + (scale or 0), word)


def _number(cells: Cells, name: str) -> Decimal | None:
    text = cells.get(name)
    return None if text is None else number(text, COMPUTED_EXPONENT)


def _printed(cells: Cells, counted: PrintedUnit, qualifier: Qualifier) -> Figure:
    ends = _of_ends(cells) if qualifier is Qualifier.BETWEEN else {}
    if qualifier is Qualifier.BETWEEN:
        ends["upper"] = cells.get("OBS_UPPER")
    return Figure(
        str(cells["OBS_VALUE"]),
        counted.unit,
        qualifier,
        multiplier=counted.multiplier,
        decimals=integer(cells, "DECIMALS"),
        approximate=boolean(cells, "APPROXIMATE") or None,
        exact=boolean(cells, "EXACT"),
        **ends,
    )


def _of_ends(cells: Cells) -> dict[str, Any]:
    return {
        "lower_closed": boolean(cells, "LOWER_CLOSED", True),
        "upper_closed": boolean(cells, "UPPER_CLOSED", True),
    }


def _of_two_ends(cells: Cells, counted: PrintedUnit, qualifier: Qualifier | None) -> Figure:
    """The figure of a row with ends and no value."""
    figure = Figure.between(
        cells.get("OBS_LOWER"),
        cells.get("OBS_UPPER"),
        counted.unit,
        multiplier=counted.multiplier,
        decimals=integer(cells, "DECIMALS"),
        approximate=boolean(cells, "APPROXIMATE") or None,
        **_of_ends(cells),
    )
    if qualifier not in (None, figure.qualifier):
        problem = f"write the number that is {qualifier}"
        raise InvalidRecordError("row", "OBS_VALUE", None, problem)
    return figure


def _check_ends(cells: Cells, figure: Figure) -> None:
    """Raise `InvalidRecordError` if the ends in the row differ from those of the figure."""
    for name, end in (("OBS_LOWER", figure.bounds.lower), ("OBS_UPPER", figure.bounds.upper)):
        stated = _number(cells, name)
        if stated is None:
            continue
        if end is None or stated.scaleb(figure.multiplier, NEAREST) != end:
            implied = _end_cell(end, -figure.multiplier) or "no end"
            problem = f"value and qualifier imply {implied}; leave this cell empty"
            raise InvalidRecordError("row", name, str(stated), problem)


def _computed(cells: Cells, counted: PrintedUnit) -> Figure:
    qualifier = member_in(cells, "QUALIFIER", Qualifier, Qualifier.EXACTLY)
    value = _number(cells, "OBS_VALUE")
    if value is None:
        raise InvalidRecordError("row", "OBS_VALUE", None, "a computed figure has a value")
    return Figure._restored(
        value=value,
        unit=counted.unit,
        word=counted.word,
        qualifier=qualifier,
        upper=_number(cells, "OBS_UPPER") if qualifier is Qualifier.BETWEEN else None,
        multiplier=counted.multiplier,
        approximate=boolean(cells, "APPROXIMATE"),
        exact=boolean(cells, "EXACT"),
        quotient=boolean(cells, "QUOTIENT"),
        bounds=_bounds_in(cells, counted.multiplier, _BOUNDS),
        unrounded=_bounds_in(cells, counted.multiplier, _UNROUNDED),
    )


def _bounds_in(cells: Cells, scale: int, names: _BoundsColumns) -> Bounds:
    lower, upper = _number(cells, names.lower), _number(cells, names.upper)
    return Bounds(
        None if lower is None else lower.scaleb(scale, NEAREST),
        None if upper is None else upper.scaleb(scale, NEAREST),
        boolean(cells, names.lower_closed, True),
        boolean(cells, names.upper_closed, True),
    )

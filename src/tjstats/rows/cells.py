"""Cells: the texts of single values and of figures in a row, and back. None is an empty cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeAlias, TypeVar

from tjstats.errors import InvalidRecordError
from tjstats.records.classifications import Flag, breakdowns_of
from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.numbers import COMPUTED_EXPONENT, DIGITS, NEAREST, number
from tjstats.values.periods import AsOf, Time, period
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit, parse_unit

__all__ = [
    "TIME_KINDS",
    "Cells",
    "Row",
    "breakdowns_cell",
    "breakdowns_in",
    "code",
    "figure_cells",
    "figure_in",
    "flag",
    "flags_cell",
    "flags_in",
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
_FLAGS: Final = {"true": True, "false": False, "1": True, "0": False}


def code(member: Enum | None) -> str | None:
    """The code of a member of a list."""
    return None if member is None else str(member.value)


def flag(cells: Cells, name: str, absent: bool = False) -> bool:
    """A boolean, in any case of letters, as spreadsheets change it. Raises `InvalidRecordError`."""
    text = cells.get(name)
    if text is None:
        return absent
    if text.lower() not in _FLAGS:
        raise InvalidRecordError("row", name, text, "write true or false")
    return _FLAGS[text.lower()]


def integer(cells: Cells, name: str) -> int | None:
    """A whole number. Raises `InvalidRecordError`."""
    text = cells.get(name)
    if text is None:
        return None
    digits = text.lstrip("-")
    if not (
        digits.isascii() and digits.isdigit() and len(digits) < 5 and len(text) - len(digits) < 2
    ):
        raise InvalidRecordError("row", name, text, "write a whole number")
    return int(text)


def member_in(cells: Cells, name: str, kind: type[E], absent: E | None) -> Any:
    """A member of a code list. Raises `InvalidRecordError` that names the codes."""
    text = cells.get(name)
    if text is None:
        return absent
    for each in kind:
        if each.value == text:
            return each
    raise InvalidRecordError(
        "row", name, text, f"write one of {', '.join(str(each.value) for each in kind)}"
    )


# --- flags and breakdowns ---------------------------------------------------------------------------

# In a cell, "=" stands between a dimension and its value and ";" between two breakdowns.
_ESCAPES: Final = {"%": "%25", "=": "%3D", ";": "%3B"}
_LETTERS: Final = {escape: letter for letter, escape in _ESCAPES.items()}
_ESCAPED: Final = re.compile("|".join(_LETTERS))


def flags_cell(flags: frozenset[Flag]) -> str | None:
    """The codes of a set of flags, in the order of the list, with spaces between."""
    return " ".join(flag for flag in Flag if flag in flags) or None


def flags_in(cells: Cells) -> frozenset[Flag]:
    """The set of flags of a row. Raises `InvalidRecordError`."""
    codes = (cells.get("FLAGS") or "").split()
    return frozenset(member_in({"FLAGS": each}, "FLAGS", Flag, None) for each in codes)


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


# --- time -----------------------------------------------------------------------------------------


def time_cells(time: Time | None, name: str, kind: str) -> Row:
    """The code of a time, and which kind of time it is."""
    if time is None:
        return {}
    return {name: time.code, kind: "as_of" if isinstance(time, AsOf) else "period"}


def time_in(cells: Cells, name: str, kind: str, guess: Callable[[str], Time]) -> Time | None:
    """The time of a row; *guess* tells its kind where the row does not."""
    text, told = cells.get(name), cells.get(kind)
    if text is None:
        return None
    if told is None:
        return guess(text)
    if told not in TIME_KINDS:
        raise InvalidRecordError("row", kind, told, f"write one of {', '.join(TIME_KINDS)}")
    return TIME_KINDS[told](text)


# --- figures --------------------------------------------------------------------------------------


def _digits(value: Decimal) -> str:
    """A number in plain digits, or with an exponent where these would be too many."""
    size, exponent = len(value.as_tuple().digits), int(value.as_tuple().exponent)
    plain = exponent <= 0 or size + exponent <= DIGITS
    return f"{value:f}" if plain and exponent >= -2 * DIGITS else str(value)


def _end(value: Decimal | None, scale: int) -> str | None:
    return None if value is None else _digits(value.scaleb(scale, NEAREST))


def _truth(value: bool) -> str | None:
    return "true" if value else None


def _closed(value: bool) -> str:
    return "true" if value else "false"


def figure_cells(figure: Figure | None) -> Row:
    """The cells of a figure; numbers are in the printed scale."""
    if figure is None:
        return {}
    cells: Row = {
        "OBS_VALUE": _digits(figure.value) if figure.decimals is not None else str(figure.value),
        "UNIT_MEASURE": figure.unit.code,
        "UNIT_MULT": str(figure.multiplier),
        "DECIMALS": None if figure.decimals is None else str(figure.decimals),
        "QUALIFIER": code(figure.qualifier),
        "APPROXIMATE": _truth(figure.approximate),
        "EXACT": _truth(figure.exact),
    }
    if figure.decimals is None:
        more = {"COMPUTED": "true", "QUOTIENT": _truth(figure.quotient)}
        unrounded = _bounds_cells(
            figure.unrounded, -figure.multiplier, "UNROUNDED_LOWER", "UNROUNDED_UPPER", "UNROUNDED_"
        )
        return cells | more | unrounded | _said_cells(figure)
    return cells if figure.qualifier is Qualifier.EXACTLY else cells | _said_cells(figure)


def _said_cells(figure: Figure) -> Row:
    return _bounds_cells(figure.bounds, -figure.multiplier, "OBS_LOWER", "OBS_UPPER", "")


def _bounds_cells(bounds: Bounds, scale: int, lower: str, upper: str, prefix: str) -> Row:
    return {
        lower: _end(bounds.lower, scale),
        upper: _end(bounds.upper, scale),
        f"{prefix}LOWER_CLOSED": None if bounds.lower is None else _closed(bounds.lower_closed),
        f"{prefix}UPPER_CLOSED": None if bounds.upper is None else _closed(bounds.upper_closed),
    }


def figure_in(cells: Cells, unit: Unit | None = None, multiplier: int = 0) -> Figure | None:
    """The figure of a row; *unit* and *multiplier* stand in where the row has none. Raises as
    `Figure` does.
    """
    if (
        cells.get("OBS_VALUE") is None
        and cells.get("OBS_LOWER") is None
        and cells.get("OBS_UPPER") is None
    ):
        return None
    kind, scale = unit_in(cells, unit, multiplier)
    if flag(cells, "COMPUTED"):
        return _computed(cells, kind, scale)
    word = member_in(cells, "QUALIFIER", Qualifier, None)
    if cells.get("OBS_VALUE") is None:
        return _between(cells, kind, scale, word)
    made = _printed(cells, kind, scale, word or Qualifier.EXACTLY)
    _check_said(cells, made)
    return made


def unit_in(cells: Cells, unit: Unit | None, multiplier: int) -> tuple[Unit, int]:
    """The unit and scale of a row. Raises `InvalidRecordError`, `UnknownUnitError`."""
    text, told = cells.get("UNIT_MEASURE"), integer(cells, "UNIT_MULT")
    if text is None:
        if unit is None:
            raise InvalidRecordError(
                "row", "UNIT_MEASURE", None, "write the unit, for example person or 万人"
            )
        return unit, multiplier if told is None else told
    kind, scale = parse_unit(text)
    if scale and told:
        raise InvalidRecordError(
            "row",
            "UNIT_MULT",
            str(told),
            f"the unit {text} has a scale already; leave one of them out",
        )
    return kind, scale if told is None else scale + told


def _value(cells: Cells, name: str, exponent: int = COMPUTED_EXPONENT) -> Decimal | None:
    text = cells.get(name)
    return None if text is None else number(text, exponent)


def _ends_closed(cells: Cells) -> dict[str, bool]:
    return {
        "lower_closed": flag(cells, "LOWER_CLOSED", True),
        "upper_closed": flag(cells, "UPPER_CLOSED", True),
    }


def _printed(cells: Cells, unit: Unit, scale: int, word: Qualifier) -> Figure:
    more: dict[str, Any] = {
        "approximate": flag(cells, "APPROXIMATE") or None,
        "exact": flag(cells, "EXACT"),
    }
    if word is Qualifier.BETWEEN:
        more |= {"upper": cells.get("OBS_UPPER"), **_ends_closed(cells)}
    return Figure(
        str(cells["OBS_VALUE"]),
        unit,
        word,
        multiplier=scale,
        decimals=integer(cells, "DECIMALS"),
        **more,
    )


def _between(cells: Cells, unit: Unit, scale: int, word: Qualifier | None) -> Figure:
    """A figure of its two ends only."""
    ends = cells.get("OBS_LOWER"), cells.get("OBS_UPPER")
    more: dict[str, Any] = {
        "multiplier": scale,
        "decimals": integer(cells, "DECIMALS"),
        **_ends_closed(cells),
    }
    made = Figure.between(*ends, unit, approximate=flag(cells, "APPROXIMATE") or None, **more)
    if word not in (None, made.qualifier):
        raise InvalidRecordError("row", "OBS_VALUE", None, f"write the number that is {word}")
    return made


def _check_said(cells: Cells, figure: Figure) -> None:
    """Raise where the ends that stand in the row are not those of the figure."""
    for name, end in (("OBS_LOWER", figure.bounds.lower), ("OBS_UPPER", figure.bounds.upper)):
        told = _value(cells, name)
        if told is not None and (end is None or told.scaleb(figure.multiplier, NEAREST) != end):
            found = _end(end, -figure.multiplier)
            raise InvalidRecordError(
                "row", name, str(told), f"value and qualifier say {found or 'no end'}; leave it out"
            )


def _computed(cells: Cells, unit: Unit, scale: int) -> Figure:
    word = member_in(cells, "QUALIFIER", Qualifier, Qualifier.EXACTLY)
    value = _value(cells, "OBS_VALUE")
    if value is None:
        raise InvalidRecordError("row", "OBS_VALUE", None, "a computed figure has a value")
    upper = _value(cells, "OBS_UPPER") if word is Qualifier.BETWEEN else None
    return Figure.restored(
        value=value,
        unit=unit,
        qualifier=word,
        upper=upper,
        multiplier=scale,
        approximate=flag(cells, "APPROXIMATE"),
        exact=flag(cells, "EXACT"),
        quotient=flag(cells, "QUOTIENT"),
        bounds=_bounds_in(cells, scale, "OBS_", ""),
        unrounded=_bounds_in(cells, scale, "UNROUNDED_", "UNROUNDED_"),
    )


def _bounds_in(cells: Cells, scale: int, ends: str, prefix: str) -> Bounds:
    lower, upper = _value(cells, f"{ends}LOWER"), _value(cells, f"{ends}UPPER")
    return Bounds(
        None if lower is None else lower.scaleb(scale, NEAREST),
        None if upper is None else upper.scaleb(scale, NEAREST),
        flag(cells, f"{prefix}LOWER_CLOSED", True),
        flag(cells, f"{prefix}UPPER_CLOSED", True),
    )

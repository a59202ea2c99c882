"""The columns of a table of records: the same fact has the same name in every format and frame.

Names are those of SDMX's cross-domain concepts where there is one: REF_AREA, TIME_PERIOD,
OBS_VALUE, UNIT_MEASURE …
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

import attrs

from tjstats.errors import RecordTypeError, UnknownCodeError

__all__ = [
    "COLUMNS",
    "FIGURE_COLUMNS",
    "KEY_COLUMNS",
    "READING_COLUMNS",
    "RECORD_COLUMNS",
    "RECORD_KINDS",
    "SERIES_KEYS",
    "UNIT_COLUMNS",
    "CodeMapping",
    "Column",
    "ColumnNames",
    "TableMapping",
]


class Column(NamedTuple):
    """A column. Fields: name; kind ("text", "code", "time", "number", "integer", "boolean" or
    "float"); meaning; sdmx (its role in SDMX: "dimension", "measure" or "attribute").
    """

    name: str
    kind: str
    meaning: str
    sdmx: str = "attribute"


# The kinds of rows; the last two exist only for the rows that name them by ID.
RECORD_KINDS: Final = {
    "dataset": "what the rows together are",
    "group": "a heading of the dataset",
    "indicator": "what is measured",
    "source": "a publication",
    "observation": "a figure as published",
    "target": "what is aimed at",
    "input": "an observation that another row is derived from or starts from",
    "figure": "a further figure of another row: a target's stretch",
}

_ROWS: Final = (
    Column("RECORD", "code", "what the row is; empty means observation"),
    Column("FREQ", "code", "the length of the period, by SDMX's code list", "dimension"),
    Column("REF_AREA", "text", "the area", "dimension"),
    Column("INDICATOR", "text", "the code of the indicator", "dimension"),
    Column(
        "BREAKDOWNS",
        "text",
        "which part of the population: age=Y15T24;sex=F; within a text % = ; are %25 %3D %3B",
        "dimension",
    ),
    Column(
        "MEASURE",
        "code",
        "what the figure is of its indicator; empty means value",
        "dimension",
    ),
    Column("SCOPE", "text", "what is covered (口径)", "dimension"),
    Column("PRICE_BASIS", "text", "current, real, or constant prices of a year", "dimension"),
    Column(
        "TIME_PERIOD", "time", "the code of the period, or the day of a point in time", "dimension"
    ),
    Column("TIME_KIND", "code", "period or as_of; empty means by the indicator's nature"),
    Column("BASE_PERIOD", "time", "what a change, growth or factor is against"),
    Column("BASE_KIND", "code", "period or as_of"),
    Column("OBS_VALUE", "number", "the number as printed, with its digits", "measure"),
    Column("UNIT_MEASURE", "text", "the code of the unit, without a scale"),
    Column("UNIT_MULT", "integer", "the exponent of ten of the scale: 4 for 万, 8 for 亿"),
    Column("UNIT_TEXT", "text", "the unit as printed, with its scale: 万人, 岁, million EUR"),
    Column("DECIMALS", "integer", "decimals printed; empty for a computed figure"),
    Column("QUALIFIER", "code", "how the number is meant; empty means exactly"),
    Column("OBS_LOWER", "number", "the lower bound, in the scale of OBS_VALUE"),
    Column("OBS_UPPER", "number", "the upper bound, in the scale of OBS_VALUE"),
    Column("LOWER_CLOSED", "boolean", "whether the lower bound is included"),
    Column("UPPER_CLOSED", "boolean", "whether the upper bound is included"),
    Column("APPROXIMATE", "boolean", "whether the number is approximate (约)"),
    Column("EXACT", "boolean", "whether it was not rounded: an amount set by law, a count"),
    Column("COMPUTED", "boolean", "whether it was computed and not printed"),
    Column("QUOTIENT", "boolean", "whether a computed figure came from a division"),
    Column(
        "UNROUNDED_LOWER",
        "number",
        "the lower bound of a computed figure before rounding of its inputs",
    ),
    Column(
        "UNROUNDED_UPPER",
        "number",
        "the upper bound of a computed figure before rounding of its inputs",
    ),
    Column("UNROUNDED_LOWER_CLOSED", "boolean", "whether that lower bound is included"),
    Column("UNROUNDED_UPPER_CLOSED", "boolean", "whether that upper bound is included"),
    Column("OBS_STATUS", "code", "how firm it is; empty means normal"),
    Column("FLAGS", "text", "the codes of the flags, with spaces between"),
    Column("SOURCE", "text", "the code of the source"),
    Column("PRINTED", "text", "the words as printed"),
    Column("LOCATOR", "text", "where in the source"),
    Column(
        "DERIVED_FROM",
        "text",
        "the IDs of the observations it was computed from, with spaces between",
    ),
    Column("FORCE", "code", "binding or anticipatory"),
    Column("EVERY", "code", "1y where each year must meet the target"),
    Column("RELATIVE_TO", "text", "the code of the indicator that the target is relative to"),
    Column("BASELINE", "text", "the ID of the observation that the target starts from"),
    Column("STRETCH", "text", "the ID of the further figure aimed at (力争)"),
    Column("SET_BY", "text", "who sets the number"),
    Column("PUBLISHED_VERDICT", "text", "what was published about its attainment"),
    Column("ID", "text", "a name of the row for other rows of the table"),
    Column("CODE", "text", "the code of a dataset, group, indicator or source"),
    Column("NAME_ZH", "text", "its Chinese name"),
    Column("NAME_EN", "text", "its English name"),
    Column("NATURE", "code", "how an indicator behaves in time"),
    Column("DIRECTION", "code", "which way of an indicator is good; empty means neither"),
    Column("NET", "boolean", "whether a flow is entries less exits"),
    Column("PART_OF", "text", "the code of the whole that the indicator is a part of"),
    Column("TITLE", "text", "the title of a source"),
    Column("PUBLISHER", "text", "the publisher of a source"),
    Column("PUBLISHED", "time", "when a source was published"),
    Column("URL", "text", "the address of a source"),
    Column("NOTE", "text", "a note"),
    Column("ROWS", "integer", "how many rows the file was written with; fewer are an error"),
)
COLUMNS: Final = {column.name: column for column in _ROWS}

SERIES_KEYS: Final = (
    "INDICATOR",
    "REF_AREA",
    "BREAKDOWNS",
    "MEASURE",
    "SCOPE",
    "PRICE_BASIS",
)  # together they name a series
KEY_COLUMNS: Final = (*SERIES_KEYS, "TIME_PERIOD")
UNIT_COLUMNS: Final = ("UNIT_MEASURE", "UNIT_MULT")
FIGURE_COLUMNS: Final = (
    "OBS_VALUE",
    "UNIT_MEASURE",
    "UNIT_MULT",
    "UNIT_TEXT",
    "DECIMALS",
    "QUALIFIER",
    "OBS_LOWER",
    "OBS_UPPER",
    "LOWER_CLOSED",
    "UPPER_CLOSED",
    "APPROXIMATE",
    "EXACT",
    "COMPUTED",
    "QUOTIENT",
    "UNROUNDED_LOWER",
    "UNROUNDED_UPPER",
    "UNROUNDED_LOWER_CLOSED",
    "UNROUNDED_UPPER_CLOSED",
)
_TIME: Final = ("TIME_PERIOD", "TIME_KIND")
_ASKED: Final = (
    "REF_AREA",
    "BREAKDOWNS",
    "INDICATOR",
    "MEASURE",
    "SCOPE",
    "PRICE_BASIS",
    *_TIME,
    "BASE_PERIOD",
    "BASE_KIND",
    *FIGURE_COLUMNS,
    "SOURCE",
    "PRINTED",
    "LOCATOR",
    "ID",
    "NOTE",
)
_OBSERVED: Final = (*_ASKED, "OBS_STATUS", "FLAGS", "DERIVED_FROM")

# Which columns a row of each kind may fill.
RECORD_COLUMNS: Final[dict[str, frozenset[str]]] = {
    "dataset": frozenset({"CODE", "NAME_ZH", "NAME_EN", "NOTE"}),
    "group": frozenset({"CODE", "NAME_ZH", "NAME_EN"}),
    "indicator": frozenset(
        {
            "ID",
            "CODE",
            "UNIT_MEASURE",
            "UNIT_MULT",
            "UNIT_TEXT",
            "NATURE",
            "DIRECTION",
            "NAME_ZH",
            "NAME_EN",
            "NOTE",
            "NET",
            "PART_OF",
        }
    ),
    "source": frozenset({"ID", "CODE", "TITLE", "PUBLISHER", "PUBLISHED", "URL", "NOTE"}),
    "observation": frozenset(_OBSERVED),
    "target": frozenset(
        {
            *_ASKED,
            "FORCE",
            "EVERY",
            "RELATIVE_TO",
            "BASELINE",
            "STRETCH",
            "SET_BY",
            "PUBLISHED_VERDICT",
        }
    ),
    "input": frozenset(_OBSERVED),
    "figure": frozenset({"ID", *FIGURE_COLUMNS}),
}

# The columns of a figure in a text: where it stands, what the text says about it, the figure.
_READ: Final = (
    Column("START", "integer", "where the figure begins in its text, in characters from 0"),
    Column("END", "integer", "where it ends"),
    COLUMNS["PRINTED"],
    Column("ROLE", "code", "level, change, growth, target, or other: a length, a threshold"),
    Column("INDICATOR", "text", "the phrase that the figure belongs to"),
    Column("MEASURE", "code", "what the figure is of its indicator"),
    Column(
        "FALLING",
        "boolean",
        "whether the text says that it fell: figures are as printed, without a sign",
    ),
    Column(
        "CHANGE_OF_START", "integer", "START of the figure that this one is the change or growth of"
    ),
    Column("PART_OF_START", "integer", "START of the whole that this one is a part of (其中)"),
    *(COLUMNS[name] for name in (*_TIME, "BASE_PERIOD", "BASE_KIND", *FIGURE_COLUMNS)),
    Column("OBS_VALUE_FLOAT", "float", "OBS_VALUE as a number, for computing"),
)
READING_COLUMNS: Final = {column.name: column for column in _READ}

# How the table of another publisher is read: its columns and codes, and ours.

ColumnNames: TypeAlias = Mapping[str, str | None]
CodeMapping: TypeAlias = Mapping[str, Mapping[str, str]]


def _empty_if_none(mapping: Any) -> Any:
    return {} if mapping is None else mapping


@attrs.frozen
class TableMapping:
    """How to read the table of another publisher; each field may be None.

    Fields: columns (their name: our name, None to leave the column out), codes (our column: their
    code: our code), defaults (our column: what an empty or absent cell holds). Raises
    `RecordTypeError`, and `UnknownCodeError` for a column that is not ours.
    """

    columns: ColumnNames = attrs.field(default=None, converter=_empty_if_none)
    codes: CodeMapping = attrs.field(default=None, converter=_empty_if_none)
    defaults: Mapping[str, str] = attrs.field(default=None, converter=_empty_if_none)

    def __attrs_post_init__(self) -> None:
        for field in ("columns", "codes", "defaults"):
            if not isinstance(getattr(self, field), Mapping):
                raise RecordTypeError("loads", field, getattr(self, field), "a mapping of names")
        named = [name for name in self.columns.values() if name is not None]
        for name in (*named, *self.codes, *self.defaults):
            if name not in COLUMNS:
                from difflib import get_close_matches

                near = get_close_matches(str(name), COLUMNS)
                raise UnknownCodeError(name, "the table of columns", tuple(near))

    def names(self, header: Iterable[str]) -> list[str]:
        """Our names of the columns; "" for a column that is left out."""
        return [self.columns.get(name, name) or "" for name in header]

    def cells(self, cells: Mapping[str, str | None]) -> dict[str, str | None]:
        """A row with our codes and the defaults, without the columns that are left out."""
        mapped = {name: self._code(name, cell) for name, cell in cells.items() if name}
        for name, cell in self.defaults.items():
            if mapped.get(name) is None:
                mapped[name] = cell
        return mapped

    def _code(self, name: str, cell: str | None) -> str | None:
        return cell if cell is None else self.codes.get(name, {}).get(cell, cell)

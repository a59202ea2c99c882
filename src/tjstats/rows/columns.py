"""The columns of a table of records, one name for one fact in every format and frame.

Names are those of SDMX where SDMX has one (cross-domain concepts: REF_AREA, TIME_PERIOD, OBS_VALUE,
UNIT_MEASURE …).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias

import attrs

from tjstats.errors import RecordTypeError, UnknownCodeError

__all__ = [
    "COLUMNS",
    "FIGURE_COLUMNS",
    "KEY_COLUMNS",
    "NONE",
    "READING_COLUMNS",
    "RECORD_COLUMNS",
    "RECORD_KINDS",
    "SERIES_KEYS",
    "UNIT_COLUMNS",
    "Codes",
    "Column",
    "Names",
    "TableMapping",
]


class Column(NamedTuple):
    """One column. Fields: name, kind ("text", "code", "time", "number", "integer", "boolean"),
    meaning, sdmx (a role there).
    """

    name: str
    kind: str
    meaning: str
    sdmx: str = "attribute"


# What a row may be; the last two are only there for the rows that name them by ID.
RECORD_KINDS: Final = {
    "dataset": "what the rows together are",
    "group": "a heading of the dataset",
    "indicator": "what is measured",
    "source": "a publication",
    "observation": "a figure as published",
    "target": "what is asked",
    "input": "an observation that another row is derived from or starts from",
    "figure": "a further figure of another row: a target's stretch",
}

_ROWS: Final = (
    Column("RECORD", "code", "what the row is; an observation where it is left empty"),
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
        "what the figure is of its indicator; the value where it is left empty",
        "dimension",
    ),
    Column("SCOPE", "text", "what is covered (口径)", "dimension"),
    Column("PRICE_BASIS", "text", "current, real, or constant prices of a year", "dimension"),
    Column(
        "TIME_PERIOD", "time", "the code of the period, or the day of a point in time", "dimension"
    ),
    Column(
        "TIME_KIND", "code", "period or as_of; by the indicator's nature where it is left empty"
    ),
    Column("BASE_PERIOD", "time", "what a change, growth or factor is against"),
    Column("BASE_KIND", "code", "period or as_of"),
    Column("OBS_VALUE", "number", "the number as printed, with its digits", "measure"),
    Column("UNIT_MEASURE", "text", "the code of the unit, without a scale"),
    Column("UNIT_MULT", "integer", "the exponent of ten of the scale: 4 for 万, 8 for 亿"),
    Column("DECIMALS", "integer", "decimals printed; empty for a computed figure"),
    Column("QUALIFIER", "code", "how the number is meant; exactly where it is left empty"),
    Column("OBS_LOWER", "number", "the lower end of what is said, in the scale of OBS_VALUE"),
    Column("OBS_UPPER", "number", "the upper end of what is said, in the scale of OBS_VALUE"),
    Column("LOWER_CLOSED", "boolean", "whether the lower end is in"),
    Column("UPPER_CLOSED", "boolean", "whether the upper end is in"),
    Column("APPROXIMATE", "boolean", "whether the number is about that (约)"),
    Column("EXACT", "boolean", "whether it was not rounded: an amount set by law, a count"),
    Column("COMPUTED", "boolean", "whether it was computed and not printed"),
    Column("QUOTIENT", "boolean", "whether a computed figure came from a division"),
    Column("UNROUNDED_LOWER", "number", "the lower end of what a computed figure may be"),
    Column("UNROUNDED_UPPER", "number", "the upper end of what a computed figure may be"),
    Column("UNROUNDED_LOWER_CLOSED", "boolean", "whether that lower end is in"),
    Column("UNROUNDED_UPPER_CLOSED", "boolean", "whether that upper end is in"),
    Column("OBS_STATUS", "code", "how firm it is; normal where it is left empty"),
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
    Column("PUBLISHED_VERDICT", "text", "what was published of its attainment"),
    Column("ID", "text", "a name of the row for other rows of the table"),
    Column("CODE", "text", "the code of a dataset, group, indicator or source"),
    Column("NAME_ZH", "text", "its Chinese name"),
    Column("NAME_EN", "text", "its English name"),
    Column("NATURE", "code", "how an indicator behaves in time"),
    Column(
        "DIRECTION", "code", "which way of an indicator is good; neither where it is left empty"
    ),
    Column("NET", "boolean", "whether a flow is entries less exits"),
    Column("PART_OF", "text", "the code of the whole that the indicator is a part of"),
    Column("TITLE", "text", "the title of a source"),
    Column("PUBLISHER", "text", "the publisher of a source"),
    Column("PUBLISHED", "time", "when a source was published"),
    Column("URL", "text", "the address of a source"),
    Column("NOTE", "text", "a note"),
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

# What a figure of a text fills: where it stands, what the text says of it, and the figure itself.
_READ: Final = (
    Column("START", "integer", "where the figure begins in its text, in characters from 0"),
    Column("END", "integer", "where it ends"),
    COLUMNS["PRINTED"],
    Column("ROLE", "code", "level, change, growth, target, or other: a length, a threshold"),
    Column("INDICATOR", "text", "the phrase that the figure is said of"),
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

# The mapping of a table that somebody else wrote: its columns and codes to ours.


Names: TypeAlias = Mapping[str, str | None]
Codes: TypeAlias = Mapping[str, Mapping[str, str]]


@attrs.frozen
class TableMapping:
    """How to read a foreign table. Fields: columns (their name: ours, None to leave out), codes
    (our column: their code: ours), defaults (our column: the cell where it is empty or absent).
    Raises `UnknownCodeError` for a column that is not ours.
    """

    columns: Names = attrs.field(factory=dict)
    codes: Codes = attrs.field(factory=dict)
    defaults: Mapping[str, str] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for field in ("columns", "codes", "defaults"):
            if not isinstance(getattr(self, field), Mapping):
                raise RecordTypeError("loads", field, getattr(self, field), "a mapping of names")
        for name in (
            *(n for n in self.columns.values() if n is not None),
            *self.codes,
            *self.defaults,
        ):
            if name not in COLUMNS:
                from difflib import get_close_matches

                raise UnknownCodeError(
                    name, "the table of columns", tuple(get_close_matches(str(name), COLUMNS))
                )

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

"""The columns of a table of records, with the same names in every format and frame.

Names are those of SDMX's cross-domain concepts if there is one: REF_AREA, TIME_PERIOD,
OBS_VALUE, UNIT_MEASURE …
"""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = [
    "COLUMNS",
    "FIGURE_COLUMNS",
    "KEY_COLUMNS",
    "READING_COLUMNS",
    "RECORD_COLUMNS",
    "RECORD_KINDS",
    "SERIES_KEYS",
    "UNIT_COLUMNS",
    "Column",
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
    "dataset": "the dataset of all rows",
    "group": "a heading of the dataset",
    "indicator": "an indicator",
    "source": "a publication",
    "observation": "a figure as published",
    "target": "a target",
    "input": "an observation from which another row is derived or starts",
    "figure": "a further figure of another row: a target's stretch",
}

_ROWS: Final = (
    Column("RECORD", "code", "the kind of row; empty means observation"),
    Column("FREQ", "code", "the length of the period, by SDMX's code list", "dimension"),
    Column("REF_AREA", "text", "the area", "dimension"),
    Column("INDICATOR", "text", "the code of the indicator", "dimension"),
    Column(
        "BREAKDOWNS",
        "text",
        "the part of the population: age=Y15T24;sex=F; in text % = ; become %25 %3D %3B",
        "dimension",
    ),
    Column(
        "MEASURE",
        "code",
        "value, or a change, growth or factor; empty means value",
        "dimension",
    ),
    Column("SCOPE", "text", "the coverage (口径)", "dimension"),
    Column("PRICE_BASIS", "text", "current, real, or constant prices of a year", "dimension"),
    Column(
        "TIME_PERIOD", "time", "the code of the period, or the day of a point in time", "dimension"
    ),
    Column("TIME_KIND", "code", "period or as_of; empty means that of the indicator's nature"),
    Column("BASE_PERIOD", "time", "the base of a change, growth or factor"),
    Column("BASE_KIND", "code", "period or as_of"),
    Column("OBS_VALUE", "number", "the number as printed, with its digits", "measure"),
    Column("UNIT_MEASURE", "text", "the code of the unit, without a scale"),
    Column("UNIT_MULT", "integer", "the exponent of ten of the scale: 4 for 万, 8 for 亿"),
    Column("UNIT_TEXT", "text", "the unit as printed, with its scale: 万人, 岁, million EUR"),
    Column("DECIMALS", "integer", "decimals printed; empty for a computed figure"),
    Column("QUALIFIER", "code", "the qualifier of the number; empty means exactly"),
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
        "the lower bound of a computed figure before its inputs were rounded",
    ),
    Column(
        "UNROUNDED_UPPER",
        "number",
        "the upper bound of a computed figure before its inputs were rounded",
    ),
    Column("UNROUNDED_LOWER_CLOSED", "boolean", "whether that lower bound is included"),
    Column("UNROUNDED_UPPER_CLOSED", "boolean", "whether that upper bound is included"),
    Column("OBS_STATUS", "code", "the status, how firm the figure is; empty means normal"),
    Column("FLAGS", "text", "the codes of the flags, separated by spaces"),
    Column("SOURCE", "text", "the code of the source"),
    Column("PRINTED", "text", "the words as printed"),
    Column("LOCATOR", "text", "the position in the source"),
    Column(
        "DERIVED_FROM",
        "text",
        "the IDs of the observations it was computed from, separated by spaces",
    ),
    Column("FORCE", "code", "binding or anticipatory"),
    Column("EVERY", "code", "1y if the figure, or the target, is that of each year"),
    Column("RELATIVE_TO", "text", "the code of the indicator to which the target is relative"),
    Column("BASELINE", "text", "the ID of the observation from which the target starts"),
    Column("STRETCH", "text", "the ID of the further aim (力争)"),
    Column("SET_BY", "text", "who sets the number"),
    Column("PUBLISHED_VERDICT", "text", "the published verdict on the target"),
    Column("ID", "text", "the name by which other rows refer to this one"),
    Column("CODE", "text", "the code of a dataset, group, indicator or source"),
    Column("NAME_ZH", "text", "its Chinese name"),
    Column("NAME_EN", "text", "its English name"),
    Column("NATURE", "code", "how an indicator behaves in time"),
    Column("DIRECTION", "code", "the good direction of an indicator; empty means neither"),
    Column("NET", "boolean", "whether a flow is entries less exits"),
    Column("PART_OF", "text", "the code of the indicator of which this one is a part"),
    Column("TITLE", "text", "the title of a source"),
    Column("PUBLISHER", "text", "the publisher of a source"),
    Column("PUBLISHED", "time", "the time of publication of a source"),
    Column("URL", "text", "the address of a source"),
    Column("NOTE", "text", "a note"),
    Column("ROWS", "integer", "the number of rows written; fewer are an error"),
)
COLUMNS: Final = {column.name: column for column in _ROWS}

SERIES_KEYS: Final = (
    "INDICATOR",
    "REF_AREA",
    "BREAKDOWNS",
    "MEASURE",
    "SCOPE",
    "PRICE_BASIS",
)  # together they identify a series
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
    "EVERY",
    *FIGURE_COLUMNS,
    "SOURCE",
    "PRINTED",
    "LOCATOR",
    "ID",
    "NOTE",
)
_OBSERVED: Final = (*_ASKED, "OBS_STATUS", "FLAGS", "DERIVED_FROM")

# The columns that a row of each kind may fill.
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

# The columns of a figure in a text: its position, its context, the figure.
_READ: Final = (
    Column("START", "integer", "the offset of the figure in its text, in characters from 0"),
    Column("END", "integer", "the offset of its end"),
    COLUMNS["PRINTED"],
    Column("ROLE", "code", "level, change, growth, target, or other: a length, a threshold"),
    Column("INDICATOR", "text", "the phrase for the indicator"),
    Column("MEASURE", "code", "value, or a change, growth or factor"),
    Column(
        "FALLING",
        "boolean",
        "whether the text reports a fall: figures are as printed, without a sign",
    ),
    Column("CHANGE_OF_START", "integer", "START of the figure whose change or growth this one is"),
    Column("PART_OF_START", "integer", "START of the whole of which this one is a part (其中)"),
    *(COLUMNS[name] for name in (*_TIME, "BASE_PERIOD", "BASE_KIND", *FIGURE_COLUMNS)),
    Column("OBS_VALUE_FLOAT", "float", "OBS_VALUE as a number, for calculations"),
)
READING_COLUMNS: Final = {column.name: column for column in _READ}

"""Tables of others: their columns, codes, numbers and times, as this library has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from itertools import chain
from typing import Any, Final, Literal, Self, TypeAlias, TypedDict

import attrs

from tjstats.errors import (
    InvalidRecordError,
    LoadError,
    Problem,
    RecordTypeError,
    UnknownCodeError,
    UnknownUnitError,
)
from tjstats.records.classifications import WITHOUT_FIGURE, Status, StatusCode
from tjstats.records.publication import Indicator
from tjstats.rows.cells import Row, breakdowns_cell
from tjstats.rows.columns import COLUMNS, RECORD_COLUMNS
from tjstats.rows.letters import are_flags, status_cells, with_note
from tjstats.rows.sheet import Sheet, of_each
from tjstats.values.period_texts import period_from, table_code
from tjstats.values.units import kept_unit, parse_unit

__all__ = [
    "BREAKDOWN",
    "NAMED_SO",
    "CodeMapping",
    "ColumnNames",
    "Foreign",
    "Marks",
    "TableMapping",
    "UnknownUnits",
    "arguments_for",
    "dated",
    "is_breakdown",
    "joined_breakdowns",
    "likely",
    "proposed",
]

BREAKDOWN: Final = "breakdown:"  # before the name of a dimension of the population

ColumnNames: TypeAlias = Mapping[str, str | None]
CodeMapping: TypeAlias = Mapping[str, Mapping[str, str]]
Marks: TypeAlias = Mapping[str, Status | StatusCode | None]
UnknownUnits: TypeAlias = Literal["refuse", "keep"]


class Foreign(TypedDict, total=False):
    """The arguments that read the table of another publisher: see `formats.csv.loads`."""

    indicators: Indicator | Iterable[Indicator]
    columns: ColumnNames | None
    codes: CodeMapping | None
    defaults: Mapping[str, str] | None
    missing: Marks | None
    decimal: str
    thousands: str | None
    unknown_units: UnknownUnits
    dates: str | None


def _empty_if_none(mapping: Any) -> Any:
    return {} if mapping is None else mapping


def _indicators(given: Any) -> tuple[Any, ...]:
    """The indicators, also a single one. Raises `RecordTypeError`."""
    if isinstance(given, Indicator):
        return (given,)
    if not isinstance(given, Iterable) or isinstance(given, str):
        raise RecordTypeError("loads", "indicators", given, "Indicators")
    return tuple(given)


# The separators of decimals and of thousands, with others that print alike.
_DECIMALS: Final = (".", ",")
_THOUSANDS: Final = {
    ",": ",",
    ".": r"\.",
    " ": "[ \u00a0\u2009\u202f]",
    "'": "['’]",
    "’": "['’]",
    "_": "_",
}
# Full-width digits and signs, and the minus sign.
_ASCII: Final[dict[int, int | str]] = {
    **{0xFF10 + n: str(n) for n in range(10)},
    **dict.fromkeys(map(ord, "−－﹣"), "-"),
    ord("＋"): "+",
    ord("．"): ".",
    ord("，"): ",",
}
# A number, and a mark behind it: flags of Eurostat after a blank, or a note mark.
_MARKED: Final = re.compile(
    r"(.*?)(?:\s+([a-z]{1,5})|\s*([*†‡§#]+|[⁰¹²³⁴-⁹]+|\[\w{1,3}\]|\(\d{1,2}\)))"
)
_DIGITS: Final = frozenset("0123456789")
_PLAIN: Final = re.compile(r"[+-]?\d[\d.eE+-]*", re.ASCII)
_OBSERVED: Final = RECORD_COLUMNS["observation"] | {"RECORD", "FREQ", "ROWS"}


# What other readers call the arguments.
_CALLED: Final = {
    **dict.fromkeys(("sep", "separator"), "delimiter"),
    **dict.fromkeys(("na_values", "null_values"), "missing"),
    **dict.fromkeys(("date_format", "date_parser"), "dates"),
    **dict.fromkeys(("names", "usecols", "rename", "skiprows"), "columns"),
    "indicator": "indicators",
    "thousand": "thousands",
    "units": "codes={'UNIT_MEASURE': {…}}",
}


@attrs.frozen(slots=False)
class TableMapping:
    """How to read a foreign table; each mapping may be None.

    Fields: indicators (those that have no row in it), columns (foreign name: library name, or
    "breakdown:…", or None to leave the column out), codes (library column: foreign code: library
    code), defaults (library column: the value of empty or absent cells), missing (a mark in
    OBS_VALUE: the status that it means), decimal and thousands (the separators of numbers),
    unknown_units ("keep" makes a unit of a word that no table knows), dates (the form of times by
    `strptime`: "%d/%m/%Y"). Raises `RecordTypeError`, and `UnknownCodeError` for an unknown library
    column.
    """

    indicators: Iterable[Indicator] = attrs.field(default=(), converter=_indicators)
    columns: ColumnNames = attrs.field(default=None, converter=_empty_if_none)
    codes: CodeMapping = attrs.field(default=None, converter=_empty_if_none)
    defaults: Mapping[str, str] = attrs.field(default=None, converter=_empty_if_none)
    missing: Marks = attrs.field(default=None, converter=_empty_if_none)
    decimal: str = "."
    thousands: str | None = None
    unknown_units: UnknownUnits = "refuse"
    dates: str | None = None

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """The mapping of a reader's arguments. Raises `TypeError` for one that there is not."""
        names = [field.name for field in attrs.fields(cls)]
        for name in given:
            if name not in names:
                meant = _CALLED.get(name, ", ".join(names))
                raise TypeError(f"there is no argument {name!r}; write {meant}")
        return cls(**given)

    def __attrs_post_init__(self) -> None:
        for field in ("columns", "codes", "defaults", "missing"):
            if not isinstance(getattr(self, field), Mapping):
                raise RecordTypeError("loads", field, getattr(self, field), "a mapping of names")
        named = [name for name in self.columns.values() if name is not None]
        self._check_order(named)
        for name in (*named, *self.codes, *self.defaults):
            if name not in COLUMNS and not is_breakdown(name):
                from difflib import get_close_matches

                near = get_close_matches(str(name), COLUMNS)
                raise UnknownCodeError(name, "the table of columns", tuple(near))
        self._check_choices()

    def _check_order(self, named: Collection[str]) -> None:
        """Raise `InvalidRecordError` for columns whose names are the other way round."""
        if named and set(self.columns) <= COLUMNS.keys() and not COLUMNS.keys() & set(named):
            turned = {name: column for column, name in self.columns.items()}
            problem = f"names of the table come first: {turned}"
            raise InvalidRecordError("loads", "columns", dict(self.columns), problem)

    def _check_choices(self) -> None:
        for status in self.missing.values():
            if status is not None and status not in WITHOUT_FIGURE:
                problem = f"write one of {', '.join(sorted(WITHOUT_FIGURE))}, or None"
                raise InvalidRecordError("loads", "missing", status, problem)
        self._check_signs()
        if self.unknown_units not in ("refuse", "keep"):
            problem = "write 'refuse' or 'keep'"
            raise InvalidRecordError("loads", "unknown_units", self.unknown_units, problem)

    def _check_signs(self) -> None:
        if self.decimal not in _DECIMALS:
            raise InvalidRecordError("loads", "decimal", self.decimal, "write '.' or ','")
        if self.thousands is not None and (
            self.thousands not in _THOUSANDS or self.thousands == self.decimal
        ):
            problem = "write ',', '.', ' ' or \"'\", and not the sign of decimals"
            raise InvalidRecordError("loads", "thousands", self.thousands, problem)
        if self.dates is not None and "%" not in str(self.dates):
            problem = "write the form of times by the signs of strptime, '%d/%m/%Y' or '%b-%y'"
            raise InvalidRecordError("loads", "dates", self.dates, problem)

    # --- the header -------------------------------------------------------------------------------

    def names(self, header: Iterable[str]) -> list[str]:
        """The library's names of the columns; "" for a column that is left out."""
        return [self.columns.get(name, name) or "" for name in header]

    def checked_names(self, header: list[str], place: str) -> list[str]:
        """The library's names of the columns of a table of another publisher.

        Raises `LoadError`, once, for columns that have none, and for two of the same name.
        """
        names = self.names(header)
        owners: dict[str, list[str]] = {}
        for own, name in zip(header, names, strict=True):
            owners.setdefault(name, []).append(own)
        owners.pop("", None)
        unknown = [each[0] for name, each in owners.items() if not _is_observed(name)]
        if unknown:
            raise LoadError((Problem(place, _to_name(unknown, owners)),))
        for name, several in owners.items():
            if len(several) > 1:
                problem = f"the columns {', '.join(map(repr, several))[:200]} are both {name}"
                raise LoadError((Problem(place, f"{problem}; leave one out with None"),))
        return names

    # --- rows -------------------------------------------------------------------------------------

    def sheet(self, sheet: Sheet, is_ours: bool = False) -> Sheet:
        """A sheet of which each row is as `cells` gives it."""
        if not is_ours or self.codes or self.defaults:
            return Sheet.of([self.cells(row, is_ours) for row in sheet.rows()])
        readers = self._readers_of_ours
        return sheet.with_columns(
            {
                name: of_each(partial(self._read, name, readers=readers), cells)
                for name, cells in sheet.columns.items()
                if name in readers
            }
        )

    def cells(self, cells: Mapping[str, str | None], is_ours: bool = False) -> Row:
        """A row with the library's codes and the defaults, without the columns left out; *is_ours*
        for a row that this library wrote, whose texts are as they are.
        """
        readers = (self._readers, self._readers_of_ours)[is_ours]
        mapped = {name: self._read(name, cell, readers) for name, cell in cells.items() if name}
        absent = (name for name in self.defaults if mapped.get(name) is None)
        mapped |= {name: self.defaults[name] for name in absent}
        return mapped if is_ours else self._of_another(mapped)

    def _read(
        self, name: str, cell: str | None, readers: dict[str, Callable[[str], str | None]]
    ) -> str | None:
        if cell is None:
            return None
        codes = self.codes.get(name)
        if codes is not None:
            found = codes.get(cell, codes.get(cell.strip(), cell))
            if found != cell:
                return found
        reader = readers.get(name)
        if reader is None:
            return cell if readers is self._readers_of_ours else cell.strip() or None
        return reader(cell)

    @cached_property
    def _readers_of_ours(self) -> dict[str, Callable[[str], str | None]]:
        return {
            name: _time if column.kind == "time" else _stripped
            for name, column in COLUMNS.items()
            if column.kind != "text"
        }

    @cached_property
    def _readers(self) -> dict[str, Callable[[str], str | None]]:
        numbers = {
            name: self._number for name, column in COLUMNS.items() if column.kind == "number"
        }
        own = {"OBS_VALUE": _stripped, "UNIT_MEASURE": self._unit, "INDICATOR": self._indicator}
        if self.dates is not None:
            own["TIME_PERIOD"] = partial(dated, form=self.dates)
        return {**self._readers_of_ours, **numbers, **own}

    def _of_another(self, cells: Row) -> Row:
        """A row of another publisher: its marks, breakdowns, status, the period of a first day."""
        frequency, time = cells.get("FREQ"), cells.get("TIME_PERIOD")
        if frequency is not None and time is not None:
            cells["TIME_PERIOD"] = period_from(time, frequency)
        if broken := [name for name in cells if is_breakdown(name)]:
            cells["BREAKDOWNS"] = joined_breakdowns(broken, cells)
        if (value := cells.get("OBS_VALUE")) is not None:
            cells |= self._value(value, cells)
        return {**cells, **status_cells(cells)}

    # --- numbers, times, units --------------------------------------------------------------------

    def _value(self, text: str, cells: Row) -> Row:
        """The number of a cell, or the status that its mark means, with flags and note marks."""
        if text in self.missing:
            return _absent(self.missing[text], cells)
        number, marked = self._number(text), _MARKED.fullmatch(text)
        if marked is None or (number or "")[-1:] in _DIGITS:
            return {"OBS_VALUE": number}
        bare, flags, mark = marked.groups()
        is_bare = bare in self.missing or bare[-1:].isdecimal()
        if not is_bare or (flags and not are_flags(flags)):
            return {"OBS_VALUE": number}
        if bare not in self.missing:
            found: Row = {"OBS_VALUE": self._number(bare)}
        else:
            found = _absent(self.missing[bare], cells)
        return {**found, **_of_mark(flags, mark, cells)}

    def _number(self, text: str) -> str | None:
        """A number in plain digits; a text that is none is as it is."""
        plain = text.strip() if text.isascii() else text.strip().translate(_ASCII)
        if not plain or (self.thousands is None and self.decimal == "."):
            return plain or None
        grouped = self._grouped.fullmatch(plain)
        if grouped is None:  # a number of other signs must not be read with those of Python
            return f"{plain} (decimal={self.decimal!r})" if _PLAIN.fullmatch(plain) else plain
        sign, whole, fraction = grouped.groups()
        digits = "".join(filter(str.isdecimal, whole))
        return f"{sign}{digits}.{fraction}" if fraction else f"{sign}{digits}"

    @cached_property
    def _grouped(self) -> re.Pattern[str]:
        whole = r"\d+"
        if self.thousands is not None:
            separator = _THOUSANDS[self.thousands]
            whole = rf"\d{{1,3}}(?:{separator}\d{{3}})+|\d+"
        return re.compile(rf"([+-]?)({whole})(?:{re.escape(self.decimal)}(\d+))?", re.ASCII)

    def _indicator(self, text: str) -> str | None:
        """The code of the indicator given of that code, else of that name."""
        name = text.strip()
        return self._by_name.get(name, name) or None

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """The code of each indicator by its names, without names of several."""
        given = {each.code: {each.zh, each.en} for each in self.indicators if _is_one(each)}
        counts = Counter(chain(given, *given.values()))
        return {name: code for code in given for name in given[code] if name and counts[name] == 1}

    def _unit(self, text: str) -> str | None:
        """A unit, in brackets if no table knows it and `unknown_units` is "keep"."""
        name = text.strip()
        if self.unknown_units != "keep" or not name:
            return name or None
        try:
            parse_unit(name)
        except UnknownUnitError:
            return kept_unit(name) or name
        return name


def is_breakdown(name: object) -> bool:
    """Whether a name is that of a breakdown: "breakdown:sex"."""
    return isinstance(name, str) and len(name) > len(BREAKDOWN) and name.startswith(BREAKDOWN)


def joined_breakdowns(names: Sequence[str], cells: Row) -> str | None:
    """The cell of all breakdowns of a row, from which it takes those of the columns."""
    parts = {name.removeprefix(BREAKDOWN): cells.pop(name) for name in names}
    pairs = tuple((name, part) for name, part in sorted(parts.items()) if part is not None)
    written = (cells.get("BREAKDOWNS"), breakdowns_cell(pairs))
    return ";".join(filter(None, written)) or None


def _is_one(given: object) -> bool:
    return isinstance(given, Indicator)


def _is_observed(name: str) -> bool:
    return name in _OBSERVED or is_breakdown(name)


def _stripped(text: str) -> str | None:
    return text.strip() or None


def _time(text: str) -> str | None:
    return table_code(text) or text.strip() or None


def dated(text: str, form: str) -> str | None:
    """A time of that form as ISO 8601 has it, as precise as the form; any other text as it is.

    >>> dated("31/12/2023", "%d/%m/%Y"), dated("Jan-23", "%b-%y"), dated("2023", "%d/%m/%Y")
    ('2023-12-31', '2023-01', '2023')
    """
    try:
        moment = datetime.strptime(text.strip(), form)
    except ValueError:
        return _time(text)
    if "%d" in form or "%j" in form:
        return f"{moment:%Y-%m-%d}"
    return f"{moment:%Y-%m}" if any(part in form for part in ("%m", "%b", "%B")) else f"{moment:%Y}"


def _of_mark(flags: str | None, mark: str, cells: Row) -> Row:
    if flags is None:
        return {"NOTE": with_note(cells.get("NOTE"), mark)}
    return {"OBS_STATUS": " ".join(filter(None, (cells.get("OBS_STATUS"), flags)))}


def _absent(status: Status | StatusCode | None, cells: Row) -> Row:
    """No value; a status of the row that has none is more precise than the mark."""
    stated = status_cells({"OBS_STATUS": cells.get("OBS_STATUS")}).get("OBS_STATUS")
    if status is None or stated not in (None, "missing"):
        return {"OBS_VALUE": None}
    return {"OBS_VALUE": None, "OBS_STATUS": str(Status(status).value)}


# --- what to write --------------------------------------------------------------------------------

# What a column of another publisher probably is, by its name in small letters.
_NAMES: Final = {
    name: column
    for column, names in (
        (
            "TIME_PERIOD",
            "year years time date period time_period observation_date ref_date 年份 年 年度 时间 "
            "月份 季度",
        ),
        ("OBS_VALUE", "value obs_value values amount 数值 值 数据"),
        ("REF_AREA", "geo area country region location entity economy iso3 地区 省份 城市"),
        ("REF_AREA", "country_code"),
        ("INDICATOR", "indicator_code series_code"),
        ("UNIT_MEASURE", "unit units unit_measure uom value_unit 单位 计量单位 単位 einheit unité"),
        ("TIME_PERIOD", "jahr année año ano anno 年次 時点"),
        ("OBS_VALUE", "wert valeur valor waarde värde"),
        ("REF_AREA", "地域 reference_area"),
        ("INDICATOR", "value_variable_code"),
        ("INDICATOR", "indicator series variable 指标"),
        ("OBS_STATUS", "obs_flag status flag flags flag_codes"),
        ("FREQ", "freq frequency"),
        ("breakdown:sex", "sex gender 性别"),
        ("breakdown:age", "age 年龄"),
    )
    for name in names.split()
}
# The arguments with which a text would be a number.
_ARGUMENTS: Final = tuple(
    (re.compile(rf"[+-]?{form}", re.ASCII), arguments)
    for form, arguments in (
        (r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", "thousands=','"),
        (r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", "thousands='.', decimal=','"),
        ("\\d{1,3}(?:[ \u00a0\u2009\u202f]\\d{3})+", "thousands=' '"),
        ("\\d{1,3}(?:[ \u00a0\u2009\u202f]\\d{3})+,\\d+", "thousands=' ', decimal=','"),
        (r"\d+,\d+", "decimal=','"),
    )
)
_MARK: Final = 8  # characters of a mark for a missing value
_SHOWN: Final = 40  # columns named in a message
_LONG_NAME: Final = 200  # characters of a column's name in a message


def arguments_for(text: str) -> str | None:
    """The arguments that would read a text in OBS_VALUE; None if none would.

    >>> arguments_for("1,234.5"), arguments_for(".."), arguments_for("12.3 m")
    ("thousands=','", "missing={'..': 'missing'}", None)
    """
    for form, arguments in _ARGUMENTS:
        if form.fullmatch(text):
            return arguments
    is_mark = len(text) <= _MARK and not any(letter.isdecimal() for letter in text)
    return f"missing={{{text!r}: 'missing'}}" if is_mark else None


def likely(name: str) -> str | None:
    """The library column that a column of this name probably is; None to leave it out."""
    key = name.strip().lower().replace(" ", "_")
    return _NAMES.get(key)


NAMED_SO: Final = "'breakdown:sex' keeps parts of the population apart, None leaves a column out"


def proposed(unknown: list[str], known: Collection[str]) -> dict[str, str | None]:
    """What unknown columns of a table probably are, None to leave one out, beside the library's
    columns that are *known*.

    >>> proposed(["geo", "Region", "Sex", "Note"], ["TIME_PERIOD", "OBS_VALUE"])
    {'geo': 'REF_AREA', 'Region': 'breakdown:region', 'Sex': 'breakdown:sex', 'Note': None}
    """
    taken, columns = set(known), dict[str, str | None]()
    for name in unknown[:_SHOWN]:
        column = likely(name)
        if column in taken:
            column = f"{BREAKDOWN}{name.strip().lower()}" if column == "REF_AREA" else None
        columns[name[:_LONG_NAME]] = column
        taken.add(column or "")
    return columns


def _to_name(unknown: list[str], known: Collection[str]) -> str:
    """What is wrong with unknown columns, and the argument that names them or leaves them out; if
    no name of the line says what it is, what finds the header.
    """
    columns = proposed(unknown, known)
    unnamed = [name for name, column in columns.items() if column is None]
    meant = {*known, *columns.values()}
    if len(unnamed) == 1 and "TIME_PERIOD" in meant and "OBS_VALUE" not in meant:
        columns[unnamed[0]] = "OBS_VALUE"
    more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
    listed = ", ".join(map(repr, columns))[:300]
    if not meant & {"TIME_PERIOD", "OBS_VALUE"}:
        return (
            f"unknown columns {listed}{more}; name each with columns=…, also TIME_PERIOD and "
            "OBS_VALUE; if the header stands lower, or years are columns, "
            "tjstats.formats.describe(path) says which call reads the file"
        )
    return f"unknown columns {listed}{more}; name each, for example columns={columns!r}; {NAMED_SO}"

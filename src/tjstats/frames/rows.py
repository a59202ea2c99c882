"""Rows of a data frame as records, with their printed digits.

OBS_VALUE and the ends are floats in the scale of UNIT_MULT, DECIMALS is the number of printed
places, and TIME_PERIOD is a code. A float holds 15 significant digits of any number; if a float and
its decimals do not reproduce the number, a further column, OBS_VALUE_TEXT, has its digits.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import partial
from math import isclose, isfinite
from types import NoneType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import attrs

from tjstats.errors import (
    FrameColumnError,
    FrameRowsError,
    InvalidPeriodError,
    InvalidRecordError,
    LoadError,
    RecordTypeError,
)
from tjstats.frames.answers import ANSWERED
from tjstats.frames.engines import CellValue, Frame, opened, values_of
from tjstats.frames.schema import check_present
from tjstats.records.classifications import Nature
from tjstats.records.given import code_of_time
from tjstats.records.publication import Indicator
from tjstats.rows.cells import Row
from tjstats.rows.columns import COLUMNS, READING_COLUMNS, RECORD_COLUMNS, SERIES_KEYS
from tjstats.rows.foreign import NAMED_SO, is_breakdown, joined_breakdowns, proposed
from tjstats.rows.reader import Line, Part, records_of
from tjstats.rows.sheet import ODD, Odd, Sheet, merged, of_each
from tjstats.values.figures import Figure
from tjstats.values.numbers import MAX_EXPONENT, NEAREST, NOISE, digits_of
from tjstats.values.qualifiers import Qualifier

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

__all__ = ["TEXT", "indicators_by_code", "to_records"]

Values: TypeAlias = Mapping[str, Sequence[CellValue]]
Indicators: TypeAlias = Indicator | Mapping[str, Indicator] | Iterable[Indicator]

TEXT: Final = "_TEXT"  # the suffix of a column with digits that a float cannot hold


def same_number(text: str, value: float) -> bool:
    """Whether a float equals the digits in a text."""
    try:
        return float(Decimal(text)) == value
    except InvalidOperation:
        return False


_ENDS: Final = {"OBS_LOWER": "lower", "OBS_UPPER": "upper"}
_ROWS: Final = {
    kind: RECORD_COLUMNS[kind] - {"ID", "DERIVED_FROM", "BASELINE", "STRETCH"}
    for kind in ("observation", "target")
}
_READ: Final = {"RECORD"}.union(*_ROWS.values())
_NAMED: Final = ("INDICATOR", "RELATIVE_TO")
_KEYS: Final = (*SERIES_KEYS, "RECORD", "TIME_PERIOD", "BASE_PERIOD")  # what tells rows apart
_LEFT_OUT: Final = frozenset({*COLUMNS, *READING_COLUMNS, *ANSWERED})
# The arguments that name the columns; columns= names the others.
_ARGUMENTS: Final = {
    "TIME_PERIOD": "period",
    "OBS_VALUE": "value",
    "REF_AREA": "area",
    "DECIMALS": "decimals",
}
_OBSERVATION: Final = (None, "", "observation")
_NUMBERS: Final = frozenset(name for name, each in COLUMNS.items() if each.kind == "number")
_OF_OTHERS: Final = (_NUMBERS | {"COMPUTED"}) - {"OBS_VALUE"}
_CERTAIN: Final = 15  # characters of a number that a float holds with all its digits
_PLACES: Final = re.compile(r"1?\d", re.ASCII)
_ROW_KINDS: Final = {"TIME_PERIOD": "TIME_KIND", "BASE_PERIOD": "BASE_KIND"}


def to_records(
    frame: IntoFrame,
    indicator: Indicators,
    *,
    decimals: int | str | None = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    area: str = "REF_AREA",
    columns: Mapping[str, str | None] | None = None,
) -> list[Any]:
    """The observations in a frame, one per row, with their printed digits; targets in the rows that
    RECORD marks as targets.

    *indicator* is one Indicator for all rows, several for the codes in INDICATOR, or a mapping from
    the frame's own codes. *columns* maps further columns to standard names, {"口径": "SCOPE"}, to
    "breakdown:sex" for a part of the population, or to None to leave a column out. Other columns of
    numbers are left out, unless whole ones tell rows apart that are alike, and so are the columns
    of the answers of `tjstats.frames`; any other column is an error. Without UNIT_MEASURE and
    UNIT_MULT a value is in the indicator's unit. Integer years and codes are periods, or points in
    time for a stock; dates are points in time. A lazy frame is collected.

    Texts, Decimals and integers keep their digits. Floats need the number of printed decimals:
    *decimals*, for all rows or as the name of a column, else the column DECIMALS. A null or NaN has
    no figure and the status missing.

    Raises `FrameColumnError` for a column that is missing or that nobody named; `FrameRowsError`
    for rows that are not valid records: floats with more decimals than given, unknown codes, bounds
    that value and qualifier do not imply; `FrameError`, `RecordTypeError`.

    >>> import polars as pl
    >>> from tjstats import Indicator
    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> table = pl.DataFrame({"year": [2021, 2025], "jobs": [37.62, 32.7]})
    >>> to_records(table, jobs, decimals=2, period="year", value="jobs")[1].figure
    Figure('32.70', '万人')
    """
    _check_decimals(decimals)
    names: dict[str, str | None] = {period: "TIME_PERIOD", value: "OBS_VALUE", area: "REF_AREA"}
    names |= columns or {}
    if isinstance(decimals, str):
        names[decimals] = "DECIMALS"
    table = opened(frame, "to_records")
    present = list(table.types())
    own = _own_names(present, names)
    numbers = _other_numbers(table, own, names)
    known = _indicators(indicator)
    if "INDICATOR" not in own and not isinstance(indicator, Indicator):
        remedy = "pass a single indicator, or columns={'…': 'INDICATOR'}"
        raise FrameColumnError("INDICATOR", "is missing", remedy)
    texts = _texts_of_numbers(own, present)
    values = values_of(table, list(dict.fromkeys([*own.values(), *texts.values()])))
    reader = _RowReader(own, known, decimals if isinstance(decimals, int) else None)
    given = _named(own, values)
    _check_named(_telling_apart(table, numbers, given), own)
    return reader.records(reader.joined(given), _named(texts, values))


def _named(own: Mapping[str, str], values: Values) -> Values:
    """The values of some columns by their standard names."""
    return {name: values[column] for name, column in own.items()}


def _check_decimals(decimals: object) -> None:
    """Raise unless *decimals* is an integer or the name of a column."""
    if isinstance(decimals, bool) or not isinstance(decimals, int | str | None):
        expected = "a whole number, or the name of a column of whole numbers"
        raise RecordTypeError("to_records", "decimals", decimals, expected)
    if isinstance(decimals, int) and abs(decimals) > MAX_EXPONENT:
        problem = f"write a whole number within ±{MAX_EXPONENT}"
        raise InvalidRecordError("to_records", "decimals", decimals, problem)


def indicators_by_code(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    """Indicators by their code. Raises `InvalidRecordError` if two different ones share a code."""
    known: dict[str, Indicator] = {}
    for indicator in indicators:
        other = known.setdefault(indicator.code, indicator)
        if other is not indicator and other != indicator:
            problem = "two indicators have this code; rename one of them"
            raise InvalidRecordError("Indicator", "code", indicator.code, problem)
    return known


def _indicators(given: Indicators) -> dict[str, Indicator]:
    """The indicators by the codes used in the frame."""
    if isinstance(given, Mapping):
        known = dict(cast("Mapping[str, Indicator]", given))
        indicators_by_code(_checked(known.values()))
        return known
    several = [given] if isinstance(given, Indicator) else given
    return indicators_by_code(_checked(several))


def _checked(indicators: object) -> list[Indicator]:
    """The indicators as a list. Raises `RecordTypeError` for anything else."""
    listed: list[Indicator] = []
    for indicator in indicators if isinstance(indicators, Iterable) else [indicators]:
        if not isinstance(indicator, Indicator):
            expected = "an Indicator, or Indicators by the codes of the frame"
            raise RecordTypeError("to_records", "indicator", indicator, expected)
        listed.append(indicator)
    return listed


def _own_names(present: Sequence[str], given: Mapping[str, str | None]) -> dict[str, str]:
    """The frame's names for the standard columns and the breakdowns that it has. Raises
    `FrameColumnError`.
    """
    own = {name: name for name in present if name in _READ and name not in given}
    for column, name in given.items():
        _check_standard(column, name)
        if column != name or column in present:
            check_present(present, **{_ARGUMENTS.get(name or "", "columns"): column})
            own |= {} if name is None else {name: column}
    if not own.keys() & {"OBS_VALUE", *_ENDS}:
        check_present(present, value="OBS_VALUE")
    check_present(present, period=own.get("TIME_PERIOD", "TIME_PERIOD"))
    return own


def _check_standard(column: str, name: str | None) -> None:
    """Raise `FrameColumnError` unless a column is named as a standard one, or None."""
    if name is None or name in _READ or is_breakdown(name):
        return
    near = get_close_matches(name, _READ, 3, 0.5)
    remedy = f"write {', '.join(near) or 'one of COLUMNS'}"
    raise FrameColumnError(column, f"{name!r} is not a standard column", remedy)


def _texts_of_numbers(own: Mapping[str, str], present: Collection[str]) -> dict[str, str]:
    """The columns with the digits of numbers, by the standard name of the number."""
    texts = {name: column + TEXT for name, column in own.items() if _is_number(name)}
    return {name: text for name, text in texts.items() if text in present}


def _other_numbers(
    frame: Frame, own: Mapping[str, str], given: Mapping[str, str | None]
) -> list[str]:
    """The columns of numbers that nobody named. Raises `FrameColumnError` for others."""
    texts = _texts_of_numbers(own, frame.types())
    named = {*own.values(), *texts.values(), *given, *_LEFT_OUT}
    others = {name: kind for name, kind in frame.types().items() if name not in named}
    _check_named([name for name, kind in others.items() if not kind.is_numeric()], own)
    return list(others)


def _check_named(unknown: list[str], own: Collection[str]) -> None:
    """Raise `FrameColumnError`, once, for columns that may tell rows apart and that nobody named;
    *own* are the standard columns of the frame.
    """
    if not unknown:
        return
    first, *others = unknown
    listed = f", and so {'is' if len(others) == 1 else 'are'} {', '.join(map(repr, others))}"
    problem = f"nothing says what it is{listed[:300] if others else ''}"
    columns = {
        name: column if column in _READ or is_breakdown(column) else None
        for name, column in proposed(unknown, own).items()
    }
    remedy = f"name each, for example columns={columns!r}; {NAMED_SO}"
    raise FrameColumnError(first, problem, remedy)


def _telling_apart(frame: Frame, numbers: Sequence[str], columns: Values) -> list[str]:
    """Those of some columns of *numbers* that are whole and differ in rows alike."""
    keys = [values for name, values in columns.items() if is_breakdown(name) or name in _KEYS]
    rows = list(zip(*keys, strict=True)) if numbers else []
    if len(set(rows)) == len(rows):
        return []
    return [
        name
        for name, values in values_of(frame, numbers).items()
        if len(set(zip(rows, values, strict=True))) > len(set(rows))
        and all(map(_is_whole, filter(None, values)))
    ]


_OF_FILES: Final = "; or pass "  # an argument that the doors for files have, and frames do not


@attrs.define
class _RowReader:
    """Rows as records, with their faults. Fields: own (names of columns), known (indicators),
    decimals (for all), faults (problem and remedy, by column and kind of remedy), ends (position,
    name and number of the ends that value and qualifier must imply).
    """

    own: dict[str, str]
    known: dict[str, Indicator]
    decimals: int | None
    faults: dict[tuple[str, str], list[tuple[str, str]]] = attrs.field(factory=dict)
    ends: list[tuple[int, str, float]] = attrs.field(factory=list)

    def fault(self, name: str, remedy: str, problem: str) -> None:
        """Record a fault in a cell."""
        kind = self.own.get(name, name), remedy.partition(" ")[0]
        self.faults.setdefault(kind, []).append((problem, remedy))

    def check(self) -> None:
        """Raise `FrameRowsError` for the first fault, with the number of rows that have it."""
        for (column, _), faults in self.faults.items():
            raise FrameRowsError(column, len(faults), *faults[0])

    def records(self, columns: Values, digits: Values) -> list[Any]:
        """The record of each row, from its cells and the digits of its numbers. Raises
        `FrameRowsError`.
        """
        sheet = self.sheet(columns, digits)
        self.check()
        records: list[Any] = []
        try:
            known = indicators_by_code(self.known.values()).values()
            part = Part("row {}".format, sheet, is_last=True)
            records = list(records_of([part], known))
        except LoadError as error:
            for problem in error.problems:
                row, _, name = problem.pointer.partition(", ")
                said, _, _ = problem.message.partition(_OF_FILES)
                remedy = "correct or drop these rows"
                self.fault(name or "OBS_VALUE", remedy, f"{said} ({row})")
        self.check()
        for place, name, end in self.ends:
            self.check_end(name, end, records[place].figure)
        self.check()
        return records

    def joined(self, columns: Values) -> Values:
        """The columns, with one of all breakdowns in place of several."""
        names = [name for name in columns if is_breakdown(name)]
        if not names:
            return columns
        parts = [of_each(partial(self.text_or_none, name), columns[name]) for name in names]
        given = columns.get("BREAKDOWNS") or [None] * len(parts[0])

        def of_row(written: CellValue, *cells: str | None) -> str | None:
            return joined_breakdowns(
                names, {"BREAKDOWNS": written, **dict(zip(names, cells, strict=True))}
            )

        others = {name: values for name, values in columns.items() if name not in names}
        return {**others, "BREAKDOWNS": of_each(of_row, given, *parts)}

    def text_or_none(self, name: str, value: CellValue) -> str | None:
        return None if value is None else self.text(name, value)

    # --- columns of plain rows --------------------------------------------------------------------

    def sheet(self, columns: Values, digits: Values) -> Sheet:
        """The cells of all rows, as text: those of plain observations by columns, others by
        themselves, with their faults.
        """
        size = len(next(iter(columns.values())))
        cells = self.cells(columns, size)
        marked = (*_others(columns, digits), *self.days(columns, cells["INDICATOR"]))
        is_plain = _without_odd([*cells.values(), *marked], size)
        plain = Sheet(size, cells).chosen(is_plain)
        others = [row for row, plain_row in enumerate(is_plain) if not plain_row]
        if not others:
            return plain
        lines = (self.line(row, _row(columns, row), _row(digits, row)) for row in others)
        return merged(plain, (dict(line.cells) for line in lines), is_plain)

    def cells(self, columns: Values, size: int) -> dict[str, Sequence[Any]]:
        """The cells of observations, odd where they are not plain."""
        names = _ROWS["observation"] - _NUMBERS
        cells = {name: _texts(values) for name, values in columns.items() if name in names}
        codes = {key: indicator.code for key, indicator in self.known.items()}
        given = cells.get("INDICATOR") or [next(iter(self.known))] * size
        cells["INDICATOR"] = of_each(lambda key: codes.get(key, ODD), given)
        cells |= self.values(columns.get("OBS_VALUE") or [None] * size, cells)
        return cells | {"RECORD": ["observation"] * size}

    def values(self, values: Sequence[CellValue], cells: dict[str, Any]) -> dict[str, Any]:
        """The numbers of plain rows and, if they are those of all, their decimals."""
        places: Sequence[Any] = cells.get("DECIMALS") or [None] * len(values)
        if self.decimals is None:
            return {"OBS_VALUE": list(map(_digits, values, places))}
        own = [
            str(self.decimals) if isinstance(value, float) and place is not ODD else place
            for value, place in zip(values, places, strict=True)
        ]
        return {"OBS_VALUE": list(map(_digits, values, own)), "DECIMALS": own}

    def days(self, columns: Values, codes: Sequence[Any]) -> Iterator[list[Any]]:
        """Columns with a mark in each row of a flow on a day, which may stand for its month."""
        flows = {each.code for each in self.known.values() if each.nature is Nature.FLOW}
        for name in _ROW_KINDS.keys() & columns.keys():
            rows = zip(columns[name], codes, strict=True)
            yield [ODD if isinstance(day, date) and code in flows else None for day, code in rows]

    # --- rows -------------------------------------------------------------------------------------

    def line(self, place: int, row: dict[str, CellValue], digits: dict[str, CellValue]) -> Line:
        """The cells of a row as text."""
        kind = row.get("RECORD") or "observation"
        if kind not in _ROWS:
            problem = f"{kind!r} is neither an observation nor a target"
            remedy = "keep only rows of these two kinds; formats.csv reads whole tables"
            self.fault("RECORD", remedy, problem)
            return Line(f"row {place}", {})
        filled = {
            name: value for name, value in row.items() if name in _ROWS[kind] and value is not None
        }
        cells: Row = {
            name: self.text(name, value) for name, value in filled.items() if not _is_number(name)
        }
        self.name_indicators(cells, filled)
        cells |= self.numbers(place, filled, cells, digits)
        return Line(f"row {place}", cells | {"RECORD": kind})

    def name_indicators(self, cells: Row, row: dict[str, CellValue]) -> None:
        """Replace the frame's codes by those of the indicators."""
        if "INDICATOR" not in self.own:
            cells["INDICATOR"] = next(iter(self.known))
        for name in _NAMED:
            given = cells.get(name)
            indicator = self.known.get(given or "")
            if indicator is not None:
                cells[name] = indicator.code
                self.check_days(indicator, row)
            elif given is not None or name == "INDICATOR":
                known = ", ".join(list(self.known)[:5]) or "none"
                remedy = "pass its Indicator too, or drop these rows"
                self.fault(name, remedy, f"{given!r} is not among the indicators given: {known}")

    def check_days(self, indicator: Indicator, row: dict[str, CellValue]) -> None:
        """Record a fault if a flow is observed on a day, which may stand for its month."""
        if indicator.nature is not Nature.FLOW:
            return
        for name, kind in _ROW_KINDS.items():
            if isinstance(row.get(name), date) and kind not in row:
                day = row[name].isoformat()[:10]
                problem = f"{day} is a day, and a flow is observed over a period"
                self.fault(name, "write integer years or codes such as '2021-Q3'", problem)

    def text(self, name: str, value: CellValue) -> str | None:
        """A cell for a value other than the number of a figure."""
        text = _text(value)
        if text is not None:
            return text
        if hasattr(value, "start_time"):
            return self.of_pandas(name, value)
        self.fault(name, "cast it to text", f"{value!r} is of type {type(value).__name__}")
        return None

    def of_pandas(self, name: str, period: CellValue) -> str | None:
        """The code of a period of pandas; None, with a fault, for a part of a day."""
        try:
            return str(code_of_time(period))
        except InvalidPeriodError as error:
            self.fault(name, error.remedy, f"{period!r}: {error.problem}")
            return None

    def numbers(
        self, place: int, row: dict[str, CellValue], cells: Row, digits: dict[str, CellValue]
    ) -> Row:
        """The numbers of a row with their digits, and their decimals."""
        computed = str(cells.get("COMPUTED")).lower() in ("true", "1")
        ranged = cells.get("QUALIFIER") == Qualifier.BETWEEN
        ends_follow = "OBS_VALUE" in row and not (computed or ranged)
        numbers: Row = {}
        for name in filter(_is_number, self.own):
            value, text = row.get(name), digits.get(name)
            if text is not None:
                numbers[name] = self.with_digits(name, value, text)
            elif not isinstance(value, float):
                numbers[name] = None if value is None else str(value)
            elif ends_follow and name in _ENDS:
                self.ends.append((place, name, value))
            else:
                numbers |= self.printed(name, value, cells, computed)
        return numbers

    def with_digits(self, name: str, value: CellValue, text: str) -> str | None:
        """The digits of a number from its text column."""
        if value is not None and same_number(text, float(value)):
            return text
        column = f"{self.own[name]}{TEXT}"
        problem = f"it is {value}, but {column} has the digits {text}"
        self.fault(name, f"drop {column} if you changed the numbers", problem)
        return None

    def printed(self, name: str, value: float, cells: Row, computed: bool) -> Row:
        """The digits of a float, and its decimals if they apply to all."""
        digits = self.digits(name, value, cells, computed)
        if self.decimals is None or computed:
            return {name: digits}
        return {name: digits, "DECIMALS": str(self.decimals)}

    def digits(self, name: str, value: float, cells: Row, computed: bool) -> str | None:
        """The digits of a float."""
        if not isfinite(value):
            remedy = "write null for a missing figure"
            self.fault(name, remedy, f"{value} is not a published number")
            return None
        given = cells.get("DECIMALS")
        places = int(given) if given is not None and self.decimals is None else self.decimals
        if places is None and not computed:
            remedy = "pass decimals=…, the number of printed places, or add a column DECIMALS"
            self.fault(name, remedy, f"{value} is a float and has lost its printed digits")
            return None
        number = digits_of(value, None if computed else places)
        if number is not None:
            return str(number)
        needed = max(0, -int(Decimal(repr(value)).as_tuple().exponent))
        problem = f"{value} does not have {places} decimal{'' if places == 1 else 's'}"
        self.fault(name, f"round first, or pass decimals={needed}", problem)
        return None

    def check_end(self, name: str, given: float, figure: Figure | None) -> None:
        """Record a fault if an end in the row is not the one that value and qualifier imply."""
        end: Decimal | None = None if figure is None else getattr(figure.bounds, _ENDS[name])
        said: float | str = "no end"
        if figure is not None and end is not None:
            number = float(end.scaleb(-figure.multiplier, NEAREST))
            if isclose(number, given, rel_tol=NOISE, abs_tol=NOISE):
                return
            said = number
        remedy = "write the matching QUALIFIER ('between' for two ends), or drop the ends"
        self.fault(name, remedy, f"it is {given}, but value and qualifier imply {said}")


def _row(columns: Values, row: int) -> dict[str, CellValue]:
    """The values of a row."""
    return {name: values[row] for name, values in columns.items()}


def _others(columns: Values, digits: Values) -> Iterator[list[Any]]:
    """Columns with a mark in each row that is not plain, for what only other rows have."""
    filled = (values for name, values in columns.items() if name in _OF_OTHERS)
    for values in (*filled, *digits.values()):
        yield [None if value is None else ODD for value in values]
    yield [ODD if kind not in _OBSERVATION else None for kind in columns.get("RECORD", ())]


def _without_odd(columns: Iterable[Sequence[Any]], size: int) -> list[bool]:
    """Whether each row has nothing odd in any column."""
    found = [True] * size
    for values in columns:
        for row, value in enumerate(values):
            if value is ODD:
                found[row] = False
    return found


def _texts(values: Sequence[CellValue]) -> Sequence[Any]:
    """Values other than the numbers of figures, as text."""
    types = set(map(type, values))
    if types <= {str, NoneType}:
        return values
    if types <= {int, NoneType}:
        return of_each(lambda value: None if value is None else str(value), values)
    return [None if value is None else _text(value) or ODD for value in values]


def _text(value: CellValue) -> str | None:
    """A value other than the number of a figure, as text; None if it has none."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(int(value)) if _is_whole(value) else None


def _digits(value: CellValue, places: Any) -> str | Odd | None:
    """The digits of a number, with the places of a float, if so few that it holds them."""
    if value is None:
        return None
    if not isinstance(value, float):
        return str(value)
    if places.__class__ is not str or not _PLACES.fullmatch(places):
        return ODD
    text = f"{value:.{places}f}"
    return text if len(text) <= _CERTAIN and isfinite(value) and float(text) == value else ODD


def _is_number(name: str) -> bool:
    """Whether a column contains numbers of figures."""
    return name in _NUMBERS


def _is_whole(value: object) -> bool:
    """Whether a value is an integer, of any numeric type."""
    if isinstance(value, int):
        return True
    return isinstance(value, float | Decimal) and isfinite(value) and value == int(value)

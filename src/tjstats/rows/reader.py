"""Rows of cells as records, with the line and column of every error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice, takewhile
from typing import Any, Final, NamedTuple, TypeVar

from tjstats.errors import (
    InvalidRecordError,
    LoadError,
    Problem,
    RecordTypeError,
    TjstatsError,
    UnknownUnitError,
)
from tjstats.records.classifications import Direction, Force, Measure, Nature, Status
from tjstats.records.datasets import Dataset, Group
from tjstats.records.given import time_of
from tjstats.records.publication import Indicator, Observation, Series, Source
from tjstats.records.targets import Target
from tjstats.rows.asked import Asked, asked
from tjstats.rows.cells import (
    Cells,
    PrintedUnit,
    boolean,
    breakdowns_in,
    figure_in,
    flags_in,
    member_in,
    time_in,
    unit_in,
)
from tjstats.rows.columns import COLUMNS, RECORD_COLUMNS
from tjstats.rows.foreign import arguments_for
from tjstats.rows.plain import PlainRows
from tjstats.rows.references import UnreadReferenceError
from tjstats.rows.sheet import Sheet
from tjstats.values.figures import Figure
from tjstats.values.periods import Time, period

__all__ = ["AT_ONCE", "Line", "Part", "as_asked", "records_in", "records_of"]

T = TypeVar("T")
_MAX_PROBLEMS: Final = 1000  # reported of one table
AT_ONCE: Final = 500  # rows that are read together: more are slower
_MAX_DIGITS: Final = 12  # of a number of rows
_MAIN: Final = ("observation", "target")
_MAY_FILL: Final = {
    kind: columns | {"RECORD", "FREQ", "ROWS"} for kind, columns in RECORD_COLUMNS.items()
}


class Line(NamedTuple):
    """A row. Fields: place ("line 3"), cells."""

    place: str
    cells: Cells

    @property
    def kind(self) -> str:
        return self.cells.get("RECORD") or "observation"


class Part(NamedTuple):
    """Some rows of a table, in their order. Fields: place (where a row of the sheet stands: "line
    3"), sheet, is_last (whether no later part has rows of indicators or sources).
    """

    place: Callable[[int], str]
    sheet: Sheet
    is_last: bool = False

    def line(self, row: int) -> Line:
        """A row, with the cells that it fills."""
        cells = self.sheet.row(row).items()
        return Line(self.place(row), {name: cell for name, cell in cells if cell is not None})


def records_in(lines: Iterable[Line], indicators: Iterable[Indicator] = ()) -> Dataset | list[Any]:
    """The records of lines, as `records_of`."""
    return records_of(_parts(iter(lines)), indicators)


def _parts(lines: Iterator[Line]) -> Iterator[Part]:
    while some := list(islice(lines, AT_ONCE)):
        places = [line.place for line in some]
        yield Part(places.__getitem__, Sheet.of([line.cells for line in some]))


def records_of(parts: Iterable[Part], indicators: Iterable[Indicator] = ()) -> Dataset | list[Any]:
    """The dataset if a row declares one, else the list of observations and targets.

    *indicators* are those without a row of their own. Raises `LoadError` with every error.
    """
    reader = _Reader(parts, indicators)
    records = reader.read()
    if reader.problems or records is None:
        raise LoadError(tuple(reader.problems))
    return records


def as_asked(given: Any, as_: Any) -> Any:
    """The records in the requested form: a dataset, one record, a series, a list or a tuple. Raises
    `LoadError`, and `RecordTypeError` for an invalid request.
    """
    wanted = Asked() if as_ is None else asked(as_)
    if isinstance(given, list) and wanted.holder is not None:
        return _all_as_asked(given, wanted, wanted.holder)
    if wanted.holder is None and wanted.takes(type(given)):
        return given
    if isinstance(given, list):
        return _one_as_asked(given, wanted)
    raise _not_asked(f"a {type(given).__name__}", wanted)


def _all_as_asked(given: list[Any], wanted: Asked, holder: Callable[[list[Any]], Any]) -> Any:
    problems = [
        Problem(f"record {number}", f"it is a {type(record).__name__}; expected {wanted.names}")
        for number, record in enumerate(given)
        if not wanted.takes(type(record))
    ]
    if problems:
        raise LoadError(tuple(problems[:_MAX_PROBLEMS]))
    return holder(given)


def _one_as_asked(given: list[Any], wanted: Asked) -> Any:
    if Series in wanted.kinds:
        try:
            return Series(tuple(given))
        except TjstatsError as error:
            raise LoadError((Problem("", str(error)),)) from None
    if len(given) == 1 and wanted.takes(type(given[0])):
        return given[0]
    raise _not_asked(f"a list of {len(given)} records", wanted)


def _not_asked(held: str, wanted: Asked) -> LoadError:
    expected = wanted.names if wanted.holder is None else f"{wanted.holder.__name__} of records"
    return LoadError((Problem("", f"the table holds {held}; expected {expected}"),))


class _Keys(dict[str, Any]):
    """Sources of which a table says no more than their keys."""

    def __missing__(self, key: str) -> Source:
        source = self[key] = Source(key)
        return source


class _Reader:
    """The state of reading a table.

    Attributes: problems; by_kind (the lines of each kind), main (those of observations and targets,
    in order, or the record of a line that is read at once), named (further lines by their ID),
    shared (indicators and sources by their key), opened (the records of the lines with an ID; None
    for those with errors), plain (which reads the plain observations).
    """

    def __init__(self, parts: Iterable[Part], indicators: Iterable[Indicator]) -> None:
        self.problems: list[Problem] = []
        self.by_kind: dict[str, list[Line]] = {kind: [] for kind in RECORD_COLUMNS}
        self.main: list[Line | Observation | Target] = []
        self.named: dict[str, Line] = {}
        self.shared: dict[str, dict[str, Any]] = {"indicator": {}, "source": {}}
        self.opened: dict[str, Any] = {}
        self.plain = PlainRows(self.shared)
        for indicator in indicators:
            if not isinstance(indicator, Indicator):
                raise RecordTypeError("loads", "indicators", indicator, "Indicators")
            self.shared["indicator"][indicator.code] = indicator
        self.file(parts)
        for kind in ("observation", "input", "figure"):
            for line in self.by_kind[kind]:
                self.keep_ident(line)

    def file(self, parts: Iterable[Part]) -> None:
        """File the lines, and report a table with fewer rows than were written. What no other line
        can change is read at once: its cells take far more room than its record.
        """
        written = count = 0
        for part in parts:
            count += part.sheet.size
            written = max(written, self.written(part))
            self.take(part)
            if not self.may_go_on(part):
                return
        if count < written:
            remedy = "if you removed rows yourself, empty the column ROWS"
            problem = f"cut off: {count} of {written} rows; {remedy}"
            self.problems.append(Problem("", problem))

    def written(self, part: Part) -> int:
        """The number of rows that a part states; 0 if it states none."""
        numbers = {"0": 0}
        for row, cell in enumerate(part.sheet.columns.get("ROWS", ())):
            stated = cell or "0"
            if stated in numbers:
                continue
            if stated.isascii() and stated.isdecimal() and len(stated) <= _MAX_DIGITS:
                numbers[stated] = int(stated)
            else:
                problem = f"{stated[:_MAX_DIGITS]!r} is not a number of rows"
                self.report(part.line(row), "ROWS", problem)
        return max(numbers.values())

    def take(self, part: Part) -> None:
        """Read or file the lines of a part, first those to which others refer."""
        kinds = part.sheet.column("RECORD")
        for row, kind in enumerate(kinds):
            if kind in _SHARED:
                self.share(part.line(row))
        if part.is_last:
            self.end_sources()
        for row, record in enumerate(self.plain.read(part.sheet)):
            if record is not None:
                self.main.append(record)
            elif kinds[row] not in _SHARED:
                self.take_line(part.line(row), part.is_last)
                if not self.may_go_on(row):
                    return

    def end_sources(self) -> None:
        """If no row is a source, a key is all that the table says of one."""
        if not self.by_kind["source"]:
            self.shared["source"] = _Keys()

    def take_line(self, line: Line, is_last: bool) -> None:
        """File a line; an observation that refers to no line that may come is read instead."""
        if line.kind != "observation" or self.may_refer(line.cells, is_last):
            self.sort(line)
            return
        self.check_columns(line)
        record = self.attempt(line, partial(self.observation, line))
        if record is not None:
            self.main.append(record)

    def may_refer(self, cells: Cells, is_last: bool) -> bool:
        """Whether the cells of an observation may refer to a line that is not read yet, or be
        referred to.
        """
        if "ID" in cells or "DERIVED_FROM" in cells:
            return True
        shared = ((cells.get(kind.upper()), known) for kind, known in self.shared.items())
        return not is_last and any(key is not None and key not in known for key, known in shared)

    def sort(self, line: Line) -> None:
        """File a line under its kind."""
        kind = line.kind
        if kind not in RECORD_COLUMNS:
            self.report(line, "RECORD", f"{kind!r} is not one of {', '.join(RECORD_COLUMNS)}")
            return
        self.check_columns(line)
        self.by_kind[kind].append(line)
        if kind in _MAIN:
            self.main.append(line)

    def check_columns(self, line: Line) -> None:
        """Report cells that do not belong to a row of that kind."""
        for name in line.cells:
            if name not in _MAY_FILL[line.kind]:
                unknown = "not a column of" if name in COLUMNS else "unknown column:"
                self.report(line, name, f"{unknown} a row of kind '{line.kind}'")

    def keep_ident(self, line: Line) -> None:
        """File a line under its ID."""
        ident = line.cells.get("ID")
        if ident is not None and self.named.setdefault(ident, line) is not line:
            self.report(line, "ID", f"two rows have the ID {ident!r}")

    def report(self, line: Line, column: str, message: str) -> None:
        place = f"{line.place}, {column}" if column else line.place
        if len(self.problems) < _MAX_PROBLEMS:
            self.problems.append(Problem(place, message))

    def attempt(self, line: Line, read: Callable[[], T]) -> T | None:
        """The result of *read*; if it fails, report the error and return None. After as many
        problems as are reported nothing is read.
        """
        try:
            return None if len(self.problems) >= _MAX_PROBLEMS else read()
        except UnreadReferenceError:
            return None
        except InvalidRecordError as error:
            if error.record == "row":
                self.report(line, error.field, _without_field(error))
            else:
                self.report(line, "", str(error))
        except TjstatsError as error:
            self.report(line, "", str(error))
        return None

    def read(self) -> Dataset | list[Any] | None:
        self.end_sources()
        self.open_named()
        records = self.main_records()
        heads = self.by_kind["dataset"]
        for line in heads[1:]:
            self.report(line, "RECORD", "a table holds one dataset")
        if heads:
            return self.dataset(heads[0], records)
        for line in self.by_kind["group"]:
            self.report(line, "RECORD", "a group needs a row of kind 'dataset'")
        return None if self.problems else records

    def share(self, line: Line) -> None:
        """File a shared record under its key; None marks one whose errors are reported."""
        self.sort(line)
        kind = line.kind
        record = self.attempt(line, partial(_SHARED[kind], line.cells))
        key = line.cells.get("ID") or line.cells.get("CODE")
        if key is None:
            return
        known = self.shared[kind]
        if known.get(key) is not None and known[key] != record:
            self.report(line, "CODE", f"two rows have the key {key!r}")
        known[key] = record

    def dataset(self, head: Line, records: list[Any]) -> Dataset | None:
        lines = self.by_kind["group"]
        groups = [self.attempt(line, partial(_group, line.cells)) for line in lines]
        if self.problems:
            return None
        fields: dict[str, Any] = {
            "indicators": self.shared["indicator"].values(),
            "sources": self.shared["source"].values() if self.by_kind["source"] else (),
            "observations": [r for r in records if isinstance(r, Observation)],
            "targets": [r for r in records if isinstance(r, Target)],
            "groups": groups,
            "note": head.cells.get("NOTE"),
        }
        return self.attempt(head, lambda: Dataset(**_code_and_names(head.cells), **fields))

    # --- records that a row refers to -------------------------------------------------------------

    def reference(self, kind: str, cells: Cells, column: str) -> Any:
        """The indicator or source whose key is in the column; None for an empty cell."""
        key, known = cells.get(column), self.shared[kind]
        if key is None:
            return None
        try:
            record = known[key]
        except KeyError:
            problem = f"no row of kind '{kind}' has this code"
            if kind == "indicator":
                problem += "; pass indicators=[Indicator(…)] if the table has no rows for them"
            raise InvalidRecordError("row", column, key, problem) from None
        if record is None:
            raise UnreadReferenceError(key)
        return record

    def named_observation(self, cells: Cells, column: str, ident: str) -> Any:
        """The observation in the row with that ID."""
        line = self.named.get(ident)
        if line is None or line.kind == "figure":
            raise InvalidRecordError("row", column, ident, "no row of kind 'input' has this ID")
        return self.open(column, ident)

    def named_figure(self, cells: Cells, column: str, ident: str) -> Any:
        """The figure in the row with that ID."""
        line = self.named.get(ident)
        if line is None or line.kind != "figure":
            raise InvalidRecordError("row", column, ident, "no row of kind 'figure' has this ID")
        return self.open(column, ident)

    def open(self, column: str, ident: str) -> Any:
        record = self.opened.get(ident)
        if record is None:
            problem = "that row has errors or is derived from itself"
            raise InvalidRecordError("row", column, ident, problem)
        return record

    def open_named(self) -> None:
        """Read the lines with an ID, each after its inputs, to any depth."""
        for first in self.named:
            path = {} if first in self.opened else {first: self.inputs_of(first)}
            while path:
                ident, inputs = next(reversed(path.items()))
                waiting = (i for i in inputs if i not in self.opened and i not in path)
                deeper = next(waiting, None)
                if deeper is not None:
                    path[deeper] = self.inputs_of(deeper)
                    continue
                del path[ident]
                line = self.named[ident]
                self.opened[ident] = self.attempt(line, partial(self.named_record, line))

    def named_record(self, line: Line) -> Observation | Figure | None:
        return figure_in(line.cells) if line.kind == "figure" else self.observation(line)

    def inputs_of(self, ident: str) -> Iterator[str]:
        """The IDs of the lines from which a line is derived."""
        named = (self.named[ident].cells.get("DERIVED_FROM") or "").split()
        return (name for name in named if name in self.named)

    def may_go_on(self, _: object) -> bool:
        """Whether fewer problems were found than are reported."""
        return len(self.problems) < _MAX_PROBLEMS

    def main_records(self) -> list[Any]:
        """The records of observations and targets, with those of the lines that were filed."""
        filed = [line.cells for line in self.main if isinstance(line, Line)]
        plain = iter(self.plain.read(Sheet.of(filed)))
        return [
            (next(plain) or self.main_record(line)) if isinstance(line, Line) else line
            for line in takewhile(self.may_go_on, self.main)
        ]

    def main_record(self, line: Line) -> Any:
        """The record of a line; if it has errors, report them and return None."""
        ident = line.cells.get("ID")
        if ident is not None and self.named.get(ident) is line:
            return self.opened[ident]
        return self.attempt(line, partial(self.record, line))

    # --- observations and targets -----------------------------------------------------------------

    def record(self, line: Line) -> Observation | Target:
        return self.target(line) if line.kind == "target" else self.observation(line)

    def observation(self, line: Line) -> Observation:
        cells = line.cells
        idents = (cells.get("DERIVED_FROM") or "").split()
        inputs = tuple(self.named_observation(cells, "DERIVED_FROM", ident) for ident in idents)
        shared = self.shared_fields(cells)
        absent = Status.MISSING if shared["figure"] is None else Status.NORMAL
        return Observation(
            **shared,
            status=_status(cells, absent),
            derived_from=inputs,
            flags=flags_in(cells),
        )

    def target(self, line: Line) -> Target:
        cells = line.cells
        baseline, stretch = cells.get("BASELINE"), cells.get("STRETCH")
        fields: dict[str, Any] = {
            **self.shared_fields(cells),
            "relative_to": self.reference("indicator", cells, "RELATIVE_TO"),
            "force": member_in(cells, "FORCE", Force, None),
            "set_by": cells.get("SET_BY"),
            "published_verdict": cells.get("PUBLISHED_VERDICT"),
        }
        if baseline is not None:
            fields["baseline"] = self.named_observation(cells, "BASELINE", baseline)
        if stretch is not None:
            fields["stretch"] = self.named_figure(cells, "STRETCH", stretch)
        return Target(**fields)

    def shared_fields(self, cells: Cells) -> dict[str, Any]:
        """The fields that observations and targets share."""
        indicator = self.reference("indicator", cells, "INDICATOR")
        if indicator is None:
            problem = "write the code of an indicator, or defaults={'INDICATOR': '…'} for all rows"
            raise InvalidRecordError("row", "INDICATOR", None, problem)
        time = _time(cells, "TIME_PERIOD", "TIME_KIND", indicator)
        if time is None:
            raise InvalidRecordError("row", "TIME_PERIOD", None, "write a period, for example 2021")
        return {
            "indicator": indicator,
            "period": time,
            "base": _time(cells, "BASE_PERIOD", "BASE_KIND", indicator),
            "measure": member_in(cells, "MEASURE", Measure, Measure.VALUE),
            "figure": _figure(cells, indicator),
            "source": self.reference("source", cells, "SOURCE"),
            "breakdowns": breakdowns_in(cells),
            "every": cells.get("EVERY"),
            **{field: cells.get(column) for field, column in _TEXTS.items()},
        }


_TEXTS: Final = {
    "area": "REF_AREA",
    "scope": "SCOPE",
    "basis": "PRICE_BASIS",
    "printed": "PRINTED",
    "locator": "LOCATOR",
    "note": "NOTE",
}


def _without_field(error: InvalidRecordError) -> str:
    """The message without the name of the column, which is reported as the position."""
    return error.problem if error.value is None else str(error).partition(" = ")[2]


def _at(column: str, read: Callable[[], T]) -> T:
    """The result of *read*, with its errors placed at the column."""
    try:
        return read()
    except InvalidRecordError as error:
        if error.record == "row":
            raise
        raise InvalidRecordError("row", column, None, str(error)) from None
    except TjstatsError as error:
        raise InvalidRecordError("row", column, None, str(error)) from None


def _time(cells: Cells, name: str, kind: str, indicator: Indicator) -> Time | None:
    def of(text: str) -> Time:
        return time_of(indicator, text, daily=cells.get("FREQ") == "D")

    return _at(name, lambda: time_in(cells, name, kind, of))


def _figure(cells: Cells, indicator: Indicator) -> Figure | None:
    """The figure of a row; a value without a unit is in that of the indicator."""
    default = None
    if cells.get("MEASURE") in (None, Measure.VALUE.value):
        default = PrintedUnit(indicator.unit, indicator.multiplier, indicator.word)
    try:
        return _at("OBS_VALUE", lambda: _of_known_unit(cells, default))
    except InvalidRecordError as error:
        arguments = arguments_for(cells.get("OBS_VALUE") or "0")
        if error.field != "OBS_VALUE" or arguments is None:
            raise
        problem = f"{error.problem}; or pass {arguments}"
        raise InvalidRecordError("row", "OBS_VALUE", error.value, problem) from None


def _status(cells: Cells, absent: Status) -> Any:
    try:
        return member_in(cells, "OBS_STATUS", Status, absent)
    except InvalidRecordError as error:
        problem = f"{error.problem}; or pass codes={{'OBS_STATUS': {{{error.value!r}: 'normal'}}}}"
        raise InvalidRecordError("row", "OBS_STATUS", error.value, problem) from None


def _of_known_unit(cells: Cells, default: PrintedUnit | None) -> Figure | None:
    """The figure of a row, with an error at the unit if no table knows it."""
    try:
        return figure_in(cells, default)
    except UnknownUnitError as error:
        problem = f"{error}; or pass codes={{'UNIT_MEASURE': {{{cells.get('UNIT_MEASURE')!r}: …}}}}"
        problem += ", or unknown_units='keep'"
        raise InvalidRecordError("row", "UNIT_MEASURE", None, problem) from None


# --- what observations and targets share ----------------------------------------------------------


def _code_and_names(cells: Cells) -> dict[str, Any]:
    code = cells.get("CODE")
    if code is None:
        raise InvalidRecordError("row", "CODE", None, "write a short key")
    return {"code": code, "zh": cells.get("NAME_ZH") or "", "en": cells.get("NAME_EN") or ""}


def _group(cells: Cells) -> Group:
    return Group(**_code_and_names(cells))


def _indicator(cells: Cells) -> Indicator:
    counted = _at("UNIT_MEASURE", lambda: unit_in(cells))
    nature = member_in(cells, "NATURE", Nature, None)
    if nature is None:
        raise InvalidRecordError("row", "NATURE", None, f"write one of {', '.join(Nature)}")
    return Indicator(
        **_code_and_names(cells),
        unit=counted.unit,
        multiplier=counted.multiplier,
        word=counted.word,
        nature=nature,
        direction=member_in(cells, "DIRECTION", Direction, Direction.NEITHER),
        net=boolean(cells, "NET"),
        part_of=cells.get("PART_OF"),
        note=cells.get("NOTE"),
    )


def _source(cells: Cells) -> Source:
    published = cells.get("PUBLISHED")
    return Source(
        _code_and_names(cells)["code"],
        title=cells.get("TITLE") or "",
        publisher=cells.get("PUBLISHER") or "",
        published=None if published is None else _at("PUBLISHED", lambda: period(published)),
        url=cells.get("URL"),
        note=cells.get("NOTE"),
    )


# How a row of a record to which others refer is read.
_SHARED: Final[dict[str | None, Callable[[Cells], Any]]] = {
    "indicator": _indicator,
    "source": _source,
}

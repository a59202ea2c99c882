"""Rows of cells as records, with every mistake placed by its line and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

from tjstats.errors import InvalidRecordError, LoadError, Problem, RecordTypeError, TjstatsError
from tjstats.records.classifications import Direction, Force, Measure, Nature, Status
from tjstats.records.datasets import Dataset, Group
from tjstats.records.publication import Indicator, Observation, Series, Source, time_of
from tjstats.records.targets import Target
from tjstats.rows.asked import Asked, asked
from tjstats.rows.cells import (
    Cells,
    breakdowns_in,
    figure_in,
    flag,
    flags_in,
    member_in,
    time_in,
    unit_in,
)
from tjstats.rows.columns import COLUMNS, RECORD_COLUMNS
from tjstats.rows.references import UnreadReferenceError
from tjstats.values.periods import period

__all__ = ["Line", "as_asked", "records_in"]

T = TypeVar("T")
_SHARED: Final = {"indicator": "INDICATOR", "source": "SOURCE"}
_MOST: Final = 1000  # mistakes told of one table


class Line(NamedTuple):
    """One row: where it stands ("line 3"), and its cells."""

    place: str
    cells: Cells

    @property
    def kind(self) -> str:
        return self.cells.get("RECORD") or "observation"


def records_in(lines: Iterable[Line], indicators: Iterable[Indicator] = ()) -> Dataset | list[Any]:
    """The dataset of the rows where one of them says so, else the list of observations and targets.

    *indicators* are those that have no row of their own. Raises `LoadError`.
    """
    reader = _Reader(list(lines), indicators)
    found = reader.read()
    if reader.problems or found is None:
        raise LoadError(tuple(reader.problems))
    return found


def as_asked(given: Any, as_: Any) -> Any:
    """What was read, as it was asked for: a dataset, one record, a series, a list or a tuple of
    records. Raises `LoadError`, and `RecordTypeError` for what cannot be asked for.
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
        raise LoadError(tuple(problems[:_MOST]))
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


class _Reader:
    """What has been read of a table so far."""

    def __init__(self, lines: list[Line], indicators: Iterable[Indicator]) -> None:
        self.problems: list[Problem] = []
        self.by_kind: dict[str, list[Line]] = {kind: [] for kind in RECORD_COLUMNS}
        self.main: list[Line] = []
        for line in lines:
            self.sort(line)
        self.named: dict[str, Line] = {}
        for kind in ("observation", "input", "figure"):
            for line in self.by_kind[kind]:
                self.name(line)
        self.shared: dict[str, dict[str, Any]] = {"indicator": {}, "source": {}}
        for each in indicators:
            if not isinstance(each, Indicator):
                raise RecordTypeError("loads", "indicators", each, "Indicators")
            self.shared["indicator"][each.code] = each
        self.open: dict[str, Any] = {}

    def sort(self, line: Line) -> None:
        """Put a row to its kind, and tell what has no place in it."""
        if line.kind not in RECORD_COLUMNS:
            self.tell(line, "RECORD", f"{line.kind!r} is not one of {', '.join(RECORD_COLUMNS)}")
            return
        for name, cell in line.cells.items():
            if (
                cell is not None
                and name not in RECORD_COLUMNS[line.kind]
                and name not in ("RECORD", "FREQ")
            ):
                known = (
                    "a row of this kind has no such column" if name in COLUMNS else "unknown column"
                )
                self.tell(line, name, f"{known}: {line.kind}")
        self.by_kind[line.kind].append(line)
        if line.kind in ("observation", "target"):
            self.main.append(line)

    def name(self, line: Line) -> None:
        """Keep a row under its ID."""
        ident = line.cells.get("ID")
        if ident is not None and self.named.setdefault(ident, line) is not line:
            self.tell(line, "ID", f"two rows have the ID {ident!r}")

    def tell(self, line: Line, column: str, message: str) -> None:
        if len(self.problems) < _MOST:
            self.problems.append(
                Problem(f"{line.place}, {column}" if column else line.place, message)
            )

    def attempt(self, line: Line, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except UnreadReferenceError:
            return None
        except InvalidRecordError as error:
            named = error.record == "row"
            self.tell(line, error.field if named else "", _said(error) if named else str(error))
        except TjstatsError as error:
            self.tell(line, "", str(error))
        return None

    def read(self) -> Dataset | list[Any] | None:
        for kind, made in (("indicator", _indicator), ("source", _source)):
            for line in self.by_kind[kind]:
                self.keep(kind, line, self.attempt(line, lambda x=line, m=made: m(x.cells)))  # type: ignore[misc]
        records = [self.attempt(line, lambda x=line: self.record(x)) for line in self.main]  # type: ignore[misc]
        heads = self.by_kind["dataset"]
        for line in heads[1:]:
            self.tell(line, "RECORD", "a table holds one dataset")
        if not heads:
            for line in self.by_kind["group"]:
                self.tell(line, "RECORD", "a group belongs to a dataset, and no row is one")
            return None if self.problems else records
        return self.dataset(heads[0], records)

    def keep(self, kind: str, line: Line, record: Any) -> None:
        """A shared record under its key. None stands for one with mistakes, so that they are told
        once.
        """
        key = line.cells.get("ID") or line.cells.get("CODE")
        if key is None:
            return
        known = self.shared[kind]
        if known.get(key) is not None and known[key] != record:
            self.tell(line, "CODE", f"two rows have the key {key!r}")
        known[key] = record

    def dataset(self, head: Line, records: list[Any]) -> Dataset | None:
        groups = tuple(self.attempt(x, partial(_group, x.cells)) for x in self.by_kind["group"])
        if self.problems:
            return None
        return self.attempt(
            head,
            lambda: Dataset(
                **_names(head.cells),
                indicators=tuple(self.shared["indicator"].values()),
                sources=tuple(self.shared["source"].values()),
                observations=tuple(r for r in records if isinstance(r, Observation)),
                targets=tuple(r for r in records if isinstance(r, Target)),
                groups=groups,  # type: ignore[arg-type]
                note=head.cells.get("NOTE"),
            ),
        )

    # --- one row ----------------------------------------------------------------------------------

    def record(self, line: Line) -> Observation | Target:
        return self.target(line) if line.kind == "target" else self.observation(line)

    def reference(self, kind: str, cells: Cells, column: str) -> Any:
        key, known = cells.get(column), self.shared[kind]
        if key is None:
            return None
        if key not in known:
            if kind == "source" and not self.by_kind[kind]:
                return Source(key)
            more = (
                "; give indicators=[Indicator(…)] where the table has no rows of them"
                if kind == "indicator"
                else ""
            )
            raise InvalidRecordError(
                "row", column, key, f"no row of kind '{kind}' has this code{more}"
            )
        if known[key] is None:
            raise UnreadReferenceError(key)
        return known[key]

    def row_named(self, cells: Cells, column: str, ident: str, kind: str) -> Any:
        """What stands in the further row of an ID."""
        line = self.named.get(ident)
        if line is None or (line.kind == "figure") != (kind == "figure"):
            raise InvalidRecordError("row", column, ident, f"no row of kind '{kind}' has this ID")
        if ident not in self.open:
            self.open[ident] = None
            self.open[ident] = figure_in(line.cells) if kind == "figure" else self.observation(line)
        if self.open[ident] is None:
            raise InvalidRecordError(
                "row", column, ident, "that row has mistakes, or is derived from itself"
            )
        return self.open[ident]

    def shared_fields(self, cells: Cells) -> dict[str, Any]:
        indicator = self.reference("indicator", cells, "INDICATOR")
        if indicator is None:
            raise InvalidRecordError("row", "INDICATOR", None, "write the code of an indicator")
        time = _placed(
            "TIME_PERIOD", cells, lambda: _time(cells, "TIME_PERIOD", "TIME_KIND", indicator)
        )
        if time is None:
            raise InvalidRecordError("row", "TIME_PERIOD", None, "write a period, for example 2021")
        return {
            "indicator": indicator,
            "period": time,
            "base": _placed(
                "BASE_PERIOD", cells, lambda: _time(cells, "BASE_PERIOD", "BASE_KIND", indicator)
            ),
            "measure": member_in(cells, "MEASURE", Measure, Measure.VALUE),
            "figure": _placed("OBS_VALUE", cells, lambda: _figure(cells, indicator)),
            "source": self.reference("source", cells, "SOURCE"),
            "breakdowns": breakdowns_in(cells),
            **{name: cells.get(column) for name, column in _TEXTS.items()},
        }

    def observation(self, line: Line) -> Observation:
        cells = line.cells
        derived = (cells.get("DERIVED_FROM") or "").split()
        parts = tuple(self.row_named(cells, "DERIVED_FROM", ident, "input") for ident in derived)
        shared = self.shared_fields(cells)
        absent = Status.NORMAL if shared["figure"] is not None else Status.MISSING
        return Observation(
            **shared,
            status=member_in(cells, "OBS_STATUS", Status, absent),
            derived_from=parts,
            flags=flags_in(cells),
        )

    def target(self, line: Line) -> Target:
        cells = line.cells
        baseline, stretch = cells.get("BASELINE"), cells.get("STRETCH")
        return Target(
            **self.shared_fields(cells),
            baseline=None
            if baseline is None
            else self.row_named(cells, "BASELINE", baseline, "input"),
            stretch=None
            if stretch is None
            else self.row_named(cells, "STRETCH", stretch, "figure"),
            every=cells.get("EVERY"),
            relative_to=self.reference("indicator", cells, "RELATIVE_TO"),
            force=member_in(cells, "FORCE", Force, None),
            set_by=cells.get("SET_BY"),
            published_verdict=cells.get("PUBLISHED_VERDICT"),
        )


_TEXTS: Final = {
    "area": "REF_AREA",
    "scope": "SCOPE",
    "basis": "PRICE_BASIS",
    "printed": "PRINTED",
    "locator": "LOCATOR",
    "note": "NOTE",
}


def _said(error: InvalidRecordError) -> str:
    """What is wrong with a cell, without the name of its column, which is told beside it."""
    return str(error).partition(" = ")[2] if error.value is not None else error.problem


def _placed(column: str, cells: Cells, read: Callable[[], T]) -> T:
    """What *read* gives; its mistakes are told at the column."""
    try:
        return read()
    except InvalidRecordError as error:
        raise (
            error if error.record == "row" else InvalidRecordError("row", column, None, str(error))
        ) from None
    except TjstatsError as error:
        raise InvalidRecordError("row", column, None, str(error)) from None


def _time(cells: Cells, name: str, kind: str, indicator: Indicator) -> Any:
    return time_in(cells, name, kind, lambda text: time_of(indicator, text))


def _figure(cells: Cells, indicator: Indicator) -> Any:
    change = cells.get("MEASURE") not in (None, Measure.VALUE.value)
    return figure_in(cells) if change else figure_in(cells, indicator.unit, indicator.multiplier)


def _group(cells: Mapping[str, str | None]) -> Group:
    return Group(**_names(cells))


def _names(cells: Mapping[str, str | None]) -> dict[str, Any]:
    found = cells.get("CODE")
    if found is None:
        raise InvalidRecordError("row", "CODE", None, "write a short key")
    return {"code": found, "zh": cells.get("NAME_ZH") or "", "en": cells.get("NAME_EN") or ""}


def _indicator(cells: Cells) -> Indicator:
    unit, multiplier = _placed("UNIT_MEASURE", cells, lambda: unit_in(cells, None, 0))
    nature = member_in(cells, "NATURE", Nature, None)
    if nature is None:
        raise InvalidRecordError("row", "NATURE", None, f"write one of {', '.join(Nature)}")
    return Indicator(
        **_names(cells),
        unit=unit,
        multiplier=multiplier,
        nature=nature,
        direction=member_in(cells, "DIRECTION", Direction, Direction.NEITHER),
        net=flag(cells, "NET"),
        part_of=cells.get("PART_OF"),
        note=cells.get("NOTE"),
    )


def _source(cells: Cells) -> Source:
    published = cells.get("PUBLISHED")
    return Source(
        _names(cells)["code"],
        title=cells.get("TITLE") or "",
        publisher=cells.get("PUBLISHER") or "",
        published=None
        if published is None
        else _placed("PUBLISHED", cells, lambda: period(published)),
        url=cells.get("URL"),
        note=cells.get("NOTE"),
    )

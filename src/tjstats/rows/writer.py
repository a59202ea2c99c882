"""Records as rows of cells: one row for each record, what several rows share in rows of its own,
named by a key.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from tjstats.errors import RecordTypeError
from tjstats.records.classifications import Direction, Measure, Status
from tjstats.records.datasets import Dataset, Group
from tjstats.records.publication import Indicator, Observation, Series, Source
from tjstats.records.targets import Target
from tjstats.rows.cells import (
    Row,
    breakdowns_cell,
    code,
    figure_cells,
    flags_cell,
    time_cells,
)
from tjstats.rows.columns import COLUMNS
from tjstats.rows.references import Tables
from tjstats.values.figures import Figure

__all__ = ["filled_columns", "rows_of"]

_TAKES: Final = (
    "a Dataset, a Series, an Observation, a Target, or a list of observations and targets"
)


def rows_of(record: Any) -> list[Row]:
    """The rows of a dataset, or of observations and targets. Raises `RecordTypeError` for anything
    else.
    """
    sheet = _Sheet()
    if isinstance(record, Dataset):
        return _dataset_rows(record, sheet)
    main = sheet.main_rows(_records_of(record))
    return [*sheet.shared_rows(), *sheet.further, *main]


def filled_columns(rows: Iterable[Row]) -> list[str]:
    """The columns that some row fills, in the order of the table of columns; the note ends the row
    always.
    """
    used = {name for row in rows for name, cell in row.items() if cell is not None}
    return [name for name in COLUMNS if name in used or name in ("RECORD", "NOTE")]


def _records_of(record: Any) -> list[Observation | Target]:
    if isinstance(record, Series):
        return list(record.observations)
    found = [record] if isinstance(record, Observation | Target) else record
    if not isinstance(found, list | tuple):
        raise RecordTypeError("dumps", "record", record, _TAKES)
    for each in found:
        if not isinstance(each, Observation | Target):
            raise RecordTypeError("dumps", "record", each, _TAKES)
    return list(found)


def _dataset_rows(dataset: Dataset, sheet: _Sheet) -> list[Row]:
    for indicator in dataset.indicators:
        sheet.key("indicators", indicator)
    for source in dataset.sources:
        sheet.key("sources", source)
    main = sheet.main_rows([*dataset.observations, *dataset.targets])
    head: Row = {"RECORD": "dataset", **_named(dataset), "NOTE": dataset.note}
    groups: list[Row] = [{"RECORD": "group", **_named(group)} for group in dataset.groups]
    return [head, *groups, *sheet.shared_rows(), *sheet.further, *main]


class _Sheet:
    """The rows made so far: what is shared by key, and further rows that others name by their
    ID.
    """

    def __init__(self) -> None:
        self.tables = Tables()
        self.further: list[Row] = []
        self.ids: dict[Observation | Figure, str] = {}
        self.listed: frozenset[Observation] = (
            frozenset()
        )  # those that have a main row, which others may name

    def key(self, table: str, record: Indicator | Source | None) -> str | None:
        return None if record is None else self.tables.key_of(table, record)

    def shared_rows(self) -> list[Row]:
        """Rows of the indicators and sources; with an ID where the key is not the code."""
        found = [_indicator_row(each) for each in self.tables.records["indicators"].values()]
        found += [_source_row(each) for each in self.tables.records["sources"].values()]
        keys = [key for records in self.tables.records.values() for key in records]
        for row, key in zip(found, keys, strict=True):
            row["ID"] = None if row["CODE"] == key else key
        return found

    def main_rows(self, records: list[Observation | Target]) -> list[Row]:
        """A row for each record, with an ID where another row names it."""
        self.listed = frozenset(each for each in records if isinstance(each, Observation))
        found = [self.row_of(each) for each in records]
        seen: set[Observation] = set()
        for record, row in zip(records, found, strict=True):
            if isinstance(record, Observation) and record in self.ids and record not in seen:
                row["ID"] = self.ids[record]
                seen.add(record)
        return found

    def row_of(self, record: Observation | Target) -> Row:
        return (
            self.observation(record, "observation")
            if isinstance(record, Observation)
            else self.target(record)
        )

    def observation(self, record: Observation, kind: str) -> Row:
        derived = " ".join(self.named("input", each) for each in record.derived_from)
        return {
            "RECORD": kind,
            **self.shared_cells(record),
            "OBS_STATUS": None if record.status is Status.NORMAL else code(record.status),
            "FLAGS": flags_cell(record.flags),
            "DERIVED_FROM": derived or None,
        }

    def target(self, record: Target) -> Row:
        return {
            "RECORD": "target",
            **self.shared_cells(record),
            "FORCE": code(record.force),
            "EVERY": record.every,
            "RELATIVE_TO": self.key("indicators", record.relative_to),
            "BASELINE": None if record.baseline is None else self.named("input", record.baseline),
            "STRETCH": None if record.stretch is None else self.named("figure", record.stretch),
            "SET_BY": record.set_by,
            "PUBLISHED_VERDICT": record.published_verdict,
        }

    def shared_cells(self, record: Observation | Target) -> Row:
        """What observations and targets have alike."""
        return {
            "INDICATOR": self.key("indicators", record.indicator),
            "REF_AREA": record.area,
            "BREAKDOWNS": breakdowns_cell(record.breakdowns),
            "MEASURE": None if record.measure is Measure.VALUE else code(record.measure),
            "SCOPE": record.scope,
            "PRICE_BASIS": record.basis,
            **time_cells(record.period, "TIME_PERIOD", "TIME_KIND"),
            **time_cells(record.base, "BASE_PERIOD", "BASE_KIND"),
            **figure_cells(record.figure),
            "SOURCE": self.key("sources", record.source),
            "PRINTED": record.printed,
            "LOCATOR": record.locator,
            "NOTE": record.note,
        }

    def named(self, kind: str, record: Observation | Figure) -> str:
        """The ID of the row of a record; one that has no main row gets a further row."""
        if record not in self.ids:
            self.ids[record] = f"{kind}-{len(self.ids) + 1}"
            if not isinstance(record, Observation):
                self.further.append(
                    {"RECORD": kind, **figure_cells(record), "ID": self.ids[record]}
                )
            elif record not in self.listed:
                self.further.append({**self.observation(record, kind), "ID": self.ids[record]})
        return self.ids[record]


def _named(record: Dataset | Group | Indicator) -> Row:
    return {"CODE": record.code, "NAME_ZH": record.zh or None, "NAME_EN": record.en or None}


def _indicator_row(indicator: Indicator) -> Row:
    return {
        "RECORD": "indicator",
        **_named(indicator),
        "UNIT_MEASURE": indicator.unit.code,
        "UNIT_MULT": str(indicator.multiplier),
        "NATURE": code(indicator.nature),
        "DIRECTION": None
        if indicator.direction is Direction.NEITHER
        else code(indicator.direction),
        "NET": "true" if indicator.net else None,
        "PART_OF": indicator.part_of,
        "NOTE": indicator.note,
    }


def _source_row(source: Source) -> Row:
    return {
        "RECORD": "source",
        "CODE": source.code,
        "TITLE": source.title or None,
        "PUBLISHER": source.publisher or None,
        "PUBLISHED": None if source.published is None else source.published.code,
        "URL": source.url,
        "NOTE": source.note,
    }

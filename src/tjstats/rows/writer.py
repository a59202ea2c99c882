"""Records as rows of cells: one row per record, and further rows, identified by key, for shared
records.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from tjstats.errors import RecordTypeError
from tjstats.records.classifications import Direction, Measure, Status
from tjstats.records.datasets import Dataset, Group
from tjstats.records.derivations import derivation
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

__all__ = ["counted", "filled_columns", "rows_of"]

_TAKES: Final = (
    "a Dataset, a Series, an Observation, a Target, or a list of observations and targets"
)


def rows_of(record: object) -> list[Row]:
    """The rows of a dataset, a series, an observation, a target, or a list of observations and
    targets. Raises `RecordTypeError` for anything else.
    """
    sheet = _Sheet()
    if isinstance(record, Dataset):
        return _dataset_rows(record, sheet)
    main = sheet.main_rows(_records_of(record))
    return [*sheet.shared_rows(), *sheet.further, *main]


def counted(rows: list[Row]) -> list[Row]:
    """The rows with the number of rows in each, so that a truncated file is detected wherever it is
    cut.
    """
    return [{**row, "ROWS": str(len(rows))} for row in rows]


def filled_columns(rows: Iterable[Row]) -> list[str]:
    """The columns that some row fills, in the order of the table of columns, always with RECORD and
    NOTE.
    """
    used = {name for row in rows for name, cell in row.items() if cell is not None}
    return [name for name in COLUMNS if name in used or name in ("RECORD", "NOTE")]


def _records_of(record: object) -> list[Observation | Target]:
    if isinstance(record, Series):
        return list(record.observations)
    records = [record] if isinstance(record, Observation | Target) else record
    if not isinstance(records, list | tuple):
        raise RecordTypeError("dumps", "record", record, _TAKES)
    for item in records:
        if not isinstance(item, Observation | Target):
            raise RecordTypeError("dumps", "record", item, _TAKES)
    return list(records)


def _dataset_rows(dataset: Dataset, sheet: _Sheet) -> list[Row]:
    for indicator in dataset.indicators:
        sheet.key("indicators", indicator)
    for source in dataset.sources:
        sheet.key("sources", source)
    main = sheet.main_rows([*dataset.observations, *dataset.targets])
    head: Row = {"RECORD": "dataset", **_code_and_names(dataset), "NOTE": dataset.note}
    groups: list[Row] = [{"RECORD": "group", **_code_and_names(group)} for group in dataset.groups]
    return [head, *groups, *sheet.shared_rows(), *sheet.further, *main]


class _Sheet:
    """The rows written so far.

    Attributes: tables (shared records, by key), further (rows to which others refer by ID), idents
    (the ID of each such record), main (the records with a main row).
    """

    def __init__(self) -> None:
        self.tables = Tables()
        self.further: list[Row] = []
        self.idents: dict[Observation | Figure, str] = {}
        self.main: list[Observation | Target] = []

    def key(self, table: str, record: Indicator | Source | None) -> str | None:
        return None if record is None else self.tables.key_of(table, record)

    def shared_rows(self) -> list[Row]:
        """The rows of the indicators and sources, with an ID if the key is not the code."""
        indicators, sources = self.tables.records["indicators"], self.tables.records["sources"]
        rows = {key: _indicator_row(indicator) for key, indicator in indicators.items()}
        keyed = [*rows.items(), *((key, _source_row(source)) for key, source in sources.items())]
        for key, row in keyed:
            row["ID"] = None if row["CODE"] == key else key
        return [row for _, row in keyed]

    def main_rows(self, records: list[Observation | Target]) -> list[Row]:
        """One row per record, with an ID if another row refers to it."""
        self.main = records
        rows = [self.row_of(record) for record in records]
        if not self.idents:
            return rows
        seen: set[Observation] = set()
        for record, row in zip(records, rows, strict=True):
            if isinstance(record, Observation) and record in self.idents and record not in seen:
                row["ID"] = self.idents[record]
                seen.add(record)
        return rows

    @cached_property
    def listed(self) -> frozenset[Observation]:
        """The observations with a main row; only for what is derived, since each is hashed."""
        return frozenset(record for record in self.main if isinstance(record, Observation))

    def row_of(self, record: Observation | Target) -> Row:
        if isinstance(record, Observation):
            return self.observation(record, "observation")
        return self.target(record)

    def observation(self, record: Observation, kind: str) -> Row:
        inputs = " ".join(self.named("input", part) for part in record.derived_from)
        return {
            "RECORD": kind,
            **self.shared_cells(record),
            "OBS_STATUS": None if record.status is Status.NORMAL else code(record.status),
            "FLAGS": flags_cell(record.flags),
            "DERIVED_FROM": inputs or None,
        }

    def target(self, record: Target) -> Row:
        return {
            "RECORD": "target",
            **self.shared_cells(record),
            "FORCE": code(record.force),
            "RELATIVE_TO": self.key("indicators", record.relative_to),
            "BASELINE": None if record.baseline is None else self.named("input", record.baseline),
            "STRETCH": None if record.stretch is None else self.named("figure", record.stretch),
            "SET_BY": record.set_by,
            "PUBLISHED_VERDICT": record.published_verdict,
        }

    def shared_cells(self, record: Observation | Target) -> Row:
        """The cells that observations and targets share."""
        return {
            "INDICATOR": self.key("indicators", record.indicator),
            "REF_AREA": record.area,
            "BREAKDOWNS": breakdowns_cell(record.breakdowns),
            "MEASURE": None if record.measure is Measure.VALUE else code(record.measure),
            "SCOPE": record.scope,
            "PRICE_BASIS": record.basis,
            **time_cells(record.period, "TIME_PERIOD", "TIME_KIND"),
            **time_cells(record.base, "BASE_PERIOD", "BASE_KIND"),
            "EVERY": record.every,
            **figure_cells(record.figure),
            "SOURCE": self.key("sources", record.source),
            "PRINTED": record.printed,
            "LOCATOR": record.locator,
            "NOTE": record.note,
        }

    def named(self, kind: str, record: Observation | Figure) -> str:
        """The ID of a record's row; a record without a main row gets a further row."""
        known = self.idents
        if isinstance(record, Figure):
            if record not in known:
                known[record] = ident = f"{kind}-{len(known) + 1}"
                self.further.append({"RECORD": kind, **figure_cells(record), "ID": ident})
            return known[record]
        for part in derivation(record, lambda part: part not in known):
            if part not in known:
                known[part] = ident = f"{kind}-{len(known) + 1}"
                if part not in self.listed:
                    self.further.append({**self.observation(part, kind), "ID": ident})
        return known[record]


def _code_and_names(record: Dataset | Group | Indicator) -> Row:
    return {"CODE": record.code, "NAME_ZH": record.zh or None, "NAME_EN": record.en or None}


def _indicator_row(indicator: Indicator) -> Row:
    neither = indicator.direction is Direction.NEITHER
    direction = None if neither else code(indicator.direction)
    return {
        "RECORD": "indicator",
        **_code_and_names(indicator),
        "UNIT_MEASURE": indicator.unit.code,
        "UNIT_MULT": str(indicator.multiplier),
        "UNIT_TEXT": indicator.word,
        "NATURE": code(indicator.nature),
        "DIRECTION": direction,
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

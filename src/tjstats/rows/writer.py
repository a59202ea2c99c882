"""Records as sheets of cells: one row per record, and further rows, identified by key, for shared
records.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import compress
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
from tjstats.rows.plain import is_plain, plain_sheet
from tjstats.rows.references import Tables
from tjstats.rows.sheet import Sheet, merged
from tjstats.values.figures import Figure

__all__ = ["counted", "filled_columns", "sheets_of"]

_MAIN: Final = (Observation, Target)
_TAKES: Final = (
    "a Dataset, a Series, an Observation, a Target, or a list of observations and targets"
)


def sheets_of(record: object) -> tuple[Sheet, Sheet]:
    """A dataset, a series, an observation, a target, or a list of observations and targets as two
    sheets: first the rows to which others refer, then those of the observations and targets.

    Raises `RecordTypeError` for anything else.
    """
    writer = _Writer()
    head: list[Row] = []
    if isinstance(record, Dataset):
        head = writer.dataset(record)
        main = writer.main_sheet([*record.observations, *record.targets])
    else:
        main = writer.main_sheet(_records_of(record))
    return Sheet.of([*head, *writer.shared_rows(), *writer.further]), main


def counted(sheets: Iterable[Sheet]) -> list[Sheet]:
    """The sheets with the number of all rows in each row, so that a truncated file is detected
    wherever it is cut.
    """
    given = list(sheets)
    total = str(sum(sheet.size for sheet in given))
    return [sheet.with_columns({"ROWS": [total] * sheet.size}) for sheet in given]


def filled_columns(sheets: Iterable[Sheet]) -> list[str]:
    """The columns that some row fills, in the order of the table of columns, always with RECORD and
    NOTE.
    """
    used = {"RECORD", "NOTE"}
    for sheet in sheets:
        used |= sheet.columns.keys()
    return [name for name in COLUMNS if name in used]


def _records_of(record: object) -> list[Observation | Target]:
    if isinstance(record, Series):
        return list(record.observations)
    records = [record] if isinstance(record, _MAIN) else record
    if not isinstance(records, list | tuple):
        raise RecordTypeError("dumps", "record", record, _TAKES)
    for item in records:
        if not isinstance(item, _MAIN):
            raise RecordTypeError("dumps", "record", item, _TAKES)
    return list(records)


class _Writer:
    """The rows written so far.

    Attributes: tables (shared records, by key), further (rows to which others refer by ID), idents
    (the ID of each such record), main (the records with a main row).
    """

    def __init__(self) -> None:
        self.tables = Tables()
        self.further: list[Row] = []
        self.idents: dict[Observation | Figure, str] = {}
        self.main: list[Observation | Target] = []

    def key(self, record: Indicator | Source | None) -> str | None:
        if record is None:
            return None
        return self.tables.key_of("sources" if isinstance(record, Source) else "indicators", record)

    def shared_rows(self) -> list[Row]:
        """The rows of the indicators and sources, with an ID if the key is not the code."""
        indicators, sources = self.tables.records["indicators"], self.tables.records["sources"]
        rows = {key: _indicator_row(indicator) for key, indicator in indicators.items()}
        keyed = [*rows.items(), *((key, _source_row(source)) for key, source in sources.items())]
        for key, row in keyed:
            row["ID"] = None if row["CODE"] == key else key
        return [row for _, row in keyed]

    def dataset(self, dataset: Dataset) -> list[Row]:
        """The rows of the dataset itself and of its groups."""
        for indicator in dataset.indicators:
            self.key(indicator)
        for source in dataset.sources:
            self.key(source)
        head: Row = {"RECORD": "dataset", **_code_and_names(dataset), "NOTE": dataset.note}
        return [head, *({"RECORD": "group", **_code_and_names(group)} for group in dataset.groups)]

    def main_sheet(self, records: list[Observation | Target]) -> Sheet:
        """One row per record, with an ID if another row refers to it."""
        self.main = records
        are_plain = [is_plain(record) for record in records]
        others: list[Row] = []
        if not all(are_plain):  # keys are given in the order of the rows
            for record, of_columns in zip(records, are_plain, strict=True):
                if of_columns:
                    self.key(record.indicator)
                    self.key(record.source)
                else:
                    others.append(self.row_of(record))
        sheet = plain_sheet(list(compress(records, are_plain)), self.key)
        sheet = merged(sheet, others, are_plain) if others else sheet
        return sheet.with_columns({"ID": self.main_idents()}) if self.idents else sheet

    def main_idents(self) -> list[str | None]:
        """The ID of each record to which another row refers, at the first of equal records."""
        left = dict(self.idents)
        return [
            left.pop(record, None) if isinstance(record, Observation) else None
            for record in self.main
        ]

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
            "RELATIVE_TO": self.key(record.relative_to),
            "BASELINE": None if record.baseline is None else self.named("input", record.baseline),
            "STRETCH": None if record.stretch is None else self.named("figure", record.stretch),
            "SET_BY": record.set_by,
            "PUBLISHED_VERDICT": record.published_verdict,
        }

    def shared_cells(self, record: Observation | Target) -> Row:
        """The cells that observations and targets share."""
        return {
            "INDICATOR": self.key(record.indicator),
            "REF_AREA": record.area,
            "BREAKDOWNS": breakdowns_cell(record.breakdowns),
            "MEASURE": None if record.measure is Measure.VALUE else code(record.measure),
            "SCOPE": record.scope,
            "PRICE_BASIS": record.basis,
            **time_cells(record.period, "TIME_PERIOD", "TIME_KIND"),
            **time_cells(record.base, "BASE_PERIOD", "BASE_KIND"),
            "EVERY": record.every,
            **figure_cells(record.figure),
            "SOURCE": self.key(record.source),
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

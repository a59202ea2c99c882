"""Dataset: indicators, observations, targets and sources that belong together, looked up by
code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import attrs

from tjstats.errors import InvalidRecordError, RecordTypeError, UnknownCodeError
from tjstats.records.classifications import Measure, check_code, check_texts
from tjstats.records.publication import Indicator, Observation, Series, Source
from tjstats.records.targets import Target
from tjstats.streams import Streamed
from tjstats.tables import Table, Tabular

__all__ = ["Dataset", "DatasetEntry", "Group"]

T = TypeVar("T")


@attrs.frozen
class Group:
    """A heading for the indicators whose codes begin with *code*. Fields: code, zh, en."""

    code: str
    zh: str = ""
    en: str = ""

    def __attrs_post_init__(self) -> None:
        check_code(self)
        check_texts(self, "zh", "en")

    def name(self, lang: str = "en") -> str:
        """The heading in a language, else the code."""
        return (self.zh if lang == "zh" else self.en) or self.code


@attrs.frozen(repr=False)
class DatasetEntry(Tabular):
    """What a dataset holds of one indicator. Fields: indicator, observations, targets."""

    indicator: Indicator
    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]

    @property
    def series(self) -> Series:
        """The observed values as one series.

        Raises `InvalidRecordError` where there is no value, `NotComparableError`,
        `DuplicatePeriodError` where there are several areas, bases or sources: choose observations
        and write `Series(...)`.
        """
        values = [o for o in self.observations if o.measure is Measure.VALUE]
        if not values:
            problem = "no value is observed" + (", changes only" if self.observations else "")
            raise InvalidRecordError("DatasetEntry", "series", self.indicator.code, problem)
        return Series(tuple(values))

    def table(self) -> Table:
        """Observations and targets of the indicator, one row each."""
        seen = [
            ("observation", str(o.period), str(o.measure), str(o.figure or ""), o.printed or "")
            for o in self.observations
        ]
        asked = [
            ("target", str(t.period), str(t.measure), str(t.figure or ""), t.printed or "")
            for t in self.targets
        ]
        header = ("record", "period", "measure", "figure", "printed")
        return Table(header, (*seen, *asked), f"{self.indicator.code} · {self.indicator.zh}")

    def __str__(self) -> str:
        return f"{self.indicator.code}: {len(self.observations)} observations, {len(self.targets)} targets"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"


@attrs.frozen(repr=False)
class Dataset(Tabular, Streamed):
    """Records that belong together. Fields: code, indicators, observations, targets, sources,
    groups, zh, en, note.

    Indicators and sources that the observations and targets use are added where they are not
    listed. `dataset[code]` is the `DatasetEntry` of an indicator; an unknown code raises
    `UnknownCodeError` with near matches.
    """

    code: str
    indicators: tuple[Indicator, ...] = ()
    observations: tuple[Observation, ...] = ()
    targets: tuple[Target, ...] = ()
    sources: tuple[Source, ...] = ()
    groups: tuple[Group, ...] = ()
    zh: str = ""
    en: str = ""
    note: str | None = None
    _index: dict[str, DatasetEntry] = attrs.field(init=False, eq=False, repr=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        check_code(self)
        check_texts(self, "zh", "en", "note")
        kinds = {"observations": Observation, "targets": Target, "groups": Group}
        for field, kind in kinds.items():
            object.__setattr__(self, field, _tuple_of(kind, field, getattr(self, field)))
        records: tuple[Observation | Target, ...] = (*self.observations, *self.targets)
        indicators = _tuple_of(Indicator, "indicators", self.indicators)
        related = (r.relative_to for r in self.targets if r.relative_to is not None)
        indicators = _with_used(
            "indicators", indicators, [*(r.indicator for r in records), *related]
        )
        used = (r.source for r in _with_inputs(records) if r.source is not None)
        sources = _with_used("sources", _tuple_of(Source, "sources", self.sources), used)
        object.__setattr__(self, "indicators", indicators)
        object.__setattr__(self, "sources", sources)
        self._index.update((i.code, self._entry(i)) for i in indicators)

    def _entry(self, indicator: Indicator) -> DatasetEntry:
        return DatasetEntry(
            indicator,
            tuple(o for o in self.observations if o.indicator == indicator),
            tuple(t for t in self.targets if t.indicator == indicator),
        )

    def __getitem__(self, code: str) -> DatasetEntry:
        if code in self._index:
            return self._index[code]
        from difflib import get_close_matches

        near = get_close_matches(str(code), self._index, n=4, cutoff=0.4)
        raise UnknownCodeError(code, f"dataset {self.code!r}", tuple(near))

    def __contains__(self, code: object) -> bool:
        return code in self._index

    def __iter__(self) -> Iterator[DatasetEntry]:
        return iter(self._index.values())

    def __len__(self) -> int:
        return len(self._index)

    def name(self, lang: str = "en") -> str:
        """The name in a language, else in the other, else the code."""
        return ((self.zh or self.en) if lang == "zh" else (self.en or self.zh)) or self.code

    def group(self, code: str) -> tuple[DatasetEntry, ...]:
        """The entries of one group, in order."""
        return tuple(entry for entry in self if entry.indicator.group == code)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._index)

    def table(self) -> Table:
        """The dataset as a table, one row an indicator with its latest figure."""
        rows = []
        for entry in self:
            latest = max(
                entry.observations,
                key=lambda o: str(getattr(o.period, "end", o.period)),
                default=None,
            )
            counts = str(len(entry.observations)), str(len(entry.targets))
            name = entry.indicator.zh or entry.indicator.en
            shown = (
                (str(latest.figure or latest.status), str(latest.period)) if latest else ("", "")
            )
            rows.append((entry.indicator.code, name, *shown, *counts))
        header = ("indicator", "name", "latest figure", "period", "observations", "targets")
        return Table(header, tuple(rows), self.name("zh"))

    def __str__(self) -> str:
        counts = f"{len(self.indicators)} indicators, {len(self.observations)} observations, {len(self.targets)} targets"
        return f"{self.code}: {counts}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"

    def __reduce__(self) -> tuple[Any, ...]:
        fields = (
            self.code,
            self.indicators,
            self.observations,
            self.targets,
            self.sources,
            self.groups,
        )
        return Dataset, (*fields, self.zh, self.en, self.note)


def _tuple_of(kind: type[T], field: str, given: Iterable[T]) -> tuple[T, ...]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise RecordTypeError("Dataset", field, given, f"a tuple of {kind.__name__} records")
    found = tuple(given)
    seen: set[T] = set()
    for each in found:
        if not isinstance(each, kind):
            raise RecordTypeError("Dataset", field, each, f"{kind.__name__} records")
        if each in seen:
            raise InvalidRecordError("Dataset", field, str(each), "listed twice; keep one")
        seen.add(each)
    return found


def _with_inputs(records: Iterable[Observation | Target]) -> Iterator[Observation | Target]:
    """The records, and what they are derived from."""
    for record in records:
        yield record
        inputs = record.derived_from if isinstance(record, Observation) else (record.baseline,)
        yield from _with_inputs(each for each in inputs if each is not None)


def _with_used(field: str, listed: tuple[T, ...], used: Iterable[T]) -> tuple[T, ...]:
    """The listed records and the used ones after them; each code once."""
    known: dict[str, T] = {}
    for each in [*listed, *used]:
        code = each.code  # type: ignore[attr-defined]
        if known.setdefault(code, each) != each:
            raise InvalidRecordError(
                "Dataset",
                field,
                code,
                "two different records have this code; give one another code",
            )
    return tuple(known.values())

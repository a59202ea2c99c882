"""Dataset: related indicators, observations, targets and sources, looked up by code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

import attrs

from tjstats.errors import InvalidRecordError, RecordTypeError, UnknownCodeError
from tjstats.records.classifications import Measure, check_code, check_texts
from tjstats.records.derivations import derivation
from tjstats.records.publication import Indicator, Observation, Series, Source
from tjstats.records.tables import entry_table, latest_of, summary_table
from tjstats.records.targets import Target
from tjstats.records.words import words_about
from tjstats.streams import Modelled, Streamed
from tjstats.tables import Table, Tabular
from tjstats.values.languages import Count, Language, spoken

__all__ = ["Dataset", "DatasetEntry", "Group", "language_of_dataset", "latest_of"]

T = TypeVar("T")


@attrs.frozen
class Group(Modelled):
    """A heading for the indicators whose codes begin with *code*. Fields: code, zh, en."""

    code: str
    zh: str = ""
    en: str = ""

    def __attrs_post_init__(self) -> None:
        check_code(self)
        check_texts(self, "zh", "en")

    def name(self, lang: Language | None = None) -> str:
        """The heading in a language, else the code."""
        heading = self.zh if spoken(lang, _only(self.zh, self.en)) == "zh" else self.en
        return heading or self.code


def _only(zh: str, en: str) -> str | None:
    """The name, if only one language has a name."""
    return None if zh and en else zh or en


@attrs.frozen(repr=False)
class DatasetEntry(Tabular):
    """The records of one indicator in a dataset. Fields: indicator, observations, targets."""

    indicator: Indicator
    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]

    @property
    def series(self) -> Series:
        """The observed values as one series.

        Raises `InvalidRecordError` if there is no value, and `NotComparableError` or
        `DuplicatePeriodError` if there are several areas, bases or sources; choose the
        observations yourself and write `Series(...)`.
        """
        values = [o for o in self.observations if o.measure is Measure.VALUE]
        if not values:
            problem = "no value is observed" + (", changes only" if self.observations else "")
            raise InvalidRecordError("DatasetEntry", "series", self.indicator.code, problem)
        return Series(tuple(values))

    def table(self, lang: Language | None = None) -> Table:
        """A table of the observations and targets, one row each."""
        lang = language_of_dataset(self, lang)
        return entry_table(self.indicator, self.observations, self.targets, lang)

    def text(self, lang: Language | None = None) -> str:
        """The name of the indicator, and the number of observations and targets."""
        lang = language_of_dataset(self, lang)
        counts = map(Count, (len(self.observations), len(self.targets)))
        return _ENTRY[lang].format(self.indicator.name(lang), *counts)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        counts = map(Count, (len(self.observations), len(self.targets)))
        return f"<{type(self).__name__} {_ENTRY['en'].format(self.indicator.code, *counts)}>"


def _tuple_of(kind: type[T], field: str, given: Iterable[T]) -> tuple[T, ...]:
    """The records as a tuple without duplicates. Raises `RecordTypeError`, `InvalidRecordError`."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise RecordTypeError("Dataset", field, given, f"a tuple of {kind.__name__} records")
    records = tuple(given)
    seen: set[T] = set()
    for record in records:
        if not isinstance(record, kind):
            raise RecordTypeError("Dataset", field, record, f"{kind.__name__} records")
        if record in seen:
            raise InvalidRecordError("Dataset", field, str(record), "listed twice; keep one")
        seen.add(record)
    return records


def _indicators(given: Iterable[Indicator]) -> tuple[Indicator, ...]:
    return _tuple_of(Indicator, "indicators", given)


def _observations(given: Iterable[Observation]) -> tuple[Observation, ...]:
    return _tuple_of(Observation, "observations", given)


def _targets(given: Iterable[Target]) -> tuple[Target, ...]:
    return _tuple_of(Target, "targets", given)


def _sources(given: Iterable[Source]) -> tuple[Source, ...]:
    return _tuple_of(Source, "sources", given)


def _groups(given: Iterable[Group]) -> tuple[Group, ...]:
    return _tuple_of(Group, "groups", given)


@attrs.frozen(repr=False)
class Dataset(Tabular, Streamed):
    """Related records. Fields: code, indicators, observations, targets, sources, groups, zh, en,
    note.

    Indicators and sources that the observations and targets use are added if they are not listed.
    `dataset[code]` is the `DatasetEntry` of an indicator; an unknown code raises
    `UnknownCodeError` with near matches.
    """

    code: str
    indicators: tuple[Indicator, ...] = attrs.field(default=(), converter=_indicators)
    observations: tuple[Observation, ...] = attrs.field(default=(), converter=_observations)
    targets: tuple[Target, ...] = attrs.field(default=(), converter=_targets)
    sources: tuple[Source, ...] = attrs.field(default=(), converter=_sources)
    groups: tuple[Group, ...] = attrs.field(default=(), converter=_groups)
    zh: str = ""
    en: str = ""
    note: str | None = None
    _index: dict[str, DatasetEntry] = attrs.field(init=False, eq=False, repr=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        check_code(self)
        check_texts(self, "zh", "en", "note")
        records: tuple[Observation | Target, ...] = (*self.observations, *self.targets)
        related = (t.relative_to for t in self.targets if t.relative_to is not None)
        measured = [*(record.indicator for record in records), *related]
        published = (r.source for r in _with_inputs(records) if r.source is not None)
        object.__setattr__(self, "indicators", _with_used("indicators", self.indicators, measured))
        object.__setattr__(self, "sources", _with_used("sources", self.sources, published))
        self._index.update(self._entries())

    def _entries(self) -> Iterator[tuple[str, DatasetEntry]]:
        """Each code with its entry, its records in the order of the dataset."""
        observations: dict[str, list[Observation]] = {i.code: [] for i in self.indicators}
        targets: dict[str, list[Target]] = {i.code: [] for i in self.indicators}
        for observation in self.observations:
            observations[observation.indicator.code].append(observation)
        for target in self.targets:
            targets[target.indicator.code].append(target)
        for indicator in self.indicators:
            code = indicator.code
            yield code, DatasetEntry(indicator, tuple(observations[code]), tuple(targets[code]))

    def __getitem__(self, code: str) -> DatasetEntry:
        if code in self._index:
            return self._index[code]
        from difflib import get_close_matches

        near = [key for key, entry in self._index.items() if _is_named(entry.indicator, str(code))]
        near = near[:4] or get_close_matches(str(code), self._index, n=4, cutoff=0.4)
        raise UnknownCodeError(code, f"dataset {self.code!r}", tuple(near))

    def __contains__(self, code: object) -> bool:
        return code in self._index

    def __iter__(self) -> Iterator[DatasetEntry]:
        return iter(self._index.values())

    def __len__(self) -> int:
        return len(self._index)

    def name(self, lang: Language | None = None) -> str:
        """The name in a language, else in the other, else the code."""
        names = self.en, self.zh
        if spoken(lang, _only(self.zh, self.en)) == "zh":
            names = self.zh, self.en
        return names[0] or names[1] or self.code

    def group(self, code: str) -> tuple[DatasetEntry, ...]:
        """The entries of a group, in order."""
        return tuple(entry for entry in self if entry.indicator.group == code)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._index)

    def table(self, lang: Language | None = None) -> Table:
        """A table with one row per indicator and its latest figure."""
        lang = language_of_dataset(self, lang)
        return summary_table(self.name(lang), self, lang)

    def text(self, lang: Language | None = None) -> str:
        """The code, and the number of indicators, observations and targets."""
        lang = language_of_dataset(self, lang)
        return _COUNTS[lang].format(self.code, *self._counts())

    def _counts(self) -> tuple[Count, ...]:
        return tuple(map(Count, map(len, (self.indicators, self.observations, self.targets))))

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {_COUNTS['en'].format(self.code, *self._counts())}>"

    def __reduce__(self) -> tuple[Any, ...]:
        fields = attrs.fields(Dataset)
        return Dataset, tuple(getattr(self, field.name) for field in fields if field.init)


def _is_named(indicator: Indicator, words: str) -> bool:
    """Whether a name of the indicator has these words."""
    return any(words.casefold() in name.casefold() for name in (indicator.zh, indicator.en))


def language_of_dataset(about: Dataset | DatasetEntry, lang: Language | None) -> Language:
    """The language of texts about a dataset or an entry: *lang*, else the one set, else that of
    its words, as of each of its records, else English.
    """
    records: tuple[Observation | Target, ...] = (*about.observations, *about.targets)
    words = (word for record in records for word in words_about(record))
    if isinstance(about, DatasetEntry):
        return spoken(lang, about.indicator.only_name, *words)
    names = (indicator.only_name for indicator in about.indicators)
    return spoken(lang, _only(about.zh, about.en), *names, *words)


_COUNTS: Final = {
    "en": "{}: {:indicator}, {:observation}, {:target}",
    "zh": "{}：{}个指标，{}个观测值，{}个目标",
}
_ENTRY: Final = {"en": "{}: {:observation}, {:target}", "zh": "{}：{}个观测值，{}个目标"}


def _with_inputs(records: Iterable[Observation | Target]) -> Iterator[Observation | Target]:
    """The records, and the observations from which they are derived or start."""
    seen: set[int] = set()
    for record in records:
        base = record.baseline if isinstance(record, Target) else record
        if isinstance(record, Target):
            yield record
        if base is not None and id(base) not in seen:
            *inputs, base = derivation(base, lambda part: id(part) not in seen)
            seen.update(map(id, (base, *inputs)))
            yield from (base, *inputs)


def _with_used(field: str, listed: tuple[T, ...], used: Iterable[T]) -> tuple[T, ...]:
    """The listed records, then the used ones, each code once. Raises `InvalidRecordError`."""
    known: dict[str, T] = {}
    for record in [*listed, *used]:
        code = record.code  # type: ignore[attr-defined]
        if known.setdefault(code, record) != record:
            problem = "two different records have this code; give one another code"
            raise InvalidRecordError("Dataset", field, code, problem)
    return tuple(known.values())

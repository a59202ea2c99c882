"""Records as tables: names for codes, times in words, one unit a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tjstats.records.classifications import (
    STATUS_TEXTS,
    Flag,
    Measure,
    Status,
    basis_text,
    breakdowns_text,
    every_text,
)
from tjstats.records.naming import Names, by_series, part_text
from tjstats.records.words import fall_text, quoted
from tjstats.tables import Column, Table, fields_table, label, text_column, value_text
from tjstats.values.figure_columns import figure_column
from tjstats.values.languages import Language, language_of
from tjstats.values.wording import UnitText

if TYPE_CHECKING:
    from tjstats.records.datasets import DatasetEntry
    from tjstats.records.publication import Indicator, Observation, Series
    from tjstats.records.targets import Target

__all__ = [
    "entry_table",
    "indicator_table",
    "latest_of",
    "observation_table",
    "printed_words",
    "series_table",
    "status_text",
    "summary_table",
    "target_table",
]


def indicator_table(indicator: Indicator, lang: Language) -> Table:
    """The fields of an indicator."""
    word = indicator.word
    own = word if word is not None and language_of(word) == lang else None
    unit = UnitText(indicator.unit, indicator.multiplier if lang == "zh" else 0, own)
    fields = [
        ("name", indicator.name(lang)),
        ("code", indicator.code),
        ("unit", unit.name(lang)),
        ("nature", indicator.nature),
        ("direction", indicator.direction),
        ("net", indicator.net or None),
        ("part_of", indicator.part_of),
        ("note", quoted(indicator.note, lang)),
    ]
    return fields_table("indicator", fields, lang)


def observation_table(observation: Observation, lang: Language) -> Table:
    """The fields of an observation."""
    fields = [
        ("indicator", observation.indicator.name(lang)),
        ("period", observation.period),
        ("figure", observation.figure),
        *_shared(observation, lang),
        ("status", status_text(observation, lang)),
        ("printed", quoted(observation.printed, lang)),
        ("source", _source_text(observation, lang)),
        ("locator", observation.locator),
        ("note", quoted(observation.note, lang)),
        ("flags", _flags(observation)),
        ("derived_from", observation.derived_from),
    ]
    return fields_table("observation", fields, lang)


def target_table(target: Target, lang: Language) -> Table:
    """The fields of a target, with the range that meets it if that is not its figure."""
    other = target.relative_to
    fields = [
        ("indicator", target.indicator.name(lang)),
        ("period", target.period),
        ("figure", _moved(target, lang) or target.figure),
        ("accepts", _accepted(target, lang)),
        *_shared(target, lang),
        ("baseline", target.baseline),
        ("relative_to", None if other is None else other.name(lang)),
        ("force", target.force),
        ("stretch", target.stretch),
        ("set_by", target.set_by),
        ("published_verdict", quoted(target.published_verdict, lang)),
        ("printed", quoted(target.printed, lang)),
        ("source", _source_text(target, lang)),
        ("locator", target.locator),
        ("note", quoted(target.note, lang)),
    ]
    return fields_table("target", fields, lang)


def _shared(record: Observation | Target, lang: Language) -> Iterator[tuple[str, object]]:
    """The fields that observations and targets have in common, besides those of their figure."""
    yield "measure", None if record.measure is Measure.VALUE else record.measure
    yield "base", record.base
    yield "every", every_text(record.every, lang)
    yield "area", record.area
    yield "breakdowns", breakdowns_text(record.breakdowns, lang)
    yield "scope", record.scope
    yield "basis", basis_text(record.basis, lang)


def _moved(target: Target, lang: Language) -> str:
    """The bound of a change below zero in words; "" for other figures."""
    is_change = target.base is not None and target.figure is not None
    return fall_text(target.figure, lang) if is_change and target.figure else ""


def _accepted(target: Target, lang: Language) -> str:
    """The range that meets a target, with its unit; "" if the figure says it."""
    figure, accepts = target.figure, target.accepts
    if figure is None or accepts is None or accepts == figure.bounds:
        return ""
    return f"{accepts} {UnitText(figure.unit, 0).name(lang)}"


def printed_words(record: Observation | Target, lang: Language) -> tuple[str, str]:
    """The printed words that can be read in the language, and the source."""
    return quoted(record.printed, lang), _source_text(record, lang)


def _source_text(record: Observation | Target, lang: Language) -> str:
    return "" if record.source is None else record.source.text(lang)


def status_text(record: Observation | Target, lang: Language) -> str:
    """The status of an observation unless it is normal, and whether it is derived."""
    status = getattr(record, "status", Status.NORMAL)
    derived = label("derived", lang) if getattr(record, "computed", False) else ""
    texts = (STATUS_TEXTS[status][lang], derived)
    return (", " if lang == "en" else "，").join(filter(None, texts))


def series_table(series: Series, lang: Language) -> Table:
    """A row for each period of a series."""
    first = series.observations[0]
    measure = "" if first.measure is Measure.VALUE else first.measure.text(lang)
    about = (series.indicator.name(lang), measure, part_text(series, lang, ("area", "breakdowns")))
    caption = " · ".join(part for part in about if part)
    columns = (text_column("period", (o.period for o in series), lang),)
    return Table.of((*columns, *_columns(series.observations, lang)), caption)


def entry_table(
    indicator: Indicator,
    observations: Sequence[Observation],
    targets: Sequence[Target],
    lang: Language,
) -> Table:
    """A row for each record of an indicator, its targets after its observations."""
    ordered = sorted(observations, key=lambda o: (o.period.end, o.period.first_day))
    records: tuple[Observation | Target, ...] = (*ordered, *targets)
    kinds = ["observation"] * len(ordered) + ["target"] * len(targets)
    columns = [
        text_column("period", (record.period for record in records), lang),
        text_column("record", (label(kind, lang) for kind in kinds), lang),
    ]
    same: list[str] = []
    for field in ("area", "breakdowns"):
        texts = [part_text(record, lang, [field]) for record in records]
        if len(set(texts)) > 1:
            columns.append(text_column(field, texts, lang))
        else:
            same += texts[:1]
    if any(record.measure is not Measure.VALUE for record in records):
        columns.append(text_column("measure", (record.measure for record in records), lang))
    caption = " · ".join(filter(None, (indicator.name(lang), *same)))
    return Table.of((*columns, *_columns(records, lang)), caption)


def summary_table(title: str, entries: Iterable[DatasetEntry], lang: Language) -> Table:
    """A row for each series of a dataset, with its latest figure."""
    columns = ("indicator", "latest_figure", "period", "observations", "targets", "code")
    header = tuple(label(name, lang) for name in columns)
    known = list(entries)
    records: list[Observation | Target] = []
    for entry in known:
        records += (*entry.observations, *entry.targets)
    names = Names(records)
    rows = tuple(row for entry in known for row in _summaries(entry, names, lang))
    return Table(header, rows, title, numbers=frozenset({3, 4})).without_empty()


def _summaries(entry: DatasetEntry, names: Names, lang: Language) -> Iterator[tuple[str, ...]]:
    code = entry.indicator.code
    parts = by_series(entry.observations, ((target, None) for target in entry.targets))
    for observations, targets in parts.values():
        latest = latest_of(observations)
        shown = ("", "")
        if latest is not None:
            shown = value_text(latest.figure or latest.status, lang), latest.period.text(lang)
        name = names.name(latest or targets[0], lang)
        yield name, *shown, str(len(observations)), str(len(targets)), code
    if not parts:
        yield entry.indicator.name(lang), "", "", "0", "0", code


def latest_of(observations: Iterable[Observation]) -> Observation | None:
    """The latest level; without one the latest change or growth, then the latest missing value. Of
    those that end on one day the shortest, and a printed one.
    """

    def rank(o: Observation) -> tuple[bool, bool, date, date, bool]:
        level = o.measure is Measure.VALUE
        return o.figure is not None, level, o.period.end, o.period.first_day, not o.computed

    return max(observations, key=rank, default=None)


def _flags(record: Observation | Target) -> tuple[Flag, ...]:
    flags: frozenset[Flag] = getattr(record, "flags", frozenset())
    return tuple(flag for flag in Flag if flag in flags)


def _columns(records: Sequence[Observation | Target], lang: Language) -> Iterable[Column]:
    """The figures of records with what is said of them; printed words and source for hovering."""
    yield figure_column("figure", (record.figure for record in records), lang)
    yield text_column("base", (record.base for record in records), lang)
    yield text_column("scope", (record.scope for record in records), lang)
    yield text_column("basis", (basis_text(record.basis, lang) for record in records), lang)
    yield text_column("status", (status_text(record, lang) for record in records), lang)
    yield text_column("flags", map(_flags, records), lang)
    printed = (quoted(record.printed, lang) for record in records)
    yield text_column("printed", printed, lang, hover=True)
    sources = (_source_text(record, lang) for record in records)
    yield text_column("source", sources, lang, hover=True)

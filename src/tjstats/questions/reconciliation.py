"""Reconciliation: the figures of several sources for the same fact.

A fact is an indicator in an area and a period, with the same breakdowns, scope, price basis,
measure and base. Figures are compared by the numbers that round to them: 5.1% and 5.12% may be the
same number, 13.4% and 14.1% are not. A revision contradicts the figure it revises.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from tjstats.errors import RecordTypeError
from tjstats.questions.answers import answer_language
from tjstats.records.datasets import Dataset
from tjstats.records.naming import full_name
from tjstats.records.publication import Observation
from tjstats.tables import Listed, Table, Tabular, text_column
from tjstats.values.codes import Code
from tjstats.values.figure_columns import figure_column
from tjstats.values.languages import Language, spoken

if TYPE_CHECKING:
    from tjstats.values.bounds import Bounds

__all__ = [
    "RELATION_TEXTS",
    "Reconciliation",
    "Reconciliations",
    "Relation",
    "reconcile",
    "relation_of",
]

Fact: TypeAlias = tuple[object, ...]

# The fields that the observations of one fact share, with the code of the indicator.
_FACT: Final = ("area", "breakdowns", "scope", "basis", "measure", "base", "period", "every")


class Relation(Code):
    """How the figures of several sources for one fact are related."""

    AGREEING = "agreeing"
    MORE_PRECISE = "more_precise"
    CONTRADICTING = "contradicting"

    def text(self, lang: Language | None = None) -> str:
        """The relation in words, *lang* "en" or "zh"."""
        return RELATION_TEXTS[self][spoken(lang)]


RELATION_TEXTS: Final = {
    Relation.AGREEING: {"en": "agreeing", "zh": "一致"},
    Relation.MORE_PRECISE: {"en": "one is more precise", "zh": "精度不同"},
    Relation.CONTRADICTING: {"en": "contradicting", "zh": "相互矛盾"},
}
_TEXTS: Final = {
    "en": ("{}, {}: {}: {}", "{} ({})", ", "),
    "zh": ("{}，{}：{}：{}", "{}（{}）", "、"),
}


@attrs.frozen(repr=False)
class Reconciliation(Tabular):
    """The figures of several sources for one fact.

    Fields: observations (in the order of the dataset, each with its source), relation (AGREEING if
    the same numbers round to each, MORE_PRECISE if only some numbers round to all of them,
    CONTRADICTING if none does).
    """

    observations: tuple[Observation, ...]
    relation: Relation = attrs.field(converter=Relation)

    def text(self, lang: Language | None = None) -> str:
        """The fact, the figure of each source, and the relation in words."""
        return self._text(self._language(lang))

    def _language(self, lang: Language | None) -> Language:
        return answer_language(lang, self.observations)

    def _text(self, lang: Language) -> str:
        fact, said = _TEXTS[lang][0], self._said(lang)
        first = self.observations[0]
        relation = self.relation.text(lang)
        name, period = full_name(first, lang), first.period.text(lang)
        return fact.format(name, period, said, relation)

    def _said(self, lang: Language) -> str:
        """The figure of each source."""
        _, row_text, between = _TEXTS[lang]
        return between.join(row_text.format(*row) for row in self._rows(lang))

    def table(self, lang: Language | None = None) -> Table:
        """The figure of each source."""
        lang = self._language(lang)
        columns = (
            text_column("source", (o.source for o in self.observations), lang),
            figure_column("figure", (o.figure for o in self.observations), lang),
        )
        return Table.of(columns, self._text(lang))

    def _rows(self, lang: Language) -> Iterable[tuple[str, str]]:
        for observation in self.observations:
            figure, source = observation.figure, observation.source
            yield (
                "" if figure is None else figure.text(lang),
                "" if source is None else source.code,
            )

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._text('en')}>"


class Reconciliations(tuple[Reconciliation, ...], Listed):
    """What several sources say of each fact: a tuple that `print` and notebooks show as a table."""

    __slots__ = ()

    def table(self, lang: Language | None = None) -> Table:
        """A row for each fact: the figure of each source, and the relation."""
        lang = answer_language(lang, (o for each in self for o in each.observations))
        facts = [each.observations[0] for each in self]
        columns = (
            text_column("indicator", (full_name(fact, lang) for fact in facts), lang),
            text_column("period", (fact.period for fact in facts), lang),
            text_column("figure", (each._said(lang) for each in self), lang),
            text_column("relation", (each.relation for each in self), lang),
        )
        return Table.of(columns)


def reconcile(dataset: Dataset) -> Reconciliations:
    """Each fact of a dataset on which two or more sources publish a figure, and whether they agree.

    Facts are in the order of their first figure. Derived figures, which have no source, are not
    compared. Raises `RecordTypeError` for anything but a dataset.

    >>> from tjstats import Indicator, Source
    >>> water = Indicator("environment.surface_water_share", "%", "rate", "higher")
    >>> said = [
    ...     water.observe("2020", figure, source=Source(code))
    ...     for code, figure in (("ministry", "83.4"), ("press", "83"))
    ... ]
    >>> print(*reconcile(Dataset("water", observations=said)))
    environment.surface_water_share, 2020: 83.4% (ministry), 83% (press): one is more precise
    """
    if not isinstance(dataset, Dataset):
        raise RecordTypeError(
            "reconcile", "dataset", dataset, "a Dataset; tjstats.datasets.load(name) gives one"
        )
    facts: dict[Fact, list[Observation]] = {}
    for observation in dataset.observations:
        if observation.figure is not None and observation.source is not None:
            facts.setdefault(_fact(observation), []).append(observation)
    return Reconciliations(
        Reconciliation(tuple(said), relation_of(said))
        for said in facts.values()
        if len({o.source and o.source.code for o in said}) > 1
    )


def _fact(observation: Observation) -> Fact:
    """The key that identifies the fact of an observation."""
    return (observation.indicator.code, *(getattr(observation, name) for name in _FACT))


def relation_of(observations: Sequence[Observation]) -> Relation:
    """The relation between figures for one fact. All of them have a number in common if every pair
    has, so one pass suffices.
    """
    first, *others = (o.figure for o in observations if o.figure is not None)
    common: Bounds | None = first.unrounded
    same = True
    for other in others:
        interval = other.to(first.unit).unrounded
        same = same and interval == first.unrounded
        common = None if common is None else common.intersection(interval)
    if common is None:
        return Relation.CONTRADICTING
    return Relation.AGREEING if same else Relation.MORE_PRECISE

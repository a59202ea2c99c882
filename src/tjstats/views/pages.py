"""A page to hand on: what a dataset says, as one HTML file, as Markdown or as PDF.

The HTML needs no other file, no script and no request; it prints on A4 and follows the reader's
light or dark theme.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, runtime_checkable

import attrs

from tjstats.errors import InvalidRecordError, RecordTypeError, TjstatsError
from tjstats.questions.claims import Verification
from tjstats.questions.evaluation import Evaluation, evaluate
from tjstats.questions.evaluation_report import report_parts
from tjstats.questions.phrases import phrase
from tjstats.questions.review import Review, review
from tjstats.records.classifications import Measure
from tjstats.records.datasets import Dataset, DatasetEntry, language_of_dataset
from tjstats.records.publication import Observation, Series
from tjstats.records.sources import Source
from tjstats.records.targets import Target
from tjstats.tables import Table
from tjstats.values.languages import Count, Language
from tjstats.values.periods import AsOf
from tjstats.values.plans import CHINA, plan
from tjstats.views import documents
from tjstats.views.pictures import Picture, scorecard, series
from tjstats.views.report import answered, check_parts, further, group_tables, remainder, summary

if TYPE_CHECKING:
    from tjstats.zh.marking import Markup

__all__ = ["Drawn", "Page", "Section", "check_sections", "checked_page", "page"]


@runtime_checkable
class Drawn(Protocol):
    """A picture: `svg` draws it, `text` is what it says."""

    @property
    def text(self) -> str: ...

    def svg(self) -> str: ...


Block: TypeAlias = str | Table | Source | Drawn


@attrs.frozen
class Section:
    """A part of a page. Fields: heading, blocks (texts, tables, pictures, sources), level (2, or 3
    for a part of the section before it).
    """

    heading: str
    blocks: tuple[Block, ...] = ()
    level: int = 2


@attrs.frozen(repr=False)
class Page:
    """A page. Fields: title, lang, sections.

    `html`, `markdown` and `pdf` give it, `write` saves it by its suffix. Add or leave out sections
    with `attrs.evolve`.
    """

    title: str
    lang: Language
    sections: tuple[Section, ...]

    def html(self) -> str:
        """The page as one HTML document."""
        return documents.html(self.title, self.lang, self.sections)

    def markdown(self) -> str:
        """The page in Markdown, without its pictures, of which it has the words."""
        return documents.markdown(self.title, self.lang, self.sections)

    def pdf(self) -> bytes:
        """The page as PDF on A4. Raises `MissingExtraError` without the extra `pictures`."""
        return documents.pdf(self.title, self.lang, self.sections)

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the page to a file, by its suffix: .html, .md or .pdf.

        Raises `InvalidRecordError` for another suffix, `MissingExtraError`, `OSError`.
        """
        file = Path(path)
        if file.suffix.lower() == ".pdf":
            file.write_bytes(self.pdf())
        elif file.suffix.lower() in _TEXTS:
            file.write_text(_TEXTS[file.suffix.lower()](self), encoding="utf-8")
        else:
            problem = "write a path that ends in .html, .md or .pdf"
            raise InvalidRecordError("Page", "path", str(path), problem)

    def _repr_html_(self) -> str:
        return documents.fragment(self.title, self.lang, self.sections)

    def __str__(self) -> str:
        return self.markdown()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.title}: {Count(len(self.sections)):section}>"


_TEXTS: Final = {".html": Page.html, ".htm": Page.html, ".md": Page.markdown}


def page(dataset: Dataset, lang: Language | None = None) -> Page:
    """The page on a dataset: its targets and their verdicts, changes and claims checked, the
    five-year plans that it has targets for, its figures, what stays open, and its sources.

    Raises `RecordTypeError`.

    >>> from tjstats import datasets
    >>> page(datasets.load("tianjin-14th-plan"), "en").sections[1].heading
    'Targets with a number'
    """
    if not isinstance(dataset, Dataset):
        expected = "a Dataset; Dataset('mine', observations=series) makes one"
        raise RecordTypeError("page", "dataset", dataset, expected)
    lang = language_of_dataset(dataset, lang)
    answers = review(dataset)
    sections = (
        *_head(answers, lang),
        *map(_of_table, answered(answers, lang)),
        *_evaluated(dataset, lang),
        *_over_time(dataset, lang),
        *_figures(answers, lang),
        *map(_of_table, remainder(answers, lang)),
        *map(_of_table, further(answers, lang)),
        *([Section(phrase("sources", lang), dataset.sources)] if dataset.sources else ()),
    )
    return Page(dataset.name(lang), lang, sections)


def checked_page(shown: Markup, title: str) -> str:
    """A marked text as one HTML document: below it what its marks mean, and its claims by their
    answer.
    """
    parts = check_sections(shown.given, shown.answers, shown.lang)
    return documents.html(title, shown.lang, parts, f"{shown}\n")


def check_sections(
    text: str, answers: Sequence[Verification], lang: Language
) -> tuple[Section, ...]:
    """What stands below a checked text: what its marks mean, how many claims it has, and those with
    each answer.
    """
    said, *tables = check_parts(text, answers, lang)
    legend = Section("", (phrase("marks", lang), said))
    return legend, *(_of_table(table) for table in tables if isinstance(table, Table))


def _head(answers: Review, lang: Language) -> Iterator[Section]:
    """The counts, and the scorecard if there is room for it."""
    blocks: list[Block] = [*summary(answers, lang)]
    if 0 < _numbered(answers.dataset) <= _ON_ONE_SHEET:
        blocks.append(scorecard(answers, lang))
    if blocks:
        yield Section("", tuple(blocks))


def _numbered(dataset: Dataset) -> int:
    return sum(target.figure is not None for target in dataset.targets)


_ON_ONE_SHEET: Final = 30  # targets; the scorecard of more is that of each plan
_MOST: Final = 12  # pictures of series


def _over_time(dataset: Dataset, lang: Language) -> Iterator[Section]:
    """The series with their targets, of three values at least; without targets every series."""
    drawn: list[Picture] = []
    for entry in dataset:
        targets = [t for t in entry.targets if t.figure is not None and t.relative_to is None]
        if targets or not dataset.targets:
            drawn += _series_pictures(entry, targets, lang)
    if drawn:
        yield Section(phrase("over_time", lang), tuple(drawn[:_MOST]))


def _series_pictures(
    entry: DatasetEntry, targets: Sequence[Target], lang: Language
) -> Iterator[Picture]:
    """The picture of each series whose observations make one, with its own targets."""
    values = [o for o in entry.observations if o.measure is Measure.VALUE]
    is_one_area = len({value.area for value in values}) == 1
    for own in _apart(values):
        if sum(value.figure is not None for value in own) >= _LEAST:
            with suppress(TjstatsError):  # of several sources, or in units that do not meet
                of_own = (t for t in targets if _is_of_series(t, own[0], is_one_area))
                yield series(Series(own), of_own, lang)


def _apart(values: Iterable[Observation]) -> Iterable[list[Observation]]:
    """The values of each series."""
    parts: dict[object, list[Observation]] = {}
    for value in values:
        parts.setdefault(_OF_ONE_SERIES(value), []).append(value)
    return parts.values()


def _is_of_series(target: Target, value: Observation, is_one_area: bool) -> bool:
    """Whether a target is for the series of a value; without an area if there is only one."""
    if target.area is None and is_one_area:
        value = attrs.evolve(value, area=None)
    return _OF_ONE_SERIES(target) == _OF_ONE_SERIES(value)


_OF_ONE_SERIES: Final = attrgetter("measure", "area", "breakdowns", "basis")
_LEAST: Final = 3  # values, for a picture over time


def _of_table(table: Table, level: int = 2) -> Section:
    """The section of a table, whose caption becomes the heading."""
    return Section(table.caption.removeprefix("■ "), (attrs.evolve(table, caption=""),), level)


def _figures(answers: Review, lang: Language) -> Iterator[Section]:
    """The tables of groups, under one heading."""
    tables = [table for table in group_tables(answers, lang) if table.rows]
    if answers.dataset.groups and tables:
        yield Section(phrase("figures", lang))
    level = 3 if answers.dataset.groups else 2
    yield from (_of_table(table, level) for table in tables)


def _evaluated(dataset: Dataset, lang: Language) -> Iterator[Section]:
    """The evaluations of China's plans, with their scorecards if there is no scorecard of all, and
    without their sources, which stand at the end of the page.
    """
    for evaluation in _evaluations(dataset):
        heading, sentences, *tables = report_parts(evaluation, lang)
        has_numbers = any(row.figure is not None for row in evaluation.rows)
        is_apart = has_numbers and _numbered(dataset) > _ON_ONE_SHEET
        pictures = [scorecard(evaluation, lang)] if is_apart else []
        yield Section(str(heading), (sentences, *pictures))
        yield from (_of_table(table, 3) for table in tables[:-1] if isinstance(table, Table))


def _evaluations(dataset: Dataset) -> Iterator[Evaluation]:
    """Of China's plans those for whose years the dataset has a target: on the day of its last
    publication, and without one only plans that its figures reach the end of.
    """
    times = {target.period for target in dataset.targets}
    asked = [known for known in map(plan, CHINA) if known.period in times]
    at, reached = _last_print(dataset), _last_figure(dataset)
    for each in asked:
        is_over = reached is not None and reached >= each.period.end
        if is_over or at is not None:
            yield evaluate(dataset, each, None if is_over else at)


def _last_print(dataset: Dataset) -> AsOf | None:
    """The day of the last publication that is known."""
    days = [s.published.end for s in dataset.sources if s.published is not None]
    return AsOf(max(days)) if days else None


def _last_figure(dataset: Dataset) -> date | None:
    """The last day of a figure that was observed."""
    return max((o.period.end for o in dataset.observations if o.figure is not None), default=None)

"""A page to hand on: what a dataset says, as one HTML file, as Markdown or as PDF.

The HTML needs no other file, no script and no request; it prints on A4 and follows the reader's
light or dark theme.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol, TypeAlias, runtime_checkable

import attrs

from tjstats.errors import InvalidRecordError, RecordTypeError
from tjstats.questions.evaluation import Evaluation, evaluate
from tjstats.questions.evaluation_report import report_parts
from tjstats.questions.phrases import phrase
from tjstats.questions.review import Review, review
from tjstats.records.datasets import Dataset, language_of_dataset
from tjstats.records.sources import Source
from tjstats.tables import Table
from tjstats.values.languages import Language
from tjstats.values.periods import AsOf
from tjstats.values.plans import CHINA, plan
from tjstats.views import documents
from tjstats.views.report import answered, group_tables, remainder, summary

__all__ = ["Drawn", "Page", "Section", "page"]


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

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.title}: {len(self.sections)} sections>"


_TEXTS: Final = {".html": Page.html, ".htm": Page.html, ".md": Page.markdown}


def page(dataset: Dataset, lang: Language | None = None) -> Page:
    """The page on a dataset: its targets and their verdicts, changes and claims checked, the
    five-year plans that it has targets for, its figures, what stays open, and its sources.

    Raises `RecordTypeError`.

    >>> from tjstats import datasets
    >>> page(datasets.load("tianjin-14th-plan"), "en").sections[0].heading
    'Targets with a number'
    """
    if not isinstance(dataset, Dataset):
        expected = "a Dataset; Dataset('mine', observations=series) makes one"
        raise RecordTypeError("page", "dataset", dataset, expected)
    lang = language_of_dataset(dataset, lang)
    answers = review(dataset)
    sections = (
        *([Section("", texts)] if (texts := tuple(summary(answers, lang))) else ()),
        *(_of_table(table) for table in answered(answers, lang)),
        *(section for plan in _evaluations(dataset) for section in _evaluated(plan, lang)),
        *_figures(answers, lang),
        *(_of_table(table) for table in remainder(answers, lang)),
        *([Section(phrase("sources", lang), dataset.sources)] if dataset.sources else ()),
    )
    return Page(dataset.name(lang), lang, sections)


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


def _evaluations(dataset: Dataset) -> Iterator[Evaluation]:
    """Of China's plans those for whose years the dataset has a target: on the day of its last
    publication, and without one only plans that its figures reach the end of.
    """
    days = [s.published.end for s in dataset.sources if s.published is not None]
    last = max((o.period.end for o in dataset.observations if o.figure is not None), default=None)
    at = AsOf(max(days)) if days else None
    times = {target.period for target in dataset.targets}
    for asked in (known for known in map(plan, CHINA) if known.period in times):
        is_over = last is not None and last >= asked.period.end
        found = evaluate(dataset, asked, None if is_over else at)
        if found.rows and (is_over or at is not None):
            yield found


def _evaluated(evaluation: Evaluation, lang: Language) -> Iterator[Section]:
    """The sections of an evaluation, without its sources, which stand at the end of the page."""
    heading, sentences, *tables = report_parts(evaluation, lang)
    yield Section(str(heading), (sentences,))
    for table in tables[:-1]:
        if isinstance(table, Table):
            yield _of_table(table, 3)

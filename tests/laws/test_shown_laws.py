"""Laws of what is shown: whatever a record holds, its tables and pages are whole, escaped, and in one language."""

from contextlib import suppress
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

import tjstats as tj
from tests.record_strategies import datasets, observations, targets
from tests.test_one_language import foreign, named, texts
from tests.test_pages import Document
from tests.worlds import asked, reported, world
from tjstats import TjstatsError
from tjstats.questions.pace.offices import SCHEMES
from tjstats.views.pages import page

languages = st.sampled_from(["en", "zh"])
TABLE = {"div", "style", "table", "caption", "thead", "tbody", "tr", "th", "td", "i", "p", "details", "summary", "ul", "li"}  # fmt: skip


def answers(r: Random, scheme: str) -> list[object]:
    """The answers of every kind about a random world, without questions that are errors."""
    w = world(r)
    question = asked(r, w)
    found = reported(r, w, question)
    if not found:
        return []
    series = tj.Series(tuple(found))
    dataset = tj.Dataset("d", observations=series.observations, targets=(question.target,))
    questions = (
        lambda: tj.assess(question.target, series),
        lambda: tj.track(question.target, series, scheme),
        lambda: tj.remaining(question.target, series),
        lambda: tj.growth(found[-1], found[0]),
        lambda: tj.compare(series, tj.plan(13), tj.plan(14)),
        lambda: tj.review(dataset),
        lambda: tj.evaluate(dataset, tj.plan(14)),
        lambda: tj.verify(tj.Claim(found[0], found[-1].figure)),
        lambda: dataset,
    )
    made = []
    for ask in questions:
        with suppress(TjstatsError):
            made.append(ask())
    return made


@given(st.randoms(use_true_random=False), st.sampled_from(sorted(SCHEMES)), languages)
@settings(max_examples=25)
def test_answers_show_one_language(r, scheme, lang):
    """Every answer about a random world, whatever reason, status or measure it has."""
    for answer in answers(r, scheme):
        shown = texts(answer, lang)
        assert foreign(shown, lang, named(answer, lang, set())) == set(), shown


@given(observations | targets() | datasets(), languages)
@settings(max_examples=50)
def test_tables_of_records(record, lang):
    """Well formed, with the elements of a table alone; as many cells in each row; a text fits its width."""
    table = record.table(lang)
    document = Document(table.html())
    assert {tag for tag, _ in document.elements} <= TABLE
    assert {len(row) for row in table.rows} <= {len(table.header)}
    shown = len(table.header) - len(table.hover)
    assert [tag for tag, _ in document.elements].count("th") == shown + len(table.rows)
    assert table.markdown() and record.text(lang) is not None


@given(datasets(), languages)
@settings(max_examples=15)
def test_pages_of_datasets(dataset, lang):
    """Well formed, without a script, whatever names and sources are."""
    made = page(dataset, lang)
    document = Document(made.html())
    assert "script" not in {tag for tag, _ in document.elements}
    assert made.markdown().startswith("# ")

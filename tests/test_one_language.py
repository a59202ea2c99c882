"""One language at a time: every record and every answer, in print, as a table, in HTML and in Markdown."""

import re
from html.parser import HTMLParser

import attrs
import pytest

import tjstats as tj
from tests.samples import ALL
from tjstats import zh
from tjstats.questions import evaluation_report
from tjstats.questions.pace.offices import SCHEMES
from tjstats.questions.phrases import PHRASES
from tjstats.views.pictures import words
from tjstats.views.plans import plans_table
from tjstats.views.report import report

RELEASES = [
    "2025年末全市常住人口856.3万人，比上年末减少1.7万人，下降0.2%。一般公共预算收入由612.8亿元增加到648.3亿元，增长6.8%。"
]
OTHER = {
    "en": re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"),
    "zh": re.compile(r"[A-Za-z][A-Za-z0-9_.-]+"),
}
# Names and codes stand as written: of areas, breakdowns, publications, methods; and quotations.
NAMES = (
    "title",
    "publisher",
    "scope",
    "set_by",
    "locator",
    "area",
    "code",
    "group",
    "breakdowns",
    "version",
)
QUOTED = {"Claim": ("text",), "Reading": ("text", "indicator")}
SYMBOLS = {"GDP", "PM2.5", "CO2", "EUR", *SCHEMES}
WIDE = 10_000


def named(thing: object, lang: str, seen: set[int]) -> set[str]:
    """The texts of a record that stand as written; of names in both languages, that of the language."""
    if id(thing) in seen:
        return set()
    seen.add(id(thing))
    if isinstance(thing, tuple | list):
        return set().union(*(named(part, lang, seen) for part in thing))
    if not attrs.has(type(thing)):
        return set()
    found = set()
    if hasattr(thing, "zh") and hasattr(thing, "en"):
        found.add((thing.en or thing.zh) if lang == "en" else (thing.zh or thing.en))
    if isinstance(thing, tj.Figure):  # a unit that no table knows is its word
        found |= set(re.findall(r"\[(.*?)\]", thing.unit.code))
    for field in attrs.fields(type(thing)):
        found |= written(thing, field.name, lang, seen)
    return found


def written(thing: object, name: str, lang: str, seen: set[int]) -> set[str]:
    """The texts of a field that stand as written."""
    value = getattr(thing, name)
    if name == "breakdowns":
        return {code for _, code in value}
    if value is not None and name in (*NAMES, *QUOTED.get(type(thing).__name__, ())):
        return {str(value)}
    return named(value, lang, seen)


class Texts(HTMLParser):
    """The texts and titles of a page, without its style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found, self.skips = [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.skips = tag == "style"
        self.found += [
            value for name, value in attributes if name in ("title", "aria-label", "alt")
        ]

    def handle_endtag(self, tag):
        self.skips = False

    def handle_data(self, data):
        self.found += [] if self.skips else [data]


def texts(thing: object, lang: str) -> list[str]:
    """Everything that a record shows of itself in a language."""
    found = [thing.text(lang)] if callable(getattr(thing, "text", None)) else []
    if hasattr(thing, "picture"):
        picture = thing.picture(lang)
        found += [picture.text, *Texts(picture.svg()).found]
    table = thing.table(lang) if hasattr(thing, "table") else None
    with tj.language(lang):
        found += [str(thing)] if found else []
        for view in filter(None, (thing, table)):
            found += Texts(view._repr_html_()).found if hasattr(view, "_repr_html_") else []
            found += [view.markdown()] if hasattr(view, "markdown") else []
        if hasattr(thing, "_repr_mimebundle_"):  # with a picture
            # a narrow drawing breaks its headline, and names in it, over lines
            found.append(" ".join(Texts(thing._repr_mimebundle_()["text/html"]).found))
    return [*found, *([table.text(WIDE)] if table else [])]


def foreign(shown: list[str], lang: str, names: set[str]) -> set[str]:
    """The words in the other language, without names."""
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    as_written = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")
    return {
        word for text in shown for word in OTHER[lang].findall(as_written.sub(" ", text))
    } - SYMBOLS


def in_one(record: object, kept: str) -> object:
    """The record with its names in one language only."""
    document = tj.formats.json.dumps(record)
    lost = "zh" if kept == "en" else "en"
    return tj.formats.json.loads(re.sub(rf'"{lost}": "[^"]*"', f'"{lost}": ""', document))


CODES = (
    "bounds",
    "unit ",
    "period",
    "as_of",
    "plan 1",
    "verdict",
    "reading_evidence",
    "band",
    "score_line",
    "scheme",
)
SHOWN = [
    (name, record)
    for name, record in ALL
    if hasattr(record, "table") or (hasattr(record, "text") and not name.startswith(CODES))
]
IDS = [name for name, _ in SHOWN]
languages = pytest.mark.parametrize("lang", ["en", "zh"])


@languages
@pytest.mark.parametrize(("name", "record"), SHOWN, ids=IDS)
def test_a_record_shows_one_language(name, record, lang):
    """Nothing in the other language, beyond names that stand as written."""
    assert foreign(texts(record, lang), lang, named(record, lang, set())) == set()


@languages
@pytest.mark.parametrize("kept", ["en", "zh"])
@pytest.mark.parametrize(
    ("name", "record"),
    [s for s in SHOWN if s[0].endswith(" 0")],
    ids=[i for i in IDS if i.endswith(" 0")],
)
def test_names_in_one_language_stand_as_written(name, record, kept, lang):
    """Of records that have names in one language only, the names and nothing else are in it."""
    one = in_one(record, kept)
    assert foreign(texts(one, lang), lang, named(one, lang, set())) == set()


@languages
def test_lists_of_readings_and_claims(lang):
    """What is read from a text, and its claims: the quoted words stand as written."""
    for text in RELEASES:
        for found in (zh.read(text), zh.check(text)):
            names = named(list(found), lang, set())
            assert foreign(texts(found, lang), lang, names) == set()


@languages
@pytest.mark.parametrize("name", ["tianjin-14th-plan", "mohrss", "europe-2020"])
def test_reports(name, lang):
    """The report on a dataset, its plans side by side, its evaluation, and the check of a text."""
    dataset = tj.datasets.load(name)
    names = named(dataset, lang, set())
    evaluation = tj.evaluate(dataset, tj.plan(14))
    shown = [
        report(dataset, lang, WIDE),
        *Texts(evaluation.html(lang)).found,
        evaluation.text(lang, WIDE),
        evaluation.markdown(lang),
    ]
    shown += [plans_table(dataset, lang=lang).text(WIDE), *texts(tj.review(dataset), lang)]
    assert foreign(shown, lang, names) == set()


def test_a_dataset_speaks_the_language_of_its_words():
    """The dataset, its entries, their series and what is answered of them are in one language: that of the words
    of the figures, however many languages have a name; another one that is set holds for all."""
    own = {"mohrss": "zh", "china-plans": "zh", "tianjin-14th-plan": "zh", "europe-2020": "en"}

    def said(dataset):
        entry = max(dataset, key=lambda entry: len(entry.observations))
        answers = tj.review(dataset), tj.evaluate(dataset, tj.plan(14)), tj.views.page(dataset)
        yield from (str(thing) for thing in (dataset, entry, *answers[:2]))
        yield from (thing.table().text(WIDE) for thing in (dataset, entry, *answers[:2]))
        yield from (answers[2].markdown(), report(dataset), plans_table(dataset).text(WIDE))

    for name, lang in own.items():
        dataset = tj.datasets.load(name)
        with tj.language(lang):
            expected = list(said(dataset))
        assert list(said(dataset)) == expected
        with tj.language("en" if lang == "zh" else "zh"):
            assert not set(filter(None, said(dataset))) & {
                text for text in expected if len(text) > 90
            }


def test_words_stand_once():
    """No key and no pair of texts of the words for all answers is said again for reports or for pictures."""
    tables = [PHRASES, evaluation_report._OWN, words._OWN]
    keys = [key for table in tables for key in table]
    assert len(keys) == len(set(keys))
    texts = [
        {(each["en"].rstrip("."), each["zh"].rstrip("。")) for each in table.values()}
        for table in tables
    ]
    assert not texts[0] & texts[1] | texts[0] & texts[2] | texts[1] & texts[2]

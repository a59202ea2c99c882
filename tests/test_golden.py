"""Documents of earlier versions, one of each kind: they load, equal their records, and are read as written when a rule has changed since."""

import json as plain_json
from pathlib import Path

import pytest

import tjstats as tj
from tests.samples import SAMPLES
from tjstats import Verdict
from tjstats.formats import json
from tjstats.questions import attainment

GOLDEN = Path(__file__).with_name("golden")
TEXTS = {
    f"{folder.name}/{path.stem}": path.read_text("utf-8")
    for folder in sorted(GOLDEN.iterdir())
    for path in sorted(folder.glob("*.json"))
}
ROUNDED_OTHERWISE = (tj.Growth, tj.PlanComparison, tj.Recheck)
ATTAINMENTS = [name for name in TEXTS if name.endswith("/attainment")]


def samples(name, count):
    """The records of the documents; kinds have gained samples at the end since."""
    return SAMPLES[name.partition("/")[2]][:count]


def is_made_from(records, sources):
    """Whether records equal today's samples. An answer of growth may differ in the last of the 34
    digits of an interval, which was worked out in more steps before, and in nothing that it shows.
    """

    def shown(answer):  # version 1 does not hold how precisely a day is named
        tables = (answer.table(lang) for lang in ("en", "zh"))
        cells = (
            cell.replace("-12-31", "") for table in tables for row in table.rows for cell in row
        )
        return repr(answer), *cells

    def alike(record, sample):
        if record == sample or not isinstance(record, ROUNDED_OTHERWISE):
            return record == sample
        return shown(record) == shown(sample)

    return len(records) == len(sources) and all(map(alike, records, sources))


@pytest.fixture
def another_rule(monkeypatch):
    """A target that is met is exceeded."""
    degree = attainment.degree

    def other_degree(*arguments, **options):
        given = degree(*arguments, **options)
        return tj.Degree.EXCEEDED if given is tj.Degree.MET else given

    monkeypatch.setattr(attainment, "degree", other_degree)


@pytest.mark.parametrize(("version", "count"), [(1, 30), (2, 31)])
def test_every_kind_of_a_version(version, count):
    """There is one document of each kind that the version had."""
    texts = {name: text for name, text in TEXTS.items() if name.startswith(f"v{version}/")}
    assert len(texts) == count
    assert {name.partition("/")[2] for name in texts} <= set(SAMPLES)
    assert {plain_json.loads(text)["tjstats"] for text in texts.values()} == {version}


@pytest.mark.parametrize("name", TEXTS)
def test_a_document_loads_and_is_what_it_was_made_from(name):
    """It equals today's samples, and itself after it was written again."""
    records = json.loads(TEXTS[name], list)
    assert is_made_from(records, samples(name, len(records)))
    assert json.loads(json.dumps(records)) == records


@pytest.mark.parametrize("name", [name for name in TEXTS if not name.startswith("v1/")])
def test_what_is_shown_is_kept(name):
    """From version 2 on, the document holds the unit as printed and the precision of a date."""
    records = json.loads(TEXTS[name], list)
    for record, sample in zip(records, samples(name, len(records)), strict=True):
        assert (str(record), repr(record)) == (str(sample), repr(sample))


@pytest.mark.parametrize("name", TEXTS)
def test_a_document_is_read_as_it_is_under_another_rule(name, another_rule):
    """It loads, equals the samples made under the old rule, and equals itself."""
    records = json.loads(TEXTS[name], list)
    assert is_made_from(records, samples(name, len(records)))
    assert json.loads(json.dumps(records)) == records


@pytest.mark.parametrize("name", ATTAINMENTS)
def test_recheck_names_the_field(name, another_rule):
    """Only answers affected by the rule differ, in their degree."""
    for answer in json.loads(TEXTS[name], list):
        found = tj.recheck(answer)
        met = answer.degree is tj.Degree.MET
        assert found.verdict is (Verdict.NO if met else Verdict.YES)
        assert found.differs == (("degree",) if met else ())


def test_the_changed_rule_is_about_some_answer():
    """Otherwise the tests above would prove nothing."""
    for name in ATTAINMENTS:
        answers = json.loads(TEXTS[name], list[tj.Attainment])
        assert tj.Degree.MET in {answer.degree for answer in answers}
        assert {tj.recheck(answer).verdict for answer in answers} == {Verdict.YES}

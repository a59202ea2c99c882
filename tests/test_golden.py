"""Documents of earlier versions, one of each kind: they load, equal what they were made from, and
are read as they are when a rule has changed since."""

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
ATTAINMENTS = [name for name in TEXTS if name.endswith("/attainment")]


def samples(name, count):
    """What the documents were made from: kinds have gained samples at the end since."""
    return SAMPLES[name.partition("/")[2]][:count]


@pytest.fixture
def another_rule(monkeypatch):
    """Whoever has met a target has exceeded it."""
    degree = attainment.degree

    def other_degree(*arguments, **options):
        given = degree(*arguments, **options)
        return tj.Degree.EXCEEDED if given is tj.Degree.MET else given

    monkeypatch.setattr(attainment, "degree", other_degree)


def test_every_kind_of_version_1():
    """The kinds of version 0.1.0; the schema's version is that of the folder."""
    kinds = {name.partition("/")[2] for name in TEXTS if name.startswith("v1/")}
    assert len(kinds) == 30
    assert kinds <= set(SAMPLES)
    for name, text in TEXTS.items():
        assert f"v{plain_json.loads(text)['tjstats']}" == name.partition("/")[0]


@pytest.mark.parametrize("name", TEXTS)
def test_a_document_loads_and_is_what_it_was_made_from(name):
    """Equal to the samples of today, and to itself after it was written again."""
    records = json.loads(TEXTS[name], list)
    assert records == samples(name, len(records))
    assert json.loads(json.dumps(records)) == records


@pytest.mark.parametrize("name", TEXTS)
def test_a_document_is_read_as_it_is_under_another_rule(name, another_rule):
    """It loads, equals the samples made under the old rule, and equals itself."""
    records = json.loads(TEXTS[name], list)
    assert records == samples(name, len(records))
    assert json.loads(json.dumps(records)) == records


@pytest.mark.parametrize("name", ATTAINMENTS)
def test_recheck_names_the_field(name, another_rule):
    """Only answers that the rule is about differ, in their degree."""
    for answer in json.loads(TEXTS[name], list):
        found = tj.recheck(answer)
        met = answer.degree is tj.Degree.MET
        assert found.verdict is (Verdict.NO if met else Verdict.YES)
        assert found.differs == (("degree",) if met else ())


def test_the_changed_rule_is_about_some_answer():
    """Otherwise the tests above would show nothing."""
    for name in ATTAINMENTS:
        answers = json.loads(TEXTS[name], list[tj.Attainment])
        assert tj.Degree.MET in {answer.degree for answer in answers}
        assert {tj.recheck(answer).verdict for answer in answers} == {Verdict.YES}

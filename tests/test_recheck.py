"""Recheck: a stored answer is read as it was written, and recomputed on request."""

import pickle

import attrs
import pytest

import tjstats as tj
from tests.indicators import MONEY, flow
from tests.samples import DATASET, SAMPLES, stored_otherwise
from tjstats import Figure, Observation, Period, Reason, Target, Verdict
from tjstats.errors import RecordTypeError
from tjstats.formats import json
from tjstats.questions.results import computed_results, result_names

GROWTH = tj.growth(MONEY.observe("2025", "110"), MONEY.observe("2024", "100"))
MISSED = tj.assess(
    Target(flow(), Period.year(2025), Figure("5", "亿元")), flow().observe("2025", "4")
)
WRONG = tj.verify(tj.Claim(Figure("23", "%"), Figure("21", "%")))
NO_INPUTS = ("aggregate", "overall")
KINDS = (
    *("growth", "attainment", "plan_comparison", "pace", "early_completion"),
    *("verification", "share", "review", "reconciliation"),
)
ANSWERS = [
    answer for kind in KINDS for answer in SAMPLES[kind] if getattr(answer, "_stored", None) is None
]


def changed(answer, **fields):
    """The answer as read from a document with some fields changed."""
    document = json.to_builtins(answer)
    document["value"] |= fields
    return json.from_builtins(document)


def with_results(answer, **results):
    """The answer as read from a document with some results changed."""
    stored = json.to_builtins(answer)["value"]["results"] | results
    return changed(answer, results={k: v for k, v in stored.items() if v is not None})


RATE = {"value": "11", "unit": "percent"}


@pytest.mark.parametrize("answer", ANSWERS, ids=repr)
def test_an_answer_of_today_is_the_same(answer):
    """Both fresh from its question and read from a document."""
    for given in (answer, json.loads(json.dumps(answer))):
        found = tj.recheck(given)
        assert (found.verdict, found.differs, found.reason) == (Verdict.YES, (), None)
        assert found.stored is given
        assert found.fresh == given


@pytest.mark.parametrize("answer", [a for kind in NO_INPUTS for a in SAMPLES[kind]], ids=repr)
def test_an_answer_without_its_inputs(answer):
    """It cannot be recomputed, and says so."""
    found = tj.recheck(answer)
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, Reason.INPUTS_NOT_KEPT)
    assert (found.stored, found.fresh, found.differs) == (answer, None, ())


def test_a_target_without_observation_cannot_be_rechecked():
    """The attainment of a target for which a review found no observation cannot be recomputed alone."""
    answer = next(a for a in tj.review(DATASET).attainments if a.reported is None)
    assert tj.recheck(answer).reason is Reason.INPUTS_NOT_KEPT


@pytest.mark.parametrize(
    ("answer", "verdict"), [(MISSED, "yes"), (MISSED, "unknown"), (WRONG, "yes")], ids=str
)
def test_a_verdict_that_the_inputs_do_not_give(answer, verdict):
    """It is read as written; `recheck` names the field."""
    read = changed(answer, verdict=verdict)
    assert read.verdict.value == verdict
    assert read != answer
    assert json.loads(json.dumps(read)) == read
    found = tj.recheck(read)
    assert (found.verdict, found.differs, found.fresh) == (Verdict.NO, ("verdict",), answer)


@pytest.mark.parametrize(
    ("answer", "results"),
    [
        (GROWTH, {"rate": RATE}),
        (GROWTH, {"rate": RATE, "years": "3/4"}),
        (GROWTH, {"rate": None, "reason": "zero_base"}),
        (SAMPLES["attainment"][1], {"published": "no"}),
        (SAMPLES["plan_comparison"][0], {"verdict": "no", "later": {"value": "5", "unit": "CNY"}}),
        (SAMPLES["verification"][1], {"fits": None}),
        (SAMPLES["share"][0], {"share": RATE}),
        (SAMPLES["pace"][0], {"elapsed": "5/2"}),
        (SAMPLES["early_completion"][0], {"months": 7}),
    ],
    ids=str,
)
def test_results_that_the_inputs_do_not_give(answer, results):
    """They are shown as stored, written again unchanged, and named by `recheck`."""
    read = with_results(answer, **results)
    again = json.loads(json.dumps(read))
    for copy in (read, again, pickle.loads(pickle.dumps(read))):
        written = json.to_builtins(copy)["value"]["results"]
        for name, stored in results.items():
            assert written.get(name) == stored
        assert copy == read
        assert copy != answer
    found = tj.recheck(read)
    assert found.verdict is Verdict.NO
    assert set(found.differs) == set(results)
    assert found.fresh == answer


def test_a_stored_rate_is_the_rate():
    """The value in the document is shown, in words and in figures."""
    read = with_results(GROWTH, rate=RATE)
    assert (read.rate, str(read), read.change) == (Figure("11", "%"), "11%", GROWTH.change)
    assert (read.current, read.base) == (GROWTH.current, GROWTH.base)
    assert computed_results(read) == computed_results(GROWTH)


def test_a_change_of_the_inputs_is_a_new_answer():
    """Stored results belong to the inputs that they are stored with."""
    read = with_results(GROWTH, rate=RATE)
    assert str(attrs.evolve(read, base=MONEY.observe("2024", "55")).rate) == "100%"
    assert attrs.evolve(read) == GROWTH


def test_results_that_no_longer_can_be_computed():
    """A growth between incompatible units, with stored results, is read and cannot be recomputed."""
    document = json.to_builtins(GROWTH)
    document["value"]["base"]["figure"] |= {"unit": "USD", "word": "亿美元"}
    document["indicators"]["other"] = {"code": "other", "unit": "USD", "nature": "flow"}
    document["value"]["base"]["indicator"] = "other"
    read = json.from_builtins(document)
    assert str(read.rate) == "10%"
    assert json.to_builtins(read)["value"]["results"] == document["value"]["results"]
    found = tj.recheck(read)
    assert (found.verdict, found.fresh) == (Verdict.UNKNOWN, None)
    assert isinstance(found.reason, Reason)


def test_answers_that_a_review_gives_instead_of_an_error():
    """An unknown that replaces an error is the same answer if the error is raised again."""
    elsewhere = Observation(MONEY, Period.year(2025), Figure("5", "亿元"), "CN-BJ")
    target = Target(MONEY, Period.year(2025), Figure("5", "亿元"), area="CN-TJ")
    given = tj.Attainment(target, elsewhere, Verdict.UNKNOWN, reason=Reason.AREA_MISMATCH)
    assert tj.recheck(given).verdict is Verdict.YES
    met = attrs.evolve(given, verdict=Verdict.YES, degree=tj.Degree.MET, reason=None)
    found = tj.recheck(met)
    assert (found.verdict, found.reason) == (Verdict.UNKNOWN, Reason.AREA_MISMATCH)


@pytest.mark.parametrize("given", [None, 5, "growth", Figure("5", "%"), DATASET], ids=str)
def test_only_answers_are_rechecked(given):
    """Anything else is a TypeError."""
    with pytest.raises(RecordTypeError, match="an answer"):
        tj.recheck(given)


def test_words_and_table():
    """In both languages: the fields that differ, or the reason."""
    found = tj.recheck(stored_otherwise(GROWTH, rate=Figure("11", "%"), years=None))
    assert found.text("en") == "changed: rate, years"
    assert found.text("zh") == "有变化：增速、年数"
    assert found.table("en").rows == (("rate", "11%", "10%"), ("years", "—", "1"))
    assert found.table("zh").header == ("项目", "保存的结果", "重新计算的结果")
    with tj.language("zh"):
        assert str(found) == found.text("zh") == found.table().caption
    unknown = tj.recheck(SAMPLES["aggregate"][0])
    assert Reason.INPUTS_NOT_KEPT.text("zh") in unknown.text("zh")
    assert "does not include its inputs" in unknown.text("en")
    assert tj.recheck(GROWTH).text("en") == "unchanged"


def test_its_language_is_that_of_the_answer():
    """Unless a language is set, it is that of the words in the answer."""
    for unit, text in (("元/月", "未变"), ("EUR", "unchanged")):
        growth = tj.growth(Figure("2510", unit), Figure("2050", unit))
        assert str(tj.recheck(growth)) == text
        assert tj.recheck(growth).table().caption == text


@pytest.mark.parametrize("kind", KINDS)
def test_result_names_are_properties(kind):
    """Each result is a property of its class and not a field."""
    answer = SAMPLES[kind][0]
    names = result_names(type(answer))
    assert all(isinstance(getattr(type(answer), name), property) for name in names)
    assert not set(names) & {field.name for field in attrs.fields(type(answer))}

"""Verdicts: strong Kleene logic without a truth value, and the wording of reasons."""

import json
import operator
import pickle
from enum import EnumType
from itertools import product

import pytest

import tjstats as tj
from tjstats.errors import InvalidRecordError, NoTruthValueError, TjstatsError
from tjstats.values.verdicts import REASON_TEXTS, VERDICT_TEXTS, Reason, Verdict

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
DEGREE = {NO: 0, UNKNOWN: 1, YES: 2}  # Kleene's order of truth
pairs = pytest.mark.parametrize(("a", "b"), list(product(Verdict, repeat=2)))
triples = pytest.mark.parametrize(("a", "b", "c"), list(product(Verdict, repeat=3)))


@pairs
def test_and_is_the_lesser(a, b):
    """a & b is the less true of the two."""
    assert DEGREE[a & b] == min(DEGREE[a], DEGREE[b])


@pairs
def test_or_is_the_greater(a, b):
    """a | b is the truer of the two."""
    assert DEGREE[a | b] == max(DEGREE[a], DEGREE[b])


@pytest.mark.parametrize(("a", "expected"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_not_exchanges_yes_and_no(a, expected):
    """~ exchanges yes and no, and keeps unknown."""
    assert ~a is expected
    assert ~~a is a


@pairs
def test_de_morgans_laws(a, b):
    """~(a & b) is ~a | ~b, and ~(a | b) is ~a & ~b."""
    assert ~(a & b) is ~a | ~b
    assert ~(a | b) is ~a & ~b


@triples
def test_associative_and_distributive(a, b, c):
    """Each operation is associative, and each distributes over the other."""
    assert (a & b) & c is a & (b & c)
    assert (a | b) | c is a | (b | c)
    assert a & (b | c) is (a & b) | (a & c)
    assert a | (b & c) is (a | b) & (a | c)


def test_excluded_middle_does_not_hold():
    """Unknown or not unknown is unknown: the logic is not two-valued."""
    assert UNKNOWN | ~UNKNOWN is UNKNOWN
    assert UNKNOWN & ~UNKNOWN is UNKNOWN


@triples
def test_doubt_only_adds_doubt(a, b, c):
    """Replacing an operand by unknown changes the result to unknown, or not at all."""
    assert UNKNOWN & b in (a & b, UNKNOWN)
    assert (UNKNOWN | b) & c in ((a | b) & c, UNKNOWN)


@pytest.mark.parametrize("verdict", Verdict)
def test_no_truth_value(verdict):
    """bool() raises for every verdict, including YES, and says what to write."""
    with pytest.raises(NoTruthValueError, match=f"{verdict.name}.*Verdict.YES") as caught:
        bool(verdict)
    assert isinstance(caught.value, TjstatsError)
    assert isinstance(caught.value, TypeError)


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_its_code(verdict):
    """It is equal to the text of its code and to no other, has its hash, and is written as it."""
    assert [text for text in ("yes", "no", "unknown", "No", "") if verdict == text] == [
        verdict.value
    ]
    assert {verdict.value: 1}[verdict] == 1
    assert json.dumps([verdict]) == f'["{verdict}"]' == f'["{verdict.value}"]'
    assert type(str(verdict)) is str
    assert verdict is Verdict(verdict.value) is pickle.loads(pickle.dumps(verdict))


@pytest.mark.parametrize("other", [YES, NO, "no", "yes", 1])
@pytest.mark.parametrize("order", [operator.lt, operator.le, operator.gt, operator.ge])
def test_no_order(order, other):
    """< and its kin raise, in both orders: no is not less than yes."""
    for pair in ((NO, other), (other, NO)):
        with pytest.raises(TypeError, match="order"):
            order(*pair)


@pytest.mark.parametrize("text", ["No", "", "met", None])
def test_other_texts_are_no_verdict(text):
    """The code is taken as it is written."""
    with pytest.raises(InvalidRecordError, match="write one of yes, no, unknown"):
        Verdict(text)


@pytest.mark.parametrize("truth", [True, False])
@pytest.mark.parametrize("verdict", [YES, NO, UNKNOWN])
def test_no_verdict_equals_a_truth_value(verdict, truth):
    """`verdict == True` is the question that has no answer, in both orders."""
    for compare in (
        lambda: verdict == truth,
        lambda: verdict != truth,
        lambda: truth == verdict,
        lambda: truth != verdict,
    ):
        with pytest.raises(NoTruthValueError):
            compare()


@pytest.mark.parametrize(
    "kind",
    [getattr(tj, name) for name in tj.__all__ if isinstance(getattr(tj, name), EnumType)],
)
def test_a_code_that_no_list_has_is_an_error_of_the_library(kind):
    """It lists the codes, for every list that is public, and is a ValueError as of any."""
    with pytest.raises(InvalidRecordError, match="write one of") as caught:
        kind("forcast")
    assert isinstance(caught.value, ValueError)
    assert all(code in str(caught.value) for code in kind)


@pytest.mark.parametrize("other", [True, False, None, 1, "yes"])
def test_only_verdicts_combine(other):
    """& and | take verdicts only, in both orders."""
    for left, right in ((YES, other), (other, YES)):
        with pytest.raises(TypeError):
            left & right
        with pytest.raises(TypeError):
            left | right


def test_the_codes_that_json_stores():
    """The codes that JSON holds."""
    assert [verdict.value for verdict in Verdict] == ["yes", "no", "unknown"]
    assert Verdict("unknown") is UNKNOWN


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_verdict_and_reason_has_words(lang):
    """Each row of both tables has words in both languages, no two alike."""
    assert set(VERDICT_TEXTS) == set(Verdict)
    assert set(REASON_TEXTS) == set(Reason)
    for kind in (Verdict, Reason):
        texts = [member.text(lang) for member in kind]
        assert all(texts)
        assert len(set(texts)) == len(texts)


def test_unknown_in_words():
    """Unknown is "cannot tell", 无法判定."""
    assert (UNKNOWN.text("en"), UNKNOWN.text("zh")) == ("cannot tell", "无法判定")


def test_a_reason_is_its_code():
    """str of a reason is the code that programs compare."""
    assert str(Reason.NO_NUMBER) == Reason.NO_NUMBER == "no_number"

"""Observations derived from others, however deep and however often from the same one."""

import copy
import pickle
import time

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tjstats as tj
from tests.indicators import JOBS
from tjstats import Dataset
from tjstats.errors import LoadError
from tjstats.formats import csv, json

DEEP = 5000


def deep(depth: int, times: int = 1) -> tj.Observation:
    """An observation, derived from another as many *times*, which is derived from another, and so on."""
    found = JOBS.observe("2021", "1.5")
    for _ in range(depth):
        found = attrs.evolve(found, derived_from=(found,) * times)
    return found


@pytest.mark.parametrize("times", [1, 2])
class TestDepth:
    """Design §3: computed records have `derived_from`; how deep has no limit."""

    def test_equality(self, times):
        """Equal where all is equal down to the first, and unequal where that differs."""
        assert deep(DEEP, times) == deep(DEEP, times)
        assert hash(deep(DEEP, times)) == hash(deep(DEEP, times))
        assert deep(DEEP, times) != deep(DEEP - 1, times)

    def test_copies(self, times):
        """Pickle, copy and deep copy are equal."""
        found = deep(DEEP, times)
        for again in (pickle.loads(pickle.dumps(found)), copy.copy(found), copy.deepcopy(found)):
            assert again == found

    @pytest.mark.parametrize("wrap", [lambda o: o, lambda o: [o, o], lambda o: tj.Series((o,))])
    def test_documents(self, times, wrap):
        """JSON gives an equal record back, and writes each input once."""
        found = wrap(deep(DEEP, times))
        text = json.dumps(found)
        assert json.loads(text) == found
        assert len(text) < 1000 * DEEP

    def test_tables(self, times):
        """CSV does too, a row for each."""
        found = deep(DEEP, times)
        text = csv.dumps([found])
        assert csv.loads(text) == [found]
        assert len(text.splitlines()) < DEEP + 10

    def test_datasets(self, times):
        """A dataset lists the sources of all that its observations are derived from."""
        first = attrs.evolve(deep(0), source=tj.Source("page"))
        found = attrs.evolve(deep(1), derived_from=(first,) * times)
        for _ in range(DEEP):
            found = attrs.evolve(found, derived_from=(found,) * times)
        assert [source.code for source in Dataset("any", observations=(found,)).sources] == ["page"]


def test_time_is_linear():
    """Eight times as deep takes less than twenty-four times as long, each derived from another twice."""

    def seconds(depth):
        found, start = deep(depth, 2), time.perf_counter()
        for again in (
            deep(depth, 2),
            pickle.loads(pickle.dumps(found)),
            json.loads(json.dumps(found)),
        ):
            assert again == found
        return time.perf_counter() - start

    few, many = (min(seconds(depth) for _ in range(3)) for depth in (500, 4000))
    assert many < 24 * few + 0.1


@given(st.lists(st.lists(st.integers(0, 9), max_size=3), min_size=1, max_size=10))
def test_any_graph_survives(graph):
    """Whatever is derived from what: equal after JSON, CSV and pickle, and equal objects hash alike."""
    made = [JOBS.observe("2020", "7")]
    for number, places in enumerate(graph):
        parts = tuple(made[place % len(made)] for place in places)
        made.append(attrs.evolve(deep(0), note=str(number % 3), derived_from=parts))
    for again in (
        json.loads(json.dumps(made)), csv.loads(csv.dumps(made)), pickle.loads(pickle.dumps(made)),
        copy.deepcopy(made),
    ):  # fmt: skip
        assert again == made
        assert list(map(hash, again)) == list(map(hash, made))


@pytest.mark.parametrize(
    ("inputs", "pointers"),
    [
        ({"a": {"derived_from": ["a"]}}, {"/inputs/a/derived_from/0"}),
        (
            {"a": {"derived_from": ["b"]}, "b": {"derived_from": ["a"]}},
            {"/inputs/b/derived_from/0"},
        ),
        ({"a": {"derived_from": ["c"]}}, {"/inputs/a/derived_from/0"}),
        ({"a": {"derived_from": [], "x": 1}}, {"/inputs/a/x"}),
        ([], {"/inputs", "/value/derived_from/0"}),
    ],
)
def test_mistakes_in_inputs(inputs, pointers):
    """An input that is derived from itself, from none that there is, or that has a mistake of its own is reported there."""
    document = json.to_builtins(deep(2))
    value = document["inputs"]["input-1"]
    if isinstance(inputs, dict):
        inputs = {key: value | entry for key, entry in inputs.items()}
    document["inputs"] = inputs
    document["value"] |= {"derived_from": ["a"]}
    with pytest.raises(LoadError) as caught:
        json.from_builtins(document)
    assert {problem.pointer for problem in caught.value.problems} == pointers

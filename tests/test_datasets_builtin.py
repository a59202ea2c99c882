"""The built-in datasets: names, loading, and what happens to an unknown name."""

import pickle

import pytest

import tjstats as tj
from tests.processes import run_python
from tjstats import datasets
from tjstats.errors import TjstatsError, UnknownCodeError
from tjstats.formats import json


def test_names():
    """A tuple of texts, in order, each of which loads as a dataset of that code."""
    assert datasets.names() == tuple(sorted(datasets.names()))
    assert "tianjin-14th-plan" in datasets.names()
    for name in datasets.names():
        found = datasets.load(name)
        assert type(found) is tj.Dataset
        assert found.code == name


@pytest.mark.parametrize(
    "name", ["tianjin-14th", "tianjin_14th_plan", "", "../tianjin-14th-plan", "tianjin-14th-plan.json", None, 14, ["x"]]
)
def test_an_unknown_name(name):
    """A KeyError of the library's own, with the known names."""
    with pytest.raises(UnknownCodeError, match="tianjin-14th-plan") as caught:
        datasets.load(name)
    assert isinstance(caught.value, KeyError)
    assert isinstance(caught.value, TjstatsError)


def test_loading_twice_gives_the_same():
    """Equal, whether or not it is read again."""
    assert datasets.load("tianjin-14th-plan") == datasets.load("tianjin-14th-plan")


def test_a_dataset_goes_there_and_back():
    """As JSON and as a pickle, and look-up by code still works."""
    found = datasets.load("tianjin-14th-plan")
    for again in (json.loads(json.dumps(found)), pickle.loads(pickle.dumps(found))):
        assert again == found
        assert again["talent.skilled_workers"] == found["talent.skilled_workers"]


def test_an_unknown_code_of_the_dataset():
    """Near matches are named."""
    with pytest.raises(UnknownCodeError, match=r"labour_relations\.minimum_wage"):
        datasets.load("tianjin-14th-plan")["labour.minimum_wage"]


def test_loading_needs_no_pint():
    """The file holds canonical unit codes, which need no unit engine."""
    code = "import tjstats as tj, sys; tj.datasets.load('tianjin-14th-plan'); print('pint' in sys.modules)"
    assert run_python(code) == "False"

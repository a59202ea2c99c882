"""The codes that type checkers know: those of the enumerations, and the fields of an observation."""

from enum import StrEnum
from importlib import import_module
from pkgutil import walk_packages
from typing import get_args

import attrs
import pytest

import tjstats
from tjstats.formats.sdmx import FORMATS, Version
from tjstats.frames.engines import ENGINES, EngineName
from tjstats.questions.pace.offices import SCHEMES, SchemeCode
from tjstats.records.classifications import EVERY, Every
from tjstats.records.publication import ObservationFields
from tjstats.tables import Language
from tjstats.values.languages import LANGUAGES
from tjstats.values.qualifiers import ROUNDINGS, Rounding

MODULES = [
    import_module(found.name)
    for found in walk_packages(tjstats.__path__, "tjstats.")
    if not found.name.endswith("__main__")
]
LISTS = {
    name: (kind, codes)
    for module in MODULES
    for name, codes in sorted(vars(module).items())
    if (kind := getattr(module, name.removesuffix("Code"), None)) is not codes
    if isinstance(kind, type) and issubclass(kind, StrEnum)
}


@pytest.mark.parametrize("name", LISTS)
def test_the_codes_for_type_checkers_are_those_of_the_enumeration(name):
    """The members of an enumeration and its Literal are equal, in one order."""
    kind, codes = LISTS[name]
    assert get_args(codes) == tuple(kind)
    assert getattr(import_module(kind.__module__), name) is codes


TABLES = {
    "languages": (Language, LANGUAGES),
    "every": (Every, EVERY),
    "roundings": (Rounding, ROUNDINGS),
    "schemes": (SchemeCode, SCHEMES),
    "engines": (EngineName, ENGINES),
    "messages": (Version, FORMATS),
}


@pytest.mark.parametrize("name", TABLES)
def test_the_texts_for_type_checkers_are_those_of_the_table(name):
    """A Literal has the keys of the table that is read."""
    texts, table = TABLES[name]
    assert get_args(texts) == tuple(table)


def test_the_enumerations_of_arguments_have_codes():
    """Each enumeration that a constructor takes by its code."""
    assert set(LISTS) >= {
        f"{name}Code" for name in "Direction Flag Force Measure Nature Qualifier Status".split()
    }


def test_the_keywords_of_observe_are_the_fields_of_an_observation():
    """All beyond those that `observe` names itself."""
    fields = {field.name for field in attrs.fields(tjstats.Observation) if field.init}
    named = {"indicator", "period", "figure", "area", "base"}
    assert set(ObservationFields.__annotations__) == fields - named

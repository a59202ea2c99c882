"""The built-in datasets, files of this package with a source for every figure."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final, Literal, TypeAlias, get_args

from tjstats.errors import UnknownCodeError
from tjstats.formats import json
from tjstats.records.datasets import Dataset

__all__ = ["DatasetName", "load", "names"]

DatasetName: TypeAlias = Literal[
    "china-plans",
    "europe-2020",
    "mohrss",
    "tianjin-14th-plan",
    "tianjin-plans",
]
_NAMES: Final[tuple[DatasetName, ...]] = get_args(DatasetName)


def names() -> tuple[DatasetName, ...]:
    """The names of the built-in datasets.

    >>> names()
    ('china-plans', 'europe-2020', 'mohrss', 'tianjin-14th-plan', 'tianjin-plans')
    """
    return _NAMES


def load(name: DatasetName) -> Dataset:
    """A built-in dataset. Raises `UnknownCodeError` with near matches.

    >>> load("tianjin-14th-plan")["labour_relations.minimum_wage"].series.observations[-1].figure
    Figure('2510', '元/月')
    """
    if name not in _NAMES:
        from difflib import get_close_matches

        near = tuple(get_close_matches(str(name), _NAMES, cutoff=0.3))
        known = () if near else _NAMES
        raise UnknownCodeError(name, "tjstats.datasets", near, "built-in dataset", known)
    return _loaded(name)


@cache
def _loaded(name: str) -> Dataset:
    text = files("tjstats.data").joinpath(f"{name}.json").read_text("utf-8")
    return json.loads(text, Dataset)


def __dir__() -> list[str]:
    return list(__all__)

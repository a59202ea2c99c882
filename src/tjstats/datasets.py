"""The built-in datasets, files of this package with a source for every figure; and datasets in
files of your own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from pkgutil import get_data
from typing import Any, Final, Literal, TypeAlias, Unpack, get_args

from tjstats import formats
from tjstats.errors import InvalidRecordError, RecordTypeError, UnknownCodeError
from tjstats.formats import json
from tjstats.formats._delimited import ForeignText
from tjstats.records.datasets import Dataset
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target

__all__ = ["SUFFIXES", "DatasetName", "load", "names", "read"]

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
    data = get_data("tjstats.data", f"{name}.json")  # importlib.resources takes longer to import
    return json.loads(data or b"", Dataset)


def __dir__() -> list[str]:
    return list(__all__)


# The module that reads files with a suffix, and its arguments for them.
_READERS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    ".csv": ("csv", {}),
    ".tsv": ("csv", {"delimiter": "\t"}),
    ".json": ("json", {}),
    **dict.fromkeys((".xlsx", ".xls", ".xlsb", ".ods"), ("excel", {})),
}
SUFFIXES: Final = tuple(_READERS)


def read(path: str | os.PathLike[str], **foreign: Unpack[ForeignText]) -> Dataset:
    """The dataset in a file, .csv, .tsv, .json or a workbook: a dataset as it is, or one of the
    series, observations and targets in it, with the name of the file as its code.

    *foreign* are the arguments of `formats.csv.loads` or `formats.excel.loads` for a table of your
    own. Raises `LoadError`, `RecordTypeError` for other records, `InvalidRecordError` for another
    suffix, `MissingExtraError` for a workbook without the extra `excel`, `OSError`.
    """
    file = Path(path)
    if file.suffix.lower() not in SUFFIXES:
        problem = f"write a path that ends in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
        raise InvalidRecordError("read", "path", str(path), problem)
    reader, own = _READERS[file.suffix.lower()]
    if reader == "json" and foreign:
        problem = "a JSON document says what its columns are; leave it out"
        raise InvalidRecordError("read", next(iter(foreign)), str(path), problem)
    return dataset_of(getattr(formats, reader).read(file, **{**own, **foreign}), file.stem)


def dataset_of(found: Any, code: str) -> Dataset:
    """The dataset of what was read: as it is, or of its records, with that code. Raises
    `RecordTypeError`.
    """
    if isinstance(found, Dataset):
        return found
    records = list(_flat(found if isinstance(found, list) else [found]))
    observations = tuple(record for record in records if isinstance(record, Observation))
    targets = tuple(record for record in records if isinstance(record, Target))
    return Dataset(code, observations=observations, targets=targets)


def _flat(records: Iterable[object]) -> Iterator[Observation | Target]:
    """The observations and targets among records. Raises `RecordTypeError` for others."""
    for record in records:
        if isinstance(record, Series):
            yield from record
        elif isinstance(record, Observation | Target):
            yield record
        else:
            expected = "a file of a dataset, or of series, observations and targets"
            raise RecordTypeError("read", "path", record, expected)

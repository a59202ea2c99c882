"""The table formats under test, those that can run here, and their sample records."""

from importlib.util import find_spec

import pytest

import tjstats as tj
from tests.samples import DATASET, FIGURES, SAMPLES
from tjstats.formats import csv, datapackage, json, sdmx_csv

NEEDS = {"arrow": "pyarrow", "sdmx": "pysdmx"}


def have(*packages: str) -> bool:
    """Whether optional packages are installed."""
    return all(find_spec(package) for package in packages)


def needs(*packages: str) -> pytest.MarkDecorator:
    """Skip, with the reason, if packages are not installed."""
    missing = [package for package in packages if not find_spec(package)]
    return pytest.mark.skipif(
        bool(missing), reason=f"not installed: {', '.join(missing)}; see the extra 'interop'"
    )


TABLES = {
    "csv": csv,
    "sdmx_csv": sdmx_csv,
    "datapackage": datapackage,
    **{name: getattr(tj.formats, name) for name, package in NEEDS.items() if have(package)},
}
EVERY = {"json": json, **TABLES}

LISTS = {
    "observations": SAMPLES["observation"],
    "targets": SAMPLES["target"],
    "figures": [
        tj.Indicator(f"i{n}", f.unit, "average").observe("2021", f) for n, f in enumerate(FIGURES)
    ],
    "mixed": [*SAMPLES["target"], *SAMPLES["observation"]],
}
DATASETS = {
    "sample": DATASET,
    "empty": tj.Dataset("empty"),
    **{name: tj.datasets.load(name) for name in tj.datasets.names()},
}

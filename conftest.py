"""Docstring examples and the code blocks of README and docs run as tests, with the public names
at hand.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

import tjstats

# The settings of the site need Sphinx, the notebook needs Jupyter, and the pages of names come from
# docstrings.
collect_ignore = ["docs/conf.py", "docs/notebook.py", "docs/names"]
HAS_FRAMES = find_spec("narwhals") and find_spec("polars")
if not HAS_FRAMES:
    collect_ignore += ["src/tjstats/frames"]  # tests/frames says so as skipped tests


@pytest.fixture(autouse=True)
def _public_names(request: pytest.FixtureRequest, doctest_namespace: dict[str, object]) -> None:
    if request.node.name.startswith("tjstats.errors.Frame") and not HAS_FRAMES:
        pytest.skip("narwhals or Polars is not installed")
    doctest_namespace.update(
        {"tj": tjstats}, **{name: getattr(tjstats, name) for name in tjstats.__all__}
    )


def _no_language(namespace: dict[str, object]) -> None:
    """The Chinese pages set a language, which ends with the page."""
    tjstats.language(None)


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["*.md"],
    path=str(Path(__file__).parent),
    teardown=_no_language,
).pytest()

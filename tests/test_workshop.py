"""The project files agree on requirements, Pythons, tasks and the version."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

import tjstats
from tests.extras import EXTRAS, installed_by

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
in_repository = pytest.mark.skipif(not WORKFLOWS, reason="an sdist holds no workflows")


def test_the_group_and_the_extra_of_tests_are_the_same():
    """`pip install --group test` and `pip install '.[test]'` install the same tools."""
    extra = PROJECT["project"]["optional-dependencies"]["test"]
    assert PROJECT["dependency-groups"]["test"] == extra


def test_the_citation_is_of_this_version():
    """CITATION.cff has the version of the package."""
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert re.findall(r"^version: (.*)$", citation, re.M) == [tjstats.__version__]


NAMED = re.compile(r"(?:tjstats|\.)\[([a-z][a-z,]*)\]|the extras? [`']([a-z]+)[`']")


def named_extras(path):
    """The extras that a file names, in a command or by the word."""
    for match in NAMED.finditer(path.read_text("utf-8")):
        yield from (match[1] or match[2]).split(",")
    if path.suffix == ".py":
        calls = (
            node
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call)
        )
        for call in calls:
            if ast.unparse(call.func) == "MissingExtraError" and isinstance(
                call.args[1], ast.Constant
            ):
                yield call.args[1].value


def test_every_extra_that_is_named_exists():
    """In errors, docstrings, documentation, tasks and requirements."""
    files = [ROOT / "noxfile.py", ROOT / "pyproject.toml", *ROOT.glob("*.md")]
    files += [
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "tests").rglob("*.py"),
        *(ROOT / "docs").rglob("*.md"),
    ]
    named = {(path.name, extra) for path in files for extra in named_extras(path)}
    assert {extra for _, extra in named} >= {"arrow", "sdmx", "frames", "polars", "spark", "test"}
    assert [each for each in named if each[1] not in EXTRAS] == []


def test_the_extra_of_frames_has_no_engine():
    """It is narwhals, for those who have a data frame; each engine is an extra of its own."""
    assert installed_by("frames") == {"narwhals"}
    assert installed_by("polars") == {"narwhals", "polars"}
    assert installed_by("engines") >= {
        "dask",
        "duckdb",
        "narwhals",
        "pandas",
        "polars",
        "pyarrow",
        "pyspark",
    }


@in_repository
def test_workflows_run_tasks_that_exist():
    """Every session in a workflow is in noxfile.py, on a supported Python."""
    tree = ast.parse((ROOT / "noxfile.py").read_text("utf-8"))
    tasks = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    text = "\n".join(path.read_text("utf-8") for path in WORKFLOWS)
    lists = re.findall(r"^ +session: \[(.*)\]$", text, re.M)
    named = {name.partition("(")[0] for line in lists for name in line.split(", ")}
    named |= set(re.findall(r"nox -s (\w+)", text))
    assert named
    assert named <= tasks


@in_repository
def test_workflows_run_every_python_that_is_supported():
    """The matrix of Pythons matches the classifiers."""
    classifiers = PROJECT["project"]["classifiers"]
    supported = re.findall(r":: Python :: (3\.\d+)$", "\n".join(classifiers), re.M)
    matrix = re.findall(r'python: \["(.*)"\]', WORKFLOWS[0].read_text("utf-8"))
    assert [line.split('", "') for line in matrix] == [supported]


@in_repository
def test_the_check_in_one_go_runs_the_oldest_and_the_newest_python():
    """Those of the classifiers; the workflows run every one."""
    classifiers = PROJECT["project"]["classifiers"]
    supported = re.findall(r":: Python :: (3\.\d+)$", "\n".join(classifiers), re.M)
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert re.findall(r"main-(3\.\d+)", script) == [supported[0], supported[-1]]
    assert re.findall(r"tests-(3\.\d+)", script) == [supported[-1]]
    assert " coverage " in script  # the same tests and more, on the oldest
    assert "@nox.session(python=PYTHONS[0])\ndef coverage(" in (ROOT / "noxfile.py").read_text(
        "utf-8"
    )

"""`import tjstats` is quick: what it loads, when the rest is loaded, and that the stubs match."""

import ast
from pathlib import Path

import pytest

import tjstats as tj
from tests.processes import run_python

PACKAGES = [
    "tjstats",
    "tjstats.formats",
    "tjstats.frames",
    "tjstats.views",
    "tjstats.zh",
]  # whose names load on first use
HEAVY = (
    "pint",
    "cattrs",
    "json",
    "fractions",
    "importlib.resources",
    "difflib",
    "typing_extensions",
    "tjstats.values",
)


def loaded(code: str) -> set[str]:
    """The modules that a fresh process loads by running *code*."""
    names = run_python(
        f"import sys; before = set(sys.modules)\n{code}\nprint(*(set(sys.modules) - before))"
    )
    return set(names.split())


def test_importing_loads_nothing_heavy():
    """Neither pint nor cattrs, json, fractions or importlib.resources, nor any of the library's own layers."""
    assert not set(HEAVY) & loaded("import tjstats")


USES = {
    "figure": "f = tj.Figure('37.62', '万人'); (f + f, f - f, f / 3, f.to('人'), str(f), f < f, f.bounds, f.unrounded, repr(f))",
    "growth": "g = tj.growth(tj.Figure('2510', '元/月'), tj.Figure('2050', '元/月')); (g.rate, g.change, str(g), g.rate.unrounded)",
    "record": "tj.Indicator('a', '万人', 'flow').observe('2021', '5')",
    "verify": "tj.verify(tj.Claim(tj.Figure('22.4', '%'), tj.Figure('22.44', '%')))",
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_work_in_one_unit_loads_no_engine(use):
    """Figures and answers in plain units need neither pint nor cattrs nor json."""
    assert not {"pint", "cattrs", "json"} & loaded(f"import tjstats as tj; {use}")


def test_json_loads_no_pint():
    """Formats load on first use, and without pint."""
    found = loaded(
        "import tjstats as tj; tj.formats.json.loads(tj.formats.json.dumps(tj.Figure('5', '人')))"
    )
    assert {"json", "cattrs"} <= found
    assert "pint" not in found


def test_reviewing_a_built_in_dataset_loads_no_pint():
    """Nor does loading one, or comparing two plans in it."""
    code = "ds = tj.datasets.load('tianjin-14th-plan'); tj.review(ds).attainments"
    compared = "tj.compare_all(ds, tj.plan(13), tj.plan(14))"
    found = loaded(f"import tjstats as tj; {code}; {compared}")
    assert "tjstats.questions.review" in found
    assert "pint" not in found


def test_every_name_resolves():
    """Each name in __all__ exists and is listed by dir."""
    assert sorted(tj.__all__) == sorted(set(tj.__all__))
    for name in tj.__all__:
        assert getattr(tj, name) is getattr(tj, name)
    assert set(tj.__all__) <= set(dir(tj))
    assert "growth" in dir(tj)


SHOWN = ["errors", "datasets", "formats", "frames", "indexes", "progress", "rates", "scores", "zh"]


@pytest.mark.parametrize("name", SHOWN)
def test_public_modules_show_their_public_names(name):
    """A notebook completes the public names."""
    module = getattr(tj, name)
    assert dir(module) == sorted(module.__all__)


def test_star_import_brings_every_public_name():
    """Everything public comes along."""
    assert (
        run_python(
            "from tjstats import *; print(Figure('5', '人'), growth.__name__, datasets.__name__)"
        )
        == "5人 growth tjstats.datasets"
    )


@pytest.mark.parametrize("module", PACKAGES)
def test_an_unknown_attribute(module):
    """An AttributeError that names the module and the name, like Python's own."""
    found = __import__(module, fromlist=["x"])
    with pytest.raises(AttributeError, match=f"{module}.*no_such_name"):
        _ = found.no_such_name
    assert not hasattr(found, "no_such_name")


def test_an_unknown_import():
    """`from tjstats import nothing` is an ImportError."""
    with pytest.raises(ImportError):
        exec("from tjstats import no_such_name", {})


@pytest.mark.parametrize("package", PACKAGES)
def test_a_stub_says_what_runs(package):
    """Each public name is, for type checkers, imported from where it comes from, and there is no other."""
    found = __import__(package, fromlist=["x"])
    stub = ast.parse(Path(found.__file__).with_suffix(".pyi").read_text("utf-8"))
    seen = [line for line in stub.body if isinstance(line, ast.ImportFrom)]
    assert sorted(alias.asname for line in seen for alias in line.names) == sorted(found.__all__)
    for line in seen:
        for alias in line.names:
            home = __import__(line.module, fromlist=[alias.name])
            assert getattr(found, alias.asname) is getattr(home, alias.name)


def test_the_version_is_that_of_the_package():
    """There is one version number."""
    from importlib.metadata import version

    assert tj.__version__ == version("tjstats")


def test_the_contract_names_are_public():
    """The names on which other programs rely exist."""
    contract = [
        "Figure",
        "Qualifier",
        "Period",
        "AsOf",
        "period",
        "plan",
        "Indicator",
        "Observation",
        "Target",
        "growth",
        "assess",
        "compare",
        "verify",
        "Claim",
        "datasets",
        "formats",
        "Verdict",
        "Reason",
        "Series",
        "Dataset",
        "Source",
        "Bounds",
        "Nature",
        "Direction",
        "Measure",
        "Status",
        "annualised",
    ]
    assert set(contract) <= set(tj.__all__)

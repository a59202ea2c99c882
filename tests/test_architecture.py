"""The folders are the layers: allowed imports, the homes of pint and cattrs, and the size of modules."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from radon.complexity import cc_visit

import tjstats

ROOT = Path(tjstats.__file__).parent

# From the bottom up; a module imports from its own layer or a lower one. A text layout (tables) is used by records' views.
LAYERS = (
    "_version",
    "loading",
    "errors",
    "streams",
    "tables",
    "values",
    "records",
    "questions",
    "rows",
    "formats",
    "data",
    "datasets",
    "zh",
    "frames",
    "views",
    "mcp",
    "__main__",
)

# Packages of extras, each imported by its own module only, in a function.
EXTRAS = {
    "pyarrow": {"tjstats.formats.arrow"},
    "pysdmx": {"tjstats.formats.sdmx"},
    "python_calamine": {"tjstats.formats.excel"},
    "msgspec": {"tjstats.formats._fast"},
    "pydantic": {"tjstats.formats.pydantic"},
    "pydantic_core": {"tjstats.formats.pydantic"},
    "starlette": {"tjstats.formats.pydantic"},
    "mcp": {"tjstats.mcp"},
    "numpy": {"tjstats.frames.engines"},  # in pandas
    "pandas": {
        "tjstats.formats.sdmx",
        "tjstats.frames.accessors",
        "tjstats.frames.engines",
        "tjstats.frames.answers",
    },
    "narwhals": {"tjstats.frames.engines", "tjstats.frames.texts"},
    "polars": {"tjstats.frames.accessors", "tjstats.frames.engines"},
    "typst": {"tjstats.views.pictures.printed"},
    "duckdb": {"tjstats.frames.records", "tjstats.frames.engines"},
    **{name: {"tjstats.frames.engines"} for name in ("modin", "pyspark")},
}

MODULES = {
    ".".join(["tjstats", *path.relative_to(ROOT).with_suffix("").parts]).removesuffix(
        ".__init__"
    ): path
    for path in sorted(ROOT.rglob("*.py"))
}


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in (
        "TYPE_CHECKING",
        "typing.TYPE_CHECKING",
    )


def running(tree: ast.AST):
    """Every node that runs, excluding code for type checkers."""
    for node in ast.iter_child_nodes(tree):
        if is_type_checking(node):
            for each in node.orelse:
                yield from [each, *running(each)]
            continue
        yield node
        yield from running(node)


def imports(path: Path) -> set[str]:
    """The modules that a file imports anywhere, with full names for the library's own."""
    found = set()
    for node in running(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else str(node.module) for name in names}
    return found


IMPORTS = {name: imports(path) for name, path in MODULES.items()}


def layer(module: str) -> int:
    """The position of a module in the tree, from the bottom up."""
    parts = module.split(".")
    return LAYERS.index(parts[1])


def test_the_parser_sees_imports():
    """Imports inside functions count; those for type checkers do not."""
    assert "pint" in IMPORTS["tjstats.values.units"]
    assert "fractions" in IMPORTS["tjstats.questions.comparability"]
    assert "narwhals" not in IMPORTS["tjstats.frames.schema"]


def test_every_module_has_a_layer():
    """A new folder must be given a layer here."""
    assert {name.split(".")[1] for name in MODULES if name != "tjstats"} <= set(LAYERS)


@pytest.mark.parametrize("module", [name for name in MODULES if name != "tjstats"])
def test_imports_point_downwards(module):
    """A module imports only from its own layer or a lower one, in functions too, and never from the root."""
    ours = {name for name in IMPORTS[module] if name.split(".")[0] == "tjstats"}
    assert "tjstats" not in ours
    assert {name for name in ours if layer(name) > layer(module)} == set()


def test_the_root_imports_no_layer():
    """Names load on first use; what makes tables, models, growth, pictures, pages loads when it is needed."""
    found = {name for name in IMPORTS["tjstats"] if name.startswith("tjstats")}
    assert found == {
        "tjstats.loading",
        "tjstats.streams",
        "tjstats.formats.arrow",
        "tjstats.formats.pydantic",
        "tjstats.questions.growth",
        "tjstats.views.pages",
        "tjstats.views.pictures",
    }


def test_no_cycles():
    """Modules can be ordered by their imports, including those inside functions."""
    graph = {
        name: {other for other in found if other in MODULES} for name, found in IMPORTS.items()
    }
    assert len(list(TopologicalSorter(graph).static_order())) >= len(MODULES)


def test_only_packages_import_by_name():
    """This graph does not see imports by text, so only packages may load their own names that way."""
    texts = {name: path.read_text("utf-8") for name, path in MODULES.items()}
    assert {name for name, text in texts.items() if "import_module" in text} == {"tjstats.loading"}
    fronts = {"tjstats", "tjstats.formats", "tjstats.frames", "tjstats.views", "tjstats.zh"}
    found = {name for name, text in texts.items() if "import on_first_use" in text}
    assert found == fronts
    assert all("on_first_use(__name__, HOMES)" in texts[name] for name in fronts)


def users(package: str) -> set[str]:
    """The modules that import a package."""
    return {
        name
        for name, found in IMPORTS.items()
        if any(each.split(".")[0] == package for each in found)
    }


def test_pint_has_one_home():
    """Only the units import pint."""
    assert users("pint") == {"tjstats.values.units"}


def test_cattrs_stays_with_the_formats():
    """Records do not depend on how they are written."""
    assert users("cattrs")
    assert all(name.startswith("tjstats.formats") for name in users("cattrs"))


def test_formats_know_each_other_only_through_the_converter():
    """A format imports the converter and its parts, and no other format; those import no format,
    but for nested records, which are documents of JSON with their tables in place, and for data
    packages of others, which may hold SDMX-CSV.
    """
    documents = {
        "tjstats.formats._nested": {"tjstats.formats.json"},
        "tjstats.formats._foreign_package": {"tjstats.formats.sdmx_csv"},
    }
    formats = {name for name in MODULES if name.startswith("tjstats.formats.") and "._" not in name}
    assert formats
    for name in MODULES:
        if name.startswith("tjstats.formats."):
            assert not IMPORTS[name] & (formats - {name} - documents.get(name, set()))


def test_base_dependencies_only():
    """Only the standard library, attrs, cattrs and pint are imported, and the packages of extras in their own modules."""
    import sys

    outside = {each.split(".")[0] for found in IMPORTS.values() for each in found} - set(
        sys.stdlib_module_names
    )
    assert outside == {"tjstats", "attrs", "cattrs", "pint", *EXTRAS}
    for package, modules in EXTRAS.items():
        assert users(package) == modules


@pytest.mark.parametrize("module", MODULES)
def test_every_module_is_short_and_says_what_it_is(module):
    """Every module has a docstring and at most about 700 lines."""
    text = MODULES[module].read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 720


def test_no_module_is_called_utils():
    """Files are named after concepts of the field."""
    assert not {path.stem for path in MODULES.values()} & {
        "utils",
        "util",
        "helpers",
        "common",
        "misc",
        "core",
        "base",
    }


@pytest.mark.parametrize(
    "module", [name for name in MODULES if name not in ("tjstats", "tjstats.formats")]
)
def test_public_names_exist(module):
    """Every name in __all__ is defined in its module."""
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    listed = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    names = ast.literal_eval(listed[0]) if listed else []
    found = __import__(module, fromlist=["x"]) if module != "tjstats.__main__" else None
    assert all(hasattr(found, name) for name in names)
    assert list(names) == sorted(set(names), key=lambda n: (not n.isupper(), not n[0].isupper(), n))


def width(line: str) -> int:
    """The columns of a line, two for a wide character, as ruff counts them, without a pragma at its end."""
    text = re.sub(r"\s*# (type: ignore|pyright|noqa).*", "", line)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


@pytest.mark.parametrize("module", MODULES)
def test_lines_have_a_hundred_columns_at_most(module):
    """A line can be read at a glance."""
    lines = MODULES[module].read_text("utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if width(line) > 100] == []


def branches(path: Path) -> Iterator[tuple[str, int]]:
    """The cyclomatic complexity of every function of a file, as radon counts it, including boolean operators and comprehensions."""
    for block in cc_visit(path.read_text("utf-8")):
        if block.letter != "C":
            for function in (block, *block.closures):
                yield function.fullname, function.complexity


@pytest.mark.parametrize("module", MODULES)
def test_a_function_has_ten_branches_at_most(module):
    """More branches mean two ideas, or a table."""
    assert [(name, count) for name, count in branches(MODULES[module]) if count > 10] == []

"""The named tasks of the workshop, each in an environment of its own: `nox -l` lists them.

`nox` alone runs those for a first look at a change; `nox -s tests-3.12 -- tests/test_units.py`
hands pytest what to run; `-r` keeps the environment of the run before.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import tarfile
import zipfile
from itertools import chain
from pathlib import Path

import nox
from packaging.requirements import Requirement  # nox needs it too
from packaging.version import Version

nox.needs_version = ">=2025.5.1"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_external_run = True

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)  # those of its classifiers
THIS_PYTHON = "{}.{}".format(*sys.version_info)

nox.options.sessions = ["lint", "types", f"tests-{THIS_PYTHON}"]

# pandas 3 and Modin, which keeps pandas below 3, need two environments.
READERS = ("tjstats[test,interop,frames,pictures]",)
ENGINES = ("tjstats[test,engines,modin]",)
ENGINE_PACKAGES = "dask.dataframe, duckdb, ibis, modin, narwhals, pandas, polars, pyarrow"

WORKERS = ("-n", "auto", "--dist", "loadfile")  # the examples of a page share their names
FORMAT_TESTS = (
    "tests/test_arrow.py",
    "tests/test_csv.py",
    "tests/test_datapackage.py",
    "tests/test_files.py",
    "tests/test_formats.py",
    "tests/test_json_schema.py",
    "tests/test_mcp.py",
    "tests/test_nested.py",
    "tests/test_sdmx.py",
    "tests/test_sdmx_csv.py",
    "tests/test_sdmx_messages.py",
    "tests/test_service.py",
    "tests/test_workbooks_and_sniffing.py",
    "tests/laws/test_damage_laws.py",
    "tests/laws/test_format_laws.py",
    "tests/laws/test_linear_reading.py",
    "docs/how-to.md",
    "docs/how-to/service.md",
)
FRAME_TESTS = (
    "tests/frames",
    "tests/test_architecture.py",
    "src/tjstats/frames",
    "docs/explanation/frames.md",
    "docs/how-to/data-frames.md",
    "README.md",
)


def readme_command(word: str) -> list[list[str]]:
    """The steps of the README's line that installs and contains *word*."""
    lines = Path("README.md").read_text("utf-8").splitlines()
    [line] = [line for line in lines if line.startswith("pip install") and word in line]
    return [shlex.split(step) for step in line.split("&&")]


def install(session: nox.Session, requirements: tuple[str, ...], *options: str) -> None:
    """Install requirements, this project among them as it lies here."""
    here = [r.replace("tjstats[", ".[") for r in requirements if r.startswith("tjstats")]
    others = [r for r in requirements if not r.startswith("tjstats")]
    session.install(*options, *(part for text in here for part in ("-e", text)), *others)


def group(name: str) -> list[str]:
    """The requirements of a dependency group."""
    return nox.project.dependency_groups(PROJECT, name)


# --- tests ----------------------------------------------------------------------------------------


@nox.session(python=PYTHONS, venv_backend="venv")
def tests(session: nox.Session) -> None:
    """The README's test command; arguments for pytest replace the README's."""
    *steps, command = readme_command("pytest")
    for step in steps:
        session.run(*step)
    session.run(*(["pytest", *session.posargs] if session.posargs else command))


@nox.session(python=PYTHONS, venv_backend="venv")
def main(session: nox.Session) -> None:
    """The README's first command, as a new user gives it."""
    *steps, command = readme_command("python -m tjstats")
    for step in steps:
        session.run(*step)
    report = session.run(*command, silent=True)
    session.log("\n".join(str(report).splitlines()[:2]))


@nox.session
def formats(session: nox.Session) -> None:
    """The formats, read by the readers that others wrote, and frames with the newest pandas."""
    install(session, READERS)
    session.run("pytest", "-rs", *WORKERS, *(session.posargs or ("tests/frames", *FORMAT_TESTS)))


@nox.session
def frames(session: nox.Session) -> None:
    """The questions over frames on every engine; TJSTATS_NO_SPARK=1 leaves Spark out."""
    if shutil.which("java") is None and os.environ.get("TJSTATS_NO_SPARK") != "1":
        session.error("Spark needs Java 17 or newer; install it, or set TJSTATS_NO_SPARK=1")
    install(session, ENGINES)
    session.run("python", "-c", f"import {ENGINE_PACKAGES}, pyspark")  # none may be missing unseen
    session.run("pytest", "-rs", *WORKERS, *(session.posargs or FRAME_TESTS))


@nox.session(python=PYTHONS[0])
@nox.parametrize("extras", ["readers", "engines"], ids=["readers", "engines"])
def lowest(session: nox.Session, extras: str) -> None:
    """The tests with the lowest version of each dependency that pyproject.toml allows."""
    wanted, paths = {"readers": (READERS, ()), "engines": (ENGINES, FRAME_TESTS)}[extras]
    constraints = Path(session.create_tmp()) / "lowest.txt"
    constraints.write_text("\n".join(lowest_versions(wanted)) + "\n", "utf-8")
    install(session, wanted, "-c", str(constraints))
    session.run("pytest", "-rs", *WORKERS, *(session.posargs or paths))


def lowest_versions(wanted: tuple[str, ...]) -> list[str]:
    """Each `name>=version` that is wanted, of extras too, as `name==version`; the higher of two."""
    floors: dict[str, Version] = {}
    todo = [Requirement(text) for text in (*wanted, *PROJECT["project"]["dependencies"])]
    while todo:
        requirement = todo.pop()
        if requirement.name == "tjstats":
            extras = (PROJECT["project"]["optional-dependencies"][e] for e in requirement.extras)
            todo += map(Requirement, chain.from_iterable(extras))
            continue
        [floor] = requirement.specifier
        assert floor.operator == ">=", f"{requirement}: no lowest version"
        version = Version(floor.version)
        floors[requirement.name] = max(version, floors.get(requirement.name, version))
    return [f"{name}=={version}" for name, version in sorted(floors.items())]


@nox.session(python=PYTHONS[0])
def coverage(session: nox.Session) -> None:
    """The whole suite with the real readers, its coverage of lines and branches."""
    install(session, (*READERS, *group("coverage")))
    session.run("coverage", "erase")
    measured = ("--deselect", "tests/test_zh_linear.py")  # which takes the time of what it runs
    pytest = ("pytest", *WORKERS, "--durations=15", *measured)
    session.run("coverage", "run", "-m", *pytest, *session.posargs)
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")
    session.run("coverage", "html", "--quiet", "--directory", "build/coverage")


@nox.session
def mutants(session: nox.Session) -> None:
    """Small faults put into the source, and how many of them the tests notice (see tools/)."""
    install(session, (*READERS, *group("coverage")))
    session.run("python", "tools/mutants.py", *session.posargs)


# --- what is read and not run ---------------------------------------------------------------------


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff: rules and layout."""
    session.install(*group("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Mypy, pyright and ty: the package, and what users write in tests/typing."""
    session.install("-e", ".", *group("types"))
    session.run("mypy")
    session.run("pyright")
    session.run("pyright", "--verifytypes", "tjstats", "--ignoreexternal")
    session.run("ty", "check")


@nox.session
def docs(session: nox.Session) -> None:
    """The reference pages are those of the code, and every code block prints what it says."""
    session.install("-e", ".[polars]", *group("docs"))
    session.run("python", "docs/render.py", "--check")
    session.run("pytest", *WORKERS, "docs", "README.md", "README.zh-CN.md", "src")


@nox.session
def site(session: nox.Session) -> None:
    """The documentation as a site, in build/site, with the tutorial as a notebook; a warning is an
    error, and so is a cell that prints anything but what the tutorial shows.
    """
    install(session, ("tjstats[frames,arrow]", *group("site")))
    build_site(session)


def build_site(session: nox.Session) -> None:
    """Execute the tutorial, and write build/site."""
    session.run("python", "docs/notebook.py")
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-j", "auto", "docs", "build/site")


@nox.session
def pages(session: nox.Session) -> None:
    """Report pages, outputs of notebooks and the site in Chromium: light and dark, phone and desk,
    both languages; no request, no error, nothing serious for axe-core. Skipped without Chromium.
    """
    install(session, ("tjstats[frames,arrow]", *group("site"), *group("pages")))
    build_site(session)
    session.run("python", "-m", "tools.pages", *session.posargs)


@nox.session
def playground(session: nox.Session) -> None:
    """The page that checks a text in the browser, in build/playground; a visit with Chromium."""
    session.install("-e", ".", *group("playground"))
    session.run("python", "tools/playground/build.py")
    session.run("python", "-m", "tools.playground.visit")


# --- what users get -------------------------------------------------------------------------------

IN_THE_SDIST = (
    "CONTRIBUTING.md",
    "LICENSE",
    "conftest.py",
    "docs/index.md",
    "noxfile.py",
    "tests/conftest.py",
)
IN_THE_WHEEL = (
    "tjstats/py.typed",
    "tjstats/__init__.pyi",
    "tjstats/data/mohrss.json",
    "tjstats/__main__.py",
)


@nox.session
def build(session: nox.Session) -> None:
    """The sdist, the wheel made of it, what lies in them, and the wheel at work.

    A tag as argument (`nox -s build -- v0.1.0`) has to name the release that the files name.
    """
    for tag in session.posargs:
        check_tag(session, tag)
    session.install(*group("release"))
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", "dist")
    [sdist], [wheel] = Path("dist").glob("*.tar.gz"), Path("dist").glob("*.whl")
    session.run("twine", "check", "--strict", str(sdist), str(wheel))
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    check_contents(session, sdist, names, IN_THE_SDIST)
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    check_contents(session, wheel, names, IN_THE_WHEEL)
    outside = {name for name in names if not name.startswith(("tjstats/", "tjstats-"))}
    if outside:
        session.error(f"{wheel.name} holds {sorted(outside)}")
    session.install(str(wheel))
    with session.chdir(session.create_tmp()):  # where no src lies
        session.run("python", "-m", "tjstats", silent=True)


def check_contents(
    session: nox.Session, archive: Path, names: set[str], wanted: tuple[str, ...]
) -> None:
    """End the session where an archive lacks a file, or holds one of a cache."""
    missing = [name for name in wanted if name not in names]
    caches = [name for name in names if "__pycache__" in name or name.endswith(".pyc")]
    if missing or caches:
        session.error(f"{archive.name} lacks {missing} and holds {caches}")
    session.log(f"{archive.name}: {len(names)} names")


def check_tag(session: nox.Session, tag: str) -> None:
    """End the session where version, citation and changelog are not those of *tag*."""
    version = tag.removeprefix("v")
    wanted = {
        "src/tjstats/_version.py": f'__version__ = "{version}"',
        "CITATION.cff": f"\nversion: {version}\n",
        "CHANGELOG.md": f"\n## [{version}] - ",
    }
    lacking = [name for name, text in wanted.items() if text not in Path(name).read_text("utf-8")]
    if not tag.startswith("v") or lacking:
        session.error(f"{tag} is not the release that these name: {', '.join(lacking) or 'a tag'}")

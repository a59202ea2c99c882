"""How many small faults the tests notice: mutants of the source, sampled, and run against the tests
that reach the mutated line.

`nox -s mutants -- values questions --count 200` prints each mutant, those that survived, and the
share that was killed with its 95 % interval. The sample depends on the seed and on the code of each
mutant alone, so a change elsewhere leaves it as it was. `equivalent.txt` beside this file lists
mutants that no test can kill, each with the reason; they are left out and others take their place.

The first run of a state of the code runs all tests once, laws on few examples, and records which
test reaches which line (in `.mutants/`). A mutant is then tried in a copy of the repository: first
on the test files named after its module, then on others that reach its line (of a table, which is
made at import, the lines that read it), and on those that reach its module (the line may have run
before them, into a cache): in turns over their files, as many as take `--seconds` in each of the
two runs. It is killed by a test that fails, and that passes without it, or by the time limit, so
the share is a lower bound: the tests beyond the seconds may kill a survivor.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import math
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import accumulate, count, zip_longest
from pathlib import Path
from queue import SimpleQueue
from typing import Final, NamedTuple

import coverage

ROOT: Final = Path(__file__).resolve().parent.parent
TOOLS: Final = Path(__file__).resolve().parent
PACKAGE: Final = Path("src/tjstats")
CACHE: Final = ROOT / ".mutants"
PYTEST: Final = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "mutants_plugin")
TIMERS: Final = (signal.SIGPROF, signal.SIGALRM)  # the signals that end a test without end
# What reads the tables of all modules, and runs none of their lines.
OF_ALL_TABLES: Final = ("tests/test_words.py", "tests/test_docs.py::test_reference_pages_are_fresh")
FAILED: Final = "failed.txt"  # of a copy: the tests of the last run that failed
NEAR_FILES: Final = 3  # test files of the first run of a mutant


# --- mutants --------------------------------------------------------------------------------------

SWAPS: Final[dict[type[ast.AST], type[ast.AST]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
OPPOSITES: Final = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)
NAMES: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}
# What only type checkers or readers see, and prose of errors.
UNSEEN_NAMES: Final = frozenset({"__all__", "__slots__"})
PROSE_NAMES: Final = frozenset({"problem", "remedy"})  # of an error that is raised below
UNSEEN_CALLS: Final = frozenset({"TypeVar", "cast", "NewType", "ParamSpec"})


class Place(NamedTuple):
    """A node and where it hangs. Fields: parent, field, index (None for a single node), node."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


class Mutant(NamedTuple):
    """One change. Fields: path (below the package), scope (function or class), operator, before,
    after, key (the same as long as the code is), lines (of its statement), made (the names that the
    statement gives when the module is imported; None if it runs later), tree (the module), place
    and node (what is put where).
    """

    path: str
    scope: str
    operator: str
    before: str
    after: str
    key: str
    lines: range
    made: frozenset[str] | None
    tree: ast.Module
    place: Place
    node: ast.AST

    def source(self) -> str:
        """The whole module with the change; the tree is left as it was."""
        self.place.put(self.node)
        source = ast.unparse(ast.fix_missing_locations(self.tree))
        self.place.put(self.place.node)
        return source


def mutants(path: Path) -> list[Mutant]:
    """All mutants of a module, in the order of its code."""
    tree = ast.parse(path.read_text("utf-8"))
    name = path.relative_to(ROOT / PACKAGE).as_posix()
    seen: Counter[str] = Counter()
    found = []
    for place, scope, statement in walk(tree, (), None):
        for operator, replacement in changes(place.node):
            before, after = shown(place.node), shown(replacement)
            where = f"{name} | {'.'.join(scope)} | {shortened(shown(statement), 60)}"
            key = f"{where} | {shortened(before)} => {shortened(after)}"
            seen[key] += 1
            found.append(
                Mutant(
                    name,
                    ".".join(scope),
                    operator,
                    before,
                    after,
                    f"{key} | {seen[key]}",
                    lines_of(statement),
                    None if is_later(scope) else names_made(statement),
                    tree,
                    place,
                    replacement,
                )
            )
    return found


def walk(
    node: ast.AST, scope: tuple[str, ...], statement: ast.stmt | None
) -> Iterator[tuple[Place, tuple[str, ...], ast.stmt]]:
    """Every node below *node* that tests could see change, with its scope and statement."""
    for field, value in ast.iter_fields(node):
        children = value if isinstance(value, list) else [value]
        for index, child in enumerate(children):
            if not isinstance(child, ast.AST) or is_unseen(node, field, child):
                continue
            here = child if isinstance(child, ast.stmt) else statement
            # Default values and decorators run where the function is defined.
            inside = scope if field in ("args", "decorator_list") else scope_below(node, scope)
            if here is not None:
                yield (
                    Place(node, field, index if isinstance(value, list) else None, child),
                    inside,
                    here,
                )
            yield from walk(child, inside, here)


def scope_below(node: ast.AST, scope: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return (*scope, f"{node.name}()")
    return (*scope, node.name) if isinstance(node, ast.ClassDef) else scope


def is_later(scope: tuple[str, ...]) -> bool:
    """Whether what is in a scope runs when a function is called."""
    return any(part.endswith("()") for part in scope)


def names_made(statement: ast.stmt) -> frozenset[str]:
    """The names of what a statement makes, or of the function whose head it is."""
    match statement:
        case ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
            return frozenset({name})
        case ast.Assign(targets=targets):
            nodes = (node for target in targets for node in ast.walk(target))
            return frozenset(node.id for node in nodes if isinstance(node, ast.Name))
    return frozenset()


def is_unseen(parent: ast.AST, field: str, node: ast.AST) -> bool:
    """Whether a part of the code is for readers and type checkers only."""
    if field in ("annotation", "returns", "decorator_list", "type_params"):
        return True
    match node:
        case ast.Assert() | ast.Raise() | ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(value=ast.Constant()):  # a docstring
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]) if name in UNSEEN_NAMES:
            return True
        case ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant() | ast.JoinedStr())
            | ast.AugAssign(target=ast.Name(id=name), value=ast.Constant() | ast.JoinedStr())
        ) if name in PROSE_NAMES:
            return True
        case ast.Call(func=ast.Name(id=name)) if name in UNSEEN_CALLS:
            return True
    return False


def changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The small faults that can be made of a node: the operator's name, and a node in its place."""
    for operator in OPERATORS:
        for changed in operator(node):
            yield operator.__name__, changed


def shown(node: ast.AST) -> str:
    """The code of a node, of a statement its head alone."""
    text = ast.unparse(node)
    return text.partition("\n")[0] if hasattr(node, "orelse") or hasattr(node, "body") else text


def comparisons(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for index, op in enumerate(node.ops):
            ops = [*node.ops[:index], SWAPS[type(op)](), *node.ops[index + 1 :]]
            yield ast.Compare(node.left, ops, node.comparators)


def logic(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(SWAPS[type(node.op)](), node.values)


def arithmetic(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.BinOp) or is_text(node.left) or is_text(node.right):
        return
    if type(node.op) in SWAPS:
        yield ast.BinOp(node.left, SWAPS[type(node.op)](), node.right)


def signs(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.UnaryOp) and not isinstance(node.op, ast.UAdd):
        yield node.operand


def conditions(node: ast.AST) -> Iterator[ast.AST]:
    """The other way round, unless swapping a comparison or taking a sign off does the same."""
    if not isinstance(node, ast.If | ast.IfExp) or isinstance(node.test, ast.UnaryOp):
        return
    if not (isinstance(node.test, ast.Compare) and type(node.test.ops[0]) in OPPOSITES):
        yield attribute_changed(node, "test", ast.UnaryOp(ast.Not(), node.test))


def filters(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.comprehension):
        for index in range(len(node.ifs)):
            yield attribute_changed(node, "ifs", node.ifs[:index] + node.ifs[index + 1 :])


def returns(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Return) and node.value and not is_none(node.value):
        yield ast.Return(ast.Constant(None))


def loops(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Break | ast.Continue):
        yield ast.Continue() if isinstance(node, ast.Break) else ast.Break()


def names(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Name) and node.id in NAMES:
        yield ast.Name(NAMES[node.id], ast.Load())


def constants(node: ast.AST) -> Iterator[ast.AST]:
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant(f"X{value}")


OPERATORS: Final = (
    comparisons, logic, arithmetic, signs, conditions, filters, returns, loops, names, constants,
)  # fmt: skip


def attribute_changed(node: ast.AST, field: str, value: object) -> ast.AST:
    """A copy of a node with another value in one field."""
    return type(node)(**(dict(ast.iter_fields(node)) | {field: value}))


def is_text(node: ast.AST) -> bool:
    """Whether a node is text, which is added and never subtracted."""
    is_constant = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return is_constant or isinstance(node, ast.JoinedStr)


def is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def lines_of(statement: ast.stmt) -> range:
    """The lines of a statement; of one with a body, those of its head."""
    body = getattr(statement, "body", None)
    end = body[0].lineno if body else (statement.end_lineno or statement.lineno) + 1
    return range(statement.lineno, max(end, statement.lineno + 1))


def shortened(text: str, size: int = 100) -> str:
    """One line of text; where it is longer, its beginning and a mark of all of it."""
    line = " ".join(text.split())
    mark = hashlib.sha256(line.encode()).hexdigest()[:8]
    return line if len(line) <= size else f"{line[:size]}… {mark}"


# --- the sample -----------------------------------------------------------------------------------


def sampled(
    found: Iterable[Mutant], size: int, seed: int, left_out: frozenset[str]
) -> list[Mutant]:
    """So many of the mutants, drawn by a hash of the seed and each one's key."""

    def draw(mutant: Mutant) -> bytes:
        return hashlib.sha256(f"{seed} {mutant.key}".encode()).digest()

    return sorted((m for m in found if m.key not in left_out), key=draw)[:size]


def equivalent() -> frozenset[str]:
    """The keys of the mutants that no test can kill."""
    lines = (TOOLS / "equivalent.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def interval(killed: int, size: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson)."""
    z = 1.959964
    share = killed / size
    middle = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = (
        z * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size)) / (1 + z * z / size)
    )
    return middle - half, middle + half


# --- which test reaches what ----------------------------------------------------------------------


class Readers(NamedTuple):
    """Where names are read; a private name is one of its module, any other one of all modules.

    Fields: lines (by name, the modules and lines of functions that read it), made (by name, the
    names that are made of it at import), tests (the names in each test file).
    """

    lines: dict[tuple[str, str], set[tuple[str, int]]]
    made: dict[tuple[str, str], set[tuple[str, str]]]
    tests: dict[str, set[str]]

    def of(self, module: str, names: Iterable[str]) -> tuple[set[tuple[str, int]], set[str]]:
        """The lines that read one of the names or what is made of it, and the test files."""
        known, new = set(), {global_name(module, name) for name in names}
        while new:
            known |= new
            new = set().union(*(self.made.get(name, ()) for name in new)) - known
        lines = set().union(*(self.lines.get(name, ()) for name in known))
        own = {name for _, name in known if name.isupper()}
        files = {file for file, read in self.tests.items() if own & read}
        return lines, files | set(OF_ALL_TABLES)


def global_name(module: str, name: str) -> tuple[str, str]:
    return (module if name.startswith("_") else "", name)


def readers() -> Readers:
    """Where names of modules and classes are read. What a private function reads that runs at
    import is in what is made of its name.
    """
    found = Readers(defaultdict(set), defaultdict(set), {})
    inside: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        module = path.relative_to(ROOT / PACKAGE).as_posix()
        for place, scope, statement in walk(ast.parse(path.read_text("utf-8")), (), None):
            match place.node:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    read = global_name(module, name)
                    if is_later(scope):
                        found.lines[read] |= {(module, line) for line in lines_of(statement)}
                        inside[global_name(module, scope[0].removesuffix("()"))].add(read)
                    else:
                        made = names_made(statement)
                        found.made[read] |= {global_name(module, name) for name in made}
    for function in filter(all, inside.keys() & found.made.keys()):  # the private ones
        for read in inside[function]:
            found.made[read].add(function)
    for path in sorted((ROOT / "tests").rglob("*.py")):
        words = set(re.findall(r"\w+", path.read_text("utf-8")))
        found.tests[path.relative_to(ROOT).as_posix()] = words
    return found


class Reach(NamedTuple):
    """Fields: lines (by module and line, the tests that run it), seconds (by test), readers, sound
    and unsound (tests that failed with a mutant: those that pass without one, and the others).
    """

    lines: dict[str, dict[int, set[str]]]
    seconds: dict[str, float]
    readers: Readers
    sound: set[str]
    unsound: set[str]

    def runs(self, mutant: Mutant, seconds: float) -> list[list[str]]:
        """The tests of a mutant in the two runs in which they are tried, each of so many seconds:
        the test files nearest to its module, and others, those that reach its line before those
        that only reach its module.
        """
        lines = self.lines.get(mutant.path, {})
        of_module = set().union(*lines.values()) or set(self.seconds)
        ran, files = {(mutant.path, line) for line in mutant.lines}, set[str]()
        if mutant.made is not None:
            ran, files = self.readers.of(mutant.path, mutant.made)
        of_line = set().union(*(self.lines.get(module, {}).get(line, ()) for module, line in ran))
        of_line |= {test for test in self.seconds if not files.isdisjoint((test, file_of(test)))}
        by_file: dict[str, list[str]] = defaultdict(list)
        for test in sorted(of_line - self.unsound, key=self.cost):
            by_file[file_of(test)].append(test)

        def distance(file: str) -> tuple[int, float]:
            return -shared(file, mutant.path), sum(map(self.cost, by_file[file]))

        order = sorted(by_file, key=distance)
        near = [test for file in order[:NEAR_FILES] for test in by_file[file]]
        other = in_turns(by_file[file] for file in order[NEAR_FILES:])
        rest: dict[str, list[str]] = defaultdict(list)
        for test in sorted(of_module - {*near, *other, *self.unsound}, key=self.cost):
            rest[file_of(test)].append(test)
        both = (near, [*other, *in_turns(rest.values())])
        return [tests for tests in (self.within(seconds, tests) for tests in both) if tests]

    def within(self, seconds: float, tests: list[str]) -> list[str]:
        """The first of the tests, as many as take so long together."""
        together = accumulate(map(self.cost, tests))
        return [test for test, end in zip(tests, together, strict=True) if end <= seconds]

    def cost(self, test: str) -> float:
        return self.seconds.get(test, 1)


def file_of(test: str) -> str:
    return test.partition("::")[0]


def in_turns(lists: Iterable[list[str]]) -> list[str]:
    """The first of each list, then the second of each, and so on."""
    return [test for turn in zip_longest(*lists) for test in turn if test is not None]


def shared(file: str, module: str) -> int:
    """How much of a module's name a test file has in its own: of the words of the module and of its
    inner folder, more than of its layer; most if it is the module with its examples.
    """
    layer, *inner = Path(module).with_suffix("").parts
    name, own = set(words_of(Path(file).stem)), words_of("_".join(inner))
    is_module = file.endswith(f"tjstats/{module}")
    return 2 * (2 * is_module + sum(word in name for word in own)) + (words_of(layer)[0] in name)


def words_of(name: str) -> list[str]:
    return [word.removesuffix("s") for word in name.split("_") if word]


def state_of_code(paths: list[str]) -> str:
    """A hash of what the tests run, and of which they are."""
    digest = hashlib.sha256(" ".join(paths).encode())
    for file in files():
        digest.update(file.encode() + (ROOT / file).read_bytes())
    return digest.hexdigest()[:16]


def files() -> list[str]:
    """The files of the repository, as they lie here."""
    listed = subprocess.run(
        ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"),
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    names = sorted(set(listed.stdout.decode().split("\0")))
    return [name for name in names if (ROOT / name).is_file()]


def reach(paths: list[str], root: Path) -> Reach:
    """Which test runs which line, from a run of all tests that is kept for this state of code."""
    folder = CACHE / state_of_code(paths)
    if not (folder / "seconds.json").exists():
        record(folder, paths, root)
    data = coverage.CoverageData(str(folder / "coverage"))
    data.read()
    seconds: dict[str, float] = json.loads((folder / "seconds.json").read_text("utf-8"))
    lines: dict[str, dict[int, set[str]]] = {}
    for file in data.measured_files():
        name = Path(file).as_posix().rpartition(f"{PACKAGE.as_posix()}/")[2]
        by_line = data.contexts_by_lineno(file)
        lines[name] = {line: seconds.keys() & tests for line, tests in by_line.items()}
    return Reach(lines, seconds, readers(), set(), set())


def record(folder: Path, paths: list[str], root: Path) -> None:
    """Run all tests, and keep which runs which line, also in processes that a test starts. They run
    in a copy, as with a mutant: a test that fails there without one shows nothing, and is left out.
    """
    print("running all tests once, to see which reaches which line", flush=True)
    shutil.rmtree(CACHE, ignore_errors=True)
    folder.mkdir(parents=True)
    settings = folder / "settings.ini"
    settings.write_text(
        f"[run]\nparallel = true\nsource_pkgs = tjstats\ndata_file = {folder}/coverage\n"
        "context = ${MUTANTS_TEST-}\n",
        "utf-8",
    )
    environment = with_paths(root) | {
        "COVERAGE_PROCESS_START": str(settings),
        "MUTANTS_RECORD": str(folder),
    }
    ended = subprocess.run(
        [*PYTEST, "-q", "-n", "auto", *paths], cwd=root, env=environment, check=False
    )
    if ended.returncode > 1:  # a test file that cannot be read
        sys.exit(ended.returncode)
    combine = (sys.executable, "-m", "coverage", "combine", "-q", f"--rcfile={settings}")
    subprocess.run(combine, cwd=root, check=True)
    seconds: dict[str, float] = {}
    for part in folder.glob("seconds-*.json"):
        seconds |= json.loads(part.read_text("utf-8"))
    (folder / "seconds.json").write_text(json.dumps(seconds), "utf-8")


# --- trying a mutant ------------------------------------------------------------------------------


def with_paths(root: Path) -> dict[str, str]:
    """The environment of tests of the repository at *root*, whatever is installed."""
    paths = os.pathsep.join(map(str, (root / "src", root, root / "tools")))
    return {
        **os.environ,
        "PYTHONPATH": paths,
        "PYTHONDONTWRITEBYTECODE": "1",
        "TJSTATS_NO_SPARK": "1",
    }


def copied(folder: Path) -> Path:
    """A copy of the repository, with its bytecode."""
    for file in files():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / file, folder / file)
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", "src", "tests"], cwd=folder, check=True
    )
    return folder


def verdict(mutant: Mutant, source: str, known: Reach, seconds: float, root: Path) -> str:
    """What becomes of a mutant. A test that fails without it too shows nothing: it is left out from
    then on, and the mutant is tried again.
    """
    while True:
        found = tried(mutant, source, known, seconds, root)
        failed = root / FAILED
        tests = set(failed.read_text("utf-8").splitlines()) if failed.exists() else set()
        new = tests & known.seconds.keys() - known.sound
        passed = {test for test in new if run({test: known.cost(test)}, root) == 0}
        known.sound.update(passed)
        known.unsound.update(new - passed)
        if passed == new:
            return found


def tried(mutant: Mutant, source: str, known: Reach, seconds: float, root: Path) -> str:
    """Put a mutant in place, run tests until one fails, and put the module back."""
    place = root / PACKAGE / mutant.path
    kept, times = place.read_bytes(), place.stat()
    try:
        place.write_text(source, "utf-8")
        for tests in known.runs(mutant, seconds):
            status = run({test: known.cost(test) for test in tests}, root)
            if status:
                return "timeout" if -status in TIMERS else "killed"
        return "survived"
    finally:
        place.write_bytes(kept)
        os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))


def run(seconds: dict[str, float], root: Path) -> int:
    """Run tests, which take so long otherwise, up to the first that fails; pytest's exit status."""
    (root / FAILED).unlink(missing_ok=True)
    wanted = root / "wanted.json"
    wanted.write_text(json.dumps(seconds), "utf-8")
    files = dict.fromkeys(map(file_of, seconds))
    process = subprocess.Popen(
        [*PYTEST, "-x", "-q", *files],
        cwd=root,
        env=with_paths(root) | {"MUTANTS_WANTED": str(wanted)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # what a test may have started


def main() -> int:
    """Sample, try, and print. The exit status is 1 where the share killed is below --floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("folders", nargs="*", default=["values", "questions"], metavar="FOLDER")
    parser.add_argument("--count", type=int, default=200, help="mutants (default: 200)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seconds", type=float, default=60, help="of tests in a run (default: 60)")
    parser.add_argument("--floor", type=float, default=0, help="the least share killed, in percent")
    parser.add_argument("--tests", nargs="*", default=[], help="what to run (default: all tests)")
    parser.add_argument("--list", action="store_true", help="print the sample and try none")
    options = parser.parse_args()

    modules = [
        path for name in options.folders for path in sorted((ROOT / PACKAGE / name).rglob("*.py"))
    ]
    everything = [mutant for path in modules for mutant in mutants(path)]
    sample = sampled(everything, options.count, options.seed, equivalent())
    folders = " ".join(options.folders)
    print(f"{len(sample)} of {len(everything)} mutants of {folders}, seed {options.seed}")
    if options.list:
        print(*(mutant.key for mutant in sample), sep="\n")
        return 0

    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = [copied(Path(folder) / str(number)) for number in range(options.workers)]
        known = reach(options.tests, copies[0])
        start, done = time.monotonic(), count(1)
        roots: SimpleQueue[Path] = SimpleQueue()
        for root in copies:
            roots.put(root)

        def attempt(mutant: Mutant, source: str) -> str:
            root = roots.get()
            try:
                found = verdict(mutant, source, known, options.seconds, root)
            finally:
                roots.put(root)
            print(f"{next(done):4} {found:18} {mutant.key}", flush=True)
            return found

        with ThreadPoolExecutor(options.workers) as threads:
            sources = [mutant.source() for mutant in sample]
            verdicts = list(threads.map(attempt, sample, sources))

    minutes = (time.monotonic() - start) / 60
    return report(sample, verdicts, minutes, options.floor)


def report(sample: list[Mutant], verdicts: list[str], minutes: float, floor: float) -> int:
    """Print the survivors and the share that was killed."""
    alive = [m for m, found in zip(sample, verdicts, strict=True) if found == "survived"]
    killed = len(sample) - len(alive)
    low, high = interval(killed, len(sample))
    print(f"\nsurvivors: {len(alive)}")
    for mutant in alive:
        print(f"  src/tjstats/{mutant.path}:{mutant.lines.start} {mutant.operator}")
        print(f"    {mutant.key}")
    print(f"\n{dict(Counter(verdicts))} in {minutes:.1f} minutes")
    share = killed / len(sample)
    print(f"killed {killed} of {len(sample)}: {share:.1%}, 95 % interval {low:.1%} to {high:.1%}")
    return 1 if 100 * share < floor else 0


if __name__ == "__main__":
    sys.exit(main())

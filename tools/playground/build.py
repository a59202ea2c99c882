"""The page that checks a text in the browser, in build/playground: Python for browsers, the
packages that tjstats needs, and the files beside this one. It makes no request to another place.

`nox -s playground` builds it and tries it out. Needs npm, which fetches Pyodide.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent.parent
OUT: Final = ROOT / "build" / "playground"

PYODIDE: Final = "314.0.7"
PYTHON: Final = "3.14"  # that of this Pyodide
RUNTIME: Final = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide-lock.json",
    "python_stdlib.zip",
)
PAGE: Final = ("index.html", "page.js", "worker.js", "answer.py")


def add_runtime(work: Path) -> None:
    """Python for browsers, from its npm package."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is not installed; install Node.js, whose npm fetches Pyodide")
    pack = (npm, "pack", "--silent", f"pyodide@{PYODIDE}", "--pack-destination", str(work))
    subprocess.run(pack, check=True, stdout=subprocess.DEVNULL)
    (OUT / "pyodide").mkdir()
    with tarfile.open(work / f"pyodide-{PYODIDE}.tgz") as archive:
        for name in RUNTIME:
            source = archive.extractfile(f"package/{name}")
            assert source is not None, f"no {name} in Pyodide {PYODIDE}"
            (OUT / "pyodide" / name).write_bytes(source.read())


def add_packages(work: Path) -> None:
    """tjstats as it lies here and the packages that it needs, all pure Python, as one archive."""
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    subprocess.run((*pip, "wheel", "--no-deps", "--wheel-dir", work, ROOT), check=True)
    [wheel] = work.glob("tjstats-*.whl")
    browser = ("--platform", "any", "--python-version", PYTHON, "--only-binary", ":all:")
    target = work / "packages"
    install = (*pip, "install", "--no-compile", "--target", target, *browser, wheel)
    subprocess.run(install, check=True)
    with ZipFile(OUT / "packages.zip", "w", ZIP_DEFLATED) as archive:
        for file in sorted(target.rglob("*")):
            if file.is_file() and target / "bin" not in file.parents:
                archive.write(file, file.relative_to(target))


def main() -> None:
    """Write build/playground anew, and say what is in it."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as work:
        add_runtime(Path(work))
        add_packages(Path(work))
    for name in PAGE:
        shutil.copy(HERE / name, OUT)
    size = sum(file.stat().st_size for file in OUT.rglob("*") if file.is_file())
    print(f"written: {OUT.relative_to(ROOT)}, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

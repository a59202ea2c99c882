"""The reference pages match the library's tables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_reference_pages_are_fresh():
    """`python docs/render.py` would change nothing."""
    found = subprocess.run(
        [sys.executable, ROOT / "docs" / "render.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_readme_names_its_two_commands():
    """The README contains each of the commands that CI takes from it exactly once."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert readme.count("pip install . && python -m tjstats") == 1
    assert readme.count("pip install -e '.[test]' && pytest") == 1

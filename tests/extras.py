"""The extras of the package, and what each installs."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
    "optional-dependencies"
]


def installed_by(*extras: str) -> set[str]:
    """The names of the packages that some extras install."""
    found: set[str] = set()
    for requirement in (text for extra in extras for text in EXTRAS[extra]):
        name, further = re.match(r"([\w-]+)(?:\[([\w,-]+)\])?", requirement).groups()
        found |= installed_by(*further.split(",")) if name == "tjstats" else {name}
    return found

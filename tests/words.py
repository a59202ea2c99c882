"""All tables of words of the lower layers, a line for each word: what `words.txt` beside this file lists."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from inspect import getsource
from json import dumps
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import tjstats

LIST = Path(__file__).with_name("words.txt")
LAYERS = ("values", "records", "questions", "rows", "formats")


def tables() -> Iterator[tuple[str, Mapping[Any, Any]]]:
    """Each mapping of the lower layers that ends in words alone, as it is written in its module."""
    for layer in LAYERS:
        home = import_module(f"tjstats.{layer}")
        for module in walk_packages(home.__path__, f"{home.__name__}."):
            loaded = import_module(module.name)
            written = set(re.findall(r"^(\w+)\b.* = \{", getsource(loaded), re.M))
            for name in sorted(written & vars(loaded).keys()):
                found = getattr(loaded, name)
                if isinstance(found, Mapping) and is_of_words(found):
                    yield f"{module.name.removeprefix(f'{tjstats.__name__}.')}.{name}", found


def is_of_words(part: object) -> bool:
    """Whether nothing but text is at the ends of a table."""
    if isinstance(part, str):
        return True
    if isinstance(part, Mapping):
        return bool(part) and all(
            not isinstance(k, type) and is_of_words(v) for k, v in part.items()
        )
    return type(part) in (tuple, list) and all(map(is_of_words, part))


def lines() -> list[str]:
    """Each word behind its table and its place in it."""
    return sorted(line for name, table in tables() for line in _lines(name, table))


def _lines(place: str, part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield f"{place}: {dumps(str(part), ensure_ascii=False)}"
        return
    for key, inner in part.items() if isinstance(part, Mapping) else enumerate(part):
        yield from _lines(f"{place} / {key.value if isinstance(key, Enum) else key}", inner)

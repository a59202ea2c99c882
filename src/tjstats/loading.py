"""Names of a package that load on first use: what `__getattr__`, `__dir__` and `__all__` need."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["names_of", "on_first_use"]


def names_of(package: str, homes: Mapping[str, str]) -> dict[str, str]:
    """The module that each name is imported from, in the order of the names. *homes* has the names
    of each module of the package, with blanks between them; those of "" are modules themselves.

    >>> names_of("tjstats", {"": "zh", "values.plans": "Plan plan"})
    {'Plan': 'tjstats.values.plans', 'plan': 'tjstats.values.plans', 'zh': 'tjstats'}
    """
    homes_of_names = {
        name: f"{package}.{home}" if home else package
        for home, names in homes.items()
        for name in names.split()
    }
    return dict(sorted(homes_of_names.items()))


def on_first_use(
    package: str, homes: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """`__getattr__`, `__dir__` and `__all__` of a package whose names load on first use. Type
    checkers read them in its stub, which docs/render.py writes from the same *homes*.
    """
    names = names_of(package, homes)

    def load(name: str) -> object:
        if name not in names:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        home = names[name]
        value: object
        if home == package:
            value = import_module(f"{package}.{name}")
        else:
            value = getattr(__import__(home, fromlist=[name]), name)  # as `from home import name`
        setattr(sys.modules[package], name, value)
        return value

    return load, lambda: list(names), list(names)

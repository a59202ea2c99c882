"""The derivation of an observation, to any depth, with each input once, however many paths lead to
it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tjstats.records.publication import Observation

__all__ = ["alike", "derivation", "flattened", "is_deep", "rebuilt"]

_DEEP: Final = 50  # levels from which pickle, which recurses, gets a table


def derivation(
    record: Observation, wanted: Callable[[Observation], bool] = lambda part: True
) -> list[Observation]:
    """An observation and everything it was derived from, each once and after its own inputs;
    without those not *wanted* and their inputs.
    """
    found: dict[int, Observation] = {}
    path = [(record, iter(record.derived_from))]
    while path:
        at, inputs = path[-1]
        deeper = next((part for part in inputs if id(part) not in found and wanted(part)), None)
        if deeper is not None:
            path.append((deeper, iter(deeper.derived_from)))
        else:
            found[id(at)] = at
            path.pop()
    return list(found.values())


def alike(
    one: Observation, other: Observation, own: Callable[[Observation], tuple[Any, ...]]
) -> bool:
    """Whether two observations have the same *own* fields, and so do their inputs."""
    waiting, seen = [(one, other)], set()
    while waiting:
        one, other = waiting.pop()
        if one is other or (id(one), id(other)) in seen:
            continue
        inputs = one.derived_from, other.derived_from
        if len(inputs[0]) != len(inputs[1]) or own(one) != own(other):
            return False
        if inputs[0]:
            seen.add((id(one), id(other)))
            waiting += zip(*inputs, strict=True)
    return True


def is_deep(record: Observation) -> bool:
    """Whether the derivation is too deep for pickle."""
    levels: dict[int, int] = {}
    for one in derivation(record):
        levels[id(one)] = 1 + max((levels[id(part)] for part in one.derived_from), default=0)
    return levels[id(record)] >= _DEEP


def flattened(
    record: Observation, own: Callable[[Observation], tuple[Any, ...]]
) -> list[tuple[tuple[Any, ...], tuple[int, ...]]]:
    """The derivation as a table: the *own* fields of each observation, and the positions of its
    inputs.
    """
    chain = derivation(record)
    places = {id(one): place for place, one in enumerate(chain)}
    return [(own(one), tuple(places[id(part)] for part in one.derived_from)) for one in chain]


def rebuilt(
    table: list[tuple[tuple[Any, ...], tuple[int, ...]]],
    make: Callable[[tuple[Any, ...], tuple[Observation, ...]], Observation],
) -> Observation:
    """The observation that was flattened; *make* creates one from its own fields and its inputs."""
    made: list[Observation] = []
    for own, places in table:
        made.append(make(own, tuple(made[place] for place in places)))
    return made[-1]

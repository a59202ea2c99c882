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
    chain: dict[int, Observation] = {}
    path = [(record, iter(record.derived_from))]
    while path:
        at, inputs = path[-1]
        deeper = next((part for part in inputs if id(part) not in chain and wanted(part)), None)
        if deeper is not None:
            path.append((deeper, iter(deeper.derived_from)))
        else:
            chain[id(at)] = at
            path.pop()
    return list(chain.values())


def alike(
    left: Observation, right: Observation, own: Callable[[Observation], tuple[Any, ...]]
) -> bool:
    """Whether two observations have the same *own* fields, and so do their inputs."""
    waiting, seen = [(left, right)], set()
    while waiting:
        left, right = waiting.pop()
        if left is right or (id(left), id(right)) in seen:
            continue
        inputs = left.derived_from, right.derived_from
        if len(inputs[0]) != len(inputs[1]) or own(left) != own(right):
            return False
        if inputs[0]:
            seen.add((id(left), id(right)))
            waiting += zip(*inputs, strict=True)
    return True


def is_deep(record: Observation) -> bool:
    """Whether the derivation is too deep for pickle."""
    levels: dict[int, int] = {}
    for observation in derivation(record):
        levels[id(observation)] = 1 + max(
            (levels[id(part)] for part in observation.derived_from), default=0
        )
    return levels[id(record)] >= _DEEP


def flattened(
    record: Observation, own: Callable[[Observation], tuple[Any, ...]]
) -> list[tuple[tuple[Any, ...], tuple[int, ...]]]:
    """The derivation as a table: the *own* fields of each observation, and the positions of its
    inputs.
    """
    chain = derivation(record)
    places = {id(observation): place for place, observation in enumerate(chain)}
    return [
        (own(observation), tuple(places[id(part)] for part in observation.derived_from))
        for observation in chain
    ]


def rebuilt(
    table: list[tuple[tuple[Any, ...], tuple[int, ...]]],
    make: Callable[[tuple[Any, ...], tuple[Observation, ...]], Observation],
) -> Observation:
    """The observation that was flattened; *make* creates one from its own fields and its inputs."""
    observations: list[Observation] = []
    for own, places in table:
        observations.append(make(own, tuple(observations[place] for place in places)))
    return observations[-1]

"""Results: computed from the fields of an answer, or read from its stored document.

Reading and judging are separate. An answer stored under another rule shows its stored results until
`recheck` recomputes it; if its stored results equal those of its fields, it keeps none.

A costly result that is a field is a slot filled on first access: `OnDemand`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, TypeVar

import attrs

__all__ = [
    "OnDemand",
    "Results",
    "computed_results",
    "deferred",
    "keep_results",
    "result",
    "result_names",
]

Results: TypeAlias = tuple[tuple[str, Any], ...]  # name and value; the field `_stored` of an answer

A = TypeVar("A")
T = TypeVar("T")


def result(compute: Callable[[A], T]) -> Callable[[A], T]:
    """The getter of a result: the stored value if the answer has stored results, else the result of
    *compute*.
    """

    @wraps(compute)
    def shown(answer: Any) -> T:
        stored: Results | None = answer._stored
        return compute(answer) if stored is None else dict(stored)[compute.__name__]

    shown.is_result = True  # type: ignore[attr-defined]
    return shown


def result_names(kind: type) -> tuple[str, ...]:
    """The names of the results of a class of answers, in the order in which it defines them.

    >>> from tjstats.questions.claims import Verification
    >>> result_names(Verification)
    ('range', 'fits')
    """
    getters = {name: getattr(member, "fget", None) for name, member in vars(kind).items()}
    return tuple(name for name, getter in getters.items() if getattr(getter, "is_result", False))


def computed_results(answer: Any) -> dict[str, Any]:
    """The results computed from the fields of an answer, whatever is stored. Raises as they do."""
    bare = answer if answer._stored is None else attrs.evolve(answer)
    return {name: getattr(bare, name) for name in result_names(type(answer))}


def keep_results(answer: Any, stored: Mapping[str, Any]) -> None:
    """Make a new answer show *stored*, a value for each of its results."""
    object.__setattr__(answer, "_stored", tuple(stored.items()))


class OnDemand:
    """A record that computes some of its fields, `_on_demand`, on first access, from `_later`.

    Such a field is a slot without a value, so Python asks `__getattr__` for it, once. Comparing,
    pickling and writing a record read its fields, and so work them out.
    """

    __slots__ = ("_later",)
    _on_demand: ClassVar[frozenset[str]]

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name not in self._on_demand:
                raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")
            result = self._later.result(name)
            object.__setattr__(self, name, result)
            return result


def deferred(kind: type[T], fields: Mapping[str, Any], later: Any) -> T:
    """An answer of *kind* with *fields*; *later* computes the others: its `result` gives the field
    with a name.
    """
    answer = object.__new__(kind)
    for name, field in fields.items():
        object.__setattr__(answer, name, field)
    object.__setattr__(answer, "_later", later)
    object.__setattr__(answer, "_stored", None)
    return answer

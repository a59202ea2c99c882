"""How the library's own results become frozen objects without the checks of their constructors.

Filling the slots of a frozen class takes an `object.__setattr__` for each, about three times what
plain assignments take; see bench/ratios.py. So Figure, Bounds and Observation each have an open
twin: an attrs class with the same slots that is not frozen. A result is filled in as the twin and
then becomes an object of the frozen class, here.
"""

from __future__ import annotations

from typing import Any, TypeVar

import attrs

__all__ = ["open_twin", "sealed"]

T = TypeVar("T")


def open_twin(cls: type[attrs.AttrsInstance]) -> type[Any]:
    """The open twin of a frozen class without a slot for weak references: its fields and defaults,
    none of its checks.
    """
    fields = {field.name: attrs.field(default=field.default) for field in attrs.fields(cls)}
    return attrs.make_class(
        f"Open{cls.__name__}", fields, cls.__bases__, eq=False, slots=True, weakref_slot=False
    )


def sealed(twin: Any, cls: type[T]) -> T:
    """The object of the frozen class *cls* that *twin*, an object of its open twin, becomes."""
    twin.__class__ = cls
    return twin  # type: ignore[no-any-return]

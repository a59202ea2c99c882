"""Creating frozen objects for the library's own results without the checks of their constructors.

Filling the slots of a frozen class needs an `object.__setattr__` for each, about three times the
cost of plain assignments; see bench/ratios.py. Figure, Bounds and Observation therefore each have
an open twin: an attrs class with the same slots that is not frozen. A result is built as the twin
and then becomes an object of the frozen class, here.
"""

from __future__ import annotations

from typing import Any, TypeVar

import attrs

__all__ = ["fill", "open_twin", "sealed"]

T = TypeVar("T")


def open_twin(cls: type[attrs.AttrsInstance]) -> type[Any]:
    """The open twin of a frozen class without a weak-reference slot: its fields and defaults, none
    of its checks.
    """
    fields = {field.name: attrs.field(default=field.default) for field in attrs.fields(cls)}
    return attrs.make_class(
        f"Open{cls.__name__}", fields, cls.__bases__, eq=False, slots=True, weakref_slot=False
    )


def sealed(twin: Any, cls: type[T]) -> T:
    """The object of the frozen class *cls* that *twin*, an object of its open twin, becomes.

    A class derived from it elsewhere may have further slots, which cannot be filled here; the
    object then has the class from which it was derived.
    """
    try:
        twin.__class__ = cls
    except TypeError:
        return sealed(twin, cls.__base__)  # type: ignore[arg-type]
    return twin  # type: ignore[no-any-return]


def fill(record: Any, twin: type, *fields: Any, **named: Any) -> None:
    """Fill the slots of a new object of a frozen class, in its constructor, through its open
    *twin*.
    """
    cls = record.__class__
    try:
        object.__setattr__(record, "__class__", twin)
    except TypeError:  # a class derived elsewhere, with further slots
        filled = twin(*fields, **named)
        for name in twin.__slots__:  # type: ignore[attr-defined]
            object.__setattr__(record, name, getattr(filled, name))
    else:
        twin.__init__(record, *fields, **named)  # type: ignore[misc]
        sealed(record, cls)

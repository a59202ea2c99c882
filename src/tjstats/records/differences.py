"""The error for two records that differ, with what differs and how to have it the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from tjstats.errors import NotComparableError

if TYPE_CHECKING:
    from tjstats.records.publication import Indicator

__all__ = ["difference"]


def difference(field: str, left: Any, right: Any) -> NotComparableError:
    """The error for two records that differ in a field; of two indicators with one code it names
    the part that differs.
    """
    if field == "indicator" and left.code == right.code:
        return _of_parts(left, right)
    remedy = ""
    if field == "breakdowns":
        left, right = dict(left), dict(right)
        remedy = (
            f"choose records with the same breakdowns, here breakdowns={right or left}; a reader "
            "of files leaves a column out: columns={'…': None}"
        )
    if field == "area":
        remedy = f"choose those of one: [o for o in observations if o.area == {left!r}]"
    return NotComparableError(field, str(left), str(right), remedy=remedy)


def _of_parts(left: Indicator, right: Indicator) -> NotComparableError:
    names = (part.name for part in attrs.fields(type(left)) if part.eq)
    part = next(name for name in names if getattr(left, name) != getattr(right, name))
    remedy = "use one Indicator for both; what reads texts and files takes it as indicators=[…]"
    ends = str(getattr(left, part)), str(getattr(right, part))
    return NotComparableError("indicator", *ends, part, remedy)

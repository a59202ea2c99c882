"""The two forms of a figure in a document: printed, with its digits, and computed, with both its intervals."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs

from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit

__all__ = ["ComputedFigure", "PrintedFigure", "figure_of", "form_of"]


@attrs.frozen
class PrintedFigure:
    """What makes a printed figure; its intervals follow."""

    value: Decimal
    unit: Unit
    multiplier: int = 0
    qualifier: Qualifier = Qualifier.EXACTLY
    upper: Decimal | None = None
    lower_closed: bool = True
    upper_closed: bool = True
    approximate: bool = False
    exact: bool = False


@attrs.frozen
class ComputedFigure:
    """All that a computed figure holds."""

    value: Decimal
    unit: Unit
    bounds: Bounds
    unrounded: Bounds
    multiplier: int = 0
    qualifier: Qualifier = Qualifier.EXACTLY
    upper: Decimal | None = None
    approximate: bool = False
    exact: bool = False
    quotient: bool = False


def form_of(figure: Figure) -> PrintedFigure | ComputedFigure:
    """The form of a figure."""
    shared = {f: getattr(figure, f) for f in ("value", "unit", "multiplier", "qualifier", "upper", "approximate", "exact")}
    if figure.decimals is None:
        return ComputedFigure(bounds=figure.bounds, unrounded=figure.unrounded, quotient=figure.quotient, **shared)
    if figure.qualifier is not Qualifier.BETWEEN:
        return PrintedFigure(**shared)
    bounds = figure.bounds
    return PrintedFigure(lower_closed=bounds.lower_closed, upper_closed=bounds.upper_closed, **shared)


def figure_of(form: PrintedFigure | ComputedFigure) -> Figure:
    """The figure of a form. Raises as `Figure` does."""
    fields: dict[str, Any] = {field.name: getattr(form, field.name) for field in attrs.fields(type(form))}
    if isinstance(form, ComputedFigure):
        return Figure.restored(**fields)
    return Figure(**fields | {"approximate": form.approximate or None})

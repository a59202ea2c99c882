"""The bands of a scheme, which cover the line, and the straight pieces of its score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, TypeAlias

import attrs

from tjstats.errors import InvalidBoundsError, InvalidRecordError, RecordTypeError
from tjstats.records.classifications import check_texts, check_type
from tjstats.values.bounds import Bounds
from tjstats.values.numbers import NEAREST, WIDE, Number, number

__all__ = ["Band", "GivenBands", "ScoreLine", "bands_of", "check_cover", "check_lines", "lines_of", "status_in", "windows_of"]

_ZERO: Final = Decimal(0)


@attrs.frozen
class Band:
    """A status and the values it stands for. Fields: status, bounds.

    >>> print(Band("on_track", Bounds("0.95", None)))
    on_track [0.95, ∞)
    """

    status: str
    bounds: Bounds

    def __attrs_post_init__(self) -> None:
        check_texts(self, "status")
        check_type(self, "bounds", Bounds, "Bounds, for example Bounds('0.95', None)")
        if not self.status:
            raise InvalidRecordError("Band", "status", self.status, "write the status code, for example 'on_track'")

    def __str__(self) -> str:
        return f"{self.status} {self.bounds}"


@attrs.frozen
class ScoreLine:
    """A straight piece of a score: (slope × value + intercept) / per.

    Fields: start (of the value; None for the lowest piece), slope, intercept, per. Slopes such as 25/6 are exact so.
    """

    start: Decimal | None
    slope: Decimal
    intercept: Decimal
    per: Decimal = Decimal(1)

    def __attrs_post_init__(self) -> None:
        for name in ("start", "slope", "intercept", "per"):
            if name != "start" or self.start is not None:
                object.__setattr__(self, name, number(getattr(self, name)))
        if self.per <= 0:
            raise InvalidRecordError("ScoreLine", "per", self.per, "the divisor is above zero")

    def at(self, value: Decimal) -> Decimal:
        """The score of a value on this line."""
        return NEAREST.plus(WIDE.divide(WIDE.fma(self.slope, value, self.intercept), self.per))

    def __str__(self) -> str:
        line = f"{self.slope} × value {'+' if self.intercept >= 0 else '−'} {self.intercept.copy_abs()}"
        return line if self.per == 1 else f"({line}) / {self.per}"


GivenBands: TypeAlias = Mapping[str, Number | None] | Iterable[Band]


def bands_of(given: GivenBands) -> tuple[Band, ...]:
    """Bands in falling order; of a mapping from status to lower bound (None: all below) too."""
    if not isinstance(given, Mapping):
        if isinstance(given, str) or not hasattr(given, "__iter__"):
            raise RecordTypeError("Scheme", "bands", given, "Bands, or a mapping from status to lower bound")
        found = tuple(given)
        for band in found:
            if not isinstance(band, Band):
                raise RecordTypeError("Scheme", "bands", band, "Bands, or a mapping from status to lower bound")
        return tuple(sorted(found, key=_floor, reverse=True))
    lows = {status: None if low is None else number(low) for status, low in given.items()}
    ordered = sorted(lows.items(), key=lambda item: (item[1] is not None, item[1] or _ZERO), reverse=True)
    highs = [None, *(low for _, low in ordered)][: len(ordered)]
    try:
        pairs = zip(ordered, highs, strict=True)
        return tuple(Band(s, Bounds(low, high, upper_closed=False)) for (s, low), high in pairs)
    except InvalidBoundsError as error:
        raise InvalidRecordError("Scheme", "bands", dict(given), f"two bands begin at {error.lower}") from None


def _floor(band: Band) -> tuple[bool, Decimal, bool]:
    low = band.bounds.lower
    return low is not None, low or _ZERO, not band.bounds.lower_closed


def lines_of(given: Iterable[ScoreLine | tuple[Any, ...]]) -> tuple[ScoreLine, ...]:
    return tuple(line if isinstance(line, ScoreLine) else ScoreLine(*line) for line in given)


def windows_of(given: Mapping[str, int] | Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Names of windows with their whole years, one or more."""
    found = tuple(given.items() if isinstance(given, Mapping) else given)
    for name, years in found:
        if not isinstance(name, str) or not isinstance(years, int) or isinstance(years, bool) or years < 1:
            raise InvalidRecordError("Scheme", "windows", {name: years}, "write names with whole years, for example {'short': 5}")
    return found


def status_in(bands: tuple[Band, ...], value: Bounds) -> str | None:
    """The status of the one band that holds all of *value*, None where several bands share it."""
    return next((band.status for band in bands if band.bounds.contains(value)), None)


def check_cover(name: str, bands: tuple[Band, ...]) -> None:
    """Raise unless the bands, in falling order, cover the line without gap and overlap."""
    if not bands:
        return
    for band, end in ((bands[0], "upper"), (bands[-1], "lower")):
        if getattr(band.bounds, end) is not None:
            side = "above" if end == "upper" else "below"
            problem = f"no band {side} {getattr(band.bounds, end)}; leave the {end} end of {band.status} open"
            raise InvalidRecordError("Scheme", name, str(band), problem)
    for higher, lower in pairwise(bands):
        start, top = higher.bounds.lower, lower.bounds.upper
        if higher.bounds.overlaps(lower.bounds):
            problem = f"it overlaps {lower.status}; end that at {start}"
            raise InvalidRecordError("Scheme", name, str(higher), problem)
        if start != top or not (higher.bounds.lower_closed or lower.bounds.upper_closed):
            problem = f"no band between {lower.status} {lower.bounds} and it; make the two touch, one end closed"
            raise InvalidRecordError("Scheme", name, str(higher), problem)


def check_lines(name: str, lines: tuple[ScoreLine, ...]) -> None:
    if not lines:
        return
    starts = [line.start for line in lines]
    rising = all(one is None or (other is not None and one < other) for one, other in pairwise(starts))
    if starts[0] is not None or None in starts[1:] or not rising:
        raise InvalidRecordError("Scheme", name, starts, "write the pieces from the lowest up, the first starting at None")

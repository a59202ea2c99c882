"""The bands of a scheme, which cover the line, and the straight pieces of its score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any, Final, TypeAlias

import attrs

from tjstats.errors import InvalidBoundsError, InvalidRecordError, RecordTypeError, UnknownCodeError
from tjstats.records.classifications import Direction, check_code, check_texts, check_type, member
from tjstats.records.publication import Source
from tjstats.values.bounds import Bounds, point
from tjstats.values.numbers import COMPUTED_EXPONENT, NEAREST, WIDE, Number, number

__all__ = [
    "BASE_RULE_TEXTS",
    "FORMULA_TEXTS",
    "Band",
    "BaseRule",
    "Formula",
    "GivenBands",
    "Scheme",
    "ScoreLine",
    "bands_of",
    "check_cover",
    "check_lines",
    "lines_of",
    "status_in",
    "windows_of",
]

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
            raise InvalidRecordError(
                "Band", "status", self.status, "write the status code, for example 'on_track'"
            )

    def __str__(self) -> str:
        return f"{self.status} {self.bounds}"


@attrs.frozen
class ScoreLine:
    """A straight piece of a score: (slope × value + intercept) / per.

    Fields: start (of the value; None for the lowest piece), slope, intercept, per. Slopes such as
    25/6 are exact so.
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
            raise RecordTypeError(
                "Scheme", "bands", given, "Bands, or a mapping from status to lower bound"
            )
        found = tuple(given)
        for band in found:
            if not isinstance(band, Band):
                raise RecordTypeError(
                    "Scheme", "bands", band, "Bands, or a mapping from status to lower bound"
                )
        return tuple(sorted(found, key=_floor, reverse=True))
    lows = {status: None if low is None else number(low) for status, low in given.items()}
    ordered = sorted(
        lows.items(), key=lambda item: (item[1] is not None, item[1] or _ZERO), reverse=True
    )
    highs = [None, *(low for _, low in ordered)][: len(ordered)]
    try:
        pairs = zip(ordered, highs, strict=True)
        return tuple(Band(s, Bounds(low, high, upper_closed=False)) for (s, low), high in pairs)
    except InvalidBoundsError as error:
        raise InvalidRecordError(
            "Scheme", "bands", dict(given), f"two bands begin at {error.lower}"
        ) from None


def _floor(band: Band) -> tuple[bool, Decimal, bool]:
    low = band.bounds.lower
    return low is not None, low or _ZERO, not band.bounds.lower_closed


def lines_of(given: Iterable[ScoreLine | tuple[Any, ...]]) -> tuple[ScoreLine, ...]:
    return tuple(line if isinstance(line, ScoreLine) else ScoreLine(*line) for line in given)


def windows_of(given: Mapping[str, int] | Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Names of windows with their whole years, one or more."""
    found = tuple(given.items() if isinstance(given, Mapping) else given)
    for name, years in found:
        if (
            not isinstance(name, str)
            or not isinstance(years, int)
            or isinstance(years, bool)
            or years < 1
        ):
            raise InvalidRecordError(
                "Scheme",
                "windows",
                {name: years},
                "write names with whole years, for example {'short': 5}",
            )
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
    rising = all(
        one is None or (other is not None and one < other) for one, other in pairwise(starts)
    )
    if starts[0] is not None or None in starts[1:] or not rising:
        raise InvalidRecordError(
            "Scheme",
            name,
            starts,
            "write the pieces from the lowest up, the first starting at None",
        )


# Schemes of pace as records: which formula, which bands, which codes, which score. The offices' own
# are in `SCHEMES`.  A scheme is data, so one of your own is written like those of the offices. Its
# bands are half-open and cover the line: a value belongs to exactly one of them.


class Formula(StrEnum):
    """What the value of a pace towards a target is; the words are in `FORMULA_TEXTS`."""

    RATIO = "ratio"
    SIGNED_RATIO = "signed_ratio"
    PROJECTED_SHARE = "projected_share"
    LOG_SHARE = "log_share"
    LINEAR_SHARE = "linear_share"


FORMULA_TEXTS: Final = {
    Formula.RATIO: "observed annual rate over the size of the required one, positive in the good direction",
    Formula.SIGNED_RATIO: "observed annual rate over the required one",
    Formula.PROJECTED_SHARE: "share of the distance from base to target that the projected level will have covered",
    Formula.LOG_SHARE: "ln(latest/base) over ln(target/base): share of the planned change that is done",
    Formula.LINEAR_SHARE: "latest less base over target less base: share of the distance that is done",
}


class BaseRule(StrEnum):
    """Which year stands in for a base year without a value; the words are in `BASE_RULE_TEXTS`."""

    NEXT_LATER = "next_later"
    NEAREST = "nearest"
    EXACT = "exact"


BASE_RULE_TEXTS: Final = {
    BaseRule.NEXT_LATER: "the next later one with a value",
    BaseRule.NEAREST: "the nearest one with a value, the later of two equally near",
    BaseRule.EXACT: "none",
}


def _optional(value: Number | None) -> Decimal | None:
    return None if value is None else number(value)


@attrs.frozen(repr=False)
class Scheme:
    """How an office turns a series into a status. Required: code, version, source.

    Bands: with_target (of the formula's value), without_target (of the yearly rate in the good
    direction), score_bands (of the score); each a tuple of `Band`, or a mapping from status to
    lower bound, which is included (None: all below). achieved and not_available are the codes
    beside the bands. score_with_target and score_without_target are `ScoreLine`s.

    Other fields: formula, against_time (bands are of the value over the share of time elapsed),
    limit_exponent (near a natural limit thresholds shrink), base_rule, zero_replacement, strict
    (reaching the target is not enough), near (in percent: so close to 0 % or 100 % counts as
    reached), until_target (nothing after the target's time counts), all_achieved (a mean counts as
    achieved where every part did), by_level (reached or not, by the level alone: what is not
    reached has the status of the one band), windows (years by name, for paces over the last so many
    years), note.

    Raises `InvalidRecordError` for bands that overlap or leave a gap, for a scheme without any, and
    for windows of no years.

    >>> mine = Scheme("mine", "2025", Source("us"), with_target={"ahead": "1", "behind": None})
    >>> mine.status("1.2"), mine.status("-3")
    ('ahead', 'behind')
    """

    code: str
    version: str
    source: Source
    formula: Formula = Formula.RATIO
    with_target: tuple[Band, ...] = attrs.field(default=(), converter=bands_of)
    without_target: tuple[Band, ...] = attrs.field(default=(), converter=bands_of)
    score_bands: tuple[Band, ...] = attrs.field(default=(), converter=bands_of)
    achieved: str = "target_achieved"
    not_available: str = "not_available"
    score_with_target: tuple[ScoreLine, ...] = attrs.field(default=(), converter=lines_of)
    score_without_target: tuple[ScoreLine, ...] = attrs.field(default=(), converter=lines_of)
    best_score: Decimal | None = attrs.field(default=None, converter=_optional)
    against_time: bool = False
    limit_exponent: Decimal | None = attrs.field(default=None, converter=_optional)
    base_rule: BaseRule = BaseRule.EXACT
    zero_replacement: Decimal | None = attrs.field(default=None, converter=_optional)
    strict: bool = False
    near: Decimal | None = attrs.field(default=None, converter=_optional)
    until_target: bool = False
    all_achieved: bool = False
    by_level: bool = False
    windows: tuple[tuple[str, int], ...] = attrs.field(default=(), converter=windows_of)
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        check_code(self)
        check_texts(self, "version", "achieved", "not_available", "note")
        check_type(self, "source", Source, "a Source")
        object.__setattr__(self, "formula", member(Formula, self.formula, "Scheme", "formula"))
        object.__setattr__(
            self, "base_rule", member(BaseRule, self.base_rule, "Scheme", "base_rule")
        )
        if not (self.with_target or self.without_target):
            raise InvalidRecordError(
                "Scheme",
                "with_target",
                (),
                "a scheme has bands with a target, without one, or both",
            )
        for name in ("with_target", "without_target", "score_bands"):
            check_cover(name, getattr(self, name))
        for name in ("score_with_target", "score_without_target"):
            check_lines(name, getattr(self, name))
        if self.by_level and len(self.with_target) != 1:
            raise InvalidRecordError(
                "Scheme",
                "with_target",
                len(self.with_target),
                "by level there is one band: not reached",
            )

    def window(self, name: str) -> int:
        """The years of a window. Raises `UnknownCodeError`.

        >>> from tjstats.questions.pace.offices import SCHEMES
        >>> SCHEMES["eurostat"].window("short")
        5
        """
        found = dict(self.windows)
        if name not in found:
            raise UnknownCodeError(name, f"the windows of {self.code}", tuple(found))
        return found[name]

    def judges(self, target: bool) -> bool:
        """Whether the scheme has a status for values with a *target*, or for those without one."""
        return bool(self._bands(target))

    def status(
        self, value: Number, *, target: bool = True, direction: Direction | str = Direction.HIGHER
    ) -> str:
        """The status of a value: with a *target* of the formula's value, without one of a yearly
        rate (a ratio, not percent).

        A rate is turned round where lower is good. Raises `InvalidRecordError` where the scheme has
        no such bands.

        >>> from tjstats.questions.pace.offices import SCHEMES
        >>> SCHEMES["statcan"].status("0.95"), SCHEMES["un2023"].status("-0.02", target=False, direction="lower")
        ('substantial_progress', '3')
        """
        found = number(value, COMPUTED_EXPONENT)
        if not target and member(Direction, direction, "Scheme", "direction") is Direction.LOWER:
            found = found.copy_negate()
        return str(self.status_within(point(found), target))

    def score(self, value: Number, *, target: bool = True, closeness: Number = 1) -> Decimal:
        """The score of a value, clipped at the best and worst one. *closeness* is the factor C near
        a natural limit.

        >>> from tjstats.questions.pace.offices import SCHEMES
        >>> SCHEMES["statcan"].score("0.02", target=False), SCHEMES["statcan"].score("-0.6")
        (Decimal('5'), Decimal('-5'))
        """
        scaled = self.scaled(number(value, COMPUTED_EXPONENT), number(closeness, COMPUTED_EXPONENT))
        return self.score_of(scaled, target)

    def status_of_score(self, score: Number) -> str:
        """The status of a score. Raises `InvalidRecordError` where the scheme has no bands of
        scores.

        >>> from tjstats.questions.pace.offices import SCHEMES
        >>> SCHEMES["open-sdg"].status_of_score(1)
        'acceleration_needed'
        """
        if not self.score_bands:
            raise InvalidRecordError(
                "Scheme", "score_bands", (), f"{self.code} has no bands of scores"
            )
        return str(status_in(self.score_bands, point(number(score, COMPUTED_EXPONENT))))

    def scaled(self, value: Decimal, closeness: Decimal) -> Decimal | None:
        """A rate as it is compared with the thresholds: over *closeness* where positive, since only
        those shrink.

        None stands for better than any threshold: the base is at the limit, and is kept.
        """
        if value < 0:
            return value
        return NEAREST.divide(value, closeness) if closeness else None

    def score_of(self, scaled: Decimal | None, target: bool) -> Decimal:
        """The score of a scaled value. Raises `InvalidRecordError` where there is none."""
        lines, best = self._lines(target), self.best_score
        if not lines:
            kind = "with" if target else "without"
            raise InvalidRecordError(
                "Scheme", f"score_{kind}_target", (), f"{self.code} has no score {kind} a target"
            )
        if scaled is None and best is not None:
            return best
        at = scaled or _ZERO
        found = next(line for line in reversed(lines) if line.start is None or line.start <= at).at(
            at
        )
        return found if best is None else max(best.copy_negate(), min(best, found))

    def status_within(self, scaled: Bounds | None, target: bool) -> str | None:
        """The status that all of a scaled value has, None where several bands share it."""
        bands = self._bands(target)
        if not bands:
            kind = "with" if target else "without"
            raise InvalidRecordError(
                "Scheme", f"{kind}_target", (), f"{self.code} has no bands {kind} a target"
            )
        return bands[0].status if scaled is None else status_in(bands, scaled)

    def _bands(self, target: bool) -> tuple[Band, ...]:
        return self.with_target if target else self.without_target

    def _lines(self, target: bool) -> tuple[ScoreLine, ...]:
        return self.score_with_target if target else self.score_without_target

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"

"""Schemes of pace as records: formula, bands, codes, score.

The schemes published by offices are in `offices`. A scheme is data, so you can write your own. Its
bands cover the line: a value belongs to exactly one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, Literal, NamedTuple, TypeAlias, cast

import attrs

from tjstats.errors import InvalidBoundsError, InvalidRecordError, RecordTypeError, UnknownCodeError
from tjstats.questions.pace.formulas import Formula, FormulaCode, Wide, choose
from tjstats.records.classifications import (
    Direction,
    DirectionCode,
    check_code,
    check_texts,
    check_type,
    member,
)
from tjstats.records.publication import Source
from tjstats.streams import Modelled
from tjstats.values.bounds import Bounds, point
from tjstats.values.codes import Code
from tjstats.values.numbers import COMPUTED_EXPONENT, NEAREST, ONE, ZERO, Number, number

__all__ = [
    "BASE_CHOICES",
    "BEYOND",
    "WITHIN",
    "Band",
    "BaseChoice",
    "BaseRule",
    "BaseRuleCode",
    "GivenBands",
    "Scheme",
    "ScoreLine",
    "bands_of",
    "lines_of",
    "status_in",
    "windows_of",
]


# --- which value is the base ----------------------------------------------------------------------


class BaseRule(Code):
    """The substitute for a base year without a value; the rules are in `BASE_CHOICES`."""

    NEXT_LATER = "next_later"
    NEAREST = "nearest"
    EXACT = "exact"


BaseRuleCode: TypeAlias = Literal["next_later", "nearest", "exact"]


class BaseChoice(NamedTuple):
    """A rule over times as ordinals: numbers of records, or expressions of a data frame.

    Fields: allowed (of a time and the time asked for: whether a value then may be the base; None
    for any value), rank (of the two times: the smallest is the base), meaning.
    """

    allowed: Callable[[Any, Any], Any] | None
    rank: Callable[[Any, Any], Any]
    meaning: str


def _lopsided(gap: Any) -> Any:
    """The square of a distance, a quarter of a step less on the later side."""
    return (gap * 4 - 1) * (gap * 4 - 1)


BASE_CHOICES: Final = {
    BaseRule.NEXT_LATER: BaseChoice(
        lambda time, asked: time >= asked,
        lambda time, asked: time,
        "the next later one with a value",
    ),
    BaseRule.NEAREST: BaseChoice(
        None,
        lambda time, asked: _lopsided(time - asked),
        "the nearest one with a value, the later of two equally near",
    ),
    BaseRule.EXACT: BaseChoice(
        lambda time, asked: time == asked,
        lambda time, asked: time,
        "none",
    ),
}


# --- bands ----------------------------------------------------------------------------------------


@attrs.frozen
class Band(Modelled):
    """A status and the values that have it. Fields: status, bounds.

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


GivenBands: TypeAlias = Mapping[str, Number | None] | Iterable[Band]

_BANDS: Final = "Bands, or a mapping from status to lower bound"


def bands_of(given: GivenBands) -> tuple[Band, ...]:
    """Bands in falling order, from Bands or from a mapping of status to lower bound (None: all
    below). Raises `RecordTypeError`, `InvalidRecordError`.
    """
    if isinstance(given, Mapping):
        return _bands_above(cast("Mapping[str, Number | None]", given))
    if isinstance(given, str) or not hasattr(given, "__iter__"):
        raise RecordTypeError("Scheme", "bands", given, _BANDS)
    bands = tuple(given)
    for band in bands:
        if not isinstance(band, Band):
            raise RecordTypeError("Scheme", "bands", band, _BANDS)
    return tuple(sorted(bands, key=_floor, reverse=True))


def _bands_above(lower_bounds: Mapping[str, Number | None]) -> tuple[Band, ...]:
    """Each band extends up to the next higher lower bound, which is excluded."""
    lows = {status: None if low is None else number(low) for status, low in lower_bounds.items()}
    falling = sorted(
        lows.items(), key=lambda item: (item[1] is not None, item[1] or ZERO), reverse=True
    )
    bands: list[Band] = []
    high: Decimal | None = None
    for status, low in falling:
        try:
            bands.append(Band(status, Bounds(low, high, upper_closed=False)))
        except InvalidBoundsError as error:
            raise InvalidRecordError(
                "Scheme", "bands", dict(lower_bounds), f"two bands begin at {error.lower}"
            ) from None
        high = low
    return tuple(bands)


def _floor(band: Band) -> tuple[bool, Decimal, bool]:
    low = band.bounds.lower
    return low is not None, low or ZERO, not band.bounds.lower_closed


def status_in(bands: tuple[Band, ...], value: Bounds) -> str | None:
    """The status of the band that contains all of *value*, None if several bands share it."""
    return next((band.status for band in bands if band.bounds.contains(value)), None)


def _check_cover(name: str, bands: tuple[Band, ...]) -> None:
    """Raise unless the bands, in falling order, cover the line without gap or overlap."""
    if not bands:
        return
    for band, end in ((bands[0], "upper"), (bands[-1], "lower")):
        limit = getattr(band.bounds, end)
        if limit is not None:
            side = "above" if end == "upper" else "below"
            problem = f"no band {side} {limit}; remove the {end} end of {band.status}"
            raise InvalidRecordError("Scheme", name, str(band), problem)
    for higher, lower in pairwise(bands):
        start, top = higher.bounds.lower, lower.bounds.upper
        if higher.bounds.overlaps(lower.bounds):
            problem = f"it overlaps {lower.status}; end that at {start}"
            raise InvalidRecordError("Scheme", name, str(higher), problem)
        if start != top or not (higher.bounds.lower_closed or lower.bounds.upper_closed):
            problem = (
                f"no band between {lower.status} {lower.bounds} and it; "
                "make the two touch, and close one of the ends"
            )
            raise InvalidRecordError("Scheme", name, str(higher), problem)


# --- scores and windows ---------------------------------------------------------------------------


@attrs.frozen
class ScoreLine(Modelled):
    """A straight piece of a score: (slope × value + intercept) / per.

    Fields: start (of the value; None for the lowest piece), slope, intercept, per. So slopes such
    as 25/6 are exact.
    """

    start: Decimal | None
    slope: Decimal
    intercept: Decimal
    per: Decimal = ONE

    def __attrs_post_init__(self) -> None:
        for name in ("start", "slope", "intercept", "per"):
            if name != "start" or self.start is not None:
                object.__setattr__(self, name, number(getattr(self, name)))
        if self.per <= 0:
            raise InvalidRecordError("ScoreLine", "per", self.per, "write a divisor above zero")

    def _at(self, value: Any, as_number: Callable[[Decimal], Any]) -> Any:
        """The score of a value on this line. *as_number* makes a number of the value's kind."""
        slope, intercept, per = map(as_number, (self.slope, self.intercept, self.per))
        return (value * slope + intercept) / per

    def __str__(self) -> str:
        sign = "+" if self.intercept >= 0 else "−"
        line = f"{self.slope} × value {sign} {self.intercept.copy_abs()}"
        return line if self.per == 1 else f"({line}) / {self.per}"


def lines_of(given: Iterable[ScoreLine | tuple[Any, ...]]) -> tuple[ScoreLine, ...]:
    """Score lines, from ScoreLines or tuples of their fields."""
    return tuple(line if isinstance(line, ScoreLine) else ScoreLine(*line) for line in given)


def _check_lines(name: str, lines: tuple[ScoreLine, ...]) -> None:
    if not lines:
        return
    starts = [line.start for line in lines]
    rising = all(high is not None and (low is None or low < high) for low, high in pairwise(starts))
    if starts[0] is not None or not rising:
        problem = "write the pieces from the lowest up, the first starting at None"
        raise InvalidRecordError("Scheme", name, starts, problem)


def windows_of(given: Mapping[str, int] | Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Names of windows with their whole years, at least one. Raises `InvalidRecordError`."""
    pairs = given.items() if isinstance(given, Mapping) else given
    windows = tuple(cast("Iterable[tuple[str, int]]", pairs))
    for name, years in windows:
        whole = isinstance(years, int) and not isinstance(years, bool) and years >= 1
        if not (isinstance(name, str) and whole):
            problem = "write names with whole years, for example {'short': 5}"
            raise InvalidRecordError("Scheme", "windows", {name: years}, problem)
    return windows


# --- schemes --------------------------------------------------------------------------------------


WITHIN: Final = "within_limit"
"""The status of a limit that has held so far, by a scheme against time."""
BEYOND: Final = "over_limit"
"""The status of a limit that has not."""


def _optional(value: Number | None) -> Decimal | None:
    return None if value is None else number(value)


def _formula(given: Formula | FormulaCode) -> Formula:
    return member(Formula, given, "Scheme", "formula")


def _base_rule(given: BaseRule | BaseRuleCode) -> BaseRule:
    return member(BaseRule, given, "Scheme", "base_rule")


@attrs.frozen(repr=False)
class Scheme(Modelled):
    """The rules by which an office turns a series into a status. Required: code,
    version, source.

    Bands: with_target (of the formula's value), without_target (of the yearly rate in the good
    direction), score_bands (of the score); each a tuple of `Band`, or a mapping from status to
    lower bound, which is included (None: all below). achieved and not_available are the further
    codes. score_with_target and score_without_target: a `ScoreLine`.

    Other fields: formula, against_time (bands apply to the value over the share of time elapsed;
    limits, means over several periods, and targets for every part of a period are judged by what
    holds so far, and limits have the codes `WITHIN` and `BEYOND`), limit_exponent (near a natural
    limit thresholds shrink), base_rule, zero_replacement, strict (reaching the target is not
    enough), near (in percent: this close to 0 % or 100 % counts as reached), until_target (nothing
    after the target's time counts), all_achieved (a mean is achieved if every part is), by_level
    (the level alone decides: a target that is not reached has the status of the only band), windows
    (numbers of last years, by name), note (which does not affect the status and is ignored in
    comparisons).

    Raises `InvalidRecordError` for bands that overlap or leave a gap, for a scheme without any, and
    for windows of no years.

    >>> mine = Scheme("mine", "2025", Source("us"), with_target={"ahead": "1", "behind": None})
    >>> mine.status("1.2"), mine.status("-3")
    ('ahead', 'behind')
    """

    code: str
    version: str
    source: Source
    formula: Formula = attrs.field(default=Formula.RATIO, converter=_formula)
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
    base_rule: BaseRule = attrs.field(default=BaseRule.EXACT, converter=_base_rule)
    zero_replacement: Decimal | None = attrs.field(default=None, converter=_optional)
    strict: bool = False
    near: Decimal | None = attrs.field(default=None, converter=_optional)
    until_target: bool = False
    all_achieved: bool = False
    by_level: bool = False
    windows: tuple[tuple[str, int], ...] = attrs.field(default=(), converter=windows_of)
    note: str | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        check_code(self)
        check_texts(self, "version", "achieved", "not_available", "note")
        check_type(self, "source", Source, "a Source")
        if not (self.with_target or self.without_target):
            problem = "a scheme has bands with a target, without one, or both"
            raise InvalidRecordError("Scheme", "with_target", (), problem)
        for name in ("with_target", "without_target", "score_bands"):
            _check_cover(name, getattr(self, name))
        for name in ("score_with_target", "score_without_target"):
            _check_lines(name, getattr(self, name))
        if self.by_level and len(self.with_target) != 1:
            problem = "a scheme by level has one band: not reached"
            raise InvalidRecordError("Scheme", "with_target", len(self.with_target), problem)

    def window(self, name: str) -> int:
        """The years of a window. Raises `UnknownCodeError`.

        >>> from tjstats.questions.pace.offices import SCHEMES
        >>> SCHEMES["eurostat"].window("short")
        5
        """
        windows = dict(self.windows)
        if name not in windows:
            raise UnknownCodeError(name, f"scheme {self.code}", known=tuple(windows))
        return windows[name]

    def judges(self, target: bool) -> bool:
        """Whether the scheme has a status for values with a *target*, or for those without one."""
        return bool(self.bands(target))

    def bands(self, target: bool) -> tuple[Band, ...]:
        """The bands with a *target*, or those without one."""
        return self.with_target if target else self.without_target

    def lines(self, target: bool) -> tuple[ScoreLine, ...]:
        """The pieces of the score with a *target*, or of that without one."""
        return self.score_with_target if target else self.score_without_target

    def status(
        self,
        value: Number,
        *,
        target: bool = True,
        direction: Direction | DirectionCode = Direction.HIGHER,
    ) -> str:
        """The status of a value: with a *target* of the formula's value, without one of a yearly
        rate (a ratio, not percent).

        A rate is negated if lower is good. Raises `InvalidRecordError` if the scheme has no such
        bands.

        >>> from tjstats.questions.pace.offices import SCHEMES
        >>> SCHEMES["statcan"].status("0.95")
        'substantial_progress'
        >>> SCHEMES["un2023"].status("-0.02", target=False, direction="lower")
        '3'
        """
        at = number(value, COMPUTED_EXPONENT)
        if not target and member(Direction, direction, "Scheme", "direction") is Direction.LOWER:
            at = at.copy_negate()
        return str(self._status_within(point(at), target))

    def score(self, value: Number, *, target: bool = True, closeness: Number = 1) -> Decimal:
        """The score of a value, clipped at the best and worst one. *closeness* is the factor C near
        a natural limit.

        >>> from tjstats.questions.pace.offices import SCHEMES
        >>> SCHEMES["statcan"].score("0.02", target=False), SCHEMES["statcan"].score("-0.6")
        (Decimal('5'), Decimal('-5'))
        """
        scaled = self._scaled(
            number(value, COMPUTED_EXPONENT), number(closeness, COMPUTED_EXPONENT)
        )
        return self._score_of(scaled, target)

    def status_of_score(self, score: Number) -> str:
        """The status of a score. Raises `InvalidRecordError` if the scheme has no bands
        of scores.

        >>> from tjstats.questions.pace.offices import SCHEMES
        >>> SCHEMES["open-sdg"].status_of_score(1)
        'acceleration_needed'
        """
        if not self.score_bands:
            raise InvalidRecordError(
                "Scheme", "score_bands", (), f"{self.code} has no bands of scores"
            )
        return str(status_in(self.score_bands, point(number(score, COMPUTED_EXPONENT))))

    def _scaled(self, value: Decimal, closeness: Decimal) -> Decimal | None:
        """A rate for comparison with the thresholds: divided by *closeness* if positive, because
        only positive thresholds shrink.

        None means better than any threshold: the base is at the limit, and stays there.
        """
        if value < 0:
            return value
        return NEAREST.divide(value, closeness) if closeness else None

    def _score_of(self, scaled: Decimal | None, target: bool) -> Decimal:
        """The score of a scaled value. Raises `InvalidRecordError` if there is none."""
        if not self.lines(target):
            kind = "with" if target else "without"
            raise InvalidRecordError(
                "Scheme", f"score_{kind}_target", (), f"{self.code} has no score {kind} a target"
            )
        if scaled is None and self.best_score is not None:
            return self.best_score
        return NEAREST.plus(self._points(Wide(scaled or ZERO), target, Wide, choose).value)

    def _points(
        self,
        value: Any,
        target: bool,
        as_number: Callable[[Decimal], Any],
        choose: Callable[[Any, Any, Any], Any],
    ) -> Any:
        """The score of a value of any kind: that of the last piece that begins at or below it,
        clipped at the best and worst one.
        """
        lowest, *higher = self.lines(target)
        score = lowest._at(value, as_number)
        for line in higher:
            begun = value >= as_number(line.start)  # type: ignore[arg-type]
            score = choose(begun, line._at(value, as_number), score)
        if self.best_score is None:
            return score
        best, worst = as_number(self.best_score), as_number(self.best_score.copy_negate())
        score = choose(score >= best, best, score)
        return choose(score <= worst, worst, score)

    def _status_within(self, scaled: Bounds | None, target: bool) -> str | None:
        """The status that all of a scaled value has, None if several bands share it."""
        bands = self.bands(target)
        if not bands:
            kind = "with" if target else "without"
            raise InvalidRecordError(
                "Scheme", f"{kind}_target", (), f"{self.code} has no bands {kind} a target"
            )
        return bands[0].status if scaled is None else status_in(bands, scaled)

    def _statuses(
        self,
        reached: Any,
        missed: Any,
        tracked: Any,
        holds: Callable[[Band], Any],
        limit: Any = False,
    ) -> Iterator[tuple[Any, str]]:
        """The statuses of a target in order of precedence, each with its condition; `not_available`
        if none applies.

        Conditions may be Python values or expressions: the level has *reached* the target or
        *missed* it, the trend is *tracked*, a band *holds* its value, and the target is a *limit*.
        """
        if self.against_time:
            yield reached & limit, WITHIN
            yield missed & limit, BEYOND
        yield reached, self.achieved
        if self.by_level:
            yield missed, self.with_target[0].status
        for band in self.with_target:
            yield missed & tracked & holds(band), band.status

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"

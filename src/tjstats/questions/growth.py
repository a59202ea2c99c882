"""Growth: change, rate, factor and average annual growth between two figures or observations.

Each formula is written so that every input occurs once (the rate is current/base − 1); otherwise
its interval would be too wide to catch an error. Averages use the level method: the base year is
not counted, so 2020 to 2025 is five years.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import attrs

from tjstats.errors import RecordTypeError
from tjstats.questions.answers import answer_language
from tjstats.questions.comparability import (
    check_comparable,
    check_order,
    check_units,
    months_between,
    months_of,
)
from tjstats.questions.derivation import of_whole
from tjstats.questions.formulas import PERCENT, rate_bounds
from tjstats.questions.indexes import unlinked
from tjstats.questions.rates import average_annual, factor_from_change, growth_from_change
from tjstats.questions.reasons import Case, first
from tjstats.questions.results import Results, result
from tjstats.records.classifications import (
    NATURES,
    Flag,
    Measure,
    MeasureCode,
    Status,
    member,
    weakest,
)
from tjstats.records.naming import full_name
from tjstats.records.publication import Observation, Series
from tjstats.streams import Pictured
from tjstats.tables import Listed, Table, Tabular, fields_table, text_column
from tjstats.values.figure_arithmetic import computed
from tjstats.values.figure_columns import figure_column
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.numbers import HUNDRED, MINUS_HUNDRED, NEAREST, ZERO
from tjstats.values.periods import Period, Time
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units.algebra import is_offset
from tjstats.values.verdicts import Reason

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = [
    "NO_AVERAGE",
    "NO_RATE",
    "AverageFacts",
    "Growth",
    "Growths",
    "RateFacts",
    "annualised",
    "growth",
]

Level: TypeAlias = Figure | Observation

_EXACTLY: Final = Qualifier.EXACTLY
_ABOUT: Final = Qualifier.ABOUT
_INFINITE: Final = Decimal("Infinity")


class RateFacts(NamedTuple):
    """Facts that decide whether there is a growth rate; each a Python value or a frame
    expression.

    Numbers, compared with zero: base_lower and base_upper (the ends of the base, infinite if it has
    none; for an exact number both are the number), current_upper. Truths: base_lower_closed (the
    lower end is included), current_upper_open (the upper end is not), missing (either has no
    value), unlike_units (data frames only; an error between records), broken (a break is flagged
    after the base), of_growth (the values are growth rates), no_true_zero (of the unit). A case
    that cannot arise keeps its default, False.
    """

    base_lower: Any
    base_upper: Any
    current_upper: Any
    base_lower_closed: Any = True
    current_upper_open: Any = False
    missing: Any = False
    unlike_units: Any = False
    broken: Any = False
    of_growth: Any = False
    no_true_zero: Any = False


NO_RATE: Final = (
    Case(Reason.MISSING_VALUE, lambda f: f.missing, "the base or the current value is missing"),
    Case(Reason.UNIT_MISMATCH, lambda f: f.unlike_units, "the two units differ (data frames)"),
    Case(
        Reason.BREAK_IN_SERIES,
        lambda f: f.broken,
        "a break is flagged at the current value, or between it and the base",
    ),
    Case(Reason.GROWTH_OF_GROWTH, lambda f: f.of_growth, "the values are growth rates themselves"),
    Case(
        Reason.ZERO_BASE,
        lambda f: (f.base_lower == 0) & (f.base_upper == 0),
        "the base is zero",
    ),
    Case(Reason.NEGATIVE_BASE, lambda f: f.base_upper <= 0, "no value of the base is positive"),
    Case(
        Reason.BASE_MAY_BE_ZERO,
        lambda f: (f.base_lower < 0) | ((f.base_lower == 0) & f.base_lower_closed),
        "the range of the base includes zero or negative values",
    ),
    Case(
        Reason.MIXED_SIGN,
        lambda f: (f.current_upper < 0) | ((f.current_upper == 0) & f.current_upper_open),
        "the base is positive and the current value is negative",
    ),
    Case(
        Reason.NO_RATIO_SCALE,
        lambda f: f.no_true_zero,
        "the unit has no true zero (degrees Celsius)",
    ),
)
"""Conditions under which there is no growth rate, in order of precedence."""


_NO_VALUES: Final = RateFacts(1, 1, 1, missing=True)
_BROKEN: Final = RateFacts(1, 1, 1, broken=True)


class AverageFacts(NamedTuple):
    """Facts that decide whether there is an average annual growth; each a Python value or an
    expression.

    Fields: length (of the periods, in months; 0 for points in time), apart (the distance between
    the two, in months), days_over (whether days are left over after whole months).
    """

    length: Any
    apart: Any
    days_over: Any = False


NO_AVERAGE: Final = (
    Case(
        Reason.PERIOD_LONGER_THAN_YEAR,
        lambda f: f.length > 12,
        "the periods are longer than twelve months",
    ),
    Case(
        Reason.NOT_WHOLE_YEARS,
        lambda f: f.days_over | (f.apart % 12 != 0),
        "the distance is not a whole number of years",
    ),
)
"""Conditions under which there is a rate and no average annual growth, in order of precedence."""


@attrs.frozen(repr=False)
class Growth(Tabular):
    """Growth of a figure from a base. Fields: current, base (Figures or Observations, as given).

    The results are computed on access: change, rate (in percent), factor, years, average_annual.
    Each is None if it is not defined; `reason` says why. `str` is the rate, or the change in points
    for rates and percentages.

    >>> g = growth(Figure("2510", "元/月"), Figure("2050", "元/月"))
    >>> print(g.change, g.rate, g.factor, f"{g.rate:.1f}")
    460元/月 22.44% 1.22 times 22.4%
    """

    current: Level
    base: Level
    _stored: Results | None = attrs.field(init=False, default=None, repr=False, hash=False)

    @property
    @result
    def change(self) -> Figure | None:
        """Current minus base; percent minus percent is points. None if a value is missing, or a
        break is flagged.
        """
        if isinstance(self.current, Figure) and isinstance(self.base, Figure):
            return self.current - self.base
        stated = self._stated_change()
        if stated is not None or self._is_broken():
            return stated
        current, base = _figure(self.current), _figure(self.base)
        return None if current is None or base is None else current - base

    @property
    @result
    def rate(self) -> Figure | None:
        """The growth rate in percent: current over base, minus one."""
        pair = self._pair()
        if pair is None:
            return None
        current, base = pair
        if self.base.__class__ is not Figure and (stated := self._stated_change()) is not None:
            return growth_from_change(current, stated)
        value = ZERO  # for a bound it is read off the bounds
        if (base.qualifier is _EXACTLY and current.qualifier is _EXACTLY) or _central(
            current, base
        ):
            value = NEAREST.divide(current.value, base.value)
            if current.multiplier != base.multiplier:
                value = value.scaleb(current.multiplier - base.multiplier, NEAREST)
            value = NEAREST.fma(value, HUNDRED, MINUS_HUNDRED)
        return computed(value, PERCENT, 0, 0, rate_bounds, current, base, True)

    @property
    @result
    def factor(self) -> Figure | None:
        """Current over base, as a ratio."""
        pair = self._pair()
        if pair is None:
            return None
        current, base = pair
        if self.base.__class__ is not Figure and (stated := self._stated_change()) is not None:
            return factor_from_change(current, stated)
        return current / base

    @property
    @result
    def years(self) -> Fraction | None:
        """The years between the two times, in whole months; None for bare figures, or if days are
        left over.
        """
        from fractions import Fraction

        months = self._months()
        return None if months is None else Fraction(months, 12)

    @property
    @result
    def average_annual(self) -> Figure | None:
        """The yearly rate that leads from base to current (level method), for whole years between
        periods up to a year.
        """
        months = self._months()
        if months is None or self._no_average(months) is not None:
            return None
        factor = self.factor
        return None if factor is None else average_annual(factor, months // 12)

    @property
    def turn(self) -> str | None:
        """The words "turned positive" or "turned negative" if the sign changed, so that a rate
        would mislead; otherwise None.
        """
        current, base = _figure(self.current), _figure(self.base)
        if current is None or base is None or self._is_broken():
            return None
        if base.bounds.negative and current.bounds.positive:
            return "turned positive"
        if current.bounds.negative and base.bounds.positive:
            return "turned negative"
        return None

    def of(self, measure: Measure | MeasureCode) -> Figure | None:
        """The result for a measure: change, growth, average growth or factor; for a value the
        current figure.
        """
        match member(Measure, measure, "Growth", "measure"):
            case Measure.CHANGE:
                return self.change
            case Measure.GROWTH:
                return self.rate
            case Measure.AVERAGE_GROWTH:
                return self.average_annual
            case Measure.FACTOR:
                return self.factor
            case Measure.VALUE:
                return _figure(self.current)

    @property
    @result
    def reason(self) -> Reason | None:
        """Why the rate, or else the average annual growth, is missing; None if neither is."""
        return self._no_rate() or self._no_average(self._months())

    @property
    def in_points(self) -> bool:
        """Whether the change is given in points instead of a rate: for rates, and for bare figures
        in percent.
        """
        if isinstance(self.current, Observation):
            return (
                NATURES[self.current.indicator.nature].change == "points"
                or self.current.measure is not Measure.VALUE
            )
        return self.current.unit.code in ("percent", "permille")

    @property
    def status(self) -> Status:
        """The weaker status of the two."""
        levels = (self.current, self.base)
        return weakest(*(level.status for level in levels if isinstance(level, Observation)))

    def _stated_change(self) -> Figure | None:
        """The printed change from which the base was derived (level minus change); it is then used
        instead of the base.
        """
        if self.base.__class__ is Figure or not self.base.derived_from:  # type: ignore[union-attr]
            return None
        inputs = self.base.derived_from  # type: ignore[union-attr]
        if len(inputs) != 2 or inputs[0] != self.current:
            return None
        return inputs[1].figure if inputs[1].measure is Measure.CHANGE else None

    def _is_broken(self) -> bool:
        """Whether a break is flagged at the current value: then it is no longer comparable with the
        base, unless that was derived from the change that is printed.
        """
        if self.current.__class__ is Figure:
            return False
        flags = self.current.flags  # type: ignore[union-attr]
        return bool(flags) and Flag.BREAK in flags and self._stated_change() is None

    def _pair(self) -> tuple[Figure, Figure] | None:
        """The two figures in the same unit, if their quotient is defined."""
        current: Any = self.current
        base: Any = self.base
        of_growth = broken = False
        if current.__class__ is not Figure:
            of_growth, broken = _is_growth(current), self._is_broken()
            current, base = unlinked(current, base)
            current, base = _figure(current), _figure(base)
        if _no_quotient(current, base, of_growth, broken) is not None:
            return None
        return current, base if base.unit is current.unit or base.unit == current.unit else base.to(
            current.unit
        )

    def _no_rate(self) -> Reason | None:
        of_growth = isinstance(self.current, Observation) and _is_growth(self.current)
        return _no_quotient(_figure(self.current), _figure(self.base), of_growth, self._is_broken())

    def _no_average(self, apart: int | None) -> Reason | None:
        if isinstance(self.current, Figure):  # bare figures have no times to be apart
            return None
        length = months_of(self.current.period) or 0
        return first(NO_AVERAGE, AverageFacts(length, apart or 0, apart is None))

    def _months(self) -> int | None:
        """The whole months between the two times, or None."""
        if isinstance(self.current, Figure) or isinstance(self.base, Figure):
            return None
        now, base = self.current.period, self.base.period
        if isinstance(now, Period) and not (now.months and months_of(base)):
            return None
        return months_between(base, now)

    def text(self, lang: Language | None = None) -> str:
        """The rate, or the change in points if that is the convention; else the reason."""
        return self._text(self._language(lang))

    def _language(self, lang: Language | None) -> Language:
        return answer_language(lang, (self.current, self.base))

    def _text(self, lang: Language) -> str:
        shown = (self.change if self.in_points else self.rate) or self.reason
        return "" if shown is None else shown.text(lang)

    def table(self, lang: Language | None = None) -> Table:
        """The inputs and every result; for a rate, the change in points alone."""
        names = "current base change rate factor years average_annual reason".split()
        if self.in_points:
            names = ["current", "base", "change" if self.change else "reason", "years"]
        fields = {name: getattr(self, name) for name in names}
        if self.change is not None and "change" in fields:
            fields["change"] = self.change._like(_level(self.current))
        return fields_table("growth", fields.items(), self._language(lang))

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._text('en')}>"


class Growths(tuple[Growth, ...], Listed, Pictured):
    """Growths, year on year for example: a tuple that `print` shows as a table, and notebooks with
    a picture above it.
    """

    __slots__ = ()

    def table(self, lang: Language | None = None) -> Table:
        """A row for each: the level, its base, and the rate, or the change in points."""
        nows, bases = [g.current for g in self], [g.base for g in self]
        lang = answer_language(lang, (*nows, *bases))
        columns = (
            text_column("period", map(_time, nows), lang),
            figure_column("figure", map(_level, nows), lang),
            text_column("base", map(_time, bases), lang),
            figure_column("base_level", map(_level, bases), lang),
            figure_column("change", (g.change if g.in_points else None for g in self), lang),
            figure_column("rate", (None if g.in_points else g.rate for g in self), lang),
            text_column("reason", map(_unanswered, self), lang),
        )
        names = {full_name(level, lang) for level in nows if isinstance(level, Observation)}
        return Table.of(columns, names.pop() if len(names) == 1 else "")


def _level(level: Level) -> Figure | None:
    return level if isinstance(level, Figure) else level.figure


def _time(level: Level) -> Time | None:
    return None if isinstance(level, Figure) else level.period


def _unanswered(growth: Growth) -> Reason | None:
    """The reason why there is no rate, or no change in points."""
    answer = growth.change if growth.in_points else growth.rate
    return growth.reason if answer is None else None


def growth(current: Level, base: Level) -> Growth:
    """Growth from *base* to *current*: both Figures, or both Observations of one indicator.

    Raises `UnitMismatchError`; for observations also `NotComparableError` (indicator, area,
    breakdowns, scope, basis, measure), `PeriodKindError` (a point and a span, spans of different
    length), `PeriodOrderError` (the base is not earlier). A zero, negative or mixed-sign base is
    not an error: there is no rate, and a reason.

    >>> wage = Indicator("wage.minimum", "元/月", "average")
    >>> g = growth(wage.observe("2025", "2510"), wage.observe("2020", "2050"))
    >>> print(g.rate, g.years, g.average_annual)
    22.44% 5 4.13%
    """
    if isinstance(current, Figure) and isinstance(base, Figure):
        if current.unit is not base.unit:
            check_units(current, base)
    elif isinstance(current, Observation) and isinstance(base, Observation):
        current, base = of_whole(current), of_whole(base)
        check_comparable(current, base)
        check_order(current.period, base.period)
        check_units(current.figure, base.figure)
    else:
        right = isinstance(current, Figure | Observation)
        name, given = ("base", base) if right else ("current", current)
        expected = "two Figures or two Observations, not a mixture"
        if isinstance(given, Series):
            expected = "an Observation, series['2025']; series.growth() gives that of every year"
        raise RecordTypeError("growth", name, given, expected)
    return Growth(current, base)


def annualised(g: Growth) -> Figure | None:
    """The growth as a rate per year, for any distance of whole months: quarter on quarter to the
    power of four.

    None if the growth has no rate, or no distance in time, or is in points. It starts from the
    levels; do not annualise a rounded rate.

    >>> gdp = Indicator("gdp", "亿元", "flow")
    >>> print(annualised(growth(gdp.observe("2025-Q2", "105"), gdp.observe("2025-Q1", "100"))))
    21.55%
    """
    factor, years = g.factor, g.years
    if factor is None or not years or g.in_points:
        return None
    return average_annual(factor, years.numerator, years.denominator)


def _figure(level: Level) -> Figure | None:
    return level if level.__class__ is Figure else level.figure  # type: ignore[union-attr]


def _central(current: Figure, base: Figure) -> bool:
    """Whether both are plain numbers, "about" or exactly. Compared by identity, which is faster
    than hashing.
    """
    now, before = current.qualifier, base.qualifier
    return (now is _EXACTLY or now is _ABOUT) and (before is _EXACTLY or before is _ABOUT)


def _is_growth(level: Any) -> bool:
    return level.measure in (Measure.GROWTH, Measure.AVERAGE_GROWTH)


def _no_quotient(
    current: Figure | None, base: Figure | None, of_growth: bool, broken: bool
) -> Reason | None:
    """Why current over base is not a growth factor; None if it is."""
    if current is None or base is None:
        return first(NO_RATE, _NO_VALUES)
    if broken:
        return first(NO_RATE, _BROKEN)
    # by far the most frequent cases, decided at a third of the cost of the ladder
    if base.qualifier is _EXACTLY and current.qualifier is _EXACTLY:
        clear = base.value > ZERO <= current.value
    else:
        clear = base.bounds.positive and not _negative_or_zero(current)
    if clear and not (of_growth or is_offset(base.unit)):
        return None
    return first(NO_RATE, _rate_facts(current, base, of_growth))


def _negative_or_zero(figure: Figure) -> bool:
    upper = figure.bounds.upper
    return upper is not None and upper <= ZERO


def _rate_facts(current: Figure, base: Figure, of_growth: bool) -> RateFacts:
    before, now = base.bounds, current.bounds
    return RateFacts(
        -_INFINITE if before.lower is None else before.lower,
        _INFINITE if before.upper is None else before.upper,
        _INFINITE if now.upper is None else now.upper,
        before.lower_closed,
        not now.upper_closed,
        of_growth=of_growth,
        no_true_zero=is_offset(base.unit),
    )

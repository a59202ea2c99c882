"""Indicator: what is measured — code, names, unit, nature, direction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import attrs

from tjstats.errors import (
    DuplicatePeriodError,
    InvalidRecordError,
    NotComparableError,
    PeriodKindError,
    PeriodOrderError,
    RecordTypeError,
    UnknownCodeError,
)
from tjstats.records.classifications import (
    NATURES,
    WITHOUT_FIGURE,
    Direction,
    Flag,
    Measure,
    Nature,
    Status,
    breakdowns_of,
    breakdowns_text,
    check_code,
    check_texts,
    check_type,
    flags_of,
    member,
)
from tjstats.streams import Streamed
from tjstats.tables import Table, Tabular, fields_table
from tjstats.values.figures import Figure
from tjstats.values.numbers import Number
from tjstats.values.periods import AsOf, Period, Time, period
from tjstats.values.units import Unit, mismatch, parse_unit
from tjstats.values.units.table import CALENDAR, DIFFERENCE, FRACTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tjstats.values.periods import Time

__all__ = ["Indicator", "Observation", "Series", "Source"]

_CODE: Final = re.compile(r"\w+([.\-]\w+)*")


@attrs.frozen(init=False, repr=False)
class Indicator:
    """What is measured. The same indicator is the same `code`; the part before the first point is
    its group.

    Fields: code, unit, multiplier (10,000s for 万人: the scale it is usually printed in), nature,
    direction, zh, en, note, part_of (the code of the whole it is a part of: 其中), net (a flow of
    entries less exits, which may fall, so that a part of it says nothing of the whole). Raises
    `InvalidRecordError`, `UnknownUnitError`.

    >>> jobs = Indicator("employment.new_urban_jobs", unit="万人", nature="flow", direction="higher", zh="城镇新增就业")
    >>> jobs.unit.code, jobs.multiplier, jobs.group
    ('person', 4, 'employment')
    """

    code: str
    unit: Unit
    nature: Nature
    direction: Direction = Direction.NEITHER
    zh: str = ""
    en: str = ""
    note: str | None = None
    multiplier: int = 0
    net: bool = False
    part_of: str | None = None

    def __init__(
        self,
        code: str,
        unit: str | Unit,
        nature: Nature | str,
        direction: Direction | str = Direction.NEITHER,
        zh: str = "",
        en: str = "",
        note: str | None = None,
        multiplier: int = 0,
        net: bool = False,
        part_of: str | None = None,
    ) -> None:
        if not isinstance(code, str) or len(code) > 200 or not _CODE.fullmatch(code):
            problem = "write letters, digits and _ in parts joined by points, for example 'employment.new_urban_jobs'"
            raise InvalidRecordError("Indicator", "code", code, problem)
        kind, scale = (unit, 0) if isinstance(unit, Unit) else parse_unit(unit)
        natured = member(Nature, nature, "Indicator", "nature")
        directed = member(Direction, direction, "Indicator", "direction")
        if not isinstance(multiplier, int) or isinstance(multiplier, bool) or abs(multiplier) > 30:
            raise InvalidRecordError(
                "Indicator", "multiplier", multiplier, "write a whole number within ±30"
            )
        self.__attrs_init__(
            code, kind, natured, directed, zh, en, note, multiplier + scale, bool(net), part_of
        )
        check_texts(self, "zh", "en", "note", "part_of")

    @property
    def group(self) -> str:
        """The part of the code before the first point."""
        return self.code.partition(".")[0]

    def name(self, lang: str = "en") -> str:
        """The name in a language, else in the other, else the code."""
        names = (self.zh, self.en) if lang == "zh" else (self.en, self.zh)
        return names[0] or names[1] or self.code

    def figure(self, value: Number | Figure) -> Figure:
        """A figure in the indicator's unit and scale; a ready figure as it is."""
        return (
            value
            if isinstance(value, Figure)
            else Figure(value, self.unit, multiplier=self.multiplier)
        )

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        return f"Indicator({self.code!r}, {self.unit.text('zh', self.multiplier)!r}, {str(self.nature)!r}, {str(self.direction)!r})"

    def observe(
        self, period: str | int | Time, figure: Number | Figure | None, **more: Any
    ) -> Observation:
        """One observation: `jobs.observe("2021", "37.62", area="CN-TJ")`; texts are in the
        indicator's unit.

        A text period is a point in time for a stock, a span otherwise (a full date is a point for
        rates and averages).
        """

        return observe(self, period, figure, **more)

    def series(self, values: Mapping[Any, Number | Figure | None], **more: Any) -> Series:
        """A series of a mapping from period to figure: `jobs.series({"2021": "37.62", "2025":
        "32.7"}, area="CN-TJ")`.
        """

        return series(self, values, **more)


# Observation: one published figure with its indicator, period, measure, status and source; and
# Source, a publication.


@attrs.frozen
class Source:
    """A publication. Fields: code (a short key of your own), title, publisher, published (a
    Period), url, note.
    """

    code: str
    title: str = ""
    publisher: str = ""
    published: Period | None = None
    url: str | None = None
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        check_code(self)
        check_texts(self, "title", "publisher", "url", "note")
        check_type(
            self, "published", (Period, type(None)), "a Period, for example Period.month(2025, 11)"
        )

    def __str__(self) -> str:
        return (
            ", ".join(str(part) for part in (self.publisher, self.title, self.published) if part)
            or self.code
        )


@attrs.frozen(repr=False)
class Observation(Tabular):
    """A figure as published for an indicator, an area and a period.

    Fields: indicator, period (Period or AsOf), figure (None for a missing value), area, measure,
    base (for all measures but VALUE: the Period or AsOf it is against), scope (口径), basis
    ("current", "real", "constant 2020"), status, source, printed (the words), locator (where in the
    source), derived_from (the observations a computed one was made of), note, flags (a set of
    `Flag` or of its codes), breakdowns (which part of the population, as sorted pairs; a mapping
    {"sex": "F", "age": "Y15T24"} is taken).

    A stock takes an AsOf, a flow a Period. Raises `InvalidRecordError`, `RecordTypeError`,
    `PeriodKindError`, `PeriodOrderError`, `UnitMismatchError`.
    """

    indicator: Indicator
    period: Time
    figure: Figure | None
    area: str | None = None
    measure: Measure = Measure.VALUE
    base: Time | None = None
    scope: str | None = None
    basis: str | None = None
    status: Status = Status.NORMAL
    source: Source | None = None
    printed: str | None = None
    locator: str | None = None
    derived_from: tuple[Observation, ...] = ()
    note: str | None = None
    flags: frozenset[Flag] = frozenset()
    breakdowns: tuple[tuple[str, str], ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.measure.__class__ is not Measure or self.status.__class__ is not Status:
            _take_codes(self)
        if self.indicator.__class__ is not Indicator or self.period.__class__ not in _TIMES:
            _check_parts(self)
        if self.measure is not _VALUE:
            _check_base(self)
        elif (
            self.base is not None
            or self.period.__class__ not in NATURES[self.indicator.nature].times
        ):
            _check_time(self)
        _check_figure(self)
        _check_texts(self)
        _check_origin(self)
        if self.flags.__class__ is not frozenset or self.flags:
            object.__setattr__(self, "flags", flags_of(self.flags, "Observation"))
        if self.breakdowns != ():
            object.__setattr__(self, "breakdowns", breakdowns_of(self.breakdowns, "Observation"))

    @property
    def computed(self) -> bool:
        """Whether it was derived from other observations, and not printed."""
        return bool(self.derived_from)

    def table(self) -> Table:
        """The observation as a table of its fields."""
        names = "measure base scope basis status printed source locator note".split()
        fields = [
            ("indicator", self.indicator.code),
            ("name", self.indicator.zh),
            ("period", self.period),
            ("figure", self.figure),
            ("area", self.area),
            ("breakdowns", breakdowns_text(self.breakdowns)),
            *((name, getattr(self, name)) for name in names),
            ("flags", ", ".join(flag for flag in Flag if flag in self.flags)),
            ("derived from", "; ".join(map(str, self.derived_from))),
        ]
        return fields_table("", fields)

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.period}: {self.printed or self.figure or self.status}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"


# The checks of an observation. Most observations pass each at its first test.

_VALUE: Final = Measure.VALUE
_TIMES: Final = (Period, AsOf)
_TEXTS: Final = ("area", "scope", "basis", "printed", "locator", "note")


def _take_codes(record: Observation) -> None:
    """Put the members in place of the codes of measure and status."""
    for field, kind in (("measure", Measure), ("status", Status)):
        found = member(kind, getattr(record, field), "Observation", field)
        object.__setattr__(record, field, found)


def _check_parts(record: Observation) -> None:
    check_type(record, "indicator", Indicator, "an Indicator")
    expected = "a Period or an AsOf; tjstats.period('2021') reads a code"
    check_type(record, "period", _TIMES, expected)


def _check_figure(record: Observation) -> None:
    figure, without = record.figure, record.status in WITHOUT_FIGURE
    if figure is None:
        if without:
            return
        problem = "write status='missing', 'not_applicable' or 'suppressed', or give the figure"
        raise InvalidRecordError("Observation", "figure", None, problem)
    if figure.__class__ is not Figure:
        expected = "a Figure or None; indicator.observe(period, '37.62') takes texts"
        check_type(record, "figure", Figure, expected)
    if without:
        problem = f"status {record.status} has no figure"
        raise InvalidRecordError("Observation", "figure", str(figure), problem)
    if figure.unit is not record.indicator.unit or record.measure is not _VALUE:
        check_unit(record.indicator, record.measure, figure)


def _check_texts(record: Observation) -> None:
    for text in (
        record.area,
        record.scope,
        record.basis,
        record.printed,
        record.locator,
        record.note,
    ):
        if text is not None and text.__class__ is not str:
            check_texts(record, *_TEXTS)


def _check_origin(record: Observation) -> None:
    """Check the source and the inputs, of which an observation has one or the other."""
    source, inputs = record.source, record.derived_from
    if source is not None and source.__class__ is not Source:
        raise RecordTypeError("Observation", "source", source, "a Source or None")
    if inputs.__class__ is not tuple:
        check_type(record, "derived_from", list, "a tuple of Observations")
        object.__setattr__(record, "derived_from", tuple(inputs))
    if not inputs:
        return
    if source is not None:
        problem = "a computed observation has derived_from and no source; its inputs have"
        raise InvalidRecordError("Observation", "source", source, problem)
    for part in inputs:
        if not isinstance(part, Observation):
            raise RecordTypeError("Observation", "derived_from", part, "a tuple of Observations")


def _check_time(record: Observation) -> None:
    indicator, time = record.indicator, record.period
    if record.base is not None:
        problem = "a VALUE has no base; name the measure (change, growth, average_growth, factor)"
        raise InvalidRecordError("Observation", "base", str(record.base), problem)
    wanted = "AsOf (a point in time)" if indicator.nature is Nature.STOCK else "Period (a span)"
    raise PeriodKindError(
        time.code, indicator.code, f"a {indicator.nature} is observed at {wanted}"
    )


def _check_base(record: Observation) -> None:
    base, time = record.base, record.period
    if not isinstance(base, Period | AsOf):
        problem = f"a {record.measure} names its base, a Period or AsOf"
        raise InvalidRecordError("Observation", "base", base, problem)
    check_base_order(base, time)


def check_base_order(base: Time, time: Time) -> None:
    """Raise `PeriodOrderError` unless the base begins before the end of what it is the base of."""
    start, end = (
        (base.date if isinstance(base, AsOf) else base.start),
        (time.date if isinstance(time, AsOf) else time.end),
    )
    if start >= end:
        raise PeriodOrderError(base.code, time.code, "is the base and must come before")


def check_unit(indicator: Indicator, measure: Measure, figure: Figure) -> None:
    """Raise `UnitMismatchError` unless the figure's unit fits the measure of the indicator."""
    found, unit = figure.unit, indicator.unit
    if measure is Measure.VALUE:
        per_time = indicator.nature is Nature.FLOW and found.code in _per_time(unit)
        if found == unit or per_time or found.is_compatible(unit):
            return
        raise mismatch(unit, found, "observe")
    if measure is Measure.CHANGE:
        expected = _change_unit(unit)
        if found == expected or found.is_compatible(expected) or found.code in _per_time(expected):
            return
        raise mismatch(expected, found, "observe a change in")
    if found.code not in FRACTIONS:
        raise mismatch(unit, found, f"observe a {measure.replace('_', ' ')} of")


def _per_time(unit: Unit) -> set[str]:
    """A flow or a change may be stated a year, a quarter or a month."""
    return {f"{unit.code}/{time}" for time in CALENDAR}


def _change_unit(unit: Unit) -> Unit:
    code = DIFFERENCE.get(unit.code, (unit.code, 0))[0]
    return unit if code == unit.code else Unit(code)


def time_of(indicator: Indicator, given: Any) -> Time:
    """The period or point of time of a text, by the nature of the indicator; periods as they
    are.
    """
    if isinstance(given, Period | AsOf):
        return given
    text = str(given) if isinstance(given, int) and not isinstance(given, bool) else given
    if indicator.nature is Nature.STOCK:
        return AsOf(text)
    point = indicator.nature is not Nature.FLOW and isinstance(text, str) and len(text) == 10
    return AsOf(text) if point else period(text)


def observe(
    indicator: Indicator, given: Any, figure: Number | Figure | None, **more: Any
) -> Observation:
    """One observation of an indicator, from texts; see `Indicator.observe`."""
    base = more.pop("base", None)
    if base is not None:
        more["base"] = base if isinstance(base, Period | AsOf) else time_of(indicator, base)
    return Observation(
        indicator,
        time_of(indicator, given),
        None if figure is None else indicator.figure(figure),
        **more,
    )


# Series: the observations of one indicator in one area over distinct periods.


SAME = ("indicator", "area", "breakdowns", "basis", "measure")


@attrs.frozen(repr=False)
class Series(Tabular, Streamed):
    """Observations of one indicator, area, breakdown, price basis and measure, in the order of
    their distinct periods.

    Field: observations (any order is taken). A change of scope between neighbours is a break, over
    which nothing is totalled, averaged or grown. Raises `NotComparableError`,
    `DuplicatePeriodError`, `PeriodKindError`.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> s = jobs.series({"2025": "32.7", "2021": "37.62"})
    >>> [str(o.period) for o in s], s["2021"].figure
    (['2021', '2025'], Figure('37.62', '万人'))
    """

    observations: tuple[Observation, ...]

    def __attrs_post_init__(self) -> None:
        found = self._checked()
        first = found[0]
        for other in found[1:]:
            for field in SAME:
                left, right = getattr(first, field), getattr(other, field)
                if left != right:
                    raise NotComparableError(field, str(left), str(right))
            if type(other.period) is not type(first.period):
                raise PeriodKindError(first.period.code, other.period.code)
        ordered = tuple(sorted(found, key=lambda o: o.period))
        for left, right in pairwise(ordered):
            if left.period == right.period:
                raise DuplicatePeriodError(first.indicator.code, right.period.code)
        object.__setattr__(self, "observations", ordered)

    def _checked(self) -> tuple[Observation, ...]:
        if isinstance(self.observations, str | Mapping) or not hasattr(
            self.observations, "__iter__"
        ):
            problem = "an iterable of Observations; indicator.series({'2021': '37.62'}) takes texts"
            raise RecordTypeError("Series", "observations", self.observations, problem)
        found = tuple(self.observations)
        for each in found:
            if not isinstance(each, Observation):
                raise RecordTypeError("Series", "observations", each, "Observations")
        if not found:
            raise InvalidRecordError(
                "Series", "observations", (), "a series has at least one observation"
            )
        return found

    @property
    def indicator(self) -> Indicator:
        """The indicator all observations share."""
        return self.observations[0].indicator

    @property
    def area(self) -> str | None:
        """The area all observations share."""
        return self.observations[0].area

    @property
    def breakdowns(self) -> tuple[tuple[str, str], ...]:
        """The breakdowns all observations share."""
        return self.observations[0].breakdowns

    @property
    def basis(self) -> str | None:
        """The price basis all observations share."""
        return self.observations[0].basis

    @property
    def measure(self) -> Measure:
        """The measure all observations share."""
        return self.observations[0].measure

    @property
    def periods(self) -> tuple[Time, ...]:
        """The periods, in order."""
        return tuple(o.period for o in self.observations)

    @property
    def breaks(self) -> tuple[Time, ...]:
        """The periods whose scope differs from that of the period before."""
        pairs = pairwise(self.observations)
        return tuple(right.period for left, right in pairs if left.scope != right.scope)

    def __len__(self) -> int:
        return len(self.observations)

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.observations)

    def get(self, period: str | Time) -> Observation | None:
        """The observation of a period or its code, None where there is none."""
        wanted = time_of(self.indicator, period)
        return next((o for o in self.observations if o.period == wanted), None)

    def __getitem__(self, period: str | Time) -> Observation:
        found = self.get(period)
        if found is None:
            raise UnknownCodeError(
                str(period), f"series {self.indicator.code}", tuple(map(str, self.periods[:8]))
            )
        return found

    def table(self) -> Table:
        """The series as a table, one row a period."""
        rows = (
            (
                str(o.period),
                str(o.figure or ""),
                o.printed or "",
                str(o.status),
                str(o.source or ""),
            )
            for o in self
        )
        title = " · ".join(
            part
            for part in (
                self.indicator.code,
                self.indicator.zh,
                self.area,
                breakdowns_text(self.breakdowns),
            )
            if part
        )
        return Table(("period", "figure", "printed", "status", "source"), tuple(rows), title)

    def __str__(self) -> str:
        return f"{self.indicator.code}: {len(self)} observations, {self.periods[0]} to {self.periods[-1]}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"


def series(
    indicator: Indicator, values: Mapping[Any, Number | Figure | None], **more: Any
) -> Series:
    """A series of a mapping from period to figure; see `Indicator.series`. `more` goes to every
    observation.
    """
    if not isinstance(values, Mapping):
        raise RecordTypeError(
            "Series", "values", values, "a mapping from period to figure, {'2021': '37.62'}"
        )
    return Series(
        tuple(observe(indicator, period, figure, **more) for period, figure in values.items())
    )

"""The content of a publication: indicators, observations with their sources, and series."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Self, TypedDict, Unpack, cast, overload

import attrs

from tjstats.errors import (
    DuplicatePeriodError,
    InvalidRecordError,
    PeriodKindError,
    RecordTypeError,
)
from tjstats.records.classifications import (
    NATURES,
    WITHOUT_FIGURE,
    Breakdowns,
    Direction,
    DirectionCode,
    Every,
    Flag,
    FlagCode,
    Measure,
    MeasureCode,
    Nature,
    NatureCode,
    Status,
    StatusCode,
    breakdowns_of,
    check_texts,
    check_type,
    every_of,
    flags_of,
    member,
)
from tjstats.records.derivations import alike, derivation, flattened, is_deep, rebuilt
from tjstats.records.differences import difference
from tjstats.records.given import GivenTime, Rows, T, digits, is_position, rows_of, time_of
from tjstats.records.lookups import at, between, unknown, with_bases
from tjstats.records.measures import base_wanted, check_base, check_unit, kind_wanted, unit_of
from tjstats.records.naming import full_name
from tjstats.records.sources import Source
from tjstats.records.tables import (
    indicator_table,
    observation_table,
    printed_words,
    series_table,
)
from tjstats.records.words import (
    check_word,
    figure_text,
    in_words,
    language_for,
    own_language,
)
from tjstats.streams import Pictured, Streamed, made
from tjstats.tables import Table, Tabular
from tjstats.values.figure_arithmetic import printed
from tjstats.values.figures import Figure
from tjstats.values.languages import Count, Language, spoken
from tjstats.values.numbers import Number, number
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.qualifiers import Qualifier
from tjstats.values.trusted import open_twin, sealed
from tjstats.values.units import Unit, parse_unit

if TYPE_CHECKING:
    from tjstats.questions.growth import Growths

__all__ = ["Indicator", "Observation", "ObservationFields", "Series", "Source"]

_CODE: Final = re.compile(r"\w+([.\-]\w+)*")
_TIMES: Final = (Period, AsOf)
_EXACTLY: Final = Qualifier.EXACTLY


# --- indicators -----------------------------------------------------------------------------------


@attrs.frozen(init=False, repr=False)
class Indicator(Tabular):
    """A statistical variable, identified by its `code`; the part before the first point is its
    group.

    Fields: code, unit, multiplier (the exponent of ten of its usual scale: 4 for 万人), nature,
    direction, zh, en (its names), note, part_of (the code of the indicator of which this one is a
    part: 其中), net (a flow of entries less exits, which may fall, so that a partial sum does not
    bound the total), word (the unit as printed: "万人", "岁"; outside `==` and hash).

    Raises `InvalidRecordError`, `RecordTypeError`, `UnknownUnitError`.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher", zh="城镇新增就业")
    >>> jobs.unit.code, jobs.multiplier, jobs.word, jobs.group
    ('person', 4, '万人', 'employment')
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
    word: str | None = attrs.field(default=None, eq=False)

    def __init__(
        self,
        code: str,
        unit: str | Unit,
        nature: Nature | NatureCode,
        direction: Direction | DirectionCode = Direction.NEITHER,
        zh: str = "",
        en: str = "",
        note: str | None = None,
        multiplier: int = 0,
        net: bool = False,
        part_of: str | None = None,
        word: str | None = None,
    ) -> None:
        _check_code(code)
        _check_multiplier(multiplier)
        kind, scale = (unit, 0) if isinstance(unit, Unit) else parse_unit(unit)
        if word is None and isinstance(unit, str) and not multiplier:
            word = unit
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue]
            code,
            kind,
            member(Nature, nature, "Indicator", "nature"),
            member(Direction, direction, "Indicator", "direction"),
            zh,
            en,
            note,
            multiplier + scale,
            bool(net),
            part_of,
            word,
        )
        check_texts(self, "zh", "en", "note", "part_of", "word")
        if word is not None and word is not unit:
            check_word("Indicator", "word", word, self.unit, self.multiplier)

    @property
    def group(self) -> str:
        """The part of the code before the first point."""
        return self.code.partition(".")[0]

    @property
    def only_name(self) -> str | None:
        """The name, if only one language has a name; texts about it then use that language."""
        return None if self.zh and self.en else self.zh or self.en

    def name(self, lang: Language | None = None) -> str:
        """The name in a language, else in the other, else the code."""
        names = self.en, self.zh
        if spoken(lang, self.only_name) == "zh":
            names = self.zh, self.en
        return names[0] or names[1] or self.code

    def text(self, lang: Language | None = None) -> str:
        """The name, as `name` gives it."""
        return self.name(lang)

    def table(self, lang: Language | None = None) -> Table:
        """A table of the fields."""
        return indicator_table(self, spoken(lang, self.only_name, self.word))

    def figure(
        self,
        value: Number | float | Figure,
        decimals: int | None = None,
        measure: Measure | MeasureCode = Measure.VALUE,
    ) -> Figure:
        """A figure in the indicator's unit and scale, of a growth in percent; a `Figure` as it is.

        A float needs *decimals*, the printed places.
        """
        if isinstance(value, Figure):
            return value
        is_float = decimals is not None or isinstance(value, float)
        exact = number(cast("Number", digits(value, decimals) if is_float else value))
        unit = self.unit if measure == "value" else unit_of(self, measure)
        scale, word = (self.multiplier, self.word) if unit is self.unit else (0, None)
        return printed(Figure, exact, unit, _EXACTLY, scale, False, None, word)

    def observe(
        self,
        period: GivenTime,
        figure: Number | float | Figure | None,
        *,
        area: str | None = None,
        base: GivenTime | None = None,
        decimals: int | None = None,
        **more: Unpack[ObservationFields],
    ) -> Observation:
        """An observation: `jobs.observe("2021", "37.62", area="CN-TJ")`, in the indicator's unit; a
        float needs *decimals*, the printed places. *more* are further fields of `Observation`.

        A text period is a point in time for a stock, else a span; a full date is also a point for
        rates, averages and indexes, and of a flow refused, because it does not say over what.
        """
        time = time_of(self, period)
        measure = more.get("measure", _VALUE)
        value = None if figure is None else self.figure(figure, decimals, measure)
        is_plain = not more and base is None and isinstance(area, str | None)
        if is_plain and time is not period and value is not figure:
            return Observation._new(self, time, value, area)  # unit and kind of time are its own
        against = None if base is None else time_of(self, base)
        return Observation(self, time, value, area, base=against, **more)

    def series(
        self,
        values: Rows[T],
        *,
        area: str | None = None,
        base: GivenTime | None = None,
        over: str | None = None,
        decimals: int | None = None,
        **more: Unpack[ObservationFields],
    ) -> Series:
        """A series of a mapping from period to figure: `jobs.series({"2021": "37.62", "2025":
        "32.7"}, area="CN-TJ")`. *more* are further fields of every observation.

        Pairs do too, and a Series of pandas with its index of periods; a missing value has the
        status missing. Floats need *decimals*, the printed places; rates a base, or *over* ("1y").
        """
        missing: ObservationFields = more
        if not isinstance(values, Mapping) and more.get("status") not in WITHOUT_FIGURE:
            missing = {**more, "status": Status.MISSING}
        rows = ((time_of(self, time), value) for time, value in rows_of(values, decimals))
        return Series(
            self.observe(
                time,
                value,
                area=area,
                base=base if over is None else time.shift(-1, over),
                **(missing if value is None else more),
            )
            for time, value in rows
        )

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        unit = self.word or self.unit.text("zh", self.multiplier)
        codes = f"{str(self.nature)!r}, {str(self.direction)!r}"
        return f"Indicator({self.code!r}, {unit!r}, {codes})"


def _check_code(code: object) -> None:
    if not isinstance(code, str) or len(code) > 200 or not _CODE.fullmatch(code):
        form = "letters, digits and _ in parts joined by points"
        problem = f"write {form}, for example 'employment.new_urban_jobs'"
        raise InvalidRecordError("Indicator", "code", code, problem)


def _check_multiplier(multiplier: object) -> None:
    if not isinstance(multiplier, int) or isinstance(multiplier, bool) or abs(multiplier) > 30:
        problem = "write a whole number within ±30"
        raise InvalidRecordError("Indicator", "multiplier", multiplier, problem)


# --- observations ---------------------------------------------------------------------------------


class ObservationFields(TypedDict, total=False):
    """The keyword arguments that `Indicator.observe` and `Indicator.series` pass on to
    `Observation`.
    """

    measure: Measure | MeasureCode
    scope: str | None
    basis: str | None
    status: Status | StatusCode
    source: Source | None
    printed: str | None
    locator: str | None
    derived_from: Iterable[Observation]
    note: str | None
    flags: Iterable[Flag | FlagCode]
    breakdowns: Breakdowns
    every: Every | None


_NO_FLAGS: Final[frozenset[Flag]] = frozenset()
_NO_BREAKDOWNS: Final[tuple[tuple[str, str], ...]] = ()


def _measure(given: Measure | MeasureCode) -> Measure:
    return member(Measure, given, "Observation", "measure")


def _status(given: Status | StatusCode) -> Status:
    return member(Status, given, "Observation", "status")


def _inputs(given: Iterable[Observation]) -> tuple[Observation, ...]:
    if not isinstance(given, tuple | list):
        raise RecordTypeError("Observation", "derived_from", given, "a tuple of Observations")
    return tuple(given)


def _flags(given: Iterable[Flag | FlagCode]) -> frozenset[Flag]:
    return _NO_FLAGS if given is _NO_FLAGS else flags_of(given, "Observation")


def _every(given: Every | None) -> str | None:
    return None if given is None else every_of(given, "Observation")


def _breakdowns(given: Breakdowns) -> tuple[tuple[str, str], ...]:
    return _NO_BREAKDOWNS if given is _NO_BREAKDOWNS else breakdowns_of(given, "Observation")


@attrs.frozen(repr=False, eq=False, weakref_slot=False)
class Observation(Tabular):
    """A published figure for an indicator, an area and a period.

    Fields: indicator, period (Period or AsOf), figure (None for a missing value), area, measure,
    base (for all measures but VALUE: the Period or AsOf it is relative to), scope (口径), basis
    ("current", "real", "constant 2020"), status, source, printed (the words), locator (the position
    in the source), derived_from (the inputs of a computed observation), note, flags (a set of
    `Flag` or of its codes), breakdowns (the part of the population, as sorted pairs or a mapping
    {"sex": "F", "age": "Y15T24"}), every ("1y": the figure is that of each year of the period,
    每年; without it that of the whole: a total, or a mean, 年均).

    A stock needs an AsOf, a flow a Period. Raises `InvalidRecordError`, `RecordTypeError`,
    `PeriodKindError`, `PeriodOrderError`, `UnitMismatchError`.
    """

    indicator: Indicator
    period: Time
    figure: Figure | None
    area: str | None = None
    measure: Measure = attrs.field(default=Measure.VALUE, converter=_measure)
    base: Time | None = None
    scope: str | None = None
    basis: str | None = None
    status: Status = attrs.field(default=Status.NORMAL, converter=_status)
    source: Source | None = None
    printed: str | None = None
    locator: str | None = None
    derived_from: tuple[Observation, ...] = attrs.field(default=(), converter=_inputs)
    note: str | None = None
    flags: frozenset[Flag] = attrs.field(default=_NO_FLAGS, converter=_flags)
    breakdowns: tuple[tuple[str, str], ...] = attrs.field(
        default=_NO_BREAKDOWNS, converter=_breakdowns
    )
    every: str | None = attrs.field(default=None, converter=_every)
    _hash: int | None = attrs.field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        if self.indicator.__class__ is not Indicator or self.period.__class__ not in _TIMES:
            _check_parts(self)
        if self.measure is not _VALUE:
            _check_base(self)
        elif self.base is not None or (
            self.period.__class__ not in NATURES[self.indicator.nature].times
        ):
            _check_time(self)
        if self.every is not None:
            _check_parts_of_time(self, self.every)
        _check_figure(self)
        _check_texts(self)
        _check_origin(self)

    @classmethod
    def _new(cls, *fields: Any) -> Self:
        """An observation of valid fields, in order, without checks."""
        return sealed(_OPEN(*fields), cls)

    @property
    def computed(self) -> bool:
        """Whether it was derived from other observations instead of printed."""
        return bool(self.derived_from)

    def __eq__(self, other: object) -> bool:
        return alike(self, other, _OWN) if isinstance(other, Observation) else NotImplemented

    def __hash__(self) -> int:
        if self._hash is None:
            for observation in derivation(self, lambda part: part._hash is None):
                own = hash((_OWN(observation), *(part._hash for part in observation.derived_from)))
                object.__setattr__(observation, "_hash", own)
        return cast(int, self._hash)

    def __reduce__(self) -> tuple[Any, ...]:
        if is_deep(self):
            return _unpickled, (flattened(self, _OWN),)
        return Observation._new, _FIELDS(self)

    def text(self, lang: Language | None = None) -> str:
        """The name of the indicator, the period, and the printed words or the figure."""
        lang = language_for(self, lang)
        return in_words(self, figure_text(self, lang) or self.status.text(lang), lang)

    def table(self, lang: Language | None = None) -> Table:
        """A table of the fields."""
        return observation_table(self, language_for(self, lang))

    def _printed(self, lang: Language) -> tuple[str, str]:
        return printed_words(self, lang)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        lang = own_language(self)
        shown = figure_text(self, lang) or self.status.text(lang)
        return f"<{type(self).__name__} {self.indicator.code} {self.period}: {shown}>"


# The checks of an observation. Most observations pass each at its first test.

_OPEN: Final = open_twin(Observation)
_NAMES: Final = tuple(field.name for field in attrs.fields(Observation) if field.init)
_INPUTS_AT: Final = _NAMES.index("derived_from")
_FIELDS: Final = attrgetter(*_NAMES)
_OWN: Final = attrgetter(*_NAMES[:_INPUTS_AT], *_NAMES[_INPUTS_AT + 1 :])


def _unpickled(table: list[Any]) -> Observation:
    return rebuilt(
        table,
        lambda own, inputs: Observation._new(*own[:_INPUTS_AT], inputs, *own[_INPUTS_AT:]),
    )


_VALUE: Final = Measure.VALUE
_TEXTS: Final = ("area", "scope", "basis", "printed", "locator", "note")
_TEXTS_OF: Final = attrgetter(*_TEXTS)


def _check_parts(record: Observation) -> None:
    check_type(record, "indicator", Indicator, "an Indicator")
    expected = "a Period or an AsOf; tjstats.period('2021') reads a code"
    check_type(record, "period", _TIMES, expected)


def _check_parts_of_time(record: Observation, every: str) -> None:
    """Check that the period consists of the parts in each of which the figure holds."""
    if not isinstance(record.period, Period):
        problem = "a point in time has no parts; write a Period, or leave every out"
        raise InvalidRecordError("Observation", "every", every, problem)
    record.period.split(every)


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
    for text in _TEXTS_OF(record):
        if text is not None and text.__class__ is not str:
            check_texts(record, *_TEXTS)


def _check_origin(record: Observation) -> None:
    """Check that an observation has either a source or inputs."""
    source, inputs = record.source, record.derived_from
    if source is not None and source.__class__ is not Source:
        raise RecordTypeError("Observation", "source", source, "a Source or None")
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
    problem, remedy = kind_wanted(indicator.nature, time)
    raise PeriodKindError(time.code, indicator.code, problem, remedy)


def _check_base(record: Observation) -> None:
    base = record.base
    if not isinstance(base, Period | AsOf):
        problem = f"{base_wanted(record)}; a series takes over='1y'"
        raise InvalidRecordError("Observation", "base", base, problem)
    check_base(record, base)


# --- series ---------------------------------------------------------------------------------------

# The fields shared by all observations of a series.
SAME: Final = ("indicator", "area", "breakdowns", "basis", "measure")
_SHARED: Final = attrgetter(*SAME)
_PLACE: Final = attrgetter("period.first_day", "period.end")
_SPAN: Final = attrgetter("period", "every")


def _observations_of(given: Iterable[Observation]) -> tuple[Observation, ...]:
    if isinstance(given, str | Mapping) or not isinstance(given, Iterable):
        expected = "an iterable of Observations; indicator.series({'2021': '37.62'}) takes texts"
        raise RecordTypeError("Series", "observations", given, expected)
    records = tuple(given)
    for record in records:
        if not isinstance(record, Observation):
            raise RecordTypeError("Series", "observations", record, "Observations")
    if not records:
        problem = "a series has at least one observation"
        raise InvalidRecordError("Series", "observations", (), problem)
    return records


@attrs.frozen(repr=False)
class Series(Tabular, Streamed, Pictured):
    """Observations of one indicator, area, breakdown, price basis and measure, in the order of
    their distinct periods.

    Field: observations (in any order). A change of scope between neighbours is a break; totals,
    averages and growth never cross it. Raises `NotComparableError`, `DuplicatePeriodError`,
    `PeriodKindError`, `InvalidRecordError`, `RecordTypeError`.

    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> s = jobs.series({"2025": "32.7", "2021": "37.62"})
    >>> [str(o.period) for o in s], s["2021"].figure
    (['2021', '2025'], Figure('37.62', '万人'))
    >>> s[-1] is s["2025"] is s[2025], len(s["2022":"2025"])  # four digits are a year
    (True, 1)
    """

    observations: tuple[Observation, ...] = attrs.field(converter=_observations_of)

    def __attrs_post_init__(self) -> None:
        records = self.observations
        first, shared = records[0], _SHARED(records[0])
        for record in records:
            if _SHARED(record) != shared:
                _raise_difference(first, record)
            if record.period.__class__ is not first.period.__class__:
                raise PeriodKindError(first.period.code, record.period.code)
        if any(record.every for record in records):  # after the figure of the whole
            records = tuple(sorted(records, key=lambda record: record.every or ""))
        ordered = tuple(sorted(records, key=_PLACE))
        for earlier, later in pairwise(ordered):
            if _SPAN(earlier) == _SPAN(later):
                raise DuplicatePeriodError(first.indicator.code, later.period.code)
        object.__setattr__(self, "observations", ordered)

    @property
    def indicator(self) -> Indicator:
        """The indicator shared by all observations."""
        return self.observations[0].indicator

    @property
    def area(self) -> str | None:
        """The area shared by all observations."""
        return self.observations[0].area

    @property
    def breakdowns(self) -> tuple[tuple[str, str], ...]:
        """The breakdowns shared by all observations."""
        return self.observations[0].breakdowns

    @property
    def basis(self) -> str | None:
        """The price basis shared by all observations."""
        return self.observations[0].basis

    @property
    def measure(self) -> Measure:
        """The measure shared by all observations."""
        return self.observations[0].measure

    @property
    def periods(self) -> tuple[Time, ...]:
        """The periods, in order."""
        return tuple(o.period for o in self.observations)

    @property
    def breaks(self) -> tuple[Time, ...]:
        """The periods whose scope differs from that of the previous period, and those flagged as a
        break.
        """
        pairs = pairwise(self.observations)
        return tuple(b.period for a, b in pairs if a.scope != b.scope or _is_break(b))

    def __len__(self) -> int:
        return len(self.observations)

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.observations)

    def get(self, period: GivenTime) -> Observation | None:
        """The observation for exactly that period or its code, or None."""
        time = time_of(self.indicator, period, daily=True)
        place = bisect_left(self.observations, (time.first_day, time.end), key=_PLACE)
        near = self.observations[place : place + 1]
        return near[0] if near and near[0].period == time else None

    @overload
    def __getitem__(self, period: slice[Any, Any, Any]) -> Series: ...
    @overload
    def __getitem__(self, period: GivenTime) -> Observation: ...
    def __getitem__(self, period: GivenTime | slice[Any, Any, Any]) -> Observation | Series:
        if isinstance(period, slice):
            return Series(between(self, period))
        if is_position(period):
            return at(self, cast("int", period))
        record = self.get(period)
        if record is None and isinstance(period, Period):
            record = self.get(AsOf(period.end))  # of points in time, that at its end
        if record is None:
            raise unknown(self, period)
        return record

    def _ipython_key_completions_(self) -> list[str]:
        return [time.code for time in self.periods]

    def pairs(self, over: str = "1y") -> Iterator[tuple[Observation, Observation]]:
        """Each observation after its base, *over* ("1y", "1q", "1m") earlier, in order.

        A gap is a base with the status missing; before the first observation there is no base.
        """
        return with_bases(self, over)

    def growth(self, over: str = "1y") -> Growths:
        """The growth of each observation from its base, *over* earlier: year on year, as a tuple
        that notebooks show as a table below a picture; between periods of one length.
        """
        growths: Growths = made("growths", self.pairs(over))
        return growths

    def table(self, lang: Language | None = None) -> Table:
        """A table with one row per period."""
        return series_table(self, self._language(lang))

    def text(self, lang: Language | None = None) -> str:
        """The name of the indicator, and the number and the time of the observations."""
        lang = self._language(lang)
        ends = (self.observations[place].period.text(lang) for place in (0, -1))
        return _SERIES[lang].format(full_name(self, lang), Count(len(self)), *ends)

    def _language(self, lang: Language | None) -> Language:
        words = [o.figure.word for o in self if o.figure is not None]
        return spoken(lang, self.indicator.only_name, *words)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        first, last = self.observations[0].period, self.observations[-1].period
        about = _SERIES["en"].format(self.indicator.code, Count(len(self)), first, last)
        return f"<{type(self).__name__} {about}>"


def _is_break(observation: Observation) -> bool:
    return Flag.BREAK in observation.flags and observation.figure is not None


_SERIES: Final = {"en": "{}: {:observation}, {} to {}", "zh": "{}：{}个观测值，{}至{}"}


def _raise_difference(first: Observation, other: Observation) -> None:
    for field in SAME:
        left, right = getattr(first, field), getattr(other, field)
        if left != right:
            raise difference(field, left, right)

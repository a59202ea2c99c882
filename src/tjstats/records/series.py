"""Series: the observations of one indicator in one area over distinct periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import attrs

from tjstats.errors import (
    DuplicatePeriodError,
    InvalidRecordError,
    NotComparableError,
    PeriodKindError,
    RecordTypeError,
    UnknownCodeError,
)
from tjstats.records.classifications import Measure
from tjstats.records.indicators import Indicator
from tjstats.records.observations import Observation, observe, time_of
from tjstats.tables import Table, Tabular
from tjstats.values.figures import Figure
from tjstats.values.numbers import Number
from tjstats.values.periods import Time

__all__ = ["Series"]

SAME = ("indicator", "area", "basis", "measure")


@attrs.frozen(repr=False)
class Series(Tabular):
    """Observations of one indicator, area, price basis and measure, in the order of their distinct periods.

    Field: observations (any order is taken). A change of scope between neighbours is a break, over which nothing is
    totalled, averaged or grown. Raises `NotComparableError`, `DuplicatePeriodError`, `PeriodKindError`.

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
                raise PeriodKindError(str(first.period), str(other.period))
        ordered = tuple(sorted(found, key=lambda o: o.period))
        for left, right in pairwise(ordered):
            if left.period == right.period:
                raise DuplicatePeriodError(first.indicator.code, str(right.period))
        object.__setattr__(self, "observations", ordered)

    def _checked(self) -> tuple[Observation, ...]:
        if isinstance(self.observations, str | Mapping) or not hasattr(self.observations, "__iter__"):
            problem = "an iterable of Observations; indicator.series({'2021': '37.62'}) takes texts"
            raise RecordTypeError("Series", "observations", self.observations, problem)
        found = tuple(self.observations)
        for each in found:
            if not isinstance(each, Observation):
                raise RecordTypeError("Series", "observations", each, "Observations")
        if not found:
            raise InvalidRecordError("Series", "observations", (), "a series has at least one observation")
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
            raise UnknownCodeError(str(period), f"series {self.indicator.code}", tuple(map(str, self.periods[:8])))
        return found

    def table(self) -> Table:
        """The series as a table, one row a period."""
        rows = ((str(o.period), str(o.figure or ""), o.printed or "", str(o.status), str(o.source or "")) for o in self)
        title = " · ".join(part for part in (self.indicator.code, self.indicator.zh, self.area) if part)
        return Table(("period", "figure", "printed", "status", "source"), tuple(rows), title)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The observations as an Arrow stream, so that data frames take a series as it is (the extra `arrow`)."""
        from tjstats.formats.arrow import table

        return table(self).__arrow_c_stream__(requested_schema)

    def __str__(self) -> str:
        return f"{self.indicator.code}: {len(self)} observations, {self.periods[0]} to {self.periods[-1]}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"


def series(indicator: Indicator, values: Mapping[Any, Number | Figure | None], **more: Any) -> Series:
    """A series of a mapping from period to figure; see `Indicator.series`. `more` goes to every observation."""
    if not isinstance(values, Mapping):
        raise RecordTypeError("Series", "values", values, "a mapping from period to figure, {'2021': '37.62'}")
    return Series(tuple(observe(indicator, period, figure, **more) for period, figure in values.items()))

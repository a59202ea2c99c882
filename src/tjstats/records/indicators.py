"""Indicator: what is measured — code, names, unit, nature, direction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from tjstats.errors import InvalidRecordError
from tjstats.records.classifications import Direction, Nature, check_texts, member
from tjstats.values.figures import Figure
from tjstats.values.numbers import Number
from tjstats.values.units import Unit, parse_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tjstats.records.observations import Observation
    from tjstats.records.series import Series
    from tjstats.values.periods import Time

__all__ = ["Indicator"]

_CODE: Final = re.compile(r"\w+([.\-]\w+)*")


@attrs.frozen(init=False, repr=False)
class Indicator:
    """What is measured. The same indicator is the same `code`; the part before the first point is its group.

    Fields: code, unit, multiplier (10,000s for 万人: the scale it is usually printed in), nature, direction, zh, en, note,
    part_of (the code of the whole it is a part of: 其中), net (a flow of entries less exits, which may fall, so that a
    part of it says nothing of the whole).
    Raises `InvalidRecordError`, `UnknownUnitError`.

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
            raise InvalidRecordError("Indicator", "multiplier", multiplier, "write a whole number within ±30")
        self.__attrs_init__(code, kind, natured, directed, zh, en, note, multiplier + scale, bool(net), part_of)
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
        return value if isinstance(value, Figure) else Figure(value, self.unit, multiplier=self.multiplier)

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        return (
            f"Indicator({self.code!r}, {self.unit.text('zh', self.multiplier)!r}, {str(self.nature)!r}, {str(self.direction)!r})"
        )

    def observe(self, period: str | int | Time, figure: Number | Figure | None, **more: Any) -> Observation:
        """One observation: `jobs.observe("2021", "37.62", area="CN-TJ")`; texts are in the indicator's unit.

        A text period is a point in time for a stock, a span otherwise (a full date is a point for rates and averages).
        """
        from tjstats.records.observations import observe

        return observe(self, period, figure, **more)

    def series(self, values: Mapping[Any, Number | Figure | None], **more: Any) -> Series:
        """A series of a mapping from period to figure: `jobs.series({"2021": "37.62", "2025": "32.7"}, area="CN-TJ")`."""
        from tjstats.records.series import series

        return series(self, values, **more)

"""The readings of a text as records that can be asked: observations of what was, targets of what is
to be.

What is no record is left out: a figure without a period, without an indicator, or of the role
`other`; `locator` says of each record at which characters its figure stands, so that the rest can
be told from `read`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Final, TypeVar

from tjstats.errors import TjstatsError
from tjstats.records.classifications import Force, Measure, Nature
from tjstats.records.publication import Indicator, Observation, Source
from tjstats.records.readings import Reading, Role
from tjstats.records.targets import Target
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit, unit_of_code
from tjstats.zh import bases
from tjstats.zh.lexicon.changes import INCREASES, LEFT_OUT, OF_INCREASES
from tjstats.zh.names import Names
from tjstats.zh.natures import basis_of, level_unit, nature_of, signed, status_of, unit_of
from tjstats.zh.reader import read
from tjstats.zh.times import publication

__all__ = ["observations", "targets"]

R = TypeVar("R", Observation, Target)
Indicators = Iterable[Indicator] | Mapping[str, Indicator]

_CLAUSE: Final = re.compile(r"[^,，;；:：。！!？?]*$")
_INCREASES: Final = re.compile(INCREASES)
_LEFT_OUT: Final = re.compile(LEFT_OUT)
_RELATIVE: Final = unit_of_code("index")  # of a level whose unit is not printed
_ASSUMED: Final = "文中未写明基期，按与上年同期相比处理"


def observations(
    text: str,
    published: date | Period | None = None,
    indicators: Indicators = (),
    area: str | None = None,
    source: Source | None = None,
) -> list[Observation]:
    """What a text states, as observations, by position.

    *indicators* are matched by name (`tjstats.zh.names`); other phrases become provisional
    indicators, code "text.…". Falling changes have a negative figure. Of two figures for one fact
    (突破700万大关,达到703.2万人) the more precise is kept. Raises `RecordTypeError` where *text* is
    no text.

    >>> text = "2023年，城镇新增就业1244万人。2023年末，就业人员中第三产业占48.1%。"
    >>> jobs, share = observations(text)
    >>> print(jobs, jobs.indicator.nature, share.period)
    城镇新增就业，2023年：1244万人 flow 2023-12-31
    """
    found = _Records(text, published, Names(indicators), {"area": area, "source": source})
    made = (found.observation(reading) for reading in found.readings)
    return _once([each for each in made if each is not None])


def targets(
    text: str,
    published: date | Period | None = None,
    indicators: Indicators = (),
    area: str | None = None,
    source: Source | None = None,
) -> list[Target]:
    """What a text asks for, as targets, by position; arguments as for `observations`.

    >>> [goal] = targets("2026年主要预期目标是：城镇新增就业1200万人以上。")
    >>> print(goal.indicator.code, goal.period, goal.figure)
    text.城镇新增就业 2026 1200万人以上
    """
    found = _Records(text, published, Names(indicators), {"area": area, "source": source})
    return [made for reading in found.readings if (made := found.target(reading)) is not None]


class _Records:
    """The readings of a text and the indicators they get."""

    def __init__(
        self, text: str, published: date | Period | None, names: Names, more: dict[str, Any]
    ) -> None:
        self.text, self.names, self.more = text, names, more
        self.published = publication(published)
        self.readings = read(text, published=published)

    def observation(self, reading: Reading) -> Observation | None:
        """The reading as an observation; None where it is none."""
        if reading.role is Role.OTHER or (reading.role is Role.TARGET and not _was_kept(reading)):
            return None
        if reading.evidence.verb in OF_INCREASES and not _INCREASES.search(reading.indicator or ""):
            return None
        made = self._fields(reading)
        return None if made is None else _made(Observation, status=self._status(reading), **made)

    def target(self, reading: Reading) -> Target | None:
        """The reading as a target; None where it is none."""
        if reading.role is not Role.TARGET:
            return None
        made = self._fields(reading)
        if made is None:
            return None
        words, figure = self._before(reading), made.pop("figure")
        if made["every"] is not None:
            figure = _of_a_year(figure)
        return _made(Target, figure=_asked(figure, reading, words), force=_force(words), **made)

    def _fields(self, reading: Reading) -> dict[str, Any] | None:
        """The fields that both kinds of record have."""
        if reading.period is None or not reading.indicator:
            return None
        indicator = self._indicator(reading)
        if indicator is None:
            return None
        time, base, note = _times(reading, indicator.nature)
        time = self._as_printed(reading, time)
        if reading.measure is not Measure.VALUE and base is None:
            return None
        each = reading.evidence.every == "each" and bases.is_long(time)
        return {
            "indicator": indicator,
            "period": time,
            "figure": signed(reading.figure, reading.falling),
            "measure": reading.measure,
            "base": base,
            "basis": self._basis(reading),
            "scope": self._scope(reading),
            "printed": _plain(reading.text),
            "locator": f"{reading.start}–{reading.end}",
            "every": "1y" if each else None,
            "note": note,
            **self.more,
        }

    def _as_printed(self, reading: Reading, time: Time | None) -> Time | None:
        """A point as its level has it: the month, where no day is printed."""
        level = self._level_of(reading)
        return level.period if level is not None and level.period == time else time

    def _basis(self, reading: Reading) -> str | None:
        """As the words say; a growth beside a real one of the same level is of current prices:
        增长5.3%,扣除价格因素,实际增长5.1%.
        """
        assert reading.indicator
        basis = basis_of(self._before(reading), "", reading.measure)
        if basis is not None or reading.measure is not Measure.GROWTH:
            return basis
        at = bisect_left(self.readings, reading.start, key=attrgetter("start"))
        for other in self.readings[at + 1 : at + 3]:
            beside = other.measure is reading.measure and other.indicator == reading.indicator
            if beside and basis_of(self._before(other), "", other.measure) == "real":
                return "current"
        return basis_of("", reading.indicator, reading.measure)

    def _scope(self, reading: Reading) -> str | None:
        """What is left out, in the clause or the one before: 扣除房地产开发投资,增长7.6%."""
        found = _LEFT_OUT.search(self.text, max(0, reading.start - 48), reading.start)
        return None if found is None else f"{found['verb']}{_plain(found['of'])}"

    def _indicator(self, reading: Reading) -> Indicator | None:
        """The caller's indicator of that name, that of the level which changed, or a provisional
        one.
        """
        assert reading.indicator and reading.period is not None
        unit = reading.figure.unit
        value = reading.measure is Measure.VALUE
        own_unit = unit if value or reading.measure is Measure.CHANGE else None
        known = self.names.known(reading.indicator, own_unit)
        if known is not None:
            return known
        level = self._level_of(reading)
        if level is not None:
            return self._indicator(level)
        of = own_unit or level_unit(reading.indicator) or _RELATIVE
        time = reading.base if isinstance(reading.base, AsOf) else reading.period
        nature = nature_of(reading.indicator, of, time)
        own = unit_of(reading.figure, nature) if value else _level(of)
        return self.names.provisional(reading.indicator, own, nature)

    def _level_of(self, reading: Reading) -> Reading | None:
        """The level of the same name that it is a change of, if that has a time."""
        if reading.change_of is None:
            return None
        level = self.readings[reading.change_of]
        is_level = level.measure is Measure.VALUE and level.period is not None
        return level if is_level and level.indicator == reading.indicator else None

    def _status(self, reading: Reading) -> str:
        """As the words say; a figure of a period that was not over when it was published is
        provisional.
        """
        status = status_of(self._before(reading))
        if status != "normal" or self.published is None or not isinstance(reading.period, Period):
            return status
        return "provisional" if reading.period.end > self.published.end else status

    def _before(self, reading: Reading) -> str:
        """The words of the clause before the figure."""
        found = _CLAUSE.search(self.text, max(0, reading.start - 40), reading.start)
        return _plain(found[0]) if found else ""


# --- parts of a record ----------------------------------------------------------------------------


def _once(found: list[Observation]) -> list[Observation]:
    """The observations without a bound that an exact figure of the same fact makes needless."""
    exact: dict[tuple[object, ...], Figure] = {}
    for each in found:
        if each.figure is not None and each.figure.qualifier is Qualifier.EXACTLY:
            exact.setdefault(_fact(each), each.figure)
    return [each for each in found if not _is_needless(each.figure, exact.get(_fact(each)))]


_fact: Final = attrgetter("indicator.code", "period", "measure", "base", "basis", "scope")


def _is_needless(figure: Figure | None, exact: Figure | None) -> bool:
    if figure is None or exact is None or figure.qualifier is Qualifier.EXACTLY:
        return False
    return figure.unit == exact.unit and exact.plain in figure.bounds


def _of_a_year(figure: Figure) -> Figure:
    """每年3万人 as what is asked of each year: without the year below the line."""
    head, _, below = figure.unit.code.rpartition("/")
    if below != "year" or figure.qualifier is Qualifier.BETWEEN or figure.decimals is None:
        return figure
    word, multiplier = figure.qualifier, figure.multiplier
    asked = Figure(figure.value, head, word, multiplier=multiplier, decimals=figure.decimals)
    return asked if figure.word is None else asked.to(figure.word.partition("/")[0])


def _made(kind: Callable[..., R], **fields: Any) -> R | None:
    """A record, or None where its parts do not fit together."""
    try:
        return kind(**fields)
    except TjstatsError:
        return None


def _plain(text: str) -> str:
    """The words without the line breaks and spaces of a page."""
    return "".join(text.split())


def _times(reading: Reading, nature: Nature) -> tuple[Time | None, Time | None, str | None]:
    """Period and base as the nature has them, and a note where the base is assumed."""
    time, base = reading.period, reading.base
    if reading.measure is Measure.VALUE:
        return _at_end(time) if nature is Nature.STOCK else time, None, None
    note = None if reading.evidence.base_words else _ASSUMED
    if base is None and reading.measure is not Measure.FACTOR:
        base, note = bases.assumed(time), _ASSUMED
    time, base = _as_of_nature(time, base, nature)
    return time, base, note if base is not None else None


def _as_of_nature(
    time: Time | None, base: Time | None, nature: Nature
) -> tuple[Time | None, Time | None]:
    """Times at a point for a stock, over a year for a flow."""
    if nature is Nature.STOCK or (nature is not Nature.FLOW and isinstance(base, AsOf)):
        time = _at_end(time)
        return time, bases.base_at(time, base)
    if isinstance(base, AsOf):  # a flow is against the year that ended then
        year = Period.year(base.date.year)
        return time, year if year.end == base.date else None
    return time, base


def _at_end(time: Time | None) -> Time | None:
    return AsOf(time.end) if isinstance(time, Period) else time


_DIFFERENCES: Final = {"percentage_point": "percent", "delta_degC": "degC"}


def _level(unit: Unit) -> Unit:
    """The unit of what changed by a figure in *unit*."""
    return unit_of_code(_DIFFERENCES[unit.code]) if unit.code in _DIFFERENCES else unit


def _was_kept(reading: Reading) -> bool:
    """Whether a target is told as kept: 控制在5.5%的目标以内 says what was asked and what was."""
    return "目标" in reading.text and reading.figure.qualifier in (
        Qualifier.AT_MOST,
        Qualifier.AT_LEAST,
    )


_REACHED: Final = {Qualifier.UNDER: Qualifier.AT_MOST, Qualifier.OVER: Qualifier.AT_LEAST}
_UP_TO: Final = re.compile("(?:达到?|[高加升大至长]到|[增升提]至|不少于|保持在)$")
_DOWN_TO: Final = re.compile("(?:[低少减降小缩]到|[降减]至|控制在|[降减]为)$")


def _asked(figure: Figure, reading: Reading, words: str) -> Figure:
    """What is asked: 达到65% is at least 65 %, 降至5%, 控制在5% at most, 低于4.5%的控制目标 too; a
    bare number stays, to be judged by direction.
    """
    word, compared = figure.qualifier, "目标" in reading.evidence.goal
    if compared and word in _REACHED:
        relation = _REACHED[word]  # what was reached stands below 4.5%, the target at it
    elif word is not Qualifier.EXACTLY:
        return figure
    elif _UP_TO.search(words):
        relation = Qualifier.AT_LEAST
    elif _DOWN_TO.search(words):
        relation = Qualifier.AT_MOST
    else:
        return figure
    bound = Figure(
        figure.value, figure.unit, relation, multiplier=figure.multiplier, decimals=figure.decimals
    )
    return bound if figure.word is None else bound.to(figure.word)


def _force(words: str) -> Force | None:
    if "约束性" in words:
        return Force.BINDING
    return Force.ANTICIPATORY if "预期" in words else None

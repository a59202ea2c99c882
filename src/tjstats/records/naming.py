"""Names of records: an indicator with what tells its series apart, its area, breakdowns, scope and
price basis.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from tjstats.records.classifications import Measure, basis_text, breakdowns_text

if TYPE_CHECKING:
    from tjstats.records.publication import Observation, Series
    from tjstats.records.targets import Target
    from tjstats.values.languages import Language

__all__ = ["PARTS", "Names", "by_series", "full_name", "part_text"]

PARTS: Final = ("area", "breakdowns", "scope", "basis")
_BRACKETS: Final = {"en": "{} ({})", "zh": "{}（{}）"}
_LISTED: Final = {"en": ", ", "zh": "、"}
# The area of all, and of nearly all.
_AREA: Final = (
    {"en": "Area: {}", "zh": "地区：{}"},
    {"en": "Area: {}, unless another is named", "zh": "地区：{}（另注明者除外）"},
)


Key: TypeAlias = "tuple[str | None, tuple[tuple[str, str], ...], str | None, str | None]"
_KEY: Final = attrgetter(*PARTS)


def by_series(
    observations: Iterable[Observation], targets: Iterable[tuple[Target, Observation | None]] = ()
) -> dict[Key, tuple[list[Observation], list[Target]]]:
    """The records of an indicator by series. Values differ in all of `PARTS`; changes and targets
    stand with the values of their area, breakdowns and scope, a target with those it was compared
    with, which are given beside it.
    """
    given = list(observations)
    values = dict.fromkeys(_KEY(o) for o in given if o.measure is Measure.VALUE)
    found: dict[Key, tuple[list[Observation], list[Target]]] = {}
    for each in given:
        own = _KEY(each)
        home = own if own in values else _home(own, values)
        found.setdefault(home, ([], []))[0].append(each)
    known = dict.fromkeys(found)
    for target, compared in targets:
        home = _home(_KEY(compared or target), known)
        found.setdefault(home, ([], []))[1].append(target)
    return found


def _home(key: Key, known: Iterable[Key]) -> Key:
    """The series among the *known* in which a change or a target stands, else its own."""
    near = [other for other in known if _fits(key, other)]
    same = [other for other in near if other[2] == key[2]] or near
    if key in near or len({other[:3] for other in same}) != 1:
        return key
    return same[0]


def _fits(key: Key, other: Key) -> bool:
    """Whether a record without an area, or a scope, may be of a series that has one."""
    area, breakdowns, scope, _ = other
    return key[0] in (None, area) and key[1] == breakdowns and key[2] in (None, scope)


def part_text(
    record: Observation | Target | Series, lang: Language, fields: Iterable[str] = PARTS
) -> str:
    """What tells a record from others of its indicator, as one text; of a series all but the scope,
    which may change.
    """
    texts = {"breakdowns": breakdowns_text(record.breakdowns, lang)}
    texts["basis"] = basis_text(record.basis, lang) or ""
    parts = (texts.get(field, getattr(record, field, "")) for field in fields)
    return _LISTED[lang].join(filter(None, parts))


def full_name(
    record: Observation | Target | Series, lang: Language, fields: Iterable[str] = PARTS
) -> str:
    """The name of the indicator, with what tells the record from others: "Exports (DE)"."""
    name, parts = record.indicator.name(lang), part_text(record, lang, fields)
    return _BRACKETS[lang].format(name, parts) if parts else name


def _records(given: Iterable[Observation | Target]) -> tuple[Observation | Target, ...]:
    return tuple(given)


@attrs.frozen
class Names:
    """The names of records that stand together, each with what tells it from the others: a scope
    always; an area and breakdowns if the records have several; a price basis if the values, or the
    changes, of its indicator have several; a code if two indicators have one name.

    Fields: records.
    """

    records: tuple[Observation | Target, ...] = attrs.field(converter=_records)
    _areas: Counter[str | None] = attrs.field(init=False)
    _breakdowns: frozenset[tuple[tuple[str, str], ...]] = attrs.field(init=False)
    _bases: Mapping[tuple[str, Measure], set[str | None]] = attrs.field(init=False)
    _codes: Mapping[Language, Counter[str]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        bases: dict[tuple[str, Measure], set[str | None]] = {}
        indicators = {each.indicator.code: each.indicator for each in self.records}
        for each in self.records:
            bases.setdefault((each.indicator.code, each.measure), set()).add(each.basis)
        languages: tuple[Language, ...] = ("en", "zh")
        names = {lang: Counter(i.name(lang) for i in indicators.values()) for lang in languages}
        for field, value in (
            ("_areas", Counter(each.area for each in self.records)),
            ("_breakdowns", frozenset(each.breakdowns for each in self.records)),
            ("_bases", bases),
            ("_codes", names),
        ):
            object.__setattr__(self, field, value)

    def name(self, record: Observation | Target, lang: Language) -> str:
        """The name of a record among the others."""
        bare, code = record.indicator.name(lang), record.indicator.code
        parts = part_text(record, lang, self._fields(record))
        if self._codes[lang][bare] > 1:
            parts = _LISTED[lang].join(filter(None, (code, parts)))
        return _BRACKETS[lang].format(bare, parts) if parts else bare

    def _fields(self, record: Observation | Target) -> Iterator[str]:
        """What is named at a record."""
        if len(self._areas) > 1 and record.area != self._main:
            yield "area"
        if len(self._breakdowns) > 1:
            yield "breakdowns"
        yield "scope"
        if len(self._bases.get((record.indicator.code, record.measure), ())) > 1:
            yield "basis"

    @property
    def _main(self) -> str | None:
        """The area of nine in ten records, which is not named at each."""
        ((area, count),) = self._areas.most_common(1) or ((None, 0),)
        return area if 10 * count >= 9 * len(self.records) else None

    def shared(self, lang: Language) -> str:
        """The area of all, or nearly all, and the breakdowns of all; "" if there is no such."""
        areas = "" if self._main is None else _AREA[len(self._areas) > 1][lang].format(self._main)
        parts = next(iter(self._breakdowns)) if len(self._breakdowns) == 1 else ()
        return _LISTED[lang].join(filter(None, (breakdowns_text(parts, lang), areas)))

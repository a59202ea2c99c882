"""The rows of published plan tables as records: `targets(row, source)` and `observations(row, source)`.

The files are in `plans/`. Every row with a target gives at least one `Target`, every outcome, every baseline with a value
and every point of a series an `Observation`. What a record cannot hold stays in its words, with no figure; nothing raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from tests.published.plan_asks import (
    CHANGES,
    FACTORS,
    FALLING_KINDS,
    GROWTH_KINDS,
    VALUE_KINDS,
    Ask,
    Row,
    asks,
)
from tests.published.plan_figures import RELATIONS, asked, beside, numbers, reported, whole
from tests.published.plan_periods import (
    Time,
    end,
    eve,
    fitted,
    in_years,
    is_fiscal,
    published,
    remark,
    when,
    year_before,
)
from tests.published.plan_units import (
    INDEX,
    PERCENT,
    POINTS,
    Scaled,
    direction_of,
    nature_of,
    unit_of,
)
from tjstats import (
    Figure,
    Force,
    Indicator,
    Measure,
    Nature,
    Observation,
    Period,
    Source,
    Status,
    Target,
    TjstatsError,
    Unit,
)
from tjstats.values.units.table import FRACTIONS

FORCES = {
    "预期性": Force.ANTICIPATORY,
    "约束性": Force.BINDING,
    "expected": Force.ANTICIPATORY,
    "binding": Force.BINDING,
}
STATUSES = {
    "预计|projected|projection|forecast|national commitments": Status.FORECAST,
    "estimat|估计|估算": Status.ESTIMATED,
    "初步|preliminary|provisional": Status.PROVISIONAL,
}
RELATIVE = {"in_step_with", ">ref", ">=ref"}
_RISE = r"增长|增加|提高|提升|上升|increas\w*(?: by)?|rose(?: by)?|up|grew(?: by)?|rise of|\+"
_FALL = r"下降|降低|减少|下がり|削減|declin\w*(?: by)?|reduc\w*(?: by)?|decreas\w*(?: by)?|fell(?: by)?|cut(?: by)?|down"
_LAST_YEAR = re.compile(r"上年|上一年|去年|last year|previous year|prior year", re.I)
_SINCE = re.compile(r"(?:较|比|than|from|vs\.?|against|since|on)\s*((?:19|20)\d\d)")


def targets(row: Row, source: Row) -> list[Target]:
    """The targets in a row, one Target per bound; two bounds in one row are two targets."""
    reader = _Reader(row, source)
    made = [reader.target(ask) for ask in reader.asks]
    return list(dict.fromkeys(made))


def observations(row: Row, source: Row) -> list[Observation]:
    """The observations in a row: its baseline, its outcomes, its series."""
    reader = _Reader(row, source)
    made = [each for each in (reader.baseline(),) if each is not None]
    for given in _listed(row.get("outcome")):
        made += reader.outcomes(given)
    for given in _listed(row.get("series")):
        made += reader.outcomes(given)
    return made


def publication(source: Row) -> Source:
    """The source of a file as a record."""
    title = str(source.get("title") or "plan")
    code = re.sub(r"\W+", "_", title).strip("_").lower()[:60] or "plan"
    seen = source.get("seen_in")
    return Source(
        code,
        title,
        str(source.get("publisher") or ""),
        published(source),
        note=None if seen is None else str(seen),
    )


def slug(name: str) -> str:
    """A name as a part of an indicator's code."""
    return re.sub(r"\W+", "_", name).strip("_").lower()[:150] or "indicator"


def _listed(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [] if given is None else [given]


class _Reader:
    """One row: its indicator, unit and source, from which its records are built."""

    def __init__(self, row: Row, source: Row) -> None:
        self.row, self.source = row, source
        self.asks = asks(row, source)
        self.name = str(row.get("indicator") or row.get("indicator_en") or "indicator")
        self.name_en = str(row.get("indicator_en") or "")
        self.both = f"{self.name} {self.name_en}"
        self.text = self.asks[0].text if self.asks else ""
        self.scaled = self._scaled()
        self.publication = publication(source)
        self.area = None if row.get("area") is None else str(row["area"])

    # --- the indicator ----------------------------------------------------------------------------------------------

    @property
    def kind(self) -> str | None:
        """The kind of the row's own target."""
        return self.asks[0].kind if self.asks else None

    def _scaled(self) -> Scaled:
        """The unit of the indicator's values; if only growth is known, an index."""
        if self.row.get("unit_of_values"):
            return unit_of(self.row["unit_of_values"], self.name)
        if self.kind == "ratio":
            return Scaled(Unit("ratio"))
        found = unit_of(self.row.get("unit"), self.both, self.text)
        of_growth = self.kind in GROWTH_KINDS or (self.kind is None and self._only_growth())
        if of_growth and (found.unit == PERCENT.unit or not self.row.get("unit")):
            return INDEX
        if found.unit == POINTS.unit:
            return PERCENT
        changes = {"cumulative_change", "annual_change"}
        plain = found.unit == PERCENT.unit or not self.row.get("unit")
        if self.kind in changes and plain and not self._in_points() and not self._levels():
            return INDEX
        return found

    def _only_growth(self) -> bool:
        """Whether a row without a target reports growth, according to its name or the words next to its number."""
        if re.search(r"增长$|增速$|年均增长|growth", self.name, re.I):
            return True
        told = [
            o
            for o in _listed(self.row.get("outcome"))
            if isinstance(o, Mapping) and o.get("value") is not None
        ]
        return bool(told) and all(
            self._told_as_change(o) and "%" in str(o.get("text")) for o in told
        )

    def _in_points(self) -> bool:
        return any(self._points(ask) for ask in self.asks)

    def _levels(self) -> bool:
        """Whether a change in percent has levels in percent next to it: a factor of a share, a baseline of one year."""
        return any(
            ask.relation in FACTORS or ask.relation == "decrease_by_fraction" for ask in self.asks
        ) or any(ask.kind in VALUE_KINDS and ask.unit is None for ask in self.asks)

    def indicator(self, ask: Ask | None = None, scaled: Scaled | None = None) -> Indicator:
        """The indicator of the row, or of a bound that names another or uses another kind of unit."""
        first = self.asks[0] if self.asks else None
        own = ask is not None and (
            ask.name != self.name or not _alike((scaled or self.scaled).unit, self.scaled.unit)
        )
        asked_of = ask if own else first
        unit = (scaled if own and scaled else None) or self.scaled
        name = ask.name if own and ask else self.name
        kind = asked_of.kind if asked_of else None
        said = f"{name} {'' if own else self.name_en}"
        code = slug(self.name_en or self.name)
        if own and ask is not None:
            code += f".{slug(name) if name != self.name else unit.unit.code.replace('/', '_').replace('*', '_')}"
        relation, falls = (asked_of.relation, asked_of.falls) if asked_of else (None, False)
        english = "" if own or self.name_en == name else self.name_en
        chinese = bool(re.search(r"[一-鿿]", name))
        return Indicator(
            code, unit.unit, nature_of(unit.unit, said, kind), direction_of(relation, said, falls=falls),
            zh=name if chinese else "", en=english or ("" if chinese else name),
            note=unit.note and f"unit as printed: {unit.note}", multiplier=unit.multiplier,
            part_of=slug(self.name_en or self.name) if ask is not None and ask.role == "of_which" else None,
        )  # fmt: skip

    # --- targets ----------------------------------------------------------------------------------------------------

    def target(self, ask: Ask) -> Target:
        """One bound; without a figure if no record can hold it."""
        try:
            return self._target(ask)
        except TjstatsError as error:
            words = {
                "printed": ask.text or None,
                "note": f"not read: {error}",
                "source": self.publication,
                "area": self.area,
            }
            return Target(self.indicator(), fitted(ask.period, self.indicator().nature), **words)

    def _target(self, ask: Ask) -> Target:
        measure, scaled = self._measure(ask)
        levels = scaled if measure is Measure.VALUE else self._levels_of(scaled)
        indicator = self.indicator(ask, levels)
        time = ask.period if ask.every else fitted(ask.period, indicator.nature)
        if measure is not Measure.VALUE and isinstance(ask.period, Period):
            time = ask.period
        base = (
            None if measure is Measure.VALUE else self._base(ask, measure, time, indicator.nature)
        )
        figure = self._figure(ask, measure, scaled)
        record = Target(
            indicator, time, figure, area=self.area, measure=measure, base=base, baseline=self._start(indicator, base),
            every=ask.every, relative_to=self._reference(ask), force=FORCES.get(str(self.row.get("attribute") or "")),
            set_by=_set_by(ask), published_verdict=self._verdict(ask), basis=ask.more.get("basis"),
            source=self.publication, printed=ask.text or None, locator=self._locator(), note=self._note(ask),
        )  # fmt: skip
        further = _further(ask, scaled)
        return record if further is None else attrs.evolve(record, stretch=further)

    def _levels_of(self, scaled: Scaled) -> Scaled:
        """The unit of the levels behind a change: percent for points, else that of the row."""
        if scaled.unit.code.startswith(POINTS.unit.code):
            return PERCENT
        amount = scaled.unit != PERCENT.unit and scaled.unit.code != "ratio"
        plain = Scaled(Unit(scaled.unit.code.removesuffix("/year")), scaled.multiplier)
        return plain if amount and plain.unit != self.scaled.unit else self.scaled

    def _points(self, ask: Ask) -> bool:
        """Whether a change is in points: by its kind, its unit, or the words next to the number."""
        unit = unit_of(ask.unit or self.row.get("unit"), self.both).unit
        if unit == POINTS.unit or ask.kind == "annual_change_pp":
            return True
        if ask.kind in FALLING_KINDS:
            return unit == PERCENT.unit
        after = r"个?百分点|percentage points?|points?|pp\b|ポイント"
        return unit == PERCENT.unit and beside(ask.value, ask.text, before="(?!)", after=after)

    def _measure(self, ask: Ask) -> tuple[Measure, Scaled]:
        """The measure of a bound, and the unit of its figure."""
        own = (
            unit_of(ask.unit, ask.name)
            if ask.unit
            else unit_of(self.row.get("unit"), self.both, ask.text)
        )
        if ask.relation in FACTORS or ask.relation == "decrease_by_fraction":
            return Measure.FACTOR, Scaled(Unit("ratio"))
        if _to_last_year(ask):
            return Measure.CHANGE, _difference(self.scaled)
        if ask.kind in GROWTH_KINDS:
            average = ask.kind != "annual_growth" and in_years(ask.period) > 1
            return Measure.AVERAGE_GROWTH if average else Measure.GROWTH, PERCENT
        if (
            ask.kind in {"cumulative_change", "annual_change", "annual_change_pp", *FALLING_KINDS}
            or ask.relation in CHANGES
        ):
            return self._change(ask, own)
        if ask.kind == "ratio":
            return Measure.VALUE, Scaled(Unit("ratio"))
        return Measure.VALUE, own if ask.unit or ask.name != self.name else self.scaled

    def _change(self, ask: Ask, own: Scaled) -> tuple[Measure, Scaled]:
        if self._points(ask):
            yearly = ask.kind == "annual_average_decrease"
            return Measure.CHANGE, Scaled(Unit("percentage_point/year")) if yearly else POINTS
        percent = beside(ask.value, ask.text, before="(?!)", after="%|％|percent")
        if (
            own.unit in (PERCENT.unit, INDEX.unit)
            or not (ask.unit or self.row.get("unit"))
            or (percent and not ask.unit)
        ):
            return Measure.GROWTH, PERCENT
        if ask.kind == "annual_average_decrease":
            return Measure.CHANGE, Scaled(Unit(f"{own.unit.code}/year"), own.multiplier)
        return Measure.CHANGE, own

    def _figure(self, ask: Ask, measure: Measure, scaled: Scaled) -> Figure | None:
        if ask.relation in FACTORS:
            return Figure(FACTORS[ask.relation], "倍")
        if ask.relation == "decrease_by_fraction":
            parts = numbers(ask.value)
            return (
                Figure(f"{1 - float(parts[0]):.4f}".rstrip("0").rstrip("."), "倍")
                if parts
                else None
            )
        if ask.relation in RELATIVE or ask.kind == "relative_growth":
            zero = _difference(scaled)
            word = {">ref": Figure.over, ">=ref": Figure.at_least}.get(ask.relation, Figure.about)
            return word("0", zero.unit, multiplier=zero.multiplier)
        if ask.relation not in RELATIONS or ask.kind == "count":
            return None
        return asked(ask.value, ask.relation, scaled, ask.text, near=ask.near, falls=ask.falls)

    def _base(self, ask: Ask, measure: Measure, time: Time, nature: Nature) -> Time:
        """The base of a change or growth."""
        stated = ask.more.get("base_period") or ask.more.get("ref_period")
        if (
            stated is None
            and in_years(time) < 2
            and (ask.kind == "cumulative_change" or measure is Measure.FACTOR)
        ):
            since = _SINCE.search(ask.text)
            stated = since[1] if since else (self.row.get("baseline") or {}).get("period")
        if stated is not None:
            base = fitted(when(stated, self.source), nature)
            return base if end(base) < end(time) else eve(time)
        if measure is Measure.FACTOR and in_years(time) == 1:
            return eve(time)
        return _usual_base(ask.kind, measure, time, nature)

    def _reference(self, ask: Ask) -> Indicator | None:
        """The indicator to which a relative target refers."""
        if not (ask.relation in RELATIVE or ask.kind == "relative_growth") or _to_last_year(ask):
            return None
        named = re.search(
            r"(?:与|和|同|于|with|than)([^,，、。;；]+?)(?:基本|保持|大体)*(?:同步|$|[,，、。;；])",
            ask.text,
        )
        name = (
            str(
                ask.more.get("ref_indicator")
                or ask.more.get("ref")
                or (named[1].strip() if named else "")
            )
            or "reference"
        )
        scaled = INDEX if ask.kind in GROWTH_KINDS else self.scaled
        return Indicator(
            slug(name),
            scaled.unit,
            nature_of(scaled.unit, name, ask.kind),
            zh=name,
            multiplier=scaled.multiplier,
        )

    def _start(self, indicator: Indicator, base: Time | None) -> Observation | None:
        """The level from which it starts: the baseline, else an outcome for the base period."""
        values = [o for o in self._values() if o.indicator == indicator]
        at_base = [o for o in values if base is not None and end(o.period) == end(base)]
        first = [o for o in (self.baseline(),) if o in values]
        return next(iter([*first, *at_base]), None)

    def _values(self) -> list[Observation]:
        """The levels that the row prints."""
        found = [
            self.baseline(),
            *(o for given in _listed(self.row.get("outcome")) for o in self.outcomes(given)),
        ]
        return [
            o
            for o in found
            if o is not None and o.figure is not None and o.measure is Measure.VALUE
        ]

    def _verdict(self, ask: Ask) -> str | None:
        """The printed verdict, the latest of several; counts describe a set and stay in the note."""
        if ask.role not in {"", "variant", "alternative"}:
            return None
        given = self.row.get("published_verdict")
        if isinstance(given, list):
            dated = [each for each in given if isinstance(each, Mapping) and each.get("text")]
            latest = max(dated, key=lambda each: str(each.get("as_of") or ""), default=None)
            return None if latest is None else str(latest["text"])
        return str(given) if isinstance(given, str) and given else None

    def _locator(self) -> str | None:
        seen = self.row.get("seen")
        return "; ".join(map(str, _listed(seen))) or None

    def _note(self, ask: Ask) -> str | None:
        """The note of the row, and whatever no field of the record can hold."""
        parts = [
            ask.role.replace("_", " ")
            if ask.role in {"variant", "conditional", "interim", "long_range", "final"}
            else ""
        ]
        kept = ("qualifier", "condition", "note", "basis", "test")
        parts += [f"{key}: {ask.more[key]}" for key in kept if isinstance(ask.more.get(key), str)]
        if ask.more.get("interim") is True:
            parts.append("a value on the path, not its end")
        if ask.more.get("stretch") is True:
            parts.append("力争: better than the bound is strived for")
        if ask.kind == "count" and ask.value is not None:
            parts.append(f"{ask.value} indicators")
        given = self.row.get("published_verdict")
        if not ask.role and given is not None and not isinstance(given, str):
            parts.append(f"published verdicts: {_words(given)}")
        if not ask.role and self.row.get("note"):
            parts.append(str(self.row["note"]))
        return "; ".join(part for part in parts if part) or None

    # --- observations -----------------------------------------------------------------------------------------------

    def baseline(self) -> Observation | None:
        """The starting level of the row; None if it has no value."""
        given = self.row.get("baseline")
        if not isinstance(given, Mapping) or given.get("value") is None:
            return None
        return self._observation(given, base_value=True)

    def outcomes(self, given: Any) -> Iterator[Observation]:
        """An outcome or a point of a series; if a row has several indicators, one for each."""
        if not isinstance(given, Mapping):
            given = {"value": given, "period": None}
        names = list(dict.fromkeys(ask.name for ask in self.asks if not ask.role))
        values = given.get("value")
        if len(names) > 1 and isinstance(values, list) and len(values) == len(names):
            parts = [ask for ask in self.asks if not ask.role]
            for ask, value in zip(parts, values, strict=True):
                yield self._observation({**given, "value": value}, ask)
            return
        first = next((ask for ask in self.asks if not ask.role), None)
        yield self._observation(given, first)

    def _observation(
        self, given: Row, ask: Ask | None = None, *, base_value: bool = False
    ) -> Observation:
        try:
            return self._reported(given, ask or (self.asks[0] if self.asks else None), base_value)
        except TjstatsError as error:
            indicator = self.indicator()
            time = fitted(when(given.get("period"), self.source), indicator.nature)
            words = {
                "printed": _printed(given),
                "note": f"not read: {error}",
                "source": self.publication,
            }
            return Observation(
                indicator, time, None, area=self.area, status=Status.MISSING, **words
            )

    def _reported(self, given: Row, ask: Ask | None, base_value: bool) -> Observation:
        asked_in = (
            (self.row.get("target") or {}).get("period")
            if isinstance(self.row.get("target"), Mapping)
            else None
        )
        fiscal = is_fiscal(asked_in) and not base_value
        raw = given.get("period") or asked_in
        time = when(raw, self.source, fiscal=fiscal)
        measure, scaled = self._told(given, ask, time, base_value)
        levels = self.scaled if measure is Measure.VALUE else self._levels_of(scaled)
        indicator = self.indicator(ask, levels) if ask is not None else self.indicator()
        falls = self._sign(given, ask, measure)
        figure = reported(given.get("value"), scaled, given.get("text"), falls=falls)
        flow = indicator.nature is Nature.FLOW and measure in (Measure.VALUE, Measure.CHANGE)
        if figure is not None and figure.unit != scaled.unit and not flow:
            figure = whole(figure)
        base = None
        if measure is Measure.VALUE:
            time = self._time(time, indicator.nature)
        else:
            time = time if isinstance(time, Period) else fitted(time, indicator.nature)
            base = self._told_base(given, ask, measure, time, indicator.nature)
        notes = [
            remark(raw),
            str(given.get("note") or ""),
            "" if figure is not None else _words(given.get("value")),
        ]
        return Observation(
            indicator, time, figure, area=self.area, measure=measure, base=base,
            basis=ask.more.get("basis") if ask is not None and measure is self._measure(ask)[0] else None,
            status=_status(given) if figure is not None else Status.MISSING, source=self.publication,
            printed=_printed(given), locator=self._locator(), note="; ".join(n for n in notes if n) or None,
        )  # fmt: skip

    def _time(self, time: Time, nature: Nature) -> Time:
        """The time of a value; for a rate printed as of the end of the year, that day."""
        if (
            nature is Nature.RATE
            and re.search(r"年末|year[- ]end", self.both, re.I)
            and isinstance(time, Period)
        ):
            return end(time)
        return fitted(time, nature, self.asks[0].period if self.asks else None)

    def _told_as_change(self, given: Row) -> bool:
        """Whether words of change are next to the number."""
        value = given.get("value")
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return beside(
            abs(value),
            given.get("text"),
            before=f"(?:{_RISE}|{_FALL})了?",
            after=f"{_FALL}|減|上升",
        )

    def _told(
        self, given: Row, ask: Ask | None, time: Time, base_value: bool
    ) -> tuple[Measure, Scaled]:
        """The measure of an outcome: that of the target, unless it is a level."""
        own = unit_of(self.row.get("unit"), self.both, str(given.get("text") or ""))
        level = Measure.VALUE, self.scaled
        if self.row.get("unit_of_values"):
            return level
        if self.kind is None:
            if (
                own.unit.code == "ratio"
                and own.unit == self.scaled.unit
                and not base_value
                and re.search(r"翻|倍|x", str(given))
            ):
                return Measure.FACTOR, own
            growing = self.scaled == INDEX and own.unit == PERCENT.unit
            return (
                (Measure.AVERAGE_GROWTH if in_years(time) > 1 else Measure.GROWTH, PERCENT)
                if growing
                else level
            )
        assert ask is not None
        measure, scaled = self._measure(ask)
        if measure in (Measure.VALUE, Measure.FACTOR) or _to_last_year(ask):
            return level
        if ask.kind in GROWTH_KINDS:
            if own.unit != PERCENT.unit and self.row.get("unit"):
                return level
            return (Measure.AVERAGE_GROWTH if in_years(time) > 1 else Measure.GROWTH), PERCENT
        return (measure, scaled) if self._is_change(given, ask, time, scaled, base_value) else level

    def _is_change(
        self, given: Row, ask: Ask, time: Time, scaled: Scaled, base_value: bool
    ) -> bool:
        """Whether a number next to a target on a change is also a change, and not the level."""
        if base_value:
            return in_years(time) > 1
        if in_years(time) > 1 or self._told_as_change(given):
            return True
        if self.scaled == INDEX:
            return True
        if ask.kind in {"annual_change", "annual_change_pp", "annual_decrease"}:
            return scaled.unit != POINTS.unit or _magnitude(given.get("value")) <= 3 * _magnitude(
                ask.value
            )
        return False

    def _sign(self, given: Row, ask: Ask | None, measure: Measure) -> bool:
        """Whether the number is a fall, written positive."""
        value, text = given.get("value"), given.get("text")
        if measure in (Measure.VALUE, Measure.FACTOR) or (
            isinstance(value, int | float) and value < 0
        ):
            return False
        if isinstance(value, int | float) and beside(value, text, before=_RISE, after="上升"):
            return False
        if isinstance(value, int | float) and beside(
            value, text, before=f"(?:{_FALL})了?", after=f"{_FALL}|減"
        ):
            return True
        return ask is not None and ask.falls

    def _told_base(
        self, given: Row, ask: Ask | None, measure: Measure, time: Time, nature: Nature
    ) -> Time:
        since = _SINCE.search(str(given.get("text") or ""))
        stated = since[1] if since else None
        kind = "cumulative_change" if ask is None else ask.kind
        if stated is None and ask is not None and kind == "cumulative_change":
            stated = ask.more.get("base_period")
            if stated is None and in_years(time) < 2 and in_years(ask.period) < 2:
                return self._base(ask, measure, time, nature)
        if stated is None and measure is Measure.FACTOR:
            stated = (self.row.get("baseline") or {}).get("period")
        if stated is not None and kind == "cumulative_change":
            base = fitted(when(stated, self.source), nature)
            if end(base) < end(time):
                return eve(time) if base == eve(time) or end(base) == eve(time) else base
        return _usual_base(kind, measure, time, nature)


def _usual_base(kind: str, measure: Measure, time: Time, nature: Nature) -> Time:
    """The end of the previous year for a change over a span, the previous year for growth, the same months for part of one."""
    if measure is Measure.AVERAGE_GROWTH:
        return year_before(time, nature)
    if in_years(time) > 1 or kind == "cumulative_change":
        return eve(time)
    return time.shift(-1, "1y")


def _magnitude(value: Any) -> float:
    found = value if isinstance(value, list) else [value]
    return max((abs(float(each)) for each in found if isinstance(each, int | float)), default=0.0)


def _alike(one: Unit, other: Unit) -> bool:
    """Whether two units can belong to one indicator: a share in percent and a ratio cannot."""
    return one == other or (one.is_compatible(other) and one.code not in FRACTIONS)


def _difference(scaled: Scaled) -> Scaled:
    """The unit of a difference of two such figures."""
    return POINTS if scaled.unit == PERCENT.unit else scaled


def _to_last_year(ask: Ask) -> bool:
    """Not below last year: a change on the previous year, and not another indicator."""
    words = f"{ask.more.get('ref') or ''} {ask.more.get('ref_indicator') or ''}"
    return ask.relation in {">=ref", ">ref"} and bool(
        _LAST_YEAR.search(words if words.strip() else ask.text)
    )


def _set_by(ask: Ask) -> str | None:
    if ask.relation != "external_target":
        given = ask.more.get("set_by")
        return None if given is None else str(given)
    return str(ask.more.get("set_by") or ask.more.get("ref") or ask.text or "elsewhere")


def _further(ask: Ask, scaled: Scaled) -> Figure | None:
    """The further aim, if it has a number."""
    given = ask.more.get("stretch")
    if isinstance(given, Mapping):
        return asked(
            given.get("value"),
            str(given.get("relation") or ">="),
            scaled,
            given.get("text") or ask.text,
        )
    if given is None or isinstance(given, bool):
        return None
    return asked(given, "within" if isinstance(given, list) else ">=", scaled, ask.text)


def _status(given: Row) -> Status:
    words = f"{given.get('period') or ''} {given.get('text') or ''} {given.get('note') or ''}"
    return next(
        (status for marks, status in STATUSES.items() if re.search(marks, words, re.I)),
        Status.NORMAL,
    )


def _printed(given: Row) -> str | None:
    return None if given.get("text") is None else str(given["text"])


def _words(given: Any) -> str:
    if isinstance(given, Mapping):
        return ", ".join(f"{key}: {value}" for key, value in given.items())
    if isinstance(given, list):
        return " | ".join(map(_words, given))
    return "" if given is None else str(given)

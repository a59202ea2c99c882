"""Plain observations at the speed of a service: what the converter makes of them, by caches of what
a document repeats and through the trusted constructors.

Anything that is not plain is left to the converter, which also finds every error: a reader here
gives the same record or none, a writer the same text or none. With msgspec (the extra `fast`) a
text is parsed by it, where that leaves no doubt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from json.encoder import encode_basestring
from typing import Any, Final, cast

from tjstats.records.classifications import (
    NATURES,
    WITHOUT_FIGURE,
    Flag,
    Measure,
    Status,
    breakdowns_of,
)
from tjstats.records.publication import Indicator, Observation, Source
from tjstats.records.words import check_word
from tjstats.rows.references import Tables
from tjstats.values.figure_arithmetic import printed
from tjstats.values.figures import Figure
from tjstats.values.numbers import MAX_EXPONENT, number, numeral
from tjstats.values.periods import AsOf, Time, period
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit

__all__ = ["ObservationReader", "ObservationWriter", "quick"]

# --- texts ----------------------------------------------------------------------------------------


@cache
def _msgspec() -> tuple[Callable[[bytes], Any], Callable[[Any], bytes]] | None:
    try:
        import msgspec
    except ImportError:
        return None
    return msgspec.json.Decoder(float_hook=number).decode, msgspec.json.Encoder().encode


_BLANKS: Final = ((b'": ', b'":'), (b', "', b',"'), (b", {", b",{"), (b", [", b",["))


def quick(text: str | bytes) -> Any:
    """The data of a JSON text by msgspec; None without it, and where there is a doubt.

    msgspec takes a key twice, and keeps one of the two. So the data must be, written again, the
    text without the blanks between its parts; numbers that lose digits are found by that too.
    """
    engine = _msgspec()
    if engine is None:
        return None
    decode, encode = engine
    try:
        given = text.encode() if isinstance(text, str) else text
        data = decode(given)
        again = encode(data)
    except Exception:  # of msgspec, of the hook, of the encoding: the standard path says what it is
        return None
    for blank, none in _BLANKS:
        if len(given) != len(again):
            given = given.replace(blank, none)
    return data if given == again else None


# --- reading --------------------------------------------------------------------------------------

_NUMBER: Final = re.compile(r"(?:-(?=[\d.]*[1-9]))?\d{1,15}(?:\.(\d{1,15}))?", re.ASCII)
_EXACTLY: Final = Qualifier.EXACTLY
_VALUE: Final = Measure.VALUE
_NORMAL: Final = Status.NORMAL
_WITH: Final = {str(status): status for status in Status if status not in WITHOUT_FIGURE}
_WITHOUT: Final = {str(status): status for status in WITHOUT_FIGURE}
_NO_FLAGS: Final[frozenset[Flag]] = frozenset()
_TIMES: Final[dict[str, Callable[[str], Time]]] = {"period": period, "as_of": AsOf}


class _Seen:
    """What a document repeats about one indicator. Attributes: indicator, times (by kind and code),
    units (by code, scale and word).
    """

    def __init__(self, indicator: Indicator) -> None:
        self.indicator = indicator
        self.times: dict[tuple[str, str], Time] = {}
        self.units: dict[tuple[str, int, str | None], Unit] = {}

    def time(self, key: tuple[str, str]) -> Time:
        """The time of a kind and a code. Raises `KeyError` if the indicator has no such times."""
        found = _TIMES[key[0]](key[1])
        if found.__class__ not in NATURES[self.indicator.nature].times:
            raise KeyError(key)
        self.times[key] = found
        return found

    def unit(self, key: tuple[str, int, str | None]) -> Unit:
        """The unit of a code, a scale and a word. Raises `KeyError` if it is not the indicator's,
        and as `check_word`.
        """
        code, scale, word = key
        if code != self.indicator.unit.code or abs(scale) > MAX_EXPONENT or word == "":
            raise KeyError(code)
        if word is not None:
            check_word("Figure", "word", _text(word), self.indicator.unit, scale)
        self.units[key] = self.indicator.unit
        return self.indicator.unit


class ObservationReader:
    """Reads the plain observations of one document."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.seen: dict[str, _Seen] = {}
        self.breakdowns: dict[Any, tuple[tuple[str, str], ...]] = {}

    def read(self, data: dict[str, Any]) -> Observation | None:
        """The observation of the data; None if it is not plain, or not valid."""
        try:
            return self._read(data)
        except (TypeError, KeyError, AttributeError, ValueError):  # errors of ours are ValueErrors
            return None

    def _read(self, data: dict[str, Any]) -> Observation:
        """The observation. Raises `KeyError` and others for what is not plain."""
        key, when, written = data["indicator"], data["period"], data["figure"]
        seen = self.seen.get(key) or self._seen(key)
        at = when["kind"], when["value"]
        time = seen.times.get(at) or seen.time(at)
        if len(when) != 2:
            raise KeyError("period")
        count = 3
        if written is None:
            figure, status = None, _WITHOUT[data["status"]]
            count += 1
        else:
            figure, status = _figure(seen, written), _NORMAL
            if "status" in data:
                status = _WITH[data["status"]]
                count += 1
        source = area = None
        if "source" in data:
            source = self._source(data["source"])
            count += 1
        if "area" in data:
            area = _text(data["area"])
            count += 1
        first = (seen.indicator, time, figure, area, _VALUE, None)
        if count == len(data):
            return Observation._new(*first, None, None, status, source)
        scope, basis, words, locator, note, flags, breakdowns = self._more(data, count)
        return Observation._new(
            *(*first, scope, basis, status, source, words, locator, (), note, flags, breakdowns)
        )

    def _more(self, data: dict[str, Any], count: int) -> tuple[Any, ...]:
        """The fields that few observations have. Raises `KeyError` if there are still others."""
        count += sum(name in data for name in _MORE)
        if count != len(data):
            raise KeyError("another field")
        texts = (_text(data[name]) if name in data else None for name in _TEXTS)
        flags = frozenset(map(Flag, _listed(data["flags"]))) if "flags" in data else _NO_FLAGS
        breakdowns = self._breakdowns(data["breakdowns"]) if "breakdowns" in data else ()
        return (*texts, flags, breakdowns)

    def _seen(self, key: str) -> _Seen:
        """What is known about an indicator of the document. Raises `KeyError`."""
        indicator = self.tables.records["indicators"][key]
        if indicator is None:
            raise KeyError(key)
        found = self.seen[key] = _Seen(indicator)
        return found

    def _source(self, key: str) -> Source:
        source = self.tables.records["sources"][key]
        if source is None:
            raise KeyError(key)
        return cast("Source", source)

    def _breakdowns(self, pairs: Any) -> tuple[tuple[str, str], ...]:
        key = tuple(tuple(_listed(pair)) for pair in _listed(pairs))
        if key not in self.breakdowns:
            self.breakdowns[key] = breakdowns_of(key, "Observation")
        return self.breakdowns[key]


_TEXTS: Final = ("scope", "basis", "printed", "locator", "note")
_MORE: Final = (*_TEXTS, "flags", "breakdowns")


def _text(value: Any) -> str:
    if value.__class__ is not str:
        raise TypeError(value)
    return str(value)


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _figure(seen: _Seen, data: dict[str, Any]) -> Figure:
    """A printed figure without a qualifier. Raises `KeyError` and others for what is not plain."""
    scale, word = data.get("multiplier", 0), data.get("word")
    count = 2 + ("multiplier" in data) + (word is not None) + ("exact" in data)
    match = _NUMBER.fullmatch(data["value"])
    if match is None or count != len(data) or scale.__class__ is not int:
        raise KeyError("figure")
    key = data["unit"], scale, word
    unit = seen.units.get(key) or seen.unit(key)
    value, digits = Decimal(match[0]), match[1]
    if "exact" in data:
        return Figure(value, unit, multiplier=scale, exact=_EXACT[data["exact"]], word=word)
    places = len(digits) if digits else 0
    return printed(Figure, value, unit, _EXACTLY, scale, False, places, word)


_EXACT: Final = {True: True}


# --- writing --------------------------------------------------------------------------------------


class ObservationWriter:
    """Writes the plain observations of one document.

    Attributes: tables, and the texts of what was written before: known (keys and times by identity,
    with the object, which keeps it alive), units, texts.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.known: dict[int, tuple[Any, str]] = {}
        self.units: dict[tuple[Any, ...], str] = {}
        self.texts: dict[str, str] = {}

    def write(self, record: Observation) -> str | None:
        """The JSON text of an observation; None if it is not plain."""
        figure = "null" if record.figure is None else self._figure(record.figure)
        if figure is None or record.measure is not _VALUE or record.derived_from or record.every:
            return None
        parts = [
            f'{{"indicator": {self._key("indicators", record.indicator)}, '
            f'"period": {self._time(record.period)}, "figure": {figure}'
        ]
        self._add_texts(parts, record, _BEFORE)
        if record.status is not _NORMAL:
            parts.append(f'"status": "{record.status.value}"')
        if record.source is not None:
            parts.append(f'"source": {self._key("sources", record.source)}')
        self._add_texts(parts, record, _AFTER)
        if record.flags or record.breakdowns:
            self._add_lists(parts, record)
        return ", ".join(parts) + "}"

    def _add_lists(self, parts: list[str], record: Observation) -> None:
        many = {"flags": sorted(map(str, record.flags)), "breakdowns": record.breakdowns}
        parts += [f'"{name}": {_json(each)}' for name, each in many.items() if each]

    def _add_texts(self, parts: list[str], record: Observation, names: tuple[str, ...]) -> None:
        for name in names:
            text = getattr(record, name)
            if text is not None:
                parts.append(f'"{name}": {self.texts.get(text) or self._written(text)}')

    def _written(self, text: str) -> str:
        written = self.texts[text] = encode_basestring(text)
        return written

    def _key(self, table: str, record: Indicator | Source) -> str:
        known = self.known.get(id(record))
        if known is None:
            text = encode_basestring(self.tables.key_of(table, record))
            known = self.known[id(record)] = (record, text)
        return known[1]

    def _time(self, time: Time) -> str:
        known = self.known.get(id(time))
        if known is None:
            kind = "as_of" if isinstance(time, AsOf) else "period"
            known = self.known[id(time)] = (time, f'{{"kind": "{kind}", "value": "{time}"}}')
        return known[1]

    def _figure(self, figure: Figure) -> str | None:
        if figure.qualifier is not _EXACTLY or figure.decimals is None or figure.approximate:
            return None
        key = id(figure.unit), figure.multiplier, figure.exact, figure.word
        rest = self.units.get(key)
        if rest is None:
            shared = {"unit": figure.unit.code, "multiplier": figure.multiplier}
            shared |= {"exact": figure.exact, "word": figure.word}
            rest = _json({name: part for name, part in shared.items() if part not in _DEFAULTS})
            self.units[key] = rest = f'", {rest[1:]}'
        return f'{{"value": "{numeral(figure.value)}{rest}'


_BEFORE: Final = ("area", "scope", "basis")
_AFTER: Final = ("printed", "locator", "note")
_DEFAULTS: Final = (0, False, None)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)

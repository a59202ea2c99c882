"""Records nested for a service: each with its indicator and source in place instead of in tables of
a document, and with a text and plain numbers for those who only show it.

    {"indicator": {"code": …}, "period": {"kind": "period", "value": "2021"}, "figure": {…},
     "text": "employment.new_urban_jobs 2021: 37.62万人"}

What is added (`text`, and for figures `plain` and `rounded`) is not read back. Requests may write
units as printed (万人) and times as bare codes, by the nature of the indicator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, Final, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from tjstats.errors import LoadError, Problem, RecordTypeError, TjstatsError
from tjstats.formats import json
from tjstats.formats._converter import RESULT_KINDS, escaped, result_form
from tjstats.formats._kinds import KINDS, NAMES
from tjstats.records.classifications import Nature
from tjstats.records.publication import Indicator, Observation
from tjstats.rows.asked import asked
from tjstats.rows.references import INPUTS, TABLE_OF, TABLES
from tjstats.values import wording
from tjstats.values.figures import Figure
from tjstats.values.languages import Language, spoken
from tjstats.values.numbers import SHOWN, numeral
from tjstats.values.periods import AsOf, Period
from tjstats.values.units import Unit, parse_unit, unit

__all__ = ["READ_ONLY", "from_nested", "nested", "nested_schema"]

T = TypeVar("T")
Schema = dict[str, Any]
READ_ONLY: Final[dict[str, Schema]] = {
    name: {"type": kind, "readOnly": True, "description": description}
    for name, kind, description in (
        ("text", "string", "for people, in one language"),
        ("plain", "string", "the exact digits in the plain unit"),
        ("rounded", "number", "as the text shows it, in the plain unit"),
    )
}
_TIMES: Final = {Period, AsOf}
_MEASURED: Final = (Figure, Indicator)  # which have a unit and a multiplier


# --- out ------------------------------------------------------------------------------------------


def nested(record: object, lang: Language | None = None) -> Any:
    """A record or answer as dicts, lists, texts, numbers and None; lists of such too.

    Texts are in *lang*. Raises `RecordTypeError` for anything else, and for an observation derived
    through more steps than can be nested.

    >>> nested(Figure("37.62", "万人"))["plain"], nested(Figure("37.62", "万人"))["text"]
    ('376200', '37.62万人')
    """
    if isinstance(record, list | tuple):
        return [nested(part, lang) for part in record]
    document = json.to_builtins(record)
    try:
        return _Nesting(document, spoken(lang, *_words(document))).of(record, document["value"])
    except RecursionError:
        expected = "a record derived in fewer steps; tjstats.formats.json.dumps takes it"
        raise RecordTypeError("nested", "record", record, expected) from None


class _Nesting(NamedTuple):
    """A document whose references are replaced by the records."""

    document: Mapping[str, Any]
    lang: Language

    def of(self, record: Any, data: Any) -> Any:
        """The data of a record or of one of its fields."""
        if isinstance(record, tuple):
            return [self.of(one, part) for one, part in zip(record, data, strict=True)]
        if isinstance(data, str):
            return self._referred(record, data)
        if not isinstance(data, dict) or data.keys() == {"kind", "value"}:
            return data
        fields = {
            name: part if name == "kind" else self._field(record, name, part)
            for name, part in data.items()
        }
        return {**fields, **self._shown(record)}

    def _referred(self, record: Any, data: str) -> Any:
        """The record that a key of a table refers to; a text that is no key as it is."""
        if isinstance(record, Observation):
            return self.of(record, self.document[INPUTS][data])
        table = TABLE_OF.get(type(record))
        return data if table is None else self.document[table][data]

    def _field(self, record: Any, name: str, data: Any) -> Any:
        if name != "results":
            return self.of(getattr(record, name, None), data)
        return {result: self.of(getattr(record, result), part) for result, part in data.items()}

    def _shown(self, record: Any) -> dict[str, Any]:
        """What is added for those who only show a record."""
        if isinstance(record, Figure):
            plain = numeral(record.plain)
            return {"plain": plain, "rounded": _rounded(record), "text": record.text(self.lang)}
        return {"text": record.text(self.lang)} if _has_text(type(record)) else {}


def _words(data: Any) -> Iterator[str | None]:
    """The words that determine the language of a document: the units of its figures as printed, and
    the names of indicators that have one only.
    """
    for name, part in data.items() if isinstance(data, Mapping) else enumerate(data):
        if isinstance(part, Mapping | list):
            yield from _words(part)
        elif name == "word" or (name in ("zh", "en") and not {"zh", "en"} <= data.keys()):
            yield part


def _rounded(figure: Figure) -> int | float:
    """The number that the text shows, in the plain unit."""
    value = wording.readable(figure.value) if figure.quotient else figure.value
    plain = SHOWN.scaleb(value, figure.multiplier)
    return int(plain) if plain == plain.to_integral_value() else float(plain)


def _has_text(kind: type) -> bool:
    """Whether a text of the whole record is added: not where one of its fields has that name."""
    return callable(getattr(kind, "text", None))


# --- in -------------------------------------------------------------------------------------------


def from_nested(data: Any, as_: Any) -> Any:
    """The record of a class from what `nested` gives, or `list[…]` or `tuple[…, ...]` of it.

    Raises `LoadError`, whose problems have the pointers of *data*.
    """
    wanted = asked(as_)
    if len(wanted.kinds) != 1 or wanted.kinds[0] not in NAMES:
        raise RecordTypeError("loads", "as_", as_, "one class of record, or a list of it")
    kind = wanted.kinds[0]
    if wanted.holder is None:
        return _single(data, kind)
    if not isinstance(data, list):
        raise LoadError((Problem("", f"expected a list of {NAMES[kind]}"),))
    records: list[Any] = []
    report: list[Problem] = []
    for at, part in enumerate(data):
        try:
            records.append(_single(part, kind))
        except LoadError as error:
            report += [Problem(f"/{at}{wrong.pointer}", wrong.message) for wrong in error.problems]
    if report:
        raise LoadError(tuple(report))
    return wanted.holder(records)


def _single(data: Any, kind: type[T]) -> T:
    reading = _Reading(kind)
    try:
        return json.from_builtins(reading.document(data), kind)
    except LoadError as error:
        raise LoadError(tuple(map(reading.moved, error.problems))) from None
    except RecursionError:
        raise LoadError((Problem("", "nested too deep"),)) from None


class _Reading:
    """The document that nested data make, and where in them each part of it was."""

    def __init__(self, kind: type) -> None:
        self.kind = kind
        self.tables: dict[str, dict[str, Any]] = {name: {} for name in TABLES}
        self.places: dict[str, str] = {}
        self.units: dict[str, str] = {}  # what is wrong with those that are unknown, by pointer
        self._keys: dict[tuple[str, str], str] = {}

    def document(self, data: Any) -> dict[str, Any]:
        """The document, with the entries of its tables moved there."""
        value = data
        if isinstance(data, dict) and attrs.has(self.kind):
            value = self._record(data, self.kind, "")
        elif self.kind is Unit and isinstance(data, str):
            value = self._unit_code(data)
        return {
            "tjstats": json.SCHEMA_VERSION,
            "kind": NAMES[self.kind],
            **self.tables,
            "value": value,
        }

    def moved(self, problem: Problem) -> Problem:
        """A problem of the document, at its place in the data."""
        steps = problem.pointer.split("/")
        moved = self.places.get("/".join(steps[:3]))  # an entry of a table: /indicators/1
        pointer = "/".join([moved, *steps[3:]] if moved is not None else ["", *steps[2:]])
        return Problem(pointer, self.units.get(pointer, problem.message))

    def _of(self, data: Any, hint: Any, pointer: str) -> Any:
        """The data of a field of that type, as the document has it."""
        kinds = _choices(hint)
        if isinstance(data, list):
            items = _items(hint, len(data))
            return [self._of(part, items[at], f"{pointer}/{at}") for at, part in enumerate(data)]
        if data is None or not kinds:
            return data
        if len(kinds) > 1:
            return self._tagged(data, kinds, pointer)
        return self._held(data, kinds[0], pointer)

    def _held(self, data: Any, kind: Any, pointer: str) -> Any:
        if kind in TABLE_OF:
            return self._entry(data, kind, pointer)
        return self._record(data, kind, pointer) if isinstance(data, dict) else data

    def _tagged(self, data: Any, kinds: list[Any], pointer: str) -> Any:
        if not isinstance(data, dict) or data.keys() == {"kind", "value"}:
            return data
        kind = KINDS.get(str(data.get("kind")))
        return data if kind is None or kind not in kinds else self._record(data, kind, pointer)

    def _entry(self, data: Any, kind: type, pointer: str) -> str:
        """The key of an indicator or a source, which is moved to its table."""
        table = TABLE_OF[kind]
        known = table, repr(data)
        if known not in self._keys:
            key = self._keys[known] = str(len(self._keys) + 1)
            self.places[f"/{table}/{key}"] = pointer
            self.tables[table][key] = (
                self._record(data, kind, pointer) if isinstance(data, dict) else data
            )
        return self._keys[known]

    def _record(self, data: dict[str, Any], kind: type, pointer: str) -> dict[str, Any]:
        hints = _hints(kind)
        fields = {
            name: _time(part, data)
            if isinstance(part, str) and set(_choices(hints.get(name))) >= _TIMES
            else self._of(part, hints.get(name), f"{pointer}/{escaped(str(name))}")
            for name, part in data.items()
            if name in hints or name not in READ_ONLY
        }
        return self._with_unit_code(fields, pointer) if kind in _MEASURED else fields

    def _unit_code(self, word: str) -> str:
        """The code of a unit alone, which is written as printed."""
        try:
            return unit(word).code
        except TjstatsError as error:
            self.units[""] = str(error)
            return word

    def _with_unit_code(self, fields: dict[str, Any], pointer: str) -> dict[str, Any]:
        """The fields with the code of a unit that is written as printed."""
        word = fields.get("unit")
        if "multiplier" in fields or not isinstance(word, str):
            return fields
        try:
            kind, multiplier = parse_unit(word)
        except TjstatsError as error:
            self.units[f"{pointer}/unit"] = str(error)
            return fields
        if kind.code == word:
            return fields
        return {**fields, "unit": kind.code, "multiplier": multiplier, "word": word}


@cache
def _hints(kind: type) -> dict[str, Any]:
    """The types of the fields of a record in a document, by name."""
    hints = get_type_hints(kind)
    fields = {field.name: hints[field.name] for field in attrs.fields(kind)}
    return fields | ({"results": result_form(kind)} if kind in RESULT_KINDS else {})


def _choices(hint: Any) -> list[Any]:
    """The classes of record that a field can hold."""
    kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return [kind for kind in kinds if isinstance(kind, type) and attrs.has(kind)]


def _items(hint: Any, count: int) -> list[Any]:
    """The types of the items of a field."""
    kinds = [kind for kind in (hint, *get_args(hint)) if get_origin(kind) in (tuple, frozenset)]
    args: list[Any] = [*get_args(kinds[0])] if kinds else []
    if len(args) == 1 or Ellipsis in args:
        return args[:1] * count
    return (args + [None] * count)[:count]


def _time(code: str, record: Mapping[str, Any]) -> dict[str, str]:
    """A bare code as a Period or an AsOf, by the nature of the record's indicator."""
    indicator = record.get("indicator")
    nature = indicator.get("nature") if isinstance(indicator, Mapping) else None
    is_point = nature == Nature.STOCK or (nature not in (None, Nature.FLOW) and len(code) == 10)
    return {"kind": NAMES[AsOf if is_point else Period], "value": code}


# --- schema ---------------------------------------------------------------------------------------

_TIME_TAGS: Final = ({"$ref": "#/$defs/tagged_period"}, {"$ref": "#/$defs/tagged_as_of"})
_CODE: Final[Schema] = {"type": "string", "description": "a code, read by the nature: 2021-09"}
_INPUTS: Final[Schema] = {
    "type": "array",
    "items": {"type": "object", "description": "an observation, of the same fields"},
}
_WORD: Final[Schema] = {
    "type": "string",
    "description": "a code, or the word as printed: million EUR",
}


def nested_schema() -> dict[str, Schema]:
    """The JSON Schema (draft 2020-12) of what `nested` gives and `from_nested` reads, by the name
    of each kind; references are to "#/$defs/…".
    """
    found: dict[str, Schema] = _with_times(json.schema()["$defs"])
    for kind in TABLES.values():
        found[NAMES[kind]] = found.pop(f"{NAMES[kind]}_record")
    for name, kind in KINDS.items():
        for fields in _fields(found, name):
            fields.update(_added(kind))
            if kind in _MEASURED:
                fields["unit"] = _WORD
            if kind is Observation:
                fields["derived_from"] = _INPUTS
    return found


def _fields(found: dict[str, Schema], name: str) -> Iterator[Schema]:
    """The fields of each form of a kind."""
    for key in (name, f"tagged_{name}", f"printed_{name}", f"computed_{name}"):
        form = found.get(key, {})
        for choice in form.get("oneOf", [form]):
            if "properties" in choice and choice["properties"].keys() != {"kind", "value"}:
                yield choice["properties"]


def _added(kind: type) -> dict[str, Schema]:
    """What is added to a record of a class, as schemas."""
    if kind is Figure:
        return READ_ONLY
    return {"text": READ_ONLY["text"]} if _has_text(kind) else {}


def _with_times(schema: Any) -> Any:
    """The schema, with a bare code too wherever a Period or an AsOf may stand."""
    if isinstance(schema, list):
        return [_with_times(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {name: _with_times(part) for name, part in schema.items()}
    choices = parts.get("anyOf", [])
    if all(tag in choices for tag in _TIME_TAGS):
        parts["anyOf"] = [*choices, _CODE]
    return parts

"""The converter: records as plain data and back, strictly, with the position of every error.

- Decimals are texts with their digits; numbers are read only if JSON gave them exactly.
- A field that may hold several kinds of record gives the kind under "kind".
- Indicators and sources are written once, in tables of the document; records refer to them by key.
- Answers write their results for other readers under "results". Reading keeps them if the fields
  now give others.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
import cattrs
from cattrs.errors import AttributeValidationNote, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from tjstats.errors import InvalidRecordError, Problem, TjstatsError
from tjstats.formats._fast import ObservationReader
from tjstats.formats._kinds import ENUMERATIONS, KINDS, NAMES
from tjstats.questions.pace import Pace
from tjstats.questions.pace.scores import Overall
from tjstats.questions.results import computed_results, keep_results, result_names
from tjstats.records.publication import Indicator, Observation, Source
from tjstats.records.words import check_word
from tjstats.rows.references import INPUTS, TABLE_OF, TABLES, Tables, UnreadReferenceError
from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.numbers import COMPUTED_EXPONENT, number, numeral
from tjstats.values.periods import AsOf, Period, period
from tjstats.values.qualifiers import Qualifier
from tjstats.values.units import Unit, unit_of_code
from tjstats.values.verdicts import Verdict

__all__ = [
    "KINDS",
    "RESULT_KINDS",
    "ComputedFigure",
    "PrintedFigure",
    "converter",
    "escaped",
    "figure_of",
    "form_of",
    "problems",
    "reading",
    "record_data",
    "record_of",
    "result_form",
    "writing",
]


T = TypeVar("T")


# --- errors: the tree that cattrs raises, as one list with JSON pointers (RFC 6901) ---------------


def problems(error: BaseException, pointer: str) -> list[Problem]:
    """Every error of a failed reading, with its position."""
    if isinstance(error, UnreadReferenceError):
        return []
    if isinstance(error, cattrs.BaseValidationError):
        parts = ((part, pointer + _step(part)) for part in error.exceptions)
        return [problem for part, place in parts for problem in problems(part, place)]
    if isinstance(error, ForbiddenExtraKeysError):
        return [
            Problem(f"{pointer}/{escaped(key)}", "unknown key")
            for key in sorted(map(str, error.extra_fields))
        ]
    if isinstance(error, KeyError) and not isinstance(error, TjstatsError):
        return [Problem(pointer, "required key is missing")]
    return [Problem(pointer, str(error))]


def _step(error: BaseException) -> str:
    """The last part of the pointer: what cattrs noted on an error of a field or an item."""
    for note in getattr(error, "__notes__", ()):
        place = getattr(note, "name", getattr(note, "index", None))
        if place is not None:
            return f"/{escaped(str(place))}"
    return ""


def escaped(key: str) -> str:
    """A key as a part of a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


# --- forms: what a document holds of a figure, and of the results of an answer --------------------


@attrs.frozen
class PrintedFigure:
    """The stored fields of a printed figure; its intervals follow from them."""

    value: Decimal
    unit: Unit
    multiplier: int = 0
    qualifier: Qualifier = Qualifier.EXACTLY
    upper: Decimal | None = None
    lower_closed: bool = True
    upper_closed: bool = True
    approximate: bool = False
    exact: bool = False
    word: str | None = None


@attrs.frozen
class ComputedFigure:
    """The stored fields of a computed figure."""

    value: Decimal
    unit: Unit
    bounds: Bounds
    unrounded: Bounds
    multiplier: int = 0
    qualifier: Qualifier = Qualifier.EXACTLY
    upper: Decimal | None = None
    approximate: bool = False
    exact: bool = False
    quotient: bool = False
    word: str | None = None


_SHARED: Final = tuple("value unit multiplier qualifier upper approximate exact word".split())


def form_of(figure: Figure) -> PrintedFigure | ComputedFigure:
    """The form of a figure."""
    shared = {name: getattr(figure, name) for name in _SHARED}
    if figure.decimals is None:
        return ComputedFigure(
            bounds=figure.bounds, unrounded=figure.unrounded, quotient=figure.quotient, **shared
        )
    if figure.qualifier is not Qualifier.BETWEEN:
        return PrintedFigure(**shared)
    bounds = figure.bounds
    return PrintedFigure(
        lower_closed=bounds.lower_closed, upper_closed=bounds.upper_closed, **shared
    )


def figure_of(form: PrintedFigure | ComputedFigure) -> Figure:
    """The figure of a form. Raises as `Figure` does, and for a word that denotes another unit or
    scale.
    """
    if form.word is not None:
        check_word("Figure", "word", form.word, form.unit, form.multiplier)
    if isinstance(form, ComputedFigure):
        return Figure._restored(**attrs.asdict(form, recurse=False))
    return Figure(
        form.value,
        form.unit,
        form.qualifier,
        upper=form.upper,
        lower_closed=form.lower_closed,
        upper_closed=form.upper_closed,
        approximate=form.approximate or None,
        multiplier=form.multiplier,
        exact=form.exact,
        word=form.word,
    )


RESULT_KINDS: Final = frozenset(kind for kind in KINDS.values() if result_names(kind))


@cache
def result_form(kind: type) -> type:
    """A class with a field for each result of a class of answers, one of `RESULT_KINDS`; None if an
    answer lacks it.
    """
    fields = {}
    for name in result_names(kind):
        getter = getattr(kind, name).fget
        types = get_type_hints(getter, localns={"Fraction": Fraction})
        fields[name] = attrs.field(default=None, type=types["return"] | None)
    return attrs.make_class(f"{kind.__name__}Results", fields, frozen=True, slots=True)


# --- references: the tables of the document that is written or read -------------------------------


_TABLES: ContextVar[Tables] = ContextVar("tjstats_tables")


def writing(tables: Tables, record: object) -> Any:
    """A record as plain data, with its indicators and sources added to *tables*."""
    token = _TABLES.set(tables)
    try:
        return converter.unstructure(record)
    finally:
        _TABLES.reset(token)


def reading(tables: Tables, data: Any, kind: type) -> Any:
    """A record from plain data, its indicators and sources looked up in *tables*."""
    token = _TABLES.set(tables)
    try:
        return converter.structure(data, kind)
    finally:
        _TABLES.reset(token)


# --- scalars --------------------------------------------------------------------------------------

_FRACTION: Final = re.compile(r"-?\d+(/0*[1-9]\d*)?", re.ASCII)


def _expect(kind: type, value: Any, _: Any) -> Any:
    if type(value) is not kind:
        raise InvalidRecordError(
            "JSON", "value", value, f"expected {kind.__name__}, not {type(value).__name__}"
        )
    return value


def _decimal(value: Any, _: Any) -> Decimal:
    return number(value)


def _computed_decimal(value: Any, _: Any) -> Decimal | None:
    return None if value is None else number(value, COMPUTED_EXPONENT)


def _fraction(text: str) -> Fraction:
    if len(text) > 40 or not _FRACTION.fullmatch(text):
        raise InvalidRecordError("JSON", "value", text, "write a fraction such as '5' or '3/4'")
    return Fraction(text)


def _member(value: Any, kind: type[Enum]) -> Enum:
    for member in kind:
        if type(value) is str and member.value == value:
            return member
    raise InvalidRecordError(
        "JSON",
        kind.__name__.lower(),
        value,
        f"write one of {', '.join(str(member.value) for member in kind)}",
    )


def _is_tuple(kind: Any) -> bool:
    return kind is tuple or get_origin(kind) is tuple


def _tuple(value: Any, kind: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise InvalidRecordError("JSON", "value", value, "expected a list")
    item, *rest = get_args(kind)
    if rest and rest != [Ellipsis]:
        if len(value) != 1 + len(rest):
            raise InvalidRecordError("JSON", "value", value, f"expected a list of {1 + len(rest)}")
        return tuple(converter.structure(v, t) for v, t in zip(value, (item, *rest), strict=True))
    return tuple(converter.structure(list(value), list[item]))  # type: ignore[valid-type]


def _is_flags(kind: Any) -> bool:
    return get_origin(kind) is frozenset


def _write_flags(flags: frozenset[Enum]) -> list[str]:
    return sorted(map(_code, flags))


def _read_flags(value: Any, kind: Any) -> frozenset[Enum]:
    return frozenset(_tuple(value, tuple[get_args(kind)[0], ...]))  # type: ignore[misc]


# --- unions ---------------------------------------------------------------------------------------


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType)


def _tagged(record: object) -> Any:
    if record is None:
        return None
    data = converter.unstructure(record)
    name = NAMES[type(record)]
    return {"kind": name, **data} if isinstance(data, dict) else {"kind": name, "value": data}


def _write_union(kind: Any) -> Callable[[Any], Any]:
    several = len([arg for arg in get_args(kind) if arg is not NoneType]) > 1
    return _tagged if several else converter.unstructure


def _read_union(kind: Any) -> Callable[[Any, Any], Any]:
    choices = [arg for arg in get_args(kind) if arg is not NoneType]
    optional = NoneType in get_args(kind)
    names = {NAMES[choice]: choice for choice in choices} if len(choices) > 1 else {}

    def read(value: Any, _: Any) -> Any:
        if value is None and optional:
            return None
        return _read_tagged(value, names) if names else converter.structure(value, choices[0])

    return read


def _read_tagged(value: Any, names: dict[str, type]) -> Any:
    """A record of the class that its "kind" names."""
    name = value.get("kind") if isinstance(value, dict) else value
    if not isinstance(value, dict) or not isinstance(name, str) or name not in names:
        raise InvalidRecordError("JSON", "kind", name, f"write one of {', '.join(names)}")
    kind = names[name]
    if kind in _PLAIN and set(value) == {"kind", "value"}:
        return converter.structure(value["value"], kind)
    return converter.structure({key: part for key, part in value.items() if key != "kind"}, kind)


# --- figures --------------------------------------------------------------------------------------


COMPUTED: Final[dict[type, tuple[str, ...]]] = {
    Bounds: ("lower", "upper"),
    ComputedFigure: ("value", "upper"),
    Pace: ("score", "closeness"),
    Overall: ("score",),
}


def _write_figure(figure: Figure) -> Any:
    return converter.unstructure(form_of(figure))


def _read_figure(value: Any, _: Any) -> Figure:
    computed = isinstance(value, dict) and ("bounds" in value or "unrounded" in value)
    form: type[ComputedFigure | PrintedFigure] = ComputedFigure if computed else PrintedFigure
    return figure_of(converter.structure(value, form))


# --- records --------------------------------------------------------------------------------------


def _write_reference(record: Indicator | Source) -> str:
    return _TABLES.get().key_of(TABLE_OF[type(record)], record)


def _read_reference(value: Any, kind: Any) -> Any:
    table = _TABLES.get().records[TABLE_OF[kind]]
    if type(value) is not str or value not in table:
        raise InvalidRecordError(
            "JSON", TABLE_OF[kind], value, f"write the key of an entry of /{TABLE_OF[kind]}"
        )
    if table[value] is None:
        raise UnreadReferenceError(value)
    return table[value]


def _write_inputs(inputs: tuple[Observation, ...]) -> list[Any]:
    """Each input in place, or the key of one that is itself derived, so that a document is never
    deep.
    """
    tables = _TABLES.get()
    return [
        tables.input_key(part) if part.derived_from else converter.unstructure(part)
        for part in inputs
    ]


def _observation_hooks() -> None:
    """Register how an observation is written and read: itself, or as an input by its key."""
    inputs = cattrs.override(unstruct_hook=_write_inputs)
    write = _dict_writer(Observation, derived_from=inputs)
    read_fields = _dict_reader(Observation)

    def read(value: Any, kind: Any) -> Any:
        if type(value) is str:
            return _read_input(value)
        tables = _TABLES.get()
        if tables.plain is None:
            tables.plain = ObservationReader(tables).read
        return tables.plain(value) or read_fields(value, kind)

    converter.register_unstructure_hook(Observation, write)
    converter.register_structure_hook(Observation, read)


def _read_input(key: str) -> Observation:
    known = _TABLES.get().inputs
    if key not in known:
        problem = f"write the key of an entry of /{INPUTS} that is not derived from this one"
        raise InvalidRecordError("JSON", INPUTS, key, problem)
    observation = known[key]
    if observation is None:
        raise UnreadReferenceError(key)
    return observation


def _answer_hooks(kind: type) -> None:
    """Register how an answer with results is written and read."""
    write_fields, read_fields = _dict_writer(kind), _dict_reader(kind)
    read_results = _on_first_use(lambda: _dict_reader(result_form(kind)))

    def write(answer: Any) -> dict[str, Any]:
        results = result_form(kind)(**{name: getattr(answer, name) for name in result_names(kind)})
        return {**write_fields(answer), "results": converter.unstructure(results)}

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, dict) or "results" not in value:
            answer = read_fields(value, kind)
            computed_results(answer)  # raises where neither the document nor the fields give any
            return answer
        fields = {key: part for key, part in value.items() if key != "results"}
        answer, stored = _both(
            kind,
            partial(read_fields, fields, kind),
            lambda: read_results(value["results"], result_form(kind)),
        )
        _keep_if_different(answer, attrs.asdict(stored, recurse=False))
        return answer

    converter.register_unstructure_hook(kind, write)
    converter.register_structure_hook(kind, read)


def _both(
    kind: type, read_fields: Callable[[], Any], read_results: Callable[[], Any]
) -> tuple[Any, Any]:
    """The answer and its results. Raises the errors of both together, as cattrs does."""
    answer = stored = None
    errors: list[Exception] = []
    try:
        answer = read_fields()
    except Exception as error:
        errors.append(error)
    try:
        stored = read_results()
    except Exception as error:
        error.add_note(AttributeValidationNote("results", "results", kind))
        errors.append(error)
    if errors:
        problem = f"while reading {kind.__name__}"
        raise cattrs.ClassValidationError(problem, errors, kind)  # pyright: ignore[reportCallIssue]
    return answer, stored


def _keep_if_different(answer: Any, stored: dict[str, Any]) -> None:
    """Make an answer show the results stored in its document, if its fields give others."""
    try:
        same = computed_results(answer) == stored
    except (TjstatsError, ArithmeticError):
        same = False
    if not same:
        keep_results(answer, stored)


def _on_first_use(make: Callable[[], Callable[..., T]]) -> Callable[..., T]:
    """The function that *make* makes when it is needed: generating those of all kinds takes as long
    as reading a dataset.
    """
    made = cache(make)

    def call(*arguments: Any) -> T:
        return made()(*arguments)

    return call


def _dict_writer(kind: type, **overrides: Any) -> Callable[[Any], dict[str, Any]]:
    return _on_first_use(
        lambda: make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True, **overrides)
    )


def _dict_reader(kind: type) -> Callable[[Any, Any], Any]:
    computed: Any = {
        name: cattrs.override(struct_hook=_computed_decimal) for name in COMPUTED.get(kind, ())
    }
    read: Callable[..., Any] = _on_first_use(
        lambda: make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, **computed)
    )

    def checked(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise InvalidRecordError(
                "JSON", "value", value, f"expected an object with the fields of {kind.__name__}"
            )
        return read(value, kind)

    return checked


def record_data(record: object) -> Any:
    """A table record with its own fields."""
    return _FULL[type(record)][0](record)


def record_of(data: Any, kind: type) -> Any:
    """A table record from its own fields."""
    return _FULL[kind][1](data, kind)


converter: Final = cattrs.Converter(
    detailed_validation=True, forbid_extra_keys=True, omit_if_default=True
)
_PLAIN: Final = (Unit, Period, AsOf, Verdict)  # written as one text
_FULL: dict[type, tuple[Callable[..., Any], Callable[..., Any]]] = {}


def _configure_scalars() -> None:
    """What is written as one text, number or list."""
    for scalar in (str, int, bool):
        converter.register_structure_hook(scalar, partial(_expect, scalar))
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_structure_hook(Fraction, partial(_plain, _fraction))
    converter.register_unstructure_hook(Decimal, numeral)
    converter.register_unstructure_hook(Fraction, str)
    for codes in ENUMERATIONS:
        converter.register_structure_hook(codes, _member)
        converter.register_unstructure_hook(codes, _code)
    converter.register_structure_hook_func(_is_tuple, _tuple)
    converter.register_unstructure_hook_func(_is_tuple, lambda v: [_item(x) for x in v])
    converter.register_structure_hook_func(_is_flags, _read_flags)
    converter.register_unstructure_hook_func(_is_flags, _write_flags)
    converter.register_structure_hook_factory(_is_union, _read_union)
    converter.register_unstructure_hook_factory(_is_union, _write_union)
    for plain, read in ((Unit, unit_of_code), (Period, period), (AsOf, AsOf)):
        converter.register_unstructure_hook(plain, str)
        converter.register_structure_hook(plain, partial(_plain, read))
    converter.register_unstructure_hook(date, str)


def _configure_records() -> None:
    """What is written as an object, or as a key of a table; parts before what holds them."""
    converter.register_unstructure_hook(Figure, _write_figure)
    converter.register_structure_hook(Figure, _read_figure)
    for kind in TABLES.values():
        _FULL[kind] = _dict_writer(kind), _dict_reader(kind)
    for kind in TABLES.values():
        converter.register_unstructure_hook(kind, _write_reference)
        converter.register_structure_hook(kind, _read_reference)
    for kind in (Bounds, PrintedFigure, ComputedFigure, *KINDS.values()):
        if kind is Observation:
            _observation_hooks()
        elif kind in RESULT_KINDS:
            _answer_hooks(kind)
        elif attrs.has(kind) and kind not in (*TABLES.values(), *_PLAIN, Figure):
            converter.register_structure_hook(kind, _dict_reader(kind))


def _code(member: Enum) -> str:
    return str(member.value)


def _plain(read: Callable[[str], Any], value: Any, _: Any) -> Any:
    return read(_expect(str, value, None))


def _item(value: Any) -> Any:
    return converter.unstructure(value)


_configure_scalars()
_configure_records()

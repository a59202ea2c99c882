"""Every error that the library raises: one base class, one leaf per mistake, with the facts as
attributes.

Each leaf is also the matching builtin (`ValueError`, `TypeError`, `KeyError`, `ImportError`), so
callers may catch either. Missing knowledge is never an error but an answer: `Verdict.UNKNOWN` with
a `Reason`.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Final, Literal

import attrs

__all__ = [
    "DuplicatePeriodError",
    "EncodingError",
    "FrameColumnError",
    "FrameError",
    "FrameRowsError",
    "InvalidBoundsError",
    "InvalidNumberError",
    "InvalidPeriodError",
    "InvalidRecordError",
    "LoadError",
    "MissingExtraError",
    "NoTruthValueError",
    "NotComparableError",
    "NotTextError",
    "NumberTypeError",
    "PeriodKindError",
    "PeriodOrderError",
    "Problem",
    "ReadingError",
    "RecordTypeError",
    "TjstatsError",
    "UnitMismatchError",
    "UnknownCodeError",
    "UnknownUnitError",
]


class TjstatsError(Exception):
    """The base class of every error in this library."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Rebuild the error from its facts in any pickle, including those of frameworks with their
        own hooks.
        """
        kind: Any = type(self)
        facts = attrs.fields(kind) if attrs.has(kind) else ()
        return kind, tuple(getattr(self, fact.name) for fact in facts) if facts else self.args


def _short(value: object) -> str:
    """`repr` of *value*, shortened for a message, even if `repr` itself fails."""
    try:
        text = repr(value)
    except Exception:  # a hostile __repr__, or an int too long to print
        text = f"<{type(value).__name__}>"
    return text if len(text) <= 80 else f"{text[:60]}… ({len(text)} characters)"


@attrs.define(eq=False)
class InvalidNumberError(TjstatsError, ValueError):
    """A number is empty, NaN, infinite, too long, out of range, or not a number."""

    value: object
    problem: str
    remedy: str = "write the digits as printed, for example '37.62'"

    def __str__(self) -> str:
        return f"{_short(self.value)} is not a valid number: {self.problem}; {self.remedy}"


@attrs.define(eq=False)
class NumberTypeError(TjstatsError, TypeError):
    """A float, a boolean or another type was given for a number that needs exact digits."""

    value: object
    remedy: str | None = None

    def __str__(self) -> str:
        kind = type(self.value).__name__
        value = _short(self.value)
        if isinstance(self.value, float) and self.value - self.value != 0:
            remedy = "omit the figure and write status='missing'"
            return f"{value} is not a published value; {remedy}"
        if isinstance(self.value, float):
            remedy = self.remedy or f"write it as text: '{self.value}'"
            return f"{value} is a float and has lost its printed digits; {remedy}"
        remedy = self.remedy or "write a text, an int or a Decimal, for example '37.62'"
        return f"{value} is of type {kind}; {remedy}"


@attrs.define(eq=False)
class InvalidBoundsError(TjstatsError, ValueError):
    """Bounds contain no number, or a qualifier does not fit its ends."""

    lower: object
    upper: object
    problem: str

    def __str__(self) -> str:
        ends = " to ".join(str(end) for end in (self.lower, self.upper) if end is not None)
        return f"invalid bounds{' ' * bool(ends)}{ends}: {self.problem}"


_UNKNOWN_UNIT: Final = "unknown unit"


@attrs.define(eq=False)
class UnknownUnitError(TjstatsError, ValueError):
    """A unit is not in the tables; `suggestions` are the nearest known names."""

    text: object
    suggestions: tuple[str, ...] = ()
    problem: str = _UNKNOWN_UNIT

    def __str__(self) -> str:
        parts = [f"{self.problem} {_short(self.text)}"]
        if self.suggestions:
            parts.append(f"nearest known names: {', '.join(self.suggestions)}")
        elif self.problem == _UNKNOWN_UNIT:
            parts.append("the known names are in tjstats.values.units.UNITS")
        if self.problem == _UNKNOWN_UNIT:
            parts.append("to keep an unknown word, write it in brackets: '万[股]'")
        return "; ".join(parts)


@attrs.define(eq=False)
class UnitMismatchError(TjstatsError, ValueError):
    """Two units cannot be compared, added or converted."""

    left: str
    right: str
    action: str = "compare"
    remedy: str = "they measure different things"

    def __str__(self) -> str:
        joint = "to" if self.action == "convert" else "and"
        return f"cannot {self.action} {self.left} {joint} {self.right}; {self.remedy}"


@attrs.define(eq=False)
class NoTruthValueError(TjstatsError, TypeError):
    """The truth value or the order of verdicts was taken, although a verdict may be unknown."""

    value: Enum
    asked: str = "truth value"

    def __str__(self) -> str:
        remedy = "write `verdict is Verdict.YES`"
        return f"Verdict.{self.value.name} has no {self.asked}, because it may be unknown; {remedy}"


@attrs.define(eq=False)
class InvalidPeriodError(TjstatsError, ValueError):
    """A text or dates do not denote a reporting period or point in time."""

    value: object
    problem: str = "not a period code"
    remedy: str = (
        "write '2021', '2021-Q3', '2021-09', '2021-01-01/P5Y', or a date '2020-12-31' for AsOf"
    )

    def __str__(self) -> str:
        return f"{_short(self.value)}: {self.problem}; {self.remedy}"


@attrs.define(eq=False)
class PeriodKindError(TjstatsError, TypeError):
    """A point in time was given for a span, or two spans differ in length."""

    left: str
    right: str
    problem: str = "one is a point in time, the other a span"
    remedy: str = "choose two spans of the same length, or two points in time such as AsOf('2021')"

    def __str__(self) -> str:
        return f"{self.left} does not match {self.right}: {self.problem}; {self.remedy}"


@attrs.define(eq=False)
class PeriodOrderError(TjstatsError, ValueError):
    """An end is before its start, or a base is not earlier."""

    earlier: str
    later: str
    problem: str = "must come before"
    remedy: str = "swap them or correct the dates"

    def __str__(self) -> str:
        return f"{self.earlier} {self.problem} {self.later}; {self.remedy}"


@attrs.define(eq=False)
class EncodingError(TjstatsError, ValueError):
    """A text file has an unknown encoding."""

    name: str
    problem: str = "is neither UTF-8 nor GB 18030; write it as UTF-8"

    def __str__(self) -> str:
        return f"{self.name} {self.problem}"


@attrs.define(eq=False)
class NotTextError(TjstatsError, ValueError):
    """Something is no Chinese text: `kind` is "path" (its name was given instead of the text),
    "document" (of an office program) or "script" (a text without Chinese characters).
    """

    name: str
    kind: Literal["path", "document", "script"]

    def __str__(self) -> str:
        return _NO_TEXT[self.kind].format(name=self.name, short=_short(self.name))


_NO_TEXT: Final = {
    "path": "{short} is a path, not a text; give the text read from it: "
    "Path({short}).read_text('utf-8')",
    "document": "{name} is a document, not plain text; save it as text (UTF-8) and give that file",
    "script": "{name} has no Chinese characters; only Chinese text can be checked",
}


@attrs.define(eq=False)
class NotComparableError(TjstatsError, ValueError):
    """Records differ in indicator, area, scope, basis or measure."""

    what: str
    left: object
    right: object

    def __str__(self) -> str:
        both = f"{_short(self.left)} and {_short(self.right)}"
        same = f"choose records with the same {self.what}"
        return f"cannot compare records that differ in {self.what}: {both}; {same}"


@attrs.define(eq=False)
class InvalidRecordError(TjstatsError, ValueError):
    """A field of a record has an invalid value."""

    record: str
    field: str
    value: object
    problem: str

    def __str__(self) -> str:
        return f"{self.record}.{self.field} = {_short(self.value)}: {self.problem}"


@attrs.define(eq=False)
class RecordTypeError(TjstatsError, TypeError):
    """A field of a record has a value of the wrong type."""

    record: str
    field: str
    value: object
    expected: str

    def __str__(self) -> str:
        given = f"{self.record}.{self.field} = {_short(self.value)}"
        return f"{given} is of type {type(self.value).__name__}; expected {self.expected}"


@attrs.define(eq=False)
class DuplicatePeriodError(TjstatsError, ValueError):
    """A series has two observations for one period."""

    indicator: str
    period: str

    def __str__(self) -> str:
        problem = f"series {self.indicator} has two observations for {self.period}"
        return f"{problem}; keep one, or make two series"


@attrs.define(eq=False)
class UnknownCodeError(TjstatsError, KeyError):
    """A code or name is unknown; `suggestions` are the nearest known ones, `known` is all of them
    if they are few, and `what` names the thing if the library itself is the place.
    """

    code: object
    where: str
    suggestions: tuple[str, ...] = ()
    what: str = ""
    known: tuple[str, ...] = ()

    def __str__(self) -> str:
        near = f"; nearest: {', '.join(self.suggestions)}" if self.suggestions else ""
        known = f"; write one of {', '.join(self.known)}" if self.known else ""
        if self.what:
            return f"no {self.what} {_short(self.code)}{near}{known}"
        return f"{self.where} has no {_short(self.code)}{near}{known}"


@attrs.define(eq=False)
class MissingExtraError(TjstatsError, ImportError):
    """A module needs a package of an extra that is not installed."""

    module: str
    extra: str

    def __str__(self) -> str:
        return f"{self.module} needs the extra '{self.extra}': pip install 'tjstats[{self.extra}]'"


@attrs.define(eq=False)
class ReadingError(TjstatsError, ValueError):
    """A text is not exactly one figure or time; `read` lists what was read, `rest` what was left
    over.
    """

    text: str
    read: tuple[str, ...]
    rest: str

    def __str__(self) -> str:
        read = ", ".join(map(_short, self.read[:5])) or "nothing"
        left = f", with {_short(self.rest)} left over" if self.rest else ""
        remedy = (
            "use read() for a whole text"
            if self.read
            else "write the number with its unit, or the time in words"
        )
        return f"{_short(self.text)} is not a single figure or time: read {read}{left}; {remedy}"


@attrs.define(eq=False)
class FrameError(TjstatsError, TypeError):
    """A value is not a data frame, or an engine lacks something that a question needs."""

    question: str
    given: str
    problem: str

    def __str__(self) -> str:
        return f"frames.{self.question}: {self.given} {self.problem}"


@attrs.define(eq=False)
class FrameColumnError(TjstatsError, ValueError):
    """A column is missing, has the wrong type, or already exists."""

    column: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"column {_short(self.column)}: {self.problem}; {self.remedy}"


@attrs.define(eq=False)
class FrameRowsError(TjstatsError, ValueError):
    """Rows of a data frame are invalid: `rows` of them, in the column named."""

    column: str
    rows: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        counted = "1 row" if self.rows == 1 else f"{self.rows} rows"
        return f"column {_short(self.column)}, {counted}: {self.problem}; {self.remedy}"


@attrs.frozen
class Problem:
    """An error in a document: the JSON pointer of its position, and what is wrong there."""

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.pointer or '(document)'}: {self.message}"


@attrs.define(eq=False)
class LoadError(TjstatsError, ValueError):
    """A document cannot be read; `problems` lists every error in it, with its position."""

    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        shown = [str(p) for p in self.problems[:5]]
        more = len(self.problems) - len(shown)
        return (
            "cannot read the document: " + "; ".join(shown) + (f"; and {more} more" if more else "")
        )


def __dir__() -> list[str]:
    return list(__all__)

"""Every error the library raises: one base class, one leaf per mistake, the facts as attributes.

Each leaf is also the builtin that fits (`ValueError`, `TypeError`, `KeyError`, `ImportError`), so
callers may catch either. Doubt is never an error: not knowing enough is an answer
(`Verdict.UNKNOWN` with a `Reason`).
"""

from __future__ import annotations

from typing import Any, Final

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
    """The base class of every error of this library."""

    def __reduce__(self) -> tuple[Any, ...]:
        """The class with its facts: what crosses processes whoever pickles it, frameworks with
        hooks of their own included.
        """
        kind: Any = type(self)
        facts = attrs.fields(kind) if attrs.has(kind) else ()
        return kind, tuple(getattr(self, fact.name) for fact in facts) if facts else self.args


def _short(value: object) -> str:
    """`repr` of *value*, cut to a length that a message can bear, also where `repr` itself
    fails.
    """
    try:
        text = repr(value)
    except Exception:  # a hostile __repr__, or an int too long to print
        text = f"<{type(value).__name__}>"
    return text if len(text) <= 80 else f"{text[:60]}… ({len(text)} characters)"


@attrs.define(eq=False)
class InvalidNumberError(TjstatsError, ValueError):
    """A text or Decimal that is no publishable number: empty, NaN, infinite, too long, out of
    range.
    """

    value: Any
    problem: str
    remedy: str = "write the digits as printed, for example '37.62'"

    def __str__(self) -> str:
        return f"{_short(self.value)} is not a number of a figure: {self.problem}; {self.remedy}"


@attrs.define(eq=False)
class NumberTypeError(TjstatsError, TypeError):
    """A float, a boolean or another type where the exact digits are needed."""

    value: Any

    def __str__(self) -> str:
        kind = type(self.value).__name__
        value = _short(self.value)
        if isinstance(self.value, float) and self.value - self.value != 0:
            remedy = "leave the figure out and give the status 'missing'"
            return f"{value} is no published value; {remedy}"
        if isinstance(self.value, float):
            remedy = f"write it as text: '{self.value}'"
            return f"{value} is a float and has lost its printed digits; {remedy}"
        remedy = "write a text, an int or a Decimal, for example '37.62'"
        return f"{value} is of type {kind}; {remedy}"


@attrs.define(eq=False)
class InvalidBoundsError(TjstatsError, ValueError):
    """Bounds that hold no number, or a qualifier that does not fit its ends."""

    lower: Any
    upper: Any
    problem: str

    def __str__(self) -> str:
        return f"no bounds from {self.lower} to {self.upper}: {self.problem}"


_UNKNOWN_UNIT: Final = "unknown unit"


@attrs.define(eq=False)
class UnknownUnitError(TjstatsError, ValueError):
    """A unit text that the tables do not know; `suggestions` are the nearest known names."""

    text: Any
    suggestions: tuple[str, ...] = ()
    problem: str = _UNKNOWN_UNIT

    def __str__(self) -> str:
        parts = [f"{self.problem} {_short(self.text)}"]
        if self.suggestions:
            parts.append(f"nearest known names: {', '.join(self.suggestions)}")
        elif self.problem == _UNKNOWN_UNIT:
            parts.append("the known names are in tjstats.values.units.UNITS")
        if self.problem == _UNKNOWN_UNIT:
            parts.append("brackets keep a word as it is: '万[股]'")
        return "; ".join(parts)


@attrs.define(eq=False)
class UnitMismatchError(TjstatsError, ValueError):
    """Two units that cannot be compared, added or converted."""

    left: str
    right: str
    action: str = "compare"
    remedy: str = "they measure different things"

    def __str__(self) -> str:
        joint = "to" if self.action == "convert" else "and"
        return f"cannot {self.action} {self.left} {joint} {self.right}; {self.remedy}"


@attrs.define(eq=False)
class NoTruthValueError(TjstatsError, TypeError):
    """`bool()` of a verdict, which may be unknown, or `<` of two."""

    value: Any
    asked: str = "truth value"

    def __str__(self) -> str:
        remedy = "write `verdict is Verdict.YES`"
        return f"Verdict.{self.value.name} has no {self.asked}, since it may be unknown; {remedy}"


@attrs.define(eq=False)
class InvalidPeriodError(TjstatsError, ValueError):
    """A text or dates that are no reporting period or point in time."""

    value: Any
    problem: str = "not a period code"
    remedy: str = (
        "write '2021', '2021-Q3', '2021-09', '2021-01-01/P5Y', or a date '2020-12-31' for AsOf"
    )

    def __str__(self) -> str:
        return f"{_short(self.value)}: {self.problem}; {self.remedy}"


@attrs.define(eq=False)
class PeriodKindError(TjstatsError, TypeError):
    """A point in time where a span is asked, or two spans of unlike length."""

    left: str
    right: str
    problem: str = "a point in time and a span never meet"

    def __str__(self) -> str:
        remedy = "choose two spans of the same length, or two points in time such as AsOf('2021')"
        return f"{self.left} against {self.right}: {self.problem}; {remedy}"


@attrs.define(eq=False)
class PeriodOrderError(TjstatsError, ValueError):
    """An end before its start, or a base that is not earlier than what it is the base of."""

    earlier: str
    later: str
    problem: str = "must come before"

    def __str__(self) -> str:
        return f"{self.earlier} {self.problem} {self.later}; swap them or correct the dates"


@attrs.define(eq=False)
class EncodingError(TjstatsError, ValueError):
    """A text file in an unknown encoding."""

    name: str

    def __str__(self) -> str:
        return f"{self.name} is neither UTF-8 nor GB 18030; write it as UTF-8"


@attrs.define(eq=False)
class NotComparableError(TjstatsError, ValueError):
    """Records that differ in what must be equal: indicator, area, scope, basis or measure."""

    what: str
    left: Any
    right: Any

    def __str__(self) -> str:
        both = f"{_short(self.left)} and {_short(self.right)}"
        same = f"choose records with the same {self.what}"
        return f"cannot compare records that differ in {self.what}: {both}; {same}"


@attrs.define(eq=False)
class InvalidRecordError(TjstatsError, ValueError):
    """A record whose field has a value that does not fit."""

    record: str
    field: str
    value: Any
    problem: str

    def __str__(self) -> str:
        return f"{self.record}.{self.field} = {_short(self.value)}: {self.problem}"


@attrs.define(eq=False)
class RecordTypeError(TjstatsError, TypeError):
    """A record whose field has a value of the wrong type."""

    record: str
    field: str
    value: Any
    expected: str

    def __str__(self) -> str:
        given = f"{self.record}.{self.field} = {_short(self.value)}"
        return f"{given} is of type {type(self.value).__name__}; it takes {self.expected}"


@attrs.define(eq=False)
class DuplicatePeriodError(TjstatsError, ValueError):
    """Two observations of one series for one period."""

    indicator: str
    period: str

    def __str__(self) -> str:
        problem = f"series {self.indicator} has two observations for {self.period}"
        return f"{problem}; keep one, or make two series"


@attrs.define(eq=False)
class UnknownCodeError(TjstatsError, KeyError):
    """A code or name that is not there; `suggestions` are the nearest known ones, `known` is all of
    them where they are few; `what` names the thing, where there is no better place than the
    library.
    """

    code: Any
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
    """A module that needs a package of an extra which is not installed."""

    module: str
    extra: str

    def __str__(self) -> str:
        return f"{self.module} needs the extra '{self.extra}': pip install 'tjstats[{self.extra}]'"


@attrs.define(eq=False)
class ReadingError(TjstatsError, ValueError):
    """A text that is not exactly one figure or time: what was read in it, and what was left
    over.
    """

    text: str
    read: tuple[str, ...]
    rest: str

    def __str__(self) -> str:
        read = ", ".join(map(_short, self.read[:5])) or "nothing"
        left = f" and left {_short(self.rest)} over" if self.rest else ""
        remedy = (
            "read() takes a whole text"
            if self.read
            else "write the number with its unit, or the time in words"
        )
        return f"{_short(self.text)} is not exactly one: read {read}{left}; {remedy}"


@attrs.define(eq=False)
class FrameError(TjstatsError, TypeError):
    """A value that is no data frame, or an engine that lacks what a question needs."""

    question: str
    given: str
    problem: str

    def __str__(self) -> str:
        return f"frames.{self.question}: {self.given} {self.problem}"


@attrs.define(eq=False)
class FrameColumnError(TjstatsError, ValueError):
    """A data frame whose columns do not fit a question: one that is missing, of a wrong type, or
    already there.
    """

    column: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"column {_short(self.column)}: {self.problem}; {self.remedy}"


@attrs.define(eq=False)
class FrameRowsError(TjstatsError, ValueError):
    """Rows of a data frame that cannot be answered from: `rows` of them, by the column that shows
    it.
    """

    column: str
    rows: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        counted = "1 row" if self.rows == 1 else f"{self.rows} rows"
        return f"column {_short(self.column)}, {counted}: {self.problem}; {self.remedy}"


@attrs.frozen
class Problem:
    """An error in a document: the JSON pointer of its place, and what is wrong there."""

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.pointer or '(document)'}: {self.message}"


@attrs.define(eq=False)
class LoadError(TjstatsError, ValueError):
    """A document that cannot be read; `problems` reports every error in it, with its place."""

    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        shown = [str(p) for p in self.problems[:5]]
        more = len(self.problems) - len(shown)
        return (
            "cannot read the document: " + "; ".join(shown) + (f"; and {more} more" if more else "")
        )


def __dir__() -> list[str]:
    return list(__all__)

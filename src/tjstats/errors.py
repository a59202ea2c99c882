"""Every error that the library raises: one base class, one leaf per mistake, with the facts as
attributes.

Each leaf is also the matching builtin (`ValueError`, `TypeError`, `KeyError`, `ImportError`), so
callers may catch either. Missing knowledge is never an error but an answer: `Verdict.UNKNOWN` with
a `Reason`.

The docstring of a leaf shows a call that raises it (`tj` is the package) and what to write instead.
docs/reference/errors.md is made of them, with an anchor for each (#unknownuniterror).
"""

from __future__ import annotations

from enum import Enum
from itertools import groupby
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
    """A number is empty, NaN, infinite, too long, out of range, or not a number.

    >>> tj.Figure("1,000", "人")
    Traceback (most recent call last):
        ...
    tjstats.errors.InvalidNumberError: '1,000' is not a valid number: it is not a plain
        number; write plain ASCII digits with a point, no separators or units, such as
        '1234.5'

    Write the digits without separators, and the unit for itself:

    >>> tj.Figure("1000", "人")
    Figure('1000', '人')
    """

    value: object
    problem: str
    remedy: str = "write the digits as printed, for example '37.62'"

    def __str__(self) -> str:
        return f"{_short(self.value)} is not a valid number: {self.problem}; {self.remedy}"


@attrs.define(eq=False)
class NumberTypeError(TjstatsError, TypeError):
    """A float, a boolean or another type was given for a number that needs exact digits.

    >>> tj.Figure(22.4, "%")
    Traceback (most recent call last):
        ...
    tjstats.errors.NumberTypeError: 22.4 is a float and has lost its printed digits; write
        it as text: '22.4'

    Write the digits that were printed, as text:

    >>> tj.Figure("22.4", "%")
    Figure('22.4', '%')
    """

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
    """Bounds contain no number, or a qualifier does not fit its ends.

    >>> tj.Bounds("5", "3")
    Traceback (most recent call last):
        ...
    tjstats.errors.InvalidBoundsError: invalid bounds 5 to 3: the lower end is above the
        upper; swap them

    Write the lower end first:

    >>> print(tj.Bounds("3", "5"))
    [3, 5]
    """

    lower: object
    upper: object
    problem: str

    def __str__(self) -> str:
        ends = " to ".join(str(end) for end in (self.lower, self.upper) if end is not None)
        return f"invalid bounds{' ' * bool(ends)}{ends}: {self.problem}"


_UNKNOWN_UNIT: Final = "unknown unit"


@attrs.define(eq=False)
class UnknownUnitError(TjstatsError, ValueError):
    """A unit is not in the tables; `suggestions` are the nearest known names.

    >>> tj.Figure("5", "persn")
    Traceback (most recent call last):
        ...
    tjstats.errors.UnknownUnitError: unknown unit 'persn'; nearest known names: person,
        persons, person_km, person-km; to keep an unknown word, write it in brackets:
        '[persn]'

    Write a known name, or keep the word that is printed, in brackets:

    >>> tj.Figure("5", "person"), tj.Figure("5", "[盒]")
    (Figure('5', 'person'), Figure('5', '[盒]'))
    """

    text: object
    suggestions: tuple[str, ...] = ()
    problem: str = _UNKNOWN_UNIT
    kept: str | None = None

    def __str__(self) -> str:
        parts = [f"{self.problem} {_short(self.text)}"]
        if self.suggestions:
            parts.append(f"nearest known names: {', '.join(self.suggestions)}")
        elif self.problem == _UNKNOWN_UNIT:
            parts.append("the known names are in tjstats.values.units.UNITS")
        if self.problem == _UNKNOWN_UNIT:
            example = self.kept or "million [shares]"
            parts.append(f"to keep an unknown word, write it in brackets: '{example}'")
        return "; ".join(parts)


@attrs.define(eq=False)
class UnitMismatchError(TjstatsError, ValueError):
    """Two units cannot be compared, added or converted.

    >>> tj.Figure("500", "亿元") < tj.Figure("80", "亿美元")
    Traceback (most recent call last):
        ...
    tjstats.errors.UnitMismatchError: cannot compare CNY and USD; they measure different
        things; divide one by the other, or multiply by a rate of exchange, a figure in
        'USD/CNY'

    Compare figures of one kind; scales and spellings may differ:

    >>> tj.Figure("500", "亿元") < tj.Figure("0.08", "万亿元")
    <Verdict.YES: 'yes'>
    """

    left: str
    right: str
    action: str = "compare"
    remedy: str = "they measure different things"

    def __str__(self) -> str:
        joint = "to" if self.action == "convert" else "and"
        return f"cannot {self.action} {self.left} {joint} {self.right}; {self.remedy}"


@attrs.define(eq=False)
class NoTruthValueError(TjstatsError, TypeError):
    """The truth value or the order of verdicts was taken, although a verdict may be unknown.

    >>> if tj.Figure.over("175", "万人") > tj.Figure("180", "万人"):
    ...     print("more")
    Traceback (most recent call last):
        ...
    tjstats.errors.NoTruthValueError: Verdict.UNKNOWN has no truth value, because it may
        be unknown; write `verdict is Verdict.YES`, or key=Figure.sort_key to sort figures

    Say which verdict you ask for, so that unknown is not taken for no:

    >>> more = tj.Figure.over("175", "万人") > tj.Figure("180", "万人")
    >>> more is tj.Verdict.YES, more is tj.Verdict.UNKNOWN
    (False, True)
    """

    value: Enum
    asked: str = "truth value"

    def __str__(self) -> str:
        remedy = "write `verdict is Verdict.YES`, or key=Figure.sort_key to sort figures"
        return f"Verdict.{self.value.name} has no {self.asked}, because it may be unknown; {remedy}"


@attrs.define(eq=False)
class InvalidPeriodError(TjstatsError, ValueError):
    """A text or dates do not denote a reporting period or point in time.

    >>> tj.period("2021年")
    Traceback (most recent call last):
        ...
    tjstats.errors.InvalidPeriodError: '2021年': not a period code; write '2021'

    Write a code; the time of a Chinese text is read with its figures by `tj.zh.read`:

    >>> tj.period("2021"), tj.period("2021-Q3")
    (Period('2021'), Period('2021-Q3'))
    """

    value: object
    problem: str = "not a period code"
    remedy: str = (
        "write '2021', '2021-Q3', '2021-09', '2021-01-01/P5Y', or a date '2020-12-31' for AsOf"
    )

    def __str__(self) -> str:
        return f"{_short(self.value)}: {self.problem}; {self.remedy}"


@attrs.define(eq=False)
class PeriodKindError(TjstatsError, TypeError):
    """A point in time was given for a span, or two spans differ in length.

    >>> tj.AsOf("2020") < tj.period("2021")
    Traceback (most recent call last):
        ...
    tjstats.errors.PeriodKindError: 2020-12-31 does not match 2021: one is a point in
        time, the other a span; choose two spans of the same length, or two points in time
        such as AsOf('2021')

    Take two points in time, or two spans:

    >>> tj.AsOf("2020") < tj.AsOf("2021")
    True
    """

    left: str
    right: str
    problem: str = "one is a point in time, the other a span"
    remedy: str = "choose two spans of the same length, or two points in time such as AsOf('2021')"

    def __str__(self) -> str:
        return f"{self.left} does not match {self.right}: {self.problem}; {self.remedy}"


@attrs.define(eq=False)
class PeriodOrderError(TjstatsError, ValueError):
    """An end is before its start, or a base is not earlier.

    >>> tj.Period("2021-12-31", "2021-01-01")
    Traceback (most recent call last):
        ...
    tjstats.errors.PeriodOrderError: 2021-12-31 is the start and must not be after the end
        2021-01-01; swap them or correct the dates

    Write the start first; in `growth(current, base)` the base is the earlier one:

    >>> tj.Period("2021-01-01", "2021-12-31")
    Period('2021')
    """

    earlier: str
    later: str
    problem: str = "must come before"
    remedy: str = "swap them or correct the dates"

    def __str__(self) -> str:
        return f"{self.earlier} {self.problem} {self.later}; {self.remedy}"


@attrs.define(eq=False)
class EncodingError(TjstatsError, ValueError):
    """A text file has an unknown encoding.

    >>> from tjstats.zh.decoding import decoded
    >>> decoded(b"\\xff\\xff", "release.txt")
    Traceback (most recent call last):
        ...
    tjstats.errors.EncodingError: release.txt is neither UTF-8 nor GB 18030; write it as
        UTF-8

    Save the file as UTF-8; GB 18030 is recognised too:

    >>> decoded("城镇新增就业".encode("gb18030"), "release.txt")
    ('城镇新增就业', 'gb18030')
    """

    name: str
    problem: str = "is neither UTF-8 nor GB 18030; write it as UTF-8"

    def __str__(self) -> str:
        return f"{self.name} {self.problem}"


@attrs.define(eq=False)
class NotTextError(TjstatsError, ValueError):
    """Something is no Chinese text: `kind` is "path" (its name was given instead of the text),
    "document" (of an office program), "script" (a text without Chinese characters) or "empty".

    >>> tj.zh.read("release.txt")
    Traceback (most recent call last):
        ...
    tjstats.errors.NotTextError: 'release.txt' is a path, not a text; give the text read
        from it: Path('release.txt').read_text('utf-8')

    Read the file, and give its text:

    >>> len(tj.zh.read("城镇新增就业超过175万人"))
    1
    """

    name: str
    kind: Literal["path", "document", "script", "empty"]

    def __str__(self) -> str:
        return _NO_TEXT[self.kind].format(name=self.name, short=_short(self.name))


_NO_TEXT: Final = {
    "path": "{short} is a path, not a text; give the text read from it: "
    "Path({short}).read_text('utf-8')",
    "document": "{name} is a document, not plain text; save it as text (UTF-8) and give that file",
    "empty": "{name} is empty: there is nothing to check",
    "script": "{short} has no Chinese characters; only Chinese text can be read and checked",
}


@attrs.define(eq=False)
class NotComparableError(TjstatsError, ValueError):
    """Records differ in indicator, area, scope, basis or measure.

    >>> jobs = tj.Indicator("jobs", "万人", "flow")
    >>> leavers = tj.Indicator("leavers", "万人", "flow")
    >>> tj.growth(jobs.observe("2022", "36"), leavers.observe("2021", "35"))
    Traceback (most recent call last):
        ...
    tjstats.errors.NotComparableError: cannot compare records that differ in indicator:
        'jobs' and 'leavers'; choose records with the same indicator

    Compare records that agree in all of these, or the figures alone:

    >>> print(tj.growth(tj.Figure("36", "万人"), tj.Figure("35", "万人")).rate)
    2.86%
    """

    what: str
    left: object
    right: object
    part: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        what = f"{self.part} of the {self.what}" if self.part else self.what
        both = f"{_short(self.left)} and {_short(self.right)}"
        remedy = self.remedy or f"choose records with the same {self.what}"
        return f"cannot compare records that differ in {what}: {both}; {remedy}"


@attrs.define(eq=False)
class InvalidRecordError(TjstatsError, ValueError):
    """A field of a record has an invalid value.

    >>> tj.Indicator("jobs", "万人", "fluss")
    Traceback (most recent call last):
        ...
    tjstats.errors.InvalidRecordError: Indicator.nature = 'fluss': write one of stock,
        flow, rate, average, index, share, intensity, mean, standard, price

    Write one of the values that the message lists:

    >>> tj.Indicator("jobs", "万人", "flow")
    Indicator('jobs', '万人', 'flow', 'neither')
    """

    record: str
    field: str
    value: object
    problem: str

    def __str__(self) -> str:
        return f"{self.record}.{self.field} = {_short(self.value)}: {self.problem}"


@attrs.define(eq=False)
class RecordTypeError(TjstatsError, TypeError):
    """A field of a record has a value of the wrong type.

    >>> tj.growth("38.85", "37.62")
    Traceback (most recent call last):
        ...
    tjstats.errors.RecordTypeError: growth.current = '38.85' is of type str; expected two
        Figures or two Observations, not a mixture

    Make figures or observations of the texts first:

    >>> print(tj.growth(tj.Figure("38.85", "万人"), tj.Figure("37.62", "万人")).rate)
    3.27%
    """

    record: str
    field: str
    value: object
    expected: str

    def __str__(self) -> str:
        given = f"{self.record}.{self.field} = {_short(self.value)}"
        return f"{given} is of type {type(self.value).__name__}; expected {self.expected}"


@attrs.define(eq=False)
class DuplicatePeriodError(TjstatsError, ValueError):
    """A series has two observations for one period.

    >>> jobs = tj.Indicator("jobs", "万人", "flow")
    >>> jobs.series({"2021": "37.62", "2021-01-01/P1Y": "37.6"})
    Traceback (most recent call last):
        ...
    tjstats.errors.DuplicatePeriodError: series jobs has two observations for 2021; keep
        one, or make two series

    Keep one of them:

    >>> jobs.series({"2021": "37.62"})
    <Series jobs: 1 observation, 2021 to 2021>
    """

    indicator: str
    period: str

    def __str__(self) -> str:
        problem = f"series {self.indicator} has two observations for {self.period}"
        return f"{problem}; keep one, or make two series"


@attrs.define(eq=False)
class UnknownCodeError(TjstatsError, KeyError):
    """A code or name is unknown; `suggestions` are the nearest known ones, `known` is all of them
    if they are few, and `what` names the thing if the library itself is the place.

    >>> tj.datasets.load("mohrss")["jobs"]
    Traceback (most recent call last):
        ...
    tjstats.errors.UnknownCodeError: dataset 'mohrss' has no 'jobs'; nearest:
        employment.new_urban_jobs

    Write a code that there is, such as the nearest:

    >>> tj.datasets.load("mohrss")["employment.new_urban_jobs"].indicator.zh
    '城镇新增就业'
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
    """A module needs a package of an extra that is not installed.

    >>> from unittest.mock import patch
    >>> data, arrow = tj.datasets.load("mohrss"), tj.formats.arrow
    >>> with patch.dict("sys.modules", pyarrow=None):  # as if pyarrow were not installed
    ...     arrow.dumps(data)
    Traceback (most recent call last):
        ...
    tjstats.errors.MissingExtraError: tjstats.formats.arrow needs the extra 'arrow': pip
        install '.[arrow]' in a checkout of tjstats

    Install what the message names. Formats of the base package need no extra:

    >>> tj.formats.json.dumps(data)[:36]
    '{"tjstats": 2, "kind": "dataset", "i'
    """

    module: str
    extra: str

    def __str__(self) -> str:
        command = f"pip install '.[{self.extra}]' in a checkout of tjstats"  # on no index yet
        return f"{self.module} needs the extra '{self.extra}': {command}"


@attrs.define(eq=False)
class ReadingError(TjstatsError, ValueError):
    """A text is not exactly one figure or time; `read` lists what was read, `rest` what was left
    over.

    >>> tj.zh.read_figure("约2万人、3万人")
    Traceback (most recent call last):
        ...
    tjstats.errors.ReadingError: '约2万人、3万人' is not a single figure or time: read '约2万人',
        '3万人', with '、' left over; use read() for a whole text

    Give a text with one figure, or read all that there are:

    >>> [reading.text for reading in tj.zh.read("约2万人、3万人")]
    ['约2万人', '3万人']
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
    """A value is not a data frame, or an engine lacks something that a question needs.

    >>> tj.frames.growth([37.62, 35.55])
    Traceback (most recent call last):
        ...
    tjstats.errors.FrameError: frames.growth: list is not a data frame; pass a frame of
        pandas, Polars, PyArrow, Modin, DuckDB, Ibis, Dask or PySpark

    Give a data frame, or records:

    >>> series = tj.datasets.load("mohrss")["employment.new_urban_jobs"].series
    >>> len(tj.frames.growth(series)) == len(series)
    True
    """

    question: str
    given: str
    problem: str

    def __str__(self) -> str:
        return f"frames.{self.question}: {self.given} {self.problem}"


@attrs.define(eq=False)
class FrameColumnError(TjstatsError, ValueError):
    """A column is missing, has the wrong type, or already exists.

    >>> import polars as pl
    >>> table = pl.DataFrame({"year": [2021, 2022], "jobs": [37.62, 35.55]})
    >>> tj.frames.growth(table)
    Traceback (most recent call last):
        ...
    tjstats.errors.FrameColumnError: column 'TIME_PERIOD': is missing; write period=…, one
        of year, jobs

    Name the columns of the question as they are in your frame:

    >>> tj.frames.growth(table, keys=[], period="year", value="jobs")["RATE"].round(1).to_list()
    [None, -5.5]
    """

    column: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"column {_short(self.column)}: {self.problem}; {self.remedy}"


@attrs.define(eq=False)
class FrameRowsError(TjstatsError, ValueError):
    """Rows of a data frame are invalid: `rows` of them, in the column named.

    >>> import polars as pl
    >>> table = pl.DataFrame({"city": ["津", "沪"], "year": [2021, 2021], "jobs": [37.62, 73.5]})
    >>> tj.frames.growth(table, keys=[], period="year", value="jobs")
    Traceback (most recent call last):
        ...
    tjstats.errors.FrameRowsError: column 'year', 1 row: more than one row for the same
        year; keep one of them, or add a column that distinguishes them to keys

    Name the columns that tell the series apart:

    >>> len(tj.frames.growth(table, keys="city", period="year", value="jobs"))
    2
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
    """An error in a document: the JSON pointer of its position, and what is wrong there."""

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.pointer or '(document)'}: {self.message}"


@attrs.define(eq=False)
class LoadError(TjstatsError, ValueError):
    """A document cannot be read; `problems` lists every error in it, with its position.

    >>> document = '{"tjstats": 2, "kind": "figure", "value": {"value": "5", "unit": "persn"}}'
    >>> tj.formats.json.loads(document)
    Traceback (most recent call last):
        ...
    tjstats.errors.LoadError: cannot read the document: /value/unit: not a canonical unit
        code; write tjstats.unit(text) for 'persn'

    Correct the places that the message names, all of which are in `problems`:

    >>> tj.formats.json.loads(document.replace("persn", "person"))
    Figure('5', '人')
    """

    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        shown = self.problems[:5]
        said = (
            f"{'; '.join(problem.pointer or '(document)' for problem in alike)}: {message}"
            for (message, _), alike in groupby(shown, _said_once)
        )
        more = len(self.problems) - len(shown)
        last = f"; and {more} more" if more else ""
        return f"cannot read the document: {'; '.join(said)}{last}"


def _said_once(problem: Problem) -> tuple[str, str]:
    """What problems of a table have in common that are said together: their message."""
    return problem.message, problem.pointer if problem.pointer.startswith("/") else ""


def __dir__() -> list[str]:
    return list(__all__)

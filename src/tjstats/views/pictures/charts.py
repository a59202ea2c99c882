"""Charts: what a picture shows, apart from how it is drawn. Marks stand in rows or at times; every
number is exact, in the plain unit, and every label is the text of a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, Literal, TypeAlias

import attrs

from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.numbers import ZERO
from tjstats.values.periods import Time
from tjstats.values.verdicts import Verdict

__all__ = [
    "KINDS",
    "Chart",
    "Flag",
    "Goal",
    "Kind",
    "Mark",
    "Moment",
    "Row",
    "Rows",
    "Times",
    "Way",
    "named",
    "telling",
]

Kind: TypeAlias = Literal["value", "missed", "unknown"]

KINDS: Final[dict[Verdict, Kind]] = {
    Verdict.YES: "value",
    Verdict.NO: "missed",
    Verdict.UNKNOWN: "unknown",
}


@attrs.frozen
class Mark:
    """A figure in a chart. Fields: number, range (what the exact number may be), words (its text),
    start (where its bar begins), kind, firm (False: drawn as an outline: partial, forecast,
    required), figure.
    """

    number: Decimal
    range: Bounds
    words: str
    start: Decimal = ZERO
    kind: Kind = "value"
    firm: bool = True
    figure: Figure | None = None

    @classmethod
    def of(cls, figure: Figure, words: str, kind: Kind = "value", firm: bool = True) -> Mark:
        """The mark of a figure in its plain unit."""
        return cls(figure.plain, figure.unrounded, words, ZERO, kind, firm, figure)

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The number and the ends of its range."""
        ends = self.range.lower, self.range.upper
        return (self.number, *(end for end in ends if end is not None))


@attrs.frozen
class Flag:
    """A number marked by a line, with words. Fields: number, words, role ("target", "stretch",
    "baseline", "due"), figures (of the words).
    """

    number: Decimal
    words: str
    role: str = "target"
    figures: tuple[Figure, ...] = ()


@attrs.frozen
class Row:
    """One row of a chart. Fields: name, mark (None: nothing is known), about (a second line),
    accepts (the range that a target accepts), flags, verdict (a sign and words), heading (of a
    group that begins here).
    """

    name: str
    mark: Mark | None = None
    about: str = ""
    accepts: Bounds | None = None
    flags: tuple[Flag, ...] = ()
    verdict: str = ""
    heading: str = ""

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The numbers of the mark, of what is accepted, and of the flags."""
        ends = () if self.accepts is None else (self.accepts.lower, self.accepts.upper)
        marked = () if self.mark is None else self.mark.numbers
        flagged = (flag.number for flag in self.flags)
        return (*marked, *flagged, *(end for end in ends if end is not None))


@attrs.frozen
class Moment:
    """A mark at a time. Fields: time, mark, name (of the time, in words)."""

    time: Time
    mark: Mark
    name: str


@attrs.frozen
class Goal:
    """A target in a chart over time. Fields: time (the line runs over it), accepts, flag, words
    (with its time, for outside of the plot).
    """

    time: Time
    accepts: Bounds
    flag: Flag
    words: str


@attrs.frozen
class Chart:
    """What all charts have. Fields: title, lang, about (a sentence below the title), like (a figure
    in the unit of the axis; None without one), notes (sentences below the picture).
    """

    title: str
    lang: Language
    about: str = ""
    like: Figure | None = None
    notes: tuple[str, ...] = ()


@attrs.frozen
class Rows(Chart):
    """Bars or, for rates, dots in rows on one scale. Fields: rows, dots, most (numbers beyond are
    drawn at the edge), labelled (the words stand beside the marks).
    """

    rows: tuple[Row, ...] = ()
    dots: bool = False
    most: Decimal | None = None
    labelled: bool = True

    @property
    def text(self) -> str:
        """What the picture says, in sentences."""
        return _text(self, (_row_text(row, self.lang) for row in self.rows))


@attrs.frozen
class Way:
    """A line through moments other than those reported. Fields: role ("required", "schedule",
    "projected"), moments.
    """

    role: str
    moments: tuple[Moment, ...]


@attrs.frozen
class Times(Chart):
    """Columns or, for levels and rates, dots on a line over time. Fields: moments (reported),
    columns, ways, goals, broken (the first times after a break).
    """

    moments: tuple[Moment, ...] = ()
    columns: bool = False
    ways: tuple[Way, ...] = ()
    goals: tuple[Goal, ...] = ()
    broken: frozenset[Time] = frozenset()

    @property
    def text(self) -> str:
        """What the picture says, in sentences; of a long series the ends and extremes."""
        shown = self.moments if len(self.moments) <= _MANY else telling(self.moments)
        said = [named(moment.name, moment.mark.words, self.lang) for moment in shown]
        said += [m.mark.words for way in self.ways for m in way.moments if m.mark.words]
        return _text(self, (*said, *(goal.words for goal in self.goals)))


_MANY: Final = 15


def telling(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """The first and the last moment, the highest and the lowest, in order."""
    by_number = sorted(moments, key=lambda moment: moment.mark.number)
    chosen = {id(each) for each in (moments[0], moments[-1], by_number[0], by_number[-1])}
    return tuple(moment for moment in moments if id(moment) in chosen)


_COLON: Final = {"en": "{}: {}", "zh": "{}：{}"}
_STOP: Final = {"en": ". ", "zh": "。"}
_COMMA: Final = {"en": ", ", "zh": "，"}


def named(name: str, words: str, lang: Language) -> str:
    """Words after the name of what they are about; either alone if there is no other."""
    return _COLON[lang].format(name, words) if name and words else name or words


def _row_text(row: Row, lang: Language) -> str:
    words = "" if row.mark is None else row.mark.words
    parts = (words or row.about, *(flag.words for flag in row.flags), row.verdict)
    return named(row.name, _COMMA[lang].join(filter(None, parts)), lang)


def _text(chart: Chart, said: Iterable[str]) -> str:
    """Sentences, each once."""
    parts = dict.fromkeys(filter(None, (chart.title, chart.about, *said, *chart.notes)))
    sentences = (part.rstrip(" .。") for part in parts)
    return _STOP[chart.lang].join(sentences) + _STOP[chart.lang].rstrip()

"""A passage: the readings of a text with the words between them, as the finders of claims walk
through it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

import attrs

from tjstats.errors import InvalidNumberError, TjstatsError
from tjstats.questions.claims import Claim, Verification, verify
from tjstats.questions.reasons import reason_of
from tjstats.records.readings import Reading, Role
from tjstats.values.figures import Figure
from tjstats.values.verdicts import Reason

__all__ = ["REACH", "Implied", "Passage", "passage", "quotient", "told"]

Implied: TypeAlias = Figure | Reason | None  # what follows from a text, or why nothing does

_ZERO: Final = Decimal(0)
_PLAIN: Final = str.maketrans(
    {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", "∶": "："}
)
_CLAUSE: Final = re.compile(r"[，。；：！？\n]")
_SENTENCE: Final = re.compile(r"[。！？]")
_PARAGRAPH: Final = re.compile(
    r"[。！？”」』]\s*\n"
)  # a print page breaks lines, and even leaves some empty, within a sentence
_LIST: Final = frozenset({"、", "和", "与", "及", "以及"})
_QUOTED: Final = 60
REACH: Final = 24  # readings that a claim looks back over: a sentence without an end must not cost more and more


@attrs.frozen
class Passage:
    """The readings of a text, in order.

    Fields: text, readings, gaps (the words before each reading since the one before, and those
    after the last; without white space, punctuation full-width), tails and heads (the last and the
    first clause of each gap), sentences and paragraphs (the number of each reading's own).
    """

    text: str
    readings: tuple[Reading, ...]
    gaps: tuple[str, ...]
    tails: tuple[str, ...]
    heads: tuple[str, ...]
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.readings)

    def figure(self, at: int) -> Figure:
        """The figure of a reading."""
        return self.readings[at].figure

    def tail(self, at: int) -> str:
        """The words of the clause right before a reading."""
        return self.tails[at]

    def head(self, at: int) -> str:
        """The words of the clause right after a reading."""
        return self.heads[at + 1]

    def named(self, at: int) -> str:
        """What a reading is said of: its indicator and the words before it."""
        return f"{self.readings[at].indicator or ''} {self.tail(at)}"

    def together(self, first: int, last: int) -> bool:
        """Whether two readings stand in one sentence."""
        return self.sentences[first] == self.sentences[last]

    def near(self, at: int, sentences: int = 1) -> Iterator[int]:
        """The readings before one, the nearest first, as far back as that many sentences of the
        paragraph.
        """
        for other in range(at - 1, max(-1, at - 1 - REACH), -1):
            if (
                self.paragraphs[other] != self.paragraphs[at]
                or self.sentences[at] - self.sentences[other] > sentences
            ):
                return
            yield other

    def run(self, at: int) -> list[int]:
        """The readings of a list that begins at one: 5.9万人、2.9万人和3万人."""
        found = [at]
        while found[-1] + 1 < len(self) and self.goes_on(found[-1] + 1):
            found.append(found[-1] + 1)
        return found

    def goes_on(self, at: int) -> bool:
        """Whether a reading is one more of a list."""
        return self.gaps[at] in _LIST

    def level(self, at: int) -> bool:
        """Whether a reading is a level, that is no change, growth or target."""
        return self.readings[at].role is Role.LEVEL

    def alike(self, first: int, second: int) -> bool:
        """Whether two readings are counted in one unit."""
        return self.figure(first).unit == self.figure(second).unit

    def quote(self, readings: Sequence[Reading]) -> str:
        """The words from the first of some readings to the last, shortened in the middle."""
        start, end = min(r.start for r in readings), max(r.end for r in readings)
        if end - start > 4 * _QUOTED:  # two places far apart
            return (
                f"{self._plain(start, start + _QUOTED // 2)}…{self._plain(end - _QUOTED // 2, end)}"
            )
        words = self._plain(start, end)
        return (
            words if len(words) <= _QUOTED else f"{words[: _QUOTED // 2]}…{words[-_QUOTED // 2 :]}"
        )

    def _plain(self, start: int, end: int) -> str:
        return "".join(self.text[start:end].split())


def passage(text: str, readings: list[Reading]) -> Passage:
    """The passage of a text and its readings."""
    starts, ends = [0, *(r.end for r in readings)], [*(r.start for r in readings), len(text)]
    raw = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    sentence = paragraph = 0
    sentences, paragraphs = [], []
    for words in raw[:-1]:
        new = bool(_PARAGRAPH.search(words))
        paragraph += new
        sentence += new or bool(_SENTENCE.search(words))
        sentences.append(sentence)
        paragraphs.append(paragraph)
    gaps = tuple("".join(words.split()).translate(_PLAIN) for words in raw)
    clauses = [_CLAUSE.split(words) for words in gaps]
    tails, heads = tuple(each[-1] for each in clauses), tuple(each[0] for each in clauses)
    return Passage(text, tuple(readings), gaps, tails, heads, tuple(sentences), tuple(paragraphs))


def quotient(above: Figure, below: Figure) -> Figure | Reason:
    """One figure over another; a reason where the other may be zero.

    >>> quotient(Figure("1", "人"), Figure("0", "人"))
    <Reason.BASE_MAY_BE_ZERO: 'base_may_be_zero'>
    """
    return Reason.BASE_MAY_BE_ZERO if _ZERO in below.bounds else above / below


def told(
    where: Passage,
    reported: Figure,
    imply: Callable[[], Implied],
    places: tuple[int, ...],
    more: tuple[Reading, ...] = (),
) -> Verification:
    """The verification of a printed figure against what *imply* computes, with the readings it
    rests on.

    All arithmetic of a finder runs here: what it refuses, such as a sum of temperatures or a number
    beyond all range, is unknown for the reason of the refusal. *more* are readings of words that
    are no figures of their own, such as the names of a list.
    """
    readings = (*more, *(where.readings[p] for p in sorted(set(places))))
    words = where.quote(readings)
    try:
        answer = verify(_claim(reported, imply(), words))
        _ = answer.fits  # worked out when it is asked for, and then it must not fail
    except (
        ArithmeticError,
        InvalidNumberError,
    ):  # more digits than a figure holds, an exponent beyond those of decimals
        answer = verify(_claim(reported, Reason.NOTHING_IMPLIED, words))
    except TjstatsError as error:
        answer = verify(_claim(reported, reason_of(error), words))
    return attrs.evolve(answer, readings=readings)


def _claim(reported: Figure, implied: Implied, words: str) -> Claim:
    if isinstance(implied, Figure):
        return Claim(reported, implied, text=words)
    return Claim(reported, reason=implied, text=words)

"""The verdict on a printed figure, from the ways in which a text lets it be worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Final, TypeAlias

from tjstats.errors import InvalidNumberError, TjstatsError
from tjstats.questions.claims import Claim, Verification
from tjstats.questions.reasons import reason_of
from tjstats.records.readings import Reading
from tjstats.values.figures import Figure
from tjstats.values.qualifiers import Qualifier
from tjstats.values.verdicts import Reason, Verdict
from tjstats.zh.claims.kinds import Kind
from tjstats.zh.claims.passages import Passage

__all__ = ["Implied", "Option", "judged", "quotient", "verified"]

Implied: TypeAlias = Figure | Reason | None  # what follows from a text, or why nothing does
Option: TypeAlias = tuple[Callable[[], Implied], tuple[int, ...]]  # a way to work it out, from what
_Told: TypeAlias = tuple[Figure | Reason, Verdict]  # that, and whether what is printed agrees

_YES, _NO, _UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
_ZERO: Final = Decimal(0)
_FAR: Final = Decimal("1.5")


def quotient(above: Figure, below: Figure) -> Figure | Reason:
    """One figure over another; a reason where the other may be zero.

    >>> quotient(Figure("1", "人"), Figure("0", "人"))
    <Reason.BASE_MAY_BE_ZERO: 'base_may_be_zero'>
    """
    if not below.bounds.positive and _ZERO in below.bounds:
        return Reason.BASE_MAY_BE_ZERO
    return above / below


def judged(
    where: Passage,
    reported: Figure,
    options: Iterable[Option],
    *,
    certain: bool = True,
    doubt: Callable[[], Reason | None] | None = None,
) -> Iterator[Verification]:
    """The verification of a printed figure that may have been worked out in several ways.

    It is consistent where one of them gives it, and inconsistent only where none does and it is
    *certain* that it was worked out in one of them, and nothing gives a reason to *doubt* it; else
    it is unknown for that reason, or no claim.
    """
    first: tuple[_Told, tuple[int, ...]] | None = None
    for imply, places in options:
        told = _worked_out(reported, imply)
        if told[1] is _YES:
            yield _answer(where, reported, told, places)
            return
        first = first or (told, places)
    if first is not None:
        yield from _disagreeing(where, reported, *first, certain, doubt and doubt())


def _disagreeing(
    where: Passage,
    reported: Figure,
    told: _Told,
    places: tuple[int, ...],
    certain: bool,
    doubt: Reason | None,
) -> Iterator[Verification]:
    """What is said of a figure that the first way to work it out does not give, nor any other."""
    certain = certain and doubt is None
    if not (certain or doubt or _tells_nothing(where, reported, told[0], places)):
        return  # it would be wrong, but need not be meant
    answer = _answer(where, reported, told, places)
    if certain or answer.verdict is _UNKNOWN:
        yield answer
    elif doubt is not None:
        yield _without(answer, doubt)


def verified(
    where: Passage,
    reported: Figure,
    imply: Callable[[], Implied],
    places: tuple[int, ...],
    more: tuple[Reading, ...] = (),
) -> Verification:
    """The verification of a printed figure against what *imply* computes, with the readings it
    rests on.

    *more* are readings of words that are no figures of their own, such as the names of a list.
    """
    return _answer(where, reported, _worked_out(reported, imply), places, more)


def _tells_nothing(
    where: Passage, reported: Figure, implied: Implied, places: tuple[int, ...]
) -> bool:
    return not isinstance(implied, Figure) or _is_about(where, reported, places)


def _worked_out(reported: Figure, imply: Callable[[], Implied]) -> _Told:
    """What a way to work a figure out implies, or why nothing, and whether the figure agrees.

    All arithmetic of a finder runs here: what it refuses, such as a sum of temperatures or a number
    beyond all range, is unknown for the reason of the refusal.
    """
    try:
        implied = imply()
        if isinstance(implied, Figure):
            return implied, reported.agrees(implied)
        return implied or Reason.NOTHING_IMPLIED, _UNKNOWN
    except (ArithmeticError, InvalidNumberError):
        # more digits than a figure holds, an exponent beyond those of decimals
        return Reason.NOTHING_IMPLIED, _UNKNOWN
    except TjstatsError as error:
        return reason_of(error), _UNKNOWN


def _answer(
    where: Passage,
    reported: Figure,
    told: _Told,
    places: tuple[int, ...],
    more: tuple[Reading, ...] = (),
) -> Verification:
    """The verification of a printed figure against what is implied."""
    implied, verdict = told
    readings = (*more, *(where.readings[p] for p in sorted(set(places))))
    words = where.quote(readings)
    if not isinstance(implied, Figure):
        return Verification(Claim(reported, None, (), implied, words), verdict, implied, readings)
    answer = Verification(Claim(reported, implied, (), None, words), verdict, None, readings)
    if verdict is _NO and (doubt := _doubt(where, answer, places)) is not None:
        return _without(answer, doubt)
    return answer


def _without(answer: Verification, doubt: Reason) -> Verification:
    """The same claim with a reason for which it cannot be decided in place of what is implied."""
    claim = Claim(answer.claim.reported, None, (), doubt, answer.claim.text)
    return Verification(claim, _UNKNOWN, doubt, answer.readings)


def _doubt(where: Passage, answer: Verification, places: Iterable[int]) -> Reason | None:
    """Why a figure that does not agree is not wrong for certain."""
    try:
        answer._would_fit()
    except (ArithmeticError, InvalidNumberError):
        return Reason.NOTHING_IMPLIED
    if _is_about(where, answer.reported, places) and not _is_far(answer):
        return Reason.ABOUT_WITHOUT_TOLERANCE
    return None


def _is_far(answer: Verification) -> bool:
    """Whether a figure is farther from what is implied than any 约 allows: by half of it."""
    ends, reported = answer.range, answer.reported
    if ends is None or reported is None or ends.lower is None or ends.upper is None:
        return False
    low, high = sorted(abs(end) for end in (ends.lower, ends.upper))
    return not low / _FAR <= abs(reported.value) <= high * _FAR


def _is_about(where: Passage, reported: Figure | None, places: Iterable[int]) -> bool:
    """Whether a claim rests on a figure that is only about what is printed; a target of about 5.5%
    is one of 5.5%.
    """
    figures = [where.figure(p) for p in places if where.kinds[p] != Kind.TARGET]
    return any(f is not None and f.qualifier is Qualifier.ABOUT for f in (reported, *figures))

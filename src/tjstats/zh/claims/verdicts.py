"""The verdict on a printed figure, from the ways in which a text lets it be worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Final, TypeAlias

import attrs

from tjstats.errors import InvalidNumberError, TjstatsError
from tjstats.questions.claims import Claim, Verification, verify
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
    doubt: Reason | None = None,
) -> Iterator[Verification]:
    """The verification of a printed figure that may have been worked out in several ways.

    It is consistent where one of them gives it, and inconsistent only where none does and it is
    *certain* that it was worked out in one of them; else it is unknown for a reason, *doubt*, or no
    claim.
    """
    tried: list[tuple[Implied, tuple[int, ...]]] = []
    for imply, places in options:
        implied, agrees = _worked_out(reported, imply)
        tried.append((implied, places))
        if agrees:
            yield _answer(where, reported, implied, places)
            return
    if not tried:
        return
    implied, places = tried[0]
    if not (certain or doubt or _tells_nothing(where, reported, implied, places)):
        return  # it would be wrong, but need not be meant
    answer = _answer(where, reported, implied, places)
    if certain or answer.verdict is Verdict.UNKNOWN:
        yield answer
    elif doubt is not None:
        unknown = verify(Claim(reported, reason=doubt, text=answer.claim.text))
        yield attrs.evolve(unknown, readings=answer.readings)


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
    return _answer(where, reported, _worked_out(reported, imply)[0], places, more)


def _tells_nothing(
    where: Passage, reported: Figure, implied: Implied, places: tuple[int, ...]
) -> bool:
    return not isinstance(implied, Figure) or _is_about(where, reported, places)


def _worked_out(reported: Figure, imply: Callable[[], Implied]) -> tuple[Implied, bool]:
    """What a way to work a figure out implies, or why nothing, and whether the figure agrees.

    All arithmetic of a finder runs here: what it refuses, such as a sum of temperatures or a number
    beyond all range, is unknown for the reason of the refusal.
    """
    try:
        implied = imply()
        return implied, isinstance(implied, Figure) and reported.agrees(implied) is Verdict.YES
    except (ArithmeticError, InvalidNumberError):
        # more digits than a figure holds, an exponent beyond those of decimals
        return Reason.NOTHING_IMPLIED, False
    except TjstatsError as error:
        return reason_of(error), False


def _answer(
    where: Passage,
    reported: Figure,
    implied: Implied,
    places: tuple[int, ...],
    more: tuple[Reading, ...] = (),
) -> Verification:
    """The verification of a printed figure against what is implied."""
    readings = (*more, *(where.readings[p] for p in sorted(set(places))))
    words = where.quote(readings)
    answer = verify(_claim(reported, implied, words))
    if answer.verdict is Verdict.NO and (doubt := _doubt(where, answer, places)) is not None:
        answer = verify(_claim(reported, doubt, words))
    return Verification(answer.claim, answer.verdict, answer.reason, readings)


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


def _claim(reported: Figure, implied: Implied, words: str) -> Claim:
    if isinstance(implied, Figure):
        return Claim(reported, implied, text=words)
    return Claim(reported, reason=implied, text=words)

"""Recheck: is a stored answer still the answer?

Reading a document does not judge it. `recheck` asks the question again, with the inputs in the
answer and by today's rules, and compares field by field.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import attrs

from tjstats.errors import RecordTypeError, TjstatsError
from tjstats.questions.aggregation import Aggregate
from tjstats.questions.attainment import Attainment, assess
from tjstats.questions.claims import Verification, verify
from tjstats.questions.comparison import PlanComparison
from tjstats.questions.growth import Growth, growth
from tjstats.questions.pace import Pace, track
from tjstats.questions.pace.progress import EarlyCompletion, early_completion
from tjstats.questions.pace.scores import Overall
from tjstats.questions.reasons import reason_of
from tjstats.questions.reconciliation import Reconciliation, relation_of
from tjstats.questions.remaining import Remaining, remaining
from tjstats.questions.results import result_names
from tjstats.questions.review import Review, Share, review
from tjstats.tables import Table, Tabular, label, value_text
from tjstats.values.languages import Language, spoken
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["Recheck", "recheck"]

Answer: TypeAlias = (
    Aggregate
    | Growth
    | Attainment
    | PlanComparison
    | Pace
    | Overall
    | EarlyCompletion
    | Verification
    | Share
    | Review
    | Remaining
    | Reconciliation
)

_TEXTS: Final = {
    Verdict.YES: {"en": "unchanged", "zh": "未变"},
    Verdict.NO: {"en": "changed: {}", "zh": "有变化：{}"},
    Verdict.UNKNOWN: {"en": "cannot be recomputed: {}", "zh": "无法重新计算：{}"},
}
_AND: Final = {"en": ", ", "zh": "、"}


@attrs.frozen(repr=False)
class Recheck(Tabular):
    """Whether an answer is the same when it is recomputed.

    Fields: stored (the answer as given), verdict (YES the same, NO different, UNKNOWN it cannot be
    recomputed), fresh (today's answer, or None), differs (the names of the fields and results that
    differ), reason (why it cannot be recomputed).
    """

    stored: Answer
    verdict: Verdict
    fresh: Answer | None = None
    differs: tuple[str, ...] = ()
    reason: Reason | None = None

    def text(self, lang: Language | None = None) -> str:
        """The verdict in words, with the fields that differ or the reason."""
        return self._text(self._language(lang))

    def _language(self, lang: Language | None) -> Language:
        own: Callable[[Language | None], Language] = getattr(self.stored, "_language", spoken)
        return own(lang)

    def _text(self, lang: Language) -> str:
        details = _AND[lang].join(label(name, lang) for name in self.differs)
        if self.reason is not None:
            details = self.reason.text(lang)
        return _TEXTS[self.verdict][lang].format(details)

    def table(self, lang: Language | None = None) -> Table:
        """The fields that differ: as stored, and as they are now."""
        lang = self._language(lang)
        both = (self.stored, self.fresh)
        rows = tuple(
            (label(name, lang), *(value_text(getattr(answer, name), lang) for answer in both))
            for name in self.differs
        )
        header = tuple(label(name, lang) for name in ("field", "stored", "fresh"))
        return Table(header, rows, self._text(lang))

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {type(self.stored).__name__}: {self}>"


def recheck(answer: Answer) -> Recheck:
    """Whether *answer*, recomputed from its own inputs by today's rules, is the same.

    Answers without their inputs (totals, overall scores, attainments without an observation) cannot
    be recomputed. A comparison of plans does not include its series: its results are recomputed
    from its figures. Raises `RecordTypeError` for anything but an answer.

    >>> wage = growth(Figure("2510", "元/月"), Figure("2050", "元/月"))
    >>> print(recheck(wage).text("en"))
    unchanged
    """
    if type(answer) not in _ASKED_AGAIN:
        raise RecordTypeError("recheck", "answer", answer, "an answer, such as growth() gives")
    try:
        fresh = _ASKED_AGAIN[type(answer)](answer)
    except TjstatsError as error:
        fresh = _instead_of(error, answer)
    if isinstance(fresh, Reason):
        return Recheck(answer, Verdict.UNKNOWN, reason=fresh)
    differs = tuple(
        name for name in _compared(type(answer)) if getattr(answer, name) != getattr(fresh, name)
    )
    return Recheck(answer, Verdict.NO if differs else Verdict.YES, fresh, differs)


def _instead_of(error: TjstatsError, answer: Answer) -> Answer | Reason:
    """The answer that replaces an error: a review answers unknown with its reason, so that is the
    same answer; otherwise the reason why it cannot be recomputed.
    """
    reason = reason_of(error)
    given = (getattr(answer, "verdict", None), getattr(answer, "reason", None))
    return attrs.evolve(answer) if given == (Verdict.UNKNOWN, reason) else reason


def _compared(kind: type) -> tuple[str, ...]:
    """The names of the fields and results of a class of answers."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    return (*(field.name for field in fields if field.init), *result_names(kind))


def _inputs_not_kept(_: Answer) -> Reason:
    return Reason.INPUTS_NOT_KEPT


def _growth(answer: Growth) -> Growth:
    return growth(answer.current, answer.base)


def _attainment(answer: Attainment) -> Attainment | Reason:
    if answer.reported is None:
        return Reason.INPUTS_NOT_KEPT
    return assess(answer.target, answer.reported, answer.reference, answer.tolerance)


def _pace(answer: Pace) -> Pace:
    return track(
        answer.series.indicator if answer.target is None else answer.target,
        answer.series,
        answer.scheme,
        base=answer.base_asked,
        latest=answer.latest_asked,
        limit=answer.limit,
        zero=answer.zero,
    )


def _early_completion(answer: EarlyCompletion) -> EarlyCompletion:
    return early_completion(answer.target, answer.series)


def _verification(answer: Verification) -> Verification:
    return attrs.evolve(verify(answer.claim), readings=answer.readings)


def _remaining(answer: Remaining) -> Remaining:
    return remaining(answer.target, answer.reported, answer.if_next)


def _reconciliation(answer: Reconciliation) -> Reconciliation:
    return attrs.evolve(answer, relation=relation_of(answer.observations))


def _review(answer: Review) -> Review:
    return review(answer.dataset)


# How each kind of answer is recomputed. `attrs.evolve` copies the fields and no stored results.
_ASKED_AGAIN: Final[dict[type, Callable[[Any], Answer | Reason]]] = {
    Aggregate: _inputs_not_kept,
    Growth: _growth,
    Attainment: _attainment,
    PlanComparison: attrs.evolve,
    Pace: _pace,
    Overall: _inputs_not_kept,
    EarlyCompletion: _early_completion,
    Verification: _verification,
    Share: attrs.evolve,
    Review: _review,
    Remaining: _remaining,
    Reconciliation: _reconciliation,
}

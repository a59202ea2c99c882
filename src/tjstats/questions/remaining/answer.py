"""The remainder of a target as a record, its sentence and its table, and what all kinds of target
make it from.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from tjstats.questions.answers import answer_language, on_side
from tjstats.questions.phrases import phrase
from tjstats.questions.results import Results, result
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target, accepted, deciding
from tjstats.streams import Pictured
from tjstats.tables import Table, Tabular, fields_table
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.periods import Period
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["Remaining", "answered", "goal_of", "reached_by", "unknown"]


@attrs.frozen(repr=False)
class Remaining(Tabular, Pictured):
    """The remainder of a target, computed by `remaining`.

    Fields: target, reported, if_next (the figure supposed for the next period), so_far (the
    observation of the result so far, derived if needed), reached (whether it meets the target; None
    below a limit, which may still be passed), amount (still to come; negative beyond a
    target that is reached), per_period (what each remaining period has to bring, or may bring below
    a limit), rate (the growth in percent that each has to bring), room (what is left below a limit,
    or the mean that is left for the rest), left (the remaining periods), path (the required figures
    of the remaining periods), elapsed (share of time) and done (share of the target), in percent,
    reason (why nothing can be said).

    *so_far* and *amount* make the target: their sum, or their product for growth.
    """

    target: Target
    reported: Observation | Series
    if_next: Figure | None = None
    so_far: Observation | None = None
    reached: Verdict | None = None
    amount: Figure | None = None
    per_period: Figure | None = None
    rate: Figure | None = None
    room: Figure | None = None
    left: tuple[Period, ...] = ()
    path: Series | None = None
    elapsed: Figure | None = None
    done: Figure | None = None
    reason: Reason | None = None
    _stored: Results | None = attrs.field(init=False, default=None, repr=False, hash=False)

    @property
    @result
    def lead(self) -> Figure | None:
        """The share completed less that of time elapsed, in percentage points: 快13个百分点."""
        if self.done is None or self.elapsed is None:
            return None
        return self.done - self.elapsed

    def text(self, lang: Language | None = None) -> str:
        """The answer in a sentence."""
        return self._text(self._language(lang))

    def _language(self, lang: Language | None) -> Language:
        return answer_language(lang, (self.target, self.reported))

    def _text(self, lang: Language) -> str:
        if self.reason is not None:
            return _TEXTS["reason"][lang].format(self.reason.text(lang))
        months = self.left[0].months if self.left else None
        unit = _UNITS.get(months or 0, _UNITS[0])[lang]
        facts: dict[str, tuple[Any, ...]] = {
            "left": (len(self.left), unit[len(self.left) > 1]) if self.left else (),
            **self._amount_texts(lang),
            **self._room_texts(lang, unit[0]),
            "rate": () if self.rate == self.per_period else _texts(self.rate, lang, unit[0]),
            "done": _texts(self.done, lang),
            "elapsed": _texts(self.elapsed, lang),
            **self._lead_texts(lang),
        }
        parts = [_TEXTS[kind][lang].format(*of) for kind, of in facts.items() if of]
        return phrase("joint", lang).join(parts)

    def _amount_texts(self, lang: Language) -> dict[str, tuple[str, ...]]:
        if self.amount is None:
            return {}
        if self.reached is not Verdict.YES:
            return {"amount": (self.amount.text(lang),)}
        beyond = -self.amount if self.amount.value < 0 else self.amount
        return {"beyond": (beyond.text(lang),)}

    def _room_texts(self, lang: Language, unit: str) -> dict[str, tuple[str, ...]]:
        each = _texts(self.per_period, lang, unit)
        if self.room is not None and self.room == self.per_period:
            return {"limit": each}
        return {"room": _texts(self.room, lang), "each": each}

    def _lead_texts(self, lang: Language) -> dict[str, tuple[str, ...]]:
        if self.lead is None:
            return {}
        if self.lead.value < 0:
            return {"behind": ((-self.lead).text(lang),)}
        return {"ahead": (self.lead.text(lang),)}

    def table(self, lang: Language | None = None) -> Table:
        """The inputs, the remainder, and the path."""
        lang = self._language(lang)
        path = () if self.path is None else self.path.observations
        fields: list[tuple[str, Any]] = [
            ("target", self.target),
            ("reported", self.reported),
            ("if_next", self.if_next),
            ("so_far", self.so_far),
            ("reached", self.reached),
            ("amount", self.amount),
            ("per_period", self.per_period),
            ("rate", self.rate),
            ("room", self.room),
            ("left", self.left),
            *((o.period.text(lang), o.figure) for o in path),
            ("elapsed", self.elapsed),
            ("done", self.done),
            on_side(self.lead, "lead", "lead", "behind"),
            ("reason", self.reason),
        ]
        return fields_table("remaining", fields, lang)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        target = f"{self.target.indicator.code} {self.target.period}"
        return f"<{type(self).__name__} {target}: {self._text('en')}>"


# The parts of the sentence; those without a fact are left out.
_TEXTS: Final = {
    "reason": {"en": "cannot tell: {}", "zh": "无法判定：{}"},
    "left": {"en": "{} {} left", "zh": "剩余{}{}"},
    "amount": {"en": "{} to go", "zh": "还差{}"},
    "beyond": {"en": "reached, {} beyond", "zh": "已达到，超出{}"},
    "room": {"en": "room for {}", "zh": "余地{}"},
    "limit": {"en": "at most {} a {}", "zh": "其余平均每{1}不超过{0}"},
    "each": {"en": "{} a {}", "zh": "平均每{1}{0}"},
    "rate": {"en": "growth of {} a {}", "zh": "每{1}增长{0}"},
    "done": {"en": "{} done", "zh": "完成{}"},
    "elapsed": {"en": "{} of the time elapsed", "zh": "时间过去{}"},
    "ahead": {"en": "{} ahead of schedule", "zh": "快于序时进度{}"},
    "behind": {"en": "{} behind schedule", "zh": "慢于序时进度{}"},
}
# What the remaining periods are, by their months: one, several (0: another length).
_UNITS: Final = {
    12: {"en": ("year", "years"), "zh": ("年", "年")},
    3: {"en": ("quarter", "quarters"), "zh": ("季度", "个季度")},
    1: {"en": ("month", "months"), "zh": ("月", "个月")},
    0: {"en": ("period", "periods"), "zh": ("期", "期")},
}


def _texts(figure: Figure | None, lang: Language, *more: str) -> tuple[str, ...]:
    return () if figure is None else (figure.text(lang), *more)


def answered(
    target: Target,
    series: Series,
    so_far: Observation,
    figure: Figure,
    amount: Figure | None,
    is_room: bool,
    **more: Any,
) -> Remaining:
    """The answer: *amount* is room below a limit, and nothing has to follow if the target is
    reached.
    """
    reached = None if is_room else reached_by(target, figure)
    if reached is Verdict.YES:
        more |= dict.fromkeys(("per_period", "rate", "path"))
    return Remaining(
        target,
        series,
        so_far=so_far,
        reached=reached,
        amount=None if is_room else amount,
        room=amount if is_room else None,
        **more,
    )


def reached_by(target: Target, done: Figure) -> Verdict:
    assert target.figure is not None
    accepts = accepted(target.figure, target.indicator.direction)
    bounds = done.to(target.figure.unit).bounds
    if accepts.contains(bounds):
        return Verdict.YES
    return Verdict.UNKNOWN if accepts.overlaps(bounds) else Verdict.NO


def unknown(target: Target, series: Series, reason: Reason | None) -> Remaining:
    return Remaining(target, series, reason=reason or Reason.NO_OBSERVATION)


def goal_of(target: Target) -> Figure:
    """The number that decides, or the band between two."""
    assert target.figure is not None
    accepts = accepted(target.figure, target.indicator.direction)
    return deciding(target.figure, accepts) or target.figure

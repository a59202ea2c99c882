"""Claims: does a printed figure agree with the figure computed from other printed figures?

Both sides are ranges: all numbers that could have been rounded to the printed figure (`unrounded`).
They are consistent if they overlap; an inconsistent answer gives the implied range and the digits
that would fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation
from functools import reduce
from itertools import chain
from operator import add, attrgetter
from typing import Final

import attrs

from tjstats.errors import InvalidNumberError, RecordTypeError, TjstatsError
from tjstats.questions.answers import answer_language, because
from tjstats.questions.growth import growth
from tjstats.questions.rates import growth_from_change
from tjstats.questions.reasons import reason_of
from tjstats.questions.results import Results, result
from tjstats.records.classifications import Measure, Status, weakest
from tjstats.records.datasets import Dataset
from tjstats.records.publication import Observation
from tjstats.records.readings import Reading
from tjstats.streams import Modelled
from tjstats.tables import Listed, Table, Tabular, fields_table, text_column
from tjstats.values.bounds import Bounds
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.numbers import DOWN, NEAREST, UP, WIDE, power_of_ten
from tjstats.values.periods import AsOf, Period, Time
from tjstats.values.qualifiers import half_unit
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["VERIFICATION_TEXTS", "Claim", "Verification", "Verifications", "claims", "verify"]


@attrs.frozen(repr=False)
class Claim(Modelled):
    """A printed figure and the figure that it should be.

    Fields: reported (a Figure or an Observation), implied (computed; None with a reason if it
    cannot be computed), inputs (the observations it was computed from), reason, text (what is
    claimed, in a few words).
    """

    reported: Figure | Observation
    implied: Figure | None = None
    inputs: tuple[Observation, ...] = ()
    reason: Reason | None = None
    text: str | None = None

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.reported, Figure | Observation):
            raise RecordTypeError("Claim", "reported", self.reported, "a Figure or an Observation")
        if not isinstance(self.implied, Figure | type(None)):
            raise RecordTypeError(
                "Claim", "implied", self.implied, "a Figure or None; growth(a, b).rate gives one"
            )

    @property
    def figure(self) -> Figure | None:
        """The printed figure."""
        return self.reported if isinstance(self.reported, Figure) else self.reported.figure

    def __str__(self) -> str:
        return self.text or str(self.reported)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"


@attrs.frozen(repr=False)
class Verification(Tabular):
    """Whether a claim is consistent. Fields: claim, verdict (YES consistent, NO inconsistent),
    reason, readings (positions in a text).
    """

    claim: Claim
    verdict: Verdict
    reason: Reason | None = None
    readings: tuple[Reading, ...] = ()
    _stored: Results | None = attrs.field(init=False, default=None, repr=False, hash=False)

    @property
    def reported(self) -> Figure | None:
        """The printed figure."""
        return self.claim.figure

    @property
    def reading(self) -> Reading | None:
        """The reading of the printed figure in its text, the last of the readings if none has it;
        None for what is of no text.
        """
        printed = self.reported
        if not self.readings or printed is None:
            return None
        own = (r for r in self.readings if r.figure is printed)
        same = (r for r in self.readings if r.figure == printed)
        opposite = (r for r in self.readings if r.figure * -1 == printed)
        return next(chain(own, same, opposite), self.readings[-1])

    @property
    def implied(self) -> Figure | None:
        """The computed figure."""
        return self.claim.implied

    @property
    @result
    def range(self) -> Bounds | None:
        """The range in which the claimed figure must lie, in its own unit; None if nothing is
        implied.
        """
        if self.implied is None or self.reported is None:
            return None
        return self.implied.to(self.reported.unit).unrounded.shifted(-self.reported.multiplier)

    @property
    def implied_as_printed(self) -> Figure | None:
        """The computed figure in the unit and scale of the printed one, if they are of one kind."""
        implied, reported = self.implied, self.reported
        if implied is None or reported is None or not implied.unit.is_compatible(reported.unit):
            return implied
        return implied.to(reported.unit)._like(reported)

    def _implied_text(self, lang: Language) -> str:
        """The same in words, with no fewer decimals than were printed; "" if nothing is implied."""
        implied, reported = self.implied_as_printed, self.reported
        if implied is None:
            return ""
        if reported is None or reported.unit != implied.unit:
            return implied._brief(lang)
        return implied._brief(lang, least=reported.decimals or 0)

    def range_text(self) -> str:
        """The range with one decimal more than was printed; "" if it has no two ends."""
        bounds, reported = self.range, self.reported
        if bounds is None or reported is None or reported.decimals is None:
            return ""
        if bounds.lower is None or bounds.upper is None:
            return ""
        places = max(reported.decimals, 0) + 1
        return f"[{bounds.lower:.{places}f}, {bounds.upper:.{places}f}]"

    @property
    @result
    def fits(self) -> tuple[Figure, Figure] | None:
        """The least and the greatest consistent figure, with as many decimals as were printed; None
        where they have more digits than a figure holds.
        """
        try:
            return self._would_fit()
        except (InvalidOperation, InvalidNumberError):
            return None

    def _would_fit(self) -> tuple[Figure, Figure] | None:
        """The same, but raises `InvalidNumberError` or `decimal.InvalidOperation` for such."""
        implied, reported = self.range, self.reported
        if implied is None or reported is None or reported.decimals is None:
            return None
        return _fitting(implied, reported, reported.decimals)

    @property
    def status(self) -> Status:
        """The weakest status among the figures compared."""
        records = [
            o for o in (self.claim.reported, *self.claim.inputs) if isinstance(o, Observation)
        ]
        return weakest(*(o.status for o in records))

    def text(self, lang: Language | None = None) -> str:
        """The answer in words: consistent; inconsistent, with the figures that would fit; cannot
        tell, with the reason.
        """
        return self._text(self._language(lang))

    def _language(self, lang: Language | None) -> Language:
        return answer_language(lang, self._words())

    def _words(self) -> tuple[str | Figure | Observation | None, ...]:
        """What the answer is about, which determines its language."""
        return self.claim.text, self.claim.reported, *self.claim.inputs

    def _text(self, lang: Language) -> str:
        if self.verdict is Verdict.UNKNOWN:
            return because(self.verdict.text(lang), self.reason, lang)
        if self.verdict is Verdict.YES:
            return VERIFICATION_TEXTS[Verdict.YES][lang]
        implied = () if self.implied is None else (self.implied,)
        if self._is_of_parts:
            return _OF_PARTS[lang].format(self._implied_text(lang))
        return _INCONSISTENT[lang].format(_between(self.fits or implied, lang))

    @property
    def _is_of_parts(self) -> bool:
        """Whether what is implied is the sum of the other readings, of which each may be wrong."""
        own, implied = self.reading, self.implied
        if own is None or implied is None:
            return False
        whole_is_read = own.figure == self.reported
        parts = [r.figure for r in self.readings if not (whole_is_read and r is own)]
        try:
            return len(parts) > 1 and reduce(add, parts).plain == implied.plain
        except TjstatsError:
            return False

    @property
    def _doubted(self) -> tuple[Reading, ...]:
        """The readings that are wrong together where it is inconsistent: the printed figure, and of
        a sum that does not fit its parts too.
        """
        if self._is_of_parts:
            return self.readings
        return () if self.reading is None else (self.reading,)

    def table(self, lang: Language | None = None) -> Table:
        """The claim, what it should be, and the verdict."""
        lang = self._language(lang)
        fields = [
            ("claim", self.claim.text),
            ("reported", self.claim.reported),
            ("implied", self._implied_text(lang)),
            ("range", self.range_text()),
            ("would_fit", self._fitting_text(lang)),
            ("verdict", self._verdict_text(lang)),
            ("reason", self.reason),
        ]
        return fields_table("verification", fields, lang)

    def _verdict_text(self, lang: Language) -> str:
        return f"{self.verdict.sign} {VERIFICATION_TEXTS[self.verdict][lang]}"

    def _fitting_text(self, lang: Language) -> str:
        return _between(self.fits or (), lang) if self.verdict is Verdict.NO else ""

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.claim}: {self._text('en')}>"


class Verifications(list[Verification], Listed):
    """The claims of a text, checked: a list that `print` and notebooks show as a table."""

    __slots__ = ()

    def table(self, lang: Language | None = None) -> Table:
        """A row for each claim."""
        lang = answer_language(lang, (words for answer in self for words in answer._words()))
        columns = (
            text_column("claim", (str(answer.claim) for answer in self), lang),
            text_column("reported", (answer.reported for answer in self), lang),
            text_column("implied", (answer._implied_text(lang) for answer in self), lang),
            text_column("verdict", (answer._verdict_text(lang) for answer in self), lang),
            text_column("would_fit", (answer._fitting_text(lang) for answer in self), lang),
            text_column("reason", (answer.reason for answer in self), lang),
        )
        return Table.of(columns)


VERIFICATION_TEXTS: Final = {
    Verdict.YES: {"en": "consistent", "zh": "一致"},
    Verdict.NO: {"en": "inconsistent", "zh": "不一致"},
    Verdict.UNKNOWN: {"en": "cannot tell", "zh": "无法核对"},
}
_OF_PARTS: Final = {
    "en": "inconsistent: not the sum of the parts, {}",
    "zh": "不一致：与分项之和{}不符",
}
_INCONSISTENT: Final = {"en": "inconsistent: implied {}", "zh": "不一致：应为{}"}


def _between(ends: Iterable[Figure], lang: Language) -> str:
    """Two figures as a range, or one if they print alike."""
    return " – ".join(dict.fromkeys(end.text(lang) for end in ends))


def _fitting(implied: Bounds, reported: Figure, decimals: int) -> tuple[Figure, Figure] | None:
    """The least and the greatest figure, printed like *reported*, that overlap with *implied*."""
    if implied.lower is None or implied.upper is None:
        return None
    half, unit = half_unit(decimals), power_of_ten(-decimals)
    low = DOWN.subtract(implied.lower, half).quantize(unit, ROUND_CEILING, WIDE)
    high = UP.add(implied.upper, half).quantize(unit, ROUND_FLOOR, WIDE)
    if not implied.lower_closed and NEAREST.add(low, half) == implied.lower:
        low = NEAREST.add(low, unit)
    if not implied.upper_closed and NEAREST.subtract(high, half) == implied.upper:
        high = NEAREST.subtract(high, unit)

    def printed(value: Decimal) -> Figure:
        scale, word = reported.multiplier, reported.word
        return Figure(value, reported.unit, multiplier=scale, decimals=decimals, word=word)

    return printed(low), printed(high)


def verify(claim: Claim) -> Verification:
    """Whether the printed figure of a claim agrees with the computed figure.

    Raises `UnitMismatchError` if the units cannot be converted. Without an implied figure, or if
    the price bases differ, the answer is unknown, with the reason.

    >>> g = growth(Figure("2510", "元/月"), Figure("2050", "元/月"))
    >>> verify(Claim(Figure("22.4", "%"), g.rate)).verdict
    <Verdict.YES: 'yes'>
    >>> print(verify(Claim(Figure("23.4", "%"), g.rate)))
    inconsistent: implied 22.4% – 22.5%
    """
    if not isinstance(claim, Claim):
        raise RecordTypeError("verify", "claim", claim, "a Claim(reported, implied)")
    figure = claim.figure
    if figure is None:
        return Verification(claim, Verdict.UNKNOWN, Reason.MISSING_VALUE)
    if claim.implied is None:
        return Verification(claim, Verdict.UNKNOWN, claim.reason or Reason.NOTHING_IMPLIED)
    if isinstance(claim.reported, Observation) and any(
        o.basis != claim.reported.basis for o in claim.inputs
    ):
        return Verification(claim, Verdict.UNKNOWN, Reason.BASIS_UNKNOWN)
    return Verification(claim, figure.agrees(claim.implied), claim.reason)


def claims(dataset: Dataset) -> tuple[Claim, ...]:
    """The claims of a dataset about itself: every printed change, growth or factor, with the figure
    that its levels imply.

    If the base level of a growth rate is not printed, the rate is implied by the level and the
    increase printed with it.
    """
    stated = (o for o in dataset.observations if o.measure is not Measure.VALUE and not o.computed)
    return tuple(_claim(dataset, o) for o in stated)


def _claim(dataset: Dataset, stated: Observation) -> Claim:
    assert stated.base is not None
    now = level(_levels(dataset, stated, stated.period))
    base = level(_levels(dataset, stated, stated.base))
    if isinstance(now, Reason):
        return Claim(stated, reason=now)
    if base is Reason.NO_OBSERVATION:
        increase = _increase(dataset, stated)
        if increase is not None:
            return _of_increase(stated, now, increase)
    if isinstance(base, Reason):
        return Claim(stated, reason=base)
    if stated in base.derived_from or stated in now.derived_from:
        return Claim(stated, inputs=(now,), reason=Reason.DERIVED_FROM_CLAIM)
    return _of_levels(stated, now, base)


def _of_levels(stated: Observation, now: Observation, base: Observation) -> Claim:
    """A change, growth or factor as the two levels imply it."""
    try:
        grown = growth(now, base)
        implied = grown.of(stated.measure)
        if implied is not None and stated.figure is not None:
            implied.agrees(stated.figure)  # raises if the units cannot be converted
    except TjstatsError as error:
        return Claim(stated, inputs=(now, base), reason=reason_of(error))
    return Claim(stated, implied, (now, base), grown.reason if implied is None else None)


_BESIDE: Final = ("period", "base", "area", "breakdowns", "scope", "basis")


def _increase(dataset: Dataset, stated: Observation) -> Observation | None:
    """The change printed with a growth rate, for the same indicator and time."""
    if stated.measure is not Measure.GROWTH:
        return None
    beside = attrgetter(*_BESIDE)
    changes = [
        o
        for o in dataset[stated.indicator.code].observations
        if o.measure is Measure.CHANGE and not o.computed and beside(o) == beside(stated)
    ]
    return changes[0] if len(changes) == 1 else None


def _of_increase(stated: Observation, now: Observation, increase: Observation) -> Claim:
    """Growth as the level and the increase imply it."""
    if now.figure is None or increase.figure is None:
        return Claim(stated, inputs=(now, increase), reason=Reason.MISSING_VALUE)
    try:
        implied = growth_from_change(now.figure, increase.figure)
    except TjstatsError as error:
        return Claim(stated, inputs=(now, increase), reason=reason_of(error))
    return Claim(
        stated, implied, (now, increase), None if implied is not None else Reason.NOTHING_IMPLIED
    )


def _levels(dataset: Dataset, stated: Observation, time: Time) -> list[Observation]:
    """The levels of the indicator of a claim at a time."""
    alike = attrgetter("area", "breakdowns", "scope")
    return [
        o
        for o in dataset[stated.indicator.code].observations
        if o.measure is Measure.VALUE and alike(o) == alike(stated) and _is_at(o.period, time)
    ]


def _is_at(time: Time, asked: Time) -> bool:
    """Whether a level is for the requested time, or for its last day."""
    if isinstance(time, AsOf) and isinstance(asked, Period):
        return time.date == asked.end
    return time == asked


def level(observations: Sequence[Observation]) -> Observation | Reason:
    """The observation to use among several for one time: printed before derived, then the
    publisher's latest.

    If two publishers disagree, there is no choice: the reason is SEVERAL_SOURCES.
    """
    printed = [o for o in observations if not o.computed] or list(observations)
    if not printed:
        return Reason.NO_OBSERVATION
    if len({(o.figure, o.status) for o in printed}) == 1:
        return printed[0]
    return _latest_vintage(printed) or Reason.SEVERAL_SOURCES


def _latest_vintage(printed: Sequence[Observation]) -> Observation | None:
    """The observation published last; None if publishers or dates do not show which it is."""
    sources = [o.source for o in printed]
    dates = [source.published for source in sources if source and source.published]
    if len(dates) < len(printed):
        return None
    if len({source.publisher for source in sources if source}) > 1:
        return None
    latest = max(dates)
    if dates.count(latest) > 1:
        return None
    return printed[dates.index(latest)]

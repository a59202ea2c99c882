"""Review of a dataset: every target assessed, every claim checked, every part as a share of its
whole.

Where the functions for single records raise (unlike areas, scopes, units), a review gives an
unknown answer, with the reason.
"""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import Final

import attrs

from tjstats.errors import RecordTypeError, TjstatsError
from tjstats.questions.answers import answer_language
from tjstats.questions.attainment import Attainment, assess, unknown
from tjstats.questions.claims import VERIFICATION_TEXTS, Verification, claims, level, verify
from tjstats.questions.comparability import same_base
from tjstats.questions.degrees import Degree
from tjstats.questions.derivation import parts_of
from tjstats.questions.evidence import is_of_measure
from tjstats.questions.formulas import share
from tjstats.questions.phrases import bracketed, phrase, signed, target_text
from tjstats.questions.reasons import reason_of
from tjstats.questions.results import Results, result
from tjstats.records.classifications import Measure
from tjstats.records.datasets import Dataset
from tjstats.records.naming import Names
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target
from tjstats.streams import Pictured
from tjstats.tables import Table, Tabular, fields_table, text_column
from tjstats.values.figures import Figure
from tjstats.values.languages import Count, Language
from tjstats.values.periods import Time
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["Review", "Share", "review"]


@attrs.frozen
class Share(Tabular):
    """A part of a whole. Fields: part, whole (Observations of the same period)."""

    part: Observation
    whole: Observation
    _stored: Results | None = attrs.field(init=False, default=None, repr=False, hash=False)

    @property
    @result
    def share(self) -> Figure | None:
        """The part in percent of the whole; None if it is undefined."""
        part, whole = self.part.figure, self.whole.figure
        return None if part is None or whole is None or not whole.value else share(part, whole)

    def table(self, lang: Language | None = None) -> Table:
        """The part, the whole and the share."""
        fields = [("part", self.part), ("whole", self.whole), ("share", self.share)]
        return fields_table("share", fields, answer_language(lang, (self.part, self.whole)))


@attrs.frozen(repr=False)
class Review(Tabular, Pictured):
    """The answers about a dataset. Fields: dataset, attainments, verifications, shares."""

    dataset: Dataset
    attainments: tuple[Attainment, ...]
    verifications: tuple[Verification, ...]
    shares: tuple[Share, ...]

    @property
    def names(self) -> Names:
        """The names of the records of the dataset, each with what tells it from the others."""
        return Names((*self.dataset.observations, *self.dataset.targets))

    @property
    def verdicts(self) -> dict[Verdict, int]:
        """The number of targets with each verdict."""
        return dict(Counter(a.verdict for a in self.attainments))

    @property
    def degrees(self) -> dict[Degree, int]:
        """The number of targets exceeded, met, missed."""
        return dict(Counter(a.degree for a in self.attainments if a.degree is not None))

    def text(self, lang: Language | None = None) -> str:
        """The number of targets with each verdict, and of claims with each answer."""
        return self._text(self._language(lang))

    def _language(self, lang: Language | None) -> Language:
        return answer_language(lang, self.dataset.targets or self.dataset.observations)

    def _text(self, lang: Language) -> str:
        judged = Counter(answer.verdict.text(lang) for answer in self.attainments)
        checked = Counter(VERIFICATION_TEXTS[answer.verdict][lang] for answer in self.verifications)
        counts = [_count("targets", judged, lang)] if judged else []
        counts.append(_count("claims", checked, lang))
        return _TEXTS["of"][lang].format(self.dataset.code, phrase("joint", lang).join(counts))

    def table(self, lang: Language | None = None) -> Table:
        """The targets with their verdicts, then the claims with their answers."""
        lang, names = self._language(lang), self.names
        stated = [
            (answer.claim.reported, answer._verdict_text(lang))
            for answer in self.verifications
            if isinstance(answer.claim.reported, Observation)
        ]
        judged = [(a.target, f"{a.verdict.sign} {a.text(lang)}") for a in self.attainments]
        rows: list[tuple[Target | Observation, str]] = [*judged, *stated]
        columns = (
            text_column("indicator", (names.name(record, lang) for record, _ in rows), lang),
            text_column("period", (record.period for record, _ in rows), lang),
            text_column("target" if judged else "claim", (_asked(r, lang) for r, _ in rows), lang),
            text_column("verdict", (verdict for _, verdict in rows), lang),
        )
        return Table.of(columns, self.dataset.name(lang))

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._text('en')}>"


_TEXTS: Final = {
    "of": {"en": "{}: {}", "zh": "{}：{}"},
    "targets": {"en": "{:target}", "zh": "{}个目标"},
    "claims": {"en": "{:claim}", "zh": "{}条表述"},
}


def _asked(record: Target | Observation, lang: Language) -> str | None:
    """The figure of a target or claim in words, changes with their direction."""
    if record.figure is None:
        return None
    if isinstance(record, Target):
        return target_text(record, lang)
    is_factor = record.measure is Measure.FACTOR
    return record.figure.brief(lang) if is_factor else signed(record.figure, lang)


def _count(kind: str, answers: Counter[str], lang: Language) -> str:
    """How many there are, and of them with each answer: "14 claims (inconsistent 2, …)"."""
    each = phrase("joint", lang).join(f"{words} {count}" for words, count in answers.items())
    return _TEXTS[kind][lang].format(Count(answers.total())) + bracketed(each, lang)


def review(dataset: Dataset) -> Review:
    """Every target of a dataset assessed, every claim checked, every part as a share of its
    whole.
    """
    if not isinstance(dataset, Dataset):
        raise RecordTypeError(
            "review", "dataset", dataset, "a Dataset; tjstats.datasets.load(name) gives one"
        )
    attained = tuple(_assessed(dataset, target) for target in dataset.targets)
    checked = tuple(_verified(claim) for claim in claims(dataset))
    return Review(dataset, attained, checked, _shares(dataset))


def _verified(claim: object) -> Verification:
    try:
        return verify(claim)  # type: ignore[arg-type]
    except TjstatsError as error:
        return Verification(claim, Verdict.UNKNOWN, reason_of(error))  # type: ignore[arg-type]


def _assessed(dataset: Dataset, target: Target) -> Attainment:
    other = target.relative_to
    others = () if other is None else dataset[other.code].observations
    return assessed(target, _reported(dataset, target), others)


def assessed(
    target: Target, reported: Series | Reason | None, others: tuple[Observation, ...]
) -> Attainment:
    """The answer for a target from what `series_on` gives, and from the observations of the
    indicator to which it is relative; unknown, with the reason, where `assess` raises.
    """
    if not isinstance(reported, Series):
        missing = Reason.SET_ELSEWHERE if target.set_by else Reason.NO_NUMBER
        reason = missing if target.figure is None else reported or Reason.NO_OBSERVATION
        return unknown(target, None, reason)
    reference = None if target.relative_to is None else reference_on(others, target)
    try:
        return assess(target, reported, reference)
    except TjstatsError as error:
        return unknown(target, reported, reason_of(error))


def _reported(dataset: Dataset, target: Target) -> Series | Reason | None:
    """The observations of a dataset for a target."""
    return series_on(dataset[target.indicator.code].observations, target)


def reference_on(observations: tuple[Observation, ...], target: Target) -> Series | None:
    """The observations for the indicator to which a target is relative: on the target's price
    basis, else on another.
    """
    for basis in dict.fromkeys((target.basis, *(o.basis for o in observations))):
        series = series_on(observations, attrs.evolve(target, basis=basis))
        if isinstance(series, Series) and is_of_measure(target, series):
            return series
    return None


def series_on(observations: tuple[Observation, ...], target: Target) -> Series | Reason | None:
    """The observations that fit a target as a series, one per period; the reason if they do not
    form a series; None if there are none.
    """
    alike = parts_of([o for o in observations if _is_of_target_group(o, target)])
    fitting = _of_measure(target, [o for o in alike if o.basis == target.basis])
    if not fitting:
        return Reason.BASIS_MISMATCH if _of_measure(target, alike) else None
    if len({o.area for o in fitting}) > 1:
        return Reason.AREA_MISMATCH
    chosen = _one_a_period(fitting, target)
    if isinstance(chosen, Reason):
        return chosen
    return Series(_of_one_kind(chosen, target))


def _is_of_target_group(observation: Observation, target: Target) -> bool:
    """Whether an observation has the area and the breakdowns of a target."""
    return target.area in (None, observation.area) and target.breakdowns == observation.breakdowns


def _of_measure(target: Target, observations: list[Observation]) -> list[Observation]:
    """The observations of the target's measure, else the levels, else yearly growth for average
    growth; the levels first if a change or factor is published only from another base, or none of
    the measure reaches the target's end.
    """
    own = _own_measure(target, observations)
    levels = [o for o in observations if o.measure is Measure.VALUE]
    return (levels or own) if _levels_are_first(levels, own, target) else (own or levels)


def _own_measure(target: Target, observations: list[Observation]) -> list[Observation]:
    """The observations of the target's measure; yearly growth if no average growth from its base is
    known.
    """
    own = [o for o in observations if o.measure is target.measure]
    if target.measure is not Measure.AVERAGE_GROWTH:
        return own
    if any(same_base(target.base, o.base) for o in own):
        return own
    return [o for o in observations if o.measure is Measure.GROWTH] or own


def _levels_are_first(levels: list[Observation], own: list[Observation], target: Target) -> bool:
    """Whether levels answer a target in preference to its own measure."""
    if _reaches_end(levels, target) and not _reaches_end(own, target):
        return True
    has_base = target.measure in (Measure.CHANGE, Measure.FACTOR)
    return has_base and not any(same_base(target.base, o.base) for o in own)


def _reaches_end(observations: list[Observation], target: Target) -> bool:
    """Whether one of the observations is of the end of a target's time."""
    return any(o.period.end == target.period.end for o in observations)


def _of_one_kind(observations: list[Observation], target: Target) -> tuple[Observation, ...]:
    """All observations, or those of one kind of time if years and year ends are mixed: the target's
    own kind, unless only the other kind is of the target's time.
    """
    own = [o for o in observations if type(o.period) is type(target.period)]
    others = [o for o in observations if type(o.period) is not type(target.period)]
    if not own or not others:
        return tuple(observations)
    return tuple(others if _are_of(others, target) and not _are_of(own, target) else own)


def _are_of(observations: list[Observation], target: Target) -> bool:
    """Whether one of the observations ends within a target's time."""
    return any(target.period.first_day <= o.period.end <= target.period.end for o in observations)


def _one_a_period(observations: list[Observation], target: Target) -> list[Observation] | Reason:
    """The observation to use in each period, or the reason why that is unclear. Periods that the
    target does not need are skipped if sources disagree.
    """
    by_period = _by_period(observations)
    if len(by_period) == len(observations):
        return observations
    kept = {period: _of_a_period(several, target) for period, several in by_period.items()}
    chosen = [choice for choice in kept.values() if isinstance(choice, Observation)]
    if isinstance(kept.get(target.period), Observation):
        return chosen
    for period, choice in kept.items():
        if isinstance(choice, Reason) and (_is_needed(target, period) or not chosen):
            return choice
    return chosen


def _by_period(observations: list[Observation]) -> dict[Time, list[Observation]]:
    by_period: dict[Time, list[Observation]] = {}
    for observation in observations:
        by_period.setdefault(observation.period, []).append(observation)
    return by_period


def _of_a_period(several: list[Observation], target: Target) -> Observation | Reason:
    """The observation to use in a period: in the target's scope if there is one."""
    return level([o for o in several if o.scope == target.scope] or several)


def _is_needed(target: Target, period: Time) -> bool:
    """Whether a period is part of the time from the target's base to its end."""
    start = (target.base or target.period).first_day
    return start <= period.end and period.first_day <= target.period.end


def _shares(dataset: Dataset) -> tuple[Share, ...]:
    parts = [
        part
        for entry in dataset
        if entry.indicator.part_of is not None
        for part in entry.observations
        if part.measure is Measure.VALUE
    ]
    wholes = [(part, _whole(dataset, part)) for part in parts]
    return tuple(Share(part, whole) for part, whole in wholes if whole is not None)


_OF_ONE_WHOLE: Final = attrgetter("period", "area", "breakdowns", "scope", "measure")


def _whole(dataset: Dataset, part: Observation) -> Observation | None:
    wanted = _OF_ONE_WHOLE(part)
    wholes = dataset[str(part.indicator.part_of)].observations
    return next((o for o in wholes if _OF_ONE_WHOLE(o) == wanted), None)

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
from tjstats.questions.claims import Verification, claims, level, verify
from tjstats.questions.comparability import same_base
from tjstats.questions.degrees import Degree
from tjstats.questions.formulas import share
from tjstats.questions.reasons import reason_of
from tjstats.questions.results import Results, result
from tjstats.records.classifications import Measure
from tjstats.records.datasets import Dataset
from tjstats.records.publication import Observation, Series
from tjstats.records.targets import Target
from tjstats.tables import Table, Tabular, label
from tjstats.values.figures import Figure
from tjstats.values.languages import Language
from tjstats.values.periods import Time
from tjstats.values.verdicts import Reason, Verdict

__all__ = ["Review", "Share", "review"]


@attrs.frozen
class Share:
    """A part of a whole. Fields: part, whole (Observations of the same period)."""

    part: Observation
    whole: Observation
    _stored: Results | None = attrs.field(init=False, default=None, repr=False, hash=False)

    @property
    @result
    def share(self) -> Figure | None:
        """The part in percent of the whole; None if it is not defined."""
        part, whole = self.part.figure, self.whole.figure
        return None if part is None or whole is None or not whole.value else share(part, whole)


@attrs.frozen(repr=False)
class Review(Tabular):
    """The answers about a dataset. Fields: dataset, attainments, verifications, shares."""

    dataset: Dataset
    attainments: tuple[Attainment, ...]
    verifications: tuple[Verification, ...]
    shares: tuple[Share, ...]

    @property
    def verdicts(self) -> dict[Verdict, int]:
        """How many targets have each verdict."""
        return dict(Counter(a.verdict for a in self.attainments))

    @property
    def degrees(self) -> dict[Degree, int]:
        """How many targets are exceeded, met, missed."""
        return dict(Counter(a.degree for a in self.attainments if a.degree is not None))

    def text(self, lang: Language | None = None) -> str:
        """How many targets have each verdict, and how many claims were checked."""
        return self._text(self._language(lang))

    def _language(self, lang: Language | None) -> Language:
        return answer_language(lang, self.dataset.targets)

    def _text(self, lang: Language) -> str:
        counts = (f"{verdict.text(lang)} {count}" for verdict, count in self.verdicts.items())
        targets, verifications = len(self.attainments), len(self.verifications)
        shown = _COUNTS[lang][1].join(counts)
        return _COUNTS[lang][0].format(self.dataset.code, targets, shown, verifications)

    def table(self, lang: Language | None = None) -> Table:
        """The targets with their verdicts."""
        lang = self._language(lang)
        rows = []
        for answer in self.attainments:
            target = answer.target
            figure = "" if target.figure is None else target.figure.text(lang)
            rows.append((target.indicator.code, str(target.period), figure, answer.text(lang)))
        header = tuple(label(name, lang) for name in ("indicator", "period", "target", "verdict"))
        return Table(header, tuple(rows), self.dataset.name(lang))

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._text('en')}>"


_COUNTS: Final = {
    "en": ("{}: {} targets ({}), {} claims", ", "),
    "zh": ("{}：{}个目标（{}），{}条表述", "，"),
}


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
    reported = _reported(dataset, target)
    if reported is None or isinstance(reported, Reason):
        missing = Reason.SET_ELSEWHERE if target.set_by else Reason.NO_NUMBER
        reason = missing if target.figure is None else reported or Reason.NO_OBSERVATION
        return unknown(target, None, reason)
    reference = (
        None
        if target.relative_to is None
        else reference_on(dataset[target.relative_to.code].observations, target)
    )
    try:
        return assess(target, reported, reference)
    except TjstatsError as error:
        return unknown(target, reported, reason_of(error))


def _reported(dataset: Dataset, target: Target) -> Series | Reason | None:
    """What a dataset reports on a target."""
    return series_on(dataset[target.indicator.code].observations, target)


def reference_on(observations: tuple[Observation, ...], target: Target) -> Series | None:
    """What is reported of the indicator that a target is relative to: on the target's price basis,
    else on another.
    """
    for basis in dict.fromkeys((target.basis, *(o.basis for o in observations))):
        series = series_on(observations, attrs.evolve(target, basis=basis))
        if isinstance(series, Series) and series.measure is target.measure:
            return series
    return None


def series_on(observations: tuple[Observation, ...], target: Target) -> Series | Reason | None:
    """The observations that fit a target as a series, one per period; the reason if they do not
    form a series; None if there are none.
    """
    alike = [o for o in observations if _is_of_target_group(o, target)]
    fitting = _of_measure(target, [o for o in alike if o.basis == target.basis])
    if not fitting:
        return Reason.BASIS_MISMATCH if _of_measure(target, alike) else None
    if len({o.area for o in fitting}) > 1:
        return Reason.AREA_MISMATCH
    chosen = _one_a_period(fitting)
    if isinstance(chosen, Reason):
        return chosen
    return Series(_of_one_kind(chosen, type(target.period)))


def _is_of_target_group(observation: Observation, target: Target) -> bool:
    """Whether an observation is of the area and the breakdowns of a target."""
    return target.area in (None, observation.area) and target.breakdowns == observation.breakdowns


def _of_measure(target: Target, observations: list[Observation]) -> list[Observation]:
    """The observations of the target's measure, else the levels; the levels first if a change or
    factor is published only from another base.
    """
    own = [o for o in observations if o.measure is target.measure]
    levels = [o for o in observations if o.measure is Measure.VALUE]
    any_base = target.measure not in (Measure.CHANGE, Measure.FACTOR)
    if any_base or any(same_base(target.base, o.base) for o in own):
        return own or levels
    return levels or own


def _of_one_kind(observations: list[Observation], kind: type[Time]) -> tuple[Observation, ...]:
    """All observations, or those of one kind of time if years and year ends are mixed."""
    if len({type(o.period) for o in observations}) > 1:
        observations = [o for o in observations if isinstance(o.period, kind)]
    return tuple(observations)


def _one_a_period(observations: list[Observation]) -> list[Observation] | Reason:
    """The observation that counts in each period, or the reason why that is unclear."""
    by_period: dict[Time, list[Observation]] = {}
    for observation in observations:
        by_period.setdefault(observation.period, []).append(observation)
    chosen = []
    for several in by_period.values():
        kept = level(several)
        if isinstance(kept, Reason):
            return kept
        chosen.append(kept)
    return chosen


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
